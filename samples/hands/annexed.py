"""Further papers of several pages or of ticked boxes: what matters stands in an annexure, on another sheet, or beside a tick."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

import io
from datetime import date, timedelta
from random import Random
from typing import Any

from samples import truths
from samples.facts import Claim
from samples.hands import office, web
from samples.hands.boards import FEED
from samples.hands.boards_more import dated, last_day, products_in
from samples.hands.capex import HEADS
from samples.hands.capex_more import heads_of, total
from samples.hands.epr import RULES, category_capacities, entity_word
from samples.hands.marks import code, seal, typed
from samples.papers import Paper, printed, rows
from samples.print_forms import (
    add_years,
    dashed,
    dotted,
    grouped,
    in_lakh,
    long_day,
    mon_day,
    ordinal_day,
    plain,
    rupees_in_words,
    slashed,
)

CODES = {
    "e_waste": ("ITEW 1 to ITEW 27, among them centralised data processing, mainframes, personal computers, laptops, printers, telephones and routers", "CEEW 1 to CEEW 19, among them television sets, refrigerators, washing machines, screens, and solar panels or cells"),
    "lib_scrap": ("Batteries of electric vehicles, of lithium-ion chemistry (NMC, LFP and LCO), whole or as modules and cells", "Portable sealed batteries of lithium-ion chemistry, of computers, telephones and tools", "Industrial batteries of lithium-ion chemistry, of stations and storage of energy"),
    "other_scrap": ("Catalytic converters with their ceramic or metallic substrate, taken from vehicles at the end of their life", "Steel and alloy scrap of engines, shafts and gears that holds nickel, vanadium or molybdenum"),
}  # fmt: skip
TICK, BLANK = "&#9745;", "&#9744;"


def ticked(words: tuple[str, ...], chosen: str) -> str:
    """A row of boxes of which one is ticked, as HTML."""
    if chosen not in words:
        raise ValueError(f"{chosen!r} is none of {words}")
    boxes = (
        f"<span style='white-space:nowrap'><span class=t>{TICK if it == chosen else BLANK}</span> {web.esc(it)}</span>"
        for it in words
    )
    return " &nbsp; ".join(boxes)


def annexed_consent(claim: Claim, rng: Random) -> Paper:
    """A short letter of consent; products and capacity only in its first annexure, conditions in the second, the order's number at the head of each page."""
    truth = truths.consent_to_operate(claim) | dated(claim)
    lines = products_in(claim, "MT/year")
    conditions = (
        f"Trade effluent shall not exceed {rng.randrange(20, 90)} KLD; analysis by a recognised laboratory each month.",
        f"Stack height of 30 m shall be kept. Online monitoring shall be connected before {dotted(claim.operate.issued + timedelta(days=90))}.",
        "Hazardous chemicals (sulphuric acid 98 %, 60 MT; hydrogen peroxide, 20 MT) shall be kept in bunded tanks.",
        f"Environmental statement in Form V for the year ending 31 March shall be sent by 30 September; the first is due on {dotted(date(2027, 9, 30))}.",
        f"Bank guarantee of Rs. 5.00 lakh valid till {dotted(date(2032, 9, 30))} shall be renewed before it ends.",
        "The unit shall not take in more waste than the capacity in Annexure I; a register shall be kept.",
        "Green belt of 33 % of the plot shall be raised within two years.",
        "This consent does not authorise the unit to import waste.",
    )
    body = (
        f"<h2>{web.esc(claim.state.board)}</h2><p class=c>{web.esc(claim.state.seat)}</p><p class=r>{mon_day(claim.operate.issued)}</p>"
        f"<p>To<br>The Occupier<br>M/s {web.esc(claim.applicant.name)}<br>{'<br>'.join(map(web.esc, claim.unit.lines))}</p>"
        "<p><b>Consent to Operate under section 25 of the Water Act, 1974 and section 21 of the Air Act, 1981 (Red category)</b></p>"
        f"<p>Sir,</p><p>Your application No. {rng.randrange(1_000_000, 9_999_999)} dated {dotted(claim.operate.issued - timedelta(days=58))} has been considered. The Board is pleased to grant you consent to operate the unit at the above address "
        f"for the products and capacity in Annexure I and on the conditions in Annexure II. The consent shall expire on {mon_day(last_day(claim))}. The bank draft of {dotted(claim.operate.issued - timedelta(days=60))} is acknowledged.</p>"
        "<p>Yours faithfully,<br><br>Regional Officer</p><div style='break-before:page'></div><h3>Annexure I</h3>"
        f"<p>1. Waste which may be processed: {grouped(claim.certified_capacity, 0)} MT/year.</p><p>2. Products:</p><table class=ruled>"
        + web.row(("", "Name", "MT/year"), tag="th")
        + web.rows(((chr(97 + n), it["product"], plain(it["quantity"])) for n, it in enumerate(lines)), ("", "", "num"))
        + f"</table><p>3. Machinery: {rng.randrange(11, 40)} numbers, connected load {rng.randrange(700, 1_900)} kW.</p><div style='break-before:page'></div><h3>Annexure II</h3>"
        + "".join(f"<p>{n}. {it}</p>" for n, it in enumerate(conditions, 1))
    )  # fmt: skip
    css = f"@page {{ @top-left {{ content: 'Order No. {claim.operate.number}'; font: 8pt 'Liberation Sans' }} @top-right {{ content: 'Page ' counter(page) ' of ' counter(pages); font: 8pt 'Liberation Sans' }} }}"
    return Paper(
        "pollution_board_authorisation",
        "annexed_consent",
        web.pdf(body, css),
        printed(truth),
        {"products": rows(lines)},
    )


