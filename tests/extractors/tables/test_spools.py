"""Sales registers as systems spool them: every column a space apart, in type of one width."""

from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document

SALES = [
    ("04.07.2025", "9000012411", "Kiran Hardmetal Tools", "28259090", "1,200.000", "KG", "3,150.00", "37,80,000.00",
     "6,80,400.00", "44,60,400.00"),
    ("29.07.2025", "9000012438", "Sagar Hard Alloys", "28259090", "900.000", "KG", "3,180.00", "28,62,000.00",
     "5,15,160.00", "33,77,160.00"),
    ("14.08.2025", "9000012502", "Kiran Hardmetal Tools", "28220010", "450.000", "KG", "2,640.00", "11,88,000.00",
     "2,13,840.00", "14,01,840.00"),
]  # fmt: skip
TOTAL = ("** Grand total", "", "", "", "", "", "", "78,30,000.00", "14,09,400.00", "92,39,400.00")
WIDTHS = (10, 10, 22, 8, 10, 3, 9, 13, 12, 13)


def line(cells):
    texts = [
        it.ljust(w) if at in (0, 1, 2, 3, 5) else it.rjust(w)
        for at, (it, w) in enumerate(zip(cells, WIDTHS, strict=True))
    ]
    return " ".join(texts)


def register(tmp_path, head, first, value):
    headings = ("Bill.date", "Bill.doc", "Customer", "HSN", "Qty", "UoM", "Rate", value, "IGST", "Gross")
    canvas = Canvas(str(tmp_path / "s.pdf"), pagesize=landscape(A4))
    canvas.setFont("Courier", 8)
    rows = [line(it) for it in SALES]
    dashes = "-" * len(rows[0])
    lines = [head, "GSTIN 22AABCS8840F1ZJ     User RVERMA", "", first, dashes, line(headings), dashes, *rows, dashes,
             line(TOTAL), dashes]  # fmt: skip
    for number, text in enumerate(lines):
        canvas.drawString(30, 560 - 11 * number, text)
    canvas.save()
    return read_document(tmp_path / "s.pdf")


@pytest.mark.parametrize("value", ["Net value", "Taxable value", "Net amount", "Basic value"])
def test_a_heading_of_two_words_is_one_column_where_a_space_parts_columns_too(tmp_path, value):
    reading = register(
        tmp_path,
        "Company Code 1400   SATPURA TUNGSTEN CARBIDES LIMITED, RAIPUR",
        "SALES REGISTER   Billing date from 01.07.2025 to 30.09.2025   Fiscal year 2025-26",
        value,
    )
    values = [row.fields["taxable_value"].value for row in reading.tables["entries"]]
    assert values == [Decimal("3780000.00"), Decimal("2862000.00"), Decimal("1188000.00")]
    assert reading.fields["total_taxable_value"].value == Decimal("7830000.00")


@pytest.mark.parametrize(
    "head",
    [
        "Company Code 1400   SATPURA TUNGSTEN CARBIDES LIMITED, RAIPUR",
        "Co. Code: SP01 - SATPURA TUNGSTEN CARBIDES LIMITED",
        "CoCd 2100 SATPURA TUNGSTEN CARBIDES LIMITED   Program ZSD_REG",
        "Sales Org. IN10 / SATPURA TUNGSTEN CARBIDES LIMITED",
    ],
)
def test_the_code_of_a_company_is_no_part_of_its_name(tmp_path, head):
    reading = register(
        tmp_path, head, "SALES REGISTER   Billing date from 01.07.2025 to 30.09.2025   Fiscal year 2025-26", "Net value"
    )
    assert reading.fields["entity_name"].value == "SATPURA TUNGSTEN CARBIDES LIMITED"
    assert reading.fields["financial_year"].value == "2025-26"
