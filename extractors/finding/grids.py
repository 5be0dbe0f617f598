"""Tables that drawn lines make: grids with merged cells; bands that hold several rows are cut into them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractors.finding.bands import Sheet, lines_in
from extractors.finding.figures import is_figure
from extractors.finding.model import FoundTable, Held, made_of
from extractors.finding.ruled import ruled_sheets
from extractors.finding.strips import PART_GAP
from extractors.lines import lines_of, segments_of
from records.pages import Box, Page, Word, union

SLIVER = 8.0
"""Empty columns narrower and empty rows lower than this (points) lie between doubled lines."""

FEWEST_FILLED = 0.25
"""A grid of which less is filled is the drawing of a chart."""

MOST_CUT = 0.15
"""A grid whose lines run through more of its words than this is none of theirs."""

WORDS_OF_PROSE = 40
"""A grid whose cells hold more words than this, as a rule, frames a text."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Borders of rows and columns, for each place the (row, column) at which its cell begins, words by that place."""

    edges: tuple[float, ...]
    tops: tuple[float, ...]
    owners: tuple[tuple[tuple[int, int], ...], ...]
    words: Held


def ruled_tables(page: Page) -> list[FoundTable]:
    """The tables of a page that drawn lines make."""
    found = []
    for sheet in ruled_sheets(page, lines_of(page)):
        grid = _rectangular(_without_slivers(_cut_bands(_spread(_grid_of(sheet), page.number), page.number)))
        if _is_table(grid):
            owners = [list(row) for row in grid.owners]
            found.append(made_of(page.number, _box(grid), owners, grid.words, "ruled"))
    return found


def _grid_of(sheet: Sheet) -> _Grid:
    owners: list[tuple[tuple[int, int], ...]] = []
    words: Held = {}
    for row, band in enumerate(sheet.bands):
        owners.append(
            tuple(
                owners[row - 1][column] if column in band.lent and row else (row, band.owner[column])
                for column in range(len(band.cells))
            )
        )
        for column, held in enumerate(band.cells):
            if held and owners[row][column] == (row, column):
                words.setdefault((row, column), list(held))
    return _Grid(sheet.edges, (*(band.top for band in sheet.bands), sheet.bands[-1].bottom), tuple(owners), words)


def _spread(grid: _Grid, page: int) -> _Grid:
    """The grid with merged cells parted whose print stands clearly in several columns: only the headings are ruled."""
    owners = [list(row) for row in grid.owners]
    words: Held = {}
    for (row, column), held in grid.words.items():
        columns = [at for at, owner in enumerate(grid.owners[row]) if owner == (row, column)]
        tall = row + 1 < len(owners) and grid.owners[row + 1][column] == (row, column)
        placed = None if len(columns) < 2 or tall else _placed(held, grid.edges, columns, page)
        if placed is None:
            words[row, column] = held
            continue
        for at in columns:
            owners[row][at] = (row, at)
            if placed.get(at):
                words[row, at] = placed[at]
    return replace(grid, owners=tuple(tuple(row) for row in owners), words=words)


def _placed(
    words: Sequence[Word], edges: Sequence[float], columns: Sequence[int], page: int
) -> dict[int, list[Word]] | None:
    """The words of a merged cell by the column they stand in; None where any run of them crosses a border."""
    placed: dict[int, list[Word]] = {}
    for line in lines_in(words, page):
        for part in segments_of(line, PART_GAP):
            box = part.box
            under = [at for at in columns if min(box[2], edges[at + 1]) - max(box[0], edges[at]) > 2.0]
            if len(under) != 1:
                return None
            placed.setdefault(under[0], []).extend(part.words)
    return placed if len(placed) > 1 else None


def _box(grid: _Grid) -> Box:
    frame = (grid.edges[0], grid.tops[0], grid.edges[-1], grid.tops[-1])
    return union([frame, *(word.box for words in grid.words.values() for word in words)])


def _is_table(grid: _Grid) -> bool:
    filled = {place for place, words in grid.words.items() if words}
    rows, columns = {row for row, _ in filled}, {column for _, column in filled}
    if len(rows) < 2 or len(columns) < 2 or max(sum(1 for place in filled if place[0] == row) for row in rows) < 2:
        return False
    cells = {owner for row in grid.owners for owner in row}
    if len(filled) < FEWEST_FILLED * len(cells):
        return False
    if median(len(grid.words[place]) for place in filled) > WORDS_OF_PROSE:
        return False
    return _words_cut(grid) <= MOST_CUT


def _words_cut(grid: _Grid) -> float:
    """The share of words through which a border of their cell runs."""
    cut = total = 0
    for (row, column), words in grid.words.items():
        last = max(at for at, owner in enumerate(grid.owners[row]) if owner == (row, column))
        for word in words:
            width = max(word.box[2] - word.box[0], 1.0)
            over = max(grid.edges[column] - word.box[0], word.box[2] - grid.edges[last + 1])
            cut += over > 0.25 * width
            total += 1
    return cut / total if total else 1.0


