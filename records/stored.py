"""A record as JSON that gives the very same record back: readings of a run that was ended early, verdicts.

The records say themselves what they hold: their annotations lead the way back from JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from records.readings import DocumentReading

Record = TypeVar("Record")

AS_JSON = frozenset({str, bool, int, float})
"""Kinds that JSON has itself; most values are of one of them."""


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
    if thing is None or type(thing) in AS_JSON:
        return thing
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
    kind: Any = type(thing)
    return {name: _plain(getattr(thing, name)) for name in _names(kind)}


def _made(kind: Any, plain: Any) -> Any:
    """The value of the annotated kind that `_plain` made `plain` of."""
    return _maker(kind)(plain)


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of the annotated kind, looked up once: a verdict has some hundred records of a few kinds."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_record(kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return lambda plain: _one_of(parts, plain)
    if origin is tuple:
        return _of_tuple(parts)
    if origin is Sequence:
        return _of_tuple((parts[0], ...))
    if origin is Mapping:
        value_of = _maker(parts[1])
        return lambda plain: {key: value_of(value) for key, value in plain.items()}
    if kind is Decimal:
        return lambda plain: Decimal(plain["decimal"])
    if kind is datetime:
        return lambda plain: datetime.fromisoformat(plain["moment"])
    if kind is date:
        return lambda plain: date.fromisoformat(plain["date"])
    return lambda plain: plain


def _of_record(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)  # a record may hold its like: what makes a field is looked up when there is one
    return lambda plain: kind(**{name: _maker(hints[name])(value) for name, value in plain.items()})


def _of_tuple(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Of one kind for all members, or one for each."""
    if parts[-1] is Ellipsis:
        member = _maker(parts[0])
        return lambda plain: tuple([member(value) for value in plain])
    makers = [_maker(part) for part in parts]
    return lambda plain: tuple([make(value) for make, value in zip(makers, plain, strict=True)])


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
def _names(kind: type) -> tuple[str, ...]:
    return tuple(it.name for it in fields(kind))
