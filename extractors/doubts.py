"""What speaks against candidates once all of a paper are known: they cost more, so that no such value is sure.

A value may be the next label: a portal's cards and a form's columns stand in the same order. A name may be that of the
accountants who certify. What a sentence seems to give may stand beside the label of another field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from extractors.candidates import COMPANY, FROM_TEXT, Candidate
from reference.document_types import DocumentType

ANY_WORDS = frozenset({"name", "firm", "person", "text"})
"""Kinds whose values may be of any words."""

ALIKE, MAY_BE_LABEL = 0.62, 0.2
"""How much a value resembles a label from which on it may be one, and what it costs to take it all the same."""

PRACTICE = re.compile(
    r"(?:(?:&|and)\s+(?:Co\b\.?|Company|Associates|Sons|Partners|Brothers)|\bAssociates"
    r"|(?:एवं|एंड|एण्ड)\s+(?:कंपनी|कम्पनी|एसोसिएट्स))(?:\s+LLP)?\W*$",
    re.I,
)
"""How names of practices end; companies that trade end in "Limited"."""

OF_PRACTICE = 0.2
"""What it costs to take such a name for the company's on a paper that names a firm of accountants too."""

FIGURES = frozenset({"day", "period_from", "period_to", "amount", "tpa", "percent"})
"""Kinds of which each value on a paper is of one thing."""

SURELY_OWNED, OF_OTHER_LABEL = 0.2, 0.12
"""What a label's own value costs at most, and what it costs to take that for another field without a label."""


class Labels(Protocol):
    """The labels of a document type by their words."""

    def like(self, text: str) -> dict[str, float]:
        """For each field how much a text resembles one of its labels (0-1)."""


def doubted(candidates: Sequence[Candidate], document_type: DocumentType, labels: Labels) -> list[Candidate]:
    """The candidates, those dearer against which something speaks."""
    certified = any(words.kind == "firm" for words in document_type.fields.values())
    owners = _owners(candidates)
    return [_dearer(it, _against(it, labels, owners, certified=certified)) for it in candidates]


def _dearer(candidate: Candidate, cost: float) -> Candidate:
    if not cost:
        return candidate
    return replace(candidate, cost=candidate.cost + cost, rank=candidate.rank + cost)


def _against(candidate: Candidate, labels: Labels, owners: Mapping[int, set[str]], *, certified: bool) -> float:
    kind, cost = candidate.words.kind, 0.0
    if kind in ANY_WORDS and candidate.origin not in FROM_TEXT and candidate.label >= 0:
        cost += MAY_BE_LABEL if _may_be_label(candidate.raw, labels) else 0.0
    if certified and kind == "name" and PRACTICE.search(candidate.raw):
        cost += OF_PRACTICE
    if kind in FIGURES and candidate.label < 0:
        named = owners.get(id(candidate.run.placed[0].word), set())
        cost += OF_OTHER_LABEL if named and candidate.words.name not in named else 0.0
    return cost


def _may_be_label(text: str, labels: Labels) -> bool:
    if COMPANY.search(text) or any(it.isdigit() for it in text):
        return False
    return max(labels.like(text).values(), default=0.0) >= ALIKE


def _owners(candidates: Iterable[Candidate]) -> Mapping[int, set[str]]:
    """By the id of its first word the fields whose labels have a figure right beside or below them."""
    found: dict[int, set[str]] = {}
    for it in candidates:
        if it.label >= 0 and not it.weak and it.words.kind in FIGURES and it.cost < SURELY_OWNED:
            found.setdefault(id(it.run.placed[0].word), set()).add(it.words.name)
    return found
