"""Where a numbered list ends and the letter goes on: told by where its lines stand, not by what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.runs import Placed, Run

LOOSER = 1.3
"""A line lower than this many times the lines' own leading begins a new paragraph."""

OUTDENT = 6.0
"""Points by which a line may begin right of the list's numbers and still be none that goes on with an item."""

_NUMBERED = re.compile(r"\(?(?:[ivxl]{1,6}|[a-z]|[0-9०-९]{1,2}|[\u0915-\u0939])[.)]", re.I)
_ENDS = re.compile(r"[.;।)]\W*$")

_Line = tuple[Placed, ...]


def without_closing(run: Run) -> Run:
    """A numbered list without what the letter says behind it: its last sentence, the signatory, the copies.

    What follows the last number, behind a full stop, ends the list where it stands a paragraph's gap lower and no
    further right than the numbers do, or far to the right where letters are signed.
    """
    lines = _lines(run)
    numbered = [at for at, line in enumerate(lines) if _NUMBERED.fullmatch(line[0].word.text)]
    if not numbered or numbered[-1] + 1 >= len(lines):
        return run
    last = numbered[-1]
    edge = min(lines[at][0].word.box[0] for at in numbered)
    right = max(it.word.box[2] for line in lines for it in line)
    for at in range(last + 1, len(lines)):
        above, line = lines[at - 1], lines[at]
        x = line[0].word.box[0]
        height = line[0].word.box[3] - line[0].word.box[1]
        gaps = [_gap(one, next_one) for one, next_one in pairwise(lines[:at]) if _same_page(one, next_one)]
        leading = max(median(gaps) if gaps else 0.0, height)
        apart = _same_page(above, line) and _gap(above, line) > LOOSER * leading
        is_signed = x > (edge + right) / 2
        if _ENDS.search(above[-1].word.text) and (is_signed or apart and x < edge + OUTDENT):
            return Run(it for kept in lines[:at] for it in kept)
    return run


def _lines(run: Run) -> list[_Line]:
    lines: list[list[Placed]] = []
    for it in run.placed:
        last = lines[-1][-1] if lines else None
        lower = last is not None and it.word.box[1] > (last.word.box[1] + last.word.box[3]) / 2
        if last is None or it.page is not last.page or lower or it.word.box[0] < last.word.box[0] - OUTDENT:
            lines.append([])
        lines[-1].append(it)
    return [tuple(line) for line in lines]


def _same_page(above: Sequence[Placed], below: Sequence[Placed]) -> bool:
    return above[0].page is below[0].page


def _gap(above: Sequence[Placed], below: Sequence[Placed]) -> float:
    return below[0].word.box[1] - above[0].word.box[1]
