"""Which fields a printed label resembles by its words, in whatever order and form they stand.

"Expected month of commencement of production" is in no vocabulary, but its telling words are those of labels that are.
A word counts the more, the fewer fields have it; "date" and "name" tell little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import log

from extractors.label_parts import content
from extractors.phrases import norm
from reference.word_families import UNSAID, word_families

STEM = 6
"""Letters by which two forms of a word are told to be one: commencement, commenced."""

Score = Callable[[float, float], float]
"""From the weight of the words shared and that of a label to how much they are alike."""

UNHEARD = 0.6
"""What a word that no label has counts, as a share of one that a single field has."""


def stems(text: str) -> frozenset[str]:
    """The telling words of a text, each as the family of words that say the same, or cut to its stem."""
    told = (_sense(word) for word in content(text) if len(word) > 1 and not word.isdigit())
    return frozenset(word for word in told if word != UNSAID)


def _sense(word: str) -> str:
    """The family of words that say what this one says, else its stem."""
    families = _families()
    return families.get(word) or families.get(stem(word)) or stem(word)


@cache
def _families() -> Mapping[str, str]:
    """The family of each word as compared, and of each stem that only words of one family have."""
    words = {norm(word): family for word, family in word_families().items()}
    stems_of = defaultdict[str, set[str]](set)
    for word, family in words.items():
        stems_of[stem(word)].add(family)
    return {begins: next(iter(its)) for begins, its in stems_of.items() if len(its) == 1} | words


def stem(word: str) -> str:
    """A word cut to the letters by which two forms of it are told to be one."""
    if not word.isascii():
        return word
    word = word.removesuffix("s") if len(word) > 3 else word
    return word[:STEM]


class Resemblance:
    """The labels of a document type by their words."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        """Weigh the words of the labels; `labels` holds those of each field."""
        self._labels = [(field, words) for field, texts in labels.items() for it in texts if (words := stems(it))]
        fields: dict[str, set[str]] = defaultdict(set)
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, (field, words) in enumerate(self._labels):
            for word in words:
                fields[word].add(field)
                self._having[word].append(number)
        self._most = log(1 + len(labels))
        self._weights = {word: log((1 + len(labels)) / len(its)) for word, its in fields.items()}

    def like(self, text: str) -> dict[str, float]:
        """For each field how much a label resembles the nearest of its labels, 0-1; only where they share a word."""
        printed = stems(text)
        whole = self._weight(printed)
        return self._best(printed, lambda shared, label: 2 * shared / (whole + label))

    def told_in(self, text: str) -> dict[str, float]:
        """For each field how much of one of its labels a sentence says, 0-1."""
        return self._best(stems(text), lambda shared, label: shared / label)

    def _best(self, printed: frozenset[str], score: Score) -> dict[str, float]:
        best: dict[str, float] = {}
        for number in {number for word in printed for number in self._having.get(word, ())}:
            field, words = self._labels[number]
            found = score(self._weight(words & printed), self._weight(words))
            best[field] = max(best.get(field, 0.0), found)
        return best

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, UNHEARD * self._most) for word in words)
