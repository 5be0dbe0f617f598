"""Boxes of other columns drawn right against a table, and columns of which only one is the result."""

from decimal import Decimal

import pytest

COLUMNS = '<col style="width:{}%">'


def boxed(box, rows, box_widths, widths):
    """A table with a box of other columns glued to its top, as HTML."""

    def table(lines, shares):
        cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line) + "</tr>" for line in lines)
        columns = "".join(COLUMNS.format(share) for share in shares)
        return f"<table style='table-layout:fixed;margin:0'><colgroup>{columns}</colgroup>{cells}</table>"

    return table(box, box_widths) + table(rows, widths)


SALES = [
    ("Date", "Bill no.", "Article", "Buyer", "Buyer's GSTIN", "Qty (kg)", "Rate", "Taxable value"),
    ("04-05-2026", "Z/1", "Tin ingots", "Musi Solders LLP", "36AAAFM1234A1ZX", "120.000", "2,000", "2,40,000"),
    ("19-05-2026", "Z/2", "Tin ingots", "Manjira Wires Ltd", "36AAACM9876B1ZA", "50.000", "2,100", "1,05,000"),
    ("", "", "Total", "", "", "170.000", "", "3,45,000"),
]
WIDTHS = (12, 9, 13, 17, 20, 10, 8, 11)


@pytest.mark.parametrize("lines", [2, 12])
def test_a_box_about_the_seller_is_no_part_of_the_headings(lines, html, read, column_of):
    box = [("Seller", "Pranhita Tin Works LLP", "State", "36"), ("GSTIN", "36AABFP5555C1ZQ", "Year", "2026-27")]
    box += [(f"Godown {number}", f"Shed {number}, Road {number}", "Pin", "500032") for number in range(lines - 2)]
    entries = read("sales_ledger", html(boxed(box, SALES, (15, 41, 11, 33), WIDTHS)))["entries"]
    assert column_of(entries, "buyer_gstin") == ["36AAAFM1234A1ZX", "36AAACM9876B1ZA"]
    assert column_of(entries, "product") == ["Tin ingots", "Tin ingots"]
    assert [Decimal(it) for it in column_of(entries, "quantity")] == [120, 50]
    assert entries.adds_up and not entries.warnings
    assert all(word.text not in ("36AABFP5555C1ZQ", "Seller") for word in entries.used)


ASSETS = [
    ("Sl", "Head", "Particulars", "Supplier", "Bill no.", "Bill date", "Amount (Rs.)"),
    ("1", "Utilities", "Chiller", "Amaravati Cooling Ltd", "AC/7", "03-12-2025", "12,00,000.00"),
    ("2", "Utilities", "Boiler", "Penna Steam Works", "PS/11", "09-12-2025", "8,00,000.00"),
]
MORE_ASSETS = [
    ("3", "Equipment", "Spectrometer", "Swarna Optics LLP", "SO/2", "21-01-2026", "5,00,000.00"),
    ("", "Total", "", "", "", "", "25,00,000.00"),
]
SUMMARY = [("Head", "Amount"), ("Utilities", "20,00,000.00"), ("Equipment", "5,00,000.00"), ("Total", "25,00,000.00")]
ASSET_WIDTHS = (6, 15, 17, 24, 11, 12, 15)


def test_rows_under_a_summary_go_on_to_a_page_without_headings(html, read, column_of):
    first = boxed(SUMMARY, ASSETS, (30, 27, 43), ASSET_WIDTHS)
    second = boxed([], MORE_ASSETS, (100,), ASSET_WIDTHS)
    items = read("capex_statement", html(f"{first}<div style='break-before:page'></div>{second}"))["items"]
    assert column_of(items, "description") == ["Chiller", "Boiler", "Spectrometer"]
    assert column_of(items, "vendor") == ["Amaravati Cooling Ltd", "Penna Steam Works", "Swarna Optics LLP"]
    assert column_of(items, "invoice_number") == ["AC/7", "PS/11", "SO/2"]
    assert items.adds_up


@pytest.mark.parametrize(
    "headings",
    [
        ("Reading I (%)", "Reading II (%)", "Average (%)"),
        ("Test 1, %", "Test 2, %", "Mean of two, %"),
        ("Result A", "Result B", "Reported result"),
        ("Average (%)", "First result (%)", "RSD of mean (%)"),
    ],
)
def test_of_several_readings_their_mean_is_the_result(headings, grid, read, column_of):
    at = next(number for number, it in enumerate(headings) if it.startswith(("Average", "Mean", "Reported")))
    rows = [
        ["Element", "Method", *headings],
        ["Cobalt", "ICP", "11.90", "12.10", "12.00"],
        ["Nickel", "ICP", "8.15", "8.25", "8.20"],
    ]
    results = read("assay_report", grid(rows))["results"]
    assert column_of(results, "value_percent") == [rows[1][2 + at], rows[2][2 + at]]
    assert all(row.fields["value_percent"].confidence >= 0.9 for row in results.rows)


