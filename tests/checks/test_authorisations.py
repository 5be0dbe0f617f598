"""Consents and EPR registrations: at application and at claim, at each limit, without evidence and in doubt."""

import pytest

from tests.checks.factory import (
    application,
    claim,
    consent_to_establish,
    consent_to_operate,
    day,
    doubtful,
    epr_certificate,
    finding,
    hazardous_waste,
    paper,
    status,
)


class TestAuthorisationAtApplication:
    check = "eligibility.authorisation_valid"

    @pytest.mark.parametrize(
        ("issued", "until", "verdict"),
        [
            ("2026-01-15", "2030-09-19", "pass"),
            ("2026-01-16", "2030-09-19", "fail"),
            ("2020-09-20", "2026-01-15", "pass"),
            ("2020-09-20", "2026-01-14", "fail"),
        ],
    )
    def test_the_consent_must_run_on_the_day_of_the_application(self, issued, until, verdict):
        case = application(consent_to_establish={"issue_date": day(issued), "valid_until": day(until)})
        assert status(self.check, case) == verdict

    def test_a_consent_to_operate_is_better_and_serves_too(self):
        old = paper("consent_to_operate", {**consent_to_operate(), "issue_date": day("2024-01-01"), "validity": "dated",
                                           "valid_until": day("2028-12-31")})  # fmt: skip
        assert status(self.check, application(consent_to_establish=None, extra=[old])) == "pass"

    def test_a_waste_authorisation_alone_is_no_consent(self):
        waste = paper("hazardous_waste", {**hazardous_waste(), "issue_date": day("2025-12-01")})
        assert status(self.check, application(consent_to_establish=None, extra=[waste])) == "missing"

    def test_without_any_paper_it_is_missing(self):
        assert status(self.check, application(consent_to_establish=None)) == "missing"

    def test_a_consent_of_another_firm_does_not_count(self):
        case = application(consent_to_establish={"entity_name": "Malwa Foundry Works LLP"})
        assert status(self.check, case) == "refer"

    def test_an_expired_consent_beside_one_that_prints_no_end_is_for_a_person(self):
        silent = paper(
            "consent_to_establish", {**consent_to_establish(), "valid_until": None, "validity": None}, file="new.pdf"
        )
        case = application(consent_to_establish={"valid_until": day("2025-12-31")}, extra=[silent])
        assert status(self.check, case) == "refer"


