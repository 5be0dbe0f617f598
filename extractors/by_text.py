"""Candidates from sentences, from the addressee of a letter, and from headings and text without any label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from extractors.addressee import addressee
from extractors.by_label import COMPARED_KINDS, OUTDATED, dated_by_column
from extractors.candidates import COMPANY, SENTENCE, Candidate, avoided, candidates_in, compiled
from extractors.closing_lines import without_closing
from extractors.columns import asked_for
from extractors.document_text import Text
from extractors.face import heading_segments
from extractors.label_parts import INDENT, is_numbered
from extractors.layout import PageLayout, Run, Segment
from extractors.values import Scope, options_of, read
from extractors.values.quantities import ONE_OF_SEVERAL, is_of_several_elements
from records.dates import find_days, find_financial_years
from reference.document_types import DocumentType, FieldWords

_CERTIFIER = re.compile(
    r"chartered\s+(?:accountants?|engineers?)|\bvaluers?\b|\bconsult\w+|\bsurveyors?\b|laborator|testing|NABL|JNARDDC",
    re.I,
)
HEADING, BY_ITSELF = "heading", "a reference by itself"
_BARE_REFERENCE = re.compile(r"(?=.*\d{3})[A-Z][\w().&-]*(?:\s?/\s?[\w().&-]+){2,}\s*$")
"""A letter's number without any label: at least three parts between slashes, and nothing else on the line."""
_OTHER_YEAR = re.compile(
    r"\b(?:corresponding|previous|preceding|prior|last|earlier)\s+(?:figure|year|financial|F\.?Y|period)", re.I
)


_HELD_BEFORE = re.compile(
    r"\b(?:was|were|had\s+been)\s+(?:\w+\s+){0,2}(?:permitted|allowed|authori[sz]ed|consented)\b"
    r"|\b(?:earlier|previously|originally)\s+(?:\w+\s+){0,2}(?:permitted|granted|allowed|authori[sz]ed|consented|approved)\b",
    re.I,
)
"""How a sentence speaks of what an order permitted that this paper changes."""

PART_OF = 0.06
"""What it costs to take an amount that a sentence gives as a part of another."""

_PART_OF = re.compile(
    r"\b(?:out\s+)?of\s+(?:which|this|these|the\s+(?:above|same|said\s+(?:amount|sum)))\b|\binclud(?:es|ing)\s+(?:a\s+sum\s+of\s+)?\W*$",
    re.I,
)

_SENTENCE_START = re.compile(r"(?<!No)(?<!Dt)[.;]\s+(?=[A-Z])")

ACROSS = 0.12
"""What it costs to take text that changes from one column of the page to another: never sure."""

RUNS_ON = frozenset({"address", "name", "text", "reference"})
"""Kinds whose values take in what stands behind them, so that no sentence is told that leads over rules."""


def by_sentence(words: FieldWords, text: Text, year: str) -> Iterable[Candidate]:
    """Values of a field that sentences of the vocabulary give; `year` is what the paper is about."""
    for rank, pattern in enumerate(words.prose):
        for number, match in enumerate(_matches(words, pattern, text.flow.text)):
            if number > 5:
                break
            run = text.flow.cut(*match.span("value"))
            if not run:
                continue
            run = without_closing(run) if words.name == "conditions" else run
            before = text.flow.text[match.start() : match.start("value")]
            scope = Scope(before, run.is_ocr, sentence=True)
            cost = 0.02 + 0.006 * rank + 0.004 * number + _of_another(words, text, match.start("value"), year)
            if words.kind == "percent" and is_of_several_elements(text.flow.text[match.start() : match.end() + 60]):
                cost += ONE_OF_SEVERAL
            if words.kind == "day" and dated_by_column(text.flow.cut(*match.span()), text):
                cost += OUTDATED
            if words.kind in COMPARED_KINDS and (asked := _of_columns(words, run, match, text, year)) is not None:
                yield from candidates_in(words, asked.run, 0, scope, cost + asked.cost, "column", text, -1)
                continue
            if words.kind == "enum" and _is_question(words, text, match.start("value")):
                continue
            lead = match.start("value") - text.flow.start_within(match.start("value"))
            found = candidates_in(words, run, lead, scope, cost, "sentence", text, -1)
            yield from _in_column(words, found, text)


