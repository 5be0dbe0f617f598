"""The flows of an office in Prefect: `intake`, `appraisal`, `re-appraisal`, `report` and `self-check`.

Each calls the functions that the commands call, with their steps as tasks: a task reads one document, appraises some
twenty applications or judges some hundred anew. What is true of an application is in the register alone; a run that is
killed, or of which Prefect has forgotten, has lost nothing, for what it had taken is free again when its lease is.

Flows name their office by its folder; "" is PARAKH_HOME of the process that runs them.
"""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import FlowRunContext
from prefect.logging import get_run_logger
from prefect.tasks import Task, exponential_backoff

from casefile.office import Office, open_office
from flows.helpers import mark
from flows.office_report import office_report, report_folder, write_report
from flows.office_tables import (
    appraisals_shown,
    check_shown,
    impact_shown,
    pages_address,
    readings_shown,
    report_shown,
)
from flows.progress import Progress, announce, current
from flows.queue import Intake
from flows.queue_pass import Clerk, Options, Pass, summed
from flows.reappraise import Asked, reappraise
from flows.reappraise_command import lines_of, write_impact
from flows.reappraise_worksheets import stale, write_stale
from flows.register import Done
from flows.scheme_in_use import pack_of
from flows.self_check import self_check
from flows.steps import Kind, may_pass
from flows.workers import pool
from reference import DEFAULT_SCHEME, load_scheme

PLAIN: dict[str, Any] = {"persist_result": False}
"""No stored results: what is true is in the register."""

TRIES = 3
"""Further tries of a step that met a fault that may pass: after 2, 4 and 8 seconds, and up to half as long again."""

Result = TypeVar("Result")
_HERE: list[Clerk] = []


class NotWell(RuntimeError):
    """The office's own check has found something that must be mended."""


def _moment() -> str:
    """The name of a run: when it began, for people know what they dropped when."""
    return datetime.now().strftime("%d-%m-%Y %H:%M:%S")


