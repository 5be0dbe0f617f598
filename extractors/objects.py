"""The objects of a PDF page through PDFium, in bulk: addresses and kinds in drawing order, colours, boxes, points.

As with letters, PDFium's functions are mapped over columns of plain addresses and write into arrays: a page with ten
thousand objects makes no Python object for each.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from ctypes import c_int, c_size_t, c_uint, c_ulong, c_ushort
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractors.bulk_calls import addresses_of_rows, run_all

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

MAX_FORM_DEPTH = 8
"""Forms within forms deeper than this are not followed; a loop among them cannot hang the reader."""

MAX_OBJECTS = 200_000
"""Drawn objects beyond this many on one page (maps, engineering drawings) are not looked at."""

TEXT, PATH, IMAGE, SHADING, FORM = (
    raw.FPDF_PAGEOBJ_TEXT,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_SHADING,
    raw.FPDF_PAGEOBJ_FORM,
)

Addresses = Sequence[int]
Table = NDArray[np.float64]

_function = ctypes.PYFUNCTYPE  # keeps Python's lock: each call takes a fraction of a microsecond
_object_of_page = ctypes.cast(raw.FPDFPage_GetObject, _function(c_size_t, c_size_t, c_int))
_object_of_form = ctypes.cast(raw.FPDFFormObj_GetObject, _function(c_size_t, c_size_t, c_ulong))
_count_of_form = ctypes.cast(raw.FPDFFormObj_CountObjects, _function(c_int, c_size_t))
_kind_of = ctypes.cast(raw.FPDFPageObj_GetType, _function(c_int, c_size_t))
_matrix_of = ctypes.cast(raw.FPDFPageObj_GetMatrix, _function(c_int, c_size_t, c_size_t))
_bounds_of = ctypes.cast(raw.FPDFPageObj_GetBounds, _function(c_int, *[c_size_t] * 5))
_set_active = ctypes.cast(raw.FPDFPageObj_SetIsActive, _function(c_int, c_size_t, c_int))
_transparent = ctypes.cast(raw.FPDFPageObj_HasTransparency, _function(c_int, c_size_t))
_fill_of = ctypes.cast(raw.FPDFPageObj_GetFillColor, _function(c_int, *[c_size_t] * 5))
_stroke_of = ctypes.cast(raw.FPDFPageObj_GetStrokeColor, _function(c_int, *[c_size_t] * 5))
_width_of = ctypes.cast(raw.FPDFPageObj_GetStrokeWidth, _function(c_int, c_size_t, c_size_t))
_mode_of = ctypes.cast(raw.FPDFPath_GetDrawMode, _function(c_int, c_size_t, c_size_t, c_size_t))
_segments_of = ctypes.cast(raw.FPDFPath_CountSegments, _function(c_int, c_size_t))
_segment_of = ctypes.cast(raw.FPDFPath_GetPathSegment, _function(c_size_t, c_size_t, c_int))
_point_of = ctypes.cast(raw.FPDFPathSegment_GetPoint, _function(c_int, c_size_t, c_size_t, c_size_t))
_segment_kind_of = ctypes.cast(raw.FPDFPathSegment_GetType, _function(c_int, c_size_t))
_closes = ctypes.cast(raw.FPDFPathSegment_GetClose, _function(c_int, c_size_t))
_clip_of = ctypes.cast(raw.FPDFPageObj_GetClipPath, _function(c_size_t, c_size_t))
_paths_of_clip = ctypes.cast(raw.FPDFClipPath_CountPaths, _function(c_int, c_size_t))
_segments_of_clip = ctypes.cast(raw.FPDFClipPath_CountPathSegments, _function(c_int, c_size_t, c_int))
_segment_of_clip = ctypes.cast(raw.FPDFClipPath_GetPathSegment, _function(c_size_t, c_size_t, c_int, c_int))

POINT = np.dtype(
    {
        "names": ["x", "y", "kind", "closes"],
        "formats": ["<f4", "<f4", "u1", "?"],
        "offsets": [0, 4, 8, 9],
        "itemsize": 12,
    }
)
"""A point of a path: its place, how the pen comes to it (PDFium's `FPDF_SEGMENT_*`), whether it closes the figure."""


@dataclass(frozen=True, slots=True)
class Objects:
    """What is drawn on a page, in drawing order, that in forms included; forms themselves are none.

    `group` tells for each object which of the `matrices` leads from its form to the page, and whether the forms around
    it may be unseen (`doubtful`: transparent, or perhaps on a layer that is switched off). Group 0 is the page itself.
    """

    addresses: list[int]
    kinds: NDArray[np.int64]
    group: NDArray[np.int64]
    matrices: tuple[Matrix, ...]
    doubtful: tuple[bool, ...]


def objects_of(page: pypdfium2.PdfPage, layered: bool) -> Objects:
    """The objects of a page; `layered` is whether its document has layers, of which PDFium does not tell of a form."""
    address = ctypes.cast(page.raw, ctypes.c_void_p).value or 0
    count = min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)
    taken = _Taken([], [], [], [IDENTITY], [False], layered)
    taken.take(list(map(_object_of_page, repeat(address), range(count))), 0, 0)
    return Objects(
        taken.addresses,
        np.array(taken.kinds, np.int64),
        np.array(taken.groups, np.int64),
        tuple(taken.matrices),
        tuple(taken.doubtful),
    )


