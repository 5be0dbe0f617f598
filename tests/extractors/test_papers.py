"""Papers of every type in hands of their own, each read whole: type, status and every value.

The expected values were read from the papers, reviewed field by field; a value that is not printed is not there.
"""

import pytest

from extractors import read_document
from records.serialise import plain
from tests.extractors.papers import gap, grid, heading, p, paper, title

PAPERS = {}


def printed(document_type, **values):
    """Register a paper: the function draws its blocks, the values are what a person reads on it."""

    def register(blocks):
        PAPERS[blocks.__name__] = (blocks, document_type, values)
        return blocks

    return register


@printed(
    "pollution_board_authorisation",
    authorisation_number="AWE-55589",
    issuing_board="Madhya Pradesh Pollution Control Board",
    authorisation_kind="combined",
    entity_name="Narmada Circular Metals Pvt. Ltd.",
    unit_address="Plot No. 44-A, Industrial Area Phase II, Pithampur, Dist. Dhar 454775",
    issue_date="2026-04-05",
    valid_until="2031-07-31",
    capacity_tpa="12000",
    pollution_category="red",
    validity="dated",
)
def cto_mp():
    return [
        title("M.P. Pollution Control Board"),
        p("E-5, Arera Colony, Paryavaran Parisar, Bhopal", align=1),
        title("Consent Order", 12),
        p("RED-LARGE  CCA-Fresh  CONSENT NO: ***  PCB ID: 20138"),
        p("Outward No:115165,05/04/2026   Consent No:AWE-55589   NO: /MPPCB/IND"),
        p("To,"),
        p("The Occupier,"),
        p(
            "M/s. Narmada Circular Metals Pvt. Ltd., Plot No. 44-A, Industrial Area Phase II, "
            "Pithampur, Dist. Dhar 454775, Latitude : 22.68 Longitude : 75.90"
        ),
        p(
            "Subject: Grant of Consent to Operate under section 25 of the Water (Prevention & "
            "Control of Pollution) Act, 1974 & under section 21 of the Air (Prevention & Control of "
            "Pollution) Act, 1981 and Authorization under Hazardous and Other Wastes (Management & "
            "Transboundary Movement) Rules, 2016"
        ),
        p("Ref: Your Consent to Operate Application Receipt No. 1129389 Dt. 06/03/2026"),
        p(
            "With reference to your above application, M.P. Pollution Control Board has agreed to "
            "grant consent up to 31/07/2031, subject to the conditions. The fee is adequate upto "
            "31.03.2027."
        ),
        p("a. Location: Plot No. 44-A, Industrial Area Phase II, Pithampur"),
        p("b. The capital investment in lakhs: Rs. 4180"),
        p("c. Product & Production Capacity:"),
        grid([["Product", "Qty / year"], ["Recycle & Reprocessing of E-waste", "12000 M.T"]], [250, 150]),
    ]


@printed(
    "pollution_board_authorisation",
    authorisation_number="AWH-118822",
    issuing_board="Gujarat Pollution Control Board",
    authorisation_kind="combined",
    entity_name="Sabarmati Black Mass Recyclers LLP",
    unit_address="Survey No. 210/2, GIDC Estate, Dahej, Dist. Bharuch, Gujarat - 392130",
    issue_date="2026-02-14",
    activity="Recycling of spent lithium ion batteries",
    capacity_tpa="6000",
    pollution_category="red",
    validity="until_cancelled",
)
def cto_form():
    return [
        title("Gujarat Pollution Control Board"),
        title("CONSOLIDATED CONSENT AND AUTHORISATION (CC&A)", 12),
        grid(
            [
                ["1.", "Consent Order No.", "AWH-118822"],
                ["2.", "Date of Issue", "14.02.2026"],
                ["3.", "Name of the Unit / इकाई का नाम :", "M/s Sabarmati Black Mass Recyclers LLP"],
                ["4.", "Address of Unit", "Survey No. 210/2, GIDC Estate, Dahej, Dist. Bharuch, Gujarat - 392130"],
                ["5.", "Activity", "Recycling of spent lithium ion batteries"],
                ["6.", "Capacity", "500 MT/month of battery scrap"],
                ["7.", "Category", "Red"],
                ["8.", "Validity", "Valid until cancelled"],
            ],
            [30, 180, 270],
        ),
    ]


