"""Parts of a page that stand beside each other: each is read by itself, whatever heights its lines stand on."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.layout import lay_out
from extractors.panels import in_panels
from extractors.reading_order import running_text
from records.pages import Page, Word

WIDTH, HEIGHT = 595.0, 842.0


def page(*texts: tuple[float, float, str]) -> Page:
    """A page of texts at their left ends and tops; letters are 5 points wide, 10 high, and blanks 3 points."""
    words = []
    for left, top, text in texts:
        x = left
        for word in text.split():
            words.append(Word(word, (x, top, x + 5.0 * len(word), top + 10.0)))
            x += 5.0 * len(word) + 3.0
    return Page(1, WIDTH, HEIGHT, 0, tuple(words), "text", "digital")


def lines(laid) -> list[list[str]]:
    return [[segment.text for segment in line] for line in laid.lines]


TWO_HALVES = page(
    (54, 100, "Kind of works:"), (150, 100, "Smelter with a"), (310, 100, "Owner of the"), (400, 100, "Vindhya Tin"),
    (150, 113, "leaching house"), (310, 113, "works:"),
    (54, 130, "Begun on:"), (150, 130, "04.05.2025"), (310, 126, "Papers seen:"), (400, 126, "Five"),
    (54, 144, "Ended on:"), (150, 144, "Not yet"), (310, 140, "Place:"), (400, 140, "Dhar 454775"),
)  # fmt: skip


def test_halves_of_a_form_are_read_one_after_the_other():
    assert lines(lay_out(TWO_HALVES)) == [
        ["Kind of works:", "Smelter with a"],
        ["leaching house"],
        ["Begun on:", "04.05.2025"],
        ["Ended on:", "Not yet"],
        ["Owner of the", "Vindhya Tin"],
        ["works:"],
        ["Papers seen:", "Five"],
        ["Place:", "Dhar 454775"],
    ]


def test_lines_are_numbered_by_the_order_in_which_they_are_read():
    laid = lay_out(TWO_HALVES)
    assert [segment.line for line in laid.lines for segment in line] == [
        number for number, line in enumerate(laid.lines) for _ in line
    ]


PROSE = page(
    (54, 100, "The works of the holder at Dhar take in spent"),
    (54, 113, "black mass and foils, as the annexure of this"),
    (54, 126, "order says, and nothing else is to be stored"),
    (54, 139, "for longer than a quarter of the year, given"),
    (310, 104, "cells and scrap of the same sort, and give"),
    (310, 117, "notice to the office before any change that"),
    (310, 130, "touches the yard. Signed on 4 May 2025."),
)


def test_columns_of_prose_are_read_down_though_their_lines_stand_on_different_heights():
    text = running_text([lay_out(PROSE)]).text
    assert "spent black mass and foils, as the annexure of this order says, and nothing else" in text
    assert "scrap of the same sort, and give notice to the office before any change that touches the yard" in text
    assert text.index("of the year, given") < text.index("cells and scrap")


def test_a_table_without_rules_stays_as_it_is():
    rows = [
        (f"Leach tank {letter}", "Plant", f"Vendor {letter} Works", f"{number},00,000")
        for number, letter in enumerate("ABCDE", 3)
    ]
    texts = [
        (x, 100.0 + 16 * number, cell)
        for number, row in enumerate(rows)
        for x, cell in zip((54, 170, 310, 470), row, strict=True)
    ]
    texts.append((310, 107.0, "of Pune"))
    laid = lay_out(page(*texts, (54, 190, "Total"), (470, 190, "25,00,000")))
    assert laid.lines == in_panels(laid.lines)
    assert ["Total", "25,00,000"] in lines(laid)


def test_a_heading_over_both_halves_stays_before_them():
    over = page((54, 80, "Particulars of the works and of its owner, as filed with the office in May"))
    both = replace(TWO_HALVES, words=(*over.words, *TWO_HALVES.words))
    assert lines(lay_out(both))[0] == ["Particulars of the works and of its owner, as filed with the office in May"]


LONG_LABELS = page(
    (54, 100, "The name of the applicant company as registered"), (310, 100, ": Vindhya Tin Limited"),
    (54, 118, "The holding company of the applicant, if any is"), (310, 118, ": Satpura Holdings Limited"),
    (54, 136, "The whole revenue of the applicant in lakh of Rs"), (310, 136, ": 15,964.96"),
    (54, 154, "The whole revenue of other companies of the group"), (310, 154, ": 27,771.72"),
)  # fmt: skip


def test_labels_that_fill_their_column_stay_beside_the_values_that_colons_lead_to():
    assert [len(line) for line in lines(lay_out(LONG_LABELS))] == [2, 2, 2, 2]


HINDI = [
    "पंजीकरण सं 4417 दिनांक 06.05.2026",
    "इकाई प्रति वर्ष 6900 टन",
    "तक पुनर्चक्रण करेगी",
    "विवरणी 30 जून तक दी जाए",
    "यह 2031 तक प्रवृत्त रहेगा",
]
ENGLISH = [
    "Registration No. 4417 dated 06.05.2026",
    "The unit recycles 6900 tonnes",
    "in a year",
    "Returns are due by 30 June",
    "It stays in force to 2031",
]


def beside(right: list[str], apart: float = 20.0) -> Page:
    texts = [(54.0, 100.0 + apart * at, text) for at, text in enumerate(HINDI)]
    return page(*texts, *((310.0, 100.0 + apart * at, text) for at, text in enumerate(right)))


def test_prose_in_two_languages_that_says_the_same_is_read_one_after_the_other():
    assert lines(lay_out(beside(ENGLISH))) == [[it] for it in [*HINDI, *ENGLISH]]


def test_other_figures_beside_hindi_are_no_translation_of_it():
    others = [re.sub(r"\d", "1", it) for it in ENGLISH]
    assert lines(lay_out(beside(others)))[0] == [HINDI[0], others[0]]
