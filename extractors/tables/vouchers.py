"""Ledgers that print a voucher over several lines: the party first, what was sold under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractors.finding.bands import Words, lines_in, text_of
from extractors.tables.events import Cell, Event, Group
from extractors.tables.rows import has_identity
from extractors.tables.words import is_negative, plain_words
from records.units import read_quantity
from reference.table_specs import ColumnSpec, TableSpec, row_words

OF_ALL = frozenset({"all", "together", "overall", "combined", "aggregate", "whole", "सभी", "समस्त"})

IDENTITY = frozenset({"serial", "date", "invoice", "gstin"})
MOSTLY = 0.6
"""So large a share of rows must have a serial, date or document for a row without to be suspected."""

FEWEST_SECTIONS = 2
"""So many sums over their rows must be exact before a table is taken for one that prints them there."""

MOST_TAX = Decimal("1.5")
"""A voucher's total is at most this many times what was sold: the highest rate of GST, cess and freight."""

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
            end = end if _holds_items(events[at], events[at + 1 : end]) else at + 1
        if end > at + 1:
            voucher = _with_total_apart(events[at], spec)
            sales.extend(_with_items(voucher, events[at + 1 : end], party, product))
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


def with_last_told(key: str | None, events: Sequence[Event]) -> list[Event]:
    """A last row that is what all others make, in words of its own ("GMR"), as their total.

    It leaves out what every other row says: how a company stands, which condition an asset is in.
    """
    rows = [at for at, event in enumerate(events) if event.kind == "row"]
    if key is None or len(rows) < 3 or any(event.is_total for event in events):
        return list(events)
    last, others = events[rows[-1]], [events[at] for at in rows[:-1]]
    said = set.intersection(*({name for name, cell in it.cells.items() if cell.text} for it in others))
    if has_identity(last.cells) or not said - last.cells.keys() or not last.amounts.get(key):
        return list(events)
    if not last.amounts[key][0].value or last.amounts[key][0].value != _sum_of(others, key):
        return list(events)
    return [replace(event, kind="total") if event is last else event for event in events]


def with_total_of_weights_told(spec: TableSpec, events: Sequence[Event]) -> list[Event]:
    """A row that is what all others weigh, in words of its own ("All wastes together"), as their total, under them.

    It stands first or last, and has no serial number where all others have one or says that it speaks of all.
    """
    rows = [at for at, event in enumerate(events) if event.kind == "row"]
    names = [it.name for it in spec.columns.values() if it.kind in ("tonnes_a_year", "quantity")]
    if spec.key is not None or len(rows) < 3:
        return list(events)
    for place in (rows[-1], rows[0]):
        whole, others = events[place], [events[at] for at in rows if at != place]
        unnumbered = not has_identity(whole.cells) and all(has_identity(it.cells) for it in others)
        if not unnumbered and not set(plain_words(whole.label).split()) & OF_ALL:
            continue
        if any(_weigh(others, name) == _weigh([whole], name) != 0 for name in names):
            last = rows[-1] + 1
            below = [event for event in events[:last] if event is not whole]
            return [*below, replace(whole, kind="total"), *events[last:]]
    return list(events)


def _weigh(events: Sequence[Event], name: str) -> Decimal:
    """What the cells of a column weigh, whatever their unit."""
    weights = (read_quantity(event.cells[name].text) for event in events if name in event.cells)
    return sum((it.value for it in weights if it is not None), Decimal(0))


