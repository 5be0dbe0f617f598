"""Long ruled tables: what the first pages teach of the columns reads the rest twenty times as fast.

The general reader reads the first page, and every page that is not like one it has read. From each page that it read
a pattern is kept: the columns, the headings, the print over the grid. A page with the same grid, headings and print
goes by columns: its plain rows at once, whatever else stands on it, sums and pages carried over, row by row as the
general reader would. The same table comes out, and its arithmetic is judged by the same code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np

from extractors.finding.bands import Band
from extractors.lines import lines_of
from extractors.packed import PackedWords
from extractors.tables.bulk_grid import GridPage, Squares, grid_page
from extractors.tables.bulk_plain import FIGURES, KINDS, Columns, figure, is_plain
from extractors.tables.bulk_rows import PlainRun, plain_run
from extractors.tables.dittos import REPEATED, is_ditto
from extractors.tables.events import Cell, Chain, Event, PartsOf
from extractors.tables.heading_lines import FIGURES as HAS_FIGURE
from extractors.tables.heading_lines import heading_words
from extractors.tables.headings import ASSUMED, is_numbering
from extractors.tables.likeness import normal_heading
from extractors.tables.parts import FIRST_HEADING_BANDS, SAME_EDGE, Part, rows_in
from extractors.tables.rows import add_part, begin_part, has_identity, same_columns, take_band
from extractors.tables.scales import scales_of
from extractors.tables.told import FEWEST, column_told, told
from extractors.tables.words import is_nothing
from records.numbers import Reading
from records.pages import Page, Word
from reference.table_specs import TableSpec

LONG_TABLE = 16
"""From so many pages on a pattern is worth looking for."""

MOST_PATTERNS = 6
"""A document of more patterns than this is no ledger; its pages are read one by one."""

_DIGIT = re.compile(r"[0-9०-९]")


class NotPlain(Exception):
    """Something in the document asks for the general reader, on all of its pages."""


@dataclass(frozen=True)
class Pattern:
    """What a page that was read teaches about those like it.

    Attributes:
        part: the table on that page, without its rows.
        heads: the texts of the bands before the rows, digits as 0.
        above: the print over the grid, digits as 0.
        unknown: positions that no heading names.
    """

    part: Part
    heads: tuple[tuple[str, ...], ...]
    above: str
    edges: tuple[float, ...]
    unknown: tuple[int, ...]

    def fits(self, page: GridPage) -> bool:
        """Whether a page has the grid, the headings and the print of this pattern."""
        edges, count = page.squares.edges, len(self.heads)
        if len(edges) != len(self.edges) or len(page.texts) <= count:
            return False
        if max(abs(one - other) for one, other in zip(edges.tolist(), self.edges, strict=True)) > SAME_EDGE / 2:
            return False
        return (not count or _heads(page, count) == self.heads) and (not count or _masked(page.above) == self.above)


@dataclass
class LongTable:
    """The tables of a long document, with the runs of plain rows that single events stand for.

    Attributes:
        chains: the tables, as the general reader has them.
        runs: the plain rows that an event stands for, by its page and place.
        words: the words of plain rows on those pages that are held as words.
    """

    chains: list[Chain] = field(default_factory=list)
    runs: dict[tuple[int, float], PlainRun] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)

    def run(self, event: Event) -> PlainRun | None:
        """The rows that an event stands for, None if it is a row, or a sum, itself."""
        return self.runs.get((event.page.number, event.band.top))


def read_long(spec: TableSpec, pages: Sequence[Page], year: str, parts_of: PartsOf) -> LongTable | None:
    """The tables of a long document of digital pages; None where the general reader must read all of it.

    Args:
        spec: the table that is looked for.
        pages: all pages of the document.
        year: the financial year it is about.
        parts_of: how the general reader reads a page.
    """
    key = spec.key
    if key is None or len(pages) < LONG_TABLE or any(page.source not in ("text", "blank") for page in pages):
        return None
    if any(word.source != "text" for word in pages[0].words):
        return None  # the cells of a spreadsheet have places of their own
    try:
        return _Reader(spec, key, year, parts_of).read(pages)
    except NotPlain:
        return None


@dataclass
class _Reader:
    """Reads page after page; what it knows of the document grows."""

    spec: TableSpec
    key: str
    year: str
    parts_of: PartsOf
    table: LongTable = field(default_factory=LongTable)
    patterns: list[Pattern] = field(default_factory=list)
    squares: dict[bytes, Squares | None] = field(default_factory=dict)
    columns: dict[int, Columns] = field(default_factory=dict)
    last: Chain | None = None
    general: int = 0

    def read(self, pages: Sequence[Page]) -> LongTable | None:
        """All pages in their order."""
        for number, page in enumerate(pages):
            if number == LONG_TABLE and self.general == LONG_TABLE:
                return None  # nothing repeats
            found = grid_page(page, self.squares)
            pattern = None if found is None else next((it for it in self.patterns if self._goes(it, found)), None)
            if found is None or pattern is None:
                self._read_generally(page, found)
            else:
                self._read_plainly(found, pattern)
            if self.last is not None:
                self.last.is_open = not self.last.totalled
                self.last.loose = 0
        self._refuse_what_is_not_one_table()
        return self.table

    def _goes(self, pattern: Pattern, page: GridPage) -> bool:
        """Whether a page is like the pattern and the table can go on with it."""
        if not pattern.fits(page):
            return False
        if pattern.part.headings is not None:
            return _tells_the_same(pattern, page, self.spec)
        chain = self.last
        open_still = chain is not None and chain.is_open and not chain.totalled and chain.parts[-1].ruled
        return open_still and not _may_be_headed(page, heading_words(self.spec))

    def _read_generally(self, page: Page, found: GridPage | None) -> None:
        self.general += 1
        lines = lines_of(page)
        chain = self.last
        go_on = chain is not None and chain.is_open and not chain.totalled
        before = chain.parts[-1] if chain is not None else None
        parts = [told(it, self.spec) for it in self.parts_of(page, lines, self.spec, self.year, before, go_on)]
        for part in parts:
            chain = self.last
            if part.headings is not None or chain is None:
                chain = next((it for it in self.table.chains if same_columns(it, part)), None)
            if chain is None:
                chain = Chain(self.spec)
                self.table.chains.append(chain)
            add_part(chain, part)
            self.last = chain
        if len(parts) == 1 and found is not None and len(self.patterns) < MOST_PATTERNS:
            pattern = _pattern(parts[0], found, self.key)
            self.patterns += [] if pattern is None else [pattern]

    def _read_plainly(self, page: GridPage, pattern: Pattern) -> None:
        """A page like one that was read: plain rows at once, all else as the general reader takes it."""
        chain = self.last
        light = replace(pattern.part, page=page.page, bands=(), above=())
        if pattern.part.headings is not None:
            chain = next((it for it in self.table.chains if same_columns(it, pattern.part)), None)
        if chain is None:
            raise NotPlain
        scales, printed = scales_of(pattern.part, first=False)
        begin_part(chain, light, scales, printed)
        self.last = chain
        columns = self._columns_of(pattern, chain)
        first = len(pattern.heads)
        plain = _plain_rows(page, columns, first)
        if not isinstance(page.page.words, PackedWords):
            self.table.words += [word for row in range(len(page.texts)) for word in page.band(row).words]
        for start, end, is_run in _stretches(plain, first):
            if is_run:
                self._add_run(chain, page, columns, start, end)
                continue
            for row in range(start, end):
                for number, band in enumerate(rows_in([page.band(row)], light.columns)):
                    begins = row == first and number == 0
                    before, count = chain.events[-1:], len(chain.events)
                    take_band(chain, replace(light, bands=(band,) if begins else (_NO_BAND,)), band)
                    if chain.scales != columns.scales:
                        raise NotPlain  # a unit printed between the rows
                    if any(chain.events[count - 1] is not it for it in before if self.table.run(it)):
                        raise NotPlain  # words that belong to the last of many rows

    def _add_run(self, chain: Chain, page: GridPage, columns: Columns, start: int, end: int) -> None:
        texts = page.texts[start:end]
        event = _event(page, columns, start, texts)
        chain.events.append(replace(event, group=chain.group))
        chain.rows += len(texts)
        chain.identified += len(texts)
        chain.totalled, chain.loose = False, 0
        self.table.runs[page.page.number, event.band.top] = plain_run(page.page, columns, texts, page.boxes[start:end])

    def _columns_of(self, pattern: Pattern, chain: Chain | None = None) -> Columns:
        known = self.columns.get(id(pattern))
        if known is None or (chain is not None and known.scales != chain.scales):
            scales = dict(chain.scales) if chain is not None else {}
            known = _columns(
                pattern.part, chain.parts[0] if chain is not None else pattern.part, scales, self.spec, self.key
            )
            self.columns[id(pattern)] = known
        return known

    def _refuse_what_is_not_one_table(self) -> None:
        """Pages whose columns were read otherwise, rows without a mark, and dittos are judged with all rows at hand.

        Raises:
            NotPlain: where there are such.
        """
        self.table.chains = [chain for chain in self.table.chains if chain.rows]
        for chain in self.table.chains:
            first = {column.name for column in chain.parts[0].columns.values()}
            if any({column.name for column in part.columns.values()} != first for part in chain.parts):
                raise NotPlain
        if not any(event.stands_for > 1 for chain in self.table.chains for event in chain.events):
            raise NotPlain
        for chain in self.table.chains:
            rows = [event for event in chain.events if event.kind == "row"]
            if any(not has_identity(event.cells) or _has_ditto(event) for event in rows):
                raise NotPlain


def _has_ditto(event: Event) -> bool:
    return any(cell.column.kind in REPEATED and is_ditto(cell.text) for cell in event.cells.values())


_NO_BAND = Band(0, 0.0, 0.0, (), ())
"""Stands for plain rows that come before a band on its page."""


def _masked(text: str) -> str:
    return _DIGIT.sub("0", text)


def _heads(page: GridPage, count: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_masked(text) for text in row) for row in page.texts[:count])


def _pattern(part: Part, page: GridPage, key: str) -> Pattern | None:
    """The pattern of a page that was read; None where its rows could not be read by columns."""
    kinds = {column.kind for column in part.columns.values()}
    names = {column.name for column in part.columns.values()}
    if not part.ruled or part.compounds or not kinds <= KINDS or key not in names:
        return None
    if "rate" in kinds and "quantity" not in names:
        return None
    if part.headings is not None and any(it.score == ASSUMED for it in part.headings.found):
        return None
    tops = page.squares.tops.tolist()
    count = len(page.texts) - len(part.bands)
    if count < 0 or [band.top for band in part.bands] != tops[count:-1] or (part.headings is None) != (count == 0):
        return None
    edges = tuple(page.squares.edges.tolist())
    unknown = tuple(at for at in range(len(edges) - 1) if at not in part.columns or part.columns[at].name in part.told)
    light = replace(part, bands=())
    return Pattern(light, _heads(page, count), _masked(page.above), edges, unknown)


def _columns(part: Part, first: Part, scales: dict[str, Decimal], spec: TableSpec, key: str) -> Columns:
    place = {column.name for column in part.columns.values()}
    factors = next(((*it.factors, it.product) for it in spec.products if {*it.factors, it.product} <= place), None)
    found = first.headings.found if first.headings is not None else ()
    headings = {it.column.name: it.printed for it in found if it.column is not None}
    specs = tuple(part.columns.get(position) for position in range(len(part.boxes)))
    return Columns(specs, headings, scales, part.told, factors, key)


def _tells_the_same(pattern: Pattern, page: GridPage, spec: TableSpec) -> bool:
    """Whether cells under headings that say nothing tell on this page what they told on the first."""
    names = {column.name for column in pattern.part.columns.values() if column.name not in pattern.part.told}
    for position in pattern.unknown:
        texts = [row[position] for row in page.texts[len(pattern.heads) :]]
        texts = [text for text in texts if text and not is_nothing(text)]
        column = column_told(texts, spec, names) if len(texts) >= FEWEST else None
        if column != pattern.part.columns.get(position):
            return False
        names |= {column.name} if column is not None else set()
    return True


def _may_be_headed(page: GridPage, vocabulary: frozenset[str]) -> bool:
    """Whether headings may stand on a page that seems to go on without: words of headings in rows without figures."""
    spoken: set[str] = set()
    for texts in page.texts[:FIRST_HEADING_BANDS]:
        words = " ".join(texts).split()
        if sum(1 for word in words if HAS_FIGURE.search(word)) < 2:
            spoken.update(token for word in words for token in normal_heading(word).split())
    return len(spoken & vocabulary) >= 2


def _plain_rows(page: GridPage, columns: Columns, first: int) -> list[bool]:
    """Which rows of a page are plain."""
    squares = page.squares
    rows, count = squares.owner_row.shape
    single = (squares.owner_row == np.arange(rows)[:, None]) & (squares.owner_column == np.arange(count)[None, :])
    whole = single.all(axis=1) & ~page.stray
    figures = [
        at for at, spec in enumerate(columns.specs) if spec is not None and spec.kind in FIGURES | {"serial", "date"}
    ]
    whole &= ~page.several[:, figures].any(axis=1)
    if "product" not in columns.place and "buyer_name" in columns.place:
        whole &= ~page.several[:, columns.place["buyer_name"]]  # what was sold may stand under the name
    return [
        at >= first and bool(whole[at]) and is_plain(columns, texts) and not _numbers_columns(texts)
        for at, texts in enumerate(page.texts)
    ]


def _numbers_columns(texts: Sequence[str]) -> bool:
    return max(map(len, texts)) <= 4 and is_numbering(texts)


def _stretches(plain: Sequence[bool], first: int) -> Iterator[tuple[int, int, bool]]:
    """Rows that are plain, or not, as (from, up to, plain)."""
    start = first
    for at in range(first + 1, len(plain) + 1):
        if at == len(plain) or plain[at] != plain[start]:
            yield start, at, plain[start]
            start = at


def _event(page: GridPage, columns: Columns, row: int, texts: Sequence[Sequence[str]]) -> Event:
    """The event that stands for plain rows: the cells of the first, the sums of all."""
    top, bottom = page.squares.tops[row : row + 2].tolist()
    words = [_word(text, box) for text, box in zip(texts[0], page.boxes[row].tolist(), strict=True)]
    band = Band(page.page.number, top, bottom, tuple(words), tuple(range(len(words))))
    cells = {
        spec.name: Cell(spec, page.page, words[at], texts[0][at])
        for at, spec in enumerate(columns.specs)
        if spec is not None and texts[0][at]
    }
    amounts: dict[str, tuple[Reading, ...]] = {}
    for at, spec in enumerate(columns.specs):
        if spec is None or spec.kind != "amount":
            continue
        printed = [text for cells_of_row in texts if (text := cells_of_row[at]) and not is_nothing(text)]
        if printed:
            total = sum((figure(text) for text in printed), Decimal(0)) * columns.scale(spec.name)
            amounts[spec.name] = (Reading(total, 0.0, "as printed"),)
            cells.setdefault(spec.name, Cell(spec, page.page, (), ""))
    return Event("row", page.page, band, cells, amounts, stands_for=len(texts))


def _word(text: str, box: Sequence[float]) -> tuple[Word, ...]:
    """The print of a cell as one word; none for an empty cell."""
    x0, top, x1, bottom = box
    return (Word(text, (x0, top, x1, bottom)),) if text else ()
