"""An answer marked on a printed list is told by the ink, however the mark got onto the page."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document
from extractors.choices import BY_INK, is_marked_answer
from extractors.values import Scope, options_of
from extractors.values.answers import LEFT_OVER, read_choice
from records.pages import Page, Word
from records.readings import ONE_OCR_WITNESS, SURE, Evidence, Field
from reference.document_types import document_types
from tests.extractors import papers

FACE, SIZE = "Helvetica", 9.5
LISTS = {
    "unit_type": ("Type of Unit", ("New", "Expansion", "Modernisation", "Diversification"), "Expansion"),
    "recycling_stream": ("Recycling Stream", ("E-waste", "LIB scrap", "Other scrap"), "Other scrap"),
    "incentive_mode": ("Mode of Incentive", ("Capex", "Opex", "Hybrid"), "Capex"),
    "environmental_clearance_required": ("Environmental Clearance required", ("Yes", "No"), "No"),
    "single_phase": ("Whether project is in single phase", ("Yes", "No"), "Yes"),
}
ANSWERS = {
    "unit_type": "expansion", "recycling_stream": "other_scrap", "incentive_mode": "capex",
    "environmental_clearance_required": "no", "single_phase": "yes",
}  # fmt: skip


def box_before(canvas, x, y, width, chosen, last):
    canvas.rect(x, y - 1, 8, 8)
    if chosen:
        canvas.line(x + 1, y, x + 7, y + 6)
        canvas.line(x + 1, y + 6, x + 7, y)
    return x + 12, x + width + 26


def box_behind(canvas, x, y, width, chosen, last):
    box_before(canvas, x + width + 4, y, width, chosen, last)
    return x, x + width + 30


def radio(canvas, x, y, width, chosen, last):
    canvas.circle(x + 4, y + 3, 4)
    if chosen:
        canvas.circle(x + 4, y + 3, 2, fill=1)
    return x + 12, x + width + 26


def form_field(canvas, x, y, width, chosen, last):
    canvas.acroForm.checkbox(name=f"f{x:.0f}-{y:.0f}", checked=chosen, x=x, y=y - 2, size=10)
    return x + 14, x + width + 28


def coloured_tick(canvas, x, y, width, chosen, last):
    if chosen:
        canvas.setStrokeColorRGB(0.1, 0.55, 0.2)
        canvas.setLineWidth(1.4)
        canvas.line(x + width + 3, y + 3, x + width + 5, y)
        canvas.line(x + width + 5, y, x + width + 11, y + 10)
        canvas.setStrokeColorRGB(0, 0, 0)
    return x, x + width + 22


def ring(canvas, x, y, width, chosen, last):
    if chosen:
        canvas.ellipse(x - 5, y - 5, x + width + 5, y + 11)
    if not last:
        canvas.drawString(x + width + 7, y, "/")
    return x, x + width + 17


def struck_out(canvas, x, y, width, chosen, last):
    if not chosen:
        canvas.line(x - 2, y + 3.2, x + width + 2, y + 3.2)
    if not last:
        canvas.drawString(x + width + 4, y, "/")
    return x, x + width + 10


def underlined(canvas, x, y, width, chosen, last):
    if chosen:
        canvas.line(x, y - 2.2, x + width, y - 2.2)
    if not last:
        canvas.drawString(x + width + 7, y, "/")
    return x, x + width + 17


def boxed(canvas, x, y, width, chosen, last):
    if chosen:
        canvas.rect(x - 2.5, y - 3, width + 5, SIZE + 3)
    if not last:
        canvas.drawString(x + width + 7, y, "/")
    return x, x + width + 17


def unmarked(canvas, x, y, width, chosen, last):
    return box_before(canvas, x, y, width, False, last)


MARKS = (box_before, box_behind, radio, form_field, coloured_tick, ring, struck_out, underlined, boxed)


def paper(mark, *, down=False):
    """An application form whose choices are marked in one way; `down` sets the answers one below the other."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont(FACE, SIZE)
    y = 780
    for line in ("APPLICATION FORM", "Incentive Scheme for Promotion of Critical Minerals Recycling"):
        canvas.drawCentredString(297, y, line)
        y -= 18
    rows = (
        ("Application Number", "NCMM/REC/2025/00345"), ("Date of Application", "12-12-2025"),
        ("Name of Applicant", "Vanadhara Metals Private Limited"), ("Proposed Capacity", "6,000 MTPA"),
    )  # fmt: skip
    for label, value in rows:
        y -= 20
        canvas.drawString(60, y, label)
        canvas.drawString(250, y, f": {value}")
    for label, answers, chosen in LISTS.values():
        y -= 22
        canvas.setLineWidth(0.7)
        canvas.drawString(60, y, label)
        x = 262
        for answer in answers:
            at, following = mark(
                canvas, x, y, canvas.stringWidth(answer, FACE, SIZE), answer == chosen, answer == answers[-1]
            )
            canvas.setFont(FACE, SIZE)
            canvas.drawString(at, y, answer)
            if down and answer != answers[-1]:
                y -= 14
            x = 262 if down else following
    canvas.save()
    return buffer.getvalue()


