"""Backup and restore: the drill, and what a backup that is not right must not do."""

import io
import json
import shutil
import tarfile

import pytest

from casefile import audit
from casefile.appraisals import current_appraisal
from casefile.backup import MANIFEST, Broken, backup, restore, verify
from casefile.database import CannotUse, close, connect
from casefile.intake import take
from casefile.models import Case, Document, Event, Original
from casefile.readings import keep_reading
from casefile.register import balance
from casefile.work import claim, finish, new_token


@pytest.fixture
def filled(office, drop, reading):
    """An office with papers, readings, appraisals, and a scheme pack of its own."""
    from benchmarks.reappraisal import fill

    fill(office, 5)
    for number in range(3):
        take(office, [drop(office, f"APP-{number}", "capex.pdf", b"%PDF paper " + bytes([number]))])
    token = new_token()
    for work in claim("read", token, 10):
        keep_reading(work, reading(work.key), "reader")
    pack = office.home / "schemes" / "own"
    pack.mkdir(parents=True)
    (pack / "scheme.yaml").write_text("id: own\n", encoding="utf-8")
    return office


def told():
    """The register, row by row, with texts of appraisals."""
    return audit.register(), balance(), [current_appraisal(f"M-00000{number}")[1] for number in range(5)]


def test_the_drill(filled, tmp_path):
    before = told()
    head = audit.verify().head
    manifest = backup(filled, tmp_path / "office.tar")
    assert (manifest.head, manifest.originals, manifest.rows["case"]) == (head, 3, 8)
    close()
    shutil.rmtree(filled.home)  # the machine is lost
    restored = tmp_path / "new" / "office"
    restore(tmp_path / "office.tar", restored)  # into a database of its own
    assert told() == before
    assert audit.verify().faults == () and audit.verify().head == head
    assert (restored / "schemes" / "own" / "scheme.yaml").read_text() == "id: own\n"
    for sha256 in Original.objects.values_list("pk", flat=True):
        assert (restored / "store" / sha256[:2] / sha256).stat().st_mode & 0o222 == 0


def test_an_office_goes_from_one_database_to_the_other(filled, tmp_path, postgresql):
    before = told()
    backup(filled, tmp_path / "office.tar")
    is_sqlite = filled.database.startswith("sqlite")
    connect(postgresql)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    restore(tmp_path / "office.tar", tmp_path / "other", database=postgresql if is_sqlite else None)
    assert told() == before
    assert Document.objects.create  # numbers go on after those restored
    with pytest.MonkeyPatch.context():
        from casefile.journal import journal, now

        with journal() as book, book.change("case.opened", "new") as change:
            row = change.create(Case, application_id="new", key="new", opened_at=now())
    assert row.pk > max(it for it in before[0]["case"])
    assert audit.verify().faults == ()


def test_a_backup_never_replaces_another_nor_an_office(filled, tmp_path):
    target = tmp_path / "office.tar"
    backup(filled, target)
    kept = target.read_bytes()
    with pytest.raises(CannotUse, match="already"):
        backup(filled, target)
    with pytest.raises(CannotUse, match="not empty"):
        restore(target, filled.home)
    assert target.read_bytes() == kept
    assert not [it for it in tmp_path.iterdir() if it.name.startswith(".")]


def test_a_database_that_is_in_use_is_left_alone(filled, tmp_path):
    backup(filled, tmp_path / "office.tar")
    events = Event.objects.count()
    with pytest.raises(CannotUse, match="holds an office already"):
        restore(tmp_path / "office.tar", tmp_path / "new", database=filled.database)
    assert Event.objects.count() == events


def rewritten(source, target, change):
    """A backup with one member changed, left out or added: `change` gives the new bytes, or None."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda name, content: content + b"x" if name.startswith("originals/") else content, "was altered"),
        (lambda name, content: content[::-1] if name == "tables/event.jsonl.gz" else content, "was altered"),
        (lambda name, content: None if name.startswith("originals/") else content, "lacks 3"),
        (lambda name, content: None if name == MANIFEST else content, "no backup"),
        (
            lambda name, content: (
                json.dumps({**json.loads(content), "format": 99}).encode() if name == MANIFEST else content
            ),
            "format 99",
        ),
        (
            lambda name, content: (
                json.dumps({**json.loads(content), "migration": "0999_later"}).encode() if name == MANIFEST else content
            ),
            "later version",
        ),
    ],
)
def test_a_backup_that_is_not_what_it_says_restores_nothing(filled, tmp_path, change, words):
    backup(filled, tmp_path / "good.tar")
    rewritten(tmp_path / "good.tar", tmp_path / "bad.tar", change)
    with pytest.raises(CannotUse, match=words):
        restore(tmp_path / "bad.tar", tmp_path / "new", database=None)
    assert not (tmp_path / "new").exists()


def test_a_backup_cut_off_is_told(filled, tmp_path):
    backup(filled, tmp_path / "good.tar")
    content = (tmp_path / "good.tar").read_bytes()
    (tmp_path / "half.tar").write_bytes(content[: len(content) // 2])
    with pytest.raises(Broken):
        verify(tmp_path / "half.tar")


def test_a_name_that_leads_elsewhere_is_not_written(filled, tmp_path):
    backup(filled, tmp_path / "good.tar")

    def change(name, content):
        if name != MANIFEST:
            return content
        told = json.loads(content)
        told["members"]["schemes/../../evil.yaml"] = told["members"].pop("schemes/own/scheme.yaml")
        return json.dumps(told).encode()

    with tarfile.open(tmp_path / "good.tar") as old, tarfile.open(tmp_path / "bad.tar", "w") as new:
        for member in old:
            content = change(member.name, old.extractfile(member).read())
            if member.name == "schemes/own/scheme.yaml":
                member.name = "schemes/../../evil.yaml"
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    with pytest.raises(Broken):
        restore(tmp_path / "bad.tar", tmp_path / "new")
    assert not list(tmp_path.rglob("evil.yaml"))


def test_an_original_that_was_altered_stops_the_backup(filled, tmp_path):
    sha256 = Original.objects.values_list("pk", flat=True).first()
    path = filled.store.path(sha256)
    path.chmod(0o644)
    path.write_bytes(b"other")
    with pytest.raises(CannotUse, match="store verify"):
        backup(filled, tmp_path / "office.tar")
    assert not (tmp_path / "office.tar").exists()


def test_work_that_somebody_had_is_free_again(filled, tmp_path):
    (work,) = claim("appraise", new_token(), 1)
    backup(filled, tmp_path / "office.tar")
    finish(work)
    close()
    restore(tmp_path / "office.tar", tmp_path / "new")
    assert len(claim("appraise", new_token(), 10)) == 3
