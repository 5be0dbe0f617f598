"""The queue: which files lie in `incoming`, to which application each belongs, and which have stopped changing.

It is polled, for network drives tell nobody of changes. A file is taken when two looks, some seconds apart, found it
the same, and its end is there; one that has no end is taken when it has not changed for a minute: it is broken then,
and its reading says so.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import signal
import stat
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casefile.intake import READ_ONLY, STILL_WRITTEN, Left, Waiting, clear, clear_all, refuse, source_of, take
from casefile.office import Office
from casefile.unfinished import remove_dead
from flows.folders import NOT_DOCUMENTS
from flows.queue_quarantine import place_of, write_reason

SETTLE_SECONDS = 2.0
"""So long a file must have stayed the same."""

PATIENCE_SECONDS = 60.0
"""So long if its end is missing."""

EMPTY_FOLDER_SECONDS = 600.0
"""An empty folder is removed after this time; earlier, somebody may be about to fill it."""

BEING_COPIED = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".opdownload")
"""Endings of names that programs give to what they have not copied to its end."""

NO_END_YET = "Its end is not there yet: it is taken when it has stayed the same for a minute."
NAMED_UNFINISHED = "Its name says that it is still being copied; if it is not, give it its proper name."
A_LINK = "This is a link to {target} and no document: put the document itself into the queue."
NOT_A_FILE = "This is no file that can be opened (a pipe, a device): put the document itself into the queue."
CLOSED = "The folder could not be opened ({why}); give access, and its files are taken by themselves."

EFFECTIVE = os.access in os.supports_effective_ids
Identity = tuple[int, int, int]
PDF_HEAD, PDF_TAIL = 1024, 2048


@dataclass(frozen=True, slots=True)
class Look:
    """What lies in the queue: files, what is no file, and what could not be looked at."""

    files: tuple[Waiting, ...]
    others: tuple[Waiting, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """What one look at the queue came to: files taken, files that only need a little time, files that need a person."""

    taken: int
    settling: int
    left: tuple[Left, ...]


def look(office: Office) -> Look:
    """Lists the queue."""
    files: list[Waiting] = []
    others: list[Waiting] = []
    left: list[Left] = []

    def closed(error: OSError) -> None:
        where = source_of(Path(error.filename), office.incoming)
        left.append(Left(where, CLOSED.format(why=error.strerror)))

    for path, found in _entries(office.incoming, closed):
        waiting = _waiting(path, found, office.incoming)
        if not stat.S_ISREG(found.st_mode):
            others.append(waiting)
        elif path.name.lower().endswith(BEING_COPIED):
            left.append(Left(waiting.source, NAMED_UNFINISHED))
        else:
            files.append(waiting)
    return Look(tuple(files), tuple(others), tuple(left))


def count_in_queue(office: Office) -> int:
    """How many files lie in the queue that the register does not know."""
    from casefile.models import Drop

    seen = look(office)
    known = set(Drop.objects.filter(cleared=False).values_list("source", flat=True))
    sources = [it.source for it in (*seen.files, *seen.others)] + [it.source for it in seen.left]
    return sum(source not in known for source in sources)


class Settling:
    """Remembers how each file looked, and says which have stopped changing."""

    def __init__(self, seconds: float = SETTLE_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._seen: dict[Path, tuple[Identity, float]] = {}
        self._refused: dict[Path, tuple[Identity, float, float]] = {}

    def part(self, files: tuple[Waiting, ...]) -> tuple[list[Waiting], list[Waiting], list[Left]]:
        """Files that may be taken, files that need a little time, and files whose end is missing."""
        now = self._clock()
        before, self._seen = self._seen, {}
        ready, settling, without_end = [], [], []
        for file in files:
            identity = (file.size, file.modified_ns, file.inode)
            known, since = before.get(file.path, (None, now))
            since = since if known == identity else now
            self._seen[file.path] = (identity, since)
            if now - since < self.seconds:
                settling.append(file)
            elif is_being_written(file.path):
                without_end.append(Left(file.source, STILL_WRITTEN))
            elif now - since >= PATIENCE_SECONDS or _is_old(file) or has_end(file.path):
                ready.append(file)
            else:
                without_end.append(Left(file.source, NO_END_YET))
        return ready, settling, without_end


def take_in(office: Office, settling: Settling) -> Intake:
    """Takes every file that has stopped changing; the others are told of."""
    seen = look(office)
    ready, waiting, without_end = settling.part(seen.files)
    may_take, closed = _writable(ready, office)
    taken = take(office, may_take)
    refused = sum(_refuse(office, other) for other in seen.others)
    remove_empty(office)
    return Intake(taken.count + refused, len(waiting), (*seen.left, *without_end, *closed, *taken.left))


def begin(office: Office) -> None:
    """Finishes what a process left undone that was killed: half-written copies, drops whose file is gone."""
    office.store.remove_unfinished()
    remove_dead(office.quarantine)
    clear_all(office)


def has_end(path: Path) -> bool:
    """Whether a PDF or a zip file is there to its end; of other kinds nothing tells, and nothing is asked."""
    try:
        with path.open("rb") as file:
            head = file.read(PDF_HEAD)
            if not head:
                return False
            if b"%PDF-" in head:
                file.seek(max(0, path.stat().st_size - PDF_TAIL))
                return b"%%EOF" in file.read()
        return not head.startswith(b"PK\x03\x04") or zipfile.is_zipfile(path)
    except OSError:
        return True  # taking it will tell what is the matter


def is_being_written(path: Path) -> bool:
    """Whether a program of this machine has the file open to write; on Linux only, and False where nothing tells.

    The kernel grants a read lease only on a file that nobody writes.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        with path.open("rb") as file:
            fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)  # whoever opens it just now sends this, which ends nobody
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False


