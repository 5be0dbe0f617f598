"""Typed values out of printed text: one small reader per kind of field.

A reader is given the text to the right of a label, below it or in a sentence, and returns what that text may be read
as, cheapest first; nothing where it is no such value. The grammar itself lives in `records`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import get_args

import reference
from extractors.marks import EMPTY, TICKED, marks_of
from extractors.phrases import Match, PhraseBook, Token, longest, tokens_of
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
from records.identifiers import Kind, find_identifiers
from records.numbers import Reading, amount_in_words, find_amounts, read_amount
from records.readings import Alternative, Value
from records.units import per_year, read_percent
from reference.document_types import FieldWords


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known about the place a value is read at.

    Attributes:
        label: the printed label, with the unit that it may carry ("Capacity (MTPA)").
        ocr: whether the text comes from OCR, so that misread glyphs must be reckoned with.
        scale: rupees per printed unit, from the nearest "(₹ in lakh)"; 1 where nothing says otherwise.
        money: whether the label or a heading says that figures are money, so that a bare one is in `scale` rupees.
        sentence: whether the text is running prose, in which the value ends somewhere before the text does.
    """

    label: str = ""
    ocr: bool = False
    scale: Decimal = Decimal(1)
    sentence: bool = False
    money: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value with the part of the text that prints it; `cost` 0 is certain, 1 worthless."""

    value: Value
    start: int
    end: int
    cost: float = 0.0
    unit: str | None = None
    witnesses: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    disputed: str = ""
    """What on the paper contradicts the value ("the words say ...")."""


MASK = re.compile(r"\*{2,}|[xX]{4,}|_{3,}|\.{4,}|-{3,}")
NOTHING = re.compile(
    r"^\W*(?:n\.?\s*/?\s*a\.?|not\s+applicable|nil|none|not\s+available|to\s+be\s+\w+|awaited|लागू\s+नहीं|शून्य)?\W*$", re.I
)
LEGAL_FORM = (
    r"(?:\(?P\)?vt\.?,?\s*\(?Ltd\b\.?|Private\s+Limited|\(?P\)?\s+Ltd\b\.?|Limited\s+Liability\s+Partnership|Limited|Ltd\b\.?"
    r"|LLP\b|L\.L\.P\.?|प्रा[इई]वे?ट\s+ल[िी]?म[िी]?ट[ेिै]?ड|प्रा\.?\s*लि\.?|ल[िी]?म[िी]?ट[ेिै]?ड|एलएलपी|Pvt\b\.?\s*Limited)"
)
_FORM_END = re.compile(LEGAL_FORM, re.I)
_MESSRS_HINDI = r"म[ेैि]स[\u0900-\u0963\u200c]{0,4}स(?![\u0900-\u0963])"
_MESSRS_BY_OCR = r"(?-i:M[Il1|]\s?[sS5](?:\.|(?=\s+[A-Z]))|Mis\.?(?=\s+[A-Z]))|M\s*/\s*5"
"""What OCR makes of "M/s"."""

_MESSRS = re.compile(rf"^\W*(?:M\s*/\s*s\.?|Messrs\.?|{_MESSRS_BY_OCR}|{_MESSRS_HINDI}|मे\.|M/S\.?)\s*[.:-]?\s*", re.I)
_MESSRS_LATER = re.compile(
    rf"^[^,;:]{{0,80}}?(?:\b(?:M\s*/\s*s\.?|Messrs\.?)\s*[.:-]?\s*(?=[A-Z])|(?<![\u0900-\u0963]){_MESSRS_HINDI}\s+)"
)
_ADDRESS_START = re.compile(
    r"[,;:(]\s*(?=(?:plot|survey|sy\.?|s\.?\s?f\.?|gat|khasra|gut|shed|unit|phase|sector|village|vill|tehsil|taluk|dist|at\b|at\s"
    r"|near|road|block|house|flat|door|midc|gidc|industrial|khata|no\b|प्लॉट|ग्राम|सर्वे|\d|#))",
    re.I,
)
_SENTENCE_STOP = re.compile(
    r"\s*(?:[,;:(]|\s[-–—]\s|\b(?:having|situated|located|has|have|had|is|are|was|were|with|for|bearing|holding|whose|who|which|and\s+its|"
    r"at|to|vide|dated|under|in\s+respect|during|registered|engaged|a\s+company|of|on|by|located|applied|hereby|hereinafter|"
    r"के|की|का|को|ने|द्वारा|में|है|हैं|से)(?=\s|$)|\.\s|$)",
    re.I,
)


def read(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """What the text may be read as for this field, cheapest first; () for a masked or empty value."""
    if not text.strip() or (MASK.search(text[:24]) and words.kind in _MASKABLE):
        return []
    found = sorted(_READERS[words.kind](words, text, scope), key=lambda it: it.cost)
    return _english_half(words, text, scope, found) if words.kind in _TWO_TONGUED else found


_TWO_TONGUED = frozenset({"enum", "yes_no", "state", "board", "minerals"})
_HALVES = re.compile(
    r"^(?P<hindi>[^A-Za-z/|]*[\u0900-\u0963][^A-Za-z/|]*)[/|]\s*(?P<english>[A-Za-z][^\u0900-\u0963]*)$"
)


def _english_half(words: FieldWords, text: str, scope: Scope, found: list[Parsed]) -> list[Parsed]:
    """Of an answer in two languages ("नई / New") the English half, unless the Hindi half says something else."""
    halves = _HALVES.match(text.strip())
    if halves is None:
        return found
    reader = _READERS[words.kind]
    hindi, english = reader(words, halves["hindi"], scope), reader(words, halves["english"], scope)
    if not english or (hindi and not _says_no_more(hindi[0].value, english[0].value)):
        return found
    shift = len(text) - len(text.lstrip()) + halves.start("english")
    return [replace(it, start=it.start + shift, end=it.end + shift) for it in english]


def _says_no_more(hindi: Value, english: Value) -> bool:
    """Whether the half that OCR reads with loss says the same, or names some of the same things."""
    if isinstance(hindi, tuple) and isinstance(english, tuple):
        return set(hindi) <= set(english)
    return hindi == english


def _day(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    text = _COMBED_DAY.sub(r"\1.\2.\3", text)
    found = find_days(text)
    if words.name.endswith(("_to", "_until")) and len(found) > 1 and _joined(text, found[0], found[1]):
        found = found[1:]
    return [it for at, day in enumerate(found[:3]) for it in _one_day(text, day, 0.06 * at, scope)]


_COMBED_DAY = re.compile(r"\b(\d\d) (\d\d) ((?:19|20)\d\d)\b")
"""A date whose parts stand in boxes of their own."""


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


def _period_end(which: int) -> Callable[[FieldWords, str, Scope], list[Parsed]]:
    def reader(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
        days = find_days(text)
        if len(days) >= 2 and _joined(text, days[0], days[1]):
            return _one_day(text, days[which], 0.0, scope)
        if which and days and scope.sentence and _UP_TO.search(scope.label):
            return _one_day(text, days[0], 0.02, scope)
        if re.search(r"\b(?:Q[1-4]|quarters?|H[12]|half)\b", text[:60], re.I):
            return _part_of_year(text[:60], which)
        if period := read_period(text[:120]):
            return [Parsed(period[which], 0, min(len(text.rstrip()), 60), 0.05)]
        if days and not scope.sentence:
            return _one_day(text, days[0], 0.02, scope)
        return []

    return reader


_PLAIN_AMOUNT = re.compile(
    r"[(\-]?\s*[%¥<~*X=zZfF]?\s?[0-9०-९][0-9०-९,]*(?:\.[0-9०-९]+)?(?![0-9]*(?:st|nd|rd|th)\b)\s*\)?(?:\s*(?:Dr|Cr)\b\.?)?"
)
TOO_MUCH = Decimal(10) ** 13
"""Ten lakh crore rupees: no paper of this scheme says so, and a figure beyond it was scaled that should not be."""


_NO_MONEY = re.compile(r"^\W{0,4}(?:(?:nil|शून्य)(?!\w)\W{0,4})+", re.I)
"""A form's answer that the amount is nothing, in one language or both."""


