"""What is drawn through or around printed answers, measured on the page as drawn: a stroke, a ring, a frame, a line."""

from __future__ import annotations

import re

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.choice_lists import ChoiceList, Option
from extractors.upright import displayed_box
from records.pages import Box, Page

LOOK_DPI = 200
SCALE = LOOK_DPI / 72

STRUCK = 0.93
"""Share of an answer's width that a stroke through it covers; no line of type does."""

ENCLOSED = 0.85
"""Share of an answer's width and height, at least, that the paper inside a ring or a box around it spans."""

BEYOND = 0.5
"""Share of the paper beside an answer that a stroke under it may go on along."""

_DEVANAGARI = re.compile("[\u0904-\u0939]")

Dark = NDArray[np.bool_]
Drawn = NDArray[np.uint8]
"""A page as displayed at LOOK_DPI: of each pixel the darkest of its colours."""


def as_drawn(picture: Image.Image) -> Drawn:
    """A page's picture with the darkest colour of each pixel, so that ink of any colour is dark."""
    red, green, blue = cv2.split(np.asarray(picture.convert("RGB"), np.uint8))
    return np.asarray(cv2.min(cv2.min(red, green), blue), np.uint8)


def set_off(it: ChoiceList, drawn: Drawn) -> list[Option]:
    """The answers that are left when the others are struck out, or that are ringed, framed or underlined; maybe none.

    On a scan the sides of a cell, not straight, enclose and underline as well: only strokes and rings tell there.
    """
    struck = [_is_struck(it.page, option, drawn) for option in it.options]
    if any(struck):
        return [option for option, out in zip(it.options, struck, strict=True) if not out]
    ways = (_is_ringed,) if it.page.quality != "digital" else (_is_ringed, _is_enclosed, _is_underlined)
    for is_set_off in ways:
        chosen = [option for option in it.options if is_set_off(it.page, option.box, it.height, drawn)]
        if 0 < len(chosen) < len(it.options):
            return chosen
    return []


def upright(page: Page, box: Box, drawn: Drawn, margin: float = 0.0) -> NDArray[np.uint8]:
    """The part of a page's picture within a box and a margin (points), as upright as its words; the darkest channel."""
    x0, top, x1, bottom = box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin
    across, down = max(1, round((x1 - x0) * SCALE)), max(1, round((bottom - top) * SCALE))
    corners = np.array([_shown(page, at) for at in ((x0, top), (x1, top), (x0, bottom))], np.float32) * SCALE
    onto = np.array([(0, 0), (across, 0), (0, down)], np.float32)
    way = cv2.getAffineTransform(onto, corners)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(drawn, way, (across, down), flags=flags, borderValue=255.0), np.uint8)


def _shown(page: Page, place: tuple[float, float]) -> tuple[float, float]:
    """Where a place of the upright page stands on the page as displayed."""
    x0, top, x1, bottom = displayed_box(page, (*place, *place))
    return (x0 + x1) / 2, (top + bottom) / 2


def ink_in(page: Page, box: Box, drawn: Drawn) -> Dark:
    """The pixels with ink in a box of the page, told against the paper around it; colours count as ink."""
    around = upright(page, box, drawn, 8.0)
    part = upright(page, box, drawn)
    paper, ink = float(np.percentile(around, 85)), float(np.percentile(around, 0.5))
    if paper - ink < 40:
        return np.zeros(part.shape, np.bool_)
    return np.asarray(part < paper - 0.42 * (paper - ink))


def _is_struck(page: Page, option: Option, drawn: Drawn) -> bool:
    """Whether a stroke runs through an answer; the headline of a Hindi word is none."""
    x0, top, x1, bottom = option.box
    height = bottom - top
    if x1 - x0 < 0.9 * height:
        return False
    is_hindi = all(_DEVANAGARI.search(it.word.text) for it in option.words.placed)
    dark = ink_in(page, (x0, top + (0.0 if is_hindi else 0.25) * height, x1, bottom - 0.25 * height), drawn)
    thick = dark.copy()
    for shift in (1, 2):  # a stroke by hand or on a skewed scan falls a little
        thick[shift:] |= dark[:-shift]
    return _strokes_across(thick) > is_hindi


