"""Rows over pages, columns that only the certificate's words choose, forms, and rows that speak of companies."""

from decimal import Decimal

import pytest

from extractors.read import read_document
from extractors.tables.companies import name_and_relation, names_company
from extractors.totals import with_totals
from records.readings import SURE
from reference.document_types import document_types

COLUMNS = (30, 90, 250, 345, 420, 500, 580)


def _page(heading, rows, top=60):
    texts = [(x, top, text) for x, text in heading]
    for line, row in enumerate(rows):
        y = top + 22 + 16 * line
        texts += [(x, y, text) for x, text in zip((*COLUMNS[:3], *COLUMNS[3:]), row, strict=False) if text]
    return texts


def _sale(number, tonnes, value):
    day = f"{number % 27 + 1:02}-{('Apr', 'May', 'Jun')[number % 3]}-2025"
    return (day, "Kaveri Cathodes Pvt Ltd", f"KB/{number:03}", f"{tonnes} MT", f"{value:,.2f}")


HEADED = [(30, "Date"), (90, "Particulars"), (250, "Invoice No."), (345, "Quantity"), (420, "Taxable Value")]
FIRST = [_sale(number, 2, 10_000 + number) for number in range(1, 8)]
SECOND = [_sale(number, 3, 20_000 + number) for number in range(8, 14)]
CARRIED = sum(10_000 + number for number in range(1, 8))
WHOLE = CARRIED + sum(20_000 + number for number in range(8, 14))


def test_a_page_that_lost_a_heading_goes_on_under_the_columns_of_the_page_before(read, drawn):
    """The second page prints no heading over the buyers and a heading nothing knows over the quantities."""
    first = _page(HEADED, [*FIRST, ("Carried Over", "", "", "", f"{CARRIED:,.2f}")])
    lost = [(30, "Date"), (250, "Invoice No."), (420, "Taxable Value")]
    second = _page(
        lost,
        [("Plo se", "", "", "", f"{CARRIED:,.2f}"), *SECOND, ("Grand Total", "", "", "", f"{WHOLE:,.2f}")],
    )
    entries = read("sales_ledger", drawn(first, second))["entries"]
    assert len(entries.rows) == len(FIRST) + len(SECOND)
    assert [row.fields["invoice_number"].value for row in entries.rows] == [f"KB/{it:03}" for it in range(1, 14)]
    assert all(row.fields["buyer_name"].value == "Kaveri Cathodes Pvt Ltd" for row in entries.rows)
    assert [row.fields["quantity"].value for row in entries.rows] == [Decimal(2)] * 7 + [Decimal(3)] * 6
    assert entries.totals["taxable_value"].value == WHOLE
    assert entries.adds_up


def test_another_column_in_the_same_place_is_not_read_as_the_one_before(read, drawn):
    """The second page prints HSN codes where the first printed quantities."""
    other = [(30, "Date"), (90, "Particulars"), (250, "Invoice No."), (345, "HSN"), (420, "Taxable Value")]
    coded = [(day, buyer, number, "28369100", value) for day, buyer, number, _, value in SECOND]
    entries = read("sales_ledger", drawn(_page(HEADED, FIRST), _page(other, coded)))["entries"]
    assert len(entries.rows) == len(FIRST) + len(SECOND)
    assert [row.fields["hsn"].value for row in entries.rows[7:]] == ["28369100"] * 6
    assert not any("quantity" in row.fields for row in entries.rows[7:])


