"""What a page's picture is before anything is read from it: light, ink and its pieces, skew, drawn rules, Devanagari.

Pictures are numpy arrays with the top row first: grey (height, width) or RGB (height, width, 3), 0 black to 255 white.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

cv2.setNumThreads(1)  # pages are read side by side in processes; threads within each would only wait for one another

Grey = NDArray[np.uint8]
Rgb = NDArray[np.uint8]
Mask = NDArray[np.bool_]
PixelBox = tuple[int, int, int, int]

UNEVEN = 24
"""Paper that differs by more than this many grey levels across the page is evened out before reading."""

FAINT = 110
"""Paper and ink that lie closer than this many grey levels are spread apart before reading."""

DARKEST_PAPER = 0.6
"""No part of the paper is darker than this share of the page's usual paper."""

INK_BELOW_PAPER = 0.72
"""A pixel darker than this share of its paper is ink."""

DARKEST_PLACES = 0.5
"""Percent of all places that count as the darkest ones, where a page has ink at all."""

FAINTEST = 0.93
"""Where even the darkest places are brighter than this share of the paper there is no type, only noise."""

NOISE_ENDS = 4.5
"""Noise alone makes no place so many times as much darker than the usual paper as the darkest sixth of all places."""

COARSE_SKEW = 0.25
"""Degrees between the angles tried first: the rows of a ruled table stand out only this near to their angle."""

COLUMNS_IN_ONE = 4
"""Skew is looked for on a picture so many times narrower, in a quarter of the time."""

LARGEST_SKEW = 15.0
"""Pages are not turned by more than this many degrees to straighten them; beyond it they are turned on purpose."""

SKEW_WORTH_TURNING = 0.3
"""Degrees of skew below which turning costs more sharpness than it gains."""

RULE_LENGTH = 0.35
"""A drawn rule is at least this many inches long: longer than any stroke of body type."""

RULE_GAP = 0.12
"""The pieces of a broken rule stand no further apart, in inches."""

RULE_ENDS = 0.05
"""At either end of a rule so many inches may be those of the rules that it meets."""

RULE_MEETS = 0.5
"""A rule as long as this (inches) may meet others; a shorter stroke is a headline of Devanagari or a letter's."""

RULE_THICKNESS = 0.045
"""A drawn rule is at most this many inches thick."""

RULE_HANGERS = 0.10
"""Where ink goes on from more than this share of a stroke, it is a letter's stroke: Devanagari's headline."""

RULE_SOLID = 0.8
"""This share of a drawn rule is ink. Rows of small letters, their gaps closed, are half ink and half paper."""

HAIRLINE = 0.01
"""A stroke thinner than this, in inches, may be broken and still be a rule: no row of letters is so thin."""


@dataclass(frozen=True, slots=True)
class Light:
    """How the page is lit: grey of the paper, of the ink, and how much the paper differs across the page."""

    paper: float
    ink: float
    unevenness: float

    @property
    def contrast(self) -> float:
        """Grey levels between paper and ink."""
        return self.paper - self.ink


def grey_of(rgb: Rgb) -> Grey:
    """The picture in grey."""
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8)


