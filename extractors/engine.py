"""From pages to typed fields: every place where a value may stand is read, and the cheapest reading wins.

A candidate is a value with its words and a cost, the sum of what speaks against it: a label that fits only in part, a
place far from the label, a reading that needed repair, a sentence instead of a form. Runners-up are kept as
alternatives; a runner-up that is nearly as good makes the field doubtful.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from extractors.cite import Source
from extractors.classify import heading_segments
from extractors.labels import ANSWER, Found, Label, LabelBook, Place, find_labels
from extractors.layout import PageLayout, Run, running_text
from extractors.values import LEGAL_FORM, Parsed, Scope, read
from records.dates import find_days
from records.names import same_address, same_name
from records.numbers import scale_of
from records.readings import ONE_OCR_WITNESS, Alternative, Field, Notice, Value
from reference.document_types import DocumentType, FieldWords

BEST = 0.98
"""The confidence of a visible text that a label names in full."""

NEARLY = 0.05
"""A runner-up with another value that costs hardly more makes the field doubtful."""

DOUBTFUL = 0.80
TWO_PRINTED = "printed twice on the paper"
LOOSE_KINDS = frozenset({"name", "person", "firm", "address", "text", "board", "state", "enum", "yes_no", "minerals"})
"""Kinds for which a near runner-up is no contradiction: one name in two spellings, a text and its longer form."""

LONG_KINDS = frozenset({"address", "text", "minerals"})
"""Kinds whose values often run over several lines."""

CLOSED_KINDS = frozenset({"enum", "yes_no", "board", "state", "minerals"})
CLEARLY, CLOSED_BY_OCR = 0.85, 0.93

_COMPANY = re.compile(LEGAL_FORM, re.I)
MONEY_UNIT = re.compile(r"lakh|lac|crore|\bcr\b|लाख|करोड़|करोड|rupees|₹|\brs\b", re.I)


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


@dataclass(frozen=True, slots=True)
class Text:
    """The laid-out document: its pages, its running text, and the units of money that its headings name."""

    layouts: tuple[PageLayout, ...]
    flow: Run
    positions: Mapping[int, int]
    scales: tuple[tuple[int, float, Decimal], ...]

    @classmethod
    def of(cls, layouts: Sequence[PageLayout]) -> Text:
        """Prepare the text of a document."""
        flow = running_text(layouts)
        positions = {id(placed.word): index for index, placed in enumerate(flow.placed)}
        return cls(tuple(layouts), flow, positions, tuple(_scales(layouts)))

    def before(self, run: Run, reach: int = 90) -> str:
        """The running text that leads up to a run."""
        if not run or id(run.placed[0].word) not in self.positions:
            return ""
        start = self.flow.start_of(self.positions[id(run.placed[0].word)])
        return self.flow.text[max(0, start - reach) : start]

    def scale_at(self, run: Run) -> Decimal:
        """Rupees per printed unit at a place: the nearest heading above it that names a unit, else the first one."""
        page, top = run.first_page.number, run.box[1]
        above = [it for it in self.scales if (it[0], it[1]) <= (page, top + 4)]
        return above[-1][2] if above else self.scales[0][2] if self.scales else Decimal(1)

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


def read_fields(document_type: DocumentType, text: Text, source: Source, tabled: Set[int] = frozenset()) -> Content:
    """Read every field of the type; `tabled` holds the ids of words that belong to tables."""
    found = find_labels(_book(document_type), text.layouts, tabled)
    candidates = [
        candidate
        for words in document_type.fields.values()
        for candidate in (*_by_label(words, found.labels, text), *_by_sentence(words, text))
        if candidate.origin != "sentence" or not all(id(it.word) in tabled for it in candidate.run.placed)
    ]
    for words in document_type.fields.values():
        if words.anywhere and not any(it.words is words for it in candidates):
            candidates.extend(_anywhere(words, text))
    fields, notices, runs = _choose(candidates, source)
    notices += [
        Notice("unused_label", f'Nothing reads the label "{label}" ({value}).', page)
        for label, value, page in found.unknown[:6]
    ]
    return Content(fields, tuple(notices), found, runs)


def _book(document_type: DocumentType) -> LabelBook:
    """The label matcher of a type, built once a process."""
    if document_type.id not in _BOOKS:
        _BOOKS[document_type.id] = LabelBook(document_type)
    return _BOOKS[document_type.id]


_BOOKS: dict[str, LabelBook] = {}


def _by_label(words: FieldWords, labels: Sequence[Label], text: Text) -> Iterable[Candidate]:
    for number, label in enumerate(labels):
        if words.name not in label.fields and words.name not in label.weak_fields:
            continue
        weak = 0.0 if words.name in label.fields else 0.05
        for place in label.places:
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
            extra = _of_lines(words.kind, place, label.places)
            before = label.text if place.relation != "bare" else f"{text.before(label.words, 40)} {label.text}"
            if _avoided(words, before):
                continue
            scale = scale_of(label.text) if words.kind == "amount" and MONEY_UNIT.search(label.text) else None
            scope = Scope(label.text, place.run.is_ocr, scale or text.scale_at(place.run), sentence=False)
            cost = label.cost + weak + place.cost + extra
            yield from _candidates(words, place.run, place.lead, scope, cost, place.relation, text, number, weak > 0)


def _says_what_it_is(kind: str, text: str) -> bool:
    """Whether text after a label without a mark is plainly a name: it begins as one, or has a company's legal form."""
    if re.match(r"\W*(?:M\s*/\s*s|Shri|CA\b|Er\b|Mr|Ms)", text):
        return True
    return kind == "name" and _COMPANY.search(text[:90]) is not None


