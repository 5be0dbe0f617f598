"""Boxes that forms print as a pair of square brackets, seen on scans by their shape; brackets of text are none."""

import numpy as np
import pytest
import weasyprint
from PIL import ImageFilter

from extractors import scan
from extractors.drawn_brackets import brackets_in
from extractors.pages import open_document
from tests.extractors.pages.conftest import photocopied, picture_of, scan_pdf


def brackets_of(sheet):
    grey = np.asarray(picture_of(sheet).convert("L"))
    ink = grey < 150
    return [it.is_marked for it in brackets_in(ink, scan.pieces_of(ink), 200)]


@pytest.mark.parametrize("font", ["Times-Roman", "Helvetica", "Courier-Bold"])
@pytest.mark.parametrize(("noise", "degrees"), [(5.0, 0.0), (12.0, 1.3)])
def test_answers_between_brackets_are_read(paper, tmp_path, font, noise, degrees):
    """Grain beside the white that a bracket leaves may give an underscore, which tells nothing."""
    sheet = paper().letter(top=200)
    sheet.draw.setFont(font, 11)
    sheet.draw.drawString(60, 740, "[ ] New [X] K2 [ ] K3 [ ] Other level")
    page = open_document(scan_pdf(tmp_path / "scan.pdf", photocopied(picture_of(sheet.save()), degrees, noise))).pages[
        0
    ]
    row = next(word for word in page.words if word.text == "level")
    middle = (row.box[1] + row.box[3]) / 2
    line = [
        it.text.rstrip("_") for it in sorted(page.words, key=lambda it: it.box[0]) if it.box[1] < middle < it.box[3]
    ]
    assert line == ["☐", "New", "☑", "K2", "☐", "K3", "☐", "Other", "level"]


def test_boxes_below_each_other_are_of_one_list(paper):
    sheet = paper()
    sheet.draw.setFont("Times-Roman", 12)
    for y, box in ((700, "[ ]"), (680, "[x]"), (660, "[ ]")):
        sheet.draw.drawString(60, y, f"{box} an answer")
    assert brackets_of(sheet.save()) == [False, True, False]


def test_brackets_around_text_are_no_boxes(paper):
    sheet = paper()
    for y, (font, size) in enumerate((("Times-Roman", 12), ("Helvetica", 11), ("Courier", 13))):
        sheet.draw.setFont(font, size)
        sheet.draw.drawString(
            60, 760 - 40 * y, "see note [1], rule 4 [a] and [ii]; [sic] LILI |ll| I I 1 l [Illegal] II"
        )
    assert brackets_of(sheet.save()) == []


@pytest.mark.parametrize("degrees", [0.8, 1.6, 2.3])
def test_letters_in_the_midst_of_a_word_are_no_brackets(tmp_path, degrees):
    """At 150 dpi the "ll" of a serif type and the "l cl" of two words have the shape of a pair."""
    words = "Environmental clearance for secondary metallurgical processing (hydrometallurgical recovery of metals)"
    sheet = tmp_path / "letter.pdf"
    weasyprint.HTML(
        string="<style>body{font:10.5pt 'Liberation Serif'}</style>" + f"<p>Sub: {words}</p>" * 8
    ).write_pdf(sheet)
    picture = photocopied(picture_of(sheet, 150).filter(ImageFilter.GaussianBlur(0.7)), degrees, 9.0)
    text = " ".join(it.text for it in open_document(scan_pdf(tmp_path / "scan.pdf", picture, dpi=150)).pages[0].words)
    assert "☐" not in text
    assert "☑" not in text
