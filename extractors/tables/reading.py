"""Pages to typed tables: several ways of reading are tried, the arithmetic of the table decides between them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations

from extractors.cite import Source
from extractors.combs import without_letter_boxes
from extractors.lines import Line, lines_of
from extractors.packed import PackedWords, unpacked
from extractors.tables.assets import Statement, starts_of_lists, statements_by_list, statements_in
from extractors.tables.block_rows import borne_out, register_chain
from extractors.tables.bulk import LongTable, read_long
from extractors.tables.bulk_rows import LongRows, PlainRun
from extractors.tables.bulk_rows import Maker as RowMaker
from extractors.tables.by_content import content_parts
from extractors.tables.candidates import Candidate, assumed_key, judged, left_out, without_others
from extractors.tables.cards import card_parts
from extractors.tables.cells import Maker
from extractors.tables.certified import CERTIFIED, NO_UNIT, is_unit_sure
from extractors.tables.enumerated import enumerated_rows
from extractors.tables.events import Chain, PagesWithLines, PartsOf
from extractors.tables.found import found_parts, lattice_parts
from extractors.tables.goods import coded, unnumbered
from extractors.tables.joining import same_kind
from extractors.tables.layers import layered_parts
from extractors.tables.listed import listed_rows
from extractors.tables.notices import notices
from extractors.tables.own_words import settled_by_rows
from extractors.tables.part_headings import printed_headings
from extractors.tables.parts import Part, aligned_parts, ruled_parts
from extractors.tables.result_unit import in_per_cent
from extractors.tables.row_arithmetic import with_remainder
from extractors.tables.row_fields import (
    Witnessed,
    add_asset_fields,
    printed_serial,
    row_fields,
    told_columns,
    witnesses_of_rows,
)
from extractors.tables.rows import read_chains
from extractors.tables.sentences import rows_of_sentences
from extractors.tables.serials import begins_late, serials_of, without_numbers
from extractors.tables.side_by_side import unfolded
from extractors.tables.sums import Ledger, equations_of
from extractors.tables.torn import is_torn, swallows_figure
from extractors.tables.totals import (
    amounts_on_next_page,
    grand_total_below,
    printed_totals,
    totals_of_weights,
    with_weights_witnessed,
)
from extractors.tables.typed_rules import with_typed_rules
from records.dates import find_financial_years
from records.pages import Page, Word
from records.readings import Field, Notice, TableRow
from reference.table_specs import TableSpec, table_specs

NOT_SURE = 0.85
"""A cell of a column that was assumed, or of a table that may have lost rows."""

MOST_SEARCHED = 30
"""Documents of more pages than this are not searched for tables of any kind: that takes a tenth of a second a page."""

BORNE_OUT = 0.75
"""So large a share of a register's rows must agree with themselves (quantity, rate, value, tax, total)."""

MISREAD = 0.5
"""On a scan whose figures were misread so large a share will do, where no other reading adds up or bears itself out."""

FAR_MORE = 2
"""What has so many times the rows of another reading is read instead of it."""

IN_DOUBT = 0.6
"""The total of such a table; below what another witness on the paper may raise."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table of a document, typed.

    Attributes:
        rows: the rows in the order of print; totals, carries and headings are none.
        totals: the printed total of the whole table, by column.
        scale: what its heading multiplies the amounts by; the fields hold rupees, the evidence the print.
        adds_up: whether every printed sum agrees with the rows; None where no sum is printed.
        used: the words that the table accounts for.
        vouches: whether its sums may vouch for a total; not where a column was assumed or rows may have been left out.
        unit_sure: whether its unit of money is known; without one small figures may be lakh or crore.
    """

    rows: Sequence[TableRow]
    totals: Mapping[str, Field] = field(default_factory=dict)
    scale: Decimal = Decimal(1)
    adds_up: bool | None = None
    used: frozenset[Word] = frozenset()
    warnings: tuple[Notice, ...] = ()
    unit_sure: bool = True
    vouches: bool = True


def read_tables(document_type: str, pages: Sequence[Page], source: Source) -> dict[str, TableReading]:
    """The tables of a document by name; a table that is not printed is absent.

    Args:
        document_type: which tables are looked for (`reference/tables/<document_type>.yaml`).
        pages: the document's pages, words from text layer or OCR alike.
        source: the document, for the evidence of each field.
    """
    specs = table_specs(document_type)
    if not specs:
        return {}
    year = _prevailing_year(pages)
    found = {spec.name: _read_long(spec, pages, year, source) for spec in specs}
    if None in found.values():
        whole = [with_typed_rules(unpacked(it) if isinstance(it.words, PackedWords) else it) for it in pages]
        laid = [(page, unfolded(lines_of(page))) for page in map(without_letter_boxes, whole)]
        found = {spec.name: found[spec.name] or _read(spec, laid, year, source) for spec in specs}
    coding = frozenset(spec.name for spec in specs if "hsn" in spec.columns)
    return {
        name: _with_codes(reading) if name in coding else reading
        for name, reading in found.items()
        if reading is not None
    }


