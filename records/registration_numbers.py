"""Numbers under which persons, companies and partnerships are registered: PAN, CIN and LLPIN."""

from __future__ import annotations

import re
from collections.abc import Iterator

from records.digits import ascii_digits
from records.identifier_forms import (
    GLYPH,
    MOST_REPAIRS,
    OFF_MASK,
    UNVOUCHED,
    Candidate,
    FoundIdentifier,
    candidates,
    differences,
    fits,
    found_as,
    is_labelled,
    put_right,
)

_PAN_MASK = "AAAAA9999A"
_CIN_MASK = "l99999AA9999AAA999999"

_HOLDERS = frozenset("ABCEFGHJKLPT")


def pans(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """PANs; the check fails where no kind of holder has the fourth letter."""
    for candidate, value, cost in _masked(text, _PAN_MASK, ocr):
        yield found_as(text, candidate, value, cost, "none" if value[3] in _HOLDERS else "fails")


def cins(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """CINs; the check fails where the year of incorporation is before 1850 or after 2100."""
    for candidate, value, cost in _masked(text, _CIN_MASK, ocr):
        yield found_as(text, candidate, value, cost, "none" if 1850 <= int(value[8:12]) <= 2100 else "fails")


def _masked(text: str, mask: str, ocr: bool) -> Iterator[tuple[Candidate, str, float]]:
    for candidate in candidates(text, len(mask), r"\s{1,2}|\s?-\s?"):
        if candidate.breaks and not _is_printed_in_capitals(text, candidate):
            continue
        value = (
            candidate.characters
            if fits(candidate.characters, mask)
            else put_right(candidate.characters, mask)
            if ocr
            else None
        )
        if value is None or differences(value, candidate.characters) > MOST_REPAIRS:
            continue
        yield candidate, value, GLYPH * differences(value, candidate.characters)


def _is_printed_in_capitals(text: str, candidate: Candidate) -> bool:
    printed = text[candidate.start : candidate.end]
    return printed.upper() == printed


_LLPIN = re.compile(
    r"(?<![A-Za-z0-9/-])(?P<letters>[A-Za-z0-9]{3})(?P<joint>\s?[-–]\s?|\s|)(?P<digits>[0-9A-Za-z]{4})(?![A-Za-z0-9]|[/-][A-Za-z0-9])"
)


def llpins(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """LLPINs, vouched for by a label, by their dash or by standing alone."""
    level = ascii_digits(text)
    for match in _LLPIN.finditer(level):
        printed = (match["letters"] + match["digits"]).upper()
        value = printed if fits(printed, "AAA9999") else put_right(printed, "AAA9999") if ocr else None
        labelled = is_labelled(level, match.start(), r"LLP\s?IN|LLP\s+(?:identification|id)")
        if value is None or not (labelled or match["joint"].strip() or match[0] == level.strip()):
            continue
        if differences(value, printed) and not (labelled or match[0] == level.strip()):
            continue
        cost = GLYPH * differences(value, printed) + (0.0 if labelled or value[0] == "A" else UNVOUCHED)
        cost += 0.0 if match["joint"].strip() else OFF_MASK
        candidate = Candidate(printed, match.start(), match.end(), 0)
        yield found_as(text, candidate, f"{value[:3]}-{value[3:]}", cost, "none")


_IN_PLACES = re.compile(r"[A-Z]{5}[0-9]{4}[A-Z]|[LU][0-9]{5}[A-Z]{2}[0-9]{4}[A-Z]{3}[0-9]{6}")


def has_letters_in_their_places(text: str) -> bool:
    """Whether a text is a PAN or a CIN, each place of which admits letters only or figures only: O and 0 are told."""
    return _IN_PLACES.fullmatch(text) is not None


def same_registration(one: str, other: str) -> bool:
    """Whether two CINs are of one registration: the same State, year and number under another class or industry.

    A company that is converted keeps year and number; the letters for its class, "PTC" or "PLC", and for listing change
    (Companies Act 2013, section 18).

    >>> same_registration("U38302TS2021PTC197388", "U38302TS2021PLC197388")
    True
    """
    return len(one) == len(other) == len(_CIN_MASK) and (one[6:12], one[15:]) == (other[6:12], other[15:])
