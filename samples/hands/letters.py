"""Approval letters, chartered engineers' certificates and environmental clearances."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.hands.boards import FEED
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import (
    add_years,
    dotted,
    grouped,
    hindi_day,
    in_crore,
    in_lakh,
    long_day,
    mon_day,
    ordinal_day,
    plain,
    slashed,
)


def approval_prose(claim: Claim, rng: Random) -> Paper:
    """The PMA's approval as a letter with numbered conditions."""
    conditions = (
        "The unit shall commence commercial production within the timelines of the Scheme.",
        "The participant shall continue commercial production for the period required by the Scheme.",
    )
    body = (
        "<h3>Jawaharlal Nehru Aluminium Research Development and Design Centre</h3><p class=c>Project Management Agency, Nagpur</p>"
        f"<p>No. {web.esc(claim.approval_number)}<span style='float:right'>Date: {dotted(claim.approval_date)}</span></p>"
        f"<p>To,<br>M/s {web.esc(claim.applicant.name)}<br>{'<br>'.join(map(web.esc, claim.unit.lines))}</p>"
        "<p><b>Subject: Approval under the Incentive Scheme for Promotion of Critical Minerals Recycling - reg.</b></p>"
        f"<p>Sir/Madam,</p><p>With reference to your application No. {web.esc(claim.application_number)} dated "
        f"{dotted(claim.application_date)}, I am directed to convey the approval of the competent authority to your proposal under "
        f"Group {claim.group} of the Scheme, on the recommendation of the Executive Committee, subject to the following conditions:</p>"
        + "".join(f"<p>{n}. {it}</p>" for n, it in enumerate(conditions, 1))
        + "<p>Yours faithfully,</p><p>(Project Head, PMA)</p><p class=small>Copy to: Ministry of Mines, Shastri Bhawan, New Delhi</p>"
    )
    truth = truths.approval_letter(claim) | {"conditions": " ".join(f"{n}. {it}" for n, it in enumerate(conditions, 1))}
    return Paper("approval_letter", "approval_prose", web.pdf(body), printed(truth), {})


def engineer_letterhead(claim: Claim, rng: Random) -> Paper:
    """A chartered engineer's certificate on a letterhead, in prose, with a list of machinery."""
    body = (
        f"<h2>Er. {web.esc(claim.engineer)}</h2><p class=c>Chartered Engineer | Govt. Regd. Valuer | Registration Number "
        f"{claim.engineer_registration}<br>The Institution of Engineers (India)</p><p class=r>Date: {ordinal_day(claim.engineer_day)}</p>"
        "<h3>CHARTERED ENGINEER CERTIFICATE</h3>"
        f"<p>I hereby certify that I have inspected the recycling unit of M/s {web.esc(claim.applicant.name)} situated at "
        f"{web.esc(claim.unit.line)} and that the plant has commenced commercial production on {long_day(claim.production_date)}. The "
        f"installed capacity of the unit is {plain(claim.capacity_tpa)} TPA. From the plant records, the recovery yield works out to "
        f"{plain(claim.recovery_yield_percent)}% of the recoverable material.</p><p>I have necessary competence in the relevant "
        "domain.</p><table class=ruled>"
        + web.row(("Sl", "Description of machinery", "New/Used", "Value (Rs.)"), tag="th")
        + web.rows(
            (
                (n, it["description"], it["condition"].title(), grouped(it["value"]))
                for n, it in enumerate(truths.machinery(claim), 1)
            ),
            ("", "", "", "num"),
        )
        + "</table><p class=r>Signature &amp; Seal of Chartered Engineer</p>"
    )
    return Paper(
        "chartered_engineer_certificate", "engineer_letterhead", web.pdf(body),
        printed(truths.chartered_engineer_certificate(claim)), {"machinery": rows(truths.machinery(claim))},
    )  # fmt: skip


def clearance_letter(claim: Claim, rng: Random) -> Paper:
    """A State authority's clearance as a letter."""
    body = (
        f"<h3>State Level Environment Impact Assessment Authority, {web.esc(claim.state.name)}</h3>"
        f"<p>Proposal No. {claim.clearance.number}<span style='float:right'>Dated: {slashed(claim.clearance.issued)}</span></p>"
        f"<p>To,<br>M/s {web.esc(claim.applicant.name)}<br>{'<br>'.join(map(web.esc, claim.unit.lines))}</p>"
        f"<p>Sub: Grant of Environmental Clearance for {FEED[claim.stream]} ({plain(claim.certified_capacity)} TPA) under the EIA "
        "Notification, 2006 - regarding.</p><p>The SEIAA, on the recommendation of the SEAC, hereby accords Environmental Clearance to the "
        "above project under the provisions of the EIA Notification, 2006, subject to the conditions below.</p>"
        "<p>A. Specific conditions<br>(i) Zero liquid discharge shall be maintained.<br>(ii) Six-monthly compliance reports shall be "
        "submitted.</p><p class=r>Member Secretary, SEIAA</p>"
    )
    truth = truths.environmental_clearance(claim) | {"activity": FEED[claim.stream]}
    return Paper("environmental_clearance", "clearance_letter", web.pdf(body), printed(truth), {})


