"""A table on a page: its headings, columns and rows as printed; a table that runs over pages has several parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.finding.bands import Band, Sheet, Words, lines_in, text_of
from extractors.finding.ruled import Rule, level_rules, ruled_sheets
from extractors.lines import Line
from extractors.tables.aligned import band_of_line, edges_between, with_unheaded
from extractors.tables.heading_lines import FIGURES, find_heading_lines, heading_words, is_figure
from extractors.tables.headings import Headings, is_numbering, match_headings
from extractors.tables.likeness import normal_heading
from extractors.tables.money_unit import unit_within
from extractors.tables.own_columns import cuts, without_idle_borders
from extractors.tables.result_unit import unit_word
from extractors.tables.row_groups import DAY, FIGURE_KINDS, grouped, prints_two
from extractors.tables.serials import is_serial
from extractors.tables.words import row_kind
from records.numbers import Side
from records.pages import Box, Page, Word
from records.units import read_unit
from reference.table_specs import ColumnSpec, TableSpec

FIRST_HEADING_BANDS = 10
"""Headings stand among the first bands of a grid; titles and units may come before them."""

ROW_RULE = 0.3
"""A level line parts rows only if it is drawn over this share of the page; shorter ones may be strokes of letters."""

FEWEST_UNDER_LABELS = 4
"""Labels with their values stand over the headings of tables with so many columns at least."""

FEWEST_FIGURES = 4
"""A cell with so many figures holds a value: an amount, a year, a date, the number of a registration."""

SAME_EDGE = 8.0
"""A grid without headings continues the table before it if its column borders are within this many points."""

FEWEST_UNITS, UNIT_LENGTH = 2, 8
"""So many cells of a band under headings must be units, and each so short, if the band parts the headings."""

_FIGURE = re.compile(r"[0-9०-९]")
_WHOLE_FIGURE = re.compile(
    r"\(?\s*(?:\(-\)|-)?\s*(?:₹|Rs\.?|INR)?\s*[0-9०-९][0-9०-९,]*(?:\.[0-9०-९]+)?\s*(?:\)|/-)?\s*(?:Dr|Cr|%|[A-Za-z]{1,5}(?:/[A-Za-z]{1,5})?)?\.?"
)

_ROW_MARKS: Mapping[str, Callable[[str], object]] = {
    "serial": is_serial,
    "date": DAY.fullmatch,
    **{kind: _WHOLE_FIGURE.fullmatch for kind in FIGURE_KINDS},
}
"""What a line of a cell must be to begin a row, by the kind of its column."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands of a table on one page, from one set of headings on.

    Attributes:
        columns: position to column; a position without an entry has a heading that nothing knows, or none.
        headings: the headings as found; None where the part goes on under those of an earlier page.
        boxes: where each column's heading (or the column) stands.
        above: the lines over the part, the nearest last.
        titles: bands of the grid over the headings, and the words of the headings themselves.
        compounds: position to the columns that stand in it together.
        told: columns known by their cells alone; their heading says nothing of it.
        sides: in an account of sales, the side on which each figure stands, by the identity of its words.
    """

    page: Page
    columns: Mapping[int, ColumnSpec]
    headings: Headings | None
    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]
    above: tuple[Line, ...]
    titles: tuple[str, ...] = ()
    heading_words: Words = ()
    ruled: bool = False
    compounds: Mapping[int, tuple[ColumnSpec, ...]] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    sides: Mapping[int, Side] = field(default_factory=dict)

    def position(self, name: str) -> int | None:
        """Where a column stands, None if it is not printed."""
        return next((position for position, column in self.columns.items() if column.name == name), None)


def ruled_parts(
    page: Page, lines: Sequence[Line], spec: TableSpec, year: str, before: Part | None, go_on: bool
) -> list[Part]:
    """The parts of a table that stand in grids of drawn lines."""
    return parts_of_sheets(ruled_sheets(page, lines), spec, year, before, go_on)


def parts_of_sheets(
    sheets: Iterable[Sheet], spec: TableSpec, year: str, before: Part | None, go_on: bool
) -> list[Part]:
    """The parts of a table among the sheets of a page: under headings of its own, or going on from the part before."""
    parts: list[Part] = []
    latest = before
    for sheet in sheets:
        part = under_headings(sheet, spec, year) or _under_box(sheet, spec, year)
        if part is None and latest is not None and latest.ruled and (go_on or parts):
            part = continued(sheet, latest)
        if part is not None:
            parts.append(part)
            latest = part
    return parts


def aligned_parts(
    page: Page, lines: Sequence[Line], spec: TableSpec, year: str, before: Part | None, go_on: bool
) -> list[Part]:
    """The parts of a table by its headings and how the print stands under them; drawn level lines part its rows."""
    places = find_heading_lines(lines, spec, year)
    rules = [rule for rule in level_rules(page) if rule.length >= ROW_RULE * page.width]
    parts: list[Part] = []
    if before is not None and go_on:
        body = lines[: places[0].first] if places else lines
        if body:
            bands = _bands(body, before.boxes, page, before.columns, rules)
            parts.append(Part(page, before.columns, None, before.boxes, bands, (), compounds=before.compounds))
    for number, found in enumerate(places):
        end = places[number + 1].first if number + 1 < len(places) else len(lines)
        place = with_unheaded(found, lines[found.last + 1 : end], page)
        columns = place.headings.columns
        bands = _bands(lines[place.last + 1 : end], place.boxes, page, columns, rules)
        words = tuple(word for words in place.words for word in words)
        above = tuple(lines[: place.first])
        compounds = place.headings.compounds
        parts.append(Part(page, columns, place.headings, place.boxes, bands, above, (), words, compounds=compounds))
    return parts


def _bands(
    body: Sequence[Line], boxes: Sequence[Box], page: Page, columns: Mapping[int, ColumnSpec], rules: Sequence[Rule]
) -> tuple[Band, ...]:
    if not body:
        return ()
    edges = edges_between(boxes, body, page)
    return tuple(grouped([band_of_line(line, edges) for line in body], columns, rules))


def under_headings(sheet: Sheet, spec: TableSpec, year: str) -> Part | None:
    """The part of a table that a grid holds, if its headings are among its first bands."""
    found = _headings_in(sheet.bands, spec, year)
    bands: Sequence[Band] = sheet.bands
    if found is None:
        bands = [line for band in sheet.bands for line in split(band)]
        found = _headings_in(bands, spec, year) if len(bands) > len(sheet.bands) else None
    if found is None:
        bands = [_spread(band, sheet.edges) for band in sheet.bands]
        found = _headings_in(bands, spec, year) if tuple(bands) != sheet.bands else None
    if found is None:
        return None
    first, last, headings = _without_labels(bands, found, spec, year)
    own = without_idle_borders(sheet, bands[first:])
    heading = own.bands[: last + 1 - first]
    printed = [_stacked(heading, column) for column in range(len(own.edges) - 1)]
    if len(own.edges) < len(sheet.edges) and (again := match_headings(printed, spec, year)) is not None:
        headings = again
    else:
        own = replace(sheet, bands=tuple(bands[first:]))
    columns = headings.columns
    return Part(
        page=sheet.page,
        columns=columns,
        headings=headings,
        boxes=_column_boxes(own),
        bands=tuple(rows_in(own.bands[last + 1 - first :], columns)),
        above=sheet.above,
        titles=tuple(text_of(band.words) for band in bands[:first]),
        heading_words=tuple(word for band in bands[first : last + 1] for word in band.words),
        ruled=True,
        compounds=headings.compounds,
    )


def _under_box(sheet: Sheet, spec: TableSpec, year: str) -> Part | None:
    """The part of a table under a long box of other columns, drawn against it."""
    below = (replace(sheet, bands=sheet.bands[number:]) for number in cuts(sheet) if number >= FIRST_HEADING_BANDS)
    return next((part for it in below if (part := under_headings(it, spec, year)) is not None), None)


def _spread(band: Band, edges: Sequence[float]) -> Band:
    """A band in one cell whose words stand in three columns or more, with each word in its own.

    A dark band of headings hides the lines between its cells from whoever scans it.
    """
    if not band.is_wide or band.lent:
        return band
    cells: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
    for word in band.words:
        middle = (word.box[0] + word.box[2]) / 2
        cells[min(max(bisect_right(edges, middle) - 1, 0), len(cells) - 1)].append(word)
    if sum(1 for words in cells if words) < 3:
        return band
    return replace(band, cells=tuple(tuple(words) for words in cells), owner=tuple(range(len(cells))))


def continued(sheet: Sheet, before: Part) -> Part | None:
    """The part of a grid without headings that has the columns of the one before it."""
    boxes = _column_boxes(sheet)
    if len(boxes) != len(before.boxes):
        return None
    if any(
        abs(a[0] - b[0]) > SAME_EDGE or abs(a[2] - b[2]) > SAME_EDGE for a, b in zip(boxes, before.boxes, strict=True)
    ):
        return None
    bands = tuple(rows_in(sheet.bands, before.columns))
    return Part(sheet.page, before.columns, None, boxes, bands, sheet.above, ruled=True, compounds=before.compounds)


def _column_boxes(sheet: Sheet) -> tuple[Box, ...]:
    top, bottom = sheet.bands[0].top, sheet.bands[-1].bottom
    return tuple((left, top, right, bottom) for left, right in pairwise(sheet.edges))


FAVOURED = 0.6
"""How much better headings fit with a word that marks the table: "Products" over "Raw materials" in one grid."""


def _headings_in(bands: Sequence[Band], spec: TableSpec, year: str) -> tuple[int, int, Headings] | None:
    best: tuple[float, int, int, Headings] | None = None
    vocabulary = heading_words(spec)
    for first in range(min(FIRST_HEADING_BANDS, len(bands))):
        for last in range(first, min(first + 4, len(bands))):
            window = bands[first : last + 1]
            if sum(1 for word in bands[last].words if FIGURES.search(word.text)) >= 2:
                break
            if last > first and any(is_figure(text_of(words)) for words in bands[last].cells):
                break
            if not _speaks_of_columns(window, vocabulary):
                continue
            printed = [_stacked(window, column) for column in range(len(bands[first].cells))]
            if is_numbering([texts[-1] if texts else "" for texts in printed]):
                continue
            headings = match_headings(printed, spec, year)
            if headings is None:
                continue
            words = {it for texts in printed for text in texts for it in normal_heading(text).split()}
            score = headings.score + (FAVOURED if words & spec.favours else 0.0)
            if best is None or score > best[0] + 0.01:
                best = (score, first, last, headings)
    return None if best is None else _with_units(bands, best[1:], spec, year)


def _with_units(
    bands: Sequence[Band], found: tuple[int, int, Headings], spec: TableSpec, year: str
) -> tuple[int, int, Headings]:
    """The headings with the band below them that parts one into its units: "Found" into "mg/kg" and "% m/m"."""
    first, last, headings = found
    below = bands[last + 1] if last + 1 < len(bands) else None
    if below is None:
        return found
    texts = [text_of(words) for column, words in enumerate(below.cells) if words and column not in below.lent]
    if len(texts) < FEWEST_UNITS or not all(_is_unit(text) for text in texts):
        return found
    printed = [_stacked(bands[first : last + 2], column) for column in range(len(bands[first].cells))]
    parted = match_headings(printed, spec, year)
    return (first, last + 1, parted) if parted is not None and parted.names >= headings.names else found


def _is_unit(text: str) -> bool:
    return len(text) <= UNIT_LENGTH and (unit_word(text) is not None or read_unit(text) is not None)


def _without_labels(
    bands: Sequence[Band], found: tuple[int, int, Headings], spec: TableSpec, year: str
) -> tuple[int, int, Headings]:
    """The headings without labels with their values over them ("Unit", "Navratna Recyclers"), which tell no column."""
    first, last, headings = _below_values(bands, found, spec, year)
    while first < last and _is_label(bands[first]):
        below = bands[first + 1 : last + 1]
        alone = match_headings([_stacked(below, column) for column in range(len(bands[first].cells))], spec, year)
        if alone is None or set(alone.columns.values()) != set(headings.columns.values()):
            break
        first, headings = first + 1, alone
    return first, last, headings


def _below_values(
    bands: Sequence[Band], found: tuple[int, int, Headings], spec: TableSpec, year: str
) -> tuple[int, int, Headings]:
    """The headings without a box of other columns right over them: who the company is, what each head comes to.

    What holds values heads nothing, and neither does what stands over it; the columns must be the same without.
    """
    first, last, headings = found
    for at in range(last - 1, first - 1, -1):
        if not _holds_values(bands[at]):
            continue
        below = bands[at + 1 : last + 1]
        alone = match_headings([_stacked(below, column) for column in range(len(bands[first].cells))], spec, year)
        if alone is not None and headings.columns.items() <= alone.columns.items():
            return at + 1, last, alone
    return found


def _holds_values(band: Band) -> bool:
    """Whether a cell of a band has the figures of a value ("37PERCP3336Q1ZW"); a unit of money heads columns."""
    if unit_within(text_of(band.words), ocr=True) is not None:
        return False
    texts = [text_of(words) for column, words in enumerate(band.cells) if words and column not in band.lent]
    return any(sum(map(str.isdecimal, text)) >= FEWEST_FIGURES for text in texts)


def _is_label(band: Band) -> bool:
    """Whether only two cells are filled, the first of one column and another of one or of all the rest."""
    filled = [column for column, words in enumerate(band.cells) if words and column not in band.lent]
    if len(band.cells) < FEWEST_UNDER_LABELS or len(filled) != 2 or filled[0] != 0 or band.owner.count(0) != 1:
        return False
    width = band.owner.count(band.owner[filled[1]])
    return width == len(band.cells) - 1 or (filled[1] == 1 and width == 1)


def _speaks_of_columns(window: Sequence[Band], vocabulary: frozenset[str]) -> bool:
    """Whether at least two words of the vocabulary stand there: a cheap look before the careful one."""
    tokens = {token for band in window for word in band.words for token in normal_heading(word.text).split()}
    return len(tokens & vocabulary) >= 2


def _stacked(window: Sequence[Band], column: int) -> list[str]:
    """The texts that a column's heading may be: all that stands over it, and what stands right over it."""
    texts: list[str] = []
    for number, band in enumerate(window):
        owner = band.owner[column]
        if number and owner in band.lent:
            continue
        text = text_of(band.cells[owner])
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return [" ".join(texts), texts[-1]] if len(texts) > 1 else texts


