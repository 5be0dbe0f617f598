"""Cells as pdfplumber finds them: its own finding of tables, fed with the lines that PDFium drew instead of pdfminer's.

pdfplumber needs a tenth of a second and more to read a page's lines and letters, and some milliseconds to find tables
among them. It counts every crossing of drawn lines and merges nothing, which makes it the reference for ruled tables;
`finding.grids` knows more of headings and merged cells and is asked first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from extractors.finding.model import FoundCell, FoundTable, in_reading_order
from records.pages import Box, Page, Ruling, Word, union

TOLERANCE = 3.0
"""Lines nearer than this are one line, ends nearer than this meet, shorter lines count for nothing (points).

pdfplumber's own settings; where they were changed its tables would be others.
"""

MOST_RULINGS = 4_000
"""Pages with more lines than this are drawings; the search among their crossings would take minutes."""


def lattice_tables(page: Page) -> list[FoundTable]:
    """The tables that drawn lines make, by each closed cell that they leave, from top to bottom."""
    if not 0 < len(page.rulings) <= MOST_RULINGS:
        return []
    from pdfplumber.table import (  # here: a process that reads no such page is spared what else it loads
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    edges = merge_edges([_edge(it) for it in page.rulings], TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    long = [it for it in edges if it["width" if it["orientation"] == "h" else "height"] >= TOLERANCE]
    crossings = edges_to_intersections(long, TOLERANCE, TOLERANCE)
    return [_table(page, cells) for cells in cells_to_tables(intersections_to_cells(crossings))]


def _edge(line: Ruling) -> dict[str, Any]:
    """A drawn line as pdfplumber describes it."""
    level = line.is_horizontal
    x0, top, x1, bottom = line.x0, line.top, line.x1, line.bottom
    if level:
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "object_type": "line",
        "orientation": "h" if level else "v",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _table(page: Page, boxes: Sequence[Box]) -> FoundTable:
    """A table of its cells' boxes; each cell begins where a row and a column begin, and holds the words within it."""
    lefts, tops = sorted({box[0] for box in boxes}), sorted({box[1] for box in boxes})
    whole = union(boxes)
    words = [word for word in page.words if _middle_within(word, whole)]
    cells = [
        FoundCell(
            tops.index(box[1]),
            lefts.index(box[0]),
            max(1, bisect_left(tops, box[3]) - bisect_left(tops, box[1])),
            max(1, bisect_right(lefts, box[2] - 1e-6) - bisect_left(lefts, box[0])),
            in_reading_order([word for word in words if _middle_within(word, box)]),
        )
        for box in sorted(boxes, key=lambda it: (it[1], it[0]))
    ]
    return FoundTable(page.number, whole, len(tops), len(lefts), tuple(cells), "ruled")


def _middle_within(word: Word, box: Box) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]
