"""Layouts that nobody foresaw: staggered rows, totals above their rows, labels over headings."""

import csv
from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.finding import find_tables
from extractors.finding.lattice import lattice_tables
from extractors.lines import lines_of
from extractors.pages import open_document
from extractors.tables.found import sheet_of
from extractors.tables.reading import _ways

ITEMS = [
    ("Ball mill 2 TPH", "Arya Engineers", "AE/101", "04-02-2026", "12,50,000.00"),
    ("Leach reactor FRP", "Vindhya Polymers", "VP-77", "11-02-2026", "8,40,000.00"),
    ("Filter press 40 plates", "Sahyadri Filters", "SF/26/9", "19-02-2026", "6,75,500.00"),
]
TOTAL = "27,65,500.00"
HEADINGS = ("No", "Description", "Supplier", "Invoice no.", "Inv. date", "Amount (Rs.)")
SALES = [
    ("02-04-2026", "NS/1", "Kaveri Alloys Ltd", "5,00,000.00", "90,000.00", "5,90,000.00"),
    ("09-04-2026", "NS/2", "Deccan Cathodes LLP", "2,40,000.00", "43,200.00", "2,83,200.00"),
]
SALES_AT = (40, 100, 180, 330, 420, 545)
AT = (40, 70, 215, 325, 395, 545)


@pytest.fixture
def printed(tmp_path):
    """Draws cells at their places, the last right-aligned, and gives the file."""

    def draw(rows, height=14, at=AT):
        path = tmp_path / "paper.pdf"
        canvas = Canvas(str(path), pagesize=A4, invariant=1)
        canvas.setFont("Helvetica", 8)
        y = 740.0
        for row in rows:
            if isinstance(row, (int, float)):
                y -= row
                continue
            for number, (text, x) in enumerate(zip(row, at, strict=False)):
                (canvas.drawRightString if number == len(at) - 1 else canvas.drawString)(x, y, text)
            y -= height
        canvas.save()
        return path

    return draw


def values(rows, name):
    return [row.fields[name].value if name in row.fields else None for row in rows]


def test_a_row_whose_serial_date_and_amount_stand_on_three_lines_is_one_row(printed, read):
    rows = [HEADINGS, 6]
    for number, (what, who, invoice, day, amount) in enumerate(ITEMS, 1):
        first, second, *rest = what.split()
        rows += [
            (str(number), first),
            ("", second, who, invoice, day),
            ("", " ".join(rest) or "complete", "", "", "", amount),
            9,
        ]
    table = read("capex_statement", printed([*rows, ("", "Total", "", "", "", TOTAL)], height=9))["items"]
    assert values(table.rows, "description") == [f"{it[0]}" if len(it[0].split()) > 2 else it[0] for it in ITEMS]
    assert values(table.rows, "invoice_number") == [it[2] for it in ITEMS]
    assert values(table.rows, "amount") == [Decimal(it[4].replace(",", "")) for it in ITEMS]
    assert table.adds_up


def test_a_head_with_a_number_over_several_items_is_not_the_first_of_them(printed, read):
    """Numbered heads have no figures either; they stand over more than one amount, so nothing is joined."""
    rows = [
        HEADINGS,
        4,
        ("1", "Size reduction"),
        ("", *ITEMS[0]),
        ("", *ITEMS[1]),
        6,
        ("2", "Separation"),
        ("", *ITEMS[2]),
    ]
    table = read("capex_statement", printed([*rows, ("", "Total", "", "", "", TOTAL)], height=11))["items"]
    assert [it for it in values(table.rows, "amount") if it] == [Decimal(it[4].replace(",", "")) for it in ITEMS]
    assert table.adds_up


def test_the_total_over_the_first_row_is_the_total_of_all(printed, read):
    heads = ("Date", "Invoice No", "Party", "Taxable Value", "GST", "Total")
    rows = [heads, ("", "", "Total for the period", "7,40,000.00", "1,33,200.00", "8,73,200.00"), *SALES]
    table = read("sales_ledger", printed(rows, at=SALES_AT))["entries"]
    assert table.totals["taxable_value"].value == Decimal("740000.00") and table.adds_up
    assert values(table.rows, "invoice_number") == ["NS/1", "NS/2"]


