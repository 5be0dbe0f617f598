"""Authenticity: identifiers that prove themselves, certificates that are what they say, invoices claimed once.

Whatever fails or refers here makes the recommendation `refer`: a paper that is not what it says moves every rupee.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from checks.evidence import (
    GSTIN_COLUMNS,
    at,
    cell,
    confirmed,
    identifiers_in,
    in_doubt,
    repeating_lists,
    settled_gstins,
    vouched,
    with_gstin,
)
from checks.outcome import (
    Outcome,
    counted,
    failed,
    joined,
    missing,
    not_applicable,
    passed,
    refer,
    rupees,
    written,
)
from checks.purchases import (
    IDENTIFYING,
    Purchase,
    by_invoice,
    grouped,
    of_one_amount,
    priced_alike,
    purchases,
    serials_of,
    spelled_alike,
    statements,
)
from records.accountant_numbers import udin_parts
from records.case import Case, Located, LocatedRow
from records.columns import Columns
from records.gstins import is_gstin, state_code_of_gstin
from records.identifier_forms import REMEMBERED
from records.identifiers import Kind
from records.names import address_parts, normal_name
from records.neighbours import INVOICE, Neighbours, Sighting, firm_keys, machine_keys, respelled_keys
from records.own_lists import OwnList
from records.readings import DocumentReading
from reference import Rules
from reference.registers import State, state_named, state_of_code, state_of_letters, states_of_pin

YEARS_APART = 1
"""A UDIN's year may be the calendar or the financial year of signing, and it may be made some weeks later."""

EXAMPLES = 3
"""How many offenders a reason names."""

FORMS: tuple[Kind, ...] = ("pan", "cin", "llpin")
SIGNED = ("udin", "ca_membership_number", "certificate_date")


def identifiers(case: Case, rules: Rules) -> Outcome:
    """Every GSTIN has its check digit, every PAN and CIN its form; a state code that nobody issues is referred.

    The form alone proves nothing, a wrong check digit proves an error: in the paper, or, if doubtful, in the reading.
    A registration for a place in another state than that of its code is referred.
    """
    gstins = case.everywhere("gstin")
    others = [
        (kind, confirmed(with_gstin(found, case), case.everywhere(kind)))
        for kind in FORMS
        for found in case.everywhere(kind)
    ]
    own = [*gstins, *(found for _, found in others)]
    columns = _columns_of_gstins(case)
    read = len(own) + sum(len(table.values(name)) - table.values(name).count(None) for table, name in columns)
    if not read:
        return missing("No paper prints a GSTIN, a PAN or a CIN.")
    wrong = [found for found in gstins if not is_gstin(found.text)]
    settled = settled_gstins(case)
    wrong += _cells_with(columns, lambda gstin: gstin not in settled and not is_gstin(gstin))
    wrong += [found for kind, found in others if not has_form(kind, found.text)]
    sure = [found for found in wrong if not found.is_doubtful]
    evidence: dict[str, Any] = {"figures": {"read": Decimal(read), "wrong": Decimal(len(wrong))}}
    if wrong:
        cited = sure or wrong
        listed = joined([f"{found.text} in {found.document.file}" for found in cited[:EXAMPLES]])
        more = f" and {len(cited) - EXAMPLES} more" if len(cited) > EXAMPLES else ""
        return failed(f"Wrong in form or check digit: {listed}{more}.", fields=cited, **evidence)
    strange = [found for found in gstins if _is_of_no_state(found.text)]
    strange += _cells_with(columns, _is_of_no_state)
    strange += [found for kind, found in others if kind == "cin" and state_of_letters(found.text[6:8]) is None]
    if strange:
        listed = joined(sorted({found.text for found in strange})[:EXAMPLES])
        return refer(f"The state code of {listed} is none that is known.", fields=strange, **evidence)
    if elsewhere := _of_another_state(case):
        listed = joined([f"{found.text} in {found.document.file}" for found in elsewhere[:EXAMPLES]])
        return refer(
            f"{listed} is of another state than the principal place of business that it is registered for.",
            fields=[it for found in elsewhere for it in (found, at(found.document, "principal_address"))],
            **evidence,
        )
    return passed(
        f"All {counted(read, 'identifier')} have their form, and every GSTIN its check digit.",
        fields=own,
        rests_on=[found for table, name in columns for found in in_doubt([table], name) if found.text not in settled],
        **evidence,
    )


@lru_cache(maxsize=REMEMBERED)
def has_form(kind: Kind, text: str) -> bool:
    """Whether a text is, as a whole, an identifier of this kind."""
    return any(found.check != "fails" and found.raw.strip() == text.strip() for found in identifiers_in(kind, text))


