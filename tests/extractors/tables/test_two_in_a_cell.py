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
