"""What the amount would be if a clause that can be read in two ways were read the other way.

Each function reads one account anew; the ids are those of interpretations.yaml. An interpretation is shown only where a
reading of it moves this case's amount or its eligible expenditure; where what decides it is on no paper that was read,
it says so in place of an amount. An interpretation that no function is for moves no amount; its checks tell of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from checks.account import Account
from checks.evidence import told
from checks.grouping import Group, group_of, of_group
from checks.investment import Base, gazette_day
from checks.outcome import number, rupees, written
from checks.rate import slab_of
from checks.timeline import first_sale
from records.findings import UnderReading
from records.light import light_record
from reference import NotInForce, Rules, entries_of


@light_record
class Reread:
    """An account under another reading; None where the papers do not tell what the reading asks for."""

    account: Account | None
    note: str = ""

    @property
    def amounts(self) -> tuple[Decimal | None, Decimal | None]:
        """The amount and the eligible expenditure."""
        return (None, None) if self.account is None else (self.account.amount, self.account.eligible)

    def moves(self, taken: Reread) -> bool:
        """Whether amount or expenditure are others than under the reading taken."""
        return self.account is not taken.account and self.amounts != taken.amounts


def other_readings(found: Account) -> Iterator[UnderReading]:
    """The amount under each reading of the clauses that can be read in two ways, where a reading changes it.

    The reading taken comes first; an interpretation under which nothing changes is left out.
    """
    if found.amount is None:
        return
    for interpretation in found.rules.interpretations.values():
        ways = READINGS.get(interpretation.id)
        if ways is None:
            continue
        reread = {it.id: ways[it.id](found) for it in interpretation.readings if it.id in ways}
        taken = reread.pop(interpretation.taken, Reread(found))
        if others := {name: it for name, it in reread.items() if it.moves(taken)}:
            yield _under(interpretation.id, interpretation.taken, taken, is_taken=True)
            for name, it in others.items():
                yield _under(interpretation.id, name, it, is_taken=False)


def _under(interpretation: str, reading: str, it: Reread, *, is_taken: bool) -> UnderReading:
    amount, eligible = it.amounts
    return UnderReading(interpretation, reading, is_taken, amount, eligible, it.note)


def _from_gazette(found: Account) -> Reread:
    gazetted = gazette_day(found.rules)
    if all(item.is_from(gazetted) for item in found.spent.in_period):
        return Reread(found)
    return Reread(found.read_as(spent=found.spent.read_as(counted_from=gazetted)))


def _paid(found: Account) -> Reread:
    """Of what was invoiced too early it is not known when it was paid for."""
    if all(item.dated is None or item.dated >= found.spent.from_day for item in found.spent.of_eligible_heads):
        return Reread(found)
    return Reread(None, "No paper that was read gives the days of payment.")


def _put_to_use(found: Account) -> Reread:
    """All of it is put to use when production starts, whenever it was invoiced."""
    start, spent = found.rate.start, found.spent
    if start is None or (start.day >= spent.from_day and len(spent.in_period) == len(spent.of_eligible_heads)):
        return Reread(found)
    return Reread(found.read_as(spent=spent.dated_on(start.day)))


def _with_tax(found: Account) -> Reread:
    return Reread(found.read_as(spent=found.spent.with_tax()) if found.spent.tax else found)


def _refurbished(base: Base) -> Callable[[Account], Reread]:
    """The refurbished cap under another reading; without refurbished plant all readings are one."""

    def reread(found: Account) -> Reread:
        return Reread(found.read_as(spent=found.spent.read_as(base=base)) if found.spent.refurbished else found)

    return reread


def _from_committee(found: Account) -> Reread:
    """The months run from the last meeting of the Executive Committee before the letter, if one is known."""
    if found.rate.approval is None:
        return Reread(found)
    letter = found.rate.approval.day
    before = max((day for day in _meetings(found.rules) if day <= letter), default=None)
    if before is None:
        return Reread(found)
    note = f"The Executive Committee met on {written(before)}, the last time before the letter that is known."
    return Reread(_with_days(found, approval=before), note)


def _meetings(rules: Rules) -> list[date]:
    """The days on which the Executive Committee met, as far as they were public on the as-of date."""
    try:
        return [date.fromisoformat(it) for it in entries_of(rules.text("procedure.executive_committee_met"))]
    except NotInForce:
        return []


def _boundary_exclusive(found: Account) -> Reread:
    """The slab ends on the day before: the same as production one day later under the reading taken."""
    rate = found.rate
    if rate.slab is None or rate.start is None or rate.slab.last_day != rate.start.day:
        return Reread(found)
    return Reread(_with_days(found, production=rate.start.day + timedelta(days=1)))


def _from_first_sale(found: Account) -> Reread:
    """Production is commercial from the first sale; the clock of Appendix II runs until then.

    A sale before the certified day is of trial runs.
    """
    start, sold = found.rate.start, first_sale(found.case)
    if sold is None or start is None or start.basis != "production" or sold.day <= start.day:
        return Reread(found)
    return Reread(_with_days(found, production=sold.day), f"The first sale is of {written(sold.day)}.")


def _with_days(found: Account, *, approval: date | None = None, production: date | None = None) -> Account:
    """The same account with the rate of other days."""
    rate = found.rate
    if rate.column is None or rate.approval is None or rate.start is None:
        return found
    approval, production = approval or rate.approval.day, production or rate.start.day
    return found.read_as(rate_value=slab_of(found.rules, rate.column, rate.table, approval, production).rate)


def _smaller_units_only(found: Account) -> Reread:
    """Table A2 is for Group B only: a unit of Group A that needs no clearance has no rate."""
    if found.rate.table != "noec" or found.grouping.group != "A":
        return Reread(found)
    return Reread(found.read_as(rate_value=None), "A unit of Group A without need of a clearance has no rate then.")


def _must_exceed(found: Account) -> Reread:
    """Exactly the threshold releases nothing."""
    if not _is_at_the_threshold(found):
        return Reread(found)
    return Reread(found.read_as(is_released=False), "The expenditure is exactly the threshold and releases nothing.")


def _at_least(found: Account) -> Reread:
    return Reread(found)


def _is_at_the_threshold(found: Account) -> bool:
    group = found.grouping.group
    return group is not None and found.eligible == number(of_group(found.rules, "investment.minimum", group))


def _as_of_group(found: Account, group: Group | None, note: str = "") -> Reread:
    if group is None or group == found.grouping.group:
        return Reread(found)
    return Reread(found.read_as(other_group=group), note)


def _group_of_letter(found: Account) -> Reread:
    """The group was fixed, on provisional figures, when the application was approved."""
    group = found.grouping.by_letter
    return _as_of_group(found, group, f"The approval letter says Group {group}.")


def _group_of_later_year(found: Account) -> Reread:
    """The base year of the Hindi option is another, and the group is that of its revenue, where it is certified."""
    year = str(found.rules.text("opex.base_year_option").value)
    revenue = told(
        found.case,
        "gmr_certificate",
        "total_gmr",
        among=lambda it: (named := it.fields.get("financial_year")) is not None and named.value == year,
    )
    if revenue is None:
        return Reread(found)
    group = group_of(revenue.amount, number(found.grouping.minimum_a))
    return _as_of_group(found, group, f"The revenue of {year} is {rupees(revenue.amount)}: Group {group}.")


def _each_application(found: Account) -> Reread:
    return Reread(found.read_as(elsewhere=()) if found.elsewhere else found)


READINGS: dict[str, dict[str, Callable[[Account], Reread]]] = {
    "scheme_approval_date": {"gazette": _from_gazette},
    "investment_date": {"payment": _paid, "put_to_use": _put_to_use},
    "tax_where_credit_is_availed": {"included": _with_tax},
    "refurbished_base": {"without_refurbished": _refurbished("without_refurbished")},
    "refurbished_base_utilities": {"with_utilities": _refurbished("with_utilities")},
    "refurbished_excess": {"all_left_out": _refurbished("all_left_out")},
    "approval_date": {"committee_meeting": _from_committee},
    "month_boundary": {"exclusive": _boundary_exclusive},
    "commercial_production": {"first_sale": _from_first_sale},
    "smaller_units": {"group_b_only": _smaller_units_only},
    "threshold_exceeding": {"exceeding": _must_exceed, "at_least": _at_least},
    "base_year_option": {"option": _group_of_later_year},
    "group_revenue": {"provisional": _group_of_letter},
    "ceiling_across_applications": {"application": _each_application},
}
"""How an account is read anew, by interpretation and reading; the others move no amount."""
