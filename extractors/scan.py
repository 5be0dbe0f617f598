"""What a page's picture is before anything is read from it: light, ink, skew, drawn rules, coloured ink.

Pictures are numpy arrays with the top row first: grey (height, width) or RGB (height, width, 3), 0 black to 255 white.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

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

FAINTEST = 0.93
"""Where even the darkest places are brighter than this share of the paper there is no type, only noise."""

LARGEST_SKEW = 15.0
"""Pages are not turned by more than this many degrees to straighten them; beyond it they are turned on purpose."""

SKEW_WORTH_TURNING = 0.3
"""Degrees of skew below which turning costs more sharpness than it gains."""

RULE_LENGTH = 0.35
"""A drawn rule is at least this many inches long: longer than any stroke of body type."""

RULE_THICKNESS = 0.045
"""A drawn rule is at most this many inches thick."""

RULE_HANGERS = 0.10
"""Where ink goes on from more than this share of a stroke, it is a letter's stroke: Devanagari's headline."""

RULE_SOLID = 0.8
"""This share of a drawn rule is ink. Rows of small letters, their gaps closed, are half ink and half paper."""

HAIRLINE = 0.01
"""A stroke thinner than this, in inches, may be broken and still be a rule: no row of letters is so thin."""

LEADER_DOT, LEADER_DASH = 0.04, 0.09
"""A leader's dots and dashes are at most this many inches high, and this many inches long."""

LEADER_SPECK = 0.012
"""Ink smaller than a square of this side, in inches, is the scanner's noise."""

LEADER_STEP = 0.23
"""The dots of a leader follow each other within this many inches, at even steps."""

FEWEST_DOTS = 4
"""Fewer dots in a row than this are points, an ellipsis or accents, not a leader."""

COLOURED = 55
"""Ink is coloured when its strongest and weakest channel differ by more than this many levels."""


BLACK = 110
"""Ink whose strongest channel is below this is black, or black type under coloured ink."""


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


