"""Parts of a page that stand beside each other and are read one after the other: columns of prose, halves of a form.

Their lines need not stand on the same height, so that no line of the page runs through both. A form of two halves has
labels and values in each; a table has the same sort of value all down a column and stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from extractors.runs import Segment

SAME_EDGE = 3.0
"""Points by which the left ends of what stands in one column differ at most."""

FEWEST, FEWEST_LINES = 3, 4
"""Texts that begin a right half at least, and lines that fill a column of prose."""

FULL, FEWEST_WORDS = 0.72, 4
"""The share of its column that a line of prose fills, and its words."""

FAR = 3.0
"""Heights of the type between two lines that end what stands beside each other."""

MOST_ALIKE = 0.75
"""The share of values of one sort from which on they are a table's column."""

MOSTLY_HINDI, SAME_FIGURES = 0.4, 0.6
"""The share of Devanagari among the letters of Hindi with English names, and of figures that both parts print."""

_DEVANAGARI = re.compile(r"[\u0904-\u0939]")

Lines = list[list[Segment]]


@dataclass(frozen=True, slots=True)
class _Band:
    """Lines from `first` up to `end` that a gap before `edge` runs down through."""

    first: int
    end: int
    edge: float
    left: Lines
    right: Lines


def in_panels(lines: Sequence[list[Segment]]) -> Lines:
    """The lines of a page, those of parts that stand beside each other one part after the other, numbered anew."""
    bands = _bands(lines)
    if not bands:
        return [list(line) for line in lines]
    ordered: Lines = []
    at = 0
    for band in bands:
        ordered += [*(list(line) for line in lines[at : band.first]), *band.left, *band.right]
        at = band.end
    ordered += [list(line) for line in lines[at:]]
    for number, line in enumerate(ordered):
        for segment in line:
            segment.line = number
    return ordered


def _bands(lines: Sequence[list[Segment]]) -> list[_Band]:
    """The parts of a page with two panels, from top to bottom, none within another."""
    found: list[_Band] = []
    for edge in _edges(lines):
        for first, end in [part for it in _stretches(lines, edge) for part in (it, *_between_tables(lines, *it, edge))]:
            if any(first < it.end and it.first < end for it in found):
                continue
            band = _band(lines, first, end, edge)
            if _are_prose(band) or _are_forms(band) or _are_translations(band):
                found.append(band)
    return sorted(found, key=lambda it: it.first)


def _edges(lines: Sequence[list[Segment]]) -> list[float]:
    """Where right halves may begin: left ends that several texts share, not those of the page's first column."""
    starts = sorted(segment.box[0] for line in lines for segment in line if segment.cell is None)
    if not starts:
        return []
    shared = Counter[float]()
    for x in starts:
        if x - starts[0] > 8 * SAME_EDGE:
            nearest = next((it for it in shared if abs(it - x) < SAME_EDGE), x)
            shared[nearest] += 1
    return [x for x, count in shared.most_common() if count >= FEWEST]


def _stretches(lines: Sequence[list[Segment]], edge: float) -> list[tuple[int, int]]:
    """Lines one after the other through which a gap before an edge runs, with something on both sides of it."""
    found: list[tuple[int, int]] = []
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and _is_parted(lines[at], edge) and (at == start or not _is_far(lines[at - 1], lines[at])):
            continue
        if at > start:
            found.append((start, at))
        start = at if at < len(lines) and _is_parted(lines[at], edge) else at + 1
    return [it for it in (_trimmed(lines, *it, edge) for it in found) if it[1] - it[0] >= FEWEST]


def _between_tables(lines: Sequence[list[Segment]], first: int, end: int, edge: float) -> Iterator[tuple[int, int]]:
    """The parts of a stretch whose lines have one text on each side: columns of prose may follow right on a table."""
    start = first
    for at in range(first, end + 1):
        if at < end and _has_one_a_side(lines[at], edge):
            continue
        if (start, at) != (first, end) and (part := _trimmed(lines, start, at, edge))[1] - part[0] >= FEWEST:
            yield part
        start = at + 1


def _has_one_a_side(line: Sequence[Segment], edge: float) -> bool:
    left = sum(it.box[0] < edge - SAME_EDGE for it in line)
    return left <= 1 and len(line) - left <= 1


def _is_parted(line: Sequence[Segment], edge: float) -> bool:
    return all(it.cell is None and (it.box[0] >= edge - SAME_EDGE or it.box[2] < edge - SAME_EDGE) for it in line)


def _is_far(upper: Sequence[Segment], lower: Sequence[Segment]) -> bool:
    gap = min(it.box[1] for it in lower) - max(it.box[3] for it in upper)
    return gap > FAR * max(lower[0].height, 6.0)


def _trimmed(lines: Sequence[list[Segment]], first: int, end: int, edge: float) -> tuple[int, int]:
    """A stretch without what stands before its right part: a heading over both. Below, the left part may go on."""
    right = [at for at in range(first, end) if any(it.box[0] >= edge - SAME_EDGE for it in lines[at])]
    if not right:
        return first, first
    begins, last = right[0], right[-1]
    while begins > first and _touches(lines[begins - 1], lines[begins]) and len(lines[begins - 1]) > 1:
        begins -= 1
    while last + 1 < end and _touches(lines[last], lines[last + 1]):
        last += 1
    return begins, last + 1