@printed(
    "pollution_board_authorisation",
    authorisation_number="16687/UPPCB/Circle1(UPPCBHO)/HWM/HAPUR/2025",
    issuing_board="Uttar Pradesh Pollution Control Board",
    authorisation_kind="hazardous_waste",
    entity_name="Hapur Rare Metals Private Limited",
    unit_address="Khasra No. 112, Village Achheja, Tehsil Hapur, District HAPUR",
    issue_date="2025-03-28",
    valid_until="2030-03-28",
    validity="term",
)
def hw():
    return [
        title("U.P. Pollution Control Board"),
        p("Ref. No : 16687/UPPCB/Circle1(UPPCBHO)/HWM/HAPUR/2025"),
        p("Dated :28/03/2025"),
        p("To, M/s Hapur Rare Metals Private Limited, Khasra No. 112, Village Achheja, Tehsil :Hapur District :HAPUR"),
        p(
            "Sub :- Authorisation issued under the provisions of Hazardous and Other Wastes "
            "(Management and Transboundary Movement) Rules, 2016"
        ),
        p(
            "1. The authorization shall be valid for a period of Five Year from the date of issue, "
            "if not suspended or cancelled earlier."
        ),
        p("2. The authorised person shall comply with the provisions of the Environment (Protection) Act."),
    ]


@printed(
    "epr_certificate",
    registration_number="DOR-2025-00417-R",
    issuing_authority="Central Pollution Control Board",
    entity_name="Konkan Urban Mining Private Limited",
    unit_address="Plot No. B-17, MIDC Lote Parshuram, Taluka Khed, District Ratnagiri, Maharashtra 415722",
    rule_set="e_waste_2022",
    entity_category="recycler",
    capacity_tpa="14400",
    issue_date="2025-07-17",
    valid_until="2030-07-17",
    gstin="27AAPFU0939F1ZV",
    validity="term",
)
def epr():
    return [
        title("Central Pollution Control Board"),
        p("(Ministry of Environment, Forest and Climate Change)", align=1),
        title("CERTIFICATE OF REGISTRATION", 12),
        p("Registration No.: DOR-2025-00417-R                                Date of Issue: 17-Jul-2025"),
        p(
            "This is to certify that M/s Konkan Urban Mining Private Limited, having its facility at "
            "Plot No. B-17, MIDC Lote Parshuram, Taluka Khed, District Ratnagiri, Maharashtra 415722 "
            "has been registered as Recycler under the E-Waste (Management) Rules, 2022 with a "
            "recycling capacity of 14,400 MTA. This registration is valid for five years from the "
            "date of issue."
        ),
        p("GSTIN: 27AAPFU0939F1ZV"),
        p("EEE Codes: ITEW1, ITEW2"),
    ]


@printed(
    "capex_statement",
    entity_name="Deccan Lithium Recovery Private Limited",
    unit_address="Plot No. 9, MIDC Chakan, Pune, Maharashtra 410501",
    period_from="2025-09-03",
    period_to="2026-08-31",
    total_amount="412350000.00",
    ca_name="Sunita Rao",
    ca_firm="Rao Mehta & Associates",
    ca_membership_number="087931",
    ca_frn="109781W",
    udin="26087931RFIGQT2163",
    certificate_date="2026-09-14",
)
def capex():
    return [
        title("RAO MEHTA & ASSOCIATES"),
        p("Chartered Accountants, 14 Residency Road, Pune 411001", align=1),
        p("TO WHOMSOEVER IT MAY CONCERN", align=1),
        p(
            "This is to certify that M/s Deccan Lithium Recovery Private Limited, having its works "
            "at Plot No. 9, MIDC Chakan, Pune, Maharashtra 410501, has incurred capital expenditure "
            "of Rs. 41,23,50,000/- (Rupees Forty One Crore Twenty Three Lakh Fifty Thousand Only) "
            "during the period 03.09.2025 to 31.08.2026 on plant and machinery for its recycling "
            "unit, as per the statement below."
        ),
        grid(
            [
                ["Sl", "Description", "Head", "Vendor", "Invoice No", "Invoice Date", "Amount (Rs.)"],
                [
                    "1",
                    "Shredder line",
                    "Plant & Machinery",
                    "Hind Machines Ltd",
                    "HM/101",
                    "12.10.2025",
                    "20,00,00,000",
                ],
                [
                    "2",
                    "Leaching reactors",
                    "Plant & Machinery",
                    "Vasai Reactors",
                    "VR-77",
                    "15.01.2026",
                    "21,23,50,000",
                ],
                ["", "Total", "", "", "", "", "41,23,50,000"],
            ],
            [25, 95, 80, 90, 60, 65, 85],
        ),
        gap(),
        p("For Rao Mehta & Associates, Chartered Accountants"),
        p("Firm Registration No. 109781W"),
        p("CA Sunita Rao"),
        p("Partner"),
        p("Membership No. 087931"),
        p("UDIN: 26087931RFIGQT2163"),
        p("Place: Pune"),
        p("Date: September 14, 2026"),
    ]


