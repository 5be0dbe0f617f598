"""Pages that were scanned turned or askew: the way back from upright coordinates to the page as its file shows it.

Words and rulings of such a page stand in upright, straight coordinates, so that lines are lines; evidence stands where
a viewer shows it. `Page.figures` carries the way back: `turned` (clockwise quarter turns in degrees that set the page
upright) and `skew` (degrees by which lines then still fell to the right). Of a photographed page that was made flat
`Page.mesh` carries the last part of the way.
"""

from __future__ import annotations

import math
from dataclasses import replace

from records.pages import Box, Mesh, Page, Ruling, Word, union


def displayed_size(page: Page) -> tuple[float, float]:
    """Width and height in points as a viewer shows the page."""
    if page.mesh is not None:
        return page.mesh.displayed
    return (page.height, page.width) if page.figures.get("turned", 0) in (90, 270) else (page.width, page.height)


def displayed_box(page: Page, box: Box) -> Box:
    """A box of the page's words as a viewer shows the page; the same box for pages that stood upright and straight."""
    box = _as_it_lay(page, box)
    return box if page.mesh is None else bent(box, page.mesh)


def bent(box: Box, mesh: Mesh) -> Box:
    """The box around what a box of the flat page is on the page as displayed; long ones follow their bent line."""
    x0, top, x1, bottom = box
    steps = max(1, math.ceil((x1 - x0) / mesh.flat[0] * mesh.columns))
    edges = [(x0 + (x1 - x0) * step / steps, y) for step in range(steps + 1) for y in (top, bottom)]
    return union((x, y, x, y) for x, y in (_on_mesh(mesh, place) for place in edges))


def _on_mesh(mesh: Mesh, place: tuple[float, float]) -> tuple[float, float]:
    """Where a place of the flat page stands on the displayed one, as if the page were even between the knots."""
    across, down = place[0] / mesh.flat[0] * (mesh.columns - 1), place[1] / mesh.flat[1] * (mesh.rows - 1)
    left, upper = min(max(0, int(across)), mesh.columns - 2), min(max(0, int(down)), mesh.rows - 2)
    right_share, lower_share = across - left, down - upper
    x = y = 0.0
    for row, row_share in ((upper, 1 - lower_share), (upper + 1, lower_share)):
        for column, share in ((left, 1 - right_share), (left + 1, right_share)):
            knot = mesh.points[row * mesh.columns + column]
            x, y = x + knot[0] * share * row_share, y + knot[1] * share * row_share
    return x, y


def _as_it_lay(page: Page, box: Box) -> Box:
    """A box of the page's words before the page was turned and straightened."""
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


def set_upright(page: Page, turn: int) -> Page:
    """The page with words, rulings and size turned clockwise by `turn` degrees (90, 180, 270); the way back is kept."""
    words = tuple(replace(word, box=_turned(word.box, turn, page)) for word in page.words)
    hidden: tuple[Word, ...] = tuple(replace(word, box=_turned(word.box, turn, page)) for word in page.hidden)
    rulings = tuple(Ruling(*_turned((it.x0, it.top, it.x1, it.bottom), turn, page)) for it in page.rulings)
    width, height = (page.width, page.height) if turn == 180 else (page.height, page.width)
    figures = {**page.figures, "turned": float(turn)}
    return replace(page, width=width, height=height, words=words, hidden=hidden, rulings=rulings, figures=figures)


def _turned(box: Box, turn: int, page: Page) -> Box:
    x0, top, x1, bottom = box
    match turn:
        case 90:
            return (page.height - bottom, x0, page.height - top, x1)
        case 180:
            return (page.width - x1, page.height - bottom, page.width - x0, page.height - top)
    return (top, page.width - x1, bottom, page.width - x0)
