"""What a row of a scan must print in a cell that OCR garbled, by the other figures of its row or of its column.

Quantity times rate is the value, value and tax are the total, and rows add up to the printed sum: where all but one of
the figures are read well, the last follows. It is taken only if it resembles the print, and it is never sure, for
nobody has read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, DivisionByZero, InvalidOperation

from rapidfuzz import fuzz

from extractors.tables.cells import TOLD, Maker, is_ocr
from extractors.tables.events import Event
from records.readings import Alternative, Field, TableRow
from reference.table_specs import TableSpec

WELL_READ, DOUBTFUL = 0.85, 0.7
"""The confidence of the figures that another one is reckoned from, at least, and of that one, if it was read at all."""

LIKE_PRINT = 75.0
"""How much a reckoned figure must resemble what OCR made of it (0-100)."""

PAISA, MILLI = Decimal("0.01"), Decimal("0.001")
"""Amounts and rates are printed to the paisa, quantities to the thousandth."""

HALF = Decimal("0.5")
REASON = "reckoned from the other figures of its row"
LEFT_BY_TOTAL = "what the printed total leaves for it"
FEWEST_ROWS = 3
"""Rows of a table whose total tells one of them, at least."""


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What a row's arithmetic gives for one of its columns."""

    name: str
    value: Decimal


def with_reckoned(fields: Mapping[str, Field], event: Event, spec: TableSpec, maker: Maker) -> dict[str, Field]:
    """The fields of a row, with those that OCR could not read, or read badly, as the rest of the row gives them."""
    result = dict(fields)
    if event.page.source == "text":
        return result
    for found in _reckoned(result, event, spec):
        cell = event.cells[found.name]
        if not _resembles(found.value, cell.text):
            continue
        read = result.get(found.name)
        others = [] if read is None else [Alternative(read.value, cell.text, 0.3, "as read by OCR")]
        unit = read.unit if read is not None else "INR" if spec.columns[found.name].kind == "amount" else None
        made = maker.field(found.name, found.value, cell, unit=unit, ceiling=TOLD, alternatives=others)
        result[found.name] = made.with_confidence(TOLD, REASON)
    return result


def with_remainder(
    rows: Sequence[TableRow], events: Sequence[Event], column: str, total: Field | None, maker: Maker
) -> list[TableRow]:
    """The rows with the one amount of a column that OCR could not read as the printed total of the column leaves it.

    Args:
        rows: all rows of a table.
        events: what each of them was read from, in the same order.
        column: the column that adds up.
        total: its printed total, if there is one.
        maker: makes fields of cells.
    """
    unread = [at for at, row in enumerate(rows) if column not in row.fields]
    if total is None or not _is_well_read(total) or len(unread) != 1 or len(rows) < FEWEST_ROWS:
        return list(rows)
    others = [row.fields[column] for row in rows if column in row.fields]
    cell = events[unread[0]].cells.get(column)
    if cell is None or cell.lent or not is_ocr(cell) or any(it.confidence < DOUBTFUL for it in others):
        return list(rows)
    left = Decimal(str(total.value)) - sum((Decimal(str(it.value)) for it in others), Decimal(0))
    if not _resembles(left, cell.text):
        return list(rows)
    made = maker.field(column, left, cell, unit="INR", ceiling=TOLD).with_confidence(TOLD, LEFT_BY_TOTAL)
    solved = replace(rows[unread[0]], fields={**rows[unread[0]].fields, column: made})
    return [*rows[: unread[0]], solved, *rows[unread[0] + 1 :]]


def _is_well_read(field: Field) -> bool:
    return field.confidence >= WELL_READ and isinstance(field.value, Decimal)


def _reckoned(fields: Mapping[str, Field], event: Event, spec: TableSpec) -> Iterator[_Reckoned]:
    for multiplied in spec.products:
        names: tuple[str, ...] = (*multiplied.factors, multiplied.product)
        if (name := _only_doubtful(names, fields, event)) is not None:
            first, second, product = (_number(fields, it) for it in names)
            yield from _of_product(name, names, first, second, product)
    for summed in spec.sums:
        names = (*summed.terms, summed.total)
        if (name := _only_doubtful(names, fields, event)) is not None:
            terms = [_number(fields, it) for it in summed.terms if it != name]
            total = _number(fields, summed.total)
            known = sum((it for it in terms if it is not None), Decimal(0))
            if name == summed.total:
                yield _Reckoned(name, known)
            elif total is not None:
                yield _Reckoned(name, total - known)


def _only_doubtful(names: tuple[str, ...], fields: Mapping[str, Field], event: Event) -> str | None:
    """The one column of an equation that prints something unread or doubtful; None where it is not one, or all hold."""
    doubtful = []
    for name in names:
        cell, field = event.cells.get(name), fields.get(name)
        if field is not None and _is_well_read(field):
            continue
        if field is not None and field.confidence >= DOUBTFUL:
            return None
        if cell is None or cell.lent or not is_ocr(cell) or not re.search(r"[0-9]", cell.text):
            return None
        doubtful.append(name)
    return doubtful[0] if len(doubtful) == 1 else None


def _number(fields: Mapping[str, Field], name: str) -> Decimal | None:
    field = fields.get(name)
    return field.value if field is not None and isinstance(field.value, Decimal) else None


def _of_product(
    name: str, names: tuple[str, ...], first: Decimal | None, second: Decimal | None, product: Decimal | None
) -> Iterator[_Reckoned]:
    """The product, or the factor that gives it to the paisa."""
    if name == names[-1]:
        if first is not None and second is not None:
            yield _Reckoned(name, (first * second).quantize(PAISA))
        return
    other = second if name == names[0] else first
    if other is None or product is None:
        return
    try:
        factor = (product / other).quantize(PAISA if name.endswith("rate") else MILLI)
    except (DivisionByZero, InvalidOperation):
        return
    if abs(factor * other - product) <= HALF * PAISA:
        yield _Reckoned(name, factor)


def _resembles(value: Decimal, printed: str) -> bool:
    """Whether the print has nearly the figures of a value, and no sign of its own."""
    digits, reckoned = (re.sub("[^0-9]", "", it).rstrip("0") for it in (printed, f"{value:.3f}"))
    return value > 0 and bool(reckoned) and fuzz.ratio(digits, reckoned) >= LIKE_PRINT
