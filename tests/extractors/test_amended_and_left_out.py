"""Figures that a paper prints and does not mean: what an amendment replaces, what is left out of a total, renewals."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import grid, p, paper, title


def amended(tmp_path, head):
    rows = [
        head,
        ["1", "Recycling of used Li-ion batteries", "4,000 MT/Year", "9,600 MT/Year"],
        ["2", "Validity", "31/12/2028", "31/12/2030"],
    ]
    return read_document(
        paper(
            tmp_path / "c.pdf",
            title("GUJARAT POLLUTION CONTROL BOARD"),
            title("CONSOLIDATED CONSENT & AUTHORISATION (CC&A) - AMENDMENT", 11),
            p("CC&A No.: AWH-148812   Date of order: 06/06/2026"),
            p("To, M/s Vatsal Black Mass Pvt. Ltd., Plot No. 771/2, GIDC Estate, Jhagadia, Bharuch - 393110"),
            p("Sub: Amendment in CC&A No. AWH-131904 dated 14/03/2024 valid up to 31/12/2028."),
            grid(rows, [30, 190, 110, 110]),
        )
    ).fields


@pytest.mark.parametrize(
    "head",
    [
        ["Sr.", "Condition", "As in CC&A", "To be read as"],
        ["Sr.", "Condition", "Earlier", "Now read as"],
        ["Sr.", "Condition", "AsinCC&A_", "To be read as"],
        ["Sr.", "Condition", "Existing", "Amended"],
    ],
)
def test_an_amendments_last_column_holds(tmp_path, head):
    fields = amended(tmp_path, head)
    assert fields["valid_until"].value == date(2030, 12, 31)
    assert fields["capacity_tpa"].value == Decimal(9600)


def test_two_days_under_headings_that_say_nothing_are_never_sure(tmp_path):
    found = amended(tmp_path, ["Sr.", "Condition", "Column 1", "Column 2"]).get("valid_until")
    assert found is None or found.confidence < SURE


def revenue(tmp_path, *said):
    return read_document(
        paper(
            tmp_path / "g.pdf",
            p("S. Prakash & Associates, Chartered Accountants"),
            title("Certificate of Global Manufacturing Revenue", 12),
            p("The Global Manufacturing Revenue of Shivalik Recyclers Limited for FY 2024-25 is certified below."),
            *map(p, said),
            p("M. No. 411882, UDIN 26411882BJQRST7719, Kanpur, dated 2 July 2026"),
        )
    ).fields


LEFT_OUT = [
    "Other income of Rs. 61,20,000/- is not included.",
    "Trading turnover of Rs. 61,20,000 has been excluded.",
    "The Global Manufacturing Revenue is the same. Other income is Rs. 61,20,000.",
    "GMR of a company sold during the year, of Rs. 61,20,000/-, is left out.",
]


@pytest.mark.parametrize("said", LEFT_OUT)
def test_what_is_left_out_of_the_revenue_is_never_surely_the_revenue(tmp_path, said):
    for name in ("total_gmr", "group_revenue", "entity_revenue"):
        found = revenue(tmp_path, said).get(name)
        assert found is None or found.value != Decimal(6_120_000) or found.confidence < SURE


def test_what_is_certified_is_the_revenue_whatever_is_left_out(tmp_path):
    said = "The Global Manufacturing Revenue of the group is Rs. 44,09,77,815/-. " + LEFT_OUT[0]
    assert revenue(tmp_path, said)["total_gmr"].value == Decimal(440_977_815)


@pytest.mark.parametrize("renewal", ["renewal due on 3 May 2031", "renewal falls due on 3 May 2031"])
def test_the_day_of_renewal_is_no_day_of_issue(tmp_path, renewal):
    fields = read_document(
        paper(
            tmp_path / "e.pdf",
            title("MAHARASHTRA POLLUTION CONTROL BOARD"),
            p("Registration of Registered Vehicle Scrapping Facility under the Environment Protection (End-of-Life "
              "Vehicles) Rules, 2025"),
            p(f"Registration number MPCB/ELV/RVSF/2026/0061, issued 4 May 2026; {renewal}."),
            p("The RVSF at Gat No. 331, Chakan, Pune 410501 is registered for scrapping 28,800 tonnes per annum."),
        )
    ).fields  # fmt: skip
    assert fields["issue_date"].value == date(2026, 5, 4)
    assert fields["valid_until"].value == date(2031, 5, 3)


def approval(tmp_path, sentence):
    return read_document(
        paper(
            tmp_path / "a.pdf",
            title("Ministry of Mines, Government of India", 12),
            p("No. 11/7/2026-CMR-II          New Delhi, 30 April 2026"),
            title("Letter of approval", 12),
            p("M/s Vatsal Black Mass Pvt. Ltd., Jhagadia"),
            p("1. Reference is invited to your application No. CMR-RE-00311 under the Incentive Scheme "
              "for Promotion of Critical Mineral Recycling."),
            p(f"2. The Executive Committee has approved the application for a project of 9,600 TPA. {sentence}"),
        )
    ).fields  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "The applicant, which had applied in Group A, is placed in Group B as its revenue is below the threshold.",
        "The applicant is placed in Group B although it sought Group A on the strength of its provisional accounts.",
    ],
)
def test_the_group_that_was_asked_for_is_not_the_one_given(tmp_path, sentence):
    assert approval(tmp_path, sentence)["group"].value == "B"


def test_two_groups_of_which_none_is_given_are_never_sure(tmp_path):
    found = approval(tmp_path, "The terms for Group A and for Group B are annexed.").get("group")
    assert found is None or found.confidence < SURE
