"""Application forms: a portal's printout, a two-column form, a letter with numbered particulars, a bilingual form."""

from __future__ import annotations

from random import Random

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.papers import Paper, printed, rows
from samples.print_forms import in_crore, plain, slashed

STREAMS = {
    "e_waste": "E-Waste",
    "lib_scrap": "Lithium Ion Battery (LIB) Scrap",
    "other_scrap": "Other Scrap (ELV / catalytic converters)",
}
MINERALS = {
    "lithium": "Lithium", "cobalt": "Cobalt", "nickel": "Nickel", "graphite": "Graphite", "tin": "Tin",
    "antimony": "Antimony", "platinum_group_elements": "Platinum Group Elements (PGE)", "tantalum": "Tantalum",
    "vanadium": "Vanadium", "molybdenum": "Molybdenum",
}  # fmt: skip


def mineral_names(claim: Claim) -> str:
    """The listed minerals by their English names."""
    return ", ".join(MINERALS[mineral] for mineral in claim.minerals)


def portal_printout(claim: Claim, rng: Random) -> Paper:
    """A web form printed: sections, numbered questions, answers in the right-hand cell, investment in crore."""
    sections = {
        "A. Applicant Details": (
            ("Application Reference No.", claim.application_number),
            ("Date of Submission", slashed(claim.application_date)),
            ("Name of the Applicant Entity", claim.applicant.name),
            ("CIN / LLPIN", claim.applicant.cin),
            ("PAN of Entity", claim.applicant.pan),
            ("GSTIN", claim.applicant.gstin),
        ),
        "B. Project Details": (
            ("Location of the Recycling Unit", claim.unit.line),
            ("State / UT", claim.state.name),
            ("Nature of Project", claim.unit_type.title()),
            ("Target Segment", STREAMS[claim.stream]),
            ("Level of Recycling", claim.process_level),
            ("Brief of Process", claim.process_route),
            ("Critical Minerals proposed to be recovered", mineral_names(claim)),
            ("Proposed Recycling Capacity (MTPA)", plain(claim.capacity_tpa)),
            ("Proposed Investment (Rs. in Crore)", in_crore(claim.proposed_investment)),
            ("Incentive sought", claim.incentive_mode.title()),
            ("Whether Environment Clearance is required", "Yes" if claim.clearance_required else "No"),
            ("Whether project is in single phase", "Yes"),
            ("Expected date of commencement of commercial production", slashed(claim.expected_production_date)),
        ),
        "C. Technical Parameters": (
            ("Concentration of critical mineral in feedstock (%)", claim.feed_concentration_percent),
            ("Minimum purity of product (%)", claim.purity_percent),
            ("Recovery yield (%)", claim.recovery_yield_percent),
        ),
    }
    number = 0
    body = "<h2>Application Form</h2><p class=c>Incentive Scheme for Promotion of Critical Minerals Recycling<br>" \
        "National Critical Mineral Mission, Ministry of Mines</p><table class=ruled>"  # fmt: skip
    for title, lines in sections.items():
        body += f'<tr><th colspan=3 style="background:#dde6f0">{web.esc(title)}</th></tr>'
        for label, value in lines:
            number += 1
            body += web.row((number, label, value))
    body += "</table><h3>D. Products</h3><table class=ruled>"
    body += web.row(("Product", "Critical mineral", "Quantity (TPA)", "Purity (%)"), tag="th")
    body += web.rows(
        (
            (it.name, MINERALS.get(it.mineral or "", "-"), plain(it.quantity_tpa), plain(it.purity_percent))
            for it in claim.products
        ),
        ("", "", "num", "num"),
    )
    body += (
        "</table><p>I hereby declare that the information furnished above is true to the best of my knowledge.</p>"
        f'<p class=r>Name of Authorised Signatory: {web.esc(claim.signatory)}</p><p class="small r">Printed from portal</p>'
    )
    return Paper(
        "application_form", "portal_printout", web.pdf(body), printed(truths.application_form(claim)),
        {"products": rows(truths.products(claim))},
    )  # fmt: skip


HANDS = (portal_printout,)
