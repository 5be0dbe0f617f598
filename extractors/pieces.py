"""Words that stand so close that they may be pieces of one word, gathered to be read again as one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.seen_words import DEVANAGARI
from extractors.weighing import FIGURE
from records.pages import Ruling, Word, union

CUT, CUT_FIGURE = 0.2, 0.5
"""Between words closer than so many times their height there may be no space; two figures stand further apart."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Words that are read again as one, being pieces of one as it seems; most often a single word."""

    pieces: tuple[int, ...]
    word: Word


def gathered(words: Sequence[Word], rulings: Sequence[Ruling]) -> list[Gathered]:
    """Every word; those with figures together with what stands so close that they may be pieces of one word."""
    upright = [it for it in rulings if not it.is_horizontal]
    order = sorted(range(len(words)), key=lambda index: words[index].box[0])
    lefts = [words[index].box[0] for index in order]
    following: dict[int, int] = {}
    taken: set[int] = set()
    for index, word in enumerate(words):
        height = word.box[3] - word.box[1]
        start, end = bisect_left(lefts, word.box[2] - 0.5 * height), bisect_left(lefts, word.box[2] + height)
        near = [it for it in order[start:end] if it != index and _is_one_with(word, words[it])]
        near = [it for it in near if not any(_parts(rule, word, words[it]) for rule in upright)]
        if near and near[0] not in taken:
            following[index] = near[0]
            taken.add(near[0])
    found = []
    for index in range(len(words)):
        if index not in taken:
            chain = [index]
            while chain[-1] in following and following[chain[-1]] not in chain:
                chain.append(following[chain[-1]])
            found.append(Gathered(tuple(chain), _one([words[it] for it in chain])))
    return found


def _one(pieces: Sequence[Word]) -> Word:
    if len(pieces) == 1:
        return pieces[0]
    text, confidence = "".join(it.text for it in pieces), min(it.confidence for it in pieces)
    return replace(pieces[0], text=text, box=union(it.box for it in pieces), confidence=confidence)


def _is_one_with(before: Word, it: Word) -> bool:
    """Whether a word stands so close to the one before it that both may be pieces of one, which has figures."""
    height = min(before.box[3] - before.box[1], it.box[3] - it.box[1])
    level = min(before.box[3], it.box[3]) - max(before.box[1], it.box[1]) > 0.5 * height
    if not level or before.source != "ocr" or it.source != "ocr" or DEVANAGARI.search(before.text + it.text):
        return False
    figures = [bool(FIGURE.search(text)) for text in (before.text, it.text)]
    most = CUT_FIGURE if all(figures) else CUT
    return any(figures) and before.text[-1] not in ":)" and -0.5 * height < it.box[0] - before.box[2] < most * height


def _parts(rule: Ruling, before: Word, it: Word) -> bool:
    return before.box[2] - 1 <= rule.x0 <= it.box[0] + 1 and rule.top < it.box[3] and rule.bottom > it.box[1]
