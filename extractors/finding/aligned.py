"""Tables that only the standing of the print makes, or level lines with it: columns by the white between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractors.finding.figures import is_figure
from extractors.finding.model import FoundTable, Held, made_of
from extractors.finding.rows import SAME_ROW, Laid, Run, first_of_body, joined_rows
from extractors.finding.strips import Part, Strip, parts_of, strips_of, text_columns
from extractors.tables.ruled import Rule, level_rules
from records.pages import Box, Page, Ruling, Word, union

FINE_GAP = 0.45
"""A gap over a column border that is wider than this (heights of type) parts two cells."""

LEAST_WHITE = 0.35
"""The white between two columns is at least as wide as this (heights of type) over all lines."""

USUAL_WHITE = 0.85
"""In the middle line the gap between two columns is at least as wide as this (heights of type)."""

NEXT_ROW, OVER_A_RULE = 2.3, 4.0
"""Rows of one table are not further apart than this (heights of type), or with a level line between them."""

MOST_WAITING = 3
"""So many lines of one part may stand between two rows: headings of groups, ends of long labels."""

CENTRED = 1.0
"""A heading stands in the middle of the columns it covers, to so many heights of type."""

COVERED = 0.6
"""A part that stands over this share of several columns belongs to all of them."""

APART, TOGETHER, NEARLY_TOGETHER = 1.2, 40.0, 3.0
"""Two parts with more white between them than this (heights of type) rather stand so far off than in one cell; with
less they may be words of one cell."""

Interval = tuple[float, float]

FEW_CROSSING = 0.2
"""Up to this share of the lines may run over the white between columns."""

LONG_LINE = 9
"""A line of one part with as many words is a note or a text."""

FILLED = 0.5
"""Rows with more than one cell fill this share of the columns on average; axes of charts do not."""

IN_LINE = 0.6
"""This share of the cells stands in line with others of the column; what is written into drawings does not."""

RULE_SHARE = 0.6
"""A level line that runs over this share of a table's width belongs to it."""


@dataclass(slots=True)
class _Growth:
    """A table as it grows from its fullest line."""

    strips: dict[int, Strip] = field(default_factory=dict)
    shape: list[Strip] = field(default_factory=list)
    """The strips that have to leave the white between the columns free."""

    @property
    def gutters(self) -> list[tuple[float, float]]:
        return _whites([part.box for strip in self.shape for part in strip.parts], LEAST_WHITE * self.height)

    @property
    def height(self) -> float:
        return median(strip.height for strip in self.shape)


def aligned_tables(page: Page, words: Sequence[Word], taken: Sequence[Box]) -> list[FoundTable]:
    """The tables among the words that no drawn grid holds.

    Args:
        page: the page, for its number and its level lines.
        words: the words that may belong to such tables.
        taken: where grids stand; no table reaches over one.
    """
    rules = level_rules(page)
    uprights = [rule for rule in page.rulings if not rule.is_horizontal]
    return [
        table
        for column in text_columns(words, page.number)
        for table in _tables_among(page, strips_of(column, page.number, uprights), rules, taken)
    ]


def _tables_among(page: Page, strips: Sequence[Strip], rules: Sequence[Rule], taken: Sequence[Box]) -> list[FoundTable]:
    free = set(range(len(strips)))
    found = []
    refused: set[tuple[int, int]] = set()
    for seed in sorted(free, key=lambda at: (-len(strips[at].parts), at)):
        if seed not in free or len(strips[seed].parts) < 2:
            continue
        grown = _up_to_titles(_grown(strips, seed, free, taken, rules), seed)
        reach = min(grown.strips), max(grown.strips)
        if reach in refused or sum(len(strip.parts) > 1 for strip in grown.strips.values()) < 2:
            continue
        table = _table(page, strips, grown, rules, free)
        if table is not None:
            found.append(table[0])
            free -= table[1]
        else:
            refused.add(reach)
    return found


