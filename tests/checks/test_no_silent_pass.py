"""A clean case, damaged in every way, one way at a time: nothing may pass, or fail, that the damage touches."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from random import Random

import pytest

from checks import CHECKS
from records.neighbours import Neighbours
from records.readings import TableRow
from tests.checks.factory import (
    ITEMS,
    SURE,
    application,
    application_form,
    appraised,
    changed,
    claim,
    day,
    environmental_clearance,
    item,
    paper,
    rules,
)

CASES = {
    "claim": claim(),
    "application": application(),
    "claim with clearance": claim(
        application_form={"environmental_clearance_required": "yes"},
        extra=[paper("environmental_clearance", environmental_clearance())],
    ),
}
BASE = {name: {it.check: it for it in appraised(case).findings} for name, case in CASES.items()}


def fields_of(case):
    return [(document, name) for document in case.documents for name in document.fields]


def cells_of(case):
    return [
        (document, table, row, name)
        for document in case.documents
        for table, rows in document.tables.items()
        for row in range(len(rows))
        for name in rows[row].fields
    ]


def without_field(document, name):
    return replace(document, fields={key: it for key, it in document.fields.items() if key != name})


def with_field(document, name, confidence):
    return replace(document, fields={**document.fields, name: document.fields[name].with_confidence(confidence)})


def with_cell(document, table, row, name, confidence):
    """The document with one cell read in doubt, or (None) not read."""
    rows = list(document.tables[table])
    cells = {key: it for key, it in rows[row].fields.items() if key != name or confidence is not None}
    if confidence is not None:
        cells[name] = cells[name].with_confidence(confidence)
    rows[row] = TableRow(row, cells)
    return replace(document, tables={**document.tables, table: tuple(rows)})


def used(finding, document, path):
    return any(ref.file == document.file and ref.field == path for ref in finding.fields)


@pytest.mark.parametrize("name", CASES)
def test_the_undamaged_case_is_eligible(name):
    assert appraised(CASES[name]).recommendation == "eligible"
    assert {it.status for it in BASE[name].values()} <= {"pass", "not_applicable"}


@pytest.mark.parametrize("name", CASES)
def test_a_paper_not_filed_never_makes_a_fail_and_what_cited_it_no_longer_passes(name):
    case = CASES[name]
    for document in case.documents:
        less = replace(case, documents=tuple(it for it in case.documents if it is not document))
        for finding in appraised(less).findings:
            assert finding.status != "fail", (document.file, finding)
            cited = {ref.file for ref in BASE[name][finding.check].fields}
            if cited == {document.file}:
                assert finding.status != "pass" or finding.fields, (document.file, finding)
                assert finding.reason != BASE[name][finding.check].reason, (document.file, finding)


@pytest.mark.parametrize("name", CASES)
def test_a_field_that_was_not_read_never_makes_a_fail_nor_leaves_a_pass_that_rests_on_it(name):
    case = CASES[name]
    for document, field in fields_of(case):
        less = changed(case, document.file, lambda it, field=field: without_field(it, field))
        for finding in appraised(less).findings:
            assert finding.status != "fail", (document.file, field, finding)
            assert not used(finding, document, field)
            if finding.status == "pass" and used(BASE[name][finding.check], document, field):
                assert (finding.check, field) in STILL_PROVED, (document.file, field, finding)


STILL_PROVED = {
    # another paper proves the same
    ("eligibility.registered_in_india", "cin"),
    ("eligibility.product_purity", "product_purity_percent"),
    ("eligibility.recovery_yield", "recovery_yield_percent"),
    ("eligibility.group", "group"),
    ("eligibility.process_level", "recycling_stream"),
    ("consistency.entity_name", "entity_name"),
    ("consistency.entity_name", "applicant_name"),
    ("consistency.unit_address", "unit_address"),
    ("consistency.identifiers", "cin"),
    ("consistency.identifiers", "pan"),
    ("consistency.identifiers", "gstin"),
    ("consistency.authorised_capacity", "capacity_tpa"),
    ("consistency.authorised_capacity", "installed_capacity_tpa"),
    ("authenticity.identifiers", "cin"),
    ("authenticity.identifiers", "pan"),
    ("authenticity.identifiers", "gstin"),
    # the certificate is no less a certificate for the day it does not print; the start that it names is what passes
    ("capex.commercial_production", "certificate_date"),
    # the capacity applied for decides; what is installed is only held against it where it is certified
    ("eligibility.minimum_capacity", "installed_capacity_tpa"),
    # a claim that states no amount asks for what it is due
    ("incentive.ceilings", "amount_claimed"),
    # the end of the term is told by the date itself
    ("eligibility.authorisation_valid", "validity"),
    ("eligibility.epr_registration_valid", "validity"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("confidence", [0.89, 0.30])
def test_a_doubtful_field_leaves_no_pass_or_fail_that_rests_on_it_alone(name, confidence):
    case = CASES[name]
    for document, field in fields_of(case):
        worse = changed(case, document.file, lambda it, field=field: with_field(it, field, confidence))
        for finding in appraised(worse).findings:
            assert finding.status in {BASE[name][finding.check].status, "refer"}, (document.file, field, finding)
            if finding.status in {"pass", "fail"} and used(finding, document, field):
                agreeing = [it for it in case.everywhere(*ALIKE.get(field, (field,))) if it.document is not document]
                agreeing += [it for it in case.everywhere(*WITHIN.get(field, ())) if it.document is document]
                assert confidence > 0.5 and agreeing, (document.file, field, finding)


ALIKE = {
    "applicant_name": ("entity_name", "applicant_name"),
    "entity_name": ("entity_name", "applicant_name"),
    "installed_capacity_tpa": ("capacity_tpa",),
    "pan": ("gstin",),
    "total_gmr": ("group",),
    "group": ("total_gmr",),
}
WITHIN = {
    "pan": ("gstin",),
    "udin": ("ca_membership_number",),
    "ca_membership_number": ("udin",),
    "certificate_date": ("udin",),
}
"""Which facts are told in two papers, and which in two places of one paper that must agree."""


@pytest.mark.parametrize("confidence", [None, 0.89])
def test_a_cell_in_doubt_or_not_read_leaves_no_pass_that_cites_it_and_no_fail(confidence):
    case = CASES["claim"]
    for document, table, row, name in cells_of(case):
        worse = changed(case, document.file, lambda it, at=(table, row, name): with_cell(it, *at, confidence))
        path = f"{table}[{row}].{name}"
        for finding in appraised(worse).findings:
            assert finding.status != "fail", (path, finding)
            if used(BASE["claim"][finding.check], document, path):
                proved = finding.status == "pass" and (finding.check, name) in CELLS_STILL_PROVED
                assert finding.status in {"refer", "missing"} or proved, (path, finding)


CELLS_STILL_PROVED = {
    # a vendor is told by name or GSTIN, a line's sums by what else it prints
    ("authenticity.duplicate_invoice", "vendor"),
    ("arithmetic.ledger_lines", "quantity"),
    ("arithmetic.ledger_lines", "rate"),
    ("arithmetic.ledger_lines", "tax"),
    ("arithmetic.ledger_lines", "total"),
    ("arithmetic.ledger_lines", "taxable_value"),
}


def test_a_document_of_doubtful_type_proves_nothing():
    case = CASES["claim"]
    for document in case.documents:
        worse = changed(case, document.file, lambda it: replace(it, type_confidence=0.7))
        for finding in appraised(worse).findings:
            cited = {ref.file for ref in finding.fields}
            if document.file in cited and finding.status in {"pass", "fail"}:
                # the applicant's GSTIN stands in other papers too, which is what still proves its registration
                assert len(cited) > 1 or finding.check == "eligibility.registered_in_india", (document.file, finding)


def test_the_order_of_documents_changes_nothing():
    case = CASES["claim"]
    expected = appraised(case)
    shuffled = list(case.documents)
    for seed in range(12):
        Random(seed).shuffle(shuffled)
        assert appraised(replace(case, documents=tuple(shuffled))) == expected


def test_the_order_of_checks_changes_nothing():
    case, bound = CASES["claim"], rules()
    for order in list(permutations(CHECKS[:4])) + [CHECKS[::-1]]:
        for check in order:
            expected = BASE["claim"][check.id].status
            assert check.judge(case, Neighbours(), bound.for_case({})).status == expected


def test_every_check_gives_exactly_one_finding_whatever_is_filed():
    everything = [check.id for check in CHECKS]
    for case in (*CASES.values(), replace(CASES["claim"], documents=())):
        assert [it.check for it in appraised(case).findings] == everything
        assert all(it.reason.endswith(".") and it.reason.strip() == it.reason for it in appraised(case).findings)
    assert SURE > 0.9


DAMAGED = {
    "another firm's registration": claim(epr_certificate={"entity_name": "Malwa Foundry Works LLP"}),
    "an application before the figures": claim(application_form={"application_date": day("2025-10-01")}),
    "a letter of the other group": claim(approval_letter={"group": "A"}),
    "no certificate of production": claim(chartered_engineer_certificate=None),
    "production before approval": claim(approval_letter={"approval_date": day("2026-10-01")}),
    "a clearance not filed": claim(application_form={"environmental_clearance_required": "yes"}),
    "two forms that differ": claim(
        extra=[
            paper("application_form", {**application_form(), "capacity_tpa": Decimal(5000), "pan": None}, file="b.pdf")
        ]
    ),
    "an undated item, one without head": claim(items=[*ITEMS, item("1 crore", date=None), item("2 crore", head=None)]),
    "an invoice twice, a PAN that is another's": claim(
        items=[*ITEMS, ITEMS[0]], application_form={"pan": "AAKCD4821N"}
    ),
    "a consent with a gap": claim(consent_to_operate={"issue_date": day("2026-10-01")}, hazardous_waste=None),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_less_confidence_never_turns_what_a_person_must_see_into_a_verdict(name):
    case = DAMAGED[name]
    before = {it.check: it.status for it in appraised(case).findings}
    assert set(before.values()) & {"refer", "missing", "fail"}
    for document, field in fields_of(case):
        worse = changed(case, document.file, lambda it, field=field: with_field(it, field, 0.6))
        for finding in appraised(worse).findings:
            allowed = {before[finding.check], "refer"} | ({"missing"} if before[finding.check] == "refer" else set())
            assert finding.status in allowed, (document.file, field, before[finding.check], finding)
