"""What a consent grants in one sentence: the activity, how much waste it takes, and what is made of it."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import p, paper, title

HEAD = (
    title("Gujarat Pollution Control Board"),
    title("CONSENT ORDER", 12),
    p("Consent No. GPCB/CTO/4471/2026 Date of issue: 09/02/2026"),
    p("M/s Meghdoot Cathode Works Private Limited, Plot No. 31/B, Industrial Estate, Halol, Gujarat - 389350."),
    p("Under section 25 of the Water (Prevention and Control of Pollution) Act, 1974 and the Air Act, 1981."),
)


def consent(tmp_path, *lines):
    return read_document(paper(tmp_path / "consent.pdf", *HEAD, *map(p, lines)))


@pytest.mark.parametrize(
    ("lines", "activity", "capacity"),
    [
        (
            ["Consent is hereby granted for crushing and leaching of spent lithium-ion batteries, the quantity of "
             "spent batteries taken up in the plant being limited to 7,200 tonnes per annum."],
            "crushing and leaching of spent lithium-ion batteries",
            7200,
        ),
        (
            ["Consent is granted for:", "1. Processing of spent magnets: 12,000 MT/A.", "2. Valid up to 31/05/2029."],
            "Processing of spent magnets",
            12000,
        ),
        (
            ["a. Activity: Recycling of printed circuit boards", "b. Total waste: not more than 500 MT per month"],
            "Recycling of printed circuit boards",
            6000,
        ),
        (
            ["(i) Activity permitted: Recovery of (a) Copper (b) Nickel from e-waste", "(ii) Quantity: 5,000 TPA"],
            "Recovery of (a) Copper (b) Nickel from e-waste",
            5000,
        ),
        (["The unit is engaged in: (a) smelting of tin scrap, input 9,000 MT a year."], "smelting of tin scrap", 9000),
    ],
)  # fmt: skip
def test_an_activity_ends_before_its_quantity_and_before_the_next_line_of_a_list(tmp_path, lines, activity, capacity):
    fields = consent(tmp_path, *lines).fields
    assert fields["activity"].value == activity
    assert fields["capacity_tpa"].value == capacity


@pytest.mark.parametrize(
    ("lead", "capacity"),
    [
        ("(from 500 tonnes per month of spent magnets processed)", 6000),
        ("by processing 3,600 MT per annum of spent catalyst", 3600),
        ("(from 12 MT per month of lime)", None),
    ],
)
def test_the_waste_that_products_are_made_from_is_the_capacity(tmp_path, lead, capacity):
    fields = consent(tmp_path, f"Details of products manufactured {lead} are enclosed.").fields
    found = fields.get("capacity_tpa")
    assert (found and found.value) == capacity


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("Consent is granted for the manufacture of Cobalt sulphate 1,050 TPA, Tin 640 TPA and Nickel salts 890 TPA.",
         [("Cobalt sulphate", 1050), ("Tin", 640), ("Nickel salts", 890)]),
        ("It may manufacture Tin ingot 12 MT/month and Silver 0.4 MT/month from 2,400 MT of e-waste a year.", []),
        ("The unit is permitted to manufacture Tin ingot 12 MT/month and Silver 0.4 MT/month from 2,400 MT of e-waste.",
         [("Tin ingot", 12), ("Silver", Decimal("0.4"))]),
        ("Consent is granted for the production of nickel sulphate 96 TPA.", []),
        ("Consent is granted for the production of nickel sulphate and tin 96 TPA from spent catalyst.", []),
    ],
)  # fmt: skip
def test_products_of_a_sentence_without_a_colon_are_rows_in_doubt(tmp_path, sentence, rows):
    found = consent(tmp_path, sentence).tables.get("products", ())
    assert [(row.fields["product"].value, row.fields["quantity"].value) for row in found] == rows
    assert all(field.confidence < SURE for row in found for field in row.fields.values())


@pytest.mark.parametrize(
    ("granted", "activity"),
    [
        ("is hereby granted an authorisation based on the enclosed signed inspection report for reception, treatment "
         "and recycling of hazardous or other wastes on the premises situated at Survey No. 8.",
         "reception, treatment and recycling"),
        ("is hereby granted an authorisation for reception, dismantling of the following wastes:",
         "reception, dismantling"),
    ],
)  # fmt: skip
def test_what_form_2_grants_an_authorisation_for_is_the_activity_in_doubt(tmp_path, granted, activity):
    found = read_document(
        paper(
            tmp_path / "f.pdf",
            title("GUJARAT POLLUTION CONTROL BOARD"),
            p("FORM 2 [See rule 6(2)]"),
            p("Number of authorisation and date of issue: GPCB/HWM/88/2026/55120,17.02.2026"),
            p("Grant of authorisation under the Hazardous and Other Wastes Rules, 2016"),
            p(f"M/s Narmada Tin Private Limited, Survey No. 8, Dahej, Bharuch - 392130 {granted}"),
            p("The order is valid to process 640 T/month of tin dross in all."),
        )
    ).fields
    assert found["activity"].value == activity and found["activity"].confidence < SURE
    assert found["authorisation_number"].value == "GPCB/HWM/88/2026/55120"
    assert found["issue_date"].value == date(2026, 2, 17)
    assert found["capacity_tpa"].value == Decimal(7680)


@pytest.mark.parametrize(
    ("sentence", "activity"),
    [
        ("Consent to establish is granted under section 25 in favour of Kosi Tin Private Limited for tin scrap "
         "recycling unit at Plot No. 4, Mouza Berhampur, Dist. Ganjam.", "tin scrap recycling unit"),
        ("Consent is granted to Kosi Tin Private Limited for a term of five years at its unit.", None),
        ("The order in favour of Kosi Tin Private Limited for discharge of effluent at the outlet is annexed.", None),
    ],
)  # fmt: skip
def test_what_a_consent_in_favour_of_somebody_is_for_is_the_activity_in_doubt(tmp_path, sentence, activity):
    found = consent(tmp_path, sentence).fields.get("activity")
    assert (found and found.value) == activity
    assert found is None or found.confidence < SURE
