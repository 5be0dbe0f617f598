"""What one paper gives: for people, as JSON, or as the reading that a test expects of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from extractors import read_document
from records.numbers import indian
from records.readings import READ_AT_ALL, SURE, DocumentReading, Field
from records.serialise import document_json
from reference.document_types import document_types

DONE, NOT_ALL = 0, 1


def read_one(file: Path, *, as_json: bool = False, keep_expected: bool = False) -> int:
    """Read a document and print what was found; the exit status is 1 where it could not be read."""
    reading = read_document(file)
    if keep_expected:
        path = file.with_suffix(".expected.json")
        path.write_text(expected(reading), encoding="utf-8")
        print(f"{path}: {reading.document_type}, {len(reading.fields)} fields. Compare it with the paper.")
    else:
        print(document_json(reading) if as_json else "\n".join(shown(reading)))
    return DONE if reading.status in READ_AT_ALL else NOT_ALL


def expected(reading: DocumentReading) -> str:
    """What a reading must give again: its type, values and rows, without places and confidences."""
    body = json.loads(document_json(reading))
    plain = {
        "document_type": body["document_type"],
        "fields": {name: it["value"] for name, it in sorted(body["fields"].items())},
        "tables": {
            name: [{column: it["value"] for column, it in sorted(row.items())} for row in rows]
            for name, rows in sorted(body["tables"].items())
        },
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def shown(reading: DocumentReading) -> Iterator[str]:
    """A reading for people, line by line."""
    known = document_types().types.get(reading.document_type)
    yield f"{reading.file}: {reading.document_type} (confidence {reading.type_confidence:.2f}), {reading.status}"
    if reading.message:
        yield f"  {reading.message}"
    width = max((len(name) for name in reading.fields), default=0)
    for name, field in reading.fields.items():
        yield f"  {name:<{width}}  {_value(field)}  ({_place(field)}{'' if field.confidence >= SURE else ', doubtful'})"
    if known is not None:
        absent = [name for name in known.fields if name not in reading.fields]
        if absent:
            yield f"  not found: {', '.join(absent)}"
    for name, rows in reading.tables.items():
        yield f"  {name}: {len(rows)} rows"
    for notice in reading.warnings:
        yield f"  note: {notice.message}"


def _value(field: Field) -> str:
    if isinstance(field.value, Decimal):
        if field.unit == "INR":
            return f"₹{indian(field.value)}"
        value = f"{field.value.normalize():f}"
    else:
        value = ", ".join(field.value) if isinstance(field.value, tuple) else str(field.value)
    return f"{value} {field.unit}" if field.unit else value


def _place(field: Field) -> str:
    source = field.evidence
    where = f"{source.sheet}!{source.cell}" if source.cell else f"page {source.page}"
    return f"{where}, confidence {field.confidence:.2f}"