def _of_lines(kind: str, place: Place, places: Sequence[Place]) -> float:
    """What it costs to take one line of several, or several where one would do."""
    if kind in LONG_KINDS:
        shortened = not place.lines and any(it.lines and it.relation == place.relation for it in places)
        return 0.03 if shortened else -0.01 if place.lines else 0.0
    return 0.02 if place.lines and place.relation != "below" else 0.0


def _by_sentence(words: FieldWords, text: Text) -> Iterable[Candidate]:
    for rank, pattern in enumerate(words.prose):
        for number, match in enumerate(_compiled(pattern).finditer(text.flow.text)):
            if number > 5:
                break
            run = text.flow.cut(*match.span("value"))
            if not run or _avoided(words, text.flow.text[max(0, match.start("value") - 90) : match.start("value")]):
                continue
            before = text.flow.text[match.start() : match.start("value")]
            scope = Scope(before, run.is_ocr, sentence=True)
            cost = 0.02 + 0.006 * rank + 0.004 * number
            lead = match.start("value") - text.flow.start_within(match.start("value"))
            yield from _candidates(words, run, lead, scope, cost, "sentence", text, -1)


def _anywhere(words: FieldWords, text: Text) -> Iterable[Candidate]:
    """Headings first, then the running text: for values that a paper names without any label."""
    for layout in text.layouts[:2]:
        headings = heading_segments(layout)
        for number, line in enumerate(layout.lines):
            near_top = layout is text.layouts[0] and line[0].box[1] < 0.3 * layout.page.height
            if words.kind != "day" and (number in headings or near_top):
                following = layout.lines[number + 1] if number + 1 < len(layout.lines) else []
                beside = " ".join(segment.text for segment in (*line, *following))
                if words.kind == "name" and re.search(r"chartered\s+accountants?", beside, re.I):
                    continue  # the letterhead of who certifies, not of whom it is about
                run = Run(placed for segment in line for placed in segment.run().placed)
                yield from _candidates(words, run, 0, Scope("", run.is_ocr, sentence=True), 0.03, "heading", text, -1)
    if words.kind == "day":
        for layout in (text.layouts[0], text.layouts[-1]):
            for segment in layout.segments:
                run = segment.run()
                if any(len(it.text) >= len(run.text.strip(" .,()")) - 1 for it in find_days(run.text)):
                    yield from _candidates(words, run, 0, Scope("", run.is_ocr), 0.06, "a date by itself", text, -1)
    if words.kind in {"enum", "board", "state"}:
        for start in range(0, min(len(text.flow.text), 6000), 350):
            run = text.flow.cut(start, min(start + 400, len(text.flow.text)))
            if run:
                yield from _candidates(words, run, 0, Scope("", run.is_ocr, sentence=True), 0.07, "text", text, -1)


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
        raw = run.text[lead + parsed.start : lead + parsed.end].strip()
        wanted = {"top": text.depth(place), "end": 1 - text.depth(place)}.get(words.where, 0.0)
        spent = cost + parsed.cost
        yield Candidate(words, parsed, place, raw, spent, spent + 0.08 * wanted, origin, label, weak)


def _avoided(words: FieldWords, before: str) -> bool:
    return any(_compiled(pattern).search(before) for pattern in words.avoid)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
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


def _scales(layouts: Sequence[PageLayout]) -> Iterable[tuple[int, float, Decimal]]:
    """Headings such as "(₹ in lakh)", with their page and height on it."""
    for layout in layouts:
        for segment in layout.segments:
            text = segment.text
            if len(text) > 110 or not MONEY_UNIT.search(text):
                continue
            for part in re.findall(r"\(([^)]*)\)", text) or ([text] if len(text) < 45 else []):
                if re.search(r"\d", part) or not re.search(r"lakh|lac|crore|\bcr\b|लाख|करोड", part, re.I):
                    continue
                scale = scale_of(part)
                if scale is not None:
                    yield (layout.page.number, segment.box[1], scale)


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
