"""The geometry of a document's text: runs of words, segments of lines, cells of ruled forms, and the running text.

A label and its value are found by where they stand: to the right, below, in the same cell, in the same sentence. What
this module gives is that neighbourhood, without knowing any word of any form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from extractors.combs import combed, words_of
from extractors.lines import WIDE_GAP, Line, lines_of
from extractors.panels import in_panels
from extractors.runs import Placed, Run, Segment
from records.pages import Box, Page, Ruling, Word, union

__all__ = ["PageLayout", "Placed", "Run", "Segment", "lay_out"]

GIANT_CELL = 0.45
"""A "cell" taller than this share of the page is a border or a frame, not a cell."""

FEWEST_ROWS, ALIGNED, MOSTLY_ALIGNED = 3, 3.0, 0.7
"""So many boxes with the same sides are rows, if in this share of them the second text begins at one place (points)."""

STAMP = re.compile(
    r"digitally\s+signed\b.*?(?=$|date\s*:)|signature\s+(?:not\s+verified|valid|is\s+valid|yet\s+to\s+be\s+verified)"
    r"|date\s*:?\s*\d{4}[./-]\d\d[./-]\d\d\s+\d\d:\d\d(?::\d\d)?(?:\s*[+-]\d\d'?:?\d\d'?)?(?:\s*ist)?|validity\s+unknown",
    re.I,
)
"""What a digital signature draws on the page. It is not part of the letter and splits the lines it lands on."""

FEWEST_DOTS = 4
"""Fewer single dots in a row than this are no leader."""

_LEADER = re.compile(r"[._…]{3,}|[-–—]{4,}|…+|[._-]*\.{4,}[._-]*")
_LEADER_AT_END = re.compile(r"(?<=[^\W_]|[).\]])(?:\.{4,}|_{3,}|…+|-{4,})(?P<mark>[:：]?)$")
"""Rows of dots, dashes or underscores that lead the eye from a label to its value."""


@dataclass
class PageLayout:
    """The segments of one page, by line and by cell, from top to bottom and left to right."""

    page: Page
    lines: list[list[Segment]]
    cells: dict[int, list[Segment]] = field(default_factory=dict)
    cell_boxes: dict[int, Box] = field(default_factory=dict)
    _to_the_right: dict[int, int | None] = field(default_factory=dict, init=False, repr=False)
    """For each cell that was asked about the one to its right; every label of a form asks again."""

    @cached_property
    def segments(self) -> list[Segment]:
        """Every segment in reading order."""
        return [segment for line in self.lines for segment in line]

    def right_of(self, segment: Segment) -> list[Segment]:
        """The segments to the right on the same line, nearest first."""
        return [other for other in self.lines[segment.line] if other.box[0] >= segment.box[2] - 1]

    def left_of(self, segment: Segment) -> list[Segment]:
        """The segments to the left on the same line, nearest first."""
        return [other for other in reversed(self.lines[segment.line]) if other.box[2] <= segment.box[0] + 1]

    def below(self, segment: Segment, reach: float = 2.6) -> Segment | None:
        """The nearest segment under this one within `reach` heights, if it shares part of its width."""
        bottom, height = segment.box[3], max(segment.height, 6.0)
        for line in self.lines[segment.line + 1 : segment.line + 5]:
            for other in line:
                if other.box[1] > bottom + reach * height:
                    return None
                if _share_width(segment.box, other.box) and other.box[1] > segment.box[1] + 0.5 * height:
                    return other
        return None

    def above(self, segment: Segment, reach: float = 3.0) -> Segment | None:
        """The nearest segment over this one within `reach` heights, if it shares part of its width."""
        for line in reversed(self.lines[max(0, segment.line - 3) : segment.line]):
            for other in line:
                if segment.box[1] - other.box[3] <= reach * segment.height and _share_width(segment.box, other.box):
                    return other
        return None

    def cell_right(self, cell: int) -> int | None:
        """The ruled cell directly to the right of a cell, on the same row."""
        if cell not in self._to_the_right:
            self._to_the_right[cell] = self._cell_right(cell)
        return self._to_the_right[cell]

    def _cell_right(self, cell: int) -> int | None:
        _, top, right, bottom = self.cell_boxes[cell]
        nearest: tuple[float, int] | None = None
        for number, other in self.cell_boxes.items():
            if other[0] < right - 3 or other[1] >= bottom or other[3] <= top or number == cell:
                continue  # most cells of a page: told without reckoning what they share
            shared = min(other[3], bottom) - max(other[1], top)
            if shared > 0.5 * min(other[3] - other[1], bottom - top):
                nearest = min(nearest or (other[0], number), (other[0], number))
        return nearest[1] if nearest is not None else None

    def cell_below(self, cell: int) -> int | None:
        """The ruled cell directly below a cell, in the same column."""
        box = self.cell_boxes[cell]
        near = [
            (other[1], number)
            for number, other in self.cell_boxes.items()
            if number != cell
            and box[3] - 3 <= other[1] <= box[3] + 30
            and abs(other[0] - box[0]) < 6
            and abs(other[2] - box[2]) < 6
        ]
        return min(near)[1] if near else None

    def open_cell(self, cell: int) -> None:
        """Take a cell for no cell: its segments then stand free."""
        self._to_the_right.clear()
        for segment in self.cells.pop(cell):
            segment.cell = None
        del self.cell_boxes[cell]

    def run_of_cell(self, cell: int) -> Run:
        """All words of a cell in reading order."""
        return Run(Placed(self.page, word) for segment in self.cells[cell] for word in segment.words)


def lay_out(page: Page) -> PageLayout:
    """Cut a page into segments and put each in its ruled cell, if it stands in one."""
    verticals = [it for it in page.rulings if not it.is_horizontal]
    horizontals = [it for it in page.rulings if it.is_horizontal]
    lines: list[list[Segment]] = []
    for line in lines_of(page):
        words = _without_leaders(_without_stamp(line))
        if not words:
            continue
        starts = _starts_of_columns(lines)
        parts = list(_cut(words, WIDE_GAP * Line(page.number, words).height, verticals, starts))
        lines.append(_as_segments(page, parts, len(lines)))
    layout = PageLayout(page, _cut_at_columns(page, lines))
    if verticals and horizontals:
        _assign_cells(layout, verticals, horizontals)
        _join_combs(layout)
    return PageLayout(page, in_panels(layout.lines), layout.cells, layout.cell_boxes)


def _join_combs(layout: PageLayout) -> None:
    """Take the letters of a form with one box for each of them together."""
    for line in layout.lines:
        for row in combed(line, layout.cell_boxes):
            words = words_of(row, layout.cell_boxes)
            for segment in row:
                if segment.cell in layout.cells:
                    layout.open_cell(segment.cell)
            at = line.index(row[0])
            box = union(word.box for word in words)
            line[at : at + len(row)] = [Segment(layout.page, words, row[0].line, box)]


def _without_leaders(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words but for rows of dots, dashes or underscores between a label and its value, and those at a word's end.

    Nothing is taken from a line of nothing else: it may be a rule, or where something is to be filled in.
    """
    lone = [bool(_LEADER.fullmatch(word.text)) for word in words]
    if not any(lone) and not any(_LEADER_AT_END.search(word.text) for word in words):
        lone = _single_dots(words)
        if not any(lone):
            return words
    kept = [word for word, is_leader in zip(words, lone, strict=True) if not is_leader]
    shortened = tuple(_before_leader(word) for word in kept)
    return shortened if any(re.search(r"\w", word.text) for word in shortened) else words


