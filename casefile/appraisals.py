"""Appraisals as they are kept: each with a number, what it rests on, and the findings that count now."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max

from casefile.filing import NotThere, case_named
from casefile.journal import Journal, journal
from casefile.models import Appraisal, Case, Finding, Work
from casefile.points import at
from casefile.readings import QUICK
from casefile.work import Leased, LeaseLost, finish, give_back
from records import findings
from records.serialise import as_dict

FINDING_COLUMNS = ("clause", "kind", "status", "stands", "reason")


@dataclass(frozen=True, slots=True)
class Made:
    """An appraisal to be kept.

    Attributes:
        case_id: the case's row number.
        revision: the revision of the case that was judged.
        work: the work that asked for it, None where a person did.
    """

    case_id: int
    revision: int
    appraisal: findings.Appraisal
    cause: str
    work: Leased | None = None


def keep_appraisals(made: Sequence[Made]) -> list[int]:
    """Keeps appraisals, in one transaction; gives the row numbers of the cases for which it was done.

    A case that has changed while it was judged is left to be appraised again, and one whose work another process has
    taken over is left to that process.
    """
    with journal() as book:
        cases = Case.objects.select_related("current").in_bulk([it.case_id for it in made])
        last = _last_numbers(cases)
        kept = [it for it in made if _may_keep(it, cases[it.case_id])]
        for it in kept:
            _keep(book, cases[it.case_id], it, last.get(it.case_id, 0) + 1)
        _keep_findings({it.case_id: it.appraisal.findings for it in kept})
        at("appraisal.registered")
    at("appraisal.committed")
    return [it.case_id for it in kept]


def _may_keep(made: Made, case: Case) -> bool:
    """Finishes the work; False where the appraisal is out of date or the work is another's."""
    if made.revision != case.revision:
        if made.work is not None:
            give_back(made.work)
        return False
    if made.work is None:
        Work.objects.filter(kind="appraise", key=str(case.pk)).delete()
        return True
    try:
        finish(made.work)
    except LeaseLost:
        return False
    return True


def _keep(book: Journal, case: Case, made: Made, number: int) -> None:
    judged = made.appraisal
    text = body_of(judged)
    with book.change("case.appraised", case.application_id) as change:
        row = change.create(
            Appraisal,
            case=case,
            number=number,
            revision=made.revision,
            as_of=judged.as_of,
            scheme=judged.scheme,
            stage=judged.stage,
            recommendation=judged.recommendation,
            reason=judged.recommendation_reason,
            group=judged.incentive.group or "",
            amount=judged.incentive.amount,
            parameters_digest=judged.parameters_digest,
            neighbours_digest=judged.neighbours_digest,
            code_version=judged.code_version,
            cause=made.cause,
            digest=hashlib.sha256(text.encode()).hexdigest(),
            appraised_at=change.at,
            body=zlib.compress(text.encode(), QUICK),
        )
        change.update(case, current=row)
        if judged.asked_again:
            change.say(asked_again=[f"{it.target} ({it.who})" for it in judged.asked_again])


def _last_numbers(case_ids: Iterable[int]) -> dict[int, int]:
    rows = Appraisal.objects.filter(case_id__in=list(case_ids)).values("case_id").annotate(last=Max("number"))
    return {it["case_id"]: it["last"] for it in rows}


def _keep_findings(judged: dict[int, tuple[findings.Finding, ...]]) -> None:
    """Writes the findings that are new or have changed; those of checks that are no more are removed."""
    before = {(it.case_id, it.check_id): it for it in Finding.objects.filter(case_id__in=list(judged))}
    new, changed = [], []
    for case_id, made in judged.items():
        for finding in made:
            columns = {name: getattr(finding, name) for name in FINDING_COLUMNS}
            row = before.pop((case_id, finding.check), None)
            if row is None:
                new.append(Finding(case_id=case_id, check_id=finding.check, **columns))
            elif any(getattr(row, name) != value for name, value in columns.items()):
                for name, value in columns.items():
                    setattr(row, name, value)
                changed.append(row)
    Finding.objects.bulk_create(new, batch_size=500)
    Finding.objects.bulk_update(changed, FINDING_COLUMNS, batch_size=200)
    Finding.objects.filter(pk__in=[row.pk for row in before.values()]).delete()


def body_of(appraisal: findings.Appraisal) -> str:
    """What is kept of an appraisal: `appraisal.json` without the documents, whose readings are kept apart."""
    whole = as_dict(replace(appraisal, documents=()))
    del whole["documents"]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def unpacked(row: Appraisal) -> dict[str, Any]:
    """The appraisal in a row: keys as in `appraisal.json`, without `documents`."""
    whole: dict[str, Any] = json.loads(zlib.decompress(row.body))
    return whole


def current_appraisal(application_id: str) -> tuple[Appraisal, dict[str, Any]]:
    """The appraisal of a case that counts, and what it says.

    Raises:
        NotThere: if there is no such case, or it was not appraised yet.
    """
    case = case_named(application_id)
    if case.current is None:
        raise NotThere(f"{case.application_id} was not appraised yet; `parakh status` says what it waits for")
    return case.current, unpacked(case.current)


def all_current() -> Iterator[Appraisal]:
    """The current appraisal of every case, in the order of the cases."""
    rows = Case.objects.exclude(current=None).select_related("current").order_by("key")
    yield from (case.current for case in rows.iterator(chunk_size=500) if case.current is not None)
