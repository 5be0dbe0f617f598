"""EPR registrations: CPCB's certificate for e-waste, a board's Form 2(B) for batteries, a portal's grid, a bilingual face."""

from __future__ import annotations

from random import Random

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.papers import Paper, printed, rows
from samples.print_forms import dotted, plain

RULES = {
    "e_waste": "E-Waste (Management) Rules, 2022",
    "lib_scrap": "Battery Waste Management Rules, 2022",
    "other_scrap": "Environment Protection (End-of-Life Vehicles) Rules, 2025",
}
CATEGORIES = {
    "e_waste": (
        "ITEW - Information technology and telecommunication equipment",
        "CEEW - Consumer electrical and electronics",
    ),
    "lib_scrap": (
        "Electric vehicle batteries (Li-ion)",
        "Portable batteries (Li-ion)",
        "Industrial batteries (Li-ion)",
    ),
    "other_scrap": ("Catalytic converters", "Steel and alloy scrap"),
}


def category_capacities(claim: Claim) -> list[dict[str, object]]:
    """The capacity split over categories, adding up to the whole."""
    names = CATEGORIES[claim.stream]
    share = claim.capacity_tpa // len(names) // 100 * 100
    shares = [share] * (len(names) - 1)
    return [
        {"category": name, "capacity_tpa": amount}
        for name, amount in zip(names, [claim.capacity_tpa - sum(shares), *shares], strict=True)
    ]


def entity_word(claim: Claim) -> str:
    """What the certificate calls the holder."""
    return "Registered Vehicle Scrapping Facility" if claim.stream == "other_scrap" else "Recycler"


def certificate_face(claim: Claim, rng: Random) -> Paper:
    """A certificate with a heading, a sentence, and label: value lines without rules."""
    truth = truths.epr_certificate(claim)
    lines = (
        ("Registration No.", claim.epr.number),
        ("Name of the Entity", f"M/s {claim.applicant.name}"),
        ("Address of the Facility", claim.unit.line),
        ("GSTIN", claim.applicant.gstin),
        ("Category of Entity", entity_word(claim)),
        ("Registered Capacity (MTA)", plain(claim.capacity_tpa)),
        ("Date of Issue", dotted(claim.epr.issued)),
        ("Valid upto", dotted(claim.epr.valid_until) if claim.epr.valid_until else ""),
    )
    body = (
        f"<h2>{web.esc(truth['issuing_authority'])}</h2><p class=c>(Waste Management Division)</p><h1>Certificate of Registration</h1>"
        f"<p class=c>under the {RULES[claim.stream]}</p><p>This is to certify that the entity named below is registered under "
        "the Extended Producer Responsibility (EPR) framework, subject to the conditions overleaf.</p><table>"
        + "".join(f"<tr><td width='38%'><b>{web.esc(a)}</b></td><td>:</td><td>{web.esc(b)}</td></tr>" for a, b in lines)
        + "</table><h3>Category-wise capacity</h3><table class=ruled>"
        + web.row(("S. No.", "Category", "Capacity (MTA)"), tag="th")
        + web.rows(
            ((n, it["category"], it["capacity_tpa"]) for n, it in enumerate(category_capacities(claim), 1)),
            ("", "", "num"),
        )
        + "</table><p>1. The recycler shall file quarterly and annual returns.<br>2. This registration may be suspended or cancelled "
        "for violation of the Rules.</p><p class=r>Divisional Head</p>"
    )
    return Paper(
        "epr_certificate", "certificate_face", web.pdf(body), printed(truth),
        {"categories": rows(category_capacities(claim))},
    )  # fmt: skip


HANDS = (certificate_face,)