def _columns_of_gstins(case: Case) -> list[tuple[Columns, str]]:
    return [
        (columns, name)
        for (document_type, table), name in GSTIN_COLUMNS.items()
        for columns in case.columns(document_type, table)
    ]


def _cells_with(columns: Iterable[tuple[Columns, str]], holds: Callable[[str], bool]) -> list[Located]:
    """The cells of these columns of which something holds; a print that returns in many rows is asked about once."""
    found: list[Located] = []
    for table, name in columns:
        values = table.values(name)
        if prints := {value for value in set(values) if value is not None and holds(str(value))}:
            found += [cell(table, row, name) for row, value in enumerate(values) if value in prints]
    return found


def _of_another_state(case: Case) -> list[Located]:
    """The GSTINs of registrations whose principal place of business, by PIN code and words, lies in another state.

    A firm registers in each state of its own; the place that a registration names lies in the state of its code.
    """
    return [
        gstin
        for document in case.of_type("gst_registration")
        if (gstin := at(document, "gstin")) is not None
        and (place := at(document, "principal_address")) is not None
        and (state := state_of_code(state_code_of_gstin(gstin.text) or "")) is not None
        and state not in _states_of(place.text, state)
    ]


def _states_of(address: str, at_least: State) -> tuple[State, ...]:
    """The states in which an address may lie; `at_least` where it does not say."""
    parts = address_parts(address)
    named = None if parts.state is None else state_named(parts.state)
    by_pin = () if parts.pin is None else states_of_pin(parts.pin)
    return (*by_pin, *([named] if named else ())) or (at_least,)


def _is_of_no_state(gstin: str) -> bool:
    return state_of_code(state_code_of_gstin(gstin) or "") is None


def udin(case: Case, rules: Rules, neighbours: Neighbours) -> Outcome:
    """A certificate's UDIN has its form, carries the member's number, fits the year, and serves one certificate only.

    The member's number is characters 3 to 8; another one printed in the same paper fails, as does one UDIN under two
    certificates that differ. Another application that carries it is referred: one firm may file a certificate twice.
    """
    certificates = (*statements(case), *case.of_type("gmr_certificate"))
    if not certificates:
        return not_applicable("No certificate of a chartered accountant is among the papers.")
    bare = [document for document in certificates if "udin" not in document.fields]
    places = [found for document in certificates if (found := at(document, "udin")) is not None]
    fields = [it for document in certificates for it in _signed(document)]
    faults = [(found, fault) for found in places if (fault := _fault(found))]
    faults += _shared(places)
    if faults:
        return failed(f"{joined([fault for _, fault in faults[:EXAMPLES]])}.", fields=_concerned(faults))
    if bare:
        return missing(f"{joined([it.file for it in bare])} carries no UDIN that could be read.", fields=fields)
    if apart := [(found, words) for found in places if (words := _year_apart(found))]:
        return refer(f"{joined([words for _, words in apart])}.", fields=fields)
    if seen := {found.text: neighbours.udins[found.text] for found in places if found.text in neighbours.udins}:
        listed = joined([f"{key} ({_sighted(sightings)})" for key, sightings in sorted(seen.items())])
        return refer(f"Another application carries the same UDIN: {listed}.", fields=fields)
    unsigned = [found.document for found in places if at(found.document, "ca_membership_number") is None]
    if unsigned:
        return refer(f"{unsigned[0].file} prints no membership number to hold against its UDIN.", fields=fields)
    late = [found.text for found in places if _years_apart(found)]
    note = f"; {joined(late)} is of the year before or after" if late else ""
    also = _also_certifies(case, places, neighbours)
    if also:
        note += f"; the same accountant certifies for {joined(also[:EXAMPLES])} too, which is no fault"
    return passed(
        f"{counted(len(places), 'UDIN')} in form, each with the member's number and the year of its certificate{note}.",
        fields=fields,
        figures={"accountant_also_in": tuple(also) or None},
    )


def _also_certifies(case: Case, places: Sequence[Located], neighbours: Neighbours) -> list[str]:
    """Other applications, of other firms, that the same accountant certifies for: worth knowing, and no finding."""
    if not neighbours.accountants:
        return []
    own = {it.application_id for key in firm_keys(case) for it in neighbours.firms.get(key, ())}
    members = [member.text for it in places if (member := at(it.document, "ca_membership_number")) is not None]
    seen = {it.application_id for member in members for it in neighbours.accountants.get(member, ())}
    return sorted(seen - own)


