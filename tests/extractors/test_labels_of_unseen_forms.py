"""Labels that no vocabulary has whole: questions in ruled rows, a label of another label, the last row of a form."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from extractors.values import Scope, read
from records.readings import SURE
from reference.document_types import document_types
from tests.extractors.papers import grid, p, paper, title
from tests.extractors.test_guesses import application

NAME = "Meghdoot Cathode Works Private Limited"


def consent(tmp_path, *blocks):
    head = (
        title("Gujarat Pollution Control Board"),
        title("CONSENT TO OPERATE AND AUTHORISATION"),
        p("under the Water Act 1974, the Air Act 1981 and the Hazardous and Other Wastes Rules 2016"),
        p("Consent Order No. AWH-172364 dated 11.07.2026"),
    )
    return read_document(paper(tmp_path / "consent.pdf", *head, *blocks)).fields


@pytest.mark.parametrize(("answer", "value"), [("Yes", "yes"), ("No", "no")])
def test_a_question_in_a_ruled_row_is_a_label_although_it_is_a_sentence(answer, value, tmp_path):
    rows = [
        ["Name of the applicant", NAME],
        ["Whether clearance of the environment is called for", answer],
        ["State", "Gujarat"],
    ]
    found = application(tmp_path, grid(rows, [230, 250])).fields["environmental_clearance_required"]
    assert found.value == value and found.confidence < SURE


def test_a_cell_of_which_one_word_is_known_may_rather_be_another_label(tmp_path):
    rows = [["Name of the applicant", NAME], ["Mineral assay found in the feedstock (%)", "20.9"], ["State", "Gujarat"]]
    fields = application(tmp_path, grid(rows, [230, 250])).fields
    assert fields["feed_concentration_percent"].value == Decimal("20.9")
    assert fields["feed_concentration_percent"].confidence < SURE
    assert "recycling_stream" not in fields


def test_what_a_label_is_of_asks_for_nothing_itself(tmp_path):
    fields = consent(tmp_path, p("Category of the Occupier : RED"), p(f"Name of the industry: {NAME}"))
    assert fields["pollution_category"].value == "red"
    assert fields["entity_name"].value == NAME


@pytest.mark.parametrize("beside", ["Recycling of E-waste", "Dismantling and shredding of spent batteries"])
def test_an_activity_that_is_worded_like_a_label_is_the_answer(beside, tmp_path):
    rows = [
        ["Unit", NAME],
        ["Activity", beside],
        ["Waste processed, at most", "14,100 T/Annum"],
        ["Valid till", "10/07/2031"],
    ]
    fields = consent(tmp_path, grid(rows, [200, 250]))
    assert fields["activity"].value == beside
    assert fields["valid_until"].value == date(2031, 7, 10)


@pytest.mark.parametrize("label", ["Validity begins on", "वैधता प्रारंभ"])
def test_where_validity_begins_it_does_not_end(label, tmp_path):
    rows = [["Unit", NAME], [label, "11/07/2026"], ["Investment", "Rs. 12 crore"]]
    assert "valid_until" not in consent(tmp_path, grid(rows, [200, 250]))


@pytest.mark.parametrize("label", ["Scrap to be treated at the works", "Kind of scrap to be taken in"])
def test_the_last_row_of_a_form_is_one_of_its_labels(label, tmp_path):
    rows = [
        ["Name of the applicant", NAME],
        ["State", "Gujarat"],
        ["PAN", "AAGCB7383J"],
        [label, "Lithium Ion Battery (LIB) Scrap"],
    ]
    found = application(tmp_path, grid(rows, [230, 250], ruled=False)).fields["recycling_stream"]
    assert found.value == "lib_scrap" and found.confidence < SURE


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"3. {NAME} of Raisen is hereby granted", NAME),
        (f"१० मैसर्स {NAME}", NAME),
        ("24 Seven Metals Limited", "24 Seven Metals Limited"),
    ],
)
def test_the_number_of_a_paragraph_is_no_part_of_the_name_that_it_begins_with(text, name):
    words = document_types().types["pollution_board_authorisation"].fields["entity_name"]
    assert read(words, text, Scope(sentence=True))[0].value == name


@pytest.mark.parametrize("survey", ["S.F.No. 417/2B, 417/3", "R.S.No. 88/1A", "C.T.S.No. 1204", "Plot 4, T.S.No. 17"])
def test_the_initials_of_a_survey_number_are_no_label_of_a_file(survey, tmp_path):
    place = f"{survey}, Nallur Village, Hosur Taluk, Krishnagiri District, Tamil Nadu - 635103"
    rows = [["Name of the applicant", NAME], ["Unit address", place], ["State", "Tamil Nadu"]]
    lines = [p(f"{label} : {value}") for label, value in rows]
    assert application(tmp_path, grid(rows, [150, 330])).fields["unit_address"].value == place
    assert application(tmp_path, *lines).fields["unit_address"].value == place
