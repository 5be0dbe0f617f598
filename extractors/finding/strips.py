"""Lines of print cut at wide gaps, and which of them are running text rather than cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.finding.bands import lines_in
from extractors.finding.figures import is_figure
from extractors.lines import Line, segments_of
from records.pages import Box, Ruling, Word, union

PART_GAP = 0.75
"""A gap wider than this (heights of type) may part two cells."""

PROSE_WORDS = 6
"""A line of running text has this many words at least, on average."""

PROSE_LINES = 3
"""So many lines of the same left edge, one under the other, are a paragraph."""

WIDEST_SPACE = 2.2
"""Justified text has no wider white than this between two words (heights of type)."""

NEXT_LINE = 1.1
"""Lines of a paragraph are not further apart than this (heights of type)."""


_LEADER = re.compile(r"(?:[.…·_]\s?){4,}|(?:-\s?){6,}")

_DOTS = set(".…·_")

LEADING_DOTS = 4
"""So many dots in a row lead from a name to its figure."""

BULLETS = frozenset("•●▪■◦➢✓❖○□")

FEWEST_LINES = 8
"""A page with fewer lines on either side is not set in two columns of text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words of one line without a wide gap."""

    words: tuple[Word, ...]
    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A line as the parts that wide gaps leave."""

    parts: tuple[Part, ...]
    top: float
    bottom: float
    height: float

    @property
    def left(self) -> float:
        """Where its print begins."""
        return self.parts[0].box[0]

    @property
    def right(self) -> float:
        """Where its print ends."""
        return self.parts[-1].box[2]

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words."""
        return tuple(word for part in self.parts for word in part.words)


def strips_of(words: Sequence[Word], page: int, uprights: Sequence[Ruling] = ()) -> list[Strip]:
    """The words as strips from top to bottom, without those of paragraphs.

    Args:
        words: of one column of the page.
        page: its number.
        uprights: drawn upright lines; they part cells however near these stand.
    """
    strips = [_strip(line, uprights) for line in _without_justified(lines_in(words, page))]
    prose = _prose(strips)
    free = [word for strip in strips for part in strip.parts if id(part) not in prose for word in part.words]
    return strips if not prose else [_strip(line, uprights) for line in lines_in(free, page)]


def _without_justified(lines: Sequence[Line]) -> list[Line]:
    """The lines without those of justified paragraphs, in which white may be as wide as between cells."""
    chains: list[list[Line]] = []
    for line in lines:
        if chains and _is_justified_under(chains[-1][-1], line):
            chains[-1].append(line)
        else:
            chains.append([line])
    return [line for chain in chains if len(chain) < PROSE_LINES for line in chain]


def _is_justified_under(above: Line, line: Line) -> bool:
    """Whether both lines are of running text and begin and end at the same places."""
    height = above.height
    (left, _, right, bottom), (x0, top, x1, _) = above.box, line.box
    return (
        abs(left - x0) <= 0.4 * height
        and abs(right - x1) <= 0.4 * height
        and top - bottom < NEXT_LINE * height
        and all(_runs_on(it) for it in (above, line))
    )


def _runs_on(line: Line) -> bool:
    """Whether a line reads as running text: many words, most without figures, no white that parts cells for sure."""
    if len(line.words) < PROSE_WORDS or max(_gaps(line)) > WIDEST_SPACE * line.height:
        return False
    return sum(word.text[:1].isalpha() for word in line.words) >= 0.7 * len(line.words)


def _gaps(line: Line) -> list[float]:
    return [right.box[0] - left.box[2] for left, right in pairwise(line.words)]


def text_columns(words: Sequence[Word], page: int) -> list[list[Word]]:
    """The words by the column of text they stand in: left, right, over both; all as one where a page has no columns."""
    lines = lines_in(words, page)
    if len(lines) < 2 * FEWEST_LINES:
        return [list(words)]
    middle = _gutter(lines)
    if middle is None:
        return [list(words)]
    left: list[Word] = []
    right: list[Word] = []
    over: list[Word] = []
    for line in lines:
        for piece in segments_of(line, PART_GAP):
            side = left if piece.box[2] <= middle else right if piece.box[0] >= middle else over
            side.extend(piece.words)
    return [left, right, over]


def _gutter(lines: Sequence[Line]) -> float | None:
    """The x of the white between two columns of text; None where the page has none."""
    start = min(line.words[0].box[0] for line in lines)
    end = max(line.words[-1].box[2] for line in lines)
    pieces = [piece for line in lines for piece in segments_of(line, PART_GAP)]
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        middle = start + (end - start) * step / 100
        over = sum(1 for piece in pieces if piece.box[0] < middle < piece.box[2])
        if best is None or over < best[0]:
            best = (over, middle)
    if best is None or best[0] > 0.15 * len(lines):
        return None
    middle = best[1]
    sides = (
        ([it for it in pieces if it.box[2] <= middle], middle - start),
        ([it for it in pieces if it.box[0] >= middle], end - middle),
    )
    return middle if all(_is_text(side, width) for side, width in sides) else None


def _is_text(pieces: Sequence[Line], width: float) -> bool:
    """Whether most lines of a column are as long as running text makes them."""
    full = [it for it in pieces if len(it.words) >= 5 and it.box[2] - it.box[0] >= 0.6 * width]
    return len(full) >= max(FEWEST_LINES, 0.45 * len(pieces))


def parts_of(strip: Strip, gap: float) -> list[Part]:
    """A strip cut at narrower gaps."""
    pieces = [piece for part in strip.parts for piece in segments_of(Line(0, part.words), gap)]
    return [_part(it) for it in _with_bullets(pieces)]


def _strip(line: Line, uprights: Sequence[Ruling]) -> Strip:
    pieces = [it for piece in segments_of(line, PART_GAP) for part in _led(piece) for it in _cut_by(part, uprights)]
    parts = tuple(_part(it) for it in _with_bullets(pieces))
    tops, bottoms = [word.box[1] for word in line.words], [word.box[3] for word in line.words]
    return Strip(parts, median(tops), median(bottoms), max(line.height, 1.0))


def _led(piece: Line) -> list[Line]:
    """A piece of a line cut after each run of dots that leads from a name to its figure."""
    pieces: list[list[Word]] = [[]]
    dots = 0
    for word in piece.words:
        is_dots = not set(word.text) - _DOTS
        if dots >= LEADING_DOTS and not is_dots:
            pieces.append([])
        dots = dots + len(word.text) if is_dots else len(word.text) - len(word.text.rstrip("."))
        pieces[-1].append(word)
    return [Line(piece.page, tuple(words)) for words in pieces]


def _cut_by(piece: Line, uprights: Sequence[Ruling]) -> list[Line]:
    """A piece of a line cut where upright lines are drawn between its words."""
    if not uprights or len(piece.words) < 2:
        return [piece]
    middle = median((word.box[1] + word.box[3]) / 2 for word in piece.words)
    here = [rule.x0 for rule in uprights if rule.top <= middle <= rule.bottom]
    pieces = [[piece.words[0]]]
    for left, right in pairwise(piece.words):
        if any(left.box[2] - 1 <= x <= right.box[0] + 1 for x in here):
            pieces.append([])
        pieces[-1].append(right)
    return [Line(piece.page, tuple(words)) for words in pieces]


def _with_bullets(pieces: Sequence[Line]) -> list[Line]:
    """The pieces of a line, each bullet with the text that it stands before."""
    joined: list[Line] = []
    for piece in pieces:
        if joined and joined[-1].words[-1].text in BULLETS:
            joined[-1] = Line(piece.page, (*joined[-1].words, *piece.words))
        else:
            joined.append(piece)
    return joined


def _part(line: Line) -> Part:
    """A run of words as a part; dots that lead on from its end are white as far as columns go."""
    words = list(line.words)
    while len(words) > 1 and not set(words[-1].text) - _DOTS:
        words.pop()
    led = len(line.words) - len(words) > 1 or len(line.words[-1].text) >= LEADING_DOTS
    return Part(line.words, union(word.box for word in words) if led else line.box, line.text)


def _prose(strips: Sequence[Strip]) -> set[int]:
    """The parts (by identity) that are lines of paragraphs."""
    prose: set[int] = set()
    open_chains: list[list[Part]] = []
    for strip in strips:
        going_on: list[list[Part]] = []
        label = len(strip.parts) == 2 and is_figure(strip.parts[1].text)
        for part in strip.parts:
            if label or _LEADER.search(part.text):
                continue  # a name and its figure, however long the name is
            chain = next((it for it in open_chains if _goes_on(it[-1], part, strip.height)), None)
            if chain is None:
                chain = []
            chain.append(part)
            going_on.append(chain)
        ended = [chain for chain in open_chains if not any(chain is it for it in going_on)]
        still = [chain for chain in ended if strip.top - chain[-1].box[3] < NEXT_LINE * strip.height]
        prose |= _parts_of_paragraphs([chain for chain in ended if not any(chain is it for it in still)])
        open_chains = [*going_on, *still]
    return prose | _parts_of_paragraphs(open_chains)


def _goes_on(above: Part, part: Part, height: float) -> bool:
    """Whether a part is the next line of the paragraph that the part above belongs to."""
    wide = max(above.box[2] - above.box[0], part.box[2] - part.box[0])
    return (
        abs(above.box[0] - part.box[0]) <= 2.5 * height
        and -0.5 * height < part.box[1] - above.box[3] < NEXT_LINE * height
        and wide > 12 * height
    )


def _parts_of_paragraphs(chains: Sequence[Sequence[Part]]) -> set[int]:
    found: set[int] = set()
    for chain in chains:
        if len(chain) < PROSE_LINES:
            continue
        widest = max(part.box[2] - part.box[0] for part in chain)
        full = [part for part in chain[:-1] if part.box[2] - part.box[0] >= 0.8 * widest]
        words = sum(len(part.words) for part in chain[:-1]) / (len(chain) - 1)
        if words >= PROSE_WORDS and len(full) >= 0.6 * (len(chain) - 1):
            found.update(id(part) for part in chain)
    return found
