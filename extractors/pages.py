"""A file as pages of words, with a status that says what was wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image, ImageFile

from extractors import scan, sheets, watch
from extractors.hands import cores, with_hands
from extractors.packed import packed
from extractors.page_reader import PLAIN_SIZE, PageReader, under_watch
from extractors.pdf_page import pdf_page
from extractors.pdfium import CannotOpen, HasNoPages, NeedsPassword, OpenPdf, opened_pdf
from extractors.render import PicturePages, resolution_of
from extractors.scanned_page import read_scan
from extractors.sheets import read_csv, read_workbook
from extractors.triage import LOCKED, MAX_PAGES, MAX_PIXELS, Kind, too_large, triage
from records.pages import Page, Word
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
NO_PAGE_READ = (
    "No page could be read ({reason}): look at the document itself, and ask for a better copy if it is unclear."
)
NOTHING_PRINTED = (
    "No print was found on any page: look at the document itself, it may be blank or too faint to be read."
)
BAD_SHEET = (
    "The spreadsheet is damaged and cannot be opened: open it in Excel or LibreOffice, save it anew, or ask the "
    "applicant to send it again."
)
LARGE_SHEET = (
    f"The spreadsheet holds too much to be read (more than {sheets.MAX_CELLS // 100_000} lakh cells, more than "
    f"{sheets.MAX_CSV_BYTES // 2**20} MB of text, or a stray cell far from the others): delete what is no part of the "
    "table, or split it."
)
EMPTY_SHEET = "No sheet that can be seen holds a value: look at the workbook, and ask the applicant for the filled one."
BAD_WORD = (
    "The Word file is damaged and cannot be opened: open it in Word, save it as PDF, or ask the applicant to send it "
    "again."
)
PICTURES_ONLY = "The Word file holds only pictures, which are not read from it: print it to PDF and put that beside it."
PICTURES_UNREAD = (
    "The Word file also holds page-sized pictures, which were not read: look at them, or print the file to PDF and "
    "put that beside it."
)
SOME_PAGES_UNREAD = "{pages} could not be read: look there in the document itself."

BAD_PICTURE_ERRORS = (OSError, ValueError, SyntaxError, EOFError, MemoryError)
"""What libraries raise of a picture that is cut off, broken or no picture."""


LONG, SHARE = 40, 20
"""From so many pages on a document is read by all cores, so many pages at a time, and its pages are held small."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as pages. `status` is `read` or `partly_read` when pages are there; `message` says what staff can do."""

    kind: Kind
    status: DocumentStatus
    message: str | None = None
    pages: tuple[Page, ...] = ()
    page_count: int = 0
    read_by: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()


def open_document(path: Path, meanwhile: Callable[[], object] | None = None) -> Opened:
    """The pages of the file at `path`. Never raises for a bad file: its status and message say what is wrong.

    Args:
        path: the file.
        meanwhile: what the caller has to do anyway, done while other processes begin with a long document.
    """
    found = triage(path)
    if found.status != "read":
        return Opened(found.kind, found.status, found.message)
    try:
        match found.kind:
            case "pdf":
                return _open_pdf(path, meanwhile)
            case "sheet" | "csv":
                return _open_sheets(path, found.kind)
            case "word":
                return _open_word(path)
        return _open_picture(path)
    except NeedsPassword:
        return Opened("pdf", "encrypted", ENCRYPTED)
    except HasNoPages:
        return Opened("pdf", "unreadable", NO_PAGES)
    except CannotOpen:
        return Opened("pdf", "unreadable", DAMAGED)
    except FileNotFoundError:
        return Opened(found.kind, "unreadable", triage(path).message or DAMAGED)


def _open_pdf(path: Path, meanwhile: Callable[[], object] | None) -> Opened:
    with opened_pdf(path) as pdf:
        if pdf.page_count == 0:
            raise HasNoPages
        if pdf.page_count > MAX_PAGES:
            message = too_large(f"{pdf.page_count} pages", f"{MAX_PAGES} pages")
            return Opened("pdf", "too_large", message, page_count=pdf.page_count, warnings=pdf.warnings)
        reader = PageReader(list(pdf.warnings))
        count = pdf.page_count
        if count < LONG:
            numbers = range(1, count + 1)
            return _opened("pdf", [_watched_page(pdf, path, number, reader) for number in numbers], reader)
    shares = [range(first, min(first + SHARE, count + 1)) for first in range(1, count + 1, SHARE)]
    pages = []
    for share in with_hands(_reader_of, (path, watch.current()), shares, cores() - 1, meanwhile):
        pages += share.pages
        reader.notices += share.notices
        reader.unread |= share.unread
    return _opened("pdf", pages, reader)


@dataclass(frozen=True, slots=True)
class _Share:
    """Some pages of a long document, held small, with what was said of them."""

    pages: list[Page]
    notices: list[Notice]
    unread: dict[int, str]


