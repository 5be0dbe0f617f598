"""The parts of a page that labels are told by: blocks of text, the labels in them, the places of their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.layout import PageLayout, Run, Segment
from extractors.phrases import Match, Token, norm, tokens_of

IGNORED = "-"
"""The key of labels that are passed over on purpose; they still end the value before them."""

ANSWER = "answer"
"""The relation of a place whose words are a label's too: only a choice from a list may be read there."""

WITHIN = frozenset({"same", "bare"})
"""The relations of places that stand in the label's own line or cell."""

NUMBERING = (
    r"\W*(?:\(?(?:s\.?\s?no\.?\s*)?(?:\d{1,2}(?:\.\d{1,2})*(?:\s?\([a-z]\))?|[a-zA-Z]|[ivxIVX]{1,4}|[क-ह])"
    r"\s*[).:\-]+\s*|[A-Z][.\-]\d{1,2}(?:\.\d{1,2})*[).:]*\s+)?\W*"
)
"""The number of a line of a form, "3.", "(b)", "iv)", "2(a).", "B.10", before its label."""

BARE_NUMBER = r"[0-9०-९]{1,2}\s+"
"""The number of a line of a form without any mark: "6 State"."""

STARTS = re.compile(rf"^(?:{NUMBERING}|{BARE_NUMBER})(?:[^:：0-9]{{0,45}}[/|]\s*)?$")
"""What may stand before a label: a number, and its first half in another language."""

