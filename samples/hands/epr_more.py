"""Further EPR registrations: renewed, printed from a portal, Hindi, bilingual, an order, dotted leaders, a typed letter."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from samples import truths
from samples.facts import Claim
from samples.hands import office, web
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.hands.epr import RULES, category_capacities, entity_word
from samples.hands.marks import code, leader, older, seal, typed
from samples.papers import Paper, printed, rows
from samples.print_forms import (
    add_years,
    dashed,
    devanagari,
    dotted,
    grouped,
    hindi_day,
    long_day,
    mon_day,
    plain,
    slashed,
)

RULES_HINDI = {
    "e_waste": "ई-अपशिष्ट (प्रबंधन) नियम, 2022",
    "lib_scrap": "बैटरी अपशिष्ट प्रबंधन नियम, 2022",
    "other_scrap": "पर्यावरण संरक्षण (जीवन-काल समाप्त वाहन) नियम, 2025",
}
ENTITY_HINDI = {
    "e_waste": "पुनर्चक्रणकर्ता",
    "lib_scrap": "पुनर्चक्रणकर्ता",
    "other_scrap": "पंजीकृत वाहन स्क्रैपिंग सुविधा",
}
CATEGORIES_HINDI = {
    "e_waste": ("सूचना प्रौद्योगिकी एवं दूरसंचार उपकरण", "उपभोक्ता विद्युत एवं इलेक्ट्रॉनिक्स"),
    "lib_scrap": ("विद्युत वाहन बैटरी", "पोर्टेबल बैटरी", "औद्योगिक बैटरी"),
    "other_scrap": ("उत्प्रेरक परिवर्तक", "इस्पात एवं मिश्रधातु स्क्रैप"),
}
CPCB_HINDI = "केन्द्रीय प्रदूषण नियंत्रण बोर्ड"
WORKING_DAYS = 300


def authority_hindi(claim: Claim) -> str:
    """Who registers, in Hindi."""
    return claim.state.board_hindi if claim.stream == "lib_scrap" else CPCB_HINDI


def epr_two_column_renewal(claim: Claim, rng: Random) -> Paper:
    """A renewal in two columns of boxes, each value in the box under its label, the older registration among them."""
    truth = truths.epr_certificate(claim)
    until = claim.epr.valid_until or add_years(claim.epr.issued, 5)
    former = claim.epr.issued - timedelta(days=rng.randrange(1_790, 1_830))
    label, value, small = style("Sans", 7.5), style("Sans", 9.5), style("Sans", 8)
    parts = category_capacities(claim)

    def column(pairs: tuple[tuple[str, str], ...]) -> Any:
        lines = [[cell] for a, b in pairs for cell in (para(a, label), para(f"**{b}**", value))]
        shades = [("BACKGROUND", (0, n), (0, n), "#e8e8e8") for n in range(0, len(lines), 2)]
        return grid(lines, (236,), shades)

    left = (
        ("Name of the registered entity", f"M/s {claim.applicant.name}"),
        ("Address of the facility", claim.unit.line),
        ("Goods and Services Tax Identification Number", claim.applicant.gstin),
        ("Registered as", entity_word(claim)),
        ("Authorised person of the entity", claim.signatory),
    )
    right = (
        ("Present Registration No.", claim.epr.number),
        ("Previous Registration No. (stands superseded)", f"{older(claim.epr.number, rng)} dated {dashed(former)}"),
        ("Date of grant of present registration", dashed(claim.epr.issued)),
        ("Validity of present registration", f"{dashed(claim.epr.issued)} to {dashed(until)}"),
        ("Registered recycling capacity (MT/annum)", grouped(claim.capacity_tpa, 0)),
    )
    story = [
        para(f"**{truth['issuing_authority']}**", style("Sans", 13, alignment=1)),
        para(f"**RENEWAL OF REGISTRATION**\nunder the {RULES[claim.stream]}", style("Sans", 10.5, alignment=1)),
        grid([[column(left), column(right)]], (248, 248), [("LEFTPADDING", (0, 0), (-1, -1), 4)], ruled=False),
        para("\nCapacity by category, MT/annum", value),
        grid(
            [[para(f"**{it['category']}**", small) for it in parts], [plain(it["capacity_tpa"]) for it in parts]],
            [496 / len(parts)] * len(parts), [("ALIGN", (0, 1), (-1, 1), "CENTER"), ("FONT", (0, 1), (-1, 1), "Sans", 9.5)],
        ),
        para(f"\nApplication for renewal was received on {dashed(claim.epr.issued - timedelta(days=97))}, within 120 days of expiry. The next application shall be made "
             "at least 120 days before expiry. Waste shall not be stored beyond 180 days, nor beyond 250 MT at any time.", small),
        para("\n\nAuthorised Signatory\nDigitally signed; no ink signature is needed.", style("Sans", 9, alignment=2)),
    ]  # fmt: skip
    return Paper("epr_certificate", "epr_two_column_renewal", flow(story), printed(truth), {"categories": rows(parts)})


def epr_portal_print(claim: Claim, rng: Random) -> Paper:
    """The portal's page as a browser prints it: address and clock in the margins, labels above values in cards, used-up quantities beside approved ones."""
    truth = truths.epr_certificate(claim)
    until = claim.epr.valid_until or add_years(claim.epr.issued, 5)
    parts = category_capacities(claim)
    used = [(it["capacity_tpa"] * Decimal(rng.randrange(8, 31)) / 100).quantize(Decimal("0.1")) for it in parts]
    asked = claim.epr.issued - timedelta(days=rng.randrange(60, 140))

    def card(title: str, pairs: tuple[tuple[str, str], ...]) -> str:
        cells = "".join(
            f"<div class=cell><div class=lab>{web.esc(a)}</div><div>{web.esc(b)}</div></div>" for a, b in pairs
        )
        return f"<div class=card><div class=title>{title}</div><div class=cells>{cells}</div></div>"

    body = (
        f"<div class=nav><b>EPR PORTAL</b><span>Home</span><span>Registration</span><span>Returns</span><span>Certificates</span><span>Wallet</span>"
        f"<span style='margin-left:auto'>Welcome, {web.esc(claim.signatory)} | Logout</span></div>"
        f"<div class=crumb>Home / Registration / {web.esc(entity_word(claim))} / View</div>"
        f"<div style='display:flex'><div style='flex:1'><div class=head>Registration Details <span class=ok>APPROVED</span></div>"
        f"<div class=lab>{web.esc(truth['issuing_authority'])} &middot; {RULES[claim.stream]}</div></div>{code(rng, 54)}</div>"
        + card("Entity", (("Company / Entity Name", claim.applicant.name), ("Entity Type", entity_word(claim)), ("GSTIN", claim.applicant.gstin),
                          ("Facility Address", claim.unit.line), ("CIN", claim.applicant.cin), ("PAN", claim.applicant.pan)))
        + card("Registration", (("Application ID", f"{rng.randrange(100_000, 999_999)}"), ("Application Submitted On", slashed(asked)), ("Fee Paid On", slashed(asked + timedelta(days=2))),
                                ("Registration Number", claim.epr.number), ("Granted On", slashed(claim.epr.issued)), ("Valid Upto", slashed(until))))
        + "<div class=card><div class=title>Capacity</div><table><tr>"
        + "".join(f"<th class={'num' if n else 'l'}>{it}</th>" for n, it in enumerate(("Category", "Approved Capacity (TPA)", "Processed in FY 2026-27 (T)", "Balance (T)")))
        + "</tr>"
        + web.rows(((it["category"], grouped(it["capacity_tpa"], 0), spent, grouped(it["capacity_tpa"] - spent, 1)) for it, spent in zip(parts, used, strict=True)), ("", "num", "num", "num"))
        + web.row(("Total", grouped(claim.capacity_tpa, 0), sum(used), grouped(claim.capacity_tpa - sum(used), 1)), ("b", "num b", "num b", "num b"))
        + "</table></div><div class=lab>Disclaimer: contents are as furnished by the entity. Last login 09/11/2026 18:02:44 from 10.0.0.7. &copy; 2026</div>"
    )  # fmt: skip
    css = """@page { margin: 15mm 10mm 14mm 10mm; @top-left { content: '12/11/2026, 10:14'; font: 7pt 'Liberation Sans' }
      @top-right { content: 'EPR Portal | View Registration'; font: 7pt 'Liberation Sans' }
      @bottom-left { content: 'https://epr.example.invalid/recycler/view?id=8841'; font: 7pt 'Liberation Sans' } @bottom-right { content: counter(page) '/' counter(pages); font: 7pt 'Liberation Sans' } }
      body { font: 9.5pt 'DejaVu Sans', 'Liberation Sans' } .nav { display: flex; gap: 14pt; background: #15406b; color: white; padding: 6pt 8pt; font-size: 8pt }
      .crumb, .lab { font-size: 7.5pt; color: #555 } .crumb { margin: 6pt 0 } .head { font-size: 15pt } .ok { font-size: 8pt; background: #2e7d32; color: white; padding: 2pt 5pt }
      .card { border: 0.7pt solid #bbb; margin: 8pt 0; padding: 0 0 4pt 0 } .title { background: #eef2f6; padding: 4pt 8pt; font-weight: bold } .cells { display: flex; flex-wrap: wrap }
      .cell { width: 30%; padding: 5pt 8pt } td { border-top: 0.5pt solid #ccc } th { font-size: 8pt } th.num { text-align: right }"""
    return Paper("epr_certificate", "epr_portal_print", web.pdf(body, css), printed(truth), {"categories": rows(parts)})


