"""Arithmetic: do the figures of a paper add up, to the rupee, allowing only for the rounding of what is printed.

A statement in lakh with two decimals prints every figure to the nearest ₹1,000: each row and the total may be off by
half of that. Figures in rupees lose nothing, but a total may have been rounded off to the rupee. The allowance is
computed from the prints.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from checks.evidence import absent, at, cell, column, in_doubt
from checks.ledger import entered_twice, outside_its_time
from checks.outcome import (
    Outcome,
    counted,
    failed,
    joined,
    missing,
    not_applicable,
    passed,
    refer,
    rupees,
    written,
)
from checks.purchases import statements
from records.case import Case, Located, LocatedRow
from records.columns import Columns
from records.readings import DocumentReading
from reference import Rules

LINE = ("quantity", "rate", "taxable_value", "tax", "total")
Verdict = Literal["exact", "rounded", "wrong", "unread"]
HALF_A_RUPEE = Decimal("0.50")
PRINTED_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")
EXAMPLES = 3
"""How many wrong lines a reason names."""


def capex_total(case: Case, rules: Rules) -> Outcome:
    """The certified total of the capex statement is the sum of its rows (6.1.1)."""
    documents = statements(case)
    if not documents:
        return _no_paper(case, "capex_statement", "the certified capital expenditure")
    return _sums(case, documents, "items", "amount", "total_amount", "The capex statement")


def ledger_total(case: Case, rules: Rules) -> Outcome:
    """The total taxable value of the sales ledger is the sum of its entries (6.1.2).

    A sale of a day outside the period that the ledger is of is referred.
    """
    documents = case.of_type("sales_ledger")
    if not documents:
        return not_applicable("No sales ledger was filed; sales are not needed for a capital subsidy.")
    summed = _sums(case, documents, "entries", "taxable_value", "total_taxable_value", "The sales ledger")
    outside = [it for table in case.columns("sales_ledger", "entries") for it in outside_its_time(table)]
    if summed.status != "pass" or not outside:
        return summed
    days = joined([written(it.day) for it in outside[:EXAMPLES]])
    more = f" and {len(outside) - EXAMPLES} more" if len(outside) > EXAMPLES else ""
    said = f"{counted(len(outside), 'sale')} of {days}{more} {'lies' if len(outside) == 1 else 'lie'}"
    return refer(
        f"{summed.reason.removesuffix('.')}; {said} outside the period of the ledger.",
        fields=[*summed.fields, *outside],
    )


def gmr_total(case: Case, rules: Rules) -> Outcome:
    """The global manufacturing revenue is the sum of the revenue of the companies that the certificate lists (4.2)."""
    documents = case.of_type("gmr_certificate")
    if not documents:
        if case.fields("approval_letter", "group"):
            return not_applicable("No certificate of revenue was filed; the group is that of the approval letter.")
        return _no_paper(case, "gmr_certificate", "the global manufacturing revenue")
    listing = [document for document in documents if document.tables.get("companies")]
    if not listing:
        return _of_two(documents[0])
    return _sums(case, listing, "companies", "revenue", "total_gmr", "The certificate of revenue")


def _of_two(document: DocumentReading) -> Outcome:
    """A certificate in prose: the applicant's revenue and the group's against the total, or a total by itself."""
    own, of_group, total = (at(document, name) for name in ("entity_revenue", "group_revenue", "total_gmr"))
    if total is None:
        return missing(f"The certificate of revenue {document.file} prints no total that could be read.")
    if own is None or of_group is None:
        return not_applicable(f"{document.file} certifies one figure and lists no companies that it adds up.")
    gap = total.amount - own.amount - of_group.amount
    evidence: dict[str, Any] = {"fields": [total, own, of_group], "figures": {"difference": gap}}
    words = f"The certificate of revenue certifies {rupees(total.amount)}"
    if abs(gap) <= sum(_lost(it) for it in (total, own, of_group)):
        return passed(f"{words}, which is the applicant's revenue and the group's together.", **evidence)
    return refer(f"{words}; the applicant's revenue and the group's together differ by {rupees(abs(gap))}.", **evidence)


def ledger_lines(case: Case, rules: Rules) -> Outcome:
    """In every line of the ledger quantity times rate is the taxable value, and with tax it is the total (6.1.2).

    A line may be off by the rounding of what it prints. Where most lines compute to the paisa, one that needs that
    room stands out and is referred. So are lines that may be one sale entered twice, its number written in two ways.
    """
    tables = case.columns("sales_ledger", "entries")
    if not tables:
        return not_applicable("No sales ledger was filed; sales are not needed for a capital subsidy.")
    lines = sum(table.length for table in tables)
    if not lines:
        return missing("The sales ledger was read without any entry.")
    by_verdict: dict[Verdict, list[LocatedRow]] = {"exact": [], "rounded": [], "wrong": [], "unread": []}
    for table in tables:
        lines_, prints = table.rows(*LINE), zip(*(table.prints(name) for name in LINE), strict=True)
        for index, (line, print_) in enumerate(zip(lines_, prints, strict=True)):
            verdict = _line_verdict(line, print_)
            if verdict != "exact":
                by_verdict[verdict].append(LocatedRow(table.document, table.table, index))
    counts = {name: Decimal(len(found)) for name, found in by_verdict.items()}
    counts["exact"] += lines - sum(counts.values(), NOTHING)
    evidence: dict[str, Any] = {"figures": {"lines": Decimal(lines), **counts}}

    def said(found: list[LocatedRow], what: str) -> str:
        evidence["fields"] = column(found, *LINE)
        named = joined([_line_number(row) for row in found[:EXAMPLES]])
        more = f" and {len(found) - EXAMPLES} more" if len(found) > EXAMPLES else ""
        return f"{len(found)} of {counted(lines, 'line')} of the ledger {what}: {named}{more}."

    if by_verdict["wrong"]:
        return failed(said(by_verdict["wrong"], "do not compute"), **evidence)
    if by_verdict["unread"]:
        return refer(said(by_verdict["unread"], "print too little to be computed"), **evidence)
    if by_verdict["rounded"] and counts["exact"] >= counts["rounded"]:
        return refer(said(by_verdict["rounded"], "compute only if quantity or rate was rounded"), **evidence)
    if twice := [it for table in tables for it in entered_twice(table)]:
        return refer(said(twice, "may be sales entered twice"), **evidence)
    evidence["fields"] = column(case.rows("sales_ledger", "entries")[:1], *LINE)
    return passed(
        f"All {counted(lines, 'line')} of the ledger compute.",
        rests_on=in_doubt(tables, *LINE),  # not every cell of forty thousand lines: only what a pass may not rest on
        **evidence,
    )


def _line_verdict(line: Sequence[Decimal | None], prints: Sequence[str]) -> Verdict:
    """How a line computes: both sums that it prints, the worse of the two; unread where it prints neither."""
    (quantity, rate, taxable, tax, total), (q, r, v, t, w) = line, prints
    verdict: Verdict = "unread"
    if quantity is not None and rate is not None and taxable is not None:
        verdict = (
            "exact" if (gap := quantity * rate - taxable) == 0 else _off_by(gap, (quantity, q), (rate, r), taxable, v)
        )
    if taxable is not None and tax is not None and total is not None:
        gap = taxable + tax - total
        if gap and abs(gap) > half_unit(taxable, v) + half_unit(tax, t) + _rounding(total, w):
            return "wrong"
        return "exact" if verdict == "unread" else verdict
    return verdict


def _off_by(
    gap: Decimal, quantity: tuple[Decimal, str], rate: tuple[Decimal, str], taxable: Decimal, text: str
) -> Verdict:
    """A product that is off: exact within what its own print rounds, rounded within what its factors' prints do."""
    exact = _rounding(taxable, text)
    if abs(gap) <= exact:
        return "exact"
    halves = half_unit(*quantity), half_unit(*rate)
    room = halves[0] * abs(rate[0]) + halves[1] * abs(quantity[0]) + halves[0] * halves[1]
    return "rounded" if abs(gap) <= exact + room else "wrong"


