"""Rows of which the figure is blank, or that run over the borders of their columns: no sum of the others is whole."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import grid, p, paper, title

HEAD = ["Item code", "Category of EEE", "Recycling capacity (MT/Annum)"]
ROWS = [
    ["ITEW1-27", "Information technology equipment", "3,600"],
    ["CEEW1-19", "Consumer electronics", "2,150.5"],
    ["LSEEW1-34", "Large and small EEE", ""],
    ["MDW1-10", "Medical devices", "249.5"],
]


def certificate(tmp_path, rows, *, ruled=True):
    return read_document(
        paper(
            tmp_path / "epr.pdf",
            title("CENTRAL POLLUTION CONTROL BOARD"),
            p("Certificate of Registration of Recycler under the E-Waste (Management) Rules, 2022"),
            p("Registration No: R-20-EW-AADCT8120K-26          Date of issue: 17/04/2026"),
            p("Name: Tatanagar Circular Metals Limited"),
            grid([HEAD, *rows], [90, 220, 130], ruled=ruled),
        )
    )


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_ruled_row_without_its_figure_is_a_row_and_the_sum_is_in_doubt(tmp_path, at):
    rows = [row for row in ROWS if row[2]]
    rows.insert(at, ROWS[2])
    reading = certificate(tmp_path, rows)
    found = [row.fields["category"].value for row in reading.tables["categories"]]
    assert found == [row[1] for row in rows]
    capacity = reading.fields.get("capacity_tpa")
    assert capacity is None or capacity.confidence < SURE


def test_rows_that_all_have_their_figure_give_a_sure_sum(tmp_path):
    capacity = certificate(tmp_path, [row for row in ROWS if row[2]]).fields["capacity_tpa"]
    assert capacity.value == Decimal("6000.0")
    assert capacity.confidence >= SURE


def test_a_line_over_its_borders_that_ends_in_a_figure_leaves_no_sum_sure(html):
    cells = "".join(f"<tr>{''.join(f'<td>{it}</td>' for it in row)}</tr>" for row in ROWS)
    path = html(
        "<p>CENTRAL POLLUTION CONTROL BOARD</p><p>Certificate of Registration of Recycler under the E-Waste "
        "(Management) Rules, 2022</p><p>Registration No: R-20-EW-AADCT8120K-26</p>"
        f"<table style='border-spacing:0'><tr>{''.join(f'<th>{it}</th>' for it in HEAD)}</tr>{cells}</table>".replace(
            "Information technology equipment", "Information technology and telecommunication equipment"
        ),
        ruled=False,
        css="table{width:auto}td,th{padding:1px 0}",
    )
    capacity = read_document(path).fields.get("capacity_tpa")
    assert capacity is None or capacity.value == Decimal("6000.0") or capacity.confidence < SURE


@pytest.mark.parametrize(
    ("heading", "printed", "unit"),
    [
        ("Quantity per month", "42 MT", "MT/month"),
        ("Monthly quantity", "6.5 MT", "MT/month"),
        ("Quantity per annum", "31 MT", "MT/annum"),
        ("Quantity", "31 MT", "MT"),
        ("Quantity per month", "42 MT/year", "MT/year"),
        ("Quantity per month", "42 Nos", "Nos"),
    ],
)
def test_a_unit_has_the_time_that_only_its_heading_prints(tmp_path, heading, printed, unit):
    reading = read_document(
        paper(
            tmp_path / "consent.pdf",
            title("KERALA STATE POLLUTION CONTROL BOARD"),
            p("CONSENT TO OPERATE No. PCB/EKM/118/26 dated 11.02.2026 is granted to M/s Malabar Metals Limited."),
            grid([["Sl", "Product", heading], ["1", "Cobalt hydroxide", printed], ["2", "Lithium carbonate", printed]],
                 [40, 220, 130]),
        )
    )  # fmt: skip
    assert [row.fields["unit"].value for row in reading.tables["products"]] == [unit, unit]


def test_names_that_nearly_touch_the_next_column_stay_in_theirs(html):
    rows = (
        ("RR/26/301", "05/07/26", "Noida Precious", "Palladium sponge", "4.250", "31,20,000", "1,32,60,000"),
        ("RR/26/302", "21/07/26", "Hero Solder Works", "Tin ingot 99.9", "2,600", "2,450", "63,70,000"),
        ("RR/26/303", "30/08/26", "Noida Precious", "Palladium sponge", "1.875", "31,40,000", "58,87,500"),
    )
    head = ("Inv no.", "Inv date", "Customer", "Description", "Kg", "Rate", "Taxable", "IGST", "Inv value")
    tax = ("23,86,800", "11,46,600", "10,59,750"), ("1,56,46,800", "75,16,600", "69,47,250")
    body = "".join(
        f"<tr>{''.join(f'<td>{it}</td>' for it in (*row, tax[0][at], tax[1][at]))}</tr>" for at, row in enumerate(rows)
    )
    summary = (
        "<tr><td>Palladium sponge</td><td>2</td><td>1,91,47,500</td></tr>"
        "<tr><td>Tin ingot</td><td>1</td><td>63,70,000</td></tr>"
    )
    path = html(
        "<p>Ravi Recyclers LLP; GSTIN 03AAHFR2291D1ZJ</p>"
        "<p>Sales register, July to September 2026, FY 2026-27, amounts in ₹</p><table style='border-spacing:0'>"
        f"<tr>{''.join(f'<th>{it}</th>' for it in head)}</tr>{body}</table><p>Summary by product</p><table>"
        f"<tr><th>Product</th><th>Invoices</th><th>Taxable</th></tr>{summary}</table>",
        ruled=False,
        css="table{width:auto}",
    )
    entries = read_document(path).tables["entries"]
    assert [row.fields["buyer_name"].value for row in entries] == [row[2] for row in rows]
    assert [row.fields["product"].value for row in entries] == [row[3] for row in rows]


def register(tmp_path, *rows):
    head = ["Invoice", "Dated", "Billed to", "Goods", "Taxable (₹)", "GST 18% (₹)", "Total (₹)"]
    return read_document(
        paper(
            tmp_path / "register.pdf",
            p("SIRUVANI MAGNET RECYCLING PRIVATE LIMITED (GSTIN 33AAQCS1209K1Z9)"),
            p("Register of tax invoices, quarter ended 30-Sep-2026"),
            grid([head, *rows], [70, 55, 110, 80, 60, 60, 60], size=7),
        )
    )


SOLD = [
    ["SMR/26-27/011", "03-Jul-26", "Toyo Metals Ltd", "Didymium oxide", "31,20,000", "5,61,600", "36,81,600"],
    ["SMR/26-27/014", "28-Sep-26", "Kaveri Abrasives", "Hydroxide cake", "60,900", "10,962", "71,862"],
]
TOTAL = ["Total", "", "", "", "31,80,900", "5,72,562", "37,53,462"]


@pytest.mark.parametrize("word", ["Cancelled", "CANCELED", "Invoice cancelled", "Void"])
def test_a_cancelled_invoice_is_no_sale(tmp_path, word):
    cancelled = ["SMR/26-27/013", "11-Aug-26", word, "", "", "", ""]
    entries = register(tmp_path, SOLD[0], cancelled, SOLD[1], TOTAL).tables["entries"]
    assert [row.fields["invoice_number"].value for row in entries] == ["SMR/26-27/011", "SMR/26-27/014"]


def test_a_buyer_whose_name_has_the_word_is_sold_to(tmp_path):
    named = ["SMR/26-27/013", "11-Aug-26", "Void Alloys Ltd", "Didymium oxide", "1,000", "180", "1,180"]
    assert len(register(tmp_path, SOLD[0], named, SOLD[1]).tables["entries"]) == 3


def test_a_quarter_told_by_its_last_day(tmp_path):
    found = register(tmp_path, *SOLD, TOTAL).fields
    assert (found["period_from"].value, found["period_to"].value) == (date(2026, 7, 1), date(2026, 9, 30))


def test_the_word_before_the_account_of_an_entry_is_no_part_of_the_buyers_name(tmp_path):
    rows = [[*row[:2], f"By {row[2]}", *row[3:]] for row in SOLD]
    entries = register(tmp_path, *rows, TOTAL).tables["entries"]
    assert [row.fields["buyer_name"].value for row in entries] == ["Toyo Metals Ltd", "Kaveri Abrasives"]
