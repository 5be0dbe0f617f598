"""The Capex sheet: every row of the capex statements, whether the incentive counts it and why, with live totals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from records.findings import Appraisal, FieldRef
from records.own_lists import own_lists
from records.paths import take_apart
from records.readings import DocumentReading, Field, Value
from worksheets import formulas
from worksheets.book import Column, Sheet
from worksheets.formulas import Cell
from worksheets.looks import LABEL, LINK, NOTE, PLAIN, SECTION, TITLE, indian_format
from worksheets.paths import Key, key
from worksheets.plan import Place, Plan, doubt_in_words, rows_of, short_file
from worksheets.words import check_in_words, words

COLUMNS = (
    Column("Row", 5.5),
    Column("Counted?", 10),
    Column("Description", 33),
    Column("Head", 13),
    Column("Condition", 13),
    Column("Vendor", 23),
    Column("Vendor GSTIN", 20.5),
    Column("Invoice no.", 16),
    Column("Invoice date", 13),
    Column("Amount (₹)", 18, right=True),
    Column("Remarks", 32),
    Column("See", 11),
)
SHOWN = {
    2: "description",
    3: "head",
    4: "condition",
    5: "vendor",
    6: "vendor_gstin",
    7: "invoice_number",
    8: "invoice_date",
}
COUNTED, AMOUNT = 1, 9
HEAD_FROM = 7
"""Where the sums by head begin, beside their figures."""
YES, NO, OPEN = "✔ yes", "✘ no", "? open"
ELIGIBLE_STEP = "capex_eligible"
EXCESS_STEP = "refurbished_excess"
_PLAIN_ID = re.compile(r"^[a-z_]+$")


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a capex statement."""

    document: DocumentReading
    index: int
    fields: dict[str, Field]
    counted: str
    why: str

    @property
    def amount(self) -> Decimal | None:
        """The row's amount in rupees, where one was read."""
        found = self.fields.get("amount")
        return found.value if found and isinstance(found.value, Decimal) else None

    def ref(self, column: str = "") -> FieldRef:
        """The reference to the row, or to one of its columns."""
        path = f"items[{self.index}]" + (f".{column}" if column else "")
        return FieldRef(self.document.sha256, self.document.file, path)

    def value(self, column: str) -> Value | None:
        """The value in a column, where one was read."""
        return self.fields[column].value if column in self.fields else None


def items(appraisal: Appraisal) -> list[Item]:
    """Every capex row, with whether the incentive counts it and, where it does not, at which step it fell out."""
    counted = counted_rows(appraisal)
    against = _findings_by_row(appraisal)
    rows = rows_of(_counting(appraisal), "capex_statement", "items")
    left_out = left_out_at(appraisal, counted) if counted.settled else {}
    excess = any(step.id == EXCESS_STEP and step.value for step in appraisal.incentive.steps)
    found = []
    for document, index in rows:
        fields = dict(document.tables["items"][index].fields)
        this = _row_key(document, index)
        remarks = [left_out.get(this, "")]
        if this in counted.rows and excess and "condition" in fields and fields["condition"].value == "refurbished":
            remarks.append("refurbished: considered only up to its share (Incentive)")
        remarks += against.get(this, ())
        status = YES if this in counted.rows else NO if counted.settled else OPEN
        found.append(Item(document, index, fields, status, "; ".join(it for it in remarks if it)))
    return found


