"""Applications, approvals and claims under the scheme, each in its own hand and read whole: every value."""

import pytest

from extractors import read_document
from tests.extractors.papers import gap, grid, heading, p, paper, title
from tests.extractors.whole_papers import Papers, assert_evidence_on_the_page, assert_read_whole

PAPERS = Papers()


@PAPERS.printed(
    "application_form",
    application_number="CMR/2025/00123",
    application_date="2025-12-15",
    applicant_name="Sahyadri E-Waste Metals Private Limited",
    cin="U38200MH2021PTC123456",
    pan="AAPFU0939F",
    gstin="27AAPFU0939F1ZV",
    unit_address="Gat No. 88/1, Village Sanaswadi, Taluka Shirur, District Pune, Maharashtra 412208",
    state="Maharashtra",
    unit_type="expansion",
    recycling_stream="e_waste",
    process_level="L3",
    process_route="Hydrometallurgical leaching, solvent extraction and electrowinning",
    minerals=["platinum_group_elements", "tin", "tantalum", "unlisted:Copper"],
    capacity_tpa="12500",
    proposed_investment="1124000000.00",
    incentive_mode="hybrid",
    environmental_clearance_required="no",
    single_phase="yes",
    expected_production_date="2026-10-01",
    feed_concentration_percent="4.2",
    product_purity_percent="99.5",
    recovery_yield_percent="92",
    signatory_name="Arvind Kulkarni",
)
def app1():
    return [
        title("APPLICATION FORM"),
        p("Incentive Scheme for Promotion of Critical Minerals Recycling", align=1),
        grid(
            [
                ["S. No.", "Particulars", "Details"],
                ["1", "Application Number", "CMR/2025/00123"],
                ["2", "Date of Application", "15/12/2025"],
                ["3", "Name of the Applicant", "Sahyadri E-Waste Metals Private Limited"],
                ["4", "CIN", "U38200MH2021PTC123456"],
                ["5", "PAN", "AAPFU0939F"],
                ["6", "GSTIN", "27AAPFU0939F1ZV"],
                [
                    "7",
                    "Address of the unit",
                    "Gat No. 88/1, Village Sanaswadi, Taluka Shirur, District Pune, Maharashtra 412208",
                ],
                ["8", "State", "Maharashtra"],
                ["9", "Type of unit", "[ ] New  [x] Expansion  [ ] Modernisation  [ ] Diversification"],
                ["10", "Recycling stream", "E-waste"],
                ["11", "Process level", "L3"],
                ["12", "Process route", "Hydrometallurgical leaching, solvent extraction and electrowinning"],
                ["13", "Critical minerals to be recovered", "Palladium, Tin, Tantalum, Copper"],
                ["14", "Proposed capacity (MTPA)", "12,500"],
                ["15", "Proposed investment (Rs. in crore)", "112.40"],
                ["16", "Mode of incentive", "Capex and Opex (Hybrid)"],
                ["17", "Whether environmental clearance is required", "No"],
                ["18", "Whether the investment is in a single phase", "Yes"],
                ["19", "Expected date of commencement of commercial production", "01.10.2026"],
                ["20", "Concentration of critical minerals in feed (%)", "4.2"],
                ["21", "Purity of final product (%)", "99.5"],
                ["22", "Recovery yield (%)", "92"],
            ],
            [35, 200, 250],
        ),
        gap(),
        p("For Sahyadri E-Waste Metals Private Limited"),
        p("(Arvind Kulkarni)"),
        p("Managing Director"),
    ]


