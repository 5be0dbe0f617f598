import re

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from reportlab.pdfgen import canvas

from extractors import scan
from extractors.lines import lines_of
from extractors.pages import open_document
from extractors.render import render_page
from extractors.upright import displayed_box, displayed_size
from tests.extractors.pages.conftest import LETTER, ledger, photocopied, picture_of, scan_pdf

PRINTED = [word for _, _, text in LETTER for word in text.split()]


def share_read(page, printed):
    read = [word.text for word in page.words]
    return sum(word in read for word in printed) / len(printed)


@pytest.fixture
def scanned(letter, tmp_path):
    def make(name="scan.pdf", turn=0, **spoil):
        picture = photocopied(picture_of(letter), **spoil)
        return scan_pdf(tmp_path / name, picture.rotate(-turn, expand=True))

    return make


def test_a_good_scan_is_read_almost_wholly(scanned):
    opened = open_document(scanned())
    page = opened.pages[0]
    assert (page.source, page.quality, opened.read_by) == ("ocr", "scan_good", ("ocr",))
    assert share_read(page, PRINTED) > 0.97
    assert all(0 < word.confidence <= 1 and word.source == "ocr" for word in page.words)
    assert {"confidence", "sharpness", "contrast", "resolution", "skew"} <= set(page.figures)


@pytest.mark.parametrize(("turn", "degrees"), [(90, 0.0), (180, 1.2), (270, -2.0), (0, 4.0)])
def test_turned_and_skewed_scans_are_read_upright_and_cited_where_they_lie(scanned, turn, degrees):
    path = scanned(turn=turn, degrees=degrees)
    page = open_document(path).pages[0]
    assert share_read(page, PRINTED) > 0.93
    assert any(line.text.startswith("Consent No: TPCB/2025/HW/004417") for line in lines_of(page))
    word = next(word for word in page.words if word.text == "TPCB/2025/HW/004417")
    box = displayed_box(page, word.box)
    picture = render_page(path, 1, 100)
    assert displayed_size(page) == pytest.approx([side * 0.72 for side in picture.size], abs=2)
    part = np.asarray(picture.convert("L"))[
        round(box[1] / 0.72) : round(box[3] / 0.72), round(box[0] / 0.72) : round(box[2] / 0.72)
    ]
    assert (part < 140).mean() > 0.05
    assert (box[2] - box[0] > box[3] - box[1]) == (turn in (0, 180))


def test_a_picture_renamed_pdf_and_a_tiff_of_two_pages(letter, tmp_path):
    picture = picture_of(letter, 150)
    picture.save(tmp_path / "photo.jpg", dpi=(150, 150))
    (tmp_path / "photo.jpg").rename(tmp_path / "consent.pdf")
    opened = open_document(tmp_path / "consent.pdf")
    assert (opened.kind, opened.status) == ("picture", "read") and share_read(opened.pages[0], PRINTED) > 0.9
    assert opened.pages[0].width == pytest.approx(595, abs=2)
    picture.convert("1").save(
        tmp_path / "fax.tiff", save_all=True, append_images=[picture.convert("1")], dpi=(150, 150)
    )
    fax = open_document(tmp_path / "fax.tiff")
    assert fax.page_count == 2 and [page.number for page in fax.pages] == [1, 2]
    assert "41,23,50,000.00" in fax.pages[1].text


def test_a_ruled_table_on_a_scan_loses_no_word_and_gives_its_grid(tmp_path):
    printed = ledger(tmp_path / "ledger.pdf")
    path = scan_pdf(tmp_path / "scan.pdf", photocopied(picture_of(tmp_path / "ledger.pdf"), degrees=0.2))
    page = open_document(path).pages[0]
    cells = [word for row in printed for cell in row for word in cell.split()]
    assert share_read(page, [cell for cell in cells if len(cell) > 2]) == 1.0
    assert share_read(page, cells) > 0.9
    across = [line for line in page.rulings if line.is_horizontal]
    down = sorted(round(line.x0) for line in page.rulings if not line.is_horizontal)
    assert len(across) == len(printed) + 1
    assert down == pytest.approx([60, 110, 260, 370, 520], abs=3)
    assert all(line.x1 - line.x0 > 440 for line in across)


