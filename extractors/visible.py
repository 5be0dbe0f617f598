"""What of a text layer a person would see, and whether what it says can be trusted."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Sequence
from ctypes import byref, c_uint
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
"""A pixel of print is seen if it stands out from its ground by at least this many grey levels."""

LEAST_PRINT = 90
"""Pixels that letters cover by less than this (of 255) are edges, and tell nothing."""

WORD_SEEN, OUTLINE_SEEN = 0.6, 0.3
"""A word less of whose print stands out is not seen: a ruling or another line that it crosses shows a little of it.

Of outlined letters only the outline need be seen.
"""

OUTLINED = (1, 2, 5, 6)
"""PDF text render modes that draw the letters' outlines."""

RUN_SEEN = 0.15
"""Where less of the print of a whole text object stands out, none of its words is seen."""

LEGACY_FONTS = re.compile(
    r"kruti|krutidev|devlys|chanakya|shusha|susha|walkman|4cgandhi|aps-?dv|dv-?tt|dvb-?tt|shree-?dev|akruti|agra|"
    r"mithi|yogesh|kundli|hindi-?saral|sanskrit99|bharatvani|marathi-?(?:tera|lekhani)|shivaji",
    re.IGNORECASE,
)
"""Names of fonts that draw Devanagari under Latin codes; what the layer says under them is not what is seen."""

LEGACY_WORD = re.compile(r"[A-Za-z'][;\[\]{}~^`|][A-Za-z'\]]|[a-z]{1,3}['][a-zA-Z]{2,}.*[;\]]")
DEVANAGARI = re.compile(r"[\u0900-\u097f]")
FOREIGN = re.compile(r"[\u0180-\u02ff\u1d00-\u1dff]")
"""Letters of phonetic and rare Latin alphabets, under which bad PDF makers file ligatures of Devanagari."""

STRAY = re.compile(r"[A-Za-z';]{1,2}")
"""A piece of a Devanagari word filed under a Latin letter, where it touches the rest of the word."""

FIGURE = re.compile(r"[\u0966-\u096f0-9.,/():%₹-]+")
"""A number in Devanagari digits: digits have one form and place, and come through where letters do not."""

DISORDER = re.compile(
    r"(?:^|[\u0964\s(,./-])[\u0900-\u0903\u093a-\u094d\u0962\u0963]"  # a sign with nothing before it
    r"|[\u093e-\u094c][\u093e-\u094c]"  # two vowel signs on one letter
    r"|\u094d[\u093e-\u094c]"  # a vowel sign on a mute letter
    r"|\u094d\u0930?\u094d\u0930?\u094d"
    r"|[\u0915-\u0939]\u094d$"  # a word that ends in a joining mark: the rest was torn off
    r"|\u25cc|[\u0900-\u097f][A-Za-z\\'\x00-\x1f][\u0900-\u097f]"
    r"|[\u0900-\u097f].*[\u0100-\u02ff\u1d00-\u1dff]|[\u0100-\u02ff\u1d00-\u1dff].*[\u0900-\u097f]"
)
"""What correct Devanagari text does not hold, but text layers of badly made PDFs do."""

