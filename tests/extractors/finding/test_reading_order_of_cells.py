"""The words of one cell line by line, also where signs make some boxes taller than others."""

import pytest

from extractors.finding.bands import read_order
from records.pages import Word


def word(text, *box):
    return Word(text, box, 0.9, "ocr")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        # the dash is low, the quotation mark makes the month's box reach up to it
        ([word("12-", 296.2, 124.2, 306.6, 129.9), word("'Aug-25", 294.0, 127.4, 321.0, 142.5)], "12- 'Aug-25"),
        ([word("Lindner", 100, 120, 130, 128), word("Tech", 100, 131, 118, 139)], "Lindner Tech"),
        ([word("Pvt", 120, 121.5, 132, 129), word("Metals", 90, 120, 118, 128)], "Metals Pvt"),
        ([word("-", 120, 124, 123, 125), word("Amount", 90, 120, 118, 128), word("Rs", 126, 120, 134, 128)],
         "Amount - Rs"),
    ],
)  # fmt: skip
def test_the_order_of_a_cell(words, read):
    assert " ".join(it.text for it in read_order(words)) == read
    assert " ".join(it.text for it in read_order(words[::-1])) == read
