"""From pages to typed fields: every place where a value may stand is read, and the cheapest reading wins.

A candidate is a value with its words and a cost, the sum of what speaks against it: a label that fits only in part, a
place far from the label, a reading that needed repair, a sentence instead of a form. Runners-up are kept as
alternatives; a runner-up that is nearly as good makes the field doubtful.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractors.addressee import addressee
from extractors.choices import ChoiceList, choice_lists
from extractors.cite import Source
from extractors.cited import cited_spans, within
from extractors.classify import heading_segments
from extractors.columns import SUPERSEDED, Grid, asked_for
from extractors.labels import ANSWER, Found, Label, LabelBook, Place, find_labels
from extractors.layout import PageLayout, Run, running_text
from extractors.marks import BOX
from extractors.money import MARK, Units
from extractors.values import LEGAL_FORM, Parsed, Scope, read
from records.dates import find_days, find_financial_years
from records.names import same_address, same_name
from records.numbers import scale_of
from records.readings import ONE_OCR_WITNESS, Alternative, Field, Notice, Value
from reference.document_types import DocumentType, FieldWords

BEST = 0.98
"""The confidence of a visible text that a label names in full."""

NEARLY = 0.05
"""A runner-up with another value that costs hardly more makes the field doubtful."""

SELF_EVIDENT = frozenset({"enum", "yes_no", "board", "state", "minerals", "address"})
SPEAKS_FOR_ITSELF = 0.4
"""The share of a label's cost that counts where the value itself shows that it is one: a word of a closed list."""

DOUBTFUL = 0.80
CITED = 0.4
"""What it costs to take the number or date of a paper that is only cited: never sure, and only for want of its own."""

SENTENCE = 220
"""Characters before a value in which the thing is named that it is about."""

TWO_PRINTED = "printed twice on the paper"
LOOSE_KINDS = frozenset({"name", "person", "firm", "address", "text", "board", "state", "enum", "yes_no", "minerals"})
"""Kinds for which a near runner-up is no contradiction: one name in two spellings, a text and its longer form."""

LONG_KINDS = frozenset({"address", "text", "minerals"})
"""Kinds whose values often run over several lines."""

CLOSED_KINDS = frozenset({"enum", "yes_no", "board", "state", "minerals"})
CLEARLY, CLOSED_BY_OCR = 0.85, 0.93

_COMPANY = re.compile(LEGAL_FORM, re.I)
_CERTIFIER = re.compile(
    r"chartered\s+(?:accountants?|engineers?)|\bvaluers?\b|\bconsult\w+|\bsurveyors?\b|laborator|testing|NABL|JNARDDC",
    re.I,
)
_PRACTICE = re.compile(r"\W{0,4}(?:chartered|cost|company)\s+(?:accountants?|engineers?|secretar(?:y|ies))\b", re.I)
"""What stands right behind the name of who certifies, which is never that of whom the paper is about."""
HEADING, BY_ITSELF = "heading", "a reference by itself"
_BARE_REFERENCE = re.compile(r"(?=.*\d{3})[A-Z][\w().&-]*(?:\s?/\s?[\w().&-]+){2,}\s*$")
"""A letter's number without any label: at least three parts between slashes, and nothing else on the line."""
COMPARED_KINDS = frozenset({"amount", "tpa", "day"})
"""Kinds whose values stand side by side for two years, or for before and after."""

OUTDATED = 0.4
"""What it costs to take a figure of another year, or one that the paper replaces: never sure."""

