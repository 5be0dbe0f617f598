"""The Documents sheet: every file handed in, what became of it, and what staff can do about it."""

from __future__ import annotations

from itertools import chain
from pathlib import PurePosixPath

from records.findings import FieldRef
from records.readings import DocumentReading
from worksheets.book import Column, Links
from worksheets.looks import LINK, PLAIN, TITLE
from worksheets.plan import Plan, whole_percent
from worksheets.words import DOCUMENT_STATUS, words

COLUMNS = (
    Column("No.", 5),
    Column("File", 30),
    Column("Status", 15),
    Column("Type", 22),
    Column("Type sure", 9, right=True),
    Column("Pages", 7),
    Column("Page quality", 13),
    Column("Read by", 11),
    Column("What to do", 34),
    Column("Warnings", 42),
    Column("See", 10),
    Column("Because it says", 44, printed=False),
    Column("SHA-256", 66, printed=False),
)
HEADING = 2
LOOKED_AT = 50
"""Rows of a table that are asked for their page."""


def write_documents(plan: Plan) -> None:
    """Writes the sheet: one row a file, whatever its status."""
    sheet = plan.book.sheet("Documents", [column.width for column in COLUMNS], landscape=True)
    sheet.text(0, 0, "Every file handed in", TITLE)
    sheet.heading(HEADING, COLUMNS, frozen=2)
    row = HEADING
    for row, document in enumerate(plan.appraisal.documents, start=HEADING + 1):
        sheet.number(row, 0, row - HEADING, PLAIN.but(align="center"))
        sheet.text(row, 1, document.file)
        sheet.text(row, 2, DOCUMENT_STATUS[document.status])
        sheet.text(row, 3, words(document.document_type))
        sheet.number(row, 4, whole_percent(document.type_confidence), PLAIN.but(number="0%", align="right", wrap=False))
        sheet.number(row, 5, document.page_count, PLAIN.but(align="center"))
        sheet.text(row, 6, _qualities(document))
        sheet.text(row, 7, ", ".join(document.read_by))
        sheet.text(row, 8, document.message or "")
        sheet.text(row, 9, "\n".join(_warnings(document)))
        target = _page_of(document, plan.links)
        sheet.link(row, 10, target, "pages" if target else "", LINK)
        sheet.text(row, 11, "; ".join(document.type_reasons))
        sheet.text(row, 12, document.sha256, PLAIN.but(wrap=False))
    if row == HEADING:
        row += 1
        sheet.text(row, 1, "No file was handed in.")
    sheet.finish_table(HEADING, row, COLUMNS, status=2)


def _page_of(document: DocumentReading, links: Links) -> str | None:
    """The document's page of evidence, without the place on it: where its own values lead, or its first rows."""
    rows = (
        f"{table}[{index}]" for table, them in document.tables.items() for index in range(min(len(them), LOOKED_AT))
    )
    for path in chain(document.fields, rows):
        if target := links(FieldRef(document.sha256, document.file, path)):
            return str(PurePosixPath(target.partition("#")[0]))
    return None


def _qualities(document: DocumentReading) -> str:
    """How the pages could be read: "3 digital, 1 scan_good"."""
    qualities = [page.quality for page in document.pages]
    return ", ".join(f"{qualities.count(it)} {it.replace('_', ' ')}" for it in dict.fromkeys(qualities))


def _warnings(document: DocumentReading) -> list[str]:
    return [
        f"{'' if warning.page is None else f'p. {warning.page}: '}{warning.message}" for warning in document.warnings
    ]
