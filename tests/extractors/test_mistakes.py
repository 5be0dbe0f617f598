"""A mistake of ours in one part of reading is told, and costs that part only."""

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import drafts, read_document


@pytest.fixture
def certificate(tmp_path):
    path = tmp_path / "gmr.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for number, line in enumerate(
        [
            "CERTIFICATE OF GLOBAL MANUFACTURING REVENUE",
            "We certify that the Global Manufacturing Revenue of M/s Kaveri Urban Mining Private Limited",
            "for the financial year 2025-26 is Rs. 84,20,00,000/- (Rupees Eighty Four Crore Twenty Lakh only).",
        ]
    ):
        canvas.drawString(60, 760 - 24 * number, line)
    canvas.save()
    return path


def test_a_mistake_in_the_tables_costs_the_rows_not_the_fields(certificate, monkeypatch):
    def broken(*_):
        raise IndexError("list index out of range")

    whole = read_document(certificate)
    monkeypatch.setattr(drafts, "read_tables", broken)
    found = read_document(certificate)
    assert (whole.status, found.status) == ("read", "partly_read")
    assert "IndexError: list index out of range" in found.message
    assert found.warnings[0].code == "tables_not_read"
    assert str(found.fields["total_gmr"].value) == str(whole.fields["total_gmr"].value) == "842000000"
