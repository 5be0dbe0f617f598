"""The ink around printed answers, measured on the page as drawn: a stroke, a ring, or a box with more in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.layout import Run
from extractors.marks import BOX
from extractors.render import crop
from extractors.upright import displayed_box
from records.pages import Box, Page, Word

LOOK_DPI = 200
SCALE = LOOK_DPI / 72
REACH = 2.2
"""A box stands within so many heights of its answer."""

ABOVE = 0.3
"""Heights over and under an answer that its box may take up."""

CLEARLY_MORE, SURELY_MORE = 1.22, 1.4
"""How many times the ink of every other answer the chosen one has; with as much as the second it may be sure."""

LEAST = 0.05
"""Ink that counts, as a share of a square of the answer's height."""

STRUCK = 0.93
"""Share of an answer's width that a stroke through it covers; no line of type does."""

ENCLOSED = 0.85
"""Share of an answer's width and height, at least, that the paper inside a ring or a box around it spans."""

BEYOND = 0.5
"""Share of the paper beside an answer that a stroke under it may go on along."""

_DEVANAGARI = re.compile("[\u0904-\u0939]")

Dark = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Option:
    """One printed answer: what it would mean, its words, and its place on the page."""

    value: str
    words: Run
    box: Box


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """The answers that a form prints for a field, of which one should be marked."""

    field: str
    page: Page
    options: tuple[Option, ...]
    cost: float
    complete: bool
    """Whether every answer that is known for the field is among them, so that none was left unread."""

    parted: bool = False
    """Whether what is drawn around answers parts their line, so that no text holds all of them."""

    @property
    def is_ocr(self) -> bool:
        """Whether the answers were read by OCR."""
        return any(it.words.is_ocr for it in self.options)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The marked answer, and how many times the ink of the next one it has."""

    option: Option
    ratio: float


Open = Literal["none", "several"]


def verdict_of(it: ChoiceList, drawn: Image.Image) -> Verdict | Open:
    """What the ink says: a stroke through all but one answer, a ring around one, or a box with more in it."""
    it = replace(it, options=tuple(_without_mark(it.page, option, drawn) for option in it.options))
    height = float(np.median([option.box[3] - option.box[1] for option in it.options]))
    struck = [_is_struck(it.page, option, drawn) for option in it.options]
    if sum(struck) == len(struck) - 1:
        return Verdict(it.options[struck.index(False)], SURELY_MORE)
    ways = (_is_ringed,) if it.is_ocr else (_is_ringed, _is_enclosed, _is_underlined)
    for is_set_off in ways:  # on a scan the sides of a cell, not straight, enclose and underline as well
        chosen = [option for option in it.options if is_set_off(it.page, option.box, height, drawn)]
        if len(chosen) == 1:
            return Verdict(chosen[0], SURELY_MORE)
    return _by_most_ink(it.options, _inks(it, height, drawn))


GAP_BEHIND_MARK = 0.12
"""Heights of white, at least, between a box and its answer."""


def _without_mark(page: Page, option: Option, drawn: Image.Image) -> Option:
    """An answer to whose first word OCR stuck its box: its place from the white behind the box on."""
    word, (x0, top, x1, bottom) = option.words.placed[0].word, option.box
    if x0 - word.box[0] < 1:
        return option
    widths = [(it.box[2] - it.box[0]) / len(it.text) for it in page.words if len(it.text) > 4]
    letters = len(option.words.text) - round(len(word.text) * (x0 - word.box[0]) / (word.box[2] - word.box[0]))
    begins = x1 - letters * float(np.median(widths)) if widths else x0
    columns = np.asarray(_dark(page, (word.box[0], top, x1, bottom), drawn).any(axis=0))
    edges = np.flatnonzero(np.diff(columns.astype(np.int8)))
    least = GAP_BEHIND_MARK * (bottom - top) * SCALE
    ends = [
        word.box[0] + (right + 1) / SCALE
        for left, right in pairwise(edges)
        if not columns[right] and right - left >= least
    ]
    at = min(ends, key=lambda end: abs(end - begins), default=begins)
    return replace(option, box=(min(max(at, word.box[0]), x1 - 1), top, x1, bottom))


def _by_most_ink(options: Sequence[Option], inks: Sequence[float]) -> Verdict | Open:
    """The answer that stands out: the widest gap between amounts of ink parts the marked answers from the others."""
    order = sorted(range(len(inks)), key=lambda n: -inks[n])
    gaps = [inks[more] / max(inks[less], 0.01) for more, less in pairwise(order)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    if inks[order[0]] < LEAST or gaps[widest] < CLEARLY_MORE:
        return "none"
    marked = {options[n].value for n in order[: widest + 1]}
    if len(marked) > 1:
        return "several" if gaps[widest] >= SURELY_MORE else "none"
    return Verdict(options[order[0]], gaps[widest])


def _inks(it: ChoiceList, height: float, drawn: Image.Image) -> list[float]:
    """The ink of each answer's box, which stands before it or behind it, the same for all answers of a list."""
    before = [_zone(it, option, height, left=True) for option in it.options]
    behind = [_zone(it, option, height, left=False) for option in it.options]
    left = [_ink(it.page, zone, height, drawn) for zone in before]
    right = [_ink(it.page, zone, height, drawn) for zone in behind]
    firsts = [n for n, option in enumerate(it.options) if not _beside(it, option, left=True)]
    lasts = [n for n, option in enumerate(it.options) if not _beside(it, option, left=False)]
    at_left, at_right = max(left[n] for n in firsts), max(right[n] for n in lasts)
    if max(at_left, at_right) < LEAST:  # no boxes, only a mark: it belongs to the answer that it is nearest to
        halves = [_halves(it, option, height) for option in it.options]
        return [sum(_ink(it.page, half, height, drawn) for half in pair) for pair in halves]
    if at_left < at_right:
        return right
    for n in firsts[1:]:  # a box at the end of a line, and its answer on the next one
        if left[n] < LEAST <= right[n - 1]:
            left[n] = right[n - 1]
    return left


