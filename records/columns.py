"""A table column by column: what checks that add up or compare every row work on, without an object for each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from records.light import light_record
from records.readings import SURE, DocumentReading, Field, Value


@light_record
class Columns:
    """The values of a document's table by column, None where a row prints nothing.

    Attributes:
        length: how many rows there are.
        by_name: the columns that any row prints.
        confidence: by column, how surely each row's value was read.
        doubtful: by column, the rows whose value was read in doubt; every row of a document whose type is in doubt.
    """

    document: DocumentReading
    table: str
    length: int
    by_name: Mapping[str, Sequence[Value | None]]
    confidence: Mapping[str, Sequence[float | None]]
    doubtful: Mapping[str, Sequence[int]]

    def values(self, name: str) -> Sequence[Any]:
        """The values of a column, row by row."""
        return self.by_name.get(name) or (None,) * self.length

    def rows(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """The values of these columns, row by row."""
        return zip(*(self.values(name) for name in names), strict=True)

    def confidences(self, name: str) -> Sequence[Any]:
        """How surely the values of a column were read, row by row; None where a row prints nothing."""
        return self.confidence.get(name) or (None,) * self.length

    def prints(self, name: str) -> Sequence[str]:
        """What each row prints in a column, "" where it prints nothing."""
        rows = self.document.tables.get(self.table, ())
        if isinstance(rows, ByColumn):
            return rows.prints(name)
        return [row.fields[name].evidence.text if name in row.fields else "" for row in rows]

    def in_doubt(self, *names: str) -> Iterator[tuple[int, str]]:
        """Where a value of these columns is, on which no verdict may rest: row and column, row by row."""
        if not any(self.doubtful.get(name) for name in names):
            return iter(())
        return iter(
            sorted(
                ((row, name) for name in names for row in self.doubtful.get(name, ())),
                key=lambda place: (place[0], names.index(place[1])),
            )
        )


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
    by_name: dict[str, list[Value | None]] = {}
    confidence: dict[str, list[float | None]] = {}
    doubtful: dict[str, list[int]] = {}
    type_in_doubt = document.type_confidence < SURE
    for index, row in enumerate(rows):
        for name, field in row.fields.items():
            column = by_name.get(name)
            if column is None:
                column = by_name[name] = [None] * length
                confidence[name] = [None] * length
            column[index] = field.value
            confidence[name][index] = field.confidence
            if type_in_doubt or field.confidence < SURE:
                doubtful.setdefault(name, []).append(index)
    return Columns(document, table, length, by_name, confidence, doubtful)
