"""Approval letters and claim forms of other hands: long conditions, memoranda, Hindi, letters, portals, second claims."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from samples import arithmetic, truths
from samples.facts import Claim
from samples.hands import office, web
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import (
    PAISA,
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
    rupees_in_words,
    slashed,
)  # fmt: skip

SCHEME = "Incentive Scheme for Promotion of Critical Minerals Recycling"


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii")


def _enumerated(numbers: Sequence[str], conditions: Sequence[str]) -> list[str]:
    """Conditions each with the number that is printed before it."""
    return [f"{number} {it}" for number, it in zip(numbers, conditions, strict=True)]


def approval_with_many_conditions(claim: Claim, rng: Random) -> Paper:
    """A letter whose conditions, numbered in Roman, hold other days, amounts and percentages than the approval's."""
    conditions = (
        f"The applicant shall invest not less than Rs. {in_crore(claim.proposed_investment)} crore and shall file the first progress report by {dotted(claim.approval_date + timedelta(days=90))}.",
        f"A bank guarantee of Rs. {grouped(Decimal(rng.randrange(10, 40)) * 50_000, 0)}/- valid up to {dotted(claim.approval_date + timedelta(days=1100))} shall be furnished within sixty days.",
        f"The recycling capacity of {grouped(claim.capacity_tpa, 0)} TPA stated in application No. {claim.application_number} dated {dotted(claim.application_date)} shall not be reduced.",
        f"Commercial production shall start as committed, that is by {dotted(claim.expected_production_date)}; extension requires the approval of the Executive Committee.",
        "Incentive released in excess of entitlement shall be refunded with interest at 12 per cent per annum.",
        "Claims shall be filed half-yearly in the prescribed form with certificates of a chartered accountant and a chartered engineer.",
        "The approval is liable to be withdrawn if any information furnished is found to be incorrect.",
    )
    sheet = Sheet("Serif", 11.5)
    sheet.centre("PROJECT MANAGEMENT AGENCY", size=14)
    sheet.centre(SCHEME, bold=False)
    sheet.centre("JNARDDC, Amravati Road, Wadi, Nagpur - 440023", bold=False, size=9.5)
    sheet.line(56, sheet.y + 2, sheet.width - 56, sheet.y + 2, 1)
    sheet.down(18)
    sheet.text(56, f"No. {claim.approval_number}")
    sheet.text(sheet.width - 56, f"Nagpur, the {ordinal_day(claim.approval_date)}", align="right")
    sheet.down(26)
    for line in ("To", f"M/s {claim.applicant.name}", *claim.unit.lines):
        sheet.paragraph(line, gap=0)
    sheet.down(10)
    sheet.paragraph(f"Subject: Approval under the {SCHEME} - Group '{claim.group}' - regarding.", bold=True)
    sheet.paragraph(
        f"Reference: (i) Your application No. {claim.application_number} dated {dotted(claim.application_date)}; (ii) Minutes of the Executive Committee meeting held on {dotted(claim.approval_date - timedelta(days=17))}; (iii) this office letter of even number dated {dotted(claim.approval_date - timedelta(days=48))} calling for clarifications."
    )
    sheet.paragraph("Sir,")
    sheet.paragraph(
        f"1. I am directed to say that the proposal of M/s {claim.applicant.name} has been examined and is approved under Group {claim.group} of the Scheme. The approval takes effect from the date of this letter."
    )
    sheet.paragraph("2. The approval is subject to the following conditions:")
    told = _enumerated([f"({number})" for number in _ROMAN], conditions)
    for it in told:
        sheet.paragraph(it, x=80)
    sheet.paragraph("3. Receipt of this letter may please be acknowledged within seven days.")
    sheet.room(90)
    sheet.down(30)
    sheet.text(380, "Yours faithfully,")
    sheet.down(40)
    sheet.text(380, "Programme Director (PMA)")
    truth = truths.approval_letter(claim) | {"conditions": " ".join(told)}
    return Paper("approval_letter", "approval_with_many_conditions", sheet.pdf(), printed(truth), {})


