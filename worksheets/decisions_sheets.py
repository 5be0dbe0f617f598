"""A worksheet that came back: its cells whatever program saved it, and where they are not as we wrote them.

What a person may do without changing anything: sort, filter, hide, move sheets and columns, save by another program,
add sheets of notes. So rows that carry a key are compared by it, the others by their place or, where a sheet was
sorted, as a set; of a formula its text counts, not its value.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from worksheets.clean import one_line
from worksheets.decision_cells import DOCUMENT, FIELD, HEADINGS, KEY, SHEETS, read_key

HEADING_WITHIN = 20
"""The heading of a table stands in the first rows of its sheet."""

FIRST_DAY = datetime(1899, 12, 30)
"""Day 0 of spreadsheets."""

MOST_DIGITS = 14
"""Digits of a number that every spreadsheet program keeps."""


class NotAWorksheet(Exception):
    """The file cannot be read as a worksheet of ours; the message says why."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it.

    Attributes:
        at: its address, "E7".
        text: what it holds, in one form for all programs that save it: numbers as they are, days as their number.
        value: the same, typed; a percentage as 12.5 for 12.5%.
        formula: whether it holds a formula.
    """

    at: str
    text: str
    value: str | Decimal | datetime
    formula: bool = False

    @property
    def shown(self) -> str:
        """What a person sees in it: a day as a day, not as its number."""
        return f"{self.value:%d-%m-%Y}" if isinstance(self.value, datetime) else self.text


Row = Mapping[int, Cell]
"""The cells of a row by column, counted from 1."""


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """A row that says what it is about: its key, its number, its cells by the heading of their column."""

    key: str
    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]

    def at(self, heading: str) -> str:
        """The address of a cell, whether or not it holds anything."""
        return f"{get_column_letter(self.columns[heading])}{self.number}"

    def text(self, heading: str) -> str:
        """What the cell under a heading holds, "" for nothing."""
        found = self.cells.get(heading)
        return "" if found is None else found.text

    @property
    def open_headings(self) -> tuple[str, ...]:
        """The columns of this row that a person may write in."""
        return (*HEADINGS, DOCUMENT, FIELD) if self.key.startswith("other:") else HEADINGS


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet: the rows that carry a key, and the others by their number.

    `heading` is the number of the row of headings, None where the sheet has no keys.
    """

    name: str
    keyed: tuple[KeyedRow, ...] = ()
    others: Mapping[int, Row] = field(default_factory=dict)
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class WorksheetRead:
    """A workbook with all that is in its cells.

    Attributes:
        name: of its file.
        title: of its properties, "" where the program that saved it dropped them.
    """

    name: str
    sheets: Mapping[str, SheetRead]
    title: str = ""

    @property
    def keyed(self) -> Iterator[tuple[SheetRead, KeyedRow]]:
        """Every row to decide in, with its sheet."""
        for name in SHEETS:
            if name in self.sheets:
                yield from ((self.sheets[name], row) for row in self.sheets[name].keyed)

    @property
    def keys(self) -> frozenset[str]:
        """What the rows are about."""
        return frozenset(row.key for _, row in self.keyed)


def read_worksheet(path: Path) -> WorksheetRead:
    """Reads a workbook as any program may have saved it.

    Raises:
        NotAWorksheet: if it is none, or not one of ours.
    """
    if path.is_dir():
        raise NotAWorksheet(f"{path} is a folder; give the worksheet.xlsx in it")
    try:
        book = openpyxl.load_workbook(path, read_only=True)
        try:
            sheets = {sheet.title: _sheet(sheet) for sheet in book.worksheets}
            title = book.properties.title or ""
        finally:
            book.close()
    except FileNotFoundError:
        raise NotAWorksheet(f"there is no file {path}; check the path") from None
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ParseError, ValueError, OSError) as error:
        raise NotAWorksheet(f"{path} cannot be read as a workbook ({error}); save it as .xlsx and try again") from error
    read = WorksheetRead(path.name, sheets, title)
    if not any(name in sheets and sheets[name].heading for name in SHEETS):
        raise NotAWorksheet(f"{path} has no sheet {' or '.join(SHEETS)} with the columns for decisions")
    return read


