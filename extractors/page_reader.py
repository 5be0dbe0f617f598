"""What is kept while the pages of one document are read: warnings, pages that could not be, words of known pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from extractors import watch
from extractors.tesseract import OcrFailed
from records.pages import Page, Word
from records.readings import Notice

Read = TypeVar("Read")

PLAIN_SIZE = (595.0, 842.0)
"""Points: the size given to a page that was not looked at."""


@dataclass(slots=True)
class PageReader:
    """What is kept while the pages of one document are read."""

    notices: list[Notice] = field(default_factory=list)
    unread: dict[int, str] = field(default_factory=dict)
    pictures: dict[bytes, list[Word]] = field(default_factory=dict)
    """Words of pictures seen before, by content: a letterhead's logo stands on every page."""

    def warn(self, code: str, message: str, page: int) -> None:
        """Keeps a notice about a page."""
        self.notices.append(Notice(code, message, page))

    def tried(self, page: int, what: str, read: Callable[[], Read], otherwise: Read) -> Read:
        """What OCR reads of a part of a page; where it fails the reading says so and keeps what it has."""
        try:
            return read()
        except OcrFailed as error:
            self.warn("ocr_failed", f"{what} of page {page} could not be read by OCR: {error}.", page)
            return otherwise


def under_watch(number: int, reader: PageReader, read: Callable[[], Page]) -> Page:
    """A page as it is read now, or as an earlier process kept it; one that ended such a process is passed over."""
    over = watch.current()
    if (reason := over.refuses(number)) is not None:
        reader.unread[number] = reason
        if over.stop_at is None or number <= over.stop_at:
            reader.warn("page_given_up", f"Page {number} was not read: {reason}.", number)
        return Page(number, *PLAIN_SIZE, 0, (), "ocr", "scan_poor")
    if (kept := over.kept(number)) is not None:
        reader.notices.extend(kept.notices)
        return kept.page
    over.begins(number)
    before = len(reader.notices)
    page = read()
    if number not in reader.unread:
        over.keep(watch.KeptPage(page, tuple(reader.notices[before:])))
    return page
