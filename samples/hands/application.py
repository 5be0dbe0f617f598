"""Application forms: a portal's printout, a two-column form, a letter with numbered particulars, a bilingual form."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from random import Random

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import dashed, dotted, grouped, in_crore, in_lakh, mon_day, ordinal_day, plain, slashed

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
            ("Whether project is in single phase", "Yes" if claim.single_phase else "No"),
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


def two_column_form(claim: Claim, rng: Random) -> Paper:
    """Four columns, two questions a line; investment in lakh; the products in a table without rules."""
    body, head = style("Sans", 8.5), style("Sans", 8.5, alignment=1)
    pairs = (
        (("Application No.", claim.application_number), ("Dated", dotted(claim.application_date))),
        (("Name of Company", claim.applicant.name), ("Corporate Identity No.", claim.applicant.cin)),
        (("PAN", claim.applicant.pan), ("GST No.", claim.applicant.gstin)),
        (("Unit Address", claim.unit.line), ("State", claim.state.name)),
        (("Type of Unit", f"{claim.unit_type.title()} Unit"), ("Feedstock Stream", STREAMS[claim.stream])),
        (("Recycling Level", f"{claim.process_level} (as per CPCB/scheme definition)"), ("Mode of Incentive", claim.incentive_mode.upper())),
        (("Installed Capacity proposed", f"{grouped(claim.capacity_tpa, 0)} MT per annum"), ("Project Cost / Proposed Investment", f"Rs. {in_lakh(claim.proposed_investment)} Lakh")),
        (("Environmental Clearance needed?", "YES" if claim.clearance_required else "NO"), ("Single Phase (Y/N)", "Y" if claim.single_phase else "N")),
        (("Likely date of production", mon_day(claim.expected_production_date)), ("Feed concentration of critical mineral", f"{plain(claim.feed_concentration_percent)} %")),
        (("Purity of Product", f"{plain(claim.purity_percent)} %"), ("Yield", f"{plain(claim.recovery_yield_percent)} %")),
    )  # fmt: skip
    story = [
        para("**MINISTRY OF MINES**\n**FORM OF APPLICATION**\nfor incentive on recycling of critical minerals", head),
        grid([[para(f"**{a}**", body), para(b, body), para(f"**{c}**", body), para(d, body)] for (a, b), (c, d) in pairs], (95, 152, 95, 152)),
        para(f"\n**Process adopted:** {claim.process_route}.", body),
        para(f"**Minerals covered (Appendix I):** {mineral_names(claim)}", body),
        para("**Annual production programme**", body),
        grid(
            [["Product", "Mineral", "Qty (MT p.a.)", "Assay %"]]
            + [[it.name, MINERALS.get(it.mineral or "", "--"), grouped(it.quantity_tpa, 2), plain(it.purity_percent)] for it in claim.products],
            (180, 150, 90, 74),
            [("FONT", (0, 0), (-1, -1), "Sans", 8.5), ("ALIGN", (2, 0), (-1, -1), "RIGHT"), ("LINEBELOW", (0, 0), (-1, 0), 0.8, "black")],
            ruled=False,
        ),
        para(f"\n\n\n({claim.signatory})\nAuthorised Signatory", style("Sans", 9, alignment=2)),
    ]  # fmt: skip
    return Paper(
        "application_form", "two_column_form", flow(story), printed(truths.application_form(claim)),
        {"products": rows(truths.products(claim))},
    )  # fmt: skip


def numbered_letter(claim: Claim, rng: Random) -> Paper:
    """A letter on the company's head with particulars numbered in brackets and dotted leaders; dates with ordinals."""
    sheet = Sheet("Serif", 10.5)
    sheet.centre(claim.applicant.name.upper(), size=15)
    sheet.centre(f"Works: {claim.unit.line}", bold=False, size=9)
    sheet.centre(
        f"CIN: {claim.applicant.cin}   |   GSTIN: {claim.applicant.gstin}   |   PAN: {claim.applicant.pan}",
        bold=False,
        size=8.5,
    )
    sheet.line(56, sheet.y + 3, sheet.width - 56, sheet.y + 3, 1.2)
    sheet.down(16)
    sheet.text(56, f"Ref: {claim.application_number}")
    sheet.text(sheet.width - 56, ordinal_day(claim.application_date), align="right")
    sheet.down(22)
    for line in (
        "To",
        "The Project Management Agency",
        "Incentive Scheme for Promotion of Critical Minerals Recycling",
        "Nagpur",
    ):
        sheet.paragraph(line, gap=0)
    sheet.down(8)
    sheet.paragraph("Sub: Application for incentive under the Scheme", bold=True)
    sheet.paragraph(
        f"Sir, we submit our application to set up {'a new' if claim.unit_type == 'new' else 'an ' + claim.unit_type + ' of our'} recycling "
        f"unit in the State of {claim.state.name}. The particulars are given below."
    )
    for number, (label, value) in enumerate(
        (
            ("Applicant", f"M/s {claim.applicant.name}"),
            ("Nature of unit (new / expansion / modernisation / diversification)", claim.unit_type.title()),
            ("Stream of scrap", STREAMS[claim.stream]),
            ("Recycling process level", claim.process_level),
            ("Critical minerals", mineral_names(claim)),
            ("Capacity", f"{plain(claim.capacity_tpa / 12)} MT/month"),
            ("Investment proposed", f"Rs. {in_crore(claim.proposed_investment)} crore"),
            ("Incentive opted", f"{claim.incentive_mode.title()}"),
            ("Environment Clearance required", "Yes" if claim.clearance_required else "No"),
            ("Project to be completed in single phase", "Yes" if claim.single_phase else "No"),
            ("Commercial production expected from", ordinal_day(claim.expected_production_date)),
            ("Concentration of mineral in feed", f"{plain(claim.feed_concentration_percent)} per cent"),
            ("Purity of product, not less than", f"{plain(claim.purity_percent)} per cent"),
            ("Yield of recovery", f"{plain(claim.recovery_yield_percent)} per cent"),
        ),
        1,
    ):
        used = sheet.text(62, f"({number}) {label} ")
        start = 62 + used
        if start < 300:
            sheet.text(start, "." * int((306 - start) / (sheet.size * 0.25)), bold=False)
        else:
            sheet.down(14)
        for line in sheet.lines(value, sheet.width - 318 - 50):
            sheet.text(312, f": {line}" if line == sheet.lines(value, sheet.width - 318 - 50)[0] else f"  {line}")
            sheet.down(15)
    sheet.down(6)
    sheet.paragraph(f"Process in brief: {claim.process_route}.")
    sheet.paragraph("Products, with quantity in tonnes per annum and purity:", gap=2)
    for place, product in enumerate(claim.products):
        sheet.room(16)
        sheet.text(74, f"{'abcdefgh'[place]}) {product.name}")
        sheet.text(360, grouped(product.quantity_tpa, 2), align="right")
        sheet.text(380, "TPA")
        sheet.text(470, f"{plain(product.purity_percent)}%", align="right")
        sheet.down(15)
    sheet.room(80)
    sheet.down(24)
    for line in (
        "Yours faithfully,",
        f"For {claim.applicant.name}",
        "",
        claim.signatory,
        "Director and Authorised Signatory",
    ):
        sheet.text(sheet.width - 56, line, align="right")
        sheet.down(15)
    lines = [truths.without(line, "mineral") for line in truths.products(claim)]
    return Paper(
        "application_form",
        "numbered_letter",
        sheet.pdf(),
        printed(truths.application_form(claim)),
        {"products": rows(lines)},
    )


