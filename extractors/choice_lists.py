"""The answers that a form prints for a question, wherever its boxes, rules and line ends part them.

From its label on, what a question's answers are is told by their words alone: one follows another on its line or on the
next one, and little else stands between them. That they stand in cells of their own does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import reference
from extractors.label_parts import Label
from extractors.layout import PageLayout, Placed, Run, Segment
from extractors.marks import BOX
from extractors.phrases import PhraseBook, longest, tokens_of
from extractors.values import Scope, options_of
from records.pages import Box, Page, Word, union
from reference.document_types import DocumentType, FieldWords

KINDS = frozenset({"enum", "yes_no", "minerals"})
SEVERAL = "minerals"
"""The kind of fields of which several answers may be marked."""

LIKE_ITS_LABEL = 0.3
"""How much a question in no vocabulary must resemble a label of a field if the answers do not tell: "yes", "no"."""

BETWEEN = 14
"""Letters that are no answer, at most, between two answers of a list: "(tick one)", "only"."""

NEXT_ROW = 2.9
"""Heights, at most, from the foot of a line of answers to the middle of the next one."""

OUTSIDE = 1.5
"""Heights by which a line of answers may begin left of the line above."""

APART = 16.0
"""Heights of white, at most, between two answers beside each other."""


@dataclass(frozen=True, slots=True)
class Option:
    """One printed answer: what it would mean, its words, and its place on the page."""

    value: str
    words: Run
    box: Box
    line: tuple[Box, Box]
    """The parts of lines that its first and its last word stand in."""


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """The answers that a form prints for a field, of which one should be marked, or several."""

    field: str
    page: Page
    options: tuple[Option, ...]
    cost: float
    complete: bool
    """Whether every answer that is known for the field is among them, so that none was left unread."""

    question: Box
    """The place of its label."""

    several: bool = False
    """Whether more than one may be marked."""

    @property
    def is_ocr(self) -> bool:
        """Whether the answers were read by OCR."""
        return any(it.words.is_ocr for it in self.options)

    @property
    def box(self) -> Box:
        """The box around all answers."""
        return union(it.box for it in self.options)

    @property
    def height(self) -> float:
        """The height of the type, in points."""
        heights = sorted(word.box[3] - word.box[1] for it in self.options for word in it.words.words_on_first_page)
        return heights[len(heights) // 2]

    @property
    def words(self) -> Collection[int]:
        """The ids of the answers' words."""
        return frozenset(id(word) for it in self.options for word in it.words.words_on_first_page)


def choice_lists(
    document_type: DocumentType, labels: Sequence[Label], layouts: Sequence[PageLayout]
) -> tuple[ChoiceList, ...]:
    """The lists of answers beside and below the labels of a document."""
    return tuple(
        found
        for words in document_type.fields.values()
        if words.kind in KINDS
        for label in labels
        if _asks_for(label, words) and (found := _list_of(words, label, labels, layouts)) is not None
    )


def _asks_for(label: Label, words: FieldWords) -> bool:
    """Whether a label asks for a field, or one in no vocabulary may: which answers it prints then tells."""
    if not label.alike:
        return words.name in label.fields
    return words.kind == "enum" or label.alike.get(words.name, 0.0) >= LIKE_ITS_LABEL


def _list_of(
    words: FieldWords, label: Label, labels: Sequence[Label], layouts: Sequence[PageLayout]
) -> ChoiceList | None:
    layout = next((it for it in layouts if it.page is label.words.first_page), None)
    if layout is None:
        return None
    known = {"yes", "no"} if words.kind == "yes_no" else set(words.values)
    others = [it for it in labels if it is not label and it.words.first_page is layout.page]
    lines = _answers_near(words, label, [it for it in others if not it.alike], layout)
    options = _joined(words, lines)
    if options and not known <= {it.value for it in options}:
        others = [it for it in others if words.name not in it.fields]
        options = _joined(words, [*_lines_above(words, options[0], others, layout), *lines])
    if len(options) < 2:
        return None
    complete = known <= {it.value for it in options}
    if label.alike and not complete and label.alike.get(words.name, 0.0) < LIKE_ITS_LABEL:
        return None
    if label.alike and _stand_in_sentences(options, layout):
        return None
    return ChoiceList(
        words.name, layout.page, tuple(options), label.cost, complete, label.words.box, words.kind == SEVERAL
    )


def _stand_in_sentences(options: Sequence[Option], layout: PageLayout) -> bool:
    """Whether answers are words of a sentence: "which had applied in Group A, is placed in Group B"."""
    own = {id(word) for it in options for word in it.words.words_on_first_page}
    around = [it.words for it in layout.segments if not own.isdisjoint(map(id, it.words))]
    return any(sum(id(word) not in own and word.text.isalpha() for word in words) >= PROSE_WORDS for words in around)