def shrunk(picture: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """A picture (grey or coloured) at a smaller scale: the mean of each place, by halves first, in a third of the time.

    Halving is fast only where rows and columns are even, so an odd last one is left out.
    """
    height, width = picture.shape[:2]
    while scale <= 0.5 and min(height, width) >= 2:
        height, width, scale = height // 2, width // 2, scale * 2
        even = picture[: 2 * height, : 2 * width]
        picture = np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if size == (width, height):
        return picture
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def covered(ink: Mask, scale: float) -> Grey:
    """How much of each place of a smaller scale is ink: 255 where all of it is."""
    return shrunk(ink.view(np.uint8) * np.uint8(255), scale)


def paper_of(grey: Grey) -> Grey:
    """The paper behind the ink at every pixel: the brightest of the surroundings, smoothed.

    Dark areas wider than any stroke (a scanner's black edge, a dark banner) are no paper: they count as ink.
    """
    height, width = grey.shape
    small = shrunk(grey, 1 / 8)
    opened = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    opened = np.maximum(opened, np.uint8(DARKEST_PAPER * float(np.median(opened))))
    smooth = cv2.GaussianBlur(cv2.medianBlur(opened, 5), (0, 0), 6)
    return np.asarray(cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def light_of(grey: Grey, paper: Grey, limit: float) -> Light:
    """Figures of light: the grey of the paper, and that of the ink, which is the paper's if there is none.

    `limit` is the share of the paper's grey below which a pixel is ink.
    """
    sample, under = _as_judged(grey, limit)[::4, ::4], paper[::4, ::4]
    dark = sample[sample < under * limit]
    level = float(np.median(under))
    ink = float(np.percentile(dark, 25)) if dark.size > 30 else level
    low, high = np.percentile(under, [5, 95])
    return Light(level, ink, float(high - low))


def even(grey: Grey, paper: Grey, light: Light) -> Grey:
    """The picture on even white paper where it is lit unevenly or faint; as it is where it is neither."""
    if light.unevenness <= UNEVEN and light.contrast >= FAINT:
        return grey
    flat = np.asarray(cv2.divide(grey, np.maximum(paper, 1), scale=255.0), np.uint8)
    if 8 < light.contrast < FAINT:
        ink = 255.0 * light.ink / max(light.paper, 1)
        spread = (np.arange(256) - ink) * (225.0 / max(255.0 - ink, 1.0)) + 30.0
        flat = np.asarray(cv2.LUT(flat, np.clip(np.rint(spread), 0, 255).astype(np.uint8)), np.uint8)
    return flat


def ink_of(grey: Grey, paper: Grey, limit: float | None = None) -> Mask:
    """Where there is ink: clearly darker than the paper, or on a faint page darker than halfway to its darkest type.

    `limit` as for `light_of`, where it is known already.
    """
    limit = ink_limit(grey, paper) if limit is None else limit
    darkest = cv2.convertScaleAbs(paper, alpha=limit)
    return np.asarray(np.less(_as_judged(grey, limit), darkest), np.bool_)


def ink_limit(grey: Grey, paper: Grey) -> float:
    """The share of the paper's grey below which a pixel is ink; the scanner's noise alone never is.

    On a faint page it holds for the picture as `_softened`, of whose noise it keeps clear: a blank page has no ink.
    """
    shares = _softened(grey)[::4, ::2] / np.maximum(paper[::4, ::2], 1)
    if np.count_nonzero(shares <= INK_BELOW_PAPER) > shares.size * DARKEST_PLACES / 100 + 1:  # usual ink: soon told
        return INK_BELOW_PAPER
    darkest = float(np.percentile(shares, DARKEST_PLACES))
    if not INK_BELOW_PAPER < darkest < FAINTEST:
        return INK_BELOW_PAPER
    low, usual = np.percentile(shares, (16, 50)).tolist()
    return max(INK_BELOW_PAPER, min((1 + darkest) / 2, float(usual - NOISE_ENDS * (usual - low))))


def _softened(grey: Grey) -> Grey:
    return np.asarray(cv2.blur(grey, (3, 3)), np.uint8)


def _as_judged(grey: Grey, limit: float) -> Grey:
    """The picture for which a limit holds: on a faint page single pixels tell nothing."""
    return _softened(grey) if limit > INK_BELOW_PAPER else grey


@dataclass(frozen=True, slots=True)
class Pieces:
    """The connected pieces of ink: the number of its piece at each pixel (0 is paper), and by number their boxes.

    A box is (left, top, width, height, pixels).
    """

    labels: NDArray[np.integer[Any]]
    boxes: NDArray[np.int32]


def pieces_of(ink: Mask) -> Pieces:
    """The connected pieces of ink; the first box is the paper's."""
    picture = ink.view(np.uint8)
    try:
        _, labels, boxes, _ = cv2.connectedComponentsWithStats(picture, connectivity=8, ltype=cv2.CV_16U)
    except cv2.error:  # more pieces than 16 bits can number, which else take half the time
        _, labels, boxes, _ = cv2.connectedComponentsWithStats(picture, connectivity=8)
    return Pieces(np.asarray(labels), np.asarray(boxes, np.int32))


def letters_of(ink: Mask, dpi: float, pieces: Pieces | None = None) -> NDArray[np.int32]:
    """Boxes (left, top, width, height, pixels) of the connected pieces of ink that have the size of letters."""
    boxes = (pieces or pieces_of(ink)).boxes[1:]
    return boxes[of_letters_size(boxes, dpi)]


def of_letters_size(pieces: NDArray[np.int32], dpi: float) -> Mask:
    """Which boxes (left, top, width, height, pixels) have the size of letters."""
    height, width = pieces[:, 3], pieces[:, 2]
    of_size = (height >= dpi * 0.03) & (height <= dpi * 0.7) & (width >= 2) & (width <= dpi * 3) & (pieces[:, 4] >= 6)
    return np.asarray(of_size, np.bool_)


def skew_of(ink: Mask, dpi: float) -> float:
    """Degrees by which lines of type fall to the right (clockwise positive), 0.0 where nothing tells.

    The angle at which the row sums of ink differ most from row to row.
    """
    height, width = ink.shape
    scale = min(1.0, 800 / max(height, width))
    small = covered(ink, scale)
    margin = max(2, round(0.02 * max(small.shape)))
    small = small[margin:-margin, margin:-margin]  # the scanner's dark edges tell nothing
    if small.size == 0 or np.count_nonzero(small > 60) < 200:
        return 0.0
    coarse = np.arange(-LARGEST_SKEW, LARGEST_SKEW + COARSE_SKEW / 2, COARSE_SKEW)
    half = _narrowed(cv2.resize(small, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    best = float(coarse[int(np.argmax([_sharpness_of_rows(half, angle) for angle in coarse]))])
    small = _narrowed(small)
    for step in (0.1, 0.05):
        around = best + step * np.arange(-2, 3)
        best = float(around[int(np.argmax([_sharpness_of_rows(small, angle) for angle in around]))])
    level = _sharpness_of_rows(small, 0.0)
    if _sharpness_of_rows(small, best) < 1.03 * level:
        return 0.0
    return best


def _narrowed(small: Any) -> Grey:
    """The picture with so many columns made one: rows stay as sharp, for they fall little within a few columns."""
    narrow = cv2.resize(small, None, fx=1 / COLUMNS_IN_ONE, fy=1, interpolation=cv2.INTER_AREA)
    return np.asarray(narrow, np.uint8)


def _sharpness_of_rows(narrow: Grey, angle: float) -> float:
    """How sharply rows of ink and gaps alternate once the picture is turned back by `angle`; shearing is enough.

    `narrow` has one column for each `COLUMNS_IN_ONE` of the page's picture.
    """
    height, width = narrow.shape
    fall = COLUMNS_IN_ONE * np.tan(np.radians(angle))
    shear = np.array([[1, 0, 0], [-fall, 1, fall * width / 2]], np.float32)
    turned = cv2.warpAffine(narrow, shear, (width, height), flags=cv2.INTER_NEAREST)
    rows = turned.sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def turned_back(picture: NDArray[np.uint8], degrees: float, white: int = 255) -> NDArray[np.uint8]:
    """The picture turned counter-clockwise by `degrees` about its centre, same size, corners filled white."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    border = (white,) * (picture.shape[2] if picture.ndim == 3 else 1)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=border)
    return np.asarray(turned, np.uint8)


def rows_run_across(ink: Mask, dpi: float) -> float:
    """How much more the ink forms rows across the page than down it: above 1 lines run across, below 1 down."""
    height, width = ink.shape
    small = covered(ink, 60 / dpi)
    across = float(np.square(np.diff(small.sum(axis=1, dtype=np.float64) / width)).sum())
    down = float(np.square(np.diff(small.sum(axis=0, dtype=np.float64) / height)).sum())
    return float(across * height / max(down * width, 1e-9))


def sharper_head(ink: Mask, dpi: float) -> float:
    """How much sharper level lines begin at their head than they end at their foot: below 1 for upright Latin type.

    Cubes weigh the sharpest edges of lines most.
    """
    small = covered(ink, min(1.0, 150 / dpi))
    steps = np.diff(np.count_nonzero(small > 100, axis=1).astype(np.float64))
    heads, feet = float((steps.clip(0) ** 3).sum()), float(((-steps).clip(0) ** 3).sum())
    return heads / max(feet, 1.0)


@dataclass(frozen=True, slots=True)
class Rules:
    """Drawn rules: lines as pixel boxes, and the mask of their ink."""

    across: tuple[PixelBox, ...]
    down: tuple[PixelBox, ...]
    mask: Mask

    @property
    def form_a_grid(self) -> bool:
        """Whether there are enough of both kinds, and crossings of them, to make the cells of a table."""
        if len(self.across) < 3 or len(self.down) < 2:
            return False
        return sum(_meet(across, down) for across in self.across for down in self.down) >= 6


def _meet(across: PixelBox, down: PixelBox) -> bool:
    """Whether two rules cross or touch, within the breadth of a stroke."""
    near = 8
    return (
        across[0] - near <= down[2]
        and down[0] - near <= across[2]
        and down[1] - near <= across[3]
        and across[1] - near <= down[3]
    )


def rules_of(ink: Mask, dpi: float) -> Rules:
    """Drawn rules on a straight page. The headlines of Devanagari words and other letters' strokes are no rules."""
    picture = ink.astype(np.uint8)
    across, across_mask = _rules_along(picture, dpi)
    down_turned, down_mask = _rules_along(np.asarray(cv2.transpose(picture), np.uint8), dpi)
    down = tuple((top, left, bottom, right) for left, top, right, bottom in down_turned)
    return Rules(across, down, across_mask | down_mask.T)


def _rules_along(picture: NDArray[np.uint8], dpi: float) -> tuple[tuple[PixelBox, ...], Mask]:
    """Horizontal rules of a picture of ink (0 or 1)."""
    length, gap = ((round(inches * dpi) - 1) | 1 for inches in (RULE_LENGTH, RULE_GAP))  # even ones move what they find
    bridged = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((3, 5), np.uint8))
    mask = np.zeros(picture.shape, np.bool_)
    near = np.flatnonzero(_near(_may_run_on(np.asarray(bridged, np.uint8), length)))
    if near.size == 0:
        return (), mask
    runs = cv2.morphologyEx(bridged[near], cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    joined = np.zeros_like(picture)
    joined[near] = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((3, gap), np.uint8))
    found: list[PixelBox] = []
    for first, last in _inked_bands(joined):
        count, labels, stats, _ = cv2.connectedComponentsWithStats(joined[first:last], connectivity=8)
        for label in range(1, count):
            left, upper, width, height, pixels = (int(it) for it in stats[label])
            if width < length or pixels / width > RULE_THICKNESS * dpi or height > max(0.12 * dpi, 0.02 * width):
                continue
            piece, top = labels[upper : upper + height, left : left + width] == label, first + upper
            ends = round(RULE_ENDS * dpi) if width > RULE_MEETS * dpi else 0
            if _hangers(picture, piece, left, top, ends) > RULE_HANGERS:
                continue
            solid = float(picture[top : top + height, left : left + width][piece].mean())
            if solid < RULE_SOLID and pixels / width >= HAIRLINE * dpi:
                continue
            mask[top : top + height, left : left + width] |= piece
            found.append((left, top, left + width, top + height))
    return tuple(found), mask


def _may_run_on(picture: NDArray[np.uint8], length: int) -> Mask:
    """The rows of a picture of ink (0 or 1) that may hold a run of so many pixels: one that fills bytes of eight."""
    if length < 15:
        return np.asarray(picture.any(axis=1), np.bool_)
    filled = np.packbits(picture, axis=1) == 255
    for _ in range((length - 7) // 8 - 1):
        filled = filled[:, :-1] & filled[:, 1:]
    return np.asarray(filled.any(axis=1), np.bool_)


def _near(rows: Mask) -> Mask:
    """The rows with the two next to each: what is joined up and down by a row keeps apart from what is not near it."""
    wide = np.concatenate([[False, False], rows, [False, False]])
    return np.asarray(wide[:-4] | wide[1:-3] | wide[2:-2] | wide[3:-1] | wide[4:], np.bool_)


def _inked_bands(picture: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """First and last row (exclusive) of each run of rows with ink: few and low where only rules are left."""
    inked = picture.view(np.bool_).any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inked, [False]]))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _hangers(picture: NDArray[np.uint8], piece: Mask, left: int, top: int, ends: int) -> float:
    """The larger share of a stroke's length from which ink goes on without a break, upwards or downwards.

    So many pixels at either end are left out, where it meets the other rules of a table.
    """
    columns = np.flatnonzero(piece.any(axis=0))[ends : -ends or None]
    first = piece.argmax(axis=0)[columns] + top
    last = piece.shape[0] - 1 - piece[::-1].argmax(axis=0)[columns] + top
    columns = columns + left
    height = picture.shape[0]
    above, below = np.ones(columns.size, bool), np.ones(columns.size, bool)
    for step in range(1, 6):
        above &= picture[np.maximum(first - step, 0), columns] > 0
        below &= picture[np.minimum(last + step, height - 1), columns] > 0
    return max(float(above.mean()), float(below.mean())) if columns.size else 0.0


def without(grey: Grey, mask: Mask, paper: Grey) -> Grey:
    """The picture with the ink of `mask` (and a pixel around it) replaced by the paper."""
    wide = cv2.dilate(mask.view(np.uint8), np.ones((3, 3), np.uint8))
    return np.asarray(cv2.copyTo(paper, wide, grey.copy()), np.uint8)


def hung_pieces(ink: Mask, pieces: NDArray[np.int32]) -> NDArray[np.int32]:
    """The pieces that hang from a headline, as words of Devanagari do; here and there Latin letters that touch do too.

    Latin letters stand apart; a Devanagari word is one piece, wider than high, with an unbroken bar near its top.
    """
    if len(pieces) == 0:
        return pieces
    typical = float(np.median(pieces[:, 3]))
    wide = pieces[(pieces[:, 2] > 1.3 * pieces[:, 3]) & (pieces[:, 3] > 0.7 * typical) & (pieces[:, 3] < 6 * typical)]
    asked = wide[:600]
    hangs = [_hangs(ink[top : top + high, left : left + across]) for left, top, across, high, _ in asked]
    return asked[np.array(hangs, np.bool_)]


def _hangs(piece: Mask) -> bool:
    height = piece.shape[0]
    bar = piece[: max(2, round(height * 0.55))].mean(axis=1)
    row = int(bar.argmax())
    below = piece[min(height - 1, row + max(2, height // 4)) :]
    return bool(bar[row] > 0.93 and below.size and below.mean() < 0.5)


def has_devanagari(ink: Mask, pieces: NDArray[np.int32]) -> bool:
    """Whether words hang from a headline, as Devanagari's do. In doubt yes: it only costs time."""
    return len(hung_pieces(ink, pieces)) >= max(3, 0.003 * len(pieces))


def sharpness_of(grey: Grey, ink: Mask) -> float:
    """How steep the edges of ink are: grey levels per pixel at the edge, the 75th hundredth; 0 without ink."""
    steep = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
    edge = cv2.morphologyEx(ink.view(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    at_most = np.cumsum(cv2.calcHist([steep], [0], edge, [256], [0, 256]))
    return float(np.searchsorted(at_most, 0.75 * at_most[-1])) if at_most[-1] > 50 else 0.0
