"""Which answer a mark belongs to, however boxes, answers and lines stand to each other."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document
from extractors.choice_lists import choice_lists
from extractors.drawn_signs import is_word
from extractors.label_parts import Label
from extractors.layout import lay_out
from extractors.pages import open_document
from extractors.values import Scope
from extractors.values.answers import read_yes_no
from records.pages import Word
from records.readings import SURE
from reference.document_types import document_types

FACE, SIZE, LEFT, COLUMN = "Helvetica", 9.5, 60, 250
HEAD = (
    ("Application Number", "NCMM/REC/2025/00345"), ("Date of Application", "12-12-2025"),
    ("Name of Applicant", "Vanadhara Metals Private Limited"), ("Proposed Capacity", "6,000 MTPA"),
)  # fmt: skip


class Form:
    """An application form on one page, drawn from the top down."""

    def __init__(self):
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, invariant=1)
        self.canvas.setFont(FACE, SIZE)
        self.canvas.setLineWidth(0.7)
        self.y = 790
        for line in ("APPLICATION FORM", "Incentive Scheme for Promotion of Critical Minerals Recycling"):
            self.canvas.drawCentredString(297, self.y, line)
            self.y -= 18
        for label, value in HEAD:
            self.ask(label)
            self.say(COLUMN, f": {value}")

    def ask(self, label):
        self.y -= 24
        self.say(LEFT, label)

    def say(self, x, text):
        """Print a text on the line; where it ends."""
        self.canvas.drawString(x, self.y, text)
        return x + self.canvas.stringWidth(text, FACE, SIZE)

    def box(self, x, marked):
        """Draw a box on the line, crossed if it is marked; where it ends."""
        self.canvas.rect(x, self.y - 1, 8, 8)
        if marked:
            self.canvas.line(x + 1, self.y, x + 7, self.y + 6)
            self.canvas.line(x + 1, self.y + 6, x + 7, self.y)
        return x + 8

    def saved(self, tmp_path):
        self.canvas.save()
        path = tmp_path / "form.pdf"
        path.write_bytes(self.buffer.getvalue())
        return path

    def read(self, tmp_path):
        return read_document(self.saved(tmp_path)).fields


def listed(form, answers, chosen, *, before, gap, apart, x=COLUMN):
    """Answers with their boxes on one line, so far from their own box and from the next answer."""
    for answer in answers:
        if before:
            x = form.say(form.box(x, answer in chosen) + gap, answer) + apart
        else:
            x = form.box(form.say(x, answer) + gap, answer in chosen) + apart


def is_sure(field):
    return field.confidence >= SURE


UNITS = ("New", "Expansion", "Modernisation", "Diversification")


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(("gap", "apart"), [(4, 20), (6, 6), (8, 5)])
@pytest.mark.parametrize("chosen", ["New", "Expansion", "Diversification"])
def test_the_order_of_boxes_tells_their_answers_and_not_which_is_nearer(before, gap, apart, chosen, tmp_path):
    form = Form()
    form.ask("Type of Unit")
    listed(form, UNITS, {chosen}, before=before, gap=gap, apart=apart)
    field = form.read(tmp_path)["unit_type"]
    assert field.value == chosen.lower() and is_sure(field)


def test_a_box_at_the_end_of_a_line_belongs_to_the_answer_on_the_next_one(tmp_path):
    form = Form()
    form.ask("Type of Unit")
    x = form.say(form.box(COLUMN, False) + 4, "New") + 12
    x = form.say(form.box(x, False) + 4, "Expansion") + 12
    form.box(x, True)
    form.y -= 13
    x = form.say(COLUMN, "Modernisation") + 12
    form.say(form.box(x, False) + 4, "Diversification")
    field = form.read(tmp_path)["unit_type"]
    assert field.value == "modernisation" and is_sure(field)


def test_boxes_may_stand_in_a_row_under_their_answers(tmp_path):
    form = Form()
    form.ask("Type of Unit")
    ends = [(x, form.say(x, answer)) for x, answer in zip((250, 310, 390, 480), UNITS, strict=True)]
    form.y -= 16
    for number, (x, end) in enumerate(ends):
        form.box((x + end) / 2 - 4, number == 2)
    field = form.read(tmp_path)["unit_type"]
    assert field.value == "modernisation" and is_sure(field)


def test_answers_in_cells_of_their_own_are_one_list(tmp_path):
    form = Form()
    form.ask("Single Phase Project")
    for x, answer in ((250, "Yes"), (320, "No")):
        form.canvas.rect(x - 6, form.y - 6, 35, 20)
        form.canvas.rect(x + 29, form.y - 6, 35, 20)
        form.say(x, answer)
        form.box(x + 42, answer == "No")
    field = form.read(tmp_path)["single_phase"]
    assert field.value == "no" and is_sure(field)


def in_cells(form, *questions):
    """Cells side by side, in each a question and below it Yes and No with their boxes."""
    form.y -= 24
    for number, (question, chosen) in enumerate(questions):
        left = 55 + 245 * number
        form.canvas.rect(left, form.y - 20, 245, 34)
        form.say(left + 5, question)
        form.y -= 14
        x = form.say(form.box(left + 5, chosen == "Yes") + 4, "Yes") + 20
        form.say(form.box(x, chosen == "No") + 4, "No")
        form.y += 14


@pytest.mark.parametrize(("left", "right"), [("Yes", "No"), ("No", "Yes")])
def test_answers_below_a_question_are_those_in_its_cell(left, right, tmp_path):
    form = Form()
    questions = "For the State to fill in / Environmental Clearance required", "Single phase project"
    in_cells(form, (questions[0], left), (questions[1], right))
    fields = form.read(tmp_path)
    assert fields["environmental_clearance_required"].value == left.lower()
    assert fields["single_phase"].value == right.lower()


@pytest.mark.parametrize(("resembles", "found"), [({"unit_type": 0.4}, 4), ({}, 3)])
def test_an_answer_alone_on_its_line_that_looks_like_a_question_is_one_of_the_list(resembles, found, tmp_path):
    form = Form()
    form.ask("")
    form.canvas.rect(55, form.y - 20, 245, 34)
    listed(form, UNITS[:3], (), before=True, gap=4, apart=10, x=60)
    form.y -= 14
    form.say(60, UNITS[3])
    layouts = [lay_out(page) for page in open_document(form.saved(tmp_path)).pages]
    [last] = [it.run() for it in layouts[0].segments if it.text == UNITS[3]]
    label = Label(("unit_type",) if not resembles else (), (), UNITS[3], last, 0.0, (), resembles)
    [answers] = choice_lists(document_types().types["application_form"], [label], layouts)
    assert len(answers.options) == found and answers.complete is (found == 4)


def test_a_marked_box_whose_answer_is_unknown_gives_no_value_to_its_neighbour(tmp_path):
    form = Form()
    form.ask("Type of Unit")
    listed(form, ("New", "Relocation", "Expansion"), {"Relocation"}, before=True, gap=4, apart=20)
    fields = form.read(tmp_path)
    assert "unit_type" not in fields or not is_sure(fields["unit_type"])


def test_the_only_known_answer_of_a_list_is_not_sure_beside_an_empty_box(tmp_path):
    form = Form()
    form.ask("Recycling Stream")
    listed(form, ("Zinc ash", "LIB scrap"), {"Zinc ash"}, before=True, gap=4, apart=20)
    fields = form.read(tmp_path)
    assert "recycling_stream" not in fields or not is_sure(fields["recycling_stream"])


MINERALS = ("Lithium", "Cobalt", "Nickel", "Graphite")


@pytest.mark.parametrize("chosen", [("Cobalt",), ("Lithium", "Graphite"), ("Cobalt", "Nickel", "Graphite")])
@pytest.mark.parametrize("before", [True, False])
def test_only_minerals_with_a_mark_in_their_drawn_box_are_recovered(chosen, before, tmp_path):
    form = Form()
    form.ask("Minerals to be recovered")
    listed(form, MINERALS, set(chosen), before=before, gap=5, apart=9)
    field = form.read(tmp_path)["minerals"]
    assert field.value == tuple(it.lower() for it in chosen) and is_sure(field)


def test_minerals_in_a_list_of_empty_boxes_are_not_sure(tmp_path):
    form = Form()
    form.ask("Minerals to be recovered")
    listed(form, MINERALS, set(), before=True, gap=5, apart=9)
    fields = form.read(tmp_path)
    assert "minerals" not in fields or not is_sure(fields["minerals"])


def test_minerals_printed_without_any_box_are_all_recovered(tmp_path):
    form = Form()
    form.ask("Minerals to be recovered")
    form.say(COLUMN, "Lithium, Cobalt, Nickel and Graphite")
    field = form.read(tmp_path)["minerals"]
    assert field.value == ("lithium", "cobalt", "nickel", "graphite") and is_sure(field)


def test_an_answer_written_out_behind_the_printed_ones_stands(tmp_path):
    form = Form()
    form.ask("Type of Unit (New / Expansion / Modernisation)")
    form.say(330, "Expansion")
    assert form.read(tmp_path)["unit_type"].value == "expansion"


def test_the_end_of_a_question_is_no_answer():
    words = document_types().types["application_form"].fields["environmental_clearance_required"]
    assert read_yes_no(words, "required", Scope(label="Whether environmental clearance is")) == []
    [said] = read_yes_no(words, "Required", Scope(label="Environmental clearance"))
    assert said.value == "yes"
    [said] = read_yes_no(words, "required No", Scope(label="Whether environmental clearance is"))
    assert said.value == "no"


@pytest.mark.parametrize("answer", ["Yes", "No"])
def test_the_answer_of_the_question_above_makes_no_list_with_the_one_below(tmp_path, answer):
    other = "No" if answer == "Yes" else "Yes"
    form = Form()
    form.ask("Mode of Incentive")
    form.say(COLUMN, "Capex only")
    form.ask("Is Environmental Clearance needed?")
    form.say(COLUMN, other)
    form.ask("Will the project be executed in a single phase?")
    form.say(COLUMN, answer)
    fields = form.read(tmp_path)
    assert fields["environmental_clearance_required"].value == other.lower()
    assert (fields["single_phase"].value, is_sure(fields["single_phase"])) == (answer.lower(), True)


@pytest.mark.parametrize(
    ("text", "source", "confidence", "expected"),
    [
        ("☐New", "text", 1.0, False),
        ("o", "text", 1.0, False),  # a font of signs prints a box for it
        (":-", "text", 1.0, True),
        ("I):", "text", 1.0, True),
        ("OO", "ocr", 0.95, False),  # what OCR makes of boxes and marks
        ("M/", "ocr", 0.95, False),
        ("OF", "ocr", 0.95, True),
        ("OF", "ocr", 0.84, False),
        ("1):", "ocr", 0.17, True),
        ("नई", "ocr", 0.3, True),
    ],
)
def test_what_may_be_a_box_or_a_mark_is_no_word(text, source, confidence, expected):
    assert is_word(Word(text, (0, 0, 10, 8), confidence, source, 8.0)) is expected
