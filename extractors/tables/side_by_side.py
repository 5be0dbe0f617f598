"""Tables printed in two halves next to each other, each under its own headings: one below the other for the reader."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.lines import Line, segments_of
from extractors.tables.likeness import normal_heading

HEADING_GAP = 0.8
"""White this wide (type heights) parts two headings."""

FEWEST_ROWS = 2
"""So many lines at least stand on both sides under the headings."""

ROOM = 3.0
"""A word may reach so many points over the middle of the white between the halves."""


def unfolded(lines: Sequence[Line]) -> list[Line]:
    """The lines with the right half of a table below its left half; as they are where no headings are repeated."""
    for first, line in enumerate(lines):
        cut = _middle(line)
        if cut is None:
            continue
        end = next((at for at in range(first, len(lines)) if _crosses(lines[at], cut)), len(lines))
        left, right = (
            [half for it in lines[first:end] if (half := _half(it, cut, side))] for side in ("left", "right")
        )
        if len(right) > FEWEST_ROWS:
            return [*lines[:first], *left, *right, *lines[end:]]
    return list(lines)


def _middle(line: Line) -> float | None:
    """Where the right half of a line of headings begins that says the same again; None for any other line."""
    segments = segments_of(line, HEADING_GAP)
    half = len(segments) // 2
    texts = [normal_heading(segment.text) for segment in segments]
    if half < FEWEST_ROWS or len(segments) % 2 or texts[:half] != texts[half:] or not all(texts):
        return None
    if any(text.replace(" ", "").isdecimal() for text in texts):
        return None
    return (segments[half - 1].box[2] + segments[half].box[0]) / 2


def _crosses(line: Line, cut: float) -> bool:
    """Whether a line goes on over the middle: a word stands there, or no more white than between words."""
    for before, after in zip(line.words, line.words[1:], strict=False):
        if before.box[2] <= cut + ROOM and after.box[0] >= cut - ROOM:
            return after.box[0] - before.box[2] < 0.5 * HEADING_GAP * line.height
    return any(word.box[0] < cut - ROOM and word.box[2] > cut + ROOM for word in line.words)


def _half(line: Line, cut: float, side: str) -> Line | None:
    words = tuple(it for it in line.words if ((it.box[0] + it.box[2]) / 2 < cut) == (side == "left"))
    return Line(line.page, words) if words else None
