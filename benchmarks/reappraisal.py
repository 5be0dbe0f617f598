"""Re-appraisal of a whole register: cases a second, results written, with SQLite and PostgreSQL.

    python -m benchmarks.reappraisal [--sizes 1000,10000] [--postgresql URL]

A register of made cases (ten papers, 120 fields, 54 rows; `benchmarks.made_cases`) is filled as the queue leaves it:
facts, appraisal, findings, judgement, sightings. Then the command's own function runs: with nothing changed; with a
figure amended that every claim prints (the share of refurbished plant); with one that few print. Wall seconds, and the
processor seconds of this process and its children, for other work on the machine slows the wall clock only.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.made_cases import AS_OF, made_cases
from casefile import audit
from casefile.appraisals import Made, keep_appraisals, prepare
from casefile.bulk import insert
from casefile.database import close, writing
from casefile.journal import journal, now
from casefile.models import Appraisal, Case, Sighting
from casefile.office import Office, open_office
from checks import appraise, judge
from flows.reappraise import Asked, reappraise
from flows.register import judgement_of
from records.facts import facts_of
from records.neighbours import Neighbours, sightings
from reference import DEFAULT_SCHEME, load_scheme
from reference.load import SCHEMES

AMENDED = {
    "a figure that all claims print": ("capex.yaml", "refurbished_share_max:", '"0.20"', '"0.25"'),
    "a figure of one check": ("investment.yaml", "minimum_b:", '"250000000"', '"300000000"'),
}
"""What is amended, one after the other: file, parameter, old and new value."""

DISTINCT = 1000
"""So many cases are judged for the filling; a larger register repeats them under other names."""

LIMITS = {"sqlite": 20.0, "postgresql": 30.0, "nothing": 2.0}
"""Seconds for 10,000 cases."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run over the register: wall and processor seconds, and the most memory of this process so far, in MB."""

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
    options = parser.parse_args()
    missed = False
    print(f"{'database':12} {'what has changed':34} {'cases':>8} {'written':>8} {'wall s':>8} {'cpu s':>8} {'MB':>6}")
    for size in map(int, options.sizes.split(",")):
        for vendor, url in (("sqlite", None), ("postgresql", options.postgresql)):
            if vendor == "sqlite" or url:
                missed |= _measure(vendor, url, size, options.jobs)
    print("Prefect's share: none; the command does not go through it.")
    return int(missed)


def _measure(vendor: str, url: str | None, size: int, jobs: int) -> bool:
    folder = Path(tempfile.mkdtemp(prefix="parakh-bench-"))
    missed = False
    try:
        if url:
            _emptied(url)
        office = open_office(folder / "office", database=url)
        fill(office, size)
        for what, run in runs(office, jobs):
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
    rules = load_scheme().rules(AS_OF)
    around = Neighbours()
    for first in range(0, size, DISTINCT):
        with journal() as book:
            rows = []
            for made in made_cases(min(DISTINCT, size - first), first=first):
                name = made.case.application_id
                with book.change("case.opened", name) as change:
                    row = change.create(Case, application_id=name, key=name.casefold(), opened_at=now())
                rows.append((row.pk, made.case))
        held: list[tuple[int, str, str, str, str]] = []
        kept = []
        for number, case in rows:
            facts = facts_of(case)
            verdict = judgement_of(judge(facts, around, rules))
            kept.append(Made(number, 0, prepare(appraise(case, around, rules), facts, verdict), "filled"))
            held += [(number, kind, key, it.file, it.field) for kind, key, it in sightings(case)]
        keep_appraisals(kept)
        with writing():  # what cases share by chance is found by the runs
            insert(Sighting, ("case_id", "kind", "key", "file", "field"), held)
        print(f"\r  filled {first + len(rows):,}", end="", file=sys.stderr)
    print(file=sys.stderr)


def runs(office: Office, jobs: int) -> Iterator[tuple[str, Run]]:
    """The runs, each on what the one before has left; unchanged last, so that everything is written."""
    pack = office.home / "schemes" / DEFAULT_SCHEME
    shutil.copytree(SCHEMES / DEFAULT_SCHEME, pack)
    yield "nothing", _timed(office, jobs)
    for what, (file, parameter, old, new) in AMENDED.items():
        text = (pack / file).read_text(encoding="utf-8")
        before, name, after = text.partition(f"\n{parameter}")
        if not name or old not in after:
            raise RuntimeError(f"{file} has no {parameter} of {old}")
        (pack / file).write_text(before + name + after.replace(old, new, 1), encoding="utf-8")
        yield what, _timed(office, jobs)
    yield "nothing, after both", _timed(office, jobs)


def _timed(office: Office, jobs: int) -> Run:
    written = Appraisal.objects.count()
    wall, processor = time.perf_counter(), _processor()
    impact = reappraise(office, Asked(AS_OF, jobs=jobs))
    wall, processor = time.perf_counter() - wall, _processor() - processor
    if impact.trouble:
        raise RuntimeError(impact.trouble[0])
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Run(impact.judged + impact.unchanged, Appraisal.objects.count() - written, wall, processor, memory / 1024)


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    raise SystemExit(main())
