"""Small pictures of places on pages: one line of context around a value, the value boxed, ready to stand in a cell."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageDraw, UnidentifiedImageError

from records.pages import Box
from records.readings import PageSummary
from worksheets.paths import Key

CONTEXT = 62.0
"""Points of the line that are shown at either side of a value."""

LEAST_WIDTH = 230.0
"""Points of the page that a picture shows at least, where the page has them."""

AIR = 3.5
"""Points above and below: the line, and the feet and heads of its neighbours."""

TALLEST = 90.0
"""Points; of a higher value the upper part is shown, the whole is on its page."""

MARGIN = 1.2
POINTS = 72
"""To an inch."""

BOX_INK = (0, 114, 178)

MOST_PICTURES = 600
MOST_BYTES = 4_500_000
"""What the pictures of one workbook may take, so that it can be mailed: the least needed are left out."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture cut from a page, upright.

    Attributes:
        png: the picture.
        size: its pixels, across and down.
        wide: its width in points on the page.
        rank: how much it is needed: 0 for what was read in doubt, more for less.
    """

    png: bytes
    size: tuple[int, int]
    wide: float
    rank: int = 0

    @property
    def high(self) -> float:
        """Its height in points on the page."""
        return self.wide * self.size[1] / self.size[0]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place of a page that is to be cut out."""

    key: Key
    box: Box
    rank: int
    boxed: bool = True


def cut(page: PageSummary, png: bytes, wanted: list[Wanted]) -> dict[Key, Strip]:
    """The strips of one page; none where its picture cannot be opened.

    Args:
        page: its size in points, and by how much it was turned to be read.
        png: its picture as displayed, at any resolution.
        wanted: what to cut, boxes in points as displayed.
    """
    try:
        with Image.open(io.BytesIO(png)) as opened:
            picture = opened.convert("P") if opened.mode != "P" else opened.copy()
    except (UnidentifiedImageError, OSError):
        return {}
    ink = _add_ink(picture)
    turned = int(page.figures.get("turned", 0.0)) % 360
    return {it.key: _strip(picture, page, it, ink, turned) for it in wanted}


def page_of(png: bytes, number: int) -> PageSummary | None:
    """The page behind a picture that states its resolution; None where it states none."""
    try:
        with Image.open(io.BytesIO(png)) as picture:
            across, down = picture.info.get("dpi", (0, 0))
            wide, high = picture.size
    except (UnidentifiedImageError, OSError):
        return None
    if across <= 0 or down <= 0:
        return None
    return PageSummary(number, wide * POINTS / across, high * POINTS / down, 0, "digital")


def within_budget(strips: Mapping[Key, Strip]) -> dict[Key, Strip]:
    """The strips that fit one workbook, what was read in doubt first."""
    kept: set[Key] = set()
    taken = 0
    for key, strip in sorted(strips.items(), key=lambda it: (it[1].rank, it[0])):
        if len(kept) == MOST_PICTURES or taken + len(strip.png) > MOST_BYTES:
            break
        kept.add(key)
        taken += len(strip.png)
    return {key: strip for key, strip in strips.items() if key in kept}


def _strip(picture: Image.Image, page: PageSummary, wanted: Wanted, ink: int, turned: int) -> Strip:
    shown = _with_context(wanted.box, page, sideways=turned in (90, 270))
    scale = picture.width / page.width
    left, top, right, bottom = (round(it * scale) for it in shown)
    left, top = min(max(0, left), picture.width - 1), min(max(0, top), picture.height - 1)
    right, bottom = max(left + 1, min(right, picture.width)), max(top + 1, min(bottom, picture.height))
    part = picture.crop((left, top, right, bottom))
    if wanted.boxed:
        x0, y0, x1, y1 = wanted.box
        corners = ((x0 - MARGIN) * scale - left, (y0 - MARGIN) * scale - top)
        opposite = ((x1 + MARGIN) * scale - left, (y1 + MARGIN) * scale - top)
        ImageDraw.Draw(part).rectangle((*map(round, corners), *map(round, opposite)), outline=ink)
    if turned:
        part = part.rotate(-turned, expand=True)
    buffer = io.BytesIO()
    part.save(buffer, "PNG", optimize=True)
    return Strip(buffer.getvalue(), part.size, part.width / scale, wanted.rank)


def _with_context(box: Box, page: PageSummary, *, sideways: bool) -> Box:
    """The box with its line around it; along the page's height where lines run down it."""
    if sideways:
        along, across = _along(box[1], box[3], page.height), (box[0] - AIR, box[2] + AIR)
        return (max(0.0, across[0]), along[0], min(across[1], page.width, across[0] + TALLEST), along[1])
    along, across = _along(box[0], box[2], page.width), (box[1] - AIR, box[3] + AIR)
    return (along[0], max(0.0, across[0]), along[1], min(across[1], page.height, across[0] + TALLEST))


def _along(start: float, end: float, length: float) -> tuple[float, float]:
    """From where to where the line is shown: the value with context, not less than `LEAST_WIDTH`, within the page."""
    around = max(CONTEXT, (LEAST_WIDTH - (end - start)) / 2)
    first = max(0.0, start - around)
    last = min(length, max(end + around, first + LEAST_WIDTH))
    return max(0.0, min(first, last - LEAST_WIDTH)), last


def _add_ink(picture: Image.Image) -> int:
    """Adds the ink of the boxes to the palette; where it is full, the nearest that it has."""
    palette = list(picture.getpalette() or [])
    used = len(palette) // 3
    if used < 256:
        picture.putpalette([*palette, *BOX_INK])
        return used
    return int(min(range(256), key=lambda n: sum(abs(palette[3 * n + c] - BOX_INK[c]) for c in range(3))))
