"""Worker processes: documents are read in children with limits on time, processor time, memory and what they write.

PDFium is not thread-safe and files from outside can crash, hang or swell whatever opens them. A child that dies or
overruns its time takes one page of one document with it, never the run. Children end with their parent: the kernel
ends them where it can, the run's guard ends them and what they started.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import queue
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self, TypeVar

from extractors.prepare import warm_up
from flows.guard import Guard
from flows.work import Work, work_folders

MEMORY_LIMIT = 1536 * 1024**2
"""Bytes of memory that a child may hold; a page at 300 dpi with all its copies stays far below."""

ADDRESS_LIMIT = 3 * 1024**3
"""Bytes of address space that a child may ask for: what asks for this much at once is refused before it is held."""

LOOK_EVERY = 0.2
"""Seconds after which a child's memory is looked at again."""

LARGEST_FILE = 2 * 1024**3
"""Bytes of any one file that a child may write."""

PROCESSOR_SHARE = 2.0
"""Seconds of processor time a child may take for each second it is given; threads of libraries count together."""

WORN_BY = 200
"""Documents after which a child is replaced: what libraries leak stays small."""

WORN_FROM = 700 * 1024**2
"""Bytes of memory at rest from which on a child is replaced."""

Result = TypeVar("Result")
_PARENT_GONE = 1  # PR_SET_PDEATHSIG of prctl(2)


class Lost(RuntimeError):
    """A child gave no answer; `pid` is what it was."""

    def __init__(self, message: str, pid: int = 0) -> None:
        super().__init__(message)
        self.pid = pid


class WorkerDied(Lost):
    """The child ended without an answer: killed, crashed, or out of memory."""


class TookTooMuch(WorkerDied):
    """The child held more memory than it may and was ended; the same document would do so again."""


class TimedOut(Lost):
    """The child did not answer in time and was ended."""


_RUNNING: list[Workers] = []


@contextlib.contextmanager
def pool(count: int, out: Path | None = None) -> Iterator[Workers]:
    """The pool that this process already runs, else a new one for the time of the `with` block.

    Its children load what reading needs while this process goes on (to start Prefect, say). `out` is where the results
    go: readings are kept there until the run is finished.
    """
    if _RUNNING:
        yield _RUNNING[-1]
        return
    with work_folders(out) as work, Workers(count, first=warm_up, work=work) as workers:
        _RUNNING.append(workers)
        try:
            yield workers
        finally:
            _RUNNING.remove(workers)


class Failed(RuntimeError):
    """The function raised in the child; the message names the error."""


