"""A page's picture with what was found out about it, before it is turned or straightened: paper, light, ink."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.coloured_ink import is_coloured
from extractors.dark_areas import dark_areas, turned_to_dark_on_light


@dataclass(frozen=True, slots=True)
class View:
    """A picture with what was found out about it; `rgb` only where there is coloured ink on it.

    `limit` is the share of the paper's grey below which a pixel is ink.
    """

    rgb: scan.Rgb | None
    grey: scan.Grey
    paper: scan.Grey
    light: scan.Light
    ink: scan.Mask
    limit: float
    dpi: float

    def turned(self, degrees: int) -> View:
        """The view turned clockwise by quarter turns."""
        if not degrees:
            return self
        rgb = None if self.rgb is None else turned(self.rgb, degrees)
        grey, paper = turned(self.grey, degrees), turned(self.paper, degrees)
        ink = turned(self.ink.view(np.uint8), degrees).view(np.bool_)
        return replace(self, rgb=rgb, grey=grey, paper=paper, ink=ink)

    def straightened(self, degrees: float) -> View:
        """The view turned back by a few degrees."""
        rgb = None if self.rgb is None else scan.turned_back(self.rgb, degrees)
        return self.redrawn(scan.turned_back(self.grey, degrees), rgb)

    def emptied(self, boxes: Iterable[scan.PixelBox]) -> View:
        """The view with nothing but paper in some boxes."""
        grey, rgb = self.grey.copy(), None if self.rgb is None else self.rgb.copy()
        for left, top, right, bottom in boxes:
            place = np.s_[top:bottom, left:right]
            grey[place] = self.paper[place]
            if rgb is not None:
                rgb[place] = self.paper[place][..., None]
        return self.redrawn(grey, rgb)

    def redrawn(self, grey: scan.Grey, rgb: scan.Rgb | None) -> View:
        """The view with another picture of the same page in the same light."""
        paper = scan.paper_of(grey)
        return replace(self, rgb=rgb, grey=grey, paper=paper, ink=scan.ink_of(grey, paper, self.limit))


def turned(picture: NDArray[np.uint8], degrees: int) -> NDArray[np.uint8]:
    """The picture turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(picture, -degrees // 90))


def view_of(rgb: scan.Rgb, dpi: float) -> View:
    """What a picture (RGB) shows: dark type on light, whichever way it was, without the scanner's black edges."""
    grey = scan.grey_of(rgb)
    if np.median(grey[::8, ::8]) < 100:  # white on black
        rgb, grey = 255 - rgb, 255 - grey
    paper = scan.paper_of(grey)
    limit = scan.ink_limit(grey, paper)
    ink = scan.ink_of(grey, paper, limit)
    coloured = rgb if is_coloured(rgb) else None
    view = View(coloured, grey, paper, scan.light_of(grey, paper, limit), ink, limit, dpi)
    return _without_dark_areas(view)


def _without_dark_areas(view: View) -> View:
    """The view with black edges made paper and bands of light type turned to dark type."""
    dark = dark_areas(view.ink, view.dpi)
    if dark.edges is None and not dark.bands:
        return view
    grey = view.grey
    if dark.edges is not None:
        grey = grey.copy()
        grey[dark.edges] = view.paper[dark.edges]
    if dark.bands:
        grey = turned_to_dark_on_light(grey, dark.bands, float(np.median(view.paper[::8, ::8])))
    return view.redrawn(grey, view.rgb)