def _touches(upper: Sequence[Segment], lower: Sequence[Segment]) -> bool:
    """Whether a line follows another as lines of a paragraph do."""
    return min(it.box[1] for it in lower) - max(it.box[3] for it in upper) < 0.6 * max(lower[0].height, 6.0)


def _band(lines: Sequence[list[Segment]], first: int, end: int, edge: float) -> _Band:
    sides: tuple[Lines, Lines] = ([], [])
    for line in lines[first:end]:
        for side, part in (
            (sides[0], [it for it in line if it.box[0] < edge - SAME_EDGE]),
            (sides[1], [it for it in line if it.box[0] >= edge - SAME_EDGE]),
        ):
            if part:
                side.append(part)
    return _Band(first, end, edge, *sides)


def _are_prose(band: _Band) -> bool:
    """Whether the left part is a column of prose: its lines fill it, as no labels of a form do.

    A column too short to tell is told with the other one, if both are filled.
    """
    if not band.left or any(len(line) > 1 for line in (*band.left, *band.right)):
        return False
    first, second = ([line[0] for line in side] for side in (band.left, band.right))
    if 2 * sum(it.text.lstrip().startswith((":", "：")) for it in second) >= len(second):
        return False  # the values of labels, however long those are
    left = min(it.box[0] for it in first)
    if any(it.box[0] - left > SAME_EDGE for it in first):
        return False
    full = _full(first, left, band.edge)
    if 2 * full < len(first):
        return False
    others = _full(second, band.edge, max(it.box[2] for it in second))
    return full >= FEWEST_LINES or (full > 1 and others > 1 and full + others >= FEWEST_LINES)


def _full(lines: Sequence[Segment], left: float, right: float) -> int:
    """How many lines of a column fill it as prose does."""
    return sum(it.box[2] - left > FULL * (right - left) and len(it.words) >= FEWEST_WORDS for it in lines)


def _are_translations(band: _Band) -> bool:
    """Whether the parts say the same in two languages: prose in Hindi beside English, with the same figures."""
    texts = [" ".join(it.text for line in side for it in line) for side in (band.left, band.right)]
    hindi = [len(_DEVANAGARI.findall(it)) > MOSTLY_HINDI * len(re.findall(r"[^\W\d]", it)) for it in texts]
    if hindi[0] == hindi[1] or any(len(line) > 1 for line in (*band.left, *band.right)):
        return False
    prose = [sum(len(line[0].words) >= FEWEST_WORDS for line in side) for side in (band.left, band.right)]
    one, other = ({str(int(it)) for it in re.findall(r"\d+", text)} for text in texts)
    return min(prose) >= FEWEST_LINES and len(one & other) >= max(FEWEST, SAME_FIGURES * min(len(one), len(other)))


def _are_forms(band: _Band) -> bool:
    """Whether each part has labels and values of its own, some over several lines or on lines of their own."""
    on_lines = [{line[0].line for line in side} for side in (band.left, band.right)]
    runs_over = any(len(line) < 2 for line in (*band.left, *band.right))
    if not runs_over and on_lines[0] == on_lines[1]:
        return False
    sorts = [_sort_of_values(side) for side in (band.left, band.right)]
    return None not in sorts and sorts != ["words", "words"] and not {"figure", "code", "with figures"} & set(sorts)


def _sort_of_values(side: Lines) -> str | None:
    """What sort the values of a form's part are of, "" if of several; None where it is no column of labels and values.

    Marks behind the labels tell a form whatever its values are.
    """
    pairs = [line for line in side if len(line) == 2]
    if len(pairs) < 2 or any(len(line) > 2 for line in side):
        return None
    label_edge, value_edge = (median(line[at].box[0] for line in pairs) for at in (0, 1))
    if any(min(abs(it.box[0] - label_edge), abs(it.box[0] - value_edge)) > SAME_EDGE for line in side for it in line):
        return None
    labels = [it.text for line in side for it in line if abs(it.box[0] - label_edge) <= SAME_EDGE]
    if any(re.search(r"\d", it) for it in labels) or any(label.box[2] >= value.box[0] for label, value in pairs):
        return None
    marked = sum(it.rstrip().endswith((":", "：", "-", "–")) for it in labels)
    [(sort, count)] = Counter(_sort(line[1].text) for line in pairs).most_common(1)
    return sort if 2 * marked < len(pairs) and count >= MOST_ALIKE * len(pairs) else ""


def _sort(text: str) -> str:
    """What sort of value a text is, to tell a table's column from values of a form."""
    if re.fullmatch(r"\W*(?:Rs\.?|INR|₹)?\s*[\d,]+(?:\.\d+)?\s*(?:/-|%)?\W*", text):
        return "figure"
    if re.search(r"\d", text):
        return "code" if len(text.split()) == 1 else "with figures"
    return "words"
