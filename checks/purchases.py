"""What the capex statements say was bought, and what of it is listed again: an invoice counts once (6.1.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from checks.evidence import repeating_lists, unsure
from checks.once import per_case
from records.case import Case, LocatedRow
from records.invoice_numbers import loose_invoice_number, normal_invoice_number
from records.invoices import ODD_PRICE, akin_keys, are_alike, are_told_apart, vendors, words_of_machine
from records.light import light_record
from records.neighbours import INVOICE, ROUND_PRICE, keys_of, serials
from records.readings import DocumentReading

IDENTIFYING = (*INVOICE, "amount")
"""The columns by which two rows are one purchase."""


@per_case
def statements(case: Case) -> tuple[DocumentReading, ...]:
    """The capex statements of a case, one that was filed twice (scanned and digital) once, as it was read best.

    Two papers are one statement where UDIN and total are the same; copies that differ in a byte are not told by hash.
    The applicant's own list of what a statement certifies is none.
    """
    best: dict[object, DocumentReading] = {}
    aside = [it.document for it in repeating_lists(case)]
    for document in case.of_type("capex_statement"):
        if document in aside:
            continue
        udin, total_ = document.fields.get("udin"), document.fields.get("total_amount")
        key = (udin.value, total_.value) if udin and total_ else document.identity
        if key not in best or _read_better(document, best[key]):
            best[key] = document
    return tuple(best.values())


def _read_better(one: DocumentReading, other: DocumentReading) -> bool:
    def confidence(document: DocumentReading) -> tuple[int, float]:
        cells = [cell for row in document.tables.get("items", ()) for cell in row.fields.values()]
        return len(cells), sum(cell.confidence for cell in cells)

    return confidence(one) > confidence(other)


@light_record
class Purchase:
    """A row of a capex statement, and the keys of its invoice; without keys nothing can be said of it.

    Attributes:
        place: which of all rows of the statements it is, from nought.
        vendor_gstin, number, description: as the row prints them, of the vendor, the invoice and the machine.
    """

    row: LocatedRow
    keys: tuple[str, ...]
    place: int
    vendor_gstin: str | None
    number: str | None
    description: str | None

    @property
    def amount(self) -> Decimal:
        """The amount in rupees; nothing where none was read."""
        found = self.row.get("amount")
        return Decimal(0) if found is None else found.amount

    @property
    def is_sure(self) -> bool:
        """Whether all by which it is told from others was read surely."""
        return not unsure(self.row.cells(*IDENTIFYING))


@light_record
class Repeats:
    """The places of the rows that list a purchase again: those that surely do, and those read in doubt."""

    sure: frozenset[int] = frozenset()
    doubtful: frozenset[int] = frozenset()


@per_case
def purchases(case: Case) -> tuple[Purchase, ...]:
    """The rows of all capex statements, in order."""
    lines = [
        (LocatedRow(document, "items", index), line)
        for document in statements(case)
        for index, line in enumerate(case.columns_of(document, "items").rows(*INVOICE, "description"))
    ]
    return tuple(
        [
            Purchase(row, keys_of(vendor, gstin, number, day), place, gstin, number, description)
            for place, (row, (vendor, gstin, number, day, description)) in enumerate(lines)
        ]
    )


@per_case
def by_invoice(case: Case) -> tuple[tuple[Purchase, ...], ...]:
    """The rows of each invoice: those that share a key with a row before them."""
    return tuple([tuple(group) for group in grouped(purchases(case), lambda row: row.keys)])


@per_case
def spelled_alike(case: Case) -> tuple[Purchase, ...]:
    """The rows that may be one invoice, whose number is written in two ways, or two series of the vendor.

    Those are rows of one vendor and financial year whose numbers differ by zeros, blanks or separators only:
    "KPE/25-26/0466" and "KPE-25-26-466". With one amount they are also those whose running number is the same,
    whatever year stands around it: "KPE/0466" and "KPE2526466".
    """

    def akin(row: Purchase) -> tuple[str, ...]:
        cells = [row.row.get(name) for name in INVOICE]
        return akin_keys([None if it is None else it.value for it in cells], row.amount)

    found = [*_loosely_alike(case)]
    for group in grouped(purchases(case), akin):
        if len(group) > 1 and len({row.keys for row in group}) > 1:
            found += [row for row in group if row not in found]
    return tuple(found)


def _loosely_alike(case: Case) -> tuple[Purchase, ...]:
    """The rows of one vendor and financial year whose numbers differ by zeros, blanks or separators only."""

    def loosely(row: Purchase) -> tuple[str, ...]:
        cells = [row.row.get(name) for name in INVOICE]
        return keys_of(*(None if it is None else it.value for it in cells), form=loose_invoice_number)

    numbers = [loose_invoice_number(row.number) for row in purchases(case) if row.number is not None]
    if len(set(numbers)) == len(numbers):
        return ()
    groups = [group for group in grouped(purchases(case), loosely) if len(group) > 1]
    return tuple([row for group in groups if len(set(map(_number, group))) > 1 for row in group])


def _number(row: Purchase) -> str:
    return "" if row.number is None else normal_invoice_number(row.number)


@per_case
def priced_alike(case: Case) -> tuple[Purchase, ...]:
    """The rows of two invoices that may be of one machine, for they cost the same: what an auditor asks about.

    Of one vendor that is an odd price, whatever the words; or one that is no whole lakh, for words that are mostly the
    same; or any price for the very same words on one day, for one purchase of a day is on one invoice. Of two vendors
    it is an odd price for the same words. Serial numbers, or marks such as "R-101" and "R-102", tell two machines;
    several at once in one row are one purchase.
    """
    by_price: dict[Decimal, list[Purchase]] = {}
    for row in purchases(case):
        if row.amount:
            by_price.setdefault(row.amount, []).append(row)
    found: dict[int, Purchase] = {}
    for rows in by_price.values():
        for one, other in combinations(rows, 2):
            if _may_be_one_machine(one, other):
                found |= {one.place: one, other.place: other}
    return tuple(found[place] for place in sorted(found))


def _may_be_one_machine(one: Purchase, other: Purchase) -> bool:
    words = one.description or "", other.description or ""
    if set(one.keys) & set(other.keys) or _are_two(one, other) or are_told_apart(*words):
        return False
    is_odd, are_same = bool(one.amount % ODD_PRICE), bool(words[0]) and _are_same(*words)
    if not set(_vendors(one)) & set(_vendors(other)):
        return is_odd and are_same
    if one.amount % ROUND_PRICE:
        return is_odd or are_alike(*words)
    return are_same and _day(one) is not None and _day(one) == _day(other)


def _are_same(one: str, other: str) -> bool:
    return words_of_machine(one) == words_of_machine(other)


def _day(row: Purchase) -> date | None:
    found = row.row.get("invoice_date")
    return None if found is None else found.day


def _vendors(row: Purchase) -> tuple[str, ...]:
    vendor = row.row.get("vendor")
    return vendors(None if vendor is None else vendor.value, row.vendor_gstin)


def listed_again(case: Case) -> Repeats:
    """Which rows list a purchase again: of one vendor, number, financial year and amount as a row before them."""
    sure, doubtful = set[int](), set[int]()
    for group in by_invoice(case):
        for first, *others in of_one_amount(group) if len(group) > 1 else ():
            for row in others:
                (sure if first.is_sure and row.is_sure else doubtful).add(row.place)
    return Repeats(frozenset(sure), frozenset(doubtful))


def of_one_amount(group: Sequence[Purchase]) -> list[list[Purchase]]:
    """Of the rows of one invoice, those that list one purchase more than once, a list for each.

    Two machines of one price on one invoice are two purchases where each row prints the serial number of its own.
    """
    listings: list[list[Purchase]] = []
    for row in group:
        same = next((it for it in listings if it[0].amount == row.amount and not _are_two(it[0], row)), None)
        if same is None:
            listings.append([row])
        else:
            same.append(row)
    return [listing for listing in listings if len(listing) > 1]


def _are_two(one: Purchase, other: Purchase) -> bool:
    """Whether the serial numbers of two rows tell two machines."""
    mine, theirs = serials_of(one), serials_of(other)
    return bool(mine and theirs) and set(mine).isdisjoint(theirs)


def grouped(rows: Sequence[Purchase], keys_: Callable[[Purchase], Sequence[str]]) -> list[list[Purchase]]:
    """The rows in groups: those that share a key with a row before them; rows without a key are in none."""
    groups: list[list[Purchase]] = []
    known: dict[str, list[Purchase]] = {}
    for row in rows:
        if keys := keys_(row):
            group = next((known[key] for key in keys if key in known), None)
            if group is None:
                group = []
                groups.append(group)
            group.append(row)
            for key in keys:
                known[key] = group
    return groups


def serials_of(row: Purchase) -> tuple[str, ...]:
    """The serial numbers of the machine in a row: one number is one machine, whatever else is printed."""
    return () if row.description is None else serials(row.description)
