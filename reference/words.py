"""One form for words that papers spell in several ways, in English and Hindi, so that names can be looked up."""

from __future__ import annotations

import re
import unicodedata

_NUKTA = "\u093c"
_SPELLINGS = (("न्त", "ंत"), ("न्द", "ंद"), ("ण्ड", "ंड"), ("ञ्च", "ंच"), ("म्ब", "ंब"), ("म्प", "ंप"), ("मंडळ", "मंडल"), ("ँ", "ं"))
_INITIALS = re.compile(r"\b(?:\w\.\s?){2,}")
_NOT_A_WORD = re.compile(r"[^\w\u0900-\u0963]+")


def fold(text: str) -> str:
    """Words in lower case, single spaces between and around them; punctuation is gone, "&" is "and".

    >>> fold("M.P. Pollution Control  Board (Bhopal)")
    ' mp pollution control board bhopal '
    """
    plain = unicodedata.normalize("NFKC", text).lower().replace("&", " and ")
    plain = unicodedata.normalize("NFD", plain).replace(_NUKTA, "")
    plain = unicodedata.normalize("NFC", plain)
    plain = _INITIALS.sub(lambda match: match.group().replace(".", "").replace(" ", "") + " ", plain)
    for written, usual in _SPELLINGS:
        plain = plain.replace(written, usual)
    return f" {' '.join(_NOT_A_WORD.sub(' ', plain).split())} "
