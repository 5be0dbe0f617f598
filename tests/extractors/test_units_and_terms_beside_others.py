"""Units that belong to the figures beside them, and terms that a cited paper's last day stands beside."""

from datetime import date
from decimal import Decimal

import pytest
import weasyprint

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import gap, grid, p, paper, title


def claim(tmp_path, amounts, receipts):
    return paper(
        tmp_path / "claim.pdf",
        title("CLAIM FOR DISBURSEMENT OF INCENTIVE"),
        p("Incentive Scheme for Promotion of Critical Mineral Recycling - to the Project Management Agency"),
        p("Claim No. CLM/2028/00057 dated 18.05.2028. Claim period 01.04.2027 to 31.03.2028"),
        p("Claimant: Kosi Cathode Recycling Private Limited"),
        p("A. Amount of claim"),
        grid([["Component", "₹ in lakh", "₹"], *amounts], [220, 90, 120]),
        p("B. Incentive received earlier"),
        grid([["Date of receipt", "Amount", "UTR"], *receipts], [120, 150, 160]),
    )


def test_of_two_columns_the_one_in_rupees_is_not_in_lakh_too(tmp_path):
    rows = [["Capex subsidy", "642.80", "6,42,80,000"], ["Total amount claimed", "642.80", "6,42,80,000"]]
    receipts = [
        ["15.09.2027", "₹ 3,21,40,000", "SBINR52027018840"],
        ["22.02.2028", "₹ 1,60,70,000", "SBINR52027118841"],
    ]
    reading = read_document(claim(tmp_path, rows, receipts))
    assert reading.fields["amount_claimed"].value == Decimal(64280000)
    assert [row.fields["amount"].value for row in reading.tables["earlier_receipts"]] == [32140000, 16070000]


def test_amounts_in_lakh_under_the_unit_of_their_own_column_stay_in_lakh(tmp_path):
    rows = [["Capex subsidy", "642.80", "6,42,80,000"], ["Total amount claimed", "642.80", "6,42,80,000"]]
    path = claim(tmp_path, rows, [["15.09.2027", "₹ 321.40 lakh", "SBINR52027018840"]])
    [receipt] = read_document(path).tables["earlier_receipts"]
    assert receipt.fields["amount"].value == Decimal(32140000)


def registration(tmp_path, term, consent="TSPCB/RCP/HZ/CFO/2024/1196, valid up to 30-Sep-2028"):
    return paper(
        tmp_path / "registration.pdf",
        title("CENTRAL POLLUTION CONTROL BOARD"),
        title("CERTIFICATE OF REGISTRATION", 12),
        p("Registration No. DOR-36-0482-2025-R          Date of Issue: 11-Jun-2025"),
        p(
            "This is to certify that the facility described below is registered with CPCB as RECYCLER of e-waste under "
            "the E-Waste (Management) Rules, 2022."
        ),
        grid(
            [
                ["Name of the entity", "M/s Tapti Circuit Recyclers Private Limited"],
                ["Facility address", "Survey No. 117, Choutuppal Mandal, Yadadri Bhuvanagiri, Telangana - 508252"],
                ["Consent of SPCB verified", consent],
                ["Registered capacity", "8,900 MTA"],
            ],
            [140, 330],
        ),
        p(term),
    )


FIVE_YEARS = (
    "Terms: 1. The registration shall be valid for a period of five years from the date of issue. "
    "2. Returns shall be filed."
)


def test_its_own_term_comes_before_the_last_day_of_a_consent_that_it_names_and_stays_for_a_person(tmp_path):
    fields = read_document(registration(tmp_path, FIVE_YEARS)).fields
    assert (fields["validity"].value, fields["valid_until"].value) == ("term", date(2030, 6, 11))
    assert fields["valid_until"].confidence < SURE
    assert date(2028, 9, 30) in [it.value for it in fields["valid_until"].alternatives]


@pytest.mark.parametrize(
    ("years", "until"), [("thirty", date(2055, 6, 11)), ("thirty-one", None), ("one hundred", None)]
)
def test_a_term_of_more_than_thirty_years_is_no_papers(tmp_path, years, until):
    term = f"This registration is valid for a period of {years} years from the date of issue."
    fields = read_document(registration(tmp_path, term, consent="TSPCB/RCP/HZ/CFO/2024/1196")).fields
    assert (fields["valid_until"].value if "valid_until" in fields else None) == until


