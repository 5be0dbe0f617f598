"""How far the print of some text objects stands out on a page: the page drawn with them, without them, recoloured."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractors.objects import fills_of, handle_of, show, strokes_of
from records.pages import Box

LOOK_DPI, GROUND_DPI = 100, 50
LEAST_TRACE = 14
"""A pixel of print is seen if it stands out from its ground by at least this many grey levels."""

LEAST_PRINT = 90
"""Pixels that letters cover by less than this (of 255) are edges, and tell nothing."""

MARGIN = 4.0
"""Points that are drawn around the words asked about."""

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Ink:
    """Where letters would print and how far they stand out, pixel by pixel at `LOOK_DPI`.

    `print` is 255 where the letters cover all of a pixel and are not covered themselves; `change` is by how many grey
    levels the page changes when the letters are taken away. Both begin at `corner` (points from the page's top left).
    """

    print: Picture
    change: Picture
    corner: tuple[float, float]

    def share_seen(self, boxes: Sequence[Box]) -> float:
        """The share of the letters' print in the boxes that differs from its ground."""
        change, cover = self._levels(self.change, boxes), self._levels(self.print, boxes)
        inked = cover >= LEAST_PRINT
        if not inked.any():  # covered, or letters that are drawings of their own, whose colour cannot be set
            return float(change.size > 0 and change.max() >= LEAST_TRACE)
        contrast = change[inked] * 255 / cover[inked]
        return float((contrast >= max(LEAST_TRACE, 0.5 * _high(contrast))).mean())

    def _levels(self, picture: Picture, boxes: Sequence[Box]) -> NDArray[np.float32]:
        """The pixels of a picture in boxes, one after another."""
        parts = [self._part(picture, box).ravel() for box in boxes]
        return (parts[0] if len(parts) == 1 else np.concatenate(parts)).astype(np.float32)

    def _part(self, picture: Picture, box: Box) -> Picture:
        scale, (x, y) = LOOK_DPI / 72, self.corner
        left, top = max(0, int((box[0] - x) * scale)), max(0, int((box[1] - y) * scale))
        right, bottom = round((box[2] - x) * scale), round((box[3] - y) * scale)
        return picture[top : max(top + 1, bottom), left : max(left + 1, right)]


def _high(levels: NDArray[np.float32]) -> float:
    """The level below which 95 of 100 lie: `np.percentile`, which takes longer than all else for a word's pixels."""
    ordered = np.sort(levels)
    place = 0.95 * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


@dataclass(frozen=True, slots=True)
class Ground:
    """What a page shows without its text, in three colours at `GROUND_DPI`; `corner` is in points from its top left."""

    picture: Picture
    corner: tuple[float, float]

    def comes_near(self, colour: Colour, distance: int, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
        """In which boxes (points as displayed) any pixel comes nearer to a colour than a distance (0-255)."""
        blue_first = np.array(colour[::-1])  # as PDFium draws
        least, most = np.clip(blue_first + 1 - distance, 0, 255), np.clip(blue_first + distance - 1, 0, 255)
        near = cv2.inRange(self.picture, least, most)
        counted = cv2.integral(near)
        edges = (boxes - np.tile(self.corner, 2)) * (GROUND_DPI / 72)
        left, top = (np.clip(np.floor(edges[:, at]).astype(int), 0, near.shape[1 - at] - 1) for at in (0, 1))
        right = np.clip(np.ceil(edges[:, 2]).astype(int), left + 1, near.shape[1])
        bottom = np.clip(np.ceil(edges[:, 3]).astype(int), top + 1, near.shape[0])
        inside = counted[bottom, right] - counted[top, right] - counted[bottom, left] + counted[top, left]
        return np.asarray(inside > 0, np.bool_)


def ground_of(page: pypdfium2.PdfPage, texts: Collection[int], region: Box) -> Ground:
    """What a region of a page shows without its text objects (given by address); the page is left as it was."""
    cut, corner = _cut(page, region)
    with without(texts):
        return Ground(_drawn(page, cut, GROUND_DPI), corner)


def _cut(page: pypdfium2.PdfPage, region: Box) -> tuple[tuple[float, float, float, float], tuple[float, float]]:
    """The margins (left, bottom, right, top) that leave a region of a page with a little around it; its corner."""
    width, height = page.get_size()
    left, top = max(0.0, min(region[0] - MARGIN, width - 2)), max(0.0, min(region[1] - MARGIN, height - 2))
    right, bottom = min(width, max(left + 2, region[2] + MARGIN)), min(height, max(top + 2, region[3] + MARGIN))
    return (left, max(0.0, height - bottom), max(0.0, width - right), top), (left, top)


def ink_of(page: pypdfium2.PdfPage, texts: Collection[int], region: Box, beneath: Collection[int] = ()) -> Ink:
    """The print of text objects within a region; the page is left as it was.

    Where black letters differ from white ones, letters stand uncovered: what lies under them does not matter there, and
    pictures take long to draw.

    Args:
        page: the page.
        texts: the addresses of the text objects.
        region: where to look, in points as displayed.
        beneath: the addresses of pictures that are drawn before all of these text objects.
    """
    cut, corner = _cut(page, region)
    shown = _drawn(page, cut, LOOK_DPI)
    with without(texts):
        bare = _drawn(page, cut, LOOK_DPI)
    with without(beneath):
        if not beneath and _all_black(texts):
            black = shown
        else:
            with _coloured(texts, 0):
                black = _drawn(page, cut, LOOK_DPI)
        with _coloured(texts, 255):
            white = _drawn(page, cut, LOOK_DPI)
    return Ink(_difference(black, white), _difference(shown, bare), corner)


def _all_black(texts: Collection[int]) -> bool:
    """Whether all text objects are black already."""
    fills, known = fills_of(list(texts))
    levels = np.concatenate([fills, strokes_of(list(texts))])
    return bool(known.all() and (levels == (0, 0, 0, 255)).all())


def _drawn(page: pypdfium2.PdfPage, cut: tuple[float, float, float, float], dpi: float) -> Picture:
    """The page without margins (left, bottom, right, top, in points), in three colours."""
    bitmap = page.render(scale=dpi / 72, crop=cut)
    try:
        return np.array(bitmap.to_numpy()[:, :, :3], np.uint8)
    finally:
        bitmap.close()


def _difference(one: Picture, other: Picture) -> Picture:
    levels: Picture = (np.maximum(one, other) - np.minimum(one, other)).max(axis=2)
    return levels


@contextmanager
def without(texts: Collection[int]) -> Iterator[None]:
    """Keeps objects (given by address) from being drawn meanwhile."""
    show(texts, False)
    try:
        yield
    finally:
        show(texts, True)


@contextmanager
def _coloured(texts: Collection[int], grey: int) -> Iterator[None]:
    """Gives text objects (by address) one grey meanwhile, fill and stroke."""
    fills, _ = fills_of(list(texts))
    strokes = strokes_of(list(texts))
    things = [handle_of(it) for it in texts]
    for thing in things:
        raw.FPDFPageObj_SetFillColor(thing, grey, grey, grey, 255)
        raw.FPDFPageObj_SetStrokeColor(thing, grey, grey, grey, 255)
    try:
        yield
    finally:
        for thing, fill, stroke in zip(things, fills.tolist(), strokes.tolist(), strict=True):
            raw.FPDFPageObj_SetFillColor(thing, *fill)
            raw.FPDFPageObj_SetStrokeColor(thing, *stroke)
