"""What a workbook's file says beside the stored values: number formats, bold type, hidden rows and columns, errors.

calamine gives the values of every kind of workbook; it says nothing of how a cell looks. For xlsx and ods that is read
here from the file's XML. It only adds: where the XML is strange, the values stand without it.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from extractors.number_formats import BUILT_IN
from extractors.triage import BROKEN_ZIP

Address = tuple[int, int]
"""Row and column, from 0."""

MAX_XML = 600 * 1024 * 1024
"""Bytes of one part of a workbook beyond which it is not looked at."""


@dataclass(frozen=True, slots=True)
class Look:
    """How cells of one style look."""

    code: str = "General"
    bold: bool = False
    size: float = 11.0


@dataclass(slots=True)
class SheetLooks:
    """How one sheet looks.

    Attributes:
        errors: what error cells show.
        unstored: formulas whose result was never stored.
        far: the last row and the last column that hold a value, from 0; they need not meet in one cell.
    """

    looks: dict[Address, Look] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[Address, str] = field(default_factory=dict)
    unstored: set[Address] = field(default_factory=set)
    far: Address = (0, 0)


def looks_of(path: Path) -> dict[str, SheetLooks] | None:
    """How the sheets of a workbook look, by name; None where the kind of file does not tell or its XML is broken."""
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" in archive.namelist():
                return _of_xlsx(archive)
            if "content.xml" in archive.namelist():
                return _of_ods(archive)
    except (*BROKEN_ZIP, ET.ParseError, KeyError):
        return None  # the reading says that hidden rows and columns could not be told
    return None


def _of_xlsx(archive: zipfile.ZipFile) -> dict[str, SheetLooks]:
    targets = {
        it.get("Id", ""): posixpath.normpath(posixpath.join("xl", it.get("Target", ""))).lstrip("/")
        for it in _parsed(archive, "xl/_rels/workbook.xml.rels")
    }
    styles = _styles(archive)
    found = {}
    for sheet in _parsed(archive, "xl/workbook.xml").iter():
        if _local(sheet.tag) != "sheet":
            continue
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        part = targets.get(key, "")
        part = part.removeprefix("xl/xl/") if part not in archive.namelist() else part
        if part in archive.namelist():
            with _opened(archive, part) as stream:
                found[sheet.get("name", "")] = _of_xlsx_sheet(stream, styles)
    return found


def _of_xlsx_sheet(stream: IO[bytes], styles: list[Look]) -> SheetLooks:
    found = SheetLooks()
    row, column = -1, -1
    for event, it in ET.iterparse(stream, ("start", "end")):
        name = _local(it.tag)
        if event == "start":
            if name == "row":
                row = int(it.get("r", row + 2)) - 1
                column = -1
                if it.get("hidden") in {"1", "true"}:
                    found.hidden_rows.add(row)
            continue
        if name == "col" and it.get("hidden") in {"1", "true"}:
            found.hidden_columns.update(range(int(it.get("min", 1)) - 1, min(int(it.get("max", 1)), 16384)))
        elif name == "c":
            place = _address(it.get("r", ""))
            row, column = place if place is not None else (row, column + 1)
            _note_cell(found, (row, column), it, styles)
        elif name == "row":
            it.clear()
    return found


def _note_cell(found: SheetLooks, place: Address, cell: ET.Element, styles: list[Look]) -> None:
    style = int(cell.get("s", 0))
    if 0 < style < len(styles):
        found.looks[place] = styles[style]
    parts = {_local(child.tag): child.text for child in cell}
    if "v" in parts or "is" in parts:
        found.far = (max(found.far[0], place[0]), max(found.far[1], place[1]))
    if cell.get("t") == "e":
        found.errors[place] = parts.get("v") or "#ERROR!"
    elif "f" in parts and not parts.get("v"):
        found.unstored.add(place)


def _styles(archive: zipfile.ZipFile) -> list[Look]:
    if "xl/styles.xml" not in archive.namelist():
        return []
    codes, fonts, looks = dict(BUILT_IN), list[tuple[bool, float]](), list[Look]()
    for part in _parsed(archive, "xl/styles.xml"):
        match _local(part.tag):
            case "numFmts":
                codes |= {int(it.get("numFmtId", 0)): it.get("formatCode", "General") for it in part}
            case "fonts":
                fonts = [_font(font) for font in part]
            case "cellXfs":
                for it in part:
                    font = int(it.get("fontId", 0))
                    bold, size = fonts[font] if font < len(fonts) else (False, 11.0)
                    looks.append(Look(codes.get(int(it.get("numFmtId", 0)), "General"), bold, size))
    return looks


def _font(font: ET.Element) -> tuple[bool, float]:
    parts = {_local(it.tag): it.get("val") for it in font}
    bold = "b" in parts and parts["b"] not in {"0", "false"}
    return bold, float(parts.get("sz") or 11.0)


def _of_ods(archive: zipfile.ZipFile) -> dict[str, SheetLooks]:
    """Hidden rows and columns, and shown errors; a row or column may stand for many."""
    found: dict[str, SheetLooks] = {}
    sheet, row, column, at = SheetLooks(), 0, 0, 0
    with _opened(archive, "content.xml") as stream:
        for event, it in ET.iterparse(stream, ("start", "end")):
            name = _local(it.tag)
            own = {_local(key): value for key, value in it.attrib.items()}
            if event == "start" and name == "table":
                sheet, row, column = SheetLooks(), 0, 0
                found[own.get("name", "")] = sheet
            elif event == "start" and name == "table-column":
                many = min(int(own.get("number-columns-repeated", 1)), 16384)
                if own.get("visibility", "visible") != "visible":
                    sheet.hidden_columns.update(range(column, column + many))
                column += many
            elif event == "start" and name == "table-row":
                at = 0
            elif event == "end" and name in {"table-cell", "covered-table-cell"}:
                text = "".join(it.itertext())
                if re.fullmatch(r"#\w+[!?/]?\w*[!?]?|Err:\d+", text):
                    sheet.errors[row, at] = text
                at += min(int(own.get("number-columns-repeated", 1)), 16384)
            elif event == "end" and name == "table-row":
                many = int(own.get("number-rows-repeated", 1))
                if own.get("visibility", "visible") != "visible" and many < 1_000_000:
                    sheet.hidden_rows.update(range(row, row + many))
                row += many
                it.clear()
    return found


def _opened(archive: zipfile.ZipFile, part: str) -> IO[bytes]:
    if archive.getinfo(part).file_size > MAX_XML:
        raise ValueError(f"{part} is too large to be looked at")
    return archive.open(part)


def _parsed(archive: zipfile.ZipFile, part: str) -> ET.Element:
    with _opened(archive, part) as stream:
        return ET.parse(stream).getroot()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _address(reference: str) -> Address | None:
    """The row and column of "D14", from 0."""
    match = re.fullmatch(r"([A-Z]{1,3})([1-9]\d{0,6})", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
