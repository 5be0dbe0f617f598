"""An order whose subject names the consent alone and whose granting sentence grants waste authorisation with it."""

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import p, paper, title

ACTS = "under Section 26 of the Water (P & CP) Act, 1974 & under Section 21 of the Air (P & CP) Act, 1981"
WASTE = "under Rule 6 of the Hazardous & Other Wastes (Management & Transboundary Movement) Rules 2016"


def kind(tmp_path, subject, sentence):
    blocks = (
        title("MAHARASHTRA POLLUTION CONTROL BOARD"),
        p("No. Format1.0/CC/UAN No.0000204417/CR/2606001184 dated 12/06/2026"),
        p("To, M/s Sahyadri Cathode Metals Private Limited, Plot D-44/1, MIDC Taloja, Raigad 410208"),
        p(f"Sub: {subject}"),
        p(sentence),
        p("1. The consent is granted for a period up to 31/05/2031."),
    )
    return read_document(paper(tmp_path / "consent.pdf", *blocks)).fields["authorisation_kind"]


@pytest.mark.parametrize(
    "sentence",
    [
        f"For: grant of Consent to Operate {ACTS} and Authorization / Renewal of Authorization {WASTE} is considered "
        "and the consent is hereby granted subject to the following conditions:",
        f"Consent to operate {ACTS} along with authorisation {WASTE} is hereby granted to you.",
    ],
)
def test_consent_and_authorisation_granted_in_one_sentence_are_combined(sentence, tmp_path):
    assert kind(tmp_path, "Renewal of Consent to Operate under Red category.", sentence).value == "combined"


def test_a_subject_that_amalgamates_the_authorisation_is_combined(tmp_path):
    found = kind(
        tmp_path,
        "Renewal of Consent to Operate with amalgamation of authorization.",
        f"Your application {ACTS} is considered and the consent is hereby granted.",
    )
    assert found.value == "combined"


@pytest.mark.parametrize(
    "sentence",
    [
        f"Consent to operate {ACTS} is hereby granted. Authorisation {WASTE} shall be obtained separately.",
        f"The consent to operate {ACTS}, and authorisation {WASTE}, if not applied for, is to be granted separately.",
        f"Consent to operate {ACTS} is hereby granted, and authorisation {WASTE} must be held before operation.",
    ],
)
def test_an_authorisation_that_is_only_asked_for_makes_no_order_combined(sentence, tmp_path):
    found = kind(tmp_path, "Renewal of Consent to Operate under Red category.", sentence)
    assert found.value == "consent_to_operate" or found.confidence < SURE


def test_a_combined_consent_for_water_and_air_to_operate_the_industry(tmp_path):
    blocks = (
        title("KARNATAKA STATE POLLUTION CONTROL BOARD"),
        p("Combined Consent Order No. AW-341177 PCB ID: 208811 Date: 03/09/2026"),
        p("Combined consent for discharge under the Water Act, 1974 and emission under the Air Act, 1981."),
        p("Consent is hereby granted to the Occupier, Tungabhadra Tantalum Private Limited, Plot No. 23, KIADB "
          "Industrial Area, Harihar, Davanagere - 577601, to operate the industry for recovery of tantalum."),
        p("The consent is valid from 01-09-2026 to 30-09-2030."),
    )  # fmt: skip
    fields = read_document(paper(tmp_path / "consent.pdf", *blocks)).fields
    assert fields["authorisation_kind"].value == "consent_to_operate"


def test_the_board_that_grants_its_consent_is_not_whom_it_grants_it_to(tmp_path):
    blocks = (
        title("WEST BENGAL POLLUTION CONTROL BOARD"),
        p("Consent Letter Number: CO141882 Date: 06.08.2026"),
        p("CONSENT TO OPERATE under Section 25 & 26 of the Water Act, 1974 and Section 21 of the Air Act, 1981"),
        p("The West Bengal Pollution Control Board hereby grants its consent to Damodar Rare Metals Pvt. Ltd. at "
          "J.L. No. 77, Mouza Chanditala, Dist. Hooghly, Pin 712702 for processing of gallium metal - 2.4 MT per year "
          "from 240 MT per year of LED and optical scrap, valid up to 31.07.2031."),
    )  # fmt: skip
    fields = read_document(paper(tmp_path / "consent.pdf", *blocks)).fields
    assert fields["entity_name"].value == "Damodar Rare Metals Pvt. Ltd."
    assert fields["capacity_tpa"].value == 240
