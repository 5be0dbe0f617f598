"""Orders of State pollution control boards: consents to establish and to operate, waste authorisations, combined orders."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.papers import Paper, printed, rows
from samples.print_forms import dotted, plain, slashed

FEED = {
    "lib_scrap": "Recycling of spent lithium-ion batteries",
    "e_waste": "Recycling of E-waste",
    "other_scrap": "Recycling of spent catalysts and alloy scrap",
}


def product_lines(claim: Claim) -> list[dict[str, Any]]:
    """Products with the quantities an order lists, in tonnes a year."""
    return [{"product": it.name, "quantity": it.quantity_tpa, "unit": "MT/Year"} for it in claim.products[:4]]


def consent_letter(claim: Claim, rng: Random) -> Paper:
    """A consent to operate as a letter: order number and date at the top, validity in a sentence, a product table."""
    validity = (
        "This consent shall remain valid until it is cancelled or surrendered."
        if claim.operate.valid_until is None
        else f"This CONSENT is valid for the period ending {dotted(claim.operate.valid_until)}."
    )
    body = (
        f"<h2>{web.esc(claim.state.board)}</h2><p class=c>{web.esc(claim.state.seat)}</p><p>Category of the Industry : RED</p>"
        f"<p><b>CONSENT ORDER NO. {web.esc(claim.operate.number)}</b> &nbsp; DATED: {dotted(claim.operate.issued)}</p>"
        f"<p>SUB: {web.esc(claim.state.board)} - CONSENT TO OPERATE - M/s. {web.esc(claim.applicant.name)}, "
        f"{web.esc(claim.unit.line)} - under section 25 of the Water (Prevention &amp; Control of Pollution) Act, 1974 and under "
        "section 21 of the Air (Prevention &amp; Control of Pollution) Act, 1981 - Issued - Reg.</p>"
        "<p>Ref: 1. Unit's application for consent. 2. Inspection report of the field officer.</p>"
        f"<p>CONSENT TO OPERATE is hereby granted to the Occupier for {FEED[claim.stream]} of {plain(claim.certified_capacity)} MTPA.</p>"
        f"<p>{validity}</p><table class=ruled>"
        + web.row(("Sl.", "Product", "Quantity", "Unit"), tag="th")
        + web.rows(
            ((n, it["product"], plain(it["quantity"]), it["unit"]) for n, it in enumerate(product_lines(claim), 1)),
            ("", "", "num", ""),
        )
        + "</table><p>Special conditions:<br>1. The unit shall keep the stack emission within limits.<br>2. Fee is found adequate upto "
        "31.03.2027.</p><p class=r>District Environmental Engineer</p>"
    )
    truth = truths.consent_to_operate(claim) | {"activity": FEED[claim.stream]}
    return Paper(
        "pollution_board_authorisation",
        "consent_letter",
        web.pdf(body),
        printed(truth),
        {"products": rows(product_lines(claim))},
    )


def waste_authorisation_five_year(claim: Claim, rng: Random) -> Paper:
    """A hazardous-waste authorisation: Ref. No, five years from the date of issue, no end date printed, a waste table."""
    first = (claim.certified_capacity * Decimal("0.7")).quantize(Decimal(1))
    wastes = (
        (
            "Schedule IV, Sl. 31 - Spent lithium-ion batteries / e-scrap",
            plain(claim.certified_capacity),
            "Receipt and recycling",
        ),
        ("Schedule I, Cat. 35.3 - Chemical sludge from waste water treatment", plain(first / 20), "Disposal to TSDF"),
    )
    body = (
        f"<h2>{web.esc(claim.state.board)}</h2><p class=c>{web.esc(claim.state.seat)}</p>"
        f"<p>Ref. No : {web.esc(claim.waste.number)}<span style='float:right'>Dated :{slashed(claim.waste.issued)}</span></p>"
        f"<p>To,<br>M/s {web.esc(claim.applicant.name)}<br>{'<br>'.join(map(web.esc, claim.unit.lines))}</p>"
        "<p>Sub :- Authorisation issued under the provisions of Hazardous and Other Wastes (Management and Transboundary "
        "Movement) Rules, 2016</p>"
        "<p>1. The authorization shall be valid for a period of Five Year from the date of issue, if not suspended or cancelled "
        "earlier.</p><p>2. The authorised person shall not store the waste beyond the permitted period.</p>"
        f"<p>3. The unit is authorised to receive and recycle not more than {plain(claim.certified_capacity)} MT/A of the waste "
        "listed at Sl. 1 below.</p><table class=ruled>"
        + web.row(("Sl", "Waste & Schedule/category", "Quantity (MT/A)", "Mode"), tag="th")
        + web.rows(((n, *line) for n, line in enumerate(wastes, 1)), ("", "", "num", ""))
        + "</table><p class=r>Regional Officer</p>"
    )
    truth = truths.without(truths.waste_authorisation(claim), "pollution_category")
    return Paper("pollution_board_authorisation", "waste_authorisation_five_year", web.pdf(body), printed(truth), {})


CONSENTS = (consent_letter,)
WASTE = (waste_authorisation_five_year,)
