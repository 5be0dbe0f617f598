"""Labels on the page, and the places where the value of each may stand.

Every label is taken once, the longest that fits. Its value is looked for in the same segment after it, in the cell or
segment to the right, on the next line of the same cell, and below; each place has a cost, and the typed readers decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.layout import PageLayout, Placed, Run, Segment
from extractors.marks import BOX
from extractors.phrases import Match, PhraseBook, Token, longest, norm, tokens_of
from reference.document_types import DocumentType, document_types

IGNORED = "-"
"""The key of labels that are passed over on purpose; they still end the value before them."""

ANSWER = "answer"
"""The relation of a place whose words are a label's too: only a choice from a list may be read there."""

_NUMBERING = r"\W*(?:\(?(?:s\.?\s?no\.?\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,4}|[क-ह])\s*[).:\-]+\s*)?\W*"
_STARTS = re.compile(rf"^{_NUMBERING}(?:[^:：0-9]{{0,45}}[/|]\s*)?$")
_SEPARATOR = re.compile(r"\s*(?:[:：=]\s*[-–]?|[-–—]{1,2}(?=\s)|\.\s*:|\s-:)\s*")
_COLON_AHEAD = re.compile(r"(?P<extra>[^:：=।]{0,70}?)\s*(?:[:：=]\s*-?|\s[-–—]{1,2}\s)")
_FILLER = frozenset(
    norm(word)
    for word in [
        "whether",
        "is",
        "are",
        "minimum",
        "maximum",
        "not",
        "less",
        "than",
        "proposed",
        "of",
        "the",
        "for",
        "in",
        "and",
        "as",
        "per",
        "a",
        "an",
        "to",
        "no",
        "number",
        "by",
        "on",
        "or",
        "if",
        "any",
        "with",
        "is",
        "s",
        "m",
        "details",
        "name",
        "applicable",
        "above",
        "under",
        "company",
        "unit",
        "firm",
        "entity",
        "applicant",
        "industry",
        "occupier",
        "plant",
        "facility",
        "का",
        "की",
        "के",
        "को",
        "में",
        "एवं",
        "यदि",
        "हो",
    ]
)
_UNKNOWN_LABEL = re.compile(rf"^{_NUMBERING}(?P<label>[^\W\d][^:：=।]{{1,60}}?)\s*[:：]\s*(?P<value>.*)$")
_OPEN_END = re.compile(r"[,&]$|\d[/-]$|[A-Za-z]/$|^(?:and|of|No\.?|Dist\.?|&|-|–)$", re.I)
"""What a value does not end with: it goes on in the next line."""

