"""What a run keeps while it works: a private temporary folder, and the readings that are already done.

A run that is ended at any moment loses no reading: those done lie beside the results until the run is finished, and
the next run takes them up. Its temporary folder is removed by whoever comes next: the guard, or the next run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from extractors.containers import Unpacked
from records.readings import DocumentReading
from records.stored import reading_from, reading_text

READINGS = ".parakh-readings"
"""The folder beside the results that holds the readings of an unfinished run."""

OWNER = "owner"
PREFIX = "parakh-run-"
READS = ("extractors", "records", "reference")
"""The rooms whose code and data decide what is read from a document."""


@dataclass(slots=True)
class Work:
    """A run's folders, and what it has to remember of its documents.

    Attributes:
        temporary: nobody else's, and gone when the run is.
        readings: where readings are kept until the run is finished; None keeps none.
        deaths: by sha256 the pages on which a process died, 0 where it was none.
        unpacked: by sha256 what zip files and e-mails hold.
    """

    temporary: Path
    readings: Path | None = None
    deaths: dict[str, list[int]] = field(default_factory=dict)
    unpacked: dict[str, Unpacked | None] = field(default_factory=dict)

    def folder(self, *names: str) -> Path:
        """A folder within the temporary one."""
        folder = self.temporary.joinpath(*names)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def kept(self, sha256: str) -> DocumentReading | None:
        """The reading that an earlier, unfinished run made of the same bytes with the same code."""
        if self.readings is None:
            return None
        try:
            return reading_from((self.readings / f"{sha256}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, sha256: str, reading: DocumentReading) -> None:
        """Keeps a reading until the run is finished. A disk that is full costs the second run time, not this one."""
        if self.readings is None:
            return
        fresh = self.readings / f".{sha256}.{os.getpid()}"
        with contextlib.suppress(OSError):
            self.readings.mkdir(parents=True, exist_ok=True)
            fresh.write_text(reading_text(reading), encoding="utf-8")
            fresh.replace(self.readings / f"{sha256}.json")

    def finished(self) -> None:
        """All results are written: the kept readings are no longer needed."""
        if self.readings is not None:
            shutil.rmtree(self.readings.parent, ignore_errors=True)


@contextlib.contextmanager
def work_folders(out: Path | None) -> Iterator[Work]:
    """The folders of a run whose results go to `out`; the temporary one is this process's own for the time being."""
    remove_abandoned(Path(tempfile.gettempdir()))
    temporary = Path(tempfile.mkdtemp(prefix=PREFIX))
    (temporary / OWNER).write_text(life_of(os.getpid()), encoding="ascii")
    before = os.environ.get("TMPDIR")
    _temporary_files_in(str(temporary))
    work = Work(temporary, out / READINGS / code_digest() if out is not None else None)
    try:
        yield work
        work.finished()
    finally:
        _temporary_files_in(before)
        shutil.rmtree(temporary, ignore_errors=True)


def _temporary_files_in(folder: str | None) -> None:
    """Where this process and all that it starts put temporary files; the guard knows them by it."""
    if folder is None:
        os.environ.pop("TMPDIR", None)
    else:
        os.environ["TMPDIR"] = folder
    tempfile.tempdir = None  # asked anew


def remove_abandoned(within: Path) -> None:
    """Removes temporary folders whose run is dead."""
    for folder in within.glob(f"{PREFIX}*"):
        try:
            if folder.stat().st_uid != os.getuid():
                continue
            life = (folder / OWNER).read_text(encoding="ascii")
            pid = int(life.split()[0])
        except (OSError, ValueError, IndexError):
            continue  # another's, or not yet named: a run that begins at this moment
        if life != life_of(pid):
            shutil.rmtree(folder, ignore_errors=True)


def life_of(pid: int) -> str:
    """A process and when it began, for numbers of processes are used again; of a dead one what no living one has."""
    try:
        began = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        began = "" if not _is_alive(pid) else "0"
    return f"{pid} {began}"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@cache
def code_digest() -> str:
    """What reads: the code and data of the rooms that a reading depends on, as a short hash."""
    digest = hashlib.sha256()
    for room in READS:
        spec = find_spec(room)
        for base in (spec.submodule_search_locations or ()) if spec is not None else ():
            for path in sorted(Path(base).rglob("*")):
                if path.suffix in {".py", ".yaml"}:
                    digest.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
