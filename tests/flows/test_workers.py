"""Children that crash, hang, swell or lie: the run goes on."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from flows.workers import TimedOut, WorkerDied, Workers


@pytest.fixture(scope="module")
def workers():
    with Workers(2) as pool:
        yield pool


def test_a_function_runs_in_another_process(workers):
    assert workers.call(os.getpid, seconds=20) != os.getpid()


def test_a_child_that_hangs_is_ended_and_replaced(workers):
    started = time.monotonic()
    with pytest.raises(TimedOut):
        workers.call(time.sleep, 600, seconds=1)
    assert time.monotonic() - started < 300  # it was not waited for
    assert workers.call(max, 1, 2, seconds=20) == 2


def test_a_child_that_dies_is_replaced(workers):
    with pytest.raises(WorkerDied, match="exit code"):
        workers.call(os._exit, 3, seconds=20)
    assert workers.call(max, 1, 2, seconds=20) == 2


def test_a_child_that_swells_gets_a_memory_error_not_the_machine(workers):
    with pytest.raises(RuntimeError, match="MemoryError"):
        workers.call(bytearray, 8 * 1024**3, seconds=20)
    assert workers.call(max, 1, 2, seconds=20) == 2


def test_an_error_that_cannot_be_sent_back_is_told_in_words(workers):
    with pytest.raises(RuntimeError, match="ValueError: invalid literal"):
        workers.call(int, "twelve", seconds=20)


def test_many_threads_share_the_pool(workers):
    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(lambda it: workers.call(abs, -it, seconds=30), range(12))) == list(range(12))


def test_a_run_that_is_given_up_leaves_no_thread_waiting_for_a_child():
    with ThreadPoolExecutor(3) as threads:
        with Workers(1) as pool:
            calls = [threads.submit(pool.call, time.sleep, 600, seconds=600) for _ in range(3)]
            pool.begun["never begun"] = waiting = threads.submit(pool.call, max, 1, 2, seconds=600)
        _, not_done = wait(calls, timeout=60)
        assert not not_done and all(it.exception() is not None for it in calls)
        assert waiting.cancelled() or waiting.exception(timeout=60) is not None


def test_what_a_child_started_ends_with_it(workers):
    """A hanging Tesseract must not outlive the document that it was reading."""
    with pytest.raises(TimedOut):
        workers.call(subprocess.run, ["sleep", "61.75"], seconds=1)
    time.sleep(0.3)
    running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not any(b"61.75" in arguments for arguments in running)


def test_children_end_when_the_parent_is_killed():
    script = (
        "from flows.workers import Workers\nimport os,time\nfrom multiprocessing import freeze_support\n"
        "if __name__ == '__main__':\n"
        "    pool = Workers(1); pool.__enter__()\n"
        "    print(pool.call(os.getpid, seconds=20), flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _alive(child):
        time.sleep(0.1)
    assert not _alive(child)


def _alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
