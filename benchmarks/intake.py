"""What the queue costs: 1,000 documents dropped at once, and reading with the queue beside bare reading.

    python -m benchmarks.intake [--documents 1000] [--read 60]

The first figure is the time until every file is stored, hashed, registered and out of the queue. The second reads the
same papers, each with bytes of its own, by the same pool of workers: bare (a list of files, readings thrown away), and
out of a full queue (taken, registered, read, kept, cases brought up to date but not appraised).
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from benchmarks.crashes import letter
from benchmarks.isolation import papers
from casefile import audit
from casefile.office import Office, open_office
from casefile.register import balance
from casefile.work import new_token
from flows.queue import Settling, take_in
from flows.queue_pass import Clerk, Options
from flows.reading import Reading, read_patiently
from flows.register import read_waiting
from flows.workers import pool

LEAST_SHARE = 0.90
MOST_SECONDS = 60.0
JOBS = 2


def main() -> int:
    """Prints the figures; the exit status is 1 if one of them misses its mark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--read", type=int, default=60, help="how many papers are read in each way")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        registering = registered(open_office(Path(folder) / "many"), options.documents)
        bare, queued = compared(Path(folder), options.read)
    share = bare / queued
    print(f"{options.documents} documents registered in {registering:.1f} s (limit {MOST_SECONDS:.0f} s)")
    print(f"{options.read} papers read bare in {bare:.1f} s, out of the queue in {queued:.1f} s: {share:.0%} of bare")
    return int(registering > MOST_SECONDS * options.documents / 1000 or share < LEAST_SHARE)


def registered(office: Office, count: int) -> float:
    """Seconds until `count` small documents of 20 applications are registered, settling included.

    Raises:
        RuntimeError: if the register does not hold each of them once.
    """
    for number in range(count):
        folder = office.incoming / f"APP-{number % 20:02d}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:04d}.pdf").write_bytes(letter(number))
    os.sync()
    started = time.perf_counter()
    settling, taken = Settling(), 0
    while taken < count:
        intake = take_in(office, settling)
        taken += intake.taken
        if intake.settling:
            time.sleep(settling.seconds / 4)
    seconds = time.perf_counter() - started
    now = balance()
    if (now.dropped, now.is_even, audit.verify().faults) != (count, True, ()):
        raise RuntimeError(f"the register is wrong: {now}")
    return seconds


def compared(folder: Path, count: int) -> tuple[float, float]:
    """Seconds to read papers bare, and out of the queue; the two take turns, so that neither has the better hour."""
    scratch = folder / "papers"
    scratch.mkdir()
    found = papers(scratch)[:count]
    halves = found[: len(found) // 2], found[len(found) // 2 :]
    bare = queued = 0.0
    with pool(JOBS) as workers, ThreadPoolExecutor(JOBS) as threads:
        list(threads.map(lambda it: read_patiently(workers, it), found[:4]))  # engines are loaded by now
        for turn, half in enumerate(halves):
            started = time.perf_counter()
            list(threads.map(lambda it: read_patiently(workers, it), half))
            bare += time.perf_counter() - started
            office = _filled(folder / f"office{turn}", half)
            clerk = Clerk(office, workers, Options(as_of=date(2026, 11, 22), settle=0.0))
            started = time.perf_counter()
            take_in(office, clerk.settling)
            done = read_waiting(office, workers, new_token())
            queued += time.perf_counter() - started
            if done.read != len(half):
                raise RuntimeError(f"{done.read} of {len(half)} were read: {done.trouble}")
    return bare, queued


def _filled(home: Path, found: list[Reading]) -> Office:
    """An office with papers in its queue."""
    office = open_office(home)
    (office.incoming / "APP-1").mkdir()
    for number, it in enumerate(found):
        (office.incoming / "APP-1" / f"{number:03d}-{it.name}").write_bytes(it.path.read_bytes())
    return office


if __name__ == "__main__":
    sys.exit(main())
