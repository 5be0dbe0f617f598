"""The words and signs of money, lakh and crore in English and Hindi, and the unit that a heading gives."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from records.digits import ascii_digits

THOUSAND = Decimal(1000)
LAKH = Decimal(100_000)
CRORE = Decimal(10_000_000)
ONE = Decimal(1)

SCALE_WORDS: dict[str, Decimal] = {
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
NUKTA = "\u093c"
RUPEE = (
    r"(?:₹|`(?=\s*[0-9])|(?<![a-z])(?:rupees?|rs|inr)(?![a-z])|(?<![\u0900-\u097f])र[ुू](?:पय[ेा]|पए)?(?![\u0900-\u097f]))"
)
CURRENCY = re.compile(rf"{RUPEE}\s*[.:]?", re.IGNORECASE)
CURRENCY_ALONE = re.compile(rf"{RUPEE}\s*[.:]?(?!\s*[0-9.])", re.IGNORECASE)
WORD_ALTERNATIVES = "|".join(sorted(map(re.escape, SCALE_WORDS), key=len, reverse=True))
SCALE_WORD = re.compile(
    rf"(?:(?<![a-z\u0900-\u097f])|(?<=[0-9]))(?:{WORD_ALTERNATIVES})(?![a-z0-9\u0900-\u097f])\.?", re.IGNORECASE
)


def evened(text: str) -> str:
    """Digits as ASCII, one kind of space, dash and quote, no nukta: the form that every pattern here expects."""
    text = unicodedata.normalize("NFD", ascii_digits(text)).replace(NUKTA, "")
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[\u00a0\u2000-\u200a\u202f\s]+", " ", text)
    text = re.sub(r"[\u200b-\u200f\ufeff]", "", text)
    return re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("’", "'").replace("‘", "'").strip()


_IN_UNIT = re.compile(
    rf"(?:{RUPEE}\s*[.:]?|\bamounts?|\bamt\.?|\bvalues?|\bfigures?|\bfigs?\.?|\bin\b|\bof\b|\(|\[|राशि|मूल्य|आंकडे)"
    rf"[\s.(:/-]{{0,4}}(?:in|of|are in)?[\s.(:/-]{{0,4}}(?:{RUPEE}\s*[.:]?\s*)?(?:in\b\s*)?"
    rf"(?P<word>{WORD_ALTERNATIVES})(?![a-z0-9\u0900-\u097f])",
    re.IGNORECASE,
)
_UNIT_OF = re.compile(
    rf"(?<![a-z\u0900-\u097f])(?P<word>{WORD_ALTERNATIVES})\.?\s*(?:of\s+)?(?:{RUPEE}|में)", re.IGNORECASE
)
_ONLY_UNIT = re.compile(rf"[\s(\[]*(?P<word>{WORD_ALTERNATIVES})\.?[\s)\]]*", re.IGNORECASE)


def scale_of(text: str) -> Decimal | None:
    """By how much a heading multiplies the figures under it.

    "(₹ in lakh)" gives 100000, "Rs. Crores" 10000000, "(Amount in Rs.)" 1. None where the text names no unit of money,
    or two that differ.
    """
    bare = evened(text)
    words = [match["word"] for pattern in (_IN_UNIT, _UNIT_OF) for match in pattern.finditer(bare)]
    if not words and (alone := _ONLY_UNIT.fullmatch(bare)):
        words = [alone["word"]]
    if words:
        # A second unit word anywhere ("in crore or lakh") leaves the heading unclear; a lone "Cr" may be a credit.
        words += [match[0].rstrip(".") for match in SCALE_WORD.finditer(bare) if len(match[0].rstrip(".")) > 3]
        scales = {SCALE_WORDS[word.lower()] for word in words}
        return scales.pop() if len(scales) == 1 else None
    return ONE if CURRENCY_ALONE.search(bare) else None
