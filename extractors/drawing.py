"""Drawn lines of a PDF page: strokes, thin filled bars, the borders of boxes, through PDFium's page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from ctypes import byref, c_float, c_int, c_uint, c_ulong, c_ushort
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from extractors.pdfium import Frame, has_layers
from records.pages import Box, Ruling

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

MAX_FORM_DEPTH = 8
"""Forms within forms deeper than this are not followed; a loop among them cannot hang the reader."""

MAX_OBJECTS = 200_000
"""Drawn objects beyond this many on one page (maps, engineering drawings) are not looked at."""

BAR = 3.0
"""A filled rectangle thinner than this many points is a drawn line, not a box."""

SHORTEST = 3.0
"""Lines shorter than this many points are parts of letters, logos and hatching."""

PALE = 245
"""Lines with all colours above this (0-255) cannot be seen on white paper."""


AREAS_COMPARED = 64
"""So many of the latest areas are looked at, to tell which fill lies unseen on one of its own colour."""

HAIR = 0.75
"""What stands out by less than this (points) cannot be told from the edge that it stands on."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape in the drawing order; `colour` (0-255) only where it is one, and opaque."""

    order: int
    box: Box
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn besides text: rulings, pictures and filled areas, with their place in the drawing order.

    Text objects are known by their address: `text_order` gives their place, `clips` what they are clipped to, and
    `doubtful` those whose transparency, layer or form may keep them from being seen.
    """

    rulings: tuple[Ruling, ...]
    images: tuple[tuple[int, Box], ...]
    areas: tuple[Area, ...]
    text_order: dict[int, int]
    text_handles: tuple[Any, ...] = ()
    finest_dpi: float = 0.0
    """Resolution of the largest picture as placed on the page; 0 without pictures."""
    clips: Mapping[int, Box] = field(default_factory=dict)
    doubtful: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Placed:
    """An object with the matrix of the forms around it; `doubtful` where one of these may not be seen."""

    thing: Any
    matrix: Matrix
    doubtful: bool


def drawn_on(page: pypdfium2.PdfPage, frame: Frame) -> Drawn:
    """Walks the page's objects once, in drawing order."""
    rulings: list[Ruling] = []
    images: list[tuple[int, Box]] = []
    areas: list[Area] = []
    text_order: dict[int, int] = {}
    handles: list[Any] = []
    clips: dict[int, Box] = {}
    doubtful: list[int] = []
    clip_boxes = _ClipBoxes(frame)
    layered = page.pdf is not None and has_layers(page.pdf)
    largest, finest = 0.0, 0.0
    for order, placed in enumerate(_objects(page, layered)):
        if order > MAX_OBJECTS:
            break
        thing, matrix = placed.thing, placed.matrix
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            handle = address_of(thing)
            text_order[handle] = order
            handles.append(thing)
            if placed.doubtful or raw.FPDFPageObj_HasTransparency(thing) or (layered and _on_layer(thing)):
                doubtful.append(handle)
            if (clip := clip_boxes.of(thing, matrix)) is not None:
                clips[handle] = clip
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(thing, matrix, frame)
            images.append((order, box))
            area = (box[2] - box[0]) * (box[3] - box[1])
            if area > largest:
                largest, finest = area, _resolution(thing, box)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            filled, stroked = c_int(), c_int()
            raw.FPDFPath_GetDrawMode(thing, byref(filled), byref(stroked))
            if not filled.value and not stroked.value:
                continue
            blends = False
            if filled.value or _is_broad(thing):
                shape = Area(order, _bounds(thing, matrix, frame), _colour(thing, bool(filled.value)))
                blends = not stroked.value and _blends_in(shape, areas)
                areas.append(shape)
            if not blends and _can_be_seen(thing, bool(filled.value), bool(stroked.value)):
                rulings.extend(_lines(thing, matrix, frame, only_bars=not stroked.value))
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            areas.append(Area(order, _bounds(thing, matrix, frame)))
    seen = [line for line in rulings if _inside(line, frame)]
    return Drawn(
        tuple(seen), tuple(images), tuple(areas), text_order, tuple(handles), finest, clips, frozenset(doubtful)
    )


