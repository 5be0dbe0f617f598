"""Forms that ask in questions: "B.2 What will be recycled? ..."; the mark of the question ends the label."""

from datetime import date
from decimal import Decimal

import pytest

from records.readings import SURE
from tests.extractors.papers import p
from tests.extractors.test_guesses import application

NAME = "Deccan Magnetics & Metals Private Limited"
PLACE = "Sy. No. 214/A, Dundigal Village, Medchal-Malkajgiri District, Telangana 500043"


@pytest.fixture(scope="module")
def fields(tmp_path_factory):
    lines = (
        f"A.1 Who is applying? {NAME}",
        f"A.2 Where will the unit be located? {PLACE}",
        "B.1 Is this a new unit or an addition to an existing one? Addition to existing unit (expansion)",
        "B.3 Up to which level? L3 (recovery of critical minerals)",
        "B.5 How much feed can the plant process in a year? 2,750 MT",
        "B.6 What is the planned investment? Rs 31.75 crore",
        "B.7 Which incentive is sought? Both capex and opex",
        "B.8 Is prior environmental clearance needed? (Yes / No) No",
        "B.9 Will the project be completed in one go (single phase)? Yes",
        "B.10 When is production expected to begin? by 15 December 2026",
    )
    return application(tmp_path_factory.mktemp("questions"), *map(p, lines)).fields


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("applicant_name", NAME),
        ("unit_address", PLACE),
        ("unit_type", "expansion"),
        ("process_level", "L3"),
        ("capacity_tpa", Decimal(2750)),
        ("proposed_investment", Decimal(317_500_000)),
        ("incentive_mode", "hybrid"),
        ("environmental_clearance_required", "no"),
        ("single_phase", "yes"),
        ("expected_production_date", date(2026, 12, 15)),
    ],
)
def test_the_answer_of_a_question(name, value, fields):
    assert fields[name].value == value


def test_a_list_of_answers_behind_a_question_is_no_answer(tmp_path):
    lines = (f"A.1 Who is applying? {NAME}", "B.8 Is prior environmental clearance needed? Yes / No")
    found = application(tmp_path, *map(p, lines)).fields.get("environmental_clearance_required")
    assert found is None or found.confidence < SURE
