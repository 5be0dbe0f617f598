"""The appraisals of docs/worked-examples.md, worked by hand to the paisa; the document and the machine must agree."""

from decimal import Decimal
from pathlib import Path

import pytest

from records.numbers import indian
from tests.checks.factory import (
    appraised,
    claim,
    day,
    environmental_clearance,
    item,
    paper,
    rs,
    sale,
)

DOCUMENT = Path(__file__).parents[2] / "docs" / "worked-examples.md"

GROUP_A = {
    "companies": [
        {"name": "Dhatu Setu Recyclers Private Limited", "relation": "applicant", "revenue": rs("250 crore")}
    ],
    "approval_letter": {"group": "A"},
}
CLEARED = paper("environmental_clearance", environmental_clearance())


def first():
    """Group B, battery scrap, new unit, no clearance, land and building listed beside the plant."""
    return claim(
        items=[
            item("213745678.35"),
            item("31250000.50", head="equipment", date="2026-02-11"),
            item("50000000.00", condition="refurbished", date="2026-02-20"),
            item("42575125.15", head="utilities", date="2026-03-05"),
            item("20000000.00", head="land", date="2025-10-01"),
            item("31000000.00", head="building", date="2025-12-01"),
        ]
    )


def second():
    """Group A, new unit with clearance, a day into the second slab, refurbished plant beyond the cap."""
    return claim(
        items=[
            item("150 crore"),
            item("20 crore", head="equipment"),
            item("50 crore", condition="refurbished"),
            item("40 crore", head="utilities"),
        ],
        companies=GROUP_A["companies"],
        approval_letter={"group": "A", "approval_date": day("2026-03-30")},
        application_form={
            "capacity_tpa": Decimal(12000),
            "proposed_investment": rs("240 crore"),
            "environmental_clearance_required": "yes",
        },
        epr_certificate={"capacity_tpa": Decimal(12000)},
        consent_to_operate={"capacity_tpa": Decimal(12000)},
        chartered_engineer_certificate={"production_date": day("2027-10-01"), "certificate_date": day("2027-10-11")},
        extra=[CLEARED],
        as_of=day("2027-11-22"),
    )


def third():
    """Group B, expansion, no clearance, on the last day of the first slab; an invoice too early, one in between."""
    return claim(
        items=[
            item("284567891.23", date="2026-02-10"),
            item("11111111.11", head="equipment", date="2025-09-05"),
            item("33333333.33", head="utilities", date="2026-03-05"),
            item("50000000.00", date="2025-09-02"),
        ],
        application_form={"unit_type": "expansion"},
        approval_letter={"approval_date": day("2026-03-30")},
        chartered_engineer_certificate={"production_date": day("2026-11-30"), "certificate_date": day("2026-12-05")},
        as_of=day("2026-12-15"),
    )


def fourth():
    """Group A, scrap of vehicles, new unit with clearance: the subsidy is beyond the ceiling."""
    return claim(
        items=[item("260 crore"), item("15 crore", head="equipment"), item("25 crore", head="utilities")],
        companies=GROUP_A["companies"],
        approval_letter={"group": "A"},
        application_form={
            "recycling_stream": "other_scrap",
            "process_level": "L3",
            "minerals": ("platinum_group_elements", "vanadium"),
            "capacity_tpa": Decimal(15000),
            "proposed_investment": rs("280 crore"),
            "environmental_clearance_required": "yes",
        },
        epr_certificate={"rule_set": "elv_2025", "entity_category": "rvsf", "capacity_tpa": Decimal(15000)},
        consent_to_operate={"capacity_tpa": Decimal(15000)},
        chartered_engineer_certificate={"installed_capacity_tpa": Decimal(15000)},
        extra=[CLEARED],
    )


def fifth():
    """Group B, e-waste, expansion, no clearance, a day late for the second slab; half a paisa to be rounded."""
    return claim(
        items=[item("200000000.15"), item("50000000.10", head="utilities")],
        application_form={"unit_type": "expansion", "recycling_stream": "e_waste", "process_level": "L3"},
        epr_certificate={"rule_set": "e_waste_2022"},
        chartered_engineer_certificate={"production_date": day("2027-04-30"), "certificate_date": day("2027-05-10")},
        sales=[sale("2027-05-04", "12"), sale("2027-05-21", "7.5")],
        sales_ledger={"period_from": day("2027-04-30"), "period_to": day("2027-05-31")},
        as_of=day("2027-06-01"),
    )


