"""Typewritten forms: rows of dots between label and value, values that go on in the line below."""

from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from extractors import read_document

ROWS = [
    ("Consent number", ["HPSPCB/CTO/SLN/2026/4471"]),
    ("Date of issue", ["03/08/2026"]),
    ("Name of unit", ["Girivan Catalyst Reclaimers", "Private Limited"]),
    ("Address of unit", ["Khasra No. 512/3, Village Theda,", "Nalagarh, District Solan,", "Himachal Pradesh 174101"]),
    ("Category", ["ORANGE"]),
    ("Capacity to process spent catalysts", ["5,600 tonnes per annum"]),
    ("Valid up to", ["31/03/2031"]),
]


def form(path, leader, rows=ROWS, heading="CONSENT TO OPERATE under the Water Act 1974 and the Air Act 1981"):
    sheet = canvas.Canvas(str(path), pagesize=A4, invariant=1)
    sheet.setFont("Courier", 10)
    sheet.drawString(60, 780, "H.P. STATE POLLUTION CONTROL BOARD")
    sheet.drawString(60, 765, heading)
    down = 740
    for label, lines in rows:
        dots = (leader * 44)[: 44 - len(label)].rstrip() if leader else ""
        gap = "" if dots.startswith("_") else " "
        sheet.drawString(60, down, f"{label}{gap}{dots}")
        for number, line in enumerate(lines):
            sheet.drawString(60 + 6 * 46, down, ": " + line if not number else "  " + line)
            down -= 12
    sheet.save()
    return path


@pytest.mark.parametrize("leader", [".", ". ", "-", "_", "- ", ""])
def test_a_form_reads_alike_with_any_leader_and_with_none(tmp_path, leader):
    read = read_document(form(tmp_path / "consent.pdf", leader))
    values = {name: field.value for name, field in read.fields.items()}
    expected = {
        "authorisation_number": "HPSPCB/CTO/SLN/2026/4471",
        "entity_name": "Girivan Catalyst Reclaimers Private Limited",
        "unit_address": "Khasra No. 512/3, Village Theda, Nalagarh, District Solan, Himachal Pradesh 174101",
        "issue_date": date(2026, 8, 3),
        "valid_until": date(2031, 3, 31),
        "capacity_tpa": Decimal(5600),
        "pollution_category": "orange",
    }
    assert {name: values.get(name) for name in expected} == expected


def test_a_legal_form_alone_is_no_name(tmp_path):
    rows = [(label, lines if label != "Name of unit" else ["Private Limited"]) for label, lines in ROWS]
    read = read_document(form(tmp_path / "consent.pdf", ".", rows))
    assert "entity_name" not in read.fields or read.fields["entity_name"].value is None


def test_a_name_without_legal_form_does_not_take_the_next_line(tmp_path):
    rows = [
        *ROWS[:2],
        ("Name of unit", ["Girivan Catalyst Reclaimers", "near Solan Metals Pvt Ltd, Nalagarh"]),
        *ROWS[4:],
    ]
    read = read_document(form(tmp_path / "consent.pdf", ".", rows))
    assert read.fields["entity_name"].value == "Girivan Catalyst Reclaimers"
