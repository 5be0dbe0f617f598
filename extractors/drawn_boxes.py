"""What forms draw around single letters and marks: boxes to tick, boxes for one letter each, cells of one low row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors import scan

SHORT_SIDE, LONG_SIDE = 0.085, 0.30
"""Inches: the sides of boxes that stand alone."""

LARGEST_TICKED = 0.175
"""Inches: larger boxes hold a letter, which is read; what is in smaller ones is a mark."""

STROKE = 0.065
"""Inches: the shortest stroke that may be a part of a box's side."""

SQUARE = 1.3
"""A box is at most so many times longer than wide."""

ALONG = 0.7
"""A stroke that runs along so much of a piece of ink is a side of a box."""

DRAWN = 0.85
"""This share of each side of a box is ink."""

CORNER = 0.3
"""This share of the tip of each corner of a box is ink."""

FREE = 0.35
"""Beside a box, for this share of its width, there is white."""

TOUCHED_BEFORE, TOUCHED_AFTER = 0.1, 0.25
"""Shares of that white that may be ink: a tick reaches over the right side of its box."""

INNER = 0.25
"""What lies further in than this share of a box's side is its inside."""

MARKED = 0.06
"""Share of a box's inside that is ink if it is marked; grains of a scanner are less."""

LOWEST_CELL = 0.11
"""Inches: rules between two rules above each other are at least so long."""

TOUCHES = 0.035
"""Inches that a rule may end before the rule it runs to."""

