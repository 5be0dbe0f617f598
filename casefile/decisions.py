"""Decisions of persons and their signatures: who prepared a case may not sign it as reviewer."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping

from casefile.filing import case_named, touch
from casefile.journal import canonical, journal
from casefile.models import Appraisal, Case, Decision, SignOff
from records import findings
from records.overlay import decision_from, decision_json

DECIDED = "a person decided"


class MayNot(Exception):
    """The person may not do this now; the message says why and who may."""


def keep_decision(application_id: str, decision: findings.Decision) -> None:
    """Keeps a decision; the case is to be appraised again.

    Raises:
        NotThere: if there is no such case.
        MayNot: if the decision says not who takes it, or not why.
    """
    keep_decisions(application_id, [decision])


def keep_decisions(application_id: str, decisions: Iterable[findings.Decision]) -> None:
    """Keeps several decisions on one case, all of them or none; raises as `keep_decision` does."""
    with journal() as book:
        case = case_named(application_id)
        for decision in decisions:
            if not decision.who.strip() or not decision.why.strip():
                raise MayNot("a decision needs the name of who takes it, and the reason")
            with book.change("decision.taken", case.application_id, decision.who) as change:
                change.create(
                    Decision,
                    case=case,
                    who=decision.who,
                    taken_at=decision.when,
                    body=canonical(decision_json(decision)),
                )
                touch(change, case, DECIDED)


def decisions_of(case_ids: Iterable[int]) -> Mapping[int, tuple[findings.Decision, ...]]:
    """All decisions on each case, in the order they were taken; which of them hold, `records.overlay` says."""
    taken: dict[int, tuple[findings.Decision, ...]] = {}
    for row in Decision.objects.filter(case_id__in=list(case_ids)).order_by("taken_at", "id"):
        taken[row.case_id] = (*taken.get(row.case_id, ()), decision_from(json.loads(row.body)))
    return taken


def sign_as_preparer(application_id: str, who: str, note: str = "") -> None:
    """A person says that the case is ready for the reviewer.

    Raises:
        NotThere: if there is no such case.
        MayNot: if the case waits for an appraisal, or was prepared already.
    """
    _sign(application_id, "prepared", who, note)


def sign_as_reviewer(application_id: str, who: str, note: str = "") -> None:
    """Another person puts the signature under the appraisal.

    Raises:
        NotThere: if there is no such case.
        MayNot: if the person prepared the case or took a decision in it, if nobody has prepared it, or if it waits for
            an appraisal.
    """
    _sign(application_id, "reviewed", who, note)


def signatures(appraisal: Appraisal) -> Mapping[str, str]:
    """Who signed an appraisal, by role (`prepared`, `reviewed`)."""
    return dict(SignOff.objects.filter(appraisal=appraisal).values_list("role", "who"))


def _sign(application_id: str, role: str, who: str, note: str) -> None:
    if not who.strip():
        raise MayNot("a signature needs a name")
    with journal() as book:
        case = case_named(application_id)
        appraisal = _up_to_date(case)
        signed = signatures(appraisal)
        if role in signed:
            raise MayNot(f"{case.application_id} was {role} already, by {signed[role]}")
        if role == "reviewed":
            _may_review(case, signed, who)
        with book.change(f"case.{role}", case.application_id, who) as change:
            change.create(
                SignOff, case=case, appraisal=appraisal, role=role, who=who.strip(), signed_at=change.at, note=note
            )


def _up_to_date(case: Case) -> Appraisal:
    current: Appraisal | None = case.current
    if current is None or current.revision != case.revision:
        raise MayNot(f"{case.application_id} has changed and waits for its appraisal; run `parakh queue`, then sign")
    return current


def _may_review(case: Case, signed: Mapping[str, str], who: str) -> None:
    """Raises `MayNot` unless this is another person than those who prepared the case."""
    preparer = signed.get("prepared")
    if preparer is None:
        raise MayNot(f"nobody has prepared {case.application_id}; `parakh sign --prepared` comes first")
    if _same_person(preparer, who):
        raise MayNot(f"{preparer} prepared {case.application_id} and may not sign it as reviewer; another person must")
    for decider in Decision.objects.filter(case=case).values_list("who", flat=True).distinct():
        if _same_person(decider, who):
            raise MayNot(f"{decider} took a decision in {case.application_id} and may not sign it as reviewer")


def _same_person(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace(".", " ").split())
