"""Rows that print no amount are lines of other rows: nothing that was read of such a table is sure."""

import pytest

from records.readings import SURE

HEAD = ["Date", "Particulars", "Vch No.", "Quantity", "Value"]
TORN = [
    ["9-", "Kaveri Cells", "SRM/", "12.400", ""],
    ["Apr-26", "& Energy LLP", "26-27/007", "MT", "1,76,08,000.00"],
    ["28-", "Arka Alloys", "SRM/", "8.150", ""],
    ["May-26", "Private Limited", "26-27/019", "MT", "78,24,000.00"],
    ["17-", "Kaveri Cells", "SRM/", "10.000", ""],
    ["Aug-26", "& Energy LLP", "26-27/044", "MT", "1,45,00,000.00"],
    ["", "Grand Total", "", "30.550", "3,99,32,000.00"],
]
WHOLE = [
    ["9-Apr-26", "Kaveri Cells & Energy LLP", "SRM/26-27/007", "12.400 MT", "1,76,08,000.00"],
    ["28-May-26", "Arka Alloys Private Limited", "SRM/26-27/019", "8.150 MT", "78,24,000.00"],
    ["17-Aug-26", "Kaveri Cells & Energy LLP", "SRM/26-27/044", "10.000 MT", "1,45,00,000.00"],
]


def test_rows_without_an_amount_leave_nothing_sure(grid, read):
    entries = read("sales_ledger", grid([HEAD, *TORN]))["entries"]
    assert len(entries.rows) == 6
    assert not [it for row in entries.rows for it in row.fields.values() if it.confidence >= SURE]
    assert any(it.code == "rows_torn" for it in entries.warnings)


def test_one_row_without_an_amount_tears_nothing(grid, read):
    rows = [*WHOLE, ["30-Aug-26", "Kaveri Cells & Energy LLP", "SRM/26-27/051", "2.000 MT", ""], TORN[-1]]
    entries = read("sales_ledger", grid([HEAD, *rows]))["entries"]
    assert entries.rows[0].fields["invoice_date"].confidence >= SURE
    assert not any(it.code == "rows_torn" for it in entries.warnings)


HEADINGS = ["No.", "Date", "Customer", "Taxable", "IGST @18%", "Invoice"]
BELOW = ["", "", "", "", "", "value"]
ROWS = [
    ["KRE/11", "14/07/26", "Magnequest Alloys Pvt Ltd", "81,00,000", "14,58,000", "95,58,000"],
    ["KRE/14", "02/08/26", "Trivedi Permanent Magnets Ltd", "63,70,000", "11,46,600", "75,16,600"],
    ["", "", "Total", "1,44,70,000", "26,04,600", "1,70,74,600"],
]


@pytest.mark.parametrize("lines", ["grid", "none"])
def test_no_invoice_is_numbered_by_an_amount(lines, grid, read):
    entries = read("sales_ledger", grid([HEADINGS, BELOW, *ROWS], lines=lines)).get("entries")
    rows = entries.rows if entries is not None else ()
    numbers = [row.fields["invoice_number"].value for row in rows if "invoice_number" in row.fields]
    assert not [it for it in numbers if "," in str(it)]


@pytest.mark.parametrize(("printed", "is_sure"), [("SRM/26-27/007", True), ("SRM/", False), ("value", False)])
def test_a_number_cut_off_or_without_a_figure_is_never_sure(printed, is_sure, grid, read):
    rows = [
        ["Invoice No.", "Date", "Customer", "Taxable value"],
        [printed, "14/07/26", "Kaveri Cells LLP", "81,00,000"],
    ]
    entries = read("sales_ledger", grid(rows))["entries"]
    number = entries.rows[0].fields.get("invoice_number")
    assert (number is not None and number.confidence >= SURE) == is_sure
