"""The labels of one document type, ready to be looked for on its pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.label_parts import IGNORED
from extractors.phrases import PhraseBook, tokens_of
from extractors.resemblance import Resemblance
from reference.document_types import DocumentType, document_types


class LabelBook:
    """The labels of one document type, ready to be looked for."""

    def __init__(self, document_type: DocumentType) -> None:
        """Gather the labels of every field, strong and weak, and those that are passed over on purpose."""
        phrases: dict[str, list[str]] = {IGNORED: list(document_type.ignored_labels)}
        for name, words in document_type.fields.items():
            phrases[name] = list(words.labels)
            phrases["?" + name] = list(words.weak_labels)
        self.book = PhraseBook(phrases, document_types().known_words)
        self.lists = frozenset(
            " ".join(token.norm for token in tokens_of(label))
            for words in document_type.fields.values()
            for label in (*words.labels, *words.weak_labels)
            if sum(any(_names(label, it) for it in texts) for texts in words.values.values()) > 1
        )
        """Labels that are but the list of their answers: "New / Expansion / Modernisation"."""
        self.kinds: Mapping[str, str] = {name: words.kind for name, words in document_type.fields.items()}
        self._resemblance = Resemblance({name: words.labels for name, words in document_type.fields.items()})
        self._texts = {
            " ".join(token.norm for token in tokens_of(text)): key for key, texts in phrases.items() for text in texts
        }

    def like(self, text: str) -> dict[str, float]:
        """For each field how much a printed label resembles one of its labels (0-1)."""
        return self._resemblance.like(text)

    def told_in(self, text: str) -> dict[str, float]:
        """For each field how much of one of its labels a sentence says (0-1)."""
        return self._resemblance.told_in(text)

    def nearest(self, text: str) -> tuple[str, float] | None:
        """The key of the vocabulary's label that a printed one most resembles, and how far it is from it (0-1)."""
        from rapidfuzz import fuzz, process

        printed = " ".join(token.norm for token in tokens_of(text))
        best = process.extractOne(printed, self._texts.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=86)
        return (self._texts[best[0]], 1 - best[1] / 100) if best else None


def _names(label: str, answer: str) -> bool:
    return re.search(rf"\b{re.escape(answer)}\b", label, re.I) is not None
