"""Capex statements as offices print them: a unit in the line above, heads as groups, supplier and bill in one cell."""

from datetime import date
from decimal import Decimal

import pytest

from records.readings import SURE

BY_HEAD = """
<style>td, th { padding: 2px 6px; text-align: left; vertical-align: top }
table { border-collapse: collapse; width: 100% } body { font: 9.5pt 'Liberation Sans' }</style>
<h3>Annexure to CA Certificate - Statement of Capital Expenditure</h3>
<p>Name of the unit: Godavari Lithium Reclaim Pvt. Ltd. | Period: 04-10-2025 to 31-08-2026 | Rs. in lakh</p>
<table><tr><th>Particulars</th><th>Supplier / Bill</th><th>Amount</th></tr>
<tr><td colspan=3><b>A. PLANT &amp; MACHINERY</b></td></tr>
<tr><td>1. Crusher line</td><td>Eastern Shredtech, ES/0091 dt 12.11.2025</td><td>400.00</td></tr>
<tr><td>2. Leaching plant</td><td>Hydrochem Engg Ltd, HE-25-337 dt 03.02.2026</td><td>800.00</td></tr>
<tr><td></td><td>Sub-total A</td><td>1,200.00</td></tr>
<tr><td colspan=3><b>B. UTILITIES</b></td></tr>
<tr><td>3. ETP</td><td>Jalveda Systems, JS/441 dt 19.05.2026</td><td>100.00</td></tr>
<tr><td>4. Used DG set 320 kVA</td><td>Vizag Gensets, VG/12 dt 22.06.2026</td><td>14.50</td></tr>
<tr><td></td><td>Sub-total B</td><td>114.50</td></tr>
<tr><td></td><td><b>Grand total (A+B)</b></td><td><b>1,314.50</b></td></tr></table>
<p>For Sarma &amp; Sastry<br>Chartered Accountants (FRN 004455S)<br><br>CA K. V. Sastry<br>
Partner, Membership No. 027719</p>
"""


@pytest.fixture
def items(html, read):
    return read("capex_statement", html(BY_HEAD))["items"]


def test_the_unit_of_money_in_the_line_above_scales_the_table(items, column_of):
    assert [row.fields["amount"].value for row in items.rows] == [40_000_000, 80_000_000, 10_000_000, 1_450_000]
    assert items.adds_up
    assert items.totals["amount"].value == Decimal(131_450_000)


def test_numbers_before_all_names_are_no_part_of_them(items, column_of):
    assert column_of(items, "description") == ["Crusher line", "Leaching plant", "ETP", "Used DG set 320 kVA"]


def test_supplier_bill_and_day_in_one_cell_are_parted(items, column_of):
    assert column_of(items, "vendor") == ["Eastern Shredtech", "Hydrochem Engg Ltd", "Jalveda Systems", "Vizag Gensets"]
    assert column_of(items, "invoice_number") == ["ES/0091", "HE-25-337", "JS/441", "VG/12"]
    assert items.rows[0].fields["invoice_date"].value == date(2025, 11, 12)


def test_a_used_machine_is_refurbished_and_used_oil_is_not(items, html, read, column_of):
    assert column_of(items, "condition") == [None, None, None, "refurbished"]
    oil = read("capex_statement", html(BY_HEAD.replace("Used DG set 320 kVA", "Used oil tank")))["items"]
    assert column_of(oil, "condition") == [None] * 4


def test_who_signs_below_the_total_is_no_row(items):
    assert len(items.rows) == 4
    used = " ".join(word.text for word in items.used)
    assert "Sastry" not in used


@pytest.mark.parametrize(
    ("heading", "is_basic"), [("Invoice value (incl. GST)", False), ("Gross value", False), ("Basic value", True)]
)
def test_what_has_tax_in_it_is_not_the_basic_value(heading, is_basic, grid, read):
    rows = [
        ["S.No", "Asset", "Vendor", "Invoice", "Date", heading, "Less: GST (ITC availed)", "Amount capitalised"],
        ["1", "Crusher line", "Eastern Shredtech", "ES/91", "12-11-25", "4,72,00,000", "72,00,000", "4,00,00,000"],
        ["2", "Leaching plant", "Hydrochem Ltd", "HE-337", "03-02-26", "9,44,00,000", "1,44,00,000", "8,00,00,000"],
        ["", "Total", "", "", "", "14,16,00,000", "2,16,00,000", "12,00,00,000"],
    ]
    items = read("capex_statement", grid(rows, wide=True))["items"]
    assert [row.fields["amount"].value for row in items.rows] == [40_000_000, 80_000_000]
    assert all(row.fields["amount"].confidence >= SURE for row in items.rows)
    assert all(("basic" in row.fields) == is_basic for row in items.rows)
