"""Columns that hold more than their heading says, headings over several columns, and two columns of one kind."""

from datetime import date
from decimal import Decimal

from extractors import read_document
from tests.extractors.papers import grid as ruled
from tests.extractors.papers import p, paper, title

ITEMS = [
    ["Vendor / invoice", "Asset", "Net capitalised (Rs.)"],
    ["Bharat Furnaces Pvt Ltd (19AAMCG3345E1ZJ) Inv. BF/118 of 14.05.2026", "Smelting furnace", "1,50,00,000"],
    ["Nippon Spectro KK, Inv. NS-2207 of 02.06.2026, BOE 4471120 dt 21.06.2026", "Spectrometer", "72,00,000"],
    ["Own fabrication (capitalised on 30.09.2026)", "Casting platform", "12,00,000"],
    ["Total", "", "2,34,00,000"],
]


def test_the_date_behind_an_invoices_number_is_its_date_and_no_other(read, grid):
    rows = [
        row.fields for row in read("capex_statement", grid(ITEMS, widths=[230, 130, 110], wrapped=True))["items"].rows
    ]
    assert [row["invoice_number"].value if "invoice_number" in row else None for row in rows] == [
        "BF/118",
        "NS-2207",
        None,
    ]
    assert [row["invoice_date"].value if "invoice_date" in row else None for row in rows] == [
        date(2026, 5, 14),
        date(2026, 6, 2),
        None,
    ]
    assert rows[0]["vendor_gstin"].value == "19AAMCG3345E1ZJ"
    assert rows[1]["vendor"].value.startswith("Nippon Spectro KK") and "BOE" not in rows[1]["vendor"].value


def test_the_number_under_invoice_details_is_the_invoices(read, grid):
    rows = [
        ["GSTIN of recipient", "Receiver", "Invoice details", "", "", "Taxable value", "Integrated tax"],
        ["", "", "No.", "Date", "Value", "", ""],
        ["27AAECM4410Q1Z7", "Raigarh Cathodes", "ECW/041", "12-04-2026", "23,60,000.00", "20,00,000.00", "3,60,000.00"],
        ["27AAECM4410Q1Z7", "Raigarh Cathodes", "ECW/043", "21-05-2026", "5,90,000.00", "5,00,000.00", "90,000.00"],
    ]
    spans = [((2, 0), (4, 0))]
    entries = read("sales_ledger", grid(rows, widths=[95, 90, 55, 60, 70, 75, 70], spans=spans))["entries"].rows
    assert [row.fields["invoice_number"].value for row in entries] == ["ECW/041", "ECW/043"]
    assert [row.fields["total"].value for row in entries] == [Decimal(2360000), Decimal(590000)]


def test_of_two_columns_of_capacity_the_amended_one_holds(tmp_path):
    path = paper(
        tmp_path / "registration.pdf",
        title("Central Pollution Control Board"),
        p("EPR Portal for Battery Waste Management - REGISTRATION CERTIFICATE (Recycler)"),
        p("Registration No.: BWM-REC-36-2024-00087     Date of grant: 26-11-2024     Valid up to: 25-11-2029"),
        p("Name of the recycler: Musi Battery Metals Private Limited"),
        ruled(
            [
                ["Battery type", "Capacity granted 26-11-2024 (TPA)", "Capacity as amended 03-02-2026 (TPA)"],
                ["Portable", "2,400", "3,600"],
                ["EV", "4,800", "7,200"],
                ["Total", "7,200", "10,800"],
            ],
            [110, 160, 180],
        ),
    )
    reading = read_document(path)
    assert reading.fields["capacity_tpa"].value == 10800
    assert [row.fields["capacity_tpa"].value for row in reading.tables["categories"]] == [3600, 7200]


def test_the_answer_of_a_question_on_its_line_is_without_the_question(tmp_path):
    path = paper(
        tmp_path / "consent.pdf",
        title("TELANGANA STATE POLLUTION CONTROL BOARD"),
        p("Consent for Operation under the Water and Air Acts"),
        p("Q1. Consent order number?  TSPCB/CFO/RO-SGR/HO/2026-1184"),
        p("Q2. Issued to?  M/s. Musi Battery Metals Private Limited"),
        p("Q3. Where is the unit?  Plot 77, Phase II, IDA Pashamylaram, Sangareddy 502307"),
        p("Q4. Issued when?  17 Sept 2026"),
    )
    assert read_document(path).fields["unit_address"].value == "Plot 77, Phase II, IDA Pashamylaram, Sangareddy 502307"


def test_a_credit_note_without_its_word_takes_back_where_the_sum_says_so(read, grid):
    rows = [
        ["Date", "Number", "Customer", "Net", "GST", "Gross"],
        ["04 Jul 2026", "INV-000218", "Adyar Alloys", "1,45,60,000.00", "26,20,800.00", "1,71,80,800.00"],
        ["02 Sep 2026", "CN-00014", "Adyar Alloys", "4,40,000.00", "79,200.00", "5,19,200.00"],
        ["", "", "Total", "1,41,20,000.00", "25,41,600.00", "1,66,61,600.00"],
    ]
    table = read("sales_ledger", grid(rows, widths=[65, 70, 90, 85, 75, 85]))["entries"]
    assert [row.fields["taxable_value"].value for row in table.rows] == [14560000, -440000]
    assert table.adds_up


def test_a_figure_of_the_table_above_is_no_heading(read, grid):
    rows = [
        ["Details of products", "Unit", "Capacity"],
        ["Nd-Pr oxide", "MT/Year", "310"],
        ["Dysprosium oxide", "MT/Year", "18"],
        ["Raw materials", "Unit", "Quantity"],
        ["Magnet scrap", "MT/Year", "1,150"],
        ["End-of-life hard disks", "MT/Year", "2,400"],
    ]
    found = read("pollution_board_authorisation", grid(rows, widths=[200, 80, 80]))["products"].rows
    assert [row.fields["quantity"].value for row in found][:2] == [310, 18]