def sanction_order(claim: Claim, rng: Random) -> Paper:
    """An approval as an order with its particulars in a table; its date stands at the foot."""
    look = style("Sans", 9.5)
    pairs = (
        ("Name of the Participant", f"M/s. {claim.applicant.name}"),
        ("Location of Unit", claim.unit.line),
        ("Application No. & Date", f"{claim.application_number} dated {mon_day(claim.application_date)}"),
        ("Scheme Group", f"Group - {claim.group}"),
        ("Approved capacity", f"{grouped(claim.capacity_tpa, 0)} TPA"),
        ("Committed investment", f"Rs. {in_crore(claim.proposed_investment)} Crore"),
    )
    story = [
        para("**PROJECT MANAGEMENT AGENCY**\nCritical Minerals Recycling Scheme, Nagpur", style("Sans", 12, alignment=1)),
        para(f"**ORDER NO. {claim.approval_number}**", style("Sans", 11, alignment=1)),
        para("**LETTER OF APPROVAL**", style("Sans", 11, alignment=1)),
        para("On the recommendation of the Executive Committee in its meeting, the undermentioned proposal is hereby approved for incentives under the Incentive Scheme for Promotion of Critical Minerals Recycling.", look),
        grid([[para(f"**{a}**", look), para(b, look)] for a, b in pairs], (170, 325)),
        para("\nThe approval is subject to the provisions of the Scheme and its Guidelines, and does not by itself entitle the participant to any disbursement.", look),
        para(f"\n\nDate of approval: {dotted(claim.approval_date)}\nPlace: Nagpur", look),
        para("(Authorised Officer)\nfor Project Management Agency", style("Sans", 9.5, alignment=2)),
    ]  # fmt: skip
    return Paper("approval_letter", "sanction_order", flow(story), printed(truths.approval_letter(claim)), {})


def approval_bilingual(claim: Claim, rng: Random) -> Paper:
    """An approval with Hindi above English, its date written once in each."""
    body = (
        "<h2>परियोजना प्रबंधन एजेंसी</h2><h3>Project Management Agency</h3><p class=c>महत्वपूर्ण खनिज पुनर्चक्रण संवर्धन प्रोत्साहन योजना / Incentive Scheme for "
        "Promotion of Critical Minerals Recycling</p>"
        f"<table><tr><td>पत्र संख्या / Letter No.: <b>{web.esc(claim.approval_number)}</b></td><td class=r>दिनांक / Dated: {hindi_day(claim.approval_date)} "
        f"({slashed(claim.approval_date)})</td></tr></table>"
        f"<p>सेवा में / To,<br>मैसर्स / M/s {web.esc(claim.applicant.name)}<br>{web.esc(claim.unit.line)}</p>"
        "<p><b>विषय / Subject: योजना के अंतर्गत प्रस्ताव का अनुमोदन / Approval of proposal under the Scheme</b></p>"
        f"<p>महोदय / Sir, आपके आवेदन क्रमांक {web.esc(claim.application_number)} के संदर्भ में सूचित किया जाता है कि आपका प्रस्ताव समूह {'क' if claim.group == 'A' else 'ख'} के "
        f"अंतर्गत अनुमोदित किया गया है। Your proposal has been approved under Group {claim.group} by the competent authority.</p>"
        "<p>यह अनुमोदन योजना की शर्तों के अधीन है। This approval is subject to the conditions of the Scheme.</p><p class=r>भवदीय / Yours faithfully<br><br>परियोजना प्रमुख</p>"
    )
    return Paper("approval_letter", "approval_bilingual", web.pdf(body), printed(truths.approval_letter(claim)), {})


