"""The account of sales, with its columns Debit and Credit, and registers that a typewriter's font prints."""

from decimal import Decimal

import pytest

from records.readings import SURE
from tests.extractors.papers import mono

HEADINGS = ["Date", "", "Particulars", "Vch Type", "Vch No.", "Debit", "Credit"]
SALES = [
    ["3-Apr-26", "By", "Anand Magnetics LLP", "Sales", "SRM/26-27/001", "", "18,42,500.00"],
    ["21-Apr-26", "By", "Coromandel Alloys Pvt Ltd", "Sales", "SRM/26-27/002", "", "9,75,000.00"],
    ["9-May-26", "To", "Anand Magnetics LLP", "Journal", "JV/26-27/01", "1,12,500.00", ""],
    ["2-Jun-26", "By", "Everest Batteries Ltd", "Sales", "SRM/26-27/003", "", "31,08,000.00"],
]
SUMS = [
    ["", "", "", "", "", "1,12,500.00", "59,25,500.00"],
    ["", "To", "Closing Balance", "", "", "58,13,000.00", ""],
    ["", "", "", "", "", "59,25,500.00", "59,25,500.00"],
]
WIDTHS = [55, 22, 150, 60, 85, 75, 75]


@pytest.mark.parametrize("lines", ["grid", "none"])
def test_in_the_account_of_sales_a_credit_is_a_sale_and_a_debit_takes_back(read, grid, lines):
    table = read("sales_ledger", grid([HEADINGS, *SALES, *SUMS], widths=WIDTHS, lines=lines))["entries"]
    values = [row.fields["taxable_value"] for row in table.rows]
    assert [it.value for it in values] == [1842500, 975000, -112500, 3108000]
    assert all(it.confidence >= SURE for it in values)
    assert [row.fields["invoice_number"].value for row in table.rows][2] == "JV/26-27/01"
    assert table.totals["taxable_value"].value == 5813000


def test_a_closing_balance_that_is_not_the_sum_of_the_entries_is_told(read, grid):
    wrong = [["", "To", "Closing Balance", "", "", "58,31,000.00", ""]]
    table = read("sales_ledger", grid([HEADINGS, *SALES, *wrong], widths=WIDTHS))["entries"]
    assert table.adds_up is False


def test_in_the_account_of_a_party_sales_are_debits(read, grid):
    rows = [[*row[:5], row[6], row[5]] for row in SALES if row[1] == "By"]
    table = read("sales_ledger", grid([HEADINGS, *rows], widths=WIDTHS))["entries"]
    assert [row.fields["total"].value for row in table.rows] == [1842500, 975000, 3108000]


def test_what_a_party_paid_is_no_sale(read, grid):
    rows = [
        ["3-Apr-26", "To", "Sales", "Sales", "SRM/26-27/001", "18,42,500.00", ""],
        ["21-Apr-26", "By", "HDFC Bank", "Receipt", "R/11", "", "9,00,000.00"],
        ["9-May-26", "By", "HDFC Bank", "Receipt", "R/14", "", "9,42,500.00"],
    ]
    found = read("sales_ledger", grid([HEADINGS, *rows], widths=WIDTHS))["entries"].rows
    amounts = {row.fields["invoice_number"].value: {"taxable_value", "total"} & row.fields.keys() for row in found}
    assert amounts == {"SRM/26-27/001": {"total"}, "R/11": set(), "R/14": set()}


REGISTER = """\
                    URLA, RAIPUR   GSTIN : 22AADCB6718H1ZX
                  SALE REGISTER FROM 01-10-2026 TO 31-10-2026
--------------------------------------------------------------------------------------------------------------------
DATE        VCH/BILL NO.  PARTY / ITEM                    QTY UNIT     PRICE      AMOUNT     TAX 18%     BILL AMT
--------------------------------------------------------------------------------------------------------------------
05-10-2026  DK/1081       RAIGARH CATHODES LTD
                          (27AAECM4410Q1Z7)
                          NICKEL SULPHATE HEXAHYDRATE  12.500 MT   3,40,000  42,50,000.00  7,65,000.00  50,15,000.00
11-10-2026  DK/1082       MAIKAL CHEMICALS
                          (36AAICR5567D1Z6)
                          COBALT SULPHATE               2.000 MT   7,10,000  14,20,000.00  2,55,600.00  16,75,600.00
                          BLACK MASS                    8.000 MT   1,25,000  10,00,000.00  1,80,000.00  11,80,000.00
--------------------------------------------------------------------------------------------------------------------
            TOTAL                                      22.500               66,70,000.00 12,00,600.00  78,70,600.00
"""


def test_headings_of_two_words_that_a_typewriter_parts_as_it_parts_columns(read, tmp_path):
    rows = read("sales_ledger", mono(tmp_path / "register.pdf", REGISTER))["entries"].rows
    assert [row.fields["product"].value for row in rows] == [
        "NICKEL SULPHATE HEXAHYDRATE",
        "COBALT SULPHATE",
        "BLACK MASS",
    ]
    assert [row.fields["invoice_number"].value for row in rows] == ["DK/1081", "DK/1082", "DK/1082"]
    assert rows[0].fields["buyer_gstin"].value == "27AAECM4410Q1Z7"
    assert [row.fields["tax"].value for row in rows] == [Decimal(765000), Decimal(255600), Decimal(180000)]
