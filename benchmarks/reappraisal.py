"""Re-appraisal of a whole register: cases a second, results written, with SQLite and PostgreSQL.

    python -m benchmarks.reappraisal [--sizes 1000,10000] [--postgresql URL] [--figures 1]

A register of made cases (ten papers, 120 fields, 54 rows; `benchmarks.made_cases`) is filled as the queue leaves it:
facts, appraisal, findings, judgement, sightings. Then the command's own function runs: with nothing changed; with a
figure amended that every claim prints (the share of refurbished plant); with one that few print. Wall seconds, the
processor seconds of this process and its children, for other work on the machine slows the wall clock only, and the
most memory that all of them hold at a moment.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import records.neighbours
from benchmarks.made_cases import AS_OF, made_cases
from benchmarks.tree import memory_of_tree, seconds_of_tree
from casefile import audit
from casefile.appraisals import Made, Prepared, keep_appraisals, prepare
from casefile.bulk import insert
from casefile.database import close, writing
from casefile.journal import journal, now
from casefile.models import Appraisal, Case, Sighting
from casefile.office import Office, open_office
from checks import Verdict, appraise, judge
from flows.judgements import judgement_of
from records.facts import Facts, facts_of
from records.neighbours import Neighbours, holdings
from reference import DEFAULT_SCHEME, load_scheme
from reference.load import SCHEMES

AMENDED = {
    "a figure that all claims print": ("capex.yaml", "refurbished_share_max:", '"0.20"', '"0.25"'),
    "a figure of one check": ("investment.yaml", "minimum_b:", '"250000000"', '"300000000"'),
}
"""What is amended, one after the other: file, parameter, old and new value."""

DISTINCT = 1000
"""So many cases are judged for the filling; a larger register repeats them under other names, and shares no more."""

LOOKS = 0.1
"""Seconds between two looks at the memory."""

LIMITS = {"sqlite": 20.0, "postgresql": 30.0, "nothing": 2.0}
"""Seconds for 10,000 cases."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run over the register: wall and processor seconds, and the most memory of all processes, in MB."""

    cases: int
    written: int
    wall: float
    processor: float
    memory: float


