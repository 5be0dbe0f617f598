"""The queue's watcher of `parakh serve`, a process of its own: it takes in, reads, appraises; through Prefect or not.

What lies in the queue is taken into the register first, whatever Prefect does. Where its server answers, reading and
appraising are runs of the flows `intake` and `appraisal`, with the same clerk and the same pool of processes; where it
does not, or is lost in the middle, the same functions are called without it.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import DatabaseError

from casefile.database import CannotUse, close
from casefile.office import open_office
from casefile.work import free
from flows.prefect_home import answers
from flows.progress import Progress, announce, current
from flows.queue import Intake
from flows.queue_command import day
from flows.queue_pass import Clerk, Options, Pass
from flows.workers import pool
from reference import DEFAULT_SCHEME, NotInForce, ReferenceMistake

OURS = (DatabaseError, OSError, NotInForce, ReferenceMistake)
"""Faults that have nothing to do with Prefect."""

TIDY_EVERY = 60.0
"""Seconds between two looks for runs whose process is dead."""

WITHOUT = "Prefect could not be used for this ({why}); it was done without, the results are the same."


@dataclass(slots=True)
class Rounds:
    """What the watcher does at each look.

    Attributes:
        page: the address of Prefect's page, "" to go without it.
    """

    clerk: Clerk
    page: str
    _tidied: float = field(default=0.0, init=False)

    def __call__(self) -> Pass:
        """One look: files are taken in, what waits is read and appraised."""
        current().alive()
        found = self.clerk.take()
        if not self.page or not answers(self.page):
            return self.clerk.work(found)
        self._tidy()
        if not self.clerk.is_awaited():
            return self.clerk.work(found)
        return self._through_prefect(found)

    def _through_prefect(self, found: Intake) -> Pass:
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        from flows.helpers import ask_for_help
        from flows.office_flows import clerk_here, intake

        # The heartbeat's thread sleeps a second at the end of every run.
        with clerk_here(self.clerk), temporary_settings(updates={PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            try:
                ask_for_help(free("read"), self.clerk.workers.count)
                done = intake(home=str(self.clerk.office.home), take=False, jobs=self.clerk.workers.count)
            except OURS:
                raise
            except Exception as error:  # whatever Prefect's client raises; what is ours comes up again below
                current().say(WITHOUT.format(why=f"{type(error).__name__}: {error}"))
                return self.clerk.work(found)
        return replace(done, taken=found.taken, left=found.left)

    def _tidy(self) -> None:
        """Closes runs of processes that are dead, now and then."""
        if time.monotonic() - self._tidied < TIDY_EVERY and self._tidied:
            return
        from flows.helpers import close_dead_runs

        self._tidied = time.monotonic()
        try:
            close_dead_runs()
        except Exception as error:  # what the page shows is no reason to stop
            current().say(f"Runs of dead processes could not be closed on Prefect's page ({error}).")


def main(arguments: Sequence[str] | None = None) -> int:
    """Watches until it is told to stop."""
    options = _options(arguments)
    announce(Progress(signs=True))
    try:
        office = open_office(Path(os.environ["PARAKH_HOME"]))
    except CannotUse as error:
        print(error, file=sys.stderr)
        return 1
    chosen = Options(options.as_of, options.scheme, options.document_timeout)
    with pool(options.jobs) as workers:
        clerk = Clerk(office, workers, chosen)
        close()
        return _watch(clerk, options.every)


def _watch(clerk: Clerk, every: float) -> int:
    """Watches on a second thread: on the first, Prefect would take the signals for itself."""
    stop, failed = threading.Event(), threading.Event()

    def work() -> None:
        try:
            clerk.watch(every, stop, Rounds(clerk, os.environ.get("PREFECT_API_URL", "").removesuffix("/api")))
        except Exception as error:  # told in the log, and the watcher is started again
            failed.set()
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        finally:
            close()
            stop.set()

    def told(_number: int, _frame: object) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)
    thread = threading.Thread(target=work, name="watch")
    thread.start()
    while thread.is_alive():
        thread.join(0.5)  # so that signals are heard
    return int(failed.is_set())


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m flows.serve_watch", description=__doc__)
    parser.add_argument("--every", type=float, default=5.0)
    parser.add_argument("--as-of", type=day)
    parser.add_argument("--scheme", default=DEFAULT_SCHEME)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--document-timeout", type=float)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
