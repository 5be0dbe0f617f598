"""A cell on a scan beside a row that lacks such a cell may be that row's, however well it was read."""

from decimal import Decimal

from extractors.confirm import in_own_rows
from records.readings import ONE_OCR_WITNESS, Evidence, Field, TableRow


def row(index, method="ocr", **values):
    evidence = Evidence("0" * 64, "capex.pdf", 1, (0.0, 10.0 * index, 90.0, 10.0 * index + 8), "print", method)
    return TableRow(index, {name: Field(name, value, 0.97, evidence) for name, value in values.items()})


FULL = {"vendor_gstin": "27TLACZ6286G1ZR", "amount": Decimal(90)}


def confidences(rows, name):
    return [it.fields[name].confidence if name in it.fields else None for it in in_own_rows(rows)]


def test_rows_beside_one_without_the_cell_are_doubted_and_no_others():
    rows = [row(0, **FULL), row(1, **FULL), row(2, amount=Decimal(5)), row(3, **FULL), row(4, **FULL)]
    assert confidences(rows, "vendor_gstin") == [0.97, ONE_OCR_WITNESS, None, ONE_OCR_WITNESS, 0.97]
    assert confidences(rows, "amount") == [0.97] * 5


def test_a_column_that_is_mostly_empty_tells_nothing():
    rows = [row(0, **FULL), row(1, amount=Decimal(5)), row(2, amount=Decimal(5))]
    assert confidences(rows, "vendor_gstin") == [0.97, None, None]


def test_digital_rows_and_no_rows_stay_as_they_are():
    rows = [row(0, "text", **FULL), row(1, "text", amount=Decimal(5)), row(2, "text", **FULL)]
    assert confidences(rows, "vendor_gstin") == [0.97, None, 0.97]
    assert in_own_rows(()) == ()
