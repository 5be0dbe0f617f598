"""What of a text layer a person would see, and whether what it says can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from extractors.drawing import Colour, Drawn, address_of
from extractors.ink import ink_of, switched_off
from extractors.pdfium import Frame
from extractors.render import draw_pdf_page
from extractors.text_layer import TextWord
from records.pages import Box, union

INVISIBLE_MODES = (3, 7)
"""PDF text render modes that draw nothing."""

SMALLEST = 1.0
"""Type smaller than this many points cannot be read by a person."""

NEAR_WHITE = 225
"""Text with every colour above this (0-255) may be white on white: the picture decides."""

TRANSPARENT = 20
"""Text of less opacity than this (0-255) may be unseen: the picture decides."""

NARROWEST = 0.4
"""Letters that take less than this many points along their line cannot be read either."""

ALIKE = 60
"""Text whose colour differs by less than this (0-255) from an area's beneath it may be unseen: the picture decides."""

PARTLY, MOSTLY = 0.25, 0.9
"""Share of a word's box that is covered, or within its clip, from which on it matters."""

LINE = 1.5
"""Areas thinner than this many points strike through words, they do not cover them."""

BLOCKS = re.compile(r"[\u2580-\u259f\u25a0-\u25ff\u2b1b-\u2b24\u25cf\u2022]")
"""Letters that are filled shapes, with which print can be painted over."""

TOUCHING, MOST_GROUPS = 0.05, 4

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
    boxes = np.array([it.word.box for it in words], np.float64).reshape(-1, 4)
    hidden = _plainly_hidden(words, boxes, frame)
    covered = _covered(words, boxes, drawn)
    vague = np.array([it.handle in drawn.doubtful or it.style.fill[3] < TRANSPARENT for it in words], np.bool_)
    cut = _cut_off(words, boxes, drawn)
    suspect = covered | vague | cut | _of_its_ground(words, boxes, drawn)
    suspects = [index for index in np.flatnonzero(suspect).tolist() if index not in hidden]
    for index in _unseen(page, words, suspects, drawn):
        if covered[index] or vague[index]:
            hidden[index] = "covered or see-through"
        else:
            hidden[index] = "cut off" if cut[index] else "the colour of its ground"
    reasons: dict[str, int] = {}
    for reason in hidden.values():
        reasons[reason] = reasons.get(reason, 0) + 1
    return Seen(
        [it for index, it in enumerate(words) if index not in hidden],
        [it for index, it in enumerate(words) if index in hidden],
        reasons,
    )


def _plainly_hidden(words: Sequence[TextWord], boxes: NDArray[np.float64], frame: Frame) -> dict[int, str]:
    """The words that no picture is needed for: index → reason."""
    hidden: dict[int, str] = {}
    x, y = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
    off = (x < 0) | (x > 2 * frame.width) | (y < 0) | (y > 2 * frame.height)
    across, down = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    lying = np.array([it.angle in (90, 270) for it in words], np.bool_)
    along, lower = np.where(lying, down, across), np.minimum(across, down)
    letters = np.array([len(it.word.text) for it in words], np.float64)
    sizes = np.array([it.style.size for it in words], np.float64)
    tiny = ((sizes < SMALLEST) & (lower < 1.5 * SMALLEST)) | ((letters > 1) & (along < NARROWEST * letters))
    for index, it in enumerate(words):
        if it.style.mode in INVISIBLE_MODES:
            hidden[index] = "drawn invisibly"
        elif off[index]:
            hidden[index] = "off the page"
        elif tiny[index]:
            hidden[index] = "smaller than a point"
    return hidden


def _covered(words: Sequence[TextWord], boxes: NDArray[np.float64], drawn: Drawn) -> NDArray[np.bool_]:
    """Which words lie under pictures, filled areas or letters like blocks that are drawn after them."""
    covers = [(order, *box) for order, box in (*drawn.images, *((it.order, it.box) for it in drawn.areas))]
    covers.extend((drawn.text_order.get(it.handle, -1), *it.word.box) for it in words if _may_cover(it))
    found = np.zeros(len(words), np.bool_)
    if not covers or not words:
        return found
    orders = np.array([drawn.text_order.get(it.handle, -1) for it in words], np.float64)
    places = np.array(covers, np.float64)
    places = places[(places[:, 0] > orders.min()) & _is_broad(places[:, 1:])]
    later = places[None, :, 0] > orders[:, None]
    return np.asarray((_shares(boxes, places[:, 1:]) * later).sum(axis=1) >= PARTLY, np.bool_)


def _may_cover(it: TextWord) -> bool:
    """Whether a word can hide what is under it: it is white, or made of blocks or of letters nobody knows."""
    text = it.word.text
    blocks = not text.isascii() and BLOCKS.search(text) is not None
    return blocks or it.unmapped > 0 or min(it.style.fill[:3]) > NEAR_WHITE


