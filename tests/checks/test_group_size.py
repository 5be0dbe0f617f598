"""Group, least investment and least capacity: at each limit, in doubt, and before the figure began."""

from decimal import Decimal

import pytest

from reference import NotInForce
from tests.checks.factory import (
    NAME,
    amended,
    application,
    claim,
    day,
    doubtful,
    finding,
    gmr_certificate,
    paper,
    rs,
    rules,
    status,
)


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