CLAUSES = (
    "This consent to establish is valid for a period of five years from the date of issue of this order. If the "
    "proponent fails to commission the unit within that period, renewal shall be sought.",
    "The unit falls under the RED category. Consent to Operate shall be obtained before commissioning of the unit.",
    "Water consumption shall not exceed 62 KLD. The permission of the Water Resources Department for 100 KLD dated "
    "07.07.2025 shall be kept valid at all times.",
    "Stacks of the smelting furnace shall be 40 m high with pulse-jet bag filter.",
    "Slag shall be tested for leachability.",
)
CONSENT = f"""<style>@page{{size:A4;margin:16mm}} body{{font:9.4pt 'DejaVu Sans'}} td{{padding-right:60px}}
.two{{column-count:2;column-gap:17px}}</style>
<h3 style="text-align:center">STATE POLLUTION CONTROL BOARD, ODISHA<br>CONSENT TO ESTABLISH ORDER</h3>
<p>No. 13052 / IND-II-CTE-7346 &nbsp; &nbsp; &nbsp; Date 02-12-2025</p>
<p>Sub : Consent to Establish for an e-waste recycling unit of M/s Brahmani Circular Metals Private Limited at Plot
No. 1507, Mouza Ramdaspur, District Ganjam, Odisha 761020, under section 25 of the Water Act, 1974 and section 21 of
the Air Act, 1981. The Board conveys its Consent to Establish for recycling of e-waste, 11,500 tonnes per annum.</p>
<table><tr><th>Product</th><th>Proposed production</th><th>Unit</th></tr>
<tr><td>Refined tin</td><td>1,150</td><td>TPA</td></tr><tr><td>Indium metal</td><td>4.8</td><td>TPA</td></tr></table>
<div class="two">{"".join(f"<p>{at}. {it}</p>" for at, it in enumerate(CLAUSES, start=1))}</div>"""


def test_clauses_in_two_columns_right_under_a_table_are_read_down_each_of_them(tmp_path):
    path = tmp_path / "consent.pdf"
    weasyprint.HTML(string=CONSENT).write_pdf(path)
    until = read_document(path).fields["valid_until"]
    assert until.value == date(2030, 12, 2)
    assert "Water Resources" not in until.evidence.text


LIST = ["1. The project shall be completed in one phase.", "2. Reports shall be filed every quarter."]


def approval(tmp_path, *after):
    return paper(
        tmp_path / "approval.pdf",
        title("Jawaharlal Nehru Aluminium Research Development and Design Centre"),
        p("Project Management Agency, Incentive Scheme for Promotion of Critical Mineral Recycling"),
        p("No. JNARDDC/PMA/CMR/2026-27/0029                  Dated 14th May 2026"),
        p("M/s Tapti Circular Metals Private Limited, Hyderabad"),
        p(
            "Sir, With reference to your application dated 22.01.2026 approval of the project is hereby conveyed with "
            "effect from the date of this letter, under Group B, subject to the following conditions:"
        ),
        *(p(text, indent=18) for text in LIST),
        *after,
    )


@pytest.mark.parametrize(
    "after",
    [
        [gap(10), p("This approval does not by itself create a right to any payment.")],
        [p("(Dr. Anupama Wasnik)", indent=380), p("Chief Scientist, PMA", indent=380)],
    ],
)
def test_conditions_end_where_the_letter_goes_on(tmp_path, after):
    assert read_document(approval(tmp_path, *after)).fields["conditions"].value == " ".join(LIST)


def test_a_condition_goes_on_over_lines_of_its_own(tmp_path):
    more = (
        "3. The capital expenditure shall exceed the threshold of the group. " + "It is counted by the invoices. " * 5
    )
    value = read_document(approval(tmp_path, p(more.strip(), indent=18))).fields["conditions"].value
    assert value == " ".join([*LIST, more.strip()])