def test_rows_left_on_another_page_make_the_total_doubtful(read, drawn):
    """Two ledgers with a total each, of one kind but headed otherwise: one is read, the other is told."""
    other = [(30, "Bill Dt"), (90, "Name of Customer"), (250, "Bill No."), (345, "HSN Code"), (420, "Net Value")]
    coded = [(day, buyer, f"X/{number}", "28369100", value) for day, buyer, number, _, value in SECOND]
    first = _page(HEADED, [*FIRST, ("Total", "", "", "", f"{CARRIED:,.2f}")])
    second = _page(other, [*coded, ("Total", "", "", "", f"{WHOLE - CARRIED:,.2f}")])
    entries = read("sales_ledger", drawn(first, second))["entries"]
    assert len(entries.rows) < len(FIRST) + len(SECOND)
    told = [notice for notice in entries.warnings if notice.code == "another_table"]
    assert told and "compare with the page" in told[0].message
    assert entries.totals["taxable_value"].confidence < 0.7
    assert all(field.confidence < 0.9 for row in entries.rows for field in row.fields.values())


ASSETS = [
    [
        "S. No.",
        "Asset",
        "Head",
        "Supplier / GSTIN",
        "Invoice No.",
        "Basic (Rs.)",
        "GST (Rs.)",
        "Amount excl. GST (Rs.)",
    ],
    [
        "1",
        "Rotary kiln",
        "P&M",
        "Kilns Ltd 27AAECT2291L1Z5",
        "TK/18",
        "8,00,000.00",
        "1,44,000.00",
        "8,20,000.00",
    ],
    ["2", "Ball mill", "P&M", "Mill Crafts LLP 29ABCFM7718D1Z1", "MC/90", "3,00,000.00", "54,000.00", "3,05,000.00"],
]


@pytest.mark.parametrize("printed", ["11,25,000.00", "21,25,000.00"])
def test_the_amount_is_the_last_column_whether_or_not_its_total_adds_up(read, grid, printed):
    """A total that was painted over must not make the table turn to the column that still adds up."""
    rows = [*ASSETS, ["Total", "", "", "", "", "11,00,000.00", "1,98,000.00", printed]]
    before = (f"We certify that the capital expenditure incurred is Rs. {printed} as below.",)
    items = read("capex_statement", grid(rows, before=before, wide=True))["items"]
    assert [row.fields["amount"].value for row in items.rows] == [Decimal(820_000), Decimal(305_000)]
    assert [row.fields["basic"].value for row in items.rows] == [Decimal(800_000), Decimal(300_000)]
    assert [row.fields["vendor"].value for row in items.rows] == ["Kilns Ltd", "Mill Crafts LLP"]
    assert items.totals["amount"].value == Decimal(printed.replace(",", ""))
    agrees = printed == "11,25,000.00"
    assert any(notice.code == "does_not_add_up" for notice in items.warnings) is not agrees
    assert not any(notice.code == "assumed_column" for notice in items.warnings)
    assert any("row sum" in row.fields["amount"].witnesses for row in items.rows) is agrees


def test_a_column_taken_for_the_amount_is_never_sure_by_adding_up(read, grid):
    """Its heading cannot be read, and no words of the certificate state what it adds up to."""
    rows = [
        ["S. No.", "Asset", "Supplier", "Invoice No.", "Zxqv"],
        ["1", "Rotary kiln", "Thermo Kilns Ltd", "TK/18", "8,20,000.00"],
        ["2", "Ball mill", "Mill Crafts LLP", "MC/90", "3,05,000.00"],
        ["Total", "", "", "", "11,25,000.00"],
    ]
    alone = read("capex_statement", grid(rows, before=("Statement of expenditure in rupees.",)))["items"]
    assert [row.fields["amount"].value for row in alone.rows] == [Decimal(820_000), Decimal(305_000)]
    assert all(row.fields["amount"].confidence < 0.9 for row in alone.rows)
    assert alone.totals["amount"].confidence < 0.7
    certified = ("The capital expenditure incurred is Rs. 11,25,000.00 as below.",)
    stated = read("capex_statement", grid(rows, before=certified))["items"]
    assert all(row.fields["amount"].confidence > 0.9 for row in stated.rows)


