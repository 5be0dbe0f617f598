"""Kills at every point where a crash would hurt, and at random moments: is anything lost, doubled or half written?

    python -m benchmarks.crashes [--trials 300] [--seed 1]

Each trial fills a queue, lets a process work on it and kills it (`kill -9`): once at each point of `casefile.points`,
at the first and at a later passing, then at random moments, also with a second process at work beside it. Right after
the kill nothing half written may be visible and the chain must hold; after one more pass the register must be, row by
row, what an undisturbed run makes of the same queue. Processes are forked, so that a trial takes a second, not ten.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from casefile import audit
from casefile.database import close
from casefile.models import Appraisal, Case, Document, Drop, Original, Reading, Work
from casefile.office import Office, open_office
from casefile.points import ARMED, POINTS
from casefile.register import balance
from extractors.prepare import warm_up
from flows.queue import count_in_queue
from flows.queue_pass import Clerk, Options
from flows.work import Work as Folders
from flows.workers import Failed, Workers

AS_OF = date(2026, 11, 22)
SETTLE = 0.02
LONGEST = 120
"""Seconds after which a pass is given up as hanging."""


Picture = dict[str, object]
"""A register, part by part, as plain things that can be compared."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What one trial came to: whether the process was killed at all, and a sentence for each fault."""

    name: str
    killed: bool
    faults: tuple[str, ...]


class Here:
    """Stands for the pool of workers: reads within this process, which is the one to be killed."""

    count = 1

    def __init__(self, folder: Path) -> None:
        self.work = Folders(folder)
        self.begun: dict[str, Any] = {}

    def call(self, function: Callable[..., Any], *args: Any, seconds: float) -> Any:
        """The function's result.

        Raises:
            Failed: if it raised.
        """
        try:
            return function(*args)
        except Exception as error:
            raise Failed(f"{type(error).__name__}: {error}") from error


def letter(number: int) -> bytes:
    """A small approval letter; each number gives other bytes."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    lines = (
        "Incentive Scheme for Promotion of Critical Minerals Recycling",
        f"Letter No.: PMA/CMR/APPROVAL/2026/{number:03d}        Date: 30.03.2026",
        "To, M/s Kaveri Urban Mining Private Limited, Hosur",
        "Subject: Approval of application under the Incentive Scheme for Promotion of Critical Minerals Recycling",
        "Your application has been approved on the recommendation of the Executive Committee, under Group B.",
    )
    for row, line in enumerate(lines):
        canvas.drawString(60, 760 - 28 * row, line)
    canvas.save()
    return stream.getvalue()


def new_home(home: Path, empty: Path) -> Path:
    """An office that is a copy of an empty one, with a full queue."""
    shutil.copytree(empty, home)
    fill(home / "queue" / "incoming")
    return home


def empty_home(home: Path) -> Path:
    """An office in which nothing has happened."""
    open_office(home)
    close()
    return home


def fill(incoming: Path) -> None:
    """A queue with all that may happen: copies, a zip file, a broken file, the same letter in two applications."""
    one, two = incoming / "APP-1", incoming / "APP-2"
    for folder in (one / "more", two):
        folder.mkdir(parents=True)
    (one / "letter.pdf").write_bytes(letter(1))
    (one / "more" / "letter again.pdf").write_bytes(letter(1))
    (one / "broken.pdf").write_bytes(letter(2)[:300] + b"%%EOF")
    (two / "letter.pdf").write_bytes(letter(1))
    (two / "another.pdf").write_bytes(letter(3))
    with zipfile.ZipFile(two / "parcel.zip", "w") as parcel:
        for name, content in (("inner.pdf", letter(4)), ("copy.pdf", letter(3)), ("damaged.pdf", b"not a paper")):
            parcel.writestr(zipfile.ZipInfo(name), content)  # no time of now: the same bytes in each trial
    (incoming / "APP-3.pdf").write_bytes(letter(5))


DROPPED = 10
"""Files that `fill` drops, those in the zip file among them."""


def work_through(home: Path) -> None:
    """One pass over an office, in this process."""
    office = open_office(home)
    with tempfile.TemporaryDirectory() as folder:
        clerk = Clerk(office, cast(Workers, Here(Path(folder))), Options(as_of=AS_OF, settle=SETTLE))
        clerk.once()


def forked(work: Callable[[], None]) -> int:
    """Runs something in a child of this process; gives the child's number."""
    close()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.setsid()
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        work()
        status = 0
    except BaseException as error:  # a child must never go on as its parent
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(status)


