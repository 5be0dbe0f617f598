"""An office whose work is shared by machines: two workers of Prefect, one of which is killed in the middle."""

import os
import signal
import subprocess
import sys
import time

import pytest
from prefect.client.orchestration import get_client

from casefile import audit
from casefile.database import close, connect
from casefile.models import Appraisal, Original, Reading, Work
from casefile.office import open_office
from casefile.register import balance, case_lines
from casefile.work import new_token
from flows import helpers
from flows.helpers import ask_for_help, close_dead_runs
from flows.prefect_home import HELPERS
from flows.queue import Settling, take_in

DOCUMENTS = 42


@pytest.fixture
def office(request, tmp_path):
    """An office on PostgreSQL where there is one, else on SQLite."""
    try:
        url = request.getfixturevalue("postgresql")
    except pytest.skip.Exception:
        url = None
    if url is not None:
        from django.db import connection

        connect(url)
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    yield open_office(tmp_path / "office", database=url)
    close()


@pytest.fixture
def workers(office, deployed, tmp_path):
    """Two workers, each as another machine would start it."""
    _, environment = deployed
    environment = environment | {"PARAKH_HOME": str(office.home), "PARAKH_DATABASE": office.database}
    command = (sys.executable, "-P", "-m", "prefect", "worker", "start", "--pool", HELPERS, "--type", "process")
    started = []
    for name in ("one", "two"):
        own = environment | {
            "PREFECT_HOME": str(tmp_path / name),
            "TMPDIR": str(tmp_path),
            "PREFECT_WORKER_QUERY_SECONDS": "1",
        }
        with (tmp_path / f"{name}.log").open("w") as log:
            started.append(
                subprocess.Popen(
                    [*command, "--name", name, "--limit", "1"],
                    env=own,
                    cwd=tmp_path,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )
    yield started
    for worker in started:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
    for log in tmp_path.glob("*.log"):
        print(log.read_text())


def until(condition, seconds=120):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, list(Work.objects.values())
        time.sleep(0.05)
    return found


def holders():
    """The processes that have work in hand, by their tokens."""
    return set(Work.objects.filter(kind="read").exclude(leased_by="").values_list("leased_by", flat=True))


@pytest.mark.slow
def test_two_workers_share_the_work_and_one_that_is_killed_loses_and_doubles_nothing(
    prefect, office, workers, letter, monkeypatch
):
    for number in range(DOCUMENTS):
        path = office.incoming / f"APP-{number % 3}" / f"{number:02d}.pdf"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(letter + b"\n%%%d" % number)
    take_in(office, Settling(0.0))
    assert Work.objects.filter(kind="read").count() == DOCUMENTS

    with get_client(sync_client=True) as client:
        until(lambda: helpers._ready_helpers(client) == 2)
    monkeypatch.setattr(helpers, "WORTH_IT", 1)
    assert ask_for_help(DOCUMENTS, 1) == 2
    assert ask_for_help(DOCUMENTS, 1) == 0, "they are asked already"

    killed = until(lambda: holders() if Reading.objects.exists() else None)
    victim = sorted(killed)[0]
    pid = int(victim.removesuffix(f"-{victim.rpartition('-')[2]}").rpartition("-")[2])
    os.kill(pid, signal.SIGKILL)
    assert new_token().startswith(victim.rpartition("-")[0].rpartition("-")[0]), "tokens name host and process"

    until(lambda: Work.objects.count() == 0)

    now = balance()
    assert (now.dropped, now.read, now.is_even) == (DOCUMENTS, DOCUMENTS, True)
    assert Reading.objects.count() == Original.objects.count() == DOCUMENTS
    assert {(it.application_id, it.documents) for it in case_lines()} == {
        (f"APP-{it}", DOCUMENTS // 3) for it in range(3)
    }
    assert sorted(Appraisal.objects.values_list("case__application_id", "number")) == [
        (f"APP-{it}", 1) for it in range(3)
    ]
    assert audit.verify().faults == ()
    assert not list(office.home.rglob(".unfinished/*"))
    assert close_dead_runs() <= 1, "the killed run is closed on the page, if its worker has not done so"
