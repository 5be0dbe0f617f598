"""Cells of a scanned table that differ from their column: a day out of order, a figure whose decimals are missing.

Both engines of OCR pass over the same faint figure: "2-Sep-26" between the 11th and the 15th, 24 among quantities with
three decimals. That both read the same is then no witness; the column is the better one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from extractors.tables import LongRows
from records.digits import ascii_digits
from records.readings import ONE_OCR_WITNESS, Field, TableRow

FEWEST, MOSTLY = 5, 0.75
"""Cells that make a column's habit at least, and the share of them that keeps it."""

_DECIMALS = re.compile(r"[0-9][.](?P<places>[0-9]+)(?![0-9.,])|[0-9](?![0-9.,])")


def doubting_odd_cells(rows: Sequence[TableRow]) -> Sequence[TableRow]:
    """The rows, with scanned cells that break the habit of their column no surer than one witness makes them."""
    if isinstance(rows, LongRows):
        return rows
    odd = {place for name in _names(rows) for place in _odd(name, rows)}
    return (
        [
            replace(
                row,
                fields={
                    name: replace(field, confidence=min(field.confidence, ONE_OCR_WITNESS))
                    if (at, name) in odd
                    else field
                    for name, field in row.fields.items()
                },
            )
            for at, row in enumerate(rows)
        ]
        if odd
        else rows
    )


def _names(rows: Iterable[TableRow]) -> Iterable[str]:
    return dict.fromkeys(name for row in rows for name in row.fields)


def _odd(name: str, rows: Sequence[TableRow]) -> Iterator[tuple[int, str]]:
    """The places (number of the row, name of the column) of odd cells of one column."""
    column = [(at, field) for at, row in enumerate(rows) if (field := row.fields.get(name)) is not None]
    scanned = [(at, field) for at, field in column if field.evidence.method == "ocr"]
    if len(scanned) < FEWEST:
        return
    days = [(at, field.value) for at, field in scanned if isinstance(field.value, date)]
    yield from ((at, name) for at in _out_of_order(days))
    yield from ((at, name) for at in _without_decimals(scanned))


def _out_of_order(days: Sequence[tuple[int, date]]) -> list[int]:
    """The rows whose day stands out of the order that nearly all days of the column keep, up or down."""
    if len(days) < FEWEST:
        return []
    kept = max(
        _in_order([day.toordinal() for _, day in days]), _in_order([-day.toordinal() for _, day in days]), key=len
    )
    if len(kept) == len(days) or len(kept) < MOSTLY * len(days):
        return []
    return [at for number, (at, _) in enumerate(days) if number not in kept]


def _in_order(values: Sequence[int]) -> set[int]:
    """The numbers of the values that make the longest row in which none is less than the one before."""
    ends: list[int] = []
    chain: list[int] = []
    before: list[int | None] = []
    for number, value in enumerate(values):
        at = bisect_right(ends, value)
        before.append(chain[at - 1] if at else None)
        if at == len(ends):
            ends.append(value)
            chain.append(number)
        else:
            ends[at], chain[at] = value, number
    kept: set[int] = set()
    number_kept = chain[-1] if chain else None
    while number_kept is not None:
        kept.add(number_kept)
        number_kept = before[number_kept]
    return kept


def _without_decimals(column: Sequence[tuple[int, Field]]) -> list[int]:
    """The rows whose figure has fewer decimals than nearly all figures of the column print."""
    places = {at: found for at, field in column if (found := _decimals(field)) is not None}
    if len(places) < FEWEST:
        return []
    usual, count = Counter(places.values()).most_common(1)[0]
    return [at for at, it in places.items() if it < usual] if count >= MOSTLY * len(places) else []


def _decimals(field: Field) -> int | None:
    """How many decimals a cell prints; None where it is no figure."""
    found = _DECIMALS.search(ascii_digits(field.evidence.text)) if isinstance(field.value, Decimal) else None
    return None if found is None else len(found["places"] or "")
