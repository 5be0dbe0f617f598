"""What other cases hold: invoices, UDINs and documents that ought to appear in one application only."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from records.case import Case, Located, LocatedRow
from records.columns import columns_of
from records.dates import financial_year
from records.gstins import pan_of_gstin
from records.invoice_numbers import loose_invoice_number, normal_invoice_number
from records.invoices import akin_keys, price_keys
from records.light import found_once
from records.names import normal_name
from records.readings import DocumentReading, Value

INVOICE = ("vendor", "vendor_gstin", "invoice_number", "invoice_date")
"""The columns of a capex statement that tell one purchase invoice from another."""


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """Where something was seen in another case."""

    application_id: str
    file: str
    field: str


@dataclass(frozen=True, slots=True)
class Commitments:
    """What has been committed to other cases, in rupees: in all, by group ("A", "B"), by recycling stream."""

    total: Decimal
    by_group: Mapping[str, Decimal] = field(default_factory=dict)
    by_stream: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Receipt:
    """Incentive that the same participant received in another application, as its claim form says."""

    application_id: str
    day: date | None
    amount: Decimal


@dataclass(frozen=True)
class Neighbours:
    """What the *other* cases hold, frozen when a case is judged.

    Keys are as `invoice_keys`, `machine_keys`, `figures_key` and `firm_keys` and the plain values give them.

    Attributes:
        respelled: invoices by what stays the same where their number is written otherwise.
        orders: consents, registrations and clearances by the number that their authority gave them.
        machines: machines by serial number, by maker, words and price, or by an odd price of one vendor or of one name.
        figures: papers by the amounts of their rows, whatever else they print.
        firms: applications of the same participant; `numbers`: papers of the same application, filed in another folder.
        accountants: certificates of the same chartered accountant, by membership number.
        receipts: what the participant received in its other applications.
        commitments: None where nobody has said what the scheme has committed: a run over a few folders does not know.
    """

    invoices: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    udins: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    documents: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    commitments: Commitments | None = None
    machines: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    figures: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    firms: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    numbers: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    accountants: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    receipts: tuple[Receipt, ...] = ()
    orders: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    respelled: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)

    @classmethod
    def holding(
        cls, seen: Mapping[str, Mapping[str, tuple[Sighting, ...]]], receipts: Iterable[Receipt] = ()
    ) -> Neighbours:
        """Neighbours that hold what was seen, by kind (as `sightings` names it) and key."""
        held = {name: seen.get(kind, {}) for kind, name in KINDS.items()}
        return cls(
            invoices=held["invoices"],
            udins=held["udins"],
            documents=held["documents"],
            machines=held["machines"],
            figures=held["figures"],
            firms=held["firms"],
            numbers=held["numbers"],
            accountants=held["accountants"],
            respelled=held["respelled"],
            orders=held["orders"],
            receipts=tuple(sorted(receipts, key=lambda it: (it.application_id, it.day or date.min, it.amount))),
        )

    @found_once
    def digest(self) -> str:
        """A hash over all that the neighbours hold, stored with the appraisal so that it can be repeated."""
        held: list[object] = [sorted(getattr(self, name).items()) for name in KINDS.values()]
        held.append(self.receipts)
        if self.commitments is not None:
            by = (self.commitments.by_group, self.commitments.by_stream)
            held.append((self.commitments.total, *(sorted(it.items()) for it in by)))
        return hashlib.sha256(repr(held).encode()).hexdigest()


def invoice_keys(row: LocatedRow) -> tuple[str, ...]:
    """The identities of a purchase invoice: vendor, number, financial year; the vendor by GSTIN and by normal name.

    Two rows that share a key are of one invoice: one statement may print the GSTIN, the other only the name.
    Empty where vendor, number or date is not printed: nothing can be said of such a row.
    """
    cells = [row.get(name) for name in INVOICE]
    return keys_of(*(None if cell is None else cell.value for cell in cells))


def keys_of(
    vendor: Value | None,
    gstin: Value | None,
    number: Value | None,
    day: Value | None,
    *,
    form: Callable[[str], str] = normal_invoice_number,
) -> tuple[str, ...]:
    """The keys of `invoice_keys`, by the values of a row in the columns of INVOICE; `form` levels its number."""
    if number is None or not isinstance(day, date):
        return ()
    invoice = f"{form(str(number))}|{financial_year(day)}"
    vendors = (None if gstin is None else str(gstin), None if vendor is None else normal_name(str(vendor)))
    return tuple([f"{who}|{invoice}" for who in vendors if who])


def respelled_keys(row: LocatedRow) -> tuple[str, ...]:
    """By what an invoice may be found again whose number is written otherwise.

    That is vendor, financial year and loose number, whatever the amount; or vendor, financial year, running number and
    amount, whatever else the number says.
    """
    cells = [row.get(name) for name in INVOICE]
    values = [None if cell is None else cell.value for cell in cells]
    amount = row.get("amount")
    loose = keys_of(*values, form=loose_invoice_number)
    return (*loose, *akin_keys(values, None if amount is None else amount.amount))


def machine_keys(row: LocatedRow) -> tuple[str, ...]:
    """The identities of a machine: its serial number, and maker, words and price where the words tell a model.

    Two reactors of one make are two machines: without a serial number only the same words, with a figure among them,
    at the same price to the paisa are taken for the same machine. So is, whatever the words, what costs the same odd
    price of the same vendor, and what bears the same words at the same odd price of another.
    """
    description, vendor, amount = row.get("description"), row.get("vendor"), row.get("amount") or row.get("value")
    if description is None:
        return ()
    gstin = row.get("vendor_gstin")
    words = " ".join(re.findall(r"[0-9A-Z]+", description.text.upper()))
    keys = [f"serial|{number}" for number in serials(description.text)]
    if amount is not None and amount.amount % ROUND_PRICE and re.search(r"[0-9]", words):
        keys.append(f"make|{'' if vendor is None else normal_name(vendor.text)}|{words}|{amount.amount:f}")
    if amount is not None:
        seller, number = (None if it is None else it.value for it in (vendor, gstin))
        keys += price_keys(seller, number, description.text, amount.amount)
    return tuple(dict.fromkeys(keys))


SERIAL = re.compile(
    r"(?:\b(?:serial|s\s?/\s?n)\.?\s*(?:numbers?|nos?\b)?|\b(?:s[lr]|m/c|machine|chassis)\.?\s*(?:numbers?|nos?\b))"
    r"[\s.:#-]*((?=[A-Z0-9/-]*[0-9]{3})[A-Z0-9][A-Z0-9/-]{4,})",
    re.IGNORECASE,
)
"""A serial number behind a word that says so: five characters at least, three figures in a row among them."""


@lru_cache(maxsize=4096)
def serials(description: str) -> tuple[str, ...]:
    """The serial numbers in the description of a machine, in capitals and without separators."""
    return tuple(re.sub("[^0-9A-Z]", "", match[1].upper()) for match in SERIAL.finditer(description))


ROUND_PRICE = Decimal(100_000)
"""A price in whole lakh tells no machine from another."""

ENOUGH_FIGURES = 5
"""Of fewer amounts the same ones may stand in two papers by chance."""

FIGURES_OF = {"capex_statement": ("items", "amount"), "sales_ledger": ("entries", "taxable_value")}


def figures_key(document: DocumentReading) -> str | None:
    """The amounts of a paper's rows, in any order, as one key; None where they are too few or none of them is odd."""
    table, column = FIGURES_OF.get(document.document_type, ("", ""))
    if table not in document.tables:
        return None
    amounts = sorted(it for it in columns_of(document, table).values(column) if isinstance(it, Decimal))
    if len(amounts) < ENOUGH_FIGURES or len(set(amounts)) < ENOUGH_FIGURES:
        return None
    written = ";".join(f"{it.normalize():f}" for it in amounts)
    return f"{document.document_type}|{hashlib.sha256(written.encode()).hexdigest()}"


