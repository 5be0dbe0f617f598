"""One entity, one set of identifiers, one capacity: what agrees, what differs lawfully, what a person must see."""

from decimal import Decimal

import pytest

from records.gstins import is_gstin
from records.identifier_forms import ALPHABET
from tests.checks.factory import (
    NAME,
    OTHER_GSTIN,
    application,
    appraised,
    claim,
    consent_to_operate,
    day,
    doubtful,
    epr_certificate,
    finding,
    paper,
    status,
)


class TestEntityName:
    check = "consistency.entity_name"

    @pytest.mark.parametrize(
        "print_",
        [
            "M/s. DHATU SETU RECYCLERS PVT. LTD.",
            "Dhatu Setu Recyclers Pvt Ltd",
            "dhatu  setu recyclers private limited",
            "मैसर्स धातु सेतु रीसाइक्लर्स प्राइवेट लिमिटेड",
        ],
    )
    def test_the_form_of_writing_is_no_difference(self, print_):
        assert status(self.check, claim(epr_certificate={"entity_name": print_})) == "pass"

    @pytest.mark.parametrize(
        "print_",
        [
            "Dhatu Setu Holdings Private Limited",
            "Malwa Foundry Works LLP",
            "Dhatu Setu Recyclers LLP",
            "धातु सेतु होल्डिंग्स प्राइवेट लिमिटेड",
            "धातु सेतु रीसाइक्लर्स एलएलपी",
        ],
    )
    def test_another_name_is_referred_with_both_and_never_fails(self, print_):
        found = finding(self.check, claim(epr_certificate={"entity_name": print_}))
        assert found.status == "refer"
        assert print_ in found.reason and NAME in found.reason

    @pytest.mark.parametrize(
        ("print_", "verb"),
        [
            ("003 ce ee es eee eweae £ Dhatu Setu Recyclers", "may not be the same name"),
            ("Private Limited", "may not be the same name"),
            ("Dhatu Setu Recyclers LLP", "is not the same name"),
            ("Malwa Foundry Works Private Limited", "is not the same name"),
        ],
    )
    def test_a_name_among_what_ocr_made_up_is_not_told_to_be_anothers(self, print_, verb):
        found = finding(self.check, claim(epr_certificate={"entity_name": print_}))
        assert (found.status, verb in found.reason) == ("refer", True)
        registration = finding("eligibility.epr_registration_valid", claim(epr_certificate={"entity_name": print_}))
        assert registration.status == "refer"
        assert ("another entity's name" in registration.reason) == (verb == "is not the same name")

    def test_two_doubtful_readings_of_one_name_witness_each_other(self):
        case = doubtful(doubtful(claim(), "epr_certificate", "entity_name"), "sales_ledger", "entity_name")
        assert status(self.check, case) == "pass"

    def test_a_reading_less_likely_than_not_is_no_witness(self):
        case = doubtful(application(gmr_certificate=None), "application_form", "applicant_name", confidence=0.4)
        case = doubtful(case, "consent_to_establish", "entity_name", confidence=0.4)
        assert status(self.check, case) == "refer"

    def test_one_paper_alone_proves_nothing(self):
        assert status(self.check, application(consent_to_establish=None, gmr_certificate=None)) == "missing"

    def test_it_decides_the_recommendation(self):
        assert appraised(claim(hazardous_waste={"entity_name": "Malwa Foundry Works LLP"})).recommendation == "refer"

    @pytest.mark.parametrize(
        ("listed", "verdict"),
        [
            ("Dhatu Setu Recyclers Pvt. Ltd.", "pass"),
            ("Malwa Foundry Works LLP", "refer"),
            ("Dhatu Setu Holdings Private Limited", "refer"),
        ],
    )
    def test_the_company_whose_revenue_is_added_as_the_applicants_is_the_applicant(self, listed, verdict):
        companies = [{"name": listed, "relation": "applicant", "revenue": Decimal(1_037_500_000)}]
        assert status(self.check, claim(companies=companies)) == verdict


