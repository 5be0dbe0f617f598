"""The store of originals: each file once, under the sha256 of its bytes, written once and never changed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import fsspec

from casefile.database import CannotUse
from casefile.points import at
from casefile.unfinished import new_name, remove_dead

BLOCK = 1 << 20
READ_ONLY = 0o444


class StillChanging(Exception):
    """The file was changed while it was copied; it is taken later."""


class NotStored(OSError):
    """The store gave back other bytes than it was given."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An original in the store; `is_new` if its bytes were not there before."""

    sha256: str
    size: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """An original that is not as it was stored; `message` says how."""

    sha256: str
    message: str


class Store(Protocol):
    """Where originals lie."""

    def put(self, path: Path) -> Stored:
        """Copies a file into the store.

        Raises:
            StillChanging: if the file was changed meanwhile.
            OSError: if it could not be read, or not be written: the store is then as it was.
        """

    def path(self, sha256: str) -> Path:
        """A file on this machine that holds the original, for reading only.

        Raises:
            FileNotFoundError: if the store does not hold it.
        """

    def holds(self, sha256: str) -> bool:
        """Whether the store has an original of this hash."""

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Every original with its size."""

    def check(self, sha256: str) -> Fault | None:
        """Reads an original again; what is wrong with it."""


class FolderStore:
    """A folder of this machine or of a shared drive."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, path: Path) -> Stored:
        """Copies a file into the store; see `Store`."""
        unfinished = new_name(self.root)
        try:
            sha256, size = _copied(path, unfinished)
            is_new = self.keep(unfinished, sha256, size)
        finally:
            with contextlib.suppress(FileNotFoundError):
                unfinished.unlink()
        return Stored(sha256, size, is_new)

    def keep(self, unfinished: Path, sha256: str, size: int) -> bool:
        """Moves a finished copy to its place, unless a file of its size is there; whether it was new."""
        place = self._place(sha256)
        if place.exists() and place.stat().st_size == size:
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.chmod(READ_ONLY)
        unfinished.replace(place)
        at("store.renamed")
        _flush_folder(place.parent)
        at("store.flushed")
        return True

    def path(self, sha256: str) -> Path:
        """The file itself; see `Store`."""
        place = self._place(sha256)
        if not place.exists():
            raise FileNotFoundError(errno.ENOENT, "the original is not in the store", str(place))
        return place

    def holds(self, sha256: str) -> bool:
        """Whether the file is there."""
        return self._place(sha256).exists()

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Every file with its size."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            for place in sorted(folder.iterdir()):
                yield place.name, place.stat().st_size

    def check(self, sha256: str) -> Fault | None:
        """Hashes the file again; see `Store`."""
        try:
            found = _hash(self._place(sha256))
        except OSError as error:
            return Fault(sha256, f"it cannot be read ({error.strerror or error})")
        return None if found == sha256 else Fault(sha256, f"its bytes were changed: they now hash to {found}")

    def remove_unfinished(self) -> None:
        """Removes what processes that have ended left half written."""
        remove_dead(self.root)

    def _place(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256


class RemoteStore:
    """An object store (S3 and what speaks like it), by fsspec, with copies on this machine.

    An object is written under its own name in one request, which such stores make visible whole or not at all.
    """

    def __init__(self, url: str, copies: Path) -> None:
        self.url = url
        self._copies = FolderStore(copies)
        self._files, self._root = _remote(url)

    def put(self, path: Path) -> Stored:
        """Copies a file to this machine's folder of copies, then to the store; see `Store`."""
        stored = self._copies.put(path)
        key = self._key(stored.sha256)
        is_new = not self._files.exists(key) or self._files.size(key) != stored.size
        if is_new:
            self._files.makedirs(key.rpartition("/")[0], exist_ok=True)
            self._files.put_file(str(self._copies.path(stored.sha256)), key)
            if self._files.size(key) != stored.size:
                raise NotStored(errno.EIO, "the store kept other bytes than it was given", key)
        return Stored(stored.sha256, stored.size, is_new)

    def path(self, sha256: str) -> Path:
        """A copy on this machine, fetched if it is not there; see `Store`."""
        if not self._copies.holds(sha256):
            unfinished = new_name(self._copies.root)
            try:
                self._files.get_file(self._key(sha256), str(unfinished))
                found = _hash(unfinished)
                if found != sha256:
                    raise NotStored(errno.EIO, f"the store holds other bytes under {sha256}", self.url)
                self._copies.keep(unfinished, sha256, unfinished.stat().st_size)
            finally:
                unfinished.unlink(missing_ok=True)
        return self._copies.path(sha256)

    def holds(self, sha256: str) -> bool:
        """Whether the object is there."""
        return bool(self._files.exists(self._key(sha256)))

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Every object with its size."""
        found = self._files.find(self._root, detail=True)
        for key in sorted(found):
            yield key.rpartition("/")[2], int(found[key]["size"])

    def check(self, sha256: str) -> Fault | None:
        """Fetches the object and hashes it; see `Store`."""
        digest = hashlib.sha256()
        try:
            with self._files.open(self._key(sha256), "rb") as file:
                while block := file.read(BLOCK):
                    digest.update(block)
        except OSError as error:
            return Fault(sha256, f"it cannot be read ({error})")
        found = digest.hexdigest()
        return None if found == sha256 else Fault(sha256, f"its bytes were changed: they now hash to {found}")

    def remove_unfinished(self) -> None:
        """Removes half-written copies."""
        self._copies.remove_unfinished()

    def _key(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256}"


def open_store(url: str, home: Path) -> FolderStore | RemoteStore:
    """The store at `url`: a folder's path, or what fsspec knows (s3://bucket/folder).

    Raises:
        CannotUse: if the kind of store needs a package that is not installed, or does not answer.
    """
    scheme = urlsplit(url).scheme
    if scheme in {"", "file"}:
        return FolderStore(Path(urlsplit(url).path))
    return RemoteStore(url, home / "copies")


def verify(store: Store, known: Iterable[tuple[str, int]]) -> Iterator[Fault]:
    """Every original that is missing or altered; `known` gives the hashes and sizes that the register holds."""
    for sha256, _size in known:
        fault = store.check(sha256)
        if fault is not None:
            yield fault


def _remote(url: str) -> tuple[Any, str]:
    try:
        files, root = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise CannotUse(f"the store {url} cannot be used: {error}") from error
    return files, str(root).rstrip("/")


def _copied(source: Path, target: Path) -> tuple[str, int]:
    """Copies a file while hashing it, down to the disk.

    Raises:
        StillChanging: if it was changed meanwhile.
    """
    digest = hashlib.sha256()
    with source.open("rb") as file, target.open("xb") as copy:
        before = os.fstat(file.fileno())
        at("store.begun")
        while block := file.read(BLOCK):
            digest.update(block)
            copy.write(block)
        after = os.fstat(file.fileno())
        copy.flush()
        os.fsync(copy.fileno())
        size = copy.tell()
    at("store.copied")
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != after.st_size:
        raise StillChanging(str(source))
    return digest.hexdigest(), size


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush_folder(folder: Path) -> None:
    """A name is on the disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
