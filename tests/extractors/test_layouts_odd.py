"""Layouts and sentences that once misled the reader: frames, wrapped numbers, lists among labels, superseded orders."""

from datetime import date

import pytest

from extractors import read_document
from extractors.label_book import LabelBook
from extractors.labels import find_labels
from extractors.layout import lay_out
from extractors.marks import marks_of
from records.pages import Page, Ruling, Word
from reference.document_types import document_types
from tests.extractors.papers import grid, p, paper, title

APPLICATION = document_types().types["application_form"]


def page_of(*lines, rulings=(), source="text"):
    """A page of words, each line (left, top, text), in type of eight points with five points a letter."""
    words = []
    for left, top, text in lines:
        x = left
        for part in text.split():
            words.append(Word(part, (x, top, x + 5 * len(part), top + 9), source=source))
            x += 5 * len(part) + 4
    return Page(1, 595, 842, 0, tuple(words), source, "digital", rulings=tuple(rulings))


def box(left, top, right, bottom):
    return (
        Ruling(left, top, right, top), Ruling(left, bottom, right, bottom),
        Ruling(left, top, left, bottom), Ruling(right, top, right, bottom),
    )  # fmt: skip


def values(page, document_type):
    found = find_labels(LabelBook(document_type), [lay_out(page)])
    return {
        name: [place.text for place in label.places]
        for label in found.labels
        for name in (*label.fields, *label.weak_fields)
    }


def test_a_frame_around_labels_over_their_values_is_no_cell():
    """A grid whose inner rules a scan lost: the label at the right is not the value of the one at the left."""
    page = page_of(
        (60, 100, "Entity Name"), (300, 100, "GST Number"),
        (60, 114, "Anavarta Battery Materials Limited"), (300, 114, "08AAACA8763R1Z2"),
        (60, 132, "Issued On"), (300, 132, "Valid Till"),
        (60, 146, "04-Jun-2026"), (300, 146, "04-Jun-2031"),
        rulings=box(290, 92, 560, 160),
    )  # fmt: skip
    found = values(page, document_types().types["epr_certificate"])
    assert found["entity_name"][0] == "Anavarta Battery Materials Limited"
    assert found["gstin"][0] == "08AAACA8763R1Z2"
    assert "04-Jun-2031" in found["valid_until"] and "GST Number" not in found["entity_name"]


ANSWERS = (
    ("recycling_stream", "Recycling stream", "Lithium-ion battery scrap"),
    ("process_level", "Process level", "R3"),
    ("process_route", "Process route", "Leaching in two stages, crystallisation"),
    ("capacity_tpa", "Capacity (TPA)", "7,200"),
    ("incentive_mode", "Mode of incentive", "Capex"),
    ("single_phase", "Single phase", "Yes"),
    ("recovery_yield_percent", "Recovery yield (%)", "86.5"),
)


@pytest.mark.parametrize("drawn", ["every other row tinted", "all rows boxed"])
def test_a_row_that_is_tinted_or_boxed_whole_is_no_cell(drawn):
    """A box around a label and its answer, without a line between them: the answer is not the label's rest."""
    words, rulings = [], ()
    for number, (_, label, answer) in enumerate(ANSWERS):
        top = 100 + 23 * number
        words += [(60, top, label), (280, top, answer)]
        if number % 2 or drawn == "all rows boxed":
            rulings += box(50, top - 7, 560, top + 16)
    found = values(page_of(*words, rulings=rulings), APPLICATION)
    assert {name: found[name][0] for name, _, _ in ANSWERS} == {name: answer for name, _, answer in ANSWERS}


def test_a_unit_that_wraps_below_its_label_is_no_value():
    page = page_of(
        (60, 100, "Concentration of critical minerals in feed"), (300, 106, ": 0.6"),
        (60, 112, "(%)"),
        (60, 130, "Recovery yield (%)"), (300, 130, ": 92"),
    )  # fmt: skip
    found = values(page, APPLICATION)
    assert ": 0.6" in found["feed_concentration_percent"] and "(%)" not in found["feed_concentration_percent"]
    assert ": 92" in found["recovery_yield_percent"]


def test_answers_in_a_row_are_no_label_of_their_own():
    page = page_of((60, 100, "Type of Unit"), (200, 100, "[X] New [ ] Expansion [ ] Modernisation [ ] Diversification"))
    assert "[X] New [ ] Expansion [ ] Modernisation [ ] Diversification" in values(page, APPLICATION)["unit_type"]


def test_a_label_in_two_languages_goes_by_the_half_that_is_known():
    page = page_of((60, 100, "उत्पादन आरंभ की संभावित तिथि / Expected date of production : 22-10-2026"))
    found = values(page, APPLICATION)
    assert found["expected_production_date"] == ["22-10-2026"]
    assert "application_date" not in found


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("E-waste ✗ LIB scrap ✓ Other scrap ✗", [False, True, False]),
        ("☒ Yes ☐ No", [True, False]),
        ("[x] Capex [ ] Opex", [True, False]),
        ("✗ Yes No", [True]),  # alone, a cross is a mark as good as any
    ],
)
def test_a_cross_beside_checks_ticks_nothing(text, ticked):
    assert [it for _, _, it in marks_of(text)] == ticked


def authorisation(tmp_path, *blocks):
    return read_document(
        paper(tmp_path / "order.pdf", title("TELANGANA POLLUTION CONTROL BOARD"), title("AUTHORISATION ORDER"), *blocks)
    ).fields


def test_an_order_that_supersedes_another_keeps_its_own_validity(tmp_path):
    fields = authorisation(
        tmp_path,
        p("Order No. 88 of 2026"),
        p("Date of order: 27.02.2026"),
        p(
            "M/s Musi Black Mass Recyclers Pvt Ltd, Sy.No. 512, Bollaram, Sangareddy 502325 is hereby granted "
            "authorisation under the Hazardous and Other Wastes Rules, 2016 for 450 MT/month. This authorisation "
            "shall be in force upto 28-02-2031. This supersedes order No. 14 of 2024 dated 03.01.2024 "
            "valid till 31.12.2025."
        ),
    )
    assert fields["authorisation_number"].value == "88 of 2026"
    assert fields["valid_until"].value == date(2031, 2, 28)


def test_number_and_date_in_one_answer_are_both_read(tmp_path):
    fields = authorisation(
        tmp_path,
        grid(
            [
                ["1", "Number of authorisation and date of issue", "2328/TPCB/HWM/2026 dated 10-Aug-2026"],
                ["2", "Reference of application (No. and date)", "OCMMS/4471 of 11-May-2026"],
                ["3", "Name of unit", "Jvalamitra Urban Mining Limited"],
            ],
            [25, 220, 250],
        ),
        p("Authorisation under the Hazardous and Other Wastes Rules, 2016 is hereby granted."),
    )
    assert fields["authorisation_number"].value == "2328/TPCB/HWM/2026"
    assert fields["issue_date"].value == date(2026, 8, 10)


def test_the_rest_of_a_companys_name_is_no_label():
    """ "Recovery" ends a line's name and begins the next line; the plot's number behind it is no yield."""
    engineer = document_types().types["chartered_engineer_certificate"]
    page = page_of(
        (60, 100, "I certify for Dhansiri Rare Metals"),
        (60, 112, "Recovery Private Limited, Plot No. 64, Growth Centre, Sivasagar that:"),
        (60, 140, "Recovery yield measured (%): 76.5"),
    )
    found = values(page, engineer)["recovery_yield_percent"]
    assert any("76.5" in it for it in found) and not any("64" in it for it in found)
