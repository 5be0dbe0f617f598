"""Further statements of capital expenditure: schedules a head, a workbook, a typed letter, a register, Hindi, a column a head, quarters."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from reportlab.platypus import PageBreak

from samples import truths
from samples.facts import Claim, Item
from samples.hands import office, web
from samples.hands.capex import HEADS
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.hands.marks import seal, typed
from samples.papers import Paper, printed, rows
from samples.print_forms import (
    dashed,
    dotted,
    grouped,
    in_lakh,
    long_day,
    mon_day,
    ordinal_day,
    rupees_in_words,
    slashed,
    western,
)

HEADS_HINDI = {
    "plant_and_machinery": "संयंत्र एवं मशीनरी",
    "equipment": "उपकरण",
    "utilities": "उपयोगिताएँ",
    "land": "भूमि",
    "building": "भवन",
    "other": "अन्य",
}
KIND = "capex_statement"


def total(items: Iterable[Item]) -> Decimal:
    """What items add up to."""
    return sum((item.amount for item in items), Decimal(0))


def heads_of(claim: Claim) -> tuple[str, ...]:
    """The heads of expenditure in the order in which they first come."""
    return tuple(dict.fromkeys(item.head for item in claim.items))


def told(numbers: list[int]) -> str:
    """Serial numbers in words of a sentence: 3, 7 and 9."""
    head = ", ".join(map(str, numbers[:-1]))
    return f"{head} and {numbers[-1]}" if head else str(numbers[-1])


def with_columns(lines: list[dict[str, Any]], items: Iterable[Item]) -> list[dict[str, Any]]:
    """Rows with what stands beside their amount: basic price, freight, GST."""
    return [
        line | {"basic": it.amount - it.freight, "freight": it.freight, "gst": it.gst}
        for line, it in zip(lines, items, strict=True)
    ]


def capex_schedules(claim: Claim, rng: Random) -> Paper:
    """A certificate with an abstract by head, then a schedule for each head under a heading of two tiers; which items are refurbished is told in a note under each schedule."""
    signed = claim.capex_certified
    abstract = "".join(
        f"<tr><td>{letter}</td><td>{web.esc(HEADS[head])}</td><td class=num>{grouped(total(it for it in claim.items if it.head == head))}</td></tr>"
        for letter, head in zip("ABCDEF", heads_of(claim), strict=False)
    )
    body = (
        f"<div style='display:flex; justify-content:space-between'><b style='font-size:14pt'>{web.esc(signed.by.firm)}</b><span class=small>Chartered Accountants<br>FRN: {signed.by.frn}<br>{signed.by.city}</span></div><hr>"
        f"<p>Ref: CERT/{rng.randrange(100, 900)}/26-27</p><h3>CERTIFICATE OF CAPITAL EXPENDITURE</h3>"
        f"<p>We have verified the books of account of M/s {web.esc(claim.applicant.name)} (PAN {claim.applicant.pan}) relating to its recycling facility at {web.esc(claim.unit.line)} and hereby certify that "
        f"during {dotted(claim.capex_from)} to {dotted(claim.capex_to)} the company has incurred the capital expenditure abstracted below and listed in the Schedules, which form part of this certificate. The proposed outlay of the project is Rs. {grouped(claim.proposed_investment)}.</p>"
        f"<table class=ruled><tr><th>Schedule</th><th>Head</th><th class=num>Rupees</th></tr>{abstract}<tr><td></td><th>Total</th><th class=num>{grouped(claim.printed_total)}</th></tr></table>"
        f"<p>({rupees_in_words(claim.printed_total)})</p>"
        f"<table><tr><td>{seal('CHARTERED', 'ACCOUNTANTS', signed.by.city.upper())}</td><td class=r>for {web.esc(signed.by.firm)}<br><br><br>CA. {web.esc(signed.by.name)}<br>Partner (M.No. {signed.by.membership_number})</td></tr></table>"
        f"<p>{signed.by.city}, this {ordinal_day(signed.on).replace(' ', ' day of ', 1)}</p><p class=small>UDIN for this document: {signed.udin}</p><div style='break-before:page'></div>"
    )
    lines: list[dict[str, Any]] = []
    facts = dict(zip(claim.items, truths.items(claim), strict=True))
    for letter, head in zip("ABCDEF", heads_of(claim), strict=False):
        held = [it for it in claim.items if it.head == head]
        body += (
            f"<p class=b>Schedule {letter}: {web.esc(HEADS[head])} (in Rs.)</p><table class='ruled small'><thead><tr><th rowspan=2>Sl.</th><th rowspan=2>Asset</th><th colspan=2 class=c>Supplier</th><th colspan=2 class=c>Bill</th><th rowspan=2 class=num>Basic</th>"
            "<th rowspan=2 class=num>Freight etc.</th><th rowspan=2 class=num>Cost</th><th rowspan=2 class=num>GST (credit taken)</th></tr><tr><th>Name</th><th>GSTIN</th><th>No.</th><th>Date</th></tr></thead>"
        )
        for number, it in enumerate(held, 1):
            cells = (
                number,
                it.description,
                it.vendor.name,
                it.vendor.gstin,
                it.invoice_number,
                dotted(it.invoice_date),
                grouped(it.amount - it.freight),
                grouped(it.freight),
                grouped(it.amount),
                grouped(it.gst),
            )
            body += web.row(cells, ("", "", "", "", "", "", "num", "num", "num", "num"))
        body += f"<tr><td colspan=8 class='r b'>Total of Schedule {letter}</td><td class='num b'>{grouped(total(held))}</td><td></td></tr></table>"
        used = [n for n, it in enumerate(held, 1) if it.condition == "refurbished"]
        note = (
            f"Of the above, Sl. {told(used)} {'are' if len(used) > 1 else 'is'} refurbished; the rest are new."
            if used
            else "All items of this Schedule are new."
        )
        body += f"<p class=small>Note: {note}</p>"
        lines += with_columns([facts[it] for it in held], held)
    css = "@page { size: A4 landscape; margin: 13mm 12mm } body { font: 10pt 'Liberation Serif' } .small { font-size: 7.8pt }"
    return Paper(
        KIND, "capex_schedules", web.pdf(body, css), printed(truths.capex_statement(claim)), {"items": rows(lines)}
    )


def capex_workbook(claim: Claim, rng: Random) -> Paper:
    """A workbook: the statement on one sheet with real dates and a SUM for its total, the certificate on another."""
    signed, buffer = claim.capex_certified, io.BytesIO()
    book = office.workbook(buffer)
    money, day, bold = (
        book.add_format({"num_format": "#,##0.00"}),
        book.add_format({"num_format": "dd-mm-yyyy"}),
        book.add_format({"bold": True}),
    )
    bold_money = book.add_format({"num_format": "#,##0.00", "bold": True})
    sheet = book.add_worksheet("Capex Statement")
    for place, text in enumerate((
        f"M/s {claim.applicant.name}",
        "Statement of capital expenditure on the recycling project",
        f"Location: {claim.unit.line}",
        f"Period: {dashed(claim.capex_from)} to {dashed(claim.capex_to)}",
        "Amounts in Rupees, net of GST credit",
    )):  # fmt: skip
        sheet.write(place, 0, text, bold if place == 0 else None)
    head = (
        "Sr No",
        "Asset Class",
        "Description",
        "Party",
        "Party GSTIN",
        "Bill No",
        "Bill Date",
        "Basic Value",
        "Freight",
        "GST",
        "Capitalised Value",
        "Condition",
    )
    sheet.write_row(6, 0, head, bold)
    for place, it in enumerate(claim.items):
        line = 7 + place
        sheet.write_row(line, 0, (place + 1, HEADS[it.head], it.description, it.vendor.name, it.vendor.gstin))
        sheet.write_string(line, 5, it.invoice_number)
        sheet.write_datetime(line, 6, it.invoice_date, day)
        for column, amount in ((7, it.amount - it.freight), (8, it.freight), (9, it.gst)):
            sheet.write_number(line, column, float(amount), money)
        sheet.write_formula(line, 10, f"=H{line + 1}+I{line + 1}", money, float(it.amount))
        sheet.write(line, 11, it.condition.title())
    last = 7 + len(claim.items)
    sheet.write(last, 2, "TOTAL", bold)
    sheet.write_formula(last, 10, f"=SUM(K8:K{last})", bold_money, float(claim.printed_total))
    for column, width in enumerate((6, 20, 40, 30, 18, 16, 12, 16, 14, 16, 18, 12)):
        sheet.set_column(column, column, width)
    paper = book.add_worksheet("Certificate")
    for place, text in enumerate((
        "CHARTERED ACCOUNTANT'S CERTIFICATE",
        f"We certify that {claim.applicant.name} has incurred capital expenditure of Rs. {grouped(claim.printed_total)} as per the statement in this workbook.",
        f"For {signed.by.firm}", "Chartered Accountants", f"Firm Registration Number: {signed.by.frn}", signed.by.name, "Partner",
        f"Membership Number: {signed.by.membership_number}", f"UDIN: {signed.udin}", f"Date: {dashed(signed.on)}", f"Place: {signed.by.city}",
    )):  # fmt: skip
        paper.write(place, 0, text)
    book.close()
    lines = with_columns(truths.items(claim), claim.items)
    return Paper(
        KIND,
        "capex_workbook",
        buffer.getvalue(),
        printed(truths.capex_statement(claim)),
        {"items": rows(lines)},
        suffix=".xlsx",
    )


def capex_letter_docx(claim: Claim, rng: Random) -> Paper:
    """A certificate typed in an office program: asset, supplier and bill share a cell, lakh is told under the heading, one sentence says what is refurbished."""
    signed, made = claim.capex_certified, office.document()
    used = [n for n, it in enumerate(claim.items, 1) if it.condition == "refurbished"]
    typed(made, f"**{signed.by.firm}**\nChartered Accountants\n{signed.by.city}", "right")
    typed(made, "**TO WHOMSOEVER IT MAY CONCERN**", "centre")
    typed(made, f"On the basis of the records produced, we certify that {claim.applicant.name} has, for its plant at {claim.unit.line}, incurred Rs. {in_lakh(claim.printed_total)} lakh ({rupees_in_words(claim.printed_total)}) "
          f"as capital expenditure from {ordinal_day(claim.capex_from)} to {ordinal_day(claim.capex_to)}, as detailed below.")  # fmt: skip
    typed(made, "(Rs. in lakh)", "right")
    office.table(made, [
        ["Sl. No.", "Asset, supplier and bill", "Head", "Cost"],
        *([n, f"{it.description}\n{it.vendor.name} (GSTIN {it.vendor.gstin})\nBill No. {it.invoice_number} dt. {slashed(it.invoice_date)}", HEADS[it.head], in_lakh(it.amount)] for n, it in enumerate(claim.items, 1)),
        ["", "Total", "", in_lakh(claim.printed_total)],
    ])  # fmt: skip
    items = f"items at Sl. Nos. {told(used)} are" if len(used) > 1 else f"item at Sl. No. {used[0]} is" if used else ""
    typed(
        made,
        (f"\nThe {items} refurbished. All other items are new." if used else "\nAll items are new.")
        + " Input tax credit has been availed and is not included in the cost.",
    )
    typed(
        made,
        f"Firm Regn. No. {signed.by.frn}\n\n\n({signed.by.name})\nPartner, Membership No. {signed.by.membership_number}\nDated {slashed(signed.on)}",
    )
    typed(made, f"UDIN {signed.udin}", "centre")
    return Paper(
        KIND,
        "capex_letter_docx",
        office.saved(made),
        printed(truths.capex_statement(claim)),
        {"items": rows(truths.items(claim))},
        suffix=".docx",
    )


def capex_register_print(claim: Claim, rng: Random) -> Paper:
    """A fixed-width register as accounting software prints it, totals carried over from page to page, the accountant's words at its end."""
    signed, sheet = claim.capex_certified, Sheet("Mono", 7.2, wide=True)
    columns = (
        (40, "S.NO"),
        (66, "BILL DT"),
        (122, "BILL NO"),
        (206, "PARTY / GSTIN"),
        (412, "PARTICULARS"),
        (690, "N/R"),
    )
    right, running = 800.0, Decimal(0)

    def rule() -> None:
        sheet.text(40, "-" * 176)
        sheet.down(9)

    def heading() -> None:
        sheet.text(40, claim.applicant.name.upper(), bold=True, size=9)
        sheet.text(right, f"PAGE {sheet.page}", align="right")
        sheet.down(12)
        sheet.text(
            40,
            f"FIXED ASSETS ADDITION REGISTER   {dashed(claim.capex_from)} TO {dashed(claim.capex_to)}   UNIT: {claim.unit.line}",
        )
        sheet.down(10)
        rule()
        for x, text in columns:
            sheet.text(x, text)
        sheet.text(right, "COST (RS.)", align="right")
        sheet.down(9)
        rule()

    def carried(words: str) -> None:
        sheet.text(412, words)
        sheet.text(right, grouped(running), align="right")
        sheet.down(10)

    heading()
    number = 0
    for head in heads_of(claim):
        held = [it for it in claim.items if it.head == head]
        sheet.text(66, f"A/C: {HEADS[head].upper()}", bold=True)
        sheet.down(11)
        for it in held:
            if sheet.y > sheet.height - 96:
                rule()
                carried("CARRIED OVER")
                sheet.turn()
                heading()
                carried("BROUGHT FORWARD")
            number += 1
            for (x, _), text in zip(
                columns,
                (
                    str(number),
                    dashed(it.invoice_date),
                    it.invoice_number,
                    it.vendor.name,
                    it.description,
                    it.condition[0].upper(),
                ),
                strict=True,
            ):
                sheet.text(x, text)
            sheet.text(right, grouped(it.amount), align="right")
            sheet.text(206, it.vendor.gstin, y=sheet.y + 8.5)
            sheet.down(19)
            running += it.amount
        sheet.text(412, f"TOTAL {HEADS[head].upper()}")
        sheet.text(right, grouped(total(held)), align="right")
        sheet.down(14)
    sheet.room(150)
    rule()
    sheet.text(412, "GRAND TOTAL", bold=True)
    sheet.text(right, grouped(claim.printed_total), bold=True, align="right")
    sheet.down(9)
    rule()
    sheet.text(40, "N = NEW   R = REFURBISHED   COST EXCLUDES GST CREDIT")
    sheet.down(20)
    sheet.paragraph(
        f"Certified that the additions above, Rs. {grouped(claim.printed_total)}, agree with the books of account and vouchers produced to us.",
        x=40,
        right=40,
    )
    for left, other in (
        (f"for {signed.by.firm}", f"UDIN {signed.udin}"),
        (f"Chartered Accountants, FRN {signed.by.frn}", f"{signed.by.city}, {mon_day(signed.on)}"),
        (f"{signed.by.name}, Proprietor, M.No. {signed.by.membership_number}", ""),
    ):
        sheet.text(40, left, size=8.5)
        sheet.text(480, other, size=8.5)
        sheet.down(13)
    lines = [line for head in heads_of(claim) for line in truths.items(claim) if line["head"] == head]
    return Paper(
        KIND, "capex_register_print", sheet.pdf(), printed(truths.capex_statement(claim)), {"items": rows(lines)}
    )


