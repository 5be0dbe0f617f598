"""Pages to typed tables: several ways of reading are tried, the arithmetic of the table decides between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import accumulate, combinations

from extractors.cite import Source
from extractors.lines import Line, lines_of
from extractors.packed import PackedWords, unpacked
from extractors.tables import cells as typed
from extractors.tables.assets import Statement, condition_by_statement, condition_field, head_field, statements_in
from extractors.tables.bulk import LongTable, read_long
from extractors.tables.bulk_rows import LongRows, PlainRun
from extractors.tables.bulk_rows import Maker as RowMaker
from extractors.tables.companies import name_and_relation, named_cell, names_company
from extractors.tables.dittos import with_dittos
from extractors.tables.headed import with_headed
from extractors.tables.headings import ASSUMED, Heading, normal_heading
from extractors.tables.joining import join_pages, same_kind
from extractors.tables.listed import listed_rows
from extractors.tables.money_unit import ROUNDED, may_be_scaled, scale_by
from extractors.tables.own_words import settled_by_rows
from extractors.tables.parts import Part, aligned_parts, ruled_parts
from extractors.tables.rows import Cell, Chain, Event, PartsOf, is_empty, read_chains
from extractors.tables.sums import ROUNDING, Ledger, SumCheck, equations_of, reckon
from extractors.tables.told import TESTS
from extractors.tables.vouchers import as_sales, with_totals_below, with_totals_told
from extractors.tables.words import is_nothing
from records.dates import find_financial_years, read_day
from records.identifiers import is_gstin
from records.numbers import LEAD_DIGIT, find_amounts, indian
from records.pages import Page, Word
from records.readings import Alternative, Field, Notice, TableRow
from records.units import read_quantity
from reference.table_specs import ColumnSpec, Sum, TableSpec, table_specs

MOST_NOTICES = 12
"""So many notices of one kind are given in full; the rest are counted."""

FAVOUR = 3
"""A heading that marks the table counts as much as this many columns."""

UNREAD = 3
"""An amount that cannot be read weighs against a way of reading as much as this many sound cells for it."""

NO_UNIT = 0.6
"""How far an amount can be believed whose unit is not known."""

GROSS = "gross"
"""The column of totals where the certificate's words certify another one."""

CERTIFIED = frozenset({"capex_statement", "gmr_certificate"})
"""Papers whose words certify the sum of their table, often in lakh or crore."""

_RUPEE_MARK = re.compile(r"₹|\bRs\b|\bINR\b|/-", re.I)


