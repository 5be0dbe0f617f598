"""The boxes of printed answers and which of them are marked: as the text prints them, and as the page shows them.

Which box belongs to which answer is told by their order, never by which is nearest: where boxes and answers take turns
from the first to the last, across lines and cells, what begins the list tells whether boxes stand before or behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.choice_ink import Drawn
from extractors.choice_lists import ChoiceList, Option
from extractors.drawn_signs import ABOVE, REACH, Sign, is_word, signs_between
from extractors.layout import Placed, Run
from extractors.marks import BOX, marks_of
from records.pages import Box, Word

FAR = 5.0
"""A box in a cell of its own stands within so many heights of its answer."""

UNDER = 3.0
"""Heights under the last line of answers in which a row of boxes may stand."""

ALIKE, SHRINKS = 1.35, 0.75
"""How many times larger one empty box of a list is than another, at most; the smallest share of it a marked one is."""

SQUARE, WIDEST = 1.6, 2.3
"""How many times higher than wide an empty box is, at most, and how many times wider than high: "(     )"."""

FILLED = 0.08
"""Share of a box's inside that is ink if it is marked."""

CLEARLY_MORE = 1.22
"""How many times the ink of every empty box a marked one has, where boxes are too small to have an inside."""


@dataclass(frozen=True, slots=True)
class Told:
    """The marked answers as boxes tell them; `sure` if every answer has its own box and marks stand out clearly."""

    marked: tuple[Option, ...]
    sure: bool


def told_by_print(it: ChoiceList) -> Told | None:
    """The answers whose boxes are marked in the text; None where it does not print a box for each."""
    for words in (words_around(it), words_around(it, UNDER)):
        signs = _signs_printed(it, words)
        owned = _owned(it.options, signs)
        if owned is not None:
            return Told(tuple(option for option, sign in owned if sign.ink), sure=True)
    return None


def _signs_printed(it: ChoiceList, words: Sequence[Word]) -> list[Sign]:
    """The boxes and marks among words, ink 1 for those that are marked."""
    run = Run(Placed(it.page, word) for word in _in_reading_order(it, words))
    return [Sign(run.box_of(start, end), float(ticked), float(ticked)) for start, end, ticked in marks_of(run.text)]


def told_by_picture(it: ChoiceList, drawn: Drawn) -> Told | None:
    """The answers whose boxes have more ink than the others; None where there is no box for each."""
    for area in _areas(it):
        signs = _signs_drawn(it, area, drawn)
        if len(signs) < len(it.options):
            continue
        owned = _owned(it.options, signs)
        if owned is not None and _are_boxes(owned, told := _with_more_ink(owned)):
            return told
    return None


def lone_mark(it: ChoiceList, drawn: Drawn) -> Option | None:
    """The answer that the one mark of a list without boxes stands at; None where it may be another's."""
    printed, seen = _signs_printed(it, words_around(it)), _signs_drawn(it, _areas(it)[0], drawn)
    signs = printed if len(printed) >= len(seen) else seen
    if len(signs) != 1:
        return None
    [sign] = signs
    level = [option for option in it.options if option.box[1] - 1 < sign.middle < option.box[3] + 1]
    walls = [
        word.box
        for word in it.page.words
        if word.text in {"/", "|", ",", ";"} and word.box[1] < sign.middle < word.box[3]
    ]
    level = [option for option in level if not any(_is_between(wall, sign.box, option.box) for wall in walls)]
    gaps = sorted((max(o.box[0] - sign.box[2], sign.box[0] - o.box[2], 0.0), n) for n, o in enumerate(level))
    if not gaps or (len(gaps) > 1 and gaps[1][0] < 2 * max(gaps[0][0], 1.0)):
        return None
    return level[gaps[0][1]] if gaps[0][0] < REACH * it.height else None


def has_signs(it: ChoiceList, drawn: Drawn) -> bool:
    """Whether marks or boxes stand in a list, although they do not tell whose they are."""
    seen = _signs_drawn(it, _areas(it)[0], drawn)
    return any(BOX.search(word.text) for word in words_around(it)) or len(seen) >= max(2, len(it.options) - 1)


def _is_between(wall: Box, one: Box, other: Box) -> bool:
    left, right = sorted((one, other), key=lambda box: box[0])
    return left[2] - 1 <= (wall[0] + wall[2]) / 2 <= right[0] + 1


def words_around(it: ChoiceList, under: float = 0.0) -> list[Word]:
    """The words of a list and of what stands around it as near as a box may, or some heights under it."""
    x0, top, x1, bottom = it.box
    reach = REACH * it.height
    return [
        word
        for word in it.page.words
        if x0 - reach <= word.box[0]
        and word.box[2] <= x1 + reach
        and top - 2 <= (word.box[1] + word.box[3]) / 2 <= bottom + 2 + under * it.height
    ]


def _in_reading_order(it: ChoiceList, words: Sequence[Word]) -> list[Word]:
    rows = _rows([word.box for word in words], it.height)
    return [words[index] for row in rows for index in row]


def _rows(boxes: Sequence[Box], height: float) -> list[list[int]]:
    """The numbers of boxes line by line, each from left to right."""
    order = sorted(range(len(boxes)), key=lambda n: boxes[n][1] + boxes[n][3])
    rows: list[list[int]] = []
    for number in order:
        middle = (boxes[number][1] + boxes[number][3]) / 2
        if rows and middle - median((boxes[n][1] + boxes[n][3]) / 2 for n in rows[-1]) < 0.6 * height:
            rows[-1].append(number)
        else:
            rows.append([number])
    return [sorted(row, key=lambda n: boxes[n][0]) for row in rows]


