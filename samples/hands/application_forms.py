"""Application forms of other makers: tick boxes drawn or typed, combs, prose, a portal's preview, Hindi alone, Word."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from samples import truths
from samples.facts import Claim
from samples.hands import office, web
from samples.hands.application import MINERALS, STREAMS, mineral_names
from samples.hands.drawn import Sheet
from samples.papers import Paper, printed, rows
from samples.print_forms import (
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
)  # fmt: skip

UNIT_TYPES = (
    ("new", "New unit"),
    ("expansion", "Expansion"),
    ("modernisation", "Modernisation"),
    ("diversification", "Diversification"),
)
STREAM_NAMES = (("e_waste", "E-waste"), ("lib_scrap", "Lithium-ion battery scrap"), ("other_scrap", "Other scrap"))
MODES = (("capex", "Capex subsidy"), ("opex", "Opex subsidy"), ("hybrid", "Both (hybrid)"))
LEVELS = tuple((level, level) for level in ("L1", "L2", "L3", "R2", "R3", "R4"))
YES_NO = (("yes", "Yes"), ("no", "No"))
Choices = Sequence[tuple[str, str]]

HINDI_MINERALS = {
    "lithium": "लिथियम", "cobalt": "कोबाल्ट", "nickel": "निकल", "graphite": "ग्रेफाइट", "tin": "टिन", "antimony": "एंटीमनी",
    "platinum_group_elements": "प्लैटिनम समूह के तत्व", "tantalum": "टैंटलम", "vanadium": "वैनेडियम", "molybdenum": "मॉलिब्डेनम",
}  # fmt: skip
HINDI_STREAMS = {"e_waste": "ई-अपशिष्ट", "lib_scrap": "लिथियम-आयन बैटरी स्क्रैप", "other_scrap": "अन्य स्क्रैप"}
HINDI_UNIT_TYPES = {
    "new": "नई इकाई",
    "expansion": "विस्तार",
    "modernisation": "आधुनिकीकरण",
    "diversification": "विविधीकरण",
}
HINDI_MODES = {"capex": "पूंजीगत सब्सिडी", "opex": "परिचालन सब्सिडी", "hybrid": "हाइब्रिड (पूंजीगत एवं परिचालन)"}
HINDI_ROUTES = {
    "lib_scrap": "बैटरियों का निर्वहन, श्रेडिंग एवं ब्लैक मास पृथक्करण, तत्पश्चात हाइड्रोमेटलर्जिकल लीचिंग, विलायक निष्कर्षण एवं क्रिस्टलीकरण",
    "e_waste": "विघटन, श्रेडिंग एवं प्रगलन, तत्पश्चात लीचिंग, इलेक्ट्रोविनिंग एवं शोधन",
    "other_scrap": "प्रयुक्त उत्प्रेरकों का भर्जन, क्षार लीचिंग एवं आयन विनिमय, तत्पश्चात अवक्षेपण एवं निस्तापन",
}


def _clearance(claim: Claim) -> str:
    return "yes" if claim.clearance_required else "no"


def _single(claim: Claim) -> str:
    return "yes" if claim.single_phase else "no"


def drawn_tick_boxes(claim: Claim, rng: Random) -> Paper:
    """A questionnaire drawn by coordinates: answers on a rule below the question, choices ticked in drawn squares."""
    sheet = Sheet("Sans", 9)
    sheet.centre("INCENTIVE SCHEME FOR PROMOTION OF CRITICAL MINERALS RECYCLING", size=10.5)
    sheet.centre("QUESTIONNAIRE - CUM - APPLICATION", size=13)
    sheet.centre("(to be filled in by the applicant; tick the box that applies)", bold=False, size=8)
    sheet.down(8)
    number = 0

    def ask(question: str, answer: str) -> None:
        nonlocal number
        number += 1
        sheet.room(36)
        sheet.text(48, f"{number}.")
        sheet.text(68, question, size=8.5)
        sheet.down(12)
        for line in sheet.lines(answer, 460, bold=True):
            sheet.text(74, line, bold=True)
            sheet.line(70, sheet.y + 12, 548, sheet.y + 12, 0.3)
            sheet.down(13)
        sheet.down(5)

    def choose(question: str, options: Choices, chosen: str) -> None:
        nonlocal number
        number += 1
        sheet.room(36)
        sheet.text(48, f"{number}.")
        sheet.text(68, question, size=8.5)
        sheet.down(14)
        x = 74.0
        for value, words in options:
            sheet.box(x, sheet.y, 9, 9)
            if value == chosen:
                sheet.line(x + 1.5, sheet.y + 5, x + 4, sheet.y + 8, 1.4)
                sheet.line(x + 4, sheet.y + 8, x + 10, sheet.y - 1.5, 1.4)
            x += 14 + sheet.text(x + 13, words) + 18
        sheet.down(18)

    ask("Application number (for office use)", claim.application_number)
    ask("On what date is the application made?", dotted(claim.application_date))
    ask("What is the name of the applicant?", claim.applicant.name)
    ask("Corporate Identification Number of the applicant", claim.applicant.cin)
    ask("Income-tax PAN of the applicant", claim.applicant.pan)
    ask("GSTIN of the unit", claim.applicant.gstin)
    ask("Where is the unit situated? (full postal address)", claim.unit.line)
    ask("In which State / Union Territory?", claim.state.name)
    choose("The unit is", UNIT_TYPES, claim.unit_type)
    choose("What is to be recycled?", STREAM_NAMES, claim.stream)
    choose("Up to which level will the unit recycle?", LEVELS, claim.process_level)
    ask("By which process? Describe briefly.", claim.process_route)
    ask("Which critical minerals of Appendix I will be recovered?", mineral_names(claim))
    ask("What quantity of waste can the unit process in a year (in tonnes)?", grouped(claim.capacity_tpa, 0))
    ask("How much is proposed to be invested?", f"Rs. {grouped(claim.proposed_investment)}")
    choose("Which incentive is applied for?", MODES, claim.incentive_mode)
    choose("Does the project need Environment Clearance?", YES_NO, _clearance(claim))
    choose("Will the project be completed in a single phase?", YES_NO, _single(claim))
    ask("When is commercial production expected to start?", dotted(claim.expected_production_date))
    ask("Percentage of critical minerals in the feed", f"{plain(claim.feed_concentration_percent)} %")
    ask("Purity of the products (minimum)", f"{plain(claim.purity_percent)} %")
    ask("Recovery yield", f"{plain(claim.recovery_yield_percent)} %")
    ask("Products, with quantity per annum and purity", "as per the list below")
    for product in claim.products:
        sheet.room(14)
        sheet.text(80, product.name)
        sheet.text(330, f"{plain(product.quantity_tpa)} TPA", align="right")
        sheet.text(420, f"{plain(product.purity_percent)} %", align="right")
        sheet.down(13)
    sheet.room(60)
    sheet.down(26)
    sheet.text(548, f"Signature of authorised signatory: {claim.signatory}", align="right")
    lines = [truths.without(line, "mineral") for line in truths.products(claim)]
    return Paper("application_form", "drawn_tick_boxes", sheet.pdf(), printed(truths.application_form(claim)), {"products": rows(lines)})  # fmt: skip


def _marks(options: Choices, chosen: str) -> str:
    return " &nbsp; ".join(
        f"<span class=t>{'☑' if value == chosen else '☐'}</span> {web.esc(words)}" for value, words in options
    )


def typed_tick_grid(claim: Claim, rng: Random) -> Paper:
    """Parts with small captions above the answers, two and three to a row; choices marked with typed ballot boxes."""

    def cell(caption: str, answer: str, span: int = 2) -> str:
        return f"<td colspan={span}><div class=k>{caption}</div>{answer}</td>"

    esc = web.esc
    lines = (
        "<tr><th colspan=6>PART I - THE APPLICANT</th></tr>"
        f"<tr>{cell('Name of Enterprise', esc(claim.applicant.name), 4)}{cell('Application ID', claim.application_number)}</tr>"
        f"<tr>{cell('CIN', claim.applicant.cin)}{cell('PAN', claim.applicant.pan)}{cell('GSTIN', claim.applicant.gstin)}</tr>"
        f"<tr>{cell('Date of filing', mon_day(claim.application_date), 3)}{cell('Authorised signatory (name)', esc(claim.signatory), 3)}</tr>"
        "<tr><th colspan=6>PART II - THE UNIT</th></tr>"
        f"<tr>{cell('Site address', esc(claim.unit.line), 4)}{cell('State', claim.state.name)}</tr>"
        f"<tr>{cell('Type of unit', _marks(UNIT_TYPES, claim.unit_type), 6)}</tr>"
        f"<tr>{cell('Recycling stream', _marks(STREAM_NAMES, claim.stream), 6)}</tr>"
        f"<tr>{cell('Process level', _marks(LEVELS, claim.process_level), 6)}</tr>"
        f"<tr>{cell('Process route', esc(claim.process_route), 6)}</tr>"
        f"<tr>{cell('Critical minerals to be recovered', mineral_names(claim), 6)}</tr>"
        f"<tr>{cell('Recycling capacity', f'{grouped(claim.capacity_tpa, 0)} TPA')}{cell('Proposed investment (Rs. in lakh)', in_lakh(claim.proposed_investment))}"
        f"{cell('Expected start of production', mon_day(claim.expected_production_date))}</tr>"
        f"<tr>{cell('Incentive mode', _marks(MODES, claim.incentive_mode), 6)}</tr>"
        f"<tr>{cell('Environment clearance required', _marks(YES_NO, _clearance(claim)), 3)}{cell('Single phase project', _marks(YES_NO, _single(claim)), 3)}</tr>"
        f"<tr>{cell('Feed concentration', f'{plain(claim.feed_concentration_percent)} %')}{cell('Product purity', f'{plain(claim.purity_percent)} %')}"
        f"{cell('Recovery yield', f'{plain(claim.recovery_yield_percent)} %')}</tr>"
    )
    body = (
        f"<h3>Ministry of Mines, Government of India</h3><h2>FORM A - APPLICATION FOR RECYCLING INCENTIVE</h2><table class=ruled>{lines}</table>"
        "<p><b>PART III - PRODUCTS</b></p><table class=ruled>"
        + web.row(("Sr.", "Name of product", "Mineral", "Tonnes / year", "Purity, %"), tag="th")
        + web.rows(
            ((n, it.name, MINERALS.get(it.mineral or "", "Nil"), plain(it.quantity_tpa), plain(it.purity_percent)) for n, it in enumerate(claim.products, 1)),
            ("c", "", "", "num", "num"),
        )
        + "</table>"
    )  # fmt: skip
    css = ".k { font-size: 7pt; color: #555 } .t { font-family: 'DejaVu Sans' } body { font: 9.5pt 'Liberation Sans' } th { background: #e8e8e8 }"
    return Paper("application_form", "typed_tick_grid", web.pdf(body, css), printed(truths.application_form(claim)), {"products": rows(truths.products(claim))})  # fmt: skip


def prose_with_annexure(claim: Claim, rng: Random) -> Paper:
    """A letter that tells everything in sentences; the products are in an annexure overleaf, investment in lakh."""
    kind = {"new": "a new unit", "expansion": "an expansion of its unit"}[claim.unit_type]
    mode = {
        "capex": "capex subsidy only",
        "opex": "opex subsidy only",
        "hybrid": "incentive under the hybrid mode (capex and opex)",
    }[claim.incentive_mode]
    stream = {
        "e_waste": "e-waste",
        "lib_scrap": "lithium ion battery scrap",
        "other_scrap": "other scrap, namely spent catalysts",
    }[claim.stream]
    clearance = (
        "requires prior Environmental Clearance"
        if claim.clearance_required
        else "does not require Environmental Clearance"
    )
    body = (
        f"<div class=head><b>{web.esc(claim.applicant.name)}</b><br>{web.esc(claim.unit.line)}<br>CIN {claim.applicant.cin} &middot; PAN {claim.applicant.pan} &middot; GSTIN {claim.applicant.gstin}</div>"
        f"<p>Application No. {claim.application_number}<br>{long_day(claim.application_date)}</p>"
        "<p>The Project Head<br>Project Management Agency, Critical Minerals Recycling Scheme<br>Nagpur</p>"
        "<p><b>Subject: Application under the Incentive Scheme for Promotion of Critical Minerals Recycling</b></p><p>Respected Sir,</p>"
        f"<p>{web.esc(claim.applicant.name)} hereby applies for {mode} for {kind} for the recycling of {stream} at {web.esc(claim.unit.line)} in the State of {claim.state.name}. "
        f"The unit shall have a recycling capacity of {grouped(claim.capacity_tpa, 0)} tonnes per annum and shall operate at process level {claim.process_level}. "
        f"We propose to invest Rs. {in_lakh(claim.proposed_investment)} lakh. The project {clearance} and shall be completed "
        f"{'in a single phase' if claim.single_phase else 'in more than one phase'}. Commercial production is expected to commence on {long_day(claim.expected_production_date)}.</p>"
        f"<p>The process consists of the following: {web.esc(claim.process_route)}.</p>"
        f"<p>The concentration of critical minerals in our feed is {plain(claim.feed_concentration_percent)} per cent. The purity of our products will not be less than "
        f"{plain(claim.purity_percent)} per cent and the recovery yield will be {plain(claim.recovery_yield_percent)} per cent. The critical minerals to be recovered are "
        f"{mineral_names(claim)}. The products are listed in Annexure I.</p>"
        "<p>We have gone through the guidelines of the Scheme and undertake to abide by them. Earlier correspondence on the subject may kindly be treated as withdrawn.</p>"
        f"<p class=r>Thanking you,<br>for {web.esc(claim.applicant.name)}<br><br><br>{web.esc(claim.signatory)}<br>Managing Director</p>"
        "<div style='break-before: page'><p class=r><b>ANNEXURE - I</b></p><h3>Products proposed to be manufactured</h3><table class=ruled>"
        + web.row(("S. No.", "Product", "Critical mineral", "Quantity per annum (MT)", "Purity (%)"), tag="th")
        + web.rows(
            ((f"{n}.", it.name, MINERALS.get(it.mineral or "", "-"), grouped(it.quantity_tpa, 2), plain(it.purity_percent)) for n, it in enumerate(claim.products, 1)),
            ("", "", "", "num", "num"),
        )
        + "</table></div>"
    )  # fmt: skip
    css = ".head { text-align: center; border-bottom: 1.5pt solid #264 } body { font-size: 11pt } p { text-align: justify }"
    return Paper("application_form", "prose_with_annexure", web.pdf(body, css), printed(truths.application_form(claim)), {"products": rows(truths.products(claim))})  # fmt: skip


def hindi_only(claim: Claim, rng: Random) -> Paper:
    """A form in Hindi alone with Devanagari digits; names, identifiers and the address stay as the registers have them."""
    lines = (
        ("आवेदन क्रमांक", claim.application_number),
        ("आवेदन दिनांक", devanagari(dotted(claim.application_date))),
        ("आवेदक कंपनी का नाम", claim.applicant.name),
        ("कॉर्पोरेट पहचान संख्या (सीआईएन)", claim.applicant.cin),
        ("स्थायी खाता संख्या (पैन)", claim.applicant.pan),
        ("जीएसटी पहचान संख्या", claim.applicant.gstin),
        ("इकाई का पूरा पता", claim.unit.line),
        ("राज्य", claim.state.hindi),
        ("इकाई की प्रकृति", HINDI_UNIT_TYPES[claim.unit_type]),
        ("पुनर्चक्रण हेतु सामग्री", HINDI_STREAMS[claim.stream]),
        ("पुनर्चक्रण का स्तर", claim.process_level),
        ("प्रक्रिया का संक्षिप्त विवरण", HINDI_ROUTES[claim.stream]),
        ("प्राप्त किए जाने वाले महत्वपूर्ण खनिज", ", ".join(HINDI_MINERALS[it] for it in claim.minerals)),
        ("वार्षिक पुनर्चक्रण क्षमता", f"{devanagari(grouped(claim.capacity_tpa, 0))} टन प्रति वर्ष"),
        ("प्रस्तावित निवेश", f"{devanagari(in_crore(claim.proposed_investment))} करोड़ रुपये"),
        ("वांछित प्रोत्साहन", HINDI_MODES[claim.incentive_mode]),
        ("क्या पर्यावरणीय मंजूरी अपेक्षित है", "हाँ" if claim.clearance_required else "नहीं"),
        ("क्या परियोजना एक ही चरण में पूरी होगी", "हाँ" if claim.single_phase else "नहीं"),
        ("वाणिज्यिक उत्पादन आरंभ होने की अपेक्षित तिथि", hindi_day(claim.expected_production_date)),
        ("कच्चे माल में महत्वपूर्ण खनिज की सांद्रता", f"{devanagari(plain(claim.feed_concentration_percent))} प्रतिशत"),
        ("उत्पाद की न्यूनतम शुद्धता", f"{devanagari(plain(claim.purity_percent))} प्रतिशत"),
        ("पुनर्प्राप्ति दर", f"{devanagari(plain(claim.recovery_yield_percent))} प्रतिशत"),
    )
    body = (
        "<p class=c>भारत सरकार<br>खान मंत्रालय</p><h2>महत्वपूर्ण खनिजों के पुनर्चक्रण को बढ़ावा देने हेतु प्रोत्साहन योजना</h2><h3>आवेदन पत्र</h3><table>"
        + "".join(
            f"<tr><td width='5%'>{devanagari(str(n))}.</td><td width='40%'>{label}</td><td width='3%'>:</td><td><b>{web.esc(value)}</b></td></tr>"
            for n, (label, value) in enumerate(lines, 1)
        )
        + f"</table><p>{devanagari(str(len(lines) + 1))}. उत्पादों का विवरण</p><table class=ruled>"
        + web.row(("क्र.", "उत्पाद", "खनिज", "मात्रा (टन प्रति वर्ष)", "शुद्धता (प्रतिशत)"), tag="th")
        + web.rows(
            (
                (devanagari(str(n)), it.name, HINDI_MINERALS.get(it.mineral or "", "—"), devanagari(plain(it.quantity_tpa)), devanagari(plain(it.purity_percent)))
                for n, it in enumerate(claim.products, 1)
            ),
            ("c", "", "", "num", "num"),
        )
        + "</table><p>मैं घोषणा करता/करती हूँ कि ऊपर दी गई जानकारी मेरे ज्ञान के अनुसार सत्य है।</p>"
        f"<p class=r style='break-inside: avoid'>हस्ताक्षर<br><br>नाम: {web.esc(claim.signatory)}<br>अधिकृत हस्ताक्षरी</p>"
    )  # fmt: skip
    truth = truths.application_form(claim) | {"process_route": HINDI_ROUTES[claim.stream]}
    css = "body { font: 10pt 'Liberation Sans', 'Noto Sans Devanagari' }"
    return Paper("application_form", "hindi_only", web.pdf(body, css), printed(truth), {"products": rows(truths.products(claim))})  # fmt: skip


def portal_preview(claim: Claim, rng: Random) -> Paper:
    """A portal's preview page printed from the browser: steps, cards with grey captions three to a row, stamps of time."""

    def card(title: str, *fields: tuple[str, str]) -> str:
        inner = "".join(
            f"<div class=f><span class=k>{web.esc(label)}</span><br>{web.esc(value)}</div>" for label, value in fields
        )
        return f"<div class=card><div class=t>{title}</div>{inner}</div>"

    body = (
        f"<p class=small>{slashed(claim.application_date)}, 16:42 <span style='float:right'>CMR Portal | Application Preview</span></p>"
        "<p class=steps>1 Registration &nbsp;›&nbsp; 2 Applicant &nbsp;›&nbsp; 3 Project &nbsp;›&nbsp; 4 Documents &nbsp;›&nbsp; <b>5 Preview</b></p>"
        "<p><b>Application for Incentive - Critical Minerals Recycling</b> &nbsp; <span class=chip>Status: SUBMITTED</span></p>"
        + card("Submission", ("Application ID", claim.application_number), ("Submitted On", mon_day(claim.application_date)), ("Submitted By", claim.signatory))
        + card("Entity", ("Entity Name", claim.applicant.name), ("CIN/LLPIN", claim.applicant.cin), ("PAN", claim.applicant.pan), ("GSTIN", claim.applicant.gstin))
        + card(
            "Project", ("Project Type", claim.unit_type.upper()), ("Scrap Category", STREAMS[claim.stream]), ("Recycling Process Level", claim.process_level),
            ("Capacity (TPA)", plain(claim.capacity_tpa)), ("Investment (INR Crore)", in_crore(claim.proposed_investment)), ("Incentive Type", claim.incentive_mode.upper()),
            ("Environmental Clearance Required?", "YES" if claim.clearance_required else "NO"), ("Single Phase?", "YES" if claim.single_phase else "NO"),
            ("Expected COD", mon_day(claim.expected_production_date)),
        )
        + card("Location", ("Plant Address", claim.unit.line), ("State", claim.state.name))
        + card(
            "Technical", ("Feed Concentration (%)", plain(claim.feed_concentration_percent)), ("Product Purity (%)", plain(claim.purity_percent)),
            ("Recovery / Yield (%)", plain(claim.recovery_yield_percent)), ("Critical Minerals", mineral_names(claim)), ("Process Description", claim.process_route),
        )
        + "<div class=card><div class=t>Product List</div><table>"
        + web.row(("#", "Product Name", "Mineral", "Qty (TPA)", "Purity (%)"), tag="th")
        + web.rows(
            ((n, it.name, MINERALS.get(it.mineral or "", "N/A"), plain(it.quantity_tpa), plain(it.purity_percent)) for n, it in enumerate(claim.products, 1)),
            ("", "", "", "num", "num"),
        )
        + f"</table></div><p class=small>https://portal.example.in/cmr/application/preview?id={rng.randrange(10_000, 99_999)} &nbsp; Last saved {mon_day(claim.application_date)} 15:58:07 &nbsp; Page 1/1</p>"
    )  # fmt: skip
    css = (
        "body { font: 8.5pt 'DejaVu Sans' } .card { border: 0.6pt solid #bbb; border-radius: 4pt; padding: 5pt; margin: 6pt 0; break-inside: avoid }"
        ".t { color: #14528c; font-weight: bold; margin-bottom: 3pt } .f { display: inline-block; box-sizing: border-box; width: 32%; padding-right: 9pt; vertical-align: top; margin-bottom: 5pt }"
        ".k { color: #888; font-size: 7pt } .chip { background: #d9f2dd; padding: 1pt 5pt } .steps { background: #f0f4f8; padding: 3pt }"
    )
    return Paper("application_form", "portal_preview", web.pdf(body, css), printed(truths.application_form(claim)), {"products": rows(truths.products(claim))})  # fmt: skip


