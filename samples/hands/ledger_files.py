"""Sales ledgers handed in as the files they were kept in: a workbook with a sheet a month, a comma-separated export."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime, time
from itertools import groupby
from random import Random

from samples import truths
from samples.facts import Claim, Sale
from samples.hands import office
from samples.hands.ledger_books import entries, is_credit, quantity_text, tax_heads, total_of
from samples.papers import Paper, printed, rows
from samples.print_forms import dashed, grouped, tally_day

_HEADS = ("Invoice Date", "Invoice No.", "Customer", "GSTIN of Customer", "Item", "HSN", "Qty", "UOM", "Rate", "Taxable Value", "CGST", "SGST", "IGST", "Invoice Total")  # fmt: skip


def workbook_by_month(claim: Claim, rng: Random) -> Paper:
    """A cover sheet, a sheet for each month with dates and numbers as such and sums as formulas, and a summary."""
    buffer = io.BytesIO()
    book = office.workbook(buffer)
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd-mmm-yyyy"})
    money = book.add_format({"num_format": "#,##0.00"})
    thousandths = book.add_format({"num_format": "#,##0.000"})
    cover = book.add_worksheet("Cover")
    for place, (label, value) in enumerate((
        ("Company", claim.applicant.name), ("GSTIN", claim.applicant.gstin), ("Statement", "Sales ledger of recovered products"),
        ("Financial Year", "2026-27"), ("Period", f"{dashed(claim.ledger_from)} to {dashed(claim.ledger_to)}"),
    )):  # fmt: skip
        cover.write(place + 1, 1, label, bold)
        cover.write(place + 1, 2, value)
    months = [
        (f"{name}", list(lines)) for name, lines in groupby(claim.sales, key=lambda sale: f"{sale.invoice_date:%b %Y}")
    ]
    for name, lines in months:
        sheet = book.add_worksheet(name)
        sheet.write(0, 0, f"{claim.applicant.name} - sales of {name}", bold)
        for column, head in enumerate(_HEADS):
            sheet.write(2, column, head, bold)
        for place, sale in enumerate(lines, 3):
            sheet.write_datetime(place, 0, datetime.combine(sale.invoice_date, time()), day)
            for column, text in enumerate(
                (sale.invoice_number, sale.buyer.name, sale.buyer.gstin, sale.product.name, sale.product.hsn), 1
            ):
                sheet.write_string(place, column, text)
            sheet.write_number(place, 6, float(sale.quantity), thousandths)
            sheet.write_string(place, 7, sale.unit)
            for column, amount in enumerate((sale.rate, sale.taxable_value, *tax_heads(sale), sale.total), 8):
                sheet.write_number(place, column, float(amount), money)
        foot = 3 + len(lines)
        sheet.write(foot, 4, "Total", bold)
        for column, letter, amount in ((9, "J", total_of(lines, "taxable_value")), (13, "N", total_of(lines, "total"))):
            sheet.write_formula(foot, column, f"=SUM({letter}4:{letter}{foot})", money, float(amount))
    summary = book.add_worksheet("Summary")
    summary.write_row(0, 0, ("Month", "No. of invoices", "Taxable Value"), bold)
    for place, (name, lines) in enumerate(months, 1):
        summary.write(place, 0, name)
        summary.write(place, 1, len(lines))
        summary.write_number(place, 2, float(total_of(lines, "taxable_value")), money)
    summary.write(len(months) + 1, 0, "Grand Total", bold)
    summary.write_number(len(months) + 1, 2, float(total_of(claim.sales, "taxable_value")), money)
    book.close()
    return Paper(
        "sales_ledger", "workbook_by_month", buffer.getvalue(), printed(truths.sales_ledger(claim)),
        {"entries": rows(entries(claim, claim.sales))}, suffix=".xlsx",
    )  # fmt: skip


def _export_line(sale: Sale) -> tuple[str, ...]:
    sign = "-" if is_credit(sale) else ""
    return (
        tally_day(sale.invoice_date), sale.buyer.name, sale.buyer.gstin, "Credit Note" if is_credit(sale) else "Sales", sale.invoice_number, sale.product.name,
        f"{sign}{quantity_text(sale)} {sale.unit}", f"{grouped(sale.rate)}/{sale.unit}", grouped(sale.taxable_value), grouped(sale.tax), grouped(sale.total),
    )  # fmt: skip


def comma_separated_export(claim: Claim, rng: Random) -> Paper:
    """A CSV as an accounting program writes it: titles above the heading, Indian grouping in quotes, a total below."""
    buffer = io.StringIO()
    out = csv.writer(buffer, lineterminator="\r\n")
    out.writerow([claim.applicant.name])
    out.writerow(["GSTIN/UIN", claim.applicant.gstin])
    out.writerow(["Sales Register", f"{tally_day(claim.ledger_from)} to {tally_day(claim.ledger_to)}"])
    out.writerow([])
    out.writerow(
        [
            "Date",
            "Particulars",
            "GSTIN/UIN",
            "Voucher Type",
            "Voucher No.",
            "Stock Item",
            "Quantity",
            "Rate",
            "Value",
            "GST",
            "Gross Total",
        ]
    )
    out.writerows(_export_line(sale) for sale in claim.sales)
    sums = [grouped(total_of(claim.sales, name)) for name in ("taxable_value", "tax", "total")]
    out.writerow(["", "Grand Total", *[""] * 6, *sums])
    lines = [truths.without(line, "hsn") for line in entries(claim, claim.sales)]
    return Paper(
        "sales_ledger", "comma_separated_export", b"\xef\xbb\xbf" + buffer.getvalue().encode(), printed(truths.without(truths.sales_ledger(claim), "financial_year")),
        {"entries": rows(lines)}, suffix=".csv",
    )  # fmt: skip


HANDS: tuple[Callable[[Claim, Random], Paper], ...] = (workbook_by_month, comma_separated_export)
