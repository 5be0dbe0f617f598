"""Further certificates of revenue and of chartered engineers, and further environmental clearances."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from samples import truths
from samples.facts import Claim
from samples.hands import office, web
from samples.hands.boards import FEED
from samples.hands.boards_more import FEED_HINDI, WORKING_DAYS
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.hands.gmr import RELATIONS
from samples.hands.marks import code, leader, older, seal, typed
from samples.papers import Paper, printed, rows
from samples.print_forms import (
    add_years,
    dashed,
    devanagari,
    dotted,
    grouped,
    hindi_day,
    in_crore,
    in_lakh,
    long_day,
    mon_day,
    ordinal_day,
    paisa,
    plain,
    rupees_in_words,
    slashed,
)

GMR, ENGINEER, CLEARANCE = "gmr_certificate", "chartered_engineer_certificate", "environmental_clearance"


def gmr_operations_and_other(claim: Claim, rng: Random) -> Paper:
    """Revenue from operations and other income beside their sum, relations in brackets after the names, the accountant's particulars in a table."""
    signed = claim.gmr_certified
    table = ""
    for n, it in enumerate(claim.companies, 1):
        other = paisa(it.revenue * Decimal(rng.randrange(5, 40)) / 1000)
        cells = (
            f"({n})",
            f"{it.name} ({RELATIONS[it.relation].lower()})",
            grouped(it.revenue - other),
            grouped(other),
            grouped(it.revenue),
        )
        table += web.row(cells, ("", "", "num", "num", "num"))
    body = (
        "<h3>STATUTORY AUDITOR'S CERTIFICATE</h3><p class=c>on Global Manufacturing Revenue for the purpose of grouping of applicants</p>"
        f"<p>The accounts of {web.esc(claim.applicant.name)} (the Applicant) and of the companies named below for the year April 2025 to March 2026 (F.Y. {claim.gmr_year}) have been audited. "
        "Inter-company transactions have been eliminated by the management in the figures given.</p>"
        "<table class=ruled><thead>" + web.row(("", "Company", "Revenue from operations (₹)", "Other income (₹)", "Total revenue (₹)"), tag="th") + f"</thead>{table}"
        f"<tr><td></td><td class=b>Global Manufacturing Revenue</td><td></td><td></td><td class='num b'>{grouped(claim.total_gmr)}</td></tr></table>"
        f"<p>In words: {rupees_in_words(claim.total_gmr)}.</p><p>The threshold between the Groups, Rs. 2,00,00,00,000.00, is stated by the Scheme and not examined by us.</p>"
        "<table class=ruled><tr><th>Firm</th><th>FRN</th><th>Member</th><th>M. No.</th><th>UDIN</th><th>Date</th></tr>"
        + web.row((signed.by.firm, signed.by.frn, signed.by.name, signed.by.membership_number, signed.udin, dotted(signed.on)))
        + f"</table><p>{seal('AUDITORS', signed.by.city.upper())}</p>"
    )  # fmt: skip
    css = "body { font: 10pt 'Liberation Sans' }"
    return Paper(
        GMR,
        "gmr_operations_and_other",
        web.pdf(body, css),
        printed(truths.gmr_certificate(claim)),
        {"companies": rows(truths.companies(claim))},
    )


def gmr_lettered_docx(claim: Claim, rng: Random) -> Paper:
    """A typed certificate whose companies are lettered sentences, amounts in crore, with last year's total to mislead."""
    signed, made = claim.gmr_certified, office.document()
    words = {
        "applicant": "the Applicant",
        "holding": "its holding company",
        "subsidiary": "its subsidiary",
        "other": "its associate",
    }
    typed(made, f"**{signed.by.firm}**, Chartered Accountants\nFirm Registration Number {signed.by.frn}", "centre")
    typed(made, f"{signed.by.city}\n{long_day(signed.on)}", "right")
    typed(made, f"**Certificate of Global Manufacturing Revenue - {claim.applicant.name}**")
    typed(
        made,
        f"We certify from the audited financial statements that the total revenue for the financial year {claim.gmr_year} was, of",
    )
    for letter, it in zip("abcd", claim.companies, strict=False):
        typed(made, f"({letter})\t{it.name}, {words[it.relation]}: Rs. {in_crore(it.revenue)} crore;")
    former = paisa(claim.total_gmr * Decimal("0.83"))
    typed(
        made,
        f"so that the Global Manufacturing Revenue is **Rs. {in_crore(claim.total_gmr)} crore** ({rupees_in_words(claim.total_gmr)}). For the year before (2024-25) it was Rs. {grouped(former / 10_000_000, 2)} crore.",
    )
    typed(made, f"\n\n{signed.by.name}\nPartner\nICAI M. No. {signed.by.membership_number}\nUDIN: {signed.udin}")
    return Paper(
        GMR,
        "gmr_lettered_docx",
        office.saved(made),
        printed(truths.gmr_certificate(claim)),
        {"companies": rows(truths.companies(claim))},
        suffix=".docx",
    )


