"""What is this paper's own: its number, date and validity, its company, its place."""

from datetime import date

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import gap, grid, p, paper, title


def read(tmp_path, *blocks):
    return read_document(paper(tmp_path / "paper.pdf", *blocks))


def consent(tmp_path, *more, head="No: TSB/CFO/2026/7741", dated="Date: 11.03.2026"):
    return read(
        tmp_path,
        title("TRISHUL STATE POLLUTION CONTROL BOARD".replace("TRISHUL", "GUJARAT")),
        p(f"{head}     {dated}"),
        p("To,"),
        p("M/s Parijat Cathode Recovery Private Limited,"),
        p("Plot No. 31/B, Industrial Estate Phase II, Halol, Dist. Panchmahal 389350"),
        p("Sub: Grant of Consent to Operate under section 25 of the Water (Prevention and Control) Act, 1974"),
        *more,
    )


@pytest.mark.parametrize(
    "cited",
    [
        ["Ref: 1. Consent to Establish No. TSB/CTE/2023/1190 dated 04.02.2023 valid up to 03.02.2028"],
        ["Read: (i) This office order No. TSB/CFO/2021/55 dated 19.01.2021", "(ii) Your letter dated 02.12.2025"],
        ["With reference to your application No. 88123 dated 05.01.2026, it is to state as under."],
        ["The earlier consent No. TSB/CFO/2020/9 dated 12.10.2020 valid till 30.09.2025 stands superseded."],
    ],
)
def test_papers_that_are_cited_give_no_number_date_or_validity(tmp_path, cited):
    fields = consent(
        tmp_path,
        *[p(line) for line in cited],
        p("Consent to Operate is hereby granted. This consent is valid up to 31.12.2030."),
    ).fields
    assert fields["authorisation_number"].value == "TSB/CFO/2026/7741"
    assert fields["issue_date"].value == date(2026, 3, 11)
    assert fields["valid_until"].value == date(2030, 12, 31)
    assert all(fields[name].confidence >= SURE for name in ("authorisation_number", "issue_date", "valid_until"))


def test_a_number_that_is_only_cited_is_never_sure(tmp_path):
    fields = consent(
        tmp_path,
        p("Ref: Consent order No. TSB/CTE/2023/1190 dated 04.02.2023"),
        p("Consent to Operate is hereby granted. This consent is valid up to 31.12.2030."),
        head="",
        dated="",
    ).fields
    assert all(fields[name].confidence < 0.6 for name in ("authorisation_number", "issue_date") if name in fields)


@pytest.mark.parametrize(
    "other",
    [
        "The bank guarantee of Rs. 3,00,000 shall be kept valid till 30.06.2033.",
        "The public liability insurance policy is valid up to 14.08.2032.",
        "The consent fee is found adequate for the period up to 31.03.2034.",
    ],
)
def test_the_end_of_a_guarantee_a_policy_or_a_fee_is_not_that_of_the_consent(tmp_path, other):
    fields = consent(
        tmp_path, p("Consent to Operate is hereby granted for a period of five years from the date of issue."), p(other)
    ).fields
    assert fields["validity"].value == "term"
    assert fields["valid_until"].value == date(2031, 3, 11) or fields["valid_until"].value == date(2031, 3, 10)


def test_registration_in_force_until_cancelled_does_not_end_with_the_consent_it_names(tmp_path):
    fields = read(
        tmp_path,
        title("CENTRAL POLLUTION CONTROL BOARD"),
        title("Certificate of Registration for Recycler"),
        p("under the Battery Waste Management Rules, 2022"),
        p("Registration No.: BWR-KA-00911     Date of issue: 06.05.2025"),
        p("Name of the recycler: Kadamba Energy Loop LLP"),
        p("This registration remains in force unless suspended or cancelled, subject to a Consent to Operate "),
        p("(presently valid up to 30.06.2027) being held at all times."),
    ).fields
    assert fields["validity"].value == "until_cancelled"
    assert "valid_until" not in fields


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("COMBINED CONSENT ORDER (WATER AND AIR) FOR ESTABLISHMENT", "consent_to_establish"),
        ("COMBINED CONSENT ORDER (WATER AND AIR) FOR OPERATION - Consent to Operate", "consent_to_operate"),
        ("CONSOLIDATED CONSENT AND AUTHORISATION - Consent to Operate", "combined"),
    ],
)
def test_combined_is_only_what_grants_waste_authorisation_too(tmp_path, said, kind):
    fields = read(
        tmp_path,
        title("KARNATAKA STATE POLLUTION CONTROL BOARD"),
        title(said, size=11),
        p("Consent No. KSP-2026-118     Date: 09.02.2026"),
        p("Consent is hereby granted to M/s Parijat Cathode Recovery Private Limited, valid up to 08.02.2031."),
    ).fields
    assert fields["authorisation_kind"].value == kind


@pytest.mark.parametrize(
    "decision",
    [
        "The Executive Committee considered your application and has not approved it. The application stands rejected.",
        "Your application is returned herewith as the EPR registration certificate is not enclosed.",
        "Consideration of your application is deferred to the next meeting of the Executive Committee.",
    ],
)
def test_letter_that_does_not_approve_is_neither_approval_nor_application(tmp_path, decision):
    reading = read(
        tmp_path,
        title("PROJECT MANAGEMENT AGENCY - JNARDDC"),
        p("No. PMA/CMR/2026/R/14     Date: 09.07.2026"),
        p("To, M/s Parijat Cathode Recovery Private Limited, Halol"),
        p("Subject: Your application CMR/26/118 under the Incentive Scheme for Critical Mineral Recycling"),
        p(decision),
    )
    assert reading.document_type == "unknown"
    assert not reading.fields
    assert any(it.code == "looks_like" for it in reading.warnings)


