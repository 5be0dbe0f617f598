"""Cells that say two things, or one thing twice: two scripts, a quantity at its rate, a name over captioned lines."""

import pytest

from extractors.tables.headings import match_headings
from extractors.tongues import latin_half
from reference.table_specs import table_specs


@pytest.mark.parametrize(
    ("printed", "half"),
    [
        ("Ball mill / बॉल मिल", "Ball mill"),
        ("विद्युत भार-मापन / Electrogravimetry", "Electrogravimetry"),
        ("Ni/Co hydroxide | निकल/कोबाल्ट हाइड्रॉक्साइड", "Ni/Co hydroxide"),
        ("सोन भंडार (Sone Bhandar Traders)", "Sone Bhandar Traders"),
        ("कोबाल्ट मेटल Cobalt Metal", "Cobalt Metal"),
        ("கோபால்ட் – Cobalt", "Cobalt"),
    ],
)
def test_of_a_text_in_two_scripts_the_latin_half_is_read(printed, half):
    assert latin_half(printed) == half


@pytest.mark.parametrize(
    "printed",
    [
        "रोटरी भट्ठी (used)",
        "कोबाल्ट सल्फेट (battery grade)",
        "निकल / Ni",
        "नमूना BM-114 lot",
        "Nickel / Cobalt",
        "टिन सिल्ली",
        "Tin (Sn)",
    ],
)
def test_two_scripts_that_say_two_things_stay_together(printed):
    assert latin_half(printed) == printed


def test_a_ledger_with_the_rate_below_its_quantity_and_the_date_below_its_number(grid, read, column_of):
    rows = [["Doc#", "Customer", "Item", "Qty / rate", "Sub total", "Tax", "Amount"]]
    rows += [
        [f"SI-0{at}\n0{at} Feb 2026", buyer, "Tin ingot\nHSN 80011090", f"{kilos} kg\n@\n2,500.00", basic, tax, total]
        for at, buyer, kilos, basic, tax, total in [
            (1, "Export: Ruhr Zinn\nGmbH\nGST Treatment: Overseas\n(LUT)", "100", "2,50,000.00", "0.00", "2,50,000.00"),
            (2, "Kosi Solders", "40.5", "1,01,250.00", "18,225.00", "1,19,475.00"),
            (3, "Kosi Solders\nPlace of supply: Bihar", "8", "20,000.00", "3,600.00", "23,600.00"),
        ]
    ]
    table = read("sales_ledger", grid(rows, lines="level"))["entries"]
    assert column_of(table, "buyer_name") == ["Export: Ruhr Zinn GmbH", "Kosi Solders", "Kosi Solders"]
    assert column_of(table, "quantity") == ["100", "40.5", "8"]
    assert column_of(table, "rate") == ["2500.00"] * 3
    assert column_of(table, "invoice_number") == ["SI-01", "SI-02", "SI-03"]
    assert column_of(table, "invoice_date") == ["2026-02-01", "2026-02-02", "2026-02-03"]


def test_a_number_with_its_date_under_one_heading(grid, read, column_of):
    rows = [
        ["S.No", "Item", "Bill no. / date", "Supplier", "Rs. in Crore"],
        ["1", "Pyrolysis kiln", "PFW-437 / 18/12/2025", "Pratap Furnace Works", "1.42"],
        ["2", "Filter press", "CFS/26/0008 / 06/02/2026", "Coromandel Filtration Systems Pvt Ltd", "0.37"],
    ]
    table = read("capex_statement", grid(rows))["items"]
    assert column_of(table, "invoice_number") == ["PFW-437", "CFS/26/0008"]
    assert column_of(table, "invoice_date") == ["2025-12-18", "2026-02-06"]


def test_the_only_value_is_what_is_certified_though_a_heading_before_it_says_nothing():
    printed = ["Tag", "Asset description", "Bucket", "Vendor", "Basic", "GST"]
    headings = match_headings([[it] for it in printed], table_specs("capex_statement")[0])
    assert headings is not None
    assert headings.columns[4].name == "amount"


@pytest.mark.parametrize(
    ("heading", "tonnes"),
    [("Output, kg per year", "0.38"), ("Output kg per month", "4.56"), ("Quantity, t/year", "380")],
)
def test_the_unit_of_a_heading_without_brackets(heading, tonnes, grid, read, column_of):
    rows = [["Product", heading, "Mineral"], ["Platinum sponge", "380", "Platinum"], ["Tin ingot", "380", "Tin"]]
    table = read("application_form", grid(rows))["products"]
    assert [float(it) for it in column_of(table, "quantity_tpa")] == [float(tonnes)] * 2


def test_a_last_row_that_is_what_all_others_make_is_their_total_whatever_it_is_called(grid, read, column_of):
    rows = [
        ["Entity", "Relationship", "Turnover (Rs. in lakh)"],
        ["Betwa Cells Private Limited", "Applicant", "7,418.25"],
        ["Betwa Holdings Limited", "Holding company", "11,936.40"],
        ["Entire group", "", "19,354.65"],
    ]
    table = read("gmr_certificate", grid(rows))["companies"]
    assert column_of(table, "revenue") == ["741825000.00", "1193640000.00"]
    assert table.adds_up


def test_a_last_company_that_earns_as_much_as_the_others_is_none_the_less_a_company(grid, read, column_of):
    rows = [
        ["Entity", "Relationship", "Turnover (Rs. in lakh)"],
        ["Betwa Cells Private Limited", "Applicant", "100.00"],
        ["Betwa Holdings Limited", "Holding company", "200.00"],
        ["Betwa Traders Limited", "Subsidiary", "300.00"],
    ]
    assert len(read("gmr_certificate", grid(rows))["companies"].rows) == 3


def test_what_a_consent_lists_as_raw_material_is_no_product(grid, read, column_of):
    rows = [
        ["Sl", "Description", "Quantity", "Unit"],
        ["Products", "", "", ""],
        ["1", "Dysprosium oxide", "2.6", "T/Month"],
        ["Raw materials processed", "", "", ""],
        ["1", "Waste magnets", "4,320", "T/Annum"],
    ]
    path = grid(rows, spans=[((0, 1), (-1, 1)), ((0, 3), (-1, 3))])
    assert column_of(read("pollution_board_authorisation", path)["products"], "product") == ["Dysprosium oxide"]


def test_a_heading_over_number_date_and_value_makes_none_of_them_both():
    printed = [["Receiver"], ["Invoice / Note details Date", "Date"], ["Invoice / Note details Value", "Value"]]
    headings = match_headings([["GSTIN"], *printed, ["Taxable value"]], table_specs("sales_ledger")[0])
    assert headings is not None
    assert headings.columns[2].name == "invoice_date"


def test_a_day_with_its_month_in_letters_is_no_number_of_an_invoice(grid, read, column_of):
    rows = [
        ["S.No", "Item", "Bill no. / date", "Supplier", "Rs. in Crore"],
        ["1", "Pyrolysis kiln", "18-Dec-2025", "Pratap Furnace Works", "1.42"],
        ["2", "Filter press", "CF/8 / 06-Feb-2026", "Coromandel Filtration Systems Pvt Ltd", "0.37"],
    ]
    table = read("capex_statement", grid(rows))["items"]
    assert column_of(table, "invoice_number") == [None, "CF/8"]
    assert column_of(table, "invoice_date") == ["2025-12-18", "2026-02-06"]
