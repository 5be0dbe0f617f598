"""Every table of a page: those that drawn lines make, then those that only the standing of the print makes."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.finding.aligned import aligned_tables
from extractors.finding.grids import ruled_tables
from extractors.finding.model import FoundTable
from records.pages import Box, Page, Word

SIDE_BY_SIDE = 0.5
"""Tables that share this part of the lower one's height stand beside each other."""


def find_tables(page: Page) -> tuple[FoundTable, ...]:
    """The tables of a page from top to bottom, those that stand beside each other from left to right.

    Words and rulings of the page are all that is needed: a scan that was read by OCR is searched like a digital page.
    """
    ruled = ruled_tables(page)
    free = [word for word in page.words if not any(_stands_in(word, table.box) for table in ruled)]
    return tuple(_in_order([*ruled, *aligned_tables(page, free, [table.box for table in ruled])]))


def _stands_in(word: Word, box: Box) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _in_order(tables: Sequence[FoundTable]) -> list[FoundTable]:
    rows: list[list[FoundTable]] = []
    for table in sorted(tables, key=lambda it: (it.box[1], it.box[0])):
        if rows and all(_beside(other.box, table.box) for other in rows[-1]):
            rows[-1].append(table)
        else:
            rows.append([table])
    return [table for row in rows for table in sorted(row, key=lambda it: it.box[0])]


def _beside(one: Box, other: Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    apart = one[2] <= other[0] + 1 or other[2] <= one[0] + 1
    return apart and shared >= SIDE_BY_SIDE * min(one[3] - one[1], other[3] - other[1])