def combed_letters(claim: Claim, rng: Random) -> Paper:
    """A paper form typed letter by letter into combs for identifiers and days; other answers in frames."""
    sheet = Sheet("Mono", 10)
    sheet.centre("FORM - I", size=12)
    sheet.centre("APPLICATION FOR INCENTIVE FOR RECYCLING OF CRITICAL MINERALS", size=10.5)
    sheet.centre("(Please use one box for each letter. Dates as DD MM YYYY.)", bold=False, size=8)
    sheet.down(8)

    def comb(label: str, letters: str) -> None:
        sheet.room(30)
        sheet.text(46, label, size=8.5)
        x = 216.0
        for letter in letters:
            if letter == " ":
                x += 8
                continue
            sheet.box(x, sheet.y - 2, 14.5, 16)
            sheet.text(x + 7.2, letter, bold=True, align="centre")
            x += 14.5
        sheet.down(23)

    def frame(label: str, answer: str) -> None:
        lines = sheet.lines(answer, 322, bold=False, size=9.5)
        sheet.room(20 + 12 * len(lines))
        sheet.text(46, label, size=8.5)
        sheet.box(214, sheet.y - 3, 336, 6 + 12 * len(lines))
        for line in lines:
            sheet.text(219, line, size=9.5)
            sheet.down(12)
        sheet.down(9)

    frame("Application No.", claim.application_number)
    comb("Date of application", f"{claim.application_date:%d %m %Y}")
    frame("Name of applicant", claim.applicant.name)
    comb("CIN", claim.applicant.cin)
    comb("PAN", claim.applicant.pan)
    comb("GSTIN", claim.applicant.gstin)
    frame("Address of the unit", claim.unit.line)
    frame("State", claim.state.name)
    frame("Type of unit", claim.unit_type.title())
    frame("Scrap to be recycled", STREAMS[claim.stream])
    comb("Level of processing", claim.process_level)
    frame("Process route", claim.process_route)
    frame("Critical minerals", mineral_names(claim))
    frame("Capacity, tonnes per annum", plain(claim.capacity_tpa))
    frame("Proposed investment (Rs. lakh)", in_lakh(claim.proposed_investment))
    frame("Mode of incentive", claim.incentive_mode.title())
    comb("EC required (Y/N)", "Y" if claim.clearance_required else "N")
    comb("Single phase (Y/N)", "Y" if claim.single_phase else "N")
    comb("Expected date of production", f"{claim.expected_production_date:%d %m %Y}")
    frame("Concentration in feed, %", plain(claim.feed_concentration_percent))
    frame("Purity of product, %", plain(claim.purity_percent))
    frame("Recovery yield, %", plain(claim.recovery_yield_percent))
    frame("Name of signatory", claim.signatory)
    return Paper("application_form", "combed_letters", sheet.pdf(), printed(truths.application_form(claim)), {})


