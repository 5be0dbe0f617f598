"""Names for what is being written: it counts once it is renamed, and what a dead process leaves can be told."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

FOLDER = ".unfinished"
"""The folder, within that of the finished things, of what is being written; nothing in it counts."""


def new_name(within: Path) -> Path:
    """A path for something to be written and then moved to its place within the same folder."""
    folder = within / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(6)}"


def remove_dead(within: Path) -> None:
    """Removes what processes of this machine that have ended left half written."""
    mine = f"{socket.gethostname()}-"
    for path in (within / FOLDER).glob(f"{mine}*"):
        if not is_alive(path.name.removeprefix(mine).partition("-")[0]):
            path.unlink(missing_ok=True)


def is_alive(pid: str) -> bool:
    """Whether a process of this machine runs."""
    return pid.isdecimal() and Path("/proc", pid).exists()
