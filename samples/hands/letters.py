"""Approval letters, chartered engineers' certificates and environmental clearances."""

# ruff: noqa: E501 - a printed line stays one line
from __future__ import annotations

from random import Random

from samples import truths
from samples.facts import Claim
from samples.hands import web
from samples.hands.boards import FEED
from samples.papers import Paper, printed, rows
from samples.print_forms import dotted, grouped, long_day, ordinal_day, plain, slashed


def approval_prose(claim: Claim, rng: Random) -> Paper:
    """The PMA's approval as a letter with numbered conditions."""
    conditions = (
        "The unit shall commence commercial production within the timelines of the Scheme.",
        "The participant shall continue commercial production for the period required by the Scheme.",
    )
    body = (
        "<h3>Jawaharlal Nehru Aluminium Research Development and Design Centre</h3><p class=c>Project Management Agency, Nagpur</p>"
        f"<p>No. {web.esc(claim.approval_number)}<span style='float:right'>Date: {dotted(claim.approval_date)}</span></p>"
        f"<p>To,<br>M/s {web.esc(claim.applicant.name)}<br>{'<br>'.join(map(web.esc, claim.unit.lines))}</p>"
        "<p><b>Subject: Approval under the Incentive Scheme for Promotion of Critical Minerals Recycling - reg.</b></p>"
        f"<p>Sir/Madam,</p><p>With reference to your application No. {web.esc(claim.application_number)} dated "
        f"{dotted(claim.application_date)}, I am directed to convey the approval of the competent authority to your proposal under "
        f"Group {claim.group} of the Scheme, on the recommendation of the Executive Committee, subject to the following conditions:</p>"
        + "".join(f"<p>{n}. {it}</p>" for n, it in enumerate(conditions, 1))
        + "<p>Yours faithfully,</p><p>(Project Head, PMA)</p><p class=small>Copy to: Ministry of Mines, Shastri Bhawan, New Delhi</p>"
    )
    return Paper("approval_letter", "approval_prose", web.pdf(body), printed(truths.approval_letter(claim)), {})


def engineer_letterhead(claim: Claim, rng: Random) -> Paper:
    """A chartered engineer's certificate on a letterhead, in prose, with a list of machinery."""
    body = (
        f"<h2>Er. {web.esc(claim.engineer)}</h2><p class=c>Chartered Engineer | Govt. Regd. Valuer | Registration Number "
        f"{claim.engineer_registration}<br>The Institution of Engineers (India)</p><p class=r>Date: {ordinal_day(claim.engineer_day)}</p>"
        "<h3>CHARTERED ENGINEER CERTIFICATE</h3>"
        f"<p>I hereby certify that I have inspected the recycling unit of M/s {web.esc(claim.applicant.name)} situated at "
        f"{web.esc(claim.unit.line)} and that the plant has commenced commercial production on {long_day(claim.production_date)}. The "
        f"installed capacity of the unit is {plain(claim.capacity_tpa)} TPA. From the plant records, the recovery yield works out to "
        f"{plain(claim.recovery_yield_percent)}% of the recoverable material.</p><p>I have necessary competence in the relevant "
        "domain.</p><table class=ruled>"
        + web.row(("Sl", "Description of machinery", "New/Used", "Value (Rs.)"), tag="th")
        + web.rows(
            (
                (n, it["description"], it["condition"].title(), grouped(it["value"]))
                for n, it in enumerate(truths.machinery(claim), 1)
            ),
            ("", "", "", "num"),
        )
        + "</table><p class=r>Signature &amp; Seal of Chartered Engineer</p>"
    )
    return Paper(
        "chartered_engineer_certificate", "engineer_letterhead", web.pdf(body),
        printed(truths.chartered_engineer_certificate(claim)), {"machinery": rows(truths.machinery(claim))},
    )  # fmt: skip


def clearance_letter(claim: Claim, rng: Random) -> Paper:
    """A State authority's clearance as a letter."""
    body = (
        f"<h3>State Level Environment Impact Assessment Authority, {web.esc(claim.state.name)}</h3>"
        f"<p>Proposal No. {claim.clearance.number}<span style='float:right'>Dated: {slashed(claim.clearance.issued)}</span></p>"
        f"<p>To,<br>M/s {web.esc(claim.applicant.name)}<br>{'<br>'.join(map(web.esc, claim.unit.lines))}</p>"
        f"<p>Sub: Grant of Environmental Clearance for {FEED[claim.stream]} ({plain(claim.certified_capacity)} TPA) under the EIA "
        "Notification, 2006 - regarding.</p><p>The SEIAA, on the recommendation of the SEAC, hereby accords Environmental Clearance to the "
        "above project under the provisions of the EIA Notification, 2006, subject to the conditions below.</p>"
        "<p>A. Specific conditions<br>(i) Zero liquid discharge shall be maintained.<br>(ii) Six-monthly compliance reports shall be "
        "submitted.</p><p class=r>Member Secretary, SEIAA</p>"
    )
    truth = truths.environmental_clearance(claim) | {"activity": FEED[claim.stream]}
    return Paper("environmental_clearance", "clearance_letter", web.pdf(body), printed(truth), {})


APPROVALS = (approval_prose,)
ENGINEERS = (engineer_letterhead,)
CLEARANCES = (clearance_letter,)
