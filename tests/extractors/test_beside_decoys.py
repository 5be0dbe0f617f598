"""A value beside what is easily taken for it: its own is read, and what belongs to another thing is never sure."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from extractors.asked import unexplained
from extractors.values.places import joined_parts
from records.readings import SURE
from reference.document_types import document_types
from tests.extractors.papers import gap, grid, p, paper, title

OWN = {
    "authorisation_number": ("Consent Order No.", "KSB/CFO/7741"),
    "issue_date": ("Date of issue", "11.03.2026"),
    "entity_name": ("Name of the unit", "Vaitarna Indium Works Private Limited"),
    "capacity_tpa": ("Quantity of waste permitted", "4,350 MT per annum"),
    "valid_until": ("Valid up to", "10.03.2031"),
}
TRUTH = {
    "authorisation_number": "KSB/CFO/7741",
    "issue_date": date(2026, 3, 11),
    "entity_name": "Vaitarna Indium Works Private Limited",
    "capacity_tpa": Decimal(4350),
    "valid_until": date(2031, 3, 10),
}
DECOYS = [
    ("issue_date", "Date of public notice", "02.12.2025"),
    ("issue_date", "Sub-committee sat on", "19.01.2026"),
    ("issue_date", "Letter taken back", "KSB/CFO/1180 dt. 04.04.2022"),
    ("authorisation_number", "Consent No. of the neighbouring shed", "KSB/CFO/2214"),
    ("capacity_tpa", "Capacity sought by the unit", "9,900 MT per annum"),
    ("capacity_tpa", "Capacity of the transit yard at Murbad", "8,100 MT per annum"),
    ("entity_name", "Surety given by", "Kalsubai Finance Private Limited"),
    ("valid_until", "Valid up to (boiler certificate)", "30.06.2027"),
]
DRAWN = pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "free"])


def consent(tmp_path, pairs, *more, ruled=True):
    return read_document(
        paper(
            tmp_path / "consent.pdf",
            title("Karnataka State Pollution Control Board"),
            title("Consent to Operate under the Water Act, 1974 and the Air Act, 1981"),
            gap(),
            grid([list(it) for it in pairs], (210, 250), ruled=ruled),
            *more,
            p("The occupier shall not discharge any effluent outside the premises."),
        )
    ).fields


@DRAWN
@pytest.mark.parametrize(("field", "label", "value"), DECOYS, ids=[it[1] for it in DECOYS])
def test_the_own_value_is_read_beside_another_thing(tmp_path, field, label, value, ruled):
    at = list(OWN).index(field)
    pairs = [*list(OWN.values())[:at], (label, value), *list(OWN.values())[at:]]
    read = consent(tmp_path, pairs, ruled=ruled)[field]
    assert read.value == TRUTH[field]
    assert read.confidence >= SURE


@DRAWN
@pytest.mark.parametrize(("field", "label", "value"), DECOYS, ids=[it[1] for it in DECOYS])
def test_another_thing_alone_is_never_sure(tmp_path, field, label, value, ruled):
    pairs = [(label, value) if name == field else own for name, own in OWN.items()]
    read = consent(tmp_path, pairs, ruled=ruled).get(field)
    assert read is None or read.confidence < SURE


@DRAWN
def test_what_is_revised_goes_before_what_it_revises_and_neither_is_sure(tmp_path, ruled):
    pairs = [*OWN.values(), ("Quantity of waste permitted, rectified", "5,125 MT per annum")]
    capacity = consent(tmp_path, pairs, ruled=ruled)["capacity_tpa"]
    assert capacity.value == Decimal(5125)
    assert capacity.confidence < SURE


def test_a_sentence_that_puts_a_day_right_without_the_wrong_one_is_heard(tmp_path):
    note = p("Erratum: the date of issue printed above stands rectified to 17.03.2026.")
    issued = consent(tmp_path, OWN.values(), note)["issue_date"]
    assert issued.value == date(2026, 3, 17)
    assert issued.confidence < SURE


@pytest.mark.parametrize("nothing", ["N.A.", "—", "Not yet fixed", "Awaited"])
def test_an_answer_of_nothing_leaves_no_other_value_sure(tmp_path, nothing):
    pairs = [(label, nothing if name == "valid_until" else value) for name, (label, value) in OWN.items()]
    note = p("The bank guarantee of Rs. 5,00,000 shall be kept valid up to 31.12.2029.")
    until = consent(tmp_path, pairs, note).get("valid_until")
    assert until is None or until.confidence < SURE


def test_a_quantity_that_was_refused_or_is_a_limit_is_not_sure(tmp_path):
    pairs = [it for name, it in OWN.items() if name != "capacity_tpa"]
    for sentence in (
        "The unit asked for a capacity of 6,400 MT per annum, which was not recommended.",
        "Units with a capacity of less than 2,000 MT per annum need no such order.",
    ):
        capacity = consent(tmp_path, pairs, p(sentence)).get("capacity_tpa")
        assert capacity is None or capacity.confidence < SURE


def application(tmp_path, *pairs):
    return read_document(
        paper(
            tmp_path / "application.pdf",
            title("Application Form"),
            title("Incentive Scheme for Promotion of Critical Minerals Recycling"),
            grid([["Application No.", "CMR/LB/2026/0417"], *map(list, pairs)], (210, 250)),
        )
    ).fields


def test_a_check_digit_does_not_tell_whose_an_identifier_is(tmp_path):
    fields = application(
        tmp_path,
        ("Name of the applicant", "Vaitarna Indium Works Private Limited"),
        ("GSTIN of the landlord", "27AAPFU0939F1ZV"),
    )
    assert "gstin" not in fields or fields["gstin"].confidence < SURE


def test_two_companies_by_labels_of_one_field_are_both_in_doubt(tmp_path):
    fields = application(
        tmp_path,
        ("Name of the applicant", "Vaitarna Indium Works Private Limited"),
        ("Name of the company", "Kalsubai Cathode Makers Limited"),
    )
    assert fields["applicant_name"].confidence < SURE


def test_a_number_with_the_end_of_its_label_in_it_is_not_sure(tmp_path):
    pairs = [("No. KSB/Consent/ :", "441870SONCTO44"), *list(OWN.values())[1:]]
    number = consent(tmp_path, pairs, ruled=False)["authorisation_number"]
    assert number.value == "441870SONCTO44" or number.confidence < SURE


def test_a_name_that_an_initial_stands_before_is_not_sure_without_it(tmp_path):
    firm = read_document(
        paper(
            tmp_path / "capex.pdf",
            title("Certificate of Capital Expenditure"),
            p("We certify that M/s Vaitarna Indium Works Private Limited has incurred capital expenditure of "
              "Rs. 41,20,00,000 on plant and machinery."),
            p("R K Deshkaranji & Co., Chartered Accountants, FRN 015678C"),
        )
    ).fields["ca_firm"]  # fmt: skip
    assert firm.value == "R K Deshkaranji & Co." or firm.confidence < SURE


def test_whom_a_copy_goes_to_is_not_whom_a_letter_is_about(tmp_path):
    fields = application(tmp_path, ("Copy for information to:", "M/s Kalsubai Finance Private Limited"))
    assert "applicant_name" not in fields or fields["applicant_name"].confidence < SURE


def test_an_address_whose_label_stands_at_the_foot_of_its_row_is_read_from_its_first_line(tmp_path):
    from reportlab.platypus import Table

    address = "Plot No. C-71 and C-72, Additional Industrial Area, Jejuri, Taluka Purandar, Pune, Maharashtra - 412303"
    rows = [
        ["Consent Order No.", p(": KSB/CFO/7741")],
        ["Name of the unit", p(": Vaitarna Indium Works Private Limited")],
        ["Address of the unit", p(address)],
        ["Date of issue", p(": 11.03.2026")],
    ]
    read = read_document(
        paper(
            tmp_path / "consent.pdf",
            title("Karnataka State Pollution Control Board"),
            title("Consent to Operate under the Water Act, 1974"),
            Table(rows, colWidths=(150, 300)),
        )
    ).fields
    assert read["unit_address"].value == address


def test_an_address_that_goes_on_in_its_column_is_not_sure_without_its_end(tmp_path):
    left = ["Name of the unit", "Vaitarna Indium Works Private Limited", "Quantity of waste permitted", "4,350 MTA"]
    right = ["Address of the unit", "Plot No. C-71, Additional Industrial Area,", "SAS Nagar, Punjab - 140507", " "]
    read = read_document(
        paper(
            tmp_path / "consent.pdf",
            title("Punjab Pollution Control Board"),
            title("Consent to Operate under the Water Act, 1974"),
            grid([list(it) for it in zip(left, right, strict=True)], (240, 240), ruled=False),
        )
    ).fields["unit_address"]
    assert str(read.value).endswith("140507") or read.confidence < SURE


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Date of issue of this order:", ()),
        ("Date of fee remittance", ("fee", "remittance")),
        ("Dato of issue", ("dato",)),
        ("Date of isssue", ()),
    ],
)
def test_the_words_of_a_label_that_no_label_of_its_field_has(question, words):
    issued = document_types().types["pollution_board_authorisation"].fields["issue_date"]
    assert unexplained(issued, question) == words


def test_labels_of_the_parts_of_an_address_are_none_of_it():
    printed = (
        "Building No./Flat No.: 12/7 Name Of Premises/Building: Shivam Road/Street: Canal Road "
        "Locality/Sub Locality: Bagru City/Town/Village: Bagru District: Jaipur State: Rajasthan PIN Code: 303007"
    )
    assert joined_parts(printed) == "12/7, Shivam, Canal Road, Bagru, Bagru, Jaipur, Rajasthan - 303007"