NOT_SURE = 0.85
"""A cell of a column that was assumed, or of a table that may have lost rows."""

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


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way of reading a table, with what the arithmetic says of it.

    `certified`: whether the print outside the table states what its key column adds up to.
    """

    chain: Chain
    ledger: Ledger
    others: tuple[Chain, ...]
    unread: int
    certified: bool

    @property
    def rank(self) -> tuple[int, float, int]:
        """Larger is better: sums that hold, then cells that are what their column asks for, less those unread."""
        sums = {True: 2, None: 1, False: 0}[self.ledger.adds_up]
        good = sum(1 for check in self.ledger.checks if check.holds) / max(1, len(self.ledger.checks))
        return (sums, round(good, 3), _sound_cells(self.chain) - UNREAD * self.unread)


PagesWithLines = Sequence[tuple[Page, Sequence[Line]]]

Witnessed = Mapping[str, Mapping[int, str]]
"""By column, what vouches for a row's amount: the number of the row's event to words."""

Told = tuple[frozenset[str], frozenset[str]]
"""The columns of a table, and those of them that only their cells tell."""


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
        whole = [unpacked(page) if isinstance(page.words, PackedWords) else page for page in pages]
        laid = [(page, lines_of(page)) for page in whole]
        found = {spec.name: found[spec.name] or _read(spec, laid, year, source) for spec in specs}
    return {name: reading for name, reading in found.items() if reading is not None}


def _read_long(spec: TableSpec, pages: Sequence[Page], year: str, source: Source) -> TableReading | None:
    """A long ruled table; None where the document holds none, or one that only the general reader can read."""
    if spec.document_type in CERTIFIED or (table := read_long(spec, pages, year, _ruled_else_aligned)) is None:
        return None
    if any(same_kind(one, other) for one, other in combinations(table.chains, 2)):
        return None  # they may be one table, which takes all rows to tell
    best = _judged(spec, (), table.chains)
    return None if best is None else _typed(best, (), source, table)


def _read(spec: TableSpec, pages: PagesWithLines, year: str, source: Source) -> TableReading | None:
    best: Candidate | None = None
    for parts_of in _ways(pages):
        candidate = _candidate(spec, pages, year, parts_of)
        if candidate is None:
            continue
        if best is None or candidate.rank > best.rank:
            best = candidate
        if best.ledger.adds_up and not best.unread:
            break
    if best is not None:
        return _typed(best, pages, source)
    rows, used = listed_rows(spec, pages, typed.Maker(source, {}))
    return TableReading(rows, used=used) if rows else None


def _ways(pages: PagesWithLines) -> Iterator[PartsOf]:
    """The ways of reading, the one that asks least of luck first: drawn lines, then how the print is aligned."""
    if any(not ruling.is_horizontal for page, _ in pages for ruling in page.rulings):
        yield _ruled_else_aligned
    yield aligned_parts


def _ruled_else_aligned(
    page: Page, lines: Sequence[Line], spec: TableSpec, year: str, before: Part | None, go_on: bool
) -> list[Part]:
    parts = ruled_parts(page, lines, spec, year, before, go_on)
    return parts or aligned_parts(page, lines, spec, year, before, go_on)


def _candidate(spec: TableSpec, pages: PagesWithLines, year: str, parts_of: PartsOf) -> Candidate | None:
    return _judged(spec, pages, read_chains(pages, spec, year, parts_of))


def _judged(spec: TableSpec, pages: PagesWithLines, found: Sequence[Chain]) -> Candidate | None:
    """The table that fits best among those found, with what its arithmetic says."""
    chains = [chain for chain in found if not _is_another(chain) and _bears_out(chain)]
    chains = join_pages(chains, {page.number: lines for page, lines in pages})
    if not chains:
        return None
    for chain in chains:
        chain.events = _in_order(spec, chain.events)
    stated = _certified(pages, chains) if spec.document_type in CERTIFIED else ()
    certified = stated if any(it.spare for it in spec.columns.values()) else ()
    chain = _whole(max(chains, key=_fit), chains, certified)
    chain = _in_certified_unit(chain, stated)
    chain = _by_certified_column(chain, certified)
    others = tuple(it for it in chains if it.parts[0] not in chain.parts)
    sure = _is_certified(_column_sum(chain, chain.spec.key), stated) if chain.spec.key is not None else False
    return Candidate(chain, reckon(chain.spec, chain.events), others, sum(1 for _ in _unread(chain)), sure)


def _in_order(spec: TableSpec, events: Sequence[Event]) -> list[Event]:
    """The events with rows and sums told apart, sums after the rows they add up, and dittos replaced."""
    told = with_totals_told(spec.key, as_sales(spec, with_dittos(events)))
    return with_headed(spec, _with_closing_told(spec, with_totals_below(spec.key, told)))


def _with_closing_told(spec: TableSpec, events: Sequence[Event]) -> list[Event]:
    """A closing balance that is what the rows make is their total; a ledger without opening balance ends in one."""
    told = [
        replace(event, kind="total") if event.kind == "opening" and _CLOSING.search(event.label) else event
        for event in events
    ]
    return told if told != list(events) and reckon(spec, told).adds_up else list(events)


_CLOSING = re.compile(r"closing|अंतिम", re.I)


def _certified(pages: PagesWithLines, chains: Sequence[Chain]) -> tuple[Decimal, ...]:
    """The amounts that the print outside all tables states: one of them is the certified total."""
    used = {id(word) for chain in chains for event in chain.events for word in event.band.words}
    used |= {id(word) for chain in chains for part in chain.parts for word in part.heading_words}
    texts = (
        " ".join(line.text for line in lines if not any(id(word) in used for word in line.words)) for _, lines in pages
    )
    return tuple(found.readings[0].value for text in texts for found in find_amounts(text) if found.readings)


def _is_certified(amount: Decimal, certified: Sequence[Decimal]) -> bool:
    """Whether the print outside the table states this amount, rounded as certificates do (in lakh or crore)."""
    return amount > 0 and any(abs(it - amount) <= amount * ROUNDED for it in certified)


def _in_certified_unit(chain: Chain, stated: Sequence[Decimal]) -> Chain:
    """The table in the unit that the certificate's words give its sum, where the table itself prints none."""
    key = chain.spec.key
    if key is None or chain.unit_printed:
        return chain
    totals = [event.amounts[key][0].value for event in chain.events if event.is_total and event.amounts.get(key)]
    scale = next((it for total in (_column_sum(chain, key), *totals) if (it := scale_by(total, stated))), None)
    if scale is None:
        return chain
    scales = {column.name: scale for column in chain.spec.columns.values() if column.kind == "amount"}
    events = [
        replace(
            event,
            amounts={
                name: tuple(replace(it, value=it.value * scale) for it in readings)
                for name, readings in event.amounts.items()
            },
        )
        for event in chain.events
    ]
    return replace(chain, events=events, scales={**chain.scales, **scales}, unit_printed=True)


