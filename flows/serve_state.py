"""What is known of `parakh serve` from outside: whether it runs, since when, its address, its processes.

A lock in the office's folder is held as long as the program lives, whatever ends it; beside it lies what it last said
of itself. So a second start is refused, and what a killed one has left is told from what still runs.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import signal
import socket
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from casefile.database import CannotUse
from flows.work import life_of

FOLDER = "serve"
OFFICE = "office"
"""The role of the one that serves the office; others help it, each under its own name."""


@dataclass(frozen=True, slots=True)
class ChildState:
    """A process that `serve` has started.

    Attributes:
        life: its number and when it began, "" while it does not run.
        restarts: how often it was started again.
        said: how it stands, in words.
    """

    name: str
    life: str = ""
    restarts: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """What a `serve` says of itself.

    Attributes:
        host: the machine that it runs on; `life`: its process there.
        page: the address of Prefect's page, "" without one; `pages`: that of worksheets and reports.
        stopped: when it ended in order, None while it runs or where it was killed.
    """

    host: str
    life: str
    since: datetime
    page: str = ""
    pages: str = ""
    children: tuple[ChildState, ...] = ()
    stopped: datetime | None = None

    @property
    def pid(self) -> str:
        """Its process."""
        return self.life.partition(" ")[0]


class AlreadyServed(CannotUse):
    """Another `serve` has the office."""


def folder_of(home: Path) -> Path:
    """Where `serve` keeps what it knows."""
    return home / FOLDER


@contextlib.contextmanager
def lock(home: Path, role: str = OFFICE) -> Iterator[None]:
    """Holds the office, or a helper's name in it, as long as this process lives.

    Raises:
        AlreadyServed: if another process has it.
        CannotUse: if the folder cannot be written, or its drive gives no locks.
    """
    try:
        folder_of(home).mkdir(parents=True, exist_ok=True)
        file = _lock_file(home, role).open("a")
    except OSError as error:
        raise CannotUse(f"{error.filename} cannot be written ({error.strerror}); check the rights") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in {errno.EWOULDBLOCK, errno.EACCES}:
                raise CannotUse(f"the drive of {home} gives no locks ({error.strerror}); use another") from error
            raise AlreadyServed(_by_whom(home, role)) from error
        yield


def is_held(home: Path, role: str = OFFICE) -> bool:
    """Whether a `serve` has the lock just now."""
    try:
        with _lock_file(home, role).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in {errno.EWOULDBLOCK, errno.EACCES}
    return False


def tell(home: Path, served: Served, role: str = OFFICE) -> None:
    """Keeps what `serve` says of itself; a disk that is full costs only that others know it."""
    path = _state_file(home, role)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        fresh.write_text(json.dumps(asdict(served), indent=1, default=datetime.isoformat), encoding="utf-8")
        fresh.replace(path)


def told(home: Path, role: str = OFFICE) -> Served | None:
    """What `serve` said of itself last; None where there was none, or it cannot be read."""
    try:
        said = json.loads(_state_file(home, role).read_text(encoding="utf-8"))
        children = tuple(ChildState(**it) for it in said.pop("children"))
        since, stopped = said.pop("since"), said.pop("stopped")
        served = Served(**said, since=datetime.fromisoformat(since), children=children)
        return replace(served, stopped=datetime.fromisoformat(stopped) if stopped else None)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def roles(home: Path) -> list[str]:
    """The office's role and those of its helpers, as far as any was ever held."""
    return sorted(it.stem for it in folder_of(home).glob("*.lock"))


def end_leftovers(served: Served | None) -> list[str]:
    """Ends processes of a killed `serve` of this machine that live on; gives their names.

    Only what still is the process that was noted, by when it began, is ended.
    """
    if served is None or served.host != socket.gethostname():
        return []
    ended = []
    for child in served.children:
        pid = int(child.life.partition(" ")[0] or 0)
        if pid and life_of(pid) == child.life:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)  # each leads a group of its own
                ended.append(child.name)
    return ended


def _lock_file(home: Path, role: str) -> Path:
    return folder_of(home) / f"{role}.lock"


def _state_file(home: Path, role: str) -> Path:
    return folder_of(home) / f"{role}.json"


def _by_whom(home: Path, role: str) -> str:
    served = told(home, role)
    if served is None:
        return f"{home} is served already by another process; stop that one first"
    where = "" if served.host == socket.gethostname() else f" on {served.host}"
    at = f", page {served.page}" if served.page else ""
    since = f"{served.since.astimezone():%d-%m-%Y %H:%M}"
    return (
        f"{home} is served already, by process {served.pid}{where} since {since}{at}; stop that one first "
        f"(kill {served.pid})"
    )
