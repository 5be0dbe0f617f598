"""Papers of offices whose wordings nobody has shown us: what other words of the paper say about whose a value is."""

from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib import colors
from reportlab.platypus import Paragraph, Table, TableStyle

from extractors import read_document
from extractors.values import Scope
from extractors.values.activities import activity_in
from extractors.values.names import read_name, read_person
from extractors.values.texts import read_text
from records.dates import read_period
from records.units import per_year
from reference.document_types import document_types
from tests.extractors.papers import fonts, gap, grid, heading, p, paper, style, title


def read(tmp_path, *blocks):
    return read_document(paper(tmp_path / "paper.pdf", *blocks))


def value(reading, name):
    return reading.fields[name].value if name in reading.fields else None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Month: February 2028", (date(2028, 2, 1), date(2028, 2, 29))),
        ("अगस्त 2026", (date(2026, 8, 1), date(2026, 8, 31))),
        ("for the quarter ended March 2026", None),
        ("June 2026 onwards", None),
        ("from May 2026", None),
    ],
)
def test_a_month_by_itself_is_a_period_unless_it_only_begins_or_ends_one(text, period):
    assert read_period(text) == period


@pytest.mark.parametrize(
    ("text", "tonnes"),
    [
        ("12.5 tonnes per day (operating days: 320 per annum)", Decimal("4000.0")),
        ("8 TPD, working days - 300", Decimal(2400)),
        ("8 TPD; working days of 2026", None),
    ],
)
def test_working_days_may_stand_before_their_number(text, tonnes):
    assert per_year(text) == tonnes


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("shredding of end-of-life panels in a daily quantity of 9 tonnes", "shredding of end-of-life panels"),
        ("recovery of indium from targets, Category: White", "recovery of indium from targets"),
        ("dismantling of UPS sets, ORANGE category", "dismantling of UPS sets"),
    ],
)
def test_an_activity_ends_before_its_quantity_and_before_the_units_category(text, activity):
    assert activity_in(text, sentence=True) == activity


def test_the_title_before_a_name_is_none_of_it():
    found = read_name(None, "EXTRACT OF ASSET LEDGER – Nilachal Bismuth Recyclers LLP", Scope(sentence=True))
    assert [it.value for it in found] == ["Nilachal Bismuth Recyclers LLP"]
    assert not read_person(None, "R. Venka!eswar", Scope(ocr=True)) or (
        read_person(None, "R. Venka!eswar", Scope(ocr=True))[0].cost >= 0.1
    )


def test_a_line_that_begins_in_bold_is_the_next_label_and_no_part_of_the_value(tmp_path):
    fonts()

    def line(label, text):
        return Paragraph(f'<font name="LatB">{label}</font> <font name="Lat">{text}</font>', style(10))

    reading = read(
        tmp_path,
        title("KARVI METALLURGICAL LABORATORY"),
        title("TEST REPORT", 12),
        p("NABL accredited TC-4410"),
        line("Report No.", "KML/26/0091"),
        line("Report date", "03.08.2026"),
        line("Customer", "Sone Tungsten Private Limited"),
        heading("Sample", 10),
        Paragraph('<font name="Lat">Tungsten oxide, blue, lot W-7</font>', style(10, lead=1.0)),
        line("Packing", "Two sealed drums of 25 kg"),
        gap(),
        grid(
            [["S. No.", "Parameter", "Method", "Result (%)"], ["1", "Tungsten", "ICP-OES", "78.10"]],
            [40, 150, 100, 90],
        ),
    )
    assert value(reading, "sample") == "Tungsten oxide, blue, lot W-7"


def test_a_clauses_number_is_no_revenue_and_the_applicants_row_is(tmp_path):
    reading = read(
        tmp_path,
        title("CERTIFICATE OF GLOBAL MANUFACTURING REVENUE"),
        p("Financial Year 2025-26"),
        p(
            "We have verified the total revenue of the company and its subsidiaries for the purpose of paragraph 7.3 "
            "of the scheme. The particulars of Mahanadi Rare Metals Limited are:"
        ),
        p("(Rs. in lakh)"),
        grid(
            [
                ["Name of company", "Relation", "Total revenue"],
                ["Mahanadi Rare Metals Limited", "Applicant", "9,104.15"],
                ["Mahanadi Alloys Private Limited", "Subsidiary", "1,200.85"],
                ["Global Manufacturing Revenue", "", "10,305.00"],
            ],
            [220, 120, 100],
        ),
        p("DESHPANDE & BROTHERS, Chartered Accountants, FRN 104477W"),
        p("UDIN: 26104477ABCDEF1234"),
    )
    assert value(reading, "entity_revenue") == Decimal("910415000.00")


