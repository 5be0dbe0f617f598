"""Hindi as printers shape it (HarfBuzz): the text layer has its letters out of order, the print does not."""

from datetime import date
from decimal import Decimal

import pytest
from weasyprint import HTML

from extractors import read_document
from records.readings import SURE

CERTIFICATE = """
<style>body { font: 12pt "Noto Sans Devanagari", "Liberation Sans" }</style>
<h2>पूंजीगत व्यय प्रमाणपत्र</h2>
<p>यह प्रमाणित किया जाता है कि मैसर्स यमुना धातु पुनर्चक्रण प्राइवेट लिमिटेड ने दिनांक 03.09.2025 से 30.06.2026 तक की
अवधि में ₹ 27,50,00,000 (सत्ताईस करोड़ पचास लाख रुपये) का पूंजीगत व्यय किया है।</p>
<p>For Gupta Jain &amp; Co.<br>Chartered Accountants<br>FRN: 001234C<br>(Rakesh Jain)<br>Partner, M.No. 401234<br>
UDIN: 26401234ABCDEF1234<br>स्थान: नोएडा &nbsp; दिनांक: 15.07.2026</p>
"""


def test_a_certificate_in_hindi_prose(tmp_path):
    path = tmp_path / "capex.pdf"
    HTML(string=CERTIFICATE).write_pdf(path)
    reading = read_document(path)
    values = {name: field.value for name, field in reading.fields.items()}
    assert reading.document_type == "capex_statement"
    assert values["total_amount"] == Decimal("275000000")
    assert (values["period_from"], values["period_to"]) == (date(2025, 9, 3), date(2026, 6, 30))
    assert values["certificate_date"] == date(2026, 7, 15)
    assert values["udin"] == "26401234ABCDEF1234"
    assert values["ca_firm"] == "Gupta Jain & Co."
    assert values["entity_name"].startswith("यमुना")


FORM = """
<style>
body { font: 12pt "Noto Sans Devanagari", "Liberation Sans" }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
td { border: 1px solid black; padding: 3px; vertical-align: top }
small { font-size: 10pt; display: block }
</style>
<h2>महत्वपूर्ण खनिज पुनर्चक्रण प्रोत्साहन योजना</h2><p>प्रोत्साहन हेतु आवेदन प्रपत्र</p>
"""
ASKED = [
    ("आवेदन संख्या", "CMR/2026/771"),
    ("राज्य", "मध्य प्रदेश"),
    ("इकाई का प्रकार", "विस्तार"),
    ("पुनर्चक्रण क्षमता (टन प्रति वर्ष)", "10,800"),
    ("फीड में खनिज की अधिकतम सांद्रता", "6.25 %"),
]
EXPECTED = {
    "application_number": "CMR/2026/771",
    "state": "Madhya Pradesh",
    "unit_type": "expansion",
    "capacity_tpa": Decimal(10800),
}


def boxes(asked, across):
    """A grid with the small caption over the answer in each box, so many boxes across."""
    cells = [f"<td><small>{caption}</small>{answer}</td>" for caption, answer in asked]
    rows = ("".join(cells[at : at + across]) for at in range(0, len(cells), across))
    return FORM + "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def beside(path, rows, percent):
    """A form with its captions in a column of so many per cent, and each answer in the cell at the right."""
    cells = (f'<tr><td style="width: {percent}%">{caption}</td><td>{answer}</td></tr>' for caption, answer in rows)
    HTML(string=f"{FORM}<table>{''.join(cells)}</table>").write_pdf(path)
    return path


@pytest.mark.parametrize("across", [1, 3])
def test_a_hindi_answer_under_its_hindi_caption_is_no_part_of_the_caption(tmp_path, across):
    HTML(string=boxes(ASKED, across)).write_pdf(tmp_path / "form.pdf")
    fields = read_document(tmp_path / "form.pdf").fields
    assert {name: fields[name].value for name in EXPECTED if name in fields} == EXPECTED


def test_a_hindi_caption_that_goes_on_below_has_its_answer_at_the_right(tmp_path):
    rows = [
        ("आवेदन संख्या", "CMR/2026/771"),
        ("आवेदक<br>का नाम", "यमुना धातु प्राइवेट लिमिटेड"),
        ("प्रस्तावित<br>निवेश", "₹ 36,75,00,000"),
        ("पुनर्चक्रण<br>क्षमता (टन प्रति वर्ष)", "10,800"),
        ("प्रक्रिया<br>मार्ग का विवरण", "लीचिंग एवं विलायक निष्कर्षण"),
    ]
    fields = read_document(beside(tmp_path / "form.pdf", rows, 30)).fields
    assert fields["proposed_investment"].value == Decimal(367500000)
    assert fields["capacity_tpa"].value == Decimal(10800)
    assert fields["process_route"].value == "लीचिंग एवं विलायक निष्कर्षण"


def test_a_hindi_label_with_further_words_behind_it_is_never_sure_of_its_value(tmp_path):
    """The word for recovery begins the label of a yield, and that of what a repair cost."""
    rows = [
        ("आवेदन संख्या", "CMR/2026/771"),
        ("राज्य", "उत्तर प्रदेश"),
        ("प्रस्तावित निवेश", "₹ 36,75,00,000"),
        ("पुनर्प्राप्ति प्रयोगशाला उपकरण मरम्मत व्यय", "4.5"),
        ("आवेदन की तिथि", "09.03.2026"),
    ]
    fields = read_document(beside(tmp_path / "form.pdf", rows, 50)).fields
    assert fields["state"].value == "Uttar Pradesh"
    assert "recovery_yield_percent" not in fields or fields["recovery_yield_percent"].confidence < SURE