def _beside(it: ChoiceList, option: Option, *, left: bool) -> Option | None:
    """The answer next to another on its line, at the left or at the right."""
    middle = (option.box[1] + option.box[3]) / 2
    others = [other for other in it.options if other is not option and other.box[1] < middle < other.box[3]]
    if left:
        return max((it for it in others if it.box[2] <= option.box[0] + 1), key=lambda it: it.box[2], default=None)
    return min((it for it in others if it.box[0] >= option.box[2] - 1), key=lambda it: it.box[0], default=None)


def _zone(it: ChoiceList, option: Option, height: float, *, left: bool) -> Box:
    """Where the box of an answer may stand: beside it, up to the next word that is more than a mark."""
    x0, top, x1, bottom = option.box
    reach, edge = REACH * height, 0.08 * height
    middle = (top + bottom) / 2
    words = [word.box for word in it.page.words if word.box[1] < middle < word.box[3] and _is_word(word)]
    others = [other.box for other in it.options if other is not option and other.box[1] < middle < other.box[3]]
    if left:
        limit = max([x0 - reach, *(box[2] + edge for box in (*words, *others) if box[2] <= x0 + 1)])
        return (min(limit, x0 - edge), top - ABOVE * height, x0 - edge, bottom + ABOVE * height)
    limit = min([x1 + reach, *(box[0] - edge for box in (*words, *others) if box[0] >= x1 - 1)])
    return (x1 + edge, top - ABOVE * height, max(limit, x1 + edge), bottom + ABOVE * height)


def _is_word(word: Word) -> bool:
    """Whether a word is more than what OCR makes of a box or a ring, or a font of signs prints for one."""
    least = 4 if word.source == "ocr" else 2
    return sum(it.isalnum() for it in word.text) >= least and not BOX.search(word.text)


def _halves(it: ChoiceList, option: Option, height: float) -> tuple[Box, Box]:
    """Half the way from an answer to its neighbours, at its left and at its right."""
    before, behind = _beside(it, option, left=True), _beside(it, option, left=False)
    left, right = _zone(it, option, height, left=True), _zone(it, option, height, left=False)
    if before is not None:
        left = (max(left[0], (before.box[2] + option.box[0]) / 2), *left[1:])
    if behind is not None:
        right = (*right[:2], min(right[2], (behind.box[0] + option.box[2]) / 2), right[3])
    return left, right


def _dark(page: Page, box: Box, drawn: Image.Image) -> Dark:
    """The pixels with ink in a box of the page, told against the paper around it; colours count as ink."""
    shown = displayed_box(page, box)
    around = np.asarray(crop(drawn, shown, LOOK_DPI, 8.0)).min(axis=2)
    part = np.asarray(crop(drawn, shown, LOOK_DPI)).min(axis=2)
    paper, ink = float(np.percentile(around, 85)), float(np.percentile(around, 0.5))
    if paper - ink < 40:
        return np.zeros(part.shape, np.bool_)
    return np.asarray(part < paper - 0.42 * (paper - ink))