def epr_hindi_only(claim: Claim, rng: Random) -> Paper:
    """A certificate wholly in Hindi, points lettered क ख ग, figures in Devanagari, five years from the date of issue."""
    truth = truths.epr_certificate(claim) | {"validity": "term"}
    names = CATEGORIES_HINDI[claim.stream]
    parts = [it | {"category": name} for it, name in zip(category_capacities(claim), names, strict=True)]
    points = (
        ("इकाई का नाम", f"मैसर्स {claim.applicant.name}"),
        ("इकाई का पता", claim.unit.line),
        ("जी.एस.टी. पहचान संख्या", claim.applicant.gstin),
        ("पंजीकरण की श्रेणी", ENTITY_HINDI[claim.stream]),
        ("कुल पुनर्चक्रण क्षमता", f"{devanagari(grouped(claim.capacity_tpa, 0))} मीट्रिक टन प्रति वर्ष"),
        ("वैधता", "यह पंजीकरण जारी होने की तिथि से पाँच वर्ष की अवधि के लिए मान्य होगा"),
    )
    body = (
        f"<div style='border:2.4pt double #222; padding:14pt'><h1>{authority_hindi(claim)}</h1><h2>पंजीकरण प्रमाण-पत्र</h2><p class=c>({RULES_HINDI[claim.stream]} के अधीन)</p>"
        f"<p>पंजीकरण क्रमांक : <b>{web.esc(claim.epr.number)}</b><br>जारी करने की तिथि : <b>{devanagari(slashed(claim.epr.issued))}</b></p>"
        "<p>प्रमाणित किया जाता है कि निम्नलिखित इकाई को विस्तारित उत्पादक उत्तरदायित्व (ई.पी.आर.) व्यवस्था के अंतर्गत पंजीकृत किया गया है :</p><table>"
        + "".join(f"<tr><td width='6%'>({letter})</td><td width='34%'>{a}</td><td>: {web.esc(b)}</td></tr>" for letter, (a, b) in zip("कखगघङच", points, strict=True))
        + "</table><p class=b>श्रेणीवार क्षमता (मीट्रिक टन प्रति वर्ष)</p><table class=ruled>"
        + web.row(("क्रमांक", "अपशिष्ट की श्रेणी", "क्षमता"), tag="th")
        + web.rows(((devanagari(str(n)), it["category"], devanagari(grouped(it["capacity_tpa"], 0))) for n, it in enumerate(parts, 1)), ("", "", "num"))
        + f"<tr><td></td><td class=b>योग</td><td class='num b'>{devanagari(grouped(claim.capacity_tpa, 0))}</td></tr></table>"
        "<p>शर्तें : १. इकाई प्रत्येक तिमाही की विवरणी तिमाही समाप्ति के ३० दिन के भीतर प्रस्तुत करेगी। २. अपशिष्ट का भण्डारण १८० दिन से अधिक नहीं किया जाएगा। "
        "३. असत्य जानकारी पाए जाने पर पंजीकरण निलंबित या निरस्त किया जा सकेगा।</p>"
        f"<table><tr><td>{seal('कार्यालय', 'मुहर')}</td><td class=r><br><br>सक्षम प्राधिकारी</td></tr></table></div>"
    )  # fmt: skip
    css = "body { font: 10.5pt 'Noto Sans Devanagari', 'Liberation Sans' }"
    return Paper("epr_certificate", "epr_hindi_only", web.pdf(body, css), printed(truth), {"categories": rows(parts)})


