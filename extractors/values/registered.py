"""Names out of registers: states, boards, minerals."""

from __future__ import annotations

import re
from functools import cache

import reference
from extractors.marks import BOX, marks_of
from extractors.phrases import PhraseBook, longest, tokens_of
from extractors.values.model import Parsed, Scope
from reference.document_types import FieldWords
from reference.minerals import UNLISTED


def read_state(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """A state by its name in the register; of several the last, which ends an address."""
    tokens = tokens_of(text[:300])
    [matches] = _state_book().find([tokens])
    kept = longest(matches)
    return [Parsed(it.keys[0], tokens[it.first].start, tokens[it.last - 1].end, 0.01 * it.repaired) for it in kept[-1:]]


def read_board(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """A pollution control board by its name in the register."""
    near = text[:400]
    tokens = tokens_of(near)
    [matches] = _board_book().find([tokens])
    found = [
        Parsed(it.keys[0], tokens[it.first].start, tokens[it.last - 1].end, 0.01 * it.repaired)
        for it in longest(matches)[:2]
    ]
    if found:
        return found
    named = reference.find_boards(near)
    if not named and scope.ocr:
        return _without_last_word(near)
    if len(named) != 1:
        return []
    place = re.search(r"[^,;:|()]{0,60}\b(?:Board|Committee|बोर्ड|समिति)|\b[A-Z]{4,9}\b", near)
    start, end = place.span() if place else (0, len(near))
    lead = len(near[start:end]) - len(near[start:end].lstrip())
    return [Parsed(named[0].name, start + lead, end, 0.04)]


LAST_WORD_LOST = 0.12
"""What it costs to tell a board by a Hindi name whose last word a scan lost: never sure."""

FEWEST_WORDS = 3
"""Words of a board's name that tell which it is, at least."""


def _without_last_word(text: str) -> list[Parsed]:
    """The board that a text names but for "Board" or "Committee": "मध्य प्रदेश प्रदूषण नियंत्रण ats"."""
    tokens = tokens_of(text)
    [matches] = _cut_board_book().find([tokens])
    kept = longest(matches)
    if len({it.keys for it in kept}) != 1 or len(kept[0].keys) != 1:
        return []
    return [Parsed(kept[0].keys[0], tokens[kept[0].first].start, tokens[kept[0].last - 1].end, LAST_WORD_LOST)]


def read_minerals(words: FieldWords, text: str, scope: Scope) -> list[Parsed]:
    """The ids of the minerals that a text names."""
    value = text.strip(" :;,-–—|")[:500]
    begins = text.index(value)
    chosen = _ticked(value) if BOX.search(value) else value
    found = reference.mineral_of(chosen)
    if not found:
        return []
    if not scope.sentence:  # a form's list keeps also what no register knows
        listed = reference.minerals().minerals_listed(chosen)
        found = tuple(it for it in listed if it in found or it.removeprefix(UNLISTED)[:1].isupper())
    cost = BOXES_BY_OCR if chosen is not value and scope.ocr else 0.0
    return [Parsed(found, begins, begins + len(value), cost)]


BOXES_BY_OCR = 0.12
"""What it costs to take the ticked of several minerals where OCR, which misses boxes, tells them."""


def _ticked(text: str) -> str:
    """What stands at the ticked boxes of a list, parted by commas: boxes stand all before or all after their words."""
    marks = marks_of(text)
    ends = [start for start, _, _ in marks[1:]] + [len(text)]
    if reference.mineral_of(text[: marks[0][0]]):  # the first box follows its words
        begins = [0] + [end for _, end, _ in marks]
        return ", ".join(text[begin:start] for begin, (start, _, ticked) in zip(begins, marks, strict=False) if ticked)
    return ", ".join(text[end:until] for (_, end, ticked), until in zip(marks, ends, strict=True) if ticked)


@cache
def _state_book() -> PhraseBook:
    return PhraseBook({state.name: state.names for state in reference.states()})


@cache
def _board_book() -> PhraseBook:
    return PhraseBook({board.name: board.names for board in reference.boards()})


@cache
def _cut_board_book() -> PhraseBook:
    cut = {
        board.name: [name.rpartition(" ")[0] for name in board.names if not name.isascii()]
        for board in reference.boards()
    }
    return PhraseBook({name: [it for it in names if len(it.split()) >= FEWEST_WORDS] for name, names in cut.items()})