def paper_of(grey: Grey) -> Grey:
    """The paper behind the ink at every pixel: the brightest of the surroundings, smoothed.

    Dark areas wider than any stroke (a scanner's black edge, a dark banner) are no paper: they count as ink.
    """
    height, width = grey.shape
    small = cv2.resize(grey, (max(8, width // 8), max(8, height // 8)), interpolation=cv2.INTER_AREA)
    opened = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    opened = np.maximum(opened, np.uint8(DARKEST_PAPER * float(np.median(opened))))
    smooth = cv2.GaussianBlur(cv2.medianBlur(opened, 5), (0, 0), 6)
    return np.asarray(cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def light_of(grey: Grey, paper: Grey) -> Light:
    """Figures of light; `ink` is the grey that the darkest hundredth of the page is below, paper if there is none."""
    sample, under = grey[::4, ::4], paper[::4, ::4]
    dark = sample[sample < under * ink_limit(grey, paper)]
    level = float(np.median(under))
    ink = float(np.percentile(dark, 25)) if dark.size > 30 else level
    low, high = np.percentile(under, [5, 95])
    return Light(level, ink, float(high - low))


def even(grey: Grey, paper: Grey, light: Light) -> Grey:
    """The picture on even white paper where it is lit unevenly or faint; as it is where it is neither."""
    if light.unevenness <= UNEVEN and light.contrast >= FAINT:
        return grey
    flat = grey.astype(np.float32) / np.maximum(paper, 1) * 255.0
    if 8 < light.contrast < FAINT:
        ink = 255.0 * light.ink / max(light.paper, 1)
        flat = (flat - ink) * (225.0 / max(255.0 - ink, 1.0)) + 30.0
    return np.clip(flat, 0, 255).astype(np.uint8)


def ink_of(grey: Grey, paper: Grey) -> Mask:
    """Where there is ink: clearly darker than the paper, or on a faint page darker than halfway to its darkest type."""
    return np.asarray(grey < paper * ink_limit(grey, paper), np.bool_)


def ink_limit(grey: Grey, paper: Grey) -> float:
    """The share of the paper's grey below which a pixel is ink; the scanner's noise alone never is."""
    smooth = cv2.blur(grey, (3, 3))[::2, ::2].astype(np.float32) / np.maximum(paper[::2, ::2], 1)
    darkest = float(np.percentile(smooth, 0.5))
    return (1 + darkest) / 2 if INK_BELOW_PAPER < darkest < FAINTEST else INK_BELOW_PAPER


def letters_of(ink: Mask, dpi: float) -> NDArray[np.int32]:
    """Boxes (left, top, width, height, pixels) of the connected pieces of ink that have the size of letters."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    pieces = np.asarray(stats[1:], np.int32)
    height, width = pieces[:, 3], pieces[:, 2]
    of_size = (height >= dpi * 0.03) & (height <= dpi * 0.7) & (width >= 2) & (width <= dpi * 3) & (pieces[:, 4] >= 6)
    return pieces[of_size]


def skew_of(ink: Mask, dpi: float) -> float:
    """Degrees by which lines of type fall to the right (clockwise positive), 0.0 where nothing tells.

    The angle at which the row sums of ink differ most from row to row.
    """
    height, width = ink.shape
    scale = min(1.0, 900 / max(height, width))
    small = np.asarray(
        cv2.resize(ink.astype(np.uint8) * 255, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
    )
    margin = max(2, round(0.02 * max(small.shape)))
    small = small[margin:-margin, margin:-margin]  # the scanner's dark edges tell nothing
    if small.size == 0 or np.count_nonzero(small > 60) < 200:
        return 0.0
    coarse = np.arange(-LARGEST_SKEW, LARGEST_SKEW + 0.5, 1.0)
    best = float(coarse[int(np.argmax([_sharpness_of_rows(small, angle) for angle in coarse]))])
    for step in (0.5, 0.1, 0.05):
        around = best + step * np.arange(-2, 3) if step < 0.5 else best + np.array([-0.5, 0.0, 0.5])
        best = float(around[int(np.argmax([_sharpness_of_rows(small, angle) for angle in around]))])
    level = _sharpness_of_rows(small, 0.0)
    if _sharpness_of_rows(small, best) < 1.03 * level:
        return 0.0
    return best


def _sharpness_of_rows(small: Grey, angle: float) -> float:
    """How sharply rows of ink and gaps alternate once the picture is turned back by `angle`; shearing is enough."""
    height, width = small.shape
    shear = np.array([[1, 0, 0], [-np.tan(np.radians(angle)), 1, np.tan(np.radians(angle)) * width / 2]], np.float32)
    turned = cv2.warpAffine(small, shear, (width, height), flags=cv2.INTER_NEAREST)
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
    scale = 60 / dpi
    small = cv2.resize(ink.astype(np.uint8) * 255, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    across = float(np.square(np.diff(small.sum(axis=1, dtype=np.float64) / width)).sum())
    down = float(np.square(np.diff(small.sum(axis=0, dtype=np.float64) / height)).sum())
    return float(across * height / max(down * width, 1e-9))


def sharper_head(ink: Mask, dpi: float) -> float:
    """How much sharper lines begin at their head than they end at their foot: below 1 for Latin type that is upright.

    Cubes weigh the sharpest edges of lines most.
    """
    scale = min(1.0, 150 / dpi)
    small = cv2.resize(ink.astype(np.uint8) * 255, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    level = turned_back(np.asarray(small, np.uint8), skew_of(ink, dpi), white=0)
    steps = np.diff(np.count_nonzero(level > 100, axis=1).astype(np.float64))
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
    down_turned, down_mask = _rules_along(np.ascontiguousarray(picture.T), dpi)
    down = tuple((top, left, bottom, right) for left, top, right, bottom in down_turned)
    return Rules(across, down, across_mask | down_mask.T)


def _rules_along(picture: NDArray[np.uint8], dpi: float) -> tuple[tuple[PixelBox, ...], Mask]:
    """Horizontal rules of a picture of ink (0 or 1)."""
    length = round(RULE_LENGTH * dpi)
    bridged = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((3, 5), np.uint8))
    runs = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((3, round(0.12 * dpi)), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    mask = np.zeros(picture.shape, np.bool_)
    found: list[PixelBox] = []
    for label in range(1, count):
        left, top, width, height, pixels = (int(it) for it in stats[label])
        if width < length or pixels / width > RULE_THICKNESS * dpi or height > max(0.12 * dpi, 0.02 * width):
            continue
        piece = labels[top : top + height, left : left + width] == label
        if _hangers(picture, piece, left, top) > RULE_HANGERS:
            continue
        solid = float(picture[top : top + height, left : left + width][piece].mean())
        if solid < RULE_SOLID and pixels / width >= HAIRLINE * dpi:
            continue
        mask[top : top + height, left : left + width] |= piece
        found.append((left, top, left + width, top + height))
    return tuple(found), mask


def _hangers(picture: NDArray[np.uint8], piece: Mask, left: int, top: int) -> float:
    """The larger share of a stroke's length from which ink goes on without a break, upwards or downwards."""
    columns = np.flatnonzero(piece.any(axis=0))
    first = piece.argmax(axis=0)[columns] + top
    last = piece.shape[0] - 1 - piece[::-1].argmax(axis=0)[columns] + top
    columns = columns + left
    height = picture.shape[0]
    above, below = np.ones(columns.size, bool), np.ones(columns.size, bool)
    for step in range(1, 6):
        above &= picture[np.clip(first - step, 0, height - 1), columns] > 0
        below &= picture[np.clip(last + step, 0, height - 1), columns] > 0
    return max(float(above.mean()), float(below.mean())) if columns.size else 0.0


def leaders_of(ink: Mask, dpi: float) -> Mask:
    """The ink of leaders on a straight page: rows of dots or short dashes at even steps between a label and its value.

    A dot with ink right above or below it is none of them (an i's, a colon's), nor is one that stands alone or among
    letters (a decimal point).
    """
    count, labels, found, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    stats = np.asarray(found, np.int32)
    height, width = stats[:, 3], stats[:, 2]
    small = (height <= max(3, LEADER_DOT * dpi)) & (width <= LEADER_DASH * dpi)
    small &= (width <= LEADER_DOT * dpi) | (width >= 2 * height)
    specks = stats[:, 4] < (LEADER_SPECK * dpi) ** 2
    small[0], specks[0] = False, True
    small &= ~specks
    ink = ~specks[labels]
    lone = [(int(it), stats[it, :4]) for it in np.flatnonzero(small) if _stands_free(ink, stats[it, :4], dpi)]
    chosen = np.zeros(count, np.bool_)
    for run in _even_runs(lone, ink, dpi):
        chosen[run] = True
    return np.asarray(chosen[labels], np.bool_)


def _stands_free(ink: Mask, box: NDArray[np.int32], dpi: float) -> bool:
    """Whether there is no ink right above and below a box (left, top, width, height), but for its own."""
    x, y, w, h = (int(it) for it in box)
    over, under = ink[max(0, y - round(0.07 * dpi)) : y, x : x + w], ink[y + h : y + h + round(0.03 * dpi), x : x + w]
    return not over.any() and not under.any()


def _even_runs(lone: list[tuple[int, NDArray[np.int32]]], ink: Mask, dpi: float) -> list[list[int]]:
    """Labels of the pieces (label, box) that follow each other level, alike, at even steps and with no ink between.

    A dot that was not seen leaves a step of twice the length.
    """
    rows: dict[int, list[tuple[int, NDArray[np.int32]]]] = {}
    for piece in lone:
        rows.setdefault(int((piece[1][1] + piece[1][3] / 2) // (0.02 * dpi)), []).append(piece)
    found: list[list[int]] = []
    for row in sorted(rows):
        band = sorted((*rows[row], *rows.get(row + 1, ())), key=lambda it: int(it[1][0]))
        run, step = [band[0][0]], 0.0
        for (_, before), (label, box) in pairwise(band):
            gap = float(box[0] + box[2] / 2 - before[0] - before[2] / 2)
            follows = gap <= LEADER_STEP * dpi * (2 if step else 1) and _nothing_between(before, box, ink, dpi)
            slack = max(2.0, 0.012 * dpi)
            follows = follows and abs(int(box[2]) - int(before[2])) <= slack + 0.4 * max(box[2], before[2])
            if follows and (not step or any(abs(gap - it * step) <= slack + 0.06 * it * step for it in (1, 2))):
                run.append(label)
                step = step or gap
                continue
            if len(run) >= FEWEST_DOTS:
                found.append(run)
            run, step = ([run[-1], label], gap) if follows and gap <= LEADER_STEP * dpi else ([label], 0.0)
        if len(run) >= FEWEST_DOTS:
            found.append(run)
    return found


def _nothing_between(before: NDArray[np.int32], it: NDArray[np.int32], ink: Mask, dpi: float) -> bool:
    """Whether no letter stands between two pieces of a row."""
    top, bottom = min(before[1], it[1]), max(before[1] + before[3], it[1] + it[3])
    return not ink[max(0, top - round(0.07 * dpi)) : bottom, before[0] + before[2] + 1 : max(0, it[0] - 1)].any()


def without(grey: Grey, mask: Mask, paper: Grey) -> Grey:
    """The picture with the ink of `mask` (and a pixel around it) replaced by the paper."""
    wide = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    cleaned = grey.copy()
    cleaned[wide] = paper[wide]
    return cleaned


def has_devanagari(ink: Mask, pieces: NDArray[np.int32]) -> bool:
    """Whether words hang from a headline, as Devanagari's do. In doubt yes: it only costs time.

    Latin letters stand apart; a Devanagari word is one piece, wider than high, with an unbroken bar near its top.
    """
    if len(pieces) == 0:
        return False
    typical = float(np.median(pieces[:, 3]))
    wide = pieces[(pieces[:, 2] > 1.3 * pieces[:, 3]) & (pieces[:, 3] > 0.7 * typical) & (pieces[:, 3] < 6 * typical)]
    hung = 0
    for left, top, width, height, _ in wide[:600]:
        piece = ink[top : top + height, left : left + width]
        bar = piece[: max(2, round(height * 0.55))].mean(axis=1)
        row = int(bar.argmax())
        below = piece[min(height - 1, row + max(2, height // 4)) :]
        if bar[row] > 0.93 and below.size and below.mean() < 0.5:
            hung += 1
    return hung >= max(3, 0.003 * len(pieces))


@dataclass(frozen=True, slots=True)
class ColouredInk:
    """Coloured ink of a page: where it is, and the areas where it lies over black type (stamps, signatures)."""

    mask: Mask
    over_type: tuple[PixelBox, ...]


def coloured_ink(rgb: Rgb, ink: Mask, dpi: float) -> ColouredInk:
    """Blue, violet and red ink. An area counts as lying over type where black ink stands within it too."""
    strongest, weakest = rgb.max(axis=2), rgb.min(axis=2)
    mask = np.asarray((strongest.astype(np.int16) - weakest) > COLOURED, np.bool_)
    share = float(mask[::3, ::3].mean())
    if share < 0.0004 or share > 0.35:
        return ColouredInk(mask, ())
    reach = max(3, round(0.08 * dpi))
    joined = cv2.dilate(mask.astype(np.uint8), np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    black = ink & ~mask & (strongest < BLACK)
    areas = []
    for label in range(1, count):
        left, top, width, height, _ = (int(it) for it in stats[label])
        if width < 0.3 * dpi or height < 0.25 * dpi:
            continue
        inside = labels[top : top + height, left : left + width] == label
        coloured = mask[top : top + height, left : left + width] & inside
        filled = coloured.sum() / max(inside.sum(), 1)
        blacks = (black[top : top + height, left : left + width] & inside).sum()
        if filled < 0.6 and blacks > 0.002 * dpi * dpi:
            areas.append((left, top, left + width, top + height))
    return ColouredInk(mask, tuple(areas))


def without_colour(rgb: Rgb) -> Grey:
    """The picture in grey with coloured ink taken away; black type under it stays, being dark in every channel."""
    strongest = rgb.max(axis=2)
    coloured = (strongest.astype(np.int16) - rgb.min(axis=2) > COLOURED) & (strongest > BLACK)
    plain = strongest.copy()
    plain[coloured] = np.uint8(np.median(strongest[::4, ::4]))
    return np.asarray(plain, np.uint8)


def sharpness_of(grey: Grey, ink: Mask) -> float:
    """How steep the edges of ink are: grey levels per pixel at the edge, the 90th hundredth; 0 without ink."""
    steep = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
    edge = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).astype(bool)
    values: NDArray[Any] = steep[edge]
    return float(np.percentile(values, 75)) if values.size > 50 else 0.0
