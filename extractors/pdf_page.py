"""One page of a PDF: its text layer where a person would see it, OCR where not, both where each has a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2

from extractors import scan
from extractors.bars import parted_by_bars
from extractors.drawing import Drawn, drawn_on
from extractors.native import layer_agrees, read_native
from extractors.ocr import FINE_DPI, read_region
from extractors.page_reader import PLAIN_SIZE, PageReader
from extractors.pdfium import Frame, OpenPdf, flattened, frame_of
from extractors.pictured import words_in_pictures
from extractors.places import BOTH_SCRIPTS, read_places
from extractors.placing import area_of, bare, clipped, reading_order, stands_on
from extractors.render import pixels_of_pdf_page
from extractors.scanned_page import read_scan
from extractors.tesseract import OcrFailed
from extractors.text_layer import TextWord, text_layer
from extractors.upright import set_upright
from extractors.visible import INVISIBLE_MODES, UNMAPPED, distrusted, looks_like_language, out_of_order, seen_words
from records.pages import Page, PageSource, Ruling, Word

SCAN_SHARE = 0.60
"""A picture that covers this share of a page makes it a scan when little visible text stands beside it."""

FEW_WORDS = 25
"""With fewer visible words than this beside a page-wide picture, the page is a scan with a stamp or header on it."""

FEW_BAD = 0.12
"""Up to this share of words that cannot be trusted they are read one by one; beyond it the page is."""

SURE_AGAIN = 0.85
LYING_SHARE = 0.7
"""From this share of letters on that lie on their side, the whole page does."""

LAYER_AGREES = 0.5
"""Where less than this share of a hidden layer's words is found by OCR, the layer says something else than the page."""


def pdf_page(pdf: OpenPdf, path: Path, number: int, reader: PageReader) -> Page:
    """The words of a page of an open PDF; a page that is damaged is told to `reader` and blank.

    Args:
        pdf: the document.
        path: its file, which a second engine opens where the first one finds no text.
        number: of the page, from 1.
        reader: gets the warnings.
    """
    try:
        page = flattened(pdf.document, number - 1)
    except pypdfium2.PdfiumError:
        reader.unread[number] = "the page itself is damaged"
        reader.warn("page_damaged", f"Page {number} is damaged and could not be read.", number)
        return Page(number, *PLAIN_SIZE, 0, (), "blank", "blank")
    try:
        return _read_pdf_page(page, path, number, reader)
    finally:
        page.close()


def _read_pdf_page(page: pypdfium2.PdfPage, path: Path, number: int, reader: PageReader) -> Page:
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
    again = None if is_scan else _read_again(page, frame, seen.words, bad, drawn.rulings)
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
    reader: PageReader,
) -> Page:
    """A page of the text layer's words, those that had to be read `again`, and those printed in pictures."""
    printed, bars = parted_by_bars([it.word for it in trusted])
    words = reading_order([*printed, *again])
    pictured = words_in_pictures(page, drawn, frame, words, number, reader)
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
    page: pypdfium2.PdfPage,
    frame: Frame,
    words: Sequence[TextWord],
    bad: dict[int, str],
    rulings: Sequence[Ruling],
) -> list[Word] | None:
    """The words of a digital page that cannot be trusted, read where they stand; None where the page must be read."""
    unmapped = [words[index] for index, reason in bad.items() if reason == UNMAPPED]
    native = [words[index] for index, reason in bad.items() if reason != UNMAPPED]
    if not bad or len(unmapped) > FEW_BAD * len(words) or any(it.angle for it in native):
        return None
    others = [it.word.box for index, it in enumerate(words) if index not in bad]
    try:
        again = _places_read(page, frame, unmapped) if unmapped else []
        return [*again, *read_native(page, frame, native, others, rulings)] if native else again
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
    reader: PageReader,
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
    read = read_scan(draw, number, (frame.width, frame.height), frame.rotation, own_dpi, reader)
    if not read.words and drawn.text_order and figures["image_share"] < SCAN_SHARE:
        read = reader.tried(number, "The few letters", lambda: _few_letters(page, read), read)
    _warn_hidden(reasons, hidden, read, number, reader)
    figures = figures | dict(read.figures)
    read = replace(read, hidden=hidden, figures=figures, rulings=read.rulings or drawn.rulings)
    upright = not figures.get("turned") and not figures.get("straightened") and read.mesh is None
    layer = [it.word for it in trusted]
    odd = not looks_like_language(trusted)
    comparable = any(len(bare(word.text)) >= 3 for word in layer)
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
    added = [word for word in read.words if not stands_on(word.box, layer)]
    if not added:
        return replace(read, words=reading_order(layer), source="text")
    return replace(read, words=reading_order([*layer, *added]), source="both")


def _few_letters(page: pypdfium2.PdfPage, blank: Page) -> Page:
    """A digital page that looks blank for its few letters: what is drawn on it is print, not noise of a scanner."""
    words = read_region(pixels_of_pdf_page(page, FINE_DPI), FINE_DPI)
    figures = {**blank.figures, "words": float(len(words))}
    return replace(blank, words=words, source="ocr", quality="digital", figures=figures) if words else blank


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
        "text_share": round(sum(area_of(it.word.box) for it in seen) / area, 4),
        "image_share": round(
            min(1.0, max((area_of(clipped(box, frame)) for _, box in drawn.images), default=0.0) / area), 4
        ),
        "images": float(len(drawn.images)),
    }
    if len(drawn.images) > 3:  # scanners that cut the page into strips
        figures["image_share"] = round(min(1.0, sum(area_of(clipped(box, frame)) for _, box in drawn.images) / area), 4)
    if drawn.finest_dpi:
        figures["resolution"] = round(drawn.finest_dpi)
    return figures


def _warn_hidden(
    reasons: dict[str, int], hidden: Sequence[Word], read: Page | None, number: int, reader: PageReader
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
    read = {bare(word.text) for word in words}
    asked = [text for word in layer if len(text := bare(word.text)) >= 3]
    return sum(it in read for it in asked) / len(asked) if asked else 1.0


def _words_by_pdfplumber(path: Path, number: int) -> list[Word]:
    """The page's words by pdfplumber, the reference; none where it cannot open the file."""
    import pdfplumber  # here: few pages are read by it, and every process would load it

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
