"""Papers beside the main ones: GST registration, certificate of incorporation, assay report, claim form."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from samples import arithmetic
from samples.facts import Claim
from samples.hands import web
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import dotted, grouped, mon_day, plain, slashed, words


def gst_reg_06(claim: Claim, rng: Random) -> Paper:
    """FORM GST REG-06: numbered labels, the liability date left blank, validity from a day on."""
    since = date(int(claim.applicant.cin[8:12]) + 1, 5, 6)
    address = claim.unit
    lines = (
        ("1.", "Legal Name", claim.applicant.name.upper()),
        ("2.", "Trade Name, if any", claim.applicant.name.upper()),
        ("3.", "Additional trade names, if any", ""),
        (
            "4.",
            "Constitution of Business",
            "Private Limited Company" if claim.applicant.cin[12:15] == "PTC" else "Public Limited Company",
        ),
        ("5.", "Address of Principal Place of Business", address.line),
        ("6.", "Date of Liability", ""),
        ("7.", "Period of Validity", f"From {slashed(since)} To Not Applicable"),
        ("8.", "Type of Registration", "Regular"),
        ("9.", "Particulars of Approving Authority", "Centre"),
        ("10.", "Date of issue of Certificate", slashed(since + timedelta(days=4))),
    )
    body = (
        "<p class=c>Government of India<br><b>Form GST REG-06</b><br>[See Rule 10(1)]</p><h2>Registration Certificate</h2>"
        f"<p><b>Registration Number : {claim.applicant.gstin}</b></p><table class=ruled>"
        + web.rows(lines)
        + "</table><p class=small>Note: The registration certificate is required to be prominently displayed at all places of Business/Office(s) in the State.</p>"
        "<p class=r>Signature Not Verified<br>Digitally signed by DS GOODS AND SERVICES TAX NETWORK</p>"
    )
    truth = {
        "gstin": claim.applicant.gstin, "legal_name": claim.applicant.name.upper(), "trade_name": claim.applicant.name.upper(),
        "constitution": lines[3][2], "principal_address": address.line, "registration_date": since,
    }  # fmt: skip
    return Paper(
        "gst_registration",
        "gst_reg_06",
        web.pdf(body, "body { font-family: 'Liberation Sans'; font-size: 9.5pt }"),
        printed(truth),
        {},
    )


def incorporation(claim: Claim, rng: Random) -> Paper:
    """Form INC-11: the day of incorporation in words."""
    on = date(int(claim.applicant.cin[8:12]), 3, 25)
    year = f"Two thousand {words(on.year - 2000).lower()}"
    sheet = Sheet("Serif", 11.5)
    for line, bold in (
        ("GOVERNMENT OF INDIA", True),
        ("MINISTRY OF CORPORATE AFFAIRS", True),
        ("Central Registration Centre", False),
        ("", False),
        ("Form No. INC-11", False),
        ("Certificate of Incorporation", True),
    ):
        sheet.centre(line, bold=bold)
    sheet.down(8)
    sheet.paragraph(
        "[Pursuant to sub-section (2) of section 7 and sub-section (1) of section 8 of the Companies Act, 2013 (18 of 2013) and rule 18 of the Companies (Incorporation) Rules, 2014]"
    )
    sheet.paragraph(
        f"I hereby certify that {claim.applicant.name.upper()} is incorporated on this Twenty fifth day of March {year} under the "
        f"Companies Act, 2013 (18 of 2013) and that the company is limited by shares."
    )
    sheet.paragraph(f"The Corporate Identity Number of the company is {claim.applicant.cin}.")
    sheet.paragraph(f"The Permanent Account Number (PAN) of the company is {claim.applicant.pan}.")
    sheet.paragraph(f"Given under my hand at Manesar this Twenty sixth day of March {year}.")
    sheet.down(30)
    sheet.text(
        sheet.width - 56,
        "Assistant Registrar of Companies / For and on behalf of the Jurisdictional Registrar of Companies",
        size=8,
        align="right",
    )
    truth = {
        "cin": claim.applicant.cin,
        "entity_name": claim.applicant.name.upper(),
        "incorporation_date": on,
        "pan": claim.applicant.pan,
    }
    return Paper("incorporation_certificate", "incorporation", sheet.pdf(), printed(truth), {})


def assay(claim: Claim, rng: Random) -> Paper:
    """A laboratory's test report with its ULR and a table of results."""
    number = rng.randrange(4_000, 9_000)
    on = claim.production_date + timedelta(days=rng.randrange(12, 30))
    product = claim.products[0]
    report = f"MR/CHEM/{on:%y}/{rng.randrange(1_000, 9_000)}"
    look = style("Sans", 9)
    lines = [
        {
            "element": f"{(product.mineral or product.name).replace('_', ' ').title()} compound (assay)",
            "value_percent": product.purity_percent,
            "method": "ICP-OES",
        },
        {"element": "Sodium (as Na)", "value_percent": Decimal("0.021"), "method": "ICP-OES"},
        {"element": "Iron (as Fe)", "value_percent": Decimal("0.003"), "method": "AAS"},
    ]
    story = [
        para("**SATYAMAPAN TESTING LABORATORY**\n(an invented laboratory) accredited to ISO/IEC 17025:2017", style("Sans", 12, alignment=1)),
        para(f"**TEST REPORT**\nULR-TC{number}{on:%y}0{rng.randrange(10_000_000, 99_999_999)}F          NABL Certificate No. TC-{number}", style("Sans", 10, alignment=1)),
        grid(
            [[para("Test Report No.", look), para(report, look), para("Date of issue", look), para(mon_day(on), look)],
             [para("Customer", look), para(f"M/s {claim.applicant.name}", look), para("Sample", look), para(product.name, look)]],
            (90, 190, 80, 135),
        ),
        para("\nDiscipline: Chemical Testing     Group: Metals & Alloys", look),
        grid(
            [["S.No", "Parameter", "Test method", "Unit", "Result"]]
            + [[n, it["element"], it["method"], "%", str(it["value_percent"])] for n, it in enumerate(lines, 1)],
            (36, 220, 90, 50, 99), [("FONT", (0, 0), (-1, -1), "Sans", 9)],
        ),
        para(f"\nPurity of product: {plain(product.purity_percent)} %\nThe results relate only to the sample tested. Any corrections / erasure invalidate the Test Report. Sheet 1 of 1", look),
    ]  # fmt: skip
    truth = {
        "report_number": report, "laboratory": "Satyamapan Testing Laboratory", "nabl_number": f"TC-{number}", "entity_name": claim.applicant.name,
        "report_date": on, "sample": product.name, "product_purity_percent": product.purity_percent,
    }  # fmt: skip
    return Paper("assay_report", "assay", flow(story), printed(truth), {"results": rows(lines)})