def address_of(thing: Any) -> int:
    """The address of a PDFium object: the same number for the same object."""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _objects(page: pypdfium2.PdfPage, layered: bool) -> Iterator[_Placed]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _within(_Placed(raw.FPDFPage_GetObject(page, index), IDENTITY, False), layered, 0)


def _within(placed: _Placed, layered: bool, depth: int) -> Iterator[_Placed]:
    """An object, or those of a form; a form may stand on a layer, which PDFium does not tell of it."""
    thing = placed.thing
    if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM:
        yield placed
        return
    if depth >= MAX_FORM_DEPTH:
        return
    inner = _times(_matrix(thing), placed.matrix)
    doubtful = placed.doubtful or layered or bool(raw.FPDFPageObj_HasTransparency(thing))
    for index in range(raw.FPDFFormObj_CountObjects(thing)):
        yield from _within(_Placed(raw.FPDFFormObj_GetObject(thing, index), inner, doubtful), layered, depth + 1)


def _on_layer(thing: Any) -> bool:
    """Whether an object is marked as part of a layer, which may be switched off."""
    name, length = ctypes.create_string_buffer(8), c_ulong()
    for index in range(raw.FPDFPageObj_CountMarks(thing)):
        mark = raw.FPDFPageObj_GetMark(thing, index)
        raw.FPDFPageObjMark_GetName(mark, ctypes.cast(name, ctypes.POINTER(c_ushort)), 8, byref(length))
        if length.value == 6 and name.raw[:4] == "OC".encode("utf-16-le"):
            return True
    return False