def _cut_bands(grid: _Grid, page: int) -> _Grid:
    """The grid with bands that hold several rows of figures, no line between them, cut between their lines."""
    cuts = {row: places for row in range(len(grid.tops) - 1) if (places := _rows_within(grid, row, page))}
    if not cuts:
        return grid
    tops: list[float] = []
    first: list[int] = []
    for row, top in enumerate(grid.tops[:-1]):
        first.append(len(tops))
        tops += [top, *cuts.get(row, ())]
    whole = _spanning(grid)
    owners: list[tuple[tuple[int, int], ...]] = []
    for row, across in enumerate(grid.owners):
        for step in range(1 + len(cuts.get(row, ()))):
            owners.append(tuple((first[owner[0]] + (0 if owner in whole else step), owner[1]) for owner in across))
    words: Held = {}
    for (row, column), held in grid.words.items():
        for word in held:
            middle = (word.box[1] + word.box[3]) / 2
            step = 0 if (row, column) in whole else sum(1 for at in cuts.get(row, ()) if at < middle)
            words.setdefault((first[row] + step, column), []).append(word)
    return _Grid(grid.edges, (*tops, grid.tops[-1]), tuple(owners), words)


def _spanning(grid: _Grid) -> set[tuple[int, int]]:
    """The cells that reach over several rows."""
    return {owner for row, places in enumerate(grid.owners) for owner in places if owner[0] < row}


def _rows_within(grid: _Grid, row: int, page: int) -> list[float]:
    """Where a band is to be cut: between its lines, if most of them are a row of figures each."""
    whole = _spanning(grid)
    columns = {
        column: lines_in(words, page)
        for (at, column), words in grid.words.items()
        if at == row and words and (at, column) not in whole
    }
    if len(columns) < 2:
        return []
    figures = [
        lines
        for lines in columns.values()
        if len(lines) > 1 and sum(is_figure(it.text) for it in lines) > len(lines) / 2
    ]
    all_lines = lines_in([word for lines in columns.values() for line in lines for word in line.words], page)
    if not figures or len(all_lines) < 2:
        return []
    most = max(len(lines) for lines in figures)
    if most < 0.7 * len(all_lines) or len(figures) < 2 and most < 3:
        return []
    starts = [line.box[1] for line in all_lines]
    ends = [line.box[3] for line in all_lines]
    return [(ends[at] + starts[at + 1]) / 2 for at in range(len(all_lines) - 1)]


def _rectangular(grid: _Grid) -> _Grid:
    """The grid with merged cells that are no rectangles (a line is missing) cut into their rows."""
    covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row, places in enumerate(grid.owners):
        for column, owner in enumerate(places):
            covered.setdefault(owner, []).append((row, column))
    crooked = {owner for owner, places in covered.items() if not _is_rectangle(owner, places)}
    if not crooked:
        return grid
    owners = []
    for row, across in enumerate(grid.owners):
        new = list(across)
        for column, owner in enumerate(across):
            if owner in crooked:
                goes_on = column > 0 and across[column - 1] == owner
                new[column] = new[column - 1] if goes_on else (row, column)
        owners.append(tuple(new))
    words: Held = {}
    for place, held in grid.words.items():
        for word in held:
            words.setdefault(_home(word, grid, owners) if place in crooked else place, []).append(word)
    return replace(grid, owners=tuple(owners), words=words)


def _is_rectangle(owner: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    rows, columns = {row for row, _ in places}, {column for _, column in places}
    return len(places) == len(rows) * len(columns) and owner == (min(rows), min(columns))


def _home(word: Word, grid: _Grid, owners: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """The cell in which the middle of a word stands."""
    row = bisect_right(grid.tops, (word.box[1] + word.box[3]) / 2) - 1
    column = bisect_right(grid.edges, (word.box[0] + word.box[2]) / 2) - 1
    return owners[min(max(row, 0), len(owners) - 1)][min(max(column, 0), len(owners[0]) - 1)]


def _without_slivers(grid: _Grid) -> _Grid:
    """The grid without empty rows and columns that lie between doubled lines."""
    middles = [((w.box[0] + w.box[2]) / 2, (w.box[1] + w.box[3]) / 2) for words in grid.words.values() for w in words]
    used_rows = {bisect_right(grid.tops, y) - 1 for _, y in middles}
    used_columns = {bisect_right(grid.edges, x) - 1 for x, _ in middles}
    rows = _kept(grid.tops, used_rows)
    columns = _kept(grid.edges, used_columns)
    if len(rows) == len(grid.tops) - 1 and len(columns) == len(grid.edges) - 1 or not rows or not columns:
        return grid
    new_row = {row: at for at, row in enumerate(rows)}
    new_column = {column: at for at, column in enumerate(columns)}
    begins: dict[tuple[int, int], tuple[int, int]] = {}
    for row in rows:
        for column in columns:
            begins.setdefault(grid.owners[row][column], (new_row[row], new_column[column]))
    if any(held and place not in begins for place, held in grid.words.items()):
        return grid  # a word stands across a border, away from the middle of its cell
    owners = tuple(tuple(begins[grid.owners[row][column]] for column in columns) for row in rows)
    words: Held = {}
    for place, held in grid.words.items():
        words.setdefault(begins[place], []).extend(held)
    edges = (*(grid.edges[column] for column in columns), grid.edges[columns[-1] + 1])
    tops = (*(grid.tops[row] for row in rows), grid.tops[rows[-1] + 1])
    return replace(grid, edges=edges, tops=tops, owners=owners, words=words)


def _kept(borders: Sequence[float], used: set[int]) -> list[int]:
    return [at for at, (start, end) in enumerate(pairwise(borders)) if at in used or end - start >= SLIVER]
