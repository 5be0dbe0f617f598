"""Captions under their values, letters in two columns, and headings that end on the sheet before."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document
from extractors.cite import Source
from extractors.document_text import Text
from extractors.engine import read_fields
from extractors.layout import lay_out
from extractors.pages import open_document
from records.readings import SURE
from reference.document_types import document_types
from tests.extractors.papers import fonts

LINE, CAPTION = 11, 8


def cards(path, title, rows, captions_below, across=(50, 320)):
    """A page of values with their small captions, in as many columns as `across` has places."""
    fonts()
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("LatB", 13)
    canvas.drawString(50, 790, title)
    for number, (caption, value) in enumerate(rows):
        x, y = across[number % len(across)], 740 - 44 * (number // len(across))
        canvas.setFont("Lat", LINE)
        canvas.drawString(x, y if captions_below else y - 12, value)
        canvas.setFont("Lat", CAPTION)
        canvas.drawString(x, y - 11 if captions_below else y, caption)
    canvas.save()
    return path


REGISTRATION = [
    ("Name of the company", "Sabarmati Foil Recovery Private Limited"),
    ("EPR Registration No", "B-29016(41)/EPR/4417/2026"),
    ("Recycling capacity (MT per year)", "1,875"),
    ("Date of grant of registration", "17/02/2026"),
    ("Registration expires", "16/02/2031"),
    ("Facility", "Plot 77, GIDC Vatva, Ahmedabad, Gujarat 382445"),
    ("Last return filed on", "28/07/2026"),
    ("GSTIN", "24AAACS1234A1Z5"),
]


@pytest.mark.parametrize("captions_below", [True, False])
@pytest.mark.parametrize("across", [(50,), (50, 320)])
def test_a_caption_belongs_to_the_value_it_hangs_on(tmp_path, captions_below, across):
    title = "EPR registration of recyclers under the Battery Waste Management Rules, 2022"
    fields = read_document(cards(tmp_path / "epr.pdf", title, REGISTRATION, captions_below, across)).fields
    assert fields["capacity_tpa"].value == Decimal(1875)
    assert fields["issue_date"].value == date(2026, 2, 17)
    assert fields["valid_until"].value == date(2031, 2, 16)


def test_a_letter_cited_in_a_narrow_column_says_nothing_of_the_days_beside_it(tmp_path):
    fonts()
    canvas = Canvas(str(tmp_path / "loa.pdf"), pagesize=A4)
    canvas.setFont("LatB", 12)
    canvas.drawString(70, 800, "PROJECT MANAGEMENT AGENCY, JNARDDC")
    columns = {
        (45, 760, 14.0): [
            "Letter No. JN/PMA/0311", "Nagpur, dated the 21st August, 2026", "Letter of Approval", "To",
            "Pranhita Alloys Limited, Chandrapur", "Sir, your unit is approved under the",
            "Incentive Scheme for Promotion of Critical", "Mineral Recycling as one of Group B."],
        (310, 781, 13.0): [
            "2. The unit is placed in Group B. (Your request of", "11th July, 2026 for Group A was refused, there",
            "being no other unit.)", "3. In-principle letter No. JN/PMA/0102", "dated 3rd May, 2026 lapses."],
    }  # fmt: skip
    canvas.setFont("Lat", 10)
    for (x, top, pitch), lines in columns.items():
        for number, line in enumerate(lines):
            canvas.drawString(x, top - pitch * number, line)
    canvas.save()
    approved = read_document(tmp_path / "loa.pdf").fields["approval_date"]
    assert approved.value == date(2026, 8, 21)
    assert approved.confidence >= SURE


def test_a_note_on_the_sheet_before_is_no_part_of_the_name(tmp_path):
    book = Workbook()
    book.active.append(["Draft for the auditor - unchecked"])
    sheet = book.create_sheet("Sales")
    for row in (
        ["Mahi Cathode Powders Pvt Ltd"],
        ["Sales register 1-4-2026 to 30-6-2026"],
        ["Date", "Invoice No", "Party Name", "Item", "Qty", "Rate", "Taxable Value (Rs.)"],
        ["08-Apr-2026", "MC/11", "Surat Cathodes", "Cobalt sulphate", 100, 648, 64800],
        ["26-May-2026", "MC/12", "Bardoli Ceramics", "Nickel sulphate", 50, 300, 15000],
    ):
        sheet.append(row)
    book.save(tmp_path / "sales.xlsx")
    assert read_document(tmp_path / "sales.xlsx").fields["entity_name"].value == "Mahi Cathode Powders Pvt Ltd"


def as_ink(page):
    """The page as OCR gives it: boxes of the letters' ink, not of their lines of type."""
    words = []
    for word in page.words:
        left, top, right, bottom = word.box
        below = 0.0 if re.search(r"[gjpqy,/()]", word.text) else 0.18
        high = bottom - top
        box = (left, top + 0.15 * high, right, bottom - (0.05 + below) * high)
        words.append(replace(word, box=box, source="ocr", confidence=0.96))
    return replace(page, words=tuple(words), source="ocr")


@pytest.mark.parametrize("step", [1, 2])
def test_a_caption_hangs_on_its_value_by_their_ink_too(tmp_path, step):
    title = "EPR registration of recyclers under the Battery Waste Management Rules, 2022"
    path = cards(tmp_path / "epr.pdf", title, REGISTRATION, True, (50,) if step == 1 else (50, 320))
    [page] = open_document(path).pages
    epr = document_types().types["epr_certificate"]
    fields = read_fields(epr, Text.of([lay_out(as_ink(page))]), Source("0" * 64, "epr.pdf")).fields
    assert fields["capacity_tpa"].value == Decimal(1875)
    assert (fields["issue_date"].value, fields["valid_until"].value) == (date(2026, 2, 17), date(2031, 2, 16))
