import pytest

from flows.output import write_folder


def writing(**files):
    def write(folder):
        for name, text in files.items():
            (folder / f"{name}.txt").write_text(text)

    return write


def contents(folder):
    return {path.name: path.read_text() for path in folder.iterdir() if not path.name.startswith(".")}


def test_a_second_run_replaces_what_the_first_one_wrote(tmp_path):
    write_folder(tmp_path / "Asha", writing(worksheet="one", gone="x"))
    kept = write_folder(tmp_path / "Asha", writing(worksheet="two"))
    assert contents(tmp_path / "Asha") == {"worksheet.txt": "two"}
    assert kept == ()


def test_a_worksheet_changed_by_hand_is_kept_beside_the_new_one(tmp_path):
    target = tmp_path / "Asha"
    write_folder(target, writing(worksheet="one"))
    (target / "worksheet.txt").write_text("one, with a reviewer's remark")
    kept = write_folder(target, writing(worksheet="two"))
    assert kept == (target / "worksheet (kept 1).txt",)
    assert contents(target) == {"worksheet.txt": "two", "worksheet (kept 1).txt": "one, with a reviewer's remark"}
    write_folder(target, writing(worksheet="three"))
    assert contents(target)["worksheet (kept 1).txt"] == "one, with a reviewer's remark"


def test_a_file_that_a_person_added_stays(tmp_path):
    write_folder(tmp_path / "Asha", writing(worksheet="one"))
    (tmp_path / "Asha" / "note.txt").write_text("called the applicant")
    write_folder(tmp_path / "Asha", writing(worksheet="two"))
    assert contents(tmp_path / "Asha") == {"worksheet.txt": "two", "note.txt": "called the applicant"}


def test_when_writing_fails_the_earlier_results_stand_and_nothing_is_left_over(tmp_path):
    write_folder(tmp_path / "Asha", writing(worksheet="one"))

    def fail(folder):
        (folder / "worksheet.txt").write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_folder(tmp_path / "Asha", fail)
    assert contents(tmp_path / "Asha") == {"worksheet.txt": "one"}
    assert [path.name for path in tmp_path.iterdir()] == ["Asha"]


def test_a_run_ended_between_the_two_moves_is_mended_by_the_next(tmp_path):
    write_folder(tmp_path / "Asha", writing(worksheet="one"))
    (tmp_path / "Asha").joinpath("note.txt").write_text("kept")
    (tmp_path / "Asha").rename(tmp_path / ".Asha.old")
    write_folder(tmp_path / "Asha", writing(worksheet="two"))
    assert contents(tmp_path / "Asha") == {"worksheet.txt": "two", "note.txt": "kept"}
