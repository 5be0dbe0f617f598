"""A case: the documents of one application or claim, and the questions that checks ask of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from decimal import Decimal
from typing import Any

from records.columns import ByColumn, Columns, columns_of
from records.findings import Decision, FieldRef, Stage
from records.light import found_once, light_record
from records.readings import READ_AT_ALL, DocumentReading, Field, Value


@light_record
class Located:
    """A field together with the document and the path it was read at; findings cite these."""

    document: DocumentReading
    path: str
    field: Field

    @property
    def value(self) -> Value:
        """The typed value."""
        return self.field.value

    @property
    def amount(self) -> Decimal:
        """The value as a number.

        Raises:
            TypeError: if the field is not numeric, which is a bug of the caller.
        """
        if not isinstance(self.field.value, Decimal):
            raise TypeError(f"{self.path} of {self.document.file} is not a number: {self.field.value!r}")
        return self.field.value

    @property
    def day(self) -> date:
        """The value as a date.

        Raises:
            TypeError: if the field is not a date, which is a bug of the caller.
        """
        if not isinstance(self.field.value, date):
            raise TypeError(f"{self.path} of {self.document.file} is not a date: {self.field.value!r}")
        return self.field.value

    @property
    def text(self) -> str:
        """The value as text."""
        return str(self.field.value)

    @property
    def is_doubtful(self) -> bool:
        """Whether a person must confirm the value before a verdict may rest on it."""
        return self.field.is_doubtful

    @property
    def ref(self) -> FieldRef:
        """The pointer that a finding stores."""
        return FieldRef(self.document.sha256, self.document.file, self.path)


@light_record
class LocatedRow:
    """A row of a document's table."""

    document: DocumentReading
    table: str
    index: int

    def get(self, column: str) -> Located | None:
        """The row's field in a column, or None where the row prints none."""
        field = self._field(column)
        return None if field is None else Located(self.document, f"{self.table}[{self.index}].{column}", field)

    def cells(self, *columns: str) -> tuple[Located, ...]:
        """The row's fields in these columns, leaving out what is not printed."""
        return tuple(self.by_column(*columns).values())

    def by_column(self, *columns: str) -> dict[str, Located]:
        """The row's fields in these columns by column, leaving out what is not printed."""
        path, document, index = f"{self.table}[{self.index}].", self.document, self.index
        rows = document.tables[self.table]
        if isinstance(rows, ByColumn):
            fields = {name: it for name in columns if (it := rows.field(index, name)) is not None}
        else:
            printed = rows[index].fields
            fields = {name: printed[name] for name in columns if name in printed}
        return {name: Located(document, path + name, it) for name, it in fields.items()}

    def _field(self, column: str) -> Field | None:
        rows = self.document.tables[self.table]
        if isinstance(rows, ByColumn):
            return rows.field(self.index, column)
        return rows[self.index].fields.get(column)

    def is_doubtful(self, *columns: str) -> bool:
        """Whether one of the columns was read in doubt; a column that is absent is not doubtful."""
        return any(found.is_doubtful for column in columns if (found := self.get(column)))


@dataclass(frozen=True)
class Case:
    """The documents of one application or claim, decisions laid over.

    `documents` holds every file handed in, whatever its status; duplicates and unreadable files never give fields.
    What checks ask again and again is found once and kept with the case; `replace` and pickling leave it behind.
    """

    application_id: str
    stage: Stage
    stage_reason: str
    as_of: date
    documents: tuple[DocumentReading, ...]
    decisions: tuple[Decision, ...] = ()
    """Those that hold; the ones on fields are already laid over `documents` (`records.overlay`)."""
    asked_again: tuple[Decision, ...] = ()
    """Those on fields that no longer hold, because the reading has changed under them."""

    @found_once
    def remembered(self) -> dict[Hashable, Any]:
        """What was worked out for this case, by what was asked; see `checks.once`."""
        return {}

    @found_once
    def read(self) -> tuple[DocumentReading, ...]:
        """The documents that gave a reading, in the order of their file names."""
        read = [document for document in self.documents if document.status in READ_AT_ALL]
        return tuple(sorted(read, key=by_name))

    @found_once
    def _by_type(self) -> Mapping[str, tuple[DocumentReading, ...]]:
        by_type: dict[str, list[DocumentReading]] = {}
        for document in self.read:
            by_type.setdefault(document.document_type, []).append(document)
        return {document_type: tuple(documents) for document_type, documents in by_type.items()}

    @found_once
    def _found(self) -> dict[tuple[str, ...], tuple[Located, ...]]:
        return {}

    def of_type(self, *document_types: str) -> tuple[DocumentReading, ...]:
        """The documents of these types that gave a reading, in the order of their file names."""
        if len(document_types) == 1:
            return self._by_type.get(document_types[0], ())
        return tuple([document for document in self.read if document.document_type in document_types])

    def fields(self, document_type: str, name: str) -> tuple[Located, ...]:
        """The field `name` of every document of the type that has it."""
        asked = (document_type, name)
        found = self._found.get(asked)
        if found is None:
            printing = [it for it in self.of_type(document_type) if name in it.fields]
            found = self._found[asked] = tuple([Located(it, name, it.fields[name]) for it in printing])
        return found

    def field(self, document_type: str, name: str) -> Located | None:
        """The field `name`, read with the highest confidence where several documents of the type print it."""
        found = self.fields(document_type, name)
        return found[0] if len(found) == 1 else max(found, key=lambda it: it.field.confidence, default=None)

    def everywhere(self, *names: str) -> tuple[Located, ...]:
        """Every field with one of these names, whatever the document."""
        asked = ("", *names)
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = located(self.read, *names)
        return found

    def rows(self, document_type: str, table: str) -> tuple[LocatedRow, ...]:
        """Every row of the table in every document of the type."""
        return tuple([row for document in self.of_type(document_type) for row in rows_of(document, table)])

    def columns(self, document_type: str, table: str) -> tuple[Columns, ...]:
        """The table of every document of the type, column by column."""
        return tuple([self.columns_of(document, table) for document in self.of_type(document_type)])

    def columns_of(self, document: DocumentReading, table: str) -> Columns:
        """The table of one of the documents, column by column."""
        asked = ("columns", id(document), table)
        if asked not in self.remembered:
            self.remembered[asked] = (columns_of(document, table), document)
        columns: Columns = self.remembered[asked][0]
        return columns

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone, without what was found in them."""
        return {field.name: getattr(self, field.name) for field in dataclass_fields(self)}


def by_name(document: DocumentReading) -> tuple[str, str]:
    """What papers are put in order by: the name of the file, of equals the bytes."""
    return (document.file, document.sha256)


def located(documents: Iterable[DocumentReading], *names: str) -> tuple[Located, ...]:
    """The fields with these names, document by document."""
    return tuple(
        [
            Located(document, name, document.fields[name])
            for document in documents
            for name in names
            if name in document.fields
        ]
    )


def rows_of(document: DocumentReading, table: str) -> Iterator[LocatedRow]:
    """The rows of a document's table."""
    rows = document.tables.get(table)
    return iter([LocatedRow(document, table, index) for index in range(len(rows))] if rows else ())
