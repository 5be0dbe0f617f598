"""The main job as plain functions: applications → readings → appraisals → worksheets.

`flows.orchestrate` wraps these in Prefect; `--no-prefect` calls them directly. Both give the same files.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from checks import appraise, stage_of
from extractors.page_pictures import picture_png
from extractors.tables import LongRows
from flows.containers import Handed, handed_in
from flows.decisions import CannotTake, keep_written, laid_over
from flows.earlier import history_of
from flows.folders import Application
from flows.output import write_folder
from flows.progress import current
from flows.reading import READ_SECONDS, Reading, read_patiently
from flows.workers import Failed, TimedOut, WorkerDied, Workers
from records.case import Case
from records.findings import Appraisal, Stage
from records.neighbours import around
from records.readings import DocumentReading, DocumentStatus, TableRow
from records.serialise import appraisal_pieces
from reference import NotInForce, Scheme
from worksheets import evidence_pages, write_workbook

PAGE_DPI = 110
"""Resolution of the page pictures beside the worksheet: small type stays legible, a page stays below 150 KB."""

NOT_PROCESSED: frozenset[DocumentStatus] = frozenset(
    {"unreadable", "encrypted", "unsupported", "too_large", "timed_out"}
)
"""A document that ended so was stored and told of, but nothing of it was read: the run's exit status says so."""


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


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be read: each distinct document once, and which file of which application it answers for."""

    readings: tuple[Reading, ...]
    places: Mapping[str, tuple[Handed, ...]]


def plan(applications: Sequence[Application], workers: Workers) -> Plan:
    """Hashes every file and opens zip files and e-mails; the same bytes are read once, however often handed in."""
    readings: dict[str, Reading] = {}
    places: dict[str, tuple[Handed, ...]] = {}
    for application in applications:
        handed = tuple(handed_in(application.files, workers))
        for it in handed:
            if it.settled is None and it.sha256 is not None:
                readings.setdefault(it.sha256, Reading(it.sha256, it.found.path, it.found.name))
        places[application.application_id] = handed
    return Plan(tuple(readings.values()), places)


def documents_of(
    application: Application, made: Plan, read: Mapping[str, DocumentReading]
) -> tuple[DocumentReading, ...]:
    """The application's documents under their own names; a second copy of the same bytes is a `duplicate`."""
    documents: list[DocumentReading] = []
    first: dict[str, str] = {}
    for handed in made.places[application.application_id]:
        name, sha256 = handed.found.name, handed.sha256
        if sha256 is not None and sha256 in first:
            message = f"This is the same file, byte for byte, as {first[sha256]}; it is counted once."
            documents.append(DocumentReading(name, sha256, "unknown", 0.0, "duplicate", message))
            continue
        if sha256 is not None:
            first[sha256] = name
        if handed.settled is not None:
            documents.append(handed.settled)
        elif sha256 is not None:
            documents += with_parts(renamed(read[sha256], name))
    return tuple(documents)


def with_parts(reading: DocumentReading) -> Iterator[DocumentReading]:
    """The reading of a file, followed by those of the documents that it holds, if it holds several."""
    yield replace(reading, parts=())
    for part in reading.parts:
        suffix = part.file.removeprefix(part.part_of or "")
        yield replace(renamed(part, reading.file + suffix), part_of=reading.file)


def renamed(reading: DocumentReading, name: str) -> DocumentReading:
    """The reading under the name that the file has in this application, in its evidence too."""
    if reading.file == name:
        return reading
    return replace(
        reading,
        file=name,
        fields={key: replace(it, evidence=replace(it.evidence, file=name)) for key, it in reading.fields.items()},
        tables={
            table: rows.named(name) if isinstance(rows, LongRows) else tuple(_row_renamed(row, name) for row in rows)
            for table, rows in reading.tables.items()
        },
    )


def _row_renamed(row: TableRow, name: str) -> TableRow:
    fields = {key: replace(it, evidence=replace(it.evidence, file=name)) for key, it in row.fields.items()}
    return replace(row, fields=fields)


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


def refuse_too_early(scheme: Scheme, as_of: date) -> None:
    """Tells that the rules do not reach back to this day before any document is read.

    Raises:
        NotInForce: naming the rule, and the first day on which it is known.
    """
    judge([Case("", "claim", "", as_of, ())], scheme, as_of)


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


def process(
    applications: Sequence[Application],
    scheme: Scheme,
    options: Options,
    out: Path,
    steps: Steps,
    workers: Workers,
) -> Outcome:
    """Reads all documents of all applications, judges every case with the others as neighbours, writes the results.

    Raises:
        NotInForce: if the as-of date is earlier than the first day of a rule that a check needs.
    """
    made = plan(applications, workers)
    current().begin(len(made.readings))
    read = steps.read(made.readings)
    documents = {it.application_id: documents_of(it, made, read) for it in applications}
    cases, not_laid = _with_decisions(documents, options, out)
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
    trouble += [sentence for sentence in (*not_laid, *judged, *written) if isinstance(sentence, str)]
    return Outcome(tuple(it for it in written if isinstance(it, Processed)), tuple(trouble))


def _with_decisions(
    documents: Mapping[str, tuple[DocumentReading, ...]], options: Options, out: Path
) -> tuple[list[Case], list[str]]:
    """Each case with the decisions that were taken on it, and a sentence for each whose decisions cannot be read."""
    cases: list[Case] = []
    trouble: list[str] = []
    for application_id, papers in documents.items():
        try:
            cases.append(laid_over(case_of(application_id, papers, options), out / application_id))
        except CannotTake as error:  # appraised without them, it would say what a person has overruled
            trouble.append(f"{application_id}: It was not appraised, for {error}.")
    return cases, trouble


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
        f"({error.strerror or error}). Close the worksheet if it is open, let another run into the same folder end, "
        "check free space and rights, and run again."
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
            return workers.call(picture_png, job.paths[sha256], page, PAGE_DPI, seconds=READ_SECONDS)
        except (TimedOut, WorkerDied, Failed):
            return None  # the link is left out; the worksheet says so

    with (folder / "appraisal.json").open("w", encoding="utf-8") as file:
        file.writelines(appraisal_pieces(job.appraisal))
    links = evidence_pages(job.appraisal, folder, page_png)
    history = history_of(job.appraisal, job.target)
    write_workbook(
        job.appraisal,
        folder / "worksheet.xlsx",
        links=links,
        pictures=links.pictures,
        clauses=job.scheme.clauses,
        interpretations=job.scheme.interpretations,
        scheme_title=f"{job.scheme.title} · {job.scheme.title_hindi}",
        history=history.earlier,
    )
    keep_written(folder / "worksheet.xlsx", folder, job.target)
    history.keep(folder)
