"""Some cases judged anew from the register, in any process: what each comes to, and what is to be kept of it.

Two ways lead to the same verdict. Of a case whose facts and last judgement are kept, and of which only figures, the day
or the neighbours differ, nothing is opened but those: what a change cannot have touched stands, and the appraisal is
kept as what it says otherwise than the one before. Of any other the readings are opened and the whole is judged.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import orjson

from casefile.appraisals import (
    Judged,
    Prepared,
    as_body,
    digest_of,
    facts_of_cases,
    judgements_of,
    packed,
    prepare,
    told_of,
)
from casefile.cases import Held, held
from casefile.database import connect, set_up
from casefile.decisions import decisions_of
from casefile.impact import Standing, appraisal_of, earlier_facts, standings
from casefile.neighbours import neighbours_of
from checks import appraise, judge, judge_many
from checks.bulk import INCENTIVE, Verdict, many_cases, without_steps
from checks.kept import verdict_from
from checks.run import CODE_VERSION
from flows.judgements import judgement_of
from flows.reappraise_causes import Figures, causes_by_check, causes_of_change
from records.case import Case
from records.facts import Facts, facts_of
from records.findings import Appraisal, Decision
from records.impact import CaseImpact, Cause, Moved, Outcome
from records.neighbours import Neighbours, Sighting, holdings
from records.overlay import decided
from records.serialise import as_dict
from reference import NotInForce, Rules, load_scheme

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

KEPT_OF_WHOLE = ("stage_reason", "documents", "reconciliation")
"""What figures of the scheme do not move: the appraisal below says it."""

OF_PAPERS = "tolerance."
"""Parameters by which papers are compared with each other; where one moves, that is done anew."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What cases are judged by.

    Attributes:
        database: the register's URL.
        pack: the folder of the scheme pack, None for the one that the program brings.
        rules: the digest of the pack as it was when the run began.
    """

    database: str
    pack: Path | None
    scheme: str
    as_of: date
    rules: str


class PackChanged(Exception):
    """Somebody has changed the scheme pack while cases were judged by it."""


@dataclass(frozen=True, slots=True)
class Rejudged:
    """A case that was judged anew.

    Attributes:
        prepared: the appraisal to be kept; None where it would say what the present one says.
        judged: what is kept for the next time.
    """

    case_id: int
    revision: int
    impact: CaseImpact
    prepared: Prepared | None
    judged: Judged


@many_cases()
def rejudged(setting: Setting, case_ids: Sequence[int]) -> list[Rejudged | str]:
    """Some hundred cases judged anew, in the order given; a sentence for each that a mistake of ours has stopped.

    Raises:
        NotInForce: if the as-of date is before the first day of a rule.
        PackChanged: if the pack is no longer the one that the run began with.
    """
    rules, figures = _rules(setting), _figures(setting)
    stand = standings(case_ids)
    kept, facts = judgements_of(case_ids), facts_of_cases(case_ids)
    around, decisions = neighbours_of(case_ids), decisions_of(case_ids)
    done: dict[int, Rejudged | str] = {}
    quick: list[_Quick] = []
    for number in case_ids:
        if number not in kept or number not in facts or kept[number].code != CODE_VERSION:
            continue
        before = _tried(stand[number], verdict_from, kept[number].own, kept[number].common)
        if isinstance(before, str):
            done[number] = before
        elif before is not None:
            quick.append(_Quick(stand[number], facts[number], around[number], before, decisions.get(number, ())))
    for one, after in zip(quick, _verdicts(quick, rules), strict=True):
        answer = after if isinstance(after, str) else _tried(one.standing, _compared, one, after, rules, figures)
        if answer is not None:
            done[one.standing.case_id] = answer
    for it in held([number for number in case_ids if number not in done]):
        done[it.id] = _tried(stand[it.id], _judged_wholly, it, stand[it.id], around[it.id], rules)
    return [done[number] for number in case_ids]


def _tried(
    standing: Standing, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs
) -> Answer | str:
    """What some work on a case gives, or a sentence on the mistake of ours that stopped it: it stops no other case.

    Raises:
        NotInForce: if the as-of date is before the first day of a rule, which stops the run.
    """
    try:
        return work(*given, **named)
    except NotInForce:
        raise
    except Exception as error:
        return _mistaken(standing.application_id, error)


def _verdicts(cases: Sequence[_Quick], rules: Rules) -> Iterator[Verdict | str]:
    """The verdicts on the cases, in their order, some judged together; once one was stopped, each of the rest alone."""
    made = 0
    try:
        for verdict in judge_many(((it.facts, it.around, it.before) for it in cases), rules):
            yield verdict
            made += 1
    except NotInForce:
        raise
    except Exception:  # of one of the next few, nobody knows of which
        for it in cases[made:]:
            yield _tried(it.standing, judge, it.facts, it.around, rules, it.before)


def held_by(setting: Setting, case_ids: Sequence[int]) -> dict[int, list[tuple[str, str, Sighting]]]:
    """What some hundred cases hold that others may hold too, by their readings, as the queue notes it."""
    from flows.register import case_of  # with all that reads papers: most runs need it for no case

    return {it.id: list(holdings(case_of(it, setting.as_of))) for it in held(case_ids)}


def _mistaken(application_id: str, error: Exception) -> str:
    from flows.run import our_mistake  # with all that reads and writes papers, which few processes here need

    return our_mistake(application_id, "judged", error)


@lru_cache(maxsize=4)
def _rules(setting: Setting) -> Rules:
    """The rules, made once in each process: cases share the answers that they have given."""
    scheme = load_scheme(setting.pack, setting.scheme)
    if scheme.digest != setting.rules:
        raise PackChanged("the scheme pack was changed while cases were judged by it; give the command again")
    return scheme.rules(setting.as_of)


@lru_cache(maxsize=4)
def _figures(_setting: Setting) -> Figures:
    return Figures()


def begin(database: str) -> None:
    """Opens the register in a process of its own."""
    set_up()
    connect(database)


@dataclass(frozen=True, slots=True)
class _Quick:
    """A case of which everything is kept that judging anew needs."""

    standing: Standing
    facts: Facts
    around: Neighbours
    before: Verdict
    decisions: tuple[Decision, ...]


def _compared(one: _Quick, after: Verdict, rules: Rules, figures: Figures) -> Rejudged | None:
    """The case by what is kept of it; None where papers must be compared anew, which needs the readings."""
    before = one.before
    why = causes_by_check(before, after, one.standing, figures)
    if any(it.kind == "readings" or it.what.startswith(OF_PAPERS) for causes in why.values() for it in causes):
        return None
    then, now = told_of(it for it in before.findings if it.check in why), told_of(after.findings)
    differs = {check: told for check, told in now.items() if check in why and then.get(check) != told}
    printed = any(it.kind == "parameter" for causes in why.values() for it in causes)
    same_money = without_steps(after.incentive) == before.incentive
    kept = judgement_of(after)
    gone = _gone(one, after, rules)
    impact = _impact(
        one.standing,
        _outcome(before),
        after,
        _of_changed(why, differs, same_money),
        moved=tuple(_moved(check, then.get(check), told) for check, told in differs.items()),
        asked_again=tuple(map(_decision_in_words, gone[1])),
        case=one.facts,
    )
    prepared = None
    if differs or printed or not same_money or before.recommendation_reason != after.recommendation_reason:
        prepared = _laid_over(one, after, frozenset(why), differs, now, rules, gone, kept)
    return Rejudged(one.standing.case_id, one.standing.revision, impact, prepared, kept)


def _of_changed(
    why: Mapping[str, tuple[Cause, ...]], differs: Mapping[str, object], same_money: bool
) -> tuple[Cause, ...]:
    """The causes of what came out otherwise; of all that was judged anew where nothing did."""
    telling = {*differs, *(() if same_money else (INCENTIVE,))} & why.keys() or why.keys()
    return tuple(sorted({cause for check in telling for cause in why[check]}))


def _gone(one: _Quick, after: Verdict, rules: Rules) -> tuple[Case | None, tuple[Decision, ...]]:
    """The case with its decisions, None where nobody took any, and those on findings that no longer hold."""
    if not one.decisions:
        return None, ()
    case = one.facts.case(rules.as_of)
    return case, decided(after.findings, case.decisions)[1]


def _laid_over(
    one: _Quick,
    after: Verdict,
    anew: frozenset[str],
    differs: Mapping[str, tuple[str, ...]],
    told: Mapping[str, tuple[str, ...]],
    rules: Rules,
    gone: tuple[Case | None, tuple[Decision, ...]],
    kept: Judged,
) -> Prepared:
    """What is kept of an appraisal of which most stands: what it says otherwise than the whole one below it."""
    case, lapsed = gone
    decisions = () if case is None else tuple(it for it in case.decisions if it not in lapsed)
    asked_again = () if case is None else (*case.asked_again, *lapsed)
    appraisal = Appraisal(
        application_id=after.application_id,
        scheme=rules.scheme_id,
        stage=after.stage,
        stage_reason="",
        as_of=rules.as_of,
        parameters_digest=rules.digest,
        neighbours_digest=after.basis.neighbours,
        code_version=CODE_VERSION,
        recommendation=after.recommendation,
        recommendation_reason=after.recommendation_reason,
        documents=(),
        findings=tuple(it for it in after.findings if it.check in anew),
        incentive=after.incentive,
        decisions=decisions,
        asked_again=asked_again,
    )
    says = _over_earlier(as_dict(appraisal), one.standing, anew)
    columns: dict[str, Any] = {
        "as_of": rules.as_of,
        "scheme": rules.scheme_id,
        "stage": after.stage,
        "recommendation": after.recommendation,
        "reason": after.recommendation_reason,
        "group": after.incentive.group or "",
        "amount": after.incentive.amount,
        "parameters_digest": rules.digest,
        "neighbours_digest": after.basis.neighbours,
        "code_version": CODE_VERSION,
        "findings_digest": digest_of(told),
        "base_id": one.standing.whole,
        **packed(as_body(says)),
    }
    words = tuple(f"{it.target} ({it.who})" for it in asked_again)
    return Prepared(columns, differs, words, judged=kept, laid_over=True)


def _over_earlier(says: dict[str, Any], standing: Standing, anew: frozenset[str]) -> dict[str, Any]:
    """What the appraisal says otherwise than the whole one: this judgement's part, and what an earlier one left."""
    for name in KEPT_OF_WHOLE:
        del says[name]
    earlier = {} if standing.laid_over is None else orjson.loads(zlib.decompress(standing.laid_over))
    says["findings"] += [it for it in earlier.get("findings", ()) if it["check"] not in anew]
    if INCENTIVE not in anew:
        del says["incentive"]
        if "incentive" in earlier:
            says["incentive"] = earlier["incentive"]
    return says


