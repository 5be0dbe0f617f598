"""What may befall a paper before it is filed: its title is lost, its last page only is sent, letters are misread.

Each damage takes the pages of a paper and gives what is left of them, as pages, without a file. They are used to
measure how types are told (`benchmarks.types`) and to teach which words tell them (`benchmarks.type_words`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from extractors.face import heading_segments
from extractors.layout import PageLayout, Segment, lay_out
from extractors.packed import unpacked
from records.pages import Page, Word

UPPER = 0.4
"""A heading in this share of a page is part of its title."""

MISREAD = 0.08
"""The share of letters that have a look-alike and are read as it."""

TABLE_PIECES = 4
"""Pieces from which on a line is one of a table."""

MOST_PAGES = 12

_LOOK_ALIKES = {
    "a": "o", "b": "6", "c": "e", "d": "cl", "e": "c", "g": "q", "h": "n", "i": "l", "l": "1", "m": "rn", "n": "h",
    "o": "0", "r": "n", "s": "5", "t": "f", "u": "v", "A": "4", "B": "8", "E": "F", "I": "l", "O": "0", "R": "K",
    "S": "5", "T": "I", "न": "त", "प": "ष", "म": "भ", "र": "स", "व": "ब", "ा": "", "ि": "", "े": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Damage:
    """A way to damage a paper, and whether it can befall a paper of so many pages and rows at all."""

    name: str
    of: Callable[[Sequence[Page], Random], Sequence[Page]]
    teaches: bool = False
    """Whether what it leaves teaches which words tell a type; what letters are misread as would teach noise."""
    fewest_pages: int = 1
    fewest_rows: int = 0

    def befalls(self, pages: Sequence[Page]) -> bool:
        """Whether anything would be left of the paper, and less than all of it."""
        if len(pages) < self.fewest_pages:
            return False
        return not self.fewest_rows or sum(len(_rows(lay_out(page))) for page in pages) >= self.fewest_rows


def damaged(damage: Damage, pages: Sequence[Page], name: str) -> tuple[Page, ...]:
    """The pages of a paper after a damage; by the name of the paper always the same."""
    return tuple(damage.of(pages[:MOST_PAGES], Random(f"{damage.name}/{name}")))


def at_hand(pages: Sequence[Page]) -> list[Page]:
    """The first pages of a paper, their words unpacked."""
    return [unpacked(page) for page in pages[:MOST_PAGES]]


def _untitled(pages: Sequence[Page], _: Random) -> list[Page]:
    return [_with_lines(page, _below_title(lay_out(page))) for page in pages]


def _below_title(layout: PageLayout) -> list[Sequence[Segment]]:
    headings, end = heading_segments(layout), UPPER * layout.page.height
    return [line for number, line in enumerate(layout.lines) if number not in headings or line[0].box[1] >= end]


def _tables(pages: Sequence[Page], _: Random) -> list[Page]:
    return [_with_lines(page, _rows(lay_out(page))) for page in pages]


def _rows(layout: PageLayout) -> list[Sequence[Segment]]:
    return [line for line in layout.lines if len(line) >= TABLE_PIECES]


def _with_lines(page: Page, lines: Sequence[Sequence[Segment]]) -> Page:
    kept = {id(word) for line in lines for segment in line for word in segment.words}
    return replace(page, words=tuple(word for word in page.words if id(word) in kept))


def _misread(pages: Sequence[Page], random: Random) -> list[Page]:
    return [replace(page, words=tuple(_misread_word(word, random) for word in page.words)) for page in pages]


def _misread_word(word: Word, random: Random) -> Word:
    letters = (
        _LOOK_ALIKES[letter] if letter in _LOOK_ALIKES and random.random() < MISREAD else letter for letter in word.text
    )
    return replace(word, text="".join(letters) or word.text)


DAMAGES: Mapping[str, Damage] = {
    damage.name: damage
    for damage in (
        Damage("whole", lambda pages, _: pages, teaches=True),
        Damage("untitled", _untitled, teaches=True),
        Damage("first page", lambda pages, _: pages[:1], teaches=True, fewest_pages=2),
        Damage("last page", lambda pages, _: [replace(pages[-1], number=1)], teaches=True, fewest_pages=2),
        Damage("misread", _misread),
        Damage("untitled, misread", lambda pages, random: _misread(_untitled(pages, random), random)),
        Damage("table only", _tables, teaches=True, fewest_rows=TABLE_PIECES),
    )
}
