"""What is asked of Prefect's server: help by machines that have joined, and an end for runs of dead processes."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import FlowRun, StateType, WorkerStatus
from prefect.states import Crashed

from checks.outcome import counted
from flows.prefect_home import HELPERS
from flows.progress import current
from flows.work import life_of

HELPER = "intake/helper"
"""The deployment that a machine runs which has joined."""

WORTH_IT = 8
"""Documents for each process of this machine from which on others are asked: a run there begins slowly."""

FORGOTTEN = timedelta(hours=1)
"""A helper's run that has gone on for longer is not counted: its machine may be gone."""

MARK = "process"


def mark() -> str:
    """A tag that names this process, so that others can tell whether it lives."""
    return f"{MARK}:{socket.gethostname()}:{life_of(os.getpid())}"


def is_dead(tag: str) -> bool:
    """Whether a tag names a process of this machine that has ended."""
    kind, _, rest = tag.partition(":")
    host, _, life = rest.rpartition(":")
    pid = life.partition(" ")[0]
    return kind == MARK and host == socket.gethostname() and pid.isdecimal() and life_of(int(pid)) != life


def close_dead_runs() -> int:
    """Marks runs of this machine's dead processes as crashed; gives how many. What they had in work is free again."""
    with get_client(sync_client=True) as client:
        running = client.read_flow_runs(flow_run_filter=_in_state(StateType.RUNNING, StateType.CANCELLING))
        dead = [it for it in running if any(map(is_dead, it.tags))]
        for run in dead:
            client.set_flow_run_state(run.id, Crashed(message="The process that ran it has ended."), force=True)
    return len(dead)


def ask_for_help(documents: int, processes: int) -> int:
    """Asks machines that have joined to read along, as many as that many documents are worth; gives how many."""
    if documents < WORTH_IT * processes:
        return 0
    with get_client(sync_client=True) as client:
        ready = _ready_helpers(client)
        if not ready:
            return 0
        wanted = min(ready, documents // (WORTH_IT * processes)) - len(_asked_already(client))
        deployment = client.read_deployment_by_name(HELPER) if wanted > 0 else None
        if deployment is None:
            return 0
        for _ in range(wanted):
            client.create_flow_run_from_deployment(deployment.id)
    current().say(
        f"{counted(wanted, 'machine that has joined is', 'machines that have joined are')} asked to read along."
    )
    return wanted


def _ready_helpers(client: SyncPrefectClient) -> int:
    """How many machines have joined and answer."""
    return sum(it.status == WorkerStatus.ONLINE for it in client.read_workers_for_work_pool(HELPERS))


def _asked_already(client: SyncPrefectClient) -> list[FlowRun]:
    """Runs of helpers that wait or go on."""
    states = _in_state(StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING)
    pool = WorkPoolFilter(name=WorkPoolFilterName(any_=[HELPERS]))
    since = datetime.now(UTC) - FORGOTTEN
    runs = client.read_flow_runs(flow_run_filter=states, work_pool_filter=pool)
    return [it for it in runs if it.start_time is None or it.start_time > since]


def _in_state(*types: StateType) -> FlowRunFilter:
    return FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))))
