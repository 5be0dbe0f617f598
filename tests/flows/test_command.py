"""`parakh appraise` as a clerk uses it: what is written, what is said, how it ends."""

import json
import os

import openpyxl
import pytest

from flows.command import main


def appraise(*arguments):
    return main(["appraise", *map(str, arguments), "--no-prefect", "--as-of", "2026-11-22"])


def appraisal(out, application):
    return json.loads((out / application / "appraisal.json").read_text(encoding="utf-8"))


def test_bad_files_each_get_a_status_and_a_next_step_and_the_good_one_is_read(bad_files, tmp_path, capsys):
    out = tmp_path / "out"
    assert appraise(bad_files, "--out", out) == 1
    documents = {it["file"]: it for it in appraisal(out, "bad")["documents"]}
    assert {name: it["status"] for name, it in documents.items()} == {
        "=1+1.pdf": "unsupported",
        "approval again.pdf": "read",
        "approval.pdf": "duplicate",
        "cut off.pdf": "unreadable",
        "gone.pdf": "unreadable",
        "ledger.xlsx": documents["ledger.xlsx"]["status"],
        "letter.docx": documents["letter.docx"]["status"],
        "locked.pdf": "encrypted",
        "no pages.pdf": "unreadable",
        "no printing.pdf": "read",
        "picture.pdf": "unreadable",
        "zero.pdf": "unreadable",
    }
    assert {documents[name]["status"] for name in ("ledger.xlsx", "letter.docx")} <= {"unsupported", "unreadable"}
    told = capsys.readouterr()
    for name, it in documents.items():
        assert (it["message"] is None) == (it["status"] == "read")
        if it["status"] not in {"read", "duplicate"}:
            assert f"bad: {name}: {it['message']}" in told.err
    assert told.out.startswith("bad  incomplete")
    sheet = openpyxl.load_workbook(out / "bad" / "worksheet.xlsx")["Documents"]
    assert any("=1+1.pdf" in str(cell.value) and cell.data_type == "s" for row in sheet for cell in row)


def test_an_empty_folder_is_said_to_be_empty(tmp_path, capsys):
    (tmp_path / "in" / "Asha").mkdir(parents=True)
    assert appraise(tmp_path / "in", "--out", tmp_path / "out") == 1
    assert "Asha: The folder holds no documents" in capsys.readouterr().err
    assert appraisal(tmp_path / "out", "Asha")["recommendation"] == "incomplete"


def test_a_subfolder_that_may_not_be_opened_is_named(tmp_path, letter, not_as_root):
    closed = tmp_path / "in" / "Asha" / "closed"
    closed.mkdir(parents=True)
    (tmp_path / "in" / "Asha" / "approval.pdf").write_bytes(letter)
    closed.chmod(0)
    tmp_path.chmod(0o777)
    from flows.folders import find_applications

    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
    with not_as_root:
        (application,) = find_applications(tmp_path / "in")
    assert [found.name for found in application.files] == ["approval.pdf"]
    assert application.trouble == (
        "The folder closed could not be opened (Permission denied); ask for access and run again.",
    )


def test_the_same_inputs_and_day_give_the_same_bytes(tmp_path, letter):
    folder = tmp_path / "in" / "Asha"
    folder.mkdir(parents=True)
    (folder / "approval.pdf").write_bytes(letter)
    for out in ("one", "two"):
        assert appraise(tmp_path / "in", "--out", tmp_path / out) == 0
    written = [
        {path.relative_to(tmp_path / out): path.read_bytes() for path in (tmp_path / out).rglob("*") if path.is_file()}
        for out in ("one", "two")
    ]
    assert written[0] == written[1]
    assert {"appraisal.json", "worksheet.xlsx"} <= {path.name for path in written[0]}


def test_a_folder_is_a_claim_because_of_its_approval_letter_unless_told_otherwise(tmp_path, letter):
    folder = tmp_path / "in" / "Asha"
    folder.mkdir(parents=True)
    (folder / "approval.pdf").write_bytes(letter)
    appraise(tmp_path / "in", "--out", tmp_path / "out")
    found = appraisal(tmp_path / "out", "Asha")
    assert (found["stage"], found["as_of"]) == ("claim", "2026-11-22")
    assert "approval.pdf" in found["stage_reason"]
    appraise(tmp_path / "in", "--out", tmp_path / "out", "--stage", "application")
    assert appraisal(tmp_path / "out", "Asha")["stage"] == "application"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere", "--out", "out"], "there is no folder nowhere"),
        (["a file", "--out", "out"], "a file is a file; give the folder"),
        (["in", "--out", "in"], "--out is the folder of the documents itself"),
        (["in", "--out", "a file"], "a file cannot be used"),
        (
            ["in", "--out", "out", "--scheme", "ozone"],
            "there is no scheme ozone; known are critical_minerals_recycling",
        ),
        (["in", "--out", "out", "--as-of", "2025-01-01"], "2025"),
    ],
)
def test_a_command_given_wrongly_says_what_to_change(tmp_path, letter, capsys, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "approval.pdf").write_bytes(letter)
    (tmp_path / "a file").write_text("x")
    assert main(["appraise", *arguments, "--no-prefect"]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("given", [["restore", "nowhere.parakh", "--home", "new"], ["restore", ".", "--home", "new"]])
def test_a_path_that_the_machine_refuses_is_told_in_a_line_and_not_as_a_trace(tmp_path, monkeypatch, capsys, given):
    monkeypatch.chdir(tmp_path)
    assert main(given) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"parakh: {given[1]}: ") and told.endswith("check path, rights and free space")


def test_a_case_is_explained_check_by_check(tmp_path, capsys):
    assert main(["explain", "--case", str(tmp_path)]) == 2
    assert "give its CHECK too" in capsys.readouterr().err


def test_a_day_before_the_rules_is_told_before_prefect_is_started_or_a_paper_read(tmp_path, letter, capsys):
    (tmp_path / "approval.pdf").write_bytes(letter)
    assert main(["appraise", str(tmp_path), "--out", str(tmp_path / "out"), "--as-of", "2025-01-01"]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("parakh: On 2025-01-01 nothing is known of ")


@pytest.mark.parametrize(
    "given", [["--as-of", "31-02-2026"], ["--as-of", "soon"], ["--jobs", "0"], ["--stage", "later"]]
)
def test_an_option_that_cannot_be_read_is_a_usage_error(tmp_path, capsys, given):
    with pytest.raises(SystemExit) as ended:
        main(["appraise", str(tmp_path), "--out", str(tmp_path / "out"), *given])
    assert ended.value.code == 2
    assert given[1] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "hint"), [(["claims"], "a name with spaces is written in quotes"), (["--fast"], "`--help` lists")]
)
def test_what_is_not_understood_is_named_with_the_next_step(tmp_path, capsys, given, hint):
    with pytest.raises(SystemExit) as ended:
        main(["appraise", str(tmp_path), *given, "--out", str(tmp_path / "out")])
    said = " ".join(capsys.readouterr().err.split())
    assert ended.value.code == 2
    assert f"not understood: {given[0]}." in said and hint in said
    assert not (tmp_path / "out").exists()
