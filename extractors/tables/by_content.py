"""Tables under headings that nobody knows, told by what stands in them: names, and beside each its weight or result.

Asked only where no heading helped. Which column of weights is meant is told by arithmetic (what was, and what is added,
make what is), by the words that offices have for before and after, or by its being the only one; the values are never
sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise, takewhile
from statistics import median

from extractors.finding.bands import Band, Sheet, text_of
from extractors.finding.tables import find_tables
from extractors.lines import Line
from extractors.tables.cell_units import unit_in_heading
from extractors.tables.found import sheet_of
from extractors.tables.headings import Heading, Headings
from extractors.tables.parts import Part
from extractors.tables.weight_unit import unit_above
from extractors.tables.words import is_nothing, plain_words, row_kind
from records.pages import Page
from records.units import read_percent, read_quantity, read_unit
from reference.table_specs import ColumnSpec, TableSpec, row_words

WEIGHTS = frozenset({"tonnes_a_year", "quantity"})

FEWEST_ROWS = 2

MOSTLY = 0.6
"""A column is one of names, or of figures, if so many of its cells are."""

HEADING_BANDS = 3

HIGHEST = 4.5
"""Heights of type that a heading takes up at most: three lines and what parts them."""

_ANSWER = re.compile(r"(?<!\d)\d{1,2}[-/.](?:\d{1,2}|[A-Za-z]{3,9})[-/.]\d{2,4}(?!\d)|\b[A-Z]{1,6}[-/]?\d{3,}|\d{5,}")
"""A date, a number of a paper, an identifier: what the rows of a form print beside labels, and no heading does."""

_RESULT = re.compile(r"[<>≤≥]?\s*[0-9]+(?:\.[0-9]+)?\s*(?:±.*)?(?:%|ppm|ppb|mg/kg)?|BDL|ND|N\.D\.", re.I)


@dataclass(frozen=True, slots=True)
class _Figures:
    """A column of figures: where it stands, what is printed over it, and its values, None for none."""

    position: int
    heading: str
    values: tuple[Decimal | None, ...]


def content_parts(
    page: Page, lines: Sequence[Line], spec: TableSpec, year: str, before: Part | None, go_on: bool
) -> list[Part]:
    """The tables of names with their weights or results on a page, whatever stands over their columns."""
    kinds = {column.kind for column in spec.columns.values()}
    if spec.key is not None or not kinds & (WEIGHTS | {"assay"}):
        return []
    parts: list[Part] = []
    for table in find_tables(page):
        sheet = sheet_of(table, page, lines)
        found = next((it for tried in (sheet, *_turned(sheet)) if (it := _part(tried, spec)) is not None), None)
        if found is not None:
            parts.append(found)
    return parts


def _turned(sheet: Sheet) -> Iterator[Sheet]:
    """A table whose names stand beside each other, with its columns as bands; of samples only the one reported."""
    bands = [band for band in sheet.bands if sum(1 for words in band.cells if words) >= FEWEST_ROWS]
    head = next((band for band in bands if not any(_is_figure(text_of(words)) for words in band.cells)), None)
    if head is None:
        return
    below = [it for it in bands[bands.index(head) + 1 :] if any(_is_figure(text_of(words)) for words in it.cells)]
    own = [it for it in below if not _is_of_control(it)]
    if len(own) != 1 or any(len(set(it.owner)) < len(it.owner) for it in (head, own[0])):
        return
    width = (sheet.edges[-1] - sheet.edges[0]) / 2
    yield replace(
        sheet,
        edges=(sheet.edges[0], sheet.edges[0] + width, sheet.edges[-1]),
        bands=tuple(
            Band(head.page, head.top, own[0].bottom, (name, figure), (0, 1))
            for name, figure in zip(head.cells, own[0].cells, strict=True)
            if name and _is_figure(text_of(figure))
        ),
        above=sheet.above,
    )


def _is_of_control(band: Band) -> bool:
    """Whether a row of results is that of a blank, a standard or a repeat, none of which is the sample."""
    said = " ".join(text_of(words) for words in band.cells if not _is_figure(text_of(words)))
    return bool(set(plain_words(said).split()) & row_words().controls)


def _is_figure(text: str) -> bool:
    return bool(_RESULT.fullmatch(text.strip())) or _weight(text) is not None


def _weight(text: str) -> Decimal | None:
    """The value of a cell that holds a weight, or a figure without unit, and nothing else."""
    quantity = read_quantity(text) if not is_nothing(text) else None
    if quantity is None:
        return None
    unit = read_unit(quantity.unit) if quantity.unit else None
    return quantity.value if not quantity.unit or unit is not None and unit.mass is not None else None


def _part(sheet: Sheet, spec: TableSpec) -> Part | None:
    body = [at for at, band in enumerate(sheet.bands) if _is_row(band)]
    rows = [sheet.bands[at] for at in body if row_kind(text_of(sheet.bands[at].words)) is None]
    if len(rows) < FEWEST_ROWS:
        return None
    heading = _heading(sheet.bands[: body[0]])
    names = _names(rows)
    if names is None:
        return None
    columns: dict[int, ColumnSpec] = {names: next(it for it in spec.columns.values() if it.kind == "text")}
    for column in spec.columns.values():
        position = _position(column, names, rows, heading, sheet)
        if position is not None and position not in columns:
            columns[position] = column
    if not any(need <= {it.name for it in columns.values()} for need in spec.needs):
        return None
    found = tuple(Heading(at, _printed(heading, at), it, 0.0) for at, it in sorted(columns.items()))
    top, bottom = sheet.bands[0].top, sheet.bands[-1].bottom
    return Part(
        page=sheet.page,
        columns=columns,
        headings=Headings(found, 0.0),
        boxes=tuple((left, top, right, bottom) for left, right in pairwise(sheet.edges)),
        bands=sheet.bands[body[0] :],
        above=sheet.above,
        titles=tuple(text_of(band.words) for band in sheet.bands[: body[0]]),
        heading_words=tuple(word for band in heading for word in band.words),
        ruled=True,
        told=frozenset(it.name for it in columns.values()),
    )


def _heading(above: Sequence[Band]) -> Sequence[Band]:
    """The bands that may head the rows below them; none of a form, whose last rows are the results.

    Print without lines over a table is one high band to the table's edges: labels and answers of the paper's own.
    """
    answers = any(_ANSWER.search(text_of(words)) for band in above for words in band.cells)
    near = reversed(above[-HEADING_BANDS:])
    return () if answers else tuple(takewhile(lambda band: not _is_high(band), near))[::-1]


def _is_high(band: Band) -> bool:
    """Whether a band has more lines than a heading."""
    heights = [word.box[3] - word.box[1] for word in band.words]
    tops, bottoms = (word.box[1] for word in band.words), (word.box[3] for word in band.words)
    return bool(heights) and max(bottoms) - min(tops) > HIGHEST * median(heights)


def _is_row(band: Band) -> bool:
    texts = [text_of(words) for words in band.cells]
    return any(_is_name(text, 1) for text in texts) and any(_is_figure(text) for text in texts)


def _is_name(text: str, letters: int) -> bool:
    """Whether a cell is words, of so many letters at least, and no unit."""
    return not _is_figure(text) and sum(it.isalpha() for it in text) >= letters and read_unit(text) is None


def _names(rows: Sequence[Band]) -> int | None:
    """The first column that holds names in most rows; else symbols, such as Co and Ni."""
    for letters in (3, 1):
        for at in range(len(rows[0].cells)):
            if sum(1 for row in rows if _is_name(text_of(row.cells[at]), letters)) >= MOSTLY * len(rows):
                return at
    return None


def _printed(heading: Sequence[Band], column: int) -> str:
    """What stands over a column."""
    return " ".join(text_of(band.cells[band.owner[column]]) for band in heading if not band.is_wide)


def _position(
    column: ColumnSpec, names: int, rows: Sequence[Band], heading: Sequence[Band], sheet: Sheet
) -> int | None:
    """Where a column of figures stands, None where nothing tells."""
    places = range(names + 1, len(rows[0].cells))
    match column.kind:
        case "tonnes_a_year" | "quantity":
            return _of_weights([it for at in places if (it := _weights(at, rows, heading, sheet)) is not None])
        case "assay":
            results = [at for at in places if _share(rows, at, _RESULT) >= MOSTLY and not _is_limit(heading, at)]
            return results[0] if len(results) == 1 else None
        case "percent" if not _share(rows, names, _ASKS_FOR_SHARE):
            shares = [at for at in places if all(read_percent(text_of(row.cells[at])) is not None for row in rows)]
            return shares[0] if len(shares) == 1 else None
        case _:
            return None


def _share(rows: Sequence[Band], at: int, pattern: re.Pattern[str]) -> float:
    return sum(1 for row in rows if pattern.fullmatch(text_of(row.cells[at]).strip())) / len(rows)


_ASKS_FOR_SHARE = re.compile(r".*(?:%|\bper\s*cent\b|प्रतिशत).*", re.I)
"""What stands beside a share in a form, whose rows name no products: "Purity of product, %"."""


def _is_limit(heading: Sequence[Band], at: int) -> bool:
    return bool(set(plain_words(_printed(heading, at)).split()) & row_words().standing["limit"])


def _weights(at: int, rows: Sequence[Band], heading: Sequence[Band], sheet: Sheet) -> _Figures | None:
    """A column of weights: figures with a unit of weight in the cells, over them, or over the table."""
    texts = [text_of(row.cells[at]) for row in rows]
    values = tuple(_weight(text) for text in texts)
    if sum(1 for it in values if it is not None) < MOSTLY * len(rows) and not any(is_nothing(it) for it in texts):
        return None
    if all(it is None for it in values):
        return None
    printed = _printed(heading, at)
    told = any(read_quantity(text) is not None and any(it.isalpha() for it in text) for text in texts)
    if not told and unit_in_heading(printed) is None and not _titled(sheet):
        return None
    return _Figures(at, printed, values)


def _titled(sheet: Sheet) -> bool:
    """Whether the title of the table gives a weight for a time."""
    return unit_above(Part(sheet.page, {}, None, (), (), sheet.above)) is not None


def _of_weights(figures: Sequence[_Figures]) -> int | None:
    """Which column of weights is permitted now: the one that two others make, the one called so, or the only one."""
    whole = next((it for it in figures if _is_made_up(it, [other for other in figures if other is not it])), None)
    if whole is not None:
        return whole.position
    standing = row_words().standing
    left = [it for it in figures if not _says(it, standing, "before") and not _says(it, standing, "beside")]
    now = [it for it in left if _says(it, standing, "now")]
    if len(now) == 1 or len(left) == 1:
        return (now or left)[0].position
    return None


def _is_made_up(whole: _Figures, others: Sequence[_Figures]) -> bool:
    """Whether a column is the sum of two others in every row, and not of nothing."""
    pairs = ((x.values, y.values) for x, y in combinations(others, 2) if any(x.values) and any(y.values))
    return any(
        all((made or 0) == (one or 0) + (other or 0) for one, other, made in zip(x, y, whole.values, strict=True))
        for x, y in pairs
    )


def _says(figures: _Figures, standing: Mapping[str, frozenset[str]], when: str) -> bool:
    return bool(set(plain_words(figures.heading).split()) & standing[when])
