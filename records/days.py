"""Days as Indian papers write them: in digits, with the name of the month, in words, in Hindi. Day first, always.

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
from datetime import date
from decimal import Decimal
from functools import cache

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

_OCR_TOKEN = re.compile(r"(?<![A-Za-z0-9])[0-9lIi|OoSB]{1,4}(?:\s?[/.,\-]\s?[0-9lIi|OoSB]{1,4}){2}(?![A-Za-z0-9])")
_OCR_GLYPHS = str.maketrans({"l": "1", "I": "1", "i": "1", "|": "1", "O": "0", "o": "0", "S": "5", "B": "8"})

_AROUND_A_DAY = re.compile(
    r"(?:date[ds]?|dt|on|the|this|as|at|of|issue[ds]?|ist|hrs?|am|pm|दिनांक|दिनाक|तारीख|को|का|की|तिथि"
    r"|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|wed|thu|sat|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|\+05'?[:']?30'?|[\s.,:;()\[\]|*'-])*",
    re.IGNORECASE,
)


def levelled(text: str) -> str:
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
    around = levelled(text[: days[0].start]) + " " + levelled(text[days[0].end :])
    return days[0].readings if _AROUND_A_DAY.fullmatch(around) else ()


def find_days(text: str, *, ocr: bool = False) -> list[FoundDay]:
    """Every date that the text prints, in reading order."""
    candidates = list(_matches(levelled(text), 0.0, "as printed"))
    if ocr:
        repaired, changed = _put_right(levelled(text))
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
        candidates += list(_matches(levelled(text), 0.0, "as printed", fuzzy=True))
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
    year, cost, reason = full_year(match["year"])
    if match["first"] != match["second"]:
        cost, reason = cost + MIXED_SEPARATORS, "separators differ"
    return _day(year, int(match["month"]), int(match["day"]), cost, reason)


def _named(match: re.Match[str], fuzzy: bool) -> DayReading | None:
    month = named_month(match["month"], fuzzy)
    if month is None:
        return None
    year, cost, reason = full_year(match["year"])
    return _day(year, month[0], int(match["day"]), cost + month[1], reason or month[2])


def _worded(match: re.Match[str], fuzzy: bool) -> DayReading | None:
    month, number, year = named_month(match["month"], fuzzy), _ordinal(match["day"]), _year_words(match["year"])
    if month is None or number is None or year is None:
        return None
    return _day(year[0], month[0], number, month[1], month[2] or "in words")


def _day(year: int, month: int, day: int, cost: float, reason: str) -> DayReading | None:
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return DayReading(date(year, month, day), round(cost, 2), reason or "as printed")


def full_year(text: str) -> tuple[int, float, str]:
    """A printed year in four digits, what that costs and why."""
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits), 0.0, ""
    short = int(digits)
    return (2000 if short <= PIVOT else 1900) + short, TWO_DIGIT_YEAR, "a year of two digits"


@cache
def named_month(word: str, fuzzy: bool) -> tuple[int, float, str] | None:
    """The number of the month that a word names, what that costs and why; with `fuzzy`, of a misspelt one too."""
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
