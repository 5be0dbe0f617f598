"""What is measured of a page's picture before it is read: smaller pictures, the way up."""

import cv2
import numpy as np
import pytest

from extractors import scan
from extractors.straight import made_straight
from extractors.view import view_of
from extractors.way_up import seems_upside_down
from tests.extractors.pages.conftest import Paper, photocopied, picture_of


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