class _ClipBoxes:
    """The rectangles that objects are clipped to; most objects of a page share a few clips."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._known: dict[tuple[Matrix, tuple[int, ...]], Box | None] = {}

    def of(self, thing: Any, matrix: Matrix) -> Box | None:
        """What `thing` is clipped to as displayed; None where nothing is cut off the page."""
        clip = raw.FPDFPageObj_GetClipPath(thing)
        count = raw.FPDFClipPath_CountPaths(clip)
        if count <= 0:
            return None
        paths = tuple(address_of(raw.FPDFClipPath_GetPathSegment(clip, path, 0)) for path in range(count))
        key = (matrix, paths)
        if key not in self._known:
            self._known[key] = self._box(clip, count, matrix)
        return self._known[key]

    def _box(self, clip: Any, count: int, matrix: Matrix) -> Box | None:
        left, top, right, bottom = 0.0, 0.0, self.frame.width, self.frame.height
        for path in range(count):
            points = [
                self.frame.point(*_apply(matrix, *_point(raw.FPDFClipPath_GetPathSegment(clip, path, index))))
                for index in range(raw.FPDFClipPath_CountPathSegments(clip, path))
            ]
            if not points:
                continue
            xs, ys = zip(*points, strict=True)
            left, top, right, bottom = max(left, min(xs)), max(top, min(ys)), min(right, max(xs)), min(bottom, max(ys))
        if (left, top, right, bottom) == (0.0, 0.0, self.frame.width, self.frame.height):
            return None
        return left, top, right, bottom


def _point(segment: Any) -> tuple[float, float]:
    x, y = c_float(), c_float()
    raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
    return x.value, y.value


def _blends_in(area: Area, before: Sequence[Area]) -> bool:
    """Whether a filled area lies within one of its own colour: its edges cannot be seen (a shaded line in a cell)."""
    x0, top, x1, bottom = area.box
    for under in reversed(before[-AREAS_COMPARED:]):
        left, upper, right, lower = under.box
        if left < x1 and right > x0 and upper < bottom and lower > top:
            inside = left - HAIR <= x0 and right + HAIR >= x1 and upper - HAIR <= top and lower + HAIR >= bottom
            return inside and area.colour is not None and under.colour == area.colour
    return False


def _is_broad(path: Any) -> bool:
    """Whether a stroke is as broad as a bar rather than a line."""
    width = c_float()
    raw.FPDFPageObj_GetStrokeWidth(path, byref(width))
    return width.value > BAR


def _colour(path: Any, filled: bool) -> Colour | None:
    """The colour of an opaque filled path; None where others shine through, or it is a pattern."""
    if not filled or raw.FPDFPageObj_HasTransparency(path):
        return None
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    known = raw.FPDFPageObj_GetFillColor(path, byref(red), byref(green), byref(blue), byref(alpha))
    return (red.value, green.value, blue.value) if known else None


def _matrix(thing: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, found):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(thing: Any, matrix: Matrix, frame: Frame) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    raw.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
    corners = [_apply(matrix, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = zip(*corners, strict=True)
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _resolution(image: Any, box: Box) -> float:
    """Dots per inch of a picture as it is placed on the page."""
    across, down = c_uint(), c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(image, byref(across), byref(down)):
        return 0.0
    longer = max(box[2] - box[0], box[3] - box[1])
    return 72 * max(across.value, down.value) / longer if longer > 0 else 0.0


def _can_be_seen(thing: Any, filled: bool, stroked: bool) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint(255)
    pointers = byref(red), byref(green), byref(blue), byref(alpha)
    if stroked:
        raw.FPDFPageObj_GetStrokeColor(thing, *pointers)
        if alpha.value > 25 and min(red.value, green.value, blue.value) < PALE:
            return True
    if filled:
        raw.FPDFPageObj_GetFillColor(thing, *pointers)
        return alpha.value > 25 and min(red.value, green.value, blue.value) < PALE
    return False


def _lines(path: Any, outer: Matrix, frame: Frame, only_bars: bool) -> Iterator[Ruling]:
    """The straight horizontal and vertical lines of a path, as displayed."""
    matrix = _times(_matrix(path), outer)
    count = raw.FPDFPath_CountSegments(path)
    if count > 400:  # outlines of letters and maps
        return
    x, y = c_float(), c_float()
    subpaths: list[list[tuple[float, float]]] = []
    curved = False
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = frame.point(*_apply(matrix, x.value, y.value))
        match raw.FPDFPathSegment_GetType(segment):
            case raw.FPDF_SEGMENT_MOVETO:
                subpaths.append([point])
            case raw.FPDF_SEGMENT_LINETO if subpaths:
                subpaths[-1].append(point)
            case _:
                curved = True
        if subpaths and raw.FPDFPathSegment_GetClose(segment) and subpaths[-1][-1] != subpaths[-1][0]:
            subpaths[-1].append(subpaths[-1][0])
    if curved and only_bars:
        return
    for points in subpaths:
        yield from _lines_of(points, only_bars)


def _lines_of(points: list[tuple[float, float]], filled: bool) -> Iterator[Ruling]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if len(points) >= 4 and bottom - top <= BAR < x1 - x0:
        middle = (top + bottom) / 2
        yield Ruling(x0, middle, x1, middle)
        return
    if len(points) >= 4 and x1 - x0 <= BAR < bottom - top:
        middle = (x0 + x1) / 2
        yield Ruling(middle, top, middle, bottom)
        return
    if filled and len(points) not in (4, 5):
        return  # a filled shape that is no rectangle
    for (xa, ya), (xb, yb) in zip(points, points[1:], strict=False):
        across, down = abs(xb - xa), abs(yb - ya)
        if max(across, down) < SHORTEST or min(across, down) > 1.0:
            continue
        yield Ruling(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def _inside(line: Ruling, frame: Frame) -> bool:
    """Whether the line lies on the page and is not the page's own edge."""
    if line.x1 < 0 or line.bottom < 0 or line.x0 > frame.width or line.top > frame.height:
        return False
    if line.is_horizontal:
        return 1 < line.top < frame.height - 1 and line.x1 - line.x0 >= SHORTEST
    return 1 < line.x0 < frame.width - 1 and line.bottom - line.top >= SHORTEST
