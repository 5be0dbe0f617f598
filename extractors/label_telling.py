"""Which phrases of a block are labels there; each place of the page gives one label, the longest that fits."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.label_candidates import Candidate
from extractors.label_halves import joined_halves
from extractors.label_judging import judge
from extractors.label_parts import Block, Hit
from extractors.phrases import Match

GOES_ON_FROM_ABOVE = 0.1
"""What it costs to take a label of a text that begins in small letters: it goes on from the line above, and so does
what stands beside it."""


def tell_labels(block: Block, matches: Sequence[Match]) -> None:
    """Add to a block the labels that its phrases are; they come in the order of the text, none within another."""
    for match in joined_halves(block, matches):
        candidate = Candidate.of(block, match)
        hit = judge(candidate)
        if hit is None:
            continue
        if candidate.is_first and candidate.start > 0 and block.run.text[0].islower():
            hit.cost += GOES_ON_FROM_ABOVE
        block.hits.append(hit)
    if _is_over_lines(block):
        block.hits = _running_over_lines(block)


def _is_over_lines(block: Block) -> bool:
    """Whether a block is of several lines that are no cell, so that they may as well be a label each."""
    return len(block.segments) > 1 and block.cell is None


def _running_over_lines(block: Block) -> list[Hit]:
    """The labels that begin in the first line of a block and end in its last one, which alone show it to be one.

    One that is all there is need not reach the last line with its own words: a value beside the first line alone, or
    the mark of a question, tells that the lines belong together.
    """
    first_ends, last_begins = len(block.segments[0].text), len(block.run.text) - len(block.segments[-1].text)
    first, *others = (bool(block.layout.right_of(it)) for it in block.segments)
    beside = first and not any(others)
    return [
        hit
        for hit in block.hits
        if hit.start < first_ends
        and (last_begins < block.tokens[hit.match.last - 1].end or (hit.whole and (beside or _ends_asking(hit))))
    ]


def _ends_asking(hit: Hit) -> bool:
    """Whether a label runs to the mark of the question that its block is."""
    return hit.block.run.text[hit.start : hit.end].rstrip().endswith("?")


def drop_repeated(blocks: Sequence[Block]) -> None:
    """A label that runs over lines was also seen in part in its first line: the longer one is taken."""
    single = [block for block in blocks if len(block.segments) == 1 and block.cell is None]
    over_lines = [block for block in blocks if _is_over_lines(block)]
    complete = {id(it.segments[0]) for it in single if any(_is_complete(it, hit) for hit in it.hits)}
    for block in over_lines:
        if all(id(it) in complete for it in block.segments):
            block.hits = []  # labels, one below the other
    taken = {id(segment): hit for block in over_lines for hit in block.hits for segment in block.segments}
    for block in single:
        if longer := taken.get(id(block.segments[0])):
            block.hits = [hit for hit in block.hits if _words_of(hit) > _words_of(longer)]


def _words_of(hit: Hit) -> int:
    """Words of the phrase that a label is told by."""
    return hit.match.last - hit.match.first


def _is_complete(block: Block, hit: Hit) -> bool:
    """Whether a known label, of several words or with something at its right, is all that a segment holds."""
    alone = hit.cost == 0.0 and _words_of(hit) == len(block.tokens)
    return alone and (" " in hit.match.phrase or bool(block.layout.right_of(block.segments[0])))
