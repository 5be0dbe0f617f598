"""Sheets that were photographed at an angle, or that do not lie flat: the picture as if it had been scanned flat.

A sheet that stands out from a darker ground is cut out by its four corners and brought to a rectangle. Lines of type
that still rise and fall, or converge, are then made straight: the smooth shape that they have in common is found and
taken back. Both are kept as one net over the flat page, by which every place leads back to the picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors import scan
from records.pages import Mesh

Floats = NDArray[np.float64]
Draw = Callable[[float], scan.Rgb]

COLUMNS, ROWS = 17, 23
"""Knots of the net across and down a page; between them it is even."""

SEARCHED_SIDE = 500
"""The sheet is looked for on a picture whose long side has so many pixels."""

NARROWEST = 20
"""Pixels of that picture's short side; a strip or a line that is narrower shows no sheet with four sides."""

LEAST_SHEET, MOST_SHEET = 0.25, 0.985
"""The share of the picture that a sheet covers."""

STANDS_OUT = 30.0
"""Grey levels by which paper is brighter than the ground it lies on."""

DARK_AROUND = 0.85
"""At least this share of what lies around a sheet is ground; else its sides are print: a frame, a dark heading."""

FOUR_SIDED = 0.96
"""The share of a sheet's outline that its four corners explain."""

INSIDE = 0.006
"""A side of the sheet lies within the picture if it keeps this share of the picture's long side from its edge."""

FEWEST_SIDES_SEEN = 3

THRESHOLDS = (1.0, 0.85, 1.15, 0.7)
"""Shares of the level that best parts light from dark; others are tried where the light falls off over the sheet."""

SHAPE_OF_PAPER, NEARLY = 2**0.5, 0.12
"""Long side by short side of A4; a sheet within this share of it is A4."""

PAPER_SIDE = 842.0
"""Points: the long side that a sheet is given, for its type is that of office paper."""

BEND_DPI = 100
BIN = 0.3
"""Inches of a line over which its height is taken as one."""

LINE_HEIGHT, LEAST_INK = 0.28, 0.003
"""Inches and square inches: a stretch of a line is no higher, and has as much ink at least."""

WORDS_APART, WIDEST_GAP = 0.2, 1.5
"""Inches between letters that stand in one line, and between cells that may."""

SAME_LINE, NEARLY_LEVEL = 0.045, 0.05
"""Two stretches are of one line if one stands no more than so many inches higher, and so many more for each inch of
the gap between them."""

MOST_LINES = 2500
FEWEST_STEPS = 40
"""With fewer steps from stretch to stretch nothing tells the shape of a page."""

DEGREE, DEGREE_DOWN = 4, 2
"""The shape of lines is a polynomial of these degrees across and down the page."""

BENT = 0.03
"""Inches by which lines must rise and fall, skew apart, to be worth straightening."""

EXPLAINED = 6.0
"""What the shape explains of the steps must be so many times what as many terms of chance would explain (F)."""

HELD = 0.02
"""How strongly each term of the shape is held to nothing: the square of a step's noise by that of usual bends."""

SURELY_EXPLAINED = 60.0
"""The same where ink forms rows down the page rather than across: a page lying on its side, or ruled and much bent."""

STEEPEST = 0.3
"""A stretch of a line that rises by more than this over its length belongs to two lines."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A flat page that a picture shows bent or aslant.

    `net` (`ROWS`, `COLUMNS`, 2) holds where the knots of an even net over the flat page stand on the picture, x and y
    as shares of its width and height. `size` is that of the flat page in points; `magnified` is how many times larger
    it is drawn than the picture shows it at the same resolution.
    """

    net: Floats
    size: tuple[float, float]
    magnified: float

    def drawn_by(self, draw: Draw) -> Draw:
        """Gives the flat page at a resolution, where `draw` gives the picture."""

        def flat(dpi: float) -> scan.Rgb:
            width, height = (max(1, round(side * dpi / 72)) for side in self.size)
            return remapped(draw(dpi * self.magnified), self.net, (width, height))

        return flat

    def then(self, net: Floats) -> Flat:
        """The flat page made flatter by a net over itself."""
        x, y = (_between_knots(self.net[..., axis], net) for axis in (0, 1))
        return Flat(np.stack([x, y], axis=-1), self.size, self.magnified)

    def mesh(self, size: tuple[float, float]) -> Mesh:
        """The way back to a page displayed in so many points."""
        points = (self.net * np.array(size)).reshape(-1, 2).tolist()
        return Mesh(COLUMNS, ROWS, tuple((x, y) for x, y in points), self.size, size)


def as_it_is(size: tuple[float, float]) -> Flat:
    """A page of so many points that lies flat already."""
    return Flat(_even_net(), size, 1.0)


