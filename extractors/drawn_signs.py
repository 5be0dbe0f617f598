"""What is drawn or printed between words: boxes, rings and marks, found on the picture of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.choice_ink import SCALE, Dark, Drawn, ink_in
from extractors.marks import BOX
from records.pages import Box, Page, Ruling, Word, union

REACH = 2.2
"""A box stands within so many heights of its answer."""

ABOVE = 0.35
"""Heights over and under an answer that its box may take up."""

NEXT_LINE = 1.6
"""Heights over and under a lone answer on a scan in which another one may be lost."""

LEAST_WIDE, LEAST_HIGH, MOST = 0.42, 0.35, 2.6
"""Heights: the size of what is drawn for a box or in it."""

LONGEST = 2.4
"""Heights: what is longer and straight is a rule."""

SIDE = 1.5
"""Heights: a rule of the page that is longer is no side of a box."""

TOGETHER = 0.3
"""Heights of white, at most, between the parts of one box."""

FEWEST, GRAIN = 4, 0.2
"""Pixels and heights: what is smaller is a grain."""

PAIR = 1.7
"""Heights, at most, between two brackets of one box."""

INNER = 0.27
"""What lies further in than such a share of a box's side is its inside."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A box, a ring or a mark: its place, its pixels of ink, and which share of its inside is ink.

    One that a letter prints has neither or all.
    """

    box: Box
    ink: float
    inside: float

    @property
    def middle(self) -> float:
        """Where it stands, from the top."""
        return (self.box[1] + self.box[3]) / 2


PLAINLY = 0.85
"""How surely OCR reads a short word that is no box, ring or mark."""

_LIKE_A_BOX = re.compile(r"[\WOoDCcQGUILlij10vVwWMyYxX4Z]*")
_STOPS = re.compile(r"[:;,.–—/|-]+")
_DEVANAGARI = re.compile("[\u0904-\u0939]")


def is_word(word: Word) -> bool:
    """Whether a word is more than what OCR makes of a box or a ring, or a font of signs prints for one."""
    if BOX.search(word.text):
        return False
    letters = sum(it.isalnum() for it in word.text)
    if word.source != "ocr":
        return _STOPS.fullmatch(word.text) is not None or (letters > 0 and len(word.text) > 1)
    if word.text.endswith(":"):  # the end of a label, "(Appendix I):"
        return letters > 0
    least = 2 if word.confidence >= PLAINLY and not _LIKE_A_BOX.fullmatch(word.text) else 4
    return letters >= least or _DEVANAGARI.search(word.text) is not None


def stands_beside_ink(page: Page, box: Box, drawn: Drawn, *, by_ocr: bool) -> bool:
    """Whether at a word that was read for an answer something stands that no word accounts for.

    It may be its own box, or where OCR reads another answer that a mark has made unreadable, also a line away.
    """
    height = box[3] - box[1]
    rows = (NEXT_LINE if by_ocr else ABOVE) * height
    area = (box[0] - REACH * height, box[1] - rows, box[2] + REACH * height, box[3] + rows)
    words = [word.box for word in page.words if is_word(word) or _overlap(word.box, box)]
    return bool(signs_between(page, words, height, area, drawn, most=inf))


def _overlap(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def signs_between(
    page: Page, words: Sequence[Box], line: float, area: Box, drawn: Drawn, most: float = MOST
) -> list[Sign]:
    """What is drawn or printed in an area between words and rules: its parts that stand together are one.

    Args:
        page: that the area is of.
        words: the places of what is read.
        line: the height of the type in points.
        area: of the page, in points.
        drawn: the page's picture.
        most: how many heights wide and high a sign is at most.
    """
    ink = ink_in(page, area, drawn)
    height = line * SCALE
    ink &= ~_rules(ink, height)
    _blank(page, words, line, area, ink)
    parts = [
        it
        for it in _paired(_parts_together(ink, height), height)
        if LEAST_WIDE <= (it[2] - it[0]) / height <= most and LEAST_HIGH <= (it[3] - it[1]) / height <= most
    ]
    side = median(min(it[2] - it[0], it[3] - it[1]) for it in parts) if parts else 0.0
    return [
        Sign(
            (area[0] + x0 / SCALE, area[1] + y0 / SCALE, area[0] + x1 / SCALE, area[1] + y1 / SCALE),
            float(pixels),
            _inside(ink[y0:y1, x0:x1], side),
        )
        for x0, y0, x1, y1, pixels in parts
    ]


def _inside(part: Dark, side: float) -> float:
    """The share of the inside of what is drawn that is ink; what reaches out of its box at the right is cut off."""
    down, across = part.shape
    box = part[max(0, down - round(1.15 * side)) :, : round(1.15 * side)] if max(part.shape) > 1.3 * side else part
    high, wide = (round(INNER * it) for it in box.shape)
    middle = box[high : box.shape[0] - high, wide : box.shape[1] - wide]
    return float(middle.mean()) if middle.size else 0.0


def _rules(ink: Dark, height: float) -> Dark:
    """The ink of long straight lines across or down."""
    picture = ink.view(np.uint8)
    length = round(LONGEST * height)
    found: NDArray[np.uint8] = np.zeros(picture.shape, np.uint8)
    for shape in ((1, length), (length, 1)):
        if picture.shape[0] >= shape[0] and picture.shape[1] >= shape[1]:
            lines = cv2.morphologyEx(picture, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
            found |= np.asarray(cv2.dilate(lines, np.ones((3, 3), np.uint8)), np.uint8)
    return found.astype(np.bool_)


def _blank(page: Page, words: Sequence[Box], line: float, area: Box, ink: Dark) -> None:
    """Take words and the page's rules out of the ink of an area."""
    rules = [((rule.x0, rule.top, rule.x1, rule.bottom), 1.5) for rule in page.rulings if _is_long(rule, line)]
    for (x0, top, x1, bottom), edge in (*((box, 0.4) for box in words), *rules):
        left, right = round((x0 - area[0] - edge) * SCALE), round((x1 - area[0] + edge) * SCALE)
        upper, lower = round((top - area[1] - edge) * SCALE), round((bottom - area[1] + edge + 0.5) * SCALE)
        if right > 0 and lower > 0:
            ink[max(0, upper) : lower, max(0, left) : right] = False