@PAPERS.printed(
    "application_form",
    application_number="JNARDDC/CMRS/B/0042",
    application_date="2026-01-31",
    applicant_name="Vindhya Cell Recovery LLP",
    pan="AAAFV1234K",
    gstin="23AAPFU0939F1Z3",
    unit_address="Plot 14, Mandideep Industrial Area, Raisen, Madhya Pradesh - 462046",
    state="Madhya Pradesh",
    unit_type="new",
    recycling_stream="lib_scrap",
    process_level="R4",
    minerals=["lithium", "cobalt", "nickel", "graphite", "unlisted:Manganese"],
    capacity_tpa="6000",
    proposed_investment="387500000.00",
    incentive_mode="capex",
    environmental_clearance_required="yes",
    single_phase="yes",
    expected_production_date="2027-03-15",
    feed_concentration_percent="18.5",
    product_purity_percent="99.8",
    recovery_yield_percent="95",
    signatory_name="Meera Joshi",
)
def app2():
    return [
        title("आवेदन पत्र / Application for Incentive", 13),
        p("क्रांतिक खनिज पुनर्चक्रण प्रोत्साहन योजना (Critical Mineral Recycling)", align=1),
        p("Application Ref. No. : JNARDDC/CMRS/B/0042        Dated : 31st January, 2026"),
        heading("Part A – Details of the Applicant"),
        p("(a) Name of the Applicant / आवेदक का नाम : M/s. Vindhya Cell Recovery LLP"),
        p("(b) LLPIN: AAB-1234   PAN: AAAFV1234K   GSTIN: 23AAPFU0939F1Z3"),
        p(
            "(c) Location of the proposed unit / इकाई का पता : Plot 14, Mandideep Industrial Area, "
            "Raisen, Madhya Pradesh - 462046"
        ),
        p("(d) Nature of project : Greenfield"),
        p("(e) Feedstock : Spent Lithium-ion batteries (LIB)"),
        p("(f) Recycling level : R4 (end to end)"),
        heading("Part B"),
        p("Minerals : Lithium, Cobalt, Nickel, Graphite and Manganese"),
        p("Total proposed investment : ₹ 38.75 Crore"),
        p("Annual recycling capacity : 6,000 tonnes per annum"),
        p("Incentive sought : Capex"),
        p("Environment Clearance required : Yes"),
        p("Single phase investment : Yes"),
        p("Expected start of production : March 15, 2027"),
        p("Product purity : 99.8 %    Recovery yield : 95 %   Feed concentration : 18.5 %"),
        p("Name of authorised signatory : Meera Joshi"),
    ]


@PAPERS.printed(
    "application_form",
    application_number="CMR/2025-26/EW/0431",
    application_date="2026-01-14",
    applicant_name="Penna Circuit Reclaimers Limited",
    recycling_stream="e_waste",
    process_route="Pyro and electro-refining",
    capacity_tpa="8400",
    incentive_mode="opex",
    environmental_clearance_required="no",
    expected_production_date="2026-09-04",
    feed_concentration_percent="3.1",
    minerals=["tin", "indium"],
)
def application_in_short():
    return [
        title("APPLICATION FORM - CRITICAL MINERALS RECYCLING"),
        grid(
            [
                ["Appl. No.", "CMR/2025-26/EW/0431"],
                ["Appl. dt.", "14/01/2026"],
                ["Applicant", "Penna Circuit Reclaimers Limited"],
                ["Stream", "E-waste"],
                ["Route", "Pyro and electro-refining"],
                ["Critical minerals", "Tin, Indium"],
                ["Installed cap. (tonnes of e-waste processed per annum)", "8,400"],
                ["Mode", "Opex"],
                ["Env. clearance reqd.", "No"],
                ["Expected prod.", "04/09/2026"],
                ["Conc. of individual critical mineral in feed (%)", "3.1"],
            ],
            [130, 250],
        ),
    ]


@PAPERS.printed(
    "application_form",
    application_number="CMR/2025-26/LIB/0955",
    application_date="2025-12-18",
    applicant_name="Tungabhadra Metal Renewal Limited",
    recycling_stream="lib_scrap",
    minerals=["lithium", "cobalt", "nickel"],
    capacity_tpa="11000",
    proposed_investment="1425000000.00",
    incentive_mode="capex",
    single_phase="yes",
    feed_concentration_percent="21.5",
)
def application_in_prose():
    return [
        title("Tungabhadra Metal Renewal Limited"),
        p("18th December 2025"),
        p("Sub: Application under the Incentive Scheme for Promotion of Critical Minerals Recycling -"),
        p("Application No. CMR/2025-26/LIB/0955"),
        p(
            "We run a lithium-ion battery scrap recycling unit. The critical minerals recovered are lithium, cobalt "
            "and nickel. The capacity will be 11,000 tonnes per annum. "
            "The proposed investment is Rs. 142.50 crore, to be "
            "incurred in a single phase. We opt for the capex incentive only. The concentration of any individual "
            "critical mineral in the feed does not exceed 21.5 per cent."
        ),
    ]


