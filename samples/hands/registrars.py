"""GST registrations and certificates of incorporation in further faces: annexures, two languages, older Acts, an LLP."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from samples import invented, truths
from samples.facts import Claim
from samples.hands import office, web
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed
from samples.print_forms import dashed, hindi_day, long_day, ordinal_day, slashed, words


def _since(claim: Claim) -> date:
    """When the registration took effect: some months after the company was made, not before the Act."""
    return date(max(2017, int(claim.applicant.cin[8:12]) + 1), 7, 1) + timedelta(days=int(claim.applicant.cin[-2:]))


def _constitution(claim: Claim) -> str:
    return "Private Limited Company" if claim.applicant.cin[12:15] == "PTC" else "Public Limited Company"


def _registration(claim: Claim) -> dict[str, Any]:
    return {
        "gstin": claim.applicant.gstin,
        "legal_name": claim.applicant.name.upper(),
        "trade_name": claim.applicant.name.upper(),
        "constitution": _constitution(claim),
        "principal_address": claim.unit.line,
        "registration_date": _since(claim),
    }


def gst_with_annexures(claim: Claim, rng: Random) -> Paper:
    """REG-06 with the address over two lines and two annexures: a further place of business and the directors."""
    unit, since = claim.unit, _since(claim)
    look, small = style("Sans", 9), style("Sans", 8)
    other = invented.address(rng, claim.state)
    pairs = (
        ("1.", "Legal Name", claim.applicant.name.upper()),
        ("2.", "Trade Name, if any", claim.applicant.name.upper()),
        ("3.", "Additional trade names, if any", ""),
        ("4.", "Constitution of Business", _constitution(claim)),
        ("5.", "Address of Principal Place of Business", f"{unit.plot}, {unit.area},\n{unit.district}, {unit.state.name} - {unit.pin}"),
        ("6.", "Date of Liability", ""),
        ("7.", "Date of Validity", f"From   {slashed(since)}          To   Not Applicable"),
        ("8.", "Type of Registration", "Regular"),
        ("9.", "Particulars of Approving Authority", f"Name   {invented.person(rng)}\nDesignation   Superintendent\nJurisdictional Office   {unit.district} Range II"),
        ("10.", "Date of issue of Certificate", slashed(since + timedelta(days=9))),
    )  # fmt: skip
    directors = [(invented.person(rng), "Director") for _ in range(2)]
    story = [
        para("**Government of India**\n**Form GST REG-06**\n[See Rule 10(1)]", style("Sans", 11, alignment=1)),
        para("**Registration Certificate**", style("Sans", 13, alignment=1)),
        para(f"**Registration Number : {claim.applicant.gstin}**", style("Sans", 10)),
        grid([[a, para(b, look), para(c, look)] for a, b, c in pairs], (28, 180, 285), [("FONT", (0, 0), (0, -1), "Sans", 9)]),
        para("\nNote: The registration certificate is required to be prominently displayed at all places of Business/Office(s) in the State.", small),
        para("This is a system generated digitally signed Registration Certificate issued based on the approval of application granted on the date by the jurisdictional authority.", small),
        para(f"\n\n**Annexure A**\nDetails of Additional Place of Business(s)\nGSTIN   {claim.applicant.gstin}\nLegal Name   {claim.applicant.name.upper()}\nTotal Number of Additional Places of Business(s) in the State   1", look),
        grid([["Sr. No.", "Address"], ["1", para(other.line, look)]], (50, 443), [("FONT", (0, 0), (-1, -1), "Sans", 9)]),
        para(f"\n\n**Annexure B**\nDetails of Directors of the Company\nGSTIN   {claim.applicant.gstin}\nLegal Name   {claim.applicant.name.upper()}", look),
        grid(
            [["Sr. No.", "Name", "Designation/Status", "Resident of State"]] + [[str(n), name, post, claim.state.name] for n, (name, post) in enumerate(directors, 1)],
            (50, 190, 130, 123), [("FONT", (0, 0), (-1, -1), "Sans", 9)],
        ),
    ]  # fmt: skip
    return Paper("gst_registration", "gst_with_annexures", flow(story), printed(_registration(claim)), {})


def gst_bilingual(claim: Claim, rng: Random) -> Paper:
    """A face in Hindi and English without rules, liability and validity both dated, no trade name."""
    since = _since(claim)
    lines = (
        ("पंजीकरण संख्या / Registration Number", f"<b>{claim.applicant.gstin}</b>"),
        ("विधिक नाम / Legal Name", web.esc(claim.applicant.name.upper())),
        ("व्यापार नाम / Trade Name", "-"),
        ("व्यवसाय का गठन / Constitution of Business", _constitution(claim)),
        ("मुख्य व्यवसाय स्थल का पता / Address of Principal Place of Business", web.esc(claim.unit.line)),
        ("देयता की तिथि / Date of Liability", dashed(since - timedelta(days=20))),
        ("वैधता की अवधि / Period of Validity", f"से / From {dashed(since)} &nbsp; तक / To लागू नहीं / Not Applicable"),
        ("पंजीकरण का प्रकार / Type of Registration", "नियमित / Regular"),
        ("प्रमाण पत्र जारी करने की तिथि / Date of issue of Certificate", dashed(since + timedelta(days=3))),
    )
    body = (
        "<p class=c>भारत सरकार / Government of India<br>प्ररूप जीएसटी आरईजी-06 / Form GST REG-06<br><span class=small>[नियम 10(1) देखें / See Rule 10(1)]</span></p>"
        "<h2>पंजीकरण प्रमाण पत्र / Registration Certificate</h2>"
        + "".join(f"<p><span class=k>{n}. {label}</span><br>{value}</p>" for n, (label, value) in enumerate(lines, 1))
        + f"<p class=r>अधीक्षक / Superintendent<br>{web.esc(invented.person(rng))}</p>"
    )
    css = ".k { font-size: 8pt; color: #444 } body { font: 10pt 'Liberation Sans', 'Noto Sans Devanagari' } p { margin: 5pt 0 }"
    truth = truths.without(_registration(claim), "trade_name")
    return Paper("gst_registration", "gst_bilingual", web.pdf(body, css), printed(truth), {})


def gst_amended_in_columns(claim: Claim, rng: Random) -> Paper:
    """An amended certificate drawn in columns: the trade name differs, the address runs over lines, dates far right."""
    sheet = Sheet("Serif", 10)
    since = _since(claim)
    trade = f"{claim.applicant.name.split()[0].upper()} {rng.choice(('RECYCLING', 'GREEN METALS', 'WORKS'))}"
    sheet.centre("GOODS AND SERVICES TAX", size=10)
    sheet.centre("REGISTRATION CERTIFICATE (AMENDED)", size=14)
    sheet.centre("Form GST REG-06 [See Rule 10(1)]", bold=False, size=9)
    sheet.down(16)
    sheet.text(60, "Registration Number")
    sheet.text(sheet.width - 60, claim.applicant.gstin, bold=True, size=12, align="right")
    sheet.down(18)
    sheet.line(60, sheet.y, sheet.width - 60, sheet.y, 1)
    sheet.down(8)
    for label, lines in (
        ("Legal Name", [claim.applicant.name.upper()]),
        ("Trade Name", [trade]),
        ("Constitution of Business", [_constitution(claim)]),
        ("Address of Principal Place of Business", list(claim.unit.lines)),
        ("Type of Registration", ["Regular"]),
        ("Jurisdictional Office", [f"State Tax Officer, {claim.unit.district} Circle"]),
    ):
        sheet.text(60, label, size=9)
        for part in (part for line in lines for part in sheet.lines(line, sheet.width - 330, bold=True)):
            sheet.text(280, part, bold=True)
            sheet.down(14)
        sheet.down(6)
    sheet.down(8)
    for label, day in (
        ("Valid from", slashed(since)),
        ("Valid to", "Not Applicable"),
        ("Date of issue of original certificate", slashed(since + timedelta(days=6))),
        ("Date of amendment", slashed(since + timedelta(days=612))),
    ):
        sheet.text(60, label, size=9)
        sheet.text(sheet.width - 60, day, align="right")
        sheet.down(17)
    sheet.down(20)
    sheet.paragraph(
        "Signature valid. Digitally signed by DS GOODS AND SERVICES TAX NETWORK 07. The certificate replaces the one issued before the amendment."
    )
    truth = _registration(claim) | {"trade_name": trade}
    return Paper("gst_registration", "gst_amended_in_columns", sheet.pdf(), printed(truth), {})


def gst_taken_over_in_word(claim: Claim, rng: Random) -> Paper:
    """The certificate's particulars taken over into a Word file, attested; a table of three columns."""
    since = _since(claim)
    made = office.document()
    made.add_paragraph("Government of India\nForm GST REG-06\n[See Rule 10(1)]")
    made.add_heading("Registration Certificate", 1)
    office.table(made, (
        ("", "Registration Number", claim.applicant.gstin), ("1", "Legal Name", claim.applicant.name.upper()), ("2", "Trade Name, if any", claim.applicant.name.upper()),
        ("3", "Constitution of Business", _constitution(claim)), ("4", "Address of Principal Place of Business", claim.unit.line),
        ("5", "Period of Validity", f"From {long_day(since)} to Not Applicable"), ("6", "Type of Registration", "Regular"),
        ("7", "Date of issue of Certificate", long_day(since + timedelta(days=4))),
    ))  # fmt: skip
    made.add_paragraph(f"Certified true copy.\n{claim.signatory}, Director")
    return Paper(
        "gst_registration",
        "gst_taken_over_in_word",
        office.saved(made),
        printed(_registration(claim)),
        {},
        suffix=".docx",
    )


