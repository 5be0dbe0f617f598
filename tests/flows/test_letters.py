"""`parakh letter`: the drafts beside the results, never over what a person wrote."""

import json

import docx
import pytest

from flows.command import main
from records.serialise import appraisal_json
from reference.cures import cures
from tests.checks import factory
from worksheets.words import check_in_words


@pytest.fixture
def case(tmp_path):
    """Results of a claim without its capex statement."""
    appraisal = factory.appraised(factory.claim(capex_statement=None))
    (tmp_path / "APP-1").mkdir()
    (tmp_path / "APP-1" / "appraisal.json").write_text(appraisal_json(appraisal), encoding="utf-8")
    return tmp_path / "APP-1"


def words(path):
    return "\n".join(it.text for it in docx.Document(path).paragraphs)


def test_both_letters_are_drafted_in_both_languages_with_the_text_of_the_clauses(case, capsys):
    assert main(["letter", str(case)]) == 0
    made = {f"{name}.{end}" for name in ("deficiency_letter", "acknowledgment") for end in ("docx", "pdf")}
    assert {it.name for it in case.iterdir()} == made | {"appraisal.json"}
    assert len(capsys.readouterr().out.splitlines()) == 4
    letter = words(case / "deficiency_letter.docx")
    appraisal = json.loads((case / "appraisal.json").read_text(encoding="utf-8"))
    missing = [it["check"] for it in appraisal["findings"] if it["status"] in {"missing", "fail"}]
    waiting = [it for it in missing if "capex_statement" in cures()[it].needs]
    assert waiting and set(missing) - set(waiting) <= {"incentive.outlay"}
    assert letter.count("Capex statement: not filed") == 1 and letter.count("पूंजीगत व्यय विवरण: प्राप्त नहीं हुआ") == 1
    assert all(check_in_words(it) in letter and cures()[it].asks in letter for it in waiting)
    assert "(Clause 6.1.1)" in letter and "(खंड 6.1.1)" in letter
    assert (case / "deficiency_letter.pdf").read_bytes().startswith(b"%PDF")


def test_one_language_alone(case):
    assert main(["letter", str(case), "--hindi"]) == 0
    assert "Deficiency letter" not in words(case / "deficiency_letter.docx")
    assert "कमी-पत्र" in words(case / "deficiency_letter.docx")


def test_drafted_again_nothing_changes_and_what_a_person_wrote_is_kept(case, capsys):
    main(["letter", str(case)])
    before = {it.name: it.read_bytes() for it in case.iterdir()}
    main(["letter", str(case)])
    assert {it.name: it.read_bytes() for it in case.iterdir()} == before
    edited = docx.Document(case / "deficiency_letter.docx")
    edited.add_paragraph("Please also call us.")
    edited.save(case / "deficiency_letter.docx")
    capsys.readouterr()
    main(["letter", str(case)])
    assert "Please also call us." in words(case / "deficiency_letter (kept 1).docx")
    assert "kept as deficiency_letter (kept 1).docx" in capsys.readouterr().err
    assert (case / "deficiency_letter.docx").read_bytes() == before["deficiency_letter.docx"]


def test_without_an_appraisal_there_is_no_letter(tmp_path, capsys):
    assert main(["letter", str(tmp_path)]) == 2
    assert "holds no appraisal.json" in capsys.readouterr().err


def test_where_nothing_is_wanting_only_the_acknowledgment_is_drafted(case):
    kept = json.loads((case / "appraisal.json").read_text(encoding="utf-8"))
    kept["findings"] = [it | {"status": "pass"} for it in kept["findings"]]
    (case / "appraisal.json").write_text(json.dumps(kept), encoding="utf-8")
    assert main(["letter", str(case)]) == 0
    assert not (case / "deficiency_letter.docx").exists() and (case / "acknowledgment.pdf").exists()
