"""Sales ledgers: Tally's columnar register, a GSTR-1 sheet, a register with monthly subtotals."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import groupby
from random import Random
from typing import Any

from samples import truths
from samples.facts import Claim, Sale
from samples.hands import web
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import dotted, grouped, mon_day, slashed, tally_day

LANDSCAPE = "@page { size: A4 landscape; margin: 12mm } body { font: 8pt 'Liberation Sans' }"


def register_with_total(claim: Claim, rng: Random) -> Paper:
    """A ruled register with one line an invoice, tax in one column, and a total at the end."""
    heads = (
        "Date",
        "Invoice No",
        "Name of Buyer",
        "GSTIN of Buyer",
        "Item",
        "HSN",
        "Qty",
        "Unit",
        "Rate",
        "Taxable Value",
        "GST",
        "Invoice Total",
    )
    body = (
        f"<h2>{web.esc(claim.applicant.name)}</h2><p class=c>GSTIN: {claim.applicant.gstin}</p>"
        f"<h3>Sales Ledger for the period {slashed(claim.ledger_from)} to {slashed(claim.ledger_to)} (F.Y. 2026-27)</h3>"
        "<table class=ruled><thead>" + web.row(heads, tag="th") + "</thead>"
    )
    for sale in claim.sales:
        body += web.row(
            (slashed(sale.invoice_date), sale.invoice_number, sale.buyer.name, sale.buyer.gstin, sale.product.name, sale.product.hsn,
             f"{sale.quantity:.3f}", sale.unit, grouped(sale.rate), grouped(sale.taxable_value), grouped(sale.tax), grouped(sale.total)),
            ("", "", "", "", "", "", "num", "", "num", "num", "num", "num"),
        )  # fmt: skip
    sums = [
        sum((getattr(sale, name) for sale in claim.sales), Decimal(0)) for name in ("taxable_value", "tax", "total")
    ]
    body += f"<tr><td colspan=9 class='r b'>Total</td>{''.join(f'<td class=num><b>{grouped(it)}</b></td>' for it in sums)}</tr></table>"
    return Paper(
        "sales_ledger", "register_with_total", web.pdf(body, LANDSCAPE), printed(truths.sales_ledger(claim)),
        {"entries": rows(truths.entries(claim))},
    )  # fmt: skip


def _halves(sale: Sale) -> tuple[Decimal, Decimal, Decimal]:
    """CGST, SGST and IGST of a sale."""
    return (Decimal(0), Decimal(0), sale.tax) if sale.between_states else (sale.tax / 2, sale.tax / 2, Decimal(0))


def tally_columnar(claim: Claim, rng: Random) -> Paper:
    """Tally's columnar register over several landscape pages: no rules, carried over and brought forward, units in the cells."""
    sheet = Sheet("Sans", 6.6, wide=True)
    ends = {"Quantity": 388, "Rate": 462, "Value": 528, "CGST": 586, "SGST": 644, "IGST": 706, "Gross Total": 790}
    starts = (("Date", 30), ("Particulars", 68), ("GSTIN/UIN", 222), ("Vch No.", 288))
    running = dict.fromkeys(("Value", "CGST", "SGST", "IGST", "Gross Total"), Decimal(0))

    def top() -> None:
        sheet.centre(claim.applicant.name, size=12)
        sheet.centre(f"{claim.unit.line}", bold=False, size=7)
        sheet.centre(f"GSTIN/UIN: {claim.applicant.gstin}", bold=False, size=7)
        sheet.centre("Sales Register", size=10)
        sheet.centre(f"{tally_day(claim.ledger_from)} to {tally_day(claim.ledger_to)}", bold=False, size=8)
        sheet.text(sheet.width - 30, f"Page {sheet.page}", align="right")
        sheet.line(28, sheet.y + 10, sheet.width - 24, sheet.y + 10)
        sheet.down(12)
        for text, x in starts:
            sheet.text(x, text, bold=True)
        for text, x in ends.items():
            sheet.text(x, text, bold=True, align="right")
        sheet.line(28, sheet.y + 10, sheet.width - 24, sheet.y + 10)
        sheet.down(14)

    def carry(words: str) -> None:
        sheet.text(236, words, bold=True)
        for name, amount in running.items():
            sheet.text(ends[name], grouped(amount), bold=True, align="right")
        sheet.down(14)

    top()
    for sale in claim.sales:
        if sheet.y > sheet.height - 82:
            sheet.line(466, sheet.y, 794, sheet.y)
            carry("Carried Over")
            sheet.text(sheet.width - 30, "continued ...", align="right")
            sheet.turn()
            top()
            carry("Brought Forward")
        for text, x in (
            (tally_day(sale.invoice_date), 30),
            (sale.buyer.name, 68),
            (sale.buyer.gstin, 222),
            (sale.invoice_number, 288),
        ):
            sheet.text(x, text, size=6)
        unit = sale.unit if sale.unit == "MT" else "KGS"
        signed = [sale.taxable_value, *_halves(sale), sale.total]
        sheet.text(
            ends["Quantity"], f"{'(-)' if sale.quantity < 0 else ''}{abs(sale.quantity):.3f} {unit}", align="right"
        )
        sheet.text(ends["Rate"], f"{grouped(sale.rate)}/{unit}", align="right")
        for name, amount in zip(running, signed, strict=True):
            running[name] += amount
            if amount:
                sheet.text(ends[name], f"{'(-)' if amount < 0 else ''}{grouped(abs(amount))}", align="right")
        sheet.text(68, f"    {sale.product.name}", y=sheet.y + 8.5, size=6)
        sheet.down(19)
    sheet.line(466, sheet.y, 794, sheet.y)
    carry("Grand Total")
    lines = [truths.without(line, "hsn") for line in truths.entries(claim)]
    return Paper(
        "sales_ledger", "tally_columnar", sheet.pdf(), printed(truths.without(truths.sales_ledger(claim), "financial_year")),
        {"entries": rows(lines)},
    )  # fmt: skip


