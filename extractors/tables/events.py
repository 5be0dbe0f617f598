"""What a table is while it is read: cells, rows and sums in the order of print, and the table as it grows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractors.finding.bands import Band, Words
from extractors.lines import Line
from extractors.tables.parts import Part
from records.numbers import Reading
from records.pages import Page
from reference.table_specs import ColumnSpec, RowKind, TableSpec

EventKind = Literal["row", "unlabelled", "voucher"] | RowKind

TOTALS: frozenset[str] = frozenset({"grand_total", "total", "subtotal", "unlabelled"})

PagesWithLines = Sequence[tuple[Page, Sequence[Line]]]
"""The pages of a document with the lines of print of each."""

PartsOf = Callable[[Page, Sequence[Line], TableSpec, str, Part | None, bool], list[Part]]


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one column of a row, on the page where the row begins; `text` goes on over a page break."""

    column: ColumnSpec
    page: Page
    words: Words
    text: str
    lent: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A heading that rows stand under."""

    text: str
    page: Page
    words: Words


@dataclass(frozen=True, slots=True)
class Event:
    """A row, total or carry of a table, in the order of print.

    `amounts` holds the admissible readings of each cell of an amount column, in rupees, cheapest first. A run of plain
    rows of a long table is one event that `stands_for` them all: its cells are those of the first, its amounts sums.
    `borrowed` names the columns whose cells may be those of another row.
    """

    kind: EventKind
    page: Page
    band: Band
    cells: Mapping[str, Cell]
    amounts: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)
    group: Group | None = None
    label: str = ""
    stands_for: int = 1
    borrowed: frozenset[str] = frozenset()

    @property
    def is_total(self) -> bool:
        """Whether the event prints a sum of rows before it."""
        return self.kind in TOTALS


@dataclass(slots=True)
class Chain:
    """A table as it grows over pages: its parts and events, and whether it may go on.

    `unit_printed` tells whether a unit of money was read for it; without one the figures are taken as rupees. `title`
    is the line that says under which one head all of it stands. `merged` counts the lines among its rows that print a
    figure, but whose words run over several columns, so that they are no rows.
    """

    spec: TableSpec
    parts: list[Part] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    group: Group | None = None
    scales: dict[str, Decimal] = field(default_factory=dict)
    is_open: bool = False
    totalled: bool = False
    loose: int = 0
    rows: int = 0
    identified: int = 0
    unit_printed: bool = False
    title: Group | None = None
    merged: int = 0

    @property
    def names(self) -> frozenset[str]:
        """The columns of the table."""
        return frozenset(column.name for part in self.parts for column in part.columns.values())
