"""The stage of a folder, what findings recommend, and the guard that keeps doubt out of every verdict."""

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import checks.outcome
from checks import CHECKS, recommendation, stage_of
from checks.check import Check, guarded, named
from checks.outcome import Outcome, UnknownFigure, failed, passed, percent, refer, rupees, written
from checks.run import CODE_VERSION
from records.case import Located
from records.findings import Finding, Incentive
from records.neighbours import Neighbours
from records.serialise import appraisal_json
from tests.checks.factory import (
    ITEMS,
    PAN,
    amended,
    application,
    application_form,
    appraised,
    approval_letter,
    capex_statement,
    changed,
    claim,
    day,
    doubtful,
    item,
    paper,
    rules,
    status,
)

FORM = paper("application_form", application_form())
LETTER = paper("approval_letter", approval_letter())
STATEMENT = paper("capex_statement", capex_statement(ITEMS), ITEMS)
BUDGET = paper(
    "capex_statement", capex_statement(ITEMS), [{"description": "Plant", "amount": Decimal(5)}], file="budget.pdf"
)


class TestStage:
    @pytest.mark.parametrize(
        ("documents", "stage", "why"),
        [
            ([], "application", "no claim form"),
            ([FORM], "application", "no claim form"),
            ([FORM, LETTER], "claim", "approval_letter.pdf"),
            ([FORM, STATEMENT], "claim", "4 invoiced items"),
            ([FORM, BUDGET], "application", "no claim form"),
            ([paper("claim_form", {"claim_number": "C/1"}), LETTER], "claim", "a claim form"),
            ([replace(LETTER, status="unreadable")], "application", "no claim form"),
        ],
    )
    def test_a_folder_is_a_claim_by_its_papers_and_says_why(self, documents, stage, why):
        found, reason = stage_of(documents)
        assert (found, why in reason) == (stage, True)

    def test_a_folder_told_to_be_an_application_is_judged_as_one(self):
        told = replace(claim(), stage="application")
        assert {it.status for it in appraised(told).findings if it.check.startswith("capex.")} == {"not_applicable"}


def finding(check, kind, status):
    return Finding(check, "0", kind, status, f"{check} is {status}.")


GATE_PASS = finding("eligibility.group", "gate", "pass")


class TestRecommendation:
    @pytest.mark.parametrize(
        ("others", "verdict"),
        [
            ([], "eligible"),
            ([("eligibility.single_phase", "gate", "fail"), ("eligibility.group", "gate", "missing")], "not_eligible"),
            (
                [("capex.commercial_production", "gate", "missing"), ("eligibility.group", "gate", "refer")],
                "incomplete",
            ),
            ([("eligibility.group", "gate", "refer")], "refer"),
            ([("arithmetic.capex_total", "figure", "fail")], "refer"),
            ([("capex.refurbished_share", "figure", "refer")], "refer"),
            ([("capex.rate", "figure", "missing")], "incomplete"),
            ([("arithmetic.ledger_total", "figure", "missing")], "eligible"),
            ([("authenticity.udin", "notice", "fail")], "refer"),
            ([("authenticity.digital_signature", "notice", "refer")], "refer"),
            ([("consistency.dates_in_order", "notice", "fail")], "eligible"),
            ([("eligibility.epr_registration_valid", "gate", "not_applicable")], "eligible"),
        ],
    )
    def test_gates_then_what_is_missing_then_what_a_person_must_see(self, others, verdict):
        found = [GATE_PASS, *(finding(*it) for it in others)]
        assert recommendation(found, Incentive())[0] == verdict
        assert recommendation(found[::-1], Incentive())[0] == verdict

    def test_the_reason_tells_the_first_point_and_how_many_there_are(self):
        found = [finding(f"eligibility.c{n}", "gate", "refer") for n in range(9)]
        assert recommendation(found, Incentive())[1] == (
            "For a person to decide: eligibility.c0 is refer. 8 more points are open on the checklist."
        )

    def test_what_waits_besides_is_counted_whatever_its_status_and_kind(self):
        found = [finding("eligibility.a", "gate", "fail"), finding("eligibility.b", "gate", "pass")]
        found += [finding("authenticity.udin", "figure", "missing"), finding("eligibility.c", "gate", "refer")]
        assert recommendation(found, Incentive())[1].endswith("a is fail. 2 more points are open on the checklist.")
        assert recommendation(found[:3], Incentive())[1].endswith("a is fail. 1 more point is open on the checklist.")
        assert recommendation(found[:2], Incentive())[1] == "Not eligible: eligibility.a is fail."

    def test_what_failed_is_told_before_what_is_open(self):
        found = [finding("eligibility.group", "gate", "refer"), finding("arithmetic.capex_total", "figure", "fail")]
        assert "arithmetic.capex_total is fail" in recommendation(found, Incentive())[1]


