"""Points of drawn paths into straight lines across and down the page, for all paths of a page at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

BAR = 3.0
"""A filled rectangle thinner than this many points is a drawn line, not a box."""

SHORTEST = 3.0
"""Lines shorter than this many points are parts of letters, logos and hatching."""

SHORTEST_SIDE, STRAIGHT = 1.0, 0.01
"""The same (points) for readers that know no better: they take shorter lines, and none that climbs at all."""

SLANT = 1.0
"""A line that climbs by no more than this (points) is meant to be level; likewise upright ones."""

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Paths:
    """The points of several paths, one path after another, each beginning with a move of the pen.

    Attributes:
        places: x and y of each point as displayed.
        kinds: how the pen comes to it: PDFium's `FPDF_SEGMENT_MOVETO`, `_LINETO`, `_BEZIERTO`; a curve has three
            points, of which the last lies on it.
        closes: whether the figure is closed there by a straight line to its first point.
        path: the number of each point's path, from 0.
        only_filled: for each path whether its edges show only as the borders of a fill.
    """

    places: Table
    kinds: NDArray[np.int64]
    closes: NDArray[np.bool_]
    path: NDArray[np.int64]
    only_filled: NDArray[np.bool_]


def lines_of_paths(paths: Paths) -> Table:
    """The level and upright lines of the paths, in their order: x0, top, x1, bottom.

    Bars (figures as thin as a line) give one line through their middle. Other figures that are only filled give their
    borders if they are four-sided; curves give none.
    """
    paths = _on_curve(paths)
    if not len(paths.kinds):
        return np.zeros((0, 4))
    starts = np.flatnonzero(paths.kinds == raw.FPDF_SEGMENT_MOVETO)
    ends = np.append(starts[1:], len(paths.kinds)) - 1
    figure = np.cumsum(paths.kinds == raw.FPDF_SEGMENT_MOVETO) - 1
    shut = paths.closes[ends] & (paths.places[starts] != paths.places[ends]).any(axis=1)
    corners = ends - starts + 1 + shut
    boxes = np.concatenate(
        [np.minimum.reduceat(paths.places, starts), np.maximum.reduceat(paths.places, starts)], axis=1
    )
    only_filled = paths.only_filled[paths.path[starts]]
    outlined = only_filled & _curved(paths)[paths.path[starts]]
    across, down = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    level = ~outlined & (corners >= 4) & (down <= BAR) & (across > BAR)
    upright = ~outlined & (corners >= 4) & (across <= BAR) & (down > BAR)
    whole = outlined | level | upright | (only_filled & (corners != 4) & (corners != 5))
    bars = np.where(level[:, None], _through_middle(boxes, 1), _through_middle(boxes, 0))[level | upright]
    sides, place = _sides(paths, starts, ends, shut)
    sides_kept = ~whole[figure[place.astype(np.int64)]] & _is_line(sides)
    lines = np.concatenate([bars, sides[sides_kept]])
    order = np.concatenate([starts[level | upright].astype(np.float64), place[sides_kept]])
    return lines[np.argsort(order, kind="stable")]


def sides_of_paths(paths: Paths) -> Table:
    """Every straight side of the paths that is level or upright, of bars both, likewise; in no order of drawing."""
    paths = _on_curve(paths)
    if not len(paths.kinds):
        return np.zeros((0, 4))
    starts = np.flatnonzero(paths.kinds == raw.FPDF_SEGMENT_MOVETO)
    ends = np.append(starts[1:], len(paths.kinds)) - 1
    sides, _ = _sides(paths, starts, ends, paths.closes[ends])
    across, down = sides[:, 2] - sides[:, 0], sides[:, 3] - sides[:, 1]
    return sides[(np.maximum(across, down) >= SHORTEST_SIDE) & (np.minimum(across, down) <= STRAIGHT)]


def _on_curve(paths: Paths) -> Paths:
    """The paths without the points that only bend a curve."""
    curve = paths.kinds == raw.FPDF_SEGMENT_BEZIERTO
    if not curve.any():
        return paths
    run = np.cumsum(curve) - np.maximum.accumulate(np.where(curve, 0, np.cumsum(curve)))  # 1, 2, 3, 4 ... in a run
    kept = ~curve | (run % 3 == 0)
    return Paths(paths.places[kept], paths.kinds[kept], paths.closes[kept], paths.path[kept], paths.only_filled)


def _curved(paths: Paths) -> NDArray[np.bool_]:
    """Which paths have a curve."""
    found = np.zeros(len(paths.only_filled), np.bool_)
    found[paths.path[paths.kinds == raw.FPDF_SEGMENT_BEZIERTO]] = True
    return found


def _through_middle(boxes: Table, axis: int) -> Table:
    """Boxes drawn together to their middle, across (axis 0) or down (axis 1)."""
    lines = boxes.copy()
    lines[:, axis] = lines[:, axis + 2] = (boxes[:, axis] + boxes[:, axis + 2]) / 2
    return lines


def _sides(
    paths: Paths, starts: NDArray[np.int64], ends: NDArray[np.int64], shut: NDArray[np.bool_]
) -> tuple[Table, Table]:
    """The straight stretches of all figures as boxes, and their place in the order of points."""
    at = np.flatnonzero(paths.kinds == raw.FPDF_SEGMENT_LINETO)
    first = np.concatenate([at - 1, ends[shut]])
    second = np.concatenate([at, starts[shut]])
    one, other = paths.places[first], paths.places[second]
    boxes = np.concatenate([np.minimum(one, other), np.maximum(one, other)], axis=1)
    return boxes, np.concatenate([at, ends[shut] + 0.5]).astype(np.float64)


def _is_line(boxes: Table) -> NDArray[np.bool_]:
    across, down = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    return np.asarray((np.maximum(across, down) >= SHORTEST) & (np.minimum(across, down) <= SLANT), np.bool_)
