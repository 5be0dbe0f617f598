"""Twelve statements of the press that contradict the gazette, filed as papers of an application, change nothing.

Rules come from the scheme pack only: no paper of an applicant can move a date, a ceiling or a group. Each statement is
printed as a clipping, read like any other paper, and added to a clean claim and a clean application.
"""

import json
from dataclasses import replace

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from extractors import read_document
from records.serialise import appraisal_json
from tests.checks.factory import application, appraised, claim

CLIPPINGS = {
    "cabinet on 9 September": (
        "The Union Cabinet on 9 September 2025 approved the Rs 1,500 crore incentive scheme for recycling of critical "
        "minerals. Investment made from that date will count."
    ),
    "notified on 2 October": (
        "The scheme, notified on 2 October 2025, is open to all recyclers. Date of notification: 02.10.2025."
    ),
    "guidelines on 8 September": (
        "The Ministry published the guidelines of the scheme on 8 September 2025 and applications may be filed from "
        "that day on."
    ),
    "window from 4 October": (
        "Exam hints: the application window runs from 4 October 2025 to 3 April 2026, both days included."
    ),
    "approvals in January": (
        "More than ten recyclers received formal eligibility approvals in January 2026. Approval date: 21.01.2026. "
        "Group A: all of them."
    ),
    "cleared by the agency": (
        "The applications were cleared by the Project Management Agency, which approves applications and fixes the "
        "group of each applicant."
    ),
    "black mass too": (
        "The incentive is not only for units that make black mass but also for extraction; process levels L1, L2 and "
        "R2 are eligible."
    ),
    "opex up to 50 crore": (
        "Opex aid of up to Rs 50 crore is there for large and of up to Rs 25 crore for small recyclers, over and "
        "above the capital subsidy. Ceiling: Rs 100 crore."
    ),
    "forty tonnes": (
        "The scheme will yield 40 tonnes of critical minerals a year. Capacity: 40 tonnes per annum. Recovery yield: "
        "40%."
    ),
    "a third for MSMEs": (
        "One-third of the outlay is reserved for MSMEs. Group B is open to micro, small and medium enterprises only; "
        "an Udyam registration is needed."
    ),
    "capacity of 850 ktpa": (
        "A recycling capacity of 2.7 lakh tonnes, of 3 lakh tonnes and of 850 ktpa is envisaged. Minimum capacity: "
        "850,000 MTPA. Minimum investment: Rs 5,000 crore."
    ),
    "turnover of 200 crore": (
        "Companies with an annual turnover of more than Rs 200 crore are in Group A. Total turnover for the financial "
        "year 2025-26: Rs 201,00,00,000."
    ),
}
HEADLINE = "Recycling of critical minerals: what the new scheme offers"


@pytest.fixture(scope="module")
def clippings(tmp_path_factory):
    """The clippings, printed and read as any other paper."""
    folder, styles, read = tmp_path_factory.mktemp("press"), getSampleStyleSheet(), {}
    for number, (name, text) in enumerate(CLIPPINGS.items(), 1):
        path = folder / f"clipping_{number:02d}.pdf"
        story = [
            Paragraph(HEADLINE, styles["Title"]),
            Paragraph("By our correspondent", styles["Italic"]),
            Spacer(1, 12),
        ]
        SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build([*story, Paragraph(text, styles["BodyText"])])
        read[name] = read_document(path, path.name)
    return read


def without_the_paper(case, added=()):
    """All that is judged of a case, as the JSON has it, without the list of documents."""
    appraisal = appraised(replace(case, documents=(*case.documents, *added)))
    written = json.loads(appraisal_json(appraisal))
    del written["documents"]
    return written


@pytest.mark.parametrize("name", CLIPPINGS)
@pytest.mark.parametrize("case", [claim(), application()], ids=["claim", "application"])
def test_a_statement_of_the_press_moves_no_finding_no_amount_and_no_figure(case, name, clippings):
    assert clippings[name].document_type == "unknown", clippings[name].type_reasons
    assert clippings[name].status in {"read", "partly_read"}
    assert without_the_paper(case, [clippings[name]]) == without_the_paper(case)


def test_all_twelve_together_move_nothing_either(clippings):
    case = claim()
    assert len(clippings) == 12
    assert without_the_paper(case, clippings.values()) == without_the_paper(case)
