"""Round seals on scans in grey: their ink goes, the figures under them stay, and nothing else is touched."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors import scan
from extractors.grey_seals import grey_seals, without_seals
from extractors.ocr import Sheet
from extractors.overlooked import places_to_read
from extractors.pages import open_document
from records.pages import Word

DPI, PAPER = 200, 235
FIGURES = ("1,699.00", "2,189.25", "3,326.50", "2,016.75", "1,296.25", "1,224.00")
FACE = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def page(seal=None, noise=0.0, radius=0.65, gap=0):
    """A table of figures; a seal in a grey over the second column, its ring open for so many degrees."""
    picture = Image.new("L", (1654, 1200), PAPER)
    draw = ImageDraw.Draw(picture)
    face = ImageFont.truetype(FACE, 26)
    draw.text((120, 120), "Statement of annual production by product, in tonnes", font=face, fill=25)
    for number, figures in enumerate(FIGURES):
        draw.text((120, 300 + 46 * number), f"Product {number + 1} of the unit", font=face, fill=25)
        draw.text((900, 300 + 46 * number), figures, font=face, fill=25)
    grey = np.asarray(picture).astype(np.float32)
    if seal is not None:
        ink = Image.new("L", picture.size, 255)
        mark = ImageDraw.Draw(ink)
        for share in (1.0, 0.6):
            reach = round(share * radius * DPI)
            mark.arc((950 - reach, 430 - reach, 950 + reach, 430 + reach), gap, 360, fill=seal, width=4)
        mark.text((950, 430), "F.R.N.", font=face, fill=seal, anchor="mm")
        grey = grey * np.asarray(ink) / 255
    grey = cv2.GaussianBlur(grey, (0, 0), 0.8) + np.random.default_rng(7).normal(0, noise, grey.shape)
    return np.asarray(np.clip(grey, 0, 255), np.uint8)


def seals_of(grey):
    return grey_seals(grey, scan.paper_of(grey), np.zeros(grey.shape, np.bool_), DPI)


@pytest.mark.parametrize(("ink", "noise"), [(120, 0), (150, 4), (165, 8)])
def test_a_lighter_ring_is_found_where_it_is(ink, noise):
    [seal] = seals_of(page(ink, noise))
    assert (seal.x, seal.y, seal.radius) == pytest.approx((950, 430, 0.65 * DPI), abs=5)


@pytest.mark.parametrize(
    "grey",
    [page(), page(noise=8), page(30), page(150, gap=120)],
    ids=["no seal", "noise", "as dark as type", "a third of the ring is missing"],
)
def test_nothing_else_is_a_seal(grey):
    assert seals_of(grey) == ()


def test_the_ink_of_the_seal_goes_and_type_and_points_stay():
    sealed, plain = page(150, 3), page(noise=3)
    cleaned = without_seals(sealed, seals_of(sealed), scan.paper_of(sealed), DPI)
    dark = plain < 110
    assert np.abs(cleaned.astype(int) - plain)[dark].mean() < 25, "type is as dark as it was"
    lost = (plain < 130) & (cleaned > 190)
    assert lost.sum() < 0.01 * dark.sum(), "no stroke and no point went"
    ring = (sealed < PAPER - 50) & (plain > PAPER - 20)
    assert (cleaned[ring] > PAPER - 40).mean() > 0.8, "most of the ring is paper"
    away = np.s_[700:, :]
    assert np.array_equal(cleaned[away], sealed[away])


def test_figures_under_a_grey_seal_are_read(tmp_path):
    path = tmp_path / "scan.png"
    Image.fromarray(page(150, 5)).save(path, dpi=(DPI, DPI))
    words = {word.text for word in open_document(path).pages[0].words}
    assert set(FIGURES) <= words
    assert not any("F.R" in word for word in words)


class TestWhatIsLookedForUnderASeal:
    """Ink without words is read again; letters around the rim of a seal that was taken off are no such ink."""

    @staticmethod
    def places(text, ink, seal_taken_off=True):
        """Where ink is found beside a line that was read, if `text` stands in a grey that goes with a seal or stays."""
        paper = Image.new("L", (1654, 1200), PAPER)
        with_text = paper.copy()
        ImageDraw.Draw(with_text).text((900, 600), text, font=ImageFont.truetype(FACE, 26), fill=ink)
        unsealed = with_text if ink < 100 else paper
        sheet = Sheet(np.asarray(with_text), DPI, np.asarray(unsealed) if seal_taken_off else None)
        return places_to_read(sheet, [Word("Statement", (40, 40, 120, 50), 0.95, "ocr", 10)], ())

    @pytest.mark.parametrize("text", ["A", "10"])
    def test_letters_of_its_rim_are_passed_over(self, text):
        assert not self.places(text, 120) and self.places(text, 120, seal_taken_off=False)

    def test_type_that_stayed_is_not(self):
        assert self.places("10", 30)

    def test_a_figure_that_went_with_it_is_not(self):
        assert self.places("1,26,500.00", 120)
