"""Amounts of money, weighed against their unit and the amount in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.money import WORDS_SAY
from extractors.values.model import Parsed, Scope
from records.amount_words import amount_in_words, is_beginning_of
from records.numbers import Reading, find_amounts, read_amount
from records.readings import Alternative
from reference.document_types import FieldWords

_PLAIN_AMOUNT = re.compile(
    r"[(\-]?\s*[%¥<~*X=zZfF]?\s?(?<![0-9०-९/])[0-9०-९][0-9०-९,]*(?:\.[0-9०-९]+)?"
    r"(?![0-9०-९]|[0-9]*(?:st|nd|rd|th)\b|[/.-][0-9०-९]|/[A-Za-z\u0904-\u0939]|\s*(?:%|per\s*cent|प्रतिशत))\s*\)?(?:\s*(?:Dr|Cr)\b\.?)?"
)
"""A bare number; none that is a part of a date or of a paper's number."""

TOO_MUCH = Decimal(10) ** 13
"""Ten lakh crore rupees: no paper of this scheme says so, and a figure beyond it was scaled that should not be."""


_NO_MONEY = re.compile(
    r"^\W{0,4}(?:(?:nil|none|शून्य)(?!\w)\W{0,4})+|^\W{0,4}(?:no|not\s+claimed|not\s+applicable|नहीं)\W{0,3}$", re.I
)
"""A form's answer that the amount is nothing, in one language or both."""


def read_amounts(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """Amounts in rupees; the first of several is the cheapest."""
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
    if match is None or spoken is None:
        return parsed
    if abs(spoken - value) < 1:
        return replace(parsed, witnesses=("figures and words",), cost=max(0.0, parsed.cost - 0.02))
    if value >= 0 and is_beginning_of(match.group(), value):
        return parsed  # the line below, which says the rest, is not in this text
    agreeing = [it for it in parsed.alternatives if it.value == spoken]
    other = Alternative(spoken, match.group().strip(" ("), 0.45, WORDS_SAY)
    if agreeing:
        return replace(parsed, value=spoken, witnesses=("figures and words",), alternatives=())
    return replace(parsed, alternatives=(other, *parsed.alternatives), disputed=f"the words say {spoken:f}")
