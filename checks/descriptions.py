"""What the words of a row say against its columns, and from whom it was bought: for a person to see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from checks.evidence import applicant_names, cell
from checks.purchases import statements
from records.case import Case, Located
from records.columns import Columns
from records.dates import year_end
from records.gstins import pan_of_gstin
from records.invoices import year_in_number
from records.names import normal_name
from records.readings import Value


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a capex statement, by its place in the table."""

    table: Columns
    number: int

    @property
    def amount(self) -> Decimal:
        """Its printed amount; nothing where none was read."""
        amount: Decimal | None = self.table.values("amount")[self.number]
        return Decimal(0) if amount is None else amount

    def cells(self, *names: str) -> Iterator[Located]:
        """Its cells in some columns, leaving out what is not printed."""
        printed = (name for name in names if self.table.values(name)[self.number] is not None)
        return (cell(self.table, self.number, name) for name in printed)


def saying(
    case: Case,
    words: tuple[str, ...],
    *,
    among: Callable[[Value | None, Value | None], bool],
    but_for: tuple[str, ...] = (),
) -> list[Line]:
    """The rows whose description holds one of the words.

    Args:
        case: the case.
        words: whole words, in any case; whether a letter is in capitals does not matter.
        among: which rows are asked, by head and condition.
        but_for: names that may hold such a word and say nothing of the kind; what else a description says still counts.
    """
    wanted = _pattern(words)
    harmless = _pattern(but_for) if but_for else None
    found = []
    for document in statements(case):
        table = case.columns_of(document, "items")
        if not wanted.search("\n".join(text for text in table.values("description") if text is not None)):
            continue  # not one of the rows
        lines = enumerate(table.rows("description", "head", "condition"))
        found += [
            Line(table, number)
            for number, (text, head, condition) in lines
            if text is not None
            and among(head, condition)
            and wanted.search(text if harmless is None else harmless.sub(" ", text))
        ]
    return found


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)


def bought_within(case: Case, heads: Iterable[str]) -> list[Line]:
    """The rows under some heads whose vendor is the applicant itself or a company of its group."""
    own = {normal_name(it.text) for it in applicant_names(case)}
    own |= {
        normal_name(name)
        for table in case.columns("gmr_certificate", "companies")
        for name in table.values("name")
        if name
    }
    own |= {normal_name(it.text) for it in case.fields("gmr_certificate", "holding_company")}
    pans = {it.text for it in case.fields("application_form", "pan")}
    heads = frozenset(heads)
    found = []
    for document in statements(case):
        table = case.columns_of(document, "items")
        for number, (vendor, gstin, head) in enumerate(table.rows("vendor", "vendor_gstin", "head")):
            if head in heads and (_is_one_of(vendor, own) or (gstin is not None and pan_of_gstin(gstin) in pans)):
                found.append(Line(table, number))
    return found


def _is_one_of(vendor: str | None, names: set[str]) -> bool:
    return vendor is not None and normal_name(vendor) in names


def numbered_earlier(case: Case, heads: Iterable[str], first: date) -> list[Line]:
    """The rows under some heads that are dated on or after a day, by invoices whose number names a year before it."""
    found = []
    heads = frozenset(heads)
    for document in statements(case):
        table = case.columns_of(document, "items")
        for number, (invoice, day, head) in enumerate(table.rows("invoice_number", "invoice_date", "head")):
            if head in heads and invoice is not None and day is not None and day >= first:
                year = year_in_number(invoice)
                if year is not None and year_end(year) < first:
                    found.append(Line(table, number))
    return found


def amount_of(lines: Iterable[Line]) -> Decimal:
    """The sum of the rows' printed amounts."""
    return sum((line.amount for line in lines), Decimal(0))
