"""The white that runs down between the columns of a table without lines, and what it says of the headings over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.lines import Line, segments_of
from records.pages import Box, Word

CORRIDOR_GAP = 0.4
"""Over white that runs down through the rows so small a gap (type heights) parts two headings."""

WIDER = 1.3
"""And so much wider it is than the narrowest between the words: a heading over several columns is not cut."""

FEWEST_CROSSED = 0.04
"""Words of so small a share of the rows may cross the white: a wide cell, a sum's label."""

FEWEST_ROWS = 4
"""With fewer rows white between words may be chance."""

FEWEST_CELLS = 3
"""A line of so many cells stands in the body of a table."""

MOSTLY = 0.4
"""A column of print is filled in so many of the rows at least; what fewer hold may be the end of a longer cell."""

Span = tuple[float, float]
"""Where a column of print begins and ends across the page."""


def printed_columns(lines: Sequence[Line]) -> list[Span]:
    """The columns of print that white parts which runs down through the rows; [] where there are too few rows."""
    rows = [line for line in lines if len(segments_of(line, 1.0)) >= FEWEST_CELLS]
    if len(rows) < FEWEST_ROWS:
        return []
    spans = [(max(int(word.box[0]), 0), int(word.box[2]) + 1) for line in rows for word in line.words]
    count = [0] * (max(right for _, right in spans) + 2)
    for left, right in spans:
        count[left] += 1
        count[right] -= 1
    found: list[Span] = []
    crossed = 0
    start: int | None = None
    for x, step in enumerate(count):
        crossed += step
        if crossed > FEWEST_CROSSED * len(rows):
            start = x if start is None else start
        elif start is not None:
            found.append((start, x))
            start = None
    return [span for span in found if _filled(span, rows) >= MOSTLY * len(rows)]


def _filled(span: Span, rows: Sequence[Line]) -> int:
    """In how many rows something is printed in a column."""
    return sum(1 for line in rows if any(_shared(word.box, span) > 0 for word in line.words))


def _shared(box: Box, span: Span) -> float:
    return min(box[2], span[1]) - max(box[0], span[0])


def parted_over(segment: Line, columns: Sequence[Span]) -> Iterator[Line]:
    """A segment cut where its words stand over one column of the rows on the left and over another on the right."""
    part = [segment.words[0]]
    before = _column_under(part[0], columns)
    gaps = [right.box[0] - left.box[2] for left, right in pairwise(segment.words)]
    least = max(CORRIDOR_GAP * segment.height, WIDER * min(gaps) if len(gaps) > 1 else 0.0)
    for left, right in pairwise(segment.words):
        under = _column_under(right, columns)
        gap = right.box[0] - left.box[2]
        if None not in (before, under) and before != under and gap > least:
            yield Line(segment.page, tuple(part))
            part = []
        part.append(right)
        before = under if under is not None else before
    yield Line(segment.page, tuple(part))


def _column_under(word: Word, columns: Sequence[Span]) -> int | None:
    """Which of the columns a word stands over most, None for none."""
    overlap, number = max(((_shared(word.box, span), at) for at, span in enumerate(columns)), default=(0.0, 0))
    return number if overlap > 0 else None


def unheaded(boxes: Sequence[Box], columns: Sequence[Span]) -> int:
    """How many columns of print stand under no heading of their own."""
    free = list(boxes)
    for span in columns:
        own = next((box for box in free if _shared(box, span) > 0), None)
        if own is not None:
            free.remove(own)
    return len(columns) - (len(boxes) - len(free))