def remove_empty(office: Office) -> None:
    """Removes folders of the queue from which everything was taken a while ago."""
    limit = time.time() - EMPTY_FOLDER_SECONDS
    for where, _, _ in os.walk(office.incoming, topdown=False):
        folder = Path(where)
        with contextlib.suppress(OSError):  # not empty, or not ours to remove
            if folder != office.incoming and folder.stat().st_mtime < limit:
                folder.rmdir()


def _is_old(file: Waiting) -> bool:
    """Whether the file was last changed a good while ago, by the clock of the drive it lies on."""
    return time.time() - file.modified_ns / 1e9 >= PATIENCE_SECONDS


def _entries(incoming: Path, closed: Callable[[OSError], None]) -> Iterator[tuple[Path, os.stat_result]]:
    """Everything in the queue but folders and what systems leave, in the order of the names."""
    for where, folders, names in os.walk(incoming, onerror=closed):
        here = Path(where)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in links)
        for name in sorted((*names, *links)):
            if name.startswith((".", "~$")) or name.lower() in NOT_DOCUMENTS:
                continue
            with contextlib.suppress(FileNotFoundError):  # taken out again since it was listed
                yield here / name, (here / name).lstat()


def _waiting(path: Path, found: os.stat_result, incoming: Path) -> Waiting:
    source = source_of(path, incoming)
    parts = unicodedata.normalize("NFC", source).split("/")
    loose = len(parts) == 1
    application = Path(parts[0]).stem if loose else parts[0]
    name = parts[0] if loose else "/".join(parts[1:])
    application = application.strip(". ") or "unnamed"
    return Waiting(path, source, application, name, found.st_size, found.st_mtime_ns, found.st_ino)


def _writable(files: list[Waiting], office: Office) -> tuple[list[Waiting], list[Left]]:
    """Files in folders from which they can be removed, and the others."""
    may: dict[Path, bool] = {}
    for file in files:
        folder = file.path.parent
        may.setdefault(folder, os.access(folder, os.W_OK | os.X_OK, effective_ids=EFFECTIVE))
    where = {
        folder: source_of(folder, office.incoming) if folder != office.incoming else "queue/incoming" for folder in may
    }
    closed = [Left(it.source, READ_ONLY.format(where=where[it.path.parent])) for it in files if not may[it.path.parent]]
    return [it for it in files if may[it.path.parent]], closed


def _refuse(office: Office, found: Waiting) -> bool:
    """Moves a link, pipe or device to the quarantine; False where it could not be moved."""
    message = NOT_A_FILE
    if found.path.is_symlink():
        message = A_LINK.format(target=found.path.readlink())
    refuse(found, message)
    place = place_of(office, found.application_id, found.name)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _move(found.path, place)
    except OSError:
        return False
    write_reason(office, found.application_id, found.name, message, is_document=False)
    clear([found.source])
    return True


def _move(path: Path, place: Path) -> None:
    """Moves what is no file, also to another drive; of a pipe nothing is left there, for it holds nothing."""
    try:
        path.rename(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        if path.is_symlink():
            place.symlink_to(path.readlink())
        path.unlink()
