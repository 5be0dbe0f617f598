"""One sale over several lines into rows: its words told by what they are, its figures by arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from extractors.finding.bands import Band, Words, text_of
from extractors.lines import Line, segments_of, words_within
from extractors.tables.aligned import CELL_GAP
from extractors.tables.amounts import unbroken
from extractors.tables.block_figures import Figure, Item, figures_of, is_code, items_of, taxes_and_total
from extractors.tables.blocks import Block, Placed, Register, register_of
from extractors.tables.cell_quantities import rate_readings
from extractors.tables.cells import is_ocr
from extractors.tables.compound import COMPANY
from extractors.tables.events import Cell, Chain, Event, PagesWithLines
from extractors.tables.parts import Part
from extractors.tables.words import plain_words, row_kind
from records.dates import find_days
from records.identifiers import find_identifiers
from records.numbers import Reading, read_amount
from records.pages import Page, Word
from records.units import read_quantity
from reference.table_specs import RowKind, TableSpec, row_words

GAP = 1.0
"""White within a line (heights of type) that parts two things."""

NORMAL_SPACE = 1.4
"""White up to so many times the narrowest between words of a sale parts no two things."""

SAME_EDGE = 3.0
"""A name goes on in the line below where that begins within so many points of it."""

REGISTER_SUMS: frozenset[RowKind] = frozenset({"grand_total", "total", "carried", "brought"})
"""Sums that stand between sales; a subtotal may be a sale's own."""

MOST_LABEL_WORDS = 8

HEAD_LINES = 2
"""What a sale is (a credit note) is said in its first lines; further down others may be spoken of."""

MOST_NUMBERED = 0.8
"""Where fewer rows have the number of their party's registration, it stands over rows, not in them."""

TOLD_WORDS = frozenset({"buyer_name", "product"})
"""Columns that are told by the words alone, without a heading."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sale that stand together, over lines where they go on."""

    page: Page
    words: Words
    first: int
    last: int

    @property
    def plain(self) -> str:
        """Its text in lower case without marks."""
        return plain_words(text_of(self.words))


def rows_of(register: Register, spec: TableSpec) -> list[Event]:
    """The rows and sums of a register in order; after a sale of several items an event for its own tax and total."""
    cuts = [_first_sum(block) for block in register.blocks]
    own = 2 * sum(1 for cut in cuts if cut is not None) > len(cuts)  # a total under most sales is each sale's own
    edges = _edges(register)
    events: list[Event] = []
    for block, cut in zip(register.blocks, cuts, strict=True):
        end = None if own and block is not register.blocks[-1] else cut
        events.extend(_rows(replace(block, lines=block.lines[:end]), spec, register, edges))
        for placed in block.lines[end:] if end is not None else ():
            if (found := _sum(placed, spec, events)) is not None:
                events.append(found)
    return events


def _edges(register: Register) -> frozenset[int]:
    """Where across the page things begin in at least half of the sales (whole points)."""
    starts = [
        {round(segment.words[0].box[0]) for it in block.lines for segment in segments_of(it.line, GAP)}
        for block in register.blocks
    ]
    counted = Counter(at for its in starts for at in its)
    return frozenset(at for at, count in counted.items() if 2 * count >= len(starts))


def _first_sum(block: Block) -> int | None:
    """Where sums of the register begin under a sale."""
    return next((at for at, it in enumerate(block.lines) if at and _kind(it.line) in REGISTER_SUMS), None)


def _kind(line: Line) -> RowKind | None:
    words = _words(line)
    return row_kind(words) if len(words.split()) <= MOST_LABEL_WORDS else None


def _words(line: Line) -> str:
    """The words of a line without its figures."""
    return " ".join(it.text for it in line.words if not any(letter.isdigit() for letter in it.text))


