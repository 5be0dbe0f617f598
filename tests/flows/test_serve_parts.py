"""The parts of `parakh serve`: who holds the office, how its processes are looked after, what the browser may see."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casefile.database import CannotUse
from flows import prefect_home, serve
from flows.progress import ALIVE
from flows.serve_children import Child
from flows.serve_files import pages
from flows.serve_log import Log
from flows.serve_state import AlreadyServed, ChildState, Served, end_leftovers, is_held, lock, roles, tell, told
from flows.work import life_of

SINCE = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
HOLDER = """
import sys, time
from pathlib import Path
from flows.serve_state import lock
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def served(**other):
    return replace(Served(socket.gethostname(), life_of(os.getpid()), SINCE, "http://127.0.0.1:4200"), **other)


# who holds the office


def test_a_second_serve_is_refused_and_told_who_has_the_office(tmp_path):
    with lock(tmp_path):
        tell(tmp_path, served())
        with pytest.raises(AlreadyServed) as refused, lock(tmp_path):
            pass
    assert f"by process {os.getpid()} since" in str(refused.value) and "page http://127.0.0.1:4200" in str(
        refused.value
    )
    assert not is_held(tmp_path)


def test_what_held_the_office_and_was_killed_holds_it_no_more(tmp_path):
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    assert is_held(tmp_path)
    holder.kill()
    holder.wait()
    assert not is_held(tmp_path)
    with lock(tmp_path):
        assert is_held(tmp_path)


def test_helpers_hold_their_own_names_beside_the_office(tmp_path):
    with lock(tmp_path), lock(tmp_path, "helper-b"), lock(tmp_path, "helper-a"):
        assert roles(tmp_path) == ["helper-a", "helper-b", "office"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "serve").write_text("a file where the folder should be")
    with pytest.raises(CannotUse, match="serve cannot be written"), lock(tmp_path):
        pass


def test_what_serve_says_of_itself_is_read_back_and_rubbish_is_nothing(tmp_path):
    (tmp_path / "serve").mkdir()
    said = served(children=(ChildState("queue", "12 34", 2, "runs"),), stopped=SINCE)
    tell(tmp_path, said)
    assert told(tmp_path) == said
    for rubbish in ("", "{", "[]", '{"host": "x"}', "\x00"):
        (tmp_path / "serve" / "office.json").write_text(rubbish)
        assert told(tmp_path) is None


def test_only_what_still_is_the_process_that_was_left_is_ended():
    left = subprocess.Popen(["sleep", "60"], start_new_session=True)
    other = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        children = (
            ChildState("page", life_of(left.pid)),
            ChildState("queue", f"{other.pid} 1"),  # its number went to another since
            ChildState("runner"),
        )
        assert end_leftovers(served(children=children, host="another-machine")) == []
        assert end_leftovers(served(children=children)) == ["page"]
        assert left.wait(5) == -signal.SIGKILL
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


# how processes are looked after


class Kept:
    """A child with what it printed and what was said of it."""

    def __init__(self, folder, script, **other):
        self.lines, self.said = [], []
        command = (sys.executable, "-c", script)
        self.child = Child("queue", "The watcher", command, dict(os.environ), folder, self.lines.append, **other)

    def look(self):
        return self.child.look_after(lambda who, words: self.said.append(words))

    def looked_after_until(self, condition, seconds=10):
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, (self.lines, self.said)
            self.look()
            time.sleep(0.02)


@pytest.fixture
def keep(tmp_path):
    with contextlib.ExitStack() as stack:

        def made(script, **other):
            it = Kept(tmp_path, script, **other)
            stack.callback(it.child.kill)
            return it

        yield made


def test_a_process_that_is_killed_is_started_again_and_told_of(keep):
    it = keep("import time; print('up', flush=True); time.sleep(60)")
    it.looked_after_until(lambda: it.lines == ["up"])
    first = it.child.pid
    os.kill(first, signal.SIGKILL)
    it.looked_after_until(lambda: it.lines == ["up", "up"])
    assert it.child.pid not in {0, first}
    assert it.said == ["The watcher has ended (killed) and is started again in 1 s."]
    assert it.child.state.restarts == 1


