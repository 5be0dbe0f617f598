"""A table on a page: its headings, columns and rows as printed; a table that runs over pages has several parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from extractors.finding.bands import Band, Sheet, Words, lines_in, read_order, text_of
from extractors.finding.ruled import Rule, level_rules, ruled_sheets
from extractors.lines import Line
from extractors.tables.aligned import (
    FIGURES,
    band_of_line,
    edges_between,
    find_heading_lines,
    heading_words,
    with_unheaded,
)
from extractors.tables.headings import Headings, is_numbering, match_headings, normal_heading
from extractors.tables.money_unit import unit_within
from extractors.tables.own_columns import cuts, without_idle_borders
from extractors.tables.result_unit import unit_word
from extractors.tables.words import looks_like_group, row_kind
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

FEWEST_STAGGERED = 2
"""So many rows at least show that serial and figures of a row stand on lines of their own."""

SAME_EDGE = 8.0
"""A grid without headings continues the table before it if its column borders are within this many points."""

FEWEST_UNITS, UNIT_LENGTH = 2, 8
"""So many cells of a band under headings must be units, and each so short, if the band parts the headings."""

FIGURE_KINDS = frozenset({"amount", "quantity", "rate", "tonnes_a_year", "percent", "assay"})
_FIGURE = re.compile(r"[0-9०-९]")
_DAY = re.compile(r"[0-9०-९]{1,2}\s?[-./\s]\s?[\w\u0900-\u097f]{1,10}\s?[-./,\s]\s?[0-9०-९]{2,4}")
_SERIAL = re.compile(r"[(\[]?[0-9०-९]{1,6}[)\].]*")
_WHOLE_AMOUNT = re.compile(
    r"\(?\s*(?:\(-\)|-)?\s*(?:₹|Rs\.?|INR)?\s*[0-9०-९][0-9०-९,]*(?:\.[0-9०-९]+)?\s*(?:\)|/-)?\s*(?:Dr|Cr)?\.?"
)

_ROW_MARKS = {"serial": _SERIAL, "date": _DAY, "amount": _WHOLE_AMOUNT}


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


def _headings_in(bands: Sequence[Band], spec: TableSpec, year: str) -> tuple[int, int, Headings] | None:
    best: tuple[float, int, int, Headings] | None = None
    vocabulary = heading_words(spec)
    for first in range(min(FIRST_HEADING_BANDS, len(bands))):
        for last in range(first, min(first + 4, len(bands))):
            window = bands[first : last + 1]
            if sum(1 for word in bands[last].words if FIGURES.search(word.text)) >= 2:
                break
            if not _speaks_of_columns(window, vocabulary):
                continue
            printed = [_stacked(window, column) for column in range(len(bands[first].cells))]
            if is_numbering([texts[-1] if texts else "" for texts in printed]):
                continue
            headings = match_headings(printed, spec, year)
            if headings is not None and (best is None or headings.score > best[0] + 0.01):
                best = (headings.score, first, last, headings)
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
    """Whether only the first two of several columns are filled, neither merged with others."""
    filled = [column for column, words in enumerate(band.cells) if words and column not in band.lent]
    return len(band.cells) >= FEWEST_UNDER_LABELS and filled == [0, 1] and band.owner.count(1) == 1


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
    counted = {kind: _matching(band, columns, kind, pattern) for kind, pattern in _ROW_MARKS.items()}
    marks = [counted[kind] for kind in ("serial", "date") if any(it.kind == kind for it in columns.values())]
    if any(count >= 2 for count in marks):
        return True
    if marks and not any(row_kind(text_of(line.words)) for line in lines_in(band.words, band.page)):
        return False
    return counted["amount"] >= 2


def _matching(band: Band, columns: Mapping[int, ColumnSpec], kind: str, pattern: re.Pattern[str]) -> int:
    """How many lines of a band's cells of one kind are a serial, date or amount each."""
    counts = [
        sum(1 for line in lines_in(band.cells[position], band.page) if pattern.fullmatch(line.text.strip()))
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


Standing = Literal["anchor", "text", "apart"]


def grouped(lines: Sequence[Band], columns: Mapping[int, ColumnSpec], rules: Sequence[Rule]) -> list[Band]:
    """Lines of print joined into rows: a line without a figure, serial or date goes on with the row it is nearer to."""
    standing = [_standing(line, columns) for line in lines]
    home = list(range(len(lines)))
    at = 0
    while at < len(lines):
        if standing[at] != "text":
            at += 1
            continue
        end = at
        while end < len(lines) and standing[end] == "text":
            end += 1
        _settle(lines, standing, home, at, end, rules)
        at = end
    home = _staggered(lines, standing, home, columns, rules)
    groups: dict[int, list[Band]] = {}
    for number, line in enumerate(lines):
        groups.setdefault(home[number], []).append(line)
    return [_joined(groups[number], lines[number]) for number in sorted(groups)]


def _staggered(
    lines: Sequence[Band],
    standing: Sequence[Standing],
    home: Sequence[int],
    columns: Mapping[int, ColumnSpec],
    rules: Sequence[Rule],
) -> list[int]:
    """The rows of lines whose serial, date and figures stand on lines of their own, one under the other.

    So only where every serial number stands on a line without figure, exactly one line with figures follows each before
    the next one, and the white above each serial number is wider than any within its row.
    """
    serial = [at for at, it in enumerate(lines) if standing[at] == "anchor" and _prints(it, columns, ("serial",))]
    figures = [at for at, it in enumerate(lines) if standing[at] == "anchor" and _prints(it, columns, FIGURE_KINDS)]
    last = next((at for at in figures if serial and at > serial[-1]), None)
    if len(serial) < FEWEST_STAGGERED or last is None or set(serial) & set(figures):
        return list(home)
    ends = [*serial[1:], last + 1]
    own = [[at for at in figures if start < at < end] for start, end in zip(serial, ends, strict=True)]
    within = [_gap(lines, at, rules) for start, end in zip(serial, ends, strict=True) for at in range(start + 1, end)]
    between = [_gap(lines, at, rules) for at in serial[1:]]
    inner = [it for it in within if it is not None]
    if any(len(it) != 1 for it in own) or not inner or len(inner) != len(within):
        return list(home)
    if any(it is not None and it <= max(inner) + 1.0 for it in between):
        return list(home)
    joined = list(home)
    for start, end in zip(serial, ends, strict=True):
        joined[start:end] = [start] * (end - start)
    return joined


def _prints(line: Band, columns: Mapping[int, ColumnSpec], kinds: Collection[str]) -> bool:
    """Whether a figure stands in a column of one of these kinds."""
    return any(
        column.kind in kinds and position < len(line.cells) and _FIGURE.search(text_of(line.cells[position]))
        for position, column in columns.items()
    )


def _settle(
    lines: Sequence[Band], standing: Sequence[Standing], home: list[int], start: int, end: int, rules: Sequence[Rule]
) -> None:
    """Give each text line of a run to the row above it or the one below it, or leave it alone."""
    above = start - 1 if start and standing[start - 1] == "anchor" else None
    below = end if end < len(lines) and standing[end] == "anchor" else None
    steps = [_gap(lines, number, rules) for number in range(start, end + 1)]
    inner = [step for step in steps if step is not None]
    widest = max(range(len(steps)), key=lambda it: 1e9 if steps[it] is None else steps[it] or 0.0)
    broken = steps[widest] is None or (steps[widest] or 0.0) > 1.25 * max(min(inner, default=0.0), 0.5) + 1.0
    cut = start + widest if broken else end
    for number in range(start, end):
        if number < cut and above is not None and _near(lines, above, number, rules):
            home[number] = above
        elif number >= cut and below is not None and _near(lines, number, below, rules):
            home[number] = below


def _near(lines: Sequence[Band], first: int, last: int, rules: Sequence[Rule]) -> bool:
    height = min(line.bottom - line.top for line in lines[first : last + 1])
    gaps = [_gap(lines, number, rules) for number in range(first + 1, last + 1)]
    return all(gap is not None and gap < 1.6 * height for gap in gaps)


def _gap(lines: Sequence[Band], number: int, rules: Sequence[Rule]) -> float | None:
    """The white between a line and the one before it; None where a drawn line stands there or no line does."""
    if number == 0 or number >= len(lines):
        return None if number == 0 else 1e6
    upper, lower = lines[number - 1], lines[number]
    middles = (upper.top + upper.bottom) / 2, (lower.top + lower.bottom) / 2
    if any(middles[0] < rule.at < middles[1] for rule in rules):
        return None
    return lower.top - upper.bottom


def _standing(line: Band, columns: Mapping[int, ColumnSpec]) -> Standing:
    if has_figures(line, columns):
        return "anchor"
    text = text_of(line.words)
    filled = [column for column, words in enumerate(line.cells) if words]
    merged = any(line.owner.count(column) > 1 for column in filled)
    if merged or row_kind(text) is not None or (len(filled) == 1 and looks_like_group(text)):
        return "apart"
    return "text"


def has_figures(line: Band, columns: Mapping[int, ColumnSpec]) -> bool:
    """Whether a line starts or carries a row: a figure in a column of figures, a serial number, or a date."""
    kinds = {column.kind for column in columns.values()}
    weak = frozenset({"condition", "relation"}) if not kinds & FIGURE_KINDS else frozenset()
    for position, column in columns.items():
        if position >= len(line.cells) or not line.cells[position] or line.owner.count(position) > 1:
            continue
        text = text_of(line.cells[position]).strip()
        if column.kind in FIGURE_KINDS and _FIGURE.search(text) and sum(c.isalpha() for c in text) <= 10:
            return True
        if column.kind == "serial" and _SERIAL.fullmatch(text):
            return True
        if column.kind == "date" and _DAY.search(text):
            return True
        if column.kind in weak and text:
            return True
    return False


def _joined(lines: Sequence[Band], anchor: Band) -> Band:
    if len(lines) == 1:
        return lines[0]
    cells = tuple(
        anchor.cells[column]
        if column in anchor.lent
        else read_order([word for line in lines for word in line.cells[column]])
        for column in range(len(anchor.cells))
    )
    return replace(anchor, top=min(line.top for line in lines), bottom=max(line.bottom for line in lines), cells=cells)