def _line_number(row: LocatedRow) -> str:
    invoice = row.get("invoice_number")
    return f"invoice {invoice.text}" if invoice else f"line {row.index + 1} of {row.document.file}"


def _sums(case: Case, documents: Sequence[DocumentReading], table: str, column: str, total: str, label: str) -> Outcome:
    """Every document's printed total against the sum of its rows; the worst outcome speaks for all."""
    outcomes = [_sum(case.columns_of(document, table), column, total, label) for document in documents]
    worst = min(outcomes, key=lambda outcome: ("fail", "missing", "refer", "pass").index(outcome.status))
    if worst.status != "pass" or len(outcomes) == 1:
        return worst
    return passed(
        f"{'; '.join(outcome.reason.removesuffix('.') for outcome in outcomes)}.",
        fields=[found for outcome in outcomes for found in outcome.fields],
        rests_on=[found for outcome in outcomes for found in outcome.rests_on],
    )


def _sum(table: Columns, name: str, total_name: str, label: str) -> Outcome:
    document, total = table.document, at(table.document, total_name)
    read: list[Decimal] = [value for value in table.values(name) if value is not None]
    if total is None:
        return missing(f"{label} {document.file} prints no total that could be read.", fields=_cells(table, name))
    if not read:
        return missing(f"{label} {document.file} was read without the rows that its total adds up.", fields=[total])
    added = sum(read, Decimal(0))
    lost = [lost_in_print(it, text) for it, text in zip(table.values(name), table.prints(name), strict=True) if it]
    room = sum(lost, NOTHING)
    room += _rounding(total.amount, total.field.evidence.text) if added % 1 and total.amount % 1 == 0 else _lost(total)
    gap = total.amount - added
    evidence: dict[str, Any] = {
        "figures": {"total": total.amount, "sum": added, "difference": gap, "rounding": room},
    }
    words = f"{label} certifies {rupees(total.amount)}"
    if len(read) < table.length or abs(gap) > room:
        evidence["fields"] = [total, *_cells(table, name)]
    if len(read) < table.length:
        blank = counted(table.length - len(read), "row")
        return refer(
            f"{words}; {blank} of {table.length} without a figure add nothing to the sum of {rupees(added)}.",
            **evidence,
        )
    rows_read = f"its {counted(len(read), 'row')}"
    rows_add_up = f"{rows_read} {'adds' if len(read) == 1 else 'add'} up"
    if abs(gap) > room:
        side = "more" if gap > 0 else "less"
        return failed(f"{words}, {rupees(abs(gap))} {side} than {rows_add_up} to.", **evidence)
    evidence |= {"fields": [total], "rests_on": in_doubt([table], name)}
    if gap:
        return passed(f"{words}, {rows_read} {rupees(added)}: within the rounding of the print.", **evidence)
    return passed(f"{words}, exactly what {rows_add_up} to.", **evidence)


