"""The office's flows in a real Prefect: what they do is what the commands do, and what they show can be clicked."""

import errno
import json
import os
import re
import socket
import subprocess
import threading
import time
from datetime import date
from pathlib import Path

import httpx
import pytest
import yaml
from django.db import IntegrityError, OperationalError
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import ArtifactSort
from prefect.states import Running

from benchmarks.crashes import Here
from casefile import audit
from casefile.database import close
from casefile.models import Appraisal, Judgement, Reading
from casefile.office import open_office
from casefile.register import balance, case_lines
from casefile.work import give_back_all
from flows import helpers, office_flows, office_report, self_check, serve_watch
from flows.deploy import PLAN
from flows.doctor import Answer
from flows.office_flows import check_self, clerk_here, intake, re_appraisal, report
from flows.prefect_home import PAGES
from flows.queue_pass import Clerk, Options
from flows.reading import TransientFault
from flows.serve_watch import Rounds
from flows.steps import may_pass
from worksheets.sections import Section, sections_markdown

AS_OF = date(2026, 11, 22)


@pytest.fixture
def office(tmp_path):
    yield open_office(tmp_path / "office")
    close()


@pytest.fixture
def clerk(office, tmp_path, monkeypatch):
    monkeypatch.setenv(PAGES, "http://127.0.0.1:4999")
    return Clerk(office, Here(tmp_path / "scratch"), Options(as_of=AS_OF, settle=0.01))


@pytest.fixture
def at_once(monkeypatch):
    """Further tries without waiting."""
    quick = office_flows.step_task.with_options(retry_delay_seconds=0, retry_jitter_factor=0)
    monkeypatch.setattr(office_flows, "step_task", quick)


def put(office, name, content):
    path = office.incoming / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def shown(key):
    """The text of the latest artifact of a kind on Prefect's page."""
    wanted = ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
    with get_client(sync_client=True) as client:
        return client.read_artifacts(artifact_filter=wanted, sort=ArtifactSort.CREATED_DESC, limit=1)[0].data


# what a step is tried again for


@pytest.mark.parametrize(
    ("fault", "passes"),
    [
        (OperationalError("database is locked"), True),
        (OSError(errno.ENOSPC, "no space left on device"), True),
        (OSError(errno.ESTALE, "stale file handle"), True),
        (OSError(errno.EHOSTDOWN, "host is down"), True),
        (ConnectionResetError("the server went away"), True),
        (TransientFault("the reading process ended (killed)"), True),
        (FileNotFoundError(errno.ENOENT, "no such file"), False),
        (PermissionError(errno.EACCES, "may not"), False),
        (IntegrityError("UNIQUE constraint failed"), False),
        (ValueError("a mistake of ours"), False),
    ],
)
def test_only_what_may_be_gone_in_a_while_is_worth_another_try(fault, passes):
    assert may_pass(fault) is passes


def test_a_disk_that_is_full_twice_costs_two_tries_and_loses_nothing(
    prefect, clerk, office, letter, monkeypatch, at_once
):
    put(office, "Asha/approval.pdf", letter)
    clerk.take_settled()
    real, tries = type(office.store).path, []

    def path(store, sha256):
        tries.append(sha256)
        if len(tries) <= 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(store, sha256)

    monkeypatch.setattr(type(office.store), "path", path)
    with clerk_here(clerk):
        done = intake(take=False)
    assert (done.read, done.trouble) == (1, ())
    assert len(tries) > 2


def test_a_drive_that_stays_away_is_told_and_the_work_waits(prefect, clerk, office, letter, monkeypatch, at_once):
    put(office, "Asha/approval.pdf", letter)
    clerk.take_settled()
    tries = []

    def path(store, sha256):
        tries.append(sha256)
        raise OSError(errno.EHOSTDOWN, "Host is down")

    with monkeypatch.context() as gone, clerk_here(clerk):
        gone.setattr(type(office.store), "path", path)
        done = intake(take=False)
    assert len(tries) == 1 + office_flows.TRIES
    assert "tried again by itself" in done.trouble[0] and "Host is down" in done.trouble[0]
    assert "Host is down" in shown("intake")
    with clerk_here(clerk):
        assert intake(take=False).read == 1, "the drive is back"


