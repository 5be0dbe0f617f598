"""Amounts of money as Indian papers print them: figures, words, lakh and crore, Hindi; and as OCR distorts them.

A printed amount is a hypothesis. `read_amount` gives every admissible reading, cheapest first; who calls it settles
between them with a second witness (row sums, words, another document), never by taking the cheapest in silence.

The scale of `Reading.cost` (costs of several departures add up):

    0.0  as printed, the grammar is perfect
    0.1  a lead sign or letter that OCR made of "₹" ("%", "f", "z"): it cannot be part of a number
    0.2  a departure that people make: western grouping on an OCR page, a stray space within the number
    0.3  spaces for commas; a unit word that overrules the unit of the column's heading; "Nil"
    0.4  a lead digit that OCR may have made of "₹" (an alternative, beside the reading as printed)
    0.5  a glyph put right: a point read for a comma, l for 1, O for 0; crores grouped as 123,45,67,890
    1.0  grouping that neither system knows (45,00,00): the figure is as printed, but somebody erred
    1.5  unlikely, kept so that a witness may find it

Never float; only the digits 0-9 and ०-९ are digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

THOUSAND = Decimal(1000)
LAKH = Decimal(100_000)
CRORE = Decimal(10_000_000)
ONE = Decimal(1)

MOST = Decimal(10) ** 14
"""No amount on these papers reaches ten crore crore rupees; a reading beyond it mistook "Cr" (credit) for crore."""

SPACING, HEADING_OVERRULED, LEAD_DIGIT, GLYPH, MALFORMED, UNLIKELY = 0.2, 0.3, 0.4, 0.5, 1.0, 1.5

DEVANAGARI_DIGITS = {ord("०") + digit: str(digit) for digit in range(10)}


@dataclass(frozen=True, slots=True)
class Reading:
    """One admissible reading of a printed amount, in rupees; `cost` on the scale of this module's docstring."""

    value: Decimal
    cost: float
    reason: str


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount within a longer text: `text[start:end]` and how it can be read."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]


class _Attempt(NamedTuple):
    """A text that might be what was printed, with what it costs to think so."""

    text: str
    cost: float
    reasons: tuple[str, ...]


def ascii_digits(text: str) -> str:
    """The text with ०-९ as 0-9; every position stays where it was."""
    return text.translate(DEVANAGARI_DIGITS)


# --- scale words -----------------------------------------------------------------------------------------------------

_SCALE_WORDS: dict[str, Decimal] = {
    **dict.fromkeys(("hundred", "hundreds", "सौ"), Decimal(100)),
    **dict.fromkeys(("thousand", "thousands", "'000", "'000s", "000s", "000's", "हजार"), THOUSAND),
    **dict.fromkeys(
        ("lakh", "lakhs", "lac", "lacs", "lak", "laks", "laksh", "lkh", "lkhs", "लाख", "लाखो", "लाखों"), LAKH
    ),
    **dict.fromkeys(("crore", "crores", "cr", "crs", "carore", "carores", "karod", "करोड", "करोडो", "करोडों"), CRORE),
    **dict.fromkeys(("million", "millions", "mn", "mln", "mio"), Decimal(10) ** 6),
    **dict.fromkeys(("billion", "billions", "bn"), Decimal(10) ** 9),
    **dict.fromkeys(("arab", "अरब"), Decimal(10) ** 9),
}
_NUKTA = "\u093c"
_RUPEE = (
    r"(?:₹|`(?=\s*[0-9])|(?<![a-z])(?:rupees?|rs|inr)(?![a-z])|(?<![\u0900-\u097f])र[ुू](?:पय[ेा]|पए)?(?![\u0900-\u097f]))"
)
_CURRENCY = re.compile(rf"{_RUPEE}\s*[.:]?", re.IGNORECASE)
_CURRENCY_ALONE = re.compile(rf"{_RUPEE}\s*[.:]?(?!\s*[0-9.])", re.IGNORECASE)
_WORD_ALTERNATIVES = "|".join(sorted(map(re.escape, _SCALE_WORDS), key=len, reverse=True))
_SCALE_WORD = re.compile(
    rf"(?:(?<![a-z\u0900-\u097f])|(?<=[0-9]))(?:{_WORD_ALTERNATIVES})(?![a-z0-9\u0900-\u097f])\.?", re.IGNORECASE
)


def _plain(text: str) -> str:
    """Digits as ASCII, one kind of space, dash and quote, no nukta: the form that every pattern here expects."""
    text = unicodedata.normalize("NFD", ascii_digits(text)).replace(_NUKTA, "")
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[\u00a0\u2000-\u200a\u202f\s]+", " ", text)
    text = re.sub(r"[\u200b-\u200f\ufeff]", "", text)
    return re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("’", "'").replace("‘", "'").strip()


