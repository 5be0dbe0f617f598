"""Which value of a parameter binds: what is known on the as-of date, what was in force on the case's date, for whom."""

import pickle
from datetime import date
from decimal import Decimal

import pytest

import reference
from reference import NotInForce, entries_of

TODAY = date(2026, 11, 22)
BEFORE, AFTER = date(2026, 1, 15), date(2026, 7, 1)  # an application before and after an amendment of 1 June 2026
CAP = "capex.refurbished_share_max"


def share(rules, **dates):
    return rules.for_case(dates).decimal(CAP)


@pytest.fixture
def amended(pack):
    """The cap is raised from 20 to 25 percent on 1 June 2026, for all by date."""

    def load(applies_to="all", extra=""):
        pack.amend("capex.yaml", "refurbished_share_max", "2026-06-01", "0.25", applies_to, extra)
        return pack.load()

    return load


def test_a_figure_of_the_gazette_binds_with_its_clause_and_source():
    cap = reference.load_scheme().rules(TODAY).decimal(CAP)
    assert (cap.value, cap.unit, cap.clause, cap.known) == (Decimal("0.20"), "fraction", "6.1.1", "gazette")
    assert cap.source == "Gazette CG-DL-E-08092025-266005, clause 6.1.1"
    assert cap.since == date(2025, 9, 8)
    assert cap.undecided == ()


def test_as_of_before_the_scheme_is_an_error_that_names_parameter_and_first_day():
    with pytest.raises(NotInForce) as caught:
        reference.load_scheme().rules(date(2025, 9, 7)).decimal(CAP)
    assert caught.value.as_of is True
    assert (caught.value.parameter, caught.value.first) == (CAP, date(2025, 9, 8))
    assert "2025-09-07" in str(caught.value)
    assert "2025-09-08" in str(caught.value)


def test_a_case_date_before_the_scheme_is_no_fault_of_the_as_of_date():
    with pytest.raises(NotInForce) as caught:
        share(reference.load_scheme().rules(TODAY), application_date=date(2025, 9, 7))
    assert caught.value.as_of is False
    assert caught.value.asked == date(2025, 9, 7)
    assert share(reference.load_scheme().rules(TODAY), application_date=date(2025, 9, 8)).value == Decimal("0.20")


def test_the_guidelines_are_not_known_before_2_october_2025():
    scheme = reference.load_scheme()
    with pytest.raises(NotInForce) as caught:
        scheme.rules(date(2025, 10, 1)).day("window.closes")
    assert caught.value.as_of is True
    assert scheme.rules(date(2025, 10, 2)).day("window.closes").value == date(2026, 4, 1)


def test_an_amendment_does_not_strip_an_application_made_before_it(amended):
    rules = amended().rules(TODAY)
    assert share(rules, application_date=BEFORE).value == Decimal("0.20")
    assert share(rules, application_date=date(2026, 5, 31)).value == Decimal("0.20")
    assert share(rules, application_date=date(2026, 6, 1)).value == Decimal("0.25")
    assert share(rules, application_date=BEFORE).undecided == ()


def test_an_amendment_is_not_known_before_it_is_made(amended):
    assert share(amended().rules(date(2026, 5, 31)), application_date=AFTER).value == Decimal("0.20")


def test_an_amendment_notified_ahead_is_known_before_it_takes_effect(amended):
    scheme = amended(extra="notified_on: 2026-05-01")
    assert share(scheme.rules(date(2026, 5, 2)), application_date=AFTER).value == Decimal("0.25")
    assert share(scheme.rules(date(2026, 4, 30)), application_date=AFTER).value == Decimal("0.20")
    assert share(scheme.rules(date(2026, 5, 2)), application_date=BEFORE).value == Decimal("0.20")


def test_without_the_case_date_the_as_of_value_is_taken_and_the_other_is_undecided(amended):
    scheme = amended()
    for dates in ({}, {"application_date": None}):
        cap = share(scheme.rules(TODAY), **dates)
        assert (cap.value, cap.undecided) == (Decimal("0.25"), (Decimal("0.20"),))
    early = share(scheme.rules(date(2026, 5, 31)))
    assert (early.value, early.undecided) == (Decimal("0.20"), ())


def test_where_it_is_not_known_to_whom_an_amendment_applies_both_outcomes_are_shown(amended):
    rules = amended("unknown").rules(TODAY)
    before, after = share(rules, application_date=BEFORE), share(rules, application_date=AFTER)
    assert (before.value, before.undecided) == (Decimal("0.20"), (Decimal("0.25"),))
    assert (after.value, after.undecided) == (Decimal("0.25"), (Decimal("0.20"),))


def test_an_amendment_may_name_the_applications_it_applies_to(amended):
    rules = amended("{applications_from: 2026-01-15}").rules(TODAY)
    assert share(rules, application_date=date(2026, 1, 15)).value == Decimal("0.25")
    assert share(rules, application_date=date(2026, 1, 14)).value == Decimal("0.20")
    assert share(rules, application_date=date(2026, 1, 14)).undecided == ()


