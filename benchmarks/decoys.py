"""`python -m benchmarks.decoys`: whether a value beside its decoys is read, and whether a decoy is ever taken for sure.

Papers of all types (`benchmarks/decoy_papers.py`) on which each field stands beside what is easily taken for it, on
which two statements claim the same field, or on which only the decoy is printed. A wrong value at 0.90 or above is the
worst that can happen; that right values stay sure shows that this is not bought by doubting everything.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from benchmarks.compare import is_right
from benchmarks.decoy_papers import DecoyPaper, papers
from benchmarks.left_out import opened
from extractors.read import read_opened
from records.readings import SURE, DocumentReading
from records.serialise import plain
from samples.scan import scanned

Outcome = Literal["right and sure", "right in doubt", "held", "missing", "wrong in doubt", "WRONG AND SURE"]
OUTCOMES: tuple[Outcome, ...] = (
    "right and sure", "right in doubt", "held", "missing", "wrong in doubt", "WRONG AND SURE",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one field of one paper was read.

    `own` tells whether it is the field that the paper's decoy is printed for, or one that merely stands on it.
    """

    paper: str
    kind: str
    document_type: str
    field: str
    outcome: Outcome
    own: bool
    detail: str


def judged(paper: DecoyPaper, reading: DocumentReading) -> list[Verdict]:
    """The verdict on the paper's own field, and those on every other field whose truth is printed."""
    found: list[Verdict] = []
    fields = reading.fields if reading.document_type == paper.document_type else {}
    for name in dict.fromkeys((paper.field, *paper.truth)):
        field = fields.get(name)
        sure = field is not None and field.confidence >= SURE
        outcome: Outcome
        if name == paper.field and paper.expected == "doubt":
            outcome = "WRONG AND SURE" if sure else "held"
        elif field is None:
            outcome = "missing"
        elif is_right(name, plain(field.value, field.unit), paper.truth[name]):
            outcome = "right and sure" if sure else "right in doubt"
        else:
            outcome = "WRONG AND SURE" if sure else "wrong in doubt"
        read = f"{field.value} @{field.confidence:.2f}" if field is not None else "-"
        detail = f"{paper.said!r}: read {read}, truth {paper.truth.get(name, 'doubt')}"
        found.append(Verdict(paper.name, paper.kind, paper.document_type, name, outcome, name == paper.field, detail))
    return found


@dataclass(frozen=True, slots=True)
class _Task:
    paper: DecoyPaper
    folder: Path
    pages: Path
    scan: bool
    seed: int


def _read(task: _Task) -> list[Verdict]:
    content = task.paper.content
    if task.scan:
        content = scanned(content, Random(f"{task.seed} {task.paper.name}"), "scan_good")
    path = task.folder / f"{task.paper.name}.pdf"
    path.write_bytes(content)
    return judged(task.paper, read_opened(path, opened(path, task.pages)))


def report(verdicts: Sequence[Verdict]) -> Iterable[str]:
    """By kind of decoy how its field was read; then the other fields of the papers; then every wrong and sure value."""
    rows: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for it in verdicts:
        rows[it.kind if it.own else "(other fields of the papers)"][it.outcome] += 1
    rows["all decoys"] = sum((row for kind, row in rows.items() if not kind.startswith("(")), Counter[Outcome]())
    yield f"{'kind of decoy':28}" + "".join(f"{it:>16}" for it in OUTCOMES) + f"{'right stay sure':>17}"
    for kind, row in sorted(rows.items()):
        right = row["right and sure"] + row["right in doubt"]
        share = f"{row['right and sure'] / right:17.1%}" if right else f"{'-':>17}"
        yield f"{kind:28}" + "".join(f"{row[it]:16}" for it in OUTCOMES) + share
    yield ""
    for it in verdicts:
        if it.outcome == "WRONG AND SURE":
            yield f"{it.outcome}: {it.paper} {it.kind}: {it.document_type}.{it.field}: {it.detail}"


def main(arguments: list[str] | None = None) -> int:
    """Draw the papers, read them, print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.decoys", description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", metavar="TEXT", help="only kinds, types or fields whose name holds TEXT")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th paper")
    parser.add_argument("--scans", action="store_true", help="as good scans instead of digital")
    parser.add_argument("--pages", type=Path, help="keep the opened pages in this folder, and take them from there")
    parser.add_argument("--list", action="store_true", help="list every value that is not right and sure, or held")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the papers in FOLDER")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    drawn = [
        it for it in papers(chosen.seed) if chosen.only in f"{it.kind} {it.document_type}.{it.field} {it.name}"
    ][:: chosen.every]  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="parakh_decoys_") as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        tasks = [_Task(it, folder, chosen.pages or Path(scratch) / "pages", chosen.scans, chosen.seed) for it in drawn]
        with ProcessPoolExecutor(chosen.jobs) as workers:
            verdicts = [verdict for found in workers.map(_read, tasks, chunksize=8) for verdict in found]
    print(f"{len(drawn)} papers, {'good scans' if chosen.scans else 'digital'}", "", *report(verdicts), sep="\n")
    if chosen.list:
        for it in verdicts:
            if it.outcome not in {"right and sure", "held", "WRONG AND SURE"}:
                print(f"{it.outcome}: {it.paper} {it.kind}: {it.document_type}.{it.field}: {it.detail}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
