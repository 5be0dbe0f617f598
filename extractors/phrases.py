"""Finding known phrases in printed text: word by word, in any case, through misspellings and OCR noise.

spaCy's PhraseMatcher compares whole words and costs the same for ten phrases as for two thousand. Misspelt and misread
words are first led back to the nearest word of the vocabulary, so "Autorization" and "c0nsent" are found too. Words
that are no part of any phrase become one placeholder: spaCy's string store, which never forgets, stays as small as the
vocabulary however many documents a process reads.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

TOKEN = re.compile(
    r"[A-Za-z]{3,}\(s\)|[A-Z]?[a-z]{2,}(?=(?:No|Number|Date|Name)\b)|[A-Za-z0-9]+|[\u0900-\u0965\u0970-\u097F]+|[\u0966-\u096F]+"
)
_IZE = re.compile(r"(?<=[a-z]{2})iz(?=ation|e[drs]?$|ing$)")
OTHER = "_"
BREAK = "|"

ABBREVIATIONS = {
    "number": "no",
    "nos": "no",
    "appl": "application",
    "applcn": "application",
    "env": "environmental",
    "envt": "environmental",
    "reqd": "required",
    "conc": "concentration",
    "prod": "production",
    "cap": "capacity",
    "regn": "registration",
    "regd": "registered",
    "estd": "estimated",
    "amt": "amount",
    "cert": "certificate",
    "dt": "date",
    "addr": "address",
    "comml": "commercial",
    "mfg": "manufacturing",
    "invt": "investment",
}
"""Words of forms and registers as clerks shorten them, and what each is compared as."""

_GLYPHS = str.maketrans({"0": "o", "1": "l", "5": "s", "8": "b", "3": "e"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word as compared; `start` and `end` are its place in the text."""

    norm: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: which keys it has, tokens [first, last), and how many of its words had to be repaired."""

    keys: tuple[str, ...]
    phrase: str
    first: int
    last: int
    repaired: int


def norm(word: str) -> str:
    """A word as compared: lower case, abbreviations as what they stand for, -isation with s, Devanagari folded."""
    lowered = _IZE.sub("is", word.lower().replace("(s)", "s"))
    return ABBREVIATIONS.get(lowered) or fold_devanagari(lowered)


_NASAL = re.compile("[\u0919\u091e\u0923\u0928\u092e]\u094d(?=[\u0915-\u0939])")
_SIGNS = str.maketrans(
    {
        "\u0942": "\u0941",  # long u as short
        "\u0908": "\u0907",
        "\u090a": "\u0909",
        "\u0901": "\u0902",  # the nasal signs as one
        "\u0949": "\u093e",
        "\u0945": "\u0947",
        "\u0911": "\u0906",
        "\u0943": "\u0930",
    }
    | dict.fromkeys("\u093f\u0940\u094d")  # i, which layers put on the wrong side of its letter, and the virama
    | dict.fromkeys("\u093c\u200c\u200d\u0903\u0964\u0965\u093d")  # nukta, joiners, visarga, full stops
)


def fold_devanagari(text: str) -> str:
    """Devanagari as a skeleton, without what clerks write in two ways, layers put out of order and OCR confuses.

    The sign of i in either length and place, the virama, long u, the nasal signs and the nasal letter before a
    consonant, nukta, visarga and joiners. Any other script as it is.
    """
    if text.isascii():
        return text
    return one_nasal(unicodedata.normalize("NFD", text)).translate(_SIGNS)


def one_nasal(text: str) -> str:
    """Hindi with the sign for a nasal before a consonant, which is written by its letter too: कम्पनी as कंपनी."""
    return _NASAL.sub("\u0902", text)


def tokens_of(text: str) -> list[Token]:
    """The words of a text but for "the", which clerks put in or leave out as they like."""
    found = (Token(norm(it.group()), it.start(), it.end()) for it in TOKEN.finditer(text))
    return [token for token in found if token.norm != "the"]


class PhraseBook:
    """A fixed set of phrases, each with the keys it stands for, ready to be looked for in texts."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], known_words: Iterable[str] = ()) -> None:
        """Build the matcher.

        Args:
            phrases: for each key its phrases; one phrase may stand under several keys.
            known_words: words that are right as they are although no phrase has them.
        """
        keys: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for key, texts in phrases.items():
            for text in texts:
                if words := tuple(token.norm for token in tokens_of(text)):
                    keys[words].add(key)
        self._keys = {words: tuple(sorted(found)) for words, found in keys.items()}
        self._words = {word for words in keys for word in words}
        self._known = self._words | {norm(word) for word in known_words}
        self._by_edge: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if len(word) >= 5 and not word.isdigit():
                self._by_edge["^" + word[0], len(word)].append(word)
                self._by_edge["$" + word[-1], len(word)].append(word)
        self._repair = lru_cache(maxsize=20_000)(self._repaired)
        self._matcher: PhraseMatcher | None = None
        self._vocab: Vocab | None = None

    def find(self, blocks: Sequence[Sequence[Token]]) -> list[list[Match]]:
        """The phrases in each block; within a block every occurrence is given, also those inside longer ones."""
        from spacy.tokens import Doc

        matcher, vocab = self._ready()
        words: list[str] = []
        starts, repaired = [], []
        for block in blocks:
            starts.append(len(words))
            for token in block:
                word = self._repair(token.norm)
                repaired.append(word not in (OTHER, token.norm))
                words.append(word)
            words.append(BREAK)
            repaired.append(False)
        found: list[list[Match]] = [[] for _ in blocks]
        if not words:
            return found
        of_block = [number for number, block in enumerate(blocks) for _ in range(len(block) + 1)]
        for _, first, last in matcher(Doc(vocab, words=words)):
            phrase = tuple(words[first:last])
            number = of_block[first]
            at = starts[number]
            keys = self._keys[phrase]
            found[number].append(Match(keys, " ".join(phrase), first - at, last - at, sum(repaired[first:last])))
        return found

    def _ready(self) -> tuple[PhraseMatcher, Vocab]:
        if self._matcher is None or self._vocab is None:
            from spacy.matcher import PhraseMatcher
            from spacy.tokens import Doc
            from spacy.vocab import Vocab

            self._vocab = Vocab()
            self._matcher = PhraseMatcher(self._vocab)
            docs: list[Any] = [Doc(self._vocab, words=list(words)) for words in self._keys]
            self._matcher.add("phrase", docs)
        return self._matcher, self._vocab

    def _repaired(self, word: str) -> str:
        """The vocabulary's word nearest to a printed one, or the placeholder."""
        if word in self._words:
            return word
        if word in self._known or len(word) < 5 or word.isdigit():
            return OTHER
        as_letters = word.translate(_GLYPHS)
        if as_letters in self._words and not as_letters.isdigit():
            return as_letters
        return self._nearest(as_letters if any(it.isdigit() for it in word) else word)

    def _nearest(self, word: str) -> str:
        from rapidfuzz.distance import OSA

        allowed = 1 if len(word) < 9 else 2
        near = {
            other
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for edge in ("^" + word[0], "$" + word[-1])
            for other in self._by_edge.get((edge, length), ())
        }
        best = min(
            ((OSA.distance(word, other, score_cutoff=allowed), other) for other in near), default=(allowed + 1, OTHER)
        )
        return best[1] if best[0] <= allowed and not _is_inflection(word, best[1]) else OTHER


def _is_inflection(word: str, other: str) -> bool:
    """Whether the two differ only in how they end ("recycled", "recycler"): two words, not a misspelling."""
    shared = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        shared += 1
    endings = {word[shared:], other[shared:]}
    return (
        endings not in ({"s", ""},) and max(len(it) for it in endings) <= 3 and min(len(word), len(other)) - shared <= 2
    )


def longest(matches: Sequence[Match]) -> list[Match]:
    """The matches that no longer one covers, in reading order; of two that overlap the longer stays."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda it: (it.first - it.last, it.repaired, it.first)):
        if all(match.last <= other.first or other.last <= match.first for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda it: it.first)
