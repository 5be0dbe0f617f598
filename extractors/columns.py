"""Values that stand side by side on one row: two years, before and after, existing and proposed, a period and to date.

A label names the row; which of its values the field asks for is said by the words over the columns, or by none. Where
they do not say it, every value stays a reading of the row and the field becomes doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.layout import PageLayout, Placed, Run, Segment
from records.dates import financial_year, find_days, find_financial_years
from records.pages import Box

LINES_UP = 30
"""So many lines above a row its columns' headings are looked for."""

MOST_COLUMNS = 6

SUPERSEDED = re.compile(
    r"\b(?:before|pre|prior|previous(?:ly)?|existing|earlier|old|original(?:ly)?|superseded|preceding|corresponding|last\s+year|as\s+in)\b"
    r"|पूर्व|पहले|विद्यमान|मौजूदा|गत\s+वर्ष",
    re.I,
)
"""Words for what held before the paper, or in a year that it gives for comparison only."""

IN_FORCE = re.compile(
    r"\b(?:after|post|to\s+be\s+read|read\s+as|revised|amended|enhanced|new|now|as\s+amended|current(?:\s+year)?|present(?:ly)?|this\s+year"
    r"|this\s+(?:consent|order|CC&?A|CTO|CTE|certificate|registration|authori[sz]ation))\b|पश्चात|के\s+बाद|संशोधित|परिवर्धित|नई",
    re.I,
)
ALTOGETHER = re.compile(r"\b(?:total|altogether|overall|aggregate|combined)\b|कुल|योग", re.I)
ADDED = re.compile(r"\b(?:proposed|additional|addition|expansion|increase|incremental)\b|प्रस्तावित|अतिरिक्त|विस्तार", re.I)
OF_THE_PERIOD = re.compile(
    r"\b(?:during|for)\s+the\s+(?:\w+\s+)?(?:period|quarter|half[\s-]year|year)\b|\bcurrent\s+(?:period|claim)\b|\bthis\s+(?:period|claim)\b"
    r"|\bperiod\s+under\s+claim\b|अवधि\s+(?:में|के\s+दौरान)|के\s+दौरान",
    re.I,
)
A_PART = re.compile(
    r"\b(?:phase|stage|line|unit|plant|train)\b\W*(?:no\.?\s*)?(?:[IVX]{1,4}|[0-9]|[A-D]|one|two)\b|चरण|इकाई", re.I
)
TO_DATE = re.compile(r"\b(?:cumulative|to\s+date|up\s*to|upto|till|as\s+on|as\s+at|opening|closing)\b|संचयी|तक", re.I)


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a row with the words that stand over its column, "" where none distinguish it."""

    run: Run
    heading: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Where every word of a document stands."""

    places: Mapping[int, tuple[PageLayout, Segment]]

    @classmethod
    def of(cls, layouts: Sequence[PageLayout]) -> Grid:
        """Index the words of the pages."""
        return cls({id(word): (layout, it) for layout in layouts for it in layout.segments for word in it.words})

    def columns(self, label: Run) -> tuple[Column, ...]:
        """The values to the right of a label on its row; () where there is one or none."""
        for placed in reversed(label.placed):
            found = self.places.get(id(placed.word))
            if found is None:
                continue
            layout, segment = found
            runs = list(_right_of(layout, segment))
            if 2 <= len(runs) <= MOST_COLUMNS:
                headings = _headings(layout, segment, [run.box for run in runs])
                return tuple(Column(run, heading) for run, heading in zip(runs, headings, strict=True))
        return ()


def _right_of(layout: PageLayout, segment: Segment) -> Iterator[Run]:
    if segment.cell is None:
        for other in layout.right_of(segment):
            yield other.run()
        return
    cell = layout.cell_right(segment.cell)
    while cell is not None:
        yield layout.run_of_cell(cell)
        cell = layout.cell_right(cell)


