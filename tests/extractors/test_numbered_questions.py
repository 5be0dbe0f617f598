"""Questionnaires: numbers in a column of their own, questions beside them, answers below; typed and scanned."""

from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from extractors import read_document
from records.readings import SURE
from tests.extractors.pages.conftest import photocopied, picture_of, scan_pdf

QUESTIONS = [
    ("Application number (for office use)", "NCMM/REC/2026/00417"),
    ("What is the name of the applicant?", "Vaigai Battery Reclaim Private Limited"),
    ("Corporate Identification Number of the applicant", "U38300TN2021PTC145213"),
    ("Income-tax PAN of the applicant", "AAJCV4821K"),
    ("On what date is the application made?", "14.02.2026"),
    ("The unit is", ["New unit", "Expansion", "Modernisation", "Diversification"]),
    ("What is to be recycled?", ["E-waste", "Lithium-ion battery scrap", "Other scrap"]),
    ("Up to which level will the unit recycle?", ["L1", "L2", "L3", "R2", "R3", "R4"]),
    ("What quantity of waste can the unit process in a year (in tonnes)?", "7,200"),
    ("By which process? Describe briefly.", "Discharge, shredding, leaching and solvent extraction"),
    ("How much is proposed to be invested?", "Rs. 40,54,00,000.00"),
    ("Will the project be completed in a single phase?", ["Yes", "No"]),
    ("When is commercial production expected to start?", "19.09.2026"),
]
TICKED = {"New unit", "Lithium-ion battery scrap", "R3", "Yes"}


def questionnaire(path, questions=QUESTIONS):
    sheet = canvas.Canvas(str(path), pagesize=A4, invariant=1)
    sheet.setFont("Helvetica-Bold", 12)
    sheet.drawString(60, 800, "INCENTIVE SCHEME FOR PROMOTION OF CRITICAL MINERALS RECYCLING")
    sheet.drawString(60, 784, "APPLICATION FORM (questionnaire, to be filled in by the applicant)")
    down = 750
    for number, (question, answer) in enumerate(questions, 1):
        sheet.setFont("Helvetica", 10)
        sheet.drawString(50, down, f"{number}.")
        sheet.drawString(76, down, question)
        sheet.setFont("Courier", 10)
        if isinstance(answer, str):
            sheet.drawString(82, down - 16, answer)
        else:
            across = 82
            for option in answer:
                sheet.rect(across, down - 17, 9, 9)
                if option in TICKED:
                    sheet.line(across + 1, down - 16, across + 8, down - 9)
                    sheet.line(across + 1, down - 9, across + 8, down - 16)
                sheet.drawString(across + 14, down - 16, option)
                across += 40 + 6 * len(option)
        down -= 44
    sheet.save()
    return path


EXPECTED = {
    "applicant_name": "Vaigai Battery Reclaim Private Limited",
    "cin": "U38300TN2021PTC145213",
    "pan": "AAJCV4821K",
    "application_date": date(2026, 2, 14),
    "unit_type": "new",
    "recycling_stream": "lib_scrap",
    "process_level": "R3",
    "capacity_tpa": Decimal(7200),
    "proposed_investment": Decimal(405400000),
    "single_phase": "yes",
    "expected_production_date": date(2026, 9, 19),
}


def test_a_number_far_before_its_question_belongs_to_it(tmp_path):
    read = read_document(questionnaire(tmp_path / "form.pdf"))
    assert {name: read.fields[name].value if name in read.fields else None for name in EXPECTED} == EXPECTED


@pytest.mark.parametrize("degrees", [0.0, 0.9])
def test_the_same_form_scanned_reads_nothing_wrong_and_the_boxes_right(tmp_path, degrees):
    form = questionnaire(tmp_path / "form.pdf")
    read = read_document(scan_pdf(tmp_path / "scan.pdf", photocopied(picture_of(form), degrees, 6.0)))
    found = {name: read.fields[name].value for name in EXPECTED if name in read.fields}
    assert found == {name: EXPECTED[name] for name in found}
    assert {"unit_type", "recycling_stream", "process_level", "capacity_tpa", "application_date"} <= set(found)


def test_the_answer_to_another_question_is_no_date_of_the_application(tmp_path):
    questions = [it for it in QUESTIONS if "application made" not in it[0]]
    field = read_document(questionnaire(tmp_path / "form.pdf", questions)).fields.get("application_date")
    assert field is None or field.confidence < SURE