@dataclass(slots=True)
class _Taken:
    """The columns of `Objects` while they grow."""

    addresses: list[int]
    kinds: list[int]
    groups: list[int]
    matrices: list[Matrix]
    doubtful: list[bool]
    layered: bool

    def take(self, addresses: list[int], group: int, depth: int) -> None:
        """Adds the objects of the page or of one form, those of the forms among them in their place."""
        kinds = list(map(_kind_of, addresses))
        start = 0
        for at in [at for at, kind in enumerate(kinds) if kind == FORM] if FORM in kinds else ():
            self._add(addresses[start:at], kinds[start:at], group)
            start = at + 1
            if depth < MAX_FORM_DEPTH and (count := self._room_for(_count_of_form(addresses[at]))):
                inner = list(map(_object_of_form, repeat(addresses[at]), range(count)))
                self.take(inner, self._group_of_form(addresses[at], group), depth + 1)
        self._add(addresses[start:], kinds[start:], group)

    def _add(self, addresses: list[int], kinds: list[int], group: int) -> None:
        room = self._room_for(len(addresses))
        self.addresses += addresses[:room]
        self.kinds += kinds[:room]
        self.groups += [group] * room

    def _room_for(self, count: int) -> int:
        return max(0, min(count, MAX_OBJECTS - len(self.addresses)))

    def _group_of_form(self, form: int, group: int) -> int:
        (own,) = matrices_of([form]).tolist()
        self.matrices.append(times((own[0], own[1], own[2], own[3], own[4], own[5]), self.matrices[group]))
        self.doubtful.append(self.doubtful[group] or self.layered or bool(_transparent(form)))
        return len(self.matrices) - 1


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what `first` does, then what `then` does."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def handle_of(address: int) -> Any:
    """The object at an address, as PDFium's functions take it."""
    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)


def matrices_of(objects: Addresses) -> Table:
    """The matrix of each object, in rows a to f; that which changes nothing where it has none."""
    found = np.zeros((len(objects), 6), np.float32)
    known = np.fromiter(map(_matrix_of, objects, addresses_of_rows(found)), np.bool_, len(objects))
    found[~known] = IDENTITY
    return found.astype(np.float64)


def bounds_of(objects: Addresses) -> Table:
    """The box of each object where it stands (its form or the page): left, bottom, right, top."""
    found = np.zeros((len(objects), 4), np.float32)
    run_all(map(_bounds_of, objects, *(addresses_of_rows(found, column) for column in range(4))))
    return found.astype(np.float64)


def show(objects: Iterable[int], shown: bool) -> None:
    """Lets objects be drawn, or keeps them from it."""
    run_all(map(_set_active, objects, repeat(shown)))


def transparent(objects: Addresses) -> NDArray[np.bool_]:
    """Which objects let what is under them shine through."""
    return np.fromiter(map(bool, map(_transparent, objects)), np.bool_, len(objects))


def fills_of(objects: Addresses) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Fill colours: red, green, blue, opacity (0-255); whether PDFium knows them (else opaque black)."""
    return _colours(_fill_of, objects)


def strokes_of(objects: Addresses) -> NDArray[np.int64]:
    """Stroke colours: red, green, blue, opacity (0-255); opaque black where PDFium does not know."""
    return _colours(_stroke_of, objects)[0]


def _colours(ask: Any, objects: Addresses) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    found = np.zeros((len(objects), 4), np.uint32)
    found[:, 3] = 255
    columns = (addresses_of_rows(found, column) for column in range(4))
    known = np.fromiter(map(ask, objects, *columns), np.int64, len(objects)) != 0
    return found.astype(np.int64), known


def stroke_widths_of(objects: Addresses) -> Table:
    """The width of each path's stroke, before its matrix."""
    found = np.zeros((len(objects), 1), np.float32)
    run_all(map(_width_of, objects, addresses_of_rows(found)))
    return found[:, 0].astype(np.float64)


def pixels_of(image: int) -> tuple[int, int]:
    """How many pixels a picture has across and down; 0 and 0 where PDFium cannot tell."""
    across, down = c_uint(), c_uint()
    known = raw.FPDFImageObj_GetImagePixelSize(handle_of(image), ctypes.byref(across), ctypes.byref(down))
    return (across.value, down.value) if known else (0, 0)


