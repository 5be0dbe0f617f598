"""Further orders of pollution control boards: clauses, boxes, an amendment, both languages, daily figures, Hindi, a conversion."""

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
from samples.hands.drawn import Sheet, flow, grid, para, style
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
    plain,
    slashed,
)

FEED_HINDI = {
    "lib_scrap": "प्रयुक्त लिथियम-आयन बैटरियों का पुनर्चक्रण",
    "e_waste": "ई-अपशिष्ट का पुनर्चक्रण",
    "other_scrap": "प्रयुक्त उत्प्रेरक एवं मिश्रधातु स्क्रैप का पुनर्चक्रण",
}
KIND = "pollution_board_authorisation"
WORKING_DAYS = 300


def last_day(claim: Claim) -> date:
    """When a dated consent to operate ends: as drawn, else the day before five years are over."""
    return claim.operate.valid_until or add_years(claim.operate.issued, 5) - timedelta(days=1)


def products_in(claim: Claim, unit: str) -> list[dict[str, Any]]:
    """Four products with their tonnes a year, under the unit that the order prints."""
    return [{"product": it.name, "quantity": it.quantity_tpa, "unit": unit} for it in claim.products[:4]]


def dated(claim: Claim) -> dict[str, object]:
    """What a consent says that is granted to a day."""
    return {"validity": "dated", "valid_until": last_day(claim)}


def board_order_in_clauses(claim: Claim, rng: Random) -> Paper:
    """An order of preamble and clauses, every value inside a sentence, with other dates and other capacities in its conditions."""
    truth = truths.consent_to_operate(claim) | dated(claim) | {"activity": FEED[claim.stream]}
    lines = products_in(claim, "tonnes per annum")
    letters = "abcdefgh"
    goods = "".join(
        f"<p class=in2>({letters[n]}) {web.esc(it['product'])} &ndash; {grouped(it['quantity'], 2)} tonnes per annum</p>"
        for n, it in enumerate(lines)
    )
    water = (
        f"The daily quantity of trade effluent shall not exceed {rng.randrange(20, 90)} kilolitres and that of sewage 6 kilolitres.",
        f"Sulphuric acid up to {grouped(Decimal(rng.randrange(1_500, 4_000)), 0)} tonnes per annum may be kept and used as an input.",
        f"The analysis reports for each half-year shall reach this office by the 15th day of April and of October, the first by {dotted(date(2026, 10, 15))}.",
    )
    air = (
        "Stack emission of particulate matter shall not exceed 50 mg/Nm3.",
        f"The DG set of 1010 kVA may be run up to {dotted(date(2028, 12, 31))} on diesel and thereafter on gas only.",
    )
    body = (
        f"<div class=c><b>{web.esc(claim.state.board.upper())}</b><br>{web.esc(claim.state.seat)}</div><hr>"
        f"<p class=c><b>ORDER</b></p><p class=r>{web.esc(claim.unit.district)}, the {ordinal_day(claim.operate.issued)}</p>"
        f"<p class=j><b>No. {web.esc(claim.operate.number)}.</b>&mdash;Whereas M/s {web.esc(claim.applicant.name)} (hereinafter &ldquo;the Occupier&rdquo;) had been permitted by "
        f"Order No. {web.esc(claim.establish.number)} dated {dotted(claim.establish.issued)}, valid until {dotted(date(2030, 9, 30))}, to set up an industry in the RED category; and whereas the Occupier applied on "
        f"{dotted(claim.operate.issued - timedelta(days=64))} for leave to run it;</p>"
        "<p class=j>Now, therefore, under section 25 of the Water (Prevention and Control of Pollution) Act, 1974 and section 21 of the Air (Prevention and Control of Pollution) Act, 1981, "
        "the Board accords its <b>Consent to Operate</b> as under:&mdash;</p>"
        f"<p class=j>1. The Occupier may, at {web.esc(claim.unit.line)}, carry on {FEED[claim.stream]}, and may for that purpose process up to {grouped(claim.certified_capacity, 0)} tonnes of waste in a year.</p>"
        f"<p class=j>2. The products obtained shall not exceed:</p>{goods}"
        f"<p class=j>3. This consent, unless revoked earlier, shall have effect from the date of this Order up to and including {ordinal_day(last_day(claim))}.</p>"
        f"<p class=j>4. Under the Water Act:</p>{''.join(f'<p class=in2>({n}) {it}</p>' for n, it in zip(('i', 'ii', 'iii'), water, strict=True))}"
        f"<p class=j>5. Under the Air Act:</p>{''.join(f'<p class=in2>({n}) {it}</p>' for n, it in zip(('i', 'ii'), air, strict=True))}"
        f"<p class=j>6. A bank guarantee of Rs. 10 lakh, valid up to {dotted(date(2032, 6, 30))}, shall be furnished within thirty days.</p>"
        "<p class=j>7. The application for renewal shall be made sixty days before the consent ends.</p>"
        f"<p class=r><br>By order of the Board,<br>{seal('BOARD OFFICE', 'SEAL', turn=8)}<br>Environmental Engineer</p>"
    )
    css = "body { font: 10.5pt 'Liberation Serif' } .j { text-align: justify } .in2 { margin: 2pt 0 2pt 26pt }"
    return Paper(KIND, "board_order_in_clauses", web.pdf(body, css), printed(truth), {"products": rows(lines)})