def _even_net() -> Floats:
    x, y = np.meshgrid(np.linspace(0, 1, COLUMNS), np.linspace(0, 1, ROWS))
    return np.stack([x, y], axis=-1)


def _between_knots(values: Floats, places: Floats) -> Floats:
    """The values of a net's knots at places (x, y as shares), between knots as if even; beyond the edges it goes on."""
    at = places * np.array([COLUMNS - 1, ROWS - 1])
    left = np.clip(np.floor(at[..., 0]).astype(int), 0, COLUMNS - 2)
    top = np.clip(np.floor(at[..., 1]).astype(int), 0, ROWS - 2)
    right, down = at[..., 0] - left, at[..., 1] - top
    upper = values[top, left] * (1 - right) + values[top, left + 1] * right
    lower = values[top + 1, left] * (1 - right) + values[top + 1, left + 1] * right
    return np.asarray(upper * (1 - down) + lower * down, np.float64)


def remapped(picture: NDArray[np.uint8], net: Floats, size: tuple[int, int]) -> NDArray[np.uint8]:
    """The flat page of so many pixels (width, height) out of a picture; beyond the picture it is as at its edge."""
    height, width = picture.shape[:2]
    x, y = np.meshgrid((np.arange(size[0]) + 0.5) / size[0], (np.arange(size[1]) + 0.5) / size[1])
    knots = (net * np.array([width, height])).astype(np.float32)
    across, down = (x * (COLUMNS - 1)).astype(np.float32), (y * (ROWS - 1)).astype(np.float32)
    maps = [cv2.remap(np.ascontiguousarray(knots[..., axis]), across, down, cv2.INTER_LINEAR) - 0.5 for axis in (0, 1)]
    drawn = cv2.remap(picture, maps[0], maps[1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(drawn, np.uint8)


def sheet_in(picture: scan.Rgb, size: tuple[float, float]) -> Flat | None:
    """The sheet that a picture shows on a darker ground; None where the picture is of paper up to its edges.

    Args:
        picture: the page as displayed.
        size: its width and height in points.
    """
    corners = corners_of_sheet(picture)
    if corners is None:
        return None
    sides = np.linalg.norm(
        (corners - np.roll(corners, -1, axis=0)) * np.array(size), axis=1
    )  # top, right, bottom, left
    width, height = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    if abs(max(width, height) / min(width, height) / SHAPE_OF_PAPER - 1) < NEARLY:
        short = PAPER_SIDE / SHAPE_OF_PAPER
        paper = (short, PAPER_SIDE) if height >= width else (PAPER_SIDE, short)
    else:
        paper = (width * PAPER_SIDE / max(width, height), height * PAPER_SIDE / max(width, height))
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    slant = cv2.getPerspectiveTransform(unit, corners.astype(np.float32))
    net = cv2.perspectiveTransform(_even_net().reshape(-1, 1, 2), np.asarray(slant, np.float64))
    return Flat(np.asarray(net, np.float64).reshape(ROWS, COLUMNS, 2), paper, max(paper) / max(width, height))


def corners_of_sheet(picture: scan.Rgb) -> Floats | None:
    """The corners of a sheet on a darker ground, from the top left clockwise, as shares of the picture's sides."""
    long = max(picture.shape[:2])
    scale = min(1.0, SEARCHED_SIDE / long)
    if min(picture.shape[:2]) * scale < NARROWEST:
        return None
    light = scan.shrunk(picture, scale).min(axis=2)  # wood and cloth are darkest in one colour
    light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))  # without print
    light = np.asarray(cv2.GaussianBlur(light, (5, 5), 0), np.uint8)
    rim = np.concatenate([light[:3].ravel(), light[-3:].ravel(), light[:, :3].ravel(), light[:, -3:].ravel()])
    if float(np.percentile(light, 75)) - float(np.percentile(rim, 25)) < STANDS_OUT:
        return None
    level, _ = cv2.threshold(light, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for share in THRESHOLDS:
        corners = _four_corners(light, min(250.0, level * share))
        if corners is not None:
            return np.asarray(corners / np.array([light.shape[1], light.shape[0]]), np.float64)
    return None


def _four_corners(light: scan.Grey, level: float) -> Floats | None:
    """The corners in pixels of what is brighter than a level, where it is one sheet with four sides on dark ground."""
    bright = (light > level).astype(np.uint8)
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=cv2.contourArea, default=None)
    if outline is None:
        return None
    hull = cv2.convexHull(outline)
    area = cv2.contourArea(hull)
    if not LEAST_SHEET <= area / light.size <= MOST_SHEET or cv2.contourArea(outline) < FOUR_SIDED * area:
        return None
    rough = _quadrilateral(hull)
    if rough is None:
        return None
    corners = _sharpened(rough, outline[:, 0].astype(np.float64))
    inside = np.zeros_like(light)
    cv2.fillConvexPoly(inside, np.rint(corners).astype(np.int32), 1)
    around = cv2.dilate(inside, np.ones((5, 5), np.uint8)) == 0
    overlap = float((inside & bright).sum()) / max(1.0, float((inside | bright).sum()))
    sides = [np.stack([corners[at], corners[(at + 1) % 4]]) for at in range(4)]
    seen = sum(_lies_within(side, light.shape) for side in sides)
    if overlap < FOUR_SIDED - 0.03 or seen < FEWEST_SIDES_SEEN or not around.any():
        return None
    paper, ground = float(np.median(light[inside > 0])), float(np.median(light[around]))
    if (light[around] <= level).mean() < DARK_AROUND or paper - ground < STANDS_OUT:
        return None
    return corners