def test_an_amendment_may_name_the_approvals_it_applies_to(amended):
    rules = amended("{approvals_from: 2026-06-01}").rules(TODAY)
    approved = {"application_date": BEFORE, "approval_date": date(2026, 6, 1)}
    assert share(rules, **approved).value == Decimal("0.25")
    assert share(rules, **approved | {"approval_date": date(2026, 5, 31)}).value == Decimal("0.20")
    pending = share(rules, application_date=BEFORE)
    assert (pending.value, pending.undecided) == (Decimal("0.20"), (Decimal("0.25"),))


def test_three_values_of_one_parameter_each_bind_in_their_time(pack):
    pack.amend("capex.yaml", "refurbished_share_max", "2026-06-01", "0.25", "all")
    pack.amend("capex.yaml", "refurbished_share_max", "2026-09-01", "0.10", "all")
    rules = pack.load().rules(TODAY)
    days = [date(2026, 5, 31), date(2026, 6, 1), date(2026, 8, 31), date(2026, 9, 1)]
    assert [str(share(rules, application_date=day).value) for day in days] == ["0.20", "0.25", "0.25", "0.10"]
    assert share(rules).undecided == (Decimal("0.20"), Decimal("0.25"))


def test_an_amendment_to_the_same_figure_leaves_nothing_undecided(pack):
    pack.amend("capex.yaml", "refurbished_share_max", "2026-06-01", "0.20", "unknown")
    assert share(pack.load().rules(TODAY), application_date=BEFORE).undecided == ()


def test_a_ceiling_raised_later_is_judged_on_the_approval(pack):
    pack.amend("ceiling.yaml", "total_a", "2026-06-01", "600000000", "all")
    rules = pack.load().rules(TODAY)
    early = rules.for_case({"application_date": AFTER, "approval_date": date(2026, 4, 30)}).decimal("ceiling.total_a")
    late = rules.for_case({"application_date": BEFORE, "approval_date": date(2026, 6, 1)}).decimal("ceiling.total_a")
    assert (early.value, late.value) == (Decimal(500_000_000), Decimal(600_000_000))


def test_consents_until_cancelled_count_from_27_january_2026():
    scheme = reference.load_scheme()
    assert scheme.rules(TODAY).day("consent.until_cancelled_from").value == date(2026, 1, 27)
    earlier = scheme.rules(date(2026, 1, 22)).day("consent.until_cancelled_from")
    assert (earlier.value, earlier.known) == (None, "unknown")


def test_an_unknown_figure_has_no_value():
    opex = reference.load_scheme().rules(TODAY).decimal("opex.total_eligible")
    assert (opex.value, opex.known) == (None, "unknown")


def test_a_reported_figure_says_so():
    minimum = reference.load_scheme().rules(TODAY).decimal("investment.minimum_b")
    assert (minimum.value, minimum.known, minimum.clause) == (Decimal(250_000_000), "reported", "8.1")


def test_a_list_is_text_that_splits_into_its_entries():
    rules = reference.load_scheme().rules(TODAY)
    levels, entries = rules.listed("process.eligible_levels")
    assert levels.value == "L3, R3, R4"
    assert entries == entries_of(levels) == ("L3", "R3", "R4")
    assert entries_of(rules.text("applicant.documents")) == ()


def test_asking_for_what_is_not_there_is_a_bug_of_the_caller():
    rules = reference.load_scheme().rules(TODAY)
    with pytest.raises(KeyError, match="capex.no_such_rule"):
        rules.decimal("capex.no_such_rule")
    with pytest.raises(TypeError, match="capex.investment_from"):
        rules.decimal("capex.investment_from")
    with pytest.raises(ValueError, match="invoice_day"):
        rules.for_case({"invoice_day": TODAY})
    with pytest.raises(KeyError):
        rules.clause("6.1.9")


def test_a_citation_of_several_clauses_gives_each():
    rules = reference.load_scheme().rules(TODAY)
    assert [clause.number for clause in rules.clauses("4.1/9.1")] == ["4.1", "9.1"]
    assert [clause.number for clause in rules.clauses("App-II")] == ["App-II.A1", "App-II.A2", "App-II.B"]
    assert rules.clause("App-II A1") == rules.clause("App-II.A1")


def test_not_in_force_survives_the_way_back_from_a_worker_process():
    error = pickle.loads(pickle.dumps(NotInForce(CAP, TODAY, TODAY, as_of=True)))
    assert (error.parameter, error.as_of) == (CAP, True)


def test_rules_can_be_handed_to_a_worker_process():
    rules = reference.load_scheme().rules(TODAY).for_case({"application_date": BEFORE})
    again = pickle.loads(pickle.dumps(rules))
    assert again.decimal(CAP) == rules.decimal(CAP)
    assert again.minerals.mineral_of("Cobalt sulphate") == ("cobalt",)
