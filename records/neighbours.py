"""What other cases hold: invoices, UDINs and documents that ought to appear in one application only."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from records.case import Case, LocatedRow
from records.dates import financial_year
from records.identifiers import normal_invoice_number
from records.names import normal_name
from records.readings import Value

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


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the *other* cases hold, frozen when a case is judged.

    Keys are as `invoice_keys` and the plain values give them. `commitments` is None where nobody has said what the
    scheme has committed: a run over a few folders does not know it.
    """

    invoices: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    udins: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    documents: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    commitments: Commitments | None = None

    @property
    def digest(self) -> str:
        """A hash over all that the neighbours hold, stored with the appraisal so that it can be repeated."""
        held: list[object] = [sorted(kind.items()) for kind in (self.invoices, self.udins, self.documents)]
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


def keys_of(vendor: Value | None, gstin: Value | None, number: Value | None, day: Value | None) -> tuple[str, ...]:
    """The keys of `invoice_keys`, by the values of a row in the columns of INVOICE."""
    if number is None or not isinstance(day, date):
        return ()
    invoice = f"{normal_invoice_number(str(number))}|{financial_year(day)}"
    vendors = (None if gstin is None else str(gstin), None if vendor is None else normal_name(str(vendor)))
    return tuple([f"{who}|{invoice}" for who in vendors if who])


def around(cases: Iterable[Case]) -> dict[str, Neighbours]:
    """For each case of a run, by application id, what the others hold."""
    cases = list(cases)
    seen: dict[str, dict[str, set[Sighting]]] = {kind: defaultdict(set) for kind in ("invoice", "udin", "document")}
    held: dict[str, dict[str, set[str]]] = {case.application_id: defaultdict(set) for case in cases}
    for case in cases:
        for kind, key, sighting in sightings(case):
            seen[kind][key].add(sighting)
            held[case.application_id][kind].add(key)

    def others(kind: str, application_id: str) -> dict[str, tuple[Sighting, ...]]:
        found = {
            key: tuple(sorted(it for it in seen[kind][key] if it.application_id != application_id))
            for key in sorted(held[application_id][kind])
        }
        return {key: sightings for key, sightings in found.items() if sightings}

    return {
        case.application_id: Neighbours(
            invoices=others("invoice", case.application_id),
            udins=others("udin", case.application_id),
            documents=others("document", case.application_id),
        )
        for case in cases
    }


def sightings(case: Case) -> Iterable[tuple[str, str, Sighting]]:
    """What a case holds that no other should: "invoice", "udin" or "document", its key, and where it is."""
    for row in case.rows("capex_statement", "items"):
        path = f"{row.table}[{row.index}].invoice_number"
        for key in invoice_keys(row):
            yield "invoice", key, Sighting(case.application_id, row.document.file, path)
    for udin in case.everywhere("udin"):
        yield "udin", udin.text, Sighting(case.application_id, udin.document.file, udin.path)
    for document in case.documents:
        if document.sha256:  # an entry that could not be unpacked has no bytes to be the same
            yield "document", document.sha256, Sighting(case.application_id, document.file, "")
