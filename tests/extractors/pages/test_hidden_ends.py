"""An amount of which a black seal, a signature or a blot hides an end is in doubt, and no other."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.hidden_ends import DRAWN_OVER, doubted_at_ends
from extractors.ocr import Sheet
from extractors.pages import open_document
from records.pages import Ruling, Word

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"

AMOUNTS = ("7,41,93,620.00", "8,41,16,254.00", "35,90,417.00", "6,18,52,309.00")
LEFT, FIRST, APART = 800, 500, 160


def a_page():
    """A list of amounts at 200 dots an inch under a line of words."""
    picture = Image.new("L", (1654, 2339), 246)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT, 34)
    draw.text((160, 300), "Expenditure incurred on plant and machinery during the year", 20, font)
    for number, amount in enumerate(AMOUNTS):
        draw.text((160, FIRST + APART * number), f"Invoice of the supplier, part {number + 1}", 20, font)
        draw.text((LEFT, FIRST + APART * number), amount, 20, font)
    return picture, draw, font


def confidences(picture, path):
    picture.convert("RGB").save(path, dpi=(200, 200))
    page = open_document(path).pages[0]
    return {word.text: word.confidence for word in page.words if word.text[:1].isdecimal() and len(word.text) > 6}


def test_amounts_under_nothing_are_not_doubted(tmp_path):
    picture, draw, _ = a_page()
    draw.line((LEFT - 30, 420, LEFT - 30, 1200), 20, 3)  # the rule of a column
    draw.ellipse((LEFT - 420, 900, LEFT - 60, 1260), outline=20, width=9)  # a seal beside them
    read = confidences(picture, tmp_path / "page.png")
    assert set(read) == set(AMOUNTS)
    assert min(read.values()) >= 0.9


def seal(draw, x, y):
    draw.ellipse((x - 330, y - 150, x + 12, y + 192), outline=20, width=9)


def blot(draw, x, y):
    draw.polygon([(x - 9, y - 44), (x + 14, y - 30), (x + 11, y + 30), (x - 2, y + 88), (x - 16, y + 20)], fill=15)


@pytest.mark.parametrize("mark", [seal, blot])
@pytest.mark.parametrize("end", ["head", "tail"])
def test_an_amount_whose_end_is_drawn_over_is_never_sure(tmp_path, mark, end):
    picture, draw, font = a_page()
    y = FIRST + APART
    figure = font.getlength(AMOUNTS[1][:1])
    mark(draw, LEFT + figure * 0.5 if end == "head" else LEFT + font.getlength(AMOUNTS[1]) - figure * 0.5, y)
    read = confidences(picture, tmp_path / "page.png")
    assert not [text for text, sure in read.items() if sure >= 0.9 and text not in AMOUNTS]
    assert read[AMOUNTS[3]] >= 0.9  # far from the mark


def a_sheet(mark=False):
    """A sheet of 100 dots an inch with strokes for an amount, and beside it a tall blot or nothing; no words yet."""
    grey = np.full((200, 300), 245, np.uint8)
    grey[100:112, 100:180:2] = 20
    if mark:
        grey[80:140, 182:184] = 20
    return Sheet(grey, 100.0)


AMOUNT = Word("7,41,93,620.00", (72.0, 72.0, 129.6, 80.64), 0.97, "ocr", 8.64, witnessed=True)


def test_a_page_without_words_has_none_to_doubt():
    assert doubted_at_ends(a_sheet(), [], []) == ()


@pytest.mark.parametrize("rulings", [[], [Ruling(20, 20, 20, 120)]], ids=["no rule", "a rule far off"])
def test_the_only_word_of_a_page_is_doubted_for_a_mark_at_its_end_alone(rulings):
    assert doubted_at_ends(a_sheet(), [AMOUNT], rulings) == (AMOUNT,)
    [doubted] = doubted_at_ends(a_sheet(mark=True), [AMOUNT], rulings)
    assert doubted.confidence == DRAWN_OVER
    assert not doubted.witnessed


def test_a_rule_or_a_word_at_an_amounts_end_hides_nothing():
    beside = Word("|", (130.0, 57.0, 134.0, 101.5), 0.5, "ocr", 44.0)
    assert doubted_at_ends(a_sheet(mark=True), [AMOUNT, beside], [])[0] == AMOUNT
    assert doubted_at_ends(a_sheet(mark=True), [AMOUNT], [Ruling(131.76, 50, 131.76, 110)]) == (AMOUNT,)
