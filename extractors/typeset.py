"""Setting what has no pages: cells and paragraphs become words on pages with rulings, as print would have them.

Spreadsheets and Word files are read by the same engines as paper. Only for that they are given a page: every word
keeps the place it has in its own file, and that place, never the page, is the evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from records.pages import NativePlace, Page, Ruling, Word, WordSource

LETTER, HEIGHT, LEADING = 5.0, 9.0, 13.0
"""Points: the width of a letter, the height of a line of type, from line to line."""

PADDING, INSET = 10.0, 3.0
"""Air beside and above the text of a cell: two cells are further apart than two words."""

MARGIN, LEAST_WIDTH, PAGE_HEIGHT = 36.0, 595.0, 842.0
LONGEST_LINE = 42
"""Letters after which the text of a cell is wrapped."""

MEASURE = 110
"""Letters to a line of running text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text at one place of a file, with its type: `size` in points, and how far it can be believed."""

    text: str
    place: NativePlace
    bold: bool = False
    size: float = HEIGHT
    confidence: float = 1.0
    to_right: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of a table: its first column (from 0), how many columns and rows it covers, and what it says."""

    column: int
    columns: int = 1
    rows: int = 1
    piece: Piece | None = None


@dataclass(slots=True)
class _Sheet:
    """One page while it is filled."""

    words: list[Word] = field(default_factory=list)
    across: dict[float, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    upright: dict[float, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))


class Typesetter:
    """Fills pages from top to bottom; `pages` gives what was set so far."""

    def __init__(self, source: WordSource, first_number: int = 1, width: float = LEAST_WIDTH) -> None:
        self.source = source
        self.width = width
        self.number = first_number
        self._done: list[Page] = []
        self._sheet = _Sheet()
        self._y = MARGIN

    def pages(self) -> tuple[Page, ...]:
        """The pages, the last one as far as it is filled."""
        if self._sheet.words:
            self._turn()
        return tuple(self._done)

    def down(self, by: float = LEADING) -> None:
        """Leaves a gap."""
        self._y += by

    def paragraph(self, pieces: Sequence[Piece], left: float = MARGIN) -> None:
        """Running text from `left` on, wrapped at the margin."""
        room = max(LONGEST_LINE, int((self.width - MARGIN - left) / LETTER))
        words = [(word, piece) for piece in pieces for word in piece.text.split()]
        for line in _wrapped(words, min(room, max(MEASURE, LONGEST_LINE))):
            self._room_for(LEADING)
            self._set(line, left, self._y)
            self._y += LEADING

    def line(self, edges: Sequence[float], spans: Sequence[Span]) -> None:
        """One line of texts set apart without rulings."""
        self._room_for(LEADING)
        self.width = max(self.width, edges[-1] + MARGIN)
        for span in spans:
            if span.piece is not None:
                self._set([(word, span.piece) for word in span.piece.text.split()], edges[span.column], self._y)
        self._y += LEADING

    def row(self, edges: Sequence[float], spans: Sequence[Span], above: Sequence[Span] = ()) -> None:
        """One row of a ruled table.

        Args:
            edges: the x of the column borders, one more than there are columns.
            spans: the cells that begin in this row.
            above: the cells of earlier rows that reach into it and end below it.
        """
        lines = {id(span): _lines(span, edges) for span in spans}
        height = max([LEADING, *(len(it) * LEADING for it in lines.values())]) + INSET
        self._room_for(height)
        top, bottom = self._y, self._y + height
        for span in spans:
            left, right = edges[span.column], edges[span.column + span.columns]
            self._rule(left, right, top, bottom, is_first=True, is_last=span.rows == 1)
            for number, line in enumerate(lines[id(span)]):
                piece = span.piece
                start = left + PADDING
                if piece is not None and piece.to_right:
                    start = max(start, right - PADDING - LETTER * _length(line))
                self._set(line, start, top + INSET + number * LEADING)
        for span in above:
            left, right = edges[span.column], edges[span.column + span.columns]
            self._rule(left, right, top, bottom, is_first=False, is_last=span.rows == 1)
        self._y = bottom

    def _rule(self, left: float, right: float, top: float, bottom: float, *, is_first: bool, is_last: bool) -> None:
        for x in (left, right):
            self._sheet.upright[x].append((top, bottom))
        if is_first:
            self._sheet.across[top].append((left, right))
        if is_last:
            self._sheet.across[bottom].append((left, right))

    def _set(self, line: Sequence[tuple[str, Piece]], x: float, top: float) -> None:
        for text, piece in line:
            box = (x, top, x + LETTER * len(text), top + HEIGHT)
            it = Word(text, box, piece.confidence, self.source, piece.size, piece.bold, piece.place)
            self._sheet.words.append(it)
            x += LETTER * (len(text) + 1)

    def _room_for(self, height: float) -> None:
        if self._y + height > PAGE_HEIGHT - MARGIN and self._sheet.words:
            self._turn()

    def _turn(self) -> None:
        sheet = self._sheet
        rulings = [Ruling(x0, y, x1, y) for y, parts in sheet.across.items() for x0, x1 in _joined(parts)]
        rulings += [Ruling(x, top, x, bottom) for x, parts in sheet.upright.items() for top, bottom in _joined(parts)]
        height = max(PAGE_HEIGHT, self._y + MARGIN)
        figures = {"words": float(len(sheet.words))}
        words = tuple(sheet.words)
        self._done.append(
            Page(self.number, self.width, height, 0, words, "text", "digital", tuple(rulings), (), figures)
        )
        self.number += 1
        self._sheet, self._y = _Sheet(), MARGIN


def column_edges(widths: Sequence[int]) -> tuple[float, ...]:
    """The borders of columns that hold so many letters."""
    edges = [MARGIN]
    for letters in widths:
        edges.append(edges[-1] + letters * LETTER + 2 * PADDING)
    return tuple(edges)


def letters_needed(texts: Mapping[int, Sequence[str]], columns: int, longest: int = LONGEST_LINE) -> list[int]:
    """How many letters each column must hold: its longest text, wrapped, and at least its longest word."""
    needed = []
    for column in range(columns):
        own = texts.get(column, ())
        line = min(max((len(text) for text in own), default=3), longest)
        needed.append(max([3, line, *(len(word) for text in own for word in text.split())]))
    return needed


def _lines(span: Span, edges: Sequence[float]) -> list[list[tuple[str, Piece]]]:
    if span.piece is None:
        return []
    room = int((edges[span.column + span.columns] - edges[span.column] - 2 * PADDING) / LETTER)
    piece = span.piece
    return [
        line for part in piece.text.splitlines() for line in _wrapped([(word, piece) for word in part.split()], room)
    ]


def _wrapped(words: Sequence[tuple[str, Piece]], room: int) -> Iterator[list[tuple[str, Piece]]]:
    line: list[tuple[str, Piece]] = []
    for word in words:
        if line and _length([*line, word]) > room:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _length(line: Sequence[tuple[str, Piece]]) -> int:
    return sum(len(text) + 1 for text, _ in line) - 1


def _joined(parts: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Stretches on one line, those that touch as one."""
    start: float | None = None
    end = 0.0
    for first, last in sorted(parts):
        if start is None or first > end + 0.1:
            if start is not None:
                yield start, end
            start, end = first, last
        else:
            end = max(end, last)
    if start is not None:
        yield start, end
