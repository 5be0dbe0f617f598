"""Sales ledgers of other keepers: vouchers with narration, parties as headings, entries on two lines, GSTR-1's tables."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from random import Random
from typing import Any

from reportlab.platypus import KeepTogether

from samples import truths
from samples.facts import Claim, Sale
from samples.hands import web
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import dashed, dotted, grouped, mon_day, paisa, rupees_in_words, slashed, tally_day, western

WIDE = "@page { size: A4 landscape; margin: 11mm } body { font: 7.6pt 'Liberation Sans', 'Noto Sans Devanagari' }"
THOUSAND = Decimal(1000)


def tax_heads(sale: Sale) -> tuple[Decimal, Decimal, Decimal]:
    """CGST, SGST and IGST of a sale."""
    return (Decimal(0), Decimal(0), sale.tax) if sale.between_states else (sale.tax / 2, sale.tax / 2, Decimal(0))


def is_credit(sale: Sale) -> bool:
    """Whether the line is a credit note."""
    return sale.quantity < 0


def total_of(sales: Iterable[Sale], name: str) -> Decimal:
    """What a column adds up to."""
    return sum((getattr(sale, name) for sale in sales), Decimal(0))


def entries(claim: Claim, sales: Sequence[Sale], units: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The truth of these sales; `units` tells how a unit is printed."""
    lines = truths.entries(replace(claim, sales=tuple(sales)))
    return [line | {"unit": (units or {}).get(line["unit"], line["unit"])} for line in lines]


def taxed(sale: Sale, quantity: Decimal, rate: Decimal) -> Sale:
    """The sale at another quantity and rate, its value and tax computed anew."""
    value = paisa(quantity * rate)
    tax = paisa(value * Decimal("0.18")) if sale.between_states else paisa(value * Decimal("0.09")) * 2
    return replace(sale, quantity=quantity, rate=rate, taxable_value=value, tax=tax)


def in_kilograms(sale: Sale) -> Sale:
    """The sale measured in kilograms, at a rate per kilogram in whole paise."""
    if sale.unit != "MT":
        return sale
    return replace(taxed(sale, sale.quantity * THOUSAND, paisa(sale.rate / THOUSAND)), unit="KGS")


def quantity_text(sale: Sale) -> str:
    """The quantity without its sign."""
    return f"{abs(sale.quantity):.3f}"


def voucher_register(claim: Claim, rng: Random) -> Paper:
    """Vouchers in detail as an accounting program prints them: party, ledgers with Dr and Cr, stock line, narration."""
    sheet = Sheet("Sans", 7.5)
    ledgers, debit, credit = 372.0, 478.0, 562.0
    totals = {"debit": Decimal(0), "credit": Decimal(0)}

    def top() -> None:
        sheet.centre(claim.applicant.name, size=11)
        sheet.centre(claim.unit.line, bold=False, size=7)
        sheet.centre("Sales Voucher Register", size=9.5)
        sheet.centre(f"{tally_day(claim.ledger_from)} to {tally_day(claim.ledger_to)}", bold=False)
        sheet.text(562, f"Page {sheet.page}", align="right")
        sheet.line(32, sheet.y + 11, 564, sheet.y + 11)
        sheet.down(13)
        for text, x in (("Date", 34.0), ("Particulars", 84.0), ("Vch Type", 290.0), ("Vch No.", 340.0)):
            sheet.text(x, text, bold=True)
        for text, x in (("Debit", debit), ("Credit", credit)):
            sheet.text(x, text, bold=True, align="right")
        sheet.line(32, sheet.y + 11, 564, sheet.y + 11)
        sheet.down(15)

    top()
    for sale in claim.sales:
        if sheet.y > sheet.height - 120:
            sheet.text(562, "continued ...", align="right")
            sheet.turn()
            top()
        side, against = ("credit", "Dr") if is_credit(sale) else ("debit", "Cr")
        totals[side] += abs(sale.total)
        sheet.text(34, tally_day(sale.invoice_date))
        sheet.text(84, sale.buyer.name, bold=True)
        sheet.text(290, "Credit Note" if is_credit(sale) else "Sales")
        sheet.text(340, sale.invoice_number)
        sheet.text(debit if side == "debit" else credit, grouped(abs(sale.total)), align="right", bold=True)
        sheet.down(10.5)
        ledger_lines = [("Sales - Recovered Products", sale.taxable_value)]
        ledger_lines += [
            (name, amount)
            for name, amount in zip(
                ("Output CGST 9%", "Output SGST 9%", "Output IGST 18%"), tax_heads(sale), strict=True
            )
            if amount
        ]
        for name, amount in ledger_lines:
            sheet.text(100, name)
            sheet.text(ledgers, f"{grouped(abs(amount))} {against}", align="right")
            sheet.down(10)
            if amount == sale.taxable_value:
                sheet.text(116, sale.product.name, size=7)
                sheet.text(264, f"{quantity_text(sale)} {sale.unit}", size=7, align="right")
                sheet.text(270, f"@ {grouped(sale.rate)}/{sale.unit}", size=7)
                sheet.down(10)
        words = "being material returned by" if is_credit(sale) else "being recovered material sold to"
        sheet.text(100, f"({words} party, GSTIN {sale.buyer.gstin}, HSN {sale.product.hsn})", size=6.5)
        sheet.down(14)
    sheet.line(420, sheet.y, 564, sheet.y)
    sheet.text(84, "Total:", bold=True)
    sheet.text(debit, grouped(totals["debit"]), bold=True, align="right")
    sheet.text(credit, grouped(totals["credit"]), bold=True, align="right")
    truth = truths.without(truths.sales_ledger(claim), "gstin", "financial_year", "total_taxable_value")
    return Paper("sales_ledger", "voucher_register", sheet.pdf(), printed(truth), {"entries": rows(entries(claim, claim.sales))})  # fmt: skip


