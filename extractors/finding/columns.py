"""Columns of a table that no grid parts: where they stand, and which part of a line belongs to which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extractors.finding.figures import is_figure
from extractors.finding.growth import LEAST_WHITE, Growth, whites
from extractors.finding.rows import Laid, Run, first_of_body
from extractors.finding.ruled import Rule
from extractors.finding.strips import Part, Strip, parts_of
from records.pages import Ruling, Word, union

FINE_GAP = 0.45
"""A gap over a column border that is wider than this (heights of type) parts two cells."""

USUAL_WHITE = 0.85
"""In the middle line the gap between two columns is at least as wide as this (heights of type)."""

CENTRED = 1.0
"""A heading stands in the middle of the columns it covers, to so many heights of type."""

COVERED = 0.6
"""A part that stands over this share of several columns belongs to all of them."""

APART, TOGETHER, NEARLY_TOGETHER = 1.2, 40.0, 3.0
"""Two parts with more white between them than this (heights of type) rather stand so far off than in one cell; with
less they may be words of one cell."""

Interval = tuple[float, float]


def columns_of(grown: Growth, uprights: Sequence[Ruling]) -> list[Interval]:
    """Where the print of each column stands: parted by upright lines, or by whites that are true gaps in most lines."""
    height = grown.height
    fine = [parts_of(strip, FINE_GAP) for strip in grown.shape]
    boxes = [part.box for parts in fine for part in parts]
    borders = []
    for white in whites(boxes, 0.0):
        if any(white[0] - 1 <= rule.x0 <= white[1] + 1 for rule in uprights):
            borders.append(white)
            continue
        if white[1] - white[0] < LEAST_WHITE * height:
            continue
        gaps = [gap for parts in fine if (gap := _gap_over(parts, white)) is not None]
        if gaps and median(gaps) >= USUAL_WHITE * height and (len(gaps) > 1 or len(fine) < 4):
            borders.append(white)
    starts = [min(box[0] for box in boxes), *(white[1] for white in borders)]
    ends = [*(white[0] for white in borders), max(box[2] for box in boxes)]
    return list(zip(starts, ends, strict=True))


def _gap_over(parts: Sequence[Part], white: tuple[float, float]) -> float | None:
    """How wide a line's own gap is at a white; None where no print stands on one of its sides."""
    left = [part.box[2] for part in parts if part.box[2] <= white[0] + 0.1]
    right = [part.box[0] for part in parts if part.box[0] >= white[1] - 0.1]
    return min(right) - max(left) if left and right else None


def laid_in(strip: Strip, columns: Sequence[Interval]) -> Laid:
    """A strip with each part in the column it stands in, or the columns it covers."""
    cells: dict[tuple[int, int], list[Word]] = {}
    for span, part in _placed(parts_of(strip, FINE_GAP), columns, strip.height):
        cells.setdefault(span, []).extend(part.words)
    placed = [
        (span, Part(tuple(words), union(word.box for word in words), " ".join(word.text for word in words)))
        for span, words in sorted(cells.items())
    ]
    return Laid(strip, tuple(placed))


def _placed(parts: Sequence[Part], columns: Sequence[Interval], height: float) -> list[tuple[tuple[int, int], Part]]:
    """Each part with its columns: those it covers, else one, so that the parts keep their order and stand near."""
    placed: list[tuple[tuple[int, int], Part]] = []
    waiting: list[Part] = []
    free = 0
    for part in parts:
        covered = [
            at for at, (start, end) in enumerate(columns) if _shared(part, start, end) > COVERED * max(end - start, 1.0)
        ]
        if len(covered) > 1 and covered[0] >= free:
            placed += _in_turn(waiting, columns, free, covered[0], height)
            placed.append(((covered[0], covered[-1]), part))
            waiting, free = [], covered[-1] + 1
        else:
            waiting.append(part)
    return placed + _in_turn(waiting, columns, free, len(columns), height)


def _shared(part: Part, start: float, end: float) -> float:
    return min(part.box[2], end) - max(part.box[0], start)


def _in_turn(
    parts: Sequence[Part], columns: Sequence[Interval], first: int, end: int, height: float
) -> list[tuple[tuple[int, int], Part]]:
    """Parts in columns from `first` to before `end`, in order, each as near as may be, two in one if they must."""
    if not parts:
        return []
    if first >= end:
        at = min(first, len(columns) - 1)
        return [((at, at), part) for part in parts]
    places = range(first, end)
    best: list[dict[int, tuple[float, int | None]]] = []
    for number, part in enumerate(parts):
        costs: dict[int, tuple[float, int | None]] = {}
        white = part.box[0] - parts[number - 1].box[2] if number else 0.0
        together = height * (TOGETHER if white > APART * height else NEARLY_TOGETHER)
        for at in places:
            own = _away(part, columns[at])
            if number == 0:
                costs[at] = (own, None)
                continue
            before = [
                (cost + (together if last == at else 0.0), last) for last, (cost, _) in best[-1].items() if last <= at
            ]
            costs[at] = min((cost + own, last) for cost, last in before)
        best.append(costs)
    at = min(best[-1], key=lambda it: best[-1][it][0])
    chosen = [at]
    for costs in reversed(best[1:]):
        last = costs[chosen[-1]][1]
        chosen.append(last if last is not None else chosen[-1])
    return [((at, at), part) for at, part in zip(reversed(chosen), parts, strict=True)]


