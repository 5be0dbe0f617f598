"""The Sales sheets: every entry of the ledgers, their totals, and sales by year and product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import islice

from records.findings import FieldRef
from records.paths import take_apart
from records.readings import DocumentReading
from worksheets.book import Column, Sheet
from worksheets.formulas import Cell
from worksheets.ledgers import Entry, Ledgers
from worksheets.looks import LABEL, LINK, PLAIN, SECTION, TITLE, indian_format, number_format
from worksheets.paths import cited, key
from worksheets.plan import Place, Plan, doubt_in_words, short_file

COLUMNS = (
    Column("Row", 6),
    Column("Group", 7.5),
    Column("Year", 9),
    Column("Date", 11.5),
    Column("Invoice no.", 16),
    Column("Buyer", 28),
    Column("Buyer GSTIN", 20.5),
    Column("Product", 19),
    Column("HSN", 10),
    Column("Quantity", 12, right=True),
    Column("Unit", 7),
    Column("Rate (₹)", 13, right=True),
    Column("Taxable value (₹)", 17, right=True),
    Column("Tax (₹)", 15, right=True),
    Column("Total (₹)", 17, right=True),
    Column("Remarks", 22),
    Column("See", 11),
)
SHOWN = {
    3: "invoice_date",
    4: "invoice_number",
    5: "buyer_name",
    6: "buyer_gstin",
    7: "product",
    8: "hsn",
    9: "quantity",
    10: "unit",
    11: "rate",
    12: "taxable_value",
    13: "tax",
    14: "total",
}
MONEY = {11: "rate", 12: "taxable_value", 13: "tax", 14: "total"}
COLUMN_OF = {name: column for column, name in SHOWN.items()}
LINE = 1
_CENTRED = PLAIN.but(align="center", wrap=False)
_LINK = LINK.but(align="center", wrap=False)


LONG = 5_000
"""Entries from which on the sheets are written row by row and not held in memory."""

MOST_ROWS = 50_000
"""Entries of one sheet; more of them go on in Sales_2, Sales_3 …"""


def sheets_of(ledgers: Ledgers) -> tuple[str, ...]:
    """The sheets that the entries take: Sales, and Sales_2 … where they are many."""
    return ("Sales", *(f"Sales_{number}" for number in range(2, 2 + max(0, len(ledgers) - 1) // MOST_ROWS)))


def streamed(ledgers: Ledgers) -> frozenset[str]:
    """The sheets that are too long to be held while they are written."""
    return frozenset(sheets_of(ledgers)) if len(ledgers) > LONG else frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """The entries that stand on one sheet, with the row of its heading, and the number of the first of them from 0."""

    sheet: Sheet
    heading: int
    start: int
    many: int

    @property
    def first(self) -> int:
        """The row of the first entry."""
        return self.heading + 1

    @property
    def last(self) -> int:
        """The row of the last entry."""
        return self.heading + self.many

    def range(self, column: int) -> str:
        """A column of the entries, as formulas name it."""
        return self.sheet.range(self.first, self.last, column)


def write_sales(plan: Plan) -> None:
    """Writes the sheets from the top to the bottom, and notes where the entries stand for formulas and links."""
    names = sheets_of(plan.ledgers)
    widths = [column.width for column in COLUMNS]
    sheets = [plan.book.sheet(name, widths, landscape=True) for name in names]
    with_total = [it for it in plan.appraisal.documents if "total_taxable_value" in it.fields]
    many, heading = len(plan.ledgers), 3 + len(with_total)
    parts = [
        Part(sheet, heading if not at else 2, at, min(MOST_ROWS, many - at))
        for sheet, at in zip(sheets, range(0, max(1, many), MOST_ROWS), strict=True)
    ]
    sheets[0].text(0, 0, "Sales, entry by entry", TITLE)
    if not many:
        sheets[0].heading(heading, COLUMNS)
        sheets[0].text(heading + 1, 0, "No entry of a sales ledger was read.", PLAIN.but(wrap=False, boxed=False))
        sheets[0].finish_table(heading, heading + 1, COLUMNS)
        return
    plan.entry_place = partial(place_of, plan, parts)
    _write_totals(plan, parts, with_total)
    entries = iter(plan.ledgers)
    for place, part in enumerate(parts, start=1):
        if place > 1:
            part.sheet.text(0, 0, f"Sales, entry by entry: part {place} of {len(parts)}", TITLE)
        part.sheet.heading(part.heading, COLUMNS, frozen=2)
        for row, entry in enumerate(islice(entries, part.many), start=part.first):
            _write_entry(plan, part.sheet, row, part.start + row - part.heading, entry)
        part.sheet.finish_table(part.heading, part.last, COLUMNS)
    end = _write_lines(parts, plan.ledgers)
    sheets[0].raw.print_area(0, 0, end, len(COLUMNS) - 1)


def place_of(plan: Plan, parts: Sequence[Part], ref: FieldRef) -> Place | None:
    """The cell that shows a value of an entry, or for the entry itself its invoice number."""
    number, name = plan.ledgers.number(ref), take_apart(ref.field).column
    if number is None or (name and name not in COLUMN_OF):
        return None
    part = parts[number // MOST_ROWS]
    address = part.sheet.address(part.first + number - part.start, COLUMN_OF[name or "invoice_number"])
    found = cited(plan.appraisal.documents, ref) if name else None
    return Place(part.sheet.name, address, found[1][0].value if found else None)


def _summed(parts: list[Part], column: int) -> str:
    return f"SUM({','.join(part.range(column) for part in parts)})"


def _write_entry(plan: Plan, sheet: Sheet, row: int, number: int, entry: Entry) -> None:
    """One row; of a long ledger there are many, so what few rows need is done for these only."""
    sheet.number(row, 0, number, _CENTRED)
    sheet.number(row, LINE, entry.line, _CENTRED)
    sheet.text(row, 2, entry.year)
    fields = dict(entry.fields)
    for column, name in SHOWN.items():
        found = fields.get(name)
        sheet.value(row, column, found.value if found else None, "INR" if column in MONEY else None)
    ref = entry.ref()
    if strip := plan.pictures.get(key(ref)):
        sheet.picture(row, min(SHOWN), strip, f"Entry {number} as printed", max(SHOWN) - min(SHOWN) + 1)
    sheet.text(row, 15, doubt_in_words(fields.items()))
    value = entry.ref("taxable_value") if "taxable_value" in fields else ref
    see = plan.see_row(entry.document, fields)
    if target := plan.links(value):
        sheet.link(row, 16, target, see, _LINK, plan.told(value))
    else:
        sheet.text(row, 16, see, _CENTRED)


def _write_totals(plan: Plan, parts: list[Part], with_total: list[DocumentReading]) -> None:
    sheet = parts[0].sheet
    _label(sheet, 1, f"Sum of the {len(plan.ledgers)} entries")
    for column in (12, 13, 14):
        value = sum((it.columns[SHOWN[column]] for it in plan.ledgers.sums.values()), Decimal(0))
        _amount(sheet, 1, column, _summed(parts, column), value, bold=True)
        plan.totals.append(Cell(sheet.address(1, column), value))
    for at, ledger in enumerate(with_total, start=2):
        _label(sheet, at, f"Total that {short_file(ledger.file)} prints")
        place = plan.places[(ledger.sha256, ledger.file, "total_taxable_value")]
        if place.cell:
            _amount(sheet, at, 12, place.cell.excel, place.cell.value, bold=True)
            plan.totals.append(Cell(sheet.address(at, 12), place.cell.value))


def _write_lines(parts: list[Part], ledgers: Ledgers) -> int:
    """Sales by year and product below the entries of the first sheet; returns the last row written."""
    sheet, start = parts[0].sheet, parts[0].last + 2
    at = start
    sheet.text(at, 5, "By year and product", SECTION)
    at += 1
    for column, label in ((5, "Group"), (6, "Year"), (7, "Product")):
        sheet.text(at, column, label, LABEL)
    for column, label in ((8, "Entries"), (9, "Quantity")):
        sheet.text(at, column, label, LABEL.but(align="right"))
    sheet.text(at, 10, "Unit", LABEL)
    sheet.merged(at, 11, 12, "Taxable value (₹)", LABEL.but(align="right"))
    for (year, product, unit), number in ledgers.numbers.items():
        at += 1
        sums = ledgers.sums[number]
        many, quantity, value = sums.entries, sums.columns["quantity"], sums.columns["taxable_value"]
        sheet.number(at, 5, number, PLAIN.but(align="center"))
        sheet.text(at, 6, year)
        sheet.text(at, 7, product)
        counted = "+".join(f"COUNTIF({part.range(LINE)},{number})" for part in parts)
        sheet.formula(at, 8, counted, many, PLAIN.but(align="right"))
        look = PLAIN.but(number=number_format(quantity, None), align="right", wrap=False)
        sheet.formula(at, 9, _of_line(parts, 9, number), quantity, look)
        sheet.text(at, 10, unit)
        sheet.raw.merge_range(at, 11, at, 12, "", sheet.book.format(PLAIN))
        _amount(sheet, at, 11, _of_line(parts, 12, number), value)
    sheet.keep_together(start, at)
    return at


def _of_line(parts: list[Part], column: int, number: int) -> str:
    """The sum of a column over the entries of one line of sales."""
    return "+".join(f"SUMIFS({part.range(column)},{part.range(LINE)},{number})" for part in parts)


def _label(sheet: Sheet, row: int, label: str) -> None:
    sheet.raw.merge_range(row, 7, row, 11, "", sheet.book.format(LABEL))
    sheet.text(row, 7, label, LABEL, 5)


def _amount(sheet: Sheet, row: int, column: int, formula: str, value: Decimal, *, bold: bool = False) -> None:
    look = PLAIN.but(bold=bold, number=indian_format(value), align="right", wrap=False)
    sheet.formula(row, column, formula, value, look)