def ended(child: int) -> int:
    """Waits for a child; how it ended: 0, or minus the number of the signal that killed it.

    Raises:
        TimeoutError: if it hangs.
    """
    for _ in range(LONGEST * 50):
        number, status = os.waitpid(child, os.WNOHANG)
        if number:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise TimeoutError("the pass hangs")


def armed(home: Path, point: str) -> Callable[[], None]:
    """A pass that is killed at a point, e.g. "store.copied" or "store.copied:2" after two passings."""

    def work() -> None:
        os.environ[ARMED] = point
        work_through(home)

    return work


def crash_at(home: Path, point: str, expected: Picture) -> Trial:
    """A trial at one point, in an office with a full queue; the pass after it must finish what the killed one began."""
    killed = ended(forked(armed(home, point))) == -signal.SIGKILL
    return Trial(point, killed, tuple(_after(home, expected)))


def crash_at_random(home: Path, seconds: float, expected: Picture, *, beside: bool) -> Trial:
    """A trial in which a process is killed after so many seconds, perhaps with another one at work beside it."""
    other = forked(lambda: work_through(home)) if beside else None
    child = forked(lambda: work_through(home))
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    killed = ended(child) == -signal.SIGKILL
    faults = [f"the other process ended with {status}" for status in [ended(other)] if status] if other else []
    return Trial(f"random {seconds:.2f} s{' beside' if beside else ''}", killed, (*faults, *_after(home, expected)))


def _after(home: Path, expected: Picture) -> Iterator[str]:
    """What is wrong after a kill, and after the pass that follows it."""
    office = open_office(home)
    yield from _faults(office)
    status = ended(forked(lambda: work_through(home)))
    if status:
        yield f"the pass after the crash ended with {status}"
    yield from _faults(office)
    yield from _unfinished(office)
    for name, found in picture(office).items():
        if found != expected[name]:
            yield f"{name} differ from those of an undisturbed run: {found} instead of {expected[name]}"
    close()


def _faults(office: Office) -> Iterator[str]:
    """What may never be seen, not even between a kill and the next pass."""
    now = balance(count_in_queue(office))
    if not now.is_even:
        yield f"the register does not balance: {now}"
    yield from audit.verify().faults
    for sha256, _ in office.store.sizes():
        if fault := office.store.check(sha256):
            yield f"half written in the store: {fault.message}"
    for original in Original.objects.all():
        if not office.store.holds(original.pk):
            yield f"an original is lost: {original.pk}"
    for folder in office.worksheets.iterdir():
        if not folder.name.startswith("."):
            yield from _half_written(folder)
    for note in office.quarantine.rglob("*.why.txt"):
        if "the original is in the store" not in note.read_text(encoding="utf-8"):
            yield f"half written: {note.name}"


def _half_written(folder: Path) -> Iterator[str]:
    try:
        json.loads((folder / "appraisal.json").read_text(encoding="utf-8"))
        with zipfile.ZipFile(folder / "worksheet.xlsx") as book:
            assert book.testzip() is None
    except (OSError, ValueError, zipfile.BadZipFile, AssertionError) as error:
        yield f"half written: {folder.name} ({error})"


