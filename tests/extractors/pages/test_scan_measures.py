"""What is measured of a page's picture before it is read: smaller pictures, the way up."""

import cv2
import numpy as np
import pytest
from PIL import Image

from extractors import scan
from extractors.pages import open_document
from extractors.straight import made_straight
from extractors.view import view_of
from extractors.way_up import seems_upside_down
from tests.extractors.pages.conftest import Paper, photocopied, picture_of, scan_pdf


@pytest.mark.parametrize("shape", [(1755, 1241), (64, 37), (301, 1998, 3), (5, 3)])
@pytest.mark.parametrize("scale", [1.0, 0.73, 0.5, 0.4997, 0.3, 1 / 8])
def test_a_shrunk_picture_keeps_its_grey_and_its_places(shape, scale):
    picture = np.full(shape, 230, np.uint8)
    picture[: shape[0] // 2, : shape[1] // 2] = 40
    small = scan.shrunk(picture, scale)
    assert small.shape[2:] == shape[2:]
    assert small.shape[:2] == pytest.approx((shape[0] * scale, shape[1] * scale), rel=0.01, abs=2)
    wanted = cv2.resize(picture, small.shape[1::-1], interpolation=cv2.INTER_AREA)
    away = np.abs(small.astype(int) - wanted) > 8
    assert away.sum() <= 2 * sum(small.shape), "but for the edge between light and dark"


def underlined(path):
    """A letter in English with some words set on short strokes: turned round they hang from a headline."""
    sheet = Paper(path).letter(top=300)
    for row, word in enumerate(("approved", "vacuum", "area", "canvass", "reserve")):
        sheet.draw.setFont("Helvetica-Bold", 9)
        sheet.draw.drawString(60, 740 - 30 * row, word)
        sheet.draw.rect(60, 739.6 - 30 * row, 22, 0.9, fill=1, stroke=0)
    return sheet.save()


@pytest.mark.parametrize("noise", [3, 8])
def test_underlined_english_words_do_not_make_a_page_seem_upside_down(tmp_path, noise):
    picture = np.asarray(photocopied(picture_of(underlined(tmp_path / "letter.pdf")), noise=noise))
    assert not seems_upside_down(made_straight(view_of(picture, 200)))
    turned = np.ascontiguousarray(picture[::-1, ::-1])
    assert seems_upside_down(made_straight(view_of(turned, 200)))


def copied(paper, noise, texts=(), size=11):
    """A page of a noisy copier with a few lines of print, or none."""
    sheet = paper("few.pdf")
    sheet.draw.setFont("Helvetica", size)
    for row, text in enumerate(texts):
        sheet.draw.drawString(90, 700 - 30 * row, text)
    return photocopied(picture_of(sheet.save()), noise=noise)


@pytest.mark.parametrize("noise", [4, 12, 17, 20, 24, 30])
def test_the_noise_of_a_copier_is_no_print(paper, tmp_path, noise):
    opened = open_document(scan_pdf(tmp_path / "scan.pdf", copied(paper, noise)))
    assert [page.source for page in opened.pages] == ["blank"]


@pytest.mark.parametrize("noise", [4, 12])
def test_two_lines_on_a_noisy_page_are_no_blank_page(paper, tmp_path, noise):
    texts = ("End of the statement of accounts", "Total of the annexure 14,25,300.00")
    [page] = open_document(scan_pdf(tmp_path / "scan.pdf", copied(paper, noise, texts))).pages
    assert page.source == "ocr"
    assert "14,25,300.00" in page.text
    assert len(page.words) < 16, "and nothing is made of the noise"


@pytest.mark.parametrize(("lightest", "noise"), [(205, 0), (205, 3), (195, 7), (190, 10)])
def test_a_faint_page_is_read_through_its_noise(letter, tmp_path, lightest, noise):
    grey = lightest + np.asarray(picture_of(letter).convert("L"), np.float32) / 255 * (240 - lightest)
    grey += np.random.default_rng(11).normal(0, noise, grey.shape)
    faint = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).convert("RGB")
    [page] = open_document(scan_pdf(tmp_path / "faint.pdf", faint)).pages
    words = page.text.split()
    assert sum(it in words for it in ("POLLUTION", "Navratna", "Recyclers", "tonnes", "Emission", "occupier")) >= 5
    assert "41,23,50,000.00" in page.text


@pytest.mark.parametrize("dpi", [60, 100, 200])
@pytest.mark.parametrize("offset", range(9))
def test_a_rule_just_long_enough_is_found_wherever_it_begins(dpi, offset):
    length = round(scan.RULE_LENGTH * dpi)
    ink = np.zeros((90, 20 + offset + length + 30), np.bool_)
    ink[40:42, 20 + offset : 20 + offset + length] = True
    ink[60, 20 + offset : 20 + offset + length - 6] = True
    [rule] = scan.rules_of(ink, dpi).across
    assert rule == (20 + offset, 40, 20 + offset + length, 42)
    [upright] = scan.rules_of(np.ascontiguousarray(ink.T), dpi).down
    assert upright == (40, 20 + offset, 42, 20 + offset + length)


def test_a_short_rule_between_two_that_cross_it_is_found_and_a_headline_is_not():
    ink = np.zeros((400, 400), np.bool_)
    ink[150:155, 100:225] = True
    ink[100:200, 100:107] = ink[100:200, 218:225] = True  # the rules of a narrow column, which make a tenth of it
    ink[300:305, 100:225] = True
    for left in range(104, 220, 20):
        ink[305:330, left : left + 5] = True  # letters hang from it all along
    assert [it[1] for it in scan.rules_of(ink, 200).across] == [150]


@pytest.mark.parametrize("inked", [0, 1, 50, 51, 52, 300])
def test_faint_type_is_ink_unless_more_of_the_page_has_usual_ink_than_counts_as_its_darkest(inked):
    grey, paper = np.full((400, 200), 240, np.uint8), np.full((400, 200), 240, np.uint8)
    grey[100:140] = 180  # three quarters of the paper: of 10,000 places that are looked at, 1,000 are faint
    brighter = paper[104:136:4, ::2]
    brighter[np.unravel_index(np.arange(inked), brighter.shape)] = 255
    limit = scan.ink_limit(grey, paper)
    assert limit == scan.INK_BELOW_PAPER if inked > 50 else limit > 180 / 240


def test_an_empty_page_has_no_darker_ink_than_usual():
    blank = np.full((400, 200), 240, np.uint8)
    assert scan.ink_limit(blank, blank) == scan.INK_BELOW_PAPER
