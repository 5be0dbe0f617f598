"""Wordings of papers by hands that know no other: what is read of them, and what is never sure."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from extractors.several import _in_one_script
from extractors.values import Scope, read
from reference.document_types import document_types
from tests.extractors.papers import p, paper, title
from tests.extractors.test_guesses import application


@pytest.fixture(scope="module")
def registration(tmp_path_factory):
    blocks = (
        title("HARYANA STATE POLLUTION CONTROL BOARD"),
        title("CERTIFICATE OF REGISTRATION"),
        p("under the Environment Protection (End-of-Life Vehicles) Rules, 2025"),
        p(
            "Certified that Gaurang Auto Dismantlers Private Limited, operating a Vehicle Scrapping "
            "Facility at Village Padla, Rewari Road, Nuh, Haryana 122107, has this day, the 2nd of February 2026, been "
            "entered in the register of the Board at No. HSPCB/ELV/RVSF/2026/017."
        ),
        p(
            "The registration shall continue in force until it is suspended or cancelled by the Board. It is granted "
            "on the strength of registration RVSF/HR/2023/11 dated 6 June 2023 issued by the Transport Department, "
            "which is valid up to 5 June 2033."
        ),
    )
    return read_document(paper(tmp_path_factory.mktemp("rvsf") / "r.pdf", *blocks)).fields


def test_a_registration_by_its_place_in_the_register(registration):
    assert registration["registration_number"].value == "HSPCB/ELV/RVSF/2026/017"
    assert registration["issue_date"].value == date(2026, 2, 2)


def test_the_registration_on_whose_strength_it_was_granted_ends_nothing(registration):
    assert registration["validity"].value == "until_cancelled"
    assert "valid_until" not in registration


def test_shares_of_one_sentence_are_parted_by_what_follows_them(tmp_path):
    line = "The feed will carry 24 % of rare earths, our oxides will be of 99.2 % purity and the recovery will be 85 %."
    fields = application(tmp_path, p(line)).fields
    assert fields["product_purity_percent"].value == Decimal("99.2")
    assert fields["recovery_yield_percent"].value == Decimal(85)


@pytest.mark.parametrize(
    ("printed", "share"),
    [
        ("as CoSO4.7H2O, by calculation from metallic impurities: 99.62 %", "99.62"),
        ("as CoSO4\u00b77H2O by difference 99.6 per cent", "99.6"),
        ("99.5 (by difference), moisture 0.4 %", "99.5"),
        ("99.5%of the whole", "99.5"),
    ],
)
def test_the_first_figure_that_is_no_part_of_a_formula_is_the_share(printed, share):
    words = document_types().types["assay_report"].fields["product_purity_percent"]
    assert read(words, printed, Scope(label="Purity (%)"))[0].value == Decimal(share)


def test_a_project_that_needs_a_clearance(tmp_path):
    line = "The project needs environmental clearance under the EIA Notification, 2006, and has applied for it."
    assert application(tmp_path, p(line)).fields["environmental_clearance_required"].value == "yes"


def test_the_name_below_signed_for_the_applicant_is_a_persons(tmp_path):
    lines = (p("Signed for the applicant:"), p("Harpreet Kaur Saluja"), p("Director (DIN 08114672)"))
    found = application(tmp_path, *lines).fields.get("applicant_name")
    assert found is None or found.value != "Harpreet Kaur Saluja"


@pytest.mark.parametrize(
    ("question", "half"),
    [
        ("Feed / purity / yield फीड / शुद्धता / प्राप्ति", "Feed / purity / yield"),
        ("फीड / शुद्धता Feed / purity", "Feed / purity"),
        ("Feed / purity / yield फीड / शुद्धता", "Feed / purity / yield फीड / शुद्धता"),
        ("Feed and purity", "Feed and purity"),
    ],
)
def test_a_question_in_two_languages_asks_once(question, half):
    assert _in_one_script(question) == half


def test_a_consent_that_is_renewed_for_a_term(tmp_path):
    blocks = (
        title("CHHATTISGARH ENVIRONMENT CONSERVATION BOARD"),
        p("No. 5528/TS/CECB/2023 Nava Raipur, dated 17/08/2023"),
        p("To, M/s Bastar Black Mass Refiners Private Limited, Siltara Phase II, Raipur, Chhattisgarh 493111"),
        p("Sub: Renewal of consent of the Board under section 25/26 of the Water Act, and section 21 of the Air Act "
          "to operate."),
        p("Your consent dated 02/09/2020, which expired on 31/08/2023, is renewed for a period of one more term, from "
          "01/09/2023 to 31/08/2028, for black mass production."),
    )  # fmt: skip
    fields = read_document(paper(tmp_path / "c.pdf", *blocks)).fields
    assert fields["authorisation_kind"].value == "consent_to_operate"
    assert fields["valid_until"].value == date(2028, 8, 31)
