"""How far the print of some text objects stands out on a page: the page drawn with them, without them, recoloured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import byref, c_uint
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from records.pages import Box

LOOK_DPI = 100
LEAST_TRACE = 14
"""A pixel of print is seen if it stands out from its ground by at least this many grey levels."""

LEAST_PRINT = 90
"""Pixels that letters cover by less than this (of 255) are edges, and tell nothing."""

MARGIN = 4.0
"""Points that are drawn around the words asked about."""

Picture = NDArray[np.uint8]
Undo = Callable[[], None]


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
        change = np.concatenate([self._part(self.change, box).ravel() for box in boxes]).astype(np.float32)
        cover = np.concatenate([self._part(self.print, box).ravel() for box in boxes]).astype(np.float32)
        inked = cover >= LEAST_PRINT
        if not inked.any():  # covered, or letters that are drawings of their own, whose colour cannot be set
            return float(change.size > 0 and change.max() >= LEAST_TRACE)
        contrast = change[inked] * 255 / cover[inked]
        return float((contrast >= max(LEAST_TRACE, 0.5 * float(np.percentile(contrast, 95)))).mean())

    def _part(self, picture: Picture, box: Box) -> Picture:
        scale, (x, y) = LOOK_DPI / 72, self.corner
        left, top = max(0, int((box[0] - x) * scale)), max(0, int((box[1] - y) * scale))
        right, bottom = round((box[2] - x) * scale), round((box[3] - y) * scale)
        return picture[top : max(top + 1, bottom), left : max(left + 1, right)]


def ink_of(page: pypdfium2.PdfPage, handles: Sequence[Any], region: Box) -> Ink:
    """The print of some text objects within a region (points as displayed); the page is left as it was.

    Where black letters differ from white ones, letters stand uncovered.
    """
    width, height = page.get_size()
    left, top = max(0.0, min(region[0] - MARGIN, width - 2)), max(0.0, min(region[1] - MARGIN, height - 2))
    right, bottom = min(width, max(left + 2, region[2] + MARGIN)), min(height, max(top + 2, region[3] + MARGIN))
    cut = (left, max(0.0, height - bottom), max(0.0, width - right), top)
    shown = _drawn(page, cut)
    without = _drawn_with(page, handles, cut, switched_off)
    black = _drawn_with(page, handles, cut, lambda thing: _coloured(thing, 0))
    white = _drawn_with(page, handles, cut, lambda thing: _coloured(thing, 255))
    return Ink(_difference(black, white), _difference(shown, without), (left, top))


def _drawn(page: pypdfium2.PdfPage, cut: tuple[float, float, float, float]) -> Picture:
    """The page without margins (left, bottom, right, top, in points), in three colours."""
    bitmap = page.render(scale=LOOK_DPI / 72, crop=cut)
    try:
        return np.array(bitmap.to_numpy()[:, :, :3], np.uint8)
    finally:
        bitmap.close()


def _difference(one: Picture, other: Picture) -> Picture:
    levels: Picture = (np.maximum(one, other) - np.minimum(one, other)).max(axis=2)
    return levels


def _drawn_with(
    page: pypdfium2.PdfPage,
    handles: Sequence[Any],
    cut: tuple[float, float, float, float],
    change: Callable[[Any], Undo],
) -> Picture:
    """The page with text objects changed; `change` gives back what undoes it."""
    undo: list[Undo] = []
    try:
        undo.extend(change(thing) for thing in handles)
        return _drawn(page, cut)
    finally:
        for back in undo:
            back()


def switched_off(thing: Any) -> Undo:
    """Keeps an object from being drawn; gives back what shows it again."""
    raw.FPDFPageObj_SetIsActive(thing, False)
    return lambda: raw.FPDFPageObj_SetIsActive(thing, True)


def _coloured(thing: Any, grey: int) -> Undo:
    """Sets a text object's colours; gives back what sets them as they were."""
    fill, stroke = [c_uint() for _ in range(4)], [c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(thing, *map(byref, fill))
    raw.FPDFPageObj_GetStrokeColor(thing, *map(byref, stroke))
    raw.FPDFPageObj_SetFillColor(thing, grey, grey, grey, 255)
    raw.FPDFPageObj_SetStrokeColor(thing, grey, grey, grey, 255)

    def back() -> None:
        raw.FPDFPageObj_SetFillColor(thing, *(it.value for it in fill))
        raw.FPDFPageObj_SetStrokeColor(thing, *(it.value for it in stroke))

    return back
