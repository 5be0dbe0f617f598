"""How a form is laid out: labels at the right of their values, cards of labels over values, frames around both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.label_parts import Block
from extractors.layout import PageLayout, Segment
from extractors.phrases import PhraseBook, tokens_of
from extractors.seen_words import DEVANAGARI

LINES_OF_A_CELL = 3
"""A cell of more lines may be a frame around a form."""

FEWEST_MIRRORED = 3
"""So many labels at the right of their values make a page that is laid out so."""


SMALLER, FEWEST_CAPTIONS = 0.86, 3
"""The type of a caption against that of the value over it, and cells with captions that show a form's habit."""


def captioned_cells(layout: PageLayout) -> Mapping[int, int]:
    """Cells that print their label in smaller type under the value, with how many of their segments are the value.

    One such cell may be chance: a form has several.
    """
    found = {number: count for number, its in layout.cells.items() if (count := _over_caption(its))}
    return found if len(found) >= FEWEST_CAPTIONS else {}


def _over_caption(segments: Sequence[Segment]) -> int:
    """How many segments of a cell are printed over a caption in smaller type, 0 where it has none.

    Hindi over English is one label in two languages: type of two scripts cannot be compared by its size.
    """
    small = [it.size <= SMALLER * segments[0].size for it in segments]
    count = small.index(True) if True in small else 0
    caption = " ".join(it.text for it in segments[count:])
    plain = caption[:1].isalpha() and not any(it.isdigit() for it in caption) and ":" not in caption
    value = " ".join(it.text for it in segments[:count])
    if DEVANAGARI.search(value) and not re.search("[A-Za-z]", value) and not DEVANAGARI.search(caption):
        return 0
    return count if count and all(small[count:]) and plain and segments[count].line > segments[count - 1].line else 0


def is_mirrored(layout: PageLayout, labelled: Sequence[Block]) -> bool:
    """Whether a page prints its labels at the right of their values: none has anything at its own right."""
    sides = [
        (bool(layout.left_of(segment)), bool(layout.right_of(segment)))
        for block in labelled
        if block.layout is layout and block.cell is None
        for segment in block.segments[:1]
        if not block.hits[0].separated and block.hits[0].whole and block.hits[0].start == 0
    ]
    at_right = sum(left and not right for left, right in sides)
    return at_right >= FEWEST_MIRRORED and not any(right for _, right in sides)


def open_frames(book: PhraseBook, layout: PageLayout) -> None:
    """Undo cells that hold several labels, each with its value below: frames, cards, grids of unseen rules."""
    for number, segments in list(layout.cells.items()):
        lines = [it.line for it in segments]
        if len(set(lines)) <= LINES_OF_A_CELL and (len(set(lines)) < 2 or lines.count(lines[0]) < 2):
            continue
        tokens = [tokens_of(segment.text) for segment in segments]
        named = [
            any(match.last - match.first == len(its) for match in matches)
            for its, matches in zip(tokens, book.find(tokens), strict=True)
        ]
        if _is_frame(segments, named) or _is_card(segments, named):
            layout.open_cell(number)


def _is_frame(segments: Sequence[Segment], named: Sequence[bool]) -> bool:
    """Whether a tall cell has several labels with a value behind or below each."""
    tall = len({it.line for it in segments}) > LINES_OF_A_CELL
    return tall and sum(label and not value for label, value in pairwise(named)) > 1


def _is_card(segments: Sequence[Segment], named: Sequence[bool]) -> bool:
    """Whether the first line of a cell is but labels side by side, two of them known, and their values stand below."""
    first = [known for segment, known in zip(segments, named, strict=True) if segment.line == segments[0].line]
    below = [known for segment, known in zip(segments, named, strict=True) if segment.line == segments[0].line + 1]
    digits = any(it.isdigit() for segment in segments[: len(first)] for it in segment.text)
    return sum(first) > 1 and not digits and len(below) > 1 and not any(below)