def gstr_sheet(claim: Claim, rng: Random) -> Paper:
    """A sheet like GSTR-1's B2B: GSTIN first, invoice value before taxable value, a rate that is a tax rate, no products."""
    body = (
        f"<p><b>GSTIN</b> {claim.applicant.gstin} &nbsp;&nbsp; <b>Legal name of the registered person</b> {web.esc(claim.applicant.name)}</p>"
        f"<p><b>Financial Year</b> 2026-27 &nbsp;&nbsp; <b>Period</b> {mon_day(claim.ledger_from)} to {mon_day(claim.ledger_to)}</p>"
        "<h3>Sales register - outward supplies (B2B), including credit notes</h3><table class=ruled><thead>"
        "<tr><th rowspan=2>GSTIN/UIN of Recipient</th><th rowspan=2>Receiver Name</th><th colspan=3 class=c>Invoice / Note details</th>"
        "<th rowspan=2>Place Of Supply</th><th rowspan=2>Rate (%)</th><th rowspan=2>Taxable Value</th><th colspan=3 class=c>Amount of tax</th></tr>"
        "<tr><th>Number</th><th>Date</th><th>Value</th><th>Integrated Tax</th><th>Central Tax</th><th>State/UT Tax</th></tr></thead>"
    )
    for sale in claim.sales:
        central, state, integrated = _halves(sale)
        place = sale.buyer.address.state
        body += web.row(
            (sale.buyer.gstin, sale.buyer.name, sale.invoice_number, mon_day(sale.invoice_date), grouped(sale.total), f"{place.gst_code}-{place.name}",
             "18", grouped(sale.taxable_value), grouped(integrated), grouped(central), grouped(state)),
            ("", "", "", "", "num", "", "c", "num", "num", "num", "num"),
        )  # fmt: skip
    sums = [sum((part[n] for part in map(_halves, claim.sales)), Decimal(0)) for n in (2, 0, 1)]
    total, value = (
        sum((getattr(sale, name) for sale in claim.sales), Decimal(0)) for name in ("total", "taxable_value")
    )
    body += (
        f"<tr><th colspan=4>Total</th><th class=num>{grouped(total)}</th><th></th><th></th><th class=num>{grouped(value)}</th>"
        + "".join(f"<th class=num>{grouped(it)}</th>" for it in sums)
        + "</tr></table>"
    )
    lines = truths.columns(
        truths.entries(claim),
        "invoice_date",
        "invoice_number",
        "buyer_name",
        "buyer_gstin",
        "taxable_value",
        "tax",
        "total",
    )
    return Paper(
        "sales_ledger",
        "gstr_sheet",
        web.pdf(body, LANDSCAPE),
        printed(truths.sales_ledger(claim)),
        {"entries": rows(lines)},
    )


