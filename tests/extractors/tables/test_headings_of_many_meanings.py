"""Headings that say little, or the wrong thing, where the cells beside them tell what they head."""

import pytest

from extractors.tables.words import head_named

NUMBERS = ("33AABCT4321A1ZK", "29AAEFM7654B1ZD")


def returns(number_heading, value="Value", gross=("1,18,000.00", "2,36,000.00")):
    return [
        [number_heading, "Name", "Inv. No.", "Date", value, "Taxable", "CGST", "SGST"],
        [NUMBERS[0], "Tamraparni Forgings", "K/1", "06-08-2026", gross[0], "1,00,000.00", "9,000.00", "9,000.00"],
        [NUMBERS[1], "Manorama Chemworks", "K/2", "13-08-2026", gross[1], "2,00,000.00", "18,000.00", "18,000.00"],
    ]


@pytest.mark.parametrize("heading", ["Recipient GSTIN", "Receiver's GSTIN", "Consignee GSTIN", "Customer"])
def test_a_name_beside_registrations_and_a_value_that_is_the_sum(heading, grid, read, column_of):
    entries = read("sales_ledger", grid(returns(heading), wide=True))["entries"]
    assert column_of(entries, "buyer_gstin") == list(NUMBERS)
    assert column_of(entries, "total") == ["118000.00", "236000.00"]
    assert column_of(entries, "tax") == ["18000.00", "36000.00"]
    if heading != "Customer":
        assert column_of(entries, "buyer_name") == ["Tamraparni Forgings", "Manorama Chemworks"]


def test_a_name_of_fifteen_letters_is_no_registration(grid, read, column_of):
    rows = [
        ["Date", "Inv. No.", "Customer", "Article", "Remark", "Taxable value"],
        ["06-08-2026", "K/1", "Tamra Ltd", "Alum", "Solapurcastings", "1,00,000.00"],
        ["13-08-2026", "K/2", "Manorama Ltd", "Alum", "Jamnagarsmelter", "2,00,000.00"],
    ]
    entries = read("sales_ledger", grid(rows))["entries"]
    assert column_of(entries, "buyer_gstin") == [None, None]


def test_a_value_that_is_not_the_sum_in_every_row_stays_unread(grid, read, column_of):
    rows = returns("Recipient GSTIN", "Limit of credit", ("1,18,000.00", "9,99,000.00"))
    entries = read("sales_ledger", grid(rows, wide=True))["entries"]
    assert column_of(entries, "total") == [None, None]


def test_receipts_by_the_day_they_were_credited_on(grid, read, column_of):
    rows = [
        ["Bank", "Credited on", "Amount (Rs.)"],
        ["Example Bank", "05.08.2026", "12,00,000"],
        ["Specimen Bank", "11.10.2026", "8,00,000"],
        ["", "Total", "20,00,000"],
    ]
    receipts = read("claim_form", grid(rows))["earlier_receipts"]
    assert column_of(receipts, "date") == ["2026-08-05", "2026-10-11"]
    assert column_of(receipts, "amount") == ["1200000", "800000"]
    assert receipts.adds_up


@pytest.mark.parametrize("codes", ["EEE codes", "Category code", "Codes (Schedule I)"])
def test_the_category_is_what_it_is_called_and_not_its_code(codes, grid, read, column_of):
    rows = [
        ["Sl.", codes, "Category", "Metric tonnes in a year"],
        ["1", "MDW1-MDW10", "Medical devices", "1,150"],
        ["2", "TLSEW1-TLSEW6", "Toys, leisure and sports equipment", "240"],
    ]
    found = read("epr_certificate", grid(rows))["categories"]
    assert column_of(found, "category") == ["Medical devices", "Toys, leisure and sports equipment"]
    assert column_of(found, "capacity_tpa") == ["1150", "240"]


def test_codes_are_the_categories_where_nothing_else_names_them(grid, read, column_of):
    rows = [["EEE codes", "Metric tonnes in a year"], ["MDW1-MDW10", "1,150"], ["TLSEW1-TLSEW6", "240"]]
    found = read("epr_certificate", grid(rows))["categories"]
    assert column_of(found, "category") == ["MDW1-MDW10", "TLSEW1-TLSEW6"]


@pytest.mark.parametrize(
    ("printed", "head"),
    [
        ("संयंत्र एवं मशीनरी / Plant and machinery", "plant_and_machinery"),
        ("Equipment / उपकरण", "equipment"),
        ("उपयोगिताएँ/ Utilities", "utilities"),
        ("उपकरण / Utilities", None),
        ("Plant / Equipment", None),
    ],
)
def test_a_head_named_in_two_languages_is_that_head_if_both_say_so(printed, head):
    assert head_named(printed) == head
