"""Rows of several lines under headings of as many, as lists of accounting systems print them."""

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

SALES = [
    (
        "03-07-2026",
        "7700014",
        "Kosi Solders Private Limited",
        "Tin ingot",
        "250",
        "2,500.00",
        "6,25,000.00",
        "7,37,500.00",
    ),
    ("09-07-2026", "7700015", "Gandak Glass LLP", "Indium", "1.5", "30,000.00", "45,000.00", "53,100.00"),
    (
        "22-07-2026",
        "7700016",
        "Kosi Solders Private Limited",
        "Tin ingot",
        "40",
        "2,600.00",
        "1,04,000.00",
        "1,22,720.00",
    ),
]
TAXES = ("1,12,500.00", "8,100.00", "18,720.00")


def drawn(tmp_path, lines):
    path = tmp_path / "spool.pdf"
    canvas = Canvas(str(path), pagesize=landscape(A4), invariant=True)
    for row, cells in enumerate(lines):
        for x, text in cells:
            canvas.setFont("Courier", 8)
            draw = canvas.drawString if x < 400 else canvas.drawRightString
            draw(x, 540 - 11 * row, text)
    canvas.save()
    return path


def test_rows_of_three_lines_with_columns_of_their_own(tmp_path, read, column_of):
    lines = [
        [(30, "Inv. Date"), (110, "Inv. No."), (200, "Customer"), (380, "Item")],
        [(470, "Qty (Kg)"), (620, "Rate")],
        [(470, "Taxable Value"), (620, "GST"), (740, "Invoice Total")],
    ]
    for (day, number, buyer, item, kilos, rate, value, total), tax in zip(SALES, TAXES, strict=True):
        lines.append([(30, day), (110, number), (200, buyer), (380, item)])
        lines.append([(470, kilos), (620, rate)])
        lines.append([(470, value), (620, tax), (740, total)])
    table = read("sales_ledger", drawn(tmp_path, lines))["entries"]
    assert column_of(table, "buyer_name") == [it[2] for it in SALES]
    assert column_of(table, "quantity") == ["250", "1.5", "40"]
    assert column_of(table, "rate") == ["2500.00", "30000.00", "2600.00"]
    assert column_of(table, "tax") == ["112500.00", "8100.00", "18720.00"]
    assert column_of(table, "total") == ["737500.00", "53100.00", "122720.00"]


def test_what_stands_below_a_value_is_not_the_value_and_the_sums_of_both_lines_hold(tmp_path, read, column_of):
    lines = [
        [(30, "Date"), (110, "Bill No."), (200, "Party"), (380, "Goods"), (520, "Qty"), (720, "Net value")],
        [(420, "Rate"), (520, "IGST"), (720, "Gross value")],
    ]
    for (day, number, buyer, item, kilos, rate, value, total), tax in zip(SALES, TAXES, strict=True):
        lines.append([(30, day), (110, number), (200, buyer), (380, item), (520, kilos), (720, value)])
        lines.append([(420, rate), (520, tax), (720, total)])
    lines.append([(30, "** TOTAL"), (720, "7,74,000.00")])
    lines.append([(520, "1,39,320.00"), (720, "9,13,320.00")])
    table = read("sales_ledger", drawn(tmp_path, lines))["entries"]
    assert table.adds_up
    assert column_of(table, "taxable_value") == ["625000.00", "45000.00", "104000.00"]
    assert column_of(table, "total") == ["737500.00", "53100.00", "122720.00"]
    assert str(table.totals["taxable_value"].value) == "774000.00"


def test_headings_broken_over_two_lines_are_no_layers(tmp_path, read, column_of):
    lines = [
        [(30, "Invoice"), (110, "Invoice"), (200, "Name of"), (380, "Name of"), (520, "Taxable"), (720, "Total")],
        [(30, "date"), (110, "no."), (200, "buyer"), (380, "product"), (520, "value"), (720, "amount")],
    ]
    lines += [
        [(30, day), (110, number), (200, buyer), (380, item), (520, value), (720, total)]
        for day, number, buyer, item, _, _, value, total in SALES
    ]
    table = read("sales_ledger", drawn(tmp_path, lines))["entries"]
    assert column_of(table, "buyer_name") == [it[2] for it in SALES]
    assert column_of(table, "total") == ["737500.00", "53100.00", "122720.00"]
