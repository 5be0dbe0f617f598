"""The workbook as the sheets write it: text is only ever text, formulas carry their value."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.url import Url
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from records.findings import FieldRef
from records.readings import Value
from worksheets import measure, paper
from worksheets.clean import clean, could_become_formula, one_line
from worksheets.looks import (
    DAY,
    HEAD,
    INK,
    LINK,
    NOTE,
    PLAIN,
    SYMBOL_TONE,
    TINT,
    Look,
    Tone,
    as_figure,
    fits_number,
    number_format,
)
from worksheets.pictures import Strip
from worksheets.words import in_words

Links = Callable[[FieldRef], str | None]
"""Where the evidence of a field can be seen, relative to the workbook: "pages/03-capex.html#items-4-amount"."""

MOST_LINKS = 60_000
"""Excel holds 65,530 links a sheet; beyond this many, the cell keeps its text and loses the link."""

PROTECTION = {"autofilter": True, "format_columns": True, "format_rows": True}
"""What a person may do on a protected sheet besides reading it and writing into open cells; there is no password.

Excel sorts only where every cell is open, whatever a sheet allows; so sorting is not offered.
"""

NARROW = 8
"""Characters; a heading over a narrower column stands without indent."""

LOWEST_ROW, HIGHEST_ROW = 15.0, 400.0
"""Points; Excel's rows end at 409."""

FRAME = 2.0
"""Points of air around a picture in its cell."""

HIGHEST_PICTURE = 60.0

LONGEST_TIP = 240
"""UTF-16 units of the tip of a link; Excel takes 255."""

STREAMED_ROW, LONGEST_STREAMED = 27.0, 400
"""Points that each row of a streamed sheet is high, for two lines, and the characters kept of a text there."""

_FIRST_EXCEL_DAY = date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in characters, whether it is printed, whether it is shown at all.

    `right` puts the heading at the right, over figures.
    """

    heading: str
    width: float
    printed: bool = True
    hidden: bool = False
    right: bool = False


@dataclass
class Book:
    """A workbook being written, and the list of all that a later check may find in it.

    Attributes:
        sheet_names: the sheets in their order.
        streamed: sheets that are too long to be held: they are written row by row, each row once, and none is changed.
        formulas: each formula by sheet and cell, with the value stored beside it.
        defined_names: the cell behind each name.
    """

    footer: str
    made_on: date
    title: str
    author: str
    sheet_names: tuple[str, ...]
    streamed: frozenset[str] = frozenset()
    formulas: dict[tuple[str, str], tuple[str, Decimal | int]] = field(default_factory=dict)
    defined_names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Opens a workbook whose bytes depend on nothing but what is written; in memory, unless it is a long one."""
        self._bytes = io.BytesIO()
        self._folder = TemporaryDirectory(prefix="parakh-book-") if self.streamed else None
        self._book = xlsxwriter.Workbook(
            self._bytes,
            {
                "in_memory": self._folder is None,
                "tmpdir": self._folder.name if self._folder else None,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
            },
        )
        self._book.formats[0].set_font_name("Arial")
        self._book.formats[0].set_font_size(10)
        self._book.set_size(24_000, 14_000)
        self._book.set_properties(
            {
                "title": one_line(self.title),
                "author": one_line(self.author),
                "created": datetime(self.made_on.year, self.made_on.month, self.made_on.day),
            }
        )
        self._formats: dict[Look, xlsxwriter.format.Format] = {}
        self._written: dict[str, Sheet] = {}
        self._tints: dict[Tone, xlsxwriter.format.Format] = {}
        self._sheets = {name: self._add_sheet(name) for name in self.sheet_names}

    def _add_sheet(self, name: str) -> xlsxwriter.worksheet.Worksheet:
        self._book.constant_memory = name in self.streamed
        added = self._book.add_worksheet(name)
        self._book.constant_memory = False
        return added

    def sheet(self, name: str, widths: Sequence[float], *, landscape: bool, tab: str | None = None) -> Sheet:
        """A sheet of the workbook, ready to be written: A4, as wide as the paper, with the workbook's footer.

        The sheets stand in the order of `sheet_names`, whichever is written first.
        """
        made = self._sheets[name]
        made.set_paper(9)
        if landscape:
            made.set_landscape()
        made.set_margins(*paper.MARGINS)
        made.set_footer(f"&L&8 {self.footer}&C&8 {name}&R&8 page &P of &N")
        made.hide_gridlines(2)
        made.protect("", PROTECTION)
        if tab:
            made.set_tab_color(tab)
        for at, width in enumerate(widths):
            made.set_column(at, at, width)
        self._written[name] = Sheet(self, name, made, tuple(widths), landscape, streamed=name in self.streamed)
        if name in self.streamed:
            made.set_default_row(STREAMED_ROW)
        return self._written[name]

    def format(self, look: Look) -> xlsxwriter.format.Format:
        """The one format of this look."""
        found = self._formats.get(look)
        if found is None:
            found = self._formats[look] = self._book.add_format(look.properties())
        return found

    def tint(self, tone: Tone) -> xlsxwriter.format.Format:
        """The colours that a conditional format lays over a cell."""
        if tone not in self._tints:
            self._tints[tone] = self._book.add_format(
                {"bg_color": TINT[tone], "font_color": INK[tone], "bold": tone != "not_applicable"}
            )
        return self._tints[tone]

    def name(self, name: str, sheet: str, row: int, column: int) -> None:
        """Gives a cell a name that formulas can use."""
        address = self.address(sheet, row, column)
        self._book.define_name(name, f"={address}")
        self.defined_names[name] = address

    def address(self, sheet: str, row: int, column: int) -> str:
        """A cell as formulas on other sheets name it."""
        return f"{sheet}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def close(self) -> bytes:
        """The finished workbook."""
        for sheet in self._written.values():
            sheet.push_down_broken_blocks()
            for row, high in sheet.heights.items():
                sheet.raw.set_row(row, max(LOWEST_ROW, min(high, HIGHEST_ROW)))
            sheet.place_pictures()
            sheet.raw.fit_to_pages(sheet.across, sheet.pages_to_fit())
        self._book.close()
        if self._folder:
            self._folder.cleanup()
        return self._bytes.getvalue()


