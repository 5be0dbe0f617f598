"""The sign of the rupee before the unit of money, as OCR gives it."""

from decimal import Decimal

import pytest

from extractors.tables.money_unit import unit_within

LAKH, CRORE = Decimal(100_000), Decimal(10_000_000)


@pytest.mark.parametrize(
    ("printed", "scale"),
    [
        ("Amounts already received (® lakh)", LAKH),
        ("Received so far (% crore):", CRORE),
        ("(¥ Lakhs)", LAKH),
        ("Value (£ crores)", CRORE),
    ],
)
def test_any_sign_before_the_unit_is_the_rupees(printed, scale):
    assert unit_within(printed, ocr=True) == scale


@pytest.mark.parametrize("printed", ["Grant of 5 lakh", "7 crore", "Share of lakh-fed kilns (%)"])
def test_a_figure_before_the_unit_is_an_amount_and_no_sign(printed):
    assert unit_within(printed, ocr=True) is None
