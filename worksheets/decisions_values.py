"""A corrected value as a reviewer types it, read by the grammar of its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import cast, get_args

import reference
from records.dates import read_day, read_financial_year
from records.digits import ascii_digits
from records.identifiers import Kind, find_identifiers
from records.numbers import read_amount
from records.paths import take_apart
from records.readings import Value
from records.units import per_year, read_percent
from reference.document_types import document_types
from reference.minerals import UNLISTED, minerals
from reference.table_specs import row_words, table_specs
from reference.words import fold
from worksheets.clean import one_line
from worksheets.words import day, words

Typed = str | Decimal | datetime
"""What a cell holds: text as typed, or what a spreadsheet made of it; percentages already as in 12.5 for 12.5%."""

UNITS = {
    "amount": "INR",
    "rate": "INR",
    "percent": "percent",
    "assay": "percent",
    "tpa": "tpa",
    "tonnes_a_year": "tpa",
}
"""The unit of a value that nothing was read for, by kind."""

WORKED_OUT = "validity"
"""The one field that no label prints: how long a paper holds, worked out from what it says of its last day."""

VALIDITY = {"dated": (), "term": ("for a term",), "until_cancelled": ("valid until cancelled",)}

LONGEST = 500
MOST_OFFERED = 12
SURELY = 0.3
"""A reading of an amount or a date that costs more is not what a careful person types."""

_AMOUNT = "an amount such as 12,34,567.00, 1,234,567 or 1.5 crore"
_DAY = "a date, the day first: 05-06-2026 or 5 June 2026"
_HSN = re.compile(r"[0-9]{2,8}")


class NotAValue(Exception):
    """What was typed is no value of its field; the message says what was expected."""


def kind_of(document_type: str, path: str) -> str:
    """The grammar of a field's value, by the id of the document type and the field's path.

    Raises:
        NotAValue: if papers of this type have no such field; the message lists those they have.
    """
    place = take_apart(path)
    if place.table:
        specs = [it for it in table_specs(document_type) if it.name == place.table]
        columns = {name: str(column.kind) for it in specs for name, column in it.columns.items()}
        if place.column in columns:
            return columns[place.column]
        known = [f"{place.table}[{place.index}].{name}" for name in columns]
    else:
        fields = document_types().types[document_type].fields if document_type in document_types().types else {}
        if place.column in fields:
            return fields[place.column].kind
        if place.column == WORKED_OUT and "valid_until" in fields:
            return WORKED_OUT
        known = list(fields)
    raise NotAValue(
        f"{path} is not a field of this document ({words(document_type).lower()}); it has {', '.join(known) or 'none'}"
    )


def typed(document_type: str, path: str, raw: Typed) -> Value:
    """The value that a reviewer typed.

    Args:
        document_type: the id of the type of the document.
        path: the field, such as `total_amount` or `items[4].amount`.
        raw: what the cell holds.

    Raises:
        NotAValue: if it is no value of this field; the message says what was expected.
    """
    kind = kind_of(document_type, path)
    if isinstance(raw, str):
        raw = raw.strip()
        if not raw:
            raise NotAValue("the corrected value is empty")
    if kind == "enum":
        choices = document_types().types[document_type].fields[take_apart(path).column].values
        return _choice(choices, raw)
    return _READERS.get(kind, _text)(raw)


def unit_of(document_type: str, path: str) -> str | None:
    """The unit of a value where none was read; None for what has no unit."""
    return UNITS.get(kind_of(document_type, path))


def _day(raw: Typed) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    found = {it.value for it in read_day(str(raw)) if it.cost <= SURELY}
    if len(found) != 1:
        raise NotAValue(f"{_said(raw)} is not {_DAY}")
    return found.pop()


def _amount(raw: Typed) -> Decimal:
    if isinstance(raw, Decimal):
        return raw
    found = {it.value for it in read_amount(_text(raw)) if it.cost <= SURELY}
    if len(found) != 1:
        raise NotAValue(f"{_said(raw)} is not {_AMOUNT}")
    return found.pop()


def _percent(raw: Typed) -> Decimal:
    found = raw if isinstance(raw, Decimal) else read_percent(_text(raw))
    if found is None:
        raise NotAValue(f"{_said(raw)} is not a percentage such as 12.5 or 12.5%")
    return found


def _tonnes_a_year(raw: Typed) -> Decimal:
    text = str(raw)
    found = raw if isinstance(raw, Decimal) else per_year(text) or _bare_number(text)
    if found is None:
        raise NotAValue(f"{_said(raw)} is not tonnes a year, such as 6,000 or 500 MT/month")
    return found


def _bare_number(text: str) -> Decimal | None:
    """A number without a word beside it; "20 TPD" is none, for nothing says how many days a year has."""
    text = text.removesuffix("tpa").strip()
    found = [it.value for it in read_amount(text) if it.cost <= SURELY]
    return found[0] if found and not re.search(r"[^\W\d_]", text) else None


def _quantity(raw: Typed) -> Decimal:
    found = raw if isinstance(raw, Decimal) else _bare_number(str(raw))
    if found is None:
        raise NotAValue(f"{_said(raw)} is not a number; the unit is a field of its own")
    return found


def _identifier(kind: Kind, raw: Typed) -> str:
    text = _text(raw)
    whole = [it for it in find_identifiers(kind, text) if it.raw.strip() == text]
    if not whole:
        raise NotAValue(f"{text!r} has not the form of a {words(kind)}")
    if whole[0].check == "fails":
        raise NotAValue(f"{text!r} is not a {words(kind)}: its check digit or its form does not hold")
    return whole[0].value


def _financial_year(raw: Typed) -> str:
    found = read_financial_year(_text(raw))
    if found is None:
        raise NotAValue(f"{_said(raw)} is not a financial year such as 2025-26")
    return found


def _choice(choices: Mapping[str, Sequence[str]], raw: Typed) -> str:
    """The value of a closed vocabulary by its id, its name in words, or a phrase that papers print for it."""
    text = fold(_text(raw))
    for value, phrases in choices.items():
        if text in {fold(value), fold(value.replace("_", " ")), *(fold(it) for it in phrases)}:
            return value
    offered = [words(it) for it in choices]
    some = ", ".join(offered[:MOST_OFFERED]) + (" …" if len(offered) > MOST_OFFERED else "")
    raise NotAValue(f"{_said(raw)} is not one of: {some}")


def _state(raw: Typed) -> str:
    return _choice({it.name: it.names for it in reference.states()}, raw)


def _board(raw: Typed) -> str:
    named = reference.find_boards(_text(raw))
    if len(named) == 1:
        return named[0].name
    return _choice({it.name: it.names for it in reference.boards()}, raw)


def _minerals(raw: Typed) -> tuple[str, ...]:
    found: list[str] = []
    for part in re.split(r"[,;\n]", _text(raw)):
        name = part.strip()
        known = name.casefold().replace(" ", "_")
        if known in minerals():
            found.append(known)
        elif name.startswith(UNLISTED):
            found.append(name)
        elif name:
            found += reference.mineral_of(name) or (f"{UNLISTED}{name}",)
    if not found:
        raise NotAValue(f"{_said(raw)} names no mineral; write for example “lithium, cobalt”")
    return tuple(dict.fromkeys(found))


def _mineral(raw: Typed) -> Value:
    found = _minerals(raw)
    return found[0] if len(found) == 1 else found


def _hsn(raw: Typed) -> str:
    text = ascii_digits(_text(raw)).replace(" ", "")
    if not _HSN.fullmatch(text):
        raise NotAValue(f"{_said(raw)} is not an HSN code of 2 to 8 digits")
    return text


def _text(raw: Typed) -> str:
    """Text on one line, as a name or a number is printed."""
    match raw:
        case datetime():
            raise NotAValue(f"the spreadsheet made the date {day(raw.date())} of it; type it after an apostrophe")
        case Decimal():
            return format(raw.normalize(), "f")
    text = one_line(raw, LONGEST + 1)
    if len(text) > LONGEST:
        raise NotAValue(f"the value is longer than {LONGEST} characters")
    return text


def _said(raw: Typed) -> str:
    return repr(one_line(str(raw), 60))


_READERS: dict[str, Callable[[Typed], Value]] = {
    **dict.fromkeys(("day", "date", "period_from", "period_to"), _day),
    **dict.fromkeys(("amount", "rate"), _amount),
    **dict.fromkeys(("percent", "assay"), _percent),
    **dict.fromkeys(("tpa", "tonnes_a_year"), _tonnes_a_year),
    **{kind: partial(_identifier, cast(Kind, kind)) for kind in get_args(Kind) if kind != "invoice_number"},
    WORKED_OUT: partial(_choice, VALIDITY),
    "quantity": _quantity,
    "financial_year": _financial_year,
    "yes_no": partial(_choice, {"yes": ("हाँ", "हां", "y"), "no": ("नहीं", "n")}),
    "state": _state,
    "board": _board,
    "minerals": _minerals,
    "mineral": _mineral,
    "hsn": _hsn,
    "head": lambda raw: _choice({name: it.names for name, it in row_words().heads.items()}, raw),
    "condition": lambda raw: _choice(row_words().conditions, raw),
    "relation": lambda raw: _choice(row_words().relations, raw),
}
