"""What is kept while a document is read, so that a process that dies loses no page that was read before.

The process that reads says which page it begins, and keeps what cost much: pages read by OCR. Whoever started it can
then tell on which page it died, and a second process takes the kept pages and passes over those that kill.
"""

from __future__ import annotations

import contextlib
import os
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from records.pages import Page
from records.readings import Notice


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was read, with what was said of it."""

    page: Page
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """Where one document's pages are kept, and which pages must not be read again, each with the reason.

    `folder` is private to the run that reads; None keeps nothing.
    """

    folder: Path | None = None
    refused: Mapping[int, str] = field(default_factory=dict)
    stop_at: int | None = None
    """The first page from which on none is read; the reason is that of `refused` for it."""

    def refuses(self, number: int) -> str | None:
        """Why a page must not be read; None for a page that may."""
        if self.stop_at is not None and number >= self.stop_at:
            return self.refused.get(self.stop_at, "reading was stopped before it")
        return self.refused.get(number)

    def begins(self, number: int) -> None:
        """Says which page this process reads now."""
        if self.folder is not None:
            (self.folder / f"at-{os.getpid()}").write_text(str(number), encoding="ascii")

    def ends(self) -> None:
        """Says that all pages are read."""
        if self.folder is not None:
            (self.folder / f"at-{os.getpid()}").unlink(missing_ok=True)

    def keep(self, kept: KeptPage) -> None:
        """Keeps a page that OCR has read."""
        if self.folder is None or kept.page.source not in {"ocr", "both"}:
            return
        fresh = self.folder / f"{kept.page.number}.{os.getpid()}"
        fresh.write_bytes(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
        fresh.replace(self.folder / f"{kept.page.number}.page")

    def kept(self, number: int) -> KeptPage | None:
        """The page as an earlier process kept it."""
        if self.folder is None:
            return None
        try:
            kept = pickle.loads((self.folder / f"{number}.page").read_bytes())
        except (OSError, pickle.UnpicklingError, EOFError):
            return None
        return kept if isinstance(kept, KeptPage) else None

    def page_of(self, process: int) -> int | None:
        """The page that a process was reading when it last said so."""
        if self.folder is None:
            return None
        try:
            return int((self.folder / f"at-{process}").read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None


_WATCH = [Watch()]


def current() -> Watch:
    """The watch over the document that this process reads."""
    return _WATCH[-1]


@contextlib.contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Puts `watch` over what is read within the `with` block."""
    _WATCH.append(watch)
    try:
        yield
    finally:
        _WATCH.pop()
