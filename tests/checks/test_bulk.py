"""Judged from facts, and judged again after a change: the same as `appraise`, whatever the case holds."""

import pickle
import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import checks
from benchmarks.made_cases import made_cases
from checks import CHECKS, appraise, judge, judge_many
from checks.bulk import INCENTIVE, TOGETHER, bare, changes
from checks.kept import FORM, verdict_from, verdict_texts
from checks.run import CODE_VERSION
from records.facts import FORM as FACTS_FORM
from records.facts import Facts, facts_of
from records.findings import Decision
from records.neighbours import Commitments, Neighbours, Sighting, around
from records.overlay import with_decisions
from records.readings import Notice, Signature
from records.stored import text_of
from reference import NotInForce
from tests.checks.factory import AS_OF, appraised, changed, claim, doubtful, paper, rs, rules, scheme
from tests.checks.random_cases import random_case

ALONE = Neighbours()
RULES = rules()
BY_RULES = {}


def same(verdict, appraisal):
    found = (verdict.findings, verdict.incentive, verdict.recommendation, verdict.recommendation_reason)
    return found == (
        appraisal.findings,
        appraisal.incentive,
        appraisal.recommendation,
        appraisal.recommendation_reason,
    )


def rules_on(day):
    return BY_RULES.setdefault(day, rules(day))


def with_value(parameter, value, since):
    """The scheme with one more value of a parameter, notified on the day it takes effect."""
    history = scheme().parameters[parameter]
    added = replace(history.values[-1], since=since, notified_on=since, value=value)
    kept = tuple(it for it in history.values if it.since < since)
    parameters = {**scheme().parameters, parameter: replace(history, values=(*kept, added))}
    return replace(scheme(), parameters=parameters, digest=f"{parameter} {value} {since}").rules(AS_OF)


def other_value(value):
    match value:
        case Decimal():
            return value * Decimal("1.5") + 1
        case date():
            return date.fromordinal(value.toordinal() + 40)
        case None:
            return Decimal(12345)
        case str() if value[:4].isdigit() and value.count("-") > 1:
            return f"{value}, 2026-05-05"
        case _:
            return f"{value}, another"


@pytest.mark.parametrize("first", range(0, 500, 50))
def test_five_hundred_random_cases_are_judged_from_their_facts_as_they_are_appraised(first):
    cases = [random_case(seed) for seed in range(first, first + 50)]
    near = around(cases)
    for case in cases:
        neighbours = near[case.application_id]
        if case.application_id.endswith("3"):
            neighbours = replace(neighbours, commitments=Commitments(Decimal(1), {"A": rs("3 crore")}))
        facts = Facts(facts_of(case).text)
        verdict = judge(facts, neighbours, rules_on(case.as_of))
        assert same(verdict, appraise(case, neighbours, rules_on(case.as_of))), case.application_id


def test_many_cases_judged_together_come_out_in_order_as_each_does_by_itself():
    """Check by check over several cases; some were judged before, under the same rules and under another figure."""
    cases = [case for seed in range(60) if (case := random_case(seed)).as_of == AS_OF]
    near = around(cases)
    asked = [(facts_of(case), near[case.application_id]) for case in cases]
    alone = [judge(facts, neighbours, RULES) for facts, neighbours in asked]
    assert list(judge_many([(*it, None) for it in asked], RULES)) == alone
    amended = with_value("capex.refurbished_share_max", Decimal("0.10"), date(2025, 1, 1))
    befores = [None if number % 3 == 0 else bare(it) for number, it in enumerate(alone)]
    mixed = [(*it, before) for it, before in zip(asked, befores, strict=True)]
    again = [judge(*it, amended, before) for it, before in zip(asked, befores, strict=True)]
    assert list(judge_many(iter(mixed), amended)) == again
    assert again != alone


def test_of_a_stream_of_cases_no_more_are_taken_than_are_judged_at_a_time():
    facts, taken = facts_of(claim()), []
    stream = judge_many(((taken.append(number) or facts, ALONE, None) for number in range(100)), RULES)
    assert next(stream) == judge(facts, ALONE, RULES)
    assert len(taken) == TOGETHER


def test_the_claims_that_speed_is_measured_on_are_judged_as_they_are_appraised():
    """Sound and spoilt ones: what the benchmark counts a second is what the command says of each."""
    for made in made_cases(40):
        assert same(judge(facts_of(made.case), ALONE, RULES), appraise(made.case, ALONE, RULES)), made.is_sound


