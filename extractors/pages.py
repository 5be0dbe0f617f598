"""A file as pages of words: the text layer where a person would see it, OCR where not, and a status in any case."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pdfplumber
import pypdfium2
from PIL import Image, ImageFile

from extractors import scan, sheets, watch
from extractors.bars import parted_by_bars
from extractors.drawing import Drawn, drawn_on
from extractors.flatten import Draw
from extractors.hands import cores, with_hands
from extractors.hidden_ends import DRAWN_OVER, doubted_at_ends
from extractors.native import layer_agrees, read_native
from extractors.ocr import FINE_DPI, OcrPage, read_picture, read_region
from extractors.overlooked import placed_among
from extractors.packed import packed
from extractors.pdfium import CannotOpen, Frame, HasNoPages, NeedsPassword, OpenPdf, flattened, frame_of, opened_pdf
from extractors.places import BOTH_SCRIPTS, read_places
from extractors.quality import scan_quality
from extractors.render import PicturePages, crop, pixels_of_pdf_page, resolution_of
from extractors.second_look import improve
from extractors.sheets import read_csv, read_workbook
from extractors.tesseract import OcrFailed
from extractors.text_layer import TextWord, text_layer
from extractors.triage import LOCKED, MAX_PAGES, MAX_PIXELS, Kind, too_large, triage
from extractors.upright import set_upright
from extractors.visible import (
    INVISIBLE_MODES,
    UNMAPPED,
    distrusted,
    draw_without_text,
    looks_like_language,
    out_of_order,
    seen_words,
)
from extractors.word_files import NotAWordFile, read_word_file
from records.pages import Box, Page, PageSource, Word
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

Read = TypeVar("Read")

PLAIN_SIZE = (595.0, 842.0)
"""Points: the size given to a page that was not looked at."""

SCAN_SHARE = 0.60
"""A picture that covers this share of a page makes it a scan when little visible text stands beside it."""

FEW_WORDS = 25
"""With fewer visible words than this beside a page-wide picture, the page is a scan with a stamp or header on it."""

SMALLEST_PICTURE = (36.0, 9.0)
"""Pictures on digital pages that are narrower or lower (points) hold no text worth reading."""

FEW_BAD = 0.12
"""Up to this share of words that cannot be trusted they are read one by one; beyond it the page is."""

SURE_AGAIN = 0.85
LYING_SHARE = 0.7
"""From this share of letters on that lie on their side, the whole page does."""

FEWEST_LETTERS_IN_PICTURE = 10
REGION_DPI = 200
SURE_IN_PICTURE = 0.55
"""Words read in a picture on a digital page below this confidence are taken for parts of a drawing."""

LONG, SHARE = 40, 20
"""From so many pages on a document is read by all cores, so many pages at a time, and its pages are held small."""

LAYER_AGREES = 0.5
"""Where less than this share of a hidden layer's words is found by OCR, the layer says something else than the page."""


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


@dataclass(slots=True)
class _Reader:
    """What is kept while the pages of one document are read."""

    notices: list[Notice] = field(default_factory=list)
    unread: dict[int, str] = field(default_factory=dict)
    pictures: dict[bytes, list[Word]] = field(default_factory=dict)
    """Words of pictures seen before, by content: a letterhead's logo stands on every page."""

    def warn(self, code: str, message: str, page: int) -> None:
        self.notices.append(Notice(code, message, page))

    def tried(self, page: int, what: str, read: Callable[[], Read], otherwise: Read) -> Read:
        """What OCR reads of a part of a page; where it fails the reading says so and keeps what it has."""
        try:
            return read()
        except OcrFailed as error:
            self.warn("ocr_failed", f"{what} of page {page} could not be read by OCR: {error}.", page)
            return otherwise


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
        reader = _Reader(list(pdf.warnings))
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
            reader = _Reader(pictures=pictures)
            pages = [packed(_watched_page(pdf, path, number, reader)) for number in numbers]
            return _Share(pages, reader.notices, reader.unread)

        yield read


def _open_picture(path: Path) -> Opened:
    reader = _Reader()
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


def _picture_page(picture: Image.Image, source: PicturePages, number: int, reader: _Reader) -> Page:
    """One frame of a picture; of several, one that is damaged does not take the others with it."""
    try:
        width, height = source.size(number)
        if picture.width * picture.height > MAX_PIXELS:  # each frame of a TIFF has a size of its own
            raise Image.DecompressionBombError(f"{picture.width} × {picture.height} pixels")

        def draw(dpi: float) -> scan.Rgb:
            return np.asarray(source.draw(number, dpi))

        read = partial(_read_scan, draw, number, (width, height), 0, resolution_of(picture), reader)
        return _under_watch(number, reader, read)
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


