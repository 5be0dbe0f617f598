"""A label at half height of its value's lines comes before them; what only looks like it stays line by line."""

import pytest

from extractors.layout import lay_out
from extractors.reading_order import running_text
from records.pages import Page, Word


def text(*lines):
    """The running text of a page of (left, top, text) lines set in 10 points."""
    words = []
    for left, top, line in sorted(lines, key=lambda it: (it[1], it[0])):
        for at, word in enumerate(line.split()):
            words.append(Word(word, (left + 32.0 * at, top, left + 32.0 * at + 28, top + 10.0), 1.0, "text", 10.0))
    return running_text([lay_out(Page(1, 595.0, 842.0, 0, tuple(words), "text", "digital"))]).text


def test_a_label_between_the_two_lines_of_its_value():
    found = text((300, 100, "from 2400 TPA to"), (50, 106, "Name"), (300, 112, "7800 TPA"), (50, 140, "Date"))
    assert found == "Name from 2400 TPA to 7800 TPA Date"


def test_a_label_level_with_the_middle_of_three_lines():
    found = text((300, 100, "one"), (50, 112, "Name"), (300, 112, "two"), (300, 124, "three"))
    assert found == "Name one two three"


def test_two_such_rows_that_follow_each_other():
    rows = [(300, 100, "a"), (50, 106, "First"), (300, 112, "b"), (300, 126, "c"), (50, 132, "Second"), (300, 138, "d")]
    assert text(*rows) == "First a b Second c d"


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        ([(50, 100, "Name"), (300, 100, "one"), (300, 112, "two")], "Name one two"),
        ([(300, 100, "one"), (50, 124, "Name"), (300, 124, "two")], "one Name two"),
        ([(300, 100, "one"), (50, 112, "Name"), (300, 112, "two"), (50, 124, "Date")], "one Name two Date"),
        ([(300, 60, "far"), (50, 106, "Name"), (300, 112, "two")], "far Name two"),
    ],
    ids=["at the first line", "at the last line", "no line under it", "far above"],
)
def test_what_is_not_at_half_height_is_read_line_by_line(lines, order):
    assert text(*lines) == order