def _rows(block: Block, spec: TableSpec, register: Register, edges: frozenset[int]) -> Iterator[Event]:
    shared = _identity(block, spec, register)
    taken = frozenset(id(word) for cell in shared.values() for word in cell.words)
    figures = figures_of(block, taken)
    items = items_of(figures)
    used = [it for item in items for it in (item.quantity, item.rate, item.value) if it is not None]
    left = [it for it in figures if all(it is not other for other in used)]
    worth = sum((item.value.value for item in items if item.value is not None), Decimal(0))
    taxes, total = taxes_and_total(worth, [it for it in left if not is_code(it)]) if worth else ((), None)
    pieces = _pieces(block, taken | {id(word) for it in figures for word in it.words}, items, edges)
    buyer = _buyer(pieces, items)
    if buyer is not None and "buyer_name" in spec.columns:
        shared["buyer_name"] = _cell(spec, "buyer_name", buyer.page, buyer.words)
    rows = [_item(item, spec, shared, [it for it in pieces if it is not buyer], left) for item in items]
    if not items:  # its figures agree with nothing: the sale is there, what it came to is for a person
        rows = [dict(shared)] if figures else []
    sums = _sums(spec, taxes, total)
    band = _band(block.lines)
    label = " ".join(_words(it.line) for it in block.lines[:HEAD_LINES])
    if len(rows) == 1:
        yield _event("row", block, band, {**rows[0], **sums}, label)
        return
    for at, row in enumerate(rows):
        made = _event("row", block, band, row, label)
        if at and block.next_is_lost and any(is_ocr(cell) for cell in shared.values()):
            made = replace(made, borrowed=frozenset(shared))  # the head of the next sale may be what OCR lost
        yield made
    if sums:
        yield _event("voucher", block, band, sums, label)


def _identity(block: Block, spec: TableSpec, register: Register) -> dict[str, Cell]:
    """The number, date and GSTIN of a sale."""
    home = next(it for it in block.lines if any(word is block.number[0] for word in it.line.words))
    cells = {"invoice_number": _cell(spec, "invoice_number", home.page, block.number)}
    for it in (home, *block.lines):
        if "invoice_date" not in cells and (days := find_days(it.line.text)):
            cells["invoice_date"] = _cell(
                spec, "invoice_date", it.page, words_within(it.line.words, days[0].start, days[0].end)
            )
    for it in block.lines:
        for found in find_identifiers("gstin", it.line.text):
            if "buyer_gstin" not in cells and not register.is_seller(found.value):
                words = words_within(it.line.words, found.start, found.end)
                cells["buyer_gstin"] = _cell(spec, "buyer_gstin", it.page, words)
    return cells


def _cell(spec: TableSpec, name: str, page: Page, words: Words) -> Cell:
    text = text_of(words).strip(" ,;:()—–-") if name in TOLD_WORDS | {"invoice_number"} else unbroken(words)
    return Cell(spec.columns[name], page, words, text)


def _pieces(block: Block, taken: Set[int], items: Sequence[Item], edges: frozenset[int]) -> list[Piece]:
    """What else a sale says, in pieces; one that goes on in the same place on the next line is whole."""
    starts = {item.quantity.line for item in items}
    pieces: list[Piece] = []
    space = NORMAL_SPACE * min((gap for it in block.lines for gap in _gaps(it.line)), default=0.0)
    for number, placed in enumerate(block.lines):
        for words in filter(None, _runs(placed.line, taken, edges, space)):
            above = next((at for at, it in enumerate(pieces) if _goes_on(it, words, number)), None)
            if above is not None and (number not in starts or pieces[above].first == number):
                before = pieces[above]
                pieces[above] = Piece(before.page, (*before.words, *words), before.first, number)
            else:
                pieces.append(Piece(placed.page, words, number, number))
    return [
        it
        for it in pieces
        if set(it.plain.split()) - row_words().beside and sum(letter.isalpha() for letter in it.plain) > 2
    ]


def _gaps(line: Line) -> Iterator[float]:
    """The white between the words of a line, not that which OCR sees within figures."""
    named = ((one, two) for one, two in pairwise(line.words) if one.text[-1:].isalpha() and two.text[:1].isalpha())
    return (gap for one, two in named if (gap := two.box[0] - one.box[2]) > 0)


