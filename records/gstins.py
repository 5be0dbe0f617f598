"""GSTINs: their check digit, the PAN and the state inside them, and their repair where OCR misread a glyph.

A repaired GSTIN counts only if its check digit then holds and no other repair makes it hold. One that cannot be
repaired is returned as printed, with `check` "fails".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from records.identifier_forms import (
    ALPHABET,
    GLYPH,
    MOST_REPAIRS,
    REMEMBERED,
    FoundIdentifier,
    candidates,
    differences,
    fits,
    found_as,
    put_right,
)

_GSTIN_MASK = "99AAAAA9999AnXX"

_EITHER = {
    "0": "O",
    "O": "0",
    "1": "I",
    "I": "1",
    "2": "Z",
    "Z": "2",
    "5": "S",
    "S": "5",
    "6": "G",
    "G": "6",
    "8": "B",
    "B": "8",
}


@lru_cache(maxsize=REMEMBERED)
def is_gstin(text: str) -> bool:
    """Whether the text is a GSTIN whose check digit holds, whatever its state code: `27AAPFU0939F1ZV`."""
    return bool(gstin := _as_gstin(text)) and _check_digit_holds(gstin)


@lru_cache(maxsize=REMEMBERED)
def _as_gstin(text: str) -> str:
    """The text without blanks and in capitals, where it has the form of a GSTIN; else ""."""
    compact = _compact(text)
    return compact if fits(compact, _GSTIN_MASK) else ""


_ONCE = {character: place for place, character in enumerate(ALPHABET)}
_TWICE = {character: sum(divmod(2 * place, len(ALPHABET))) for character, place in _ONCE.items()}
"""What a character adds to the sum of the check digit in an odd place and in an even one."""


def _check_digit_holds(gstin: str) -> bool:
    """Whether the fifteenth character is what the others ask for: `luhn.is_valid` of stdnum, in a fifth of its time.

    A ledger prints hundreds of GSTINs, and each is judged.
    """
    added = sum(map(_ONCE.__getitem__, gstin[::2])) + sum(map(_TWICE.__getitem__, gstin[1::2]))
    return added % len(ALPHABET) == 0


def pan_of_gstin(gstin: str) -> str | None:
    """The PAN inside a GSTIN (characters 3 to 12); None where the text has not the form of a GSTIN."""
    return _as_gstin(gstin)[2:12] or None


def state_code_of_gstin(gstin: str) -> str | None:
    """The two digits of a GSTIN that name the state; None where the text has not the form of a GSTIN."""
    return _as_gstin(gstin)[:2] or None


def _compact(text: str) -> str:
    return text if text.isalnum() and text.isupper() else re.sub(r"[\s-]", "", text).upper()


def gstins(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """GSTINs; one that cannot be put right is given as printed, and its check fails."""
    for candidate in candidates(text, 15, r"\s{1,2}|\s?-\s?"):
        printed = candidate.characters
        if is_gstin(printed):
            yield found_as(text, candidate, printed, 0.0, "holds")
            continue
        forced = put_right(printed, _GSTIN_MASK)
        if forced is None or differences(printed, forced) > MOST_REPAIRS or not re.search("[0-9]", printed):
            continue
        if ocr and (repaired := _repaired_gstin(printed, forced)) is not None:
            yield found_as(text, candidate, repaired, GLYPH * differences(printed, repaired), "holds")
        elif fits(printed, _GSTIN_MASK) or ocr:
            yield found_as(text, candidate, printed, GLYPH, "fails")


def _repaired_gstin(printed: str, forced: str) -> str | None:
    """The one GSTIN whose check digit holds among the look-alikes of what is printed; None for none or several.

    Positions whose kind is fixed are forced; the 13th to 15th may be letter or digit, so both are tried there.
    """
    free = [index for index in (12, 13, 14) if forced[index] in _EITHER]
    holding = set()
    for count in range(len(free) + 1):
        for chosen in itertools.combinations(free, count):
            tried = "".join(_EITHER[it] if index in chosen else it for index, it in enumerate(forced))
            if is_gstin(tried):
                holding.add(tried)
    return holding.pop() if len(holding) == 1 else None
