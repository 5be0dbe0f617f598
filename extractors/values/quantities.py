"""Tonnes a year and percentages."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.columns import asked_for
from extractors.values.model import Parsed, Scope
from records.readings import Alternative
from records.units import per_year, read_percent
from reference.document_types import FieldWords

_NUMBER = re.compile(r"[0-9०-९][0-9०-९,]*(?:\.[0-9०-९]+)?")
_MASS_UNIT = re.compile(
    r"\b(?:k\.?t\.?p\.?a|m\.?t\.?p\.?a|t\.?p\.?a|m\.?t\.?/\s*a(?:nnum)?|m\.?t\.?a|m\.?t\b|tonn?es?|tons?|t\.?p\.?d|kgs?|quintals?|metric|t/yr|टन)",
    re.I,
)


_A_YEAR = re.compile(
    r"per\s+(?:annum|year)|annual|yearly|in\s+a\s+year|/\s*(?:year|annum)|\bp\.?a\.?\b|वार्षिक|प्रति\s*वर्ष", re.I
)
_A_SHORTER_TIME = re.compile(r"\b(?:day|daily|month|monthly|hour|shift)\b|दिन|माह|मासिक|घंट", re.I)


def read_tonnes(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """Tonnes a year."""
    if (labelled := _labelled_part(text)) is not None:
        start, end = labelled
        found = read_tonnes(words, text[start:end], scope)
        return [replace(it, start=it.start + start, end=it.end + start) for it in found]
    near = _plainly(_STATEMENT_ENDS.split(text)[0][:160])
    if scope.ocr:
        near = _MISREAD_TONNES.sub("टन", _MISREAD_UNIT.sub("MT/A", near))
    near = _ABBREVIATED.sub("मी. टन", near)
    match = next(iter(_NUMBER.finditer(near)), None)
    if match is None or _DAY.match(near, match.start()):
        return []
    if changed := _changed_capacity(near, scope):
        return [changed]
    present = _without_former(near, match.end())
    near = _without_next(present, match.end())
    unit_after = near[match.start() :]
    for phrase, cost in ((unit_after, 0.0), (near, 0.02)):
        value = per_year(phrase)
        if value is not None:
            end = _end_of_quantity(near, match.start())
            cost, others = _beside_others(value, present, match.start(), end, cost)
            return [Parsed(value, match.start(), end, cost, "tpa", alternatives=others)]
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
    if (
        scope.working_days
        and (value := per_year(f"{near[match.start() :][:60]} {scope.working_days} days")) is not None
    ):
        return [Parsed(value, match.start(), _end_of_quantity(near, match.start()), DAYS_ELSEWHERE, "tpa")]
    return _of_no_period(near, match, scope)


_PART = re.compile(
    r"(?<![\w-])(?P<label>(?:existing|present|proposed|additional|after|total|post|pre|before|earlier|expansion|new)\b"
    r"[^0-9०-९|;,:.]{0,30}?)\s*[:=–-]?\s*(?P<figure>(?:nil\b|[0-9०-९][0-9०-९,]*(?:\.[0-9]+)?)\s*(?:(?:MT|T)[A-Z./]*|tonn?es?|TPA|tons?)?)"
    r"(?=[\s|;,/)]|$)",
    re.I,
)
"""A figure behind the word that says which of several it is: "Existing: 0 | Proposed: 12,000 | Total: 12,000"."""


def _labelled_part(text: str) -> tuple[int, int] | None:
    """Where the figure stands that is asked for, of several that each have their word; None where there are none."""
    parts = list(_PART.finditer(text[:200]))
    if len(parts) < FEWEST_PARTS or _NUMBER.search(text[: parts[0].start()]):
        return None
    asked = asked_for([it["label"] for it in parts], "tpa", "")
    ends = [at for at, it in enumerate(parts) if _AFTERWARDS.match(it["label"])]
    if asked is None and len(ends) == 1:
        asked = ends[0]
    if asked is None or not _NUMBER.search(parts[asked]["figure"]):
        return None
    start = parts[asked].start("figure")
    return start, parts[asked + 1].start() if asked + 1 < len(parts) else len(text)


FEWEST_PARTS = 2
_AFTERWARDS = re.compile("after|post|total", re.I)

DAYS_ELSEWHERE = 0.12
"""What it costs to reckon a year from a day's tonnes by the working days that another line states: never sure."""

