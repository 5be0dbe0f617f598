"""Each criterion at its limit, on each side of it, without its evidence, in doubt, and before its figure began."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reference import NotInForce
from tests.checks.factory import (
    CIN,
    GSTIN,
    NAME,
    PAN,
    amended,
    application,
    application_form,
    claim,
    consent_to_establish,
    consent_to_operate,
    day,
    doubtful,
    epr_certificate,
    finding,
    gmr_certificate,
    hazardous_waste,
    paper,
    rs,
    rules,
    status,
)

NO_NUMBERS = {"cin": None, "pan": None, "gstin": None}


class TestRegisteredInIndia:
    check = "eligibility.registered_in_india"

    def test_a_company_is_registered_by_its_cin(self):
        assert CIN in finding(self.check, application()).reason

    def test_a_firm_without_cin_is_registered_by_gstin_and_pan(self):
        assert status(self.check, application(application_form={"cin": None})) == "pass"

    def test_a_partnership_is_registered_by_llpin(self):
        certificate = paper("incorporation_certificate", {"llpin": "AAX-4417", "entity_name": NAME})
        assert status(self.check, application(application_form=NO_NUMBERS, extra=[certificate])) == "pass"

    def test_a_gstin_without_the_pan_beside_it_is_for_a_person(self):
        found = finding(self.check, application(application_form={"cin": None, "pan": None}))
        assert found.status == "refer" and "no paper prints the PAN that it contains" in found.reason

    def test_a_gstin_with_a_wrong_check_digit_registers_nobody(self):
        wrong = application(application_form={"cin": None, "gstin": GSTIN[:-1] + "7"})
        assert status(self.check, wrong) == "refer"

    def test_without_any_number_it_is_missing_never_a_fail(self):
        assert status(self.check, application(application_form=NO_NUMBERS)) == "missing"

    def test_a_doubtful_cin_yields_to_a_sure_gstin(self):
        assert status(self.check, doubtful(application(), "application_form", "cin")) == "pass"

    def test_a_doubtful_pan_is_established_by_the_gstin_that_contains_it(self):
        case = doubtful(application(application_form={"cin": None}), "application_form", "pan")
        assert status(self.check, case) == "pass"

    def test_the_vendors_gstin_registers_nobody(self):
        assert (
            status(self.check, claim(application_form=NO_NUMBERS, epr_certificate={"gstin": None}, sales_ledger=None))
            == "missing"
        )

    def test_a_doubtful_gstin_that_two_papers_print_is_established(self):
        case = claim(application_form={"cin": None})
        for name in ("application_form", "epr_certificate", "sales_ledger"):
            case = doubtful(case, name, "gstin")
        assert status(self.check, case) == "pass"


class TestApplicationWindow:
    check = "eligibility.application_window"

    @pytest.mark.parametrize(
        ("filed", "verdict", "margin"),
        [
            ("2025-10-01", "fail", "1 day before the window opened"),
            ("2025-10-02", "pass", "181 days before the window closed"),
            ("2026-03-31", "pass", "1 day before the window closed"),
            ("2026-04-01", "pass", "0 days before the window closed"),
            ("2026-04-02", "fail", "1 day after the window closed"),
        ],
    )
    def test_both_days_of_the_window_are_inside(self, filed, verdict, margin):
        found = finding(self.check, application(application_form={"application_date": day(filed)}))
        assert (found.status, margin in found.reason) == (verdict, True)

    def test_a_doubtful_late_date_is_no_fail(self):
        late = application(application_form={"application_date": day("2026-04-02")})
        assert status(self.check, doubtful(late, "application_form", "application_date")) == "refer"

    def test_two_forms_with_different_dates_are_for_a_person(self):
        other = paper(
            "application_form", {**application_form(), "application_date": day("2026-01-16")}, file="second.pdf"
        )
        assert "second.pdf" in finding(self.check, application(extra=[other])).reason
        assert status(self.check, application(extra=[other])) == "refer"

    def test_without_a_date_it_is_missing(self):
        assert status(self.check, application(application_form={"application_date": None})) == "missing"

    def test_on_a_day_before_the_call_nothing_can_be_judged(self):
        with pytest.raises(NotInForce) as error:
            status(self.check, application(as_of=day("2025-09-20")))
        assert error.value.as_of

    def test_a_longer_window_notified_later_reaches_the_late_application(self):
        late = application(application_form={"application_date": day("2026-04-02")})
        extended = amended("window.closes", day("2026-06-30"), "2026-04-15", known="official")
        assert status(self.check, late, rules_=extended) == "pass"

    def test_it_fails_as_of_a_day_before_the_extension_was_known(self):
        late = application(application_form={"application_date": day("2026-04-02")}, as_of=day("2026-04-10"))
        extended = amended("window.closes", day("2026-06-30"), "2026-04-15", as_of=day("2026-04-10"))
        assert status(self.check, late, rules_=extended) == "fail"


@pytest.mark.parametrize(
    ("answer", "verdict"), [("yes", "pass"), ("no", "fail"), (None, "missing"), ("phase I", "refer")]
)
def test_only_single_phase_projects_are_considered(answer, verdict):
    assert status("eligibility.single_phase", application(application_form={"single_phase": answer})) == verdict


def test_a_doubtful_no_is_not_a_fail():
    phased = application(application_form={"single_phase": "no"})
    assert status("eligibility.single_phase", doubtful(phased, "application_form", "single_phase")) == "refer"


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


@pytest.mark.parametrize(
    ("stream", "verdict"),
    [("e_waste", "pass"), ("lib_scrap", "pass"), ("other_scrap", "pass"), ("plastic", "refer"), (None, "missing")],
)
def test_the_scheme_covers_three_streams(stream, verdict):
    assert status("eligibility.recycling_stream", application(application_form={"recycling_stream": stream})) == verdict


@pytest.mark.parametrize(
    ("activity", "verdict"),
    [
        ("Manufacture of polymer compounds", "refer"),
        ("DYEING AND PRINTING OF FABRIC", "refer"),
        ("प्लास्टिक दाने का निर्माण", "refer"),
        ("Manufacture of nickel sulphate", "pass"),
        ("Production of black mass", "pass"),
        ("ई-अपशिष्ट से उत्पादन", "pass"),
        ("operation of the plant as applied for", "pass"),  # it says nothing of what is made
    ],
)
def test_a_consent_for_making_something_else_is_for_a_person(activity, verdict):
    found = finding("eligibility.recycling_stream", claim(consent_to_operate={"activity": activity}))
    assert found.status == verdict, found.reason
    assert (activity in found.reason) == (verdict == "refer")


def test_an_activity_that_was_hardly_read_says_nothing():
    consent = paper("consent_to_operate", {**consent_to_operate(), "activity": "Manufacture of toys"}, file="x.pdf")
    for confidence, verdict in ((0.8, "refer"), (0.4, "pass")):
        fields = {**consent.fields, "activity": consent.fields["activity"].with_confidence(confidence)}
        case = claim(consent_to_operate=None, extra=[replace(consent, fields=fields)])
        assert status("eligibility.recycling_stream", case) == verdict


@pytest.mark.parametrize(
    ("minerals", "verdict"),
    [
        (("lithium",), "pass"),
        (("zirconium_hafnium", "platinum_group_elements"), "pass"),
        (("unlisted:Copper",), "fail"),
        (("unlisted:Gold", "unlisted:Silver"), "fail"),
        (("nickel", "unlisted:Copper"), "refer"),
        ((), "missing"),
        (None, "missing"),
    ],
)
def test_minerals_are_those_of_appendix_i_and_copper_is_none(minerals, verdict):
    assert status("eligibility.minerals_listed", application(application_form={"minerals": minerals})) == verdict


@pytest.mark.parametrize(
    ("stream", "level", "verdict"),
    [
        ("lib_scrap", "R3", "pass"),
        ("lib_scrap", "R4", "pass"),
        ("lib_scrap", "L3", "pass"),
        ("lib_scrap", "R2", "fail"),
        ("e_waste", "L3", "pass"),
        ("e_waste", "L2", "fail"),
        ("e_waste", "L1", "fail"),
        ("e_waste", "R4", "refer"),
        (None, "R4", "refer"),
        ("e_waste", "L9", "refer"),
        ("e_waste", None, "missing"),
    ],
)
def test_chemical_extraction_is_paid_for_and_shredding_is_not(stream, level, verdict):
    form = {"recycling_stream": stream, "process_level": level}
    assert status("eligibility.process_level", application(application_form=form)) == verdict


@pytest.mark.parametrize(
    ("percent", "verdict"), [("29.99", "pass"), ("30", "refer"), ("30.01", "refer"), (None, "missing")]
)
def test_feed_is_normally_below_30_percent_and_never_fails(percent, verdict):
    form = {"feed_concentration_percent": Decimal(percent) if percent else None}
    assert status("eligibility.feed_concentration", application(application_form=form)) == verdict


@pytest.mark.parametrize(
    ("percent", "verdict"), [("98.99", "refer"), ("99", "pass"), ("99.9", "pass"), (None, "missing")]
)
def test_product_is_normally_99_percent_pure_and_never_fails(percent, verdict):
    form = {"product_purity_percent": Decimal(percent) if percent else None}
    assert status("eligibility.product_purity", application(application_form=form)) == verdict


def test_the_least_pure_listed_product_decides_and_copper_does_not():
    def with_products(*rows):
        form = paper("application_form", application_form())
        made = paper("sales_ledger", {}, [{**row} for row in rows], file="application_form.pdf").tables["entries"]
        return application(application_form=None, extra=[replace(form, tables={"products": made})])

    pure = {"product": "Cobalt sulphate", "mineral": "cobalt", "purity_percent": Decimal("99.2")}
    poor = {"product": "Nickel hydroxide", "mineral": "nickel", "purity_percent": Decimal("97")}
    copper = {"product": "Copper granules", "mineral": "unlisted:Copper", "purity_percent": Decimal("97")}
    assert status("eligibility.product_purity", with_products(pure, copper)) == "pass"
    found = finding("eligibility.product_purity", with_products(pure, poor))
    assert (found.status, "97%" in found.reason) == ("refer", True)


@pytest.mark.parametrize(("promised", "measured", "verdict"), [
    ("80", None, "pass"), ("79.99", None, "fail"), ("88", "80", "pass"), ("79", "79.5", "fail"),
    ("88", "79.9", "refer"), ("79", "85", "refer"), (None, None, "missing"),
])  # fmt: skip
def test_the_yield_is_at_least_80_percent_by_every_paper(promised, measured, verdict):
    case = claim(
        application_form={"recovery_yield_percent": Decimal(promised) if promised else None},
        chartered_engineer_certificate={"recovery_yield_percent": Decimal(measured) if measured else None},
    )
    assert status("eligibility.recovery_yield", case) == verdict


def revenue(amount, **changes):
    return application(gmr_certificate={"total_gmr": rs(amount), **changes})


class TestGroup:
    check = "eligibility.group"

    @pytest.mark.parametrize(
        ("amount", "group"), [("199.99 crore", "B"), ("1999999999.99", "B"), ("200 crore", "A"), ("200.01 crore", "A")]
    )
    def test_200_crore_itself_is_group_a(self, amount, group):
        found = finding(self.check, revenue(amount))
        assert (found.status, found.figures["group"]) == ("pass", group)

    def test_the_margin_is_said_exactly(self):
        assert "₹0.01 below the ₹200.00 crore" in finding(self.check, revenue("1999999999.99")).reason

    def test_where_the_letter_differs_a_person_decides(self):
        assert status(self.check, claim(approval_letter={"group": "A"})) == "refer"

    @pytest.mark.parametrize("printed", ["B", "Group B", "Group - 'B'"])
    def test_without_revenue_the_letter_decides(self, printed):
        found = finding(self.check, claim(gmr_certificate=None, approval_letter={"group": printed}))
        assert (found.status, found.figures["group"]) == ("pass", "B")

    def test_without_either_it_is_missing(self):
        assert status(self.check, claim(gmr_certificate=None, approval_letter={"group": None})) == "missing"

    def test_revenue_of_another_year_is_for_a_person(self):
        assert status(self.check, revenue("90 crore", financial_year="2024-25")) == "refer"

    def test_of_two_certificates_the_one_of_the_base_year_counts(self):
        of_last_year = {**gmr_certificate([]), "total_gmr": rs("250 crore"), "financial_year": "2024-25"}
        older = paper("gmr_certificate", of_last_year, file="older.pdf")
        found = finding(self.check, application(extra=[older]))
        assert (found.status, found.figures["group"]) == ("pass", "B")

    def test_sister_companies_that_lift_the_revenue_over_the_limit_are_for_a_person(self):
        rows = [
            {"name": NAME, "relation": "applicant", "revenue": rs("150 crore")},
            {"name": "Dhatu Setu Logistics", "relation": "other", "revenue": rs("60 crore")},
        ]
        assert status(self.check, claim(companies=rows, approval_letter={"group": "A"})) == "refer"

    def test_doubtful_revenue_is_for_a_person(self):
        assert status(self.check, doubtful(application(), "gmr_certificate", "total_gmr")) == "refer"

    def test_doubtful_revenue_of_the_group_that_the_letter_gives_is_established(self):
        assert status(self.check, doubtful(claim(), "gmr_certificate", "total_gmr")) == "pass"
        assert status(self.check, doubtful(claim(), "gmr_certificate", "total_gmr", confidence=0.4)) == "refer"


class TestMinimumInvestment:
    check = "eligibility.minimum_investment"

    @pytest.mark.parametrize(
        ("gmr", "proposed", "verdict", "words"),
        [
            ("90 crore", "25 crore", "pass", "exactly"),
            ("90 crore", "24.60 crore", "refer", "₹24.60 crore, ₹0.40 crore short of"),
            ("90 crore", "25.01 crore", "pass", "above"),
            ("200 crore", "100 crore", "pass", "exactly"),
            ("200 crore", "99.99 crore", "refer", "short of"),
        ],
    )
    def test_press_figures_pass_marked_or_refer_but_never_fail(self, gmr, proposed, verdict, words):
        case = application(
            application_form={"proposed_investment": rs(proposed)}, gmr_certificate={"total_gmr": rs(gmr)}
        )
        found = finding(self.check, case)
        assert (found.status, words in found.reason) == (verdict, True)
        assert "from the press only" in found.reason

    def test_once_the_guidelines_are_at_hand_it_can_fail(self):
        case = application(application_form={"proposed_investment": rs("24.60 crore")})
        official = amended("investment.minimum_b", "250000000", "2025-10-02", known="official")
        assert status(self.check, case, rules_=official) == "fail"

    def test_a_figure_that_nobody_knows_is_for_a_person(self):
        unknown = amended("investment.minimum_b", None, "2025-10-02", known="unknown")
        found = finding(self.check, application(), rules_=unknown)
        assert (found.status, "not publicly known" in found.reason) == ("refer", True)
        assert [it.id for it in found.parameters] == ["investment.minimum_b"]

    def test_without_a_group_the_minimum_is_not_known(self):
        assert status(self.check, application(gmr_certificate=None)) == "missing"

    def test_without_the_figure_it_is_missing(self):
        assert status(self.check, application(application_form={"proposed_investment": None})) == "missing"

    def test_an_application_before_the_figure_took_effect_is_for_a_person(self):
        early = application(application_form={"application_date": day("2025-10-01")})
        found = finding(self.check, early)
        assert (found.status, "2025-10-02" in found.reason) == ("refer", True)

    def test_an_amendment_of_unknown_reach_shows_both_and_is_for_a_person(self):
        raised = amended("investment.minimum_b", "300000000", "2026-06-01", known="official", applies_to="unknown")
        found = finding(self.check, application(), rules_=raised)
        assert (found.status, "300000000" in found.reason or "250000000" in found.reason) == ("refer", True)

    def test_an_amendment_for_later_applications_leaves_this_one_alone(self):
        raised = amended("investment.minimum_b", "900000000", "2026-06-01", known="official",
                         applies_to="applications_from", day="2026-06-01")  # fmt: skip
        assert status(self.check, application(), rules_=raised) == "pass"


@pytest.mark.parametrize(
    ("gmr", "capacity", "verdict"),
    [
        ("90 crore", "5000", "pass"),
        ("90 crore", "4999.99", "refer"),
        ("200 crore", "10000", "pass"),
        ("200 crore", "9999", "refer"),
    ],
)
def test_minimum_capacity_by_group(gmr, capacity, verdict):
    case = application(application_form={"capacity_tpa": Decimal(capacity)}, gmr_certificate={"total_gmr": rs(gmr)})
    assert status("eligibility.minimum_capacity", case) == verdict


def test_a_doubtful_capacity_is_established_by_the_consent_that_prints_the_same():
    case = doubtful(application(), "application_form", "capacity_tpa")
    assert status("eligibility.minimum_capacity", case) == "pass"
    alone = doubtful(application(consent_to_establish={"capacity_tpa": None}), "application_form", "capacity_tpa")
    assert status("eligibility.minimum_capacity", alone) == "refer"


def test_before_anything_is_known_of_the_scheme_the_run_stops():
    with pytest.raises(NotInForce):
        status("eligibility.group", application(), rules_=rules(day("2025-09-07")))


def test_the_pan_inside_the_gstin_is_the_one_of_the_factory():
    assert GSTIN[2:12] == PAN


def test_what_was_not_found_may_yet_be_printed():
    form = {"feed_concentration_percent": None, "recovery_yield_percent": None}
    assert finding("eligibility.feed_concentration", application(application_form=form)).reason == (
        "The concentration of the feed was not found in application_form.pdf nor in an assay report, of which none was"
        " read; look at the paper."
    )
    engineer = {"recovery_yield_percent": None}
    case = claim(application_form=form, chartered_engineer_certificate=engineer)
    assert finding("eligibility.recovery_yield", case).reason == (
        "The recovery yield was not found in application_form.pdf nor in chartered_engineer_certificate.pdf; look at"
        " the paper."
    )


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
