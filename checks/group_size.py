"""The applicant's group by its revenue, and the least investment and capacity of that group (clauses 4.2, 8.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from checks.evidence import Told, absent, told
from checks.fact_row import Row
from checks.figures import sales
from checks.grouping import Grouping, group_of, grouping, of_group
from checks.outcome import Outcome, failed, missing, number, once, passed, refer, rupees, tonnes_a_year
from records.case import Case, Located
from records.names import normal_name
from reference import Rules, entries_of


def group(case: Case, rules: Rules) -> Outcome:
    """Group A from a global manufacturing revenue of ₹200 crore in the base year on, else Group B (4.2).

    Without a certificate of revenue the group is that of the approval letter. Where they differ, where the certificate
    is of another year, where only sister companies lift the revenue over the limit, where the holding company's revenue
    is left out, or where the ledger sells more than the certificate knows of, a person decides.
    """
    found = grouping(case, rules)
    evidence: dict[str, Any] = {
        "fields": found.fields,
        "parameters": [found.minimum_a],
        "figures": {"group": found.group},
    }
    if found.revenue is None:
        return _group_by_letter(found, case, evidence)
    least, revenue = number(found.minimum_a), found.revenue.amount
    words = (
        f"The revenue of {rupees(revenue)} is {_side(revenue - least)} the {rupees(least)} from which Group A begins"
    )
    evidence["figures"] = {"group": found.group, "total_gmr": revenue, "margin": revenue - least}
    if found.revenue.contradiction:
        return refer(f"The certificates of revenue differ: {found.revenue.contradiction}.", **evidence)
    if differs := _letter_differs(found):
        evidence["fields"] = (*found.fields, *(found.letter.places if found.letter else ()))
        return refer(f"{words}: {differs}.", **evidence)
    evidence["parameters"] = [found.minimum_a, rules.text("group.base_year")]
    evidence["fields"] = (*found.fields, *(found.year.places if found.year else ()))
    if doubt := _doubt_of_revenue(case, rules, found, found.revenue):
        said, besides = doubt
        evidence["fields"] = (*evidence["fields"], *besides)
        return refer(f"{words}: Group {found.group}; {said}.", **evidence)
    return passed(f"{words}: Group {found.group}.", **evidence)


def _letter_differs(found: Grouping) -> str:
    """In which words the approval letter gives another group than the revenue, or none that is clear; "" if neither."""
    if found.letter is not None and found.letter.contradiction:
        return f"Group {found.group}; but {found.letter.contradiction} of the group"
    if found.by_letter and found.by_letter != found.by_revenue:
        return f"Group {found.by_revenue}; the approval letter says Group {found.by_letter}"
    return ""


def _doubt_of_revenue(case: Case, rules: Rules, found: Grouping, revenue: Told) -> tuple[str, Sequence[Located]] | None:
    """Why the revenue certified may not be the one that decides, in words and with what shows it; None if it is."""
    base_year, year = rules.text("group.base_year"), found.year
    if year is None or year.contradiction or year.text != base_year.value:
        of_year = "an unknown year" if year is None else f"the financial year {year.text}"
        return f"but it is of {of_year}, not of {base_year.value}", ()
    least, sisters = number(found.minimum_a), _sisters_revenue(case, rules)
    without = revenue.amount - sum((it.amount for it in sisters), Decimal(0))
    if group_of(without, least) != found.by_revenue:
        said = "without companies that are neither holding nor subsidiary it is"
        return f"{said} {rupees(without)}, Group {group_of(without, least)}", sisters
    if unlisted := _holding_not_listed(case):
        said = f"but the holding company {unlisted[0].text} is not among the companies whose revenue is added"
        return said, unlisted
    if above := [place for row in sales(case, rules) for place in _above(row, str(base_year.value))]:
        sold = rupees(sum((it.amount for it in above), Decimal(0)))
        return f"but the ledger's sales of {base_year.value}, {sold}, are more than the revenue certified", above
    return None


def _sisters_revenue(case: Case, rules: Rules) -> list[Located]:
    """The revenues of companies that stand to the applicant in a relation that does not count."""
    return [
        amount
        for row in case.rows("gmr_certificate", "companies")
        if (relation := row.get("relation")) is not None
        and relation.text not in entries_of(rules.text("group.relations_counted"))
        and (amount := row.get("revenue")) is not None
    ]


def _holding_not_listed(case: Case) -> list[Located]:
    """The holding company that a certificate names, where it lists companies and that one is none of them."""
    listing = [table for table in case.columns("gmr_certificate", "companies") if table.length]
    if not listing or any("holding" in table.values("relation") for table in listing):
        return []
    listed = [normal_name(name) for table in listing for name in table.values("name") if name]
    return [it for it in case.fields("gmr_certificate", "holding_company") if normal_name(it.text) not in listed]


def _above(row: Row, year: str) -> list[Located]:
    """The sales of a year that are more than the revenue certified for it."""
    return row.having("differs") if row.fact == f"sales_{year}" else []


def _side(gap: Decimal) -> str:
    return f"{rupees(gap)} above" if gap > 0 else f"{rupees(-gap)} below" if gap < 0 else "exactly"


def _group_by_letter(found: Grouping, case: Case, evidence: dict[str, Any]) -> Outcome:
    if found.letter is None or found.by_letter is None:
        return missing(absent(case, "gmr_certificate", "the global manufacturing revenue"), **evidence)
    if found.letter.contradiction:
        return refer(f"The approval letters differ: {found.letter.contradiction}.", **evidence)
    if found.is_unread:
        return refer(
            f"No revenue could be read in {case.of_type('gmr_certificate')[0].file}; the approval letter says Group"
            f" {found.by_letter}.",
            **evidence,
        )
    return passed(f"The approval letter says Group {found.by_letter}; no certificate of revenue was filed.", **evidence)


def minimum_investment(case: Case, rules: Rules) -> Outcome:
    """The proposed investment reaches the least investment of the group (8.1), which the Guidelines set."""
    proposed = told(case, "application_form", "proposed_investment")
    return _group_minimum(case, rules, proposed, "investment.minimum", "proposed investment", rupees)


def minimum_capacity(case: Case, rules: Rules) -> Outcome:
    """The capacity reaches the least capacity of the group, which the Guidelines set.

    Consent, registration and engineer's certificate print the same fact and may confirm a doubtful reading of it. What
    the engineer certifies as installed must reach it too; if that falls short, a person decides.
    """
    witnesses = [
        *case.fields("pollution_board_authorisation", "capacity_tpa"),
        *case.fields("epr_certificate", "capacity_tpa"),
        *case.fields("chartered_engineer_certificate", "installed_capacity_tpa"),
    ]
    capacity = told(case, "application_form", "capacity_tpa", witnesses=witnesses)
    found = _group_minimum(case, rules, capacity, "capacity.minimum", "capacity", tonnes_a_year)
    installed = told(case, "chartered_engineer_certificate", "installed_capacity_tpa", witnesses=witnesses)
    if found.status != "pass" or installed is None:
        return found
    least = found.figures["minimum"]
    short = isinstance(least, Decimal) and installed.amount < least
    reason = f"{found.reason.removesuffix('.')}; {tonnes_a_year(installed.amount)} are installed."
    return replace(
        found,
        status="refer" if short or installed.contradiction else "pass",
        reason=reason if short or installed.contradiction else found.reason,
        fields=once((*found.fields, *installed.places)),
    )


def _group_minimum(
    case: Case, rules: Rules, fact: Told | None, parameter: str, label: str, worded: Callable[[Decimal], str]
) -> Outcome:
    """A minimum that differs by group: exactly the minimum reaches it; the group must be settled unless it is idle."""
    if fact is None:
        return missing(absent(case, "application_form", f"the {label}"))
    found = grouping(case, rules)
    if found.group is None:
        return missing(
            f"The {label} is {worded(fact.amount)}; the group, which sets the minimum, is not known.",
            fields=fact.places,
        )
    minimum = of_group(rules, parameter, found.group)
    least = number(minimum)
    gap = fact.amount - least
    margin = f"{worded(gap)} above" if gap > 0 else f"{worded(-gap)} short of" if gap < 0 else "exactly"
    words = f"The {label} is {worded(fact.amount)}, {margin} the least of {worded(least)} for Group {found.group}"
    evidence: dict[str, Any] = {
        "fields": [*fact.places, *found.fields],
        "parameters": [minimum, found.minimum_a],
        "figures": {"value": fact.amount, "minimum": least, "margin": gap},
    }
    if fact.contradiction:
        return refer(f"The {label} is not clear: {fact.contradiction}.", **evidence)
    if not found.is_settled:
        return refer(f"{words}; but the group is not settled.", **evidence)
    return passed(f"{words}.", **evidence) if gap >= 0 else failed(f"{words}.", **evidence)
