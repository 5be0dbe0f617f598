"""A row of a table as printed, before anyone knows what it means: the words of each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.lines import Line, lines_of
from records.pages import Page, Word

Words = tuple[Word, ...]

STRAY = set("|¦[]{}_—=~‖")
"""Marks that a ruling leaves behind when a scanned page is read."""


@dataclass(frozen=True, slots=True)
class Band:
    """A row as printed.

    Attributes:
        cells: the words of each column; those of a merged cell stand in its first column.
        owner: for each column the column in which the words of its cell stand.
        lent: columns whose cell began in an earlier band and reaches down into this one.
    """

    page: int
    top: float
    bottom: float
    cells: tuple[Words, ...]
    owner: tuple[int, ...]
    lent: frozenset[int] = frozenset()

    @property
    def words(self) -> Words:
        """All words that stand in the band itself, without what it is lent."""
        return tuple(word for column, words in enumerate(self.cells) if column not in self.lent for word in words)

    @property
    def is_wide(self) -> bool:
        """Whether all its text stands in one cell that is merged over most of the columns."""
        filled = [column for column, words in enumerate(self.cells) if words and column not in self.lent]
        return len(filled) == 1 and self.owner.count(filled[0]) > max(1, len(self.cells) // 2)

    def text(self, column: int) -> str:
        """The text of the cell that covers a column."""
        return text_of(self.cells[self.owner[column]])


@dataclass(frozen=True, slots=True)
class Sheet:
    """The part of a page that a table may stand on: bands with their columns, and the lines above it.

    `edges` are the x of the column borders, one more than columns.
    """

    page: Page
    edges: tuple[float, ...]
    bands: tuple[Band, ...]
    above: tuple[Line, ...] = ()


def text_of(words: Sequence[Word]) -> str:
    """Words in reading order, joined by spaces; stray marks of rulings are left out."""
    return " ".join(word.text for word in words if set(word.text) - STRAY)


LOWER, UNDER = 0.55, 0.3
"""Heights by which a word stands lower than the line before it to begin the next: at its side, and right under it."""


def read_order(words: Sequence[Word]) -> Words:
    """The words of one cell in reading order: line by line, left to right."""
    if len(words) < 2:
        return tuple(words)
    ordered = sorted(words, key=lambda word: ((word.box[1] + word.box[3]) / 2, word.box[0]))
    lines: list[list[Word]] = [[ordered[0]]]
    for word in ordered[1:]:
        line = lines[-1]
        height = max(it.box[3] - it.box[1] for it in (*line, word))
        lower = (word.box[1] + word.box[3]) / 2 - _middle(line)
        if lower > LOWER * height or (lower > UNDER * height and any(_is_over(it, word) for it in line)):
            lines.append([word])
        else:
            line.append(word)
    return tuple(word for line in lines for word in sorted(line, key=lambda it: it.box[0]))


def _is_over(one: Word, other: Word) -> bool:
    """Whether two words share most of the width of the narrower one, as no two of one line do."""
    narrower = min(one.box[2] - one.box[0], other.box[2] - other.box[0])
    return 2 * (min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])) > narrower


def lines_in(words: Sequence[Word], page: int) -> list[Line]:
    """The words as lines from top to bottom."""
    return lines_of(Page(page, 0, 0, 0, tuple(words), "text", "digital"))


def _middle(line: Sequence[Word]) -> float:
    return sum((word.box[1] + word.box[3]) / 2 for word in line) / len(line)
