"""Round seals on scans in grey: where they stand, and the page without them.

A seal over a table gives words that nobody printed, breaks its rows, and hides the figures under it. In colour its
ink tells it (`extractors.coloured_ink`); in grey its ring does, and that stamped ink is lighter than type. What is
dark enough for type stays, with all ink close to it, and so do points no larger than those of figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import hypot

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan import Grey, Mask, ink_limit, pieces_of, shrunk

SMALLEST, LARGEST = 0.3, 1.1
"""Inches: the radius of a seal's outer ring."""

LOOKED_AT, HOUGH_AT = 100, 72
"""Resolutions at which rings are measured and looked for."""

ARC = 0.12
"""Inches: pieces of ink that reach so far may be an arc of a ring; letters of text are smaller."""

PERFECT, STEEP = 0.3, 200
"""What OpenCV asks of a circle and of its edges: little, because every circle is measured afterwards."""

RING = 0.85
"""The share of a ring that must be inked: a letter O, a logo's parts and chance circles have less."""

LIGHTER = 0.85
"""The share of the type's darkness that a seal's ink has at most, for the two to be told apart."""

AS_DARK_AS_TYPE = 80
"""The percentile of the darkness of all ink that counts as the type's."""

FAINTEST = 0.6
"""Ink of a seal may be so much lighter than what else counts as ink."""

AROUND_TYPE, POINT = 0.013, 0.035
"""Inches: what is so close to dark ink belongs to it, and pieces so small are the points of figures."""

OUTSIDE = 1.1
"""How many times the radius of its ring a seal reaches."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A round seal in pixels, and `level`, the darkness against the paper between its ink and the type's."""

    x: float
    y: float
    radius: float
    level: float

    @property
    def place(self) -> tuple[slice, slice]:
        """The rows and columns of the page that it reaches over."""
        reach = OUTSIDE * self.radius
        rows = slice(max(0, round(self.y - reach)), max(0, round(self.y + reach)))
        return rows, slice(max(0, round(self.x - reach)), max(0, round(self.x + reach)))

    def holds(self, other: Seal) -> bool:
        """Whether another ring lies within this one."""
        return hypot(self.x - other.x, self.y - other.y) + other.radius < OUTSIDE * self.radius


def grey_seals(grey: Grey, paper: Grey, rules: Mask, dpi: float) -> tuple[Seal, ...]:
    """The round seals of a page in grey whose ink is lighter than its type.

    Args:
        grey: the page.
        paper: what the page would be without ink.
        rules: its drawn rules, which cut rings.
        dpi: the resolution of all three.
    """
    scale = LOOKED_AT / dpi
    small, blank = (shrunk(it, scale) for it in (grey, paper))
    limit = float(np.median(blank[::8, ::8])) * (1 - ink_limit(small, blank))
    ruled = shrunk(rules.view(np.uint8) * np.uint8(255), scale) >= 64
    faint = (_darkness(small, blank) > FAINTEST * limit) & ~ruled
    rings = sorted((it for it in _rings(faint, ruled) if it[0] >= RING), key=lambda it: -it[3])
    if not rings:
        return ()
    dark = _darkness(grey, paper)
    some = dark[::2, ::2]
    inked = some[some > limit]
    type_level = float(np.percentile(inked, AS_DARK_AS_TYPE)) if inked.size else 0.0
    seals: list[Seal] = []
    for _, *circle in rings:
        x, y, radius = (it / scale for it in circle)
        level = float(np.median(dark[_along(dark.shape, x, y, radius, round(1.5 / scale))].max(axis=1)))
        seal = Seal(x, y, radius, (level + type_level) / 2)
        if level < LIGHTER * type_level and not any(it.holds(seal) for it in seals):
            seals.append(seal)
    return tuple(seals)


