"""Each defect that samples plant is caught by the check meant for it, and by no other by accident."""

from decimal import Decimal

import pytest

from tests.checks.factory import GSTIN, ITEMS, NAME, SALES, appraised, claim, day, item, rs, sale

CLEAN = {it.check: it.status for it in appraised(claim()).findings}

DEFECTS = {
    "the total is not the sum": (
        claim(capex_statement={"total_amount": rs("36 crore")}),
        {"arithmetic.capex_total": "fail"},
        "refer",
    ),
    "too much refurbished plant": (
        claim(items=[item("20 crore"), item("10 crore", condition="refurbished")]),
        {"capex.refurbished_share": "refer"},
        "refer",
    ),
    "an invoice before the scheme": (
        claim(items=[*ITEMS, item("1 crore", date="2025-08-01")]),
        {"capex.investment_period": "refer"},
        "refer",
    ),
    "an invoice twice": (claim(items=[*ITEMS, ITEMS[0]]), {"authenticity.duplicate_invoice": "fail"}, "refer"),
    "a consent that ended": (
        claim(consent_to_operate={"validity": "dated", "valid_until": day("2026-10-01")}),
        {"eligibility.authorisation_valid": "fail"},
        "not_eligible",
    ),
    "a consent to establish in place of one to operate": (
        claim(consent_to_operate={"authorisation_kind": "consent_to_establish"}),
        {"eligibility.authorisation_valid": "missing", "consistency.authorised_capacity": "missing"},
        "incomplete",
    ),
    "a registration under other rules": (
        claim(epr_certificate={"rule_set": "e_waste_2022"}),
        {"eligibility.epr_registration_valid": "fail", "consistency.epr_category": "fail"},
        "not_eligible",
    ),
    "a GSTIN with a wrong check digit": (
        claim(epr_certificate={"gstin": GSTIN[:-1] + "7"}),
        {"authenticity.identifiers": "fail"},
        "refer",
    ),
    "a UDIN of another member": (
        claim(gmr_certificate={"ca_membership_number": "104418"}),
        {"authenticity.udin": "fail"},
        "refer",
    ),
    "revenue that does not add up": (
        claim(gmr_certificate={"total_gmr": rs("180 crore")}),
        {"arithmetic.gmr_total": "fail"},
        "refer",
    ),
    "more capacity than authorised": (
        claim(application_form={"capacity_tpa": Decimal(9000)}),
        {"consistency.authorised_capacity": "fail"},
        "refer",
    ),
    "another firm's consent": (
        claim(consent_to_operate={"entity_name": "Malwa Foundry Works LLP"}),
        {
            "eligibility.authorisation_valid": "refer",
            "consistency.entity_name": "refer",
            "consistency.authorised_capacity": "missing",
        },
        "refer",
    ),
    "a line of the ledger that does not compute": (
        claim(sales=[*SALES[:2], sale("2026-10-19", "20", taxable="2100000")]),
        {"arithmetic.ledger_lines": "fail"},
        "refer",
    ),
    "a late application": (
        claim(application_form={"application_date": day("2026-04-20")}),
        {"eligibility.application_window": "fail"},
        "not_eligible",
    ),
    "black mass only": (
        claim(application_form={"process_level": "R2"}),
        {"eligibility.process_level": "fail"},
        "not_eligible",
    ),
    "a group that the letter denies": (
        claim(companies=[{"name": NAME, "relation": "applicant", "revenue": rs("300 crore")}]),
        {
            "eligibility.group": "refer",
            "eligibility.minimum_investment": "refer",
            "eligibility.minimum_capacity": "refer",
            "incentive.ceilings": "refer",
            "claim.threshold_exceeded": "refer",
        },
        "refer",
    ),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_moves_the_findings_that_it_concerns_and_no_other(name):
    case, expected, recommendation = DEFECTS[name]
    found = appraised(case)
    assert {it.check: it.status for it in found.findings if it.status != CLEAN[it.check]} == expected
    assert found.recommendation == recommendation