def party_headings(claim: Claim, rng: Random) -> Paper:
    """Grouped by buyer, whose name and GSTIN stand only in the heading; western grouping; a total for each party."""
    sales = sorted(claim.sales, key=lambda sale: (sale.buyer.name, sale.buyer.gstin))
    heads = ("S.No.", "Bill No.", "Bill Date", "Item Description", "HSN", "Qty.", "UoM", "Price per UoM", "Taxable Amt.", "GST Amt.", "Bill Amt.")  # fmt: skip
    kinds = ("c", "", "", "", "", "num", "", "num", "num", "num", "num")

    def sums(words: str, lines: Sequence[Sale]) -> str:
        cells = "".join(
            f"<td class='num b'>{western(total_of(lines, it))}</td>" for it in ("taxable_value", "tax", "total")
        )
        return f"<tr><td colspan=8 class='r b'>{words}</td>{cells}</tr>"

    body = (
        f"<table><tr><td><b>{web.esc(claim.applicant.name)}</b><br>{web.esc(claim.unit.line)}</td>"
        f"<td class=r>GSTIN of Supplier: {claim.applicant.gstin}</td></tr></table>"
        f"<h3>PARTY WISE SALES LEDGER</h3><p class=c>Period : {dashed(claim.ledger_from)} to {dashed(claim.ledger_to)}</p>"
        "<table class=light>" + web.row(heads, tag="th")
    )
    number = 0
    for (name, gstin), group in groupby(sales, key=lambda sale: (sale.buyer.name, sale.buyer.gstin)):
        lines = list(group)
        body += f"<tr><td colspan=11 class=party>{web.esc(name)} &nbsp; (GSTIN: {gstin})</td></tr>"
        for sale in lines:
            number += 1
            body += web.row(
                (number, sale.invoice_number, dashed(sale.invoice_date), sale.product.name, sale.product.hsn, f"{sale.quantity:,.3f}",
                 sale.unit, western(sale.rate), western(sale.taxable_value), western(sale.tax), western(sale.total)), kinds,
            )  # fmt: skip
        body += sums("Party Total", lines)
    body += sums("GRAND TOTAL (INR)", sales) + "</table>"
    css = ".light td, .light th { border-bottom: 0.4pt solid #999 } .party { background: #eee; font-weight: bold } tr { break-after: auto }"
    truth = truths.without(truths.sales_ledger(claim), "financial_year")
    return Paper("sales_ledger", "party_headings", web.pdf(body, WIDE + css), printed(truth), {"entries": rows(entries(claim, sales))})  # fmt: skip


