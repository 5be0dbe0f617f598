"""The white that runs down between the columns of a table without lines, and what it says of the headings over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.lines import Line, segments_of
from records.pages import Box, Word

CORRIDOR_GAP = 0.2
"""Over white that runs down through the rows so small a gap (type heights) parts two headings."""

FEWEST_CROSSED = 0.04
"""Words of so small a share of the rows may cross the white: a wide cell, a sum's label."""

FEWEST_ROWS = 4
"""With fewer rows white between words may be chance."""

FEWEST_CELLS = 3
"""A line of so many cells stands in the body of a table."""

White = tuple[float, float]
"""A stretch of white: where it begins and ends across the page."""


def white_between(lines: Sequence[Line]) -> list[White]:
    """The stretches of white between words that run down through the rows."""
    rows = [line for line in lines if len(segments_of(line, 1.0)) >= FEWEST_CELLS]
    if len(rows) < FEWEST_ROWS:
        return []
    spans = [(max(int(word.box[0]), 0), int(word.box[2]) + 1) for line in rows for word in line.words]
    count = [0] * (max(right for _, right in spans) + 2)
    for left, right in spans:
        count[left] += 1
        count[right] -= 1
    found: list[White] = []
    crossed = 0
    start: int | None = None
    for x, step in enumerate(count):
        crossed += step
        if crossed <= FEWEST_CROSSED * len(rows):
            start = x if start is None else start
        elif start is not None:
            found.append((start, x))
            start = None
    return [*found, (len(count) - 2.0, len(count) + 0.0)]


def parted_over(segment: Line, corridors: Sequence[White]) -> Iterator[Line]:
    """A segment cut where its words stand over one column of the rows on the left and over another on the right."""
    part = [segment.words[0]]
    before = _column_under(part[0], corridors)
    for left, right in pairwise(segment.words):
        under = _column_under(right, corridors)
        if (
            None not in (before, under)
            and before != under
            and right.box[0] - left.box[2] > CORRIDOR_GAP * segment.height
        ):
            yield Line(segment.page, tuple(part))
            part = []
        part.append(right)
        before = under if under is not None else before
    yield Line(segment.page, tuple(part))


def _column_under(word: Word, corridors: Sequence[White]) -> int | None:
    """Which of the columns between the white a word stands over most, None for none."""
    shared = [
        (min(word.box[2], right[0]) - max(word.box[0], left[1]), number)
        for number, (left, right) in enumerate(pairwise(corridors))
    ]
    overlap, number = max(shared, default=(0.0, 0))
    return number if overlap > 0 else None


def unheaded(boxes: Sequence[Box], corridors: Sequence[White]) -> int:
    """How many columns of print, parted by white, stand under no heading of their own."""
    columns = [(left[1], right[0]) for left, right in pairwise(corridors)]
    free = list(boxes)
    for start, end in columns:
        own = next((box for box in free if min(box[2], end) - max(box[0], start) > 0), None)
        if own is not None:
            free.remove(own)
    return len(columns) - (len(boxes) - len(free))
