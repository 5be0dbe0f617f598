"""What a paper is: the thirteen types, and papers that are often filed as one and are not."""

import pytest

from extractors import read_document
from tests.extractors.papers import p, paper, title

NOT_OURS = {
    "refusal": (
        "refusal",
        lambda: [
            title("Punjab Pollution Control Board"),
            p("No. CTOW/Renewal/SAS/2026/22613466    Dated: 12.03.2026"),
            p("To, M/s Doaba Metals Pvt. Ltd., Mohali"),
            p("Subject: Consent to Operate under the Water Act, 1974 - refusal thereof"),
            p("After considering your reply to the show cause notice, consent to operate is hereby refused."),
        ],
    ),
    "credit": (
        "EPR credit",
        lambda: [
            title("EPR CREDIT CERTIFICATE"),
            p("Certificate No: 2026/EPR/118822  Date 01/06/2026"),
            p("EPR certificates generated for the sale of EPR certificates to producer. Quantity 12000 kg."),
            p("Valid for two years from the date of issuance. Seller: X Recyclers. Purchaser: Y Ltd."),
        ],
    ),
    "receipt": (
        "receipt or acknowledgement",
        lambda: [
            title("Central Pollution Control Board"),
            title("Acknowledgement", 12),
            p(
                "Your application for registration as Recycler under E-Waste (Management) Rules, 2022 "
                "has been submitted"
            ),
            p("successfully. Acknowledgement No: 3321/2026. Current status: Application is under scrutiny."),
        ],
    ),
    "news": (
        "news article",
        lambda: [
            title("Cabinet clears Rs 1,500 crore scheme for critical mineral recycling"),
            p(
                "By our Bureau, New Delhi, Sept 3: The Union Cabinet approved an incentive scheme for "
                "promotion of critical"
            ),
            p("mineral recycling, a spokesperson said. Industry experts said the capex subsidy would help. Read more."),
        ],
    ),
    "another scheme": (
        "another scheme",
        lambda: [
            title("Ministry of Heavy Industries"),
            p("No. 12/REPM/2026 Dated 12.04.2026"),
            p("Letter of Approval under the Scheme to Promote Manufacturing of Sintered Rare Earth Permanent Magnets"),
            p("To M/s Magnet India Ltd"),
            p("The Executive Committee has approved the application. Approval is hereby accorded."),
        ],
    ),
    "refusal in other words": (
        "refusal",
        lambda: [
            title("Kerala State Pollution Control Board"),
            p("No. KSPCB/EKM/8812    Dated: 02.02.2026"),
            p("Sub: Rejection of consent to operate under section 25 of the Water Act, section 21 of the Air Act"),
            p("The consent to establish issued to the unit shall not be treated as permission to operate. Consent to"),
            p("operate cannot be granted, as the stack is not of the height stated. Environmental Engineer"),
        ],
    ),
    "receipt of a consent's application": (
        "receipt or acknowledgement",
        lambda: [
            title("Odisha State Pollution Control Board"),
            title("E-RECEIPT", 12),
            p("Received with thanks from M/s Utkal Tin Works an application for Consent to Operate for 01/04/2026 to"),
            p("31/03/2031 with a fee of Rs. 60,000. The receipt is not a consent and confers no right to operate."),
        ],
    ),
    "udyam": (
        "Udyam",
        lambda: [
            title("UDYAM REGISTRATION CERTIFICATE"),
            p("UDYAM REGISTRATION NUMBER   UDYAM-DL-10-0006405"),
            p("NAME OF ENTERPRISE   M/S DELHI METALS"),
        ],
    ),
    "fire": (
        "fire",
        lambda: [
            title("अग्निशमन विभाग / FIRE DEPARTMENT"),
            title("FIRE SAFETY CERTIFICATE", 12),
            p("Certificate No. FS/2023/118, dated 11.03.2023, valid for three years. M/s Doaba Metals Pvt. Ltd."),
            p("Chief Fire Officer"),
        ],
    ),
    "no clearance needed": (
        "needs no environmental clearance",
        lambda: [
            title("Himachal Pradesh State Pollution Control Board"),
            p("No. HPSPCB/EIA/3317/2025   Date: 14.11.2025"),
            p(
                "With reference to your letter seeking clarification, the proposed recycling of spent batteries is not "
                "covered under the Schedule of the EIA Notification, 2006, and prior environmental clearance is not "
                "required for the unit of M/s Beas Cells Private Limited."
            ),
        ],
    ),
    "terms of reference": (
        "terms-of-reference",
        lambda: [
            title("State Environment Impact Assessment Authority"),
            p("Sub: Grant of Terms of Reference for lithium ion battery recycling under EIA Notification, 2006"),
            p("The following standard terms of reference are prescribed for preparing EIA report."),
        ],
    ),
}


@pytest.mark.parametrize(
    "said",
    [
        "The project does not attract the provisions of the CRZ Notification.",
        "Forest clearance is not required for the project.",
        "No further environmental clearance is required for the DG set.",
    ],
)
def test_a_clearance_that_says_what_else_is_not_needed_is_a_clearance(said, tmp_path):
    blocks = [
        title("State Environment Impact Assessment Authority, Himachal Pradesh"),
        p("SEIAA/HP/EC/2025/117   Date: 14.11.2025"),
        p("Sub: Environmental Clearance for battery recycling under EIA Notification, 2006"),
        p(f"SEIAA hereby accords environmental clearance to M/s Beas Cells Private Limited. {said}"),
    ]
    assert read_document(paper(tmp_path / "paper.pdf", *blocks)).document_type == "environmental_clearance"