_WORKING_DAYS = re.compile(
    r"\b(?:working|operating|operational)\s+days\b[^0-9.;]{0,40}?(?P<behind>[23][0-9]{2})\b"
    r"|\b(?P<before>[23][0-9]{2})\s+(?:working|operating|operational)\s+days\b"
    r"|\b(?:works?|working|operates?|operating|run)\s+(?:for\s+)?(?P<works>[23][0-9]{2})\s+days\b"
    r"|कार्य\s*-?\s*दिवस[^0-9।]{0,30}?(?P<hindi>[23][0-9]{2})",
    re.I,
)


def working_days(text: str) -> int:
    """The days a year that a paper says the unit works; 0 where it says none, or two numbers of them."""
    found = {int(next(filter(None, it.groups()))) for it in _WORKING_DAYS.finditer(text)}
    return found.pop() if len(found) == 1 else 0


_CAPACITY = re.compile(r"\b(?:capacity|throughput|intake|quantum)\b|क्षमता", re.I)
NO_PERIOD = 0.2
"""What it costs to take a capacity for that of a year because none is printed for another time: never sure."""


def _of_no_period(near: str, number: re.Match[str], scope: Scope) -> list[Parsed]:
    """A capacity in tonnes without a time: consents mean a year by it, but may mean what a plant holds at once."""
    if not _CAPACITY.search(scope.label) or _A_SHORTER_TIME.search(scope.label) or scope.sentence:
        return []
    behind = near[number.end() :]
    unit = _MASS_UNIT.match(behind.lstrip()) or _MASS_UNIT.search(scope.label)
    if unit is None or _A_SHORTER_TIME.search(behind[:30]) or re.match(r"\s*(?:TPD|/|per\b|प्रति)", behind, re.I):
        return []
    value = per_year(f"{number.group()} {unit.group()} per annum")
    return [] if value is None else [Parsed(value, number.start(), number.end(), NO_PERIOD, "tpa")]


_DAY = re.compile(r"[0-9०-९]{1,2}([./-])[0-9०-९]{1,2}\1(?:[0-9०-९]{2}){1,2}(?![0-9०-९])")
"""A date in figures, whose first ones are no quantity."""

_OF_SOMETHING = re.compile(
    r"(?P<unit>\b(?:MT|tonn?es?|tons?))(?P<of>\s+of\s+(?:[A-Za-z-]+\s+){0,6}?[A-Za-z-]+)(?=\s+(?:per|in\s+a|an?|every|each|on)\b)",
    re.I,
)
_MISREAD_UNIT = re.compile(r"\bMT[Il1|]A\b")
"""What OCR makes of "MT/A"."""

_MISREAD_TONNES = re.compile(r"(?<=[0-9०-९]\s)[लत]न(?=\s+प्रति\s)|(?<![\u0900-\u0963])(?:ट्न|ठन|टुन)(?![\u0900-\u0963])")
"""What OCR makes of "टन"; words of their own only behind a figure."""

_ABBREVIATED = re.compile(r"मी\s?[0०°oO॰.]\s?टन")
"""Tonnes with the sign of abbreviation, for which a zero is often typed: "6,600 मी0टन"."""

_IN_BRACKETS = re.compile(r"\([0-9][0-9,.]*\)|^[0-9][0-9,.]*\)(?=\s*[A-Za-z])")
_EACH_YEAR = re.compile(r"\b(?:in\s+a|in\s+any|in\s+each|every|each|a)\s+year\b", re.I)


_STATEMENT_ENDS = re.compile(r";(?!\s*[0-9]{3}\s+(?:\w+\s+)?days)|।|\.\s+(?=[A-Z])")
"""What a quantity ends with; "18 tonnes per day; 300 days a year" is one."""


def _plainly(text: str) -> str:
    """The text of the same length without what is weighed and with "per year": "7,500 tonnes of waste in a year".

    Brackets around a number that words repeat go: "eight thousand four hundred (8,400) tonnes".
    """
    text = _IN_BRACKETS.sub(lambda it: re.sub(r"[()]", " ", it[0]), text)
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


_AND_ANOTHER = re.compile(
    r"[\s)]*(?:of\s+(?:[^\s,;0-9०-९]+\s+){1,4}?)?(?:,|\+|&|\band\b|\bplus\b|एवं|तथा|और|व(?![\u0900-\u0963]))\s*"
    r"(?!(?:out\s+)?of\s+which|includ|compris|being|i\.?e\b)(?:[^\s,;0-9०-९]+\s+){0,6}?[-–:(]?\s*(?=[0-9०-९])",
    re.I,
)
"""What leads from one quantity of a sentence to the next: "ITEW 1,400 MTA and CEEW 700 MTA"."""
SUM_OF_LISTED = "the sum of what is listed"
"""Why an alternative stands beside the first of several quantities of a sentence."""

