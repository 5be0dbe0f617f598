"""A scanned cell that breaks its column's habit may have lost a figure that both engines passed over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from extractors.odd_cells import doubting_odd_cells
from records.readings import ONE_OCR_WITNESS, Evidence, Field, TableRow

SURE = 0.98


def rows(name, values, method="ocr"):
    def cell(number, value, printed):
        evidence = Evidence("0" * 64, "ledger.pdf", 1, (0.0, 10.0 * number, 90.0, 10.0 * number + 8), printed, method)
        return Field(name, value, SURE, evidence)

    return [TableRow(number, {name: cell(number, *it)} if it else {}) for number, it in enumerate(values)]


def doubted(name, values, method="ocr"):
    """The numbers of the rows whose cell is doubted."""
    found = doubting_odd_cells(rows(name, values, method))
    return [row.index for row in found if name in row.fields and row.fields[name].confidence == ONE_OCR_WITNESS]


def days(*numbers):
    return [(date(2026, 8, 31) + timedelta(it), f"day {it}") if it else None for it in numbers]


@pytest.mark.parametrize(
    ("printed", "odd"),
    [
        ((2, 7, 9, 11, 2, 15, 26), [4]),
        ((26, 15, 25, 11, 9, 9, 7), [1]),
        ((1, 2, 3, 4, 5, 5, 400), []),
        ((2, 7, None, 1, 11, 12, 12, 15), [3]),
        ((9, 2, 7, 3, 15, 11, 8), []),
        ((2, 7, 1, 9), []),
    ],
    ids=["a 12th read as 2nd", "the newest first", "a gap is no disorder", "a row without", "kept by none", "too few"],
)
def test_a_day_out_of_the_order_of_all_others_is_doubted(printed, odd):
    assert doubted("invoice_date", days(*printed)) == odd


def quantities(*printed):
    return [(Decimal(it.split()[0].replace(",", "")), it) for it in printed]


@pytest.mark.parametrize(
    ("printed", "odd"),
    [
        (("9.164 MT", "36.385 MT", "30.585 MT", "24", "8.887 MT", "61.572"), [3]),
        (("1,250.50", "2,000.50", "13.25", "7.2", "88.75"), [3]),
        (("12", "15", "9.5", "20", "7"), []),
        (("12.5", "15", "9.5", "20", "7.25"), []),
        (("9.164", "36.385", "24"), []),
    ],
    ids=["cut at the point", "one decimal lost", "whole figures are usual", "no habit", "too few"],
)
def test_a_figure_without_the_decimals_of_its_column_is_doubted(printed, odd):
    assert doubted("quantity", quantities(*printed)) == odd


def test_a_digital_table_may_print_what_it_likes():
    assert doubted("invoice_date", days(2, 7, 9, 11, 2, 15, 26), "text") == []
    assert doubting_odd_cells(()) == ()
