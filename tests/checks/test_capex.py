"""Heads, period, refurbished share, commencement and rate, at their limits."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reference import NotInForce
from tests.checks.factory import (
    ITEMS,
    NAME,
    SURE,
    amended,
    application,
    appraised,
    changed,
    chartered_engineer_certificate,
    claim,
    day,
    doubtful,
    environmental_clearance,
    finding,
    item,
    paper,
    rs,
    rules,
    sale,
    status,
)

CLEARED = paper("environmental_clearance", environmental_clearance())


def with_machines(case, machines, confidence=SURE):
    """The case whose engineer lists these machines."""
    listed = paper("chartered_engineer_certificate", {}, machines, table="machinery", confidence=confidence)
    return changed(case, "chartered_engineer_certificate.pdf", lambda it: replace(it, tables=listed.tables))


def valued(*values, confidence=SURE):
    """A claim of three machines, which the engineer values so; the words are not printed alike to the letter."""
    names = ("Rotary kiln, 12 m", "Eddy-current separator", "Filter press")
    rows = [replace_(row, description=words) for row, words in zip(ITEMS, names, strict=False)]
    machines = [
        {"description": words.upper().replace(",", " -"), "value": rs(it), "condition": "new"}
        for words, it in zip(names, values, strict=True)
    ]
    return with_machines(claim(items=[*rows, ITEMS[3]]), machines, confidence)


def replace_(row, **columns):
    return {**row, **columns}


class TestEligibleHeads:
    check = "capex.eligible_heads"

    def test_land_and_building_are_simply_not_in_the_sum(self):
        found = finding(
            self.check, claim(items=[*ITEMS, item("2 crore", head="land"), item("3 crore", head="building")])
        )
        assert (found.status, "₹5.00 crore under building and land is not" in found.reason) == ("pass", True)
        assert found.figures["considered"] == rs("35 crore")

    @pytest.mark.parametrize("head", ["other", None])
    def test_a_row_under_no_clear_head_is_for_a_person_and_not_considered(self, head):
        case = claim(items=[*ITEMS, item("1 crore", head=head)])
        found = finding(self.check, case)
        assert (found.status, "₹1.00 crore" in found.reason) == ("refer", True)
        assert appraised(case).incentive.capex_eligible == rs("35 crore")

    def test_nothing_but_land_fails(self):
        assert status(self.check, claim(items=[item("30 crore", head="land")])) == "fail"

    @pytest.mark.parametrize(
        ("words", "verdict"),
        [
            ("ICP-OES and AAS with laboratory furniture", "pass"),
            ("Raw material handling conveyor and hopper", "pass"),
            ("RAW  MATERIALS HANDLING system", "pass"),
            ("Laboratory furniture and office furniture", "refer"),
            ("Furniture for the laboratory office", "refer"),
            ("Raw material, first charge", "refer"),
            ("Compound wall of the raw material handling bay", "refer"),
        ],
    )
    def test_names_of_plant_may_hold_a_word_of_something_else(self, words, verdict):
        found = finding(self.check, claim(items=[*ITEMS, item("1 crore", head="equipment", description=words)]))
        assert found.status == verdict, found.reason

    def test_what_the_engineer_values_otherwise_is_for_a_person(self):
        found = finding(self.check, valued("7.00 crore", "6.00 crore", "4.00 crore"))
        assert found.status == "refer"
        assert "1 machine is valued otherwise, ₹20.00 crore in the statement and ₹7.00 crore by" in found.reason
        assert found.figures["unclear"] == rs("13 crore")

    @pytest.mark.parametrize(
        ("amount", "words", "head", "seen", "verdict"),
        [
            ("5 crore", "Crystalliser", "plant_and_machinery", 3, "refer"),  # not among what the engineer lists
            ("3.99 crore", "Crystalliser", "plant_and_machinery", 3, "pass"),  # smaller than all that he lists
            ("4 crore", "Crystalliser", "plant_and_machinery", 3, "pass"),  # in other words, of one value
            ("5 crore", "FILTER press", "plant_and_machinery", 3, "pass"),  # by its words
            ("5 crore", "Crystalliser", "equipment", 3, "pass"),
            ("5 crore", "Crystalliser", "plant_and_machinery", 1, "pass"),  # he lists less than most
            ("5 crore", "Crystalliser", "plant_and_machinery", 0, "pass"),
        ],
    )
    def test_plant_that_the_engineer_does_not_list_is_for_a_person(self, amount, words, head, seen, verdict):
        rows = [
            item(f"{n} crore", number=f"VE/{n}", description=it)
            for n, it in ((20, "Rotary kiln"), (6, "Separator"), (4, "Filter press"))
        ]
        machines = [{"description": it["description"], "value": it["amount"]} for it in rows[:seen]]
        odd = item(amount, number="VE/9", description=words, head=head)
        found = finding(self.check, with_machines(claim(items=[*rows, odd]), machines))
        assert found.status == verdict, found.reason
        assert ("not among the machinery" in found.reason) == (verdict == "refer")

    def test_a_machine_that_only_the_engineer_lists_may_be_the_one_that_he_seems_to_leave_out(self):
        rows = [item(f"{n} crore", number=f"VE/{n}", description=f"Machine {n}") for n in (20, 6, 4, 5)]
        machines = [{"description": it["description"], "value": it["amount"]} for it in rows[:3]]
        other = {"description": "Crystalliser", "value": rs("4.80 crore")}
        assert status(self.check, with_machines(claim(items=rows), machines)) == "refer"
        assert status(self.check, with_machines(claim(items=rows), [*machines, other])) == "pass"

    def test_an_engineer_who_values_by_the_market_or_in_lakh_contradicts_nothing(self):
        assert status(self.check, valued("20.00 crore", "6.00 crore", "4.00 crore")) == "pass"
        assert status(self.check, valued("18.10 crore", "5.50 crore", "3.90 crore")) == "pass"  # of the market
        assert status(self.check, valued("18.10 crore", "5.50 crore", "4.00 crore")) == "pass"

    def test_machines_of_the_same_words_are_not_told_apart(self):
        same = [{"description": "Pump", "value": rs("3 crore")}] * 2
        assert status(self.check, with_machines(claim(), [*same, {"description": "Leaching reactor", "value": 1}])) == (
            "pass"
        )

    def test_a_value_read_in_doubt_contradicts_nothing(self):
        case = valued("7.00 crore", "6.00 crore", "4.00 crore", confidence=0.8)
        assert status(self.check, case) == "pass"

    def test_a_doubtful_head_is_for_a_person(self):
        assert status(self.check, doubtful(claim(), "capex_statement", "head", row=1)) == "refer"

    def test_without_rows_it_is_missing(self):
        assert status(self.check, claim(items=[])) == "missing"
        assert status(self.check, claim(capex_statement=None)) == "missing"

    def test_an_application_has_spent_nothing_yet(self):
        assert status(self.check, application()) == "not_applicable"


class TestInvestmentPeriod:
    check = "capex.investment_period"

    @pytest.mark.parametrize(
        ("invoiced", "verdict"),
        [("2025-09-02", "refer"), ("2025-09-03", "pass"), ("2025-09-07", "pass"), ("2025-09-08", "pass")],
    )
    def test_investment_counts_from_the_cabinets_approval(self, invoiced, verdict):
        assert status(self.check, claim(items=[*ITEMS, item("1 crore", date=invoiced)])) == verdict

    def test_what_is_too_early_is_told_and_not_considered(self):
        case = claim(items=[*ITEMS, item("1 crore", date="2025-09-02")])
        assert "₹1.00 crore invoiced before 3 September 2025 is not considered" in finding(self.check, case).reason
        assert appraised(case).incentive.capex_eligible == rs("35 crore")

    def test_what_the_gazettes_date_would_exclude_is_told(self):
        found = finding(self.check, claim(items=[*ITEMS, item("1 crore", date="2025-09-07")]))
        assert "₹1.00 crore of it would not count from the gazette's date, 8 September 2025" in found.reason

    def test_early_land_is_no_matter(self):
        assert status(self.check, claim(items=[*ITEMS, item("1 crore", head="land", date="2024-01-01")])) == "pass"

    @pytest.mark.parametrize(("invoiced", "verdict"), [("2026-11-22", "pass"), ("2026-11-23", "refer")])
    def test_an_invoice_of_a_day_to_come_is_for_a_person(self, invoiced, verdict):
        longer = {"period_to": day("2026-12-31")}
        case = claim(items=[*ITEMS, item("1 crore", date=invoiced)], capex_statement=longer)
        assert status(self.check, case) == verdict

    @pytest.mark.parametrize(("invoiced", "verdict"), [("2026-09-30", "pass"), ("2026-10-01", "refer")])
    def test_an_invoice_outside_the_period_that_is_certified_is_for_a_person(self, invoiced, verdict):
        assert status(self.check, claim(items=[*ITEMS, item("1 crore", date=invoiced)])) == verdict

    def test_an_undated_row_counts_by_the_period_of_the_statement_and_is_for_a_person(self):
        case = claim(items=[*ITEMS, item("1 crore", date=None)])
        assert status(self.check, case) == "refer"
        assert appraised(case).incentive.capex_eligible == rs("36 crore")

    def test_an_undated_row_of_a_statement_that_begins_too_early_does_not_count(self):
        case = claim(items=[*ITEMS, item("1 crore", date=None)], capex_statement={"period_from": day("2025-04-01")})
        assert appraised(case).incentive.capex_eligible == rs("35 crore")

    def test_another_first_day_moves_the_line(self):
        moved = amended("capex.investment_from", day("2026-02-01"), "2025-10-02", known="official")
        assert status(self.check, claim(), rules_=moved) == "refer"
        # ₹15 crore remain, ₹10 crore of it plant; of ₹4 crore refurbished ₹2 crore are beyond a fifth
        assert appraised(claim(), rules_=moved).incentive.capex_eligible == rs("13 crore")


def share_of_100(refurbished):
    """₹100 crore of plant and equipment, so many crore of it refurbished, and utilities that must not matter."""
    rest = Decimal(100) - Decimal(refurbished)
    return claim(
        items=[
            item(f"{rest} crore"),
            item(f"{refurbished} crore", head="equipment", condition="refurbished", date="2026-02-20"),
            item("50 crore", head="utilities", condition="refurbished", date="2026-02-21"),
        ]
    )


class TestRefurbishedShare:
    check = "capex.refurbished_share"

    @pytest.mark.parametrize(
        ("refurbished", "verdict", "eligible"),
        [
            ("0.01", "pass", "150"),
            ("19.99", "pass", "150"),
            ("20.00", "pass", "150"),
            ("20.01", "refer", "149.99"),
            ("60", "refer", "110"),
        ],
    )
    def test_it_is_judged_at_the_limit_and_the_excess_left_out(self, refurbished, verdict, eligible):
        case = share_of_100(refurbished)
        assert status(self.check, case) == verdict
        assert appraised(case).incentive.capex_eligible == rs(f"{eligible} crore")

    def test_a_share_that_rounds_to_the_cap_but_exceeds_it_by_a_paisa_is_seen(self):
        rows = [item("800000000.00"), item("200000000.01", condition="refurbished")]
        assert status(self.check, claim(items=rows)) == "refer"

    def test_a_condition_not_printed_counts_as_new_and_is_for_a_person(self):
        case = claim(items=[*ITEMS[:3], item("5.00 crore", condition=None)])
        assert status(self.check, case) == "refer"
        assert appraised(case).incentive.capex_eligible == rs("35 crore")

    def test_utilities_may_be_silent_about_their_condition(self):
        assert (
            status(self.check, claim(items=[*ITEMS[:3], item("5 crore", head="utilities", condition=None)])) == "pass"
        )

    def test_plant_that_is_too_early_is_not_in_the_base(self):
        rows = [item("8 crore"), item("2 crore", condition="refurbished"), item("90 crore", date="2025-08-01")]
        found = finding(self.check, claim(items=rows))
        assert (found.status, found.figures["share"]) == ("pass", Decimal("0.2"))

    def test_a_row_without_head_may_be_plant(self):
        assert status(self.check, claim(items=[*ITEMS, item("9 crore", head=None, condition="refurbished")])) == "refer"

    def test_without_plant_it_is_missing(self):
        assert status(self.check, claim(items=[item("9 crore", head="utilities")])) == "missing"


class TestCommercialProduction:
    check = "capex.commercial_production"

    @pytest.mark.parametrize(
        ("production", "certified", "verdict"),
        [
            ("2026-11-22", "2026-11-22", "pass"),
            ("2026-11-23", "2026-12-01", "fail"),
            ("2026-09-21", "2026-09-20", "refer"),
            ("2026-09-20", "2026-09-20", "pass"),
            ("2026-09-05", None, "pass"),
            (None, "2026-09-20", "missing"),
        ],
    )
    def test_production_has_begun_on_an_engineers_certificate(self, production, certified, verdict):
        dates = {"production_date": production, "certificate_date": certified}
        change = {name: day(it) if it else None for name, it in dates.items()}
        assert status(self.check, claim(chartered_engineer_certificate=change)) == verdict

    def test_two_certificates_that_differ_are_for_a_person(self):
        other = {**chartered_engineer_certificate(), "production_date": day("2026-09-06")}
        assert (
            status(self.check, claim(extra=[paper("chartered_engineer_certificate", other, file="b.pdf")])) == "refer"
        )

    def test_a_first_sale_is_no_proof_but_the_incentive_is_computed_on_it(self):
        found = appraised(claim(chartered_engineer_certificate=None))
        assert status(self.check, claim(chartered_engineer_certificate=None)) == "missing"
        assert (found.recommendation, found.incentive.basis) == ("incomplete", "first_sale")
        assert found.incentive.amount == rs("7 crore")

    def test_a_credit_note_is_no_first_sale(self):
        rows = [sale("2026-09-01", "-4"), sale("2026-09-12", "12")]
        case = claim(chartered_engineer_certificate=None, sales=rows)
        assert finding(self.check, case).figures["start"] == day("2026-09-12")

    def test_without_sales_the_expected_date_serves(self):
        found = appraised(claim(chartered_engineer_certificate=None, sales_ledger=None))
        assert (found.incentive.basis, found.incentive.amount) == ("expected", rs("7 crore"))

    def test_without_any_date_there_is_no_rate(self):
        case = claim(
            chartered_engineer_certificate=None, sales_ledger=None, application_form={"expected_production_date": None}
        )
        found = appraised(case)
        assert (found.incentive.basis, found.incentive.capex_rate, found.incentive.amount) == (None, None, None)
        assert found.incentive.capex_eligible == rs("35 crore")


def rated(unit_type, cleared, production, approval="2026-04-29", **form):
    required = "yes" if cleared else "no"
    return claim(
        application_form={"unit_type": unit_type, "environmental_clearance_required": required, **form},
        approval_letter={"approval_date": day(approval)},
        chartered_engineer_certificate={"production_date": day(production), "certificate_date": None},
        extra=[CLEARED] if cleared else [],
        as_of=day("2029-01-01"),
    )


class TestRate:
    check = "capex.rate"

    @pytest.mark.parametrize(
        ("unit_type", "cleared", "production", "rate"),
        [
            ("new", True, "2027-10-29", "0.20"),
            ("new", True, "2027-10-30", "0.17"),
            ("new", True, "2028-04-29", "0.17"),
            ("new", True, "2028-04-30", "0.14"),
            ("expansion", True, "2027-04-29", "0.20"),
            ("expansion", True, "2027-04-30", "0.17"),
            ("expansion", True, "2027-10-29", "0.17"),
            ("expansion", True, "2027-10-30", "0.14"),
            ("new", False, "2027-04-29", "0.20"),
            ("new", False, "2027-04-30", "0.17"),
            ("new", False, "2027-10-29", "0.17"),
            ("new", False, "2027-10-30", "0.14"),
            ("expansion", False, "2026-12-29", "0.20"),
            ("expansion", False, "2026-12-30", "0.17"),
            ("expansion", False, "2027-04-29", "0.17"),
            ("expansion", False, "2027-04-30", "0.14"),
        ],
    )
    def test_appendix_ii_on_both_sides_of_every_boundary(self, unit_type, cleared, production, rate):
        found = finding(self.check, rated(unit_type, cleared, production))
        assert (found.status, found.figures["rate"]) == ("pass", Decimal(rate))

    @pytest.mark.parametrize(("production", "rate"), [("2027-02-28", "0.20"), ("2027-03-01", "0.17")])
    def test_a_month_that_is_too_short_ends_on_its_last_day(self, production, rate):
        found = finding(self.check, rated("expansion", False, production, approval="2026-06-30"))
        assert found.figures["rate"] == Decimal(rate)

    def test_clearance_required_and_not_filed_is_computed_on_a2_with_a1_beside_it(self):
        case = rated("new", False, "2027-09-01", environmental_clearance_required="yes")
        found = finding(self.check, case)
        assert found.status == "refer"
        assert (found.figures["rate"], found.figures["rate_A1"], found.figures["rate_A2"]) == tuple(
            map(Decimal, ("0.17", "0.20", "0.17"))
        )

    def test_the_clearance_of_another_firm_does_not_serve(self):
        other = paper(
            "environmental_clearance", {**environmental_clearance(), "entity_name": "Malwa Foundry Works LLP"}
        )
        case = claim(application_form={"environmental_clearance_required": "yes"}, extra=[other])
        assert status(self.check, case) == "refer"

    def test_a_clearance_filed_where_none_is_required_is_for_a_person(self):
        assert status(self.check, claim(extra=[CLEARED])) == "refer"

    @pytest.mark.parametrize("unit_type", ["modernisation", "diversification"])
    def test_what_has_no_column_is_shown_in_both(self, unit_type):
        found = finding(self.check, rated(unit_type, False, "2027-02-01"))
        assert found.status == "refer"
        assert (found.figures["rate_as_new"], found.figures["rate_as_expansion"]) == (Decimal("0.20"), Decimal("0.17"))
        assert found.figures["rate"] == Decimal("0.17")

    def test_production_before_approval_falls_in_the_first_slab_and_is_for_a_person(self):
        found = finding(self.check, rated("new", False, "2026-04-28"))
        assert (found.status, found.figures["rate"]) == ("refer", Decimal("0.20"))

    def test_what_is_missing(self):
        assert status(self.check, claim(approval_letter=None)) == "missing"
        assert status(self.check, claim(application_form={"unit_type": None})) == "missing"
        assert status(self.check, claim(chartered_engineer_certificate=None)) == "missing"
        assert status(self.check, claim(application_form={"environmental_clearance_required": None})) == "refer"

    def test_a_doubtful_approval_date_is_for_a_person(self):
        assert status(self.check, doubtful(claim(), "approval_letter", "approval_date")) == "refer"

    def test_timelines_that_the_ministry_modifies_for_later_approvals_leave_this_one_alone(self):
        shorter = {"since": "2026-10-01", "applies_to": "approvals_from", "day": "2026-10-01", "known": "official"}
        assert finding(self.check, claim(), rules_=amended("capex.months_new_noec_1", "3", **shorter)).figures[
            "rate"
        ] == Decimal("0.20")
        everyone = amended("capex.months_new_noec_1", "3", "2026-01-01", known="official")
        assert finding(self.check, claim(), rules_=everyone).figures["rate"] == Decimal("0.17")


def test_on_a_day_before_the_gazette_nothing_is_computed():
    with pytest.raises(NotInForce):
        appraised(claim(), rules_=rules(day("2025-09-01")))


@pytest.mark.parametrize(("value", "verdict"), [("4.00 crore", "pass"), ("4.01 crore", "refer")])
def test_what_the_engineer_saw_as_refurbished_is_not_more_than_the_statement_lists(value, verdict):
    """The factory's statement lists ₹4.00 crore of refurbished plant."""
    seen = paper(
        "chartered_engineer_certificate",
        {"entity_name": NAME, "certificate_date": day("2026-09-20"), "production_date": day("2026-09-05")},
        [{"description": "Ball mill", "condition": "refurbished", "value": rs(value)}],
        file="machinery.pdf",
        table="machinery",
    )
    found = finding("capex.refurbished_share", claim(extra=[seen]))
    assert found.status == verdict
    assert ("the engineer saw" in found.reason) == (verdict == "refer")