def test_a_bad_paper_is_tried_once_and_its_row_says_what_to_do(prefect, clerk, office, letter, monkeypatch):
    put(office, "M_s Kaveri [2]/=1+1|x.pdf", b"hello <script>alert(1)</script>")
    put(office, "M_s Kaveri [2]/approval.pdf", letter)
    tries = []
    real = office_flows.step_task
    monkeypatch.setattr(
        office_flows, "step_task", real.with_options(retry_condition_fn=lambda *_: tries.append(1) or False)
    )
    with clerk_here(clerk):
        done = intake()
    assert (done.taken, done.read, done.quarantined, len(done.appraised)) == (2, 2, 1, 1)
    assert tries == []
    table = shown("intake")
    assert r"| M_s Kaveri \[2\] | =1+1\|x.pdf | quarantined | " in table and "<script>" not in table
    results = shown("appraisals")
    address = re.search(r"\[M_s Kaveri \\\[2\\\]\]\((http[^)]*)\)", results)[1]
    assert address == "http://127.0.0.1:4999/worksheets/M_s%20Kaveri%20%5B2%5D/worksheet.xlsx"
    assert (office.worksheets / "M_s Kaveri [2]" / "worksheet.xlsx").exists()


# the same results with and without


def test_what_flows_write_into_the_register_is_what_the_command_writes(prefect, tmp_path, letter):
    digests = []
    for name in ("plain", "flows"):
        office = open_office(tmp_path / name)
        put(office, "Asha/approval.pdf", letter)
        put(office, "Bharat.pdf", letter)
        clerk = Clerk(office, Here(tmp_path / f"{name} scratch"), Options(as_of=AS_OF, settle=0.01))
        if name == "plain":
            clerk.once()
        else:
            with clerk_here(clerk):
                intake()
        digests.append(sorted(Appraisal.objects.values_list("case__application_id", "digest", "cause")))
        assert audit.verify().faults == ()
        close()
    assert digests[0] == digests[1] and len(digests[0]) == 2


# the watcher, with a Prefect that comes and goes


def test_the_watcher_goes_through_prefect_while_it_answers_and_on_without_it(
    prefect, clerk, office, letter, monkeypatch
):
    rounds = Rounds(clerk, prefect)
    put(office, "Asha/approval.pdf", letter)
    clerk.take_settled()
    assert len(rounds().appraised) == 1
    assert "Asha" in shown("appraisals")
    put(office, "Bharat/approval.pdf", letter)
    clerk.take_settled()
    rounds.page = "http://127.0.0.1:9"
    assert len(rounds().appraised) >= 1
    assert {it.application_id for it in case_lines() if it.appraised} == {"Asha", "Bharat"}
    assert "Bharat" not in shown("appraisals")


def test_a_prefect_that_is_lost_in_the_middle_costs_nothing(prefect, clerk, office, letter, monkeypatch):
    put(office, "Asha/approval.pdf", letter)
    clerk.take_settled()

    def lost(**_):
        clerk.read()
        raise httpx.ConnectError("All connection attempts failed")

    monkeypatch.setattr(office_flows, "intake", lost)
    done = Rounds(clerk, prefect)()
    assert len(done.appraised) == 1
    assert Reading.objects.count() == 1, "read once"


