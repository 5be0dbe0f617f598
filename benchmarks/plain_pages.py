"""Pages set from plain text, without a file: what a paper in a few lines of print would give the reader.

A line is a line of print; "# " before it sets it large and centred, " | " parts it into columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from records.pages import Page, Word

WIDTH, HEIGHT = 595.0, 842.0
MARGIN, LEADING = 40.0, 17.0
BODY, HEADLINE = 8.0, 13.0
LETTER = 0.5
"""The width of a letter as a share of the size of its type."""

COLUMN_GAP = 14.0


def page_of(text: str) -> Page:
    """The page that a text makes; columns of lines that follow each other stand below each other."""
    words: list[Word] = []
    lines = text.strip().splitlines()
    top = MARGIN
    for starts, line in zip(_starts_of_columns(lines), lines, strict=True):
        words += _set_line(line, starts, top)
        top += LEADING
    return Page(1, max(WIDTH, _right(words) + MARGIN), HEIGHT, 0, tuple(words), "text", "digital")


def _starts_of_columns(lines: Sequence[str]) -> list[list[float]]:
    """For each line where its columns start: lines in a row with as many columns share them."""
    cells = [line.split(" | ") for line in lines]
    starts: list[list[float]] = []
    first = 0
    while first < len(cells):
        last = first + 1
        while last < len(cells) and len(cells[last]) == len(cells[first]):
            last += 1
        at, columns = MARGIN, []
        for column in range(len(cells[first])):
            columns.append(at)
            at += max(len(row[column]) for row in cells[first:last]) * BODY * LETTER + COLUMN_GAP
        starts += [columns] * (last - first)
        first = last
    return starts


def _set_line(line: str, starts: Sequence[float], top: float) -> list[Word]:
    if line.startswith("# "):
        title = line.removeprefix("# ")
        return _set_words(title, WIDTH / 2 - len(title) * HEADLINE * LETTER / 2, top, HEADLINE)
    cells = zip(line.split(" | "), starts, strict=True)
    return [word for cell, start in cells for word in _set_words(cell, start, top, BODY)]


def _set_words(text: str, start: float, top: float, size: float) -> list[Word]:
    words, at = [], start
    for piece in text.split():
        width = len(piece) * size * LETTER
        words.append(Word(piece, (at, top, at + width, top + size), size=size, bold=size > BODY))
        at += width + size * LETTER
    return words


def _right(words: Sequence[Word]) -> float:
    return max((word.box[2] for word in words), default=0.0)
