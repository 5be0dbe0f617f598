"""Capacities in tonnes a year, and only where the paper prints weight and period."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.units import Quantity, Unit, per_year, read_percent, read_quantity, read_unit, tonnes


@pytest.mark.parametrize(
    ("printed", "tonnes_a_year"),
    [
        ("6000 MTPA", "6000"),
        ("6,000 M.T.P.A.", "6000"),
        ("6000 TPA", "6000"),
        ("6000 MTA", "6000"),
        ("6000 MT/A", "6000"),
        ("6000 MT/Annum", "6000"),
        ("6000 M.T/Year", "6000"),
        ("6000 tonnes per annum", "6000"),
        ("6000 metric tonnes in a year", "6000"),
        ("500 MT in each month", "6000"),
        ("6000 tonnes every year", "6000"),
        ("6000 Metric Tons / Annum", "6000"),
        ("12 KTPA", "12000"),
        ("1.2 lakh MTPA", "120000"),
        ("500 MT/month", "6000"),
        ("500 TPM", "6000"),
        ("500 MT per month", "6000"),
        ("1,00,000 Kg/Year", "100"),
        ("6000 मी. टन प्रति वर्ष", "6000"),
        ("६००० मीट्रिक टन/वर्ष", "6000"),
        ("6000 टन प्रतिवर्ष", "6000"),
        ("20 TPD x 300 days", "6000"),
        ("20 TPD (330 days per year)", "6600"),
        ("20 टन प्रतिदिन (वर्ष में 300 कार्य दिवस)", "6000"),
        ("20 टन प्रतिदिन, 330 दिन प्रति वर्ष", "6600"),
        ("6000 MTPA (500 MT/month)", "6000"),
        ("E-waste dismantling: 6000 MT per annum", "6000"),
        ("6000 MT p.a.", "6000"),
    ],
)
def test_a_capacity_is_read_in_tonnes_a_year(printed, tonnes_a_year):
    assert per_year(printed) == Decimal(tonnes_a_year)


@pytest.mark.parametrize(
    "text",
    ["6000 MT", "20 TPD", "50 kg/hr", "9,00,000 Number/Year", "6000 MTPA and 300 MTPA", "", "Nil", "MTPA", "500 KLD"],
)
def test_without_weight_period_or_printed_days_there_is_no_capacity(text):
    assert per_year(text) is None


@pytest.mark.parametrize(
    ("printed", "mass", "per"),
    [
        ("KGS", "kg", None),
        ("MTS", "t", None),
        ("TON", "t", None),
        ("QTL", "quintal", None),
        ("Quintal", "quintal", None),
        ("GMS", "g", None),
        ("NOS", None, None),
        ("M.T", "t", None),
        ("TPD", "t", "day"),
        ("kg/day", "kg", "day"),
        ("कि.ग्रा.", "kg", None),
        ("Ltr", None, None),
    ],
)
def test_a_printed_unit_means_a_mass_and_a_period(printed, mass, per):
    assert read_unit(printed) == Unit(mass, per)


@pytest.mark.parametrize("text", ["", "widgets", "MT/fortnight", "%"])
def test_an_unknown_unit_is_none(text):
    assert read_unit(text) is None


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [("1500", "KGS", "1.5"), ("2", "Quintal", "0.2"), ("3", "MT", "3"), ("500", "g", "0.0005"), ("2", "KTPA", "2000")],
)
def test_weights_are_turned_into_tonnes(value, unit, expected):
    assert tonnes(Decimal(value), unit) == Decimal(expected)


def test_what_is_not_weighed_has_no_tonnes():
    assert tonnes(Decimal(5), "NOS") is None
    assert tonnes(Decimal(5), "?") is None


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("6000 MTPA", "6000", "MTPA"),
        ("1,200.500 Kg", "1200.500", "Kg"),
        ("9,00,000 Number/Year", "900000", "Number/Year"),
        ("12.5", "12.5", ""),
        ("६००० टन", "6000", "टन"),
    ],
)
def test_a_quantity_keeps_its_unit_as_printed(printed, value, unit):
    assert read_quantity(printed) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize("text", ["", "MT", "see annexure", "12/03/2024"])
def test_what_is_no_quantity_is_none(text):
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    ("printed", "percent"),
    [
        ("99.5 %", "99.5"),
        ("99.5", "99.5"),
        ("≥ 99.95%", "99.95"),
        ("99.9 per cent", "99.9"),
        ("९९.५ प्रतिशत", "99.5"),
        ("min. 95%", "95"),
        ("99.5% w/w", "99.5"),
        ("110%", "110"),
        (".5%", "0.5"),
    ],
)
def test_a_percentage_is_a_number(printed, percent):
    assert read_percent(printed) == Decimal(percent)


@pytest.mark.parametrize("text", ["20-25%", "995", "", "%", "99.5 kg"])
def test_a_range_or_a_large_bare_number_is_no_percentage(text):
    assert read_percent(text) is None


@given(st.text(max_size=40))
def test_no_text_upsets_the_readers(text):
    per_year(text), read_unit(text), read_quantity(text), read_percent(text)
