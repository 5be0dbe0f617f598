"""The capacity that an authorisation gives only in its table: the one waste that is taken in, or the total of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.alone import FEED
from extractors.cite import Source
from extractors.document_text import Text, flow_field
from records.readings import Field, TableRow
from records.units import per_year

PROCESSED = re.compile(
    r"\b(?:re-?cycl|recyl|re-?process|dismantl|process|treat|refurbish|shred|handl)\w*\b|पुनर्चक्रण|प्रसंस्करण", re.I
)
_TAKEN_IN = re.compile(
    r"\btaken\s+in\b|\bintake\b|\bto\s+be\s+(?:taken\s+in|fed)\b|\braw\s+material\b|कच्चा\s+माल", re.I
)
_MADE = re.compile(r"\b(?:made|produced|manufactured|recovered|obtained|extracted|output)\b", re.I)
_TOTAL = re.compile(r"(?:\btotal\b|कुल)[^0-9]{0,24}(?P<sum>[0-9][0-9,]*(?:\.[0-9]+)?)", re.I)
SUMMED = 0.85
"""The confidence of the printed total of several wastes: which of them the unit processes is for a person to see."""

TOLD = 0.85
"""A capacity read with less confidence is a guess, which a line of the table overrules."""

YEARLY = re.compile(
    r"(?:qty|quantity|capacity|मात्रा)\W{0,4}(?:\([^)]*\)\W*)?(?:/|per|प्रति)?\s*(?:year|annum|yr|वर्ष)", re.I
)


def capacity_of_products(fields: Mapping[str, Field], rows: Sequence[TableRow], text: Text) -> Field | None:
    """The waste a consent lets the unit process, where it prints it only as the one line of its product table.

    A line that names recycling as the product is such a permission; lines that name what is made are not, and are
    never added up.
    """
    told = fields.get("capacity_tpa")
    if told is not None and told.confidence >= TOLD:
        return None
    kind = fields.get("authorisation_kind")
    of_waste = kind is not None and kind.value == "hazardous_waste"
    if of_waste and len(rows) > 1 and (whole := _total_of_wastes(fields, [row.fields for row in rows], text)):
        return whole
    if of_waste and len(rows) == 1:
        named = [rows[0].fields]  # a waste authorisation lists wastes, not products
    else:
        named = [row.fields for row in rows if PROCESSED.search(str(_value(row, "product")))]
        named = named or [row.fields for row in rows if _TAKEN_IN.search(str(_value(row, "product")))]
        named = named or [_among_others(row.fields, rows) for row in rows if _is_feed(str(_value(row, "product")))]
    if len(named) != 1 or "quantity" not in named[0]:
        return None
    quantity = named[0]["quantity"]
    unit = str(named[0]["unit"].value) if "unit" in named[0] else ""
    value = per_year(f"{quantity.value} {unit}")
    if value is None and YEARLY.search(text.flow.text):
        value = per_year(f"{quantity.value} {unit} per annum")
    return None if value is None else replace(quantity, name="capacity_tpa", value=value, unit="tpa")


def _is_feed(product: str) -> bool:
    """Whether a row names a waste, and not as what is made: "Black mass made" is a product."""
    return FEED.search(product) is not None and _MADE.search(product) is None


def _among_others(row: Mapping[str, Field], rows: Sequence[TableRow]) -> Mapping[str, Field]:
    """A row that is told for waste by its name only: beside others, which may be wastes too, it is in doubt."""
    if len(rows) == 1:
        return row
    return {name: replace(it, confidence=min(it.confidence, SUMMED)) for name, it in row.items()}


def _total_of_wastes(fields: Mapping[str, Field], rows: Sequence[Mapping[str, Field]], text: Text) -> Field | None:
    """The total that an authorisation to recycle prints below its wastes, where it is the sum of their quantities."""
    activity = fields.get("activity")
    units = {str(row["unit"].value) for row in rows if "unit" in row}
    if activity is None or not PROCESSED.search(str(activity.value)) or len(units) != 1:
        return None
    if any("quantity" not in row for row in rows):
        return None
    whole = sum((Decimal(str(row["quantity"].value)) for row in rows), Decimal())
    value = per_year(f"{whole} {units.pop()}")
    printed = next((it for it in _TOTAL.finditer(text.flow.text) if Decimal(it["sum"].replace(",", "")) == whole), None)
    if value is None or printed is None:
        return None
    cited = rows[0]["quantity"].evidence
    source = Source(cited.sha256, cited.file)
    return flow_field("capacity_tpa", value, text, *printed.span("sum"), SUMMED, source, "tpa")


def _value(row: TableRow, column: str) -> object:
    return row.fields[column].value if column in row.fields else ""