def _amount(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    found = []
    if not scope.sentence and (nothing := _NO_MONEY.match(text)) and not _amounts(text[:60], scope):
        return [Parsed(Decimal(0), nothing.start(), nothing.end(), 0.02, "INR")]
    for at, it in enumerate(_amounts(text, scope)[:4]):
        best, *others = it.readings
        distance = min(len(text[: it.start].strip(" :-–.₹")), 60) / 60
        alternatives = tuple(
            Alternative(other.value, it.text, max(0.1, 0.5 - other.cost), other.reason)
            for other in others
            if other.value != best.value
        )
        plain = 0.0 if it.marked else 0.03
        cost = best.cost + plain + 0.1 * distance + 0.02 * at
        parsed = Parsed(best.value, it.start, it.end, cost, "INR", alternatives=alternatives)
        found.append(_in_a_unit(_against_words(parsed, text, best.value), words, it, scope))
    return found


PLAINLY_RUPEES = Decimal(1_000_000)
"""A bare figure grouped the Indian way and at least so large is in rupees without anybody saying so."""

TOO_LITTLE = Decimal(10_000)
"""No capital expenditure, investment or yearly revenue of this scheme is so few rupees: a unit was overlooked."""

_INDIAN = re.compile(r"^\W*[0-9०-९]{1,2}(?:,[0-9०-९]{2})*,[0-9०-९]{3}(?![0-9०-९,])")


def _in_a_unit(parsed: Parsed, words: FieldWords, printed: _Printed, scope: Scope) -> Parsed:
    """Doubt an amount in no unit that anything names, and one so small that its unit must have been overlooked."""
    value = parsed.value
    if not isinstance(value, Decimal) or not value or parsed.disputed or not words.deciding:
        return parsed
    if 0 < value < TOO_LITTLE and scope.scale == 1 and not parsed.witnesses:
        return replace(parsed, disputed="that is too few rupees for it; a unit may stand elsewhere")
    bare = not printed.marked and not scope.money and scope.scale == 1
    if bare and not parsed.witnesses and not (_INDIAN.match(printed.text) and value >= PLAINLY_RUPEES):
        return replace(parsed, disputed="no unit of money stands by it or over it")
    return parsed


@dataclass(frozen=True, slots=True)
class _Printed:
    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    marked: bool


def _amounts(text: str, scope: Scope) -> list[_Printed]:
    """Amounts with a sign of money; after a label also a bare number, which the label says is money."""
    scale = scope.scale
    marked = [_Printed(it.start, it.end, it.text, it.readings, True) for it in find_amounts(text, scale, ocr=scope.ocr)]
    if not marked and not scope.sentence:
        for match in _PLAIN_AMOUNT.finditer(text):
            raw = match.group().strip()
            if readings := read_amount(raw, scale, ocr=scope.ocr):
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                marked.append(_Printed(start, start + len(raw), raw, readings, False))
    if scale != 1 and any(it.readings[0].value > TOO_MUCH for it in marked):
        return _amounts(text, replace(scope, scale=Decimal(1)))
    return marked


def _against_words(parsed: Parsed, text: str, value: Decimal) -> Parsed:
    """Weigh the amount in words that follows the figure in brackets or after "Rupees"."""
    after = text[parsed.end : parsed.end + 260]
    match = re.match(r"\W{0,6}(?:\(|in\s+words|rupees|rs\.?|रुपये|रुपए|अक्षर)[^)]{0,220}", after, re.I)
    spoken = amount_in_words(match.group()) if match else None
    if spoken is None:
        return parsed
    if abs(spoken - value) < 1:
        return replace(parsed, witnesses=("figures and words",), cost=max(0.0, parsed.cost - 0.02))
    agreeing = [it for it in parsed.alternatives if it.value == spoken]
    other = Alternative(spoken, match.group().strip(" (") if match else "", 0.45, "the amount in words")
    if agreeing:
        return replace(parsed, value=spoken, witnesses=("figures and words",), alternatives=())
    return replace(parsed, alternatives=(other, *parsed.alternatives), disputed=f"the words say {spoken:f}")


_NUMBER = re.compile(r"[0-9०-९][0-9०-९,]*(?:\.[0-9०-९]+)?")
_MASS_UNIT = re.compile(
    r"\b(?:k\.?t\.?p\.?a|m\.?t\.?p\.?a|t\.?p\.?a|m\.?t\.?/\s*a(?:nnum)?|m\.?t\.?a|m\.?t\b|tonn?es?|tons?|t\.?p\.?d|kgs?|quintals?|metric|t/yr|टन)",
    re.I,
)


_A_YEAR = re.compile(
    r"per\s+(?:annum|year)|annual|yearly|in\s+a\s+year|/\s*(?:year|annum)|\bp\.?a\.?\b|वार्षिक|प्रति\s*वर्ष", re.I
)
_A_SHORTER_TIME = re.compile(r"\b(?:day|daily|month|monthly|hour|shift)\b|दिन|माह|मासिक|घंट", re.I)


def _tpa(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    near = _plainly(re.split(r";|\.\s+(?=[A-Z])", text)[0][:160])
    match = next(iter(_NUMBER.finditer(near)), None)
    if match is None:
        return []
    if changed := _changed_capacity(near, scope):
        return [changed]
    near = _without_next(_without_former(near, match.end()), match.end())
    unit_after = near[match.start() :]
    for phrase, cost in ((unit_after, 0.0), (near, 0.02)):
        value = per_year(phrase)
        if value is not None:
            return [Parsed(value, match.start(), _end_of_quantity(near, match.start()), cost, "tpa")]
    if _MASS_UNIT.search(scope.label) and not _MASS_UNIT.search(near[match.end() : match.end() + 12]):
        unit = re.sub(r"^.*?(?=" + _MASS_UNIT.pattern[2:] + ")", "", scope.label, flags=re.I | re.S)
        value = per_year(f"{match.group()} {unit}")
        if value is None and _A_YEAR.search(scope.label) and not _A_SHORTER_TIME.search(scope.label):
            value = per_year(f"{match.group()} {_MASS_UNIT.findall(scope.label)[-1]} per annum")
        if value is not None:
            return [Parsed(value, match.start(), match.end(), 0.0, "tpa")]
    if reckoned := _reckoned_capacity(near, match):
        return [reckoned]
    if _A_YEAR.search(scope.label):
        value = per_year(f"{near[match.start() :]} per annum")
        if value is not None:
            return [Parsed(value, match.start(), _end_of_quantity(near, match.start()), 0.02, "tpa")]
    return []


_OF_SOMETHING = re.compile(
    r"(?P<unit>\b(?:MT|tonn?es?|tons?))(?P<of>\s+of\s+(?:[A-Za-z-]+\s+){0,3}?[A-Za-z-]+)(?=\s+(?:per|in\s+a|an?|every|each|on)\b)",
    re.I,
)
_EACH_YEAR = re.compile(r"\b(?:in\s+a|in\s+any|in\s+each|every|each|a)\s+year\b", re.I)


def _plainly(text: str) -> str:
    """The text of the same length without what is weighed and with "per year": "7,500 tonnes of waste in a year"."""
    text = _OF_SOMETHING.sub(lambda it: it["unit"] + " " * len(it["of"]), text)
    return _EACH_YEAR.sub(lambda it: "per year".ljust(len(it[0]))[: max(len(it[0]), 8)], text)


_FORMER = re.compile(
    r"[(\[,]?\s*\b(?:earlier|previously|previous|existing|formerly|before|against|prior|as\s+against|from|पूर्व|पहले)\b[^0-9०-९;]{0,40}[0-9०-९]",
    re.I,
)


def _without_former(near: str, at: int) -> str:
    """The text without the capacity that held before: "6,600 TPA (earlier 3,000 TPA)"."""
    former = _FORMER.search(near, at)
    return near[: former.start()] if former else near


def _without_next(near: str, at: int) -> str:
    """The text without the next quantity, which is another's: "16,800 MT Lithium Carbonate 1,982 MT"."""
    following = next((it for it in _NUMBER.finditer(near, at) if _MASS_UNIT.match(near[it.end() :].lstrip())), None)
    if following is None:
        return near
    between = _MASS_UNIT.sub("", near[at : following.start()])
    if _EQUALS.search(between) or not re.search(r"[A-Za-z]{4}", between):
        return near  # reckoned from it, or the figures of two columns side by side
    return near[: following.start()]


_FROM_TO = re.compile(
    r"(?P<old>[0-9०-९][0-9०-९,.]*)\s*(?P<unit>[A-Za-z./ ]{0,24}?)\s*(?:\bto\b|→|->|से\s+बढ़ाकर)\s*"
    r"(?P<new>[0-9०-९][0-9०-९,.]*[^;।]{0,40})",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:amend|enhanc|increas|expan|revis|modif|rais|augment|upgrad|chang)\w*|\bfrom\W*$|बढ़ा|संशोधित", re.I
)


def _changed_capacity(near: str, scope: Scope) -> Parsed | None:
    """The new figure of "amended from 2,000 TPA to 5,500 TPA"; the old one stays an alternative."""
    match = _FROM_TO.match(near)
    if match is None or not _CHANGE.search(scope.label):
        return None
    value, old = per_year(match["new"]), per_year(f"{match['old']} {match['unit']}")
    if value is None:
        return None
    start = match.start("new")
    others = (Alternative(old, match["old"], 0.3, "the figure before the change"),) if old is not None else ()
    return Parsed(value, start, _end_of_quantity(near, start), 0.0, "tpa", alternatives=others)


def _reckoned_capacity(near: str, first: re.Match[str]) -> Parsed | None:
    """The result of "26.67 TPD x 300 days = 8,000 TPA": what stands after the sign of equality, in tonnes a year."""
    for sign in _EQUALS.finditer(near, first.end()):
        number = _NUMBER.search(near, sign.end())
        if number is not None and number.start() - sign.end() <= 20:
            value = per_year(near[number.start() :])
            if value is not None:
                return Parsed(value, number.start(), _end_of_quantity(near, number.start()), 0.01, "tpa")
    return None


_EQUALS = re.compile(r"=|\bi\.?\s?e\.?(?=\W)|\bequivalent\s+to\b|\bequal\s+to\b|\bor\b|\bviz\.?|अर्थात|यानी", re.I)


def _end_of_quantity(text: str, start: int) -> int:
    match = re.match(
        r"[0-9०-९,.]+\s*(?:\(?[A-Za-z./]+\)?|टन|मीट्रिक\s+टन|मी\.?\s*टन)?(?:\s+(?:tonn?es?|tons?|MT))?"
        r"(?:\s*(?:per|/|a|प्रति)\s*(?:annum|year|yr|month|day|वर्ष|माह|दिन))?",
        text[start:],
        re.I,
    )
    return start + len(match.group().rstrip()) if match else len(text.rstrip())


def _percent(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    match = re.search(r"[0-9०-९]+(?:\.[0-9०-९]+)?\s*(?:%|per\s*cent|percent|प्रतिशत|wt\.?\s*%)?", text[:80], re.I)
    if match is None:
        return []
    value = read_percent(match.group())
    if value is None and re.search(r"%|per\s*cent|प्रतिशत", scope.label, re.I):
        value = read_percent(f"{match.group()} %")
    if value is None or not 0 <= value <= 100:
        return []
    return [Parsed(value, match.start(), match.start() + len(match.group().rstrip()), 0.0, "percent")]


_VOUCHING_LABELS = {"membership_number": "Membership No. "}
"""Labels that stood before the text and were cut off, where a bare number would prove nothing without them."""


def _identifier(kind: Kind) -> Callable[[FieldWords, str, Scope], list[Parsed]]:
    lead = _VOUCHING_LABELS.get(kind, "")

    def reader(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
        found = []
        text, shift = lead + text.lstrip(" :.-–#"), len(lead) - (len(text) - len(text.lstrip(" :.-–#")))
        for at, it in enumerate(find_identifiers(kind, text, ocr=scope.ocr)[:3]):
            witnesses = ("check digit",) if it.check == "holds" else ()
            # What visible text prints is certain, a wrong check digit too: judging it is a check's business.
            cost = 0.05 * at + (it.cost + (0.15 if it.check == "fails" else 0.0) if scope.ocr else min(it.cost, 0.03))
            disputed = "its check digit does not hold" if it.check == "fails" and scope.ocr else ""
            start, end = max(0, it.start - shift), it.end - shift
            found.append(Parsed(it.value, start, end, cost, witnesses=witnesses, disputed=disputed))
        return found

    return reader


_REFERENCE_STOP = re.compile(
    r"(?:(?:[,;]\s*|\s+|(?<=\d)[-–]?)\(?(?:dated?|dt)\b|\(?\b(?:दिनांक|तिथि|दिनाँक)"
    r"|(?:[,;]\s*|\s+)\(?(?:issued|valid|granted|date\s+of|under|has|have|is|for|to|from|and|which|that|with|in\s+favour)\b"
    r"|\s{0,1}[;|]\s|,\s|\.?\s?[–—]+\s?(?-i:[A-Z][a-z])|(?<!\b[A-Z])(?<!\bNo)\.\s+(?-i:[A-Z])|\.$|$)",
    re.I,
)
_OF_YEAR = re.compile(r"\s+of\s+(?:the\s+year\s+)?(?:19|20)\d\d(?![\d./-])", re.I)
"""What ends a number of the kind "12 of 2026"."""

_NUMBER_GOES_ON = re.compile(r"[,&;]?\s*(?:and\s+|&\s*)?(?P<part>\S*[/\d]\S*)", re.I)
CUT, SEVERAL, UNSHAPELY = 0.12, 0.12, 0.3
"""What it costs to take a number that may be cut, one of several, and one with strokes that OCR may have misread."""


def _reference(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """A number such as B-29016(1738)/(EPR)/19/WM-III Division or 2205244072682: it has a digit and few gaps.

    One that seems to go on behind what was read of it, or beside which another stands, is taken in doubt.
    """
    lead = re.match(r"[\s:.\-–=#]*(?:no\.?|number|संख्या|सं\.?|क्रमांक|क्र\.?)?[\s:.\-–=]*", text, re.I)
    start = lead.end() if lead else 0
    stop = _REFERENCE_STOP.search(text, start)
    body = text[start : stop.start() if stop else len(text)]
    end = _end_of_reference(body)
    value = body[:end].strip(" :.,-–")
    value = value[:-1] if value.endswith(")") and value.count(")") > value.count("(") else value
    value = value[1:] if value.startswith("(") and value.count("(") > value.count(")") else value
    if not any(it.isdigit() for it in value) or not 3 <= len(value) <= 70 or MASK.search(value):
        return []
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", value):
        return []
    begins = text.index(value, start)
    joined = re.sub(r"(?<=[-/])\s+(?=\S)|\s+(?=[-/])", "", value)
    cost = 0.0 if len(value) > 4 else 0.04
    cut = body[:end].rstrip(" :.,").endswith(("/", "-", "–"))
    alternatives = list[Alternative]()
    if following := _number_behind(text[start + end :]):
        alternatives.append(Alternative(f"{joined} {following}", f"{value} {following}", 0.3, "it may go on"))
    cost += CUT if cut or following else 0.0
    if scope.ocr and (mended := _with_strokes(joined)) != joined:
        alternatives.append(Alternative(joined, value, 0.4, "strokes as OCR read them"))
        joined, cost = mended, cost + (UNSHAPELY if mended.count("/") > joined.count("/") else 0.0)
    return [Parsed(joined, begins, begins + len(value), cost, alternatives=tuple(alternatives))]


def _end_of_reference(body: str) -> int:
    """Where the number that a text begins with ends."""
    kept, previous = 0, ""
    for match in re.finditer(r"\S+", body):
        word = match.group()
        if previous and word[0] in "/-–" and _is_day_behind(body[match.start() :]):
            break  # "26-000733 / 14.03.2026" is a number and its date
        if previous and match.start() >= kept and not _continues(previous, word):
            named = _PLACE_WITHIN.match(body, kept) if _ENDS_IN_LETTERS.search(body[:kept]) else None
            if named is None:
                break
            kept, previous = named.end(), named.group().split()[-1]
            continue
        if match.end() > kept:
            kept, previous = match.end(), word
    year = _OF_YEAR.match(body, kept)
    return year.end() if year else kept


def _is_day_behind(rest: str) -> bool:
    """Whether a stroke or a dash leads to a date, and to nothing else."""
    days = find_days(rest[:24])
    return bool(days) and not re.search(r"\w", rest[: days[0].start])


_ENDS_IN_LETTERS = re.compile(r"/[^/\d]*[A-Za-z)]$")
_PLACE_WITHIN = re.compile(r"(?:\s+(?:&|[A-Z][A-Za-z.&]*)){0,3}\s+[A-Z][A-Za-z.&]*(?:\([A-Z]\w*\))?/\S+")
"""The rest of a number with a place of several words in it: "HWM/SAS" and "NAGAR/2026"."""


def _number_behind(rest: str) -> str:
    """What stands right behind a number and looks like more of it or like another one, "" where nothing does."""
    match = _NUMBER_GOES_ON.match(rest)
    if match is None:
        return ""
    part = match["part"].strip(" ,.;")
    is_day = any(it.start < match.end() for it in find_days(rest[:40]))
    return part if re.search(r"/\S*\d|\d\S*/\S|\d{3}|^[A-Z][\w().]*/[A-Z]", part) and not is_day else ""


_STROKE = re.compile(
    r"(?<=[A-Z])[Il|](?=(?:19|20)\d\d(?!\d))|(?<=[A-Z])[Il|](?=[A-Z]{1,3}PC[BC](?![A-Za-z]))|(?<=PC[BC])[Il|](?=[A-Z0-9])"
)
"""Where OCR read a slash as a letter: right before a year, before or behind the letters of a board."""

_ROMAN = re.compile(r"(?<![A-Za-z0-9])(?=\w*[l1])I[Il1]{1,2}(?![A-Za-z0-9])")


def _with_strokes(number: str) -> str:
    """A number read by OCR with the slashes and Roman numerals put back that were read as other letters."""
    number = _ROMAN.sub(lambda match: "I" * len(match[0]), number)
    mended = _STROKE.sub("/", number)
    if mended == number:
        return number
    # Where one slash was lost, the I between two groups of capitals of the same word is another.
    word = next(it for it in re.split(r"[/-]", number) if _STROKE.search(it))
    return number.replace(word, re.sub(r"(?<=[A-Z])I(?=[A-Z])", "/", _STROKE.sub("/", word)))


def _continues(previous: str, word: str) -> bool:
    """Whether a printed reference goes on after a gap: "WM-III Division", "F. No. 12/3", "DOR /2025/ 17"."""
    if re.fullmatch(r"\((?!(?:Pt|Part|Vol|Sec|Div)\b)[A-Z]?[a-z]{2,}", word):
        return False  # the first word of a remark in brackets, which is no part as "(EPR)" is
    if previous[-1] in "/-(–.:" or (previous[-1] == "/" and word == ":") or word[0] in "/-(–)":
        return True
    if "/" in previous and re.match(r"No\.?\s?(?:\d|$)", word, re.I):
        return True
    if re.fullmatch(r"division|section|cell|branch|(?:part|pt|vol)\.?", word, re.I):
        return True
    if re.fullmatch(r"(?:part|pt|vol)\.?", previous, re.I) or re.fullmatch(r"[A-Z]{1,6} ID", f"{previous} {word}"):
        return True
    return bool(re.fullmatch(r"[A-Z]{1,6}\.?|No\.?|F\.?", previous) and any(it.isdigit() for it in word)) or bool(
        re.fullmatch(r"\d{1,5}", previous)
        and re.fullmatch(r"[A-Z0-9/-]*\d[A-Z0-9/-]*", word)
        and len(previous) + len(word) <= 14
    )


_NOT_A_NAME = re.compile(
    r"@|\d\s*(?:MT|TPD|TPA|KL|kgs?)\b|\b(?:register|ledger|statement|certificate|report|letter|chartered\s+accountants?|present\s+registration|previous\s+registration|GSTIN|legal\s+name|registered\s+person|F\.?Y\.?|20\d\d)\b",
    re.I,
)


_OF_A_PERSON = re.compile(
    r"[(,]\s*(?:managing\s+|whole[\s-]?time\s+|executive\s+|designated\s+)*"
    r"(?:director|partner|proprietor|manager|signatory|officer|secretary|CEO|occupier)\b",
    re.I,
)
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "a the of and for vehicle scrapping facility recycler recyclers unit units plant registered producer "
        "company applicant industry firm name address sr sl no s asset assets category party inv invoice "
        "description amount particulars particular item items head vendor supplier date remarks occupier "
        "proponent entity project works factory premises waste consent application type total quantity "
        "product products value rs inr condition ",
    )
)
"""Words that no company's name is made of alone: headings of forms and tables."""


_DENIED = re.compile(
    r"(?:nil|none|not\s+applicable|no\s+(?:holding|parent|subsidiary|such))\b|(?:शून्य|कोई\s+नहीं|लागू\s+नहीं)(?!\w)", re.I
)
"""A name that the paper says there is none of, whatever words follow."""

_PLACE_NUMBER = re.compile(
    r"(?:plot|survey|sy|s\.?\s?f|gat|gut|khasra|khata|shed|flat|door|house)\b\W*(?:nos?|numbers?)?\b\W*\w{0,3}\d", re.I
)
"""An address, which begins with the number of a plot: no name."""


def _name(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    start, end = _name_span(text, scope)
    value = text[start:end].strip(" ,;:.-–—|\"'“”")
    if text[start:end].rstrip().endswith("Ltd.") or re.search(
        r"\b(?:Ltd|Co|Pvt|Inc)\.$", text[start:end].rstrip(" ,;:|"), re.I
    ):
        value = text[start:end].strip(" ,;:-–—|\"'“”")
    letters = sum(it.isalpha() or "\u0900" <= it <= "\u0963" for it in value)
    if letters < 3 or len(value) > 120 or letters < 0.55 * len(value) or NOTHING.match(value):
        return []
    if _NOT_A_NAME.search(value) or all(token.norm in _GENERIC for token in tokens_of(value)):
        return []
    if not re.search(r"\w", _FORM_END.sub("", value.rsplit(":", 1)[-1])):
        return []  # "Private Limited" is the end of a name whose beginning stands elsewhere
    if not _FORM_END.search(value) and (
        _OF_A_PERSON.search(value)
        or _DENIED.match(value)
        or _PLACE_NUMBER.match(value)
        or ("," in value and _PLACE_WORD.match(value))
    ):
        return []
    if re.match(
        r"(?:I|we|the|an?|this|that|its|our|their|whether|of|and|shall|is|in|for|to|as|any|such|said|please)\b",
        value,
        re.I,
    ):
        return []
    begins = text.index(value, start)
    cost = 0.0 if _FORM_END.search(value) else 0.04 if scope.sentence else 0.015
    return [Parsed(value, begins, begins + len(value), cost)]


def _name_span(text: str, scope: Scope) -> tuple[int, int]:
    lead = _MESSRS.match(text)
    if lead is None and scope.sentence and (later := _MESSRS_LATER.match(text)):
        lead = later
    start = lead.end() if lead else len(text) - len(text.lstrip(" :.-–—|"))
    inner = text[start:]
    form = _FORM_END.search(inner[:110])
    if form:
        before = inner[: form.start()]
        if (
            "," not in before
            and ";" not in before
            and not re.search(r"\b(?:is|has|was|having|situated|that|dated)\b", before, re.I)
        ):
            end = form.end()
            more = re.match(r"\s*(?:Liability\s+Partnership)", inner[end:], re.I)
            return start, start + end + (more.end() if more else 0)
    stop = _SENTENCE_STOP.search(inner) if scope.sentence else _ADDRESS_START.search(inner)
    return start, start + (stop.start() if stop else len(inner))


_PERSON_LEAD = re.compile(r"^\W*(?:(?:CA|Shri|Smt|Sri|Mr|Mrs|Ms|Dr|Er|श्री|श्रीमती)\b\.?\s*)+", re.I)
_PERSON_FURNITURE = re.compile(
    r"^\W*(?:(?:Signature|Sign|Signed|Seal|Stamp|Engineers?|Accountants?|Auditors?|Valuers?|Surveyors?|Yours|Faithfully|Sincerely"
    r"|Name|Place|Date|Dated)\b\W*(?:(?:&|and|of|with)\W+)?|Sd\W{0,3}(?=\s|\(|[A-Z]))+"
)
"""What stands around a signature and is no part of the name under it."""

_PERSON_STOP = re.compile(
    r"[,;:|(\[]|\s[-–]\s|\b(?:Partner|Proprietor|Chartered|Director|Managing|Authori[sz]ed|Designation|Membership|M\.?\s?No|FCA|ACA|"
    r"B\.?E|M\.?E|B\.?Tech|Place|Date|UDIN|FRN|MIE|FIE|Secretary|Manager|Registration|Regn|Reg|son\s+of|aged|do\s+hereby|having|am|"
    r"a\s+member|being|for)\b",
    re.I,
)


def _person(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    furniture = _PERSON_FURNITURE.match(text)
    if furniture and furniture.end() < len(text):
        return [
            replace(it, start=it.start + furniture.end(), end=it.end + furniture.end())
            for it in _person(words, text[furniture.end() :], scope)
        ]
    lead = _PERSON_LEAD.match(text)
    start = lead.end() if lead else len(text) - len(text.lstrip(" :.-–—|(_"))
    stop = _PERSON_STOP.search(text, start)
    value = text[start : stop.start() if stop else len(text)].strip(" ,.:;-–()_")
    parts = value.split()
    if (
        not 1 < len(value) <= 50
        or not 1 <= len(parts) <= 5
        or any(it.isdigit() for it in value)
        or NOTHING.match(value)
    ):
        return []
    if not all(it[0].isupper() or "\u0900" <= it[0] <= "\u097f" for it in parts) or _FORM_END.search(value):
        return []
    begins = text.index(value, start)
    return [Parsed(value, begins, begins + len(value), 0.0 if len(parts) > 1 else 0.1)]


def _firm(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    lead = re.match(r"^\W*(?:for\s+(?:and\s+on\s+behalf\s+of\s+)?)?(?:M\s*/\s*s\.?\s*)?", text, re.I)
    start = lead.end() if lead else 0
    stop = re.search(
        r"\b(?:Chartered\s+Accountants?|FRN|Firm\s+Reg|Firm'?s|Membership|Partner\b|Proprietor\b|CA\s+[A-Z])|[;|(\[]|चार्टर्ड|सनदी|$",
        text[start:],
        re.I,
    )
    value = text[start : start + (stop.start() if stop else 0)].strip(" ,:;-–")
    if not 4 <= len(value) <= 70 or any(it.isdigit() for it in value) or value[0].islower():
        return []
    if re.search(r"(?:&|\band|\bof|,)$", value, re.I):
        return []  # the name goes on in the next line
    begins = text.index(value, start)
    return [
        Parsed(value, begins, begins + len(value), 0.0 if re.search(r"&|\bCo\b|Associates|LLP|and\s", value) else 0.08)
    ]


OTHER_OFFICE = re.compile(
    r"^\W*(?:regd?\.?|registered|corporate|head|corp\.?|branch|admin\w*|communication|correspondence)\s*\.?\s*(?:&\s*\w+\s+)?"
    r"(?:off\b|office|address|add\b)",
    re.I,
)
_ADDRESS_STOP = re.compile(
    r"\b(?:phone|tel|mobile|e-?mail|gstin|pan\b|cin\b|website|fax|latitude|is\s+granted|is\s+hereby|has\s+(?:been|incurred)|have\s+been|subject\s*:|"
    r"sub\s*:|sir|madam|dear|for\s+(?:the|operation|processing)|under\s+(?:the|section|rule)|engaged\s+in|which|whose|\(hereinafter|during\s+the)\b",
    re.I,
)
_ADDRESS_SENTENCE_END = re.compile(
    r"(?<!\bNo)(?<!\bno)(?<!\bNos)(?<!\bDist)(?<!\bSy)\.\s+[A-Z]|\s+(?:is|has|have|hereby|for)\s"
)
_PLACE_WORD = re.compile(
    r"\b(?:plot|survey|gat|khasra|village|phase|industrial|estate|area|sector|road|nagar|midc|gidc|riico|near|dist\w*|taluk\w*|tehsil)\b"
    r"|[\u0900-\u097f]",
    re.I,
)
_PIN_END = re.compile(r"(?<!\d)[1-9]\d{2}\s?\d{3}(?!\d)\)?")


_LED_TO = re.compile(
    r"[^,;0-9]{0,90}?\b(?:situated|located|premises|unit|plant|facility|works|factory|project|site)\s+(?:is\s+)?at\s+"
    r"(?=(?:plot|survey|sy\.|s\.?\s?f|gat|gut|khasra|village|shed|sector|phase|block)\b)",
    re.I,
)
"""Words of a sentence that lead to an address: "to store wastes on the premises at Plot No. 5"."""

_SENTENCE_GOES_ON = re.compile(r"(?:and|or|is|are|was|were|has|have)\b")
"""How no address begins: a sentence that happens to hold the word for a plant or a unit."""


def _address(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    if OTHER_OFFICE.match(text):
        return []
    lead = len(text) - len(text.lstrip(" :.,-–—|"))
    if (mess := _MESSRS.match(text)) or _FORM_END.search(text[:90]):
        name_end = _name_span(text, replace(scope, sentence=False))[1]
        if mess or name_end < len(text) - 8:
            lead = name_end
    inner = text[lead:]
    if led := _LED_TO.match(inner):
        lead, inner = lead + led.end(), inner[led.end() :]
    pins = [
        it
        for it in _PIN_END.finditer(inner[:260])
        if not re.search(r"₹|Rs", inner[max(0, it.start() - 4) : it.start()])
    ]
    stop = _ADDRESS_STOP.search(inner)
    end = min(stop.start() if stop else len(inner), 260)
    if pins and pins[0].end() <= end and (scope.sentence or len(inner) > pins[0].end()):
        tail = re.match(
            r"\s*,?\s*\(?(?:India|भारत|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\)?(?=\W*$)", inner[pins[0].end() : end]
        )
        end = pins[0].end() + (tail.end() if tail else 0)
    elif scope.sentence:
        full_stop = _ADDRESS_SENTENCE_END.search(inner[:end])
        end = full_stop.start() if full_stop else end
    value = inner[:end].strip(" :;,-–—|.")
    if len(value) < 8 or len(value.split()) < 2 or NOTHING.match(value):
        return []
    if _SENTENCE_GOES_ON.match(value):
        return []
    if not pins and len(value) < 60 and find_days(value):
        return []  # the place and date of a signature
    if not pins and not re.search(r"\d", value) and "," not in value and not _PLACE_WORD.search(value):
        return []
    begins = text.index(value, lead)
    return [Parsed(value, begins, begins + len(value), 0.0 if pins or not scope.sentence else 0.06)]


_DANGLING = re.compile(r"\W*(?:\b(?:of|for|the|and|in|as|to|following)\b\W*)*\bthe\s+following\b.*$", re.I | re.S)
_NO_PHRASE = re.compile(
    r"\W*(?:under|as\s+per|in|vide|at|on|by|from|with|subject|which|this|the\s+(?:act|rules?|board))\b", re.I
)
"""What is no name of an activity: a list that follows, an act, a place."""

_LEADS_TO_ACTIVITY = re.compile(
    r"^(?:the\s+)?(?:proposed\s+)?(?:expansion|modernisation|modernization|setting\s+up|establishment)\s+of\s+(?=(?:re-?cycl|process|recover|extract)\w+\s+of\b)",
    re.I,
)

_TEXT_END = re.compile(
    r"\s[-–—]+\s*(?:reg|regarding|issued|issue)\b|[,;(\s]+(?:proposal|file|application|letter|ref(?:erence)?)\.?\s+no\b|"
    r"(?<!\bNo)(?<![\s(]\d)\.\s+(?=[A-Z0-9(])|\.$|;|\s\(\s*\d[\d,.]*\s*(?:MT|T|K)|\s+(?:under\s+the|with\s+(?:an?\s+)?(?:(?:total|annual|installed)\s+)?(?:capacity|input|feed|throughput|intake|quantity)|from\s+[0-9][0-9,.]*|"
    r"(?:of|having)\s+(?:a\s+)?(?:capacity|[0-9]+)|subject\s+to|at\s+(?:plot|survey|gat|khasra|S\.?F)|located|situated)\b",
    re.I,
)
_PASSAGE_END = re.compile(
    r"\([A-Z][^)]{3,40}\)\s+(?:under|deputy|joint|director|additional|section)\b|\b(?:Yours\s+(?:faithfully|sincerely)|Copy\s+(?:to|forwarded)|This\s+issues\s+with|भवदीय)\b",
    re.I,
)


def _text(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    value = text.strip(" :;,-–—|")
    if scope.sentence:
        stop = _PASSAGE_END.search(value) if words.name == "conditions" else _TEXT_END.search(value)
        value = value[: stop.start()] if stop else value[:300]
        if words.name != "conditions":
            value = _DANGLING.sub("", _LEADS_TO_ACTIVITY.sub("", value))
            if _NO_PHRASE.match(value):
                return []
    value = value[:600].strip(" ;,-–—")
    if value.endswith(".") and ". " not in value:
        value = value[:-1]
    if words.plausible and not any(re.search(it, value, re.I) for it in words.plausible):
        return []
    if len(value) < 2 or NOTHING.match(value) or (scope.sentence and len(value.split()) < 2):
        return []
    begins = text.index(value)
    return [Parsed(value, begins, begins + len(value))]


def choices(words: FieldWords) -> PhraseBook:
    """The vocabulary of an enumeration, ready to be looked for; built once a field."""
    return _choices(tuple((value, (*texts, *_run_together(texts))) for value, texts in words.values.items()))


def _run_together(texts: Iterable[str]) -> list[str]:
    """Short answers of two words without the space, as OCR reads them: "LIBscrap"."""
    parts = (text.split() for text in texts)
    return ["".join(its) for its in parts if len(its) == 2 and all(it.isalpha() for it in its)]


@cache
def _choices(values: tuple[tuple[str, tuple[str, ...]], ...]) -> PhraseBook:
    return PhraseBook(dict(values))


def _enumeration(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    found = _named_values(words, text, scope)
    if not found:
        return []
    if TICKED.search(text) or len(EMPTY.findall(text)) > 1:
        return _ticked(text, found)
    values = list(dict.fromkeys(str(it.value) for it in found))
    if len(values) == 1:
        return [found[0]]
    others = tuple(Alternative(it.value, text[it.start : it.end], 0.4, "printed beside it") for it in found[1:])
    cost = 0.04 if scope.sentence else 0.12
    return [replace(found[0], cost=found[0].cost + cost, alternatives=others)]


def options_of(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """Every answer that a text prints for a field with a fixed choice of them, ticked or not, in the order of print."""
    near = _unglued(text[:120]) if scope.ocr else text[:120]
    answers = _answers(near) if words.kind == "yes_no" else []
    return answers or (_named_values(words, text, scope) if words.values else [])


_GLUED = re.compile(r"(?<![A-Za-z0-9])(?:[O0©@CDGQ]{1,2}|[\[({|][JjlI1]?|[&Kk][lI1]?\])(?=[A-Z](?:[a-z]|[A-Z0-9]))")
"""A box or a circle that OCR read as a letter and put before the answer's first: "OYes", "[JLIB scrap"."""


def _unglued(text: str) -> str:
    """The text of an answer with blanks in place of boxes that stick to words, and "Y" for the yen's sign."""
    return _GLUED.sub(lambda match: " " * len(match[0]), text.replace("¥", "Y"))


def _named_values(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    text = _unglued(text) if scope.ocr else text
    tokens = tokens_of(text[:400])
    [matches] = choices(words).find([tokens])
    return [
        Parsed(match.keys[0], tokens[match.first].start, tokens[match.last - 1].end, 0.02 * match.repaired)
        for match in longest([it for it in matches if not _is_put_together(text, tokens, it, matches)])
        if (len(match.phrase) > 1 or (not scope.sentence and text[tokens[match.first].start].isupper()))
        and not re.search(
            r"\b(?:not|non|no|without|other\s+than|extended)\W*$", text[: tokens[match.first].start][-14:], re.I
        )
        or "non" in match.phrase.split()
        or "not" in match.phrase.split()
        or match.phrase.split()[0] == "no"
    ]


_BOTH = re.compile(r"[&+]|\b(?:and|plus|both|with)\b|और|एवं|तथा|व(?![\u0900-\u0963])", re.I)


def _is_put_together(text: str, tokens: list[Token], match: Match, matches: Sequence[Match]) -> bool:
    """Whether a phrase was put together from the words of two answers: "[x] Capex [ ] Opex", "Capex / Opex"."""
    start, end = tokens[match.first].start, tokens[match.last - 1].end
    parts = {it.keys for it in matches if match.first <= it.first and it.last <= match.last and it.keys != match.keys}
    return bool(EMPTY.search(text[start:end])) or (len(parts) > 1 and not _BOTH.search(text[start:end]))


def _ticked(text: str, found: list[Parsed]) -> list[Parsed]:
    """The choice whose box is ticked: boxes stand all before or all after their words."""
    marks = marks_of(text)
    before = marks[0][0] < found[0].start
    chosen = []
    for it in found:
        beside = [mark for mark in marks if (mark[1] <= it.start if before else mark[0] >= it.end)]
        nearest = (beside[-1] if before else beside[0]) if beside else None
        if nearest and nearest[2]:
            chosen.append(it)
    values = {str(it.value) for it in chosen}
    if not chosen:
        return []
    if len(values) == 1:
        return [chosen[0]]
    others = tuple(Alternative(it.value, text[it.start : it.end], 0.4, "ticked too") for it in chosen[1:])
    return [replace(chosen[0], cost=0.3, alternatives=others, disputed="more than one box is ticked")]


_YES = re.compile(r"\b(?:yes|y|required|requires|applicable|obtained|हाँ|हां|हा)(?!\w)|हाँ|हां", re.I)
_NO = re.compile(
    r"\b(?:no|n|not\s+required|not\s+require|not\s+applicable|exempt(?:ed)?|nahi)\b|नहीं|नही|अपेक्षित\s+नहीं", re.I
)


def _answers(near: str) -> list[Parsed]:
    """Every "yes" and "no" of a text, the longest reading of each place."""
    options = sorted(
        [(it.start(), it.end(), "no") for it in _NO.finditer(near)]
        + [(it.start(), it.end(), "yes") for it in _YES.finditer(near)]
    )
    options = [it for it in options if not any(o is not it and o[0] <= it[0] and it[1] < o[1] for o in options)]
    options = [
        it for it in options if not (it[2] == "yes" and any(o[2] == "no" and o[0] <= it[0] < o[1] for o in options))
    ]
    return [Parsed(value, start, end) for start, end, value in options]


ANOTHER_UNREAD = 0.12
"""What it costs to take "No" where OCR reads something else beside it, which may be "Yes" with a ring around it."""


def _yes_no(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    near = text[:120]
    found = _answers(_unglued(near) if scope.ocr else near)
    if not found:
        return _enumeration(words, near, scope) if words.values else []
    if TICKED.search(near) or EMPTY.search(near):
        return _ticked(near, found)
    if len(found) > 1 and {it.value for it in found} == {"yes", "no"} and found[1].start - found[0].end <= 3:
        return []  # "Yes / No" with neither marked is a form that nobody filled in
    distance = min(len(near[: found[0].start].strip(" :-–.")), 60) / 60
    beside = near[: found[0].start] + near[found[0].end :]
    unread = ANOTHER_UNREAD if scope.ocr and len(found) == 1 and len(re.findall(r"\w", beside[:24])) > 1 else 0.0
    return [replace(found[0], cost=0.3 * distance + unread)]


def _financial_year(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
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


def _state(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    tokens = tokens_of(text[:300])
    [matches] = _state_book().find([tokens])
    kept = longest(matches)
    return [Parsed(it.keys[0], tokens[it.first].start, tokens[it.last - 1].end, 0.01 * it.repaired) for it in kept[-1:]]


def _board(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    near = text[:400]
    tokens = tokens_of(near)
    [matches] = _board_book().find([tokens])
    found = [
        Parsed(it.keys[0], tokens[it.first].start, tokens[it.last - 1].end, 0.01 * it.repaired)
        for it in longest(matches)[:2]
    ]
    if found:
        return found
    named = reference.find_boards(near)
    if len(named) != 1:
        return []
    place = re.search(r"[^,;:|()]{0,60}\b(?:Board|Committee|बोर्ड|समिति)|\b[A-Z]{4,9}\b", near)
    start, end = place.span() if place else (0, len(near))
    lead = len(near[start:end]) - len(near[start:end].lstrip())
    return [Parsed(named[0].name, start + lead, end, 0.04)]


def _minerals(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    value = text.strip(" :;,-–—|")[:500]
    found = reference.mineral_of(value)
    if not found:
        return []
    begins = text.index(value)
    return [Parsed(found, begins, begins + len(value))]


@cache
def _state_book() -> PhraseBook:
    return PhraseBook({state.name: state.names for state in reference.states()})


@cache
def _board_book() -> PhraseBook:
    return PhraseBook({board.name: board.names for board in reference.boards()})


_READERS: dict[str, Callable[[FieldWords, str, Scope], list[Parsed]]] = {
    "day": _day,
    "period_from": _period_end(0),
    "period_to": _period_end(1),
    "amount": _amount,
    "tpa": _tpa,
    "percent": _percent,
    "reference": _reference,
    "name": _name,
    "person": _person,
    "firm": _firm,
    "address": _address,
    "text": _text,
    "enum": _enumeration,
    "yes_no": _yes_no,
    "financial_year": _financial_year,
    "state": _state,
    "board": _board,
    "minerals": _minerals,
    **{kind: _identifier(kind) for kind in get_args(Kind)},
}
_MASKABLE = {
    "reference",
    "name",
    "amount",
    "gstin",
    "pan",
    "cin",
    "udin",
    "membership_number",
    "frn",
    "address",
    "text",
    "person",
}
IDENTIFIER_KINDS = frozenset({"gstin", "pan", "cin", "llpin", "udin", "frn", "membership_number", "reference"})
KINDS = frozenset(_READERS)
