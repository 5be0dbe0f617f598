"""Photographs at an angle and sheets that do not lie flat: read as if scanned."""

import cv2
import numpy as np
import pytest
from PIL import Image

from extractors import scan
from extractors.flatten import corners_of_sheet, straightening_of
from extractors.pages import open_document
from extractors.upright import displayed_box, displayed_size
from tests.extractors.pages.conftest import ledger, photocopied, picture_of, scan_pdf

WOOD, CLOTH = (152, 112, 70), (38, 44, 52)


def shot(picture, corners, ground=WOOD, size=(1.2, 1.1), shade=1.0):
    """The sheet photographed so that its corners (shares, clockwise from the top left) lie there; light falls off."""
    page = np.asarray(picture, np.float32)
    height, width = page.shape[:2]
    across, down = round(width * size[0]), round(height * size[1])
    target = np.array(corners, np.float32) * np.array([across, down], np.float32)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    slant = cv2.getPerspectiveTransform(source, target)
    laid = cv2.warpPerspective(page, slant, (across, down), borderValue=ground)
    light = np.linspace(1.0, shade, across)[None, :, None]
    grain = np.random.default_rng(3).normal(0, 4, (down, across, 1))
    return Image.fromarray(np.clip(laid * light * 0.93 + grain, 0, 255).astype(np.uint8)), slant


def curled(picture, height):
    """The sheet with its lines rising and falling by so many inches at 200 dots an inch."""
    page = np.asarray(picture)
    x, y = np.meshgrid(np.arange(page.shape[1], dtype=np.float32), np.arange(page.shape[0], dtype=np.float32))
    bent = y + 200 * height / 2 * np.sin(x / page.shape[1] * 4.2) * (0.5 + y / page.shape[0])
    return Image.fromarray(cv2.remap(page, x, bent.astype(np.float32), cv2.INTER_LINEAR, borderValue=(255,) * 3))


def ink_of(picture):
    grey = np.asarray(picture.convert("L"))
    return scan.ink_of(grey, scan.paper_of(grey))


ASLANT = [[0.22, 0.09], [0.83, 0.05], [0.94, 0.94], [0.07, 0.96]]


@pytest.mark.parametrize(
    ("corners", "ground", "shade"),
    [
        (ASLANT, WOOD, 0.7),
        ([[0.1, 0.04], [0.91, 0.1], [0.86, 0.97], [0.06, 0.9]], CLOTH, 0.55),
    ],
)
def test_a_sheet_on_a_table_is_found_by_its_corners(letter, corners, ground, shade):
    photograph, _ = shot(picture_of(letter), corners, ground, shade=shade)
    assert np.abs(corners_of_sheet(np.asarray(photograph)) - np.array(corners)).max() < 0.006


def with_dark_heading(picture):
    page = np.array(picture)
    page[: page.shape[0] // 6] = (20, 40, 90)
    return Image.fromarray(page)


def in_a_dark_frame(picture):
    page = np.array(picture)
    for side in (slice(60, 140), slice(-140, -60)):
        page[side, 60:-60] = 50
        page[60:-60, side] = 50
    return Image.fromarray(page)


def askew_on_black(picture):
    return picture.rotate(1.5, fillcolor=(255, 255, 255))


@pytest.mark.parametrize("spoil", [with_dark_heading, in_a_dark_frame, askew_on_black])
def test_a_scan_is_no_photograph_of_a_sheet(letter, spoil):
    assert corners_of_sheet(np.asarray(spoil(picture_of(letter)))) is None


def test_a_ledger_photographed_aslant_is_read_cell_by_cell(tmp_path):
    printed = ledger(tmp_path / "ledger.pdf")
    photograph, slant = shot(picture_of(tmp_path / "ledger.pdf"), ASLANT, shade=0.7)
    [page] = open_document(scan_pdf(tmp_path / "photo.pdf", photograph)).pages
    read = page.text
    assert all(cell in read for row in printed for cell in row[1:])
    assert displayed_size(page) == pytest.approx((photograph.width * 0.36, photograph.height * 0.36), rel=0.01)
    last = next(word for word in page.words if word.text == printed[-1][3])
    x = 370 + 5, 842 - (718 - 24 * 12) - 4  # where the ledger prints it, in points of the flat sheet
    seen = cv2.perspectiveTransform(np.array([[np.array(x) / 0.36]], np.float32), slant)[0, 0] * 0.36
    box = displayed_box(page, last.box)
    assert box[0] - 4 < seen[0] < box[0] + 8 and box[1] - 4 < seen[1] < box[3] + 4


@pytest.mark.parametrize("height", [0.1, 0.25])
def test_lines_of_a_curled_sheet_are_made_straight(tmp_path, height):
    printed = ledger(tmp_path / "ledger.pdf", rows=22)
    sheet = photocopied(curled(picture_of(tmp_path / "ledger.pdf"), height))
    [page] = open_document(scan_pdf(tmp_path / "curled.pdf", sheet)).pages
    assert page.mesh is not None
    assert sum(row[3] in page.text for row in printed[1:]) >= 21


@pytest.mark.parametrize("degrees", [0.0, 2.0, -6.0])
def test_a_flat_sheet_is_left_as_it_is(letter, degrees):
    assert straightening_of(ink_of(photocopied(picture_of(letter), degrees)), 200) is None


@pytest.mark.parametrize("size", [(1, 1), (3, 1), (1, 4000), (65000, 2), (30, 20000), (9000, 3)])
@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_picture_too_narrow_for_type_is_blank(tmp_path, size, kind):
    dots = np.random.default_rng(7).integers(0, 256, size[::-1], np.uint8)
    path = tmp_path / f"sliver.{kind}"
    Image.fromarray(dots).save(path)
    opened = open_document(path)
    assert [(page.quality, page.words) for page in opened.pages] in ([("blank", ())], [])
    assert opened.status == "unreadable"
    assert opened.message