def epr_side_by_side(claim: Claim, rng: Random) -> Paper:
    """Hindi at the left, English at the right, clause beside clause; one-time registration, valid until cancelled."""
    truth = truths.epr_certificate(claim) | {"validity": "until_cancelled", "valid_until": None}
    amount = grouped(claim.capacity_tpa, 0)
    english, hindi = entity_word(claim), ENTITY_HINDI[claim.stream]
    name, number, at = map(web.esc, (claim.applicant.name, claim.epr.number, claim.unit.line))
    clauses = (
        (f"पंजीकरण सं. {number}", f"Registration No. {number}"),
        (f"दिनांक {hindi_day(claim.epr.issued)}", f"Dated {mon_day(claim.epr.issued)}"),
        (f"मैसर्स {name}, {at} को {RULES_HINDI[claim.stream]} के अधीन <b>{hindi}</b> के रूप में पंजीकृत किया जाता है।",
         f"M/s {name}, {at} is hereby registered as <b>{english}</b> under the {RULES[claim.stream]}."),
        (f"जीएसटीआईएन: {claim.applicant.gstin}", f"GSTIN: {claim.applicant.gstin}"),
        (f"इकाई प्रति वर्ष अधिकतम {devanagari(amount)} मीट्रिक टन अपशिष्ट का पुनर्चक्रण करेगी।", f"The unit shall recycle not more than {amount} metric tonnes of waste per annum."),
        ("यह एक बारगी पंजीकरण है जो निरस्त या अभ्यर्पित किए जाने तक प्रवृत्त रहेगा।", "This is a one time registration and shall remain in force till it is cancelled or surrendered."),
        ("वार्षिक विवरणी ३० जून तक प्रस्तुत की जाए।", "The annual return shall be filed by the 30th June."),
        ("क्षमता में १० प्रतिशत से अधिक परिवर्तन की सूचना दी जाए।", "Change of capacity beyond 10 per cent shall be intimated."),
    )  # fmt: skip
    body = (
        f"<table><tr><td width='50%'><h2>{authority_hindi(claim)}</h2></td><td><h2>{web.esc(truth['issuing_authority'])}</h2></td></tr></table><hr>"
        "<table class=two>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in clauses) + "</table>"
        f"<div style='display:flex; justify-content:space-between; margin-top:24pt'><div>सदस्य सचिव</div>{seal('SEAL OF', 'THE BOARD')}<div>Member Secretary</div></div>"
    )
    css = "body { font: 10.5pt 'Liberation Serif', 'Noto Serif Devanagari' } .two td { width: 50%; padding: 5pt 9pt } .two td + td { border-left: 0.8pt solid #444 }"
    return Paper("epr_certificate", "epr_side_by_side", web.pdf(body, css), printed(truth), {})