def _strokes_across(dark: Dark) -> int:
    """How many strokes run from side to side, each above another with rows between them that are not covered."""
    covered = dark.mean(axis=1) >= STRUCK
    return int(covered[:1].sum() + (covered[1:] & ~covered[:-1]).sum()) if dark.size else 0


def _is_ringed(page: Page, box: Box, height: float, drawn: Drawn) -> bool:
    """Whether one stroke goes round an answer: ink in one piece that reaches beyond it on all sides and then ends."""
    far = 0.9 * height
    x0, top, x1, bottom = box
    dark = ink_in(page, (x0 - far, top - far, x1 + far, bottom + far), drawn)
    down, across = dark.shape
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    edge = 0.95 * far * SCALE
    return any(
        0 < left < edge
        and 0 < upper < edge
        and across - edge < left + width < across
        and down - edge < upper + tall < down
        for left, upper, width, tall, _ in stats[1:count].tolist()
    )


def _around(page: Page, box: Box, height: float, drawn: Drawn) -> tuple[Dark, tuple[int, int, int, int]]:
    """The ink in and around an answer, and its own pixels therein; OCR that took a ring in is cut."""
    far, x0, x1 = 0.9 * height, box[0], box[2]
    middle = (box[1] + box[3]) / 2
    half = min(box[3] - box[1], height) / 2
    area = (x0 - far, middle - half - far, x1 + far, middle + half + far)
    dark = ink_in(page, area, drawn)
    scale = dark.shape[1] / (area[2] - area[0])
    left, upper = round(far * scale), round(far * scale)
    return dark, (left, upper, dark.shape[1] - left, dark.shape[0] - upper)


def _is_enclosed(page: Page, box: Box, height: float, drawn: Drawn) -> bool:
    """Whether a ring or a box is drawn around an answer: paper around it that no way leads out of.

    The sides of a table's cell go on beyond its corners.
    """
    dark, (left, upper, right, lower) = _around(page, box, height, drawn)
    closed = cv2.dilate(dark.astype(np.uint8), np.ones((3, 3), np.uint8))
    count, papers, stats, _ = cv2.connectedComponentsWithStats(1 - closed, connectivity=4)
    _, inks = cv2.connectedComponents(closed, connectivity=8)
    going_on = set(np.concatenate((inks[0], inks[-1], inks[:, 0], inks[:, -1])).tolist()) - {0}
    down, across = dark.shape
    wide, high = ENCLOSED * (right - left), ENCLOSED * (lower - upper)
    for number, (x, y, width, tall, _) in enumerate(stats[1:count].tolist(), 1):
        if x > 0 and y > 0 and x + width < across and y + tall < down and width >= wide and tall >= high:
            beside = cv2.dilate((papers == number).astype(np.uint8), np.ones((3, 3), np.uint8)).astype(np.bool_)
            if not going_on & set(np.unique(inks[beside]).tolist()):
                return True
    return False


def _is_underlined(page: Page, box: Box, height: float, drawn: Drawn) -> bool:
    """Whether a stroke as long as an answer runs under it, and no further: no rule of a table, no dotted line."""
    dark, (left, upper, right, lower) = _around(page, box, height, drawn)
    below = dark[round((upper + 3 * lower) / 4) : round(lower + 0.35 * height * SCALE)]
    thick = below.copy()
    for shift in (1, 2):
        thick[shift:] |= below[:-shift]
    inside = thick[:, left:right]
    rows = np.flatnonzero(inside.mean(axis=1) >= STRUCK) if inside.size else np.zeros(0, np.intp)
    return any(thick[row, :left].mean() < BEYOND and thick[row, right:].mean() < BEYOND for row in rows.tolist())
