"""Lines of a table joined into rows: wrapped cells, headings of several lines, rows that level lines part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.finding.figures import is_figure
from extractors.finding.strips import Part, Strip

SAME_ROW = 0.65
"""Lines of one cell are not further apart than this (heights of type)."""

STEP = 0.35
"""Gaps between rows that are wider than those within rows by this (heights of type) tell rows."""

MOSTLY = 0.5
"""A line without a name that fills this share of a row's cells is a row of its own, unless a cell goes on in it."""

FEWEST_FIGURES, MOST_FIGURES = 3, 0.7
"""So many lines, and this share of those that follow, show that a column holds figures."""

_GOES_ON = re.compile(r"(?:[-–/&,(]|\b(?:and|or|of|the|in|for|to|by|with|from|on|at|und|et|de|der))$", re.I)


@dataclass(frozen=True, slots=True)
class Laid:
    """A line with its parts in columns: (first, last) column and the part, left to right."""

    strip: Strip
    cells: tuple[tuple[tuple[int, int], Part], ...]

    @property
    def stub(self) -> Part | None:
        """What stands in the first column alone."""
        return next((part for (start, end), part in self.cells if start == end == 0), None)

    @property
    def others(self) -> list[Part]:
        """What stands in the other columns."""
        return [part for (start, _), part in self.cells if start > 0]

    @property
    def has_figures(self) -> bool:
        """Whether a figure stands in another column than the first."""
        return any(is_figure(part.text) for part in self.others)

    @property
    def spans(self) -> bool:
        """Whether a part covers several columns."""
        return any(end > start for (start, end), _ in self.cells)


@dataclass(frozen=True, slots=True)
class Run:
    """The lines of a table from top to bottom, and the heights at which level lines are drawn over it."""

    lines: tuple[Laid, ...]
    rules: tuple[float, ...]

    def gap(self, at: int) -> float:
        """The white above a line, in heights of type."""
        upper, lower = self.lines[at - 1].strip, self.lines[at].strip
        return (lower.top - upper.bottom) / min(upper.height, lower.height)

    def ruled_above(self, at: int) -> bool:
        """Whether a level line is drawn between a line and the one above it."""
        upper, lower = self.lines[at - 1].strip, self.lines[at].strip
        start, end = (upper.top + upper.bottom) / 2, (lower.top + lower.bottom) / 2
        return any(start < rule < end for rule in self.rules)


def joined_rows(run: Run) -> list[list[int]]:
    """The lines of each row, by their number."""
    first = first_of_body(run)
    rows = _heading_rows(run, first)
    return rows + _body_rows(run, first)


def first_of_body(run: Run) -> int:
    """The first line that is a row of figures rather than a heading; after a table's first level line without any.

    In a table that is mostly words a row is told by one column of figures that goes on in the lines under it.
    """
    for at, line in enumerate(run.lines):
        figures = sum(is_figure(part.text) for part in line.others)
        if not figures or _is_years(line):
            continue
        if figures >= 0.5 * len(line.others) or any(_goes_down(run, at, column) for column in _figure_columns(line)):
            return at
    ruled = next((at for at in range(1, len(run.lines)) if run.ruled_above(at)), None)
    return ruled if ruled is not None else 1


def _figure_columns(line: Laid) -> list[int]:
    """The columns after the first in which a line has a figure."""
    return [start for (start, _), part in line.cells if start and is_figure(part.text)]


def _goes_down(run: Run, at: int, column: int) -> bool:
    """Whether most lines from one on have a figure in a column."""
    lines = run.lines[at:]
    having = sum(column in _figure_columns(line) for line in lines)
    return having >= max(FEWEST_FIGURES, MOST_FIGURES * len(lines))


def _is_years(line: Laid) -> bool:
    """Whether the figures are years or numbers of columns, as headings have them."""
    texts = [part.text.strip("()[] ") for part in line.others]
    years = [
        text
        for text in texts
        if re.fullmatch(r"(?:FY\s*|Q[1-4][\s/-]*|[A-Z][a-z]{2}[\s/.-]*)?(?:19|20)\d\d(?:[-–/]\d{2,4})?[a-zA-Z*]?", text)
    ]
    counted = [text for text in texts if text.isdecimal()]
    counts = (
        len(counted) == len(texts) > 2
        and all(int(b) == int(a) + 1 for a, b in pairwise(counted))
        and (int(counted[0]) in (1, 2))
    )
    return len(years) >= 0.6 * len(texts) and (line.stub is None or len(texts) > 1) or counts


