"""Ledgers that enter an asset as "To <supplier>" with the article under it, in one column of particulars."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.finding.bands import Words, lines_in, text_of
from extractors.tables.events import Cell, Chain, Event
from reference.table_specs import ColumnSpec

MOSTLY = 0.6
"""So large a share of the articles must begin as entries of a ledger do."""

_ENTRY = re.compile(r"(?:to|by)", re.I)
"""The word before the account on the other side of an entry."""


def with_accounts_apart(chain: Chain) -> Chain:
    """The table with the supplier of each entry out of the article's cell, where no column of suppliers is printed.

    Neither is sure then: no heading parts them, and the account may be a bank's or the asset's own.
    """
    vendor = chain.spec.columns.get("vendor")
    goods = [event.cells["description"] for event in chain.events if event.kind == "row" and _has_goods(event)]
    entries = sum(1 for cell in goods if _is_entry(cell))
    if vendor is None or "vendor" in chain.names or not goods or entries < MOSTLY * len(goods):
        return chain
    told = frozenset({"vendor", "description"})
    return replace(
        chain,
        parts=[replace(part, told=part.told | told) for part in chain.parts],
        events=[
            _apart(event, vendor) if event.kind == "row" and _has_goods(event) else event for event in chain.events
        ],
    )


def _has_goods(event: Event) -> bool:
    return "description" in event.cells and not event.cells["description"].lent


def _is_entry(cell: Cell) -> bool:
    return len(cell.words) > 1 and _ENTRY.fullmatch(cell.words[0].text) is not None


def _apart(event: Event, vendor: ColumnSpec) -> Event:
    """A row whose article's cell names the account on its first line and the article below; others stay as they are."""
    cell = event.cells["description"]
    lines = [line.words for line in lines_in(cell.words, cell.page.number)]
    if len(lines) < 2 or not _is_entry(cell) or len(lines[0]) < 2:
        return event
    account: Words = tuple(lines[0][1:])
    goods: Words = tuple(word for line in lines[1:] for word in line)
    cells = {
        **event.cells,
        "vendor": Cell(vendor, cell.page, account, text_of(account)),
        "description": Cell(cell.column, cell.page, goods, text_of(goods)),
    }
    return replace(event, cells=cells)
