"""The only way to write: tables and the chain of events are set together, in one transaction.

    with journal() as book, book.change("document.withdrawn", application, who) as change:
        change.update(document, state="withdrawn", ended_by=who)

Each link of the chain holds the rows that it set; its hash covers them and the link before. So `casefile.audit` can
rebuild the tables from the chain, and names the first link or row that was altered behind it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection, models

from casefile.bulk import insert
from casefile.database import writing
from casefile.models import AUDITED_TABLES, Event

FIRST = "0" * 64
"""What stands for the link before the first."""

MACHINE = "parakh"
"""The actor of what no person did."""

Row = TypeVar("Row", bound=models.Model)
_TABLE = {model: name for name, model in AUDITED_TABLES.items()}


def now() -> datetime:
    """The time that is kept: UTC."""
    return datetime.now(UTC)


class Change:
    """One event: what it sets is written at once and told to the chain when the transaction ends."""

    def __init__(self, kind: str, application: str, actor: str) -> None:
        self.kind, self.application, self.actor = kind, application, actor
        self.at = now()
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._facts: dict[str, Any] = {}

    def create(self, model: type[Row], **values: Any) -> Row:
        """A new row."""
        row: Row = model._default_manager.create(**values)
        self._note(row, _audited(model))
        return row

    def update(self, row: models.Model, **values: Any) -> None:
        """Other values in columns of a row."""
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        self._note(row, [it for it in (_column(type(row), name) for name in values) if it in _audited(type(row))])

    def update_all(self, rows: Iterable[models.Model], **values: Any) -> None:
        """The same values in several rows."""
        for row in rows:
            self.update(row, **values)

    def wrote(self, row: models.Model, *columns: str) -> None:
        """A row that the caller wrote together with others: these columns of it, or all that are audited."""
        self._note(row, columns or _audited(type(row)))

    def say(self, **facts: Any) -> None:
        """What the link tells besides the rows."""
        self._facts |= {name: plain(value) for name, value in facts.items()}

    @property
    def body(self) -> str:
        """What the link holds, as canonical JSON."""
        return canonical({"rows": self._rows, "facts": self._facts})

    def _note(self, row: models.Model, columns: Iterable[str]) -> None:
        noted = {name: plain(getattr(row, name)) for name in columns}
        if noted:
            self._rows.setdefault(_TABLE[type(row)], []).append({"id": row.pk, **noted})


TOLD = ("kind", "application", "actor", "body", "previous", "hash")
"""The columns of an event besides its number and its time."""


class Journal:
    """The events of one transaction."""

    def __init__(self) -> None:
        self._changes: list[Change] = []

    @contextlib.contextmanager
    def change(self, kind: str, application: str = "", actor: str = MACHINE) -> Iterator[Change]:
        """An event in the making."""
        change = Change(kind, application, actor)
        yield change
        self._changes.append(change)

    def close(self) -> None:
        """Appends the events to the chain."""
        if not self._changes:
            return
        last = Event.objects.order_by("-number").values_list("number", "hash").first()
        number, previous = last or (0, FIRST)
        links = []
        for change in self._changes:
            number += 1
            link = Event(
                number=number,
                at=change.at,
                kind=change.kind,
                application=change.application,
                actor=change.actor,
                body=change.body,
                previous=previous,
            )
            link.hash = previous = hash_of(link)
            at = connection.ops.adapt_datetimefield_value(link.at)
            links.append((number, at, *(getattr(link, name) for name in TOLD)))
        insert(Event, ("number", "at", *TOLD), links)


@contextlib.contextmanager
def journal() -> Iterator[Journal]:
    """A transaction with its events; all of it is kept, or nothing."""
    with writing():
        book = Journal()
        yield book
        book.close()


def link_json(link: Event) -> dict[str, Any]:
    """All that a link says and its hash is over, as JSON has it."""
    return {
        "number": link.number,
        "at": plain(link.at),
        "kind": link.kind,
        "application": link.application,
        "actor": link.actor,
        "body": link.body,
        "previous": link.previous,
    }


def hash_of(link: Event) -> str:
    """The hash of a link, over all its columns and the link before."""
    return hashlib.sha256(canonical(link_json(link)).encode()).hexdigest()


def canonical(thing: Any) -> str:
    """The one way in which a thing is written as JSON here."""
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: Any) -> Any:
    """A column's value as JSON."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:.2f}"
    return value


def _audited(model: type[models.Model]) -> tuple[str, ...]:
    columns: tuple[str, ...] = model.AUDITED
    return columns


def _column(model: type[models.Model], name: str) -> str:
    """The column of a field: a relation `case` is kept as `case_id`."""
    column: str = model._meta.get_field(name).attname
    return column
