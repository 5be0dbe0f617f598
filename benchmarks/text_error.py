"""How far a text that was read is from the text that is printed: characters, digits, rupee signs.

The order in which columns or cells are read is no error here: words are paired, equal ones first, then the nearest, and
what stays without a partner counts wholly. A word read in two pieces is thus an error, a table read by columns is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

RUPEE = "₹"


@dataclass(frozen=True, slots=True)
class Errors:
    """Counts over one page or many: what is printed, and how much of it was lost or changed."""

    characters: int = 0
    wrong_characters: int = 0
    digits: int = 0
    wrong_digits: int = 0
    rupees: int = 0
    lost_rupees: int = 0
    rupees_made_digits: int = 0

    def __add__(self, other: Errors) -> Errors:
        """The counts of both."""
        return Errors(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def character_rate(self) -> float:
        """Wrong characters a printed character."""
        return self.wrong_characters / max(self.characters, 1)

    @property
    def digit_rate(self) -> float:
        """Wrong digits a printed digit."""
        return self.wrong_digits / max(self.digits, 1)


def errors_of(read: str, printed: str) -> Errors:
    """The errors of one page."""
    pairs = paired(words_of(read), words_of(printed))
    printed_words = [it for _, it in pairs if it]
    return Errors(
        characters=sum(map(len, printed_words)),
        wrong_characters=sum(Levenshtein.distance(a, b) for a, b in pairs),
        digits=sum(len(digits(it)) for it in printed_words),
        wrong_digits=sum(Levenshtein.distance(digits(a), digits(b)) for a, b in pairs if digits(b)),
        rupees=sum(it.count(RUPEE) for it in printed_words),
        lost_rupees=sum(max(0, b.count(RUPEE) - a.count(RUPEE)) for a, b in pairs),
        rupees_made_digits=sum(made_digit(a, b) for a, b in pairs),
    )


def words_of(text: str) -> list[str]:
    """The words, composed (NFC), without marks that have no width; a rupee sign is a part of the figure after it."""
    text = re.sub(r"[\u200b-\u200f\u00ad]", "", unicodedata.normalize("NFC", text))
    text = re.sub(r"(?:[.…_-] ?){4,}", " ", text)  # leaders between a label and its value
    return re.sub(rf"({RUPEE})\s+(?=[0-9])", r"\1", text).split()


def paired(read: list[str], printed: list[str]) -> list[tuple[str, str]]:
    """Words of both sides in pairs; an empty string stands for what has no partner."""
    common = Counter(read) & Counter(printed)
    pairs = [(word, word) for word in common.elements()]
    left, right = list((Counter(read) - common).elements()), list((Counter(printed) - common).elements())
    if left and right:
        distances = cdist(left, right, scorer=Levenshtein.distance)
        lengths = np.maximum.outer([len(it) for it in left], [len(it) for it in right])
        taken_left, taken_right = set(), set()
        for place in np.argsort((distances / lengths).ravel(), kind="stable"):
            one, other = divmod(int(place), len(right))
            if distances[one, other] >= lengths[one, other]:
                break
            if one not in taken_left and other not in taken_right:
                taken_left.add(one)
                taken_right.add(other)
                pairs.append((left[one], right[other]))
        left = [it for index, it in enumerate(left) if index not in taken_left]
        right = [it for index, it in enumerate(right) if index not in taken_right]
    return [*pairs, *((it, "") for it in left), *(("", it) for it in right)]


def digits(word: str) -> str:
    """The digits of a word, Latin and Devanagari."""
    return "".join(it for it in word if it.isdecimal())


def made_digit(read: str, printed: str) -> bool:
    """Whether the rupee sign of a figure was read as a digit before it."""
    figure, found = digits(printed), digits(read)
    return RUPEE in printed and len(found) == len(figure) + 1 and found[1:] == figure