def _with_codes(reading: TableReading) -> TableReading:
    """A table whose goods are printed with their codes, parted; a long one is read row by row as it is asked for."""
    return reading if isinstance(reading.rows, LongRows) else replace(reading, rows=unnumbered(coded(reading.rows)))


def _read_long(spec: TableSpec, pages: Sequence[Page], year: str, source: Source) -> TableReading | None:
    """A long ruled table; None where the document holds none, or one that only the general reader can read."""
    if spec.document_type in CERTIFIED or (table := read_long(spec, pages, year, _ruled_else_aligned)) is None:
        return None
    if any(same_kind(one, other) for one, other in combinations(table.chains, 2)):
        return None  # they may be one table, which takes all rows to tell
    best = judged(spec, (), table.chains)
    return None if best is None else _typed(best, (), source, table)


def _read(spec: TableSpec, pages: PagesWithLines, year: str, source: Source) -> TableReading | None:
    best: Candidate | None = None
    tried: list[Candidate] = []
    for parts_of in _ways(pages):
        candidate = _candidate(spec, pages, year, parts_of)
        if candidate is None:
            continue
        tried.append(candidate)
        if best is None or candidate.rank > best.rank:
            best = candidate
        if best.is_sound and not _tells_little(best):
            break
    best = next((it for it in tried if best is not None and _is_fuller(it, best)), best)
    best = next((it for it in tried if best is not None and _has_its_total(it, best)), best)
    best = _by_cards(spec, pages, year, best) or best
    best = _by_register(spec, pages, best) or best
    if best is not None:
        return _typed(without_others(best), pages, source)
    maker = Maker(source, {})
    rows, used = listed_rows(spec, pages, maker)
    if not rows and len(pages) <= MOST_SEARCHED:
        told_in = [page for page, _ in pages]
        rows, used = rows_of_sentences(spec, told_in, maker)
        if not rows:
            rows, used = enumerated_rows(spec, told_in, maker)
    if rows:
        return TableReading(rows, used=used)
    told = _candidate(spec, pages, year, content_parts) if len(pages) <= MOST_SEARCHED else None
    return _typed(told, pages, source) if told is not None else None


FEW_COLUMNS, MANY_COLUMNS = 3, 6
"""A table read under so few columns, of a kind that has so many, may be one whose headings were taken amiss."""


def _tells_little(candidate: Candidate) -> bool:
    """Whether another way of reading may know more columns of the same rows: a sum proves amounts and nothing else."""
    spec = candidate.chain.spec
    return len(spec.columns) >= MANY_COLUMNS and len(candidate.chain.names) < FEW_COLUMNS


def _by_register(spec: TableSpec, pages: PagesWithLines, best: Candidate | None) -> Candidate | None:
    """The sales read one by one without headings, where far more of them bear themselves out than of the best table."""
    if len(pages) > MOST_SEARCHED:
        return None
    chain = register_chain(spec, pages)
    register = judged(spec, (), [chain]) if chain is not None else None
    if register is None:
        return None
    borne = borne_out(register.chain)
    if best is None:
        return register if borne >= BORNE_OUT else None
    if borne_out(best.chain) >= BORNE_OUT:
        return register if _is_fuller(register, best) else None
    misread = borne >= MISREAD and not best.ledger.adds_up and _borne_rows(register) >= FAR_MORE * _borne_rows(best)
    return register if borne >= BORNE_OUT or misread else None


def _is_fuller(one: Candidate, other: Candidate) -> bool:
    """Whether one reading's rows bear themselves out and are so many that the other is but a part of the table."""
    return borne_out(one.chain) >= BORNE_OUT and one.chain.rows >= FAR_MORE * other.chain.rows


def _has_its_total(one: Candidate, other: Candidate) -> bool:
    """Whether one reading has the very amounts of another, which prints no sum, and a sum that they do not add up to.

    A reading that leaves out a total that is wrong has nothing against it, and would hide the mistake.
    """
    if one.ledger.adds_up is not False or other.ledger.adds_up is not None:
        return False
    return _amounts(one) == _amounts(other)


def _amounts(candidate: Candidate) -> list[dict[str, Decimal | None]]:
    """The amounts of each row by their columns."""
    ledger = candidate.ledger
    return [{name: ledger.value(row, name) for name in ledger.columns} for row in ledger.rows]


def _borne_rows(candidate: Candidate) -> float:
    return borne_out(candidate.chain) * candidate.chain.rows