def entries_on_two_lines(claim: Claim, rng: Random) -> Paper:
    """Every entry takes two lines under a heading of two lines; no rules but a hair line between entries."""
    sheet = Sheet("Mono", 6.5)
    first = (("Inv Date", 34, ""), ("Name of Customer", 92, ""), ("Goods sold", 300, ""), ("Qty", 470, "right"), ("Taxable Value", 562, "right"))  # fmt: skip
    second = (("Inv No", 34, ""), ("Customer GSTIN", 110, ""), ("HSN Code", 200, ""), ("Rate", 360, "right"), ("GST", 470, "right"), ("Invoice Value", 562, "right"))  # fmt: skip

    def put(cells: Iterable[tuple[str, float, str]], *, bold: bool = False) -> None:
        for text, x, side in cells:
            sheet.text(x, text, bold=bold, align=side or "left")
        sheet.down(10)

    def top() -> None:
        sheet.text(34, claim.applicant.name.upper(), bold=True, size=9.5)
        sheet.text(562, f"GSTIN {claim.applicant.gstin}", align="right")
        sheet.down(14)
        sheet.text(34, f"SALES DAY BOOK   FY 2026-27   {dotted(claim.ledger_from)} - {dotted(claim.ledger_to)}")
        sheet.text(562, f"Sheet {sheet.page}", align="right")
        sheet.down(14)
        sheet.line(32, sheet.y - 2, 564, sheet.y - 2, 1)
        put(first, bold=True)
        put(second, bold=True)
        sheet.line(32, sheet.y, 564, sheet.y, 1)
        sheet.down(3)

    top()
    for sale in claim.sales:
        if sheet.y > sheet.height - 86:
            sheet.turn()
            top()
        sign = "-" if is_credit(sale) else ""
        put(zip((slashed(sale.invoice_date), sale.buyer.name, sale.product.name, f"{sign}{quantity_text(sale)} {sale.unit}", grouped(sale.taxable_value)),
                (x for _, x, _ in first), (side for *_, side in first), strict=True))  # fmt: skip
        put(zip((sale.invoice_number, sale.buyer.gstin, sale.product.hsn, grouped(sale.rate), grouped(sale.tax), grouped(sale.total)),
                (x for _, x, _ in second), (side for *_, side in second), strict=True))  # fmt: skip
        sheet.line(32, sheet.y, 564, sheet.y, 0.2)
        sheet.down(3)
    sheet.down(4)
    put((("TOTAL TAXABLE VALUE", 300, ""), (grouped(total_of(claim.sales, "taxable_value")), 562, "right")), bold=True)
    put((("TOTAL GST", 300, ""), (grouped(total_of(claim.sales, "tax")), 562, "right")), bold=True)
    put((("TOTAL INVOICE VALUE", 300, ""), (grouped(total_of(claim.sales, "total")), 562, "right")), bold=True)
    truth = truths.sales_ledger(claim) | {"entity_name": claim.applicant.name.upper()}
    return Paper("sales_ledger", "entries_on_two_lines", sheet.pdf(), printed(truth), {"entries": rows(entries(claim, claim.sales))})  # fmt: skip


def total_in_words(claim: Claim, rng: Random) -> Paper:
    """Tonnes and kilograms side by side, credit notes marked Cr, the heading once, the total in words only."""
    sales = [in_kilograms(sale) if n % 3 == 1 else sale for n, sale in enumerate(claim.sales)]
    units = {"MT": "MT", "KGS": "Kg"}
    small = style("Serif", 7.6)

    def money(amount: Decimal) -> str:
        return f"{grouped(abs(amount))}{' Cr' if amount < 0 else ''}"

    table: list[list[Any]] = [[para(f"**{it}**", small) for it in ("Date", "Bill No.", "Sold to", "Material", "Quantity", "Rate (Rs.)", "Value before tax (Rs.)", "GST (Rs.)")]]  # fmt: skip
    for sale in sales:
        table.append([
            dotted(sale.invoice_date), sale.invoice_number, para(sale.buyer.name, small), para(sale.product.name, small),
            f"{quantity_text(sale)} {units[sale.unit]}{' Cr' if is_credit(sale) else ''}", f"{grouped(sale.rate)} / {units[sale.unit]}",
            money(sale.taxable_value), money(sale.tax),
        ])  # fmt: skip
    value = total_of(sales, "taxable_value")
    story = [
        para(f"**{claim.applicant.name}**\n{claim.unit.line}", style("Serif", 11)),
        para(f"Statement of sales of recovered products made from {dotted(claim.ledger_from)} to {dotted(claim.ledger_to)}, F.Y. 2026-27. Our GSTIN is {claim.applicant.gstin}. Credit notes are marked Cr and are deducted.", style("Serif", 9)),
        grid(table, (46, 66, 90, 86, 60, 68, 76, 64), [("FONT", (0, 1), (-1, -1), "Serif", 7), ("ALIGN", (4, 1), (-1, -1), "RIGHT"), ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]),
        KeepTogether([
            para(f"\nTotal taxable value of the sales listed above, net of credit notes: **{rupees_in_words(value)}**.", style("Serif", 9.5)),
            para(f"\n\nFor {claim.applicant.name}\n\n{claim.signatory}\nAuthorised Signatory", style("Serif", 9.5, alignment=2)),
        ]),
    ]  # fmt: skip
    kept = (
        "invoice_date",
        "invoice_number",
        "buyer_name",
        "product",
        "quantity",
        "unit",
        "rate",
        "taxable_value",
        "tax",
    )
    truth = truths.sales_ledger(claim) | {"total_taxable_value": value}
    return Paper(
        "sales_ledger", "total_in_words", flow(story, margin=20), printed(truth),
        {"entries": rows(truths.columns(entries(claim, sales, units), *kept))},
    )  # fmt: skip