PROSE_WORDS = 8
"""Words beside the answers of a list, in one stretch of a line, that make it a sentence."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A label as its answers stand to it: the words that ask, its place, where its line begins, and its cell."""

    words: Sequence[Placed]
    box: Box
    left: float
    height: float
    cell: Box | None
    is_known: bool
    """Whether it is in a field's vocabulary."""

    def ends_before(self, option: Option) -> bool:
        """Whether an answer stands behind the words that ask on its line; a label may take two lines."""
        middle = _middle(option)
        ends = [it.word.box[2] for it in self.words if it.word.box[1] < middle < it.word.box[3]]
        return option.box[0] >= min(self.box[2], max(ends, default=0.0)) - 1

    def shares_cell(self, option: Option) -> bool:
        """Whether an answer stands in the cell of the question, behind or below it."""
        if self.cell is None or not self.cell[0] < option.box[0] < self.cell[2]:
            return False
        is_after = not self.words or (option.box[3] > self.box[1] and self.ends_before(option))
        return self.shares_row(option) and is_after and option.box[0] > self.left - OUTSIDE * self.height

    def shares_row(self, option: Option) -> bool:
        """Whether an answer stands in the row of the question's cell."""
        return self.cell is not None and self.cell[1] < _middle(option) < self.cell[3]

    def has_beside(self, option: Option) -> bool:
        """Whether an answer stands right of the question, on its line or in its row."""
        is_level = self.box[1] - 0.3 * self.height < _middle(option) < self.box[3] + 0.3 * self.height
        return option.box[0] >= self.box[0] and (is_level or self.shares_row(option)) and self.ends_before(option)

    def has_below(self, option: Option) -> bool:
        """Whether an answer stands under the question and no further left."""
        is_lower = option.box[1] > self.box[1] + 0.5 * self.height and not self.shares_row(option)
        return is_lower and option.box[0] > self.box[0] - OUTSIDE * self.height

    def is_asked_anew(self, option: Option, others: Sequence[Box]) -> bool:
        """Whether another question stands before an answer on its line.

        Left of a question in a vocabulary that may be one of another column; the rest may be no questions at all.
        """
        left = self.box[0] - OUTSIDE * self.height if self.is_known else 0.0
        middle = _middle(option)
        return any(left < it[0] and it[2] <= option.box[0] and it[1] < middle < it[3] for it in others)


def _middle(option: Option) -> float:
    return (option.box[1] + option.box[3]) / 2


def _answers_near(words: FieldWords, label: Label, others: Sequence[Label], layout: PageLayout) -> list[list[Option]]:
    """The answers of a field line by line: in the cell of its label if there are any, else in its row, else below."""
    mine = [
        it for it in layout.segments if any(placed.word is word for placed in label.words.placed for word in it.words)
    ]
    if not mine:
        return []
    cell = layout.cell_boxes.get(mine[0].cell) if mine[0].cell is not None else None
    asks = () if _is_answer(words, label) else label.words.placed
    question = _Question(asks, label.words.box, mine[0].box[0], mine[0].height, cell, not label.alike)
    first, own = min(it.line for it in mine), {id(it.word) for it in asks}
    lines = [
        [option for segment in line for option in _answers_in(words, segment, own)]
        for line in layout.lines[max(0, first - len(words.values) if cell else first) : first + 4 + _most(words)]
    ]
    within = [[it for it in line if question.shares_cell(it)] for line in lines]
    beside = [[it for it in line if question.has_beside(it)] for line in lines]
    asked = [it.words.box for it in others]
    under = [[it for it in line if question.has_below(it)] for line in lines]
    until = next(
        (n for n, line in enumerate(under) if any(question.is_asked_anew(it, asked) for it in line)), len(lines)
    )
    below = [right or (line if n < until else []) for n, (right, line) in enumerate(zip(beside, under, strict=True))]
    found = within if any(within) else beside if cell and any(beside) else below
    return [it for it in found if it]


def _is_answer(words: FieldWords, label: Label) -> bool:
    """Whether what was taken for a question in no vocabulary is one of the answers."""
    return bool(label.alike) and any(True for _ in _named(words, label.words))


