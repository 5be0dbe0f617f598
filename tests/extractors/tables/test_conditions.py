"""New or refurbished: as printed on the row, or in a sentence that covers it; else not known."""

from dataclasses import replace

import pytest

from extractors.cite import Source
from extractors.tables.assets import Statement, condition_by_statement
from records.readings import SURE
from tests.extractors.papers import page_of

ROWS = [
    ["Sl", "Description", "Invoice No", "Invoice Date", "Amount (Rs.)"],
    ["1", "Rotary kiln", "A/1", "01/05/2025", "10,00,000"],
    ["2", "Ball mill", "A/2", "02/05/2025", "10,00,000"],
    ["3", "ICP-OES", "A/3", "03/05/2025", "10,00,000"],
    ["4", "DG set", "A/4", "04/05/2025", "10,00,000"],
    ["5", "Factory shed", "A/5", "05/05/2025", "10,00,000"],
    ["", "Total", "", "", "50,00,000"],
]
N, R = "new", "refurbished"


@pytest.mark.parametrize(
    ("sentence", "conditions"),
    [
        ("Certified that all the plant and machinery mentioned above are new.", [N, N, N, N, None]),
        ("No second hand or refurbished machinery has been purchased.", [N, N, N, N, None]),
        ("Items at Sl. No. 2 and 4 are refurbished.", [None, R, None, R, None]),
        ("The machinery at Sr. Nos. 1 to 3 is second hand and the rest are new.", [R, R, R, None, None]),
        ("All the machinery is new except the item at Serial No. 2, which is refurbished.", [N, R, N, N, None]),
        ("All plant & machinery are new. If not, give list and value of second hand machinery.", [N, N, N, N, None]),
        ("Refurbished machinery up to the cap may be considered under the scheme.", [None] * 5),
        ("All statements made above are true to the best of our knowledge.", [None] * 5),
        ("सभी मशीनरी नई है।", [N, N, N, N, None]),
        ("All the above are new.", [N, N, N, N, N]),
        ("Every one of them was brand new when bought.", [N, N, N, N, N]),
        ("उपर्युक्त सभी मदें नई हैं।", [N, N, N, N, N]),
        ("प्रमाणित है कि सभी यंत्र नये हैं।", [N, N, N, N, None]),
        (
            "It has incurred expenditure on the following new plant and machinery, put to use at the unit.",
            [N, N, N, N, None],
        ),
        ("निम्नलिखित नई परिसम्पत्तियों पर पूंजीगत व्यय किया है।", [N, N, N, N, N]),
        ("The following new and second hand machines were bought.", [None] * 5),
        ("The following machinery is for a new unit.", [None] * 5),
        ("All of the above is true; new forms are enclosed.", [None] * 5),
        ("Note: Of the above, SI. 1 and 3 are refurbished; the rest are new.", [R, N, R, N, N]),
        ("Items of plant at S1. No. 2 are refurbished. The remaining machinery is new.", [N, R, N, N, None]),
    ],
)
def test_a_sentence_below_the_table_covers_the_items_it_names(sentence, conditions, html, read, column_of):
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    items = read("capex_statement", html(f"<table>{table}</table><p>{sentence}</p>"))["items"]
    assert column_of(items, "condition") == conditions


def test_the_rest_is_in_doubt_where_nothing_legible_names_the_others(html, read):
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    sentence = "Of the above items, those at l and B are refurbished; the rest are new."
    items = read("capex_statement", html(f"<table>{table}</table><p>{sentence}</p>"))["items"]
    assert [row.fields["condition"].is_doubtful for row in items.rows] == [True] * 5


def test_the_evidence_of_such_a_condition_is_the_sentence(grid, read):
    path = grid(ROWS, after=["All the plant and machinery listed above are new."])
    condition = read("capex_statement", path)["items"].rows[0].fields["condition"]
    assert condition.evidence.text == "All the plant and machinery listed above are new."
    assert condition.witnesses == ("a sentence that covers the item",)


def test_sentences_that_contradict_each_other_leave_doubt(grid, read):
    after = ["All the plant and machinery are new.", "All the machinery being refurbished is insured."]
    condition = read("capex_statement", grid(ROWS, after=after))["items"].rows[0].fields["condition"]
    assert condition.is_doubtful
    assert condition.alternatives