def _watched_page(pdf: OpenPdf, path: Path, number: int, reader: _Reader) -> Page:
    return _under_watch(number, reader, lambda: _pdf_page(pdf, path, number, reader))


def _under_watch(number: int, reader: _Reader, read: Callable[[], Page]) -> Page:
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


def _opened(kind: Kind, pages: Sequence[Page], reader: _Reader) -> Opened:
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


def _pdf_page(pdf: OpenPdf, path: Path, number: int, reader: _Reader) -> Page:
    try:
        page = flattened(pdf.document, number - 1)
    except pypdfium2.PdfiumError:
        reader.unread[number] = "the page itself is damaged"
        reader.warn("page_damaged", f"Page {number} is damaged and could not be read.", number)
        return Page(number, 595.0, 842.0, 0, (), "blank", "blank")
    try:
        return _read_pdf_page(page, path, number, reader)
    finally:
        page.close()


def _read_pdf_page(page: pypdfium2.PdfPage, path: Path, number: int, reader: _Reader) -> Page:
    """Decides for one page between its text layer, OCR, and both."""
    frame = frame_of(page)
    drawn = drawn_on(page, frame)
    seen = seen_words(page, frame, text_layer(page, frame), drawn)
    bad = distrusted(seen.words)
    if not bad and not layer_agrees(page, frame, seen.words):
        bad = out_of_order(seen.words)
    trusted = [it for index, it in enumerate(seen.words) if index not in bad]
    figures = _figures(frame, seen.words, seen.hidden, bad, drawn)
    hidden = tuple(it.word for it in seen.hidden)
    if bad:
        reasons = sorted(set(bad.values()))
        message = (
            f"The text layer of page {number} has {', '.join(reasons)}: {len(bad)} words were read by OCR instead."
        )
        reader.warn("text_layer_distrusted", message, number)

    is_scan = figures["image_share"] >= SCAN_SHARE and len(trusted) < FEW_WORDS
    again = None if is_scan else _read_again(page, frame, seen.words, bad)
    if again is not None and looks_like_language(trusted):
        _warn_hidden(seen.reasons, hidden, None, number, reader)
        return _digital(page, frame, number, trusted, again, hidden, drawn, figures, reader)
    if not seen.words or is_scan or bad or not looks_like_language(trusted):
        return _by_ocr(page, path, frame, number, trusted, hidden, drawn, figures, seen.reasons, reader)
    _warn_hidden(seen.reasons, hidden, None, number, reader)
    return _digital(page, frame, number, trusted, [], hidden, drawn, figures, reader)


def _digital(
    page: pypdfium2.PdfPage,
    frame: Frame,
    number: int,
    trusted: Sequence[TextWord],
    again: Sequence[Word],
    hidden: tuple[Word, ...],
    drawn: Drawn,
    figures: dict[str, float],
    reader: _Reader,
) -> Page:
    """A page of the text layer's words, those that had to be read `again`, and those printed in pictures."""
    printed, bars = parted_by_bars([it.word for it in trusted])
    words = reading_order([*printed, *again])
    pictured = _words_in_pictures(page, drawn, frame, words, number, reader)
    if pictured:
        words = reading_order([*words, *pictured])
    source: PageSource = "both" if pictured or again else "text"
    figures["words"] = float(len(words))
    size = frame.width, frame.height
    rulings = (*drawn.rulings, *bars)
    read = Page(number, *size, frame.rotation, words, source, "digital", rulings, hidden, figures)
    turn = _lying(trusted)
    if not turn:
        return read
    read = set_upright(read, turn)
    return replace(read, words=reading_order(read.words))


def _read_again(
    page: pypdfium2.PdfPage, frame: Frame, words: Sequence[TextWord], bad: dict[int, str]
) -> list[Word] | None:
    """The words of a digital page that cannot be trusted, read where they stand; None where the page must be read."""
    unmapped = [words[index] for index, reason in bad.items() if reason == UNMAPPED]
    native = [words[index] for index, reason in bad.items() if reason != UNMAPPED]
    if not bad or len(unmapped) > FEW_BAD * len(words) or any(it.angle for it in native):
        return None
    others = [it.word.box for index, it in enumerate(words) if index not in bad]
    try:
        again = _places_read(page, frame, unmapped) if unmapped else []
        return [*again, *read_native(page, frame, native, others)] if native else again
    except OcrFailed:
        return None  # the whole page is then read, or said to be unread


