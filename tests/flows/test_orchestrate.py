"""The flow in a real Prefect: the same results as the plain calls, faults that pass, faults that do not."""

from datetime import date
from pathlib import Path

import pytest

from flows import orchestrate, run
from flows import reading as one
from flows.command import main
from flows.folders import Found
from flows.orchestrate import appraise_folder, read_task
from flows.reading import Reading, TransientFault
from records.readings import DocumentReading

DAY = date(2026, 11, 22)
PLAINLY = ["--as-of", "2026-11-22", "--no-prefect"]


@pytest.fixture
def folder(tmp_path, letter):
    asha = tmp_path / "in" / "Asha"
    asha.mkdir(parents=True)
    (asha / "approval.pdf").write_bytes(letter)
    (asha / "zero.pdf").write_bytes(b"")
    (tmp_path / "in" / "Bharat").mkdir()
    (tmp_path / "in" / "Bharat" / "letter.pdf").write_bytes(letter)
    return tmp_path / "in"


def contents(folder: Path):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_through_prefect_and_without_it_the_same_bytes_are_written(prefect, folder, tmp_path):
    outcome = appraise_folder(folder=folder, out=tmp_path / "through", as_of=DAY)
    assert (
        main(["appraise", str(folder), "--out", str(tmp_path / "plain"), "--as-of", "2026-11-22", "--no-prefect"]) == 1
    )
    assert [it.appraisal.application_id for it in outcome.processed] == ["Asha", "Bharat"]
    assert [it.split(": ")[:2] for it in outcome.trouble] == [["Asha", "zero.pdf"]]
    assert contents(tmp_path / "through") == contents(tmp_path / "plain")


class Workers:
    """Stands for a pool whose child dies as often as it is told."""

    def __init__(self, deaths):
        self.deaths, self.begun, self.calls, self.work = deaths, {}, 0, None

    def call(self, function, *args, seconds):
        if function is one.count_pages:
            return 1
        self.calls += 1
        if self.calls <= self.deaths:
            raise one.WorkerDied("the reading process ended (exit code -9)")
        return DocumentReading("a.pdf", "", "unknown", 0.0, "read")


@pytest.fixture
def reading(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    return Reading(one.fingerprint(Found(path, "a.pdf")), path, "a.pdf")


def test_a_child_that_dies_once_is_forgiven(prefect, reading):
    assert one.read_patiently(Workers(1), reading).status == "read"
    steps = orchestrate._as_tasks(Workers(1), run.Options(DAY))
    assert flow_of(steps, reading).status == "read"


def test_a_document_that_kills_the_child_twice_is_unreadable_and_says_so(prefect, reading):
    plain = one.read_patiently(Workers(2), reading)
    through = flow_of(orchestrate._as_tasks(Workers(2), run.Options(DAY)), reading)
    assert plain == through
    assert (plain.status, plain.sha256) == ("unreadable", reading.sha256)
    assert "Reading failed twice" in plain.message


def test_a_file_changed_between_hashing_and_reading_is_not_passed_off_as_the_first(reading):
    class Changed(Workers):
        def call(self, function, *args, seconds):
            return 1 if function is one.count_pages else DocumentReading("a.pdf", "f" * 64, "unknown", 0.0, "read")

    assert "changed while it was being read" in one.read_patiently(Changed(0), reading).message


def test_only_faults_that_may_pass_are_tried_again():
    from prefect.states import Completed, Failed

    assert orchestrate._may_pass(read_task, None, Failed(data=TransientFault("killed")))
    assert not orchestrate._may_pass(read_task, None, Failed(data=ValueError("broken")))
    assert Completed


def flow_of(steps, reading):
    from prefect import flow

    @flow(persist_result=False)
    def reads():
        return steps.read([reading])[reading.sha256]

    return reads()


def test_a_mistake_of_ours_in_one_application_does_not_stop_the_others(folder, tmp_path, monkeypatch, capsys):
    real = run.write_workbook

    def fails_for_asha(appraisal, path, **more):
        if appraisal.application_id == "Asha":
            raise ZeroDivisionError("division by zero")
        real(appraisal, path, **more)

    monkeypatch.setattr(run, "write_workbook", fails_for_asha)
    assert main(["appraise", str(folder), "--out", str(tmp_path / "out"), *PLAINLY]) == 1
    assert (tmp_path / "out" / "Bharat" / "worksheet.xlsx").exists()
    assert not (tmp_path / "out" / "Asha").exists()
    assert "Asha: This application could not be written out because of a mistake in Parakh (ZeroDivisionError" in (
        capsys.readouterr().err
    )


def test_a_prefect_server_that_does_not_answer_is_done_without(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    assert main(["appraise", str(folder), "--out", str(tmp_path / "out"), "--as-of", "2026-11-22"]) == 1
    assert "Prefect could not be used (the Prefect server at http://127.0.0.1:9/api does not answer)" in (
        capsys.readouterr().err
    )
    assert (tmp_path / "out" / "Asha" / "worksheet.xlsx").exists()