def epr_order_with_schedule(claim: Claim, rng: Random) -> Paper:
    """An order that reasons before it grants: the number is the file's, the term is in a clause, capacities a day for 300 days are in a schedule."""
    truth = truths.epr_certificate(claim) | {"validity": "term"}
    daily = claim.capacity_tpa / WORKING_DAYS
    names = [str(it["category"]) for it in category_capacities(claim)]
    shares = [daily // (len(names) + 1)] * (len(names) - 1)
    shares = [daily - sum(shares), *shares]
    parts = [
        {"category": name, "capacity_tpa": share * WORKING_DAYS} for name, share in zip(names, shares, strict=True)
    ]
    asked = claim.epr.issued - timedelta(days=rng.randrange(70, 150))
    clauses = (
        f"M/s {web.esc(claim.applicant.name)} (GSTIN {claim.applicant.gstin}) is registered as a {entity_word(claim)} for its facility at {web.esc(claim.unit.line)} "
        f"with effect from the date of this Order and for a period of five years therefrom.",
        f"The facility shall process not more than {plain(daily)} tonnes of waste per day on {WORKING_DAYS} working days in a year, of the descriptions in the Schedule.",
        "Waste received shall be processed within 180 days; not more than 400 tonnes shall be held in store at any time.",
        f"A visit of verification shall be made within three months, that is by {dotted(claim.epr.issued + timedelta(days=91))}.",
        "Environmental compensation shall be payable for non-compliance from 01.04.2027 onwards.",
    )
    body = (
        f"<p class=c><b>{web.esc(str(truth['issuing_authority']).upper())}</b></p>"
        f"<p class=c><u>ORDER</u></p><p>F. No. {web.esc(claim.epr.number)}<span style='float:right'>Dated, the {claim.epr.issued:%d} {long_day(claim.epr.issued).split()[0]}, {claim.epr.issued.year}</span></p>"
        f"<p class=j><b>WHEREAS</b> the {RULES[claim.stream]} require every recycler to be registered;</p>"
        f"<p class=j><b>AND WHEREAS</b> an application, complete in all respects, was received on {dotted(asked)} for 12,000 tonnes of waste a year, of which the capacity verified on site is less;</p>"
        "<p class=j><b>NOW, THEREFORE,</b> in exercise of the powers conferred by the said Rules, it is ordered as follows, namely:-</p>"
        + "".join(f"<p class=j style='margin-left:18pt'>{n}. {it}</p>" for n, it in enumerate(clauses, 1))
        + "<p class=c><b>THE SCHEDULE</b><br>(see clause 2)</p><table class=ruled>"
        + web.row(("(1)", "(2)", "(3)"), ("c", "c", "c"))
        + web.row(("Entry", "Description of waste", f"Tonnes per day ({WORKING_DAYS} days in a year)"), tag="th")
        + web.rows(((n, name, plain(share)) for n, (name, share) in enumerate(zip(names, shares, strict=True), 1)), ("c", "", "num"))
        + "</table><p class=r><br><br>By order,<br><br>(Divisional Head)</p>"
    )  # fmt: skip
    css = "body { font: 11pt 'Liberation Serif' } .j { text-align: justify }"
    return Paper(
        "epr_certificate", "epr_order_with_schedule", web.pdf(body, css), printed(truth), {"categories": rows(parts)}
    )


def epr_dotted_leaders(claim: Claim, rng: Random) -> Paper:
    """Numbered particulars with dotted leaders on a drawn sheet, the number at the very foot, capacities run on in one line."""
    truth = truths.epr_certificate(claim)
    until = claim.epr.valid_until or add_years(claim.epr.issued, 5)
    sheet = Sheet("Serif", 11)
    sheet.box(30, 30, sheet.width - 60, sheet.height - 70, 1.4)
    sheet.down(12)
    sheet.centre(str(truth["issuing_authority"]), size=15)
    sheet.centre("EXTENDED PRODUCER RESPONSIBILITY", size=11)
    sheet.centre("Registration granted to a waste processor", bold=False)
    sheet.down(16)
    for number, (label, value) in enumerate((
        ("Rules under which registered", RULES[claim.stream]),
        ("Kind of entity", entity_word(claim)),
        ("Name", f"M/s. {claim.applicant.name}"),
        ("Plant situated at", claim.unit.line),
        ("GST No.", claim.applicant.gstin),
        ("Installed capacity admitted", f"{grouped(claim.capacity_tpa, 0)} tonnes per year"),
        ("Area of shed", f"{rng.randrange(2_000, 9_000)} sq. m"),
        ("Connected load", f"{rng.randrange(400, 1_900)} kVA"),
        ("Day of registration", long_day(claim.epr.issued)),
        ("Registration ends on", long_day(until)),
    ), 1):  # fmt: skip
        leader(sheet, f"{number:>2}.  {label}", value, at=260)
    sheet.down(10)
    parts = category_capacities(claim)
    sheet.paragraph(
        "The admitted capacity comprises "
        + "; ".join(f"{it['category']}: {grouped(it['capacity_tpa'], 0)} TPA" for it in parts)
        + "."
    )
    sheet.paragraph(
        "The holder shall display this paper at the gate. Targets of recovery for 2026-27 are 90 per cent of dry weight or as notified."
    )
    sheet.down(30)
    sheet.text(sheet.width - 60, "Scientist 'D'", align="right")
    sheet.y = sheet.height - 90
    sheet.text(56, f"Regn. No.  {claim.epr.number}", bold=True)
    sheet.text(sheet.width - 56, "(quote in all correspondence)", align="right", size=8)
    return Paper("epr_certificate", "epr_dotted_leaders", sheet.pdf(), printed(truth), {})


def epr_letter_docx(claim: Claim, rng: Random) -> Paper:
    """A letter typed in an office program: particulars in a two-column table inside the letter, term in a sentence."""
    truth = truths.epr_certificate(claim) | {"validity": "term"}
    document = office.document()
    typed(document, f"**{truth['issuing_authority']}**", "centre")
    typed(document, f"File No.: {claim.epr.number}\t\t\tDate: {slashed(claim.epr.issued)}")
    typed(document, f"To\nThe Authorised Signatory\nM/s {claim.applicant.name}\n" + "\n".join(claim.unit.lines))
    typed(document, f"**Sub: Grant of registration as {entity_word(claim)} under {RULES[claim.stream]}**")
    typed(
        document,
        "Sir / Madam,\nYour application has been examined and registration is granted with the particulars below.",
    )
    office.table(document, [
        ["Particulars", "As registered"],
        ["Registration number", claim.epr.number],
        ["GSTIN", claim.applicant.gstin],
        ["Capacity (tonnes per annum)", grouped(claim.capacity_tpa, 0)],
        ["Nearest water body", f"{rng.randrange(3, 19)} km"],
    ])  # fmt: skip
    typed(
        document,
        f"2. This registration is valid for five years from the date of issue. The fee of Rs. {grouped(Decimal(rng.choice((15_000, 20_000, 37_500))), 0)}/- paid on {slashed(claim.epr.issued - timedelta(days=44))} is acknowledged.",
    )
    typed(document, "3. Quarterly returns shall be filed on the portal. Records shall be kept for seven years.")
    typed(document, "Yours faithfully,\n\n\n(Regional Director)", "right")
    return Paper("epr_certificate", "epr_letter_docx", office.saved(document), printed(truth), {}, suffix=".docx")


HANDS = (
    epr_two_column_renewal,
    epr_portal_print,
    epr_hindi_only,
    epr_side_by_side,
    epr_order_with_schedule,
    epr_dotted_leaders,
    epr_letter_docx,
)
