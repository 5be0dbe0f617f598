"""Pages that were scanned turned or askew: the way back from upright coordinates to the page as its file shows it.

Words and rulings of such a page stand in upright, straight coordinates, so that lines are lines; evidence stands where
a viewer shows it. `Page.figures` carries the way back: `turned` (clockwise quarter turns in degrees that set the page
upright) and `skew` (degrees by which lines then still fell to the right).
"""

from __future__ import annotations

import math

from records.pages import Box, Page


def displayed_box(page: Page, box: Box) -> Box:
    """A box of the page's words as a viewer shows the page; the same box for pages that stood upright and straight."""
    return _displayed(page, box)


def displayed_size(page: Page) -> tuple[float, float]:
    """Width and height in points as a viewer shows the page."""
    return (page.height, page.width) if page.figures.get("turned", 0) in (90, 270) else (page.width, page.height)


def _displayed(page: Page, box: Box) -> Box:
    skew, turned = page.figures.get("skew", 0.0), page.figures.get("turned", 0.0)
    if page.figures.get("straightened", 0.0):
        box = leaning(box, skew, page.width, page.height)
    x0, top, x1, bottom = box
    match turned:
        case 90:
            return (top, page.width - x1, bottom, page.width - x0)
        case 180:
            return (page.width - x1, page.height - bottom, page.width - x0, page.height - top)
        case 270:
            return (page.height - bottom, x0, page.height - top, x1)
    return box


def leaning(box: Box, degrees: float, width: float, height: float) -> Box:
    """The box around `box` after the page is turned clockwise by `degrees` about its centre."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    points = [
        (
            width / 2 + (x - width / 2) * cosine - (y - height / 2) * sine,
            height / 2 + (x - width / 2) * sine + (y - height / 2) * cosine,
        )
        for x in (box[0], box[2])
        for y in (box[1], box[3])
    ]
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))