def _in_column(words: FieldWords, found: Iterable[Candidate], text: Text) -> Iterable[Candidate]:
    """The values of a sentence: none that leads over ruled cells, and dearer what changes from column to column."""
    for it in found:
        if words.kind in RUNS_ON and text.crosses_cells(it.run):
            continue
        if words.kind == "name" and (own_page := _on_last_page(it.run)) is not it.run:
            alone = Scope(ocr=own_page.is_ocr)
            yield from candidates_in(words, own_page, 0, alone, it.cost + ACROSS, it.origin, text, it.label)
            continue
        changes = words.kind in RUNS_ON and text.changes_column(it.run)
        yield replace(it, cost=it.cost + ACROSS, rank=it.rank + ACROSS) if changes else it


def _on_last_page(run: Run) -> Run:
    """The run itself, or its part on the last of the pages that it runs over."""
    page = run.placed[-1].page
    own = tuple(it for it in run.placed if it.page is page)
    return run if len(own) == len(run.placed) else Run(own)


def _of_another(words: FieldWords, text: Text, at: int, year: str) -> float:
    """What it costs to take the figure at `at` whose sentence says that it held before, in another year, or in part."""
    if words.kind not in {"tpa", "amount"}:
        return 0.0
    sentence = _SENTENCE_START.split(text.flow.text[max(0, at - SENTENCE) : at])[-1]
    if words.kind == "tpa":
        if _is_of_a_place_named_once(sentence, text.flow.text):
            return OF_ANOTHER_PLACE
        return OUTDATED if _HELD_BEFORE.search(sentence[-160:]) else 0.0
    if _is_of_another_year(text.flow.text[:at], year):
        return OUTDATED
    asked = any(_PART_OF.search(label) for label in words.labels)
    return PART_OF if not asked and _PART_OF.search(sentence) else 0.0


OF_ANOTHER_PLACE = 0.12
"""What it costs to take the capacity of a plant that is called by a place of which the paper says nothing else."""

_OF_A_PLACE = re.compile(
    r"\b(?:of|at)\s+(?:(?:the|our|its|their)\s+)?(?!(?:Propos|Exist|Present|Said|Above|Entire|Whole|New|Expand|Recycl|Process"
    r"|Manufactur|Company|Industr|Authori)\w*\s)(?P<place>[A-Z][a-z]{2,}(?:\s[A-Z][a-z]{2,})?)\s+"
    r"(?:plant|unit|works|factory|facility|site)\b[^0-9.;]{0,30}$"
)


def _is_of_a_place_named_once(sentence: str, whole: str) -> bool:
    """Whether a sentence speaks of the plant of a place, "of the Kadi plant", that stands nowhere else on the paper."""
    found = _OF_A_PLACE.search(sentence)
    return found is not None and len(re.findall(rf"\b{found['place']}\b", whole, re.I)) < 2


@dataclass(frozen=True, slots=True)
class _Asked:
    """The value of a row that its column's heading asks for, and what speaks against it."""

    run: Run
    cost: float


UNASKED = 0.12
"""What it costs to take the first of several values of a row whose headings do not say which one holds."""


def _of_columns(words: FieldWords, run: Run, match: re.Match[str], text: Text, year: str) -> _Asked | None:
    """Which value of a row is meant where "sentences" run along one that has several; None where it is no such row."""
    columns = text.grid.columns(text.flow.cut(match.start(), match.start("value")))
    first = id(run.placed[0].word)
    position = next(
        (at for at, it in enumerate(columns) if any(id(word.word) == first for word in it.run.placed)), None
    )
    of_kind = [it for it in columns if read(words, it.run.text, Scope(ocr=run.is_ocr))]
    if position is None or len(of_kind) < 2:
        return None
    asked = asked_for([it.heading for it in columns], words.kind, year)
    return _Asked(columns[position].run, UNASKED) if asked is None else _Asked(columns[asked].run, 0.01)


