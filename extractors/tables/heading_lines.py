"""Where the headings of a table without lines stand, and which words of them head which column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extractors.finding.bands import Words, text_of
from extractors.lines import Line, segments_of
from extractors.tables.corridors import Span, parted_over, printed_columns, unheaded
from extractors.tables.headings import Headings, match_headings
from extractors.tables.likeness import normal_heading
from records.pages import Box, union
from reference.table_specs import TableSpec, row_words

HEADING_GAPS = (1.6, 0.9, 0.5)
"""Gaps, in type heights, that may part two headings; a tight table needs the smaller ones."""

MOST_HEADING_LINES = 5

CORRIDOR_ROWS = 30
"""So many lines under the headings are asked where white runs."""

UNHEADED = 0.7
"""How much worse headings fit for each column of print that stands under none of them."""

PROSE_WORDS = 8
"""A line of so many words without a wide gap is no line of headings."""

OF_SENTENCES = frozenset(
    (
        "we",
        "the",
        "that",
        "have",
        "has",
        "been",
        "from",
        "is",
        "are",
        "was",
        "were",
        "this",
        "which",
        "our",
        "its",
        "it",
    )
)
FEWEST_OF_SENTENCES = 2

JOINTS = frozenset("/&")
"""Where a heading ends or begins with one of these, it goes on."""

FIGURES = re.compile(r"[0-9०-९]{1,3}(?:,[0-9०-९]{2,3})+|[0-9०-९]+\.[0-9०-९]{1,3}$|[0-9०-९]{5,}")


_PLAIN_NUMBER = re.compile(r"[0-9]{3,}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class HeadingLines:
    """Where the headings of a table stand: lines first to last, the words and middle of each column."""

    first: int
    last: int
    headings: Headings
    boxes: tuple[Box, ...]
    words: tuple[Words, ...]


LONGEST = 18
"""Words of a heading at most: what has more has the lines over the table in it."""


def find_heading_lines(lines: Sequence[Line], spec: TableSpec, year: str = "") -> list[HeadingLines]:
    """Every place on a page where headings of this table stand, from top to bottom, none overlapping."""
    vocabulary = heading_words(spec)
    candidates: list[HeadingLines] = []
    for seed, line in enumerate(lines):
        if _is_seed(line, vocabulary):
            candidates.extend(_around(lines, seed, spec, year))
    kept: list[HeadingLines] = []
    for found in sorted(candidates, key=lambda it: (-round(it.headings.score, 2), it.last - it.first)):
        if all(found.last < other.first or found.first > other.last for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda it: it.first)


def heading_words(spec: TableSpec) -> frozenset[str]:
    """All words that stand in the headings of a table."""
    return _heading_words(tuple(heading for column in spec.columns.values() for heading in column.headings))


@cache
def _heading_words(headings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(token for heading in headings for token in normal_heading(heading).split())


def _is_seed(line: Line, vocabulary: frozenset[str]) -> bool:
    figures = sum(1 for word in line.words if FIGURES.search(word.text))
    if figures >= 2 or any(_PLAIN_NUMBER.fullmatch(it.text) and not _YEAR.fullmatch(it.text) for it in line.words):
        return False
    units = row_words().units
    printed = {token for word in line.words for token in normal_heading(word.text).split()}
    tokens = {it for it in printed if it not in units and it != "fy" and not it.isdecimal()}  # years tell nothing
    hits = tokens & vocabulary
    return len(hits) >= 2 and len(hits) >= 0.5 * len(tokens)


def _around(lines: Sequence[Line], seed: int, spec: TableSpec, year: str) -> Iterator[HeadingLines]:
    for first in range(max(0, seed - 2), seed + 1):
        if any(_is_prose(line) or _is_row(line) for line in lines[first:seed]):
            continue
        for last in range(seed, min(len(lines), first + MOST_HEADING_LINES)):
            window = lines[first : last + 1]
            if not _hangs_together(window) or _is_sentence(lines[last]) or _is_row(lines[last]):
                break
            yield from _headings_of(window, lines[last + 1 : last + 1 + CORRIDOR_ROWS], (first, last), spec, year)


def _headings_of(
    window: Sequence[Line], below: Sequence[Line], place: tuple[int, int], spec: TableSpec, year: str
) -> Iterator[HeadingLines]:
    """The headings that a window may be, in each way of parting it, with how well they fit what stands below."""
    printed = printed_columns(below)
    for rows in _ways_to_part(window, printed, spec):
        for columns in _columns(rows):
            if len(columns) < 2 or any(len(text.split()) > LONGEST for _, _, texts in columns for text in texts):
                continue
            headings = match_headings([texts for _, _, texts in columns], spec, year)
            if headings is not None:
                boxes = tuple(box for box, _, _ in columns)
                fits = headings.score - UNHEADED * unheaded(boxes, printed)
                words = tuple(words for _, words, _ in columns)
                yield HeadingLines(*place, replace(headings, score=fits), boxes, words)


def _ways_to_part(window: Sequence[Line], printed: Sequence[Span], spec: TableSpec) -> Iterator[list[list[Line]]]:
    """The lines of a window in segments: parted at gaps of each width, and over white that runs through the rows.

    Where a space parts words and headings alike, as typewriters and reports of lines print, the headings are known by
    the vocabulary only.
    """
    gaps = [it for it in HEADING_GAPS if it > A_SPACE] if _is_typewritten(window) else HEADING_GAPS
    for gap in gaps:
        yield [segments_of(line, gap) for line in window]
    if printed:
        yield [[part for it in segments_of(line) for part in parted_over(it, printed)] for line in window]
    narrow = [segments_of(line, min(HEADING_GAPS)) for line in window]
    known = [_of_several_words(segments, spec) for segments in narrow]
    if [len(it) for it in known] != [len(it) for it in narrow]:
        yield known


A_SPACE, SAME_PITCH, FEWEST_TYPED = 0.75, 0.04, 4
"""A space of a typewriter in heights of its type, at most; by how much the pitch of its letters differs from word to
word, and so many words must show it."""


def _is_typewritten(window: Sequence[Line]) -> bool:
    """Whether every letter of the lines is as wide as every other: then a space is as wide as a letter, too."""
    pitches = [
        (word.box[2] - word.box[0]) / len(word.text) for line in window for word in line.words if len(word.text) > 2
    ]
    return len(pitches) >= FEWEST_TYPED and max(pitches) - min(pitches) <= SAME_PITCH * max(pitches)


def _of_several_words(segments: Sequence[Line], spec: TableSpec) -> list[Line]:
    """Segments of a line of headings, those a space apart joined that together head one column: "Net value".

    Both together are a known heading, and what stands first is none, or one of the same column; or neither half is one
    of the column that both together head: "Bill amount".
    """
    joined: list[Line] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if last is not None and segment.words[0].box[0] - last.words[-1].box[2] < segment.height:
            both = Line(last.page, (*last.words, *segment.words))
            first, whole = _columns_headed(last.text, spec), _columns_headed(both.text, spec)
            second = _columns_headed(segment.text, spec)
            if whole and (not first or first & whole or second and not whole & second):
                joined[-1] = both
                continue
        joined.append(segment)
    return joined


def _columns_headed(text: str, spec: TableSpec) -> frozenset[str]:
    """The columns of which a text is a heading, word for word."""
    printed = normal_heading(text)
    return frozenset(name for name, column in spec.columns.items() if printed in _normal(column.headings))


@cache
def _normal(headings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(normal_heading(it) for it in headings)


def _is_prose(line: Line) -> bool:
    """Whether a line is a sentence or a title, which is no part of the headings under it."""
    if len(line.words) < PROSE_WORDS:
        return False
    return len(segments_of(line)) == 1 or _is_sentence(line)


def _is_sentence(line: Line) -> bool:
    """Whether a line has words that headings do not need, but sentences do."""
    return sum(word.text.lower().strip(",.;:()") in OF_SENTENCES for word in line.words) >= FEWEST_OF_SENTENCES


def _is_row(line: Line) -> bool:
    """Whether a line is a row or sum right under the headings: one of its cells is a figure and nothing more."""
    return any(is_figure(segment.text) for segment in segments_of(line, 1.0))


def is_figure(text: str) -> bool:
    """Whether a cell is a figure, with a unit at most: "96.00 MT/Year", "17,05,000/-"."""
    first, *rest = text.split() or [""]
    number = _PLAIN_NUMBER.fullmatch(first) is not None and _YEAR.fullmatch(first) is None
    return (
        (number or FIGURES.search(first) is not None)
        and len(rest) <= 3
        and not any(FIGURES.search(word) for word in rest)
    )


def _hangs_together(window: Sequence[Line]) -> bool:
    """Whether the lines stand close enough to be one heading, and none but a last one holds figures."""
    return all(
        lower.box[1] - upper.box[3] < 1.2 * max(upper.height, lower.height) for upper, lower in pairwise(window)
    ) and not any(sum(1 for word in line.words if FIGURES.search(word.text)) >= 2 for line in window)


Column = tuple[Box, Words, list[str]]


def _columns(parted: Sequence[Sequence[Line]]) -> Iterator[list[Column]]:
    """The headings of lines in segments, in each way they may be meant.

    A heading's texts are what stands over the column with and without what stands over several columns. An upper
    heading that stands between two lower ones may be a column of its own or stand over both ("Invoice" over "No." and
    "Date"); both ways are given.
    """
    rows = [_at_joints(segments) for segments in parted]
    parents: list[tuple[Line, list[list[Line]]]] = []
    clusters: list[list[Line]] = []
    for number in range(len(rows) - 1, -1, -1):
        for segment in rows[number]:
            below = [cluster for cluster in clusters if any(_over(segment, other) for other in cluster)]
            if len(below) > 1:
                parents.append((segment, below))
            elif below:
                below[0].append(segment)
            else:
                clusters.append([segment])
    yield _headed(clusters, parents)
    between = [cluster for cluster in clusters if _stands_between(cluster, clusters, rows[-1])]
    if between:
        kept = [cluster for cluster in clusters if not any(cluster is it for it in between)]
        spread = [(segment, _neighbours(segment, kept)) for cluster in between for segment in cluster]
        yield _headed(kept, [*parents, *spread])


def _at_joints(segments: Sequence[Line]) -> list[Line]:
    """Segments of a line of headings, those parted at a stroke or an "and" put together: "Supplier" and "/ GSTIN"."""
    joined: list[Line] = []
    for segment in segments:
        last = joined[-1] if joined else None
        near = last is not None and segment.words[0].box[0] - last.words[-1].box[2] < segment.height
        if last is not None and near and {last.words[-1].text[-1:], segment.words[0].text[:1]} & JOINTS:
            joined[-1] = Line(last.page, (*last.words, *segment.words))
        else:
            joined.append(segment)
    return joined


def _headed(clusters: Sequence[list[Line]], parents: Sequence[tuple[Line, list[list[Line]]]]) -> list[Column]:
    columns: list[Column] = []
    for cluster in clusters:
        ordered = sorted(cluster, key=lambda it: it.box[1])
        words = tuple(word for segment in ordered for word in segment.words)
        above = [text_of(parent.words) for parent, below in parents if any(cluster is it for it in below)]
        own = text_of(words)
        columns.append(
            (union(word.box for word in words), words, [" ".join([*reversed(above), own]), own] if above else [own])
        )
    return sorted(columns, key=lambda it: it[0][0])


def _stands_between(cluster: Sequence[Line], clusters: Sequence[Sequence[Line]], lowest: Sequence[Line]) -> bool:
    """Whether a heading stands on upper lines only, between headings of the lowest line and over none of them."""
    if any(segment is it for segment in cluster for it in lowest):
        return False
    box = union(segment.box for segment in cluster)
    lower = [segment.box for segment in lowest]
    left = any(0 <= box[0] - it[2] < 0.6 * (box[2] - box[0]) + 12 for it in lower)
    right = any(0 <= it[0] - box[2] < 0.6 * (box[2] - box[0]) + 12 for it in lower)
    return left and right


def _neighbours(segment: Line, clusters: Sequence[list[Line]]) -> list[list[Line]]:
    """The nearest headings to the left and right of a segment that stand lower than it."""
    lower = [cluster for cluster in clusters if min(it.box[1] for it in cluster) > segment.box[1]]
    left = [it for it in lower if max(part.box[2] for part in it) <= segment.box[0]]
    right = [it for it in lower if min(part.box[0] for part in it) >= segment.box[2]]
    nearest = [max(left, key=lambda it: max(part.box[2] for part in it))] if left else []
    return nearest + ([min(right, key=lambda it: min(part.box[0] for part in it))] if right else [])


def _over(upper: Line, lower: Line) -> bool:
    return min(upper.box[2], lower.box[2]) - max(upper.box[0], lower.box[0]) > 0.5
