"""Appraisals as they are kept: each with a number, what it rests on, and the findings that count now."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import orjson
from django.db import connection
from django.db.models import F, Max

from casefile.bulk import in_parts, insert, set_columns
from casefile.filing import NotThere, case_named
from casefile.journal import Journal, journal, now
from casefile.models import Appraisal, Case, Common, Facts, Finding, Judgement, Work
from casefile.points import at
from casefile.readings import QUICK
from casefile.work import Leased, LeaseLost, finish, give_back
from records import facts, findings
from records.serialise import as_dict

FINDING_COLUMNS = ("clause", "kind", "status", "stands", "reason")


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as it is kept for judging anew.

    Attributes:
        rules, code: the digest of the scheme pack, and the version of the checks.
        body: the verdict's own text (`checks.kept`), packed.
        common: the text that it has in common with others.
    """

    as_of: date
    rules: str
    code: str
    body: bytes
    common: str

    @classmethod
    def of(cls, as_of: date, rules: str, code: str, own: str, common: str) -> Judged:
        """A judgement, packed."""
        return cls(as_of, rules, code, zlib.compress(own.encode(), QUICK), common)

    @property
    def own(self) -> str:
        """The verdict's own text."""
        return zlib.decompress(self.body).decode()


@dataclass(frozen=True, slots=True)
class Prepared:
    """An appraisal as the register keeps it: small, and quick to hand from one process to another.

    Attributes:
        columns: of the table of appraisals, without case, number, revision, cause and time.
        findings: by check the `FINDING_COLUMNS`.
        asked_again: decisions that no longer hold, in words.
        facts: of the case that was judged, None where those that are kept are of its revision.
        judged: the verdict, for judging anew; None where there is none.
        laid_over: whether `findings` are only those that differ from the appraisal that counts until now.
    """

    columns: Mapping[str, Any]
    findings: Mapping[str, tuple[str, ...]]
    asked_again: tuple[str, ...] = ()
    facts: facts.Facts | None = None
    judged: Judged | None = None
    laid_over: bool = False


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
    prepared: Prepared
    cause: str
    work: Leased | None = None


def prepare(judged: findings.Appraisal, of_case: facts.Facts | None = None, verdict: Judged | None = None) -> Prepared:
    """What is kept of an appraisal; needs no database, so that any process may do it."""
    told = told_of(judged.findings)
    columns = {
        "as_of": judged.as_of,
        "scheme": judged.scheme,
        "stage": judged.stage,
        "recommendation": judged.recommendation,
        "reason": judged.recommendation_reason,
        "group": judged.incentive.group or "",
        "amount": judged.incentive.amount,
        "parameters_digest": judged.parameters_digest,
        "neighbours_digest": judged.neighbours_digest,
        "code_version": judged.code_version,
        "findings_digest": digest_of(told),
        **packed(body_of(judged)),
    }
    asked_again = tuple(f"{it.target} ({it.who})" for it in judged.asked_again)
    return Prepared(columns, told, asked_again, of_case, verdict)


def packed(body: bytes) -> dict[str, Any]:
    """The columns of an appraisal's text."""
    return {"digest": hashlib.sha256(body).hexdigest(), "body": zlib.compress(body, QUICK)}


def as_body(says: Mapping[str, Any]) -> bytes:
    """What an appraisal says, as the register keeps its text."""
    return orjson.dumps(says)


def told_of(found: Iterable[findings.Finding]) -> dict[str, tuple[str, ...]]:
    """By check what the register tells of a finding: the `FINDING_COLUMNS`."""
    return {it.check: (it.clause, it.kind, it.status, str(it.stands), it.reason) for it in found}