def _places_read(page: pypdfium2.PdfPage, frame: Frame, words: Sequence[TextWord]) -> list[Word]:
    """Single words read from the page's picture; one that gives nothing stays away."""
    grey = scan.grey_of(pixels_of_pdf_page(page, FINE_DPI))
    scale = grey.shape[1] / max(frame.width, 1.0)
    boxes = [tuple(round(edge * scale) for edge in it.word.box) for it in words]
    seen = read_places(grey, [(b[0], b[1], b[2], b[3]) for b in boxes], FINE_DPI, BOTH_SCRIPTS)
    return [
        replace(it.word, text=found.text, confidence=round(min(found.confidence, SURE_AGAIN), 3), source="ocr")
        for it, found in zip(words, seen, strict=True)
        if found
    ]


def _lying(words: Sequence[TextWord]) -> int:
    """The clockwise turn that sets most of a digital page's words upright; 0 where they stand so."""
    letters: dict[int, int] = {}
    for it in words:
        letters[it.angle] = letters.get(it.angle, 0) + len(it.word.text)
    most = max(letters, key=lambda angle: letters[angle], default=0)
    return (360 - most) % 360 if letters and letters[most] >= LYING_SHARE * sum(letters.values()) else 0


def _by_ocr(
    page: pypdfium2.PdfPage,
    path: Path,
    frame: Frame,
    number: int,
    trusted: Sequence[TextWord],
    hidden: tuple[Word, ...],
    drawn: Drawn,
    figures: dict[str, float],
    reasons: dict[str, int],
    reader: _Reader,
) -> Page:
    """A page whose picture must be read; trusted words of the text layer are kept where the page stands upright."""
    if not trusted and not hidden and figures["image_share"] < SCAN_SHARE and drawn.text_order:
        second = _words_by_pdfplumber(path, number)
        if second:
            reader.warn("second_engine", f"The text of page {number} was read by a second engine.", number)
            ordered = reading_order(second)
            size = frame.width, frame.height
            return Page(number, *size, frame.rotation, ordered, "text", "digital", drawn.rulings, (), figures)
    draw = partial(pixels_of_pdf_page, page)
    own_dpi = figures.get("resolution", 300.0)
    read = _read_scan(draw, number, (frame.width, frame.height), frame.rotation, own_dpi, reader)
    if not read.words and drawn.text_order and figures["image_share"] < SCAN_SHARE:
        read = reader.tried(number, "The few letters", lambda: _few_letters(page, read), read)
    _warn_hidden(reasons, hidden, read, number, reader)
    figures = figures | dict(read.figures)
    read = replace(read, hidden=hidden, figures=figures, rulings=read.rulings or drawn.rulings)
    upright = not figures.get("turned") and not figures.get("straightened") and read.mesh is None
    layer = [it.word for it in trusted]
    odd = not looks_like_language(trusted)
    comparable = any(len(_plain(word.text)) >= 3 for word in layer)
    if (
        odd and upright and comparable and _share_found(layer, read.words) >= LAYER_AGREES
    ):  # codes and figures rather than language
        figures["words"] = float(len(layer))
        ordered = reading_order(layer)
        return replace(read, words=ordered, source="text", quality="digital", rulings=drawn.rulings, figures=figures)
    if odd:
        message = f"The text layer of page {number} says something else than what is printed; the page was read by OCR."
        reader.warn("text_layer_distrusted", message, number)
    if not layer or not upright or odd:
        return read
    if len(trusted) >= FEW_WORDS or figures["image_share"] < SCAN_SHARE:  # a digital page with some bad words
        read = replace(read, quality="digital", rulings=drawn.rulings or read.rulings)
    added = [word for word in read.words if not _stands_on(word.box, layer)]
    if not added:
        return replace(read, words=reading_order(layer), source="text")
    return replace(read, words=reading_order([*layer, *added]), source="both")


