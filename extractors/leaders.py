"""Leaders: rows of dots or short dashes that run from a label to its value."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.scan import Mask, Pieces, pieces_of

LEADER_DOT, LEADER_DASH = 0.04, 0.09
"""A leader's dots and dashes are at most this many inches high, and this many inches long."""

LEADER_SPECK = 0.012
"""Ink smaller than a square of this side, in inches, is the scanner's noise."""

LEADER_STEP = 0.23
"""The dots of a leader follow each other within this many inches, at even steps."""

FEWEST_DOTS = 4
"""Fewer dots in a row than this are points, an ellipsis or accents, not a leader."""


def leaders_of(ink: Mask, dpi: float, pieces: Pieces | None = None) -> Mask:
    """The ink of leaders on a straight page: rows of dots or short dashes at even steps between a label and its value.

    A dot with ink right above or below it is none of them (an i's, a colon's), nor is one that stands alone or among
    letters (a decimal point).
    """
    pieces = pieces or pieces_of(ink)
    labels, stats = pieces.labels, pieces.boxes
    height, width = stats[:, 3], stats[:, 2]
    small = (height <= max(3, LEADER_DOT * dpi)) & (width <= LEADER_DASH * dpi)
    small &= (width <= LEADER_DOT * dpi) | (width >= 2 * height)
    specks = stats[:, 4] < (LEADER_SPECK * dpi) ** 2
    small[0], specks[0] = False, True
    small &= ~specks
    solid = _Solid(labels, ~specks)
    lone = [(int(it), stats[it, :4]) for it in np.flatnonzero(small) if _stands_free(solid, stats[it, :4], dpi)]
    chosen = np.zeros(len(stats), np.bool_)
    for run in _even_runs(lone, solid, dpi):
        chosen[run] = True
    return np.asarray(chosen[labels], np.bool_) if chosen.any() else np.zeros(ink.shape, np.bool_)


@dataclass(frozen=True, slots=True)
class _Solid:
    """Ink without specks, seen only where it is asked for: of a whole page that would cost more than all the rest."""

    labels: NDArray[np.integer[Any]]
    is_solid: Mask

    def any_within(self, top: int, bottom: int, left: int, right: int) -> bool:
        """Whether there is ink within rows and columns, the last ones excluded."""
        return bool(self.is_solid[self.labels[top:bottom, left:right]].any())


def _stands_free(ink: _Solid, box: NDArray[np.int32], dpi: float) -> bool:
    """Whether there is no ink right above and below a box (left, top, width, height), but for its own."""
    x, y, w, h = (int(it) for it in box)
    above = ink.any_within(max(0, y - round(0.07 * dpi)), y, x, x + w)
    return not above and not ink.any_within(y + h, y + h + round(0.03 * dpi), x, x + w)


def _even_runs(lone: list[tuple[int, NDArray[np.int32]]], ink: _Solid, dpi: float) -> list[list[int]]:
    """Labels of the pieces (label, box) that follow each other level, alike, at even steps and with no ink between.

    A dot that was not seen leaves a step of twice the length.
    """
    rows: dict[int, list[tuple[int, NDArray[np.int32]]]] = {}
    for piece in lone:
        rows.setdefault(int((piece[1][1] + piece[1][3] / 2) // (0.02 * dpi)), []).append(piece)
    found: list[list[int]] = []
    for row in sorted(rows):
        band = sorted((*rows[row], *rows.get(row + 1, ())), key=lambda it: int(it[1][0]))
        run, step = [band[0][0]], 0.0
        for (_, before), (label, box) in pairwise(band):
            gap = float(box[0] + box[2] / 2 - before[0] - before[2] / 2)
            follows = gap <= LEADER_STEP * dpi * (2 if step else 1) and _nothing_between(before, box, ink, dpi)
            slack = max(2.0, 0.012 * dpi)
            follows = follows and abs(int(box[2]) - int(before[2])) <= slack + 0.4 * max(box[2], before[2])
            if follows and (not step or any(abs(gap - it * step) <= slack + 0.06 * it * step for it in (1, 2))):
                run.append(label)
                step = step or gap
                continue
            if len(run) >= FEWEST_DOTS:
                found.append(run)
            run, step = ([run[-1], label], gap) if follows and gap <= LEADER_STEP * dpi else ([label], 0.0)
        if len(run) >= FEWEST_DOTS:
            found.append(run)
    return found


def _nothing_between(before: NDArray[np.int32], it: NDArray[np.int32], ink: _Solid, dpi: float) -> bool:
    """Whether no letter stands between two pieces of a row."""
    top, bottom = int(min(before[1], it[1])), int(max(before[1] + before[3], it[1] + it[3]))
    left, right = int(before[0] + before[2] + 1), int(max(0, it[0] - 1))
    return not ink.any_within(max(0, top - round(0.07 * dpi)), bottom, left, right)