def _lies_within(side: Floats, shape: tuple[int, ...]) -> bool:
    """Whether the middle of a side (its two ends) keeps away from the picture's edges."""
    x, y = side.mean(axis=0)
    least = INSIDE * max(shape)
    return bool(min(x, y, shape[1] - 1 - x, shape[0] - 1 - y) > least)


def _quadrilateral(hull: Any) -> Floats | None:
    """The hull simplified to four corners, from the top left clockwise; None where four do not do."""
    length = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        simple = cv2.approxPolyDP(hull, share * length, True)
        if len(simple) == 4:
            points = simple[:, 0].astype(np.float64)
            middle = points.mean(axis=0)
            ordered = points[np.argsort(np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))]
            return np.asarray(np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0), np.float64)
        if len(simple) < 4:
            return None
    return None


def _sharpened(corners: Floats, outline: Floats) -> Floats:
    """Corners where lines through the sides meet; the corners of a sheet may be bent, torn or in shadow."""
    lines = []
    for at in range(4):
        a, b = corners[at], corners[(at + 1) % 4]
        along = (b - a) / max(1e-9, float(np.linalg.norm(b - a)))
        away = np.abs((outline - a) @ np.array([-along[1], along[0]]))
        share = (outline - a) @ along / max(1e-9, float(np.linalg.norm(b - a)))
        near = outline[(away < 6) & (share > 0.08) & (share < 0.92)]
        if len(near) < 10:
            return corners
        dx, dy, x, y = (
            float(it) for it in np.ravel(cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01))
        )
        lines.append((np.array([-dy, dx]), -dy * x + dx * y))
    met = []
    for at in range(4):
        (one, c), (other, d) = lines[at - 1], lines[at]
        normals = np.stack([one, other])
        if abs(np.linalg.det(normals)) < 0.2:
            return corners
        met.append(np.linalg.solve(normals, np.array([c, d])))
    return np.array(met)


def straightening_of(ink: scan.Mask, dpi: float, explained: float = EXPLAINED) -> Floats | None:
    """A net by which the lines of type of a page become straight; None where they are, skew apart, or nothing tells.

    Args:
        ink: where there is ink on the page, the lines running across.
        dpi: its resolution.
        explained: how much better the shape must explain the steps of the lines than chance does.
    """
    steps = _steps_of_lines(ink, dpi)
    if len(steps) < FEWEST_STEPS:
        return None
    shape = np.array([ink.shape[1] / dpi, ink.shape[0] / dpi])
    first, last, y, rise = steps.T
    length = last - first
    ends = [np.stack([x, y], axis=1) / shape * 2 - 1 for x in (first, last)]
    curved = _terms(ends[1]) - _terms(ends[0])
    weights = np.ones(len(rise))
    for _ in range(6):
        found = _solved(curved, rise, weights)
        left = np.abs(rise - curved @ found)
        weights = 1 / np.maximum(1.0, left / max(0.002, 1.5 * float(np.median(left))))
    level = float((weights * rise * length).sum() / (weights * length**2).sum())
    found[0] -= level * shape[0] / 2  # what is left to the turning of the whole page
    knots = _even_net() * 2 - 1
    heights = (_terms(knots.reshape(-1, 2)) @ found).reshape(ROWS, COLUMNS)
    if _most_bent(heights, np.concatenate(ends)) < BENT:
        return None
    uneven = rise - level * length
    if _explained(uneven, uneven - curved @ found, weights, len(found)) < explained:
        return None
    net = _even_net()
    net[..., 1] += heights / shape[1]
    return net


