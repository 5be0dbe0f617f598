"""Reading one document in a child process: whatever the file is or does, a reading with a status comes back.

A child may be killed, run out of time or die of what it reads. The pages that OCR had read by then are taken up by the
next child; a page that ends a process twice is passed over, and the reading says so.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from extractors import read_document
from extractors.prepare import count_pages
from extractors.watch import Watch, watched
from flows.faults import TransientFault
from flows.folders import Found
from flows.progress import current
from flows.workers import Failed, Lost, TimedOut, TookTooMuch, WorkerDied, Workers
from records.readings import DocumentReading, DocumentStatus

READ_SECONDS = 90.0
"""Time that any document may take, before its pages are counted."""

SECONDS_A_PAGE = 15.0
"""Further time for each page; a poor scan in two languages takes about 3 s on a busy core."""

MOST_SECONDS = 1800.0
MOST_GIVEN_UP = 3
"""So many pages of a document may end a process before the rest of it is given up."""

WORTH_KEEPING: frozenset[DocumentStatus] = frozenset({"read", "partly_read"})
"""Readings that a later run takes up if this one is never finished; others are made again, which costs little."""

MOST_ROWS_KEPT = 5000

MOST_DEATHS = 8
"""Nor are more processes than this given to one document."""

TIME_OVER = "its time ran out (--document-timeout gives it more)"


@dataclass(frozen=True, slots=True)
class Reading:
    """One document to be read, for whichever applications hold it."""

    sha256: str
    path: Path
    name: str


def fingerprint(found: Found) -> str:
    """The sha256 of a file's bytes.

    Raises:
        OSError: if the file cannot be read.
    """
    with found.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_one(workers: Workers, reading: Reading, seconds: float | None = None) -> DocumentReading:
    """The reading of one document, made in a child process, or kept by an earlier run that was ended.

    Raises:
        TransientFault: if the child died; worth one more try.
    """
    started = time.perf_counter()
    work = workers.work
    document = work.kept(reading.sha256) if work is not None else None
    if document is None:
        document = _read(workers, reading, seconds)
        if work is not None and is_worth_keeping(document):
            work.keep(reading.sha256, document)
    current().document(document, time.perf_counter() - started)
    return document


def is_worth_keeping(document: DocumentReading) -> bool:
    """Whether a later run should take the reading up: a long ledger is read again sooner than its copy is written."""
    rows = sum(len(it) for part in (document, *document.parts) for it in part.tables.values())
    return document.status in WORTH_KEEPING and rows <= MOST_ROWS_KEPT


def begin_reading(workers: Workers, readings: Sequence[Reading], seconds: float | None = None) -> None:
    """Starts reading before anybody asks; `read_or_take` then finds the readings, done or under way."""
    current().begin(len(readings))
    threads = ThreadPoolExecutor(max_workers=workers.count, thread_name_prefix="ahead")
    for reading in readings:
        workers.begun[reading.sha256] = threads.submit(read_one, workers, reading, seconds)
    threads.shutdown(wait=False)


def read_or_take(workers: Workers, reading: Reading, seconds: float | None = None) -> DocumentReading:
    """The reading that `begin_reading` began, else a new one; a second call reads anew.

    Raises:
        TransientFault: as `read_one` does.
    """
    begun = workers.begun.pop(reading.sha256, None)
    return read_one(workers, reading, seconds) if begun is None else begun.result()


def read_patiently(workers: Workers, reading: Reading, seconds: float | None = None) -> DocumentReading:
    """`read_one`, tried a second time after a fault that may pass."""
    try:
        return read_or_take(workers, reading, seconds)
    except TransientFault:
        try:
            return read_one(workers, reading, seconds)
        except TransientFault as error:
            return crashed(reading, error)


def read_watched(path: Path, name: str, watch: Watch) -> DocumentReading:
    """What a child does: it reads the document and keeps its pages in the folder of `watch`."""
    with watched(watch):
        return read_document(path, name)


def _read(workers: Workers, reading: Reading, seconds: float | None) -> DocumentReading:
    try:
        if seconds is None:
            pages = workers.call(count_pages, reading.path, seconds=READ_SECONDS)
            seconds = min(READ_SECONDS + SECONDS_A_PAGE * pages, MOST_SECONDS)
        document = _read_around_deaths(workers, reading, seconds)
    except TimedOut as error:
        message = f"Reading was stopped: {error}. Split the file, or raise --document-timeout."
        return without_reading(reading.path, reading.name, "timed_out", message)
    except TookTooMuch:
        return without_reading(reading.path, reading.name, "too_large", failed("MemoryError"))
    except WorkerDied as error:
        raise TransientFault(str(error)) from error
    except Failed as error:
        return without_reading(reading.path, reading.name, "unreadable", failed(str(error)))
    if document.sha256 not in {reading.sha256, ""}:
        raise TransientFault("the file was changed while it was being read")
    return replace(document, sha256=reading.sha256)


def _read_around_deaths(workers: Workers, reading: Reading, seconds: float) -> DocumentReading:
    """The reading without the pages that end whatever reads them.

    Raises:
        TimedOut, WorkerDied: before any page was read, or for the first time, or in making sense of the pages.
    """
    watch = Watch(workers.work.folder("pages", reading.sha256) if workers.work is not None else None)
    deaths = workers.work.deaths.setdefault(reading.sha256, []) if workers.work is not None else []
    while True:
        try:
            document = workers.call(read_watched, reading.path, reading.name, watch, seconds=seconds)
        except Lost as error:
            page = watch.page_of(error.pid) or 0
            deaths += [page] * (2 if isinstance(error, TookTooMuch) else 1)  # it would only swell again
            following = _after_death(watch, deaths, page, error)
            if following is None:
                raise
            watch = following
        else:
            if watch.folder is not None:
                shutil.rmtree(watch.folder, ignore_errors=True)
            return document


def _after_death(watch: Watch, deaths: Sequence[int], page: int, error: Lost) -> Watch | None:
    """The watch for the next try, which passes over what killed this one.

    Args:
        watch: that of the try that ended.
        deaths: the pages of this try and of all before it.
        page: where it ended, 0 before the first page or after the last.
        error: how it ended.

    Returns:
        None where there is no page to pass over, and for a first death: somebody may have killed the process, and
        whoever asked may try again; the pages that OCR has read are kept.
    """
    if page == 0 or watch.refuses(page) is not None:
        return None
    if isinstance(error, TimedOut):
        return replace(watch, refused={**watch.refused, page: TIME_OVER}, stop_at=page) if page > 1 else None
    if deaths.count(page) < 2 and len(deaths) < MOST_DEATHS:
        return watch if len(deaths) > 1 else None
    refused = {**watch.refused, page: f"{error} on it"}
    is_hopeless = len(refused) >= MOST_GIVEN_UP or len(deaths) >= MOST_DEATHS
    return replace(watch, refused=refused, stop_at=page if is_hopeless else watch.stop_at)


def failed(error: str) -> str:
    """What to tell the user when reading raised an error: the file asked for too much, or the mistake is ours."""
    if error.startswith("MemoryError"):
        return "Reading needs more memory than one document may take; split the file, or scan it at 200 to 300 dpi."
    return (
        f"Parakh could not read this document because of a mistake of its own ({error}). "
        "Look at the document itself, and report this sentence."
    )


def vanished(path: Path, name: str, error: OSError) -> DocumentReading:
    """The reading of a file that could not be opened at all."""
    if isinstance(error, FileNotFoundError):
        message = "The file was there when the folder was listed and is gone now; put it back and run again."
    elif isinstance(error, PermissionError):
        message = "The file may not be opened by this user; ask for read access and run again."
    else:
        message = f"The file could not be opened ({error.strerror or error}); copy it afresh and run again."
    return without_reading(path, name, "unreadable", message)


def crashed(reading: Reading, error: BaseException) -> DocumentReading:
    """The reading of a file that ended the reading process each time it was tried."""
    message = f"Reading failed twice: {error}. The file may be damaged; ask for a fresh copy or a plain scan."
    return without_reading(reading.path, reading.name, "unreadable", message)


def without_reading(path: Path, name: str, status: DocumentStatus, message: str) -> DocumentReading:
    """A reading that holds no fields, only what became of the file and what staff can do."""
    try:
        sha256 = fingerprint(Found(path, name))
    except OSError:
        sha256 = ""
    return DocumentReading(name, sha256, "unknown", 0.0, status, message)
