"""Print that is much fainter than the other print of its page: grey captions beside black figures.

Tesseract parts ink from paper by one level for a whole line or page, so that what is fainter than the rest is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

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

WORTH_IT = 0.02
"""From this share of the page's ink in faint print on, the page is changed."""

STRONGEST = 3.0
"""Faint print is brought out no more than so many times."""


def brought_out(grey: scan.Grey, paper: scan.Grey, ink: scan.Mask, dpi: float) -> scan.Grey:
    """The picture with its faint print as dark as the rest; the picture itself where there is none.

    Args:
        grey: the page.
        paper: the paper behind it at every pixel.
        ink: where there is ink.
        dpi: the resolution.
    """
    depth = cv2.subtract(paper, grey)
    size = grey.shape[1] // 2, grey.shape[0] // 2
    half = np.asarray(cv2.resize(depth, size, interpolation=cv2.INTER_AREA), np.uint8)
    if _faint_letters(half, ink[::2, ::2][: size[1], : size[0]], dpi / 2) is None:
        return grey  # as most pages are, told in a quarter of the time
    found = _faint_letters(np.asarray(cv2.blur(depth, (3, 3)), np.uint8), ink, dpi)
    if found is None:
        return grey
    gain = np.clip(found.usual / np.arange(1, 257, dtype=np.float32), 1.0, STRONGEST)
    near = cv2.dilate(found.mask.view(np.uint8), np.ones((5, 5), np.uint8))
    gains = cv2.blur(np.where(near, cv2.LUT(found.around, gain), np.float32(1)), (3, 3))
    return np.asarray(np.clip(paper - depth * gains, 0, 255), np.uint8)


@dataclass(frozen=True, slots=True)
class _Faint:
    """Faint letters: where they are, the depth of the darkest ink near each place, and that of the page's usual ink."""

    mask: scan.Mask
    around: scan.Grey
    usual: float


def _faint_letters(depth: scan.Grey, ink: scan.Mask, dpi: float) -> _Faint | None:
    """The faint letters of a page; None where there are hardly any. `depth` is how much darker it is than its paper."""
    side = max(3, 2 * round(AROUND * dpi) + 1)
    around = np.asarray(cv2.dilate(depth, np.ones((side, side), np.uint8)), np.uint8)
    levels = around[ink]
    if levels.size == 0:
        return None
    usual = float(np.percentile(levels, 75))
    faint = (around >= LEAST_CONTRAST) & (around < FAINT_SHARE * usual) & (depth > EDGE * around)
    if np.count_nonzero(faint) < WORTH_IT * levels.size:
        return None
    mask = _letters(np.asarray(faint, np.bool_), dpi)
    return _Faint(mask, around, usual) if np.count_nonzero(mask) >= WORTH_IT * levels.size else None


def _letters(ink: scan.Mask, dpi: float) -> scan.Mask:
    """Those pieces of ink that have the size of letters; the rings of a seal are none."""
    pieces = scan.pieces_of(ink)
    is_letter = scan.of_letters_size(pieces.boxes, dpi)
    is_letter[0] = False
    return np.asarray(is_letter[pieces.labels], np.bool_)