def rows_in(bands: Sequence[Band], columns: Mapping[int, ColumnSpec]) -> Iterator[Band]:
    """The bands of a grid, those that hold several rows (a box drawn around all of them) cut into rows."""
    for band in bands:
        if _holds_several(band, columns):
            yield from grouped(split(band), columns, ())
        else:
            yield band


def _holds_several(band: Band, columns: Mapping[int, ColumnSpec]) -> bool:
    """Whether a band holds more than one row: several serials or dates, or without such columns several figures."""
    if len({round((word.box[1] + word.box[3]) / 2) for word in band.words}) < 2:
        return False
    counted = {kind: _matching(band, columns, kind, begins) for kind, begins in _ROW_MARKS.items()}
    marks = [counted[kind] for kind in ("serial", "date") if any(it.kind == kind for it in columns.values())]
    if any(count >= 2 for count in marks):
        return True
    if any(marks) and not any(row_kind(text_of(line.words)) for line in lines_in(band.words, band.page)):
        return False
    figures = max(counted[kind] for kind in FIGURE_KINDS)
    if marks:  # a narrow column may have broken dates and figures alike
        return figures >= 2 and _prints_two_figures(band, columns)
    return figures >= 2 and _lines_of_names(band, columns) >= figures


def _prints_two_figures(band: Band, columns: Mapping[int, ColumnSpec]) -> bool:
    """Whether the lines of a column of figures cannot be one figure that was broken."""
    return any(
        prints_two(column.kind, [line.text for line in lines_in(band.cells[position], band.page)])
        for position, column in columns.items()
        if column.kind in FIGURE_KINDS and position < len(band.cells) and band.cells[position]
    )


