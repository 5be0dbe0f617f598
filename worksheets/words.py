"""The words a person reads for the ids that the code uses: checks, statuses, document types, fields, money."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from records.findings import FindingStatus, Known, Recommendation
from records.numbers import indian
from records.readings import DocumentStatus, Value
from records.wording import spoken

CRORE = Decimal(10_000_000)
LAKH = Decimal(100_000)

STATUS: dict[FindingStatus, str] = {
    "pass": "✔ pass",
    "fail": "✘ fail",
    "refer": "⚠ refer",
    "missing": "? missing",
    "not_applicable": "– not applicable",
}
"""Symbol and word: a status must be told apart on a grey print and by a colour-blind reader."""

RECOMMENDATION: dict[Recommendation, str] = {
    "eligible": "✔ ELIGIBLE",
    "not_eligible": "✘ NOT ELIGIBLE",
    "refer": "⚠ REFER: a person must decide",
    "incomplete": "? INCOMPLETE: something required is missing",
}

DOCUMENT_STATUS: dict[DocumentStatus, str] = {
    "read": "✔ read",
    "partly_read": "⚠ partly read",
    "unreadable": "✘ unreadable",
    "encrypted": "✘ encrypted",
    "unsupported": "✘ unsupported",
    "too_large": "✘ too large",
    "timed_out": "✘ timed out",
    "duplicate": "– duplicate",
}

KNOWN: dict[Known, str] = {
    "gazette": "gazette",
    "official": "official release",
    "reported": "press only",
    "practice": "our tolerance",
    "unknown": "? not known",
}

CHECKS = {
    "eligibility.registered_in_india": "The applicant is registered in India",
    "eligibility.application_window": "The application came in while the window was open",
    "eligibility.single_phase": "The project is set up in a single phase",
    "eligibility.authorisation_valid": "The pollution board's consents and authorisation are valid",
    "eligibility.epr_registration_valid": "The EPR registration as recycler is valid",
    "eligibility.recycling_stream": "The waste stream is one the scheme covers",
    "eligibility.minerals_listed": "The minerals recovered are listed in Appendix I",
    "eligibility.process_level": "The process level is one the scheme covers",
    "eligibility.feed_concentration": "The feed's mineral concentration is within the limit",
    "eligibility.product_purity": "The product reaches the required purity",
    "eligibility.recovery_yield": "The process reaches the required recovery",
    "eligibility.group": "Group A or B, by global manufacturing revenue",
    "eligibility.minimum_investment": "The proposed investment reaches the group's minimum",
    "eligibility.minimum_capacity": "The capacity reaches the group's minimum",
    "consistency.entity_name": "Every paper names the same entity",
    "consistency.identifiers": "PAN, GSTIN and CIN agree across the papers",
    "consistency.unit_address": "Every paper is about the same unit",
    "consistency.authorised_capacity": "No more capacity is claimed than is authorised",
    "consistency.epr_category": "The EPR category matches the waste stream",
    "consistency.mass_balance": "What was sold could have been made from what was fed",
    "consistency.dates_in_order": "Consents, invoices and production follow in order",
    "arithmetic.capex_total": "The capex rows add up to the certified total",
    "arithmetic.ledger_total": "The ledger's entries add up to its total",
    "arithmetic.ledger_lines": "Each ledger entry's arithmetic holds",
    "arithmetic.gmr_total": "The companies' revenues add up to the certified total",
    "authenticity.identifiers": "GSTIN, PAN and CIN are well formed",
    "authenticity.udin": "The accountants' UDINs fit member, year and certificate",
    "authenticity.digital_signature": "Digital signatures hold",
    "authenticity.hidden_text": "No paper carries hidden text that differs from its print",
    "authenticity.duplicate_invoice": "No invoice is claimed twice",
    "authenticity.duplicate_document": "No paper was filed in another case",
    "capex.eligible_heads": "Capex stands under eligible heads",
    "capex.investment_period": "Capex was invested within the scheme's period",
    "capex.refurbished_share": "Refurbished plant is within its share",
    "capex.commercial_production": "Commercial production has begun",
    "capex.rate": "The rate of capex subsidy",
    "opex.base_year": "The base year of sales",
    "opex.covered_sales": "Only sales of eligible products are counted",
    "opex.incremental_sales": "Incremental sales over the base year",
    "incentive.ceilings": "The incentive is within the group's ceilings",
    "incentive.outlay": "The scheme has outlay left",
    "claim.threshold_exceeded": "Eligible capex exceeds the group's threshold",
    "claim.half_yearly": "Claims are half-yearly",
    "claim.lock_in": "Production goes on through the lock-in",
    "claim.tenure": "The claim falls within the scheme's tenure",
}
"""What each check asks, in words, by its id."""


def words(identifier: str) -> str:
    """An id in words: `capacity_tpa` → "Capacity (t a year)"."""
    said = spoken(identifier)
    return said[:1].upper() + said[1:]


def check_in_words(check: str) -> str:
    """What a check asks; an id without a sentence of its own is spelled out."""
    return CHECKS.get(check, words(check.partition(".")[2] or check))


def day(value: date) -> str:
    """A date as Indian offices write it: 08-09-2025."""
    return value.strftime("%d-%m-%Y")


def rupees(amount: Decimal) -> str:
    """An amount as a person says it: ₹8.25 crore, ₹4.10 lakh, ₹950.00."""
    size = abs(amount)
    sign = "−" if amount < 0 else ""
    if size >= CRORE:
        return f"{sign}₹{_two_places(size / CRORE)} crore"
    if size >= LAKH:
        return f"{sign}₹{_two_places(size / LAKH)} lakh"
    return f"{sign}₹{_two_places(size)}"


def exact_rupees(amount: Decimal) -> str:
    """An amount to the paisa, its minus before the sign of the rupee: -₹68,94,376.41."""
    return f"{'-' if amount < 0 else ''}₹{indian(abs(amount))}"


def in_words(value: Value | None, unit: str | None = None) -> str:
    """A value as text, for places that hold several."""
    match value:
        case None:
            return "not known"
        case Decimal() if unit == "INR":
            return exact_rupees(value)
        case Decimal() if unit == "fraction":
            return f"{plain_number(value * 100)}%"
        case Decimal() if unit == "percent":
            return f"{plain_number(value)}%"
        case Decimal():
            return plain_number(value) + (
                f" {unit.replace('_', ' ')}" if unit and unit not in {"count", "number"} else ""
            )
        case date():
            return day(value)
        case tuple():
            return ", ".join(value)
        case str():
            return value


def plain_number(value: Decimal) -> str:
    """A number without exponent and without idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _two_places(value: Decimal) -> str:
    return indian(value.quantize(Decimal("0.01"), ROUND_HALF_UP))
