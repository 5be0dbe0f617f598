"""Other papers within a paper: an annexure of another number, what held before, references above a letter."""

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import gap, grid, p, page_break, paper, title


def certificate(tmp_path, heading, holder):
    return paper(
        tmp_path / "registration.pdf",
        title("CENTRAL POLLUTION CONTROL BOARD"),
        p("CERTIFICATE OF REGISTRATION AS RECYCLER UNDER E-WASTE (MANAGEMENT) RULES, 2022"),
        p("Registration No.: EWR/REC/2025/004417     Dated: 14/07/2025"),
        p(
            "This is to certify that Vaigai Circular Metals Private Limited, Survey No. 118/2, SIPCOT Phase II, "
            "Ranipet, Tamil Nadu - 632403 has been registered as a Recycler for the categories listed in the "
            "Annexure. The registration shall be valid till 13/07/2030."
        ),
        page_break(),
        p(heading),
        p(f"Name of recycler: {holder}"),
        grid(
            [
                ["S.No.", "EEE category", "Permitted quantity (MT/annum)"],
                ["1", "ITEW - IT equipment", "6,400"],
                ["", "Total", "6,400"],
            ],
            [40, 260, 150],
        ),
    )


@pytest.mark.parametrize(
    ("number", "is_own"),
    [("EWR/REC/2025/004417", True), ("EWR / REC / 2025 / 004417", True), ("EWR/REC/2025/003981", False)],
)
def test_an_annexure_under_another_number_is_sure_of_nothing(tmp_path, number, is_own):
    reading = read_document(certificate(tmp_path, f"ANNEXURE TO REGISTRATION No. {number}", "Deccan Urban Ores LLP"))
    assert reading.fields["capacity_tpa"].value == 6400
    assert (reading.fields["capacity_tpa"].confidence >= SURE) == is_own
    assert any(it.code == "page_of_another" for it in reading.warnings) != is_own
    assert reading.fields["registration_number"].confidence >= SURE


def test_a_number_of_another_form_on_the_second_page_says_nothing(tmp_path):
    heading = "Annexure (consent verified: TNPCB/F.0412/RPT/2024)"
    reading = read_document(certificate(tmp_path, heading, "Vaigai Circular Metals Private Limited"))
    assert reading.fields["capacity_tpa"].confidence >= SURE


def authorisation(tmp_path, *lines):
    return paper(
        tmp_path / "authorisation.pdf",
        title("KERALA STATE POLLUTION CONTROL BOARD"),
        p("AUTHORISATION FOR OPERATING A FACILITY FOR RECYCLING / UTILISATION OF HAZARDOUS WASTE"),
        *lines,
        p(
            "Periyar Battery Materials Limited, Building XI/204, Edayar, Binanipuram, Ernakulam 683502 is hereby "
            "granted an authorisation for recycling of spent lithium-ion cells on its premises, 4,350 tonnes per "
            "annum."
        ),
        p("The authorisation shall be valid for a period from 01.07.2026 to 30.06.2031."),
    )


def test_what_held_before_stands_in_brackets_beside_the_number(tmp_path):
    number = (
        "Number of authorisation: PCB/EKM/HWM/118/2019-R2 (second renewal; earlier PCB/EKM/HWM/118/2019-R1 valid up "
        "to 30.06.2026)"
    )
    reading = read_document(authorisation(tmp_path, p(number), p("Date of issue: 22.06.2026")))
    assert str(reading.fields["valid_until"].value) == "2031-06-30"
    assert reading.fields["valid_until"].confidence >= SURE
    assert reading.fields["authorisation_kind"].value == "hazardous_waste"


REFERENCES = (
    "Sub: Consolidated Consent and Authorisation under Section 25 of the Water Act 1974, Section 21 of the Air Act "
    "1981 and Authorisation under Rule 6(2) of the Hazardous and Other Wastes Rules 2016.\nRef: 1. CTE No. 104473 "
    "dated 02/08/2025. 2. Your CC&A application inward no. 287731 dated 18/03/2026, as amended on 02/04/2026."
)


def test_a_paragraph_after_a_full_line_of_references_is_none_of_them(tmp_path):
    path = paper(
        tmp_path / "consent.pdf",
        title("GUJARAT POLLUTION CONTROL BOARD"),
        p("CC&A Order No.: AWH-118832     Date of issue: 12/05/2026"),
        p("To, M/s Sabarmati Urban Mining Limited, Plot 311, GIDC Sanand-II, Dist. Ahmedabad"),
        p(REFERENCES),
        gap(6),
        p(
            "Consents and authorisation under the above provisions are granted for operation of the industrial plant "
            "for the recycling of e-waste, 15,000 MT/Year, subject to conditions. The order shall be valid up to "
            "31/03/2031."
        ),
    )
    assert str(read_document(path).fields["valid_until"].value) == "2031-03-31"


def test_the_claim_number_that_a_letter_names_goes_before_its_own_reference(tmp_path):
    path = paper(
        tmp_path / "claim.pdf",
        p("Ref: TRR/CMR/C-02/2026-27"),
        p("Date: 5th November, 2026"),
        p("To, The Project Management Agency, Incentive Scheme for Promotion of Critical Mineral Recycling"),
        p("Sub: Second half-yearly claim - capex subsidy"),
        p(
            "We, Tungabhadra Resource Recovery Private Limited, submit our claim for the half year 1st April 2026 to "
            "30th September 2026 and claim Rs. 5,52,50,000. The claim number allotted by the portal is "
            "CLM/2026/00773."
        ),
    )
    assert read_document(path).fields["claim_number"].value == "CLM/2026/00773"