def capex_hindi(claim: Claim, rng: Random) -> Paper:
    """A certificate in Hindi with a list under bilingual headings in lakh; the UDIN runs in the margin at the foot of each page."""
    signed = claim.capex_certified
    condition = {"new": "नई / New", "refurbished": "नवीनीकृत / Refurbished"}
    body = (
        f"<h2>{web.esc(signed.by.firm)}</h2><p class=c>चार्टर्ड अकाउंटेंट्स, {signed.by.city}<br>फर्म पंजीकरण संख्या / FRN : {signed.by.frn}</p><h3>पूंजीगत व्यय प्रमाण-पत्र</h3>"
        f"<p>प्रमाणित किया जाता है कि मैसर्स {web.esc(claim.applicant.name)} ने अपनी पुनर्चक्रण इकाई, {web.esc(claim.unit.line)}, पर दिनांक {slashed(claim.capex_from)} से {slashed(claim.capex_to)} तक की अवधि में कुल "
        f"<b>₹ {in_lakh(claim.printed_total)} लाख</b> का पूंजीगत व्यय किया है, जिसका विवरण नीचे दिया गया है। इसमें जी.एस.टी. सम्मिलित नहीं है।</p>"
        "<p class='r b'>(राशि ₹ लाख में / ₹ in lakh)</p><table class='ruled small'><thead>"
        + web.row(("क्र.सं. / Sl.", "परिसंपत्ति / Asset", "मद / Head", "आपूर्तिकर्ता / Supplier", "जीएसटीआईएन / GSTIN", "बिल सं. / Bill No.", "दिनांक / Date", "दशा / Condition", "राशि / Amount"), tag="th") + "</thead>"
        + web.rows(((n, it.description, f"{HEADS_HINDI[it.head]} / {HEADS[it.head]}", it.vendor.name, it.vendor.gstin, it.invoice_number, slashed(it.invoice_date), condition[it.condition], in_lakh(it.amount)) for n, it in enumerate(claim.items, 1)),
                   ("", "", "", "", "", "", "", "", "num"))
        + f"<tr><td colspan=8 class='r b'>कुल योग / Grand Total</td><td class='num b'>{in_lakh(claim.printed_total)}</td></tr></table>"
        f"<div style='display:flex; justify-content:space-between; break-inside:avoid'><div>स्थान : {signed.by.city}<br>दिनांक : {slashed(signed.on)}</div>{seal('F.R.N.', signed.by.frn)}<div>कृते {web.esc(signed.by.firm)}<br><br>({web.esc(signed.by.name)})<br>साझेदार, सदस्यता संख्या {signed.by.membership_number}</div></div>"
    )  # fmt: skip
    css = f"@page {{ size: A4 landscape; margin: 12mm 12mm 15mm; @bottom-left {{ content: 'UDIN : {signed.udin}'; font: 8pt 'Liberation Sans' }} }} body {{ font: 9.5pt 'Noto Sans Devanagari', 'Liberation Sans' }} .small {{ font-size: 7.6pt }}"
    return Paper(
        KIND,
        "capex_hindi",
        web.pdf(body, css),
        printed(truths.capex_statement(claim)),
        {"items": rows(truths.items(claim))},
    )