def test_the_groups_revenue_is_the_applicants_own_where_there_is_no_group(tmp_path):
    reading = read(
        tmp_path,
        title("CERTIFICATE OF GLOBAL MANUFACTURING REVENUE (GMR)"),
        p(
            "We certify that Penna Gallium Private Limited has no holding company nor any subsidiary. Sales and other "
            "receipts for the financial year 2025-26 were audited by us. The Global Manufacturing Revenue (GMR) is "
            "Rs. 51,20,30,000 (Rupees Fifty One Crore Twenty Lakh Thirty Thousand only)."
        ),
        p("Rao & Daughters, Chartered Accountants, FRN 001234S, UDIN: 26104477ABCDEF1234"),
    )
    assert value(reading, "total_gmr") == Decimal(512030000)
    assert value(reading, "entity_revenue") == Decimal(512030000)
    assert reading.fields["entity_revenue"].confidence < 0.9, "the paper gives it only as the group's"


def test_a_firm_without_the_words_of_one_heads_its_own_certificate_and_names_its_client_as_the_company(tmp_path):
    reading = read(
        tmp_path,
        p("Banerjee Dutt & Lahiri | Chartered Accountants | Salt Lake, Kolkata | Firm Reg. 301122E"),
        title("REPORT ON THE STATEMENT OF CAPITAL EXPENDITURE", 12),
        p(
            "This report is issued in terms of our engagement letter dated 03.06.2026 with Teesta Palladium Works "
            'Private Limited ("the Company"). The capital expenditure incurred is Rs. 12,40,00,000.'
        ),
        p("Moumita Lahiri, Partner, Membership No. 301177. Kolkata, 04.07.2026. UDIN: 26301177ABCDEF1234"),
    )
    assert value(reading, "ca_firm") == "Banerjee Dutt & Lahiri"
    assert value(reading, "entity_name") == "Teesta Palladium Works Private Limited"


def test_consents_that_a_waste_authorisation_cites_do_not_end_it(tmp_path):
    reading = read(
        tmp_path,
        title("MAHARASHTRA POLLUTION CONTROL BOARD"),
        p("No. MPCB/HWM/2026/4471    Date: 11.03.2026"),
        p("M/s Krishna Bismuth Works Private Limited, Plot No. 5, MIDC Kagal, Kolhapur 416216"),
        p("Sub: Authorisation under the Hazardous and Other Wastes (Management) Rules, 2016"),
        p("1. The authorisation shall be valid for a period of three years from the date of issue."),
        p("2. The consent of the unit under the Water and Air Acts is valid up to 30.06.2027 and shall be renewed."),
    )
    assert value(reading, "validity") == "term"
    assert value(reading, "valid_until").year == 2029


def test_certificates_that_a_recycler_will_generate_are_not_its_registration(tmp_path):
    reading = read(
        tmp_path,
        title("CENTRAL POLLUTION CONTROL BOARD"),
        title("EPR REGISTRATION CERTIFICATE - RECYCLER", 12),
        p("[Under the E-Waste (Management) Rules, 2022]"),
        p("Registration No.: R-2026-00811    Date of Grant: 09-Apr-2026"),
        p("This is to certify that Luni Circuits Private Limited is registered as a recycler of e-waste."),
        p("Terms: 1. EPR certificates so generated shall be valid for 3 years. 2. Returns shall be filed quarterly."),
    )
    assert value(reading, "valid_until") is None
    assert value(reading, "validity") is None


def test_an_llp_is_incorporated_on_the_day_its_certificate_is_given(tmp_path):
    reading = read(
        tmp_path,
        title("Form 16"),
        title("Certificate of Incorporation", 12),
        p("LLP Identification Number: ABX-9012"),
        p("It is hereby certified that TAWI ANTIMONY LLP is incorporated pursuant to section 12(1) of the Act 2008."),
        p("Given at Jammu this Thirtieth day of June Two Thousand Twenty Four."),
        p("Registrar of Companies"),
    )
    assert value(reading, "incorporation_date") == date(2024, 6, 30)


def test_a_return_names_its_month_apart_from_its_year(tmp_path):
    reading = read(
        tmp_path,
        title("SALES REGISTER"),
        grid([["Financial year", "2026-27", "Tax period", "February"]], [100, 80, 100, 80]),
        grid(
            [
                ["GSTIN", "27AAGCP3382M1ZX"],
                ["2(a). Legal name of the registered person", "Panzara Cobalt Private Limited"],
            ],
            [120, 240],
        ),
        gap(),
        grid(
            [
                ["Invoice No", "Invoice date", "GSTIN of recipient", "Taxable value"],
                ["PCL/7", "03-02-2027", "27AAACR5055K1Z7", "12,00,000.00"],
            ],
            [80, 90, 150, 110],
        ),
    )
    assert value(reading, "period_from") == date(2027, 2, 1)
    assert value(reading, "period_to") == date(2027, 2, 28)


