"""Re-appraisal from the register: which cases a change can touch, and how they stood before."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from casefile.appraisals import unpacked
from casefile.bulk import in_parts
from casefile.journal import journal
from casefile.models import Appraisal, Case, Drop, Facts, Finding, Judgement
from records.findings import FindingStatus, Recommendation, Stage

SELECTS: Mapping[str, tuple[str, ...]] = {
    "recommendation": get_args(Recommendation),
    "group": ("A", "B"),
    "stage": get_args(Stage),
}
"""What of the appraisal that counts cases can be selected by, and its values, besides names and `CHECK=STATUS`."""

STATUSES: tuple[str, ...] = get_args(FindingStatus)


@dataclass(frozen=True, slots=True)
class Due:
    """Which cases a re-appraisal concerns.

    Attributes:
        cases: row numbers of those to be judged, in the order of the cases.
        unchanged: how many rest on nothing that has changed.
        left: how many are left out, by the reason.
    """

    cases: tuple[int, ...]
    unchanged: int
    left: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands by the appraisal that counts.

    Attributes:
        revision: of the case now; `judged_revision`: the one that the appraisal is of.
        whole: the row number of the appraisal that is kept whole, itself or the one that it is laid over.
        laid_over: what it says otherwise than that one, packed; None where it is the whole one.
        neighbours: the digest of what other cases held.
    """

    case_id: int
    application_id: str
    revision: int
    judged_revision: int
    appraisal: int
    whole: int
    laid_over: bytes | None
    recommendation: str
    amount: Decimal | None
    group: str
    as_of: date
    rules: str
    neighbours: str
    code: str
    findings_digest: str


def due(scheme: str, rules: str, as_of: date, code: str, select: Sequence[str] = ()) -> Due:
    """The cases that must be judged anew under these rules, on this day, by this code.

    Args:
        scheme: the id of the scheme; cases of others are not looked at.
        rules: the digest of its pack.
        as_of: the day to judge on.
        code: the version of the checks.
        select: names of applications (with * and ?), or `recommendation=refer`, `group=A`, `stage=claim`,
            `CHECK=STATUS`; a case must meet one of the names and each of the others.

    Raises:
        ValueError: if a selection is none of these, or names a check or a value that there is not.
    """
    chosen = _selected(Case.objects.order_by("key"), select)
    judged = Judgement.objects.filter(
        case_id=OuterRef("pk"), revision=OuterRef("revision"), rules=rules, as_of=as_of, code=code
    )
    busy = Drop.objects.filter(case_id=OuterRef("pk"), outcome="in_progress")
    of_scheme = chosen.filter(current__scheme=scheme)
    settled = of_scheme.filter(~Exists(busy))
    left = {
        "not appraised yet (`parakh queue` does it)": chosen.filter(current=None).count(),
        "being read just now": of_scheme.filter(Exists(busy)).count(),
    }
    cases = tuple(settled.filter(~Exists(judged)).values_list("pk", flat=True))
    return Due(cases, settled.count() - len(cases), {why: count for why, count in left.items() if count})


def of_other_code(case_ids: Sequence[int], code: str) -> list[int]:
    """Of these cases those that no checks of this version have judged yet."""
    judged: set[int] = set()
    for some in in_parts(case_ids):
        judged |= set(Judgement.objects.filter(case_id__in=some, code=code).values_list("case_id", flat=True))
    return [number for number in case_ids if number not in judged]


def _selected(cases: QuerySet[Case], select: Sequence[str]) -> QuerySet[Case]:
    names = Q()
    for chosen in select:
        key, is_condition, value = chosen.partition("=")
        if not is_condition:
            names |= Q(application_id__iregex=_pattern(chosen))
        elif key in SELECTS:
            _must_be_one_of(SELECTS[key], chosen, value)
            cases = cases.filter(**{f"current__{key}": value})
        elif "." in key:
            _must_be_one_of(STATUSES, chosen, value)
            if not Finding.objects.filter(check_id=key).exists():
                raise ValueError(f"{chosen!r}: no case has a finding of {key}; `parakh explain` lists the checks")
            cases = cases.filter(findings__check_id=key, findings__stands=value)
        else:
            raise ValueError(
                f"{chosen!r} selects nothing; give the name of an application (* and ? stand for others), "
                f"{', '.join(f'{name}=…' for name in SELECTS)} or CHECK=STATUS"
            )
    return cases.filter(names)


def _must_be_one_of(known: Sequence[str], chosen: str, value: str) -> None:
    if value not in known:
        raise ValueError(f"{chosen!r} selects nothing: {value!r} is none of {', '.join(known)}")


def _pattern(name: str) -> str:
    """A name with * and ? as a pattern that both databases understand."""
    parts = (".*" if part == "*" else "." if part == "?" else re.escape(part) for part in re.split(r"([*?])", name))
    return f"^{''.join(parts)}$"


OF_CASE = ("pk", "application_id", "revision")
OF_CURRENT = (
    "revision", "pk", "base", "recommendation", "amount", "group", "as_of", "parameters_digest", "neighbours_digest",
    "code_version", "findings_digest",
)  # fmt: skip
"""The columns of a case and of its current appraisal that tell how it stands."""


def standings(case_ids: Sequence[int]) -> dict[int, Standing]:
    """How these cases stand, by row number; those that were not appraised yet are left out."""
    found = {}
    columns = (*OF_CASE, *(f"current__{name}" for name in OF_CURRENT))
    for some in in_parts(case_ids):
        rows = list(Case.objects.filter(pk__in=some).exclude(current=None).values_list(*columns))
        laid_over = dict(
            Appraisal.objects.filter(pk__in=[row[4] for row in rows if row[5]]).values_list("pk", "body").iterator()
        )
        for case_id, name, revision, judged_revision, number, base, *rest in rows:
            whole, body = base or number, laid_over.get(number)
            found[case_id] = Standing(case_id, name, revision, judged_revision, number, whole, body, *rest)
    return found


def appraisal_of(number: int) -> dict[str, Any]:
    """What an appraisal says, by its row number: keys as in `appraisal.json`, without `documents`."""
    return unpacked(Appraisal.objects.select_related("base").get(pk=number))


def earlier_facts(case_id: int) -> str:
    """The facts by which a case was last judged, be they out of date; "" where none were kept."""
    body: bytes | None = Facts.objects.filter(case_id=case_id).values_list("body", flat=True).first()
    return "" if body is None else zlib.decompress(body).decode()


def current_stamps() -> dict[str, tuple[int, str, str, str]]:
    """By application the row number, as-of day, rules and neighbours of the appraisal that counts, unless it waits."""
    rows = Case.objects.filter(current__revision=F("revision")).order_by("key")
    columns = ("current__as_of", "current__parameters_digest", "current__neighbours_digest")
    return {
        name: (number, as_of.isoformat(), rules, neighbours)
        for number, name, as_of, rules, neighbours in rows.values_list("pk", "application_id", *columns).iterator()
    }


def note_run(kind: str, **told: Any) -> None:
    """Tells the chain of events of a run over many cases."""
    with journal() as book, book.change(kind) as change:
        change.say(**told)