def _is_worth_it(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Only a fault that may pass is tried again; a paper that cannot be read is no fault, its reading says so."""
    return may_pass(state.result(raise_on_failure=False))


@task(
    task_run_name="{name}",
    retries=TRIES,
    retry_delay_seconds=exponential_backoff(2),
    retry_jitter_factor=0.5,
    retry_condition_fn=_is_worth_it,
    cache_policy=NO_CACHE,
    log_prints=False,
    **PLAIN,
)
def step_task(name: str, call: Callable[[], Any]) -> Any:
    """Any step; `call` is the function with its arguments."""
    return call()


def as_task(kind: Kind, name: str, function: Callable[..., Result], *args: object) -> Result:
    """A step as a task of the flow that runs (`flows.steps.Step`)."""
    made = step_task.with_options(name=kind, tags=[kind])
    return cast("Result", made(f"{kind} {name}", functools.partial(function, *args)))


class _Told(Progress):
    """Progress that goes to the log of the run, which Prefect's page shows."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self._log = get_run_logger()

    def _write(self, line: str) -> None:
        self._log.info(line)


@contextlib.contextmanager
def clerk_here(clerk: Clerk) -> Iterator[None]:
    """Makes `clerk` the one that flows of this process use, with its office and its pool of processes."""
    _HERE.append(clerk)
    try:
        yield
    finally:
        _HERE.remove(clerk)


@contextlib.contextmanager
def _clerk(home: str, as_of: date | None, jobs: int) -> Iterator[Clerk]:
    """The clerk that this process already has, else a new one for the time of the `with` block."""
    if _HERE:
        marked()
        yield _HERE[-1]
        return
    with _office(home) as office, pool(_cores(jobs)) as workers:
        clerk = Clerk(office, workers, Options(as_of))
        try:
            with clerk_here(clerk):
                yield clerk
        finally:
            clerk.end()


def marked() -> None:
    """Marks the flow run of this moment with the process that runs it (`flows.helpers.close_dead_runs`)."""
    run = FlowRunContext.get()
    if run is not None and run.flow_run is not None:
        with get_client(sync_client=True) as client:
            client.update_flow_run(run.flow_run.id, tags=sorted({*run.flow_run.tags, mark()}))


def _cores(jobs: int) -> int:
    return jobs or os.cpu_count() or 2


@contextlib.contextmanager
def _office(home: str) -> Iterator[Office]:
    """The office of a flow that begins; the run is marked with its process, and its log shows the progress."""
    marked()
    before = current()
    announce(_Told())
    try:
        yield open_office(Path(home) if home else None, create=False)
    finally:
        announce(before)


@flow(flow_run_name=_moment, name="intake", **PLAIN)
def intake(home: str = "", take: bool = True, as_of: date | None = None, jobs: int = 0) -> Pass:
    """Takes in what lies in the queue, reads every document that waits, and appraises what is then complete.

    Args:
        home: the office's folder.
        take: whether files are taken out of the queue; a machine that only helps reads what others have taken.
        as_of: judge as of this day; by default today.
        jobs: documents read at once; 0 for as many as the machine has cores.
    """
    with _clerk(home, as_of, jobs) as clerk:
        found = as_task("take", "what lies in the queue", clerk.take_settled) if take else Intake(0, 0, ())
        last = whole = _one_round(clerk, found)
        while last.did_something and not last.trouble and clerk.is_awaited() and not clerk.stop.is_set():
            last = _one_round(clerk, Intake(0, 0, ()))  # more has come meanwhile
            whole = _added(whole, last)
    return whole


def _one_round(clerk: Clerk, found: Intake) -> Pass:
    read, quarantined = clerk.read(as_task)
    _show("intake", readings_shown(clerk.office, read), "What became of the documents")
    judged = appraisal() if clerk.is_awaited() else Done()
    return summed(found, read, judged, quarantined)


def _added(one: Pass, other: Pass) -> Pass:
    return replace(
        other,
        taken=one.taken + other.taken,
        read=one.read + other.read,
        appraised=(*one.appraised, *other.appraised),
        trouble=(*one.trouble, *other.trouble),
    )


@flow(flow_run_name=_moment, name="appraisal", **PLAIN)
def appraisal(home: str = "", as_of: date | None = None, jobs: int = 0) -> Done:
    """Appraises every application that waits for it and writes its worksheet; the parameters are those of `intake`."""
    with _clerk(home, as_of, jobs) as clerk:
        done = clerk.appraise(as_task)
        _show("appraisals", appraisals_shown(done), "Recommendations and amounts")
    return done


@flow(flow_run_name=_moment, name="re-appraisal", **PLAIN)
def re_appraisal(
    home: str = "",
    as_of: date | None = None,
    select: tuple[str, ...] = (),
    dry_run: bool = True,
    worksheets: bool = True,
    jobs: int = 0,
    scheme: str = DEFAULT_SCHEME,
) -> list[str]:
    """Judges every application anew that a change of figures, of the day or of the program can touch.

    Args:
        home: the office's folder.
        as_of: judge as of this day; by default today.
        select: only these, as `parakh reappraise --select` takes them.
        dry_run: write nothing, only show what would be. On by default: who starts it from the page sees first.
        worksheets: whether worksheets are written anew too.
        jobs: processes that judge; 0 for as many as the machine has cores.
        scheme: which scheme.
    """
    asked = Asked(as_of or date.today(), scheme, None, tuple(select), dry_run, _cores(jobs))
    with _office(home) as office:
        impact = reappraise(office, asked, as_task)
        folder = write_impact(office, impact, None)
        _show("re-appraisal", impact_shown(office, impact, folder), "What a change of the rules moves")
        if worksheets and not dry_run and stale(office):
            with pool(asked.jobs) as workers:
                rules = load_scheme(pack_of(office.home, scheme), scheme)
                impact.trouble += as_task("appraise", "worksheets", write_stale, office, workers, rules)
        for sentence in impact.trouble:
            current().say(sentence)
    return lines_of(impact)


@flow(flow_run_name=_moment, name="report", **PLAIN)
def report(home: str = "", days: int = 7) -> str:
    """The report on the office: how applications stand, what waits for a person, what was done; gives its page's path.

    Args:
        home: the office's folder.
        days: how many days are told of.
    """
    with _office(home) as office:
        made = as_task("judge", "the register", office_report, office, datetime.now(UTC), days, pages_address())
        page, book = as_task("judge", "the report", write_report, made, report_folder(office, date.today()))
        _show("office-report", report_shown(office, made, page, book), "How the office's applications stand")
    return str(page)


@flow(flow_run_name=_moment, name="self-check", **PLAIN)
def check_self(home: str = "", every_original: bool = False) -> str:
    """Examines the machine, the register, the chain of events and the store.

    Args:
        home: the office's folder.
        every_original: whether each original is hashed again, which reads the whole store.

    Raises:
        NotWell: if something must be mended, so that the run is red on the page.
    """
    with _office(home) as office:
        found = as_task("examine", "the office", functools.partial(self_check, office, every_original=every_original))
    _show("self-check", check_shown(found), found.in_words[:200])
    if found.faults:
        raise NotWell(found.in_words)
    return found.in_words


def _show(key: str, text: str, description: str) -> None:
    """Puts a table on the page of the run; of an empty one nothing."""
    if text:
        create_markdown_artifact(text, key, description)
