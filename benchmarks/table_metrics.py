"""How alike two sets of tables are: counts of tables, a TEDS-like likeness, exact shape, adjacency relations.

The first four are the figures that table readers publish on the ICDAR 2013 set: tables of a page are paired in order;
the likeness is that of the sequences of cell texts, row by row, made smaller by the difference in shape. It stands in
for the exact tree edit distance. Adjacency relations are the competition's own measure (Göbel, Hassan, Oro, Orsi: A
Methodology for Evaluating Algorithms for Table Understanding in PDF Documents, 2012): pairs of neighbouring cells that
are not empty, which a shifted column or a split row breaks only where it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from xml.etree import ElementTree as ET

Grid = list[list[str]]
"""Texts by row and column; a merged cell's text stands at its top left, the other places it covers are empty."""

Tables = Mapping[int, Sequence["MarkedTable"]]
"""The tables of a document by page, from top to bottom."""

Direction = str
Relation = tuple[str, str, Direction]


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A cell with the rows and columns it covers, first and last, from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    text: str


@dataclass(frozen=True, slots=True)
class MarkedTable:
    """A table as its cells."""

    cells: tuple[MarkedCell, ...]

    @classmethod
    def of_grid(cls, grid: Sequence[Sequence[str | None]]) -> MarkedTable:
        """A table from texts by row and column, without merged cells."""
        return cls(
            tuple(
                MarkedCell(row, column, row, column, text or "")
                for row, texts in enumerate(grid)
                for column, text in enumerate(texts)
            )
        )

    @property
    def grid(self) -> Grid:
        """Texts by row and column; as many rows and columns as cells begin in."""
        rows = max((cell.first_row for cell in self.cells), default=-1) + 1
        columns = max((cell.first_column for cell in self.cells), default=-1) + 1
        grid = [[""] * columns for _ in range(rows)]
        for cell in self.cells:
            grid[cell.first_row][cell.first_column] = cell.text
        return grid


@dataclass(slots=True)
class Scores:
    """Sums over documents; the properties are the figures."""

    tables_true: int = 0
    tables_found: int = 0
    tables_paired: int = 0
    likeness: list[float] = field(default_factory=list)
    rows_exact: int = 0
    columns_exact: int = 0
    relations_true: int = 0
    relations_found: int = 0
    relations_right: int = 0

    def add(self, truth: Tables, found: Tables) -> None:
        """Compare one document's tables with the truth."""
        for page in truth.keys() | found.keys():
            here, there = truth.get(page, ()), found.get(page, ())
            self.tables_true += len(here)
            self.tables_found += len(there)
            self.tables_paired += min(len(here), len(there))
            for a, b in zip(here, there, strict=False):
                self._add_pair(a.grid, b.grid)
            true, seen = (sum((relations(it) for it in tables), Counter[Relation]()) for tables in (here, there))
            self.relations_true += true.total()
            self.relations_found += seen.total()
            self.relations_right += (true & seen).total()

    def _add_pair(self, truth: Grid, found: Grid) -> None:
        self.likeness.append(likeness(truth, found))
        self.rows_exact += len(truth) == len(found)
        self.columns_exact += _width(truth) == _width(found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of tables, counted by page."""
        return _f1(self.tables_paired, self.tables_found, self.tables_true)

    @property
    def teds(self) -> float:
        """Mean likeness of the paired tables, 0-1."""
        return sum(self.likeness) / len(self.likeness) if self.likeness else 0.0

    @property
    def rows(self) -> float:
        """Share of paired tables with the right number of rows."""
        return self.rows_exact / self.tables_paired if self.tables_paired else 0.0

    @property
    def columns(self) -> float:
        """Share of paired tables with the right number of columns."""
        return self.columns_exact / self.tables_paired if self.tables_paired else 0.0

    @property
    def adjacency(self) -> float:
        """F1 of adjacency relations over all documents together."""
        return _f1(self.relations_right, self.relations_found, self.relations_true)


def likeness(truth: Grid, found: Grid) -> float:
    """How alike two tables are, 0-1: likeness of their cell texts row by row, times likeness of their shape."""
    texts = [[_plain(text) for row in grid for text in row] for grid in (found, truth)]
    if not texts[0] and not texts[1]:
        return 1.0
    content = SequenceMatcher(None, texts[0], texts[1]).ratio()
    rows, columns = (len(found), len(truth)), (_width(found), _width(truth))
    apart = abs(rows[0] - rows[1]) + abs(columns[0] - columns[1])
    return content * (1 - apart / (sum(rows) + sum(columns) + 1))


def relations(table: MarkedTable) -> Counter[Relation]:
    """The adjacency relations of a table: each cell that is not empty with the next such cells right and below."""
    full = [cell for cell in table.cells if _bare(cell.text)]
    at = {
        (row, column): cell
        for cell in full
        for row in range(cell.first_row, cell.last_row + 1)
        for column in range(cell.first_column, cell.last_column + 1)
    }
    rows = max((row for row, _ in at), default=0)
    columns = max((column for _, column in at), default=0)
    found: Counter[Relation] = Counter()
    for cell in full:
        right = _next_cells(
            at,
            (
                [(row, column) for column in range(cell.last_column + 1, columns + 1)]
                for row in range(cell.first_row, cell.last_row + 1)
            ),
        )
        below = _next_cells(
            at,
            (
                [(row, column) for row in range(cell.last_row + 1, rows + 1)]
                for column in range(cell.first_column, cell.last_column + 1)
            ),
        )
        found.update((_bare(cell.text), _bare(other.text), "right") for other in right)
        found.update((_bare(cell.text), _bare(other.text), "below") for other in below)
    return found


def _next_cells(
    at: Mapping[tuple[int, int], MarkedCell], paths: Iterator[list[tuple[int, int]]]
) -> frozenset[MarkedCell]:
    """The first cell on each path."""
    firsts = (next((at[place] for place in path if place in at), None) for path in paths)
    return frozenset(cell for cell in firsts if cell is not None)


def read_structure(path: Path) -> dict[int, list[MarkedTable]]:
    """The truth of an ICDAR 2013 structure file (`-str.xml`): each region is a table of its page."""
    tables: dict[int, list[MarkedTable]] = {}
    for region in ET.parse(path).getroot().iter("region"):
        cells = tuple(_cell(element) for element in region.findall("cell"))
        tables.setdefault(int(region.get("page", "1")), []).append(MarkedTable(cells))
    return tables


def _cell(element: ET.Element) -> MarkedCell:
    row, column = int(element.get("start-row", "0")), int(element.get("start-col", "0"))
    last_row, last_column = int(element.get("end-row", row)), int(element.get("end-col", column))
    return MarkedCell(row, column, last_row, last_column, " ".join((element.findtext("content") or "").split()))


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _bare(text: str) -> str:
    """A text as the competition compares it: without white space, in capitals, other characters as underscores."""
    return re.sub(r"[^\w]", "_", re.sub(r"\s+", "", text).upper())


def _width(grid: Grid) -> int:
    return max((len(row) for row in grid), default=0)


def _f1(right: int, found: int, true: int) -> float:
    return 2 * right / (found + true) if right else 0.0