@pytest.mark.parametrize("headings", [("Result 1 (%)", "Result 2 (%)"), ("Result (%)", "On dry basis (%)")])
def test_of_several_results_none_of_which_is_named_none_is_sure(headings, grid, read):
    rows = [["Element", *headings], ["Cobalt", "11.90", "12.10"], ["Nickel", "8.15", "8.25"]]
    results = read("assay_report", grid(rows))["results"]
    assert all(row.fields["value_percent"].confidence < 0.9 for row in results.rows)
    assert all(row.fields["element"].confidence >= 0.9 for row in results.rows)


def test_a_limit_of_detection_in_per_cent_leaves_the_only_result_sure(grid, read, column_of):
    rows = [["Element", "LOD (%)", "Result (%)", "U (±) %"], ["Cobalt", "0.01", "11.90", "0.2"]]
    results = read("assay_report", grid(rows))["results"]
    assert column_of(results, "value_percent") == ["11.90"]
    assert results.rows[0].fields["value_percent"].confidence >= 0.9


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("3,4 5,67,890.00", "34567890.00"), ("1,2 5,000", "125000"), ("7,25,0 00.50", "725000.50")],
)
def test_an_amount_parted_within_a_group_of_figures_is_read_whole(printed, meant, ocr_page, read, column_of):
    columns = (40, 70, 240, 340, 450)
    rest = Decimal("6543210.00")
    rows = [
        ("Sl", "Description", "Bill No", "Bill Date", "Amount (Rs.)"),
        ("1", "Cooling tower", "KW/1", "03-11-2025", printed),
        ("2", "Bucket elevator", "KW/2", "09-11-2025", f"{rest}"),
        ("", "Total", "", "", f"{Decimal(meant) + rest}"),
    ]
    page = ocr_page([[(x, text) for x, text in zip(columns, row, strict=True) if text] for row in rows])
    items = read("capex_statement", [page])["items"]
    assert column_of(items, "amount") == [meant, "6543210.00"]
    assert items.adds_up


def test_half_an_amount_is_never_sure(ocr_page, read):
    columns = (40, 70, 240, 340, 450)
    rows = [
        ("Sl", "Description", "Bill No", "Bill Date", "Amount (Rs.)"),
        ("1", "Cooling tower", "KW/1", "03-11-2025", "3,4 5,67,890.00"),
        ("2", "Bucket elevator", "KW/2", "09-11-2025", "65,43,210.00"),
    ]
    page = ocr_page([[(x, text) for x, text in zip(columns, row, strict=True) if text] for row in rows])
    amount = read("capex_statement", [page])["items"].rows[0].fields["amount"]
    assert amount.value == Decimal("34567890.00") and amount.confidence < 0.9


@pytest.mark.parametrize(("lost", "surest"), [(2, 0.85), (0, 1.0)])
def test_rows_that_a_scan_lost_on_the_next_page_leave_all_in_doubt(lost, surest, ocr_page, read):
    columns = (40, 70, 240, 340, 450)
    rows = [
        ("Sl", "Description", "Bill No", "Bill Date", "Amount (Rs.)"),
        ("1", "Cooling tower", "KW/1", "03-11-2025", "65,43,210.00"),
        ("2", "Bucket elevator", "KW/2", "09-11-2025", "12,00,000.00"),
    ]
    prose = "The accounts of the company were seen by us and no part of this was ever paid before by anybody at all"
    below = [("", prose), ("", prose)] + [("", f"word {at}", "", "", f"{at + 3},50,000.00") for at in range(lost)]
    pages = [
        ocr_page([[(x, text) for x, text in zip(columns, row, strict=False) if text] for row in page], number=number)
        for number, page in enumerate((rows, below), start=1)
    ]
    items = read("capex_statement", pages)["items"]
    assert len(items.rows) == 2
    assert max(row.fields["amount"].confidence for row in items.rows) <= surest
    assert items.vouches is (lost == 0)
    assert any("rows may be lost" in notice.message for notice in items.warnings) is (lost > 0)