@dataclass
class Sheet:
    """One sheet; rows and columns count from 0."""

    book: Book
    name: str
    raw: xlsxwriter.worksheet.Worksheet
    widths: tuple[float, ...]
    landscape: bool
    streamed: bool = False
    heights: dict[int, float] = field(default_factory=dict)
    links_written: int = 0
    heading_row: int | None = None
    printed: int | None = None
    across: int = 1
    _blocks: list[tuple[int, int]] = field(default_factory=list)
    _pictures: list[tuple[int, int, Strip, float, str]] = field(default_factory=list)

    def pages_to_fit(self) -> int:
        """How many pages high the sheet prints; any number where this is 0."""
        if self.streamed or self.across > 1:
            return 0
        heights = self._heights(max(self.heights, default=0))
        return paper.pages_down(heights, self._room_of_a_page(), self._repeated(heights))

    def keep_together(self, first: int, last: int) -> None:
        """Rows that should print on one page, such as a heading with what it stands over; a blank row is above them."""
        if not self.streamed:
            self._blocks.append((first, last))

    def push_down_broken_blocks(self) -> None:
        """Makes the blank row above a block that a page would break so high that the block begins the next page.

        Breaks of our own would not do: spreadsheets pass them over where a sheet is fitted to the paper's width.
        """
        for first, last in sorted(self._blocks):
            heights = self._heights(last)
            more = paper.blank_above(heights, first, self._room_of_a_page(), self._repeated(heights))
            if more:
                self.at_least(first - 1, heights[first - 1] + more)

    def read_across(self, repeated: Sequence[float]) -> None:
        """Prints the sheet over as many pages side by side as it takes to be read, the first columns on each."""
        self.across = paper.pages_across(self.widths, repeated, self.landscape)

    def _room_of_a_page(self) -> float:
        return paper.room(self.widths[: self.printed], self.landscape, self.across)

    def _heights(self, last: int) -> list[float]:
        """The heights of the rows up to the last, in points."""
        return [max(LOWEST_ROW, min(self.heights.get(row, 0.0), HIGHEST_ROW)) for row in range(last + 1)]

    def _repeated(self, heights: Sequence[float]) -> float:
        """The height of the heading that each further page repeats."""
        return 0.0 if self.heading_row is None else heights[self.heading_row]

    def text(self, row: int, column: int, text: str, look: Look = PLAIN, columns: int = 1) -> None:
        """Text, never a formula, number or link, whatever it says; the row grows to hold it.

        Args:
            row: the row.
            column: the column.
            text: any text; what the highest row cannot hold is cut and says so.
            look: how it looks.
            columns: over how many columns it stands, for cells that were merged.
        """
        if look.align is None and look.boxed:
            look = look.but(align="left")
        if not (shown := clean(text)):
            self.blank(row, column, look)
            return
        shown = self._room(row, column, shown, look, columns)
        if could_become_formula(shown):
            look = look.but(guarded=True)
        self.raw.write_string(row, column, shown, self.book.format(look))

    def named(self, row: int, column: int, text: str, identifier: str, look: Look = PLAIN) -> None:
        """Our own words with the id that the code uses small and grey in the line below."""
        look = look.but(align="left") if look.align is None else look
        shown = self._room(row, column, f"{clean(text)}\n{clean(identifier)}", look, 1)
        head, _, below = shown.partition("\n")
        if not head or not below or could_become_formula(head):
            self.text(row, column, shown, look)
            return
        small = NOTE.but(italic=False, size=8)
        parts = (self.book.format(look), f"{head}\n", self.book.format(small), below)
        self.raw.write_rich_string(row, column, *parts, self.book.format(look))

    def blank(self, row: int, column: int, look: Look = PLAIN) -> None:
        """An empty cell with a look."""
        self.raw.write_blank(row, column, None, self.book.format(look))

    def number(self, row: int, column: int, value: Decimal | int, look: Look = PLAIN) -> None:
        """A number as a number; one that a spreadsheet could not hold exactly is written as text."""
        if isinstance(value, int) or fits_number(value):
            self.raw.write_number(row, column, float(value), self.book.format(look))
        else:
            self.text(row, column, in_words(Decimal(value)), look.but(align="right"))

    def value(self, row: int, column: int, value: Value | None, unit: str | None = None, look: Look = PLAIN) -> None:
        """A typed value: numbers and days as such, lists and text as text."""
        match value:
            case None:
                self.blank(row, column, look)
            case Decimal() if not value.is_finite():
                self.text(row, column, str(value), look)
            case Decimal():
                self.number(row, column, value, as_figure(look, look.number or number_format(value, unit)))
            case date() if value < _FIRST_EXCEL_DAY:
                self.text(row, column, in_words(value), look)
            case date():
                at = datetime(value.year, value.month, value.day)
                self.raw.write_datetime(
                    row, column, at, self.book.format(look.but(number=DAY, align=look.align or "right"))
                )
            case tuple() | str():
                self.text(row, column, in_words(value), look)

    def formula(self, row: int, column: int, formula: str, value: Decimal | int, look: Look = PLAIN) -> None:
        """A live formula of our own, with its value stored for readers that do not calculate."""
        self.raw.write_formula(row, column, f"={formula}", self.book.format(look), float(value))
        self.book.formulas[self.name, xl_rowcol_to_cell(row, column)] = (f"={formula}", value)

    def link(
        self,
        row: int,
        column: int,
        target: str | None,
        text: str,
        look: Look = LINK,
        tip: str = "",
        columns: int = 1,
    ) -> None:
        """A link to one of our own pages or cells; without a target, the text alone. `columns` as in `text`."""
        if target is None or self.links_written >= MOST_LINKS:
            self.text(row, column, text, look.but(link=False), columns)
            return
        look = look.but(align="left") if look.align is None and look.boxed else look
        url = Url(target if target.startswith("internal:") else f"external:{target}")
        url.text = self._room(row, column, clean(text), look, columns)
        if tip:
            url.tip = one_line(tip, LONGEST_TIP if max(tip) <= "\uffff" else LONGEST_TIP // 2)
        guarded = look.but(guarded=True) if could_become_formula(url.text) else look
        self.raw.write_url(row, column, url, self.book.format(guarded))
        self.links_written += 1

    def picture(self, row: int, first: int, strip: Strip | None, said: str, columns: int = 1) -> None:
        """A small picture at the foot of a cell, below its text, not larger than print and not wider than its columns.

        Args:
            row: the row, which grows to hold it.
            first: the cell, or the first of those that it lies over.
            strip: the picture; nothing happens without one.
            said: what it shows, for readers that do not show pictures.
            columns: how many columns it may lie over.
        """
        if strip is None or self.streamed:
            return
        room = measure.cell_width(sum(self.widths[first : first + columns])) - 2 * FRAME
        scale = min(1.0, room / strip.wide, HIGHEST_PICTURE / strip.high)
        above = self.heights.get(row, LOWEST_ROW)
        if above + strip.high * scale + 2 * FRAME > HIGHEST_ROW:
            return
        self.at_least(row, above + strip.high * scale + 2 * FRAME)
        self._pictures.append((row, first, strip, scale, said))

    def place_pictures(self) -> None:
        """Puts the pictures at the foot of their rows, now that these have their heights."""
        for row, column, strip, scale, said in self._pictures:
            pixels = strip.wide * scale / paper.POINTS_A_PIXEL
            below = max(LOWEST_ROW, self.heights[row]) - FRAME - strip.high * scale
            factor = pixels / strip.size[0]
            self.raw.insert_image(
                row,
                column,
                f"{len(strip.png)}.png",
                {
                    "image_data": io.BytesIO(strip.png),
                    "x_scale": factor,
                    "y_scale": factor,
                    "x_offset": FRAME / paper.POINTS_A_PIXEL,
                    "y_offset": below / paper.POINTS_A_PIXEL,
                    "object_position": 1,
                    "description": one_line(said, 100),
                },
            )

    def merged(self, row: int, first: int, last: int, text: str, look: Look) -> None:
        """Text over several columns."""
        self.raw.merge_range(row, first, row, last, "", self.book.format(look))
        self.text(row, first, text, look, last - first + 1)

    def at_least(self, row: int, high: float) -> None:
        """Makes a row no lower than so many points."""
        if not self.streamed:
            self.heights[row] = max(high, self.heights.get(row, 0.0))

    def _room(self, row: int, column: int, text: str, look: Look, columns: int) -> str:
        """Makes the row high enough for the text; returns the text, cut where no row is high enough."""
        if self.streamed:
            return text if len(text) <= LONGEST_STREAMED else one_line(text, LONGEST_STREAMED)
        if not look.wrap:
            self.at_least(row, look.size * measure.LINE + 3)
            return text
        indent = measure.INDENT if look.align in {"left", "right"} and look.boxed else 0.0
        width = measure.cell_width(sum(self.widths[column : column + columns])) - indent
        high = measure.height(text, width, look.size, bold=look.bold)
        if high > HIGHEST_ROW:
            mark = f" … [cut here; the whole, {len(text)} characters, is in appraisal.json]"
            while high > HIGHEST_ROW:
                text = text[: int(len(text) * min(0.92, HIGHEST_ROW / high))]
                high = measure.height(text + mark, width, look.size, bold=look.bold)
            text += mark
        self.at_least(row, high)
        return text

    def heading(self, row: int, columns: Sequence[Column], frozen: int = 0) -> None:
        """The heading of a table, repeated on each printed page; on a screen it stays, with the columns `frozen`."""
        for at, column in enumerate(columns):
            align = "right" if column.right else "center" if column.width < NARROW else HEAD.align
            self.text(row, at, column.heading, HEAD.but(align=align))
            if column.hidden:
                self.raw.set_column(at, at, column.width, None, {"hidden": True})
        self.heading_row = row
        self.raw.freeze_panes(row + 1, frozen)
        self.raw.repeat_rows(row)

    def finish_table(self, heading: int, last: int, columns: Sequence[Column], status: int | None = None) -> None:
        """Filters on the table, its print area, and rows tinted by the symbol in the status column."""
        end = len(columns) - 1
        printed = max(at for at, column in enumerate(columns) if column.printed)
        self.printed = printed + 1
        self.raw.autofilter(heading, 0, max(last, heading), end)
        self.raw.print_area(0, 0, max(last, heading), printed)
        if status is None or last <= heading:
            return
        letter = xl_col_to_name(status)
        for symbol, tone in SYMBOL_TONE.items():
            self.raw.conditional_format(
                heading + 1,
                status,
                last,
                status,
                {
                    "type": "formula",
                    "criteria": f'=LEFT(${letter}{heading + 2},1)="{symbol}"',
                    "format": self.book.tint(tone),
                },
            )

    def mark_wanted(self, first: int, last: int, column: int) -> None:
        """Tints what a decision in `column` still wants: reason and initials always, a value where it corrects."""
        letter = xl_col_to_name(column)
        decided = f'${letter}{first + 1}<>""'
        corrects = f'LEFT(${letter}{first + 1},7)="correct"'
        for at, asked in ((column + 1, corrects), (column + 2, decided), (column + 3, decided)):
            cell = f"${xl_col_to_name(at)}{first + 1}"
            criteria = f'=AND({asked},TRIM({cell})="")'
            self.raw.conditional_format(
                first, at, last, at, {"type": "formula", "criteria": criteria, "format": self.book.tint("fail")}
            )

    def address(self, row: int, column: int) -> str:
        """The cell as formulas on other sheets name it."""
        return self.book.address(self.name, row, column)

    def range(self, first: int, last: int, column: int) -> str:
        """A part of a column as formulas on other sheets name it."""
        top = xl_rowcol_to_cell(first, column, row_abs=True, col_abs=True)
        return f"{self.name}!{top}:{xl_rowcol_to_cell(last, column, row_abs=True, col_abs=True)}"
