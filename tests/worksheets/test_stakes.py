"""Each sum at stake that cells of the workbook give is a formula over them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from records.findings import Finding
from tests.checks import factory
from tests.checks.factory import item
from tests.worksheets import made
from tests.worksheets.recalculate import Recalculated


def stakes(book):
    sheet = book["Checklist"]
    return {
        str(row[1]).rpartition("\n")[2]: row[5]
        for row in sheet.iter_rows(min_row=5, values_only=True)
        if row[5] is not None
    }


def finding(check, figures, *refs):
    return Finding(check, "6.1.1", "figure", "refer", "Reason.", refs, figures=figures)


def test_what_differs_between_rows_and_certified_total_is_a_formula(written):
    case = made.appraisal()
    rows = case.documents[1].tables["items"]
    whole = sum((it.fields["amount"].value for it in rows), Decimal(0))
    statement = case.documents[1]
    total = made.field(statement.file, "total_amount", whole + 4_00_000, unit="INR")
    statement = replace(statement, fields={**statement.fields, "total_amount": total})
    ref = made.ref(statement, "total_amount")
    open_one = finding("arithmetic.capex_total", {"difference": Decimal(-4_00_000)}, ref)
    book = written(made.appraisal(case.documents[0], statement, findings=(open_one,)))
    live = stakes(book.formulas)["arithmetic.capex_total"]
    assert str(live).startswith("=ABS(Capex!") or "Capex!" in str(live)
    again = Recalculated(book.content)
    assert again.value("Checklist", "F5") == 4_00_000
    summary = next(row for row in book.formulas["Summary"].iter_rows() if row[0].value == "1")
    assert summary[3].value == live, "whatever a person sorts on the Checklist"
    assert again.value("Summary", summary[3].coordinate) == 4_00_000


def test_what_cited_rows_come_to_is_their_sum(written):
    case = made.appraisal()
    statement = case.documents[1]
    rows = [3, 4, 5, 9]
    sum_ = sum((statement.tables["items"][n].fields["amount"].value for n in rows), Decimal(0))
    open_one = finding(
        "capex.eligible_heads", {"unclear": sum_}, *(made.ref(statement, f"items[{n}].head") for n in rows)
    )
    book = written(made.appraisal(*case.documents, findings=(open_one,)))
    assert str(stakes(book.formulas)["capex.eligible_heads"]).count("Capex!") == 2  # a run of three rows, and one more
    assert Recalculated(book.content).value("Checklist", "F5") == sum_


def test_a_sum_that_no_cells_give_is_the_checks_own_figure(written):
    book = written(made.appraisal(findings=(finding("capex.investment_period", {"undated": Decimal("17.17")}),)))
    assert stakes(book.formulas)["capex.investment_period"] == 17.17


def test_nothing_at_stake_is_no_sum_of_nought(written):
    book = written(made.appraisal(findings=(finding("capex.eligible_heads", {"unclear": Decimal(0)}),)))
    assert stakes(book.values) == {}


REAL = {
    "refurbished": ([item("20.00 crore"), item("9.00 crore", condition="refurbished")], "capex.refurbished_share"),
    "early": ([item("20.00 crore"), item("9.00 crore", date="2025-08-01")], "capex.investment_period"),
    "undated": ([item("30.00 crore"), item("2.00 crore", date=None)], "capex.investment_period"),
    "no head": ([item("30.00 crore"), item("1.25 crore", head=None)], "capex.eligible_heads"),
}


@pytest.mark.parametrize("name", REAL)
def test_the_sums_that_the_real_checks_put_at_stake_are_formulas(name, written):
    items, check = REAL[name]
    book = written(factory.appraised(factory.claim(items=items)))
    live, shown = stakes(book.formulas), stakes(book.values)
    assert str(live[check]).startswith("="), live
    row = next(cell.row for cell in book.values["Checklist"]["B"] if str(cell.value).endswith(check))
    assert float(Recalculated(book.content).value("Checklist", f"F{row}")) == pytest.approx(shown[check], abs=0.005)