def _runs(line: Line, taken: Set[int], edges: frozenset[int], space: float) -> Iterator[Words]:
    """The words of a line between wide white, known words and the places where things begin; without labels.

    White up to `space` parts two words of one thing, wherever it stands: type of even width has all on one grid.
    """
    for segment in segments_of(line, max(GAP, space / line.height)):
        run: list[Word] = []
        for word in segment.words:
            known = id(word) in taken
            apart = bool(run) and word.box[0] - run[-1].box[2] > max(space, CELL_GAP * line.height)
            if run and (known or apart and round(word.box[0]) in edges):
                yield _unlabelled(run)
                run = []
            if not known:
                run.append(word)
        if run:
            yield _unlabelled(run)


def _unlabelled(run: Sequence[Word]) -> Words:
    """The words without the labels at their ends."""
    own = [at for at, word in enumerate(run) if set(plain_words(word.text).split()) - row_words().beside]
    return tuple(run[own[0] : own[-1] + 1]) if own else ()


def _goes_on(piece: Piece, words: Words, number: int) -> bool:
    """Whether words on the next line stand where the piece began."""
    near = abs(words[0].box[0] - piece.words[0].box[0]) <= SAME_EDGE
    return near and piece.last == number - 1 and row_kind(text_of(words)) is None


def _buyer(pieces: Sequence[Piece], items: Sequence[Item]) -> Piece | None:
    """The piece that names a firm; else the first that is neither goods nor stands beside a quantity."""
    named = [it for it in pieces if COMPANY.search(it.plain)]
    beside = {item.quantity.line for item in items}
    others = [it for it in pieces if it.first not in beside] or [
        it for it in pieces if not set(it.plain.split()) & row_words().goods
    ]
    return next(iter([*named, *others]), None)


def _item(
    item: Item, spec: TableSpec, shared: Mapping[str, Cell], pieces: Sequence[Piece], left: Sequence[Figure]
) -> dict[str, Cell]:
    """The cells of one item of a sale."""
    cells = dict(shared)
    named = {"quantity": item.quantity, "rate": item.rate, "taxable_value": item.value}
    cells.update({name: _cell(spec, name, it.page, it.words) for name, it in named.items() if it is not None})
    code = next((it for it in left if is_code(it) and it.line == item.quantity.line), None) or next(
        (it for it in left if is_code(it)), None
    )
    if code is not None:
        cells["hsn"] = _cell(spec, "hsn", code.page, code.words)
    if (product := _product(item, pieces)) is not None:
        cells["product"] = _cell(spec, "product", product.page, product.words)
    return cells


def _product(item: Item, pieces: Sequence[Piece]) -> Piece | None:
    """What was sold: the piece left of the quantity on its line, else the nearest that names goods."""
    at, line = item.quantity.words[0].box[0], item.quantity.line
    beside = [it for it in pieces if it.first == line and it.words[0].box[0] < at]
    if beside:
        return max(beside, key=lambda it: it.words[0].box[0])
    goods = [it for it in pieces if set(it.plain.split()) & row_words().goods]
    return min(goods, key=lambda it: abs(it.first - line), default=None)


def _sums(spec: TableSpec, taxes: Sequence[Figure], total: Figure | None) -> dict[str, Cell]:
    """The cells of tax and total; two taxes are those of centre and state, which are each a part."""
    names = ("tax",) if len(taxes) == 1 else ("cgst", "sgst", "cess")
    cells = {name: _cell(spec, name, it.page, it.words) for name, it in zip(names, taxes, strict=False)}
    if total is not None:
        cells["total"] = _cell(spec, "total", total.page, total.words)
    return cells


def _event(kind: Literal["row", "voucher"], block: Block, band: Band, cells: Mapping[str, Cell], label: str) -> Event:
    amounts = {
        name: readings
        for name, cell in cells.items()
        if cell.column.kind == "amount" and (readings := read_amount(cell.text))
    }
    return Event(kind, block.lines[0].page, band, cells, amounts, None, label)


