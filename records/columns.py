"""A table column by column: what checks that add up or compare every row work on, without an object for each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from records.light import light_record
from records.readings import SURE, DocumentReading, Field, Value


@light_record
class Column:
    """A column of a table, row by row: None where a row prints nothing.

    Attributes:
        confidences: how surely each row's value was read.
        doubtful: the rows whose value was read in doubt.
    """

    values: list[Value | None]
    confidences: list[Any]
    doubtful: list[int]


@light_record
class Columns:
    """A document's table by column.

    Attributes:
        length: how many rows there are.
        column: gives a column by its name; None where no row prints it.
    """

    document: DocumentReading
    table: str
    length: int
    column: Callable[[str], Column | None]

    def values(self, name: str) -> Sequence[Any]:
        """The values of a column, row by row."""
        column = self.column(name)
        return (None,) * self.length if column is None else column.values

    def rows(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """The values of these columns, row by row."""
        return zip(*[self.values(name) for name in names], strict=True)

    def confidences(self, name: str) -> Sequence[Any]:
        """How surely the values of a column were read, row by row; None where a row prints nothing."""
        column = self.column(name)
        return (None,) * self.length if column is None else column.confidences

    def doubtful(self, name: str) -> Sequence[int]:
        """The rows whose value in a column was read in doubt; every one in a document whose type is in doubt."""
        column = self.column(name)
        if column is None:
            return ()
        if self.document.type_confidence < SURE:
            return [row for row, value in enumerate(column.values) if value is not None]
        return column.doubtful

    def prints(self, name: str) -> Sequence[str]:
        """What each row prints in a column, "" where it prints nothing."""
        rows = self.document.tables.get(self.table, ())
        if isinstance(rows, ByColumn):
            return rows.prints(name)
        return [row.fields[name].evidence.text if name in row.fields else "" for row in rows]

    def in_doubt(self, *names: str) -> Sequence[tuple[int, str]]:
        """Where a value of these columns is, on which no verdict may rest: row and column, row by row."""
        places = [(row, name) for name in names for row in self.doubtful(name)]
        return sorted(places, key=lambda place: (place[0], names.index(place[1]))) if places else ()


class ByColumn:
    """Rows that are kept by column and need not be taken apart; no abstract class, for every cell asks if it is one."""

    def columns(self, document: DocumentReading, table: str) -> Columns:
        """The table of a document by column."""
        raise NotImplementedError

    def prints(self, name: str) -> Sequence[str]:
        """What each row prints in a column, "" where it prints nothing."""
        raise NotImplementedError

    def field(self, row: int, name: str) -> Field | None:
        """A cell; None where the row prints nothing in the column."""
        raise NotImplementedError


def columns_of(document: DocumentReading, table: str) -> Columns:
    """The columns of a document's table."""
    rows = document.tables.get(table, ())
    if isinstance(rows, ByColumn):
        return rows.columns(document, table)
    length = len(rows)
    by_name: dict[str, Column] = {}
    for index, row in enumerate(rows):
        for name, field in row.fields.items():
            column = by_name.get(name)
            if column is None:
                column = by_name[name] = Column([None] * length, [None] * length, [])
            column.values[index] = field.value
            column.confidences[index] = field.confidence
            if field.confidence < SURE:
                column.doubtful.append(index)
    return Columns(document, table, length, by_name.get)
