"""The account of sales in a firm's books, whose amounts stand in the columns Debit and Credit (Tally, Busy).

In the account of sales a sale is a credit and a return a debit; both columns are one column of values, with sides. In
a party's account, and in a register with a column for each account, sales are debits: those stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extractors.finding.bands import Band, text_of
from extractors.tables.heading_lines import is_figure
from extractors.tables.parts import Part
from extractors.tables.row_groups import DAY
from extractors.tables.words import plain_words
from records.numbers import Side
from reference.table_specs import RowKind, TableSpec

DEBIT, CREDIT, VALUE = "total", "credit", "taxable_value"
"""The columns as a register of sales has them: what a party is debited with is the total of an invoice."""

DEBITED = "debited"
"""The column of debits of such an account, whose figures stand in the column of values with their side."""

_DEBIT = re.compile(r"debit\b|\bdr\b", re.I)
_CREDIT = re.compile(r"credit\b|\bcr\b", re.I)
_CLOSING = re.compile(r"(?:(?:to|by) )?(?:closing balance|balance c ?/? ?[df])")
_SOLD = re.compile(r"\bsales?\b(?!\s*return)|\btax\s+invoice\b", re.I)
_RECEIVED = re.compile(r"\b(?:receipts?|rcpt|bank|cash|cheque|neft|rtgs|imps|upi|payment)\b", re.I)
"""What a party's account says of its entries: it is debited with sales, and credited with what it pays."""

MOSTLY = 0.5
"""More than this share of the entries of the account stand on the side of credits."""


def of_sales(part: Part, spec: TableSpec) -> Part:
    """The part with debits and credits in one column of values, where it is an account of sales; else the part."""
    if VALUE not in spec.columns or DEBITED not in spec.columns:
        return part
    debit, credit = _positions(part)
    if debit is None or credit is None:
        return part
    if part.headings is not None and not _is_of_sales(part, debit, credit):
        return part
    columns = {**part.columns, debit: spec.columns[DEBITED], credit: spec.columns[VALUE]}
    sides: dict[int, Side] = {}
    bands = []
    for band in part.bands:
        on_debit, on_credit = _has_figure(band, debit), _has_figure(band, credit)
        if on_debit and on_credit and not any(_named(part, band)):
            continue  # the sum of both sides, which says no more than that the account is closed
        if on_debit != on_credit:
            sides |= {id(word): "Dr" if on_debit else "Cr" for word in band.cells[debit if on_debit else credit]}
        bands.append(_moved(band, debit, credit) if on_debit and not on_credit else band)
    return replace(part, columns=columns, bands=tuple(bands), sides=sides)


def closes(part: Part, label: str) -> RowKind | None:
    """`grand_total` for the closing balance of an account of sales: it is what its entries come to."""
    return "grand_total" if part.sides and _CLOSING.fullmatch(plain_words(label)) else None


def side_in(part: Part, words: tuple[object, ...]) -> str:
    """The side of a figure of an account of sales, with a blank before it, as its column says; "" for every other."""
    side = part.sides.get(id(words[0])) if words and part.sides else None
    return "" if side is None else f" {side}"


def _positions(part: Part) -> tuple[int | None, int | None]:
    """Where the columns Debit and Credit stand; None for one that is not printed, or in a table with values."""
    if part.headings is None:
        return part.position(DEBITED), part.position(VALUE) if part.position(DEBITED) is not None else None
    if part.position(VALUE) is not None:
        return None, None
    printed: Mapping[int, str] = {it.position: it.printed for it in part.headings.found}
    debit, credit = part.position(DEBIT), part.position(CREDIT)
    if debit is None or credit is None:
        return None, None
    named = _DEBIT.search(printed.get(debit, "")) and _CREDIT.search(printed.get(credit, ""))
    return (debit, credit) if named else (None, None)


def _is_of_sales(part: Part, debit: int, credit: int) -> bool:
    """Whether most of the entries, which bear a date, stand among the credits."""
    entries = [
        band
        for band in part.bands
        if _has_figure(band, debit) != _has_figure(band, credit)
        and any(DAY.search(text_of(words)) for words in band.cells[: min(debit, credit)])
    ]
    credits = [band for band in entries if _has_figure(band, credit)]
    if any(_SOLD.search(text_of(band.words)) for band in entries if not _has_figure(band, credit)):
        return False
    received = sum(_RECEIVED.search(text_of(band.words)) is not None for band in credits)
    return len(credits) > MOSTLY * len(entries) and received <= MOSTLY * len(credits)


def _named(part: Part, band: Band) -> list[str]:
    """The words of a band that are no figures."""
    return [word.text for word in band.words if not is_figure(word.text) and any(map(str.isalpha, word.text))]


def _has_figure(band: Band, position: int) -> bool:
    return position < len(band.cells) and any(is_figure(word.text) for word in band.cells[position])


def _moved(band: Band, debit: int, credit: int) -> Band:
    """The band with the figure among its debits in the column of credits."""
    cells = list(band.cells)
    cells[credit], cells[debit] = cells[debit], ()
    return replace(band, cells=tuple(cells))