UNMAPPED = "letters without a known character"

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

    The test of suspicion is the picture itself: see `Ink`.
    """
    hidden: dict[int, str] = {}
    suspects: list[int] = []
    beneath = _crossed(words, drawn, later=True)
    upon = _crossed(words, drawn, later=False)
    for index, it in enumerate(words):
        box = it.word.box
        if it.style.mode in INVISIBLE_MODES:
            hidden[index] = "drawn invisibly"
        elif not _on_page(box, frame):
            hidden[index] = "off the page"
        elif it.style.size < SMALLEST and box[3] - box[1] < 1.5 * SMALLEST:
            hidden[index] = "smaller than a point"
        elif min(it.style.fill[:3]) > NEAR_WHITE or it.style.fill[3] < TRANSPARENT or beneath[index] or upon[index]:
            suspects.append(index)
    if suspects:
        handles = {words[index].handle for index in suspects}
        ink = _ink(page, [it for it in drawn.text_handles if (ctypes.cast(it, ctypes.c_void_p).value or 0) in handles])
        runs: dict[int, list[Box]] = {}
        for index in suspects:
            runs.setdefault(words[index].handle, []).append(words[index].word.box)
        unseen = {handle for handle, boxes in runs.items() if ink.share_seen(boxes) < RUN_SEEN}
        for index in suspects:
            it = words[index]
            enough = OUTLINE_SEEN if it.style.mode in OUTLINED else WORD_SEEN
            if it.handle in unseen or ink.share_seen([it.word.box]) < enough:
                colour = not beneath[index] and it.style.fill[3] >= TRANSPARENT
                hidden[index] = "the colour of its ground" if colour else "covered or see-through"
    reasons: dict[str, int] = {}
    for reason in hidden.values():
        reasons[reason] = reasons.get(reason, 0) + 1
    return Seen(
        [it for index, it in enumerate(words) if index not in hidden],
        [it for index, it in enumerate(words) if index in hidden],
        reasons,
    )


def _crossed(words: Sequence[TextWord], drawn: Drawn, later: bool) -> NDArray[np.bool_]:
    """Which words have their middle in a picture or filled area drawn after them (`later`), or before them."""
    areas = [
        (order, *box) for order, box in (*drawn.images, *drawn.areas) if box[2] - box[0] > 4 and box[3] - box[1] > 4
    ]
    if not areas or not words:
        return np.zeros(len(words), np.bool_)
    place, x0, top, x1, bottom = (column[None, :] for column in np.array(areas, np.float64).T)
    order = np.array([drawn.text_order.get(it.handle, -1) for it in words], np.float64)[:, None]
    boxes = np.array([it.word.box for it in words], np.float64)
    x, y = (boxes[:, 0] + boxes[:, 2])[:, None] / 2, (boxes[:, 1] + boxes[:, 3])[:, None] / 2
    within = (place > order if later else place < order) & (x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)
    return np.asarray(within.any(axis=1), np.bool_)


def _on_page(box: Box, frame: Frame) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return 0 <= x <= frame.width and 0 <= y <= frame.height


@dataclass(frozen=True, slots=True)
class Ink:
    """Where letters would print and how far they stand out, pixel by pixel at `LOOK_DPI`.

    `print` is 255 where the letters cover all of a pixel and are not covered themselves; `change` is by how many grey
    levels the page changes when the letters are taken away.
    """

    print: NDArray[np.uint8]
    change: NDArray[np.uint8]

    def share_seen(self, boxes: Sequence[Box]) -> float:
        """The share of the letters' print in the boxes that differs from its ground."""
        change = np.concatenate([_part(self.change, box).ravel() for box in boxes]).astype(np.float32)
        cover = np.concatenate([_part(self.print, box).ravel() for box in boxes]).astype(np.float32)
        inked = cover >= LEAST_PRINT
        if not inked.any():  # covered, or letters that are drawings of their own, whose colour cannot be set
            return float(change.size > 0 and change.max() >= LEAST_TRACE)
        contrast = change[inked] * 255 / cover[inked]
        return float((contrast >= max(LEAST_TRACE, 0.5 * float(np.percentile(contrast, 95)))).mean())


def _ink(page: pypdfium2.PdfPage, handles: Sequence[Any]) -> Ink:
    """The print of some text objects: where black letters differ from white ones, letters stand uncovered."""
    shown = _drawn(page)
    without = _drawn_with(page, handles, _switched_off)
    black = _drawn_with(page, handles, lambda thing: _coloured(thing, 0))
    white = _drawn_with(page, handles, lambda thing: _coloured(thing, 255))
    return Ink(_difference(black, white), _difference(shown, without))


def _drawn(page: pypdfium2.PdfPage) -> NDArray[np.int16]:
    return np.asarray(draw_pdf_page(page, LOOK_DPI), np.int16)


def _difference(one: NDArray[np.int16], other: NDArray[np.int16]) -> NDArray[np.uint8]:
    levels: NDArray[np.uint8] = np.abs(one - other).max(axis=2).astype(np.uint8)
    return levels


def _drawn_with(
    page: pypdfium2.PdfPage, handles: Sequence[Any], change: Callable[[Any], Callable[[], None]]
) -> NDArray[np.int16]:
    """The page with text objects changed; `change` gives back what undoes it, and the page is left as it was."""
    undo: list[Callable[[], None]] = []
    try:
        undo.extend(change(thing) for thing in handles)
        return _drawn(page)
    finally:
        for back in undo:
            back()


def _switched_off(thing: Any) -> Callable[[], None]:
    raw.FPDFPageObj_SetIsActive(thing, False)
    return lambda: raw.FPDFPageObj_SetIsActive(thing, True)


