"""From a file in the queue to a document in a case: stored, registered, then removed from the queue.

The order makes a crash harmless at any moment. Until the transaction is kept the file lies in the queue and nothing is
known of it (a copy in the store under its own hash harms nobody). From then on the register knows where the file lay:
one found there with the same bytes is that drop and only has to be removed.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefile.filing import Filed, file_document, open_case
from casefile.journal import Journal, journal
from casefile.models import Drop
from casefile.office import Office
from casefile.points import at
from casefile.store import StillChanging, Stored

AT_ONCE = 50
"""Files that are registered in one transaction: each transaction costs the disk a wait."""

STILL_WRITTEN = "It is still being written; it is taken when that has ended."
NO_ROOM = "There is no room on the disk of {where}; make room, and it is taken by itself."
READ_ONLY = "{where} may not be written to; give write access, and it is taken by itself."
MAY_NOT_READ = "It may not be opened by the user that Parakh runs as; give read access, and it is taken by itself."
NOT_REMOVED = (
    "It was taken into the register, and could not be removed from the queue ({why}). Nothing is lost and it is "
    "counted once; give write access to its folder."
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file in the queue.

    Attributes:
        source: its path within `incoming`, as the register keeps it.
        application_id: the application it belongs to.
        name: its name in the application.
        size, modified_ns, inode: as it was seen; another file under the same name differs in one of them.
    """

    path: Path
    source: str
    application_id: str
    name: str
    size: int
    modified_ns: int
    inode: int

    def is_still_there(self) -> bool:
        """Whether the very same file still lies in the queue."""
        try:
            found = self.path.lstat()
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns, found.st_ino) == (self.size, self.modified_ns, self.inode)


@dataclass(frozen=True, slots=True)
class Left:
    """A file that stays in the queue for now, and why, in a sentence for staff."""

    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Taken:
    """How many files are in the register now and out of the queue, and which stay."""

    count: int = 0
    left: tuple[Left, ...] = ()


def take(office: Office, files: Sequence[Waiting]) -> Taken:
    """Takes files out of the queue into the store and the register; those that cannot be taken stay and are told of."""
    count = 0
    left: list[Left] = []
    for first in range(0, len(files), AT_ONCE):
        taken = _take_some(office, files[first : first + AT_ONCE])
        count += taken.count
        left += taken.left
    return Taken(count, tuple(left))


def _take_some(office: Office, files: Sequence[Waiting]) -> Taken:
    known = {drop.source: drop for drop in _in_queue(found.source for found in files)}
    registered: list[Waiting] = []
    stored: list[tuple[Waiting, Stored]] = []
    left: list[Left] = []
    for found in files:
        try:
            if found.source in known and _holds(found, known[found.source]):
                registered.append(found)
            else:
                stored.append((found, office.store.put(found.path)))
        except StillChanging:
            left.append(Left(found.source, STILL_WRITTEN))
        except FileNotFoundError:
            continue  # somebody took it out again, or another process took it
        except OSError as error:
            left.append(Left(found.source, _not_taken(error, found, office)))
    if stored:
        with journal() as book:
            registered += [found for found, original in stored if _register(book, found, original)]
            at("take.registered")
        at("take.committed")
    left += [Left(found.source, why) for found in registered if (why := _removed(found))]
    at("take.removed")
    clear(found.source for found in registered if not found.is_still_there())
    at("take.cleared")
    return Taken(len(registered), tuple(left))


def _register(book: Journal, found: Waiting, stored: Stored) -> bool:
    """Registers a stored file, unless it is registered; False where the queue no longer holds it as it was stored."""
    if not found.is_still_there():
        return False
    for drop in _in_queue([found.source]):
        if drop.sha256 == stored.sha256:
            return True  # by another process, or by one that was killed before it removed the file
        Drop.objects.filter(pk=drop.pk).update(cleared=True)  # this is a new file in the same place
    case = open_case(book, found.application_id)
    filed = Filed(found.name, stored, source=found.source, modified_ns=found.modified_ns)
    file_document(book, case, filed)
    return True


def refuse(found: Waiting, message: str) -> None:
    """Registers what cannot be copied (a link, a pipe) as quarantined; the caller then moves it out of the queue."""
    with journal() as book:
        if found.is_still_there() and not _in_queue([found.source]):
            case = open_case(book, found.application_id)
            with book.change("file.refused", case.application_id) as change:
                change.create(
                    Drop,
                    case=case,
                    name=found.name,
                    source=found.source,
                    taken_at=change.at,
                    outcome="quarantined",
                    message=message,
                    cleared=False,
                )


def clear(sources: Iterable[str]) -> None:
    """Notes that drops are gone from the queue, so that a file that comes to the same place is a new one."""
    Drop.objects.filter(source__in=list(sources), cleared=False).update(cleared=True)


def clear_all(office: Office) -> None:
    """`clear` of every drop that is gone, when a process begins: the one before may have been killed."""
    known = set(Drop.objects.filter(cleared=False).values_list("source", flat=True))
    if known:
        clear(known - {source_of(path, office.incoming) for path in office.incoming.rglob("*")})


def source_of(path: Path, incoming: Path) -> str:
    """A file's path within the queue, as text whatever its bytes."""
    return str(path.relative_to(incoming)).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _in_queue(sources: Iterable[str]) -> list[Drop]:
    return list(Drop.objects.filter(source__in=list(sources), cleared=False))


def _holds(found: Waiting, drop: Drop) -> bool:
    """Whether the file in the queue is the one that was registered."""
    if (found.size, found.modified_ns) != (drop.size, drop.modified_ns):
        return False
    with found.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == str(drop.sha256)


def _removed(found: Waiting) -> str:
    """Removes a registered file from the queue; a sentence where that could not be done."""
    try:
        if found.is_still_there():
            found.path.unlink()
    except OSError as error:
        return "" if error.errno == errno.ENOENT else NOT_REMOVED.format(why=error.strerror or error)
    return ""


def _not_taken(error: OSError, found: Waiting, office: Office) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return NO_ROOM.format(where=office.home)
    if error.errno in {errno.EACCES, errno.EPERM} and error.filename == str(found.path):
        return MAY_NOT_READ
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return READ_ONLY.format(where=error.filename or office.home)
    return f"It could not be copied into the store ({error.strerror or error}); it is tried again."
