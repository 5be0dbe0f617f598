"""A second look at scans: ink without words, figures weighed against a second engine, the sign of the rupee."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.confirm import confirm_rows
from extractors.ocr import Sheet, read_picture
from extractors.overlooked import overlooked_words, placed_among
from extractors.recogniser import Recognised, recognise
from extractors.second_look import SETTING, improve
from extractors.strips import has_headline, same
from extractors.weighing import weigh, well_formed
from records.pages import Page, Ruling, Word
from records.readings import Evidence, Field, TableRow
from tests.extractors.pages.conftest import photocopied, picture_of

DPI = 200
FONTS = "/usr/share/fonts/truetype"
LATIN = f"{FONTS}/dejavu/DejaVuSans.ttf"


def strip(text, face=LATIN, size=28):
    picture = Image.new("L", (40 + 22 * len(text), 52), 250)
    ImageDraw.Draw(picture).text((12, 8), text, font=ImageFont.truetype(face, size), fill=30)
    right = int(np.flatnonzero((np.asarray(picture) < 128).any(axis=0))[-1])
    return np.asarray(picture)[:, : right + 12]


def sheet_with(*lines, face=LATIN, size=28):
    """A page with lines of type (left, top, text); with the words as a faultless reader has them."""
    picture = Image.new("L", (1654, 1100), 248)
    draw, words = ImageDraw.Draw(picture), []
    font = ImageFont.truetype(face, size)
    for left, top, text in lines:
        for word in text.split(" "):
            box = draw.textbbox((left, top), word, font=font)
            draw.text((left, top), word, font=font, fill=25)
            words.append(Word(word, tuple(edge * 72 / DPI for edge in box), 0.95, "ocr", 10.0))
            left = box[2] + size * 0.6
    grey = np.asarray(picture, np.float32) + np.random.default_rng(3).normal(0, 4, (1100, 1654))
    return Sheet(np.clip(grey, 0, 255).astype(np.uint8), DPI), words


def read(text, sureness=0.99):
    return Recognised(text, (sureness,) * len(text), tuple((i + 0.5) / len(text) for i in range(len(text))))


def word(text, confidence=0.95):
    return Word(text, (100.0, 100.0, 160.0, 110.0), confidence, "ocr", 10.0)


class TestTheRecogniser:
    def test_figures_of_many_widths_come_back_in_their_order(self):
        texts = ["7", "41,23,50,000.00", "28.33", "SC/26-27/0007", "1,00,000", "12.04.2026", "0.125"]
        assert [it.text for it in recognise([strip(it) for it in texts])] == texts

    def test_narrowed_strips_read_the_same(self):
        assert recognise([strip("6,72,31,905.48")], 0.6)[0].text == "6,72,31,905.48"

    def test_each_letter_has_its_place(self):
        found = recognise([strip("Total 98,765")])[0]
        assert len(found.sureness) == len(found.places) == len(found.text)
        assert list(found.places) == sorted(found.places)
        (first, one), (second, other) = found.words_in((0, 0, 1000, 10))
        assert (first, second) == ("Total", "98,765")
        assert one[0] == 0 and 300 < one[2] <= 500 and other[2] == 1000

    def test_nothing_is_read_of_white_paper_or_of_no_strips(self):
        assert recognise([]) == []
        assert recognise([np.full((40, 90), 250, np.uint8)])[0].text == ""
        assert read("").confidence == 0.0


class TestDevanagari:
    @pytest.mark.parametrize("text", ["प्राधिकरण", "संचालन", "दिनांक"])
    def test_it_is_known_by_its_headline(self, text):
        assert has_headline(strip(text, f"{FONTS}/lohit-devanagari/Lohit-Devanagari.ttf"))

    @pytest.mark.parametrize("text", ["77,77,777.77", "TITLE", "E-57", "Harivamsa", "7", "05/05/2025", "2,500 MTPA"])
    def test_latin_has_none(self, text):
        assert not has_headline(strip(text))


class TestWeighing:
    def test_agreement_is_a_second_witness(self):
        weighed = weigh(word("12,34,567.00", 0.62), read("12,34,567.00"))
        assert (weighed.text, weighed.is_witnessed) == ("12,34,567.00", True)

    @pytest.mark.parametrize("mark", ["%", "¥", "<", "*", "F", "z", "X"])
    def test_a_mark_before_an_amount_is_the_sign(self, mark):
        weighed = weigh(word(f"{mark}4,33,000"), read("4,33,000"))
        assert (weighed.text, weighed.is_witnessed) == ("₹4,33,000", True)

    @pytest.mark.parametrize("digit", "2378")
    def test_a_leading_digit_that_one_engine_sees_is_never_sure(self, digit):
        weighed = weigh(word(f"{digit}4,33,000", 0.99), read("4,33,000"))
        assert {weighed.text, *weighed.alternatives} == {"₹4,33,000", f"{digit}4,33,000"}
        assert weighed.confidence < 0.9 and not weighed.is_witnessed

    def test_a_leading_digit_that_is_no_look_alike_is_in_doubt_too(self):
        weighed = weigh(word("94,33,000", 0.99), read("4,33,000"))
        assert weighed.confidence < 0.9 and not weighed.is_witnessed
        assert {"94,33,000", "4,33,000"} <= {weighed.text, *weighed.alternatives}

    def test_remains_of_a_rule_are_no_sign(self):
        weighed = weigh(word("—_8,65,300.00", 0.3), read("8,65,300.00"))
        assert (weighed.text, weighed.is_witnessed) == ("8,65,300.00", True)

    def test_a_minus_that_one_engine_sees_is_never_sure(self):
        for one, other in (("-23,226.73", "23,226.73"), ("23,226.73", "-23,226.73")):
            weighed = weigh(word(one, 0.97), read(other))
            assert not weighed.is_witnessed and weighed.confidence < 0.9
        assert weigh(word("-23,226.73"), read("-23,226.73")).is_witnessed

    def test_the_sign_seen_by_the_second_engine_settles_it(self):
        weighed = weigh(word("27,06,399.64"), read("₹7,06,399.64"))
        assert (weighed.text, weighed.is_witnessed) == ("₹7,06,399.64", True)

    def test_a_digit_that_no_group_can_begin_with_is_the_sign_in_doubt(self):
        weighed = weigh(word("760,38,94,033.00", 0.4), read("60,38,94,033.00"))
        assert (weighed.text, weighed.outcome, weighed.is_witnessed) == ("₹60,38,94,033.00", "sign", False)
        assert weigh(word("283,061,807.00", 0.4), read("83,061,807.00")).outcome == "sign or digit"

    def test_the_sign_stays_where_the_second_engine_is_surer_of_the_figures(self):
        assert weigh(word("₹72,57,94,850.00", 0.47), read("72,52,94,850.00")).text == "₹72,52,94,850.00"

    def test_points_for_commas(self):
        assert weigh(word("2,57,88,321,82", 0.83), read("2,57,88,321.82")).text == "2,57,88,321.82"
        assert weigh(word("4,65,526.11", 0.4), read("4.65,526.11", 0.6)).text == "4,65,526.11"

    def test_points_that_both_misread_are_mended_but_not_sure(self):
        weighed = weigh(word("3,25.329.36/MT"), read("3,25.329.36/MT"))
        assert weighed.text == "3,25,329.36/MT" and weighed.confidence < 0.9

    def test_thousands_or_decimals_stay_in_doubt(self):
        weighed = weigh(word("9,862", 0.97), read("9.862"))
        assert weighed.confidence <= 0.5 and "9.862" in weighed.alternatives

    @pytest.mark.parametrize(
        "text", ["T1/983/26", "TI/983/26", "O7", "12l", "06IVRCL64380", "U2O119TN2017PTC500540", "AAQCV28O1H"]
    )
    def test_look_alikes_have_no_second_witness(self, text):
        assert not weigh(word(text), read(text)).is_witnessed

    @pytest.mark.parametrize(
        "text",
        [
            "INV-0014",
            "29-Sep-26",
            "10,500/-",
            "6000",
            "Rs.1,00,000",
            "01/04/2026",
            "100MT",
            "2026.",
            "U20119TN2017PTC500540",
            "AAQCV2801H",
        ],
    )
    def test_ordinary_figures_have_one(self, text):
        assert weigh(word(text), read(text)).is_witnessed

    def test_asked_again_tesseract_outvotes_itself(self):
        weighed = weigh(word("98s", 0.8), read("98.5", 0.7), "98.5")
        assert (weighed.text, weighed.alternatives) == ("98.5", ("98s",))
        assert weighed.confidence < 0.9

    def test_the_full_stop_of_hindi_is_no_digit(self):
        weighed = weigh(word("02/07/2025।", 0.65), read("02/07/20251"))
        assert (weighed.text, weighed.is_witnessed) == ("02/07/2025।", True)

    def test_no_reading_changes_nothing(self):
        weighed = weigh(word("6000", 0.88), read(""))
        assert (weighed.text, weighed.confidence, weighed.is_witnessed) == ("6000", 0.88, False)

    def test_names_take_the_surer_reading_and_short_words_stay(self):
        assert weigh(word("iacvamsa", 0.3), read("Harivamsa")).text == "Harivamsa"
        assert weigh(word("Sl", 0.3), read("SI")).text == "Sl"
        assert weigh(word("iacvamsa", 0.3), read("Harivamsa", 0.5)).text == "iacvamsa"

    def test_agreement_of_made_up_misreadings_is_told_from_difference(self):
        """One digit changed at any place of any amount is a difference."""
        dice = Random(11)
        for _ in range(300):
            text = (
                f"{dice.randrange(1, 99)},{dice.randrange(10, 99)},{dice.randrange(100, 999)}.{dice.randrange(10, 99)}"
            )
            at = dice.choice([index for index, letter in enumerate(text) if letter.isdigit()])
            changed = text[:at] + dice.choice([it for it in "0123456789" if it != text[at]]) + text[at + 1 :]
            assert same(text, text) and not same(text, changed)
            assert not weigh(word(text), read(changed)).is_witnessed

    @pytest.mark.parametrize(
        "text", ["12,34,567.50", "1,234,567", "6.1.1", "04.07.2026", "0.433", "Rs.500", "₹ 1,250/-"]
    )
    def test_well_formed(self, text):
        assert well_formed(text)

    @pytest.mark.parametrize("text", ["3,25.329.36", "1,2,3,4", "61.634.67", "44,28,.829.17", "5,00,00"])
    def test_not_well_formed(self, text):
        assert not well_formed(text)


class TestImproving:
    LINES = [(100, 120 + 60 * row, f"Furnace {1250 + 37 * row} costs {41 + row},23,5{row},000.00") for row in range(8)]

    def test_what_was_read_rightly_is_witnessed_and_unchanged(self):
        sheet, words = sheet_with(*self.LINES)
        better = improve(sheet, words, ()).words
        assert [it.text for it in better] == [it.text for it in words]
        figures = [it for it in better if it.text[0].isdigit()]
        assert len(figures) == 16
        assert sum(it.witnessed and it.confidence >= 0.93 for it in figures) >= 15

    def test_a_misread_amount_is_never_sure(self):
        sheet, words = sheet_with(*self.LINES)
        wrong = [replace(it, text=it.text.replace("3,5", "8,5")) for it in words]
        better = improve(sheet, wrong, ()).words
        amounts = [it for it in better if "," in it.text]
        assert len(amounts) == 8
        assert all(not it.witnessed or "3,5" in it.text for it in amounts)
        assert all("3,5" in it.text for it in amounts)
        assert all("8,5" in "".join(it.alternatives) for it in amounts)

    def test_pieces_of_a_figure_become_one(self):
        sheet, words = sheet_with((100, 150, "Registration 29TCYCN4463S"), (100, 230, "Sum 41,23,50,000.00"))
        x0, top, x1, bottom = words[-1].box
        cut = [
            replace(words[-1], text="41,23,", box=(x0, top, x0 + 0.38 * (x1 - x0), bottom)),
            replace(words[-1], text="50,00000", box=(x0 + 0.4 * (x1 - x0), top, x1, bottom), confidence=0.6),
        ]
        better = improve(sheet, [*words[:-1], *cut], ()).words
        assert better[-1].text == "41,23,50,000.00"
        assert better[-1].box[0] == pytest.approx(x0) and better[-1].box[2] == pytest.approx(x1)

    def test_the_budget_is_kept(self, monkeypatch):
        sheet, words = sheet_with(*self.LINES)
        assert not any(it.witnessed for it in improve(sheet, words, (), 0).words)
        few = sum(it.witnessed for it in improve(sheet, words, (), 0.06).words)
        assert 0 < few < 12
        monkeypatch.setenv(SETTING, "0")
        assert not any(it.witnessed for it in improve(sheet, words, ()).words)

    def test_words_of_the_text_layer_are_left_alone(self):
        sheet, words = sheet_with(*self.LINES)
        layer = [replace(it, source="text", confidence=1.0) for it in words]
        assert improve(sheet, layer, ()).words == tuple(layer)

    def test_a_photocopied_letter_gains_witnesses_and_loses_nothing(self, letter):
        picture = photocopied(picture_of(letter), degrees=0.6)
        seen = read_picture(lambda dpi: np.asarray(picture), (595.3, 841.9))
        better = improve(seen.sheet, seen.words, seen.rulings).words
        texts = " ".join(it.text for it in better)
        assert "41,23,50,000.00" in texts and "TPCB/2025/HW/004417" in texts
        assert next(it for it in better if "41,23,50,000.00" in it.text).witnessed
        assert len(better) <= len(seen.words) + 1


class TestOverlookedInk:
    TABLE = [
        (100 + 420 * column, 120 + 64 * row, f"{row + 1}{column}7,5{row}4.2{column}")
        for row in range(7)
        for column in range(3)
    ]

    def test_a_column_without_words_is_read(self):
        sheet, words = sheet_with(*self.TABLE)
        known = [it for index, it in enumerate(words) if index % 3 != 1]
        found = overlooked_words(sheet, known, ())
        assert [it.text for it in found] == [it.text for index, it in enumerate(words) if index % 3 == 1]
        assert all(it.witnessed and it.source == "ocr" for it in found)
        for it, printed in zip(found, words[1::3], strict=True):
            assert it.box == pytest.approx(printed.box, abs=4)

    def test_they_are_put_where_they_are_read(self):
        sheet, words = sheet_with(*self.TABLE)
        known = [it for index, it in enumerate(words) if index % 3 != 1]
        ordered = placed_among(known, overlooked_words(sheet, known, ()))
        assert [it.text for it in ordered] == [it.text for it in words]

    def test_nothing_is_added_where_all_was_read(self):
        sheet, words = sheet_with(*self.TABLE)
        assert overlooked_words(sheet, words, ()) == []

    def test_a_rule_parts_what_stands_close(self):
        sheet, words = sheet_with((100, 120, "Amount of the claim"), (100, 200, "4471"), (188, 200, "8802"))
        rule = Ruling(180 * 72 / DPI, 60.0, 180 * 72 / DPI, 90.0)
        found = overlooked_words(sheet, words[:4], [rule])
        assert [it.text for it in found] == ["4471", "8802"]

    def test_scribbles_dots_and_pictures_are_no_words(self):
        sheet, words = sheet_with(
            *[(100, 100 + 50 * row, "The occupier shall keep records of waste") for row in range(6)]
        )
        picture = Image.fromarray(sheet.grey)
        draw, dice = ImageDraw.Draw(picture), Random(5)
        points = [(300 + 9 * step, 620 + dice.randrange(-40, 40)) for step in range(40)]
        draw.line(points, fill=40, width=4, joint="curve")  # a signature
        for _ in range(400):
            x, y = dice.randrange(900, 1300), dice.randrange(560, 860)
            draw.ellipse((x, y, x + dice.randrange(1, 14), y + dice.randrange(1, 14)), fill=dice.randrange(20, 120))
        draw.rectangle((120, 780, 420, 1000), fill=90)
        assert overlooked_words(Sheet(np.asarray(picture), DPI), words, ()) == []


class TestConfirmingScannedRows:
    BOX = (100.0, 100.0, 160.0, 110.0)

    def row(self, value, confidence, text="12,34,567.00"):
        evidence = Evidence("0" * 64, "scan.pdf", 1, self.BOX, text, "ocr")
        return TableRow(0, {"amount": Field("amount", value, confidence, evidence, "INR")})

    def page(self, *words):
        return Page(1, 595.0, 842.0, 0, words, "ocr", "scan_good")

    def confirmed(self, row, *words):
        rows, notices = confirm_rows([row], [self.page(*words)])
        assert notices == []
        return rows[0].fields["amount"]

    def test_two_engines_make_a_figure_sure(self):
        field = self.confirmed(self.row(Decimal("1234567"), 0.89), replace(word("12,34,567.00"), witnessed=True))
        assert field.confidence == 0.93 and "two engines of OCR" in field.witnesses

    def test_one_engine_never_does(self):
        field = self.confirmed(
            self.row(Decimal("1234567"), 0.89),
            word("12,34,567.00", 0.99),
            replace(word("x"), witnessed=True, box=(1.0, 1.0, 9.0, 9.0)),
        )
        assert field.confidence <= 0.89 and not field.witnesses

    def test_a_value_doubted_for_another_reason_stays_doubtful(self):
        field = self.confirmed(self.row(Decimal("1234567"), 0.85), replace(word("12,34,567.00"), witnessed=True))
        assert field.confidence == 0.85

    def test_the_month_beside_witnessed_figures_must_be_clear(self):
        left = replace(word("05"), box=(100.0, 100.0, 112.0, 110.0), witnessed=True)
        right = replace(word("2026"), box=(140.0, 100.0, 160.0, 110.0), witnessed=True)
        row = self.row(date(2026, 9, 5), 0.89, "05 September 2026")
        clear, unclear = (replace(word("September", it), box=(114.0, 100.0, 138.0, 110.0)) for it in (0.95, 0.4))
        assert self.confirmed(row, left, clear, right).confidence == 0.93
        assert self.confirmed(row, left, unclear, right).confidence <= 0.89

    @pytest.mark.parametrize("end", [".", ","])
    def test_an_amount_that_may_go_on_has_no_witness_and_a_date_at_a_sentence_s_end_has(self, end):
        figures = replace(word(f"31{end}"), witnessed=True)
        assert self.confirmed(self.row(Decimal(31), 0.89, f"31{end}"), figures).confidence <= 0.89
        left = replace(word(f"31{end}"), box=(100.0, 100.0, 112.0, 110.0), witnessed=True)
        right = replace(word(f"2026{end}"), box=(140.0, 100.0, 160.0, 110.0), witnessed=True)
        month = replace(word("March", 0.95), box=(114.0, 100.0, 138.0, 110.0))
        row = self.row(date(2026, 3, 31), 0.89, f"31{end} March 2026{end}")
        assert self.confirmed(row, left, month, right).confidence == 0.93
        unread = replace(right, witnessed=False)
        assert self.confirmed(row, left, month, unread).confidence <= 0.89

    @pytest.mark.parametrize(
        "number",
        ["TV/420/26", "TI/420/26", "KCI 26-27/0010", "SCl/26/7", "AB5/26-27/11", "HM8101", "INV5501", "INV/TI/420"],
    )
    def test_engines_that_take_one_sign_for_another_alike_are_no_two_witnesses(self, number):
        field = self.confirmed(self.row(number, 0.89, number), replace(word(number), witnessed=True))
        assert field.confidence <= 0.89 and not field.witnesses

    @pytest.mark.parametrize(
        "number", ["TR/26-27/0002", "SG/25-26/118", "KC-0010", "4410/26", "AAQCV2801H", "INV-00202", "BILL 17"]
    )
    def test_a_number_without_such_signs_may_have_two(self, number):
        field = self.confirmed(self.row(number, 0.89, number), replace(word(number), witnessed=True))
        assert field.confidence == 0.93

    def test_a_minus_that_was_not_printed_there_has_no_witness(self):
        read = replace(word("16.179"), witnessed=True)
        assert self.confirmed(self.row(Decimal("-16.179"), 0.89, "16.179"), read).confidence <= 0.89
        bracketed = replace(word("(16.179)"), witnessed=True)
        assert self.confirmed(self.row(Decimal("-16.179"), 0.89, "(16.179)"), bracketed).confidence == 0.93

    def test_a_name_run_together_has_no_second_witness(self):
        read = replace(word("x"), witnessed=True)
        names = ("OmkaraniChemicals Pvt Ltd", "Omkarani Chemicals Pvt Ltd", "McLeod Metals Ltd")
        told = [self.confirmed(self.row(name, 0.89, name), read).confidence for name in names]
        assert told == [0.89, 0.93, 0.93]
