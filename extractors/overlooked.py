"""Ink of a page on which no word stands: Tesseract passes over cells of forms, and over lone figures of tables.

What has the size of type is gathered into lines, cell by cell where rules are drawn, and read from its place by both
engines. Only what both make sense of becomes words: ink also comes from logos, photographs, signatures and seals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.ocr import Sheet
from extractors.places import BOTH_SCRIPTS, ENGLISH, read_lines, to_the_gap
from extractors.recogniser import NOTHING, Recognised, recognise
from extractors.seen_words import DEVANAGARI
from extractors.strips import SQUEEZE, has_headline, plain, same, strip_of
from extractors.tesseract import Seen
from records.pages import Box, Ruling, Word

MOST_PLACES = 250
"""No more places of a page are read than this: a page with more of them is a drawing."""

LOW, HIGH = 0.45, 1.9
"""Ink of type is this many times as high as the words of the page are."""

LONG = 14.0
"""A piece of ink longer than so many times the height of words is no word, not even one in Devanagari."""

GAP = 1.1
"""Pieces of ink closer than so many times the height of words stand in one line of one cell."""

NEAR = 0.3
"""Ink closer to a word than so many times the height of words is a part of that word."""

EDGE = 0.12
"""Inches at the edges of the page where a scanner leaves shadows."""

SEARCHED_DPI = 100
"""Ink is looked for at this resolution, which costs a quarter of the page's own."""

FEW_LETTERS, GONE, MOSTLY_GONE = 3.0, 30, 0.9
"""A place no more than so many times as wide as high may hold a few letters of a seal's rim; its ink went with the seal
where that made it so many grey levels lighter, all but a tenth of it."""

USUAL_HEIGHT = 0.11
"""Inches: the height of words on a page that has none yet."""

BOTH_AGREE = 0.93
"""Both engines read the same."""

SECOND_SURE, BY_SECOND = 0.90, 0.70
"""What only the second engine is sure of (each letter from `SECOND_SURE` on) is worth this much."""

FIRST_SURE, BY_FIRST = 0.75, 0.60
"""Devanagari, which the second engine cannot read, is kept from this confidence on, and worth no more than its own."""


def overlooked_words(sheet: Sheet, words: Sequence[Word], rulings: Sequence[Ruling]) -> list[Word]:
    """Words where there is ink of the size of type and no word yet.

    Args:
        sheet: the picture that was read, upright and straight.
        words: those that were read from it, in points.
        rulings: drawn rules, in points; a line of type does not run across them.

    Raises:
        OcrFailed: Tesseract gave no answer.
    """
    places = places_to_read(sheet, words, rulings)
    if not places or len(places) > MOST_PLACES:
        return []
    strips = [strip_of(sheet.grey, place) for place in places]
    hindi = [has_headline(strip) for strip in strips]
    latin = [index for index, it in enumerate(hindi) if not it]
    second = dict(zip(latin, recognise([strips[index] for index in latin], SQUEEZE), strict=True))
    worth = [index for index in range(len(places)) if hindi[index] or _may_be_type(second[index])]
    found: list[Word] = []
    for languages, wanted in ((ENGLISH, False), (BOTH_SCRIPTS, True)):
        chosen = [index for index in worth if hindi[index] == wanted]
        if not chosen:
            continue
        lines = read_lines(sheet.grey, [places[index] for index in chosen], sheet.dpi, languages)
        for index, first in zip(chosen, lines, strict=True):
            found += [_word(it, sheet) for it in believed(first, second.get(index, NOTHING), places[index])]
    return found


def places_to_read(sheet: Sheet, words: Sequence[Word], rulings: Sequence[Ruling]) -> list[scan.PixelBox]:
    """The overlooked places, each as wide as its ink goes on, without letters of a seal that was taken off the page."""
    read = [sheet.pixels(word.box) for word in words]
    upright = [sheet.pixels((it.x0, it.top, it.x1, it.bottom)) for it in rulings if not it.is_horizontal]
    found = overlooked_places(sheet, words, rulings)
    others = np.array([*read, *upright, *found], np.int64)
    wide = (to_the_gap(sheet.grey, it, others) for it in found)
    return [it for it in wide if not _is_of_a_seal(sheet, it)]