def _ticked(options: tuple[str, ...], chosen: str) -> str:
    return " ".join(f"{'[X]' if it.lower() == chosen.lower() else '[ ]'} {it}" for it in options)


def bilingual_boxes(claim: Claim, rng: Random) -> Paper:
    """Hindi and English labels above the answers, in the same box; choices ticked among all that are printed."""
    boxes = (
        ("आवेदन संख्या / Application Number", claim.application_number), ("आवेदन की तिथि / Date of Application", dashed(claim.application_date)),
        ("आवेदक का नाम / Name of Applicant", claim.applicant.name), ("सी.आई.एन. / CIN", claim.applicant.cin),
        ("पैन / PAN", claim.applicant.pan), ("जी.एस.टी.आई.एन. / GSTIN", claim.applicant.gstin),
        ("इकाई का पता / Address of Unit", claim.unit.line), ("राज्य / State", claim.state.name),
        ("इकाई का प्रकार / Type of Unit", _ticked(("New", "Expansion", "Modernisation", "Diversification"), claim.unit_type)),
        ("पुनर्चक्रण धारा / Recycling Stream", _ticked(("E-waste", "LIB scrap", "Other scrap"), claim.stream.replace("_", "-" if claim.stream == "e_waste" else " "))),
        ("प्रक्रिया स्तर / Process Level", _ticked(("L1", "L2", "L3", "R2", "R3", "R4"), claim.process_level)),
        ("प्रोत्साहन का विकल्प / Incentive Mode", _ticked(("Capex", "Opex", "Hybrid"), claim.incentive_mode)),
        ("क्षमता (मी.टन प्रति वर्ष) / Capacity (Tonnes per annum)", grouped(claim.capacity_tpa, 0)),
        ("प्रस्तावित निवेश (₹ करोड़ में) / Proposed Investment (₹ in Crore)", in_crore(claim.proposed_investment)),
        ("क्या पर्यावरण स्वीकृति आवश्यक है / Environmental Clearance required", _ticked(("Yes", "No"), "yes" if claim.clearance_required else "no")),
        ("क्या एकल चरण परियोजना है / Single phase project", _ticked(("Yes", "No"), "yes" if claim.single_phase else "no")),
        ("उत्पादन आरंभ की संभावित तिथि / Expected date of production", dashed(claim.expected_production_date)),
        ("फीड में सांद्रता (%) / Concentration in feed (%)", plain(claim.feed_concentration_percent)),
        ("उत्पाद की शुद्धता (%) / Product purity (%)", plain(claim.purity_percent)),
        ("पुनर्प्राप्ति उपज (%) / Recovery yield (%)", plain(claim.recovery_yield_percent)),
    )  # fmt: skip
    cells = [
        f"<td style='width:50%'><span class=k>{web.esc(label)}</span><br>{web.esc(value)}</td>"
        for label, value in boxes
    ]
    body = (
        "<h2>महत्वपूर्ण खनिज पुनर्चक्रण संवर्धन प्रोत्साहन योजना</h2><h3>Incentive Scheme for Promotion of Critical Minerals Recycling</h3>"
        "<h3>आवेदन पत्र / APPLICATION FORM</h3><table class=ruled>"
        + "".join(f"<tr>{cells[n]}{cells[n + 1]}</tr>" for n in range(0, len(cells), 2))
        + f"<tr><td colspan=2><span class=k>महत्वपूर्ण खनिज / Critical Minerals</span><br>{mineral_names(claim)}</td></tr>"
        f"<tr><td colspan=2><span class=k>प्रक्रिया विवरण / Process Route</span><br>{web.esc(claim.process_route)}</td></tr></table>"
        "<p class=k>उत्पाद विवरण / Details of Products</p><table class=ruled>"
        + web.row(
            ("उत्पाद / Product", "खनिज / Mineral", "मात्रा (टन/वर्ष) / Quantity (TPA)", "शुद्धता / Purity %"), tag="th"
        )
        + web.rows(
            (
                (it.name, MINERALS.get(it.mineral or "", "-"), plain(it.quantity_tpa), plain(it.purity_percent))
                for it in claim.products
            ),
            ("", "", "num", "num"),
        )
        + f"</table><p class=r>हस्ताक्षरकर्ता का नाम / Name of Signatory: {web.esc(claim.signatory)}</p>"
    )
    return Paper(
        "application_form", "bilingual_boxes", web.pdf(body, ".k { font-size: 8.5pt; color: #333 } body { font-size: 10pt }"),
        printed(truths.application_form(claim)), {"products": rows(truths.products(claim))},
    )  # fmt: skip


HANDS = (portal_printout, two_column_form, numbered_letter, bilingual_boxes)
