"""Papers that get into a folder and are not what they are filed as: most are none of the types, some the wrong paper."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from random import Random

from samples import truths
from samples.facts import Claim
from samples.hands import office, web
from samples.hands.boards import FEED
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.hands.epr import RULES
from samples.papers import Paper, printed
from samples.print_forms import (  # fmt: skip
    add_years,
    dashed,
    dotted,
    grouped,
    in_crore,
    long_day,
    mon_day,
    ordinal_day,
    plain,
    rupees_in_words,
    slashed,
)


def _stranger(family: str, content: bytes, suffix: str = ".pdf") -> Paper:
    """A paper of none of the types: a faultless reader says unknown and takes no field from it."""
    return Paper("unknown", family, content, {}, {}, suffix=suffix)


def press_report(claim: Claim, rng: Random) -> Paper:
    """A newspaper's report in two columns that names a company, its approval, its capacity and its investment."""
    name = web.esc(claim.applicant.name)
    body = (
        "<h1 style='font-size:22pt;text-align:left'>The Mineral Courier</h1><p class=small>Nagpur edition | "
        f"{long_day(claim.approval_date + timedelta(days=2))} | Page 7 | Business</p><h2 style='text-align:left'>{name} to recycle {plain(claim.capacity_tpa)} tonnes a year in {claim.unit.district}</h2>"
        "<div class=cols><p>BY OUR CORRESPONDENT</p>"
        f"<p>{name} has become the latest company to be approved under the Incentive Scheme for Promotion of Critical Minerals Recycling, a person with knowledge of the matter said on {claim.approval_date:%A}. "
        f"The company will invest about Rs {in_crore(claim.proposed_investment)} crore in its plant in {claim.unit.district}, {claim.state.name}.</p>"
        "<p>The scheme, with an outlay of Rs 1,500 crore, offers a capex subsidy of 20 per cent to those who start production early and an opex subsidy on incremental sales. Large companies may receive up to Rs 50 crore, smaller ones up to Rs 25 crore.</p>"
        f"<p>“We have applied for consent to operate from the {web.esc(claim.state.board)} and hold an EPR registration,” said {web.esc(claim.signatory)}, who signed the application. "
        "“A chartered accountant has certified our revenue of the last financial year.”</p>"
        "<p>Analysts expect recovery yields above 90 per cent and a purity of 99.5 per cent. Shares of listed recyclers rose by up to 4 per cent.</p>"
        "<p>Also in the news: monsoon reaches Vidarbha; railway freight on ores revised from 1 June.</p></div>"
    )
    css = ".cols { column-count: 2; column-gap: 16pt; text-align: justify } body { font-size: 10.5pt }"
    return _stranger("press_report", web.pdf(body, css))


def consent_refused(claim: Claim, rng: Random) -> Paper:
    """A board refuses the consent: the number is shaped as that of a consent, and nothing is granted."""
    name = claim.applicant.name
    body = (
        f"<h2>{web.esc(claim.state.board)}</h2><p class=c>{web.esc(claim.state.seat)}</p>"
        f"<p>No. {web.esc(claim.operate.number)}<span style='float:right'>Dated: {dotted(claim.operate.issued)}</span></p><p>To,<br>The Occupier<br>M/s {web.esc(name)}<br>{'<br>'.join(map(web.esc, claim.unit.lines))}</p>"
        "<p><b>Sub: REFUSAL of consent to operate under section 25 of the Water (Prevention &amp; Control of Pollution) Act, 1974 and section 21 of the Air (Prevention &amp; Control of Pollution) Act, 1981.</b></p>"
        f"<p>Whereas M/s {web.esc(name)} applied for consent to operate for {FEED[claim.stream]} of {plain(claim.capacity_tpa)} MTPA; and whereas the unit was inspected on {dotted(claim.operate.issued - timedelta(days=33))} and a show cause notice was served, "
        "to which no satisfactory reply was received;</p><p>Now, therefore, the consent applied for is hereby <b>refused</b>, because the effluent treatment plant was not found complete and the storage of hazardous waste was without a shed. "
        "The unit shall not operate. An appeal lies to the Appellate Authority within thirty days from the date of receipt of this order.</p><p class=r>Environmental Engineer</p>"
    )
    return _stranger("consent_refused", web.pdf(body))


