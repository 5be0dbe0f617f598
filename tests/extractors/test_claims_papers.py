"""What the papers of a claim say in places of their own: a row of companies, a subject, the end of a sentence."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from extractors.cite import Source
from extractors.document_text import Text
from extractors.engine import read_fields
from extractors.layout import lay_out
from records.readings import SURE
from reference.document_types import document_types
from tests.extractors.papers import grid, p, page_of, paper, title

OF_REVENUE = (
    title("Certificate of Global Manufacturing Revenue"),
    p("Certified from the audited accounts of FY 2025-26."),
)
COMPANIES = [
    ["Company", "Relation", "Revenue (Rs.)"],
    ["Palar Cathode Works Private Limited", "Applicant", "1,48,30,05,443.60"],
    ["Palar Trading Private Limited", "Subsidiary", "12,20,00,000.00"],
    ["Total GMR", "", "1,60,50,05,443.60"],
]
SIGNED = (p("V. Meenakshi Sundari"), p("Partner, Membership No. 236184"), p("UDIN: 26236184KSQLRB5168"))


def read(tmp_path, *flowables):
    return read_document(paper(tmp_path / "paper.pdf", *flowables)).fields


def test_the_applicant_of_a_certificate_of_revenue_is_named_in_its_row(tmp_path):
    fields = read(tmp_path, *OF_REVENUE, grid(COMPANIES, [230, 90, 130]), *SIGNED)
    assert fields["entity_name"].value == "Palar Cathode Works Private Limited"
    assert fields["entity_name"].confidence >= SURE


def test_sales_alone_are_not_the_revenue_that_the_row_and_the_sum_state(tmp_path):
    parts = p(
        "The revenue of the applicant consists of sales of products of Rs. 1,46,00,05,443.60 and of other income."
    )
    fields = read(tmp_path, *OF_REVENUE, grid(COMPANIES, [230, 90, 130]), parts, *SIGNED)
    assert fields["entity_revenue"].value == Decimal("1483005443.60")


@pytest.mark.parametrize("ending", ["holding company.", "holding company"])
def test_who_signs_below_no_holding_company_is_none(tmp_path, ending):
    told = p(
        "According to the records that were shown to us the applicant, whose accounts are audited by us, has no\n"
        + ending
    )
    assert "holding_company" not in read(tmp_path, *OF_REVENUE, grid(COMPANIES, [230, 90, 130]), told, *SIGNED)


def test_a_certificate_on_the_basis_of_books_names_whom_it_certifies(tmp_path):
    told = p(
        "We certify on the basis of audited books that Palar Lithium LLP earned a total revenue of "
        "Rs. 1,12,86,40,552.00 in the financial year 2025-26."
    )
    assert read(tmp_path, OF_REVENUE[0], told, *SIGNED)["entity_name"].value == "Palar Lithium LLP"


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("Sub: APPCB - CFE - ", "Palar Cathode Works Private Limited"),
        ("Sub: TNPCB - Consent - CTO - ", "Palar Cathode Works Private Limited"),
        ("Industry Code 2100 ", "Palar Cathode Works Private Limited"),
        ("", "Tata - Palar Cathode Works Private Limited"),
    ],
)
def test_abbreviations_of_a_subject_are_no_part_of_the_name(tmp_path, lead, name):
    fields = read(
        tmp_path,
        title("ANDHRA PRADESH POLLUTION CONTROL BOARD"),
        title("CONSENT ORDER FOR ESTABLISHMENT", 12),
        p("Order No. 2417/APPCB/CFE/2025 Date: 20.11.2025"),
        p(f"{lead}{name}, Plot No. 31, Atchutapuram, Andhra Pradesh 531011 - Consent for Establishment - Reg."),
        p("The Board hereby issues consent for recycling of e-waste, 10,800 tonnes per annum."),
    )
    assert fields["entity_name"].value == name


def test_labels_with_a_colon_apart_under_each_other_are_labels_each():
    rows = [
        [(60, "TEST REPORT")],
        [(60, "Report No."), (160, ": KML/26/118")],
        [(60, "Issued to"), (160, ": Kosi Tin Private Limited")],
        [(60, "Sample"), (160, ": Tin dross, lot 31")],
        [(60, "Received on : 16-04-2026"), (300, "Tested on : 20-04-2026")],
    ]
    report = document_types().types["assay_report"]
    text = Text.of([lay_out(page_of(rows, "text", step=14))])
    fields = read_fields(report, text, Source("0" * 64, "report.pdf")).fields
    assert fields["sample"].value == "Tin dross, lot 31"
    assert fields["entity_name"].value == "Kosi Tin Private Limited"


@pytest.mark.parametrize("heading", ["ENVIRONMENTAL CLEARANCE", "PRIOR ENVIRONMENTAL CLEARANCE"])
def test_the_heading_over_a_name_is_no_part_of_it(tmp_path, heading):
    fields = read(
        tmp_path,
        title("STATE LEVEL ENVIRONMENT IMPACT ASSESSMENT AUTHORITY, ANDHRA PRADESH"),
        p("Order No. SEIAA/AP/IND/10/2025/4471"),
        p("Dated 30.10.2025"),
        p(heading),
        p("Palar Cathode Works Private Limited, Plot No. 31, Atchutapuram, Andhra Pradesh 531011"),
        p("Clearance is accorded under the EIA Notification, 2006 for recycling of e-waste, 10,800 tonnes per annum."),
    )
    assert fields["entity_name"].value == "Palar Cathode Works Private Limited"


def test_a_heading_that_goes_on_with_and_is_read_with_the_line_over_it(tmp_path):
    fields = read(
        tmp_path,
        title("KARNATAKA STATE POLLUTION CONTROL BOARD"),
        p("COMBINED CONSENT ORDER: Consent for Operation under the Water Act, 1974 and the Air Act, 1981\nand "
          "Authorisation under the Hazardous and Other Wastes (Management and Transboundary Movement)\nRules, 2016"),
        p("Combined Consent Order No. AW-351906"),
        p("Date: 07/08/2026"),
        p("Occupier: Palar Cathode Works Private Limited"),
        p("Recycling of e-waste, not exceeding 18,000 tonnes per annum."),
    )  # fmt: skip
    assert fields["authorisation_kind"].value == "combined"


@pytest.mark.parametrize("board", ["WEST BENGAL POLLUTION CONTROL BOARD", "CHANDIGARH POLLUTION CONTROL COMMITTEE"])
def test_form_2_of_any_board_is_a_waste_authorisation_and_names_whom_it_grants_it(tmp_path, board):
    fields = read(
        tmp_path,
        title("FORM 2"),
        p("[See rule 6(2)] Hazardous and Other Wastes (Management and Transboundary Movement) Rules, 2016"),
        p(f"FORM FOR GRANT OF AUTHORISATION BY {board} TO THE OCCUPIERS, RECYCLERS"),
        p("1. Number of authorisation and date of issue: HWA/NDG/2025/3302, dated 04-12-2025"),
        p("2. Palar Refractory Metals Private Limited is hereby granted an authorisation for recycling of spent "
          "catalysts on the premises situated at Plot No. 41, Kalipur - 713208."),
    )  # fmt: skip
    assert fields["authorisation_kind"].value == "hazardous_waste"
    assert fields["entity_name"].value == "Palar Refractory Metals Private Limited"


@pytest.mark.parametrize("unit", ["टन", "लन"], ids=["tonnes", "as OCR reads tonnes"])
def test_the_total_by_its_label_outranks_the_capacity_of_one_kind_of_battery(unit):
    rows = [
        [(60, "पंजीकरण प्रमाण-पत्र बैटरी अपशिष्ट प्रबंधन नियम, 2022 पुनर्चक्रणकर्ता")],
        [(60, "बैटरी का प्रकार"), (260, f"लिथियम-आयन (पोर्टेबल): 3,000 {unit} प्रति वर्ष")],
        [(260, "लिथियम-आयन (विद्युत वाहन): 4,800 टन प्रति वर्ष")],
        [(60, "कुल पुनर्चक्रण क्षमता"), (260, f"7,800 {unit} प्रति वर्ष")],
    ]
    text = Text.of([lay_out(page_of(rows, "ocr", step=16))])
    fields = read_fields(document_types().types["epr_certificate"], text, Source("0" * 64, "r.pdf")).fields
    assert fields["capacity_tpa"].value == 7800


ASSAY = (
    title("TEST REPORT"),
    p("Report No.: PTH/26/2914 | Date: 11-09-2026"),
    p("Customer: Palar Cathode Works Private Limited"),
)


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        ("Concentration of tin in feed: 3.31 %", True),
        ("Feed concentration (tin in feed, dry basis): 3.31 %", True),
        ("Concentration of critical mineral in feed (highest, nickel): 3.31 %", True),
        ("Feed concentration of earlier consignment: 3.31 %", False),
    ],
)
def test_a_mineral_s_name_makes_no_other_result_of_the_concentration_of_the_feed(tmp_path, line, sure):
    results = grid(
        [["Element", "Method", "Percent"], ["Tin (Sn)", "Volumetric", "99.88"], ["Lead (Pb)", "AAS", "0.041"]],
        [150, 150, 90],
    )
    field = read(tmp_path, *ASSAY, results, p(line)).get("feed_concentration_percent")
    assert (field is not None and field.value == Decimal("3.31") and field.confidence >= SURE) is sure


def test_the_place_before_the_registration_of_a_firm_does_not_make_it_another_s(tmp_path):
    fields = read(
        tmp_path,
        title("Prasanna Iyer & Co."),
        p("Chartered Accountants, Visakhapatnam. FRN: 014577S"),
        *OF_REVENUE,
        grid(COMPANIES, [230, 90, 130]),
        *SIGNED,
    )
    assert fields["ca_frn"].value == "014577S" and fields["ca_frn"].confidence >= SURE


@pytest.mark.parametrize(
    ("label", "capacity"),
    [
        ("Capacity (tonnes per annum of e-waste)", 10800),
        ("Capacity (tonnes per annum of lithium-ion battery scrap)", 10800),
    ],
)
def test_the_feed_within_the_unit_of_a_capacity_makes_no_other_of_it(tmp_path, label, capacity):
    rows = [
        ["Name of applicant", "Palar Cathode Works Private Limited"],
        [label, "10,800"],
        ["Incentive mode", "Capex"],
    ]
    field = read(tmp_path, title("APPLICATION FORM - CRITICAL MINERAL RECYCLING INCENTIVE"), grid(rows, [230, 220]))[
        "capacity_tpa"
    ]
    assert field.value == capacity and field.confidence >= SURE


@pytest.mark.parametrize(
    "said",
    [
        "Production from the expanded line started commercially on 17-08-2026.",
        "वाणिज्यिक उत्पादन आरंभ होने की तिथि: 17-08-2026",
    ],
)
def test_the_start_of_production_in_other_words(tmp_path, said):
    fields = read(
        tmp_path,
        title("Chartered Engineer's Certificate"),
        p("Name of the unit: Palar Cathode Works Private Limited"),
        p(said),
        p("Date of certificate: 30-09-2026"),
    )
    assert fields["production_date"].value == date(2026, 8, 17)


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        ("Claim No. CLM/B/2026/019, dated 03/11/2026", True),
        ("Claim No.: CLM/B/2026/019   Dt. 03/11/2026", True),
        ("Claim No.: CLM/B/2026/019   दिनांक / Date: 03/11/2026", True),
        ("Claim No.: CLM/B/2026/019   दिनांक: 03/11/2026", True),
        ("Application No. CMR/APP/2026/0455, dated 03/11/2026", False),
    ],
)
def test_dated_behind_the_claims_own_number_is_its_day(tmp_path, line, sure):
    fields = read(
        tmp_path,
        title("CLAIM FORM - CAPEX SUBSIDY"),
        p(line),
        p("Applicant: Palar Cathode Works Private Limited"),
        p("Period of claim: from 05/01/2026 to 30/09/2026."),
    )
    day = fields.get("claim_date")
    assert (day is not None and day.value == date(2026, 11, 3) and day.confidence >= SURE) is sure


def test_an_answer_that_looks_like_a_label_does_not_take_the_line_below_it():
    rows = [
        [(200, "Certificate of Registration")],
        [(120, "Recycler of Waste Battery under the Battery Waste Management Rules, 2022")],
        [(60, "Registration No."), (260, "GPCB/BWM/RC/2026/00418")],
        [(60, "Category of entity"), (260, "Recycler")],
        [(60, "GSTIN"), (260, "24AAGCV4172L1Z1")],
    ]
    text = Text.of([lay_out(page_of(rows, "text", step=14))])
    fields = read_fields(document_types().types["epr_certificate"], text, Source("0" * 64, "r.pdf")).fields
    assert fields["gstin"].value == "24AAGCV4172L1Z1" and fields["gstin"].confidence >= SURE


@pytest.mark.parametrize(
    ("days", "tonnes"),
    [
        ("Number of working days in a year: 300", 6000),
        ("The unit shall operate for 320 days in a year.", 6400),
        ("कार्य दिवस: 300", 6000),
        ("Working days: 300. Operating days: 330", None),
        ("Number of working days in a week: 6", None),
        ("Storage for not more than 180 days", None),
    ],
)
def test_a_year_is_reckoned_from_a_day_by_the_working_days_of_another_line_in_doubt(tmp_path, days, tonnes):
    fields = read(
        tmp_path,
        title("HARYANA STATE POLLUTION CONTROL BOARD"),
        title("CONSENT TO OPERATE", 12),
        p("Consent No. HSPCB/2026/4471 Date of issue: 11/03/2026"),
        p("Name of the unit: Palar Cathode Works Private Limited"),
        p("Capacity: 20 Metric Tonnes/Day of spent lithium-ion batteries"),
        p(days),
    )
    field = fields.get("capacity_tpa")
    assert (field and (field.value, field.is_doubtful)) == ((tonnes, True) if tonnes else None)


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("Order No. SEIAA/AP/IND/2025/4471", "Proposal No. SIA/AP/IND3/534490/2025"), "SEIAA/AP/IND/2025/4471"),
        (("Proposal No. SIA/AP/IND3/534490/2025", "Order No. SEIAA/AP/IND/2025/4471"), "SEIAA/AP/IND/2025/4471"),
        (("Proposal No. SIA/AP/IND3/534490/2025",), "SIA/AP/IND3/534490/2025"),
    ],
)
def test_the_number_of_a_proposal_serves_a_clearance_that_prints_no_other(tmp_path, lines, number):
    fields = read(
        tmp_path,
        title("STATE LEVEL ENVIRONMENT IMPACT ASSESSMENT AUTHORITY, ANDHRA PRADESH"),
        title("ENVIRONMENTAL CLEARANCE", 12),
        *map(p, lines),
        p("Dated 30.10.2025"),
        p("Clearance is accorded under the EIA Notification, 2006 to Palar Cathode Works Private Limited."),
    )
    assert fields["clearance_number"].value == number and fields["clearance_number"].confidence >= SURE


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("At the rate of 20 per cent the amount claimed is Rs. 8,79,74,000.00.", True),
        ("The subsidy now claimed works out to Rs. 8,79,74,000.00.", True),
        ("The amount claimed earlier was Rs. 8,79,74,000.00.", False),
    ],
)
def test_what_the_amount_claimed_is(tmp_path, sentence, sure):
    found = read(
        tmp_path,
        p("Claim No.: CMR/CLM/2026-27/0046   Date of Claim: 4 November 2026"),
        p("Subject: First claim of capex subsidy against Application Number CMR/APP/2025-26/0088"),
        p(
            "Sir, we, M/s Beas Circuits Limited, claim under the critical minerals recycling incentive scheme. "
            + sentence
        ),
    ).get("amount_claimed")
    assert (found is not None and found.confidence >= SURE) is sure
