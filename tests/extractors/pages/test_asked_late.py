"""Figures that were read surely wait for the second engine until a value rests on them, and are not sure before."""

import pickle
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from extractors.asked_late import ask_about
from extractors.confirm import confirm_rows
from extractors.second_look import improve
from extractors.upright import displayed_box
from records.pages import Page, Strip
from records.readings import Evidence, Field, TableRow
from tests.extractors.pages.test_second_look import sheet_with

LINES = [(100, 120 + 60 * row, f"Furnace {1250 + 37 * row} costs {41 + row},23,5{row},000.00") for row in range(8)]
SIZE = 595.4, 396.0


def page_of(sheet, words, **others):
    improved = improve(sheet, words, (), in_doubt_only=True)
    figures = others.pop("figures", {})
    return Page(1, *SIZE, 0, improved.words, "ocr", "scan_good", figures=figures, unasked=improved.unasked, **others)


def amount_on(page, word, confidence=0.89):
    value = Decimal(word.text.replace(",", ""))
    evidence = Evidence("0" * 64, "scan.pdf", page.number, displayed_box(page, word.box), word.text, "ocr")
    return Field("cost", value, confidence, evidence, "INR")


@pytest.fixture
def page():
    return page_of(*sheet_with(*LINES))


@pytest.fixture
def amounts(page):
    return [word for word in page.words if word.text.endswith(",000.00")]


class TestWhatWaits:
    def test_sure_figures_wait_each_with_its_picture_and_are_not_witnessed(self, page, amounts):
        assert len(amounts) == 8
        assert all(word.box in page.unasked and not word.witnessed for word in amounts)
        assert all(len(it.grey) == it.width * it.height for it in page.unasked.values())

    @pytest.mark.parametrize(
        ("text", "confidence"),
        [
            ("41,23,50,000.00", 0.85),  # in doubt
            ("25,00,000", 0.96),  # ₹5,00,000?
            ("5,00,00", 0.96),  # grouped as no amount is
            ("3,25.329.36", 0.96),
            ("27AAGCB1286Q1ZB", 0.96),  # O for 0, I for 1
            ("%1,250", 0.96),
            ("T1/420", 0.96),
            ("F5,250.00", 0.96),  # ₹5,250.00?
            ("05-Sep-2025", 0.89),
        ],
    )
    def test_what_gives_any_doubt_is_asked_at_once(self, text, confidence):
        sheet, words = sheet_with((300, 200, text))
        page = page_of(sheet, [replace(words[0], confidence=confidence)])
        assert not page.unasked

    def test_figures_beside_ink_in_doubt_neither_wait_nor_become_sure(self):
        """What stands close may be a part of the figure, which both engines would overlook alike."""
        sheet, words = sheet_with((300, 200, "50,000.00"))
        left, top, right, bottom = words[0].box
        smudge = replace(words[0], text="~", box=(left - 8, top, left - 2, bottom), confidence=0.2)
        page = page_of(sheet, [smudge, words[0]])
        assert not page.unasked and not any(it.witnessed or it.confidence >= 0.9 for it in page.words)

    def test_they_go_with_a_page_that_another_process_kept(self, page, amounts):
        kept = pickle.loads(pickle.dumps(page))
        asked = ask_about([kept], [amount_on(kept, word) for word in amounts])
        assert sum(word.witnessed for word in asked.pages[0].words) >= 7


class TestAsking:
    def test_only_what_a_value_rests_on_is_asked(self, page, amounts):
        (after,) = ask_about([page], [amount_on(page, amounts[2])]).pages
        assert [word.text for word in after.words if word.witnessed] == [amounts[2].text]
        assert not after.unasked and len(after.words) == len(page.words)

    def test_what_both_read_alike_makes_a_cell_sure_and_nothing_else_does(self, page, amounts):
        rows = [TableRow(0, {"cost": amount_on(page, amounts[0])}), TableRow(1, {"cost": amount_on(page, amounts[1])})]
        asked = ask_about([page], [rows[0].fields["cost"]])
        weighed, _ = confirm_rows(rows, asked.pages)
        assert [row.fields["cost"].confidence >= 0.9 for row in weighed] == [True, False]

    def test_places_are_found_on_a_page_that_lay_upside_down(self):
        sheet, words = sheet_with(*LINES)
        page = page_of(sheet, words, figures={"turned": 180.0})
        word = next(it for it in page.words if it.text.startswith("44,23"))
        (after,) = ask_about([page], [amount_on(page, word)]).pages
        assert [it.text for it in after.words if it.witnessed] == [word.text]

    def test_a_digit_that_the_second_engine_reads_otherwise_doubts_the_value_and_is_told(self, page, amounts):
        """The print says 43,23,52,000.00; Tesseract was sure of 48,23,52,000.00."""
        wrong = replace(amounts[2], text="48,23,52,000.00")
        words = tuple(wrong if word.box == wrong.box else word for word in page.words)
        misread = replace(page, words=words)
        field = amount_on(misread, wrong)
        asked = ask_about([misread], [field, amount_on(misread, amounts[3])])
        doubted = asked.doubted(field)
        assert doubted.value == field.value and doubted.confidence <= 0.8
        assert "43,23,52,000.00" in [it.raw for it in doubted.alternatives]
        assert asked.doubted(amount_on(misread, amounts[3])) == amount_on(misread, amounts[3])
        (row,), _ = confirm_rows([TableRow(0, {"cost": doubted})], asked.pages)
        assert row.fields["cost"].confidence < 0.9

    def test_pages_without_anything_that_waits_stay_the_same(self, page):
        digital = replace(page, unasked={}, source="text")
        assert ask_about([digital], []).pages == (digital,)

    @pytest.mark.parametrize("moved", [0.0, 60.0])
    def test_a_dash_that_is_a_word_of_its_own_is_no_minus_of_the_figures_behind_it(self, moved):
        """What the second engine sees of "Nadu - 601201" begins with the dash, which Tesseract read as a word apart."""
        sheet, (dash, figures) = sheet_with((300, 200, "- 601201"))
        left, top, right, bottom = dash.box
        page = page_of(sheet, [replace(dash, box=(left - moved, top, right - moved, bottom)), figures])
        page = replace(page, unasked={figures.box: _with_dash(sheet, figures)})
        (after,) = ask_about([page], [amount_on(page, figures)]).pages
        assert after.words[1].witnessed is (moved == 0)


def _with_dash(sheet, word):
    """The picture of a word from 12 points before it."""
    left, top, right, bottom = sheet.pixels(word.box)
    cut = np.ascontiguousarray(sheet.grey[top - 4 : bottom + 4, left - 50 : right + 4])
    return Strip(cut.shape[1], cut.shape[0], cut.tobytes())
