"""Cells of shares: percentages, and the results of laboratories."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.tables.cells import Maker, is_ocr
from extractors.tables.events import Cell
from extractors.tables.result_unit import PARTS_PER, unit_word
from records.digits import ascii_digits
from records.readings import Field
from records.units import read_percent


def percent_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """A percentage as a number: 99.5."""
    value = read_percent(cell.text)
    if value is None and (match := re.search(r"([0-9]+(?:\.[0-9]+)?)\s*%", ascii_digits(cell.text))):
        value = Decimal(match[1])
    name = cell.column.name
    return {} if value is None else {name: maker.field(name, value, cell, unit="percent")}


def assay_fields(maker: Maker, cell: Cell, unit: str | None) -> dict[str, Field]:
    """A laboratory's result in per cent, whatever unit it is printed in; what is below detection has no value."""
    text = ascii_digits(cell.text).strip()
    text = text.removeprefix("₹") if is_ocr(cell) else text  # a smudge before the figure: no result is money
    match = re.match(
        r"^(?P<value>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)\s*(?:±.*?)?(?P<unit>%|ppm|ppb|mg/kg|g/t|g/mt|g/kg|mg/g)?",
        text,
        re.I,
    )
    if match is None:
        return {}
    name = cell.column.name
    printed = (match["unit"] or unit or unit_word(maker.headings.get(name, "")) or "%").lower()
    named = next((it for it in PARTS_PER if it in printed), None)
    value = Decimal(match["value"].replace(",", ""))
    return {name: maker.field(name, value / PARTS_PER[named] if named else value, cell, unit="percent")}
