"""Ledgers that print a voucher over several lines: the party first, what was sold under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.tables.bands import Words, lines_in, text_of
from extractors.tables.rows import Cell, Event, has_identity
from extractors.tables.words import is_negative, plain_words
from reference.table_specs import ColumnSpec, TableSpec, row_words

IDENTITY = frozenset({"serial", "date", "invoice", "gstin"})
MOSTLY = 0.6
"""So large a share of rows must have a serial, date or document for a row without to be suspected."""

INDENT = 4.0
"""A line this much (points) further right than the party's name is what was sold to it."""


def as_sales(spec: TableSpec, events: Sequence[Event]) -> list[Event]:
    """Rows as sales: what is printed under a party's name becomes the product, and lines of items join their voucher.

    A voucher of one item becomes one row. A voucher of several items becomes a row for each, with the voucher's date,
    number and party; its tax and total belong to none of them alone and are kept as an event of their own.
    """
    party = next((name for name, column in spec.columns.items() if column.kind == "party"), None)
    product = spec.columns.get("product")
    if party is None or product is None:
        return list(events)
    sales: list[Event] = []
    at = 0
    while at < len(events):
        end = at + 1
        if _is_voucher(events[at]):
            while end < len(events) and _is_item(events[end], events[at]):
                end += 1
        if end > at + 1:
            sales.extend(_with_items(events[at], events[at + 1 : end], party, product))
        else:
            sales.append(events[at])
        at = end
    if any(event.kind == "row" and "product" in event.cells for event in events):
        return sales
    return [_product_apart(event, party, product) if event.kind == "row" else event for event in sales]


def with_totals_told(key: str | None, events: Sequence[Event]) -> list[Event]:
    """Sums whose words could not be read: a row without serial, date or document that is what the rows before it make.

    Only in a table whose other rows have such marks, and only where at least two rows make the sum.
    """
    rows = [event for event in events if event.kind == "row"]
    marked = [event for event in rows if has_identity(event.cells)]
    if key is None or len(marked) < 3 or len(marked) < MOSTLY * len(rows):
        return list(events)
    told: list[Event] = []
    section, size = Decimal(0), 0
    for event in events:
        amount = event.amounts[key][0].value if event.amounts.get(key) else Decimal(0)
        if event.kind == "row" and not has_identity(event.cells) and size >= 2 and amount == section:
            event = replace(event, kind="unlabelled")
        if event.kind == "row":
            section, size = section + amount, size + 1
        elif event.is_total:
            section, size = Decimal(0), 0
        told.append(event)
    return told


def _is_voucher(event: Event) -> bool:
    """Whether a row has a date or number of its own and no quantity or value: those stand on the lines under it."""
    own = {cell.column.kind for cell in event.cells.values() if not cell.lent}
    return (
        event.kind == "row"
        and bool(own & IDENTITY)
        and "quantity" not in event.cells
        and "taxable_value" not in event.amounts
    )


def _is_item(event: Event, voucher: Event) -> bool:
    own = {cell.column.kind for cell in event.cells.values() if not cell.lent}
    sold = "quantity" in event.cells or "rate" in event.cells or "taxable_value" in event.amounts
    return event.kind == "row" and sold and not own & IDENTITY and event.page.number - voucher.page.number <= 1


def _with_items(voucher: Event, items: Sequence[Event], party: str, product: ColumnSpec) -> Iterator[Event]:
    if len(items) == 1:
        item = items[0]
        cells = {**_item_cells(item, party, product), **voucher.cells}
        label = f"{voucher.label} {item.label}"
        yield replace(voucher, cells=cells, amounts={**item.amounts, **voucher.amounts}, label=label)
        return
    shared = {
        name: replace(cell, lent=True)
        for name, cell in voucher.cells.items()
        if cell.column.kind in IDENTITY | {"party"} and cell.column.kind != "serial"
    }
    for item in items:
        yield replace(
            item, cells={**shared, **_item_cells(item, party, product)}, label=f"{voucher.label} {item.label}"
        )
    yield replace(voucher, kind="voucher")


def _item_cells(item: Event, party: str, product: ColumnSpec) -> dict[str, Cell]:
    """The cells of an item's line; what stands in the party's column is the product."""
    cells: Mapping[str, Cell] = item.cells
    kept = {name: cell for name, cell in cells.items() if name != party}
    if party in cells:
        kept["product"] = replace(cells[party], column=product)
    return kept


def _product_apart(event: Event, party: str, product: ColumnSpec) -> Event:
    """A row whose party's cell has the product on a line of its own, under the name."""
    cell = event.cells.get(party)
    if cell is None or "product" in event.cells:
        return event
    lines = [line.words for line in lines_in(cell.words, cell.page.number)]
    first = next((number for number in range(1, len(lines)) if _is_goods(lines[number], lines[0])), None)
    if first is None:
        return event
    above, below = _flat(lines[:first]), _flat(lines[first:])
    cells = {
        **event.cells,
        party: Cell(cell.column, cell.page, above, text_of(above), cell.lent),
        "product": Cell(product, cell.page, below, text_of(below)),
    }
    return replace(event, cells=cells)


def _is_goods(line: Words, name: Words) -> bool:
    """Whether a line under a party's name is what was sold: it is indented, or has a word of goods."""
    text = plain_words(text_of(line))
    if not any(letter.isalpha() for letter in text):
        return False
    indented = line[0].box[0] - name[0].box[0] >= INDENT
    return bool(set(text.split()) & row_words().goods) or indented or is_negative(text)


def _flat(lines: Sequence[Words]) -> Words:
    return tuple(word for line in lines for word in line)
