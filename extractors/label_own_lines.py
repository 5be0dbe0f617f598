"""Labels that have a line of their cell to themselves, with the value in the lines below."""

from __future__ import annotations

import re

from extractors.label_halves import DEVANAGARI
from extractors.label_parts import Block, Hit, content, ends_in_brackets, free_of_brackets
from extractors.label_usage import Usage

GOES_ON_IN_HINDI = re.compile(r"\s*(?:का|की|के|को|में|से|पर|हेतु|एवं|तथा|और|या|व|सहित)(?![\w\u0900-\u0963])")
"""What begins so goes on from the caption before it: "पुनर्चक्रण / की क्षमता" over two lines, "परियोजना की जगह"."""

MOST_WORDS_BESIDE = 2
"""Telling words that a label has before it in its cell, or beside it in its line, at most."""

LARGER = 1.1
"""Type so many times as large as that of the caption over it is the answer's."""


def _is_answered_below(block: Block, start: int, line_end: int) -> bool:
    """Whether the lines under a Hindi caption in its cell are its Hindi answer, not the caption's end.

    They are set in larger type, or the cell at the right has a caption over an answer of its own too.
    """
    text = block.run.text
    caption, below = text[start:line_end], text[line_end:]
    if block.cell is None or not (DEVANAGARI.search(caption) and DEVANAGARI.search(below)):
        return False
    if GOES_ON_IN_HINDI.match(below) or ends_in_brackets(caption):
        return False
    right = block.layout.cell_right(block.cell)
    if block.segments[-1].size >= LARGER * block.segments[0].size:
        return True
    return right is None or len({it.line for it in block.layout.cells[right]}) > 1


def on_own_line(usage: Usage) -> Hit | None:
    """The label that has a line of its cell to itself, with its value in the lines below."""
    block, start, end = usage.block, usage.lead.start, usage.candidate.end
    if block.cell is None or usage.lead.words > MOST_WORDS_BESIDE:
        return None
    line_end = _end_of_line(block, end)
    if usage.ends_block and not _is_answered_below(block, start, line_end):
        return None
    text = block.run.text
    beside = text[end:line_end]
    words_beside = len(content(free_of_brackets(beside)))
    goes_on = ":" in beside or ends_in_brackets(text[start:line_end])
    if line_end >= len(text) or words_beside > MOST_WORDS_BESIDE or goes_on:
        return None
    return usage.hit(line_end, usage.cost_of(words_beside + usage.lead.words), own_line=True)


def _end_of_line(block: Block, at: int) -> int:
    """Where the printed line of a cell ends that holds the character before `at`."""
    end, line = 0, -1
    for segment in block.segments:
        if end >= at and segment.line != line:
            return end
        end += len(segment.text) + (1 if end else 0)
        line = segment.line
    return len(block.run.text)