def test_minerals_of_an_application_may_stand_with_its_products_only(tmp_path):
    reading = read(
        tmp_path,
        title("Application under the Incentive Scheme for Critical Minerals Recycling"),
        grid(
            [
                ["Application number", "CMR/26/0777"],
                ["Date of submission", "18-12-2026"],
                ["Name of the applicant", "Ken Indium Private Limited"],
                ["Incentive opted", "Capex"],
            ],
            [180, 260],
        ),
        gap(),
        grid(
            [
                ["Product", "Critical mineral", "Quantity (t/yr)", "Purity (%)"],
                ["Indium ingot", "Indium", "12", "99.99"],
                ["Copper cathode", "-", "900", "99.9"],
                ["Tin powder", "Tin", "120", "99.5"],
            ],
            [130, 110, 110, 90],
        ),
    )
    assert value(reading, "minerals") == ("indium", "tin")
    assert reading.fields["minerals"].confidence < 0.9, "the form does not say that they are all it asks for"


def test_a_period_names_the_financial_year_that_it_covers_from_end_to_end_and_no_other(tmp_path):
    rows = [["Date", "Invoice No", "Buyer", "Taxable Value"], ["03-03-2027", "S/1", "Ganga Alloys", "1,00,000.00"]]
    for days, year in (
        ("01.04.2026 to 31.03.2027", "2026-27"),
        ("02.04.2026 to 31.03.2027", None),
        ("01.10.2026 to 31.03.2027", None),
        ("01.04.2026 to 31.03.2028", None),
        ("01.02.2027 to 30.04.2027", None),
    ):
        reading = read(
            tmp_path,
            title("Wardha Selenium Recovery LLP"),
            title("Sales Register", 12),
            p(f"Period: {days}"),
            grid(rows, [80, 90, 120, 110]),
        )
        assert value(reading, "financial_year") == year


def test_a_label_followed_by_a_closer_one_leaves_the_value_to_it(tmp_path):
    reading = read(
        tmp_path,
        title("FORM OF CLAIM FOR INCENTIVE"),
        p("(Incentive Scheme for Promotion of Critical Minerals Recycling)"),
        grid([["Claim No.", "Date of claim"], ["CLM/9", "02 Jan 2028"]], [200, 200]),
        grid([["Claim period: from<br/>01 Jul 2027", "to<br/>31 Dec 2027"]], [200, 200]),
        grid([["Total amount claimed", "Rs. 1,20,00,000.00"]], [200, 200]),
    )
    assert value(reading, "period_from") == date(2027, 7, 1)


def test_a_numbered_house_begins_an_address_and_is_no_label(tmp_path):
    reading = read(
        tmp_path,
        title("Application under the Incentive Scheme for Critical Minerals Recycling"),
        grid(
            [
                ["Application No.", "CMR/TN/27/0101"],
                ["Date of submission", "18-12-2026"],
                ["Name of the applicant", "Noyyal Tantalum Private Limited"],
                ["Unit address", "No. 7/2A, Textile Park Road, Palladam, Tiruppur District 641664"],
            ],
            [160, 300],
        ),
    )
    assert value(reading, "unit_address") == "No. 7/2A, Textile Park Road, Palladam, Tiruppur District 641664"


def test_a_date_at_the_right_margin_below_the_reference_is_the_papers(tmp_path):
    reading = read(
        tmp_path,
        title("Er. KAVITA SHARAD BHIDE"),
        p("B.E. (Chemical), Chartered Engineer, Regn. No. M-1400291", align=2),
        p("Ref: KSB/CEC/26-27/19", align=2),
        p("9th December, 2026", align=2),
        title("CHARTERED ENGINEER'S CERTIFICATE", 12),
        p(
            "I certify that the plant of Pench Rare Earths Private Limited went into commercial production on the 4th "
            "of November 2026. The plant can process 4,950 tonnes of magnet swarf and spent polishing powder in a year."
        ),
        p("(Kavita S. Bhide), Chartered Engineer"),
    )
    assert value(reading, "certificate_date") == date(2026, 12, 9)
    assert value(reading, "installed_capacity_tpa") == Decimal(4950)