_PROSE_WORDS = re.compile(r"\b(?:shall|hereby|whereas|that|which|is|are|has|have|been|was|be|will)\b", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """Words that may be a label's value; `cost` says how far-fetched that is, `lines` whether they run over lines."""

    run: Run
    cost: float
    relation: str
    lines: bool = False
    lead: int = 0
    """Characters at the start of the run that still belong to the label ("No:AWE-55589")."""

    @property
    def text(self) -> str:
        """The text of the value's place."""
        return self.run.text[self.lead :]


@dataclass(frozen=True, slots=True)
class Label:
    """A label found: the fields it may serve (weakly or not), as printed, and the places of its value."""

    fields: tuple[str, ...]
    weak_fields: tuple[str, ...]
    text: str
    words: Run
    cost: float
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All labels of a document, and the label-like texts that are in no vocabulary."""

    labels: tuple[Label, ...]
    unknown: tuple[tuple[str, str, int], ...]
    """Label, value as printed, page."""


@dataclass(eq=False, slots=True)
class _Block:
    """A stretch of text that a label stands in as a whole: a cell, a segment, or two segments one above the other."""

    layout: PageLayout
    run: Run
    segments: list[Segment]
    cell: int | None
    tokens: list[Token] = field(default_factory=list)
    hits: list[_Hit] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class _Hit:
    block: _Block
    match: Match
    start: int
    end: int
    """Where the label ends in the block's text, its separator included."""
    separated: bool
    whole: bool
    cost: float
    own_line: bool = False
    """Whether the label has a line of its cell to itself, and the value may stand in the lines below it."""


class LabelBook:
    """The labels of one document type, ready to be looked for."""

    def __init__(self, document_type: DocumentType) -> None:
        """Gather the labels of every field, strong and weak, and those that are passed over on purpose."""
        phrases: dict[str, list[str]] = {IGNORED: list(document_type.ignored_labels)}
        for name, words in document_type.fields.items():
            phrases[name] = list(words.labels)
            phrases["?" + name] = list(words.weak_labels)
        self.book = PhraseBook(phrases, document_types().known_words)
        self.lists = frozenset(
            " ".join(token.norm for token in tokens_of(label))
            for words in document_type.fields.values()
            for label in (*words.labels, *words.weak_labels)
            if sum(any(_names(label, it) for it in texts) for texts in words.values.values()) > 1
        )
        """Labels that are but the list of their answers: "New / Expansion / Modernisation"."""
        self._texts = {
            " ".join(token.norm for token in tokens_of(text)): key for key, texts in phrases.items() for text in texts
        }

    def nearest(self, text: str) -> tuple[str, float] | None:
        """The key of the vocabulary's label that a printed one most resembles, and how far it is from it (0-1)."""
        from rapidfuzz import fuzz, process

        printed = " ".join(token.norm for token in tokens_of(text))
        best = process.extractOne(printed, self._texts.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=86)
        return (self._texts[best[0]], 1 - best[1] / 100) if best else None


def _names(label: str, answer: str) -> bool:
    return re.search(rf"\b{re.escape(answer)}\b", label, re.I) is not None


def find_labels(book: LabelBook, layouts: Sequence[PageLayout], tabled: Set[int] = frozenset()) -> Found:
    """Every label of the document with the places of its value, in reading order.

    Args:
        book: the labels of the type.
        layouts: the pages.
        tabled: ids of the words that a table accounts for; a heading of its columns labels no field.
    """
    for layout in layouts:
        _open_frames(book, layout)
    blocks = [block for layout in layouts for block in _blocks(layout)]
    for block in blocks:
        block.tokens = tokens_of(block.run.text)
    for block, matches in zip(blocks, book.book.find([block.tokens for block in blocks]), strict=True):
        if not all(id(it.word) in tabled for it in block.run.placed) or _is_form_row(block):
            _accept(block, longest(matches))
    _drop_repeated(blocks)
    unknown = _guess_unknown(book, blocks, tabled)
    beginning = [block for block in blocks if block.hits and _begins(block) and _is_own(block.hits[0])]
    starts = {id(block.segments[0]): _may_be_answer(book, block.hits[0]) for block in beginning}
    labels = [
        label
        for block in blocks
        for position, hit in enumerate(block.hits)
        if (label := _as_label(hit, position, starts)) is not None
    ]
    return Found(tuple(labels), tuple(unknown))


def _open_frames(book: LabelBook, layout: PageLayout) -> None:
    """Undo cells that hold several labels, each with its value below: frames, and grids whose rules were not seen."""
    tall = [number for number, segments in layout.cells.items() if len({it.line for it in segments}) > 3]
    for number in tall:
        segments = layout.cells[number]
        tokens = [tokens_of(segment.text) for segment in segments]
        named = [
            any(match.last - match.first == len(its) for match in matches)
            for its, matches in zip(tokens, book.book.find(tokens), strict=True)
        ]
        if sum(label and not value for label, value in pairwise(named)) > 1:
            layout.open_cell(number)


def _blocks(layout: PageLayout) -> Iterable[_Block]:
    done: set[int] = set()
    for segment in layout.segments:
        if segment.cell is not None:
            if segment.cell not in done:
                done.add(segment.cell)
                yield _Block(layout, layout.run_of_cell(segment.cell), layout.cells[segment.cell], segment.cell)
            continue
        yield _Block(layout, segment.run(), [segment], None)
        lower = layout.below(segment, reach=0.9)
        if lower is not None and _wraps(layout, segment, lower):
            run = Run((*segment.run().placed, *lower.run().placed))
            yield _Block(layout, run, [segment, lower], None)


def _is_form_row(block: _Block) -> bool:
    """Whether a cell is the label of a form's row: a number at most before it, one value with a figure or name after.

    A form stands right above a table in the same rules, and its rows are then taken for the table's.
    """
    layout, cell = block.layout, block.cell
    if cell is None or any(it.isdigit() for it in block.run.text[3:]):
        return False
    value = layout.cell_right(cell)
    if value is None or layout.cell_right(value) is not None:
        return False
    box, top = layout.cell_boxes[cell], layout.cell_boxes[cell][1]
    before = [
        layout.run_of_cell(other).text
        for other, its in layout.cell_boxes.items()
        if other in layout.cells and its[2] <= box[0] + 2 and its[1] - 2 <= top < its[3] - 2
    ]
    return len(before) <= 1 and all(len(re.sub(r"\W", "", it)) <= 3 for it in before)


def _wraps(layout: PageLayout, upper: Segment, lower: Segment) -> bool:
    """Whether a short text at the left goes on in the line below: a label too long for its column."""
    return (
        lower.cell is None
        and abs(upper.box[0] - lower.box[0]) < 14
        and len(upper.words) <= 9
        and len(lower.words) <= 6
        and not upper.text.rstrip().endswith((":", "."))
        and upper.box[2] < 0.62 * layout.page.width
    )


_SECOND_LANGUAGE = re.compile(r"[\u0900-\u097F][\u0900-\u097F\s().,%]{1,50}[/|]\s*")


def _joined(block: _Block, matches: Sequence[Match]) -> list[Match]:
    """A label printed in two languages ("इकाई का नाम / Name of the Unit") as one."""
    joined: list[Match] = []
    for match in matches:
        last = joined[-1] if joined else None
        if last is not None:
            between = block.run.text[block.tokens[last.last - 1].end : block.tokens[match.first].start]
            gap = block.run.text[block.tokens[last.first].start : block.tokens[match.first].start]
            shared = tuple(key for key in match.keys if key in last.keys)
            stroke_lost = bool(shared) and block.run.is_ocr and _HINDI_HALF.match(gap.strip()) is not None
            joined_by = re.fullmatch(r"\s*(?:\([^)]*\)\s*)?(?:[/|]\s*)+|\s*\(\s*", between)
            if joined_by or stroke_lost or _SECOND_LANGUAGE.fullmatch(gap):
                if not shared and _content(block.run.text[: block.tokens[last.first].start]):
                    joined[-1] = match  # only a word of the first half is known; the second half is known whole
                    continue
                keys = shared or tuple(dict.fromkeys((*last.keys, *match.keys)))
                phrase = max(last.phrase, match.phrase, key=len)  # the other half may be a word too short to trust
                joined[-1] = Match(keys, phrase, last.first, match.last, last.repaired + match.repaired)
                continue
        joined.append(match)
    return joined


def _accept(block: _Block, matches: Sequence[Match]) -> None:
    previous_end = 0
    for match in _joined(block, matches):
        start, end = block.tokens[match.first].start, block.tokens[match.last - 1].end
        if BOX.search(block.run.text[start:end]):
            continue  # "New [ ] Expansion [ ] Modernisation" is a list to tick, however a label words it
        hit = _judge(block, match, start, end, previous_end)
        if hit is not None:
            block.hits.append(hit)
            previous_end = hit.end
    if len(block.segments) == 2 and block.cell is None:
        edge = len(block.segments[0].text)
        block.hits = [hit for hit in block.hits if hit.start < edge < block.tokens[hit.match.last - 1].end]


def _judge(block: _Block, match: Match, start: int, end: int, previous_end: int) -> _Hit | None:
    """Whether a phrase is used as a label here: it starts the block or follows a value, and something sets it off."""
    text, first = block.run.text, previous_end == 0
    before, after = text[previous_end:start], text[end:]
    if (
        min(len(match.phrase), end - start) <= 3
        and not re.match(r"[A-Z]{3}|[\u0900-\u097f]{3}", text[start:end])
        and not re.match(r"\s*[.:：]", after)
    ):
        return None  # "No" and "To" are labels only where a mark of one follows: else an answer, a word
    at_start = bool(_STARTS.match(before) or _is_hindi_half(block, before, start)) and first
    extra_before = 0 if at_start else len(_content(before))
    ahead = _COLON_AHEAD.match(after)
    extra = _free_of_brackets(ahead.group("extra")) if ahead else ""
    within = ahead is not None and ahead["extra"].count("(") > ahead["extra"].count(")")
    colon = (
        ahead is not None
        and not within
        and len(_content(extra)) <= 4
        and not re.search(r"\d{3}|[.;]\s|[A-Za-z]/[A-Za-z]", extra)
    )
    rest = _free_of_brackets(after)
    whole = not rest.strip(" :：=-–—.*)]")
    if block.cell is not None and not whole and (at_start or extra_before <= 2):
        line_end = _end_of_line(block, end)
        beyond = len(_content(_free_of_brackets(text[end:line_end])))
        open_bracket = text[start:line_end].count("(") > text[start:line_end].count(")")
        if line_end < len(text) and beyond <= 2 and ":" not in text[end:line_end] and not open_bracket:
            cost = _coverage_cost(max(1, len(_content(match.phrase))), beyond + extra_before)
            return _Hit(block, match, start, line_end, False, False, cost + 0.01 * match.repaired, own_line=True)
    if not at_start and _is_date_beside(match.phrase, before, after):
        if block.hits and "date" in block.hits[-1].match.phrase.split():
            return None  # "No. and date: 12/2026 dated 3.4.2026" has its label already
        return _Hit(block, match, start, end, False, False, 0.02)
    roomy = block.cell is not None or (colon and ahead is not None)
    if (
        not at_start
        and first
        and extra_before <= 3
        and len(before) < 45
        and (colon or (whole and roomy))
        and ":" not in before
    ):
        pass  # "Full name of the applicant:" has words before those of the vocabulary
    elif not at_start and not first and not colon and len(match.phrase.split()) >= 4:
        extra_before = 0
    elif not at_start and not (colon and len(_content(extra)) <= 2 and _may_follow(before, first)):
        return None
    else:
        extra_before = 0
    if not at_start and not first and not colon and not whole and len(match.phrase.split()) >= 4:
        return _Hit(block, match, start, end, False, False, 0.02 + 0.01 * match.repaired)
    unknown_words = extra_before + (len(_content(extra)) if colon else 0)
    known = max(1, len(_content(match.phrase)))
    if colon and ahead:
        stop = end + ahead.end()
        whole = not re.sub(r"[\s:：=\-–—.*]", "", block.run.text[stop:])
        return _Hit(
            block, match, start, stop, True, whole, _coverage_cost(known, unknown_words) + 0.01 * match.repaired
        )
    if whole:
        stop = end if rest.strip(" :：=-–—.*)]") else len(block.run.text)
        return _Hit(
            block,
            match,
            start,
            stop,
            False,
            not rest.strip(" :：=-–—.*)]"),
            _coverage_cost(known, extra_before) + 0.01 * match.repaired,
        )
    words_left = len(_content(rest))
    if at_start and words_left <= 3 and not any(it.isdigit() for it in rest) and block.cell is not None:
        return _Hit(block, match, start, len(block.run.text), False, True, _coverage_cost(known, words_left))
    unmarked = (
        0.01 if re.search(r"(?:no|number|dated?|dt|upto|up to|till|udin|frn|pan|cin|gstin)$", match.phrase) else 0.05
    )
    return _Hit(block, match, start, end, False, False, unmarked + 0.01 * match.repaired) if at_start else None


_HINDI_HALF = re.compile(rf"^{_NUMBERING}[\u0900-\u097F][\u0900-\u097F\s\u200c\u200d().,%₹]{{3,60}}$")


def _is_hindi_half(block: _Block, before: str, start: int) -> bool:
    """Whether an English label in a cell stands behind its Hindi half, and OCR lost the stroke between them."""
    in_english = block.run.text[start].isascii()
    return block.cell is not None and block.run.is_ocr and in_english and _HINDI_HALF.match(before) is not None


_ONLY_A_PLACE = re.compile(r"^\W*[A-Za-z\u0900-\u0965]{2,20}(?:\s[A-Za-z\u0900-\u0965]{2,20})?\s*[,|–-]\s*$")
"""What stands before a date on a line of their own: "भोपाल, दिनांक 19/08/2025"."""


def _is_date_beside(phrase: str, before: str, after: str) -> bool:
    """Whether "Date 18.08.2026" stands behind a number on its line, in no sentence and without any mark."""
    return (
        phrase in {"date", "dated", "dt", norm("दिनांक")}
        and re.match(r"\s*[.:]?\s*\d{1,2}(?:st|nd|rd|th)?[\s./-]", after) is not None
        and (re.search(r"\d", before) is not None or _ONLY_A_PLACE.match(before) is not None)
        and len(before) < 80
        and not _PROSE_WORDS.search(before)
    )


def _may_follow(before: str, first: bool) -> bool:
    """Whether a label may begin after this text on the same line: a value has ended, or no sentence precedes."""
    return not first or not _PROSE_WORDS.search(before) or bool(re.search(r"[:：,;|/).]\s*$", before))


def _end_of_line(block: _Block, at: int) -> int:
    """Where the printed line of a cell ends that holds the character before `at`."""
    end, line = 0, -1
    for segment in block.segments:
        if end >= at and segment.line != line:
            return end
        end += len(segment.text) + (1 if end else 0)
        line = segment.line
    return len(block.run.text)


def _content(text: str) -> list[str]:
    return [token.norm for token in tokens_of(text) if token.norm not in _FILLER]


def _free_of_brackets(text: str) -> str:
    """The text without what stands in brackets, closed or not on this line, and without a second language."""
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|\([^()0-9:]*$", " ", text)
    return re.sub(
        r"[/|]\s*[\u0900-\u097F][\u0900-\u097F\s().,]*|^\s*[\u0900-\u097F][\u0900-\u097F\s().,]*(?=[:：]|$)", " ", text
    )


def _coverage_cost(known: int, unknown: int) -> float:
    return 0.0 if not unknown else 0.3 * unknown / (known + unknown)


def _begins(block: _Block) -> bool:
    return bool(_STARTS.match(block.run.text[: block.hits[0].start]))


def _is_own(hit: _Hit) -> bool:
    """Whether the label is one that ends a value: a sub-label inside an address ("Road:") does not."""
    return hit.whole or any(key != IGNORED for key in hit.match.keys)


def _may_be_answer(book: LabelBook, hit: _Hit) -> bool:
    """Whether a label without any mark may as well be the answer to the label at its left: a word, answers in a row."""
    return hit.whole and not hit.separated and (" " not in hit.match.phrase or hit.match.phrase in book.lists)


def _drop_repeated(blocks: Sequence[_Block]) -> None:
    """A label that wraps over two lines was also seen in part in its first line: the longer one is taken."""
    complete = {
        id(block.segments[0])
        for block in blocks
        if len(block.segments) == 1 and block.cell is None and any(_is_complete(block, hit) for hit in block.hits)
    }
    for block in blocks:
        if len(block.segments) == 2 and block.cell is None and all(id(it) in complete for it in block.segments):
            block.hits = []  # two labels, one below the other
    taken = {
        id(segment): hit
        for block in blocks
        if len(block.segments) == 2 and block.cell is None
        for hit in block.hits
        for segment in block.segments
    }
    for block in blocks:
        if len(block.segments) == 1 and block.cell is None and (longer := taken.get(id(block.segments[0]))):
            block.hits = [
                hit for hit in block.hits if hit.match.last - hit.match.first > longer.match.last - longer.match.first
            ]


def _is_complete(block: _Block, hit: _Hit) -> bool:
    """Whether a known label, of several words or with something at its right, is all that a segment holds."""
    alone = hit.cost == 0.0 and hit.match.last - hit.match.first == len(block.tokens)
    return alone and (" " in hit.match.phrase or bool(block.layout.right_of(block.segments[0])))


_FURNITURE = re.compile(
    r"\b(?:print(?:ed|out)?|generated|downloaded|page|portal|https?|www|e-?mail|phone|tel|fax|mobile)\b", re.I
)
"""What stands in the head and foot of a page: no label of the paper, however it looks."""


def _guess_unknown(book: LabelBook, blocks: Sequence[_Block], tabled: Set[int]) -> list[tuple[str, str, int]]:
    """Label-like texts that no phrase fits: taken for the nearest label if one is near, else reported as unused."""
    unused = []
    edges = _label_edges(blocks)
    for block in blocks:
        if (
            block.hits
            or all(id(it.word) in tabled for it in block.run.placed)
            or (len(block.segments) == 2 and block.cell is None)
        ):
            continue
        match = _UNKNOWN_LABEL.match(block.run.text[:160])
        if match is None:
            if unmarked := _unmarked_label(block, edges):
                unused.append((*unmarked, block.layout.page.number))
            continue
        if _PROSE_WORDS.search(match["label"]) or len(match["label"].split()) > 9 or _FURNITURE.search(match["label"]):
            continue
        label = match["label"].strip()
        near = book.nearest(label)
        if near is not None:
            words = len(block.tokens)
            guess = Match((near[0],), label, 0, max(1, words), 1)
            stop = match.start("value")
            whole = not match["value"].strip()
            block.hits.append(_Hit(block, guess, match.start("label"), stop, True, whole, 0.04 + 0.4 * near[1]))
        elif sum(it.isalpha() for it in label) >= 3:
            value = match["value"].strip()
            if not value and block.cell is None:
                value = " ".join(it.text for it in block.layout.right_of(block.segments[-1])[:1])
            if value:
                unused.append((label, value[:60], block.layout.page.number))
    return unused


def _label_edges(blocks: Sequence[_Block]) -> Mapping[int, list[tuple[float, float]]]:
    """For each page the left edge and the top of every label found that has its value at its right."""
    edges: dict[int, list[tuple[float, float]]] = {}
    for block in blocks:
        if block.hits and block.hits[0].whole and _begins(block) and _value_beside(block):
            left, top = block.segments[0].box[:2]
            edges.setdefault(id(block.layout), []).append((left, top))
    return edges


def _value_beside(block: _Block) -> str:
    """What stands at the right of a block, in the next cell or on the same line."""
    layout = block.layout
    if block.cell is None:
        return " ".join(it.text for it in layout.right_of(block.segments[0])[:1])
    right = layout.cell_right(block.cell)
    return layout.run_of_cell(right).text if right is not None else ""


def _unmarked_label(block: _Block, edges: Mapping[int, list[tuple[float, float]]]) -> tuple[str, str] | None:
    """A text without a colon in a form's column of labels, among them and with a value beside it, and that value."""
    label = block.run.text.strip()
    left, top = block.segments[0].box[:2]
    column = [its_top for its_left, its_top in edges.get(id(block.layout), ()) if abs(its_left - left) < 4]
    if len(column) < 3 or not min(column) < top < max(column):
        return None
    value = _value_beside(block).strip()
    words = len(_free_of_brackets(label).split())
    plain = 1 <= words <= 9 and label[:1].isalpha() and not label[:1].islower() and not re.search(r"\d", label)
    if not plain or not re.search(r"\w", value) or _PROSE_WORDS.search(label) or _FURNITURE.search(label):
        return None
    return (label, value[:60]) if sum(it.isalpha() for it in label) >= 3 else None


def _as_label(hit: _Hit, position: int, starts: Mapping[int, bool]) -> Label | None:
    keys = [key for key in hit.match.keys if key != IGNORED]
    if not keys:
        return None
    block = hit.block
    following = block.hits[position + 1].start if position + 1 < len(block.hits) else len(block.run.text)
    places = list(_places(hit, following, starts))
    return Label(
        fields=tuple(key for key in keys if not key.startswith("?")),
        weak_fields=tuple(key[1:] for key in keys if key.startswith("?")),
        text=block.run.text[hit.start : hit.end].strip(),
        words=block.run.cut(hit.start, hit.end),
        cost=hit.cost,
        places=tuple(places),
    )


def _places(hit: _Hit, following: int, starts: Mapping[int, bool]) -> Iterable[Place]:
    block = hit.block
    rest = block.run.text[hit.end : following]
    has_rest = bool(re.sub(r"[\s:：=\-–—.*|)\]]", "", rest))
    if has_rest:
        start = hit.end + len(rest) - len(rest.lstrip())
        run = block.run.cut(start, following)
        lead = max(0, start - block.run.start_within(start))
        bare = 0.0 if hit.separated else 0.01 if hit.own_line else 0.02
        yield Place(run, bare, "same" if hit.separated or hit.own_line else "bare", lead=lead)
        if block.cell is None and following == len(block.run.text):
            longer = _continued(block.layout, block.segments[-1], run, starts, lead)
            if len(longer.placed) > len(run.placed):
                yield Place(
                    longer, bare + 0.01, "same" if hit.separated or hit.own_line else "bare", lines=True, lead=lead
                )
        if hit.separated:
            return
        if hit.own_line and block.cell is not None:
            for place in _beside_cell(block, starts):
                yield replace(place, cost=place.cost + 0.06)
            return
    if following != len(block.run.text) and has_rest:
        return
    yield from (_beside_cell(block, starts) if block.cell is not None else _beside_segment(block, starts))


def _beside_cell(block: _Block, starts: Mapping[int, bool]) -> Iterable[Place]:
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
        return
    below = layout.cell_below(cell)
    if below is not None and id(layout.cells[below][0]) not in starts:
        yield Place(layout.run_of_cell(below), 0.04, "cell below")


def _beside_segment(block: _Block, starts: Mapping[int, bool]) -> Iterable[Place]:
    layout, upper, lower = block.layout, block.segments[0], block.segments[-1]
    if upper is lower and (rest := _rest_of_brackets(layout, upper)) is not None:
        lower = rest
    for beside in (layout.right_of(upper), _between(layout, upper, lower), layout.right_of(lower)):
        value: list[Segment] = []
        for other in beside:
            if starts.get(id(other)) and not value:
                yield Place(other.run(), 0.02, ANSWER)
            if id(other) in starts or _looks_like_label(other):
                break
            if re.search(r"\w", other.text) or value or "*" in other.text or "☐" in other.text:
                value.append(other)
        if value:
            run = Run(placed for it in value for placed in it.run().placed)
            yield Place(run, 0.01, "right")
            longer = _continued(layout, value[-1], run, starts)
            if len(longer.placed) > len(run.placed):
                yield Place(longer, 0.02, "right", lines=True)
        if value:
            return
    above = layout.above(upper)
    if above is not None and id(above) not in starts and not _looks_like_label(above):
        yield Place(above.run(), 0.04, "above")
    below = layout.below(lower)
    if below is not None and id(below) not in starts and not _looks_like_label(below):
        run = below.run()
        yield Place(run, 0.06, "below")
        longer = _continued(layout, below, run, starts)
        if len(longer.placed) > len(run.placed):
            yield Place(longer, 0.07, "below", lines=True)


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
    return bool(re.match(rf"^{_NUMBERING}[^\W\d][^:：]{{2,45}}[:：]\s*$", text)) or bool(
        re.match(r"^[A-Z][A-Za-z .()/]{2,30}:\s", text) and not re.match(r"(?:M/s|Plot|Survey|Gat|Khasra|Near)", text)
    )


def _continued(layout: PageLayout, last: Segment, run: Run, starts: Mapping[int, bool], lead: int = 0) -> Run:
    """The value with the lines below it that go on with it: same left edge, no label beside them, no gap between."""
    placed: list[Placed] = list(run.placed)
    value = re.search(r"\w", run.text[lead:])
    first_words = run.cut(lead + value.start()).placed if value else ()
    left = (first_words or run.placed)[0].word.box[0]
    starts_at = (run.placed[0].word.box[0], left)
    margin = max((segment.box[2] for segment in layout.segments), default=layout.page.width)
    bottom, height, right = last.box[3], last.height, last.box[2]
    own_left = last.box[0]
    for line in layout.lines[last.line + 1 : last.line + 7]:
        if line[0].box[1] - bottom > 0.95 * height:
            break
        aligned = [it for it in line if min(abs(it.box[0] - x) for x in starts_at) < 14 and it.cell is None]
        first = line[0].words[0]
        full = right + first.box[2] - first.box[0] + 0.25 * height > margin - 2
        open_end = _OPEN_END.search(placed[-1].word.text) is not None
        if not aligned and (full or open_end) and abs(line[0].box[0] - own_left) < 30:
            aligned = line[:1]
        if not aligned and line[0].box[0] >= right:
            continue  # what stands at the right, at half height of the value's lines
        if not aligned or id(aligned[0]) in starts or _looks_like_label(aligned[0]):
            break
        beside = [it for it in line if it.box[2] <= aligned[0].box[0] and re.search(r"\w", it.text)]
        if any(id(it) in starts or not it.text[:1].islower() for it in beside if it.box[0] < left - 14):
            break
        placed.extend(Placed(layout.page, word) for word in aligned[0].words)
        bottom, right = aligned[0].box[3], aligned[0].box[2]
    return Run(placed)
