"""What identifiers work out faster than the libraries that they are held against here."""

import random

import pytest
from stdnum import luhn

from records.gstins import is_gstin
from records.identifier_forms import ALPHABET
from records.invoice_numbers import normal_invoice_number


@pytest.mark.parametrize("seed", range(20))
def test_the_check_digit_of_a_gstin_is_that_of_stdnum_for_each_of_the_36_it_could_be(seed):
    """A number of any state and holder, sound and with one character exchanged."""
    drawn = random.Random(seed)
    letters, figures = ALPHABET[10:], ALPHABET[:10]
    pan = [*drawn.choices(letters, k=5), *drawn.choices(figures, k=4), drawn.choice(letters)]
    body = "".join([*drawn.choices(figures, k=2), *pan, drawn.choice(ALPHABET[1:]), "Z"])
    holding = [last for last in ALPHABET if is_gstin(body + last)]
    assert holding == [luhn.calc_check_digit(body, alphabet=ALPHABET)]
    assert not is_gstin(body[0] + ("9" if body[1] != "9" else "8") + body[2:] + holding[0])


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("SR/0012", "SR/0012"),
        ("INV/0012", "INV/0012"),
        ("Inv. No. 0012", "0012"),
        ("DEBIT NOTE 12", "12"),
        ("NO12/7", "NO12/7"),
        ("BILL/7", "BILL/7"),
        ("NOVA/12", "NOVA/12"),
        ("AB/CD", "AB/CD"),
        ("12", "12"),
        ("VE-12_3", "VE/12/3"),
        ("/12", "12"),
        ("SR//12", "SR/12"),
    ],
)
def test_an_invoice_number_that_is_in_normal_form_stays_so_and_labels_still_go(printed, normal):
    assert normal_invoice_number(printed) == normal
    assert normal_invoice_number(normal) == normal
