"""Pages that are not read line by line across: running text in columns beside each other, and large pictures."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan import Mask, covered, pieces_of

COLUMN_DPI, WORD_GAP = 50, 0.14
"""Columns are looked for at this resolution; gaps between the words of a line are narrower than this, in inches."""

COLUMN_WIDTH, COLUMN_LINES = 1.3, 6
"""A column of running text is at least this many inches wide and this many lines high."""

EDGE_SLACK = 0.12
"""Lines of a column begin within this many inches."""

GUTTER_INK = 0.15
"""Where less ink than this share of the usual stands above each other, a gutter between columns of a table runs."""


def picture_share(ink: Mask, dpi: float) -> float:
    """The share of the ink that belongs to drawings and photographs: pieces too wide and too high for any letter."""
    small = covered(ink, 0.5) > 100
    boxes = pieces_of(small).boxes[1:]
    large = np.minimum(boxes[:, 2], boxes[:, 3]) > 0.4 * dpi / 2
    return float(boxes[large, 4].sum() / max(boxes[:, 4].sum(), 1))


def columns_of_prose(ink: Mask, dpi: float) -> bool:
    """Whether lines of running text stand in columns beside each other, so that they must not be read across.

    Tables and forms have cells beside each other too, but those do not fill their column line after line.
    """
    small = covered(ink, COLUMN_DPI / dpi)
    marks = (small > 40).astype(np.uint8)
    lines = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((1, round(WORD_GAP * COLUMN_DPI)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=4)
    boxes = np.asarray(stats[1:, :4], np.int32)
    long = boxes[(boxes[:, 2] >= COLUMN_WIDTH * COLUMN_DPI) & (boxes[:, 3] <= 0.4 * COLUMN_DPI)]
    if len(long) < 2 * COLUMN_LINES:
        return False
    edges = _shared_edges(long[:, 0])
    return any(_stand_beside(a, b, long, marks) for a in edges for b in edges if b - a >= COLUMN_WIDTH * COLUMN_DPI)


def _shared_edges(lefts: NDArray[np.int32]) -> list[float]:
    """Left edges that several lines share."""
    near = EDGE_SLACK * COLUMN_DPI
    found: list[float] = []
    for edge in np.sort(lefts):
        if (not found or edge - found[-1] > near) and (np.abs(lefts - edge) <= near).sum() >= COLUMN_LINES:
            found.append(float(edge))
    return found


def _stand_beside(a: float, b: float, lines: NDArray[np.int32], marks: NDArray[np.uint8]) -> bool:
    """Whether columns that begin at `a` and at `b` stand beside each other with no line across both among them."""
    near = EDGE_SLACK * COLUMN_DPI
    left, right = lines[:, 0], lines[:, 0] + lines[:, 2]
    first, second = (np.abs(left - a) <= near) & (right <= b), np.abs(left - b) <= near
    across = (left < b - near) & (right > b + near)
    part = np.searchsorted(np.sort(lines[across, 1]), lines[:, 1])  # between the same lines across
    for number in np.unique(part[first]):
        sides = [lines[side & (part == number)] for side in (first, second)]
        if all(_is_column(side, marks) for side in sides):
            return True
    return False


def _is_column(lines: NDArray[np.int32], marks: NDArray[np.uint8]) -> bool:
    """Whether the lines are enough and most fill the column, with no gutter down through them."""
    if len(lines) < COLUMN_LINES:
        return False
    left, right = np.percentile(lines[:, 0], 20), np.percentile(lines[:, 0] + lines[:, 2], 80)
    if (lines[:, 0] + lines[:, 2] > right - 0.25 * (right - left)).mean() < 0.6:
        return False
    top, bottom = int(lines[:, 1].min()), int((lines[:, 1] + lines[:, 3]).max())
    inked = marks[top:bottom, int(left) : int(left + 0.8 * (right - left))].mean(axis=0)
    around = np.convolve(inked, np.full(3, 1 / 3), "valid")
    return bool(around.min() > GUTTER_INK * np.median(inked))
