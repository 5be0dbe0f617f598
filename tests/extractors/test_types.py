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
    "terms of reference": (
        "terms-of-reference",
        lambda: [
            title("State Environment Impact Assessment Authority"),
            p("Sub: Grant of Terms of Reference for lithium ion battery recycling under EIA Notification, 2006"),
            p("The following standard terms of reference are prescribed for preparing EIA report."),
        ],
    ),
}


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


def test_reasons_are_phrases_of_the_page(tmp_path):
    reading = read_document(
        paper(tmp_path / "paper.pdf", title("CONSENT TO OPERATE"), p("Bihar State Pollution Control Board, Patna"))
    )
    assert reading.document_type == "pollution_board_authorisation"
    assert "consent to operate" in reading.type_reasons
    assert reading.status == "partly_read"
    assert "authorisation number" in reading.message