def test_a_numbered_form_is_no_table_of_categories(read, grid):
    form = [
        ["1", "Registration Number", "B-29016/2217/REC/25"],
        ["4", "Category of entity", "Recycler"],
        ["5", "Registered capacity (MTA)", "11,250"],
        ["6", "Date of issue", "03 March 2025"],
        ["7", "Valid up to", "02 March 2030"],
    ]
    table = [["Category of waste", "Capacity (MT per annum)"], ["ITEW", "7,000"], ["CEEW", "4,250"]]
    found = read("epr_certificate", grid(form, table))["categories"]
    assert [row.fields["category"].value for row in found.rows] == ["ITEW", "CEEW"]
    assert [row.fields["capacity_tpa"].value for row in found.rows] == [Decimal(7000), Decimal(4250)]


@pytest.mark.parametrize(
    ("printed", "name", "relation"),
    [
        ("Revenue of Kosi Metals Limited (applicant)", "Kosi Metals Limited", "applicant"),
        ("Add: Turnover of M/s Alpha (India) Pvt Ltd, wholly owned subsidiary", "Alpha (India) Pvt Ltd", "subsidiary"),
        ("Holding company - Bengal Ferro Alloys Limited", "Bengal Ferro Alloys Limited", "holding"),
        ("Yamuna Metals (India) Ltd (the Applicant)", "Yamuna Metals (India) Ltd", "applicant"),
        ("Sales Technologies Ltd", "Sales Technologies Ltd", None),
        ("Parent Minerals Ltd", "Parent Minerals Ltd", None),
    ],
)
def test_a_company_without_the_words_of_its_row(printed, name, relation):
    assert name_and_relation(printed) == (name, relation)


@pytest.mark.parametrize("printed", ["Revenue of the applicant company", "Revenue from operations", "Total turnover"])
def test_an_amount_names_no_company(printed):
    assert not names_company(printed)


def test_the_group_of_a_certificate_whose_rows_name_amounts(grid):
    rows = [
        ["Particulars", "Amount (Rs. in Lakhs)"],
        ["Revenue of Kosi Metals Limited (applicant)", "9,418.62"],
        ["Revenue of Bengal Ferro Alloys Limited (holding company)", "14,872.05"],
        ["Global Manufacturing Revenue", "24,290.67"],
    ]
    before = (
        "Chartered Accountants",
        "TO WHOMSOEVER IT MAY CONCERN",
        "At the request of Kosi Metals Limited we have verified its audited statements and those of its group "
        "entities, and certify that the Global Manufacturing Revenue for the year ended 31.03.2025 was as under:",
    )
    reading = read_document(grid(rows, before=before, after=("UDIN: 25061947KJHGFD6604",)))
    assert reading.document_type == "gmr_certificate"
    assert [row.fields["name"].value for row in reading.tables["companies"]] == [
        "Kosi Metals Limited",
        "Bengal Ferro Alloys Limited",
    ]
    assert reading.fields["holding_company"].value == "Bengal Ferro Alloys Limited"
    assert reading.fields["entity_revenue"].value == Decimal("941862000")


@pytest.mark.parametrize(("printed", "sure"), [("11,25,000.00", True), ("21,25,000.00", False)])
def test_on_a_scan_a_total_is_sure_by_its_rows_or_not_at_all(ocr_page, read, printed, sure):
    """No words state the total; one that OCR alone has read vouches for nothing, least of all for itself."""
    page = ocr_page(
        [
            [(30, "S. No."), (80, "Asset"), (250, "Vendor"), (400, "Amount (Rs.)")],
            [(30, "1"), (80, "Rotary kiln"), (250, "Kilns Ltd"), (400, "8,20,000.00")],
            [(30, "2"), (80, "Ball mill"), (250, "Mill Crafts LLP"), (400, "3,05,000.00")],
            [(30, "Total"), (400, printed)],
        ]
    )
    items = read("capex_statement", [page])["items"]
    fields, _ = with_totals(document_types().types["capex_statement"], {}, {"items": items})
    total = fields["total_amount"]
    assert total.value == Decimal(printed.replace(",", ""))
    assert (total.confidence >= SURE) is sure
    assert bool(total.witnesses) is sure
