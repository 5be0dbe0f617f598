"""Word files: paragraphs and tables in order, hidden and struck text set apart, pictures not passed over in silence."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import docx
from docx.oxml import parse_xml
from docx.shared import Cm, RGBColor
from PIL import Image

from extractors import read_document
from extractors.pages import open_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def opened(document, tmp_path):
    document.save(tmp_path / "a.docx")
    return open_document(tmp_path / "a.docx")


def text_of(found):
    return " ".join(page.text for page in found.pages)


def codes(found):
    return {it.code for it in found.warnings}


def certificate():
    document = docx.Document()
    document.add_heading("Certificate of Capital Expenditure", 1)
    document.add_paragraph(
        "We have examined the books of account of M/s Kaveri Urban Mining Private Limited and certify that it has "
        "incurred capital expenditure of Rs. 12,50,000.00 during the period from 01.10.2025 to 30.09.2026."
    )
    table = document.add_table(rows=1, cols=6)
    heads = ("Sl.", "Particulars of asset", "Supplier", "Invoice No.", "Invoice date", "Amount (₹)")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for line in (
        (
            "1",
            "Twin shaft shredder (Plant and Machinery)",
            "Erode Engineering LLP",
            "EE/101",
            "09.10.2025",
            "8,40,000.00",
        ),
        ("2", "Filter press (Plant and Machinery)", "Salem Filters Pvt Ltd", "SF-77", "11.12.2025", "4,10,000.00"),
    ):
        for cell, value in zip(table.add_row().cells, line, strict=True):
            cell.text = value
    last = table.add_row().cells
    last[0].merge(last[4]).text = "Grand Total"
    last[5].text = "12,50,000.00"
    document.add_paragraph("For Varadan & Associates")
    document.add_paragraph("Chartered Accountants")
    document.add_paragraph("Membership No.\t214563")
    return document


def test_a_certificate_is_read_like_a_printed_one_and_says_where(tmp_path):
    certificate().save(tmp_path / "a.docx")
    reading = read_document(tmp_path / "a.docx")
    assert (reading.document_type, reading.read_by) == ("capex_statement", ("text",))
    items = reading.tables["items"]
    assert [it.fields["amount"].value for it in items] == [Decimal("840000.00"), Decimal("410000.00")]
    assert items[1].fields["invoice_date"].value == date(2025, 12, 11)
    place = items[1].fields["amount"].evidence
    assert (place.sheet, place.cell, place.method) == ("Table 1", "F3", "text")
    total = reading.fields["total_amount"]
    assert (total.value, total.evidence.sheet, total.evidence.cell) == (Decimal("1250000.00"), "Table 1", "F4")
    period = reading.fields["period_from"].evidence
    assert (period.sheet, period.cell, period.text) == ("Paragraph 2", None, "01.10.2025")
    assert "editable" in {it.code for it in reading.warnings}


def test_hidden_white_and_tiny_text_is_reported_and_never_evidence(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("The total is 12,50,000")
    paragraph.add_run(" and in truth 99,99,999").font.hidden = True
    paragraph.add_run(" or 88,88,888").font.color.rgb = RGBColor(255, 255, 255)
    found = opened(document, tmp_path)
    assert "12,50,000" in text_of(found)
    assert "99,99,999" not in text_of(found) and "88,88,888" not in text_of(found)
    assert "hidden_text" in codes(found)
    assert any(word.text == "99,99,999" for word in found.pages[0].hidden)


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("Capacity is ")._p
    paragraph.append(parse_xml(f'<w:del {W} w:id="1" w:author="a"><w:r><w:delText>600</w:delText></w:r></w:del>'))
    paragraph.append(parse_xml(f'<w:ins {W} w:id="2" w:author="a"><w:r><w:t>6000 TPA</w:t></w:r></w:ins>'))
    found = opened(document, tmp_path)
    assert text_of(found) == "Capacity is 6000 TPA"
    told = next(it.message for it in found.warnings if it.code == "tracked_changes")
    assert "600" in told and "6000 TPA" in told


def test_headers_links_and_content_controls_are_read_in_order(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Salem Pollution Board"
    document.sections[0].footer.paragraphs[0].text = "Page of the order"
    body = document.element.body
    control = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Order No. 12</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    body.insert(0, parse_xml(control))
    found = opened(document, tmp_path)
    assert text_of(found) == "Salem Pollution Board Order No. 12 Page of the order"


def test_a_pasted_scan_is_not_passed_over_in_silence(tmp_path):
    picture = io.BytesIO()
    Image.new("RGB", (800, 1100), "white").save(picture, "PNG")
    document = docx.Document()
    document.add_picture(picture, width=Cm(15))
    found = opened(document, tmp_path)
    assert found.status == "unreadable" and "only pictures" in found.message
    document.add_paragraph("As per the attached scan")
    found = opened(document, tmp_path)
    assert found.status == "partly_read" and "pictures" in found.message


def test_an_entity_that_points_outside_is_not_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the machine")
    certificate().save(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as old:
        parts = {it.filename: old.read(it) for it in old.infolist()}
    evil = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    evil += f"<w:document {W}><w:body><w:p><w:r><w:t>Total &x;</w:t></w:r></w:p></w:body></w:document>"
    parts["word/document.xml"] = evil.encode()
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    found = open_document(tmp_path / "b.docx")
    assert "secret of the machine" not in text_of(found)


def test_a_damaged_word_file_says_what_to_do(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<cut")
    found = open_document(tmp_path / "a.docx")
    assert found.status == "unreadable" and "save it as PDF" in found.message
