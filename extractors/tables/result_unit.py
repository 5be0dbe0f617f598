"""The unit of a laboratory's result, as its cell or its heading prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from records.readings import TableRow

UNIT_UNKNOWN = 0.5
"""The most for a result of a column that cannot be in per cent, and of which no other unit was read."""

WHOLE = Decimal(100)

PARTS_PER = {
    "ppm": Decimal(10_000),
    "mg/kg": Decimal(10_000),
    "g/t": Decimal(10_000),
    "gpt": Decimal(10_000),
    "g/mt": Decimal(10_000),
    "ppb": Decimal(10_000_000),
    "g/kg": Decimal(10),
    "mg/g": Decimal(10),
}
"""By the unit of a result how many of it are one per cent."""


def unit_word(heading: str) -> str | None:
    """The unit of a laboratory's result that a heading gives: "Result (ppm)"."""
    return next((it for it in (*PARTS_PER, "%") if it in heading.lower()), None)


def in_per_cent(rows: Sequence[TableRow], column: str) -> Sequence[TableRow]:
    """The rows without results above a hundred per cent; where one was, the unit is another, and all are doubted."""
    values = [row.fields[column].value for row in rows if column in row.fields]
    if not any(isinstance(value, Decimal) and value > WHOLE for value in values):
        return rows
    return [_doubted(row, column) for row in rows]


def _doubted(row: TableRow, column: str) -> TableRow:
    made = row.fields.get(column)
    if made is None:
        return row
    others = {name: it for name, it in row.fields.items() if name != column}
    if isinstance(made.value, Decimal) and made.value > WHOLE:
        return replace(row, fields=others)
    return replace(row, fields={**others, column: replace(made, confidence=min(made.confidence, UNIT_UNKNOWN))})
