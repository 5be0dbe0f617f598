"""The matrix of facts by documents: one logic for the consistency checks and for what the worksheet shows."""

import json
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from checks.identity import PAPERS_OF_THE_UNIT
from records.names import SAME_ADDRESS, SAME_NAME, UNSURE_ADDRESS, UNSURE_NAME
from records.serialise import appraisal_json
from tests.checks.factory import (
    CIN,
    NAME,
    OTHER_GSTIN,
    amended,
    application,
    appraised,
    claim,
    claim_form,
    day,
    doubtful,
    paper,
    rs,
    rules,
    sale,
    status,
)


def row(case, fact, rules_=None):
    return next(it for it in appraised(case, rules_=rules_).reconciliation if it.fact == fact)


def verdicts(case, fact, rules_=None):
    return {cell.ref.file: cell.verdict for cell in row(case, fact, rules_).cells}


def test_a_clean_claim_agrees_in_every_fact():
    matrix = appraised(claim()).reconciliation
    assert {it.status for it in matrix} <= {"agrees", "single"}
    assert [it.fact for it in matrix][:3] == ["name", "pan", "gstin"]
    assert {it.fact for it in matrix} >= {"cin", "address", "capacity", "stream", "capex_total", "production_date"}


def test_every_cell_points_to_a_field_that_was_read_and_prints_it():
    case = claim()
    documents = {it.sha256: it for it in case.documents}
    for it in appraised(case).reconciliation:
        for cell in it.cells:
            document = documents[cell.ref.sha256]
            assert cell.document_type == document.document_type
            if "[" not in cell.ref.field:
                assert document.fields[cell.ref.field].value == cell.value
                assert document.fields[cell.ref.field].evidence.text == cell.printed


def test_the_matrix_is_in_the_json_with_its_evidence():
    written = json.loads(appraisal_json(appraised(claim())))["reconciliation"]
    name = next(it for it in written if it["fact"] == "name")
    assert {"file", "field", "value", "raw", "verdict", "note", "document_type"} <= set(name["cells"][0])
    assert name["parameters"][0]["known"] == "practice"
    capacity = next(it for it in written if it["fact"] == "capacity")
    assert capacity["held_against"]["file"] == "application_form.pdf"


def test_the_order_of_papers_changes_no_cell():
    case = claim(extra=[paper("claim_form", claim_form(), file="b.pdf")])
    expected = appraised(case).reconciliation
    documents = list(case.documents)
    for seed in range(8):
        Random(seed).shuffle(documents)
        assert appraised(replace(case, documents=tuple(documents))).reconciliation == expected


@pytest.mark.parametrize(
    ("print_", "verdict"),
    [
        ("M/s DHATU SETU RECYCLERS PVT. LTD.", "agrees"),
        ("Dhatu Setu Recycler Private Limited", "agrees"),
        ("Dhatu Setu Metal Recyclers Private Limited", "doubtful"),
        ("Dhatu Setu Holdings Private Limited", "differs"),
    ],
)
def test_a_name_agrees_by_normal_form_and_distance(print_, verdict):
    case = claim(capex_statement={"entity_name": print_})
    assert verdicts(case, "name")["capex_statement.pdf"] == verdict
    assert (status("consistency.entity_name", case) == "pass") == (verdict == "agrees")


@pytest.mark.parametrize(
    ("print_", "verdict"),
    [
        ("C-14 MIDC Butibori, Nagpur 441122", "agrees"),
        ("C-15 MIDC Butibori, Nagpur 441122", "doubtful"),
        ("Plot No. C-15, MIDC Butibori, Nagpur 441122", "differs"),
        ("Plot No. C-14, MIDC Butibori, Nagpur 441108", "differs"),
        ("Plot No. C-14, MIDC Butibori, Nagpur, Gujarat 441122", "differs"),
        ("Survey No. 88/2, Village Butibori, Nagpur", "doubtful"),
        ("Dhatu Bhavan, Marine Lines, Mumbai 400002", "differs"),
    ],
)
def test_an_address_agrees_by_pin_and_number_and_never_by_its_words_alone(print_, verdict):
    case = claim(epr_certificate={"unit_address": print_})
    assert verdicts(case, "address")["epr_certificate.pdf"] == verdict
    assert (status("consistency.unit_address", case) == "pass") == (verdict == "agrees")


def test_districts_that_differ_are_for_a_person_whatever_the_words_say():
    case = claim(
        application_form={"unit_address": "Plot No. C-14, MIDC Butibori, Dist. Nagpur 441122"},
        epr_certificate={"unit_address": "Plot No. C-14, MIDC Butibori, Dist. Wardha 441122"},
    )
    assert verdicts(case, "address")["epr_certificate.pdf"] == "doubtful"


def test_a_second_gstin_of_another_state_agrees_and_says_so():
    cells = {it.ref.file: it for it in row(claim(sales_ledger={"gstin": OTHER_GSTIN}), "gstin").cells}
    assert cells["sales_ledger.pdf"].verdict == "agrees"
    assert "another state" in cells["sales_ledger.pdf"].note