EMPTY_BOX, MARKED_BOX = "☐", "☑"


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A square box: its pixels on the page, whether there is ink inside, whether it is large enough for a letter."""

    box: scan.PixelBox
    is_marked: bool
    holds_letter: bool


def boxes_in(ink: scan.Mask, dpi: float) -> list[DrawnBox]:
    """The square boxes of a straight page that touch no other rule, from the top down."""
    length = max(5, round(STROKE * dpi))
    picture = ink.view(np.uint8)
    bridged = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    across = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    sides = cv2.bitwise_or(across, down)
    stats = _boxes_of(sides)
    least, most = SHORT_SIDE * dpi, LONG_SIDE * dpi
    width, height = stats[:, 2], stats[:, 3]
    squarish = (np.minimum(width, height) >= least) & (np.maximum(width, height) <= most)
    squarish &= np.maximum(width, height) <= SQUARE * np.minimum(width, height)
    found = []
    for x, y, width_, height_ in stats[squarish].tolist():
        place = slice(y, y + height_), slice(x, x + width_)
        rows, columns = _long_lines(across[place]), _long_lines(down[place].T)
        if rows is None or columns is None:
            continue
        left, top, wide, high = x + columns[0], y + rows[0], columns[1] - columns[0], rows[1] - rows[0]
        box = (left, top, left + wide, top + high)
        if max(wide, high) > SQUARE * min(wide, high) or min(wide, high) < least:
            continue
        if _has_four_sides(bridged[top : top + high, left : left + wide]) and _stands_free(picture, box):
            inside = _inside(picture[top : top + high, left : left + wide])
            found.append(DrawnBox(box, float(inside.mean()) > MARKED, max(wide, high) > LARGEST_TICKED * dpi))
    return sorted(found, key=lambda it: (it.box[1], it.box[0]))


def _boxes_of(strokes: NDArray[Any]) -> NDArray[np.int32]:
    """Boxes (left, top, width, height) of connected strokes: their outlines are found in a third of the time.

    Strokes are few; pieces of all ink are found sooner by `scan.pieces_of`.
    """
    outlines, nested = cv2.findContours(strokes, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outer = [it for it, (*_, within) in zip(outlines, nested[0], strict=True) if within < 0] if outlines else []
    return np.array([cv2.boundingRect(it) for it in outer], np.int32).reshape(-1, 4)


def _long_lines(strokes: NDArray[Any]) -> tuple[int, int] | None:
    """The first row and the one after the last that strokes run most of the way along; None if there are none.

    A mark that reaches over its box is no part of it.
    """
    rows = np.flatnonzero(strokes.mean(axis=1) >= ALONG)
    return (int(rows[0]), int(rows[-1]) + 1) if rows.size and rows[-1] > rows[0] else None


def _has_four_sides(part: NDArray[Any]) -> bool:
    """Whether ink runs along all four edges of a part, within a stroke's breadth of them."""
    breadth = max(2, round(0.16 * min(part.shape)))
    edges = (part[:breadth].max(axis=0), part[-breadth:].max(axis=0), part[:, :breadth].max(axis=1))
    if any(float(edge.mean()) < DRAWN for edge in (*edges, part[:, -breadth:].max(axis=1))):
        return False
    tip = max(2, breadth // 2)
    ends = slice(None, tip), slice(-tip, None)
    return all(float(part[rows, columns].mean()) >= CORNER for rows in ends for columns in ends)  # O and D have none


def _stands_free(picture: NDArray[Any], box: scan.PixelBox) -> bool:
    """Whether white parts a box from what stands left and right of it; letters that touch each other have none."""
    left, top, right, bottom = box
    gap = max(2, round(FREE * (right - left)))
    before, after = picture[top:bottom, max(0, left - gap) : left], picture[top:bottom, right : right + gap]
    return float(before.mean() if before.size else 0) <= TOUCHED_BEFORE and (
        float(after.mean() if after.size else 0) <= TOUCHED_AFTER
    )


def _inside(part: NDArray[Any]) -> NDArray[Any]:
    down, across = (max(1, round(INNER * side)) for side in part.shape)
    return part[down:-down, across:-across]


def with_low_cells(rules: scan.Rules, ink: scan.Mask, dpi: float) -> scan.Rules:
    """The rules of a page with those that are too short to be told from letters but for where they end."""
    found = [it for it in short_uprights(ink, rules.across, dpi) if not _lies_in(it, rules.down)]
    mask = rules.mask.copy() if found else rules.mask
    for left, top, right, bottom in found:
        mask[top:bottom, left:right] |= ink[top:bottom, left:right]
    return scan.Rules(rules.across, (*rules.down, *found), mask)


def _lies_in(it: scan.PixelBox, rules: Sequence[scan.PixelBox]) -> bool:
    x, y = (it[0] + it[2]) / 2, (it[1] + it[3]) / 2
    return any(rule[0] - 3 <= x <= rule[2] + 3 and rule[1] <= y <= rule[3] for rule in rules)


def with_letter_boxes(rules: scan.Rules, boxes: Sequence[DrawnBox], ink: scan.Mask) -> scan.Rules:
    """The rules of a page with the sides of boxes for letters; the ink of all boxes counts as that of rules."""
    letters = [it.box for it in boxes if it.holds_letter]
    across = [(x0, y, x1, y + 2) for x0, top, x1, bottom in letters for y in (top, bottom - 2)]
    down = [(x, top, x + 2, bottom) for x0, top, x1, bottom in letters for x in (x0, x1 - 2)]
    mask = rules.mask | mask_of(boxes, ink) if boxes else rules.mask
    return scan.Rules((*rules.across, *across), (*rules.down, *down), mask)


def mask_of(boxes: Sequence[DrawnBox], ink: scan.Mask) -> scan.Mask:
    """The ink of boxes: with what marks them, but without the letters that larger ones hold."""
    mask = np.zeros(ink.shape, np.bool_)
    for it in boxes:
        left, top, right, bottom = it.box
        part = np.ones((bottom - top, right - left), np.bool_)
        if it.holds_letter:
            breadth = max(2, round(0.16 * min(part.shape)))
            part[breadth:-breadth, breadth:-breadth] = False
        mask[top:bottom, left:right] |= part
    return mask


def short_uprights(ink: scan.Mask, across: Sequence[scan.PixelBox], dpi: float) -> list[scan.PixelBox]:
    """Strokes that run from a rule across the page to the next one below: sides of low cells and of letter boxes."""
    if len(across) < 2:
        return []
    strokes = cv2.morphologyEx(ink.view(np.uint8), cv2.MORPH_OPEN, np.ones((round(LOWEST_CELL * dpi), 1), np.uint8))
    stats = _boxes_of(strokes)
    thin = (stats[:, 2] <= scan.RULE_THICKNESS * dpi) & (stats[:, 3] < 3 * scan.RULE_LENGTH * dpi)
    rules = np.array(across)
    near = TOUCHES * dpi
    found = []
    for left, top, wide, high in stats[thin].tolist():
        beneath = (rules[:, 0] - near <= left) & (rules[:, 2] + near >= left + wide)
        at_head = beneath & (rules[:, 1] - near <= top) & (top <= rules[:, 3] + near)
        at_foot = beneath & (rules[:, 1] - near <= top + high) & (top + high <= rules[:, 3] + near)
        if (at_head & ~at_foot).any() and (at_foot & ~at_head).any():
            found.append((left, top, left + wide, top + high))
    return found
