"""What a claim and a consent say of themselves, beside what they say of an earlier claim and of another consent."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import p, paper, title

NAME = "Siruvani Magnet Recycling Private Limited"


def claim(tmp_path, *said):
    return read_document(
        paper(
            tmp_path / "claim.pdf",
            p("Coimbatore, 12 October 2026"),
            p("The Project Management Agency, JNARDDC, Nagpur"),
            p("Sub: Claim SMR/CLAIM/02 for capital subsidy under the Incentive Scheme for Promotion of "
              "Critical Mineral Recycling; our application NCMM/CMR/2025/0418 approved on 28 April 2026"),
            *map(p, said),
            p(f"For {NAME}"),
            p("K. Shanmugam"),
            p("Director"),
        )
    ).fields  # fmt: skip


NOW = "Dear Sirs, we claim ₹ 1,98,64,000 for the half year from 1 April 2026 to 30 September 2026."
BEFORE = "In our first claim we asked for ₹ 1,71,48,000, of which ₹ 1,60,00,000 was released to us on 14 August 2026."


@pytest.mark.parametrize("said", [(NOW, BEFORE), (BEFORE, NOW)])
def test_what_is_claimed_now_is_not_what_was_asked_for_before(tmp_path, said):
    assert claim(tmp_path, *said)["amount_claimed"].value == Decimal(19_864_000)


@pytest.mark.parametrize("before", [BEFORE, BEFORE.replace("first claim", "claim of June")])
def test_what_was_asked_for_before_alone_is_never_sure(tmp_path, before):
    found = claim(tmp_path, before).get("amount_claimed")
    assert found is None or found.confidence < SURE


def test_a_letter_of_claim_names_itself_its_application_and_who_signs_it(tmp_path):
    found = {name: it.value for name, it in claim(tmp_path, NOW).items()}
    assert found["claim_number"] == "SMR/CLAIM/02"
    assert found["application_number"] == "NCMM/CMR/2025/0418"
    assert found["applicant_name"] == NAME


def consent(tmp_path, *said):
    return read_document(
        paper(
            tmp_path / "consent.pdf",
            title("WEST BENGAL POLLUTION CONTROL BOARD"),
            p("Memo No. 1184/2N-77/2025(E)     Date: 19-11-2025"),
            p("To: Hooghly Metal Reclaim Limited, JL No. 31, Mouza Barijhati, P.S. Chanditala, Hooghly 712702"),
            p("Sub: Consent to Establish (NOC) for expansion of your e-waste recycling unit"),
            *map(p, said),
        )
    ).fields


GRANTED = (
    "The Board is pleased to accord its consent to establish for expansion from 1,200 TPA (as per CTO WBPCB/1187/2022, "
    "valid up to 31-12-2027) by another 2,400 TPA of e-waste."
)


def test_the_validity_of_a_consent_named_in_brackets_is_not_this_ones(tmp_path):
    found = consent(tmp_path, GRANTED).get("valid_until")
    assert found is None or found.confidence < SURE


@pytest.mark.parametrize("lapses", ["lapses on 18-11-2032", "shall lapse on 18-11-2032", "expires on 18-11-2032"])
def test_the_day_on_which_a_consent_lapses_is_its_last(tmp_path, lapses):
    found = consent(tmp_path, GRANTED, f"This consent to establish {lapses} or on commissioning, if earlier.")
    assert found["valid_until"].value == date(2032, 11, 18)