def _unit_sure(chain: Chain) -> bool:
    """Whether the figures are rupees for certain: by a printed unit, by a rupee mark, or by their size."""
    key = chain.spec.key
    if key is None or chain.unit_printed or chain.spec.document_type not in CERTIFIED:
        return True
    cells = [event.cells[key] for event in chain.events if key in event.cells]
    if any(_RUPEE_MARK.search(cell.text) for cell in cells):
        return True
    amounts = [event.amounts[key][0].value for event in chain.events if event.kind == "row" and event.amounts.get(key)]
    return not may_be_scaled(amounts, chain.parts[0].page.source)


def _column_sum(chain: Chain, column: str) -> Decimal:
    return sum(
        (event.amounts[column][0].value for event in chain.events if event.kind == "row" and event.amounts.get(column)),
        Decimal(0),
    )


def _whole(best: Chain, chains: Sequence[Chain], certified: Sequence[Decimal]) -> Chain:
    """The best table, with the other tables of its kind if only together they give what is certified or totalled."""
    key = best.spec.key
    if key is None or len(chains) == 1:
        return best
    together = Chain(best.spec)
    for chain in chains:
        together.parts.extend(chain.parts)
        together.events.extend(chain.events)
        together.rows += chain.rows
        together.scales.update(chain.scales)
    together.parts.sort(key=lambda part: (part is not best.parts[0], part.page.number))
    together.scales.update(best.scales)
    together.events.sort(key=lambda event: (event.page.number, event.band.top))
    if _is_certified(_column_sum(together, key), certified) and not _is_certified(_column_sum(best, key), certified):
        return together
    joint = reckon(best.spec, together.events)
    everything = (0, len(joint.rows))
    adds_all = any(it.column == key and it.holds and it.covers == everything for it in joint.checks)
    return together if adds_all and joint.adds_up else best


def _by_certified_column(chain: Chain, certified: Sequence[Decimal]) -> Chain:
    """The table with its key column being the one that the certificate's own words add up.

    With GST where credit is availed, or without: a statement prints both, and only its words say which is certified.
    """
    key = chain.spec.key
    if key is None or not certified or _is_certified(_column_sum(chain, key), certified):
        return chain
    spare = chain.spec.columns[key].spare
    if spare is None or not _is_certified(_column_sum(chain, spare), certified):
        return chain
    gross = ColumnSpec(GROSS, "amount", ())
    columns = {**chain.spec.columns, GROSS: gross}
    sums = tuple(Sum(it.terms, GROSS if it.total == key else it.total) for it in chain.spec.sums)
    events = [_recast(event, key, spare, columns) for event in chain.events]
    return replace(chain, spec=replace(chain.spec, columns=columns, sums=sums), events=events)


def _recast(event: Event, key: str, spare: str, columns: Mapping[str, ColumnSpec]) -> Event:
    """The event with the spare column's figure as the key's, and the key's kept as gross."""
    cells, amounts = dict(event.cells), dict(event.amounts)
    if key in cells:
        cells[GROSS] = replace(cells.pop(key), column=columns[GROSS])
    if key in amounts:
        amounts[GROSS] = amounts.pop(key)
    if spare in cells:
        cells[key] = replace(cells[spare], column=columns[key])
    if spare in amounts:
        amounts[key] = amounts[spare]
    return replace(event, cells=cells, amounts=amounts)


def _fit(chain: Chain) -> float:
    """How well a table fits: columns that give fields count most, then rows."""
    columns = {column.name for part in chain.parts[:1] for column in part.columns.values() if column.kind != "known"}
    words = {word for text in _headings(chain).values() for word in normal_heading(text).split()}
    return len(columns) + min(chain.rows, 20) / 10 + (FAVOUR if words & chain.spec.favours else 0)


def _assumed_heading(chain: Chain) -> Heading | None:
    """The heading that was taken for a column although it could not be read."""
    return next(
        (
            heading
            for part in chain.parts
            if part.headings is not None
            for heading in part.headings.found
            if heading.column is not None and heading.score == ASSUMED
        ),
        None,
    )


def _assumed_key(chain: Chain) -> bool:
    """Whether the column that is added up was taken for it without a heading that says so."""
    assumed = _assumed_heading(chain)
    return assumed is not None and assumed.column is not None and assumed.column.name == chain.spec.key


def _left_out(best: Candidate) -> list[Chain]:
    """Tables of the same kind that were not read: rows of this one may stand there."""
    return [] if best.certified else [other for other in best.others if same_kind(best.chain, other)]


