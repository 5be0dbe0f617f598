"""How many fields are read right from papers whose layout and wording nobody designed: `benchmarks.strange_papers`.

The type is given: what is measured is how labels find their values. A value is sure where the reader's own confidence,
before the second witness, reaches the bar: the witness tells what is printed, not whose it is.

    python -m benchmarks.strange_layouts --papers 30 --seed 1
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.compare import is_right
from benchmarks.strange_papers import StrangePaper, paper
from benchmarks.strange_values import wordings
from extractors.cite import Source
from extractors.document_text import Text
from extractors.documents import refine
from extractors.engine import read_fields
from extractors.layout import lay_out
from extractors.packed import unpacked
from extractors.pages import open_document
from records.readings import SURE
from records.serialise import plain
from reference.document_types import document_types
from samples.scan import in_quality
from samples.sets import Quality

Told = tuple[str, Any, Any, float, str]
OUTCOMES = ("right", "missing", "wrong", "sure and wrong")


@dataclass(frozen=True, slots=True)
class Judged:
    """One printed field against what was read."""

    document_type: str
    seed: int
    field: str
    place: str
    wording: str
    language: str
    label: str
    outcome: str
    truth: Any
    read: Any
    confidence: float


def judged(document_type: str, seed: int, quality: Quality) -> tuple[list[Judged], float]:
    """What was read from one paper, and the processor seconds of reading it beyond its pages."""
    drawn = paper(document_type, seed)
    content = in_quality(drawn.content, Random(seed), quality)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(content)
        pages = tuple(unpacked(page) for page in open_document(path).pages)
    start = time.process_time()
    text = Text.of([lay_out(page) for page in pages])
    source = Source("", "paper.pdf")
    fields = read_fields(document_types().types[document_type], text, source).fields
    fields, _ = refine(document_type, fields, text, source)
    seconds = time.process_time() - start
    found = {name: (plain(it.value), it.confidence) for name, it in fields.items()}
    return list(_outcomes(drawn, seed, found)), seconds


def _outcomes(drawn: StrangePaper, seed: int, found: dict[str, tuple[Any, float]]) -> Iterable[Judged]:
    for it in drawn.fields:
        asked = it.asked
        read, confidence = found.get(asked.name, (None, 0.0))
        truth = plain(asked.truth)
        if read is None:
            outcome = "missing"
        elif is_right(asked.name, read, truth):
            outcome = "right"
        else:
            outcome = "sure and wrong" if confidence >= SURE else "wrong"
        yield Judged(
            drawn.document_type,
            seed,
            asked.name,
            it.place,
            "sentence" if it.place in {"sentence", "columns of prose"} else asked.wording,
            drawn.language,
            asked.label,
            outcome,
            truth,
            read,
            confidence,
        )


def _task(task: tuple[str, int, Quality]) -> tuple[list[Judged], float]:
    return judged(*task)


def measure(papers: int, seed: int, jobs: int, quality: Quality, types: Sequence[str]) -> tuple[list[Judged], float]:
    """Read so many papers of each type; all that was judged, and processor seconds a paper."""
    tasks = [(kind, seed * 100_000 + number, quality) for number in range(papers) for kind in types]
    with ProcessPoolExecutor(jobs, get_context("spawn")) as workers:
        done = list(workers.map(_task, tasks, chunksize=8))
    return [it for found, _ in done for it in found], sum(seconds for _, seconds in done) / max(1, len(done))


def report(found: Sequence[Judged]) -> Iterable[str]:
    """Tables by place, by wording, by language and by field, and all together."""
    for title, key in (
        ("place", lambda it: it.place),
        ("wording", lambda it: it.wording),
        ("language", lambda it: it.language),
        ("type", lambda it: it.document_type),
        ("field", lambda it: it.field),
        ("", lambda it: "all"),
    ):
        by: dict[str, Counter[str]] = defaultdict(Counter)
        for it in found:
            by[key(it)][it.outcome] += 1
        yield f"\n{title:24} fields   right  missing  wrong  sure and wrong"
        for name, counts in sorted(by.items(), key=lambda it: it[1]["right"] / it[1].total()):
            total = counts.total()
            yield (
                f"{name:24} {total:6}  {100 * counts['right'] / total:5.1f}%  {100 * counts['missing'] / total:5.1f}%"
                f"  {100 * (counts['wrong'] + counts['sure and wrong']) / total:5.1f}%  {counts['sure and wrong']:5}"
            )


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; `--losses N` lists the first losses of each field."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=20, help="papers of each of the thirteen types")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quality", choices=("digital", "scan_good", "scan_poor"), default="digital")
    parser.add_argument("--type", action="append", choices=sorted(wordings()["types"]), dest="types")
    parser.add_argument("--losses", type=int, default=0, metavar="N", help="list the first N losses of each outcome")
    parser.add_argument("--place", default="", help="with --losses: of this place only")
    arguments = parser.parse_args(argv)
    types = arguments.types or list(wordings()["types"])
    found, seconds = measure(arguments.papers, arguments.seed, arguments.jobs, arguments.quality, types)
    for outcome in OUTCOMES[1:] if arguments.losses else ():
        lost = [it for it in found if it.outcome == outcome and arguments.place in it.place]
        for it in lost[: arguments.losses]:
            print(
                f"{it.outcome}: {it.document_type} {it.seed} {it.field} [{it.place}; {it.wording}; {it.language}] "
                f"{it.label!r}: {it.truth!r}, read {it.read!r} ({it.confidence})"
            )
    print("\n".join(report(found)))
    print(f"\n{len({(it.document_type, it.seed) for it in found})} papers, {seconds:.3f} s of processor each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
