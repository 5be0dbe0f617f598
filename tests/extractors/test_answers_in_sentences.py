"""Answers out of a fixed choice that a letter gives in sentences, in English and Hindi; no place and no question."""

import textwrap

import pytest

from extractors.cite import Source
from extractors.document_text import Text
from extractors.engine import read_fields
from extractors.layout import lay_out
from records.readings import SURE
from reference.document_types import document_types
from tests.extractors.papers import page_of

APPLICATION = (
    "To, The Project Management Agency, JNARDDC, Nagpur",
    "Sub: Application under the Incentive Scheme for Promotion of Critical Minerals Recycling",
    "Application No. CMR/2026/0881 dated 12/02/2026",
    "Sir, M/s Girna Tellurium Salts Limited applies for the incentive.",
)
CONSENT = ("Gujarat Pollution Control Board", "Consent No. GPCB/4471/2026 Date of issue: 09/02/2026")


def answer(document_type, field, *lines):
    rows = [[(60, line)] for text in lines for line in textwrap.wrap(text, 90)]
    text = Text.of([lay_out(page_of(rows, "text"))])
    return read_fields(document_types().types[document_type], text, Source("0" * 64, "letter.pdf")).fields.get(field)


@pytest.mark.parametrize(
    ("field", "sentence", "expected"),
    [
        ("unit_type", "We are putting up a new facility for this purpose.", "new"),
        ("unit_type", "Ours is a greenfield plant.", "new"),
        ("unit_type", "The project is an expansion of our running works.", "expansion"),
        ("unit_type", "We wish to expand the capacity of the existing unit.", "expansion"),
        ("unit_type", "The company intends to modernise its existing plant.", "modernisation"),
        ("unit_type", "यह इकाई नई है।", "new"),
        ("unit_type", "कंपनी अपनी विद्यमान इकाई का विस्तार कर रही है।", "expansion"),
        ("unit_type", "The office is at New Industrial Area, Faridabad; a new facility of the bank is nearby.", None),
        ("unit_type", "Is it a new unit, or is the project an expansion of the unit?", None),
        ("recycling_stream", "The feed of the plant is spent lithium-ion batteries.", "lib_scrap"),
        ("recycling_stream", "संयंत्र में ई-अपशिष्ट का पुनर्चक्रण किया जाएगा।", "e_waste"),
        ("process_level", "The recycling will be carried to the R4 stage.", "R4"),
        ("process_level", "The panel L3 of the works is of 415 V.", None),
        ("incentive_mode", "Incentive is sought on both capital expenditure and operating expenditure.", "hybrid"),
        ("incentive_mode", "Incentive is sought on capital expenditure only.", "capex"),
        ("environmental_clearance_required", "No EC is needed for this unit.", "no"),
        ("environmental_clearance_required", "The unit is exempt from environmental clearance.", "no"),
        ("environmental_clearance_required", "परियोजना हेतु पर्यावरणीय स्वीकृति आवश्यक नहीं है।", "no"),
        ("environmental_clearance_required", "परियोजना हेतु पर्यावरणीय स्वीकृति आवश्यक है।", "yes"),
        ("environmental_clearance_required", "क्या पर्यावरणीय स्वीकृति आवश्यक है?", None),
        ("single_phase", "परियोजना एक ही चरण में पूर्ण की जाएगी।", "yes"),
        ("single_phase", "परियोजना दो चरणों में क्रियान्वित की जाएगी।", "no"),
    ],
)
def test_an_application_answers_in_a_sentence(field, sentence, expected):
    found = answer("application_form", field, *APPLICATION, sentence)
    assert (found and found.value) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The industry is categorised as Red.", "red"),
        ("The activity has been classified as green.", "green"),
        ("The residue is classified as red mud.", None),
    ],
)
def test_a_consent_names_its_category_in_a_sentence(sentence, expected):
    found = answer("pollution_board_authorisation", "pollution_category", *CONSENT, sentence)
    assert (found and found.value) == expected


@pytest.mark.parametrize(
    ("label", "printed", "expected"),
    [
        ("इकाई / Unit", "☐ New ☑ Expansion ☐ Modernisation", "expansion"),
        ("इकाई Unit", "आधुनिकीकरण / Modernisation", "modernisation"),
        ("Project", "Greenfield", "new"),
        ("Unit", "Plot 5, New Industrial Township, Faridabad 121001", None),
        ("Unit", "New Delhi", None),
        ("Proposal", "New / Expansion / Modernisation", None),
    ],
)
def test_a_bare_unit_or_project_is_answered_by_its_type_and_by_no_place(label, printed, expected):
    rows = [[(60, line)] for line in APPLICATION]
    page = page_of([*rows, [(60, label), (260, printed)]], "text")
    words = document_types().types["application_form"]
    found = read_fields(words, Text.of([lay_out(page)]), Source("0" * 64, "form.pdf")).fields.get("unit_type")
    assert (found and found.confidence >= SURE and found.value or None) == expected