def board_boxes_of_labels(claim: Claim, rng: Random) -> Paper:
    """A certificate of tiers: a row of labels, the row of values below it, a table of products inside one of the boxes."""
    truth = truths.combined_consent(claim) | dated(claim) | {"activity": FEED[claim.stream]}
    lines = products_in(claim, "TPA")
    tiers: tuple[tuple[tuple[str, str, int], ...], ...] = (
        (("Order Number", claim.operate.number, 4), ("Date of Order", dashed(claim.operate.issued), 2)),
        (("Name of Industry", f"M/s {claim.applicant.name}", 4), ("Industry ID", str(rng.randrange(10_000, 99_999)), 2)),
        (("Site Address", claim.unit.line, 6),),
        (("Category", "RED", 1), ("Scale", "LARGE", 1), ("Capital Investment (Rs. in Lakh)", in_lakh(claim.proposed_investment), 2), ("Effluent (KLD)", str(rng.randrange(20, 90)), 1), ("Manpower", str(rng.randrange(80, 400)), 1)),
        (("Activity", FEED[claim.stream], 3), ("Permitted Throughput", f"{grouped(claim.certified_capacity, 0)} MT per annum of waste", 3)),
        (("Valid From", dashed(claim.operate.issued), 2), ("Valid To", dashed(last_day(claim)), 2), ("Fee Paid Upto", dashed(date(2029, 3, 31)), 2)),
    )  # fmt: skip
    boxes = "".join(
        "<tr>" + "".join(f"<th colspan={wide}>{web.esc(a)}</th>" for a, _, wide in tier) + "</tr><tr>"
        + "".join(f"<td colspan={wide}>{web.esc(b)}</td>" for _, b, wide in tier) + "</tr>" for tier in tiers
    )  # fmt: skip
    nested = (
        "<table class=nest>"
        + web.row(("Sr.", "Name of product", "TPA"), tag="th")
        + web.rows(((n, it["product"], plain(it["quantity"])) for n, it in enumerate(lines, 1)), ("", "", "num"))
        + "</table>"
    )
    body = (
        f"<div style='display:flex; align-items:center; gap:12pt'>{code(rng, 50)}<div style='flex:1' class=c><b style='font-size:13pt'>{web.esc(claim.state.board)}</b><br>{web.esc(claim.state.seat)}</div></div>"
        "<p class=c><b>CONSENT TO OPERATE AND AUTHORISATION</b><br><span class=small>issued under Section 25/26 of the Water Act 1974, Section 21 of the Air Act 1981 and Rule 6(2) of the Hazardous &amp; Other Wastes (M&amp;TM) Rules 2016</span></p>"
        f"<table class=box>{boxes}<tr><th colspan=6>Products</th></tr><tr><td colspan=6>{nested}</td></tr></table>"
        "<p class=small>Stored waste shall not exceed 120 MT at any time. Compliance report due each year on 30-06. This is a system generated document; verify by the code above.</p>"
    )
    css = """body { font: 9.5pt 'Liberation Sans' } .box { table-layout: fixed } .box th, .box td { border: 0.6pt solid #333 } .box > tr > th, .box th { background: #e4ecf4; font-size: 7.5pt; font-weight: normal }
      .nest td, .nest th { border: 0.4pt dotted #777 !important }"""
    return Paper(KIND, "board_boxes_of_labels", web.pdf(body, css), printed(truth), {"products": rows(lines)})