_IN_UNIT = re.compile(
    rf"(?:{_RUPEE}\s*[.:]?|\bamounts?|\bamt\.?|\bvalues?|\bfigures?|\bfigs?\.?|\bin\b|\bof\b|\(|\[|राशि|मूल्य|आंकडे)"
    rf"[\s.(:/-]{{0,4}}(?:in|of|are in)?[\s.(:/-]{{0,4}}(?:{_RUPEE}\s*[.:]?\s*)?(?:in\b\s*)?"
    rf"(?P<word>{_WORD_ALTERNATIVES})(?![a-z0-9\u0900-\u097f])",
    re.IGNORECASE,
)
_UNIT_OF = re.compile(
    rf"(?<![a-z\u0900-\u097f])(?P<word>{_WORD_ALTERNATIVES})\.?\s*(?:of\s+)?(?:{_RUPEE}|में)", re.IGNORECASE
)
_ONLY_UNIT = re.compile(rf"[\s(\[]*(?P<word>{_WORD_ALTERNATIVES})\.?[\s)\]]*", re.IGNORECASE)


def scale_of(text: str) -> Decimal | None:
    """By how much a heading multiplies the figures under it.

    "(₹ in lakh)" gives 100000, "Rs. Crores" 10000000, "(Amount in Rs.)" 1. None where the text names no unit of money,
    or two that differ.
    """
    plain = _plain(text)
    words = [match["word"] for pattern in (_IN_UNIT, _UNIT_OF) for match in pattern.finditer(plain)]
    if not words and (alone := _ONLY_UNIT.fullmatch(plain)):
        words = [alone["word"]]
    if words:
        # A second unit word anywhere ("in crore or lakh") leaves the heading unclear; a lone "Cr" may be a credit.
        words += [match[0].rstrip(".") for match in _SCALE_WORD.finditer(plain) if len(match[0].rstrip(".")) > 3]
        scales = {_SCALE_WORDS[word.lower()] for word in words}
        return scales.pop() if len(scales) == 1 else None
    return ONE if _CURRENCY_ALONE.search(plain) else None


# --- figures ---------------------------------------------------------------------------------------------------------

_LEAD = re.compile(r"(?P<glyph>[273२fFzZ%Xx¥<~*=&#?tTR])\s?(?=[1-9०-९])")
_DOUBLED_COMMA = re.compile(r"(?<=[0-9])(?:\s?,\s?,\s?|\s,\s?)(?=[0-9])")
"""Between the parts of a number that OCR cut at a comma: "31," and ",22,50,000.00", "31" and ",22,50,000.00"."""
_GROUPED = re.compile(
    r"(?<![0-9,.])(?:[0-9]{1,2}(?:,[0-9]{2})*|[0-9]{1,3}(?:,[0-9]{3})*),[0-9]{3}(?:\.[0-9]{1,2})?(?![0-9,])"
)
_LEAD_NOISE = re.compile(r"^(?:[:|]\s*-?|=|\.{2,})\s*")
_TAIL_NOISE = re.compile(r"(?:\s*[|;:*#]|\s*[.,]{1,2})+$")
_TAIL_WORDS = re.compile(
    r"\s*(?:/\s*[-=_~]+|/-|/(?=\s*$)|\bonly\b\.?|मात्र|केवल|\bapprox(?:\.|imately)?|\(?approx\.?\)?)\s*[.,)]*$",
    re.IGNORECASE,
)
_IN_WORDS_TAIL = re.compile(rf"\s*[(\[,-]*\s*(?:in words\s*[:-]*\s*)?{_RUPEE}\s*[.:]?\s*[^0-9]*$", re.IGNORECASE)
_SIDE = re.compile(r"(?<=[0-9\s)./-])(?:\(\s*)?(?P<side>dr|cr|debit|credit)\.?\s*\)?$", re.IGNORECASE)
_NUMBER = r"[0-9](?:[0-9]|[,.'](?=\s?[0-9])\s?|\s(?=[0-9]))*"
_TERM = re.compile(
    rf"(?P<number>{_NUMBER}|\.[0-9]+)\s*(?P<word>{_WORD_ALTERNATIVES})?(?![a-z\u0900-\u097f])\.?,?\s*(?:and\s+)?",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"^\(\s*-\s*\)|^-|^\(\s*(?=.*\)$)|-$|\(-\)$|^minus\b|^less\b\s*:?", re.IGNORECASE)

_PARENTHESIS = re.compile(rf"\(\s*(?P<amount>{_RUPEE}[^()-]*|[^()]*/\s?[-=]\s*)\)", re.IGNORECASE)

_LETTERS_FOR_DIGITS = str.maketrans(
    {"l": "1", "I": "1", "|": "1", "i": "1", "O": "0", "o": "0", "Q": "0", "S": "5", "s": "5", "B": "8"}
)
_DIGIT_LIKE_RUN = re.compile(r"[0-9lIi|OoQSsB][0-9lIi|OoQSsB,.]*")