def _grown(strips: Sequence[Strip], seed: int, free: set[int], taken: Sequence[Box], rules: Sequence[Rule]) -> _Growth:
    """The lines around the fullest one that keep to its columns, and those of one part between them."""
    grown = _Growth({seed: strips[seed]}, [strips[seed]])
    if not grown.gutters:  # its parts stand too close for columns; only a drawn line or dots part them
        return grown
    for step in (1, -1):
        last, waiting = seed, list[int]()
        at = seed + step
        while (
            0 <= at < len(strips)
            and at in free
            and _near(strips[last if not waiting else waiting[-1]], strips[at], rules)
        ):
            if _between(strips[last], strips[at], taken):
                break
            strip = strips[at]
            if step == -1 and _titled(strip):
                break
            if len(strip.parts) > 1 and _fits(grown, strip):
                for passed in waiting:
                    grown.strips[passed] = strips[passed]
                grown.strips[at] = strip
                last, waiting = at, []
            elif len(strip.parts) > 1 or not _may_stand_between(strip) or len(waiting) == MOST_WAITING:
                break
            else:
                waiting.append(at)
            at += step
        if step == 1:
            _take_last_wraps(grown, strips, last, waiting)
    return grown


def _take_last_wraps(grown: _Growth, strips: Sequence[Strip], last: int, waiting: Sequence[int]) -> None:
    """Takes the lines below the last row that go on with a cell of it: close under it, over or after the names."""
    gutters = grown.gutters
    for at in waiting if gutters else ():
        strip, above = strips[at], strips[last]
        near = strip.top - above.bottom <= SAME_ROW * min(strip.height, above.height)
        in_cell = strip.left >= gutters[0][1] - 0.2 * strip.height or strip.parts[0].text[:1].islower()
        if not near or not in_cell or strip.right > max(it.right for it in grown.shape) + strip.height:
            return
        grown.strips[at] = strip
        grown.shape.append(strip)
        last = at


def _titled(strip: Strip) -> bool:
    """Whether a line begins as titles of tables do."""
    return _TITLE.match(" ".join(part.text for part in strip.parts[:2])) is not None


def _up_to_titles(grown: _Growth, seed: int) -> _Growth:
    """The growth around its seed, without the tables above and below: a title and new headings begin another one."""
    order = sorted(grown.strips)
    titles = [at for place, at in enumerate(order) if _is_title(grown, order, place)]
    start = max((at for at in titles if at < seed), default=-1)
    end = min((at for at in titles if at > seed), default=order[-1] + 1)
    if not titles:
        return grown
    kept = {at: strip for at, strip in grown.strips.items() if start < at < end}
    return _Growth(kept, [strip for strip in grown.shape if any(strip is it for it in kept.values())])


def _is_title(grown: _Growth, order: Sequence[int], place: int) -> bool:
    """Whether a line of one part within a growth is the title of the next table."""
    strip = grown.strips[order[place]]
    if len(strip.parts) > 1 or place == 0:
        return False
    if _TITLE.match(strip.parts[0].text):
        return True
    below = next((grown.strips[at] for at in order[place + 1 :] if len(grown.strips[at].parts) > 1), None)
    above = grown.strips[order[place - 1]]
    if below is None or any(is_figure(part.text) for part in below.parts[1:]):
        return False
    left = min(it.left for it in grown.shape)
    return strip.top - above.bottom >= 0.9 * strip.height and strip.left > left + 2 * strip.height


_TITLE = re.compile(
    r"(?:table|tableau|tabelle|exhibit|annex(?:ure)?|schedule|figure|chart|सारणी|तालिका)\s*[0-9A-Z]", re.I
)


def _near(one: Strip, other: Strip, rules: Sequence[Rule]) -> bool:
    """Whether two lines may be of one table; a level line between them lets them stand further apart."""
    upper, lower = (one, other) if one.top <= other.top else (other, one)
    height = min(max(one.height, other.height), 1.5 * min(one.height, other.height))
    gap = (lower.top - upper.bottom) / height
    if gap <= NEXT_ROW:
        return True
    shared = max(upper.left, lower.left), min(upper.right, lower.right)
    return gap <= OVER_A_RULE and any(
        upper.bottom <= rule.at <= lower.top and rule.covers(shared[0]) and rule.covers(shared[1]) for rule in rules
    )


