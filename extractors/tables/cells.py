"""Cells into typed fields: what a cell is evidence of, and how far words as they were read can be believed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.cite import Source
from extractors.finding.bands import Words, lines_in
from extractors.lines import words_within
from extractors.tables.events import Cell
from extractors.tables.words import SIGNS
from records.pages import Word
from records.readings import CLEARLY_READ, CLOSED_BY_OCR, ONE_OCR_WITNESS, Alternative, Field, Value

DIGITAL = 0.97
"""A cell of a visible text layer, before any second witness."""

WITNESSED = 0.99
"""A cell of a text layer with which the arithmetic agrees."""

OCR_WITNESSED = 0.94
"""A cell read by OCR with which the arithmetic, or a check digit, agrees."""

OCR_SETTLED = 0.91
"""A cell read by OCR whose reading was chosen because only it adds up."""

TOLD = 0.85
"""A cell of a column that no heading names and only its cells tell."""

NOT_CHOSEN = 0.3
"""How far another reading of a cell can be believed that stays beside the chosen one."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes fields of one document's table; `headings` are the printed headings by column, for units given there."""

    source: Source
    headings: Mapping[str, str]

    def field(
        self,
        name: str,
        value: Value,
        cell: Cell,
        *,
        text: str | None = None,
        unit: str | None = None,
        words: Words | None = None,
        ceiling: float = 1.0,
        alternatives: Sequence[Alternative] = (),
    ) -> Field:
        """A field printed by a cell: the words are its evidence, and how they were read its confidence."""
        place = words or cell.words
        printed = cell.text if text is None else text
        confidence = min(confidence_of(place), ceiling)
        return Field(
            name, value, confidence, self.source.evidence(cell.page, place, printed), unit, tuple(alternatives)
        )


def confidence_of(words: Sequence[Word]) -> float:
    """How far words alone can be believed: a text layer much, OCR never beyond one witness."""
    if any(word.source == "ocr" for word in words):
        return min(ONE_OCR_WITNESS, sum(word.confidence for word in words) / len(words))
    return DIGITAL


_WORD = re.compile(r"[^\W\d_]{3}")


def confidence_of_closed(cell: Cell) -> float:
    """How far words of a closed vocabulary can be believed: read clearly by OCR, they can have been no others of it.

    A single letter or a figure (N, R, 1) says nothing of the kind, nor does what is printed once for several rows: OCR
    may have passed over the next such word below it.
    """
    telling = [word for word in cell.words if any(map(str.isalnum, word.text))]
    clear = telling and all(_WORD.search(it.text) and it.confidence >= CLEARLY_READ for it in telling)
    if is_ocr(cell) and clear and not cell.lent:
        return CLOSED_BY_OCR
    return confidence_of(cell.words)


def confidence_of_sentence(words: Sequence[Word]) -> float:
    """How far a sentence can be believed that says one of two things of all rows: as a closed word, if read clearly."""
    letters = [word for word in words if any(map(str.isalpha, word.text))]
    if any(it.source == "ocr" for it in words) and all(it.confidence >= CLEARLY_READ for it in letters):
        return CLOSED_BY_OCR
    return confidence_of(words)


def is_ocr(cell: Cell) -> bool:
    """Whether any word of the cell was read by OCR."""
    return any(word.source == "ocr" for word in cell.words)


def without_marks(cell: Cell, text: str) -> str:
    """The text without the marks that OCR makes of rulings and dust at its ends; signs of Devanagari belong to it."""
    return re.sub(rf"^(?:[^\w(]|_)+|(?:[^\w).%+{SIGNS}]|_)+$", "", text) if is_ocr(cell) else text


def words_of_lines(cell: Cell) -> list[Words]:
    """The words of a cell line by line."""
    return [line.words for line in lines_in(cell.words, cell.page.number)]


def words_between(cell: Cell, start: int, end: int) -> Words:
    """The words that print a stretch of the cell's text."""
    return words_within(cell.words, start, end) or cell.words