def claim_letter(claim: Claim, rng: Random) -> Paper:
    """A first claim: number, period, amount, nothing received before."""
    on = claim.capex_certified.on + timedelta(days=3)
    amount = Decimal(arithmetic.incentive(claim)["amount"])
    number = f"CLM/{claim.application_number.rsplit('/', 1)[1]}/01"
    lines = (
        ("Claim No.", number),
        ("Date of Claim", dotted(on)),
        ("Name of Applicant", claim.applicant.name),
        ("Application No.", claim.application_number),
        ("Approval Letter No.", f"{claim.approval_number} dated {dotted(claim.approval_date)}"),
        ("Claim Period", f"{dotted(claim.capex_from)} to {dotted(claim.capex_to)}"),
        ("Capex subsidy claimed (₹)", grouped(amount)),
    )
    body = (
        "<h2>CLAIM FORM</h2><p class=c>Incentive Scheme for Promotion of Critical Minerals Recycling<br>(Reimbursement of capital expenditure)</p><table class=ruled>"
        + web.rows((f"{n}.", *line) for n, line in enumerate(lines, 1))
        + "</table><h3>Incentive received earlier</h3><table class=ruled>"
        + web.row(("Date of receipt", "Amount (₹)"), tag="th")
        + f"<tr><td colspan=2 class=c>NIL</td></tr></table><p class=r>{web.esc(claim.signatory)}<br>Authorised Signatory</p>"
    )
    truth = {
        "claim_number": number, "claim_date": on, "applicant_name": claim.applicant.name, "application_number": claim.application_number,
        "period_from": claim.capex_from, "period_to": claim.capex_to, "amount_claimed": amount,
    }  # fmt: skip
    return Paper("claim_form", "claim_letter", web.pdf(body), printed(truth), {})


OTHERS = {
    "gst_registration": gst_reg_06,
    "incorporation": incorporation,
    "assay_report": assay,
    "claim_form": claim_letter,
}
