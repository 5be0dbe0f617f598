"""Certificates of chartered engineers and reports of laboratories, each in its own hand and read whole: every value."""

import pytest

from tests.extractors.papers import grid, p, title
from tests.extractors.whole_papers import Papers, assert_evidence_on_the_page, assert_read_whole

PAPERS = Papers()


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_read_whole(name, tmp_path):
    assert_read_whole(PAPERS[name], tmp_path)


@pytest.mark.parametrize("name", PAPERS)
def test_evidence_is_on_the_page_and_says_what_is_printed(name, tmp_path):
    assert_evidence_on_the_page(PAPERS[name], tmp_path)