def annexed_registration(claim: Claim, rng: Random) -> Paper:
    """A registration in a frame with few words; capacities in an annexure whose rows are long and wrapped, with columns of codes and of storage beside them."""
    truth = truths.epr_certificate(claim)
    until = claim.epr.valid_until or add_years(claim.epr.issued, 5)
    names = CODES[claim.stream]
    parts = [it | {"category": name} for it, name in zip(category_capacities(claim), names, strict=True)]
    body = (
        f"<div style='border:1.5pt solid #1b5e20; padding:22pt 18pt'><h2>{web.esc(truth['issuing_authority'])}</h2><h1 style='font-size:19pt'>REGISTRATION CERTIFICATE</h1><p class=c>[{RULES[claim.stream]}]</p>"
        f"<p class=c style='margin-top:20pt'>Registration is granted to</p><p class=c style='font-size:14pt'><b>{web.esc(claim.applicant.name)}</b></p><p class=c>{web.esc(claim.unit.line)}<br>GSTIN {claim.applicant.gstin}</p>"
        f"<p class=c>as a <b>{entity_word(claim).upper()}</b></p><p class=c>under number <b>{web.esc(claim.epr.number)}</b> on <b>{ordinal_day(claim.epr.issued)}</b>, to end on <b>{ordinal_day(until)}</b>.</p>"
        f"<table style='margin-top:24pt'><tr><td>{code(rng, 52)}</td><td class=r><br><br>Competent Authority</td></tr></table></div><div style='break-before:page'></div>"
        "<h3>ANNEXURE TO THE CERTIFICATE</h3><p>Wastes, capacities and storage</p><table class=ruled><thead>"
        + web.row(("S.N.", "Waste with its codes and description", "Storage permitted (MT)", "Capacity permitted (MT per year)"), tag="th") + "</thead>"
        + web.rows(((n, it["category"], rng.randrange(50, 200), plain(it["capacity_tpa"])) for n, it in enumerate(parts, 1)), ("", "", "num", "num"))
        + f"<tr><td></td><td class=b>All wastes together</td><td></td><td class='num b'>{plain(claim.capacity_tpa)}</td></tr></table>"
        "<p>Notes. (1) Storage shall not exceed 180 days. (2) Certificates are generated for sale of recovered metal and lapse after two years. (3) Environmental compensation applies from 01-04-2027.</p>"
    )  # fmt: skip
    css = "body { font: 11pt 'Liberation Serif' } .ruled td:nth-child(2) { width: 52% }"
    return Paper(
        "epr_certificate", "annexed_registration", web.pdf(body, css), printed(truth), {"categories": rows(parts)}
    )


