"""The vocabularies of the document types: complete, well formed, and refused with a clear message where not."""

import re

import pytest

from records.readings import DOCUMENT_TYPES
from records.wording import AMOUNTS
from reference.document_types import document_types
from reference.table_specs import table_specs

TYPES = document_types().types

FIELDS = {
    "application_form": "application_number* application_date applicant_name* cin pan gstin unit_address state "
    "unit_type recycling_stream process_level process_route minerals capacity_tpa proposed_investment incentive_mode "
    "environmental_clearance_required single_phase expected_production_date feed_concentration_percent "
    "product_purity_percent recovery_yield_percent signatory_name",
    "epr_certificate": "registration_number* issuing_authority entity_name* unit_address rule_set entity_category "
    "capacity_tpa issue_date* valid_until gstin",
    "pollution_board_authorisation": "authorisation_number* issuing_board* authorisation_kind entity_name* "
    "unit_address issue_date* valid_until activity capacity_tpa pollution_category",
    "capex_statement": "entity_name* unit_address period_from period_to total_amount* ca_name ca_firm "
    "ca_membership_number ca_frn udin certificate_date",
    "sales_ledger": "entity_name* gstin period_from period_to financial_year total_taxable_value",
    "gmr_certificate": "entity_name* financial_year* entity_revenue group_revenue holding_company total_gmr* ca_name "
    "ca_firm ca_membership_number ca_frn udin certificate_date",
    "gst_registration": "gstin* legal_name* trade_name constitution principal_address registration_date",
    "incorporation_certificate": "cin llpin entity_name* incorporation_date pan",
    "environmental_clearance": "clearance_number* entity_name* issue_date* valid_until activity capacity_tpa",
    "assay_report": "report_number* laboratory nabl_number entity_name report_date sample feed_concentration_percent "
    "product_purity_percent",
    "chartered_engineer_certificate": "engineer_name engineer_registration entity_name* certificate_date* "
    "production_date installed_capacity_tpa recovery_yield_percent",
    "approval_letter": "letter_number* applicant_name* approval_date* conditions group",
    "claim_form": "claim_number* claim_date* applicant_name* application_number period_from period_to amount_claimed "
    "opex_claimed",
}


def test_every_type_has_its_file():
    assert set(TYPES) == set(DOCUMENT_TYPES) - {"unknown"}


@pytest.mark.parametrize("document_type", FIELDS)
def test_the_fields_are_those_of_the_design_and_the_marked_ones_are_required(document_type):
    expected = FIELDS[document_type].split()
    assert set(TYPES[document_type].fields) == {name.rstrip("*") for name in expected}
    assert set(TYPES[document_type].required) == {name.rstrip("*") for name in expected if name.endswith("*")}


@pytest.mark.parametrize("document_type", FIELDS)
def test_every_field_can_be_found_somehow(document_type):
    for name, words in TYPES[document_type].fields.items():
        assert words.labels or words.prose or words.anywhere, name
        assert words.where in {"top", "end", "any"}, name
        for pattern in (*words.prose, *words.avoid):
            re.compile(pattern)
        for pattern in words.prose:
            assert "(?P<value>" in pattern, (name, pattern)


@pytest.mark.parametrize("document_type", FIELDS)
def test_amounts_and_dates_decide(document_type):
    for name, words in TYPES[document_type].fields.items():
        if words.kind in {"amount", "day", "gstin", "pan", "cin", "udin"}:
            assert words.deciding, name


def test_the_amounts_that_sentences_show_with_paise_are_those_that_are_read_as_amounts():
    read = {name for it in TYPES.values() for name, words in it.fields.items() if words.kind == "amount"}
    read |= {
        name
        for document_type in TYPES
        for table in table_specs(document_type)
        for name, column in table.columns.items()
        if column.kind == "amount"
    }
    assert read == AMOUNTS
