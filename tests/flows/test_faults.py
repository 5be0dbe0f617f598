"""What offices run into: each fault is told in a sentence that says what to do, and work goes on by itself after it.

The faults are real where a test can make them: a disk of few megabytes that is full or read-only, a register that
another program has locked, a machine without Tesseract. That Prefect's server is gone is in `test_serve.py`.
"""

import contextlib
import io
import os
import re
import shutil
import sqlite3
import subprocess
import threading
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from PIL import Image, ImageDraw

from benchmarks.crashes import Here
from casefile import audit, database, journal
from casefile.database import close
from casefile.models import Work
from casefile.office import open_office
from casefile.register import balance, case_lines, drop_lines
from casefile.work import claim, give_back_all
from extractors import tesseract
from flows.doctor import examine
from flows.progress import Progress, announce
from flows.queue_pass import Clerk, Options

AS_OF = date(2026, 11, 22)
DISK = 3_000_000


def put(office, name, content):
    path = office.incoming / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def clerk_of(office, folder):
    return Clerk(office, Here(folder / "scratch"), Options(as_of=AS_OF, settle=0.01))


@pytest.fixture
def small_disk(tmp_path):
    """A disk of three megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk, where that is allowed at all")
    yield folder
    close()
    subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def watched(clerk, capsys):
    """The clerk looks ten times a second; gives a function that waits until it has said something."""
    stop, said = threading.Event(), []
    announce(Progress())

    def until(words, times=1, seconds=60):
        deadline = time.monotonic() + seconds
        while len(re.findall(words, "".join(said))) < times:
            assert time.monotonic() < deadline, said
            time.sleep(0.05)
            said.append(capsys.readouterr().err)

    def work():
        try:
            clerk.watch(0.1, stop)
        finally:
            close()

    close()
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield until
    finally:
        stop.set()
        thread.join()
        announce(Progress(quiet=True))
    assert "Traceback" not in "".join(said)


def test_a_full_disk_is_told_and_work_goes_on_when_there_is_room(small_disk, tmp_path, letter, capsys):
    office = open_office(small_disk / "office")
    clerk = clerk_of(office, tmp_path)
    office.incoming.rmdir()
    shared = tmp_path / "shared drive"
    shared.mkdir()
    office.incoming.symlink_to(shared)  # which has room
    filler = small_disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    with watched(clerk, capsys) as until:
        put(office, "APP-1/letter.pdf", letter)
        until("no room on the disk of|disk is full")
        filler.unlink()
        until("1 application appraised")
    assert (balance().read, balance().is_even) == (1, True) and audit.verify().faults == ()


def test_a_disk_that_is_read_only_is_told_and_work_goes_on_when_it_may_be_written(small_disk, tmp_path, letter, capsys):
    office = open_office(tmp_path / "office", store=str(small_disk / "store"))
    clerk = clerk_of(office, tmp_path)
    remount = ["mount", "-o", "remount,{}", str(small_disk)]
    with watched(clerk, capsys) as until:
        subprocess.run([it.format("ro") for it in remount], check=True)
        put(office, "APP-1/letter.pdf", letter)
        until("store may not be written to; give write access, and it is taken by itself")
        subprocess.run([it.format("rw") for it in remount], check=True)
        until("1 application appraised")
    assert (balance().read, balance().is_even) == (1, True)


def test_a_register_that_another_program_has_locked_is_told_and_waited_for(tmp_path, letter, capsys, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    office = open_office(tmp_path / "office")
    clerk = clerk_of(office, tmp_path)
    other = sqlite3.connect(office.home / "register.sqlite3")
    other.execute("BEGIN IMMEDIATE")
    with watched(clerk, capsys) as until:
        put(office, "APP-1/letter.pdf", letter)
        until("database is locked")
        other.rollback()
        other.close()
        until("1 application appraised")
    assert (balance().read, balance().is_even) == (1, True)


@pytest.fixture
def without_tesseract(monkeypatch, tmp_path):
    """Tesseract is not on this machine, until it is installed."""
    program, path = shutil.which("tesseract"), os.environ["PATH"]
    assert program is not None, "these tests read with Tesseract: `make test` installs it"
    there = tmp_path / "bin"
    there.mkdir()
    monkeypatch.setenv("PATH", str(there))
    monkeypatch.setenv(tesseract.ENGINE_SETTING, "pytesseract")
    tesseract.engine.cache_clear()
    yield lambda: os.environ.update(PATH=path)
    tesseract.engine.cache_clear()


def test_a_scan_waits_until_tesseract_is_installed(tmp_path, letter, without_tesseract, capsys):
    office = open_office(tmp_path / "office")
    clerk = clerk_of(office, tmp_path)
    scan = io.BytesIO()
    picture = Image.new("L", (1000, 300), 255)
    ImageDraw.Draw(picture).text((40, 100), "Certificate of incorporation", fill=0, font_size=48)
    picture.save(scan, "PDF", resolution=150)
    with watched(clerk, capsys) as until:
        put(office, "APP-1/letter.pdf", letter)
        put(office, "APP-2/scan.pdf", scan.getvalue())
        until("Tesseract is not installed: scans cannot be read: apt-get install tesseract-ocr")
        until("1 application appraised")  # the one that needs none
        without_tesseract()
        until("1 document read, 1 application appraised", times=2)
    assert [it.outcome for it in drop_lines("APP-2")] == ["read"] and balance().is_even


@pytest.mark.parametrize("hours", [30, -30])
def test_a_clock_that_jumps_loses_and_doubles_nothing(tmp_path, letter, monkeypatch, hours):
    office = open_office(tmp_path / "office")
    clerk = clerk_of(office, tmp_path)
    put(office, "APP-1/letter.pdf", letter)
    clerk.take_settled()
    (before,) = claim("read", "another machine's process")
    real = datetime.now(UTC)

    class Jumped(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(hours=hours)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "datetime", Jumped)
        put(office, "APP-2/letter.pdf", letter + b"\n")
        os.utime(office.incoming / "APP-2" / "letter.pdf", (real.timestamp() + 1e6,) * 2)  # by the drive's own clock
        assert clerk.once().read == (2 if hours > 0 else 1), "a lease runs out as the clock says"
    give_back_all(before.token)
    clerk.once()
    assert Work.objects.count() == 0 and [it.documents for it in case_lines()] == [1, 1]
    assert (balance().read, balance().is_even, audit.verify().faults) == (2, True, ())
    behind = [it.said for it in examine(office.home) if it.subject == "clock" and "behind the last event" in it.said]
    assert bool(behind) == (hours > 0)
    close()
