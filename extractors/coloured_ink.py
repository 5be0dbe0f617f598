"""Coloured ink of a page's picture: stamps and signatures, and black type under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.scan import Grey, Mask, PixelBox, Rgb, pieces_of

COLOURED = 55
"""Ink is coloured when its strongest and weakest channel differ by more than this many levels."""

BLACK = 110
"""Ink whose strongest channel is below this is black, or black type under coloured ink."""


@dataclass(frozen=True, slots=True)
class ColouredInk:
    """Coloured ink of a page: where it is, and the areas where it lies over black type (stamps, signatures)."""

    mask: Mask
    over_type: tuple[PixelBox, ...]


def is_coloured(rgb: Rgb) -> bool:
    """Whether the picture holds coloured ink enough for a stamp or a signature, and is not a coloured photograph."""
    few = rgb[::4, ::4]
    channels = cv2.split(np.ascontiguousarray(few))
    return 0.0004 <= float((_spread(channels) > COLOURED).mean()) <= 0.35


def _spread(channels: Sequence[Any]) -> NDArray[np.uint8]:
    """How far the strongest and the weakest channel lie apart."""
    red, green, blue = channels
    strongest, weakest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return np.asarray(cv2.subtract(strongest, weakest), np.uint8)


def coloured_ink(rgb: Rgb, ink: Mask, dpi: float) -> ColouredInk:
    """Blue, violet and red ink. An area counts as lying over type where black ink stands within it too."""
    red, green, blue = cv2.split(rgb)
    strongest = cv2.max(cv2.max(red, green), blue)
    mask = np.asarray(_spread((red, green, blue)) > COLOURED, np.bool_)
    reach = max(3, round(0.08 * dpi))
    joined = cv2.dilate(mask.view(np.uint8), np.ones((reach, reach), np.uint8))
    pieces = pieces_of(np.asarray(joined, np.uint8).view(np.bool_))
    black = ink & ~mask & np.asarray(strongest < BLACK, np.bool_)
    areas = []
    for label, (left, top, width, height, _) in enumerate(pieces.boxes[1:].tolist(), 1):
        if width < 0.3 * dpi or height < 0.25 * dpi:
            continue
        inside = pieces.labels[top : top + height, left : left + width] == label
        coloured = mask[top : top + height, left : left + width] & inside
        filled = coloured.sum() / max(inside.sum(), 1)
        blacks = (black[top : top + height, left : left + width] & inside).sum()
        if filled < 0.6 and blacks > 0.002 * dpi * dpi:
            areas.append((left, top, left + width, top + height))
    return ColouredInk(mask, tuple(areas))


def without_colour(rgb: Rgb) -> Grey:
    """The picture in grey with coloured ink taken away; black type under it stays, being dark in every channel."""
    red, green, blue = cv2.split(rgb)
    strongest = np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)
    plain = strongest.copy()
    plain[(_spread((red, green, blue)) > COLOURED) & (strongest > BLACK)] = np.uint8(np.median(strongest[::4, ::4]))
    return plain