def _single_dots(words: Sequence[Word]) -> list[bool]:
    """Which words belong to a row of four or more single dots or dashes: ". . . . ."."""
    dots = [word.text in {".", "-", "_", "…"} for word in words]
    result, start = [False] * len(words), 0
    for index in range(len(words) + 1):
        if index == len(words) or not dots[index]:
            if index - start >= FEWEST_DOTS:
                result[start:index] = [True] * (index - start)
            start = index + 1
    return result


def _before_leader(word: Word) -> Word:
    """A word without the row of dots at its end, "unit......" or "unit.....:"; its box is shortened by their share."""
    match = _LEADER_AT_END.search(word.text)
    if match is None:
        return word
    text = word.text[: match.start()] + match["mark"]
    x0, top, x1, bottom = word.box
    return replace(word, text=text, box=(x0, top, x0 + (x1 - x0) * len(text) / len(word.text), bottom))


def _without_stamp(line: Line) -> tuple[Word, ...]:
    """The line's words but for what a digital signature drew on it."""
    text = line.text
    if not re.search(r"sign|valid|\d{4}\.\d\d\.\d\d", text, re.I):
        return line.words
    drop: set[int] = set()
    run_at = 0
    spans = [match.span() for match in STAMP.finditer(text)]
    for index, word in enumerate(line.words):
        end = run_at + len(word.text)
        if any(start < end and run_at < stop for start, stop in spans):
            drop.add(index)
        run_at = end + 1
    return tuple(word for index, word in enumerate(line.words) if index not in drop)


LINES_ABOVE = 2
"""Lines above one whose columns it may share."""

