"""Square codes beside print: found where they stand, and no table, picture or block of type for one."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors import scan
from extractors.pages import open_document
from extractors.square_codes import square_codes

DPI = 200
FACE = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def sheet():
    return Image.new("L", (1400, 900), 245)


def with_code(picture, at, side, seed=3, modules=33):
    """A code of random modules with the three squares that codes have in their corners."""
    cells = np.random.default_rng(seed).integers(0, 2, (modules, modules))
    finder = np.pad(np.pad(np.ones((3, 3), int), 1), 1, constant_values=1)
    for rows, columns in ((slice(0, 7), slice(0, 7)), (slice(0, 7), slice(-7, None)), (slice(-7, None), slice(0, 7))):
        cells[rows, columns] = finder
    code = Image.fromarray(np.asarray(255 * (1 - cells), np.uint8)).resize((side, side), Image.Resampling.NEAREST)
    picture.paste(code, at)
    return picture


def with_print(picture, size=24, at=(100, 100), words="Doc No PRE-26-311 of 05/08/2026 INV", lines=6):
    draw = ImageDraw.Draw(picture)
    for number in range(lines):
        draw.text((at[0], at[1] + round(1.25 * size) * number), words, font=ImageFont.truetype(FACE, size), fill=20)
    return picture


def ink(picture, blur=0.7):
    grey = cv2.GaussianBlur(np.asarray(picture), (0, 0), blur)
    return scan.ink_of(grey, scan.paper_of(grey))


@pytest.mark.parametrize("side", [120, 180, 330])
def test_a_code_is_found_where_it_stands(side):
    [box] = square_codes(ink(with_print(with_code(sheet(), (900, 200), side))), DPI)
    assert box == pytest.approx((900, 200, 900 + side, 200 + side), abs=8)


def chequered():
    picture = sheet()
    draw = ImageDraw.Draw(picture)
    for number in range(16):
        x, y = 900 + 70 * (number % 4), 200 + 70 * (number // 4)
        draw.rectangle((x, y, x + 60, y + 60), outline=20, width=3)
    return picture


@pytest.mark.parametrize(
    "picture",
    [
        with_print(sheet()),
        with_print(sheet(), size=11, words="net weight 12.50 MT", lines=14),
        chequered(),
        with_code(sheet(), (900, 200), 40),
    ],
    ids=["print", "a small square block of print", "boxes to fill in", "a mark of a few millimetres"],
)
def test_nothing_else_is_a_code(picture):
    assert square_codes(ink(picture), DPI) == ()


def test_lines_beside_a_code_are_read_without_it(tmp_path):
    picture = with_print(with_code(with_code(sheet(), (900, 110), 150), (1080, 110), 150, seed=5))
    path = tmp_path / "register.png"
    picture.save(path, dpi=(DPI, DPI))
    words = [word.text for word in open_document(path).pages[0].words]
    assert words == ["Doc", "No", "PRE-26-311", "of", "05/08/2026", "INV"] * 6
