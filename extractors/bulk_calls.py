"""Calls into a C library by the thousand: its functions are mapped over plain addresses and write into arrays."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from numpy.typing import NDArray


def addresses_of_rows(table: NDArray[Any], column: int = 0) -> range:
    """Where each row of a table begins in memory, or the field of each row in a column."""
    row, step = table.strides
    if not len(table):
        return range(0)
    start: int = table.ctypes.data + column * step
    return range(start, start + row * len(table), row)


def run_all(calls: Iterator[int]) -> None:
    """Makes calls for what they write."""
    deque(calls, maxlen=0)
