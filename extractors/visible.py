"""What of a text layer a person would see, and whether what it says can be trusted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from extractors.drawing import NO_COLOUR, Drawn
from extractors.ink import Colour, ground_of, ink_of, without
from extractors.pdfium import Frame
from extractors.render import draw_pdf_page
from extractors.text_layer import TextLayer, TextWord
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

MOST_PAIRS = 1_000_000
"""Words and areas are compared in tables of up to this many pairs: a page of either may have tens of thousands."""

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

MISFILED = re.compile(
    r"[\u0900-\u097f]\S*[\u0180-\u02ff\u1d00-\u1dff]|[\u0180-\u02ff\u1d00-\u1dff]\S*[\u0900-\u097f]"
    r"|[\u0900-\u097f];[\u0900-\u097f]|^[^(]*[\u0900-\u097f]\)[\u0900-\u097f]"
)
"""A letter of phonetics or a stray sign within a Hindi word: nobody types it, so that one tells that a layer is bad."""

FIGURE_AS_LETTER = re.compile(r"(?<![0-9.,])[0-9](?=[\u0904-\u0939])|(?<=[\u0900-\u0963])[0-9](?=[\u0904-\u0939])")
"""One figure at the head of a Hindi word, or within it."""

ABBREVIATED = re.compile(r"[0-9](?:\.[0-9])*\.?/(?![0-9]{1,2}/[0-9]{2,4})\S+")
"""A number that begins with initials, "म.म./118", if its figures are letters; no date."""

UNMAPPED = "letters without a known character"

SYLLABLE = re.compile(
    r"(?:[\u0915-\u0939\u0958-\u095f]\u093c?\u094d)*[\u0904-\u0939\u0958-\u095f]\u093c?[\u093e-\u094c]?[\u0900-\u0903]?"
)
"""One syllable of Devanagari, as a whole word."""

SHORT_WORDS = frozenset(
    {
        "का", "की", "के", "को", "में", "से", "है", "हैं", "हो", "हों", "था", "थे", "थी", "ही", "भी", "ने",
        "तो", "या", "व", "न", "जो", "जी", "दो", "कि", "श्री", "मे", "सं", "क्र", "ना", "वे", "ये", "हे",
        "मा",
    }
)  # fmt: skip
"""Words of Hindi that are one syllable."""

FEWEST_TORN, TORN_SHARE = 6, 0.12
"""Syllables that are no words: from so many, and such a share of Devanagari words, the layer tears its words apart."""

FEWEST_DISORDERED = 2
DISORDERED_SHARE = 0.06
"""Share of Devanagari words in disorder from which all Devanagari words of the page are read by OCR instead."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The words a person sees, those hidden, and why: reason → number of words."""

    words: list[TextWord]
    hidden: list[TextWord]
    reasons: dict[str, int]


def seen_words(page: pypdfium2.PdfPage, frame: Frame, layer: TextLayer, drawn: Drawn) -> Seen:
    """Tells words that are seen from words that are hidden. Only where something is suspicious is the page drawn.

    The test of suspicion is the picture itself: see `Ink`.
    """
    words = layer.words()
    hidden = _plainly_hidden(layer, frame)
    known = drawn.text_order
    orders = np.array([known.get(it, -1) for it in layer.handles.tolist()], np.int64)
    covered, cut = _covered(layer, orders, drawn), _cut_off(layer, drawn)
    vague = _of_styles(layer, [it.fill[3] < TRANSPARENT for it in layer.styles])
    if drawn.doubtful:
        vague |= np.array([it in drawn.doubtful for it in layer.handles.tolist()], np.bool_)
    ground = _of_its_ground(layer, orders, drawn)
    suspects = [it for it in np.flatnonzero(covered | vague | cut | ground).tolist() if it not in hidden]
    if suspects:
        by_ground = [it for it in suspects if not (covered[it] or vague[it] or cut[it])]
        clear = stands_clear(page, layer, by_ground, drawn.text_order)
        suspects = [it for it in suspects if it not in clear]
    for index in _unseen(page, words, suspects, drawn):
        if covered[index] or vague[index]:
            hidden[index] = "covered or see-through"
        else:
            hidden[index] = "cut off" if cut[index] else "the colour of its ground"
    if not hidden:
        return Seen(words, [], {})
    reasons: dict[str, int] = {}
    for reason in hidden.values():
        reasons[reason] = reasons.get(reason, 0) + 1
    return Seen(
        [it for index, it in enumerate(words) if index not in hidden],
        [it for index, it in enumerate(words) if index in hidden],
        reasons,
    )


def _of_styles(layer: TextLayer, told: Sequence[bool]) -> NDArray[np.bool_]:
    """What is told of each style, for each word."""
    return np.array(told, np.bool_)[layer.style]


