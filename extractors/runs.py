"""Runs of words in reading order, and the parts of lines between wide gaps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from records.pages import Box, Page, Word, union


@dataclass(frozen=True, slots=True)
class Placed:
    """A word and the page it stands on."""

    page: Page
    word: Word


class Run:
    """Words in reading order, with their text and the way back from a place in the text to the words."""

    __slots__ = ("_starts", "placed", "text")

    def __init__(self, placed: Iterable[Placed]) -> None:
        """Join the words with single spaces; a word that ends a line inside an identifier keeps its hyphen."""
        self.placed: tuple[Placed, ...] = tuple(placed)
        starts, at = [], 0
        for it in self.placed:
            starts.append(at)
            at += len(it.word.text) + 1
        self._starts = starts
        self.text = " ".join(it.word.text for it in self.placed)

    def __bool__(self) -> bool:
        """Whether there is any word."""
        return bool(self.placed)

    def cut(self, start: int, end: int | None = None) -> Run:
        """The words that any character of text[start:end] belongs to."""
        end = len(self.text) if end is None else end
        if end <= start:
            return Run(())
        first = max(0, bisect_right(self._starts, start) - 1)
        if start > self._starts[first] + len(self.placed[first].word.text) - 1:
            first += 1
        last = bisect_right(self._starts, end - 1)
        return Run(self.placed[first:last])

    def start_within(self, at: int) -> int:
        """Where the word that holds the character at `at` begins."""
        return self._starts[max(0, bisect_right(self._starts, at) - 1)]

    def start_of(self, index: int) -> int:
        """Where the word at `index` begins in the text."""
        return self._starts[index]

    @property
    def first_page(self) -> Page:
        """The page of the first word."""
        return self.placed[0].page

    @property
    def words_on_first_page(self) -> list[Word]:
        """The words that stand on the page of the first one: a box cannot span pages."""
        return [it.word for it in self.placed if it.page is self.placed[0].page]

    @property
    def box(self) -> Box:
        """The box of the part on the first page."""
        return union(word.box for word in self.words_on_first_page)

    def box_of(self, start: int, end: int) -> Box:
        """About where text[start:end] is printed: of words in part, the share that the characters have."""
        part = self.cut(start, end)
        boxes = []
        for index, placed in enumerate(self.placed):
            if placed not in part.placed or placed.page is not part.first_page:
                continue
            at, length = self._starts[index], max(1, len(placed.word.text))
            x0, top, x1, bottom = placed.word.box
            first, last = max(0, start - at), min(length, end - at)
            boxes.append((x0 + (x1 - x0) * first / length, top, x0 + (x1 - x0) * last / length, bottom))
        return union(boxes)

    @property
    def is_ocr(self) -> bool:
        """Whether any word comes from OCR."""
        return any(it.word.source == "ocr" for it in self.placed)

    @property
    def rests_on_one_reading(self) -> bool:
        """Whether OCR read any word that nothing else witnesses."""
        return any(it.word.source == "ocr" and not it.word.witnessed for it in self.placed)

    @property
    def confidence(self) -> float:
        """The confidence of the least certain word."""
        return min((it.word.confidence for it in self.placed), default=0.0)


@dataclass(eq=False, slots=True)
class Segment:
    """Part of a line between wide gaps or drawn rules; `cell` numbers the ruled cell it stands in."""

    page: Page
    words: tuple[Word, ...]
    line: int
    box: Box
    cell: int | None = None

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        """The height of the type."""
        return self.box[3] - self.box[1]

    @property
    def size(self) -> float:
        """The largest type size in it, falling back to the height of the box."""
        return max((word.size for word in self.words), default=0.0) or self.height * 0.8

    @property
    def bold(self) -> bool:
        """Whether most of it is bold."""
        return sum(word.bold for word in self.words) * 2 > len(self.words)

    def run(self) -> Run:
        """The words as a run."""
        return Run(Placed(self.page, word) for word in self.words)