@pytest.mark.parametrize("name", NOT_OURS)
def test_a_lookalike_is_unknown_and_the_warning_says_what_it_is(name, tmp_path):
    said, blocks = NOT_OURS[name]
    reading = read_document(paper(tmp_path / "paper.pdf", *blocks()))
    assert reading.document_type == "unknown"
    assert not reading.fields
    assert any(said in warning.message for warning in reading.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "The residents met on 12.03.2026 to discuss parking and water supply. Nothing else was decided.",
        "We thank you for your order of 200 office chairs. Delivery follows in May.",
        "x",
    ],
)
def test_any_other_paper_is_unknown_without_a_guess(text, tmp_path):
    reading = read_document(paper(tmp_path / "paper.pdf", p(text)))
    assert reading.document_type == "unknown"
    assert not reading.fields


def test_a_producers_registration_is_read_and_said_to_be_a_producers(tmp_path):
    reading = read_document(
        paper(
            tmp_path / "paper.pdf",
            title("Central Pollution Control Board"),
            title("Extended Producer Responsibility Registration Certificate", 12),
            p("Registration No: B-29016(14015)(EPR-Registration)/25/WM-III"),
            p("Date of Issue: 11/06/2025"),
            p("M/s Fone Imports Pvt Ltd is registered as Producer under E-Waste (Management) Rules, 2022."),
        )
    )
    assert reading.document_type == "epr_certificate"
    assert reading.fields["entity_category"].value == "producer"
    assert any(warning.code == "not_a_recyclers_registration" for warning in reading.warnings)


def test_a_paper_without_any_known_title_is_told_by_its_words(tmp_path):
    reading = read_document(
        paper(
            tmp_path / "paper.pdf",
            p("To whom it may concern"),
            p("We have examined the books of account, bills and bank records of M/s Kosi Cells Pvt Ltd, and report"),
            p("that up to 31.03.2026 it has spent Rs. 12,40,00,000 on plant and machinery for its new unit."),
            p("Furnace, vendor Ispat Udyog, invoice IU/22 dated 04.05.2025, new, Rs. 8,00,00,000"),
            p("Mill, vendor Chakki Works, invoice CW/7 dated 11.06.2025, new, Rs. 4,40,00,000"),
            p("For Rao & Co., Chartered Accountants, FRN 004821S, UDIN 26218844BKXYZA1234"),
        )
    )
    assert reading.document_type == "capex_statement"


def test_what_is_not_ticked_says_nothing_of_the_type(tmp_path):
    boxes = p("This order is: \u2610 Refusal of consent \u2610 Revocation of consent \u2611 Consent to Operate")
    board = title("Gujarat Pollution Control Board")
    rest = p("Order number AWH-1723 dated 11/07/2026, in force till 10/07/2031. Environmental Engineer")
    ticked = title("\u2611 Refusal of consent \u2610 Consent to Operate \u2610 Consent to Establish", 11)
    assert read_document(paper(tmp_path / "a.pdf", board, boxes, rest)).document_type == "pollution_board_authorisation"
    assert read_document(paper(tmp_path / "b.pdf", board, ticked, rest)).document_type == "unknown"


def test_a_paper_that_a_sentence_speaks_of_does_not_name_the_type(tmp_path):
    reading = read_document(
        paper(
            tmp_path / "paper.pdf",
            p("Claim No. CMR/CL/77/02    9 November 2026"),
            p("Sub: Claim for disbursement of incentive, critical minerals recycling"),
            p("We refer to your letter of approval No. CMR/54 dated 30.03.2026. Your approval letter is enclosed."),
            p("For 03.09.2025 to 30.09.2026 we hereby claim Rs. 8,11,56,514.00 towards capital expenditure."),
        )
    )
    assert reading.document_type == "claim_form"


def test_files_that_are_listed_and_duties_laid_down_name_no_type(tmp_path):
    reading = read_document(
        paper(
            tmp_path / "paper.pdf",
            title("Chhattisgarh Environment Conservation Board"),
            p("Registration No. BWM/R/77/2026 dated 17-Jul-2026"),
            p("M/s Tejorasa Battery Materials Pvt Ltd is hereby registered as Recycler under the Battery Waste"),
            p("Management Rules, 2022. The annual return shall be filed by the 30th June each year."),
            p("Documents uploaded"),
            p("Consent to operate.pdf; refusal of consent 2019.pdf; sales register.xlsx"),
        )
    )
    assert reading.document_type == "epr_certificate"


def test_reasons_are_phrases_of_the_page(tmp_path):
    reading = read_document(
        paper(tmp_path / "paper.pdf", title("CONSENT TO OPERATE"), p("Bihar State Pollution Control Board, Patna"))
    )
    assert reading.document_type == "pollution_board_authorisation"
    assert "consent to operate" in reading.type_reasons
    assert reading.status == "partly_read"
    assert "authorisation number" in reading.message


def test_a_registration_that_counts_its_credits_is_a_registration(tmp_path):
    reading = read_document(
        paper(
            tmp_path / "paper.pdf",
            title("Central Pollution Control Board"),
            title("EPR Registration Certificate (Amended)", 12),
            p("Registration No. R-06-EW-AAKFP3319C-24, first issued on 11-10-2024, amended on 22-06-2026."),
            p("Prithvi E-Waste Solutions is registered as a recycler under the E-Waste (Management) Rules, 2022. The "
              "registration remains valid till 10-10-2029."),
            p("Registered recycling capacity stands increased from 1,500 TPA to 3,300 TPA. EPR certificates generated "
              "in 2025-26: 1,212 MT. Certificates sold: 980 MT."),
        )
    )  # fmt: skip
    assert reading.document_type == "epr_certificate"
    assert reading.fields["capacity_tpa"].value == 3300
