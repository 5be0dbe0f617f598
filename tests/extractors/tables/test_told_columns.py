"""Columns that hold several things, columns that only their cells tell, and the unit of money that must be proved."""

from dataclasses import replace
from decimal import Decimal

import pytest

from records.pages import Ruling

GSTINS = ["27AAAPA1234A1Z0", "24BBBPB2345B1ZM"]


def test_a_column_of_article_supplier_and_gstin_is_parted(drawn, read, column_of):
    head = [
        (40, 60, "Sl"),
        (60, 60, "Particulars / Vendor / GSTIN"),
        (330, 60, "Bill No & Date"),
        (440, 60, "Status"),
        (550, 60, "<Cost (Rs.)"),
    ]
    texts = list(head)
    for number, (article, firm, day, condition, cost) in enumerate(
        [
            ("Rotary kiln 3 TPH", "Sharada Kilns Pvt Ltd", "04.11.2025", "Refurbished", "48,00,000.00"),
            ("Filter press", "Nadi Filters LLP", "17.12.2025", "New", "12,50,000.00"),
        ]
    ):
        y = 80 + 24 * number
        texts += [
            (40, y, str(number + 1)),
            (60, y, article),
            (330, y, f"X/{number}/25"),
            (440, y, condition),
            (550, y, f"<{cost}"),
        ]
        texts += [(60, y + 10, f"{firm}, {GSTINS[number]}"), (330, y + 10, f"dt. {day}")]
    texts += [(60, 140, "TOTAL"), (550, 140, "<60,50,000.00")]
    items = read("capex_statement", drawn(texts))["items"]
    assert column_of(items, "description") == ["Rotary kiln 3 TPH", "Filter press"]
    assert column_of(items, "vendor") == ["Sharada Kilns Pvt Ltd", "Nadi Filters LLP"]
    assert column_of(items, "vendor_gstin") == GSTINS
    assert column_of(items, "invoice_number") == ["X/0/25", "X/1/25"]
    assert column_of(items, "invoice_date") == ["2025-11-04", "2025-12-17"]
    assert column_of(items, "condition") == ["refurbished", "new"]
    assert items.adds_up


def test_a_supplier_over_its_bill_number_in_one_cell(grid, read, column_of):
    rows = [
        ["#", "Asset", "Party & Invoice No.", "Dt.", "Amount (Rs.)"],
        ["1", "Ball mill", "Tungabhadra Mills\nPrivate Limited\n252600441", "02-10-2025", "7,00,000"],
        ["2", "Shredder", "Kaveri Engineers\nKE/25-26/17", "09-10-2025", "9,00,000"],
        ["", "Total", "", "", "16,00,000"],
    ]
    items = read("capex_statement", grid(rows))["items"]
    assert column_of(items, "vendor") == ["Tungabhadra Mills Private Limited", "Kaveri Engineers"]
    assert column_of(items, "invoice_number") == ["252600441", "KE/25-26/17"]


@pytest.mark.parametrize("heading", ["Sthiti", "New or otherwise?", "N/\nR", "Class"])
def test_new_and_refurbished_in_the_cells_make_the_column_of_conditions(heading, grid, read, column_of):
    rows = [
        ["Sl", "Description of asset", heading, "Bill No.", "Amount (Rs.)"],
        ["1", "Reactor", "New", "A/1", "5,00,000"],
        ["2", "Kiln", "Refurbished", "A/2", "3,00,000"],
        ["3", "Press", "New", "A/3", "2,00,000"],
    ]
    items = read("capex_statement", grid(rows))["items"]
    assert column_of(items, "condition") == ["new", "refurbished", "new"]


def test_a_document_number_under_a_heading_that_only_says_number(grid, read, column_of):
    rows = [
        ["Buyer", "Number", "Date", "Taxable Value", "Invoice Value"],
        ["Sone Alloys Ltd", "SA/25-26/0001", "04-Sep-2025", "1,00,000.00", "1,18,000.00"],
        ["Sone Alloys Ltd", "SA/25-26/0002", "05-Sep-2025", "2,00,000.00", "2,36,000.00"],
    ]
    entries = read("sales_ledger", grid(rows))["entries"]
    assert column_of(entries, "invoice_number") == ["SA/25-26/0001", "SA/25-26/0002"]


def test_what_only_the_cells_tell_is_never_sure(grid, read):
    rows = [
        ["Particulars", "Xyz", "Amount (Rs.)"],
        ["Reactor", "04-11-2025", "5,00,000"],
        ["Kiln", "09-11-2025", "3,00,000"],
    ]
    items = read("capex_statement", grid(rows))["items"]
    assert [row.fields["invoice_date"].is_doubtful for row in items.rows] == [True, True]