def _headings(layout: PageLayout, row: Segment, boxes: Sequence[Box]) -> list[str]:
    """The words over each column, from the nearest row above whose words tell at least two columns apart."""
    days: list[str] = []
    for number in range(row.line - 1, max(-1, row.line - LINES_UP), -1):
        line = layout.lines[number]
        over = [[it for it in line if _shared(it.box, box) > 0] for box in boxes]
        own = [it for column in over for it in column]
        if sum(1 for column in over if column) < 2 or len({id(it) for it in own}) < 2:
            continue
        texts = [" ".join(_whole(layout, it) for it in column) for column in over]
        told = sum(1 for text in texts if text and meant(text)) > 1 or any(_READ_AS.search(text) for text in texts)
        if len({text for text in texts if text}) < 2 or not told:
            continue
        if not all(_DAY.fullmatch(text) for text in texts if text):
            return texts
        days = days or texts  # "31.03.2026" may head a column, or be a value of the row above
    return days or [""] * len(boxes)


_READ_AS = re.compile(r"\b(?:to\s+be\s+)?read\s+as\b", re.I)
"""What heads the column that holds, whatever OCR made of the heading of the other."""

_DAY = re.compile(r"\W*\d{1,2}\W{1,2}\w{2,9}\W{1,2}\d{2,4}\W*")


def _whole(layout: PageLayout, segment: Segment) -> str:
    """A heading with the rest of its cell, or with the line above and below that it runs over."""
    if segment.cell is not None:
        return layout.run_of_cell(segment.cell).text
    placed: list[Placed] = []
    for number in range(max(0, segment.line - 1), min(len(layout.lines), segment.line + 2)):
        for other in layout.lines[number]:
            near = abs(other.box[1] - segment.box[1]) < 1.6 * segment.height
            narrow = other.box[2] - other.box[0] < 1.5 * (segment.box[2] - segment.box[0])
            worded = sum(it.isalpha() for it in other.text) > sum(it.isdigit() for it in other.text)
            if other is segment or (near and narrow and worded and _shared(other.box, segment.box) > 0):
                placed.extend(other.run().placed)
    return Run(placed).text


def _shared(one: Box, other: Box) -> float:
    return min(one[2], other[2]) - max(one[0], other[0])


def meant(heading: str) -> bool:
    """Whether a heading says which of several values its column holds."""
    kinds = (SUPERSEDED, IN_FORCE, ALTOGETHER, ADDED, A_PART, OF_THE_PERIOD, TO_DATE)
    return bool(years_of(heading)) or any(kind.search(heading) for kind in kinds)


def years_of(heading: str) -> tuple[str, ...]:
    """The financial years that a heading names, also by their last day alone: "31.03.2025"."""
    if years := find_financial_years(heading):
        return years
    days = [it.readings[0].value for it in find_days(heading) if it.readings]
    return tuple(financial_year(day) for day in days if (day.month, day.day) == (3, 31))


def asked_for(headings: Sequence[str], kind: str, year: str) -> int | None:
    """Which column a field asks for; None where the headings do not say.

    Args:
        headings: the words over each column.
        kind: the field's kind: "amount", "tpa" or "day".
        year: the financial year that the paper certifies, "" if it names none.
    """
    years = [years_of(heading) for heading in headings]
    if year and any(years):
        return _only([number for number, found in enumerate(years) if year in found])
    standing = [number for number, heading in enumerate(headings) if not SUPERSEDED.search(heading)]
    if kind == "amount":
        of_period = [number for number, heading in enumerate(headings) if OF_THE_PERIOD.search(heading)]
        if of_period or any(TO_DATE.search(heading) for heading in headings):
            return _only(of_period)
        return _only([number for number in standing if IN_FORCE.search(headings[number])])
    after = [number for number in standing if IN_FORCE.search(headings[number])]
    whole = [number for number in standing if ALTOGETHER.search(headings[number])]
    if kind == "tpa":
        both = [number for number in whole if number in after]
        return _only(both or whole or after)
    return _only(after or [number for number in standing if ADDED.search(headings[number])])


def _only(numbers: Sequence[int]) -> int | None:
    return numbers[0] if len(numbers) == 1 else None
