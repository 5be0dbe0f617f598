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
    1.0  grouping that neither system knows (45,00,00): the figure is as printed, but somebody erred; a figure in
         rupees under a heading in lakh
    1.5  unlikely, kept so that a witness may find it

Never float; only the digits 0-9 and ०-९ are digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from records.digits import ascii_digits
from records.money_units import (
    CURRENCY,
    ONE,
    RUPEE,
    SCALE_WORD,
    SCALE_WORDS,
    WORD_ALTERNATIVES,
    evened,
)

MOST = Decimal(10) ** 14
"""No amount on these papers reaches ten crore crore rupees; a reading beyond it mistook "Cr" (credit) for crore."""

MOST_SCALED = Decimal(10) ** 12
"""A heading's lakh or crore that makes a lakh crore rupees of a figure is the unit of other figures, not of this."""

SPACING, HEADING_OVERRULED, LEAD_DIGIT, GLYPH, MALFORMED, UNLIKELY = 0.2, 0.3, 0.4, 0.5, 1.0, 1.5


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
_IN_WORDS_TAIL = re.compile(rf"\s*[(\[,-]*\s*(?:in words\s*[:-]*\s*)?{RUPEE}\s*[.:]?\s*[^0-9]*$", re.IGNORECASE)
_SIDE = re.compile(r"(?<=[0-9\s)./-])(?:\(\s*)?(?P<side>dr|cr|debit|credit)\.?\s*\)?$", re.IGNORECASE)
_NUMBER = r"[0-9](?:[0-9]|[,.'](?=\s?[0-9])\s?|\s(?=[0-9]))*"
_TERM = re.compile(
    rf"(?P<number>{_NUMBER}|\.[0-9]+)\s*(?P<word>{WORD_ALTERNATIVES})?(?![a-z\u0900-\u097f])\.?,?\s*(?:and\s+)?",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"^\(\s*-\s*\)|^-|^\(\s*(?=.*\)$)|-$|\(-\)$|^minus\b|^less\b\s*:?", re.IGNORECASE)

_PARENTHESIS = re.compile(rf"\(\s*(?P<amount>{RUPEE}[^()-]*|[^()]*/\s?[-=]\s*)\)", re.IGNORECASE)

_LETTERS_FOR_DIGITS = str.maketrans(
    {"l": "1", "I": "1", "|": "1", "i": "1", "O": "0", "o": "0", "Q": "0", "S": "5", "s": "5", "B": "8"}
)
_DIGIT_LIKE_RUN = re.compile(r"[0-9lIi|OoQSsB][0-9lIi|OoQSsB,.]*")

Side = Literal["Dr", "Cr"]


def side_of(text: str) -> Side | None:
    """Whether an amount carries "Dr" or "Cr". `read_amount` leaves the sign to who knows what the ledger is for.

    In a sales ledger Cr is a sale and Dr a return; "1.60 Cr" without grouping is crore and has no side.
    """
    match = _SIDE.search(evened(text))
    if match is None:
        return None
    if match["side"].lower() == "cr" and _cr_means(evened(text)) == "crore":
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
    stripped = _LEAD_NOISE.sub("", evened(text))
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
    if CURRENCY.search(text) and not re.search(r"[0-9],[0-9]{2},", text):
        return "crore"
    return "credit" if re.search(r"[0-9],[0-9]", text) or not re.search(r"[0-9]", text) else "crore"


def _without_sign(text: str) -> tuple[str, bool]:
    negative = False
    currency_first = CURRENCY.match(text)
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
    text = CURRENCY.sub(" ", text, count=1).strip()
    before = None
    while before != text:
        before = text
        text = _TAIL_WORDS.sub("", _TAIL_NOISE.sub("", text)).strip()
        trailing = list(CURRENCY.finditer(text))
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
        unit = SCALE_WORDS[word.lower()] if word else scale
        overruled = word is not None and scale not in (ONE, unit)
        for value, cost, reason in _numbers(number, ocr):
            notes = (reason, "its own unit word overrules the heading's") if overruled else (reason,)
            if word is None and scale != ONE and value * scale >= MOST_SCALED:
                yield value, cost + MALFORMED, (reason, "too large for the heading's unit")
                continue
            yield value * unit, cost + (HEADING_OVERRULED if overruled else 0.0), notes
    elif terms:
        yield from _falling(terms)


def _falling(terms: list[tuple[str, str | None]]) -> Iterator[tuple[Decimal, float, tuple[str, ...]]]:
    total, last = Decimal(0), None
    for number, word in terms:
        unit = SCALE_WORDS[word.lower()] if word else ONE
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
    rf"(?:{RUPEE}\s*[.:]?\s*(?:\(\s*-\s*\)|-)?\s*|(?<![0-9a-z/.,-]))(?:{_NUMBER})\s*"
    rf"(?:(?:{_WITH_NUKTA}|{WORD_ALTERNATIVES})(?![a-z\u0900-\u097f])\.?)?(?:\s*/-)?",
    re.IGNORECASE,
)


def find_amounts(text: str, scale: Decimal = ONE, *, ocr: bool = False) -> list[FoundAmount]:
    """Every amount printed with a currency sign, a unit word, grouping or "/-"; a bare number is not money."""
    found = []
    for match in _FIND.finditer(ascii_digits(text)):
        start, end = match.span()
        raw = text[start:end]
        marked = (
            CURRENCY.search(raw)
            or SCALE_WORD.search(evened(raw))
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
    whole, point, fraction = format(rounded, "f").partition(".")
    grouped, head = whole[-3:], whole[:-3]
    while head:
        grouped, head = f"{head[-2:]},{grouped}", head[:-2]
    sign = "-" if amount < 0 and rounded else ""
    return f"{sign}{grouped}{point}{fraction}"