def ticked_registration(claim: Claim, rng: Random) -> Paper:
    """A form with boxes to tick: which rules, which kind of entity; the address in parts, the term of five years ticked among others."""
    truth = truths.epr_certificate(claim) | {"validity": "term"}
    kinds = ("Producer", "Manufacturer", "Refurbisher", "Recycler", "Registered Vehicle Scrapping Facility")
    unit = claim.unit
    asked = (
        ("Registration No.", claim.epr.number),
        ("Date of issue", dashed(claim.epr.issued)),
        ("Name", claim.applicant.name),
        ("GSTIN", claim.applicant.gstin),
    )
    body = (
        f"<p class=c><b>{web.esc(truth['issuing_authority'])}</b></p><h3>FORM OF REGISTRATION (EPR)</h3><table class=form>"
        + "".join(f"<tr><td class=n>{n}</td><td>{a}</td><td>{web.esc(b)}</td></tr>" for n, (a, b) in enumerate(asked, 1))
        + f"<tr><td class=n>5</td><td>Facility</td><td>Plot / Survey: {web.esc(unit.plot)}<br>Area: {web.esc(unit.area)}<br>District: {web.esc(unit.district)}<br>State: {web.esc(unit.state.name)} &nbsp; PIN: {unit.pin}</td></tr>"
        f"<tr><td class=n>6</td><td>Rules</td><td>{'<br>'.join(ticked(tuple(RULES.values()), RULES[claim.stream]).split(' &nbsp; '))}</td></tr>"
        f"<tr><td class=n>7</td><td>Registered as</td><td>{ticked(kinds, entity_word(claim))}</td></tr>"
        f"<tr><td class=n>8</td><td>Capacity to be recycled in a year</td><td>{grouped(claim.capacity_tpa, 0)} MT</td></tr>"
        f"<tr><td class=n>9</td><td>Period from date of issue</td><td>{ticked(('1 year', '3 years', '5 years', '10 years'), '5 years')}</td></tr>"
        f"<tr><td class=n>10</td><td>Verified on site</td><td>{ticked(('Yes', 'No'), 'Yes')} &nbsp; on {dashed(claim.epr.issued - timedelta(days=19))}</td></tr></table>"
        f"<table><tr><td>{seal('REGISTERED', 'EPR CELL')}</td><td class=r><br>Signature of the authority</td></tr></table>"
    )  # fmt: skip
    css = "body { font: 10pt 'Liberation Sans' } .t { font: 12pt 'DejaVu Sans' } .form td { border: 0.5pt solid #444; padding: 5pt } .form td.n { width: 5% } .form td:nth-child(2) { width: 28% }"
    return Paper("epr_certificate", "ticked_registration", web.pdf(body, css), printed(truth), {})


