"""What a reader of values is told about a place, and what it finds there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from records.readings import Alternative, Value


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known about the place a value is read at.

    Attributes:
        label: the printed label, with the unit that it may carry ("Capacity (MTPA)").
        ocr: whether the text comes from OCR, so that misread glyphs must be reckoned with.
        scale: rupees per printed unit, from the nearest "(₹ in lakh)"; 1 where nothing says otherwise.
        money: whether the label or a heading says that figures are money, so that a bare one is in `scale` rupees.
        sentence: whether the text is running prose, in which the value ends somewhere before the text does.
        year: the financial year that the paper is about, "2025-26", for a month printed without one; "" where unknown.
        working_days: the days a year that the paper says the unit works, for what is stated for a day; 0 where unknown.
    """

    label: str = ""
    ocr: bool = False
    scale: Decimal = Decimal(1)
    sentence: bool = False
    money: bool = False
    year: str = ""
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value with the part of the text that prints it; `cost` 0 is certain, 1 worthless."""

    value: Value
    start: int
    end: int
    cost: float = 0.0
    unit: str | None = None
    witnesses: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    disputed: str = ""
    """What on the paper contradicts the value ("the words say ...")."""


MASK = re.compile(r"\*{2,}|[xX]{4,}|_{3,}|\.{4,}|-{3,}")
NOTHING = re.compile(
    r"^\W*(?:n\.?\s*/?\s*a\.?|not\s+applicable|nil|none|not\s+available|to\s+be\s+\w+|awaited|लागू\s+नहीं|शून्य)?\W*$", re.I
)
