"""Short words that Tesseract overlooks among long lines are read again by themselves."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors import places

FACE = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
BOXES = [(60, 40, 560, 80), (60, 120, 190, 160)]


def picture():
    drawn = Image.new("L", (1200, 240), 255)
    pen = ImageDraw.Draw(drawn)
    face = ImageFont.truetype(FACE, 36)
    pen.text((60, 38), "Lithium carbonate 1,982", font=face, fill=0)
    pen.text((60, 118), "powder", font=face, fill=0)
    return np.asarray(drawn)


@pytest.mark.parametrize("confidence", [None, 0.1])
def test_a_place_that_gave_nothing_among_the_others_is_read_alone(monkeypatch, confidence):
    stacked = places._read_stacked

    def overlooking(*asked):
        first, second = stacked(*asked)
        weak = [(places.Seen("il", second[0][0].box, confidence), BOXES[1])] if confidence is not None else []
        return [first, weak]

    monkeypatch.setattr(places, "_read_stacked", overlooking)
    lines = places.read_lines(picture(), BOXES, 300, places.ENGLISH)
    assert [" ".join(it.text for it in line) for line in lines] == ["Lithium carbonate 1,982", "powder"]
    [word] = lines[1]
    assert abs(word.box[0] - BOXES[1][0]) < 12
    assert abs(word.box[2] - BOXES[1][2]) < 30


def test_white_stays_without_words():
    blank = np.full((240, 1200), 255, np.uint8)
    assert places.read_lines(blank, BOXES, 300, places.ENGLISH) == [[], []]