@contextmanager
def _reader_of(about: tuple[Path, watch.Watch]) -> Iterator[Callable[[range], _Share]]:
    """The function that reads some pages of a PDF, given by their numbers, under the watch of whoever asked."""
    path, over = about
    with watch.watched(over), opened_pdf(path) as pdf:
        pictures: dict[bytes, list[Word]] = {}

        def read(numbers: range) -> _Share:
            reader = PageReader(pictures=pictures)
            pages = [packed(_watched_page(pdf, path, number, reader)) for number in numbers]
            return _Share(pages, reader.notices, reader.unread)

        yield read


def _open_picture(path: Path) -> Opened:
    reader = PageReader()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # some libraries switch it on; half a page would then pass for a whole one
    try:
        with Image.open(path) as picture:
            source = PicturePages(picture)
            if source.page_count > MAX_PAGES:
                message = too_large(f"{source.page_count} pages", f"{MAX_PAGES} pages")
                return Opened("picture", "too_large", message, page_count=source.page_count)
            numbers = range(1, source.page_count + 1)
            pages = [_picture_page(picture, source, number, reader) for number in numbers]
    except Image.DecompressionBombError as error:
        limit = f"{MAX_PIXELS // 10**6} million pixels"
        size = str(error) if str(error)[:1].isdigit() else "too many pixels"
        return Opened("picture", "too_large", too_large(size, limit))
    except BAD_PICTURE_ERRORS:
        return Opened("picture", "unreadable", BAD_PICTURE)
    return _opened("picture", pages, reader)


def _picture_page(picture: Image.Image, source: PicturePages, number: int, reader: PageReader) -> Page:
    """One frame of a picture; of several, one that is damaged does not take the others with it."""
    try:
        width, height = source.size(number)
        if picture.width * picture.height > MAX_PIXELS:  # each frame of a TIFF has a size of its own
            raise Image.DecompressionBombError(f"{picture.width} × {picture.height} pixels")

        def draw(dpi: float) -> scan.Rgb:
            return np.asarray(source.draw(number, dpi))

        read = partial(read_scan, draw, number, (width, height), 0, resolution_of(picture), reader)
        return under_watch(number, reader, read)
    except BAD_PICTURE_ERRORS:
        if source.page_count == 1:
            raise
        reader.unread[number] = "the page itself is damaged"
        reader.warn("page_damaged", f"Page {number} is damaged and could not be read.", number)
        return Page(number, *PLAIN_SIZE, 0, (), "blank", "blank")


def _open_sheets(path: Path, kind: Kind) -> Opened:
    try:
        found = read_csv(path) if kind == "csv" else read_workbook(path)
    except sheets.NeedsPassword:
        return Opened(kind, "encrypted", LOCKED)
    except sheets.TooManyCells:
        return Opened(kind, "too_large", LARGE_SHEET)
    except (sheets.NotASheet, MemoryError):
        return Opened(kind, "unreadable", BAD_SHEET)
    if not any(page.words for page in found.pages):
        return Opened(kind, "unreadable", EMPTY_SHEET, page_count=found.sheet_count, warnings=found.warnings)
    return Opened(kind, "read", None, found.pages, found.sheet_count, ("sheet",), found.warnings)


def _open_word(path: Path) -> Opened:
    from extractors.word_files import NotAWordFile, read_word_file  # here: no other paper needs what reads them

    try:
        found = read_word_file(path)
    except (NotAWordFile, MemoryError):
        return Opened("word", "unreadable", BAD_WORD)
    if not any(page.words for page in found.pages):
        nothing = PICTURES_ONLY if found.pictures else NOTHING_PRINTED
        return Opened("word", "unreadable", nothing, warnings=found.warnings)
    status: DocumentStatus = "partly_read" if found.pictures else "read"
    message = PICTURES_UNREAD if found.pictures else None
    return Opened("word", status, message, found.pages, len(found.pages), ("text",), found.warnings)


def _watched_page(pdf: OpenPdf, path: Path, number: int, reader: PageReader) -> Page:
    return under_watch(number, reader, lambda: pdf_page(pdf, path, number, reader))


def _opened(kind: Kind, pages: Sequence[Page], reader: PageReader) -> Opened:
    watch.current().ends()
    status: DocumentStatus = "read"
    message = None
    if reader.unread and len(reader.unread) == len(pages):
        status, message = "unreadable", NO_PAGE_READ.format(reason=next(iter(reader.unread.values())))
    elif reader.unread:
        status, message = "partly_read", SOME_PAGES_UNREAD.format(pages=pages_in_words(reader.unread))
    elif all(page.source == "blank" for page in pages):
        status, message = "unreadable", NOTHING_PRINTED
    return Opened(kind, status, message, tuple(pages), len(pages), _read_by(pages), tuple(reader.notices))


def pages_in_words(numbers: Collection[int]) -> str:
    """4 → "Page 4"; 3, 4, 5, 9 → "Pages 3 to 5, 9"."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    ranges = ", ".join(f"{it[0]} to {it[-1]}" if len(it) > 2 else ", ".join(map(str, it)) for it in parts)
    return f"Page{'s' if len(numbers) > 1 else ''} {ranges}"


def _read_by(pages: Sequence[Page]) -> tuple[str, ...]:
    sources = {page.source for page in pages}
    text = ("text",) if sources & {"text", "both"} else ()
    ocr = ("ocr",) if sources & {"ocr", "both"} else ()
    return (*text, *ocr)
