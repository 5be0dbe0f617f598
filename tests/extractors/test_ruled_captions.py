"""Ruled cells that print what a value is under it, in smaller type; and what speaks against values on forms."""

from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from weasyprint import HTML

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import fonts

CELLS = [
    ("CPCB/EPR/26/77120", "Registration number allotted"),
    ("14-03-2026", "Issued on"),
    ("13-03-2031", "In force till"),
    ("RECYCLER", "Capacity in which registered"),
    ("Saranda Scrap Cells Private Limited", "Granted in favour of"),
    ("20AAGCS7712M1ZK", "GSTIN of the works"),
]


def grid(path, cells, caption_size):
    """A page of ruled cells in three columns, each a value with its caption below."""
    fonts()
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("LatB", 14)
    canvas.drawString(80, 790, "CERTIFICATE OF REGISTRATION OF RECYCLER")
    canvas.setFont("Lat", 9)
    canvas.drawString(80, 774, "E-Waste (Management) Rules, 2022")
    for number, (value, caption) in enumerate(cells):
        x, y = 40 + 175 * (number % 3), 700 - 40 * (number // 3)
        canvas.rect(x, y, 175, 40)
        canvas.setFont("Lat", 9)
        canvas.drawString(x + 5, y + 25, value)
        canvas.setFont("Lat", caption_size)
        canvas.drawString(x + 5, y + 8, caption)
    canvas.save()
    return path


@pytest.fixture(scope="module")
def fields(tmp_path_factory):
    return read_document(grid(tmp_path_factory.mktemp("grid") / "grid.pdf", CELLS, 6.5)).fields


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("registration_number", "CPCB/EPR/26/77120"),
        ("issue_date", date(2026, 3, 14)),
        ("valid_until", date(2031, 3, 13)),
        ("entity_name", "Saranda Scrap Cells Private Limited"),
        ("entity_category", "recycler"),
        ("gstin", "20AAGCS7712M1ZK"),
    ],
)
def test_a_caption_belongs_to_the_value_over_it_in_its_cell(fields, field, value):
    assert fields[field].value == value


def test_no_caption_of_a_neighbour_is_a_sure_value(fields):
    captions = {caption.casefold() for _, caption in CELLS}
    assert not [it.name for it in fields.values() if str(it.value).casefold() in captions and it.confidence >= SURE]


def test_labels_over_values_in_one_type_are_no_captions(tmp_path):
    over = [(caption, value) for value, caption in CELLS]
    fields = read_document(grid(tmp_path / "over.pdf", over, 9)).fields
    assert fields["issue_date"].value == date(2026, 3, 14)
    assert fields["valid_until"].value == date(2031, 3, 13)


def certificate(path, lines):
    fonts()
    canvas = Canvas(str(path), pagesize=A4)
    for number, line in enumerate(lines):
        canvas.setFont("Lat", 11)
        canvas.drawString(60, 780 - 24 * number, line)
    canvas.save()
    return path


def test_the_name_of_the_accountants_is_not_surely_that_of_the_company(tmp_path):
    lines = [
        "CERTIFICATE OF CAPITAL EXPENDITURE",
        "We certify the capital expenditure on plant and machinery stated below.",
        "Total capital expenditure: Rs. 4,10,00,000",
        "Name of the firm: Lohit Barua & Associates",
        "Firm Registration No.: 318842E",
        "Membership No.: 305518",
        "Date: 04.05.2026",
    ]
    fields = read_document(certificate(tmp_path / "firm.pdf", lines)).fields
    assert fields["ca_firm"].value == "Lohit Barua & Associates"
    assert "entity_name" not in fields or fields["entity_name"].confidence < SURE


def test_the_end_of_a_period_is_not_the_date_of_the_certificate(tmp_path):
    lines = [
        "CERTIFICATE OF CAPITAL EXPENDITURE",
        "Name of the company: Dibang Antimony Private Limited",
        "Total capital expenditure: Rs. 4,10,00,000",
        "UDIN: 26305518QWERTY4417",
        "Date: 04.05.2026",
        "Start of period: 01.10.2025",
        "End of period: 31.03.2026",
    ]
    fields = read_document(certificate(tmp_path / "period.pdf", lines)).fields
    read = {name: fields[name].value for name in ("certificate_date", "period_from", "period_to")}
    assert read == {
        "certificate_date": date(2026, 5, 4),
        "period_from": date(2025, 10, 1),
        "period_to": date(2026, 3, 31),
    }


def bilingual(path, rows):
    """A form whose labels are Hindi over English in one cell, with the answer in the cell at its right."""
    html = "".join(
        f"<tr><td>{hindi}<br><small>{english}</small></td><td>{value}</td></tr>" for hindi, english, value in rows
    )
    HTML(string=f"{STYLE}<h2>दावा प्रपत्र / CLAIM FORM</h2><table>{html}</table>").write_pdf(path)
    return path


STYLE = """<style>body { font: 11pt "Noto Sans Devanagari", "Liberation Sans" } small { font-size: 8pt }
table { width: 100%; border-collapse: collapse } td { border: 1px solid black; padding: 4px; width: 50% }</style>"""


def test_hindi_over_english_in_smaller_type_is_one_label_and_no_value_over_its_caption(tmp_path):
    rows = [
        ("1. दावा संख्या", "Claim number", "KLW/2027/CF-5"),
        ("2. दावा तिथि", "Claim date", "10.07.2027"),
        ("3. अवधि", "Period", "01.01.2027 // 30.06.2027"),
        ("4. दावा राशि", "Amount claimed", "₹ 1,37,42,600.00"),
        ("5. आवेदन संख्या", "Application number", "CMRIS/APP/2026/309"),
    ]
    fields = read_document(bilingual(tmp_path / "claim.pdf", rows)).fields
    assert fields["claim_number"].value == "KLW/2027/CF-5"
    assert fields["amount_claimed"].value == Decimal("13742600.00")
    assert [fields[it].value for it in ("period_from", "period_to")] == [date(2027, 1, 1), date(2027, 6, 30)]


def test_two_days_with_an_unknown_word_between_them_are_a_period_in_doubt(tmp_path):
    rows = [
        ("1. दावा संख्या", "Claim number", "KLW/2027/CF-5"),
        ("2. अवधि", "Period", "01.01.2027 @10 30.06.2027"),
        ("3. दावा राशि", "Amount claimed", "₹ 1,37,42,600.00"),
    ]
    fields = read_document(bilingual(tmp_path / "claim.pdf", rows)).fields
    assert fields["period_to"].value == date(2027, 6, 30)
    assert fields["period_to"].confidence < SURE
