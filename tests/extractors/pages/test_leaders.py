"""Forms whose labels are joined to their values by rows of dots or dashes, scanned."""

import numpy as np
import pytest

from extractors import scan
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


def ink_of(path, dpi=200):
    grey = scan.grey_of(np.asarray(picture_of(path, dpi)))
    return scan.ink_of(grey, scan.paper_of(grey))


def dotted(paper, font, size, leader, mark=": "):
    sheet = paper(f"{font}.pdf")
    for index, (label, answer) in enumerate(ANSWERS):
        row = sheet.height - 80 - 1.15 * size * index
        sheet.draw.setFont(font, size)
        start = 60 + sheet.draw.stringWidth(label + " ", font, size)
        dots = leader * int((330 - start) / sheet.draw.stringWidth(leader, font, size))
        sheet.draw.drawString(60, row, f"{label} {dots}")
        sheet.draw.drawString(340, row, f"{mark}{answer}")
    return sheet.save()


@pytest.mark.parametrize(
    ("font", "size", "leader", "degrees"),
    [
        ("Courier", 10, ".", 0.6),
        ("Courier-Bold", 12, ".", -0.8),
        ("Times-Roman", 11, ".", 0.0),
        ("Helvetica", 11, ". ", 1.1),
        ("Courier", 11, "- ", -0.5),
    ],
)
def test_labels_and_values_joined_by_leaders_are_read_and_the_leader_is_not(
    paper, tmp_path, font, size, leader, degrees
):
    picture = photocopied(picture_of(dotted(paper, font, size, leader)), degrees=degrees)
    page = open_document(scan_pdf(tmp_path / "scan.pdf", picture)).pages[0]
    assert [line.text.replace(" :", ":") for line in lines_of(page)] == [f"{it}: {answer}" for it, answer in ANSWERS]


def test_points_of_figures_colons_and_the_dots_of_letters_are_no_leader(letter, paper, tmp_path):
    ledger(tmp_path / "ledger.pdf")
    sheet = paper("points.pdf")
    for index, text in enumerate(
        ["1.1.1.1.1.1 : : : : :", "iiiiii ïïïï jjjj ....", "12.50 13.50 ... U.S.A.B. i.e.", "÷÷÷÷ ≡≡≡≡"]
    ):
        sheet.draw.setFont("Courier", 11)
        sheet.draw.drawString(60, sheet.height - 80 - 14 * index, text.replace("....", ""))
    for path in (letter, tmp_path / "ledger.pdf", sheet.save()):
        assert not scan.leaders_of(ink_of(path), 200).any()
