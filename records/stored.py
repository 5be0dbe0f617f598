"""A record as JSON that gives the very same record back: readings of a run that was ended early, verdicts.

The records say themselves what they hold: their annotations lead the way back from JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from records.readings import DocumentReading

Record = TypeVar("Record")


def text_of(record: object) -> str:
    """A record, a dataclass of this project's, as JSON, floats and decimals exact."""
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"))


def record_from(kind: type[Record], text: str) -> Record:
    """The record of this kind that `text_of` wrote.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: if the text is none of `text_of` for this kind.
    """
    record: Record = _made(kind, json.loads(text))
    return record


def reading_text(reading: DocumentReading) -> str:
    """The reading as JSON, floats and decimals exact."""
    return text_of(reading)


def reading_from(text: str) -> DocumentReading:
    """The reading that `reading_text` wrote.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: if the text is none of `reading_text`.
    """
    return record_from(DocumentReading, text)


def _plain(thing: Any) -> Any:
    """Records as dictionaries, decimals and dates with their kind, the rest as JSON has it."""
    match thing:
        case Decimal():
            return {"decimal": str(thing)}
        case datetime():
            return {"moment": thing.isoformat()}
        case date():
            return {"date": thing.isoformat()}
        case Mapping():
            return {key: _plain(value) for key, value in thing.items()}
        case None | str() | bool() | int() | float():
            return thing
        case Sequence():
            return [_plain(value) for value in thing]
    return {field.name: _plain(getattr(thing, field.name)) for field in fields(thing)}


def _made(kind: Any, plain: Any) -> Any:
    """The value of the annotated kind that `_plain` made `plain` of."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], value) for name, value in plain.items()})
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _one_of(parts, plain)
    if origin is tuple:
        return tuple(_made(part, value) for value, part in zip(plain, _repeated(parts, plain), strict=True))
    if origin is Sequence:
        return tuple(_made(parts[0], value) for value in plain)
    if origin is Mapping:
        return {key: _made(parts[1], value) for key, value in plain.items()}
    if kind is Decimal:
        return Decimal(plain["decimal"])
    if kind is datetime:
        return datetime.fromisoformat(plain["moment"])
    return date.fromisoformat(plain["date"]) if kind is date else plain


def _repeated(parts: tuple[Any, ...], plain: list[Any]) -> tuple[Any, ...]:
    """The kinds of a tuple's members: one for all, or one for each."""
    return parts[:1] * len(plain) if parts[-1] is Ellipsis else parts


def _one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    """A value of one of several kinds, told by what JSON holds."""
    if plain is None or isinstance(plain, str | int | float):
        return plain
    if isinstance(plain, dict) and len(plain) == 1:
        tagged: dict[str, Any] = {"decimal": Decimal, "date": date}
        key = next(iter(plain))
        if tagged.get(key) in kinds:
            return _made(tagged[key], plain)
    wanted = tuple if isinstance(plain, list) else dict
    for kind in kinds:
        origin = get_origin(kind) or kind
        if (wanted is tuple) == (origin is tuple) and origin not in (str, Decimal, date, type(None)):
            return _made(kind, plain)
    raise ValueError(f"{plain!r} is none of {kinds}")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
