"""Days, financial years, terms and periods, as papers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dates import (
    Term,
    add_months,
    financial_year,
    find_days,
    find_financial_years,
    months_and_days_between,
    read_day,
    read_financial_year,
    read_period,
    read_term,
    year_end,
    year_start,
)

days = st.dates(min_value=date(1961, 1, 1), max_value=date(2059, 12, 31))


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("21/03/2022", "2022-03-21"),
        ("05/04/2025", "2025-04-05"),
        ("28.10.2022", "2022-10-28"),
        ("21 / 03 / 2022", "2022-03-21"),
        ("2026-03-31", "2026-03-31"),
        ("March 31, 2024", "2024-03-31"),
        ("22nd June 2009", "2009-06-22"),
        ("11-Jul-2025", "2025-07-11"),
        ("31st day of March, 2026", "2026-03-31"),
        ("5 Sept. 2024", "2024-09-05"),
        ("Dt. 06/03/2022", "2022-03-06"),
        ("06/03/2022 Dt.", "2022-03-06"),
        ("Monday, 3rd March 2025", "2025-03-03"),
        ("२१ मार्च २०२२", "2022-03-21"),
        ("दिनांक २१/०३/२०२२", "2022-03-21"),
        ("3 सितम्बर 2025 को", "2025-09-03"),
        ("03 फ़रवरी, 2024", "2024-02-03"),
        ("2022.03.21 12:11:18 +05'30'", "2022-03-21"),
        ("29/02/2024", "2024-02-29"),
        ("Twenty fifth day of March Two thousand twenty-one", "2021-03-25"),
        ("thirty-first day of March two thousand and six", "2006-03-31"),
        ("First day of April Nineteen Hundred and Ninety Six", "1996-04-01"),
    ],
)
def test_a_day_is_read_day_first(printed, day):
    (reading,) = read_day(printed)
    assert (reading.value, reading.cost) == (date.fromisoformat(day), 0)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("28.10.22", "2022-10-28"),
        ("1-Apr-25", "2025-04-01"),
        ("12-03-96", "1996-03-12"),
        ("31st March'25", "2025-03-31"),
    ],
)
def test_a_year_of_two_digits_costs_a_little(printed, day):
    (reading,) = read_day(printed)
    assert reading.value == date.fromisoformat(day) and 0 < reading.cost < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2024",
        "29/02/2023",
        "03/22/2022",
        "21/03/20023",
        "21/03/202",
        "00/01/2024",
        "12/3",
        "1.2.3",
        "",
        "31 Foo 2024",
        "01.04.2024 to 31.03.2025",
        "21/03/2022 or so they say",
        "1,20,000.00",
        "192.168.10.20",
        "27AAPFU0939F1ZV",
    ],
)
def test_what_is_no_day_or_two_has_no_reading(text):
    assert read_day(text) == ()


@pytest.mark.parametrize(
    ("scanned", "day"), [("2l/O3/2022", "2022-03-21"), ("28,10.2022", "2022-10-28"), ("15 Auqust 2025", "2025-08-15")]
)
def test_ocr_noise_in_a_day_is_put_right_at_a_cost_and_only_on_request(scanned, day):
    assert read_day(scanned) == ()
    (reading,) = read_day(scanned, ocr=True)
    assert reading.value == date.fromisoformat(day) and reading.cost >= 0.5


@given(days)
def test_every_way_of_writing_a_day_gives_the_day(day):
    for form in ("%d/%m/%Y", "%d.%m.%y", "%d-%b-%y", "%B %d, %Y", "%d %B %Y", "%Y-%m-%d", "%dth day of %B, %Y"):
        assert [reading.value for reading in read_day(day.strftime(form))] == [day], form


@given(st.text(max_size=40))
def test_no_text_upsets_the_reader(text):
    for found in find_days(text, ocr=True):
        assert text[found.start : found.end] == found.text
    read_financial_year(text)
    read_term(text)
    read_period(text)


def test_days_are_found_in_prose_with_their_places():
    text = (
        "Incorporated on this Twenty fifth day of March Two thousand twenty-one under the Act; valid upto 20.03.2027, "
        "file B-29016/12/2019/WM."
    )
    assert [(found.text, found.readings[0].value) for found in find_days(text)] == [
        ("Twenty fifth day of March Two thousand twenty-one", date(2021, 3, 25)),
        ("20.03.2027", date(2027, 3, 20)),
    ]


@pytest.mark.parametrize(
    ("day", "year"), [("2025-03-31", "2024-25"), ("2025-04-01", "2025-26"), ("2000-03-31", "1999-00")]
)
def test_the_financial_year_begins_in_april(day, year):
    assert financial_year(date.fromisoformat(day)) == year


@given(days)
def test_a_day_lies_within_its_financial_year(day):
    year = financial_year(day)
    assert year_start(year) <= day <= year_end(year)
    assert read_financial_year(f"FY {year}") == year


@pytest.mark.parametrize("text", ["2025-27", "2025", "25-26", ""])
def test_a_year_that_is_not_one_is_refused(text):
    with pytest.raises(ValueError, match="financial year"):
        year_start(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("FY 2024-25", "2024-25"),
        ("F.Y. 2024-2025", "2024-25"),
        ("F.Y.2023-24", "2023-24"),
        ("2024-25", "2024-25"),
        ("FY25", "2024-25"),
        ("FY'25", "2024-25"),
        ("FY 24-25", "2024-25"),
        ("FY2025", "2024-25"),
        ("Financial Year 2024 – 25", "2024-25"),
        ("year ended 31.03.2025", "2024-25"),
        ("for the year ended March 31, 2025", "2024-25"),
        ("A.Y. 2025-26", "2024-25"),
        ("Assessment Year 2025-26", "2024-25"),
        ("FY 2025-26 (AY 2026-27)", "2025-26"),
        ("TY 2026-27", "2026-27"),
        ("Tax Year 2026-27", "2026-27"),
        ("वित्तीय वर्ष २०२५-२६", "2025-26"),
        ("01.04.2024 to 31.03.2025", "2024-25"),
        ("2024-26", None),
        ("FY 2023-24 and FY 2024-25", None),
        ("year ended 30.06.2025", None),
        ("2024-25-26", None),
        ("", None),
    ],
)
def test_a_financial_year_is_read_in_all_its_forms(text, year):
    assert read_financial_year(text) == year


def test_several_financial_years_are_told_in_reading_order():
    assert find_financial_years("FY 2024-25 (previous year: FY 2023-24)") == ("2024-25", "2023-24")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-03-31", -1, "2025-02-28"),
    ],
)
def test_months_are_added_by_the_calendar(start, months, end):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_months_and_days_between_two_days():
    assert months_and_days_between(date(2024, 1, 31), date(2025, 3, 1)) == (13, 1)
    assert months_and_days_between(date(2025, 4, 1), date(2025, 4, 1)) == (0, 0)
    assert months_and_days_between(date(2025, 4, 2), date(2025, 3, 1)) < (0, 0)


@pytest.mark.parametrize(
    ("text", "years", "months"),
    [
        ("valid for a period of Five Year from the date of issue", 5, 0),
        ("5 (five) years", 5, 0),
        ("five (5) years", 5, 0),
        ("Five(5)Years", 5, 0),
        ("05 Years", 5, 0),
        ("5 yrs.", 5, 0),
        ("twenty five years", 25, 0),
        ("five-year term", 5, 0),
        ("60 months", 5, 0),
        ("18 months", 1, 6),
        ("1 year and 6 months", 1, 6),
        ("पाँच वर्ष", 5, 0),
        ("५ साल", 5, 0),
        ("36 माह", 3, 0),
        ("valid for five years; keep records for 3 years", 5, 0),
    ],
)
def test_a_term_is_read(text, years, months):
    assert read_term(text) == Term(years, months)


@pytest.mark.parametrize(
    "text",
    [
        "till 31.03.2030",
        "five (3) years",
        "financial year 2024-25",
        "",
        "for some years",
        "valid for 3 years or 5 years",
    ],
)
def test_a_date_or_a_contradiction_is_no_term(text):
    assert read_term(text) is None


def test_a_term_ends_the_day_before_its_anniversary():
    five_years = Term(5)
    assert five_years.anniversary(date(2022, 3, 21)) == date(2027, 3, 21)
    assert five_years.last_day(date(2022, 3, 21)) == date(2027, 3, 20)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("01.04.2024 to 31.03.2025", "2024-04-01", "2025-03-31"),
        ("from 01/04/2024 till 31/03/2025", "2024-04-01", "2025-03-31"),
        ("1-Apr-24 to 31-Mar-25", "2024-04-01", "2025-03-31"),
        ("दिनांक 01.04.2024 से 31.03.2025 तक", "2024-04-01", "2025-03-31"),
        ("April 2024 to March 2025", "2024-04-01", "2025-03-31"),
        ("April to September 2025", "2025-04-01", "2025-09-30"),
        ("half year ended 30.09.2025", "2025-04-01", "2025-09-30"),
        ("quarter ended 31st December 2025", "2025-10-01", "2025-12-31"),
        ("FY 2024-25", "2024-04-01", "2025-03-31"),
    ],
)
def test_a_period_is_read(text, first, last):
    assert read_period(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["31.03.2025 to 01.04.2024", "01.04.2024", "", "issued 01.04.2024, valid 31.03.2025"])
def test_what_is_no_period_is_none(text):
    assert read_period(text) is None
