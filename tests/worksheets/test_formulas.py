"""Every computed amount is a live formula whose value, worked out anew, is the engine's figure."""

from dataclasses import replace
from decimal import Decimal

import pytest

from records.findings import Incentive, Step
from tests.worksheets import made
from tests.worksheets.recalculate import Recalculated
from worksheets import formulas
from worksheets.formulas import Cell, NotUnderstood


def summary_rows(book):
    """The incentive's steps, by step id: label, how, figure."""
    return {
        str(row[1]).rpartition("\n")[2]: row
        for row in book["Incentive"].iter_rows(values_only=True)
        if "\n" in str(row[1])
    }


@pytest.mark.parametrize("many", [1, 3, 24, 300])
def test_every_formula_recalculated_equals_the_value_stored_beside_it(written, many):
    book = written(made.appraisal(made.application_form(), made.capex_statement(many), made.ledger(40)))
    again = Recalculated(book.content)
    checked = 0
    for sheet, cell in again.formulas():
        stored = Decimal(str(book.values[sheet][cell].value))
        assert abs(again.value(sheet, cell) - stored) < Decimal("0.000001"), (sheet, cell)
        checked += 1
    assert checked > 20


@pytest.mark.parametrize("many", [1, 24, 300])
def test_every_computed_step_is_a_formula_and_gives_the_engines_figure(written, many):
    case = made.appraisal(made.application_form(), made.capex_statement(many))
    book = written(case)
    again = Recalculated(book.content)
    for step in case.incentive.steps:
        if step.value is not None:
            sheet, _, cell = again.names[f"step_{step.id}"].replace("$", "").partition("!")
            assert str(book.formulas[sheet][cell].value).startswith("="), step.id
            assert again.value(sheet, cell) == step.value, step.id


def test_the_amount_at_the_top_is_the_last_step(written):
    case = made.appraisal()
    book = written(case)
    row = next(row for row in book.formulas["Summary"].iter_rows() if row[0].value == "Incentive")
    assert row[2].value == "=step_amount"
    assert Decimal(str(book.values["Summary"][row[2].coordinate].value)) == case.incentive.amount


def test_a_changed_capex_row_carries_through_to_the_amount(written):
    book = written(made.appraisal())
    before, after = Recalculated(book.content), Recalculated(book.content)
    capex = after.book["Capex"]
    row = next(
        row
        for row in capex.iter_rows()
        if row[1].value == "✔ yes" and row[4].value == "New" and row[3].value == "Utilities"
    )
    row[9].value += 1_000_000
    sheet, _, cell = before.names["step_amount"].replace("$", "").partition("!")
    assert (
        after.value(sheet, cell) - before.value(sheet, cell) == 200_000
    )  # 20% of it; utilities bear no refurbished cap


def test_a_changed_parameter_carries_through_to_the_amount(written):
    book = written(made.appraisal())
    after = Recalculated(book.content)
    sheet, _, cell = after.names["par_ceiling_total_b"].replace("$", "").partition("!")
    after.book[sheet][cell].value = 1000
    sheet, _, cell = after.names["step_amount"].replace("$", "").partition("!")
    assert after.value(sheet, cell) == 1000


def test_a_formula_that_gives_another_figure_is_not_written_and_the_reader_is_told(written):
    case = made.appraisal()
    steps = tuple(
        replace(step, value=step.value + 1) if step.id in {"capex_subsidy", "amount"} else step
        for step in case.incentive.steps
    )
    steps = tuple(replace(step, fields=()) for step in steps)
    changed = replace(case, incentive=replace(case.incentive, steps=steps, amount=case.incentive.amount + 1))
    book = written(changed)
    how, figure = summary_rows(book.formulas)["capex_subsidy"][2:4]
    assert figure == float(case.incentive.capex_subsidy + 1)
    assert "⚠ Over this workbook's cells it gives" in how


def test_a_step_without_a_value_says_so_and_what_follows_is_no_formula_over_nothing(written):
    incentive = Incentive(
        steps=(
            Step("capex_eligible", "Eligible", "capex_in_period - refurbished_excess", None, "6.1.1"),
            Step("amount", "Amount", "min(capex_subsidy, ceiling_applied)", Decimal("5.00"), "6.2"),
        ),
        amount=Decimal("5.00"),
    )
    book = written(made.appraisal(made.application_form(), incentive=incentive))
    shown = summary_rows(book.formulas)
    assert shown["capex_eligible"][3] == "? not computed"
    assert shown["amount"][3] == 5 and "Shown as computed" in shown["amount"][2]


