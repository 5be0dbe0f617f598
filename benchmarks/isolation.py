"""`python -m benchmarks.isolation`: what it costs to read each document in a child process.

The same short papers, each with bytes of its own, are read in this process and through the pool; the difference a
document, with its share of the child's start, is the cost of isolation.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.hostile import originals
from extractors import read_document
from extractors.prepare import warm_up
from flows.folders import Found
from flows.reading import Reading, fingerprint, read_patiently
from flows.workers import pool

DOCUMENTS = 60


def main() -> int:
    """Prints seconds a document in this process and in a child, what a child costs to start, and the difference."""
    with tempfile.TemporaryDirectory() as scratch:
        readings = papers(Path(scratch))
        warm_up()
        alone = timed(lambda: [read_document(it.path, it.name) for it in readings]) / len(readings)
        begun = time.perf_counter()
        with pool(1) as workers:
            workers.call(max, 1, 2, seconds=120)
            start = time.perf_counter() - begun
            apart = timed(lambda: [read_patiently(workers, it) for it in readings]) / len(readings)
    for name, seconds in (
        ("a document in this process", alone),
        ("a document in a child process", apart),
        ("start of the child, once", start),
        (f"isolation a document, over {len(readings)}", apart - alone + start / len(readings)),
    ):
        print(f"{name:40} {seconds:8.3f} s")
    return 0


def papers(folder: Path) -> list[Reading]:
    """So many short papers in `folder`, no two of the same bytes."""
    contents = originals()
    readings = []
    for number in range(DOCUMENTS):
        path = folder / f"{number}.pdf"
        path.write_bytes(contents[number % len(contents)] + b"\n%%%d" % number)
        readings.append(Reading(fingerprint(Found(path, path.name)), path, path.name))
    return readings


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    os.environ["OMP_THREAD_LIMIT"] = "1"
    sys.exit(main())
