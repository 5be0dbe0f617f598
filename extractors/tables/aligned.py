"""Tables without (enough) lines: columns by how the print stands under its headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf
from statistics import median, median_low

from extractors.finding.bands import Band, Words
from extractors.lines import Line, segments_of
from extractors.tables.heading_lines import FIGURES, HeadingLines
from records.pages import Box, Page, Word

CELL_GAP = 0.42
"""A gap over a column border that is wider than this (type heights) parts two cells; a space between words is less."""

WIDER = 1.6
"""So does one that is so many times as wide as the spaces of its line."""

FEWEST_SPACES = 2
"""Spaces that a line needs to tell how wide its own are."""

FEWEST_ROWS = 4
"""With fewer rows white between words may be chance."""

WIDE, FEWEST_ROWS_OF_WIDE = 8, 2
"""Where two rows fill half of so many columns, a line of three cells may be another table's below: it asks nothing."""

BLOCK_GAP = 0.5
"""White this wide (type heights) through all rows parts two columns."""

MOST_ROWS, ALL_FIGURES = 0.6, 0.8
"""A column without heading is filled in so many of the rows, and holds figures in so many of those."""

OCR_GAP = 0.25
"""A gap over a column border that parts cells on a scan, where the boxes of words are wider than their letters."""


def edges_between(boxes: Sequence[Box], lines: Sequence[Line], page: Page) -> tuple[float, ...]:
    """The borders of the columns: between two neighbouring headings, where the fewest words of the body stand.

    Args:
        boxes: the box of each column's heading, left to right.
        lines: the lines that may be the body of the table.
        page: the page, whose sides are the outer borders.
    """
    full = _rows_and_their_lines(lines, len(boxes) // 2)
    body = (
        full
        if len(boxes) >= WIDE and len(full) >= FEWEST_ROWS_OF_WIDE
        else _rows_and_their_lines(lines, min(3, len(boxes)))
    )
    count = [0] * (int(page.width) + 3)
    for box in (*(word.box for line in body for word in line.words), *boxes):
        start, end = max(int(box[0]), 0), min(int(box[2]) + 1, len(count) - 2)
        if start < end:
            count[start] += 1
            count[end] -= 1
    covered: list[int] = []
    for step in count:
        covered.append(step + (covered[-1] if covered else 0))
    middles = sorted(_middle(word.box) for line in body for word in line.words)
    cuts: list[float] = []
    for number, (left, right) in enumerate(pairwise(boxes)):
        before = cuts[-1] if cuts else 0.0
        after = _middle(boxes[number + 2]) if number + 2 < len(boxes) else page.width
        cuts.append(_cut(_stretches(covered, left, right), middles, before, after))
    return (min(0.0, boxes[0][0]), *cuts, max(page.width, boxes[-1][2]))


def _rows_and_their_lines(lines: Sequence[Line], cells: int) -> list[Line]:
    """The lines of so many cells, and those between them of two at least, on which the cells of a row go on."""
    rows = [number for number, line in enumerate(lines) if len(segments_of(line, 1.0)) >= cells]
    if not rows:
        return []
    within = range(rows[0], rows[-1] + 1)
    return [lines[at] for at in within if at in set(rows) or len(segments_of(lines[at], CELL_GAP)) > 1]


def with_unheaded(place: HeadingLines, body: Sequence[Line], page: Page) -> HeadingLines:
    """The headings of a scan with a place for each column of figures whose own heading OCR did not read."""
    rows = [line for line in body if len(segments_of(line, 1.0)) >= min(3, len(place.boxes))]
    if page.source != "ocr" or len(rows) < FEWEST_ROWS:
        return place
    edges = edges_between(place.boxes, body, page)
    boxes: list[Box] = []
    home: dict[int, int] = {}
    for number, (left, right) in enumerate(pairwise(edges)):
        heading = place.boxes[number]
        cells = [[w for w in line.words if left <= _middle(w.box) < right] for line in rows]
        blocks = _blocks(cells)
        lone = [it for it in blocks if it[1] <= heading[0] or heading[2] <= it[0]]
        if len(lone) == len(blocks) and not _words_beside(blocks, cells):
            lone = [it for it in lone if it is not min(lone, key=lambda it: _distance(it, heading))]  # its own figures
        for block in sorted([*lone, (heading[0], heading[2])]):
            if block in lone:
                boxes.append((block[0], heading[1], block[1], heading[3]))
            else:
                home[number] = len(boxes)
                boxes.append(heading)
    if len(boxes) == len(place.boxes):
        return place
    found = tuple(replace(it, position=home[it.position]) for it in place.headings.found)
    words: list[Words] = [()] * len(boxes)
    for number, at in home.items():
        words[at] = place.words[number]
    return replace(place, headings=replace(place.headings, found=found), boxes=tuple(boxes), words=tuple(words))


def _blocks(rows: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """The stretches of a column that hold figures in most rows, parted by white in all of them."""
    spans = sorted((word.box[0], word.box[2]) for words in rows for word in words)
    gap = BLOCK_GAP * median([word.box[3] - word.box[1] for words in rows for word in words] or [0.0])
    joined: list[tuple[float, float]] = []
    for start, end in spans:
        if joined and start - joined[-1][1] < gap:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return [it for it in joined if _holds_figures(it, rows)]


def _words_beside(blocks: Sequence[tuple[float, float]], rows: Sequence[Sequence[Word]]) -> bool:
    """Whether most rows of a column hold words outside its blocks of figures."""
    beside = [any(not any(a <= word.box[0] < b for a, b in blocks) for word in words) for words in rows]
    return sum(beside) >= MOST_ROWS * len(rows)


def _distance(block: tuple[float, float], heading: Box) -> float:
    return max(block[0] - heading[2], heading[0] - block[1])


def _holds_figures(block: tuple[float, float], rows: Sequence[Sequence[Word]]) -> bool:
    cells = [[word for word in words if block[0] <= word.box[0] < block[1]] for words in rows]
    filled = [words for words in cells if words]
    figures = sum(1 for words in filled if any(letter.isdecimal() for word in words for letter in word.text))
    return len(filled) >= MOST_ROWS * len(rows) and figures >= ALL_FIGURES * len(filled)


def _middle(box: Box) -> float:
    return (box[0] + box[2]) / 2


def _cut(stretches: Sequence[tuple[int, int]], middles: Sequence[float], start: float, end: float) -> float:
    """The middle of the stretch that leaves neither column without words, the widest of several.

    Headings that stand left over figures that stand right leave the wider gap within the column.
    """

    def rank(stretch: tuple[int, int]) -> tuple[int, int]:
        at = (stretch[0] + stretch[1]) / 2
        here = bisect_right(middles, at)
        filled = (here > bisect_right(middles, start)) + (bisect_right(middles, end) > here)
        return (filled, stretch[1] - stretch[0])

    best = max(stretches, key=rank)
    return (best[0] + best[1]) / 2


def band_of_line(line: Line, edges: Sequence[float]) -> Band:
    """A line as a band: each run of words goes to the column it stands in, a run over several columns to the first."""
    columns = len(edges) - 1
    cells: list[list[Word]] = [[] for _ in range(columns)]
    owner = list(range(columns))
    for run in _runs(line, edges):
        places = [min(max(bisect_right(edges, (w.box[0] + w.box[2]) / 2) - 1, 0), columns - 1) for w in run]
        first, last = min(places), max(places)
        if first == last or all(FIGURES.search(word.text) for word in run):
            for word, place in zip(run, places, strict=True):
                cells[place].append(word)
            continue
        first = owner[first]
        cells[first].extend(run)
        if last == first + 1 and run[-1].box[2] < (edges[last] + edges[last + 1]) / 2:
            continue  # a long name that reaches a little beyond its column, not a cell over both
        for column in range(first, last + 1):
            owner[column] = first
    top, bottom = (median(word.box[side] for word in line.words) for side in (1, 3))  # of a scan single boxes are off
    return Band(line.page, top, bottom, tuple(tuple(words) for words in cells), tuple(owner))


def _runs(line: Line, edges: Sequence[float]) -> Iterator[list[Word]]:
    """The words of a line in runs: a wide gap parts them, and a smaller one if a column border stands in it."""
    height = line.height
    spaces = [
        gap for left, right in pairwise(line.words) if 0 < (gap := right.box[0] - left.box[2]) < CELL_GAP * height
    ]
    parting = min(CELL_GAP * height, WIDER * median_low(spaces) if len(spaces) >= FEWEST_SPACES else inf)
    run = [line.words[0]]
    for left, right in pairwise(line.words):
        gap = right.box[0] - left.box[2]
        border = any(left.box[2] - 0.5 <= edge <= right.box[0] + 0.5 for edge in edges)
        least = OCR_GAP * height if right.source == "ocr" else parting
        if gap > 1.6 * height or border and gap > least:
            yield run
            run = []
        run.append(right)
    yield run


def _stretches(covered: Sequence[int], left: Box, right: Box) -> list[tuple[int, int]]:
    """The stretches between the middles of two headings over which the fewest words stand."""
    start, end = _middle(left), _middle(right)
    # Headings taken from a page before may lie beyond this one's edge.
    last = min(max(int(end), int(start) + 1), len(covered) - 1)
    first = max(min(int(start), last), 0)
    fewest = min(covered[first : last + 1])
    found: list[tuple[int, int]] = []
    run: int | None = None
    for x in range(first, last + 2):
        if x <= last and covered[x] == fewest:
            run = x if run is None else run
        elif run is not None:
            found.append((run, x))
            run = None
    return found
