"""A line that OCR gave twice is read once; print under a stamp and words side by side stay."""

from __future__ import annotations

import pytest

from extractors.doubled import cut_at_next, without_doubles
from records.pages import Word


def word(text, box, confidence=0.9):
    return Word(text, box, confidence, "ocr", 7.0)


def texts(*words):
    return [it.text for it in without_doubles(words)]


def test_of_two_readings_of_one_place_the_surer_one_is_kept():
    first = word("Compor", (100, 200, 140, 208), 0.41)
    second = word("Copper", (101, 199, 141, 209), 0.93)
    assert texts(first, word("cathode", (144, 200, 180, 208)), second) == ["cathode", "Copper"]


def test_a_line_given_three_times_stands_once():
    line = [word("land", (50, 10, 70, 18)), word("premium,", (73, 10, 110, 18))]
    assert texts(*line, *line, *line) == ["land", "premium,"]


def test_the_same_word_in_two_columns_or_rows_is_two_words():
    cells = [word("18.00", (x, top, x + 24, top + 8)) for top in (10, 19) for x in (10, 35, 60)]
    assert texts(*cells) == ["18.00"] * 6


def test_print_under_a_stamp_is_another_word():
    assert texts(word("PAID", (90, 95, 160, 125)), word("4,20,000.00", (100, 104, 150, 112))) == ["PAID", "4,20,000.00"]


def test_nothing_is_left_of_nothing():
    assert without_doubles([]) == []


def test_of_two_that_were_read_the_one_within_its_line_is_kept():
    reaching = word("अधिकारों", (66, 0, 91, 15), 0.967)
    line = [word("और", (56, 7, 65, 14)), word("अधिकारों", (68, 7, 89, 14), 0.955), word("के", (91, 7, 96, 14))]
    assert without_doubles([word("Annexure", (4, 0, 52, 10)), reaching, *line])[1:] == line
    assert without_doubles([*line[::-1], reaching]) == line[::-1]
    hardly_read = word("अधि कारें", (68, 7, 89, 14), 0.3)
    assert without_doubles([reaching, hardly_read]) == [reaching]


def test_of_two_readings_with_one_box_one_stands():
    box = (100, 200, 140, 208)
    assert texts(word("Copper", box, 0.93), word("Copper", box, 0.93)) == ["Copper"]


def test_words_that_only_touch_or_are_empty_are_no_doubles():
    beside, below = word("Zn", (24, 0, 48, 8)), word("Zn", (0, 8, 24, 16))
    empty = word("Zn", (4, 4, 4, 4))
    assert texts(word("Zn", (0, 0, 24, 8)), beside, below, empty) == ["Zn"] * 4


def test_one_word_alone_is_kept():
    assert texts(word("Zn", (0, 0, 24, 8))) == ["Zn"]


def test_a_box_over_the_next_words_of_its_line_is_cut_where_they_begin():
    words = [
        Word("Magnequench", (156.2, 118.4, 250.1, 126.0), 0.6, "ocr"),
        Word("Alloys", (204.8, 114.8, 224.9, 128.1), 0.96, "ocr"),
        Word("Pvt", (228.2, 114.8, 238.3, 128.1), 0.93, "ocr"),
    ]
    cut, *others = cut_at_next(words)
    assert cut.box == (156.2, 118.4, 204.8, 126.0)
    assert others == words[1:]


@pytest.mark.parametrize(
    "inner",
    [
        (160.0, 118.0, 200.0, 127.0),  # begins where the word does: another reading of it
        (204.8, 110.0, 224.9, 119.0),  # on the line above
        (204.8, 118.0, 270.0, 127.0),  # reaches beyond: neighbours that touch
    ],
)
def test_boxes_that_only_touch_another_stay(inner):
    words = [Word("Magnequench", (156.2, 118.4, 250.1, 126.0), 0.6, "ocr"), Word("Alloys", inner, 0.9, "ocr")]
    assert cut_at_next(words) == words
