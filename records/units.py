"""Quantities, capacities and percentages as papers print them, in tonnes and tonnes a year.

A capacity without a period is not a capacity a year, and a day is turned into a year by the printed days only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

from records.digits import ascii_digits
from records.numbers import read_amount

Mass = Literal["t", "kg", "g", "quintal"]
Per = Literal["year", "month", "day", "hour"]

TONNES: dict[Mass, Decimal] = {
    "t": Decimal(1),
    "kg": Decimal("0.001"),
    "g": Decimal("0.000001"),
    "quintal": Decimal("0.1"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it means: `mass` is None for what is not weighed (numbers, litres); `times` is 1000 in KTPA."""

    mass: Mass | None
    per: Per | None = None
    times: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity with its unit as printed ("MT", "Kg/Year"); what the unit means is told by `read_unit`."""

    value: Decimal
    unit: str


_MASS_WORDS = """
t 1: t mt mts mton mtons tn tns ton tons tonne tonnes tonn tonnage metricton metrictons metrictonne metrictonnes mtonne
t 1: mtonnes टन मीटन मेटन मीट्रिकटन मैट्रिकटन मेट्रिकटन मीटरिकटन एमटी
t 1000: kt ktons kilotonne kilotonnes thousandtonnes ktonnes
t 100000: lt lmt lakhmt lakhtonnes lakhtons लाखटन
t 1000000: mmt milliontonnes
kg 1: kg kgs kgm kilo kilos kilogram kilograms kilogramme kilogrammes किग्रा किलो किलोग्राम केजी
g 1: g gm gms gram grams gramme grammes gr ग्राम
quintal 1: q qtl qtls qntl quintal quintals क्विंटल कुंतल कुन्तल क्विटल
"""
_UNWEIGHED_WORDS = """
no nos number numbers pcs pc piece pieces unit units set sets ltr ltrs litre litres liter liters kl kld l ml m3 cum nm3
mw kw kwh sqm mtr mtrs box bag bags संख्या नग लीटर
"""
_PERIOD_WORDS = """
year: a pa y yr yrs year years annum annual annually yearly वर्ष साल वार्षिक सालाना
month: m pm mth month months monthly माह महीना महीने मास मासिक
day: d pd day days daily दिन दिवस दैनिक
hour: h hr hrs hour hours ph घंटा घंटे
"""


def _table(text: str) -> dict[str, list[str]]:
    """Each word of a table with the words before the colon of its line."""
    lines = [line.partition(":") for line in text.strip().splitlines()]
    return {word: head.split() for head, _, words in lines for word in words.split()}


_MASSES = {word: Unit(cast(Mass, mass), None, Decimal(times)) for word, (mass, times) in _table(_MASS_WORDS).items()}
_UNWEIGHED = frozenset(_UNWEIGHED_WORDS.split())
_PERIODS = {word: cast(Per, per) for word, (per,) in _table(_PERIOD_WORDS).items()}
_GLUED = re.compile(r"(?P<prefix>k|mm|l)?(?P<mass>mt|t|kg)(?P<p>p)?(?P<period>[amdh])")
_FOR_EACH = r"(?:/|\bper\b|\bp\.|\bin\s+(?:an?|one|each|every|any)\b|\b(?:each|every)\b|\ban?\b(?=\s+[a-z])|प्रति)"
_PER = re.compile(rf"\s*{_FOR_EACH}\s*", re.IGNORECASE)
_WORK_DAYS = re.compile(
    r"(?:(?:प्रति\s+|एक\s+)?वर्ष\s+(?:में|के)\s+)?"
    r"(?P<before>[0-9]{2,3})\s*(?:(?:working|operating|operational|कार्य|कार्यशील|चालू)\s*)?(?:days|दिनों|दिन|दिवसों|दिवस)"
    r"(?:\s*(?:/|per|in a|a|प्रति)\s*(?:year|annum|yr|वर्ष))?"
    r"|\b(?:working|operating|operational)\s+days\s*(?:(?:/|per|in a|a)\s*(?:year|annum|yr))?[\s:=-]*"
    r"(?P<behind>[0-9]{3})(?![0-9])(?:\s*(?:/|per|in a|a)\s*(?:year|annum|yr))?",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"^[\s:=~-]*(?P<value>(?:-\s?)?[0-9][0-9,.\s]*?(?:\s*(?:lakhs?|lacs?|thousand|million|crores?|लाख|हज़ार|हजार))?)\s*(?P<unit>[(\[]?\s*[A-Za-z\u0900-\u097f][^0-9]*?(?:m3)?)?\s*[.;|)\]]*\s*$",
    re.IGNORECASE,
)
_FIRST_QUANTITY = re.compile(
    r"(?<![0-9A-Za-z/.,-])(?P<value>[0-9][0-9,.]*(?:\s*(?:lakhs?|lacs?|thousand|लाख))?)\s*[(\[]?\s*(?P<unit>[A-Za-z\u0900-\u097f][A-Za-z\u0900-\u097f.\u093c]*"
    rf"(?:\s*(?:टन|tonnes?|tons?))?(?:\s*{_FOR_EACH}\s*[A-Za-z\u0900-\u097f.]+)?)",
    re.IGNORECASE,
)


def _bare(text: str) -> str:
    """A unit word without dots, spaces, nukta and case."""
    text = unicodedata.normalize("NFD", text).replace("\u093c", "").replace("ँ", "ं").lower()
    return re.sub(r"[\s.()\[\]'’_-]", "", text)


@lru_cache(maxsize=512)
def read_unit(text: str) -> Unit | None:
    """What a printed unit means: "MTPA", "M.T./Annum", "Kg/day", "tonnes per annum", "मी. टन प्रति वर्ष", "KGS"."""
    text = re.sub(r"\s+", " ", ascii_digits(text)).strip(" .;:,|")
    glued = _bare(text)
    if match := _GLUED.fullmatch(glued):
        return _glued_unit(match)
    if glued in _MASSES or glued in _UNWEIGHED:
        return _plain_unit(glued)
    parts = [
        part
        for part in _PER.split(
            text.replace("प्रतिवर्ष", "प्रति वर्ष").replace("प्रतिदिन", "प्रति दिन").replace("प्रतिमाह", "प्रति माह")
        )
        if part
    ]
    if len(parts) == 1 and " " in text:
        head, _, tail = text.rpartition(" ")
        parts = [head, tail]
    if len(parts) != 2:
        return None
    unit, period = _plain_unit(_bare(parts[0])), _PERIODS.get(_bare(parts[1]))
    return None if unit is None or period is None else Unit(unit.mass, period, unit.times)


def _plain_unit(bare: str) -> Unit | None:
    if bare in _MASSES:
        return _MASSES[bare]
    return Unit(None) if bare in _UNWEIGHED else None


def _glued_unit(match: re.Match[str]) -> Unit:
    """In "MTPA" the M is metric, not million: no recycler has millions."""
    times = {"k": Decimal(1000), "l": Decimal(100_000), "mm": Decimal(1_000_000), None: Decimal(1)}[match["prefix"]]
    mass: Mass = "kg" if match["mass"] == "kg" else "t"
    return Unit(mass, _PERIODS[match["period"]], times)


def read_quantity(text: str) -> Quantity | None:
    """The quantity that a text is, with its unit as printed ("" where none is): "6000 MTPA", "1,200 Kg/Year"."""
    match = _QUANTITY.match(ascii_digits(text).replace("\u00a0", " "))
    if match is None:
        return None
    value = _number(match["value"])
    return None if value is None else Quantity(value, (match["unit"] or "").strip(" .;,()[]"))


def _number(text: str) -> Decimal | None:
    readings = read_amount(text.strip(" ,"))
    return readings[0].value if readings and readings[0].cost < 1 else None


def tonnes(value: Decimal, unit: str) -> Decimal | None:
    """A weight in tonnes, whatever period the unit names; None where the unit does not weigh."""
    meaning = read_unit(unit)
    if meaning is None or meaning.mass is None:
        return None
    return value * meaning.times * TONNES[meaning.mass]


def per_year(text: str) -> Decimal | None:
    """Tonnes a year: "6000 MTPA", "500 MT/month" twelve times, "20 TPD" only where "300 days" is printed with it.

    None where weight or period is not printed, where the period is an hour, for what is not weighed, and where the text
    gives two capacities that differ.
    """
    plain = re.sub(r"\s+", " ", ascii_digits(text))
    days = _WORK_DAYS.search(plain)
    rest = plain[: days.start()] + " " + plain[days.end() :] if days else plain
    found = {
        yearly
        for match in _FIRST_QUANTITY.finditer(rest)
        if (unit := _longest_unit(match["unit"])) is not None
        and (value := _number(match["value"])) is not None
        and (yearly := _yearly(value, unit, int(days["before"] or days["behind"]) if days else None)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _yearly(value: Decimal, unit: Unit, days: int | None) -> Decimal | None:
    times = {"year": 1, "month": 12, "day": days, "hour": None, None: None}[unit.per]
    return None if unit.mass is None or times is None else value * unit.times * TONNES[unit.mass] * times


def _longest_unit(text: str) -> Unit | None:
    return read_unit(text) or (read_unit(text.split()[0]) if text.split() else None)


_LIMIT = (
    r"(?:min(?:imum)?|max(?:imum)?|not less than|at least|up\s?to|approx(?:imately)?|about)\b|न्यूनतम|अधिकतम|[≥≤><]=?"
)
_PERCENT = re.compile(
    rf"^[\s:=~(]*(?:(?:{_LIMIT})\.?\s*)*"
    r"(?P<value>-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))\s*(?P<sign>%|per\s?cent(?:age)?\b|pct\b|प्रतिशत|फीसदी)?\s*\.?"
    r"(?:\s*\(?\s*(?:w/w|wt\.?|by weight|by mass|purity|pure|min(?:imum)?|max(?:imum)?)\.?\s*\)?)*[\s.;)]*$",
    re.IGNORECASE,
)


def read_percent(text: str) -> Decimal | None:
    """A percentage as a number: "99.5 %" is 99.5; a bare number from 0 to 100 is taken for one. A range is None."""
    match = _PERCENT.match(ascii_digits(text).replace("\u00a0", " "))
    if match is None:
        return None
    value = Decimal(match["value"])
    return value if match["sign"] or 0 <= value <= 100 else None
