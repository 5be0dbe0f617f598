"""`parakh serve`: the queue's watcher, Prefect's server and its runner, looked after until they are told to stop.

This process does none of the work. It starts the others, each in a group of its own, starts again what ends, and ends
all with itself: in order when it is told to, through its guard when it is killed. The watcher needs nobody: where
Prefect does not start, or ends, documents are read and appraised all the same.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from casefile.database import CannotUse
from flows.guard import Guard
from flows.prefect_home import HELPERS, PAGES, POOL, answers, home_of_helper, home_of_office, office_environment
from flows.serve_children import NEVER, Child
from flows.serve_files import pages
from flows.serve_log import PEOPLE, PREFECT, Log
from flows.serve_state import OFFICE, Served, end_leftovers, lock, tell, told
from flows.work import life_of, work_folders

FIRST_PORT, PORTS = 4200, 100
LOOK_EVERY = 0.3
ASK_EVERY, ASK_SELDOM = 1.0, 10.0
"""Seconds between two questions whether the page answers: until it does, and from then on."""

SLOWEST_START = 240.0
"""Seconds that the server may take until it answers; the first start makes its tables."""

DEAF = 90.0
"""Seconds for which a server that answered before may be silent before it is started again."""

GIVEN_UP = 5
"""After so many failures it is told that the queue goes on without Prefect."""

FINISHING = 60.0
"""Seconds that the watcher has to finish the documents in hand."""

STUCK = 900.0
"""Seconds without a sign of life after which the watcher is started again; it gives one every 100 seconds at least."""

HERE, EVERYWHERE = "127.0.0.1", ("0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for.

    Attributes:
        host: the address at which page and worksheets are served.
        port: the page's port; None looks for a free one.
        watcher: further arguments of the watcher (`flows.serve_watch`).
        join: the page of the office that this machine helps, "" to serve the office itself.
        name: a helper's name.
        stuck: seconds without a sign of life after which the watcher is started again.
    """

    home: Path
    host: str = HERE
    port: int | None = None
    with_prefect: bool = True
    watcher: tuple[str, ...] = ()
    join: str = ""
    name: str = field(default_factory=socket.gethostname)
    quiet: bool = False
    stuck: float = STUCK

    @property
    def role(self) -> str:
        """Which lock it takes."""
        return f"helper-{self.name}" if self.join else OFFICE


@dataclass(slots=True)
class Page:
    """Prefect's page, and whether it answers just now.

    Attributes:
        address: as this machine reaches it; `shown`: as people do, on other machines too.
    """

    address: str
    shown: str
    is_ready: bool = False
    _asked: float = 0.0
    _heard: float = 0.0

    def ask(self) -> bool:
        """Asks whether it answers, if it is time to; whether that has changed."""
        now = time.monotonic()
        if now - self._asked < (ASK_SELDOM if self.is_ready else ASK_EVERY):
            return False
        before, self._asked = self.is_ready, now
        if answers(self.address):
            self.is_ready, self._heard = True, now
        elif now - self._heard > DEAF:
            self.is_ready = False
        return before != self.is_ready

    def forget(self) -> None:
        """Its process has ended."""
        self.is_ready = False


