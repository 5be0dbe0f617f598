"""Whether what is laid out in columns is a table: lists, contents, charts and text in columns are none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.finding.figures import is_figure
from extractors.finding.rows import Laid

FILLED = 0.5
"""Rows with more than one cell fill this share of the columns on average; axes of charts do not."""

IN_LINE = 0.6
"""This share of the cells stands in line with others of the column; what is written into drawings does not."""


def is_table(laid: Sequence[Laid], rows: Sequence[Sequence[int]], columns: int, rules: int) -> bool:
    """Whether what is laid out in columns is a table, and no list, form, text in columns or table of contents."""
    full = [it for it in laid if len(it.cells) > 1]
    ruled = rules > 0
    if columns < 2 or len(rows) < (2 if rules > 2 and columns > 2 else 3) or len(full) < 2:
        return False
    if _is_contents(full) or _in_line(laid, columns) < IN_LINE:
        return False
    if len(full) < 0.4 * len(laid):
        return False
    if sum(len(it.cells) for it in full) < FILLED * columns * len(full):
        return False
    others = [part.text for it in laid for (start, _), part in it.cells if start > 0]
    figures = sum(is_figure(text) for text in others)
    filled = sum(len(it.cells) for it in laid)
    if columns == 2:
        firsts = [part.text for it in full for (start, _), part in it.cells if start == 0]
        if sum(bool(_MARK.fullmatch(text)) for text in firsts) > 0.5 * len(firsts) and not ruled:
            return False
        if figures < (0.4 if ruled else 0.6) * len(others):
            return False
        return ruled or len(full) >= 4
    words = sum(len(part.words) for it in laid for _, part in it.cells) / max(filled, 1)
    if figures >= 0.35 * len(others):
        if len(rows) == 2:  # headings and one row
            row = laid[-1].others
            return sum(is_figure(part.text) for part in row) >= max(2, 0.6 * len(row))
        return len(full) >= (2 if ruled else 3) and sum(it.has_figures for it in laid) >= 2
    return words <= 4 and len(full) >= (2 if ruled else 4) and filled >= 0.5 * columns * len(full)


_MARK = re.compile(r"[•●▪■◦–—*·\-►➢✓o]|\(?(?:[0-9]{1,2}|[ivxIVX]{1,4}|[a-zA-Z])[.)]|[0-9]+(?:\.[0-9]+)+\.?")


def _is_contents(full: Sequence[Laid]) -> bool:
    """Whether the lines end in numbers that count up like the pages of a table of contents."""
    last = [it.cells[-1][1].text for it in full]
    pages = [int(found[1]) for text in last if (found := _PAGE.search(text))]
    rising = sum(a <= b for a, b in pairwise(pages))
    if len(pages) < 0.8 * len(last) or rising < 0.9 * (len(pages) - 1):
        return False
    led = sum(bool(_LEADER.search(" ".join(part.text for _, part in it.cells))) for it in full)
    figures = sum(is_figure(part.text) for it in full for part in it.others[:-1])
    return led >= 0.5 * len(full) or len(full[0].cells) == 2 and figures == 0


_LEADER = re.compile(r"(?:[.…·_-]\s?){4,}|…{2,}")

_PAGE = re.compile(r"(?:^|[\s.…])([0-9]{1,3})$")


def _in_line(laid: Sequence[Laid], columns: int) -> float:
    """How well the cells of the columns stand in line, at the left, the right or in the middle: 0-1."""
    lined = counted = 0
    for column in range(columns):
        parts = [part for it in laid for (start, end), part in it.cells if start == end == column]
        if len(parts) < 3:
            continue
        near = 0.5 * median(part.box[3] - part.box[1] for part in parts)
        lefts, rights = [part.box[0] for part in parts], [part.box[2] for part in parts]
        middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
        lined += max(_most_together(edges, near) for edges in (lefts, rights, middles))
        counted += len(parts)
    return lined / counted if counted else 1.0


def _most_together(places: Sequence[float], near: float) -> int:
    """How many places at most lie within a distance of one of them."""
    ordered = sorted(places)
    return max(bisect_right(ordered, place + near) - bisect_left(ordered, place - near) for place in ordered)