def engineer_form(claim: Claim, rng: Random) -> Paper:
    """A certificate as a form: questions at the left, answers at the right, machinery below with subtotal in lakh."""
    look = style("Serif", 10)
    pairs = (
        ("Name of the Unit", claim.applicant.name),
        ("Address", claim.unit.line),
        ("Date & place of inspection", f"{slashed(claim.engineer_day)}, at works"),
        ("Date of commencement of commercial production", slashed(claim.production_date)),
        ("Installed Capacity", f"{grouped(claim.capacity_tpa, 0)} MTPA"),
        ("Recovery efficiency / yield (%)", plain(claim.recovery_yield_percent)),
    )
    lines = truths.machinery(claim)
    table = [["Sr.", "Machinery", "Condition", "Value (Rs. in lakh)"]] + [
        [str(n), para(it["description"], style("Serif", 9)), it["condition"].upper(), in_lakh(it["value"])]
        for n, it in enumerate(lines, 1)
    ]
    table.append(["", "Total", "", in_lakh(sum((it["value"] for it in lines), Decimal(0)))])
    story = [
        para("**CERTIFICATE OF CHARTERED ENGINEER**\n(for installation of plant and start of commercial production)", style("Serif", 12, alignment=1)),
        grid([[para(a, look), para(b, look)] for a, b in pairs], (215, 280)),
        para("\nParticulars of plant and machinery found installed:", look),
        grid(table, (30, 285, 80, 100), [("FONT", (0, 0), (-1, -1), "Serif", 9), ("ALIGN", (3, 0), (3, -1), "RIGHT")], repeat=1),
        para(f"\nDate of Certificate : {slashed(claim.engineer_day)}\nName of Chartered Engineer : {claim.engineer}\nMembership / Registration No. : {claim.engineer_registration}\nInstitution : The Institution of Engineers (India), Kolkata\n\n(Signature & Seal)", look),
    ]  # fmt: skip
    return Paper(
        "chartered_engineer_certificate",
        "engineer_form",
        flow(story),
        printed(truths.chartered_engineer_certificate(claim)),
        {"machinery": rows(lines)},
    )


def engineer_paragraphs(claim: Claim, rng: Random) -> Paper:
    """Numbered paragraphs drawn on a plain page, date and place at the foot, no machinery."""
    sheet = Sheet("Serif", 11)
    sheet.centre("TO WHOM IT MAY CONCERN", size=13)
    sheet.down(12)
    for number, text in enumerate(
        (
            f"I, {claim.engineer}, Chartered Engineer (Regn. No. {claim.engineer_registration}), visited the works of M/s {claim.applicant.name} at {claim.unit.line}.",
            f"The machinery is installed and in running condition. Trial runs were taken from {ordinal_day(claim.production_date - timedelta(days=16))}, and commercial production started with effect from {ordinal_day(claim.production_date)}.",
            f"The plant can process {grouped(claim.capacity_tpa, 0)} tonnes per annum of feed on 330 working days.",
            f"On the batches examined, {plain(claim.recovery_yield_percent)} per cent of the recoverable critical minerals was recovered.",
            "This certificate is issued on the request of the company without any liability on my part.",
        ),
        1,
    ):
        sheet.paragraph(f"{number}.  {text}", gap=9)
    sheet.down(50)
    sheet.text(56, f"Place: {claim.unit.district}")
    sheet.text(360, f"({claim.engineer})")
    sheet.down(16)
    sheet.text(56, f"Date: {dotted(claim.engineer_day)}")
    sheet.text(360, "Chartered Engineer")
    return Paper(
        "chartered_engineer_certificate",
        "engineer_paragraphs",
        sheet.pdf(),
        printed(truths.chartered_engineer_certificate(claim)),
        {},
    )


def clearance_grid(claim: Claim, rng: Random) -> Paper:
    """A clearance as a portal prints it: label and value in a grid, capacity among the project's particulars."""
    look = style("Sans", 9)
    pairs = (
        ("EC Identification / Clearance No.", claim.clearance.number),
        ("Date of Issue of EC", mon_day(claim.clearance.issued)),
        ("Name of Company / Organization", claim.applicant.name),
        ("Project Category", "B1"),
        ("Schedule Item", "7(d) Common hazardous waste treatment, storage and disposal facilities"),
        ("Location of Project", claim.unit.line),
        ("Activity", FEED[claim.stream]),
        ("Capacity", f"{grouped(claim.certified_capacity, 0)} TPA"),
        ("Valid up to", mon_day(add_years(claim.clearance.issued, 10))),
    )
    story = [
        para(
            f"**ENVIRONMENTAL CLEARANCE**\n(under the EIA Notification, 2006)\nSEIAA, {claim.state.name}",
            style("Sans", 12, alignment=1),
        ),
        grid([[f"{n}.", para(a, look), para(b, look)] for n, (a, b) in enumerate(pairs, 1)], (26, 180, 289)),
        para(
            "\nThe clearance is granted subject to the standard conditions annexed. The project proponent shall not discharge untreated effluent.",
            look,
        ),
        para("\nMember Secretary\nSEIAA", style("Sans", 9, alignment=2)),
    ]
    truth = truths.environmental_clearance(claim) | {
        "activity": FEED[claim.stream],
        "valid_until": add_years(claim.clearance.issued, 10),
    }
    return Paper("environmental_clearance", "clearance_grid", flow(story), printed(truth), {})


APPROVALS = (approval_prose, sanction_order, approval_bilingual)
ENGINEERS = (engineer_letterhead, engineer_form, engineer_paragraphs)
CLEARANCES = (clearance_letter, clearance_grid)