def board_amendment(claim: Claim, rng: Random) -> Paper:
    """An amendment that enhances an older consent: older number, older end and older quantities stand beside the new."""
    truth = truths.consent_to_operate(claim) | dated(claim)
    look, head = style("Serif", 10.5), style("Serif", 9)
    before = claim.operate.issued - timedelta(days=rng.randrange(400, 900))
    lines = products_in(claim, "MT/A")
    table = [
        [
            para(f"**{it}**", head)
            for it in (
                "Sl. No.",
                "Product",
                "As per existing consent (MT/A)",
                "Enhancement now applied (MT/A)",
                "Total after amendment (MT/A)",
            )
        ]
    ]
    for n, it in enumerate(claim.products[:4], 1):
        had = (it.quantity_tpa * Decimal("0.6")).quantize(Decimal("0.01"))
        table.append([str(n), para(it.name, head), plain(had), plain(it.quantity_tpa - had), plain(it.quantity_tpa)])
    old_capacity = claim.certified_capacity * Decimal("0.6")
    story = [
        para(f"**{claim.state.board}**\n{claim.state.seat}", style("Serif", 13, alignment=1)),
        grid([[para(f"Lr. No. {claim.operate.number}", look), para(f"Dated: {dotted(claim.operate.issued)}", style("Serif", 10.5, alignment=2))]], (320, 175), ruled=False),
        para("**AMENDMENT TO CONSENT TO OPERATE (ENHANCEMENT OF CAPACITY)**", style("Serif", 11, alignment=1)),
        para(f"Sub: Amendment of consent order issued to M/s {claim.applicant.name}, {claim.unit.line} - Red category - reg.", look),
        para(f"Ref: 1. Consent Order No. {older(claim.operate.number, rng, before.year)} dated {dotted(before)}, valid upto {dotted(before + timedelta(days=1825))}.\n2. Your application dated {dotted(claim.operate.issued - timedelta(days=41))}.", look),
        para("* * *", style("Serif", 10.5, alignment=1)),
        para(f"In the order under reference 1 the unit was permitted to process {plain(old_capacity)} TPA of waste. On consideration of the application under reference 2, the Board hereby amends that order under section 25(4) of the Water Act, 1974 and "
             f"section 21 of the Air Act, 1981, and permits the unit to process {plain(claim.certified_capacity)} TPA of waste in total, with products as follows:", look),
        grid(table, (34, 176, 95, 95, 95), [("FONT", (0, 0), (-1, -1), "Serif", 9.5), ("ALIGN", (2, 1), (-1, -1), "RIGHT")]),
        para(f"\nThe consent as amended is valid up to {dotted(last_day(claim))}. All other conditions of the order under reference 1 remain as they were, except that condition 7 of that order (production for 24 months) is deleted.", look),
        para("\n\nJoint Chief Environmental Engineer\nfor Member Secretary", style("Serif", 10.5, alignment=2)),
        para(f"Copy to: 1. The District Environmental Engineer, {claim.unit.district}.  2. The Commissioner of Industries.", head),
    ]  # fmt: skip
    return Paper(KIND, "board_amendment", flow(story), printed(truth), {"products": rows(lines)})


