"""`parakh serve` as an office has it: real processes, killed in every way, and nothing left behind or lost."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from casefile.database import close
from casefile.office import open_office
from casefile.register import balance, case_lines
from flows import serve_state
from flows.command import main
from flows.prefect_home import answers

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import sys; from flows.command import main; sys.exit(main())"


IMPATIENT = """
import sys
from pathlib import Path
from flows.serve import Wanted, serve
serve(Wanted(Path(sys.argv[3]), with_prefect=False, watcher=("--every", "0.2", "--jobs", "1"), stuck=4.0))
"""
"""The same, but that the watcher is held to be stuck after a few seconds."""


class Service:
    """A `parakh serve` of its own."""

    program = PROGRAM

    def __init__(self, home, *arguments):
        self.home = home
        self.out = home.parent / f"{home.name}.out"
        with self.out.open("w") as out:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    self.program,
                    "serve",
                    "--home",
                    home,
                    "--every",
                    "0.2",
                    "--jobs",
                    "1",
                    *arguments,
                ],
                env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(home.parent)},
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    @property
    def said(self):
        return self.out.read_text()

    def pid_of(self, name):
        served = serve_state.told(self.home)
        lives = [it.life for it in served.children if it.name == name and it.life] if served else []
        return int(lives[0].split()[0]) if lives else 0

    def until(self, condition, seconds=180):
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline and self.process.poll() is None, self.said
            time.sleep(0.1)

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(60)


def left_behind(folder):
    """Command lines of processes that have to do with a folder."""
    found = []
    for it in Path("/proc").glob("[0-9]*"):
        try:
            words = (it / "cmdline").read_bytes() + (it / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in words and int(it.name) != os.getpid():
            found.append((it / "cmdline").read_bytes().replace(b"\0", b" ").decode()[:120])
    return found


def gone(folder, seconds=60):
    deadline = time.monotonic() + seconds
    while left := left_behind(folder):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


def put(home, name, content):
    path = home / "queue" / "incoming" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "office"
    open_office(home)
    close()
    yield home
    close()


@pytest.fixture
def start(home):
    services = []

    def started(*arguments):
        services.append(Service(home, *arguments))
        return services[-1]

    yield started
    for it in services:
        if it.process.poll() is None:
            it.process.kill()
            it.process.wait()
    gone(home.parent)


def test_an_office_without_prefect_from_drop_to_worksheet_through_every_kind_of_end(home, start, letter, capsys):
    put(home, "Asha/approval.pdf", letter)
    put(home, "note.pdf", b"hello")
    first = start("--no-prefect")
    first.until(lambda: (home / "worksheets" / "Asha" / "worksheet.xlsx").exists())
    assert f"Put documents here:   {home}/queue/incoming" in first.said and "Without Prefect" in first.said

    assert main(["serve", "--home", str(home), "--no-prefect"]) == 2, "a second one is refused"
    assert f"is served already, by process {first.process.pid}" in capsys.readouterr().err
    assert main(["doctor", "--home", str(home)]) == 0
    assert f"as process {first.process.pid}, without Prefect" in capsys.readouterr().out

    first.process.kill()  # as the machine does that runs out of memory
    first.process.wait()
    gone(home.parent)
    assert main(["doctor", "--home", str(home)]) == 0
    assert "ended without being stopped" in capsys.readouterr().out

    put(home, "Bharat/approval.pdf", letter + b"\n% of another day")
    second = start("--no-prefect")
    second.until(lambda: (home / "worksheets" / "Bharat" / "worksheet.xlsx").exists())
    assert second.end(signal.SIGINT) == 0
    assert second.said.rstrip().endswith("Stopped. Nothing is lost; `parakh serve` goes on where it was.")
    gone(home.parent)
    open_office(home)
    now = balance()
    assert (now.dropped, now.read, now.quarantined, now.is_even) == (3, 2, 1, True)
    assert {it.application_id for it in case_lines() if it.appraised} == {"Asha", "Bharat", "note"}
    log = (home / "logs" / "serve.log").read_text()
    assert "Traceback" not in log and log.count("Serving the office") == 2


def test_a_watcher_that_hangs_is_noticed_and_started_again(home, start, monkeypatch):
    monkeypatch.setattr(Service, "program", IMPATIENT)
    service = start()
    queue = home / "queue" / "incoming"
    (queue / "early.pdf").symlink_to("nowhere")  # it is refused, which takes no time
    service.until(lambda: list(home.glob("quarantine/early*/*")))
    hung = service.pid_of("queue")
    os.kill(hung, signal.SIGSTOP)  # it lives, and does nothing any more
    (queue / "late.pdf").symlink_to("nowhere")
    service.until(lambda: list(home.glob("quarantine/late*/*")))
    assert service.pid_of("queue") != hung
    assert "The queue's watcher has given no sign of life for 4 s, is ended and is started" in service.said
    assert "at work" not in service.said
    assert service.end() == 0


def test_a_machine_that_was_switched_off_leaves_files_that_stop_nothing(home, start):
    (home / "serve").mkdir()
    (home / "serve" / "office.lock").touch()
    children = [{"name": "page", "life": "1 1", "restarts": 0, "said": "runs"}]
    stale = {"host": "elsewhere", "life": "1 1", "since": "2026-11-01T05:00:00+00:00", "page": "", "pages": "",
             "children": children, "stopped": None}  # fmt: skip
    (home / "serve" / "office.json").write_text(json.dumps(stale))
    it = start("--no-prefect")
    it.until(lambda: it.pid_of("queue"))
    assert it.end() == 0


def test_an_office_that_cannot_be_made_is_refused_in_a_sentence(tmp_path, capsys):
    (tmp_path / "office").write_text("a file")
    assert main(["serve", "--home", str(tmp_path / "office"), "--no-prefect"]) == 2
    assert "cannot be made" in capsys.readouterr().err


@pytest.mark.slow
def test_an_office_with_its_page_whose_server_is_killed_and_comes_back(home, start, letter, monkeypatch, tmp_path):
    monkeypatch.setenv("PREFECT_API_URL", "https://elsewhere.example/api")
    it = start()
    it.until(lambda: it.pid_of("runner"), 240)
    page, server = serve_state.told(home).page, it.pid_of("page")
    assert answers(page) and (home / "prefect" / "prefect.db").exists()

    put(home, "Asha/approval.pdf", letter)
    it.until(lambda: (home / "worksheets" / "Asha" / "worksheet.xlsx").exists())
    shown = artifact(page, "appraisals")
    address = re.search(r"\[Asha\]\((http[^)]*)\)", shown)[1]
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert answer.read() == (home / "worksheets" / "Asha" / "worksheet.xlsx").read_bytes()

    os.kill(server, signal.SIGKILL)
    it.until(lambda: it.pid_of("page") not in {0, server})
    assert it.said.count("Prefect's page is ready") == 1
    it.until(lambda: it.said.count("Prefect's page is ready") == 2)
    assert serve_state.told(home).page == page
    assert it.end() == 0
    gone(home.parent)
    assert "elsewhere.example" not in (home / "logs" / "prefect.log").read_text()


def artifact(page, key, seconds=120):
    """The text of the latest artifact of a kind, once there is one."""
    asked = {"artifacts": {"key": {"any_": [key]}}, "sort": "CREATED_DESC", "limit": 1}
    head = {"Content-Type": "application/json"}
    deadline = time.monotonic() + seconds
    while True:
        request = urllib.request.Request(f"{page}/api/artifacts/filter", json.dumps(asked).encode(), head)
        with urllib.request.urlopen(request, timeout=10) as answer:
            if found := json.load(answer):
                return found[0]["data"]
        assert time.monotonic() < deadline, "nothing is shown"
        time.sleep(0.2)
