"""The finished workbook, read back as a stranger would read it: nothing may stand in it that we did not mean."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree as ET

from records.findings import Appraisal
from worksheets.book import Book
from worksheets.checklist import status_in_words
from worksheets.plan import CHECKLIST_HEADING

FORBIDDEN_PARTS = ("vbaProject", "externalLinks", "embeddings", "connections", "activeX")
"""Parts of a workbook that run or fetch something; ours has none."""

_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)</f><v>([^<]*)</v></c>')
_ANY_FORMULA = re.compile(b"<f[ />]")
_STATUS = re.compile(rb'<c r="D(\d+)"[^>]*? t="s"><v>(\d+)</v></c>')
_STRING = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW_END = b"</row>"
PIECE = 1 << 20
"""Bytes of a sheet that are looked at together."""

NEARLY = Decimal("0.005")


class WorkbookMistake(Exception):
    """The workbook does not say what the appraisal says: a bug, not something staff can mend."""


def check_workbook(content: bytes, book: Book, appraisal: Appraisal) -> None:
    """Reads the workbook back and compares it with what was meant.

    The parts are read as text, not as cells: that would take longer than to write them (the tests read them as cells).

    Raises:
        WorkbookMistake: a part that runs or fetches something, sheets out of order, a formula that is not ours, a
            stored value, a name or a status that differs.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if found := [name for name in parts.namelist() if any(it in name for it in FORBIDDEN_PARTS)]:
            raise WorkbookMistake(f"The workbook holds {found[0]}.")
        _check_sheets_and_names(parts, book)
        _check_formulas(parts, book)
        _check_statuses(parts, book, appraisal)


def _check_sheets_and_names(parts: zipfile.ZipFile, book: Book) -> None:
    tree = ET.fromstring(parts.read("xl/workbook.xml"))
    sheets = tuple(it.get("name") for it in tree.iterfind(f"{MAIN}sheets/{MAIN}sheet"))
    if sheets != book.sheet_names:
        raise WorkbookMistake(f"The sheets are {sheets}.")
    defined = {it.get("name", ""): (it.text or "") for it in tree.iterfind(f"{MAIN}definedNames/{MAIN}definedName")}
    ours = {name: cell.replace("'", "") for name, cell in defined.items() if not name.startswith("_xlnm.")}
    if ours != book.defined_names:
        raise WorkbookMistake(f"The defined names are {sorted(ours)}.")


def _check_statuses(parts: zipfile.ZipFile, book: Book, appraisal: Appraisal) -> None:
    meant = [status_in_words(finding) for finding in appraisal.findings]
    sheet = b"".join(_sheet(parts, book.sheet_names.index("Checklist") + 1))
    indexes = {int(row): int(index) for row, index in _STATUS.findall(sheet)}
    strings = _STRING.findall(parts.read("xl/sharedStrings.xml").decode("utf-8"))
    first = CHECKLIST_HEADING + 2
    rows = range(first, first + len(meant))
    shown = [_plain(strings[indexes[row]]) if row in indexes else "" for row in rows]
    if shown != meant:
        raise WorkbookMistake("The checklist's statuses are not the findings'.")


def _plain(string: str) -> str:
    return html.unescape(_TAG.sub("", string))


def _sheet(parts: zipfile.ZipFile, number: int) -> Iterator[bytes]:
    """A sheet as it stands in the file, in pieces of whole rows: a long ledger is never held."""
    left = b""
    with parts.open(f"xl/worksheets/sheet{number}.xml") as file:
        while block := file.read(PIECE):
            whole, end, left = (left + block).rpartition(_ROW_END)
            yield whole + end
    yield left


def _check_formulas(parts: zipfile.ZipFile, book: Book) -> None:
    """Every formula of the file, with the value stored beside it, against what was written."""
    stored: dict[tuple[str, str], tuple[str, str]] = {}
    for number, name in enumerate(book.sheet_names, start=1):
        for piece in _sheet(parts, number):
            many = len(_ANY_FORMULA.findall(piece))
            cells = _FORMULA.findall(piece) if many else []
            if len(cells) != many:
                raise WorkbookMistake(f"{name} holds a formula in a form that is not ours.")
            for cell, formula, value in (tuple(it.decode("utf-8") for it in found) for found in cells):
                stored[name, cell] = (f"={html.unescape(formula)}", value)
    for at, (formula, value) in book.formulas.items():
        found_formula, found_value = stored.pop(at, ("", "0"))
        if found_formula != formula:
            raise WorkbookMistake(f"{at[0]}!{at[1]} holds the formula {found_formula!r}, not {formula!r}.")
        if abs(Decimal(found_value) - value) >= NEARLY:
            raise WorkbookMistake(f"{at[0]}!{at[1]} stores {found_value}, not {value}.")
    if stored:
        raise WorkbookMistake(f"A formula that is not ours: {next(iter(stored.items()))}.")
