"""`make evaluate`: accuracy on generated samples, per document type, page quality and layout family.

Documents are read through the public `extractors.read_document` in worker processes; planted defects are judged by the
same functions that the `parakh` command calls.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks import left_out, reliability
from benchmarks.calibrate import measured
from benchmarks.compare import Judged, Scored, score
from benchmarks.left_out import samples_of
from extractors import read_document
from flows.run import Options, case_of, judge
from records.findings import Appraisal
from records.readings import SURE, DocumentReading
from reference import load_scheme
from samples.__main__ import write
from samples.facts import AS_OF
from samples.sets import SETS

ALL_SETS = ("evaluation", "scans", "families", "families-scans")
"""Those measured where none is named: known layouts, and others written without sight of the reader."""

FIRM_KINDS = ("amount", "date", "identifier")


@dataclass(frozen=True, slots=True)
class DefectOutcome:
    """Whether a planted defect was caught, and by which status."""

    application: str
    defect: str
    check: str
    status: str
    reason: str
    caught: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything measured in one run."""

    documents: tuple[Scored, ...]
    judged: int
    """How many applications were appraised: those that are claims."""
    defects: tuple[DefectOutcome, ...]
    fails_on_clean: tuple[str, ...]
    incentives: tuple[tuple[str, str, str, str], ...]
    seconds: float


def main(arguments: list[str] | None = None) -> int:
    """Make the samples, read them, print the tables."""
    parser = argparse.ArgumentParser(prog="benchmarks.evaluate", description="Accuracy on generated samples.")
    parser.add_argument(
        "--set", nargs="+", choices=sorted(SETS), default=list(ALL_SETS), help=f"default: {' '.join(ALL_SETS)}"
    )
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--jobs", type=int, default=2, help="worker processes (default 2)")
    parser.add_argument(
        "--only", default="", metavar="TEXT", help="only applications, files or families whose name holds TEXT"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything measured to FILE")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the samples in FOLDER")
    parser.add_argument("--wrong", action="store_true", help="list every wrong or missing value")
    parser.add_argument(
        "--leave-one-out", action="store_true", help="read each layout family without the words that only it has needed"
    )
    parser.add_argument(
        "--pages", type=Path, metavar="FOLDER", help="with --leave-one-out: keep the opened pages there"
    )
    options = parser.parse_args(arguments)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    if options.leave_one_out:
        return leave_one_out(options)
    done: dict[str, Evaluation] = {}
    for name in options.set:
        with tempfile.TemporaryDirectory() as scratch:
            folder = options.keep or Path(scratch)
            done[name] = evaluate(folder, name, options.seed, options.jobs, options.only)
        print(f'Set "{name}"', "", *report(done[name], every=options.wrong), "", sep="\n")
    if options.json:
        figures = {name: asdict(it) for name, it in done.items()}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1, default=str) + "\n")
    return 0


