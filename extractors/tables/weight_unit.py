"""The unit of weight that a title gives to the table under it: "Facility capacity (Metric Tonnes per Annum)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.lines import Line
from extractors.tables.parts import Part
from records.units import read_unit

LINES_ABOVE = 3
"""A title stands at most so many lines over its table."""

MOST_WORDS = 16
"""A line of more words is no title."""

_MARK = re.compile(r"[*#†‡]+(?=\s|$)")
_BRACKETED = re.compile(r"[(\[]\s*(?:all\s+)?(?:figures\s+|quantit\w+\s+)?(?:in\s+)?([^()\[\]]+?)\s*[)\]]", re.I)
_BEHIND = re.compile(r"(?:[,:;–—]|\s-|\bin)\s+([^,:;–—()\[\]]+?)\s*[:.]?\s*$", re.I)


def unit_above(part: Part) -> str | None:
    """The weight for a time ("MT per annum") that the nearest title over a table gives, None if none does."""
    lines = [*(line.text for line in part.above[-LINES_ABOVE:]), *part.titles]
    return next((unit for text in reversed(lines) if (unit := unit_in_title(text)) is not None), None)


def unit_of_footnote(heading: str, lines: Sequence[Line]) -> str | None:
    """The unit that a footnote gives to a heading which bears its mark: "Quantity*", "* in metric tonnes per month"."""
    mark = _MARK.search(heading)
    if mark is None:
        return None
    notes = (line.text for line in lines if line.text.startswith(mark[0]))
    return next((unit for text in notes if (unit := unit_in_title(text)) is not None), None)


def unit_in_title(text: str) -> str | None:
    """The weight for a time that a title gives in brackets or behind a comma, as printed."""
    if len(text.split()) > MOST_WORDS:
        return None
    return next((it for it in _candidates(text) if _is_weight_a_time(it)), None)


def _candidates(text: str) -> Iterator[str]:
    yield from (match[1] for match in _BRACKETED.finditer(text))
    if (behind := _BEHIND.search(text)) is not None:
        yield behind[1]


def _is_weight_a_time(text: str) -> bool:
    unit = read_unit(text)
    return unit is not None and unit.mass is not None and unit.per is not None
