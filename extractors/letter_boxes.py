"""Rows of boxes that hold one letter each: read as a line set close, given back as words.

Set so far apart, letters are no line of type to Tesseract, and most are lost. A wider gap between boxes parts two
words, as day, month and year are parted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

from extractors import scan
from extractors.recogniser import Recognised, is_available, recognise
from extractors.tesseract import Seen, tesseract

NARROWEST, WIDEST = 0.09, 0.34
"""Inches: the width of a box for one letter."""

LOWEST, HIGHEST = 0.11, 0.45
"""Inches: its height."""

FEWEST = 2
"""A row has at least so many boxes with a letter each."""

LETTERS_APART = 0.16
"""White between letters that are set close, as a share of their height."""

WITHIN = 0.025
"""Inches inside a box's rules where remains of them may stand."""

BOTH_AGREE, ONE_OF_TWO, ALONE = 0.93, 0.6, 0.5
"""What a word is worth that both engines read alike, differently, or that only one of them read."""

ENGLISH, ONE_LINE = "eng", 7


WIDER = 1.3
"""Letters that stand so many times further apart than the boxes are wide belong to two words."""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A row of boxes: the pixels of each letter's ink from left to right, and the pixels of the whole row.

    `width` is that of one box.
    """

    letters: tuple[scan.PixelBox, ...]
    box: scan.PixelBox
    width: int

    def words(self) -> list[list[int]]:
        """The numbers of the letters of each word."""
        found = [[0]]
        for number, (one, other) in enumerate(pairwise(self.letters), 1):
            apart = (other[0] + other[2] - one[0] - one[2]) / 2 > WIDER * self.width
            found.append([number]) if apart else found[-1].append(number)
        return found


def letter_rows(rules: scan.Rules, ink: scan.Mask, dpi: float) -> list[LetterRow]:
    """The rows of letter boxes of a page, told by its rules; `ink` is without them."""
    by_line: dict[tuple[int, int], list[int]] = defaultdict(list)
    near = round(0.05 * dpi)
    for left, top, right, bottom in rules.down:
        if LOWEST * dpi <= bottom - top <= HIGHEST * dpi:
            key = next(
                (it for it in by_line if abs(it[0] - top) <= near and abs(it[1] - bottom) <= near), (top, bottom)
            )
            by_line[key].append((left + right) // 2)
    rows = []
    for (top, bottom), edges in sorted(by_line.items()):
        for run in _runs_of_boxes(sorted(edges), dpi):
            letters = [it for left, right in run if (it := _letter_in(ink, (left, top, right, bottom), dpi))]
            if len(letters) >= FEWEST and all(_is_letter(it) for it in letters):
                place = run[0][0], top, run[-1][1], bottom
                rows.append(LetterRow(tuple(letters), place, run[0][1] - run[0][0]))
    return rows


def as_one_cell_each(rules: scan.Rules, rows: Sequence[LetterRow]) -> scan.Rules:
    """The rules without those between the letters of a row."""
    kept = tuple(it for it in rules.down if not any(_parts_letters(it, row) for row in rows))
    return scan.Rules(rules.across, kept, rules.mask)


def _parts_letters(rule: scan.PixelBox, row: LetterRow) -> bool:
    left, top, right, bottom = row.box
    x, slack = (rule[0] + rule[2]) / 2, row.width / 3
    return left + slack < x < right - slack and top - slack < rule[1] and rule[3] < bottom + slack


def _runs_of_boxes(edges: Sequence[int], dpi: float) -> Iterator[list[tuple[int, int]]]:
    """Boxes beside each other, of about one width; the doubled line between two boxes is no box."""
    run: list[tuple[int, int]] = []
    for left, right in pairwise(edges):
        wide = right - left
        if wide < NARROWEST * dpi:
            continue
        if wide > WIDEST * dpi or (run and not 0.75 <= wide / (run[0][1] - run[0][0]) <= 1.33):
            if wide > WIDEST * dpi or len(run) >= FEWEST:
                yield run
            run = [] if wide > WIDEST * dpi else [(left, right)]
            continue
        run.append((left, right))
    yield run


def _letter_in(ink: scan.Mask, box: scan.PixelBox, dpi: float) -> scan.PixelBox | None:
    """The ink in a box; None where it is empty but for specks."""
    inset = round(WITHIN * dpi)
    left, top, right, bottom = box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset
    part = ink[top:bottom, left:right]
    rows, columns = np.flatnonzero(part.sum(axis=1) > 1), np.flatnonzero(part.any(axis=0))
    if rows.size < 0.05 * dpi or columns.size < 3:
        return None
    return left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1


def _is_letter(box: scan.PixelBox) -> bool:
    return box[2] - box[0] <= 1.4 * (box[3] - box[1])


def without_rows(grey: scan.Grey, paper: scan.Grey, rows: Sequence[LetterRow], dpi: float) -> scan.Grey:
    """The page with the letters of rows replaced by paper."""
    if not rows:
        return grey
    bare, reach = grey.copy(), round(WITHIN * dpi)
    for row in rows:
        for left, top, right, bottom in row.letters:
            place = slice(max(0, top - reach), bottom + reach), slice(max(0, left - reach), right + reach)
            bare[place] = paper[place]
    return bare


def words_in_boxes(grey: scan.Grey, rows: Sequence[LetterRow], dpi: float) -> list[tuple[Seen, bool]]:
    """The words of rows, each with its box, and whether both engines read it alike.

    Raises:
        OcrFailed: Tesseract gave no answer.
    """
    strips = [_set_close(grey, row) for row in rows]
    second = recognise(strips) if is_available() else [Recognised("", (), ())] * len(rows)
    found = []
    for row, strip, other in zip(rows, strips, second, strict=True):
        first = "".join(it.text for it in tesseract(strip, dpi, ENGLISH, ONE_LINE))
        found += _weighed(row, first.replace(" ", ""), other.text.replace(" ", ""))
    return found


def _set_close(grey: scan.Grey, row: LetterRow) -> scan.Grey:
    """The letters of a row on white, as close as in a word."""
    top, bottom = min(it[1] for it in row.letters), max(it[3] for it in row.letters)
    height = bottom - top
    gap, margin = max(2, round(LETTERS_APART * height)), max(6, height // 3)
    parts: list[Any] = [np.full((height + 2 * margin, 2 * margin), 255, np.uint8)]
    white = float(np.percentile(grey[top:bottom], 95))
    for left, _, right, _ in row.letters:
        letter = cv2.convertScaleAbs(grey[top:bottom, left - 1 : right + 1], alpha=255 / max(white, 1))
        parts += [
            cv2.copyMakeBorder(letter, margin, margin, 0, 0, cv2.BORDER_CONSTANT, value=(255,)),
            np.full((height + 2 * margin, gap), 255, np.uint8),
        ]
    return np.asarray(np.hstack([*parts, parts[0]]), np.uint8)


def _weighed(row: LetterRow, first: str, second: str) -> list[tuple[Seen, bool]]:
    """The words by two readings of their row; a reading with more or fewer letters than boxes tells nothing."""
    readings = [it for it in (second, first) if len(it) == len(row.letters)]
    found = []
    for numbers in row.words() if readings else ():
        texts = ["".join(reading[number] for number in numbers) for reading in readings]
        agreed = len(texts) > 1 and texts[0] == texts[1]
        confidence = BOTH_AGREE if agreed else ONE_OF_TWO if len(texts) > 1 else ALONE
        lefts, tops, rights, bottoms = zip(*(row.letters[number] for number in numbers), strict=True)
        found.append((Seen(texts[0], (min(lefts), min(tops), max(rights), max(bottoms)), confidence), agreed))
    return found
