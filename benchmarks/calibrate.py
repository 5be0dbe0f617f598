"""`python -m benchmarks.calibrate`: measure how often values are right, and write `reference/calibration.yaml`.

Every layout family is read without the words that only it uses (`benchmarks.left_out`), so that the confidence is what
an unseen layout deserves. The same samples give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import sqrt
from pathlib import Path

from benchmarks.compare import Judged, Scored
from reference.calibration import ANY, PATH, Calibration, Point

BOUNDS = (0.0, 0.5, 0.7, 0.8, 0.86, 0.895, 0.9, 0.94, 0.965, 0.975, 0.985, 1.01)
"""Where the scale of confidence is cut: finely where the reader's rules put most values, and at the bar of 0.90."""

FEWEST = 200
"""Values of a kind of evidence below which it has no curve of its own."""

Z = 1.96
"""Of Wilson's interval for 95%."""

Curves = Mapping[tuple[str, str], tuple[Point, ...]]


def error_at_most(wrong: int, values: int) -> float:
    """The upper bound of Wilson's interval for the share that is wrong."""
    if not values:
        return 1.0
    share, n = wrong / values, values
    middle = share + Z * Z / (2 * n)
    return min(1.0, (middle + Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))) / (1 + Z * Z / n))


def measured(documents: Iterable[Scored]) -> list[Judged]:
    """The values that were read, fields and cells, right or wrong."""
    return [value for it in documents for value in it.values if value.outcome != "missing"]


def fit(values: Sequence[Judged]) -> Curves:
    """The curves of the labelled values; kinds of evidence that are seen seldom share the curve of their class."""
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for value in values:
        groups[value.quality, value.evidence].append(value)
        groups[value.quality, ANY].append(value)
    return {key: curve for key, group in sorted(groups.items()) if len(group) >= FEWEST and (curve := curve_of(group))}


def curve_of(values: Sequence[Judged]) -> tuple[Point, ...]:
    """The points of a curve that rises: neighbours that fall are put together."""
    merged: list[tuple[float, int, int]] = []
    for low, high in pairwise(BOUNDS):
        inside = [it for it in values if low <= it.confidence < high]
        if not inside:
            continue
        wrong = sum(it.outcome == "wrong" for it in inside)
        merged.append((sum(it.confidence for it in inside), len(inside), wrong))
        while len(merged) > 1 and _share(*merged[-2][1:]) > _share(*merged[-1][1:]):
            (total, n, bad), (more, others, worse) = merged.pop(), merged.pop()
            merged.append((total + more, n + others, bad + worse))
    return tuple(
        Point(round(total / n, 4), round(_share(n, wrong), 4), n, wrong, round(error_at_most(wrong, n), 4))
        for total, n, wrong in merged
    )


def _share(values: int, wrong: int) -> float:
    """The share that is right, with half a value of doubt on either side, so that none is 1."""
    return (values - wrong + 0.5) / (values + 1)


def digest(values: Sequence[Judged]) -> str:
    """The SHA-256 of the labelled values."""
    lines = sorted(f"{it.place} {it.outcome} {it.confidence} {it.quality} {it.evidence}" for it in values)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def as_yaml(found: Calibration) -> str:
    """The file's text."""
    lines = [
        "---",
        "# Written by `python -m benchmarks.calibrate`: for each class of page and kind of evidence the reader's own",
        "# confidence, the share of values that were right, and how many were measured.",
        f'version: "{found.version}"',
        f"fitted_on: {found.fitted_on}",
        f"sets: [{', '.join(found.sets)}]",
        f'documents: "{found.documents}"',
        f'values: "{found.values}"',
        f'data_sha256: "{found.data_sha256}"',
        "curves:",
    ]
    for (quality, evidence), points in found.curves.items():
        lines += [f"  - quality: {quality}", f"    evidence: {evidence}", "    points:"]
        lines += [
            f'      - {{raw: "{it.raw}", share: "{it.share}", values: "{it.values}", wrong: "{it.wrong}", '
            f'error_at_most: "{it.error_at_most}"}}'
            for it in points
        ]
    return "\n".join(lines) + "\n"


def calibration_of(documents: Sequence[Scored], sets: Sequence[str], version: str, day: date) -> Calibration:
    """The calibration that labelled documents give."""
    values = measured(documents)
    return Calibration(version, day, tuple(sets), len(documents), len(values), digest(values), fit(values))


def main(arguments: list[str] | None = None) -> int:
    """Make the samples, read each family without its own words, fit, write; print what `make left-out` prints."""
    from benchmarks.evaluate import left_out_report
    from benchmarks.left_out import measure, samples_of

    parser = argparse.ArgumentParser(prog="benchmarks.calibrate", description=__doc__.splitlines()[0])
    parser.add_argument("--set", nargs="+", default=["evaluation", "families", "families-scans"])
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--pages", type=Path, help="keep the opened pages in this folder, and take them from there")
    parser.add_argument("--version", default="1", help="of the calibration; raise it when the curves change")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="the day written into the file")
    parser.add_argument("--out", type=Path, default=PATH)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="parakh_calibrate_") as scratch:
        samples = samples_of(chosen.set, chosen.seed, Path(scratch), chosen.pages or Path(scratch) / "pages")
        found = measure(samples, chosen.jobs)
    made = calibration_of(found.left_out, chosen.set, chosen.version, chosen.date)
    chosen.out.write_text(as_yaml(made), encoding="utf-8")
    print(*left_out_report(found), "", sep="\n")
    print(f"{made.values} values of {made.documents} documents, {len(made.curves)} curves, written to {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
