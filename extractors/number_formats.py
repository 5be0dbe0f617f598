"""What a spreadsheet shows of a stored value: the number formats of Office Open XML, as far as ledgers use them.

A format has up to four sections (positive; negative; zero; text), each may carry a condition in brackets, colours,
currency marks, quoted words, digits with grouping, or the parts of a date. Formats that are too strange give None, and
the stored value stands as it is.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "dd-mm-yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 20: "h:mm", 21: "h:mm:ss", 22: "dd-mm-yyyy h:mm",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    41: "#,##0;(#,##0);-", 42: "#,##0;(#,##0);-", 43: "#,##0.00;(#,##0.00);-", 44: "#,##0.00;(#,##0.00);-",
    49: "@",
}  # fmt: skip
"""Formats that a file names by number only. 14 is the short date of the reader's country: here day first."""

_QUIET = re.compile(r"\\.|\"[^\"]*\"|\[[^\]]*\]|_.|\*.")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f]+)?\]")
_DIGITS = re.compile(r"[#0?](?:[#0?,.]|\\,|\",\")*")
_DATE_PART = re.compile(r"y+|m+|d+|h+|s+|AM/PM", re.I)

_COMPARE = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


def shown_number(value: Decimal, code: str) -> str | None:
    """A number as the format `code` shows it; None where the format is not understood.

    >>> shown_number(Decimal("1234567.5"), "#,##0.00")
    '1,234,567.50'
    >>> shown_number(Decimal("1234567.5"), "[>=100000]##,##,##0.00;#,##0.00")
    '12,34,567.50'
    >>> shown_number(Decimal("0.125"), "0.0%")
    '12.5%'
    """
    if code.strip().lower() in {"", "general", "@"}:
        return plain(value)
    section, unsigned = _section_for(value, code)
    if is_date_format(section) or "E+" in section.upper() or "/" in _QUIET.sub("", section):
        return None
    return _filled(abs(value) if unsigned else value, section)


def plain(value: Decimal) -> str:
    """A number without exponent, grouping or needless zeros."""
    text = format(value.normalize(), "f")
    return "0" if text in {"-0", ""} else text


def scales(code: str) -> bool:
    """Whether a format shows thousandths or millionths of what is stored ("0.00,,")."""
    return any(re.search(r",(?![#0?])", it) for it in _DIGITS.findall(_QUIET.sub("", code)))


def is_date_format(code: str) -> bool:
    """Whether a format shows a date or a time."""
    bare = _QUIET.sub("", code.replace("General", "")).lower()
    return bool(re.search(r"[ymdhs]", bare)) and not _DIGITS.search(bare.replace("00", "").replace(".0", ""))


def shown_day(value: date | datetime | time, code: str) -> str | None:
    """A date or time as the format shows it; None where the format is none of a date.

    >>> shown_day(date(2026, 4, 9), "dd/mm/yyyy")
    '09/04/2026'
    """
    if not is_date_format(code):
        return None
    section = re.sub(r"\[[^\]]*\]", "", code.split(";")[0])
    section = re.sub(r"\\(.)", r"\1", section).replace('"', "")
    parts = _DATE_PART.findall(section)
    minutes = _minutes(parts)
    taken = iter(range(len(parts)))
    return _DATE_PART.sub(lambda match: _date_part(match.group(), value, next(taken) in minutes), section)


def _minutes(parts: list[str]) -> set[int]:
    """Which of the m are minutes: those after hours or before seconds."""
    low = [part.lower() for part in parts]
    return {
        number
        for number, part in enumerate(low)
        if part[0] == "m"
        and len(part) <= 2
        and ((number and low[number - 1][0] == "h") or (number + 1 < len(low) and low[number + 1][0] == "s"))
    }


def _date_part(part: str, value: date | datetime | time, minutes: bool) -> str:
    low = part.lower()
    if low == "am/pm":
        return format(value, "%p")
    if low[0] == "m" and not minutes:
        names = {1: str(getattr(value, "month", "")), 2: "%m", 3: "%b", 4: "%B", 5: "%b"}
    else:
        names = {
            "y": {1: "%y", 2: "%y"}, "d": {1: str(getattr(value, "day", "")), 2: "%d", 3: "%a"},
            "h": {1: "%H", 2: "%H"}, "m": {1: "%M", 2: "%M"}, "s": {1: "%S", 2: "%S"},
        }[low[0]]  # fmt: skip
    longest = {"y": "%Y", "d": "%A"}.get(low[0], names[max(names)])
    return format(value, names.get(len(low), longest))


def _section_for(value: Decimal, code: str) -> tuple[str, bool]:
    """The section of a format that shows the value, and whether it shows it without its sign."""
    sections = _split(code)
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _COMPARE[condition[1]](value, Decimal(condition[2])):
                return section, False
        return sections[-1], False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _split(code: str) -> list[str]:
    """The sections of a format; a semicolon in quotes or behind a backslash parts none."""
    sections, quoted, escaped = [""], False, False
    for letter in code:
        if letter == ";" and not quoted and not escaped:
            sections.append("")
            continue
        quoted ^= letter == '"' and not escaped
        escaped = letter == "\\" and not escaped
        sections[-1] += letter
    return sections


def _filled(value: Decimal, section: str) -> str | None:
    """The section with its digits filled in and its words as they stand."""
    section = _CURRENCY.sub(lambda match: match[1], section)
    section = re.sub(r"\[[^\]]*\]", "", section)
    section = re.sub(r"[_*].", "", section)
    match = _DIGITS.search(section)
    if match is None:
        return _words(section).strip() or None
    pattern = match.group().replace("\\,", ",").replace('","', ",")
    if "%" in section:
        value = value * 100
    before, after = _words(section[: match.start()]), _words(section[match.end() :])
    digits = _digits(abs(value), pattern)
    return f"{'-' if value < 0 else ''}{before}{digits}{after}".strip()


def _words(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).replace('"', "")


def _digits(value: Decimal, pattern: str) -> str:
    while pattern.endswith(","):
        value, pattern = value / 1000, pattern[:-1]
    whole, _, fraction = pattern.partition(".")
    rounded = value.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    figures, _, decimals = format(rounded, "f").partition(".")
    least = sum(it == "0" for it in fraction)
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    figures = figures.zfill(sum(it == "0" for it in whole)) if figures != "0" or "0" in whole else ""
    if "," in whole:
        figures = _grouped(figures, indian=bool(re.search(r",[#0?]{2},", whole)))
    return f"{figures}.{decimals}" if decimals else figures


def _grouped(figures: str, *, indian: bool) -> str:
    """Figures with commas, in threes or as lakh and crore."""
    head, tail = figures[:-3], figures[-3:]
    size = 2 if indian else 3
    parts: list[str] = []
    while head:
        head, part = head[:-size], head[-size:]
        parts.insert(0, part)
    return ",".join([*parts, tail])
