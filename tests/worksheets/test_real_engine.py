"""Worksheets of cases that the real checks judged under the real scheme: each computed rupee is a live formula."""

import pytest

from tests.checks import factory
from tests.checks.factory import item
from tests.worksheets.recalculate import Recalculated

MIXED = [
    item("20.00 crore"),
    item("6.00 crore", head="equipment", date="2025-08-11"),
    item("9.00 crore", condition="refurbished", date="2026-02-20"),
    item("5.00 crore", head="utilities", date="2026-03-05"),
    item("3.37 crore", head="land"),
    item("1.25 crore", head=None),
    item("2.00 crore", condition=None, date=None),
]
LISTED_TWICE = [
    *(item(amount, number=number) for amount, number in (("20.00 crore", "VE/1"), ("9.13 crore", "VE/2"))),
    item("9.13 crore", number="VE/2", description="The plant as supplied and erected"),
    item("7.00 crore", number="VE/3", condition="refurbished"),
    item("3.37 crore", head="land", number="VE/4"),
]
CASES = {
    "clean": lambda: factory.claim(),
    "mixed": lambda: factory.claim(items=MIXED),
    "one row": lambda: factory.claim(items=[item("41.00 crore")]),
    "nothing eligible": lambda: factory.claim(items=[item("41.00 crore", head="building")]),
    "an invoice listed twice": lambda: factory.claim(items=LISTED_TWICE),
    "without a production date": lambda: factory.claim(chartered_engineer_certificate=None),
    "beyond the ceiling": lambda: factory.claim(items=[item("900.00 crore")]),
    "without capex": lambda: factory.claim(capex_statement=None),
    "application": lambda: factory.application(),
    "doubtful": lambda: factory.doubtful(factory.claim(), "capex_statement", "total_amount"),
}


@pytest.mark.parametrize("name", CASES)
def test_every_rupee_of_a_judged_case_is_a_formula_that_gives_the_engines_figure(name, written):
    appraisal = factory.appraised(CASES[name]())
    scheme = factory.scheme()
    book = written(appraisal, clauses=scheme.clauses, interpretations=scheme.interpretations, scheme_title=scheme.title)
    again = Recalculated(book.content)
    for sheet, cell in again.formulas():
        stored = book.values[sheet][cell].value
        assert abs(float(again.value(sheet, cell)) - stored) < 1e-6, (sheet, cell)
    for step in appraisal.incentive.steps:
        if step.value:
            sheet, _, cell = again.names[f"step_{step.id}"].replace("$", "").partition("!")
            assert str(book.formulas[sheet][cell].value).startswith("="), (step.id, step.formula)
            assert again.value(sheet, cell) == step.value


def test_every_clause_that_a_check_cites_has_its_text_unless_it_is_not_public(written):
    scheme = factory.scheme()
    book = written(factory.appraised(factory.claim()), clauses=scheme.clauses)
    without = {cell.value for cell in book.values["Checklist"]["C"][4:] if cell.value and cell.hyperlink is None}
    assert without <= {"guidelines"}


def test_a_row_before_the_scheme_was_approved_is_shown_as_left_out_there(written, rows):
    shown = rows(written(factory.appraised(CASES["mixed"]())).values["Capex"], "Counted?")
    early = next(row for row in shown if str(row["Invoice date"]).startswith("2025-08-11"))
    assert early["Counted?"] == "✘ no" and "(9.4)" in early["Remarks"]


def test_where_nothing_is_eligible_every_row_says_why(written, rows):
    shown = rows(written(factory.appraised(CASES["nothing eligible"]())).values["Capex"], "Counted?")
    assert shown[0]["Counted?"] == "✘ no" and "(6.1.1)" in shown[0]["Remarks"]


def test_a_second_listing_of_an_invoice_is_left_out_as_such(written, rows):
    shown = rows(written(factory.appraised(CASES["an invoice listed twice"]())).values["Capex"], "Counted?")
    assert [row["Counted?"] for row in shown[:4]] == ["✔ yes", "✔ yes", "✘ no", "✔ yes"]
    assert "each invoice once" in shown[2]["Remarks"] and "(6.1.1)" in shown[2]["Remarks"]
