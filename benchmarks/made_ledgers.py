"""Long sales ledgers with their truth: what a Tally or an office suite prints over hundreds of ruled pages."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from records.gstins import is_gstin
from records.numbers import indian

PAISA, NOUGHT = Decimal("0.01"), Decimal(0)
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
COMPANY, GSTIN = "Aravali Battery Recyclers Private Limited", "08AAHCA4821M1Z"
BUYERS = (
    "Suraj Cathode Works LLP",
    "Nilgiri Alloys Ltd",
    "Deccan Salts & Oxides",
    "Kaveri Metals Pvt Ltd",
    "Satpura Chemicals Limited",
    "Vindhya Energy Materials Private Limited",
    "Godavari Powder Metallurgy",
)
PRODUCTS = (
    ("Lithium carbonate", "28369100", 980_000),
    ("Cobalt sulphate", "28332930", 612_500),
    ("Nickel sulphate hexahydrate", "28332400", 318_000),
    ("Black mass", "26203000", 142_250),
    ("Graphite powder", "25041010", 61_000),
    ("Copper scrap", "74040012", 705_400),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a ledger is printed.

    Attributes:
        columns: the names of columns, in print order.
        every_page: whether each page repeats title and headings.
        carried: whether each page ends and begins with the sum carried over.
        monthly: whether each month ends in a subtotal.
        boxed: whether each cell is a rectangle of its own, as some software draws; else lines run through.
        wrapped: whether long names go on in a second line of their cell.
        credit_notes: whether some rows take goods back.
        days: how a date is printed.
    """

    name: str
    columns: tuple[str, ...]
    every_page: bool = True
    carried: bool = False
    monthly: bool = False
    boxed: bool = False
    wrapped: bool = False
    credit_notes: bool = False
    days: str = "%d-%m-%Y"


GOODS = ("product", "hsn", "quantity", "rate", "taxable_value", "tax", "total")
FULL = ("serial", "invoice_date", "invoice_number", "buyer_name", "buyer_gstin", *GOODS)
SHORT = ("invoice_date", "invoice_number", "buyer_name", "product", "quantity", "rate", "taxable_value", "total")
PARTS = ("quantity", "unit", "rate", "taxable_value", "cgst", "sgst", "total")
SPLIT = ("invoice_date", "invoice_number", "buyer_name", "buyer_gstin", "product", *PARTS)
LAYOUTS = (
    Layout("plain", FULL),
    Layout("carried", FULL[:4] + FULL[5:], carried=True, monthly=True),
    Layout("short", SHORT, every_page=False, boxed=True, days="%d/%m/%Y"),
    Layout("split", SPLIT, monthly=True, credit_notes=True, days="%d-%b-%Y"),
    Layout("wrapped", FULL, every_page=False, wrapped=True, carried=True, days="%d.%m.%y"),
)

HEADINGS = {
    "serial": "S.No.", "invoice_date": "Date", "invoice_number": "Invoice No.", "buyer_name": "Name of Buyer",
    "buyer_gstin": "GSTIN of Buyer", "product": "Product", "hsn": "HSN", "quantity": "Qty (MT)", "unit": "UOM",
    "rate": "Rate (Rs./MT)", "taxable_value": "Taxable Value", "tax": "GST", "cgst": "CGST", "sgst": "SGST",
    "total": "Invoice Value",
}  # fmt: skip
WIDTHS = {
    "serial": 30, "invoice_date": 50, "invoice_number": 66, "buyer_name": 116, "buyer_gstin": 84, "product": 84,
    "hsn": 42, "quantity": 44, "unit": 28, "rate": 62, "taxable_value": 72, "tax": 64, "cgst": 60, "sgst": 60,
    "total": 72,
}  # fmt: skip
FIGURES = {"quantity", "rate", "taxable_value", "tax", "cgst", "sgst", "total"}
SUMMED = ("taxable_value", "tax", "cgst", "sgst", "total")