def _plainly_hidden(layer: TextLayer, frame: Frame) -> dict[int, str]:
    """The words that no picture is needed for: index → reason."""
    boxes = layer.boxes
    x, y = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
    off = (x < 0) | (x > 2 * frame.width) | (y < 0) | (y > 2 * frame.height)
    across, down = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    lying = (layer.angles == 90) | (layer.angles == 270)
    along, lower = np.where(lying, down, across), np.minimum(across, down)
    letters = np.array([len(it) for it in layer.texts], np.float64)
    small = _of_styles(layer, [it.size < SMALLEST for it in layer.styles])
    tiny = (small & (lower < 1.5 * SMALLEST)) | ((letters > 1) & (along < NARROWEST * letters))
    unprinted = _of_styles(layer, [it.mode in INVISIBLE_MODES for it in layer.styles])
    hidden: dict[int, str] = {}
    for index in np.flatnonzero(unprinted | off | tiny).tolist():
        if unprinted[index]:
            hidden[index] = "drawn invisibly"
        else:
            hidden[index] = "off the page" if off[index] else "smaller than a point"
    return hidden


def _covered(layer: TextLayer, orders: NDArray[np.int64], drawn: Drawn) -> NDArray[np.bool_]:
    """Which words lie under pictures, filled areas or letters like blocks that are drawn after them."""
    found = np.zeros(len(layer), np.bool_)
    if not len(layer):
        return found
    own = np.flatnonzero(_may_cover(layer))
    pictures = np.array([box for _, box in drawn.images], np.float64).reshape(-1, 4)
    later = np.concatenate([np.array([it for it, _ in drawn.images], np.int64), drawn.areas.order, orders[own]])
    boxes = np.concatenate([pictures, drawn.areas.boxes, layer.boxes[own]])
    broad = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) > LINE
    kept = broad & (later > orders.min())
    if not kept.any():
        return found
    later, boxes = later[kept], boxes[kept]
    for some in _blocks(len(layer), len(later)):
        shares = _shares(layer.boxes[some], boxes) * (later[None, :] > orders[some, None])
        found[some] = shares.sum(axis=1) >= PARTLY
    return found


