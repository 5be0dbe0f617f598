"""What a paper says of another place, unit or year is not its own, also where its own is not printed."""

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import p, paper, title

PLACE = "Plot No. C-68, Industrial Area No. 3, Pithampur, Dhar, Madhya Pradesh - 454775"
OWN = "Plot No. 164, RIICO Industrial Area, Neemrana, Alwar, Rajasthan - 301705"


def consent(tmp_path, *lines):
    blocks = (
        title("RAJASTHAN STATE POLLUTION CONTROL BOARD"),
        title("Consent to Operate"),
        p("under the Water (Prevention & Control of Pollution) Act, 1974 and the Air Act, 1981"),
        p("1. Consent Order No.: FPG-36695"),
        p("2. Date of issue: 15/02/2026"),
        p("3. Name of the unit: Samvardhika Resource Recovery Private Limited"),
        *(p(f"{number}. {line}") for number, line in enumerate(lines, 4)),
        p("9. Valid up to: 08/05/2029"),
    )
    return read_document(paper(tmp_path / "consent.pdf", *blocks)).fields


def is_held(fields, name):
    return name not in fields or fields[name].confidence < SURE


@pytest.mark.parametrize("label", ["Head office address", "Registered office address", "Address of earlier unit"])
def test_the_address_of_another_place_is_never_surely_the_units(label, tmp_path):
    assert is_held(consent(tmp_path, f"{label}: {PLACE}"), "unit_address")
    fields = consent(tmp_path, f"{label}: {PLACE}", f"Address of the unit: {OWN}")
    assert fields["unit_address"].value == OWN


def test_the_capacity_of_a_plant_called_by_a_place_that_the_paper_does_not_know(tmp_path):
    assert is_held(
        consent(tmp_path, "Annexure B: Recycling capacity of the Kadi plant 12950 MT per annum."), "capacity_tpa"
    )
    fields = consent(
        tmp_path, f"Address of the unit: {OWN}", "Recycling capacity of the Neemrana plant 4700 MT per annum"
    )
    assert fields["capacity_tpa"].value == 4700 and fields["capacity_tpa"].confidence >= SURE


@pytest.mark.parametrize("which", ["Proposed", "Recycling", "Existing"])
def test_the_kind_of_a_plant_is_no_place(which, tmp_path):
    fields = consent(tmp_path, f"Recycling capacity of the {which} plant 4700 MT per annum")
    assert fields["capacity_tpa"].value == 4700 and fields["capacity_tpa"].confidence >= SURE


@pytest.mark.parametrize("lead", ["Comparative period", "Corresponding previous period"])
def test_the_period_that_a_ledger_is_compared_with_is_not_its_own(lead, tmp_path):
    blocks = (
        title("Sales Register"),
        p("Company name : Parivartika Urban Mining Private Limited"),
        p("Our GSTIN : 24DLXCP9541P1ZL"),
        p(f"{lead} : 30 April 2024 to 30 January 2025"),
        p("Invoice wise sales as per books of account. Total taxable value : Rs. 71,88,27,803"),
    )
    fields = read_document(paper(tmp_path / "sales.pdf", *blocks)).fields
    assert is_held(fields, "period_to") and is_held(fields, "period_from")
