"""Group A or B: by global manufacturing revenue, or by the approval letter where no certificate was filed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from checks.evidence import Told, told, vouched
from checks.once import per_case
from checks.outcome import number
from records.case import Case, Located
from records.findings import Parameter
from records.readings import DocumentReading
from reference import Rules

Group = Literal["A", "B"]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The group as the papers give it.

    Attributes:
        group: the one taken: of the revenue, else of the letter; None where neither is known.
        by_revenue: the group that the certified revenue gives.
        by_letter: the group that the approval letter prints.
    """

    group: Group | None
    by_revenue: Group | None
    by_letter: Group | None
    revenue: Told | None
    letter: Told | None
    minimum_a: Parameter
    year: Told | None = None
    """The year of the revenue: of the certificates filed, those of the base year count where there is one."""

    is_unread: bool = False
    """Whether a certificate of revenue is filed whose revenue was not read: the letter's group is then not settled."""

    @property
    def fields(self) -> tuple[Located, ...]:
        """The evidence for the group that is taken."""
        taken = self.revenue if self.revenue is not None else self.letter
        return () if taken is None else (taken.found,)

    @property
    def is_settled(self) -> bool:
        """Whether the group is sure and no paper says otherwise."""
        taken = self.revenue if self.revenue is not None else self.letter
        agree = self.by_revenue is None or self.by_letter is None or self.by_revenue == self.by_letter
        agree = agree and not (self.letter is not None and self.letter.contradiction)
        return taken is not None and taken.is_sure and agree and self.group is not None and not self.is_unread


@per_case
def grouping(case: Case, rules: Rules) -> Grouping:
    """The group of the participant (4.2): Group A from the minimum on, the minimum itself included.

    Where certificate and approval letter give the same group, each is the other's witness.
    """
    minimum, base_year = rules.decimal("group.gmr_minimum_a"), rules.text("group.base_year").value

    def is_of_base_year(document: DocumentReading) -> bool:
        year = document.fields.get("financial_year")
        return year is not None and year.value == base_year

    certificates = case.of_type("gmr_certificate")
    certificates = tuple(filter(is_of_base_year, certificates)) or certificates
    revenue = told(case, "gmr_certificate", "total_gmr", among=certificates.__contains__)
    letter = told(case, "approval_letter", "group", same=lambda one, other: letter_of(one) == letter_of(other))
    by_revenue = None if revenue is None else group_of(revenue.amount, number(minimum))
    by_letter = None if letter is None else letter_of(letter.value)
    if revenue and letter and by_revenue == by_letter:
        revenue, letter = _vouched(revenue, letter), _vouched(letter, revenue)
    return Grouping(
        group=by_revenue or by_letter,
        by_revenue=by_revenue,
        by_letter=by_letter,
        revenue=revenue,
        letter=letter,
        year=told(case, "gmr_certificate", "financial_year", among=certificates.__contains__),
        minimum_a=minimum,
        is_unread=revenue is None and bool(certificates),
    )


def _vouched(fact: Told, other: Told) -> Told:
    """The fact, established by the other: certificate and letter give the same group independently."""
    found = vouched(fact.found, other.found)
    return replace(fact, found=found, places=(found, *fact.places[1:]))


def group_of(revenue: Decimal, minimum_a: Decimal) -> Group:
    """Group A from the minimum on, else Group B."""
    return "A" if revenue >= minimum_a else "B"


def letter_of(value: object) -> Group | None:
    """The group that a letter prints: "A", "Group A", "Group - B"; None where it prints neither."""
    match str(value).upper().replace("GROUP", "").strip(" -:\u2013\"'()."):
        case "A":
            return "A"
        case "B":
            return "B"
        case _:
            return None


def of_group(rules: Rules, name: str, group: Group) -> Parameter:
    """A numeric parameter that differs by group: `ceiling.total` of Group A is `ceiling.total_a`."""
    return rules.decimal(f"{name}_{group.lower()}")
