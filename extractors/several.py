"""Lines of a form that ask for several things at once, and answer them in the same order.

"Highest concentration in the feed, purity of products, recovery yield" is answered "0.18% ; 99.95% ; 96%": each part of
the question is the label of its part of the answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.label_book import LabelBook
from extractors.label_parts import NUMBERING, WITHIN, Label, Place, content

MATCHED = 0.02
"""What it costs to match the parts of a question with those of its answer."""

UNMATCHED = 0.12
"""What it costs to take one answer for two things of a kind that are asked for at once: never sure."""

_QUESTIONS = re.compile(r"\s*(?:[,;/&|]|\band\b|एवं|तथा)\s*(?:(?:and|&)\s+)?", re.I)
_ANSWERS = tuple(re.compile(it) for it in (r"[^;]+", r"[^|]+", r"(?:[^/]|(?<!\s)/|/(?!\s))+", r"[^,]+"))
"""What answers are parted by: semicolons, strokes upright or sloping with blanks around, commas."""

_NUMBER_BEFORE = re.compile(rf"^{NUMBERING}")


def parts_of_questions(book: LabelBook, labels: Iterable[Label]) -> Iterator[Label]:
    """A label for each part of a question whose answer has as many parts, as guesses."""
    for label in labels:
        asked = _parts(f"{label.text} {label.rest}")
        for part, place in zip(asked, _answers(label, len(asked)), strict=False):
            if alike := book.like(part):
                yield Label((), (), part, label.words, 0.0, (place,), alike=alike)


def in_turn(book: LabelBook, question: str, labels: Sequence[Label]) -> Iterator[Label]:
    """The labels of one place on the page; if it asks for several things of a kind, each with its part of the answer.

    Args:
        book: the labels of the type.
        question: all that is printed there.
        labels: those told in it; where the answer has not as many parts they come back dearer.
    """
    labels = _sharing(labels)
    fields = list(dict.fromkeys(name for label in labels for name in label.fields))
    asked = _parts(_in_one_script(question))
    several = len(asked) > 1 and max(Counter(book.kinds[name] for name in fields).values(), default=0) > 1
    if not several or any(it.isdigit() for it in _NUMBER_BEFORE.sub("", question)):
        yield from labels
        return
    names = _fields_asked(book, asked, fields)
    places = next((its for label in labels if (its := _answers(label, len(asked)))), ())
    if not names or not places:
        yield from (replace(label, cost=label.cost + UNMATCHED) for label in labels)
        return
    for name, part, place in zip(names, asked, places, strict=True):
        yield Label((name,), (), part, labels[0].words, 0.0, (place,), lead=labels[0].lead)


_SECOND_HALF = re.compile(r"(?<=[A-Za-z)])\s+(?=[\u0900-\u097f])|(?<=[\u0900-\u097f])\s+(?=[A-Za-z(])")


def _in_one_script(question: str) -> str:
    """The English half of a question that asks the same again in Hindi, in as many parts."""
    halves = _SECOND_HALF.split(question, maxsplit=1)
    if len(halves) < 2 or len(_parts(halves[0])) != len(_parts(halves[1])) or len(_parts(halves[0])) < 2:
        return question
    return next((it for it in halves if re.search("[A-Za-z]{3}", it)), question)


_AND = re.compile(r"\W*(?:and|&|/|एवं|तथा|व)\W*", re.I)


def _sharing(labels: Sequence[Label]) -> Sequence[Label]:
    """The labels; one that only "and" parts from the next has its answer too: "No. of consent and date of issue"."""
    shared = list(labels)
    for at, (one, other) in enumerate(pairwise(labels)):
        if _AND.fullmatch(one.rest):
            places = tuple(replace(it, cost=it.cost + MATCHED) for it in other.places)
            shared[at] = replace(one, places=(*one.places, *places), rest="")
    return shared


def _fields_asked(book: LabelBook, asked: Sequence[str], fields: Sequence[str]) -> list[str]:
    """The field that each part asks for; [] where that is not clear. One that is like none asks for what is left."""
    left = list(fields)
    found: list[str] = []
    for part in asked:
        like = {name: share for name, share in book.like(part).items() if name not in found}
        name = max(like, key=lambda it: like[it], default=left[0] if len(left) == 1 else "")
        if not name:
            return []
        left = [it for it in left if it != name]
        found.append(name)
    return found


def _answers(label: Label, number: int) -> tuple[Place, ...]:
    """The parts of the first answer that has so many; () where none has."""
    if number < 2:
        return ()
    for place in (it for it in label.places if it.relation not in WITHIN):
        for pattern in _ANSWERS:
            parts = [it for it in pattern.finditer(place.text) if it[0].strip()]
            runs = [place.run.cut(place.lead + it.start(), place.lead + it.end()) for it in parts]
            if len(parts) == number and all(runs):
                return tuple(Place(run, place.cost + MATCHED, place.relation) for run in runs)
    return ()


def _parts(question: str) -> Sequence[str]:
    """The things that a question asks for, each with a telling word of its own."""
    parts = _QUESTIONS.split(_NUMBER_BEFORE.sub("", question).strip(" :?."))
    return [it for it in parts if content(it) or len(it) > 3]