def _bears_out(chain: Chain) -> bool:
    """Whether the column of amounts holds amounts: at least one, and most where its heading was only assumed."""
    key = chain.spec.key
    if key is not None and chain.spec.columns[key].kind == "amount":
        printed = [event for event in chain.events if key in event.cells and not is_nothing(event.cells[key].text)]
        if printed and not any(event.amounts.get(key) for event in printed):
            return False
    assumed = _assumed_heading(chain)
    if key is None or assumed is None or assumed.column is None or assumed.column.name != key:
        return True
    rows = [event for event in chain.events if event.kind == "row"]
    return 2 * sum(1 for event in rows if key in event.amounts) > len(rows)


def _is_another(chain: Chain) -> bool:
    """Whether the units say that this is another table, of water or of air."""
    if "relation" in chain.spec.columns and _of_amounts(chain):
        return True
    headings = _headings(chain)
    for name in chain.names:
        others = chain.spec.columns[name].not_units
        if not others:
            continue
        heading = headings.get(name, "")
        printed: list[str | None] = [typed.unit_in_heading(heading) or _bracketed(heading)]
        for event in chain.events:
            if event.kind == "row":
                printed.append(typed.unit_cell(event))
                cell = event.cells.get(name)
                quantity = read_quantity(cell.text) if cell is not None else None
                printed.append(quantity.unit if quantity is not None else None)
        if any(unit.lower().replace(" ", "").strip(".") in others for unit in printed if unit):
            return True
    return False


def _of_amounts(chain: Chain) -> bool:
    """Whether the rows of a table of companies are named after amounts ("Revenue of the applicant"), not companies."""
    names = [event.cells["name"].text for event in chain.events if event.kind == "row" and "name" in event.cells]
    amounts = sum(1 for name in names if _AN_AMOUNT.match(name) and not names_company(name))
    return 2 * amounts >= max(1, len(names))


_AN_AMOUNT = re.compile(
    r"^\W*(?:(?:total|standalone|consolidated|own|net|gross|group|global|other|manufacturing)\s+)*"
    r"(?:revenue|turnover|income|sales|GMR)\b|राजस्व",
    re.I,
)


def _bracketed(heading: str) -> str:
    match = re.search(r"[(\[]\s*(?:in\s+)?([^()\[\]]+?)\s*[)\]]", heading)
    return match[1] if match else ""


def _sound_cells(chain: Chain) -> int:
    """How many cells of rows are what their column asks for, less those that are not."""
    sound = 0
    for event in chain.events:
        if event.kind != "row":
            continue
        for name, cell in event.cells.items():
            if cell.lent or is_nothing(cell.text):
                continue
            match cell.column.kind:
                case "amount":
                    sound += 1 if name in event.amounts else -1
                case "date":
                    sound += 1 if read_day(cell.text) else -1
                case "gstin":
                    sound += 1 if is_gstin(cell.text) else -1
                case "hsn" | "quantity" | "unit" | "invoice":
                    sound += 1 if TESTS[cell.column.kind](cell.text) else -1
                case _:
                    pass
    return sound


def _prevailing_year(pages: Sequence[Page]) -> str:
    """The financial year that the document speaks of most, "" if it names none."""
    counted = Counter(year for page in pages[:5] for year in find_financial_years(page.text))
    mentions = Counter({year: sum(page.text.count(year) for page in pages[:5]) for year in counted})
    return max(mentions, key=lambda year: (mentions[year], year), default="")


def _typed(best: Candidate, pages: PagesWithLines, source: Source, long: LongTable | None = None) -> TableReading:
    chain, ledger = best.chain, best.ledger
    maker = typed.Maker(source, _headings(chain))
    outside = _outside(chain, pages) if chain.spec.document_type == "capex_statement" else []
    statements = statements_in(outside)
    witnessed = _witnessed(ledger)
    rows: Sequence[TableRow] = (
        _rows(chain, ledger, maker, witnessed, statements)
        if long is None
        else _long_rows(chain, ledger, maker, witnessed, long)
    )
    totals = _totals(chain, ledger, maker)
    weighed, agreed, short = _weights(chain, rows, maker)
    totals.update(weighed)
    unit_sure = _unit_sure(chain)
    if not unit_sure:
        rows = [replace(row, fields={name: _doubted(it) for name, it in row.fields.items()}) for row in rows]
        totals = {name: _doubted(it) for name, it in totals.items()}
        message = (
            f"No unit of money was read for {chain.spec.name}: whether its figures are rupees, lakh or crore is for a "
            "person to say."
        )
        short = (*short, Notice("unit_not_found", message, chain.parts[0].page.number))
    key = chain.spec.key
    assumed = not best.certified and _assumed_key(chain)
    rows_left = bool(_left_out(best))
    if assumed or rows_left:
        rows = [replace(row, fields=_less_sure(row.fields, None if rows_left else key)) for row in rows]
        totals = {name: replace(it, confidence=min(it.confidence, IN_DOUBT)) for name, it in totals.items()}
        agreed = frozenset()
    scale = chain.scales.get(key, Decimal(1)) if key else max(chain.scales.values(), default=Decimal(1))
    return TableReading(
        rows=rows.agreeing(agreed) if isinstance(rows, LongRows) else tuple(_witness_weights(rows, agreed)),
        totals=totals,
        scale=scale,
        adds_up=ledger.adds_up if ledger.checks or not weighed else not short,
        unit_sure=unit_sure,
        vouches=not assumed and not rows_left,
        used=_used(chain) | frozenset(long.words if long is not None else ()),
        warnings=(*_notices(best), *short),
    )