ALIGNED, LEAST_GAP = 0.7, 0.35
"""Points by which two columns' edges differ at most, and the gap before a column in heights of the type at least."""


def _starts_of_columns(lines: Sequence[Sequence[Segment]]) -> list[float]:
    """Where columns start in the lines above, the first of each line but for itself."""
    return [segment.box[0] for line in lines[-LINES_ABOVE:] for segment in line[1:] if len(line) > 2]


FIRST_COLUMN = 24.0
"""Points from the page's leftmost text within which nothing is a column of its own."""

COLUMN, COLUMN_GAP = 5, 0.9
"""Segments that begin at one place make a column of the page; the gap before what joins it, in heights of the type."""


def _cut_at_columns(page: Page, lines: Sequence[list[Segment]]) -> list[list[Segment]]:
    """The lines, cut also before words that begin where many segments of the page do: a long value met its neighbour.

    What a column begins with right behind a full one stands nearer than a wide gap to what is left of it. A column of
    prose beside another may have lines of its own height, which nothing stands before.
    """
    starts = sorted(segment.box[0] for line in lines for segment in line)
    inner = [x for x in starts if x - starts[0] > FIRST_COLUMN]
    columns = [x for x in inner if bisect_right(inner, x + ALIGNED) - bisect_right(inner, x - ALIGNED) >= COLUMN]
    if not columns:
        return [list(line) for line in lines]
    return [
        _as_segments(page, [part for it in line for part in _cut_before(it.words, columns)], number)
        for number, line in enumerate(lines)
    ]


def _cut_before(words: Sequence[Word], columns: Sequence[float]) -> Iterator[tuple[Word, ...]]:
    """Part the words of a segment where one begins a column, a gap before it."""
    part = [words[0]]
    for left, right in pairwise(words):
        room = right.box[0] - left.box[2]
        nearest = bisect_right(columns, right.box[0] - ALIGNED)
        begins = nearest < len(columns) and abs(columns[nearest] - right.box[0]) < ALIGNED
        if begins and room > COLUMN_GAP * (right.box[3] - right.box[1]) and not _numbers(part, right):
            yield tuple(part)
            part = []
        part.append(right)
    yield tuple(part)


def _as_segments(page: Page, parts: Sequence[tuple[Word, ...]], line: int) -> list[Segment]:
    return [Segment(page, part, line, union(word.box for word in part)) for part in parts]


def _cut(
    words: Sequence[Word], gap: float, verticals: Sequence[Ruling], starts: Sequence[float] = ()
) -> Iterator[tuple[Word, ...]]:
    """Part a line at wide gaps and rules, and where a column begins in the lines above."""
    middle = sum((word.box[1] + word.box[3]) / 2 for word in words) / len(words)
    xs = [rule.x0 for rule in verticals if rule.top - 1 <= middle <= rule.bottom + 1]
    part = [words[0]]
    for left, right in pairwise(words):
        ruled = any(left.box[2] - 1.5 <= x <= right.box[0] + 1.5 for x in xs)
        room = right.box[0] - left.box[2]
        column = room > LEAST_GAP * (right.box[3] - right.box[1]) and any(
            abs(right.box[0] - x) < ALIGNED for x in starts
        )
        if ruled or ((column or room > gap) and not _numbers(part, right)):
            yield tuple(part)
            part = []
        part.append(right)
    yield tuple(part)


_LINE_NUMBER = re.compile(r"\(?\d{1,2}[.)]|\([a-z]\)")
NUMBER_GAP = 3.0
"""Heights of the type that may lie between the number of a form's line and its text."""


def _numbers(part: Sequence[Word], text: Word) -> bool:
    """Whether a part is only the number of the line whose text begins with a word: "12." before "By which process?"."""
    number = part[0]
    near = text.box[0] - number.box[2] < NUMBER_GAP * (text.box[3] - text.box[1])
    return len(part) == 1 and near and _LINE_NUMBER.fullmatch(number.text) is not None and text.text[:1].isalpha()


def _assign_cells(layout: PageLayout, verticals: Sequence[Ruling], horizontals: Sequence[Ruling]) -> None:
    numbers: dict[tuple[int, int, int, int], int] = {}
    grouped: dict[int, list[Segment]] = defaultdict(list)
    for segment in layout.segments:
        box = _cell_around(segment.box, verticals, horizontals)
        if box is None or box[3] - box[1] > GIANT_CELL * layout.page.height:
            continue
        key = (round(box[0] / 3), round(box[1] / 3), round(box[2] / 3), round(box[3] / 3))
        number = numbers.setdefault(key, len(numbers))
        segment.cell = number
        layout.cell_boxes[number] = box
        grouped[number].append(segment)
    for number in [number for number, segments in grouped.items() if _has_columns(segments)]:
        for segment in grouped.pop(number):
            segment.cell = None
        del layout.cell_boxes[number]
    layout.cells = dict(grouped)
    for number in {*_rows(layout), *_columns_of_a_form(layout)}:
        layout.open_cell(number)


