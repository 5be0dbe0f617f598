"""What of the certified expenditure is considered: by head (6.1.1), by date (9.4), after the refurbished cap (6.1.1).

The checks of `capex.py` and the incentive of `incentive.py` both work on this one account of the rows, so that a
finding and an amount can never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from checks.evidence import is_sure
from checks.outcome import day_of, number
from records.case import Case, Located, LocatedRow
from records.findings import Parameter
from reference import Rules, entries_of

Base = Literal["with_refurbished", "without_refurbished", "with_utilities", "all_left_out"]
"""How the refurbished cap is read: the share is of all plant, machinery and equipment (taken); of the new items only;
of these with utilities; or, beyond the cap, no refurbished item counts at all. Ids as in interpretations.yaml."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a capex statement with what decides its fate."""

    row: LocatedRow
    period_starts: date | None
    """The day from which the statement surely certifies expenditure; it dates rows that print no invoice date."""

    @property
    def amount(self) -> Decimal:
        """The row's amount; nothing where none was read."""
        found = self.row.get("amount")
        return Decimal(0) if found is None else found.amount

    @property
    def head(self) -> str | None:
        """The head of expenditure, or None where none was read."""
        found = self.row.get("head")
        return None if found is None else found.text

    @property
    def dated(self) -> date | None:
        """The invoice date, or None where none was read."""
        found = self.row.get("invoice_date")
        return None if found is None else found.day

    @property
    def is_refurbished(self) -> bool:
        """Whether the row says refurbished; where no condition is printed the item counts as new."""
        found = self.row.get("condition")
        return found is not None and found.text == "refurbished"

    @property
    def is_open(self) -> bool:
        """Whether the row lacks what decides if, and as what, it counts: head, amount, a date, a condition."""
        columns = ("head", "amount", "condition")
        undated = self.dated is None and self.period_starts is None
        return undated or any(self.row.get(name) is None for name in columns)

    def is_from(self, first: date) -> bool:
        """Whether the expenditure is dated on or after a day, by invoice, else by the statement's period."""
        day = self.dated or self.period_starts
        return day is not None and day >= first


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of expenditure by how clause 6.1.1 takes them, with the parameters that say so."""

    eligible: frozenset[str]
    ineligible: frozenset[str]
    refurbished_base: frozenset[str]
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Investment:
    """The rows of the capex statements and the figures of the scheme that sort them."""

    items: tuple[Item, ...]
    heads: Heads
    first_day: Parameter
    cap: Parameter
    base: Base = "with_refurbished"
    counted_from: date | None = None

    @property
    def from_day(self) -> date:
        """The day from which investment counts, under the reading in hand."""
        return self.counted_from or day_of(self.first_day)

    @property
    def of_eligible_heads(self) -> tuple[Item, ...]:
        """Plant and machinery, equipment and utilities, whenever invoiced."""
        return tuple(item for item in self.items if item.head in self.heads.eligible)

    @property
    def in_period(self) -> tuple[Item, ...]:
        """Of these, what is dated within 9.4."""
        return tuple(item for item in self.of_eligible_heads if item.is_from(self.from_day))

    @property
    def plant(self) -> tuple[Item, ...]:
        """Of these, plant, machinery and equipment: the rows that the refurbished cap looks at."""
        return tuple(item for item in self.in_period if item.head in self.heads.refurbished_base)

    @property
    def refurbished(self) -> Decimal:
        """The value of the refurbished plant, machinery and equipment."""
        return total(item for item in self.plant if item.is_refurbished)

    @property
    def refurbished_considered_at_most(self) -> Decimal:
        """How much refurbished plant is considered at most, under the reading in hand."""
        cap, whole = number(self.cap), total(self.plant)
        match self.base:
            case "with_refurbished":
                return cap * whole
            case "without_refurbished":
                return cap * (whole - self.refurbished)
            case "with_utilities":
                return cap * total(self.in_period)
            case "all_left_out":
                return self.refurbished if self.refurbished <= cap * whole else Decimal(0)

    @property
    def refurbished_excess(self) -> Decimal:
        """The value of refurbished plant that is not considered."""
        return max(Decimal(0), self.refurbished - self.refurbished_considered_at_most)

    @property
    def eligible(self) -> Decimal | None:
        """What is considered in the end; None where no row of a statement was read."""
        return total(self.in_period) - self.refurbished_excess if self.items else None

    def read_as(self, *, base: Base | None = None, counted_from: date | None = None) -> Investment:
        """The same expenditure under another reading of the clause."""
        return replace(self, base=base or self.base, counted_from=counted_from or self.counted_from)


def investment(case: Case, rules: Rules) -> Investment:
    """The expenditure that the capex statements of a case list, and the figures that sort it."""
    eligible, ineligible = rules.text("capex.eligible_heads"), rules.text("capex.ineligible_heads")
    base = rules.text("capex.refurbished_base_heads")
    return Investment(
        items=tuple(Item(row, _period_start(row)) for row in case.rows("capex_statement", "items")),
        heads=Heads(
            eligible=frozenset(entries_of(eligible)),
            ineligible=frozenset(entries_of(ineligible)),
            refurbished_base=frozenset(entries_of(base)),
            parameters=(eligible, ineligible, base),
        ),
        first_day=rules.day("capex.investment_from"),
        cap=rules.decimal("capex.refurbished_share_max"),
    )


def gazette_day(rules: Rules) -> date:
    """The day of the gazette notification, the other reading of the date of approval of the Scheme (9.4)."""
    day = rules.scheme.sources["gazette"].published_on
    if day is None:
        raise ValueError(f"the gazette of the scheme {rules.scheme_id} has no date in its list of sources")
    return day


def total(items: Iterable[Item]) -> Decimal:
    """The sum of the items' amounts."""
    return sum((item.amount for item in items), Decimal(0))


def cited(items: Sequence[Item], *columns: str) -> tuple[Located, ...]:
    """The fields of these columns, row by row, leaving out what is not printed."""
    return tuple(found for item in items for name in columns if (found := item.row.get(name)))


def lacking(items: Sequence[Item], name: str) -> tuple[Item, ...]:
    """The items whose row prints nothing in a column."""
    return tuple(item for item in items if item.row.get(name) is None)


def _period_start(row: LocatedRow) -> date | None:
    field = row.document.fields.get("period_from")
    if field is None:
        return None
    found = Located(row.document, "period_from", field)
    return found.day if is_sure(found) else None
