"""EPR registrations: CPCB's certificate for e-waste, a board's Form 2(B) for batteries, a portal's grid, a bilingual face."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from random import Random
from typing import Any

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import dashed, dotted, grouped, mon_day, ordinal_day, plain

RULES = {
    "e_waste": "E-Waste (Management) Rules, 2022",
    "lib_scrap": "Battery Waste Management Rules, 2022",
    "other_scrap": "Environment Protection (End-of-Life Vehicles) Rules, 2025",
}
CATEGORIES = {
    "e_waste": (
        "ITEW - Information technology and telecommunication equipment",
        "CEEW - Consumer electrical and electronics",
    ),
    "lib_scrap": (
        "Electric vehicle batteries (Li-ion)",
        "Portable batteries (Li-ion)",
        "Industrial batteries (Li-ion)",
    ),
    "other_scrap": ("Catalytic converters", "Steel and alloy scrap"),
}


def category_capacities(claim: Claim) -> list[dict[str, Any]]:
    """The capacity split over categories, adding up to the whole."""
    names = CATEGORIES[claim.stream]
    share = claim.capacity_tpa // len(names) // 100 * 100
    shares = [share] * (len(names) - 1)
    return [
        {"category": name, "capacity_tpa": amount}
        for name, amount in zip(names, [claim.capacity_tpa - sum(shares), *shares], strict=True)
    ]


def entity_word(claim: Claim) -> str:
    """What the certificate calls the holder."""
    return "Registered Vehicle Scrapping Facility" if claim.stream == "other_scrap" else "Recycler"


def certificate_face(claim: Claim, rng: Random) -> Paper:
    """A certificate with a heading, a sentence, and label: value lines without rules."""
    truth = truths.epr_certificate(claim)
    lines = (
        ("Registration No.", claim.epr.number),
        ("Name of the Entity", f"M/s {claim.applicant.name}"),
        ("Address of the Facility", claim.unit.line),
        ("GSTIN", claim.applicant.gstin),
        ("Category of Entity", entity_word(claim)),
        ("Registered Capacity (MTA)", plain(claim.capacity_tpa)),
        ("Date of Issue", dotted(claim.epr.issued)),
        ("Valid upto", dotted(claim.epr.valid_until) if claim.epr.valid_until else ""),
    )
    body = (
        f"<h2>{web.esc(truth['issuing_authority'])}</h2><p class=c>(Waste Management Division)</p><h1>Certificate of Registration</h1>"
        f"<p class=c>under the {RULES[claim.stream]}</p><p>This is to certify that the entity named below is registered under "
        "the Extended Producer Responsibility (EPR) framework, subject to the conditions overleaf.</p><table>"
        + "".join(f"<tr><td width='38%'><b>{web.esc(a)}</b></td><td>:</td><td>{web.esc(b)}</td></tr>" for a, b in lines)
        + "</table><h3>Category-wise capacity</h3><table class=ruled>"
        + web.row(("S. No.", "Category", "Capacity (MTA)"), tag="th")
        + web.rows(
            ((n, it["category"], it["capacity_tpa"]) for n, it in enumerate(category_capacities(claim), 1)),
            ("", "", "num"),
        )
        + "</table><p>1. The recycler shall file quarterly and annual returns.<br>2. This registration may be suspended or cancelled "
        "for violation of the Rules.</p><p class=r>Divisional Head</p>"
    )
    return Paper(
        "epr_certificate", "certificate_face", web.pdf(body), printed(truth),
        {"categories": rows(category_capacities(claim))},
    )  # fmt: skip


def form_two_b(claim: Claim, rng: Random) -> Paper:
    """A board's bilingual form: prose, validity as a term in years, capacities with a printed total."""
    truth = truths.epr_certificate(claim) | {"issuing_authority": claim.state.board, "validity": "term"}
    parts = category_capacities(claim)
    body = (
        f"<h2>{claim.state.board_hindi}</h2><h3>{web.esc(claim.state.board)}</h3><p class=c><b>प्रपत्र 2(ख) / FORM 2(B)</b><br>"
        "पंजीकरण प्रमाण पत्र / CERTIFICATE OF REGISTRATION</p>"
        f"<p>पंजीकरण संख्या / Registration Number: <b>{web.esc(claim.epr.number)}</b><br>"
        f"दिनांक / Date: {dashed(claim.epr.issued)}</p>"
        f"<p>Pursuant to the {RULES[claim.stream]}, M/s. <b>{web.esc(claim.applicant.name)}</b> (GSTIN {claim.applicant.gstin}), having "
        f"its facility at {web.esc(claim.unit.line)}, is hereby registered as <b>{entity_word(claim)}</b>. This registration shall be "
        "valid for a period of five years from the date of issue, unless suspended or cancelled earlier.</p>"
        "<table class=ruled>"
        + web.row(("क्र. / S.No.", "श्रेणी / Category of waste", "क्षमता (टन प्रति वर्ष) / Capacity (TPA)"), tag="th")
        + web.rows(((n, it["category"], it["capacity_tpa"]) for n, it in enumerate(parts, 1)), ("", "", "num"))
        + f"<tr><td></td><td class=b>योग / Total</td><td class='num b'>{claim.capacity_tpa}</td></tr></table>"
        "<p class=r>सदस्य सचिव<br>Member Secretary</p>"
    )
    return Paper("epr_certificate", "form_two_b", web.pdf(body), printed(truth), {"categories": rows(parts)})


