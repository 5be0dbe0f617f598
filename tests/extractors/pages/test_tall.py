"""A tall word of nonsense gives way to what stands in its place, and only to that."""

from __future__ import annotations

from extractors.tall import doubted_in_place, too_tall, without_replaced
from records.pages import Word


def word(text, box, confidence=0.9):
    return Word(text, box, confidence, "ocr", 7.0)


LINE = [word(text, (x, 140, x + 30, 147)) for x, text in ((40, "1"), (80, "AM/26-27/0001"), (200, "Cathode"))]


def test_a_word_over_two_rows_of_cells_is_read_anew():
    words = [word("Resaeserdene", (200, 100, 260, 124), 0.2), *LINE]
    assert too_tall(words) == [0]
    found = [word("Assessable", (202, 107, 240, 113)), word("Value", (242, 107, 258, 113))]
    assert without_replaced(words, [0], found) == LINE


def test_it_stays_where_nothing_else_is_found():
    words = [*LINE, word("SAMPLE", (200, 100, 260, 124), 0.3)]
    elsewhere = [word("CGST", (300, 107, 320, 113))]
    assert without_replaced(words, too_tall(words), elsewhere) == words


def test_an_amount_of_which_a_seal_hides_the_head_is_in_doubt():
    words = [word("(23,77,896.10", (636, 300, 686, 320), 0.08), *LINE]
    found = [
        Word("77,896.10", (650, 308, 686, 316), 0.93, "ocr", 8.0, witnessed=True),
        word("CGST", (300, 107, 320, 113)),
    ]
    amount, head = doubted_in_place(words, [0], found)
    assert (amount.text, amount.witnessed, amount.alternatives) == ("77,896.10", False, ("(23,77,896.10",))
    assert amount.confidence <= 0.5
    assert head == found[1]


def test_two_amounts_for_a_tall_word_of_nonsense_are_believed():
    words = [word("A8)2", (200, 100, 260, 124), 0.2), *LINE]
    found = [word("8,250.00", (202, 101, 240, 108), 0.93), word("9,300.00", (202, 115, 240, 122), 0.93)]
    assert doubted_in_place(words, [0], found) == found


def test_a_title_in_large_type_that_was_read_is_no_nonsense():
    assert too_tall([word("CERTIFICATE", (100, 20, 300, 44), 0.95), *LINE]) == []


def test_a_page_without_words_has_none():
    assert too_tall([]) == []
