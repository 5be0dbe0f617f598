"""The checklist for people: current, complete, and true to what the checks ask for."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

from checks import CHECKS
from checks.catalogue import RESTS_ON, as_document, check_named, clauses_of, explained, figures_of, rule_of
from tests.checks.factory import SALES, application, appraised, claim, day, paper, rs, scheme

DOCUMENT = Path(__file__).parents[2] / "docs" / "checks.md"

CASES = [
    claim(),
    application(),
    claim(
        application_form={"incentive_mode": "hybrid", "unit_type": "expansion", "recycling_stream": "other_scrap"},
        companies=[{"name": "Dhatu Setu", "relation": "applicant", "revenue": rs("300 crore")}],
        receipts=[{"date": day("2026-05-01"), "amount": rs("1 crore")}],
        claim_form={"opex_claimed": rs("1 crore")},
    ),
    claim(
        application_form={"recycling_stream": "e_waste", "environmental_clearance_required": "yes"},
        sales=SALES,
        extra=[paper("environmental_clearance", {"clearance_number": "X/1"})],
    ),
]


def test_the_document_is_current():
    assert DOCUMENT.read_text(encoding="utf-8") == as_document(scheme()), "run `make checks-document`"


def test_every_check_is_explained_with_its_clause_in_both_languages():
    for check in CHECKS:
        lines = list(explained(check, scheme()))
        clauses = clauses_of(check, scheme())
        assert clauses, check.id
        for clause in clauses:
            assert any(clause.hindi.split()[0] in line for line in lines), check.id
        assert set(rule_of(check)) <= set(lines)


def test_what_a_finding_cites_is_what_its_check_is_said_to_rest_on():
    for case in CASES:
        for finding in appraised(case).findings:
            patterns = RESTS_ON.get(finding.check, ())
            for parameter in finding.parameters:
                assert any(fnmatch(parameter.id, pattern) for pattern in patterns), (finding.check, parameter.id)


def test_every_pattern_names_a_parameter_of_the_scheme_and_every_key_a_check():
    for check_id, patterns in RESTS_ON.items():
        check = check_named(check_id)
        assert check is not None, check_id
        for pattern in patterns:
            assert any(fnmatch(it.id, pattern) for it in figures_of(check, scheme())), (check_id, pattern)


@pytest.mark.parametrize("check", ["capex.refurbished_share", "claim.threshold_exceeded"])
def test_figures_are_shown_as_people_write_them(check):
    text = "\n".join(explained(check_named(check), scheme()))
    assert {"capex.refurbished_share": "20%", "claim.threshold_exceeded": "₹25.00 crore"}[check] in text