def _ink(page: Page, zone: Box, height: float, drawn: Image.Image) -> float:
    """Ink in a zone as a share of the square of the height, without the rules and letters that reach into it."""
    if zone[2] - zone[0] < 0.15 * height:
        return 0.0
    dark = _dark(page, zone, drawn)
    down, across = dark.shape
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    total = 0
    for left, top, width, tall, pixels in stats[1:count].tolist():
        through = tall >= 0.95 * down or (width > 0.6 * across and (top == 0 or top + tall == down))
        sliver = width < 0.2 * height * SCALE and (left == 0 or left + width == across)
        total += 0 if through or sliver else pixels
    side = height * SCALE
    return total / (side * side)


def _is_struck(page: Page, option: Option, drawn: Image.Image) -> bool:
    """Whether a stroke runs through an answer; the headline of a Hindi word is none."""
    x0, top, x1, bottom = option.box
    height = bottom - top
    if x1 - x0 < 0.9 * height:
        return False
    is_hindi = _DEVANAGARI.search(option.words.text) is not None
    dark = _dark(page, (x0, top + (0.0 if is_hindi else 0.25) * height, x1, bottom - 0.25 * height), drawn)
    thick = dark.copy()
    for shift in (1, 2):  # a stroke by hand or on a skewed scan falls a little
        thick[shift:] |= dark[:-shift]
    return _strokes_across(thick) > is_hindi


def _strokes_across(dark: Dark) -> int:
    """How many strokes run from side to side, each above another with rows between them that are not covered."""
    covered = dark.mean(axis=1) >= STRUCK
    return int(covered[:1].sum() + (covered[1:] & ~covered[:-1]).sum()) if dark.size else 0


def _is_ringed(page: Page, box: Box, height: float, drawn: Image.Image) -> bool:
    """Whether one stroke goes round an answer: ink in one piece that reaches beyond it on all sides and then ends."""
    far = 0.9 * height
    x0, top, x1, bottom = box
    dark = _dark(page, (x0 - far, top - far, x1 + far, bottom + far), drawn)
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


def _around(page: Page, box: Box, height: float, drawn: Image.Image) -> tuple[Dark, tuple[int, int, int, int]]:
    """The ink in and around an answer, and its own pixels therein; OCR that took a ring in is cut."""
    far, x0, x1 = 0.9 * height, box[0], box[2]
    middle = (box[1] + box[3]) / 2
    half = min(box[3] - box[1], height) / 2
    area = (x0 - far, middle - half - far, x1 + far, middle + half + far)
    dark = _dark(page, area, drawn)
    scale = dark.shape[1] / (area[2] - area[0])
    left, upper = round(far * scale), round(far * scale)
    return dark, (left, upper, dark.shape[1] - left, dark.shape[0] - upper)


def _is_enclosed(page: Page, box: Box, height: float, drawn: Image.Image) -> bool:
    """Whether a ring or a box is drawn around an answer: paper around it that no way leads out of."""
    dark, (left, upper, right, lower) = _around(page, box, height, drawn)
    closed = cv2.dilate(dark.astype(np.uint8), np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(1 - closed, connectivity=4)
    down, across = dark.shape
    wide, high = ENCLOSED * (right - left), ENCLOSED * (lower - upper)
    return any(
        x > 0 and y > 0 and x + width < across and y + tall < down and width >= wide and tall >= high
        for x, y, width, tall, _ in stats[1:count].tolist()
    )


def _is_underlined(page: Page, box: Box, height: float, drawn: Image.Image) -> bool:
    """Whether a stroke as long as an answer runs under it, and no further: no rule of a table, no dotted line."""
    dark, (left, upper, right, lower) = _around(page, box, height, drawn)
    below = dark[round((upper + 3 * lower) / 4) : round(lower + 0.35 * height * SCALE)]
    thick = below.copy()
    for shift in (1, 2):
        thick[shift:] |= below[:-shift]
    inside = thick[:, left:right]
    rows = np.flatnonzero(inside.mean(axis=1) >= STRUCK) if inside.size else np.zeros(0, np.intp)
    return any(thick[row, :left].mean() < BEYOND and thick[row, right:].mean() < BEYOND for row in rows.tolist())
