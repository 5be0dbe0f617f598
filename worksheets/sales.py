"""The Sales sheets: every entry of the ledgers, their totals, and sales by year and product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from records.dates import financial_year
from records.findings import Appraisal, FieldRef
from records.readings import DocumentReading, Field
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
ADDED_UP = ("quantity", "taxable_value", "tax", "total")
_CENTRED = PLAIN.but(align="center", wrap=False)
_LINK = LINK.but(align="center", wrap=False)


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


LONG = 5_000
"""Entries from which on the sheets are written row by row and not held in memory."""

MOST_ROWS = 50_000
"""Entries of one sheet; more of them go on in Sales_2, Sales_3 …"""


def sheets_of(appraisal: Appraisal) -> tuple[str, ...]:
    """The sheets that the entries take: Sales, and Sales_2 … where they are many."""
    many = len(rows_of(appraisal.documents, "sales_ledger", "entries"))
    return ("Sales", *(f"Sales_{number}" for number in range(2, 2 + max(0, many - 1) // MOST_ROWS)))


def streamed(appraisal: Appraisal) -> frozenset[str]:
    """The sheets that are too long to be held while they are written."""
    many = len(rows_of(appraisal.documents, "sales_ledger", "entries"))
    return frozenset(sheets_of(appraisal)) if many > LONG else frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """The entries that stand on one sheet, with their first and last row."""

    sheet: Sheet
    rows: list[Entry]
    heading: int

    @property
    def first(self) -> int:
        """The row of the first entry."""
        return self.heading + 1

    @property
    def last(self) -> int:
        """The row of the last entry."""
        return self.heading + len(self.rows)

    def range(self, column: int) -> str:
        """A column of the entries, as formulas name it."""
        return self.sheet.range(self.first, self.last, column)


def write_sales(plan: Plan) -> None:
    """Writes the sheets from the top to the bottom, and notes the cells of the figures for formulas and links."""
    names = sheets_of(plan.appraisal)
    widths = [column.width for column in COLUMNS]
    sheets = [plan.book.sheet(name, widths, landscape=True) for name in names]
    rows, numbers = entries(plan.appraisal)
    ledgers = [it for it in plan.appraisal.documents if "total_taxable_value" in it.fields]
    heading = 3 + len(ledgers)
    parts = [
        Part(sheet, rows[at : at + MOST_ROWS], heading if not at else 2)
        for sheet, at in zip(sheets, range(0, max(1, len(rows)), MOST_ROWS), strict=True)
    ]
    sheets[0].text(0, 0, "Sales, entry by entry", TITLE)
    if not rows:
        sheets[0].heading(heading, COLUMNS)
        sheets[0].text(heading + 1, 0, "No entry of a sales ledger was read.", PLAIN.but(wrap=False, boxed=False))
        sheets[0].finish_table(heading, heading + 1, COLUMNS)
        return
    sums = sums_by_line(rows)
    _write_totals(plan, parts, len(rows), sums, ledgers)
    number = 0
    for place, part in enumerate(parts, start=1):
        if place > 1:
            part.sheet.text(0, 0, f"Sales, entry by entry: part {place} of {len(parts)}", TITLE)
        part.sheet.heading(part.heading, COLUMNS)
        for row, entry in enumerate(part.rows, start=part.first):
            number += 1
            _write_entry(plan, part.sheet, row, number, entry)
        part.sheet.finish_table(part.heading, part.last, COLUMNS)
    end = _write_lines(parts, numbers, sums)
    sheets[0].raw.print_area(0, 0, end, len(COLUMNS) - 1)


@dataclass(frozen=True, slots=True)
class Sums:
    """Of some entries: how many there are, and what their columns come to."""

    entries: int
    columns: Mapping[str, Decimal]


def sums_by_line(rows: Iterable[Entry]) -> dict[int, Sums]:
    """What each line of sales comes to; a column that a row does not print counts as nothing."""
    counts: dict[int, int] = {}
    sums: dict[int, dict[str, Decimal]] = {}
    for it in rows:
        fields = it.fields
        mine = sums.setdefault(it.line, dict.fromkeys(ADDED_UP, Decimal(0)))
        counts[it.line] = counts.get(it.line, 0) + 1
        for name in ADDED_UP:
            found = fields.get(name)
            if found is not None and isinstance(found.value, Decimal) and found.value.is_finite():
                mine[name] += found.value
    return {line: Sums(counts[line], columns) for line, columns in sums.items()}


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
    if plan.cites_row(ref):
        _note(plan, sheet, row, entry, fields)
    if strip := plan.pictures.get(key(ref)):
        sheet.picture(row, min(SHOWN), strip, f"Entry {number} as printed", max(SHOWN) - min(SHOWN) + 1)
    sheet.text(row, 15, doubt_in_words(fields.items()))
    value = entry.ref("taxable_value") if "taxable_value" in fields else ref
    if target := plan.links(value):
        sheet.link(row, 16, target, plan.see(value), _LINK, plan.told(value))
    else:
        sheet.text(row, 16, plan.see_row(entry.document, fields), _CENTRED)


def _note(plan: Plan, sheet: Sheet, row: int, entry: Entry, fields: Mapping[str, Field]) -> None:
    """Remembers the cells of a row that a finding or a step cites; of a long ledger what formulas need of them."""
    for column, name in SHOWN.items():
        if name in fields and (name == "taxable_value" or not sheet.streamed):
            plan.note(entry.ref(name), sheet, row, column, fields[name].value)
    plan.note(entry.ref(), sheet, row, 4, None)


def _write_totals(
    plan: Plan, parts: list[Part], many: int, sums: Mapping[int, Sums], ledgers: list[DocumentReading]
) -> None:
    sheet = parts[0].sheet
    _label(sheet, 1, f"Sum of the {many} entries")
    for column in (12, 13, 14):
        value = sum((it.columns[SHOWN[column]] for it in sums.values()), Decimal(0))
        _amount(sheet, 1, column, _summed(parts, column), value, bold=True)
    for at, ledger in enumerate(ledgers, start=2):
        _label(sheet, at, f"Total that {short_file(ledger.file)} prints")
        place = plan.places[(ledger.sha256, ledger.file, "total_taxable_value")]
        if place.cell:
            _amount(sheet, at, 12, place.cell.excel, place.cell.value, bold=True)


def _write_lines(parts: list[Part], numbers: dict[Line, int], sums: Mapping[int, Sums]) -> int:
    """Sales by year and product below the entries of the first sheet; returns the last row written."""
    sheet, at = parts[0].sheet, parts[0].last + 2
    sheet.text(at, 5, "By year and product", SECTION)
    at += 1
    for column, label in ((5, "Group"), (6, "Year"), (7, "Product")):
        sheet.text(at, column, label, LABEL)
    for column, label in ((8, "Entries"), (9, "Quantity")):
        sheet.text(at, column, label, LABEL.but(align="right"))
    sheet.text(at, 10, "Unit", LABEL)
    sheet.merged(at, 11, 12, "Taxable value (₹)", LABEL.but(align="right"))
    for (year, product, unit), number in numbers.items():
        at += 1
        many, quantity = sums[number].entries, sums[number].columns["quantity"]
        value = sums[number].columns["taxable_value"]
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


def _line(document: DocumentReading, index: int) -> Line:
    fields = document.tables["entries"][index].fields
    found, sold, weighed = (fields.get(name) for name in ("invoice_date", "product", "unit"))
    day = found.value if found is not None else None
    printed = document.fields.get("financial_year")
    year = financial_year(day) if isinstance(day, date) else str(printed.value) if printed else "year not read"
    product = one_line(str(sold.value)) if sold is not None else "product not read"
    unit = one_line(str(weighed.value), 20) if weighed is not None else ""
    return (year, product, unit)
