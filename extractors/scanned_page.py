"""A page that must be read from its picture: by OCR, then by a second look at what OCR doubted or passed over."""

from __future__ import annotations

from dataclasses import replace

from extractors.flatten import Draw
from extractors.heap import keeps_memory_of_pictures
from extractors.hidden_ends import DRAWN_OVER, doubted_at_ends
from extractors.legible import NOT_LEGIBLE, legible
from extractors.ocr import OcrPage, read_picture
from extractors.overlooked import placed_among
from extractors.page_reader import PageReader
from extractors.quality import confidence_figures, scan_quality
from extractors.second_look import improve
from extractors.tesseract import OcrFailed
from records.pages import Page, PageSource


def read_scan(
    draw: Draw,
    number: int,
    size: tuple[float, float],
    rotation: int,
    own_dpi: float,
    reader: PageReader,
) -> Page:
    """The words of a page's picture; a page that OCR gives no answer about is told to `reader` and has none.

    Args:
        draw: gives the picture of the page as displayed at a resolution (dots per inch).
        number: of the page, from 1.
        size: width and height of the page as displayed, in points.
        rotation: in degrees, as the file says it.
        own_dpi: the resolution of the scan itself.
        reader: gets the warnings.
    """
    keeps_memory_of_pictures()
    try:
        seen = read_picture(draw, size, own_dpi)
    except OcrFailed as error:
        reader.unread[number] = str(error)
        reader.warn("ocr_failed", f"Page {number} could not be read by OCR: {error}.", number)
        return Page(number, *size, rotation, (), "ocr", "scan_poor")
    seen = reader.tried(number, "Doubtful print", lambda: _looked_again(seen), seen)
    page = _page_of(_without_noise(seen, number, reader), number, rotation)
    return replace(page, source="ocr", quality="scan_poor") if number in reader.unread else page


def _without_noise(seen: OcrPage, number: int, reader: PageReader) -> OcrPage:
    """What can be told from noise; a page with nothing of the kind is told to `reader` as unread."""
    found = legible(seen.words, number)
    if found.warning is None:
        return seen
    reader.warn("hardly_legible", found.warning, number)
    if not found.is_read:
        reader.unread[number] = NOT_LEGIBLE
    return replace(seen, words=found.words, figures=seen.figures | confidence_figures(found.words))


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