def months_carried_forward(claim: Claim, rng: Random) -> Paper:
    """A table for each month on a page of its own, what came before brought forward, Hindi and English headings."""
    heads = ("दिनांक / Date", "बीजक सं. / Invoice No.", "क्रेता / Buyer", "जीएसटीआईएन / GSTIN", "वस्तु / Product", "मात्रा / Qty", "इकाई / Unit",
             "दर / Rate", "कर योग्य मूल्य / Taxable Value (₹)", "कर / Tax (Rs.)", "कुल / Total (Rs.)")  # fmt: skip
    kinds = ("", "", "", "", "", "num", "", "num", "num", "num", "num")
    body, done = "", list[Sale]()

    def sums(words: str) -> str:
        cells = "".join(
            f"<td class='num b'>{grouped(total_of(done, it))}</td>" for it in ("taxable_value", "tax", "total")
        )
        return f"<tr><td colspan=8 class='b'>{words}</td>{cells}</tr>"

    months = [
        (month, list(lines)) for month, lines in groupby(claim.sales, key=lambda sale: f"{sale.invoice_date:%B %Y}")
    ]
    for place, (month, lines) in enumerate(months):
        body += f"<div {'style=break-before:page' if place else ''}><h3>{web.esc(claim.applicant.name)}</h3><p class=c>विक्रय बही / SALES LEDGER - {month}</p>"
        if not place:
            body += (
                f"<p class=c>GSTIN: {claim.applicant.gstin} | वित्तीय वर्ष / Financial Year 2026-27 | अवधि / Period: "
                f"{slashed(claim.ledger_from)} से / to {slashed(claim.ledger_to)}</p>"
            )
        body += "<table class=ruled><thead>" + web.row(heads, tag="th") + "</thead>"
        if place:
            body += sums("पिछला योग / Brought forward from previous month")
        for sale in lines:
            done.append(sale)
            body += web.row(
                (dashed(sale.invoice_date), sale.invoice_number, sale.buyer.name, sale.buyer.gstin, sale.product.name, f"{sale.quantity:.3f}",
                 sale.unit, grouped(sale.rate), grouped(sale.taxable_value), grouped(sale.tax), grouped(sale.total)), kinds,
            )  # fmt: skip
        last = place == len(months) - 1
        body += (
            sums("महायोग / Grand Total" if last else "आगे ले जाया गया / Carried forward to next month") + "</table></div>"
        )
    told = [truths.without(line, "hsn") for line in entries(claim, claim.sales)]
    return Paper("sales_ledger", "months_carried_forward", web.pdf(body, WIDE), printed(truths.sales_ledger(claim)), {"entries": rows(told)})  # fmt: skip


def _as_invoices(claim: Claim, rng: Random) -> list[list[Sale]]:
    """The sales gathered into invoices of one to three items; a credit note stands alone."""
    made: list[list[Sale]] = []
    for sale in claim.sales:
        first = made[-1][0] if made else None
        if first is None or is_credit(sale) or is_credit(first) or len(made[-1]) == 3 or rng.random() < 0.4:
            made.append([sale])
            continue
        joined = replace(
            sale, invoice_number=first.invoice_number, invoice_date=first.invoice_date, buyer=first.buyer,
            between_states=first.between_states,
        )  # fmt: skip
        made[-1].append(taxed(joined, sale.quantity, sale.rate))
    return made