class TestAuthorisationAtClaim:
    check = "eligibility.authorisation_valid"

    def test_a_consent_to_establish_lets_no_one_operate(self):
        case = claim(consent_to_operate=None, consent_to_establish={})
        assert status(self.check, case) == "missing"
        assert "consent to establish" in finding(self.check, case).reason

    @pytest.mark.parametrize(("until", "verdict"), [("2026-11-22", "pass"), ("2026-11-21", "fail")])
    def test_a_dated_consent_must_reach_the_day_of_the_appraisal(self, until, verdict):
        case = claim(consent_to_operate={"validity": "dated", "valid_until": day(until)})
        assert status(self.check, case) == verdict

    @pytest.mark.parametrize(("issued", "verdict"), [("2026-09-05", "pass"), ("2026-09-06", "refer")])
    def test_it_must_run_from_the_day_production_starts(self, issued, verdict):
        assert status(self.check, claim(consent_to_operate={"issue_date": day(issued)})) == verdict

    @pytest.mark.parametrize(("issued", "verdict"), [("2026-01-27", "pass"), ("2026-01-26", "refer")])
    def test_until_cancelled_counts_for_papers_issued_under_the_rule(self, issued, verdict):
        assert status(self.check, claim(consent_to_operate={"issue_date": day(issued)})) == verdict

    def test_a_renewal_follows_the_first_consent_without_a_gap(self):
        first = {**consent_to_operate(), "validity": "dated", "valid_until": day("2026-10-31")}
        renewed = paper(
            "consent_to_operate", {**consent_to_operate(), "issue_date": day("2026-11-01")}, file="renewed.pdf"
        )
        assert status(self.check, claim(consent_to_operate=first, extra=[renewed])) == "pass"

    def test_a_gap_of_a_day_between_two_consents_is_for_a_person(self):
        first = {**consent_to_operate(), "validity": "dated", "valid_until": day("2026-10-30")}
        renewed = paper(
            "consent_to_operate", {**consent_to_operate(), "issue_date": day("2026-11-01")}, file="renewed.pdf"
        )
        found = finding(self.check, claim(consent_to_operate=first, extra=[renewed]))
        assert (found.status, "31 October 2026 to 31 October 2026" in found.reason) == ("refer", True)

    def test_combined_is_consent_and_waste_authorisation_in_one(self):
        case = claim(consent_to_operate={"authorisation_kind": "combined"}, hazardous_waste=None)
        assert status(self.check, case) == "pass"

    def test_without_a_waste_authorisation_a_person_says_whether_one_is_needed(self):
        assert status(self.check, claim(hazardous_waste=None)) == "refer"

    def test_a_consent_of_another_firm_beside_own_papers_is_named(self):
        found = finding(self.check, claim(consent_to_operate={"entity_name": "Malwa Foundry Works LLP"}))
        assert (found.status, "consent_to_operate.pdf is in another entity's name" in found.reason) == ("refer", True)

    def test_a_doubtful_end_is_no_fail(self):
        expired = claim(consent_to_operate={"validity": "dated", "valid_until": day("2026-10-01")})
        assert status(self.check, expired) == "fail"
        assert status(self.check, doubtful(expired, "consent_to_operate", "valid_until")) == "refer"

    def test_a_paper_without_an_end_is_for_a_person(self):
        assert status(self.check, claim(consent_to_operate={"validity": None})) == "refer"

    def test_as_of_a_day_on_which_nothing_ran_until_cancelled_a_person_judges(self):
        case = claim(as_of=day("2026-01-20"), consent_to_operate={"issue_date": day("2025-11-01")})
        assert status(self.check, case) == "refer"


