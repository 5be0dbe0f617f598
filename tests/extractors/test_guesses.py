"""Labels that are in no vocabulary, questions with their answers below, letters in boxes: read, but never as sure."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document
from extractors.resemblance import Resemblance
from records.readings import SURE
from reference.document_types import document_types
from tests.extractors.papers import grid, p, paper, title

SCHEME = "Incentive Scheme for Promotion of Critical Minerals Recycling"


def application(tmp_path, *blocks):
    head = (title("APPLICATION FORM"), p(SCHEME), p("Application Number: NCMM/REC/2026/00871"))
    return read_document(paper(tmp_path / "application.pdf", *head, *blocks))


def test_a_label_is_told_by_its_words_in_whatever_order_and_form():
    labels = {name: words.labels for name, words in document_types().types["application_form"].fields.items()}
    like = Resemblance(labels).like("Month in which production is expected to be commenced")
    assert max(like, key=like.get) == "expected_production_date"
    assert "gstin" not in like


def test_words_that_many_labels_share_tell_little():
    few = Resemblance({"a": ["Date of grant"], "b": ["Date of expiry"], "c": ["Date of visit"]})
    like = few.like("Date of expiry of grant")
    assert like["c"] < like["a"] < 1 and like["b"] < 1


def test_a_guessed_label_gives_its_value_in_doubt_and_says_so(tmp_path):
    rows = [
        ["Name of the applicant", "Meghdoot Cathode Works Private Limited"],
        ["Likely month of commencing the production", "14.09.2026"],
        ["State", "Gujarat"],
    ]
    reading = application(tmp_path, grid(rows, [230, 250]))
    found = reading.fields["expected_production_date"]
    assert found.value == date(2026, 9, 14) and found.confidence < SURE
    assert any(it.code == "guessed_label" and "14.09.2026" in it.message for it in reading.warnings)


def test_a_guess_does_not_outdo_a_label_that_is_known(tmp_path):
    rows = [
        ["Expected date of production", "01.04.2027"],
        ["Production of samples expected earlier", "14.09.2026"],
        ["State", "Gujarat"],
    ]
    found = application(tmp_path, grid(rows, [230, 250])).fields["expected_production_date"]
    assert found.value == date(2027, 4, 1) and found.confidence >= SURE


def test_a_label_like_two_fields_of_a_kind_gives_neither(tmp_path):
    rows = [["Name of the applicant", "Meghdoot Cathode Works Private Limited"], ["Per cent reached", "71.5 %"]]
    fields = application(tmp_path, grid(rows, [230, 250])).fields
    assert not {"feed_concentration_percent", "product_purity_percent", "recovery_yield_percent"} & set(fields)


def test_answers_stand_below_numbered_questions(tmp_path):
    lines = [
        "7. What is the name of the applicant?",
        "Meghdoot Cathode Works Private Limited",
        "8. In which State is it?",
        "Gujarat",
        "9. How much waste can the unit process in a year?",
        "7,200 tonnes in a year",
        "10. When is commercial production expected to start?",
        "19.09.2026",
    ]
    blocks = [p(line, indent=0 if line[0].isdigit() and ". " in line[:4] else 26) for line in lines]
    fields = application(tmp_path, *blocks).fields
    assert fields["applicant_name"].value == "Meghdoot Cathode Works Private Limited"
    assert fields["state"].value == "Gujarat"
    assert fields["expected_production_date"].value == date(2026, 9, 19)


def test_letters_in_boxes_are_words(tmp_path):
    def boxes(canvas, x, y, text):
        for letter in text:
            if letter != " ":
                canvas.rect(x, y - 4, 14, 16)
                canvas.drawCentredString(x + 7, y, letter)
            x += 14 if letter != " " else 8

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawCentredString(297, 790, "APPLICATION FORM")
    canvas.setFont("Helvetica", 10)
    canvas.drawCentredString(297, 770, SCHEME)
    canvas.drawString(46, 740, "Application Number: NCMM/REC/2026/00871")
    for y, label, text in (
        (710, "PAN", "AAKCM4471Q"),
        (680, "Date of application", "08 12 2025"),
        (650, "Recycling level", "R3"),
    ):
        canvas.drawString(46, y, label)
        boxes(canvas, 220, y, text)
    canvas.save()
    path = tmp_path / "boxes.pdf"
    path.write_bytes(buffer.getvalue())
    fields = read_document(path).fields
    assert fields["pan"].value == "AAKCM4471Q"
    assert fields["application_date"].value == date(2025, 12, 8)
    assert fields["process_level"].value == "R3"


def test_a_column_of_hindi_and_one_of_english_are_not_read_across(tmp_path):
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawCentredString(297, 800, "CONSENT TO OPERATE")
    canvas.drawCentredString(297, 784, "Gujarat Pollution Control Board")
    canvas.setFont("Helvetica", 9)
    left = [
        "To whom it may concern: M/s Parijat Cathode Recovery",
        "Private Limited, Plot No. 31/B, Industrial Estate, Halol,",
        "Panchmahal, Gujarat - 389350 may operate its unit there",
        "and shall keep a register of all wastes that it receives.",
        "The unit shall process at most 6,900 tonnes of waste per",
        "annum, and no waste shall be sold without a manifest.",
    ]
    right = [
        "Fees were paid in full. The visit of the officers found",
        "the unit in order. Papers shall be kept at Plot No. 8,",
        "Sector 5, Gandhinagar - 382010, where the office of the",
        "undersigned is. Queries may be sent by post to the same.",
        "The order is given under the Water Act and the Air Act",
        "as amended from time to time, and is to be displayed.",
    ]
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        canvas.drawString(57, 740 - 13 * number, one)
        canvas.drawString(310, 740 - 13 * number, other)
    canvas.save()
    path = tmp_path / "columns.pdf"
    path.write_bytes(buffer.getvalue())
    fields = read_document(path).fields
    assert fields["unit_address"].value == "Plot No. 31/B, Industrial Estate, Halol, Panchmahal, Gujarat - 389350"
    assert fields["capacity_tpa"].value == Decimal(6900)


@pytest.mark.parametrize("printed", ["24AAKCM4471Q1ZU", "24AAKCM4471Q1ZU and 27AAKCM4471Q1ZO"])
def test_a_lone_identifier_needs_no_label_and_two_are_nobodys(tmp_path, printed):
    reading = application(tmp_path, p(f"The numbers are as follows, to be quoted always: {printed}."))
    found = reading.fields.get("gstin")
    assert found is None or found.confidence < SURE
    assert (found is None) == (" and " in printed)