def _rows(
    chain: Chain, ledger: Ledger, maker: typed.Maker, witnessed: Witnessed, statements: Sequence[Statement]
) -> list[TableRow]:
    rows: list[TableRow] = []
    told = _told_columns(chain)
    for number in ledger.rows:
        fields = _row_fields(chain, ledger, number, maker, witnessed, told)
        if chain.spec.document_type == "capex_statement":
            event = chain.events[number]
            _add_asset_fields(fields, event, maker.source, statements, _serial(event, len(rows) + 1))
        rows.append(TableRow(len(rows), fields))
    return settled_by_rows(rows)


def _long_rows(chain: Chain, ledger: Ledger, maker: typed.Maker, witnessed: Witnessed, long: LongTable) -> LongRows:
    """The rows of a long table: plain ones in runs, the others one by one."""
    told = _told_columns(chain)
    pieces: list[PlainRun | dict[str, Field]] = []
    for number in ledger.rows:
        run = long.run(chain.events[number])
        if run is None:
            pieces.append(_row_fields(chain, ledger, number, maker, witnessed, told))
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


def _told_columns(chain: Chain) -> Told:
    return chain.names, frozenset(name for part in chain.parts for name in part.told)


def _less_sure(fields: Mapping[str, Field], column: str | None) -> dict[str, Field]:
    """The cells of one column, or of all, as cells of a table that may not be the one meant, or not all of it."""
    return {
        name: replace(it, confidence=min(it.confidence, NOT_SURE)) if column in (None, name) else it
        for name, it in fields.items()
    }


def _doubted(made: Field) -> Field:
    """An amount whose unit nobody knows."""
    return replace(made, confidence=min(made.confidence, NO_UNIT)) if made.unit == "INR" else made


def _weights(
    chain: Chain, rows: Sequence[TableRow], maker: typed.Maker
) -> tuple[dict[str, Field], frozenset[str], tuple[Notice, ...]]:
    """Printed totals of columns of tonnes, which of them the rows add up to, and a notice for those they do not."""
    totals: dict[str, Field] = {}
    agreed: set[str] = set()
    short: list[Notice] = []
    last_row = max((number for number, event in enumerate(chain.events) if event.kind == "row"), default=-1)
    for event in chain.events[last_row + 1 :]:
        for name, cell in event.cells.items():
            if not event.is_total or cell.column.kind not in ("tonnes_a_year", "quantity"):
                continue
            read = typed.tonnes_fields if cell.column.kind == "tonnes_a_year" else typed.quantity_fields
            made = read(maker, cell, None).get(name)
            if made is None or not isinstance(made.value, Decimal):
                continue
            values = [row.fields[name].value for row in rows if name in row.fields]
            reckoned = sum((it for it in values if isinstance(it, Decimal)), Decimal(0))
            if reckoned == made.value:
                agreed.add(name)
                made = made.with_confidence(_witnessed_confidence(made), "row sum")
            elif cell.column.kind == "tonnes_a_year":
                message = f"{chain.spec.name}.{name}: the printed total is {made.value}; the rows add up to {reckoned}."
                short.append(Notice("does_not_add_up", message, event.page.number))
            totals[name] = made
    return totals, frozenset(agreed), tuple(short)


def _witness_weights(rows: Sequence[TableRow], agreed: frozenset[str]) -> Iterator[TableRow]:
    for row in rows:
        seconded = {
            name: made.with_confidence(max(made.confidence, _witnessed_confidence(made)), "row sum")
            for name, made in row.fields.items()
            if name in agreed
        }
        yield replace(row, fields={**row.fields, **seconded}) if seconded else row


