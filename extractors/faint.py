"""Print that is much fainter than the other print of its page: grey captions beside black figures.

Tesseract parts ink from paper by one level for a whole line or page, so that what is fainter than the rest is lost.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors import scan

AROUND = 0.045
"""Inches around a place within which its darkest ink is looked for: about half the height of small type."""

FAINT_SHARE = 0.72
"""Ink with less than this share of the page's usual contrast is faint."""

LEAST_CONTRAST = 42.0
"""Grey levels, of a picture softened a little, by which print stands out at least: small grey print of a poor copy has
54 and more, the other side shining through 35 at most, the grain of a fast scanner 20."""

EDGE = 0.5
"""What has this share of the contrast of the darkest ink nearby is a part of a letter."""

WORTH_IT = 0.01
"""From this share of the page's ink in faint print on, the page is changed: half of a line below a full page."""

STRONGEST = 3.0
"""Faint print is brought out no more than so many times."""


def brought_out(grey: scan.Grey, paper: scan.Grey, ink: scan.Mask, dpi: float) -> scan.Grey:
    """The picture with its faint print as dark as the rest; the picture itself where there is none.

    Faint print is looked for at half the resolution, which costs a quarter, and seen to where it was found.

    Args:
        grey: the page.
        paper: the paper behind it at every pixel.
        ink: where there is ink.
        dpi: the resolution.
    """
    depth = np.asarray(cv2.subtract(paper, grey), np.uint8)
    half = scan.shrunk(depth, 0.5)
    sparse = ink[::2, ::2][: half.shape[0], : half.shape[1]]
    around = _darkest_near(half, dpi / 2)
    rough = _faint_ink(half, around, _usual_depth(around, sparse))
    least = max(1.0, WORTH_IT * np.count_nonzero(sparse))
    if np.count_nonzero(rough) < least or np.count_nonzero(faint := _letters(rough, dpi / 2)) < least:
        return grey
    soft = np.asarray(cv2.blur(depth, (3, 3)), np.uint8)
    around = _darkest_near(soft, dpi)
    usual = _usual_depth(around, ink)
    gain = np.clip(usual / np.arange(1, 257, dtype=np.float32), 1.0, STRONGEST)
    changed = np.asarray(cv2.subtract(paper, depth), np.uint8)
    for few in _runs(np.flatnonzero(faint.any(axis=1)), round(AROUND * dpi / 2)):
        rows = slice(2 * few.start, 2 * few.stop)
        letters = _letters(_faint_ink(soft[rows], around[rows], usual), dpi)
        near = cv2.dilate(letters.view(np.uint8), np.ones((5, 5), np.uint8))
        gains = cv2.blur(np.where(near, cv2.LUT(around[rows], gain), np.float32(1)), (3, 3))
        darker = cv2.multiply(depth[rows], gains, dtype=cv2.CV_32F)
        changed[rows] = cv2.subtract(paper[rows], darker, dtype=cv2.CV_8U)
    return changed


def _runs(rows: NDArray[np.intp], more: int) -> list[slice]:
    """The stretches that rows (their numbers, rising) make with so many more rows on either side; none overlap."""
    apart = np.flatnonzero(np.diff(rows) > 2 * more)
    firsts, lasts = rows[[0, *(apart + 1)]], rows[[*apart, -1]]
    return [slice(max(0, int(first) - more), int(last) + more + 1) for first, last in zip(firsts, lasts, strict=True)]


def _darkest_near(depth: scan.Grey, dpi: float) -> scan.Grey:
    """The depth of the darkest ink near each place; `depth` is how much darker a pixel is than its paper."""
    side = max(3, 2 * round(AROUND * dpi) + 1)
    return np.asarray(cv2.dilate(depth, np.ones((side, side), np.uint8)), np.uint8)


def _usual_depth(around: scan.Grey, ink: scan.Mask) -> float:
    """The depth of the usual ink of a page; 0 where there is none."""
    levels = around[ink]
    return float(np.percentile(levels, 75)) if levels.size else 0.0


def _faint_ink(depth: scan.Grey, around: scan.Grey, usual: float) -> scan.Mask:
    """The ink of strokes that are much fainter than usual."""
    is_faint = cv2.inRange(around, np.array([LEAST_CONTRAST]), np.array([np.ceil(FAINT_SHARE * usual) - 1]))
    is_edge = cv2.compare(depth, cv2.convertScaleAbs(around, alpha=EDGE), cv2.CMP_GT)
    return np.asarray(cv2.bitwise_and(is_faint, is_edge) > 0, np.bool_)


def _letters(ink: scan.Mask, dpi: float) -> scan.Mask:
    """Those pieces of ink that have the size of letters; the rings of a seal are none."""
    pieces = scan.pieces_of(ink)
    is_letter = scan.of_letters_size(pieces.boxes, dpi)
    is_letter[0] = False
    return np.asarray(is_letter[pieces.labels], np.bool_)
