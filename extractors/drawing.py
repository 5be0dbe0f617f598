"""Drawn lines of a PDF page: strokes, thin filled bars, the borders of boxes, through PDFium's page objects."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from extractors.pdfium import Frame
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

FILLS_KEPT = 64
"""So many of the latest filled areas are remembered, to tell which fill lies unseen on one of its own colour."""

HAIR = 0.75
"""What stands out by less than this (points) cannot be told from the edge that it stands on."""

Fill = tuple[Box, tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn besides text: rulings, pictures and opaque areas, with their place in the drawing order."""

    rulings: tuple[Ruling, ...]
    images: tuple[tuple[int, Box], ...]
    areas: tuple[tuple[int, Box], ...]
    text_order: dict[int, int]
    text_handles: tuple[Any, ...] = ()
    finest_dpi: float = 0.0
    """Resolution of the largest picture as placed on the page; 0 without pictures."""


def drawn_on(page: pypdfium2.PdfPage, frame: Frame) -> Drawn:
    """Walks the page's objects once, in drawing order."""
    rulings: list[Ruling] = []
    images: list[tuple[int, Box]] = []
    areas: list[tuple[int, Box]] = []
    text_order: dict[int, int] = {}
    handles: list[Any] = []
    fills: deque[Fill] = deque(maxlen=FILLS_KEPT)
    largest, finest = 0.0, 0.0
    for order, (thing, matrix) in enumerate(_objects(page)):
        if order > MAX_OBJECTS:
            break
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            text_order[ctypes.cast(thing, ctypes.c_void_p).value or 0] = order
            handles.append(thing)
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
            if filled.value and not raw.FPDFPageObj_HasTransparency(thing):
                areas.append((order, _bounds(thing, matrix, frame)))
            blends = False
            if filled.value and not stroked.value:
                fill = _bounds(thing, matrix, frame), _fill_colour(thing)
                blends = _blends_in(fill, fills)
                fills.append(fill)
            if not blends and _can_be_seen(thing, bool(filled.value), bool(stroked.value)):
                rulings.extend(_lines(thing, matrix, frame, only_bars=not stroked.value))
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            areas.append((order, _bounds(thing, matrix, frame)))
    seen = [line for line in rulings if _inside(line, frame)]
    return Drawn(tuple(seen), tuple(images), tuple(areas), text_order, tuple(handles), finest)


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, Matrix]]:
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _within(raw.FPDFPage_GetObject(page, index), IDENTITY, 0)


def _within(thing: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM:
        yield thing, matrix
        return
    if depth >= MAX_FORM_DEPTH:
        return
    inner = _times(_matrix(thing), matrix)
    for index in range(raw.FPDFFormObj_CountObjects(thing)):
        yield from _within(raw.FPDFFormObj_GetObject(thing, index), inner, depth + 1)


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


def _fill_colour(thing: Any) -> tuple[int, int, int, int]:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint(255)
    raw.FPDFPageObj_GetFillColor(thing, byref(red), byref(green), byref(blue), byref(alpha))
    return red.value, green.value, blue.value, alpha.value


def _blends_in(fill: Fill, before: Sequence[Fill]) -> bool:
    """Whether a filled area lies within one of its own colour: its edges cannot be seen (a shaded line in a cell)."""
    (x0, top, x1, bottom), colour = fill
    for (left, upper, right, lower), under in reversed(before):
        if left < x1 and right > x0 and upper < bottom and lower > top:
            inside = left - HAIR <= x0 and right + HAIR >= x1 and upper - HAIR <= top and lower + HAIR >= bottom
            return inside and under == colour
    return False


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
