"""The ruled grid of a page and what stands in its cells, by columns of numbers instead of word by word.

It gives what `ruled.ruled_sheets` gives for a page with one grid, twenty times as fast, and None for any other page:
with several grids, lines that cross nowhere, words in doubt. Such a page is for the general reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.finding.bands import STRAY, Band, read_order
from extractors.finding.ruled import NEAR
from extractors.packed import Floats, boxes_of_words, lines_of_rulings, texts_of_words
from records.pages import Page, Word

Ints = NDArray[np.int64]

ONE_LINE = 0.3
"""Words whose middles are nearer than this many times their height stand on one line."""

_MARKS = "".join(sorted(STRAY))


@dataclass(frozen=True, slots=True)
class Stretches:
    """Drawn lines of one direction: `at` across, from `start` to `end` along; lines that go on are one."""

    at: Floats
    start: Floats
    end: Floats


@dataclass(frozen=True, slots=True)
class Squares:
    """The cells that lines draw: column borders, row borders, and for each square the (row, column) its cell begins in.

    `merged` tells whether any cell is larger than one square.
    """

    edges: Floats
    tops: Floats
    owner_row: Ints
    owner_column: Ints
    merged: bool


@dataclass(frozen=True)
class GridPage:
    """A page with one grid: the texts of its squares, and where they stand.

    Attributes:
        texts: rows of columns; a merged cell's text stands in its first square.
        boxes: the box around the words of each square, rows × columns × 4.
        counts: how many words stand in each square.
        several: squares whose words stand on several lines.
        above: the text over the grid.
        stray: rows that hold marks which rulings leave behind.
    """

    page: Page
    squares: Squares
    texts: list[list[str]]
    boxes: Floats
    counts: Ints
    several: NDArray[np.bool_]
    stray: NDArray[np.bool_]
    above: str
    _order: Ints
    _starts: Ints

    @cached_property
    def words(self) -> Sequence[Word]:
        """The words of the page as records."""
        return tuple(self.page.words)

    def cell(self, row: int, column: int) -> tuple[Word, ...]:
        """The words of one square in reading order."""
        square = row * self.counts.shape[1] + column
        return tuple(self.words[at] for at in self._order[self._starts[square] : self._starts[square + 1]].tolist())

    def band(self, row: int) -> Band:
        """One row as the general reader has it."""
        squares = self.squares
        owner_row, owner = squares.owner_row[row].tolist(), squares.owner_column[row].tolist()
        cells = tuple(
            self.cell(owner_row[column], column) if owner[column] == column else () for column in range(len(owner))
        )
        lent = frozenset(column for column, began in enumerate(owner_row) if began < row)
        top, bottom = float(squares.tops[row]), float(squares.tops[row + 1])
        return Band(self.page.number, top, bottom, cells, tuple(owner), lent)


def grid_page(page: Page, known: dict[bytes, Squares | None]) -> GridPage | None:
    """The page's grid with its texts; None where the general reader must look.

    Args:
        page: a page with words and rulings.
        known: the squares of rulings seen before, by their bytes; most pages of a ledger are ruled alike.
    """
    lines = lines_of_rulings(page.rulings)
    if len(lines) < 5 or not len(page.words):
        return None
    key = lines.tobytes()
    if key not in known:
        known[key] = squares_of(lines)
    squares = known[key]
    return None if squares is None else _filled(page, squares)


def squares_of(lines: Floats) -> Squares | None:
    """The squares that the rulings of a page draw; None where they draw none, several grids, or something else."""
    level = np.abs(lines[:, 2] - lines[:, 0]) >= np.abs(lines[:, 3] - lines[:, 1])
    across = _stretches((lines[level, 1] + lines[level, 3]) / 2, lines[level, 0], lines[level, 2])
    upright = _stretches((lines[~level, 0] + lines[~level, 2]) / 2, lines[~level, 1], lines[~level, 3])
    if across is None or upright is None:
        return None
    hung = _hanging_together(across, upright)
    if hung is None:
        return None
    across, upright = hung
    edges, tops = _distinct(upright.at), _distinct(across.at)
    if len(edges) < 2 or len(tops) < 2:
        return None
    left, right = float(across.start.min()), float(across.end.max())
    edges = [
        *([left] if left < edges[0] - 4 * NEAR else []),
        *edges,
        *([right] if right > edges[-1] + 4 * NEAR else []),
    ]
    top, bottom = float(upright.start.min()), float(upright.end.max())
    tops = [*([top] if top < tops[0] - 2 * NEAR else []), *tops]
    tops = [*tops, *([bottom] if bottom > tops[-1] + 2 * NEAR else [])]
    if len(edges) < 3:
        return None
    return _owned(np.array(edges), np.array(tops), across, upright)


def _stretches(at: Floats, start: Floats, end: Floats) -> Stretches | None:
    """Lines at one position as one rule, and along it the stretches that are drawn without a gap."""
    if not len(at):
        return None
    order = np.lexsort((end, start, at))
    at, start, end = at[order], start[order], end[order]
    cluster = np.concatenate(([0], np.cumsum(np.diff(at) > NEAR / 2)))
    firsts = np.flatnonzero(np.diff(cluster, prepend=-1))
    lasts = np.append(firsts[1:], len(at)) - 1
    if (at[lasts] - at[firsts] > NEAR).any():
        return None  # lines that drift into one another: which belong together is for the general reader
    middle = np.add.reduceat(at, firsts) / np.bincount(cluster)
    order = np.lexsort((start, cluster))
    start, end, cluster = start[order], end[order], cluster[order]
    beyond = 1e6  # keeps the ends of one rule from reaching into the next when the furthest so far is taken
    reach = np.maximum.accumulate(end + cluster * beyond) - cluster * beyond
    fresh = np.concatenate(([True], (np.diff(cluster) > 0) | (start[1:] > reach[:-1] + NEAR)))
    begin = np.flatnonzero(fresh)
    return Stretches(middle[cluster[begin]], start[begin], np.maximum.reduceat(end, begin))


def _hanging_together(across: Stretches, upright: Stretches) -> tuple[Stretches, Stretches] | None:
    """The lines of the one grid, without lines that touch none; None where they make several grids or none."""
    meets = (
        (across.start[:, None] - NEAR <= upright.at[None, :])
        & (upright.at[None, :] <= across.end[:, None] + NEAR)
        & (upright.start[None, :] - NEAR <= across.at[:, None])
        & (across.at[:, None] <= upright.end[None, :] + NEAR)
    )
    levels, uprights = np.asarray(meets.any(axis=1)), np.asarray(meets.any(axis=0))
    meets = meets[np.ix_(levels, uprights)]
    if not meets.size or not meets.all(axis=0).any():
        return None  # no upright holds all levels together
    return _some(across, levels), _some(upright, uprights)


def _some(lines: Stretches, which: NDArray[np.bool_]) -> Stretches:
    return Stretches(lines.at[which], lines.start[which], lines.end[which])


def _distinct(places: Floats) -> list[float]:
    kept: list[float] = []
    for place in np.sort(places).tolist():
        if not kept or place - kept[-1] > NEAR:
            kept.append(place)
    return kept


def _owned(edges: Floats, tops: Floats, across: Stretches, upright: Stretches) -> Squares:
    """The squares with the cell that each belongs to: where no line is drawn between two, they are one cell."""
    rows, columns = len(tops) - 1, len(edges) - 1
    heights, middles = (tops[:-1] + tops[1:]) / 2, (edges[:-1] + edges[1:]) / 2
    walls = _drawn_between(edges, heights, upright)  # columns + 1 × rows
    floors = _drawn_between(tops, middles, across)  # rows + 1 × columns
    ruled = np.asarray((np.abs(across.at[None, :] - tops[:, None]) <= NEAR).any(axis=1))
    owner_row = np.repeat(np.arange(rows)[:, None], columns, axis=1)
    owner_column = np.repeat(np.arange(columns)[None, :], rows, axis=0)
    open_left = ~walls[1:-1].T
    open_above = ~floors[1:-1] & ruled[1:-1, None]
    merged = bool(open_left.any() or open_above.any())
    for row in range(rows) if merged else ():
        for column in range(columns):
            if column and open_left[row, column - 1]:
                owner_row[row, column], owner_column[row, column] = (
                    owner_row[row, column - 1],
                    owner_column[row, column - 1],
                )
            elif row and open_above[row - 1, column]:
                owner_row[row, column], owner_column[row, column] = (
                    owner_row[row - 1, column],
                    owner_column[row - 1, column],
                )
    return Squares(edges, tops, owner_row, owner_column, merged)


def _drawn_between(places: Floats, along: Floats, lines: Stretches) -> NDArray[np.bool_]:
    """For each border and each square along it, whether a line is drawn there."""
    drawn = np.zeros((len(places), len(along)), np.bool_)
    for at, start, end in zip(lines.at.tolist(), lines.start.tolist(), lines.end.tolist(), strict=True):
        for border in np.flatnonzero(np.abs(places - at) <= NEAR).tolist():
            first, last = np.searchsorted(along, (start - NEAR, end + NEAR), side="left")
            drawn[border, first:last] = True
    return drawn


def _filled(page: Page, squares: Squares) -> GridPage:
    boxes, texts = boxes_of_words(page.words), texts_of_words(page.words)
    edges, tops = squares.edges, squares.tops
    rows, columns = len(tops) - 1, len(edges) - 1
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = (edges[0] - NEAR <= x) & (x <= edges[-1] + NEAR) & (tops[0] - NEAR <= y) & (y <= tops[-1] + NEAR)
    held = np.flatnonzero(inside)
    column = np.clip(np.searchsorted(edges, x[held], side="right") - 1, 0, columns - 1)
    row = np.clip(np.searchsorted(tops, y[held], side="right") - 1, 0, rows - 1)
    square = squares.owner_row[row, column] * columns + squares.owner_column[row, column]
    order = np.lexsort((x[held], boxes[held, 0], square))
    held, square = held[order], square[order]
    starts = np.searchsorted(square, np.arange(rows * columns + 1))
    counts = np.diff(starts)
    several = _on_several_lines(boxes[held], y[held], starts, counts)
    for number in np.flatnonzero(several).tolist():
        part = slice(starts[number], starts[number + 1])
        held[part] = _as_read(held[part], boxes)
    around = np.full((rows * columns, 4), np.nan)
    filled = np.flatnonzero(counts)
    if len(filled):
        at = starts[filled]
        for side, furthest in ((0, np.minimum), (1, np.minimum), (2, np.maximum), (3, np.maximum)):
            around[filled, side] = furthest.reduceat(boxes[held, side], at)
    places, bounds = held.tolist(), starts.tolist()
    cells = [
        ""
        if first == last
        else texts[places[first]]
        if last == first + 1
        else " ".join(texts[it] for it in places[first:last])
        for first, last in pairwise(bounds)
    ]
    stray = np.zeros(rows, np.bool_)
    for mark in [number for number, it in enumerate(places) if not texts[it].strip(_MARKS)]:
        stray[square[mark] // columns] = True
    over = boxes[:, 3] <= tops[0] + NEAR
    return GridPage(
        page=page,
        squares=squares,
        texts=[cells[first : first + columns] for first in range(0, rows * columns, columns)],
        boxes=around.reshape(rows, columns, 4),
        counts=counts.reshape(rows, columns),
        several=several.reshape(rows, columns),
        stray=stray,
        above=" ".join(texts[at] for at in np.flatnonzero(over).tolist()),
        _order=held,
        _starts=starts,
    )


def _on_several_lines(boxes: Floats, y: Floats, starts: Ints, counts: Ints) -> NDArray[np.bool_]:
    """The squares whose words do not all stand on one line."""
    several = np.zeros(len(counts), np.bool_)
    many = np.flatnonzero(counts > 1)
    if not len(many):
        return several
    bounds = np.stack((starts[many], starts[many] + counts[many]), axis=1).ravel()
    padded = np.append(y, 0.0)  # reduceat takes an index that is not beyond the end
    low, high = (furthest.reduceat(padded, bounds)[::2] for furthest in (np.minimum, np.maximum))
    heights = np.append(boxes[:, 3] - boxes[:, 1], np.inf)
    least = np.minimum.reduceat(heights, bounds)[::2]
    several[many] = high - low > ONE_LINE * least
    return several


def _as_read(held: Ints, boxes: Floats) -> list[int]:
    """Words of a cell of several lines in reading order."""
    words = [Word(str(at), tuple(boxes[at].tolist())) for at in held.tolist()]
    return [int(word.text) for word in read_order(words)]