def _between(one: Strip, other: Strip, taken: Sequence[Box]) -> bool:
    top, bottom = min(one.bottom, other.bottom), max(one.top, other.top)
    left, right = max(one.left, other.left), min(one.right, other.right)
    return any(box[1] < bottom and box[3] > top and box[0] < right and box[2] > left for box in taken)


def _may_stand_between(strip: Strip) -> bool:
    return len(strip.parts[0].words) <= LONG_LINE


def _fits(grown: _Growth, strip: Strip) -> bool:
    """Whether a strip leaves the columns apart; one that runs over few of them is taken, but shapes nothing."""
    before = grown.gutters
    boxes = [part.box for it in (*grown.shape, strip) for part in it.parts]
    after = _whites(boxes, LEAST_WHITE * grown.height)
    lost = sum(1 for white in before if not any(a < white[1] and b > white[0] for a, b in after))
    if not after:
        return False
    if lost == 0:
        grown.shape.append(strip)
        return True
    crossing = len(grown.strips) - len(grown.shape)
    return lost <= 0.34 * len(before) and (len(strip.parts) > 2 or crossing <= FEW_CROSSING * len(grown.strips) + 1)


def _whites(boxes: Sequence[Box], least: float) -> list[tuple[float, float]]:
    """The stretches between the outermost boxes over which none stands."""
    whites: list[tuple[float, float]] = []
    reach: float | None = None
    for left, right in sorted((box[0], box[2]) for box in boxes):
        if reach is not None and left - reach >= least:
            whites.append((reach, left))
        reach = right if reach is None else max(reach, right)
    return whites


def _table(
    page: Page, strips: Sequence[Strip], grown: _Growth, rules: Sequence[Rule], free: set[int]
) -> tuple[FoundTable, set[int]] | None:
    """The table that a growth is, with its headings, and the strips it takes; None if it is none."""
    body = [grown.strips[at] for at in sorted(grown.strips)]
    box = union(part.box for strip in body for part in strip.parts)
    columns = _columns(grown, [rule for rule in page.rulings if _stands_through(rule, box)])
    if len(columns) < 2:
        return None
    own = [rule for rule in rules if _runs_over(rule, box)]
    first = _first_of_headings(strips, min(grown.strips), columns, box, own, free)
    last = _last_of_rows(grown)
    taken = set(range(first, last + 1)) & free
    laid, columns = _without_signs([_laid(strips[at], columns) for at in sorted(taken)], columns)
    laid, columns = _with_headings_over_figures(laid, columns, [rule.at for rule in own])
    laid = _with_spans(laid, columns, first_of_body(Run(tuple(laid), tuple(rule.at for rule in own))), rules)
    run = Run(tuple(laid), tuple(sorted(rule.at for rule in own)))
    rows = joined_rows(run)
    if not _is_table(laid, rows, len(columns), len(own)):
        return None
    words: Held = {}
    owners: list[list[tuple[int, int]]] = []
    for row, members in enumerate(rows):
        place = [(row, column) for column in range(len(columns))]
        for member in members:
            for (start, end), part in laid[member].cells:
                words.setdefault((row, start), []).extend(part.words)
                for column in range(start, end + 1):
                    place[column] = (row, start)
        owners.append(place)
    words = _gathered(words, owners)
    whole = union(part.box for at in taken for part in strips[at].parts)
    return made_of(page.number, whole, owners, words, "aligned"), taken


def _last_of_rows(grown: _Growth) -> int:
    """The last strip of a growth that is no note under the table."""
    order = sorted(grown.strips)
    while len(order) > 2 and (
        _NOTE.match(grown.strips[order[-1]].parts[0].text)
        or not any(grown.strips[order[-1]] is it for it in grown.shape)
    ):
        order.pop()
    return order[-1]


_NOTE = re.compile(r"(?:sources?|notes?|quelle|fuente|remarks?|स्रोत|टिप्पणी)\s*[:.\-–]|\*|\([*0-9a-z]\)\s", re.I)


