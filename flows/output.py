"""Writing an application's results: whole or not at all, and never over a person's work."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

MANIFEST = ".parakh.json"
"""Beside the results: the hash of each file as we wrote it, so that a later run knows what a person has changed."""


def write_folder(target: Path, write: Callable[[Path], None]) -> tuple[Path, ...]:
    """Lets `write` fill a new folder, then puts it at `target` in one move.

    Files of an earlier run are replaced. Files that a person added or changed since are kept: added ones under their
    name, changed ones as "<name> (kept 1).<ending>".

    Returns:
        The changed files that were kept, at their new paths.

    Raises:
        OSError: if the folder cannot be written; what stood at `target` is then as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(fresh, ignore_errors=True)
    if old.exists() and not target.exists():  # an earlier run was ended between the two moves below
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    fresh.mkdir()
    try:
        write(fresh)
        _write_manifest(fresh)
        with alone_in(target) if target.exists() else contextlib.nullcontext():
            kept = tuple(_keep(target, fresh)) if target.exists() else ()
            if target.exists():
                target.rename(old)
            fresh.rename(target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return tuple(target / name for name in kept)


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Has a folder of results to itself: one that is being replaced at this moment is waited for."""
    while True:
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            here = os.fstat(handle)
            if folder.exists() and os.path.samestat(here, folder.stat()):
                yield
                return
        finally:
            os.close(handle)


def _keep(target: Path, fresh: Path) -> Iterable[Path]:
    """Copies what a person added or changed in `target` into `fresh`."""
    ours = _manifest(target)
    for path in _files(target):
        name = path.relative_to(target)
        if ours.get(name.as_posix()) == _hash(path):
            continue
        place = name
        if (fresh / name).exists():
            if _hash(fresh / name) == _hash(path):
                continue
            place = _free_name(fresh, target, name)
        (fresh / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, fresh / place)
        if place != name:
            yield place


def _free_name(fresh: Path, target: Path, name: Path) -> Path:
    number = 1
    while True:
        place = name.with_name(f"{name.stem} (kept {number}){name.suffix}")
        if not (fresh / place).exists() and not (target / place).exists():
            return place
        number += 1


def _write_manifest(folder: Path) -> None:
    hashes = {path.relative_to(folder).as_posix(): _hash(path) for path in _files(folder)}
    (folder / MANIFEST).write_text(json.dumps(hashes, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _manifest(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _files(folder: Path) -> list[Path]:
    found = [Path(where) / name for where, _, names in os.walk(folder) for name in names if name != MANIFEST]
    return sorted(found)


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