def gmr_hindi_leaders(claim: Claim, rng: Random) -> Paper:
    """A form in Hindi: numbered points, amounts in lakh, the group's other companies in one figure."""
    signed = claim.gmr_certified
    others = claim.total_gmr - claim.companies[0].revenue
    points = [
        ("आवेदक कंपनी का नाम", f"मैसर्स {claim.applicant.name}"),
        ("वित्तीय वर्ष", claim.gmr_year),
        ("धारक (होल्डिंग) कंपनी", claim.holding_company or "कोई नहीं"),
        ("आवेदक कंपनी का कुल राजस्व (₹ लाख)", in_lakh(claim.companies[0].revenue)),
        ("समूह की अन्य कंपनियों का कुल राजस्व (₹ लाख)", in_lakh(others)),
        ("वैश्विक विनिर्माण राजस्व (जी.एम.आर.) (₹ लाख)", in_lakh(claim.total_gmr)),
    ]
    body = (
        "<h2>वैश्विक विनिर्माण राजस्व प्रमाण-पत्र</h2><p class=c>(सांविधिक लेखा परीक्षक द्वारा)</p>"
        "<p>लेखा परीक्षित वित्तीय विवरणों के आधार पर प्रमाणित किया जाता है कि :</p><table>"
        + "".join(f"<tr><td width='5%'>{devanagari(str(n))}.</td><td width='50%'>{a}</td><td>: <b>{web.esc(b)}</b></td></tr>" for n, (a, b) in enumerate(points, 1))
        + f"</table><p>यह प्रमाण-पत्र कंपनी के अनुरोध पर परियोजना प्रबंधन एजेंसी के समक्ष प्रस्तुत करने हेतु जारी किया गया है।</p>"
        f"<div style='display:flex; justify-content:space-between'><div>स्थान : {signed.by.city}<br>दिनांक : {slashed(signed.on)}<br>यू.डी.आई.एन. (UDIN) : {signed.udin}</div>"
        f"<div>कृते {web.esc(signed.by.firm)}<br>चार्टर्ड अकाउंटेंट्स<br>फर्म पंजीकरण संख्या {signed.by.frn}<br><br><br>{web.esc(signed.by.name)}<br>साझेदार<br>सदस्यता संख्या {signed.by.membership_number}</div></div>"
    )  # fmt: skip
    truth = truths.gmr_certificate(claim) | {"group_revenue": others}
    css = "body { font: 10.5pt 'Noto Sans Devanagari', 'Liberation Sans' }"
    return Paper(GMR, "gmr_hindi_leaders", web.pdf(body, css), printed(truth), {})