def test_a_firm_whose_name_goes_on_in_a_second_line_sold_no_goods_of_that_name(printed, read):
    heads = ("Date", "Invoice No", "Party", "Taxable Value", "GST", "Total")
    rows = [heads, 6]
    for day, number, party, *amounts in SALES:
        first, *rest = party.split()
        rows += [(day, number, first, *amounts), ("", "", " ".join(rest)), 5]
    table = read("sales_ledger", printed(rows, height=9, at=SALES_AT))["entries"]
    assert values(table.rows, "buyer_name") == ["Kaveri Alloys Ltd", "Deccan Cathodes LLP"]
    assert values(table.rows, "product") == [None, None]


def test_a_total_over_the_rows_that_they_do_not_make_is_said(printed, read):
    heads = ("Date", "Invoice No", "Party", "Taxable Value", "GST", "Total")
    rows = [heads, ("", "", "Total for the period", "7,41,000.00", "1,33,200.00", "8,74,200.00"), *SALES]
    table = read("sales_ledger", printed(rows, at=SALES_AT))["entries"]
    assert table.adds_up is False and len(table.rows) == 2


@pytest.mark.parametrize("label", [("Unit", "Navratna Recyclers Pvt Ltd"), ("Value claimed", "8,73,200.00")])
def test_a_label_over_the_headings_of_a_sheet_belongs_to_no_column(tmp_path, read, label):
    path = tmp_path / "sales.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([label, ["Date", "Invoice No", "Party", "Taxable", "GST", "Gross"], *SALES])
    table = read("sales_ledger", path)["entries"]
    assert not {word.text for word in table.used} & {label[0].split()[0], label[1].split()[0]}
    assert values(table.rows, "total") == [Decimal("590000.00"), Decimal("283200.00")]
    assert values(table.rows, "taxable_value") == [Decimal("500000.00"), Decimal("240000.00")]


def test_labels_and_values_over_a_table_are_no_rows_of_it(printed):
    labels = [("Name of unit :", "", "Navratna Recyclers Pvt Ltd"), ("Period :", "", "01-02-2026 to 31-03-2026")]
    rows = [(str(number), *item) for number, item in enumerate(ITEMS, 1)]
    (table,) = find_tables(
        open_document(printed([*labels, HEADINGS, *rows, ("", "Total", "", "", "", TOTAL)], height=11)).pages[0]
    )
    assert table.grid == (HEADINGS, *rows, ("", "Total", "", "", "", TOTAL))


def test_a_table_that_is_mostly_words_keeps_its_columns(printed):
    """One column of figures in six tells the rows; the others are words, and no headings of one column."""
    rows = [(str(number), *item) for number, item in enumerate(ITEMS, 1)]
    (table,) = find_tables(open_document(printed([HEADINGS, *rows, ("", "Total", "", "", "", TOTAL)])).pages[0])
    assert (table.rows, table.columns) == (5, 6)


def test_found_tables_become_bands_with_their_cells(grid):
    page = open_document(grid([["Asset", "Cost"], ["Kiln", "12"], ["Mill", "7"]])).pages[0]
    for table in (*find_tables(page), *lattice_tables(page)):
        sheet = sheet_of(table, page, lines_of(page))
        assert [[band.text(column) for column in range(2)] for band in sheet.bands] == [list(it) for it in table.grid]
        assert sheet.edges[0] < sheet.edges[1] < sheet.edges[2]
        assert all(one.bottom <= other.top for one, other in zip(sheet.bands, sheet.bands[1:], strict=False))


def test_tables_are_searched_for_last_and_not_in_long_documents(grid):
    page = open_document(grid([["Asset", "Cost"], ["Kiln", "12"]])).pages[0]
    laid = (page, lines_of(page))
    names = [way.__name__ for way in _ways([laid])]
    assert names == ["_ruled_else_aligned", "aligned_parts", "found_parts", "layered_parts", "lattice_parts"]
    assert [way.__name__ for way in _ways([laid] * 31)] == names[:2]
