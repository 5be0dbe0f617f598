"""Defects by name: what is planted, in which papers, and which check must catch it.

A defect is caught when the finding of its check has one of the statuses given; `pass` is never among them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from samples import invented
from samples.facts import REFURBISHED_BASE, Claim, Item, Order, Sale

Plant = Callable[[Claim, Random], Claim]


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with a claim.

    Attributes:
        papers: the document types on which it shows; empty for all.
    """

    name: str
    check: str
    statuses: tuple[str, ...]
    plant: Plant
    papers: tuple[str, ...] = ()


def _refurbished(claim: Claim, rng: Random) -> Claim:
    base = sum((item.amount for item in claim.items if item.head in REFURBISHED_BASE), Decimal(0))
    marked, so_far = [], Decimal(0)
    for item in claim.items:
        if item.head in REFURBISHED_BASE and so_far <= base * Decimal("0.30"):
            so_far += item.amount
            item = replace(item, condition="refurbished")
        marked.append(item)
    return replace(claim, items=tuple(marked))


def _certified_total(claim: Claim, rng: Random) -> Claim:
    return replace(claim, capex_total=claim.rows_total + Decimal(rng.randrange(12, 60)) * 100_000)


def _other_member(claim: Claim, rng: Random) -> Claim:
    stranger = invented.accountant(rng)
    signed = claim.capex_certified
    return replace(claim, capex_certified=replace(signed, udin=stranger.udin(signed.on, rng)))


def _invoice_twice(claim: Claim, rng: Random) -> Claim:
    first = next(item for item in claim.items if item.head == "plant_and_machinery")
    again = [n for n, item in enumerate(claim.items) if item.head == "utilities"][0]
    items = list(claim.items)
    items[again] = replace(
        items[again], vendor=first.vendor, invoice_number=first.invoice_number, invoice_date=first.invoice_date
    )
    return replace(claim, items=tuple(items))


def with_invoice_of(item: Item) -> Defect:
    """An invoice that another application claims too."""

    def plant(claim: Claim, rng: Random) -> Claim:
        mine = next(n for n, it in enumerate(claim.items) if it.head == "plant_and_machinery")
        items = list(claim.items)
        items[mine] = replace(
            items[mine], vendor=item.vendor, invoice_number=item.invoice_number, invoice_date=item.invoice_date
        )
        return replace(claim, items=tuple(items))

    return Defect("invoice_of_another_application", "authenticity.duplicate_invoice", ("fail", "refer"), plant)


def _early(claim: Claim, rng: Random) -> Claim:
    items = list(claim.items)
    items[1] = replace(items[1], invoice_date=date(2025, 6, rng.randrange(3, 28)))
    return replace(claim, items=tuple(items))


def _wrong_check_digit(claim: Claim, rng: Random) -> Claim:
    items = list(claim.items)
    number = items[2].vendor.gstin
    wrong = rng.choice([it for it in "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ" if it != number[-1]])
    items[2] = replace(items[2], vendor=replace(items[2].vendor, gstin=number[:-1] + wrong))
    return replace(claim, items=tuple(items))


def _lapsed(claim: Claim, rng: Random) -> Claim:
    return replace(
        claim, operate=replace(claim.operate, valid_until=date(2026, 10, rng.randrange(3, 29)), validity="dated")
    )


def _late_epr(claim: Claim, rng: Random) -> Claim:
    return replace(claim, epr=Order(claim.epr.number, date(2026, 10, 27), date(2031, 10, 27), "dated"))


def _low_yield(claim: Claim, rng: Random) -> Claim:
    return replace(claim, recovery_yield_percent=Decimal(rng.randrange(701, 789)) / 10)


def _black_mass(claim: Claim, rng: Random) -> Claim:
    return replace(claim, process_level="R2")


def _applied_late(claim: Claim, rng: Random) -> Claim:
    return replace(claim, application_date=date(2026, 4, rng.randrange(2, 20)))


def _wrong_line(claim: Claim, rng: Random) -> Claim:
    sales = list(claim.sales)
    place = len(sales) // 2
    bad: Sale = sales[place]
    value = bad.taxable_value + Decimal(rng.randrange(11, 90)) * 1000
    sales[place] = replace(bad, taxable_value=value)
    return replace(claim, sales=tuple(sales))


def _gmr_total(claim: Claim, rng: Random) -> Claim:
    return replace(claim, gmr_total=claim.total_gmr + Decimal(rng.randrange(2, 9)) * 10_000_000)


def _impure(claim: Claim, rng: Random) -> Claim:
    products = list(claim.products)
    products[0] = replace(products[0], purity_percent=Decimal("97.4"))
    return replace(claim, products=tuple(products))


def _rich_feed(claim: Claim, rng: Random) -> Claim:
    return replace(claim, feed_concentration_percent=Decimal("34.5"))


def _over_capacity(claim: Claim, rng: Random) -> Claim:
    return replace(claim, authorised_capacity_tpa=claim.capacity_tpa - 1200)


def _other_name(claim: Claim, rng: Random) -> Claim:
    stem = rng.choice([it for it in ("Shailaputra", "Mandakranta", "Vajrapaksha") if it not in claim.applicant.name])
    return replace(claim, applicant=replace(claim.applicant, name=f"{stem} Infra Ventures Limited"))


def _phased(claim: Claim, rng: Random) -> Claim:
    return replace(claim, single_phase=False)


CAUGHT = ("fail", "refer")
DEFECTS = {
    defect.name: defect
    for defect in (
        Defect("refurbished_over_cap", "capex.refurbished_share", ("refer",), _refurbished),
        Defect(
            "certified_total_differs_from_rows",
            "arithmetic.capex_total",
            CAUGHT,
            _certified_total,
            ("capex_statement",),
        ),
        Defect("udin_of_another_member", "authenticity.udin", CAUGHT, _other_member, ("capex_statement",)),
        Defect("invoice_claimed_twice", "authenticity.duplicate_invoice", CAUGHT, _invoice_twice),
        Defect("invoice_before_the_scheme", "capex.investment_period", CAUGHT, _early),
        Defect("gstin_check_digit_wrong", "authenticity.identifiers", CAUGHT, _wrong_check_digit),
        Defect("consent_lapsed", "eligibility.authorisation_valid", CAUGHT, _lapsed),
        Defect("epr_after_production", "eligibility.epr_registration_valid", CAUGHT, _late_epr),
        Defect("yield_too_low", "eligibility.recovery_yield", CAUGHT, _low_yield),
        Defect("black_mass_only", "eligibility.process_level", CAUGHT, _black_mass),
        Defect("applied_after_window", "eligibility.application_window", CAUGHT, _applied_late),
        Defect("ledger_line_wrong", "arithmetic.ledger_lines", CAUGHT, _wrong_line, ("sales_ledger",)),
        Defect("gmr_total_wrong", "arithmetic.gmr_total", CAUGHT, _gmr_total, ("gmr_certificate",)),
        Defect("product_impure", "eligibility.product_purity", CAUGHT, _impure),
        Defect("feed_too_rich", "eligibility.feed_concentration", CAUGHT, _rich_feed),
        Defect("more_than_authorised", "consistency.authorised_capacity", CAUGHT, _over_capacity),
        Defect("certificate_of_another_company", "consistency.entity_name", CAUGHT, _other_name, ("gmr_certificate",)),
        Defect("in_phases", "eligibility.single_phase", CAUGHT, _phased),
    )
}
"""Every defect that can be planted in one claim, by name."""