def _witnessed_confidence(made: Field) -> float:
    return typed.OCR_WITNESSED if made.evidence.method == "ocr" else typed.WITNESSED


def _weighed(event: Event, spec: TableSpec) -> Event:
    """The row with its quantity, where a figure flush against its unit was taken into the unit's column."""
    unit, column = event.cells.get("unit"), spec.columns.get("quantity")
    if unit is None or column is None or "quantity" in event.cells:
        return event
    weight = read_quantity(unit.text)
    if weight is None or not weight.unit:
        return event
    others = {name: cell for name, cell in event.cells.items() if name != "unit"}
    return replace(event, cells={**others, "quantity": replace(unit, column=column)})


def _row_fields(
    chain: Chain, ledger: Ledger, number: int, maker: typed.Maker, witnessed: Witnessed, columns: Told
) -> dict[str, Field]:
    event = _weighed(chain.events[number], chain.spec)
    names, told = columns
    unit = typed.unit_cell(event)
    fields: dict[str, Field] = {}
    for name, cell in event.cells.items():
        match cell.column.kind:
            case "text" | "head" if name != "head":
                made = typed.text_fields(maker, cell)
            case "party":
                beside = {"vendor": "vendor_gstin", "buyer_name": "buyer_gstin"}.get(name)
                made = typed.party_fields(maker, cell, beside if beside not in event.cells else None)
            case "gstin":
                made = typed.gstin_fields(maker, cell)
            case "invoice":
                made = typed.invoice_fields(maker, cell, "invoice_date" if "invoice_date" not in event.cells else None)
            case "date":
                made = typed.date_fields(maker, cell)
            case "quantity":
                made = typed.quantity_fields(maker, cell, unit)
            case "rate" if "quantity" in names:
                readings = typed.rate_readings(cell, chain.scales.get(name, Decimal(1)))
                made = typed.rate_fields(maker, cell, readings, unit)
            case "hsn":
                made = typed.hsn_fields(maker, cell)
            case "percent":
                made = typed.percent_fields(maker, cell)
            case "mineral":
                made = typed.mineral_fields(maker, cell)
            case "assay":
                made = typed.assay_fields(maker, cell, unit)
            case "tonnes_a_year":
                made = typed.tonnes_fields(maker, cell, unit)
            case "condition":
                made = typed.condition_fields(maker, cell)
            case "relation":
                made = typed.relation_fields(maker, cell)
            case _:
                made = {}
        fields.update({key: value for key, value in made.items() if key not in fields})
    for name in dict.fromkeys((*event.amounts, *(column for at, column in ledger.reckoned if at == number))):
        if chain.spec.columns[name].part_of is None:
            fields[name] = _amount(ledger, number, name, maker, witnessed)
    if "relation" in chain.spec.columns:
        _part_company(fields, event, maker)
    _take_back(fields)
    for multiplied in chain.spec.products:
        _agree(fields, multiplied.factors, multiplied.product)
    for whole in dict.fromkeys(column.part_of for column in chain.spec.columns.values() if column.part_of):
        if whole not in fields and (summed := _sum_of_parts(ledger, number, whole, maker, witnessed)) is not None:
            fields[whole] = summed
    for name in told & fields.keys():
        fields[name] = replace(fields[name], confidence=min(fields[name].confidence, typed.TOLD))
    return fields


def _part_company(fields: dict[str, Field], event: Event, maker: typed.Maker) -> None:
    """The name of a company without the words of its row, which say how it stands to the applicant."""
    cell = event.cells.get("name")
    if cell is None or "name" not in fields:
        return
    name, relation = name_and_relation(cell.text)
    if name != fields["name"].value:
        fields["name"] = maker.field("name", name, named_cell(cell, name))
    if relation is not None and "relation" not in fields:
        fields["relation"] = maker.field("relation", relation, cell)


def _agree(fields: dict[str, Field], factors: tuple[str, str], product: str) -> None:
    """Where two columns multiply to the third, all three have a witness in each other."""
    found = [fields[name] for name in (*factors, product) if name in fields]
    values = [it.value for it in found if isinstance(it.value, Decimal)]
    if len(values) != 3 or not values[2] or abs(values[0] * values[1] - values[2]) > ROUNDING:
        return
    for made in found:
        confidence = max(made.confidence, _witnessed_confidence(made))
        fields[made.name] = made.with_confidence(confidence, " × ".join(factors))


def _take_back(fields: dict[str, Field]) -> None:
    """What a credit note takes back is negative in quantity as in value, however the quantity is printed."""
    quantity, worth = fields.get("quantity"), fields.get("taxable_value")
    if quantity is None or worth is None:
        return
    if isinstance(quantity.value, Decimal) and isinstance(worth.value, Decimal) and worth.value < 0 < quantity.value:
        fields["quantity"] = replace(quantity, value=-quantity.value)


