"""Text made safe to show: whatever an applicant typed is text in a cell or on a page, and nothing else."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 32_000
"""UTF-16 units kept of one text; Excel refuses a cell of more than 32,767."""

_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters, most of them illegal in XML
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # marks that reorder or hide
    "\ufff9-\ufffb\ufdd0-\ufdef\U000e0000-\U000e007f]"  # annotations, non-characters, tags
)
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_STARTS_FORMULA = frozenset("=+-@")


def clean(text: str, longest: int = LONGEST) -> str:
    """The text without characters that are not seen but act: control characters, direction overrides, tags.

    Joiners that Devanagari needs (U+200C, U+200D) stay. Text of more than `longest` UTF-16 units is cut and says so.
    """
    if text.isascii() and text.isprintable() and len(text) <= longest:
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _NO_CHARACTER.sub("\ufffd", _UNSEEN.sub("", text))
    if len(text) * 2 <= longest or _units(text) <= longest:
        return text
    mark = f" … [cut here; {len(text)} characters in all]"
    kept = text.encode("utf-16-le")[: (longest - len(mark)) * 2].decode("utf-16-le", errors="ignore")
    return kept + mark


def one_line(text: str, longest: int = 120) -> str:
    """The cleaned text on one line, shortened with an ellipsis."""
    flat = " ".join(clean(text).split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def could_become_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula when a person edits the cell.

    Full-width, small, superscript and mathematical forms of = + - @ count as the plain sign.
    """
    if text[:1].isalnum() and text.isascii():
        return False
    start = text.lstrip(" \n\u00a0\u3000'")[:1]
    return unicodedata.normalize("NFKC", start).replace("\u2212", "-")[:1] in _STARTS_FORMULA and bool(start)


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
