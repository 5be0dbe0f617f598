"""What a row of a scan must print in a cell that OCR garbled, by the other figures of the row.

Quantity times rate is the value, and value and tax are the total: where all but one of the figures are read well, the
last follows. It is taken only if it resembles the print, and it is never sure, for nobody has read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation

from rapidfuzz import fuzz

from extractors.tables.cells import TOLD, Maker, is_ocr
from extractors.tables.events import Event
from records.readings import Alternative, Field
from reference.table_specs import TableSpec

WELL_READ, DOUBTFUL = 0.85, 0.7
"""The confidence of the figures that another one is reckoned from, at least, and of that one, if it was read at all."""

LIKE_PRINT = 75.0
"""How much a reckoned figure must resemble what OCR made of it (0-100)."""

PAISA, MILLI = Decimal("0.01"), Decimal("0.001")
"""Amounts and rates are printed to the paisa, quantities to the thousandth."""

HALF = Decimal("0.5")
REASON = "reckoned from the other figures of its row"


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
        if field is not None and field.confidence >= WELL_READ and isinstance(field.value, Decimal):
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
