"""Which entries of the vocabularies a paper uses, and the vocabularies without some of them.

An entry is one label, sentence, phrase or word of `reference/document_types`. A paper uses it if it is found there in
the place that it is for: a label where a label was told, a sentence in the running text, a mark on a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from extractors.candidates import compiled
from extractors.document_text import Text
from extractors.label_book import LabelBook
from extractors.labels import find_labels
from extractors.layout import PageLayout, lay_out
from extractors.phrases import PhraseBook, longest, tokens_of
from records.pages import Page
from reference.document_types import MARK_KINDS, DocumentType, DocumentTypes, FieldWords, document_types

LABELS = ("labels", "weak_labels")
PATTERNS = ("prose", "avoid", "subject", "foreign", "plausible")
VALUES, IGNORED = "values", "ignored_labels"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One text of the vocabularies.

    Attributes:
        place: the type and field that have it, or the field of `common.yaml` that several types share.
        kind: the list that holds it: one of a field's, "values" of an enumeration, or a kind of mark.
        text: the entry as written.
    """

    place: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Books:
    """The phrases of a type, each under the number of its entry."""

    entries: tuple[Entry, ...]
    labels: PhraseBook
    others: PhraseBook
    found_by: LabelBook


def used_by(document_type: str, pages: Sequence[Page]) -> frozenset[Entry]:
    """The entries of its type that a document uses."""
    layouts = [lay_out(page) for page in pages]
    text = Text.of(layouts).flow.text
    return frozenset((*_phrases_used(_books(document_type), layouts, text), *_patterns_used(document_type, text)))


def _phrases_used(books: _Books, layouts: Sequence[PageLayout], text: str) -> Iterable[Entry]:
    labels = [tokens_of(label.text) for label in find_labels(books.found_by, layouts).labels]
    lines = [tokens_of(" ".join(it.text for it in line)) for layout in layouts for line in layout.lines]
    told = [match for matches in books.labels.find(labels) for match in longest(matches)]
    told += [match for matches in books.others.find([*lines, tokens_of(text)]) for match in matches]
    for match in told:
        yield from (books.entries[int(key)] for key in match.keys)


def _patterns_used(document_type: str, text: str) -> Iterable[Entry]:
    for words in document_types().types[document_type].fields.values():
        for kind in PATTERNS:
            for pattern in getattr(words, kind):
                if compiled(pattern).search(text):
                    yield Entry(_place(document_type, words), kind, pattern)


@cache
def _books(document_type: str) -> _Books:
    known = document_types()
    its = known.types[document_type]
    entries = tuple(_phrases_of(its))
    texts = {
        of_labels: {str(at): [it.text] for at, it in enumerate(entries) if (it.kind in LABELS) is of_labels}
        for of_labels in (True, False)
    }
    labels, others = (PhraseBook(texts[of_labels], known.known_words) for of_labels in (True, False))
    return _Books(entries, labels, others, LabelBook(its))


def _phrases_of(document_type: DocumentType) -> Iterable[Entry]:
    for words in document_type.fields.values():
        place = _place(document_type.id, words)
        yield from (Entry(place, kind, it) for kind in LABELS for it in getattr(words, kind))
        yield from (Entry(place, VALUES, it) for texts in words.values.values() for it in texts)
    yield from (Entry(document_type.id, kind, it) for kind in MARK_KINDS for it in getattr(document_type.marks, kind))
    yield from (Entry(IGNORED, IGNORED, it) for it in document_type.ignored_labels)


def _place(document_type: str, words: FieldWords) -> str:
    return words.use or f"{document_type}.{words.name}"


def without(types: DocumentTypes, entries: Set[Entry]) -> DocumentTypes:
    """The vocabularies as they would be if nobody had ever written these entries."""
    return replace(types, types={name: _type_without(it, entries) for name, it in types.types.items()})


def _type_without(document_type: DocumentType, entries: Set[Entry]) -> DocumentType:
    marks = document_type.marks
    kept = {kind: _kept(getattr(marks, kind), document_type.id, kind, entries) for kind in MARK_KINDS}
    return replace(
        document_type,
        marks=replace(marks, **kept),
        fields={name: _field_without(document_type.id, it, entries) for name, it in document_type.fields.items()},
        ignored_labels=_kept(document_type.ignored_labels, IGNORED, IGNORED, entries),
    )


def _field_without(document_type: str, words: FieldWords, entries: Set[Entry]) -> FieldWords:
    place = _place(document_type, words)
    lists: dict[str, Any] = {kind: _kept(getattr(words, kind), place, kind, entries) for kind in (*LABELS, *PATTERNS)}
    values: Mapping[str, tuple[str, ...]] = {
        value: _kept(texts, place, VALUES, entries) for value, texts in words.values.items()
    }
    return replace(words, values=values, **lists)


def _kept(texts: Sequence[str], place: str, kind: str, entries: Set[Entry]) -> tuple[str, ...]:
    return tuple(it for it in texts if Entry(place, kind, it) not in entries)
