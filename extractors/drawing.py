"""What is drawn on a PDF page besides text: rulings, pictures, filled areas, and what may keep text from being seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import starmap

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractors import objects as pdf
from extractors.objects import Objects
from extractors.pdfium import Frame, has_layers
from extractors.strokes import BAR, SHORTEST, SHORTEST_SIDE, Paths, Table, lines_of_paths, sides_of_paths
from records.pages import Box, Ruling

MOST_POINTS = 20_000
"""A path with more points than this is a map or a picture made of strokes, not lines of a table."""

OPAQUE, PALE = 25, 245
"""Lines of less opacity (0-255), or with all colours above this, cannot be seen on white paper."""

AREAS_COMPARED = 64
"""So many of the latest areas are looked at, to tell which fill lies unseen on one of its own colour."""

HAIR = 0.75
"""What stands out by less than this (points) cannot be told from the edge that it stands on."""

NO_COLOUR = -1


@dataclass(frozen=True, slots=True)
class Areas:
    """Filled shapes as columns, in drawing order.

    `order` is the place in the drawing order, `boxes` are (n, 4) in points as displayed, `colours` (n, 3) are red,
    green and blue (0-255), `NO_COLOUR` for shapes that are not of one colour, or that others shine through.
    """

    order: NDArray[np.int64]
    boxes: Table
    colours: NDArray[np.int64]

    def __len__(self) -> int:
        """The number of areas."""
        return len(self.order)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn besides text: rulings, pictures and filled areas, with their place in the drawing order.

    Text objects and pictures are known by their address: `text_order` and `image_order` give their place, `clips` what
    text is clipped to, and `doubtful` the text objects whose transparency, layer or form may keep them from being seen.
    """

    rulings: tuple[Ruling, ...]
    images: tuple[tuple[int, Box], ...]
    areas: Areas
    text_order: Mapping[int, int]
    finest_dpi: float = 0.0
    """Resolution of the largest picture as placed on the page; 0 without pictures."""
    clips: Mapping[int, Box] = field(default_factory=dict)
    doubtful: frozenset[int] = frozenset()
    image_order: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's objects with what turns their coordinates into those displayed."""

    objects: Objects
    frame: Frame
    layered: bool

    def of_kind(self, kind: int) -> NDArray[np.int64]:
        """The places in the drawing order of the objects of a kind."""
        return np.flatnonzero(self.objects.kinds == kind)

    def addresses(self, places: NDArray[np.int64]) -> list[int]:
        """The addresses of the objects at places of the drawing order."""
        return [self.objects.addresses[at] for at in places.tolist()]

    def boxes(self, places: NDArray[np.int64]) -> Table:
        """The boxes of objects as displayed."""
        edges = pdf.bounds_of(self.addresses(places))
        groups = self.objects.group[places]
        if not groups.any():
            return self.frame.boxes(edges)
        corners = [edges[:, [across, down]] for across in (0, 2) for down in (1, 3)]
        moved = np.stack([_moved(it, self._matrices(groups)) for it in corners])
        return self.frame.boxes(np.concatenate([moved.min(axis=0), moved.max(axis=0)], axis=1))

    def on_page(self, points: Table, own: Table, groups: NDArray[np.int64]) -> Table:
        """Points of objects as displayed, each by its object's own matrix, then that of its forms."""
        placed = _moved(points, own)
        if groups.any():
            placed = _moved(placed, self._matrices(groups))
        return self.frame.points(placed)

    def magnified(self, own: Table, groups: NDArray[np.int64]) -> Table:
        """How many times longer at most an object's matrix, and those of its forms, make what lies along an axis."""
        scale = _scales(own)
        return scale * _scales(self._matrices(groups)) if groups.any() else scale

    def _matrices(self, groups: NDArray[np.int64]) -> Table:
        return np.array(self.objects.matrices, np.float64)[groups]


def _moved(points: Table, matrices: Table) -> Table:
    """Points (columns x, y), each moved by its own matrix (columns a to f)."""
    (x, y), (a, b, c, d, e, f) = points.T, matrices.T
    return np.stack([a * x + c * y + e, b * x + d * y + f], axis=1)


def _scales(matrices: Table) -> Table:
    a, b, c, d, _, _ = np.abs(matrices).T
    return np.asarray(np.maximum(a + c, b + d), np.float64)


def drawn_on(page: pypdfium2.PdfPage, frame: Frame) -> Drawn:
    """What is drawn on the page, asked of PDFium in bulk."""
    layered = page.pdf is not None and has_layers(page.pdf)
    whole = _Page(pdf.objects_of(page, layered), frame, layered)
    areas, lines = _shapes(whole)
    images = whole.of_kind(pdf.IMAGE)
    boxes = whole.boxes(images)
    texts = whole.of_kind(pdf.TEXT)
    addresses = whole.addresses(texts)
    return Drawn(
        tuple(starmap(Ruling, lines[_inside(lines, frame)].tolist())),
        tuple(zip(images.tolist(), (_box(it) for it in boxes.tolist()), strict=True)),
        areas,
        dict(zip(addresses, texts.tolist(), strict=True)),
        _finest(whole, images, boxes),
        _clips(whole, texts, addresses),
        _doubtful(whole, texts, addresses),
        dict(zip(whole.addresses(images), images.tolist(), strict=True)),
    )


