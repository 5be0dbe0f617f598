from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.invoices import are_alike, are_told_apart, price_keys, running_number, year_in_number


@pytest.mark.parametrize(
    "printed",
    ["LA-26-27-761", "LA26270761", "LA/26-27/O761", "LA/0761", "0761", "INV/LA/26-27/0761", "LA/26-27/0761/A",
     "0761/LA/26-27", "LA/2026-27/0761", "LA/2026-2027/761"],
)  # fmt: skip
def test_one_invoice_has_one_running_number_however_it_is_written(printed):
    assert running_number(printed, "2026-27") == running_number("LA/26-27/0761", "2026-27") == "761"


@pytest.mark.parametrize(("one", "other"), [("INV-001", "INV-0010"), ("SR/1/12", "SR/11/2"), ("LA/26-27/27", "LA/28")])
def test_two_numbers_stay_two(one, other):
    assert running_number(one, "2026-27") != running_number(other, "2026-27")


@pytest.mark.parametrize(
    ("number", "year"),
    [("A/24-25/7", "2024-25"), ("24-25/7", "2024-25"), ("A/2025-2026/7", "2025-26"), ("A/16-17/7", None),
     ("A/24-26/7", None), ("A/7", None), ("SR-12-13", None)],
)  # fmt: skip
def test_a_year_is_two_figures_behind_each_other(number, year):
    assert year_in_number(number) == year


def test_like_machines_are_told_apart_by_a_mark_and_not_by_other_words():
    assert are_told_apart("Reactor R-101", "Reactor R-102")
    assert are_told_apart("Mixer settler, line A", "Mixer settler, line B")
    assert not are_told_apart("Reactor R-101", "Reactor R-101")
    assert not are_told_apart("Reactor 20 KL", "Reactor of 20 KL")
    assert not are_told_apart("Reactor R-101", "Reactor")  # one of them bears no mark


def test_words_that_are_mostly_the_same_are_alike_in_any_order():
    assert are_alike("Rotary kiln with afterburner", "Kiln, rotary")
    assert not are_alike("Rotary kiln with afterburner", "Filter press")
    assert not are_alike("", "Filter press")


def test_only_an_odd_price_tells_a_machine():
    assert not list(price_keys("Vajra Works", None, "Kiln", Decimal("4523000")))
    assert len(list(price_keys("Vajra Works", None, "Kiln", Decimal("4523000.01")))) == 2
    assert not list(price_keys(None, None, None, Decimal("4523000.01")))
    assert not list(price_keys("Vajra Works", None, "Kiln", None))


@given(st.text(max_size=40))
def test_no_print_upsets_them(text):
    running_number(text, "2025-26")
    year_in_number(text)
    are_told_apart(text, text)
