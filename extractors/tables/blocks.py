"""Sales that take several lines each, cut apart by the series of their numbers, whatever stands over the columns.

Registers of vouchers, day books on two lines and items listed under invoices have no column that holds one thing; but
each sale prints a number of one series, and starts on the line of that number or on the date just above it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.finding.bands import Words, text_of
from extractors.lines import Line
from extractors.tables.told import TESTS
from records.dates import find_days
from records.pages import Page

FEWEST = 3
"""So many numbers of one series make a register."""

SAME_PLACE = 4.0
"""A number of another series (a credit note) begins this near (points) to where those of the main series do."""

MOSTLY = 0.6

MARKS = ",;()—–-"
"""What stands flush against a number and is none of it; OCR makes dashes of dust and rulings."""

SAME_HEIGHT = 4.0
"""A line that pages repeat stands this near (points) to the same height on each."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its page."""

    page: Page
    line: Line


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one sale, and the words of its number.

    `next_is_lost` tells that the number after it is printed nowhere: its lines may be two sales, one number unread.
    """

    lines: tuple[Placed, ...]
    number: Words
    next_is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """The sales of a document in order, the lines under the last of them, and the GSTINs printed over the first."""

    blocks: tuple[Block, ...]
    sellers: frozenset[str]

    def is_seller(self, number: str) -> bool:
        """Whether a GSTIN is one of those over the first sale, of which OCR may have misread a letter."""
        return any(fuzz.ratio(number, it) >= SAME_NUMBER for it in self.sellers)


LETTERS, SAME_NUMBER = 15, 90.0
"""Letters of a GSTIN, and how alike (0-100) two readings of one are."""


def register_of(pages: Sequence[tuple[Page, Sequence[Line]]]) -> Register | None:
    """The sales that the pages print, each over its own lines; None where no series of numbers is found."""
    lines = _without_repeated([Placed(page, line) for page, its in pages for line in its])
    numbers = _numbers(lines)
    if len(numbers) < FEWEST:
        return None
    starts = _starts(lines, sorted(numbers))
    ends = [*starts[1:], len(lines)]
    lost = _lost([numbers[at] for at in sorted(numbers)])
    blocks = tuple(
        Block(tuple(lines[start:end]), numbers[at], is_lost)
        for at, start, end, is_lost in zip(sorted(numbers), starts, ends, lost, strict=True)
        if start < end
    )
    over = [word.text.strip(",;:()") for it in lines[: starts[0]] for word in it.line.words]
    return Register(blocks, frozenset(it for it in over if abs(len(it) - LETTERS) <= 1))


def _lost(numbers: Sequence[Words]) -> list[bool]:
    """Of each number whether the one after it is missing, in a series that otherwise counts on by one."""
    ends = [int(found[-1]) if (found := re.findall(r"[0-9]+", text_of(it))) else 0 for it in numbers]
    steps = [after - before for before, after in pairwise(ends)]
    counts_on = sum(1 for step in steps if step == 1) >= MOSTLY * len(steps)
    return [*(counts_on and step > 1 for step in steps), False]


def _without_repeated(lines: Sequence[Placed]) -> list[Placed]:
    """The lines without those that pages repeat at the same height: heads, headings, feet."""
    heights: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for it in lines:
        heights[_shape(it.line.text)][it.page.number].append(it.line.box[1])

    def repeated(it: Placed) -> bool:
        of_page = heights[_shape(it.line.text)]
        others = (its for number, its in of_page.items() if number != it.page.number and len(its) == 1)
        return len(of_page[it.page.number]) == 1 and any(
            abs(top - it.line.box[1]) <= SAME_HEIGHT for its in others for top in its
        )

    return [it for it in lines if not repeated(it) or _has_number(it.line)]


def _has_number(line: Line) -> bool:
    """Whether a line prints a document's number and a figure: rows of sales are alike on every page."""
    return any(TESTS["invoice"](word.text.strip(MARKS)) for word in line.words) and bool(
        re.search(r"[0-9],[0-9]{2}|[0-9]\.[0-9]{2}", line.text)
    )


def _shape(text: str) -> str:
    return re.sub(r"[0-9]+", "9", text)


def _numbers(lines: Sequence[Placed]) -> dict[int, Words]:
    """By line, the words of the number of the series that most sales belong to, or of one at its place."""
    found: list[tuple[int, Words, str]] = []
    for at, it in enumerate(lines):
        for word in it.line.words:
            text = word.text.strip(MARKS)
            if TESTS["invoice"](text):
                found.append((at, (word,), text))
    distinct: dict[str, set[str]] = defaultdict(set)
    for _, _, text in found:
        distinct[_shape(text)].add(text)
    if not distinct:
        return {}
    main = max(distinct, key=lambda shape: len(distinct[shape]))
    if len(distinct[main]) < FEWEST:
        return {}
    places = Counter(round(words[0].box[0] / SAME_PLACE) for _, words, text in found if _shape(text) == main)
    usual = places.most_common(1)[0][0] * SAME_PLACE
    numbers: dict[int, Words] = {}
    for at, words, text in found:
        if _shape(text) == main or abs(words[0].box[0] - usual) <= SAME_PLACE:
            numbers.setdefault(at, words)
    return numbers


def _starts(lines: Sequence[Placed], anchors: Sequence[int]) -> list[int]:
    """Where the sale of each number begins: on its line, or on the date on the line above, as most of them do."""
    dated = [bool(find_days(lines[at].line.text)) for at in anchors]
    above = [at > 0 and at - 1 not in anchors and bool(find_days(lines[at - 1].line.text)) for at in anchors]
    if sum(dated) < MOSTLY * len(anchors) and sum(above) >= MOSTLY * len(anchors):
        return [at - 1 if is_above else at for at, is_above in zip(anchors, above, strict=True)]
    return list(anchors)
