"""What holds whatever is filed: order, doubt, more expenditure, ceilings under every reading."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import CHECKS
from checks.run import run
from records.neighbours import Neighbours, Receipt, Sighting, firm_keys
from records.serialise import appraisal_json
from samples.defects import DEFECTS
from tests.checks.drawn import SHAPES, case_of, facts_of, planted
from tests.checks.factory import appraised, claim, day, item, rs, rules

LESS_SURE = {
    "pass": {"pass", "refer"},
    "fail": {"fail", "refer"},
    "refer": {"refer", "missing"},
    "missing": {"missing", "refer"},
    "not_applicable": {"not_applicable", "refer"},
}
"""What a finding may become when values are read with less confidence: never surer than it was."""

CASES = {name: case_of(facts_of(name)) for name in SHAPES}
CASES |= {
    f"{defect}": planted("battery scrap, new, cleared", defect)
    for defect in (
        "refurbished_over_cap",
        "consent_lapsed",
        "gmr_total_wrong",
        "more_than_authorised",
        "product_impure",
    )
}
BEFORE = {name: {it.check: it for it in appraised(case).findings} for name, case in CASES.items()}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(CASES)), st.integers(0, 10**6), st.sampled_from([0.2, 0.55, 0.89]))
def test_less_confidence_never_makes_a_finding_surer(name, seed, confidence):
    """Any handful of fields and cells at once, in clean claims and in spoilt ones."""
    found = appraised(doubted(CASES[name], Random(seed), confidence)).findings
    for finding in found:
        before = BEFORE[name][finding.check]
        assert finding.status in LESS_SURE[before.status], (
            finding.check,
            before.status,
            finding.status,
            finding.reason,
        )


def doubted(case, rng, confidence):
    """The case with some fields, cells and document types read with no more than this confidence."""
    documents = []
    for document in case.documents:
        fields = {name: doubt(it, rng, confidence) for name, it in document.fields.items()}
        tables = {
            table: tuple(
                replace(row, fields={n: doubt(it, rng, confidence) for n, it in row.fields.items()}) for row in rows
            )
            for table, rows in document.tables.items()
        }
        sure = document.type_confidence if rng.random() > 0.1 else confidence
        documents.append(replace(document, fields=fields, tables=tables, type_confidence=sure))
    return replace(case, documents=tuple(documents))


def doubt(field, rng, confidence):
    return field.with_confidence(min(field.confidence, confidence)) if rng.random() < 0.15 else field


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(sorted(CASES)), st.randoms(use_true_random=False))
def test_the_order_of_papers_and_of_rows_of_another_file_changes_no_byte(name, rng):
    case = CASES[name]
    expected = appraisal_json(appraised(case))
    documents = list(case.documents)
    rng.shuffle(documents)
    assert appraisal_json(appraised(replace(case, documents=tuple(documents)))) == expected


def test_the_order_of_checks_changes_no_finding():
    case, bound = CASES["battery scrap, new, cleared"], rules()
    expected = {it.check: it for it in run(case, Neighbours(), bound, CHECKS).findings}
    for seed in range(6):
        checks = list(CHECKS)
        Random(seed).shuffle(checks)
        found = run(replace(case), Neighbours(), bound, checks)
        assert {it.check: it for it in found.findings} == expected
        assert found.recommendation == appraised(case).recommendation


RUPEES = st.decimals(min_value=1, max_value=3_000_000_000, places=2)
ROWS = st.lists(
    st.tuples(
        RUPEES,
        st.sampled_from(["plant_and_machinery", "equipment", "utilities", "land"]),
        st.sampled_from(["new", "refurbished"]),
        st.sampled_from(["2025-09-02", "2025-09-05", "2026-01-15"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def items_of(rows):
    """Rows of a statement; of those that hold tax, a ninth part of the amount is tax."""
    return [
        item(
            amount,
            head=head,
            condition=condition,
            date=date,
            number=f"N/{n}",
            **({"basic": amount - amount / 9, "gst": amount / 9} if taxed else {}),
        )
        for n, (amount, head, condition, date, taxed) in enumerate(rows)
    ]


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from("AB"), st.lists(RUPEES, max_size=2), st.lists(RUPEES, max_size=2))
def test_no_amount_under_any_reading_exceeds_the_ceiling_or_what_is_left_of_it(rows, group, here, there):
    revenue = rs("250 crore") if group == "A" else rs("50 crore")
    case = claim(
        items=items_of(rows),
        companies=[{"name": "Dhatu Setu Recyclers Private Limited", "relation": "applicant", "revenue": revenue}],
        approval_letter={"group": group},
        receipts=[{"date": day("2026-10-01"), "amount": it} for it in here],
    )
    elsewhere = tuple(Receipt("A-0999", day("2026-10-02"), it) for it in there)
    firms = dict.fromkeys(firm_keys(case), (Sighting("A-0999", "", ""),))
    found = appraised(case, Neighbours(firms=firms, receipts=elsewhere)).incentive
    ceiling = rs("50 crore") if group == "A" else rs("25 crore")
    assert Decimal(0) <= found.amount <= max(Decimal(0), ceiling - sum(here) - sum(there))
    for other in found.under_other_readings:
        assert other.amount is None or Decimal(0) <= other.amount <= max(Decimal(0), ceiling - sum(here))
    assert found.capex_eligible <= found.capex_total
    assert all(
        later.rate < earlier.rate and later.amount <= earlier.amount for earlier, later in pairwise(found.slab_clock)
    )


@settings(max_examples=60, deadline=None)
@given(ROWS, RUPEES, st.sampled_from(["new", "refurbished"]))
def test_more_eligible_expenditure_never_lowers_subsidy_or_amount_under_the_reading_taken(rows, more, condition):
    before = appraised(claim(items=items_of(rows))).incentive
    after = appraised(claim(items=[*items_of(rows), item(more, condition=condition, number="N/more")])).incentive
    assert after.capex_eligible >= before.capex_eligible
    assert after.capex_subsidy >= before.capex_subsidy
    assert after.amount >= before.amount


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_never_raises_what_a_clean_claim_is_due(defect):
    name = "battery scrap, new, cleared"
    assert appraised(planted(name, defect)).incentive.amount <= appraised(CASES[name]).incentive.amount