def items_under_invoices(claim: Claim, rng: Random) -> Paper:
    """Invoice by invoice: number, date and buyer on a line of their own, the items below, tax and total for the invoice."""
    invoices = _as_invoices(claim, rng)
    sales = [sale for lines in invoices for sale in lines]
    kinds = ("", "", "num", "", "num", "num")
    body = (
        f"<h2>{web.esc(claim.applicant.name)}</h2><p class=c>Item-wise Sales Register<br>For the period {mon_day(claim.ledger_from)} to "
        f"{mon_day(claim.ledger_to)} (FY 2026-27)<br>GSTIN : {claim.applicant.gstin}</p><table class=thin><thead>"
        + web.row(("Product", "HSN", "Quantity", "UQC", "Rate", "Taxable Value"), tag="th") + "</thead>"
    )  # fmt: skip
    for lines in invoices:
        first = lines[0]
        kind = "Credit Note" if is_credit(first) else "Tax Invoice"
        body += (
            f"<tr><td colspan=6 class=head>{kind} No. {first.invoice_number} dated {dashed(first.invoice_date)} &mdash; {web.esc(first.buyer.name)}, "
            f"{first.buyer.gstin}</td></tr>"
        )
        body += web.rows(
            ((it.product.name, it.product.hsn, f"{it.quantity:.3f}", it.unit, grouped(it.rate), grouped(it.taxable_value)) for it in lines), kinds,
        )  # fmt: skip
        sums = [grouped(total_of(lines, name)) for name in ("taxable_value", "tax", "total")]
        body += (
            f"<tr><td colspan=5 class=r>Sub-total of {'note' if is_credit(first) else 'invoice'}</td><td class=num>{sums[0]}</td></tr>"
            f"<tr><td colspan=5 class=r>GST @ 18%</td><td class=num>{sums[1]}</td></tr>"
            f"<tr><td colspan=5 class='r b'>{'Note' if is_credit(first) else 'Invoice'} value</td><td class='num b'>{sums[2]}</td></tr>"
        )
    body += f"<tr><td colspan=5 class='r b'>Total taxable value of the period</td><td class='num b'>{grouped(total_of(sales, 'taxable_value'))}</td></tr></table>"
    css = "body { font: 8.5pt 'Liberation Sans' } .thin td, .thin th { padding: 1pt 4pt } .head { border-top: 0.8pt solid #000; font-weight: bold } th { border-top: 1pt solid; border-bottom: 1pt solid }"
    kept = (
        "invoice_date",
        "invoice_number",
        "buyer_name",
        "buyer_gstin",
        "product",
        "hsn",
        "quantity",
        "unit",
        "rate",
        "taxable_value",
    )
    truth = truths.sales_ledger(claim) | {"total_taxable_value": total_of(sales, "taxable_value")}
    return Paper(
        "sales_ledger", "items_under_invoices", web.pdf(body, css), printed(truth),
        {"entries": rows(truths.columns(entries(claim, sales), *kept))},
    )  # fmt: skip


