"""Sentences name other papers, companies and figures besides: what is theirs is not read as this paper's."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from extractors.values import Scope, read
from records.readings import SURE
from reference.document_types import FieldWords, document_types
from tests.extractors.papers import grid, p, paper, title


def field(type_id, name):
    return document_types().types[type_id].fields[name]


def values(words, text, **scope):
    return [it.value for it in read(words, text, Scope(**scope))]


def registration(tmp_path):
    return read_document(
        paper(
            tmp_path / "r.pdf",
            title("CENTRAL POLLUTION CONTROL BOARD"),
            title("CERTIFICATE OF REGISTRATION", 12),
            p("Whereas an application was made on the EPR portal on the 4th September, 2025 by Nilgiri E-Cycle Metals "
              'Limited (hereinafter "the Recycler") holding GSTIN 33XKLCS4856P1ZD, having its facility at Survey No. '
              "9/4, Perundurai, Erode, Tamil Nadu 638052; and whereas the Recycler holds consent of the Tamil Nadu "
              "Pollution Control Board for 9,600 MTA of which 1,200 MTA is dismantling only;"),
            p("Now therefore the Board registers the said unit as Recycler under the E-Waste (Management) Rules, 2022 "
              "with Registration No. R-27/EW/2025/008831, issued on the Seventeenth day of November, Two Thousand "
              "Twenty-five, valid up to 16.11.2030. The capacity registered is eight thousand four hundred (8,400) "
              "metric tonnes per annum."),
        )
    ).fields  # fmt: skip


def test_a_registration_in_sentences_names_its_holder_its_day_and_its_own_capacity(tmp_path):
    fields = registration(tmp_path)
    assert fields["entity_name"].value == "Nilgiri E-Cycle Metals Limited"
    assert fields["capacity_tpa"].value == Decimal(8400)
    assert fields["issue_date"].value == date(2025, 11, 17)


def test_the_number_of_the_company_that_an_llp_was_made_of_is_not_the_llps(tmp_path):
    fields = read_document(
        paper(
            tmp_path / "llp.pdf",
            title("Certificate of Incorporation"),
            p("LLP Identification Number: ACD-4417"),
            p("It is hereby certified that Tons Valley Lithium LLP is this day incorporated pursuant to section 58(1) "
              "of the Limited Liability Partnership Act, 2008. The conversion is from Tons Valley Traders Private "
              "Limited (CIN U51909UK2016PTC353242), dissolved from the same day. Given at Manesar, 6th March 2024."),
        )
    ).fields  # fmt: skip
    assert "cin" not in fields


@pytest.mark.parametrize("text", ["holding", "at the", "recycles GSTIN"])
def test_a_word_of_a_sentence_is_no_name(text):
    assert values(FieldWords(name="entity_name", kind="name"), text) == []


def test_a_name_may_begin_with_a_small_letter_if_it_has_a_legal_form():
    assert values(FieldWords(name="entity_name", kind="name"), "eCycle Metals LLP") == ["eCycle Metals LLP"]


@pytest.mark.parametrize("text", ["05-May-2026", "14.03.2026", "1st April 2026"])
def test_a_date_is_no_number_of_a_paper(text):
    assert values(field("epr_certificate", "registration_number"), text) == []


@pytest.mark.parametrize("text", ["5,150 MTIA only", "5,150 MTlA"])
def test_ocr_reads_a_stroke_between_tonnes_and_year_as_a_letter(text):
    words = field("epr_certificate", "capacity_tpa")
    assert values(words, text, ocr=True) == [Decimal(5150)]
    assert values(words, text) == []


@pytest.mark.parametrize(
    "text", ["refining of tin dross, capacity 7,200 MT", "refining of tin dross (capacity: 90 TPA)"]
)
def test_an_activity_ends_where_its_capacity_is_given(text):
    assert values(field("pollution_board_authorisation", "activity"), text) == ["refining of tin dross"]


def test_the_firms_word_for_a_partner_is_no_part_of_a_name(tmp_path):
    fields = read_document(
        paper(
            tmp_path / "ca.pdf",
            title("CERTIFICATE OF CAPITAL EXPENDITURE"),
            p("We certify that M/s Coromandel Rare Metals Private Limited has incurred capital expenditure of "
              "Rs. 48,62,15,300/-."),
            p("For Khanna Suri & Partners LLP"), p("Chartered Accountants"), p("ICAI FRN 021766N/N500118"),
            p("Harleen Suri"), p("Designated Partner - Membership number 233091"), p("UDIN 26233091PBGXAU3761"),
        )
    ).fields  # fmt: skip
    assert fields["ca_name"].value == "Harleen Suri" and fields["ca_name"].confidence >= SURE


def granted(tmp_path, *lines):
    return read_document(paper(tmp_path / "g.pdf", *lines)).fields


def test_the_said_rules_are_no_other_paper(tmp_path):
    fields = granted(
        tmp_path,
        title("CENTRAL POLLUTION CONTROL BOARD"),
        p("Registration No.: B-29016(3316)(EPR-Recycler)/25/WM-III"),
        p("Dated: 08.07.2025"),
        p("To, M/s Doaba E-Cycle Private Limited, Village Kanganwal, Ludhiana, Punjab - 141120"),
        p("Subject: Grant of registration as RECYCLER under the E-Waste (Management) Rules, 2022"),
        p("With reference to the above, the unit is hereby registered as Recycler under the said Rules. The "
          "registration shall remain in force for a period of five years from the date of issue of this letter."),
    )  # fmt: skip
    assert fields["validity"].value == "term"
    assert fields["valid_until"].value == date(2030, 7, 8)


def test_a_consent_referred_to_below_the_subject_does_not_tell_the_kind(tmp_path):
    fields = granted(
        tmp_path,
        title("STATE POLLUTION CONTROL BOARD, ODISHA"),
        title("CONSENT ORDER", 12),
        p("No. 4417/IND-I-CON-7731 Dt. 24-03-2025"),
        p("Sub: Consent for discharge of trade effluent under section 25/26 of the Water Act, 1974 and for existing/ "
          "new operation of the plant under section 21 of the Air Act, 1981."),
        p("Ref: (i) Consent to Establish No. 15203/IND-II-CTE-6620 dt. 02-09-2022 for 3,000 TPA (ii) Your application "
          "ID 5582310 dt. 12-01-2025"),
        p("Consent to operate is hereby granted to"),
        p("Name of the industry : M/s. Utkal Blackmass Refiners LLP"),
        p("This consent order is valid for the period up to 31-03-2030."),
    )  # fmt: skip
    assert fields["authorisation_kind"].value == "consent_to_operate"
    assert fields["authorisation_kind"].confidence >= SURE


FACILITY = (
    "This is to certify that M/s Saryu Motor Dismantlers Limited, {licence}, and situated at Plot No. 44, UPSIDC "
    "Industrial Area, Unnao, Uttar Pradesh - 209801, has been registered under registration number "
    "CPCB/ELV/RVSF/UP/26/00871 for scrapping of end-of-life vehicles, 31,500 metric tonnes per annum."
)


@pytest.mark.parametrize(
    "licence",
    [
        "a facility authorised by the State under the Rules of 2021 vide No. TD/UP/114 dated 9th March 2023",
        "licensed under the Factories Act, 1948 vide licence No. UNN/2211 dated 9th March 2023",
    ],
)
@pytest.mark.parametrize(
    "given",
    [
        "Given under my hand and seal on this the 21st day of January, 2026.",
        "Signed at New Delhi this 21st January 2026.",
    ],
)
def test_the_day_that_a_certificate_is_given_on_is_its_own_and_no_licences(tmp_path, licence, given):
    issued = granted(
        tmp_path,
        title("CENTRAL POLLUTION CONTROL BOARD"),
        title("CERTIFICATE OF REGISTRATION", 12),
        p("Environment Protection (End-of-Life Vehicles) Rules, 2025"),
        p(FACILITY.format(licence=licence)),
        p(given),
    ).get("issue_date")
    assert issued.value == date(2026, 1, 21)


def test_a_licences_day_alone_is_never_surely_the_certificates(tmp_path):
    issued = granted(
        tmp_path,
        title("CENTRAL POLLUTION CONTROL BOARD"),
        title("CERTIFICATE OF REGISTRATION", 12),
        p(FACILITY.format(licence="authorised by the State vide No. TD/UP/114 dated 9th March 2023")),
    ).get("issue_date")
    assert issued is None or issued.confidence < SURE


@pytest.mark.parametrize(
    "former",
    [
        "The Consent to Establish No. 2207/NOC/118 dated 17-05-2022 granted earlier for 3900 TPA stands merged.",
        "Consent Order No. 88/CTE dated 17-05-2022 issued previously stands withdrawn.",
    ],
)
def test_the_day_beside_the_outward_number_is_the_consents_and_the_merged_ones_is_not(tmp_path, former):
    rows = [
        ["Consent Order No.", "JSPCB/CTO/4411/2026"],
        ["Outward / Letter No. & Date", "907 / 04-02-2026"],
        ["Name of Industry", "M/s SONE ALLOYS PRIVATE LIMITED"],
        ["Type of Consent", "Consent to Operate"],
    ]
    fields = granted(
        tmp_path,
        title("JHARKHAND STATE POLLUTION CONTROL BOARD"),
        grid(rows, [180, 300]),
        p("As amended vide G.S.R. 62(E), this consent shall remain valid until it is cancelled. " + former),
    )
    assert fields["issue_date"].value == date(2026, 2, 4)
    assert fields["authorisation_number"].value == "JSPCB/CTO/4411/2026"
    assert fields["validity"].value == "until_cancelled" and "valid_until" not in fields
