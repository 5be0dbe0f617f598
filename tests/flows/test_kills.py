"""kill -9 of a child or of the whole run: nothing read is lost, nobody is left behind."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document
from extractors.pages import open_document
from extractors.watch import Watch, watched
from flows import reading as reading_of
from flows.containers import handed_in
from flows.folders import Found
from flows.reading import Reading, fingerprint, read_patiently
from flows.work import PREFIX, Work, remove_abandoned, work_folders
from flows.workers import TimedOut, TookTooMuch, WorkerDied, Workers

PARAKH = Path(sys.executable).with_name("parakh")

LETTER = (
    "Project Management Agency, Nagpur",
    "Incentive Scheme for Promotion of Critical Minerals Recycling",
    "Letter No.: PMA/CMR/APPROVAL/2026/017        Date: 30.03.2026",
    "To, M/s Kaveri Urban Mining Private Limited, Hosur",
    "Subject: Approval of application under the Incentive Scheme for Promotion of Critical Minerals Recycling",
    "Your application has been approved on the recommendation of the Executive Committee, under Group B.",
)


@pytest.fixture
def paper(tmp_path):
    """An approval letter of six pages."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    for line in range(6):
        canvas.drawString(60, 760 - 28 * line, LETTER[line])
    for number in range(6):
        canvas.drawString(60, 100, f"Page {number + 1} of the letter and of its conditions")
        canvas.showPage()
    canvas.save()
    path = tmp_path / "letter.pdf"
    path.write_bytes(stream.getvalue())
    return Reading(fingerprint(Found(path, "letter.pdf")), path, "letter.pdf")


class Children:
    """Stands for a pool: each call goes through this process, where pages end it as the test says."""

    def __init__(self, folder, *ends):
        self.work, self.begun, self.ends = Work(folder), {}, list(ends)

    def call(self, function, *args, seconds):
        if function is reading_of.count_pages:
            return 6
        path, name, watch = args
        if self.ends:
            page, error = self.ends[0]
            if watch.refuses(page) is None:
                self.ends.pop(0)
                watch.begins(page)
                raise error
        with watched(watch):
            return read_document(path, name)


def died(page):
    return page, WorkerDied("the reading process ended (killed)", os.getpid())


def test_a_page_that_ends_the_process_twice_is_passed_over_and_named(tmp_path, paper):
    found = read_patiently(Children(tmp_path, died(4), died(4)), paper)
    assert (found.status, found.page_count) == ("partly_read", 6)
    assert found.message.startswith("Page 4 could not be read")
    assert found.fields["letter_number"].value == "PMA/CMR/APPROVAL/2026/017"
    assert any(it.code == "page_given_up" and "killed" in it.message for it in found.warnings)


def test_a_process_that_somebody_killed_once_costs_no_page(tmp_path, paper):
    assert read_patiently(Children(tmp_path, died(4)), paper).status == "read"


def test_pages_before_the_time_ran_out_are_kept(tmp_path, paper):
    found = read_patiently(Children(tmp_path, (3, TimedOut("no answer within 9 seconds", os.getpid()))), paper)
    assert found.status == "partly_read" and found.message.startswith("Pages 3 to 6")
    assert "letter_number" in found.fields


def test_a_page_that_swells_is_not_tried_again(tmp_path, paper):
    children = Children(tmp_path, (2, TookTooMuch("it took more than 1536 MB of memory", os.getpid())))
    found = read_patiently(children, paper)
    assert found.status == "partly_read" and found.message.startswith("Page 2 could")


def test_a_document_whose_every_page_kills_ends_with_a_status(tmp_path, paper):
    ends = [died(page) for page in (1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6)]
    found = read_patiently(Children(tmp_path, *ends), paper)
    assert found.status == "unreadable" and found.message


def test_a_page_kept_by_one_process_is_not_read_by_the_next(tmp_path, paper):
    folder = tmp_path / "pages"
    folder.mkdir()
    with watched(Watch(folder)):
        read_document(paper.path)
    assert not list(folder.glob("*.page")), "the text layer costs little and is not kept"
    assert not list(folder.glob("at-*")), "a process that has read all pages is on none"


def test_a_page_that_ocr_has_read_is_taken_up_by_the_next_process(tmp_path):
    page = Image.new("L", (1240, 400), "white")
    ImageDraw.Draw(page).text((90, 120), "CONSENT TO OPERATE", font=ImageFont.load_default(60), fill="black")
    page.save(tmp_path / "scan.tif", save_all=True, append_images=[page])
    watch = Watch(tmp_path / "pages")
    watch.folder.mkdir()
    with watched(watch):
        assert open_document(tmp_path / "scan.tif").page_count == 2
    first = watch.kept(1)
    (word, *_) = first.page.words
    watch.keep(replace(first, page=replace(first.page, words=(replace(word, text="TAKEN"),))))
    with watched(watch):
        pages = open_document(tmp_path / "scan.tif").pages
    assert pages[0].text == "TAKEN" and "CONSENT" in pages[1].text


