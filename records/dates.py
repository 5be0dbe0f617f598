"""Days, financial years, terms and periods as Indian papers write them. Day first, always.

The scale of `DayReading.cost` (departures add up):

    0.0  as printed, with a year of four digits
    0.1  a year of two digits
    0.3  separators that differ (21/03-2022)
    0.5  a glyph put right on an OCR page (l for 1, O for 0, a comma for a point), a month's name misspelt

A day that no calendar has, and a year of three or five digits, give no reading at all.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from dateutil.relativedelta import relativedelta
from rapidfuzz.distance import OSA

from records.amount_words import amount_in_words
from records.digits import ascii_digits

EARLIEST, LATEST = 1850, 2100
"""Years outside are misreadings: the oldest companies of India were incorporated in the 1850s."""

PIVOT = 60
"""Two-digit years up to this are 20yy, above it 19yy."""

TWO_DIGIT_YEAR, MIXED_SEPARATORS, GLYPH = 0.1, 0.3, 0.5


@dataclass(frozen=True, slots=True)
class DayReading:
    """One admissible reading of a printed date; `cost` on the scale of this module's docstring."""

    value: date
    cost: float
    reason: str


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A date within a longer text: `text[start:end]` of what was searched, and how it can be read."""

    start: int
    end: int
    text: str
    readings: tuple[DayReading, ...]


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


# --- the vocabulary --------------------------------------------------------------------------------------------------

_MONTHS: dict[str, int] = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if number},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if number},
    "sept": 9,
}
_HINDI_MONTHS_TEXT = """
जनवरी जनबरी; फरवरी फरबरी; मार्च; अप्रैल अप्रेल; मई; जून; जुलाई जुलाइ; अगस्त; सितंबर सितम्बर सितबर;
अक्टूबर अक्तूबर अक्टुबर अक्तुबर; नवंबर नवम्बर नवबर; दिसंबर दिसम्बर दिसबर
"""
_HINDI_MONTHS: dict[str, int] = {
    word: number for number, words in enumerate(_HINDI_MONTHS_TEXT.split(";"), start=1) for word in words.split()
}
_ORDINALS_TEXT = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth
"""
_ORDINALS: dict[str, int] = {word: number for number, word in enumerate(_ORDINALS_TEXT.split(), start=1)} | {
    "thirtieth": 30,
    "fivth": 5,
    "nineth": 9,
    "twelveth": 12,
}

_MONTH = r"(?P<month>[A-Za-z]{3,10}|[\u0900-\u097f]{2,9})\.?"
_YEAR = r"(?P<year>(?:1[89]|20)[0-9]{2}|'?[0-9]{2})(?![0-9A-Za-z]|[/.-][0-9])"
_DAY = r"(?<![0-9A-Za-z,/.-])(?P<day>[0-9]{1,2})"
_SUFFIX = r"(?:\s?(?:st|nd|rd|th|ना|वें|वीं|वी|वे)(?![A-Za-z])\.?)?"
_SEPARATOR = r"\s?(?P<first>[/.\-])\s?"

_NUMERIC = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][/.,-])(?P<day>[0-9]{1,2})\s?(?P<first>[/.-])\s?(?P<month>[0-9]{1,2})\s?(?P<second>[/.-])\s?"
    + _YEAR
)
_ISO = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][/.,-])(?P<year>(?:19|20)[0-9]{2})(?P<first>[/.-])(?P<month>[0-9]{1,2})(?P<second>[/.-])(?P<day>[0-9]{1,2})"
    r"(?![0-9]|[/.-][0-9])"
)
_DAY_MONTH_YEAR = re.compile(
    rf"{_DAY}{_SUFFIX}[\s,./-]*(?:(?:day\s+)?of\s+|day\s+)?(?:the\s+month\s+of\s+)?{_MONTH}[\s,./-]*(?:of\s+|सन्?\s+)?{_YEAR}"
)
_MONTH_DAY_YEAR = re.compile(
    rf"(?<![A-Za-z\u0900-\u097f]){_MONTH}[\s.-]*(?P<day>[0-9]{{1,2}}){_SUFFIX}(?:\s*,\s*|\s+|-){_YEAR}"
)
_IN_WORDS = re.compile(
    r"(?<![A-Za-z0-9])(?P<day>[0-9]{1,2}(?:\s?(?:st|nd|rd|th))?|(?:(?:twenty|thirty)[\s-]*)?[A-Za-z]{4,11})\s+(?:day\s+)?(?:of\s+)?(?:the\s+month\s+of\s+)?"
    r"(?P<month>[A-Za-z]{3,9})\.?[\s,]*(?:of\s+)?(?:the\s+)?(?:year\s+)?(?:of\s+)?"
    r"(?P<year>[0-9]{4}(?![0-9])|(?:two\s+thousand|nineteen|twenty)(?:[\s,-]+(?:and\s+)?[A-Za-z]+){0,4})",
    re.IGNORECASE,
)
_OCR_COMMA = re.compile(r"(?<=[0-9])[,:;](?=\s?[0-9])")
_OCR_TOKEN = re.compile(r"(?<![A-Za-z0-9])[0-9lIi|OoSB]{1,4}(?:\s?[/.,\-]\s?[0-9lIi|OoSB]{1,4}){2}(?![A-Za-z0-9])")
_OCR_GLYPHS = str.maketrans({"l": "1", "I": "1", "i": "1", "|": "1", "O": "0", "o": "0", "S": "5", "B": "8"})

