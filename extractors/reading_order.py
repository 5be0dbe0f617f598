"""The order in which a page is read where a label stands at half height of the several lines of its value.

Pages made from HTML set the cells of a row to their middle: over the line of the label stands the first line of its
value, under it the last. Read line by line, the sentence in the value would be broken by its label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.layout import PageLayout, Placed, Run, Segment

CLOSE = 0.6
"""Lines of one value stand apart less than this, in heights of the type."""

LEVEL = 0.35
"""The label stands at the middle of its value within this many heights of its type."""


def running_text(layouts: Sequence[PageLayout]) -> Run:
    """The whole document as one run, line by line; cells of a ruled row keep their words together."""
    placed: list[Placed] = []
    for layout in layouts:
        done: set[int] = set()
        for segment in _in_order(layout):
            if segment.cell is None:
                placed.extend(Placed(layout.page, word) for word in segment.words)
            elif segment.cell not in done:
                done.add(segment.cell)
                placed.extend(layout.run_of_cell(segment.cell).placed)
    return Run(placed)


def _in_order(layout: PageLayout) -> Iterator[Segment]:
    """The segments of a page line by line, a label before the lines of its value that begin over it."""
    held: list[Sequence[Segment]] = []
    taken = -1
    for number, line in enumerate(layout.lines):
        over = _over(layout.lines, number, taken) if line else 0
        if over and _is_middle(layout.lines[number - over : number + over + 1], over, line[0]):
            rows = layout.lines[number - over : number]
            del held[len(held) - over :]
            held += [line[:1], *rows, line[1:]]
            taken = number + over
        else:
            held.append(line)
    for part in held:
        yield from part


def _over(lines: Sequence[Sequence[Segment]], number: int, taken: int) -> int:
    """How many lines right over a line stand wholly at the right of its first segment, close to each other."""
    label, count = lines[number][0], 0
    if label.cell is not None:
        return 0
    for at in range(number - 1, taken, -1):
        upper, lower = lines[at], lines[at + 1]
        apart = min(it.box[1] for it in lower) - max(it.box[3] for it in upper)
        if apart > CLOSE * label.height or any(it.box[0] < label.box[2] or it.cell is not None for it in upper):
            break
        count += 1
    return count


def _is_middle(block: Sequence[Sequence[Segment]], over: int, label: Segment) -> bool:
    """Whether as many lines stand under a label as over it, at its right, so that it is level with their middle."""
    under = block[over + 1 :]
    if len(under) < over or any(it.box[0] < label.box[2] or it.cell is not None for line in under for it in line):
        return False
    top, bottom = min(it.box[1] for it in block[0]), max(it.box[3] for it in block[-1])
    level = abs(top + bottom - label.box[1] - label.box[3]) < 2 * LEVEL * label.height
    return level and abs(block[0][0].box[0] - block[-1][0].box[0]) < label.height
