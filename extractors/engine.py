"""From pages to typed fields: every place where a value may stand is read, and the cheapest reading wins.

A candidate is a value with its words and a cost, the sum of what speaks against it: a label that fits only in part, a
place far from the label, a reading that needed repair, a sentence instead of a form. Runners-up are kept as
alternatives; a runner-up that is nearly as good makes the field doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from extractors.alone import ALONE
from extractors.asked import doubting
from extractors.by_label import by_label
from extractors.by_text import BY_ITSELF, HEADING, RUNS_ON, anywhere, by_addressee, by_sentence
from extractors.candidates import FROM_TEXT, Candidate
from extractors.choice_lists import ChoiceList, choice_lists
from extractors.choosing import LOOSE_KINDS, choose
from extractors.cite import Source
from extractors.document_text import Text
from extractors.doubts import doubted
from extractors.guesses import CLAUSE, GUESS, guess
from extractors.label_book import LabelBook
from extractors.label_parts import WITHIN, Found, Label
from extractors.label_places import UNDER_ANOTHER, UNDER_LABEL
from extractors.labels import find_labels
from extractors.layout import Run
from extractors.letterhead import by_letterhead
from extractors.rivals import in_doubt_of_rivals
from extractors.signed_as import by_office
from extractors.superseded import CORRECTION, changes_of, corrected, put_right
from records.readings import Field, Notice
from reference.document_types import DocumentType


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
    lone_labels = frozenset(id(it.word) for label in found.labels if _stands_alone(label) for it in label.words.placed)
    candidates = [
        candidate
        for words in document_type.fields.values()
        for candidate in (
            *by_label(words, found.labels, text, year, document_type.own_number),
            *by_sentence(words, text, year),
            *by_office(words, text, tabled),
        )
        if not _is_of_table(candidate, tabled) and not _runs_over_label(candidate, lone_labels)
    ]
    candidates = [*_of_own_columns(candidates), *by_addressee(document_type, text)]
    candidates = doubted(candidates, document_type, _book(document_type))
    changes = changes_of(text)
    candidates = [*corrected(candidates, changes, text), *put_right(document_type, _book(document_type), changes, text)]
    guesses = [_unvouched(it) for it in guess(document_type, _book(document_type), found, text, candidates, tabled)]
    guesses = [it for it in corrected(guesses, changes, text) if it.origin != CLAUSE or not _is_of_table(it, tabled)]
    asked = {id(it.word) for candidate in guesses if candidate.origin == GUESS for it in candidate.run.placed}
    for words in document_type.fields.values():
        if words.anywhere and all(it.cited or it.cost >= FAR_FETCHED for it in candidates if it.words is words):
            others = asked | _answering(found) if words.kind == "day" else asked
            lone = anywhere(words, text, tabled)
            candidates.extend(it for it in lone if not any(id(word.word) in others for word in it.run.placed))
    candidates.extend(guesses)
    having = {it.words.name for it in candidates if it.origin != HEADING}
    for words in document_type.fields.values():
        if words.name not in having:
            candidates.extend(by_letterhead(words, text))
    settled = frozenset(it.words.name for it in candidates if it.origin == CORRECTION)
    candidates = doubting(candidates, found.labels, text)
    candidates = in_doubt_of_rivals(candidates, found.labels, text, settled)
    fields, notices, runs = choose(candidates, source)
    fields = _doubting_native_digits(document_type, fields, text)
    notices += _guessed_notices(candidates, runs)
    notices += [
        Notice("unused_label", f'Nothing reads the label "{label}" ({value}).', page)
        for label, value, page in _unused(found, _by_their_labels(candidates, runs))[:6]
    ]
    guessed = {
        it.words.name
        for it in candidates
        if it.origin in {HEADING, BY_ITSELF}
        and it.words.kind in {"name", "reference"}
        and runs.get(it.words.name) is it.run
    }
    choices = choice_lists(document_type, (*found.labels, *found.guesses), text.layouts)
    return Content(fields, tuple(notices), found, runs, choices, frozenset(guessed))


FAR_FETCHED = 0.15
"""A candidate that costs so much does not keep the paper from being asked for one without label or sentence."""


def _of_own_columns(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; a sentence that leads over a gap to what stands under another label costs as much as the label.

    "Issued on" at the left of a date that stands under "Visited on" reads, along the line, like a sentence.
    """
    under_another = {(it.words.name, id(it.run.placed[0].word)) for it in candidates if it.origin == UNDER_LABEL}
    return [
        replace(it, cost=it.cost + UNDER_ANOTHER, rank=it.rank + UNDER_ANOTHER)
        if it.origin == "sentence" and (it.words.name, id(it.run.placed[0].word)) in under_another
        else it
        for it in candidates
    ]


