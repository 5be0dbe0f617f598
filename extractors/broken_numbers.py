"""Numbers of papers that the end of a line broke: "SIA/MH/IND3/471852/202" in a narrow cell, "4" below it."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.document_text import Text
from extractors.layout import PageLayout, Run, Segment
from extractors.values import Parsed
from records.dates import find_days
from records.readings import Alternative

BROKEN = 0.15
"""What it costs to take a number that may go on, or have begun, on another line: never sure."""

_PIECE = re.compile(r"(?=\S*\d|[A-Z]$)[A-Z0-9()./&-]{1,24}")
"""What the rest of a number looks like: figures, capitals and strokes, no word."""

_BEGINNING = re.compile(r"(?<!\S)(?=\S*(?:[A-Z]{2}|\d))[A-Z0-9()./&-]+/\s*$")
"""What stands before a number that began earlier: "KER/SEIAA/"."""

PADDING, MARGIN = 8.0, 0.04
"""Points that a ruled cell, and the share of its width that a page, leaves free at the end of a full line."""


def doubting_broken(parsed: Parsed, number: Run, text: Text) -> Parsed:
    """A number in doubt where the line below may hold its end, or the words before it its beginning."""
    rest, begun = _below(number, text), _BEGINNING.search(text.before(number, 40))
    if not rest and not begun:
        return parsed
    value = f"{begun[0].strip() if begun else ''}{parsed.value}{rest}"
    whole = Alternative(value, value, 0.4, "as it may go on over lines")
    return replace(parsed, cost=parsed.cost + BROKEN, alternatives=(whole, *parsed.alternatives))


def _below(number: Run, text: Text) -> str:
    """The word that begins the line below, had no room behind the number, and may be the rest of it; else ""."""
    found = text.segment_of(Run(number.placed[-1:]))
    if found is None or found[1].words[-1] is not number.placed[-1].word:
        return ""
    layout, segment = found
    below = layout.below(segment, reach=1.2)
    if below is None or below.cell != segment.cell or not _PIECE.fullmatch(below.words[0].text):
        return ""
    if find_days(below.text[:30]) or not _is_full(layout, segment, below):
        return ""
    return below.words[0].text


def _is_full(layout: PageLayout, segment: Segment, below: Segment) -> bool:
    """Whether the first word of the line below would not have found room at the end of a line."""
    if segment.cell is not None:
        end = layout.cell_boxes[segment.cell][2] - PADDING
    else:
        margin = max(it.box[2] for it in layout.segments)
        end = margin - MARGIN * layout.page.width
    word = below.words[0].box
    return segment.box[2] + word[2] - word[0] > end
