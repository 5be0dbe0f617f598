"""The finished workbook, read back as a stranger would read it: nothing may stand in it that we did not mean."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import openpyxl
from openpyxl.cell.cell import TYPE_FORMULA

from records.findings import Appraisal
from worksheets.book import Book
from worksheets.words import STATUS

FORBIDDEN_PARTS = ("vbaProject", "externalLinks", "embeddings", "connections", "activeX")
"""Parts of a workbook that run or fetch something; ours has none."""

NEARLY = Decimal("0.005")


class WorkbookMistake(Exception):
    """The workbook does not say what the appraisal says: a bug, not something staff can mend."""


def check_workbook(content: bytes, book: Book, appraisal: Appraisal) -> None:
    """Reads the workbook back and compares it with what was meant.

    Raises:
        WorkbookMistake: a part that runs something, sheets out of order, a formula that is not ours, a stored value or
            a status that differs.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if found := [name for name in parts.namelist() if any(it in name for it in FORBIDDEN_PARTS)]:
            raise WorkbookMistake(f"The workbook holds {found[0]}.")
    formulas = _formulas(content, book)
    if formulas != {cell: formula for cell, (formula, _) in book.formulas.items()}:
        strange = sorted(set(formulas.items()) ^ {(cell, it[0]) for cell, it in book.formulas.items()})
        raise WorkbookMistake(f"The formula {strange[0]} is not the one that was written.")
    _check_values(content, book, appraisal)


def _formulas(content: bytes, book: Book) -> dict[tuple[str, str], str]:
    """Every formula by sheet and cell."""
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    if tuple(workbook.sheetnames) != book.sheet_names:
        raise WorkbookMistake(f"The sheets are {workbook.sheetnames}.")
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == TYPE_FORMULA
    }


def _check_values(content: bytes, book: Book, appraisal: Appraisal) -> None:
    """The values stored beside the formulas, and the checklist's statuses, as a reader without formulas sees them."""
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for name in {sheet for sheet, _ in book.formulas}:
        wanted = {cell: value for (sheet, cell), (_, value) in book.formulas.items() if sheet == name}
        stored = {
            cell.coordinate: cell.value
            for row in workbook[name].iter_rows()
            for cell in row
            if cell.value is not None and cell.coordinate in wanted
        }
        for cell, value in wanted.items():
            held = stored.get(cell)
            if not isinstance(held, int | float) or abs(Decimal(str(held)) - value) >= NEARLY:
                raise WorkbookMistake(f"{name}!{cell} stores {held!r}, not {value}.")
    shown = [row[3] for row in workbook["Checklist"].iter_rows(min_row=5, max_col=4, values_only=True)]
    if shown[: len(appraisal.findings)] != [STATUS[finding.status] for finding in appraisal.findings]:
        raise WorkbookMistake("The checklist's statuses are not the findings'.")