def _is_long(rule: Ruling, height: float) -> bool:
    return max(rule.x1 - rule.x0, rule.bottom - rule.top) > SIDE * height


Part = tuple[int, int, int, int, int]


def _parts_together(ink: Dark, height: float) -> list[Part]:
    """The boxes around ink that stands together, each with its pixels; grains and what runs through are left out."""
    near = max(1, round(TOGETHER * height))
    picture = ink.view(np.uint8)
    near_by = cv2.dilate(picture, np.ones((max(1, near // 2), near), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near_by, connectivity=8)
    found = []
    for number, (left, upper, wide, high, _) in enumerate(stats[1:count].tolist(), 1):
        place = slice(upper, upper + high), slice(left, left + wide)
        rows, columns = np.nonzero((labels[place] == number) & ink[place])
        if rows.size < FEWEST:
            continue
        x0, top = left + int(columns.min()), upper + int(rows.min())
        x1, bottom = left + int(columns.max()) + 1, upper + int(rows.max()) + 1
        if max(x1 - x0, bottom - top) >= GRAIN * height:
            found.append((x0, top, x1, bottom, int(rows.size)))
    return found


def _around(one: Part, other: Part) -> Part:
    x0, top, x1, bottom = union((one[:4], other[:4]))
    return int(x0), int(top), int(x1), int(bottom), one[4] + other[4]


def _paired(parts: Sequence[Part], height: float) -> list[Part]:
    """Brackets with their partners: two narrow parts as high as each other on one line, near each other."""
    found: list[Part] = []
    for part in sorted(parts, key=lambda it: (round(it[1] / height), it[0])):
        last = found[-1] if found else None
        if last and _is_bracket(last, height) and _is_bracket(part, height) and _are_level(last, part, height):
            found[-1] = _around(last, part)
        else:
            found.append(part)
    return found


def _is_bracket(part: Part, height: float) -> bool:
    return part[2] - part[0] < LEAST_WIDE * height and part[3] - part[1] >= 0.7 * height


def _are_level(one: Part, other: Part, height: float) -> bool:
    return abs(one[1] - other[1]) < 0.25 * height and 0 < other[0] - one[2] < PAIR * height
