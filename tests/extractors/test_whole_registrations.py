"""Registrations, EPR certificates and clearances, each in its own hand and read whole: every value."""

import pytest

from tests.extractors.papers import gap, grid, p, title
from tests.extractors.whole_papers import Papers, assert_evidence_on_the_page, assert_read_whole

PAPERS = Papers()


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_read_whole(name, tmp_path):
    assert_read_whole(PAPERS[name], tmp_path)


@pytest.mark.parametrize("name", PAPERS)
def test_evidence_is_on_the_page_and_says_what_is_printed(name, tmp_path):
    assert_evidence_on_the_page(PAPERS[name], tmp_path)
