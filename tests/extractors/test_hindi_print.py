"""Hindi as printers shape it (HarfBuzz): the text layer has its letters out of order, the print does not."""

from datetime import date
from decimal import Decimal

from weasyprint import HTML

from extractors import read_document

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
