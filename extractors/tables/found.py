"""Parts of a typed table in what the general finder of tables finds: a way of reading for layouts that are unforeseen.

The other ways look for the headings first; this one for rows and columns that hang together, whatever stands over them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.finding.bands import Band, Sheet
from extractors.finding.lattice import lattice_tables
from extractors.finding.model import FoundTable
from extractors.finding.tables import find_tables
from extractors.lines import Line
from extractors.tables.parts import Part, parts_of_sheets
from records.pages import Page, Word
from reference.table_specs import TableSpec


def found_parts(
    page: Page, lines: Sequence[Line], spec: TableSpec, year: str, before: Part | None, go_on: bool
) -> list[Part]:
    """The parts of a table among the tables that the general finder finds on a page."""
    sheets = (sheet_of(table, page, lines) for table in find_tables(page))
    return parts_of_sheets(sheets, spec, year, before, go_on)


def lattice_parts(
    page: Page, lines: Sequence[Line], spec: TableSpec, year: str, before: Part | None, go_on: bool
) -> list[Part]:
    """The parts of a table among the tables whose cells drawn lines close, as pdfplumber finds them."""
    sheets = (sheet_of(table, page, lines) for table in lattice_tables(page))
    return parts_of_sheets(sheets, spec, year, before, go_on)


def sheet_of(table: FoundTable, page: Page, lines: Sequence[Line]) -> Sheet:
    """A found table as bands, one for each row; a cell over several rows is lent to those below its first."""
    words: dict[tuple[int, int], tuple[Word, ...]] = {}
    owners = [[(row, column) for column in range(table.columns)] for row in range(table.rows)]
    for cell in table.cells:
        words[cell.row, cell.column] = cell.words
        for row in range(cell.row, min(cell.row + cell.rows, table.rows)):
            for column in range(cell.column, min(cell.column + cell.columns, table.columns)):
                owners[row][column] = (cell.row, cell.column)
    bands = []
    for row, (top, bottom) in enumerate(_levels(table)):
        cells = tuple(words.get(owner, ()) if owner[1] == column else () for column, owner in enumerate(owners[row]))
        owner = tuple(place[1] for place in owners[row])
        lent = frozenset(column for column, place in enumerate(owners[row]) if place[0] < row)
        bands.append(Band(page.number, top, bottom, cells, owner, lent))
    above = tuple(line for line in lines if line.box[3] <= table.box[1] + 1)
    return Sheet(page, _edges(table), tuple(bands), above)


def _levels(table: FoundTable) -> list[tuple[float, float]]:
    """Where the print of each row begins and ends; an empty row takes no room under the one before."""
    levels: list[tuple[float, float]] = []
    at = table.box[1]
    for row in range(table.rows):
        boxes = [cell.box for cell in table.cells if cell.row == row and cell.rows == 1 and cell.box is not None]
        top, bottom = (min(it[1] for it in boxes), max(it[3] for it in boxes)) if boxes else (at, at)
        levels.append((top, bottom))
        at = bottom
    return levels


def _edges(table: FoundTable) -> tuple[float, ...]:
    """The x of the column borders: in the white between the print of two columns, as it mostly stands."""
    prints: list[tuple[float, float] | None] = []
    for column in range(table.columns):
        boxes = [it.box for it in table.cells if it.column == column and it.columns == 1 and it.box is not None]
        prints.append((median(it[0] for it in boxes), median(it[2] for it in boxes)) if boxes else None)
    edges = [table.box[0]]
    for left, right in pairwise(prints):
        ends = [it for it in (left[1] if left else None, right[0] if right else None) if it is not None]
        edges.append(max(edges[-1], sum(ends) / len(ends) if ends else edges[-1]))
    return (*edges, max(edges[-1], table.box[2]))
