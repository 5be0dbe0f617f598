"""Words whose boxes are no line's: over drawn rules Tesseract may take two rows of cells for one tall row of nonsense.

The ink under such a word is read again from its place; the word stays only where nothing else is found there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from records.pages import Word

TALL = 2.0
"""A word is tall if it is so many times as high as the words of its page are."""

PARTLY = 0.5
"""The most that figures keep of which a part may be missing."""

UNSURE = 0.6
"""Tall words read with this confidence or more are large type: titles."""


def too_tall(words: Sequence[Word]) -> list[int]:
    """The places in the list of words that are tall and were hardly read."""
    usual = median([word.box[3] - word.box[1] for word in words] or [0.0])
    return [
        at
        for at, word in enumerate(words)
        if word.box[3] - word.box[1] >= TALL * usual and word.confidence < UNSURE and word.source == "ocr"
    ]


def without_replaced(words: Sequence[Word], tall: Sequence[int], found: Sequence[Word]) -> list[Word]:
    """The words, those that were too tall only where nothing was found in their place."""
    return [
        word for at, word in enumerate(words) if at not in tall or not any(_stands_in(other, word) for other in found)
    ]


def doubted_in_place(words: Sequence[Word], tall: Sequence[int], found: Sequence[Word]) -> list[Word]:
    """What was found, in doubt where it has fewer figures than the tall word had in whose place it stands.

    Figures that touch a seal are no type on their own: of 23,77,896.10 what stands free of it may be found alone.
    """
    lost: dict[int, str] = {}
    for at in tall:
        inside = [index for index, word in enumerate(found) if _stands_in(word, words[at])]
        if sum(_figures(found[index].text) for index in inside) < _figures(words[at].text):
            lost |= dict.fromkeys(inside, words[at].text)
    return [
        replace(word, confidence=min(word.confidence, PARTLY), witnessed=False, alternatives=(lost[index],))
        if index in lost and _figures(word.text)
        else word
        for index, word in enumerate(found)
    ]


def _figures(text: str) -> int:
    return sum(it.isdecimal() for it in text)


def _stands_in(word: Word, place: Word) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return place.box[0] <= x <= place.box[2] and place.box[1] <= y <= place.box[3]