def board_bilingual_waste(claim: Claim, rng: Random) -> Paper:
    """A waste authorisation with Hindi and English beside each other, five years told as a term in both."""
    truth = truths.without(truths.waste_authorisation(claim), "pollution_category")
    amount = grouped(claim.certified_capacity, 0)
    number, name, at = web.esc(claim.waste.number), web.esc(claim.applicant.name), web.esc(claim.unit.line)
    pairs = (
        ("<b>परिसंकटमय एवं अन्य अपशिष्ट (प्रबंधन एवं सीमापार संचलन) नियम, 2016 के नियम 6 के अंतर्गत प्राधिकार</b>", "<b>Authorisation under rule 6 of the Hazardous and Other Wastes (Management and Transboundary Movement) Rules, 2016</b>"),
        (f"प्राधिकार संख्या : {number}", f"Authorisation No. : {number}"),
        (f"निर्गमन तिथि : {devanagari(dashed(claim.waste.issued))}", f"Date of issue : {dashed(claim.waste.issued)}"),
        (f"1. मैसर्स {name} को {at} स्थित परिसर में अपशिष्ट की प्राप्ति, भण्डारण एवं पुनर्चक्रण हेतु प्राधिकृत किया जाता है।", f"1. M/s {name} is authorised to receive, store and recycle wastes on the premises at {at}."),
        (f"2. अधिकतम मात्रा {devanagari(amount)} मी. टन प्रति वर्ष होगी।", f"2. The quantity shall be at most {amount} MT per annum."),
        ("3. यह प्राधिकार निर्गमन तिथि से पाँच वर्ष की अवधि तक वैध होगा।", "3. This authorisation shall be valid for a period of five years from the date of issue."),
        ("4. अपशिष्ट ९० दिन से अधिक संग्रहीत नहीं किया जाएगा।", "4. Wastes shall not be stored for more than 90 days, nor more than 150 MT at a time."),
        ("5. वार्षिक विवरणी प्रपत्र 4 में ३० जून तक दी जाए।", "5. The annual return in Form 4 shall be given by 30th June."),
    )  # fmt: skip
    body = (
        f"<h2>{claim.state.board_hindi}</h2><h2>{web.esc(claim.state.board)}</h2><p class=c>{web.esc(claim.state.seat)}</p><hr>"
        "<table class='two ruled'>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in pairs) + "</table>"
        f"<table><tr><td>{seal('क्षेत्रीय', 'कार्यालय', ink='#6a2c91')}</td><td class=r><br>क्षेत्रीय अधिकारी / Regional Officer</td></tr></table>"
    )
    css = "body { font: 10pt 'Liberation Serif', 'Noto Serif Devanagari' } .two td { width: 50%; padding: 5pt 6pt }"
    return Paper(KIND, "board_bilingual_waste", web.pdf(body, css), printed(truth), {})


