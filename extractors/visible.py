"""What of a text layer a person would see, and whether what it says can be trusted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractors.drawing import Drawn
from extractors.pdfium import Frame
from extractors.render import draw_pdf_page
from extractors.text_layer import TextWord
from records.pages import Box

INVISIBLE_MODES = (3, 7)
"""PDF text render modes that draw nothing."""

SMALLEST = 1.0
"""Type smaller than this many points cannot be read by a person."""

NEAR_WHITE = 225
"""Text with every colour above this (0-255) may be white on white: the picture decides."""

TRANSPARENT = 20
"""Text of less opacity than this (0-255) may be unseen: the picture decides."""

LOOK_DPI = 100
LEAST_TRACE = 14
"""Text leaves a trace if taking it away changes some pixel of its box by at least this many grey levels."""

LEGACY_FONTS = re.compile(
    r"kruti|krutidev|devlys|chanakya|shusha|susha|walkman|4cgandhi|aps-?dv|dv-?tt|dvb-?tt|shree-?dev|akruti|agra|"
    r"mithi|yogesh|kundli|hindi-?saral|sanskrit99|bharatvani|marathi-?(?:tera|lekhani)|shivaji",
    re.IGNORECASE,
)
"""Names of fonts that draw Devanagari under Latin codes; what the layer says under them is not what is seen."""

LEGACY_WORD = re.compile(r"[A-Za-z'][;\[\]{}~^`|][A-Za-z'\]]|[a-z]{1,3}['][a-zA-Z]{2,}.*[;\]]")
DEVANAGARI = re.compile(r"[\u0900-\u097f]")
DISORDER = re.compile(
    r"(?:^|[\u0964\s(,./-])[\u0900-\u0903\u093a-\u094d\u0962\u0963]"  # a sign with nothing before it
    r"|[\u093e-\u094c][\u093e-\u094c]"  # two vowel signs on one letter
    r"|\u094d[\u093e-\u094c]"  # a vowel sign on a mute letter
    r"|\u094d\u0930?\u094d\u0930?\u094d"
    r"|[\u0915-\u0939]\u094d$"  # a word that ends in a joining mark: the rest was torn off
    r"|\u25cc|[\u0900-\u097f][A-Za-z\\\x00-\x1f][\u0900-\u097f]"
)
"""What correct Devanagari text does not hold, but text layers of badly made PDFs do."""

FEWEST_DISORDERED = 2
DISORDERED_SHARE = 0.06
"""Share of Devanagari words in disorder from which all Devanagari words of the page are read by OCR instead."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The words a person sees, those hidden, and why: reason → number of words."""

    words: list[TextWord]
    hidden: list[TextWord]
    reasons: dict[str, int]


def seen_words(page: pypdfium2.PdfPage, frame: Frame, words: Sequence[TextWord], drawn: Drawn) -> Seen:
    """Tells words that are seen from words that are hidden. Only where something is suspicious is the page drawn.

    The test of suspicion is the picture itself: the page is drawn with and without its text; text that makes no
    difference is not seen, whatever hides it.
    """
    hidden: dict[int, str] = {}
    suspects: list[int] = []
    covered = _covered(words, drawn)
    for index, it in enumerate(words):
        box = it.word.box
        if it.style.mode in INVISIBLE_MODES:
            hidden[index] = "drawn invisibly"
        elif not _on_page(box, frame):
            hidden[index] = "off the page"
        elif it.style.size < SMALLEST and box[3] - box[1] < 1.5 * SMALLEST:
            hidden[index] = "smaller than a point"
        elif min(it.style.fill[:3]) > NEAR_WHITE or it.style.fill[3] < TRANSPARENT or covered[index]:
            suspects.append(index)
    if suspects:
        trace = traces(page, drawn)
        for index in suspects:
            if _largest(trace, words[index].word.box) < LEAST_TRACE:
                white = min(words[index].style.fill[:3]) > NEAR_WHITE
                hidden[index] = "the colour of its ground" if white else "covered or see-through"
    reasons: dict[str, int] = {}
    for reason in hidden.values():
        reasons[reason] = reasons.get(reason, 0) + 1
    return Seen(
        [it for index, it in enumerate(words) if index not in hidden],
        [it for index, it in enumerate(words) if index in hidden],
        reasons,
    )


