"""The readings not taken: each interpretation that can move an amount is computed, and no other is forgotten."""

from dataclasses import replace

import pytest

from checks.account import other_applications
from checks.other_readings import READINGS
from records.neighbours import around
from tests.checks.factory import (
    NAME,
    appraised,
    claim,
    day,
    environmental_clearance,
    gmr_certificate,
    item,
    paper,
    rs,
    rules,
    sale,
    scheme,
)

MOVES_NO_AMOUNT = {
    "net_sales": "the opex amount is not public; opex.incremental_sales tells the sales under both readings",
    "hydrometallurgy": "it decides eligibility, and goes by the process level",
    "normally": "a person decides",
    "yield_per_mineral": "papers print one figure",
    "fresh_expansion": "no paper tells a new method",
    "registration_of_new_units": "the day of registration is judged either way",
}


def under(case, neighbours=None):
    found = appraised(case, neighbours).incentive.under_other_readings
    return {(it.interpretation, it.reading): it for it in found}


def test_every_interpretation_is_computed_or_said_to_move_no_amount():
    computed = set(READINGS)
    assert computed | set(MOVES_NO_AMOUNT) == set(scheme().interpretations)
    assert not computed & set(MOVES_NO_AMOUNT)


def test_every_reading_that_is_computed_is_one_of_the_pack_and_every_other_reading_of_it_is_computed():
    for interpretation, it in scheme().interpretations.items():
        computed = set(READINGS.get(interpretation, ()))
        assert computed <= {reading.id for reading in it.readings}
        if computed:
            assert {reading.id for reading in it.readings} - {it.taken} <= computed


def test_the_reading_taken_stands_first_and_carries_the_amount_of_the_incentive():
    case = claim(items=[item("80 crore"), item("21 crore", condition="refurbished")])
    incentive = appraised(case).incentive
    readings = incentive.under_other_readings
    assert readings and readings[0].taken
    assert {it.amount for it in readings if it.taken} == {incentive.amount}


def test_a_claim_that_no_reading_moves_shows_none():
    assert under(claim(items=[item("30 crore")])) == {}


@pytest.mark.parametrize(
    ("revenue", "amount"), [("199.99 crore", None), ("200 crore", "50 crore"), ("250 crore", "50 crore")]
)
def test_under_the_hindi_option_the_group_is_that_of_the_later_base_year(revenue, amount):
    """₹300 crore at 20% is ₹60 crore: cut at ₹25 crore in Group B, at ₹50 crore in Group A."""
    later = {**gmr_certificate([{"revenue": rs(revenue)}]), "financial_year": "2026-27", "udin": "27104417BKXMQT7731"}
    companies = [{"name": NAME, "relation": "applicant", "revenue": rs(revenue)}]
    case = claim(items=[item("300 crore")], extra=[paper("gmr_certificate", later, companies, file="later.pdf")])
    found = under(case)
    if amount is None:
        assert ("base_year_option", "option") not in found
    else:
        assert found["base_year_option", "option"].amount == rs(amount)
        assert found["base_year_option", "no_option"].amount == rs("25 crore")
        assert "2026-27" in found["base_year_option", "option"].note


def test_where_no_meeting_of_the_committee_was_public_yet_the_letter_alone_counts():
    late = {"production_date": day("2027-04-15"), "certificate_date": day("2027-04-20")}
    case = claim(
        approval_letter={"approval_date": day("2026-06-01")},
        chartered_engineer_certificate=late
        | {"production_date": day("2027-05-30"), "certificate_date": day("2027-06-01")},
        sales=[sale("2027-06-02", "1")],
        as_of=day("2027-07-01"),
    )
    assert ("approval_date", "committee_meeting") in under(case)
    early = replace(case, as_of=day("2026-04-29"))
    assert ("approval_date", "committee_meeting") not in under(early)


def test_a_clearance_puts_a_large_unit_into_a1_whatever_smaller_units_means():
    case = claim(
        items=[item("150 crore")],
        companies=[{"name": NAME, "relation": "applicant", "revenue": rs("250 crore")}],
        approval_letter={"group": "A"},
        application_form={"environmental_clearance_required": "yes"},
        extra=[paper("environmental_clearance", environmental_clearance())],
    )
    assert ("smaller_units", "group_b_only") not in under(case)


class TestOtherApplications:
    """The ceiling is one for all applications of a participant, told by PAN or by name."""

    @staticmethod
    def neighbours(case, **theirs):
        return around([case, replace(claim(**theirs), application_id="A-0988")])["A-0417"]

    def test_papers_of_the_same_application_in_another_folder_are_no_other_application(self):
        case = claim()
        assert other_applications(case, self.neighbours(case)) == []

    @pytest.mark.parametrize(
        "theirs",
        [
            {"applicant_name": "Dhatu Setu Unit II"},  # by its PAN
            {"pan": None, "gstin": None, "applicant_name": "M/s DHATU SETU RECYCLERS PVT. LTD."},  # by its name
        ],
    )
    def test_another_application_of_the_same_participant_is_found(self, theirs):
        number = {"application_number": "NCMM/REC/2025/00988"}
        case = claim()
        known = self.neighbours(case, application_form=number | theirs, claim_form=number | {"applicant_name": None})
        assert other_applications(case, known) == ["A-0988"]

    def test_a_receipt_that_both_claims_list_is_taken_off_once(self):
        number = {"application_number": "NCMM/REC/2025/00988"}
        both = {"date": day("2026-10-01"), "amount": rs("10 crore")}
        case = claim(items=[item("100 crore")], receipts=[both])
        theirs = {"application_form": number, "claim_form": number}
        known = self.neighbours(case, **theirs, receipts=[both, {"date": day("2026-11-01"), "amount": rs("3 crore")}])
        assert appraised(case, known).incentive.amount == rs("12 crore")
        assert under(case, known)["ceiling_across_applications", "application"].amount == rs("15 crore")


def test_readings_never_ask_for_what_the_scheme_does_not_have():
    assert rules().text("procedure.executive_committee_met").known == "official"