def _few_letters(page: pypdfium2.PdfPage, blank: Page) -> Page:
    """A digital page that looks blank for its few letters: what is drawn on it is print, not noise of a scanner."""
    words = read_region(pixels_of_pdf_page(page, FINE_DPI), FINE_DPI)
    figures = {**blank.figures, "words": float(len(words))}
    return replace(blank, words=words, source="ocr", quality="digital", figures=figures) if words else blank


def _read_scan(
    draw: Draw,
    number: int,
    size: tuple[float, float],
    rotation: int,
    own_dpi: float,
    reader: _Reader,
) -> Page:
    try:
        seen = read_picture(draw, size, own_dpi)
    except OcrFailed as error:
        reader.unread[number] = str(error)
        reader.warn("ocr_failed", f"Page {number} could not be read by OCR: {error}.", number)
        return Page(number, *size, rotation, (), "ocr", "scan_poor")
    seen = reader.tried(number, "Doubtful print", lambda: _looked_again(seen), seen)
    return _page_of(seen, number, rotation)


def _looked_again(seen: OcrPage) -> OcrPage:
    """What OCR read of a page, after a second look."""
    if seen.sheet is None:
        return seen
    improved = improve(seen.sheet, seen.words, seen.rulings, in_doubt_only=True)
    words = doubted_at_ends(seen.sheet, placed_among(improved.words, seen.marks), seen.rulings)
    doubted = {word.box for word in words if word.confidence <= DRAWN_OVER}  # nobody can tell what is not to be seen
    unasked = {box: strip for box, strip in improved.unasked.items() if box not in doubted}
    return replace(seen, words=words, figures=seen.figures | {"words": float(len(words))}, unasked=unasked)


def _page_of(seen: OcrPage, number: int, rotation: int) -> Page:
    source: PageSource = "ocr" if seen.words else "blank"
    quality = scan_quality(seen.figures) if seen.words else "blank"
    size = seen.width, seen.height
    rulings, figures = seen.rulings, seen.figures
    return Page(number, *size, rotation, seen.words, source, quality, rulings, (), figures, seen.mesh, seen.unasked)


def _figures(
    frame: Frame, seen: Sequence[TextWord], hidden: Sequence[TextWord], bad: dict[int, str], drawn: Drawn
) -> dict[str, float]:
    area = max(frame.width * frame.height, 1.0)
    figures = {
        "visible_words": float(len(seen)),
        "hidden_words": float(len(hidden)),
        "distrusted_words": float(len(bad)),
        "unmapped_share": round(sum(it.unmapped > 0 for it in seen) / max(len(seen), 1), 4),
        "invisible_share": round(
            sum(it.style.mode in INVISIBLE_MODES for it in hidden) / max(len(seen) + len(hidden), 1), 4
        ),
        "text_share": round(sum(_area(it.word.box) for it in seen) / area, 4),
        "image_share": round(
            min(1.0, max((_area(_clipped(box, frame)) for _, box in drawn.images), default=0.0) / area), 4
        ),
        "images": float(len(drawn.images)),
    }
    if len(drawn.images) > 3:  # scanners that cut the page into strips
        figures["image_share"] = round(min(1.0, sum(_area(_clipped(box, frame)) for _, box in drawn.images) / area), 4)
    if drawn.finest_dpi:
        figures["resolution"] = round(drawn.finest_dpi)
    return figures


def _clipped(box: Box, frame: Frame) -> Box:
    return (max(0.0, box[0]), max(0.0, box[1]), min(frame.width, box[2]), min(frame.height, box[3]))


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _warn_hidden(
    reasons: dict[str, int], hidden: Sequence[Word], read: Page | None, number: int, reader: _Reader
) -> None:
    """Hidden text is reported; the layer that a scanner's own OCR put under a scan is, where it says the same."""
    if not hidden:
        return
    share = _share_found(hidden, read.words) if read else 0.0
    if read and set(reasons) <= {"drawn invisibly", "covered or see-through"} and share >= LAYER_AGREES:
        message = f"Page {number} is a scan with a text layer from another OCR; the layer was not used."
        reader.warn("ocr_layer", message, number)
        return
    why = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    sample = " ".join(word.text for word in hidden[:8])
    message = f"Page {number} holds text that nobody sees ({why}); it was not used: “{sample[:80]}”."
    reader.warn("hidden_text", message, number)