def _signed(document: DocumentReading) -> list[Located]:
    """UDIN, membership number and date of a certificate; what the UDIN says of the others is their witness.

    Here only the year of the date matters, and a UDIN of the same year confirms it.
    """
    code, member, signed = (at(document, name) for name in SIGNED)
    parts = None if code is None else udin_parts(code.text)
    if code is None or parts is None:
        return [it for it in (code, member, signed) if it is not None]
    if member is not None and member.text.zfill(6) == parts[1]:
        code, member = vouched(code, member), vouched(member, code)
    if signed is not None and _years_apart(code) == 0:
        signed = vouched(signed, code)
    return [it for it in (code, member, signed) if it is not None]


def _concerned(faults: Iterable[tuple[Located, str]]) -> list[Located]:
    return [it for found, _ in faults for name in SIGNED[:2] if (it := at(found.document, name)) is not None]


def _fault(found: Located) -> str:
    """What proves that a UDIN is wrong, or ""."""
    parts = udin_parts(found.text)
    if parts is None:
        return f"{found.text} in {found.document.file} has not the form of a UDIN"
    member = at(found.document, "ca_membership_number")
    if member is not None and member.text.zfill(6) != parts[1]:
        return f"{found.text} in {found.document.file} carries {parts[1]}, not the membership number {member.text}"
    return ""


def _year_apart(found: Located) -> str:
    """Why the year of a UDIN does not fit its certificate, or ""."""
    signed = at(found.document, "certificate_date")
    if signed is None:
        return f"{found.document.file} prints no date to hold against its UDIN"
    if _years_apart(found) > YEARS_APART:
        return f"{found.text} is of 20{found.text[:2]}, and {found.document.file} of {written(signed.day)}"
    return ""


def _years_apart(found: Located) -> int:
    """How many years lie between a UDIN and the date of its certificate; 0 where either was not read."""
    parts, signed = udin_parts(found.text), at(found.document, "certificate_date")
    return 0 if parts is None or signed is None else abs(signed.day.year % 100 - int(parts[0]))


def _shared(places: Sequence[Located]) -> list[tuple[Located, str]]:
    """Certificates of different content under one UDIN; two scans of one certificate are one certificate."""
    by_udin: dict[str, list[Located]] = defaultdict(list)
    for found in places:
        by_udin[found.text].append(found)
    return [
        (found, f"{found.text} stands under both {group[0].document.file} and {found.document.file}")
        for group in by_udin.values()
        for found in group[1:]
        if _content(found.document) != _content(group[0].document)
    ]


def _content(document: DocumentReading) -> tuple[object, ...]:
    total = document.fields.get("total_amount") or document.fields.get("total_gmr")
    return (document.document_type, total.value if total else None)


def duplicate_invoice(case: Case, rules: Rules, neighbours: Neighbours) -> Outcome:
    """An invoice counts once, in one application (6.1.1): one vendor, number and financial year is one invoice.

    Listed twice with one amount it fails, and the second listing is left out of the investment; with different amounts,
    or serial numbers, it may be two lines of one invoice, for a person to see. In another application of the run it is
    referred: which of the two may claim it is not for the machine to say. So is a machine that another application has,
    by its serial number, or by maker, words and price; one that two invoices of this case sell, by its serial number or
    by an odd price; and numbers of one vendor that differ by zeros, separators or the year in them only. A list of the
    applicant's own that repeats a certified statement counts nothing; where it differs from that it is referred.
    """
    rows = purchases(case)
    if not rows:
        if case.stage == "application" and not case.of_type("capex_statement"):
            return not_applicable("No capex statement is among the papers of this application.")
        return missing("No capex statement with its list of items was read.")
    keyless = [row for row in rows if not row.keys]
    invoices = by_invoice(case)
    repeated = [group for group in invoices if len(group) > 1]
    if listings := [listing for group in repeated for listing in of_one_amount(group)]:
        twice = [row for listing in listings for row in listing]
        again = sum((row.amount for listing in listings for row in listing[1:]), Decimal(0))
        return failed(
            f"{_listed(twice)} is listed more than once; {rupees(again)} must not be counted again.",
            fields=_cells(twice),
            figures={"counted_again": again},
        )
    said, cited = [_as_listed(it) for it in repeating_lists(case) if it.apart], list[Purchase]()
    if repeated:
        several = [row for group in repeated for row in group]
        said.append(f"{_listed(several)} stands in several rows of different amounts or machines")
        cited += several
    if alike := spelled_alike(case):
        said.append(f"{_listed(alike)} may be one invoice, whose number is printed in two ways")
        cited += alike
    if shared := [row for row in rows if any(key in neighbours.invoices for key in row.keys)]:
        seen = {it for row in shared for key in row.keys for it in neighbours.invoices.get(key, ())}
        said.append(f"{_listed(shared)} is also in {_sighted(tuple(sorted(seen)))}")
        cited += shared
    if respelled := [row for row in rows if row not in shared and _respelled_elsewhere(row, neighbours)]:
        places = sorted({it for row in respelled for it in _respelled_elsewhere(row, neighbours)})
        said.append(f"{_listed(respelled)} may be in {_sighted(places)}, its number written otherwise")
        cited += respelled
    if priced := [row for row in priced_alike(case) if row not in alike]:
        said.append(f"{_listed(priced)} may be for one machine, for the price is the same")
        cited += priced
    if sold_twice := [row for machine in grouped(rows, serials_of) if len(machine) > 1 for row in machine]:
        said.append(f"one machine, by its serial number, is bought with {_listed(sold_twice)}")
        cited += sold_twice
    others = [row for row in rows if row not in shared and row not in respelled]
    if machines := [(row, held) for row in others if (held := _machines_elsewhere(row, neighbours))]:
        places = sorted({it for _, held in machines for it in held})
        said.append(f"the machine of {_listed([row for row, _ in machines])} is also in {_sighted(places)}")
        cited += [row for row, _ in machines]
    if said:
        return refer(f"{'; '.join(said)}.", fields=[*_cells(cited), *_cells_apart(case)])
    if keyless:
        return refer(
            f"{len(keyless)} of {counted(len(rows), 'item')} cannot be compared: vendor, number or date of the invoice"
            " is not printed.",
            fields=_cells(keyless),
        )
    said = [f"All {counted(len(invoices), 'invoice')} are listed once"]
    said += [f"{it.document.file} lists again what {it.statement.file} certifies" for it in repeating_lists(case)]
    return passed(f"{'; '.join(said)}.", fields=_telling(case, rows))


