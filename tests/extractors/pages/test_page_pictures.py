"""A spreadsheet or a Word file is drawn as it was set for reading, so that a value can be found again by a person."""

import io

import docx
import openpyxl
import pytest
from PIL import Image

from extractors.page_pictures import drawn, picture_png
from extractors.pages import open_document


@pytest.fixture
def register(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "बिक्री Register"
    sheet["A1"] = "Sales register"
    for row in range(3, 70):
        sheet.append([row, "कोबाल्ट सल्फेट", "W" * 40, 1234567.5])
    path = tmp_path / "register.xlsx"
    book.save(path)
    return path


def ink_in(picture, box, scale):
    """How many dark pixels stand within a box in points."""
    part = picture.convert("L").crop(tuple(round(it * scale) for it in box))
    return sum(part.histogram()[:110])


def test_every_word_is_drawn_where_its_box_is(register):
    opened = open_document(register)
    for page in opened.pages:
        picture = drawn(page, 110)
        for word in page.words:
            assert ink_in(picture, word.box, 110 / 72) > 3, word


def test_the_picture_tells_the_size_of_the_page_and_is_the_same_each_time(register):
    page = open_document(register).pages[1]
    png = picture_png(register, 2)
    with Image.open(io.BytesIO(png)) as picture:
        across, down = picture.info["dpi"]
        assert picture.width * 72 / across == pytest.approx(page.width, abs=0.5)
        assert picture.height * 72 / down == pytest.approx(page.height, abs=0.5)
    assert picture_png(register, 2) == png


def test_columns_have_their_letters_and_rows_their_numbers(register):
    page = open_document(register).pages[0]
    picture = drawn(page, 110)
    last = max((it for it in page.words if it.place.cell.startswith("D")), key=lambda it: it.box[1])
    assert ink_in(picture, (last.box[0] - 60, 19, last.box[2] + 5, 33), 110 / 72) > 3
    assert ink_in(picture, (2, last.box[1], 28, last.box[3]), 110 / 72) > 3
    assert ink_in(picture, (2, last.box[3] + 20, 28, last.box[3] + 34), 110 / 72) == 0, "no number where no row is"


def test_a_file_that_changed_is_drawn_anew(register):
    before = picture_png(register, 1)
    book = openpyxl.load_workbook(register)
    book.active["A1"] = "Another register altogether"
    book.save(register)
    assert picture_png(register, 1) != before


def test_a_word_file_has_no_letters_over_columns_for_its_cells_are_counted_by_table(tmp_path):
    paper = docx.Document()
    paper.add_paragraph("Certificate of revenue")
    table = paper.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text = "Company"
    path = tmp_path / "certificate.docx"
    paper.save(path)
    page = open_document(path).pages[0]
    picture = drawn(page, 110)
    assert ink_in(picture, (0, 0, page.width, 33), 110 / 72) == 0
    assert all(ink_in(picture, word.box, 110 / 72) > 3 for word in page.words)


@pytest.mark.parametrize("number", [0, 99])
def test_a_page_that_is_not_there_is_an_error_of_its_own(register, number):
    with pytest.raises(OSError, match="has no page"):
        picture_png(register, number)
