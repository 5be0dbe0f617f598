"""Registers that print a sale over several lines: told by the series of numbers and by what multiplies to what."""

from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from records.readings import SURE

SALES = [
    ("SRK/0041", "03/11/2025", "Palash Alloys Ltd", "24WPHCS8860Q1Z1", "Nickel Sulphate", "12.500", "3,10,000.00"),
    ("SRK/0042", "07/11/2025", "Deccan Cathodes LLP", "29AAGCB7383J1Z4", "Cobalt Oxide", "2.040", "19,95,000.00"),
    (
        "SRK/0043",
        "19/11/2025",
        "Kaveri Battery Works",
        "27AAPFU0939F1ZV",
        "Black mass, sieved",
        "40.000",
        "2,05,500.00",
    ),
    ("SRK/0044", "28/11/2025", "Palash Alloys Ltd", "24WPHCS8860Q1Z1", "Nickel Sulphate", "7.125", "3,12,400.00"),
]


def number(text):
    return Decimal(text.replace(",", ""))


def rupees(value):
    whole, paise = f"{value:.2f}".split(".")
    head, tail = whole[:-3], whole[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail]) + "." + paise


def figures(sale):
    value = (number(sale[5]) * number(sale[6])).quantize(Decimal("0.01"))
    tax = (value * 18 / 100).quantize(Decimal("0.01"))
    return value, tax, value + tax


@pytest.fixture
def page(tmp_path):
    """Draws lines of (x, text) pairs, a page for each list of lines."""

    def draw(*pages):
        path = tmp_path / "register.pdf"
        canvas = Canvas(str(path), pagesize=A4, invariant=1)
        for lines in pages:
            canvas.setFont("Helvetica", 8)
            for at, line in enumerate(lines):
                for x, text in line:
                    canvas.drawString(x, 800 - 11 * at, text)
            canvas.showPage()
        canvas.save()
        return path

    return draw


def in_three_lines(sale):
    """The number alone over the date, goods at the left, money at the right: no column holds one thing."""
    code, day, buyer, gstin, goods, weight, rate = sale
    value, tax, total = figures(sale)
    return [
        [(40, code), (130, buyer), (330, f"{weight} MT"), (460, rupees(value))],
        [(40, day), (130, f"GSTIN {gstin}"), (330, f"@ {rate}"), (460, rupees(tax))],
        [(60, goods), (460, rupees(total))],
    ]


def read_back(rows, name):
    return [row.fields[name].value if name in row.fields else None for row in rows]


def test_a_sale_over_three_lines_is_one_row_with_every_figure_in_its_place(page, read):
    lines = [[(40, "Sales of the month")], [(40, "Particulars of each bill are given one below the other")]]
    table = read("sales_ledger", page(lines + [line for sale in SALES for line in in_three_lines(sale)]))["entries"]
    assert read_back(table.rows, "invoice_number") == [it[0] for it in SALES]
    assert read_back(table.rows, "invoice_date") == [date(2025, 11, int(it[1][:2])) for it in SALES]
    assert read_back(table.rows, "buyer_name") == [it[2] for it in SALES]
    assert read_back(table.rows, "buyer_gstin") == [it[3] for it in SALES]
    assert read_back(table.rows, "quantity") == [number(it[5]) for it in SALES]
    assert read_back(table.rows, "rate") == [number(it[6]) for it in SALES]
    for name, at in (("taxable_value", 0), ("tax", 1), ("total", 2)):
        assert read_back(table.rows, name) == [figures(it)[at] for it in SALES]


def test_a_sale_goes_on_over_a_page_whose_head_is_no_part_of_it(page, read):
    body = [line for sale in SALES for line in in_three_lines(sale)]
    head = [[(40, "Sirsa Metals Private Limited"), (400, "Sheet")], [(40, "Sales of the month")]]
    table = read("sales_ledger", page([*head, *body[:5]], [*head, *body[5:]]))["entries"]
    assert read_back(table.rows, "total") == [figures(it)[2] for it in SALES]
    assert read_back(table.rows, "buyer_name") == [it[2] for it in SALES]


def test_items_of_one_bill_share_its_number_and_its_tax_is_none_of_theirs(page, read):
    lines = []
    for code, day, buyer, gstin, *_ in SALES[:3]:
        lines.append([(40, f"Bill No. {code} dated {day}: {buyer}, {gstin}")])
        values = []
        for goods, weight, rate in (
            ("Copper granules", "1.250", "7,60,000.00"),
            ("Tin ingot", "0.400", "22,10,000.00"),
        ):
            values.append(number(weight) * number(rate))
            lines.append([(60, goods), (250, f"{weight} MT"), (330, rate), (460, rupees(values[-1]))])
        worth = sum(values)
        lines += [
            [(330, "GST 18%"), (460, rupees(worth * 18 / 100))],
            [(330, "Bill value"), (460, rupees(worth * 118 / 100))],
        ]
    table = read("sales_ledger", page(lines))["entries"]
    assert len(table.rows) == 6
    assert read_back(table.rows, "invoice_number") == [it[0] for it in SALES[:3] for _ in range(2)]
    assert read_back(table.rows, "product") == ["Copper granules", "Tin ingot"] * 3
    assert read_back(table.rows, "taxable_value") == [Decimal("950000"), Decimal("884000")] * 3
    assert read_back(table.rows, "tax") == [None] * 6


def test_a_credit_note_among_the_vouchers_takes_back(page, read):
    back = (
        "SRK/CN/01",
        "20/11/2025",
        "Palash Alloys Ltd",
        "24WPHCS8860Q1Z1",
        "Nickel Sulphate",
        "0.500",
        "3,10,000.00",
    )
    lines = [line for sale in (*SALES[:3], back, SALES[3]) for line in in_three_lines(sale)]
    lines[9].append((240, "Credit Note"))
    table = read("sales_ledger", page(lines))["entries"]
    values = read_back(table.rows, "taxable_value")
    assert values[3] == -figures(back)[0]
    assert all(value > 0 for at, value in enumerate(values) if at != 3)


def test_figures_that_do_not_multiply_are_not_taken_for_sales(page, read):
    """A tampered rate breaks the proof; what nothing proves is not read as if it were sure."""
    lines = [line for sale in SALES for line in in_three_lines((*sale[:6], "1,11,111.00"))]
    for at, sale in enumerate(SALES):
        lines[3 * at][3] = (460, rupees(figures(sale)[0]))
        lines[3 * at + 1][3] = (460, rupees(figures(sale)[1]))
        lines[3 * at + 2][1] = (460, rupees(figures(sale)[2]))
    found = read("sales_ledger", page(lines)).get("entries")
    rows = found.rows if found is not None else ()
    wrong = [
        row.fields["taxable_value"]
        for row, sale in zip(rows, SALES, strict=False)
        if "taxable_value" in row.fields and row.fields["taxable_value"].value != figures(sale)[0]
    ]
    assert all(it.confidence < SURE for it in wrong)


def test_a_sale_whose_figures_agree_with_nothing_is_a_row_without_a_value(page, read):
    """One altered voucher among good ones must not vanish from the list of sales."""
    lines = [line for sale in SALES for line in in_three_lines(sale)]
    lines[3][2] = (330, "2.040")
    lines[4][2] = (330, "9,95,000.00")
    table = read("sales_ledger", page(lines))["entries"]
    assert read_back(table.rows, "invoice_number") == [it[0] for it in SALES]
    values = read_back(table.rows, "taxable_value")
    assert values[1] is None
    assert [it for at, it in enumerate(values) if at != 1] == [figures(it)[0] for at, it in enumerate(SALES) if at != 1]
