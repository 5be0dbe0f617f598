"""Figures at whose head or tail something tall is drawn over the type: what it hides is missing from the amount.

Of ₹ 59,31,71,366.00 of which a black seal covers the first figure, 9,31,71,366.00 is read by every engine, and surely.
Coloured seals are taken off a page before it is read; black ones, signatures and blots are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors import scan
from extractors.ocr import Sheet
from records.pages import Box, Ruling, Word

DRAWN_OVER = 0.75
"""The most that figures keep at whose end something is drawn over the type."""

FEWEST_FIGURES = 4
"""Figures of a word that may be an amount."""

NEAR = 0.35
"""What hides a figure stands this near to the rest of the amount, in heights of the type."""

REACH = 0.8
"""Above and below the amount its surroundings are looked at for so many heights."""

TALLER = 0.5
"""What is drawn over type goes on above or below it for so many heights; letters and signs do not."""

PALER = 0.5
"""Ink is darker than so much of the way from the type of the word to the paper."""


def doubted_at_ends(sheet: Sheet, words: Sequence[Word], rulings: Sequence[Ruling]) -> tuple[Word, ...]:
    """The words of a scanned page; figures at whose end something is drawn over the type are in doubt.

    Args:
        sheet: the picture that was read.
        words: of the page, in points of that picture.
        rulings: its drawn rules; what is left of them hides nothing.
    """
    uprights = (it for it in rulings if not it.is_horizontal)
    known = np.array([*(word.box for word in words), *_places(uprights)]).reshape(-1, 4)
    return tuple(
        replace(word, confidence=DRAWN_OVER, witnessed=False)
        if word.confidence > DRAWN_OVER
        and _may_be_amount(word)
        and _is_drawn_over(sheet, word, np.delete(known, at, 0))
        else word
        for at, word in enumerate(words)
    )


def _may_be_amount(word: Word) -> bool:
    return sum(it.isdecimal() for it in word.text) >= FEWEST_FIGURES and not any(it.isalpha() for it in word.text)


def _is_drawn_over(sheet: Sheet, word: Word, known: NDArray[np.float64]) -> bool:
    """Whether tall ink that is neither a rule nor another word, whose boxes are `known`, stands right beside a word."""
    x0, top, x1, bottom = word.box
    tall = bottom - top
    around = (x0 - 2 * tall, top - REACH * tall, x1 + 2 * tall, bottom + REACH * tall)
    left, upper, right, lower = sheet.pixels(around)
    ink = _ink_around(sheet, word, (left, upper, right, lower))
    for a, b, c, d in map(sheet.pixels, _near(known, around)):
        ink[max(0, b - upper) : max(0, d - upper), max(0, a - left) : max(0, c - left)] = False
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(ink.view(np.uint8), connectivity=8)
    a, b, c, d = (edge - start for edge, start in zip(sheet.pixels(word.box), (left, upper, left, upper), strict=True))
    high = d - b
    near, level = max(1, round(NEAR * high)), slice(b + high // 5, d - high // 5)
    ends = (pieces[level, max(0, a - near) : a], pieces[level, c : c + near])
    touching = {int(it) for end in ends for it in np.unique(end)} - {0}
    return any(
        stats[it, cv2.CC_STAT_TOP] < b - TALLER * high
        or stats[it, cv2.CC_STAT_TOP] + stats[it, cv2.CC_STAT_HEIGHT] > d + TALLER * high
        for it in touching
    )


def _places(rules: Iterable[Ruling]) -> Iterator[Box]:
    """The boxes of upright rules, as wide as a pen draws them."""
    return ((it.x0 - 1, it.top, it.x1 + 1, it.bottom) for it in rules)


def _ink_around(sheet: Sheet, word: Word, place: scan.PixelBox) -> scan.Mask:
    """What is as dark as the type of a word, in the place around it."""
    left, upper, right, lower = place
    a, b, c, d = sheet.pixels(word.box)
    type_, paper = np.percentile(sheet.grey[b:d, a:c], (4, 90))
    return np.asarray(sheet.grey[upper:lower, left:right] < type_ + PALER * (paper - type_))


def _near(known: NDArray[np.float64], around: Box) -> list[Box]:
    """Those of some boxes that reach into another."""
    left, top, right, bottom = around
    reach = (known[:, 0] < right) & (left < known[:, 2]) & (known[:, 1] < bottom) & (top < known[:, 3])
    return [(x0, y0, x1, y1) for x0, y0, x1, y1 in known[reach].tolist()]
