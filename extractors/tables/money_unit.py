"""The unit of money of a table: as printed, as OCR garbled it, as the certificate's own words give it, or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from records.money_units import scale_of

SCALES = (Decimal(1000), Decimal(100_000), Decimal(1_000_000), Decimal(10_000_000))
"""What a unit that is not printed may multiply by: thousand, lakh, million, crore."""

ROUNDED = Decimal("0.0001")
"""A certified sum in lakh or crore is rounded; by this share at most."""

LEAST_RUPEES = {"ocr": Decimal(1_000_000), "text": Decimal(100_000)}
"""Where no unit is printed and not even the largest amount reaches this, the figures may be in lakh or crore."""

_ALIKE = 74.0
_WORDS = ("lakh", "lakhs", "lacs", "crore", "crores", "thousand", "thousands", "million")
_GLYPHS = str.maketrans("5108|!", "slobll")
_RUPEE_GLYPH = re.compile(
    r"(?<![\w.,])(?:[0-9@%<=?~fzZ&*#®¥£€](?=\s+in\b)|[@%<=?~&*#®¥£€](?=\s*(?:(?:lakhs?|lacs?|crores?|millions?|thousands?)\b|लाख|करोड़|करोड)))",
    re.I,
)
_WORD_AFTER_IN = re.compile(r"(?:(?<=\bin\s)|(?<=\brs\.\s)|(?<=\brs\s)|(?<=₹\s)|(?<=\())([A-Za-z0-9|!]{4,9})\b", re.I)
_IN_WHAT = re.compile(r"\bin\s+(?P<word>[^\W\d_][\w.]*)", re.I)
_BROKEN_OFF = re.compile(r"\bin\W*$", re.I)
_RUPEES = re.compile(r"^(?:rs|re|inr|indian|rupees?|absolute|actual|full|figures?|words?|the|₹)", re.I)


def unit_of(text: str, *, ocr: bool) -> Decimal | None:
    """By how much a heading or line multiplies the figures; None where it names no unit that can be read.

    On a scan "Lakns" is lakh and a sign before "in" the rupee's; "Rs. in" something else is no unit at all.
    """
    if not ocr:
        return scale_of(text)
    mended = mended_unit(text)
    scale = scale_of(mended)
    unread = [match["word"] for match in _IN_WHAT.finditer(mended) if not _RUPEES.match(match["word"])]
    return None if scale == 1 and (unread or _BROKEN_OFF.search(mended)) else scale


def mended_unit(text: str) -> str:
    """The line with the sign that OCR made of the rupee's, and the words it made of lakh or crore, put right."""
    return _WORD_AFTER_IN.sub(lambda match: _likest(match[0]) or match[0], _RUPEE_GLYPH.sub("₹", text))


_MARK = r"(?:₹|\brs\b\.?|\binr\b|\brupees?\b|\bindian\s+rupees?\b|रुपये|रुपए|रू\.?|रु\.?)"
_SCALE = r"(?:lakhs?|lacs?|crores?|crs?|millions?|mn|billions?|bn|thousands?|लाख|करोड़|करोड|हजार|हज़ार)"
_STATED = re.compile(
    rf"{_MARK}\s*[:(\-]?\s*(?:in\s+)?{_SCALE}(?!\w)|\bin\s+{_SCALE}\s+(?:of\s+)?{_MARK}|{_SCALE}\s+{_MARK}\s+में", re.I
)
_ALONE = re.compile(
    rf"\W*(?:(?:amounts?|figures?|values?)\W+)?(?:in\W+)?(?:{_MARK}\W*(?:in\W+)?(?:{_SCALE})?|{_SCALE}\W*{_MARK}?)\W*",
    re.I,
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
_DIGIT = re.compile(r"[0-9०-९]")


def unit_within(text: str, *, ocr: bool) -> Decimal | None:
    """The unit that a long line states among other words: "… from 03-09-2025 to 15-10-2026 (₹ in lakh)".

    Only a scale right beside a mark of the currency, or a bracket that speaks of amounts, counts; an amount in words,
    and a figure with its own unit, state none. None too where two units are stated.
    """
    line = mended_unit(text) if ocr else text
    brackets = [it for it in _BRACKET.findall(line) if not _DIGIT.search(it) and re.search(_SCALE, it, re.I)]
    stated = [it for it in brackets if re.match(r"\s*(?:all\s+)?(?:amounts?|figures?|values?)\b", it, re.I)]
    stated += [match[0] for match in _STATED.finditer(line)]
    scales = {scale for it in stated if (scale := scale_of(it)) is not None and scale > 1}
    return scales.pop() if len(scales) == 1 else None


def is_money_alone(text: str) -> bool:
    """Whether a heading is a unit of money and nothing more: "Rs. crore", "(₹ in lakh)", "Amount in INR"."""
    return _ALONE.fullmatch(text) is not None


def scale_by(total: Decimal, certified: Iterable[Decimal]) -> Decimal | None:
    """By how much a table's sum must be multiplied to be an amount that the words outside it certify with a unit."""
    amounts = [amount for amount in certified if amount > 0]
    if total <= 0:
        return None
    for scale in (Decimal(1), *SCALES):
        if any(abs(amount - total * scale) <= amount * ROUNDED for amount in amounts):
            return scale
    return None


def may_be_scaled(amounts: Sequence[Decimal], source: str) -> bool:
    """Whether figures without a unit are too small to be trusted to be rupees."""
    return bool(amounts) and max(abs(it) for it in amounts) < LEAST_RUPEES["ocr" if source == "ocr" else "text"]


def _likest(word: str) -> str | None:
    plain = word.lower().translate(_GLYPHS)
    best = max(_WORDS, key=lambda it: fuzz.ratio(plain, it))
    return best if fuzz.ratio(plain, best) >= _ALIKE else None