_AROUND_A_DAY = re.compile(
    r"(?:date[ds]?|dt|on|the|this|as|at|of|issue[ds]?|ist|hrs?|am|pm|दिनांक|दिनाक|तारीख|को|का|की|तिथि"
    r"|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|wed|thu|sat|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|\+05'?[:']?30'?|[\s.,:;()\[\]|*'-])*",
    re.IGNORECASE,
)


def _level(text: str) -> str:
    """The text with ASCII digits, one kind of dash and space, and no nukta of its own: every position stays."""
    text = ascii_digits(text)
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"[\u00a0\u2000-\u200a\u202f\t\n\r]", " ", text)
    return text.replace("\u2044", "/").replace("’", "'")


def read_day(text: str, *, ocr: bool = False) -> tuple[DayReading, ...]:
    """Every admissible reading of a text that is a date, cheapest first; () where it is none, or holds two.

    "Dt. 06/03/2022", "March 31, 2024", "31st day of March, 2026", "२१ मार्च २०२२" and words are dates; a weekday, a time
    and "dated" may stand about it.
    """
    days = find_days(text, ocr=ocr)
    if len(days) != 1:
        return ()
    around = _level(text[: days[0].start]) + " " + _level(text[days[0].end :])
    return days[0].readings if _AROUND_A_DAY.fullmatch(around) else ()


def find_days(text: str, *, ocr: bool = False) -> list[FoundDay]:
    """Every date that the text prints, in reading order."""
    candidates = list(_matches(_level(text), 0.0, "as printed"))
    if ocr:
        repaired, changed = _put_right(_level(text))
        candidates += [
            (start, end, reading)
            for start, end, reading in _matches(repaired, 0.0, "letters read as digits")
            if any(start <= position < end for position in changed)
            for reading in [
                DayReading(
                    reading.value,
                    reading.cost + GLYPH * sum(start <= position < end for position in changed),
                    "glyphs put right for OCR",
                )
            ]
        ]
        candidates += list(_matches(_level(text), 0.0, "as printed", fuzzy=True))
    found: list[FoundDay] = []
    for start, end, reading in sorted(candidates, key=lambda it: (it[2].cost, it[0] - it[1], it[0])):
        if all(end <= other.start or start >= other.end for other in found):
            found.append(FoundDay(start, end, text[start:end], (reading,)))
    return sorted(found, key=lambda day: day.start)


def _put_right(text: str) -> tuple[str, frozenset[int]]:
    """Tokens shaped like dates with letters as digits and commas as points; and which positions were changed."""

    def repair(match: re.Match[str]) -> str:
        token = match[0]
        digits = sum(character in "0123456789" for character in token)
        letters = sum(character.isalpha() or character == "|" for character in token)
        return token.translate(_OCR_GLYPHS).replace(",", ".") if digits >= 4 and letters <= 3 else token

    repaired = _OCR_TOKEN.sub(repair, text)
    return repaired, frozenset(index for index, (a, b) in enumerate(zip(repaired, text, strict=True)) if a != b)


def _matches(text: str, cost: float, reason: str, *, fuzzy: bool = False) -> Iterator[tuple[int, int, DayReading]]:
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], bool], DayReading | None]], ...] = (
        (_NUMERIC, _numeric),
        (_ISO, _numeric),
        (_DAY_MONTH_YEAR, _named),
        (_MONTH_DAY_YEAR, _named),
        (_IN_WORDS, _worded),
    )
    for pattern, read in readers:
        position = 0
        while (match := pattern.search(text, position)) is not None:
            reading = read(match, fuzzy)
            if reading is not None:
                yield (
                    match.start(),
                    _end(match, reading),
                    DayReading(reading.value, reading.cost + cost, reading.reason or reason),
                )
            position = _end(match, reading) if reading else match.start() + 1


