"""Words into lines, and lines into segments at wide gaps: the geometry that labels and columns are found by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from records.pages import Box, Page, Word, union

WIDE_GAP = 1.6
"""A gap wider than this many times the type's height separates two segments of a line: cells, label and value."""

ROWS_TRIED = 12
"""A word is looked for a place in so many of the lowest lines; those above are done."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line, left to right."""

    page: int
    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """The box around the words."""
        return union(word.box for word in self.words)

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        """The median height of the words."""
        return median(word.box[3] - word.box[1] for word in self.words)


def lines_of(page: Page) -> list[Line]:
    """The page's words as lines from top to bottom.

    A word joins the line whose vertical middle lies within half the smaller height of its own; a slight skew is
    followed because the comparison is with the nearest word to the left, not with the whole line.
    """
    rows: list[list[Word]] = []
    reaches: list[tuple[float, float]] = []
    for word in sorted(page.words, key=lambda it: ((it.box[1] + it.box[3]) / 2, it.box[0])):
        top, bottom = word.box[1], word.box[3]
        for at in range(len(rows) - 1, max(-1, len(rows) - 1 - ROWS_TRIED), -1):
            highest, lowest = reaches[at]
            if highest < bottom and top < lowest and _on_one_line(rows[at], word):
                rows[at].append(word)
                reaches[at] = (min(highest, top), max(lowest, bottom))
                break
        else:
            rows.append([word])
            reaches.append((top, bottom))
    lines = [Line(page.number, tuple(sorted(row, key=lambda it: it.box[0]))) for row in rows]
    return sorted(lines, key=lambda line: (line.box[1] + line.box[3]) / 2)


def segments_of(line: Line, wide_gap: float = WIDE_GAP) -> list[Line]:
    """The line cut at wide gaps; each part is a line of its own."""
    return [Line(line.page, tuple(part)) for part in _cut(line.words, wide_gap * line.height)]


def words_within(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    """The words that print text[start:end], where the text is the words joined by single spaces."""
    kept: list[Word] = []
    at = 0
    for word in words:
        if at < end and at + len(word.text) > start:
            kept.append(word)
        at += len(word.text) + 1
    return tuple(kept)


def _cut(words: Sequence[Word], gap: float) -> Iterator[list[Word]]:
    part = [words[0]]
    for left, right in pairwise(words):
        if right.box[0] - left.box[2] > gap:
            yield part
            part = []
        part.append(right)
    yield part


def _on_one_line(row: Sequence[Word], word: Word) -> bool:
    nearest = min(row, key=lambda it: abs((it.box[0] + it.box[2]) / 2 - (word.box[0] + word.box[2]) / 2))
    overlap = min(nearest.box[3], word.box[3]) - max(nearest.box[1], word.box[1])
    smaller = min(nearest.box[3] - nearest.box[1], word.box[3] - word.box[1])
    return overlap > 0.5 * smaller