_OTHER_YEAR = re.compile(
    r"\b(?:corresponding|previous|preceding|prior|last|earlier)\s+(?:figure|year|financial|F\.?Y|period)", re.I
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a field may have, where it stands, and what speaks against it."""

    words: FieldWords
    parsed: Parsed
    run: Run
    raw: str
    cost: float
    rank: float
    """The cost with the preference for the top or the end of the paper: it decides who wins, not how sure that is."""
    origin: str
    label: int = -1
    weak: bool = False
    cited: bool = False
    """Whether it stands where the paper speaks of other papers."""


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

    @classmethod
    def of(cls, layouts: Sequence[PageLayout]) -> Text:
        """Prepare the text of a document."""
        flow = running_text(layouts)
        positions = {id(placed.word): index for index, placed in enumerate(flow.placed)}
        cited = cited_spans(layouts, flow, positions)
        return cls(tuple(layouts), flow, positions, Units.of(layouts), Grid.of(layouts), cited)

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

    def depth(self, run: Run) -> float:
        """How far down the document a run stands, 0 at the top and 1 at the end."""
        at = self.positions.get(id(run.placed[0].word), 0)
        return at / max(len(self.flow.placed), 1)


@dataclass(frozen=True, slots=True)
class Content:
    """The fields read, what was noticed, and the labels that no field took."""

    fields: dict[str, Field]
    notices: tuple[Notice, ...]
    found: Found
    runs: dict[str, Run] = field(default_factory=dict)
    choices: tuple[ChoiceList, ...] = ()
    """Lists of answers of which one is marked."""
    guessed: frozenset[str] = frozenset()
    """Names and references taken from the head of the paper without label or sentence: they do not prove its type."""


def read_fields(document_type: DocumentType, text: Text, source: Source, tabled: Set[int] = frozenset()) -> Content:
    """Read every field of the type; `tabled` holds the ids of words that belong to tables."""
    found = find_labels(_book(document_type), text.layouts, tabled)
    year = _certified_year(document_type, found.labels, text)
    candidates = [
        candidate
        for words in document_type.fields.values()
        for candidate in (*_by_label(words, found.labels, text, year), *_by_sentence(words, text, year))
        if not _is_of_table(candidate, tabled)
    ]
    candidates.extend(_by_addressee(document_type, text))
    for words in document_type.fields.values():
        if words.anywhere and all(it.cited for it in candidates if it.words is words):
            candidates.extend(_anywhere(words, text, tabled))
    fields, notices, runs = _choose(candidates, source)
    fields = _doubting_native_digits(document_type, fields, text)
    notices += [
        Notice("unused_label", f'Nothing reads the label "{label}" ({value}).', page)
        for label, value, page in found.unknown[:6]
    ]
    guessed = {
        it.words.name
        for it in candidates
        if it.origin in {HEADING, BY_ITSELF}
        and it.words.kind in {"name", "reference"}
        and runs.get(it.words.name) is it.run
    }
    choices = choice_lists(document_type, found.labels, text.layouts)
    return Content(fields, tuple(notices), found, runs, choices, frozenset(guessed))


def _is_of_table(candidate: Candidate, tabled: Set[int]) -> bool:
    """Whether a value was put together from a table's words, which are its rows' and no field's."""
    in_table = [id(it.word) in tabled for it in candidate.run.placed]
    if candidate.origin == "sentence":
        return all(in_table) or (candidate.words.kind == "text" and any(in_table))
    return candidate.words.kind in {"text", "address"} and all(in_table)


NATIVE_DIGITS = 0.78
"""OCR that reads one Devanagari digit for another leaves nothing to see it by: no figure of such a page is sure."""
_NATIVE_DIGIT = re.compile(r"[०-९]")


def _doubting_native_digits(document_type: DocumentType, fields: Mapping[str, Field], text: Text) -> dict[str, Field]:
    """The fields, with figures that OCR read on a page of Devanagari digits as doubtful unless something vouches."""
    native = {
        layout.page.number
        for layout in text.layouts
        if sum(
            word.source == "ocr" and _NATIVE_DIGIT.search(word.text) is not None
            for segment in layout.segments
            for word in segment.words
        )
        > 1
    }
    return {
        name: replace(it, confidence=min(it.confidence, NATIVE_DIGITS))
        if it.evidence.page in native and _is_unvouched_figure(it, document_type.fields[name].kind)
        else it
        for name, it in fields.items()
    }


def _is_unvouched_figure(it: Field, kind: str) -> bool:
    """Whether a field is a figure that OCR alone read: any number, and a date in Devanagari digits."""
    if it.evidence.method != "ocr" or it.witnesses or kind in LOOSE_KINDS:
        return False
    return kind in {"amount", "tpa", "percent"} or _NATIVE_DIGIT.search(it.evidence.text) is not None


def _book(document_type: DocumentType) -> LabelBook:
    """The label matcher of a type, built once a process."""
    if document_type.id not in _BOOKS:
        _BOOKS[document_type.id] = LabelBook(document_type)
    return _BOOKS[document_type.id]


_BOOKS: dict[str, LabelBook] = {}


def _certified_year(document_type: DocumentType, labels: Sequence[Label], text: Text) -> str:
    """The financial year that the paper is about, "" where it has none."""
    words = document_type.fields.get("financial_year")
    if words is None:
        return ""
    found = [*_by_label(words, labels, text, ""), *_by_sentence(words, text, "")]
    return str(min(found, key=lambda it: it.rank).parsed.value) if found else ""


def _by_label(words: FieldWords, labels: Sequence[Label], text: Text, year: str) -> Iterable[Candidate]:
    for number, label in enumerate(labels):
        if words.name not in label.fields and words.name not in label.weak_fields:
            continue
        weak = 0.0 if words.name in label.fields else 0.05
        outdated = OUTDATED if _is_outdated(words, label.text) else 0.0
        compared = _side_by_side(words, label, number, weak + outdated, text, year)
        yield from compared
        for place in label.places:
            if compared and place.relation in {"right", "right cell"}:
                continue
            if (place.relation == "above" and words.kind != "person") or (
                place.relation == ANSWER and words.kind not in {"enum", "yes_no"}
            ):
                continue
            if (
                place.relation == "bare"
                and words.kind in {"name", "text", "person", "firm", "enum", "yes_no"}
                and not _says_what_it_is(words.kind, place.text)
            ):
                continue
            extra = _of_lines(words, place, label.places)
            before = label.text if place.relation != "bare" else f"{text.before(label.words, 40)} {label.text}"
            if _avoided(words, before):
                continue
            scope = _scope(words, label, place.run, "", text)
            named = SPEAKS_FOR_ITSELF * label.cost if words.kind in SELF_EVIDENT else label.cost
            cost = named + weak + place.cost + extra + outdated
            yield from _candidates(words, place.run, place.lead, scope, cost, place.relation, text, number, weak > 0)


def _scope(words: FieldWords, label: Label, run: Run, heading: str, text: Text) -> Scope:
    """What the label, the heading of the column and the headings above say of a value's unit."""
    if words.kind != "amount":
        return Scope(f"{label.text} {heading}".strip(), run.is_ocr)
    scales = [scale_of(it) for it in (label.text, heading) if MARK.search(it) or it.isascii()]
    scale = next((it for it in scales if it is not None), None)
    money = scale is not None or bool(MARK.search(f"{label.text} {heading}")) or text.units.in_force(run)
    return Scope(label.text, run.is_ocr, scale or text.units.scale_at(run), money=money)


def _is_outdated(words: FieldWords, label: str) -> bool:
    """Whether a label says that its value is the one before a change: "Capacity before amendment"."""
    if words.kind not in COMPARED_KINDS or not SUPERSEDED.search(label):
        return False
    return not any(SUPERSEDED.search(it) for it in words.labels)


def _side_by_side(
    words: FieldWords, label: Label, number: int, dearer: float, text: Text, year: str
) -> list[Candidate]:
    """The values of a row that has several of them: the one that the columns' headings point to is the cheapest.

    Where the headings point to none, all cost the same, and the field is doubtful.
    """
    if words.kind not in COMPARED_KINDS or _avoided(words, label.text):
        return []
    columns = text.grid.columns(label.words)
    asked = asked_for([it.heading for it in columns], words.kind, year)
    found: list[Candidate] = []
    values = 0
    for position, column in enumerate(columns):
        scope = _scope(words, label, column.run, column.heading, text)
        other = OUTDATED if asked is not None and asked != position else 0.0
        cost = label.cost + dearer + 0.01 + other
        read_here = list(_candidates(words, column.run, 0, scope, cost, "column", text, number, dearer > 0))
        if not read_here:
            break
        values += 1
        found += read_here[:1]
    return found if values > 1 else []


def _says_what_it_is(kind: str, text: str) -> bool:
    """Whether text after a label without a mark is plainly a name, or a list of boxes to tick."""
    if kind == "yes_no" and re.fullmatch(r"\W*(?:yes|no|y|n|हाँ|हां|नहीं)\W*", text, re.I):
        return True
    if kind in {"enum", "yes_no"}:
        return BOX.search(text[:160]) is not None
    if re.match(r"\W*(?:M\s*/\s*s|Shri|CA\b|Er\b|Mr|Ms)", text):
        return True
    return kind == "name" and _COMPANY.search(text[:90]) is not None


def _of_lines(words: FieldWords, place: Place, places: Sequence[Place]) -> float:
    """What it costs to take one line of several, or several where one would do."""
    kind = words.kind
    if kind == "reference" and not place.lines and _is_cut(words, place, places):
        return CUT_AT_LINE
    if kind in LONG_KINDS:
        shortened = not place.lines and any(it.lines and it.relation == place.relation for it in places)
        return 0.03 if shortened else -0.01 if place.lines else 0.0
    if kind == "name" and place.lines and _completed_below(place, places):
        return -0.02
    return 0.02 if place.lines and place.relation != "below" else 0.0


CUT_AT_LINE = 0.15
"""What it costs to take the first line of a number that goes on in the next."""


def _is_cut(words: FieldWords, place: Place, places: Sequence[Place]) -> bool:
    """Whether a number read from one line is but the beginning of what the lines together print."""
    longer = next((it for it in places if it.lines and it.relation == place.relation), None)
    if longer is None:
        return False
    scope = Scope(ocr=place.run.is_ocr)
    short, whole = (next(iter(read(words, it.text, scope)), None) for it in (place, longer))
    if short is None or whole is None:
        return False
    return whole.value != short.value and str(whole.value).startswith(str(short.value).rstrip("/- "))


_GOES_ELSEWHERE = re.compile(
    r"[,;:|]|\d|(?<![\w/'’])(?!(?:and|of|for|the)\b)[a-z]|\b(?:Near|Behind|Opp|Formerly|Subsidiary)\b"
)
"""What tells that the lines below a name are an address or a remark, and no part of the name."""


def _completed_below(place: Place, places: Sequence[Place]) -> bool:
    """Whether a name whose first line lacks the legal form has it in the lines below: "Navratna", "Private Limited"."""
    first = min((it.text for it in places if it.relation == place.relation), key=len)
    form = _COMPANY.search(place.text)
    if form is None or _COMPANY.search(first) or form.start() > 110:
        return False
    return not _GOES_ELSEWHERE.search(place.text[: form.start()].lstrip(" :.-–—|"))


def _by_sentence(words: FieldWords, text: Text, year: str) -> Iterable[Candidate]:
    for rank, pattern in enumerate(words.prose):
        for number, match in enumerate(_matches(words, pattern, text.flow.text)):
            if number > 5:
                break
            run = text.flow.cut(*match.span("value"))
            if not run:
                continue
            before = text.flow.text[match.start() : match.start("value")]
            scope = Scope(before, run.is_ocr, sentence=True)
            cost = 0.02 + 0.006 * rank + 0.004 * number
            if words.kind == "amount" and _is_of_another_year(text.flow.text[: match.start("value")], year):
                cost += OUTDATED
            lead = match.start("value") - text.flow.start_within(match.start("value"))
            yield from _candidates(words, run, lead, scope, cost, "sentence", text, -1)


def _matches(words: FieldWords, pattern: str, text: str) -> Iterable[re.Match[str]]:
    """Where a sentence gives the field; one that is to be avoided does not hide the next, which may begin within it."""
    at = 0
    while match := compiled(pattern).search(text, at):
        if _avoided(words, text[max(0, match.start("value") - 110) : match.start("value")]):
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


def _by_addressee(document_type: DocumentType, text: Text) -> Iterable[Candidate]:
    """The company that a letter goes to, and its address: for letters that name them nowhere else."""
    asked = [words for words in document_type.fields.values() if words.addressed]
    found = addressee(text.layouts) if asked else None
    if found is None:
        return
    for words in asked:
        run = found.name if words.kind == "name" else found.address
        if run:
            cost = 0.015 if words.kind == "name" else 0.05
            yield from _candidates(words, run, 0, Scope("", run.is_ocr), cost, "addressee", text, -1)


def _anywhere(words: FieldWords, text: Text, tabled: Set[int]) -> Iterable[Candidate]:
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
                if words.kind == "name" and (_CERTIFIER.search(beside) or not _COMPANY.search(beside)):
                    continue  # the letterhead of who certifies, not of whom it is about
                run = Run(placed for segment in line for placed in segment.run().placed)
                found = _candidates(words, run, 0, Scope("", run.is_ocr, sentence=True), 0.03, HEADING, text, -1)
                yield from (it for it in found if words.kind != "name" or _COMPANY.search(it.raw))
    if words.kind == "reference":
        first = text.layouts[0]
        for segment in first.segments:
            if segment.box[1] < 0.3 * first.page.height and _BARE_REFERENCE.match(segment.text):
                run = segment.run()
                yield from _candidates(words, run, 0, Scope("", run.is_ocr), 0.05, BY_ITSELF, text, -1)
    if words.kind == "day":
        for layout in (text.layouts[0], text.layouts[-1]):
            for segment in layout.segments:
                run = segment.run()
                if any(len(it.text) >= len(_without_place(run.text).strip(" .,()")) - 1 for it in find_days(run.text)):
                    yield from _candidates(words, run, 0, Scope("", run.is_ocr), 0.06, "a date by itself", text, -1)
    if words.kind in {"enum", "board", "state"}:
        for start in range(0, min(len(text.flow.text), 6000), 350):
            run = text.flow.cut(start, min(start + 400, len(text.flow.text)))
            if run:
                yield from _candidates(words, run, 0, Scope("", run.is_ocr, sentence=True), 0.07, "text", text, -1)


_PLACE = re.compile(
    r"^(?:place\s*:?\s*)?[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+)?\s*[|,;–-]\s*(?:dated?\s*:?\s*)?(?:the\s+)?", re.I
)


def _without_place(text: str) -> str:
    """A date without the place of signing before it: "Chennai | January 27, 2026"."""
    place = _PLACE.match(text)
    return text[place.end() :] if place and not any(it.isdigit() for it in place.group()) else text


def _candidates(
    words: FieldWords,
    run: Run,
    lead: int,
    scope: Scope,
    cost: float,
    origin: str,
    text: Text,
    label: int,
    weak: bool = False,
) -> Iterable[Candidate]:
    for parsed in read(words, run.text[lead:], scope)[:3]:
        place = run.cut(lead + parsed.start, lead + parsed.end)
        if not place:
            continue
        if words.kind == "person" and (own_line := text.last_of_lines(place)) is not place:
            yield from _candidates(words, own_line, 0, scope, cost, origin, text, label, weak)
            continue
        if (
            words.kind == "name"
            and origin in {"below", "sentence", "addressee"}
            and (company := _under_a_person(place, text))
        ):
            yield from _candidates(words, company, 0, scope, cost, origin, text, label, weak)
            continue
        if words.kind == "name" and _PRACTICE.match(text.after(place)):
            continue
        raw = run.text[lead + parsed.start : lead + parsed.end].strip()
        if words.foreign and origin == "sentence" and _is_about_another(words, text.before(place, SENTENCE)):
            continue
        if words.foreign and label >= 0 and _is_about_another(words, scope.label):
            continue
        wanted = {"top": text.depth(place), "end": 1 - text.depth(place)}.get(words.where, 0.0)
        cited = words.own and text.is_cited(place)
        spent = cost + parsed.cost + (CITED if cited else 0.0)
        yield Candidate(words, parsed, place, raw, spent, spent + 0.08 * wanted, origin, label, weak, cited)


def _under_a_person(run: Run, text: Text) -> Run | None:
    """The company's line of an addressee whose own name stands on the line above, if that is what a run holds."""
    own_line = text.last_of_lines(run)
    form = _COMPANY.search(own_line.text)
    whole = form is not None and len(re.findall(r"\w{2,}", own_line.text[: form.start()])) >= 2
    person = re.fullmatch(r"(?:[A-Z][a-z.]+\s+){1,3}[A-Z][a-z.]+", run.text[: -len(own_line.text)].strip(" ,"))
    return own_line if own_line is not run and whole and person else None


_SENTENCE_BREAK = re.compile(r"(?<!Rs)(?<!No)(?<!no)(?<!Dt)(?<!dt)(?<!M/s)[.;।]\s+(?=[A-Z0-9(\u0900-\u097f])")


def _is_about_another(words: FieldWords, before: str) -> bool:
    """Whether the thing last named in the sentence before a value is another than the paper's own subject."""
    sentence = _SENTENCE_BREAK.split(before)[-1]
    ends = {
        kind: max((match.end() for it in patterns for match in compiled(it).finditer(sentence)), default=-1)
        for kind, patterns in (("own", words.subject), ("foreign", words.foreign))
    }
    return ends["foreign"] > ends["own"]


def _avoided(words: FieldWords, before: str) -> bool:
    return any(compiled(pattern).search(before) for pattern in words.avoid)


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the vocabularies, ready to be looked for."""
    return re.compile(_case_aware(pattern), re.DOTALL)


def _case_aware(pattern: str) -> str:
    """Match without case, but let [A-Z] mean capitals: a name begins with one."""
    if "[A-Z]" not in pattern:
        return f"(?i:{pattern})"
    parts = re.split(r"(\[A-Z\])", pattern)
    return "(?i:" + "".join("(?-i:[A-Z])" if part == "[A-Z]" else part for part in parts) + ")"


def _choose(candidates: Sequence[Candidate], source: Source) -> tuple[dict[str, Field], list[Notice], dict[str, Run]]:
    """Give out the candidates cheapest first; words that one field took are not another's of the same kind."""
    taken: dict[int, tuple[str, str, int]] = {}
    chosen: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda it: it.rank):
        name = candidate.words.name
        owners = {taken[id(it.word)] for it in candidate.run.placed if id(it.word) in taken}
        clash = any(
            owner != name and kind == candidate.words.kind and (number < 0 or number != candidate.label)
            for owner, kind, number in owners
        )
        if clash:
            continue
        if name not in chosen:
            chosen[name] = candidate
            for it in candidate.run.placed:
                taken.setdefault(id(it.word), (name, candidate.words.kind, candidate.label))
    for name, candidate in list(chosen.items()):
        if twin := _latin_twin(candidate, candidates):
            chosen[name] = twin
    rivals: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        name = candidate.words.name
        owners_now = {taken[id(it.word)][0] for it in candidate.run.placed if id(it.word) in taken}
        if name in chosen and candidate is not chosen[name] and owners_now <= {name}:
            rivals[name].append(candidate)
    fields, notices = {}, []
    for name, candidate in chosen.items():
        fields[name], noticed = _as_field(candidate, sorted(rivals[name], key=lambda it: it.rank), source)
        notices += noticed
    return fields, notices, {name: candidate.run for name, candidate in chosen.items()}