def draw_modes_of(paths: Addresses) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which paths are filled, and which are stroked."""
    found = np.zeros((len(paths), 2), np.int32)
    run_all(map(_mode_of, paths, addresses_of_rows(found), addresses_of_rows(found, 1)))
    return found[:, 0] != raw.FPDF_FILLMODE_NONE, found[:, 1] != 0


def counts_of_points(paths: Addresses) -> NDArray[np.int64]:
    """How many points each path has."""
    return np.maximum(np.fromiter(map(_segments_of, paths), np.int64, len(paths)), 0)


def points_of(paths: Addresses, counts: Sequence[int]) -> NDArray[Any]:
    """The points of all paths (`POINT`), one path after another; `counts` is how many each has, none of them 0."""
    if not _points_lie_together():
        return np.concatenate(
            [
                _points_asked([_segment_of(path, at) for at in range(count)])
                for path, count in zip(paths, counts, strict=True)
            ]
            or [np.zeros(0, POINT)]
        )
    firsts = map(_segment_of, paths, repeat(0))
    sizes = (count * POINT.itemsize for count in counts)
    return np.frombuffer(b"".join(map(ctypes.string_at, firsts, sizes)), POINT)


def _points_asked(segments: Addresses) -> NDArray[Any]:
    """Points as PDFium's functions give them, one call for each figure."""
    found = np.zeros(len(segments), POINT)
    start = found.ctypes.data
    xs = range(start, start + len(segments) * POINT.itemsize, POINT.itemsize)
    run_all(map(_point_of, segments, xs, (x + 4 for x in xs)))
    found["kind"] = np.fromiter(map(_segment_kind_of, segments), np.int64, len(segments))
    found["closes"] = np.fromiter(map(_closes, segments), np.int64, len(segments)) != 0
    return found


@cache
def _points_lie_together() -> bool:
    """Whether this PDFium keeps the points of a path one after another, laid out as `POINT`; tried on a path of ours.

    A page of drawings has some thousand points; reading a path's at once takes a tenth of the time that four calls a
    point take. Another build of PDFium that lays them out otherwise is asked point by point.
    """
    path = raw.FPDFPageObj_CreateNewPath(1.5, -2.5)
    try:
        raw.FPDFPath_LineTo(path, 3.25, 4.75)
        raw.FPDFPath_BezierTo(path, 5.0, 6.0, 7.0, 8.0, 9.0, 10.5)
        raw.FPDFPath_Close(path)
        raw.FPDFPath_MoveTo(path, 11.0, 12.0)
        raw.FPDFPath_LineTo(path, 13.0, 14.0)
        address = ctypes.cast(path, ctypes.c_void_p).value or 0
        segments = [_segment_of(address, at) for at in range(_segments_of(address))]
        if segments != [segments[0] + at * POINT.itemsize for at in range(len(segments))]:
            return False
        asked = _points_asked(segments)
        read = np.frombuffer(ctypes.string_at(segments[0], len(segments) * POINT.itemsize), POINT)
        return all(bool((asked[name] == read[name]).all()) for name in POINT.names or ())
    finally:
        raw.FPDFPageObj_Destroy(path)


def clips_of(objects: Addresses) -> list[tuple[int, ...]]:
    """What each object is clipped to: the first point of each path of its clip, the same for the same clip."""
    clips = list(map(_clip_of, objects))
    counts = list(map(_paths_of_clip, clips))
    if not any(count > 0 for count in counts):
        return [()] * len(clips)
    return [
        (_segment_of_clip(clip, 0, 0), *(_segment_of_clip(clip, path, 0) for path in range(1, count)))
        if count > 0
        else ()
        for clip, count in zip(clips, counts, strict=True)
    ]


def points_of_clip(thing: int) -> list[Table]:
    """The points (x, y) of each path that an object is clipped to."""
    clip = _clip_of(thing)
    paths = []
    for path in range(max(_paths_of_clip(clip), 0)):
        segments = [_segment_of_clip(clip, path, at) for at in range(_segments_of_clip(clip, path))]
        points = _points_asked(segments)
        paths.append(np.stack([points["x"], points["y"]], axis=1).astype(np.float64))
    return paths


def on_layers(objects: Addresses) -> list[bool]:
    """Which objects are marked as part of a layer, which may be switched off."""
    return [_is_on_layer(handle_of(thing)) for thing in objects]


def _is_on_layer(thing: Any) -> bool:
    name, length = ctypes.create_string_buffer(8), c_ulong()
    for index in range(raw.FPDFPageObj_CountMarks(thing)):
        mark = raw.FPDFPageObj_GetMark(thing, index)
        raw.FPDFPageObjMark_GetName(mark, ctypes.cast(name, ctypes.POINTER(c_ushort)), 8, ctypes.byref(length))
        if length.value == 6 and name.raw[:4] == "OC".encode("utf-16-le"):
            return True
    return False
