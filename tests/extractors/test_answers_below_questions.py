"""Forms that put a question on a line of its own and the answer below it, in whatever words it asks."""

from datetime import date
from decimal import Decimal

import pytest

from records.readings import SURE
from tests.extractors.papers import heading, p, paper, title
from tests.extractors.test_guesses import application

ASKED = (
    ("3 Is it a new unit or an expansion, modernisation or diversification of an existing one?",
     "Expansion - from 2,000 to 5,000 TPA of spent batteries at the same site"),
    ("4 To which level are the minerals recovered?", "R3 (from whole battery to separate salts)"),
    ("6 What will it cost?", "INR 41.75 crore, of which 18.2 crore spent till date"),
    ("7 Which incentive is asked?", "Both capex subsidy and opex subsidy"),
    ("8 Does the project need prior environmental clearance?", "No, see the letter of SEIAA"),
    ("9 In how many phases will it come up, and when will production begin?",
     "One phase; commercial production by 31 December 2026 (trial runs from 15 October 2026)"),
)  # fmt: skip
OTHER_UNIT = p("Our other unit at Bhilai, 1,200 TPA, is not part of this application.")


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    blocks = [block for asked, answer in ASKED for block in (heading(asked, 10), p(answer))]
    return application(tmp_path_factory.mktemp("below"), OTHER_UNIT, *blocks)


def test_a_question_about_another_paper_makes_no_such_paper(reading):
    assert reading.document_type == "application_form"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unit_type", "expansion"),
        ("process_level", "R3"),
        ("proposed_investment", Decimal(417_500_000)),
        ("incentive_mode", "hybrid"),
        ("environmental_clearance_required", "no"),
        ("single_phase", "yes"),
        ("expected_production_date", date(2026, 12, 31)),
        ("capacity_tpa", Decimal(5000)),
    ],
)
def test_the_answer_below_a_question(name, value, reading):
    assert reading.fields[name].value == value


def test_the_capacity_of_another_unit_alone_is_none(tmp_path):
    found = application(tmp_path, OTHER_UNIT).fields
    assert "capacity_tpa" not in found


@pytest.mark.parametrize(
    ("answer", "value"), [("One", "yes"), ("Single", "yes"), ("Two", "no"), ("Three, ten months apart", "no")]
)
def test_the_number_of_phases(tmp_path, answer, value):
    assert application(tmp_path, p(f"Number of phases: {answer}")).fields["single_phase"].value == value


def test_a_clearance_is_one_although_its_letter_asks_nothing(tmp_path):
    from extractors import read_document

    blocks = (
        title("STATE LEVEL ENVIRONMENT IMPACT ASSESSMENT AUTHORITY, CHHATTISGARH"),
        p("No. 1187/SEIAA-CG/EC/IND/2025, dated 18 September 2025"),
        p("Subject: Prior Environmental Clearance to M/s Satpura Strategic Metals Private Limited, Siltara"),
        p("The SEIAA hereby accords prior environmental clearance for processing of 5,000 TPA of black mass."),
    )
    assert read_document(paper(tmp_path / "ec.pdf", *blocks)).document_type == "environmental_clearance"


def test_a_question_longer_than_a_form_asks_is_a_sentence(tmp_path):
    asked = (
        "Would the applicant kindly let this office know which of the two incentives it is that the company wishes to "
        "have considered by the committee when it meets next?"
    )
    found = application(tmp_path, p(asked), p("Opex")).fields.get("incentive_mode")
    assert found is None or found.confidence < SURE