def test_rows_are_counted_or_not_and_say_at_which_step_they_fell_out(written, rows):
    shown = rows(written(made.appraisal()).values["Capex"], "Counted?")
    land = next(row for row in shown if row["Head"] == "Land")
    early = next(
        row
        for row in shown
        if str(row["Invoice date"]).startswith("2025-08-01") and row["Head"] == "Equipment" or row["Row"] == 6
    )
    refurbished = next(row for row in shown if row["Condition"] == "Refurbished" and row["Counted?"] == "✔ yes")
    assert (land["Counted?"], land["Remarks"]) == (
        "✘ no",
        "not “plant and machinery, equipment and associated utilities” (6.1.1)",
    )
    assert (early["Counted?"], early["Remarks"]) == (
        "✘ no",
        "not “invested from the date of approval of the Scheme” (9.4)",
    )
    assert "refurbished: considered only up to its share" in refurbished["Remarks"]


def test_a_row_read_in_doubt_says_what_else_it_may_be(written, rows):
    shown = rows(written(made.appraisal()).values["Capex"], "Counted?")
    assert "⚠ amount 72% sure; may be ₹4,12,000.00" in shown[7]["Remarks"]


def test_capex_without_a_computed_incentive_is_open_not_counted(written, rows):
    shown = rows(written(made.appraisal(incentive=Incentive())).values["Capex"], "Counted?")
    assert {row["Counted?"] for row in shown if isinstance(row["Row"], int)} == {"? open"}


def test_rows_are_left_open_where_the_rows_cited_do_not_make_up_what_is_counted(written, rows):
    case = made.appraisal()
    steps = tuple(
        replace(step, fields=step.fields[1:]) if step.id == "capex_in_period" else step for step in case.incentive.steps
    )
    shown = rows(written(replace(case, incentive=replace(case.incentive, steps=steps))).values["Capex"], "Counted?")
    assert {row["Counted?"] for row in shown if isinstance(row["Row"], int)} == {"✔ yes", "? open"}
    assert shown[0]["Counted?"] == "? open"


def test_sales_are_added_up_by_year_and_product_whatever_the_product_is_called(written):
    book = written(made.appraisal()).values["Sales"]
    every = [row for row in book.iter_rows(values_only=True)]
    start = next(n for n, row in enumerate(every) if row[5] == "By year and product")
    lines = {(row[6], row[7]): (row[8], row[9], row[11]) for row in every[start + 2 :] if isinstance(row[5], int)}
    rows = made.ledger().tables["entries"]
    star = [row.fields for n, row in enumerate(rows) if n % 3 == 2 and row.fields["invoice_date"].value.month < 4]
    expected = (
        len(star),
        float(sum(it["quantity"].value for it in star)),
        float(sum(it["taxable_value"].value for it in star)),
    )
    assert lines["2025-26", "*"] == expected  # a product named "*" adds up itself only
    assert len(lines) == 6


CELLS = {"a": Cell("Fields!$D$4", Decimal(10)), "b.c": Cell("par_b_c", Decimal("0.2")), "z": Cell("step_z", Decimal(0))}


@pytest.mark.parametrize(
    ("formula", "value", "excel"),
    [
        ("a * b.c", "2", "Fields!$D$4*par_b_c"),
        ("a − (a − 4)", "4", "Fields!$D$4-(Fields!$D$4-4)"),
        ("a - a - 4", "-4", "Fields!$D$4-Fields!$D$4-4"),
        ("a / (a * 2)", "0.5", "Fields!$D$4/(Fields!$D$4*2)"),
        ("(a + 2) × b.c", "2.4", "(Fields!$D$4+2)*par_b_c"),
        ("max(0, a * b.c - 20%)", "1.8", "MAX(0,Fields!$D$4*par_b_c-0.2)"),
        ("round(a / 3, 2)", "3.33", "ROUND(Fields!$D$4/3,2)"),
        ("min(a, 7, b.c)", "0.2", "MIN(Fields!$D$4,7,par_b_c)"),
        ("sum(a, a)", "20", "SUM(Fields!$D$4,Fields!$D$4)"),
        ("-a + 1", "-9", "0-Fields!$D$4+1"),
    ],
)
def test_formulas_are_translated_and_computed_alike(formula, value, excel):
    tree = formulas.parse(formula)
    assert formulas.compute(tree, CELLS.get) == Decimal(value)
    assert formulas.excel(tree, CELLS.get) == excel


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "sum of the rows under these heads",
        "a +",
        "(a",
        "a b",
        "eval(a)",
        "a ** 2 ** ",
        "min()",
        "a / z",
        "unheard_of * 2",
        "round(a, b.c)",
        '=HYPERLINK("x")',
        "a & b.c",
        "1,2",
    ],
)
def test_what_is_told_in_words_or_outside_the_grammar_is_not_understood(formula):
    with pytest.raises(NotUnderstood):
        tree = formulas.parse(formula)
        formulas.compute(tree, CELLS.get)