def office_memorandum(claim: Claim, rng: Random) -> Paper:
    """An office memorandum in the passive voice, F. No. and date at the right, conditions with letters in brackets."""
    conditions = (
        "The participant shall complete the project in a single phase.",
        f"Disbursement shall not exceed the ceiling of Group {claim.group} in any circumstances.",
        "The participant shall keep separate accounts of the unit.",
    )
    told = _enumerated(("(a)", "(b)", "(c)"), conditions)
    body = (
        f"<p class=r>F. No. {claim.approval_number}<br>Government of India<br>Ministry of Mines<br>(Critical Minerals Recycling - PMA)</p><p class=r>Dated the {ordinal_day(claim.approval_date)}</p>"
        "<h3><u>OFFICE MEMORANDUM</u></h3>"
        f"<p><b>Subject: Grant of approval to M/s {web.esc(claim.applicant.name)} for setting up of a recycling unit at {web.esc(claim.unit.line)}.</b></p>"
        f"<p>The undersigned is directed to refer to the application of M/s {web.esc(claim.applicant.name)} bearing number {claim.application_number} and to convey that the competent "
        f"authority has been pleased to accord approval to the said proposal in Group {claim.group} of the {SCHEME}, for a capacity of {grouped(claim.capacity_tpa, 0)} MTPA and an investment of "
        f"Rs. {in_lakh(claim.proposed_investment)} lakh.</p><p>The approval is subject to the conditions that:</p>"
        + "".join(f"<p style='margin-left: 24pt'>{it}</p>" for it in told)
        + "<p>This issues with the concurrence of the Integrated Finance Division vide their U.O. No. 212 dated "
        f"{dotted(claim.approval_date - timedelta(days=6))}.</p><p class=r>(Under Secretary to the Government of India)</p><p>To<br>M/s {web.esc(claim.applicant.name)}</p>"
    )
    truth = truths.approval_letter(claim) | {"conditions": " ".join(told)}
    return Paper(
        "approval_letter",
        "office_memorandum",
        web.pdf(body, "p { text-align: justify } .r { text-align: right }"),
        printed(truth),
        {},
    )


def approval_in_hindi(claim: Claim, rng: Random) -> Paper:
    """An approval in Hindi alone; the letter's day in Hindi words of months, the application's with Devanagari digits."""
    conditions = (
        "इकाई योजना में निर्धारित समय-सीमा के भीतर वाणिज्यिक उत्पादन आरंभ करेगी।",
        "प्रतिभागी अर्धवार्षिक प्रगति प्रतिवेदन प्रस्तुत करेगा।",
    )
    told = _enumerated(("1.", "2."), conditions)
    body = (
        "<h2>परियोजना प्रबंधन अभिकरण</h2><p class=c>महत्वपूर्ण खनिज पुनर्चक्रण प्रोत्साहन योजना, नागपुर</p>"
        f"<table><tr><td>पत्र क्रमांक: {claim.approval_number}</td><td class=r>नागपुर, दिनांक {hindi_day(claim.approval_date)}</td></tr></table>"
        f"<p>प्रति,<br>मैसर्स {web.esc(claim.applicant.name)}<br>{web.esc(claim.unit.line)}</p><p><b>विषय: योजना के अंतर्गत प्रस्ताव की स्वीकृति।</b></p>"
        f"<p>संदर्भ: आपका आवेदन क्रमांक {claim.application_number}, दिनांक {devanagari(slashed(claim.application_date))}</p><p>महोदय,</p>"
        f"<p>उपर्युक्त विषय पर सूचित किया जाता है कि कार्यकारी समिति की अनुशंसा पर सक्षम प्राधिकारी द्वारा आपका प्रस्ताव समूह {'क (A)' if claim.group == 'A' else 'ख (B)'} के अंतर्गत निम्नलिखित शर्तों के अधीन स्वीकृत किया गया है:</p>"
        + "".join(f"<p>{it}</p>" for it in told)
        + "<p class=r>भवदीय<br><br>परियोजना निदेशक</p>"
    )
    truth = truths.approval_letter(claim) | {"conditions": " ".join(told)}
    return Paper(
        "approval_letter",
        "approval_in_hindi",
        web.pdf(body, "body { font: 11pt 'Liberation Serif', 'Noto Serif Devanagari' }"),
        printed(truth),
        {},
    )