def renewal_fee_receipt(claim: Claim, rng: Random) -> Paper:
    """The receipt of a fee for the renewal of an EPR registration: number, amount, dates, and no registration granted."""
    fee = Decimal(rng.choice((5_000, 15_000, 20_000, 40_000)))
    look = style("Mono", 9)
    pairs = (
        ("Receipt No.", f"{rng.randrange(10**9, 10**10)}"), ("Receipt Date", f"{slashed(claim.epr.issued - timedelta(days=70))} 14:07:51"), ("Payer", claim.applicant.name),
        ("GSTIN", claim.applicant.gstin), ("Purpose", "Application fee - Renewal of EPR Registration (Recycler)"), ("Existing Registration No.", claim.epr.number),
        ("Amount", f"Rs. {grouped(fee)}"), ("Amount in words", rupees_in_words(fee)), ("Mode", "Net banking"), ("Bank Reference", f"CKX{rng.randrange(10**6, 10**7)}"), ("Status", "SUCCESS"),
    )  # fmt: skip
    story = [
        para("**e-PAYMENT ACKNOWLEDGEMENT**\nEPR Portal - Central Pollution Control Board", style("Mono", 11, alignment=1)),
        grid([[para(a, look), para(b, look)] for a, b in pairs], (170, 310)),
        para("\nThis acknowledgement only confirms the payment of the fee. It does not confer registration. The application will be examined on merits.", look),
    ]  # fmt: skip
    return _stranger("renewal_fee_receipt", flow(story))


def dashboard_print(claim: Claim, rng: Random) -> Paper:
    """A browser's print of a portal's dashboard after log-in: counters, a menu, a list of applications with states."""
    counters = "".join(
        f"<div class=n><b>{rng.randrange(0, 40)}</b><br>{it}</div>"
        for it in ("Applications", "Pending with SPCB", "Queries", "Certificates")
    )
    lines = (
        (
            claim.epr.number,
            "Recycler registration",
            dashed(claim.epr.issued - timedelta(days=40)),
            "Under process at HO",
        ),
        (
            f"RN-{rng.randrange(1_000, 9_999)}",
            "Annual return 2025-26",
            dashed(claim.epr.issued - timedelta(days=12)),
            "Submitted",
        ),
        (
            f"TR-{rng.randrange(1_000, 9_999)}",
            "EPR credit transfer",
            dashed(claim.epr.issued - timedelta(days=3)),
            "Draft",
        ),
    )
    body = (
        f"<p class=small>EPR Portal for {RULES[claim.stream]} &nbsp; | &nbsp; Welcome, {web.esc(claim.applicant.name)} &nbsp; | &nbsp; Log out</p><table><tr><td class=m>Dashboard<br>My Profile<br>Applications<br>Credits<br>Wallet<br>Returns<br>Helpdesk</td><td>"
        f"<h3 style='text-align:left'>Dashboard</h3><div>{counters}</div><h3 style='text-align:left'>Recent activity</h3><table class=ruled>"
        + web.row(("Ref. No.", "Type", "Date", "Status"), tag="th")
        + web.rows(lines)
        + f"</table><p>Credits available (MT): {rng.randrange(10, 900)}.{rng.randrange(10, 99)} &nbsp; Capacity (MTA): {plain(claim.capacity_tpa)}</p></td></tr></table>"
        f"<p class=small>https://epr.example.in/dashboard#/home &nbsp;&nbsp; 1/1 &nbsp;&nbsp; {slashed(claim.epr.issued)}, 10:22</p>"
    )
    css = "body { font: 8.5pt 'DejaVu Sans' } .m { width: 90pt; background: #223; color: #fff; line-height: 2 } .n { display: inline-block; border: 0.5pt solid #99a; padding: 6pt 12pt; margin-right: 6pt; text-align: center }"
    return _stranger("dashboard_print", web.pdf(body, css))


