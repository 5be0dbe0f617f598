"""Cells of weights and rates: quantities, tonnes a year, rupees for a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.tables.amounts import regrouped
from extractors.tables.cell_units import PER_UNIT, ends_of, is_weight_alone, rate_unit, unit_in_heading, with_time_of
from extractors.tables.cells import TOLD, Maker, is_ocr, without_marks
from extractors.tables.events import Cell
from extractors.tables.words import is_nothing
from records.numbers import Reading, read_amount
from records.readings import Field
from records.units import Quantity, per_year, read_quantity, read_unit

_SIGNED = re.compile(r"(?:\(\s*[-–−]\s*\)|[-–−(]|(?:minus|less)\b)\s*(?P<rest>[0-9०-९.].*)", re.I)

_SIGN_BEHIND = re.compile(r"(?P<figure>[0-9०-९][0-9०-९.,]*)[-–−](?=\s|$)")
"""A weight given back, as SAP prints it: "112.7- KG"."""

_SIDE = re.compile(r"(?<=[\s0-9.)])[(\[]?(?:Cr|Dr)\b\.?[)\]]?$", re.I)
"""The side on which a weight is entered, which is no part of its unit: "16.751 Kg Cr"."""

_SIDE_FLUSH = re.compile(r"(?P<weight>.*?(?P<unit>[A-Za-z]+))(?:Cr|Dr)\.?")

_YEARLY = re.compile(r"per\s+(?:annum|year)|/\s*(?:annum|year|yr|a)\b|p\.?\s?a\.?\b|annual|प्रति\s?वर्ष|वार्षिक", re.I)
_TONNES_A_YEAR = re.compile(r"\btpa\b|\bmtpa\b|\bmta\b|mt/a", re.I)


def quantity_fields(maker: Maker, cell: Cell, unit: str | None) -> dict[str, Field]:
    """A quantity with its unit as printed in the cell, in the unit column, or in the heading."""
    name, heading = cell.column.name, maker.headings.get(cell.column.name, "")
    if is_nothing(cell.text):
        return {}
    text, mended = _figures_mended(cell, _without_side(cell))
    text = _SIGN_BEHIND.sub(r"-\g<figure>", text, count=1)
    if (quantity := _signed_quantity(text)) is None:
        return {}
    headed = unit or unit_in_heading(heading)
    own_unit = without_marks(cell, quantity.unit)
    if headed and is_ocr(cell) and read_unit(own_unit) is None:
        own_unit = ""  # dust behind the figure
    own_unit = with_time_of(own_unit, heading)
    printed = own_unit or headed or None
    # Which way a Dr or Cr goes is told by the row's amounts.
    ceiling = 1.0 if text == cell.text.strip() and not mended else TOLD
    fields = {name: maker.field(name, quantity.value, cell, unit=printed, ceiling=ceiling)}
    if printed:
        fields["unit"] = maker.field("unit", printed, cell, text=own_unit or printed)
    return fields


def _signed_quantity(text: str) -> Quantity | None:
    """A weight with its sign, which may be a word, a bracket or a sign in brackets: "(-) 12.5 MT", "less 12.5 MT"."""
    signed = _SIGNED.match(text)
    quantity = read_quantity(signed["rest"].replace(")", " ") if signed else text)
    if signed is not None and quantity is not None and quantity.value > 0:
        return replace(quantity, value=-quantity.value)
    return quantity


def _without_side(cell: Cell) -> str:
    """The text of a weight without the side it is entered on, which OCR may print flush to the unit: "16.751 KgCr"."""
    text = cell.text.strip()
    flush = _SIDE_FLUSH.fullmatch(text) if is_ocr(cell) else None
    return flush["weight"] if flush and read_unit(flush["unit"]) is not None else _SIDE.sub("", text)


def _figures_mended(cell: Cell, text: str) -> tuple[str, bool]:
    """The figures of a scanned cell that cannot be read as they stand with their commas put right, and whether so."""
    if not is_ocr(cell) or read_quantity(text) is not None or (mended := regrouped(text)) is None:
        return text, False
    return mended, True


def rate_fields(maker: Maker, cell: Cell, readings: Sequence[Reading], unit: str | None) -> dict[str, Field]:
    """A rate in rupees for the unit that the cell or the heading prints."""
    if not readings:
        return {}
    name = cell.column.name
    per = rate_unit(cell.text) or unit_in_heading(maker.headings.get(name, "")) or unit
    return {name: maker.field(name, readings[0].value, cell, unit=f"INR/{per}" if per else "INR")}


def rate_readings(cell: Cell, scale: Decimal) -> tuple[Reading, ...]:
    """The admissible readings of a rate cell, whose unit ("/MT") is not part of the amount."""
    if is_nothing(cell.text):
        return ()
    text = cell.text.strip()
    plain = read_amount(text, scale, ocr=is_ocr(cell)) or read_amount(without_marks(cell, text), scale)
    if plain:
        return plain
    match = PER_UNIT.match(text)
    return read_amount(match["amount"], scale, ocr=is_ocr(cell)) if match else ()


def tonnes_fields(maker: Maker, cell: Cell, unit: str | None) -> dict[str, Field]:
    """Tonnes a year, from the cell with the unit of the cell, the unit column, or the heading."""
    name, heading = cell.column.name, maker.headings.get(cell.column.name, "")
    text, mended = _figures_mended(cell, cell.text.strip())
    value = per_year(text)
    if value is None and (quantity := read_quantity(text)) is not None:
        units = (quantity.unit, unit, unit_in_heading(heading), heading, *ends_of(heading))
        value = _a_year(quantity.value, units, is_yearly=_YEARLY.search(heading) is not None)
        if value is None and name.endswith("_tpa") and _TONNES_A_YEAR.search(heading):
            value = quantity.value
    return {} if value is None else {name: maker.field(name, value, cell, unit="tpa", ceiling=TOLD if mended else 1.0)}


def _a_year(value: Decimal, units: Iterable[str | None], *, is_yearly: bool) -> Decimal | None:
    """A figure as tonnes a year, by the first unit that gives them; of weight alone it does if the column is yearly."""
    for unit in filter(None, units):
        found = per_year(f"{value} {unit}")
        if found is None and is_yearly and is_weight_alone(unit):
            found = per_year(f"{value} {unit} per annum")
        if found is not None:
            return found
    return None