def engineer_report_boxes(claim: Claim, rng: Random) -> Paper:
    """A report of inspection: values in boxes under their labels, capacity a day for so many days, several dates of which one is production's."""
    look, small = style("Sans", 9), style("Sans", 7.5)
    lines = truths.machinery(claim)
    daily = claim.capacity_tpa / WORKING_DAYS
    seen = claim.engineer_day - timedelta(days=rng.randrange(2, 6))
    boxes = (
        ("Unit inspected", f"M/s {claim.applicant.name}", "Address of works", claim.unit.line),
        ("Date of inspection", dashed(seen), "Person met", claim.signatory),
        ("Erection completed on", dashed(claim.production_date - timedelta(days=40)), "Trial production from", dashed(claim.production_date - timedelta(days=19))),
        ("Commercial production started on", dashed(claim.production_date), "Effluent plant commissioned on", dashed(claim.production_date - timedelta(days=27))),
        ("Installed capacity", f"{plain(daily)} TPD x {WORKING_DAYS} days = {grouped(claim.capacity_tpa, 0)} TPA", "Recovery yield (critical minerals)", f"{plain(claim.recovery_yield_percent)} %"),
    )  # fmt: skip
    cells: list[list[Any]] = []
    for a, b, c, d in boxes:
        cells += [[para(a, small), para(c, small)], [para(f"**{b}**", look), para(f"**{d}**", look)]]
    shades = [("BACKGROUND", (0, n), (-1, n), "#ececec") for n in range(0, len(cells), 2)]
    table: list[list[Any]] = [["Sr.", "Machine", "Make year", "New / second-hand", "Value, Rs."]]
    table += [
        [
            str(n),
            para(it["description"], small),
            str(claim.production_date.year - (9 if it["condition"] == "refurbished" else 1)),
            it["condition"].title(),
            grouped(it["value"]),
        ]
        for n, it in enumerate(lines, 1)
    ]
    story = [
        para(f"**Er. {claim.engineer}**, Chartered Engineer\nMembership No. {claim.engineer_registration}, The Institution of Engineers (India)", style("Sans", 10.5, alignment=2)),
        para("**INSPECTION REPORT AND CERTIFICATE**", style("Sans", 12, alignment=1)),
        grid(cells, (248, 248), shades),
        para("\nPlant seen at site:", look),
        grid(table, (28, 230, 60, 88, 90), [("FONT", (0, 0), (-1, -1), "Sans", 8), ("FONT", (0, 0), (-1, 0), "Sans-Bold", 8), ("ALIGN", (4, 0), (4, -1), "RIGHT")], repeat=1),
        para(f"\nCertified on {dashed(claim.engineer_day)}.\n\n\n({claim.engineer})\nSignature and seal", look),
    ]  # fmt: skip
    return Paper(
        ENGINEER,
        "engineer_report_boxes",
        flow(story),
        printed(truths.chartered_engineer_certificate(claim)),
        {"machinery": rows(lines)},
    )


def engineer_hindi(claim: Claim, rng: Random) -> Paper:
    """A certificate in Hindi sentences with Hindi months, machinery in lakh in a table."""
    condition = {"new": "नई", "refurbished": "नवीनीकृत"}
    lines = truths.machinery(claim)
    body = (
        f"<div style='display:flex; justify-content:space-between'><div><b>इंजी. {web.esc(claim.engineer)}</b><br>चार्टर्ड इंजीनियर<br>पंजीकरण संख्या {claim.engineer_registration}</div><div>दिनांक : {hindi_day(claim.engineer_day)}</div></div><hr><h2>चार्टर्ड इंजीनियर प्रमाण-पत्र</h2>"
        f"<p>मैं प्रमाणित करता हूँ कि मैंने मैसर्स {web.esc(claim.applicant.name)} की {web.esc(claim.unit.line)} स्थित इकाई का निरीक्षण किया। इकाई में संयंत्र एवं मशीनरी स्थापित है। परीक्षण उत्पादन {hindi_day(claim.production_date - timedelta(days=15))} से लिया गया तथा "
        f"वाणिज्यिक उत्पादन दिनांक {hindi_day(claim.production_date)} से प्रारंभ हुआ। इकाई की स्थापित क्षमता {grouped(claim.capacity_tpa, 0)} मीट्रिक टन प्रति वर्ष है तथा पुनर्प्राप्ति दर (recovery yield) {plain(claim.recovery_yield_percent)} प्रतिशत पाई गई।</p>"
        "<p class=r>(मूल्य ₹ लाख में)</p><table class=ruled>" + web.row(("क्र.सं.", "मशीन का विवरण", "दशा", "मूल्य"), tag="th")
        + web.rows(((n, it["description"], condition[it["condition"]], in_lakh(it["value"])) for n, it in enumerate(lines, 1)), ("", "", "", "num"))
        + f"</table><table><tr><td>{seal('CHARTERED', 'ENGINEER', ink='#6a2c91')}</td><td class=r><br>हस्ताक्षर एवं मुहर</td></tr></table>"
    )  # fmt: skip
    css = "body { font: 10.5pt 'Noto Sans Devanagari', 'Liberation Sans' }"
    return Paper(
        ENGINEER,
        "engineer_hindi",
        web.pdf(body, css),
        printed(truths.chartered_engineer_certificate(claim)),
        {"machinery": rows(lines)},
    )


