"""Wide dark areas of a page's picture: bands that carry light type, and the black edges that scanners leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.scan import Grey, Mask, PixelBox, covered

DARK_DPI, DARK_WIDTH = 50, 0.06
"""Dark areas are looked for at this resolution; ink wider than this in both directions, in inches, is no stroke."""


@dataclass(frozen=True, slots=True)
class Dark:
    """Wide dark areas: bands that carry light type, and the scanner's black edges."""

    bands: tuple[PixelBox, ...]
    edges: Mask | None


def dark_areas(ink: Mask, dpi: float) -> Dark:
    """Areas of ink that no stroke of type is wide enough for; those that touch the picture's edge are its edges."""
    scale = DARK_DPI / dpi
    if min(ink.shape) * scale < 1:
        return Dark((), None)  # a picture of a few dots
    small = covered(ink, scale)
    dark = (small > 200).astype(np.uint8)
    side = max(3, round(DARK_WIDTH * DARK_DPI))
    core = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if not core.any():
        return Dark((), None)
    joined = cv2.morphologyEx(core, cv2.MORPH_CLOSE, np.ones((1, round(0.5 * DARK_DPI)), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_CLOSE, np.ones((round(0.2 * DARK_DPI), 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    height, width = small.shape
    bands, edges = [], np.zeros(small.shape, np.uint8)
    for label in range(1, count):
        left, top, across, down, _ = (int(it) for it in stats[label])
        at_edge = left <= 1 or top <= 1 or left + across >= width - 1 or top + down >= height - 1
        if at_edge and min(across, down) < 0.15 * max(height, width):
            edges[(labels == label) & (core > 0)] = 1
        elif min(across / 4, down) >= 0.1 * DARK_DPI and dark[top : top + down, left : left + across].mean() > 0.5:
            right, bottom = left + across, top + down
            bands.append((round(left / scale), round(top / scale), round(right / scale), round(bottom / scale)))
    if not edges.any():
        return Dark(tuple(bands), None)
    wide = cv2.dilate(edges, np.ones((5, 5), np.uint8))
    full = cv2.resize(wide, ink.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return Dark(tuple(bands), np.asarray(full, np.uint8).view(np.bool_))


def turned_to_dark_on_light(grey: Grey, bands: Sequence[PixelBox], paper: float) -> Grey:
    """The picture with bands of light type on a dark ground turned to dark type on the paper."""
    plain = grey.copy()
    for left, top, right, bottom in bands:
        part = plain[top:bottom, left:right].astype(np.float32)
        ground, type_ = float(np.median(part)), float(np.percentile(part, 98))
        if type_ - ground > 40:
            plain[top:bottom, left:right] = np.clip(paper - (part - ground) * (paper / (type_ - ground)), 0, paper)
    return plain