def _may_be_type(second: Recognised) -> bool:
    """Whether the second engine sees letters at all: what it makes nothing of is not worth asking Tesseract."""
    return bool(plain(second.text)) and max(second.sureness, default=0.0) > 0.6


def believed(first: Sequence[Seen], second: Recognised, place: scan.PixelBox) -> list[Seen]:
    """What two readings of one line of overlooked ink are worth; nothing where neither can be believed.

    Args:
        first: Tesseract's words, with their boxes on the page.
        second: the second engine's reading of the whole line; empty for Devanagari.
        place: the line's box.
    """
    first = [it for it in first if plain(it.text) or DEVANAGARI.search(it.text)]
    text = " ".join(it.text for it in first)
    if DEVANAGARI.search(text) and not plain(second.text):
        return [
            Seen(it.text, it.box, min(it.confidence, BY_FIRST) if it.confidence < FIRST_SURE else it.confidence)
            for it in first
            if it.confidence >= BY_FIRST and re.search(r"\w", it.text)
        ]
    if same(text, second.text) and (len(plain(text)) > 1 or (text.isdecimal() and second.confidence >= SECOND_SURE)):
        return [Seen(it.text, it.box, max(it.confidence, BOTH_AGREE)) for it in first]
    if second.confidence >= SECOND_SURE and len(plain(second.text)) >= 2:
        return [Seen(word, box, BY_SECOND) for word, box in second.words_in(place)]
    return []


def _word(seen: Seen, sheet: Sheet) -> Word:
    left, top, right, bottom = (edge / sheet.scale for edge in seen.box)
    witnessed = seen.confidence >= BOTH_AGREE and not DEVANAGARI.search(seen.text)
    return Word(
        seen.text,
        (left, top, right, bottom),
        round(seen.confidence, 3),
        "ocr",
        round(bottom - top, 2),
        witnessed=witnessed,
    )