def test_a_fault_of_the_register_is_no_fault_of_prefects(prefect, clerk, office, letter, monkeypatch):
    put(office, "Asha/approval.pdf", letter)
    clerk.take_settled()

    def locked(**_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(office_flows, "intake", locked)
    with pytest.raises(OperationalError):
        Rounds(clerk, prefect)()


def test_told_to_stop_it_finishes_what_it_has_in_hand_and_begins_nothing(clerk, office, letter, monkeypatch):
    for number in range(6):
        put(office, f"A/{number}.pdf", letter + b"\n%%%d" % number)
    clerk.take_settled()
    clerk.stop = threading.Event()

    def step(kind, name, function, *args):
        clerk.stop.set()
        return function(*args)

    done, _ = clerk.read(step)
    assert 1 <= done.read <= 2
    give_back_all(clerk.token)
    clerk.stop = threading.Event()
    assert clerk.read()[0].read == 6 - done.read


# the other flows


def test_the_report_counts_and_leads_to_what_nobody_has_reviewed(prefect, clerk, office, letter, tmp_path):
    put(office, "Asha/approval.pdf", letter)
    put(office, "Asha/zero.pdf", b"x")
    clerk.once()
    page = Path(report(str(office.home)))
    text = shown("office-report")
    assert "[Asha](http://127.0.0.1:4999/worksheets/Asha/worksheet.xlsx)" in text
    assert "| Documents read | 2 |" in text and "1 put in quarantine (1 still there)" in text
    assert f"The chain of events ends with number {audit.verify().events}" in text
    assert "Asha" in page.read_text(encoding="utf-8") and page.with_name("office.xlsx").exists()


def test_a_reappraisal_from_the_page_shows_first_and_writes_when_told(prefect, clerk, office, letter):
    put(office, "Asha/approval.pdf", letter)
    clerk.once()
    lines = re_appraisal(str(office.home), as_of=date(2031, 4, 1), jobs=1)
    assert lines[0].startswith("1 judged anew as of 01-04-2031") and "nothing is written" in lines[0]
    assert Judgement.objects.get().as_of == AS_OF
    assert "A dry run: nothing is written." in shown("re-appraisal")
    re_appraisal(str(office.home), as_of=date(2031, 4, 1), jobs=1, dry_run=False, worksheets=False)
    assert Judgement.objects.get().as_of == date(2031, 4, 1)
    assert "/reports/2031-04-01-" in shown("re-appraisal")
    assert audit.verify().faults == ()


def test_a_self_check_that_finds_something_is_red_and_doctor_tells_of_it(prefect, office, monkeypatch):
    assert "all is well" in check_self(str(office.home), every_original=True)
    bad = Answer("mend", "store", "1 of 3 originals are missing", "restore the last backup")
    monkeypatch.setattr(self_check, "examine", lambda home: iter([bad]))
    with pytest.raises(office_flows.NotWell, match="1 of 3 originals are missing"):
        check_self(str(office.home))
    assert "restore the last backup" in shown("self-check")
    assert "1 thing must be mended: store" in self_check.last_check(office.home).in_words
    (office.home / self_check.KEPT).write_text("half a fi")
    assert self_check.last_check(office.home) is None


def test_runs_of_dead_processes_are_closed_and_those_of_living_ones_are_not(prefect):
    dead = subprocess.Popen(["true"])
    dead.wait()

    @flow(persist_result=False)
    def something():
        return None

    host = socket.gethostname()
    with get_client(sync_client=True) as client:
        marks = {
            "dead": f"process:{host}:{dead.pid} 77",
            "mine": f"process:{host}:{helpers.life_of(os.getpid())}",
            "elsewhere": "process:another-machine:1 1",
            "unmarked": "weekly",
        }
        runs = {name: client.create_flow_run(something, tags=[tag], state=Running()) for name, tag in marks.items()}
        assert helpers.close_dead_runs() == 1
        states = {name: client.read_flow_run(run.id).state.type for name, run in runs.items()}
        for run in runs.values():
            client.delete_flow_run(run.id)
    assert states.pop("dead") == StateType.CRASHED
    assert set(states.values()) == {StateType.RUNNING}


# deployments


def test_the_plan_is_deployed_with_its_schedules_and_limits_and_runs_are_planned(prefect, deployed):
    with get_client(sync_client=True) as client:
        found = {f"{client.read_flow(it.flow_id).name}/{it.name}": it for it in client.read_deployments()}
        assert set(found) == {
            "intake/now", "intake/helper", "appraisal/now", "re-appraisal/on-demand", "report/weekly",
            "self-check/nightly", "self-check/sunday",
        }  # fmt: skip
        assert found["intake/helper"].work_pool_name == "parakh-helpers"
        assert found["re-appraisal/on-demand"].parameters == {"dry_run": True}
        assert [it.schedule.cron for it in found["report/weekly"].schedules] == ["0 7 * * 1"]
        limits = {name for name, it in found.items() if it.global_concurrency_limit}
        assert set(found) - limits == {"intake/helper"}
        assert all(it.pull_steps == [] for it in found.values()), "nothing is fetched from anywhere"
        deadline = time.monotonic() + 60
        while not (
            planned := [it for it in client.read_flow_runs() if it.deployment_id == found["self-check/nightly"].id]
        ):
            assert time.monotonic() < deadline, "no run is planned"
            time.sleep(0.3)
    assert planned[0].state.type == StateType.SCHEDULED


def test_every_entrypoint_of_the_plan_is_a_flow():
    for it in yaml.safe_load(PLAN.read_text(encoding="utf-8"))["deployments"]:
        module, _, name = it["entrypoint"].rpartition(".")
        assert module == "flows.office_flows" and hasattr(getattr(office_flows, name), "fn")


# tables


def test_words_of_applicants_make_no_marks_of_their_own():
    section = Section("T", ("A", "B"), (("x|y](http://e)", "<b>*_a_*</b>"), ("a_b", "c\nd")), ("http://l",))
    text = sections_markdown((), (section,))
    assert "[x\\|y\\](http://e)](http://l)" in text
    assert "\\<b\\>\\*\\_a\\_\\*\\</b\\>" in text
    assert "| a_b | c d |" in text
    assert json.dumps(text)


def test_an_office_without_applications_has_a_report_too(office):
    made = office_report.office_report(office)
    assert "None." in made.markdown and made.sentences[0].startswith("0 applications")
    assert balance().is_even
    assert serve_watch.OURS
