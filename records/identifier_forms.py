"""What identifiers look like: their masks, the glyphs that OCR confuses, and the characters of a text that may be one.

A repair never invents: only glyphs that OCR confuses are exchanged (O/0, I/1, S/5, B/8, Z/2, G/6), only where the
position asks for the other kind.

The scale of `FoundIdentifier.cost` (departures add up): 0.0 as printed; 0.1 a form that is seen but not the mask;
0.2 broken by spaces, or leading zeros put back; 0.5 each glyph put right, or no label vouches for a bare number. A
UDIN that has not its length costs what `records.accountant_numbers` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from records.digits import ascii_digits

REMEMBERED = 4096
"""How many prints are remembered: one identifier stands in many rows and papers."""

Check = Literal["holds", "fails", "none"]

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OFF_MASK, BROKEN, ZEROS, GLYPH, UNVOUCHED = 0.1, 0.2, 0.2, 0.5, 0.5
MOST_REPAIRS = 4
"""More wrong glyphs than this in one identifier, and it is another word that happens to be as long."""


@dataclass(frozen=True, slots=True)
class FoundIdentifier:
    """An identifier within a text.

    Attributes:
        value: in normal form, repaired where `cost` says so.
        raw: as printed, `text[start:end]`.
        check: "holds" or "fails" where the identifier proves itself (a GSTIN's check digit, a PAN's holder letter, the
            length of an invoice number); "none" where nothing in it can.
    """

    value: str
    start: int
    end: int
    raw: str
    cost: float
    check: Check


class Candidate(NamedTuple):
    """Characters of a text that may be one identifier; `breaks` counts the spaces within."""

    characters: str
    start: int
    end: int
    breaks: int


# A mask has one letter a position: 9 digit, A letter, X either; anything in lower case stands for a set below.
_CLASSES = {
    "9": frozenset("0123456789"),
    "A": frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "X": frozenset(ALPHABET),
    "l": frozenset("LU"),
    "r": frozenset("NSWEC"),
    "n": frozenset("123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "p": frozenset("123456789"),
}

TO_DIGIT = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "|": "1",
    "!": "1",
    "Z": "2",
    "S": "5",
    "$": "5",
    "G": "6",
    "B": "8",
}
_TO_LETTER = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B", "|": "I", "!": "I", "$": "S"}


def fits(characters: str, mask: str) -> bool:
    """Whether the characters are those that a mask admits, place by place."""
    return _pattern(mask).fullmatch(characters) is not None


@cache
def _pattern(mask: str) -> re.Pattern[str]:
    return re.compile("".join(f"[{re.escape(''.join(sorted(_CLASSES[kind])))}]" for kind in mask))


def put_right(characters: str, mask: str) -> str | None:
    """The characters with each that its position forbids exchanged for its look-alike; None if one has none."""
    repaired = []
    for character, kind in zip(characters, mask, strict=True):
        allowed = _CLASSES[kind]
        swapped = next(
            (other for table in (TO_DIGIT, _TO_LETTER) if (other := table.get(character, "")) in allowed and other),
            None,
        )
        chosen = character if character in allowed else swapped
        if chosen is None:
            return None
        repaired.append(chosen)
    return "".join(repaired)


def differences(a: str, b: str) -> int:
    """How many characters differ between two texts of one length."""
    return sum(x != y for x, y in zip(a, b, strict=True))


_PIECE = re.compile(r"[A-Za-z0-9|!$]+")


def candidates(text: str, length: int, joints: str = r"\s{1,2}") -> Iterator[Candidate]:
    """Runs of pieces, joined by `joints`, that have `length` characters between them and begin and end as pieces do."""
    level = ascii_digits(text)
    pieces = [match for match in _PIECE.finditer(level)]
    for first, piece in enumerate(pieces):
        characters, breaks = piece[0], 0
        for following in pieces[first + 1 :]:
            joint = level[pieces[first + breaks].end() : following.start()]
            if len(characters) >= length or breaks == 4 or not re.fullmatch(joints, joint):
                break
            characters, breaks = characters + following[0], breaks + 1
        if len(characters) == length:
            yield Candidate(_capitals(characters), piece.start(), pieces[first + breaks].end(), breaks)


def _capitals(characters: str) -> str:
    """The characters in capitals; a lone l among capitals was an I or a 1."""
    others = characters.replace("l", "")
    return (characters.replace("l", "I") if others == others.upper() else characters).upper()


def found_as(text: str, candidate: Candidate, value: str, cost: float, check: Check) -> FoundIdentifier:
    """The identifier that a candidate is read as; one that spaces break costs `BROKEN` more."""
    cost += BROKEN if candidate.breaks else 0.0
    raw = text[candidate.start : candidate.end]
    return FoundIdentifier(value, candidate.start, candidate.end, raw, round(cost, 2), check)


def is_labelled(text: str, position: int, label: str) -> bool:
    """Whether a label begins within the 45 characters before a position, at most 25 without a figure in between."""
    return bool(re.search(rf"(?:{label})[^0-9]{{0,25}}$", text[max(0, position - 45) : position], re.IGNORECASE))
