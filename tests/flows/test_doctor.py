"""`parakh doctor` on machines and offices that lack something: each is named, with how to mend it."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from casefile.database import close
from casefile.office import open_office
from flows.command import main
from flows.doctor import examine
from reference.document_types import document_types


@pytest.fixture
def home(tmp_path):
    open_office(tmp_path / "office")
    close()
    return tmp_path / "office"


def levels(home, subject):
    return [it.level for it in examine(home) if it.subject == subject]


def answer(home, subject, level="mend"):
    return next(it for it in examine(home) if (it.subject, it.level) == (subject, level))


def test_a_machine_and_an_office_that_lack_nothing(home, capsys):
    assert main(["doctor", "--home", str(home)]) == 0
    printed = capsys.readouterr().out
    assert "All is well." in printed and "MEND" not in printed
    assert "eng, hin, osd" in printed


def test_an_office_that_is_not_there_is_told_and_not_made(tmp_path, capsys):
    assert main(["doctor", "--home", str(tmp_path / "none")]) == 0
    assert "`parakh queue` makes it" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()


def test_without_tesseract_the_command_to_install_it_is_given(home, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["doctor", "--home", str(home)]) == 1
    assert "apt-get install tesseract-ocr " in capsys.readouterr().out


def test_a_language_that_is_missing_is_named(home, monkeypatch, tmp_path):
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && printf "eng\\nosd\\n" || {shutil.which("tesseract")} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    found = answer(home, "tesseract")
    assert (found.said, found.mend) == ("lacks hin", "apt-get install tesseract-ocr-hin")


def test_a_folder_that_cannot_be_written_is_named(home):
    shutil.rmtree(home / "worksheets")
    (home / "worksheets").write_text("a file where a folder should be")  # rights do not stop root, this does
    assert str(home / "worksheets") in answer(home, "rights").said


def test_a_register_that_is_damaged_is_found(home):
    register = home / "register.sqlite3"
    for rest in home.glob("register.sqlite3-*"):
        rest.unlink()
    register.write_bytes(register.read_bytes()[:100] + b"\0" * (register.stat().st_size - 100))
    assert "mend" in [it.level for it in examine(home) if it.subject in {"register", "office"}]


def test_an_event_that_somebody_altered_is_named(home):
    with sqlite3.connect(home / "register.sqlite3") as register:
        register.execute(
            "INSERT INTO casefile_event VALUES (1, '2026-11-22 10:00:00', 'file.taken', 'A-1', 'x', '{}', '', 'f00')"
        )
    assert "Event 1" in answer(home, "events").said


def test_an_original_that_is_gone_is_counted(home):
    with sqlite3.connect(home / "register.sqlite3") as register:
        columns = [row[1] for row in register.execute("PRAGMA table_info(casefile_original)")]
        values = {"sha256": "a" * 64, "size": 12}
        register.execute(
            f"INSERT INTO casefile_original ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})",
            [values.get(name, "2026-11-22 10:00:00") for name in columns],
        )
    assert answer(home, "store").said.startswith("1 of 1 originals")


def test_a_drive_of_another_machine_is_refused_for_the_register(home, monkeypatch):
    monkeypatch.setattr("casefile.database.file_system_of", lambda folder: "nfs4")
    assert "drive of another machine (nfs4)" in answer(home, "register").said


def test_a_clock_before_the_scheme_is_wrong(home, monkeypatch):
    monkeypatch.setattr("flows.doctor.time.time", lambda: 1_000_000_000.0)
    assert "set the clock" in answer(home, "clock").mend


def test_a_package_in_another_version_is_named(home, monkeypatch):
    real = __import__("importlib.metadata").metadata.version
    monkeypatch.setattr("flows.doctor.metadata.version", lambda name: "3.9.0" if name == "prefect" else real(name))
    assert "prefect is 3.9.0, not prefect==3.8.8" in answer(home, "packages").said


def test_little_room_is_told_before_it_is_none(home, monkeypatch):
    usage = shutil.disk_usage(Path("/"))
    monkeypatch.setattr("flows.doctor.shutil.disk_usage", lambda folder: usage._replace(free=3 << 30))
    assert levels(home, "disk") == ["look"]
    monkeypatch.setattr("flows.doctor.shutil.disk_usage", lambda folder: usage._replace(free=1 << 29))
    assert levels(home, "disk") == ["mend"]


def test_a_mistake_in_the_wordings_that_an_office_added_is_told_with_file_and_line(tmp_path, monkeypatch):
    assert levels(tmp_path, "wordings") == ["ok"]
    added = tmp_path / "ours.yaml"
    added.write_text("capex_statement:\n  labels:\n    total_amout:\n      - Sum of all plant\n", encoding="utf-8")
    monkeypatch.setenv("PARAKH_VOCABULARY", str(added))
    document_types.cache_clear()
    try:
        found = answer(tmp_path, "wordings")
    finally:
        document_types.cache_clear()
    assert str(added) in found.said and "howto-new-layout" in found.mend