def leave_one_out(options: argparse.Namespace) -> int:
    """Read the samples with all words and without those of their own family only; print both."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        samples = samples_of(options.set, options.seed, folder, options.pages or Path(scratch) / "pages")
        found = left_out.measure([it for it in samples if options.only in f"{it.file} {it.family}"], options.jobs)
    if options.json:
        figures = {"full": [asdict(it) for it in found.full], "left_out": [asdict(it) for it in found.left_out]}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1, default=str) + "\n")
    print(*left_out_report(found, every=options.wrong), sep="\n")
    return 0


def left_out_report(found: left_out.LeftOut, *, every: bool = False) -> Iterable[str]:
    """The tables of both readings, line by line."""
    for title, documents in (("With every word", found.full), ("Without the family's own words", found.left_out)):
        yield title
        yield from _table(documents, lambda it: (it.document_type, it.quality))
        yield from _table(documents, lambda it: ("all types", it.quality))
        sure = [value for it in documents for value in it.values if value.confidently_wrong]
        yield f"Confidently wrong values (0.90 or above): {len(sure)} of {sum(len(it.values) for it in documents)}"
        yield from (_line(value) for value in sure)
        wrong_types = [it for it in documents if not it.type_right]
        sure_types = sum(it.type_confidence >= SURE and it.read_type != "unknown" for it in wrong_types)
        yield f"Documents taken for another type: {len(wrong_types)}, of these at 0.90 or above: {sure_types}"
        yield ""
    yield f"Entries left out: {sum(map(len, found.entries.values()))} of {len(found.entries)} families"
    yield ""
    if every:
        yield "Values missing or wrong without the family's own words"
        yield from _weak(found.left_out)
        yield ""
    yield "Confidence by the reader's own rules, without the family's own words"
    yield from reliability.table(measured(found.left_out))
    yield ""
    yield "The same, calibrated on all other families"
    yield from reliability.table(reliability.out_of_fold(found.left_out))
    yield ""
    yield "What values rested on, without the family's own words"
    yield from reliability.by_evidence(measured(found.left_out))


def evaluate(folder: Path, name: str, seed: int, jobs: int, only: str = "") -> Evaluation:
    """Make a set of samples in a folder, read and judge all of it."""
    start = time.monotonic()
    truths: dict[str, dict[str, Any]] = {}
    for application in SETS[name](seed):
        write(application, folder)
        truths[application.id] = application.truth()
        print(f"made {application.id}", file=sys.stderr)
    wanted = [
        (application, file)
        for application, truth in truths.items()
        for file, document in truth["documents"].items()
        if only in f"{application}/{file} {document.get('family', '')}"
    ]
    readings: dict[tuple[str, str], tuple[DocumentReading, float]] = {}
    with ProcessPoolExecutor(jobs) as workers:
        paths = [folder / "applications" / application / file for application, file in wanted]
        for place, read in zip(wanted, workers.map(timed_reading, paths), strict=True):
            readings[place] = read
            print(f"\rread {len(readings)} of {len(wanted)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    scored = tuple(
        score(application, file, truths[application]["documents"][file], *readings[application, file])
        for application, file in wanted
        if truths[application]["documents"][file]["document_type"] is not None
    )
    claims = {application for application, truth in truths.items() if truth["incentive"] and not only}
    appraisals = _appraised({place: it for place, it in readings.items() if place[0] in claims})
    return Evaluation(
        scored,
        len(appraisals),
        tuple(_defects(truths, appraisals)),
        tuple(_fails(truths, appraisals)),
        tuple(_incentives(truths, appraisals)),
        time.monotonic() - start,
    )


def timed_reading(path: Path) -> tuple[DocumentReading, float]:
    """Read a document, with the seconds it took."""
    start = time.monotonic()
    return read_document(path), time.monotonic() - start


def _appraised(readings: Mapping[tuple[str, str], tuple[DocumentReading, float]]) -> dict[str, Appraisal]:
    by_application: dict[str, list[DocumentReading]] = defaultdict(list)
    for (application, _), (reading, _) in readings.items():
        by_application[application].append(reading)
    options = Options(AS_OF)
    cases = [case_of(application, documents, options) for application, documents in by_application.items()]
    judged = judge(cases, load_scheme(), AS_OF)
    return {it.application_id: it for it in judged if isinstance(it, Appraisal)}


def _finding(appraisal: Appraisal | None, check: str) -> tuple[str, str]:
    found = [(it.status, it.reason) for it in appraisal.findings if it.check == check] if appraisal else []
    return found[0] if found else ("absent", "There is no such finding.")


def _defects(truths: Mapping[str, Any], appraisals: Mapping[str, Appraisal]) -> Iterable[DefectOutcome]:
    for application, truth in truths.items():
        for it in truth["defects"] if appraisals else ():
            status, reason = _finding(appraisals.get(application), it["check"])
            yield DefectOutcome(application, it["defect"], it["check"], status, reason, status in it["statuses"])


def _fails(truths: Mapping[str, Any], appraisals: Mapping[str, Appraisal]) -> Iterable[str]:
    """Every finding on a clean claim that a person would have to look at."""
    for application, appraisal in appraisals.items():
        if truths[application]["clean"]:
            for finding in appraisal.findings:
                if finding.status in {"fail", "missing", "refer"}:
                    yield f"{finding.status:8} {application:24} {finding.check}: {finding.reason}"


def _incentives(truths: Mapping[str, Any], appraisals: Mapping[str, Appraisal]) -> Iterable[tuple[str, str, str, str]]:
    """(application, figure, computed, expected) wherever they differ."""
    for application, appraisal in appraisals.items():
        for name, expected in truths[application]["incentive"].items():
            computed = getattr(appraisal.incentive, name)
            if not _same(computed, expected):
                yield application, name, str(computed), expected


def _same(computed: object, expected: str) -> bool:
    try:
        return computed is not None and float(str(computed)) == float(expected)
    except ValueError:
        return str(computed) == expected


def report(done: Evaluation, *, every: bool = False) -> Iterable[str]:
    """The tables, line by line."""
    documents = done.documents
    yield "Per document type and page quality"
    yield from _table(documents, lambda it: (it.document_type, it.quality))
    yield ""
    yield "Per page quality"
    yield from _table(documents, lambda it: ("all types", it.quality))
    yield ""
    yield "Per layout family"
    yield from _table(documents, lambda it: (it.family, it.quality))
    yield ""
    yield "Confidence of values, and how many of them are right"
    yield from reliability.table(measured(documents))
    yield ""
    confident = [value for it in documents for value in it.values if value.confidently_wrong]
    yield f"Confidently wrong values (0.90 or above): {len(confident)}"
    yield from (_line(value) for value in confident)
    wrong_types = [it for it in documents if not it.type_right]
    yield ""
    yield f"Documents taken for another type: {len(wrong_types)}"
    yield from (
        f"  {it.application}/{it.file} ({it.family}): {it.document_type} read as {it.read_type}" for it in wrong_types
    )
    yield ""
    yield "Values missing or wrong, by layout family and field"
    yield from _weak(documents)
    if every:
        yield ""
        yield "Every wrong or missing value"
        yield from (
            _line(value) for it in documents if it.type_right for value in it.values if value.outcome != "right"
        )
        yield ""
        yield "Values read that the truth does not print"
        yield from (_line(value) for it in documents for value in it.invented)
    yield ""
    if done.judged:
        yield from _judgement(done)
    yield f"{len(documents)} documents in {done.seconds:.0f} s."


def _judgement(done: Evaluation) -> Iterable[str]:
    """What became of planted defects, of clean claims and of the amounts."""
    caught = sum(it.caught for it in done.defects)
    yield f"Planted defects caught: {caught} of {len(done.defects)}"
    yield from (
        f"  {'caught' if it.caught else 'MISSED'}  {it.application} {it.defect}: {it.check} {it.status}: {it.reason}"
        for it in done.defects
    )
    fails = [line for line in done.fails_on_clean if line.startswith("fail")]
    others = len(done.fails_on_clean) - len(fails)
    yield f"Findings of clean claims that fail: {len(fails)}; that refer or miss: {others}"
    yield from (f"  {line}" for line in done.fails_on_clean)
    yield f"Incentive figures that differ from the sums done by hand: {len(done.incentives)}"
    yield from (
        f"  {application} {name}: {computed}, by hand {expected}"
        for application, name, computed, expected in done.incentives
    )


def _weak(documents: Sequence[Scored]) -> Iterable[str]:
    """What to look at first: each field of each family that was not read right, with the first example."""
    found: dict[tuple[str, str, str], list[Judged]] = defaultdict(list)
    for it in documents:
        for value in it.values if it.type_right else ():
            if value.outcome != "right":
                found[it.quality, it.family, value.name].append(value)
    for (quality, family, name), values in sorted(found.items()):
        missing = sum(value.outcome == "missing" for value in values)
        first = next((value for value in values if value.outcome == "wrong"), values[0])
        told = "" if first.outcome == "missing" else f", read {first.read!r} for {first.truth!r}"
        yield f"  {quality:10} {family:26} {name:32} missing {missing:3}, wrong {len(values) - missing:3}{told}"


def _line(value: Judged) -> str:
    return f"  {value.place}: {value.outcome} {value.read!r} at {value.confidence:.2f}, truth {value.truth!r}"


HEADINGS = (
    "",
    "quality",
    "docs",
    "type",
    "fields",
    "missing",
    "wrong",
    "sure+wrong",
    "firm s+w",
    "rows found",
    "rows right",
    "extra",
    "s/doc",
)


def _table(documents: Sequence[Scored], key: Callable[[Scored], tuple[str, str]]) -> Iterable[str]:
    groups: dict[tuple[str, str], list[Scored]] = defaultdict(list)
    for it in documents:
        groups[key(it)].append(it)
    lines = [HEADINGS, *((*name, *_figures(group)) for name, group in sorted(groups.items()))]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADINGS))]
    for line in lines:
        cells = [
            text.ljust(width) if n < 2 else text.rjust(width)
            for n, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  " + "  ".join(cells)


def _figures(group: Sequence[Scored]) -> tuple[str, ...]:
    fields = [value for it in group for value in it.fields]
    values = [value for it in group for value in it.values]
    rows = [rows for it in group for rows in it.tables.values()]
    sure = [value for value in values if value.confidently_wrong]
    truth = sum(it.truth for it in rows)
    return (
        str(len(group)),
        _share(sum(it.type_right for it in group), len(group)),
        _share(sum(it.outcome == "right" for it in fields), len(fields)),
        str(sum(it.outcome == "missing" for it in fields)),
        str(sum(it.outcome == "wrong" for it in fields)),
        str(len(sure)),
        str(sum(it.kind in FIRM_KINDS for it in sure)),
        _share(sum(it.found for it in rows), truth),
        _share(sum(it.right for it in rows), truth),
        str(sum(it.extra for it in rows)),
        f"{sum(it.seconds for it in group) / len(group):.2f}",
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


if __name__ == "__main__":
    raise SystemExit(main())
