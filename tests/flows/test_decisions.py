"""`parakh decisions`: from the worksheet to the next appraisal, beside the results or in an office's register."""

import json
import shutil
from datetime import UTC, date, datetime

import openpyxl
import pytest

from benchmarks.crashes import Here
from benchmarks.round_trip import office_program, rows_to_decide, save_by_office
from casefile.database import close
from casefile.decisions import decisions_of
from casefile.filing import case_named
from casefile.office import open_office
from flows.command import main
from flows.decisions import CannotTake, kept_decisions
from flows.folders import find_applications
from flows.queue_pass import Clerk
from flows.queue_pass import Options as PassOptions
from flows.run import Options, directly, process
from records.findings import Decision
from reference import load_scheme
from worksheets.decision_cells import CORRECTED, DECISION, WHO, WHY

AS_OF = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path, letter):
    """A folder with two applications, each a letter."""
    for number in (1, 2):
        (tmp_path / "applications" / f"APP-{number}").mkdir(parents=True)
        (tmp_path / "applications" / f"APP-{number}" / "letter.pdf").write_bytes(letter + b"\n" * number)
    return tmp_path


@pytest.fixture
def appraise(folder):
    """Appraises the folder; gives the outcome."""

    def run():
        workers = Here(folder / "scratch")
        shutil.rmtree(folder / "scratch", ignore_errors=True)
        options = Options(AS_OF, jobs=1)
        applications = find_applications(folder / "applications")
        return process(applications, load_scheme(), options, folder / "out", directly(workers, options), workers)

    run()
    return run


def decide(worksheet, target, action, value=None, why="seen on the original", who="KS"):
    book = openpyxl.load_workbook(worksheet)
    (cell_of,) = [cells for key, cells in rows_to_decide(book) if key.target == target]
    for heading, text in ((DECISION, action), (CORRECTED, value), (WHY, why), (WHO, who)):
        cell_of(heading).value = text
        cell_of(heading).data_type = "s" if text else "n"
    book.save(worksheet)
    return worksheet


def appraisal(out, name="APP-1"):
    return json.loads((out / name / "appraisal.json").read_text(encoding="utf-8"))


def test_decisions_are_kept_beside_the_results_and_laid_over_the_next_appraisal(folder, appraise, capsys):
    out = folder / "out"
    worksheet = decide(out / "APP-1" / "worksheet.xlsx", "approval_date", "correct to", "31-03-2026")
    decide(worksheet, "capex.commercial_production", "not applicable")
    assert main(["decisions", str(worksheet), "--dry-run"]) == 0
    assert not (out / "APP-1" / "decisions.json").exists()
    assert "2 decisions would be taken" in capsys.readouterr().out
    assert main(["decisions", str(worksheet)]) == 0
    told = capsys.readouterr().out
    assert "Approval date" in told and "31-03-2026" in told and "2 decisions taken" in told
    appraise()
    now = appraisal(out)
    field = now["documents"][0]["fields"]["approval_date"]
    assert (field["value"], field["method"]) == ("2026-03-31", "reviewer")
    (finding,) = [it for it in now["findings"] if it["check"] == "capex.commercial_production"]
    assert finding["stands"] == "not_applicable" and len(now["decisions"]) == 2
    assert appraisal(out, "APP-2")["decisions"] == []
    book = openpyxl.load_workbook(out / "APP-1" / "worksheet.xlsx", read_only=True)
    history = [row for row in book["History"].iter_rows(values_only=True)]
    assert any("2 decisions were not taken yet" in str(cell) for row in history for cell in row)
    kept = list((out / "APP-1").glob("worksheet (kept *).xlsx"))
    assert len(kept) == 1, "the reviewer's copy is never overwritten"
    assert main(["decisions", str(kept[0])]) == 0
    assert "no new decision found" in capsys.readouterr().out


def test_a_worksheet_from_elsewhere_finds_its_application(folder, appraise, capsys):
    out = folder / "out"
    mailed = folder / "from the mail.xlsx"
    shutil.copy(out / "APP-2" / "worksheet.xlsx", mailed)
    decide(mailed, "letter_number", "accept")
    assert main(["decisions", str(mailed)]) == 2
    assert "--out" in capsys.readouterr().err
    assert main(["decisions", str(mailed), "--out", str(out)]) == 0
    assert "APP-2: 1 decision taken" in capsys.readouterr().out
    assert [it.target for it in kept_decisions(out / "APP-2")] == ["letter_number"]
    assert kept_decisions(out / "APP-1") == ()
    other = decide(folder / "out" / "APP-1" / "worksheet.xlsx", "letter_number", "accept")
    assert main(["decisions", str(mailed), str(other), "--out", str(out)]) == 2
    assert "different applications" in capsys.readouterr().err


def test_what_is_refused_leaves_everything_as_it_was(folder, appraise, capsys):
    out = folder / "out"
    worksheet = decide(out / "APP-1" / "worksheet.xlsx", "approval_date", "correct to", "soon")
    decide(worksheet, "letter_number", "accept")
    before = sorted(it.name for it in (out / "APP-1").iterdir())
    assert main(["decisions", str(worksheet)]) == 1
    told = capsys.readouterr()
    assert "nothing was taken" in told.err and "Fields!" in told.err and "'soon' is not a date" in told.err
    assert sorted(it.name for it in (out / "APP-1").iterdir()) == before


