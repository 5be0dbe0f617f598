"""The operating subsidy (6.1.2, Appendix II B): base year, covered sales, incremental sales.

What nobody outside has is the amount that the shares of 40% and 60% apply to and which sales count. So no finding here
passes an amount: thresholds that are reached are referred with the figures ready.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from checks.evidence import absent, column, told
from checks.grouping import grouping, of_group
from checks.incentive import claims_opex
from checks.outcome import (
    Outcome,
    counted,
    joined,
    missing,
    not_applicable,
    passed,
    refer,
    rupees,
    written,
)
from checks.outcome import number as figure
from checks.timeline import certified_start, today
from records.case import Case, Located, LocatedRow
from records.dates import financial_year, read_financial_year, year_end, year_start
from records.findings import Parameter
from records.light import found_once
from records.sold_again import sold_again
from reference import Rules, mineral_of
from reference.minerals import UNLISTED

NOT_CLAIMED = "The papers ask for no operating subsidy that can be due."
DUE_YEARS: tuple[Literal[2, 5], ...] = (5, 2)
"""The years in which a share falls due, the later first."""

Covered = Literal["covered", "other", "unclear"]


@dataclass(frozen=True)
class Sales:
    """The lines of the ledgers of one financial year, sorted by whether their product is one of the scheme.

    `covered` products name a mineral of Appendix I that the application lists; `other` ones name none of them;
    `unclear` lines print no product, or name a mineral that the application does not list.
    """

    year: str
    covered: tuple[LocatedRow, ...]
    other: tuple[LocatedRow, ...]
    unclear: tuple[LocatedRow, ...]

    @found_once
    def net(self) -> Decimal:
        """Taxable value of the covered sales, less credit notes and returns (interpretation `net_sales`)."""
        return net_of(self.covered)

    @found_once
    def gross(self) -> Decimal:
        """Invoice value of the covered sales: the other reading."""
        return sum((it.amount for it in column(self.covered, "total")), Decimal(0))

    @property
    def rows(self) -> tuple[LocatedRow, ...]:
        """Every line of the year."""
        return (*self.covered, *self.other, *self.unclear)


def net_of(rows: Iterable[LocatedRow]) -> Decimal:
    """The taxable value of lines; credit notes and returns are negative already."""
    return sum((it.amount for row in rows if (it := row.get("taxable_value")) is not None), Decimal(0))


def sales_of(case: Case, year: str) -> Sales:
    """The ledger lines of a financial year, by product; what two ledgers list was sold once."""
    again = sold_again(case.columns("sales_ledger", "entries"))
    listed = told(case, "application_form", "minerals")
    wanted = frozenset(listed.value) if listed is not None and isinstance(listed.value, tuple) else frozenset()
    sorted_: dict[Covered, list[LocatedRow]] = {"covered": [], "other": [], "unclear": []}
    for row in case.rows("sales_ledger", "entries"):
        day = row.get("invoice_date")
        twice = row.index in again.get(id(row.document), ())
        if day is not None and financial_year(day.day) == year and not twice:
            sorted_[_covered(row, wanted)].append(row)
    return Sales(year, *(tuple(sorted_[kind]) for kind in ("covered", "other", "unclear")))


def _covered(row: LocatedRow, wanted: frozenset[str]) -> Covered:
    product = row.get("product")
    if product is None:
        return "unclear"
    named = [it for it in mineral_of(product.text) if not it.startswith(UNLISTED)]
    if wanted.intersection(named):
        return "covered"
    return "unclear" if named else "other"


def base_year(case: Case, rules: Rules) -> Outcome:
    """Sales are compared with those of the base year (6.1.2): filed for that year, or none, where production is later.

    The Hindi text alone lets an applicant opt for a later base year; the interpretation `base_year_option` holds it.
    """
    if claims_opex(case, rules) is None:
        return not_applicable(NOT_CLAIMED)
    base = rules.text("opex.base_year")
    year = str(base.value)
    parameters = [base, rules.text("opex.base_year_option")]
    ledgers = _ledgers_of(case, year)
    if ledgers:
        return passed(
            f"Sales of the base year {year} are filed in {joined(it.document.file for it in ledgers)}.",
            fields=ledgers,
            parameters=parameters,
        )
    start = certified_start(case)
    if start is not None and start.day > year_end(year) and not sales_of(case, year).rows:
        return passed(
            f"Production began on {written(start.day)}, after the base year {year}, whose sales are none.",
            fields=start.places,
            parameters=parameters,
            figures={"base_year_ends": year_end(year)},
        )
    why = absent(case, "chartered_engineer_certificate", "the start of production") if start is None else ""
    return missing(
        f"No ledger of sales for the base year {year} is filed. {why}".strip(),
        fields=() if start is None else start.places,
        parameters=parameters,
    )


def _ledgers_of(case: Case, year: str) -> list[Located]:
    """Where ledgers say that they cover a financial year: by its name, or by a period that holds it."""
    found = [it for it in case.fields("sales_ledger", "financial_year") if read_financial_year(it.text) == year]
    for document in case.of_type("sales_ledger"):
        opens = next((it for it in case.fields("sales_ledger", "period_from") if it.document is document), None)
        closes = next((it for it in case.fields("sales_ledger", "period_to") if it.document is document), None)
        if opens and closes and opens.day <= year_start(year) and closes.day >= year_end(year):
            found += [opens, closes]
    return found


def covered_sales(case: Case, rules: Rules) -> Outcome:
    """Only sales of products that the scheme covers count (6.1.2): those of minerals that the application lists.

    Which sales count beyond that is in the guidelines, whose text is not public.
    """
    if claims_opex(case, rules) is None:
        return not_applicable(NOT_CLAIMED)
    year, _ = _due(case, rules)
    found = sales_of(case, year)
    if not found.rows:
        return missing(absent(case, "sales_ledger", f"a sale of {year}"))
    if told(case, "application_form", "minerals") is None:
        return missing(absent(case, "application_form", "the list of minerals"))
    scope = rules.text("opex.sales_scope")
    evidence: dict[str, Any] = {
        "fields": column(found.unclear, "product", "taxable_value"),
        "rests_on": column(found.rows, "product", "taxable_value"),
        "parameters": [scope],
        "figures": {
            "covered": found.net,
            "not_covered": net_of(found.other),
            "unclear": net_of(found.unclear),
            "covered_gross": found.gross,
        },
    }
    words = (
        f"Of the sales of {year}, {rupees(found.net)} net are of minerals that the application lists,"
        f" {rupees(net_of(found.other))} are of others"
    )
    open_ = []
    if found.unclear:
        open_.append(f"{counted(len(found.unclear), 'line')} of {rupees(net_of(found.unclear))} must be placed")
    if scope.value is None:
        open_.append("which sales count is in the guidelines, whose text is not public")
    return refer(f"{words}; {joined(open_)}.", **evidence) if open_ else passed(f"{words}.", **evidence)


def incremental_sales(case: Case, rules: Rules) -> Outcome:
    """A share falls due where sales grew over the base year by the threshold of Year 2 or Year 5 (Appendix II B).

    Reached or not, a person decides: which sales count is not public. The amount is total eligible opex × the share.
    Where the threshold is reached under one reading only, sales gross of tax or the later base year of the Hindi text,
    the finding says so.
    """
    if claims_opex(case, rules) is None:
        return not_applicable(NOT_CLAIMED)
    year, which = _due(case, rules)
    base = rules.text("opex.base_year")
    group = grouping(case, rules)
    if group.group is None:
        return missing("The group is not known, so that no threshold can be told.", parameters=[group.minimum_a])
    threshold = of_group(rules, f"opex.threshold_year_{which}", group.group)
    share = rules.decimal(f"opex.share_year_{which}")
    now, before = sales_of(case, year), sales_of(case, str(base.value))
    parameters: list[Parameter] = [base, threshold, share, rules.decimal("opex.total_eligible")]
    if not now.rows:
        return missing(absent(case, "sales_ledger", f"a sale of {year}"), parameters=parameters)
    grown = now.net - before.net
    over = grown - figure(threshold)
    words = (
        f"Sales grew from {rupees(before.net)} in {before.year} to {rupees(now.net)} in {year}, by {rupees(grown)},"
        f" {rupees(abs(over))} {'short of' if over < 0 else 'above'} the {rupees(figure(threshold))} of Year {which}"
        f" for Group {group.group}"
    )
    over_year = today(case, rules) > year_end(year)
    open_ = [] if over_year else [f"{year} ends on {written(year_end(year))} only"]
    open_.append("which sales count, and the eligible opex that the share is of, are not public")
    gross = now.gross - before.gross
    option = _under_the_option(case, rules, year)
    parameters += [rules.text("opex.base_year_option")] if option is not None else []
    readings = {"gross of tax": gross, "from the base year of the Hindi option": option}
    open_ += [
        f"{reading} they grew by {rupees(other)}, {'short of it' if other < figure(threshold) else 'which reaches it'}"
        for reading, other in readings.items()
        if other is not None and (other < figure(threshold)) != (over < 0)
    ]
    return refer(
        f"{words}; {joined(open_)}.",
        fields=_few(now, before),
        rests_on=column((*now.rows, *before.rows), "invoice_date", "product", "taxable_value"),
        parameters=parameters,
        figures={
            "sales": now.net,
            "base_sales": before.net,
            "incremental": grown,
            "incremental_gross": gross,
            "incremental_under_option": option,
            "margin": over,
        },
    )


def _under_the_option(case: Case, rules: Rules, year: str) -> Decimal | None:
    """How the sales grew if the base year is that of the Hindi option and every year after it a year later."""
    base = sales_of(case, str(rules.text("opex.base_year_option").value))
    later = sales_of(case, financial_year(year_end(year) + timedelta(days=1)))
    return later.net - base.net if later.rows else None


def _few(*sales: Sales) -> Sequence[Located]:
    """The totals that the ledgers print are cited, not their every line."""
    documents = {row.document.identity: row.document for it in sales for row in it.rows}
    return [
        Located(document, "total_taxable_value", document.fields["total_taxable_value"])
        for document in documents.values()
        if "total_taxable_value" in document.fields
    ]


def _due(case: Case, rules: Rules) -> tuple[str, Literal[2, 5]]:
    """The latest of Year 2 and Year 5 that has begun, and which it is; Year 2 where neither has."""
    reached = financial_year(_claimed_for(case, rules))
    for which in DUE_YEARS:
        year = str(rules.text(f"opex.year_{which}").value)
        if reached >= year:
            return year, which
    return str(rules.text("opex.year_2").value), 2


def _claimed_for(case: Case, rules: Rules) -> date:
    """The day whose year the claim is about: the end of its period, else the day of the appraisal."""
    closes = told(case, "claim_form", "period_to")
    return today(case, rules) if closes is None else closes.day
