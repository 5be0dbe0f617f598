"""Tables that only the standing of the print makes, or level lines with it: columns by the white between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.finding.columns import (
    Interval,
    columns_of,
    laid_in,
    with_headings_over_figures,
    with_spans,
    without_signs,
)
from extractors.finding.growth import LONG_LINE, Growth, grown_from, is_titled, near, up_to_titles
from extractors.finding.model import FoundTable, Held, made_of
from extractors.finding.rows import Run, first_of_body, joined_rows
from extractors.finding.ruled import Rule, level_rules
from extractors.finding.strips import Strip, strips_of, text_columns
from extractors.finding.verdict import is_table
from records.pages import Box, Page, Ruling, Word, union

FEWEST_UNDER_LABELS, MOSTLY_FULL = 4, 0.6
"""Labels stand over tables of so many columns at least (a form of labels and values is none), over the first line that
fills this share of them."""

MOST_PARTS_OF_LABEL = 3
"""A label, its colon and its value may stand apart."""

RULE_SHARE = 0.6
"""A level line that runs over this share of a table's width belongs to it."""


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
        grown = up_to_titles(grown_from(strips, seed, free, taken, rules), seed)
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


def _table(
    page: Page, strips: Sequence[Strip], grown: Growth, rules: Sequence[Rule], free: set[int]
) -> tuple[FoundTable, set[int]] | None:
    """The table that a growth is, with its headings, and the strips it takes; None if it is none."""
    grown = _below_labels(grown)
    body = [grown.strips[at] for at in sorted(grown.strips)]
    box = union(part.box for strip in body for part in strip.parts)
    columns = columns_of(grown, [rule for rule in page.rulings if _stands_through(rule, box)])
    if len(columns) < 2:
        return None
    own = [rule for rule in rules if _runs_over(rule, box)]
    first = _first_of_headings(strips, min(grown.strips), columns, box, own, free)
    last = _last_of_rows(grown)
    taken = set(range(first, last + 1)) & free
    laid, columns = without_signs([laid_in(strips[at], columns) for at in sorted(taken)], columns)
    laid, columns = with_headings_over_figures(laid, columns, [rule.at for rule in own])
    laid = with_spans(laid, columns, first_of_body(Run(tuple(laid), tuple(rule.at for rule in own))), rules)
    run = Run(tuple(laid), tuple(sorted(rule.at for rule in own)))
    rows = joined_rows(run)
    if not is_table(laid, rows, len(columns), len(own)):
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


def _below_labels(grown: Growth) -> Growth:
    """A growth without the labels with their values, and titles, that stand right over its headings.

    Only strips before the first that fills most of several columns are looked at.
    """
    order = sorted(grown.strips)
    most = max(len(strip.parts) for strip in grown.strips.values())
    if most < FEWEST_UNDER_LABELS:
        return grown
    full = next(at for at in order if len(grown.strips[at].parts) >= MOSTLY_FULL * most)
    labels = [at for at in order if at < full and _is_label(grown.strips[at])]
    if not labels:
        return grown
    kept = {at: strip for at, strip in grown.strips.items() if at > labels[-1]}
    return replace(grown, strips=kept, shape=[it for it in grown.shape if any(it is strip for strip in kept.values())])


def _is_label(strip: Strip) -> bool:
    """Whether a strip is a label with its value: "Name of unit : Navratna Recyclers"."""
    texts = [part.text.strip() for part in strip.parts]
    if len(texts) > MOST_PARTS_OF_LABEL:
        return False
    return bool(_LABEL.match(" ".join(texts))) or len(texts) > 1 and texts[1].startswith(":")


_LABEL = re.compile(r"[^\W\d][^:]{1,60}?\s?[:：](?!\S)")


def _last_of_rows(grown: Growth) -> int:
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
            is_titled(strip)
            or (len(columns) >= FEWEST_UNDER_LABELS and _is_label(strip))
            or outside
            or not near(strip, below, rules)
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