def _end(match: re.Match[str], reading: DayReading | None) -> int:
    """Where the date ends: year words may have run on into the sentence."""
    if reading is None or match.re is not _IN_WORDS:
        return match.end()
    words = _year_words(match["year"])
    return match.start("year") + (words[1] if words else len(match["year"]))


def _numeric(match: re.Match[str], fuzzy: bool) -> DayReading | None:
    year, cost, reason = _year(match["year"])
    if match["first"] != match["second"]:
        cost, reason = cost + MIXED_SEPARATORS, "separators differ"
    return _day(year, int(match["month"]), int(match["day"]), cost, reason)


def _named(match: re.Match[str], fuzzy: bool) -> DayReading | None:
    month = _month(match["month"], fuzzy)
    if month is None:
        return None
    year, cost, reason = _year(match["year"])
    return _day(year, month[0], int(match["day"]), cost + month[1], reason or month[2])


def _worded(match: re.Match[str], fuzzy: bool) -> DayReading | None:
    month, number, year = _month(match["month"], fuzzy), _ordinal(match["day"]), _year_words(match["year"])
    if month is None or number is None or year is None:
        return None
    return _day(year[0], month[0], number, month[1], month[2] or "in words")


def _day(year: int, month: int, day: int, cost: float, reason: str) -> DayReading | None:
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return DayReading(date(year, month, day), round(cost, 2), reason or "as printed")


def _year(text: str) -> tuple[int, float, str]:
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits), 0.0, ""
    short = int(digits)
    return (2000 if short <= PIVOT else 1900) + short, TWO_DIGIT_YEAR, "a year of two digits"


@cache
def _month(word: str, fuzzy: bool) -> tuple[int, float, str] | None:
    bare = unicodedata.normalize("NFD", word.lower().rstrip(".")).replace("\u093c", "")
    known = _MONTHS if bare.isascii() else _HINDI_MONTHS
    bare = bare if bare.isascii() else bare.replace("ँ", "ं")
    if bare in known:
        return known[bare], 0.0, ""
    if not fuzzy or len(bare) < 4:
        return None
    near = {number for name, number in known.items() if len(name) >= 4 and OSA.distance(bare, name) == 1}
    return (near.pop(), GLYPH, "the month's name is misspelt") if len(near) == 1 else None


def _ordinal(text: str) -> int | None:
    """The day of the month that a numeral or an ordinal names: "twenty-fifth", "Thirty First", "22nd"."""
    if digits := re.match(r"[0-9]+", text):
        return int(digits[0])
    words = re.split(r"[\s-]+", text.lower().strip())
    tens = {"twenty": 20, "thirty": 30}
    match words:
        case [one] if one in _ORDINALS:
            return _ORDINALS[one]
        case [one] if (split := re.fullmatch(r"(twenty|thirty)(\w+)", one)) and split[2] in _ORDINALS:
            return tens[split[1]] + _ORDINALS[split[2]]
        case [ten, one] if ten in tens and _ORDINALS.get(one, 99) < 10:
            return tens[ten] + _ORDINALS[one]
    return None


def _year_words(text: str) -> tuple[int, int] | None:
    """A year in words and how much of the text it takes; the longest run of words that is a year wins."""
    if text[:1].isdigit():
        return int(text), len(text)
    tokens = list(re.finditer(r"[A-Za-z]+", text))
    for count in range(len(tokens), 1, -1):
        end = tokens[count - 1].end()
        words = [token[0].lower() for token in tokens[:count]]
        if words[-1] == "and":
            continue
        year = _year_of([word for word in words if word != "and"])
        if year is not None:
            return year, end
    return None


def _year_of(words: list[str]) -> int | None:
    whole = amount_in_words(" ".join(words))
    if words[0] == "two" and whole is not None:
        return int(whole) if 2000 <= whole <= LATEST else None
    century = {"nineteen": 19, "twenty": 20}.get(words[0])
    rest = amount_in_words(" ".join(words[1:])) if len(words) > 1 else None
    if words[1:2] == ["hundred"]:
        rest = amount_in_words(" ".join(words[2:])) if len(words) > 2 else Decimal(0)
    if century is None or rest is None or not 0 <= rest < 100:
        return None
    return century * 100 + int(rest)


# --- financial years -------------------------------------------------------------------------------------------------

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
    level = _level(text)
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


