"""Square codes (QR and the like) on scans: ink that is no print, which OCR takes for words of the lines beside it."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan import Mask, PixelBox, covered, pieces_of

SMALLEST, LARGEST = 0.3, 2.2
"""Inches: the sides of a code."""

WHITES = (0.05, 0.14)
"""Inches: the widest white within a code, of small modules and of large ones, which is closed to make it one piece."""

LOOKED_AT = 100
"""Resolution at which codes are looked for."""

OBLONG = 1.2
"""How many times longer one side of a code is than the other, at most."""

FILLED = 0.8
"""The share of its square that a closed code fills at least; its corners are square too."""

INKED = (0.15, 0.92)
"""The share of a code's lines and columns that is ink; print has white between its lines, pictures more of either."""

EVERYWHERE = 0.85
"""The share of a code's lines and of its columns of which that holds."""

CHANGES = 8
"""How often a code's lines and columns change between ink and paper at least, on the average."""


def square_codes(ink: Mask, dpi: float) -> tuple[PixelBox, ...]:
    """Where square codes stand in a page's ink, in pixels, with a little of what is around them."""
    scale = LOOKED_AT / dpi
    small = covered(ink, scale)
    marks = np.asarray(small > 100, np.uint8)
    found: list[PixelBox] = []
    for white in WHITES:
        for left, top, right, bottom in _squares(marks, 2 * round(white * LOOKED_AT / 2) + 1):
            if _is_code(marks[top:bottom, left:right]):
                x0, y0, x1, y1 = (max(0, round(edge / scale)) for edge in (left - 2, top - 2, right + 2, bottom + 2))
                found.append((x0, y0, x1, y1))
    return tuple(dict.fromkeys(found))


def _squares(marks: NDArray[np.uint8], reach: int) -> Iterator[PixelBox]:
    """The boxes of square pieces of the size of codes, once white up to so many pixels is closed."""
    closed = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    for left, top, width, height, area in pieces_of(np.asarray(closed, np.bool_)).boxes[1:].tolist():
        short, long = min(width, height), max(width, height)
        of_size = short >= SMALLEST * LOOKED_AT and long <= min(LARGEST * LOOKED_AT, OBLONG * short)
        if of_size and area >= FILLED * width * height:
            yield left, top, left + width, top + height


def _is_code(marks: NDArray[np.uint8]) -> bool:
    """Whether ink and paper change all over a square, along its lines and along its columns."""
    for picture in (marks, marks.T):
        share = picture.mean(axis=1)
        even = (share > INKED[0]) & (share < INKED[1])
        changes = np.abs(np.diff(picture.astype(np.int8), axis=1)).sum(axis=1)
        if even.mean() < EVERYWHERE or changes.mean() < CHANGES:
            return False
    return True
