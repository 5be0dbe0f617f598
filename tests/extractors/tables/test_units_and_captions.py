"""Headings that are but a unit or parted into units, captions over small tables, rows of nil, sums without a word."""

from decimal import Decimal

import pytest

from extractors.tables.headings import match_headings
from extractors.tables.money_unit import is_money_alone
from extractors.tables.words import condition_in_column
from records.readings import SURE
from reference.table_specs import table_specs

RESULTS = [["1", "Selenium", "-", "99.62", "Gravimetry"], ["2", "Tellurium", "1840", "0.184", "ICP-OES"]]


def column(table, name):
    return [row.fields[name].value if name in row.fields else None for row in table.rows]


@pytest.mark.parametrize("units", [("mg/kg", "% m/m"), ("ppm", "%"), ("g/t", "% (w/w)")])
def test_a_result_in_two_units_is_read_in_per_cent(grid, read, units):
    rows = [["Sl.", "Constituent", "Found", "", "Technique"], ["", "", *units, ""], *RESULTS]
    spans = [((2, 0), (3, 0)), ((0, 0), (0, 1)), ((1, 0), (1, 1)), ((4, 0), (4, 1))]
    table = read("assay_report", grid(rows, spans=spans, header_rows=2))["results"]
    assert column(table, "value_percent") == [Decimal("99.62"), Decimal("0.184")]


def test_a_column_with_more_than_a_hundred_per_cent_is_in_another_unit(grid, read):
    rows = [["Parameter", "Result", "Method"], ["Copper", "610", "ICP"], ["Arsenic", "95", "ICP"], ["Lead", "7", "ICP"]]
    rows = read("assay_report", grid(rows))["results"].rows
    assert "value_percent" not in rows[0].fields
    assert all(row.fields["value_percent"].confidence < SURE for row in rows[1:])


@pytest.mark.parametrize("unit", ["Rs. crore", "(₹ in crore)", "Amount in Rs. Crores", "करोड़ रुपये"])
def test_a_column_headed_by_a_unit_of_money_holds_the_revenue(html, read, unit):
    rows = [("Cauvery Molybdenum Ltd", "Applicant", "84.20"), ("Noyyal Alloys Ltd", "Subsidiary", "39.75")]
    body = "".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>" for a, b, c in rows)
    table = f"<table><tr><th>Company</th><th>Relation</th><th>{unit}</th></tr>{body}</table>"
    companies = read("gmr_certificate", html(table))["companies"]
    assert column(companies, "revenue") == [842_000_000, 397_500_000]


def test_a_heading_with_a_word_beside_the_unit_is_not_the_unit_alone():
    assert not any(
        map(is_money_alone, ("Cost in Rs.", "Depreciation (Rs. crore)", "Rs. per kg", "Crore Foods Ltd", "-"))
    )


def test_two_columns_headed_by_a_unit_of_money_tell_nothing():
    (spec,) = table_specs("gmr_certificate")
    assert match_headings([["Company"], ["Rs. crore"], ["₹ in lakh"]], spec) is None


SAP = ["Billing Date", "Billing Doc.", "BillT", "Sold-to name", "Material", "Billed Qty", "SU", "Net Value"]


def test_the_kind_of_a_document_is_not_its_number(grid, read):
    rows = [SAP, ["12.04.2025", "90000411", "ZF2", "Kutch Cathodes Ltd", "FG-COSO4", "2.400", "TO", "15,36,000.00"]]
    rows += [["18.05.2025", "90000412", "ZF2", "Saurashtra Pigments Ltd", "FG-COOX", "0.850", "TO", "16,87,250.00"]]
    table = read("sales_ledger", grid(rows))["entries"]
    assert column(table, "invoice_number") == ["90000411", "90000412"]
    odd = [[*SAP[:1], "Xyz", *SAP[2:]], *rows[1:]]
    odd = [[*row[:2], *row[3:]] if at == 0 else [row[0], row[2], *row[3:]] for at, row in enumerate(odd)]
    assert "ZF2" not in column(read("sales_ledger", grid(odd))["entries"], "invoice_number")