def test_a_wrong_total_in_spaced_letters_is_a_total_not_an_asset(grid, read):
    rows = [
        ["Sl", "Description of asset", "Bill No.", "Amount (Rs.)"],
        ["1", "Reactor", "A/1", "5,00,000"],
        ["2", "Kiln", "A/2", "3,00,000"],
        ["T O T A L", "", "", "8,50,000"],
    ]
    items = read("capex_statement", grid(rows))["items"]
    assert len(items.rows) == 2
    assert items.adds_up is False


def test_a_line_of_years_under_one_heading_is_no_company(grid, read, column_of):
    rows = [
        ["Entity", "Relation with applicant", "Total revenue (Amount in Rs.)", "", ""],
        ["", "", "FY 2023-24", "FY 2024-25", "FY 2025-26"],
        ["Asha Metals Ltd", "Applicant", "10,00,00,000", "20,00,00,000", "30,00,00,000"],
        ["Asha Holdings Ltd", "Holding company", "11,00,00,000", "21,00,00,000", "31,00,00,000"],
        ["Global Manufacturing Revenue", "", "21,00,00,000", "41,00,00,000", "61,00,00,000"],
    ]
    path = grid(rows, spans=[((2, 0), (4, 0))], before=["Revenue for F.Y. 2025-26"])
    companies = read("gmr_certificate", path)["companies"]
    assert column_of(companies, "revenue") == ["300000000", "310000000"]
    assert companies.totals["revenue"].value == Decimal(610000000)


@pytest.mark.parametrize("printed", ["(-)2.664 MT", "(2.664)", "-2.664", "– 2.664"])
def test_quantities_taken_back_are_negative_in_every_way_they_are_printed(printed, grid, read):
    rows = [
        ["Date", "Voucher No.", "Particulars", "Quantity", "Rate", "Value"],
        ["01-09-2025", "S/1", "Sone Alloys Ltd", "5.000 MT", "1,000.00", "5,000.00"],
        ["06-09-2025", "CN/1", "Sone Alloys Ltd", printed, "1,000.00", "(2,664.00)"],
    ]
    entries = read("sales_ledger", grid(rows))["entries"]
    assert entries.rows[1].fields["quantity"].value == Decimal("-2.664")


X = (40, 70, 200, 290, 350, 470)
HEAD = list(zip(X, ("Sl", "Description", "Supplier", "Bill No", "Bill Date", "Amount"), strict=True))


def in_small_figures(*before):
    rows = [
        list(zip(X, (str(n), f"Reactor {n}", "Beta Ltd", f"B/{n}", "01/05/2025", amount), strict=True))
        for n, amount in enumerate(("261.30", "347.63", "391.07"), 1)
    ]
    return [*([(40, line)] for line in before), HEAD, *rows, [(70, "Total"), (470, "1,000.00")]]


@pytest.mark.parametrize(
    "unit", ["(Rs. in Lakns)", "(% in lakh)", "All figures 7 in Lakhs", "(Rs. in Lakh5)", "(z in Iakhs)"]
)
def test_a_unit_is_found_through_the_errors_of_ocr(unit, ocr_page, read, column_of):
    items = read("capex_statement", [ocr_page(in_small_figures(unit))])["items"]
    assert column_of(items, "amount")[0] == "26130000.00"
    assert items.unit_sure


@pytest.mark.parametrize("lost", [(), ("(Rs. in",), ("(Rs. in Xqtzw)",)])
def test_small_figures_without_a_unit_are_never_sure_rupees(lost, ocr_page, read):
    items = read("capex_statement", [ocr_page(in_small_figures(*lost))])["items"]
    assert items.adds_up, "they agree with each other, which says nothing of the unit"
    assert not items.unit_sure
    assert all(row.fields["amount"].is_doubtful for row in items.rows)
    assert items.totals["amount"].is_doubtful
    assert "unit_not_found" in {it.code for it in items.warnings}


def test_the_certified_sum_gives_the_unit_that_the_table_lost(ocr_page, read, column_of):
    page = ocr_page(in_small_figures("capital expenditure aggregating to Rs. 10.00 Crore"))
    items = read("capex_statement", [page])["items"]
    assert column_of(items, "amount")[0] == "26130000.00"
    assert items.totals["amount"].value == Decimal(100_000_000)