@dataclass(frozen=True, slots=True)
class Sale:
    """One row, as true: amounts in rupees, quantity in tonnes."""

    serial: int
    invoice_date: date
    invoice_number: str
    buyer_name: str
    buyer_gstin: str
    product: str
    hsn: str
    quantity: Decimal
    rate: Decimal

    @property
    def taxable_value(self) -> Decimal:
        """Quantity times rate, to the paisa."""
        return (self.quantity * self.rate).quantize(PAISA, ROUND_HALF_UP)

    @property
    def half(self) -> Decimal:
        """Central or state tax at 9 per cent."""
        return (self.taxable_value * Decimal("0.09")).quantize(PAISA, ROUND_HALF_UP)

    def amount(self, column: str) -> Decimal:
        """What an amount column prints."""
        values = {"taxable_value": self.taxable_value, "cgst": self.half, "sgst": self.half, "tax": 2 * self.half}
        return values[column] if column in values else self.taxable_value + 2 * self.half


@dataclass(frozen=True, slots=True)
class Made:
    """A ledger on disk with what it says."""

    path: Path
    layout: Layout
    sales: tuple[Sale, ...]
    totals: dict[str, Decimal] = field(default_factory=dict)


def sales(count: int, seed: int = 20261122, *, credit_notes: bool = False) -> list[Sale]:
    """So many sales of one financial year in order of date."""
    chance = random.Random(seed)
    buyers = [(name, _gstin(chance)) for name in BUYERS]
    first = date(2025, 4, 1)
    made = []
    for number in range(count):
        name, gstin = chance.choice(buyers)
        product, hsn, price = chance.choice(PRODUCTS)
        day = first + timedelta(days=number * 364 // max(1, count - 1))
        back = credit_notes and chance.random() < 0.01
        quantity = Decimal(chance.randint(250, 24_999)) / 1000 * (-1 if back else 1)
        rate = Decimal(price) + Decimal(chance.randint(-500_000, 500_000)) / 100
        kind = "CN" if back else "ABR"
        made.append(Sale(number + 1, day, f"{kind}/25-26/{number + 1:06}", name, gstin, product, hsn, quantity, rate))
    return made


def _gstin(chance: random.Random) -> str:
    letters = "".join(chance.choice(LETTERS[10:]) for _ in range(5))
    stem = f"{chance.randint(1, 37):02}{letters}{chance.randint(0, 9999):04}{chance.choice(LETTERS[10:])}1Z"
    return next(stem + last for last in LETTERS if is_gstin(stem + last))


def write_ledger(path: Path, pages: int, layout: Layout, rows: int = 40, seed: int = 20261122) -> Made:
    """A ledger of so many pages; each holds `rows` rows, those of sums apart."""
    entries = sales(pages * rows, seed, credit_notes=layout.credit_notes)
    canvas = Canvas(str(path), pagesize=landscape(A4), pageCompression=1)
    printer = _Printer(canvas, layout, pages)
    for number, lines in enumerate(_sheets(layout, entries, rows), start=1):
        printer.page(number, lines)
        canvas.showPage()
    canvas.save()
    totals = {name: sum((it.amount(name) for it in entries), NOUGHT) for name in _summed(layout)}
    return Made(path, layout, tuple(entries), totals)


Printed = dict[str, str]
Sums = dict[str, Decimal]


def _sheets(layout: Layout, entries: Sequence[Sale], rows: int) -> Iterator[list[Printed]]:
    """What each page prints, row by row."""
    whole, month = dict.fromkeys(_summed(layout), NOUGHT), dict.fromkeys(_summed(layout), NOUGHT)
    for start in range(0, len(entries), rows):
        lines = [_sum_line("Brought forward", whole)] if layout.carried and start else []
        for at in range(start, min(start + rows, len(entries))):
            sale = entries[at]
            if layout.monthly and at and not _same_month(entries[at - 1], sale):
                lines.append(_sum_line(f"Sub Total {entries[at - 1].invoice_date:%B %Y}", month))
                month = dict.fromkeys(_summed(layout), NOUGHT)
            for name in whole:
                whole[name] += sale.amount(name)
                month[name] += sale.amount(name)
            lines.append(_row(layout, sale))
        last = start + rows >= len(entries)
        if last or layout.carried:
            lines.append(_sum_line("Grand Total" if last else "Carried forward", whole))
        yield lines


def _summed(layout: Layout) -> list[str]:
    return [name for name in layout.columns if name in SUMMED]


def _same_month(one: Sale, other: Sale) -> bool:
    return (one.invoice_date.year, one.invoice_date.month) == (other.invoice_date.year, other.invoice_date.month)


def _sum_line(label: str, sums: Sums) -> Printed:
    return {"buyer_name": label, **{name: indian(value) for name, value in sums.items()}}


def _row(layout: Layout, sale: Sale) -> Printed:
    printed: Printed = {
        "serial": str(sale.serial),
        "invoice_date": sale.invoice_date.strftime(layout.days),
        "unit": "MT",
        "quantity": _signed(f"{abs(sale.quantity):.3f}", sale.quantity),
        "rate": indian(sale.rate),
    }
    for name in layout.columns:
        if name in SUMMED:
            printed[name] = _signed(indian(abs(sale.amount(name))), sale.amount(name))
        elif name not in printed:
            printed[name] = str(getattr(sale, name))
    return printed


def _signed(text: str, value: Decimal) -> str:
    return f"({text})" if value < 0 else text


@dataclass(slots=True)
class _Printer:
    """Draws pages of one layout."""

    canvas: Canvas
    layout: Layout
    pages: int
    size: float = 5.6
    step: float = 11.4

    @property
    def edges(self) -> list[float]:
        width = landscape(A4)[0]
        widths = [WIDTHS[name] for name in self.layout.columns]
        scale = min(1.0, (width - 40) / sum(widths))
        return list(accumulate((it * scale for it in widths), initial=20.0))

    def page(self, number: int, lines: Sequence[Printed]) -> None:
        canvas, top = self.canvas, landscape(A4)[1] - 30
        if number == 1 or self.layout.every_page:
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(20, top, COMPANY)
            canvas.setFont("Helvetica", 7)
            canvas.drawString(20, top - 10, "Sales Ledger for the period 01-04-2025 to 31-03-2026 (FY 2025-26)")
            gstin = next(GSTIN + last for last in LETTERS if is_gstin(GSTIN + last))
            canvas.drawString(400, top - 10, f"GSTIN: {gstin}")
            top -= 20
        headed = [{name: HEADINGS[name] for name in self.layout.columns}] if top < landscape(A4)[1] - 30 else []
        heights = [self._height(line) for line in (*headed, *lines)]
        tops = list(accumulate((-it for it in heights), initial=top))
        for at, line in enumerate((*headed, *lines)):
            self._print(line, tops[at], bold=at < len(headed) or line.keys() <= {"buyer_name", *SUMMED})
        self._rule(tops)
        canvas.setFont("Helvetica", 6)
        canvas.drawCentredString(landscape(A4)[0] / 2, 14, f"Page {number} of {self.pages}")

    def _height(self, line: Printed) -> float:
        return self.step * (1.6 if self.layout.wrapped and len(line.get("buyer_name", "")) > 28 else 1)

    def _print(self, line: Printed, top: float, *, bold: bool) -> None:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", self.size)
        for at, name in enumerate(self.layout.columns):
            left, right = self.edges[at], self.edges[at + 1]
            text = line.get(name, "")
            base = top - 7.8
            if name in FIGURES:
                self.canvas.drawRightString(right - 2, base, text)
            elif self._height(line) > self.step and name == "buyer_name":
                first, _, second = text.rpartition(" ")
                self.canvas.drawString(left + 2, base, first)
                self.canvas.drawString(left + 2, base - 7, second)
            else:
                self.canvas.drawString(left + 2, base, text)

    def _rule(self, tops: Sequence[float]) -> None:
        self.canvas.setLineWidth(0.4)
        edges = self.edges
        if self.layout.boxed:
            for top, bottom in zip(tops, tops[1:], strict=False):
                for left, right in zip(edges, edges[1:], strict=False):
                    self.canvas.rect(left, bottom, right - left, top - bottom)
            return
        for top in tops:
            self.canvas.line(edges[0], top, edges[-1], top)
        for edge in edges:
            self.canvas.line(edge, tops[0], edge, tops[-1])