def located(confidence=0.99, type_confidence=0.99):
    document = replace(FORM, type_confidence=type_confidence)
    return Located(document, "pan", document.fields["pan"].with_confidence(confidence))


class TestGuard:
    @pytest.mark.parametrize("verdict", [passed, failed])
    @pytest.mark.parametrize(("confidence", "type_confidence"), [(0.899, 0.99), (0.99, 0.899)])
    def test_no_verdict_on_doubt(self, verdict, confidence, type_confidence):
        found = guarded(verdict("It is so.", fields=[located(confidence, type_confidence)]))
        assert found.status == "refer"
        assert found.reason == (
            f"It is so; but a person must confirm PAN ({PAN}) of application_form.pdf, read in doubt."
        )

    def test_many_doubtful_fields_are_told_by_file_and_column(self):
        def cell(path):
            return Located(FORM, path, FORM.fields["pan"].with_confidence(0.5))

        rows = [cell(f"items[{index}].{name}") for index in range(12) for name in ("amount", "head")]
        assert named(rows) == ("amount and head in 12 rows of the items of application_form.pdf")
        assert named([cell("items[4].amount")]) == f"amount in row 5 of the items ({PAN}) of application_form.pdf"
        assert named([cell(f"items[4].{name}") for name in ("amount", "head", "condition")]).startswith(
            "amount, head and condition in row 5 of the items"
        )
        assert named([cell("pan"), cell("cin")]) == (
            f"PAN ({PAN}) of application_form.pdf and CIN ({PAN}) of application_form.pdf"
        )
        assert named(cell(it) for it in ("pan", "cin", "udin", "state", "category")) == (
            "PAN, CIN and 3 more fields of application_form.pdf"
        )

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            ("hazardous_waste", "hazardous-waste authorisation"),
            ("dated", "dated"),
            ("R3", "R3"),
            ("Setu Metals Pvt. Ltd.", "Setu Metals Pvt. Ltd."),
            (date(2030, 12, 1), "1 December 2030"),
            (Decimal("6400"), "6,400"),
            (Decimal("54897000"), "5,48,97,000"),
            (("nickel", "tin"), "nickel and tin"),
            ((), "none"),
            ("Recycling of lithium-ion battery scrap to carbonate, cobalt and nickel sulphate", "…"),
        ],
    )
    def test_one_field_in_doubt_is_told_with_what_was_read(self, value, shown):
        read = replace(FORM.fields["pan"].with_confidence(0.5), value=value)
        said = named([Located(FORM, "activity", read)])
        assert said.startswith("activity (") and said.endswith(f"{shown}) of application_form.pdf")
        assert len(said) < 110

    @pytest.mark.parametrize(
        ("path", "value", "shown"),
        [
            ("proposed_investment", "8360223.3", "83,60,223.30"),  # as a print in lakh gives it
            ("proposed_investment", "54897000", "5,48,97,000.00"),
            ("items[0].gst", "-1234.5", "-1,234.50"),
            ("items[4].amount", "41.23E+5", "41,23,000.00"),
            ("capacity_tpa", "6400", "6,400"),
            ("entries[2].quantity", "6.50", "6.50"),
            ("recovery_yield_percent", "80.0", "80.0"),
        ],
    )
    def test_money_is_told_with_paise_and_a_quantity_as_it_was_printed(self, path, value, shown):
        read = replace(FORM.fields["pan"].with_confidence(0.5), value=Decimal(value))
        assert f"({shown}) of" in named([Located(FORM, path, read)])

    def test_090_is_sure(self):
        assert guarded(passed("It is so.", fields=[located(0.90, 0.90)])).status == "pass"

    def test_doubt_in_what_is_not_cited_counts_too(self):
        found = guarded(passed("It is so.", rests_on=[located(0.5)]))
        assert (found.status, [it.path for it in found.fields]) == ("refer", ["pan"])

    def test_nothing_fails_on_the_press_and_a_pass_on_it_is_marked(self):
        press = rules().decimal("investment.minimum_b")
        assert guarded(failed("Too small.", parameters=[press])).status == "refer"
        assert guarded(passed("Large enough.", parameters=[press])).reason == (
            "Large enough (a figure known from the press only)."
        )

    def test_a_refer_stays_as_it_was_said(self):
        said = refer("Someone must look.", fields=[located(0.1)])
        assert guarded(said) == said

    def test_an_open_amendment_is_named_with_the_other_value(self):
        open_ = amended("group.gmr_minimum_a", "2500000000", "2026-06-01", applies_to="unknown")
        found = guarded(passed("Group B.", parameters=[open_.decimal("group.gmr_minimum_a")]))
        assert found.status == "refer"
        assert "2000000000" in found.reason or "2500000000" in found.reason

    def test_an_unknown_figure_asked_for_in_a_check_refers(self):
        def asks(case, rules):
            raise UnknownFigure(rules.decimal("opex.total_eligible"))

        found = Check("x.y", "0", "figure", "application", asks).judge(claim(), Neighbours(), rules())
        assert (found.status, found.parameters[0].id) == ("refer", "opex.total_eligible")


