"""The main job as plain functions: applications → readings → appraisals → worksheets.

`flows.orchestrate` wraps these in Prefect; `--no-prefect` calls them directly. Both give the same files.
"""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from checks import appraise, stage_of
from extractors import read_document
from extractors.prepare import count_pages
from extractors.render import page_png as render_png
from flows.folders import Application, Found
from flows.output import write_folder
from flows.progress import current
from flows.workers import Failed, TimedOut, WorkerDied, Workers
from records.case import Case
from records.findings import Appraisal, Stage
from records.neighbours import around
from records.readings import DocumentReading, DocumentStatus
from records.serialise import appraisal_json
from reference import NotInForce, Scheme
from worksheets import evidence_pages, write_workbook

READ_SECONDS = 90.0
"""Time that any document may take, before its pages are counted."""

SECONDS_A_PAGE = 15.0
"""Further time for each page; a poor scan in two languages takes about 3 s on a busy core."""

MOST_SECONDS = 1800.0
PAGE_DPI = 110
"""Resolution of the page pictures beside the worksheet: small type stays legible, a page stays below 150 KB."""

NOT_PROCESSED: frozenset[DocumentStatus] = frozenset(
    {"unreadable", "encrypted", "unsupported", "too_large", "timed_out"}
)
"""A document that ended so was stored and told of, but nothing of it was read: the run's exit status says so."""


class TransientFault(RuntimeError):
    """A fault that may pass when tried again: a killed child, a network drive that did not answer."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    as_of: date
    stage: Stage | None = None
    jobs: int = 2
    seconds: float | None = None
    """Time limit for each document; by default it grows with the number of pages."""


@dataclass(frozen=True, slots=True)
class Processed:
    """An application as it was written out."""

    appraisal: Appraisal
    worksheet: Path
    kept: tuple[Path, ...] = ()
    """Files of an earlier run that somebody had changed since; they were set aside, not overwritten."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole run: what was written, and a sentence for each thing that could not be processed."""

    processed: tuple[Processed, ...] = ()
    trouble: tuple[str, ...] = field(default=())


def fingerprint(found: Found) -> str:
    """The sha256 of a file's bytes.

    Raises:
        OSError: if the file cannot be read.
    """
    with found.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """One document to be read, for whichever applications hold it."""

    sha256: str
    path: Path
    name: str


def read_one(workers: Workers, reading: Reading, seconds: float | None = None) -> DocumentReading:
    """The reading of one document, made in a child process. Whatever the file is, a reading with a status comes back.

    Raises:
        TransientFault: if the child died; worth one more try.
    """
    started = time.perf_counter()
    document = _read(workers, reading, seconds)
    current().document(document, time.perf_counter() - started)
    return document


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


def _read(workers: Workers, reading: Reading, seconds: float | None) -> DocumentReading:
    path, name = reading.path, reading.name
    try:
        if seconds is None:
            pages = workers.call(count_pages, path, seconds=READ_SECONDS)
            seconds = min(READ_SECONDS + SECONDS_A_PAGE * pages, MOST_SECONDS)
        document = workers.call(read_document, path, name, seconds=seconds)
    except TimedOut as error:
        return without_reading(
            path, name, "timed_out", f"Reading was stopped: {error}. Split the file, or raise --document-timeout."
        )
    except WorkerDied as error:
        raise TransientFault(str(error)) from error
    except Failed as error:
        return without_reading(path, name, "unreadable", failed(str(error)))
    if document.sha256 not in {reading.sha256, ""}:
        raise TransientFault("the file was changed while it was being read")
    return replace(document, sha256=reading.sha256)


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