@pytest.mark.parametrize(
    ("description", "condition"),
    [
        ("Rotary kiln (refurbished)", R),
        ("Second hand induction furnace", R),
        ("Induction furnace - reconditioned, imported", R),
        ("Ball mill (New)", N),
        ("Brand new ball mill", N),
        ("Ball mill of the New Delhi works", None),
        ("Furnace for used batteries", None),
        ("Reactor", None),
    ],
)
def test_a_description_that_prints_the_condition(description, condition, grid, read, column_of):
    rows = [ROWS[0], ["1", description, "A/1", "01/05/2025", "10,00,000"]]
    assert column_of(read("capex_statement", grid(rows, widths=[30, 250, 60, 70, 80]))["items"], "condition") == [
        condition
    ]


@pytest.mark.parametrize(
    ("printed", "condition"),
    [
        ("New", N),
        ("Refurbished", R),
        ("Used", R),
        ("Second-hand", R),
        ("New / Refurbished", None),
        ("Not new", R),
        ("Unused", N),
        ("नया", N),
        ("", None),
    ],
)
def test_a_column_of_conditions(printed, condition, html, read, column_of):
    body = (
        "<table><tr><th>Sl</th><th>Description</th><th>Amount (Rs.)</th><th>Condition</th></tr>"
        f"<tr><td>1</td><td>Kiln</td><td>10,00,000</td><td>{printed}</td></tr></table>"
    )
    assert column_of(read("capex_statement", html(body))["items"], "condition") == [condition]


HEADINGS = ["Sl", "Description", "Invoice No", "Invoice Date", "Amount (Rs.)"]
FIRST = [HEADINGS, *([str(at), f"Rotary kiln {at}", f"A/{at}", "01/05/2025", "10,00,000"] for at in (1, 2, 3))]
SECOND = [HEADINGS, *([str(at), f"Glove box {at}", f"B/{at}", "02/05/2025", "20,00,000"] for at in (1, 2))]
PARTS = [
    [*FIRST, ["", "Total of Part I", "", "", "30,00,000"]],
    [*SECOND, ["", "Total of Part II", "", "", "40,00,000"]],
]


@pytest.mark.parametrize(
    ("first", "second", "conditions"),
    [
        ("Note: Sl. 2 is refurbished; the rest are new.", "Note: All items of this Part are new.", [N, R, N, N, N]),
        ("Note: All the machines above are new.", "Note: Item no. 1 is second hand.", [N, N, N, R, None]),
        ("Amounts are without GST.", "Of the above, Sl. No. 2 is refurbished.", [None, None, None, None, R]),
    ],
)
def test_a_note_under_a_list_speaks_of_that_list_only(first, second, conditions, grid, read, column_of):
    items = read("capex_statement", grid(PARTS[0], first, PARTS[1], second))["items"]
    assert column_of(items, "condition") == conditions
    assert not any(row.fields["condition"].is_doubtful for row in items.rows if "condition" in row.fields)


def test_serial_numbers_that_may_be_of_any_list_leave_doubt(grid, read, column_of):
    items = read("capex_statement", grid(*PARTS, after=["The machines at Sl. No. 2 are refurbished."]))["items"]
    assert column_of(items, "condition") == [None, R, None, None, R]
    assert all(row.fields["condition"].is_doubtful for row in items.rows if "condition" in row.fields)


@pytest.mark.parametrize(
    ("least", "serials", "confidence"),
    [(0.85, None, 0.93), (0.84, None, 0.89), (0.85, frozenset({2}), 0.89)],
    ids=["clearly_read", "one_word_in_doubt", "names_items_by_number"],
)
def test_a_sentence_that_ocr_read_clearly_is_as_sure_as_a_closed_word_unless_it_names_items(least, serials, confidence):
    page = page_of([[(60, "All"), (90, "machinery"), (160, "is"), (180, "new.")]])
    words = tuple(replace(it, confidence=least if it.text == "machinery" else 0.96) for it in page.words)
    found = Statement("new", serials, frozenset(), page, words, "All machinery is new.")
    told = condition_by_statement([found], 2, "plant_and_machinery", Source("0" * 64, "capex.pdf"))
    assert told.confidence == pytest.approx(confidence, abs=0.03)
    assert told.is_doubtful is (confidence < SURE)
