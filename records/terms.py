"""Spans of time: the term that a paper grants, and months and days from one day to another."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from records.amount_words import amount_in_words
from records.days import levelled


@dataclass(frozen=True, slots=True)
class Term:
    """How long a paper says that it holds."""

    years: int
    months: int = 0

    @property
    def total_months(self) -> int:
        """The whole term in months."""
        return 12 * self.years + self.months

    def anniversary(self, start: date) -> date:
        """The day on which the term, begun on `start`, is full: five years from 06-03-2022 give 06-03-2027."""
        return add_months(start, self.total_months)

    def last_day(self, start: date) -> date:
        """The last day of a term whose first day is `start`: the day before the anniversary."""
        return self.anniversary(start) - timedelta(days=1)


_COUNT = (
    r"(?:(?P<ywords>(?:(?:twenty|thirty|forty|fifty)[\s-])?[A-Za-z]+|[\u0900-\u097f]+)\s*[-(\[]*\s*)??"
    r"(?:(?P<ydigits>[0-9]{1,3})\s*(?:[-(\[)\]]+\s*)?(?:(?P<yafter>[A-Za-z]+|[\u0900-\u097f]+)\s*[)\]]\s*)?)?"
)

_YEARS_WORD = r"(?:years?|yrs?\b\.?|वर्षों|वर्षो|वर्ष|साल(?:ों)?|बर्ष)"
_MONTHS_WORD = r"(?:months?|mths?\b\.?|माह|महीन[ेों]+|मास)"
_TERM = re.compile(rf"{_COUNT}[\s-]{{0,3}}(?P<unit>{_YEARS_WORD}|{_MONTHS_WORD})(?![a-z])", re.IGNORECASE)
_MAY_FOLLOW = re.compile(
    r"\b(?:may|can|could)\s+(?:also\s+)?be\s+(?:further\s+)?(?:extend\w*|renew\w*|prolong\w*)\b[^.;।]{0,50}$",
    re.IGNORECASE,
)
"""What leads to a term that is not granted yet: "and may be extended by one year"."""

_VALIDITY = re.compile(r"valid|period|term\b|duration|tenure|renew|वैध|अवधि|मान्य", re.IGNORECASE)


def read_term(text: str) -> Term | None:
    """The term that a text grants: "valid for a period of Five Year", "5 (five) years", "1 year 6 months", "पाँच वर्ष".

    Where several differ, the one that follows a word of validity counts; None where that leaves none or several, where
    figure and word disagree, and for "till 31.03.2030", which is a date.
    """
    counted = [
        (match, count)
        for match in _TERM.finditer(levelled(text))
        if (count := _count(match)) is not None and 0 < count <= 600
    ]
    if granted := [it for it in counted if not _MAY_FOLLOW.search(levelled(text)[: it[0].start()])]:
        counted = granted
    terms: list[tuple[int, Term]] = []
    for match, count in counted:
        is_years = re.match(_YEARS_WORD, match["unit"], re.IGNORECASE) is not None
        before = levelled(text)[: match.start()]
        if (
            not is_years
            and terms
            and re.search(rf"{_YEARS_WORD}\s*(?:,|and|और|एवं|व|तथा|&)?\s*$", before, re.IGNORECASE)
        ):
            start, last = terms.pop()
            terms.append((start, Term(last.years, count)))
        elif is_years:
            terms.append((match.start(), Term(count)))
        else:
            terms.append((match.start(), Term(*divmod(count, 12))))
    level = levelled(text)
    clauses = [(start, term, re.split(r"[;।]|\.\s", level[max(0, start - 80) : start])[-1]) for start, term in terms]
    for chosen in (terms, [(start, term) for start, term, before in clauses if _VALIDITY.search(before)]):
        if len({term for _, term in chosen}) == 1:
            return chosen[0][1]
    return None


def _count(match: re.Match[str]) -> int | None:
    numbers = {int(match["ydigits"])} if match["ydigits"] else set()
    for word in (match["ywords"], match["yafter"]):
        spelt = amount_in_words(word) if word else None
        if spelt is not None and spelt == int(spelt):
            numbers.add(int(spelt))
    return numbers.pop() if len(numbers) == 1 else None


def add_months(day: date, months: int) -> date:
    """The same day months later, or the month's last where it has no such day: 31 January + 1 is 28 or 29 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def months_and_days_between(start: date, end: date) -> tuple[int, int]:
    """Full calendar months from start to end, and the days over; neither is positive where `end` is before `start`."""
    span = relativedelta(end, start)
    return 12 * span.years + span.months, span.days