def portal_grid(claim: Claim, rng: Random) -> Paper:
    """A portal's page drawn by coordinates: small grey labels above the values, two in a line, no printed total."""
    truth = truths.epr_certificate(claim)
    sheet = Sheet("Sans", 10)
    sheet.box(34, 34, sheet.width - 68, sheet.height - 80, 2)
    sheet.down(10)
    sheet.centre("CENTRALISED EPR PORTAL", size=9)
    sheet.centre(str(truth["issuing_authority"]).upper(), size=12.5)
    sheet.centre("REGISTRATION CERTIFICATE", size=16)
    sheet.centre(RULES[claim.stream], bold=False)
    sheet.down(14)
    pairs = (
        (("Certificate / Registration Number", claim.epr.number), ("Registration Type", entity_word(claim))),
        (("Entity Name", claim.applicant.name), ("GST Number", claim.applicant.gstin)),
        (("Plant Address", claim.unit.line), ("State", claim.state.name)),
        (
            ("Issued On", mon_day(claim.epr.issued)),
            ("Valid Till", mon_day(claim.epr.valid_until) if claim.epr.valid_until else "-"),
        ),
    )
    for pair in pairs:
        deepest = 0.0
        for place, (label, value) in enumerate(pair):
            x, y = 56 + place * 250, sheet.y
            sheet.text(x, label, y=y, size=7.5)
            for line in sheet.lines(value, 222, bold=True):
                y += 13
                sheet.text(x, line, y=y, bold=True)
            deepest = max(deepest, y)
        sheet.y = deepest + 30
    sheet.text(56, "Waste category", size=8)
    sheet.text(sheet.width - 66, "Annual recycling capacity (tonnes)", size=8, align="right")
    sheet.down(14)
    parts = category_capacities(claim)
    for part in parts:
        sheet.line(56, sheet.y, sheet.width - 60, sheet.y, 0.3)
        sheet.down(4)
        sheet.text(56, str(part["category"]))
        sheet.text(sheet.width - 66, grouped(part["capacity_tpa"], 3), align="right")
        sheet.down(18)
    sheet.down(30)
    sheet.paragraph(
        "This is a computer generated certificate. The registration is liable to be cancelled for false information. Verify by scanning the code.",
        x=56,
    )
    for row, column in ((r, c) for r in range(12) for c in range(12) if rng.random() < 0.5):
        sheet.box(60 + column * 5, sheet.y + row * 5, 5, 5, 2)
    return Paper("epr_certificate", "portal_grid", sheet.pdf(), printed(truth), {"categories": rows(parts)})


def registration_letter(claim: Claim, rng: Random) -> Paper:
    """A letter: number and date at the head, the grant in one long sentence, valid until cancelled, no table."""
    truth = truths.epr_certificate(claim) | {"validity": "until_cancelled", "valid_until": None}
    look = style("Serif", 11)
    story = [
        para(f"**{truth['issuing_authority']}**\nParivesh Bhawan / Head Office", style("Serif", 12, alignment=1)),
        grid([[f"No. {claim.epr.number}", ordinal_day(claim.epr.issued)]], (330, 165), [("ALIGN", (1, 0), (1, 0), "RIGHT"), ("FONT", (0, 0), (-1, -1), "Serif", 11)], ruled=False),
        para(f"To\nThe Managing Director,\nM/s. {claim.applicant.name},\n" + "\n".join(claim.unit.lines), look),
        para(f"**Subject: Registration as {entity_word(claim)} under {RULES[claim.stream]} - regarding**", look),
        para(
            f"Sir,\nWith reference to the application made on the portal, it is to inform that M/s. {claim.applicant.name}, "
            f"{claim.unit.line} (GSTIN: {claim.applicant.gstin}) stands registered as a **{entity_word(claim)}** for a capacity of "
            f"**{plain(claim.capacity_tpa)} MTA** in terms of the {RULES[claim.stream]}, and shall fulfil the obligations of Extended "
            "Producer Responsibility as laid down.",
            look,
        ),
        para("2. This is a one-time registration and does not require renewal; it shall remain in force until cancelled or surrendered.", look),
        para("3. Any change in capacity or address shall be intimated within thirty days.", look),
        para("\nYours faithfully,\n\n\n(Scientist 'E')\nWaste Management-III Division", style("Serif", 11, alignment=2)),
    ]  # fmt: skip
    return Paper("epr_certificate", "registration_letter", flow(story), printed(truth), {})


HANDS = (certificate_face, form_two_b, portal_grid, registration_letter)
