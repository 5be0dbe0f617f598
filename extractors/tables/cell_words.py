"""Cells of words: texts as they stand, minerals, and answers of a closed vocabulary."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.legal_forms import MENDED
from extractors.tables.cells import Maker, confidence_of_closed, is_ocr, without_marks
from extractors.tables.events import Cell
from extractors.tables.words import condition_in_column, is_nothing, relation_of
from extractors.tongues import latin_half
from records.readings import ONE_OCR_WITNESS, Field
from reference import mineral_of, minerals

END_OF_NAME = 0.6
"""The most for a name of which only the legal form was read."""

LEGAL_FORM = re.compile(r"private|pvt|limited|ltd|llp|inc|p|लिमिटेड|प्राइवेट")


def text_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """The text of a cell as it stands; of one in two scripts the Latin half."""
    text = latin_half(without_marks(cell, " ".join(cell.text.split())))
    if not text or is_nothing(text):
        return {}
    return {cell.column.name: maker.field(cell.column.name, text, cell, ceiling=ceiling_of_name(text))}


def ceiling_of_name(text: str) -> float:
    """How far a name can be believed: one that is but "Private Limited" has lost the line above it."""
    words = re.findall(r"\w+", text.lower())
    return END_OF_NAME if words and all(LEGAL_FORM.fullmatch(word) for word in words) else 1.0


def mineral_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """The mineral by its id in Appendix I; several as a list; what is not listed keeps its name as printed."""
    text = " ".join(cell.text.split())
    if is_nothing(text) or not any(sign.isalpha() for sign in text):
        return {}
    named = mineral_of(text)
    mended = minerals().run_together(text) if is_ocr(cell) and not named else ()
    found = named or mended or (f"unlisted:{text}",)
    ceiling = 1.0 if named or not is_ocr(cell) else MENDED if mended else ONE_OCR_WITNESS
    return {
        cell.column.name: maker.field(cell.column.name, found[0] if len(found) == 1 else found, cell, ceiling=ceiling)
    }


def condition_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """New or refurbished, as the condition column says."""
    return _closed_field(maker, cell, condition_in_column(cell.text))


def relation_fields(maker: Maker, cell: Cell) -> dict[str, Field]:
    """How a company stands to the applicant."""
    return _closed_field(maker, cell, relation_of(cell.text))


def _closed_field(maker: Maker, cell: Cell, found: str | None) -> dict[str, Field]:
    if found is None:
        return {}
    made = maker.field(cell.column.name, found, cell)
    return {cell.column.name: replace(made, confidence=confidence_of_closed(cell))}
