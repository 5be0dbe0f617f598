"""Sales ledgers: Tally's columnar register, a GSTR-1 sheet, a register with monthly subtotals."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from random import Random

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.papers import Paper, printed, rows
from samples.print_forms import grouped, slashed

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
    sums = [sum(getattr(sale, name) for sale in claim.sales) for name in ("taxable_value", "tax", "total")]
    body += f"<tr><td colspan=9 class='r b'>Total</td>{''.join(f'<td class=num><b>{grouped(it)}</b></td>' for it in sums)}</tr></table>"
    return Paper(
        "sales_ledger", "register_with_total", web.pdf(body, LANDSCAPE), printed(truths.sales_ledger(claim)),
        {"entries": rows(truths.entries(claim))},
    )  # fmt: skip


HANDS = (register_with_total,)