Side = Literal["Dr", "Cr"]


def side_of(text: str) -> Side | None:
    """Whether an amount carries "Dr" or "Cr". `read_amount` leaves the sign to who knows what the ledger is for.

    In a sales ledger Cr is a sale and Dr a return; "1.60 Cr" without grouping is crore and has no side.
    """
    match = _SIDE.search(_plain(text))
    if match is None:
        return None
    if match["side"].lower() == "cr" and _cr_means(_plain(text)) == "crore":
        return None
    return "Dr" if match["side"].lower().startswith("d") else "Cr"


def read_amount(text: str, scale: Decimal = ONE, *, ocr: bool = False) -> tuple[Reading, ...]:
    """Every admissible reading of a printed amount in rupees, cheapest first; () where the text is not an amount.

    The whole text must be the amount, with what belongs to it: currency, unit word, "/-", "only", brackets or minus for
    a negative, Dr/Cr (left to `side_of`), and the same amount in words behind it.

    Args:
        text: what is printed, e.g. "Rs. 14,40,000/-" or "(1,20,000.00)".
        scale: what the heading multiplies by (see `scale_of`); a unit word of the amount itself overrules it.
        ocr: whether the text comes from OCR, which opens readings that put its usual errors right.
    """
    best: dict[Decimal, Reading] = {}
    for attempt in _attempts(text, ocr):
        for reading in _read(attempt, scale, ocr):
            known = best.get(reading.value)
            if known is None or reading.cost < known.cost:
                best[reading.value] = reading
    return tuple(sorted(best.values(), key=lambda reading: (reading.cost, -reading.value)))


def _attempts(text: str, ocr: bool) -> Iterator[_Attempt]:
    mixed = bool(re.search("[०-९]", text) and re.search("[0-9]", text))
    stripped = _LEAD_NOISE.sub("", _plain(text))
    printed = _Attempt(stripped, GLYPH if mixed else 0.0, ("Hindi and Latin digits mixed",) if mixed else ())
    yield printed
    if not ocr:
        return
    if _DOUBLED_COMMA.search(stripped) and _GROUPED.search(joined := _DOUBLED_COMMA.sub(",", stripped)):
        yield _Attempt(joined, printed.cost + SPACING, (*printed.reasons, "a comma read twice"))
    repaired = _letters_put_right(printed)
    if repaired is not None:
        yield repaired
    for attempt in (printed, repaired):
        if attempt is not None:
            yield from _without_lead_glyph(attempt, printed_raw=text)


def _letters_put_right(attempt: _Attempt) -> _Attempt | None:
    """The attempt with l, I, O, S, B as digits, in runs that are mostly digits, or grouped as a number is."""

    def repair(match: re.Match[str]) -> str:
        run = match[0]
        digits = sum(character in "0123456789" for character in run)
        letters = sum(character.isalpha() or character == "|" for character in run)
        is_number = digits > letters or (digits and re.search("[,.]", run) and letters <= 6)
        return run.translate(_LETTERS_FOR_DIGITS) if is_number else run

    repaired = _DIGIT_LIKE_RUN.sub(repair, attempt.text)
    changed = sum(a != b for a, b in zip(repaired, attempt.text, strict=True))
    if not changed:
        return None
    return _Attempt(repaired, attempt.cost + GLYPH * changed, (*attempt.reasons, "letters read as digits"))


def _without_lead_glyph(attempt: _Attempt, printed_raw: str) -> Iterator[_Attempt]:
    """The attempt without a lead glyph that may be a misread ₹.

    A sign or letter there cannot be part of a number; a digit can, so it must stand before grouping or decimals.
    """
    match = _LEAD.match(attempt.text)
    if match is None:
        return
    rest = attempt.text[match.end() :]
    glyph = match["glyph"]
    if glyph not in "0123456789":
        yield _Attempt(rest, attempt.cost + SPACING / 2, (*attempt.reasons, f"{glyph!r} read as ₹"))
    elif "," in rest or re.search(r"\.[0-9]", rest):
        apart = match[0] != glyph or printed_raw.lstrip(" :").startswith("२")
        grouped = "," in rest
        cost = SPACING / 2 if apart else LEAD_DIGIT if grouped else UNLIKELY
        yield _Attempt(rest, attempt.cost + cost, (*attempt.reasons, f"lead {glyph!r} read as ₹"))


