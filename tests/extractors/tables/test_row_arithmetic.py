"""Figures that OCR garbled in a row whose other figures tell them: taken, never sure, and only if like the print."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.tables.amounts import regrouped
from records.readings import SURE

X = (40, 110, 190, 300, 350, 420, 500)
HEAD = ("Date", "Invoice No", "Product", "Qty (MT)", "Rate", "Taxable Value", "Total")
SALES = [
    ("02/05/2026", "KR/1", "Tin Ingot", "10.250", "2,000.00", "20,500.00"),
    ("09/05/2026", "KR/2", "Tin Ingot", "16.179", "29,68,149.61", "4,80,21,692.54"),
    ("11/05/2026", "KR/3", "Tin Ingot", "8.000", "1,500.50", "12,004.00"),
]


def ledger(ocr_page, column=None, printed="", confidence=0.4):
    """The sales with one cell of the second row read as something else, in doubt."""
    cells = [list(it) for it in SALES]
    if column is not None:
        cells[1][column] = printed
    page = ocr_page([list(zip(X, it, strict=False)) for it in (HEAD, *cells)])
    pieces = set(printed.split())
    return replace(
        page, words=tuple(replace(it, confidence=confidence) if it.text in pieces else it for it in page.words)
    )


@pytest.mark.parametrize(
    ("column", "name", "printed", "value"),
    [
        (3, "quantity", "16179", "16.179"),
        (3, "quantity", "16.1Z9", "16.179"),
        (4, "rate", "29,68,14961/-", "2968149.61"),
        (5, "taxable_value", "4.80.2l,69254", "48021692.54"),
    ],
)
def test_the_garbled_figure_follows_from_the_other_two(ocr_page, read, column, name, printed, value):
    cell = read("sales_ledger", [ledger(ocr_page, column, printed)])["entries"].rows[1].fields[name]
    assert (cell.value, cell.confidence < SURE) == (Decimal(value), True)


def test_a_figure_unlike_the_print_is_not_put_in_its_place(ocr_page, read):
    row = read("sales_ledger", [ledger(ocr_page, 3, "73.5")])["entries"].rows[1].fields
    assert "quantity" not in row or row["quantity"].value == Decimal("73.5")


def test_a_figure_read_well_stays_though_the_row_does_not_multiply(ocr_page, read):
    row = read("sales_ledger", [ledger(ocr_page, 3, "16.979", confidence=0.93)])["entries"].rows[1].fields
    assert row["quantity"].value == Decimal("16.979")


@pytest.mark.parametrize(("printed", "unit"), [("16.179 MT_", "MT"), ("16.179 KG_", "KG")])
def test_what_rules_leave_beside_a_unit_is_no_part_of_it(ocr_page, read, printed, unit):
    row = read("sales_ledger", [ledger(ocr_page, 3, printed, confidence=0.93)])["entries"].rows[1].fields
    assert (row["quantity"].value, row["unit"].value) == (Decimal("16.179"), unit)


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("4.80.21,692 54", "4,80,21,692.54"),
        ("_2,11.37,970.32", "2,11,37,970.32"),
        ("—-.26,12,226.29", "26,12,226.29"),
        ("7,.52,508.86", "7,52,508.86"),
        ("3.326.00", "3,326.00"),
        ("-3.326.00", None),  # the hyphen may be a minus
        ("12 345 678", None),
        ("1,234.56 78", None),
        ("26.12.2026", None),
    ],
)
def test_commas_and_points_that_ocr_mixed_up_are_told_by_the_groups(printed, amount):
    assert regrouped(printed) == amount


def test_tonnes_with_points_for_commas_are_read_and_not_sure(ocr_page, read):
    head = [(40, "Product"), (300, "Quantity (MT per annum)")]
    rows = [[(40, "Nickel Sulphate"), (300, "3.326.00")], [(40, "Copper Granules"), (300, "1,224.00")]]
    products = read("application_form", [ocr_page([head, *rows])])["products"].rows
    assert [it.fields["quantity_tpa"].value for it in products] == [3326, 1224]
    assert products[0].fields["quantity_tpa"].confidence < SURE


ASSETS = [
    ("1", "Rotary kiln", "A/1", "186.40"),
    ("2", "Ball mill", "A/2", "273.50"),
    ("3", "Scrubber", "A/3", "232.33"),
]


def statement(ocr_page, printed, total="692.23", others=None):
    """A statement in lakh whose third amount is read as something else."""
    rows = [("Sl", "Description", "Invoice No", "Amount (Rs. in lakh)"), *(others or ASSETS[:2])]
    rows += [(*ASSETS[2][:3], printed), ("", "Total", "", total)]
    return ocr_page([list(zip((40, 80, 250, 420), it, strict=True)) for it in rows])


@pytest.mark.parametrize(
    ("printed", "total", "taken"),
    [
        ("232 AQ", "692.23", "23233000.00"),
        ("2E2.33", "692.23", "23233000.00"),
        ("232 AQ", "1,234.56", None),  # what is left is unlike the print
        ("AQ", "692.23", None),
        ("232 AQ", "400.00", None),  # nothing is left
    ],
)
def test_the_one_amount_unread_is_what_the_total_leaves_for_it(ocr_page, read, printed, total, taken):
    items = read("capex_statement", [statement(ocr_page, printed, total)])["items"]
    found = next(it for it in items.rows if it.fields["description"].value == "Scrubber").fields.get("amount")
    assert (found and str(found.value)) == (taken and str(Decimal(taken)))
    assert found is None or found.confidence < SURE and not items.vouches, "it proves nothing of the total"


def test_of_two_amounts_unread_neither_is_told_by_the_total(ocr_page, read):
    others = [ASSETS[0], (*ASSETS[1][:3], "27E AQ")]
    items = read("capex_statement", [statement(ocr_page, "232 AQ", others=others)])["items"]
    assert sum("amount" in row.fields for row in items.rows) <= 1