def test_figures_under_a_blue_stamp_are_read_and_doubted(letter, tmp_path, monkeypatch):
    monkeypatch.setenv("PARAKH_SECOND_LOOK", "0")  # a second engine that reads the same may lift the doubt
    picture = picture_of(letter)
    stamp = Image.new("RGB", picture.size, "white")
    draw = ImageDraw.Draw(stamp)
    scale = 200 / 72
    centre = (340 * scale, (80 + 26 * 6 - 4) * scale)
    for radius in (95, 90, 60):
        box = (centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius)
        draw.ellipse(box, outline=(60, 70, 200), width=5)
    draw.line((centre[0] - 60, centre[1] - 5, centre[0] + 60, centre[1] + 9), fill=(60, 70, 200), width=6)
    stamped = ImageChops.multiply(picture, stamp)
    page = open_document(scan_pdf(tmp_path / "stamped.pdf", stamped)).pages[0]
    amount = next(word for word in page.words if "41,23,50,000.00" in word.text)
    assert amount.confidence <= 0.8
    assert next(word for word in page.words if word.text == "electronic").confidence > 0.8


def test_a_blank_scan_between_others_is_skipped(letter, tmp_path):
    white = photocopied(Image.new("RGB", (1654, 2339), "white"))
    opened = open_document(scan_pdf(tmp_path / "two.pdf", photocopied(picture_of(letter)), white))
    assert opened.status == "read"
    assert [(page.source, page.quality) for page in opened.pages] == [("ocr", "scan_good"), ("blank", "blank")]


def test_a_faint_scan_is_read_and_called_poor(letter, tmp_path):
    grey = np.asarray(picture_of(letter).convert("L"), np.float32)
    faint = Image.fromarray((205 + grey / 255 * 35).astype(np.uint8)).convert("RGB")
    page = open_document(scan_pdf(tmp_path / "faint.pdf", faint)).pages[0]
    assert share_read(page, PRINTED) > 0.95 and page.quality == "scan_poor"


def test_hindi_beside_english_keeps_every_digit(tmp_path):
    from weasyprint import HTML

    html = """<style>body{font-family:'Noto Sans Devanagari','Noto Sans';font-size:13pt}</style>
    <h2>प्रदूषण नियंत्रण बोर्ड</h2><p>सहमति पत्र संख्या TPCB/2025/HW/004417 दिनांक 14/07/2025</p>
    <p>मैसर्स नवरतन रीसाइक्लर्स प्राइवेट लिमिटेड, क्षमता 6000 टन प्रति वर्ष</p>
    <p>Total cost Rs. 41,23,50,000.00 only, valid up to 31/03/2030</p>"""
    HTML(string=html).write_pdf(tmp_path / "hindi.pdf")
    path = scan_pdf(tmp_path / "scan.pdf", photocopied(picture_of(tmp_path / "hindi.pdf"), noise=4))
    page = open_document(path).pages[0]
    assert {"प्रदूषण", "लिमिटेड,", "वर्ष"} <= {word.text for word in page.words}
    digits = re.findall(r"[0-9]{4,}|[0-9]+(?:[,/.][0-9]+)+", page.text)
    assert {"14/07/2025", "6000", "41,23,50,000.00", "31/03/2030"} <= set(digits)
    english = open_document(scan_pdf(tmp_path / "e.pdf", picture_of(tmp_path / "hindi.pdf").crop((0, 480, 1654, 900))))
    assert english.pages[0].figures["devanagari"] == 0.0


def test_the_headline_of_hindi_words_is_no_rule(tmp_path):
    from weasyprint import HTML

    html = """<style>body{font-family:'Noto Sans Devanagari';font-size:26pt}td{border:1px solid}</style>
    <p>पर्यावरणमंत्रालय अधिकारियों स्वतन्त्रता</p><p style="border-bottom:1.5pt solid">राष्ट्रीयमहत्वपूर्ण खनिजमिशन</p>"""
    HTML(string=html).write_pdf(tmp_path / "heading.pdf")
    grey = scan.grey_of(np.asarray(picture_of(tmp_path / "heading.pdf")))
    rules = scan.rules_of(scan.ink_of(grey, scan.paper_of(grey)), 200)
    assert len(rules.across) == 1 and not rules.down


