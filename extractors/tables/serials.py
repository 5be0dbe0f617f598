"""Serial numbers of rows, in whatever way papers count: 1, 2.1, (3), iv, b), Five, ५."""

from __future__ import annotations

import re
from functools import lru_cache

from records.amount_words import amount_in_words

MOST_COUNTED = 99
"""The largest number that anybody writes out as a serial number."""

_FIGURES = re.compile(r"[(\[]?\s*[0-9०-९]{1,6}(?:\.[0-9]{1,2})?\s*[)\].]*")
_ROMAN = re.compile(r"[(\[]?\s*(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})\s*[)\].]*", re.I)
_CODE = re.compile(r"[A-Z]{1,3}[-/]?[0-9]{1,4}")
"""The code of an asset in a register: P001, U-12."""

_LETTER = re.compile(r"[(\[]?\s*[a-zक-ह]{1,2}\s*[)\].]*", re.I)


@lru_cache(maxsize=20_000)
def is_serial(text: str) -> bool:
    """Whether a cell of a column of serial numbers holds one: figures, a roman numeral, a letter, a number in words."""
    bare = text.strip()
    if any(pattern.fullmatch(bare) for pattern in (_FIGURES, _ROMAN, _LETTER, _CODE)):
        return True
    if len(bare.split()) > 2 or not bare[:1].isalpha():
        return False
    number = amount_in_words(bare)
    return number is not None and 0 < number <= MOST_COUNTED
