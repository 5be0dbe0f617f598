"""The Prefect flow `appraise`: the functions of `flows.run` as tasks.

A task reads one document or writes one application; a page is never a task (Prefect records about 40 task runs a
second). Business truth is in the files written, never in Prefect's database: its server may be absent, restarted or
wiped at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task
from prefect.utilities.annotations import quote

from flows.faults import TransientFault
from flows.folders import find_applications
from flows.reading import Reading, crashed, read_or_take
from flows.run import (
    Job,
    Options,
    Outcome,
    Processed,
    Steps,
    judge,
    not_written,
    process,
    write_one,
)
from flows.scheme_in_use import scheme_in_use
from flows.workers import Workers, pool
from records.case import Case
from records.findings import Appraisal, Stage
from records.readings import DocumentReading
from reference import DEFAULT_SCHEME, Scheme

PLAIN: dict[str, Any] = {"persist_result": False}
"""No stored results: readings are kept by us, not by Prefect."""


def _may_pass(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Only a fault that may pass is worth another try; a broken file stays broken."""
    return isinstance(state.result(raise_on_failure=False), TransientFault)


@task(name="read", task_run_name="read {name}", retries=1, retry_condition_fn=_may_pass, cache_policy=NO_CACHE, **PLAIN)
def read_task(name: str, reading: Reading, workers: Workers, seconds: float | None) -> DocumentReading:
    """Reads one document in a child process."""
    return read_or_take(workers, reading, seconds)


@task(name="judge", cache_policy=NO_CACHE, **PLAIN)
def judge_task(cases: Sequence[Case], scheme: Scheme, as_of: date) -> Sequence[Appraisal | str]:
    """Judges all cases of the run, each with what the others hold."""
    return judge(cases, scheme, as_of)


@task(name="write", task_run_name="write {name}", retries=1, cache_policy=NO_CACHE, **PLAIN)
def write_task(name: str, job: Job, workers: Workers) -> Processed:
    """Writes one application's results."""
    return write_one(job, workers)


def threads(count: int) -> TaskRunner[PrefectFuture[Any]]:
    """A runner that lets `count` tasks wait for worker processes at once."""
    return cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner[Any](max_workers=count))


@flow(name="appraise", task_runner=threads(2), **PLAIN)
def appraise_folder(
    folder: Path,
    out: Path,
    as_of: date | None = None,
    stage: Stage | None = None,
    scheme: str = DEFAULT_SCHEME,
    jobs: int = 2,
    document_timeout: float | None = None,
    each_folder: bool = False,
) -> Outcome:
    """Appraises every application in `folder` and writes the results to `out`; the parameters are the command's."""
    options = Options(as_of or date.today(), stage, jobs, document_timeout)
    applications = find_applications(folder, leave_out=out, each_folder=each_folder)
    with pool(jobs, out) as workers:
        steps = _as_tasks(workers, options)
        outcome = process(applications, scheme_in_use(scheme), options, out, steps, workers)
    _show(outcome)
    return outcome


Kept = TypeVar("Kept")


def _unseen(argument: Kept) -> Kept:
    """The argument as Prefect passes it on without walking through our records in search of futures."""
    return cast(Kept, quote(argument))


def _as_tasks(workers: Workers, options: Options) -> Steps:
    def read(readings: Sequence[Reading]) -> dict[str, DocumentReading]:
        futures = [
            read_task.submit(reading.name, _unseen(reading), _unseen(workers), options.seconds) for reading in readings
        ]
        return {reading.sha256: _settled(future, reading) for reading, future in zip(readings, futures, strict=True)}

    def judged(cases: Sequence[Case], scheme: Scheme, as_of: date) -> Sequence[Appraisal | str]:
        return judge_task(_unseen(cases), _unseen(scheme), as_of)

    def write(jobs: Sequence[Job]) -> list[Processed | str]:
        futures = [write_task.submit(job.appraisal.application_id, _unseen(job), _unseen(workers)) for job in jobs]
        return [_written(future, job) for job, future in zip(jobs, futures, strict=True)]

    return Steps(read, judged, write)


def _settled(future: PrefectFuture[DocumentReading], reading: Reading) -> DocumentReading:
    try:
        return future.result()
    except TransientFault as error:
        return crashed(reading, error)


def _written(future: PrefectFuture[Processed], job: Job) -> Processed | str:
    try:
        return future.result()
    except Exception as error:  # one application must not stop the others
        return not_written(job, error)


def _show(outcome: Outcome) -> None:
    """A table of the results on the run's page in Prefect."""
    create_table_artifact(
        key="appraisals",
        table=[
            {
                "application": it.appraisal.application_id,
                "recommendation": it.appraisal.recommendation,
                "incentive": str(it.appraisal.incentive.amount),
                "worksheet": str(it.worksheet),
            }
            for it in outcome.processed
        ],
        description="\n".join(f"- {sentence}" for sentence in outcome.trouble) or "All documents were processed.",
    )