def approval_in_word(claim: Claim, rng: Random) -> Paper:
    """The letter as the Word file it was typed in, particulars in a table of two columns, a signature block."""
    made = office.document()
    made.add_heading("Project Management Agency", 1)
    made.add_paragraph(f"Letter No.: {claim.approval_number}\nDate: {long_day(claim.approval_date)}")
    made.add_paragraph(f"To\nM/s {claim.applicant.name}\n{claim.unit.line}")
    made.add_paragraph(f"Subject: Letter of Approval under the {SCHEME}")
    made.add_paragraph("Your proposal has been approved by the competent authority with the following particulars.")
    office.table(made, (
        ("Group of the participant", claim.group), ("Application", f"{claim.application_number} of {long_day(claim.application_date)}"),
        ("Capacity", f"{plain(claim.capacity_tpa)} TPA"), ("Committed investment", f"Rs. {in_crore(claim.proposed_investment)} crore"),
    ))  # fmt: skip
    made.add_paragraph("Project Head, PMA")
    return Paper(
        "approval_letter",
        "approval_in_word",
        office.saved(made),
        printed(truths.approval_letter(claim)),
        {},
        suffix=".docx",
    )


@dataclass(frozen=True, slots=True)
class _Demand:
    """What a claim asks for. `earlier` are receipts of days and amounts, in rupees."""

    number: str
    on: date
    period_from: date
    period_to: date
    amount: Decimal
    opex: Decimal | None
    earlier: tuple[dict[str, Any], ...]


def _demand(claim: Claim, rng: Random, *, opex: bool = False, receipts: int = 0, grain: Decimal = PAISA) -> _Demand:
    """A claim for a period; with receipts before it, the subsidy that was left is claimed. Amounts are multiples of `grain`."""
    subsidy = Decimal(arithmetic.incentive(claim)["amount"]) // grain * grain
    part = (subsidy / 6).quantize(Decimal(100))
    on = claim.capex_certified.on + timedelta(days=rng.randrange(2, 12))
    earlier: tuple[dict[str, Any], ...] = tuple(
        {
            "date": on - timedelta(days=40 + 35 * (receipts - n)),
            "amount": (part + rng.randrange(1_000, 90_000)) // grain * grain,
        }
        for n in range(receipts)
    )
    claimed = subsidy - sum((it["amount"] for it in earlier), Decimal(0))
    sold = Decimal(rng.randrange(110, 900)) * 10_000 + Decimal("0.50") if opex else None
    return _Demand(
        f"{rng.choice(('CLM', 'CMR/CL', 'CLAIM'))}/{claim.application_number.rsplit('/', 1)[1]}/{receipts + 1:02d}", on,
        claim.capex_from, claim.capex_to, claimed + (sold or 0), sold, earlier,
    )  # fmt: skip


def _told(claim: Claim, demand: _Demand) -> dict[str, Any]:
    return {
        "claim_number": demand.number, "claim_date": demand.on, "applicant_name": claim.applicant.name, "application_number": claim.application_number,
        "period_from": demand.period_from, "period_to": demand.period_to, "amount_claimed": demand.amount, "opex_claimed": demand.opex,
    }  # fmt: skip


def second_claim_form(claim: Claim, rng: Random) -> Paper:
    """A numbered form: total claimed with the opex part of it, earlier receipts in a table with a total below."""
    demand = _demand(claim, rng, opex=True, receipts=2)
    look = style("Sans", 9.5)
    pairs = (
        ("Claim Number", demand.number), ("Claim submitted on", slashed(demand.on)), ("Name of Participant", claim.applicant.name),
        ("Application Number", claim.application_number), ("Letter of approval", f"{claim.approval_number} dated {slashed(claim.approval_date)}"),
        ("Period of claim", f"From {slashed(demand.period_from)} to {slashed(demand.period_to)}"),
        ("Expenditure certified by Chartered Accountant (Rs.)", grouped(claim.printed_total)),
        ("Total amount of incentive claimed (Rs.)", grouped(demand.amount)), ("of which operational (opex) subsidy (Rs.)", grouped(demand.opex or Decimal(0))),
        ("Total amount claimed, in words", rupees_in_words(demand.amount)),
    )  # fmt: skip
    received = [
        [str(n), slashed(it["date"]), f"RTGS/{rng.randrange(10**6, 10**7)}", grouped(it["amount"])]
        for n, it in enumerate(demand.earlier, 1)
    ]
    received.append(["", "Total received", "", grouped(sum((it["amount"] for it in demand.earlier), Decimal(0)))])
    story = [
        para(f"**ANNEXURE - FORM OF CLAIM**\n{SCHEME}", style("Sans", 12, alignment=1)),
        grid([[f"{n}.", para(a, look), para(b, look)] for n, (a, b) in enumerate(pairs, 1)], (26, 210, 260), [("FONT", (0, 0), (0, -1), "Sans", 9.5)]),
        para("\n**Incentive already received under the Scheme**", look),
        grid([["Sl.", "Date of receipt", "Reference", "Amount (Rs.)"], *received], (40, 150, 150, 156), [("FONT", (0, 0), (-1, -1), "Sans", 9), ("ALIGN", (3, 0), (3, -1), "RIGHT")]),
        para(f"\n\n{claim.signatory}\nAuthorised Signatory\nPlace: {claim.unit.district}", look),
    ]  # fmt: skip
    return Paper("claim_form", "second_claim_form", flow(story), printed(_told(claim, demand)), {"earlier_receipts": rows(demand.earlier)})  # fmt: skip