def read(tmp_path, content):
    path = tmp_path / "form.pdf"
    path.write_bytes(content)
    return read_document(path).fields


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.__name__)
def test_a_drawn_mark_tells_the_answer(mark, tmp_path):
    fields = read(tmp_path, paper(mark))
    assert {name: fields[name].value for name in ANSWERS if name in fields} == ANSWERS
    assert all(fields[name].evidence.page == 1 for name in ANSWERS)


def test_answers_may_stand_one_below_the_other(tmp_path):
    fields = read(tmp_path, paper(box_before, down=True))
    assert {name: fields[name].value for name in ANSWERS if name in fields} == ANSWERS


def test_a_form_that_nobody_marked_has_no_answers(tmp_path):
    assert not set(ANSWERS) & set(read(tmp_path, paper(unmarked)))


def test_two_marks_on_one_list_are_not_an_answer(tmp_path):
    def two_of_them(canvas, x, y, width, chosen, last):
        return box_before(canvas, x, y, width, chosen or last, last)

    fields = read(tmp_path, paper(two_of_them))
    assert "unit_type" not in fields or fields["unit_type"].confidence < 0.9
    assert fields["recycling_stream"].value == "other_scrap"  # the last of its list, marked once


def form_field_read(witnesses=()):
    evidence = Evidence("0" * 64, "form.pdf", 1, (100.0, 100.0, 124.0, 108.0), "Capex", "ocr")
    return Field("incentive_mode", "capex", 0.93, evidence, witnesses=witnesses)


def page_with(*placed):
    words = tuple(Word(text, (x, 100.0, x + 5.0 * len(text), 108.0), 0.95, "ocr", 8.0) for text, x in placed)
    return Page(1, 595.0, 842.0, 0, words, "ocr", "scan_poor")


@pytest.mark.parametrize("boxes", [(("[", 90.0), ("]", 96.0)), (("{", 127.0),), (("☐", 88.0),), (("(  )", 128.0),)])
def test_a_word_beside_a_box_rests_on_the_mark_and_not_on_its_print(boxes):
    assert is_marked_answer(form_field_read(), page_with(("Capex", 100.0), *boxes))


def test_a_word_by_itself_or_far_from_a_box_is_a_statement():
    assert not is_marked_answer(form_field_read(), page_with(("Capex", 100.0), ("incentive", 130.0), ("[", 300.0)))
    assert is_marked_answer(form_field_read((BY_INK,)), page_with(("Capex", 100.0)))


