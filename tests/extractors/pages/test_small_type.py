"""Rows of small letters, close as they stand, are no drawn rules: taken for rules they would be wiped from the page."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.scan import rules_of

FACE = "/usr/share/fonts/truetype/liberation/LiberationS%s-Regular.ttf"


@pytest.mark.parametrize("face", ["ans", "erif"])
@pytest.mark.parametrize("size", [16, 18, 20])
def test_long_words_of_small_type_are_no_rules(face, size):
    picture = Image.new("L", (900, 400), 255)
    pen = ImageDraw.Draw(picture)
    words = ["Electrowinning", "Brahmaputra Advanced Materials", "Saptarishi communications", "mammammammam nnnmmmuuu"]
    for number, word in enumerate(words):
        pen.text((40, 40 + 60 * number), word, font=ImageFont.truetype(FACE % face, size), fill=0)
    pen.line((40, 320, 860, 320), fill=0, width=3)
    rules = rules_of(np.asarray(picture) < 150, 200)
    assert [round((top + bottom) / 2) for _, top, _, bottom in rules.across] == [320]
    assert not rules.mask[:300].any()
