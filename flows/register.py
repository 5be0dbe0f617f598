"""What the register asks for: originals are read, cases are appraised, worksheets written.

All business truth is in the register; this only moves it. Work is taken on leases (`casefile.work`), so that any number
of processes may do this at once, and any of them may be killed.
"""

from __future__ import annotations

import contextlib
import contextvars
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

from django.db import DatabaseError

from casefile.appraisals import Made, Prepared, keep_appraisals, prepare
from casefile.cases import Held, Paper, held
from casefile.models import Document
from casefile.neighbours import keep_sightings, neighbours_of
from casefile.office import Office
from casefile.points import at
from casefile.readings import Inside, keep_parcel, keep_reading
from casefile.work import (
    LEASE_SECONDS,
    MOST_ATTEMPTS,
    Leased,
    LeaseLost,
    claim,
    free,
    give_back,
    ready_cases,
    renew,
)
from checks import appraise, judge, stage_of
from checks.outcome import counted
from extractors.containers import NOT_STORED, Unpacked, may_be_container
from flows.containers import unpacked
from flows.faults import TransientFault
from flows.folders import Found
from flows.judgements import judgement_of
from flows.progress import current
from flows.reading import Reading, read_patiently
from flows.run import Job, Processed, our_mistake, renamed, with_parts, write_or_say
from flows.steps import Step, plainly
from flows.work import code_digest
from flows.workers import Workers
from records.case import Case
from records.facts import facts_of
from records.findings import Appraisal, Stage
from records.neighbours import Neighbours, holdings
from records.overlay import with_decisions
from records.readings import DocumentReading
from reference import NotInForce, Scheme

AT_ONCE = 20
"""Cases that are judged and kept together."""

COPY = "This is the same file, byte for byte, as {name}; it is counted once."
GIVEN_UP = (
    "Reading this document ended the program {times} times. It may be damaged: ask for a fresh copy or a plain scan; "
    "`parakh reread` tries it once more."
)
NOT_KEPT = "{name}: It could not be read and kept just now ({why}); it is tried again by itself."
STAGE_TOLD = "The stage was given by a person."


