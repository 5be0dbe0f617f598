"""The days that must follow each other: each pair on the day before, on the same day and on the day after."""

from datetime import timedelta

import pytest

from tests.checks.factory import AS_OF, ITEMS, claim, day, doubtful, environmental_clearance, finding, item, paper, sale

CHECK = "consistency.dates_in_order"
STARTED = day("2026-09-05")


PAIRS = {
    # what is tried: the day it must not come after (or before), and the case with it on a day
    "consent to establish, not after the consent to operate": (
        day("2026-07-01"),
        "not after",
        lambda it: claim(
            extra=[
                paper(
                    "consent_to_establish",
                    {"authorisation_kind": "consent_to_establish", "issue_date": it, "authorisation_number": "X/1"},
                )
            ]
        ),
    ),
    "consent to operate, not after production": (
        STARTED,
        "not after",
        lambda it: claim(consent_to_operate={"issue_date": it}),
    ),
    "environmental clearance, not after production": (
        STARTED,
        "not after",
        lambda it: claim(
            application_form={"environmental_clearance_required": "yes"},
            extra=[paper("environmental_clearance", environmental_clearance() | {"issue_date": it})],
        ),
    ),
    "the last purchase, not after production": (
        STARTED,
        "not after",
        lambda it: claim(items=[*ITEMS, item("1.10 crore", date=it.isoformat(), number="L/1")]),
    ),
    "the first sale, not before production": (
        STARTED,
        "not before",
        lambda it: claim(sales=[sale(it.isoformat(), "1"), sale("2026-10-19", "20")]),
    ),
    "the approval, not before the application": (
        day("2026-01-15"),
        "not before",
        lambda it: claim(approval_letter={"approval_date": it}),
    ),
    "the accountant's certificate, not before the last invoice": (
        day("2026-03-05"),
        "not before",
        lambda it: claim(capex_statement={"certificate_date": it}),
    ),
    "the engineer's certificate, not before production": (
        STARTED,
        "not before",
        lambda it: claim(chartered_engineer_certificate={"certificate_date": it}),
    ),
    "the claim, not before production": (
        STARTED,
        "not before",
        lambda it: claim(claim_form={"claim_date": it}),
    ),
    "the incorporation, not after the application": (
        day("2026-01-15"),
        "not after",
        lambda it: claim(extra=[paper("incorporation_certificate", {"incorporation_date": it})]),
    ),
}


@pytest.mark.parametrize("off", [-1, 0, 1])
@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_of_days_at_its_boundary(pair, off):
    boundary, side, case_on = PAIRS[pair]
    in_order = off <= 0 if side == "not after" else off >= 0
    found = finding(CHECK, case_on(boundary + timedelta(days=off)))
    assert found.status == ("pass" if in_order else "refer"), found.reason
    if not in_order:
        assert "1 day before" in found.reason


@pytest.mark.parametrize(
    ("paper_", "field"),
    [
        ("gmr_certificate", "certificate_date"),
        ("capex_statement", "certificate_date"),
        ("epr_certificate", "issue_date"),
        ("claim_form", "claim_date"),
    ],
)
def test_a_paper_of_a_day_still_to_come_is_for_a_person(paper_, field):
    assert finding(CHECK, claim(**{paper_: {field: AS_OF}})).status != "refer" or paper_ == "epr_certificate"
    found = finding(CHECK, claim(**{paper_: {field: AS_OF + timedelta(days=1)}}))
    assert (found.status, f"{paper_}.pdf is of 23 November 2026, a day still to come" in found.reason) == (
        "refer",
        True,
    )


@pytest.mark.parametrize(("unit_type", "verdict"), [("new", "refer"), ("expansion", "pass"), ("modernisation", "pass")])
def test_an_expansion_sells_on_from_the_old_plant(unit_type, verdict):
    sold = [sale("2025-04-22", "1"), sale("2026-10-19", "20")]
    case = claim(application_form={"unit_type": unit_type}, sales=sold)
    assert finding(CHECK, case).status == verdict
    assert finding(CHECK, doubtful(case, "application_form", "unit_type")).status == "refer"


@pytest.mark.parametrize(
    ("formed", "cin", "verdict"),
    [
        ("2021-01-19", "U38302MH2021PTC197388", "pass"),
        ("2021-01-19", "U38302MH2012PTC197388", "refer"),  # the CIN tells another year
        ("2021-01-19", None, "refer"),
        ("2026-01-02", "U38302MH2026PTC197388", "refer"),  # of the application's own year: the day matters
    ],
)
def test_a_doubtful_day_of_incorporation_is_settled_by_the_year_in_the_cin(formed, cin, verdict):
    fields = {"incorporation_date": day(formed), "cin": cin}
    formed_ = paper("incorporation_certificate", fields, confidence=0.85)
    assert finding(CHECK, claim(extra=[formed_])).status == verdict


def test_operating_without_a_consent_yet_is_told_where_it_is_judged_too():
    case = claim(consent_to_operate={"issue_date": day("2026-09-06")})
    assert finding(CHECK, case).status == "refer"
    assert finding("eligibility.authorisation_valid", case).status == "refer"


def test_a_clearance_without_a_day_leaves_the_order_open():
    bare = {**environmental_clearance(), "issue_date": None}
    case = claim(
        application_form={"environmental_clearance_required": "yes"}, extra=[paper("environmental_clearance", bare)]
    )
    assert finding(CHECK, case).status == "missing"
