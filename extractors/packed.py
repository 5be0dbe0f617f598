"""Pages held small: words and rulings as columns of numbers, made into records again when somebody asks for them.

A page of a ledger has five hundred words; as records a thousand such pages take half a gigabyte, packed some 25 MB.
Only what a text layer gives is packed: words read by OCR, or out of a spreadsheet, carry more and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

import numpy as np
from numpy.typing import NDArray

from records.pages import Page, Ruling, Word

Floats = NDArray[np.float64]

_BETWEEN = "\x1f"
"""Parts the texts of a page's words; no text layer prints it, and a page whose words hold it is not packed."""


@dataclass(frozen=True, slots=True, eq=False)
class PackedWords(Sequence[Word]):
    """The words of a text layer, each made on demand.

    Attributes:
        boxes: x0, top, x1, bottom of each word, in points.
        sizes: the height of each word's type, in points.
        bold: whether each word is bold.
        joined: all texts in one string; one long string takes a tenth of the room of many short ones.
    """

    boxes: Floats
    sizes: Floats
    bold: NDArray[np.bool_]
    joined: str

    @property
    def texts(self) -> list[str]:
        """The texts of the words in their order."""
        return self.joined.split(_BETWEEN) if len(self.boxes) else []

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.boxes)

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, place: int | slice) -> Word | tuple[Word, ...]:
        """One word, or several."""
        if isinstance(place, slice):
            return tuple(self)[place]
        x0, top, x1, bottom = self.boxes[place].tolist()
        text = self.texts[place]
        return Word(text, (x0, top, x1, bottom), 1.0, "text", float(self.sizes[place]), bool(self.bold[place]))

    def __iter__(self) -> Iterator[Word]:
        """All words, made anew each time."""
        columns = zip(self.texts, self.boxes.tolist(), self.sizes.tolist(), self.bold.tolist(), strict=True)
        for text, (x0, top, x1, bottom), size, bold in columns:
            yield Word(text, (x0, top, x1, bottom), 1.0, "text", size, bold)

    def __eq__(self, other: object) -> bool:
        """Whether the same words stand in another sequence, packed or not."""
        return tuple(self) == tuple(other) if isinstance(other, PackedWords | tuple) else NotImplemented

    def __hash__(self) -> int:
        """The hash of the words as a tuple has it."""
        return hash(tuple(self))


@dataclass(frozen=True, slots=True, eq=False)
class PackedRulings(Sequence[Ruling]):
    """The drawn lines of a page, each made on demand; `lines` are x0, top, x1, bottom of each."""

    lines: Floats

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    @overload
    def __getitem__(self, place: int) -> Ruling: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Ruling, ...]: ...
    def __getitem__(self, place: int | slice) -> Ruling | tuple[Ruling, ...]:
        """One line, or several."""
        if isinstance(place, slice):
            return tuple(self)[place]
        return Ruling(*self.lines[place].tolist())

    def __iter__(self) -> Iterator[Ruling]:
        """All lines, made anew each time."""
        return (Ruling(*line) for line in self.lines.tolist())

    def __eq__(self, other: object) -> bool:
        """Whether the same lines stand in another sequence, packed or not."""
        return tuple(self) == tuple(other) if isinstance(other, PackedRulings | tuple) else NotImplemented

    def __hash__(self) -> int:
        """The hash of the lines as a tuple has it."""
        return hash(tuple(self))


def packed(page: Page) -> Page:
    """The page with its words and rulings held small; a page that is not all text layer stays as it is."""
    if page.source != "text" or any(_BETWEEN in word.text for word in page.words):
        return page
    words = PackedWords(
        boxes=np.array([word.box for word in page.words], np.float64).reshape(-1, 4),
        sizes=np.array([word.size for word in page.words], np.float64),
        bold=np.array([word.bold for word in page.words], np.bool_),
        joined=_BETWEEN.join(word.text for word in page.words),
    )
    return replace(page, words=words, rulings=PackedRulings(lines_of_rulings(page.rulings)))


def unpacked(page: Page) -> Page:
    """The page with its words and rulings as records that stay the same ones."""
    return replace(page, words=tuple(page.words), rulings=tuple(page.rulings))


def boxes_of_words(words: Sequence[Word]) -> Floats:
    """The boxes of words as rows of numbers."""
    if isinstance(words, PackedWords):
        return words.boxes
    return np.array([word.box for word in words], np.float64).reshape(-1, 4)


def texts_of_words(words: Sequence[Word]) -> list[str]:
    """The texts of words, without making the words."""
    return words.texts if isinstance(words, PackedWords) else [word.text for word in words]


def lines_of_rulings(rulings: Sequence[Ruling]) -> Floats:
    """Rulings as rows of numbers: x0, top, x1, bottom."""
    if isinstance(rulings, PackedRulings):
        return rulings.lines
    return np.array([(it.x0, it.top, it.x1, it.bottom) for it in rulings], np.float64).reshape(-1, 4)
