"""Texts that look like labels and are in no vocabulary: taken for the nearest label, else told as unused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise
from statistics import median

from extractors.label_book import LabelBook
from extractors.label_parts import (
    BARE_NUMBER,
    NUMBERING,
    PROSE_WORDS,
    Block,
    Hit,
    begins,
    free_of_brackets,
    is_form_row,
    is_led_to,
    lines_of_answer,
)
from extractors.layout import PageLayout, Segment
from extractors.marks import BOX
from extractors.phrases import Match
from extractors.values import LEGAL_FORM

NO_FIELD = ""
"""The name under which a label that resembles none of the type is listed."""

_UNKNOWN_LABEL = re.compile(rf"^{NUMBERING}(?P<label>[^\W\d][^:：=।]{{1,60}}?)\s*[:：]\s*(?P<value>.*)$")
_FURNITURE = re.compile(
    r"\b(?:print(?:ed|out)?|generated|downloaded|page|portal|https?|www|e-?mail|phone|tel|fax|mobile)\b", re.I
)
"""What stands in the head and foot of a page: no label of the paper, however it looks."""


def guess_unknown(book: LabelBook, blocks: Sequence[Block], tabled: Set[int]) -> list[tuple[str, str, int]]:
    """Label-like texts that no phrase fits, with value and page; those near to a label are added to their block's.

    One that is spelt nearly as a label of the vocabulary is taken for it; one that has its telling words is a guess.
    """
    unused = []
    edges = _label_edges(blocks)
    over_values = _over_values(book, blocks)
    wrapped = _wrapped(blocks)
    known = {id(it) for block in blocks if block.hits and len(block.segments) > 1 for it in block.segments}
    for block in blocks:
        is_part = wrapped.get(id(block.segments[0]), block) is not block or id(block.segments[0]) in known
        if all(id(it.word) in tabled for it in block.run.placed) or (is_part and block.cell is None):
            continue
        if block.hits:
            if _is_hardly_known(book, block):
                _guess(book, block, block.run.text, 0, len(block.run.text), whole=True, least=ENOUGH_TO_CONTEND)
            continue
        if len(block.segments) > 1 and block.cell is None and id(block.segments[0]) not in wrapped:
            continue
        if (over := _over_in_cell(block)) is not None:
            _guess(book, block, over.text, 0, len(over.text) + 1, whole=False, least=PROVEN)
            continue
        if block.over is not None:
            _guess(book, block, block.run.text, 0, len(block.run.text), whole=True, least=PROVEN)
            continue
        if block.cell is None and lines_of_answer(block.layout, block.segments[0]):
            _guess(book, block, block.run.text, 0, len(block.run.text), whole=True, question=True, least=PROVEN)
            continue
        match = _UNKNOWN_LABEL.match(block.run.text[:160])
        if match is None and id(block.segments[0]) in over_values:
            _guess(book, block, block.run.text, 0, len(block.run.text), whole=True, least=PROVEN, in_row=True)
            continue
        if match is None:
            if unmarked := _unmarked_label(block, edges):
                unused.append((*unmarked, block.layout.page.number))
                _guess(book, block, unmarked[0], 0, len(block.run.text), whole=True, least=PROVEN)
            elif block.cell is not None and re.fullmatch(r"[^\W\d_][^\s\d]{2,}", block.run.text):
                _guess(book, block, block.run.text, 0, len(block.run.text), whole=True, least=SAME_SENSE)
            elif _is_question(block.run.text):
                _guess(book, block, block.run.text, 0, len(block.run.text), whole=True, least=HALFWAY)
            elif not BOX.search(block.run.text) and _may_be_label(_NUMBER_BEFORE.sub("", block.run.text).lstrip()):
                _guess(book, block, block.run.text, 0, len(block.run.text), whole=True, least=STRONGLY)
            continue
        if PROSE_WORDS.search(match["label"]) or len(match["label"].split()) > 9 or _FURNITURE.search(match["label"]):
            continue
        label = match["label"].strip()
        near = book.nearest(label)
        whole = not match["value"].strip()
        if near is not None:
            words = len(block.tokens)
            guess = Match((near[0],), label, 0, max(1, words), 1)
            cost = 0.04 + 0.4 * near[1]
            block.hits.append(Hit(block, guess, match.start("label"), match.start("value"), True, whole, cost))
        elif sum(it.isalpha() for it in label) >= 3:
            value = match["value"].strip() or _value_beside(block).strip()
            if value:
                unused.append((label, value[:60], block.layout.page.number))
            _guess(book, block, label, match.start("label"), match.start("value"), whole=whole, least=PROVEN)
    return unused


def _wrapped(blocks: Sequence[Block]) -> Mapping[int, Block]:
    """By their segments' ids the texts over several lines that look like one label: a value is beside the first alone.

    Those of which a part is a known label are none.
    """
    known = {id(it) for block in blocks if block.hits for it in block.segments}
    found: dict[int, Block] = {}
    for block in blocks:
        first, *others = block.segments
        beside = [block.layout.right_of(it) for it in block.segments]
        if block.cell is not None or not others or not beside[0] or any(beside[1:]):
            continue
        if not any(id(it) in known for it in block.segments):
            found |= {id(it): block for it in block.segments}
    return found


HARDLY, ENOUGH_TO_CONTEND = 0.15, 0.34
"""The cost of the only known label in a ruled cell from which on the whole cell may rather be another label, and how
much it must resemble that one: "Concentration of critical mineral in feedstock", of which "feedstock" is known."""


def _is_hardly_known(book: LabelBook, block: Block) -> bool:
    """Whether the cell of a form's row is but a label of which few words are known, or says as a whole another one."""
    if len(block.hits) != 1 or block.hits[0].cost < HARDLY or not is_form_row(block):
        return False
    return block.hits[0].whole or max(book.like(block.run.text).values(), default=0.0) >= SAME_SENSE


