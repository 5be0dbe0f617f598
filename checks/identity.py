"""Who and where: the names, identifiers, numbers and addresses that the papers print, each fact held side by side."""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal

from checks.evidence import applicant_names, at, cell, confirmed, may_be_same, own_papers, with_gstin
from checks.fact_row import Cell, Row, in_order, surest
from checks.once import per_case
from checks.outcome import joined, number
from records.case import Case, Located
from records.findings import CellVerdict, Parameter
from records.gstins import pan_of_gstin, state_code_of_gstin
from records.invoice_numbers import normal_invoice_number
from records.names import address_parts, same_address, same_name
from records.readings import Value
from reference import Rules

NAMES = ("applicant_name", "entity_name", "legal_name")
"""The fields in which a paper names the entity it is about; trade names and buyers are no such names."""

PAPERS_OF_THE_UNIT = ("application_form", "epr_certificate", "pollution_board_authorisation", "capex_statement")
"""The papers that print the address of the unit; a GST registration may print that of an office."""

IDENTIFIERS = {"pan": "PAN", "gstin": "GSTIN", "cin": "CIN", "llpin": "LLPIN"}


@per_case
def names(case: Case, rules: Rules) -> Row:
    """The entity: every paper's name for it against the applicant's own, in normal form."""
    same, unsure = rules.decimal("tolerance.name_same"), rules.decimal("tolerance.name_unsure")
    found = in_order(case.everywhere(*NAMES))
    anchor = surest(applicant_names(case) or found)
    own = "" if anchor is None else anchor.text
    verdicts = {name: _name_verdict(name, own, same, unsure) for name in {it.text for it in found}}
    alike = [it for it in found if verdicts[it.text][0] == "agrees"]

    def agree(one: Value, other: Value) -> bool:
        return same_name(str(one), str(other)) >= number(same)

    return Row(
        "name",
        "Name of the entity",
        "consistency.entity_name",
        tuple([Cell(confirmed(it, alike, same=agree), *verdicts[it.text]) for it in found]),
        anchor,
        (same, unsure),
    )


def listed_as_applicant(case: Case, rules: Rules, applicant: str) -> list[Located]:
    """The companies that a certificate of revenue lists as the applicant itself under another name."""
    same, unsure = rules.decimal("tolerance.name_same"), rules.decimal("tolerance.name_unsure")
    return [
        cell(table, number_, "name")
        for table in case.columns("gmr_certificate", "companies")
        for number_, (name, relation) in enumerate(table.rows("name", "relation"))
        if relation == "applicant" and name and _name_verdict(name, applicant, same, unsure)[0] == "differs"
    ]


def _name_verdict(name: str, own: str, same: Parameter, unsure: Parameter) -> tuple[CellVerdict, str]:
    score = Decimal(str(same_name(name, own)))
    if score >= number(same):
        return "agrees", ""
    alike = f"alike to {score:f}, with {number(same):f} one name"
    return ("doubtful", alike) if score >= number(unsure) or may_be_same(name, own) else ("differs", alike)


@per_case
def identifier(case: Case, rules: Rules, kind: str) -> Row:
    """PAN, GSTIN, CIN or LLPIN: one of each, but for a GSTIN of another state under the same PAN."""
    own = _own_identities(case)
    printed = case.everywhere(kind)
    ours = [it for it in printed if it.document.identity in own]
    anchor = min(
        ours, key=lambda it: (-it.field.confidence, it.document.file, it.document.sha256, it.path), default=None
    )
    cells = [
        Cell(with_gstin(confirmed(it, ours), case), *_identifier_verdict(kind, it.text, anchor.text))
        if anchor is not None and it.document.identity in own
        else Cell(it, "not_compared", "in a paper of another entity")
        for it in printed
    ]
    return Row(kind, IDENTIFIERS[kind], "consistency.identifiers", tuple(cells), anchor)


@per_case
def _own_identities(case: Case) -> Set[tuple[str, tuple[int, int] | None]]:
    """The papers that were not issued to another entity, by what makes each one document."""
    return {document.identity for document in own_papers(case)}


def _identifier_verdict(kind: str, text: str, own: str) -> tuple[CellVerdict, str]:
    if text == own:
        return "agrees", ""
    if kind == "gstin" and pan_of_gstin(text) is not None and pan_of_gstin(text) == pan_of_gstin(own):
        another = state_code_of_gstin(text) != state_code_of_gstin(own)
        return ("agrees", "the same PAN, registered in another state") if another else ("doubtful", "of the same state")
    return "differs", f"not {own}"


@per_case
def application_numbers(case: Case, rules: Rules) -> Row:
    """The application that form and claim speak of."""
    own, claimed = (
        case.fields("application_form", "application_number"),
        case.fields("claim_form", "application_number"),
    )
    anchor = surest(own)
    cells = [
        Cell(it, "agrees")
        if anchor is None or normal_invoice_number(it.text) == normal_invoice_number(anchor.text)
        else Cell(it, "differs", f"not {anchor.text}")
        for it in in_order((*own, *claimed))
    ]
    return Row("application_number", "Number of the application", "consistency.identifiers", tuple(cells), anchor)


@per_case
def addresses(case: Case, rules: Rules) -> Row:
    """The place of the unit: PIN code, state, plot or survey number and district, then the words."""
    same, unsure = rules.decimal("tolerance.address_same"), rules.decimal("tolerance.address_unsure")
    found = in_order(
        place for it in own_papers(case, *PAPERS_OF_THE_UNIT) if (place := at(it, "unit_address")) is not None
    )
    anchor = min(
        found,
        key=lambda it: (it.document.document_type != "application_form", -it.field.confidence, it.document.file),
        default=None,
    )

    def agree(one: Value, other: Value) -> bool:
        return Decimal(str(same_address(str(one), str(other)))) >= number(same)

    own = "" if anchor is None else anchor.text
    verdicts = {place: _address_verdict(place, own, same, unsure) for place in {it.text for it in found}}
    alike = [it for it in found if verdicts[it.text][0] == "agrees"]
    return Row(
        "address",
        "Address of the unit",
        "consistency.unit_address",
        tuple(
            [
                Cell(confirmed(it, alike, same=agree) if verdicts[it.text][0] == "agrees" else it, *verdicts[it.text])
                for it in found
            ]
        ),
        anchor,
        (same, unsure),
    )


def _address_verdict(text: str, own: str, same: Parameter, unsure: Parameter) -> tuple[CellVerdict, str]:
    """Sameness by what settles it: differing PIN, state or number; districts that differ are for a person."""
    score, ours, theirs = Decimal(str(same_address(text, own))), address_parts(own), address_parts(text)
    apart = [
        f"{words} {other} against {one}"
        for words, one, other in (
            ("PIN", ours.pin, theirs.pin),
            ("state", ours.state, theirs.state),
            ("district", ours.district, theirs.district),
        )
        if one and other and one != other
    ]
    apart += [
        f"{words} {joined(sorted(other))} against {joined(sorted(one))}"
        for words, one, other in (("plot", ours.plot, theirs.plot), ("survey", ours.survey, theirs.survey))
        if one and other and not one & other
    ]
    note = "; ".join(apart)
    if score >= number(same):
        districts = ours.district and theirs.district and same_name(ours.district, theirs.district) < number(unsure)
        return ("doubtful", note) if districts else ("agrees", "")
    return ("doubtful" if score >= number(unsure) else "differs"), note or "neither PIN nor plot in common"