def _as_listed(own: OwnList) -> str:
    """How an applicant's own list differs from the statement it repeats."""
    rows, are = counted(len(own.apart), "row"), "is" if len(own.apart) == 1 else "are"
    return f"{rows} of {own.document.file}, which nobody certified, {are} not so in {own.statement.file}"


def _cells_apart(case: Case) -> list[Located]:
    """The cells of the rows in which an applicant's own list differs."""
    rows = [LocatedRow(it.document, "items", index) for it in repeating_lists(case) for index in it.apart[:EXAMPLES]]
    return [found for row in rows for found in row.cells(*IDENTIFYING)]


def _telling(case: Case, rows: Sequence[Purchase]) -> list[Located]:
    """The cells that tell these invoices apart: where every row prints a settled GSTIN, no name need be read surely."""
    if not settled_gstins(case).issuperset([row.vendor_gstin or "" for row in rows]):
        return _cells(rows, INVOICE)
    return _cells(rows, ("invoice_number", "invoice_date"))


def _respelled_elsewhere(row: Purchase, neighbours: Neighbours) -> tuple[Sighting, ...]:
    """Where other cases have what may be the invoice of a row, its number written otherwise."""
    if not neighbours.respelled:
        return ()
    return tuple(it for key in respelled_keys(row.row) for it in neighbours.respelled.get(key, ()))


def _machines_elsewhere(row: Purchase, neighbours: Neighbours) -> tuple[Sighting, ...]:
    """Where other cases have the machine of a row."""
    if not neighbours.machines:
        return ()
    return tuple(it for key in machine_keys(row.row) for it in neighbours.machines.get(key, ()))


def _cells(rows: Iterable[Purchase], columns: Sequence[str] = (*INVOICE, "amount")) -> list[Located]:
    return [found for row in rows for found in row.row.cells(*columns)]


def _listed(rows: Sequence[Purchase]) -> str:
    """The invoices of rows, each once however its vendor is spelled, the first few by number and vendor."""
    by_key: dict[tuple[str, str], str] = {}
    for row in rows:
        number, vendor = _text(row, "invoice_number"), _text(row, "vendor", "vendor_gstin")
        by_key.setdefault((number, normal_name(vendor)), f"{number} of {vendor}")
    names = list(by_key.values())
    more = [f"{len(names) - EXAMPLES} more"] if len(names) > EXAMPLES else []
    return f"Invoice {joined([*names[:EXAMPLES], *more])}"


def _text(row: Purchase, *names: str) -> str:
    return next((found.text for name in names if (found := row.row.get(name)) is not None), "?")


def _sighted(sightings: Sequence[Sighting]) -> str:
    return joined(sorted({f"{it.file} of {it.application_id}" for it in sightings})[:EXAMPLES])
