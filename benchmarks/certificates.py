"""`python -m benchmarks.certificates`: what understanding a digital certificate costs beyond the reading of its pages.

Every digital certificate of three pages in the samples is read several times in one process that has read others
before: its pages, then what `read_document` makes of them (type, fields, tables, confidence, signatures). Told is the
median processor time of both, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks.left_out import Sample, samples_of
from extractors.pages import Opened, open_document
from extractors.prepare import warm_up
from extractors.read import read_opened
from extractors.signatures import read_signatures

SEED = 20261122
SETS = ("evaluation", "families")
PAGES = 3
AIM = 0.15
"""Seconds beyond the pages that a certificate may take."""

LISTS = frozenset({"sales_ledger"})
"""Types that are no certificates: of these a page is rows."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Cost:
    """Median processor seconds of one paper: for its pages, and for what is made of them; and its words."""

    name: str
    document_type: str
    words: int
    pages: float
    beyond: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each paper and the longest; 0 if it is within the aim."""
    parser = argparse.ArgumentParser(prog="benchmarks.certificates", description="A certificate beyond its pages.")
    parser.add_argument("--runs", type=int, default=7, help="runs of each paper; the median counts (default 7)")
    options = parser.parse_args(arguments)
    print(f"{'certificate of three pages':44} {'type':30} {'words':>6} {'pages s':>8} {'beyond s':>9}")
    longest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        warm_up()
        for cost in costs(samples_of(SETS, SEED, Path(folder), Path(folder)), options.runs):
            longest = max(longest, cost.beyond)
            told = f"{cost.words:6} {cost.pages:8.3f} {cost.beyond:9.3f}"
            print(f"{cost.name:44} {cost.document_type:30} {told}", flush=True)
    print(f"the longest: {longest:.3f} s; the aim: {AIM} s")
    print(f"(load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
    return 0 if longest <= AIM else 1


def costs(samples: Sequence[Sample], runs: int) -> Iterator[Cost]:
    """The cost of each certificate of three digital pages."""
    for sample in samples:
        truth = sample.truth
        if truth["quality"] != "digital" or truth["document_type"] in LISTS or sample.path.suffix != ".pdf":
            continue
        opened = open_document(sample.path, warm_up)
        if len(opened.pages) == PAGES:
            yield cost_of(sample, sum(len(page.words) for page in opened.pages), runs)


def cost_of(sample: Sample, words: int, runs: int) -> Cost:
    """The median cost of a paper over so many runs, after one that is not counted."""
    pages, beyond = [], []
    for run in range(runs + 1):
        opened, taken = timed(partial(open_document, sample.path, warm_up))
        after = timed(partial(understood, sample.path, opened))[1]
        if run:
            pages.append(taken)
            beyond.append(after)
    name = f"{sample.family}: {sample.path.name}"
    return Cost(name, str(sample.truth["document_type"]), words, median(pages), median(beyond))


def understood(path: Path, opened: Opened) -> None:
    """What `read_document` does once the pages are at hand."""
    read_opened(path, opened)
    read_signatures(path)


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What work gives, and the processor seconds it took."""
    started = time.process_time()
    given = work()
    return given, time.process_time() - started


if __name__ == "__main__":
    os.environ["OMP_THREAD_LIMIT"] = "1"
    sys.exit(main())
