"""Forms with one box for each letter: the letters of neighbouring boxes are one word.

A wider gap between boxes parts two words, as day, month and year are parted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from extractors.lines import Line, lines_of
from records.pages import Box, Page, Word, union

if TYPE_CHECKING:
    from extractors.layout import Segment

NARROW = 2.0
"""Heights of a letter that the box around it is wide at most."""

ALIKE = 2.0
"""Points by which the boxes of one row differ in width at most."""

APART = 2.0
"""Points between two boxes from which on they hold letters of two words."""

FEWEST = 2


def combed(line: Sequence[Segment], boxes: Mapping[int, Box]) -> list[list[Segment]]:
    """The rows of letter boxes on a line, each as the segments of its letters."""
    rows: list[list[Segment]] = []
    for segment in line:
        if not _is_letter(segment, boxes):
            rows.append([])
        elif rows and rows[-1] and _goes_on(rows[-1][-1], segment, boxes):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [row for row in rows if len(row) >= FEWEST]


def words_of(row: Sequence[Segment], boxes: Mapping[int, Box]) -> tuple[Word, ...]:
    """The words that the letters of a row make."""
    groups: list[list[Segment]] = [[row[0]]]
    for left, right in zip(row, row[1:], strict=False):
        if _box(right, boxes)[0] - _box(left, boxes)[2] > APART:
            groups.append([])
        groups[-1].append(right)
    return tuple(_word(group) for group in groups)


LEAST_LETTERS = 6
"""So many letters by themselves on a line, most of its words, fill boxes; they are no cells of a table."""


def without_letter_boxes(page: Page) -> Page:
    """A page without the lines that are filled in letter by letter: boxes for letters are no columns of a table."""
    filled = {id(word) for line in lines_of(page) if _is_letter_by_letter(line) for word in line.words}
    return replace(page, words=tuple(it for it in page.words if id(it) not in filled)) if filled else page


def _is_letter_by_letter(line: Line) -> bool:
    """Whether a line is filled in letter by letter, close together; numbers of columns, "1 2 3 4 5 6", are not."""
    letters = [word for word in line.words if len(word.text) == 1 and word.text.isalnum()]
    if len(letters) < LEAST_LETTERS or 2 * len(letters) <= len(line.words):
        return False
    steps = [right.box[0] - left.box[0] for left, right in pairwise(letters)]
    numbered = [word.text for word in letters] == [str(number + 1) for number in range(len(letters))]
    return median(steps) <= (NARROW + 1) * line.height and not numbered


def _word(letters: Iterable[Segment]) -> Word:
    words = [segment.words[0] for segment in letters]
    confidence = min(word.confidence for word in words)
    text = "".join(word.text for word in words)
    return replace(words[0], text=text, box=union(word.box for word in words), confidence=confidence)


def _is_letter(segment: Segment, boxes: Mapping[int, Box]) -> bool:
    if segment.cell is None or len(segment.text) != 1:
        return False
    box = _box(segment, boxes)
    return box[2] - box[0] <= NARROW * max(segment.height, 6.0)


def _goes_on(left: Segment, right: Segment, boxes: Mapping[int, Box]) -> bool:
    one, other = _box(left, boxes), _box(right, boxes)
    width = one[2] - one[0]
    return abs(width - (other[2] - other[0])) <= ALIKE and other[0] - one[2] <= width


def _box(segment: Segment, boxes: Mapping[int, Box]) -> Box:
    return boxes[segment.cell] if segment.cell is not None else segment.box