def _read(attempt: _Attempt, scale: Decimal, ocr: bool) -> Iterator[Reading]:
    text = _TAIL_NOISE.sub("", attempt.text)
    if re.fullmatch(r"(?i)nil\.?|शून्य", text):
        yield Reading(Decimal(0), attempt.cost + HEADING_OVERRULED, "printed as nil")
        return
    if (
        re.search("[0-9]", text)
        and (words := _IN_WORDS_TAIL.search(text))
        and re.search("[0-9]", text[: words.start()])
    ):
        text = text[: words.start()]
    if inside := _PARENTHESIS.fullmatch(text):
        # "(Rs. 45,00,000/-)" behind words is a parenthesis; in a column of figures it may still be a negative.
        yield from _read(_Attempt(inside["amount"], attempt.cost, (*attempt.reasons, "in brackets")), scale, ocr)
        attempt = attempt._replace(cost=attempt.cost + GLYPH, reasons=(*attempt.reasons, "brackets as a minus"))
    text, negative = _without_sign(text)
    meanings: list[tuple[str, float, str]] = [(text, 0.0, "")]
    if side := _SIDE.search(text):
        bare = text[: side.start()].rstrip(" (")
        if side["side"].lower() == "cr":
            crore = _cr_means(text) == "crore"
            unlikely = GLYPH if "," in text else UNLIKELY
            meanings = [
                (text, 0.0 if crore else LEAD_DIGIT, "Cr as crore"),
                (bare, unlikely if crore else 0.0, "Cr as credit"),
            ]
        else:
            meanings = [(bare, 0.0, "Dr" if side["side"].lower().startswith("d") else "Cr")]
    for meaning, cost, note in meanings:
        for value, more, reasons in _sum_of_terms(_without_trimmings(meaning), scale, ocr):
            total = round(attempt.cost + cost + more, 2)
            told = [reason for reason in (*attempt.reasons, note, *reasons) if reason]
            if abs(value) < MOST:
                yield Reading(-value if negative else value, total, "; ".join(told) or "as printed")


def _cr_means(text: str) -> Literal["crore", "credit"]:
    """In "Rs. 1,245.60 Cr" and "245.60 Cr" it is crore; in "12,34,567.00 Cr", without a currency, a credit."""
    if _CURRENCY.search(text) and not re.search(r"[0-9],[0-9]{2},", text):
        return "crore"
    return "credit" if re.search(r"[0-9],[0-9]", text) or not re.search(r"[0-9]", text) else "crore"


def _without_sign(text: str) -> tuple[str, bool]:
    negative = False
    currency_first = _CURRENCY.match(text)
    head, body = (text[: currency_first.end()], text[currency_first.end() :].strip()) if currency_first else ("", text)
    match = _NEGATIVE.search(body)
    if match is not None and not body.endswith("/-"):
        bracket = match[0].startswith("(") and "-" not in match[0]
        inside = body[:-1] if bracket else body
        body = (inside[: match.start()] + inside[match.end() :]).strip()
        negative = True
        # "(-) Rs. (500)" and the like: one sign is enough.
        body = body.strip("()- ") if re.fullmatch(r"[(\-].*", body) else body
    return f"{head} {body}".strip(), negative


def _without_trimmings(text: str) -> str:
    text = _CURRENCY.sub(" ", text, count=1).strip()
    before = None
    while before != text:
        before = text
        text = _TAIL_WORDS.sub("", _TAIL_NOISE.sub("", text)).strip()
        trailing = list(_CURRENCY.finditer(text))
        if trailing and trailing[-1].end() == len(text):
            text = text[: trailing[-1].start()].strip()
    return text.lstrip("= ").strip()


def _sum_of_terms(text: str, scale: Decimal, ocr: bool) -> Iterator[tuple[Decimal, float, tuple[str, ...]]]:
    """A plain number, a number with a unit word, or terms of falling units ("5 crore 25 lakh 10 thousand")."""
    terms: list[tuple[str, str | None]] = []
    position = 0
    while position < len(text):
        match = _TERM.match(text, position)
        if match is None or match.end() == position:
            return
        terms.append((match["number"], match["word"]))
        position = match.end()
    if len(terms) == 1:
        number, word = terms[0]
        unit = _SCALE_WORDS[word.lower()] if word else scale
        overruled = word is not None and scale not in (ONE, unit)
        for value, cost, reason in _numbers(number, ocr):
            notes = (reason, "its own unit word overrules the heading's") if overruled else (reason,)
            yield value * unit, cost + (HEADING_OVERRULED if overruled else 0.0), notes
    elif terms:
        yield from _falling(terms)


def _falling(terms: list[tuple[str, str | None]]) -> Iterator[tuple[Decimal, float, tuple[str, ...]]]:
    total, last = Decimal(0), None
    for number, word in terms:
        unit = _SCALE_WORDS[word.lower()] if word else ONE
        readings = list(_numbers(number, ocr=False))
        if not readings or (last is not None and (unit >= last or readings[0][0] * unit >= last)):
            return
        total, last = total + readings[0][0] * unit, unit
    yield total, 0.0, ("a sum of units",)


