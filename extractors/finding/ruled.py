"""Grids from drawn lines: which lines make one table, and which of its cells are merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.finding.bands import Band, Sheet, read_order
from extractors.lines import Line
from records.pages import Page, Word

NEAR = 3.0
"""Lines nearer than this (points) are one line; ends nearer than this meet."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """Drawn lines at one position: `at` across, and the stretches along which something is drawn."""

    at: float
    stretches: tuple[Interval, ...]

    @property
    def length(self) -> float:
        """How much is drawn, all stretches together."""
        return sum(end - start for start, end in self.stretches)

    def covers(self, place: float) -> bool:
        """Whether a line is drawn at this place along the rule."""
        return any(start - NEAR <= place <= end + NEAR for start, end in self.stretches)

    def meets(self, other: Rule) -> bool:
        """Whether this rule and one across it touch."""
        return self.covers(other.at) and other.covers(self.at)


def ruled_sheets(page: Page, lines: Sequence[Line]) -> list[Sheet]:
    """The grids that lines draw on a page, from top to bottom; each has at least two columns and two rows."""
    upright, level = _upright(page), level_rules(page)
    sheets = []
    for group_upright, group_level in _groups(upright, level):
        edges, tops = _edges(group_upright, group_level), _tops(group_upright, group_level)
        if len(edges) >= 3 and len(tops) >= 2:
            sheets.append(_sheet(page, lines, edges, tops, group_upright, group_level))
    return sorted(sheets, key=lambda sheet: (sheet.bands[0].top, sheet.edges[0]))


def level_rules(page: Page) -> list[Rule]:
    """The horizontal lines of a page, those at one height as one."""
    return _joined([((r.top + r.bottom) / 2, r.x0, r.x1) for r in page.rulings if r.is_horizontal])


def _upright(page: Page) -> list[Rule]:
    return _joined([((r.x0 + r.x1) / 2, r.top, r.bottom) for r in page.rulings if not r.is_horizontal])


def _joined(lines: Sequence[tuple[float, float, float]]) -> list[Rule]:
    rules: list[Rule] = []
    cluster: list[tuple[float, float, float]] = []
    for line in sorted(lines):
        if cluster and line[0] - cluster[-1][0] > NEAR / 2 or cluster and line[0] - cluster[0][0] > NEAR:
            rules.append(_rule(cluster))
            cluster = []
        cluster.append(line)
    if cluster:
        rules.append(_rule(cluster))
    return rules


def _rule(cluster: Sequence[tuple[float, float, float]]) -> Rule:
    stretches: list[Interval] = []
    for _, start, end in sorted(cluster, key=lambda line: line[1]):
        if stretches and start <= stretches[-1][1] + NEAR:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return Rule(sum(at for at, _, _ in cluster) / len(cluster), tuple(stretches))


def _groups(upright: Sequence[Rule], level: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together, as (uprights, levels); each stretch of a rule may belong to another table."""
    uprights = [Rule(rule.at, (stretch,)) for rule in upright for stretch in rule.stretches]
    levels = [Rule(rule.at, (stretch,)) for rule in level for stretch in rule.stretches]
    parent = list(range(len(uprights) + len(levels)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    by_height = sorted(range(len(levels)), key=lambda index: levels[index].at)
    heights = [levels[index].at for index in by_height]
    for index, rule in enumerate(uprights):
        start, end = rule.stretches[0]
        first, last = bisect_right(heights, start - NEAR), bisect_right(heights, end + NEAR)
        for other in by_height[first:last]:
            if levels[other].covers(rule.at):
                parent[root(index)] = root(len(uprights) + other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(uprights):
        groups.setdefault(root(index), ([], []))[0].append(rule)
    for index, rule in enumerate(levels):
        groups.setdefault(root(len(uprights) + index), ([], []))[1].append(rule)
    return [group for group in groups.values() if len(group[0]) >= 2 or (group[0] and len(group[1]) >= 2)]


def _edges(upright: Sequence[Rule], level: Sequence[Rule]) -> list[float]:
    """The x of the column borders; rows ruled further than the outer uprights give an open column its border."""
    edges = _distinct([rule.at for rule in upright])
    if level:
        left, right = min(s for r in level for s, _ in r.stretches), max(e for r in level for _, e in r.stretches)
        edges = (
            ([left] if left < edges[0] - 4 * NEAR else []) + edges + ([right] if right > edges[-1] + 4 * NEAR else [])
        )
    return edges


def _tops(upright: Sequence[Rule], level: Sequence[Rule]) -> list[float]:
    tops = _distinct([rule.at for rule in level])
    if upright:
        top, bottom = min(s for r in upright for s, _ in r.stretches), max(e for r in upright for _, e in r.stretches)
        tops = ([top] if not tops or top < tops[0] - 2 * NEAR else []) + tops
        tops += [bottom] if bottom > tops[-1] + 2 * NEAR else []
    return tops


def _distinct(places: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > NEAR:
            kept.append(place)
    return kept


def _sheet(
    page: Page,
    lines: Sequence[Line],
    edges: Sequence[float],
    tops: Sequence[float],
    upright: Sequence[Rule],
    level: Sequence[Rule],
) -> Sheet:
    columns, rows = len(edges) - 1, len(tops) - 1
    owners = _cells(edges, tops, upright, level)
    held: dict[tuple[int, int], list[Word]] = {}
    for word in page.words:
        middle, height = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
        if edges[0] - NEAR <= middle <= edges[-1] + NEAR and tops[0] - NEAR <= height <= tops[-1] + NEAR:
            column = min(max(bisect_right(edges, middle) - 1, 0), columns - 1)
            row = min(max(bisect_right(tops, height) - 1, 0), rows - 1)
            held.setdefault(owners[row][column], []).append(word)
    ordered = {cell: read_order(words) for cell, words in held.items()}
    bands = []
    for row in range(rows):
        owner = tuple(owners[row][column][1] for column in range(columns))
        cells = tuple(
            ordered.get(owners[row][column], ()) if owner[column] == column else () for column in range(columns)
        )
        lent = frozenset(column for column in range(columns) if owners[row][column][0] < row)
        bands.append(Band(page.number, tops[row], tops[row + 1], cells, owner, lent))
    above = tuple(line for line in lines if line.box[3] <= tops[0] + NEAR)
    return Sheet(page, tuple(edges), tuple(bands), above)


def _cells(
    edges: Sequence[float], tops: Sequence[float], upright: Sequence[Rule], level: Sequence[Rule]
) -> list[list[tuple[int, int]]]:
    """For each elementary cell the (row, column) in which its merged cell begins."""
    columns, rows = len(edges) - 1, len(tops) - 1
    at_edge = [[rule for rule in upright if abs(rule.at - edge) <= NEAR] for edge in edges]
    at_top = [[rule for rule in level if abs(rule.at - top) <= NEAR] for top in tops]
    owners = [[(row, column) for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        height = (tops[row] + tops[row + 1]) / 2
        for column in range(columns):
            middle = (edges[column] + edges[column + 1]) / 2
            if column and not any(rule.covers(height) for rule in at_edge[column]):
                owners[row][column] = owners[row][column - 1]
            elif row and at_top[row] and not any(rule.covers(middle) for rule in at_top[row]):
                owners[row][column] = owners[row - 1][column]
    return owners
