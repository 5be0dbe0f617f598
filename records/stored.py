"""A reading as JSON that gives the very same reading back: what is kept of a run that was ended before its end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from records.readings import (
    Alternative,
    DocumentReading,
    Evidence,
    Field,
    Notice,
    PageSummary,
    TableRow,
    Value,
)


def reading_text(reading: DocumentReading) -> str:
    """The reading as JSON, floats and decimals exact."""
    return json.dumps(_plain(reading), ensure_ascii=False, separators=(",", ":"))


def reading_from(text: str) -> DocumentReading:
    """The reading that `reading_text` wrote.

    Raises:
        ValueError, KeyError, TypeError: if the text is none of `reading_text`.
    """
    found = json.loads(text)
    return DocumentReading(
        **found
        | {
            "pages": tuple(PageSummary(**page) for page in found["pages"]),
            "read_by": tuple(found["read_by"]),
            "fields": _fields(found["fields"]),
            "tables": {
                table: tuple(TableRow(row["index"], _fields(row["fields"])) for row in rows)
                for table, rows in found["tables"].items()
            },
            "warnings": tuple(Notice(**notice) for notice in found["warnings"]),
            "type_reasons": tuple(found["type_reasons"]),
        }
    )


def _plain(thing: Any) -> Any:
    """Records as dictionaries, values with their type beside them."""
    match thing:
        case Field() | Alternative():
            return _members(thing) | {"value": _typed(thing.value)}
        case Mapping():
            return {key: _plain(value) for key, value in thing.items()}
        case list() | tuple():
            return [_plain(value) for value in thing]
        case None | str() | bool() | int() | float():
            return thing
    return _members(thing)


def _members(record: Any) -> dict[str, Any]:
    names = (name for kind in type(record).__mro__ for name in getattr(kind, "__slots__", ()))
    return {name: _plain(getattr(record, name)) for name in names if name != "value"}


def _typed(value: Value) -> dict[str, Any]:
    match value:
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case tuple():
            return {"list": list(value)}
    return {"text": value}


def _value(typed: Mapping[str, Any]) -> Value:
    ((kind, value),) = typed.items()
    match kind:
        case "decimal":
            return Decimal(value)
        case "date":
            return date.fromisoformat(value)
        case "list":
            return tuple(value)
    return str(value)


def _fields(found: Mapping[str, Any]) -> dict[str, Field]:
    return {name: _field(it) for name, it in found.items()}


def _field(found: Mapping[str, Any]) -> Field:
    evidence = found["evidence"]
    return Field(
        **{
            **found,
            "value": _value(found["value"]),
            "evidence": Evidence(**{**evidence, "box": tuple(evidence["box"])}),
            "alternatives": tuple(Alternative(**{**it, "value": _value(it["value"])}) for it in found["alternatives"]),
            "witnesses": tuple(found["witnesses"]),
        }
    )
