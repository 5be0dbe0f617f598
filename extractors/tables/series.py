"""Series of document numbers: what the numbers of one table have in common, and how a misread one fits in.

"SC/26-27/0017" and its like have letters and years that stay and a serial that runs. A reading such as
"SCI 26-27/00 17" is spelled by the series; its figures stay as read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

FEWEST = 2
"""So many readable numbers of one form make a series."""

READABLE = 0.5
"""Numbers read less well than this do not make a series."""

GARBLED = 0.65
"""Only numbers read less well than this are foretold from their neighbours."""

SAME_FORM = 1.5
"""A form within so many slips of one that far more numbers have is a misreading of it."""

FAR_MORE = 1.5
"""How many times the weight of another form its numbers have together."""

MOST_SLIPS = 1.5
"""Slips between a reading and the series: another letter counts 1.5, a look-alike or a lost mark half."""

STAYS = 0.8
"""A run of figures that is the same in so large a share of the numbers is part of the form, like a year."""

RUNS = 0.9
"""So large a share of clear neighbours must follow each other by one for the serial to be foretold."""

ALIKES = ("0OQD", "1IlT|!/", "5S", "8B", "2Z", "6G", "VI/", "VY", "4A", "CG")
_RUN = re.compile(r"[0-9]+|[A-Za-z]+|[^0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A reading as its series spells it, and by how many slips it differs."""

    value: str
    cost: float


@dataclass(frozen=True, slots=True)
class Series:
    """The form of a series: each place a sign that stays, or None for a figure that runs.

    `shape` has a 9 for every figure; `serials` holds the serial of each clear row where it counts up from row to row.
    """

    shape: str
    form: tuple[str | None, ...]
    serials: tuple[tuple[int, int], ...]

    def fit(self, row: int, text: str, confidence: float) -> Fitted | None:
        """The reading of a row in the form of the series; None if it differs by too much."""
        signs = re.sub(r"\s+", "", text)
        fitted = _spelled(self.form, signs)
        if fitted is not None and (fitted.cost <= MOST_SLIPS or _is_end(signs, fitted.value)):
            return fitted
        first = _spelled(self.form, text.split()[0]) if text.split() else None
        if first is not None and first.cost == 0:
            return first  # what follows was read from the next column
        return self._foretold(row, signs) if confidence < GARBLED else None

    def _foretold(self, row: int, signs: str) -> Fitted | None:
        """The number that the neighbours on both sides leave for a row, if the reading is not unlike it."""
        before = max((it for it in self.serials if it[0] < row), default=None)
        after = min((it for it in self.serials if it[0] > row), default=None)
        years = re.findall(r"[0-9]{2,}", "".join(sign or " " for sign in self.form))
        if years and not any(year in signs for year in years):
            return None  # what stays is not there: a number of another series
        if before is None or after is None or after[1] - before[1] != after[0] - before[0]:
            return None
        running = [place for place, sign in enumerate(self.form) if sign is None]
        figures = str(before[1] + row - before[0]).zfill(len(running))
        if len(figures) != len(running):
            return None
        value = list(self.form)
        for place, figure in zip(running, figures, strict=True):
            value[place] = figure
        number = "".join(sign or "" for sign in value)
        fitted = _spelled(tuple(number), signs)
        return Fitted(number, fitted.cost) if fitted is not None and fitted.cost <= len(number) / 2 else None


def series_of(numbers: Sequence[tuple[int, str, float]]) -> list[Series]:
    """The series among numbers given as (row, text, confidence)."""
    shapes: dict[str, list[tuple[int, str]]] = defaultdict(list)
    weights: Counter[str] = Counter()
    for row, text, confidence in numbers:
        if confidence >= READABLE:
            shapes[_shape(text)].append((row, text))
            weights[_shape(text)] += round(100 * confidence**2)
    found: list[Series] = []
    for shape, weight in weights.most_common():
        heavier = [it for it in found if weights[it.shape] >= FAR_MORE * weight]
        if len(shapes[shape]) >= FEWEST and not any(_is_misread(shape, it.shape) for it in heavier):
            found.append(_series(shape, shapes[shape]))
    return found


def _is_misread(shape: str, other: str) -> bool:
    fitted = _spelled(tuple(None if sign == "9" else sign for sign in other), shape)
    return _is_end(shape, other) or fitted is not None and fitted.cost <= SAME_FORM


def _is_end(signs: str, whole: str) -> bool:
    """Whether signs are a number whose beginning was lost, or its end."""
    return signs != whole and (whole.endswith(signs) or whole.startswith(signs)) and 2 * len(signs) > len(whole)


def _shape(text: str) -> str:
    return re.sub(r"[0-9]", "9", re.sub(r"\s+", "", text))


def _series(shape: str, members: Sequence[tuple[int, str]]) -> Series:
    texts = [re.sub(r"\s+", "", text) for _, text in members]
    form: list[str | None] = []
    for column in zip(*[_RUN.findall(text) for text in texts], strict=True):
        usual, count = Counter(column).most_common(1)[0]
        form.extend([None] * len(usual) if usual.isdecimal() and count < STAYS * len(column) else usual)
    return Series(shape, tuple(form), _serials(members, form))


def _serials(members: Sequence[tuple[int, str]], form: Sequence[str | None]) -> tuple[tuple[int, int], ...]:
    running = [place for place, sign in enumerate(form) if sign is None]
    if not running or running[-1] - running[0] != len(running) - 1:
        return ()
    serials = [(row, int(re.sub(r"\s+", "", text)[running[0] : running[-1] + 1])) for row, text in members]
    steps = [b[1] - a[1] == b[0] - a[0] for a, b in pairwise(serials)]
    return tuple(serials) if steps and sum(steps) >= RUNS * len(steps) else ()


def _spelled(form: Sequence[str | None], signs: str) -> Fitted | None:
    """The cheapest way to write signs in a form: figures that run must be there, other signs may be wrong or lost."""
    best: dict[int, tuple[float, str]] = {0: (0.0, "")}
    for sign in form:
        following: dict[int, tuple[float, str]] = {}
        for at, (cost, text) in best.items():
            for to, more, written in _steps(sign, signs, at):
                if to not in following or cost + more < following[to][0]:
                    following[to] = (cost + more, text + written)
        best = following
    ended = [(cost + (len(signs) - at), text) for at, (cost, text) in best.items()]
    if not ended:
        return None
    cost, text = min(ended)
    return Fitted(text, cost)


def _steps(sign: str | None, signs: str, at: int) -> list[tuple[int, float, str]]:
    """How one place of a form may be met from a place of the reading on: (next place, cost, what is written)."""
    here = signs[at] if at < len(signs) else ""
    steps: list[tuple[int, float, str]] = []
    if sign is None:
        if here.isdecimal():
            steps.append((at + 1, 0.0, here))
        elif here and (figure := next((it[0] for it in ALIKES if here in it and it[0].isdecimal()), None)):
            steps.append((at + 1, 0.5, figure))
        if at + 1 < len(signs) and signs[at + 1].isdecimal():
            steps.append((at + 2, 1.0, signs[at + 1]))
        return steps
    if here:
        steps.append((at + 1, 0.0 if here == sign else 0.5 if _look_alike(here, sign) else MOST_SLIPS, sign))
    if at + 1 < len(signs) and signs[at + 1] == sign:
        steps.append((at + 2, 1.0, sign))
    steps.append((at, 0.5 if not sign.isalnum() else 1.0, sign))
    return steps


def _look_alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold() or any(one in group and other in group for group in ALIKES)