def board_daily_figures(claim: Claim, rng: Random) -> Paper:
    """A combined order with all quantities per day: tonnes of waste on so many days, kilograms of products."""
    truth = truths.combined_consent(claim) | dated(claim)
    lines: list[dict[str, Any]] = [
        {"product": it.name, "quantity": (it.quantity_tpa * 1000 / WORKING_DAYS).quantize(Decimal("0.001")), "unit": "Kg/day"}
        for it in claim.products[:5]
    ]  # fmt: skip
    daily = claim.certified_capacity / WORKING_DAYS
    look, small = style("Sans", 9.5), style("Sans", 8.5)
    story = [
        para(f"**{claim.state.board.upper()}**\n{claim.state.seat}", style("Sans", 11.5, alignment=1)),
        para("**CONSENT & AUTHORISATION ORDER**", style("Sans", 12, alignment=1)),
        grid([[para(f"Order No.: **{claim.operate.number}**", look), para(f"Date: **{mon_day(claim.operate.issued)}**", look), para("Category: **RED**", look)]], (285, 120, 90)),
        para("\n(Consent Order for operation under Sec. 25/26 of the Water (P & CP) Act, 1974 and under Sec. 21 of the Air (P & CP) Act, 1981, and authorisation under Rule 6 of the Hazardous and Other Wastes (M & TM) Rules, 2016, hereinafter referred to as 'the Acts' and 'the Rules')", small),
        para(f"CONSENT is hereby granted for operation, and AUTHORISATION for handling of wastes, to:\n\n**M/s. {claim.applicant.name}**,\n{claim.unit.line}\n\n(hereinafter referred to as 'the Applicant') to handle {plain(daily)} TPD of feed for {WORKING_DAYS} days a year, and to manufacture the products below.", look),
        grid([["S. No", "Products", "Quantity (Kg/day)"]] + [[str(n), str(it["product"]), grouped(it["quantity"], 3)] for n, it in enumerate(lines, 1)],
             (45, 300, 150), [("FONT", (0, 0), (-1, -1), "Sans", 9), ("FONT", (0, 0), (-1, 0), "Sans-Bold", 9), ("ALIGN", (2, 0), (2, -1), "RIGHT")]),
        para("\n**i) Discharge of effluents:**", look),
        grid([["Outlet", "Max. daily discharge (KLD)", "Point of disposal"], ["Process", str(rng.randrange(12, 60)), "ZLD system, reused"], ["Domestic", "6", "STP, green belt"]], (165, 165, 165), [("FONT", (0, 0), (-1, -1), "Sans", 9)]),
        para("\n**ii) Hazardous wastes for disposal:** ETP sludge (35.3) 1.5 TPD to TSDF; used oil (5.1) 0.4 KL/annum to recyclers.", look),
        para(f"This order is valid for a period ending with the {ordinal_day(last_day(claim)).replace(' ', ' day of ', 1)}. The Applicant shall submit a bank guarantee for Rs. 15.00 lakh valid up to {dashed(date(2032, 3, 31))}.", look),
        para("\n\nMEMBER SECRETARY", style("Sans", 10, alignment=2)),
        para(f"To\nM/s. {claim.applicant.name}", look),
    ]  # fmt: skip
    return Paper(KIND, "board_daily_figures", flow(story), printed(truth), {"products": rows(lines)})


def board_leaders_monthly(claim: Claim, rng: Random) -> Paper:
    """A form filled in over dotted lines on a drawn sheet, tonnes a month, valid until cancelled, a digital signature's words among the lines."""
    truth = truths.consent_to_operate(claim) | {
        "validity": "until_cancelled",
        "valid_until": None,
        "activity": FEED[claim.stream],
    }
    sheet = Sheet("Sans", 10)
    sheet.centre(claim.state.board.upper(), size=12.5)
    sheet.centre(claim.state.seat, bold=False, size=8.5)
    sheet.line(46, sheet.y + 2, sheet.width - 46, sheet.y + 2, 1)
    sheet.down(14)
    sheet.centre("FORM OF CONSENT", size=12)
    sheet.centre("(to operate an industrial plant; Water Act s. 25, Air Act s. 21)", bold=False)
    sheet.down(12)
    for label, value in (
        ("Serial number of consent", claim.operate.number),
        ("Granted on", dotted(claim.operate.issued)),
        ("Granted to", f"M/s {claim.applicant.name}"),
        ("Premises", claim.unit.line),
        ("Class of industry", "RED / Large"),
        ("Nature of activity", FEED[claim.stream]),
        ("Waste that may be processed", f"{grouped(claim.certified_capacity / 12, 0)} MT per month"),
        ("Consumption of water", f"{rng.randrange(30, 95)} KL per day"),
        ("Stacks", f"{rng.randrange(2, 6)}, each 30 m"),
        ("Gross block of assets", f"Rs. {in_crore(claim.proposed_investment)} crore"),
        ("Duration of consent", "Valid until cancelled, under the guidelines as amended with effect from 27.01.2026"),
        ("Fee accepted for", "five years, up to 31.03.2031"),
    ):
        leader(sheet, label, value, at=225)
    sheet.down(6)
    for n, text in enumerate((
        "The effluent treatment plant of 60 KLD shall be kept running.",
        f"Commissioning shall be informed to the Board; trial runs may be taken from {dotted(claim.operate.issued + timedelta(days=7))}.",
        "This consent lapses if the plant is shut for 24 months.",
    ), 1):  # fmt: skip
        sheet.paragraph(f"({n}) {text}", gap=3)
    sheet.down(26)
    right = sheet.width - 56
    for line in (
        "Digitally signed by " + claim.engineer.upper(),
        f"Date: {claim.operate.issued:%Y.%m.%d} 16:40:05 +05'30'",
        "Reason: Consent",
        "Senior Environmental Engineer",
    ):
        sheet.text(right, line, align="right", size=8.5)
        sheet.down(12)
    return Paper(KIND, "board_leaders_monthly", sheet.pdf(), printed(truth), {})


