"""What a process and all that it started use, as the kernel tells: memory and processor time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


def memory_of_tree(pid: int) -> int:
    """The resident memory of a process and all that it started, in bytes."""
    return sum(int(numbers[21]) * PAGE for numbers in _tree(pid))


def seconds_of_tree(pid: int) -> float:
    """Processor seconds of a process, all that it started, and what of these has ended and was waited for."""
    return sum(sum(map(int, numbers[11:15])) for numbers in _tree(pid)) / TICKS


def _tree(pid: int) -> Iterator[list[str]]:
    """Of each process its numbers in `stat`, from its state on."""
    children: dict[int, list[int]] = {}
    known: dict[int, list[str]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            numbers = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        children.setdefault(int(numbers[1]), []).append(int(entry.name))
        known[int(entry.name)] = numbers
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        if one in known:
            yield known[one]
        waiting += children.get(one, [])