def _judged_wholly(kept: Held, standing: Standing, around: Neighbours, rules: Rules) -> Rejudged:
    """The case by its readings, as the queue judges it."""
    from flows.register import case_of  # with all that reads papers: most runs need it for no case

    case = case_of(kept, rules.as_of)
    facts = facts_of(case)
    appraisal, verdict = appraise(case, around, rules), judge(facts, around, rules)
    said = appraisal_of(standing.appraisal)
    then = {it["check"]: (it.get("stands", it["status"]), it["reason"]) for it in said["findings"]}
    moved = tuple(
        Moved(it.check, then.get(it.check, ("", ""))[0], it.stands, then.get(it.check, ("", ""))[1], it.reason)
        for it in appraisal.findings
        if then.get(it.check) != (it.stands, it.reason)
    )
    known = {(it["target"], it["when"]) for it in said["asked_again"]}
    lapsed = [it for it in appraisal.asked_again if (it.target, it.when.isoformat()) not in known]
    judged = judgement_of(verdict)
    prepared = prepare(appraisal, facts, judged)
    causes = causes_of_change(standing, said, earlier_facts(kept.id), facts, verdict)
    before = Outcome(
        standing.recommendation, standing.amount, standing.group, _number(said["incentive"].get("capex_rate"))
    )
    impact = _impact(
        standing,
        before,
        verdict,
        causes,
        moved=moved,
        asked_again=tuple(map(_decision_in_words, lapsed)),
        case=facts,
    )
    as_before = (
        kept.revision == standing.judged_revision
        and prepared.columns["findings_digest"] == standing.findings_digest
        and impact.before == impact.after
        and not any(it.kind == "parameter" for it in causes)
        and not lapsed
        and not _rests_on_new_papers(causes)
    )
    return Rejudged(kept.id, kept.revision, impact, None if as_before else prepared, judged)