def _band(lines: Sequence[Placed]) -> Band:
    """The sale as one band; what goes on on another page is left out of its height."""
    first = [it for it in lines if it.page is lines[0].page]
    words = tuple(word for it in first for word in it.line.words)
    return Band(first[0].page.number, first[0].line.box[1], first[-1].line.box[3], (words,), (0,))


def _sum(placed: Placed, spec: TableSpec, events: Sequence[Event]) -> Event | None:
    """A sum of the register, each figure under the column whose rows make it; None where they make none of them."""
    kind = _kind(placed.line)
    rows = [event for event in events if event.kind in ("row", "voucher")]
    sums = {name: _column_sums(rows, events, name) for name in ("taxable_value", "tax", "total")}
    cells: dict[str, Cell] = {}
    amounts: dict[str, tuple[Reading, ...]] = {}
    for word in placed.line.words:
        readings = read_amount(word.text)
        name = next((it for it in sums if it not in cells and readings and readings[0].value in sums[it]), None)
        if name is not None:
            cells[name] = _cell(spec, name, placed.page, (word,))
            amounts[name] = readings
    if kind is None or not cells:
        return None
    return Event(kind, placed.page, _band([placed]), cells, amounts, None, _words(placed.line))


def _column_sums(rows: Sequence[Event], events: Sequence[Event], name: str) -> set[Decimal]:
    """What the rows of a column make: all of them, and those since the last sum."""
    last = max((at for at, event in enumerate(events) if event.is_total), default=-1)
    since = [event for event in events[last + 1 :] if event.kind in ("row", "voucher")]
    return {
        sum((event.amounts[name][0].value for event in its if name in event.amounts), Decimal(0))
        for its in (rows, since)
    } - {Decimal(0)}


def register_chain(spec: TableSpec, pages: PagesWithLines) -> Chain | None:
    """The sales of a document as a table, read without any headings; None where it prints no series of numbers."""
    if not {"invoice_number", "quantity", "rate", "taxable_value", "total"} <= spec.columns.keys():
        return None
    register = register_of(pages)
    if register is None:
        return None
    events = _without_stray_parties(rows_of(register, spec))
    columns = {at: spec.columns[name] for at, name in enumerate(dict.fromkeys(n for it in events for n in it.cells))}
    first = register.blocks[0].lines[0].page
    bands = tuple(event.band for event in events)
    part = Part(first, columns, None, (), bands, (), told=TOLD_WORDS)
    rows = sum(1 for event in events if event.kind == "row")
    return Chain(spec, [part], events, rows=rows, identified=rows) if rows else None


def _without_stray_parties(events: Sequence[Event]) -> list[Event]:
    """The events without their parties where most rows print none: those found are headings of the rows below."""
    rows = [event for event in events if event.kind == "row"]
    named, numbered = (sum(1 for event in rows if it in event.cells) for it in ("buyer_name", "buyer_gstin"))
    if not numbered or max(named, numbered) >= MOST_NUMBERED * len(rows):
        return list(events)
    return [
        replace(
            event, cells={name: it for name, it in event.cells.items() if name not in ("buyer_gstin", "buyer_name")}
        )
        for event in events
    ]


def borne_out(chain: Chain) -> float:
    """The share of a table's rows whose quantity times the rate is the value, or whose value and tax make the total."""
    rows = [event for event in chain.events if event.kind == "row"]
    return sum(1 for event in rows if _holds(event)) / max(1, len(rows))


def _holds(event: Event) -> bool:
    value = _value(event, "taxable_value")
    if value is None:
        return False
    rate, tax, total = (_value(event, name) for name in ("rate", "tax", "total"))
    weight = event.cells.get("quantity")
    weighed = read_quantity(weight.text) if weight is not None else None
    if weighed is not None and rate is not None and abs(abs(weighed.value * rate) - abs(value)) <= 1:
        return True
    return tax is not None and total is not None and abs(value + tax - total) <= 1


def _value(event: Event, name: str) -> Decimal | None:
    if name in event.amounts:
        return event.amounts[name][0].value
    cell = event.cells.get(name)
    readings = rate_readings(cell, Decimal(1)) if cell is not None else ()
    return readings[0].value if readings else None