def _answering(found: Found) -> Set[int]:
    """The ids of words that begin what stands right beside a known label or in the cell below: no date by itself.

    A label whose answer stands in its own line asks for nothing at its right: "No. BWM/R/2026    10th July 2026".
    """
    return {
        id(place.run.placed[0].word)
        for label in found.labels
        for place in label.places
        if place.relation in ANSWERS
        and place.run
        and (place.relation == "same" or all(it.relation not in WITHIN for it in label.places))
    }


ANSWERS = frozenset({"same", "right", "right cell", "cell below"})
"""Relations of a label's places whose words are its answer, and nothing else."""


def _unvouched(candidate: Candidate) -> Candidate:
    """A guess without witnesses: a check digit vouches for what is printed, not for whose it is."""
    return replace(candidate, parsed=replace(candidate.parsed, witnesses=()))


def _guessed_notices(candidates: Sequence[Candidate], runs: Mapping[str, Run]) -> list[Notice]:
    """For each field read by a label that is in no vocabulary what was taken for it."""
    taken = [it for it in candidates if it.origin == GUESS and runs.get(it.words.name) is it.run]
    return [
        Notice(
            "guessed_label",
            f"{it.words.name}: {it.raw!r} stands by a label that no vocabulary has; if it is right, add the label.",
            it.run.first_page.number,
        )
        for it in taken
    ]


def _by_their_labels(candidates: Sequence[Candidate], runs: Mapping[str, Run]) -> dict[str, Run]:
    """What was read, without values that were taken for another reason than their labels: these may be taught."""
    lone = {id(it.run) for it in candidates if it.origin in {ALONE, CLAUSE}}
    return {name: run for name, run in runs.items() if id(run) not in lone}


def _unused(found: Found, runs: Mapping[str, Run]) -> list[tuple[str, str, int]]:
    """The labels in no vocabulary whose values no field took."""
    taken = {id(it.word) for run in runs.values() for it in run.placed}
    used = {
        label.text.strip(" :")
        for label in found.guesses
        if any(id(it.word) in taken for place in label.places for it in place.run.placed)
    }
    return [it for it in found.unknown if it[0].strip(" :") not in used]


def _is_of_table(candidate: Candidate, tabled: Set[int]) -> bool:
    """Whether a value was put together from a table's words, which are its rows' and no field's."""
    in_table = [id(it.word) in tabled for it in candidate.run.placed]
    if candidate.origin in FROM_TEXT:
        return all(in_table) or (candidate.words.kind == "text" and any(in_table))
    return candidate.words.kind in {"text", "address"} and all(in_table)


_BESIDE = frozenset({"left", "right", "right cell", "below", "cell below"})


def _stands_alone(label: Label) -> bool:
    """Whether a label of several words, known whole, has its place on the page to itself."""
    apart = label.places and all(place.relation in _BESIDE for place in label.places)
    return bool(apart and label.fields and not label.cost and len(label.words.placed) > 1)


def _runs_over_label(candidate: Candidate, labels: Set[int]) -> bool:
    """Whether what a sentence gives as a name, an address or a text runs on over a label of the page's form."""
    return (
        candidate.origin == "sentence"
        and candidate.words.kind in RUNS_ON
        and any(id(it.word) in labels for it in candidate.run.placed)
    )


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
    found = [*by_label(words, labels, text, ""), *by_sentence(words, text, "")]
    return str(min(found, key=lambda it: it.rank).parsed.value) if found else ""
