"""Where the value of a label may stand: after it, in the cell or segment to the right, on the next line, below.

Each place has a cost, and the typed readers decide.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from extractors.label_parts import ANSWER, NUMBERING, Block, Hit, Place, ends_in_brackets, lines_of_answer
from extractors.layout import PageLayout, Placed, Run, Segment

FURTHER = 0.08
"""What it costs more to take what stands below a label that has something at its right: never sure."""

UNDER_LABEL = "right, under another label"
"""The relation of a place at the right of a label that is right below another label of its own column."""

UNDER_ANOTHER = 0.12
"""What it costs to take what stands at the right of a label, but right below another one: never sure."""

OVER = "over its label"
"""The relation of a value to the label that hangs on it, on a page whose labels stand below their values."""

HANGING = 3
"""Labels of a page that hang on what is over them, at least, where labels stand below their values."""

_OPEN_END = re.compile(r"[,&]$|\d[/-]$|[A-Za-z]/$|^(?:and|of|No\.?|Dist\.?|&|-|–)$", re.I)
"""What a value does not end with: it goes on in the next line."""


_ANSWER_SIGN = re.compile(r"\W{0,2}(?:Ans(?:wer)?|Reply|Response|उत्तर)\s?[.:–—-]+\s*(?=\S)", re.I)
"""What some forms print before each answer: "Ans. Expansion"."""


def places_of(hit: Hit, following: int, starts: Mapping[int, bool]) -> Iterable[Place]:
    """The places of a label's value; `following` is where the next label of its block begins."""
    block = hit.block
    if block.over is not None:
        yield Place(block.over, 0.02, OVER)
        return
    rest = block.run.text[hit.end : following]
    has_rest = bool(re.sub(r"[\s:：=\-–—.*|)\]°'\"`´‘’“”~^•·,;_]", "", rest))
    if has_rest:
        start = hit.end + len(rest) - len(rest.lstrip())
        run = block.run.cut(start, following)
        last, across = block.segments[-1], _across_gap(block, run, following, starts)
        if across:
            run = Run((*run.placed, *(placed for it in across for placed in it.run().placed)))
            last = across[-1]
        lead = max(0, start - block.run.start_within(start))
        bare = 0.0 if hit.separated else 0.01 if hit.own_line else 0.02
        if hit.own_line and rest.lstrip()[:1].islower():
            bare = GOES_ON
        yield Place(run, bare, "same" if hit.separated or hit.own_line else "bare", lead=lead)
        if block.cell is None and following == len(block.run.text):
            longer = _continued(block.layout, last, run, starts, lead, begins=block.segments[-1].box[0])
            if len(longer.placed) > len(run.placed):
                yield Place(
                    longer, bare + 0.01, "same" if hit.separated or hit.own_line else "bare", lines=True, lead=lead
                )
        if hit.separated:
            return
        if hit.own_line and block.cell is not None:
            for place in _beside_cell(block, starts):
                yield replace(place, cost=place.cost + (0.0 if rest.lstrip()[:1].islower() else 0.06))
            return
    if following != len(block.run.text) and has_rest:
        return
    if block.cell is None and (answer := lines_of_answer(block.layout, block.segments[0])):
        run = Run(placed for line in answer for it in line for placed in it.run().placed)
        said = _ANSWER_SIGN.match(run.text)
        yield Place(run.cut(said.end()) if said else run, 0.02, "answer below", lines=len(answer) > 1)
        return
    yield from (_beside_cell(block, starts) if block.cell is not None else _beside_segment(block, starts))


def _across_gap(block: Block, run: Run, following: int, starts: Mapping[int, bool]) -> Sequence[Segment]:
    """What a value goes on with behind a wide gap in a line of prose: "black mass to    salts by leaching"."""
    if block.cell is not None or following != len(block.run.text):
        return []
    beside = block.layout.right_of(block.segments[-1])
    if not beside or id(beside[0]) in starts or not _IN_A_PHRASE.search(run.text) or not beside[0].text[0].islower():
        return []
    return beside


_IN_A_PHRASE = re.compile(r"\b(?:to|of|for|from|by|and|or|with|in|into|the|an?|at|on)$")
"""How no value ends: the line goes on behind the gap."""

