"""Rows printed on several lines under headings of as many lines, each line with columns of its own.

Lists of accounting systems set "Bill date | Bill no. | Party | Material | Net value" over "Rate | Tax | Gross", and
each row below in the same two lines. What stands below one another says two things there, so that each line of headings
is a layer with columns of its own, and a row is one line of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from extractors.finding.bands import Band
from extractors.lines import Line, segments_of
from extractors.tables.aligned import band_of_line, edges_between
from extractors.tables.heading_lines import FIGURES
from extractors.tables.headings import Headings, match_headings
from extractors.tables.parts import Part
from extractors.tables.row_groups import has_figures
from extractors.tables.rows import tells_row
from extractors.tables.words import row_kind
from records.pages import Box, Page, Word
from reference.table_specs import ColumnSpec, TableSpec

LAYERS = (3, 2)
"""So many lines a row may have, the most first."""

FEWEST_ABOVE, FEWEST_BELOW = 4, 2
"""So many columns at least the first layer has, and each below it."""

HEADING_GAP = 0.8
"""White this wide (type heights) parts two headings."""

FEWEST_ROWS = 2

Layer = Sequence[Line]


def layered_parts(
    page: Page, lines: Sequence[Line], spec: TableSpec, year: str, before: Part | None, go_on: bool
) -> list[Part]:
    """The parts of a table whose headings and rows have several lines of different columns; [] where none has."""
    printed = [line for line in lines if any(map(str.isalnum, line.text))]
    parts: list[Part] = []
    at = 0
    while at < len(printed):
        found = _headings_at(printed, at, spec, year)
        part = _part(page, lines, printed[at:], *found) if found is not None else None
        if part is not None and found is not None:
            parts.append(part)
            at += len(found[0])
        at += 1
    return parts


def _headings_at(
    lines: Sequence[Line], at: int, spec: TableSpec, year: str
) -> tuple[list[list[Line]], Headings] | None:
    """The headings of each layer, and what they mean together; every heading below the first layer must be known."""
    for count in LAYERS:
        block = lines[at : at + count]
        if len(block) < count or any(FIGURES.search(word.text) for line in block for word in line.words):
            continue
        layers = [segments_of(line, HEADING_GAP) for line in block]
        if len(layers[0]) < FEWEST_ABOVE or any(len(layer) < FEWEST_BELOW for layer in layers[1:]):
            continue
        headings = match_headings([[segment.text] for layer in layers for segment in layer], spec, year)
        known = headings.columns if headings is not None else {}
        below = range(len(layers[0]), sum(map(len, layers)))
        above = sum(1 for position in known if position < len(layers[0]))
        if headings is not None and above >= FEWEST_ABOVE and all(position in known for position in below):
            return layers, headings
    return None


def _part(
    page: Page, lines: Sequence[Line], below: Sequence[Line], layers: Sequence[Layer], headings: Headings
) -> Part | None:
    """The part of a table under such headings; None where its lines do not come by turns as the headings do."""
    starts = [0, *accumulate(len(layer) for layer in layers)]
    body = below[len(layers) :]
    columns = [
        {at - start: headings.columns[at] for at in range(start, end) if at in headings.columns}
        for start, end in pairwise(starts)
    ]
    boxes = [[segment.box for segment in layer] for layer in layers]
    bands = list(_rows(page, body, boxes, columns))
    if sum(1 for band in bands if any(band.cells[starts[1] :])) < FEWEST_ROWS:
        return None
    words: list[Word] = [word for layer in layers for segment in layer for word in segment.words]
    top = min(word.box[1] for word in words)
    return Part(
        page=page,
        columns=headings.columns,
        headings=headings,
        boxes=tuple(box for layer in boxes for box in layer),
        bands=tuple(bands),
        above=tuple(line for line in lines if line.box[3] <= top),
        heading_words=tuple(words),
        compounds=headings.compounds,
    )


def _rows(
    page: Page, body: Sequence[Line], boxes: Sequence[Sequence[Box]], columns: Sequence[dict[int, ColumnSpec]]
) -> Iterator[Band]:
    """The rows and sums, each with the lines below it that have none of the marks of a row themselves."""
    edges = edges_between(boxes[0], body, page)
    begins = [_begins(band_of_line(it, edges), columns[0]) or row_kind(it.text) is not None for it in body]
    turns = [_turn(begins, at) for at in range(len(body))]
    own = [
        edges_between(layer, [line for line, turn in zip(body, turns, strict=True) if turn == number], page)
        for number, layer in enumerate(boxes)
    ]
    at = 0
    while at < len(body):
        end = at + 1
        while begins[at] and end < len(body) and end - at < len(boxes) and not begins[end]:
            end += 1
        bands = [band_of_line(line, own[number]) for number, line in enumerate(body[at:end])]
        if all(has_figures(band, columns[number]) for number, band in enumerate(bands[1:], start=1)):
            yield _joined(page, bands, boxes)
            at = end
        else:
            yield _joined(page, bands[:1], boxes)
            at += 1


def _turn(begins: Sequence[bool], at: int) -> int:
    """How many lines a line stands below the one that its row begins with."""
    first = next((number for number in range(at, -1, -1) if begins[number]), at)
    return at - first


def _begins(band: Band, columns: dict[int, ColumnSpec]) -> bool:
    """Whether a line has what a row begins with: its date, its number, or another number of its own."""
    return any(tells_row(column.kind, band.text(at)) for at, column in columns.items() if band.cells[at])


def _joined(page: Page, bands: Sequence[Band], boxes: Sequence[Sequence[Box]]) -> Band:
    """One band with the columns of all layers side by side, those empty that have no line."""
    cells: list[tuple[Word, ...]] = []
    owner: list[int] = []
    for number, layer in enumerate(boxes):
        start = len(cells)
        band = bands[number] if number < len(bands) else None
        cells.extend(band.cells if band is not None else [()] * len(layer))
        owner.extend(start + it for it in (band.owner if band is not None else range(len(layer))))
    return Band(page.number, bands[0].top, bands[-1].bottom, tuple(cells), tuple(owner))