SHORT = {
    "plant_and_machinery": "Plant & Mach.",
    "equipment": "Equipment",
    "utilities": "Utilities",
    "land": "Land",
    "building": "Building",
    "other": "Others",
}


def capex_column_a_head(claim: Claim, rng: Random) -> Paper:
    """A sheet with a column for each head, so that a row's head is told by where its amount stands; whole rupees, refurbished rows starred."""
    signed, heads = claim.capex_certified, heads_of(claim)
    look, small = style("Sans", 9), style("Sans", 7.4)
    table: list[list[Any]] = [
        [
            "#",
            "Date",
            "Bill No.",
            "Supplier & GSTIN",
            "Particulars",
            *(para(f"**{SHORT[it]}**", small) for it in heads),
            "Total",
        ]
    ]
    for number, it in enumerate(claim.items, 1):
        amount = grouped(it.amount, 0)
        table.append([str(number), dotted(it.invoice_date), para(it.invoice_number, small), para(f"{it.vendor.name}\n{it.vendor.gstin}", small),
                      para(it.description + ("*" if it.condition == "refurbished" else ""), small), *(amount if it.head == head else "-" for head in heads), amount])  # fmt: skip
    sums = [grouped(total(it for it in claim.items if it.head == head), 0) for head in heads]
    table.append(["", "", "", "TOTAL", "", *sums, grouped(claim.printed_total, 0)])
    widths = (18, 44, 72, 132, 150, *[(784 - 416 - 62) / len(heads)] * len(heads), 62)
    story = [
        para(f"**{claim.applicant.name}**\nUnit: {claim.unit.line}", style("Sans", 12, alignment=1)),
        para(f"**Capital expenditure incurred between {dotted(claim.capex_from)} and {dotted(claim.capex_to)}** (figures in rupees, GST excluded; items marked * are refurbished, all others are new)", look),
        grid(table, widths, [("FONT", (0, 0), (-1, -1), "Sans", 7.4), ("FONT", (0, 0), (-1, 0), "Sans-Bold", 7.4), ("FONT", (0, -1), (-1, -1), "Sans-Bold", 7.4), ("ALIGN", (5, 1), (-1, -1), "RIGHT"),
             ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)], repeat=1),
        para(f"\nVerified with books and bills and certified to be correct, total Rs. {grouped(claim.printed_total, 0)} ({rupees_in_words(claim.printed_total)}).", look),
        grid([[para(f"{signed.by.firm}\nChartered Accountants\nFRN {signed.by.frn}", look), para(f"UDIN\n{signed.udin}", look), para(f"{signed.by.name}\nPartner\nM. No. {signed.by.membership_number}\n{signed.by.city}, {dotted(signed.on)}", look)]], (260, 260, 264)),
    ]  # fmt: skip
    return Paper(
        KIND,
        "capex_column_a_head",
        flow(story, wide=True, margin=29),
        printed(truths.capex_statement(claim)),
        {"items": rows(truths.items(claim))},
    )