def _gathered(words: Held, owners: Sequence[Sequence[tuple[int, int]]]) -> Held:
    """The words of cells that a merged one has swallowed go to it."""
    held: Held = {}
    for (row, column), own in words.items():
        held.setdefault(owners[row][column], []).extend(own)
    return held


def _runs_over(rule: Rule, box: Box) -> bool:
    shared = sum(max(0.0, min(end, box[2]) - max(start, box[0])) for start, end in rule.stretches)
    return shared >= RULE_SHARE * (box[2] - box[0]) and box[1] - 60 <= rule.at <= box[3] + 20


def _stands_through(rule: Ruling, box: Box) -> bool:
    """Whether an upright line is drawn through most of a table."""
    shared = min(rule.bottom, box[3]) - max(rule.top, box[1])
    return not rule.is_horizontal and shared >= RULE_SHARE * (box[3] - box[1])


def _columns(grown: _Growth, uprights: Sequence[Ruling]) -> list[Interval]:
    """Where the print of each column stands: parted by upright lines, or by whites that are true gaps in most lines."""
    height = grown.height
    fine = [parts_of(strip, FINE_GAP) for strip in grown.shape]
    boxes = [part.box for parts in fine for part in parts]
    borders = []
    for white in _whites(boxes, 0.0):
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


def _laid(strip: Strip, columns: Sequence[Interval]) -> Laid:
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


def _without_signs(laid: Sequence[Laid], columns: Sequence[Interval]) -> tuple[list[Laid], list[Interval]]:
    """Columns that hold nothing but a sign of money, per cent or a note go to the figure they belong to."""
    at, kept, current = 0, list(columns), list(laid)
    while at < len(kept) and len(kept) > 2:
        texts = [part.text for it in current for (start, end), part in it.cells if start == end == at]
        if texts and all(_SIGNS.fullmatch(text) for text in texts):
            leads = any(sign in "".join(texts) for sign in "$€£¥₹(R")
            _join(kept, at if leads and at + 1 < len(kept) or at == 0 else at - 1)
            current = [_laid(it.strip, kept) for it in current]
        else:
            at += 1
    return current, kept


def _join(columns: list[Interval], at: int) -> None:
    """Makes one column of a column and the next."""
    columns[at : at + 2] = [(columns[at][0], columns[at + 1][1])]


