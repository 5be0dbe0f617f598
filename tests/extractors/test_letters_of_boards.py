"""Letters that name several papers, days and firms: what is the paper's own, in the words of other boards."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import grid, p, paper, title


def read(tmp_path, *blocks):
    return read_document(paper(tmp_path / "paper.pdf", *blocks)).fields


def ewaste_letter(tmp_path, *body):
    return read(
        tmp_path,
        title("CENTRAL POLLUTION CONTROL BOARD"),
        p("F. No. B-29016(3391)/RECY/26/WM-III Division     Dated: 4th March, 2026"),
        p("To, M/s Tapti Urban Ores LLP, Plot 14, GIDC Sachin, Surat, Gujarat - 394230"),
        p("Sub: Grant of registration as Recycler under the E-Waste (Management) Rules, 2022"),
        p("Ref: Your online application no. EW-R-20881 dated 11/08/2025"),
        *body,
        p("The recycler shall file quarterly and annual returns on the portal and shall keep the consents in force."),
        p("The recycler shall not accept waste beyond the capacity registered and shall keep a manifest of each lot."),
        p("Residues shall be handed to a treatment facility and never be burnt in the open or let into a drain."),
    )


@pytest.mark.parametrize(
    "opening",
    [
        "With reference to the above, I am directed to convey the",
        "It is pleased to convey the",
        "I am directed to convey",
    ],
)
def test_the_registration_that_a_letter_conveys_is_its_own_and_the_file_number_is_not(tmp_path, opening):
    fields = ewaste_letter(
        tmp_path,
        p(f"{opening} registration of your unit as Recycler with"),
        p("Registration No. R-GJ-0017734-26 for an annual recycling capacity of 5,400 MT."),
    )
    assert fields["registration_number"].value == "R-GJ-0017734-26"
    assert fields["capacity_tpa"].value == Decimal(5400)


def test_a_file_number_is_the_registration_where_nothing_else_is_printed(tmp_path):
    fields = ewaste_letter(tmp_path, p("Registration is hereby granted for recycling of 5,400 MT per annum."))
    assert fields["registration_number"].value == "B-29016(3391)/RECY/26/WM-III Division"


def test_a_printed_last_day_is_taken_before_one_that_is_counted(tmp_path):
    fields = ewaste_letter(
        tmp_path,
        p("This registration shall remain in force for a period of five years w.e.f. the date of issue,"),
        p("i.e. up to 03-03-2031, unless cancelled earlier."),
    )
    assert fields["valid_until"].value == date(2031, 3, 3)
    assert fields["validity"].value == "dated"


def consent(tmp_path, *body, number="No. HSPCB/Consent/3130/2026", dated="Dated: 11/08/2025"):
    return read(
        tmp_path,
        title("HARYANA STATE POLLUTION CONTROL BOARD"),
        p(number),
        p(dated),
        title("CONSENT TO OPERATE under section 25 of the Water Act, 1974"),
        p("M/s Yamuna Ferro Reclaim Private Limited, Plot 7, Sector 37, Gurugram, Haryana - 122001"),
        *body,
    )


def test_a_consent_for_a_period_from_one_day_to_another_ends_on_the_second(tmp_path):
    fields = consent(tmp_path, p("Consent is hereby granted for the period from 01.10.2025 to 30.09.2030."))
    assert fields["valid_until"].value == date(2030, 9, 30)


@pytest.mark.parametrize(
    "sentence",
    [
        "Consent is granted. Samples of the period from 01.10.2023 to 30.09.2024 were in order.",
        "Consent is granted. The bank guarantee is held for the period from 01.10.2025 to 30.09.2026.",
    ],
)
def test_another_period_is_no_validity_of_the_consent(tmp_path, sentence):
    assert "valid_until" not in consent(tmp_path, p(sentence))


def test_a_number_with_a_paper_in_it_does_not_make_the_head_of_the_letter_a_reference(tmp_path):
    fields = consent(
        tmp_path,
        p("Having considered the application No. 881143 dated 18.12.2025, the Board hereby grants consent."),
        number="Ref. No. HSPCB/RO/CTO-881143/2026/41",
        dated="Panipat, the 6th February 2026",
    )
    assert fields["issue_date"].value == date(2026, 2, 6)
    assert fields["authorisation_number"].value == "HSPCB/RO/CTO-881143/2026/41"
    assert fields["authorisation_number"].confidence >= SURE


def test_the_form_for_hazardous_waste_is_known_by_its_own_words(tmp_path):
    fields = read(
        tmp_path,
        title("STATE POLLUTION CONTROL BOARD, ODISHA"),
        p("1. Number of authorisation and date of issue: IND-IV-HW-17/22 dated 28.04.2026"),
        p("3. M/s Brahmani Reclaim Pvt. Ltd. of Plot 61, Sundargarh, Odisha - 770031 is hereby granted"),
        p("an authorisation based on the signed inspection report for recycling of hazardous or other wastes."),
    )
    assert fields["authorisation_kind"].value == "hazardous_waste"


def test_the_firm_that_certifies_is_not_whom_the_certificate_is_about(tmp_path):
    fields = read(
        tmp_path,
        title("CERTIFICATE OF GLOBAL MANUFACTURING REVENUE"),
        p("We, M/s Bhatt Iyer LLP, Chartered Accountants (FRN 103392W), auditors of Sahya Magnets Private Limited,"),
        p("certify that in the financial year 2025-26 the Company earned revenue from operations of Rs. 46,18,72,300"),
        p("and that the Global Manufacturing Revenue of the group is Rs. 46,18,72,300."),
        p("for Bhatt Iyer LLP"),
        p("Aditi Iyer, Partner (ICAI Membership No. 155902)"),
    )
    assert fields["ca_name"].value == "Aditi Iyer"
    assert fields["entity_name"].value == "Sahya Magnets Private Limited"


def test_a_sentence_about_machinery_or_a_column_of_a_table_is_no_address(tmp_path):
    fields = read(
        tmp_path,
        title("CERTIFICATE OF CAPITAL EXPENDITURE"),
        p("We certify that Sahya Magnets Private Limited incurred at the above unit from 10.09.2025 to 31.03.2026:"),
        grid(
            [
                ["Particulars", "Invoice No", "Invoice date", "Amount (Rs.)"],
                ["Leaching reactors", "CF-2210", "03-11-2025", "2,12,75,000"],
                ["Press filter", "CF-2291", "19-12-2025", "3,05,40,000"],
                ["Total", "", "", "5,18,15,000"],
            ],
            [150, 100, 100, 110],
        ),
        p("Notes: All plant and machinery is new. The share capital of the Company is Rs. 500.00 lakh."),
    )
    assert "unit_address" not in fields


def test_a_label_whose_second_half_is_one_short_word_is_a_label(tmp_path):
    fields = read(
        tmp_path,
        title("Incentive Scheme for Promotion of Critical Minerals Recycling - APPLICATION FORM"),
        grid(
            [
                ["Application ID / आवेदन संख्या", "CMR-2026-00731"],
                ["Name of applicant / आवेदक का नाम", "Yamuna Mining Private Limited"],
                ["Minerals to be recovered / खनिज", "Neodymium, Cobalt, Tin"],
            ],
            [200, 240],
        ),
    )
    assert set(fields["minerals"].value) == {"rare_earth_elements", "cobalt", "tin"}


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["Ref. No: 20551/UPPCB/Circle4(UPPCBHO)/HWM/GAUTAM BUDDHA NAGAR/", "2026"],
         "20551/UPPCB/Circle4(UPPCBHO)/HWM/GAUTAM BUDDHA NAGAR/2026"),
        (["Consent No. RSPCB/Alwar/HWM-", "4471/2026"], "RSPCB/Alwar/HWM-4471/2026"),
        (["No. 771/TS/EE-II/CTO/", "CO/2026-27/118"], "771/TS/EE-II/CTO/CO/2026-27/118"),
        (["Consent No. PPCB/CTO/2026/771", "2026"], "PPCB/CTO/2026/771"),
    ],
)  # fmt: skip
def test_a_number_that_ends_with_a_stroke_goes_on_below(tmp_path, lines, number):
    head = grid([[lines[0], "Dated: 11/08/2025"], [lines[1], ""]], [390, 110], ruled=False)
    reading = read_document(
        paper(
            tmp_path / "c.pdf",
            title("PUNJAB POLLUTION CONTROL BOARD"),
            head,
            p("To, M/s Satluj Cell Recyclers Private Limited, Plot No. 4, Focal Point, Ludhiana - 141010"),
            p("Consent to Operate under section 25 of the Water Act, 1974 is hereby granted. This consent is valid "
              "up to 31.03.2030."),
        )
    )  # fmt: skip
    assert reading.fields["authorisation_number"].value == number
    assert reading.fields["issue_date"].value.isoformat() == "2025-08-11"


@pytest.mark.parametrize(
    ("line", "category"),
    [("RED/L.S.I (R35)", "red"), ("ORANGE / M.S.I. (O21)", "orange"), ("RED/SSI", "red"), ("GREEN - SSI", "green")],
)
def test_category_and_scale_head_the_letters_of_a_board(tmp_path, line, category):
    fields = consent(tmp_path, p(line), p("Consent to Operate is hereby granted up to 31.03.2030."))
    assert fields["pollution_category"].value == category


@pytest.mark.parametrize(
    ("total", "activity", "capacity"),
    [
        ("3,600", "collection, storage and recycling", Decimal(3600)),
        ("3600", "reprocessing", Decimal(3600)),
        ("4,200", "recycling", None),  # not the sum of what is listed: nobody knows which is right
        ("3600", "transport and storage", None),
    ],
)
def test_the_total_of_wastes_to_be_recycled_is_the_capacity(tmp_path, total, activity, capacity):
    fields = read(
        tmp_path,
        title("UTTAR PRADESH POLLUTION CONTROL BOARD"),
        p("Ref. No: 20418/UPPCB/HWM/KANPUR/2025 Dated 19/12/2025"),
        p("Sub: Authorisation issued under the provisions of Hazardous and Other Wastes (Management and Transboundary "
          "Movement) Rules, 2016"),
        p("M/s Rohini Tin Products, Plot No 9, Rania is hereby granted authorisation to operate a facility for "
          f"{activity} of the following hazardous wastes on the premises situated at the above address."),
        grid([["Sl", "Waste", "Mode", "Quantity (MT/A)"], ["1", "Tin dross", "As above", "2400"],
              ["2", "Spent refractory with zircon", "As above", "1200"], ["", "Total", "", total]], [30, 200, 90, 120]),
        p("The authorization shall be valid for a period of Five Year from the date of issue."),
    )  # fmt: skip
    assert (fields["capacity_tpa"].value if "capacity_tpa" in fields else None) == capacity
