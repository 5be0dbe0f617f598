"""`parakh doctor`: what this machine and this office lack, and how to mend each; it changes nothing."""

from __future__ import annotations

import argparse
import getpass
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, Literal, cast

from packaging.requirements import Requirement

from checks.outcome import counted
from flows import serve_state
from flows.scheme_in_use import adopted_here, scheme_in_use
from flows.serve_state import Served
from reference import ReferenceMistake
from reference.document_types import document_types
from reference.table_specs import check_all

Level = Literal["ok", "look", "mend"]
SIGNS: dict[Level, str] = {"ok": "ok   ", "look": "LOOK ", "mend": "MEND "}
DONE, NOT_ALL = 0, 1

VOCABULARY_GUIDE = "docs/howto-new-layout.md"
LOGS = "HOME/logs/serve.log and prefect.log"
LANGUAGES = ("eng", "hin", "osd")
TESSERACT_SINCE = 4
GIGABYTE = 1 << 30
SPACE_NEEDED, SPACE_SCARCE = 1.0, 5.0
"""Gigabytes free on the office's disk: below the first nothing can be relied on, below the second room is short."""
MEMORY_SCARCE = 2.0
"""Gigabytes; a large scan takes 1.5."""
CLOCK_SECONDS = 120.0
"""So far may the clocks of this machine and of the office's disk be apart."""
EARLIEST = datetime(2025, 9, 8).timestamp()
"""The day the Scheme was gazetted: a clock before it is wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one examination found; `mend` says what to do, "" where nothing is needed."""

    level: Level
    subject: str
    said: str
    mend: str = ""


def add_parser(commands: Any) -> None:
    """The sub-command."""
    parser = commands.add_parser(
        "doctor",
        help="examine this machine and the office: what is missing, and how to mend it",
        description="Examines Tesseract and its languages, the Python packages, the scheme's files, the wordings of "
        "papers, disk, memory, clock, rights, the register and the store. It changes nothing. Exit status: 0 all is "
        "well, 1 something must be mended.",
    )
    parser.set_defaults(run=_doctor)
    parser.add_argument("--home", type=Path, metavar="DIR", help="the office's folder (default: PARAKH_HOME)")


def _doctor(options: argparse.Namespace) -> int:
    home = options.home or Path(os.environ.get("PARAKH_HOME") or "parakh-office")
    answers = []
    for answer in examine(home.resolve()):
        answers.append(answer)
        print(f"{SIGNS[answer.level]} {answer.subject:<12} {answer.said}")
        if answer.mend:
            print(f"{'':<18} → {answer.mend}")
    ill = sum(it.level == "mend" for it in answers)
    print("All is well." if not ill else f"{ill} thing{'' if ill == 1 else 's'} must be mended.")
    return NOT_ALL if ill else DONE


def examine(home: Path) -> Iterator[Answer]:
    """Every examination in turn; one that breaks is told of and stops no other."""
    for subject, look in EXAMINATIONS.items():
        try:
            yield from look(home)
        except Exception as error:  # an examination must never be what is ill
            yield Answer("mend", subject, f"could not be examined: {type(error).__name__}: {error}", "report this line")


def of_python(_: Path) -> Iterator[Answer]:
    """Python, and the packages in versions that fit together."""
    yield Answer("ok", "python", ".".join(map(str, sys.version_info[:3])))
    wanted = [Requirement(line) for line in metadata.requires("parakh") or ()]
    needed = [it for it in wanted if it.marker is None or it.marker.evaluate({"extra": ""})]
    unfit = [fault for it in needed if (fault := _unfit(it))]
    if unfit:
        yield Answer("mend", "packages", "; ".join(unfit), "run `make demo`, which installs the versions that fit")
    else:
        yield Answer("ok", "packages", f"{len(needed)} packages in versions that fit")


def _unfit(wanted: Requirement) -> str:
    try:
        found = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return f"{wanted.name} is not installed"
    return "" if wanted.specifier.contains(found, prereleases=True) else f"{wanted.name} is {found}, not {wanted}"