def _with_headings_over_figures(
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
            current = [_laid(it.strip, kept) for it in current]
        else:
            at += 1
    return current, kept


def _with_spans(laid: Sequence[Laid], columns: Sequence[Interval], first: int, rules: Sequence[Rule]) -> list[Laid]:
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


def _first_of_headings(
    strips: Sequence[Strip], first: int, columns: Sequence[Interval], box: Box, rules: Sequence[Rule], free: set[int]
) -> int:
    """The first strip of the headings over a table whose body begins at `first`."""
    best = at = first
    names = (columns[0][1] + columns[1][0]) / 2
    while at - 1 in free and first - at < 8:
        strip, below = strips[at - 1], strips[at]
        outside = len(strip.parts) <= 2 < len(columns) - 1 and _under_first_rule(strip, below, rules)
        if (
            _titled(strip)
            or outside
            or not _near(strip, below, rules)
            or strip.left < box[0] - 3 * strip.height
            or strip.right > box[2] + 3 * strip.height
        ):
            break
        at -= 1
        if len(strip.parts) > 1 or strip.left >= names - 0.5 * strip.height:
            if max(len(part.words) for part in strip.parts) > LONG_LINE:
                break
            best = at
        elif _ruled_above(strips, at + 1, rules) or not any(rule.at < strip.top for rule in rules):
            break
        if _ruled_above(strips, at, rules):
            best = at
    return best


def _ruled_above(strips: Sequence[Strip], at: int, rules: Sequence[Rule]) -> bool:
    """Whether a level line of the table is drawn between a strip and the one above it."""
    strip = strips[at]
    end = strips[at - 1].bottom - 0.5 * strip.height if at else 0.0
    return any(end <= rule.at <= strip.top + 0.3 * strip.height for rule in rules)


def _under_first_rule(strip: Strip, below: Strip, rules: Sequence[Rule]) -> bool:
    """Whether the first level line of a table is drawn under a strip: what stands over it is no heading."""
    first = min((rule.at for rule in rules), default=None)
    return first is not None and strip.bottom - 0.3 * strip.height <= first <= below.top + 0.3 * below.height


def _is_table(laid: Sequence[Laid], rows: Sequence[Sequence[int]], columns: int, rules: int) -> bool:
    """Whether what is laid out in columns is a table, and no list, form, text in columns or table of contents."""
    full = [it for it in laid if len(it.cells) > 1]
    ruled = rules > 0
    if columns < 2 or len(rows) < (2 if rules > 2 and columns > 2 else 3) or len(full) < 2:
        return False
    if _is_contents(full) or _in_line(laid, columns) < IN_LINE:
        return False
    if len(full) < 0.4 * len(laid):
        return False
    if sum(len(it.cells) for it in full) < FILLED * columns * len(full):
        return False
    others = [part.text for it in laid for (start, _), part in it.cells if start > 0]
    figures = sum(is_figure(text) for text in others)
    filled = sum(len(it.cells) for it in laid)
    if columns == 2:
        firsts = [part.text for it in full for (start, _), part in it.cells if start == 0]
        if sum(bool(_MARK.fullmatch(text)) for text in firsts) > 0.5 * len(firsts) and not ruled:
            return False
        if figures < (0.4 if ruled else 0.6) * len(others):
            return False
        return ruled or len(full) >= 4
    words = sum(len(part.words) for it in laid for _, part in it.cells) / max(filled, 1)
    if figures >= 0.35 * len(others):
        if len(rows) == 2:  # headings and one row
            row = laid[-1].others
            return sum(is_figure(part.text) for part in row) >= max(2, 0.6 * len(row))
        return len(full) >= (2 if ruled else 3) and sum(it.has_figures for it in laid) >= 2
    return words <= 4 and len(full) >= (2 if ruled else 4) and filled >= 0.5 * columns * len(full)


_MARK = re.compile(r"[•●▪■◦–—*·\-►➢✓o]|\(?(?:[0-9]{1,2}|[ivxIVX]{1,4}|[a-zA-Z])[.)]|[0-9]+(?:\.[0-9]+)+\.?")


def _is_contents(full: Sequence[Laid]) -> bool:
    """Whether the lines end in numbers that count up like the pages of a table of contents."""
    last = [it.cells[-1][1].text for it in full]
    pages = [int(found[1]) for text in last if (found := _PAGE.search(text))]
    rising = sum(a <= b for a, b in pairwise(pages))
    if len(pages) < 0.8 * len(last) or rising < 0.9 * (len(pages) - 1):
        return False
    led = sum(bool(_LEADER.search(" ".join(part.text for _, part in it.cells))) for it in full)
    figures = sum(is_figure(part.text) for it in full for part in it.others[:-1])
    return led >= 0.5 * len(full) or len(full[0].cells) == 2 and figures == 0


_LEADER = re.compile(r"(?:[.…·_-]\s?){4,}|…{2,}")
_PAGE = re.compile(r"(?:^|[\s.…])([0-9]{1,3})$")


def _in_line(laid: Sequence[Laid], columns: int) -> float:
    """How well the cells of the columns stand in line, at the left, the right or in the middle: 0-1."""
    lined = counted = 0
    for column in range(columns):
        parts = [part for it in laid for (start, end), part in it.cells if start == end == column]
        if len(parts) < 3:
            continue
        near = 0.5 * median(part.box[3] - part.box[1] for part in parts)
        lefts, rights = [part.box[0] for part in parts], [part.box[2] for part in parts]
        middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
        lined += max(_most_together(edges, near) for edges in (lefts, rights, middles))
        counted += len(parts)
    return lined / counted if counted else 1.0


def _most_together(places: Sequence[float], near: float) -> int:
    """How many places at most lie within a distance of one of them."""
    ordered = sorted(places)
    return max(bisect_right(ordered, place + near) - bisect_left(ordered, place - near) for place in ordered)