def test_a_mark_on_a_scan_is_one_witness(tmp_path, scanned):
    path = tmp_path / "form.pdf"
    path.write_bytes(paper(box_before))
    fields = read_document(scanned(path)).fields
    told = [fields[name] for name in ANSWERS if name in fields]
    assert len(told) >= 3 and all(field.confidence <= ONE_OCR_WITNESS for field in told)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("CAPEX", ["capex"]),
        ("OPEX", ["opex"]),
        ("OCapex", ["capex"]),
        ("©Opex", ["opex"]),
        ("O Capex O Opex", ["capex", "opex"]),
    ],
)
def test_a_box_that_sticks_to_an_answer_is_told_from_the_first_of_its_capitals(printed, expected):
    words = document_types().types["application_form"].fields["incentive_mode"]
    assert [it.value for it in options_of(words, printed, Scope(ocr=True))] == expected


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("New / Expansion ✓ / Modernisation", "expansion"), ("New / ✓ Expansion / Modernisation", "expansion"),
        ("✓ New / Expansion", "new"), ("New / Expansion / Modernisation √", "modernisation"),
        ("New / Expansion [x]", "expansion"),
    ],
)  # fmt: skip
def test_a_lone_tick_between_strokes_belongs_to_the_answer_it_stands_beside(printed, value):
    words = document_types().types["application_form"].fields["unit_type"]
    [found] = read_choice(words, printed, Scope())
    assert (found.value, found.disputed) == (value, "")


def choice(field, printed):
    words = document_types().types["application_form"].fields[field]
    return read_choice(words, printed, Scope(ocr=True))


@pytest.mark.parametrize(
    ("field", "printed", "value"),
    [
        ("unit_type", "☑ agNew ☐ विस्तार Expansion ☐ आधुनिकीकरण Modernisation ☐ विविधीकरण Diversification", "new"),
        ("process_level", "☐ L1 ☐ L2 ☑ BS ☐ R2 ☐ R3 ☐ R4", "L3"),
    ],
)
def test_the_answer_left_over_is_ticked_where_its_own_words_cannot_be_read_and_stays_in_doubt(field, printed, value):
    [read] = choice(field, printed)
    assert (read.value, read.cost) == (value, LEFT_OVER)


@pytest.mark.parametrize(
    "printed",
    [
        "☑ BS ☐ L2 ☑ L1 ☐ R2 ☐ R3 ☐ R4",
        "☐ L1 ☐ L2 ☐ BS ☐ R2 ☐ R3 ☐ R4",
        "☐ L1 ☐ hu ☑ BS ☐ R2 ☐ R3 ☐ R4",
        "☐ L1 ☐ L2 ☑ BS ☐ R2 ☐ R3",
        "☐ L1 ☐ L2 ☑ ☐ R2 ☐ R3 ☐ R4",
    ],
    ids=["two ticks", "no tick", "another answer illegible", "a box too few", "no words at all"],
)
def test_no_answer_is_left_over(printed):
    assert "L3" not in [it.value for it in choice("process_level", printed)]


def test_a_tick_read_as_a_yen_is_no_yes():
    words = document_types().types["application_form"].fields["single_phase"]
    assert [it.value for it in options_of(words, "Yes/No ¥", Scope(ocr=True))] == ["yes", "no"]
    assert [it.value for it in options_of(words, "¥es/No", Scope(ocr=True))] == ["yes", "no"]


@pytest.mark.parametrize(
    ("printed", "value", "sure"),
    [
        ("Hybrid (Capex and Opex)", "hybrid", True),
        ("Hybrid (Capex / Opex)", "hybrid", False),
        ("Capex (not Opex)", "capex", True),
    ],
)
def test_answers_in_brackets_behind_an_answer_explain_it_and_their_brackets_are_no_marks(
    tmp_path, printed, value, sure
):
    rows = [
        ["Application No.", "CMR/88"],
        ["Name of Applicant", "Sutlej Metals Limited"],
        ["Mode of Incentive", printed],
    ]
    form = papers.paper(
        tmp_path / "a.pdf",
        papers.title("Application Form - Critical Minerals Recycling Incentive Scheme"),
        papers.grid(rows, [160, 300]),
    )
    mode = read_document(form).fields["incentive_mode"]
    assert mode.value == value
    assert (mode.confidence >= SURE) == sure


@pytest.mark.parametrize("printed", ["हाइब्रिड (पूंजीगत एवं परिचालन)", "पूंजीगत तथा परिचालन", "मिश्रित"])
def test_both_kinds_of_incentive_in_hindi_are_one_answer(printed):
    words = document_types().types["application_form"].fields["incentive_mode"]
    [answer] = read_choice(words, printed, Scope())
    assert (answer.value, answer.cost, answer.alternatives) == ("hybrid", 0.0, ())
