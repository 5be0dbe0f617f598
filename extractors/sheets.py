"""Spreadsheets and CSV files, read natively: every cell is evidence with its sheet and address.

Values are the stored ones, formulas' results included; numbers are exact, dates are dates. What nobody sees on the
screen (hidden sheets, rows and columns) is no evidence and is reported. Tables are ruled as print would rule them, so
that the engines that read paper read sheets too.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import python_calamine

from extractors.delimited import decoded, delimiter_of
from extractors.number_formats import plain, scales, shown_day, shown_number
from extractors.sheet_looks import Address, Look, SheetLooks, looks_of
from extractors.typeset import (
    HEIGHT,
    LEAST_WIDTH,
    MARGIN,
    Piece,
    Span,
    Typesetter,
    column_edges,
    letters_needed,
)
from records.pages import NativePlace, Page, Word
from records.readings import Notice

MAX_CELLS = 1_500_000
"""A workbook with more filled cells is not read; a year of a thousand invoices a week has about a million."""

MAX_AREA = 30_000_000
"""Nor one whose last row and column span more than this: calamine holds every cell of the area, filled or not."""

MAX_TEXT = 2_000
"""Letters of one cell that are read."""

MAX_CSV_BYTES = 60 * 1024 * 1024
FEWEST_IN_TABLE = 3
"""Filled cells that make a row part of a table; two are a label and its value."""

NEXT_ROW_WITHIN = 4
"""A table goes on over so many rows that are headings of groups, or empty."""

ERROR_CONFIDENCE = 0.3
SCALED_CONFIDENCE = 0.6
CSV_SHEET = "csv"
HIDDEN_SHOWN = 8
"""Words of hidden cells that a warning quotes."""

Value = str | bool | Decimal | date | datetime | time


class NotASheet(Exception):
    """The file cannot be opened as a spreadsheet; the message says why."""


class NeedsPassword(NotASheet):
    """The workbook is encrypted."""


class TooManyCells(NotASheet):
    """The workbook holds more cells than are read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A filled cell: what is read from it, what the program shows where that differs, and how it looks."""

    text: str
    shown: str = ""
    is_number: bool = False
    confidence: float = 1.0
    look: Look = field(default_factory=Look)


@dataclass(slots=True)
class Grid:
    """One sheet: its filled cells by row and column (from 0), without those that are hidden."""

    name: str
    rows: dict[int, dict[int, Entry]] = field(default_factory=dict)
    merged: dict[Address, Address] = field(default_factory=dict)
    """First cell to last cell of each merged area."""
    hidden: list[tuple[Address, str]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadSheets:
    """A workbook set as pages, how many sheets it shows, and what people should know about it."""

    pages: tuple[Page, ...]
    sheet_count: int
    warnings: tuple[Notice, ...]


def read_workbook(path: Path) -> ReadSheets:
    """The sheets of an xlsx, xlsm, xlsb, xls or ods file.

    Raises:
        NeedsPassword: the workbook is encrypted.
        TooManyCells: it holds more than `MAX_CELLS`.
        NotASheet: it cannot be opened.
    """
    looks = looks_of(path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        states = {it.name: it for it in book.sheets_metadata}
        grids, notices = [], list[Notice]()
        left = MAX_CELLS
        for name, state in states.items():
            if state.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            grid = _grid(book, name, (looks or {}).get(name, SheetLooks()), left)
            left -= sum(len(row) for row in grid.rows.values())
            if state.visible != python_calamine.SheetVisibleEnum.Visible:
                notices += _hidden_sheet(grid)
                continue
            grids.append(grid)
    except python_calamine.PasswordError as error:
        raise NeedsPassword(str(error)) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise NotASheet(str(error)) from error
    if looks is None:
        message = "Whether rows or columns are hidden cannot be told from this kind of workbook: look at it in Excel."
        notices.append(Notice("hidden_not_told", message))
    return _set(grids, notices)


def _grid(book: python_calamine.CalamineWorkbook, name: str, looks: SheetLooks, most: int) -> Grid:
    if (looks.far[0] + 1) * (looks.far[1] + 1) > MAX_AREA:
        raise TooManyCells(name)
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None and not looks.errors and not looks.unstored:
        return Grid(name)
    grid = Grid(name)
    entries: dict[Address, Entry] = {}
    count = 0
    left = sheet.start[1] if sheet.start else 0  # calamine's rows begin at row 1, but at the first filled column
    for row, values in enumerate(sheet.iter_rows() if sheet.start else ()):
        for column, value in enumerate(values, start=left):
            if value == "" or value is None:
                continue
            count += 1
            if count > most:
                raise TooManyCells(name)
            place = (row, column)
            entries[place] = entry_of(_exact(value), looks.looks.get(place, Look()))
    for place, shown in looks.errors.items():
        entries[place] = Entry(shown, confidence=ERROR_CONFIDENCE)
    for place, entry in sorted(entries.items()):
        if place[0] in looks.hidden_rows or place[1] in looks.hidden_columns:
            grid.hidden.append((place, entry.text))
        else:
            grid.rows.setdefault(place[0], {})[place[1]] = entry
    grid.merged = {first: last for first, last in sheet.merged_cell_ranges or ()}
    grid.notices += _noticed(grid, looks)
    return grid


def _exact(value: object) -> Value:
    """A stored value: a number by its fifteen digits, as spreadsheets keep them."""
    if isinstance(value, bool | str | date | time):
        return value
    if isinstance(value, timedelta):
        return str(value)
    number = Decimal(repr(value))
    return Decimal(format(float(number), ".15g")) if isinstance(value, float) else number


def entry_of(value: Value, look: Look) -> Entry:
    """The cell's entry: what is read is exact, whatever the format shows."""
    match value:
        case bool():
            return Entry(str(value).upper(), look=look)
        case str():
            text = " ".join(value[:MAX_TEXT].split(" ")).strip()
            return Entry(text, look=look)
        case datetime() if value.time() == time():
            return _day_entry(value.date(), look)
        case date():
            return _day_entry(value, look)
        case time():
            return Entry(value.isoformat("minutes"), look=look)
    shown = shown_number(value, look.code)
    if scales(look.code):  # it shows lakhs or millions of what is stored: which of them is meant, a person must say
        return Entry(shown or plain(value), is_number=True, confidence=SCALED_CONFIDENCE, look=look)
    if "%" in look.code:
        exact = f"{plain(value * 100)}%"
    elif shown is not None and _same_figure(shown, value):
        exact = shown
    else:
        exact = plain(value)
    return Entry(exact, shown if shown and shown != exact else "", True, look=look)


