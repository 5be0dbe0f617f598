"""Every table of a page: those that drawn lines make, then those that only the standing of the print makes."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.finding.aligned import aligned_tables
from extractors.finding.bands import lines_in
from extractors.finding.grids import ruled_tables
from extractors.finding.model import FoundTable
from extractors.lines import segments_of
from records.pages import Box, Page, Word

SIDE_BY_SIDE = 0.5
"""Tables that share this part of the lower one's height stand beside each other."""


CROWDED = 0.5
"""Where so many rows of a grid have a cell that holds several columns, the grid is not the table's."""

WIDE_WHITE = 1.5
"""White within a cell that parts columns for sure (heights of type)."""

NEARLY_ALL = 0.9


def find_tables(page: Page) -> tuple[FoundTable, ...]:
    """The tables of a page from top to bottom, those that stand beside each other from left to right.

    Words and rulings of the page are all that is needed: a scan that was read by OCR is searched like a digital page.
    """
    ruled = [_better_aligned(page, table) or table for table in ruled_tables(page)]
    free = [word for word in page.words if not any(_stands_in(word, table.box) for table in ruled)]
    return tuple(_in_order([*ruled, *aligned_tables(page, free, [table.box for table in ruled])]))


def _better_aligned(page: Page, table: FoundTable) -> FoundTable | None:
    """A grid read by how its print stands, where few of its columns are ruled; None where the grid serves better."""
    rows = {cell.row for cell in table.cells if cell.words}
    crowded = {cell.row for cell in table.cells if cell.columns == 1 and _holds_columns(cell.words, page.number)}
    if len(crowded) < CROWDED * len(rows):
        return None
    words = [word for cell in table.cells for word in cell.words]
    others = aligned_tables(page, words, ())
    if len(others) != 1 or others[0].columns <= table.columns:
        return None
    held = sum(len(cell.words) for cell in others[0].cells)
    return others[0] if held >= NEARLY_ALL * len(words) else None


def _holds_columns(words: Sequence[Word], page: int) -> bool:
    """Whether each line of a cell falls into parts with wide white between them."""
    lines = lines_in(words, page)
    return bool(lines) and all(len(segments_of(line, WIDE_WHITE)) > 1 for line in lines)


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
