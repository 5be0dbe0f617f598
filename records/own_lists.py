"""Lists of the applicant that repeat what an accountant certifies: they support a statement and add nothing to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from records.columns import columns_of
from records.light import light_record
from records.neighbours import INVOICE, keys_of
from records.readings import READ_AT_ALL, DocumentReading

CERTIFIED_BY = ("udin", "ca_membership_number", "ca_frn")
"""What a certificate of an accountant bears, one of which is read even of a poor scan of it."""

SIGNED_BY = (*CERTIFIED_BY, "ca_firm", "ca_name")

ROUNDED = Decimal(1_000)
"""Rupees that two lists may differ by in a row: one may be in lakh with two decimals."""


@light_record
class OwnList:
    """A register of the applicant, and the certified statement most of whose invoices it lists.

    Attributes:
        again: how many of its rows the statement has, with the same amount, with or without the tax.
        apart: the numbers of its rows that the statement does not have so, from nought.
    """

    document: DocumentReading
    statement: DocumentReading
    again: int
    apart: tuple[int, ...]


def own_lists(documents: Iterable[DocumentReading]) -> tuple[OwnList, ...]:
    """The capex lists that nobody certified, most of whose invoices a certified statement of the same case lists."""
    statements = [it for it in documents if it.document_type == "capex_statement" and it.status in READ_AT_ALL]
    certified = [it for it in statements if not it.fields.keys().isdisjoint(CERTIFIED_BY)]
    uncertified = [it for it in statements if it.fields.keys().isdisjoint(SIGNED_BY)]
    found = (_compared(document, certified) for document in uncertified)
    return tuple([it for it in found if it is not None])


def _compared(document: DocumentReading, certified: Sequence[DocumentReading]) -> OwnList | None:
    """The list beside the statement that has most of its rows; None where none has more than half of its invoices."""
    rows = _rows(document)
    best: OwnList | None = None
    for statement in certified:
        amounts = _amounts(statement)
        known = [index for index, (keys, _) in enumerate(rows) if any(key in amounts for key in keys)]
        if 2 * len(known) <= len(rows):
            continue
        apart = tuple([index for index, row in enumerate(rows) if not _is_among(row, amounts)])
        if best is None or len(apart) < len(best.apart):
            best = OwnList(document, statement, len(rows) - len(apart), apart)
    return best


Row = tuple[tuple[str, ...], tuple[Decimal, ...]]
"""The keys of an invoice and the amounts that a row gives it: without tax, and with it where the row prints it."""


def _rows(document: DocumentReading) -> list[Row]:
    return [
        (keys_of(*invoice), _with_tax(amount, tax))
        for *invoice, amount, tax in columns_of(document, "items").rows(*INVOICE, "amount", "gst")
    ]


def _with_tax(amount: Decimal | None, tax: Decimal | None) -> tuple[Decimal, ...]:
    if amount is None:
        return ()
    return (amount,) if tax is None else (amount, amount + tax, amount - tax)


def _amounts(statement: DocumentReading) -> dict[str, list[Decimal]]:
    """The amounts of the rows of a statement by the keys of their invoices."""
    amounts: dict[str, list[Decimal]] = defaultdict(list)
    for keys, given in _rows(statement):
        for key in keys:
            amounts[key] += given
    return amounts


def _is_among(row: Row, amounts: dict[str, list[Decimal]]) -> bool:
    keys, given = row
    certified = [it for key in keys for it in amounts.get(key, ())]
    return any(abs(mine - its) <= ROUNDED for mine in given for its in certified)
