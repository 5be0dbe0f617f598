"""Lists whose columns a program parts by bars, as SAP prints them."""

from datetime import date
from decimal import Decimal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document
from extractors.bars import FEWEST_BARS, parted_by_bars
from records.pages import Word

WIDTH = 6.0


def line(top, text):
    """The words of a line of type of one width, parted at its spaces."""
    words, at = [], 0
    for piece in text.split(" "):
        if piece:
            box = (20 + WIDTH * at, top, 20 + WIDTH * (at + len(piece)), top + 9)
            words.append(Word(piece, box, 1.0, "text", 9.0))
        at += len(piece) + 1
    return words


def test_bars_part_words_and_are_rules_of_their_columns():
    words = [it for row in range(6) for it in line(20 + 11 * row, "Bhilai Castings|22AAKFB1190M1ZH |  11.250|MT")]
    parted, rules = parted_by_bars(words)
    assert [it.text for it in parted[:5]] == ["Bhilai", "Castings", "22AAKFB1190M1ZH", "11.250", "MT"]
    assert [round(rule.x0) for rule in rules] == [20 + 6 * 15 + 3, 20 + 6 * 32 + 3, 20 + 6 * 41 + 3]
    assert all(rule.top == 20 and rule.bottom == 20 + 55 + 9 and not rule.is_horizontal for rule in rules)
    castings, gstin = parted[1:3]
    assert castings.box[2] < rules[0].x0 < gstin.box[0]


def test_a_rule_ends_where_its_bars_do():
    tops = [20 + 11 * row for row in range(6)] + [300 + 11 * row for row in range(6)]
    _, rules = parted_by_bars([it for top in tops for it in line(top, "ab|cd")])
    assert [(rule.top, rule.bottom) for rule in rules] == [(20, 84), (300, 364)]


def test_bars_within_a_text_stay():
    few = [it for row in range(FEWEST_BARS - 1) for it in line(20 + 11 * row, "Home|Returns")]
    assert parted_by_bars(few) == (few, ())
    apart = [it for row in range(FEWEST_BARS) for it in line(20 + 40 * row, "x" * row + "|Wallet")]
    assert parted_by_bars(apart) == (apart, ())


SPOOL = [
    "Harda Nonferrous Limited             SAP ECC   ZSALES01        User: FI_02   Date: 02.07.2026",
    "GSTIN 19AABCU5590H1ZZ    Sales register   Billing date 01.04.2026 - 30.06.2026    Currency INR",
    "-" * 104,
    "Bill.Date |Bill.Doc  |Sold-to party       |Customer GSTIN |Material     |    Qty|UoM|        Net value",
    "-" * 104,
    "06.04.2026|9026000114|Eastern Tinplate Co |19AABFE7741S1ZP|TIN INGOT 99 |  6.400|MT |    15,564,800.00",
    "15.04.2026|9026000121|Bhilai Alloy Casting|22AAKFB1190M1ZH|ANTIMONY TRIO|121.250|MT |   220,981,250.00",
    "29.04.2026|9026000137|Eastern Tinplate Co |19AABFE7741S1ZP|TIN INGOT 99 |  4.850|MT |    11,841,275.00",
    "11.05.2026|9026000149|Falgu Electro Plater|10AAKFF2259D1ZX|TIN INGOT 99 |  3.000|MT |     7,314,000.00",
    "-" * 104,
    "* Total   |          |                    |               |             |       |   |   255,701,325.00",
]


def test_a_list_of_sap_is_read_in_its_columns(tmp_path):
    canvas = Canvas(str(tmp_path / "zsales.pdf"), pagesize=landscape(A4))
    canvas.setFont("Courier", 9)
    for number, text in enumerate(SPOOL):
        canvas.drawString(40, 540 - 12 * number, text)
    canvas.save()
    reading = read_document(tmp_path / "zsales.pdf")
    rows = reading.tables["entries"]
    told = [(it.fields["buyer_name"].value, it.fields["buyer_gstin"].value, it.fields["quantity"].value) for it in rows]
    assert told[1] == ("Bhilai Alloy Casting", "22AAKFB1190M1ZH", Decimal("121.250"))
    assert [it.fields["invoice_date"].value for it in rows][:2] == [date(2026, 4, 6), date(2026, 4, 15)]
    assert [it.fields["unit"].value for it in rows] == ["MT"] * 4
    assert sum(it.fields["taxable_value"].value for it in rows) == Decimal("255701325.00")
    assert reading.fields["total_taxable_value"].value == Decimal("255701325.00")