def _cells(table: Columns, name: str) -> list[Located]:
    return [cell(table, row, name) for row, value in enumerate(table.values(name)) if value is not None]


def _lost(found: Located) -> Decimal:
    """What the print of an amount may have lost: nothing in rupees, half of the last place in thousand, lakh, crore."""
    return lost_in_print(found.amount, found.field.evidence.text)


def _rounding(value: Decimal, text: str) -> Decimal:
    """The room of a result: an invoice or a total in whole rupees may have been rounded off to the rupee."""
    scale, decimals = print_of(value, text)
    return HALF_A_RUPEE if scale == 1 and value % 1 == 0 else _half(scale, decimals)


def half_unit(value: Decimal, text: str) -> Decimal:
    """Half a unit of the last printed place, in the unit of the value: ₹500 for "41.23" under "₹ in lakh".

    A figure printed without decimals, in its own unit, is exact.
    """
    return _half(*print_of(value, text))


def lost_in_print(value: Decimal, text: str) -> Decimal:
    """What the print of an amount may have lost: nothing in rupees, half of the last place in thousand, lakh, crore."""
    scale, decimals = print_of(value, text)
    return _half(scale, decimals) if scale > 1 else NOTHING


@lru_cache(maxsize=64)
def _half(scale: Decimal, decimals: int) -> Decimal:
    """Half a unit of the last of so many decimals, of a print in this scale."""
    return scale * Decimal(1).scaleb(-decimals) / 2 if decimals or scale > 1 else NOTHING


def print_of(value: Decimal, text: str) -> tuple[Decimal, int]:
    """How a number is printed: how many units of the value one unit of the print is, and the decimals of the print.

    The scale is 100,000 where the print is in lakh of rupees. A print without a number is taken for two decimals.
    """
    if (text.replace(",", "") if "," in text else text) == str(value):
        return ITSELF, len(text.partition(".")[2])
    match = PRINTED_NUMBER.search(text)
    if match is None:
        return ITSELF, 2
    decimals = len(match[1] or "")
    printed, amount = Decimal(match[0].replace(",", "")) or ITSELF, abs(value)
    if not value or printed == amount:
        return ITSELF, decimals
    ratio = amount / printed
    return next((scale for scale in SCALES if scale == ratio), ITSELF), decimals


NOTHING, ITSELF = Decimal(0), Decimal(1)
SCALES = (Decimal(1000), Decimal(100_000), Decimal(1_000_000), Decimal(10_000_000))
"""Units in which statements print amounts: thousand, lakh, million, crore."""


def _no_paper(case: Case, document_type: str, label: str) -> Outcome:
    if case.stage == "application":
        return not_applicable(f"No {document_type.replace('_', ' ')} is among the papers of this application.")
    return missing(absent(case, document_type, label))