GOES_ON = 0.12
"""What it costs to take the next line of a label's cell for its value where it goes on in small letters: never sure."""

BESIDE_ITS_LABEL = 0.9
"""Lines whose middle is so many heights from a label's at most are beside it: one, or two with it between them."""


def places_to_the_left(hit: Hit, following: int, starts: Mapping[int, bool]) -> Iterable[Place]:
    """As `places_of`, on a page that prints its labels at the right of their values."""
    layout, label = hit.block.layout, hit.block.segments[0]
    if hit.block.cell is not None or hit.separated:
        yield from places_of(hit, following, starts)
        return
    lines = layout.lines[max(0, label.line - 2) : label.line + 3]
    value = [
        it
        for line in lines
        for it in line
        if it.box[2] <= label.box[0]
        and it.cell is None
        and id(it) not in starts
        and abs(it.box[1] + it.box[3] - label.box[1] - label.box[3]) < 2 * BESIDE_ITS_LABEL * label.height
    ]
    if value:
        several = len({it.line for it in value}) > 1
        yield Place(Run(placed for it in value for placed in it.run().placed), 0.03, "left", lines=several)


def _beside_cell(block: Block, starts: Mapping[int, bool]) -> Iterable[Place]:
    layout, cell = block.layout, block.cell
    assert cell is not None
    right = layout.cell_right(cell)
    for _ in range(2):
        if right is not None and not re.search(r"[\w¥]", layout.run_of_cell(right).text):  # "Y" as OCR reads it
            right = layout.cell_right(right)
    if right is not None and starts.get(id(layout.cells[right][0])):
        yield Place(layout.run_of_cell(right), 0.02, ANSWER)
    if right is not None and id(layout.cells[right][0]) not in starts:
        yield Place(layout.run_of_cell(right), 0.0, "right cell")
    if right is None and (value := _outside_cells(layout, block.segments[0], starts)):
        yield Place(Run(placed for it in value for placed in it.run().placed), 0.01, "right")
    may_answer = right is not None and starts.get(id(layout.cells[right][0]), True)
    further = FURTHER if may_answer else 0.0
    below = layout.cell_below(cell)
    if below is not None and id(layout.cells[below][0]) not in starts:
        yield Place(layout.run_of_cell(below), 0.04 + further, "cell below")
    elif below is not None and starts[id(layout.cells[below][0])]:
        yield Place(layout.run_of_cell(below), 0.04 + further, ANSWER)


def _outside_cells(layout: PageLayout, label: Segment, starts: Mapping[int, bool]) -> list[Segment]:
    """What stands at the right of a label whose cell alone is drawn, as a form that shades only its captions does."""
    beside = layout.right_of(label)
    if not beside or beside[0].cell is not None or id(beside[0]) in starts or _looks_like_label(beside[0]):
        return []
    return list(takewhile(lambda it: it.cell is None and id(it) not in starts, beside))


def _beside_segment(block: Block, starts: Mapping[int, bool]) -> Iterable[Place]:
    layout, upper, lower = block.layout, block.segments[0], block.segments[-1]
    if upper is lower and (rest := _rest_of_brackets(layout, upper)) is not None:
        lower = rest
    further = 0.0
    later = [layout.right_of(it) for it in block.segments[1:]]
    for beside in (layout.right_of(upper), _between(layout, upper, lower), *later, layout.right_of(lower)):
        value: list[Segment] = []
        for other in beside:
            if starts.get(id(other)) and not value:
                yield Place(other.run(), 0.02, ANSWER)
            if id(other) in starts or _looks_like_label(other) or (value and _is_among_labels(layout, other, starts)):
                break
            if re.search(r"\w", other.text) or value or "*" in other.text or "☐" in other.text:
                value.append(other)
        if value:
            run = _whole_of(layout, value)
            if begun := _begun_above(layout, value[0], starts):
                told = dropwhile(lambda it: not re.search(r"\w", it.word.text), run.placed)  # a colon before it
                run = Run((*(placed for it in begun for placed in it.run().placed), *told))
            free = value[-1].cell is None
            longer = _continued(layout, value[-1], run, starts, own=block.segments) if free else run
            stacked = _stands_under_label(layout, lower, value[0], starts)
            relation, dearer = (UNDER_LABEL, UNDER_ANOTHER) if stacked else ("right", 0.0)
            yield Place(run, 0.01 + dearer, relation)
            if len(longer.placed) > len(run.placed):
                yield Place(longer, 0.02 + dearer, relation, lines=True)
            further = 0.0 if stacked else FURTHER
            break
    if not further and (value := _astride(layout, upper, lower, starts)):
        yield Place(Run(placed for it in value for placed in it.run().placed), 0.02, "right", lines=True)
        further = FURTHER
    above = layout.above(upper)
    if not further and above is not None and id(above) not in starts and not _looks_like_label(above):
        yield Place(above.run(), 0.04, "above")
    if not further and above is not None and _is_under_its_value(layout, upper, starts):
        yield Place(above.run(), 0.05, OVER)
        further = UNDER_ANOTHER
    below = layout.below(lower)
    if below is not None and id(below) not in starts and not _looks_like_label(below):
        run = below.run()
        yield Place(run, 0.06 + further, "below")
        longer = _continued(layout, below, run, starts, label=lower)
        if len(longer.placed) > len(run.placed):
            yield Place(longer, 0.07 + further, "below", lines=True)


