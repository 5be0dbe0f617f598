"""The whole path on the demo's four claims: files in, verdicts and rupees out, each against the generator's truth."""

import json

import openpyxl
import pytest

from flows.command import main
from samples.__main__ import main as make_samples

DECIDED = ("pass", "fail", "refer", "missing")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    assert make_samples([str(folder), "--set", "demo"]) == 0
    arguments = ["--out", str(folder / "out"), "--as-of", "2026-11-22", "--no-prefect", "--quiet"]
    assert main(["appraise", str(folder / "applications"), *arguments]) == 0
    return folder


def appraisal(demo, application):
    return json.loads((demo / "out" / application / "appraisal.json").read_text(encoding="utf-8"))


def truth(demo, application):
    return json.loads((demo / "truth" / f"{application}.json").read_text(encoding="utf-8"))


def statuses(found):
    return {finding["check"]: finding["status"] for finding in found["findings"]}


def test_a_clean_digital_claim_is_eligible_for_the_right_sum_to_the_paisa(demo):
    found, expected = appraisal(demo, "01-clean-digital"), truth(demo, "01-clean-digital")
    assert found["recommendation"] == "eligible"
    assert {name: found["incentive"][name] for name in expected["incentive"]} == expected["incentive"]


def test_the_same_papers_scanned_never_fail_and_never_pass_as_a_whole_on_one_witness(demo):
    found = appraisal(demo, "02-clean-scanned")
    assert "fail" not in statuses(found).values()
    assert found["recommendation"] in {"refer", "incomplete"}
    assert found["incentive"]["capex_total"] == truth(demo, "02-clean-scanned")["incentive"]["capex_total"]


@pytest.mark.parametrize("application", ["03-planted-defects", "04-incomplete"])
def test_every_planted_defect_is_caught_by_the_check_meant_for_it(demo, application):
    found, expected = statuses(appraisal(demo, application)), truth(demo, application)
    for defect in expected["defects"]:
        assert found[defect["check"]] in defect["statuses"], defect["defect"]
    for check in expected["missing"]:
        assert found[check] == "missing"


def test_recommendations(demo):
    assert appraisal(demo, "03-planted-defects")["recommendation"] == "refer"
    assert appraisal(demo, "04-incomplete")["recommendation"] == "incomplete"


def test_every_finding_cites_fields_that_are_there(demo):
    for application in ("01-clean-digital", "02-clean-scanned", "03-planted-defects", "04-incomplete"):
        found = appraisal(demo, application)
        documents = {it["file"]: it for it in found["documents"]}
        cited = [(ref["file"], ref["field"]) for finding in found["findings"] for ref in finding["fields"]]
        assert cited
        for file, path in cited:
            assert lookup(documents[file], path)["box"]


def lookup(document, path):
    table, bracket, rest = path.partition("[")
    if not bracket:
        return document["fields"][path]
    index, _, column = rest.partition("].")
    return document["tables"][table][int(index)][column]


def test_links_of_the_worksheet_lead_to_places_that_exist(demo):
    folder = demo / "out" / "01-clean-digital"
    book = openpyxl.load_workbook(folder / "worksheet.xlsx")
    links = {
        (cell.hyperlink.target, cell.hyperlink.location)
        for sheet in book
        for row in sheet
        for cell in row
        if cell.hyperlink is not None and cell.hyperlink.target
    }
    assert len(links) > 50
    for target, location in links:
        page, _, anchor = target.replace("\\", "/").partition("#")
        html = (folder / page).read_text(encoding="utf-8")
        place = location or anchor  # a document as a whole has none
        assert not place or f'id="{place}"' in html
    assert sum(bool(location or "#" in target) for target, location in links) > 50