def painted_lines(page: pypdfium2.PdfPage, frame: Frame) -> tuple[Ruling, ...]:
    """Every level and upright line of the page's paths, those too that nobody sees: white ones, fills on their like.

    This is what readers go by that know nothing of colours; beside the rulings it tells why they find other tables.
    """
    whole = _Page(pdf.objects_of(page, layered=False), frame, layered=False)
    paths = whole.of_kind(pdf.PATH)
    filled, stroked = pdf.draw_modes_of(whole.addresses(paths))
    painted = filled | stroked
    placed = _placed(whole, paths[painted], ~stroked[painted], SHORTEST_SIDE)
    return tuple(starmap(Ruling, sides_of_paths(placed).tolist()))


def _box(edges: list[float]) -> Box:
    x0, top, x1, bottom = edges
    return x0, top, x1, bottom


def _shapes(page: _Page) -> tuple[Areas, Table]:
    """The filled areas of a page, shadings among them, and the lines that its paths draw."""
    paths = page.of_kind(pdf.PATH)
    shading = page.of_kind(pdf.SHADING)
    if not len(paths) and not len(shading):
        return Areas(np.zeros(0, np.int64), np.zeros((0, 4)), np.zeros((0, 3), np.int64)), np.zeros((0, 4))
    addresses = page.addresses(paths)
    filled, stroked = pdf.draw_modes_of(addresses)
    painted = filled | stroked
    if not painted.all():
        paths, filled, stroked = paths[painted], filled[painted], stroked[painted]
        addresses = page.addresses(paths)
    broad = filled.copy()
    lone = np.flatnonzero(~filled)
    broad[lone] = pdf.stroke_widths_of([addresses[at] for at in lone.tolist()]) > BAR
    fills, colours = _fills(addresses, filled)
    order = np.concatenate([paths[broad], shading])
    by_order = np.argsort(order)
    areas = Areas(
        order[by_order],
        page.boxes(order[by_order]),
        np.concatenate([colours[broad], np.full((len(shading), 3), NO_COLOUR)])[by_order],
    )
    unseen = np.zeros(len(paths), np.bool_)
    blending = np.empty(len(order), np.bool_)
    blending[by_order] = _blending(areas)
    unseen[broad] = blending[: len(order) - len(shading)]
    seen = _stands_out(fills) & filled & ~(unseen & ~stroked)
    strokes = np.flatnonzero(stroked)
    seen[strokes] |= _stands_out(pdf.strokes_of([addresses[at] for at in strokes.tolist()]))
    return areas, lines_of_paths(_placed(page, paths[seen], ~stroked[seen], SHORTEST))