@PAPERS.printed(
    "approval_letter",
    letter_number="15/7/2025-CMR (Pt-II)",
    applicant_name="Sahyadri E-Waste Metals Private Limited",
    approval_date="2026-03-24",
    conditions=(
        "(i) the unit shall commence production within the scheme period; (ii) a valid EPR "
        "registration shall be obtained"
    ),
    group="B",
)
def appr():
    return [
        title("Government of India"),
        title("Ministry of Mines", 12),
        p("F. No. 15/7/2025-CMR (Pt-II)"),
        p("Dated the 24th March, 2026"),
        p("To,"),
        p("M/s Sahyadri E-Waste Metals Private Limited"),
        p("Gat No. 88/1, Village Sanaswadi, Pune 412208"),
        p("Subject: Approval under the Incentive Scheme for Promotion of Critical Minerals Recycling - reg."),
        p("Sir,"),
        p(
            "I am directed to refer to your application No. CMR/2025/00123 dated 15.12.2025 and to "
            "convey the approval of the Executive Committee in its 3rd meeting held on 18.03.2026 "
            "under Group B, subject to the following conditions: (i) the unit shall commence "
            "production within the scheme period; (ii) a valid EPR registration shall be obtained."
        ),
    ]


@PAPERS.printed(
    "claim_form",
    claim_number="CLM/2026/017",
    claim_date="2026-10-12",
    applicant_name="Konkan Urban Mining Private Limited",
    application_number="CMR/2025/00077",
    period_from="2026-04-01",
    period_to="2026-09-30",
    amount_claimed="82470000.00",
    opex_claimed="0.00",
)
def claim():
    return [
        title("CLAIM FORM FOR DISBURSEMENT OF INCENTIVE"),
        p("Incentive Scheme for Promotion of Critical Mineral Recycling", align=1),
        grid(
            [
                ["Claim No.", "CLM/2026/017"],
                ["Claim Date", "12/10/2026"],
                ["Name of the claimant", "Konkan Urban Mining Private Limited"],
                ["Application No.", "CMR/2025/00077"],
                ["Claim period", "01.04.2026 to 30.09.2026"],
                ["Capex subsidy claimed (Rs.)", "8,24,70,000"],
                ["Opex subsidy claimed", "Nil"],
            ],
            [200, 250],
        ),
    ]


@PAPERS.printed(
    "claim_form",
    claim_number="TMR/CL/2026/3",
    claim_date="2026-11-02",
    applicant_name="Tungabhadra Metal Renewal Limited",
    application_number="CMR/2025-26/LIB/0977",
    period_from="2025-10-06",
    period_to="2026-09-21",
    amount_claimed="214500000.00",
)
def claim_in_a_letter():
    return [
        title("Tungabhadra Metal Renewal Limited"),
        p("Claim No. TMR/CL/2026/3"),
        p("Date: 2nd November 2026"),
        p("Sub: First claim of capex incentive, Application No. CMR/2025-26/LIB/0977"),
        p(
            "Sir, We, Tungabhadra Metal Renewal Limited, claim an amount of Rs. 21,45,00,000 towards the capital "
            "expenditure incurred during the period from 6th October 2025 to 21st September 2026."
        ),
    ]


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_read_whole(name, tmp_path):
    assert_read_whole(PAPERS[name], tmp_path)


@pytest.mark.parametrize("name", PAPERS)
def test_evidence_is_on_the_page_and_says_what_is_printed(name, tmp_path):
    assert_evidence_on_the_page(PAPERS[name], tmp_path)


def test_row_of_a_form_that_nothing_reads_is_told_but_not_its_foot(tmp_path):
    rows = [
        ["Application No.", "CMR/2025-26/EW/0431"],
        ["Applicant", "Penna Circuit Reclaimers Limited"],
        ["Moonlight allowance", "Forty"],
        ["Critical minerals", "Tin, Indium"],
        ["State", "Telangana"],
    ]
    blocks = [title("APPLICATION FORM - CRITICAL MINERALS RECYCLING"), grid(rows, [130, 250])]
    reading = read_document(paper(tmp_path / "a.pdf", *blocks, gap(), p("Printed from portal on 12-11-2026 10:42")))
    unused = [it.message for it in reading.warnings if it.code == "unused_label"]
    assert unused == ['Nothing reads the label "Moonlight allowance" (Forty).']