WORKED = {
    first: ("388570804.00", "337570804.00", "0.20", "67514160.80", "250000000", "67514160.80", "eligible"),
    second: ("2600000000.00", "2540000000.00", "0.17", "431800000.00", "500000000", "431800000.00", "refer"),
    third: ("379012335.67", "329012335.67", "0.20", "65802467.13", "250000000", "65802467.13", "refer"),
    fourth: ("3000000000.00", "3000000000.00", "0.20", "600000000.00", "500000000", "500000000.00", "eligible"),
    fifth: ("250000000.25", "250000000.25", "0.14", "35000000.04", "250000000", "35000000.04", "eligible"),
}


@pytest.mark.parametrize("worked", WORKED, ids=lambda it: it.__name__)
def test_the_amount_is_the_one_worked_by_hand(worked):
    *figures, recommendation = WORKED[worked]
    found = appraised(worked())
    incentive = found.incentive
    total, eligible, rate, subsidy, ceiling, amount = map(Decimal, figures)
    assert incentive.capex_total == total
    assert incentive.capex_eligible == eligible
    assert incentive.capex_rate == rate
    assert incentive.capex_subsidy == subsidy
    assert incentive.ceiling_applied == ceiling
    assert incentive.amount == amount
    assert incentive.basis == "production"
    assert found.recommendation == recommendation, found.recommendation_reason


@pytest.mark.parametrize("worked", WORKED, ids=lambda it: it.__name__)
def test_the_document_prints_the_same_figures(worked):
    text = DOCUMENT.read_text(encoding="utf-8")
    for figure in (WORKED[worked][0], WORKED[worked][1], WORKED[worked][3], WORKED[worked][5]):
        assert f"₹{indian(Decimal(figure), 2)}" in text, figure


def under(case):
    return {
        (it.interpretation, it.reading): (it.taken, it.capex_eligible, it.amount)
        for it in appraised(case).incentive.under_other_readings
    }


def test_second_under_the_other_readings_of_the_refurbished_cap():
    readings = under(second())
    taken = (True, rs("254 crore"), rs("43.18 crore"))
    assert readings == {
        ("refurbished_base", "with_refurbished"): taken,
        ("refurbished_base", "without_refurbished"): (False, rs("244 crore"), rs("41.48 crore")),
        ("refurbished_base_utilities", "without_utilities"): taken,
        ("refurbished_base_utilities", "with_utilities"): (False, rs("260 crore"), rs("44.20 crore")),
        ("refurbished_excess", "excess_left_out"): taken,
        ("refurbished_excess", "all_left_out"): (False, rs("210 crore"), rs("35.70 crore")),
    }


def test_third_under_the_gazettes_date_and_an_exclusive_boundary():
    readings = under(third())
    taken = (True, Decimal("329012335.67"), Decimal("65802467.13"))
    assert readings == {
        ("scheme_approval_date", "cabinet"): taken,
        ("scheme_approval_date", "gazette"): (False, Decimal("317901224.56"), Decimal("63580244.91")),
        ("investment_date", "invoice"): taken,
        ("investment_date", "payment"): (False, None, None),
        ("investment_date", "put_to_use"): (False, Decimal("379012335.67"), Decimal("75802467.13")),
        ("month_boundary", "inclusive"): taken,
        ("month_boundary", "exclusive"): (False, Decimal("329012335.67"), Decimal("55932097.06")),
    }


def test_first_is_within_the_cap_only_where_refurbished_plant_is_in_its_own_base():
    assert under(first()) == {
        ("refurbished_base", "with_refurbished"): (True, Decimal("337570804.00"), Decimal("67514160.80")),
        ("refurbished_base", "without_refurbished"): (False, Decimal("336569939.77"), Decimal("67313987.95")),
    }


def test_fifth_changes_under_no_reading():
    assert under(fifth()) == {}
