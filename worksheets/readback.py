"""The finished workbook, read back as a stranger would read it: nothing may stand in it that we did not mean."""

from __future__ import annotations

import html
import io
import re
import zipfile
from decimal import Decimal

import openpyxl

from records.findings import Appraisal
from worksheets.book import Book
from worksheets.checklist import status_in_words

FORBIDDEN_PARTS = ("vbaProject", "externalLinks", "embeddings", "connections", "activeX")
"""Parts of a workbook that run or fetch something; ours has none."""

_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)</f><v>([^<]*)</v></c>')
_ANY_FORMULA = re.compile("<f[ />]")
NEARLY = Decimal("0.005")


class WorkbookMistake(Exception):
    """The workbook does not say what the appraisal says: a bug, not something staff can mend."""


def check_workbook(content: bytes, book: Book, appraisal: Appraisal) -> None:
    """Reads the workbook back and compares it with what was meant.

    Raises:
        WorkbookMistake: a part that runs or fetches something, sheets out of order, a formula that is not ours, a
            stored value, a name or a status that differs.
    """
    _check_formulas(content, book)
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    if tuple(workbook.sheetnames) != book.sheet_names:
        raise WorkbookMistake(f"The sheets are {workbook.sheetnames}.")
    names = {name: str(defined.attr_text).replace("'", "") for name, defined in workbook.defined_names.items()}
    if names != book.defined_names:
        raise WorkbookMistake(f"The defined names are {sorted(names)}.")
    shown = [row[3] for row in workbook["Checklist"].iter_rows(min_row=5, max_col=4, values_only=True)]
    if shown[: len(appraisal.findings)] != [status_in_words(finding) for finding in appraisal.findings]:
        raise WorkbookMistake("The checklist's statuses are not the findings'.")


def _check_formulas(content: bytes, book: Book) -> None:
    """Every formula of the file, with the value stored beside it, against what was written.

    The sheets are searched as text: a ledger of 20,000 entries would take longer to read as cells than to write.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if found := [name for name in parts.namelist() if any(it in name for it in FORBIDDEN_PARTS)]:
            raise WorkbookMistake(f"The workbook holds {found[0]}.")
        stored: dict[tuple[str, str], tuple[str, str]] = {}
        for number, name in enumerate(book.sheet_names, start=1):
            sheet = parts.read(f"xl/worksheets/sheet{number}.xml").decode("utf-8")
            cells = _FORMULA.findall(sheet)
            if len(cells) != len(_ANY_FORMULA.findall(sheet)):
                raise WorkbookMistake(f"{name} holds a formula in a form that is not ours.")
            stored |= {(name, cell): (f"={html.unescape(formula)}", value) for cell, formula, value in cells}
    for at, (formula, value) in book.formulas.items():
        found_formula, found_value = stored.pop(at, ("", "0"))
        if found_formula != formula:
            raise WorkbookMistake(f"{at[0]}!{at[1]} holds the formula {found_formula!r}, not {formula!r}.")
        if abs(Decimal(found_value) - value) >= NEARLY:
            raise WorkbookMistake(f"{at[0]}!{at[1]} stores {found_value}, not {value}.")
    if stored:
        raise WorkbookMistake(f"A formula that is not ours: {next(iter(stored.items()))}.")
