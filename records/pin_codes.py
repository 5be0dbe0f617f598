"""PIN codes of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from records.digits import ascii_digits
from records.identifier_forms import BROKEN, GLYPH, TO_DIGIT, Candidate, FoundIdentifier, differences, fits, found_as

_PIN = re.compile(
    r"(?<![A-Za-z0-9/.,])(?<![0-9]-)(?P<pin>[1-9][0-9]{2}\s?[0-9]{3}|[0-9OoIlSB]{3}\s?[0-9OoIlSB]{3})(?![A-Za-z0-9]|[/.,-][0-9])"
)
_PIN_LABEL = r"\bpin(?:\s?-?\s?code)?|पिन(?:\s?कोड)?|[A-Za-z\u0900-\u097f)]\s?[-–—,:]|post(?:al)?\s*code|zip"


def pins(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """PIN codes, six figures the first of which is not 0; a bare one among other words costs more."""
    level = ascii_digits(text)
    for match in _PIN.finditer(level):
        printed = re.sub(r"\s", "", match["pin"]).upper()
        value = "".join(TO_DIGIT.get(it, it) for it in printed)
        wrong = differences(printed, value)
        if not fits(value, "p99999") or (wrong and not (ocr and wrong <= 2)):
            continue
        vouched = bool(
            re.search(rf"(?:{_PIN_LABEL})\s*(?:no|number)?\s*[.:\-–—]*\s*$", level[: match.start()], re.IGNORECASE)
        )
        cost = GLYPH * wrong + (0.0 if vouched or match[0] == level.strip() else BROKEN)
        yield found_as(text, Candidate(printed, match.start(), match.end(), 0), value, cost, "none")