def engineer_leaders(claim: Claim, rng: Random) -> Paper:
    """Dotted leaders on a drawn sheet, the engineer's name and number at the foot beside the date, no machinery listed but counted."""
    sheet = Sheet("Serif", 10.5)
    sheet.centre("CERTIFICATE REGARDING COMMENCEMENT OF PRODUCTION AND CAPACITY", size=12)
    sheet.centre("(by a Chartered Engineer)", bold=False)
    sheet.down(14)
    for n, (label, value) in enumerate((
        ("Name of enterprise", claim.applicant.name),
        ("Works at", claim.unit.line),
        ("Product lines seen", ", ".join(it.name for it in claim.products[:3])),
        ("Power released on", slashed(claim.production_date - timedelta(days=61))),
        ("First commercial batch made on", slashed(claim.production_date)),
        ("First sale invoice dated", slashed(claim.production_date + timedelta(days=5))),
        ("Rated capacity as installed", f"{grouped(claim.capacity_tpa, 0)} metric tonnes per annum"),
        ("Storage of feed", f"{rng.randrange(150, 600)} MT"),
        ("Yield of recovery", f"{plain(claim.recovery_yield_percent)} per cent"),
        ("Pieces of plant found", f"{len(truths.machinery(claim))} main machines, in running condition"),
    ), 1):  # fmt: skip
        leader(sheet, f"{n:>2}. {label}", value, at=270)
    sheet.down(10)
    sheet.paragraph(
        "Certified that the enterprise began commercial production on the date of the first commercial batch shown at 5 above. The particulars are true to the best of my knowledge."
    )
    sheet.down(40)
    y = sheet.y
    sheet.text(56, f"Given at {claim.unit.district} on {slashed(claim.engineer_day)}", y=y)
    for k, line in enumerate(
        (f"({claim.engineer})", "Chartered Engineer (India)", f"Regd. No. {claim.engineer_registration}")
    ):
        sheet.text(360, line, y=y + k * 15)
    return Paper(ENGINEER, "engineer_leaders", sheet.pdf(), printed(truths.chartered_engineer_certificate(claim)), {})


def clearance_portal_table(claim: Claim, rng: Random) -> Paper:
    """A clearance from the portal: both languages at the head, numbered particulars in a striped table, conditions on the next page with other dates."""
    until = add_years(claim.clearance.issued, 10)
    truth = truths.environmental_clearance(claim) | {"activity": FEED[claim.stream], "valid_until": until}
    particulars = (
        ("Clearance No.", claim.clearance.number),
        ("Category / Clearance type", "B1 / Fresh EC"),
        ("Project or activity", FEED[claim.stream]),
        ("Project proponent", f"M/s {claim.applicant.name}"),
        ("Project site", claim.unit.line),
        ("Capacity of processing", f"{grouped(claim.certified_capacity, 0)} tonnes per annum"),
        ("Plot area / green belt", f"{rng.randrange(9_000, 30_000)} sq m / 33 %"),
        ("Water demand", f"{rng.randrange(40, 160)} KLD"),
        ("Project cost", f"Rs. {in_crore(claim.proposed_investment)} crore"),
        ("Terms of reference granted on", mon_day(claim.clearance.issued - timedelta(days=310))),
        ("Appraised by SEAC on", mon_day(claim.clearance.issued - timedelta(days=33))),
        ("Date of issue", mon_day(claim.clearance.issued)),
        ("Valid upto", mon_day(until)),
    )
    body = (
        f"<div style='display:flex; align-items:center'><div style='flex:1' class=c><b>राज्य स्तरीय पर्यावरण समाघात निर्धारण प्राधिकरण</b><br><b>State Level Environment Impact Assessment Authority, {web.esc(claim.state.name)}</b></div>{code(rng, 48)}</div>"
        "<h3>पर्यावरणीय मंजूरी / ENVIRONMENTAL CLEARANCE</h3><p class=c>(under the EIA Notification, 2006 and its amendments)</p><table class=stripe>"
        + "".join(f"<tr><td>{n}</td><td>{web.esc(a)}</td><td>{web.esc(b)}</td></tr>" for n, (a, b) in enumerate(particulars, 1))
        + "</table><p class=small>e-Payments of compensation, if any, are shown on the portal. Signature Not Verified. Digitally signed by MEMBER SECRETARY SEIAA</p><div style='break-before:page'></div>"
        "<h3>Annexure: Conditions</h3>" + "".join(f"<p>{n}. {it}</p>" for n, it in enumerate((
            f"Six-monthly compliance reports are due on 1 June and 1 December, the first by {mon_day(date(2025, 12, 1))}.",
            "The clearance does not extend to any product obtained beyond 10,000 kg of tantalum compounds a year.",
            f"Construction shall start before {mon_day(add_years(claim.clearance.issued, 3))}.",
            "Occupational health checks shall be kept for 40 years.",
            "Effluent of 55 KLD shall be treated and wholly reused.",
        ), 1))
    )  # fmt: skip
    css = "body { font: 10pt 'Liberation Sans', 'Noto Sans Devanagari' } .stripe td { border-bottom: 0.4pt solid #aaa; padding: 4pt 6pt } .stripe tr:nth-child(odd) td { background: #f2f6f2 } .stripe td:nth-child(2) { width: 36% }"
    return Paper(CLEARANCE, "clearance_portal_table", web.pdf(body, css), printed(truth), {})