def _numbers(text: str, ocr: bool) -> Iterator[tuple[Decimal, float, str]]:
    """What a run of digits and separators can mean: (value, cost, reason)."""
    if text.startswith("."):
        yield Decimal(f"0{text}"), 0.0, ""
        return
    groups = re.split(r"[^0-9]+", text)
    separators = [separator for separator in re.split(r"[0-9]+", text) if separator]
    if not separators:
        yield Decimal(text), 0.0, ""
        return
    whole_cost = _separator_cost(separators, ",", ocr)
    if whole_cost is not None and (grouping := _grouping_cost(groups, whole_cost[0], ocr)) is not None:
        yield Decimal("".join(groups)), whole_cost[0] + grouping[0], _told(whole_cost[1], grouping[1])
    point = _separator_cost(separators[-1:], ".", ocr)
    commas = _separator_cost(separators[:-1], ",", ocr)
    if point is None or commas is None:
        return
    if (grouping := _grouping_cost(groups[:-1], point[0] + commas[0], ocr)) is not None:
        if point[0] and len(groups[-1]) not in (1, 2):
            return  # a decimal comma is believed before paise only
        value = Decimal(f"{''.join(groups[:-1])}.{groups[-1]}")
        yield value, point[0] + commas[0] + grouping[0], _told(point[1], commas[1], grouping[1])


def _told(*reasons: str) -> str:
    return "; ".join(dict.fromkeys(reason for reason in reasons if reason))


def _separator_cost(separators: list[str], wanted: str, ocr: bool) -> tuple[float, str] | None:
    """What it costs to take each separator for `wanted`; None where that is not admissible."""
    cost, reason = 0.0, ""
    if separators and wanted == "," and all(separator == " " for separator in separators):
        return HEADING_OVERRULED, "grouped by spaces"
    for separator in separators:
        kind = separator.strip()
        if kind != separator:
            # A space for a comma among commas is more doubtful than one beside a comma.
            cost, reason = cost + (SPACING if kind else GLYPH), "a stray space"
        if kind == wanted or (kind == "" and wanted == ","):
            continue
        if not ocr or len(kind) != 1:
            return None
        cost, reason = cost + GLYPH, f"{kind!r} read as {wanted!r}"
    return cost, reason


def _grouping_cost(groups: list[str], spent: float, ocr: bool) -> tuple[float, str] | None:
    """What the grouping of the whole part costs; malformed grouping is admitted only if nothing else is amiss."""
    first, rest = groups[0], groups[1:]
    if not rest:
        return 0.0, ""
    sizes = [len(group) for group in rest]
    indian = sizes[-1] == 3 and all(size == 2 for size in sizes[:-1])
    if indian and (len(first) <= 2 or (len(first) == 3 and len(rest) == 1)):
        western_only = len(first) == 3
        return (SPACING, "western grouping") if western_only and ocr else (0.0, "")
    if all(size == 3 for size in sizes) and len(first) <= 3:
        return (SPACING, "western grouping") if ocr else (0.0, "")
    if indian and len(first) in (3, 4, 5) and len(rest) >= 3:
        return GLYPH, "crores not grouped"
    if spent == 0.0 and len(first) <= 3 and all(2 <= size <= 4 for size in sizes):
        return MALFORMED, "grouping is neither Indian nor western"
    return None


_WITH_NUKTA = "|".join(("करोड\u093c", "करो\u095c", "हज\u093cार", "ह\u095bार"))
_FIND = re.compile(
    rf"(?:{_RUPEE}\s*[.:]?\s*(?:\(\s*-\s*\)|-)?\s*|(?<![0-9a-z/.,-]))(?:{_NUMBER})\s*"
    rf"(?:(?:{_WITH_NUKTA}|{_WORD_ALTERNATIVES})(?![a-z\u0900-\u097f])\.?)?(?:\s*/-)?",
    re.IGNORECASE,
)


def find_amounts(text: str, scale: Decimal = ONE, *, ocr: bool = False) -> list[FoundAmount]:
    """Every amount printed with a currency sign, a unit word, grouping or "/-"; a bare number is not money."""
    found = []
    for match in _FIND.finditer(ascii_digits(text)):
        start, end = match.span()
        raw = text[start:end]
        marked = (
            _CURRENCY.search(raw)
            or _SCALE_WORD.search(_plain(raw))
            or re.search(r"[0-9],[0-9]", ascii_digits(raw))
            or "/-" in raw
        )
        if marked and (readings := read_amount(raw, scale, ocr=ocr)):
            lead = len(raw) - len(raw.lstrip())
            found.append(FoundAmount(start + lead, start + len(raw.rstrip()), raw.strip(), readings))
    return found