def with_totals_below(key: str | None, events: Sequence[Event]) -> list[Event]:
    """The events of a table that prints each sum over its rows, in the order of one that prints it under them.

    The rows get what stands beside the sum as their group. Nothing changes unless most of the lines without serial,
    date or document are what the rows under them make.
    """
    if key is None:
        return list(events)
    heads = [number for number, event in enumerate(events) if _may_be_sum(event, key)]
    sections: list[tuple[int, int]] = []
    for number, end in pairwise([*heads, len(events)]):
        if any(event.kind == "row" for event in events[number + 1 : end]):
            sections.append((number, end))
    holding = [it for it in sections if _sum_of(events[it[0] + 1 : it[1]], key) == events[it[0]].amounts[key][0].value]
    if len(holding) < FEWEST_SECTIONS or 2 * len(holding) < len(sections):
        return list(events)
    if not any(sum(event.stands_for for event in events[a + 1 : b] if event.kind == "row") >= 2 for a, b in holding):
        return list(events)
    whole = _sum_of([event for event in events if not _may_be_sum(event, key)], key)
    moved, totals = [event for event in events[: heads[0]]], list[Event]()
    for number, end in pairwise([*heads, len(events)]):
        head, rows = events[number], events[number + 1 : end]
        if (number, end) not in holding and head.amounts[key][0].value == whole:
            totals.append(replace(head, kind="grand_total"))
            moved += rows
        elif (number, end) in sections:
            group = Group(head.label, head.page, head.band.words)
            moved += [replace(it, group=group) if it.kind == "row" else it for it in rows]
            moved.append(replace(head, kind="subtotal"))
        else:
            moved += [head, *rows]
    return moved + totals


def with_total_above(events: Sequence[Event]) -> list[Event]:
    """The events of a table that prints the total of all before its first row, with that total behind its last row."""
    first = next((number for number, event in enumerate(events) if event.kind == "row"), None)
    if first is None or any(event.is_total for event in events[first:]):
        return list(events)
    above = [event for event in events[:first] if event.kind in ("total", "grand_total")]
    if len(above) != 1:
        return list(events)
    return [*(event for event in events if event is not above[0]), replace(above[0], kind="grand_total")]


def _may_be_sum(event: Event, key: str) -> bool:
    return event.kind != "voucher" and bool(event.amounts.get(key)) and not has_identity(event.cells)


def _sum_of(events: Sequence[Event], key: str) -> Decimal:
    return sum(
        (event.amounts[key][0].value for event in events if event.kind == "row" and event.amounts.get(key)), Decimal(0)
    )


def _is_voucher(event: Event) -> bool:
    """Whether a row has a date or number of its own and no quantity: that stands on the lines under it."""
    own = {cell.column.kind for cell in event.cells.values() if not cell.lent}
    return event.kind == "row" and bool(own & IDENTITY) and "quantity" not in event.cells


def _holds_items(voucher: Event, items: Sequence[Event]) -> bool:
    """Whether lines belong to a voucher: it prints no value, or the value of all of them, with tax or without."""
    own = voucher.amounts.get("taxable_value")
    if own is None or not items:
        return True
    worths = [item.amounts["taxable_value"][0].value for item in items if item.amounts.get("taxable_value")]
    worth = sum(worths, Decimal(0))
    weighed = all("quantity" in item.cells for item in items)
    return weighed and bool(worths) and abs(worth) <= abs(own[0].value) <= MOST_TAX * abs(worth)


def _with_total_apart(voucher: Event, spec: TableSpec) -> Event:
    """The voucher with the value printed on its own line as its total: the items' values are on theirs."""
    total = spec.columns.get("total")
    if "taxable_value" not in voucher.amounts or total is None:
        return voucher
    cells, amounts = dict(voucher.cells), dict(voucher.amounts)
    cell, readings = cells.pop("taxable_value"), amounts.pop("taxable_value")
    if "total" not in amounts:
        cells["total"], amounts["total"] = replace(cell, column=total), readings
    return replace(voucher, cells=cells, amounts=amounts)


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


LEGAL_END = re.compile(r"\b(?:ltd|limited|llp|inc|gmbh|corp|corporation|industries|enterprises?|traders)$|लिमिटेड$")
"""How the names of firms end, and those of goods do not."""


def _is_goods(line: Words, name: Words) -> bool:
    """Whether a line under a party's name is what was sold: it is indented, or has a word of goods.

    One that ends as firms' names end is the rest of the name: "Kaveri" over "Alloys Ltd".
    """
    text = plain_words(text_of(line))
    if not any(letter.isalpha() for letter in text) or LEGAL_END.search(text):
        return False
    indented = line[0].box[0] - name[0].box[0] >= INDENT
    return bool(set(text.split()) & row_words().goods) or indented or is_negative(text)


def _flat(lines: Sequence[Words]) -> Words:
    return tuple(word for line in lines for word in line)