def test_a_text_that_ends_within_brackets_is_never_sure():
    route = document_types().types["application_form"].fields["process_route"]
    whole, cut = (read_text(route, text, Scope()) for text in ("roasting (rotary kiln)", "roasting in a kiln (rotary"))
    assert whole[0].cost == 0
    assert cut[0].cost >= 0.1


def test_a_sample_in_quotation_marks_is_read_without_them(tmp_path):
    reading = read(
        tmp_path,
        title("CERTIFICATE OF ANALYSIS"),
        p("Report No.: 26/118    Date: 03.06.2026"),
        p("With reference to your letter, one sample labelled “Mixed hydroxide (MHP), drum 9”, was analysed:"),
        grid([["Element", "Result (%)", "Method"], ["Nickel", "38.10", "ICP-OES"]], [120, 120, 120]),
    )
    assert value(reading, "sample") == "Mixed hydroxide (MHP), drum 9"


def test_the_office_of_a_possessive_is_no_label(tmp_path):
    reading = read(
        tmp_path,
        title("TAMIL NADU POLLUTION CONTROL BOARD"),
        p("Proc. No. T2/TNPCB/F.118/2026 dated 04.05.2026"),
        p("Sub: Consent to Operate - M/s. Vellar Nickel Limited, S.F. No. 9/1, Vadalur Village, Cuddalore District"),
        p("Ref: 1. Plant's request No. 5500121 dated 11.02.2026"),
        p("Consent to operate is hereby granted for recovery of nickel from spent catalyst, 5,200 tonnes per annum."),
    )
    assert "request" not in str(value(reading, "unit_address"))


def test_a_story_about_the_scheme_is_no_claim_although_it_names_money_and_a_company(tmp_path):
    reading = read(
        tmp_path,
        title("Second claims stuck, say recyclers"),
        p("By our correspondent, Pune, 3 November 2026"),
        p(
            "Units approved under the Incentive Scheme for Promotion of Critical Minerals Recycling say that second "
            "claims wait since August. Sahyadri Cells Limited, which runs an 8,000 tonne unit, said that the outlay of "
            "Rs. 1,500 crore would last for two years at most."
        ),
        p("The Project Management Agency did not answer questions."),
    )
    assert reading.document_type == "unknown"


def test_captions_in_drawn_boxes_ask_for_what_stands_outside_them_and_what_is_claimed_now_revises_nothing(tmp_path):
    captions = [
        ("Claim ID", "CLM/UK/0077"),
        ("Claim filed on", "14 Feb 2028"),
        ("Claimant", "Gaula Lithium Private Limited"),
        ("Application No.", "CMR/UK/26/0019"),
        ("Capex subsidy now claimed", "Rs. 6,10,00,000.00"),
        ("Opex subsidy now claimed", "Rs. 90,00,000.00"),
        ("Total amount claimed", "Rs. 7,00,00,000.00"),
    ]
    rows = Table(
        [[p(caption), p(answer)] for caption, answer in captions],
        colWidths=[190, 260],
        style=TableStyle([("BOX", (0, row), (0, row), 0.6, colors.black) for row in range(len(captions))]),
    )
    reading = read(tmp_path, title("FORM OF CLAIM FOR INCENTIVE"), p("Critical Minerals Recycling Scheme"), rows)
    assert value(reading, "claim_number") == "CLM/UK/0077"
    assert value(reading, "amount_claimed") == Decimal("70000000.00")
    assert value(reading, "opex_claimed") == Decimal("9000000.00")


def test_a_certificate_is_dated_at_its_foot_not_by_the_gazette_that_it_names(tmp_path):
    reading = read(
        tmp_path,
        title("CERTIFICATE OF GLOBAL MANUFACTURING REVENUE"),
        p("We certify the global manufacturing revenue of Torsa Indium Limited for FY 2025-26, as clause 4.2 of the"),
        p("Gazette notification No. 4471 dated 08.09.2025 asks, to be Rs. 94,12,80,000."),
        p("For Sen & Roy, Chartered Accountants. Siliguri, the 11th day of August, 2026."),
    )
    assert value(reading, "certificate_date") == date(2026, 8, 11)


@pytest.mark.parametrize("lead", ["प्रमाणित किया जाता है कि मैंने", "हम प्रमाणित करते हैं कि", "मैंने", "यह कि"])
def test_who_certifies_in_hindi_is_no_part_of_the_name(lead):
    name = "लूणी बैटरी मेटल्स प्राइवेट लिमिटेड"
    words = document_types().types["chartered_engineer_certificate"].fields["entity_name"]
    assert [it.value for it in read_name(words, f"{lead} {name}", Scope(sentence=True))] == [name]