def indian(amount: Decimal, places: int = 2) -> str:
    """The amount with Indian grouping, rounded half up: Decimal("1234567") gives "12,34,567.00"."""
    rounded = abs(amount).quantize(ONE.scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = format(rounded, "f").partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    sign = "-" if amount < 0 and rounded else ""
    return sign + ",".join([*groups, tail]) + (f".{fraction}" if fraction else "")


# --- words -----------------------------------------------------------------------------------------------------------

_ONES_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_ONES = _ONES_TEXT.split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH: dict[str, int] = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 20 + 10 * index for index, word in enumerate(_TENS)},
    **{
        "fourty": 40,
        "ninty": 90,
        "ninteen": 19,
        "forteen": 14,
        "fiveteen": 15,
        "twelf": 12,
        "fivty": 50,
        "eigthy": 80,
        "a": 1,
    },
}

_HINDI_TEXT = """
0 शून्य; 1 एक; 2 दो; 3 तीन; 4 चार; 5 पाँच पांच पाच; 6 छह छः छ: छे छ छै; 7 सात; 8 आठ; 9 नौ; 10 दस
11 ग्यारह; 12 बारह; 13 तेरह; 14 चौदह; 15 पंद्रह पन्द्रह पंदरह; 16 सोलह; 17 सत्रह सतरह
18 अठारह अट्ठारह; 19 उन्नीस; 20 बीस; 21 इक्कीस; 22 बाईस बाइस; 23 तेईस तेइस; 24 चौबीस; 25 पच्चीस पचीस
26 छब्बीस छबीस; 27 सत्ताईस सत्ताइस; 28 अट्ठाईस अठ्ठाईस अठाईस अट्ठाइस अठाइस; 29 उनतीस उन्तीस उनत्तीस
30 तीस; 31 इकतीस इकत्तीस इकत्तिस; 32 बत्तीस; 33 तैंतीस तेंतीस तैतीस तेतीस; 34 चौंतीस चौतीस
35 पैंतीस पैतीस; 36 छत्तीस छतीस; 37 सैंतीस सैतीस; 38 अड़तीस अड़त्तीस; 39 उनतालीस उन्तालीस उनचालीस
40 चालीस; 41 इकतालीस इकतालिस; 42 बयालीस बयालिस ब्यालीस; 43 तैंतालीस तेंतालीस तैतालीस तिरतालीस
44 चौवालीस चवालीस चौंवालीस चौआलीस चव्वालीस; 45 पैंतालीस पैतालीस; 46 छियालीस छयालीस छियालिस
47 सैंतालीस सैतालीस; 48 अड़तालीस; 49 उनचास उनंचास उन्चास; 50 पचास; 51 इक्यावन इक्यावान; 52 बावन
53 तिरपन तिरेपन त्रेपन; 54 चौवन चौअन चव्वन; 55 पचपन; 56 छप्पन; 57 सत्तावन सतावन
58 अट्ठावन अठावन अठ्ठावन; 59 उनसठ उनसठठ; 60 साठ; 61 इकसठ; 62 बासठ; 63 तिरसठ तिरेसठ त्रेसठ
64 चौंसठ चौसठ; 65 पैंसठ पैसठ; 66 छियासठ छयासठ; 67 सड़सठ सरसठ; 68 अड़सठ; 69 उनहत्तर उनहतर; 70 सत्तर
71 इकहत्तर इकहतर; 72 बहत्तर बहतर; 73 तिहत्तर तिहतर; 74 चौहत्तर चौहतर
75 पचहत्तर पिचहत्तर पचहतर पिछत्तर; 76 छिहत्तर छियत्तर छिहतर; 77 सतहत्तर सतत्तर; 78 अठहत्तर अठत्तर
79 उनासी उन्यासी उनआसी; 80 अस्सी असी; 81 इक्यासी; 82 बयासी ब्यासी; 83 तिरासी; 84 चौरासी; 85 पचासी
86 छियासी; 87 सत्तासी सतासी; 88 अट्ठासी अठासी अठ्ठासी; 89 नवासी; 90 नब्बे नब्बें
91 इक्यानवे इक्यानबे; 92 बानवे बानबे; 93 तिरानवे तिरानबे; 94 चौरानवे चौरानबे
95 पचानवे पंचानवे पचानबे पंचानबे पिचानवे; 96 छियानवे छियानबे; 97 सत्तानवे सत्तानबे सतानवे
98 अट्ठानवे अठानवे अट्ठानबे अठानबे; 99 निन्यानवे निन्यानबे निनानवे
"""


def _hindi_form(word: str) -> str:
    """A Hindi word without nukta, with one sign for nasals and one for each long or short final vowel."""
    bare = unicodedata.normalize("NFD", word).replace(_NUKTA, "")
    return bare.replace("ँ", "ं").replace("ये", "ए")