def test_an_amended_cap_on_refurbished_plant_judges_only_what_counts_the_expenditure_after_it():
    facts = facts_of(claim())
    before = judge(facts, ALONE, RULES)
    amended = with_value("capex.refurbished_share_max", Decimal("0.10"), date(2025, 1, 1))
    touched = changes(before.basis, judge(facts, ALONE, amended, before).basis, CHECKS)
    assert set(touched) == {"capex.refurbished_share", "claim.threshold_exceeded", "incentive.ceilings", INCENTIVE}


def test_facts_hold_all_that_checks_look_at_besides_values():
    case = claim()
    signature = Signature("S. Bhide", date(2026, 10, 20), True, False)
    case = changed(case, "claim_form.pdf", lambda it: replace(it, signatures=(signature,)))
    case = changed(case, "capex_statement.pdf", lambda it: replace(it, warnings=(Notice("hidden_text", "…", 2),)))
    case = changed(case, "gmr_certificate.pdf", lambda it: replace(it, page_range=(3, 4), part_of="all.pdf"))
    verdict = judge(facts_of(case), ALONE, RULES)
    status = {it.check: it.status for it in verdict.findings}
    assert (status["authenticity.digital_signature"], status["authenticity.hidden_text"]) == ("refer", "refer")
    assert same(verdict, appraise(case, ALONE, RULES))


def test_a_column_of_several_kinds_comes_back_as_it_was():
    rows = [{"head": "equipment", "amount": Decimal(5)}, {"head": Decimal(7)}, {"amount": Decimal("6.50")}]
    case = replace(claim(), documents=(paper("capex_statement", {"total_amount": Decimal(11)}, rows),))
    table = facts_of(case).case(AS_OF).documents[0].tables["items"]
    assert [{name: field.value for name, field in row.fields.items()} for row in table] == rows


def test_rows_are_read_back_only_when_a_check_asks_for_them_and_then_as_they_were():
    """Amounts that print their values may lose their commas, which no check looks at; prints in lakh are kept."""
    statement = "capex_statement.pdf"
    case = changed(claim(), statement, lambda it: replace(it, tables={"items": in_lakh(it.tables["items"])}))
    facts = facts_of(case)
    document = next(it for it in facts.case(AS_OF).documents if it.file == statement)
    rows = next(it for it in case.documents if it.file == statement).tables["items"]
    table = document.tables["items"]
    assert "_kept" not in vars(table) and len(table) == len(rows)
    printed = [row.fields["amount"].evidence.text.replace(",", "") for row in rows]
    assert [row.fields["amount"].evidence.text.replace(",", "") for row in table] == printed
    assert printed[0] == f"{rows[0].fields['amount'].value / 100_000:.2f}"
    assert same(judge(facts, ALONE, RULES), appraise(case, ALONE, RULES))


def in_lakh(rows):
    """The rows, of which the first prints its amount in lakh."""
    amount = rows[0].fields["amount"]
    printed = replace(amount, evidence=replace(amount.evidence, text=f"{amount.value / 100_000:.2f}"))
    return (replace(rows[0], fields={**rows[0].fields, "amount": printed}), *rows[1:])


def test_facts_that_another_version_has_kept_are_told_from_those_of_this_one():
    facts = facts_of(claim())
    assert facts.is_of_this_form
    assert not Facts(facts.text.replace(FACTS_FORM, "parakh facts 1", 1)).is_of_this_form
    assert not Facts("").is_of_this_form


def test_facts_do_not_depend_on_the_order_of_papers_and_tell_which_paper_changed():
    case = claim()
    facts, again = facts_of(case), facts_of(replace(case, documents=case.documents[::-1]))
    assert facts.digest == again.digest
    doubted = facts_of(doubtful(case, "capex_statement", "amount", row=1))
    assert {name for name, it in facts.documents.items() if doubted.documents[name] != it} == {"capex_statement.pdf"}


def test_decisions_are_laid_over_in_facts_too():
    case = claim(application_form={"single_phase": "no"})
    finding = next(it for it in appraise(case, ALONE, RULES).findings if it.check == "eligibility.single_phase")
    decision = Decision(
        who="R. Kale",
        when=datetime(2026, 11, 20, 10),
        action="correct",
        target="eligibility.single_phase",
        before=finding.in_words,
        after="pass",
        why="The phases were withdrawn by letter.",
    )
    decided = with_decisions(case, [decision])
    verdict = judge(facts_of(decided), ALONE, RULES)
    assert same(verdict, appraise(decided, ALONE, RULES))
    assert verdict.recommendation != judge(facts_of(case), ALONE, RULES).recommendation


