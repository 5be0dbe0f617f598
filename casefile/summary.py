"""The register in figures: what has happened in a stretch of time, and where the chain of events ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from casefile.models import Drop, Event


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a file that was handed in."""

    application_id: str
    name: str
    outcome: str
    message: str
    sha256: str


def happened(since: datetime) -> Mapping[str, int]:
    """How many events of each kind there were from a moment on."""
    counted = Event.objects.filter(at__gte=since).values("kind").annotate(count=Count("number"))
    return {it["kind"]: int(it["count"]) for it in counted.order_by("kind")}


def head() -> tuple[int, str]:
    """The number and the hash of the last event; (0, "") of an empty register."""
    last = Event.objects.order_by("-number").values_list("number", "hash").first()
    return (0, "") if last is None else (int(last[0]), str(last[1]))


def settled_files(sha256s: list[str]) -> list[Settled]:
    """What became of the files with these bytes, in the order in which they came."""
    drops = Drop.objects.filter(sha256__in=sha256s).select_related("case").order_by("id")
    return [Settled(it.case.application_id, it.name, it.outcome, it.message, it.sha256) for it in drops]
