"""Zip files and e-mails: what is inside becomes documents of their own, named `outer.zip/inner.pdf`.

Nothing inside is trusted: entries are written to numbered files, never under the names they bear; links are not
followed; sizes are counted while unpacking, whatever the directory claims. What cannot be unpacked is still listed,
with a status and what staff can do.
"""

from __future__ import annotations

import stat
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from extractors import mail
from extractors.triage import BROKEN_ZIP, MAX_BYTES, MAX_RATIO, RATIO_FROM, triage
from records.readings import DocumentStatus, Notice

MAX_ENTRIES = 5_000
"""Files that one container may hold, those of containers within it included."""

MAX_TOTAL = 1024**3
"""Bytes that one container may unpack to, all depths together."""

MAX_DEPTH = 4
"""Containers within containers; deeper ones are listed and not opened."""

BLOCK = 1 << 20
LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini", ".ds_store"}

TOO_DEEP = (
    "This is a zip file or e-mail within too many others: unpack it by hand and put its documents into the folder."
)
ENCRYPTED_ENTRY = (
    "This document is in a zip file that opens only with a password: ask the applicant for it, and put the unpacked "
    "document into the folder."
)
LINK = "This entry of a zip file is a link and no document: ask the applicant for the document itself."
BOMB = (
    "This entry unpacks to far more than a document may hold ({size}) and was not unpacked: ask the applicant for the "
    "document itself."
)
NO_ROOM = (
    "The zip file or e-mail unpacks to more than {limit} in all; this part was not unpacked: ask for smaller parcels."
)
TOO_MANY = "The zip file or e-mail holds more than {limit} files; the rest was not unpacked: ask for smaller parcels."
BROKEN_ENTRY = "This entry of the zip file is damaged: ask the applicant to send the document again."
OTHER_METHOD = "This entry is packed in a way not known here: unpack it by hand and put the document into the folder."
BROKEN_MAIL = "The e-mail is damaged: ask the applicant to send its attachments again."
NOT_STORED = (
    "This machine could not store what it unpacked ({why}): the document may be sound. Make room on the disk, and run "
    "again."
)
BROKEN = "The zip file is damaged and cannot be unpacked: ask the applicant to send the documents again."
EMPTY = "The zip file holds no document: ask the applicant for the documents."


@dataclass(frozen=True, slots=True)
class Inside:
    """A document inside a container: where it was unpacked to, else its status and what staff can do.

    `notices` are for containers within the container: what they held.
    """

    name: str
    path: Path | None
    status: DocumentStatus = "read"
    message: str | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A container and all documents inside, at any depth, in their order."""

    status: DocumentStatus
    message: str | None
    notices: tuple[Notice, ...]
    inside: tuple[Inside, ...]


class _Refused(Exception):
    """An entry that is not unpacked; `status` and the message go to its document."""

    def __init__(self, status: DocumentStatus, message: str) -> None:
        super().__init__(message)
        self.status: DocumentStatus = status


@dataclass(slots=True)
class _Parcel:
    """What is left of the limits while a container is unpacked."""

    folder: Path
    room: int = MAX_TOTAL
    entries: int = 0
    inside: list[Inside] = field(default_factory=list)

    def new_file(self) -> Path:
        self.entries += 1
        return self.folder / f"{self.entries:05d}"

    @property
    def is_full(self) -> bool:
        return self.entries >= MAX_ENTRIES


def may_be_container(path: Path) -> bool:
    """Whether the first bytes could be those of a zip file or an e-mail; what it is, `unpack` tells."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return False
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")) or mail.may_be_mail(head)


def unpack(path: Path, folder: Path, name: str) -> Unpacked | None:
    """The documents inside a zip file or an e-mail; None where the file is neither (a workbook is a zip file too).

    Args:
        path: the container.
        folder: an empty folder of the caller's; entries are written there.
        name: the name that people know the container by; names of what is inside begin with it.
    """
    kind = triage(path).kind
    if kind not in {"zip", "mail"}:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    parcel = _Parcel(folder)
    status, message, notices = _open(path, kind, name, parcel, 1)
    return Unpacked(status, message, notices, tuple(parcel.inside))


def _open(
    path: Path, kind: str, name: str, parcel: _Parcel, depth: int
) -> tuple[DocumentStatus, str | None, tuple[Notice, ...]]:
    return _open_zip(path, name, parcel, depth) if kind == "zip" else _open_mail(path, name, parcel, depth)


def _open_zip(
    path: Path, name: str, parcel: _Parcel, depth: int
) -> tuple[DocumentStatus, str | None, tuple[Notice, ...]]:
    before = len(parcel.inside)
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN_ZIP:
        return "unreadable", BROKEN, ()
    with archive:
        entries = [it for it in archive.infolist() if _is_document(it)]
        names = _shown_names(_name_of(it) for it in entries)
        for entry, inner in zip(entries, names, strict=True):
            if parcel.is_full:
                return _too_many(len(parcel.inside) - before)
            target = parcel.new_file()
            try:
                _write_entry(archive, entry, target, parcel)
            except _Refused as refused:
                target.unlink(missing_ok=True)
                parcel.inside.append(Inside(f"{name}/{inner}", None, refused.status, str(refused)))
            else:
                _take(target, f"{name}/{inner}", parcel, depth)
    held = len(parcel.inside) - before
    if not held:
        return "unreadable", EMPTY, ()
    return "read", None, (Notice("container", f"A zip file with {_count(held)}, each listed under its name."),)


