"""The rate of the capital subsidy: Appendix II, table A1 or A2, by kind of unit and months from approval to production.

Interpretation `month_boundary`: months are calendar months and the last day belongs to them. From an approval of
29 April 2026, twelve months end with 29 April 2027, inclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, get_args

from checks.evidence import Told, at, is_anothers, told
from checks.once import per_case
from checks.outcome import days, number, written
from checks.timeline import Start, approved, production_start
from records.case import Case, Located
from records.dates import add_months
from records.findings import Parameter
from records.light import light_record
from reference import Rules

Table = Literal["ec", "noec"]
Column = Literal["new", "expansion"]
COLUMNS: tuple[Column, ...] = get_args(Column)
SLABS = (1, 2)
"""The slabs of Appendix II that end after a number of months; what comes later is the last slab, 3."""

CLAUSES: dict[Table, str] = {"ec": "App-II.A1", "noec": "App-II.A2"}


@light_record
class Slab:
    """A cell of Appendix II: the rate, its last day (None for the last slab) and the figures it was read from."""

    number: int
    rate: Decimal
    last_day: date | None
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All that decides the rate, as the papers give it.

    Attributes:
        table: A1 ("ec") where a clearance paper for the unit is filed and the application does not say that none is
            required; else A2 ("noec").
        column: modernisation and diversification have no column; they are computed as an expansion, the shorter times.
        slab: None where approval, production or the kind of unit is not known.
    """

    approval: Told | None
    start: Start | None
    unit_type: Told | None
    required: Told | None
    clearance: Located | None
    table: Table
    column: Column | None
    slab: Slab | None

    @property
    def fields(self) -> tuple[Located, ...]:
        """The evidence that the rate rests on."""
        told_ = [fact.found for fact in (self.approval, self.unit_type, self.required) if fact is not None]
        found = [*told_, *([self.start.found] if self.start else []), *([self.clearance] if self.clearance else [])]
        return tuple(found)


@per_case
def reckoning(case: Case, rules: Rules) -> Reckoning:
    """Put together what the papers say of approval, production, kind of unit and clearance, and look up the slab."""
    approval, start = approved(case), production_start(case)
    unit_type = told(case, "application_form", "unit_type")
    required = told(case, "application_form", "environmental_clearance_required")
    clearance = clearance_of_unit(case)
    table: Table = "ec" if clearance is not None and (required is None or required.text == "yes") else "noec"
    column: Column | None = None if unit_type is None else "new" if unit_type.text == "new" else "expansion"
    slab = slab_of(rules, column, table, approval.day, start.day) if approval and start and column else None
    return Reckoning(approval, start, unit_type, required, clearance, table, column, slab)


def open_question(known: Reckoning) -> str:
    """Why the rate is for a person to settle, or "" where nothing is open."""
    if known.approval is None or known.unit_type is None or known.start is None:
        return "approval, production or the kind of unit is not known"
    for fact in (known.approval, known.unit_type, known.required):
        if fact is not None and fact.contradiction:
            return fact.contradiction
    if known.unit_type.text not in COLUMNS:
        return f"Appendix II has no column for {known.unit_type.text}, and that of an expansion is taken"
    if known.required is None:
        return "the application does not say whether an environmental clearance is required"
    if known.required.text == "yes" and known.clearance is None:
        return "an environmental clearance is required and none for the unit was read, so that table A2 is taken"
    if known.required.text != "yes" and known.clearance is not None:
        return "the application says that no environmental clearance is required, and one is filed"
    if known.start.day < known.approval.day:
        early = days((known.approval.day - known.start.day).days)
        return f"production began {early} before the approval of {written(known.approval.day)}"
    return ""


@per_case
def clearance_of_unit(case: Case) -> Located | None:
    """The number of an environmental clearance that names the applicant, or no one."""
    papers = [paper for paper in case.of_type("environmental_clearance") if not is_anothers(case, paper)]
    numbers = [number for paper in papers if (number := at(paper, "clearance_number")) is not None]
    return max(numbers, key=lambda found: found.field.confidence, default=None)


def slab_of(rules: Rules, column: Column, table: Table, approval: date, production: date) -> Slab:
    """The cell of Appendix II for a start of production; production before approval falls in the first slab."""
    used: list[Parameter] = []
    for slab in SLABS:
        months = rules.decimal(f"capex.months_{column}_{table}_{slab}")
        used.append(months)
        last_day = add_months(approval, int(number(months)))
        if production <= last_day:
            rate = rules.decimal(f"capex.rate_{column}_{table}_{slab}")
            return Slab(slab, number(rate), last_day, (rate, *used))
    rate = rules.decimal(f"capex.rate_{column}_{table}_{SLABS[-1] + 1}")
    return Slab(SLABS[-1] + 1, number(rate), None, (rate, *used))


@light_record
class SlabDay:
    """A slab of Appendix II for one approval: the rate, and the last day on which a start of production earns it."""

    number: int
    rate: Decimal
    last_day: date | None


def slab_clock(rules: Rules, column: Column, table: Table, approval: date) -> tuple[SlabDay, ...]:
    """On what days the rate of an approved entity falls, and to what: each slab with its last day."""
    found: list[SlabDay] = []
    day: date | None = approval
    while day is not None:
        slab = slab_of(rules, column, table, approval, day)
        found.append(SlabDay(slab.number, slab.rate, slab.last_day))
        day = None if slab.last_day is None else slab.last_day + timedelta(days=1)
    return tuple(found)