def test_large_figures_without_a_unit_are_rupees(ocr_page, read):
    rows = [
        HEAD,
        [(70, "Reactor"), (290, "B/1"), (350, "01/05/2025"), (470, "5,28,69,597.85")],
        [(70, "Total"), (470, "5,28,69,597.85")],
    ]
    assert read("capex_statement", [ocr_page(rows)])["items"].unit_sure


def test_a_point_that_ocr_lost_is_put_back_where_the_sum_proves_it(ocr_page, read, column_of):
    rows = in_small_figures("(Rs. in Lakhs)")
    rows[2] = [(x, "261 30" if text == "261.30" else text) for x, text in rows[2]]
    items = read("capex_statement", [ocr_page(rows)])["items"]
    assert column_of(items, "amount")[0] == "26130000.00"
    assert items.adds_up


def test_a_grid_whose_dark_headings_hide_their_lines_is_told_by_its_cells(ocr_page, read, column_of):
    at = (20, 90, 170, 290, 350, 440)
    printed = [
        ("Date", "Inv. No", "Pty", "q1t", "Rtte", "Taxable Value"),
        ("01/09/2025", "S/25-26/1", "Sone Alloys Ltd", "2.500", "1,00,000.00", "2,50,000.00"),
        ("02/09/2025", "S/25-26/2", "Kosi Metals Ltd", "1.200", "1,10,000.00", "1,32,000.00"),
    ]
    page = ocr_page([list(zip(at, row, strict=True)) for row in printed])
    uprights = [Ruling(x, 74, x, 106) for x in (15, 85, 165, 285, 345, 435, 520)]
    levels = [Ruling(15, y, 520, y) for y in (56, 74, 90, 106)]
    sides = [Ruling(x, 56, x, 106) for x in (15, 520)]
    entries = read("sales_ledger", [replace(page, rulings=(*uprights, *levels, *sides))])["entries"]
    assert column_of(entries, "buyer_name") == ["Sone Alloys Ltd", "Kosi Metals Ltd"]
    assert column_of(entries, "quantity") == ["2.500", "1.200"]
    assert column_of(entries, "rate") == ["100000.00", "110000.00"]
    assert column_of(entries, "taxable_value") == ["250000.00", "132000.00"]


SHEET_LETTERS = "<tr>" + "".join(f"<td>{letter}</td>" for letter in "ABCDEF") + "</tr>"
SHEET_HEAD = "<tr><th>Sl</th><th>Asset</th><th>Supplier</th><th>Bill No</th><th>Bill date</th><th>Amount</th></tr>"
SHEET_ROWS = (
    "<tr><td>1</td><td>Kiln</td><td>Beta Ltd</td><td>B/1</td><td>12-01-2026</td><td>4,825.50</td></tr>"
    "<tr><td>2</td><td>Mill</td><td>Beta Ltd</td><td>B/2</td><td>15-01-2026</td><td>1,174.50</td></tr>"
    "<tr><td></td><td>TOTAL</td><td></td><td></td><td></td><td>6,000.00</td></tr>"
)
LONG_TITLE = (
    "Saraswati Cell Recovery Limited - Statement of the capital expenditure that was incurred in the period from "
    "03-09-2025 to 15-10-2026"
)


@pytest.mark.parametrize("unit", ["(₹ in lakh)", "[Rs. Lacs]", "- INR in lakhs", "(All amounts are in ₹ lakh)"])
@pytest.mark.parametrize("ruled", [True, False])
def test_a_unit_in_a_long_title_within_the_table_counts(unit, ruled, html, read, column_of):
    title = f"<tr><td colspan=6>{LONG_TITLE} {unit}</td></tr>"
    page = html(f"<table>{SHEET_LETTERS}{title}{SHEET_HEAD}{SHEET_ROWS}</table>", ruled, "td{font-size:8pt}")
    items = read("capex_statement", page)["items"]
    assert column_of(items, "amount") == ["482550000.00", "117450000.00"]
    assert items.totals["amount"].value == Decimal(600_000_000)
    assert items.unit_sure


@pytest.mark.parametrize(
    "sentence",
    ["(Rupees Eighty Crore only)", "(quantity in lakh)", "paid in lakh", "of Rs. 70 crore out of Rs. 75 crore"],
)
def test_a_long_line_that_only_speaks_of_sums_gives_no_unit(sentence, html, read):
    title = f"<tr><td colspan=6>{LONG_TITLE} {sentence}</td></tr>"
    items = read("capex_statement", html(f"<table>{title}{SHEET_HEAD}{SHEET_ROWS}</table>"))["items"]
    assert not items.unit_sure
    assert items.totals["amount"].is_doubtful
