"""Claims: the threshold that releases incentive (9.5), their interval (9.5), the lock-in (9.6), the tenure (7.1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from checks.account import account
from checks.evidence import absent, told
from checks.grouping import Group, of_group
from checks.incentive import open_items
from checks.investment import cited, unit_in_doubt
from checks.outcome import (
    Outcome,
    counted,
    day_of,
    days,
    failed,
    joined,
    missing,
    not_applicable,
    number,
    passed,
    refer,
    rupees,
    written,
)
from checks.timeline import production_start, today
from records.case import Case, Located
from records.dates import add_months
from reference import Rules

OTHER: dict[Group, Group] = {"A": "B", "B": "A"}


def threshold_exceeded(case: Case, rules: Rules) -> Outcome:
    """Incentive is released only where eligible capital expenditure exceeds the threshold of the group (9.5).

    Both texts of the gazette say exceeding; the press says at least, so that equality is referred. What is compared is
    the expenditure that 6.1.1 and 9.4 let count, after the refurbished cap.
    """
    found = account(case, rules)
    spent, group = found.spent, found.grouping.group
    if found.eligible is None:
        return missing("No capex statement with its list of items was read.")
    if group is None:
        return missing(
            "The group is not known, so that no threshold can be told.", parameters=[found.grouping.minimum_a]
        )
    threshold = of_group(rules, "investment.minimum", group)
    least, over = number(threshold), found.eligible - number(threshold)
    evidence: dict[str, Any] = {
        "fields": [*found.grouping.fields, *cited(spent.in_period, "amount")],
        "rests_on": spent.deciding_cells,
        "parameters": [threshold, rules.text("claim.threshold_test")],
        "figures": {"eligible": found.eligible, "threshold": least, "margin": over},
    }
    said = f"The eligible expenditure of {rupees(found.eligible)}"
    above = f"the threshold of {rupees(least)} for Group {group}"
    open_ = [*open_items(spent), *([doubt] if (doubt := unit_in_doubt(case, spent)) else [])]
    if not found.grouping.is_settled and (over > 0) != _exceeds(rules, found.eligible, OTHER[group]):
        open_.insert(0, "the group is not settled, and under the other the outcome is another")
    if over == 0:
        return refer(
            f"{said} is exactly {above}, which it must exceed; newspapers say that reaching it is enough.", **evidence
        )
    words = f"{said} is {rupees(over)} above {above}" if over > 0 else f"{said} is {rupees(-over)} short of {above}"
    if open_:
        return refer(f"{words}; but {joined(open_)}.", **evidence)
    excess = spent.refurbished_excess
    limited = [f"{rupees(excess)} of refurbished plant is not counted"] * (over < 0 and bool(excess))
    if spent.again:
        limited.append(spent.once_only)
    words = "; ".join([words, *limited])
    if over < 0 and limited:
        return refer(f"{words}.", **evidence)
    return passed(f"{words}.", **evidence) if over > 0 else failed(f"{words}.", **evidence)


def _exceeds(rules: Rules, eligible: Decimal, group: Group) -> bool:
    return eligible > number(of_group(rules, "investment.minimum", group))


def half_yearly(case: Case, rules: Rules) -> Outcome:
    """After the first claim, claims are made six-monthly (9.5).

    The papers give the days on which incentive was received, which lie after the claims they were paid on: six months
    from the last receipt are surely six months from the last claim, and less is for a person to see.
    """
    months = rules.decimal("claim.interval_months")
    claimed = told(case, "claim_form", "claim_date")
    if not case.of_type("claim_form"):
        return missing(absent(case, "claim_form", "whether anything was received before"), parameters=[months])
    received = _receipts(case)
    amounts = case.rows("claim_form", "earlier_receipts")
    if not amounts:
        return not_applicable("This is a first claim: its form names no earlier receipt.", parameters=[months])
    if claimed is None:
        return missing(absent(case, "claim_form", "the date of the claim"), fields=received, parameters=[months])
    if len(received) < len(amounts):
        undated = len(amounts) - len(received)
        return refer(f"{counted(undated, 'earlier receipt')} of {len(amounts)} bears no date.", fields=received)
    last = max(received, key=lambda it: it.day)
    earliest = add_months(last.day, int(number(months)))
    evidence: dict[str, Any] = {
        "fields": [*claimed.places, *received],
        "parameters": [months],
        "figures": {"last_receipt": last.day, "earliest_claim": earliest},
    }
    if claimed.contradiction:
        return refer(f"The date of the claim is not clear: {claimed.contradiction}.", **evidence)
    span = f"The claim of {written(claimed.day)}"
    if claimed.day < last.day:
        return refer(f"{span} is earlier than the receipt of {written(last.day)} that it names.", **evidence)
    if claimed.day < earliest:
        after, early = (claimed.day - last.day).days, days((earliest - claimed.day).days)
        return refer(
            f"{span} comes {days(after)} after incentive was received on {written(last.day)}, {early} less than"
            f" {number(months)} months; no paper says when the claim before it was made, and a person must see whether"
            f" {number(months)} months lie between the two claims.",
            **evidence,
        )
    return passed(
        f"{span} comes at least {number(months)} months after incentive was last received, on {written(last.day)}.",
        **evidence,
    )


def lock_in(case: Case, rules: Rules) -> Outcome:
    """Production goes on for three years from its start or one from the last incentive, whichever is later (9.6).

    Until that day there is nothing to judge, and the finding says until when; after it, sales prove production.
    """
    from_start, from_receipt = (
        rules.decimal("claim.lock_in_years_production"),
        rules.decimal("claim.lock_in_years_incentive"),
    )
    parameters = [from_start, from_receipt]
    start = production_start(case)
    if start is None:
        return missing("No paper says when production starts, so that no lock-in can be told.", parameters=parameters)
    received = _receipts(case)
    until = add_months(start.day, 12 * int(number(from_start)))
    why = f"{number(from_start)} years from {start.words}, {written(start.day)}"
    if received:
        last = max(received, key=lambda it: it.day)
        later = add_months(last.day, 12 * int(number(from_receipt)))
        if later > until:
            until, why = later, f"{number(from_receipt)} year from the incentive received on {written(last.day)}"
    evidence: dict[str, Any] = {
        "fields": [start.found, *received],
        "parameters": parameters,
        "figures": {"production_until": until},
    }
    if today(case, rules) <= until:
        return not_applicable(
            f"Production must go on until {written(until)}, {why}; that day is still to come.", **evidence
        )
    sales = [it for row in case.rows("sales_ledger", "entries") if (it := row.get("invoice_date")) is not None]
    last_sale = max(sales, key=lambda it: (it.day, it.document.file, it.path), default=None)
    if last_sale is None:
        return missing(
            f"Production had to go on until {written(until)}, {why}; no ledger of sales shows it.", **evidence
        )
    evidence["fields"] = [*evidence["fields"], last_sale]
    if last_sale.day < until:
        short = days((until - last_sale.day).days)
        return refer(
            f"The last sale filed is of {written(last_sale.day)}, {short} before the lock-in ends on {written(until)}.",
            **evidence,
        )
    return passed(f"Sales run to {written(last_sale.day)}; the lock-in ended on {written(until)}, {why}.", **evidence)


def tenure(case: Case, rules: Rules) -> Outcome:
    """The scheme runs for the financial years of its tenure (7.1); what is claimed lies within them.

    A claim made after the tenure for a period within it is referred: Year 5 ends on the last day of the tenure, and no
    public paper says until when it may be claimed.
    """
    starts, ends = rules.day("tenure.starts"), rules.day("tenure.ends")
    first, last = day_of(starts), day_of(ends)
    if not case.of_type("claim_form"):
        return missing(absent(case, "claim_form", "the period of the claim"), parameters=[starts, ends])
    claimed = told(case, "claim_form", "claim_date")
    opens, closes = told(case, "claim_form", "period_from"), told(case, "claim_form", "period_to")
    known = [fact for fact in (claimed, opens, closes) if fact is not None]
    evidence: dict[str, Any] = {
        "fields": [place for fact in known for place in fact.places],
        "parameters": [starts, ends],
        "figures": {"tenure_ends": last},
    }
    if claimed is None:
        return missing(absent(case, "claim_form", "the date of the claim"), **evidence)
    if opens is None or closes is None:
        return missing(absent(case, "claim_form", "the period of the claim"), **evidence)
    if unclear := [fact.contradiction for fact in known if fact.contradiction]:
        return refer(f"The claim forms differ: {unclear[0]}.", **evidence)
    if closes.day < opens.day:
        return refer(
            f"The period of the claim ends on {written(closes.day)}, before it begins on {written(opens.day)}.",
            **evidence,
        )
    days_ = {"the claim of": claimed, "its period from": opens, "its period to": closes}
    outside = [f"{name} {written(fact.day)}" for name, fact in days_.items() if fact.day > last]
    early = [f"{name} {written(fact.day)}" for name, fact in days_.items() if fact.day < first]
    if outside:
        return refer(f"The tenure ends on {written(last)}; {joined(outside)} is after it.", **evidence)
    if early:
        return refer(f"The tenure begins on {written(first)}; {joined(early)} is before it.", **evidence)
    return passed(
        f"The claim of {written(claimed.day)} is {days((last - claimed.day).days)} before the tenure ends on"
        f" {written(last)}.",
        **evidence,
    )


def _receipts(case: Case) -> list[Located]:
    """The days on which incentive was received before, as the claim form lists them."""
    rows = case.rows("claim_form", "earlier_receipts")
    return [found for row in rows if (found := row.get("date")) is not None]
