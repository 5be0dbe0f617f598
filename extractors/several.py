"""Lines of a form that ask for several things at once, and answer them in the same order.

"Highest concentration in the feed, purity of products, recovery yield" is answered "0.18% ; 99.95% ; 96%": each part of
the question is the label of its part of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from extractors.label_parts import NUMBERING, Label, Place, content

MATCHED = 0.02
"""What it costs to match the parts of a question with those of its answer."""

_QUESTIONS = re.compile(r"\s*(?:[,;/&]|\band\b|एवं|तथा)\s*(?:(?:and|&)\s+)?", re.I)
_ANSWER = re.compile(r"[^;|]+")
_NUMBER_BEFORE = re.compile(rf"^{NUMBERING}")


class Book(Protocol):
    """The labels of a document type."""

    def like(self, text: str) -> dict[str, float]:
        """For each field how much a printed label resembles one of its labels (0-1)."""


def parts_of_questions(book: Book, labels: Iterable[Label]) -> Iterator[Label]:
    """A label for each part of a question whose answer has as many parts, as guesses."""
    for label in labels:
        asked = _parts(f"{label.text} {label.rest}")
        place = next((it for it in label.places if len(_ANSWER.findall(it.text)) == len(asked)), None)
        if len(asked) > 1 and place is not None:
            for part, answer in zip(asked, _ANSWER.finditer(place.text), strict=True):
                run = place.run.cut(place.lead + answer.start(), place.lead + answer.end())
                if run and (alike := book.like(part)):
                    its = (Place(run, place.cost + MATCHED, place.relation),)
                    yield Label((), (), part, label.words, 0.0, its, alike=alike)


def _parts(question: str) -> Sequence[str]:
    """The things that a question asks for, each with a telling word of its own."""
    parts = _QUESTIONS.split(_NUMBER_BEFORE.sub("", question).strip(" :?."))
    return [it for it in parts if content(it) or len(it) > 3]