def test_a_pipe_among_the_documents_is_named_and_does_not_hold_up_the_run(tmp_path, paper):
    pipe = tmp_path / "never.pdf"
    os.mkfifo(pipe)
    handed = list(handed_in([Found(pipe, "never.pdf"), Found(paper.path, "letter.pdf")], Children(tmp_path)))
    assert handed[0].settled.status == "unreadable" and handed[0].settled.message.endswith(".")
    assert handed[1].sha256 == paper.sha256


def test_a_child_that_swells_is_ended_before_the_machine_suffers(tmp_path):
    with work_folders(None) as work, Workers(1, work=work) as workers:
        with pytest.raises(TookTooMuch):
            workers.call(_swell, seconds=60)
        assert workers.call(max, 1, 2, seconds=30) == 2


def _swell():
    held = []
    while True:
        held.append(bytes(16 * 2**20).replace(b"\0", b"x"))
        time.sleep(0.005)


def test_a_child_that_spins_is_ended_by_its_processor_time():
    from flows.workers import _allow_processor

    child = os.fork()
    if child == 0:
        _allow_processor(-4.5)
        while True:
            pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGXCPU


def test_folders_of_dead_runs_are_removed_and_those_of_living_ones_are_not(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    dead, alive, strange = (tmp_path / f"{PREFIX}{name}" for name in ("dead", "alive", "strange"))
    for folder in (dead, alive, strange):
        folder.mkdir()
    (dead / "owner").write_text("999999999 12")
    (strange / "owner").write_text("?")
    with work_folders(None) as work:
        (alive / "owner").write_text((work.temporary / "owner").read_text())
        remove_abandoned(tmp_path)
        assert not dead.exists() and alive.exists() and strange.exists()
        (alive / "owner").write_text(f"{os.getpid()} 1")  # the number is used again, by a process that began later
        remove_abandoned(tmp_path)
        assert not alive.exists()
    assert not work.temporary.exists()


def test_a_reading_is_kept_for_the_next_run_until_one_is_finished(tmp_path, paper):
    whole = read_document(paper.path, paper.name)
    with pytest.raises(KeyboardInterrupt), work_folders(tmp_path / "out") as work:
        work.keep(paper.sha256, whole)
        raise KeyboardInterrupt
    with work_folders(tmp_path / "out") as work:
        assert work.kept(paper.sha256) == whole
        assert work.kept("0" * 64) is None
    with work_folders(tmp_path / "out") as work:
        assert work.kept(paper.sha256) is None


@pytest.fixture
def folder(tmp_path, paper):
    papers = tmp_path / "in" / "Asha"
    papers.mkdir(parents=True)
    for number in range(3):
        (papers / f"{number}.pdf").write_bytes(paper.path.read_bytes() + b"\n%" + bytes([65 + number]))
    return tmp_path / "in"


def test_a_run_that_is_killed_leaves_nobody_and_the_next_one_takes_up_its_readings(tmp_path, folder):
    scratch, out = tmp_path / "temporary", tmp_path / "out"
    scratch.mkdir()
    environment = {**os.environ, "TMPDIR": str(scratch)}
    command = [PARAKH, "appraise", folder, "--out", out, "--as-of", "2026-11-22", "--no-prefect", "--jobs", "1"]
    run = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    for line in run.stderr:
        if "[2/3]" in line:
            break
    run.send_signal(signal.SIGKILL)
    run.wait()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and (_with_folder(scratch) or any(scratch.iterdir())):
        time.sleep(0.1)
    assert not _with_folder(scratch)
    assert not any(scratch.iterdir())
    kept = list(out.rglob(".parakh-readings/*/*.json"))
    assert len(kept) >= 2
    marked = json.loads(kept[0].read_text())
    marked["type_reasons"] = ["taken up from the run before"]
    kept[0].write_text(json.dumps(marked))
    subprocess.run(command, env=environment, check=True, capture_output=True)
    documents = json.loads((out / "Asha" / "appraisal.json").read_text())["documents"]
    assert sum(it["type_reasons"] == ["taken up from the run before"] for it in documents) == 1
    assert [path.name for path in out.iterdir()] == ["Asha"]


def _with_folder(folder):
    mark = str(folder).encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in path.read_bytes():
                found.append(path.parent.name)
        except OSError:
            continue
    return found
