"""Doubtful readings of a scan, settled by what the same table prints clearly; never amounts, never what is clear."""

from decimal import Decimal

import pytest

from extractors.tables.cell_parties import without_double
from extractors.tables.own_words import settled_by_rows
from extractors.tables.series import series_of
from records.readings import Evidence, Field, TableRow

GSTIN, OTHER = "27AAPFU0939F1ZV", "29AAGCB7383J1Z4"


def field(name, value, confidence, method="ocr"):
    return Field(name, value, confidence, Evidence("0" * 64, "x.pdf", 1, (0, 0, 1, 1), str(value), method))


def table(*rows, method="ocr"):
    """Rows of {name: (value, confidence)}."""
    return [
        TableRow(number, {name: field(name, value, confidence, method) for name, (value, confidence) in row.items()})
        for number, row in enumerate(rows)
    ]


def values(rows, name):
    return [row.fields[name].value for row in rows]


def test_a_garbled_name_takes_the_name_that_clear_rows_print_with_its_gstin():
    clear = {"buyer_name": ("Dakshin Alloys Limited", 0.89), "buyer_gstin": (GSTIN, 0.94)}
    garbled = {"buyer_name": ("Dakshin ve Ltd| ited", 0.45), "buyer_gstin": (GSTIN, 0.94)}
    settled = settled_by_rows(table(clear, garbled, clear))
    made = settled[1].fields["buyer_name"]
    assert made.value == "Dakshin Alloys Limited"
    assert made.confidence < 0.9
    assert made.alternatives[0].value == "Dakshin ve Ltd| ited"


def test_a_clear_name_is_never_replaced_though_the_gstin_is_anothers():
    one = {"buyer_name": ("Dakshin Alloys Limited", 0.89), "buyer_gstin": (GSTIN, 0.94)}
    other = {"buyer_name": ("Uttar Alloys Limited", 0.89), "buyer_gstin": (GSTIN, 0.94)}
    assert values(settled_by_rows(table(one, one, other)), "buyer_name")[2] == "Uttar Alloys Limited"


def test_a_text_layer_is_left_alone():
    rows = table(
        {"buyer_name": ("Dakshin Alloys Limited", 0.97)},
        {"buyer_name": ("Dakshin Alloys Limited", 0.97)},
        {"buyer_name": ("Dakshin Alloy Limited", 0.5)},
        method="text",
    )
    assert settled_by_rows(rows) == rows


def test_amounts_and_dates_are_never_settled_by_other_rows():
    rows = table(*[{"amount": (Decimal("500000"), 0.89)}] * 4, {"amount": (Decimal("500008"), 0.2)})
    assert values(settled_by_rows(rows), "amount")[-1] == Decimal("500008")


def test_a_name_like_two_known_ones_stays_as_read():
    first, second = {"vendor": ("Koel Works Pvt Ltd", 0.89)}, {"vendor": ("Noel Works Pvt Ltd", 0.89)}
    rows = table(first, first, second, second, {"vendor": ("#oel Works Pvt Ltd", 0.4)})
    assert values(settled_by_rows(rows), "vendor")[-1] == "#oel Works Pvt Ltd"


def test_a_unit_that_is_none_is_that_of_the_other_rows():
    rows = table(*[{"unit": ("MT", 0.9)}] * 5, {"unit": ("शा", 0.89)})
    assert values(settled_by_rows(rows), "unit")[-1] == "MT"


@pytest.mark.parametrize(
    ("read", "number"),
    [
        ("SC/26-2770039", "SC/26-27/0039"),
        ("SCI26-27/0039", "SC/26-27/0039"),
        ("SC/26-27/0039 Dakshin", "SC/26-27/0039"),
        ("SC/26-27/OO39", "SC/26-27/0039"),
    ],
)
def test_a_misread_number_is_spelled_by_its_series(read, number):
    clear = [{"invoice_number": (f"SC/26-27/{at:04}", 0.89)} for at in (30, 31, 33, 36)]
    rows = table(*clear, {"invoice_number": (read, 0.6)})
    assert values(settled_by_rows(rows), "invoice_number")[-1] == number


def test_a_number_that_is_lost_is_told_by_the_numbers_around_it():
    numbers = [(at, f"SC/26-27/{at + 10:04}", 0.89) for at in (0, 1, 2, 4, 5)]
    (series,) = series_of(numbers)
    assert series.fit(3, "SC/ * 26-27/00", 0.3).value == "SC/26-27/0013"
    assert series.fit(3, "%", 0.3) is None


def test_a_credit_note_among_invoices_keeps_its_number():
    clear = [{"invoice_number": (f"SC/26-27/{at:04}", 0.89)} for at in range(1, 12)]
    clear[5] = {"invoice_number": ("SC/CN/0006", 0.6)}
    assert values(settled_by_rows(table(*clear)), "invoice_number")[5] == "SC/CN/0006"


def test_another_vendors_prefix_is_not_taken_for_a_misreading():
    clear = [{"invoice_number": (f"KA/26-27/{at:04}", 0.89)} for at in (133, 746, 801)]
    rows = table(*clear, {"invoice_number": ("JB/26-27/0806", 0.7)})
    assert values(settled_by_rows(rows), "invoice_number")[-1] == "JB/26-27/0806"


def test_a_gstin_with_a_letter_and_its_figure_for_one_sign():
    assert without_double("27AAPFU0O939F1ZV") == GSTIN
    assert without_double(OTHER + "8") is None
