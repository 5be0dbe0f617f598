"""The Sales sheet: every entry of the ledgers, their totals, and sales by year and product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from records.dates import financial_year
from records.findings import Appraisal, FieldRef
from records.readings import DocumentReading, Field, Value
from worksheets.book import Column, Sheet
from worksheets.clean import one_line
from worksheets.looks import LABEL, LINK, PLAIN, SECTION, TITLE, indian_format, number_format
from worksheets.paths import key
from worksheets.plan import Plan, doubt_in_words, rows_of, short_file

COLUMNS = (
    Column("Row", 6),
    Column("Group", 7.5),
    Column("Year", 9),
    Column("Date", 11.5),
    Column("Invoice no.", 16),
    Column("Buyer", 28),
    Column("Buyer GSTIN", 18),
    Column("Product", 19),
    Column("HSN", 10),
    Column("Quantity", 12),
    Column("Unit", 7),
    Column("Rate (₹)", 13),
    Column("Taxable value (₹)", 17),
    Column("Tax (₹)", 15),
    Column("Total (₹)", 17),
    Column("Remarks", 15),
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
LINE = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a sales ledger; `line` numbers its year, product and unit."""

    document: DocumentReading
    index: int
    year: str
    line: int

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields of the row; a long ledger makes them anew each time, and holds none."""
        return self.document.tables["entries"][self.index].fields

    def value(self, column: str) -> Value | None:
        """The value in a column, where one was read."""
        found = self.fields.get(column)
        return None if found is None else found.value

    def number(self, column: str) -> Decimal:
        """The number in a column, zero where none was read."""
        value = self.value(column)
        return value if isinstance(value, Decimal) and value.is_finite() else Decimal(0)

    def ref(self, column: str = "") -> FieldRef:
        """The reference to the entry, or to one of its columns."""
        path = f"entries[{self.index}]" + (f".{column}" if column else "")
        return FieldRef(self.document.sha256, self.document.file, path)


Line = tuple[str, str, str]
"""Financial year, product, unit."""


def entries(appraisal: Appraisal) -> tuple[list[Entry], dict[Line, int]]:
    """Every ledger entry, and the number of each line of sales: by year, then product, then unit."""
    rows = rows_of(appraisal.documents, "sales_ledger", "entries")
    lines = [_line(document, index) for document, index in rows]
    numbers = {line: number for number, line in enumerate(sorted(set(lines)), start=1)}
    found = [
        Entry(document, index, line[0], numbers[line]) for (document, index), line in zip(rows, lines, strict=True)
    ]
    return found, numbers


def write_sales(plan: Plan) -> None:
    """Writes the sheet and notes the cells of the figures, for formulas and links."""
    sheet = plan.book.sheet("Sales", [column.width for column in COLUMNS], landscape=True)
    rows, numbers = entries(plan.appraisal)
    ledgers = [it for it in plan.appraisal.documents if "total_taxable_value" in it.fields]
    heading = 3 + len(ledgers)
    first, last = heading + 1, heading + len(rows)
    sheet.text(0, 0, "Sales, entry by entry", TITLE)
    sheet.heading(heading, COLUMNS)
    if not rows:
        sheet.text(first, 0, "No entry of a sales ledger was read.", PLAIN.but(wrap=False, boxed=False))
        sheet.finish_table(heading, first, COLUMNS)
        return
    for row, entry in enumerate(rows, start=first):
        _write_entry(plan, sheet, row, row - first + 1, entry)
    sheet.finish_table(heading, last, COLUMNS)
    _write_totals(plan, sheet, rows, ledgers, first, last)
    end = _write_lines(sheet, rows, numbers, first, last)
    sheet.raw.print_area(0, 0, end, len(COLUMNS) - 1)


def sums_by_line(rows: Iterable[Entry]) -> dict[int, tuple[int, Decimal, Decimal]]:
    """Entries, quantity and taxable value of each line of sales."""
    table = pd.DataFrame(
        [(it.line, 1, it.number("quantity"), it.number("taxable_value")) for it in rows],
        columns=["line", "entries", "quantity", "taxable_value"],
        dtype=object,
    )
    sums = table.groupby("line")[["entries", "quantity", "taxable_value"]].sum()
    return {int(str(line)): (int(many), quantity, value) for line, many, quantity, value in sums.itertuples()}


def _write_entry(plan: Plan, sheet: Sheet, row: int, number: int, entry: Entry) -> None:
    sheet.number(row, 0, number, PLAIN.but(align="center"))
    sheet.number(row, LINE, entry.line, PLAIN.but(align="center"))
    sheet.text(row, 2, entry.year)
    fields = dict(entry.fields)
    for column, name in SHOWN.items():
        found = fields.get(name)
        unit = "INR" if column in MONEY else None
        sheet.value(row, column, found.value if found else None, unit)
        if found:
            plan.note(entry.ref(name), sheet, row, column, found.value)
    plan.note(entry.ref(), sheet, row, 4, None)
    strip = plan.pictures.get(key(entry.ref()))
    sheet.picture(row, min(SHOWN), strip, f"Entry {number} as printed", max(SHOWN) - min(SHOWN) + 1)
    sheet.text(row, 15, doubt_in_words(fields.items()))
    value = entry.ref("taxable_value" if "taxable_value" in fields else "")
    target = plan.links(value)
    tip = plan.told(value) if target else ""
    sheet.link(row, 16, target, plan.see(value), LINK.but(align="center", wrap=False), tip)


def _write_totals(
    plan: Plan, sheet: Sheet, rows: list[Entry], ledgers: list[DocumentReading], first: int, last: int
) -> None:
    _label(sheet, 1, f"Sum of the {len(rows)} entries")
    for column in (12, 13, 14):
        value = sum((it.number(SHOWN[column]) for it in rows), Decimal(0))
        _amount(sheet, 1, column, f"SUM({sheet.range(first, last, column)})", value, bold=True)
    for at, ledger in enumerate(ledgers, start=2):
        _label(sheet, at, f"Total that {short_file(ledger.file)} prints")
        place = plan.places[(ledger.sha256, ledger.file, "total_taxable_value")]
        if place.cell:
            _amount(sheet, at, 12, place.cell.excel, place.cell.value, bold=True)


def _write_lines(sheet: Sheet, rows: list[Entry], numbers: dict[Line, int], first: int, last: int) -> int:
    """Sales by year and product below the entries; returns the last row written."""
    at = last + 2
    sheet.text(at, 5, "By year and product", SECTION)
    at += 1
    for column, label in ((5, "Group"), (6, "Year"), (7, "Product"), (10, "Unit")):
        sheet.text(at, column, label, LABEL)
    for column, label in ((8, "Entries"), (9, "Quantity")):
        sheet.text(at, column, label, LABEL.but(align="right"))
    sheet.merged(at, 11, 12, "Taxable value (₹)", LABEL.but(align="right"))
    lines = sheet.range(first, last, LINE)
    sums = sums_by_line(rows)
    for (year, product, unit), number in numbers.items():
        at += 1
        many, quantity, value = sums[number]
        sheet.number(at, 5, number, PLAIN.but(align="center"))
        sheet.text(at, 6, year)
        sheet.text(at, 7, product)
        sheet.formula(at, 8, f"COUNTIF({lines},{number})", many, PLAIN.but(align="right"))
        formula = f"SUMIFS({sheet.range(first, last, 9)},{lines},{number})"
        sheet.formula(
            at, 9, formula, quantity, PLAIN.but(number=number_format(quantity, None), align="right", wrap=False)
        )
        sheet.text(at, 10, unit)
        sheet.raw.merge_range(at, 11, at, 12, "", sheet.book.format(PLAIN))
        _amount(sheet, at, 11, f"SUMIFS({sheet.range(first, last, 12)},{lines},{number})", value)
    return at


def _label(sheet: Sheet, row: int, label: str) -> None:
    sheet.raw.merge_range(row, 7, row, 11, "", sheet.book.format(LABEL))
    sheet.text(row, 7, label, LABEL, 5)


def _amount(sheet: Sheet, row: int, column: int, formula: str, value: Decimal, *, bold: bool = False) -> None:
    look = PLAIN.but(bold=bold, number=indian_format(value), align="right", wrap=False)
    sheet.formula(row, column, formula, value, look)


def _line(document: DocumentReading, index: int) -> Line:
    fields = document.tables["entries"][index].fields
    found, sold, weighed = (fields.get(name) for name in ("invoice_date", "product", "unit"))
    day = found.value if found is not None else None
    printed = document.fields.get("financial_year")
    year = financial_year(day) if isinstance(day, date) else str(printed.value) if printed else "year not read"
    product = one_line(str(sold.value)) if sold is not None else "product not read"
    unit = one_line(str(weighed.value), 20) if weighed is not None else ""
    return (year, product, unit)