class TestIdentifiers:
    check = "consistency.identifiers"

    def test_the_pan_must_be_the_one_inside_the_gstin(self):
        assert status(self.check, claim(application_form={"pan": "AAKCD4821N"})) == "fail"

    def test_a_doubtful_pan_that_differs_is_no_fail(self):
        case = doubtful(claim(application_form={"pan": "AAKCD4821N"}), "application_form", "pan")
        assert status(self.check, case) == "refer"

    def test_a_gstin_of_the_same_pan_in_another_state_is_lawful(self):
        found = finding(self.check, claim(sales_ledger={"gstin": OTHER_GSTIN}))
        assert (found.status, "2 states" in found.reason) == ("pass", True)

    def test_a_gstin_of_another_pan_fails(self):
        assert status(self.check, claim(sales_ledger={"gstin": "29AABCV7719K1ZR"})) == "fail"

    def test_two_gstins_of_one_state_are_for_a_person(self):
        second = next(it for it in (f"27AAKCD4821M2Z{last}" for last in ALPHABET) if is_gstin(it))
        assert status(self.check, claim(sales_ledger={"gstin": second})) == "refer"

    def test_a_cin_that_differs_between_papers_fails(self):
        other = paper("incorporation_certificate", {"cin": "U38210MH2024PTC418823", "entity_name": NAME})
        assert status(self.check, claim(extra=[other])) == "fail"

    @pytest.mark.parametrize("converted", ["U38210MH2024PLC418822", "L27204MH2024PLC418822"])
    def test_a_cin_after_a_conversion_is_for_a_person(self, converted):
        other = paper("incorporation_certificate", {"cin": converted, "entity_name": NAME})
        found = finding(self.check, claim(extra=[other]))
        assert (found.status, "conversion" in found.reason) == ("refer", True)

    def test_a_group_companys_paper_is_not_held_against_the_applicant(self):
        other = paper("gst_registration", {"gstin": "29AABCV7719K1ZR", "legal_name": "Vajra Engineering Works"})
        assert status(self.check, claim(extra=[other])) == "pass"

    def test_without_identifiers_it_is_missing(self):
        bare = {"cin": None, "pan": None, "gstin": None}
        assert (
            status(self.check, claim(application_form=bare, epr_certificate={"gstin": None}, sales_ledger=None))
            == "missing"
        )


class TestAuthorisedCapacity:
    check = "consistency.authorised_capacity"

    @pytest.mark.parametrize(("allowed", "verdict"), [("6000", "pass"), ("5999.99", "fail"), ("6000.01", "pass")])
    def test_what_is_claimed_is_at_most_what_the_consent_allows(self, allowed, verdict):
        assert status(self.check, claim(consent_to_operate={"capacity_tpa": Decimal(allowed)})) == verdict

    def test_the_registration_counts_too_and_the_margin_is_told(self):
        found = finding(self.check, claim(epr_certificate={"capacity_tpa": Decimal(4500)}))
        assert (found.status, "1,500 t a year less" in found.reason) == ("fail", True)

    def test_more_installed_than_authorised_is_for_a_person(self):
        assert (
            status(self.check, claim(chartered_engineer_certificate={"installed_capacity_tpa": Decimal(6100)}))
            == "refer"
        )

    def test_the_consent_that_runs_longest_counts(self):
        old = paper("consent_to_operate", {**consent_to_operate(), "capacity_tpa": Decimal(3000), "validity": "dated",
                                           "valid_until": day("2026-12-31")}, file="old.pdf")  # fmt: skip
        assert status(self.check, claim(extra=[old])) == "pass"

    def test_at_application_the_consent_to_establish_counts(self):
        assert status(self.check, application(consent_to_establish={"capacity_tpa": Decimal(5000)})) == "fail"

    def test_another_firms_consent_authorises_nothing(self):
        case = claim(consent_to_operate=None, epr_certificate=None, chartered_engineer_certificate=None, extra=[
            paper("epr_certificate", {**epr_certificate(), "entity_name": "Malwa Foundry Works LLP"}, file="malwa.pdf")
        ])  # fmt: skip
        assert status(self.check, case) == "missing"

    def test_without_a_claim_or_an_authorisation_it_is_missing(self):
        assert status(self.check, claim(application_form={"capacity_tpa": None})) == "missing"
        none = {"capacity_tpa": None}
        assert status(self.check, claim(consent_to_operate=none, epr_certificate=none)) == "missing"

    def test_a_doubtful_figure_without_a_second_paper_is_for_a_person(self):
        case = claim(consent_to_operate={"capacity_tpa": Decimal(7000)}, epr_certificate={"capacity_tpa": None})
        assert status(self.check, doubtful(case, "consent_to_operate", "capacity_tpa")) == "refer"