def overlooked_places(sheet: Sheet, words: Sequence[Word], rulings: Sequence[Ruling]) -> list[scan.PixelBox]:
    """Boxes around lines of ink of the size of type where no word stands, from the top of the page down."""
    shrunk = max(1, int(sheet.dpi // SEARCHED_DPI))
    search = _Search(scan.shrunk(sheet.grey, 1 / shrunk), sheet.scale / shrunk, sheet.dpi / shrunk)
    unit = search.scale * (median(sizes) if (sizes := _heights(words)) else USUAL_HEIGHT * 72)
    read = [search.pixels(word.box) for word in words]
    pieces = _pieces_of_type(search.ink_apart_from(read, unit), unit)
    if len(pieces) == 0:
        return []
    marked = np.zeros(search.grey.shape, np.uint8)
    for left, top, width, tall in pieces:
        marked[top : top + tall, left : left + width] = 1
    reach = np.ones((1, max(3, round(GAP * unit))), np.uint8)
    joined = np.asarray(cv2.morphologyEx(marked, cv2.MORPH_CLOSE, reach), np.uint8)
    for left, top, right, bottom in read:  # a line of overlooked ink does not run through words that were read
        joined[top:bottom, left:right] = np.minimum(joined[top:bottom, left:right], marked[top:bottom, left:right])
    for rule in rulings:
        left, top, right, bottom = search.pixels((rule.x0, rule.top, rule.x1, rule.bottom))
        joined[top : bottom + 1, left : right + 1] = 0
    boxes = scan.pieces_of(joined.view(np.bool_)).boxes[1:]
    lines = [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in boxes if _is_line(w, h, unit)]
    alone = [it for it in lines if _stands_alone(it, read, unit)]
    found = [(x0 * shrunk, y0 * shrunk, x1 * shrunk, y1 * shrunk) for x0, y0, x1, y1 in alone]
    return sorted(found, key=lambda box: (box[1], box[0]))


def _is_of_a_seal(sheet: Sheet, box: scan.PixelBox) -> bool:
    """Whether a place holds a few letters that went with a seal: those around its rim are read as figures."""
    left, top, right, bottom = box
    if sheet.unsealed is None or right - left > FEW_LETTERS * (bottom - top):
        return False
    place = np.s_[top:bottom, left:right]
    inked = sheet.grey[place] < scan.INK_BELOW_PAPER * float(sheet.grey[place].max(initial=0))
    gone = sheet.unsealed[place][inked].astype(np.int16) - sheet.grey[place][inked] > GONE
    return bool(gone.size and gone.mean() > MOSTLY_GONE)


@dataclass(frozen=True, slots=True)
class _Search:
    """The page's picture at the resolution at which ink is looked for; `scale` is its pixels a point."""

    grey: scan.Grey
    scale: float
    dpi: float

    def pixels(self, box: Box) -> scan.PixelBox:
        """Where a box in points stands."""
        left, top, right, bottom = (max(0, round(edge * self.scale)) for edge in box)
        return left, top, right, bottom

    def ink_apart_from(self, read: Sequence[scan.PixelBox], unit: float) -> scan.Mask:
        """Ink that does not lie under words; a word many lines high is a mistake and covers nothing."""
        free = scan.ink_of(self.grey, scan.paper_of(self.grey))
        grow = max(1, round(0.12 * unit))
        for left, top, right, bottom in read:
            if bottom - top <= 2.5 * unit:
                free[max(0, top - grow) : bottom + grow, max(0, left - grow) : right + grow] = False
        edge = round(EDGE * self.dpi)
        free[:edge], free[-edge:], free[:, :edge], free[:, -edge:] = False, False, False, False
        return free


def _heights(words: Sequence[Word]) -> list[float]:
    return [it.box[3] - it.box[1] for it in words if it.confidence > 0.7 and len(it.text) > 1]


def _pieces_of_type(free: scan.Mask, unit: float) -> NDArray[np.int32]:
    """Boxes (left, top, width, height) of connected ink that has the size of letters, figures or Devanagari words."""
    pieces = scan.pieces_of(free).boxes[1:]
    width, height, pixels = pieces[:, 2], pieces[:, 3], pieces[:, 4]
    of_size = (height >= LOW * unit) & (height <= HIGH * unit) & (width <= LONG * unit)
    filled = pixels / np.maximum(width * height, 1)
    return np.asarray(pieces[of_size & (filled > 0.08) & (pixels >= 3)][:, :4], np.int32)


def _is_line(width: int, height: int, unit: float) -> bool:
    return height <= 2.4 * unit and width >= 0.25 * unit


def _stands_alone(box: scan.PixelBox, words: Sequence[scan.PixelBox], unit: float) -> bool:
    """Whether a line of ink keeps the distance of a word from words that were read; else it is a part of one."""
    near = NEAR * unit
    return not any(
        it[0] - near < box[2]
        and box[0] < it[2] + near
        and min(it[3], box[3]) - max(it[1], box[1]) > 0.3 * (box[3] - box[1])
        for it in words
    )


def placed_among(words: Sequence[Word], added: Sequence[Word]) -> tuple[Word, ...]:
    """The words with others put in where they are read: after the word left of them, or before that right of them.

    Where no word stands on their line they come after the last word above them.
    """
    result = list(words)
    for it in sorted(added, key=lambda word: (word.box[1], word.box[0])):
        result.insert(_place_of(it, result), it)
    return tuple(result)


def _place_of(it: Word, words: Sequence[Word]) -> int:
    line = [(index, word.box) for index, word in enumerate(words) if _on_one_line(word.box, it.box)]
    before = [(box[2], index) for index, box in line if box[2] <= it.box[0] + 1]
    if before:
        return max(before)[1] + 1
    after = [(box[0], index) for index, box in line if box[0] >= it.box[2] - 1]
    if after:
        return min(after)[1]
    above = [index for index, word in enumerate(words) if word.box[3] <= it.box[1] + 1]
    return max(above, default=-1) + 1


def _on_one_line(one: Box, other: Box) -> bool:
    return min(one[3], other[3]) - max(one[1], other[1]) > 0.5 * min(one[3] - one[1], other[3] - other[1])
