"""Office files: Word documents and workbooks, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import docx
import xlsxwriter
from docx.document import Document

from samples.hands.web import SPECIMEN

MADE = datetime(2026, 10, 1)
"""When every office file says it was made."""
_STAMP = (2026, 10, 1, 0, 0, 0)


def document() -> Document:
    """An empty Word document with the specimen note in its footer."""
    made = docx.Document()
    made.core_properties.created = made.core_properties.modified = MADE
    made.sections[0].footer.paragraphs[0].text = SPECIMEN
    return made


def saved(made: Document) -> bytes:
    """The document as a .docx file; its members are stamped anew, because python-docx writes the time of day."""
    buffer, fixed = io.BytesIO(), io.BytesIO()
    made.save(buffer)
    with zipfile.ZipFile(buffer) as written, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as again:
        for member in sorted(written.namelist()):
            again.writestr(zipfile.ZipInfo(member, _STAMP), written.read(member), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def table(made: Document, lines: Iterable[Iterable[object]], *, look: str = "Table Grid") -> Any:
    """Add a table of texts; returns it."""
    cells = [[str(cell) for cell in line] for line in lines]
    grid = made.add_table(rows=len(cells), cols=len(cells[0]), style=look)
    for place, line in enumerate(cells):
        for column, text in enumerate(line):
            grid.cell(place, column).text = text
    return grid


def workbook(buffer: io.BytesIO) -> xlsxwriter.Workbook:
    """A workbook written to a buffer when it is closed."""
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": MADE, "comments": SPECIMEN})
    return book
