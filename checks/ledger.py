"""Sales that a ledger enters twice, and those that lie outside the time it is of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from checks.evidence import at, cell, is_sure
from records.case import Located, LocatedRow
from records.columns import Columns
from records.dates import read_financial_year, year_end, year_start
from records.invoice_numbers import loose_invoice_number, normal_invoice_number
from records.names import normal_name

_HAS_FIGURE = re.compile("[0-9]")
ENTERED = ("invoice_number", "taxable_value", "quantity", "product", "buyer_name")


def entered_twice(ledger: Columns) -> list[LocatedRow]:
    """The lines that may be one sale entered twice.

    That is one number, product, quantity and value; or one number written in two ways ("UB/0028" and "UB-28") for one
    buyer, or with one value. Lines of one invoice that differ in anything else are what they are.
    """
    numbers: dict[str, list[Entry]] = defaultdict(list)
    for row, (number, value, *others) in enumerate(ledger.rows(*ENTERED)):
        if number is not None and value and _HAS_FIGURE.search(number):
            numbers[loose_invoice_number(number)].append(Entry(row, normal_invoice_number(number), value, *others))
    found = {entry.row for entries in numbers.values() if len(entries) > 1 for entry in _alike(entries)}
    return [LocatedRow(ledger.document, ledger.table, row) for row in sorted(found)]


class Entry(NamedTuple):
    """A line of a ledger: its place, and by what it may be told from another."""

    row: int
    number: str
    value: Decimal
    quantity: Decimal | None
    product: str | None
    buyer: str | None


def _alike(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Of the entries of one loose number those that another of them repeats."""
    for group in _grouped(entries, lambda it: (it.number, it.value, it.quantity, it.product)):
        yield from group if len(group) > 1 else ()
    if len({it.number for it in entries}) > 1:
        bought = [it for it in entries if it.buyer]
        for group in (
            *_grouped(entries, lambda it: it.value),
            *_grouped(bought, lambda it: normal_name(it.buyer or "")),
        ):
            yield from group if len({it.number for it in group}) > 1 else ()


def _grouped(entries: Iterable[Entry], key: Callable[[Entry], object]) -> Iterable[list[Entry]]:
    groups: dict[object, list[Entry]] = defaultdict(list)
    for it in entries:
        groups[key(it)].append(it)
    return groups.values()


def outside_its_time(ledger: Columns) -> list[Located]:
    """The days of the lines that lie outside the period of their ledger, or outside its financial year."""
    first, last = _time_of(ledger)
    if first is None or last is None:
        return []
    days = ledger.values("invoice_date")
    return [
        cell(ledger, row, "invoice_date")
        for row, day in enumerate(days)
        if day is not None and not first <= day <= last
    ]


def _time_of(ledger: Columns) -> tuple[date | None, date | None]:
    """From when to when a ledger is, where that was read surely: by its period, else by its financial year."""
    opens, closes, year = (at(ledger.document, name) for name in ("period_from", "period_to", "financial_year"))
    if opens is not None and closes is not None:
        return (opens.day, closes.day) if is_sure(opens) and is_sure(closes) else (None, None)
    named = read_financial_year(year.text) if year is not None and is_sure(year) else None
    return (None, None) if named is None else (year_start(named), year_end(named))