def of_tesseract(_: Path) -> Iterator[Answer]:
    """Tesseract and the languages that scans need."""
    program = shutil.which("tesseract")
    install = "apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-hin tesseract-ocr-osd"
    if program is None:
        yield Answer("mend", "tesseract", "is not installed: scans cannot be read", install)
        return
    version = _output(program, "--version").split()[1]
    number = int("".join(letter for letter in version.partition(".")[0] if letter.isdigit()) or 0)
    if number < TESSERACT_SINCE:
        yield Answer("mend", "tesseract", f"{version} is too old", install)
    lacking = sorted(set(LANGUAGES) - set(_output(program, "--list-langs").split()))
    if lacking:
        packages = " ".join(f"tesseract-ocr-{it}" for it in lacking)
        yield Answer("mend", "tesseract", f"lacks {', '.join(lacking)}", f"apt-get install {packages}")
    else:
        yield Answer("ok", "tesseract", f"{version} with {', '.join(LANGUAGES)}")


def _output(*command: str) -> str:
    run = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    return run.stdout + run.stderr


def of_scheme(home: Path) -> Iterator[Answer]:
    """The scheme's files: those that the office has adopted, else those that the program brings."""
    adopted = adopted_here(home=home)
    try:
        scheme = scheme_in_use(home=home)
    except ReferenceMistake as mistake:
        undo = "`parakh scheme undo`" if adopted else "undo the last change of the scheme's files"
        yield Answer("mend", "scheme", str(mistake), undo)
    else:
        whose = " (the pack that the office has adopted)" if adopted else ""
        yield Answer("ok", "scheme", f"{scheme.title}: files without a mistake{whose}")


def of_wordings(_: Path) -> Iterator[Answer]:
    """The words by which papers, their labels and their tables are known; an office may have added some."""
    try:
        types = document_types().types
        check_all()
    except ReferenceMistake as mistake:
        yield Answer("mend", "wordings", str(mistake), f"undo the last change of that file; see {VOCABULARY_GUIDE}")
    else:
        yield Answer(
            "ok", "wordings", f"of {counted(len(types), 'type')} of papers and their tables, without a mistake"
        )


def of_machine(home: Path) -> Iterator[Answer]:
    """Disk, memory and clock."""
    there = next(it for it in (home, *home.parents) if it.exists())
    free = shutil.disk_usage(there).free / GIGABYTE
    level: Level = "mend" if free < SPACE_NEEDED else "look" if free < SPACE_SCARCE else "ok"
    make_room = "" if level == "ok" else "make room, or put the office on a larger disk (PARAKH_HOME)"
    yield Answer(level, "disk", f"{free:.1f} GB free at {there}", make_room)
    memory = _available_memory()
    if memory is not None:
        scarce = memory < MEMORY_SCARCE
        close = "close other programs, or use --jobs 1" if scarce else ""
        yield Answer("look" if scarce else "ok", "memory", f"{memory:.1f} GB free", close)
    yield _clock(there)


def _available_memory() -> float | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = next((line for line in lines if line.startswith("MemAvailable:")), None)
    return int(found.split()[1]) * 1024 / GIGABYTE if found else None


def _clock(there: Path) -> Answer:
    """The machine's clock against the day the Scheme began and against the clock of the disk's own machine."""
    now = time.time()
    said = datetime.now().astimezone().strftime("%d-%m-%Y %H:%M %Z")
    if now < EARLIEST:
        return Answer("mend", "clock", f"{said} is before the Scheme began", "set the clock (timedatectl set-ntp true)")
    try:
        with tempfile.NamedTemporaryFile(dir=there, prefix=".parakh-doctor-") as file:
            apart = abs(Path(file.name).stat().st_mtime - time.time())
    except OSError:
        return Answer("ok", "clock", said)
    if apart > CLOCK_SECONDS:
        return Answer("look", "clock", f"{said}, {apart:.0f} s from the disk's", "set the clocks of both machines")
    return Answer("ok", "clock", said)


def of_office(home: Path) -> Iterator[Answer]:
    """Folders and their rights, the register and its chain of events, the store."""
    if not home.exists():
        yield Answer("look", "office", f"there is none at {home} yet", "`parakh queue` makes it, or set PARAKH_HOME")
        return
    folders = (home, home / "queue" / "incoming", home / "quarantine", home / "worksheets", home / "store")
    shut = [it for it in folders if it.exists() and not _can_be_written(it)]
    for folder in shut:
        yield Answer("mend", "rights", f"{folder} cannot be written", f"chown or chmod it for {getpass.getuser()}")
    if not shut:
        yield Answer("ok", "rights", f"{getpass.getuser()} can write the folders of {home}")
    if not shut and ((home / "register.sqlite3").exists() or os.environ.get("PARAKH_DATABASE")):
        yield from _register(home)