def ticked_consent(claim: Claim, rng: Random) -> Paper:
    """A consent on a form where the kind of consent, its acts and the category are ticked among all that there are."""
    truth = truths.consent_to_operate(claim) | dated(claim) | {"activity": FEED[claim.stream]}
    lines = products_in(claim, "T/Annum")
    body = (
        f"<div style='display:flex; justify-content:space-between'><b>{web.esc(claim.state.board)}</b><span>Office copy</span></div><hr>"
        f"<p><b>This order is a:</b><br>{'<br>'.join(ticked(('Consent to Establish', 'Consent to Operate', 'Refusal of consent', 'Revocation of consent'), 'Consent to Operate').split(' &nbsp; '))}</p>"
        f"<p><b>Category:</b> {ticked(('White', 'Green', 'Orange', 'Red'), 'Red')} &nbsp;&nbsp; <b>Type:</b> {ticked(('Fresh', 'Renewal', 'Expansion'), 'Fresh')}</p>"
        f"<p><b>Granted under:</b> {ticked(('Water Act s. 25 and Air Act s. 21', 'Water Act s. 25 only'), 'Water Act s. 25 and Air Act s. 21')}</p>"
        f"<div class=g><div>Order number</div><div>{web.esc(claim.operate.number)}</div><div>Order dated</div><div>{slashed(claim.operate.issued)}</div><div>Unit</div><div>{web.esc(claim.applicant.name)}</div>"
        f"<div>Where</div><div>{web.esc(claim.unit.line)}</div><div>Activity</div><div>{FEED[claim.stream]}</div><div>Waste processed, at most</div><div>{grouped(claim.certified_capacity, 0)} T/Annum</div>"
        f"<div>In force from</div><div>{slashed(claim.operate.issued)}</div><div>In force till</div><div>{slashed(last_day(claim))}</div><div>Investment</div><div>Rs. {in_lakh(claim.proposed_investment)} lakh</div></div>"
        "<p><b>Products</b></p><table class=ruled>" + web.row(("Product", "T/Annum"), tag="th") + web.rows(((it["product"], plain(it["quantity"])) for it in lines), ("", "num"))
        + f"</table><p class=small>Fee paid for the period up to {slashed(date(2029, 3, 31))}. Effluent 35 KLD. Objections may be made within 30 days.</p><p class=r>Environmental Engineer</p>"
    )  # fmt: skip
    css = "body { font: 10pt 'Liberation Sans' } .t { font: 12pt 'DejaVu Sans' } .g { display: grid; grid-template-columns: 34% 66% } .g div { border-bottom: 0.4pt solid #999; padding: 4pt 3pt } .g div:nth-child(odd) { color: #444 }"
    return Paper(
        "pollution_board_authorisation", "ticked_consent", web.pdf(body, css), printed(truth), {"products": rows(lines)}
    )


