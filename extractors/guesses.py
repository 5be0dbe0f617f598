"""Values of fields that no label and no sentence of the vocabulary gives: guessed from words, and by what they are.

A guess is never sure: it costs so much that a person is asked. Three things lead to one: a label that has the telling
words of the field's labels; a clause that says them before a value; a value that is the only one of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Protocol

from extractors.alone import PERIODS, alone
from extractors.by_answer import by_answer
from extractors.by_label import COMPARED_KINDS, OUTDATED, label_scope
from extractors.candidates import Candidate, avoided, candidates_in
from extractors.columns import SUPERSEDED
from extractors.document_text import Text
from extractors.label_parts import ANSWER, Found, Label
from extractors.values import Scope
from records.dates import find_days
from records.numbers import find_amounts
from reference.document_types import DocumentType, FieldWords

GUESSED = 0.10
"""The least that a guess costs: below the bar of what is sure."""

UNLIKE = 0.2
"""What a guess costs more whose words say nothing of the field."""

ANSWERED = 0.2
"""What it costs to take an answer whose question says nothing of the field."""

TAKES_ANYTHING = frozenset({"text", "reference", "name", "firm", "person"})
"""Kinds that nearly any text may be read as, so that the label must say more."""

ENOUGH, ENOUGH_FOR_ANYTHING = 0.34, 0.62
"""How much a label must resemble those of a field."""

CLEARLY = 1.25
"""How many times more it must resemble those of this field than those of any other that its value may be read as."""

GUESS, CLAUSE = "a label like its own", "a clause with its words"


class Told(Protocol):
    """The labels of a document type by their words."""

    def told_in(self, text: str) -> dict[str, float]:
        """For each field how much of one of its labels a sentence says (0-1)."""


def guess(
    document_type: DocumentType,
    book: Told,
    found: Found,
    text: Text,
    known: Sequence[Candidate],
    tabled: Set[int] = frozenset(),
) -> Iterable[Candidate]:
    """Candidates for the fields that have none yet; `tabled` holds the ids of words that belong to tables."""
    having = {it.words.name for it in known if not it.cited and not it.weak and it.cost < 0.3}
    wanted = [words for words in document_type.fields.values() if words.name not in having]
    guessed = [candidate for label in found.guesses for candidate in _by_words(label, wanted, text)]
    guessed += [candidate for label in found.guesses for candidate in _by_answer(label, wanted, text)]
    yield from guessed
    named = {it.words.name for it in guessed}
    rest = [words for words in wanted if words.name not in named]
    kinds = {words.name: words.kind for words in document_type.fields.values()}
    by_clause = list(_by_clause(rest, kinds, book, text))
    yield from by_clause
    told = {it.words.name for it in by_clause}
    for words in rest:
        if words.name not in told:
            only_of_kind = list(kinds.values()).count(words.kind) == 1
            yield from alone(words, text, tabled, only_of_kind)
            yield from () if words.anywhere else by_answer(words, text, tabled)


def _by_words(label: Label, wanted: Sequence[FieldWords], text: Text) -> list[Candidate]:
    """What the places of an unknown label may be read as for the field that it most resembles."""
    readings: list[tuple[float, list[Candidate]]] = []
    for words in wanted:
        likeness = label.alike.get(words.name, 0.0) if _speaks_of(words.kind, label.text) else 0.0
        if likeness < _least(words, label):
            continue
        if read := _read_beside(label, words, GUESSED + UNLIKE * (1 - likeness), text, likeness):
            readings.append((likeness, read))
    nearest = min((it.cost for _, read in readings for it in read), default=0.0)
    readings = [it for it in readings if min(one.cost for one in it[1]) < nearest + FARTHER]
    closed = [it for it in readings if it[1][0].words.kind == "enum"]
    readings = closed or readings  # "Red" is a category, and no text that anything might be
    readings.sort(key=lambda it: -it[0])
    clear = len(readings) == 1 or (readings and readings[0][0] >= CLEARLY * readings[1][0])
    return readings[0][1] if clear else []


FARTHER = 0.12
"""What a value costs more that stands so much farther from its label that it is no rival of a nearer one."""

NAMED = 0.42
"""How much a label must resemble those of a number that it names: "Application to which it relates"."""


def _least(words: FieldWords, label: Label) -> float:
    """How much a label must resemble those of a field to be taken for one."""
    if words.kind == "reference" and _names_number(words.name, label):
        return NAMED
    return ENOUGH_FOR_ANYTHING if words.kind in TAKES_ANYTHING else ENOUGH


def _names_number(field: str, label: Label) -> bool:
    """Whether a label names the paper whose number a field is, and what stands by it is shaped as a number."""
    paper = field.partition("_")[0][:6]
    return paper in label.text.lower() and any(_CODE.match(place.text) for place in label.places)


_CODE = re.compile(r"\W*(?=\S*\d{2})(?=\S*[A-Z])\S+[/-]\S+")

_SPEAKS_OF = {
    "tpa": re.compile(
        r"capacit|quantit|quantum|throughput|intake|feed|process|recycl|handl|treat|dismantl|volume|tonn|क्षमता|मात्रा|पुनर्चक्रण",
        re.I,
    )
}
"""For a kind of value what a label must say of which it is guessed: a waste authorisation is no capacity."""


def _speaks_of(kind: str, label: str) -> bool:
    return kind not in _SPEAKS_OF or _SPEAKS_OF[kind].search(label) is not None


def _by_answer(label: Label, wanted: Sequence[FieldWords], text: Text) -> list[Candidate]:
    """The answer to an unknown question that only one field of a fixed choice could have: "The unit is: New"."""
    answers = [
        (words, read)
        for words in wanted
        if _answer_tells(words, label) and (read := _read_beside(label, words, ANSWERED, text, 0.0))
    ]
    if len({words.kind for words, _ in answers}) != 1 or (len(answers) > 1 and answers[0][0].kind == "enum"):
        return []
    return [it for _, read in answers for it in read if len(str(it.parsed.value)) > 1]


def _answer_tells(words: FieldWords, label: Label) -> bool:
    """Whether the values of a field show by themselves which field they are of: a word of a list, two joined dates."""
    if words.kind in PERIODS:
        return any(len(find_days(place.text)) == 2 for place in label.places)
    return words.kind == "enum"


def _read_beside(label: Label, words: FieldWords, cost: float, text: Text, likeness: float) -> list[Candidate]:
    if avoided(words, f"{label.text} {label.rest}".rstrip()):
        return []
    found: list[Candidate] = []
    far = words.values and likeness < ENOUGH_FOR_ANYTHING and not label.text.rstrip().endswith("?")
    passed_over = {"above", ANSWER, "below"} if far else {"above", ANSWER}
    if words.kind == "yes_no":
        passed_over.discard(ANSWER)  # "No" stands before numbers as a label
    for place in label.places:
        if place.relation not in passed_over:
            scope = label_scope(words, label, place.run, "", text)
            found += candidates_in(words, place.run, place.lead, scope, cost + place.cost, GUESS, text, -1)
    if words.kind == "address":
        return [it for it in found if _PIN.search(it.raw)]
    if words.kind in {"enum", "yes_no"}:  # of several printed answers the one that is marked is told by its mark
        return [it for it in found if not it.parsed.alternatives]
    return found


_PIN = re.compile(r"(?<!\d)[1-9]\d{2}\s?\d{3}(?!\d)")
"""The post code without which a guessed address is none."""

_SENTENCE_ENDS = re.compile(r"(?<!Rs)(?<!No)(?<!no)(?<!Dt)(?<!\b[A-Z])[.;।]\s+(?=[A-Z0-9(\u0900-\u097f])")
_TONNES = re.compile(
    r"[0-9०-९][0-9०-९,]*(?:\.[0-9०-९]+)?\s*(?:MT|M\.T|tonn?es?|tons?|TPA|MTPA|MTA|TPD|TPM|KTPA|metric|मीट्रिक|टन)\b",
    re.I,
)
_PERCENT = re.compile(r"[0-9०-९]{1,3}(?:\.[0-9०-९]+)?\s*(?:%|per\s*cent|percent|प्रतिशत)", re.I)
REACH = 160
"""Characters before a value that may say what it is."""

MUCH, TOLD = 0.7, {"tpa": 0.45}
"""How much of a label the clause before a value must say; tonnes a year are few things on a paper."""


def _spans(kind: str, text: str) -> list[tuple[int, int]]:
    """Where values of a kind stand in a text."""
    match kind:
        case "day":
            return [(it.start, it.end) for it in find_days(text)]
        case "amount":
            return [(it.start, it.end) for it in find_amounts(text)]
        case "tpa":
            return [it.span() for it in _TONNES.finditer(text)]
        case "percent":
            return [it.span() for it in _PERCENT.finditer(text)]
        case _:
            return []


def _by_clause(wanted: Sequence[FieldWords], kinds: Mapping[str, str], book: Told, text: Text) -> Iterable[Candidate]:
    """Values of which the clause before them says the words of a label."""
    for kind in sorted({words.kind for words in wanted} & {"day", "amount", "tpa", "percent"}):
        spans = _spans(kind, text.flow.text)
        for number, (start, end) in enumerate(spans):
            before = text.flow.text[max(0, start - REACH, spans[number - 1][1] if number else 0) : start]
            clause = _SENTENCE_ENDS.split(before)[-1]
            told = book.told_in(clause)
            best = max((words for words in wanted if words.kind == kind), key=lambda it: told.get(it.name, 0.0))
            share = told.get(best.name, 0.0)
            others = max((it for name, it in told.items() if name != best.name and kinds[name] == kind), default=0.0)
            if share < TOLD.get(kind, MUCH) or share < CLEARLY * others or avoided(best, clause):
                continue
            run = text.flow.cut(start, min(len(text.flow.text), end + 40))
            if run:
                scope = Scope(clause, run.is_ocr, sentence=True)
                outdated = OUTDATED if kind in COMPARED_KINDS and SUPERSEDED.search(clause) else 0.0
                cost = GUESSED + 0.04 + UNLIKE * (1 - share) + outdated
                lead = start - text.flow.start_within(start)
                yield from candidates_in(best, run, lead, scope, cost, CLAUSE, text, -1)
