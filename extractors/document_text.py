"""A laid-out document as one text: what leads up to a word, what follows it, how far down it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.cite import Source
from extractors.cited import cited_spans, within
from extractors.columns import Grid
from extractors.layout import PageLayout, Run, Segment
from extractors.money import Units
from extractors.reading_order import running_text
from extractors.values.quantities import working_days
from records.readings import ONE_OCR_WITNESS, Field, Value


@dataclass(frozen=True, slots=True)
class Text:
    """The laid-out document: its pages, its running text, and the units of money that its headings name."""

    layouts: tuple[PageLayout, ...]
    flow: Run
    positions: Mapping[int, int]
    units: Units
    grid: Grid
    cited: tuple[tuple[int, int], ...] = ()
    """Stretches of the running text that speak of other papers."""
    working_days: int = 0
    """The days a year that the paper says the unit works; 0 where it does not say."""
    _cells: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """By a word's id the page and cell that it stands in."""
    _segments: Mapping[int, tuple[int, int, int]] = field(default_factory=dict)
    """By a word's id the page, the line, and the part of the line between wide gaps that it stands in."""

    @classmethod
    def of(cls, layouts: Sequence[PageLayout]) -> Text:
        """Prepare the text of a document."""
        flow = running_text(layouts)
        positions = {id(placed.word): index for index, placed in enumerate(flow.placed)}
        cited = cited_spans(layouts, flow, positions)
        cells = {
            id(word): (layout.page.number, number)
            for layout in layouts
            for number, segments in layout.cells.items()
            for segment in segments
            for word in segment.words
        }
        segments = {
            id(word): (layout.page.number, number, part)
            for layout in layouts
            for number, line in enumerate(layout.lines)
            for part, segment in enumerate(line)
            for word in segment.words
        }
        units, grid, days = Units.of(layouts), Grid.of(layouts), working_days(flow.text)
        return cls(tuple(layouts), flow, positions, units, grid, cited, days, cells, segments)

    def is_cited(self, run: Run) -> bool:
        """Whether a run stands where the paper speaks of other papers."""
        at = self.positions.get(id(run.placed[0].word))
        return at is not None and within(self.cited, self.flow.start_of(at))

    def before(self, run: Run, reach: int = 90) -> str:
        """The running text that leads up to a run."""
        if not run or id(run.placed[0].word) not in self.positions:
            return ""
        start = self.flow.start_of(self.positions[id(run.placed[0].word)])
        return self.flow.text[max(0, start - reach) : start]

    def after(self, run: Run, reach: int = 60) -> str:
        """The running text that follows a run."""
        last = run.placed[-1].word
        if id(last) not in self.positions:
            return ""
        end = self.flow.start_of(self.positions[id(last)]) + len(last.text)
        return self.flow.text[end : end + reach]

    def above_in_column(self, run: Run) -> str:
        """The line over a run in its own column, where the running text leads up to it from another one; else ""."""
        first = run.placed[0].word
        place, at = self._segments.get(id(first)), self.positions.get(id(first), 0)
        if place is None or at == 0:
            return ""
        layout = next(it for it in self.layouts if it.page.number == place[0])
        segment = layout.lines[place[1]][place[2]]
        above = layout.above(segment, reach=1.0)
        if segment.words[0] is not first or above is None or self.flow.placed[at - 1].word in above.words:
            return ""
        return above.text

    def segment_of(self, run: Run) -> tuple[PageLayout, Segment] | None:
        """The part of a line between wide gaps that a run begins in, with its page."""
        place = self._segments.get(id(run.placed[0].word))
        if place is None:
            return None
        layout = next(it for it in self.layouts if it.page.number == place[0])
        return layout, layout.lines[place[1]][place[2]]

    def changes_column(self, run: Run) -> bool:
        """Whether a run leads over a wide gap, or from one column of lines in two columns to the other."""
        places = [it for it in (self._segments.get(id(placed.word)) for placed in run.placed) if it is not None]
        return any(
            left[2] != right[2] and (left[:2] == right[:2] or (self._has_gap(left) and self._has_gap(right)))
            for left, right in pairwise(places)
        )

    def _has_gap(self, place: tuple[int, int, int]) -> bool:
        layout = next(it for it in self.layouts if it.page.number == place[0])
        return len(layout.lines[place[1]]) > 1

    def goes_on_in_column(self, run: Run) -> bool:
        """Whether the word that follows a run stands beside it without a wide gap or below it: in its own column."""
        last = run.placed[-1].word
        at = self.positions.get(id(last), len(self.flow.placed)) + 1
        if at >= len(self.flow.placed):
            return False
        following = self.flow.placed[at].word
        mine, its = (self._segments.get(id(it)) for it in (last, following))
        if mine is None or its is None or mine == its:
            return True
        line = self.layouts[[it.page.number for it in self.layouts].index(its[0])].lines[its[1]]
        left, _, right, _ = line[its[2]].box
        return mine[:2] != its[:2] and left < run.box[2] and run.box[0] < right

    def last_of_lines(self, run: Run) -> Run:
        """The run itself, or its part behind the last line break that no full line explains: a name of its own."""
        layout = next(it for it in self.layouts if it.page is run.first_page)
        margin = max((segment.box[2] for segment in layout.segments), default=layout.page.width)
        left = min((segment.box[0] for segment in layout.segments), default=0.0)
        slack = 0.04 * layout.page.width
        for index in range(len(run.placed) - 1, 0, -1):
            above, word = run.placed[index - 1].word.box, run.placed[index].word.box
            broken = word[1] > above[3] - 0.3 * (above[3] - above[1])
            if broken and (above[2] + word[2] - word[0] < margin - slack or word[0] > left + 3 * slack):
                return Run(run.placed[index:])
        return run

    def before_gap(self, run: Run) -> Run:
        """The run itself, or its part before a wide gap in a line: what stands behind it is another column's."""
        places = [self._segments.get(id(it.word)) for it in run.placed]
        for index, (left, right) in enumerate(pairwise(places), start=1):
            if left is not None and right is not None and left[:2] == right[:2] and left != right:
                return Run(run.placed[:index])
        return run

    def crosses_cells(self, run: Run) -> bool:
        """Whether a run begins in one ruled cell and goes on in another or outside of any."""
        cells = [self._cells.get(id(it.word)) for it in run.placed]
        return any(cells) and len(set(cells)) > 1

    def is_in_one_cell(self, run: Run) -> bool:
        """Whether all of a run stands in one ruled cell."""
        cells = {self._cells.get(id(it.word)) for it in run.placed}
        return len(cells) == 1 and None not in cells

    def depth(self, run: Run) -> float:
        """How far down the document a run stands, 0 at the top and 1 at the end."""
        at = self.positions.get(id(run.placed[0].word), 0)
        return at / max(len(self.flow.placed), 1)


def flow_field(
    name: str,
    value: Value,
    text: Text,
    start: int,
    end: int,
    confidence: float,
    source: Source,
    unit: str | None = None,
) -> Field:
    """A field whose evidence is a stretch of the running text, such as the sentence that grants a term."""
    run = text.flow.cut(start, end)
    if run.rests_on_one_reading:
        confidence = min(confidence, ONE_OCR_WITNESS)
    evidence = source.evidence(run.first_page, run.words_on_first_page, run.text)
    return Field(name, value, confidence, evidence, unit)