LISTED = 3
"""So many answers of a field in one sentence are what the form asks, and not what is answered."""


def _is_question(words: FieldWords, text: Text, at: int) -> bool:
    """Whether a value stands in a list to choose from: "Is it a new unit, or for expansion or modernisation?"."""
    before, after = text.flow.text[max(0, at - SENTENCE) : at], text.flow.text[at : at + SENTENCE]
    ends = _ASKED_OR_SAID.search(after)
    sentence = _ASKED_OR_SAID.split(before)[-1] + (after[: ends.end()] if ends else after)
    answers = {str(it.value) for it in options_of(words, sentence, Scope(sentence=True))}
    return len(answers) >= (2 if sentence.rstrip().endswith("?") else LISTED)


_ASKED_OR_SAID = re.compile(r"[?।]|(?<!\bNo)\.(?=\s)|;")


def _matches(words: FieldWords, pattern: str, text: str) -> Iterable[re.Match[str]]:
    """Where a sentence gives the field; one that is to be avoided does not hide the next, which may begin within it."""
    at = 0
    while match := compiled(pattern).search(text, at):
        if avoided(words, text[max(0, match.start("value") - 110) : match.start("value")]):
            at = match.start("value") + 1
            continue
        yield match
        at = max(match.end(), at + 1)


def _is_of_another_year(before: str, year: str) -> bool:
    """Whether the words that lead up to an amount name a year, and another than the paper's own."""
    near = before[-90:]
    years = find_financial_years(near)
    if not year or not years:
        return bool(_OTHER_YEAR.search(near[-60:]))
    return max(years, key=lambda it: _last_mention(near, it)) != year


def _last_mention(text: str, year: str) -> int:
    """Where a text last speaks of a financial year, by its first or by its last part."""
    return max(text.rfind(year), text.rfind(year[:4]), text.rfind(year[-2:]))


def by_addressee(document_type: DocumentType, text: Text) -> Iterable[Candidate]:
    """The company that a letter goes to, and its address: for letters that name them nowhere else."""
    asked = [words for words in document_type.fields.values() if words.addressed]
    found = addressee(text.layouts) if asked else None
    if found is None:
        return
    for words in asked:
        run = found.name if words.kind == "name" else found.address
        if run:
            cost = 0.015 if words.kind == "name" else 0.05
            yield from candidates_in(words, run, 0, Scope("", run.is_ocr), cost, "addressee", text, -1)


