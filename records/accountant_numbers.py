"""Numbers of chartered accountants: UDINs, firm registration numbers and membership numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from records.digits import ascii_digits
from records.identifier_forms import (
    GLYPH,
    MOST_REPAIRS,
    OFF_MASK,
    REMEMBERED,
    TO_DIGIT,
    UNVOUCHED,
    ZEROS,
    Candidate,
    FoundIdentifier,
    candidates,
    differences,
    fits,
    found_as,
    is_labelled,
    put_right,
)

_UDIN_MASK = "99999999XXXXXXXXXX"
_UDIN_STRICT_MASK = "99999999AAAAAA9999"


@lru_cache(maxsize=REMEMBERED)
def udin_parts(udin: str) -> tuple[str, str, str] | None:
    """A UDIN's year of signing (two digits), membership number (six) and tail (ten); None where it has not the form."""
    compact = re.sub(r"[\s-]", "", ascii_digits(udin)).upper()
    return (compact[:2], compact[2:8], compact[8:]) if fits(compact, _UDIN_MASK) else None


def udins(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """18 characters; the tail is usually six letters and four digits, but others are seen and are not rejected.

    One that is printed as a UDIN with a character too few or too many is given as it is: it is not to be overlooked.
    """
    yield from _misprinted_udins(text, LOST_BY_OCR if ocr else MISPRINTED)
    for candidate in candidates(text, 18, r"\s{1,2}|\s?-\s?"):
        printed = candidate.characters
        strict = fits(printed, _UDIN_STRICT_MASK)
        value = printed
        if not strict and ocr:
            value = put_right(printed, _UDIN_STRICT_MASK) or put_right(printed, _UDIN_MASK) or printed
            strict = fits(value, _UDIN_STRICT_MASK)
        if not fits(value, _UDIN_MASK) or not _is_udin_tail(value[8:]) or differences(value, printed) > MOST_REPAIRS:
            continue
        yield found_as(
            text, candidate, value, GLYPH * differences(value, printed) + (0.0 if strict else OFF_MASK), "none"
        )


_NEAR_UDIN = re.compile(r"(?<![A-Za-z0-9])[0-9]{6,10}[A-Z]{4,8}[0-9]{1,6}(?![A-Za-z0-9])")
MISPRINTED = 0.03
LOST_BY_OCR = 0.15
"""What it costs that an identifier has not its form: in doubt where it may be OCR that lost or made up a character."""


def _misprinted_udins(text: str, cost: float) -> Iterator[FoundIdentifier]:
    level = ascii_digits(text)
    for match in _NEAR_UDIN.finditer(level):
        if len(match[0]) == 18 or not 15 <= len(match[0]) <= 21:
            continue
        if match[0] == level.strip(" .:-") or is_labelled(level, match.start(), r"UDIN|यूडीआईएन"):
            yield found_as(text, Candidate(match[0], match.start(), match.end(), 0), match[0], cost, "none")


def _is_udin_tail(tail: str) -> bool:
    """A tail mixes letters and digits: eighteen digits are an account number, ten letters a word."""
    return sum(it.isalpha() for it in tail[:6]) >= 4 and sum(it.isdigit() for it in tail[6:]) >= 2


# Behind a plus sign, 123456E+17 is a number that a spreadsheet has spoilt.
_FRN = re.compile(
    r"(?<![A-Za-z0-9])(?P<number>[0-9OoIl]{4,6})\s?(?P<region>[NSWECnswec])(?:\s?[/-]?\s?(?P<again>[NSWECnswec])?\s?(?P<dash>-)?\s?(?P<serial>[0-9OoIl]{5,6}))?(?![A-Za-z0-9]|\+[0-9])"
)
_FRN_LABEL = r"FRN|F\.\s?R\.\s?N|firm(?:['’]?s)?\s*(?:reg|r\.|no)|reg(?:istration|n|d)?\.?\s*(?:no|number)|फर्म"


def frns(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """Firm registration numbers, six figures and the letter of the region: 004532S, 004532S/S-200011 or /S200011."""
    level = ascii_digits(text)
    for match in _FRN.finditer(level):
        number, region = match["number"].upper(), match["region"].upper()
        digits = "".join(TO_DIGIT.get(it, it) for it in number)
        wrong = differences(number, digits)
        labelled = is_labelled(level, match.start(), _FRN_LABEL)
        whole = match[0].strip() == level.strip()
        if (wrong and not (ocr and digits.isdigit() and labelled)) or (len(number) < 6 and not (labelled or whole)):
            continue
        value = digits.zfill(6) + region
        if match["serial"]:
            serial = "".join(TO_DIGIT.get(it, it) for it in match["serial"].upper())
            value += f"/{(match['again'] or region).upper()}{match['dash'] or ''}{serial.zfill(6)}"
        cost = GLYPH * wrong + (ZEROS if len(number) < 6 else 0.0)
        yield found_as(text, Candidate(number, match.start(), match.end(), 0), value, cost, "none")


_MEMBERSHIP_LABEL = r"member(?:ship)?|\bM\.?\s?(?:R\.?\s?)?N(?:o|um|\.|:)|\bmem\b|\bMRN\b|ICAI|सदस्यता"
_BARE_NUMBER = re.compile(r"(?<![A-Za-z0-9/.,-])(?P<number>[0-9OoIl]{4,7})(?![A-Za-z0-9]|[/.,-][0-9A-Za-z])")


def membership_numbers(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """Membership numbers in six figures; a shorter one only where a label or its standing alone vouches for it."""
    level = ascii_digits(text)
    for match in _BARE_NUMBER.finditer(level):
        number = match["number"].upper()
        digits = "".join(TO_DIGIT.get(it, it) for it in number)
        wrong = differences(number, digits)
        labelled = is_labelled(level, match.start(), _MEMBERSHIP_LABEL)
        vouched = labelled or match[0] == level.strip()
        if len(number) > 6 or (wrong and not (ocr and vouched)) or (len(number) < 6 and not vouched):
            continue
        cost = GLYPH * wrong + (ZEROS if len(number) < 6 else 0.0) + (0.0 if vouched else UNVOUCHED)
        yield found_as(text, Candidate(number, match.start(), match.end(), 0), digits.zfill(6), cost, "none")
