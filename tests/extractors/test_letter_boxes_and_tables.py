"""Lines that are filled in letter by letter are no rows of a table; rows of single figures are."""

import pytest

from extractors.combs import LEAST_LETTERS, without_letter_boxes
from tests.extractors.papers import page_of


def spread(text, step):
    return [(60 + step * at, letter) for at, letter in enumerate(text)]


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (spread("AAKCM4471Q", 16), False),
        (spread("A1B2C3", 16), False),
        (spread("A1B2C", 16), True),
        (spread("314159", 60), True),
        (spread("123456", 16), True),
        ([(60, "Permanent account number"), *((it + 160, letter) for it, letter in spread("AAKCM4471Q", 16))], False),
        ([(60, "a b c d e f"), (200, "are the six parts that each row has")], True),
        ([], True),
    ],
)
def test_a_line_of_close_letters_leaves_the_page_that_tables_are_read_from(row, kept):
    page = page_of([[(60, "Nickel sulphate 120 tonnes")], row], "text")
    left = without_letter_boxes(page)
    assert (left.words == page.words) is kept
    assert [it.text for it in left.words[:4]] == ["Nickel", "sulphate", "120", "tonnes"]
    assert LEAST_LETTERS == 6