def neighbouring_approval(claim: Claim, rng: Random) -> Paper:
    """An approval under a production-linked incentive scheme for cells: same company, another ministry, another scheme."""
    sheet = Sheet("Serif", 11)
    sheet.centre("GOVERNMENT OF INDIA", size=12)
    sheet.centre("MINISTRY OF HEAVY INDUSTRIES", size=12)
    sheet.centre("Udyog Bhawan, New Delhi", bold=False)
    sheet.down(14)
    sheet.text(56, f"No. PLI/ACC/{rng.randrange(10, 99)}/2024-Auto")
    sheet.text(sheet.width - 56, f"Dated {ordinal_day(claim.approval_date - timedelta(days=310))}", align="right")
    sheet.down(26)
    for line in ("To", f"M/s {claim.applicant.name}", *claim.unit.lines):
        sheet.paragraph(line, gap=0)
    sheet.down(10)
    sheet.paragraph(
        "Subject: Letter of approval under the Production Linked Incentive (PLI) Scheme 'National Programme on Advanced Chemistry Cell (ACC) Battery Storage'.",
        bold=True,
    )
    sheet.paragraph("Sir,")
    sheet.paragraph(
        f"I am directed to refer to your bid and to convey the approval of the competent authority for the setting up of manufacturing facilities of Advanced Chemistry Cells with a capacity of {rng.randrange(2, 20)} GWh. The committed investment shall be Rs. {in_crore(claim.proposed_investment * 20)} crore."
    )
    sheet.paragraph(
        "The approval is subject to the following conditions: (a) domestic value addition of at least 25 per cent within two years; (b) performance security as per the bid; (c) sale of cells in accordance with the Programme Agreement."
    )
    sheet.down(30)
    sheet.text(370, "Yours faithfully,")
    sheet.down(36)
    sheet.text(370, "Deputy Secretary to the Government of India")
    return _stranger("neighbouring_approval", sheet.pdf())


def state_policy_sanction(claim: Claim, rng: Random) -> Paper:
    """A District Industries Centre's sanction of capital subsidy under a State's industrial policy, with eligible heads."""
    amount = Decimal(rng.randrange(120, 900)) * 10_000
    heads = (
        ("Plant & Machinery", amount * 3),
        ("Building", amount),
        ("Total fixed capital investment", amount * 4),
        ("Subsidy sanctioned @ 25%", amount),
    )
    body = (
        f"<h2>Government of {claim.state.name}</h2><h3>Directorate of Industries - District Industries Centre, {claim.unit.district}</h3>"
        f"<p>Sanction Order No. DIC/{claim.unit.district[:3].upper()}/IPS/{rng.randrange(100, 999)}/2026<span style='float:right'>Date: {mon_day(claim.approval_date + timedelta(days=44))}</span></p>"
        f"<p><b>Sub: Sanction of capital investment subsidy under the State Industrial Policy and Promotion Scheme to M/s {web.esc(claim.applicant.name)}</b></p>"
        f"<p>The State Level Empowered Committee has approved the undermentioned subsidy in favour of M/s {web.esc(claim.applicant.name)}, {web.esc(claim.unit.line)}, a unit in the medium category.</p><table class=ruled>"
        + web.row(("Head", "Amount (Rs.)"), tag="th")
        + web.rows(((name, grouped(it)) for name, it in heads), ("", "num"))
        + f"</table><p>({rupees_in_words(amount)}). The amount shall be released in two instalments, subject to budget provision and to the unit remaining in production for five years.</p><p class=r>General Manager, DIC</p>"
    )
    return _stranger("state_policy_sanction", web.pdf(body))


def purchase_order(claim: Claim, rng: Random) -> Paper:
    """A purchase order for plant in Word: items, amounts and GSTINs, yet nothing that an accountant certified."""
    made = office.document()
    made.add_heading("PURCHASE ORDER", 1)
    made.add_paragraph(
        f"P.O. No. {rng.randrange(100, 999)}/2026        Date: {dashed(claim.application_date)}\nBuyer: {claim.applicant.name}, GSTIN {claim.applicant.gstin}\nSupplier: {claim.items[0].vendor.name}, GSTIN {claim.items[0].vendor.gstin}"
    )
    office.table(
        made,
        [
            ("Sl.", "Description", "Qty", "Amount (Rs.)"),
            *((n, it.description, 1, grouped(it.amount)) for n, it in enumerate(claim.items[:4], 1)),
        ],
    )
    made.add_paragraph(
        "Delivery within 16 weeks. Payment: 30% advance, 60% against dispatch, 10% after commissioning. Prices are firm and exclusive of GST."
    )
    return _stranger("purchase_order", office.saved(made), ".docx")


