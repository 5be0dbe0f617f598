"""How much room text takes, so that every row is as high as its text: viewers and printers do not all see to that.

The widths are those of Arial and its metric twins, in thousandths of the type size; other scripts are estimated wide.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

_WIDTHS = {
    **dict.fromkeys("ijl'|", 222),
    **dict.fromkeys(" !,./:;I[]\\ft", 278),
    **dict.fromkeys("()-r`", 333),
    **dict.fromkeys('"*^', 400),
    **dict.fromkeys("ckszvxyJ", 500),
    **dict.fromkeys("abdeghnopqu0123456789L#$?_", 556),
    **dict.fromkeys("+<=>~FTZ", 600),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM", 833),
    **dict.fromkeys("W%", 944),
    **dict.fromkeys("…—@", 1015),
    **dict.fromkeys("·“”", 350),
    **dict.fromkeys("‘’", 222),
    **dict.fromkeys("–", 556),
}
_OTHER_LETTER = 650
_WIDE = 1050
BOLD = 1.08
LINE = 1.25
"""Height of a line by the size of its type; Devanagari needs a little more than Latin."""

INDENT = 7.0
"""Points that one step of indent takes."""

DEVANAGARI_LINE = 1.5
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_BREAKS = re.compile(r"(?<=[ \-/])")


@lru_cache(maxsize=4096)
def _letter(character: str) -> int:
    if found := _WIDTHS.get(character):
        return found
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Cf"}:
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in {"W", "F"} else _OTHER_LETTER


def points(text: str, size: float, *, bold: bool = False) -> float:
    """The width of text on one line, in points."""
    return sum(map(_letter, text)) * size / 1000 * (BOLD if bold else 1)


@lru_cache(maxsize=4096)
def lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines the text takes in a cell `width` points wide, broken at spaces, hyphens and slashes."""
    if len(text) * size * 0.6 < width and "\n" not in text:
        return 1
    return sum(_lines_of(paragraph, width, size, bold) for paragraph in text.split("\n"))


def height(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """The height in points that the text takes in a cell `width` points wide."""
    line = LINE if text.isascii() or not _DEVANAGARI.search(text) else DEVANAGARI_LINE
    return lines(text, width, size, bold=bold) * size * line + 3


def cell_width(characters: float) -> float:
    """The width in points for text in columns that are so many characters wide."""
    return characters * 7 * 0.75


def pages(heights: Sequence[float], room: float, repeated: float = 0.0) -> tuple[int, float]:
    """On how many pages rows of these heights print, and what part of the last page they fill.

    Args:
        heights: of the rows in points, from the top.
        room: the height of a page in points.
        repeated: the height of the heading that each further page repeats.
    """
    count, used = 1, 0.0
    for high in heights:
        if used and used + high > room:
            count, used = count + 1, repeated
        used += high
    return count, used / room


def shortened(text: str, width: float, size: float) -> str:
    """The text if it fits on one line of the width, else its beginning and an ellipsis."""
    if points(text, size) <= width:
        return text
    fitting = bisect_right(range(1, len(text)), width, key=lambda kept: points(text[:kept] + "…", size))
    return text[:fitting].rstrip() + "…"


def within_lines(text: str, most: int, width: float, size: float) -> str:
    """The text if it takes no more than so many lines of the width, else its beginning and an ellipsis."""
    if lines(text, width, size) <= most:
        return text
    words = text.split(" ")
    begun = range(2, len(words) + 1)
    more = bisect_right(begun, most, key=lambda kept: lines(" ".join(words[:kept]) + "…", width, size))
    return " ".join(words[: 1 + more]) + "…"


def _lines_of(paragraph: str, width: float, size: float, bold: bool) -> int:
    count, used = 1, 0.0
    for word in _BREAKS.split(paragraph):
        wide = points(word, size, bold=bold)
        if used and used + points(word.rstrip(), size, bold=bold) > width:
            count, used = count + 1, 0.0
        if wide > width:
            more = math.ceil(wide / width) - 1
            count, used = count + more, wide - more * width
        else:
            used += wide
    return count
