"""The incentive of a claim, worked out as an officer would with pen and paper.

The scheme's figures stand here a second time, apart from `reference/`, so that a mistake in either shows.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from samples.facts import ELIGIBLE_HEADS, INVESTMENT_FROM, REFURBISHED_BASE, Claim

CEILINGS = {"A": Decimal(500_000_000), "B": Decimal(250_000_000)}
SLABS = {
    ("new", True): (18, 24),
    ("expansion", True): (12, 18),
    ("new", False): (12, 18),
    ("expansion", False): (8, 12),
}
RATES = (Decimal("0.20"), Decimal("0.17"), Decimal("0.14"))


def incentive(claim: Claim) -> dict[str, str]:
    """The expected `incentive` of appraisal.json: figures as strings."""
    counted = [item for item in claim.items if item.head in ELIGIBLE_HEADS and item.invoice_date >= INVESTMENT_FROM]
    base = sum((item.amount for item in counted if item.head in REFURBISHED_BASE), Decimal(0))
    refurbished = sum(
        (item.amount for item in counted if item.head in REFURBISHED_BASE and item.condition == "refurbished"),
        Decimal(0),
    )
    excess = max(Decimal(0), refurbished - _paisa(base / 5))
    eligible = _paisa(sum((item.amount for item in counted), Decimal(0)) - excess)
    rate = _rate(claim)
    subsidy = _paisa(eligible * rate)
    ceiling = CEILINGS[claim.group]
    return {
        "group": claim.group,
        "capex_total": f"{claim.printed_total:.2f}",
        "capex_eligible": f"{eligible:.2f}",
        "capex_rate": str(rate),
        "capex_subsidy": f"{subsidy:.2f}",
        "amount": f"{min(subsidy, ceiling):.2f}",
        "basis": "production",
    }


def _paisa(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _rate(claim: Claim) -> Decimal:
    first, second = SLABS[claim.unit_type, claim.clearance_required]
    if claim.production_date <= _months_on(claim.approval_date, first):
        return RATES[0]
    return RATES[1] if claim.production_date <= _months_on(claim.approval_date, second) else RATES[2]


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
