"""The incentive: ceilings, steps, and what holds for every claim that can be drawn."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.incentive import compute
from tests.checks.factory import (
    ITEMS,
    amended,
    appraised,
    claim,
    day,
    doubtful,
    finding,
    item,
    paper,
    rs,
    rules,
    status,
)

A = [{"name": "Dhatu Setu Recyclers Private Limited", "relation": "applicant", "revenue": rs("200 crore")}]
CHECK = "incentive.ceilings"


def claim_of(capex, group="B"):
    return claim(items=[item(capex)], companies=A if group == "A" else None, approval_letter={"group": group})


@pytest.mark.parametrize(
    ("group", "capex", "amount"),
    [
        ("B", "124.99 crore", "24.998 crore"),
        ("B", "125 crore", "25 crore"),
        ("B", "125.01 crore", "25 crore"),
        ("A", "249.99 crore", "49.998 crore"),
        ("A", "250 crore", "50 crore"),
        ("A", "400 crore", "50 crore"),
    ],
)
def test_the_amount_ends_at_the_ceiling_of_the_group(group, capex, amount):
    found = appraised(claim_of(capex, group)).incentive
    assert (found.group, found.amount) == (group, rs(amount))
    assert found.ceiling_applied == rs("25 crore" if group == "B" else "50 crore")
    assert status(CHECK, claim_of(capex, group)) == "pass"


def test_what_is_cut_is_told():
    assert "₹0.20 crore above the ceiling" in finding(CHECK, claim_of("126 crore")).reason


def test_a_ceiling_revised_for_everyone_binds_this_claim_too():
    revised = amended("ceiling.total_b", "300000000", "2026-01-10", known="official")
    assert appraised(claim_of("200 crore"), rules_=revised).incentive.amount == rs("30 crore")


def test_where_group_and_letter_differ_the_ceiling_is_for_a_person():
    assert status(CHECK, claim(approval_letter={"group": "A"})) == "refer"


def test_without_a_group_there_is_no_amount():
    case = claim(gmr_certificate=None, approval_letter={"group": None})
    assert status(CHECK, case) == "missing"
    assert (appraised(case).incentive.amount, appraised(case).incentive.capex_subsidy) == (None, rs("7 crore"))


def test_doubtful_rows_leave_the_amount_and_refer():
    case = doubtful(claim(), "capex_statement", "amount", row=0)
    assert status(CHECK, case) == "refer"
    assert appraised(case).incentive.amount == rs("7 crore")


def test_earlier_receipts_go_to_a_person():
    form = paper("claim_form", {"claim_number": "C/2", "applicant_name": "Dhatu Setu Recyclers Private Limited"})
    rows = paper("sales_ledger", {}, [{"amount": rs("3 crore")}], file="claim_form.pdf").tables["entries"]
    found = finding(CHECK, claim(extra=[replace(form, tables={"earlier_receipts": rows})]))
    assert (found.status, "₹3.00 crore received earlier" in found.reason) == ("refer", True)


@pytest.mark.parametrize(
    ("mode", "as_of", "verdict"),
    [
        ("capex", "2026-11-22", "pass"),
        ("hybrid", "2026-11-22", "pass"),
        ("hybrid", "2027-04-01", "refer"),
        ("opex", "2026-11-22", "refer"),
    ],
)
def test_an_opex_subsidy_is_for_a_person_once_it_can_be_due(mode, as_of, verdict):
    case = claim(application_form={"incentive_mode": mode}, as_of=day(as_of))
    assert status(CHECK, case) == verdict
    assert appraised(case).incentive.opex_subsidy is None


def test_what_is_open_is_told_for_what_it_is():
    silent = finding(CHECK, claim(items=[item("20 crore"), item("6 crore", condition=None)]))
    assert silent.status == "refer"
    assert "the condition of 1 item of plant, ₹6.00 crore counted as new, is not printed" in silent.reason
    assert "placed" not in silent.reason
    headless = finding(CHECK, claim(items=[item("20 crore"), item("6 crore", head=None)]))
    assert "1 item of the statement cannot be placed for want of a head" in headless.reason


def test_land_and_utilities_need_no_condition():
    rows = [*ITEMS, item("2 crore", head="land", condition=None), item("1 crore", head="utilities", condition=None)]
    assert status(CHECK, claim(items=rows)) == "pass"


@pytest.mark.parametrize(("proposed", "verdict"), [("26000 crore", "pass"), ("26001 crore", "refer")])
def test_a_sum_a_thousand_times_smaller_than_was_proposed_has_lost_its_unit(proposed, verdict):
    case = claim(items=[item("26 crore")], application_form={"proposed_investment": rs(proposed)})
    for check in (CHECK, "capex.eligible_heads"):
        found = finding(check, case)
        assert (found.status, "the unit of the statement must be checked" in found.reason) == (
            verdict,
            verdict == "refer",
        )


def test_every_step_has_a_clause_and_its_evidence():
    found = appraised(claim()).incentive
    assert [it.id for it in found.steps][-1] == "amount"
    assert all(it.clause and it.label and it.formula for it in found.steps)
    by_id = {it.id: it for it in found.steps}
    assert by_id["capex_total"].fields and by_id["capex_rate"].parameters and by_id["ceiling_applied"].parameters
    assert by_id["capex_eligible"].value == by_id["capex_in_period"].value - by_id["refurbished_excess"].value


def test_nothing_read_gives_no_figures_and_no_error():
    empty = appraised(replace(claim(), documents=())).incentive
    assert (empty.capex_total, empty.capex_eligible, empty.amount, empty.basis) == (None, None, None, None)


PAISE = st.integers(min_value=0, max_value=3_000_000_000_00).map(lambda it: Decimal(it) / 100)
ROW = st.builds(
    item,
    PAISE,
    head=st.sampled_from(["plant_and_machinery", "equipment", "utilities", "land", "other"]),
    condition=st.sampled_from(["new", "refurbished", None]),
    date=st.sampled_from(["2025-09-02", "2025-09-03", "2025-09-08", "2026-05-05", None]),
)


def amount_of(rows, group="B"):
    case = claim(items=rows, companies=A if group == "A" else None, approval_letter={"group": group})
    return compute(case, rules().for_case({}))


@settings(max_examples=120, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=8), group=st.sampled_from("AB"))
def test_the_amount_never_exceeds_the_ceiling_nor_the_certified_total(rows, group):
    found = amount_of(rows, group)
    assert 0 <= found.amount <= found.ceiling_applied
    assert 0 <= found.capex_eligible <= found.capex_total
    assert found.amount <= found.capex_subsidy <= found.capex_eligible


@settings(max_examples=120, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=8), which=st.integers(0, 7), more=PAISE)
def test_more_expenditure_never_lowers_the_subsidy(rows, which, more):
    which %= len(rows)
    richer = [*rows[:which], {**rows[which], "amount": rows[which]["amount"] + more}, *rows[which + 1 :]]
    assert amount_of(richer).capex_subsidy >= amount_of(rows).capex_subsidy
    assert amount_of(richer).amount >= amount_of(rows).amount


@settings(max_examples=60, deadline=None)
@given(rows=st.permutations(ITEMS))
def test_the_order_of_rows_changes_nothing(rows):
    assert amount_of(rows).amount == amount_of(ITEMS).amount
