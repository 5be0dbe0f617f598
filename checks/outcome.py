"""What a check says before it has its name: the outcome, and the words for amounts, shares, quantities and days.

`Check.judge` in `run.py` turns an outcome into a finding. It alone decides how doubt, press figures and open questions
weigh, so that no check can forget them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from records.case import Located
from records.findings import FindingStatus, Parameter
from records.light import light_record
from records.numbers import indian
from records.readings import Value
from records.wording import is_amount, spoken

CRORE = Decimal(10_000_000)
PAISA = Decimal("0.01")
SHOWN_PLACES = Decimal("0.000001")
LONGEST_SHOWN = 60
"""How much of a value that was read a sentence quotes, in characters."""

ID = re.compile(r"[a-z]+(_[a-z0-9]+)*")
"""A word of a closed vocabulary, as fields hold it."""

REMEMBERED = 4096
"""How many amounts and days are kept in words: the same ones return in many sentences of a case."""


@light_record
class Outcome:
    """The outcome of one check.

    Attributes:
        reason: one sentence, with the margin.
        fields: the evidence that the finding cites.
        rests_on: more evidence that must be sure before the outcome may be a pass or a fail, too much of it to cite
            (every line of a long ledger).
    """

    status: FindingStatus
    reason: str
    fields: tuple[Located, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    figures: Mapping[str, Value] = field(default_factory=dict)
    rests_on: tuple[Located, ...] = ()


class UnknownFigure(Exception):
    """A figure of the scheme that no public source gives; the check that asks for it refers."""

    def __init__(self, parameter: Parameter) -> None:
        """Keep the parameter that the finding will cite."""
        super().__init__(f"The scheme's figure for {parameter.id} is not publicly known")
        self.parameter = parameter


def number(parameter: Parameter) -> Decimal:
    """The figure of a numeric parameter.

    Raises:
        UnknownFigure: where the scheme's figure is not publicly known.
    """
    if parameter.value is None:
        raise UnknownFigure(parameter)
    if not isinstance(parameter.value, Decimal):
        raise TypeError(f"{parameter.id} is not a number: {parameter.value!r}")
    return parameter.value


def day_of(parameter: Parameter) -> date:
    """The day that a parameter is.

    Raises:
        UnknownFigure: where the scheme's day is not publicly known.
    """
    if parameter.value is None:
        raise UnknownFigure(parameter)
    if not isinstance(parameter.value, date):
        raise TypeError(f"{parameter.id} is not a day: {parameter.value!r}")
    return parameter.value


def passed(reason: str, **evidence: Any) -> Outcome:
    """The criterion is met, on the evidence given."""
    return _outcome("pass", reason, **evidence)


def failed(reason: str, **evidence: Any) -> Outcome:
    """The criterion is not met, on the evidence given."""
    return _outcome("fail", reason, **evidence)


def refer(reason: str, **evidence: Any) -> Outcome:
    """A person must look."""
    return _outcome("refer", reason, **evidence)


def missing(reason: str, **evidence: Any) -> Outcome:
    """A document or a field that the criterion needs is not there."""
    return _outcome("missing", reason, **evidence)


def not_applicable(reason: str, **evidence: Any) -> Outcome:
    """The criterion does not bind this case."""
    return _outcome("not_applicable", reason, **evidence)


def _outcome(
    status: FindingStatus,
    reason: str,
    *,
    fields: Iterable[Located | None] = (),
    parameters: Iterable[Parameter] = (),
    figures: Mapping[str, Value | None] | None = None,
    rests_on: Iterable[Located] = (),
) -> Outcome:
    """Build an outcome; absent fields and figures are left out, repeated ones are kept once.

    The reason ends with one full stop, also where it ends with a name such as "Pvt. Ltd.".
    """
    return Outcome(
        status=status,
        reason=f"{reason.rstrip('.')}.",
        fields=once(fields) if fields else (),
        parameters=tuple({parameter.id: parameter for parameter in parameters}.values()) if parameters else (),
        figures={name: value for name, value in figures.items() if value is not None} if figures else {},
        rests_on=tuple(rests_on),
    )


def once(fields: Iterable[Located | None]) -> tuple[Located, ...]:
    """The fields that are there, each once, in their order."""
    there = tuple(fields)
    if len({found.path for found in there if found is not None}) == len(there):  # most often no two have one path
        return there  # type: ignore[return-value]  # each has a path
    kept: dict[tuple[str, str, str], Located] = {}
    for found in there:
        if found is not None:
            kept.setdefault((found.path, found.document.file, found.document.sha256), found)
    return tuple(kept.values())


def to_paisa(amount: Decimal) -> Decimal:
    """Rounded half up to the paisa; done at the end of a step, never within it."""
    return amount.quantize(PAISA, rounding=ROUND_HALF_UP)


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """A share as shown in figures, to six places; verdicts compare products, not this quotient."""
    return plainly((part / whole).quantize(SHOWN_PLACES, rounding=ROUND_HALF_UP)) if whole else Decimal(0)


def plainly(value: Decimal) -> Decimal:
    """A number without trailing zeros and without exponent."""
    short = value.normalize()
    return short if short.as_tuple().exponent in range(-30, 1) else short.quantize(Decimal(1))


def percent(fraction: Decimal) -> str:
    """A fraction as a percentage, to two decimals unless that would make it whole: a cap of 20% is passed at 20.00001%.

    >>> percent(Decimal("0.20")), percent(Decimal("0.050673")), percent(Decimal("0.2000001"))
    ('20%', '5.07%', '20.00001%')
    """
    exact = fraction * 100
    short = exact.quantize(PAISA, rounding=ROUND_HALF_UP)
    return f"{plainly(exact if short % 1 == 0 else short):f}%"


@lru_cache(maxsize=REMEMBERED)
def rupees(amount: Decimal) -> str:
    """An amount for people: in crore where two decimals say it exactly, else in full with Indian grouping.

    >>> rupees(Decimal("246000000")), rupees(Decimal("4000000")), rupees(Decimal("246000000.10"))
    ('₹24.60 crore', '₹0.40 crore', '₹24,60,00,000.10')
    """
    if amount < 0:
        return f"-{rupees(-amount)}"
    in_crore = amount / CRORE
    if in_crore and in_crore == in_crore.quantize(PAISA):
        return f"₹{indian(in_crore, 2)} crore"
    return f"₹{indian(to_paisa(amount), 2)}"


def shown_figure(value: Decimal | date | str, unit: str) -> str:
    """A figure of the scheme for people, by its unit.

    >>> shown_figure(Decimal("0.20"), "fraction"), shown_figure(Decimal("250000000"), "INR")
    ('20%', '₹25.00 crore')
    """
    match value:
        case date():
            return written(value)
        case Decimal() if unit == "INR":
            return rupees(value)
        case Decimal() if unit == "fraction":
            return percent(value)
        case Decimal() if unit == "percent":
            return f"{plainly(value)}%"
        case Decimal() if unit == "tonnes_per_year":
            return tonnes_a_year(value)
        case Decimal():
            return f"{plainly(value)} {in_words(unit)}"
        case _:
            return str(value)


def shown_value(value: Value, path: str = "") -> str:
    """What was read in a field, for people; of a long text its beginning.

    An amount of money, which the path of its field tells, has two decimals; other numbers have those of the print.

    >>> shown_value(Decimal("8360223.3"), "items[2].amount"), shown_value(Decimal("6.50"), "entries[0].quantity")
    ('83,60,223.30', '6.50')
    >>> shown_value("hazardous_waste"), shown_value(("nickel", "tin"))
    ('hazardous-waste authorisation', 'nickel and tin')
    """
    match value:
        case tuple():
            text = joined([in_words(it) for it in value]) if value else "none"
        case str():
            text = in_words(value) if ID.fullmatch(value) else value
        case Decimal():
            text = indian(value, 2 if is_amount(path) else max(0, -int(value.as_tuple().exponent)))
        case _:
            text = written(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1].rstrip()}…"


@lru_cache(maxsize=REMEMBERED)
def tonnes_a_year(value: Decimal) -> str:
    """A capacity for people: "6,000 t a year"."""
    whole = plainly(value)
    places = max(0, -int(whole.as_tuple().exponent))
    return f"{indian(whole, places)} t a year"


@lru_cache(maxsize=REMEMBERED)
def written(day: date) -> str:
    """A day for people: "2 October 2025"."""
    return f"{day.day} {day:%B %Y}"


def days(count: int) -> str:
    """A number of days: "1 day", "76 days"."""
    return f"{count} day" if abs(count) == 1 else f"{count} days"


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 item", "3 items"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


WORDS = {
    "lib_scrap": "lithium-ion battery scrap",
    "combined": "combined consent and authorisation",
    "hazardous_waste": "hazardous-waste authorisation",
    "cpcb_authorisation": "authorisation of the Central Pollution Control Board",
    "rvsf": "registered vehicle scrapping facility",
    "e_waste_2022": "the E-Waste Rules of 2022",
    "battery_2022": "the Battery Waste Rules of 2022",
    "elv_2025": "the End-of-Life Vehicles Rules of 2025",
}
"""Identifiers whose words are others than their own."""


def in_words(identifier: str) -> str:
    """An identifier for people: "e_waste" is "e-waste", "consent_to_operate" is "consent to operate"."""
    return WORDS.get(identifier) or spoken(identifier)


def joined(names: Iterable[str], *, last: str = "and") -> str:
    """Names as a sentence lists them: "a, b and c"."""
    *head, tail = names
    return f"{', '.join(head)} {last} {tail}" if head else tail