def test_every_check_of_the_list_is_named_once_with_a_clause_that_the_gazette_has():
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    bound = rules()
    for check in CHECKS:
        parts = [check.clause] if check.clause in bound.scheme.clauses else [f"{check.clause}.A1", f"{check.clause}.A2"]
        assert all(bound.clause(part) for part in parts), check
        assert check.rule.strip(), check.id


def test_what_could_not_be_judged_is_told_where_it_does_not_decide():
    unfiled = appraised(claim(claim_form=None))
    assert unfiled.recommendation == "eligible"
    assert "2 others could not be judged for want of a paper" in unfiled.recommendation_reason


def test_gates_are_eligibility_commencement_and_threshold():
    gates = {check.id for check in CHECKS if check.kind == "gate"}
    assert gates == {check.id for check in CHECKS if check.group == "eligibility"} | {
        "capex.commercial_production",
        "claim.threshold_exceeded",
    }


def test_the_same_case_gives_the_same_bytes():
    assert appraisal_json(appraised(claim())) == appraisal_json(appraised(claim()))


def test_every_parameter_used_is_listed_once():
    used = [it.id for it in appraised(claim()).parameters]
    assert used == sorted(set(used))
    assert {"capex.rate_new_noec_1", "window.closes", "ceiling.total_b", "investment.minimum_b"} <= set(used)


def test_the_code_version_is_the_projects():
    pyproject = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    assert pyproject["project"]["version"] == CODE_VERSION


def test_a_case_needs_no_particular_name_of_files():
    case = application()
    renamed = replace(case, documents=tuple(replace(it, file=f"z{n}.pdf") for n, it in enumerate(case.documents)))
    assert appraised(renamed).recommendation == "eligible"


def test_contradictory_press_papers_filed_as_documents_change_nothing():
    clipping = replace(paper("unknown", {}, file="newspaper.pdf"), document_type="unknown")
    assert appraised(claim(extra=[clipping])).findings == appraised(claim()).findings


class TestWords:
    @pytest.mark.parametrize(
        ("amount", "words"),
        [
            ("246000000", "₹24.60 crore"),
            ("4000000", "₹0.40 crore"),
            ("246000000.01", "₹24,60,00,000.01"),
            ("1234567.5", "₹12,34,567.50"),
            ("0", "₹0.00"),
            ("-15000000", "-₹1.50 crore"),
            ("20000000000", "₹2,000.00 crore"),
        ],
    )
    def test_rupees_never_hide_a_paisa(self, amount, words):
        assert rupees(Decimal(amount)) == words

    @pytest.mark.parametrize(
        ("fraction", "words"), [("0.2", "20%"), ("0.125", "12.5%"), ("0.2000001", "20.00001%"), ("0", "0%")]
    )
    def test_percent(self, fraction, words):
        assert percent(Decimal(fraction)) == words

    def test_days_are_written_out(self):
        assert written(date(2026, 1, 5)) == "5 January 2026"

    def test_the_examples_in_the_docstrings_hold(self):
        import doctest

        assert doctest.testmod(checks.outcome).failed == 0


def test_a_reason_that_ends_with_a_name_has_one_full_stop():
    assert passed("It is Dhatu Setu Pvt. Ltd..").reason == "It is Dhatu Setu Pvt. Ltd."


def test_an_outcome_is_built_without_evidence():
    assert passed("So.") == Outcome("pass", "So.")


def test_a_value_that_binds_by_a_doubtful_date_is_open():
    raised = amended("investment.minimum_b", "300000000", "2026-01-10", known="official")
    case = doubtful(application(), "application_form", "application_date")
    assert status("eligibility.minimum_investment", application(), rules_=raised) == "pass"
    found = next(it for it in appraised(case, rules_=raised).findings if it.check == "eligibility.minimum_investment")
    assert (found.status, "250000000" in found.reason) == ("refer", True)


def test_a_date_misread_into_the_far_future_is_no_error():
    case = doubtful(
        application(application_form={"application_date": day("2062-01-15")}), "application_form", "application_date"
    )
    assert appraised(case).recommendation == "refer"


def test_two_statements_pass_only_if_both_do():
    other = paper(
        "capex_statement",
        {**capex_statement(ITEMS[:1]), "udin": "26104417ZZZZZZ0001"},
        [item("20.00 crore", number="Q/9")],
        file="b.pdf",
    )
    assert status("arithmetic.capex_total", claim(extra=[other])) == "pass"
    assert status("arithmetic.capex_total", changed(claim(extra=[other]), "b.pdf", worse)) == "refer"


def worse(document):
    return replace(
        document, fields={**document.fields, "total_amount": document.fields["total_amount"].with_confidence(0.7)}
    )