def claim_in_sentences(claim: Claim, rng: Random) -> Paper:
    """A letter that claims in sentences and tells the one earlier receipt in passing."""
    demand = _demand(claim, rng, receipts=1)
    (earlier,) = demand.earlier
    sheet = Sheet("Serif", 11)
    sheet.text(56, claim.applicant.name, bold=True, size=14)
    sheet.down(20)
    sheet.paragraph(claim.unit.line, gap=14)
    sheet.text(56, f"Claim No. {demand.number}")
    sheet.text(sheet.width - 56, long_day(demand.on), align="right")
    sheet.down(26)
    for line in ("The Project Management Agency", "Nagpur"):
        sheet.paragraph(line, gap=0)
    sheet.down(10)
    sheet.paragraph(f"Sub: Claim for disbursement of incentive under the {SCHEME}", bold=True)
    sheet.paragraph("Dear Sir,")
    sheet.paragraph(
        f"We refer to your letter of approval No. {claim.approval_number} dated {long_day(claim.approval_date)}, issued on our application No. {claim.application_number}."
    )
    sheet.paragraph(
        f"For the period from {long_day(demand.period_from)} to {long_day(demand.period_to)} we hereby claim an incentive of Rs. {grouped(demand.amount)} ({rupees_in_words(demand.amount)}) towards capital expenditure."
    )
    sheet.paragraph(
        f"An amount of Rs. {grouped(earlier['amount'])} was received by us on {long_day(earlier['date'])} against the previous claim. No other incentive has been received."
    )
    sheet.paragraph(
        "The certificate of the chartered accountant and that of the chartered engineer are enclosed. The amount may kindly be credited to our account with the bank already intimated."
    )
    sheet.down(24)
    for line in ("Yours truly,", f"For {claim.applicant.name}", "", claim.signatory, "Director"):
        sheet.text(56, line)
        sheet.down(15)
    return Paper("claim_form", "claim_in_sentences", sheet.pdf(), printed(_told(claim, demand)), {"earlier_receipts": rows(demand.earlier)})  # fmt: skip


def claim_bilingual_in_lakh(claim: Claim, rng: Random) -> Paper:
    """Hindi and English labels, amounts in lakh by the heading, earlier receipts in lakh too."""
    demand = _demand(claim, rng, receipts=3, grain=Decimal(1000))
    lines = (
        ("दावा संख्या / Claim No.", demand.number), ("दावे की तिथि / Date of claim", dashed(demand.on)), ("आवेदक का नाम / Name of applicant", web.esc(claim.applicant.name)),
        ("आवेदन संख्या / Application No.", claim.application_number), ("दावा अवधि / Claim period", f"{dashed(demand.period_from)} से / to {dashed(demand.period_to)}"),
        ("दावा राशि / Amount claimed", f"<b>{in_lakh(demand.amount)}</b>"),
    )  # fmt: skip
    body = (
        "<h2>दावा प्रपत्र / CLAIM FORM</h2><p class=c>महत्वपूर्ण खनिज पुनर्चक्रण प्रोत्साहन योजना<br>" + SCHEME + "</p><p class=r>(राशि ₹ लाख में / Amounts in ₹ lakh)</p><table class=ruled>"
        + "".join(f"<tr><td width='6%'>{n}</td><td width='44%'>{a}</td><td>{b}</td></tr>" for n, (a, b) in enumerate(lines, 1))
        + "</table><p>पूर्व में प्राप्त प्रोत्साहन / Incentive received earlier (₹ lakh)</p><table class=ruled>"
        + web.row(("प्राप्ति की तिथि / Date of receipt", "राशि / Amount"), tag="th")
        + web.rows(((dashed(it["date"]), in_lakh(it["amount"])) for it in demand.earlier), ("", "num"))
        + f"</table><p class=r>हस्ताक्षर / Signature<br><br>{web.esc(claim.signatory)}</p>"
    )  # fmt: skip
    css = "body { font: 10pt 'Liberation Serif', 'Noto Serif Devanagari' }"
    return Paper("claim_form", "claim_bilingual_in_lakh", web.pdf(body, css), printed(_told(claim, demand)), {"earlier_receipts": rows(demand.earlier)})  # fmt: skip


