"""Letters, mails and lists whose sentences and signatures no form has: each names its parts in its own way."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from extractors.documents.authorisation import _kind
from extractors.totals import _summed
from records.readings import SURE, Evidence, Field, TableRow
from tests.extractors.papers import grid, p, paper, title

SCHEME = "Incentive Scheme for Promotion of Critical Minerals Recycling"


def test_the_day_a_mail_was_sent_is_not_that_of_the_letter_in_it(tmp_path):
    head = (
        ["From", "CMR Cell <cmr-cell@example.in>"],
        ["Sent", "Thu, 16 July 2026 09:12"],
        ["To", "office@mahi.example"],
        ["Subject", "Letter of approval CMR/AL/2026/31"],
    )
    reading = read_document(
        paper(
            tmp_path / "mail.pdf",
            grid(head, [80, 300], ruled=False),
            p("Letter No. CMR/AL/2026/31"),
            p("Dated the 14th July, 2026"),
            p("Mahi Gallium Works Private Limited"),
            p("Sir, your application CMR/EW/2026/00871 has been approved under Group A."),
            p(f"Sub.: Letter of approval - {SCHEME}"),
        )
    )
    assert reading.document_type == "approval_letter"
    assert reading.fields["approval_date"].value == date(2026, 7, 14)


def test_an_application_in_sentences(tmp_path):
    fields = read_document(
        paper(
            tmp_path / "letter.pdf",
            p("MANAS NIOBIUM RECOVERY LLP"),
            p("Application No. CMR/XS/2026/00713"),
            p("Date: 11.03.2026"),
            p(f"Sir, we apply under the {SCHEME}. We shall set up a new plant to treat spent catalysts at level L2"),
            p("to recover niobium, molybdenum and cobalt. The capacity is 6,300 tonnes per annum and the proposed "
              "investment is Rs. 44.75 crore. We opt for the opex incentive."),
            p("Yours faithfully,"),
            p("Lalrin Sailo, Designated Partner"),
        )
    ).fields  # fmt: skip
    assert fields["recycling_stream"].value == "other_scrap"
    assert set(fields["minerals"].value) == {"niobium", "molybdenum", "cobalt"}
    assert fields["signatory_name"].value == "Lalrin Sailo"


def test_a_firm_told_by_its_registration_and_a_partner_with_initials(tmp_path):
    fields = read_document(
        paper(
            tmp_path / "capex.pdf",
            title("CERTIFICATE OF CAPITAL EXPENDITURE"),
            p("M/s Purna Selenium Limited has incurred capital expenditure of Rs. 8,12,40,000 up to 28.02.2026."),
            p("K.S.Varadan, Partner, M. No. 204417"),
            p("Varadan Iyer & Co., FRN 011822S"),
            p("Dt. 09.03.2026"),
        )
    ).fields
    assert fields["ca_firm"].value == "Varadan Iyer & Co."
    assert fields["ca_name"].value == "K.S.Varadan"


def test_a_register_of_e_invoices_is_a_sales_ledger_and_no_invoice(tmp_path):
    items = [["Item", "Qty", "UQC", "Assessable value", "GST", "Invoice value"]]
    blocks = []
    for number, value in (("MG-601", "7,38,000.00"), ("MG-602", "16,06,800.00"), ("MG-603", "5,34,650.00")):
        blocks += [
            p(f"IRN {'4e9b' * 16}", 8),
            p(f"Doc No {number} | Doc Dt 05/08/2026 | Type INV | Recipient Doodhganga Motors Ltd"),
            grid([*items, ["Gallium metal", "12", "KGS", value, "1,00,000.00", value]], [90, 40, 40, 100, 80, 100]),
        ]
    reading = read_document(
        paper(
            tmp_path / "register.pdf",
            p("Register of e-Invoices | Supplier: Mahi Gallium LLP | Period 01/08/2026 - 30/09/2026"),
            *blocks,
            p("Total assessable value ₹ 28,79,450.00"),
        )
    )
    assert reading.document_type == "sales_ledger"
    assert reading.fields["entity_name"].value == "Mahi Gallium LLP"
    assert reading.fields["total_taxable_value"].value == Decimal("2879450")


def test_waste_authorisation_by_the_whole_hindi_name_of_the_rules():
    rules = "परिसंकटमय और अन्य अपशिष्ट (प्रबंधन तथा सीमापार संचलन) नियम, 2016 के नियम 6 के अधीन जारी किया गया प्राधिकार"
    assert _kind(rules) == "hazardous_waste"


def test_a_row_that_is_the_sum_of_the_others_is_their_total_and_not_sure():
    def row(number, tonnes):
        evidence = Evidence("0" * 64, "a.pdf", 1, (0, number, 9, number + 1), tonnes, "text")
        return TableRow(number, {"capacity_tpa": Field("capacity_tpa", Decimal(tonnes), 0.98, evidence, "tpa")})

    rows = [row(at, tonnes) for at, tonnes in enumerate(("9100", "5200", "3100", "800"))]
    total = _summed("capacity_tpa", rows, "capacity_tpa")
    assert total.value == 9100 and total.confidence < SURE
    assert _summed("capacity_tpa", rows[1:], "capacity_tpa").value == 9100


@pytest.mark.parametrize("rate", ["tonnes a year", "tonnes in one year", "MT of waste each year", "tonnes every year"])
def test_tonnes_a_year_grant_no_year(tmp_path, rate):
    fields = read_document(
        paper(
            tmp_path / "consent.pdf",
            title("KERALA STATE POLLUTION CONTROL BOARD"),
            title("CONSENT TO OPERATE"),
            p("Consent No. KSPCB/EKM/2026/5512 Date of issue: 21/04/2026"),
            p(f"Consent is granted for 7,350 {rate} of copper scrap to M/s Chaliyar Copper Works LLP, Aluva 683101."),
        )
    ).fields
    assert "valid_until" not in fields


def test_a_consent_for_a_year_holds_for_one(tmp_path):
    fields = read_document(
        paper(
            tmp_path / "consent.pdf",
            title("KERALA STATE POLLUTION CONTROL BOARD"),
            title("CONSENT TO OPERATE"),
            p("Consent No. KSPCB/EKM/2026/5512 Date of issue: 21/04/2026"),
            p("M/s Chaliyar Copper Works LLP may recycle 7,350 tonnes of scrap a year."),
            p("This consent is granted for a year from the date of issue."),
        )
    ).fields
    assert fields["valid_until"].value == date(2027, 4, 21)


def test_the_companys_own_revenue_under_the_title_is_not_the_groups(tmp_path):
    fields = read_document(
        paper(
            tmp_path / "gmr.pdf",
            title("CERTIFICATE OF GLOBAL MANUFACTURING REVENUE"),
            p("To the Board of Directors, Indrayani Nickel Private Limited"),
            p(
                "We certify for the year ended 31 March 2025: revenue of the company was Rs. 97.15 crore and that of "
                "its holding company, Bhima Foundries Limited, was Rs. 311.60 crore. The GMR is thus Rs. 408.75 crore."
            ),
        )
    ).fields
    assert fields["total_gmr"].value == Decimal("4087500000")
    assert fields["entity_revenue"].value == Decimal("971500000")


def test_a_consent_from_day_to_day_and_what_it_was_before_in_brackets(tmp_path):
    fields = read_document(
        paper(
            tmp_path / "consent.pdf",
            title("PUNJAB POLLUTION CONTROL BOARD"),
            p("No. CTOW/Fresh/LDH1/2026/4471205 Dated: 18/06/2026"),
            p("To M/s Sutlej Solder Works Pvt Ltd, Plot 12, Focal Point, Ludhiana 141010"),
            p("Your unit is hereby granted consent to operate under the Water Act, 1974 and the Air Act, 1981 "
              "from 01/07/2026 to 30/06/2036. Consent is for 6,450 TPA of waste solder "
              "(earlier 3,100 TPA till 30/06/2026)."),
        )
    ).fields  # fmt: skip
    assert fields["valid_until"].value == date(2036, 6, 30)
    assert fields["capacity_tpa"].value == 6450


def test_a_tonnage_of_product_is_no_capacity_of_the_consent(tmp_path):
    fields = read_document(
        paper(
            tmp_path / "product.pdf",
            title("PUNJAB POLLUTION CONTROL BOARD"),
            title("CONSENT TO OPERATE"),
            p("No. CTOW/Fresh/LDH1/2026/4471205 Dated: 18/06/2026"),
            p("Consent to M/s Sutlej Solder Works Pvt Ltd, Ludhiana 141010 is for 1,150 TPA refined tin."),
        )
    ).fields
    assert "capacity_tpa" not in fields or fields["capacity_tpa"].confidence < SURE


def test_the_name_that_a_company_has_now(tmp_path):
    fields = read_document(
        paper(
            tmp_path / "conversion.pdf",
            title("CERTIFICATE OF INCORPORATION PURSUANT TO CONVERSION"),
            p("Corporate Identity Number: U27209PB2017PLC047712"),
            p("SUTLEJ SOLDER WORKS PRIVATE LIMITED, originally incorporated on 9th May 2017, has been converted and "
              "its name is now SUTLEJ SOLDER WORKS LIMITED."),
        )
    ).fields  # fmt: skip
    assert fields["entity_name"].value == "SUTLEJ SOLDER WORKS LIMITED"


def test_a_claim_of_both_kinds_states_its_total(tmp_path):
    rows = [
        ["Claim No. and date", "SSW/C/02 of 03-12-2026"],
        ["Claimant", "Sutlej Solder Works Limited"],
        ["Half-year claimed for", "1 April 2026 to 30 September 2026"],
        ["Capex incentive, this claim (Rs. lakh)", "318.40"],
        ["Opex incentive, this claim (Rs. lakh)", "71.15"],
        ["Total now claimed (Rs. lakh)", "389.55"],
        ["Received before (Rs. lakh)", "120.00"],
    ]
    fields = read_document(
        paper(tmp_path / "claim.pdf", title("CLAIM OF INCENTIVE"), p(SCHEME), grid(rows, [230, 240]))
    ).fields
    assert fields["amount_claimed"].value == Decimal("38955000")
    assert fields["opex_claimed"].value == Decimal("7115000")
    assert fields["claim_date"].value == date(2026, 12, 3)
    assert fields["period_to"].value == date(2026, 9, 30)
