"""How often values read with a certain confidence were right: measured on labelled papers, kept as data.

`calibration.yaml` is written by `python -m benchmarks.calibrate`. For each class of page and kind of evidence it holds
points of a curve from the reader's own confidence to the share of values that were right, with counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from reference import strict_yaml

PATH = Path(__file__).parent / "calibration.yaml"
ANY = "any"
"""The kind of evidence of the curve for kinds that were measured too seldom."""


@dataclass(frozen=True, slots=True)
class Point:
    """A part of the scale of confidence.

    Attributes:
        raw: the mean of the reader's own confidences in it, 0-1.
        share: the share of its values that were right, made to rise with `raw`.
        values: how many values were measured.
        wrong: how many of them were wrong.
        error_at_most: the upper bound of Wilson's interval (95%) for the share that is wrong.
    """

    raw: float
    share: float
    values: int
    wrong: int
    error_at_most: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The measured curves, by class of page and kind of evidence.

    Attributes:
        version: raised whenever the curves change.
        data_sha256: of the values measured, so that two fits can be told apart.
    """

    version: str
    fitted_on: date
    sets: tuple[str, ...]
    documents: int
    values: int
    data_sha256: str
    curves: Mapping[tuple[str, str], tuple[Point, ...]]

    def share(self, quality: str, evidence: str, raw: float) -> float | None:
        """The share of values that were right at a confidence; None where nothing like it was measured."""
        points = self.curves.get((quality, evidence)) or self.curves.get((quality, ANY))
        return on_curve(points, raw) if points else None


def on_curve(points: tuple[Point, ...], raw: float) -> float:
    """The share at a confidence, between two points on the line through them, beyond the last as at the last."""
    place = bisect_left([it.raw for it in points], raw)
    if place == 0 or place == len(points):
        return points[min(place, len(points) - 1)].share
    low, high = points[place - 1], points[place]
    return low.share + (high.share - low.share) * (raw - low.raw) / (high.raw - low.raw)


_used: list[Calibration | None] = []
"""What `use` put in the place of the file, at most one."""


def use(other: Calibration | None) -> None:
    """Read with other curves from now on in this process; with None by the reader's own confidence, to measure it."""
    _used[:] = [other]


def calibration() -> Calibration | None:
    """The curves in force; None where there are none.

    Raises:
        reference.strict_yaml.ReferenceMistake: if the file has a mistake.
    """
    return _used[0] if _used else _of_file()


@cache
def _of_file() -> Calibration | None:
    return read(PATH) if PATH.exists() else None


def read(path: Path) -> Calibration:
    """The curves of a file.

    Raises:
        reference.strict_yaml.ReferenceMistake: naming file and mend.
    """
    body = strict_yaml.load(path)
    try:
        return Calibration(
            version=str(body["version"]),
            fitted_on=body["fitted_on"],
            sets=tuple(body["sets"]),
            documents=int(body["documents"]),
            values=int(body["values"]),
            data_sha256=str(body["data_sha256"]),
            curves={(it["quality"], it["evidence"]): tuple(map(_point, it["points"])) for it in body["curves"]},
        )
    except (KeyError, TypeError, ValueError) as error:
        message, mend = f"the curves cannot be read ({error!r})", "write them anew: python -m benchmarks.calibrate"
        raise strict_yaml.ReferenceMistake(path, 1, message, mend) from error


def _point(body: Mapping[str, Any]) -> Point:
    point = Point(
        float(body["raw"]), float(body["share"]), int(body["values"]), int(body["wrong"]), float(body["error_at_most"])
    )
    if not (0 <= point.raw <= 1 and 0 <= point.share <= 1 and 0 <= point.wrong <= point.values):
        raise ValueError(f"no share and count: {dict(body)}")
    return point