def _day_entry(value: date | datetime, look: Look) -> Entry:
    text = f"{value:%d-%b-%Y}" + (f" {value:%H:%M}" if isinstance(value, datetime) else "")
    shown = shown_day(value, look.code) or ""
    return Entry(text, shown if shown != text else "", True, look=look)


def _same_figure(shown: str, value: Decimal) -> bool:
    """Whether the print of a number gives the whole stored value: nothing rounded away."""
    digits = re.sub(r"[^0-9.]", "", shown.replace("Rs.", ""))
    negative = shown.startswith(("-", "(")) or "(" in shown
    try:
        return bool(digits) and Decimal(digits) == abs(value) and negative == (value < 0)
    except ArithmeticError:
        return False


def _noticed(grid: Grid, looks: SheetLooks) -> Iterator[Notice]:
    if grid.hidden:
        quoted = ", ".join(f"{address(place)} {text!r}" for place, text in grid.hidden[:HIDDEN_SHOWN])
        rows, columns = ({place[at] for place, _ in grid.hidden} for at in (0, 1))
        which = [
            f"{len(hidden)} hidden {what}{'s' if len(hidden) > 1 else ''}"
            for hidden, what in ((rows & looks.hidden_rows, "row"), (columns & looks.hidden_columns, "column"))
            if hidden
        ]
        message = (
            f"The sheet {grid.name} has {' and '.join(which)} with values that nobody sees; they were not used: "
            f"{quoted[:300]}."
        )
        yield Notice("hidden_text", message)
    for place, text in list(looks.errors.items())[:HIDDEN_SHOWN]:
        yield Notice("error_cell", f"The cell {grid.name}!{address(place)} shows the error {text}; its value is lost.")
    if looks.unstored:
        some = ", ".join(address(place) for place in sorted(looks.unstored)[:HIDDEN_SHOWN])
        message = (
            f"{len(looks.unstored)} formulas of the sheet {grid.name} were never computed ({some}): open the file in "
            "Excel, save it, and hand it in again."
        )
        yield Notice("formula_without_value", message)