def monthly_subtotals(claim: Claim, rng: Random) -> Paper:
    """Grouped by month with a subtotal for each; credit notes in brackets; no invoice total, tax split in three."""
    small = style("Sans", 7)
    heads = (
        "Inv. Dt",
        "Inv. No",
        "Party",
        "Description of goods",
        "HSN/SAC",
        "Qty",
        "UoM",
        "Rate/unit",
        "Assessable Value",
        "CGST",
        "SGST",
        "IGST",
    )
    table: list[list[Any]] = [[para(f"**{it}**", small) for it in heads]]
    looks: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), "Sans", 7),
        ("ALIGN", (5, 0), (5, -1), "RIGHT"),
        ("ALIGN", (7, 0), (-1, -1), "RIGHT"),
    ]

    def money(amount: Decimal) -> str:
        return f"({grouped(-amount)})" if amount < 0 else grouped(amount) if amount else "-"

    for month, sales in groupby(claim.sales, key=lambda sale: f"{sale.invoice_date:%B %Y}"):
        lines = list(sales)
        table.append([f"Month: {month}"])
        looks.append(("SPAN", (0, len(table) - 1), (-1, len(table) - 1)))
        for sale in lines:
            table.append([slashed(sale.invoice_date), sale.invoice_number, para(sale.buyer.name, small), para(sale.product.name, small), sale.product.hsn,
                          f"({-sale.quantity})" if sale.quantity < 0 else str(sale.quantity), sale.unit, grouped(sale.rate), money(sale.taxable_value),
                          *map(money, _halves(sale))])  # fmt: skip
        table.append(["", "", "", f"Sub Total - {month}", "", "", "", "", *_sums(lines, money)])
    table.append(["", "", "", "GRAND TOTAL", "", "", "", "", *_sums(claim.sales, money)])
    story = [
        para(f"**{claim.applicant.name}**\nSALES LEDGER - RECOVERED PRODUCTS\nF.Y. 2026-27 (from {dotted(claim.ledger_from)} to {dotted(claim.ledger_to)})\nGST No. {claim.applicant.gstin}", style("Sans", 10, alignment=1)),
        grid(table, (46, 66, 108, 104, 46, 50, 26, 62, 80, 64, 64, 70), looks, repeat=1),
    ]  # fmt: skip
    kept = (
        "invoice_date",
        "invoice_number",
        "buyer_name",
        "product",
        "hsn",
        "quantity",
        "unit",
        "rate",
        "taxable_value",
        "tax",
    )
    return Paper(
        "sales_ledger", "monthly_subtotals", flow(story, wide=True, margin=26), printed(truths.sales_ledger(claim)),
        {"entries": rows(truths.columns(truths.entries(claim), *kept))},
    )  # fmt: skip


def _sums(sales: Sequence[Sale], money: Callable[[Decimal], str]) -> list[str]:
    value = sum((sale.taxable_value for sale in sales), Decimal(0))
    return [money(value), *(money(sum((_halves(sale)[n] for sale in sales), Decimal(0))) for n in range(3))]


HANDS = (register_with_total, tally_columnar, gstr_sheet, monthly_subtotals)
