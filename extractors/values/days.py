"""Days, ends of periods and financial years."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from extractors.values.model import Parsed, Scope
from records.dates import (
    FoundDay,
    add_months,
    financial_year,
    find_days,
    read_financial_year,
    read_period,
    year_end,
    year_start,
)
from records.days import named_month
from records.readings import Alternative
from reference.document_types import FieldWords


def read_days(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """Days; of a period with two of them, for an end the second."""
    text = _FLUSH.sub(" ", text)
    text = _TWO_MONTHS.sub(lambda it: it["latin"].rjust(len(it[0])), _COMBED_DAY.sub(r"\1.\2.\3", text))
    found = find_days(text)
    if words.name.endswith(("_to", "_until")) and len(found) > 1 and _joined(text, found[0], found[1]):
        found = found[1:]
    return [it for at, day in enumerate(found[:3]) for it in _one_day(text, day, 0.06 * at, scope)]


_FLUSH = re.compile(r"(?<=\w),(?=\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d)")
"""The comma between a number and its date that stand without a space: "2026/339187,04.05.2026"."""

_COMBED_DAY = re.compile(r"\b(\d\d) (\d\d) ((?:19|20)\d\d)\b")
"""A date whose parts stand in boxes of their own."""


_TWO_MONTHS = re.compile(r"(?<=\d )[\u0900-\u0963]{2,8}\s*/\s*(?P<latin>[A-Z][a-z]{2,8})(?=,? (?:19|20)\d\d)")
"""The month of a date in both languages: "12 मई / May 2026"."""


def _joined(text: str, first: FoundDay, second: FoundDay) -> bool:
    """Whether two dates are the ends of one period: "01.04.2024 to 31.03.2029"."""
    between = text[first.end : second.end - (second.end - second.start)]
    return bool(
        re.fullmatch(r"\W*(?:(?:to|till|until|up\s?to|and|se|से|तक|–|-)\W*){0,2}(?:dated?|dt\.?)?\W*", between, re.I)
    )


def _one_day(text: str, day: FoundDay, cost: float, scope: Scope) -> list[Parsed]:
    if not day.readings:
        return []
    best, *others = sorted(day.readings, key=lambda it: it.cost)
    distance = min(len(text[: day.start].strip(" :-–.")), 60) / 60
    alternatives = tuple(
        Alternative(it.value, day.text, max(0.1, 0.5 - it.cost), it.reason) for it in others if it.value != best.value
    )
    return [Parsed(best.value, day.start, day.end, best.cost + cost + 0.05 * distance, alternatives=alternatives)]


_UP_TO = re.compile(r"\b(?:up\s*to|upto|till|until|as\s+on|as\s+at)\W*$|तक\W*$", re.I)


def _part_of_year(text: str, which: int) -> list[Parsed]:
    """An end of quarters of a financial year: "Q1 and Q2 of FY 2026-27"; () where the text tells it otherwise."""
    year = read_financial_year(text)
    quarters = [int(it) for it in re.findall(r"\bQ\s?([1-4])\b", text, re.I)]
    quarters += [2 * int(it) - end for it in re.findall(r"\bH\s?([12])\b", text, re.I) for end in (1, 0)]
    if year is None or not quarters:
        return []
    begins = year_start(year)
    last = add_months(begins, 3 * max(quarters)) - timedelta(days=1)
    value = last if which else add_months(begins, 3 * (min(quarters) - 1))
    return [Parsed(value, 0, min(len(text.rstrip()), 60), 0.05)]


CLOSE, NOT_JOINED = 12, 0.12
"""Two days at most so many characters apart are a period's, in doubt where the word between them is not known."""