def _open_mail(
    path: Path, name: str, parcel: _Parcel, depth: int
) -> tuple[DocumentStatus, str | None, tuple[Notice, ...]]:
    try:
        message = mail.read_mail(path)
    except (RecursionError, ValueError, LookupError):
        return "unreadable", BROKEN_MAIL, ()
    before = len(parcel.inside)
    names = _shown_names(it.name for it in message.attachments)
    for attachment, inner in zip(message.attachments, names, strict=True):
        if parcel.is_full:
            return _too_many(len(parcel.inside) - before)
        target = parcel.new_file()
        if len(attachment.content) > min(parcel.room, MAX_BYTES):
            parcel.inside.append(Inside(f"{name}/{inner}", None, "too_large", _no_room()))
            continue
        parcel.room -= len(attachment.content)
        target.write_bytes(attachment.content)
        _take(target, f"{name}/{inner}", parcel, depth)
    held = len(parcel.inside) - before
    notices = [Notice("container", f"An e-mail with {_count(held)} attached, each listed under its name.")]
    if message.text:
        notices.append(Notice("mail_text", f"The e-mail says: “{message.text}”"))
    return "read", None, tuple(notices)


def _take(path: Path, name: str, parcel: _Parcel, depth: int) -> None:
    """Lists an unpacked file: as a document, or as a container with what is inside it."""
    kind = triage(path).kind if may_be_container(path) else "other"
    if kind not in {"zip", "mail"}:
        parcel.inside.append(Inside(name, path))
        return
    if depth >= MAX_DEPTH:
        parcel.inside.append(Inside(name, None, "unsupported", TOO_DEEP))
        return
    at = len(parcel.inside)
    status, message, notices = _open(path, kind, name, parcel, depth + 1)
    parcel.inside.insert(at, Inside(name, None, status, message, notices))
    path.unlink(missing_ok=True)


def _is_document(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry was handed in by a person: no folder, and nothing that systems leave."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    system = "__MACOSX" in name.parts or name.name.lower() in LEFT_BY_SYSTEMS or name.name.startswith(("._", "~$"))
    return not entry.is_dir() and not system


def _write_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, parcel: _Parcel) -> None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _Refused("unsupported", LINK)
    if entry.flag_bits & 0x1:
        raise _Refused("encrypted", ENCRYPTED_ENTRY)
    most = min(MAX_BYTES, max(RATIO_FROM, MAX_RATIO * entry.compress_size))
    if entry.file_size > most:
        raise _Refused("too_large", BOMB.format(size=_megabytes(entry.file_size)))
    written = 0
    try:
        with target.open("wb") as unpacked:
            for block in _blocks(archive, entry):
                written += len(block)
                if written > most:
                    raise _Refused("too_large", BOMB.format(size=f"more than {_megabytes(most)}"))
                if written > parcel.room:
                    raise _Refused("too_large", _no_room())
                unpacked.write(block)
    except OSError as error:  # of this machine: what the archive raises was told by `_blocks`
        raise _Refused("unreadable", NOT_STORED.format(why=error.strerror or error)) from error
    parcel.room -= written


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """What an entry unpacks to, piece by piece.

    Raises:
        _Refused: saying whether it is packed in a way not known, locked, or damaged.
    """
    try:
        with archive.open(entry) as packed:
            while block := packed.read(BLOCK):
                yield block
    except NotImplementedError as error:
        raise _Refused("unsupported", OTHER_METHOD) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise _Refused("encrypted", ENCRYPTED_ENTRY) from error
    except BROKEN_ZIP as error:
        raise _Refused("unreadable", BROKEN_ENTRY) from error


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The entry's name as its sender saw it: names without the mark of UTF-8 often are UTF-8 nevertheless."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _shown_names(names: Iterable[str]) -> list[str]:
    """Names that stay within their container, each once: no drive, no root, no way up; copies are numbered."""
    taken: set[str] = set()
    shown = []
    for name in names:
        parts = [it for it in name.replace("\\", "/").split("/") if it not in {"", ".", ".."} and not it.endswith(":")]
        plain = "".join(it for it in "/".join(parts) if it.isprintable()) or "document"
        plain = unicodedata.normalize("NFC", plain)[-240:]
        given, number = plain, 1
        while given in taken:
            number += 1
            path = PurePosixPath(plain)
            given = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        taken.add(given)
        shown.append(given)
    return shown


def _too_many(held: int) -> tuple[DocumentStatus, str | None, tuple[Notice, ...]]:
    notice = Notice("container", f"The first {_count(held)} were unpacked, each listed under its name.")
    return "too_large", TOO_MANY.format(limit=f"{MAX_ENTRIES:,}"), (notice,)


def _no_room() -> str:
    return NO_ROOM.format(limit=_megabytes(MAX_TOTAL))


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.0f} MB"


def _count(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"
