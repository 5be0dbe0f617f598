"""A table as found on a page: where it stands, its cells with the rows and columns they cover, their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from extractors.finding.bands import read_order
from records.pages import Box, Word, union

Way = Literal["ruled", "aligned"]


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell: its first row and column, from 0, how many of each it covers, and its words in reading order."""

    row: int
    column: int
    rows: int
    columns: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box | None:
        """The box around the words; None of an empty cell."""
        return union(word.box for word in self.words) if self.words else None


@dataclass(frozen=True)
class FoundTable:
    """A table of a page.

    Attributes:
        page: the page's number.
        box: around rules and words, in points of the page.
        rows: how many rows it has.
        columns: how many columns it has.
        cells: by row, then column; places that a merged cell covers have no cell of their own.
        way: by which the grid was told: drawn lines, or how the print stands.
    """

    page: int
    box: Box
    rows: int
    columns: int
    cells: tuple[FoundCell, ...]
    way: Way

    @cached_property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """Texts by row and column; a merged cell's text stands at its top left, the rest of it is empty."""
        texts = {(cell.row, cell.column): cell.text for cell in self.cells}
        return tuple(tuple(texts.get((row, column), "") for column in range(self.columns)) for row in range(self.rows))


def in_reading_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a cell in reading order; those of a cell whose print climbs are read from the bottom up."""
    long = [word for word in words if len(word.text) > 2]
    if not long or not all(_climbs(word) for word in long):
        return read_order(words)
    turned = {Word(word.text, (-word.box[3], word.box[0], -word.box[1], word.box[2])): word for word in words}
    return tuple(turned[word] for word in read_order(list(turned)))


def _climbs(word: Word) -> bool:
    return word.box[3] - word.box[1] > 1.3 * (word.box[2] - word.box[0])


def made_of(page: int, box: Box, owners: list[list[tuple[int, int]]], words: Held, way: Way) -> FoundTable:
    """A table from the owner of each place and the words of each owner; places that hold nothing are cells too.

    Args:
        page: the page's number.
        box: where the table stands.
        owners: for each row and column the (row, column) at which the cell that covers it begins.
        words: the words by the place at which their cell begins, in any order.
        way: by which the grid was told.
    """
    covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row, places in enumerate(owners):
        for column, owner in enumerate(places):
            covered.setdefault(owner, []).append((row, column))
    cells = tuple(
        FoundCell(
            row,
            column,
            max(place[0] for place in places) - row + 1,
            max(place[1] for place in places) - column + 1,
            in_reading_order(words.get((row, column), [])),
        )
        for (row, column), places in sorted(covered.items())
    )
    return FoundTable(page, box, len(owners), len(owners[0]), cells, way)


Held = dict[tuple[int, int], list[Word]]
"""Words by the place (row, column) at which their cell begins."""
