"""The chain of events, verified, written out, and played again: what it tells must be what the tables hold."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from casefile.journal import FIRST, canonical, hash_of, link_json, plain
from casefile.models import AUDITED_TABLES, Appraisal, Event, Reading

State = dict[str, dict[Any, dict[str, Any]]]
"""By table the rows by their number, with the audited columns as JSON has them."""

AT_A_TIME = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found.

    Attributes:
        events: how many links the chain has.
        head: the hash of the last; written down elsewhere it shows later that no link was cut off.
        faults: a sentence for each fault, the first bad link first; () if all is as it was written.
    """

    events: int
    head: str
    faults: tuple[str, ...]


def verify() -> Verdict:
    """Follows the chain from its first link, and compares what it tells with every audited row and its contents."""
    with transaction.atomic():  # one picture of the register, whoever writes meanwhile
        links = Event.objects.order_by("number").iterator(chunk_size=AT_A_TIME)
        state: State = {name: {} for name in AUDITED_TABLES}
        count, head = 0, FIRST
        for link in links:
            if fault := _fault(link, count + 1, head):
                return Verdict(count, head, (fault,))
            apply(state, link.body)
            count, head = count + 1, link.hash
        return Verdict(count, head, tuple((*_differences(state), *_altered_bodies(state))))


def _fault(link: Event, number: int, previous: str) -> str:
    """What is wrong with a link, "" if nothing is."""
    if link.number != number:
        last = link.number - 1
        missing = f"event {number} is" if number == last else f"events {number} to {last} are"
        return f"Event {link.number} follows event {number - 1}: {missing} missing."
    told = f"Event {link.number} ({link.kind}, {link.application or 'no application'}, {plain(link.at)})"
    if link.previous != previous:
        return f"{told} does not continue event {number - 1}: one of the two was altered."
    if hash_of(link) != link.hash:
        return f"{told} was altered: it does not give its hash."
    return ""


def apply(state: State, body: str) -> None:
    """What one link does: the rows that it holds are set."""
    for table, rows in json.loads(body)["rows"].items():
        for row in rows:
            held = dict(row)
            number = held.pop("id")
            state[table].setdefault(number, {}).update(held)


def replay(bodies: Iterable[str]) -> State:
    """The register as the chain tells it."""
    state: State = {name: {} for name in AUDITED_TABLES}
    for body in bodies:
        apply(state, body)
    return state


def register() -> State:
    """The register as its tables hold it."""
    return {name: dict(_rows(name)) for name in AUDITED_TABLES}


def _rows(table: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    model = AUDITED_TABLES[table]
    columns: tuple[str, ...] = model.AUDITED
    for row in model._default_manager.values_list("pk", *columns).iterator(chunk_size=AT_A_TIME):
        yield row[0], {name: plain(value) for name, value in zip(columns, row[1:], strict=True)}


def rebuild(state: State) -> None:
    """Fills a register's empty tables with what a chain tells; texts of readings are made anew from the originals."""
    with transaction.atomic(), connection.constraint_checks_disabled():
        for table, rows in state.items():
            model = AUDITED_TABLES[table]
            model._default_manager.bulk_create([_row(model, number, held) for number, held in rows.items()], 500)


def _row(model: Any, number: Any, held: dict[str, Any]) -> Any:
    columns = {model._meta.get_field(name).attname: model._meta.get_field(name).to_python(value)
               for name, value in held.items()}  # fmt: skip
    return model(pk=number, **columns)


def _differences(state: State) -> Iterator[str]:
    for table in AUDITED_TABLES:
        told = dict(state[table])
        for number, held in _rows(table):
            known = told.pop(number, None)
            if known is None:
                yield f"The {table} {number} is in the register, but no event tells of it."
                continue
            wrong = [name for name, value in held.items() if known.get(name) != value]
            if wrong:
                yield (
                    f"The {table} {number} was altered behind the events: {wrong[0]} is {held[wrong[0]]!r}, "
                    f"the events say {known.get(wrong[0])!r}."
                )
        for number in told:
            yield f"The {table} {number} is told of by the events, but is missing in the register."


def _altered_bodies(state: State) -> Iterator[str]:
    """Texts of readings and appraisals that do not give the hash that the events hold."""
    for model, table in ((Reading, "reading"), (Appraisal, "appraisal")):
        for number, body in model.objects.values_list("pk", "body").iterator(chunk_size=100):
            if _hash(body) != state[table].get(number, {}).get("digest"):
                yield f"The text of {table} {number} was altered: it does not give its hash."


def _hash(body: bytes) -> str:
    """The hash of a packed text, "" where it cannot be unpacked."""
    try:
        return hashlib.sha256(zlib.decompress(body)).hexdigest()
    except zlib.error:
        return ""


def export() -> Iterator[str]:
    """The chain as JSON lines, one link a line, with what is needed to verify it elsewhere."""
    for link in Event.objects.order_by("number").iterator(chunk_size=AT_A_TIME):
        yield canonical(link_json(link) | {"hash": link.hash})


def history(application_id: str) -> list[Event]:
    """What happened to an application, in order."""
    return list(Event.objects.filter(application=application_id).order_by("number"))