def _made_within(claim: Claim, first: int, last: int) -> tuple[str, date]:
    """The CIN and the day of a company made in one of these years, when the Act that the paper names was in force."""
    cin = claim.applicant.cin
    year = first + int(cin[-3:]) % (last - first + 1)
    return f"{cin[:8]}{year}{cin[12:]}", date(year, 5, 2) + timedelta(days=int(cin[-2:]))


_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh", "Twelfth", "Thirteenth",
             "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth", "Twentieth")  # fmt: skip


def day_in_words(day: date) -> str:
    """A day as registrars write it: "Twenty fifth day of May Two Thousand Nineteen"."""
    tens = {30: "Thirtieth", 31: "Thirty first"}
    ordinal = tens.get(day.day) or (
        _ORDINALS[day.day - 1] if day.day <= 20 else f"Twenty {_ORDINALS[day.day - 21].lower()}"
    )
    return f"{ordinal} day of {day:%B} Two Thousand {words(day.year - 2000)}"


def incorporation_bilingual(claim: Claim, rng: Random) -> Paper:
    """INC-11 in Hindi above English; the day stands in both, PAN and TAN at the foot, the mailing address below."""
    cin, on = _made_within(claim, 2018, 2023)
    name = claim.applicant.name.upper()
    body = (
        "<h2>भारत सरकार<br>GOVERNMENT OF INDIA</h2><p class=c>कॉर्पोरेट कार्य मंत्रालय<br>MINISTRY OF CORPORATE AFFAIRS<br>केन्द्रीय पंजीकरण केन्द्र / Central Registration Centre</p>"
        "<h3>निगमन प्रमाण पत्र<br>Certificate of Incorporation</h3>"
        f"<p>मैं एतद्द्वारा प्रमाणित करता हूँ कि <b>{web.esc(name)}</b> कंपनी अधिनियम, 2013 के अधीन आज दिनांक {hindi_day(on)} को निगमित की गई है तथा यह कंपनी शेयरों द्वारा सीमित है। "
        f"कंपनी की कॉर्पोरेट पहचान संख्या {cin} है।</p>"
        f"<p>I hereby certify that <b>{web.esc(name)}</b> is incorporated on this {day_in_words(on)} under the Companies Act, 2013 (18 of 2013) and that the company is "
        f"limited by shares.</p><p>The CIN of the company is <b>{cin}</b>.</p>"
        f"<p>The Permanent Account Number (PAN) of the company is <b>{claim.applicant.pan}</b><br>The Tax Deduction and Collection Account Number (TAN) of the company is "
        f"<b>{claim.state.cin_letters}PN{rng.randrange(10_000, 99_999)}D</b></p>"
        f"<p>Given under my hand at Manesar this {day_in_words(on + timedelta(days=1))}.</p><p class=r>Digital Signature Certificate<br>{web.esc(invented.person(rng))}<br>"
        "DEPUTY REGISTRAR OF COMPANIES<br>For and on behalf of the Jurisdictional Registrar of Companies<br>Registrar of Companies<br>Central Registration Centre</p>"
        f"<p class=small>Mailing Address as per record available in Registrar of Companies office:<br>{web.esc(name)}<br>{web.esc(claim.unit.line)}</p>"
    )  # fmt: skip
    truth = {"cin": cin, "entity_name": name, "incorporation_date": on, "pan": claim.applicant.pan}
    return Paper("incorporation_certificate", "incorporation_bilingual", web.pdf(body), printed(truth), {})