def _hidden_sheet(grid: Grid) -> Iterator[Notice]:
    if grid.rows:
        words = " ".join(entry.text for row in grid.rows.values() for entry in row.values())
        message = f"The sheet {grid.name} is hidden; it was not used: “{words[:80]}”."
        yield Notice("hidden_text", message)


def address(place: Address) -> str:
    """(13, 3) → "D14"."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _set(grids: Sequence[Grid], notices: Iterable[Notice]) -> ReadSheets:
    pages: list[Page] = []
    warnings = list(notices)
    for grid in grids:
        warnings += grid.notices
        pages += _pages(grid, len(pages) + 1)
    return ReadSheets(tuple(pages), max(len(grids), 1), tuple(warnings))


def _pages(grid: Grid, first_number: int) -> list[Page]:
    """One sheet as pages: tables ruled, forms ruled by label and value, single cells as running text."""
    if not grid.rows:
        return []
    columns = max(max(row) for row in grid.rows.values()) + 1
    edges = column_edges(_widths(grid, columns))
    setter = Typesetter("sheet", first_number, max(LEAST_WIDTH, edges[-1] + MARGIN))
    last = -1
    for block in blocks(grid):
        setter.down(min(block.first - last - 1, 3) * HEIGHT)
        last = block.last
        if block.is_table:
            _set_table(setter, grid, block, edges)
        else:
            for column, entry in sorted(grid.rows[block.first].items()):
                left = MARGIN if _is_merged(grid, (block.first, column)) else edges[column]
                setter.paragraph([_piece(grid, (block.first, column), entry)], left)
    first, *others = setter.pages()
    return [_with_hidden(first, grid), *others]


def _with_hidden(page: Page, grid: Grid) -> Page:
    hidden = tuple(
        Word(text, (0.0, 0.0, 0.0, 0.0), place=NativePlace(grid.name, address(place))) for place, text in grid.hidden
    )
    return replace(page, hidden=hidden) if hidden else page


def _widths(grid: Grid, columns: int) -> list[int]:
    """Letters that each column must hold; a cell alone in its row runs over its neighbours and asks for none."""
    texts: Mapping[int, list[str]] = defaultdict(list)
    for number, row in grid.rows.items():
        if len(row) > 1:
            for column, entry in row.items():
                if not _is_merged(grid, (number, column)):
                    texts[column].append(entry.text)
    return letters_needed(texts, columns)


def _is_merged(grid: Grid, place: Address) -> bool:
    return place in grid.merged and grid.merged[place][1] > place[1]


def _piece(grid: Grid, place: Address, entry: Entry) -> Piece:
    where = NativePlace(grid.name, address(place), entry.shown)
    return Piece(entry.text, where, entry.look.bold, entry.look.size, entry.confidence, entry.is_number)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a sheet that hang together: a table or form to be ruled, or one row of running text."""

    first: int
    last: int
    is_table: bool


def blocks(grid: Grid) -> Iterator[Block]:
    """The sheet cut into tables, forms and single rows, from top to bottom."""
    numbers = sorted(grid.rows)
    at = 0
    while at < len(numbers):
        first = numbers[at]
        if len(grid.rows[first]) < 2:
            yield Block(first, first, is_table=False)
            at += 1
            continue
        end = _end_of_table(grid, numbers, at) if _begins_table(grid, numbers, at) else _end_of_form(grid, numbers, at)
        yield Block(first, numbers[end], is_table=True)
        at = end + 1


def _begins_table(grid: Grid, numbers: Sequence[int], at: int) -> bool:
    """Whether a row has the cells of a table, or is the upper of two rows of headings."""
    row = grid.rows[numbers[at]]
    if len(row) >= FEWEST_IN_TABLE:
        return True
    heads = any(_is_merged(grid, (numbers[at], column)) for column in row)
    return heads and at + 1 < len(numbers) and len(grid.rows[numbers[at + 1]]) >= FEWEST_IN_TABLE


