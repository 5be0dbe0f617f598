"""Print of browsers: the letters of an Indic cluster are stated beside the glyphs that draw it."""

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from extractors.pdfium import frame_of
from extractors.text_layer import words_of
from tests.extractors.papers import fonts

SIZE, MATRA, BLANK = 15, 0.24, 0.25
OVERHANG = 0.27
"""How far the letter of "कि" reaches beyond the box that PDFium gives the cluster, in type sizes."""


def printed_by_a_browser(path, words):
    """A line of words; of each a list of clusters: (letters, width in type sizes, whether they are stated apart).

    A cluster that starts with "^" is a mark above the one before it, for which a browser states the letters again.
    """
    fonts()
    canvas = Canvas(str(path))
    x = 60.0
    for word in words:
        for letters, width, stated in word:
            mark = letters.startswith("^")
            letters = letters.lstrip("^")
            if stated:
                canvas._code.append(f"/Span <</ActualText <FEFF{letters.encode('utf-16-be').hex()}>>> BDC")
            canvas.setFont("Dev", SIZE)
            canvas.drawString(x, 700, "ं" if mark else "क" if stated else letters)
            if stated:
                canvas._code.append("EMC")
            x += 0 if mark else SIZE * width
        x += SIZE * BLANK
    canvas.save()
    return path


def cluster(letters, own_width=False):
    return letters, pdfmetrics.stringWidth("क", "Dev", 1) + (MATRA if own_width else 0), True


def plain(letters):
    fonts()
    return letters, pdfmetrics.stringWidth(letters, "Dev", 1), False


def text_of(path):
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        return " ".join(it.word.text for it in words_of(page, frame_of(page)))


@pytest.fixture(autouse=True)
def _fonts():
    fonts()


def test_a_cluster_goes_on_in_its_word_and_a_gap_still_ends_it(tmp_path):
    words = (
        [cluster("हो", True), cluster("ने", False)],
        [cluster("की", True), plain("रत")],
        [plain("सह"), cluster("मति"), plain("रत")],
        [cluster("या", True)],
        [plain("बस")],
    )
    assert text_of(printed_by_a_browser(tmp_path / "a.pdf", words)) == "होने कीरत सहमतिरत या बस"


@pytest.mark.parametrize(("goes_on", "behind"), [("कि", "ए"), ("क्रि", "या"), ("कि", "त"), ("प्रि", "य")])
def test_a_letter_that_reaches_beyond_its_box_goes_on_in_its_word_and_the_word_ki_still_ends(tmp_path, goes_on, behind):
    width = pdfmetrics.stringWidth("क", "Dev", 1) + OVERHANG
    words = ([plain("बस"), (goes_on, width, True), plain(behind)], [(goes_on, width, True)], [plain(behind)])
    assert text_of(printed_by_a_browser(tmp_path / "a.pdf", words)) == f"बस{goes_on}{behind} {goes_on} {behind}"


def test_letters_stated_again_for_a_mark_are_read_once(tmp_path):
    words = ([cluster("र्ग"), ("^र्ग", 0, True), plain("त")], [cluster("हो", True), plain("बस")])
    assert text_of(printed_by_a_browser(tmp_path / "a.pdf", words)) == "र्गत होबस"


def test_letters_stated_again_over_those_of_the_cluster_are_read_once(tmp_path):
    words = ([plain("पू"), ("जी", 0.3, True), ("जी", 0.7, True), plain("गत")], [plain("बस")])
    assert text_of(printed_by_a_browser(tmp_path / "a.pdf", words)) == "पूजीगत बस"


def test_a_word_that_says_a_cluster_twice_keeps_both(tmp_path):
    words = ([cluster("ना", True), cluster("ना", True)], [plain("बस")])
    assert text_of(printed_by_a_browser(tmp_path / "a.pdf", words)) == "नाना बस"


def test_pdfium_itself_still_splits_such_words(tmp_path):
    """When this fails, `extractors.actual_text` is no longer needed."""
    path = printed_by_a_browser(tmp_path / "a.pdf", ([cluster("हो", True), plain("रत")],))
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage().get_text_range()
    assert text.strip() == "हो रत"