def _amount(ledger: Ledger, number: int, name: str, maker: typed.Maker, witnessed: Witnessed) -> Field:
    """The amount of a cell with the reading taken, the readings not taken beside it, and what agrees with it."""
    cell = ledger.events[number].cells[name]
    place = (number, name)
    taken = ledger.taken.get(place, 0)
    readings = ledger.readings[place]
    reading = readings[taken]
    others = [
        Alternative(it.value, cell.text, round(max(0.05, 0.4 - it.cost / 4), 2), it.reason)
        for index, it in enumerate(readings)
        if index != taken
    ]
    ceiling = 1.0 if reading.cost < 1 else 0.85
    made = maker.field(name, reading.value, cell, unit="INR", alternatives=others, ceiling=ceiling)
    witnesses = [it for it in (witnessed.get(name, {}).get(number), ledger.by_row.get(place)) if it is not None]
    if not witnesses:
        return made
    if not typed.is_ocr(cell):
        return made.with_confidence(typed.WITNESSED, *witnesses)
    chosen = place in ledger.settled or reading.cost >= LEAD_DIGIT
    top = typed.OCR_SETTLED if chosen else typed.OCR_WITNESSED
    return made.with_confidence(top, *witnesses)


def _sum_of_parts(ledger: Ledger, number: int, whole: str, maker: typed.Maker, witnessed: Witnessed) -> Field | None:
    """A column printed only in parts: tax from CGST, SGST, IGST and cess. Its evidence is the print of all parts."""
    parts = [
        _amount(ledger, number, name, maker, witnessed)
        for name, column in ledger.spec.columns.items()
        if column.part_of == whole and (number, name) in ledger.readings
    ]
    if not parts:
        return None
    cells = [ledger.events[number].cells[part.name] for part in parts]
    evidence = maker.source.evidence(
        cells[0].page, [word for cell in cells for word in cell.words], " + ".join(cell.text for cell in cells)
    )
    value = sum((part.value for part in parts if isinstance(part.value, Decimal)), Decimal(0))
    confidence = min(part.confidence for part in parts)
    witnesses = tuple(dict.fromkeys(it for part in parts for it in part.witnesses))
    return Field(whole, value, confidence, evidence, "INR", witnesses=witnesses)


def _add_asset_fields(
    fields: dict[str, Field], event: Event, source: Source, statements: Sequence[Statement], serial: int
) -> None:
    if (head := head_field(event, source)) is not None:
        fields["head"] = head
    named = str(head.value) if head is not None else None
    found = condition_field(event, source, fields.get("condition")) or condition_by_statement(
        statements, serial, named, source
    )
    if found is not None:
        fields["condition"] = found
    if "description" not in fields and (cell := event.cells.get("head")) is not None:
        fields["description"] = Field(
            "description", cell.text, typed.confidence_of(cell.words), source.evidence(cell.page, cell.words, cell.text)
        )


def _serial(event: Event, otherwise: int) -> int:
    cell = event.cells.get("serial")
    digits = re.sub(r"[^0-9]", "", cell.text) if cell is not None else ""
    return int(digits) if digits and len(digits) <= 4 else otherwise


def _witnessed(ledger: Ledger) -> dict[str, dict[int, str]]:
    """By column, the rows that a sum covers which holds."""
    found: dict[str, dict[int, str]] = {}
    for check in ledger.checks:
        if check.holds and ledger.events[check.event].kind != "brought":
            covered = found.setdefault(check.column, {})
            for number in ledger.rows[slice(*check.covers)]:
                covered.setdefault(number, "row sum")
    return found


def _totals(chain: Chain, ledger: Ledger, maker: typed.Maker) -> dict[str, Field]:
    totals: dict[str, Field] = {}
    for name in ledger.columns:
        number = ledger.grand_total(name)
        if number is None or chain.spec.columns[name].part_of is not None:
            continue
        cell = chain.events[number].cells[name]
        reading = ledger.readings[(number, name)][ledger.taken.get((number, name), 0)]
        made = maker.field(name, reading.value, cell, unit="INR", alternatives=_others(ledger, number, name))
        holds = any(
            check.holds and check.whole and check.event == number and check.column == name for check in ledger.checks
        )
        if holds:
            top = typed.OCR_WITNESSED if typed.is_ocr(cell) else typed.WITNESSED
            top = typed.OCR_SETTLED if (number, name) in ledger.settled else top  # a reading chosen by the sum
            made = made.with_confidence(top, "row sum")
        totals[name] = made
    return totals