def _end_of_table(grid: Grid, numbers: Sequence[int], at: int) -> int:
    """The index of the table's last row: rows of cells, with headings of groups between and totals at the end."""
    figures: Counter[int] = Counter()
    end = at
    for index in range(at, len(numbers)):
        number, row = numbers[index], grid.rows[numbers[index]]
        apart = number - numbers[end]
        if apart > NEXT_ROW_WITHIN:
            break
        held = {column for column, entry in row.items() if entry.is_number}
        if len(row) >= FEWEST_IN_TABLE:
            if apart > 1 and not held and _blank_between(numbers, end, index) and figures:
                break  # headings behind a gap: another table
            figures.update(held)
            end = index
        elif any(figures[column] >= 1 and column > min(row) for column in held):
            end = index
    return end


def _blank_between(numbers: Sequence[int], end: int, index: int) -> bool:
    """Whether an empty row lies between two rows."""
    return numbers[index] - numbers[end] > index - end


def _end_of_form(grid: Grid, numbers: Sequence[int], at: int) -> int:
    """The index of the last of the rows that have a label and its value in the same two columns."""
    columns = set(grid.rows[numbers[at]])
    end = at
    while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
        if set(grid.rows[numbers[end + 1]]) != columns:
            break
        end += 1
    return end


def _set_table(setter: Typesetter, grid: Grid, block: Block, edges: Sequence[float]) -> None:
    used = sorted({column for number in range(block.first, block.last + 1) for column in grid.rows.get(number, ())})
    first, last = used[0], used[-1]
    is_form = len(used) == 2
    open_spans: list[Span] = []
    for number in range(block.first, block.last + 1):
        row = grid.rows.get(number, {})
        if not row and not open_spans:
            continue
        covered = {column for span in open_spans for column in range(span.column, span.column + span.columns)}
        spans: list[Span] = []
        column = first
        while column <= last:
            if column in covered:
                column += 1
                continue
            span = _span(grid, block, (number, column), row, last, used if is_form else None)
            spans.append(span)
            column += span.columns
        setter.row(edges, spans, open_spans)
        open_spans = [Span(it.column, it.columns, it.rows - 1, it.piece) for it in (*open_spans, *spans) if it.rows > 1]


def _span(
    grid: Grid, block: Block, place: Address, row: Mapping[int, Entry], last: int, form: Sequence[int] | None
) -> Span:
    """The cell at a place: merged as the file says; a text alone in its row runs to the right, as sheets show it."""
    number, column = place
    entry = row.get(column)
    piece = _piece(grid, place, entry) if entry is not None else None
    end_row, end_column = grid.merged.get(place, place)
    if end_column == column and form is not None:
        end_column = form[1] - 1 if column == form[0] else last
    elif end_column == column and len(row) == 1 and entry is not None and not entry.is_number:
        end_column = last
    end_column = max(column, min(end_column, last, min((it for it in row if it > column), default=last + 1) - 1))
    return Span(column, end_column - column + 1, max(1, min(end_row, block.last) - number + 1), piece)


# CSV


def read_csv(path: Path) -> ReadSheets:
    """A file of delimited text as one sheet.

    Raises:
        TooManyCells: it is larger than `MAX_CSV_BYTES` or has too many cells.
        NotASheet: it is no text, or no column is parted from another.
    """
    if path.stat().st_size > MAX_CSV_BYTES:
        raise TooManyCells(CSV_SHEET)
    text = decoded(path.read_bytes())
    delimiter = delimiter_of(text) if text is not None else None
    if text is None or delimiter is None:
        raise NotASheet("no columns")
    grid = Grid(CSV_SHEET)
    count = 0
    csv.field_size_limit(10 * 1024 * 1024)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            cells = {column: _csv_entry(cell) for column, cell in enumerate(row) if cell.strip()}
            count += len(cells)
            if count > MAX_CELLS:
                raise TooManyCells(CSV_SHEET)
            if cells:
                grid.rows[number] = cells
    except csv.Error as error:
        raise NotASheet(str(error)) from error
    return _set([grid], ())


def _csv_entry(cell: str) -> Entry:
    text = cell.strip()[:MAX_TEXT]
    return Entry(text, is_number=bool(re.fullmatch(r"[₹()+\-\d.,\s/%]*\d[₹()+\-\d.,\s/%]*(?:Dr|Cr)?", text)))
