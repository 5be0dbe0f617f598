"""Whether the marked answers of forms are read: `benchmarks.choice_forms`, as files, good scans and poor scans.

    python -m benchmarks.choices --forms 100 --seed 1 --quality digital scan_good

An answer is sure where its confidence reaches the bar. Where nothing is marked, or two answers of which one is
permitted, whatever is read is wrong.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random

from benchmarks.choice_forms import MARKS, Choice, Look, choice_form
from extractors import read_document
from records.readings import SURE, Field
from samples.scan import in_quality
from samples.sets import Quality

OUTCOMES = ("right", "right in doubt", "missing", "wrong in doubt", "sure and wrong")
QUALITIES: tuple[Quality, ...] = ("digital", "scan_good", "scan_poor")


@dataclass(frozen=True, slots=True)
class Judged:
    """One question of a form against what was read."""

    seed: int
    quality: Quality
    look: Look
    type_right: bool
    choice: Choice
    read: str
    confidence: float
    outcome: str


def judged(seed: int, mark: str, quality: Quality) -> list[Judged]:
    """What was read of the choices of one form."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    form = choice_form(seed, mark)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.pdf"
        path.write_bytes(in_quality(form.content, Random(seed), quality))
        reading = read_document(path)
    right = reading.document_type == form.document_type
    found = []
    for choice in form.choices:
        field = reading.fields.get(choice.field) if right else None
        read = "" if field is None else str(field.value)
        confidence = 0.0 if field is None else field.confidence
        found.append(Judged(seed, quality, form.look, right, choice, read, confidence, outcome_of(choice, field)))
    return found


def outcome_of(choice: Choice, field: Field | None) -> str:
    """How a field stands against what is marked; the order of a list of answers does not matter."""
    if field is None:
        return "missing" if choice.truth else "right"
    sure = field.confidence >= SURE
    values = field.value if isinstance(field.value, tuple) else (field.value,)
    if choice.truth is not None and set(values) == set(choice.truth):
        return "right" if sure else "right in doubt"
    return "sure and wrong" if sure else "wrong in doubt"


def _task(task: tuple[int, str, Quality]) -> list[Judged]:
    return judged(*task)


def measure(forms: int, seed: int, jobs: int, qualities: Sequence[Quality], marks: Sequence[str]) -> list[Judged]:
    """Read so many forms in each quality, marked in each way in turn."""
    tasks = [
        (seed * 100_000 + number, marks[number % len(marks)], quality)
        for number in range(forms)
        for quality in qualities
    ]
    with ProcessPoolExecutor(jobs, get_context("spawn")) as workers:
        return [it for found in workers.map(_task, tasks, chunksize=2) for it in found]


def report(found: Sequence[Judged]) -> Iterable[str]:
    """Tables by what a form is like, quality by quality."""
    for quality in dict.fromkeys(it.quality for it in found):
        of_quality = [it for it in found if it.quality == quality]
        for title, key in (
            ("mark", lambda it: it.look.mark),
            ("place", lambda it: it.look.place),
            ("setting", lambda it: it.look.setting),
            ("form", lambda it: it.look.form),
            ("language", lambda it: it.look.language),
            ("field", lambda it: it.choice.field),
            ("type", lambda it: "told" if it.type_right else "not told"),
            ("", lambda it: "all"),
        ):
            by: dict[str, Counter[str]] = defaultdict(Counter)
            for it in of_quality:
                by[key(it)][it.outcome] += 1
            yield f"\n{quality + ' ' + title:34} choices  " + "  ".join(OUTCOMES)
            for name, counts in sorted(by.items()):
                total = counts.total()
                shares = "  ".join(f"{100 * counts[it] / total:{len(it) - 1}.1f}%" for it in OUTCOMES[:-1])
                yield f"{name:34} {total:7}  {shares}  {counts[OUTCOMES[-1]]:14}"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; `--losses` lists what was not read right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forms", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quality", nargs="+", choices=QUALITIES, default=list(QUALITIES))
    parser.add_argument("--mark", nargs="+", choices=MARKS, default=list(MARKS))
    parser.add_argument("--losses", action="store_true", help="list what was not read right")
    arguments = parser.parse_args(argv)
    found = measure(arguments.forms, arguments.seed, arguments.jobs, arguments.quality, arguments.mark)
    for it in found if arguments.losses else ():
        if it.outcome not in OUTCOMES[:2]:
            look = it.look
            print(
                f"{it.outcome}: {it.quality} {it.seed} {it.choice.field} [{look.mark}; {look.place}; {look.setting}; "
                f"{look.form}; {look.language}]: {it.choice.marked}, read {it.read!r} ({it.confidence})"
            )
    print("\n".join(report(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
