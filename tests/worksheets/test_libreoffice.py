"""LibreOffice recalculates the worksheets of the samples, and comes to the engine's figures to the paisa."""

import json
import shutil
import subprocess
from decimal import Decimal
from random import Random

import openpyxl
import pytest

from benchmarks.made_cases import made_case
from checks import appraise
from records.neighbours import Neighbours
from tests.checks import factory
from tests.checks.factory import item
from tests.worksheets.test_real_engine import CASES
from worksheets import write_workbook

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here"),
]
MADE = 6
REREAD = {
    "reread": [item("20.00 crore"), item("9.00 crore", condition="refurbished"), item("5.00 crore", head="utilities")],
    "early": [item("20.00 crore"), item("9.00 crore", date="2025-08-01"), item("3.00 crore", date="2025-09-05")],
}
HARD = "org.openoffice.Office.Calc/Formula/Load"
ALWAYS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f'<item oor:path="/{HARD}"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>'
    "</oor:items>"
)
"""A profile that recalculates whatever it loads: by default LibreOffice would show the stored values."""


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
    folder = tmp_path_factory.mktemp("worksheets")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS)
    scheme = factory.scheme()
    found = []
    for name, appraisal in appraisals():
        path = folder / f"{name.replace(' ', '-')}.xlsx"
        write_workbook(appraisal, path, clauses=scheme.clauses, interpretations=scheme.interpretations)
        _without_stored_values(path)
        found.append((name, appraisal, path))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{profile.parent}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "after"),
            *(str(path) for *_, path in found),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [(name, appraisal, path, folder / "after" / path.name) for name, appraisal, path in found]


def _without_stored_values(path):
    """Keeps the workbook beside it and takes every stored value out, so that none can pass for a recalculated one."""
    shutil.copy(path, path.with_suffix(".written"))
    book = openpyxl.load_workbook(path)  # openpyxl writes formulas without values
    book.save(path)


def test_every_formula_recalculated_by_libreoffice_gives_the_stored_value_to_the_paisa(recalculated):
    checked = 0
    for name, _, path, after in recalculated:
        with path.with_suffix(".written").open("rb") as file:
            stored = openpyxl.load_workbook(file, data_only=True)
        formulas = openpyxl.load_workbook(path)
        anew = openpyxl.load_workbook(after, data_only=True)
        for sheet in formulas.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        meant = stored[sheet.title][cell.coordinate].value
                        came = anew[sheet.title][cell.coordinate].value
                        assert isinstance(came, int | float), (name, sheet.title, cell.coordinate, cell.value, came)
                        assert abs(Decimal(str(came)) - Decimal(str(meant))) < Decimal("0.005"), (
                            name,
                            sheet.title,
                            cell.coordinate,
                            cell.value,
                        )
                        checked += 1
    assert checked > 500


def test_each_step_and_each_reading_recalculated_is_the_engines_figure(recalculated):
    moved = 0
    for name, appraisal, _, after in recalculated:
        book = openpyxl.load_workbook(after, data_only=True)
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
    for name, _, path, _ in recalculated:
        if name == "reread":
            sheet = openpyxl.load_workbook(path)["Interpretations"]
            amounts = [row[6] for row in sheet.iter_rows(min_row=4, values_only=True) if row[6] is not None]
            assert amounts and all(str(it).startswith("=") for it in amounts), json.dumps(amounts)
            return
    pytest.fail("the case is not among them")
