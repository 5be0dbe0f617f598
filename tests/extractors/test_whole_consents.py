"""Consents and authorisations of pollution boards, each in its own hand and read whole: every value."""

import pytest

from tests.extractors.papers import grid, p, title
from tests.extractors.whole_papers import Papers, assert_evidence_on_the_page, assert_read_whole

PAPERS = Papers()


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_read_whole(name, tmp_path):
    assert_read_whole(PAPERS[name], tmp_path)


@pytest.mark.parametrize("name", PAPERS)
def test_evidence_is_on_the_page_and_says_what_is_printed(name, tmp_path):
    assert_evidence_on_the_page(PAPERS[name], tmp_path)
