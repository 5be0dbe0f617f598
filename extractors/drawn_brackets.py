"""Boxes to tick that a form prints as a pair of square brackets, told by their shape: [ ] and [X].

Tesseract makes figures and letters of them ("[ ] L1 [ ] L2" becomes 1111.2), and of the answers beside them. Brackets
around a number of a note or a word are no boxes, so a pair with ink inside is one only where empty pairs stand too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.drawn_boxes import MARKED, DrawnBox

LOWEST, HIGHEST = 0.09, 0.24
"""Inches: the height of a bracket."""

NARROWEST, WIDEST = 0.08, 0.5
"""The width of a bracket, as a share of its height."""

STROKE = 0.85
"""This share of a bracket's height is inked in two columns beside each other, and nothing before them."""

THIN = 0.35
"""An upright stroke without feet is no wider than this share of its height."""

END, MIDDLE = 0.22, 0.3
"""A bracket's feet stand within this share of its height from its ends; from that share on there is white."""

LEVEL = 0.12
"""The heads and the feet of a pair lie apart by no more than this share of its height, together: a letter's foot stands
higher than a bracket's."""

NEAREST, FURTHEST = 0.12, 1.4
"""Heights between the two brackets of a pair."""

FLUSH = 0.25
"""Heights beside a pair within which letters are those of one word with it."""

BLUR = 2
"""Pixels around a bracket that are a little darker than the paper: left alone, they become underscores."""

SAME_LINE = 0.5
"""Pairs whose middles differ by less than so many heights stand on one line; those as near at their left, in a list."""

NEXT_LINE = 3.0
"""Heights between the pairs of a list below each other."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The pixels of what may be one bracket of a pair, and whether its feet tell that it opens or closes the pair."""

    box: scan.PixelBox
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """The pixels of a pair of brackets, and whether there is ink between them."""

    box: scan.PixelBox
    is_marked: bool

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]


def brackets_in(ink: scan.Mask, pieces: scan.Pieces, dpi: float) -> list[DrawnBox]:
    """The pairs of brackets of a straight page that stand for boxes, from the top down.

    Args:
        ink: of the page, without rules.
        pieces: its connected pieces.
        dpi: its resolution.
    """
    width, height = pieces.boxes[:, 2], pieces.boxes[:, 3]
    of_size = (height >= LOWEST * dpi) & (height <= HIGHEST * dpi)
    of_size &= (width >= NARROWEST * height) & (width <= WIDEST * height)
    of_size[0] = False
    candidates = []
    for number in np.flatnonzero(of_size):
        left, top, wide, high = (int(it) for it in pieces.boxes[number, :4])
        piece = pieces.labels[top : top + high, left : left + wide] == number
        opens, closes = _opens(piece), _opens(piece[:, ::-1])
        if opens or closes or _is_upright(piece):
            candidates.append(_Side((left, top, left + wide, top + high), opens, closes))
    pairs = [pair for it in candidates if not it.closes and (pair := _pair(it, candidates, ink)) is not None]
    empty = [it for it in pairs if not it.is_marked]
    boxes = [it for it in pairs if not it.is_marked or any(_are_of_one_list(it, other) for other in empty)]
    return [DrawnBox(it.box, it.is_marked, holds_letter=False) for it in sorted(boxes, key=lambda it: it.box[1::-1])]


def _strokes(piece: NDArray[Any]) -> NDArray[np.intp]:
    """The columns in which a stroke runs down most of a piece of ink; one that leans a little runs down two."""
    two = piece.copy()
    two[:, :-1] |= piece[:, 1:]
    return np.flatnonzero(two.mean(axis=0) >= STROKE)


def _is_upright(piece: NDArray[Any]) -> bool:
    """Whether a piece of ink is one thin stroke: a bracket whose feet are lost."""
    return piece.shape[1] <= THIN * piece.shape[0] and _strokes(piece).size > 0


def _opens(piece: NDArray[Any]) -> bool:
    """Whether a piece of ink is a stroke with a foot at its right at each end, and white between the feet."""
    high, wide = piece.shape
    strokes = _strokes(piece)
    if strokes.size == 0 or strokes[0] > 0.25 * wide:
        return False
    beside = piece[:, min(int(strokes[-1]) + 2, wide - 1) :]
    end, middle = max(1, round(END * high)), round(MIDDLE * high)
    feet = beside[:end].any() and beside[-end:].any()
    return bool(feet and beside[middle : high - middle].mean() < 0.05)


def _pair(left: _Side, sides: Sequence[_Side], ink: scan.Mask) -> _Pair | None:
    """What opens a pair with the nearest that closes it, one of them by its shape; None where there is none."""
    x0, top, x1, bottom = left.box
    high = bottom - top
    near = [it for it in sides if NEAREST * high <= it.box[0] - x1 <= FURTHEST * high and not it.opens]
    near = [it for it in near if abs(it.box[1] - top) + abs(it.box[3] - bottom) <= LEVEL * high]
    if not near:
        return None
    right = min(near, key=lambda it: it.box[0])
    if not (left.opens or right.closes) or _is_within_word(left.box, right.box, ink):
        return None
    top, bottom = min(top, right.box[1]), max(bottom, right.box[3])
    inside = ink[top:bottom, x1 + 1 : right.box[0] - 1]
    is_marked = bool(inside.size and inside.mean() > MARKED)
    box = max(0, x0 - BLUR), max(0, top - BLUR), right.box[2] + BLUR, bottom + BLUR
    return _Pair(box, is_marked)


def _is_within_word(left: scan.PixelBox, right: scan.PixelBox, ink: scan.Mask) -> bool:
    """Whether letters stand flush on both sides, as around the "ll" of a word: nothing parts a box from both."""
    gap = max(2, round(FLUSH * (left[3] - left[1])))
    before = ink[left[1] : left[3], max(0, left[0] - gap) : left[0]]
    after = ink[right[1] : right[3], right[2] : right[2] + gap]
    return bool(before.any() and after.any())


def _are_of_one_list(it: _Pair, other: _Pair) -> bool:
    """Whether two pairs stand on one line, or one below the other at the same left edge."""
    near = SAME_LINE * it.height
    apart = abs(it.box[1] + it.box[3] - other.box[1] - other.box[3]) / 2
    return apart <= near or (abs(it.box[0] - other.box[0]) <= near and apart <= NEXT_LINE * it.height)
