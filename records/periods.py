"""Financial years, from 1 April to 31 March, and the periods that papers name."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from records.days import FoundDay, find_days, full_year, levelled, named_month
from records.terms import add_months

_FY_MARK = (
    r"(?:\bF\s?\.?\s?Y(?![A-Za-z])\.?|\b(?:financial|fiscal|accounting|previous)\s+year(?:\s*\(?\s*FY\s*\)?)?"
    r"|वित्त(?:ीय|िय)?\s*(?:वर्ष|बर्ष|साल)|वि\.?\s*व\.?)"
)

_TY_MARK = r"(?:\bT\s?\.?\s?Y(?![A-Za-z])\.?|\btax\s+year|कर\s+वर्ष)"
_AY_MARK = r"(?:\bA\s?\.?\s?Y(?![A-Za-z])\.?|\bassessment\s+year(?:\s*\(?\s*AY\s*\)?)?|(?:कर\s*)?निर्धारण\s*वर्ष)"
_MARK = rf"(?:(?P<ay>{_AY_MARK})|(?P<fy>{_FY_MARK}|{_TY_MARK}))\s*['’]?[\s:.=-]*['’]?\s*"

_SPAN = re.compile(
    rf"(?:{_MARK}|(?<![0-9A-Za-z.,])(?<![0-9][/-]))(?P<from>20[0-9]{{2}}|19[0-9]{{2}})\s?[-/]\s?"
    r"(?P<to>(?:20|19)?[0-9]{2})(?![0-9A-Za-z]|[/.,-][0-9])",
    re.IGNORECASE,
)

_SHORT_SPAN = re.compile(rf"{_MARK}(?P<from>[0-9]{{2}})\s?[-/]\s?(?P<to>[0-9]{{2}})(?![0-9]|[/.-][0-9])", re.IGNORECASE)
_SINGLE = re.compile(rf"{_MARK}(?P<to>20[0-9]{{2}}|[0-9]{{2}})(?![0-9]|\s?[-/.,]\s?[0-9])", re.IGNORECASE)

_YEAR_ENDED = re.compile(
    r"(?:(?<!half)(?<!half[ -])(?:\byears?|\bperiod|\bF\.?Y\.?)\s+(?:then\s+)?(?:ended|ending|end)"
    r"\s*(?:on|as\s+on|as\s+at)?|\bas\s+(?:at|on)|वर्ष\s*(?:समाप्त|समाप्ति))\s*[:\-]*\s*$",
    re.IGNORECASE,
)

_HINDI_YEAR_ENDED = re.compile(r"^\s*को\s+समाप्त\s+(?:हुए\s+)?(?:वित्तीय\s+)?वर्ष")


@lru_cache(maxsize=4096)
def financial_year(day: date) -> str:
    """The financial year (1 April to 31 March) that a day lies in: 2026-03-31 lies in "2025-26"."""
    return _name_of_year(day.year if day.month >= 4 else day.year - 1)


def year_start(year: str) -> date:
    """The first day of a financial year written "2025-26".

    Raises:
        ValueError: if the text is not written so.
    """
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", year)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"A financial year is written 2025-26, not {year!r}.")
    return date(int(match[1]), 4, 1)


def year_end(year: str) -> date:
    """The last day of a financial year written "2025-26": 31 March 2026."""
    return year_start(year).replace(year=year_start(year).year + 1, month=3, day=31)


@lru_cache(maxsize=1024)
def read_financial_year(text: str) -> str | None:
    """The one financial year that a text names, as "2025-26"; None where it names none or several.

    An assessment year counts as the year before it: "A.Y. 2025-26" is "2024-25".
    """
    years = find_financial_years(text)
    return years[0] if len(years) == 1 else None


@lru_cache(maxsize=512)
def find_financial_years(text: str) -> tuple[str, ...]:
    """Every financial year that a text names, each once, in reading order."""
    level = levelled(text)
    found: dict[int, str] = {}
    for match in _SPAN.finditer(level):
        if (start := _span_start(match)) is not None:
            found[match.start()] = _name_of_year(start)
    for match in _SHORT_SPAN.finditer(level):
        if int(match["to"]) == (int(match["from"]) + 1) % 100:
            found[match.start()] = _name_of_year(2000 + int(match["from"]) - bool(match["ay"]))
    for match in _SINGLE.finditer(level):
        ends = int(match["to"]) % 100 + 2000
        found[match.start()] = _name_of_year(ends - 1 - bool(match["ay"]))
    for day in find_days(text):
        value = day.readings[0].value
        ended = _YEAR_ENDED.search(level[: day.start]) or _HINDI_YEAR_ENDED.match(level[day.end :])
        if ended and (value.month, value.day) == (3, 31):
            found[day.start] = financial_year(value)
    if (
        not found
        and (period := read_period(text))
        and period == (year_start(name := financial_year(period[0])), year_end(name))
    ):
        found[0] = name
    return tuple(dict.fromkeys(found[start] for start in sorted(found)))


def _span_start(match: re.Match[str]) -> int | None:
    first, last = int(match["from"]), int(match["to"])
    consecutive = last == first + 1 if last > 99 else last == (first + 1) % 100
    return first - bool(match["ay"]) if consecutive else None


def _name_of_year(start: int) -> str:
    return f"{start}-{(start + 1) % 100:02d}"


_BETWEEN = re.compile(
    r"[\s,.)(:]*(?:to|till|until|up\s?to|and|-|through|से|ता|लगायत|और|–)[\s,.:(]*(?:the\s+)?(?:dt\.?|dated?|दिनांक)?[\s:.]*",
    re.IGNORECASE,
)

_MONTH_SPAN = re.compile(
    r"(?<![A-Za-z\u0900-\u097f0-9])(?P<m1>[A-Za-z]{3,9}|[\u0900-\u097f]{2,9})\.?[\s,'-]*(?P<y1>20[0-9]{2}|[0-9]{2})?\s*(?:to|till|up\s?to|-|से)\s*"
    r"(?P<m2>[A-Za-z]{3,9}|[\u0900-\u097f]{2,9})\.?[\s,'-]*(?P<y2>20[0-9]{2}|[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)

_ONE_MONTH = re.compile(
    r"(?<![A-Za-z\u0900-\u097f0-9])(?P<month>[A-Za-z]{3,9}|[\u0900-\u097f]{2,9})\.?[\s,'-]*(?P<year>20[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
_NO_WHOLE_MONTH = re.compile(
    r"(?:\b(?:to|till|until|up\s?to|from|since|after|before|by|ended|ending|dated?|on|w\.?e\.?f)\W*)$", re.IGNORECASE
)
"""What leads to a month that only begins or ends a period, or that holds a day of the paper."""

_GOES_ON = re.compile(r"\s*(?:onwards?|to\b|till\b|-|से|तक)", re.IGNORECASE)
"""What follows a month that begins or ends a longer period."""

_SPAN_ENDED = re.compile(
    r"\b(?P<span>quarter|half[\s-]*year|year|month)\s+(?:ended|ending)\s*(?:on|as\s+on)?\s*[:\-]*\s*$", re.IGNORECASE
)

_SPAN_MONTHS = {"quarter": 3, "half": 6, "year": 12, "month": 1}


def read_period(text: str) -> tuple[date, date] | None:
    """The first and last day of the period a text names.

    Two days joined ("01.04.2024 to 31.03.2025"), two months ("April 2024 to March 2025"), one ("June 2025"), a quarter,
    half year or year ended on a month's last day, or a financial year. None where it names none, several, or an end
    before its start.
    """
    level, days = levelled(text), find_days(text)
    joined = {
        (first.readings[0].value, last.readings[0].value)
        for first, last in zip(days, days[1:], strict=False)
        if _BETWEEN.fullmatch(level[first.end : last.start])
    }
    if joined:
        first_day, last_day = joined.pop()
        return (first_day, last_day) if not joined and first_day <= last_day else None
    ended = {span for day in days if (span := _span_ended(level, day)) is not None}
    if days:
        return ended.pop() if len(ended) == 1 else None
    months = {span for match in _MONTH_SPAN.finditer(level) if (span := _months(match)) is not None}
    if months:
        return months.pop() if len(months) == 1 else None
    if single := _one_month(level):
        return single
    spans = [match for match in _SPAN.finditer(level) if not match["ay"]]
    years = {_name_of_year(start) for match in spans if (start := _span_start(match)) is not None}
    if not years and (marked := _marked_year(level)):
        years = {marked}
    return (year_start(year := years.pop()), year_end(year)) if len(years) == 1 else None


def _one_month(level: str) -> tuple[date, date] | None:
    """The first and last day of the one month that a text names with its year."""
    named = [
        (match, month)
        for match in _ONE_MONTH.finditer(level)
        if (month := named_month(match["month"], False)) is not None
    ]
    if len(named) != 1:
        return None
    match, (number, _, _) = named[0]
    if _NO_WHOLE_MONTH.search(level[: match.start()]) or _GOES_ON.match(level[match.end() :]):
        return None
    year = int(match["year"])
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def _marked_year(level: str) -> str | None:
    matches = [*_SHORT_SPAN.finditer(level), *_SINGLE.finditer(level)]
    years = {_name_of_year(int(match["to"]) % 100 + 1999) for match in matches if not match["ay"]}
    return years.pop() if len(years) == 1 else None


def _span_ended(level: str, day: FoundDay) -> tuple[date, date] | None:
    match = _SPAN_ENDED.search(level[: day.start])
    last = day.readings[0].value
    if match is None or last.day != calendar.monthrange(last.year, last.month)[1]:
        return None
    months = _SPAN_MONTHS[re.split(r"[\s-]", match["span"].lower())[0].replace("halfyear", "half")]
    return add_months(last.replace(day=1), 1 - months), last


def _months(match: re.Match[str]) -> tuple[date, date] | None:
    first, last = named_month(match["m1"], False), named_month(match["m2"], False)
    if first is None or last is None:
        return None
    end_year = full_year(match["y2"])[0]
    start_year = full_year(match["y1"])[0] if match["y1"] else end_year - (first[0] > last[0])
    start = date(start_year, first[0], 1)
    end = date(end_year, last[0], calendar.monthrange(end_year, last[0])[1])
    return (start, end) if start <= end else None