def incorporation_act_of_1956(claim: Claim, rng: Random) -> Paper:
    """The certificate of the Companies Act, 1956: Form 1, the company number with its year, the day at the foot."""
    cin, on = _made_within(claim, 2007, 2012)
    name = claim.applicant.name
    sheet = Sheet("Serif", 12)
    sheet.text(sheet.width - 56, "Form 1", align="right")
    sheet.down(24)
    sheet.centre("Certificate of Incorporation", size=20)
    sheet.down(12)
    sheet.centre(f"Corporate Identity Number : {cin}", bold=False)
    sheet.centre(f"{on.year} - {on.year + 1}", bold=False)
    sheet.down(20)
    sheet.paragraph(
        f"I hereby certify that {name} is this day incorporated under the Companies Act, 1956 (No. 1 of 1956) and that the company is {'private limited' if cin[12:15] == 'PTC' else 'public limited'}.",
        gap=16,
    )
    sheet.paragraph(f"Given under my hand at {claim.unit.district} this {day_in_words(on)}.", gap=40)
    sheet.text(340, f"({invented.person(rng)})")
    sheet.down(16)
    sheet.text(340, "Registrar of Companies")
    sheet.down(16)
    sheet.text(340, claim.state.name)
    sheet.down(40)
    sheet.paragraph(
        "Note: The corresponding form has been approved by the Registrar of Companies and this certificate has been digitally signed by the Registrar through a system generated digital signature."
    )
    truth = {"cin": cin, "entity_name": name, "incorporation_date": on}
    return Paper("incorporation_certificate", "incorporation_act_of_1956", sheet.pdf(), printed(truth), {})


