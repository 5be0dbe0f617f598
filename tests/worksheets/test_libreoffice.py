"""LibreOffice recalculates worksheets and comes to the engine's figures to the paisa.

`python -m benchmarks.recalculation` does it with all samples; here are the cases of the engine's tests and made ones.
"""

import io
import json
import shutil
from decimal import Decimal
from random import Random

import openpyxl
import pytest

from benchmarks import recalculation
from benchmarks.made_cases import made_case
from checks import appraise
from records.neighbours import Neighbours
from tests.checks import factory
from tests.checks.factory import item
from tests.worksheets.test_real_engine import CASES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here"),
]
MADE = 4
REREAD = {
    "reread": [item("20.00 crore"), item("9.00 crore", condition="refurbished"), item("5.00 crore", head="utilities")],
    "early": [item("20.00 crore"), item("9.00 crore", date="2025-08-01"), item("3.00 crore", date="2025-09-05")],
}


def appraisals():
    """The cases of the engine's tests, cases where readings move the amount, and made claims with defects."""
    yield from ((name, factory.appraised(make())) for name, make in CASES.items())
    yield from ((name, factory.appraised(factory.claim(items=items))) for name, items in REREAD.items())
    rules = factory.scheme().rules(factory.AS_OF)
    for number in range(MADE):
        made = made_case(number, Random(f"libreoffice/{number}"))
        yield f"made {number}", appraise(made.case, Neighbours(), rules)


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """Each appraisal with its workbook as written and as LibreOffice saved it after recalculating all of it."""
    named = list(appraisals())
    found = recalculation.recalculated([it for _, it in named], tmp_path_factory.mktemp("office") / "worksheets")
    return [(name, appraisal, it) for (name, appraisal), it in zip(named, found, strict=True)]


def test_every_formula_recalculated_by_libreoffice_gives_the_stored_value_to_the_paisa(recalculated):
    checked = [recalculation.compared(it) for _, _, it in recalculated]
    assert [it.line for it in checked if it.differing] == []
    assert sum(it.formulas for it in checked) > 500


def test_a_formula_that_gives_something_else_is_told_by_its_cell(recalculated):
    """The comparison itself must be able to fail."""
    _, _, anew = recalculated[0]
    book = openpyxl.load_workbook(anew.after, data_only=True)
    place = next(cell for row in book["Incentive"].iter_rows(min_row=4) for cell in row[3:4] if cell.value)
    place.value += 0.01
    other = anew.after.with_name("other.xlsx")
    book.save(other)
    told = recalculation.compared(recalculation.Anew("x", anew.written, other)).differing
    assert len(told) == 1 and f"Incentive!{place.coordinate}" in told[0]


def test_each_step_and_each_reading_recalculated_is_the_engines_figure(recalculated):
    moved = 0
    for name, appraisal, anew in recalculated:
        book = openpyxl.load_workbook(anew.after, data_only=True)
        names = {it: defined.attr_text.replace("$", "") for it, defined in book.defined_names.items()}
        for step in appraisal.incentive.steps:
            if step.value is not None:
                sheet, _, cell = names[f"step_{step.id}"].partition("!")
                assert Decimal(str(round(book[sheet][cell].value, 6))) == step.value, (name, step.id)
        readings = [row for row in book["Interpretations"].iter_rows(min_row=4, values_only=True)]
        for reading, row in zip(appraisal.incentive.under_other_readings, readings, strict=False):
            if reading.amount is not None:
                assert Decimal(str(round(row[6], 6))) == reading.amount, (name, reading)
                moved += not reading.taken
    assert moved > 3, "no case in which a reading moves the amount"


def test_amounts_under_other_readings_are_formulas_where_the_steps_give_them(recalculated):
    for name, _, anew in recalculated:
        if name == "reread":
            sheet = openpyxl.load_workbook(io.BytesIO(anew.written.read_bytes()))["Interpretations"]
            amounts = [row[6] for row in sheet.iter_rows(min_row=4, values_only=True) if row[6] is not None]
            assert amounts and all(str(it).startswith("=") for it in amounts), json.dumps(amounts)
            return
    pytest.fail("the case is not among them")
