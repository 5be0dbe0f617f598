"""Registers on scans: figures that OCR parted, headings that it tore, sums and section names between the rows."""

from decimal import Decimal

import pytest

from extractors.tables.headings import match_headings
from reference.table_specs import table_specs
from tests.extractors.tables.test_registers_on_lines import SALES, figures, in_three_lines, page, read_back, rupees

__all__ = ["page"]

WIDTH, SPACE = 4.6, 2.6
"""Points across a letter and a space of the page that OCR gives."""

PARTED = 4
"""Points from where the beginning of a figure ends to where OCR saw its rest begin: less than a height of type."""


def parted(line):
    """A line whose amounts in paise OCR parted behind the point: "38,75,000." and "00"."""
    for x, text in line:
        *before, last = text.split(" ")
        start = x + sum(WIDTH * len(it) + SPACE for it in before)
        whole, point, paise = last.rpartition(".")
        if point and "," in whole:
            last = f"{whole}."
            yield start + WIDTH * len(last) + PARTED, paise
        yield x, " ".join([*before, last])


def test_amounts_that_ocr_parted_behind_their_points_are_whole(ocr_page, read):
    lines = [[(40, "Particulars of each bill are given one below the other")]]
    page = ocr_page(lines + [list(parted(line)) for sale in SALES for line in in_three_lines(sale)])
    table = read("sales_ledger", [page])["entries"]
    assert read_back(table.rows, "invoice_number") == [it[0] for it in SALES]
    assert read_back(table.rows, "taxable_value") == [figures(it)[0] for it in SALES]
    assert read_back(table.rows, "total") == [figures(it)[2] for it in SALES]


def test_a_register_is_read_rather_than_a_few_sales_that_look_like_cards(ocr_page, read):
    """Every sale ends in the same three labelled sums; those of one item may look like cards, and are but a part."""
    lines = [list(zip((40, 250, 330, 440), ("Product", "Quantity", "Rate", "Taxable Value"), strict=True))]
    for at, sale in enumerate(SALES * 3):
        items = [sale, ("", "", "", "", "Graphite", "3.000", "77,000.00")][: 1 + at % 2]
        value = sum(figures(it)[0] for it in items)
        tax = (value * 18 / 100).quantize(Decimal("0.01"))
        lines.append([(40, f"Tax Invoice No. SRK/01{at:02} dated {sale[1]} — {sale[2]}, {sale[3]}")])
        for it in items:
            lines.append([(40, it[4]), (250, f"{it[5]} MT"), (330, it[6]), (440, rupees(figures(it)[0]))])
        for label, amount in (("Sub-total of invoice", value), ("GST @ 18%", tax), ("Invoice value", value + tax)):
            lines.append([(330, label), (440, rupees(amount))])
    table = read("sales_ledger", [ocr_page(lines)])["entries"]
    assert len(table.rows) == 18
    assert read_back(table.rows, "invoice_number")[:4] == ["SRK/0100", "SRK/0101", "SRK/0101", "SRK/0102"]


@pytest.mark.parametrize(("printed", "named"), [("Bill No.", False), ("Bill to", True)])
def test_what_is_word_for_word_one_heading_is_no_other_that_it_resembles(printed, named):
    (spec,) = table_specs("sales_ledger")
    texts = [["S.No."], [printed], ["Bill"], ["Date"], ["Item Description"], ["Taxable Amt."], ["Bill Amt."]]
    found = match_headings(texts, spec)
    assert found is not None
    assert ("buyer_name" in found.names) is named


ASSETS = [
    ("A/C: PLANT & MACHINERY", ["Unit one", "Unit two"], ["12,50,000.00", "3,00,000.00"], "15,50,000.00"),
    ("A/C: EQUIPMENT", ["Unit three", "Unit four"], ["4,50,000.00", "2,50,000.00"], "7,00,000.00"),
    ("A/C UTILITIES", ["Unit five", "Unit six"], ["6,00,000.00", "1,00,000.00"], "7,00,000.00"),
]
X = (40, 70, 130, 210, 330, 470)


def register_of_assets(legend):
    lines = [list(zip(X, ("S.NO", "BILL DT", "BILL NO", "PARTY", "PARTICULARS", "COST (RS.)"), strict=True))]
    number = 0
    for name, goods, amounts, subtotal in ASSETS:
        lines.append([(70, name)])
        for what, amount in zip(goods, amounts, strict=True):
            number += 1
            row = (str(number), "05-07-2026", f"B/{number}", "Beta Ltd", what, amount)
            lines.append(list(zip(X, row, strict=True)))
        lines.append([(330, f"TOTAL {name.removeprefix('A/C').strip(' :')}"), (470, subtotal)])
    return [*lines, [(330, "GRAND TOTAL"), (470, "29,50,000.00")], *legend]


@pytest.mark.parametrize("legend", [[], [[(40, "N = NEW"), (84, "R = USED"), (160, "COST EXCLUDES GST CREDIT")]]])
def test_names_of_accounts_between_totals_head_rows_and_no_table(legend, ocr_page, read, column_of):
    items = read("capex_statement", [ocr_page(register_of_assets(legend))])["items"]
    assert column_of(items, "head") == ["plant_and_machinery"] * 2 + ["equipment"] * 2 + ["utilities"] * 2
    assert items.adds_up
    assert items.totals["amount"].value == Decimal("2950000.00")


def of_two_bills(read_number):
    """Bills of two items each; the number over the second is printed as OCR read it."""
    lines = []
    for at, (_, day, buyer, gstin, *_) in enumerate(SALES * 2):
        printed = read_number if at == 1 else f"SRK/01{at:02}"
        lines.append([(40, f"Bill No. {printed} dated {day}: {buyer}, {gstin}")])
        items = [("Copper granules", "1.250", "7,60,000.00")]
        if at in (0, 3):
            items.append(("Tin ingot", "0.400", "22,10,000.00"))
        for goods, weight, rate in items:
            value = Decimal(weight) * Decimal(rate.replace(",", ""))
            lines.append([(60, goods), (250, f"{weight} MT"), (330, rate), (460, rupees(value))])
    return lines


@pytest.mark.parametrize(("read_number", "is_lost"), [("SRK/0101", False), ("—SRK/0101", False), ("~~~", True)])
def test_an_item_behind_a_number_that_was_not_read_may_be_of_the_lost_bill(ocr_page, read, read_number, is_lost):
    rows = read("sales_ledger", [ocr_page(of_two_bills(read_number))])["entries"].rows
    assert ("SRK/0101" in read_back(rows, "invoice_number")) != is_lost
    first, *_, last = [row.fields for row in rows if row.fields["invoice_number"].value == "SRK/0100"]
    for name in ("invoice_number", "invoice_date", "buyer_gstin"):
        assert (last[name].confidence < first[name].confidence) == is_lost, name
    one, other = [row.fields for row in rows if row.fields["invoice_number"].value == "SRK/0103"]
    assert one["invoice_number"].confidence == other["invoice_number"].confidence
