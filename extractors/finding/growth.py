"""Lines of print that keep the same white free, gathered from the fullest one up and down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from extractors.finding.figures import is_figure
from extractors.finding.rows import SAME_ROW
from extractors.finding.ruled import Rule
from extractors.finding.strips import Strip
from records.pages import Box

LEAST_WHITE = 0.35
"""The white between two columns is at least as wide as this (heights of type) over all lines."""

NEXT_ROW, OVER_A_RULE = 2.3, 4.0
"""Rows of one table are not further apart than this (heights of type), or with a level line between them."""

MOST_WAITING = 3
"""So many lines of one part may stand between two rows: headings of groups, ends of long labels."""

FEW_CROSSING = 0.2
"""Up to this share of the lines may run over the white between columns."""

LONG_LINE = 9
"""A line of one part with as many words is a note or a text."""


@dataclass(slots=True)
class Growth:
    """A table as it grows from its fullest line."""

    strips: dict[int, Strip] = field(default_factory=dict)
    shape: list[Strip] = field(default_factory=list)
    """The strips that have to leave the white between the columns free."""

    @property
    def gutters(self) -> list[tuple[float, float]]:
        """The white between the columns."""
        return whites([part.box for strip in self.shape for part in strip.parts], LEAST_WHITE * self.height)

    @property
    def height(self) -> float:
        """The usual height of its type."""
        return median(strip.height for strip in self.shape)


def grown_from(
    strips: Sequence[Strip], seed: int, free: set[int], taken: Sequence[Box], rules: Sequence[Rule]
) -> Growth:
    """The lines around the fullest one that keep to its columns, and those of one part between them."""
    grown = Growth({seed: strips[seed]}, [strips[seed]])
    if not grown.gutters:  # its parts stand too close for columns; only a drawn line or dots part them
        return grown
    for step in (1, -1):
        last, waiting = seed, list[int]()
        at = seed + step
        while (
            0 <= at < len(strips)
            and at in free
            and near(strips[last if not waiting else waiting[-1]], strips[at], rules)
        ):
            if _between(strips[last], strips[at], taken):
                break
            strip = strips[at]
            if step == -1 and is_titled(strip):
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


def _take_last_wraps(grown: Growth, strips: Sequence[Strip], last: int, waiting: Sequence[int]) -> None:
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


def is_titled(strip: Strip) -> bool:
    """Whether a line begins as titles of tables do."""
    return _TITLE.match(" ".join(part.text for part in strip.parts[:2])) is not None


def up_to_titles(grown: Growth, seed: int) -> Growth:
    """The growth around its seed, without the tables above and below: a title and new headings begin another one."""
    order = sorted(grown.strips)
    titles = [at for place, at in enumerate(order) if _is_title(grown, order, place)]
    start = max((at for at in titles if at < seed), default=-1)
    end = min((at for at in titles if at > seed), default=order[-1] + 1)
    if not titles:
        return grown
    kept = {at: strip for at, strip in grown.strips.items() if start < at < end}
    return Growth(kept, [strip for strip in grown.shape if any(strip is it for it in kept.values())])


def _is_title(grown: Growth, order: Sequence[int], place: int) -> bool:
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


def near(one: Strip, other: Strip, rules: Sequence[Rule]) -> bool:
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


def _fits(grown: Growth, strip: Strip) -> bool:
    """Whether a strip leaves the columns apart; one that runs over few of them is taken, but shapes nothing."""
    before = grown.gutters
    boxes = [part.box for it in (*grown.shape, strip) for part in it.parts]
    after = whites(boxes, LEAST_WHITE * grown.height)
    lost = sum(1 for white in before if not any(a < white[1] and b > white[0] for a, b in after))
    if not after:
        return False
    if lost == 0:
        grown.shape.append(strip)
        return True
    crossing = len(grown.strips) - len(grown.shape)
    return lost <= 0.34 * len(before) and (len(strip.parts) > 2 or crossing <= FEW_CROSSING * len(grown.strips) + 1)


def whites(boxes: Sequence[Box], least: float) -> list[tuple[float, float]]:
    """The stretches between the outermost boxes over which none stands."""
    whites: list[tuple[float, float]] = []
    reach: float | None = None
    for left, right in sorted((box[0], box[2]) for box in boxes):
        if reach is not None and left - reach >= least:
            whites.append((reach, left))
        reach = right if reach is None else max(reach, right)
    return whites