def _lines_of_names(band: Band, columns: Mapping[int, ColumnSpec]) -> int:
    """How many lines the longest name of a band has: fewer than figures, if a narrow column broke one figure."""
    named = (
        at for at, it in columns.items() if it.kind in ("text", "party", "mineral", "date") and at < len(band.cells)
    )
    return max((len(lines_in(band.cells[at], band.page)) for at in named if band.cells[at]), default=0)


def _matching(band: Band, columns: Mapping[int, ColumnSpec], kind: str, begins: Callable[[str], object]) -> int:
    """How many lines of a band's cells of one kind are a serial, date or figure each."""
    counts = [
        sum(1 for line in lines_in(band.cells[position], band.page) if begins(line.text.strip()))
        for position, column in columns.items()
        if column.kind == kind and position < len(band.cells) and position not in band.lent and band.cells[position]
    ]
    return max(counts, default=0)


def split(band: Band) -> list[Band]:
    """A band cut into its lines of print; columns and merged cells stay as they are."""
    home = {id(word): column for column, words in enumerate(band.cells) for word in words}
    pieces = []
    for line in lines_in(band.words, band.page):
        cells = tuple(
            words if column in band.lent else tuple(word for word in line.words if home[id(word)] == column)
            for column, words in enumerate(band.cells)
        )
        pieces.append(Band(band.page, line.box[1], line.box[3], cells, band.owner, band.lent))
    return pieces or [band]
