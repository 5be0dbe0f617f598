"""How a sheet prints: on how many A4 pages side by side, how much goes on one, where a block would be broken."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from worksheets import measure

A4 = (595.0, 842.0)
MARGINS = (0.4, 0.4, 0.5, 0.7)
"""Of a printed page in inches: left, right, top, bottom."""

POINTS_A_PIXEL = 0.75

ORPHAN = 0.14
"""The part of a last page that is not worth a page: the sheet then prints a little smaller."""

UNSURE, LARGEST_BLOCK = 0.03, 0.4
"""By what part of a page programs differ in where it ends, and what part of it a block may be that is kept together."""

COLUMNS_WIDER = (1.0, 1.09)
"""By how much Excel and LibreOffice make columns wider than we count: so much more goes on a page."""

LEAST_SCALE = 0.55
"""Below this part of its size print is not read; a wide sheet then prints on several pages side by side."""


def points_wide(widths: Iterable[float]) -> float:
    """Columns of these widths in characters, in points."""
    return sum((width * 7 + 5) * POINTS_A_PIXEL for width in widths)


def page(landscape: bool) -> tuple[float, float]:
    """Points across and down that a page has for cells."""
    across, down = (A4[1], A4[0]) if landscape else A4
    left, right, top, bottom = (inches * 72 for inches in MARGINS)
    return across - left - right, down - top - bottom


def room(widths: Sequence[float], landscape: bool, pages_across: int) -> float:
    """Points of rows that go on one page, at the scale at which the columns are as wide as the pages side by side."""
    across, down = page(landscape)
    return down / min(1.0, across * pages_across / points_wide(widths))


def pages_across(widths: Sequence[float], repeated: Sequence[float], landscape: bool) -> int:
    """On how many pages side by side a sheet can be read; the columns `repeated` stand on each."""
    across, wide, again = page(landscape)[0], points_wide(widths), points_wide(repeated)
    if across >= wide * LEAST_SCALE:
        return 1
    return math.ceil((wide - again) * LEAST_SCALE / (across - again * LEAST_SCALE))


def pages_down(heights: Sequence[float], a_page: float, repeated: float) -> int:
    """To how many pages a sheet is fitted: one fewer where the last would hold a row or two, else to any number (0)."""
    count, filled = measure.pages(heights, a_page, repeated)
    return count - 1 if count > 1 and filled <= ORPHAN else 0


def blank_above(heights: Sequence[float], first: int, a_page: float, repeated: float) -> float:
    """How much higher the row above a block must be for the block to begin the next page; 0 where none breaks it.

    Args:
        heights: of all rows down to the last of the block.
        first: the first row of the block.
        a_page: points of rows that a page holds; programs differ, so it is tried for each of them.
        repeated: the height of the heading that each further page repeats.
    """
    block, most = sum(heights[first:]), 0.0
    for one_page in (a_page * wider for wider in COLUMNS_WIDER):
        filled = measure.pages(heights[:first], one_page, repeated)[1] * one_page
        if filled + block > one_page * (1 - UNSURE) and block < one_page * LARGEST_BLOCK:
            most = max(most, one_page * (1 + UNSURE) - filled)
    return most