def _lines_above(words: FieldWords, first: Option, others: Sequence[Label], layout: PageLayout) -> list[list[Option]]:
    """The answers over the first one of a list, beginning where it does: their question runs over several lines.

    What another question asks for on its own line, the "No" above a "Yes", is not among them.
    """
    asked = {id(placed.word) for it in others for placed in it.words.placed}
    number = next(it.line for it in layout.segments if any(word is first.words.placed[0].word for word in it.words))
    found: list[list[Option]] = []
    for line in reversed(layout.lines[max(0, number - _most(words)) : number]):
        if any(id(word) in asked for segment in line for word in segment.words):
            break
        over = [option for segment in line for option in _answers_in(words, segment, ())]
        below = found[0][0] if found else first
        height = below.box[3] - below.box[1]
        over = [it for it in over if abs(it.box[0] - below.box[0]) < 0.3 * height]
        known = {first.value, *(it.value for above in found for it in above)}
        if not over or over[0].value in known or below.box[1] - over[0].box[3] > height:
            break
        found.insert(0, over)
    return found


def _most(words: FieldWords) -> int:
    return max(len(words.values), 8 if words.kind == SEVERAL else 2)


def _answers_in(words: FieldWords, segment: Segment, own: Collection[int]) -> Iterator[Option]:
    """Every answer of a field in a segment, without the words of the label."""
    run = segment.run()
    for value, start, end in _named(words, run):
        part = run.cut(start, end)
        if part and not any(id(it.word) in own for it in part.placed):
            yield Option(value, part, run.box_of(start, end), (segment.box, segment.box))


def _named(words: FieldWords, run: Run) -> Iterator[tuple[str, int, int]]:
    """The answers that a text names, each with its place."""
    if words.kind != SEVERAL:
        found = [it for it in options_of(words, run.text, Scope(ocr=run.is_ocr)) if isinstance(it.value, str)]
        for it in found[:1] if _is_explained(run.text, [(it.start, it.end) for it in found]) else found:
            yield str(it.value), it.start, it.end
        return
    tokens = tokens_of(run.text[:400])
    [matches] = _minerals().find([tokens])
    for match in longest(matches):
        yield match.keys[0], tokens[match.first].start, tokens[match.last - 1].end


def _is_explained(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether all answers but the first explain it in brackets, "Hybrid (capital and operating)", with no box there."""
    if len(spans) < 2:
        return False
    (_, first), (_, last) = spans[0], spans[-1]
    opens = re.match(r"\s*\(", text[first:])
    return opens is not None and ")" not in text[first:last] and BOX.search(text[first : last + 4]) is None


@cache
def _minerals() -> PhraseBook:
    return PhraseBook({mineral.id: mineral.names for mineral in reference.minerals().values()})


def _joined(words: FieldWords, lines: Sequence[Sequence[Option]]) -> list[Option]:
    """The answers that follow each other from the first one on; the same one in two languages is one."""
    options: list[Option] = []
    for line in lines:
        for option in sorted(line, key=lambda it: it.box[0]):
            if not options:
                options.append(option)
                continue
            last, page = options[-1], option.words.first_page
            if not _follows(options, option, page):
                if _is_level(last, option):
                    break
                return options
            if option.value == last.value:
                both = Run([*last.words.placed, *option.words.placed])
                parts = last.line[0], option.line[1]
                options[-1] = Option(option.value, both, union((last.box, option.box)), parts)
            elif option.value in {it.value for it in options}:
                return options
            else:
                options.append(option)
    return options


def _is_level(one: Option, other: Option) -> bool:
    return one.words.placed[-1].word.box[1] < _middle(other) < one.words.placed[-1].word.box[3]


def _follows(options: Sequence[Option], option: Option, page: Page) -> bool:
    """Whether an answer goes on with a list: on its line or the next one, with little else between."""
    last, words = options[-1], {id(word.word) for it in (*options, option) for word in it.words.placed}
    end, begin = last.words.placed[-1].word.box, option.box
    height = end[3] - end[1]
    if _is_level(last, option):
        spans = [(end[2], begin[0], begin)]
        if begin[0] - end[2] > APART * height:
            return False
    else:
        left = min(it.box[0] for it in options)
        if begin[1] - end[3] > NEXT_ROW * height:
            return False
        ends, begins = max(it.box[2] for it in options), min(left, option.line[0][0])
        spans = [(end[2], max(ends, last.line[1][2]), end), (min(begins, begin[0]), begin[0], begin)]
        if begin[0] < left - OUTSIDE * height:  # back at the margin: the line must begin with it
            spans = [(0.0, begin[0], begin)]
    return all(_letters_within(page, span, words) <= BETWEEN for span in spans)


def _letters_within(page: Page, span: tuple[float, float, Box], known: Collection[int]) -> int:
    """Letters of other words within a stretch of a line."""
    x0, x1, (_, top, _, bottom) = span
    middle = (top + bottom) / 2
    within = (it for it in page.words if it.box[1] < middle < it.box[3] and it.box[0] >= x0 - 1 and it.box[2] <= x1 + 1)
    return sum(_letters(word) for word in within if id(word) not in known)


def _letters(word: Word) -> int:
    return sum(it.isalnum() for it in BOX.sub("", word.text))