FILLER = frozenset(
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
"""Words that say nothing about which label it is."""

PROSE_WORDS = re.compile(r"\b(?:shall|hereby|whereas|that|which|is|are|has|have|been|was|be|will)\b", re.I)
"""Words of sentences, which are no labels."""


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
    alike: Mapping[str, float] = field(default_factory=dict)
    """Of a label that is in no vocabulary: the fields whose labels it resembles, and how much (0-1)."""
    lead: str = ""
    """What stands before it in its block: "Existing" of "Existing capacity"."""
    rest: str = ""
    """What stands behind an unmarked label in its block: its unit, its purpose, or its value."""


@dataclass(frozen=True, slots=True)
class Found:
    """All labels of a document, and the label-like texts that are in no vocabulary."""

    labels: tuple[Label, ...]
    unknown: tuple[tuple[str, str, int], ...]
    """Label, value as printed, page."""
    guesses: tuple[Label, ...] = ()
    """Those of the unknown ones that resemble labels of the type."""


@dataclass(eq=False, slots=True)
class Block:
    """A stretch of text that a label stands in as a whole: a cell, a segment, or two segments one above the other."""

    layout: PageLayout
    run: Run
    segments: list[Segment]
    cell: int | None
    tokens: list[Token] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    over: Run | None = None
    """What the cell prints over the text, where that is a caption under its value."""


@dataclass(eq=False, slots=True)
class Hit:
    """A label told in a block: its phrase, where it stands, and what speaks against it."""

    block: Block
    match: Match
    start: int
    end: int
    """Where the label ends in the block's text, its separator included."""
    separated: bool
    whole: bool
    cost: float
    own_line: bool = False
    """Whether the label has a line of its cell to itself, and the value may stand in the lines below it."""
    alike: Mapping[str, float] = field(default_factory=dict)
    """Of a label in no vocabulary: the fields whose labels it resembles."""
    question: bool = False
    """Whether it is a numbered line of a form whose answer stands in the lines below it."""
    in_row: bool = False
    """Whether it is in no vocabulary, but stands over a value in a row of labels that are."""


_NUMBERED = re.compile(r"\W{0,2}\d{1,2}\s?[.)]\s*(?!\d)\S")
INDENT = 8.0
"""Points by which an answer stands further right than the number of its question."""


LINES_OF_ANSWER = 40
"""An answer ends with the next number or where its indent does; this only bounds the search."""


def is_numbered(segment: Segment) -> bool:
    """Whether a segment begins with the number of a line of a form."""
    return _NUMBERED.match(segment.text) is not None


def lines_of_answer(layout: PageLayout, question: Segment) -> list[list[Segment]]:
    """The lines below a numbered one that stand further right, up to the next number; none where it is not alone."""
    has_answer = re.search(r"[:：]\s*\S", free_of_brackets(question.text)) is not None
    if not is_numbered(question) or has_answer or len(layout.lines[question.line]) > 1:
        return []
    found: list[list[Segment]] = []
    bottom = question.box[3]
    for line in layout.lines[question.line + 1 : question.line + 1 + LINES_OF_ANSWER]:
        far = line[0].box[1] - bottom > 1.5 * question.height
        if far or is_numbered(line[0]) or line[0].box[0] < question.box[0] + INDENT:
            break
        found.append(line)
        bottom = max(it.box[3] for it in line)
    return found


def is_led_to(text: str) -> bool:
    """Whether a text begins with the mark that ends a label: it is the value of what stands at its left."""
    return text.lstrip()[:1] in {":", "："}


def begins(block: Block) -> bool:
    """Whether a block begins with its first label."""
    return bool(STARTS.match(block.run.text[: block.hits[0].start]))


def content(text: str) -> list[str]:
    """The words of a text that say which label it is."""
    return [token.norm for token in tokens_of(text) if token.norm not in FILLER]


def coverage_cost(known: int, unknown: int) -> float:
    """What it costs to take a label of which so many telling words are in no vocabulary."""
    return 0.0 if not unknown else 0.3 * unknown / (known + unknown)


_UNITS = frozenset(
    norm(word)
    for word in re.findall(
        r"\S+",
        "tonnes tonne tons ton mt mta tpa mtpa ktpa metric annum year yr annual kg rs inr rupees lakh lakhs"
        " crore crores cr lac lacs percent cent wt y n yes टन मीट्रिक वर्ष प्रति लाख करोड़ रुपये प्रतिशत",
    )
)
"""Words behind a label that tell its unit or its answers, and not another thing."""


OF_THE_FEED = re.compile(
    r"\s*of\s+(?:e-?\s?wastes?|scrap|feed(?:stock)?|input|(?:[\w-]+\s+){0,2}batter(?:y|ies)(?:\s+(?:scrap|waste))?)\s*\)",
    re.I,
)
"""What the unit of a capacity goes on with in its brackets: "Capacity (tonnes per annum of e-waste)"."""


def cost_of_rest(label: Label) -> float:
    """What it costs to take what stands beside an unmarked label whose line goes on: "Capacity of the boiler"."""
    return 0.5 * coverage_cost(max(1, len(content(label.text))), len(beyond_unit(label.rest)))


def beyond_unit(text: str) -> list[str]:
    """The telling words behind a label that name neither its unit nor its answers: none of ", TPA"."""
    return [word for word in content(text) if word not in _UNITS]


def free_of_brackets(text: str) -> str:
    """The text without what stands in brackets, closed or not on this line, and without a second language."""
    return re.sub(
        r"[/|]\s*[\u0900-\u097F][\u0900-\u097F\s().,]*|^\s*[\u0900-\u097F][\u0900-\u097F\s().,]*(?=[:：]|$)",
        " ",
        without_brackets(text),
    )


_LOST_HALF = re.compile(r"\W*(?:(?=\S*[a-z])[^\s/|:]{2,14}\s){1,3}[/|]\s*(?=[A-Z]|$)")


def without_lost_half(text: str) -> str:
    """A label that a scan prints in two languages without its first half, of which OCR made letters: "erat / Valid"."""
    return _LOST_HALF.sub("", text, count=1) if _LOST_HALF.match(text) else text


def ends_in_brackets(text: str) -> bool:
    """Whether what follows a text stands in brackets that it opens."""
    return text.count("(") > text.count(")")


def without_brackets(text: str) -> str:
    """The text without what stands in brackets, closed or not on this line."""
    return re.sub(r"\([^)]*\)|\[[^\]]*\]|\([^()0-9:]*$", " ", text)


def is_form_row(block: Block) -> bool:
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
