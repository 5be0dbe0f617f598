"""Zip files and e-mails among an application's files: what is inside takes its place among the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.containers import Unpacked, may_be_container, unpack
from extractors.triage import NOT_A_FILE
from flows.folders import Found
from flows.reading import READ_SECONDS, failed, fingerprint, vanished
from flows.workers import Failed, TimedOut, WorkerDied, Workers
from records.readings import DocumentReading, DocumentStatus, Notice

UNPACK_SECONDS = 2 * READ_SECONDS


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it was handed in, or out of a container: with its hash to be read, or with what became of it."""

    found: Found
    sha256: str | None = None
    settled: DocumentReading | None = None


def handed_in(files: Iterable[Found], workers: Workers) -> Iterator[Handed]:
    """Every file with its hash; zip files and e-mails are followed by the documents inside."""
    for found in files:
        if found.path.exists() and not found.path.is_file():  # a pipe would never end, a device may never begin
            yield Handed(found, None, DocumentReading(found.name, "", "unknown", 0.0, "unreadable", NOT_A_FILE))
            continue
        try:
            sha256 = fingerprint(found)
        except OSError as error:
            yield Handed(found, None, vanished(found.path, found.name, error))
            continue
        held = unpacked(found, sha256, workers) if may_be_container(found.path) else None
        if held is None:
            yield Handed(found, sha256)
        else:
            yield from _with_inside(found, sha256, held)


def _with_inside(found: Found, sha256: str, held: Unpacked) -> Iterator[Handed]:
    yield Handed(found, sha256, _container(found.name, sha256, held.status, held.message, held.notices))
    for inside in held.inside:
        name = found.name + inside.name
        if inside.path is None:
            settled = _container(name, "", inside.status, inside.message, inside.notices)
            yield Handed(Found(found.path, name), None, settled)
            continue
        document = Found(inside.path, name)
        try:
            yield Handed(document, fingerprint(document))
        except OSError as error:
            yield Handed(document, None, vanished(inside.path, name, error))


def _container(
    name: str, sha256: str, status: DocumentStatus, message: str | None, notices: tuple[Notice, ...]
) -> DocumentReading:
    return DocumentReading(name, sha256, "unknown", 0.0, status, message, warnings=notices)


def unpacked(found: Found, sha256: str, workers: Workers) -> Unpacked | None:
    """What a file holds, unpacked by a child once a run; None where it is no container."""
    work = workers.work
    if work is None:
        return None
    if sha256 not in work.unpacked:
        folder = work.folder("unpacked", sha256)
        try:
            work.unpacked[sha256] = workers.call(unpack, found.path, folder, "", seconds=UNPACK_SECONDS)
        except (TimedOut, WorkerDied) as error:
            message = f"Unpacking was stopped: {error}. Unpack it by hand, and put its documents into the folder."
            work.unpacked[sha256] = Unpacked("unreadable", message, (), ())
        except Failed as error:
            work.unpacked[sha256] = Unpacked("unreadable", failed(str(error)), (), ())
    return work.unpacked[sha256]
