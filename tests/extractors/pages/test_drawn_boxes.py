"""What forms draw: boxes to tick, boxes for one letter each, cells of a single low row; read from scans."""

import numpy as np
import pytest

from extractors import scan
from extractors.drawn_boxes import boxes_in, with_low_cells
from extractors.pages import open_document
from tests.extractors.pages.conftest import photocopied, picture_of, scan_pdf


def scanned(tmp_path, sheet, degrees=0.0, noise=7.0):
    return open_document(scan_pdf(tmp_path / "scan.pdf", photocopied(picture_of(sheet), degrees, noise))).pages[0]


def line_with(page, text):
    row = next(word for word in page.words if text in word.text)
    middle = (row.box[1] + row.box[3]) / 2
    return [it.text for it in sorted(page.words, key=lambda it: it.box[0]) if it.box[1] < middle < it.box[3]]


def tick(draw, x, y, side, style):
    if style == "check":
        draw.setLineWidth(1.2)
        draw.line(x + 1, y + side / 2, x + side / 2, y + 1)
        draw.line(x + side / 2, y + 1, x + side + 3, y + side + 2)  # over the side of the box, as pens go
        draw.setLineWidth(0.7)
    elif style == "cross":
        draw.line(x + 1, y + 1, x + side - 1, y + side - 1)
        draw.line(x + 1, y + side - 1, x + side - 1, y + 1)
    else:
        draw.rect(x + 1.5, y + 1.5, side - 3, side - 3, fill=1)


@pytest.mark.parametrize("style", ["check", "cross", "filled"])
@pytest.mark.parametrize("degrees", [0.0, 1.4])
def test_boxes_are_seen_empty_or_marked(paper, tmp_path, style, degrees):
    sheet = paper().letter(top=200)
    sheet.draw.setFont("Helvetica", 11)
    sheet.draw.setLineWidth(0.7)
    for x, answer in ((60, "Capital"), (160, "Operating"), (270, "BOTH")):
        sheet.draw.rect(x, 740, 9, 9)
        sheet.draw.drawString(x + 15, 741, answer)
    tick(sheet.draw, 160, 740, 9, style)
    page = scanned(tmp_path, sheet.save(), degrees)
    assert line_with(page, "Operating") == ["☐", "Capital", "☑", "Operating", "☐", "BOTH"]


def test_letters_are_no_boxes(paper):
    sheet = paper()
    for y, (font, size) in enumerate(
        (("Helvetica-Bold", 14), ("Courier-Bold", 12), ("Times-Roman", 11), ("Helvetica", 18))
    ):
        sheet.draw.setFont(font, size)
        sheet.draw.drawString(60, 760 - 40 * y, "PROMOTION OF DODO 0080 EHBDO [8] DUO El ElE TITLE")
    grey = np.asarray(picture_of(sheet.save()).convert("L"))
    assert boxes_in(grey < 150, 200) == []


def comb(draw, x, y, text, gap=0.0, side=15.0):
    for letter in text:
        if letter == " ":
            x += gap
            continue
        draw.rect(x, y, side, side)
        draw.drawCentredString(x + side / 2, y + 4, letter)
        x += side


@pytest.mark.parametrize(("degrees", "noise"), [(0.0, 5.0), (-0.8, 9.0)])
def test_one_box_for_each_letter_gives_one_word(paper, tmp_path, degrees, noise):
    sheet = paper().letter(top=220)
    sheet.draw.setLineWidth(0.6)
    for y, label, value in (
        (740, "CIN", "U27320TG2011PTC074915"),
        (705, "PAN", "AAJCQ5618R"),
        (670, "Date", "28 02 2026"),
    ):
        sheet.draw.setFont("Helvetica", 11)
        sheet.draw.drawString(60, y + 4, label)
        sheet.draw.setFont("Courier", 12)
        comb(sheet.draw, 130, y, value, gap=9)
    page = scanned(tmp_path, sheet.save(), degrees, noise)
    assert line_with(page, "CIN") == ["CIN", "U27320TG2011PTC074915"]
    assert line_with(page, "PAN") == ["PAN", "AAJCQ5618R"]
    assert line_with(page, "Date") == ["Date", "28", "02", "2026"]


def test_a_box_that_stands_alone_keeps_its_letter(paper, tmp_path):
    sheet = paper().letter(top=220)
    sheet.draw.setFont("Helvetica", 11)
    sheet.draw.drawString(60, 744, "Single phase (Y/N)")
    comb(sheet.draw, 200, 740, "N", side=16)
    assert line_with(scanned(tmp_path, sheet.save()), "phase")[-1] == "N"


def low_cells(paper):
    """Three questions beside each other in a row too low for its upright rules to be told from letters."""
    sheet = paper().letter(top=220)
    sheet.draw.setFont("Helvetica", 8)
    for x, label, value in (
        (64, "Capacity", "16,500"),
        (204, "Investment (Rs. lakh)", "14,645.00"),
        (344, "Start", "2026"),
    ):
        sheet.draw.drawString(x, 752, label)
        sheet.draw.drawString(x, 742, value)
    for x in (60, 200, 340, 500):
        sheet.draw.line(x, 738, x, 761)
    for y in (738, 761):
        sheet.draw.line(60, y, 500, y)
    return sheet.save()


def test_upright_rules_of_a_low_row_are_found(paper):
    grey = np.asarray(picture_of(low_cells(paper)).convert("L"))
    rules = with_low_cells(scan.rules_of(grey < 150, 200), grey < 150, 200)
    assert [it[0] * 72 / 200 for it in sorted(rules.down)] == pytest.approx([60, 200, 340, 500], abs=1)


def test_letters_between_two_rules_are_no_rules(paper):
    sheet = paper()
    sheet.draw.setFont("Helvetica", 11)
    sheet.draw.drawString(64, 742, "Illegible bills of Ill Hill Ltd. lllll 11111 |||")
    for y in (739, 753):
        sheet.draw.line(60, y, 500, y)
    grey = np.asarray(picture_of(sheet.save()).convert("L"))
    assert with_low_cells(scan.rules_of(grey < 150, 200), grey < 150, 200).down == ()