def test_a_process_that_gets_stuck_is_ended_with_what_it_started_and_started_again(keep):
    script = (
        "import subprocess, time; it = subprocess.Popen(['sleep', '60']); print(it.pid, flush=True); time.sleep(60)"
    )
    it = keep(script, silence=0.5)
    it.looked_after_until(lambda: len(it.lines) == 2)
    assert it.said == ["The watcher has given no sign of life for 0.5 s, is ended and is started again in 1 s."]
    assert not is_running(int(it.lines[0])) and is_running(int(it.lines[1]))


def test_a_process_that_says_nothing_but_gives_signs_of_life_goes_on(keep):
    it = keep(f"import time\nwhile True: print({ALIVE!r}, flush=True); time.sleep(0.05)", silence=0.6)
    begun = time.monotonic()
    it.looked_after_until(lambda: time.monotonic() - begun > 1.5)
    assert it.child.pid and it.said == it.lines == []


def test_a_process_that_is_slow_to_begin_is_not_stuck(keep):
    it = keep("import time; time.sleep(1); print('up', flush=True); time.sleep(60)", silence=0.5)
    it.looked_after_until(lambda: it.lines)
    assert it.said == []


def test_a_process_that_ends_at_once_is_started_ever_less_often_with_its_last_words(keep):
    it = keep("import sys; print('no room'); sys.exit(3)")
    it.looked_after_until(lambda: len(it.said) == 2)
    assert it.said[1] == "The watcher has ended (exit code 3) and is started again in 2 s. It said: no room"
    assert it.child.state.said == "ended 2 times in a row: no room"
    assert not it.look(), "not before its time"


def test_of_what_it_said_the_error_is_told_and_not_its_farewell(keep):
    it = keep("print('OSError: unable to open database file'); print('Server stopped!'); raise SystemExit(3)")
    it.looked_after_until(lambda: it.said)
    assert it.said[0].endswith("It said: OSError: unable to open database file")


def test_a_program_that_is_not_there_is_told_and_tried_again(keep):
    it = keep("")
    it.child.command = ("/nowhere/at/all",)
    it.look()
    assert it.said == [
        "The watcher could not be started and is started again in 1 s. [Errno 2] No such file or "
        "directory: '/nowhere/at/all'"
    ]


def test_what_is_done_once_is_done_once_until_it_is_asked_for_again(keep):
    it = keep("print('planned')", is_once=True)
    it.looked_after_until(lambda: it.child.done)
    assert not it.look() and it.lines == ["planned"]
    it.child.again()
    it.looked_after_until(lambda: it.lines == ["planned", "planned"] and it.child.done)
    assert it.said == []


def test_nothing_is_started_before_what_it_needs_is_there(keep):
    there = []
    it = keep("print('up')", after=lambda: bool(there))
    assert not it.look() and it.child.pid == 0
    there.append(1)
    assert it.look() and it.child.pid


def test_one_that_does_not_listen_is_ended_with_what_it_has_started(keep):
    it = keep(
        "import signal, subprocess, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"
    )
    it.looked_after_until(lambda: it.lines)
    it.child.ask_to_end()
    assert not it.child.await_end(0.3)
    it.child.kill()
    assert it.child.pid == 0
    grandchild = int(it.lines[0])
    deadline = time.monotonic() + 5
    while is_running(grandchild):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_running(pid):
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# what the browser may see


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    home = tmp_path_factory.mktemp("office")
    for name in (
        "worksheets/आवेदन 7/worksheet.xlsx",
        "reports/office-2026-11-22/office.html",
        "quarantine/A/x.html",
        "register.sqlite3",
        "worksheets/A/.parakh.json",
        "worksheets-of-others/x",
    ):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(name)
    (home / "worksheets" / "out").symlink_to(home / "quarantine")
    port = serve.free_port("127.0.0.1", 4700 + os.getpid() % 200)
    with pages(home, "127.0.0.1", port):
        yield port


