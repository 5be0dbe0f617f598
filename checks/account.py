"""All that the amount of a case is computed from, put together once; another reading of a clause is another account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checks.grouping import Group, Grouping, grouping, of_group
from checks.investment import Investment, investment
from checks.once import per_case
from checks.outcome import number, to_paisa
from checks.rate import Reckoning, reckoning
from records.case import Case, Located
from records.light import found_once
from records.neighbours import Neighbours, Receipt, firm_keys, number_keys, receipts_of
from reference import Rules

CEILINGS = ("ceiling.total_a", "ceiling.total_b")


@dataclass(frozen=True)
class Account:
    """All that the amount is computed from.

    Attributes:
        elsewhere: what the participant received in its other applications; the ceiling is one for all of them (6.2).
        is_released: whether the expenditure releases any incentive at all (9.5), under the reading in hand.
        other_group: the group under the reading in hand, where it is not that of the papers.
    """

    case: Case
    rules: Rules
    spent: Investment
    rate: Reckoning
    rate_value: Decimal | None
    grouping: Grouping
    elsewhere: tuple[Receipt, ...] = ()
    is_released: bool = True
    other_group: Group | None = None

    @found_once
    def eligible(self) -> Decimal | None:
        """Eligible capital expenditure."""
        eligible = self.spent.eligible
        return None if eligible is None else to_paisa(eligible)

    @found_once
    def subsidy(self) -> Decimal | None:
        """The capital subsidy before the ceiling."""
        if self.eligible is None or self.rate_value is None:
            return None
        return to_paisa(self.eligible * self.rate_value)

    @found_once
    def ceiling(self) -> Decimal | None:
        """The ceiling of the participant's group."""
        group = self.other_group or self.grouping.group
        return None if group is None else number(of_group(self.rules, "ceiling.total", group))

    @found_once
    def received(self) -> tuple[Located, ...]:
        """The amounts that the claim form says were received before."""
        rows = self.case.rows("claim_form", "earlier_receipts")
        return tuple(found for row in rows if (found := row.get("amount")) is not None)

    @found_once
    def left(self) -> Decimal | None:
        """What the ceiling leaves after the earlier receipts: they count towards the total of a participant (6.2)."""
        ceiling = self.ceiling
        if ceiling is None:
            return None
        earlier = [*(it.amount for it in self.received), *(it.amount for it in self.elsewhere)]
        return max(Decimal(0), ceiling - sum(earlier, Decimal(0)))

    @found_once
    def amount(self) -> Decimal | None:
        """The amount after the ceiling, or after what earlier receipts leave of it."""
        subsidy, left = self.subsidy, self.left
        if subsidy is None or left is None:
            return None
        return min(subsidy, left) if self.is_released else Decimal(0)

    def read_as(self, **other: Any) -> Account:
        """The same account with some of what it is computed from read anew; what these do not touch stands."""
        touched = {name for name, of in RESTS_ON.items() if not of.isdisjoint(other)}
        account_ = object.__new__(Account)  # what it is made of and what was found stand side by side
        vars(account_).update({name: it for name, it in vars(self).items() if name not in touched}, **other)
        return account_


RESTS_ON: Mapping[str, frozenset[str]] = {
    "eligible": frozenset({"spent"}),
    "subsidy": frozenset({"spent", "rate_value"}),
    "ceiling": frozenset({"other_group"}),
    "left": frozenset({"other_group", "elsewhere"}),
    "amount": frozenset({"spent", "rate_value", "other_group", "elsewhere", "is_released"}),
}
"""What the figures of an account are computed from, of that which another reading may change."""


@per_case
def account(case: Case, rules: Rules) -> Account:
    """Put together what the amount is computed from; who asks for it rests on the ceilings, asked for later, too."""
    rules.hear(CEILINGS)
    rate = reckoning(case, rules)
    return Account(
        case=case,
        rules=rules,
        spent=investment(case, rules),
        rate=rate,
        rate_value=None if rate.slab is None else rate.slab.rate,
        grouping=grouping(case, rules),
    )


def account_among(case: Case, rules: Rules, neighbours: Neighbours) -> Account:
    """The account with what the participant received in its other applications, each receipt once."""
    others = set(other_applications(case, neighbours))
    own = {(it.day, it.amount) for it in receipts_of(case)} if others else set()
    elsewhere = tuple(
        it for it in neighbours.receipts if it.application_id in others and (it.day, it.amount) not in own
    )
    found = account(case, rules)
    return found.read_as(elsewhere=elsewhere) if elsewhere else found


def other_applications(case: Case, neighbours: Neighbours) -> list[str]:
    """The other applications of the same participant; folders of papers of this very application are none."""
    if not neighbours.firms:
        return []
    same_firm = {it.application_id for key in firm_keys(case) for it in neighbours.firms.get(key, ())}
    same_application = {it.application_id for key in number_keys(case) for it in neighbours.numbers.get(key, ())}
    return sorted(same_firm - same_application)