def _columns_of_a_form(layout: PageLayout) -> list[int]:
    """The cells that are whole columns of a form: a box parted by an upright rule, labels left of it, answers right.

    Every line of the left one has an answer beside it and no figures of its own, as two panels side by side would have.
    """
    found: list[int] = []
    for number, box in layout.cell_boxes.items():
        right = layout.cell_right(number)
        if (
            right is None
            or max(abs(box[1] - layout.cell_boxes[right][1]), abs(box[3] - layout.cell_boxes[right][3])) > 3
        ):
            continue
        labels = {it.line: it.text for it in layout.cells[number]}
        answered = {it.line for it in layout.cells[right]}
        told_apart = not any(_FIGURES.search(_LINE_MARK.sub("", text)) for text in labels.values())
        if len(labels) >= FEWEST_ANSWERED and told_apart and _mostly_within(labels, answered):
            found += [number, right]
    return found


FEWEST_ANSWERED = 3
"""A cell of fewer lines may be a label over several lines beside an answer of as many."""

_FIGURES = re.compile(r"[0-9०-९]{2}|[:：]\s*\S")
_LINE_MARK = re.compile(r"^\W*(?:[0-9०-९]{1,2}|[A-Za-zक-ह])\s*[.)]\s*")


def _mostly_within(labels: Mapping[int, str], answered: Collection[int]) -> bool:
    """Whether nearly every line that begins a label has an answer beside it; one that ends a label need not have."""
    begun = [line for line, text in labels.items() if not text[:1].islower() and not text.startswith("(")] or list(
        labels
    )
    marked = [line for line, text in labels.items() if _LINE_MARK.match(text)]
    lines = marked if len(marked) >= FEWEST_ANSWERED else begun
    return len(lines) >= FEWEST_ANSWERED and all(line in answered for line in lines)


def _rows(layout: PageLayout) -> list[int]:
    """The cells that are rows of a table, boxed or tinted whole: what stands in one are cells of their own.

    They have the same sides, and what stands second in them begins at one place.
    """
    alike: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    for number, segments in layout.cells.items():
        line = sorted((it.box for it in segments if it.line == segments[0].line), key=lambda it: it[0])
        if len(line) > 1:
            left, _, right, _ = layout.cell_boxes[number]
            alike[round(left / 3), round(right / 3)].append((number, line[1][0]))
    found: list[int] = []
    for rows in alike.values():
        usual = median([second for _, second in rows])
        aligned = sum(abs(second - usual) < ALIGNED for _, second in rows)
        if len(rows) >= FEWEST_ROWS and aligned >= MOSTLY_ALIGNED * len(rows):
            found += [number for number, _ in rows]
    return found


def _has_columns(segments: Sequence[Segment]) -> bool:
    """Whether what looks like one cell is a frame around columns: several of its lines are cut at wide gaps."""
    per_line: dict[int, int] = defaultdict(int)
    for segment in segments:
        per_line[segment.line] += 1
    return sum(count > 1 for count in per_line.values()) >= 2 and len(per_line) >= 4


def _cell_around(box: Box, verticals: Sequence[Ruling], horizontals: Sequence[Ruling]) -> Box | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    left = right = top = bottom = None
    for rule in verticals:
        if rule.top - 2 <= y <= rule.bottom + 2:
            if rule.x0 <= box[0] + 2:
                left = rule.x0 if left is None else max(left, rule.x0)
            elif rule.x0 >= box[2] - 2:
                right = rule.x0 if right is None else min(right, rule.x0)
    if left is None or right is None:
        return None
    for rule in horizontals:
        if rule.x0 - 2 <= x <= rule.x1 + 2:
            if rule.top <= box[1] + 3:
                top = rule.top if top is None else max(top, rule.top)
            elif rule.top >= box[3] - 3:
                bottom = rule.top if bottom is None else min(bottom, rule.top)
    if top is None or bottom is None:
        return None
    return (left, top, right, bottom)


def _share_width(one: Box, other: Box) -> bool:
    shared = min(one[2], other[2]) - max(one[0], other[0])
    return shared > 0.3 * min(one[2] - one[0], other[2] - other[0])