def test_a_cin_that_differs_is_shown_where_it_is_judged():
    other = paper("incorporation_certificate", {"entity_name": NAME, "cin": CIN[:-1] + "3"})
    found = row(claim(extra=[other]), "cin")
    assert (found.status, found.check) == ("differs", "consistency.identifiers")
    assert status("consistency.identifiers", claim(extra=[other])) == "fail"


@pytest.mark.parametrize(
    ("installed", "verdict", "outcome"),
    [("6000", "agrees", "pass"), ("5700", "agrees", "pass"), ("5699", "differs", "refer"), ("6001", "agrees", "refer")],
)
def test_what_is_installed_is_neither_short_of_what_was_applied_for_nor_beyond_what_is_authorised(
    installed, verdict, outcome
):
    case = claim(chartered_engineer_certificate={"installed_capacity_tpa": Decimal(installed)})
    assert verdicts(case, "capacity")["chartered_engineer_certificate.pdf"] == verdict
    assert status("consistency.authorised_capacity", case) == outcome


def test_an_earlier_consent_is_shown_and_not_compared():
    earlier = {"authorisation_kind": "consent_to_operate", "entity_name": NAME, "capacity_tpa": Decimal(3000)}
    earlier |= {"issue_date": day("2026-05-01"), "valid_until": day("2026-06-30"), "validity": "dated"}
    case = claim(extra=[paper("consent_to_operate", earlier, file="earlier.pdf")])
    assert verdicts(case, "capacity")["earlier.pdf"] == "not_compared"
    assert status("consistency.authorised_capacity", case) == "pass"


def test_a_value_read_in_doubt_is_doubtful_in_the_matrix_unless_another_paper_says_the_same():
    case = claim(extra=[paper("incorporation_certificate", {"entity_name": NAME, "cin": CIN}, confidence=0.7)])
    assert verdicts(case, "cin")["incorporation_certificate.pdf"] == "agrees"
    lone = doubtful(application(consent_to_establish={"capacity_tpa": None}), "application_form", "capacity_tpa")
    assert verdicts(lone, "capacity")["application_form.pdf"] == "doubtful"


def test_a_ledger_that_sells_more_than_the_certified_revenue_of_its_year_differs():
    sales = [sale("2025-06-10", "4300", "100000")]  # ₹43.00 crore; certified: ₹42.50 crore, and 1% of room
    case = claim(sales=sales)
    assert row(case, "sales_2025-26").status == "differs"
    assert status("eligibility.group", case) == "refer"
    at_the_limit = claim(sales=[sale("2025-06-10", "4292.5", "100000")])
    assert row(at_the_limit, "sales_2025-26").status == "agrees"
    assert status("eligibility.group", at_the_limit) == "pass"


def test_a_claim_under_another_application_is_referred():
    case = claim(claim_form={"application_number": "NCMM/REC/2025/00911"})
    assert row(case, "application_number").status == "differs"
    assert status("consistency.identifiers", case) == "refer"
    assert status("consistency.identifiers", claim(claim_form={"application_number": "NCMM-REC-2025-00417"})) == "pass"


def test_two_statements_under_one_udin_with_two_totals_differ():
    case = claim()
    statement = next(it for it in case.documents if it.document_type == "capex_statement")
    fields = {name: it.value for name, it in statement.fields.items()} | {"total_amount": rs("45 crore")}
    twice = replace(case, documents=(*case.documents, paper("capex_statement", fields, file="second.pdf")))
    assert row(twice, "capex_total").status == "differs"


def test_a_tolerance_is_a_dated_figure_of_the_pack():
    case = claim(chartered_engineer_certificate={"installed_capacity_tpa": Decimal(5400)})
    assert status("consistency.authorised_capacity", case) == "refer"
    wider = amended("tolerance.capacity_shortfall", "0.10", "2026-06-01", known="practice")
    assert verdicts(case, "capacity", wider)["chartered_engineer_certificate.pdf"] == "agrees"
    earlier = appraised(
        replace(case, as_of=day("2026-05-31")),
        rules_=amended("tolerance.capacity_shortfall", "0.10", "2026-06-01", known="practice", as_of=day("2026-05-31")),
    )
    assert next(it for it in earlier.findings if it.check == "consistency.authorised_capacity").status == "refer"


def test_the_grammar_of_names_and_the_pack_draw_the_same_lines():
    pairs = {"name_same": SAME_NAME, "name_unsure": UNSURE_NAME}
    pairs |= {"address_same": SAME_ADDRESS, "address_unsure": UNSURE_ADDRESS}
    for name, line in pairs.items():
        assert rules().decimal(f"tolerance.{name}").value == Decimal(str(line)), name
    assert "capex_statement" in PAPERS_OF_THE_UNIT