def _can_be_written(folder: Path) -> bool:
    """Whether a file can be made there: rights, read-only disks and full disks are all told by trying."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".parakh-doctor-") as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True


def _register(home: Path) -> Iterator[Answer]:
    from casefile.database import CannotUse
    from casefile.office import open_office

    try:
        office = open_office(home)
    except (CannotUse, OSError) as error:
        yield Answer("mend", "register", str(error), "put this right and run `parakh doctor` again")
        return
    from django.db import connection

    from casefile import audit
    from casefile.models import Event, Original
    from casefile.register import balance

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            sound = str(cursor.fetchone()[0])
        if sound != "ok":
            yield Answer("mend", "register", f"is damaged: {sound}", "restore the last backup")
            return
    files = balance()
    yield Answer(
        "ok" if files.is_even else "mend",
        "register",
        f"{connection.vendor}, {files.dropped} files taken, {'balanced' if files.is_even else 'NOT balanced'}",
        "" if files.is_even else "run `parakh queue`, then `parakh audit verify`",
    )
    verdict = audit.verify()
    if verdict.faults:
        yield Answer("mend", "events", verdict.faults[0], "keep the register as it is, and restore the last backup")
    else:
        yield Answer("ok", "events", f"{verdict.events} events, each continues the one before")
    last = Event.objects.order_by("-number").first()
    if last is not None and (behind := (last.at - datetime.now(UTC)).total_seconds()) > CLOCK_SECONDS:
        yield Answer("look", "clock", f"is {behind:.0f} s behind the last event of the register", "set the clock")
    kept = dict(office.store.sizes())
    lost = [sha256 for sha256, size in Original.objects.values_list("sha256", "size") if kept.get(sha256) != size]
    if lost:
        said = f"{len(lost)} of {len(kept) + len(lost)} originals are missing or cut short"
        yield Answer("mend", "store", said, "`parakh store verify` names them; restore them from the last backup")
    else:
        yield Answer("ok", "store", f"{len(kept)} originals, each there with its size")


def of_serve(home: Path) -> Iterator[Answer]:
    """Whether `parakh serve` runs, how its processes stand, and what its last check of the office at night found."""
    if not home.exists():
        return
    for role in serve_state.roles(home):
        name, served = "serve" if role == serve_state.OFFICE else role, serve_state.told(home, role)
        if served is not None:
            yield from _served(name, served, is_held=serve_state.is_held(home, role))
    from flows.self_check import last_check

    if (last := last_check(home)) is not None:
        at, level = f"{last.at.astimezone():%d-%m-%Y %H:%M}", "look" if last.faults else "ok"
        mend = "what must still be mended stands above" if last.faults else ""
        yield Answer(cast(Level, level), "self-check", f"on {at}: {last.in_words}", mend)


def _served(name: str, served: Served, *, is_held: bool) -> Iterator[Answer]:
    since = f"{served.since.astimezone():%d-%m-%Y %H:%M}"
    if not is_held and served.stopped is None:
        said = f"ended without being stopped (process {served.pid} on {served.host}, begun {since})"
        yield Answer("look", name, said, "start `parakh serve` again; nothing is lost")
        return
    if not is_held:
        yield Answer("ok", name, f"does not run; stopped {served.stopped:%d-%m-%Y %H:%M} UTC")
        return
    page = f", page {served.page}" if served.page else ", without Prefect"
    yield Answer("ok", name, f"runs since {since} on {served.host} as process {served.pid}{page}")
    for child in served.children:
        if child.said.startswith("ended"):
            yield Answer("look", name, f"{child.name} {child.said}", f"see {LOGS}; it is started again by itself")
        elif child.restarts:
            yield Answer(
                "look", name, f"{child.name} was started again {counted(child.restarts, 'time')}", f"see {LOGS}"
            )


EXAMINATIONS: dict[str, Callable[[Path], Iterator[Answer]]] = {
    "python": of_python,
    "tesseract": of_tesseract,
    "scheme": of_scheme,
    "wordings": of_wordings,
    "machine": of_machine,
    "office": of_office,
    "serve": of_serve,
}