def gstr1_tables(claim: Claim, rng: Random) -> Paper:
    """GSTR-1's tables: invoices in 4A, credit notes in 9B without a sign, and a summary by HSN that lists no sale."""
    small = style("Sans", 6.8)
    face = [
        ("FONT", (0, 0), (-1, -1), "Sans", 6.8),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]

    def head(words: Iterable[str]) -> list[Any]:
        return [para(f"**{it}**", small) for it in words]

    def line(sale: Sale, *kind: str) -> list[Any]:
        central, state, integrated = (grouped(abs(it)) for it in tax_heads(sale))
        return [sale.buyer.gstin, para(sale.buyer.name, small), sale.invoice_number, mon_day(sale.invoice_date), *kind, grouped(abs(sale.total)),
                f"{sale.buyer.address.state.gst_code}-{sale.buyer.address.state.name}", grouped(abs(sale.taxable_value)), integrated, central, state]  # fmt: skip

    def foot(sales: Sequence[Sale], blanks: int) -> list[Any]:
        heads = [sum((abs(tax_heads(sale)[n]) for sale in sales), Decimal(0)) for n in (2, 0, 1)]
        return [
            *["Total", "", "", ""],
            *[""] * blanks,
            grouped(abs(total_of(sales, "total"))),
            "",
            grouped(abs(total_of(sales, "taxable_value"))),
            *map(grouped, heads),
        ]

    taxes = ("Integrated Tax (Rs.)", "Central Tax (Rs.)", "State/UT Tax (Rs.)")
    invoices = [sale for sale in claim.sales if not is_credit(sale)]
    notes = [sale for sale in claim.sales if is_credit(sale)]
    parts = [head(("GSTIN/UIN of Recipient", "Receiver Name", "Invoice Number", "Invoice date", "Invoice Value (Rs.)", "Place Of Supply", "Taxable Value (Rs.)", *taxes))]  # fmt: skip
    parts += [line(sale) for sale in invoices] + [foot(invoices, 0)]
    right = [("ALIGN", (4, 1), (4, -1), "RIGHT"), ("ALIGN", (6, 1), (-1, -1), "RIGHT")]
    story: list[Any] = [
        para("**FORM GSTR-1**\nDetails of outward supplies of goods or services", style("Sans", 11, alignment=1)),
        grid([["1. GSTIN", claim.applicant.gstin, "Financial Year", "2026-27"],
              ["2(a). Legal name of the registered person", claim.applicant.name, "Tax Period", f"{mon_day(claim.ledger_from)} to {mon_day(claim.ledger_to)}"]],
             (180, 260, 100, 180), [("FONT", (0, 0), (-1, -1), "Sans", 8)]),
        para("\n**4A - Taxable outward supplies made to registered persons (B2B)**", style("Sans", 8.5)),
        grid(parts, (88, 122, 74, 56, 74, 82, 76, 70, 64, 64), [*face, *right], repeat=1),
    ]  # fmt: skip
    if notes:
        columns = head(("GSTIN/UIN of Recipient", "Receiver Name", "Note Number", "Note date", "Note Type", "Note Value (Rs.)", "Place Of Supply", "Taxable Value (Rs.)", *taxes))  # fmt: skip
        right = [("ALIGN", (5, 1), (5, -1), "RIGHT"), ("ALIGN", (7, 1), (-1, -1), "RIGHT")]
        story += [
            para("\n**9B - Credit notes (registered) - CDNR**", style("Sans", 8.5)),
            grid([columns, *(line(sale, "Credit") for sale in notes), foot(notes, 1)], (88, 118, 70, 54, 40, 72, 76, 72, 64, 58, 58), [*face, *right], repeat=1),
        ]  # fmt: skip
    summary = [head(("HSN", "Description", "UQC", "Total Quantity", "Taxable Value (Rs.)"))]
    for key, group in groupby(
        sorted(claim.sales, key=lambda it: (it.product.hsn, it.unit)),
        key=lambda it: (it.product.hsn, it.product.name, it.unit),
    ):
        lines = list(group)
        summary.append(
            [
                key[0],
                key[1],
                {"MT": "MTS"}.get(key[2], key[2]),
                f"{total_of(lines, 'quantity'):.3f}",
                grouped(total_of(lines, "taxable_value")),
            ]
        )
    summary.append(["", "Total (net of credit notes)", "", "", grouped(total_of(claim.sales, "taxable_value"))])
    story += [
        para("\n**12 - HSN-wise summary of outward supplies**", style("Sans", 8.5)),
        grid(summary, (80, 190, 50, 90, 110), [*face, ("ALIGN", (3, 1), (-1, -1), "RIGHT")]),
    ]  # fmt: skip
    kept = ("invoice_date", "invoice_number", "buyer_name", "buyer_gstin", "taxable_value", "tax", "total")
    return Paper(
        "sales_ledger", "gstr1_tables", flow(story, wide=True, margin=28), printed(truths.sales_ledger(claim)),
        {"entries": rows(truths.columns(entries(claim, [*invoices, *notes]), *kept))},
    )  # fmt: skip


HANDS: tuple[Callable[[Claim, Random], Paper], ...] = (
    voucher_register, party_headings, entries_on_two_lines, total_in_words, months_carried_forward, items_under_invoices, gstr1_tables,
)  # fmt: skip