def _by_cards(spec: TableSpec, pages: PagesWithLines, year: str, best: Candidate | None) -> Candidate | None:
    """The rows that are printed as cards, where they are more than those of the best table."""
    if len(pages) > MOST_SEARCHED or best is not None and best.ledger.adds_up:
        return None
    cards = _candidate(spec, pages, year, card_parts)
    return cards if cards is not None and (best is None or cards.chain.rows >= best.chain.rows) else None


def _ways(pages: PagesWithLines) -> Iterator[PartsOf]:
    """The ways of reading, the one that asks least of luck first.

    Drawn lines, then how the print is aligned under headings; only if neither gives rows that add up, with weights that
    are weights, are tables looked for that hang together by themselves.
    """
    ruled = any(not ruling.is_horizontal for page, _ in pages for ruling in page.rulings)
    if ruled:
        yield _ruled_else_aligned
    yield aligned_parts
    if len(pages) <= MOST_SEARCHED:
        yield found_parts
        yield layered_parts
        if ruled:
            yield lattice_parts


def _ruled_else_aligned(
    page: Page, lines: Sequence[Line], spec: TableSpec, year: str, before: Part | None, go_on: bool
) -> list[Part]:
    parts = ruled_parts(page, lines, spec, year, before, go_on)
    return parts or aligned_parts(page, lines, spec, year, before, go_on)


def _candidate(spec: TableSpec, pages: PagesWithLines, year: str, parts_of: PartsOf) -> Candidate | None:
    return judged(spec, pages, read_chains(pages, spec, year, parts_of))


def _prevailing_year(pages: Sequence[Page]) -> str:
    """The financial year that the document speaks of most, "" if it names none."""
    counted = Counter(year for page in pages[:5] for year in find_financial_years(page.text))
    mentions = Counter({year: sum(page.text.count(year) for page in pages[:5]) for year in counted})
    return max(mentions, key=lambda year: (mentions[year], year), default="")


def _typed(best: Candidate, pages: PagesWithLines, source: Source, long: LongTable | None = None) -> TableReading:
    chain, ledger = best.chain, best.ledger
    outside = _outside(chain, pages)
    maker = Maker(source, printed_headings(chain, [line for _, lines in pages for line in lines]))
    statements = statements_in(outside) if chain.spec.document_type == "capex_statement" else []
    witnessed = witnesses_of_rows(ledger)
    rows: Sequence[TableRow] = (
        _rows(chain, ledger, maker, witnessed, statements)
        if long is None
        else _long_rows(chain, ledger, maker, witnessed, long)
    )
    totals = printed_totals(chain, ledger, maker)
    reckoned = False
    if chain.spec.key and long is None:
        events = [chain.events[number] for number in ledger.rows]
        read, rows = rows, with_remainder(rows, events, chain.spec.key, totals.get(chain.spec.key), maker)
        reckoned = rows != read  # then they vouch no more for the total
    weighed, agreed, short = totals_of_weights(chain, rows, maker)
    totals.update(weighed)
    unit_sure = is_unit_sure(chain)
    if not unit_sure:
        rows = [replace(row, fields={name: _doubted(it) for name, it in row.fields.items()}) for row in rows]
        totals = {name: _doubted(it) for name, it in totals.items()}
        message = (
            f"No unit of money was read for {chain.spec.name}: whether its figures are rupees, lakh or crore is for a "
            "person to say."
        )
        short = (*short, Notice("unit_not_found", message, chain.parts[0].page.number))
    key = chain.spec.key
    assumed = not best.certified and assumed_key(chain)
    rows_left = bool(left_out(best))
    if not best.certified and totals and grand_total_below(chain, totals, outside):
        rows_left = True
        message = f"A grand total stands below {chain.spec.name} that is none of its totals: rows may be unread."
        short = (*short, Notice("does_not_add_up", message, chain.events[-1].page.number))
    if ledger.adds_up is not True and not best.certified and amounts_on_next_page(chain, outside):
        rows_left = True
        message = f"The page after {chain.spec.name} prints amounts in its column that were not read: rows may be lost."
        short = (*short, Notice("does_not_add_up", message, chain.events[-1].page.number + 1))
    counted = [printed_serial(event) for event in chain.events if event.kind == "row"]
    if long is None and ledger.adds_up is not True and not best.certified and begins_late(counted):
        rows_left = True
        message = f"The first row of {chain.spec.name} that was read is not number 1: rows before it may be lost."
        short = (*short, Notice("does_not_add_up", message, chain.parts[0].page.number))
    if chain.merged or swallows_figure(chain.events):
        rows_left = True
        message = (
            f"A line of {chain.spec.name} with a figure runs over the border of a column and was not read as a row; "
            "see the page."
        )
        short = (*short, Notice("row_left_out", message, chain.parts[0].page.number))
    torn = long is None and is_torn(rows, key)
    if torn:
        message = f"Rows of {chain.spec.name} print no amount: they may be lines of the rows beside them; see the page."
        short = (*short, Notice("rows_torn", message, chain.parts[0].page.number))
        rows = [replace(row, fields=_less_sure(row.fields, None)) for row in rows]
        agreed = frozenset()
    if assumed or rows_left:
        rows = [replace(row, fields=_less_sure(row.fields, None if rows_left else key)) for row in rows]
        totals = {name: replace(it, confidence=min(it.confidence, IN_DOUBT)) for name, it in totals.items()}
        agreed = frozenset()
    scale = chain.scales.get(key, Decimal(1)) if key else max(chain.scales.values(), default=Decimal(1))
    return TableReading(
        rows=rows.agreeing(agreed) if isinstance(rows, LongRows) else tuple(with_weights_witnessed(rows, agreed)),
        totals=totals,
        scale=scale,
        adds_up=ledger.adds_up if ledger.checks or not weighed else not short,
        unit_sure=unit_sure,
        vouches=not assumed and not rows_left and not reckoned and not torn,
        used=_used(chain) | frozenset(long.words if long is not None else ()),
        warnings=(*notices(best), *short),
    )