def without_seals(page: Grey, seals: Iterable[Seal], paper: Grey, dpi: float) -> Grey:
    """The page with the light ink of seals made paper."""
    result = page.copy()
    for seal in seals:
        place = seal.place
        dark = _darkness(page[place], paper[place])
        y, x = np.ogrid[: dark.shape[0], : dark.shape[1]]
        away = (x + place[1].start - seal.x) ** 2 + (y + place[0].start - seal.y) ** 2
        within = away < (OUTSIDE * seal.radius) ** 2
        typed = _near(dark > seal.level, round(AROUND_TYPE * dpi)) | _points(dark > seal.level / 2, POINT * dpi)
        light = within & ~typed
        result[place][light] = paper[place][light]
    return result


def _darkness(page: Grey, paper: Grey) -> Grey:
    """How much darker than paper each place is, the scanner's noise smoothed."""
    return np.asarray(cv2.GaussianBlur(cv2.subtract(paper, page), (3, 3), 0), np.uint8)


def _rings(ink: Mask, ruled: Mask) -> list[tuple[float, float, float, float]]:
    """Circles of the ink's long pieces: the share of them that is inked, and x, y and radius in pixels.

    Where a drawn rule was taken out a ring may have gone with it.
    """
    pieces = pieces_of(ink)
    long = np.maximum(pieces.boxes[:, 2], pieces.boxes[:, 3]) > ARC * LOOKED_AT
    long[0] = False
    if not long.any():
        return []
    scale = HOUGH_AT / LOOKED_AT
    arcs = shrunk(np.where(long, np.uint8(0), np.uint8(255))[pieces.labels], scale)
    found = cv2.HoughCircles(
        cv2.GaussianBlur(arcs, (3, 3), 0),
        cv2.HOUGH_GRADIENT_ALT,
        1.5,
        SMALLEST * HOUGH_AT,
        param1=STEEP,
        param2=PERFECT,
        minRadius=round(SMALLEST * HOUGH_AT),
        maxRadius=round(LARGEST * HOUGH_AT),
    )
    if found is None:
        return []
    circles = found.reshape(-1, found.shape[-1])[:, :3] / scale
    return [_fitted(ink | ruled, float(x), float(y), float(radius)) for x, y, radius in circles]


def _fitted(ink: Mask, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    """A circle moved to where most of it is inked: that share, x, y and radius."""
    best = (0.0, x, y, radius)
    for step in (4, 2, 1):
        near = np.array(best[1:]) + np.array(list(product((-step, 0, step), repeat=3)))
        inked = ink[_along(ink.shape, *near.T[..., None, None])].any(axis=-1).mean(axis=-1)
        best = max(best, *zip(inked.tolist(), *near.T.tolist(), strict=True))
    return best


Measure = float | NDArray[np.float64]
_ANGLES = np.linspace(0, 2 * np.pi, 120, endpoint=False)


def _along(
    shape: tuple[int, ...], x: Measure, y: Measure, radius: Measure, beside: int = 1
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the pixels along a circle, and of so many on both sides of it: one row of them each angle.

    Of several circles, whose measures have shape (circles, 1, 1), one such table each.
    """
    radii = radius + np.arange(-beside, beside + 1)
    columns = np.rint(x + np.cos(_ANGLES)[:, None] * radii).astype(np.intp)
    rows = np.rint(y + np.sin(_ANGLES)[:, None] * radii).astype(np.intp)
    return np.clip(rows, 0, shape[0] - 1), np.clip(columns, 0, shape[1] - 1)


def _near(mask: Mask, reach: int) -> Mask:
    """The mask with all within so many pixels of it."""
    round_ = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    return np.asarray(cv2.dilate(mask.view(np.uint8), round_) > 0, np.bool_)


def _points(ink: Mask, side: float) -> Mask:
    """The pieces of ink that are no larger than the points of figures, with what is around them."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink.view(np.uint8), connectivity=8)
    small = np.maximum(boxes[:, 2], boxes[:, 3]) <= side
    small[0] = False
    return _near(np.asarray(small[labels], np.bool_), 1)
