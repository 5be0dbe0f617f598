"""The chain of events: it cannot be changed, shows what was altered, and tells the whole register."""

import json
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from casefile import audit
from casefile.database import close
from casefile.decisions import keep_decision
from casefile.filing import withdraw
from casefile.intake import take
from casefile.journal import hash_of
from casefile.models import Appraisal, Case, Document, Drop, Event, Reading
from casefile.office import open_office
from casefile.readings import keep_reading
from casefile.work import claim
from records.findings import Decision as Word


@pytest.fixture
def busy(office, drop, reading):
    """A register in which something of everything has happened."""
    take(office, [drop(office, f"APP-{n}", "capex.pdf", b"%d" % (n % 3)) for n in range(4)])
    take(office, [drop(office, "APP-1", "capex.pdf", b"better")])
    for work in claim("read", "tests", 100):
        keep_reading(work, reading(work.key), "reader")
    withdraw("APP-2", "capex.pdf", "A. Rao", "not theirs")
    when = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    keep_decision("APP-1", Word("A. Rao", when, "capex.rate", "accept", "refer: why", "it is right"))
    return office


def behind_the_events(statement, *arguments):
    """Alters a table as somebody would who has taken the triggers away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            for table in ("event", "original", "decision", "signoff"):
                cursor.execute(f"ALTER TABLE casefile_{table} DISABLE TRIGGER USER")
        cursor.execute(statement, arguments)


def test_a_chain_that_nobody_touched_holds(busy):
    verdict = audit.verify()
    assert verdict.faults == () and verdict.events == Event.objects.count() > 10
    assert verdict.head == Event.objects.latest("number").hash


@pytest.mark.parametrize(("table", "column"), [("event", "actor"), ("original", "sha256"), ("decision", "who")])
def test_the_database_itself_refuses_to_change_or_delete(busy, table, column):
    for change in (f"DELETE FROM casefile_{table}", f"UPDATE casefile_{table} SET {column} = 'x'"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert audit.verify().faults == ()


@pytest.mark.parametrize("office", ["postgresql"], indirect=True)  # SQLite has no TRUNCATE
def test_postgresql_refuses_to_empty_the_chain(busy):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE casefile_event")


def test_the_first_altered_event_is_named(busy):
    behind_the_events("UPDATE casefile_event SET actor = 'K. Menon' WHERE number IN (4, 7)")
    (fault,) = audit.verify().faults
    assert fault.startswith("Event 4 ") and "was altered" in fault


def test_an_event_that_was_cut_out_is_named(busy):
    behind_the_events("DELETE FROM casefile_event WHERE number = 5")
    assert audit.verify().faults == ("Event 6 follows event 4: event 5 is missing.",)


def test_an_event_that_was_written_anew_with_its_own_hash_breaks_the_next(busy):
    link = Event.objects.get(number=3)
    link.actor = "K. Menon"
    behind_the_events("UPDATE casefile_event SET actor = %s, hash = %s WHERE number = 3", link.actor, hash_of(link))
    (fault,) = audit.verify().faults
    assert fault.startswith("Event 4 ") and "does not continue event 3" in fault


def test_events_cut_off_the_end_are_missed_by_the_register(busy):
    last = Event.objects.count()
    behind_the_events("DELETE FROM casefile_event WHERE number = %s", last)
    assert any("no event tells of it" in fault for fault in audit.verify().faults)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE casefile_drop SET outcome = 'quarantined' WHERE id = 1", "drop 1"),
        ("UPDATE casefile_document SET state = 'filed' WHERE state = 'withdrawn'", "document"),
        ("UPDATE casefile_case SET application_id = 'APP-X' WHERE id = 2", "case 2"),
        ("UPDATE casefile_original SET size = size + 1", "original"),
        ("UPDATE casefile_reading SET document_type = 'gmr_certificate' WHERE id = 1", "reading 1"),
        ("UPDATE casefile_decision SET who = 'K. Menon'", "decision 1"),
    ],
)
def test_a_row_that_was_altered_behind_the_events_is_named(busy, statement, told):
    behind_the_events(statement)
    faults = audit.verify().faults
    assert faults and all("altered behind the events" in fault for fault in faults) and told in faults[0]


def test_a_reading_whose_text_was_altered_is_named(busy):
    row = Reading.objects.first()
    Reading.objects.filter(pk=row.pk).update(body=b"x" + bytes(row.body))
    assert audit.verify().faults == (f"The text of reading {row.pk} was altered: it does not give its hash.",)


def test_replaying_the_events_gives_the_register(busy):
    told = audit.replay(Event.objects.order_by("number").values_list("body", flat=True))
    assert told == audit.register()
    assert {name: len(rows) for name, rows in told.items()} == {
        "case": 4, "original": 4, "document": 5, "drop": 5, "reading": 4, "appraisal": 0, "decision": 1, "sign_off": 0,
    }  # fmt: skip


def test_an_exported_chain_rebuilds_an_empty_register_and_can_be_verified_elsewhere(busy, tmp_path):
    lines = [json.loads(line) for line in audit.export()]
    wanted = audit.register()
    assert all(hash_of(Event(**{**it, "at": datetime.fromisoformat(it["at"])})) == it["hash"] for it in lines)
    close()
    open_office(tmp_path / "another", database=f"sqlite:///{tmp_path}/another.sqlite3")
    assert Case.objects.count() == 0
    audit.rebuild(audit.replay(it["body"] for it in lines))
    assert audit.register() == wanted
    assert Drop.objects.count() == 5 and Document.objects.filter(state="filed").count() == 3
    assert Appraisal.objects.count() == 0
