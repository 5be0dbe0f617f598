"""Numbers as Indian offices write them, and rows high enough for their text."""

import re
from decimal import Decimal

import pytest

from worksheets import measure
from worksheets.impact_page import table
from worksheets.looks import fits_number, indian_format, number_format, padded
from worksheets.words import exact_rupees, in_words, rupees


def shown(value: Decimal, number_format: str) -> str:
    """What a spreadsheet shows: the section for the value, filled from the right.

    Without conditions the second section is for negative values and writes their minus itself.
    """
    sections = number_format.split(";")
    if "[" not in number_format and value < 0 and len(sections) > 1:
        value, sections = -value, sections[1:]
    for section in sections:
        condition = re.match(r"\[(>=|<=)(-?\d+)\]", section)
        if condition is None or (value >= int(condition[2]) if condition[1] == ">=" else value <= int(condition[2])):
            break
    pattern = re.sub(r"^\[[^\]]*\]", "", section)
    sign = "" if condition or value >= 0 else "-"
    before, _, decimals = pattern.partition(".")
    whole, _, fraction = f"{abs(value):.{len(decimals)}f}".partition(".")
    digits, out = list(whole), []
    if "\\," not in before:  # grouped by thousands
        return f"{sign}{before[: before.startswith('-')]}{int(whole):,}" + (f".{fraction}" if fraction else "")
    for mark in reversed(re.findall(r'"[^"]*"|\\,|[#0]|-', before)):
        if mark in "#0":
            out.append(digits.pop() if digits else "" if mark == "#" else "0")
        elif mark == "\\,":
            out.append("," if digits else "")
        else:
            out.append("".join(reversed(digits)) + mark.strip('"')[::-1])
            digits = []
    return sign + "".join(reversed(out + ["".join(digits)])) + (f".{fraction}" if fraction else "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "0.00"),
        ("999.5", "999.50"),
        ("99999.99", "99,999.99"),
        ("100000", "1,00,000.00"),
        ("1234567.8", "12,34,567.80"),
        ("9999999.99", "99,99,999.99"),
        ("10000000", "1,00,00,000.00"),
        ("999999999", "99,99,99,999.00"),
        ("1000000000", "1,00,00,00,000.00"),
        ("123456789012.34", "1,23,45,67,89,012.34"),
        ("-5", "-5.00"),
        ("-99999.99", "-99,999.99"),
        ("-100000", "-1,00,000.00"),
        ("-415187.5", "-4,15,187.50"),
        ("-12345678901.5", "-12,34,56,78,901.50"),
    ],
)
def test_rupees_are_grouped_by_lakh_and_crore(value, expected):
    assert shown(Decimal(value), indian_format(Decimal(value))) == expected


@pytest.mark.parametrize("value", ["-0.01", "-99999.99", "-100000", "-12972200"])
def test_a_negative_amount_has_no_conditional_section_whose_minus_libreoffice_loses_or_doubles(value):
    sections = indian_format(Decimal(value), sign="₹").split(";")
    assert len(sections) == 2 and not any("[" in it for it in sections)
    assert sections[1].startswith("-")


@pytest.mark.parametrize("smaller", ["100000", "4200000", "99999", "12", "0"])
def test_a_format_still_fits_when_the_formula_in_the_cell_gives_less(smaller):
    from records.numbers import indian

    assert shown(Decimal(smaller), indian_format(Decimal("41235000"))) == indian(Decimal(smaller))


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("0.2", "fraction", "0%"),
        ("0.125", "fraction", "0.0%"),
        ("99.5", "percent", '0.0"%"'),
        ("6", "tpa", "0"),
        ("18", "months", "0"),
    ],
)
def test_numbers_are_shown_by_their_unit(value, unit, expected):
    assert number_format(Decimal(value), unit) == expected


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("412350000", "₹41.24 crore"),
        ("412345000", "₹41.23 crore"),  # 41.2345
        ("9999999", "₹100.00 lakh"),
        ("100000", "₹1.00 lakh"),
        ("99999.5", "₹99,999.50"),
        ("-250000", "−₹2.50 lakh"),
        ("12345678900000", "₹12,34,567.89 crore"),
    ],
)
def test_amounts_are_said_in_crore_and_lakh(amount, said):
    assert rupees(Decimal(amount)) == said


def test_values_in_words():
    assert in_words(Decimal("5000"), "tonnes_per_year") == "5000 tonnes per year"
    assert in_words(Decimal("0.145"), "fraction") == "14.5%"
    assert in_words(None) == "not known"


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("123456789012345", True),
        ("1234567890123.45", True),
        ("12345678901234567", False),
        ("NaN", False),
        ("1e20", False),
    ],
)
def test_only_what_fifteen_digits_hold_is_written_as_a_number(value, fits):
    assert fits_number(Decimal(value)) is fits


@pytest.mark.parametrize("text", ["w" * 200, "word " * 60, "क्षेत्र " * 60, "one\ntwo\nthree", "mmmmm mmmmm mmmmm mmmmm"])
def test_a_row_is_as_high_as_its_text(text):
    width = measure.cell_width(20)
    needed = max(measure.points(line, 10) for line in text.split("\n")) / width
    assert measure.lines(text, width, 10) >= max(needed, text.count("\n") + 1)


def test_shortened_text_fits_its_line():
    cut = measure.shortened("2 · p. 14 · Environmental clearance required", 80, 8)
    assert cut.endswith("…") and measure.points(cut, 8) <= 80
    assert measure.shortened("2 · p. 1", 80, 8) == "2 · p. 1"


@pytest.mark.parametrize(
    ("heights", "expected"),
    [([20] * 5, (1, 1.0)), ([20] * 6, (2, 0.3)), ([60, 60, 30], (2, 1.0)), ([], (1, 0.0))],
)
def test_rows_are_laid_on_pages_under_the_heading_that_each_repeats(heights, expected):
    count, filled = measure.pages(heights, 100.0, 10.0)
    assert (count, pytest.approx(filled)) == expected


def test_air_stands_at_the_right_of_every_section_of_a_number_format():
    assert padded("[>=100000]##\\,##\\,##0;##,##0") == "[>=100000]##\\,##\\,##0_)_);##,##0_)_)"


@pytest.mark.parametrize("text", ["word " * 60, "क्षेत्र और " * 40, "W" * 300, "short"])
def test_a_text_is_cut_between_words_to_the_lines_it_may_take(text):
    cut = measure.within_lines(text.strip(), 2, 150, 9)
    assert measure.lines(cut, 150, 9) <= 2 or " " not in cut
    assert cut == text.strip() or cut.endswith("…")


def test_a_negative_amount_in_words_has_its_minus_before_the_rupee():
    assert exact_rupees(Decimal("-6894376.41")) == "-₹68,94,376.41" == in_words(Decimal("-6894376.41"), "INR")
    assert exact_rupees(Decimal("0.5")) == "₹0.50"


def test_the_heading_of_a_column_of_numbers_stands_over_them():
    page = table(("Group", "Cases", "Moved"), [("A", 2, Decimal(-5)), ("B", 1, None)])
    assert '<th>Group</th><th class="n">Cases</th><th class="n">Moved</th>' in page and "-₹5.00" in page