@printed(
    "gmr_certificate",
    entity_name="Deccan Lithium Recovery Private Limited",
    financial_year="2024-25",
    entity_revenue="624000000.00",
    group_revenue="1213500000.00",
    holding_company="Deccan Chemicals Limited",
    total_gmr="1837500000.00",
    ca_name="R. Venkatesh",
    ca_firm="Iyer & Khanna LLP",
    ca_membership_number="214567",
    ca_frn="004532S/S200011",
    udin="25214567BMABCD1234",
    certificate_date="2025-08-12",
)
def gmr():
    return [
        title("CERTIFICATE OF GLOBAL MANUFACTURING REVENUE"),
        p("(₹ in crore)", align=2),
        grid(
            [
                ["Name of the applicant", "Deccan Lithium Recovery Private Limited"],
                ["Financial Year", "2024-25"],
                ["Revenue of the applicant", "62.40"],
                ["Name of holding company", "Deccan Chemicals Limited"],
                ["Revenue of holding company", "121.35"],
                ["Total GMR", "183.75"],
            ],
            [200, 260],
        ),
        p("For Iyer & Khanna LLP"),
        p("Chartered Accountants (FRN 004532S/S200011)"),
        p("R. Venkatesh, Partner, M. No. 214567"),
        p("UDIN 25214567BMABCD1234"),
        p("Chennai, 12th August 2025"),
    ]


