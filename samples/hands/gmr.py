"""Certificates of Global Manufacturing Revenue."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from decimal import Decimal
from random import Random

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.hands.capex import signature
from samples.hands.drawn import Sheet, flow, grid, para, style
from samples.papers import Paper, printed, rows
from samples.print_forms import dotted, grouped, in_crore, in_lakh, ordinal_day, rupees_in_words, slashed

RELATIONS = {"applicant": "Applicant", "holding": "Holding company", "subsidiary": "Subsidiary", "other": "Other"}


def prose_and_table(claim: Claim, rng: Random) -> Paper:
    """A certificate in prose, a table of companies in crore, the total in words."""
    signed = claim.gmr_certified
    body = (
        f"<h2>{web.esc(signed.by.firm)}</h2><p class=c>Chartered Accountants</p><h3>TO WHOMSOEVER IT MAY CONCERN</h3>"
        f"<p>This is to certify that the Global Manufacturing Revenue (GMR) of M/s {web.esc(claim.applicant.name)} for the Financial "
        f"Year {claim.gmr_year}, being the total revenue of the company including its holding company and subsidiaries, as per the "
        "audited accounts, is as under:</p><p class=r>(Rs. in Crore)</p><table class=ruled>"
        + web.row(("S.No.", "Name of Company", "Relationship", f"Revenue F.Y. {claim.gmr_year}"), tag="th")
        + web.rows(
            ((n, it.name, RELATIONS[it.relation], in_crore(it.revenue)) for n, it in enumerate(claim.companies, 1)),
            ("", "", "", "num"),
        )
        + f"<tr><td colspan=3 class='r b'>Total GMR</td><td class='num b'>{in_crore(claim.total_gmr)}</td></tr></table>"
        f"<p>({rupees_in_words(claim.total_gmr)})</p>" + signature(signed)
    )
    return Paper(
        "gmr_certificate", "prose_and_table", web.pdf(body), printed(truths.gmr_certificate(claim)),
        {"companies": rows(truths.companies(claim))},
    )  # fmt: skip


def numbered_form(claim: Claim, rng: Random) -> Paper:
    """A form of numbered questions in lakh: the applicant's revenue, the group's, and both together."""
    signed, look = claim.gmr_certified, style("Sans", 9.5)
    others = claim.total_gmr - claim.companies[0].revenue
    pairs = [
        ("Name of the Applicant", claim.applicant.name),
        ("Base Year (Financial Year)", claim.gmr_year),
        ("Name of Holding Company, if any", claim.holding_company or "Not applicable"),
        ("Total revenue of the Applicant", in_lakh(claim.companies[0].revenue)),
        ("Total revenue of holding company / subsidiaries", in_lakh(others)),
        ("Global Manufacturing Revenue (4 + 5)", in_lakh(claim.total_gmr)),
    ]
    story = [
        para("**FORMAT FOR CERTIFICATE OF GLOBAL MANUFACTURING REVENUE**\n(to be given by the Statutory Auditor on letterhead)", style("Sans", 11, alignment=1)),
        para("Amount (₹ Lakh)", style("Sans", 9, alignment=2)),
        grid([[f"{n}.", para(a, look), para(f"**{b}**", look)] for n, (a, b) in enumerate(pairs, 1)], (26, 270, 199)),
        para("\nThe above figures are as per the audited financial statements. Revenue between group companies has been eliminated.", look),
        para(f"\nStatutory Auditor: {signed.by.firm}\nFirm Regn. No. {signed.by.frn}\nName of member: {signed.by.name}\nMembership Number: {signed.by.membership_number}\nUDIN No: {signed.udin}\nSigned at {signed.by.city} on {dotted(signed.on)}", look),
    ]  # fmt: skip
    truth = truths.gmr_certificate(claim) | {"group_revenue": others if others else None}
    return Paper("gmr_certificate", "numbered_form", flow(story), printed(truth), {})


def three_years(claim: Claim, rng: Random) -> Paper:
    """Three years side by side in rupees, of which the last is the base year; earlier years are there to mislead."""
    signed = claim.gmr_certified
    body = (
        f"<p><b>{web.esc(signed.by.firm)}</b>, Chartered Accountants, {signed.by.city} <span style='float:right'>{ordinal_day(signed.on)}</span></p><hr>"
        f"<h3>Certificate on Global Manufacturing Revenue of {web.esc(claim.applicant.name)} and its group</h3>"
        f"<p>We certify the revenue from operations and other income of the entities below. The base year under the Scheme is F.Y. {claim.gmr_year}.</p>"
        "<table class=ruled><tr><th rowspan=2>Entity</th><th rowspan=2>Relation with applicant</th><th colspan=3 class=c>Total revenue (Amount in Rs.)</th></tr>"
        "<tr><th>FY 2023-24</th><th>FY 2024-25</th><th>FY 2025-26</th></tr>"
    )
    shares = [(Decimal("0.71"), Decimal("0.86")) for _ in claim.companies]
    for company, (first, second) in zip(claim.companies, shares, strict=True):
        amounts = (company.revenue * first, company.revenue * second, company.revenue)
        body += web.row(
            (company.name, RELATIONS[company.relation], *map(grouped, amounts)), ("", "", "num", "num", "num")
        )
    sums = [
        sum((it.revenue * share for it in claim.companies), Decimal(0)) for share in (Decimal("0.71"), Decimal("0.86"))
    ]
    body += (
        f"<tr><th colspan=2>Global Manufacturing Revenue</th>{''.join(f'<th class=num>{grouped(it)}</th>' for it in (*sums, claim.total_gmr))}</tr></table>"
        f"<p>Accordingly the Global Manufacturing Revenue for FY 2025-26 is Rs. {grouped(claim.total_gmr)}/-.</p>"
        + signature(signed)
    )
    return Paper(
        "gmr_certificate",
        "three_years",
        web.pdf(body),
        printed(truths.gmr_certificate(claim)),
        {"companies": rows(truths.companies(claim))},
    )


def one_paragraph(claim: Claim, rng: Random) -> Paper:
    """Everything in two sentences on a drawn letterhead, the amount in crore and in words, no table."""
    signed = claim.gmr_certified
    sheet = Sheet("Serif", 11.5)
    sheet.text(56, signed.by.firm.upper(), bold=True, size=16)
    sheet.down(22)
    sheet.text(56, f"Chartered Accountants  |  FRN {signed.by.frn}  |  {signed.by.city}", size=9)
    sheet.line(56, sheet.y + 14, sheet.width - 56, sheet.y + 14, 1.5)
    sheet.down(40)
    sheet.text(sheet.width - 56, f"Date: {slashed(signed.on)}", align="right")
    sheet.down(30)
    sheet.centre("CERTIFICATE")
    sheet.down(10)
    holding = f", a subsidiary of M/s {claim.holding_company}," if claim.holding_company else ""
    sheet.paragraph(
        f"On the basis of the audited consolidated accounts for the year ended 31st March, 2026, we certify that the Global Manufacturing Revenue of M/s "
        f"{claim.applicant.name}{holding} together with its group companies for F.Y. {claim.gmr_year} was Rs. {in_crore(claim.total_gmr)} crore "
        f"({rupees_in_words(claim.total_gmr)}), of which the applicant company alone accounts for Rs. {in_crore(claim.companies[0].revenue)} crore."
    )
    sheet.paragraph("We have no financial interest in the company.")
    sheet.down(40)
    for line in (
        f"For {signed.by.firm}",
        "",
        "",
        f"({signed.by.name})",
        "Partner",
        f"Membership No: {signed.by.membership_number}",
        f"UDIN: {signed.udin}",
    ):
        sheet.text(340, line)
        sheet.down(16)
    return Paper("gmr_certificate", "one_paragraph", sheet.pdf(), printed(truths.gmr_certificate(claim)), {})


HANDS = (prose_and_table, numbered_form, three_years, one_paragraph)