def main() -> int:
    """Prints the figures; the exit status is 1 if a mark is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000", help="cases in the register (default: %(default)s)")
    parser.add_argument("--postgresql", metavar="URL", help="an empty database to measure with besides SQLite")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--figures", type=int, default=len(AMENDED), help="how many of the figures are amended")
    options = parser.parse_args()
    missed = False
    print(f"{'database':12} {'what has changed':34} {'cases':>8} {'written':>8} {'wall s':>8} {'cpu s':>8} {'MB':>6}")
    for size in map(int, options.sizes.split(",")):
        for vendor, url in (("sqlite", None), ("postgresql", options.postgresql)):
            if vendor == "sqlite" or url:
                missed |= _measure(vendor, url, size, options.jobs, options.figures)
    print("Prefect's share: none; the command does not go through it.")
    return int(missed)


def _measure(vendor: str, url: str | None, size: int, jobs: int, figures: int) -> bool:
    folder = Path(tempfile.mkdtemp(prefix="parakh-bench-"))
    missed = False
    try:
        if url:
            _emptied(url)
        office = open_office(folder / "office", database=url)
        fill(office, size)
        for what, run in runs(office, jobs, figures):
            limit = LIMITS["nothing" if what == "nothing" else vendor] * size / 10_000
            mark = "" if size < 10_000 else " met" if run.wall <= limit else f" NOT MET ({limit:.0f} s)"
            missed |= "NOT" in mark
            print(
                f"{vendor:12} {what:34} {run.cases:8,} {run.written:8,} {run.wall:8.1f} {run.processor:8.1f} "
                f"{run.memory:6.0f}{mark}",
                flush=True,
            )
        if faults := audit.verify().faults:
            raise RuntimeError(f"the chain of events is wrong: {faults[0]}")
    finally:
        close()
        shutil.rmtree(folder, ignore_errors=True)
    return missed


def _emptied(url: str) -> None:
    from django.db import connection

    from casefile.database import connect

    connect(url)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def fill(office: Office, size: int) -> None:
    """A register of so many cases, as the queue leaves it but for the papers."""
    held = list(_held(min(size, DISTINCT)))
    for first in range(0, size, DISTINCT):
        some = [_again(it, first) for it in held[: size - first]]
        with journal() as book:
            for it in some:
                with book.change("case.opened", it.name) as change:
                    it.row = change.create(Case, application_id=it.name, key=it.name.casefold(), opened_at=now()).pk
        keep_appraisals([Made(it.row, 0, it.prepared, "filled") for it in some])
        seen = [(it.row, kind, f"{key}{it.of}", place.file, place.field) for it in some for kind, key, place in it.seen]
        with writing():  # what cases share by chance is found by the runs
            insert(Sighting, ("case_id", "kind", "key", "file", "field"), seen)
        print(f"\r  filled {first + len(some):,}", end="", file=sys.stderr)
    print(file=sys.stderr)


@dataclass
class Filled:
    """A case as the register is filled with it; `of` tells a repetition from the case that it repeats."""

    name: str
    verdict: Verdict
    facts: Facts
    prepared: Prepared
    seen: Sequence[tuple[str, str, records.neighbours.Sighting]]
    of: str = ""
    row: int = 0


def _held(count: int) -> Iterator[Filled]:
    """The made cases, judged."""
    rules, around = load_scheme().rules(AS_OF), Neighbours()
    for made in made_cases(count):
        case, facts = made.case, facts_of(made.case)
        verdict = judge(facts, around, rules)
        prepared = prepare(appraise(case, around, rules), facts, judgement_of(verdict))
        yield Filled(case.application_id, verdict, facts, prepared, tuple(holdings(case)))


def _again(it: Filled, first: int) -> Filled:
    """The same case under another name, so many cases on; only the text of its appraisal keeps the first name."""
    if not first:
        return it
    name = f"M-{int(it.name[2:]) + first:06d}"
    facts = Facts(it.facts.text.replace(it.name, name))
    verdict = replace(it.verdict, application_id=name, basis=replace(it.verdict.basis, facts=facts.digest))
    prepared = replace(it.prepared, facts=facts, judged=judgement_of(verdict))
    return Filled(name, verdict, facts, prepared, it.seen, f" {first}")


def runs(office: Office, jobs: int, figures: int = len(AMENDED)) -> Iterator[tuple[str, Run]]:
    """The runs, each on what the one before has left; unchanged last, so that everything is written."""
    pack = office.home / "schemes" / DEFAULT_SCHEME
    shutil.copytree(SCHEMES / DEFAULT_SCHEME, pack)
    yield "nothing", _timed(office, jobs)
    for what, (file, parameter, old, new) in list(AMENDED.items())[:figures]:
        text = (pack / file).read_text(encoding="utf-8")
        before, name, after = text.partition(f"\n{parameter}")
        if not name or old not in after:
            raise RuntimeError(f"{file} has no {parameter} of {old}")
        (pack / file).write_text(before + name + after.replace(old, new, 1), encoding="utf-8")
        yield what, _timed(office, jobs)
    yield "nothing, after that", _timed(office, jobs)


def _timed(office: Office, jobs: int) -> Run:
    from flows.reappraise import Asked, reappraise  # not with this module, which the judging processes load too

    written = Appraisal.objects.count()
    with _memory() as memory:
        wall, processor = time.perf_counter(), seconds_of_tree(os.getpid())
        impact = reappraise(office, Asked(AS_OF, jobs=jobs))
        wall, processor = time.perf_counter() - wall, seconds_of_tree(os.getpid()) - processor
    if impact.trouble:
        raise RuntimeError(impact.trouble[0])
    judged = impact.judged + impact.unchanged
    return Run(judged, Appraisal.objects.count() - written, wall, processor, max(memory) / 1e6)


@contextlib.contextmanager
def _memory() -> Iterator[list[int]]:
    """Looks at the memory of this process and all below it, in bytes, until the block ends."""
    found, ended = [memory_of_tree(os.getpid())], threading.Event()

    def look() -> None:
        while not ended.wait(LOOKS):
            found.append(memory_of_tree(os.getpid()))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield found
    finally:
        ended.set()
        watcher.join()


if __name__ == "__main__":
    raise SystemExit(main())