class TestEpr:
    check = "eligibility.epr_registration_valid"

    def test_a_new_unit_needs_none_yet_at_application(self):
        assert status(self.check, application()) == "not_applicable"

    def test_an_existing_unit_needs_one_at_application(self):
        assert status(self.check, application(application_form={"unit_type": "expansion"})) == "missing"

    def test_an_existing_unit_with_one_passes(self):
        held = paper("epr_certificate", {**epr_certificate(), "issue_date": day("2024-05-04")})
        assert status(self.check, application(application_form={"unit_type": "expansion"}, extra=[held])) == "pass"

    def test_a_claim_without_one_is_missing(self):
        assert status(self.check, claim(epr_certificate=None)) == "missing"

    @pytest.mark.parametrize(("issued", "verdict"), [("2026-09-05", "pass"), ("2026-09-06", "fail")])
    def test_it_is_due_before_production_starts(self, issued, verdict):
        assert status(self.check, claim(epr_certificate={"issue_date": day(issued)})) == verdict

    @pytest.mark.parametrize(("until", "verdict"), [("2026-11-22", "pass"), ("2026-11-21", "fail")])
    def test_it_must_still_run(self, until, verdict):
        assert status(self.check, claim(epr_certificate={"valid_until": day(until)})) == verdict

    def test_a_registration_without_an_end_is_told_with_the_day_that_was_read(self):
        found = finding(self.check, claim(epr_certificate={"valid_until": None, "validity": None}))
        assert found.status == "refer"
        assert "prints no end of the registration's validity that could be read; it was issued on" in found.reason

    @pytest.mark.parametrize(
        ("stream", "level", "rule_set", "verdict"),
        [
            ("lib_scrap", "R4", "battery_2022", "pass"),
            ("lib_scrap", "R4", "e_waste_2022", "fail"),
            ("e_waste", "L3", "e_waste_2022", "pass"),
            ("e_waste", "L3", "battery_2022", "fail"),
            ("other_scrap", "L3", "elv_2025", "pass"),
            ("other_scrap", "L3", "battery_2022", "refer"),
            ("lib_scrap", "R4", None, "refer"),
        ],
    )
    def test_the_rules_must_be_those_of_the_stream(self, stream, level, rule_set, verdict):
        case = claim(
            application_form={"recycling_stream": stream, "process_level": level},
            epr_certificate={"rule_set": rule_set, "entity_category": "rvsf" if rule_set == "elv_2025" else "recycler"},
        )
        assert status(self.check, case) == verdict

    @pytest.mark.parametrize(
        ("category", "verdict"),
        [
            ("producer", "fail"),
            ("manufacturer", "fail"),
            ("bulk_consumer", "fail"),
            ("refurbisher", "refer"),
            (None, "refer"),
        ],
    )
    def test_a_producers_registration_is_no_recyclers(self, category, verdict):
        assert status(self.check, claim(epr_certificate={"entity_category": category})) == verdict

    def test_a_producers_registration_fails_though_the_stream_was_not_read(self):
        producer = {"entity_category": "producer", "valid_until": None, "validity": None}
        found = finding(self.check, claim(application_form={"recycling_stream": None}, epr_certificate=producer))
        assert found.status == "fail"
        assert "needs the recycler's registration; epr_certificate.pdf registers a producer" in found.reason

    def test_before_a_claim_the_recyclers_may_yet_follow(self):
        held = paper("epr_certificate", {**epr_certificate(), "entity_category": "producer"})
        assert status(self.check, application(extra=[held])) == "refer"

    def test_a_producer_who_recycles_besides_has_two_registrations(self):
        extra = paper("epr_certificate", {**epr_certificate(), "entity_category": "producer"}, file="producer.pdf")
        assert status(self.check, claim(extra=[extra])) == "pass"

    def test_no_fail_where_the_recyclers_may_be_among_what_was_not_read(self):
        producer = {"entity_category": "producer"}
        assert status(self.check, doubtful(claim(epr_certificate=producer), "epr_certificate", "entity_category")) == (
            "refer"
        )
        dark = paper("unknown", {}, file="dark.pdf", status="unreadable")
        assert status(self.check, claim(epr_certificate=producer, extra=[dark])) == "refer"
        another = paper(
            "epr_certificate", {**epr_certificate(), "entity_name": "Malwa Foundry Works LLP"}, file="m.pdf"
        )
        assert status(self.check, claim(epr_certificate=producer, extra=[another])) == "refer"

    def test_other_scrap_may_need_no_registration(self):
        scrap = {"recycling_stream": "other_scrap", "process_level": "L3"}
        assert status(self.check, claim(application_form=scrap, epr_certificate={"entity_category": "producer"})) == (
            "refer"
        )

    def test_a_registration_that_needs_no_renewal_runs(self):
        case = claim(epr_certificate={"valid_until": None, "validity": "until_cancelled"})
        assert status(self.check, case) == "pass"

    def test_one_that_prints_no_end_is_for_a_person(self):
        assert status(self.check, claim(epr_certificate={"valid_until": None, "validity": None})) == "refer"

    def test_an_unclear_stream_tells_no_rules(self):
        assert status(self.check, claim(application_form={"recycling_stream": "plastic"})) == "refer"


def test_identifiers_are_told_in_words():
    stream = {"recycling_stream": "lib_scrap"}
    assert (
        "The stream is lithium-ion battery scrap,"
        in finding("eligibility.recycling_stream", application(application_form=stream)).reason
    )
    combined = paper(
        "pollution_board_authorisation", {**consent_to_operate(), "authorisation_kind": "combined"}, file="cca.pdf"
    )
    case = claim(consent_to_operate=None, hazardous_waste=None, extra=[combined])
    assert finding("eligibility.authorisation_valid", case).reason.startswith(
        "The combined consent and authorisation in cca.pdf runs from "
    )
    rules_of_another = claim(epr_certificate={"rule_set": "e_waste_2022"})
    assert finding("eligibility.epr_registration_valid", rules_of_another).reason == (
        "Lithium-ion battery scrap needs registration under the Battery Waste Rules of 2022; filed is registration"
        " under the E-Waste Rules of 2022."
    )