def claim_portal_summary(claim: Claim, rng: Random) -> Paper:
    """A portal's summary of a claim: captions above values in tiles, uploads listed with their stamps, nothing received."""
    demand = _demand(claim, rng, opex=True)
    tiles = (
        ("CLAIM ID", demand.number), ("CLAIM DATE", mon_day(demand.on)), ("APPLICATION ID", claim.application_number), ("APPLICANT", web.esc(claim.applicant.name)),
        ("CLAIM PERIOD", f"{mon_day(demand.period_from)} - {mon_day(demand.period_to)}"), ("TOTAL CLAIMED (INR)", grouped(demand.amount)),
        ("OF WHICH OPEX (INR)", grouped(demand.opex or Decimal(0))), ("EARLIER DISBURSEMENTS", "None"),
    )  # fmt: skip
    uploads = (("CA certificate - capex.pdf", 3), ("CE certificate.pdf", 2), ("Sales register.xlsx", 1))
    body = (
        "<h3 style='text-align:left'>Claim Summary</h3><p class=small>Home / Claims / View</p><div>"
        + "".join(f"<div class=f><span class=k>{a}</span><br><b>{b}</b></div>" for a, b in tiles)
        + "</div><h3 style='text-align:left'>Documents uploaded</h3><table class=ruled>"
        + web.row(("File", "Uploaded on", "Size"), tag="th")
        + web.rows(
            (name, f"{mon_day(demand.on - timedelta(days=ago))} 11:2{ago}", f"{ago}.{ago} MB") for name, ago in uploads
        )
        + f"</table><p class=small>I, {web.esc(claim.signatory)}, declare that the particulars are true. [Submitted with OTP]</p>"
    )
    css = "body { font: 9.5pt 'DejaVu Sans' } .f { display: inline-block; width: 47%; border-bottom: 0.5pt solid #ccc; padding: 4pt; vertical-align: top } .k { font-size: 7pt; color: #777 }"
    return Paper("claim_form", "claim_portal_summary", web.pdf(body, css), printed(_told(claim, demand)), {})


def claim_in_word(claim: Claim, rng: Random) -> Paper:
    """A claim in a Word file: questions and answers in one table, earlier receipts in another."""
    demand = _demand(claim, rng, receipts=1)
    made = office.document()
    made.add_heading("Claim Form", 1)
    made.add_paragraph(SCHEME)
    office.table(made, (
        ("Claim number", demand.number), ("Date of claim", ordinal_day(demand.on)), ("Applicant", claim.applicant.name), ("Application number", claim.application_number),
        ("Claim period from", dotted(demand.period_from)), ("Claim period to", dotted(demand.period_to)), ("Amount claimed (Rs.)", grouped(demand.amount)),
    ))  # fmt: skip
    made.add_heading("Earlier receipts", 2)
    office.table(
        made, [("Date", "Amount (Rs.)"), *((dotted(it["date"]), grouped(it["amount"])) for it in demand.earlier)]
    )
    made.add_paragraph(f"{claim.signatory}\nAuthorised Signatory")
    return Paper("claim_form", "claim_in_word", office.saved(made), printed(_told(claim, demand)), {"earlier_receipts": rows(demand.earlier)}, suffix=".docx")  # fmt: skip


HANDS: tuple[Callable[[Claim, Random], Paper], ...] = (
    approval_with_many_conditions, office_memorandum, approval_in_hindi, approval_in_word,
    second_claim_form, claim_in_sentences, claim_bilingual_in_lakh, claim_portal_summary, claim_in_word,
)  # fmt: skip
