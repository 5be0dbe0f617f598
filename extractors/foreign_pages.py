"""Pages within a paper that bear the number of another one: an annexure that belongs to another registration.

A certificate's second page says whose annexure it is. Where it names another number of the same series, what stands on
it may be another firm's: its values are read, and none of them is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extractors.cited import within
from extractors.document_text import Text
from extractors.tables import LongRows, TableReading
from extractors.totals import DISPUTED
from records.pages import Page
from records.readings import Field, Notice, TableRow
from reference.document_types import DocumentType

TOP = 0.35
"""The share of a page, from its top, in which it says whose page it is."""

_NUMBER = re.compile(
    r"(?<![\w/])(?=[\w/.()&-]*[0-9]{2})[A-Z0-9][\w.()&-]*(?:/[\w.()&-]+)+(?![\w/])|(?<!\w)[A-Z]{2,}[\w-]*[0-9]{4,}[\w-]*"
)
FEWEST_SIGNS = 6
"""Letters and figures of a number that tells one paper from another."""


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """A page and the number of another paper that it bears."""

    page: int
    number: str


def foreign_pages(document_type: DocumentType, fields: Mapping[str, Field], text: Text) -> tuple[ForeignPage, ...]:
    """The pages that bear a number of the same form as the paper's own, and not the paper's own."""
    own = fields.get(document_type.own_number)
    if own is None or not isinstance(own.value, str) or len(_signs(own.value)) < FEWEST_SIGNS:
        return ()
    form, found = _form(own.value), list[ForeignPage]()
    for layout in text.layouts:
        page = layout.page
        if page.number == own.evidence.page or _signs(own.value) in _signs(page.text):
            continue
        others = [it for it in _heading_numbers(page, text) if _form(it) == form and _signs(it) != _signs(own.value)]
        if others:
            found.append(ForeignPage(page.number, others[0]))
    return tuple(found)


def in_doubt_of_foreign_pages(
    document_type: DocumentType, fields: Mapping[str, Field], tables: Mapping[str, TableReading], text: Text
) -> tuple[dict[str, Field], dict[str, TableReading], tuple[Notice, ...]]:
    """Fields and tables, what stands on the pages of another paper in doubt, and a notice for each such page."""
    pages = foreign_pages(document_type, fields, text)
    if not pages:
        return dict(fields), dict(tables), ()
    numbers = frozenset(it.page for it in pages)
    own = fields[document_type.own_number]
    notices = tuple(
        Notice(
            "page_of_another",
            f"Page {it.page} bears the number {it.number!r}, the paper's own is {own.evidence.text!r}: what stands "
            "there may belong to another paper.",
            it.page,
        )
        for it in pages
    )
    return (
        {name: _doubted(it, numbers) for name, it in fields.items()},
        {name: _table_doubted(it, numbers) for name, it in tables.items()},
        notices,
    )


def _doubted(field: Field, pages: frozenset[int]) -> Field:
    return replace(field, confidence=min(field.confidence, DISPUTED)) if field.evidence.page in pages else field


def _table_doubted(table: TableReading, pages: frozenset[int]) -> TableReading:
    if isinstance(table.rows, LongRows):
        return table
    rows = tuple(_row_doubted(row, pages) for row in table.rows)
    totals = {name: _doubted(it, pages) for name, it in table.totals.items()}
    return replace(table, rows=rows, totals=totals)


def _row_doubted(row: TableRow, pages: frozenset[int]) -> TableRow:
    return replace(row, fields={name: _doubted(it, pages) for name, it in row.fields.items()})


def _heading_numbers(page: Page, text: Text) -> Iterator[str]:
    """The numbers of papers in the upper part of a page, but those of papers that it cites."""
    placed = [(at, it) for at, it in enumerate(text.flow.placed) if it.page is page]
    upper = [(at, it) for at, it in placed if it.word.box[3] <= TOP * page.height]
    for at, it in upper:
        match = _NUMBER.fullmatch(it.word.text.strip(" ,;:.()"))
        if match is not None and not within(text.cited, text.flow.start_of(at)):
            yield match.group()


def _form(number: str) -> str:
    """A number with every figure alike: "EWR/REC/2025/004417" and "EWR/REC/2024/003981" have one form."""
    return re.sub(r"[0-9]", "0", _signs(number))


def _signs(text: str) -> str:
    return "".join(it for it in text.upper() if it.isalnum())
