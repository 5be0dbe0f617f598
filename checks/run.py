"""The runner: the stage of a case, every check on it, the incentive, and what all of it recommends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from checks.check import Check
from checks.incentive import certified_total, compute
from checks.outcome import UnknownFigure, counted
from checks.reconcile import reconciled
from checks.timeline import dates_of
from records.case import Case, by_name
from records.findings import Appraisal, Finding, Incentive, Parameter, Recommendation, Stage
from records.neighbours import Neighbours
from records.overlay import decided
from records.readings import READ_AT_ALL, DocumentReading
from reference import NotInForce, Rules

CODE_VERSION = "0.1.0"
"""Stored with every appraisal, so that a later difference can be laid to the code; the same as in pyproject.toml."""

NEEDED_FIGURES = frozenset({"capex", "incentive"})
"""Groups of figures without which a claim has no amount: missing there, the claim is incomplete."""

OPEN = frozenset({"fail", "missing", "refer"})
"""The statuses that wait for a person."""

CLAIM_PAPERS = {"claim_form": "a claim form", "approval_letter": "an approval letter"}


def stage_of(documents: Sequence[DocumentReading]) -> tuple[Stage, str]:
    """Whether a folder is an application or a claim, and why, in one sentence.

    A claim holds a claim form or an approval letter; else it is one if a capex statement lists invoiced rows.
    """
    read = [it for it in sorted(documents, key=by_name) if it.status in READ_AT_ALL]
    for document_type, words in CLAIM_PAPERS.items():
        if papers := [it for it in read if it.document_type == document_type]:
            return "claim", f"It is a claim, for {papers[0].file} is {words}."
    for document in read:
        rows = document.tables.get("items", ()) if document.document_type == "capex_statement" else ()
        invoiced = [row for row in rows if "invoice_number" in row.fields or "invoice_date" in row.fields]
        if invoiced:
            return "claim", f"It is a claim, for {document.file} lists {counted(len(invoiced), 'invoiced item')}."
    return "application", "It is an application, for no claim form, approval letter or invoiced expenditure was read."


def run(case: Case, neighbours: Neighbours, rules: Rules, checks: Sequence[Check]) -> Appraisal:
    """Appraise a case: a pure function of its documents, its neighbours and the rules.

    The order of documents changes nothing: they are taken by file name.

    Raises:
        NotInForce: if the as-of date is before anything is known of a parameter.
    """
    case = by_file(case)
    bound, sure = narrowed(rules, dates_of(case), dates_of(case, sure_only=True))
    judged = tuple([check.judge(case, neighbours, bound, sure) for check in checks])
    findings, gone = decided(judged, case.decisions)
    incentive = incentive_of(case, bound, neighbours)
    verdict, reason = recommendation(findings, incentive)
    return Appraisal(
        application_id=case.application_id,
        scheme=rules.scheme_id,
        stage=case.stage,
        stage_reason=case.stage_reason,
        as_of=case.as_of,
        parameters_digest=rules.digest,
        neighbours_digest=neighbours.digest,
        code_version=CODE_VERSION,
        recommendation=verdict,
        recommendation_reason=reason,
        documents=case.documents,
        findings=findings,
        incentive=incentive,
        parameters=_used(findings, incentive),
        reconciliation=reconciled(case, bound),
        decisions=tuple(it for it in case.decisions if it not in gone),
        asked_again=(*case.asked_again, *gone),
    )


def by_file(case: Case) -> Case:
    """The same case with its documents by file name, and nothing remembered of it."""
    return replace(case, documents=tuple(sorted(case.documents, key=by_name)))


def narrowed(
    rules: Rules, dates: Mapping[str, date | None], sure_dates: Mapping[str, date | None]
) -> tuple[Rules, Rules]:
    """The rules for a case with these dates, and for one of which only the sure dates are known; one where equal."""
    bound = rules.for_case(dates)
    return bound, bound if sure_dates == dates else rules.for_case(sure_dates)


def incentive_of(case: Case, rules: Rules, neighbours: Neighbours | None = None) -> Incentive:
    """The incentive; where a figure of it is not known, or not in force on the case's own date, the certified total.

    Such a date is misread or a person's matter. The checks that rest on date or figure say so; other cases go on.

    Raises:
        NotInForce: if the as-of date is before anything is known of a parameter.
    """
    try:
        return compute(case, rules, neighbours)
    except NotInForce as error:
        if error.as_of:
            raise
    except UnknownFigure:
        pass  # the checks that ask for it name it
    return Incentive(capex_total=certified_total(case))


def recommendation(findings: Iterable[Finding], incentive: Incentive) -> tuple[Recommendation, str]:
    """What the findings recommend, and why in one sentence; the Executive Committee decides.

    A gate that fails: not eligible. Else a gate that is missing, or a figure without which there is no amount:
    incomplete. Else a gate that refers, or a figure or an authenticity finding that fails or refers: refer. Notices
    never decide.
    """
    waiting = [finding for finding in findings if finding.stands in OPEN]
    deciding = [finding for finding in waiting if finding.kind != "notice" or _group(finding) == "authenticity"]
    gates = [finding for finding in deciding if finding.kind == "gate"]
    figures = [finding for finding in deciding if finding.kind != "gate"]
    if against := [it for it in gates if it.stands == "fail"]:
        return "not_eligible", f"Not eligible: {_because(against, waiting)}"
    absent = [it for it in gates if it.stands == "missing"]
    absent += [it for it in figures if it.stands == "missing" and _group(it) in NEEDED_FIGURES]
    if absent:
        return "incomplete", f"Incomplete: {_because(absent, waiting)}"
    open_ = [it for it in figures if it.stands == "fail"]
    open_ += [it for it in (*gates, *figures) if it.stands == "refer"]
    if open_:
        return "refer", f"For a person to decide: {_because(open_, waiting)}"
    if unjudged := sum(it.stands == "missing" for it in waiting):
        left = f"{counted(unjudged, 'other')} could not be judged for want of a paper"
        return "eligible", f"Every criterion that decides eligibility is met on sure evidence; {left}."
    if incentive.amount is None:
        return "eligible", "Every criterion that could be judged is met on sure evidence."
    return "eligible", "Every criterion is met on sure evidence, and every figure of the amount is established."


def _because(deciding: Sequence[Finding], waiting: Sequence[Finding]) -> str:
    """The first of the findings that decide, and how many more of all wait for a person."""
    more = len(waiting) - 1
    first = _said(deciding[0])
    if not more:
        return first
    points = "1 more point is" if more == 1 else f"{more} more points are"
    return f"{first.removesuffix('.')}. {points} open on the checklist."


def _said(finding: Finding) -> str:
    """The reason for the status that stands: the machine's, or the person's where a decision moved it."""
    if finding.decision is None or finding.stands == finding.status:
        return finding.reason
    return f"{finding.decision.who} decided {finding.check}: {finding.decision.why.removesuffix('.')}."


def _group(finding: Finding) -> str:
    return finding.check.partition(".")[0]


def _used(findings: Iterable[Finding], incentive: Incentive) -> tuple[Parameter, ...]:
    """Every parameter that a finding or a step used, each once, by id."""
    used = [it for finding in findings for it in finding.parameters]
    used += [it for step in incentive.steps for it in step.parameters]
    by_id = {parameter.id: parameter for parameter in used}
    return tuple(by_id[name] for name in sorted(by_id))