@pytest.mark.parametrize(
    ("printed", "tonnes"),
    [
        ("Existing: 0 | Proposed: 12,000 | After project: 12,000", 12000),
        ("Existing 4,000; proposed 2,500; total 6,500", 6500),
        ("Present: 3,150 / Additional: 1,050 / After expansion: 4,200", 4200),
    ],
)
def test_of_several_capacities_with_their_words_the_one_afterwards_is_applied_for(tmp_path, printed, tonnes):
    path = paper(
        tmp_path / "application.pdf",
        title("APPLICATION FORM"),
        p("Incentive Scheme for Promotion of Critical Mineral Recycling - application for incentive"),
        grid(
            [
                ["Application number", "NCMM/REC/2025/00290"],
                ["Date of application", "28-02-2026"],
                ["Name of applicant", "NARMADA E-CYCLE LIMITED"],
                ["Type of unit", "New"],
                ["Recycling stream", "E-waste"],
                ["Recycling capacity (MT per year)", printed],
            ],
            [180, 290],
        ),
    )
    assert read_document(path).fields["capacity_tpa"].value == tonnes


def test_a_letter_is_dated_behind_house_and_town(tmp_path):
    path = paper(
        tmp_path / "letter.pdf",
        title("GOVERNMENT OF INDIA, MINISTRY OF MINES"),
        p("No. 31/14/2025-NCMM-Recycling (Pt. 3)"),
        p("Shastri Bhawan, New Delhi, 18 May 2026"),
        p("To, The Managing Director, Narmada E-Cycle Limited, Pithampur"),
        p("Subject: Approval under the Incentive Scheme for Promotion of Critical Mineral Recycling"),
        p(
            "The Executive Committee in its meeting held on 30 April 2026 considered your application dated 28 "
            "February 2026 and has approved it under Group B. The approval is subject to the following: (i) "
            "production to begin by 31 March 2028; (ii) no change of location."
        ),
    )
    fields = read_document(path).fields
    assert str(fields["approval_date"].value) == "2026-05-18"
    assert fields["conditions"].value.startswith("(i) production to begin")


def test_what_the_subsidy_is_reckoned_on_is_not_claimed(tmp_path):
    path = paper(
        tmp_path / "claim.pdf",
        title("CLAIM - OPERATING EXPENDITURE SUBSIDY (YEAR 2)"),
        p("Incentive Scheme for Promotion of Critical Mineral Recycling, to the Project Management Agency"),
        p("Participant: Vaigai Circular Metals Private Limited; claim no. VCM-OPX-2 dated 12 May 2028"),
        grid(
            [
                ["Particulars", "Rs."],
                ["Opex subsidy for year 2 (40% of sanctioned opex of Rs. 10,00,00,000)", "4,00,00,000"],
                ["Less: held back against audit para", "15,00,000"],
                ["Net opex subsidy claimed", "3,85,00,000"],
            ],
            [330, 130],
        ),
    )
    fields = read_document(path).fields
    assert fields["claim_number"].value == "VCM-OPX-2"
    assert fields["opex_claimed"].value == 38500000


def test_who_opts_for_both_subsidies_opts_for_both(tmp_path):
    path = paper(
        tmp_path / "application.pdf",
        p("Date: 21st January 2026"),
        p("To, The Director (NCMM), Ministry of Mines"),
        p(
            "Sub.: Application No. CMR/APP/0771/2025-26 for incentive under the Scheme for Promotion of Critical "
            "Mineral Recycling - expansion of spent battery recycling at Neemrana"
        ),
        p(
            "Aravalli Lithium Works Private Limited (PAN AALCK1209N, GSTIN 08AALCK1209N1Z9), which today recycles "
            "3,000 MT of spent lithium-ion batteries a year, proposes to raise its capacity to 9,000 MT a year. We opt "
            "for both the capital subsidy and the operating subsidy. The line is to be put up in a single phase."
        ),
    )
    assert read_document(path).fields["incentive_mode"].value == "hybrid"


@pytest.mark.parametrize(("printed", "is_sure"), [("Ni 96.2%, Co 95.8%, Li 88.0%", False), ("91.4% by weight", True)])
def test_of_recoveries_of_several_metals_none_is_sure(tmp_path, printed, is_sure):
    path = paper(
        tmp_path / "certificate.pdf",
        title("CHARTERED ENGINEER'S CERTIFICATE"),
        p("Er. Kavita R. Menon, M.Tech, AMIE, Regn AM-1877723          Date: 07-09-2026"),
        p("Unit: Periyar Battery Materials Limited, Edayar. Rated input 3,600 TPA of spent cells."),
        p("The plant commenced commercial production on 25-08-2026."),
        p(f"Overall metal recovery: {printed}."),
    )
    found = read_document(path).fields.get("recovery_yield_percent")
    assert found is not None and (found.confidence >= SURE) == is_sure
