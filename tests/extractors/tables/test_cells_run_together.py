"""A sum that holds proves its own column: another way of reading goes on where a cell beside it holds two."""

from decimal import Decimal

import pytest

from records.pages import Page, Word

COLUMNS = {
    "Date": 34, "Bill No": 90, "Party": 165, "GSTIN": 300, "Product": 400, "HSN": 485, "Quantity": 526,
    "Rate": 580, "Taxable Value": 621, "Tax": 683, "Total": 745,
}  # fmt: skip
ENDS = {"Quantity": 577, "Rate": 618, "Taxable Value": 680, "Tax": 743, "Total": 805}
"""Where figures end: the rate begins 10 points behind the quantity."""

ROWS = [
    "04-07-2026|K/1|Rajula Alloys|24AAYFR1177E1ZX|Tin ingot|8001|2500.00 kg|214.50|5,36,250.00|96,525.00|6,32,775.00",
    "08-07-2026|K/2|Kaveri Works|29AABCK7764J1ZZ|Tin ingot|8001|110.00 kg|3850.00|4,23,500.00|76,230.00|4,99,730.00",
    "12-07-2026|K/3|Sabarmati Tin|24AASFS5543N1ZH|Tin ingot|8001|60.00 kg|3850.00|2,31,000.00|41,580.00|2,72,580.00",
]
TOTAL = "|Total|||||||11,90,750.00|2,14,335.00|14,05,085.00"
LETTER, SPACE = 4.3, 2.0


def words_of(line, cells):
    for name, text in zip(COLUMNS, cells, strict=True):
        pieces = text.split()
        wide = LETTER * sum(map(len, pieces)) + SPACE * (len(pieces) - 1)
        at = ENDS[name] - wide if name in ENDS and text != name else COLUMNS[name]
        for piece in pieces:
            box = (at, 106.0 + 14 * line, at + LETTER * len(piece), 116.0 + 14 * line)
            yield Word(piece, box, 1.0, "text", 9.0, witnessed=True)
            at = box[2] + SPACE


@pytest.mark.parametrize("ending", [577, 580, 560])
def test_the_quantity_and_the_rate_of_a_row_are_two_cells_however_near_they_stand(read, monkeypatch, ending):
    monkeypatch.setitem(ENDS, "Quantity", ending)
    lines = [list(COLUMNS), *(row.split("|") for row in [*ROWS, TOTAL])]
    words = [word for line, cells in enumerate(lines) for word in words_of(line, cells)]
    rows = read("sales_ledger", [Page(1, 842.0, 595.0, 0, tuple(words), "text", "digital")])["entries"].rows
    assert [row.fields["quantity"].value for row in rows] == [Decimal(2500), Decimal(110), Decimal(60)]
    assert [row.fields["rate"].value for row in rows] == [Decimal("214.50"), Decimal(3850), Decimal(3850)]