def _rests_on_new_papers(causes: Sequence[Cause]) -> bool:
    return any(it.kind in {"document", "reading", "decision", "readings"} for it in causes)


def _impact(
    standing: Standing,
    before: Outcome,
    after: Verdict,
    causes: tuple[Cause, ...],
    *,
    moved: tuple[Moved, ...],
    asked_again: tuple[str, ...],
    case: Facts,
) -> CaseImpact:
    impact = CaseImpact(standing.application_id, "", before, _outcome(after), causes, moved, asked_again)
    if not impact.is_told:
        return impact
    return replace(impact, stream=case.text_of("application_form", "recycling_stream"))


def _outcome(verdict: Verdict) -> Outcome:
    incentive = verdict.incentive
    return Outcome(verdict.recommendation, incentive.amount, incentive.group or "", incentive.capex_rate)


def _moved(check: str, then: tuple[str, ...] | None, now: tuple[str, ...]) -> Moved:
    """A check by the `FINDING_COLUMNS` before and after: clause, kind, status, stands, reason."""
    return Moved(check, then[3] if then else "", now[3], then[4] if then else "", now[4])


def _decision_in_words(decision: Decision) -> str:
    what = {"correct": "corrected", "accept": "accepted", "not_applicable": "set aside", "ask_applicant": "asked about"}
    return f"{decision.target}, {what[decision.action]} by {decision.who}: {decision.why}"


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
