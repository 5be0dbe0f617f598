"""How far the confidence of values can be believed: per class of page a table of bins, and the error of calibration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from benchmarks.calibrate import error_at_most, fit, measured
from benchmarks.compare import Judged, Scored
from extractors.calibrated import bounded
from reference.calibration import ANY, on_curve

BOUNDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


def table(values: Sequence[Judged]) -> Iterable[str]:
    """Per class of page: bin, values, mean confidence, share that is right, the error at most (95%); and the ECE."""
    yield f"  {'quality':10} {'confidence':>12} {'values':>7} {'mean':>6} {'right':>7} {'error at most':>14}"
    for quality in sorted({it.quality for it in values}):
        own = [it for it in values if it.quality == quality]
        for low, high in pairwise(BOUNDS):
            inside = [it for it in own if low <= it.confidence < high]
            if inside:
                right = sum(it.outcome == "right" for it in inside)
                span = f"{low:.2f}-{min(high, 1.0):.2f}"
                worst = error_at_most(len(inside) - right, len(inside))
                yield (
                    f"  {quality:10} {span:>12} {len(inside):7} {_mean(inside):6.3f} {right / len(inside):7.1%} "
                    f"{worst:14.1%}"
                )
        yield f"  {quality:10} {'ECE':>12} {len(own):7} {expected_error(own):6.3f}"


def by_evidence(values: Sequence[Judged]) -> Iterable[str]:
    """Per class of page, kind of evidence and kind of value: how many values, how many wrong, the error at most."""
    yield f"  {'quality':10} {'evidence':14} {'value':11} {'values':>7} {'wrong':>6} {'error at most':>14}"
    for key in sorted({(it.quality, it.evidence, it.kind) for it in values}):
        own = [it for it in values if (it.quality, it.evidence, it.kind) == key]
        wrong = sum(it.outcome == "wrong" for it in own)
        worst = error_at_most(wrong, len(own))
        yield f"  {key[0]:10} {key[1]:14} {key[2]:11} {len(own):7} {wrong:6} {worst:14.1%}"


def expected_error(values: Sequence[Judged]) -> float:
    """The expected calibration error: by how much mean confidence and share right differ, over bins, by their size."""
    total = 0.0
    for low, high in pairwise(BOUNDS):
        inside = [it for it in values if low <= it.confidence < high]
        total += abs(sum(it.outcome == "right" for it in inside) - sum(it.confidence for it in inside))
    return total / len(values) if values else 0.0


def out_of_fold(documents: Sequence[Scored]) -> list[Judged]:
    """The values of each layout family with the confidence that curves fitted on all other families give them.

    The documents must have been read without curves, by the reader's own confidence.
    """
    found: list[Judged] = []
    for family in sorted({it.family for it in documents}):
        curves = fit(measured(it for it in documents if it.family != family))
        for value in measured(it for it in documents if it.family == family):
            points = curves.get((value.quality, value.evidence)) or curves.get((value.quality, ANY))
            share = on_curve(points, value.confidence) if points else value.confidence
            found.append(replace(value, confidence=bounded(value.confidence, share)))
    return found


def _mean(values: Sequence[Judged]) -> float:
    return sum(it.confidence for it in values) / len(values)