@dataclass(frozen=True, slots=True)
class Compared:
    """What a worksheet has that ours had not.

    Attributes:
        changed: a sentence for each locked cell, row or sheet that was changed, with its address.
        ignored: what was added and is passed over.
    """

    changed: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def compare(ours: WorksheetRead, theirs: WorksheetRead) -> Compared:
    """Every cell that is not open, against what we wrote."""
    changed: list[str] = []
    for name, sheet in ours.sheets.items():
        if name not in theirs.sheets:
            changed.append(f"the sheet {name} is gone or has another name")
        elif sheet.heading and theirs.sheets[name].heading is None:
            changed.append(f"{name} has lost its row of headings or its column {KEY}")
        else:
            changed += _keyed_changes(sheet, theirs.sheets[name])
            changed += _other_changes(sheet, theirs.sheets[name])
    added = [name for name in theirs.sheets if name not in ours.sheets]
    return Compared(tuple(changed), tuple(f"the added sheet {name} is not read" for name in added))


def _keyed_changes(ours: SheetRead, theirs: SheetRead) -> Iterator[str]:
    wrote = {row.key: row for row in ours.keyed}
    seen: set[str] = set()
    for row in theirs.keyed:
        written = wrote.get(row.key)
        if written is None or row.key in seen:
            what = "stands twice" if row.key in seen else "was not in it; its key was changed"
            yield f"{ours.name}!{row.at(KEY)}: this row {what}"
            continue
        seen.add(row.key)
        for heading in dict.fromkeys((*written.columns, *row.columns)):
            if heading in row.open_headings or written.text(heading) == row.text(heading):
                continue
            at = row.at(heading) if heading in row.columns else f"{row.number}"
            yield _changed(ours.name, at, written.cells.get(heading), row.cells.get(heading))
    for key, written in wrote.items():
        if key not in seen:
            yield f"{ours.name}: the row of {_about(written)} is gone"


def _about(row: KeyedRow) -> str:
    """What a row is about, in the words that stand in it."""
    return one_line(" · ".join(it.text for heading, it in row.cells.items() if heading != KEY), 120)


def _other_changes(ours: SheetRead, theirs: SheetRead) -> Iterator[str]:
    """Rows without keys, by place; a sheet whose rows are the same in another order was sorted, not changed."""
    wrote, found = ({n: _texts(row) for n, row in it.others.items() if row} for it in (ours, theirs))
    if Counter(_by_row(it) for it in wrote.items()) == Counter(_by_row(it) for it in found.items()):
        return
    for number in sorted({*wrote, *found}):
        was, now = ours.others.get(number, {}), theirs.others.get(number, {})
        texts, texts_now = _texts(was), _texts(now)
        for column in sorted({*was, *now}):
            if texts.get(column) != texts_now.get(column):
                yield _changed(ours.name, f"{get_column_letter(column)}{number}", was.get(column), now.get(column))


def _texts(row: Row) -> dict[int, str]:
    return {column: cell.text for column, cell in row.items()}


_OWN_ROW = r"(?<![!:\w])([A-Z]{1,3})%d(?![\d(:])"


def _by_row(numbered: tuple[int, Mapping[int, str]]) -> tuple[tuple[int, str], ...]:
    """The cells of a row, formulas without the number of their own row, so that a sorted row stays the same."""
    number, texts = numbered
    return tuple(
        sorted(
            (column, re.sub(_OWN_ROW % number, r"\1#", text) if text.startswith("=") else text)
            for column, text in texts.items()
        )
    )


def _changed(sheet: str, at: str, was: Cell | None, now: Cell | None) -> str:
    return f"{sheet}!{at} is locked and was changed: it says {_quoted(now)}, and said {_quoted(was)}"


def _quoted(cell: Cell | None) -> str:
    return f"“{one_line(cell.shown, 80)}”" if cell and cell.text else "nothing"