def board_hindi_combined(claim: Claim, rng: Random) -> Paper:
    """A combined order in Hindi, particulars in a grid of four columns, dates with Hindi months."""
    truth = truths.combined_consent(claim) | dated(claim) | {"activity": FEED_HINDI[claim.stream]}
    lines = products_in(claim, "टन/वर्ष")
    four = (
        ("आदेश संख्या", claim.operate.number, "आदेश दिनांक", hindi_day(claim.operate.issued)),
        ("उद्योग का नाम", f"मैसर्स {claim.applicant.name}", "श्रेणी", "लाल (वृहद)"),
        ("स्थल", claim.unit.line, "पूँजी निवेश", f"₹ {in_crore(claim.proposed_investment)} करोड़"),
        ("गतिविधि", FEED_HINDI[claim.stream], "अनुमत क्षमता", f"{grouped(claim.certified_capacity, 0)} टन प्रति वर्ष"),
        ("वैधता प्रारंभ", hindi_day(claim.operate.issued), "वैधता समाप्ति", hindi_day(last_day(claim))),
    )
    body = (
        f"<h1>{claim.state.board_hindi}</h1><h3>समेकित सहमति एवं प्राधिकार</h3>"
        "<p class=c>जल (प्रदूषण निवारण तथा नियंत्रण) अधिनियम, 1974 की धारा 25, वायु (प्रदूषण निवारण तथा नियंत्रण) अधिनियम, 1981 की धारा 21 एवं परिसंकटमय और अन्य अपशिष्ट (प्रबंध और सीमापारीय संचलन) नियम, 2016 के अधीन संचालन की सहमति तथा प्राधिकार</p>"
        "<table class='ruled four'>" + "".join(f"<tr><th>{a}</th><td>{web.esc(b)}</td><th>{c}</th><td>{web.esc(d)}</td></tr>" for a, b, c, d in four) + "</table>"
        "<p class=b>उत्पाद विवरण</p><table class=ruled>" + web.row(("क्रम", "उत्पाद", "मात्रा (टन/वर्ष)"), tag="th")
        + web.rows(((n, it["product"], plain(it["quantity"])) for n, it in enumerate(lines, 1)), ("", "", "num"))
        + f"</table><p>टिप्पणी : स्थापना सहमति संख्या {web.esc(claim.establish.number)}, दिनांक {hindi_day(claim.establish.issued)} की शर्तें यथावत लागू रहेंगी। बहिःस्राव की मात्रा {rng.randrange(20, 80)} किलोलीटर प्रतिदिन से अधिक नहीं होगी। "
        f"बैंक गारंटी {hindi_day(date(2032, 3, 31))} तक वैध रखी जाए।</p><p class=r><br>मुख्य पर्यावरण अधिकारी</p>"
    )  # fmt: skip
    css = "body { font: 10pt 'Noto Sans Devanagari', 'Liberation Sans' } .four th { background: #f1f1e6; font-weight: normal; width: 16% }"
    return Paper(KIND, "board_hindi_combined", web.pdf(body, css), printed(truth), {"products": rows(lines)})