class _Worker:
    """One child and the pipe to it."""

    def __init__(self, first: Callable[[], object] | None, temporary: Path | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, os.getpid(), first, temporary), daemon=True)
        self.process.start()
        self.pid = self.process.pid or 0
        self.done = 0
        self.memory = 0
        self._closing = Lock()
        theirs.close()

    def call(self, function: Callable[..., Any], args: tuple[Any, ...], seconds: float) -> Any:
        try:
            self.pipe.send((function, args, seconds))
            self._await(seconds)
            succeeded, answer, self.memory = self.pipe.recv()
        except (EOFError, OSError) as error:  # the child is gone, or the end of the run has closed its pipe
            self.process.join(2)
            raise WorkerDied(f"the reading process ended ({_how(self.process.exitcode)})", self.pid) from error
        self.done += 1
        if not succeeded:
            raise answer
        return answer

    def _await(self, seconds: float) -> None:
        """Waits for the answer, with an eye on the child's memory."""
        deadline = time.monotonic() + seconds
        while not self.pipe.poll(min(LOOK_EVERY, max(0.0, deadline - time.monotonic()))):
            if time.monotonic() >= deadline:
                raise TimedOut(f"no answer within {seconds:.0f} seconds", self.pid)
            if memory_of(self.pid) > MEMORY_LIMIT:
                raise TookTooMuch(f"it took more than {MEMORY_LIMIT // 2**20} MB of memory", self.pid)

    @property
    def is_worn(self) -> bool:
        """Whether the child has done or holds so much that a new one should take its place."""
        return self.done >= WORN_BY or self.memory >= WORN_FROM

    def end(self) -> None:
        """Ends the child and whatever it started (a running Tesseract)."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self.process.pid and os.getpgid(self.process.pid) == self.process.pid:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        with self._closing:  # the end of a run and whoever waited for the child come here at once
            self.pipe.close()


def _how(exit_code: int | None) -> str:
    """How a child ended, for people."""
    match exit_code:
        case -9:
            return "killed"
        case -24:
            return "too much processor time"
        case None:
            return "no longer answering"
    return f"exit code {exit_code}"


class Workers:
    """A pool of `count` children. `call` may be used from many threads; each waits for a free child."""

    def __init__(self, count: int, first: Callable[[], object] | None = None, work: Work | None = None) -> None:
        self.count = count
        self.work = work
        self._first = first
        self._is_over = False
        self._guard: Guard | None = None
        self._starter = ThreadPoolExecutor(1, "starter")  # children end with the thread that started them
        self._free: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        self._all: set[_Worker] = set()
        self.begun: dict[str, Future[Any]] = {}
        """Work begun before anybody asked for it, by a key of the caller's; whoever takes it removes it."""
        for _ in range(count):
            self._free.put(None)  # started when first needed

    def __enter__(self) -> Self:
        """Starts all children at once, so that they load their libraries side by side."""
        if self.work is not None:
            self._guard = Guard(self.work.temporary)
        for _ in range(self.count):
            self._free.get()
        for _ in range(self.count):
            self._free.put(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends all children; threads that still call, or wait to, are told that they died."""
        self._is_over = True
        for future in self.begun.values():
            future.cancel()
        self._starter.shutdown()
        for worker in tuple(self._all):
            self._end(worker)
        self._free.put(None)
        if self._guard is not None:
            self._guard.end()

    def call(self, function: Callable[..., Result], *args: Any, seconds: float) -> Result:
        """The function's result, computed in a child.

        Raises:
            TimedOut: if it took longer than `seconds`; the child is replaced.
            Failed: if the function raised.
            WorkerDied: if the child ended; it is replaced, and the caller may try once more.
        """
        free = self._free.get()
        if self._is_over:
            self._free.put(free)  # whoever else waits is let through as well
            raise WorkerDied("the run was ended", 0)
        worker = free or self._start()
        try:
            answer: Result = worker.call(function, args, seconds)
        except (TimedOut, WorkerDied):
            self._end(worker)
            self._free.put(None if self._is_over else self._start())
            raise
        except BaseException:
            self._free.put(worker)
            raise
        if worker.is_worn:
            self._end(worker)
            worker = self._start()
        self._free.put(worker)
        return answer

    def _start(self) -> _Worker:
        folder = self.work.folder("children") if self.work is not None else None
        worker = self._starter.submit(_Worker, self._first, folder).result()
        self._all.add(worker)
        if self._guard is not None:
            self._guard.watch(worker.pid)
        return worker

    def _end(self, worker: _Worker) -> None:
        worker.end()
        self._all.discard(worker)
        if self._guard is not None:
            self._guard.release(worker.pid)


def _serve(pipe: Connection, parent: int, first: Callable[[], object] | None, temporary: Path | None) -> None:
    """The child's life: `first`, then take a function and its arguments, answer, until the parent is gone."""
    os.setsid()  # a group of its own: Tesseract ends with it, and Ctrl-C reaches the parent only
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_GONE, signal.SIGKILL)
        if os.getppid() != parent:
            return
    if temporary is not None:
        tempfile.tempdir = str(temporary)  # TMPDIR stays the run's: it marks what the run has started
    for limit, most in (
        (resource.RLIMIT_AS, ADDRESS_LIMIT),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    if first is not None:
        first()
    while True:
        try:
            function, args, seconds = pipe.recv()
        except (EOFError, OSError):
            return
        _allow_processor(seconds)
        try:
            answer = (True, function(*args), memory_of(os.getpid()))
        except Exception as error:  # the parent decides what it means; the child lives on
            answer = (False, Failed(f"{type(error).__name__}: {error}"), memory_of(os.getpid()))
        pipe.send(answer)


def _allow_processor(seconds: float) -> None:
    """Sets the processor time that the next call may take, from what was used so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + PROCESSOR_SHARE * seconds) + 10
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def memory_of(pid: int) -> int:
    """Bytes of memory that a process holds now; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * resource.getpagesize()