def _most_bent(heights: Floats, places: Floats) -> float:
    """By how much a line rises and falls at most, where there are lines; `heights` are those of the knots of a net."""
    knots = _even_net() * 2 - 1
    low, high = np.percentile(places, 2, axis=0), np.percentile(places, 98, axis=0)
    rows = (knots[:, 0, 1] >= low[1]) & (knots[:, 0, 1] <= high[1])
    columns = (knots[0, :, 0] >= low[0]) & (knots[0, :, 0] <= high[0])
    told = heights[rows][:, columns]
    return float(np.ptp(told, axis=1).max()) if told.size else 0.0


def _explained(before: Floats, after: Floats, weights: Floats, terms: int) -> float:
    """How many times more of the squares of `before` is gone in `after` than so many terms take away by chance."""
    left = float(np.square(after * weights).sum()) / max(1, len(after) - terms)
    gone = float(np.square(before * weights).sum() - np.square(after * weights).sum()) / terms
    return gone / max(left, 1e-12)


def _terms(places: Floats) -> Floats:
    """What the shape of lines is made of, at places from -1 to 1 across and down; nothing of it stands at x = 0."""
    x, y = places[:, 0], places[:, 1]
    return np.stack([x**i * y**j for i in range(1, DEGREE + 1) for j in range(DEGREE_DOWN + 1)], axis=1)


def _solved(terms: Floats, rise: Floats, weights: Floats) -> Floats:
    """Weighted least squares, held back a little so that parts of the page without lines do not swing."""
    scaled = terms * weights[:, None]
    held = np.eye(terms.shape[1]) * HELD
    return np.asarray(np.linalg.solve(scaled.T @ terms + held, scaled.T @ rise), np.float64)


def _steps_of_lines(ink: scan.Mask, dpi: float) -> Floats:
    """Steps along the lines of a page, a row each: from x, to x, at y, and by how much the line falls; in inches."""
    scale = min(1.0, BEND_DPI / dpi)
    small = scan.covered(ink, scale) > 90
    dpi *= scale
    pieces = scan.pieces_of(small)
    sizes = pieces.boxes
    is_letter = (sizes[:, 3] >= 0.03 * dpi) & (sizes[:, 3] <= 0.25 * dpi) & (sizes[:, 2] <= 2.5 * dpi)
    is_letter[0] = False
    letters = is_letter[pieces.labels]
    reach = np.ones((1, round(WORDS_APART * dpi)), np.uint8)
    lines = scan.pieces_of(cv2.morphologyEx(letters.view(np.uint8), cv2.MORPH_CLOSE, reach) > 0)
    ys, xs = np.nonzero(letters)
    bins = round(small.shape[1] / dpi / BIN) + 2
    at = lines.labels[ys, xs].astype(np.int64) * bins + (xs / dpi / BIN).astype(np.int64)
    places, at = np.unique(at, return_inverse=True)
    count = np.bincount(at)
    x, y = np.bincount(at, xs) / count / dpi, np.bincount(at, ys) / count / dpi
    spread = np.sqrt(np.maximum(0.0, np.bincount(at, (ys / dpi) ** 2) / count - y**2))
    good = (count >= LEAST_INK * dpi**2) & (spread < LINE_HEIGHT / 3)
    places, x, y = places[good], x[good], y[good]
    following = np.flatnonzero(places[1:] == places[:-1] + 1)
    following = following[places[following] // bins == places[following + 1] // bins]
    pairs = np.concatenate([np.stack([following, following + 1], axis=1), _over_gaps(x, y, places // bins)])
    if len(pairs) == 0:
        return np.empty((0, 4))
    one, other = pairs.T
    steps = np.stack([x[one], x[other], (y[one] + y[other]) / 2, y[other] - y[one]], axis=1)
    return np.asarray(steps[np.abs(steps[:, 3]) < STEEPEST * (steps[:, 1] - steps[:, 0])], np.float64)


def _over_gaps(x: Floats, y: Floats, line: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pairs of stretches of two lines that seem to be one, with a gap between them as between cells of a table."""
    ends = np.flatnonzero(np.append(line[1:] != line[:-1], True)) if len(line) else np.empty(0, np.int64)
    starts = np.flatnonzero(np.append(True, line[1:] != line[:-1])) if len(line) else np.empty(0, np.int64)
    if not 1 < len(ends) <= MOST_LINES:
        return np.empty((0, 2), np.int64)
    gap = x[starts][None, :] - x[ends][:, None]
    apart = np.abs(y[starts][None, :] - y[ends][:, None])
    gap[(gap < BIN / 2) | (gap > WIDEST_GAP) | (apart > SAME_LINE + NEARLY_LEVEL * gap)] = np.inf
    nearest = gap.argmin(axis=1)
    found = np.isfinite(gap[np.arange(len(ends)), nearest])
    return np.stack([ends[found], starts[nearest[found]]], axis=1)