def _hindi_table() -> tuple[dict[str, int], list[str]]:
    numbers: dict[str, int] = {}
    canonical = [""] * 100
    for entry in re.split(r"[;\n]", _HINDI_TEXT.strip()):
        number, first, *variants = entry.split()
        canonical[int(number)] = first
        for word in (first, *variants):
            numbers.setdefault(_hindi_form(word), int(number))
    return numbers, canonical


_HINDI, _HINDI_WORDS = _hindi_table()
_HINDI_SCALES = {_hindi_form(word): scale for word, scale in _SCALE_WORDS.items() if re.search("[\u0900-\u097f]", word)}
_ENGLISH_SCALES = {
    word: scale for word, scale in _SCALE_WORDS.items() if re.fullmatch("[a-z]{4,}|lac|lacs", word) and word != "arab"
} | {"hundered": Decimal(100), "thousend": THOUSAND, "lakhs": LAKH}
_RUPEE_WORDS = {
    "rupees",
    "rupee",
    "rs",
    "inr",
    "rupess",
    *map(_hindi_form, ("रुपये", "रुपए", "रुपया", "रुपयों", "रुपयो", "रूपये", "रूपए", "रु", "रू")),
}
_PAISE_WORDS = {"paise", "paisa", "paisas", "ps", *map(_hindi_form, ("पैसे", "पैसा"))}
_FILLER_WORDS = {
    "only",
    "ony",
    "onlv",
    "oniy",
    "in",
    "words",
    "indian",
    "say",
    "amount",
    "total",
    "of",
    "sum",
    *map(_hindi_form, ("मात्र", "केवल", "शब्दों", "में", "कुल")),
}
_AND_WORDS = {"and", "&", *map(_hindi_form, ("और", "एवं", "तथा", "व"))}
_POINT_WORDS = {"point", "decimal", _hindi_form("दशमलव")}
_VOCABULARY: dict[str, tuple[str, Decimal]] = {
    **{word: ("small", Decimal(number)) for word, number in (_ENGLISH | _HINDI).items()},
    **{word: ("scale", scale) for word, scale in (_ENGLISH_SCALES | _HINDI_SCALES).items()},
    **dict.fromkeys(_RUPEE_WORDS, ("rupees", ONE)),
    **dict.fromkeys(_PAISE_WORDS, ("paise", ONE)),
    **dict.fromkeys(_FILLER_WORDS, ("filler", ONE)),
    **dict.fromkeys(_AND_WORDS, ("and", ONE)),
    **dict.fromkeys(_POINT_WORDS, ("point", ONE)),
}
_WORD = re.compile(r"[a-z']+|[\u0900-\u097f]+:?|&", re.IGNORECASE)


class _Atom(NamedTuple):
    kind: str
    value: Decimal
    hindi: bool


def amount_in_words(text: str) -> Decimal | None:
    """The amount that English or Hindi words spell, in rupees; None where the words are not one number.

    Spelling within a letter or two of a number word is forgiven unless two words are as near.
    """
    atoms = _atoms(text)
    if atoms is None or not any(atom.kind in {"small", "scale"} for atom in atoms):
        return None
    rupees, paise = _split_at_paise([atom for atom in atoms if atom.kind != "filler"])
    if rupees is None:
        return None
    whole = _spelt([atom for atom in rupees if atom.kind not in {"rupees", "and"}]) if rupees else Decimal(0)
    part = _spelt([atom for atom in paise if atom.kind != "and"]) if paise else Decimal(0)
    if whole is None or part is None or not 0 <= part < 100:
        return None
    return whole + part / 100


def _atoms(text: str) -> list[_Atom] | None:
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", ascii_digits(text))
    text = re.sub(r"/\s*-|[-.,()\[\]/:;|\"]+(?![:])", lambda match: " ", text.replace("छः", "छह").replace("छ:", "छह"))
    if re.search("[0-9]", text):
        return None
    atoms: list[_Atom] = []
    for token in text.split():
        if not _WORD.fullmatch(token):
            return None
        known = _recognised(token.lower() if token.isascii() else _hindi_form(token))
        if known is None:
            return None
        atoms.extend(known)
    return atoms


def _recognised(word: str) -> list[_Atom] | None:
    hindi = not word.isascii()
    if word in _VOCABULARY:
        return [_Atom(*_VOCABULARY[word], hindi)]
    for cut in range(3, len(word) - 2):
        if word[:cut] in _VOCABULARY and word[cut:] in _VOCABULARY and not hindi:
            return [_Atom(*_VOCABULARY[word[:cut]], hindi), _Atom(*_VOCABULARY[word[cut:]], hindi)]
    allowed = 0 if len(word) < 4 else 1 if len(word) < 7 or hindi else 2
    near = sorted(
        (distance, known)
        for known in _VOCABULARY
        if known.isascii() == word.isascii()
        and len(known) >= 4
        and (distance := OSA.distance(word, known, score_cutoff=allowed)) <= allowed
    )
    meanings = {_VOCABULARY[known] for distance, known in near if distance == near[0][0]}
    return [_Atom(*meanings.pop(), hindi)] if len(meanings) == 1 else None