ONE_OF_SEVERAL = 0.12
"""What it costs to take the first of several quantities: the capacity may be their sum."""


def _beside_others(
    first: Decimal, text: str, start: int, end: int, cost: float
) -> tuple[float, tuple[Alternative, ...]]:
    """What the first quantity of a sentence costs, and its sum with those listed behind it, if any are."""
    total = first
    while (
        (lead := _AND_ANOTHER.match(text, end))
        and (number := _NUMBER.match(text, lead.end()))
        and _MASS_UNIT.match(text[number.end() :].lstrip())
        and (value := per_year(text[number.start() : _end_of_quantity(text, number.start())])) is not None
    ):
        total, end = total + value, _end_of_quantity(text, number.start())
    if total == first:
        return cost, ()
    return cost + ONE_OF_SEVERAL, (Alternative(total, text[start:end], 0.5, SUM_OF_LISTED),)


_FROM_TO = re.compile(
    r"(?P<old>[0-9०-९][0-9०-९,.]*)\s*(?P<unit>[A-Za-z./ ]{0,24}?)\s*(?:\bto\b|→|->|से\s+बढ़ाकर)\s*"
    r"(?P<new>[0-9०-९][0-9०-९,.]*[^;।]{0,40})",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:amend|enhanc|increas|expan|revis|modif|rais|augment|upgrad|chang)\w*|\bfrom\W*$|बढ़ा|संशोधित", re.I
)


def _changed_capacity(near: str, scope: Scope) -> Parsed | None:
    """The new figure of "amended from 2,000 TPA to 5,500 TPA"; the old one stays an alternative.

    Where nothing says that the one becomes the other, which of them holds is in doubt.
    """
    match = _FROM_TO.match(near)
    if match is None:
        return None
    cost = 0.0 if _CHANGE.search(scope.label) else ONE_OF_SEVERAL
    value, old = per_year(match["new"]), per_year(f"{match['old']} {match['unit']}")
    if value is None:
        return None
    start = match.start("new")
    others = (Alternative(old, match["old"], 0.3, "the figure before the change"),) if old is not None else ()
    return Parsed(value, start, _end_of_quantity(near, start), cost, "tpa", alternatives=others)


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


LOST_POINT = 0.2
"""What it costs to read 995 % on a scan as 99.5 %, for no share exceeds the whole: never sure."""

_LOST_POINT = re.compile(r"(?P<whole>[0-9]{2})(?P<rest>[0-9]{1,2})(?![0-9.])")


_BARE_SHARE = re.compile(r"[0-9०-९]+(?:\.[0-9०-९]+)?")
_SHARE = re.compile(
    r"(?<![A-Za-z0-9.])[0-9०-९]+(?:\.[0-9०-९]+)?(?:\s*(?:%|per\s*cent|percent|प्रतिशत|wt\.?\s*%)|(?![A-Za-z0-9.]))", re.I
)
"""The first figure that is no part of a formula: not the 4 and the 7 of "as CoSO4.7H2O, by calculation: 99.62 %"."""


_OF_ELEMENT = re.compile(
    r"\b(?P<element>[A-Z][a-z]?|[A-Z][a-z]{3,11})\s*[:=–-]?\s*[0-9]{1,3}(?:\.[0-9]+)?\s*(?:%|per\s*cent)"
)
"""A share with the element that it is of, "Co 95.8%", "Lithium 88%"."""


def is_of_several_elements(text: str) -> bool:
    """Whether a text gives a share of each of several elements: "Ni 96.2%, Co 95.8%"; which is asked for is open."""
    return len({it["element"] for it in _OF_ELEMENT.finditer(text)}) > 1


def read_percentage(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """A percentage from 0 to 100."""
    match = _SHARE.search(text[:80]) or _BARE_SHARE.search(text[:80])
    if match is None:
        return []
    value = read_percent(match.group())
    if value is None and re.search(r"%|per\s*cent|प्रतिशत", scope.label, re.I):
        value = read_percent(f"{match.group()} %")
    if scope.ocr and value is not None and value > 100 and (lost := _LOST_POINT.match(match.group())):
        value = Decimal(f"{lost['whole']}.{lost['rest']}")
        return [Parsed(value, match.start(), match.start() + len(match.group().rstrip()), LOST_POINT, "percent")]
    if value is None or not 0 <= value <= 100:
        return []
    cost = ONE_OF_SEVERAL if is_of_several_elements(text[:120]) else 0.0
    return [Parsed(value, match.start(), match.start() + len(match.group().rstrip()), cost, "percent")]