class Serve:
    """One `parakh serve`."""

    def __init__(self, wanted: Wanted, log: Log, before: Served | None) -> None:
        self.wanted, self.log = wanted, log
        self.since = datetime.now(UTC)
        self.page: Page | None = None
        self.pages = ""
        if wanted.join:
            address = wanted.join.removesuffix("/").removesuffix("/api")
            self.page = Page(address, address)
        elif wanted.with_prefect:
            port, name = _port(wanted, before), shown(wanted.host)
            here = HERE if wanted.host in EVERYWHERE else wanted.host
            self.page = Page(f"http://{here}:{port}", f"http://{name}:{port}")
            self.pages = f"http://{name}:{free_port(wanted.host, port + 1)}"
        self.children = tuple(self._children())
        self._told_to_stop = 0
        self._watched: set[int] = set()
        self._told_given_up = False

    def run(self) -> None:
        """Looks after everything until it is told to stop."""
        with contextlib.ExitStack() as stack:
            work = stack.enter_context(work_folders(None))
            guard = Guard(work.temporary)
            stack.callback(guard.end)
            stack.callback(self._end_all)
            stack.enter_context(self._signals())
            if self.pages:
                stack.enter_context(pages(self.wanted.home, self.wanted.host, port_of(self.pages)))
            for child in self.children:
                child.environment = {**child.environment, "TMPDIR": str(work.temporary)}  # the guard knows them by it
            self._tell()
            while not self._told_to_stop:
                self._look_after_all(guard)
                time.sleep(LOOK_EVERY)

    def _look_after_all(self, guard: Guard) -> None:
        changed = self._look_at_page()
        for child in self.children:
            changed |= child.look_after(self.log.say)
        if changed:
            running = {child.pid for child in self.children} - {0}
            for pid in running - self._watched:
                guard.watch(pid)
            for pid in self._watched - running:
                guard.release(pid)
            self._watched = running
            self._tell()

    def _look_at_page(self) -> bool:
        """Asks the page, and starts its server again where it has gone silent; whether anything has changed."""
        if self.page is None:
            return False
        server = next((it for it in self.children if it.name == "page"), None)
        if server is not None and not server.pid:
            changed = self.page.is_ready
            self.page.forget()
            self._tell_of_failures(server)
            return changed
        changed = self.page.ask()
        if changed and self.page.is_ready:
            self.log.say("page", f"Prefect's page is ready: {self.page.shown}")
            for child in self.children:
                child.again()
        elif changed:
            self.log.say("page", f"Nothing answers at {self.page.shown} any more.")
        if server is not None and not self.page.is_ready and server.seconds > (DEAF if changed else SLOWEST_START):
            self.log.say("page", "Prefect's server is silent and is ended, to be started again.")
            server.kill()
            return True
        return changed

    def _tell_of_failures(self, server: Child) -> None:
        if server.failures < GIVEN_UP:
            self._told_given_up = False
        elif not self._told_given_up:
            self._told_given_up = True
            self.log.say(
                "page",
                "Prefect does not start. The queue goes on without it, and the results are the same; only the page is "
                f"missing. What it said is in {self.log.folder / PREFECT}. It is tried again by itself.",
            )

    def _children(self) -> Iterator[Child]:
        home, wanted = self.wanted.home, self.wanted
        environment = dict(os.environ) | {"PARAKH_HOME": str(home), "PYTHONUNBUFFERED": "1"}
        if self.page is not None:
            prefect = home_of_helper(wanted.name) if wanted.join else home_of_office(home)
            environment = office_environment(prefect, self.page.address) | {
                "PARAKH_HOME": str(home),
                "PYTHONUNBUFFERED": "1",
                PAGES: self.pages,
            }
        if not wanted.join:
            yield self._child(
                "queue",
                "The queue's watcher",
                ("flows.serve_watch", *wanted.watcher),
                environment | {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL"},
                grace=FINISHING,
                silence=wanted.stuck,
            )
        if self.page is None:
            return
        page = self.page
        plans = None
        if not wanted.join:
            address = ("--host", wanted.host, "--port", str(port_of(page.address)))
            yield self._child("page", "Prefect's server", ("prefect", "server", "start", *address), environment)
            plans = self._child("plans", "The plan of Prefect's runs", ("flows.deploy",), environment, is_once=True)
            plans.after = lambda: page.is_ready
            yield plans
        pool = ("--pool", HELPERS if wanted.join else POOL, "--type", "process")
        name = ("--name", wanted.name, "--limit", "1" if wanted.join else "2")
        runner = self._child("runner", "Prefect's runner", ("prefect", "worker", "start", *pool, *name), environment)
        runner.after = lambda: page.is_ready and (plans is None or plans.done)
        yield runner

    def _child(
        self,
        name: str,
        what: str,
        module: Sequence[str],
        environment: dict[str, str],
        *,
        grace: float = 10.0,
        silence: float = NEVER,
        is_once: bool = False,
    ) -> Child:
        def line(words: str) -> None:
            (self.log.say if name == "queue" else self.log.chatter)(name, words)

        command = (sys.executable, "-P", "-m", *module)
        return Child(
            name, what, command, environment, self.wanted.home, line, grace=grace, silence=silence, is_once=is_once
        )

    def _tell(self, stopped: datetime | None = None) -> None:
        children = tuple(child.state for child in self.children)
        address = self.page.shown if self.page is not None else ""
        served = Served(socket.gethostname(), life_of(os.getpid()), self.since, address, self.pages, children, stopped)
        tell(self.wanted.home, served, self.wanted.role)

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        def told(_number: int, _frame: object) -> None:
            self._told_to_stop += 1

        before = {it: signal.signal(it, told) for it in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end_all(self) -> None:
        """Ends the runner first and the server last, so that what ends can still say so."""
        asked = self._told_to_stop
        self.log.say("serve", "Stopping: the documents in hand are finished first; Ctrl-C once more stops at once.")
        order = sorted(self.children, key=lambda it: ("runner", "plans", "queue", "page").index(it.name))
        for child in order:
            child.ask_to_end()
            deadline = time.monotonic() + child.grace
            while not child.await_end(LOOK_EVERY):
                if time.monotonic() > deadline or self._told_to_stop > asked:
                    child.kill()
        self._tell(datetime.now(UTC))
        self.log.say("serve", "Stopped. Nothing is lost; `parakh serve` goes on where it was.")


def serve(wanted: Wanted) -> None:
    """Serves an office, or helps one, until it is told to stop.

    Raises:
        CannotUse: if it is served already, or a port is taken, with what to do.
    """
    with lock(wanted.home, wanted.role):
        before = told(wanted.home, wanted.role)
        log = Log(wanted.home.joinpath("logs", *([wanted.role] if wanted.join else [])), quiet=wanted.quiet)
        try:
            for name in end_leftovers(before):
                log.say("serve", f"A process ({name}) that a killed `parakh serve` had left is ended.")
            made = Serve(wanted, log, before)
            for line in opening(made):
                log.say("serve", line)
            made.run()
        finally:
            log.close()


def opening(made: Serve) -> list[str]:
    """What an office must know."""
    wanted, home = made.wanted, made.wanted.home
    if wanted.join and made.page is not None:
        return [f"Helping the office at {made.page.shown} as {wanted.name!r}; stop with Ctrl-C."]
    lines = [
        f"Serving the office in {home}; stop with Ctrl-C.",
        f"Put documents here:   {home / 'queue' / 'incoming'} (a folder for each application)",
        f"Worksheets appear in: {home / 'worksheets'}",
        f"What cannot be read:  {home / 'quarantine'} (beside each file a note on what to do)",
    ]
    if made.page is not None:
        lines.append(f"Prefect's page:       {made.page.shown} (ready in half a minute; it shows runs and results)")
        lines.append(f"Worksheets, to click: {made.pages}/worksheets/")
    else:
        lines.append("Without Prefect: there is no page; `parakh status` shows everything.")
    if wanted.host != HERE:
        lines.append(
            f"LOOK: other machines can open page and worksheets ({wanted.host}); docs/scale-out.md says who may"
        )
    return [*lines, f"This log:             {made.log.folder / PEOPLE}"]


def _port(wanted: Wanted, before: Served | None) -> int:
    """The page's port: as told, else the one of last time, else the first that is free.

    Raises:
        CannotUse: if the one told is taken, or none is free.
    """
    if wanted.port is not None:
        if not _is_free(wanted.host, wanted.port):
            raise CannotUse(
                f"port {wanted.port} is taken by another program; give another --port, or none and a free one is found"
            )
        return wanted.port
    last = port_of(before.page) if before is not None and before.page else FIRST_PORT
    return last if _is_free(wanted.host, last) else free_port(wanted.host, FIRST_PORT)


def free_port(host: str, first: int) -> int:
    """The first free port from `first` on.

    Raises:
        CannotUse: if none of the next hundred is.
    """
    for port in range(first, first + PORTS):
        if _is_free(host, port):
            return port
    raise CannotUse(f"no port from {first} to {first + PORTS - 1} is free on {host}; give one with --port")


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def port_of(address: str) -> int:
    """The port of an address such as "http://127.0.0.1:4200"."""
    return int(address.rpartition(":")[2])


def shown(host: str) -> str:
    """The name by which other machines reach one that listens everywhere."""
    return socket.gethostname() if host in EVERYWHERE else host
