"""By what one invoice, or one machine, is known again where its number or its words are written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from records.dates import financial_year
from records.gstins import pan_of_gstin
from records.identifier_forms import REMEMBERED
from records.invoice_numbers import normal_invoice_number
from records.names import normal_name
from records.readings import Value

_ZERO_BY_LETTER = re.compile(r"(?<=[0-9])O|O(?=[0-9])")
_TWO_YEARS = re.compile(r"(?<![0-9])(?:20)?([1-4][0-9])/?(?:20)?([1-4][0-9])(?=[0-9]{3,}(?![0-9])|(?![0-9]))")
_FIGURES = re.compile("[0-9]+")

FIRST_YEAR_NAMED = 17
"""Before the goods and services tax, of 2017-18, an invoice of today has no year; two such figures are its number."""


def _is_a_financial_year(match: re.Match[str]) -> bool:
    return int(match[2]) == int(match[1]) + 1


@lru_cache(maxsize=REMEMBERED)
def running_number(number: str, year: str) -> str:
    """The figures that tell an invoice from the vendor's others: without those of its year, and without zeros in front.

    `year` is the financial year of the invoice. What is left is equal for "LA/26-27/0761", "LA-2026-27-761",
    "LA26270761" and "0761/A"; where a year is all that is printed, it is kept.

    >>> running_number("LA/26-27/0761", "2026-27"), running_number("26-27", "2026-27")
    ('761', '26/27')
    """
    level = _ZERO_BY_LETTER.sub("0", normal_invoice_number(number))
    bare = _TWO_YEARS.sub(lambda match: "/" if _is_a_financial_year(match) else match[0], level)
    one_year = {year[:4], year[2:4], year[-2:]}
    runs = _FIGURES.findall(level)
    left = [run for run in _FIGURES.findall(bare) if run not in one_year] or runs
    return "/".join(run.lstrip("0") or "0" for run in left)


@lru_cache(maxsize=REMEMBERED)
def year_in_number(number: str) -> str | None:
    """The financial year that an invoice number names by two years behind each other, "2024-25"; None where none.

    >>> year_in_number("LA/24-25/0761"), year_in_number("SR-12-25"), year_in_number("2024-2025/7")
    ('2024-25', None, '2024-25')
    """
    for match in _TWO_YEARS.finditer(normal_invoice_number(number)):
        if _is_a_financial_year(match) and int(match[1]) >= FIRST_YEAR_NAMED:
            return f"20{match[1]}-{match[2]}"
    return None


def vendors(vendor: Value | None, gstin: Value | None) -> tuple[str, ...]:
    """By what a vendor is known in all its registrations: the PAN within its GSTIN, and its name in normal form."""
    pan = None if gstin is None else pan_of_gstin(str(gstin))
    return tuple([who for who in (pan, None if vendor is None else normal_name(str(vendor))) if who])


def akin_keys(invoice: Sequence[Value | None], amount: Decimal | None) -> tuple[str, ...]:
    """Keys of what may be one invoice written otherwise: of one vendor, running number, financial year and amount.

    `invoice` holds vendor, its GSTIN, number and day, as the columns of `records.neighbours.INVOICE`.
    """
    vendor, gstin, number, day = invoice
    if number is None or not amount or not isinstance(day, date):
        return ()
    year = financial_year(day)
    told = f"{running_number(str(number), year)}|{year}|{amount.normalize():f}"
    return tuple([f"{who}|{told}" for who in vendors(vendor, gstin)])


ODD_PRICE = Decimal(1_000)
"""A price that is no whole thousand hardly comes twice from one vendor by chance."""

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"[0-9]|^\w$|^[ivx]+$")
"""A word that may tell one of several like machines: "R-101", "No. 2", "B", "III"."""


@lru_cache(maxsize=REMEMBERED)
def words_of_machine(description: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a description, and those of its words that may tell one of several like machines."""
    words = frozenset(_WORD.findall(description.casefold()))
    tags = frozenset(word for word in words if _TAG.search(word))
    return words - tags, tags


def are_alike(one: str, other: str) -> bool:
    """Whether the words of two machines are mostly the same, in any order."""
    mine, theirs = words_of_machine(one)[0], words_of_machine(other)[0]
    return bool(mine and theirs) and 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def are_told_apart(one: str, other: str) -> bool:
    """Whether two descriptions are the same but for the mark of each machine: "Reactor R-101" and "Reactor R-102"."""
    (words, tags), (other_words, other_tags) = words_of_machine(one), words_of_machine(other)
    return words == other_words and bool(tags - other_tags) and bool(other_tags - tags)


def price_keys(
    vendor: Value | None, gstin: Value | None, description: str | None, amount: Decimal | None
) -> Iterable[str]:
    """Keys of what may be one machine: an odd price of one vendor, or an odd price for the same words."""
    if amount is None or not amount % ODD_PRICE:
        return
    for who in vendors(vendor, gstin):
        yield f"price|{who}|{amount.normalize():f}"
    if description and (words := words_of_machine(description)[0]):
        yield f"words|{' '.join(sorted(words))}|{amount.normalize():f}"