def _counting(appraisal: Appraisal) -> list[DocumentReading]:
    """The documents but for lists of the applicant's own, which repeat what a statement certifies."""
    aside = [it.document for it in own_lists(appraisal.documents)]
    return [it for it in appraisal.documents if it not in aside]


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows that the incentive counts; `settled` if they alone add up to what it starts from."""

    rows: frozenset[Key]
    settled: bool


def counted_rows(appraisal: Appraisal) -> Counted:
    """The rows that the step `capex_eligible` cites, or else the step it starts from."""
    steps = {step.id: step for step in appraisal.incentive.steps}
    eligible = steps.get(ELIGIBLE_STEP)
    if eligible is None:
        return Counted(frozenset(), settled=False)
    try:
        named = formulas.names(formulas.parse(eligible.formula))
    except formulas.NotUnderstood:
        named = ()
    starts = [steps[name] for name in named if name in steps]
    start = next((step for step in (eligible, *starts) if _rows_cited(step.fields)), (*starts, eligible)[0])
    rows = _rows_cited(start.fields)
    return Counted(rows, settled=start.value is not None and start.value == _sum_of_rows(appraisal, rows))


def _sum_of_rows(appraisal: Appraisal, rows: frozenset[Key]) -> Decimal:
    amounts = (
        document.tables["items"][index].fields["amount"].value
        for document, index in rows_of(_counting(appraisal), "capex_statement", "items")
        if _row_key(document, index) in rows and "amount" in document.tables["items"][index].fields
    )
    return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))


def left_out_at(appraisal: Appraisal, counted: Counted) -> dict[Key, str]:
    """For each row that an earlier step still had and a later one has not, the later step in words."""
    left_out: dict[Key, str] = {}
    before = frozenset(_row_key(*row) for row in rows_of(_counting(appraisal), "capex_statement", "items"))
    for step in appraisal.incentive.steps:
        rows = _rows_cited(step.fields)
        if (rows or step.value == 0) and rows >= counted.rows and rows < before:
            label = step.label.removeprefix("of this, ")
            left_out |= {row: f"not “{label}” ({step.clause})" for row in before - rows}
            before = rows
        if step.id == ELIGIBLE_STEP:
            break
    return left_out


def _rows_cited(refs: Iterable[FieldRef]) -> frozenset[Key]:
    return frozenset(
        (ref.sha256, ref.file, f"items[{place.index}]")
        for ref in refs
        if (place := take_apart(ref.field)).table == "items"
    )


def write_capex(plan: Plan) -> None:
    """Writes the sheet and notes the cells of the amounts, for formulas and links."""
    sheet = plan.book.sheet("Capex", [column.width for column in COLUMNS], landscape=True)
    rows = items(plan.appraisal)
    statements = [it for it in _counting(plan.appraisal) if it.document_type == "capex_statement"]
    heading = 5 + max(1, sum("total_amount" in it.fields for it in statements))
    first, last = heading + 1, heading + len(rows)
    sheet.text(0, 0, "Capital expenditure, row by row", TITLE)
    if again := [short_file(it.document.file) for it in own_lists(plan.appraisal.documents)]:
        said = f"Certified by nobody and not counted, for it lists these invoices again: {', '.join(again)}"
        sheet.raw.merge_range(1, 0, 2, 3, "", sheet.book.format(NOTE))
        sheet.text(1, 0, said, NOTE, 4)
    sheet.heading(heading, COLUMNS, frozen=2)
    if not rows:
        last = first
        sheet.text(first, 0, "No row of a capex statement was read.", PLAIN.but(wrap=False, boxed=False))
        sheet.finish_table(heading, last, COLUMNS)
        return
    for row, item in enumerate(rows, start=first):
        _write_item(plan, sheet, row, row - first + 1, item)
    sheet.finish_table(heading, last, COLUMNS, status=COUNTED)
    _write_totals(plan, sheet, rows, first, last)
    end = _write_by_head(plan, sheet, rows, first, last, last + 2)
    sheet.raw.print_area(0, 0, end, len(COLUMNS) - 1)


def _write_item(plan: Plan, sheet: Sheet, row: int, number: int, item: Item) -> None:
    sheet.number(row, 0, number, PLAIN.but(align="center"))
    sheet.text(row, COUNTED, item.counted)
    for column, name in SHOWN.items():
        value = item.value(name)
        shown = words(value) if name in {"head", "condition"} and isinstance(value, str) else value
        sheet.value(row, column, shown)
        plan.places.setdefault(key(item.ref(name)), Place("Capex", sheet.address(row, column), value))
    sheet.value(row, AMOUNT, item.value("amount"), "INR")
    plan.places.setdefault(key(item.ref("amount")), Place("Capex", sheet.address(row, AMOUNT), item.value("amount")))
    plan.places.setdefault(key(item.ref()), Place("Capex", sheet.address(row, 2), None))
    strip = plan.pictures.get(key(item.ref()))
    sheet.picture(row, min(SHOWN), strip, f"Row {number} as printed", AMOUNT - min(SHOWN) + 1)
    remarks = [item.why, doubt_in_words(item.fields.items()), *_beside(item)]
    sheet.text(row, 10, "\n".join(it for it in remarks if it))
    amount = item.ref("amount" if "amount" in item.fields else "")
    see = plan.see_row(item.document, item.fields)
    sheet.link(row, 11, plan.links(amount), see, LINK.but(align="center", wrap=False), plan.told(amount))


def _beside(item: Item) -> list[str]:
    """Basic price, freight and tax, where the paper prints them beside the certified figure."""
    return [
        f"{words(name)} {value:,.2f}"
        for name in ("basic", "freight", "gst")
        if isinstance(value := item.value(name), Decimal) and value.is_finite()
    ]


def _write_totals(plan: Plan, sheet: Sheet, rows: list[Item], first: int, last: int) -> None:
    amounts = sheet.range(first, last, AMOUNT)
    whole = sum((it.amount for it in rows if it.amount is not None), Decimal(0))
    counted = sum((it.amount for it in rows if it.counted == YES and it.amount is not None), Decimal(0))
    certified: list[tuple[str, Cell]] = []
    for document in _counting(plan.appraisal):
        if document.document_type == "capex_statement" and "total_amount" in document.fields:
            place = plan.places[(document.sha256, document.file, "total_amount")]
            if place.cell:
                certified.append((document.file, place.cell))
    at = 1
    _total(plan, sheet, at, f"Sum of the {len(rows)} rows", f"SUM({amounts})", whole)
    for file, cell in certified:
        at += 1
        _total(plan, sheet, at, f"Total that {short_file(file)} certifies", cell.excel, cell.value)
    if certified:
        at += 1
        sum_of_certified = "+".join(cell.excel for _, cell in certified)
        difference = whole - sum((cell.value for _, cell in certified), Decimal(0))
        _total(plan, sheet, at, "Rows less certified", f"ROUND(SUM({amounts})-({sum_of_certified}),2)", difference)
    formula = f'SUMIFS({amounts},{sheet.range(first, last, COUNTED)},"{YES}")'
    _total(plan, sheet, at + 1, "Rows that the incentive counts", formula, counted)
    plan.counted_sum = Cell(formula, counted)
    plan.counted_rows = frozenset(key(it.ref()) for it in rows if it.counted == YES)


def _total(plan: Plan, sheet: Sheet, row: int, label: str, formula: str, value: Decimal) -> None:
    sheet.raw.merge_range(row, 5, row, 8, "", sheet.book.format(LABEL))
    sheet.text(row, 5, label, LABEL, 4)
    look = PLAIN.but(bold=True, number=indian_format(value), align="right", wrap=False)
    sheet.formula(row, AMOUNT, formula, value, look)
    plan.totals.append(Cell(sheet.address(row, AMOUNT), value))


def _write_by_head(plan: Plan, sheet: Sheet, rows: list[Item], first: int, last: int, at: int) -> int:
    """The sums by head below the rows; returns the last row written."""
    start = at
    sheet.text(at, HEAD_FROM, "By head", SECTION)
    for column, label in ((HEAD_FROM, "Head"), (8, "Rows"), (9, "All rows (₹)"), (10, "Counted (₹)")):
        sheet.text(at + 1, column, label, LABEL.but(align="left" if column == HEAD_FROM else "right"))
    at += 1
    amounts, heads = sheet.range(first, last, AMOUNT), sheet.range(first, last, 3)
    counted = sheet.range(first, last, COUNTED)
    for head in sorted({str(it.value("head") or "") for it in rows}):
        at += 1
        sheet.text(at, HEAD_FROM, words(head) or "no head read")
        mine = [it for it in rows if str(it.value("head") or "") == head]
        if not _PLAIN_ID.match(head):
            sheet.number(at, 8, len(mine), PLAIN.but(align="right"))
            sheet.value(at, 9, _sum(mine), "INR")
            sheet.value(at, 10, _sum(mine, _is_counted), "INR")
            continue
        shown = words(head)
        sheet.formula(at, 8, f'COUNTIF({heads},"{shown}")', len(mine), PLAIN.but(align="right"))
        _amount(sheet, at, 9, f'SUMIFS({amounts},{heads},"{shown}")', _sum(mine))
        both = f'SUMIFS({amounts},{heads},"{shown}",{counted},"{YES}")'
        _amount(sheet, at, 10, both, _sum(mine, _is_counted))
        plan.heads[head] = (
            Cell(sheet.address(at, 9), _sum(mine)),
            Cell(sheet.address(at, 10), _sum(mine, _is_counted)),
        )
    sheet.text(
        at + 1,
        HEAD_FROM,
        "Certified totals, rates and ceilings are on Incentive, each step with its clause.",
        NOTE.but(wrap=False),
    )
    sheet.keep_together(start, at + 1)
    return at + 1


def _amount(sheet: Sheet, row: int, column: int, formula: str, value: Decimal) -> None:
    sheet.formula(row, column, formula, value, PLAIN.but(number=indian_format(value), align="right", wrap=False))


def _is_counted(item: Item) -> bool:
    return item.counted == YES


def _sum(rows: list[Item], wanted: Callable[[Item], bool] = lambda _: True) -> Decimal:
    return sum((it.amount for it in rows if it.amount is not None and wanted(it)), Decimal(0))


def _row_key(document: DocumentReading, index: int) -> Key:
    return (document.sha256, document.file, f"items[{index}]")


def _findings_by_row(appraisal: Appraisal) -> dict[Key, list[str]]:
    """For each capex row, the checks of authenticity and consistency that fail or refer and single it out.

    A finding that cites most of the rows says nothing of any one of them.
    """
    found: dict[Key, list[str]] = {}
    most = max(2, len(rows_of(_counting(appraisal), "capex_statement", "items")) // 2)
    for finding in appraisal.findings:
        if finding.status in {"fail", "refer"} and finding.check.startswith(("authenticity.", "consistency.")):
            rows = _rows_cited(finding.fields)
            for row in rows if len(rows) <= most else ():
                found.setdefault(row, []).append(f"{finding.status}: {check_in_words(finding.check)}")
    return found
