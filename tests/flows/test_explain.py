"""`parakh explain`: what a check rests on, and where a figure of a finding was read."""

import json

import pytest

from checks import CHECKS
from flows.command import main
from flows.explain import _at
from records.serialise import appraisal_json
from tests.checks.factory import ITEMS, appraised, claim, item


@pytest.fixture
def appraised_folder(tmp_path):
    over = claim(items=[*ITEMS[:2], item("9.00 crore", condition="refurbished")])
    (tmp_path / "appraisal.json").write_text(appraisal_json(appraised(over)), encoding="utf-8")
    return tmp_path


def test_it_lists_every_check_with_its_rule(capsys):
    assert main(["explain"]) == 0
    said = capsys.readouterr().out
    assert [line.split()[0] for line in said.splitlines()] == [check.id for check in CHECKS]


def test_it_says_clause_rule_and_figures(capsys):
    assert main(["explain", "capex.refurbished_share"]) == 0
    said = capsys.readouterr().out
    assert "Clause 6.1.1" in said and "20%" in said and "Gazette" in said and "Other reading" in said


def test_it_derives_the_finding_of_a_case(appraised_folder, capsys):
    assert main(["explain", "capex.refurbished_share", "--case", str(appraised_folder)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "as of 2026-11-22: refer" in said
    assert "items[2].condition = refurbished (capex_statement.pdf, page 1" in said
    assert "refurbished_excess = 20000000.00" in said and "clause 6.1.1" in said


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["capex.refurbished"], "Did you mean capex.refurbished_share"),
        (["xyz"], "`parakh explain` lists them"),
        (["capex.rate", "--case", "nowhere"], "appraise it first"),
        (["capex.rate", "--scheme", "other"], "critical_minerals_recycling"),
    ],
)
def test_what_cannot_be_explained_is_said_with_the_next_step(arguments, hint, capsys):
    assert main(["explain", *arguments]) == 2
    assert hint in capsys.readouterr().err


def test_a_file_that_is_no_appraisal_is_said(tmp_path, capsys):
    (tmp_path / "appraisal.json").write_text("{", encoding="utf-8")
    assert main(["explain", "capex.rate", "--case", str(tmp_path)]) == 2
    assert "cannot be read as an appraisal" in capsys.readouterr().err


NOTHING_FOUND = {"application_id": "A-1", "as_of": "2026-11-22", "findings": [], "documents": []}


@pytest.mark.parametrize("body", ["[1, 2]", '"text"', "{}", '{"findings": []}', "null"])
def test_a_file_that_is_no_appraisal_is_named(tmp_path, capsys, body):
    (tmp_path / "appraisal.json").write_text(body)
    assert main(["explain", "capex.rate", "--case", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert f"{tmp_path / 'appraisal.json'} is no appraisal" in told and "parakh appraise" in told


def test_an_appraisal_without_the_finding_says_what_to_do(tmp_path, capsys):
    (tmp_path / "appraisal.json").write_text(json.dumps(NOTHING_FOUND))
    assert main(["explain", "capex.rate", "--case", str(tmp_path)]) == 2
    assert "A-1 does not hold capex.rate; appraise it again" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["items[7].amount", "items[0]", "items[0].rate", "rows[0].amount", "udin"])
def test_a_field_that_the_appraisal_does_not_hold_is_none(path):
    assert _at({"fields": {}, "tables": {"items": [{"amount": {"value": "1"}}]}}, path) is None
