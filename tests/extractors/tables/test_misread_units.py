"""The sign of the rupee before the unit of money, as OCR gives it."""

from decimal import Decimal

import pytest

from extractors.tables.money_unit import unit_within
from records.readings import SURE

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


MACHINES = """<h3>CHARTERED ENGINEER'S CERTIFICATE</h3><p>The machinery installed is as follows:</p>
<table><tr><th>Description</th><th>New / Refurbished</th><th>Value (%s)</th></tr>
<tr><td>Panel delamination line</td><td>New</td><td>%s</td></tr>
<tr><td>Vacuum distillation furnace</td><td>New</td><td>%s</td></tr></table>"""


@pytest.mark.parametrize(
    ("unit", "values", "amounts", "is_sure"),
    [
        ("₹ lakh", ("418.60", "197.80"), (41_860_000, 19_780_000), True),
        ("= ara", ("418.60", "197.80"), (Decimal("418.60"), Decimal("197.80")), False),
        ("= ara", ("4,18,60,000", "1,97,80,000"), (41_860_000, 19_780_000), True),
        ("Rs", ("418.60", "197.80"), (Decimal("418.60"), Decimal("197.80")), True),
    ],
)
def test_machines_of_a_few_hundred_rupees_without_a_unit_are_for_a_person(read, html, unit, values, amounts, is_sure):
    rows = read("chartered_engineer_certificate", html(MACHINES % (unit, *values)))["machinery"].rows
    read_as = [row.fields["value"] for row in rows]
    assert tuple(it.value for it in read_as) == amounts
    assert all((it.confidence >= SURE) is is_sure for it in read_as)