@pytest.mark.parametrize("group", sorted({name.partition(".")[0] for name in scheme().parameters}))
def test_a_changed_figure_judges_anew_what_it_touches_and_the_rest_stands(group):
    """Every parameter, another value and none, from before the scheme's claims and from amid them."""
    seeds = (10, 13, 26, 31, 44, 57)
    cases = [case for seed in seeds if (case := random_case(seed)).as_of == AS_OF]
    known = [(facts := facts_of(case), judge(facts, ALONE, RULES)) for case in cases]
    for name, history in scheme().parameters.items():
        if name.partition(".")[0] != group:
            continue
        for value, since in ((other_value(history.values[-1].value), date(2025, 9, 9)), (None, date(2026, 3, 1))):
            amended = with_value(name, value, since)
            for facts, before in known:
                verdict = judge(facts, ALONE, amended, before)
                assert verdict == judge(facts, ALONE, amended), (name, value)


@pytest.mark.parametrize("seed", range(30))
def test_from_a_bare_verdict_what_is_touched_comes_whole_and_the_recommendation_is_the_same(seed):
    facts = facts_of(replace(random_case(seed), as_of=AS_OF))
    before = judge(facts, ALONE, RULES)
    kept = verdict_from(*verdict_texts(before))
    amended = with_value("investment.minimum_b", rs("30 crore"), date(2025, 9, 9))
    whole, found = judge(facts, ALONE, amended), judge(facts, ALONE, amended, kept)
    touched = changes(before.basis, found.basis, CHECKS)
    for one, other in zip(whole.findings, found.findings, strict=True):
        assert other == (one if one.check in touched else replace(one, fields=(), parameters=(), figures={}))
    assert found.recommendation_reason == whole.recommendation_reason
    assert found.incentive == (whole if INCENTIVE in touched else bare(whole)).incentive


def test_what_did_not_change_is_not_looked_at():
    facts = facts_of(claim())
    before = judge(facts, ALONE, RULES)
    assert judge(facts, ALONE, RULES, before) is before
    unreadable = Facts("not even JSON")
    before = replace(before, basis=replace(before.basis, facts=unreadable.digest))
    edited = replace(scheme(), digest="a comment was mended").rules(AS_OF)
    assert judge(unreadable, ALONE, edited, before).findings is before.findings
    with pytest.raises(ValueError, match="invalid literal"):
        judge(unreadable, ALONE, with_value("claim.interval_months", Decimal(7), date(2025, 9, 9)), before)


def test_the_cause_of_a_change_is_told_for_each_check():
    case = claim()
    facts = facts_of(case)
    before = judge(facts, ALONE, RULES)
    figure = judge(facts, ALONE, with_value("capex.refurbished_share_max", Decimal("0.1"), date(2025, 9, 9)), before)
    told = changes(before.basis, figure.basis, CHECKS)
    assert told["capex.refurbished_share"] == ("capex.refurbished_share_max",)
    assert told[INCENTIVE] == ("capex.refurbished_share_max",)
    assert "eligibility.group" not in told

    number = next(row.fields["invoice_number"].value for row in case.documents[5].tables["items"])
    elsewhere = around([case, replace(case, application_id="B-1")])[case.application_id]
    assert elsewhere.invoices, number
    seen = judge(facts, elsewhere, RULES, before)
    assert set(changes(before.basis, seen.basis, CHECKS)) >= {"authenticity.duplicate_invoice", "authenticity.udin"}
    assert same(seen, appraise(case, elsewhere, RULES))

    other = judge(facts_of(doubtful(case, "gmr_certificate", "total_gmr")), ALONE, RULES, before)
    assert set(changes(before.basis, other.basis, CHECKS).values()) == {("facts",)}
    later = judge(facts, ALONE, rules_on(date(2027, 1, 5)), before)
    told = changes(before.basis, later.basis, CHECKS)
    assert told["claim.lock_in"] == told["eligibility.authorisation_valid"] == ("as-of date",)
    assert "arithmetic.capex_total" not in told  # what a paper adds up to is the same on every day


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_on_another_day_what_does_not_look_at_it_stands_and_all_of_it_is_as_judged_on_that_day(first):
    """From the day the window opened to one after the tenure: papers expire, years end, values turn."""
    days = (date(2025, 10, 2), date(2026, 4, 1), date(2026, 11, 23), date(2027, 4, 1), date(2031, 4, 1))
    for seed in range(first, first + 50):
        facts = facts_of(random_case(seed))
        verdict = judge(facts, ALONE, rules_on(AS_OF))
        for day in days:
            again = judge(facts, ALONE, rules_on(day), bare(verdict))
            whole = judge(facts, ALONE, rules_on(day))
            assert bare(again) == bare(whole), (seed, day)
            verdict = whole


