"""Rows of tables in shapes nobody has filed, digital and scanned: found, wholly right, and sure though wrong.

Every table of the document types is drawn at random (`strange_matters`) in a random shape (`strange_shapes`): order and
wording of its columns, heads of several lines, rules, groups, sums, carries, cards, lists. The same seed draws the same
papers. What is measured is the reading of tables, so the type of each paper is told and not asked.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.compare import Judged, Rows, score_rows
from benchmarks.left_out import opened
from benchmarks.strange_composed import drawn
from benchmarks.strange_matters import MATTERS
from benchmarks.strange_shapes import Shape, shape
from extractors.calibrated import calibrate_rows
from extractors.cite import Source
from extractors.tables import read_tables
from samples.scan import in_quality
from samples.sets import Quality

QUALITIES: tuple[Quality, ...] = ("digital", "scan_good", "scan_poor")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with one table: its file, what it prints, in which shape and quality."""

    number: int
    path: Path
    document_type: str
    table: str
    shape: Shape
    quality: str
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one paper."""

    paper: Paper
    rows: Rows
    lost: tuple[Judged, ...]
    """Cells wrong or missing in rows that were found."""


def main(arguments: list[str] | None = None) -> int:
    """Draw the papers, read them, print the tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.strange_tables", description="Rows of tables in random shapes.")
    parser.add_argument("--papers", type=int, default=270, help="how many tables of each quality (default 270)")
    parser.add_argument("--quality", nargs="+", choices=QUALITIES, default=["digital"], help="default: digital")
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--jobs", type=int, default=2, help="worker processes (default 2)")
    parser.add_argument("--only", default="", metavar="TEXT", help="only papers with TEXT in number, type or shape")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep papers and opened pages in FOLDER")
    parser.add_argument("--wrong", action="store_true", help="list every paper with losses")
    options = parser.parse_args(arguments)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        papers = [it for it in made(options.papers, options.seed, options.quality, folder) if options.only in told(it)]
        with ProcessPoolExecutor(options.jobs) as workers:
            outcomes = list(workers.map(read, papers, [folder / "pages"] * len(papers)))
    print(*report(outcomes, every=options.wrong), sep="\n")
    return 0


def made(count: int, seed: int, qualities: Sequence[Quality], folder: Path) -> Iterator[Paper]:
    """The papers of a seed, written into a folder: each type of table in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    for quality in qualities:
        for number in range(count):
            rng = Random(zlib.crc32(f"{seed} {number}".encode()))
            matter = MATTERS[number % len(MATTERS)](rng)
            look = shape(rng, matter)
            content, rows = drawn(rng, matter, look)
            path = folder / f"{seed}-{number:04d}-{quality}.pdf"
            path.write_bytes(in_quality(content, rng, quality))
            yield Paper(number, path, matter.document_type, matter.table, look, quality, rows)


def told(paper: Paper) -> str:
    """A paper in a line."""
    return f"{paper.path.stem} {paper.document_type} [{', '.join(paper.shape.features())}]"


def read(paper: Paper, pages: Path) -> Outcome:
    """Read the table of a paper as what it is."""
    found = opened(paper.path, pages)
    tables = read_tables(paper.document_type, found.pages, Source("0" * 64, paper.path.name))
    reading = tables.get(paper.table)
    rows = calibrate_rows(reading.rows, found.pages) if reading is not None else ()
    qualities = {page.number: page.quality for page in found.pages}
    judged = score_rows(f"{paper.number}", paper.rows, rows, qualities)
    return Outcome(paper, judged, tuple(cell for cell in judged.cells if cell.outcome != "right"))


def report(outcomes: Sequence[Outcome], *, every: bool = False) -> Iterable[str]:
    """The figures by quality, by type, and by each way in which shapes differ."""
    by: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for it in outcomes:
        by[it.paper.quality, "all"].append(it)
        by[it.paper.quality, f"type: {it.paper.document_type}"].append(it)
        for feature in it.paper.shape.features():
            by[it.paper.quality, feature].append(it)
    yield f"{'':10} {'':44} {'papers':>6} {'rows':>6} {'found':>7} {'right':>7} {'extra':>6} {'sure+wrong':>10}"
    for (quality, name), group in sorted(
        by.items(), key=lambda it: (QUALITIES.index(it[0][0]), it[0][1] != "all", it[0][1])
    ):
        rows = [it.rows for it in group]
        truth = sum(it.truth for it in rows)
        sure = sum(cell.confidently_wrong for it in rows for cell in it.cells)
        found, right = (
            f"{100 * part / max(truth, 1):.1f}%"
            for part in (sum(it.found for it in rows), sum(it.right for it in rows))
        )
        extra = sum(it.extra for it in rows)
        yield f"{quality:10} {name:44} {len(group):6} {truth:6} {found:>7} {right:>7} {extra:6} {sure:10}"
    wrong = [cell for it in outcomes for cell in it.rows.cells if cell.confidently_wrong]
    yield ""
    yield f"Cells wrong at 0.90 or above: {len(wrong)}"
    yield from (f"  {it.place}: read {it.read!r} at {it.confidence:.2f}, truth {it.truth!r}" for it in wrong)
    if every:
        for it in outcomes:
            missed = it.rows.truth - it.rows.found
            if missed or it.rows.extra or it.lost:
                yield f"{told(it.paper)}: {missed} of {it.rows.truth} rows missed, {it.rows.extra} extra"
                yield from (
                    f"    {cell.place}: {cell.outcome} {cell.read!r}, truth {cell.truth!r}" for cell in it.lost[:6]
                )


if __name__ == "__main__":
    raise SystemExit(main())
