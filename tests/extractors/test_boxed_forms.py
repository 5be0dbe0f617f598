"""Forms in a box that one upright rule parts into labels and answers, with no line between the rows."""

from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib.colors import black
from reportlab.platypus import Table, TableStyle

from extractors import read_document
from tests.extractors.papers import p, paper, title

ROWS = [
    ("Clearance No.", "SEIAA/GUJ/EC/3(a)/1180/2026"),
    ("Date of issue", "20 January 2026"),
    ("Project proponent", "Sabarmati Battery Metals Private Limited"),
    ("Site", "Plot Z-22, Dahej SEZ Road, GIDC Dahej-II, Bharuch, Gujarat 392130"),
    ("Activity", "Hydrometallurgical recycling of waste lithium-ion batteries, new unit"),
    ("Capacity", "14,500 tonnes per annum"),
    ("Valid up to", "19 January 2036"),
]


def boxed(rows, wide):
    table = Table([[p(label), p(answer)] for label, answer in rows], colWidths=[190, wide], hAlign="LEFT")
    table.setStyle(
        TableStyle([("BOX", (0, 0), (-1, -1), 0.7, black), ("LINEAFTER", (0, 0), (0, -1), 0.7, black),
                    ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )  # fmt: skip
    return table


def read(tmp_path, rows, wide=290):
    heading = title("STATE LEVEL ENVIRONMENT IMPACT ASSESSMENT AUTHORITY, GUJARAT")
    blocks = (
        heading,
        title("Environmental Clearance"),
        boxed(rows, wide),
        p("Accorded under the EIA Notification, 2006."),
    )
    return read_document(paper(tmp_path / "ec.pdf", *blocks))


@pytest.mark.parametrize("mark", ["({}) ", "{}. ", ""])
@pytest.mark.parametrize("wide", [290, 200])
def test_answers_belong_to_the_labels_on_their_lines(tmp_path, mark, wide):
    rows = [(mark.format("abcdefg"[at] if "(" in mark else at + 1) + label, it) for at, (label, it) in enumerate(ROWS)]
    fields = read(tmp_path, rows, wide).fields
    assert fields["clearance_number"].value == "SEIAA/GUJ/EC/3(a)/1180/2026"
    assert fields["issue_date"].value == date(2026, 1, 20)
    assert fields["valid_until"].value == date(2036, 1, 19)
    assert fields["entity_name"].value == "Sabarmati Battery Metals Private Limited"
    assert fields["capacity_tpa"].value == Decimal(14500)


def test_days_are_never_taken_from_another_line_where_the_order_is_another(tmp_path):
    fields = read(tmp_path, [ROWS[6], ROWS[2], ROWS[0], ROWS[1]]).fields
    assert fields["issue_date"].value == date(2026, 1, 20)
    assert fields["valid_until"].value == date(2036, 1, 19)