def _rows(
    chain: Chain, ledger: Ledger, maker: Maker, witnessed: Witnessed, statements: Sequence[Statement]
) -> Sequence[TableRow]:
    rows: list[TableRow] = []
    told = told_columns(chain)
    events = [chain.events[number] for number in ledger.rows]
    headings = [event.group.text if event.group is not None else "" for event in events]
    serials = serials_of([printed_serial(event) for event in events], headings)
    places = [(event.page.number, event.band.top) for event in events]
    starts = starts_of_lists(list(zip(serials, places, strict=True)))
    of_list = statements_by_list(statements, [places[at] for at in starts])
    for at, number in enumerate(ledger.rows):
        fields = row_fields(chain, ledger, number, maker, witnessed, told)
        if chain.spec.document_type == "capex_statement":
            spoken = of_list[bisect_right(starts, at) - 1]
            add_asset_fields(fields, events[at], maker.source, spoken, serials[at])
        rows.append(TableRow(len(rows), fields))
    for column in chain.spec.columns.values():
        if column.kind == "assay":
            rows = list(in_per_cent(rows, column.name))
        if column.kind == "text":
            rows = without_numbers(rows, column.name)
    return settled_by_rows(rows)


def _long_rows(chain: Chain, ledger: Ledger, maker: Maker, witnessed: Witnessed, long: LongTable) -> LongRows:
    """The rows of a long table: plain ones in runs, the others one by one."""
    told = told_columns(chain)
    pieces: list[PlainRun | dict[str, Field]] = []
    for number in ledger.rows:
        run = long.run(chain.events[number])
        if run is None:
            pieces.append(row_fields(chain, ledger, number, maker, witnessed, told))
        else:
            summed = frozenset(name for name, rows in witnessed.items() if number in rows)
            pieces.append(replace(run, summed=summed))
    columns = chain.spec.columns.values()
    parts = {
        whole: tuple(column.name for column in columns if column.part_of == whole)
        for whole in dict.fromkeys(column.part_of for column in columns)
        if whole is not None
    }
    sums = tuple(equations_of(chain.spec, ledger.columns))
    return LongRows(tuple(pieces), RowMaker(maker.source, sums, parts=parts))


def _less_sure(fields: Mapping[str, Field], column: str | None) -> dict[str, Field]:
    """The cells of one column, or of all, as cells of a table that may not be the one meant, or not all of it."""
    return {
        name: replace(it, confidence=min(it.confidence, NOT_SURE)) if column in (None, name) else it
        for name, it in fields.items()
    }


def _doubted(made: Field) -> Field:
    """An amount whose unit nobody knows."""
    return replace(made, confidence=min(made.confidence, NO_UNIT)) if made.unit == "INR" else made


def _used(chain: Chain) -> frozenset[Word]:
    """The words of a table; a line over its headings ("Client: ...") names the rows and stays the paper's own."""
    words = {word for part in chain.parts for word in part.heading_words}
    tops = {part.page.number: min(it.box[1] for it in part.heading_words) for part in chain.parts if part.heading_words}
    for event in chain.events:
        words.update(event.band.words)
        for cell in event.cells.values():
            words.update(cell.words)
        if event.group is not None:
            top = tops.get(event.group.page.number, 0.0)
            words.update(it for it in event.group.words if it.box[1] >= top)
    return frozenset(words)


def _outside(chain: Chain, pages: PagesWithLines) -> list[tuple[Page, list[Line]]]:
    """The lines of print that are not the table's."""
    used = {id(word) for event in chain.events for word in event.band.words}
    return [
        (page, [line for line in lines if not any(id(word) in used for word in line.words)]) for page, lines in pages
    ]
