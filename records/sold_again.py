"""Sales that two ledgers of one case list: a month's and a year's, or a register and a return; they were sold once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from records.columns import Columns
from records.dates import financial_year
from records.invoice_numbers import normal_invoice_number

Sale = tuple[str, str]
"""The number of an invoice and its financial year: one seller numbers his invoices once a year (GST rule 46(b))."""


def sold_again(ledgers: Sequence[Columns]) -> Mapping[int, frozenset[int]]:
    """The rows of sales ledgers, by the id of their document, whose invoices a fuller ledger of the case lists.

    Several rows of one ledger under one invoice are its items, and all of them count.
    """
    if len(ledgers) < 2:
        return {}
    seen: set[Sale] = set()
    again: dict[int, frozenset[int]] = {}
    for ledger in sorted(ledgers, key=lambda it: (-it.length, it.document.file, it.document.sha256)):
        sales = [_sale(*row) for row in ledger.rows("invoice_number", "invoice_date")]
        again[id(ledger.document)] = frozenset([row for row, sale in enumerate(sales) if sale in seen])
        seen.update(_told(sales))
    return {paper: rows for paper, rows in again.items() if rows}


def _sale(number: Any, day: Any) -> Sale | None:
    if number is None or not isinstance(day, date):
        return None
    return normal_invoice_number(str(number)), financial_year(day)


def _told(sales: Iterable[Sale | None]) -> set[Sale]:
    return {it for it in sales if it is not None}