def _share_found(layer: Sequence[Word], words: Sequence[Word]) -> float:
    """The share of a layer's words (of three letters or more) that OCR found on the page too."""
    read = {_plain(word.text) for word in words}
    asked = [plain for word in layer if len(plain := _plain(word.text)) >= 3]
    return sum(it in read for it in asked) / len(asked) if asked else 1.0


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _words_in_pictures(
    page: pypdfium2.PdfPage, drawn: Drawn, frame: Frame, words: Sequence[Word], number: int, reader: _Reader
) -> list[Word]:
    """Words printed in pictures on a digital page: a letterhead's logo, a pasted table."""
    boxes = [_clipped(box, frame) for _, box in drawn.images]
    boxes = [it for it in boxes if it[2] - it[0] >= SMALLEST_PICTURE[0] and it[3] - it[1] >= SMALLEST_PICTURE[1]]
    boxes = _largest_only(boxes)
    if not boxes:
        return []
    bare = draw_without_text(page, drawn, REGION_DPI)
    scale = bare.width / max(frame.width, 1.0)
    found: list[Word] = []
    for box in boxes:
        part = crop(bare, box, scale * 72)
        key = hashlib.sha256(part.tobytes() + repr(part.size).encode()).digest()
        if key not in reader.pictures:
            read = partial(_words_of_part, part, scale * 72)
            reader.pictures[key] = reader.tried(number, "A picture", read, [])
        moved = (replace(it, box=_moved(it.box, box[0], box[1])) for it in reader.pictures[key])
        found.extend(it for it in moved if not _stands_on(it.box, words))
    return found


def _words_of_part(part: Image.Image, dpi: float) -> list[Word]:
    rgb = np.asarray(part)
    grey = scan.grey_of(rgb)
    pieces = scan.letters_of(scan.ink_of(grey, scan.paper_of(grey)), dpi)
    if len(pieces) < FEWEST_LETTERS_IN_PICTURE:
        return []
    words = read_region(rgb, dpi)
    kept = [it for it in words if it.confidence >= SURE_IN_PICTURE and len(_plain(it.text)) >= 2]
    return kept if len(kept) >= 2 else []


def _moved(box: Box, right: float, down: float) -> Box:
    return (box[0] + right, box[1] + down, box[2] + right, box[3] + down)


def _largest_only(boxes: Sequence[Box]) -> list[Box]:
    """Without those that lie within another."""
    kept: list[Box] = []
    for box in sorted(set(boxes), key=_area, reverse=True):
        if not any(it[0] <= box[0] and it[1] <= box[1] and it[2] >= box[2] and it[3] >= box[3] for it in kept):
            kept.append(box)
    return sorted(kept, key=lambda it: (it[1], it[0]))


def _stands_on(box: Box, words: Sequence[Word]) -> bool:
    """Whether the middle of `box` lies within a word, or a word's middle within it."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for word in words:
        x0, top, x1, bottom = word.box
        if x0 <= x <= x1 and top <= y <= bottom:
            return True
        if box[0] <= (x0 + x1) / 2 <= box[2] and box[1] <= (top + bottom) / 2 <= box[3]:
            return True
    return False


def _words_by_pdfplumber(path: Path, number: int) -> list[Word]:
    """The page's words by pdfplumber, the reference; none where it cannot open the file."""
    try:
        with pdfplumber.open(path, pages=[number]) as pdf:
            page = pdf.pages[0]
            words = page.extract_words(extra_attrs=["size"])
            page.close()
    except Exception:  # pdfminer raises whatever a broken file makes it raise; the caller has another way
        return []
    return [
        Word(it["text"], (it["x0"], it["top"], it["x1"], it["bottom"]), 1.0, "text", round(float(it["size"]), 2))
        for it in words
        if "(cid:" not in it["text"] and it["text"].isprintable()
    ]


def reading_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words by lines from top to bottom, each line from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda it: (it.box[1] + it.box[3], it.box[0])):
        middle = (word.box[1] + word.box[3]) / 2
        if rows:
            last = rows[-1][-1]
            height = min(last.box[3] - last.box[1], word.box[3] - word.box[1])
            if middle - (last.box[1] + last.box[3]) / 2 < 0.35 * height:
                rows[-1].append(word)
                continue
        rows.append([word])
    return tuple(word for row in rows for word in sorted(row, key=lambda it: it.box[0]))


def _read_by(pages: Sequence[Page]) -> tuple[str, ...]:
    sources = {page.source for page in pages}
    text = ("text",) if sources & {"text", "both"} else ()
    ocr = ("ocr",) if sources & {"ocr", "both"} else ()
    return (*text, *ocr)
