"""Capital expenditure certificates: a practitioner's report with a statement by head, flat lists in lakh and in crore."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from random import Random

from reportlab.platypus import PageBreak

from samples import truths
from samples.facts import Certified, Claim
from samples.hands import web
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import (
    dashed,
    dotted,
    grouped,
    in_crore,
    in_lakh,
    long_day,
    mon_day,
    ordinal_day,
    rupees_in_words,
)

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
        body += f"<tr><td colspan=7 class='r b'>Sub-total: {web.esc(HEADS[head])}</td><td class='num b'>{grouped(sum((i.amount for i in group), Decimal(0)))}</td></tr>"
    body += f"<tr><td colspan=7 class='r b'>Grand Total</td><td class='num b'>{grouped(claim.printed_total)}</td></tr></table>"
    return Paper(
        "capex_statement",
        "report_by_head",
        web.pdf(body),
        printed(truths.capex_statement(claim)),
        {"items": rows(truths.items(claim))},
    )


SHORT_HEADS = {
    "plant_and_machinery": "P & M",
    "equipment": "Equipments",
    "utilities": "Utility",
    "land": "Land",
    "building": "Bldg. & Civil",
    "other": "Pre-op. Exp.",
}


def flat_in_lakh(claim: Claim, rng: Random) -> Paper:
    """A wide list with the head in a column; the unit stands in the heading only; the certificate comes after the list."""
    body = (
        f"<h3>ANNEXURE - I</h3><p class=c>Details of Capital Expenditure incurred by <b>{web.esc(claim.applicant.name)}</b><br>Unit: "
        f"{web.esc(claim.unit.line)}<br>From {dashed(claim.capex_from)} to {dashed(claim.capex_to)}</p><p class='r b'>(Rs. in Lakhs)</p>"
        "<table class=ruled><thead>"
        + web.row(
            (
                "S. No.",
                "Inv. Date",
                "Bill / Invoice No.",
                "Name of Vendor",
                "Vendor GSTIN",
                "Nature of Expenditure",
                "Head",
                "N/R",
                "Value",
            ),
            tag="th",
        )
        + "</thead>"
    )
    for number, item in enumerate(claim.items, 1):
        cells = (f"{number}.", dashed(item.invoice_date), item.invoice_number, item.vendor.name, item.vendor.gstin, item.description,
                 SHORT_HEADS[item.head], item.condition[0].upper(), in_lakh(item.amount))  # fmt: skip
        body += web.row(cells, ("", "", "", "", "", "", "", "c", "num"))
    body += (
        f"<tr><td colspan=8 class='c b'>T O T A L</td><td class='num b'>{in_lakh(claim.printed_total)}</td></tr></table>"
        "<p class=small>N = New, R = Refurbished. Values are net of input tax credit.</p>"
        "<h3>CERTIFICATE</h3><p>We have examined the books of account and invoices of the above named company and certify that the "
        f"expenditure of Rs. {in_lakh(claim.printed_total)} Lakhs listed above has been incurred and paid for.</p>"
        + signature(claim.capex_certified)
    )
    css = "@page { size: A4 landscape; margin: 14mm } body { font: 8.5pt 'Liberation Sans' }"
    return Paper(
        "capex_statement",
        "flat_in_lakh",
        web.pdf(body, css),
        printed(truths.capex_statement(claim)),
        {"items": rows(truths.items(claim))},
    )


def annexure_in_crore(claim: Claim, rng: Random) -> Paper:
    """A certificate in prose, total in words, then a narrow annexure in crore without GSTINs, in reportlab tables."""
    signed, look, small = claim.capex_certified, style("Serif", 10.5), style("Serif", 8)
    table = [
        [
            para(f"**{it}**", small)
            for it in ("#", "Asset", "Head of a/c", "Supplier & Bill No.", "Bill dt.", "Status", "Cost")
        ]
    ]
    for number, item in enumerate(claim.items, 1):
        table.append([str(number), para(item.description, small), para(HEADS[item.head], small), para(f"{item.vendor.name}\n{item.invoice_number}", small),
                      dotted(item.invoice_date), item.condition.title(), in_crore(item.amount)])  # fmt: skip
    table.append(["", "Grand total", "", "", "", "", in_crore(claim.printed_total)])
    story = [
        para(f"**{signed.by.firm}**\nChartered Accountants\nFRN: {signed.by.frn}", style("Serif", 12, alignment=1)),
        para("**TO WHOMSOEVER IT MAY CONCERN**", style("Serif", 11, alignment=1)),
        para(
            f"This is to certify that M/s {claim.applicant.name}, having its recycling unit at {claim.unit.line}, has incurred capital expenditure aggregating "
            f"to Rs. {in_crore(claim.printed_total)} Crore ({rupees_in_words(claim.printed_total)}) on the project between {ordinal_day(claim.capex_from)} and "
            f"{ordinal_day(claim.capex_to)}, the details of which are annexed.", look,
        ),
        para("This certificate is issued at the request of the company for submission to the Project Management Agency.", look),
        para(f"For **{signed.by.firm}**\nChartered Accountants\n\n\nCA {signed.by.name}\n(Partner)\nM. No. {signed.by.membership_number}\nUDIN : {signed.udin}\n{signed.by.city}, {dotted(signed.on)}", look),
        PageBreak(),
        para("**ANNEXURE**  (All figures ₹ in Crores)", style("Serif", 10, alignment=1)),
        grid(table, (22, 132, 74, 118, 54, 54, 52), [("FONT", (0, 1), (-1, -1), "Serif", 8), ("ALIGN", (6, 1), (6, -1), "RIGHT"),
             ("LINEABOVE", (0, -1), (-1, -1), 1.2, "black"), ("FONT", (0, -1), (-1, -1), "Serif-Bold", 8)], repeat=1),
    ]  # fmt: skip
    return Paper(
        "capex_statement",
        "annexure_in_crore",
        flow(story),
        printed(truths.capex_statement(claim)),
        {"items": rows(truths.without(line, "vendor_gstin") for line in truths.items(claim))},
    )


def cost_columns(claim: Claim, rng: Random) -> Paper:
    """Drawn by coordinates without rules: basic, freight and GST beside the capitalised cost, which alone is certified."""
    signed = claim.capex_certified
    sheet = Sheet("Sans", 8, wide=True)
    sheet.centre(claim.applicant.name, size=13)
    sheet.centre(
        f"Statement of Fixed Assets capitalised for the period {mon_day(claim.capex_from)} to {mon_day(claim.capex_to)}",
        size=10,
    )
    sheet.centre(f"Location: {claim.unit.line}", bold=False)
    sheet.down(8)
    right = {"Basic": 555, "Freight & Inst.": 618, "GST @18%": 686, "Capitalised Cost (ex GST)": 798}

    def heading() -> None:
        for x, text in (
            (40, "Sl"),
            (60, "Description / Supplier / GSTIN"),
            (330, "Invoice No & Date"),
            (440, "New/Ref."),
        ):
            sheet.text(x, text, bold=True)
        for text, x in right.items():
            sheet.text(x, text, bold=True, align="right", size=7.5)
        sheet.line(38, sheet.y + 12, 800, sheet.y + 12)
        sheet.down(17)

    heading()
    for head in dict.fromkeys(item.head for item in claim.items):
        sheet.room(60)
        sheet.text(60, f"{HEADS[head].upper()}", bold=True)
        sheet.down(12)
        for number, item in enumerate(claim.items, 1):
            if item.head != head:
                continue
            if sheet.y > sheet.height - 80:
                sheet.turn()
                heading()
            for x, text in (
                (40, str(number)),
                (60, item.description),
                (330, item.invoice_number),
                (440, item.condition.title()),
            ):
                sheet.text(x, text)
            money = (item.amount - item.freight, item.freight, item.gst, item.amount)
            for amount, at in zip(money, right.values(), strict=True):
                sheet.text(at, grouped(amount), align="right")
            sheet.text(60, f"{item.vendor.name}, {item.vendor.gstin}", y=sheet.y + 10, size=7)
            sheet.text(330, f"dt. {dotted(item.invoice_date)}", y=sheet.y + 10, size=7)
            sheet.down(24)
    sheet.room(150)
    sheet.line(500, sheet.y, 800, sheet.y)
    for name, x in zip(("", "", "", "total"), right.values(), strict=True):
        if name:
            sheet.text(x, grouped(claim.printed_total), y=sheet.y + 4, bold=True, align="right")
    sheet.text(330, "TOTAL CAPITALISED COST", y=sheet.y + 4, bold=True)
    sheet.down(26)
    sheet.paragraph(f"In words: {rupees_in_words(claim.printed_total)}", x=40, right=40)
    sheet.paragraph(
        "Certified on the basis of books of account produced before us and found correct. GST credit has been availed and is not capitalised.",
        x=40,
        right=40,
    )
    y = sheet.y
    for n, line in enumerate((f"for {signed.by.firm}", "Chartered Accountants", f"Firm Reg. No.: {signed.by.frn}")):
        sheet.text(40, line, y=y + n * 11)
    for n, line in enumerate(
        (signed.by.name, "Proprietor", f"Mem. No.: {signed.by.membership_number}", f"UDIN - {signed.udin}")
    ):
        sheet.text(300, line, y=y + n * 11)
    sheet.text(600, f"Place : {signed.by.city}", y=y)
    sheet.text(600, f"Dated : {mon_day(signed.on)}", y=y + 11)
    lines = [
        line | {"basic": item.amount - item.freight, "freight": item.freight, "gst": item.gst}
        for head in dict.fromkeys(item.head for item in claim.items)
        for line, item in zip(truths.items(claim), claim.items, strict=True)
        if item.head == head
    ]
    return Paper(
        "capex_statement", "cost_columns", sheet.pdf(), printed(truths.capex_statement(claim)), {"items": rows(lines)}
    )


HANDS = (report_by_head, flat_in_lakh, annexure_in_crore, cost_columns)