def _astride(layout: PageLayout, upper: Segment, lower: Segment, starts: Mapping[int, bool]) -> list[Segment]:
    """The two lines of a value that a label stands beside at half height, with nothing else in their lines.

    The line before them, in their column, stands further off than they do from each other: they are a row of their own.
    """
    height, right = upper.height, max(upper.box[2], lower.box[2])
    over, under = layout.lines[max(0, upper.line - 1) : upper.line], layout.lines[lower.line + 1 : lower.line + 2]
    pair = [
        it
        for line in (*over, *under)
        if not any(re.search(r"\w", other.text) for other in line if other.box[0] < right)
        for it in line
        if it.box[0] >= right and it.cell is None and id(it) not in starts and not _looks_like_label(it)
    ]
    if len(pair) != 2 or pair[0].line == pair[1].line:
        return []
    first, second = pair
    level = abs(first.box[1] + second.box[3] - upper.box[1] - lower.box[3]) < height
    aligned = min(abs(second.box[0] - x) for x in (first.box[0], _left_of_text(first))) < HALF_INDENT
    gap, before = second.box[1] - first.box[3], layout.above(first, reach=WITHIN_VALUE)
    apart = before is None or first.box[1] - before.box[3] > gap + BETWEEN_ROWS * height
    return pair if level and aligned and gap < 0.95 * height and apart else []


HALF_INDENT = 4.0
"""Points by which the two lines of a value that has its label at half height begin apart at most."""

WITHIN_VALUE, BETWEEN_ROWS = 0.6, 0.25
"""Heights of the type between two lines of one value at most, and more than these between the rows of a form."""


def _begun_above(layout: PageLayout, last: Segment, starts: Mapping[int, bool]) -> list[Segment]:
    """The lines over the last one of a value whose label stands level with that, at the foot of its row.

    They begin where it does, without a gap and with nothing at their left. Where they lead up to a line that has a
    label beside it they are the end of that one's value.
    """
    if last.cell is not None:
        return []
    found: list[Segment] = []
    least = last.height
    for line in reversed(layout.lines[: last.line]):
        lower = found[0] if found else last
        upper = next((it for it in line if abs(_left_of_text(it) - _left_of_text(last)) < 2 and it.cell is None), None)
        gap = lower.box[1] - max(it.box[3] for it in line)
        if gap > (least + BETWEEN_ROWS * last.height if found else WITHIN_VALUE * last.height):
            break
        if upper is None or layout.left_of(upper) or id(upper) in starts or _looks_like_label(upper):
            return []
        found.insert(0, upper)
        least = min(least, gap)
    return found


def _left_of_text(segment: Segment) -> float:
    """Where a segment's text begins, behind a colon that stands before it."""
    return next((word.box[0] for word in segment.words if re.search(r"\w", word.text)), segment.box[0])


