"""Captions over a table with what each of its rows shares: "Doc No PRE-311 | Doc Dt 05/08/2026 | Recipient ..."."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.finding.bands import Words, text_of
from extractors.lines import Line, segments_of
from extractors.tables.likeness import normal_heading
from records.pages import Word
from reference.table_specs import ColumnSpec, TableSpec

CAPTION_KINDS = ("invoice", "date", "party", "gstin")
LONGEST_LABEL = 4
"""So many words a label has at most."""

_STROKES = frozenset({"|", "•", ";", "‖", "/"})


def captioned(spec: TableSpec, words: Words, page: int) -> Mapping[str, Words]:
    """The words of a line by the columns whose labels stand before them; {} unless it gives a document's number.

    A number alone heads no rows: a date or a party must stand with it.
    """
    columns = [it for it in spec.columns.values() if it.kind in CAPTION_KINDS]
    found: dict[str, Words] = {}
    for piece in _pieces(Line(page, words)):
        column, value = _labelled(piece, columns)
        if column is not None and value and column.name not in found:
            found[column.name] = value
    kinds = {it.kind for it in columns if it.name in found}
    return found if "invoice" in kinds and kinds & {"date", "party"} else {}


def _pieces(line: Line) -> Iterator[Words]:
    """The runs of a line between wide gaps and strokes."""
    for segment in segments_of(line):
        piece: list[Word] = []
        for word in segment.words:
            if word.text in _STROKES:
                yield tuple(piece)
                piece = []
            else:
                piece.append(word)
        yield tuple(piece)


def _labelled(piece: Words, columns: Sequence[ColumnSpec]) -> tuple[ColumnSpec | None, Words]:
    """The column whose label a run begins with, the longest of several, and the words behind it."""
    for size in range(min(LONGEST_LABEL, len(piece) - 1), 0, -1):
        label = normal_heading(text_of(piece[:size]))
        for column in columns:
            if label in {normal_heading(heading) for heading in column.headings}:
                rest = piece[size:]
                return column, rest[1:] if rest[0].text in (":", "-", "–", ":-") else rest
    return None, ()