def _coloured(thing: Any, grey: int) -> Callable[[], None]:
    """Sets a text object's colours; gives back what sets them as they were."""
    fill, stroke = [c_uint() for _ in range(4)], [c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(thing, *map(byref, fill))
    raw.FPDFPageObj_GetStrokeColor(thing, *map(byref, stroke))
    raw.FPDFPageObj_SetFillColor(thing, grey, grey, grey, 255)
    raw.FPDFPageObj_SetStrokeColor(thing, grey, grey, grey, 255)

    def back() -> None:
        raw.FPDFPageObj_SetFillColor(thing, *(it.value for it in fill))
        raw.FPDFPageObj_SetStrokeColor(thing, *(it.value for it in stroke))

    return back


def draw_without_text(page: pypdfium2.PdfPage, drawn: Drawn, dpi: float) -> Any:
    """The page's picture without its text objects; the page is left as it was."""
    try:
        for handle in drawn.text_handles:
            raw.FPDFPageObj_SetIsActive(handle, False)
        return draw_pdf_page(page, dpi)
    finally:
        for handle in drawn.text_handles:
            raw.FPDFPageObj_SetIsActive(handle, True)


def _part(picture: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    scale = LOOK_DPI / 72
    left, top = max(0, int(box[0] * scale)), max(0, int(box[1] * scale))
    return picture[top : max(top + 1, round(box[3] * scale)), left : max(left + 1, round(box[2] * scale))]


def distrusted(words: Sequence[TextWord]) -> dict[int, str]:
    """Which seen words must be read by OCR because their letters are not what is drawn: index → reason."""
    reasons: dict[int, str] = {}
    for index, it in enumerate(words):
        if it.unmapped:
            reasons[index] = UNMAPPED
        elif LEGACY_FONTS.search(it.style.font):
            reasons[index] = "a legacy Hindi font"
    devanagari = [index for index in devanagari_words(words) if index not in reasons]
    disordered = sum(bool(DISORDER.search(words[index].word.text)) for index in devanagari)
    if disordered >= FEWEST_DISORDERED and disordered > DISORDERED_SHARE * len(devanagari):
        reasons.update(out_of_order(words))
    legacy = [index for index, it in enumerate(words) if index not in reasons and LEGACY_WORD.search(it.word.text)]
    if len(legacy) >= 4 and len(legacy) > 0.1 * len(words):
        fonts = {words[index].style.font for index in legacy}
        reasons.update(
            (index, "letters of a legacy Hindi font") for index, it in enumerate(words) if it.style.font in fonts
        )
    return reasons


def devanagari_words(words: Sequence[TextWord]) -> list[int]:
    """The words (by index) with Devanagari letters; numbers in Devanagari digits are none."""
    return [
        index
        for index, it in enumerate(words)
        if DEVANAGARI.search(it.word.text) and not FIGURE.fullmatch(it.word.text)
    ]


def out_of_order(words: Sequence[TextWord]) -> dict[int, str]:
    """All words of a page that has its Devanagari letters out of order which must be read by OCR, with the reason."""
    native = devanagari_words(words)
    strange = [
        index
        for index, it in enumerate(words)
        if FOREIGN.search(it.word.text)
        or (STRAY.fullmatch(it.word.text) and any(_touch(words[other].word.box, it.word.box) for other in native))
    ]
    return dict.fromkeys((*native, *strange), "Devanagari letters out of order")


def _touch(one: Box, other: Box) -> bool:
    """Whether two boxes stand on one line closer than words do."""
    height = min(one[3] - one[1], other[3] - other[1])
    level = abs(one[1] + one[3] - other[1] - other[3]) / 2 < 0.4 * height
    return level and max(one[0], other[0]) - min(one[2], other[2]) < 0.1 * height


FEWEST_SIGNS = 4


def looks_like_language(words: Sequence[TextWord]) -> bool:
    """Whether Latin letters come as in a language; codes shifted by a wrong character map do not.

    True also where there are too few letters to tell, unless most of them are signs.
    """
    letters = "".join(it.word.text for it in words)
    latin = [it for it in letters.lower() if "a" <= it <= "z"]
    if len(letters) < 150:
        plain = sum(it.isalnum() or "\u0900" <= it <= "\u097f" for it in letters)
        return len(letters) < FEWEST_SIGNS or plain > 0.5 * len(letters)
    if len(latin) < 0.25 * len(letters):
        digits = sum(it.isdigit() or it in ",.-/%()" for it in letters)
        native = sum(ord(it) > 0x24F for it in letters)
        return digits + native + len(latin) > 0.75 * len(letters)
    vowels = sum(it in "aeiou" for it in latin) / len(latin)
    return 0.18 < vowels < 0.62
