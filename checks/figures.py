"""Money and days: expenditure, sales, revenue and the dates of a case, each as the papers print it side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checks.evidence import Told, at, cell, repeating_lists
from checks.fact_row import Cell, Row, in_order, surest
from checks.grouping import grouping
from checks.once import per_case
from checks.outcome import number, rupees, written
from checks.timeline import applied, approved, certified_start, first_sale
from records.case import Case, Located, LocatedRow
from records.columns import Columns
from records.dates import financial_year, read_financial_year
from records.findings import CellVerdict, Parameter
from records.readings import DocumentReading, Field, Value
from reference import Rules


@per_case
def expenditure(case: Case, rules: Rules) -> Row:
    """The capital expenditure in all: what each statement certifies; what was proposed is shown beside it."""
    aside = [it.document for it in repeating_lists(case)]
    totals = in_order(it for it in case.fields("capex_statement", "total_amount") if it.document not in aside)
    anchor = surest(totals)
    cells = []
    for it in totals:
        again = anchor is not None and _udin(it) is not None and _udin(it) == _udin(anchor)
        apart = again and anchor is not None and it.amount != anchor.amount
        words = "under one UDIN with another total" if apart else "" if again or it is anchor else "another statement"
        cells.append(Cell(it, "differs" if apart else "agrees" if again or it is anchor else "not_compared", words))
    cells += [
        Cell(it, "not_compared", "what was proposed")
        for it in in_order(case.fields("application_form", "proposed_investment"))
    ]
    return Row("capex_total", "Capital expenditure in all", "arithmetic.capex_total", tuple(cells), anchor)


def _udin(found: Located) -> Value | None:
    udin = found.document.fields.get("udin")
    return None if udin is None else udin.value


@per_case
def sales(case: Case, rules: Rules) -> tuple[Row, ...]:
    """The sales of each financial year: no more than the revenue that is certified for the same year."""
    return tuple(_sales(case, rules))


def _sales(case: Case, rules: Rules) -> Iterator[Row]:
    room = rules.decimal("tolerance.sales_above_revenue")
    by_year: dict[str, list[Cell]] = {}
    revenues = _revenues(case)
    for year, found in _ledger_years(case):
        revenue = revenues.get(year)
        over = revenue is not None and found.amount > revenue.amount * (1 + number(room))
        note = f"{rupees(found.amount - revenue.amount)} more than the revenue" if over and revenue else ""
        by_year.setdefault(year, []).append(Cell(found, "differs" if over else "agrees", note))
    for year, revenue in revenues.items():
        by_year.setdefault(year, []).append(Cell(revenue))
    for year in sorted(by_year):
        anchor = revenues.get(year) or by_year[year][0].found
        check = "eligibility.group" if year == rules.text("group.base_year").value else ""
        yield Row(f"sales_{year}", f"Sales of {year}", check, tuple(by_year[year]), anchor, (room,))


def _revenues(case: Case) -> dict[str, Located]:
    """The applicant's revenue by financial year; where only that of the group is certified, this, which is no less."""
    found: dict[str, list[Located]] = {}
    for document in case.of_type("gmr_certificate"):
        year = at(document, "financial_year")
        own = at(document, "entity_revenue") or _own_revenue(document) or at(document, "total_gmr")
        if year is not None and own is not None and (named := read_financial_year(year.text)):
            found.setdefault(named, []).append(own)
    return {year: best for year, places in found.items() if (best := surest(places)) is not None}


def _own_revenue(document: DocumentReading) -> Located | None:
    for index in range(len(document.tables.get("companies", ()))):
        row = LocatedRow(document, "companies", index)
        relation = row.get("relation")
        if relation is not None and relation.text == "applicant":
            return row.get("revenue")
    return None


@per_case
def _ledger_years(case: Case) -> tuple[tuple[str, Located], ...]:
    """The net sales of each ledger by financial year, as one figure that stands for its rows."""
    found = []
    for ledger in sorted(case.columns("sales_ledger", "entries"), key=_paper_of):
        by_year: dict[str, list[int]] = {}
        for row, (day, value) in enumerate(ledger.rows("invoice_date", "taxable_value")):
            if day is not None and value is not None:
                by_year.setdefault(financial_year(day), []).append(row)
        values = ledger.values("taxable_value")
        for year, rows_ in sorted(by_year.items()):
            total = sum([values[row] for row in rows_], Decimal(0))
            found.append((year, _standing_for(_least_sure(ledger, rows_), total)))
    return tuple(found)


def _least_sure(ledger: Columns, rows_: Sequence[int]) -> Located:
    """The taxable value that was read least surely in some rows of a ledger, the first of equals."""
    confidences = ledger.confidences("taxable_value")
    return cell(ledger, min(rows_, key=confidences.__getitem__), "taxable_value")


def _paper_of(table: Columns) -> tuple[str, str]:
    return (table.document.file, table.document.sha256)


def _standing_for(least: Located, total: Decimal) -> Located:
    """The sum of rows, no surer than the least sure of them, cited where that one stands."""
    field: Field = replace(least.field, name="taxable_value", value=total)
    return Located(least.document, least.path, field)


def dates(case: Case, rules: Rules) -> Iterator[Row]:
    """Application, approval and start of production: one day each; expected start and first sale are shown beside."""
    apart = rules.decimal("tolerance.days_apart")
    yield _dated("application_date", "Date of the application", "eligibility.application_window", applied(case), apart)
    yield _dated("approval_date", "Date of approval", "capex.rate", approved(case), apart)
    certified = certified_start(case)
    row = _dated("production_date", "Start of production", "capex.commercial_production", certified, apart)
    beside = [
        Cell(it, "not_compared", "expected") for it in case.fields("application_form", "expected_production_date")
    ]
    sold = first_sale(case)
    if sold is not None:
        early = certified is not None and sold.day < certified.day
        beside.append(Cell(sold, "not_compared", f"the first sale{', before production' if early else ''}"))
    yield replace(row, cells=(*row.cells, *beside))


def _dated(fact: str, label: str, check: str, told_: Told | None, apart: Parameter) -> Row:
    if told_ is None:
        return Row(fact, label, check, (), None, (apart,))
    anchor = told_.found
    cells = [
        Cell(it, "agrees")
        if abs((it.day - anchor.day).days) <= number(apart)
        else Cell(it, "differs", f"not {written(anchor.day)}")
        for it in told_.places
    ]
    return Row(fact, label, check, tuple(cells), anchor, (apart,))


@per_case
def group_revenue(case: Case, rules: Rules) -> Row:
    """The global manufacturing revenue, and the group that the approval letter draws from it."""
    found = grouping(case, rules)
    cells = [] if found.revenue is None else [Cell(it) for it in found.revenue.places]
    if found.letter is not None:
        apart = found.by_revenue is not None and found.by_revenue != found.by_letter
        verdict: CellVerdict = "differs" if apart else "agrees"
        cells += [
            Cell(it, verdict, f"the revenue gives Group {found.by_revenue}" if apart else "")
            for it in found.letter.places
        ]
    anchor = found.revenue or found.letter
    return Row(
        "group",
        "Group by revenue and by letter",
        "eligibility.group",
        tuple(cells),
        None if anchor is None else anchor.found,
        (found.minimum_a,),
    )