@pytest.mark.parametrize("angle", [-6.0, -1.3, -0.4, 0.0, 0.7, 3.2, 8.5])
def test_skew_is_measured(letter, angle):
    picture = picture_of(letter).rotate(-angle, fillcolor="white", resample=Image.Resampling.BICUBIC)
    grey = scan.grey_of(np.asarray(picture))
    assert scan.skew_of(scan.ink_of(grey, scan.paper_of(grey)), 200) == pytest.approx(angle, abs=0.12)


def test_reading_a_scan_leaves_no_file_behind(scanned, tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    path = scanned()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    open_document(path)
    assert list(folder.iterdir()) == []


def test_without_tesseract_the_status_says_so(scanned, monkeypatch, chosen_engine):
    path = scanned()
    chosen_engine("pytesseract")
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "/nowhere/tesseract")
    opened = open_document(path)
    assert opened.status == "unreadable" and "tesseract is not installed" in opened.message
    assert [notice.code for notice in opened.warnings] == ["ocr_failed"]


def test_a_pasted_picture_that_ocr_cannot_read_is_told_and_costs_no_print(tmp_path, monkeypatch, chosen_engine):
    pasted = Image.new("L", (900, 240), 255)
    ImageDraw.Draw(pasted).text((20, 60), "Total capital expenditure certified 41,23,50,000.00", fill=0, font_size=34)
    path = tmp_path / "pasted.pdf"
    drawn = canvas.Canvas(str(path))
    for line in range(20):
        drawn.drawString(72, 780 - 14 * line, "We certify the expenditure on plant and machinery as set out below.")
    drawn.drawInlineImage(pasted, 72, 300, width=450, height=120)
    drawn.save()
    assert any("41,23,50,000.00" in word.text for word in open_document(path).pages[0].words)
    chosen_engine("pytesseract")
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "/nowhere/tesseract")
    opened = open_document(path)
    assert [it.code for it in opened.warnings] == ["ocr_failed"] and "picture of page 1" in opened.warnings[0].message
    assert sum(word.text == "certify" for word in opened.pages[0].words) == 20


def test_pages_that_could_be_read_are_kept_when_others_could_not(scanned, letter, tmp_path, monkeypatch):
    both = pypdfium2.PdfDocument.new()
    for path in (letter, scanned()):
        other = pypdfium2.PdfDocument(path)
        both.import_pages(other)
    both.save(tmp_path / "both.pdf")
    monkeypatch.setattr("extractors.ocr.tesseract.__defaults__", (0.05,))
    opened = open_document(tmp_path / "both.pdf")
    assert opened.status == "partly_read" and "2" in opened.message and "41,23,50,000.00" in opened.pages[0].text


@pytest.mark.parametrize(
    "dpi, blur, expected", [(200, 0.0, "scan_good"), (150, 0.8, "scan_poor"), (200, 1.6, "scan_poor")]
)
def test_a_blurred_or_coarse_scan_is_poor_however_surely_it_was_read(letter, tmp_path, dpi, blur, expected):
    picture = photocopied(picture_of(letter, dpi), noise=4.0).filter(ImageFilter.GaussianBlur(blur))
    page = open_document(scan_pdf(tmp_path / "scan.pdf", picture, dpi=dpi)).pages[0]
    assert page.quality == expected, page.figures


@pytest.mark.parametrize("angle", [-2.35, -1.5, 1.5, 3.4])
def test_the_skew_of_a_ruled_ledger_is_measured_between_whole_degrees(angle):
    grey = np.full((1650, 2330), 235, np.uint8)
    for top in range(180, 1500, 60):
        cv2.line(grey, (60, top), (2270, top), 90, 2)
        for left in range(80, 2200, 300):
            cv2.putText(grey, "24,00,512", (left, top + 40), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 40, 2)
    turned = scan.turned_back(grey, -angle, 235)
    assert scan.skew_of(scan.ink_of(turned, scan.paper_of(turned)), 200) == pytest.approx(angle, abs=0.12)


def test_a_page_of_a_few_dots_is_read_without_a_mistake(tmp_path):
    path = tmp_path / "speck.png"
    Image.new("L", (3, 2), 0).save(path)
    opened = open_document(path)
    assert opened.status in {"read", "partly_read", "unreadable"}
    assert not any(page.words for page in opened.pages)
