"""Worker processes: documents are read in children with limits on time and memory.

PDFium is not thread-safe and files from outside can crash, hang or swell whatever opens them. A child that dies or
overruns its time takes one document with it, never the run. Children end with their parent.
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
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self, TypeVar

from extractors.prepare import warm_up

MEMORY_LIMIT = 3 * 1024**3
"""Bytes of address space a child may take; a page at 300 dpi with all its copies stays far below."""

Result = TypeVar("Result")
_PARENT_GONE = 1  # PR_SET_PDEATHSIG of prctl(2)


class WorkerDied(RuntimeError):
    """The child ended without an answer: killed, crashed, or out of memory."""


class TimedOut(RuntimeError):
    """The child did not answer in time and was ended."""


_RUNNING: list[Workers] = []


@contextlib.contextmanager
def pool(count: int) -> Iterator[Workers]:
    """The pool that this process already runs, else a new one for the time of the `with` block.

    Its children load what reading needs while this process goes on (to start Prefect, say).
    """
    if _RUNNING:
        yield _RUNNING[-1]
        return
    with Workers(count, first=warm_up) as workers:
        _RUNNING.append(workers)
        try:
            yield workers
        finally:
            _RUNNING.remove(workers)


class Failed(RuntimeError):
    """The function raised in the child; the message names the error."""


class _Worker:
    """One child and the pipe to it."""

    def __init__(self, first: Callable[[], object] | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, os.getpid(), first), daemon=True)
        self.process.start()
        theirs.close()

    def call(self, function: Callable[..., Any], args: tuple[Any, ...], seconds: float) -> Any:
        try:
            self.pipe.send((function, args))
            if not self.pipe.poll(seconds):
                raise TimedOut(f"no answer within {seconds:.0f} seconds")
            succeeded, answer = self.pipe.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            self.process.join(2)
            raise WorkerDied(f"the reading process ended (exit code {self.process.exitcode})") from error
        if not succeeded:
            raise answer
        return answer

    def end(self) -> None:
        """Ends the child and whatever it started (a running Tesseract)."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self.process.pid and os.getpgid(self.process.pid) == self.process.pid:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Workers:
    """A pool of `count` children. `call` may be used from many threads; each waits for a free child."""

    def __init__(self, count: int, first: Callable[[], object] | None = None) -> None:
        self.count = count
        self._first = first
        self._free: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        self._all: set[_Worker] = set()
        self.begun: dict[str, Future[Any]] = {}
        """Work begun before anybody asked for it, by a key of the caller's; whoever takes it removes it."""
        for _ in range(count):
            self._free.put(None)  # started when first needed

    def __enter__(self) -> Self:
        """Starts all children at once, so that they load their libraries side by side."""
        for _ in range(self.count):
            self._free.get()
        for _ in range(self.count):
            self._free.put(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends all children."""
        for worker in tuple(self._all):
            worker.end()
        self._all.clear()

    def call(self, function: Callable[..., Result], *args: Any, seconds: float) -> Result:
        """The function's result, computed in a child.

        Raises:
            TimedOut: if it took longer than `seconds`; the child is replaced.
        Failed: if the function raised.
            WorkerDied: if the child ended; it is replaced, and the caller may try once more.
        """
        worker = self._free.get() or self._start()
        try:
            answer: Result = worker.call(function, args, seconds)
        except (TimedOut, WorkerDied):
            worker.end()
            self._all.discard(worker)
            self._free.put(None)
            raise
        except BaseException:
            self._free.put(worker)
            raise
        self._free.put(worker)
        return answer

    def _start(self) -> _Worker:
        worker = _Worker(self._first)
        self._all.add(worker)
        return worker


def _serve(pipe: Connection, parent: int, first: Callable[[], object] | None) -> None:
    """The child's life: `first`, then take a function and its arguments, answer, until the parent is gone."""
    os.setsid()  # a group of its own: Tesseract ends with it, and Ctrl-C reaches the parent only
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_GONE, signal.SIGKILL)
        if os.getppid() != parent:
            return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    if first is not None:
        first()
    while True:
        try:
            function, args = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (True, function(*args))
        except Exception as error:  # the parent decides what it means; the child lives on
            answer = (False, Failed(f"{type(error).__name__}: {error}"))
        pipe.send(answer)
