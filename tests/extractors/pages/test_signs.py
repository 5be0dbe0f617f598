"""The sign ₹ that Tesseract reads as a lone mark, and marks that are none."""

import pytest

from extractors.seen_words import signs_known
from extractors.tesseract import Seen

AMOUNT = Seen("83,87,56,571.00", (1071, 774, 1268, 799), 0.91)


def read(mark, box, *before, after=AMOUNT):
    return [it.text for it in signs_known([*before, Seen(mark, box, 0.7), after])][-2]


@pytest.mark.parametrize("mark", ["=", "%", "#"])
def test_a_mark_as_high_as_the_amount_after_it_is_the_sign(mark):
    assert read(mark, (1047, 773, 1061, 795)) == "₹"


def test_a_true_equals_sign_is_half_as_high():
    assert read("=", (1047, 782, 1061, 790)) == "="


def test_a_percent_sign_belongs_to_the_number_that_it_stands_by():
    rate = Seen("18", (1020, 774, 1044, 799), 0.95)
    assert read("%", (1047, 774, 1064, 799), rate) == "%"


def test_a_mark_far_from_the_amount_is_none():
    assert read("=", (900, 773, 914, 795)) == "="


@pytest.mark.parametrize("text", ["2026", "12/07/2026", "5530", "मीट्रिक"])
def test_only_amounts_have_the_sign(text):
    assert read("=", (1047, 773, 1061, 795), after=Seen(text, AMOUNT.box, 0.9)) == "="


@pytest.mark.parametrize("mark", ["€", "$", "£"])
def test_other_currencies_are_not_made_rupees(mark):
    assert read(mark, (1047, 773, 1061, 795)) == mark
