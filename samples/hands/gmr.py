"""Certificates of Global Manufacturing Revenue."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from random import Random

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.hands.capex import signature
from samples.papers import Paper, printed, rows
from samples.print_forms import in_crore, rupees_in_words

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


HANDS = (prose_and_table,)