def clearance_long_order(claim: Claim, rng: Random) -> Paper:
    """An order in numbered paragraphs that grants in the tenth, its date last of all; other capacities and dates come first."""
    truth = truths.environmental_clearance(claim) | {"activity": FEED[claim.stream]}
    sheet = Sheet("Serif", 11)
    sheet.centre(f"STATE ENVIRONMENT IMPACT ASSESSMENT AUTHORITY, {claim.state.name.upper()}", size=11.5)
    sheet.centre("ORDER UNDER THE E.I.A. NOTIFICATION, 2006", size=11)
    sheet.down(8)
    sheet.text(56, f"Proposal No. {claim.clearance.number}")
    sheet.down(24)
    products = "; ".join(f"{it.name} {plain(it.quantity_tpa)} TPA" for it in claim.products[:4])
    issued = claim.clearance.issued
    for number, text in enumerate((
        f"M/s {claim.applicant.name} (the project proponent) sought environmental clearance for {FEED[claim.stream]} at {claim.unit.line}.",
        f"Terms of reference were issued on {dotted(issued - timedelta(days=400))}. Public hearing was held on {dotted(issued - timedelta(days=122))} and 46 persons attended. The proposal was considered by the State Expert Appraisal Committee in its meeting of {dotted(issued - timedelta(days=48))}.",
        f"The proponent first asked for 24,000 TPA. As the shed of {rng.randrange(3_000, 9_000)} sq m cannot hold so much, the Committee recommended the capacity stated below.",
        f"The proposed products are: {products}. By-products are not restricted.",
        f"The project needs {rng.randrange(40, 120)} KLD of fresh water and {rng.randrange(900, 2_400)} kW of power. Its cost is Rs. {in_lakh(claim.proposed_investment)} lakh, of which Rs. {rng.randrange(180, 400)}.00 lakh is for the environment management plan.",
        "The nearest protected area is 14 km away. No forest land is involved. A consent to establish was obtained for the boundary wall only.",
        "The Committee examined the air quality modelling, the traffic study and the risk assessment, and was satisfied that the incremental concentrations of particulate matter, sulphur dioxide and acid mist remain within the National Ambient Air Quality Standards when the proposed control equipment is run.",
        "The proponent undertook to keep the leach tanks within a dyked area, to test the liner of the evaporation pond every year, to keep a record of each consignment of waste received, and to hold mock drills with the district authority.",
        "The proponent further undertook that no waste would be imported, that workers would be examined every six months and that the green belt would be raised in the first monsoon.",
        f"Having regard to the recommendation, the Authority accords environmental clearance to the above project for processing {grouped(claim.certified_capacity, 0)} tonnes of waste per annum, subject to the conditions that follow.",
        "(a) Emissions from each stack shall be monitored online. (b) The ground water shall not be drawn. (c) A bank guarantee of Rs. 25.00 lakh shall be kept for the remediation plan. (d) A third-party audit shall be made every two years.",
        f"An appeal lies to the National Green Tribunal within 30 days, that is by {dotted(issued + timedelta(days=30))}.",
    ), 1):  # fmt: skip
        sheet.paragraph(f"{number}.   {text}", gap=10)
    sheet.room(110)
    sheet.down(14)
    sheet.text(56, f"Issued at {claim.unit.district}, this {ordinal_day(issued)}.")
    sheet.down(40)
    sheet.text(sheet.width - 56, "Member Secretary", align="right")
    return Paper(CLEARANCE, "clearance_long_order", sheet.pdf(), printed(truth), {})


