"""Numbers of invoices: found in a text, and the forms in which two prints of one number are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from records.digits import ascii_digits
from records.identifier_forms import REMEMBERED, Candidate, Check, FoundIdentifier, found_as

_INVOICE_PREFIX = re.compile(
    r"^\s*(?:(?:tax\s+)?(?:invoice|inv|bill|voucher|vch|credit\s+note|debit\s+note|document|doc|बीजक|बिल)\b\.?\s*"
    r"(?:(?:no|num|number|nos|सं|संख्या|क्र|क्रमांक)(?![A-Za-z0-9\u0900-\u097f])\.?\s*[:#=-]*|[:#=]+|(?<=\s))|no\b\.?\s*[:#=-]*|#)\s*(?=\S)",
    re.IGNORECASE,
)
_PLAIN_INVOICE_NUMBER = re.compile(r"(?!TAX|INV|BILL|VOU|VCH|CRED|DEB|DOC|NO)(?=[A-Z/]*[0-9])[A-Z0-9]+(?:/[A-Z0-9]+)*")
"""A number that is in normal form already: without a label, with a figure, and / between its parts."""
_INVOICE_SEPARATORS = re.compile(r"[/\\_.-]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_DIGIT, _SPACE = re.compile("[0-9]"), re.compile(r"\s")
_INVOICE_TOKEN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9/\\_.-]*[A-Za-z0-9]|(?<![A-Za-z0-9])[0-9]+(?![A-Za-z0-9])"
)


@lru_cache(maxsize=REMEMBERED)
def normal_invoice_number(text: str) -> str:
    r"""The form in which two prints of one invoice number are equal: "Inv. No. sr - 0012" gives "SR/0012".

    Case, spaces, a label in front and the kind of separator do not tell invoices of one vendor apart (/ - _ . \\ all
    become /). Leading zeros do: "SR/0012" and "SR/12" may be two series of one vendor, and a number is never made equal
    in silence; `loose_invoice_number` is there for a check that wants to ask.
    """
    if _PLAIN_INVOICE_NUMBER.fullmatch(text):
        return text
    level = text if text.isascii() else unicodedata.normalize("NFKC", ascii_digits(text))
    bare = _INVOICE_PREFIX.sub("", level if level.isascii() else _DASHES.sub("-", level))
    bare = bare if _DIGIT.search(bare) else level
    return _INVOICE_SEPARATORS.sub("/", _SPACE.sub("", bare)).strip("/:;,").upper()


_RUNS = re.compile("[0-9]+|[^0-9/]+")
_LABELS = frozenset({"INV", "INVOICE", "TAXINVOICE", "BILL", "NO"})


@lru_cache(maxsize=REMEMBERED)
def loose_invoice_number(text: str) -> str:
    """The runs of letters and of figures in the normal form, without leading zeros: equal for what *may* be one.

    "SR/0012", "SR-12" and "sr 12" may be, and so may "INV-007" and "7"; "SR/1/12" and "SR/11/2" are two.
    """
    runs = _RUNS.findall(normal_invoice_number(text))
    named = runs[1:] if runs[1:] and runs[0] in _LABELS else runs
    return "/".join(run.lstrip("0") or "0" for run in named)


def invoice_numbers(text: str, ocr: bool) -> Iterator[FoundIdentifier]:
    """The tokens with a digit; by the GST rules 1-16 of letters, digits, - and /, else `check` is "fails"."""
    level = ascii_digits(text)
    prefix = _INVOICE_PREFIX.match(level)
    for match in _INVOICE_TOKEN.finditer(level, prefix.end() if prefix else 0):
        if re.search("[0-9]", match[0]):
            check: Check = "holds" if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9/-]{0,15}", match[0]) else "fails"
            candidate = Candidate(match[0], match.start(), match.end(), 0)
            yield found_as(text, candidate, match[0].upper(), 0.0, check)
