"""The day of approval that a letter names beside the day on which it was written."""

from datetime import date

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import p, paper, title


def letter(tmp_path, *more, dated="Dated: 22.05.2026"):
    return read_document(
        paper(
            tmp_path / "letter.pdf",
            title("JAWAHARLAL NEHRU ALUMINIUM RESEARCH DEVELOPMENT AND DESIGN CENTRE"),
            p("Project Management Agency"),
            p("Letter No. PMA/CMR/2026/0117"),
            p(dated),
            p("To"),
            p("M/s Satluj Metal Recovery Private Limited, Ludhiana"),
            p("Sub: Approval of your application CMR/PB/2026/0031 under the Incentive Scheme for Promotion of Critical "
              "Minerals Recycling."),
            *more,
            p("The applicant is placed in Group B."),
            p("Head, PMA Cell"),
        )
    ).fields["approval_date"]  # fmt: skip


@pytest.mark.parametrize(
    "naming",
    [
        "The application stands approved with effect from 20 May 2026.",
        "2. Date of approval: 20.05.2026",
        "2. अनुमोदन की तिथि / Date of approval: 20-05-2026",
        "The project has been sanctioned w.e.f. 20/05/2026 on the terms below.",
    ],
)
def test_a_day_of_approval_other_than_the_letter_s_is_taken_in_doubt_with_the_letter_s_beside_it(tmp_path, naming):
    approved = letter(tmp_path, p(naming))
    assert approved.value == date(2026, 5, 20)
    assert approved.confidence < SURE
    assert date(2026, 5, 22) in [it.value for it in approved.alternatives]


@pytest.mark.parametrize(
    "naming",
    [
        "The application stands approved with effect from 22 May 2026.",
        "The Executive Committee considered it in its meeting held on 12.05.2026 and recommended approval.",
        "The date of approval of the Scheme is 03.09.2025.",
        "Your application dated 30.10.2025 is approved.",
    ],
)
def test_the_letter_s_own_day_is_sure_where_no_other_day_of_approval_is_named(tmp_path, naming):
    approved = letter(tmp_path, p(naming))
    assert approved.value == date(2026, 5, 22)
    assert approved.confidence >= SURE


def test_two_days_of_approval_leave_the_letter_s_in_doubt(tmp_path):
    approved = letter(
        tmp_path, p("Date of approval: 20.05.2026"), p("The project is approved with effect from 01.06.2026.")
    )
    assert approved.value == date(2026, 5, 22)
    assert approved.confidence < SURE