def _of_its_ground(words: Sequence[TextWord], boxes: NDArray[np.float64], drawn: Drawn) -> NDArray[np.bool_]:
    """Which words may have the colour of what they stand on: of the paper, of an area, of a picture."""
    found = np.array([min(it.style.fill[:3]) > NEAR_WHITE for it in words], np.bool_)
    if not drawn.images and not drawn.areas:
        return found
    orders = np.array([drawn.text_order.get(it.handle, -1) for it in words], np.float64)
    colours = np.array([it.style.fill[:3] for it in words], np.float64).reshape(-1, 3)
    grounds: dict[Colour | None, list[tuple[float, ...]]] = {None: [(order, *box) for order, box in drawn.images]}
    for area in drawn.areas:
        grounds.setdefault(area.colour, []).append((area.order, *area.box))
    for colour, areas in grounds.items():
        alike = np.abs(colours - colour).max(axis=1) < ALIKE if colour else np.ones(len(words), np.bool_)
        asked = np.flatnonzero(alike & ~found)
        if not len(asked) or not areas:
            continue
        places = np.array(areas, np.float64)
        earlier = places[None, :, 0] < orders[asked, None]
        found[asked] = ((_shares(boxes[asked], places[:, 1:]) * earlier) >= PARTLY).any(axis=1)
    return found


def _cut_off(words: Sequence[TextWord], boxes: NDArray[np.float64], drawn: Drawn) -> NDArray[np.bool_]:
    """Which words reach beyond what they are clipped to."""
    found = np.zeros(len(words), np.bool_)
    clipped = [index for index, it in enumerate(words) if it.handle in drawn.clips]
    if clipped:
        clips = np.array([drawn.clips[words[index].handle] for index in clipped], np.float64)
        found[clipped] = _overlaps(boxes[clipped], clips) < MOSTLY
    return found


def _is_broad(boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether areas are more than lines."""
    return np.asarray(np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > LINE, np.bool_)


def _shares(boxes: NDArray[np.float64], areas: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of each box (row) that lies within each area (column)."""
    return _overlaps(boxes[:, None, :], areas[None, :, :])


def _overlaps(boxes: NDArray[np.float64], areas: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of boxes that lies within areas; the last axis is x0, top, x1, bottom."""
    across = np.minimum(boxes[..., 2], areas[..., 2]) - np.maximum(boxes[..., 0], areas[..., 0])
    down = np.minimum(boxes[..., 3], areas[..., 3]) - np.maximum(boxes[..., 1], areas[..., 1])
    size = np.maximum((boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1]), 1e-6)
    return np.asarray(np.maximum(across, 0) * np.maximum(down, 0) / size, np.float64)


def _unseen(page: pypdfium2.PdfPage, words: Sequence[TextWord], suspects: Sequence[int], drawn: Drawn) -> Iterator[int]:
    """Which suspects do not stand out on the page's picture.

    Words printed over one another are looked at apart, else the ink of the later would speak for the earlier.
    """
    handle_of = {address_of(it): it for it in drawn.text_handles}
    for group in _apart(words, [index for index in suspects if words[index].handle in handle_of]):
        region = union([words[index].word.box for index in group])
        runs: dict[int, list[Box]] = {}
        for index in group:
            runs.setdefault(words[index].handle, []).append(words[index].word.box)
        ink = ink_of(page, [handle_of[handle] for handle in runs], region)
        unseen = {handle for handle, boxes in runs.items() if ink.share_seen(boxes) < RUN_SEEN}
        for index in group:
            it = words[index]
            enough = OUTLINE_SEEN if it.style.mode in OUTLINED else WORD_SEEN
            if it.handle in unseen or ink.share_seen([it.word.box]) < enough:
                yield index


def _apart(words: Sequence[TextWord], suspects: Sequence[int]) -> list[list[int]]:
    """Suspects in groups, in none of which two text objects print on the same place."""
    objects: dict[int, list[int]] = {}
    for index in suspects:
        objects.setdefault(words[index].handle, []).append(index)
    groups: list[tuple[list[int], list[Box]]] = []
    for members in objects.values():
        boxes = [words[index].word.box for index in members]
        for indices, taken in groups[:MOST_GROUPS]:
            if not _shares(np.array(boxes), np.array(taken)).max() > TOUCHING:
                indices.extend(members)
                taken.extend(boxes)
                break
        else:
            groups.append((list(members), boxes))
    return [indices for indices, _ in groups]


def draw_without_text(page: pypdfium2.PdfPage, drawn: Drawn, dpi: float) -> Any:
    """The page's picture without its text objects; the page is left as it was."""
    undo = [switched_off(handle) for handle in drawn.text_handles]
    try:
        return draw_pdf_page(page, dpi)
    finally:
        for back in undo:
            back()


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
