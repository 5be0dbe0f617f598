"""A grid's own columns: borders of a box drawn against it, over its headings, part none of its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extractors.finding.bands import Band, Sheet


def without_idle_borders(sheet: Sheet, bands: Sequence[Band]) -> Sheet:
    """A sheet of some of a sheet's bands, without the borders that no cell of theirs begins at.

    A box of labels or a summary that touches a table lends it its borders: each then parts a column into a first half,
    which has the words, and an empty one.
    """
    begins = [column for column in range(len(sheet.edges) - 1) if any(band.owner[column] == column for band in bands)]
    if len(begins) == len(sheet.edges) - 1 or not begins or begins[0] != 0:
        return replace(sheet, bands=tuple(bands))
    edges = (*(sheet.edges[column] for column in begins), sheet.edges[-1])
    return replace(sheet, edges=edges, bands=tuple(_merged(band, begins) for band in bands))


def cuts(sheet: Sheet) -> list[int]:
    """Where a table of other columns may begin in a sheet: below bands with borders that no band below has."""
    found: list[int] = []
    below: set[int] = set()
    for number in range(len(sheet.bands) - 1, 0, -1):
        below.update(_begins(sheet.bands[number]))
        if not _begins(sheet.bands[number - 1]) <= below:
            found.append(number)
    return found[::-1]


def _begins(band: Band) -> set[int]:
    return {column for column, owner in enumerate(band.owner) if column == owner}


def _merged(band: Band, begins: Sequence[int]) -> Band:
    """The band with only the columns that begin at the places given; the words of the others join them."""
    ends = [*begins[1:], len(band.cells)]
    return replace(
        band,
        cells=tuple(
            tuple(word for words in band.cells[first:end] for word in words)
            for first, end in zip(begins, ends, strict=True)
        ),
        owner=tuple(bisect_right(begins, band.owner[column]) - 1 for column in begins),
        lent=frozenset(at for at, column in enumerate(begins) if column in band.lent),
    )
