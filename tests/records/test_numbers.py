"""A printed amount is a hypothesis: what is admissible, and which reading comes first."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.amount_words import amount_in_words, in_words, in_words_hindi, is_beginning_of
from records.money_units import scale_of
from records.numbers import MALFORMED, find_amounts, indian, read_amount, side_of

rupees = st.decimals(min_value=0, max_value=Decimal("99999999999.99"), places=2)


def values(text, **how):
    return [reading.value for reading in read_amount(text, **how)]


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("12,34,56,789.00", "123456789"),
        ("1,234,567.00", "1234567"),
        ("Rs. 14,40,000/-", "1440000"),
        ("Rs. 14,40,000/= only", "1440000"),
        ("Rs.14,40,000.00", "1440000"),
        ("Rs14,40,000", "1440000"),
        ("INR5,00,000", "500000"),
        ("5,00,000 INR", "500000"),
        ("Rs. 51.30 lakh", "5130000"),
        ("Rs 1.60 cr.", "16000000"),
        ("₹ 41.235 Crore", "412350000"),
        ("₹41.235Cr", "412350000"),
        ("Rs.1679.5 Lacs", "167950000"),
        ("Rs. 5 Crore 25 Lakh 10 Thousand", "52510000"),
        ("(1,20,000.00)", "-120000"),
        ("(-)1,20,000.00", "-120000"),
        ("- 1,20,000.00", "-120000"),
        ("−1,20,000", "-120000"),
        ("1,20,000.00-", "-120000"),
        ("₹ (500.00)", "-500"),
        (":- Rs. 100", "100"),
        ("१२,३४,५६७.०० रुपये", "1234567"),
        ("रु. ४१.५ करोड़", "415000000"),
        ("51.30 लाख रुपये मात्र", "5130000"),
        ("Rs. 14,40,000/- (Rupees Fourteen Lakh Forty Thousand Only)", "1440000"),
        ("Rs. 14,40,000 Rupees Fourteen Lakh Forty Thousand Only", "1440000"),
        ("0.00", "0"),
        ("Rs.500.", "500"),
    ],
)
def test_a_printed_amount_is_read_as_rupees(printed, amount):
    first = read_amount(printed)[0]
    assert (first.value, first.cost) == (Decimal(amount), 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "abc",
        "USD 5,000",
        "2025, 2026",
        "12/03/2024",
        "1,2,3",
        "18%",
        "12.34.567.00",
        "500 MT",
        "27AAPFU0939F1ZV",
        "Rs.",
    ],
)
def test_what_is_not_an_amount_has_no_reading(text):
    assert read_amount(text) == ()


def test_a_heading_scales_the_column_unless_the_cell_names_its_own_unit():
    assert values("41.50", scale=scale_of("(₹ in lakh)")) == [Decimal("4150000")]
    overruled = read_amount("41.50 crore", scale=Decimal(100_000))[0]
    assert overruled.value == Decimal("415000000") and overruled.cost > 0


@pytest.mark.parametrize(
    ("printed", "first", "also"),
    [
        ("12,34,567.00 Cr", "1234567", None),
        ("Rs. 1,245.60 Cr", "12456000000", "1245.60"),
        ("245.60 Cr", "2456000000", "245.60"),
        ("1,200.00 Dr", "1200", None),
    ],
)
def test_cr_is_credit_or_crore_and_both_are_kept_in_doubt(printed, first, also):
    readings = values(printed)
    assert readings[0] == Decimal(first)
    assert also is None or Decimal(also) in readings


@pytest.mark.parametrize(
    ("printed", "side"), [("1,200.00 Dr", "Dr"), ("12,34,567.00 Cr.", "Cr"), ("Rs. 1.60 cr", None), ("1,200", None)]
)
def test_the_side_of_a_ledger_amount_is_told_apart_from_crore(printed, side):
    assert side_of(printed) == side


def test_an_amount_in_brackets_with_its_currency_may_be_a_parenthesis_or_a_negative():
    assert values("(Rs. 45,00,000/-)") == [Decimal(4_500_000), Decimal(-4_500_000)]


def test_grouping_that_no_system_knows_is_read_at_a_cost():
    (reading,) = read_amount("Rs. 45,00,00/-")
    assert reading.value == 450_000 and reading.cost >= 1


@pytest.mark.parametrize(
    ("scanned", "amount"),
    [
        ("%41,23,50,000", "412350000"),
        ("¥1,00,000", "100000"),
        ("z4,00,000.00", "400000"),
        ("f 4,00,000", "400000"),
        ("<12,500.00", "12500"),
        ("2 41,23,50,000", "412350000"),
        ("241,23,50,000.00", "412350000"),
        ("२41,23,50,000", "412350000"),
        ("7 5,00,000.00", "500000"),
        ("12.34.567.00", "1234567"),
        ("12,34, 567.00", "1234567"),
        ("12,34,567,00", "1234567"),
        ("l2,34,567.OO", "1234567"),
        ("1O,OOO.00", "10000"),
    ],
)
def test_ocr_noise_is_put_right(scanned, amount):
    assert values(scanned, ocr=True)[0] == Decimal(amount)


@pytest.mark.parametrize(
    ("scanned", "printed", "hidden"),
    [
        ("23,45,678.00", "2345678", "345678"),
        ("341,235.00", "341235", "41235"),
        ("7500.00", "7500", "500"),
    ],
)
def test_a_lead_digit_that_may_be_a_rupee_sign_is_a_runner_up(scanned, printed, hidden):
    readings = read_amount(scanned, ocr=True)
    assert [reading.value for reading in readings] == [Decimal(printed), Decimal(hidden)]
    assert readings[0].cost < readings[1].cost


def test_no_lead_glyph_is_looked_for_behind_a_rupee_sign_or_on_a_digital_page():
    assert values("₹ 23,45,678.00", ocr=True) == [Decimal(2_345_678)]
    assert values("23,45,678.00") == [Decimal(2_345_678)]


def test_figures_are_decimal_never_float():
    assert all(isinstance(value, Decimal) for value in values("Rs. 0.1 crore"))
    assert values("0.1")[0] + values("0.2")[0] == Decimal("0.3")


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("(₹ in lakh)", 100_000),
        ("(Rs. in Lakhs)", 100_000),
        ("Rs. Crores", 10_000_000),
        ("Amount in Lacs", 100_000),
        ("(Amount in Rs.)", 1),
        ("Amount (₹ in '000)", 1000),
        ("INR Mn", 1_000_000),
        ("(लाख रुपये में)", 100_000),
        ("रु. करोड़ में", 10_000_000),
        ("राशि (₹ लाख में)", 100_000),
        ("Lakhs", 100_000),
        ("Value", None),
        ("Dr/Cr", None),
        ("Rs. in crore or lakh", None),
        ("Cost Rs. 5 crore", None),
    ],
)
def test_a_heading_names_the_unit_of_its_column(heading, scale):
    assert scale_of(heading) == scale


@pytest.mark.parametrize(
    ("printed", "scale", "amount", "cost"),
    [
        ("99,99,999.99", 100_000, "999999999000", 0.0),
        ("1,00,00,000", 100_000, "10000000", MALFORMED),
        ("₹ 3,21,40,000", 100_000, "32140000", MALFORMED),
        ("3,21,40,000 lakh", 100_000, "3214000000000", 0.0),
        ("1,00,000", 10_000_000, "100000", MALFORMED),
        ("99,999", 10_000_000, "999990000000", 0.0),
    ],
)
def test_a_unit_that_makes_a_lakh_crore_rupees_of_a_figure_is_not_its_own(printed, scale, amount, cost):
    reading = read_amount(printed, Decimal(scale))[0]
    assert (reading.value, reading.cost) == (Decimal(amount), cost)


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Rupees Forty One Crore Twenty Three Lakh Fifty Thousand Only", "412350000"),
        ("Rs. FortyOne Crores Twenty-Three Lacs only", "412300000"),
        ("Rupees Fourty One Crore and paise fifty", "410000000.50"),
        ("Rupees Five Hundred and Fifty Paise Only", "500.50"),
        ("five hundred rupees fifty paise", "500.50"),
        ("One Lakh Crore", "1000000000000"),
        ("Twelve Hundred", "1200"),
        ("Forty one point two three five crore", "412350000"),
        ("Rupees Twelve Thousandd Two Hundered Ony", "12200"),
        ("इकतालीस करोड़ तेईस लाख पचास हज़ार", "412350000"),
        ("रुपये छः लाख मात्र", "600000"),
        ("पैंतालीस लाख रुपए", "4500000"),
    ],
)
def test_an_amount_in_words_is_read(words, amount):
    assert amount_in_words(words) == Decimal(amount)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Rupees",
        "only",
        "twenty thirty",
        "five lakh three lakh",
        "Rupees fine lakh",
        "the company",
        "Rupees 5 lakh",
        "two thousand five crore thousand",
    ],
)
def test_words_that_are_not_one_number_are_not_guessed(words):
    assert amount_in_words(words) is None


@given(rupees)
def test_words_say_what_was_written_in_english(amount):
    assert amount_in_words(in_words(amount)) == amount


@given(rupees)
def test_words_say_what_was_written_in_hindi(amount):
    assert amount_in_words(in_words_hindi(amount)) == amount


def test_every_hindi_number_below_a_hundred_is_its_own():
    assert [amount_in_words(in_words_hindi(Decimal(number))) for number in range(100)] == list(range(100))


@given(st.decimals(min_value=Decimal("-99999999999.99"), max_value=Decimal("99999999999.99"), places=2))
def test_indian_grouping_is_read_back(amount):
    (reading,) = read_amount(indian(amount))
    assert (reading.value, reading.cost) == (amount, 0)


@given(st.text(max_size=40))
def test_no_text_upsets_the_reader(text):
    for ocr in (False, True):
        costs = [reading.cost for reading in read_amount(text, ocr=ocr)]
        assert costs == sorted(costs)
        find_amounts(text, ocr=ocr)
    amount_in_words(text)
    scale_of(text)


@pytest.mark.parametrize(
    ("amount", "printed"),
    [("1234567", "12,34,567.00"), ("-0.004", "0.00"), ("999.995", "1,000.00"), ("10000000", "1,00,00,000.00")],
)
def test_amounts_are_printed_in_indian_grouping(amount, printed):
    assert indian(Decimal(amount)) == printed


def test_amounts_are_found_in_prose_and_years_are_not():
    text = "A cost of Rs.45,00,000/- and ₹ 2.5 करोड़ was met in 2025 by 12,345 entries dated 12/03/2024."
    assert [(found.text, found.readings[0].value) for found in find_amounts(text)] == [
        ("Rs.45,00,000/-", Decimal(4_500_000)),
        ("₹ 2.5 करोड़", Decimal(25_000_000)),
        ("12,345", Decimal(12_345)),
    ]
    assert all(text[found.start : found.end] == found.text for found in find_amounts(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Rupees Twenty Two Crore Eighty", True),
        ("RUPEES TWENTY TWO CRORE", True),
        ("Rupees Twenty Two Crore Eighty Lakh Ninety Six Thousand Only", False),  # whole, not cut
        ("Rupees Twenty Crore Eighty", False),
        ("Rupees only", False),
        ("बाईस करोड़ अस्सी", True),
    ],
)
def test_words_that_were_cut_are_the_beginning_of_their_amount(text, expected):
    assert is_beginning_of(text, Decimal(228096000)) is expected