def _blocks(words: int, areas: int) -> Iterator[slice]:
    """The words in blocks that keep tables of words and areas small."""
    step = max(1, MOST_PAIRS // max(areas, 1))
    return (slice(start, start + step) for start in range(0, words, step))


def _may_cover(layer: TextLayer) -> NDArray[np.bool_]:
    """Which words can hide what is under them: white ones, and those of blocks or of letters nobody knows."""
    white = _of_styles(layer, [min(it.fill[:3]) > NEAR_WHITE for it in layer.styles])
    blocks = np.array([not it.isascii() and BLOCKS.search(it) is not None for it in layer.texts], np.bool_)
    return white | blocks | (layer.unmapped > 0)


def _of_its_ground(layer: TextLayer, orders: NDArray[np.int64], drawn: Drawn) -> NDArray[np.bool_]:
    """Which words may have the colour of what they stand on: of the paper, of an area, of a picture."""
    found = _of_styles(layer, [min(it.fill[:3]) > NEAR_WHITE for it in layer.styles])
    if not len(layer) or not drawn.images and not len(drawn.areas):
        return found
    pictures = np.array([box for _, box in drawn.images], np.float64).reshape(-1, 4)
    earlier = np.concatenate([np.array([it for it, _ in drawn.images], np.int64), drawn.areas.order])
    boxes = np.concatenate([pictures, drawn.areas.boxes])
    colours = np.concatenate([np.full((len(pictures), 3), NO_COLOUR), drawn.areas.colours])
    print_colours = np.array([it.fill[:3] for it in layer.styles], np.int64).reshape(-1, 3)
    alike = np.abs(print_colours[:, None, :] - colours[None, :, :]).max(axis=2) < ALIKE
    alike |= colours[None, :, 0] == NO_COLOUR
    least = PARTLY * (layer.boxes[:, 2:] - layer.boxes[:, :2]).min(axis=0)
    large = ((boxes[:, 2:] - boxes[:, :2]) >= least).all(axis=1)
    kept = alike.any(axis=0) & large & (earlier < orders.max())
    if not kept.any():
        return found
    alike, earlier, boxes = alike[:, kept], earlier[kept], boxes[kept]
    for some in _blocks(len(layer), len(earlier)):
        under = alike[layer.style[some]] & (earlier[None, :] < orders[some, None])
        found[some] |= ((_shares(layer.boxes[some], boxes) >= PARTLY) & under).any(axis=1)
    return found


def _cut_off(layer: TextLayer, drawn: Drawn) -> NDArray[np.bool_]:
    """Which words reach beyond what they are clipped to."""
    found = np.zeros(len(layer), np.bool_)
    if not drawn.clips:
        return found
    clips = {index: drawn.clips[it] for index, it in enumerate(layer.handles.tolist()) if it in drawn.clips}
    if clips:
        clipped = list(clips)
        found[clipped] = _overlaps(layer.boxes[clipped], np.array(list(clips.values()), np.float64)) < MOSTLY
    return found


def _shares(boxes: NDArray[np.float64], areas: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of each box (row) that lies within each area (column)."""
    return _overlaps(boxes[:, None, :], areas[None, :, :])


def _overlaps(boxes: NDArray[np.float64], areas: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of boxes that lies within areas; the last axis is x0, top, x1, bottom."""
    across = np.minimum(boxes[..., 2], areas[..., 2]) - np.maximum(boxes[..., 0], areas[..., 0])
    down = np.minimum(boxes[..., 3], areas[..., 3]) - np.maximum(boxes[..., 1], areas[..., 1])
    size = np.maximum((boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1]), 1e-6)
    return np.asarray(np.maximum(across, 0) * np.maximum(down, 0) / size, np.float64)


def stands_clear(
    page: pypdfium2.PdfPage, layer: TextLayer, asked: Sequence[int], texts: Collection[int]
) -> frozenset[int]:
    """Which of the words `asked` stand on a ground that nowhere comes near their colour: one picture tells of all.

    Only of words that are plainly filled with their colour; `texts` are the addresses of all text on the page.
    """
    plain = _of_styles(layer, [it.mode == 0 and it.fill[3] == 255 and bool(it.font) for it in layer.styles])
    asked = [it for it in asked if plain[it]]
    if not asked:
        return frozenset()
    region = union([_box(it) for it in layer.boxes[asked].tolist()])
    ground = ground_of(page, texts, region)
    clear: set[int] = set()
    by_colour: dict[Colour, list[int]] = {}
    for index in asked:
        by_colour.setdefault(layer.styles[layer.style[index]].fill[:3], []).append(index)
    for colour, indices in by_colour.items():
        near = ground.comes_near(colour, ALIKE, layer.boxes[indices])
        clear.update(index for index, is_near in zip(indices, near.tolist(), strict=True) if not is_near)
    return frozenset(clear)


def _box(edges: Sequence[float]) -> Box:
    x0, top, x1, bottom = edges
    return x0, top, x1, bottom


def _unseen(page: pypdfium2.PdfPage, words: Sequence[TextWord], suspects: Sequence[int], drawn: Drawn) -> Iterator[int]:
    """Which suspects do not stand out on the page's picture.

    Words printed over one another are looked at apart, else the ink of the later would speak for the earlier.
    """
    for group in _apart(words, [index for index in suspects if words[index].handle in drawn.text_order]):
        region = union([words[index].word.box for index in group])
        runs: dict[int, list[Box]] = {}
        for index in group:
            runs.setdefault(words[index].handle, []).append(words[index].word.box)
        first = min(drawn.text_order[handle] for handle in runs)
        plain = not any(handle in drawn.doubtful for handle in runs)  # others may blend with what is under them
        beneath = [it for it, order in drawn.image_order.items() if order < first] if plain else []
        ink = ink_of(page, list(runs), region, beneath)
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
    with without(drawn.text_order):
        return draw_pdf_page(page, dpi)


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
    torn = sum(_is_torn(words[index].word.text) for index in devanagari)
    if (
        any(MISFILED.search(words[index].word.text) for index in devanagari)
        or (disordered >= FEWEST_DISORDERED and disordered > DISORDERED_SHARE * len(devanagari))
        or (torn >= FEWEST_TORN and torn > TORN_SHARE * len(devanagari))
    ):
        reasons.update(out_of_order(words))
        reasons.update(_with_misfiled_figures(words))
    legacy = [index for index, it in enumerate(words) if index not in reasons and LEGACY_WORD.search(it.word.text)]
    if len(legacy) >= 4 and len(legacy) > 0.1 * len(words):
        fonts = {words[index].style.font for index in legacy}
        reasons.update(
            (index, "letters of a legacy Hindi font") for index, it in enumerate(words) if it.style.font in fonts
        )
    return reasons


def _with_misfiled_figures(words: Sequence[TextWord]) -> dict[int, str]:
    """Numbers that begin with a figure under which their font files a letter: "2.2./118" beside "2शीनरी" for "मशीनरी".

    Other figures of that font are taken as they stand: amounts and dates hold no letters.
    """
    misfiled = {
        (it.style.font, figure)
        for it in words
        for found in FIGURE_AS_LETTER.finditer(it.word.text)
        for figure in found[0]
        if figure in "0123456789"
    }
    return {
        index: "a figure in the place of a Devanagari letter"
        for index, it in enumerate(words)
        if ABBREVIATED.fullmatch(it.word.text) and (it.style.font, it.word.text[0]) in misfiled
    }


def _is_torn(text: str) -> bool:
    """Whether a piece of a line is a syllable that is no word of Hindi: "वि" and "त्ती" of a torn "वित्तीय"."""
    return SYLLABLE.fullmatch(text) is not None and text not in SHORT_WORDS


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