def get(port, path, host=None):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, "", error.headers


def test_worksheets_and_reports_are_shown_and_run_no_script(shown):
    status, content, heads = get(shown, "/worksheets/%E0%A4%86%E0%A4%B5%E0%A5%87%E0%A4%A6%E0%A4%A8%207/worksheet.xlsx")
    assert (status, content) == (200, "worksheets/आवेदन 7/worksheet.xlsx")
    assert heads["Content-Type"].endswith("spreadsheetml.sheet")
    assert get(shown, "/reports/office-2026-11-22/office.html")[0] == 200
    assert "script-src 'none'" in heads["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in heads


@pytest.mark.parametrize(
    "path",
    ["/", "/register.sqlite3", "/quarantine/A/x.html", "/worksheets/../register.sqlite3", "/worksheets-of-others/x",
     "/worksheets/%2e%2e/register.sqlite3", "/worksheets/out/A/x.html", "/worksheets/A/.parakh.json",
     "//worksheets/..%2fregister.sqlite3"],
)  # fmt: skip
def test_nothing_else_of_the_office_is_shown(shown, path):
    assert get(shown, path)[0] == 404


def test_a_page_of_elsewhere_that_calls_itself_this_machine_sees_nothing(shown):
    assert get(shown, "/worksheets/", host="evil.example")[0] == 403
    assert get(shown, "/worksheets/", host=f"localhost:{shown}")[0] == 200


# ports, homes, logs


def test_a_folder_shows_links_to_what_may_be_opened_and_nothing_else(shown):
    _, content, _ = get(shown, "/worksheets/A/")
    assert ".parakh.json" not in content and "Directory listing" not in content
    _, content, _ = get(shown, "/worksheets/")
    assert 'href="%E0%A4%86%E0%A4%B5%E0%A5%87%E0%A4%A6%E0%A4%A8%207/"' in content and "आवेदन 7/</a>" in content


def test_a_port_that_is_taken_is_refused_if_it_was_told_and_passed_over_if_not(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotUse, match=f"port {port} is taken by another program; give another --port"):
            serve._port(serve.Wanted(tmp_path, port=port), None)
        before = served(page=f"http://127.0.0.1:{port}")
        assert serve._port(serve.Wanted(tmp_path), before) != port
    assert serve._port(serve.Wanted(tmp_path), before) == port, "the page keeps its address where it can"


def test_prefects_database_never_lies_on_a_drive_of_another_machine(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert prefect_home.home_of_office(tmp_path) == tmp_path / "prefect"
    monkeypatch.setattr(prefect_home, "file_system_of", lambda folder: "nfs4")
    assert prefect_home.home_of_office(tmp_path).parent == tmp_path / "state" / "parakh"


def test_an_office_takes_nothing_over_from_the_users_own_prefect(tmp_path, monkeypatch):
    for name in ("PREFECT_API_URL", "PREFECT_API_KEY", "PREFECT_PROFILE"):
        monkeypatch.setenv(name, "https://elsewhere.example/api")
    monkeypatch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    made = prefect_home.office_environment(tmp_path, "http://127.0.0.1:4211")
    assert made["PREFECT_API_URL"] == "http://127.0.0.1:4211/api"
    assert not any("elsewhere" in value for value in made.values())
    assert (made["DO_NOT_TRACK"], made["PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT"]) == ("1", "false")
    assert "*" not in made["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"]


def test_a_log_without_room_stops_nothing(tmp_path, capsys):
    log = Log(tmp_path)
    for handler in log._people.handlers:
        handler.stream.close()
        handler.stream = Path("/dev/full").open("w")  # noqa: SIM115 (the handler closes it)
    log.say("queue", "taken in")
    with contextlib.suppress(OSError):
        log.close()
    assert "queue   taken in" in capsys.readouterr().err
