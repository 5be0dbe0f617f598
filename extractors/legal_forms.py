"""The legal form that ends a company's name, as OCR misreads it: so few words end a name that likeness tells them."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

MOST_SLIPS = 2
"""Letters that may be wrong or lost in both words together: "Pvt Lid", "Pv. utd", "Private Limaed"."""

MENDED = 0.88
"""The most for a name whose legal form was mended."""

_PRIVATE, _LIMITED = ("Pvt", "Private"), ("Ltd", "Limited")
_SHORTEST_ALONE = 5
"""Without "Private" before it only the long word is told: after any other word "Lid" may be a lid."""

_RUN_TOGETHER = re.compile(r"\b(Pvt\.?|Private)(?=L[A-Za-z]{1,6}\.?$)")
_BARE = re.compile(r"[A-Za-z]+")


def legal_form_mended(name: str) -> str:
    """The name with its legal form as it must have been printed; as it stands if nothing like one ends it."""
    words = _RUN_TOGETHER.sub(r"\1 ", name).split()
    if len(words) < 2:
        return name
    limited, slips = _likest(words[-1], _LIMITED)
    if len(words) > 2:
        private, more = _likest(words[-2], _PRIVATE)
        if 0 < slips + more <= MOST_SLIPS:
            return " ".join((*words[:-2], private, limited))
        if slips + more == 0:
            return " ".join(words)
    if limited[:_SHORTEST_ALONE] == "Limited"[:_SHORTEST_ALONE] and 0 < slips <= MOST_SLIPS:
        return " ".join((*words[:-1], limited))
    return name


def _likest(word: str, forms: tuple[str, ...]) -> tuple[str, int]:
    """The form that a word is likest to, with the stop that follows it in print, and by how many letters it differs."""
    bare = "".join(_BARE.findall(word))
    form = min(forms, key=lambda it: Levenshtein.distance(bare.lower(), it.lower()))
    return form + "." * word.endswith("."), Levenshtein.distance(bare.lower(), form.lower())
