"""The units that tables print: in a heading, in a column of their own, behind a rate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.tables.cells import without_marks
from extractors.tables.events import Event
from extractors.tables.words import is_nothing
from records.units import read_unit

LONGEST_UNIT = 4
"""So many words at most has a unit of a heading: "metric tonnes per year"."""

PER_UNIT = re.compile(
    r"^(?P<amount>.*?)\s*(?:/|\bper\b|प्रति)\s*(?P<unit>[A-Za-z\u0900-\u097f][\w\u0900-\u097f. ]*?)\s*\.?$", re.I
)
"""A rate with the unit that it is for."""

_HEADING_UNIT = re.compile(r"[(\[]\s*(?:in\s+)?(?P<unit>[^()\[\]]+?)\s*[)\]]|\bin\s+(?P<bare>[A-Za-z]+)\s*$", re.I)
_IN_RUPEES = re.compile(r"(?:rs\.?|inr|₹|rupees|रुपये|रु\.?)\s*(?:/|per|प्रति)?\s*", re.I)
_BEHIND_MARK = re.compile(r"[,;:–-]\s*(?P<unit>[A-Za-z\u0900-\u097f][\w\u0900-\u097f./ ]*)$")
_BEHIND_PER = re.compile(r"(?:/|\bper\b|प्रति)\s*(?P<unit>[A-Za-z\u0900-\u097f.]+)\s*$")

_TIME_IN_HEADING = re.compile(r"\b(?:per|a|each)\s+(month|annum|year|day)\b|\b(month|dai|annual)ly\b", re.I)
_TIMES = {"dai": "day", "annual": "annum"}


def unit_in_heading(text: str) -> str | None:
    """The unit that a heading gives in brackets, after "in" or by itself: "Qty (MT)" gives MT, "Rate (Rs./kg)" kg."""
    whole = text.strip(" ()[].")
    return whole if _is_of_weight(whole) else _bracketed_unit(text) or _unit_at_end(text)


def _is_of_weight(unit: str) -> bool:
    """Whether a unit is one of weight, in itself or a time."""
    meaning = read_unit(unit)
    return meaning is not None and meaning.mass is not None


def _bracketed_unit(heading: str) -> str | None:
    """The first unit, of weight or not, that stands in brackets or after "in", alone or behind the rupees."""
    for match in _HEADING_UNIT.finditer(heading):
        unit = (match["unit"] or match["bare"] or "").strip(" .")
        for candidate in (unit, _IN_RUPEES.split(unit)[-1]):
            if candidate and read_unit(candidate) is not None:
                return candidate
    return None


def _unit_at_end(heading: str) -> str | None:
    """The unit of weight that a heading ends with behind a mark or "per"."""
    found = (pattern.search(heading) for pattern in (_BEHIND_MARK, _BEHIND_PER))
    return next((unit for it in found if it and _is_of_weight(unit := it["unit"].strip())), None)


def is_weight_alone(unit: str) -> bool:
    """Whether a unit is one of weight without a time: MT, and not MT a year."""
    meaning = read_unit(unit)
    return meaning is not None and meaning.mass is not None and meaning.per is None


def with_time_of(unit: str, heading: str) -> str:
    """A unit of weight with the time that only the heading prints: "42 MT" under "Quantity per month" is MT/month."""
    time = _TIME_IN_HEADING.search(heading)
    if time is None or not is_weight_alone(unit):
        return unit
    name = (time[1] or time[2]).lower()
    return f"{unit}/{_TIMES.get(name, name)}"


def ends_of(heading: str) -> Iterator[str]:
    """What a heading ends with, which may be the unit of the figures below it: "Output kg per year"."""
    words = heading.strip(" .:*()").split()
    return (" ".join(words[-count:]) for count in range(1, min(LONGEST_UNIT, len(words)) + 1))


def rate_unit(text: str) -> str | None:
    """The unit that a rate is for: "9,80,000.00/MT" is for one MT."""
    match = PER_UNIT.match(text.strip())
    return match["unit"].strip() if match and read_unit(match["unit"]) is not None else None


def unit_cell(event: Event) -> str | None:
    """The unit that a row prints in a column of its own."""
    cell = event.cells.get("unit")
    if cell is None or is_nothing(cell.text):
        return None
    text = without_marks(cell, cell.text.strip())
    joined = "".join(text.split())
    return joined if read_unit(text) is None and read_unit(joined) is not None else text  # a narrow column: "KG S"
