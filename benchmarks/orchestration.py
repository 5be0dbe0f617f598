"""Prefect's share of the time: the same work with its steps as tasks of a real server, and without.

    python -m benchmarks.orchestration [--documents 120] [--cases 10000]

Documents are read, and their cases appraised, out of full queues by one pool of processes; the register of made cases
(`benchmarks.reappraisal`) is judged anew as of another day each time. The two ways take turns, so that neither has the
better hour. Wall seconds; what the processes of the work and Prefect's server took of the processor; and the cost of a
run in which nothing is to be done. Settings are those of `parakh serve`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks.hostile import originals
from benchmarks.reappraisal import fill
from casefile.database import close
from casefile.office import Office, open_office
from flows.prefect_home import answers, office_environment
from flows.queue_pass import Clerk, Options
from flows.serve import free_port, port_of
from flows.workers import Workers, pool

JOBS = 2
TURNS = 2
AS_OF = date(2026, 11, 22)
MOST_SHARE = 0.10
"""Of the wall time, for reading and appraising."""

START = 120.0
Given = TypeVar("Given")


@dataclass(slots=True)
class Ways:
    """Wall seconds of the same work, plainly and through Prefect, and the server's processor seconds."""

    plain: float = 0.0
    through: float = 0.0
    server: float = 0.0

    @property
    def share(self) -> float:
        """Prefect's share of the wall time."""
        return 1 - self.plain / self.through


def main() -> int:
    """Prints the figures; the exit status is 1 where Prefect takes more of the time than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=120, help="in each turn and each way")
    parser.add_argument("--cases", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, server(Path(folder) / "prefect") as pid, pool(JOBS) as workers:
        reading = queue_ways(Path(folder), options.documents, workers, pid)
        empty = empty_run(Path(folder), workers)
        judging = reappraisal_ways(Path(folder) / "register", options.cases, pid)
        close()
    print("| work | plainly (s) | through Prefect (s) | its share | server's processor (s) |")
    print("| --- | --- | --- | --- | --- |")
    _tell(f"{TURNS * options.documents} documents read, their cases appraised", reading)
    _tell(f"{options.cases} cases judged anew, {TURNS} times", judging)
    print(f"\nA run in which nothing is to be done: {empty:.2f} s")
    return int(reading.share > MOST_SHARE)


def _tell(what: str, ways: Ways) -> None:
    print(f"| {what} | {ways.plain:.1f} | {ways.through:.1f} | {ways.share:.1%} | {ways.server:.1f} |")


@contextlib.contextmanager
def server(home: Path) -> Iterator[int]:
    """A Prefect server as `parakh serve` starts it; gives its process. Flows of this process use it.

    Raises:
        TimeoutError: if it does not start.
    """
    home.mkdir()
    page = f"http://127.0.0.1:{free_port('127.0.0.1', 4600)}"
    os.environ |= office_environment(home, page) | {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL"}
    address = ("--host", "127.0.0.1", "--port", str(port_of(page)))
    command = (sys.executable, "-m", "prefect", "server", "start", *address)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + START
        while not answers(page):
            if time.monotonic() > deadline:
                raise TimeoutError("Prefect's server does not start")
            time.sleep(0.2)
        yield process.pid
    finally:
        process.kill()
        process.wait()


def queue_ways(folder: Path, count: int, workers: Workers, pid: int) -> Ways:
    """Reading and appraising, in turns."""
    ways, contents = Ways(), originals()
    _plainly(_clerk(folder / "first", contents[:4], workers))  # engines are loaded by now, Prefect too
    _through(_clerk(folder / "second", contents[:4], workers))
    for turn in range(TURNS):
        some = [contents[it % len(contents)] + b"\n%%%d" % (turn * count + it) for it in range(count)]
        ways.plain += _timed(_plainly, _clerk(folder / f"plain{turn}", some, workers))
        before = _processor(pid)
        ways.through += _timed(_through, _clerk(folder / f"through{turn}", some, workers))
        ways.server += _processor(pid) - before
    return ways


def _clerk(home: Path, contents: Sequence[bytes], workers: Workers) -> Clerk:
    """An office whose queue is taken in; ten papers to a case."""
    office = open_office(home)
    for number, content in enumerate(contents):
        path = office.incoming / f"APP-{number // 10:03d}" / f"{number:04d}.pdf"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    clerk = Clerk(office, workers, Options(AS_OF, settle=0.0))
    clerk.take_settled()
    return clerk


def _plainly(clerk: Clerk) -> None:
    clerk.read()
    clerk.appraise()


def _through(clerk: Clerk) -> None:
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.office_flows import clerk_here, intake

    with clerk_here(clerk), temporary_settings(updates={PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        intake(take=False)


def empty_run(folder: Path, workers: Workers) -> float:
    """Seconds of a run in which nothing is to be done."""
    return _timed(_through, _clerk(folder / "empty", (), workers))


def reappraisal_ways(home: Path, size: int, pid: int) -> Ways:
    """Judging a register anew, in turns, as of a later day each time."""
    from flows.reappraise import Asked, reappraise

    office, ways, day = open_office(home), Ways(), AS_OF
    fill(office, size)
    reappraise(office, Asked(day, jobs=JOBS))  # what the filling has left open
    for _ in range(TURNS):
        day += timedelta(1)
        ways.plain += _timed(lambda asked: reappraise(office, asked), Asked(day, jobs=JOBS))
        day += timedelta(1)
        before = _processor(pid)
        ways.through += _timed(_reappraised_through, (office, day))
        ways.server += _processor(pid) - before
    return ways


def _reappraised_through(what: tuple[Office, date]) -> None:
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.office_flows import re_appraisal

    office, day = what
    with temporary_settings(updates={PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        re_appraisal(str(office.home), as_of=day, dry_run=False, worksheets=False, jobs=JOBS)


def _timed(work: Callable[[Given], object], given: Given) -> float:
    started = time.perf_counter()
    work(given)
    return time.perf_counter() - started


def _processor(pid: int) -> float:
    """Seconds of the processor that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
