"""A case: the documents of one application or claim, and the questions that checks ask of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from records.findings import Decision, FieldRef, Stage
from records.readings import DocumentReading, Field, Value


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class LocatedRow:
    """A row of a document's table."""

    document: DocumentReading
    table: str
    index: int

    def get(self, column: str) -> Located | None:
        """The row's field in a column, or None where the row prints none."""
        field = self.document.tables[self.table][self.index].fields.get(column)
        return None if field is None else Located(self.document, f"{self.table}[{self.index}].{column}", field)

    def is_doubtful(self, *columns: str) -> bool:
        """Whether one of the columns was read in doubt; a column that is absent is not doubtful."""
        return any(found.is_doubtful for column in columns if (found := self.get(column)))


@dataclass(frozen=True, slots=True)
class Case:
    """The documents of one application or claim, decisions laid over.

    `documents` holds every file handed in, whatever its status; duplicates and unreadable files never give fields.
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

    def of_type(self, *document_types: str) -> tuple[DocumentReading, ...]:
        """The documents of these types that gave a reading, in the order of their file names."""
        return tuple(
            document
            for document in self.documents
            if document.document_type in document_types and document.status in {"read", "partly_read"}
        )

    def fields(self, document_type: str, name: str) -> tuple[Located, ...]:
        """The field `name` of every document of the type that has it."""
        return tuple(
            Located(document, name, document.fields[name])
            for document in self.of_type(document_type)
            if name in document.fields
        )

    def field(self, document_type: str, name: str) -> Located | None:
        """The field `name`, read with the highest confidence where several documents of the type print it."""
        return max(self.fields(document_type, name), key=lambda found: found.field.confidence, default=None)

    def everywhere(self, *names: str) -> tuple[Located, ...]:
        """Every field with one of these names, whatever the document."""
        return tuple(
            Located(document, name, document.fields[name])
            for document in self.documents
            if document.status in {"read", "partly_read"}
            for name in names
            if name in document.fields
        )

    def rows(self, document_type: str, table: str) -> tuple[LocatedRow, ...]:
        """Every row of the table in every document of the type."""
        return tuple(self._rows(document_type, table))

    def _rows(self, document_type: str, table: str) -> Iterator[LocatedRow]:
        for document in self.of_type(document_type):
            for index in range(len(document.tables.get(table, ()))):
                yield LocatedRow(document, table, index)
