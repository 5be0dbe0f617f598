"""What a worker process does before its first document, and before each: load, count."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from extractors.cite import Source
from extractors.classify import classify
from extractors.face import face_of
from extractors.layout import lay_out
from extractors.tables import read_tables
from extractors.triage import triage, unpacks_to
from records.pages import Page, Word
from reference.document_types import document_types

BYTES_A_PAGE = 20_000
"""Fifty rows of a ledger take about so many bytes of a workbook's XML, and more than they take of a CSV file."""


def warm_up() -> None:
    """Loads libraries and vocabularies, so that the first document does not pay for them."""
    word = Word("Certificate", (72.0, 72.0, 120.0, 84.0))
    page = Page(1, 595.0, 842.0, 0, (word,), "text", "digital")
    classify([face_of(lay_out(page))])
    for document_type in document_types().types:
        read_tables(document_type, [page], Source("", ""))


def count_pages(path: Path) -> int:
    """How many pages PDFium sees; for a spreadsheet or text about how many it makes; 1 for what neither can open.

    Only for estimating how long reading may take: `open_document` counts with two engines.
    """
    kind = triage(path).kind
    if kind in {"sheet", "csv", "word"}:
        return 1 + (unpacks_to(path) or path.stat().st_size) // BYTES_A_PAGE
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return max(len(pdf), 1)
    except (pypdfium2.PdfiumError, OSError):
        return 1