def capex_sheet_a_head(claim: Claim, rng: Random) -> Paper:
    """A workbook with a sheet for each head and one that sums them and certifies; bills are told in lakh, conditions by N and R."""
    signed, buffer = claim.capex_certified, io.BytesIO()
    book = office.workbook(buffer)
    lakh, day, bold = (
        book.add_format({"num_format": "#,##,##0.00"}),
        book.add_format({"num_format": "dd/mm/yyyy"}),
        book.add_format({"bold": True}),
    )
    front = book.add_worksheet("Summary")
    for place, text in enumerate((
        claim.applicant.name, f"Project site: {claim.unit.line}", f"Capital expenditure from {slashed(claim.capex_from)} to {slashed(claim.capex_to)}", "Rs. in lakh",
    )):  # fmt: skip
        front.write(place, 0, text, bold)
    front.write_row(5, 0, ("Head", "Amount"), bold)
    lines: list[dict[str, Any]] = []
    facts = dict(zip(claim.items, truths.items(claim), strict=True))
    for place, head in enumerate(heads_of(claim)):
        held = [it for it in claim.items if it.head == head]
        name = HEADS[head][:28].replace("/", "-")
        front.write(6 + place, 0, HEADS[head])
        front.write_formula(6 + place, 1, f"='{name}'!H{len(held) + 4}", lakh, float(total(held) / 100_000))
        sheet = book.add_worksheet(name)
        sheet.write(0, 0, f"{HEADS[head]} (Rs. in lakh)", bold)
        sheet.write_row(
            2, 0, ("S.No.", "Asset", "Vendor", "GSTIN of vendor", "Invoice No.", "Invoice Date", "N/R", "Amount"), bold
        )
        for number, it in enumerate(held, 1):
            sheet.write_row(2 + number, 0, (number, it.description, it.vendor.name, it.vendor.gstin))
            sheet.write_string(2 + number, 4, it.invoice_number)
            sheet.write_datetime(2 + number, 5, it.invoice_date, day)
            sheet.write(2 + number, 6, it.condition[0].upper())
            sheet.write_number(2 + number, 7, float(it.amount / 100_000), lakh)
        sheet.write(3 + len(held), 1, "Total", bold)
        sheet.write_formula(3 + len(held), 7, f"=SUM(H4:H{len(held) + 3})", lakh, float(total(held) / 100_000))
        sheet.set_column(1, 3, 34)
        sheet.set_column(4, 7, 16)
        lines += [facts[it] for it in held]
    last = 6 + len(heads_of(claim))
    front.write(last, 0, "Total expenditure certified", bold)
    front.write_formula(last, 1, f"=SUM(B7:B{last})", lakh, float(claim.printed_total / 100_000))
    for place, text in enumerate((
        f"({rupees_in_words(claim.printed_total)})", "N = New, R = Refurbished. GST is not included.", "Certified from the books of account.",
        f"{signed.by.firm}, Chartered Accountants, FRN {signed.by.frn}", f"{signed.by.name}, Partner, M. No. {signed.by.membership_number}", f"UDIN {signed.udin}", f"{signed.by.city}, {slashed(signed.on)}",
    )):  # fmt: skip
        front.write(last + 2 + place, 0, text)
    front.set_column(0, 0, 60)
    front.set_column(1, 1, 18)
    book.close()
    return Paper(
        "capex_statement",
        "capex_sheet_a_head",
        buffer.getvalue(),
        printed(truths.capex_statement(claim)),
        {"items": rows(lines)},
        suffix=".xlsx",
    )


def engineer_typed(claim: Claim, rng: Random) -> Paper:
    """A certificate typed in an office program, production's start in the subject and in the text, machinery in a table without values' total."""
    made, lines = office.document(), truths.machinery(claim)
    typed(
        made,
        f"**{claim.engineer}**\nB.E. (Chem.), Chartered Engineer\nRegistration No. {claim.engineer_registration}",
        "right",
    )
    typed(made, "**TO WHOM IT MAY CONCERN**", "centre")
    typed(
        made, f"Sub: Start of commercial production by M/s {claim.applicant.name} on {long_day(claim.production_date)}"
    )
    typed(
        made,
        f"I inspected the works at {claim.unit.line} on {long_day(claim.engineer_day - timedelta(days=4))}. The plant was under erection till {long_day(claim.production_date - timedelta(days=33))}. It has been in commercial production since {long_day(claim.production_date)}.",
    )
    typed(
        made,
        f"In my opinion the plant can take {grouped(claim.capacity_tpa, 0)} tonnes of waste per annum. On the records of {rng.randrange(4, 19)} batches the recovery yield is {plain(claim.recovery_yield_percent)}%.",
    )
    office.table(
        made,
        [
            ["S. No.", "Machinery", "Condition", "Value (Rs.)"],
            *([n, it["description"], it["condition"].title(), grouped(it["value"])] for n, it in enumerate(lines, 1)),
        ],
    )
    typed(
        made, f"\nDated this {ordinal_day(claim.engineer_day).replace(' ', ' day of ', 1)}.\n\n\n(Signature and seal)"
    )
    truth = truths.chartered_engineer_certificate(claim)
    return Paper(
        "chartered_engineer_certificate",
        "engineer_typed",
        office.saved(made),
        printed(truth),
        {"machinery": rows(lines)},
        suffix=".docx",
    )


HANDS = (
    annexed_consent,
    annexed_registration,
    ticked_registration,
    ticked_consent,
    capex_sheet_a_head,
    engineer_typed,
)