def _owned(options: Sequence[Option], signs: Sequence[Sign]) -> list[tuple[Option, Sign]] | None:
    """Every answer with its box, by their order; None where the order does not tell."""
    if len(signs) != len(options):
        return None
    boxes = [*(option.words.placed[0].word.box for option in options), *(sign.box for sign in signs)]
    height = median(box[3] - box[1] for box in boxes[: len(options)])
    rows = _rows(boxes, height)
    count = len(options)
    order = [number for row in rows for number in row]
    is_sign = [number >= count for number in order]
    if all(one != other for one, other in pairwise(is_sign)):
        first, second = order[::2], order[1::2]
        pairs = zip(second, first, strict=True) if is_sign[0] else zip(first, second, strict=True)
        return [(options[o], signs[s - count]) for o, s in pairs]
    if len(rows) == 2 and all(len({number >= count for number in row}) == 1 for row in rows) and len(rows[0]) == count:
        return _under_each_other(options, signs, rows, count)
    return None


def _under_each_other(
    options: Sequence[Option], signs: Sequence[Sign], rows: Sequence[Sequence[int]], count: int
) -> list[tuple[Option, Sign]] | None:
    """Answers in one line and their boxes in the next, each nearest to its own."""
    upper, lower = rows
    heads, boxes = (lower, upper) if upper[0] >= count else (upper, lower)
    pairs = [(options[o], signs[s - count]) for o, s in zip(heads, boxes, strict=True)]
    for option, sign in pairs:
        middle = (sign.box[0] + sign.box[2]) / 2
        nearest = min(options, key=lambda other: max(other.box[0] - middle, middle - other.box[2]))
        if nearest is not option:
            return None
    return pairs


def _are_boxes(owned: Sequence[tuple[Option, Sign]], told: Told) -> bool:
    """Whether what stands at the answers may be boxes of one kind: a mark never makes its box smaller.

    The halves of a ring around an answer are none.
    """
    sides = [(sign.box[2] - sign.box[0], sign.box[3] - sign.box[1]) for _, sign in owned]
    empty = [side for side, (option, _) in zip(sides, owned, strict=True) if option not in told.marked] or sides
    wide, high = median(it[0] for it in empty), median(it[1] for it in empty)
    alike = all(wide <= ALIKE * it[0] and it[0] <= ALIKE * wide and high <= ALIKE * it[1] for it in empty)
    whole = all(it[0] >= SHRINKS * wide and it[1] >= SHRINKS * high for it in sides)
    return alike and whole and 1 / SQUARE <= wide / high <= WIDEST


def _with_more_ink(owned: Sequence[tuple[Option, Sign]]) -> Told:
    """The answers whose boxes have something in them, which the others have not, or else clearly more ink."""
    shares = [sign.inside for _, sign in owned]
    empty = [it for it in shares if it < FILLED]
    if len(empty) < len(shares) and min(it for it in shares if it >= FILLED) >= 2 * max((*empty, 0.0)):
        return Told(tuple(option for option, sign in owned if sign.inside >= FILLED), sure=bool(empty))
    inks = sorted((sign.ink for _, sign in owned), reverse=True)
    gaps = [more / max(less, 1e-6) for more, less in pairwise(inks)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    if gaps[widest] < CLEARLY_MORE:
        return Told((), sure=False)
    return Told(tuple(option for option, sign in owned if sign.ink >= inks[widest]), sure=False)


def _areas(it: ChoiceList) -> list[Box]:
    """Where boxes may stand: around the answers, further off in cells of their own, or in a row under the answers."""
    _, top, _, bottom = it.box
    height = it.height
    upper, lower = top - ABOVE * height, bottom + ABOVE * height
    (near, close), (far, wide) = _free(it, REACH), _free(it, FAR)
    return [(near, upper, close, lower), (far, upper, wide, lower), (near, upper, close, bottom + UNDER * height)]


def _free(it: ChoiceList, heights: float) -> tuple[float, float]:
    """How far the paper at both sides of a list belongs to it: up to some heights, or to the next word."""
    x0, top, x1, bottom = it.box
    reach, words = heights * it.height, it.words
    beside = [word for word in it.page.words if word.box[1] < bottom and top < word.box[3]]
    others = [word.box for word in beside if id(word) not in words and is_word(word)]
    left = max([x0 - reach, *(box[2] + 0.5 for box in others if box[2] <= x0 + 1)])
    return left, min([x1 + reach, *(box[0] - 0.5 for box in others if box[0] >= x1 - 1)])


def _signs_drawn(it: ChoiceList, area: Box, drawn: Drawn) -> list[Sign]:
    """What is drawn or printed in an area of a list that is no word and no rule."""
    words = [_own(placed.word, option) for option in it.options for placed in option.words.placed]
    words += [word.box for word in it.page.words if id(word) not in it.words and is_word(word)]
    return signs_between(it.page, words, it.height, area, drawn)


def _own(word: Word, option: Option) -> Box:
    """The place of an answer's word: without the box that sticks to it, but with a bracket, "(Capex / Opex)"."""
    if word.source != "ocr" and _IN_BRACKETS.fullmatch(word.text) and not BOX.search(word.text):
        return word.box
    return _within(word.box, option.box)


_IN_BRACKETS = re.compile(r"[(\[]?[^()\[\]]+[)\]]?\W?")


def _within(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