PROVEN = -1.0
"""A text that its place or a mark shows to be a label may resemble none: its answer may tell what it asks."""

SAME_SENSE = 0.99
"""A single word in a cell must say the same as a label: "Class" for "Category"."""

STRONGLY = 0.75
"""How much a text must resemble a label to be taken for one where nothing else tells that it is one."""


HALFWAY = 0.5
"""How much a question must: that it is one tells that something is asked."""

LONGEST_QUESTION = 18
"""Words of a question of a form; a longer one is a sentence of a letter."""


def is_plainly(hit: Hit) -> bool:
    """Whether a label is one of the vocabulary, or so like one that it is no value of the label beside it."""
    return not hit.alike or hit.in_row or max(hit.alike.values()) >= STRONGLY


def _may_be_label(text: str) -> bool:
    words = text.split()
    asks = text.rstrip().endswith("?")
    plain = 2 <= len(words) <= (10 if asks else 7) and (text[0].isupper() or "\u0900" <= text[0] <= "\u097f")
    if _COMPANY.search(text):
        return False
    return plain and not re.search(r"\d|(?<!\bNo)[.;,]$", text) and (asks or not PROSE_WORDS.search(text))


def _is_question(text: str) -> bool:
    """Whether a text is but a question, whatever words it has: "7. Which incentive is asked?"."""
    asked = re.sub(rf"^(?:{BARE_NUMBER}|{NUMBERING})", "", text).strip()
    words = asked.removesuffix("?").split()
    plain = asked.endswith("?") and 2 <= len(words) <= LONGEST_QUESTION and not BOX.search(text)
    return plain and words[0][0].isalpha() and not words[0][0].islower() and "?" not in asked[:-1]


_COMPANY = re.compile(LEGAL_FORM)
"""The name of a company, whatever words it has, is a value."""


def _guess(
    book: LabelBook,
    block: Block,
    label: str,
    start: int,
    end: int,
    *,
    whole: bool,
    question: bool = False,
    in_row: bool = False,
    least: float,
) -> None:
    """Add a label that is in no vocabulary to its block, where it resembles labels of the type more than `least`."""
    alike = max((book.like(it) for it in (label, *_halves(label))), key=lambda it: max(it.values(), default=0.0))
    alike = alike or {NO_FIELD: 0.0}
    if max(alike.values()) > least:
        guess = Match((), label, 0, max(1, len(block.tokens)), 0)
        hit = Hit(block, guess, start, end, not whole, whole, 0.0, alike=alike, question=question, in_row=in_row)
        block.hits.append(hit)


def _halves(label: str) -> list[str]:
    """The two halves of a label in two languages."""
    return re.split(r"\s*[/|(]\s*", label) if re.search(r"[\u0900-\u097f]", label) else []


def _label_edges(blocks: Sequence[Block]) -> Mapping[int, list[tuple[float, float]]]:
    """For each page the left edge and the top of every label found that has its value at its right."""
    edges: dict[int, list[tuple[float, float]]] = {}
    for block in blocks:
        if block.hits and block.hits[0].whole and begins(block) and _value_beside(block):
            left, top = block.segments[0].box[:2]
            edges.setdefault(id(block.layout), []).append((left, top))
    return edges


SAME_EDGE, MOST_WORDS = 2.0, 6
"""Points by which the left edges of a label and the value below it differ at most, and words of such a label."""