def quarter_end(day: date) -> date:
    """The last day of the quarter that a day falls in."""
    return {0: date(day.year, 3, 31), 1: date(day.year, 6, 30), 2: date(day.year, 9, 30), 3: date(day.year, 12, 31)}[
        (day.month - 1) // 3
    ]


def capex_by_quarter(claim: Claim, rng: Random) -> Paper:
    """Bills in order of date with a subtotal for each quarter, western grouping, the UDIN under the letterhead, no GSTINs."""
    signed, look, small = claim.capex_certified, style("Serif", 10), style("Serif", 8)
    facts = dict(zip(claim.items, truths.items(claim), strict=True))
    items = sorted(claim.items, key=lambda it: (it.invoice_date, it.invoice_number))
    table: list[list[Any]] = [
        ["Date", "Voucher / Bill", "Vendor", "Nature of asset", "Class", "New or\nrefurb.", "INR"]
    ]
    marks: list[tuple[Any, ...]] = []
    for end in dict.fromkeys(quarter_end(it.invoice_date) for it in items):
        held = [it for it in items if quarter_end(it.invoice_date) == end]
        for it in held:
            table.append(
                [
                    mon_day(it.invoice_date),
                    para(it.invoice_number, small),
                    para(it.vendor.name, small),
                    para(it.description, small),
                    para(HEADS[it.head], small),
                    it.condition[:5].title() + ("." if len(it.condition) > 5 else ""),
                    western(it.amount),
                ]
            )
        marks.append(("BACKGROUND", (0, len(table)), (-1, len(table)), "#eeeeee"))
        table.append(
            [
                para(f"Total for the quarter ended {long_day(end)}", style("Serif", 8.5)),
                "",
                "",
                "",
                "",
                "",
                western(total(held)),
            ]
        )
        marks.append(("SPAN", (0, len(table) - 1), (5, len(table) - 1)))
    table.append(
        [
            para("**Expenditure certified (all quarters)**", style("Serif", 9)),
            "",
            "",
            "",
            "",
            "",
            western(claim.printed_total),
        ]
    )
    marks.append(("SPAN", (0, len(table) - 1), (5, len(table) - 1)))
    story = [
        para(f"**{signed.by.firm}**  |  Chartered Accountants  |  {signed.by.city}\nUDIN: {signed.udin}  |  Firm Registration No. {signed.by.frn}", style("Serif", 10.5)),
        para(f"\nDate: {long_day(signed.on)}\n\nThe Project Management Agency,\nNagpur", look),
        para("**Re: Certificate of capital expenditure**", look),
        para(f"We, the auditors of {claim.applicant.name}, report that between {long_day(claim.capex_from)} and {long_day(claim.capex_to)} the company spent INR {western(claim.printed_total)} on its recycling works at {claim.unit.line}. "
             "Advances of INR 1,250,000.00 paid for assets not yet received are not included. The bills are listed overleaf by quarter.", look),
        para(f"\n\n{signed.by.name}\nPartner (ICAI Membership No. {signed.by.membership_number})", look),
        PageBreak(),
        grid(table, (58, 84, 104, 120, 58, 40, 72), [("FONT", (0, 0), (-1, -1), "Serif", 8), ("FONT", (0, 0), (-1, 0), "Serif-Bold", 8), ("ALIGN", (6, 0), (6, -1), "RIGHT"), ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3), *marks], repeat=1),
    ]  # fmt: skip
    lines = [truths.without(facts[it], "vendor_gstin") for it in items]
    return Paper(
        KIND, "capex_by_quarter", flow(story, margin=29), printed(truths.capex_statement(claim)), {"items": rows(lines)}
    )


HANDS = (
    capex_schedules,
    capex_workbook,
    capex_letter_docx,
    capex_register_print,
    capex_hindi,
    capex_column_a_head,
    capex_by_quarter,
)