def _heading_rows(run: Run, end: int) -> list[list[int]]:
    """Headings: lines go on with the one above unless a part of theirs stands over or under several columns of it."""
    rows: list[list[int]] = []
    for at in range(end):
        line = run.lines[at]
        new = not rows or run.ruled_above(at) or any(_conflict(run.lines[member], line) for member in rows[-1])
        if new or run.gap(at) > 2 * SAME_ROW:
            rows.append([at])
        else:
            rows[-1].append(at)
    return rows


def _conflict(one: Laid, other: Laid) -> bool:
    """Whether parts of two lines cover the same column, but not the same columns."""
    return any(a[0] <= b[1] and b[0] <= a[1] and a != b for a, _ in one.cells for b, _ in other.cells)


def _body_rows(run: Run, first: int) -> list[list[int]]:
    lines = range(first, len(run.lines))
    ruled = [at for at in lines if at > first and run.ruled_above(at)]
    starts = [at for at in lines if run.lines[at].has_figures]
    if len(ruled) >= 2 and len(ruled) + 1 >= 0.6 * max(len(starts), 2):
        by_rules = _cut(lines, set(ruled))
        if _one_figure_each(run, by_rules):
            return by_rules
    by_gaps = _by_gaps(run, lines)
    if by_gaps is not None:
        return by_gaps
    rows: list[list[int]] = []
    for at in lines:
        if rows and _goes_on(run, rows[-1], at):
            rows[-1].append(at)
        else:
            rows.append([at])
    return rows


def _cut(lines: range, starts: set[int]) -> list[list[int]]:
    rows: list[list[int]] = []
    for at in lines:
        if not rows or at in starts:
            rows.append([at])
        else:
            rows[-1].append(at)
    return rows


def _one_figure_each(run: Run, rows: Sequence[Sequence[int]]) -> bool:
    """Whether no row holds two figures in one column."""
    for row in rows:
        seen: set[int] = set()
        for at in row:
            columns = {start for (start, _), part in run.lines[at].cells if start and is_figure(part.text)}
            if columns & seen:
                return False
            seen |= columns
    return True


def _by_gaps(run: Run, lines: range) -> list[list[int]] | None:
    """Rows told by the white between them, where it is of two clearly different widths."""
    gaps = {at: run.gap(at) for at in lines if at > lines.start}
    if len(gaps) < 3:
        return None
    ordered = sorted(gaps.values())
    step, cut = max((b - a, (a + b) / 2) for a, b in pairwise(ordered))
    if step < STEP or ordered[0] > SAME_ROW or cut > 3 * SAME_ROW:
        return None
    rows = _cut(lines, {at for at, gap in gaps.items() if gap > cut or run.ruled_above(at)})
    full = sum(len(run.lines[at].cells) > 1 for at in lines)
    if max(len(row) for row in rows) > 8 or len(rows) < 0.3 * full or not _one_figure_each(run, rows):
        return None
    return rows if all(_has_one_beginning(run, row) for row in rows) else None


def _has_one_beginning(run: Run, row: Sequence[int]) -> bool:
    """Whether the lines of a row do not fill most columns again and again."""
    full = [at for at in row if len(run.lines[at].cells) > 1 and run.lines[at].stub is not None]
    return len(full) < 2 or not all(run.lines[at].has_figures for at in full)


def _goes_on(run: Run, row: Sequence[int], at: int) -> bool:
    """Whether a line continues the row above it."""
    line, above = run.lines[at], run.lines[row[-1]]
    if run.ruled_above(at) or run.gap(at) > SAME_ROW or any(_conflict(run.lines[it], line) for it in row):
        return False
    stub, label = line.stub, above.stub
    waiting = not any(run.lines[member].others for member in row)
    if waiting and label is not None and line.others:
        return stub is not None and not label.text.rstrip().endswith(":") and _is_rest(label.text, stub.text)
    if line.has_figures:
        return False
    if stub is None:
        few = len(line.others) < MOSTLY * max(len(run.lines[it].cells) for it in row)
        return few or any(part.text[:1].islower() for part in line.others)
    if line.others:
        return False
    return label is not None and _is_rest(label.text, stub.text)


def _is_rest(label: str, rest: str) -> bool:
    """Whether a text goes on with a label's next words."""
    return bool(_GOES_ON.search(label.strip())) or rest[:1].islower() or rest[:1] in "(&"
