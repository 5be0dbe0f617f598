"""Statements and certificates of accountants and ledgers of sales, each in its own hand and read whole: every value."""

import pytest

from tests.extractors.papers import gap, grid, p, title
from tests.extractors.whole_papers import Papers, assert_evidence_on_the_page, assert_read_whole

PAPERS = Papers()


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@PAPERS.printed(
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


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_read_whole(name, tmp_path):
    assert_read_whole(PAPERS[name], tmp_path)


@pytest.mark.parametrize("name", PAPERS)
def test_evidence_is_on_the_page_and_says_what_is_printed(name, tmp_path):
    assert_evidence_on_the_page(PAPERS[name], tmp_path)