def _over_values(book: LabelBook, blocks: Sequence[Block]) -> Set[int]:
    """Texts that stand in a row of labels, each over its value: those of a portal's cards, of which some are known."""
    known = {id(it.segments[0]) for it in blocks if it.hits and begins(it) and it.cell is None and _is_only_label(it)}
    named = {id(segment) for it in blocks if it.hits for segment in it.segments}
    found: set[int] = set()
    for layout in {id(it.layout): it.layout for it in blocks}.values():
        for line, below in pairwise(layout.lines):
            over = [
                it
                for it in line
                if it.cell is None
                and (value := _right_below(it, below))
                and id(value) not in named
                and max(book.like(value.text).values(), default=0.0) < STRONGLY
            ]
            labels = [it for it in over if id(it) in known]
            others = [it for it in over if id(it) not in named and _may_head(it.text) and _is_apart(layout, it, below)]
            if labels and len(labels) + len(others) == len(line):
                found |= {id(it) for it in others}
    return found


SMALLER = 0.92
"""A line in a type smaller by so much than the line below it is a label over its value."""


def _over_in_cell(block: Block) -> Segment | None:
    """The first line of a cell that is set in smaller type than its second: the label of what stands below it."""
    if block.cell is None or len(block.segments) < 2:
        return None
    over, value = block.segments[:2]
    below = value.box[1] > (over.box[1] + over.box[3]) / 2
    return over if below and over.height < SMALLER * value.height and _may_head(over.text) else None


def _is_only_label(block: Block) -> bool:
    """Whether a block that begins with a known label holds no value, at most more words of the label."""
    return block.hits[0].whole or not (block.hits[0].separated or re.search(r"\d", block.run.text))


def _right_below(segment: Segment, line: Sequence[Segment]) -> Segment | None:
    """The segment of the next line that begins where this one does."""
    near = line[0].box[1] - segment.box[3] < segment.height
    return next((it for it in line if near and abs(it.box[0] - segment.box[0]) < SAME_EDGE), None)


def _may_head(text: str) -> bool:
    plain = len(text.split()) <= MOST_WORDS and text[:1].isalpha() and not re.search(r"^[a-z]|\d", text)
    return plain and _COMPANY.search(text) is None


def _is_apart(layout: PageLayout, segment: Segment, below: Sequence[Segment]) -> bool:
    """Whether a text stands nearer to the line below it than to what is over it, as no second line of a value does."""
    above = layout.above(segment, reach=1.5)
    value = _right_below(segment, below)
    if above is None or value is None or abs(above.box[0] - segment.box[0]) > SAME_EDGE:
        return True
    return segment.box[1] - above.box[3] > value.box[1] - segment.box[3] + NEARER


NEARER = 0.5
"""Points by which a label stands nearer to its value than to what is over it."""


def _value_beside(block: Block) -> str:
    """What stands at the right of a block, in the next cell or on the same line."""
    layout = block.layout
    if block.cell is None:
        return " ".join(it.text for it in layout.right_of(block.segments[0])[:1])
    right = layout.cell_right(block.cell)
    return layout.run_of_cell(right).text if right is not None else ""


_NUMBER_BEFORE = re.compile(rf"^{NUMBERING}")

_TO_BE = re.compile(r"\bto\s+be\b|^of\s+which\b", re.I)
"""What no sentence is told by: "Scrap to be recycled", "of which opex subsidy"."""

_ASKS = re.compile(r"(?:whether|is|are|does|do|has|have|will|which|what|when|where|how)\b|क्या\s", re.I)
"""How a question begins, which is a label although it is a sentence."""


def _unmarked_label(block: Block, edges: Mapping[int, list[tuple[float, float]]]) -> tuple[str, str] | None:
    """A text without a colon in a form's column of labels, with a value beside it, and that value.

    The column is told by known labels above and below, or by the ruled row of a form.
    """
    label = _NUMBER_BEFORE.sub("", block.run.text).strip()
    value = _value_beside(block).strip()
    ruled = block.cell is not None and is_form_row(block)
    if not (_is_among_labels(block, edges) or ruled or is_led_to(value)):
        return None
    words = len((free_of_brackets(label).strip() or label).split())
    plain = (
        1 <= words <= 9 and label[:1].isalpha() and (ruled or not label[:1].islower()) and not re.search(r"\d", label)
    )
    if not plain or not re.search(r"\w", value) or _FURNITURE.search(label):
        return None
    if PROSE_WORDS.search(_TO_BE.sub(" ", label)) and not (is_led_to(value) or ruled and _ASKS.match(label)):
        return None
    return (label, value[:60]) if sum(it.isalpha() for it in label) >= 3 else None


NEXT_ROW = 1.3
"""The first or last row of a form is no further from the next label than so many times what two labels are apart."""


def _is_among_labels(block: Block, edges: Mapping[int, list[tuple[float, float]]]) -> bool:
    left, top = block.segments[0].box[:2]
    column = sorted(its_top for its_left, its_top in edges.get(id(block.layout), ()) if abs(its_left - left) < 4)
    if len(column) < 3:
        return False
    step = NEXT_ROW * median(lower - upper for upper, lower in pairwise(column))
    return column[0] - step < top < column[-1] + step
