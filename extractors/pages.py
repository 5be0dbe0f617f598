"""A file as pages of words: the text layer where a person would see it, OCR where not, and a status in any case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image

from extractors.drawing import drawn_on
from extractors.ocr import OcrFailed, read_picture
from extractors.pdfium import CannotOpen, NeedsPassword, frame_of, opened_pdf
from extractors.quality import scan_quality
from extractors.render import PicturePages, draw_pdf_page, resolution_of
from extractors.text_layer import words_of
from extractors.triage import MAX_PAGES, MAX_PIXELS, Kind, too_large, triage
from records.pages import Page, PageSource, Word
from records.readings import DocumentStatus, Notice

ENCRYPTED = (
    "The PDF opens only with a password: ask the applicant for a copy without password, or for the password, and save "
    "an open copy beside it."
)
DAMAGED = (
    "The PDF is damaged beyond repair (it may have been cut off while it was sent): ask the applicant to send it again."
)
NO_PAGES = "The PDF has no page: ask the applicant to send the document again."
BAD_PICTURE = "The picture is damaged and cannot be shown: ask the applicant to scan or send it again."


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as pages. `status` is `read` when pages are there; else `message` says what staff can do."""

    kind: Kind
    status: DocumentStatus
    message: str | None = None
    pages: tuple[Page, ...] = ()
    page_count: int = 0
    read_by: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()


def open_document(path: Path) -> Opened:
    """The pages of the file at `path`. Never raises for a bad file: its status and message say what is wrong."""
    found = triage(path)
    if found.status != "read":
        return Opened(found.kind, found.status, found.message)
    try:
        return _open_pdf(path) if found.kind == "pdf" else _open_picture(path)
    except NeedsPassword:
        return Opened("pdf", "encrypted", ENCRYPTED)
    except CannotOpen:
        return Opened("pdf", "unreadable", DAMAGED)


def _open_pdf(path: Path) -> Opened:
    with opened_pdf(path) as pdf:
        if pdf.page_count == 0:
            return Opened("pdf", "unreadable", NO_PAGES, warnings=pdf.warnings)
        if pdf.page_count > MAX_PAGES:
            message = too_large(f"{pdf.page_count} pages", f"{MAX_PAGES} pages")
            return Opened("pdf", "too_large", message, page_count=pdf.page_count, warnings=pdf.warnings)
        pages: list[Page] = []
        warnings = list(pdf.warnings)
        for number in range(1, pdf.page_count + 1):
            page = pdf.document[number - 1]
            try:
                read, notices = _read_pdf_page(page, number)
            finally:
                page.close()
            pages.append(read)
            warnings.extend(notices)
    return Opened("pdf", "read", None, tuple(pages), len(pages), _read_by(pages), tuple(warnings))


def _read_pdf_page(page: pypdfium2.PdfPage, number: int) -> tuple[Page, list[Notice]]:
    frame = frame_of(page)
    drawn = drawn_on(page, frame)
    words = [it.word for it in words_of(page, frame)]
    if words:
        ordered = reading_order(words)
        return Page(number, frame.width, frame.height, frame.rotation, ordered, "text", "digital", drawn.rulings), []
    return _read_picture(lambda dpi: draw_pdf_page(page, dpi), number, frame.width, frame.height, frame.rotation, 300)


def _open_picture(path: Path) -> Opened:
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                message = too_large(
                    f"{picture.width} × {picture.height} pixels", f"{MAX_PIXELS // 10**6} million pixels"
                )
                return Opened("picture", "too_large", message)
            source = PicturePages(picture)
            pages: list[Page] = []
            warnings: list[Notice] = []
            for number in range(1, source.page_count + 1):
                width, height = source.size(number)
                page, notices = _read_picture(
                    partial(source.draw, number), number, width, height, 0, resolution_of(picture)
                )
                pages.append(page)
                warnings.extend(notices)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return Opened("picture", "unreadable", BAD_PICTURE)
    return Opened("picture", "read", None, tuple(pages), len(pages), _read_by(pages), tuple(warnings))


def _read_picture(
    draw: Callable[[float], Image.Image], number: int, width: float, height: float, rotation: int, own_dpi: float
) -> tuple[Page, list[Notice]]:
    try:
        seen = read_picture(draw, width, own_dpi)
    except OcrFailed as error:
        notice = Notice("ocr_failed", f"Page {number} could not be read by OCR: {error}.", number)
        return Page(number, width, height, rotation, (), "ocr", "scan_poor"), [notice]
    words = seen.words
    source: PageSource = "ocr" if words else "blank"
    quality = scan_quality(seen.figures) if words else "blank"
    page = Page(number, seen.width, seen.height, rotation, words, source, quality, seen.rulings, (), seen.figures)
    return page, []


def reading_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words by lines from top to bottom, each line from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda it: it.box[1] + it.box[3]):
        middle = (word.box[1] + word.box[3]) / 2
        if rows:
            last = rows[-1][-1]
            if middle - (last.box[1] + last.box[3]) / 2 < 0.35 * min(
                last.box[3] - last.box[1], word.box[3] - word.box[1]
            ):
                rows[-1].append(word)
                continue
        rows.append([word])
    return tuple(word for row in rows for word in sorted(row, key=lambda it: it.box[0]))


def _read_by(pages: Sequence[Page]) -> tuple[str, ...]:
    sources = {page.source for page in pages}
    by = []
    if sources & {"text", "both"}:
        by.append("text")
    if sources & {"ocr", "both"}:
        by.append("ocr")
    return tuple(by)