@pytest.mark.parametrize(
    ("own", "number"),
    [
        ("2. Registration number allotted: ELV-KA-RVSF-250039", "ELV-KA-RVSF-250039"),
        ("2. The registration number of the facility is ELV-KA-RVSF-250039.", "ELV-KA-RVSF-250039"),
    ],
)
def test_the_registration_under_which_a_yard_was_set_up_is_another_papers(tmp_path, own, number):
    path = paper(
        tmp_path / "yard.pdf",
        title("KARNATAKA STATE POLLUTION CONTROL BOARD"),
        title("CERTIFICATE OF REGISTRATION", 12),
        p("under the Environment Protection (End-of-Life Vehicles) Rules, 2025. Dated: 27.10.2025"),
        p(
            "Registration is hereby granted to M/s Tunga Auto Scrapping LLP, Plot No. 212, KIADB Industrial Area, "
            "Ranebennur, Karnataka 581115, which was set up under the Motor Vehicles (Registration and Functions of "
            "Vehicle Scrapping Facility) Rules, 2021 vide Transport Department registration No. KA/RVSF/014 dated "
            "02.02.2024, for handling end-of-life vehicles, 18,000 tonnes per annum."
        ),
        p(own),
        p("3. This registration is valid from 27.10.2025 to 26.10.2030."),
    )
    assert read_document(path).fields["registration_number"].value == number


@pytest.mark.parametrize(
    ("term", "until"),
    [
        ("The registration shall be valid for five years with effect from 1st April 2026.", date(2031, 4, 1)),
        ("The registration is valid for a period of 5 years w.e.f. 01-04-2026.", date(2031, 4, 1)),
        ("The registration is valid for a period of five years from the date of issue.", date(2030, 6, 11)),
        ("The registration is valid for a period of five years.", date(2030, 6, 11)),
    ],
)
def test_a_term_runs_from_the_day_that_its_sentence_names_else_from_the_issue(tmp_path, term, until):
    fields = read_document(registration(tmp_path, term, consent="TSPCB/RCP/HZ/CFO/2024/1196")).fields
    assert (fields["validity"].value, fields["valid_until"].value) == ("term", until)


def letter_on_group(tmp_path, sentence):
    return paper(
        tmp_path / "group.pdf",
        title("JNARDDC - PROJECT MANAGEMENT AGENCY"),
        p("Incentive Scheme for Promotion of Critical Mineral Recycling"),
        p("Letter No. PMA/CMR/MOD/2026/18                Date 9 September 2026"),
        p("M/s Tapti Nickel Recyclers Private Limited, Mundra"),
        p(sentence),
        p("Director, JNARDDC"),
    )


@pytest.mark.parametrize(
    ("sentence", "group", "is_sure"),
    [
        ("Your project is approved under Group A.", "A", True),
        ("Your project was approved under Group A. On the audited GMR the group is now fixed as Group B.", "B", False),
        ("Your project was approved under Group B. The group is revised to Group A.", "A", False),
    ],
)
def test_the_group_that_is_fixed_anew_takes_the_place_of_the_one_before(tmp_path, sentence, group, is_sure):
    read = read_document(letter_on_group(tmp_path, sentence)).fields["group"]
    assert (read.value, read.confidence >= SURE) == (group, is_sure)


def test_what_is_claimed_in_another_letter_is_not_claimed_here(tmp_path):
    path = paper(
        tmp_path / "letter.pdf",
        p("Ref: MRML/CLAIM/OPEX/02                     14 August 2028"),
        p("To The Project Management Agency (JNARDDC)"),
        p("Sub: Claim of second instalment of opex subsidy under the Incentive Scheme for Critical Mineral Recycling"),
        p(
            "For the financial year 1 April 2027 to 31 March 2028 our eligible opex subsidy is Rs. 3,58,00,000. "
            "We now claim the balance sixty percent, i.e. Rs. 2,14,80,000."
        ),
        p("Our capex subsidy claim of Rs. 6,20,00,000 is filed separately."),
        p("For Tapti Rare Metals Limited, S. Mandke, Whole-time Director"),
    )
    assert read_document(path).fields["amount_claimed"].value == Decimal(21480000)
