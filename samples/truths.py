"""What is true of a claim, per document type, under DESIGN.md's field names. A hand prints all or part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from samples.facts import Certified, Claim

CPCB = "Central Pollution Control Board"
RULE_SETS = {"e_waste": "e_waste_2022", "lib_scrap": "battery_2022", "other_scrap": "elv_2025"}


def application_form(claim: Claim) -> dict[str, Any]:
    """The fields of the application form."""
    return {
        "application_number": claim.application_number,
        "application_date": claim.application_date,
        "applicant_name": claim.applicant.name,
        "cin": claim.applicant.cin,
        "pan": claim.applicant.pan,
        "gstin": claim.applicant.gstin,
        "unit_address": claim.unit.line,
        "state": claim.state.name,
        "unit_type": claim.unit_type,
        "recycling_stream": claim.stream,
        "process_level": claim.process_level,
        "process_route": claim.process_route,
        "minerals": claim.minerals,
        "capacity_tpa": claim.capacity_tpa,
        "proposed_investment": claim.proposed_investment,
        "incentive_mode": claim.incentive_mode,
        "environmental_clearance_required": "yes" if claim.clearance_required else "no",
        "single_phase": "yes" if claim.single_phase else "no",
        "expected_production_date": claim.expected_production_date,
        "feed_concentration_percent": claim.feed_concentration_percent,
        "product_purity_percent": claim.purity_percent,
        "recovery_yield_percent": claim.recovery_yield_percent,
        "signatory_name": claim.signatory,
    }


def products(claim: Claim) -> list[dict[str, Any]]:
    """The products the applicant lists: the Appendix-I ones and what else comes out of the feed."""
    return [
        {
            "product": product.name,
            "mineral": product.mineral,
            "quantity_tpa": product.quantity_tpa,
            "purity_percent": product.purity_percent,
        }
        for product in claim.products
    ]


def epr_certificate(claim: Claim) -> dict[str, Any]:
    """The fields of the EPR registration."""
    battery = claim.stream == "lib_scrap"
    return {
        "registration_number": claim.epr.number,
        "issuing_authority": claim.state.board if battery else CPCB,
        "entity_name": claim.applicant.name,
        "unit_address": claim.unit.line,
        "rule_set": RULE_SETS[claim.stream],
        "entity_category": "rvsf" if claim.stream == "other_scrap" else "recycler",
        "capacity_tpa": claim.capacity_tpa,
        "issue_date": claim.epr.issued,
        "valid_until": claim.epr.valid_until,
        "validity": claim.epr.validity,
        "gstin": claim.applicant.gstin,
    }


def consent_to_operate(claim: Claim) -> dict[str, Any]:
    """The fields of a consent to operate."""
    return {
        "authorisation_number": claim.operate.number,
        "issuing_board": claim.state.board,
        "authorisation_kind": "consent_to_operate",
        "entity_name": claim.applicant.name,
        "unit_address": claim.unit.line,
        "issue_date": claim.operate.issued,
        "valid_until": claim.operate.valid_until,
        "validity": claim.operate.validity,
        "capacity_tpa": claim.certified_capacity,
        "pollution_category": "red",
    }


def combined_consent(claim: Claim) -> dict[str, Any]:
    """The fields of one order that grants consent to operate and waste authorisation."""
    return consent_to_operate(claim) | {"authorisation_kind": "combined"}


def consent_to_establish(claim: Claim) -> dict[str, Any]:
    """The fields of a consent to establish."""
    return consent_to_operate(claim) | {
        "authorisation_number": claim.establish.number,
        "authorisation_kind": "consent_to_establish",
        "issue_date": claim.establish.issued,
        "valid_until": claim.establish.valid_until,
        "validity": claim.establish.validity,
    }


def waste_authorisation(claim: Claim) -> dict[str, Any]:
    """The fields of a hazardous-waste authorisation."""
    return consent_to_operate(claim) | {
        "authorisation_number": claim.waste.number,
        "authorisation_kind": "hazardous_waste",
        "issue_date": claim.waste.issued,
        "valid_until": claim.waste.valid_until,
        "validity": claim.waste.validity,
    }


def _signed(certified: Certified) -> dict[str, Any]:
    return {
        "ca_name": certified.by.name,
        "ca_firm": certified.by.firm,
        "ca_membership_number": certified.by.membership_number,
        "ca_frn": certified.by.frn,
        "udin": certified.udin,
        "certificate_date": certified.on,
    }


def capex_statement(claim: Claim) -> dict[str, Any]:
    """The fields of the capital expenditure certificate."""
    return {
        "entity_name": claim.applicant.name,
        "unit_address": claim.unit.line,
        "period_from": claim.capex_from,
        "period_to": claim.capex_to,
        "total_amount": claim.printed_total,
        **_signed(claim.capex_certified),
    }


def items(claim: Claim) -> list[dict[str, Any]]:
    """The lines of the capital expenditure."""
    return [
        {
            "description": item.description,
            "head": item.head,
            "vendor": item.vendor.name,
            "vendor_gstin": item.vendor.gstin,
            "invoice_number": item.invoice_number,
            "invoice_date": item.invoice_date,
            "amount": item.amount,
            "condition": item.condition,
        }
        for item in claim.items
    ]


def sales_ledger(claim: Claim) -> dict[str, Any]:
    """The fields of the sales ledger."""
    return {
        "entity_name": claim.applicant.name,
        "gstin": claim.applicant.gstin,
        "period_from": claim.ledger_from,
        "period_to": claim.ledger_to,
        "financial_year": "2026-27",
        "total_taxable_value": sum(sale.taxable_value for sale in claim.sales),
    }


def entries(claim: Claim) -> list[dict[str, Any]]:
    """The lines of the sales ledger."""
    return [
        {
            "invoice_date": sale.invoice_date,
            "invoice_number": sale.invoice_number,
            "buyer_name": sale.buyer.name,
            "buyer_gstin": sale.buyer.gstin,
            "product": sale.product.name,
            "hsn": sale.product.hsn,
            "quantity": sale.quantity,
            "unit": sale.unit,
            "rate": sale.rate,
            "taxable_value": sale.taxable_value,
            "tax": sale.tax,
            "total": sale.total,
        }
        for sale in claim.sales
    ]


def gmr_certificate(claim: Claim) -> dict[str, Any]:
    """The fields of the certificate of global manufacturing revenue."""
    return {
        "entity_name": claim.applicant.name,
        "financial_year": claim.gmr_year,
        "entity_revenue": claim.companies[0].revenue,
        "holding_company": claim.holding_company,
        "total_gmr": claim.total_gmr,
        **_signed(claim.gmr_certified),
    }


def companies(claim: Claim) -> list[dict[str, Any]]:
    """The companies of the group with their revenue."""
    return [{"name": it.name, "relation": it.relation, "revenue": it.revenue} for it in claim.companies]


def chartered_engineer_certificate(claim: Claim) -> dict[str, Any]:
    """The fields of the chartered engineer's certificate."""
    return {
        "engineer_name": claim.engineer,
        "engineer_registration": claim.engineer_registration,
        "entity_name": claim.applicant.name,
        "certificate_date": claim.engineer_day,
        "production_date": claim.production_date,
        "installed_capacity_tpa": claim.capacity_tpa,
        "recovery_yield_percent": claim.recovery_yield_percent,
    }


def machinery(claim: Claim) -> list[dict[str, Any]]:
    """The plant the engineer saw: what is headed plant and machinery, with its value."""
    return [
        {"description": item.description, "condition": item.condition, "value": item.amount}
        for item in claim.items
        if item.head == "plant_and_machinery"
    ]


def approval_letter(claim: Claim) -> dict[str, Any]:
    """The fields of the approval letter."""
    return {
        "letter_number": claim.approval_number,
        "applicant_name": claim.applicant.name,
        "approval_date": claim.approval_date,
        "group": claim.group,
    }


def environmental_clearance(claim: Claim) -> dict[str, Any]:
    """The fields of the environmental clearance."""
    return {
        "clearance_number": claim.clearance.number,
        "entity_name": claim.applicant.name,
        "issue_date": claim.clearance.issued,
        "capacity_tpa": claim.certified_capacity,
    }


def without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The values but for some that a layout does not print."""
    return {name: value for name, value in values.items() if name not in names}


def columns(lines: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """The table with only the columns that a layout prints."""
    return [{name: line[name] for name in names} for line in lines]


Truth = Callable[[Claim], dict[str, Any]]