def digest_of(told: Mapping[str, tuple[str, ...]]) -> str:
    """Changes when a finding does."""
    lines = ["\0".join((check, *told[check])) for check in sorted(told)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def keep_appraisals(made: Sequence[Made]) -> list[int]:
    """Keeps appraisals, in one transaction; gives the row numbers of the cases for which it was done.

    A case that has changed while it was judged is left to be appraised again, and one whose work another process has
    taken over is left to that process.
    """
    with journal() as book:
        told = Case.objects.select_related("current").only("application_id", "revision", "current__findings_digest")
        cases = told.in_bulk([it.case_id for it in made])
        kept = [it for it in made if _may_keep(it, cases[it.case_id])]
        _drop_work(it.case_id for it in kept if it.work is None)
        others = [it for it in kept if _findings_differ(it, cases[it.case_id])]
        _keep(book, kept, cases)
        _keep_findings({it.case_id: it.prepared.findings for it in others if not it.prepared.laid_over})
        _set_findings({it.case_id: it.prepared.findings for it in others if it.prepared.laid_over})
        _keep_facts(kept)
        keep_judgements({it.case_id: (it.revision, it.prepared.judged) for it in kept if it.prepared.judged})
        at("appraisal.registered")
    at("appraisal.committed")
    return [it.case_id for it in kept]


def _findings_differ(made: Made, case: Case) -> bool:
    """Whether the findings are not those of the appraisal that counts until now."""
    return case.current is None or case.current.findings_digest != made.prepared.columns["findings_digest"]


def _may_keep(made: Made, case: Case) -> bool:
    """Finishes the work; False where the appraisal is out of date or the work is another's."""
    if made.revision != case.revision:
        if made.work is not None:
            give_back(made.work)
        return False
    if made.work is None:
        return True
    try:
        finish(made.work)
    except LeaseLost:
        return False
    return True


def _drop_work(case_ids: Iterable[int]) -> None:
    """What waited for an appraisal has it."""
    for some in in_parts(list(case_ids)):
        Work.objects.filter(kind="appraise", case_id__in=some).delete()


def _keep(book: Journal, made: Sequence[Made], cases: Mapping[int, Case]) -> None:
    last = _last_numbers([it.case_id for it in made])
    rows = [
        Appraisal(
            case_id=it.case_id,
            number=last.get(it.case_id, 0) + 1,
            revision=it.revision,
            cause=it.cause,
            appraised_at=now(),
            **it.prepared.columns,
        )
        for it in made
    ]
    Appraisal.objects.bulk_create(rows, batch_size=200)
    set_columns(Case, ("current_id",), [(row.pk, row.case_id) for row in rows])
    for it, row in zip(made, rows, strict=True):
        case = cases[it.case_id]
        case.current_id = row.pk
        with book.change("case.appraised", case.application_id) as change:
            change.wrote(row)
            change.wrote(case, "current_id")
            if it.prepared.asked_again:
                change.say(asked_again=list(it.prepared.asked_again))


def _last_numbers(case_ids: Sequence[int]) -> dict[int, int]:
    last: dict[int, int] = {}
    for some in in_parts(case_ids):
        rows = Appraisal.objects.filter(case_id__in=some).values("case_id").annotate(last=Max("number"))
        last |= {it["case_id"]: it["last"] for it in rows}
    return last


def _keep_findings(judged: Mapping[int, Mapping[str, tuple[str, ...]]]) -> None:
    """Writes the findings that are new or have changed; those of checks that are no more are removed."""
    before = _findings_before(list(judged))
    new, changed = [], []
    for case_id, told in judged.items():
        for check, columns in told.items():
            number, known = before.pop((case_id, check), (0, ()))
            if not number:
                new.append((case_id, check, *columns))
            elif known != columns:
                changed.append((*columns, number))
    insert(Finding, ("case_id", "check_id", *FINDING_COLUMNS), new)
    set_columns(Finding, FINDING_COLUMNS, changed)
    for some in in_parts([number for number, _ in before.values()]):
        Finding.objects.filter(pk__in=some).delete()


def _set_findings(judged: Mapping[int, Mapping[str, tuple[str, ...]]]) -> None:
    """Writes findings of which each stands in the register, differently."""
    quoted = connection.ops.quote_name
    values = ", ".join(f"{quoted(column)} = %s" for column in FINDING_COLUMNS)
    rows = [(*columns, case_id, check) for case_id, told in judged.items() for check, columns in told.items()]
    if rows:
        with connection.cursor() as cursor:
            table = quoted(Finding._meta.db_table)
            cursor.executemany(f"UPDATE {table} SET {values} WHERE case_id = %s AND check_id = %s", rows)


def keep_judgements(judged: Mapping[int, tuple[int, Judged]]) -> None:
    """Keeps the last judgements of cases, by row number with the revision judged; within a transaction."""
    _keep_common({it.common for _, it in judged.values()})
    rows = [
        Judgement(
            case_id=case_id,
            revision=revision,
            as_of=it.as_of,
            rules=it.rules,
            code=it.code,
            common_id=_sha256(it.common),
            body=it.body,
        )
        for case_id, (revision, it) in judged.items()
    ]
    columns = ["revision", "as_of", "rules", "code", "common", "body"]
    Judgement.objects.bulk_create(rows, 140, update_conflicts=True, unique_fields=["case"], update_fields=columns)


def _keep_common(texts: Collection[str]) -> None:
    """Keeps what judgements have in common, unless the register has it."""
    by_digest = {_sha256(text): text for text in texts}
    for some in in_parts(sorted(by_digest)):
        known = set(Common.objects.filter(pk__in=some).values_list("pk", flat=True))
        new = [Common(digest=digest, text=by_digest[digest]) for digest in some if digest not in known]
        Common.objects.bulk_create(new, batch_size=100)


@lru_cache(1024)
def _sha256(text: str) -> str:
    """The digest of what judgements have in common; a thousand cases have some dozens of such texts."""
    return hashlib.sha256(text.encode()).hexdigest()


def judgements_of(case_ids: Sequence[int]) -> dict[int, Judged]:
    """The last judgements of these cases that are of their present revision, by row number."""
    rows: list[tuple[Any, ...]] = []
    for some in in_parts(case_ids):
        kept = Judgement.objects.filter(case_id__in=some, revision=F("case__revision"))
        rows += kept.values_list("case_id", "as_of", "rules", "code", "body", "common_id").iterator()
    common: dict[str, str] = {}
    for digests in in_parts(sorted({row[-1] for row in rows})):
        common |= dict(Common.objects.filter(pk__in=digests).values_list("digest", "text"))
    return {
        case_id: Judged(as_of, rules, code, body, common[digest]) for case_id, as_of, rules, code, body, digest in rows
    }


def _keep_facts(made: Iterable[Made]) -> None:
    rows = [
        Facts(
            case_id=it.case_id,
            revision=it.revision,
            digest=it.prepared.facts.digest,
            body=zlib.compress(it.prepared.facts.text.encode(), QUICK),
        )
        for it in made
        if it.prepared.facts is not None
    ]
    columns = ["revision", "digest", "body"]
    Facts.objects.bulk_create(rows, 200, update_conflicts=True, unique_fields=["case"], update_fields=columns)


def facts_of_cases(case_ids: Sequence[int]) -> dict[int, facts.Facts]:
    """The facts of these cases, by row number.

    Those that have changed since they were last judged have none, nor those that another version has kept.
    """
    found: dict[int, facts.Facts] = {}
    for some in in_parts(case_ids):
        kept = Facts.objects.filter(case_id__in=some, revision=F("case__revision"))
        rows = kept.values_list("case_id", "body", "digest").iterator()
        found |= {number: facts.Facts(zlib.decompress(body).decode(), digest) for number, body, digest in rows}
    return {number: it for number, it in found.items() if it.is_of_this_form}


def _findings_before(case_ids: Sequence[int]) -> dict[tuple[int, str], tuple[int, tuple[str, ...]]]:
    """By case and check the row number of a finding, and what it says."""
    found: dict[tuple[int, str], tuple[int, tuple[str, ...]]] = {}
    for some in in_parts(case_ids):
        rows = Finding.objects.filter(case_id__in=some).values_list("case_id", "check_id", "pk", *FINDING_COLUMNS)
        found |= {(row[0], row[1]): (row[2], tuple(row[3:])) for row in rows.iterator()}
    return found


def body_of(appraisal: findings.Appraisal) -> bytes:
    """What is kept of an appraisal: `appraisal.json` without the documents, whose readings are kept apart."""
    whole = as_dict(replace(appraisal, documents=()))
    del whole["documents"]
    return as_body(whole)


def unpacked(row: Appraisal) -> dict[str, Any]:
    """The appraisal in a row: keys as in `appraisal.json`, without `documents`."""
    told: dict[str, Any] = orjson.loads(zlib.decompress(row.body))
    if row.base is None:
        return told
    whole: dict[str, Any] = orjson.loads(zlib.decompress(row.base.body))
    anew = {it["check"]: it for it in told["findings"]}
    found = [anew.pop(it["check"], it) for it in whole["findings"]]
    return whole | told | {"findings": [*found, *anew.values()]}


def current_appraisal(application_id: str) -> tuple[Appraisal, dict[str, Any]]:
    """The appraisal of a case that counts, and what it says.

    Raises:
        NotThere: if there is no such case, or it was not appraised yet.
    """
    case = case_named(application_id)
    if case.current is None:
        raise NotThere(f"{case.application_id} was not appraised yet; `parakh status` says what it waits for")
    return case.current, unpacked(case.current)