@dataclass(slots=True)
class Done:
    """What was done, and a sentence for each thing that could not be done now.

    Attributes:
        originals: the sha256 of what was read.
    """

    originals: list[str] = field(default_factory=list)
    appraised: list[Processed] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many documents were read."""
        return len(self.originals)


NEVER = threading.Event()
"""Nobody says that it is to stop."""


def read_waiting(
    office: Office,
    workers: Workers,
    token: str,
    seconds: float | None = None,
    step: Step = plainly,
    stop: threading.Event = NEVER,
) -> Done:
    """Reads every original that waits for it, as many at once as there are workers.

    Args:
        office: whose register.
        workers: the processes that read.
        token: who takes the work (`casefile.work.new_token`).
        seconds: time limit for each document; by default it grows with the number of pages.
        step: how a document's reading is called, on a thread of its own.
        stop: once set, what is in hand is finished and nothing else begun.
    """
    done = Done()
    if count := free("read"):
        current().begin(count, anew=True)
    at_work: dict[Future[Answer], Leased] = {}
    failed: set[str] = set()
    with ThreadPoolExecutor(max_workers=workers.count, thread_name_prefix="read") as threads:
        while True:
            room = 0 if stop.is_set() else 2 * workers.count - len(at_work)
            for work in claim("read", token, room, without=failed):
                name = name_of(work.key)
                call = contextvars.copy_context().run  # a task of Prefect asks there which flow it belongs to
                at_work[threads.submit(call, step, "read", name, _read, office, workers, work, name, seconds)] = work
            if not at_work:
                return done
            finished, _ = wait(at_work, timeout=LEASE_SECONDS / 3, return_when=FIRST_COMPLETED)
            current().alive()
            for future in finished:
                work = at_work.pop(future)
                sentence = _keep(office, work, future)
                if sentence:
                    failed.add(work.key)
                    done.trouble.append(sentence)
                else:
                    done.originals.append(work.key)
            for future in [it for it in at_work if stop.is_set() and it.cancel()]:
                give_back(at_work.pop(future))
            for work in () if finished else at_work.values():
                with contextlib.suppress(LeaseLost):  # told when the reading is to be kept
                    renew(work)


Answer = DocumentReading | tuple[Unpacked, Path]
"""A reading, or what a parcel holds and the folder that it was unpacked to."""


def name_of(sha256: str) -> str:
    """The name by which people know an original: that under which it was first handed in."""
    name: str | None = Document.objects.filter(original_id=sha256).order_by("id").values_list("name", flat=True).first()
    return name or sha256


def _read(office: Office, workers: Workers, work: Leased, name: str, seconds: float | None) -> Answer:
    """Reads or opens one original; on a thread, without the register.

    Raises:
        TransientFault, OSError: if it could not be read now, or the store does not give it out.
    """
    reading = Reading(work.key, office.store.path(work.key), name)
    if work.attempts > MOST_ATTEMPTS:
        message = GIVEN_UP.format(times=MOST_ATTEMPTS)
        return DocumentReading(reading.name, reading.sha256, "unknown", 0.0, "unreadable", message)
    if may_be_container(reading.path) and workers.work is not None:
        workers.work.unpacked.pop(reading.sha256, None)  # what an earlier pass unpacked is gone
        found = unpacked(Found(reading.path, reading.name), reading.sha256, workers)
        if found is not None:
            return found, workers.work.folder("unpacked", reading.sha256)
    at("reading.made")
    made = read_patiently(workers, reading, seconds)
    if lacks := _lacks_of_tesseract(made):
        raise TransientFault(lacks)
    return made


def _lacks_of_tesseract(made: DocumentReading) -> str:
    """What must be installed before a scan can be read; "" where nothing is lacking or no page needed it."""
    if not any(it.code == "ocr_failed" for part in (made, *made.parts) for it in part.warnings):
        return ""
    from flows.doctor import of_tesseract

    return next((f"Tesseract {it.said}: {it.mend}" for it in of_tesseract(Path()) if it.level == "mend"), "")


def _keep(office: Office, work: Leased, future: Future[Answer]) -> str:
    """Keeps what was read; a sentence where that could not be done, and the work waits for another try."""
    try:
        answer = future.result()
        if isinstance(answer, DocumentReading):
            keep_reading(work, answer, code_digest())
        else:
            _keep_parcel(office, work, *answer)
    except LeaseLost:
        return ""  # it took longer than its lease, and another process has read it meanwhile
    except (TransientFault, OSError, DatabaseError) as error:
        with contextlib.suppress(DatabaseError):
            give_back(work)
        return NOT_KEPT.format(name=name_of(work.key), why=error)
    return ""


def _keep_parcel(office: Office, work: Leased, parcel: Unpacked, folder: Path) -> None:
    """Stores and files what came out of a zip file or an e-mail.

    Raises:
        TransientFault: if this machine had no room for all of it.
    """
    if lost := [it for it in parcel.inside if (it.message or "").startswith(NOT_STORED.partition("{")[0])]:
        raise TransientFault(lost[0].message)
    name = name_of(work.key)
    told = DocumentReading(name, work.key, "unknown", 0.0, parcel.status, parcel.message, warnings=parcel.notices)
    inside = []
    for it in parcel.inside:
        stored = office.store.put(it.path) if it.path else None
        settled = None
        if stored is None:
            settled = DocumentReading(it.name, "", "unknown", 0.0, it.status, it.message, warnings=it.notices)
        inside.append(Inside(it.name.removeprefix("/"), stored, settled))
    keep_parcel(work, told, inside)
    shutil.rmtree(folder, ignore_errors=True)


def appraise_waiting(
    office: Office,
    workers: Workers,
    token: str,
    scheme: Scheme,
    as_of: date,
    step: Step = plainly,
    stop: threading.Event = NEVER,
) -> Done:
    """Appraises every case that waits for it and writes its worksheet; `step` and `stop` as in `read_waiting`.

    Raises:
        NotInForce: if the as-of date is before the first day of a rule.
    """
    done = Done()
    due = ready_cases()
    for first in range(0, len(due), AT_ONCE):  # before any is judged, so that new cases find each other
        _keep_holdings({it.id: case_of(it, as_of) for it in held(due[first : first + AT_ONCE])})
    tried: set[str] = set()
    while not stop.is_set() and (leased := claim("appraise", token, AT_ONCE, without=tried)):
        tried |= {work.key for work in leased}
        current().alive()
        name = counted(len(leased), "application")
        appraised, trouble = step("appraise", name, _appraise_some, office, workers, leased, scheme, as_of)
        done.appraised += appraised
        done.trouble += trouble
    return done


def _appraise_some(
    office: Office, workers: Workers, leased: Sequence[Leased], scheme: Scheme, as_of: date
) -> tuple[list[Processed], list[str]]:
    """What was appraised and kept, and a sentence for each case that could not be; called again it begins anew."""
    work = {int(it.key): it for it in leased}
    kept = {it.id: it for it in held(list(work)) if it.is_read}
    cases = {number: case_of(it, as_of) for number, it in kept.items()}
    _keep_holdings(cases, judging=True)
    neighbours = neighbours_of(cases)
    judged = {number: _judged(case, neighbours[number], scheme, as_of) for number, case in cases.items()}
    written = write_all(office, workers, scheme, judged)
    trouble = [it for it in (*judged.values(), *written.values()) if isinstance(it, str)]
    processed = {number: it for number, it in written.items() if isinstance(it, Processed)}
    made = [
        Made(
            number,
            kept[number].revision,
            _prepared(it, cases[number], neighbours[number], scheme),
            work[number].cause,
            work[number],
        )
        for number, it in processed.items()
    ]
    appraised = [processed[number] for number in keep_appraisals(made)]
    for number in work.keys() - processed.keys():
        give_back(work[number], counts=isinstance(judged.get(number), str))
    return appraised, trouble


def write_all(
    office: Office, workers: Workers, scheme: Scheme, judged: Mapping[int, Appraisal | str]
) -> dict[int, Processed | str]:
    """The worksheets of what was judged; a sentence for each that could not be written."""
    jobs = {number: _job(office, it, scheme) for number, it in judged.items() if isinstance(it, Appraisal)}
    with ThreadPoolExecutor(max_workers=workers.count, thread_name_prefix="write") as threads:
        written = list(threads.map(lambda job: write_or_say(job, workers), jobs.values()))
    at("appraisal.written")
    return dict(zip(jobs, written, strict=True))


def _prepared(processed: Processed, case: Case, neighbours: Neighbours, scheme: Scheme) -> Prepared:
    """What is kept of an appraisal, and what judging the case anew will need."""
    facts, rules = facts_of(case), scheme.rules(case.as_of)
    return prepare(processed.appraisal, facts, judgement_of(judge(facts, neighbours, rules)))


def case_of(kept: Held, as_of: date) -> Case:
    """A case of the register as checks judge it: its documents under their names, decisions laid over."""
    documents = tuple(document for paper in kept.papers for document in documents_of(paper))
    stage, reason = stage_of(documents)
    if kept.stage_told:
        stage, reason = cast(Stage, kept.stage_told), STAGE_TOLD
    return with_decisions(Case(kept.application_id, stage, reason, as_of, documents), kept.decisions)


def documents_of(paper: Paper) -> Iterator[DocumentReading]:
    """A document, with those that it holds, under the name that it has in the case."""
    if paper.same_as:
        message = COPY.format(name=paper.same_as)
        yield DocumentReading(paper.name, paper.sha256, "unknown", 0.0, "duplicate", message)
    elif paper.reading is not None:
        yield from with_parts(renamed(paper.reading, paper.name))


def _keep_holdings(cases: Mapping[int, Case], *, judging: bool = False) -> None:
    if cases:
        held_by = {number: list(holdings(case)) for number, case in cases.items()}
        keep_sightings(held_by, cases.keys() if judging else ())


def _judged(case: Case, neighbours: Neighbours, scheme: Scheme, as_of: date) -> Appraisal | str:
    """The appraisal of a case; a sentence where a mistake of ours stopped it.

    Raises:
        NotInForce: if the as-of date is before the first day of a rule.
    """
    try:
        return appraise(case, neighbours, scheme.rules(as_of))
    except NotInForce:
        raise
    except Exception as error:  # one case must not stop the others
        return our_mistake(case.application_id, "judged", error)


def _path(office: Office, sha256: str) -> Path:
    """Where an original lies; of one that the store does not give out a path that leads nowhere: no picture is made."""
    try:
        return office.store.path(sha256)
    except OSError:
        return Path(sha256)


def _job(office: Office, appraisal: Appraisal, scheme: Scheme) -> Job:
    known = {it.sha256 for it in appraisal.documents if it.sha256 and it.page_count}
    paths = {sha256: _path(office, sha256) for sha256 in sorted(known)}
    return Job(appraisal, office.worksheets / appraisal.application_id, paths, scheme)
