"""Forms whose labels are joined to their values by rows of dots or dashes, scanned."""

import numpy as np
import pytest

from extractors.leaders import leaders_of
from extractors.lines import lines_of
from extractors.pages import open_document
from tests.extractors.pages.conftest import ledger, photocopied, picture_of, scan_pdf

ANSWERS = [
    ("Name of unit", "Navratna Recyclers"),
    ("Rate per kg", "1,234.50"),
    ("Version", "1.1.1.1"),
    ("Consent number", "TPCB/2025/HW/004417"),
    ("Invoice in mill. tonnes", "0.75"),
]
LEADERS = [
    ("Courier", 10, "."),
    ("Courier-Bold", 12, "."),
    ("Times-Roman", 11, "."),
    ("Helvetica", 11, ". "),
    ("Courier", 11, "- "),
]


def ink_of(picture):
    return np.asarray(picture.convert("L")) < 150


def dotted(paper, font, size, leader, answers=ANSWERS):
    sheet = paper("dotted.pdf")
    for index, (label, answer) in enumerate(answers):
        row = sheet.height - 80 - 1.25 * size * index
        sheet.draw.setFont(font, size)
        start = 66 + sheet.draw.stringWidth(label, font, size)
        dots = leader * int((330 - start) / sheet.draw.stringWidth(leader, font, size)) if leader else ""
        sheet.draw.drawString(60, row, label)
        sheet.draw.drawString(start, row, dots)
        sheet.draw.drawString(340, row, f": {answer}")
    return sheet.save()


@pytest.mark.parametrize(("font", "size", "leader"), LEADERS)
def test_leaders_are_taken_out_and_nothing_else(paper, font, size, leader):
    with_leaders = ink_of(picture_of(dotted(paper, font, size, leader)))
    without = ink_of(picture_of(dotted(paper, font, size, "")))
    left = with_leaders & ~leaders_of(with_leaders, 200)
    assert (left ^ without).sum() < 40 < (with_leaders ^ without).sum()


def test_a_skewed_scan_of_a_dotted_form_is_read_line_by_line(paper, tmp_path):
    answers = [(f"{label} {ending}", f"Navratna {ending}") for label, _ in ANSWERS for ending in ("granted", "asked")]
    picture = photocopied(picture_of(dotted(paper, "Times-Roman", 12, ".", answers)), degrees=-0.6, noise=4)
    page = open_document(scan_pdf(tmp_path / "scan.pdf", picture)).pages[0]
    read = [line.text.replace(" :", "") for line in lines_of(page)]
    assert read == [f"{label} {answer}" for label, answer in answers]


def test_points_of_figures_colons_and_the_dots_of_letters_are_no_leader(letter, paper, tmp_path):
    ledger(tmp_path / "ledger.pdf")
    sheet = paper("points.pdf")
    printed = [
        "1.1.1.1.1.1 : : : : :",
        "iiiiii ïïïï jjjj ...",
        "12.50 13.50 ... U.S.A.B. i.e.",
        "÷÷÷÷ === a - b - c - d",
    ]
    for index, text in enumerate(printed):
        sheet.draw.setFont("Courier", 11)
        sheet.draw.drawString(60, sheet.height - 80 - 14 * index, text)
    for path in (letter, tmp_path / "ledger.pdf", sheet.save()):
        assert not leaders_of(ink_of(picture_of(path)), 200).any()