def producers_registration(claim: Claim, rng: Random) -> Paper:
    """A producer's EPR registration where a recycler's is wanted: targets of the producer, no plant that recycles."""
    truth = truths.epr_certificate(claim) | {
        "issuing_authority": truths.CPCB,
        "entity_category": "producer",
        "validity": "term",
        "valid_until": add_years(claim.epr.issued, 5),
    }
    number = f"B-29016({rng.randrange(1_000, 9_800)})/(EPR)/26/WM-III Division"
    targets = [
        (year, f"{60 + 10 * n}%", f"{rng.randrange(200, 3_000)}")
        for n, year in enumerate(("2026-27", "2027-28", "2028-29"))
    ]
    look = style("Serif", 10.5)
    story = [
        para(f"**{truths.CPCB}**\nParivesh Bhawan, East Arjun Nagar, Delhi - 110032", style("Serif", 13, alignment=1)),
        para("**EXTENDED PRODUCER RESPONSIBILITY - REGISTRATION OF PRODUCER**", style("Serif", 11.5, alignment=1)),
        para(f"Registration No.: {number}", look),
        para(f"Date of issue: {dashed(claim.epr.issued)}", look),
        para(f"To,\nM/s {claim.applicant.name}\n{claim.unit.line}", look),
        para(f"With reference to your application, registration as **Producer** is hereby granted under the {RULES[claim.stream]}. The registration is valid for a period of five years from the date of issue.", look),
        para("The producer shall meet the following targets through authorised recyclers:", look),
        grid([["Year", "Target", "Quantity (MT)"], *targets], (120, 120, 140), [("FONT", (0, 0), (-1, -1), "Serif", 9.5)]),
        para("\nThis registration does not authorise the producer to collect, dismantle or recycle waste.", look),
        para("\n\nDivisional Head", style("Serif", 10.5, alignment=2)),
    ]  # fmt: skip
    truth = truths.without(truth | {"registration_number": number}, "capacity_tpa", "gstin")
    return Paper("epr_certificate", "producers_registration", flow(story), printed(truth), {})


def establish_filed_as_operate(claim: Claim, rng: Random) -> Paper:
    """A consent to establish under a heading that speaks of consent management; it says that operating needs another."""
    ends = claim.establish.valid_until
    truth = truths.consent_to_establish(claim) | {
        "activity": FEED[claim.stream],
        "validity": "dated",
        "valid_until": ends,
    }
    body = (
        f"<h2>{web.esc(claim.state.board)}</h2><p class=c>{web.esc(claim.state.seat)}<br>Online Consent Management and Monitoring System</p>"
        f"<table><tr><td>CTE No.: {web.esc(claim.establish.number)}</td><td class=r>Date of issue: {slashed(claim.establish.issued)}</td></tr></table>"
        f"<p>To,<br>M/s {web.esc(claim.applicant.name)}<br>{'<br>'.join(map(web.esc, claim.unit.lines))}</p>"
        "<p><b>Subject: Grant of Consent to Establish (CTE / NOC) under the Water Act, 1974 and the Air Act, 1981.</b></p>"
        f"<p>Consent to Establish is hereby granted for {FEED[claim.stream]} with a capacity of {plain(claim.certified_capacity)} MTPA (category: RED). This consent is valid up to {slashed(ends) if ends else ''} or the commencement of production, whichever is earlier.</p>"
        "<p>1. The unit shall not start production without obtaining Consent to Operate.<br>2. Trial runs shall be taken only with the permission of the Board.<br>3. Green belt of 33% of the plot area shall be developed.</p><p class=r>Member Secretary</p>"
    )
    return Paper(
        "pollution_board_authorisation",
        "establish_filed_as_operate",
        web.pdf(body, "body { font: 10.5pt 'Liberation Sans' }"),
        printed(truth),
        {},
    )


HANDS: tuple[Callable[[Claim, Random], Paper], ...] = (
    press_report, consent_refused, renewal_fee_receipt, dashboard_print, neighbouring_approval, state_policy_sanction, purchase_order,
    producers_registration, establish_filed_as_operate,
)  # fmt: skip
