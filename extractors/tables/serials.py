"""Serial numbers of rows, in whatever way papers count: 1, 2.1, (3), iv, b), Five, ५."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise

from records.amount_words import amount_in_words
from records.readings import TableRow

MOST_COUNTED = 99
"""The largest number that anybody writes out as a serial number."""

_FIGURES = re.compile(r"[(\[]?\s*[0-9०-९]{1,6}(?:\.[0-9]{1,2})?\s*[)\].]*")
_ROMAN = re.compile(r"[(\[]?\s*(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})\s*[)\].]*", re.I)
_CODE = re.compile(r"[A-Z]{1,3}[-/]?[0-9]{1,4}")
"""The code of an asset in a register: P001, U-12."""

_LETTER = re.compile(r"[(\[]?\s*[a-zक-ह]{1,2}\s*[)\].]*", re.I)


@lru_cache(maxsize=20_000)
def is_serial(text: str) -> bool:
    """Whether a cell of a column of serial numbers holds one: figures, a roman numeral, a letter, a number in words."""
    bare = text.strip()
    if any(pattern.fullmatch(bare) for pattern in (_FIGURES, _ROMAN, _LETTER, _CODE)):
        return True
    if len(bare.split()) > 2 or not bare[:1].isalpha():
        return False
    number = amount_in_words(bare)
    return number is not None and 0 < number <= MOST_COUNTED


_NUMBERED = re.compile(r"\(?(?P<number>[0-9]{1,3})[.)]\s+(?=\S)")


def numbering_of(texts: Sequence[str]) -> list[int]:
    """How many letters of each text number it: "1. Crusher line", "2. Kiln"; none unless all are numbered in order."""
    found = [_NUMBERED.match(text) for text in texts]
    numbers = [int(it["number"]) for it in found if it is not None]
    in_order = all(it in (1, before + 1) for before, it in zip([0, *numbers], numbers, strict=False))
    if len(numbers) < 2 or len(numbers) < len(texts) or not in_order:
        return [0] * len(texts)
    return [it.end() if it is not None else 0 for it in found]


def without_numbers(rows: Sequence[TableRow], name: str) -> list[TableRow]:
    """The rows without the numbers before their names, where all names are numbered: "1. Crusher line"."""
    named = [row for row in rows if name in row.fields]
    lengths = numbering_of([str(row.fields[name].value) for row in named])
    bare = {row.index: str(row.fields[name].value)[it:] for row, it in zip(named, lengths, strict=True) if it}
    return [
        replace(row, fields={**row.fields, name: replace(row.fields[name], value=bare[row.index])})
        if row.index in bare
        else row
        for row in rows
    ]


def begins_late(printed: Sequence[int | None]) -> bool:
    """Whether rows that count one after the other begin with another number than one: those before it are not read."""
    numbers = [it for it in printed if it is not None]
    in_order = all(below == above + 1 for above, below in pairwise(numbers))
    return bool(numbers) and in_order and 1 < numbers[0] <= MOST_COUNTED


def serials_of(printed: Sequence[int | None], headings: Sequence[str]) -> list[int]:
    """The number of each row in its list: as printed, else as the rows around it count.

    `headings` are those that the rows stand under. Under a new one the count begins anew where most of the numbers that
    can be read there do, or where none can be read and it does so under the others.
    """
    blocks = [[at for at, _ in its] for _, its in groupby(enumerate(headings), key=lambda it: it[1])]
    told = [_begins_anew([printed[at] for at in block]) for block in blocks]
    others = [it for it in told[1:] if it is not None]
    anew = 2 * sum(others) > len(others)
    numbers: list[int] = []
    for block, begins in zip(blocks, told, strict=True):
        before = 0 if not numbers or (anew if begins is None else begins) else numbers[-1]
        for at in block:
            before = _number(printed[at : block[-1] + 1], before)
            numbers.append(before)
    return numbers


def _begins_anew(printed: Sequence[int | None]) -> bool | None:
    """Whether the rows under a heading count from one; None where no number can be read."""
    read = [number == at for at, number in enumerate(printed, start=1) if number is not None]
    return 2 * sum(read) > len(read) if read else None


def _number(printed: Sequence[int | None], before: int) -> int:
    """The number of the first of these rows, of which the row before has the number `before`."""
    ahead, number = next(((at, it) for at, it in enumerate(printed) if it is not None), (0, None))
    if number is None:
        return before + 1
    begins_again = ahead > 0 and ahead < number <= before
    return number - ahead if ahead == 0 or begins_again else before + 1
