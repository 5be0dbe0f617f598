from collections import Counter

import numpy as np
import pdfplumber
import pikepdf
import pytest
from reportlab.lib.pagesizes import A4, landscape

from extractors.lines import lines_of
from extractors.pages import open_document
from extractors.render import render_page
from extractors.upright import displayed_box, displayed_size
from tests.extractors.pages.conftest import ledger


def by_text(words):
    return Counter(words)


def ink_fills(path, page, box, dpi=144):
    """Whether ink stands within the box and (almost) touches its left and right edge, on the page as displayed."""
    grey = np.asarray(render_page(path, page, dpi).convert("L"))
    left, top, right, bottom = (round(edge * dpi / 72) for edge in box)
    inside = grey[top:bottom, left:right] < 128
    columns = np.flatnonzero(inside.any(axis=0))
    return columns.size > 0 and columns[0] <= 4 and inside.shape[1] - columns[-1] <= 5


def test_words_are_those_of_the_reference(letter, tmp_path):
    ledger(tmp_path / "ledger.pdf", rows=25)
    for path in (letter, tmp_path / "ledger.pdf"):
        page = open_document(path).pages[0]
        with pdfplumber.open(path) as pdf:
            reference = pdf.pages[0].extract_words()
        assert by_text(word.text for word in page.words) == by_text(word["text"] for word in reference)
        boxes = {word["text"]: (word["x0"], word["x1"]) for word in reference}
        for word in page.words:
            if sum(other.text == word.text for other in page.words) == 1:
                assert (word.box[0], word.box[2]) == pytest.approx(boxes[word.text], abs=0.7)


def test_a_digital_page_is_text_and_sure(letter):
    opened = open_document(letter)
    page = opened.pages[0]
    assert (opened.kind, opened.status, opened.read_by) == ("pdf", "read", ("text",))
    assert (page.source, page.quality, page.rotation, page.hidden) == ("text", "digital", 0, ())
    assert all(word.confidence == 1.0 and word.source == "text" for word in page.words)
    heading, body = page.words[0], page.words[-1]
    assert heading.bold and not body.bold
    assert heading.size == pytest.approx(15) and body.size == pytest.approx(11)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [False, True])
def test_boxes_lie_where_the_page_is_displayed(letter, tmp_path, rotation, cropped):
    path = tmp_path / "turned.pdf"
    with pikepdf.open(letter) as pdf:
        pdf.pages[0].Rotate = rotation
        if cropped:
            pdf.pages[0].cropbox = pikepdf.Array([40, 300, 570, 800])
        pdf.save(path)
    page = open_document(path).pages[0]
    picture = render_page(path, 1, 72)
    assert displayed_size(page) == pytest.approx(picture.size, abs=1)
    words = [word for word in page.words if word.text in ("TPCB/2025/HW/004417", "electronic", "41,23,50,000.00")]
    assert len(words) == 3
    for word in words:
        box = displayed_box(page, word.box)
        wide = box[2] - box[0] > box[3] - box[1]
        assert wide == (rotation in (0, 180))
        if wide:
            assert ink_fills(path, 1, box)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_displayed_lying_down_is_read_upright(letter, tmp_path, rotation):
    path = tmp_path / "lying.pdf"
    with pikepdf.open(letter) as pdf:
        pdf.pages[0].Rotate = rotation
        pdf.save(path)
    page = open_document(path).pages[0]
    lines = [line.text for line in lines_of(page)]
    assert lines[1] == "Consent No: TPCB/2025/HW/004417 dated 14-07-2025"


def test_a_landscape_ledger_stored_on_its_side_is_displayed_upright(paper, tmp_path):
    sheet = paper("landscape.pdf", landscape(A4))
    sheet.letter()
    with pikepdf.open(sheet.save()) as pdf:
        page = pdf.pages[0]
        content = pikepdf.Stream(pdf, b"q 0 1 -1 0 595.2756 0 cm " + page.Contents.read_bytes() + b" Q")
        page.Contents, page.mediabox, page.Rotate = content, pikepdf.Array([0, 0, 595.2756, 841.8898]), 90
        pdf.save(tmp_path / "stored.pdf")
    page = open_document(tmp_path / "stored.pdf").pages[0]
    assert (page.width, page.height) == pytest.approx((841.9, 595.3), abs=0.1)
    assert lines_of(page)[4].text == "The unit may recycle 6000 tonnes of electronic waste in a year."
    assert ink_fills(tmp_path / "stored.pdf", 1, next(word.box for word in page.words if word.text == "electronic"))


def test_rulings_of_lines_bars_and_boxes(paper):
    sheet = paper()
    sheet.letter()
    sheet.draw.line(60, 500, 500, 500)
    sheet.draw.rect(60, 400, 440, 0.8, stroke=0, fill=1)
    sheet.draw.rect(60, 300, 440, 60, stroke=1, fill=0)
    sheet.draw.setFillColorRGB(1, 1, 1)
    sheet.draw.rect(60, 200, 440, 50, stroke=0, fill=1)
    rulings = open_document(sheet.save()).pages[0].rulings
    across = sorted(round(A4[1] - line.top) for line in rulings if line.is_horizontal)
    down = sorted(round(line.x0) for line in rulings if not line.is_horizontal)
    assert across == [300, 360, 400, 500] and down == [60, 500]


def test_a_filled_form_field_is_print(tmp_path):
    from reportlab.pdfgen import canvas

    path = tmp_path / "form.pdf"
    form = canvas.Canvas(str(path), pagesize=A4)
    form.drawString(60, 700, "Name of the applicant:")
    form.acroForm.textfield(name="applicant", value="Navratna Recyclers", x=220, y=690, width=200, height=20)
    form.save()
    page = open_document(path).pages[0]
    assert page.text == "Name of the applicant: Navratna Recyclers"


def test_a_file_that_one_engine_sees_half_of_is_read_whole(letter, tmp_path):
    pdf = pikepdf.open(letter)
    for _ in range(2):
        pdf.pages.append(pdf.pages[0])
    pdf.Root.Pages.Count = 1  # a lie that some readers believe
    pdf.save(tmp_path / "three.pdf")
    opened = open_document(tmp_path / "three.pdf")
    assert opened.page_count == 3 and [page.number for page in opened.pages] == [1, 2, 3]


def test_reading_twice_gives_the_same(letter):
    assert open_document(letter) == open_document(letter)