def _fills(paths: pdf.Addresses, filled: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each path the fill colour with its opacity, and its colour where it is one and opaque."""
    fills = np.full((len(paths), 4), 255, np.int64)
    colours = np.full((len(paths), 3), NO_COLOUR, np.int64)
    at = np.flatnonzero(filled)
    asked = [paths[it] for it in at.tolist()]
    found, known = pdf.fills_of(asked)
    fills[at] = found
    plain = known & ~pdf.transparent(asked)
    colours[at[plain]] = found[plain, :3]
    return fills, colours


def _stands_out(colours: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which colours (red, green, blue, opacity) can be seen on white paper."""
    return np.asarray((colours[:, 3] > OPAQUE) & (colours[:, :3].min(axis=1) < PALE), np.bool_)


def _blending(areas: Areas) -> NDArray[np.bool_]:
    """Which areas lie within one of their own colour: their edges cannot be seen (a shaded line in a cell).

    What an area lies on is the latest of those before it that it overlaps.
    """
    count = len(areas)
    found = np.zeros(count, np.bool_)
    at = np.flatnonzero(areas.colours[:, 0] != NO_COLOUR)
    if count < 2 or not len(at):
        return found
    under = at[:, None] - 1 - np.arange(min(AREAS_COMPARED, count - 1))[None, :]
    exists, under = under >= 0, np.maximum(under, 0)
    x0, top, x1, bottom = (it[:, None] for it in areas.boxes[at].T)
    left, upper, right, lower = (it[under] for it in areas.boxes.T)
    meets = exists & (left < x1) & (right > x0) & (upper < bottom) & (lower > top)
    row, ground = np.arange(len(at)), meets.argmax(axis=1)
    inside = (left - HAIR <= x0) & (right + HAIR >= x1) & (upper - HAIR <= top) & (lower + HAIR >= bottom)
    alike = (areas.colours[under[row, ground]] == areas.colours[at]).all(axis=1)
    found[at] = meets.any(axis=1) & inside[row, ground] & alike
    return found


def _placed(page: _Page, paths: NDArray[np.int64], only_filled: NDArray[np.bool_], shortest: float) -> Paths:
    """Paths as displayed, without their figures that are smaller than `shortest` points."""
    counts = pdf.counts_of_points(page.addresses(paths))
    read = (counts > 1) & (counts <= MOST_POINTS)
    paths, counts = paths[read], counts[read]
    addresses = page.addresses(paths)
    matrices, groups = pdf.matrices_of(addresses), page.objects.group[paths]
    points = pdf.points_of(addresses, counts.tolist())
    number = np.repeat(np.arange(len(paths)), counts)
    kinds = points["kind"].astype(np.int64)
    kinds[np.cumsum(counts) - counts] = raw.FPDF_SEGMENT_MOVETO  # whatever a broken file begins a path with
    places = np.stack([points["x"], points["y"]], axis=1).astype(np.float64)
    magnified = page.magnified(matrices, groups)[number]
    kept = _in_large_figures(places, kinds == raw.FPDF_SEGMENT_MOVETO, magnified, shortest)
    places, kinds, closes, number = places[kept], kinds[kept], points["closes"][kept], number[kept]
    placed = page.on_page(places, matrices[number], groups[number])
    return Paths(placed, kinds, closes, number, only_filled[read])


def _in_large_figures(places: Table, begins: NDArray[np.bool_], magnified: Table, shortest: float) -> NDArray[np.bool_]:
    """Which points belong to figures of some size at least, once they are magnified; most of a drawing's do not.

    Told before each point is moved to its place on the page, which costs more.
    """
    if not len(begins):
        return begins
    starts = np.flatnonzero(begins)
    sizes = np.maximum.reduceat(places, starts) - np.minimum.reduceat(places, starts)
    large = sizes.max(axis=1) * magnified[starts] >= shortest
    return np.asarray(large[np.cumsum(begins) - 1], np.bool_)


def _inside(lines: Table, frame: Frame) -> NDArray[np.bool_]:
    """Which lines lie on the page and are not the page's own edges."""
    x0, top, x1, bottom = lines.T
    across, down = x1 - x0, bottom - top
    on_page = (x1 >= 0) & (bottom >= 0) & (x0 <= frame.width) & (top <= frame.height)
    level = (across >= down) & (top > 1) & (top < frame.height - 1) & (across >= SHORTEST)
    upright = (across < down) & (x0 > 1) & (x0 < frame.width - 1) & (down >= SHORTEST)
    return np.asarray(on_page & (level | upright), np.bool_)


def _finest(page: _Page, images: NDArray[np.int64], boxes: Table) -> float:
    """Dots per inch of the largest picture as it is placed on the page; 0 without one."""
    sizes = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    if not len(sizes) or sizes.max() <= 0:
        return 0.0
    largest = int(sizes.argmax())
    across, down = pdf.pixels_of(page.addresses(images)[largest])
    x0, top, x1, bottom = boxes[largest].tolist()
    return float(72 * max(across, down) / max(x1 - x0, bottom - top))


def _clips(page: _Page, texts: NDArray[np.int64], addresses: pdf.Addresses) -> dict[int, Box]:
    """What text objects are clipped to, as displayed, where it cuts anything off the page."""
    known: dict[tuple[int, tuple[int, ...]], Box | None] = {}
    clips: dict[int, Box] = {}
    for address, clip, group in zip(
        addresses, pdf.clips_of(addresses), page.objects.group[texts].tolist(), strict=True
    ):
        if not clip:
            continue
        if (group, clip) not in known:
            known[group, clip] = _clip_box(page, address, group)
        if (box := known[group, clip]) is not None:
            clips[address] = box
    return clips


def _clip_box(page: _Page, thing: int, group: int) -> Box | None:
    """The box that an object's clip leaves of the page; None where that is all of it."""
    sheet = left, top, right, bottom = 0.0, 0.0, page.frame.width, page.frame.height
    matrix = np.array([page.objects.matrices[group]], np.float64)
    for points in pdf.points_of_clip(thing):
        if len(points):
            placed = page.frame.points(_moved(points, matrix))
            (x0, y0), (x1, y1) = placed.min(axis=0).tolist(), placed.max(axis=0).tolist()
            left, top, right, bottom = max(left, x0), max(top, y0), min(right, x1), min(bottom, y1)
    return None if (left, top, right, bottom) == sheet else (left, top, right, bottom)


def _doubtful(page: _Page, texts: NDArray[np.int64], addresses: pdf.Addresses) -> frozenset[int]:
    """The text objects whose transparency, layer or form may keep them from being seen."""
    doubtful = np.array(page.objects.doubtful, np.bool_)[page.objects.group[texts]] | pdf.transparent(addresses)
    if page.layered:
        doubtful |= np.array(pdf.on_layers(addresses), np.bool_)
    return frozenset(addresses[at] for at in np.flatnonzero(doubtful).tolist())