def word_form(claim: Claim, rng: Random) -> Paper:
    """The form as the Word file in which it was filled in: headings, tables of two columns, a list of products."""
    made = office.document()
    made.add_heading("Application under the Critical Minerals Recycling Incentive Scheme", 1)
    made.add_heading("1. Applicant", 2)
    office.table(made, (
        ("Application number", claim.application_number), ("Date of application", ordinal_day(claim.application_date)),
        ("Name of the company", claim.applicant.name), ("CIN", claim.applicant.cin), ("PAN", claim.applicant.pan), ("GSTIN", claim.applicant.gstin),
    ))  # fmt: skip
    made.add_heading("2. Project", 2)
    office.table(made, (
        ("Address of the unit", claim.unit.line), ("State", claim.state.name), ("Type of unit", claim.unit_type.title()),
        ("Recycling stream", STREAMS[claim.stream]), ("Process level", claim.process_level), ("Process route", claim.process_route),
        ("Critical minerals", mineral_names(claim)), ("Capacity (tonnes per annum)", grouped(claim.capacity_tpa, 0)),
        ("Proposed investment", f"Rs. {in_crore(claim.proposed_investment)} crore"), ("Incentive mode", claim.incentive_mode.title()),
        ("Environmental clearance required", "Yes" if claim.clearance_required else "No"), ("Single phase", "Yes" if claim.single_phase else "No"),
        ("Expected date of production", dashed(claim.expected_production_date)),
    ))  # fmt: skip
    made.add_heading("3. Technical figures", 2)
    office.table(made, (
        ("Parameter", "Value"), ("Concentration of critical minerals in the feed", f"{plain(claim.feed_concentration_percent)}%"),
        ("Purity of products", f"{plain(claim.purity_percent)}%"), ("Recovery yield", f"{plain(claim.recovery_yield_percent)}%"),
    ))  # fmt: skip
    made.add_heading("4. Products", 2)
    office.table(made, [
        ("Product", "Mineral", "Quantity (TPA)", "Purity (%)"),
        *((it.name, MINERALS.get(it.mineral or "", "-"), plain(it.quantity_tpa), plain(it.purity_percent)) for it in claim.products),
    ])  # fmt: skip
    made.add_paragraph(f"Name of signatory: {claim.signatory}")
    return Paper(
        "application_form", "word_form", office.saved(made), printed(truths.application_form(claim)),
        {"products": rows(truths.products(claim))}, suffix=".docx",
    )  # fmt: skip


HANDS: tuple[Callable[[Claim, Random], Paper], ...] = (
    drawn_tick_boxes, typed_tick_grid, prose_with_annexure, hindi_only, portal_preview, combed_letters, word_form,
)  # fmt: skip