# --- spans -----------------------------------------------------------------------------------------------------------


def add_months(day: date, months: int) -> date:
    """The same day months later, or the month's last where it has no such day: 31 January + 1 is 28 or 29 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def months_and_days_between(start: date, end: date) -> tuple[int, int]:
    """Full calendar months from start to end, and the days over; neither is positive where `end` is before `start`."""
    span = relativedelta(end, start)
    return 12 * span.years + span.months, span.days


_COUNT = (
    r"(?:(?P<ywords>(?:(?:twenty|thirty|forty|fifty)[\s-])?[A-Za-z]+|[\u0900-\u097f]+)\s*[-(\[]*\s*)??"
    r"(?:(?P<ydigits>[0-9]{1,3})\s*(?:[-(\[)\]]+\s*)?(?:(?P<yafter>[A-Za-z]+|[\u0900-\u097f]+)\s*[)\]]\s*)?)?"
)
_YEARS_WORD = r"(?:years?|yrs?\b\.?|वर्षों|वर्षो|वर्ष|साल(?:ों)?|बर्ष)"
_MONTHS_WORD = r"(?:months?|mths?\b\.?|माह|महीन[ेों]+|मास)"
_TERM = re.compile(rf"{_COUNT}[\s-]{{0,3}}(?P<unit>{_YEARS_WORD}|{_MONTHS_WORD})(?![a-z])", re.IGNORECASE)
_VALIDITY = re.compile(r"valid|period|term\b|duration|tenure|renew|वैध|अवधि|मान्य", re.IGNORECASE)


def read_term(text: str) -> Term | None:
    """The term that a text grants: "valid for a period of Five Year", "5 (five) years", "1 year 6 months", "पाँच वर्ष".

    Where several differ, the one that follows a word of validity counts; None where that leaves none or several, where
    figure and word disagree, and for "till 31.03.2030", which is a date.
    """
    counted = [
        (match, count)
        for match in _TERM.finditer(_level(text))
        if (count := _count(match)) is not None and 0 < count <= 600
    ]
    terms: list[tuple[int, Term]] = []
    for match, count in counted:
        is_years = re.match(_YEARS_WORD, match["unit"], re.IGNORECASE) is not None
        before = _level(text)[: match.start()]
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
    level = _level(text)
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


_BETWEEN = re.compile(
    r"[\s,.)(:]*(?:to|till|until|up\s?to|and|-|through|से|ता|लगायत|और|–)[\s,.:(]*(?:the\s+)?(?:dt\.?|dated?|दिनांक)?[\s:.]*",
    re.IGNORECASE,
)
_MONTH_SPAN = re.compile(
    r"(?<![A-Za-z\u0900-\u097f0-9])(?P<m1>[A-Za-z]{3,9}|[\u0900-\u097f]{2,9})\.?[\s,'-]*(?P<y1>20[0-9]{2}|[0-9]{2})?\s*(?:to|till|up\s?to|-|से)\s*"
    r"(?P<m2>[A-Za-z]{3,9}|[\u0900-\u097f]{2,9})\.?[\s,'-]*(?P<y2>20[0-9]{2}|[0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
_SPAN_ENDED = re.compile(
    r"\b(?P<span>quarter|half[\s-]*year|year|month)\s+(?:ended|ending)\s*(?:on|as\s+on)?\s*[:\-]*\s*$", re.IGNORECASE
)
_SPAN_MONTHS = {"quarter": 3, "half": 6, "year": 12, "month": 1}


def read_period(text: str) -> tuple[date, date] | None:
    """The first and last day of the period a text names.

    Two days joined ("01.04.2024 to 31.03.2025"), two months ("April 2024 to March 2025"), a quarter, half year or year
    ended on a month's last day, or a financial year. None where it names none, several, or an end before its start.
    """
    level, days = _level(text), find_days(text)
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
    spans = [match for match in _SPAN.finditer(level) if not match["ay"]]
    years = {_name_of_year(start) for match in spans if (start := _span_start(match)) is not None}
    if not years and (marked := _marked_year(level)):
        years = {marked}
    return (year_start(year := years.pop()), year_end(year)) if len(years) == 1 else None


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
    first, last = _month(match["m1"], False), _month(match["m2"], False)
    if first is None or last is None:
        return None
    end_year = _year(match["y2"])[0]
    start_year = _year(match["y1"])[0] if match["y1"] else end_year - (first[0] > last[0])
    start = date(start_year, first[0], 1)
    end = date(end_year, last[0], calendar.monthrange(end_year, last[0])[1])
    return (start, end) if start <= end else None
