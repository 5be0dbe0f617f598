"""Places of a picture read by themselves, many in one call of Tesseract, each on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.tesseract import Seen, tesseract

ENGLISH = "eng"

HINDI = "hin"
"""For lines known to hold Devanagari letters only: in half the time, and surer than the two models together."""

BOTH_SCRIPTS = "eng+hin"
"""English first: with Hindi first Tesseract loses a tenth of the digits."""


def read_places(
    grey: scan.Grey, boxes: Sequence[tuple[int, int, int, int]], dpi: float, languages: str, zoom: float = 1.0
) -> list[Seen | None]:
    """Each place of a picture as one line of text, all in one call; None where nothing was read.

    The box of what was read is where it stands on the stacked picture.
    """
    return [_joined([it for it, _ in line]) for line in _read_stacked(grey, boxes, dpi, languages, zoom)]


def read_lines(
    grey: scan.Grey, boxes: Sequence[tuple[int, int, int, int]], dpi: float, languages: str
) -> list[list[Seen]]:
    """The words of each place of a picture, which holds one line of text; their boxes stand on the picture itself.

    Short words between long lines are overlooked at times: a place of which nothing was surely read is read alone.
    """
    return [
        _placed(line if any(it.confidence >= OVERLOOKED for it, _ in line) else _read_alone(grey, box, dpi, languages))
        for box, line in zip(boxes, _read_stacked(grey, boxes, dpi, languages, 1.0), strict=True)
    ]


OVERLOOKED = 0.35
"""Where no word of a place is surer, its print was taken for noise of the lines around it."""

ONE_LINE = 7
"""Tesseract's segmentation of a picture that holds a single line of text."""

Placed = tuple[Seen, scan.PixelBox]


def _placed(line: Sequence[Placed]) -> list[Seen]:
    return [replace(it, box=place) for it, place in sorted(line, key=lambda pair: pair[1][0])]


def _read_alone(grey: scan.Grey, box: scan.PixelBox, dpi: float, languages: str) -> list[Placed]:
    """The words of one place, cut out with white around it; with their boxes on the cut and on the picture."""
    left, upper, right, lower = box
    reach, gap = max(2, (lower - upper) // 6), max(8, round(dpi * 0.08))
    left, upper = max(0, left - reach), max(0, upper - reach)
    part = _dark_on_light(grey[upper : lower + reach, left : right + reach])
    if not part.size:
        return []
    strip = np.asarray(cv2.copyMakeBorder(part, gap, gap, gap, gap, cv2.BORDER_CONSTANT, value=(255,)), np.uint8)
    x, y = left - gap, upper - gap
    return [
        (it, (it.box[0] + x, it.box[1] + y, it.box[2] + x, it.box[3] + y))
        for it in tesseract(strip, dpi, languages, ONE_LINE)
        if it.confidence >= OVERLOOKED  # told to read a line it finds one, on white paper too
    ]


def _read_stacked(
    grey: scan.Grey, boxes: Sequence[tuple[int, int, int, int]], dpi: float, languages: str, zoom: float
) -> list[list[Placed]]:
    """The words of each place, with their boxes on the stacked picture and on the picture itself.

    The places are stacked on white, each on a line of its own, `zoom` times enlarged.
    """
    gap = max(8, round(dpi * 0.08))
    strips, tops, corners, top = [], [], [], gap
    width = round(zoom * max((box[2] - box[0] for box in boxes), default=0)) + 4 * gap
    for left, upper, right, lower in boxes:
        reach = max(2, (lower - upper) // 6)
        corners.append((max(0, left - reach), max(0, upper - reach)))
        part = _dark_on_light(grey[max(0, upper - reach) : lower + reach, max(0, left - reach) : right + reach])
        if zoom != 1.0 and part.size:
            part = np.asarray(cv2.resize(part, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC), np.uint8)
        strip = np.full((part.shape[0] + gap, max(width, part.shape[1] + 2 * gap)), 255, np.uint8)
        strip[: part.shape[0], gap : gap + part.shape[1]] = part
        strips.append(strip)
        tops.append((top, top + part.shape[0]))
        top += strip.shape[0]
    if not strips:
        return []
    widest = max(strip.shape[1] for strip in strips)
    padded = [cv2.copyMakeBorder(it, 0, 0, 0, widest - it.shape[1], cv2.BORDER_CONSTANT, value=(255,)) for it in strips]
    sheet = np.vstack([np.full((gap, widest), 255, np.uint8), *padded])
    lines: list[list[Placed]] = [[] for _ in boxes]
    for it in tesseract(np.asarray(sheet, np.uint8), dpi * zoom, languages, 6):
        middle = (it.box[1] + it.box[3]) / 2
        nearest = min(range(len(tops)), key=lambda index: abs(sum(tops[index]) / 2 - middle))
        if tops[nearest][0] - gap <= middle <= tops[nearest][1] + gap:
            x, y = corners[nearest]
            across = [round(x + (edge - gap) / zoom) for edge in (it.box[0], it.box[2])]
            down = [round(y + (edge - tops[nearest][0]) / zoom) for edge in (it.box[1], it.box[3])]
            lines[nearest].append((it, (across[0], down[0], across[1], down[1])))
    return lines


DARK = 128
"""Half of a place is darker than this (0-255) where light letters stand on a dark ground."""


def _dark_on_light(part: scan.Grey) -> scan.Grey:
    """A place of a picture with its letters dark, as Tesseract knows them."""
    return np.asarray(255 - part, np.uint8) if part.size and float(np.median(part)) < DARK else part


def to_the_gap(
    grey: scan.Grey, box: scan.PixelBox, others: Sequence[scan.PixelBox] | NDArray[np.int64]
) -> scan.PixelBox:
    """The box widened to the white on either side, up to its neighbours on the line among `others`.

    Tesseract's boxes may end before a letter that it overlooked: the box of 0111 read as 01 ends after the first 1.
    """
    left, top, right, bottom = box
    height = bottom - top
    edges = np.asarray(others, np.int64).reshape(-1, 4)
    on_line = np.minimum(edges[:, 3], bottom) - np.maximum(edges[:, 1], top) > 0.3 * height
    starts, ends = edges[on_line & (edges != box).any(axis=1)][:, [0, 2]].T
    furthest_right = int(starts[starts >= right - 2].min(initial=grey.shape[1])) - 2
    furthest_left = int(ends[ends <= left + 2].max(initial=0)) + 2
    furthest_right = min(furthest_right, right + 6 * height)
    furthest_left = max(furthest_left, left - 6 * height)
    band = grey[max(0, top) : bottom]
    if not band.size:
        return box
    inked = (band < band.max() * 0.6).any(axis=0)
    room = max(3, round(0.6 * height))
    start, end = left, right
    while end < furthest_right and inked[end : min(end + room, furthest_right)].any():
        end += room
    while start > furthest_left and inked[max(start - room, furthest_left) : start].any():
        start -= room
    return max(start, min(left, furthest_left)), top, min(end, max(right, furthest_right)), bottom


def _joined(line: list[Seen]) -> Seen | None:
    if not line:
        return None
    line = sorted(line, key=lambda it: it.box[0])
    boxes: list[Any] = [it.box for it in line]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Seen(" ".join(it.text for it in line), box, min(it.confidence for it in line))
