"""Ditto marks: a cell that says "as above" takes what the row above it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.tables.events import Cell, Event
from extractors.tables.words import plain_words
from reference.table_specs import row_words

REPEATED = frozenset({"text", "head", "party", "gstin", "invoice", "date", "hsn", "unit", "condition", "mineral"})
"""Kinds of columns in which offices write a ditto; a figure under a figure is always printed."""

_QUOTES = re.compile(r"""[-–—\s]*(?:["”“″〃„]|''|’’|,,|``)[-–—\s"”“″〃„']*""")
LONG = frozenset({"text", "party", "gstin"})
"""Kinds of columns whose cells are long words, so that a smudge among them is no word."""

PARTIES = frozenset({"buyer_name", "vendor"})
FEWEST = 2
_SMALL = 2
"""A mark on a scan that OCR took for a letter or two may be a ditto where the column has others."""


def with_dittos(events: Sequence[Event]) -> list[Event]:
    """The rows with each ditto as the cell that it repeats; the place cited is where the value itself is printed."""
    marked = _marked(events)
    latest: dict[str, Cell] = {}
    settled: list[Event] = []
    for event in events:
        if event.kind != "row":
            settled.append(event)
            continue
        cells = dict(event.cells)
        repeated = {
            name
            for name, cell in event.cells.items()
            if name in marked and name in latest and (_repeats(cell) or _is_smudge(cell, latest[name]))
        }
        if repeated and event.page.source == "ocr":
            repeated |= {name for name in marked & latest.keys() if name not in event.cells}  # a mark OCR did not see
        for name in repeated:
            cells[name] = replace(latest[name], lent=True)
        latest.update({name: cell for name, cell in event.cells.items() if name not in repeated and not cell.lent})
        settled.append(replace(event, cells=cells) if repeated else event)
    return settled


def _marked(events: Sequence[Event]) -> set[str]:
    """The columns that hold dittos: by a mark that was read, or on a scan by several smudges among long cells."""
    cells = [(name, cell) for event in events if event.kind == "row" for name, cell in event.cells.items()]
    marked = {name for name, cell in cells if _repeats(cell)}
    for name in {name for name, cell in cells if cell.column.kind in LONG}:
        column = [cell for of, cell in cells if of == name and not cell.lent]
        longest = max(column, key=lambda it: len(it.text))
        smudges = [cell for cell in column if _is_smudge(cell, longest)]
        if FEWEST <= len(smudges) < len(column) - len(smudges):
            marked.add(name)
    return marked | ({"invoice_date"} & {name for name, _ in cells} if marked & PARTIES else set())


def is_ditto(text: str) -> bool:
    """Whether a cell says that it is as above: -do-, "ditto", a quotation mark alone."""
    if _QUOTES.fullmatch(text.strip()):
        return True
    return plain_words(text) in row_words().dittos


def _repeats(cell: Cell) -> bool:
    return cell.column.kind in REPEATED and not cell.lent and is_ditto(cell.text)


def _is_smudge(cell: Cell, above: Cell) -> bool:
    """Whether a cell of a scan is as small as a mark, where the one above it is not."""
    ocr = any(word.source == "ocr" for word in cell.words)
    return ocr and len(cell.text.strip()) <= _SMALL < len(above.text) - _SMALL