def _is_under_its_value(layout: PageLayout, label: Segment, starts: Mapping[int, bool]) -> bool:
    """Whether a label belongs to what stands over it, by its own place and by that of most labels of the page."""
    if not _hangs_on_value(layout, label, starts):
        return False
    labels = [it for it in layout.segments if starts.get(id(it)) is not None and it.cell is None]
    hanging = sum(_hangs_on_value(layout, it, starts) for it in labels)
    return hanging >= HANGING and 2 * hanging > len(labels)


def _hangs_on_value(layout: PageLayout, label: Segment, starts: Mapping[int, bool]) -> bool:
    """Whether what stands right over a label is no label, and much closer to it than what stands below."""
    above, below = layout.above(label, reach=1.0), layout.below(label)
    if above is None or id(above) in starts or not _aligned(above, label) or above.cell is not None:
        return False
    over = max(_gap(above, label), 0.0)
    under = _gap(label, below) if below is not None else math.inf
    return under > 2 * over + 0.2 * label.height


INK_OF_LINE = 0.15
"""The share of its ink's height that a line of type has free above and below it, which boxes of OCR leave out."""


def _gap(upper: Segment, lower: Segment) -> float:
    """Points between two lines of type, as if both boxes were those of the type and not of its ink."""
    free = sum(INK_OF_LINE * it.height for it in (upper, lower) if it.words[0].source == "ocr")
    return lower.box[1] - upper.box[3] - free


def _stands_under_label(layout: PageLayout, label: Segment, value: Segment, starts: Mapping[int, bool]) -> bool:
    """Whether a value has a label of its own column right above it that has nothing at its own right.

    A label that nobody knows is told by what stands below the one at the left: a figure like the value.
    """
    above = layout.above(value, reach=0.9)
    if above is None or value.cell is not None or layout.right_of(above) or not _aligned(above, value):
        return False
    if id(above) in starts:
        return not (starts[id(above)] and _answers_its_row(layout, above, label, starts))
    below = layout.below(label, reach=0.9)
    unlike = any(map(str.isdigit, above.text)) or len(above.words) > MOST_WORDS
    return not unlike and below is not None and _aligned(label, below) and _shape(below.text) == _shape(value.text)


def _answers_its_row(layout: PageLayout, segment: Segment, label: Segment, starts: Mapping[int, bool]) -> bool:
    """Whether what may be a label or an answer answers the label at its left, in the column of another label."""
    left = next(iter(layout.left_of(segment)), None)
    return left is not None and id(left) in starts and _aligned(left, label)


MOST_WORDS = 5
"""Words of a label over its value."""


def _aligned(upper: Segment, lower: Segment) -> bool:
    return abs(upper.box[0] - lower.box[0]) < 4


def _shape(text: str) -> str:
    """What the first word of a figure is like: "00-00-0000" of a date; of a word all of it."""
    return re.sub(r"\d", "0", text.split()[0]) if text.strip() else ""


def _whole_of(layout: PageLayout, value: list[Segment]) -> Run:
    """The segments of a value, or the whole ruled cell where they stand in one."""
    cell = value[0].cell
    if cell is not None and all(it.cell == cell for it in value):
        return layout.run_of_cell(cell)
    return Run(placed for it in value for placed in it.run().placed)


_ONLY_A_UNIT = re.compile(r"\([^()]{1,24}\)\s*[:：]?")


def _rest_of_brackets(layout: PageLayout, upper: Segment) -> Segment | None:
    """The line below a label that closes its brackets, or holds but its unit: "Type (New /", "Other)"; "(%)"."""
    lower = layout.below(upper, reach=1.6)
    if lower is not None and _ONLY_A_UNIT.fullmatch(lower.text) and abs(lower.box[0] - upper.box[0]) < 4:
        return lower
    if upper.text.count("(") <= upper.text.count(")"):
        return None
    if lower is not None and lower.text.count(")") > lower.text.count("(") and abs(lower.box[0] - upper.box[0]) < 40:
        return lower
    return None


def _between(layout: PageLayout, upper: Segment, lower: Segment) -> list[Segment]:
    """What stands at half height to the right of a label that wraps over two lines, on a line of its own."""
    right = max(upper.box[2], lower.box[2]) - 1
    return [
        segment
        for line in layout.lines[upper.line + 1 : lower.line]
        for segment in line
        if segment.box[0] >= right and segment.cell is None
    ]


