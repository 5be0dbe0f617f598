"""What waits to be done, and who has it: a process takes work on a lease and loses it if it does not finish in time.

A killed process loses nothing: its lease runs out and another takes the work. Two processes never both finish: the
results are written in the transaction in which the lease is given back, and that fails for whoever has lost it.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from casefile.journal import now
from casefile.models import Case, Drop, Work
from casefile.points import at
from casefile.unfinished import is_alive

Kind = Literal["read", "appraise"]

LEASE_SECONDS = 300.0
"""So long work is leased; whoever needs longer renews."""

MOST_ATTEMPTS = 5
"""Work that was taken so often and never finished ends the processes that take it."""


class LeaseLost(Exception):
    """Another process has taken the work over; what was done here is not written."""


@dataclass(frozen=True, slots=True)
class Leased:
    """Work that this process has."""

    id: int
    kind: str
    key: str
    cause: str
    attempts: int
    token: str


def new_token() -> str:
    """A name for a process that takes work, for people to recognise and nobody else to have."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"


def want(kind: Kind, key: str, cause: str, case: Case | None = None) -> None:
    """Asks for something to be done, within a transaction; asked again, it may be tried as often as at first."""
    row, is_new = Work.objects.get_or_create(
        kind=kind, key=key, defaults={"cause": cause, "wanted_at": now(), "case": case}
    )
    if not is_new and row.attempts:
        Work.objects.filter(pk=row.pk, leased_by="").update(attempts=0)


def claim(
    kind: Kind, token: str, most: int = 1, seconds: float = LEASE_SECONDS, *, without: Collection[str] = ()
) -> list[Leased]:
    """Takes up to `most` pieces of work that nobody has, the oldest first.

    An appraisal waits until nothing of its case is in progress. `without` are keys that the caller has tried already.
    """
    if most < 1 or not _free(kind).exists():  # looking costs no lock
        return []
    with transaction.atomic():
        rows = list(_lockable(_free(kind).exclude(key__in=list(without)))[:most])
        for row in rows:
            row.attempts += 1
            row.leased_by = token
            row.leased_until = now() + timedelta(seconds=seconds)
        Work.objects.bulk_update(rows, ["attempts", "leased_by", "leased_until"])
    at("work.claimed")
    return [Leased(row.id, row.kind, row.key, row.cause, row.attempts, token) for row in rows]


def renew(work: Leased, seconds: float = LEASE_SECONDS) -> None:
    """Keeps the work for longer.

    Raises:
        LeaseLost: if it is another's by now.
    """
    if not _mine(work).update(leased_until=now() + timedelta(seconds=seconds)):
        raise LeaseLost(work.key)


def finish(work: Leased) -> None:
    """The work is done; within the transaction that writes the results.

    Raises:
        LeaseLost: if it is another's by now; the transaction must then not be kept.
    """
    if not _mine(work).delete()[0]:
        raise LeaseLost(work.key)


def give_back(work: Leased, *, counts: bool = False) -> None:
    """The work was not done and may be taken at once; unless it `counts`, it was no attempt."""
    _mine(work).update(leased_by="", leased_until=None, attempts=work.attempts - (0 if counts else 1))


def give_back_all(token: str) -> None:
    """Gives back whatever a process has, when it ends in order."""
    Work.objects.filter(leased_by=token).update(leased_by="", leased_until=None)


def try_anew() -> None:
    """Appraisals that were given up are tried anew: the program may be another since."""
    Work.objects.filter(kind="appraise", leased_by="", attempts__gte=MOST_ATTEMPTS).update(attempts=0)


def reclaim() -> int:
    """Frees the work of processes of this machine that are dead, without waiting for their leases to run out."""
    host = socket.gethostname()
    dead = [
        token
        for token in Work.objects.exclude(leased_by="").values_list("leased_by", flat=True).distinct()
        if token.startswith(f"{host}-") and not is_alive(token.removeprefix(f"{host}-").partition("-")[0])
    ]
    return int(Work.objects.filter(leased_by__in=dead).update(leased_by="", leased_until=None))


def free(kind: Kind) -> int:
    """How many pieces of work of a kind nobody has in hand."""
    return int(_free(kind).count())


def ready_cases() -> list[int]:
    """The row numbers of the cases that wait for an appraisal and can have it: nothing of them is in progress."""
    return list(
        _settled(Work.objects.filter(kind="appraise")).order_by("wanted_at", "id").values_list("case_id", flat=True)
    )


def _free(kind: Kind) -> QuerySet[Work]:
    rows = Work.objects.filter(kind=kind).filter(Q(leased_by="") | Q(leased_until__lt=now()))
    return _settled(rows) if kind == "appraise" else rows


def _settled(rows: QuerySet[Work]) -> QuerySet[Work]:
    """Work on cases of which nothing is in progress, and that was not tried too often."""
    rows = rows.filter(attempts__lt=MOST_ATTEMPTS)
    return rows.filter(~Exists(Drop.objects.filter(case_id=OuterRef("case_id"), outcome="in_progress")))


def _lockable(rows: QuerySet[Work]) -> QuerySet[Work]:
    """The oldest first; on PostgreSQL those that another process takes at this moment are passed over."""
    rows = rows.order_by("wanted_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True, of=("self",))
    return rows


def _mine(work: Leased) -> QuerySet[Work]:
    return Work.objects.filter(id=work.id, leased_by=work.token)