@printed(
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


@printed(
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


@printed(
    "chartered_engineer_certificate",
    engineer_name="S. K. Banerjee",
    engineer_registration="M-1234567",
    entity_name="Konkan Urban Mining Private Limited",
    certificate_date="2026-09-05",
    production_date="2026-08-25",
    installed_capacity_tpa="14400",
    recovery_yield_percent="93.5",
)
def ce():
    return [
        title("Er. S. K. Banerjee"),
        p("B.E. (Metallurgy), MIE, Chartered Engineer, Govt. Regd. Valuer", align=1),
        title("CERTIFICATE", 12),
        p(
            "I, S. K. Banerjee, Chartered Engineer (Registration No. M-1234567), do hereby certify "
            "that I have visited the plant of M/s Konkan Urban Mining Private Limited at Plot No. "
            "B-17, MIDC Lote Parshuram on 02.09.2026 and that commercial production commenced on "
            "25th August, 2026. The installed capacity of the plant is 14,400 MTPA of e-waste and "
            "the recovery yield achieved is 93.5%."
        ),
        p("Date: 05/09/2026"),
        p("Place: Ratnagiri"),
        p("Signature & Seal of Chartered Engineer"),
    ]


@printed(
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


@printed(
    "environmental_clearance",
    clearance_number="EC25B022GJ5412",
    entity_name="Sabarmati Black Mass Recyclers LLP",
    issue_date="2025-11-11",
    valid_until="2035-11-11",
    activity="lithium ion battery recycling plant",
    capacity_tpa="6000",
)
def ec():
    return [
        title("State Environment Impact Assessment Authority, Gujarat"),
        p("File No. SEIAA/GUJ/EC/5(f)/412/2025"),
        p("Date: 11-11-2025"),
        p("To, M/s Sabarmati Black Mass Recyclers LLP, Survey No. 210/2, Dahej"),
        p(
            "Sub: Grant of Environmental Clearance under EIA Notification, 2006 for lithium ion "
            "battery recycling plant – reg."
        ),
        p("Ref: Proposal No. SIA/GJ/IND3/412345/2025"),
        p(
            "The SEIAA hereby accords Environmental Clearance for recycling of 6000 TPA of spent "
            "lithium ion batteries. The validity of this EC is ten years from the date of issue."
        ),
        p("EC Identification No.: EC25B022GJ5412"),
    ]


@printed(
    "sales_ledger",
    entity_name="Sabarmati Black Mass Recyclers LLP",
    gstin="24AAPFU0939F1Z1",
    financial_year="2025-26",
    period_from="2025-04-01",
    period_to="2026-03-31",
    total_taxable_value="2200000.00",
)
def ledger():
    return [
        title("Sabarmati Black Mass Recyclers LLP"),
        p("GSTIN: 24AAPFU0939F1Z1", align=1),
        title("Sales Register", 12),
        p("1-Apr-2025 to 31-Mar-2026", align=1),
        grid(
            [
                [
                    "Date",
                    "Invoice No",
                    "Buyer",
                    "GSTIN",
                    "Product",
                    "HSN",
                    "Qty (kg)",
                    "Rate",
                    "Taxable Value",
                    "IGST",
                    "Total",
                ],
                [
                    "05-04-2025",
                    "S/001",
                    "Cathode Makers Ltd",
                    "27AAPFU0939F1ZV",
                    "Lithium carbonate",
                    "28369100",
                    "1000",
                    "1200.00",
                    "12,00,000.00",
                    "2,16,000.00",
                    "14,16,000.00",
                ],
                [
                    "09-05-2025",
                    "S/002",
                    "Alpha Cells",
                    "29AAPFU0939F1ZR",
                    "Cobalt sulphate",
                    "28332990",
                    "500",
                    "2000.00",
                    "10,00,000.00",
                    "1,80,000.00",
                    "11,80,000.00",
                ],
                ["", "Total", "", "", "", "", "", "", "22,00,000.00", "3,96,000.00", "25,96,000.00"],
            ],
            [48, 38, 52, 66, 50, 46, 36, 42, 54, 48, 56],
            size=6,
        ),
    ]


@printed(
    "pollution_board_authorisation",
    authorisation_number="2025-2026/HDF/6623",
    issuing_board="Rajasthan State Pollution Control Board",
    authorisation_kind="consent_to_establish",
    entity_name="Aravali Resource Recovery Ltd.",
    unit_address="Plot No. SP-4, RIICO Industrial Area, Bhiwadi, Alwar",
    issue_date="2025-10-07",
    valid_until="2030-10-07",
    capacity_tpa="6000",
    validity="term",
)
def cte():
    return [
        title("Rajasthan State Pollution Control Board"),
        p("File No. F(HDF)/Jaipur/4411(1)/2025-2026/117-119"),
        p("Order No. 2025-2026/HDF/6623     Dated: 07/10/2025"),
        p(
            "Sub: Consent to Establish under section 25/26 of the Water (Prevention & Control of "
            "Pollution) Act, 1974 and under section 21(4) of the Air (Prevention & Control of "
            "Pollution) Act, 1981"
        ),
        p(
            "Consent to Establish is hereby granted to M/s Aravali Resource Recovery Ltd., Plot No. "
            "SP-4, RIICO Industrial Area, Bhiwadi, Alwar for a lithium ion battery recycling plant "
            "of capacity 20 TPD (300 working days). This consent is valid for a period of five years "
            "from the date of issue. The unit shall obtain Consent to Operate before commissioning."
        ),
    ]


@printed(
    "epr_certificate",
    registration_number="B-29016(14015)(EPR-Registration)/25/WM-III",
    issuing_authority="Central Pollution Control Board",
    entity_name="Fone Imports Pvt Ltd",
    rule_set="e_waste_2022",
    entity_category="producer",
    issue_date="2025-06-11",
    validity="until_cancelled",
)
def prod():
    return [
        title("Central Pollution Control Board"),
        title("Extended Producer Responsibility Registration Certificate", 12),
        p("Registration No: B-29016(14015)(EPR-Registration)/25/WM-III"),
        p("Date of Issue: 11/06/2025"),
        p(
            "This is to certify that M/s Fone Imports Pvt Ltd, New Delhi is registered as Producer "
            "under E-Waste (Management) Rules, 2022. This registration does not require renewal."
        ),
    ]


@printed(
    "pollution_board_authorisation",
    authorisation_number="4471/UPPCB/GBN/2026",
    issuing_board="Uttar Pradesh Pollution Control Board",
    authorisation_kind="consent_to_operate",
    entity_name="यमुना धातु पुनर्चक्रण प्राइवेट लिमिटेड",
    unit_address="प्लॉट संख्या 12, सेक्टर 80, नोएडा 201305",
    issue_date="2026-04-12",
    valid_until="2031-03-31",
    activity="अपशिष्ट प्रसंस्करण",
    capacity_tpa="7200",
    validity="dated",
)
def hin_cto():
    return [
        title("उत्तर प्रदेश प्रदूषण नियंत्रण बोर्ड"),
        p("पत्रांक : 4471/UPPCB/GBN/2026        दिनांक : 12/04/2026"),
        p("विषय : जल (प्रदूषण निवारण एवं नियंत्रण) अधिनियम, 1974 की धारा 25 के अंतर्गत संचालन सहमति"),
        p(
            "मैसर्स यमुना धातु पुनर्चक्रण प्राइवेट लिमिटेड, प्लॉट संख्या 12, सेक्टर 80, नोएडा 201305 "
            "को प्रति वर्ष अपशिष्ट प्रसंस्करण हेतु संचालन सहमति प्रदान की जाती है। प्रसंस्करण क्षमता "
            ": 7200 मीट्रिक टन प्रति वर्ष"
        ),
        p("यह सहमति 31.03.2031 तक वैध है।"),
    ]


@printed(
    "pollution_board_authorisation",
    authorisation_number="MPCB/RED/LSI/0012345",
    issuing_board="Maharashtra Pollution Control Board",
    authorisation_kind="consent_to_operate",
    entity_name="Konkan Urban Mining Private Limited",
    unit_address="Plot B-17, MIDC Lote, Khed, Ratnagiri 415722",
    issue_date="2026-01-21",
    valid_until="2030-12-31",
    activity="E-waste recycling",
    capacity_tpa="13200",
    pollution_category="red",
    validity="dated",
)
def twocol():
    return [
        title("Maharashtra Pollution Control Board"),
        title("CONSENT TO OPERATE", 12),
        grid(
            [
                ["Consent No: MPCB/RED/LSI/0012345", "Date: 21-Jan-2026"],
                ["Industry Name: Konkan Urban Mining Private Limited", "Category: RED / L.S.I"],
                ["Address: Plot B-17, MIDC Lote, Khed, Ratnagiri 415722", "Capital Investment: Rs. 48.5 Crore"],
                ["Valid from: 21-Jan-2026", "Valid upto: 31-Dec-2030"],
                ["Activity: E-waste recycling", "Capacity: 40 MT per day (330 days)"],
            ],
            [260, 220],
            ruled=False,
        ),
    ]


@printed(
    "epr_certificate",
    registration_number="GPCB/BWM/2026/0091",
    issuing_authority="Gujarat Pollution Control Board",
    entity_name="Sabarmati Black Mass Recyclers LLP",
    rule_set="battery_2022",
    entity_category="recycler",
    capacity_tpa="6000",
    issue_date="2026-05-05",
    valid_until="2031-05-04",
    validity="dated",
)
def above():
    return [
        title("CERTIFICATE OF REGISTRATION"),
        p("Battery Waste Management Rules, 2022 – Form 2(B)", align=1),
        grid(
            [
                ["Registration Number", "Date of Grant", "Valid Until"],
                ["GPCB/BWM/2026/0091", "05 May 2026", "04 May 2031"],
            ],
            [170, 150, 150],
        ),
        gap(),
        grid(
            [["Name of Recycler", "Installed Capacity"], ["Sabarmati Black Mass Recyclers LLP", "6,000 MTA"]],
            [250, 220],
        ),
        p("Gujarat Pollution Control Board hereby grants registration as recycler of waste battery."),
    ]


@printed(
    "gmr_certificate",
    entity_name="Konkan Urban Mining Private Limited",
    financial_year="2024-25",
    entity_revenue="482500000.00",
    holding_company="Konkan Holdings Limited",
    total_gmr="2127500000.00",
    ca_name="Anil Shetty",
    ca_firm="A. K. Shetty & Co.",
    ca_membership_number="034567",
    ca_frn="102345W",
    udin="25034567BMKLPQ4321",
    certificate_date="2025-08-20",
)
def gmr_prose():
    return [
        p("A. K. SHETTY & CO."),
        p("Chartered Accountants | FRN: 102345W | Mumbai"),
        p("To whomsoever it may concern"),
        p("Sub: Certificate of Global Manufacturing Revenue (GMR) for the financial year ended 31st March 2025"),
        p(
            "We have examined the audited financial statements of Konkan Urban Mining Private "
            "Limited (the Company) and of its holding company, Konkan Holdings Limited. Based on our "
            "examination we certify that the Global Manufacturing Revenue of the Company for FY "
            "2024-25, determined in terms of clause 4.2 of the Scheme, is Rs. 212.75 Crore (Rupees "
            "Two Hundred Twelve Crore Seventy Five Lakh only), as under:"
        ),
        grid(
            [
                ["Name of company", "Relation", "Revenue (Rs. in Crore)"],
                ["Konkan Urban Mining Private Limited", "Applicant", "48.25"],
                ["Konkan Holdings Limited", "Holding company", "164.50"],
                ["Total", "", "212.75"],
            ],
            [230, 110, 120],
        ),
        p("for A. K. Shetty & Co."),
        p("Chartered Accountants"),
        p("Anil Shetty"),
        p("Proprietor (M. No. 034567)"),
        p("UDIN: 25034567BMKLPQ4321"),
        p("Mumbai, dated 20.08.2025"),
    ]


@printed(
    "capex_statement",
    entity_name="Aravali Resource Recovery Ltd.",
    unit_address="Plot No. SP-4, RIICO Industrial Area, Bhiwadi 301019",
    period_from="2025-04-01",
    period_to="2026-07-31",
    total_amount="298000000.00",
    ca_name="Pooja Saxena",
    ca_firm="P. Saxena & Associates",
    ca_membership_number="412233",
    ca_frn="015678C",
    udin="26412233GHIJKL5678",
    certificate_date="2026-08-10",
)
def capex_words_bad():
    return [
        title("CERTIFICATE OF CAPITAL INVESTMENT"),
        p(
            "On the basis of books of account and vouchers of M/s Aravali Resource Recovery Ltd., "
            "situated at Plot No. SP-4, RIICO Industrial Area, Bhiwadi 301019, we certify that the "
            "company has invested a sum of Rs. 29,80,00,000/- (Rupees Twenty Eight Crore Ninety "
            "Lakhs only) in plant and machinery during 01/04/2025 to 31/07/2026."
        ),
        p("For P. Saxena & Associates, Chartered Accountants, Firm Registration No. 015678C"),
        p("(Pooja Saxena) Partner, Membership No. 412233"),
        p("UDIN 26412233GHIJKL5678  Place: Jaipur  Date: 10-08-2026"),
    ]


@printed(
    "sales_ledger",
    entity_name="KONKAN URBAN MINING PRIVATE LIMITED",
    gstin="27AAPFU0939F1ZV",
    financial_year="2025-26",
    period_from="2025-04-01",
    period_to="2026-03-31",
)
def ledger2():
    return [
        p("KONKAN URBAN MINING PRIVATE LIMITED"),
        p("Plot No. B-17, MIDC Lote Parshuram, Ratnagiri"),
        p("GSTIN/UIN : 27AAPFU0939F1ZV"),
        p("Sales Account"),
        p("Ledger Account"),
        p("1-Apr-25 to 31-Mar-26"),
        grid(
            [
                ["Date", "Particulars", "Vch Type", "Vch No.", "Credit"],
                ["3-4-2025", "Tin Smelters Ltd", "Sales", "KUM/25-26/001", "24,50,000.00"],
                ["9-6-2025", "Palladium House", "Sales", "KUM/25-26/002", "1,20,00,000.00"],
                ["", "Grand Total", "", "", "1,44,50,000.00"],
            ],
            [60, 180, 60, 90, 90],
        ),
    ]


@printed(
    "pollution_board_authorisation",
    authorisation_number="2205244072682",
    issuing_board="Tamil Nadu Pollution Control Board",
    authorisation_kind="consent_to_operate",
    entity_name="CHENNAI CELL RECYCLERS PRIVATE LIMITED",
    unit_address="S.F.No. 118/2, Oragadam Village, Sriperumbudur Taluk, Kancheepuram District",
    issue_date="2026-03-21",
    valid_until="2031-03-31",
    pollution_category="orange",
    validity="dated",
)
def consent_tn():
    return [
        p("Category of the Industry :            ORANGE"),
        p("CONSENT ORDER NO. 2205244072682 DATED: 21/03/2026."),
        p("PROCEEDINGS NO.F.0710CHN/OS/DEE/TNPCB/CHN/A/2026 DATED: 21/03/2026"),
        p(
            "SUB: Tamil Nadu Pollution Control Board -CONSENT TO OPERATE -DIRECT -M/s. CHENNAI CELL "
            "RECYCLERS PRIVATE LIMITED , S.F.No. 118/2, Oragadam Village, Sriperumbudur Taluk, "
            "Kancheepuram District - for the operation of the plant and discharge of emissions under "
            "Section 21 of the Air (Prevention and Control of Pollution) Act, 1981 -Issued- Reg."
        ),
        p(
            "Ref: 1. Unit's application No 38912201 dated 11/01/2026 2.IR.No : "
            "F.0710CHN/OS/AE/TNPCB/CHN/2026 dated 02/02/2026 3.Minutes of 110th DLCCC"
        ),
        p("This CONSENT is valid for the period ending March 31, 2031"),
        p("SUDHA RANGAN Digitally signed by SUDHA RANGAN Date: 2026.03.21 12:11:18 +05'30'"),
        p("District Environmental Engineer"),
    ]


@printed(
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


@printed(
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


@printed(
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


@printed(
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


@printed(
    "gst_registration",
    gstin="27AAPFU0939F1ZV",
    legal_name="KONKAN URBAN MINING PRIVATE LIMITED",
    trade_name="KONKAN URBAN MINING",
    constitution="Private Limited Company",
    principal_address=("Flat No. B-17, MIDC Lote, Khed, Ratnagiri, Maharashtra - 415722"),
    registration_date="2021-05-06",
)
def gst():
    return [
        title("Government of India"),
        title("Form GST REG-06", 12),
        p("[See Rule 10(1)]", align=1),
        title("Registration Certificate", 12),
        p("Registration Number : 27AAPFU0939F1ZV"),
        grid(
            [
                ["1.", "Legal Name", "KONKAN URBAN MINING PRIVATE LIMITED"],
                ["2.", "Trade Name, if any", "KONKAN URBAN MINING"],
                ["3.", "Additional trade names, if any", ""],
                ["4.", "Constitution of Business", "Private Limited Company"],
                [
                    "5.",
                    "Address of Principal Place of Business",
                    "Flat No.: B-17 Road: MIDC Lote City: Khed District: Ratnagiri State: Maharashtra PIN Code: 415722",
                ],
                ["6.", "Date of Liability", ""],
                ["7.", "Period of Validity", "From  06/05/2021   To  Not Applicable"],
                ["8.", "Type of Registration", "Regular"],
                ["10.", "Date of issue of Certificate", "11/05/2021"],
            ],
            [30, 170, 260],
        ),
    ]


@printed(
    "incorporation_certificate",
    cin="U38200MH2021PTC357911",
    entity_name="KONKAN URBAN MINING PRIVATE LIMITED",
    incorporation_date="2021-03-25",
    pan="AAPFU0939F",
)
def inc():
    return [
        title("GOVERNMENT OF INDIA"),
        title("MINISTRY OF CORPORATE AFFAIRS", 11),
        p("Central Registration Centre", align=1),
        title("Certificate of Incorporation", 13),
        p(
            "[Pursuant to sub-section (2) of section 7 of the Companies Act, 2013 and rule 18 of the "
            "Companies (Incorporation) Rules, 2014]"
        ),
        p(
            "I hereby certify that KONKAN URBAN MINING PRIVATE LIMITED is incorporated on this "
            "Twenty fifth day of March Two thousand twenty-one under the Companies Act, 2013 (18 of "
            "2013) and that the company is limited by shares."
        ),
        p("The Corporate Identity Number of the company is U38200MH2021PTC357911."),
        p("The Permanent Account Number (PAN) of the company is AAPFU0939F *"),
        p("Given under my hand at Manesar this Twenty sixth day of March Two thousand twenty-one."),
    ]


@printed(
    "assay_report",
    report_number="VAL/26/0918",
    laboratory="Vasai Analytical Laboratories Pvt. Ltd.",
    nabl_number="TC-5865",
    entity_name="Konkan Urban Mining Private Limited",
    report_date="2026-07-11",
    sample="Tin ingot",
    product_purity_percent="99.92",
)
def assay():
    return [
        title("Vasai Analytical Laboratories Pvt. Ltd."),
        p("NABL Accredited as per ISO/IEC 17025:2017   NABL Certificate No. TC-5865", align=1),
        title("TEST REPORT", 12),
        p("ULR-TC586525000031042F     Report No.: VAL/26/0918     Date: 11-Jul-2026"),
        p(
            "Name and Address of the Customer : M/s Konkan Urban Mining Private Limited, Plot No. "
            "B-17, MIDC Lote 415722"
        ),
        p("Sample Description : Tin ingot"),
        p("Date of receipt of sample : 05-Jul-2026"),
        grid(
            [
                ["S.No", "Parameter", "Test Method", "Unit", "Result"],
                ["1", "Tin (as Sn)", "ICP-OES", "%", "99.92"],
                ["2", "Lead (as Pb)", "ICP-OES", "%", "0.03"],
            ],
            [40, 140, 100, 60, 80],
        ),
        p("Purity : 99.92 %"),
        p("The results relate only to the sample tested. Sheet 1 of 1"),
    ]


@printed(
    "epr_certificate",
    registration_number="R-EW-2026-00031",
    issuing_authority="Central Pollution Control Board",
    entity_name="Konkan Urban Mining Pvt. Ltd.",
    unit_address="Plot No. B-17, MIDC Lote Parshuram, Ratnagiri, Maharashtra-415722",
    rule_set="e_waste_2022",
    entity_category="recycler",
    capacity_tpa="14400",
    issue_date="2026-06-08",
    valid_until="2031-06-07",
    validity="dated",
)
def epr_text():
    return [
        p("भारत सरकार / Government of India"),
        p("केन्द्रीय प्रदूषण नियंत्रण बोर्ड / CENTRAL POLLUTION CONTROL BOARD"),
        p("Registration Certificate for Recycler (पंजीकरण प्रमाणपत्र)"),
        p("Registration No. / पंजीकरण संख्या : R-EW-2026-00031"),
        p("Date of Issue / जारी करने की तिथि : 08.06.2026"),
        p("Valid up to / वैधता : 07.06.2031"),
        p("Name of the Unit / इकाई का नाम : Konkan Urban Mining Pvt. Ltd."),
        p("Address of facility / सुविधा का पता : Plot No. B-17, MIDC Lote Parshuram, Ratnagiri, Maharashtra-415722"),
        p("Category : Recycler"),
        p("Under : ई-अपशिष्ट (प्रबंधन) नियम, 2022"),
        grid(
            [
                ["S.No.", "EEE Category", "Capacity (MTA)"],
                ["1", "ITEW", "9,000"],
                ["2", "CEEW", "5,400"],
                ["", "Total", "14,400"],
            ],
            [50, 150, 120],
        ),
    ]


@printed(
    "chartered_engineer_certificate",
    engineer_name="Hetal Patel",
    engineer_registration="M-987654-3",
    entity_name="Sabarmati Black Mass Recyclers LLP",
    certificate_date="2026-09-05",
    production_date="2026-08-20",
    installed_capacity_tpa="6000",
    recovery_yield_percent="91.2",
)
def ce_form():
    return [
        title("CHARTERED ENGINEER'S CERTIFICATE"),
        p("Ref: CE/2026/118                      Date: 05th September 2026"),
        grid(
            [
                ["Name of the Unit", "M/s Sabarmati Black Mass Recyclers LLP"],
                ["Date of Inspection", "02/09/2026"],
                ["Date of Commencement of Commercial Production", "20/08/2026"],
                ["Installed Capacity", "6,000 TPA"],
                ["Recovery Yield", "91.2 %"],
            ],
            [220, 240],
        ),
        grid(
            [
                ["Sl", "Description of machinery", "Condition", "Value (Rs.)"],
                ["1", "Crusher", "New", "2,10,00,000"],
                ["2", "Kiln", "Refurbished", "90,00,000"],
            ],
            [40, 200, 100, 100],
        ),
        p("(Er. Hetal Patel)"),
        p("Chartered Engineer, M-987654-3"),
        p("Institution of Engineers (India)"),
    ]


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_read_whole(name, tmp_path):
    blocks, document_type, expected = PAPERS[name]
    reading = read_document(paper(tmp_path / f"{name}.pdf", *blocks()))
    assert reading.document_type == document_type
    assert {field: plain(it.value, it.unit) for field, it in reading.fields.items()} == expected
    assert reading.status == "read", reading.message


@pytest.mark.parametrize("name", PAPERS)
def test_evidence_is_on_the_page_and_says_what_is_printed(name, tmp_path):
    blocks, _, _ = PAPERS[name]
    path = paper(tmp_path / f"{name}.pdf", *blocks())
    for field in read_document(path).fields.values():
        x0, top, x1, bottom = field.evidence.box
        assert 0 <= x0 < x1 <= 595.5 and 0 <= top < bottom <= 842.5
        assert field.evidence.text


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
