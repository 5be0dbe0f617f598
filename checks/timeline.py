"""The days that decide: application, approval, start of production; and on what each is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checks.evidence import Told, earliest, told
from checks.once import per_case
from records.case import Case, Located
from records.columns import Columns
from records.findings import Basis
from reference import Rules

NOTHING = Decimal(0)
AS_OF = "as-of date"
"""What stands for the day of the appraisal among the parameters that a check asked for."""


def today(case: Case, rules: Rules) -> date:
    """The day of the appraisal; a check that asks for it rests on it as on a parameter, and on another day is another.

    Checks ask here and nowhere else, so that judging again on another day (`checks.bulk`) judges only them.
    """
    rules.hear((AS_OF,))
    return case.as_of


@dataclass(frozen=True, slots=True)
class Start:
    """The start of production as far as the papers show it: certified, or taken from a sale or a promise."""

    day: date
    basis: Basis
    found: Located
    is_sure: bool

    @property
    def words(self) -> str:
        """The basis in words."""
        return {
            "production": "the start of production that the chartered engineer certifies",
            "first_sale": "the first product sale in the ledger",
            "expected": "the start of production that the application expects",
        }[self.basis]


@per_case
def applied(case: Case) -> Told | None:
    """The date of the application."""
    return told(case, "application_form", "application_date")


@per_case
def approved(case: Case) -> Told | None:
    """The date of approval: that of the approval letter (10.4); the interpretation `approval_date` holds the other."""
    return told(case, "approval_letter", "approval_date")


@per_case
def certified_start(case: Case) -> Told | None:
    """The start of production that a chartered engineer certifies."""
    return told(case, "chartered_engineer_certificate", "production_date")


@per_case
def production_start(case: Case) -> Start | None:
    """The start of production: certified, else the first product sale, else the date that the application expects."""
    if certified := certified_start(case):
        return Start(certified.day, "production", certified.found, certified.is_sure)
    if sale := first_sale(case):
        return Start(sale.day, "first_sale", sale, is_sure=False)
    if expected := told(case, "application_form", "expected_production_date"):
        return Start(expected.day, "expected", expected.found, is_sure=False)
    return None


@per_case
def first_sale(case: Case) -> Located | None:
    """The invoice date of the earliest sale; credit notes, returns and lines of nothing are no sale."""
    return earliest(case.columns("sales_ledger", "entries"), "invoice_date", _days_of_sales)


def _days_of_sales(ledger: Columns, name: str) -> list[date | None]:
    """The days of the lines that sell something."""
    values = ledger.values("taxable_value")
    if None in values:
        values = [total if taxable is None else taxable for taxable, total in ledger.rows("taxable_value", "total")]
    return [
        day if value is not None and value > NOTHING else None
        for day, value in zip(ledger.values(name), values, strict=True)
    ]


def dates_of(case: Case, *, sure_only: bool = False) -> Mapping[str, date | None]:
    """The dates of the case on which parameters are judged: all as read, or only those that are sure."""
    known = {
        "application_date": applied(case),
        "approval_date": approved(case),
        "production_date": certified_start(case),
    }
    return {
        name: fact.day if fact is not None and (fact.is_sure or not sure_only) else None for name, fact in known.items()
    }