def firm_keys(case: Case) -> tuple[str, ...]:
    """The identities of the participant: its PAN, printed or within its GSTIN, and its name in normal form."""
    pans = [it.text for it in case.fields("application_form", "pan")]
    pans += [pan for it in case.fields("application_form", "gstin") if (pan := pan_of_gstin(it.text))]
    named = [*case.fields("application_form", "applicant_name"), *case.fields("claim_form", "applicant_name")]
    keys = [*(f"pan|{pan}" for pan in pans), *(f"name|{normal_name(it.text)}" for it in named)]
    return tuple(dict.fromkeys(keys))


NUMBER_OF_ORDER = {
    "pollution_board_authorisation": "authorisation_number",
    "epr_certificate": "registration_number",
    "environmental_clearance": "clearance_number",
}
"""The number under which an authority issued a paper: to one entity only."""

ENOUGH_OF_A_NUMBER = 4
"""Figures that a number needs to be one of its own."""


def order_key(found: Located) -> str | None:
    """The identity of an order or registration; None where too few figures of its number were read, or in doubt."""
    number = normal_invoice_number(found.text)
    if found.is_doubtful or len(re.findall("[0-9]", number)) < ENOUGH_OF_A_NUMBER:
        return None
    return f"{found.document.document_type}|{number}"


def order_numbers(case: Case) -> list[Located]:
    """The numbers of the consents, registrations and clearances of a case."""
    return [found for document_type, name in NUMBER_OF_ORDER.items() for found in case.fields(document_type, name)]


def number_keys(case: Case) -> tuple[str, ...]:
    """The numbers of the application that the papers of a case are about."""
    forms = ("application_form", "claim_form")
    found = [it.text for form in forms for it in case.fields(form, "application_number")]
    return tuple(dict.fromkeys(map(normal_invoice_number, found)))


