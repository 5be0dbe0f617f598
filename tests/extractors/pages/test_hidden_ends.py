"""An amount of which a black seal, a signature or a blot hides an end is in doubt, and no other."""

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.pages import open_document

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