def _covered(words: Sequence[TextWord], drawn: Drawn) -> NDArray[np.bool_]:
    """Which words have their middle under a picture or filled area that is drawn after them."""
    covers = [
        (order, *box) for order, box in (*drawn.images, *drawn.areas) if box[2] - box[0] > 4 and box[3] - box[1] > 4
    ]
    if not covers or not words:
        return np.zeros(len(words), np.bool_)
    later, x0, top, x1, bottom = (column[None, :] for column in np.array(covers, np.float64).T)
    order = np.array([drawn.text_order.get(it.style.handle, -1) for it in words], np.float64)[:, None]
    boxes = np.array([it.word.box for it in words], np.float64)
    x, y = (boxes[:, 0] + boxes[:, 2])[:, None] / 2, (boxes[:, 1] + boxes[:, 3])[:, None] / 2
    under = (later > order) & (x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)
    return np.asarray(under.any(axis=1), np.bool_)


def _on_page(box: Box, frame: Frame) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return 0 <= x <= frame.width and 0 <= y <= frame.height


def traces(page: pypdfium2.PdfPage, drawn: Drawn) -> NDArray[np.uint8]:
    """By how many grey levels each pixel at `LOOK_DPI` changes when the page's text is taken away."""
    with_text = np.asarray(draw_pdf_page(page, LOOK_DPI), np.int16)
    without = np.asarray(draw_without_text(page, drawn, LOOK_DPI), np.int16)
    change: NDArray[np.uint8] = np.abs(with_text - without).max(axis=2).astype(np.uint8)
    return change


def draw_without_text(page: pypdfium2.PdfPage, drawn: Drawn, dpi: float) -> Any:
    """The page's picture without its text objects; the page is left as it was."""
    try:
        for handle in drawn.text_handles:
            raw.FPDFPageObj_SetIsActive(handle, False)
        return draw_pdf_page(page, dpi)
    finally:
        for handle in drawn.text_handles:
            raw.FPDFPageObj_SetIsActive(handle, True)


def _largest(trace: NDArray[np.uint8], box: Box) -> int:
    scale = LOOK_DPI / 72
    left, top = max(0, int(box[0] * scale)), max(0, int(box[1] * scale))
    part = trace[top : max(top + 1, round(box[3] * scale)), left : max(left + 1, round(box[2] * scale))]
    return int(part.max()) if part.size else 0


def distrusted(words: Sequence[TextWord]) -> dict[int, str]:
    """Which seen words must be read by OCR because their letters are not what is drawn: index → reason."""
    reasons: dict[int, str] = {}
    devanagari = []
    for index, it in enumerate(words):
        if it.unmapped:
            reasons[index] = "letters without a known character"
        elif LEGACY_FONTS.search(it.style.font):
            reasons[index] = "a legacy Hindi font"
        elif DEVANAGARI.search(it.word.text):
            devanagari.append(index)
    disordered = sum(bool(DISORDER.search(words[index].word.text)) for index in devanagari)
    if disordered >= FEWEST_DISORDERED and disordered > DISORDERED_SHARE * len(devanagari):
        reasons.update(dict.fromkeys(devanagari, "Devanagari letters out of order"))
    legacy = [index for index, it in enumerate(words) if index not in reasons and LEGACY_WORD.search(it.word.text)]
    if len(legacy) >= 4 and len(legacy) > 0.1 * len(words):
        fonts = {words[index].style.font for index in legacy}
        reasons.update(
            (index, "letters of a legacy Hindi font") for index, it in enumerate(words) if it.style.font in fonts
        )
    return reasons


def looks_like_language(words: Sequence[TextWord]) -> bool:
    """Whether Latin letters come as in a language; codes shifted by a wrong character map do not.

    True also where there are too few letters to tell.
    """
    letters = "".join(it.word.text for it in words)
    latin = [it for it in letters.lower() if "a" <= it <= "z"]
    if len(letters) < 150:
        return True
    if len(latin) < 0.25 * len(letters):
        digits = sum(it.isdigit() or it in ",.-/%()" for it in letters)
        native = sum(ord(it) > 0x24F for it in letters)
        return digits + native + len(latin) > 0.75 * len(letters)
    vowels = sum(it in "aeiou" for it in latin) / len(latin)
    return 0.18 < vowels < 0.62