def _unfinished(office: Office) -> Iterator[str]:
    """What a finished pass may not leave."""
    left = [path for path in office.incoming.rglob("*") if path.is_file()]
    left += list((office.home / "store" / ".unfinished").glob("*"))
    left += [path for path in office.worksheets.iterdir() if path.name.startswith(".")]
    left += list((office.quarantine / ".unfinished").glob("*"))
    for path in left:
        yield f"left behind: {path.relative_to(office.home)}"
    for work in Work.objects.all():
        yield f"not done: {work.kind} {work.key}"


def picture(office: Office) -> Picture:
    """The register without times and row numbers, as plain things that can be compared."""
    known = {sha256 for sha256, _ in office.store.sizes()}
    appraised = {it.pk: it for it in Appraisal.objects.all()}
    return {
        "drops": sorted(Drop.objects.values_list("case__application_id", "name", "sha256", "outcome")),
        "documents": sorted(
            map(str, Document.objects.values_list("case__application_id", "name", "original", "state"))
        ),
        "readings": Counter(Reading.objects.values_list("original", flat=True)),
        "store": known == set(Original.objects.values_list("pk", flat=True)),
        "appraisals": sorted(
            (it.application_id, appraised[it.current_id].recommendation, appraised[it.current_id].digest)
            for it in Case.objects.all()
        ),
        "worksheets": {
            path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in office.worksheets.glob("*/appraisal.json")
        },
        "quarantine": sorted(path.name for path in office.quarantine.rglob("*") if path.is_file()),
    }


def undisturbed(home: Path) -> tuple[Picture, float]:
    """The register as a run makes it that nobody disturbs, and how long it took."""
    started = time.perf_counter()
    if ended(forked(lambda: work_through(home))):
        raise RuntimeError("a run without a crash failed")
    seconds = time.perf_counter() - started
    office = open_office(home)
    faults = [*_faults(office), *_unfinished(office)]
    if faults or Drop.objects.count() != DROPPED:
        raise RuntimeError(f"a run without a crash is faulty: {faults}, {Drop.objects.count()} drops")
    expected = picture(office)
    close()
    return expected, seconds


def trials(folder: Path, count: int, seed: int) -> Iterator[Trial]:
    """Every point at its first and third passing, then random moments."""
    chance = random.Random(seed)
    empty = empty_home(folder / "empty")
    expected, seconds = undisturbed(new_home(folder / "undisturbed", empty))
    for number in range(count):
        home = new_home(folder / f"{number:04d}", empty)
        if number < 2 * len(POINTS):
            point = POINTS[number % len(POINTS)]
            yield crash_at(home, point if number < len(POINTS) else f"{point}:2", expected)
        else:
            beside = number % 2 == 0
            yield crash_at_random(home, chance.uniform(0, seconds * (2 if beside else 1)), expected, beside=beside)
        shutil.rmtree(home)


def by_place(done: Sequence[Trial]) -> Iterator[str]:
    """A line for each place of a kill: how often it was tried, how often the process was there, how many faults."""
    places: dict[str, list[Trial]] = {}
    for it in done:
        beside = ", another at work" if it.name.endswith(" beside") else ""
        place = f"a random moment{beside}" if it.name.startswith("random") else it.name.partition(":")[0]
        places.setdefault(place, []).append(it)
    for place, them in places.items():
        faulty = sum(bool(it.faults) for it in them)
        yield f"  {place:<34} {len(them):>3} tried {sum(it.killed for it in them):>3} killed {faulty:>3} faulty"


def main() -> int:
    """Runs the trials and prints what they came to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warm_up()  # once, for all processes that are forked
    done: list[Trial] = []
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for number, trial in enumerate(trials(Path(folder), options.trials, options.seed), 1):
            done.append(trial)
            for fault in trial.faults:
                print(f"{number} {trial.name}: {fault[:300]}", flush=True)
    seconds = time.perf_counter() - started
    for line in by_place(done):
        print(line)
    killed, faulty = sum(it.killed for it in done), sum(bool(it.faults) for it in done)
    print(
        f"{options.trials} trials, {killed} processes killed in mid-work, {faulty} trials with a fault; {seconds:.0f} s"
    )
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
