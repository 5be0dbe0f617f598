"""Upright rules of a scan that faded within a row, drawn on to the level rule that they ended at on the paper.

A printed rule ends where a level one crosses it. One that ends in the midst of a row is broken: without the rest of it
two columns of that row, often the headings, are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from records.pages import Ruling, Word

NEAR = 3.0
"""Points within which an end meets a rule."""

FEWEST_CROSSED = 2
"""An upright that crosses fewer level rules parts no rows: it may be the side of a box to tick."""

TALLEST = 1.5
"""The row that a rule is drawn through is at most so many times as tall as the tallest that it crosses."""


def mended_rules(rulings: Sequence[Ruling], words: Sequence[Word]) -> tuple[Ruling, ...]:
    """The rules of a page read by OCR; no upright is drawn through a word."""
    level = [it for it in rulings if it.is_horizontal]
    return tuple(it if it.is_horizontal else _drawn_on(it, level, words) for it in rulings)


def _drawn_on(upright: Ruling, level: Sequence[Ruling], words: Sequence[Word]) -> Ruling:
    x = upright.x0
    crossing = sorted(it.top for it in level if it.x0 - NEAR <= x <= it.x1 + NEAR)
    crossed = [it for it in crossing if upright.top - NEAR <= it <= upright.bottom + NEAR]
    if len(crossed) < FEWEST_CROSSED:
        return upright
    tallest = TALLEST * max(lower - upper for upper, lower in pairwise(crossed))
    above = max((it for it in crossing if it < upright.top - NEAR), default=upright.top)
    below = min((it for it in crossing if it > upright.bottom + NEAR), default=upright.bottom)
    is_broken_above = crossed[0] > upright.top + NEAR and crossed[0] - above <= tallest
    is_broken_below = crossed[-1] < upright.bottom - NEAR and below - crossed[-1] <= tallest
    top = above if is_broken_above and not _is_printed_over(x, above, upright.top, words) else upright.top
    bottom = below if is_broken_below and not _is_printed_over(x, upright.bottom, below, words) else upright.bottom
    return replace(upright, top=top, bottom=bottom)


def _is_printed_over(x: float, top: float, bottom: float, words: Sequence[Word]) -> bool:
    boxes = (it.box for it in words)
    return any(left < x < right and upper < bottom and top < lower for left, upper, right, lower in boxes)