def read_patiently(workers: Workers, reading: Reading, seconds: float | None = None) -> DocumentReading:
    """`read_one`, tried a second time after a fault that may pass."""
    try:
        return read_or_take(workers, reading, seconds)
    except TransientFault:
        try:
            return read_one(workers, reading, seconds)
        except TransientFault as error:
            return crashed(reading, error)


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be read: each distinct document once, and which file of which application it answers for."""

    readings: tuple[Reading, ...]
    places: Mapping[str, tuple[tuple[Found, str | None], ...]]
    failed: Mapping[tuple[str, str], DocumentReading]


def plan(applications: Sequence[Application]) -> Plan:
    """Hashes every file; the same bytes are read once, however often they were handed in."""
    readings: dict[str, Reading] = {}
    places: dict[str, tuple[tuple[Found, str | None], ...]] = {}
    failed: dict[tuple[str, str], DocumentReading] = {}
    for application in applications:
        files: list[tuple[Found, str | None]] = []
        for found in application.files:
            try:
                sha256 = fingerprint(found)
            except OSError as error:
                failed[application.application_id, found.name] = vanished(found.path, found.name, error)
                files.append((found, None))
                continue
            readings.setdefault(sha256, Reading(sha256, found.path, found.name))
            files.append((found, sha256))
        places[application.application_id] = tuple(files)
    return Plan(tuple(readings.values()), places, failed)


def documents_of(
    application: Application, made: Plan, read: Mapping[str, DocumentReading]
) -> tuple[DocumentReading, ...]:
    """The application's documents under their own names; a second copy of the same bytes is a `duplicate`."""
    documents: list[DocumentReading] = []
    first: dict[str, str] = {}
    for found, sha256 in made.places[application.application_id]:
        if sha256 is None:
            documents.append(made.failed[application.application_id, found.name])
        elif sha256 in first:
            message = f"This is the same file, byte for byte, as {first[sha256]}; it is counted once."
            documents.append(DocumentReading(found.name, sha256, "unknown", 0.0, "duplicate", message))
        else:
            first[sha256] = found.name
            documents.append(renamed(read[sha256], found.name))
    return tuple(documents)


def renamed(reading: DocumentReading, name: str) -> DocumentReading:
    """The reading under the name that the file has in this application, in its evidence too."""
    if reading.file == name:
        return reading
    return replace(
        reading,
        file=name,
        fields={key: replace(it, evidence=replace(it.evidence, file=name)) for key, it in reading.fields.items()},
        tables={
            table: tuple(
                replace(
                    row,
                    fields={
                        key: replace(it, evidence=replace(it.evidence, file=name)) for key, it in row.fields.items()
                    },
                )
                for row in rows
            )
            for table, rows in reading.tables.items()
        },
    )


def case_of(application_id: str, documents: Iterable[DocumentReading], options: Options) -> Case:
    """The case, with its stage: as told, else as the documents show."""
    documents = tuple(documents)
    if options.stage is None:
        stage, reason = stage_of(documents)
    else:
        stage, reason = options.stage, "The stage was given on the command line."
    return Case(application_id, stage, reason, options.as_of, documents)


def judge(cases: Sequence[Case], scheme: Scheme, as_of: date) -> list[Appraisal | str]:
    """Every case judged with what the others hold; a sentence in place of one that a mistake of ours stopped.

    Raises:
        NotInForce: if the as-of date is earlier than the first day of a rule that a check needs.
    """
    rules = scheme.rules(as_of)
    neighbours = around(cases)
    judged: list[Appraisal | str] = []
    for case in cases:
        try:
            judged.append(appraise(case, neighbours[case.application_id], rules))
        except NotInForce:
            raise
        except Exception as error:  # one case must not stop the others
            judged.append(our_mistake(case.application_id, "judged", error))
    return judged


