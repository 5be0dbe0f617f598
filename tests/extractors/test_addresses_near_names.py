"""The unit's address where no label names it: below the name at the head of its paper, or behind it in a subject."""

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import grid, p, paper, title

NAME = "Gomti Resource Recovery Limited"
ITEMS = [["Sl", "Asset", "Head", "Vendor", "Bill No.", "Date", "Amount (Rs.)"],
         ["1", "Hammer mill", "Plant & Machinery", "Pathak Machines", "PM/8", "18-04-2026", "63,25,000"],
         ["2", "Wet scrubber", "Utilities", "Enviro Systems", "ED/3", "11-06-2026", "34,65,000"],
         ["", "Total", "", "", "", "", "97,90,000"]]  # fmt: skip


def address_of_statement(tmp_path, *head):
    blocks = [*head, p("Statement of capital expenditure, 01-Apr-2026 to 30-Jun-2026"), grid(ITEMS, [25] + [75] * 6)]
    return read_document(paper(tmp_path / "capex.pdf", *blocks)).fields.get("unit_address")


@pytest.mark.parametrize(
    ("below", "address"),
    [
        ("D-41, UPSIDA Industrial Area, Greater Noida 201310", "D-41, UPSIDA Industrial Area, Greater Noida 201310"),
        ("SIPCOT Complex, Plot R-27, Perundurai 638052", "SIPCOT Complex, Plot R-27, Perundurai 638052"),
        ("Kh. No. 31, Vill. Rania, Teh. Akbarpur - 209304", "Kh. No. 31, Vill. Rania, Teh. Akbarpur - 209304"),
        ("Regd. Office: 14, Camac Street, Kolkata 700017", None),
        ("Phone 0512-2201310, e-mail accounts@gomti.example", None),
        ("An ISO 9001 company since 1998", None),
    ],
)
def test_the_line_below_the_name_at_the_head_is_the_address_in_doubt(tmp_path, below, address):
    found = address_of_statement(tmp_path, title(NAME), p(below, align=1))
    assert (found and found.value) == address
    assert found is None or found.confidence < SURE


@pytest.mark.parametrize(
    "address",
    [
        "S.F. No. 214/3A, 214/3B, Bargur village, Bargur Taluk, Krishnagiri District",
        "R.S. No. 88/2, Vill. Kosamba, Tal. Mangrol, Dist. Surat",
        "Plot No. 9, Ind. Extn. Phase II, Opp. Railway Station, Tehsil Tijara, District Alwar",
    ],
)
def test_an_address_behind_the_name_in_a_subject_is_read_over_its_abbreviations(tmp_path, address):
    subject = (
        f"SUB: Tamil Nadu Pollution Control Board - CONSENT TO ESTABLISH - M/s. {NAME.upper()}, {address} - for the "
        "establishment of the industry under Section 25 of the Water Act, 1974 - Issued - Reg."
    )
    blocks = [title("TAMIL NADU POLLUTION CONTROL BOARD"), p("CONSENT ORDER NO. 2512368841907 DATED: 27/10/2025")]
    fields = read_document(paper(tmp_path / "cte.pdf", *blocks, p(subject))).fields
    assert fields["unit_address"].value == address


@pytest.mark.parametrize(
    "address",
    [
        "Gat No. 77/2, MIDC, Kudal, Sindhudurg District - 416520",
        "Plot 9, IDA Pashamylaram, Patancheru, Sangareddy District, Telangana - 502307",
    ],
)
def test_the_district_before_a_post_code_is_no_label(tmp_path, address):
    rows = [["Application No.", "CMR/31"], ["Name of Applicant", NAME], ["Unit location", address], ["State", "Goa"]]
    lines = [p(f"{label}: {value}") for label, value in rows]
    found = read_document(paper(tmp_path / "a.pdf", title("Application - Critical Minerals Recycling Scheme"), *lines))
    assert found.fields["unit_address"].value == address


def test_a_district_with_an_answer_of_its_own_is_a_label(tmp_path):
    place = "Unit location: Gat No. 77/2, MIDC, Kudal - 416520 District: Sindhudurg"
    lines = [p("Application No.: CMR/31"), p(f"Name of Applicant: {NAME}"), p(place), p("State: Goa")]
    found = read_document(paper(tmp_path / "a.pdf", title("Application - Critical Minerals Recycling Scheme"), *lines))
    assert found.fields["unit_address"].value == "Gat No. 77/2, MIDC, Kudal - 416520"