def around(cases: Iterable[Case]) -> dict[str, Neighbours]:
    """For each case of a run, by application id, what the others hold."""
    cases = list(cases)
    seen: dict[str, dict[str, set[Sighting]]] = {kind: defaultdict(set) for kind in KINDS}
    held: dict[str, dict[str, set[str]]] = {case.application_id: defaultdict(set) for case in cases}
    for case in cases:
        for kind, key, sighting in sightings(case):
            seen[kind][key].add(sighting)
            held[case.application_id][kind].add(key)
    received = {case.application_id: tuple(receipts_of(case)) for case in cases}

    def others(kind: str, application_id: str) -> dict[str, tuple[Sighting, ...]]:
        found = {
            key: tuple(sorted(it for it in seen[kind][key] if it.application_id != application_id))
            for key in sorted(held[application_id][kind])
        }
        return {key: sightings for key, sightings in found.items() if sightings}

    def of(application_id: str) -> Neighbours:
        found = {kind: others(kind, application_id) for kind in KINDS}
        firm = {it.application_id for sightings in found["firm"].values() for it in sightings}
        return Neighbours.holding(found, (it for other in firm for it in received[other]))

    return {case.application_id: of(case.application_id) for case in cases}


def receipts_of(case: Case) -> Iterable[Receipt]:
    """What the claim form of a case says was received before."""
    return (receipt for receipt, _ in _receipts(case))


def _receipts(case: Case) -> Iterable[tuple[Receipt, Sighting]]:
    for row in case.rows("claim_form", "earlier_receipts"):
        day, amount = row.get("date"), row.get("amount")
        if amount is not None:
            place = Sighting(case.application_id, row.document.file, f"{row.table}[{row.index}].amount")
            yield Receipt(case.application_id, None if day is None else day.day, amount.amount), place


RECEIPT, STREAM = "receipt", "stream"
"""Kinds of what a case holds that is not looked for in others: others of the same firm are told of receipts, and the
recycling stream says of which outlay it is paid."""


def receipt_key(receipt: Receipt) -> str:
    """A receipt in one word, without the application: "2026-03-31|1500000.00"."""
    return f"{'' if receipt.day is None else receipt.day.isoformat()}|{receipt.amount}"


def receipt_from(application_id: str, key: str) -> Receipt:
    """The receipt that `receipt_key` wrote."""
    day, _, amount = key.partition("|")
    return Receipt(application_id, date.fromisoformat(day) if day else None, Decimal(amount))


KINDS = {
    "invoice": "invoices",
    "udin": "udins",
    "document": "documents",
    "machine": "machines",
    "figures": "figures",
    "firm": "firms",
    "number": "numbers",
    "accountant": "accountants",
    "respelled": "respelled",
    "order": "orders",
}
"""What a case holds that is looked for in others: the kinds of `sightings`, and where `Neighbours` keeps them."""


def holdings(case: Case) -> Iterable[tuple[str, str, Sighting]]:
    """All that the register keeps of a case for others: its `sightings`, what it received before, and its stream."""
    yield from sightings(case)
    if (stream := case.field("application_form", "recycling_stream")) is not None:
        yield STREAM, stream.text, Sighting(case.application_id, stream.document.file, stream.path)
    for receipt, place in _receipts(case):
        yield RECEIPT, receipt_key(receipt), place


def sightings(case: Case) -> Iterable[tuple[str, str, Sighting]]:
    """What a case holds that others may hold too: its kind (one of KINDS), its key, and where it is."""
    for row in case.rows("capex_statement", "items"):
        path = f"{row.table}[{row.index}]"
        for key in invoice_keys(row):
            yield "invoice", key, Sighting(case.application_id, row.document.file, f"{path}.invoice_number")
        for key in respelled_keys(row):
            yield "respelled", key, Sighting(case.application_id, row.document.file, f"{path}.invoice_number")
        for key in machine_keys(row):
            yield "machine", key, Sighting(case.application_id, row.document.file, f"{path}.description")
    for row in case.rows("chartered_engineer_certificate", "machinery"):
        for key in machine_keys(row):
            yield (
                "machine",
                key,
                Sighting(case.application_id, row.document.file, f"{row.table}[{row.index}].description"),
            )
    for name, kind in (("udin", "udin"), ("ca_membership_number", "accountant")):
        for found in case.everywhere(name):
            yield kind, found.text, Sighting(case.application_id, found.document.file, found.path)
    for found in order_numbers(case):
        if (order := order_key(found)) is not None:
            yield "order", order, Sighting(case.application_id, found.document.file, found.path)
    for document in case.documents:
        if document.sha256:  # an entry that could not be unpacked has no bytes to be the same
            yield "document", document.sha256, Sighting(case.application_id, document.file, "")
        if (figures := figures_key(document)) is not None:
            yield "figures", figures, Sighting(case.application_id, document.file, "")
    for kind, keys in (("firm", firm_keys(case)), ("number", number_keys(case))):
        for key in keys:
            yield kind, key, Sighting(case.application_id, "", "")
