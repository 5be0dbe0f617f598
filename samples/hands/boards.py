"""Orders of State pollution control boards: consents to establish and to operate, waste authorisations, combined orders."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import devanagari, dotted, grouped, in_crore, in_lakh, mon_day, plain, slashed

FEED = {
    "lib_scrap": "Recycling of spent lithium-ion batteries",
    "e_waste": "Recycling of E-waste",
    "other_scrap": "Recycling of spent catalysts and alloy scrap",
}


def product_lines(claim: Claim) -> list[dict[str, Any]]:
    """Products with the quantities an order lists, in tonnes a year."""
    return [{"product": it.name, "quantity": it.quantity_tpa, "unit": "MT/Year"} for it in claim.products[:4]]


def consent_letter(claim: Claim, rng: Random) -> Paper:
    """A consent to operate as a letter: order number and date at the top, validity in a sentence, a product table."""
    validity = (
        "This consent shall remain valid until it is cancelled or surrendered."
        if claim.operate.valid_until is None
        else f"This CONSENT is valid for the period ending {dotted(claim.operate.valid_until)}."
    )
    body = (
        f"<h2>{web.esc(claim.state.board)}</h2><p class=c>{web.esc(claim.state.seat)}</p><p>Category of the Industry : RED</p>"
        f"<p><b>CONSENT ORDER NO. {web.esc(claim.operate.number)}</b> &nbsp; DATED: {dotted(claim.operate.issued)}</p>"
        f"<p>SUB: {web.esc(claim.state.board)} - CONSENT TO OPERATE - M/s. {web.esc(claim.applicant.name)}, "
        f"{web.esc(claim.unit.line)} - under section 25 of the Water (Prevention &amp; Control of Pollution) Act, 1974 and under "
        "section 21 of the Air (Prevention &amp; Control of Pollution) Act, 1981 - Issued - Reg.</p>"
        "<p>Ref: 1. Unit's application for consent. 2. Inspection report of the field officer.</p>"
        f"<p>CONSENT TO OPERATE is hereby granted to the Occupier for {FEED[claim.stream]} of {plain(claim.certified_capacity)} MTPA.</p>"
        f"<p>{validity}</p><table class=ruled>"
        + web.row(("Sl.", "Product", "Quantity", "Unit"), tag="th")
        + web.rows(
            ((n, it["product"], plain(it["quantity"]), it["unit"]) for n, it in enumerate(product_lines(claim), 1)),
            ("", "", "num", ""),
        )
        + "</table><p>Special conditions:<br>1. The unit shall keep the stack emission within limits.<br>2. Fee is found adequate upto "
        "31.03.2027.</p><p class=r>District Environmental Engineer</p>"
    )
    truth = truths.consent_to_operate(claim) | {"activity": FEED[claim.stream]}
    return Paper(
        "pollution_board_authorisation",
        "consent_letter",
        web.pdf(body),
        printed(truth),
        {"products": rows(product_lines(claim))},
    )


def waste_authorisation_five_year(claim: Claim, rng: Random) -> Paper:
    """A hazardous-waste authorisation: Ref. No, five years from the date of issue, no end date printed, a waste table."""
    first = (claim.certified_capacity * Decimal("0.7")).quantize(Decimal(1))
    wastes = (
        (
            "Schedule IV, Sl. 31 - Spent lithium-ion batteries / e-scrap",
            plain(claim.certified_capacity),
            "Receipt and recycling",
        ),
        ("Schedule I, Cat. 35.3 - Chemical sludge from waste water treatment", plain(first / 20), "Disposal to TSDF"),
    )
    body = (
        f"<h2>{web.esc(claim.state.board)}</h2><p class=c>{web.esc(claim.state.seat)}</p>"
        f"<p>Ref. No : {web.esc(claim.waste.number)}<span style='float:right'>Dated :{slashed(claim.waste.issued)}</span></p>"
        f"<p>To,<br>M/s {web.esc(claim.applicant.name)}<br>{'<br>'.join(map(web.esc, claim.unit.lines))}</p>"
        "<p>Sub :- Authorisation issued under the provisions of Hazardous and Other Wastes (Management and Transboundary "
        "Movement) Rules, 2016</p>"
        "<p>1. The authorization shall be valid for a period of Five Year from the date of issue, if not suspended or cancelled "
        "earlier.</p><p>2. The authorised person shall not store the waste beyond the permitted period.</p>"
        f"<p>3. The unit is authorised to receive and recycle not more than {plain(claim.certified_capacity)} MT/A of the waste "
        "listed at Sl. 1 below.</p><table class=ruled>"
        + web.row(("Sl", "Waste & Schedule/category", "Quantity (MT/A)", "Mode"), tag="th")
        + web.rows(((n, *line) for n, line in enumerate(wastes, 1)), ("", "", "num", ""))
        + "</table><p class=r>Regional Officer</p>"
    )
    truth = truths.without(truths.waste_authorisation(claim), "pollution_category")
    return Paper("pollution_board_authorisation", "waste_authorisation_five_year", web.pdf(body), printed(truth), {})


def consolidated_order(claim: Claim, rng: Random) -> Paper:
    """A combined order in two columns at the head, with outward number and PCB id beside the consent number."""
    truth = truths.combined_consent(claim) | {
        "validity": "dated",
        "valid_until": date(2031, 7, 31),
    }
    sheet = Sheet("Sans", 9.5)
    sheet.text(46, "Consent Order", bold=True, size=13)
    right = sheet.width - 46
    for line in (claim.state.board, *[part.strip() for part in claim.state.seat.split(", ", 1)]):
        sheet.text(right, line, align="right", bold=line == claim.state.board)
        sheet.down(13)
    sheet.line(46, sheet.y + 2, right, sheet.y + 2)
    sheet.down(8)
    sheet.text(46, "RED-LARGE", bold=True)
    sheet.text(130, "CCA-Fresh")
    sheet.text(215, "CONSENT NO: ***")
    sheet.text(right, f"PCB ID: {rng.randrange(20_000, 99_000)}", align="right")
    sheet.down(16)
    sheet.text(46, f"Outward No:{rng.randrange(100_000, 130_000)},{slashed(claim.operate.issued)}")
    sheet.text(250, f"Consent No:{claim.operate.number}", bold=True)
    sheet.down(22)
    for line in (
        "To,",
        "The Occupier,",
        f"M/s. {claim.applicant.name},",
        claim.unit.line,
        "Latitude : 22.6840   Longitude : 75.9028",
    ):
        sheet.paragraph(line, x=46, right=46, gap=0)
    sheet.down(8)
    sheet.paragraph(
        "Subject: Grant of Consent to Operate under section 25 of the Water (Prevention & Control of Pollution) Act, 1974 & section 21 "
        "of the Air (Prevention & Control of Pollution) Act, 1981 and Authorization under Hazardous and Other Wastes (Management & "
        "Transboundary Movement) Rules, 2016", x=46, right=46, bold=True,
    )  # fmt: skip
    sheet.paragraph(
        f"Ref: Your Consent to Operate Application Receipt No. {rng.randrange(1_000_000, 1_300_000)} Dt. 06/03/2026",
        x=46,
    )
    sheet.paragraph(
        "With reference to your above application, it is to inform that the Board has agreed to grant consent up to 31/07/2031, "
        "subject to the fulfilment of the terms and conditions enclosed.", x=46, right=46,
    )  # fmt: skip
    sheet.paragraph(f"a. Location: {claim.unit.line}", x=60, gap=2)
    sheet.paragraph(f"b. The capital investment in lakhs: Rs. {in_lakh(claim.proposed_investment)}", x=60, gap=2)
    sheet.paragraph("c. Product & Production Capacity:", x=60, gap=4)
    lines: list[dict[str, Any]] = [
        {
            "product": "RECYLE & REPROCESSING OF " + FEED[claim.stream].removeprefix("Recycling of ").upper(),
            "quantity": claim.certified_capacity,
            "unit": "M.T",
        }
    ]
    lines += [line | {"unit": "M.T"} for line in product_lines(claim)]
    top = sheet.y
    for product, quantity in (
        ("Product", "Qty / year"),
        *((it["product"], f"{plain(it['quantity'])} {it['unit']}") for it in lines),
    ):
        sheet.line(70, sheet.y, right - 20, sheet.y)
        sheet.text(76, product, y=sheet.y + 2)
        sheet.text(right - 30, quantity, y=sheet.y + 2, align="right")
        sheet.down(16)
    for x in (70, right - 140, right - 20):
        sheet.line(x, top, x, sheet.y)
    sheet.line(70, sheet.y, right - 20, sheet.y)
    sheet.down(16)
    sheet.paragraph(
        "The validity of the consent is up to 31/07/2031 and has to be renewed before expiry. Fee adequate upto 31.03.2029.",
        x=46,
        right=46,
    )
    sheet.down(20)
    for line in (
        "Regional Officer",
        "Digitally signed by R O Office",
        f"Date: {claim.operate.issued:%Y.%m.%d} 12:11:18 +05'30'",
    ):
        sheet.text(right, line, align="right")
        sheet.down(12)
    return Paper(
        "pollution_board_authorisation", "consolidated_order", sheet.pdf(), printed(truth), {"products": rows(lines)}
    )


def hindi_order(claim: Claim, rng: Random) -> Paper:
    """An order wholly in Hindi, dates and some figures in Devanagari digits, valid until cancelled."""
    truth = truths.consent_to_operate(claim) | {"validity": "until_cancelled", "valid_until": None}
    lines = product_lines(claim)
    body = (
        f"<h2>{claim.state.board_hindi}</h2><p class=c>प्रधान कार्यालय</p>"
        f"<p>पत्र संख्या: {web.esc(claim.operate.number)} <span style='float:right'>दिनांक: {devanagari(slashed(claim.operate.issued))}</span></p>"
        f"<p>सेवा में,<br>मैसर्स {web.esc(claim.applicant.name)},<br>{web.esc(claim.unit.line)}</p>"
        "<p><b>विषय: जल (प्रदूषण निवारण एवं नियंत्रण) अधिनियम, 1974 की धारा 25 तथा वायु (प्रदूषण निवारण एवं नियंत्रण) अधिनियम, 1981 की धारा 21 "
        "के अंतर्गत संचालन हेतु सम्मति (Consent to Operate) के संबंध में।</b></p>"
        "<p>महोदय,<br>आपके आवेदन के संदर्भ में बोर्ड द्वारा निम्नलिखित शर्तों के अधीन उद्योग को संचालन हेतु सम्मति प्रदान की जाती है:-</p>"
        f"<table><tr><td>1.</td><td>उद्योग की श्रेणी</td><td>: लाल</td></tr><tr><td>2.</td><td>स्वीकृत पुनर्चक्रण क्षमता</td>"
        f"<td>: {devanagari(grouped(claim.certified_capacity, 0))} मीट्रिक टन प्रति वर्ष</td></tr><tr><td>3.</td><td>वैधता</td><td>: यह सम्मति निरस्त किए जाने तक "
        "वैध रहेगी।</td></tr></table><table class=ruled>"
        + web.row(("क्र.सं.", "उत्पाद का नाम", "मात्रा", "इकाई"), tag="th")
        + web.rows(
            ((n, it["product"], plain(it["quantity"]), "मी.टन/वर्ष") for n, it in enumerate(lines, 1)),
            ("", "", "num", ""),
        )
        + "</table><p>4. इकाई द्वारा उत्सर्जन मानकों का अनुपालन सुनिश्चित किया जाएगा।<br>5. परिसंकटमय अपशिष्ट का भण्डारण नियमानुसार किया जाएगा।</p>"
        "<p class=r>भवदीय,<br><br>क्षेत्रीय अधिकारी</p>"
    )
    return Paper(
        "pollution_board_authorisation", "hindi_order", web.pdf(body, "body { font-family: 'Noto Sans Devanagari', 'Liberation Sans' }"),
        printed(truth), {"products": rows(line | {"unit": "मी.टन/वर्ष"} for line in lines)},
    )  # fmt: skip


def boxed_form(claim: Claim, rng: Random) -> Paper:
    """A ruled form: the grant in a numbered table, quantities a month, a validity line inside the box."""
    truth = truths.combined_consent(claim) | {"validity": "dated", "valid_until": date(2031, 3, 31)}
    look, small = style("Sans", 9), style("Sans", 8)
    lines = [
        {"product": it.name, "quantity": (it.quantity_tpa / 12).quantize(Decimal("0.01")), "unit": "MT/M"}
        for it in claim.products[:4]
    ]
    story = [
        para(f"**{claim.state.board.upper()}**\n{claim.state.seat}", style("Sans", 11, alignment=1)),
        grid([[para(f"RED/L.S.I\nNo:- {claim.operate.number}", look), para(f"Date: {slashed(claim.operate.issued)}", style("Sans", 9, alignment=2))]], (300, 195), ruled=False),
        para(f"To,\nM/s. {claim.applicant.name}\n{claim.unit.line}", look),
        para("**Sub: Grant of Consent to Operate / Combined Consent and Authorisation under RED category**", look),
        para("Consent to Operate is granted under Section 25 of the Water Act 1974, Section 21 of the Air Act 1981 and Authorisation under Rule 6 of the Hazardous & Other Wastes (M & TM) Rules 2016, as below:", look),
        grid(
            [
                [para("1", look), para("The consent to operate is granted for a period up to", look), para("**31-03-2031**", look)],
                [para("2", look), para("The capital investment of the project (Crs.)", look), para(f"Rs. {in_crore(claim.proposed_investment)} (as per CA certificate)", look)],
                [para("3", look), para("Quantity of waste permitted to be recycled", look), para(f"{plain(claim.certified_capacity / 12)} MT/M", look)],
                [para("4", look), para("Name and address of unit", look), para(f"{claim.applicant.name}, {claim.unit.line}", look)],
            ],
            (24, 240, 231),
        ),
        para("\nThe Consent is valid for the manufacture of:", look),
        grid(
            [["Sr No", "Product", "Maximum Quantity", "UOM"]] + [[n, it["product"], str(it["quantity"]), it["unit"]] for n, it in enumerate(lines, 1)],
            (40, 265, 110, 80),
            [("FONT", (0, 0), (-1, -1), "Sans", 9), ("BACKGROUND", (0, 0), (-1, 0), "#dddddd"), ("ALIGN", (2, 1), (2, -1), "RIGHT")],
        ),
        para("\nConditions under Water Act: the industry shall treat 40 CMD of trade effluent in an ETP. Bank guarantee of Rs. 5 Lakh valid upto 30-06-2031 shall be submitted.", small),
        para("\nFor and on behalf of the Board\n\n\nMember Secretary", style("Sans", 9, alignment=2)),
    ]  # fmt: skip
    return Paper("pollution_board_authorisation", "boxed_form", flow(story), printed(truth), {"products": rows(lines)})


def establish_letter(claim: Claim, rng: Random) -> Paper:
    """A consent to establish, which a reader must not take for a consent to operate."""
    truth = truths.consent_to_establish(claim) | {"activity": FEED[claim.stream]}
    until = claim.establish.valid_until
    body = (
        f"<table><tr><td><b>{web.esc(claim.state.board)}</b><br>{web.esc(claim.state.seat)}</td><td class=r>Website: www.example.invalid<br>"
        "Tele: 000-0000000</td></tr></table><hr>"
        f"<p>PROCEEDINGS NO. {web.esc(claim.establish.number)} &nbsp;&nbsp; DATED {dotted(claim.establish.issued)}</p>"
        "<p><b>Sub: Consent for Establishment (CTE) - under section 25 of the Water Act, 1974 and section 21 of the Air Act, 1981 - Issued.</b></p>"
        f"<p>The Board hereby grants <b>Consent to Establish</b> to M/s {web.esc(claim.applicant.name)} to set up a unit at "
        f"{web.esc(claim.unit.line)} for {FEED[claim.stream]} with a capacity of {plain(claim.certified_capacity)} tonnes per annum, "
        "category RED. The unit shall obtain Consent to Operate before commissioning.</p>"
        f"<p>This consent to establish shall be valid upto {dotted(until) if until else ''} or the date of commissioning, whichever is earlier.</p>"
        "<p class=r>Joint Chief Environmental Engineer</p>"
    )
    return Paper("pollution_board_authorisation", "establish_letter", web.pdf(body), printed(truth), {})


def waste_form_two(claim: Claim, rng: Random) -> Paper:
    """Form 2 of the hazardous-waste rules with numbered points and a table that runs by waste."""
    until = claim.waste.valid_until
    truth = truths.without(truths.waste_authorisation(claim) | {"validity": "dated"}, "pollution_category")
    look = style("Serif", 10)
    story = [
        para("**FORM 2**\n[See rule 6(2)]\nFORM FOR GRANT OR RENEWAL OF AUTHORISATION BY STATE POLLUTION CONTROL BOARD TO THE OCCUPIERS, RECYCLERS, REPROCESSORS, REUSERS, USER AND OPERATORS OF DISPOSAL FACILITIES", style("Serif", 10, alignment=1)),
        para(f"**{claim.state.board}**", style("Serif", 13, alignment=1)),
        para(f"1. Number of authorisation and date of issue : {claim.waste.number}  dated  {mon_day(claim.waste.issued)}", look),
        para("2. Reference of application (No. and date) : OCMMS/4471 of 11-May-2026", look),
        para(f"3. {claim.applicant.name} of {claim.unit.line} is hereby granted an authorisation for receipt, storage, recycling and utilisation of hazardous or other wastes on the premises situated at the above address.", look),
        para("Details of Authorisation", style("Serif", 10, alignment=1)),
        grid(
            [["Sl.", "Category of hazardous waste as per Schedules", "Authorised mode", "Quantity (ton/annum)"],
             ["1", para(FEED[claim.stream].removeprefix("Recycling of ").capitalize() + ", Schedule IV", look), "Recycling", grouped(claim.certified_capacity, 0)]],
            (30, 250, 105, 110), [("FONT", (0, 0), (-1, -1), "Serif", 9.5), ("ALIGN", (3, 0), (3, -1), "RIGHT")],
        ),
        para(f"\n4. The authorisation shall be valid from {mon_day(claim.waste.issued)} to {mon_day(until) if until else ''}.", look),
        para("5. The authorisation is subject to the following general and specific conditions:\n(i) It shall be produced for inspection on request.\n(ii) Any unauthorised change in equipment shall be a breach.", look),
        para("\n\nSignature and seal\n(Member Secretary)", style("Serif", 10, alignment=2)),
    ]  # fmt: skip
    return Paper("pollution_board_authorisation", "waste_form_two", flow(story), printed(truth), {})


OPERATE = (consent_letter, hindi_order)
COMBINED = (consolidated_order, boxed_form)
ESTABLISH = (establish_letter,)
WASTE = (waste_authorisation_five_year, waste_form_two)
