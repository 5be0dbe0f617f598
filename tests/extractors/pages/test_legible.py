"""Pages of noise and pages with a seal alone: no words are made of them, and nothing is called blank that is none."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.legible import legible
from extractors.pages import open_document
from records.pages import Word
from tests.extractors.pages.conftest import photocopied, picture_of, scan_pdf

FACE = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def words(confidence, count, text="Molybdenum"):
    return [Word(text, (10, 20 * at, 90, 20 * at + 10), confidence, "ocr", 10) for at in range(count)]


class TestWhatIsKept:
    def test_a_page_without_words_is_blank_and_needs_no_warning(self):
        assert legible((), 1) == legible([], 2) and legible((), 1).is_read and legible((), 1).warning is None

    @pytest.mark.parametrize(("count", "warned"), [(1, True), (2, True), (3, False)])
    def test_one_or_two_words_may_be_those_of_a_seal(self, count, warned):
        found = legible(words(0.93, count), 4)
        assert len(found.words) == count and found.is_read and (found.warning is not None) is warned

    @pytest.mark.parametrize(("confidence", "is_read"), [(0.39, False), (0.40, True), (0.41, True)])
    def test_a_page_that_is_read_badly_keeps_all_its_words_down_to_the_limit(self, confidence, is_read):
        found = legible(words(confidence, 40), 1)
        assert found.is_read is is_read and len(found.words) == (40 if is_read else 0)

    @pytest.mark.parametrize(("telling", "is_read"), [(4, False), (5, True), (6, True)])
    def test_print_among_noise_is_kept_and_the_noise_is_not(self, telling, is_read):
        found = legible([*words(0.1, 200), *words(0.8, telling)], 1)
        assert found.is_read is is_read and found.warning
        assert [it.confidence for it in found.words] == [0.8] * (telling if is_read else 0)

    @pytest.mark.parametrize(("text", "confidence"), [("4", 0.95), ("we", 0.95), ("…—.", 0.95), ("Molybdenum", 0.79)])
    def test_what_noise_also_gives_is_no_print(self, text, confidence):
        assert not legible([*words(0.1, 200), *words(confidence, 20, text)], 1).is_read


class TestScans:
    def test_a_page_of_noise_gives_no_words_and_is_not_read(self, tmp_path):
        grey = 240 + np.random.default_rng(5).normal(0, 60, (1200, 900))
        noise = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
        opened = open_document(scan_pdf(tmp_path / "noise.pdf", noise))
        assert opened.status == "unreadable" and not opened.pages[0].words
        assert (opened.pages[0].source, opened.pages[0].quality) == ("ocr", "scan_poor")
        assert [it.code for it in opened.warnings] == ["hardly_legible"]

    def test_the_other_pages_of_the_document_stand(self, letter, tmp_path):
        grey = 240 + np.random.default_rng(5).normal(0, 60, (1200, 900))
        noise = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).convert("RGB")
        opened = open_document(scan_pdf(tmp_path / "two.pdf", photocopied(picture_of(letter)), noise))
        assert opened.status == "partly_read" and "Page 2" in opened.message
        assert "41,23,50,000.00" in opened.pages[0].text

    def test_a_seal_alone_is_told(self, tmp_path):
        sheet = Image.new("RGB", (1654, 2339), (240, 240, 240))
        pen = ImageDraw.Draw(sheet)
        for reach in (140, 90):
            pen.ellipse((1100 - reach, 1900 - reach, 1100 + reach, 1900 + reach), outline=(40, 40, 40), width=4)
        for at, letter_ in enumerate("RECYCLERS PVT LTD"):
            turn = 2 * np.pi * at / 17
            place = 1100 + 115 * np.sin(turn), 1900 - 115 * np.cos(turn)
            pen.text(place, letter_, font=ImageFont.truetype(FACE, 22), fill=(40, 40, 40), anchor="mm")
        pen.text((1100, 1900), "PUNE", font=ImageFont.truetype(FACE, 24), fill=(40, 40, 40), anchor="mm")
        opened = open_document(scan_pdf(tmp_path / "seal.pdf", photocopied(sheet)))
        assert len(opened.pages[0].words) < 3
        assert not opened.pages[0].words or [it.code for it in opened.warnings] == ["hardly_legible"]

    @pytest.mark.parametrize("noise", [25, 40])
    def test_a_letter_under_heavy_noise_keeps_its_print(self, letter, tmp_path, noise):
        [page] = open_document(scan_pdf(tmp_path / "scan.pdf", photocopied(picture_of(letter), noise=noise))).pages
        assert (
            page.quality and sum(it in page.text for it in ("POLLUTION", "Navratna", "tonnes", "41,23,50,000.00")) >= 3
        )