def anywhere(words: FieldWords, text: Text, tabled: Set[int]) -> Iterable[Candidate]:
    """Headings first, then the running text: for values that a paper names without any label."""
    for layout in text.layouts[:2]:
        headings = heading_segments(layout)
        for number, line in enumerate(layout.lines):
            if all(id(word) in tabled for segment in line for word in segment.words):
                continue  # a table's words are no name and no heading of the paper
            near_top = layout is text.layouts[0] and line[0].box[1] < 0.3 * layout.page.height
            if words.kind not in {"day", "reference"} and (number in headings or near_top):
                following = layout.lines[number + 1] if number + 1 < len(layout.lines) else []
                beside = " ".join(segment.text for segment in (*line, *following))
                if words.kind == "name" and (_CERTIFIER.search(beside) or not COMPANY.search(beside)):
                    continue  # the letterhead of who certifies, not of whom it is about
                if words.kind == "name" and (_ends_paragraph(layout, line[0]) or _ends_answer(layout, line[0])):
                    continue  # the name, if there is one, began on the line above
                for run in _of_line(line):
                    found = candidates_in(words, run, 0, Scope("", run.is_ocr, sentence=True), 0.03, HEADING, text, -1)
                    yield from (it for it in found if words.kind != "name" or COMPANY.search(it.raw))
    if words.kind == "reference":
        first = text.layouts[0]
        for segment in first.segments:
            if segment.box[1] < 0.3 * first.page.height and _BARE_REFERENCE.match(segment.text):
                run = segment.run()
                yield from candidates_in(words, run, 0, Scope("", run.is_ocr), 0.05, BY_ITSELF, text, -1)
    if words.kind == "day":
        for layout in (text.layouts[0], text.layouts[-1]):
            for segment in layout.segments:
                run = segment.run()
                if (
                    _STAMPED.search(text.before(run, 40))
                    or _ends_paragraph(layout, segment)
                    or _answers(layout, segment)
                ):
                    continue
                if any(len(it.text) >= len(_without_place(run.text).strip(" .,()")) - 1 for it in find_days(run.text)):
                    cost = OF_ROW if all(id(it.word) in tabled for it in run.placed) else 0.06
                    yield from candidates_in(words, run, 0, Scope("", run.is_ocr), cost, "a date by itself", text, -1)
    if words.kind in {"enum", "board", "state"}:
        for start in range(0, min(len(text.flow.text), 6000), 350):
            run = text.flow.cut(start, min(start + 400, len(text.flow.text)))
            if run:
                yield from candidates_in(words, run, 0, Scope("", run.is_ocr, sentence=True), 0.07, "text", text, -1)


OF_ROW = 0.12
"""What it costs to take a date of a table's row, which OCR cut from its neighbours, for the paper's: never sure."""


def _of_line(line: Sequence[Segment]) -> Iterable[Run]:
    """A line as one run, or in ruled cells the text of each: a label and its value are no heading together."""
    parts = [line] if len({it.cell for it in line}) == 1 else [[it] for it in line]
    return (Run(placed for segment in part for placed in segment.run().placed) for part in parts)


def _answers(layout: PageLayout, segment: Segment) -> bool:
    """Whether a segment is the answer to a question, or to a numbered line of a form, that stands right above it."""
    above = layout.above(segment, reach=1.5)
    return above is not None and (above.text.rstrip().endswith("?") or is_numbered(above))


def _ends_paragraph(layout: PageLayout, segment: Segment) -> bool:
    """Whether a segment is but the end of the sentence whose full line stands right above it."""
    above = layout.above(segment, reach=0.9)
    return (
        above is not None
        and abs(above.box[0] - segment.box[0]) < INDENT
        and above.box[2] > FULL_LINE * layout.page.width
        and above.box[2] - above.box[0] > LEAST_LINE * layout.page.width
        and not above.text.rstrip().endswith((".", ":", ";"))
    )


def _ends_answer(layout: PageLayout, segment: Segment) -> bool:
    """Whether a segment stands right below one of its own column that has a label at its left: its value goes on."""
    above = layout.above(segment, reach=0.6)
    return above is not None and abs(above.box[0] - segment.box[0]) < INDENT and bool(layout.left_of(above))


FULL_LINE = 0.75
"""Where a full line of prose ends at least, as a share of the page's width."""

LEAST_LINE = 0.4
"""How wide it is at least: a shorter one that ends there stands at the right margin by itself."""

_STAMPED = re.compile(r"\b(?:received|receipt|inward|diary|entered)\b[^.]{0,12}$|प्राप्त\W*$", re.I)
"""What an office's stamp says over its date."""

_PLACE = re.compile(
    r"^(?:place\s*:?\s*)?(?:[A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+){0,2}\s*[|,;–-]\s*){1,4}(?:dated?\s*:?\s*)?(?:the\s+)?",
    re.I,
)


def _without_place(text: str) -> str:
    """A date without the place of signing before it: "Chennai | January 27, 2026", "Udyog Bhawan, Delhi, 18 May"."""
    place = _PLACE.match(text)
    return text[place.end() :] if place and not any(it.isdigit() for it in place.group()) else text