def our_mistake(application_id: str, what: str, error: Exception) -> str:
    """What to tell the user of a mistake in the program; the place goes with it, for whoever mends it."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"{application_id}: This application could not be {what} because of a mistake in Parakh "
        f"({type(error).__name__}: {error}, {Path(last.filename).name} line {last.lineno}). "
        "The others are not touched by it; report it with this line."
    )


@dataclass(frozen=True, slots=True)
class Job:
    """One appraisal to be written: where to, and where its documents lie."""

    appraisal: Appraisal
    target: Path
    paths: Mapping[str, Path]
    """The path of each document by its sha256, for pictures of its pages."""
    scheme: Scheme


@dataclass(frozen=True, slots=True)
class Steps:
    """How the three steps are carried out: called directly, or as Prefect tasks. The work is the same."""

    read: Callable[[Sequence[Reading]], Mapping[str, DocumentReading]]
    judge: Callable[[Sequence[Case], Scheme, date], Sequence[Appraisal | str]]
    write: Callable[[Sequence[Job]], Sequence[Processed | str]]


def process(applications: Sequence[Application], scheme: Scheme, options: Options, out: Path, steps: Steps) -> Outcome:
    """Reads all documents of all applications, judges every case with the others as neighbours, writes the results.

    Raises:
        NotInForce: if the as-of date is earlier than the first day of a rule that a check needs.
    """
    made = plan(applications)
    current().begin(len(made.readings))
    read = steps.read(made.readings)
    documents = {it.application_id: documents_of(it, made, read) for it in applications}
    cases = [case_of(application_id, papers, options) for application_id, papers in documents.items()]
    current().say(f"Judging {len(cases)} application{'' if len(cases) == 1 else 's'} as of {options.as_of:%d-%m-%Y}.")
    paths = {it.sha256: it.path for it in made.readings}
    judged = steps.judge(cases, scheme, options.as_of)
    jobs = [Job(it, out / it.application_id, paths, scheme) for it in judged if isinstance(it, Appraisal)]
    written = steps.write(jobs)
    trouble = [
        f"{it.application_id}: {document.file}: {document.message}"
        for it in applications
        for document in documents[it.application_id]
        if document.status in NOT_PROCESSED
    ]
    trouble += [f"{it.application_id}: {sentence}" for it in applications for sentence in it.trouble]
    trouble += [
        f"{it.application_id}: The folder holds no documents; put the application's files into it and run again."
        for it in applications
        if not it.files and not it.trouble
    ]
    trouble += [sentence for sentence in (*judged, *written) if isinstance(sentence, str)]
    return Outcome(tuple(it for it in written if isinstance(it, Processed)), tuple(trouble))


def directly(workers: Workers, options: Options) -> Steps:
    """The steps as plain calls on threads, without Prefect."""

    def read(readings: Sequence[Reading]) -> dict[str, DocumentReading]:
        with ThreadPoolExecutor(max_workers=options.jobs) as threads:
            done = threads.map(lambda it: read_patiently(workers, it, options.seconds), readings)
            return {reading.sha256: document for reading, document in zip(readings, done, strict=True)}

    def write(jobs: Sequence[Job]) -> list[Processed | str]:
        with ThreadPoolExecutor(max_workers=options.jobs) as threads:
            return list(threads.map(lambda job: write_or_say(job, workers), jobs))

    return Steps(read, judge, write)


def write_or_say(job: Job, workers: Workers) -> Processed | str:
    """`write_one`, or a sentence that says why it could not be done."""
    try:
        return write_one(job, workers)
    except Exception as error:  # one application must not stop the others
        return not_written(job, error)


def not_written(job: Job, error: Exception) -> str:
    """What to tell the user when results could not be written."""
    if not isinstance(error, OSError):
        return our_mistake(job.appraisal.application_id, "written out", error)
    return (
        f"{job.appraisal.application_id}: The results could not be written to {job.target} "
        f"({error.strerror or error}). Close the worksheet if it is open, check free space and rights, and run again."
    )


def write_one(job: Job, workers: Workers) -> Processed:
    """Writes `appraisal.json`, `worksheet.xlsx` and the pages that evidence links point to, whole or not at all.

    Raises:
        OSError: if the folder cannot be written.
    """
    kept = write_folder(job.target, lambda folder: _fill(folder, job, workers))
    return Processed(job.appraisal, job.target / "worksheet.xlsx", kept)


def _fill(folder: Path, job: Job, workers: Workers) -> None:
    def page_png(sha256: str, page: int) -> bytes | None:
        try:
            return workers.call(render_png, job.paths[sha256], page, PAGE_DPI, seconds=READ_SECONDS)
        except (TimedOut, WorkerDied, Failed):
            return None  # the link is left out; the worksheet says so

    (folder / "appraisal.json").write_text(appraisal_json(job.appraisal), encoding="utf-8")
    links = evidence_pages(job.appraisal, folder, page_png)
    write_workbook(
        job.appraisal,
        folder / "worksheet.xlsx",
        links=links,
        clauses=job.scheme.clauses,
        interpretations=job.scheme.interpretations,
        scheme_title=f"{job.scheme.title} · {job.scheme.title_hindi}",
    )
