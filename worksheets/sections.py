"""A report of tables as a workbook, as a page and as Markdown: the same rows in each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from records.numbers import indian
from worksheets.clean import clean
from worksheets.impact import MADE, Cell, Sheets
from worksheets.impact_page import STYLE, table, text

MOST_IN_MARKDOWN = 200
"""Rows of a table in Markdown; page and workbook have more."""

SIGNS = re.compile(r"[\\`*\[\]<>|]|(?<![^\W_])[_~#]|[_~](?![^\W_])")
"""What Markdown takes for marks; a stroke between letters is none."""

WIDEST, NARROWEST = 60, 10
"""Characters of a column."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a title.

    Attributes:
        links: by row number addresses that the first cell leads to; of Markdown only.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    links: tuple[str, ...] = ()


def write_sections(title: str, sections: Sequence[Section], path: Path) -> None:
    """A workbook with a sheet for each table."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "created": MADE})
        sheets = Sheets(book)
        for section in sections:
            sheets.add(section.title[:31], section.heads, section.rows, _widths(section))


def _widths(section: Section) -> list[int]:
    columns = zip(section.heads, *section.rows, strict=True)
    return [min(WIDEST, max(NARROWEST, *(len(_words(cell)) + 2 for cell in column))) for column in columns]


def sections_page(title: str, sentences: Sequence[str], sections: Sequence[Section]) -> str:
    """One HTML page; nothing is loaded from elsewhere."""
    said = "".join(f"<p>{text(it)}</p>" for it in sentences)
    tables = "\n".join(f"<h2>{text(it.title)}</h2>\n{table(it.heads, it.rows)}" for it in sections)
    head = f'<meta charset="utf-8"><title>{text(title)}</title><style>{STYLE}</style>'
    body = f"<h1>{text(title)}</h1>\n{said}\n{tables}"
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def sections_markdown(sentences: Sequence[str], sections: Sequence[Section]) -> str:
    """The same as Markdown, with the first cell of a row as a link where it has one."""
    return "\n\n".join((*map(_plain, sentences), *(f"## {_plain(it.title)}\n\n{_as_markdown(it)}" for it in sections)))


def _as_markdown(section: Section) -> str:
    if not section.rows:
        return "None."
    lines = [f"| {' | '.join(map(_plain, section.heads))} |", f"|{' --- |' * len(section.heads)}"]
    for number, row in enumerate(section.rows[:MOST_IN_MARKDOWN]):
        cells = [_plain(_words(cell)) for cell in row]
        if number < len(section.links) and section.links[number]:
            cells[0] = f"[{cells[0]}]({section.links[number]})"
        lines.append(f"| {' | '.join(cells)} |")
    if (more := len(section.rows) - MOST_IN_MARKDOWN) > 0:
        lines.append(f"\n{more} more are not shown here.")
    return "\n".join(lines)


def _words(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Decimal():
            return f"₹{indian(cell)}"
    return str(cell)


def _plain(words: str) -> str:
    """Words of anybody's as text of Markdown: no tag, no link, no cell of their own."""
    return SIGNS.sub(r"\\\g<0>", " ".join(clean(words).split()))
