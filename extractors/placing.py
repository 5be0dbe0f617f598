"""Where words and boxes of one page stand to each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.pdfium import Frame
from records.pages import Box, Word


def reading_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words by lines from top to bottom, each line from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda it: (it.box[1] + it.box[3], it.box[0])):
        middle = (word.box[1] + word.box[3]) / 2
        if rows:
            last = rows[-1][-1]
            height = min(last.box[3] - last.box[1], word.box[3] - word.box[1])
            if middle - (last.box[1] + last.box[3]) / 2 < 0.35 * height:
                rows[-1].append(word)
                continue
        rows.append([word])
    return tuple(word for row in rows for word in sorted(row, key=lambda it: it.box[0]))


def stands_on(box: Box, words: Sequence[Word]) -> bool:
    """Whether the middle of `box` lies within a word, or a word's middle within it."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for word in words:
        x0, top, x1, bottom = word.box
        if x0 <= x <= x1 and top <= y <= bottom:
            return True
        if box[0] <= (x0 + x1) / 2 <= box[2] and box[1] <= (top + bottom) / 2 <= box[3]:
            return True
    return False


def clipped(box: Box, frame: Frame) -> Box:
    """The part of a box that lies on the page."""
    return (max(0.0, box[0]), max(0.0, box[1]), min(frame.width, box[2]), min(frame.height, box[3]))


def area_of(box: Box) -> float:
    """The area of a box in square points; 0 of one that is inside out."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def bare(text: str) -> str:
    """A text's letters and figures alone, without capitals."""
    return re.sub(r"[\W_]", "", text).casefold()