def test_on_a_day_before_anything_is_known_nothing_that_was_judged_later_stands():
    facts = facts_of(claim())
    with pytest.raises(NotInForce, match="window.opens"):
        judge(facts, ALONE, rules_on(date(2025, 10, 1)), judge(facts, ALONE, RULES))


def test_checks_ask_for_the_day_where_it_is_heard_that_they_did():
    """Else a verdict of yesterday would stand that looks at the day."""
    asking = re.compile(r"\bcase\.as_of\b|\brules\.as_of\b|\.today\(\)")
    for path in Path(checks.__file__).parent.glob("*.py"):
        if path.name not in {"bulk.py", "run.py"}:
            found = asking.findall(path.read_text())
            assert found == (["case.as_of"] if path.name == "timeline.py" else []), path.name


def test_another_version_of_the_code_judges_everything_anew():
    facts = facts_of(claim())
    before = judge(facts, ALONE, RULES)
    stale = replace(before, findings=(), basis=replace(before.basis, code="0.0.0"))
    assert judge(facts, ALONE, RULES, stale) == before
    assert before.basis.code == CODE_VERSION


def test_a_case_and_its_rules_can_be_handed_to_another_process_after_they_were_asked():
    case, in_force = claim(), rules()
    appraise(case, ALONE, in_force)
    case.fields("claim_form", "claim_date")
    narrowed = in_force.for_case({"application_date": date(2026, 1, 15)})
    narrowed.decimal("claim.interval_months")
    for thing in (case, in_force, narrowed):
        assert pickle.loads(pickle.dumps(thing)) == thing
    fresh = rules()
    for thing in (replace(in_force, as_of=in_force.as_of), pickle.loads(pickle.dumps(in_force))):
        assert vars(thing).keys() == vars(fresh).keys()  # nothing that was answered or worked out goes with it


def test_a_verdict_can_be_handed_to_another_process():
    verdict = judge(facts_of(claim()), Neighbours(udins={"x": (Sighting("B", "b.pdf", "udin"),)}), RULES)
    assert pickle.loads(pickle.dumps(verdict)) == verdict


@pytest.mark.parametrize("seed", range(40))
def test_a_verdict_is_kept_as_text_and_judged_on_from_it(seed):
    case = random_case(seed)
    facts, in_force = facts_of(case), rules_on(case.as_of)
    finding = judge(facts, ALONE, in_force).findings[seed]
    decision = Decision(
        who="R. Kale",
        when=datetime(2026, 11, 20, 10, 30),
        action="accept",
        target=finding.check,
        before=finding.in_words,
        after=None,
        why="Seen with the applicant.",
    )
    facts = facts_of(with_decisions(case, [decision]))
    verdict = judge(facts, ALONE, in_force)
    assert any(it.decision for it in verdict.findings)
    kept = verdict_from(*verdict_texts(verdict))
    assert kept == bare(verdict)
    assert judge(facts, ALONE, in_force, kept) is kept


@pytest.mark.parametrize("figure", ["ceiling.total_b", "capex.rate_new_noec_1", "group.gmr_minimum_a"])
def test_a_figure_that_is_not_known_stops_no_run_and_gives_no_amount(figure):
    found = appraised(claim(), rules_=with_value(figure, None, date(2025, 9, 9)))
    assert (found.incentive.amount, found.incentive.capex_total) == (None, rs("35 crore"))
    assert any("not publicly known" in it.reason and it.status == "refer" for it in found.findings)


def test_a_date_of_the_case_before_the_scheme_stops_no_run_and_gives_no_amount():
    early = claim(
        application_form={"application_date": date(2023, 11, 7)}, approval_letter={"approval_date": date(2023, 12, 7)}
    )
    found = appraised(early)
    assert found.incentive.amount is None
    assert found.incentive.capex_total == rs("35 crore")
    assert {it.check: it.status for it in found.findings}["capex.eligible_heads"] == "refer"


@pytest.mark.parametrize("seed", range(40))
def test_a_verdict_kept_as_text_is_the_bare_one(seed):
    case = random_case(seed)
    verdict = judge(facts_of(case), ALONE, rules_on(case.as_of))
    assert verdict_from(*verdict_texts(verdict)) == bare(verdict)


def test_what_another_version_has_kept_is_not_taken_for_a_verdict():
    verdict = judge(facts_of(claim()), ALONE, RULES)
    own, common = verdict_texts(verdict)
    assert verdict_from(text_of(bare(verdict)), common) is None
    assert verdict_from(own.replace(FORM, "parakh verdict 3", 1), common) is None
