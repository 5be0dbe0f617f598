"""The facts of a case: what judging needs of its readings, small enough to be kept beside them and read back at once.

A reading says where everything stands on the page; a check only asks what the value is, how sure it is, and how an
amount was printed. `facts_of` keeps that of every document, with the decisions laid over, as one text; `Facts.case`
gives back a case of which every check says the same as of the whole one (tested). Pages, boxes, runners-up and
witnesses stay with the readings: a finding's field leads there by file and path.

The text is JSON. A value is written behind a letter that tells its kind (n number, t day, s text, l list). A table is
a text within it, so that it is read only when a check asks for its rows: by column `[name, kind, values, confidences,
prints]`, one confidence for all rows where it is the same, prints of numbers only, true where they are the values.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

import orjson

from records.case import Case
from records.columns import ByColumn, Column, Columns
from records.findings import Stage
from records.light import found_once, light_record
from records.overlay import decision_from, decision_json
from records.readings import (
    READ_AT_ALL,
    SURE,
    DocumentReading,
    DocumentStatus,
    Evidence,
    Field,
    MadeRows,
    Notice,
    Signature,
    TableRow,
    Value,
)

FORM = "parakh facts 2"
"""Stands first in the text; one that begins otherwise is of another version of the program and is not read."""

NOWHERE = (0.0, 0.0, 0.0, 0.0)
"""The box of a value in facts: its place on the page is kept with the reading."""

READ: Mapping[str, Callable[[Any], Value]] = {"n": Decimal, "t": date.fromisoformat, "s": str, "l": tuple}


@dataclass(frozen=True)
class Facts:
    """The facts of one case as they are kept: `text` is all of it, `digest_kept` its digest where that is kept too."""

    text: str
    digest_kept: str = field(default="", compare=False)

    @cached_property
    def digest(self) -> str:
        """What changes when anything that a check could ask has changed."""
        return self.digest_kept or hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def is_of_this_form(self) -> bool:
        """Whether this version of the program can read them."""
        return self.text.startswith(f'{{"form":"{FORM}"')

    @property
    def documents(self) -> Mapping[str, str]:
        """For each document, by file name, a digest of its facts: it tells which paper a change came from."""
        return {
            kept["file"]: hashlib.sha256(json.dumps(kept, ensure_ascii=False).encode()).hexdigest()
            for kept in json.loads(self.text)["documents"]
        }

    def text_of(self, document_type: str, name: str) -> str:
        """What the first document of a type that was read says in a field of text, "" where none does."""
        for kept in json.loads(self.text)["documents"]:
            if kept["type"] == document_type and kept["status"] in READ_AT_ALL and name in kept["fields"]:
                return str(kept["fields"][name][1])
        return ""

    def case(self, as_of: date) -> Case:
        """The case, to be judged as of a day."""
        kept = orjson.loads(self.text)
        return Case(
            application_id=kept["application_id"],
            stage=cast(Stage, kept["stage"]),
            stage_reason=kept["stage_reason"],
            as_of=as_of,
            documents=tuple([_document(it) for it in kept["documents"]]),
            decisions=tuple([decision_from(it) for it in kept["decisions"]]),
            asked_again=tuple([decision_from(it) for it in kept["asked_again"]]),
        )


def facts_of(case: Case) -> Facts:
    """The facts of a case, decisions laid over; the order in which papers were handed in changes nothing."""
    documents = sorted(case.documents, key=lambda it: (it.file, it.sha256))
    kept = {
        "form": FORM,
        "application_id": case.application_id,
        "stage": case.stage,
        "stage_reason": case.stage_reason,
        "documents": [_kept(it) for it in documents],
        "decisions": [decision_json(it) for it in case.decisions],
        "asked_again": [decision_json(it) for it in case.asked_again],
    }
    return Facts(_json(kept))


def _json(kept: Any) -> str:
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _kept(document: DocumentReading) -> dict[str, Any]:
    return {
        "file": document.file,
        "sha256": document.sha256,
        "type": document.document_type,
        "type_confidence": document.type_confidence,
        "status": document.status,
        "page_range": document.page_range,
        "fields": {name: _kept_field(field) for name, field in document.fields.items()},
        "tables": {name: [len(rows), _json(_kept_columns(rows))] for name, rows in document.tables.items()},
        "warnings": [[it.code, it.page] for it in document.warnings],
        "signatures": [
            [it.signer, None if it.signed_on is None else it.signed_on.isoformat(), it.intact, it.covers_whole]
            + [it.trusted]
            for it in document.signatures
        ],
    }


def _kept_field(read: Field) -> list[Any]:
    kind, value = _written(read.value)
    return [kind, value, read.confidence, read.evidence.text if kind == "n" else ""]


def _written(value: Value) -> tuple[str, Any]:
    match value:
        case Decimal():
            return "n", str(value)
        case date():
            return "t", value.isoformat()
        case tuple():
            return "l", list(value)
        case _:
            return "s", value


def _kept_columns(rows: Sequence[TableRow]) -> list[Any]:
    """A table by column; a column whose values are of several kinds is written kind by kind."""
    names = dict.fromkeys(name for row in rows for name in row.fields)
    columns = []
    for name in names:
        fields = [row.fields.get(name) for row in rows]
        for kind in READ:
            if any(field is not None and _written(field.value)[0] == kind for field in fields):
                columns.append([name, *_kept_column(kind, fields)])
    return columns


def _kept_column(kind: str, fields: Sequence[Field | None]) -> list[Any]:
    values, confidences, prints = [], [], []
    for cell in fields:
        written = (None, None) if cell is None else _written(cell.value)
        held = cell is not None and written[0] == kind
        values.append(written[1] if held else None)
        confidences.append(cell.confidence if cell is not None and held else None)
        prints.append(cell.evidence.text if cell is not None and held and kind == "n" else "")
    known = {it for it in confidences if it is not None}
    as_values = [print_.replace(",", "") for print_ in prints] == [value or "" for value in values]
    return [kind, values, known.pop() if len(known) == 1 else confidences, as_values or prints if kind == "n" else None]


def _document(kept: Mapping[str, Any]) -> DocumentReading:
    file, sha256, pages = kept["file"], kept["sha256"], kept["page_range"]
    place = Evidence(sha256, file, 0, NOWHERE, "", "text")
    return DocumentReading(
        file=file,
        sha256=sha256,
        document_type=kept["type"],
        type_confidence=kept["type_confidence"],
        status=cast(DocumentStatus, kept["status"]),
        page_range=None if pages is None else (pages[0], pages[1]),
        fields={name: _field(name, it, place) for name, it in kept["fields"].items()},
        tables={name: FactRows(length, columns, place) for name, (length, columns) in kept["tables"].items()},
        warnings=tuple([Notice(code, "", page) for code, page in kept["warnings"]]),
        signatures=tuple(
            [
                Signature(signer, None if day is None else date.fromisoformat(day), *rest)
                for signer, day, *rest in kept["signatures"]
            ]
        ),
    )


def _field(name: str, kept: Sequence[Any], place: Evidence) -> Field:
    kind, value, confidence, text = kept
    if kind != "s":
        value = READ[kind](value)
    return Field(name, value, confidence, _printed(place, text) if text else place)


def _printed(place: Evidence, text: str) -> Evidence:
    return Evidence(place.sha256, place.file, 0, NOWHERE, text, "text")


@light_record
class _Kept(Column):
    """A column read from what is kept, with what each row prints in it."""

    prints: list[str]


class FactRows(MadeRows, ByColumn):
    """A table that is kept by column and seen by row; columns and fields are made when somebody asks."""

    def __init__(self, length: int, columns: str, place: Evidence) -> None:
        """A table of so many rows, as `_kept_columns` wrote it, in the document of `place`."""
        self._length, self._columns, self._place = length, columns, place
        self._read: dict[str, _Kept | None] = {}

    @found_once
    def _kept(self) -> Mapping[str, Sequence[Sequence[Any]]]:
        """The columns as they are kept, by name; one of several kinds once for each."""
        kept: dict[str, list[Sequence[Any]]] = {}
        for name, *written in orjson.loads(self._columns):
            kept.setdefault(name, []).append(written)
        return kept

    def column(self, name: str) -> _Kept | None:
        """A column by its name; None where no row prints it."""
        try:
            return self._read[name]
        except KeyError:
            parts = [_column(*written) for written in self._kept.get(name, ())]
            found = self._read[name] = _of_several_kinds(parts) if len(parts) > 1 else parts[0] if parts else None
            return found

    def __len__(self) -> int:
        """How many rows there are."""
        return self._length

    def _row(self, index: int) -> TableRow:
        return TableRow(index, RowFacts(self, index))

    def columns(self, document: DocumentReading, table: str) -> Columns:
        """The table by column, as `records.columns.columns_of` gives it."""
        return Columns(document, table, self._length, self.column)

    def prints(self, name: str) -> Sequence[str]:
        """What each row prints in a column, "" where it prints nothing."""
        column = self.column(name)
        return ("",) * self._length if column is None else column.prints

    def names(self, row: int) -> Iterator[str]:
        """The columns that a row prints."""
        return (name for name in self._kept if self.has(row, name))

    def has(self, row: int, name: str) -> bool:
        """Whether a row prints anything in a column."""
        column = self.column(name)
        return column is not None and column.values[row] is not None

    def field(self, row: int, name: str) -> Field | None:
        """A cell; None where the row prints nothing in the column."""
        column = self._read.get(name) or self.column(name)
        value = None if column is None else column.values[row]
        if column is None or value is None:
            return None
        text = column.prints[row]
        return Field(name, value, column.confidences[row], _printed(self._place, text) if text else self._place)


def _column(kind: str, values: list[Any], confidences: Any, prints: list[str] | bool | None) -> _Kept:
    """A column of one kind, as `_kept_column` wrote it."""
    make, is_whole = READ[kind], all(values) or None not in values
    if not isinstance(prints, list):
        prints = (values if is_whole else [it or "" for it in values]) if prints else [""] * len(values)
    made: list[Value | None] = values
    if kind != "s":
        made = [*map(make, values)] if is_whole else [None if it is None else make(it) for it in values]
    if not isinstance(confidences, list):
        confidences = [confidences if is_whole or it is not None else None for it in values]
    return _Kept(made, confidences, _in_doubt(confidences), prints)


def _in_doubt(confidences: list[Any]) -> list[int]:
    """The rows that were read in doubt."""
    if all(confidences) and min(confidences, default=SURE) >= SURE:
        return []
    return [row for row, it in enumerate(confidences) if it is not None and it < SURE]


def _of_several_kinds(parts: Sequence[_Kept]) -> _Kept:
    """One column of several, of which each row is printed in one at most."""
    placed = [next((it for it in parts if it.values[row] is not None), parts[0]) for row in range(len(parts[0].values))]
    confidences = [it.confidences[row] for row, it in enumerate(placed)]
    return _Kept(
        [it.values[row] for row, it in enumerate(placed)],
        confidences,
        _in_doubt(confidences),
        [it.prints[row] for row, it in enumerate(placed)],
    )


class RowFacts(Mapping[str, Field]):
    """The fields of one row of `FactRows`, each made on demand."""

    __slots__ = ("_row", "_rows")

    def __init__(self, rows: FactRows, row: int) -> None:
        """A row by its number."""
        self._rows, self._row = rows, row

    def __getitem__(self, name: str) -> Field:
        """The field of that name."""
        field = self._rows.field(self._row, name)
        if field is None:
            raise KeyError(name)
        return field

    def get(self, name: str, default: Any = None) -> Any:
        """The field of that name, or the default where the row prints none."""
        return self._rows.field(self._row, name) or default

    def __iter__(self) -> Iterator[str]:
        """The names of the fields that the row has."""
        return self._rows.names(self._row)

    def __len__(self) -> int:
        """How many fields the row has."""
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        """Whether the row has a field of that name."""
        return isinstance(name, str) and self._rows.has(self._row, name)
