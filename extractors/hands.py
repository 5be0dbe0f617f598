"""More hands for one long document: processes that read some of its pages while this one reads the others.

A hand is a plain child process that is told on its standard input what to do and answers on its standard output. It
stands in the process group of whoever started it and ends with it; its limits on memory are inherited. It works as
well where the caller may have no children of `multiprocessing` (a worker of a pool), runs threads, or is a script
without a `__main__` guard. What a hand does not answer, because it was killed, is done here.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

Result = TypeVar("Result")
Reader = Callable[..., Result]

_PARENT_GONE = 1  # PR_SET_PDEATHSIG of prctl(2)
_HAND = "import sys; from extractors.hands import _serve; _serve(int(sys.argv[1]))"


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def with_hands(
    reader: Callable[..., AbstractContextManager[Reader[Result]]],
    about: Any,
    jobs: Sequence[Any],
    hands: int,
    first: Callable[[], object] | None = None,
) -> list[Result]:
    """The results of all jobs in their order; this process and `hands` more take them one by one.

    Args:
        reader: opens what the jobs are about and gives the function that does one; importable by name.
        about: what `reader` is called with; it and the jobs must be picklable.
        jobs: what the function is called with, each once.
        hands: how many processes help; 0 for none.
        first: what this process does before its own first job, while the hands are at work.

    Raises:
        Exception: whatever a job raises when it is done here; a job that fails in a hand is done again here.
    """
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(len(jobs)):
        waiting.put(number)
    done: dict[int, Result] = {}
    helpers = [_Hand(reader, about, jobs, waiting, done) for _ in range(min(hands, len(jobs) - 1))]
    try:
        if first is not None:
            first()
        with reader(about) as read:
            while (mine := _next(waiting)) is not None:
                done[mine] = read(jobs[mine])
            for helper in helpers:
                helper.finish()
            for undone in sorted(set(range(len(jobs))) - done.keys()):
                done[undone] = read(jobs[undone])
    finally:
        for helper in helpers:
            helper.end()
    return [done[number] for number in range(len(jobs))]


def _next(waiting: queue.SimpleQueue[int]) -> int | None:
    try:
        return waiting.get_nowait()
    except queue.Empty:
        return None


class _Hand:
    """A child process, and the thread here that hands it one job after another."""

    def __init__(
        self, reader: Callable[..., Any], about: Any, jobs: Sequence[Any], waiting: queue.SimpleQueue[int], done: Any
    ) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _HAND, str(os.getpid())],  # -P: no module from the folder we stand in
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        self._thread = threading.Thread(target=self._run, args=(reader, about, jobs, waiting, done), daemon=True)
        self._thread.start()

    def _run(
        self, reader: Callable[..., Any], about: Any, jobs: Sequence[Any], waiting: queue.SimpleQueue[int], done: Any
    ) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):  # the child ended: others do its jobs
            _send(self._process.stdin, (reader, about))
            while (number := _next(waiting)) is not None:
                _send(self._process.stdin, jobs[number])
                succeeded, answer = pickle.load(self._process.stdout)
                if not succeeded:
                    return
                done[number] = answer

    def finish(self) -> None:
        """Waits until the job that is under way is done, or the child has ended."""
        self._thread.join()

    def end(self) -> None:
        """Ends the child, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _send(pipe: BinaryIO | Any, message: Any) -> None:
    pickle.dump(message, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _serve(parent: int) -> None:
    """A hand's life: open what the jobs are about, do one after another, until the parent has no more or is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_GONE, signal.SIGKILL)
        if os.getppid() != parent:
            return
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    with contextlib.suppress(EOFError, BrokenPipeError):
        reader, about = pickle.load(asked)
        with reader(about) as read:
            for job in _jobs(asked):
                try:
                    answer = (True, read(job))
                except Exception as error:  # the parent does the job itself, and meets the error if it is one
                    answer = (False, f"{type(error).__name__}: {error}")
                _send(answers, answer)


def _jobs(asked: BinaryIO) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(asked)
        except EOFError:
            return
