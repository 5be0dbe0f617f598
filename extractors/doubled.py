"""Words that OCR gave twice: of a warped or smudged line Tesseract may make two lines of words in the same place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz

from records.pages import Box, Word

SHARED = 0.5
"""Two words are in one place if they share so much of the smaller one's box; neighbours of a line share nothing."""

ALIKE = 60.0
"""Readings of one place that are so alike (0-100) are of the same ink."""

TALLER, WELL_READ = 1.4, 0.6
"""Of two readings as sure as this, one of which is so many times as high, the higher one reaches over two lines."""


def without_doubles(words: Sequence[Word]) -> list[Word]:
    """The words in their order, each place once: of two alike readings of one place the better one is kept.

    Two readings that have nothing in common are both kept: one may be of a stamp that lies on the print.
    """
    dropped: set[int] = set()
    for first, second in _sharing_a_place([word.box for word in words]):
        if first not in dropped and second not in dropped and _are_one(words[first], words[second]):
            dropped.add(first if _gives_way(words[first], words[second]) else second)
    return [word for index, word in enumerate(words) if index not in dropped]


def cut_at_next(words: Sequence[Word]) -> list[Word]:
    """The words in their order, a box that reaches over the next words of its line cut where they begin.

    Tesseract gives a word the box of a whole cell at times; read again in that place it would be the cell's text.
    """
    cut: dict[int, float] = {}
    for first, second in _sharing_a_place([word.box for word in words]):
        word, inner = words[first].box, words[second].box
        level = min(word[3], inner[3]) - max(word[1], inner[1])
        begins = inner[0] > word[0] + OWN_PART * (word[2] - word[0])
        if level > SHARED * (word[3] - word[1]) and begins and inner[2] < word[2]:
            cut[first] = min(cut.get(first, inner[0]), inner[0])
    boxes = {at: (words[at].box[0], words[at].box[1], right, words[at].box[3]) for at, right in cut.items()}
    return [replace(word, box=boxes[at]) if at in boxes else word for at, word in enumerate(words)]


OWN_PART = 0.4
"""The share of a box that is surely its own word's: what begins within it is a second reading of the word."""


def _sharing_a_place(boxes: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """The pairs of boxes, by their numbers, that have an area in common: from the left of the page to its right."""
    edges = np.array(boxes).reshape(-1, 4)
    order = np.argsort(edges[:, 0], kind="stable")
    lefts, tops, rights, bottoms = edges[order].T
    ends = np.searchsorted(lefts, rights)
    for at, end in enumerate(ends.tolist()):
        after = slice(at + 1, end)
        level = (tops[after] < bottoms[at]) & (tops[at] < bottoms[after])
        for other in order[after][level].tolist():
            yield int(order[at]), other


def _gives_way(one: Word, other: Word) -> bool:
    """Whether the second of two readings of one place is kept: the surer one, but of two that were read the lower one.

    A box that reaches over the line above stands in that line too, where nobody reads the word.
    """
    heights = one.box[3] - one.box[1], other.box[3] - other.box[1]
    if min(one.confidence, other.confidence) >= WELL_READ and max(heights) >= TALLER * min(heights):
        return heights[0] > heights[1]
    return one.confidence < other.confidence


def _are_one(one: Word, other: Word) -> bool:
    shared = _shared(one.box, other.box)
    return shared > SHARED * min(_area(one.box), _area(other.box)) and fuzz.ratio(one.text, other.text) >= ALIKE


def _shared(one: Box, other: Box) -> float:
    """The area that two boxes have in common, which do not lie apart."""
    return (min(one[2], other[2]) - max(one[0], other[0])) * (min(one[3], other[3]) - max(one[1], other[1]))


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