def _others(ledger: Ledger, number: int, name: str) -> list[Alternative]:
    taken = ledger.taken.get((number, name), 0)
    text = ledger.events[number].cells[name].text
    return [
        Alternative(it.value, text, 0.3, it.reason)
        for index, it in enumerate(ledger.readings[(number, name)])
        if index != taken
    ]


def _headings(chain: Chain) -> dict[str, str]:
    return {
        heading.column.name: heading.printed
        for part in chain.parts[:1]
        if part.headings is not None
        for heading in part.headings.found
        if heading.column is not None
    }


def _used(chain: Chain) -> frozenset[Word]:
    words = {word for part in chain.parts for word in part.heading_words}
    for event in chain.events:
        words.update(event.band.words)
        for cell in event.cells.values():
            words.update(cell.words)
        if event.group is not None:
            words.update(event.group.words)
    return frozenset(words)


def _outside(chain: Chain, pages: PagesWithLines) -> list[tuple[Page, list[Line]]]:
    """The lines of print that are not the table's."""
    used = {id(word) for event in chain.events for word in event.band.words}
    return [
        (page, [line for line in lines if not any(id(word) in used for word in line.words)]) for page, lines in pages
    ]


def _notices(best: Candidate) -> Iterator[Notice]:
    chain, ledger = best.chain, best.ledger
    failing = [check for check in ledger.checks if not check.holds]
    for check in failing[:MOST_NOTICES]:
        yield _does_not_add_up(ledger, check)
    if len(failing) > MOST_NOTICES:
        yield Notice("does_not_add_up", f"{len(failing) - MOST_NOTICES} more sums of the table do not add up.")
    for part in chain.parts[:1]:
        for heading in part.headings.found if part.headings is not None else ():
            if heading.position in part.columns:
                continue  # known by its heading, or told by its cells
            if any(letter.isalpha() for letter in heading.printed):
                message = f"Nothing reads the column {heading.printed!r} of the table {chain.spec.name}."
                yield Notice("unknown_column", message, part.page.number)
    if (assumed := _assumed_heading(chain)) is not None:
        column = f"{chain.spec.name}.{assumed.column.name if assumed.column else ''}"
        message = f"The heading {assumed.printed!r} was taken for {column}, the column that was missing."
        yield Notice("assumed_column", message, chain.parts[0].page.number)
    yield from _empty_columns(chain)
    for event, cell in list(_unread(chain))[:MOST_NOTICES]:
        message = (
            f"The {cell.column.name} {cell.text!r} of a row of {chain.spec.name} is not a figure that can be read."
        )
        yield Notice("unread_cell", message, event.page.number)
    left = _left_out(best)
    for other in best.others:
        pages = sorted({part.page.number for part in other.parts})
        doubt = " Its rows may belong to this one: compare with the page." if any(other is it for it in left) else ""
        message = (
            f"Another table like {chain.spec.name} stands on page {pages[0]} ({other.rows} rows); the one with more "
            f"columns was read.{doubt}"
        )
        yield Notice("another_table", message, pages[0])


def _empty_columns(chain: Chain) -> Iterator[Notice]:
    """On a scan a column with a heading and nothing under it may have been missed by OCR; people look, we say so."""
    filled = {name for event in chain.events if event.kind == "row" for name in event.cells}
    for part in chain.parts[:1]:
        if part.page.source != "ocr" or part.headings is None:
            continue
        for heading in part.headings.found:
            column = heading.column
            if column is not None and column.kind not in ("known", "serial") and column.name not in filled:
                message = f"Nothing was read under {heading.printed!r} of {chain.spec.name}: compare with the page."
                yield Notice("empty_column", message, part.page.number)


def _unread(chain: Chain) -> Iterator[tuple[Event, Cell]]:
    for event in chain.events:
        if event.kind == "row":
            for name, cell in event.cells.items():
                if cell.column.kind == "amount" and not cell.lent and name not in event.amounts and not is_empty(cell):
                    yield event, cell


def _does_not_add_up(ledger: Ledger, check: SumCheck) -> Notice:
    event = ledger.events[check.event]
    apart = check.printed - check.reckoned
    numbers = list(accumulate((ledger.events[number].stands_for for number in ledger.rows), initial=0))
    first, last = (numbers[at] for at in check.covers)
    message = (
        f"{ledger.spec.name}.{check.column}: {event.label or 'the sum'!s} on page {event.page.number} prints "
        f"₹{indian(check.printed)}; rows {first + 1} to {last} add up to ₹{indian(check.reckoned)}, "
        f"₹{indian(abs(apart))} {'less' if apart > 0 else 'more'}."
    )
    return Notice("does_not_add_up", message, event.page.number)