def _looks_like_label(segment: Segment) -> bool:
    text = segment.text
    return bool(re.match(rf"^{NUMBERING}[^\W\d][^:：]{{2,45}}[:：]\s*$", text)) or bool(
        re.match(r"^[A-Z][A-Za-z .()/]{2,30}:\s", text) and not re.match(r"(?:M/s|Plot|Survey|Gat|Khasra|Near)", text)
    )


def _is_among_labels(layout: PageLayout, segment: Segment, starts: Mapping[int, bool]) -> bool:
    """Whether a segment with something at its right stands in a column of labels: one that nobody knows."""
    others = (it for it in layout.segments if id(it) in starts and it.cell is None and it is not segment)
    level = sum(abs(it.box[0] - segment.box[0]) < SAME_COLUMN and bool(layout.right_of(it)) for it in others)
    return level >= LABELS_OF_COLUMN and bool(layout.right_of(segment))


SAME_COLUMN, LABELS_OF_COLUMN = 2.0, 2
"""Points by which labels of one column begin apart at most, and how many known ones make a column of them."""


def _begins_in_bold(line: Segment, before: Sequence[Placed]) -> bool:
    """Whether a line begins in bold and goes on in plain type below a plain line: a label that nobody knows."""
    first, last = line.words[0], line.words[-1]
    return first.bold and not last.bold and not before[-1].word.bold


FURTHER_APART, FURTHER_THAN_LABEL = 1.25, 1.5
"""How many times the pitch of its lines before, or of its label and its first line, a value's next line stands off."""


def _continued(
    layout: PageLayout,
    last: Segment,
    run: Run,
    starts: Mapping[int, bool],
    lead: int = 0,
    label: Segment | None = None,
    own: Sequence[Segment] = (),
    begins: float | None = None,
) -> Run:
    """The value with the lines below it that go on with it: same left edge, no label beside them, no gap between.

    A line that stands further off than those before it goes on with nothing; `label` is what stands over the value,
    `own` the lines of a label beside it, `begins` where the paragraph does that the value stands in.
    """
    most = FURTHER_THAN_LABEL * (last.box[1] - label.box[1]) if label is not None else 0.0
    above = last.box[1]
    placed: list[Placed] = list(run.placed)
    value = re.search(r"\w", run.text[lead:])
    first_words = run.cut(lead + value.start()).placed if value else ()
    left = (first_words or run.placed)[0].word.box[0]
    starts_at = (run.placed[0].word.box[0], left)
    margin = max((segment.box[2] for segment in layout.segments), default=layout.page.width)
    bottom, height, right = last.box[3], last.height, last.box[2]
    own_left = last.box[0] if begins is None else begins
    for line in layout.lines[last.line + 1 : last.line + 7]:
        pitch = line[0].box[1] - above
        if line[0].box[1] - bottom > 0.95 * height or (most and pitch > most):
            break
        aligned = [it for it in line if min(abs(it.box[0] - x) for x in starts_at) < 14 and it.cell is None]
        first = line[0].words[0]
        full = right + first.box[2] - first.box[0] + 0.25 * height > margin - 2
        open_end = _OPEN_END.search(placed[-1].word.text) is not None or ends_in_brackets(Run(placed).text)
        if not aligned and (full or open_end) and abs(line[0].box[0] - own_left) < 30:
            aligned = line[:1]
        if not aligned and line[0].box[0] >= right:
            continue  # what stands at the right, at half height of the value's lines
        if not aligned or id(aligned[0]) in starts or _looks_like_label(aligned[0]):
            break
        if _begins_in_bold(aligned[0], placed):
            break
        at_left = [it for it in line if it.box[2] <= aligned[0].box[0] and it not in own]
        beside = [it for it in at_left if re.search(r"\w", it.text)]
        if any(id(it) in starts or not it.text[:1].islower() for it in beside if it.box[0] < left - 14):
            break
        placed.extend(Placed(layout.page, word) for word in aligned[0].words)
        bottom, right = aligned[0].box[3], aligned[0].box[2]
        above, most = line[0].box[1], FURTHER_APART * pitch
    return Run(placed)
