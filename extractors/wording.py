"""What the words of a whole paper say about its type, beside titles and phrases (`reference.type_words`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log

from extractors.phrases import Token
from reference.type_words import type_words

WORTH = 1.3
"""What one natural unit of the words' odds counts among the weights of `extractors.classify`."""

FOR_AT_MOST, AGAINST_AT_MOST = 3.2, -1.0
"""Words alone raise a type about as far as a decisive phrase, and never strike out one that has its title."""


def words_in(tokens: Iterable[Token]) -> frozenset[str]:
    """The different words among tokens: of two letters or more, and without figures."""
    different = {token.norm for token in tokens}
    return frozenset(word for word in different if len(word) > 1 and not any(it.isdigit() for it in word))


def told_by(words: frozenset[str]) -> Mapping[str, float]:
    """What the words of a paper add to the weight of each type; below 0 where they speak against it."""
    shares = type_words().shares(words)
    even = len(shares)
    return {
        name: max(AGAINST_AT_MOST, min(FOR_AT_MOST, WORTH * log(max(share * even, 1e-9))))
        for name, share in shares.items()
    }
