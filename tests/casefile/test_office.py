"""Opening an office: what it refuses, and what it makes."""

import subprocess
import sys

import pytest
from django.db import connection

from casefile import database
from casefile.database import CannotUse, close, connect
from casefile.models import Case
from casefile.mounts import file_system_of, is_of_another_machine
from casefile.office import open_office

MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share rw,relatime shared:1 - nfs4 server:/export rw,vers=4.2
31 30 8:2 / /mnt/share/local rw - xfs /dev/sdb1 rw
32 22 0:41 / /media/with\\040blank rw - cifs //server/share rw
33 22 0:42 / /home/user/cloud rw - fuse.sshfs user@host:/ rw
34 22 0:43 / /home/user/usb rw - fuseblk /dev/sdc1 rw
"""


@pytest.fixture
def mounts(tmp_path):
    path = tmp_path / "mountinfo"
    path.write_text(MOUNTS)
    return path


@pytest.mark.parametrize(
    ("folder", "kind", "refused"),
    [
        ("/srv/office", "ext4", False),
        ("/mnt/share/office", "nfs4", True),
        ("/mnt/share/local/office", "xfs", False),
        ("/mnt/shared", "ext4", False),
        ("/media/with blank/x", "cifs", True),
        ("/home/user/cloud/office", "fuse.sshfs", True),
        ("/home/user/usb", "fuseblk", False),
    ],
)
def test_the_file_system_of_a_folder(folder, kind, refused, mounts):
    from pathlib import Path

    assert file_system_of(Path(folder), mounts) == kind
    assert is_of_another_machine(kind) is refused


def test_a_system_that_tells_nothing_refuses_nothing(tmp_path):
    assert file_system_of(tmp_path, tmp_path / "absent") is None
    assert not is_of_another_machine(None)


def test_sqlite_on_a_drive_of_another_machine_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "file_system_of", lambda folder: "nfs4")
    with pytest.raises(CannotUse, match="drive of another machine .nfs4.*PARAKH_DATABASE"):
        open_office(tmp_path / "office")


@pytest.mark.parametrize("url", ["mysql://host/db", "register.sqlite3", "http://host"])
def test_a_database_of_another_kind_is_refused_in_words(url, tmp_path):
    with pytest.raises(CannotUse, match="postgresql://USER:PASSWORD@HOST/NAME"):
        connect(url)


def test_a_server_that_does_not_answer_is_told_in_words(tmp_path):
    with pytest.raises(CannotUse, match="the register cannot be opened"):
        open_office(tmp_path / "office", database=f"postgresql://nobody@/none?host={tmp_path}")
    close()


def test_the_url_of_a_server_is_taken_apart():
    made = database._postgresql("postgresql://us%40er:p%2Fw@db.example:5433/parakh?sslmode=require")
    assert (made["USER"], made["PASSWORD"], made["HOST"], made["PORT"], made["NAME"]) == (
        "us@er", "p/w", "db.example", "5433", "parakh",
    )  # fmt: skip
    assert made["OPTIONS"] == {"sslmode": "require"}


def test_sqlite_writes_down_to_the_disk_and_readers_do_not_wait(small_office):
    with connection.cursor() as cursor:
        answers = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert answers == {"journal_mode": "wal", "synchronous": 2}


def test_two_offices_in_one_process_are_kept_apart(tmp_path):
    from casefile.filing import open_case
    from casefile.journal import journal

    for name in ("one", "two"):
        open_office(tmp_path / name)
        with journal() as book:
            open_case(book, name)
    open_office(tmp_path / "one")
    assert [it.application_id for it in Case.objects.all()] == ["one"]
    close()


def test_an_office_that_is_not_there_is_made_only_when_asked(tmp_path):
    with pytest.raises(CannotUse, match="there is no office in .*parakh queue. makes one"):
        open_office(tmp_path / "typing mistake", create=False)
    assert not (tmp_path / "typing mistake").exists()


def test_an_office_is_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("PARAKH_HOME", str(tmp_path / "here"))
    monkeypatch.setenv("PARAKH_STORE", str(tmp_path / "elsewhere"))
    office = open_office()
    assert office.home == tmp_path / "here" and office.store.root == tmp_path / "elsewhere"
    assert office.incoming.is_dir() and (office.home / "register.sqlite3").exists()
    close()


def test_two_programs_that_open_a_new_office_at_once_both_can(postgresql, tmp_path):
    connect(postgresql)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    close()
    program = (
        "import sys, pathlib, casefile.office as o; o.open_office(pathlib.Path(sys.argv[1]), database=sys.argv[2])"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, tmp_path / name, postgresql]) for name in "ab"]
    assert [it.wait(60) for it in both] == [0, 0]
    open_office(tmp_path / "a", database=postgresql)
    assert Case.objects.count() == 0
    close()


def test_tables_are_as_the_migrations_make_them(small_office):
    from django.core.management import call_command

    call_command("makemigrations", "casefile", check=True, dry_run=True, verbosity=0)