def test_a_worksheet_of_an_appraisal_before_the_last_is_still_compared_with_itself(folder, appraise, capsys):
    out = folder / "out"
    old = folder / "old.xlsx"
    shutil.copy(out / "APP-1" / "worksheet.xlsx", old)
    shutil.copy(out / "APP-1" / "worksheet.xlsx", folder / "other.xlsx")
    assert main(["decisions", str(decide(old, "approval_date", "correct to", "31-03-2026")), "--out", str(out)]) == 0
    appraise()
    assert len(list((out / "APP-1" / ".written").glob("*.xlsx"))) == 2
    other = decide(folder / "other.xlsx", "letter_number", "accept", who="AR")
    assert main(["decisions", str(other), "--out", str(out)]) == 0
    clash = decide(folder / "other.xlsx", "approval_date", "correct to", "01-04-2026", who="AR")
    capsys.readouterr()
    assert main(["decisions", str(clash), "--out", str(out)]) == 1
    assert "KS has decided otherwise" in capsys.readouterr().err
    appraise()
    assert {it["target"] for it in appraisal(out)["decisions"]} == {"approval_date", "letter_number"}


def test_decisions_that_cannot_be_read_stop_that_application_only(folder, appraise):
    out = folder / "out"
    (out / "APP-1" / "decisions.json").write_text('{"decisions": [{"who"', encoding="utf-8")
    with pytest.raises(CannotTake, match="last backup"):
        kept_decisions(out / "APP-1")
    outcome = appraise()
    assert [it.appraisal.application_id for it in outcome.processed] == ["APP-2"]
    assert any("APP-1" in it and "decisions.json cannot be read" in it for it in outcome.trouble)
    assert (out / "APP-1" / "decisions.json").read_text(encoding="utf-8").endswith('"who"')


def test_the_same_appraisal_again_adds_nothing_to_the_history(folder, appraise):
    out = folder / "out"
    before = {it.name: it.read_bytes() for it in (out / "APP-1" / ".written").iterdir()}
    appraise()
    assert {it.name: it.read_bytes() for it in (out / "APP-1" / ".written").iterdir()} == before


@pytest.mark.skipif(office_program() is None, reason="LibreOffice (soffice) is not installed here")
def test_saved_by_libreoffice_it_reads_back_exactly(folder, appraise, capsys):
    out = folder / "out"
    copy = folder / "copy.xlsx"
    shutil.copy(out / "APP-1" / "worksheet.xlsx", copy)
    decide(copy, "approval_date", "correct to", "3 April 2026", "=1+1 देखा “so”", "अ. राव")
    decide(copy, "capex.commercial_production", "correct to", "✘ fail")
    saved = save_by_office([copy], folder / "saved") / "copy.xlsx"
    assert main(["decisions", str(saved), "--out", str(out)]) == 0, capsys.readouterr().err
    day, finding = sorted(kept_decisions(out / "APP-1"), key=lambda it: it.target)
    assert (day.after, day.why, day.who) == (date(2026, 4, 3), "=1+1 देखा “so”", "अ. राव")
    assert (finding.after, finding.action) == ("fail", "correct")


def test_an_offices_worksheet_is_taken_into_its_register(tmp_path, letter, monkeypatch, capsys):
    monkeypatch.delenv("PARAKH_HOME", raising=False)
    office = open_office(tmp_path / "office")
    (office.incoming / "APP-1").mkdir()
    (office.incoming / "APP-1" / "letter.pdf").write_bytes(letter)
    clerk = Clerk(office, Here(tmp_path / "scratch"), PassOptions(as_of=AS_OF, settle=0.01))
    try:
        clerk.once()
        worksheet = decide(office.worksheets / "APP-1" / "worksheet.xlsx", "approval_date", "correct to", "31-03-2026")
        decide(worksheet, "letter_number", "accept")
        assert main(["decisions", str(worksheet)]) == 0, capsys.readouterr().err
        case = case_named("APP-1")
        assert {it.target for it in decisions_of([case.pk])[case.pk]} == {"approval_date", "letter_number"}
        assert not (office.worksheets / "APP-1" / "decisions.json").exists()
        clerk.once()
        now = appraisal(office.worksheets)
        assert now["documents"][0]["fields"]["approval_date"]["value"] == "2026-03-31"
        capsys.readouterr()
        assert main(["decisions", str(office.worksheets / "APP-1" / "worksheet.xlsx")]) == 0
        assert "no new decision" in capsys.readouterr().out
    finally:
        close()


def test_a_decision_is_never_lost_while_results_are_replaced(tmp_path):
    from flows.decisions import keep_decisions
    from flows.output import write_folder

    target = tmp_path / "APP"
    write_folder(target, lambda folder: (folder / "worksheet.xlsx").write_text("one"))
    decision = Decision("KS", datetime(2026, 1, 1, tzinfo=UTC), "capex.rate", "accept", "pass: so", "seen")
    keep_decisions(target, [decision])
    write_folder(target, lambda folder: (folder / "worksheet.xlsx").write_text("two"))
    keep_decisions(target, [decision])
    write_folder(target, lambda folder: (folder / "worksheet.xlsx").write_text("three"))
    assert kept_decisions(target) == (decision, decision)