def partnership_form_16(claim: Claim, rng: Random) -> Paper:
    """Form 16 of a limited liability partnership: an LLPIN in place of a CIN, a note that tells another day."""
    _, on = _made_within(claim, 2010, 2023)
    name = f"{' '.join(claim.applicant.name.split()[:2])} LLP".upper()
    number = f"{rng.choice('ABC')}{rng.choice('ABCDEFG')}{rng.choice('BCDKLMS')}-{rng.randrange(1_000, 9_999)}"
    look = style("Sans", 10.5)
    story = [
        para("**GOVERNMENT OF INDIA**\nMINISTRY OF CORPORATE AFFAIRS\nRegistrar of Companies", style("Sans", 11, alignment=1)),
        para("**Form 16**\n[Refer Rule 11(3) of the LLP Rules, 2009]\n**Certificate of Incorporation**", style("Sans", 12, alignment=1)),
        grid([["LLP Identification Number", number], ["Name of the LLP", name], ["Date of incorporation", ordinal_day(on)]], (200, 290), [("FONT", (0, 0), (-1, -1), "Sans", 10)]),
        para(f"\nIt is hereby certified that {name} is incorporated pursuant to section 12(1) of the Limited Liability Partnership Act, 2008.", look),
        para(f"Given at {claim.unit.district} this {ordinal_day(on + timedelta(days=2))}.", look),
        para("\n\nAssistant Registrar of Companies\n(This document is digitally signed)", style("Sans", 10, alignment=2)),
    ]  # fmt: skip
    truth = {"llpin": number, "entity_name": name, "incorporation_date": on}
    return Paper("incorporation_certificate", "partnership_form_16", flow(story), printed(truth), {})


def change_of_name(claim: Claim, rng: Random) -> Paper:
    """INC-25: the certificate after a change of name names the old company, the first day and the day of the change."""
    cin, on = _made_within(claim, 2014, 2021)
    changed = on + timedelta(days=500 + rng.randrange(300))
    old = f"{invented.applicant_name(rng).split()[0]} Metal Traders Private Limited"
    name = claim.applicant.name.upper()
    body = (
        "<p class=c>GOVERNMENT OF INDIA<br>MINISTRY OF CORPORATE AFFAIRS</p><p class=c>Office of the Registrar of Companies</p>"
        f"<h2>Certificate of Incorporation pursuant to change of name</h2><p class=c>[Pursuant to rule 29 of the Companies (Incorporation) Rules, 2014]</p><p>Corporate Identification Number (CIN): <b>{cin}</b></p>"
        f"<p>I hereby certify that the name of the company has been changed from {web.esc(old.upper())} to <b>{web.esc(name)}</b> with effect from the date of this certificate and that the "
        f"company is Company limited by shares.</p><p>Company was originally incorporated with the name {web.esc(old.upper())} on {slashed(on)}.</p>"
        f"<p>Given under my hand at {claim.unit.district} this {day_in_words(changed)}.</p><p class=r>Registrar of Companies</p>"
        f"<p class=small>Mailing Address as per record available in Registrar of Companies office: {web.esc(name)}, {web.esc(claim.unit.line)}</p>"
    )
    truth = {"cin": cin, "entity_name": name, "incorporation_date": on}
    return Paper(
        "incorporation_certificate", "change_of_name", web.pdf(body, "body { font-size: 11.5pt }"), printed(truth), {}
    )


HANDS: tuple[Callable[[Claim, Random], Paper], ...] = (
    gst_with_annexures, gst_bilingual, gst_amended_in_columns, gst_taken_over_in_word,
    incorporation_bilingual, incorporation_act_of_1956, partnership_form_16, change_of_name,
)  # fmt: skip