def period_end(which: int) -> Callable[[FieldWords, str, Scope], list[Parsed]]:
    """A reader of the first (0) or last (1) day of a period."""

    def reader(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
        days = find_days(text)
        if len(days) >= 2 and _joined(text, days[0], days[1]):
            return _one_day(text, days[which], 0.0, scope)
        if which and days and scope.sentence and _UP_TO.search(scope.label):
            return _one_day(text, days[0], 0.02, scope)
        if _ENDED.match(text) and (ended := read_period(text[:40])):
            return [Parsed(ended[which], 0, min(len(text.rstrip()), 40), 0.03)]
        if re.search(r"\b(?:Q[1-4]|quarters?|H[12]|half)\b", text[:60], re.I):
            return _part_of_year(text[:60], which)
        if period := read_period(text[:120]):
            return [Parsed(period[which], 0, min(len(text.rstrip()), 60), 0.05)]
        if month := _month_of_year(text, scope.year):
            return [Parsed(month[which], 0, len(text.rstrip()), 0.03)]
        if days and not scope.sentence and which != _other_end(scope.label):
            several = len(days) > 1 and days[1].start - days[0].end <= CLOSE
            return _one_day(text, days[which if several else 0], NOT_JOINED if several else 0.02, scope)
        return []

    return reader


_ENDED = re.compile(r"\W*(?:quarter|half[\s-]*year|year|month)\s+end(?:ed|ing)\b", re.I)


def _month_of_year(text: str, year: str) -> tuple[date, date] | None:
    """The first and last day of a month that is all that stands behind a label, in the financial year of the paper."""
    name = text.strip(" .:-–")
    month = named_month(name, False) if name.isalpha() or _DEVANAGARI.fullmatch(name) else None
    if month is None or not year:
        return None
    begins = add_months(year_start(year), (month[0] - 4) % 12)
    return begins, add_months(begins, 1) - timedelta(days=1)


_DEVANAGARI = re.compile("[\u0900-\u0963]+")

_BEGINS = re.compile(
    r"\b(?:from|start\w*|begin\w*|commenc\w*|since|opening|first\s+day)\b|से(?!\S)|प्रारं?भ|आरं?भ|शुरू", re.I
)
_ENDS = re.compile(
    r"\b(?:to|up\s?to|till|until|end(?:s|ed|ing)?|clos\w*|conclu\w*|last\s+day)\b|तक(?!\S)|समाप्\S*|अंतिम|अन्तिम", re.I
)


def _other_end(label: str) -> int | None:
    """Which end of a period a label does not ask for: "End of period" asks for no first day; None where it may be any.

    A label that names both ends, "Period (from - to)", tells by the word that it ends with.
    """
    begins, ends = _last(_BEGINS, label), _last(_ENDS, label)
    return None if begins == ends else 0 if ends > begins else 1


def _last(pattern: re.Pattern[str], label: str) -> int:
    return max((it.end() for it in pattern.finditer(label)), default=-1)


def read_year(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """A financial year, as "2025-26"."""
    near = text[:90]
    if (days := find_days(near)) and len(days) > 1 and _joined(near, days[0], days[1]):
        whole = _whole_year(days[0], days[1])
        if whole or days[0].start < 3:
            return whole
    if year := read_financial_year(near):
        match = re.search(
            r"(?:F\.?\s?Y\.?\s*|A\.?\s?Y\.?\s*|T\.?\s?Y\.?\s*)?(?:19|20)?\d{2}\s*[-–/]\s*\d{2,4}|F\.?Y\.?\s?'?\d{2,4}",
            near,
            re.I,
        )
        start, end = match.span() if match else (0, len(near.rstrip()))
        return [Parsed(year, start, end, 0.0 if match else 0.05)]
    days = find_days(near)
    if days and days[0].readings and re.search(r"year|वर्ष|ended|ending|समाप्त", f"{scope.label} {near}", re.I):
        return [Parsed(financial_year(days[0].readings[0].value), days[0].start, days[0].end, 0.02)]
    return []


def _whole_year(first: FoundDay, last: FoundDay) -> list[Parsed]:
    """The financial year of a period that is exactly one: "1-Apr-25 to 31-Mar-26"."""
    if not first.readings or not last.readings:
        return []
    begins, ends = first.readings[0].value, last.readings[0].value
    year = financial_year(begins)
    if (begins, ends) != (year_start(year), year_end(year)):
        return []
    return [Parsed(year, first.start, last.end, 0.01)]
