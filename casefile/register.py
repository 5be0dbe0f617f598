"""The register as people see it: what became of every file, and how every case stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, QuerySet

from casefile.filing import case_named
from casefile.models import Case, Document, Drop, Event, Reading, SignOff, Work

TAKEN = ("file.taken", "file.refused")
"""The kinds of events by which a file comes into the register."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What became of the files that were handed in, those out of zip files and e-mails among them.

    `dropped` is counted from the chain of events and the queue's folder, the others from the register: two books, which
    must agree.
    """

    dropped: int
    read: int
    partly_read: int
    quarantined: int
    duplicates: int
    in_progress: int

    @property
    def accounted_for(self) -> int:
        """The sum of the right side."""
        return self.read + self.partly_read + self.quarantined + self.duplicates + self.in_progress

    @property
    def is_even(self) -> bool:
        """Whether every file that was dropped is accounted for, once."""
        return self.dropped == self.accounted_for


@dataclass(frozen=True, slots=True)
class CaseLine:
    """How a case stands.

    Attributes:
        waits_for: "reading", "appraisal" or "".
        appraised: the number of its current appraisal, None where there is none.
        signed: the role last signed under the current appraisal: "reviewed", "prepared" or "".
    """

    application_id: str
    documents: int
    in_progress: int
    quarantined: int
    waits_for: str
    appraised: int | None
    as_of: date | None
    recommendation: str
    amount: Decimal | None
    signed: str


@dataclass(frozen=True, slots=True)
class DropLine:
    """What became of one file."""

    name: str
    outcome: str
    message: str
    document_type: str
    state: str
    sha256: str


def balance(in_queue: int = 0) -> Balance:
    """The balance of the register; `in_queue` files still lie in the queue's folder."""
    with transaction.atomic():
        taken = Event.objects.filter(kind__in=TAKEN).count()
        counted = Drop.objects.values("outcome").annotate(count=Count("id"))
        counts = {it["outcome"]: int(it["count"]) for it in counted}
    return Balance(
        dropped=taken + in_queue,
        read=counts.get("read", 0),
        partly_read=counts.get("partly_read", 0),
        quarantined=counts.get("quarantined", 0),
        duplicates=counts.get("duplicate", 0),
        in_progress=counts.get("in_progress", 0) + in_queue,
    )


def case_lines() -> list[CaseLine]:
    """Every case, in the order of their names."""
    documents = _counted(Document.objects.filter(state="filed"))
    busy = _counted(Drop.objects.filter(outcome="in_progress"))
    refused = _counted(Drop.objects.filter(outcome="quarantined", document__state="filed"))
    due = set(Work.objects.filter(kind="appraise").values_list("case_id", flat=True))
    signed = _signed()
    return [
        _line(case, documents.get(case.pk, 0), busy.get(case.pk, 0), refused.get(case.pk, 0), case.pk in due, signed)
        for case in Case.objects.select_related("current").defer("current__body").order_by("key")
    ]


def _counted(rows: QuerySet) -> dict[int, int]:
    counted = rows.values("case_id").annotate(count=Count("id"))
    return {it["case_id"]: it["count"] for it in counted}


def _signed() -> dict[int, str]:
    """By appraisal the role last signed."""
    return dict(SignOff.objects.order_by("id").values_list("appraisal_id", "role"))


def _line(case: Case, documents: int, busy: int, refused: int, is_due: bool, signed: dict[int, str]) -> CaseLine:
    now = case.current
    waits_for = "reading" if busy else "appraisal" if is_due else ""
    return CaseLine(
        case.application_id,
        documents,
        busy,
        refused,
        waits_for,
        now.number if now else None,
        now.as_of if now else None,
        now.recommendation if now else "",
        now.amount if now else None,
        signed.get(now.pk, "") if now else "",
    )


def drop_lines(application_id: str) -> list[DropLine]:
    """What became of every file of an application, in the order in which they came.

    Raises:
        NotThere: if there is no such application.
    """
    case = case_named(application_id)
    drops = Drop.objects.filter(case=case).select_related("document").order_by("id")
    types = _types([drop.sha256 for drop in drops])
    return [
        DropLine(
            drop.name,
            drop.outcome,
            drop.message,
            types.get(drop.sha256, ""),
            drop.document.state if drop.document else "",
            drop.sha256,
        )
        for drop in drops
    ]


def _types(sha256s: Sequence[str]) -> dict[str, str]:
    rows = Reading.objects.filter(original_id__in=sha256s).order_by("id").values_list("original_id", "document_type")
    return dict(rows)
