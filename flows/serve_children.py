"""The processes that `parakh serve` looks after: started, watched, started again when they end, ended with it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.progress import ALIVE
from flows.serve_state import ChildState
from flows.work import life_of

LONGEST_PAUSE = 60.0
"""Seconds before a process that ends again and again is started once more; they double up to this, from one."""

STEADY = 60.0
"""Seconds after which a process that runs is held to be well: the next pause is short again."""

NEVER = float("inf")

FIRST_SIGN = 240.0
"""Seconds that a process has at least until its first line: a machine that has just been started is slow."""

LINES = 20
"""Last lines of a process that are looked through for why it has ended."""

Say = Callable[[str, str], None]


@dataclass(slots=True)
class Child:
    """One process.

    Attributes:
        name: as the log names it; `what` says it in words.
        after: whether what it needs is there; it is not started before.
        is_once: whether it does its work and ends; it is then `done`, and not started again until `again`.
        grace: seconds that it has to end in order.
        line: takes each line that it prints.
        silence: seconds without a line, or a sign of life (`flows.progress.ALIVE`), after which it is held to be stuck.
    """

    name: str
    what: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    line: Callable[[str], None]
    after: Callable[[], bool] = lambda: True
    is_once: bool = False
    grace: float = 10.0
    silence: float = NEVER
    done: bool = False
    restarts: int = 0
    _process: subprocess.Popen[str] | None = field(default=None, init=False)
    _life: str = field(default="", init=False)
    _begun: float = field(default=0.0, init=False)
    _heard: float | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False)
    _next: float = field(default=0.0, init=False)
    _last: deque[str] = field(default_factory=lambda: deque(maxlen=LINES), init=False)

    @property
    def pid(self) -> int:
        """Its process, 0 while it does not run."""
        return self._process.pid if self._process is not None else 0

    @property
    def seconds(self) -> float:
        """How long it runs by now."""
        return time.monotonic() - self._begun if self._process is not None else 0.0

    @property
    def failures(self) -> int:
        """How often it has ended without having been well in between."""
        return self._failures

    @property
    def state(self) -> ChildState:
        """How it stands."""
        said = "runs" if self._process is not None else "done" if self.done else "waits"
        if self._failures and self._process is None and not self.done:
            said = f"ended {self._failures} times in a row: {self.last_words}"
        return ChildState(self.name, self._life if self._process is not None else "", self.restarts, said)

    @property
    def last_words(self) -> str:
        """The last line that it printed which names an error, else the last."""
        lines = list(self._last)
        return next((it for it in reversed(lines) if "Error: " in it or "Error) " in it), lines[-1] if lines else "")

    @property
    def _is_stuck(self) -> bool:
        """Whether it has given no sign for too long."""
        if self._heard is None:
            return self.seconds > max(self.silence, FIRST_SIGN)
        return time.monotonic() - self._heard > self.silence

    def look_after(self, say: Say) -> bool:
        """Starts it where it should run and does not; whether anything has changed."""
        if self._process is None:
            if self.done or time.monotonic() < self._next or not self.after():
                return False
            self._start(say)
            return True
        if self._failures and not self.is_once and self.seconds > STEADY:
            self._failures = 0
        status = self._process.poll()
        if status is not None:
            self._ended(status, say)
            return True
        if self._is_stuck:
            self.kill()
            self._pause(say, f"has given no sign of life for {self.silence:g} s, is ended", "")
            return True
        return False

    def again(self) -> None:
        """What it does once is to be done once more."""
        self.done = False

    def ask_to_end(self) -> None:
        """Tells it to end."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGTERM)

    def await_end(self, seconds: float) -> bool:
        """Waits for its end; False where it has not come."""
        if self._process is None:
            return True
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        self._forget()
        return True

    def kill(self) -> None:
        """Ends it and all that it has started in its group, at once."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._forget()

    def _start(self, say: Say) -> None:
        self._begun, self._heard = time.monotonic(), None
        try:
            self._process = subprocess.Popen(
                self.command,
                env=dict(self.environment),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="backslashreplace",
                start_new_session=True,  # Ctrl-C reaches `serve` only, which ends the others in order
            )
        except OSError as error:  # no memory, no processes left: it is tried again
            self._last.append(str(error))
            self._pause(say, "could not be started", f" {error}")
            return
        self._life = life_of(self._process.pid)
        self._last.clear()
        threading.Thread(target=self._listen, args=(self._process,), name=self.name, daemon=True).start()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._heard = time.monotonic()
                words = line.rstrip()
                if words and words != ALIVE:
                    self._last.append(words)
                    self.line(words)

    def _ended(self, status: int, say: Say) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)  # what it had started
        self._forget()
        if self.is_once and status == 0:
            self.done, self._failures = True, 0
            return
        last = f" It said: {self.last_words}" if self.last_words and status > 0 else ""
        self._pause(say, f"has ended ({_how(status)})", last)

    def _pause(self, say: Say, what: str, last: str) -> None:
        self.restarts += 1
        self._failures += 1
        pause = min(LONGEST_PAUSE, 2.0 ** (self._failures - 1))
        self._next = time.monotonic() + pause
        say(self.name, f"{self.what} {what} and is started again in {pause:.0f} s.{last}")

    def _forget(self) -> None:
        self._process, self._life = None, ""


def _how(status: int) -> str:
    if status < 0:
        with contextlib.suppress(ValueError):
            return "killed" if status == -signal.SIGKILL else f"by {signal.Signals(-status).name}"
    return f"exit code {status}"