CAPTIONS = [
    "Doc No PRE-26-311 | Doc Dt 05/08/2026 | Type INV | Recipient Alappuzha Magnetics (32AAGCB7383J1ZH)",
    "Doc No PRE-26-312 | Doc Dt 19/08/2026 | Type INV | Recipient Mysuru Motors Ltd (29AAGCB7383J1Z4)",
]
ITEMS = ["Item", "Qty", "UQC", "Unit price", "Assessable value", "GST (18%)", "Invoice value"]


def test_each_small_table_has_the_number_day_and_buyer_of_its_caption(grid, read):
    first = [ITEMS, ["Nd2O3 powder", "120", "KGS", "6,150.00", "7,38,000.00", "1,32,840.00", "8,70,840.00"]]
    second = [ITEMS, ["Dy2O3 powder", "18.5", "KGS", "28,900.00", "5,34,650.00", "96,237.00", "6,30,887.00"]]
    second += [["Nd2O3 powder", "2", "KGS", "6,180.00", "12,360.00", "2,224.80", "14,584.80"]]
    table = read("sales_ledger", grid(CAPTIONS[0], first, CAPTIONS[1], second))["entries"]
    assert column(table, "invoice_number") == ["PRE-26-311", "PRE-26-312", "PRE-26-312"]
    assert [day.isoformat() for day in column(table, "invoice_date")] == ["2026-08-05", "2026-08-19", "2026-08-19"]
    assert column(table, "buyer_name") == ["Alappuzha Magnetics", "Mysuru Motors Ltd", "Mysuru Motors Ltd"]


def test_a_category_of_nil_is_no_more_of_the_one_above(html, read):
    rows = [("विद्युत वाहन बैटरी", "3,850"), ("पोर्टेबल बैटरी", "1,240"), ("औद्योगिक बैटरी", "शून्य"), ("योग", "5,090")]
    body = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    page = html(f"<table><tr><th>बैटरी का प्रकार</th><th>क्षमता (टन प्रति वर्ष)</th></tr>{body}</table>")
    table = read("epr_certificate", page)["categories"]
    assert column(table, "capacity_tpa") == [3850, 1240]
    assert "औद्योगिक" not in column(table, "category")[1]


def test_all_categories_over_the_categories_are_their_sum_but_not_if_they_are_more(grid, read):
    heading = ["Category", "Capacity (tonnes per year)"]
    parts = [["ITEW", "3,900"], ["CEEW", "2,150"], ["LIW", "700"]]
    table = read("epr_certificate", grid([heading, ["ALL CATEGORIES", "6,750"], *parts]))["categories"]
    assert column(table, "category") == ["ITEW", "CEEW", "LIW"] and table.adds_up
    table = read("epr_certificate", grid([heading, ["All other categories", "900"], *parts]))["categories"]
    assert column(table, "category")[0] == "All other categories"


def test_a_hindi_word_within_another_is_not_that_word():
    assert condition_in_column("नवीनीकृत") == "refurbished" and condition_in_column("नवीन") == "new"


FOOTED = [["Sl", "Description", "Supplier", "Invoice No", "Invoice date", "Amount*"]]
FOOTED += [["1", "Rotary kiln", "Tapi Steel", "TS/1", "04-10-2025", "246.00"]]
FOOTED += [["2", "Ball mill", "Vishwa Engg", "V/2", "09-11-2025", "108.75"], ["", "Total", "", "", "", "354.75"]]


@pytest.mark.parametrize("note", ["* All amounts are in Rs. lakh, net of GST.", "Note: Figures in ₹ lakhs"])
def test_a_note_under_the_table_gives_the_unit_of_its_amounts(html, read, note):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in FOOTED)
    table = read("capex_statement", html(f"<table>{body}</table><p>{note}</p>"))["items"]
    assert column(table, "amount") == [24_600_000, 10_875_000] and table.unit_sure
    assert table.totals["amount"].value == 35_475_000


def test_a_note_on_something_else_or_of_two_units_gives_none(html, read):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in FOOTED)
    for note in ("Loan of Rs. 40 lakh is excluded.", "Amounts in Rs. lakh up to March, in Rs. crore thereafter."):
        assert not read("capex_statement", html(f"<table>{body}</table><p>{note}</p>"))["items"].unit_sure
