"""What else a paper prints for a field: a statement that revises another, an answer that says "nothing".

Two values that claim the same field cannot both hold. Where the words of one say that it replaces the other it is
taken; in any case neither is sure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.asked import OPEN_KINDS, UNEXPLAINED, dearer, printed, questions_of
from extractors.candidates import Candidate
from extractors.cited import within
from extractors.document_text import Text
from extractors.label_parts import Label
from extractors.phrases import tokens_of
from extractors.superseded import PUT_RIGHT

SETTLED = 0.08
"""A place that costs less may be sure."""

PREFERRED = 0.2
"""By how much what revises another statement goes before it."""

_REVISED = re.compile(
    r"\b(?:revis\w+|amended|corrected|correction|corrigend\w+|errat\w+|rectif\w+|modified|substituted|now(?!\s+(?:claim|sought|request|appl|due))|latest|read)\b",
    re.I,
)
"""Words of a label that says that its value stands in the place of another."""

_NOTHING = re.compile(
    r"\W*(?:(?:n\s?[./]?\s?a|nil|none|not\s+(?:applicable|available|yet\s+\w+)|applied\s+for|awaited|to\s+be\s+\w+)\W*|[-–—]+\s*)",
    re.I,
)
"""The answer of a form that has none."""


def in_doubt_of_rivals(
    candidates: Sequence[Candidate], labels: Sequence[Label], text: Text, settled: frozenset[str]
) -> list[Candidate]:
    """The candidates; those dearer that a revised statement replaces, or whose question is answered by "nothing".

    Args:
        candidates: those of all fields.
        labels: the labels of the document, to which the candidates' numbers point.
        text: the document.
        settled: fields whose former value a sentence has put another in the place of.
    """
    by_field: dict[str, list[Candidate]] = defaultdict(list)
    for it in candidates:
        by_field[it.words.name].append(it)
    unanswered = _answered_by_nothing(labels)
    weighed: list[Candidate] = []
    for name, its in by_field.items():
        if name in unanswered and not _has_own_answer(its, labels):
            its = [dearer(it, UNEXPLAINED) for it in its]
        its = its if its[0].words.kind != "reference" else _named_outright(its, labels, text)
        weighed += its if name in settled or its[0].words.kind in OPEN_KINDS else _revised(its, labels, text)
    return weighed


SHORTEST_NAME, BEFORE_VALUE = 7, 70
"""Letters that a label must have to name a number outright, and letters before the number in which it does so."""


def _named_outright(candidates: list[Candidate], labels: Sequence[Label], text: Text) -> list[Candidate]:
    """The candidates of a number; where a sentence names it, "the claim number ... is", a bare "Ref." is another's.

    It may be where the paper speaks of such a number and it could not be read.
    """
    words = candidates[0].words
    names = [label.lower() for label in words.labels if len(label) >= SHORTEST_NAME]
    weak = {_plain(label) for label in words.weak_labels}
    if not any(it.label >= 0 and _plain(labels[it.label].text) in weak for it in candidates):
        return candidates
    named = {
        str(it.parsed.value)
        for it in candidates
        if it.origin == "sentence"
        and not it.cited
        and it.cost < SETTLED
        and any(name in text.before(it.run, BEFORE_VALUE).lower() for name in names)
    }
    if len(named) > 1 or not named and not _is_given(names, text):
        return candidates
    return [
        replace(dearer(it, UNEXPLAINED), rank=it.rank + UNEXPLAINED + PREFERRED * len(named))
        if it.label >= 0 and _plain(labels[it.label].text) in weak and str(it.parsed.value) not in named
        else it
        for it in candidates
    ]


def _is_given(names: Sequence[str], text: Text) -> bool:
    """Whether a sentence of the paper says which number it is: "the claim number allotted by the portal is"."""
    said = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b[^.;:]{{0,60}}?\b(?:is|allotted|assigned)\b", re.I)
    return bool(names) and any(not within(text.cited, it.start()) for it in said.finditer(text.flow.text))


def _plain(label: str) -> str:
    return " ".join(token.norm for token in tokens_of(label))


def _revised(candidates: Sequence[Candidate], labels: Sequence[Label], text: Text) -> list[Candidate]:
    """The candidates of a field; where the words of one say that it revises another it goes first, and none is sure."""
    revises = [_revises(it, labels, text) for it in candidates]
    new = {str(it.parsed.value) for it, is_new in zip(candidates, revises, strict=True) if is_new}
    if not new or all(str(it.parsed.value) in new for it in candidates if it.cost < OUT_OF_QUESTION):
        return list(candidates)
    doubted = [dearer(it, UNEXPLAINED) for it in candidates]
    return [
        replace(it, rank=it.rank - PREFERRED) if is_new else it for it, is_new in zip(doubted, revises, strict=True)
    ]


OUT_OF_QUESTION = 0.3
"""A candidate that costs so much contests nothing: the paper says itself that it held before."""


def _revises(candidate: Candidate, labels: Sequence[Label], text: Text) -> bool:
    """Whether the label of a value says that it is revised, or a sentence that it puts another right."""
    if candidate.origin == PUT_RIGHT:
        return True
    if candidate.label >= 0:
        return _REVISED.search(printed(labels[candidate.label], candidate)) is not None
    return any(_REVISED.search(it) for it in questions_of(candidate.run, text))


def _answered_by_nothing(labels: Sequence[Label]) -> frozenset[str]:
    """The fields whose own label, known whole, stands by an answer such as "NA" or a dash."""
    found: set[str] = set()
    for label in labels:
        if label.cost == 0.0 and label.fields and label.places:
            nearest = min(label.places, key=lambda it: it.cost)
            if _NOTHING.fullmatch(nearest.text):
                found.update(label.fields)
    return frozenset(found)


def _has_own_answer(candidates: Sequence[Candidate], labels: Sequence[Label]) -> bool:
    """Whether another label of the field, known whole, has a value."""
    return any(
        it.label >= 0 and labels[it.label].cost == 0.0 and it.cost - it.parsed.cost < SETTLED for it in candidates
    )
