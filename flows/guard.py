"""The guard: a small process that outlives a killed run just long enough to end its children and remove its folder.

A run that is killed (kill -9, out of memory) can tidy up nothing. Its guard notices that the pipe from the run is
closed, ends the groups of processes that were named to it and whatever else the run has started (Tesseract, a server
of Prefect), removes the run's temporary folder, and ends.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from flows.guard import stand; stand(sys.argv[2])"


class Guard:
    """The guard of this process's run over `folder`."""

    def __init__(self, folder: Path) -> None:
        home = str(Path(__file__).resolve().parent.parent)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _PROGRAM, home, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the run only
        )

    def watch(self, pid: int) -> None:
        """From now on this process, with its group, ends when the run does."""
        self._tell(f"+{pid}")

    def release(self, pid: int) -> None:
        """The process has ended: its number may become another's."""
        self._tell(f"-{pid}")

    def end(self) -> None:
        """The run has tidied up itself; what is still named is ended."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # a guard that was killed guards no more; the children know their parent
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()


def stand(folder: str) -> None:
    """The guard's life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    named: set[int] = set()
    for line in sys.stdin.buffer:
        pid = int(line[1:])
        if line[:1] == b"+":
            named.add(pid)
        else:
            named.discard(pid)
    for pid in (*named, *_started_by_the_run(folder)):
        _end(pid)
    shutil.rmtree(folder, ignore_errors=True)


def _started_by_the_run(folder: str) -> list[int]:
    """Processes whose temporary files go to the run's folder; none where the system does not tell."""
    mark = f"TMPDIR={folder}\0".encode()
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            pid = int(environment.parent.name)
            if pid != os.getpid() and mark in environment.read_bytes() + b"\0":
                found.append(pid)
    return found


def _end(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGKILL)
