"""The blocks of text in which labels are sought: cells, segments of lines, and labels that run over lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.form_shapes import captioned_cells
from extractors.label_parts import Block
from extractors.layout import PageLayout, Run, Segment

LINES_OF_LABEL = 3
"""Lines that a label runs over at most in a narrow column."""

NEXT_LINE = 0.9
"""Heights of a line within which the next line of one label begins."""

MOST_WORDS, MOST_WORDS_BELOW, NARROW = 9, 6, 0.62
"""Words at most of a line that a label begins in and of one it goes on in; the share of the page's width that such a
label keeps to where nothing stands beside it."""

SAME_EDGE, LAST_WORDS = 14, 8
"""Points within which two lines begin alike, and words with which a question goes on below at most."""

_NUMBER_OF_ROW = re.compile(r"\(?(?:[0-9०-९]{1,2}|[ivx]{1,4}|[a-z])[.)]{0,2}")


def blocks_of(layout: PageLayout) -> Iterable[Block]:
    """Every block of a page in reading order; lines that may be one label are given singly and together."""
    done: set[int] = set()
    captioned = captioned_cells(layout)
    for segment in layout.segments:
        if segment.cell is not None:
            if segment.cell not in done:
                done.add(segment.cell)
                yield _block_of_cell(layout, segment.cell, captioned.get(segment.cell, 0))
            continue
        for lines in _lines_from(layout, segment):
            yield Block(layout, _run_of(lines), lines, None)


def _run_of(segments: Sequence[Segment]) -> Run:
    """The words of several segments in their order."""
    return Run(placed for it in segments for placed in it.run().placed)


def _lines_from(layout: PageLayout, segment: Segment) -> Iterable[list[Segment]]:
    """The segment, and with it the lines below that a label beginning there may run over."""
    lines = [segment]
    yield lines
    while len(lines) < LINES_OF_LABEL and (lower := layout.below(lines[-1], reach=NEXT_LINE)) is not None:
        if not _wraps(layout, lines[-1], lower):
            break
        lines = [*lines, lower]
        yield lines


def _block_of_cell(layout: PageLayout, cell: int, over: int) -> Block:
    """The text of a cell, or only its caption if so many segments of a value stand over one."""
    segments = layout.cells[cell]
    if not over:
        return Block(layout, layout.run_of_cell(cell), segments, cell)
    return Block(layout, _run_of(segments[over:]), segments[over:], cell, over=_run_of(segments[:over]))


def _wraps(layout: PageLayout, upper: Segment, lower: Segment) -> bool:
    """Whether a short text at the left goes on in the line below: a label too long for its column."""
    beside = layout.right_of(upper)
    if beside and beside[0].text.startswith(":") and ":" in lower.text:
        return False  # each line is a label with its own value
    if lower.text.rstrip().endswith("?") and _is_asked_further(upper, lower):
        return True
    return (
        lower.cell is None
        and _begin_alike(upper, lower)
        and len(upper.words) <= MOST_WORDS
        and len(lower.words) <= MOST_WORDS_BELOW
        and not upper.text.rstrip().endswith((":", "."))
        and (upper.box[2] < NARROW * layout.page.width or bool(beside))
    )


def _is_asked_further(upper: Segment, lower: Segment) -> bool:
    """Whether a line goes on with the question that the line over it begins."""
    plain = len(lower.words) <= LAST_WORDS and not lower.text[:1].isupper()
    open_ended = not upper.text.rstrip().endswith((":", ".", "?", ";"))
    return lower.cell is None and _begin_alike(upper, lower) and plain and open_ended


def _begin_alike(upper: Segment, lower: Segment) -> bool:
    """Whether two lines begin at one edge, or the lower one where the text of the upper one's numbered row does."""
    return min(abs(lower.box[0] - x) for x in (upper.box[0], _behind_number(upper))) < SAME_EDGE


def _behind_number(segment: Segment) -> float:
    """Where the text of a numbered row begins, behind its number."""
    numbered = len(segment.words) > 1 and _NUMBER_OF_ROW.fullmatch(segment.words[0].text)
    return segment.words[1 if numbered else 0].box[0]
