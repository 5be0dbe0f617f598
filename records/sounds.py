"""The consonants of a name as they sound, alike in Devanagari and in Latin letters.

"विंध्य ई-साइकिल" and "Vindhya E-Cycle" are one name in two scripts. Vowels are spelled in too many ways to be compared,
and so are breath (kh, dh) and the places of t, d, n and s; what is left of both is VNDSKL.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

REMEMBERED = 4096

_SOUNDS = {
    "K": "कखचछ", "G": "गघजझ", "T": "टठतथ", "D": "डढदध", "N": "ङञणन", "P": "प", "F": "फ", "B": "बभ", "M": "म", "R": "र",
    "L": "लळ", "V": "व", "S": "शषस", "H": "ह",
}  # fmt: skip
_OF_LETTER = {letter: sound for sound, letters in _SOUNDS.items() for letter in letters}

_LABIALS = frozenset("पफबभम")
_VIRAMA, _ANUSVARA = "\u094d", "\u0902"
_GYA = "ज\u094dञ"
"""Two letters that sound as gy: ज्ञान, Gyan."""

_PLURAL = re.compile("(?<=[ीेो])ज(?![\u0900-\u097f])")
"""The s of English plurals as Hindi writes it after a vowel: इंडस्ट्रीज, Industries."""

_LATIN: tuple[tuple[str, str], ...] = (
    (r"(?<=[A-Z])TION", "SN"),
    (r"X", "KS"),
    (r"PH", "F"),
    (r"CH", "K"),
    (r"C(?=[EIY])", "S"),
    (r"[CQ]", "K"),
    (r"SH", "S"),
    (r"[JZ]", "G"),
    (r"W", "V"),
    (r"([BCDGKPRT])H", r"\1"),
    (r"([A-Z])\1", r"\1"),
    (r"[AEIOUY]", ""),
)


@lru_cache(maxsize=REMEMBERED)
def sounds(name: str) -> str:
    """The consonants of a name (Latin letters in capitals) as they sound: "NICKEL SALTS", "निकल सॉल्ट्स" give NKLSLTS."""
    return "".join(_of_devanagari(word) if not word.isascii() else _of_latin(word) for word in name.split())


def _of_latin(word: str) -> str:
    for pattern, sound in _LATIN:
        word = re.sub(pattern, sound, word)
    return re.sub(r"[^A-Z0-9]", "", word)


def _of_devanagari(word: str) -> str:
    letters = unicodedata.normalize("NFD", _PLURAL.sub("स", word)).replace(_GYA, "ग")
    found: list[str] = []
    for at, letter in enumerate(letters):
        if letter == _ANUSVARA:
            found.append("M" if letters[at + 1 : at + 2] in _LABIALS else "N")
            continue
        sound = _OF_LETTER.get(letter) or (letter if letter.isascii() and letter.isalnum() else "")
        if sound and not (found and found[-1] == sound and letters[at - 1] == _VIRAMA):
            found.append(sound)
    return "".join(found)
