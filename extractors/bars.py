"""Bars that a program prints between the columns of a list: they part words, and are rules of the table.

Lists of SAP and of other programs print "06.04.2026 |9026000114 |Bhilai Castings|22AAKFB1190M1ZH" in type of one width;
a bar has no space beside it where a column is full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from records.pages import Ruling, Word

FEWEST_BARS = 12
"""A page with fewer bars has them in its text, not between columns."""

SAME_PLACE = 1.5
"""Bars of one column stand one below the other within so many points."""

NEXT_LINE = 2.6
"""Bars of one rule are no further apart, in heights of a line."""

_PIECE = re.compile(r"[^|]+|\|")


def parted_by_bars(words: Sequence[Word]) -> tuple[list[Word], tuple[Ruling, ...]]:
    """The words without the bars between columns, and these as upright rules; as they are on a page without such bars.

    Args:
        words: of a text layer, in points of the page.
    """
    if sum(word.text.count("|") for word in words) < FEWEST_BARS:
        return list(words), ()
    pieces = [piece for word in words for piece in (_pieces(word) if "|" in word.text else (word,))]
    bars = [it for it in pieces if it.text == "|"]
    rules = tuple(_rules(bars))
    return ([it for it in pieces if it.text != "|"], rules) if rules else (list(words), ())


def _pieces(word: Word) -> Iterator[Word]:
    """A word's parts before, between and behind its bars, and these, each with its share of the word's width."""
    left, top, right, bottom = word.box
    step = (right - left) / len(word.text)
    for match in _PIECE.finditer(word.text):
        yield replace(word, text=match[0], box=(left + step * match.start(), top, left + step * match.end(), bottom))


def _rules(bars: Sequence[Word]) -> Iterator[Ruling]:
    """The rule that each column of bars on successive lines draws; a bar alone draws none."""
    for column in _columns(bars):
        run = [column[0]]
        for before, bar in pairwise(column):
            if bar.box[1] - before.box[1] > NEXT_LINE * (bar.box[3] - bar.box[1]):
                yield from _rule(run)
                run = []
            run.append(bar)
        yield from _rule(run)


def _rule(run: Sequence[Word]) -> Iterator[Ruling]:
    if len(run) > 1:
        x = (run[0].box[0] + run[0].box[2]) / 2
        yield Ruling(x, run[0].box[1], x, run[-1].box[3])


def _columns(bars: Sequence[Word]) -> list[list[Word]]:
    """Bars that stand one below the other, each column from its top."""
    columns: list[list[Word]] = []
    for bar in sorted(bars, key=lambda it: it.box[1]):
        column = next((it for it in columns if abs(it[-1].box[0] - bar.box[0]) < SAME_PLACE), None)
        if column is None:
            columns.append([bar])
        else:
            column.append(bar)
    return columns
