"""Registration, window and single phase: at each limit, on each side of it, without evidence and in doubt."""

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
    day,
    doubtful,
    finding,
    paper,
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


def test_the_pan_inside_the_gstin_is_the_one_of_the_factory():
    assert GSTIN[2:12] == PAN