def _away(part: Part, column: Interval) -> float:
    """How far a part stands from a column: nothing where they share most of the narrower one's width."""
    narrower = max(min(part.box[2] - part.box[0], column[1] - column[0]), 0.1)
    shared = _shared(part, *column)
    if shared >= 0.5 * narrower:
        return 0.0
    middle = (part.box[0] + part.box[2]) / 2
    return max(column[0] - middle, middle - column[1], 0.0) + (narrower - max(shared, 0.0)) * 0.5


_SIGNS = re.compile(r"[$€£¥₹%‰()*†‡§#:]{1,3}|Rs\.?|\([a-z0-9]\)|[.…]{1,}")


def without_signs(laid: Sequence[Laid], columns: Sequence[Interval]) -> tuple[list[Laid], list[Interval]]:
    """Columns that hold nothing but a sign of money, per cent or a note go to the figure they belong to."""
    at, kept, current = 0, list(columns), list(laid)
    while at < len(kept) and len(kept) > 2:
        texts = [part.text for it in current for (start, end), part in it.cells if start == end == at]
        if texts and all(_SIGNS.fullmatch(text) for text in texts):
            leads = any(sign in "".join(texts) for sign in "$€£¥₹(R")
            _join(kept, at if leads and at + 1 < len(kept) or at == 0 else at - 1)
            current = [laid_in(it.strip, kept) for it in current]
        else:
            at += 1
    return current, kept


def _join(columns: list[Interval], at: int) -> None:
    """Makes one column of a column and the next."""
    columns[at : at + 2] = [(columns[at][0], columns[at + 1][1])]


def with_headings_over_figures(
    laid: Sequence[Laid], columns: Sequence[Interval], rules: Sequence[float]
) -> tuple[list[Laid], list[Interval]]:
    """Columns without any figure of their own go to their neighbour: headings, and ends of the first column.

    A heading at the left of its column and figures at the right of it leave white between them; so do the words of a
    heading over several columns, and a "Total" that is pushed to the right under the names.
    """
    kept, current, at = list(columns), list(laid), 0
    first = first_of_body(Run(tuple(laid), tuple(rules)))
    while at < len(kept) - 1 and len(kept) > 2:
        here, there = (_lines_of_column(current, column) for column in (at, at + 1))
        apart = not here & there
        only_headings = at > 0 and (max(there, default=0) < first or apart and max(here, default=0) < first)
        end_of_names = at == 0 and apart and len(there) <= 2 and not _holds_figures(current, 1)
        if only_headings or end_of_names:
            _join(kept, at)
            current = [laid_in(it.strip, kept) for it in current]
        else:
            at += 1
    return current, kept


def with_spans(laid: Sequence[Laid], columns: Sequence[Interval], first: int, rules: Sequence[Rule]) -> list[Laid]:
    """Headings that stand over several columns cover them: a level line is drawn under them, or they are in the middle.

    Args:
        laid: the lines of the table.
        columns: where the print of each column stands.
        first: the first line that is no heading.
        rules: the level lines of the page.
    """
    spanned = list(laid)
    for at in range(first - 1):
        line, below = laid[at], laid[at + 1]
        if len(line.cells) >= len(below.cells):
            continue
        cells = []
        for place, (span, part) in enumerate(line.cells):
            start = line.cells[place - 1][0][1] + 1 if place else 1
            end = line.cells[place + 1][0][0] - 1 if place + 1 < len(line.cells) else len(columns) - 1
            wider = _under_heading(part, span, columns, range(start, end + 1), below.strip.top, rules)
            under = [it for it, _ in below.cells if wider[0] <= it[0] and it[1] <= wider[1]]
            cells.append((wider if len(under) > 1 else span, part))
        spanned[at] = Laid(line.strip, tuple(cells))
    return spanned


def _under_heading(
    part: Part, span: tuple[int, int], columns: Sequence[Interval], free: range, below: float, rules: Sequence[Rule]
) -> tuple[int, int]:
    """The columns that a heading covers, out of those that are free for it."""
    if span[0] not in free or span[1] not in free:
        return span
    middle, height = (part.box[0] + part.box[2]) / 2, part.box[3] - part.box[1]
    for rule in rules:
        if part.box[3] - 0.3 * height <= rule.at <= below + 0.3 * height:
            for start, end in rule.stretches:
                over = [at for at in free if start - 2 <= sum(columns[at]) / 2 <= end + 2]
                if start - 2 <= middle <= end + 2 and over and span[0] in over and end - start < _reach(columns):
                    return over[0], over[-1]
    best = span
    for start in range(free.start, span[0] + 1):
        for end in range(span[1], free.stop):
            centred = abs((columns[start][0] + columns[end][1]) / 2 - middle) <= CENTRED * height
            if centred and end - start > best[1] - best[0]:
                best = (start, end)
    return best


def _reach(columns: Sequence[Interval]) -> float:
    return 0.9 * (columns[-1][1] - columns[0][0])


def _lines_of_column(laid: Sequence[Laid], column: int) -> set[int]:
    """The lines on which a column holds anything, merged cells included."""
    return {number for number, it in enumerate(laid) if any(start <= column <= end for (start, end), _ in it.cells)}


def _holds_figures(laid: Sequence[Laid], column: int) -> bool:
    return any(is_figure(part.text) for it in laid for (start, _), part in it.cells if start == column)