def clearance_expansion_docx(claim: Claim, rng: Random) -> Paper:
    """A typed clearance for an expansion: an older clearance, its day and its capacity beside the new ones."""
    truth = truths.environmental_clearance(claim) | {"activity": FEED[claim.stream]}
    former = claim.clearance.issued - timedelta(days=rng.randrange(1_100, 1_900))
    half = claim.certified_capacity / 2
    made = office.document()
    typed(made, f"**State Level Environment Impact Assessment Authority**\n{claim.state.name}", "centre")
    typed(made, f"No. {claim.clearance.number}\t\t\tDated: {dashed(claim.clearance.issued)}")
    typed(made, f"To,\nM/s {claim.applicant.name},\n{claim.unit.line}")
    typed(
        made,
        f"**Subject: Environmental Clearance for expansion of {FEED[claim.stream]} from {plain(half)} TPA to {plain(claim.certified_capacity)} TPA - reg.**",
    )
    typed(
        made,
        f"Ref.: (i) EC No. {older(claim.clearance.number, rng, former.year)} dated {dashed(former)} for {plain(half)} TPA. (ii) Your application dated {dashed(claim.clearance.issued - timedelta(days=150))}.",
    )
    typed(
        made,
        "The proposal falls under item 7(d) of the Schedule to the EIA Notification, 2006. After appraisal, environmental clearance is hereby granted for the expansion as follows:",
    )
    office.table(made, [
        ["Particulars", "Existing", "Proposed addition", "Total after expansion"],
        ["Waste processed (TPA)", plain(half), plain(half), plain(claim.certified_capacity)],
        ["Water (KLD)", "22", "19", "41"],
        ["Power (kVA)", "800", "700", "1500"],
    ])  # fmt: skip
    typed(made, "\nThe conditions of the earlier clearance at reference (i) shall also be complied with.")
    typed(made, "\nMember Secretary, SEIAA", "right")
    return Paper(CLEARANCE, "clearance_expansion_docx", office.saved(made), printed(truth), {}, suffix=".docx")


def clearance_hindi(claim: Claim, rng: Random) -> Paper:
    """A clearance in Hindi as a letter, its end in a sentence, days in Devanagari digits."""
    until = add_years(claim.clearance.issued, 10)
    truth = truths.environmental_clearance(claim) | {"activity": FEED_HINDI[claim.stream], "valid_until": until}
    body = (
        f"<h2>राज्य स्तरीय पर्यावरण समाघात निर्धारण प्राधिकरण, {claim.state.hindi}</h2><hr>"
        f"<table><tr><td>प्रस्ताव संख्या : {claim.clearance.number}</td><td class=r>दिनांक : {devanagari(dotted(claim.clearance.issued))}</td></tr></table>"
        f"<p>प्रति,<br>मैसर्स {web.esc(claim.applicant.name)}<br>{web.esc(claim.unit.line)}</p>"
        f"<p><b>विषय : {FEED_HINDI[claim.stream]} हेतु ई.आई.ए. अधिसूचना, 2006 के अंतर्गत पर्यावरणीय स्वीकृति।</b></p>"
        f"<p>महोदय, आपके प्रस्ताव पर राज्य स्तरीय विशेषज्ञ मूल्यांकन समिति की दिनांक {devanagari(dotted(claim.clearance.issued - timedelta(days=26)))} की बैठक में विचार किया गया। समिति की अनुशंसा पर प्राधिकरण द्वारा "
        f"{devanagari(grouped(claim.certified_capacity, 0))} टन प्रति वर्ष क्षमता की परियोजना को पर्यावरणीय स्वीकृति प्रदान की जाती है। यह स्वीकृति दिनांक {devanagari(dotted(until))} तक वैध रहेगी।</p>"
        "<p>शर्तें :-<br>(१) शून्य द्रव निस्सरण सुनिश्चित किया जाए।<br>(२) हरित पट्टी ३३ प्रतिशत क्षेत्र में विकसित की जाए।<br>(३) अर्धवार्षिक अनुपालन प्रतिवेदन १ जून एवं १ दिसम्बर को दिया जाए।</p>"
        f"<table><tr><td>{seal('प्राधिकरण', 'मुहर')}</td><td class=r><br>सदस्य सचिव</td></tr></table>"
    )
    css = "body { font: 11pt 'Liberation Serif', 'Noto Serif Devanagari' }"
    return Paper(CLEARANCE, "clearance_hindi", web.pdf(body, css), printed(truth), {})


HANDS = (
    gmr_operations_and_other,
    gmr_lettered_docx,
    gmr_hindi_leaders,
    engineer_report_boxes,
    engineer_hindi,
    engineer_leaders,
    clearance_portal_table,
    clearance_long_order,
    clearance_expansion_docx,
    clearance_hindi,
)
