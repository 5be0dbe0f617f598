"""What of the certified expenditure is considered: by head (6.1.1), by date (9.4), after the refurbished cap (6.1.1).

The checks of `capex.py` and the incentive of `incentive.py` both work on this one account of the rows, so that a
finding and an amount can never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from checks.evidence import at, is_sure, told
from checks.once import per_case
from checks.outcome import day_of, number, rupees
from checks.purchases import listed_again, statements
from records.case import Case, Located, LocatedRow, rows_of
from records.findings import Parameter
from records.light import found_once, light_record
from reference import Rules, entries_of

Base = Literal["with_refurbished", "without_refurbished", "with_utilities", "all_left_out"]
"""How the refurbished cap is read: the share is of all plant, machinery and equipment (taken); of the new items only;
of these with utilities; or, beyond the cap, no refurbished item counts at all. Ids as in interpretations.yaml."""

PLAUSIBLE_FACTOR = 1000
"""How many times less than was proposed a statement certifies at least, unless its unit was misread."""

DECIDING = ("head", "amount", "invoice_date", "condition")
"""The columns that decide if, and as what, a row counts."""

TAX = ("basic", "freight", "gst")
"""The columns that tell whether goods and services tax is within the amount of a row."""

SORTED = (
    "deciding_cells",
    "of_eligible_heads",
    "in_period",
    "plant",
    "unplaced",
    "refurbished",
    "plant_in_all",
    "taxed",
)
"""What of an `Expenditure` is the same for another of the same rows from the same day on."""

NOTHING = Decimal(0)
NOTHING_LACKS: frozenset[str] = frozenset()


@light_record
class Item:
    """A row of a capex statement with what decides its fate.

    Attributes:
        cells: the columns that decide, as read.
        amount: what the row counts for, without tax that is taken as credited; nothing where no amount was read.
        tax: goods and services tax within the printed amount; None where it is printed and cannot be told whether the
            amount holds it.
        head: the head of expenditure; `dated`: the invoice date; None where none was read.
        is_refurbished: whether the row says so; where no condition is printed the item counts as new.
        period_starts: the day from which the statement surely certifies expenditure; it dates a row without a date.
        lacks: the columns that decide and were not read.
        period_ends: the last day that the statement surely certifies.
    """

    cells: Mapping[str, Located]
    amount: Decimal
    head: str | None
    dated: date | None
    is_refurbished: bool
    period_starts: date | None
    lacks: frozenset[str]
    tax: Decimal | None = NOTHING
    period_ends: date | None = None

    @property
    def is_outside_its_period(self) -> bool:
        """Whether its invoice is of a day that the statement does not certify."""
        if self.dated is None:
            return False
        early = self.period_starts is not None and self.dated < self.period_starts
        return early or (self.period_ends is not None and self.dated > self.period_ends)

    @property
    def wants(self) -> tuple[str, ...]:
        """What decides if the row counts and was not read, in words."""
        if not self.lacks:
            return ()
        undated = self.dated is None and self.period_starts is None
        lacking_ = {"a head": self.head is None, "an amount": "amount" in self.lacks, "a date": undated}
        return tuple(words for words, is_lacking in lacking_.items() if is_lacking)

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


@dataclass(frozen=True, kw_only=True)
class Expenditure:
    """The rows of the capex statements, and the figures of the scheme that sort them by head and date.

    Attributes:
        items: the rows, each purchase once.
        again: the rows that surely list a purchase again; nothing counts them (6.1.1).
        perhaps_again: of the items, those that list a purchase again if what was read in doubt was read rightly.
    """

    items: tuple[Item, ...]
    heads: Heads
    first_day: Parameter
    counted_from: date | None = None
    again: tuple[Item, ...] = ()
    perhaps_again: tuple[Item, ...] = ()

    @property
    def from_day(self) -> date:
        """The day from which investment counts, under the reading in hand."""
        return self.counted_from or day_of(self.first_day)

    def take_sorted(self, like: Expenditure) -> None:
        """Take over how another, of the same rows from the same day on, has sorted them: it is done once."""
        known = vars(like)
        vars(self).update({name: known[name] for name in SORTED if name in known})

    @found_once
    def deciding_cells(self) -> tuple[Located, ...]:
        """What decides the fate of every row."""
        return cited(self.items, *DECIDING)

    @found_once
    def of_eligible_heads(self) -> tuple[Item, ...]:
        """Plant and machinery, equipment and utilities, whenever invoiced."""
        return tuple(item for item in self.items if item.head in self.heads.eligible)

    @found_once
    def in_period(self) -> tuple[Item, ...]:
        """Of these, what is dated within 9.4."""
        return tuple(item for item in self.of_eligible_heads if item.is_from(self.from_day))

    @found_once
    def plant(self) -> tuple[Item, ...]:
        """Of these, plant, machinery and equipment: the rows that the refurbished cap looks at."""
        return tuple(item for item in self.in_period if item.head in self.heads.refurbished_base)

    @found_once
    def unplaced(self) -> tuple[Item, ...]:
        """The items that may count and lack a head, an amount or a date."""
        return tuple(
            item for item in self.items if item.wants and (item.head is None or item.head in self.heads.eligible)
        )

    @found_once
    def refurbished(self) -> Decimal:
        """The value of the refurbished plant, machinery and equipment."""
        return total(item for item in self.plant if item.is_refurbished)

    @found_once
    def plant_in_all(self) -> Decimal:
        """The value of all plant, machinery and equipment."""
        return total(self.plant)

    @found_once
    def taxed(self) -> tuple[Item, ...]:
        """The rows under eligible heads whose printed amount holds tax, or may hold it."""
        return tuple(item for item in self.of_eligible_heads if item.tax is None or item.tax)

    @property
    def once_only(self) -> str:
        """What was listed twice and counts once, in words; "" where nothing was."""
        return f"{rupees(printed(self.again))} listed twice is counted once" if self.again else ""

    @property
    def tax(self) -> Decimal:
        """The tax within the printed amounts of eligible heads, taken as credited and not counted."""
        return sum((item.tax or NOTHING for item in self.taxed), NOTHING)


@dataclass(frozen=True, kw_only=True)
class Investment(Expenditure):
    """What of the expenditure is considered in the end: after the cap on refurbished plant."""

    cap: Parameter
    base: Base = "with_refurbished"

    @property
    def refurbished_considered_at_most(self) -> Decimal:
        """How much refurbished plant is considered at most, under the reading in hand."""
        cap, whole = number(self.cap), self.plant_in_all
        match self.base:
            case "with_refurbished":
                return cap * whole
            case "without_refurbished":
                return cap * (whole - self.refurbished)
            case "with_utilities":
                return cap * total(self.in_period)
            case "all_left_out":
                return self.refurbished if self.refurbished <= cap * whole else Decimal(0)

    @found_once
    def refurbished_excess(self) -> Decimal:
        """The value of refurbished plant that is not considered."""
        return max(Decimal(0), self.refurbished - self.refurbished_considered_at_most)

    @found_once
    def eligible(self) -> Decimal | None:
        """What is considered in the end; None where no row of a statement was read."""
        return total(self.in_period) - self.refurbished_excess if self.items else None

    def read_as(self, *, base: Base | None = None, counted_from: date | None = None) -> Investment:
        """The same expenditure under another reading of the clause."""
        other = replace(self, base=base or self.base, counted_from=counted_from or self.counted_from)
        if other.counted_from == self.counted_from:  # the same rows count
            other.take_sorted(self)
        return other

    def with_tax(self) -> Investment:
        """The same expenditure if tax counts though it is credited."""
        return replace(self, items=tuple(replace(it, amount=it.amount + (it.tax or NOTHING)) for it in self.items))

    def dated_on(self, day: date) -> Investment:
        """The same expenditure if all of it is an investment of one day: that on which it is put to use."""
        return replace(self, items=tuple(replace(it, dated=day) for it in self.items))


@per_case
def expenditure(case: Case, rules: Rules) -> Expenditure:
    """The expenditure that the capex statements of a case list, and the figures that sort it."""
    eligible, ineligible = rules.text("capex.eligible_heads"), rules.text("capex.ineligible_heads")
    base = rules.text("capex.refurbished_base_heads")
    items, repeats = tuple(_items(case)), listed_again(case)
    return Expenditure(
        items=tuple(item for row, item in enumerate(items) if row not in repeats.sure) if repeats.sure else items,
        again=tuple(items[row] for row in sorted(repeats.sure)),
        perhaps_again=tuple(items[row] for row in sorted(repeats.doubtful)),
        heads=Heads(
            eligible=frozenset(entries_of(eligible)),
            ineligible=frozenset(entries_of(ineligible)),
            refurbished_base=frozenset(entries_of(base)),
            parameters=(eligible, ineligible, base),
        ),
        first_day=rules.day("capex.investment_from"),
    )


@per_case
def investment(case: Case, rules: Rules) -> Investment:
    """What of the expenditure of a case is considered."""
    listed = expenditure(case, rules)
    found = Investment(
        items=listed.items,
        again=listed.again,
        perhaps_again=listed.perhaps_again,
        heads=listed.heads,
        first_day=listed.first_day,
        cap=rules.decimal("capex.refurbished_share_max"),
    )
    found.take_sorted(listed)
    return found


def _items(case: Case) -> Iterator[Item]:
    for document in statements(case):
        starts, ends = (_surely(at(document, name)) for name in ("period_from", "period_to"))
        rows = rows_of(document, "items")
        may_hold_tax = any(case.columns_of(document, "items").values("gst"))
        for row in rows:
            yield _item(row, starts, ends, may_hold_tax=may_hold_tax)


def _surely(found: Located | None) -> date | None:
    """A day that was read surely, or None."""
    return found.day if found is not None and is_sure(found) else None


def _item(row: LocatedRow, period_starts: date | None, period_ends: date | None, *, may_hold_tax: bool) -> Item:
    read = row.by_column(*DECIDING)
    head, amount, dated, condition = map(read.get, DECIDING)
    tax = _tax_within(row, amount.amount) if amount is not None and may_hold_tax else NOTHING
    if tax is None or tax:
        read |= row.by_column(*TAX)
    return Item(
        cells=read,
        amount=amount.amount - (tax or NOTHING) if amount else NOTHING,
        tax=tax,
        head=head.text if head else None,
        dated=dated.day if dated else None,
        is_refurbished=condition is not None and condition.text == "refurbished",
        period_starts=period_starts,
        period_ends=period_ends,
        lacks=NOTHING_LACKS if read.keys() >= set(DECIDING) else frozenset(DECIDING) - frozenset(read),
    )


def _tax_within(row: LocatedRow, amount: Decimal) -> Decimal | None:
    """The tax within a row's amount: all of it or nothing, whichever makes the printed parts add up; else None.

    The parts may be rounded, so that the sum which comes closer decides, if it comes as close as a fiftieth of the tax.
    """
    gst = row.get("gst")
    if gst is None or not gst.amount:
        return NOTHING
    basic, freight = row.get("basic"), row.get("freight")
    if basic is None:
        return None
    without = basic.amount + (freight.amount if freight else NOTHING)
    gaps = {NOTHING: abs(amount - without), gst.amount: abs(amount - without - gst.amount)}
    tax = min(gaps, key=gaps.__getitem__)
    return tax if gaps[tax] * 50 <= abs(gst.amount) else None


def unit_in_doubt(case: Case, spent: Expenditure) -> str:
    """Why the unit of the statement must be checked, or "" where its sum and the investment proposed are of a size.

    Lakh or crore read as rupees make a sum far too small; what is spent may be less than what was proposed, though not
    a thousand times less.
    """
    proposed = told(case, "application_form", "proposed_investment")
    spent_in_all = total(spent.items)
    if proposed is None or spent_in_all * PLAUSIBLE_FACTOR >= proposed.amount:
        return ""
    return (
        f"the {rupees(spent_in_all)} certified is less than a thousandth of the {rupees(proposed.amount)} proposed, so"
        " that the unit of the statement must be checked"
    )


@per_case
def gazette_day(rules: Rules) -> date:
    """The day of the gazette notification, the other reading of the date of approval of the Scheme (9.4)."""
    day = rules.scheme.sources["gazette"].published_on
    if day is None:
        raise ValueError(f"the gazette of the scheme {rules.scheme_id} has no date in its list of sources")
    return day


def total(items: Iterable[Item]) -> Decimal:
    """The sum of the items' amounts."""
    return sum([item.amount for item in items], NOTHING)


def printed(items: Iterable[Item]) -> Decimal:
    """The sum of the amounts as the statement prints them, tax within them included."""
    return sum([item.amount + (item.tax or NOTHING) for item in items], NOTHING)


def cited(items: Sequence[Item], *columns: str) -> tuple[Located, ...]:
    """The fields of these columns, row by row, leaving out what is not printed."""
    return tuple([item.cells[name] for item in items for name in columns if name in item.cells])


def lacking(items: Sequence[Item], name: str) -> tuple[Item, ...]:
    """The items whose row prints nothing in a column."""
    return tuple(item for item in items if name in item.lacks)