def test_application_for_consent_is_no_consent(tmp_path):
    reading = read(
        tmp_path,
        title("TAMIL NADU POLLUTION CONTROL BOARD"),
        title("APPLICATION FOR CONSENT TO OPERATE", size=11),
        p("Application No.: 7712334"),
        p("Date of application: 05.09.2025"),
        p("Name of the unit: Parijat Cathode Recovery Private Limited"),
        p("I/We hereby apply for consent to operate under section 25 of the Water Act for five years."),
    )
    assert reading.document_type == "unknown"


def test_blank_form_gives_no_choice_from_the_words_of_its_labels(tmp_path):
    rows = [
        ["Application No.", ": ________"],
        ["Name of the applicant", ": ________"],
        ["Recycling stream (E-waste / LIB scrap / Other scrap)", ": ________"],
        ["Incentive mode (Capex / Opex / Hybrid)", ": ________"],
        ["Type of unit (New / Expansion)", ": ________"],
    ]
    reading = read(
        tmp_path,
        title("INCENTIVE SCHEME FOR PROMOTION OF CRITICAL MINERAL RECYCLING"),
        title("APPLICATION FORM", size=11),
        grid(rows, [150, 250], ruled=False),
    )
    assert not {"recycling_stream", "incentive_mode", "unit_type"} & set(reading.fields)


def application(tmp_path, *blocks):
    return read(
        tmp_path,
        title("PARIJAT CATHODE RECOVERY PRIVATE LIMITED"),
        p("Regd. Office: 9, Lake View Towers, Pune 411001"),
        p("To, The Director, JNARDDC, Nagpur"),
        p("Subject: Application under the Incentive Scheme for Promotion of Critical Mineral Recycling"),
        p("Application No.: CMR/26/118     Date of application: 04.03.2026"),
        *blocks,
    )


def test_letter_of_application_in_prose(tmp_path):
    fields = application(
        tmp_path,
        p("We apply for our new unit at Plot No. 31/B, Industrial Estate, Halol, Gujarat 389350."),
        p("Implementation: single phase; production expected from 1 February 2027"),
        p("For Parijat Cathode Recovery Private Limited"),
        gap(20),
        p("(Ishani Majumdar)"),
        p("Director"),
    ).fields
    assert fields["applicant_name"].value.upper() == "PARIJAT CATHODE RECOVERY PRIVATE LIMITED"
    assert fields["unit_type"].value == "new"
    assert fields["single_phase"].value == "yes"
    assert fields["expected_production_date"].value == date(2027, 2, 1)
    assert fields["signatory_name"].value == "Ishani Majumdar"
    assert "389350" in fields["unit_address"].value


def test_the_works_and_not_the_registered_office_is_the_unit(tmp_path):
    rows = [
        ["Name of the recycler", "Kadamba Energy Loop LLP"],
        ["Registered office", "403, Ashoka Plaza, Baner Road, Pune 411045"],
        ["Works", "Survey No. 88/2, Village Nandur, Taluka Sinnar, Nashik 422103"],
    ]
    fields = read(
        tmp_path,
        title("CENTRAL POLLUTION CONTROL BOARD"),
        title("Certificate of Registration for Recycler under the E-Waste (Management) Rules, 2022", size=11),
        p("Registration No.: EWR-MH-00077     Date of issue: 06.05.2025     Valid up to: 05.05.2030"),
        grid(rows, [150, 150]),
    ).fields
    assert "422103" in fields["unit_address"].value
    assert "411045" not in fields["unit_address"].value


def test_signature_block_is_no_part_of_the_engineers_name(tmp_path):
    fields = read(
        tmp_path,
        title("CERTIFICATE OF CHARTERED ENGINEER"),
        p("I have inspected the plant of M/s Parijat Cathode Recovery Private Limited. Production commenced on "),
        p("05.04.2026. The installed capacity is 3,000 MT per annum."),
        p("Date: 20.04.2026", align=2),
        p("Signature & Seal", align=2),
        p("Tarun K. Mehrotra", align=2),
        p("Chartered Engineer", align=2),
        p("Registration No. M-1288301", align=2),
    ).fields
    assert fields["engineer_name"].value == "Tarun K. Mehrotra"


def test_addressee_s_own_name_is_no_part_of_the_companys(tmp_path):
    fields = read(
        tmp_path,
        title("PUNJAB POLLUTION CONTROL BOARD"),
        p("No. CTOW/2026/55120     Date: 11.03.2026"),
        p("To,"),
        p("Gurleen Kaur Sandhu"),
        p("Ravi Tin Recyclers Pvt Ltd, Focal Point,"),
        p("Ludhiana 141010"),
        p("Subject: Grant of Consent to Operate under section 25 of the Water Act, 1974, valid up to 10.03.2031."),
    ).fields
    assert fields["entity_name"].value == "Ravi Tin Recyclers Pvt Ltd"