def _sheet(sheet: Any) -> SheetRead:
    sheet.reset_dimensions()  # some programs note a smaller sheet than they write
    rows: dict[int, Row] = {}
    for cells in sheet.iter_rows():
        read = {it.column: _cell(it) for it in cells if it.value is not None}
        filled = {column: cell for column, cell in read.items() if cell.text}
        if filled:
            rows[next(it.row for it in cells if it.value is not None)] = filled
    heading = _heading(rows)
    if heading is None:
        return SheetRead(sheet.title, others=rows)
    columns = _columns(rows[heading])
    keyed, others = [], {}
    for number, row in rows.items():
        key = row.get(columns[KEY])
        if number <= heading or key is None or not _is_key(key.text):
            others[number] = row
            continue
        names = {column: name for name, column in columns.items()}
        beyond = {column: f"{get_column_letter(column)} (no heading)" for column in row if column not in names}
        named = {(names | beyond)[column]: cell for column, cell in row.items()}
        keyed.append(KeyedRow(key.text, number, named, columns | {name: column for column, name in beyond.items()}))
    if _is_ordered_by_us(columns):
        return SheetRead(sheet.title, tuple(keyed), others, heading)
    return SheetRead(sheet.title, tuple(keyed), {n: it for n, it in others.items() if n != heading}, heading)


def _is_ordered_by_us(columns: Mapping[str, int]) -> bool:
    """Whether the columns stand where we put them; the row of headings is then compared like any other."""
    return list(columns.values()) == sorted(columns.values()) and list(columns)[-1] == KEY


def _heading(rows: Mapping[int, Row]) -> int | None:
    wanted = {*HEADINGS, KEY}
    for number, row in rows.items():
        if number > HEADING_WITHIN:
            break
        if wanted <= {cell.text for cell in row.values()}:
            return number
    return None


def _columns(row: Row) -> dict[str, int]:
    """Each heading with its column; a heading that stands twice is numbered."""
    columns: dict[str, int] = {}
    for column, cell in sorted(row.items()):
        name, times = cell.text, 1
        while name in columns:
            times += 1
            name = f"{cell.text} ({times})"
        columns[name] = column
    return columns


def _is_key(text: str) -> bool:
    try:
        read_key(text)
    except ValueError:
        return False
    return True


def _cell(cell: Any) -> Cell:
    """A cell of openpyxl in our form."""
    raw = getattr(cell.value, "text", cell.value)  # an array formula is an object of its own
    if cell.data_type == "f" or (isinstance(raw, str) and raw is not cell.value):
        return Cell(cell.coordinate, _formula(str(raw)), str(raw), formula=True)
    match raw:
        case bool():
            return Cell(cell.coordinate, str(raw).upper(), str(raw).upper())
        case int() | float():
            return _number(cell, Decimal(repr(raw)))
        case datetime():
            serial = Decimal(repr((raw - FIRST_DAY) / timedelta(days=1)))
            return Cell(cell.coordinate, _digits(serial), raw)
    text = unescape(str(raw))
    return Cell(cell.coordinate, " ".join(text.split()), text.strip())


def _number(cell: Any, number: Decimal) -> Cell:
    is_percent = "%" in str(cell.number_format or "")
    typed = Decimal(_digits(number))
    return Cell(cell.coordinate, _digits(number), typed * 100 if is_percent else typed)


def _digits(number: Decimal) -> str:
    return format(Decimal(f"{number:.{MOST_DIGITS}g}").normalize() + 0, "f")


def _formula(text: str) -> str:
    """A formula in one form: programs differ in spaces, in anchors and in quotes around the names of sheets."""
    parts = re.split(r'("(?:[^"]|"")*")', text if text.startswith("=") else f"={text}")
    plain = [re.sub(r"\s+|\$|_xlfn\.", "", it).replace("'", "") if at % 2 == 0 else it for at, it in enumerate(parts)]
    return "".join(plain)


def differing(compared: Sequence[Compared]) -> int:
    """The place of the one with the fewest changes; of several, the first."""
    return min(range(len(compared)), key=lambda at: len(compared[at].changed))