def _split_at_paise(atoms: list[_Atom]) -> tuple[list[_Atom] | None, list[_Atom]]:
    """The atoms of rupees and of paise: "... and paise fifty", "... rupees fifty paise", "... and fifty paise"."""
    kinds = [atom.kind for atom in atoms]
    if kinds.count("paise") == 0:
        return atoms, []
    if kinds.count("paise") > 1:
        return None, []
    at = kinds.index("paise")
    if at < len(atoms) - 1:
        return atoms[:at], atoms[at + 1 :]
    before = kinds[:at]
    if "rupees" in before[1:]:
        cut = len(before) - 1 - before[::-1].index("rupees")
    elif "and" in before:
        cut = len(before) - 1 - before[::-1].index("and")
    elif "rupees" not in before:
        return [], atoms[:at]
    else:
        return None, []
    return atoms[:cut], atoms[cut + 1 : at]


def _spelt(atoms: list[_Atom]) -> Decimal | None:
    """The number that number words spell: the largest unit word splits them into how many of it, and the rest."""
    if not atoms:
        return None
    if any(atom.kind == "point" for atom in atoms):
        return _spelt_with_point(atoms)
    scales = [atom.value for atom in atoms if atom.kind == "scale"]
    if not scales:
        return _spelt_small(atoms)
    largest = max(scales)
    if scales.count(largest) > 1:
        return None
    at = next(index for index, atom in enumerate(atoms) if atom.kind == "scale" and atom.value == largest)
    times = _spelt(atoms[:at]) if at else ONE
    if at + 1 < len(atoms) and atoms[at + 1].kind == "scale":
        return None  # "five crore thousand": a unit of nothing
    rest = _spelt(atoms[at + 1 :]) if at + 1 < len(atoms) else Decimal(0)
    if times is None or rest is None or rest >= largest or times == 0:
        return None
    return times * largest + rest


def _spelt_with_point(atoms: list[_Atom]) -> Decimal | None:
    """Digit words after the point, then at most one unit word: "forty one point two three five crore"."""
    at = next(index for index, atom in enumerate(atoms) if atom.kind == "point")
    tail = atoms[at + 1 :]
    unit = tail.pop().value if tail and tail[-1].kind == "scale" else ONE
    if not tail or any(atom.kind != "small" for atom in tail):
        return None
    digits = [format(atom.value, "f") for atom in tail]
    if any(len(digit) > 1 for digit in digits) and len(digits) > 1:
        return None
    whole = _spelt(atoms[:at]) if at else Decimal(0)
    return None if whole is None else (whole + Decimal(f"0.{''.join(digits)}")) * unit


def _spelt_small(atoms: list[_Atom]) -> Decimal | None:
    match atoms:
        case [one]:
            return one.value
        case [tens, ones] if not tens.hindi and tens.value in range(20, 100, 10) and ones.value in range(1, 10):
            return tens.value + ones.value
    return None


def in_words(amount: Decimal) -> str:
    """The amount in English words by the Indian system: "Rupees Forty One Crore Twenty Three Lakh Only"."""
    return _in_words(
        amount, _english_small, ("Crore", "Lakh", "Thousand", "Hundred"), "Rupees {} Only", " and Paise {}"
    )


def in_words_hindi(amount: Decimal) -> str:
    """The amount in Hindi words: "इकतालीस करोड़ तेईस लाख रुपये मात्र"."""
    return _in_words(amount, _HINDI_WORDS.__getitem__, ("करोड़", "लाख", "हज़ार", "सौ"), "{} मात्र", " और {} पैसे", " रुपये")


def _in_words(
    amount: Decimal,
    name: Callable[[int], str],
    units: tuple[str, str, str, str],
    frame: str,
    paise: str,
    currency: str = "",
) -> str:
    if amount < 0:
        raise ValueError(f"A negative amount is not written in words: {amount}")
    rounded = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    whole, hundredths = divmod(int(rounded * 100), 100)

    def spell(number: int) -> list[str]:
        words: list[str] = []
        for size, unit in zip((10_000_000, 100_000, 1000, 100), units, strict=True):
            count, number = divmod(number, size)
            if count:
                words += [*spell(count), unit]
        return [*words, name(number)] if number else words

    text = " ".join(spell(whole)) or name(0)
    return frame.format(text + currency + (paise.format(name(hundredths)) if hundredths else ""))


def _english_small(number: int) -> str:
    if number < 20:
        return _ONES[number].title()
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2].title() + (f" {_ONES[ones].title()}" if ones else "")