_DEVANAGARI = re.compile("[\u0900-\u0963]")
SAME_PLACE, NEAR_TWIN = 3.0, 0.06
"""Lines within which a name stands in both scripts, and what its Latin print may cost more."""


def _latin_twin(best: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """The company's name in Latin letters printed beside or right below its name in Devanagari, if that was taken."""
    if best.words.kind != "name" or not _DEVANAGARI.search(str(best.parsed.value)):
        return None
    box = best.run.placed[-1].word.box
    reach = SAME_PLACE * (box[3] - box[1])
    twins = [
        it
        for it in candidates
        if it.words is best.words
        and it.run.first_page is best.run.first_page
        and not _DEVANAGARI.search(str(it.parsed.value))
        and _COMPANY.search(str(it.parsed.value))
        and abs(it.run.placed[0].word.box[1] - box[1]) < reach
        and it.cost - best.cost < NEAR_TWIN
        and abs(len(str(it.parsed.value).split()) - len(str(best.parsed.value).split())) <= 1
    ]
    return min(twins, key=lambda it: it.rank, default=None)


def _as_field(best: Candidate, rivals: Sequence[Candidate], source: Source) -> tuple[Field, list[Notice]]:
    words, parsed = best.words, best.parsed
    witnesses, notices = list(parsed.witnesses), []
    if any(_agrees(words, rival.parsed.value, parsed.value) and _elsewhere(rival, best) for rival in rivals):
        witnesses.append(TWO_PRINTED)
    others = [rival for rival in rivals if not _agrees(words, rival.parsed.value, parsed.value)]
    alternatives = list(parsed.alternatives)
    for rival in [it for it in others if it.cost - best.cost < 0.3][:3]:
        if all(it.value != rival.parsed.value for it in alternatives):
            confidence = max(0.05, min(0.6, BEST - rival.cost - 0.3))
            alternatives.append(Alternative(rival.parsed.value, _printed(rival), confidence, f"{rival.origin}"))
    confidence = max(0.05, BEST - best.cost)
    if parsed.disputed:
        confidence = min(confidence, 0.6)
        notices.append(
            Notice(
                "disputed",
                f"{words.name}: {_printed(best)!r} is printed, but {parsed.disputed}.",
                best.run.first_page.number,
            )
        )
    near = [
        rival
        for rival in others
        if rival.rank - best.rank < NEARLY and _elsewhere(rival, best) and not (rival.weak and not best.weak)
    ]
    if near and words.kind not in LOOSE_KINDS and not parsed.witnesses:
        confidence = min(confidence, DOUBTFUL)
        notices.append(
            Notice(
                "two_readings",
                f"{words.name}: both {_printed(best)!r} and {_printed(near[0])!r} are printed where it is looked for.",
                best.run.first_page.number,
            )
        )
    if best.run.is_ocr:
        confidence = min(confidence * (0.75 + 0.25 * best.run.confidence), _most_by_ocr(words, witnesses, best.run))
    page, placed = best.run.first_page, best.run.words_on_first_page
    evidence = source.evidence(page, placed, _printed(best))
    value = _kept(words, parsed.value)
    return (
        Field(words.name, value, round(confidence, 3), evidence, parsed.unit, tuple(alternatives), tuple(witnesses)),
        notices,
    )


def _most_by_ocr(words: FieldWords, witnesses: Sequence[str], run: Run) -> float:
    """What OCR alone may claim: a word of a closed vocabulary, clearly read, is its own second witness."""
    if words.kind in CLOSED_KINDS and run.confidence >= CLEARLY:
        return CLOSED_BY_OCR
    return CLOSED_BY_OCR if words.kind in LOOSE_KINDS and TWO_PRINTED in witnesses else ONE_OCR_WITNESS


def _kept(words: FieldWords, value: Value) -> Value:
    return re.sub(r"\s+", " ", value).strip() if isinstance(value, str) and words.kind in LOOSE_KINDS else value


def _printed(candidate: Candidate) -> str:
    return candidate.raw


def _elsewhere(one: Candidate, other: Candidate) -> bool:
    mine = {id(it.word) for it in one.run.placed}
    return not any(id(it.word) in mine for it in other.run.placed)


def _agrees(words: FieldWords, one: Value, other: Value) -> bool:
    if one == other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        if words.kind in {"name", "firm", "person"}:
            return same_name(one, other) >= 0.9
        if words.kind == "address":
            return same_address(one, other) >= 0.8
        if words.kind == "text":
            return one.startswith(other) or other.startswith(one)
    return False


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
    if run.is_ocr:
        confidence = min(confidence, ONE_OCR_WITNESS)
    evidence = source.evidence(run.first_page, run.words_on_first_page, run.text)
    return Field(name, value, confidence, evidence, unit)
