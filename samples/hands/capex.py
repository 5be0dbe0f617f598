"""Capital expenditure certificates: a practitioner's report with a statement by head, flat lists in lakh and in crore."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from itertools import groupby
from random import Random

from samples import truths
from samples.facts import Certified, Claim
from samples.hands import web
from samples.papers import Paper, printed, rows
from samples.print_forms import dotted, grouped, long_day, rupees_in_words

HEADS = {
    "plant_and_machinery": "Plant & Machinery",
    "equipment": "Equipment",
    "utilities": "Utilities",
    "land": "Land",
    "building": "Building & Civil Works",
    "other": "Other / Pre-operative Expenses",
}


def signature(signed: Certified) -> str:
    """The signature block that the Institute prescribes."""
    return (
        f"<p>For {web.esc(signed.by.firm)}<br>Chartered Accountants<br>Firm Registration No. {signed.by.frn}<br><br>"
        f"{web.esc(signed.by.name)}<br>Partner<br>Membership No. {signed.by.membership_number}<br>Place: {signed.by.city}<br>"
        f"Date: {long_day(signed.on)}<br>UDIN: {signed.udin}</p>"
    )


def report_by_head(claim: Claim, rng: Random) -> Paper:
    """An independent practitioner's report, then the statement grouped by head with a subtotal for each, in rupees."""
    body = (
        f"<h2>{web.esc(claim.capex_certified.by.firm)}</h2><p class=c>Chartered Accountants, {claim.capex_certified.by.city}</p>"
        "<h3>Independent Practitioner's Report on the Statement of Capital Expenditure</h3>"
        "<p>1. This Report is issued in accordance with the terms of our engagement letter with the Company.</p>"
        f"<p>2. The accompanying Statement contains the capital expenditure incurred by M/s {web.esc(claim.applicant.name)} at its "
        f"unit at {web.esc(claim.unit.line)} during the period from {dotted(claim.capex_from)} to {dotted(claim.capex_to)}, which we "
        "have initialled for identification purposes only.</p><p><b>Management's Responsibility for the Statement</b><br>The "
        "preparation of the Statement is the responsibility of the Management of the Company.</p>"
        f"<p>3. We certify that the Company has incurred capital expenditure of Rs. {grouped(claim.printed_total)} "
        f"({rupees_in_words(claim.printed_total)}), excluding GST for which credit is availed.</p>"
        + signature(claim.capex_certified)
        + "<h3 style='break-before:page'>Statement of Capital Expenditure (Amount in ₹)</h3><table class='ruled small'><thead>"
        + web.row(
            (
                "Sl.",
                "Particulars of asset",
                "Supplier",
                "GSTIN of supplier",
                "Invoice No.",
                "Invoice date",
                "New / Refurbished",
                "Amount (₹)",
            ),
            tag="th",
        )
        + "</thead>"
    )
    number = 0
    for head, lines in groupby(claim.items, key=lambda item: item.head):
        group = list(lines)
        body += f"<tr><th colspan=8>{web.esc(HEADS[head])}</th></tr>"
        for item in group:
            number += 1
            cells = (
                number,
                item.description,
                item.vendor.name,
                item.vendor.gstin,
                item.invoice_number,
                dotted(item.invoice_date),
                item.condition.title(),
                grouped(item.amount),
            )
            body += web.row(cells, ("", "", "", "", "", "", "", "num"))
        body += f"<tr><td colspan=7 class='r b'>Sub-total: {web.esc(HEADS[head])}</td><td class='num b'>{grouped(sum(i.amount for i in group))}</td></tr>"
    body += f"<tr><td colspan=7 class='r b'>Grand Total</td><td class='num b'>{grouped(claim.printed_total)}</td></tr></table>"
    return Paper(
        "capex_statement",
        "report_by_head",
        web.pdf(body),
        printed(truths.capex_statement(claim)),
        {"items": rows(truths.items(claim))},
    )


HANDS = (report_by_head,)
