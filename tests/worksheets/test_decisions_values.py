"""Corrected values as people type them, read by the grammar of their field."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from reference.document_types import document_types
from reference.table_specs import table_specs
from worksheets.decisions_values import NotAValue, kind_of, typed, unit_of
from worksheets.words import in_words


@pytest.mark.parametrize(
    ("document_type", "path", "raw", "value"),
    [
        ("capex_statement", "total_amount", "(5,000)", Decimal(-5000)),
        ("capex_statement", "items[3].amount", "₹ 4.12 crore", Decimal("41200000")),
        ("capex_statement", "items[3].head", "Plant and machinery", "plant_and_machinery"),
        ("capex_statement", "items[3].condition", "Refurbished", "refurbished"),
        ("capex_statement", "items[3].invoice_date", datetime(2026, 2, 1), date(2026, 2, 1)),
        ("capex_statement", "items[3].invoice_number", Decimal("4711"), "4711"),
        ("application_form", "capacity_tpa", "500 MT/month", Decimal(6000)),
        ("application_form", "capacity_tpa", "6,000", Decimal(6000)),
        ("application_form", "product_purity_percent", "99.5 %", Decimal("99.5")),
        (
            "application_form",
            "minerals",
            "Cobalt, rare earth elements; iron",
            ("cobalt", "rare_earth_elements", "unlisted:iron"),
        ),
        ("application_form", "single_phase", "हाँ", "yes"),
        ("application_form", "process_level", "l2", "L2"),
        ("application_form", "state", "tamil nadu", "Tamil Nadu"),
        (
            "pollution_board_authorisation",
            "issuing_board",
            "Karnataka State Pollution Control Board",
            "Karnataka State Pollution Control Board",
        ),
        ("pollution_board_authorisation", "validity", "Until cancelled", "until_cancelled"),
        ("gmr_certificate", "financial_year", "FY 2024-2025", "2024-25"),
        ("sales_ledger", "entries[0].hsn", "28 36", "2836"),
        ("gst_registration", "legal_name", "  Kaveri  Urban Mining\nPvt Ltd ", "Kaveri Urban Mining Pvt Ltd"),
    ],
)
def test_a_value_is_taken_as_its_field_asks(document_type, path, raw, value):
    assert typed(document_type, path, raw) == value


@pytest.mark.parametrize(
    ("document_type", "path", "raw", "told"),
    [
        ("capex_statement", "total_amount", "1,23", "an amount such as"),
        ("capex_statement", "total_amount", "5 lakh or 6 lakh", "an amount such as"),
        ("capex_statement", "total_amount", datetime(2026, 2, 1), "made the date"),
        ("application_form", "application_date", "13-13-2026", "the day first"),
        ("application_form", "capacity_tpa", "20 TPD", "tonnes a year"),
        ("application_form", "process_level", "L9", "is not one of"),
        ("application_form", "pan", "ABCDE1234", "has not the form of a PAN"),
        ("gst_registration", "gstin", "29AAACB1234C1Z5", "check digit"),
        ("gmr_certificate", "financial_year", "last year", "financial year"),
        ("sales_ledger", "entries[0].hsn", "lithium", "HSN"),
        ("sales_ledger", "entries[0].colour", "red", "it has entries[0]."),
        ("gst_registration", "legal_name", "x" * 600, "longer than 500"),
        ("gst_registration", "legal_name", " ", "empty"),
        ("unknown", "total_amount", "5", "not a field of this document"),
    ],
)
def test_what_is_no_value_of_its_field_says_what_was_expected(document_type, path, raw, told):
    with pytest.raises(NotAValue, match=told.replace("[", r"\[").replace(".", r"\.")):
        typed(document_type, path, raw)


@pytest.mark.parametrize(
    ("document_type", "path", "value"),
    [
        ("capex_statement", "total_amount", Decimal("1234567.50")),
        ("application_form", "product_purity_percent", Decimal("99.5")),
        ("application_form", "application_date", date(2026, 1, 2)),
        ("application_form", "minerals", ("cobalt", "unlisted:iron")),
        ("application_form", "capacity_tpa", Decimal("6000.25")),
    ],
)
def test_a_decision_as_the_next_worksheet_shows_it_is_read_as_the_same_value(document_type, path, value):
    assert typed(document_type, path, in_words(value, unit_of(document_type, path))) == value


def test_every_field_that_can_be_read_has_a_grammar():
    for name, kind in document_types().types.items():
        for field in kind.fields:
            assert kind_of(name, field)
        for spec in table_specs(name):
            for column in spec.columns:
                assert kind_of(name, f"{spec.name}[0].{column}")
