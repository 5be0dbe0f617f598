"""Field paths as findings cite them: `total_amount`, `items[4].amount`, `items[4]`."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from records.findings import FieldRef
from records.pages import Box, union
from records.paths import take_apart
from records.readings import DocumentReading, Evidence, Field

Key = tuple[str, str, str]
"""sha256 and name of the file, path of the field."""


def key(ref: FieldRef) -> Key:
    """What a field is looked up by."""
    return (ref.sha256, ref.file, ref.field)


def fields_at(document: DocumentReading, path: str) -> tuple[Field, ...]:
    """The field at a path, every field of the row if the path is a row, none if the document has no such thing."""
    if path in document.fields:
        return (document.fields[path],)
    place = take_apart(path)
    rows = document.tables.get(place.table, ())
    if place.index >= len(rows):
        return ()
    row = rows[place.index]
    if not place.column:
        return tuple(row.fields.values())
    return (row.fields[place.column],) if place.column in row.fields else ()


def cited(documents: Iterable[DocumentReading], ref: FieldRef) -> tuple[DocumentReading, tuple[Field, ...]] | None:
    """The document and fields that a reference points to, or None if no document has them."""
    for document in documents:
        if (document.sha256, document.file) == (ref.sha256, ref.file) and (fields := fields_at(document, ref.field)):
            return document, fields
    return None


def every_field(document: DocumentReading, but: Container[str] = ()) -> Iterator[tuple[str, Field]]:
    """Each field of the document with its path: its own first, then those of its tables, row by row.

    Args:
        document: the document.
        but: tables that are left out.
    """
    yield from document.fields.items()
    for table, rows in document.tables.items():
        if table in but:
            continue
        for index, row in enumerate(rows):
            for column, field in row.fields.items():
                yield f"{table}[{index}].{column}", field


def doubtful_cells(document: DocumentReading, table: str) -> Iterator[tuple[str, Field]]:
    """The cells of a table that were read in doubt, with their paths."""
    for index, row in enumerate(document.tables.get(table, ())):
        for column, field in row.fields.items():
            if field.is_doubtful:
                yield f"{table}[{index}].{column}", field


def row_place(fields: Iterable[Field], sideways: Container[int] = ()) -> tuple[int, Box] | None:
    """The page a row stands on and the box around its fields there; None for a row that no page shows.

    What stands elsewhere than the rest of the row is left out: a heading over several rows, a sentence below the table.
    A row whose fields stand each on a line of its own is what stands of it on its first page.

    Args:
        fields: of the row.
        sideways: pages whose lines run down them.
    """
    placed = [it.evidence for it in fields if it.evidence.page > 0]
    if not placed:
        return None
    together: list[Evidence] = max(_in_lines(placed, sideways), key=len)
    if 2 * len(together) <= len(placed):
        first = min(it.page for it in placed)
        together = [it for it in placed if it.page == first]
    return together[0].page, union(it.box for it in together)


def _in_lines(placed: Iterable[Evidence], sideways: Container[int]) -> Iterator[list[Evidence]]:
    """The places in groups that stand beside each other, from the foot of the last page upward."""

    def band(it: Evidence) -> tuple[float, float]:
        left, top, right, bottom = it.box
        return (left, right) if it.page in sideways else (top, bottom)

    group: list[Evidence] = []
    start = 0.0
    for it in sorted(placed, key=lambda it: (it.page, band(it)[1]), reverse=True):
        first, last = band(it)
        if group and (it.page != group[0].page or last - start < ONE_LINE * (last - first)):
            yield group
            group = []
        start = first if not group else min(start, first)
        group.append(it)
    yield group


ONE_LINE = 0.3
"""The part of its height by which a place must reach into the others' to stand beside them."""