def board_conversion(claim: Claim, rng: Random) -> Paper:
    """A one-page conversion of a dated consent: its old end is printed, and replaced by validity until cancelled."""
    truth = truths.consent_to_operate(claim) | {"validity": "until_cancelled", "valid_until": None}
    former = claim.operate.issued - timedelta(days=rng.randrange(500, 1_200))
    body = (
        f"<div style='float:left; width:60%'><b>{web.esc(claim.state.board)}</b><br><span class=small>{web.esc(claim.state.seat)}</span></div>"
        f"<div style='float:right; width:38%' class=r><b>{web.esc(claim.operate.number)}</b><br>{slashed(claim.operate.issued)}</div><div style='clear:both'></div><hr>"
        f"<h3>CONSENT TO OPERATE (RENEWAL - CONVERTED)</h3><div style='display:grid; grid-template-columns: 1fr 1fr; gap: 4pt 18pt'>"
        f"<div><span class=k>Unit</span> {web.esc(claim.applicant.name)}</div><div><span class=k>Category</span> Red</div>"
        f"<div><span class=k>Location</span> {web.esc(claim.unit.line)}</div><div><span class=k>Earlier consent</span> {web.esc(older(claim.operate.number, rng, former.year))} of {slashed(former)}, ending {slashed(add_years(former, 5))}</div>"
        f"<div><span class=k>Capacity for waste</span> {grouped(claim.certified_capacity, 0)} TPA</div><div><span class=k>Next inspection</span> {slashed(claim.operate.issued + timedelta(days=380))}</div></div>"
        "<p>In pursuance of the amended Uniform Consent Guidelines in effect from 27/01/2026, the end date printed in the earlier consent stands deleted and the consent under section 25 of the Water Act and section 21 of the Air Act is renewed and "
        "<b>shall remain valid until it is cancelled by the Board</b>. The one-time fee is accepted for fifteen years.</p>"
        f"<p class=small>Any increase in capacity above {grouped(claim.certified_capacity, 0)} TPA needs a fresh consent to establish.</p>"
        f"<div style='display:flex; justify-content:flex-end; gap:20pt; margin-top:18pt'>{seal('CONSENT', 'BRANCH')}<div>Chief Environmental Engineer (Consents)</div></div>"
    )
    css = "body { font: 10pt 'Liberation Sans' } .k { display: block; font-size: 7.5pt; color: #555; text-transform: uppercase }"
    return Paper(KIND, "board_conversion", web.pdf(body, css), printed(truth), {})


def board_establish_docx(claim: Claim, rng: Random) -> Paper:
    """A consent to establish typed in an office program, seven years as a term, the consent to operate named only as yet to come."""
    truth = truths.consent_to_establish(claim) | {
        "validity": "term", "valid_until": add_years(claim.establish.issued, 7), "activity": FEED[claim.stream],
    }  # fmt: skip
    lines = products_in(claim, "MT/annum")
    made = office.document()
    typed(made, f"**{claim.state.board}**\n{claim.state.seat}", "centre")
    typed(made, f"Ref: {claim.establish.number}\nDate: {long_day(claim.establish.issued)}", "right")
    typed(made, f"To,\nM/s {claim.applicant.name},\n{claim.unit.line}")
    typed(
        made,
        "**Subject: Consent to Establish (No Objection Certificate) under the Water Act, 1974 and the Air Act, 1981 - Red category**",
    )
    typed(
        made,
        f"With reference to your application, the Board grants consent to establish for {FEED[claim.stream]} with an input of {grouped(claim.certified_capacity, 0)} tonnes per annum and the following products:",
    )
    office.table(
        made,
        [
            ["No.", "Product", "Quantity", "Unit"],
            *([n, it["product"], plain(it["quantity"]), it["unit"]] for n, it in enumerate(lines, 1)),
        ],
    )
    typed(
        made,
        f"\n1. This consent is valid for a period of seven years from the date of issue.\n2. Consent to Operate shall be obtained before production is started.\n3. Water shall not be drawn beyond {rng.randrange(30, 90)} KLD.\n4. Construction shall start before {long_day(add_years(claim.establish.issued, 1))}.",
    )
    typed(made, "\n\nMember Secretary", "right")
    return Paper(
        KIND, "board_establish_docx", office.saved(made), printed(truth), {"products": rows(lines)}, suffix=".docx"
    )


HANDS = (
    board_order_in_clauses,
    board_boxes_of_labels,
    board_amendment,
    board_bilingual_waste,
    board_daily_figures,
    board_leaders_monthly,
    board_hindi_combined,
    board_conversion,
    board_establish_docx,
)
