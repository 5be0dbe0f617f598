"""The queue as staff use it: what is taken when, what becomes of it, and what they are told."""

import errno
import io
import json
import os
import re
import threading
import zipfile
from datetime import date
from pathlib import Path
from tempfile import gettempdir

import pikepdf
import pytest

from benchmarks.crashes import Here, ended, forked, work_through
from casefile import audit, filing, intake
from casefile.database import close
from casefile.filing import withdraw
from casefile.models import Case, Drop, Judgement, Sighting, Work
from casefile.neighbours import neighbours_of
from casefile.office import open_office
from casefile.register import balance, case_lines, drop_lines
from flows import queue, queue_pass, register
from flows.command import main
from flows.office_report import office_report
from flows.progress import Progress, announce
from flows.queue import Settling, begin, count_in_queue, has_end, look, take_in
from flows.queue_pass import Clerk, Options
from flows.reappraise import Asked, reappraise

AS_OF = date(2026, 11, 22)


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def office(tmp_path):
    yield open_office(tmp_path / "office")
    close()


@pytest.fixture
def clerk(office, tmp_path):
    return Clerk(office, Here(tmp_path / "scratch"), Options(as_of=AS_OF, settle=0.01))


def put(office, name, content):
    path = office.incoming / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def zipped(**entries):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parcel:
        for name, content in entries.items():
            parcel.writestr(f"{name}.pdf", content)
    return stream.getvalue()


# which application a file belongs to


@pytest.mark.parametrize(
    ("where", "application", "name"),
    [
        ("APP-1/capex.pdf", "APP-1", "capex.pdf"),
        ("APP-1/Invoices/2026/one.pdf", "APP-1", "Invoices/2026/one.pdf"),
        ("APP-2.zip", "APP-2", "APP-2.zip"),
        ("M_s Kaveri (Hosur).pdf", "M_s Kaveri (Hosur)", "M_s Kaveri (Hosur).pdf"),
        ("आवेदन 7/प्रपत्र.pdf", "आवेदन 7", "प्रपत्र.pdf"),
    ],
)
def test_a_folder_is_an_application_and_so_is_a_loose_file(office, where, application, name):
    put(office, where, b"paper")
    (found,) = look(office).files
    assert (found.application_id, found.name) == (application, name)


def test_what_systems_leave_is_no_document_and_unfinished_copies_are_told_of(office):
    for name in ("APP-1/Thumbs.db", "APP-1/~$capex.docx", "APP-1/.hidden", ".Trash/x.pdf", "APP-1/capex.pdf.part"):
        put(office, name, b"x")
    seen = look(office)
    assert seen.files == ()
    assert [(it.source, "still being copied" in it.why) for it in seen.left] == [("APP-1/capex.pdf.part", True)]


# when a file is taken


def test_a_file_is_taken_when_two_looks_found_it_the_same(office):
    clock = Clock()
    settling = Settling(2.0, clock)
    path = put(office, "APP-1/ledger.csv", b"a;b")
    assert take_in(office, settling).settling == 1
    clock.now += 1
    path.write_bytes(b"a;b\n1;2")
    assert take_in(office, settling).settling == 1, "it has grown: the wait begins anew"
    clock.now += 1.5
    assert take_in(office, settling).settling == 1
    clock.now += 1
    assert take_in(office, settling).taken == 1
    assert not path.exists()


def test_a_file_of_the_same_size_and_time_that_took_the_place_of_another_is_looked_at_anew(office):
    clock = Clock()
    settling = Settling(2.0, clock)
    path = put(office, "APP-1/ledger.csv", b"a;b")
    times = path.stat()
    take_in(office, settling)
    clock.now += 3
    new = path.with_name("new")
    new.write_bytes(b"c;d")
    new.replace(path)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert take_in(office, settling).settling == 1


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (b"%PDF-1.7\n ... %%EOF\n", True),
        (b"%PDF-1.7\n the first half", False),
        (b"mail headers\n\n%PDF-1.4 x %%EOF" + b"\0" * 1500, True),
        (zipped(a=b"x"), True),
        (zipped(a=b"x" * 500)[:-40], False),
        (b"", False),
        (b"\xff\xd8\xff a picture", True),
    ],
)
def test_the_end_of_a_pdf_and_of_a_zip_file_must_be_there(tmp_path, content, whole):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert has_end(path) is whole


def test_a_file_that_a_program_holds_open_is_waited_for_however_long_it_pauses(office):
    clock = Clock()
    settling = Settling(2.0, clock)
    path = put(office, "APP-1/ledger.csv", b"a;b\n")
    os.utime(path, (1, 1))
    with path.open("ab"):
        take_in(office, settling)
        clock.now += 100
        told = take_in(office, settling)
        assert told.taken == 0 and "still being written" in told.left[0].why
    assert take_in(office, settling).taken == 1


def test_half_a_pdf_is_waited_for_and_taken_when_nothing_comes(office, letter):
    clock = Clock()
    settling = Settling(2.0, clock)
    put(office, "APP-1/capex.pdf", letter[:500])
    take_in(office, settling)
    clock.now += 5
    told = take_in(office, settling)
    assert told.taken == 0 and "end is not there" in told.left[0].why
    clock.now += 60
    assert take_in(office, settling).taken == 1


def test_a_folder_that_may_not_be_written_keeps_its_files_and_work_resumes(office, not_as_root):
    folder = put(office, "APP-1/capex.csv", b"a;b").parent
    for path in (office.home, *office.home.parents):
        if path.is_relative_to(Path(gettempdir())) and path != Path(gettempdir()):
            path.chmod(0o755)  # pytest's own folders are for root alone
    settling = Settling(0.0)
    folder.chmod(0o555)
    with not_as_root:
        told = take_in(office, settling)
    assert told.taken == 0 and told.left[0].why.startswith("APP-1 may not be written to")
    assert balance(count_in_queue(office)).is_even and Drop.objects.count() == 0
    folder.chmod(0o755)
    assert take_in(office, settling).taken == 1


def test_an_emptied_folder_goes_after_a_while_and_a_new_one_stays(office):
    put(office, "APP-1/capex.csv", b"a;b")
    take_in(office, Settling(0.0))
    assert (office.incoming / "APP-1").is_dir()
    os.utime(office.incoming / "APP-1", (1, 1))
    take_in(office, Settling(0.0))
    assert not (office.incoming / "APP-1").exists() and office.incoming.is_dir()


# what becomes of it


def test_a_pass_reads_appraises_and_writes_a_worksheet(clerk, office, letter):
    put(office, "APP-1/letter.pdf", letter)
    done = clerk.once()
    assert (done.taken, done.read, len(done.appraised), done.left, done.trouble) == (1, 1, 1, (), ())
    (line,) = case_lines()
    assert (line.application_id, line.documents, line.waits_for, line.appraised) == ("APP-1", 1, "", 1)
    written = json.loads((office.worksheets / "APP-1" / "appraisal.json").read_text(encoding="utf-8"))
    assert written["recommendation"] == line.recommendation and written["documents"][0]["file"] == "letter.pdf"
    assert (office.worksheets / "APP-1" / "worksheet.xlsx").exists()
    assert clerk.once().did_something is False


def test_the_register_gives_the_very_appraisal_that_the_command_gives(clerk, office, letter, tmp_path):
    files = {
        "letter.pdf": letter, "sub/letter again.pdf": letter, "broken.pdf": b"%PDF-1.4 %%EOF",
        "parcel.zip": zipped(inner=letter + b"\n", copy=letter), "ledger.csv": b"date;amount\n01.02.2026;5",
    }  # fmt: skip
    for name, content in files.items():
        put(office, f"APP-1/{name}", content)
        path = tmp_path / "folders" / "APP-1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    clerk.once()
    command = ["appraise", str(tmp_path / "folders"), "--out", str(tmp_path / "out"), "--as-of", "2026-11-22"]
    main([*command, "--each-folder", "--no-prefect", "--quiet", "--jobs", "1"])
    ours, theirs = (
        json.loads((folder / "APP-1" / "appraisal.json").read_text(encoding="utf-8"))
        for folder in (office.worksheets, tmp_path / "out")
    )
    for document in (*ours["documents"], *theirs["documents"]):
        if document["status"] == "duplicate":
            document["message"] = ""  # which of two copies is the first depends on the order they came in
    names = [(it["file"], it["document_type"], it["fields"]) for it in ours["documents"] if it["status"] != "duplicate"]
    assert names
    assert ours["findings"] == theirs["findings"] and ours["incentive"] == theirs["incentive"]
    assert {it["file"] for it in ours["documents"]} == {it["file"] for it in theirs["documents"]}


def test_what_comes_out_of_a_zip_file_is_counted_file_by_file(clerk, office, letter):
    put(office, "APP-1.zip", zipped(one=letter, two=letter, three=b"not a paper"))
    clerk.once()
    outcomes = {it.name: it.outcome for it in drop_lines("APP-1")}
    assert outcomes == {
        "APP-1.zip": "read",
        "APP-1.zip/one.pdf": "read",
        "APP-1.zip/two.pdf": "duplicate",
        "APP-1.zip/three.pdf": "quarantined",
    }
    now = balance()
    assert (now.dropped, now.read, now.duplicates, now.quarantined) == (4, 2, 1, 1) and now.is_even


def test_a_new_zip_file_of_the_same_name_takes_the_place_of_all_that_was_in_the_old_one(clerk, office, letter):
    put(office, "APP-1/papers.zip", zipped(one=letter, two=letter + b"\n"))
    clerk.once()
    put(office, "APP-1/papers.zip", zipped(two=letter + b"\n", three=letter + b"\n\n"))
    clerk.once()
    filed = sorted(it.name for it in drop_lines("APP-1") if it.state == "filed")
    assert filed == ["papers.zip", "papers.zip/three.pdf", "papers.zip/two.pdf"]
    assert balance().is_even and audit.verify().faults == ()


def test_a_second_copy_of_a_zip_file_counts_when_the_first_is_withdrawn(clerk, office, letter):
    parcel = zipped(one=letter)
    put(office, "APP-1/a.zip", parcel)
    put(office, "APP-1/b.zip", parcel)
    clerk.once()
    withdraw("APP-1", "a.zip", "A. Rao", "handed in twice")
    assert clerk.once().trouble == ()
    filed = {it.name: it.outcome for it in drop_lines("APP-1") if it.state == "filed"}
    assert filed == {"b.zip": "duplicate", "b.zip/one.pdf": "read"}
    assert not Work.objects.exists() and audit.verify().faults == ()


def test_a_case_is_appraised_anew_when_a_document_is_added_replaced_or_withdrawn(clerk, office, letter):
    put(office, "APP-1/letter.pdf", letter)
    causes = []
    for change in (
        lambda: put(office, "APP-1/more.pdf", letter + b"\n"),
        lambda: put(office, "APP-1/more.pdf", letter + b"\n\n"),
        lambda: withdraw("APP-1", "more.pdf", "A. Rao", "not theirs"),
    ):
        clerk.once()
        change()
    clerk.once()
    case = Case.objects.get()
    causes = list(case.appraisals.order_by("number").values_list("cause", flat=True))
    assert causes == ["a document was added", "a document was added", "a document was replaced",
                      "a document was withdrawn"]  # fmt: skip
    assert case.current.number == 4


def test_the_same_letter_in_two_applications_makes_both_refer_to_each_other(clerk, office, letter):
    put(office, "APP-1/letter.pdf", letter)
    clerk.once()
    put(office, "APP-2/theirs.pdf", letter)
    done = clerk.once()
    assert sorted(it.appraisal.application_id for it in done.appraised) == ["APP-1", "APP-2"]
    for name, other in (("APP-1", "APP-2"), ("APP-2", "APP-1")):
        whole = json.loads((office.worksheets / name / "appraisal.json").read_text(encoding="utf-8"))
        (finding,) = [it for it in whole["findings"] if it["check"] == "authenticity.duplicate_document"]
        assert finding["status"] != "pass" and other in finding["reason"]


# what staff are told


def test_what_cannot_be_read_is_quarantined_with_a_reason_and_leaves_when_a_better_copy_comes(clerk, office, letter):
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        stream = io.BytesIO()
        pdf.save(stream, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    put(office, "APP-1/locked.pdf", stream.getvalue())
    clerk.once()
    folder = office.quarantine / "APP-1"
    assert (folder / "locked.pdf").read_bytes() == stream.getvalue()
    note = (folder / "locked.pdf.why.txt").read_text(encoding="utf-8")
    assert "password" in note and "queue/incoming/APP-1 under the same name" in note
    (folder / "locked.pdf").write_bytes(b"a clerk tried something")
    assert clerk.office.store.check(drop_lines("APP-1")[0].sha256) is None, "the original is another file"
    put(office, "APP-1/locked.pdf", letter)
    clerk.once()
    assert not folder.exists()
    assert [it.outcome for it in drop_lines("APP-1")] == ["quarantined", "read"]


def test_a_note_that_somebody_removed_is_written_again(clerk, office):
    put(office, "APP-1/broken.pdf", b"%PDF-1.4 %%EOF")
    clerk.once()
    (note,) = office.quarantine.rglob("*.why.txt")
    note.unlink()
    clerk.once()
    assert note.exists()


def test_the_report_lists_a_link_until_it_and_its_note_are_deleted(clerk, office, tmp_path):
    (office.incoming / "APP-1").mkdir()
    (office.incoming / "APP-1" / "link.pdf").symlink_to(tmp_path)
    clerk.once()
    assert "1 put in quarantine (1 still there)" in (told := office_report(office)).markdown
    assert "link.pdf" in told.markdown
    for name in ("link.pdf", "link.pdf.why.txt"):
        (office.quarantine / "APP-1" / name).unlink()
    told = office_report(office)
    assert "1 put in quarantine (0 still there)" in told.markdown and "link.pdf" not in told.markdown


def test_a_link_is_quarantined_and_never_followed(clerk, office, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("not for the queue")
    (office.incoming / "APP-1").mkdir()
    (office.incoming / "APP-1" / "link.pdf").symlink_to(secret)
    (office.incoming / "APP-1" / "folder").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(office.incoming / "APP-1" / "pipe.pdf")
    clerk.once()
    assert secret.exists() and list(office.store.sizes()) == []
    lines = {it.name: it.message for it in drop_lines("APP-1")}
    assert set(lines) == {"link.pdf", "folder", "pipe.pdf"}
    assert "link to" in lines["link.pdf"] and "pipe" in lines["pipe.pdf"]
    assert (office.quarantine / "APP-1" / "link.pdf").is_symlink()
    note = (office.quarantine / "APP-1" / "link.pdf.why.txt").read_text(encoding="utf-8")
    assert "queue/incoming/APP-1" in note and "parakh withdraw" not in note, "it is no document that could be withdrawn"
    assert balance(count_in_queue(office)).quarantined == 3 and balance().is_even
    clerk.once()
    assert Drop.objects.count() == 3


def test_a_link_on_another_drive_is_moved_too(clerk, office, monkeypatch):
    (office.incoming / "APP-1").mkdir()
    link = office.incoming / "APP-1" / "link.pdf"
    link.symlink_to("nowhere.pdf")
    real = Path.rename

    def of_one_drive_only(self, target):
        if self == link:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", of_one_drive_only)
    clerk.once()
    assert not link.is_symlink() and (office.quarantine / "APP-1" / "link.pdf").is_symlink()


def test_a_queue_that_is_a_link_to_a_shared_drive_is_looked_into(clerk, office, letter, tmp_path):
    (tmp_path / "share").mkdir()
    office.incoming.rmdir()
    office.incoming.symlink_to(tmp_path / "share")
    put(office, "APP-1/letter.pdf", letter)
    assert clerk.once().taken == 1
    assert [it.outcome for it in drop_lines("APP-1")] == ["read"] and list((tmp_path / "share").rglob("*.pdf")) == []


def test_a_name_too_long_for_the_quarantine_is_cut(clerk, office):
    name = "अ" * 80 + ".pdf"
    put(office, f"APP-1/{name}", b"%PDF-1.4 %%EOF")
    clerk.once()
    (note,) = office.quarantine.rglob("*.why.txt")
    assert name in note.read_text(encoding="utf-8")


def test_a_document_that_ends_whatever_reads_it_is_given_up_and_told_of(clerk, office, letter):
    put(office, "APP-1/letter.pdf", letter)
    take_in(office, Settling(0.0))
    Work.objects.update(attempts=5)
    clerk.once()
    (line,) = drop_lines("APP-1")
    assert line.outcome == "quarantined" and "ended the program 5 times" in line.message


def test_a_full_disk_while_results_are_written_leaves_the_case_to_the_next_pass(clerk, office, letter, monkeypatch):
    put(office, "APP-1/letter.pdf", letter)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("flows.run.write_folder", full)
        done = clerk.once()
    assert done.appraised == () and "No space left on device" in done.trouble[0]
    assert [it.waits_for for it in case_lines()] == ["appraisal"]
    assert len(clerk.once().appraised) == 1


def test_a_mistake_of_ours_in_one_case_stops_no_other(clerk, office, letter, monkeypatch):
    put(office, "APP-1/letter.pdf", letter)
    put(office, "APP-2/letter.pdf", letter + b"\n")
    real = register.appraise

    def broken(case, *others):
        if case.application_id == "APP-1":
            raise ZeroDivisionError("division by zero")
        return real(case, *others)

    monkeypatch.setattr(register, "appraise", broken)
    done = clerk.once()
    assert [it.appraisal.application_id for it in done.appraised] == ["APP-2"]
    assert len(done.trouble) == 1 and done.trouble[0].startswith("APP-1: ") and "mistake in Parakh" in done.trouble[0]
    tries = sum(len(clerk.once().trouble) for _ in range(8))
    assert tries == 4, "after five tries in all it waits"
    monkeypatch.undo()
    assert clerk.once().appraised == ()
    put(office, "APP-1/more.pdf", letter + b"\n\n")
    assert [it.appraisal.application_id for it in clerk.once().appraised] == ["APP-1"], "until something changes"


def test_a_case_that_was_given_up_is_tried_anew_by_a_new_process(clerk, office, letter, tmp_path):
    put(office, "APP-1/letter.pdf", letter)
    clerk.once()
    withdraw("APP-1", "letter.pdf", "A. Rao", "why")
    Work.objects.update(attempts=5)
    assert clerk.once().appraised == ()
    other = Clerk(office, Here(tmp_path / "other"), Options(as_of=AS_OF, settle=0.01))
    assert len(other.once().appraised) == 1


def test_two_processes_at_once_read_each_document_once(office, letter):
    for number in range(6):
        put(office, f"APP-{number % 2}/{number}.pdf", letter + b"\n" * number)
    children = [forked(lambda: work_through(office.home)) for _ in range(2)]
    assert [ended(child) for child in children] == [0, 0]
    assert ended(forked(lambda: work_through(office.home))) == 0, "what the slower one left is done by the next"
    assert balance().read == 6 and Drop.objects.count() == 6 and audit.verify().faults == ()
    assert [(it.documents, it.waits_for) for it in case_lines()] == [(3, ""), (3, "")]


def test_watching_goes_on_through_faults_and_tells_each_only_once(clerk, office, letter, monkeypatch, capsys):
    from django.db import OperationalError

    stop, rounds = threading.Event(), []
    real = queue_pass.take_in

    def unsteady(*given):
        rounds.append(1)
        if len(rounds) < 4:
            raise OperationalError("database is locked")
        if len(rounds) == 4:
            put(office, "APP-1/letter.pdf", letter)
        if len(rounds) == 7:
            stop.set()
        return real(*given)

    monkeypatch.setattr(queue_pass, "take_in", unsteady)
    announce(Progress())
    clerk.watch(0.02, stop)
    announce(Progress(quiet=True))
    said = capsys.readouterr().err
    assert said.count("database is locked") == 1
    assert "1 file taken, 1 document read, 1 application appraised" in said


def test_begin_finishes_what_a_killed_process_left(office, letter):
    path = put(office, "APP-1/letter.pdf", letter)
    settling = Settling(0.0)
    take_in(office, settling)
    Drop.objects.update(cleared=False)  # as if the process had died before it noted that the file is gone
    begin(office)
    path.write_bytes(letter)
    take_in(office, settling)
    assert Drop.objects.count() == 2, "the same file dropped again is a new drop"


# the command


@pytest.fixture
def at_home(office, monkeypatch):
    monkeypatch.setenv("PARAKH_HOME", str(office.home))
    return office


def test_status_prints_the_register_and_its_balance(at_home, clerk, letter, capsys):
    put(at_home, "APP-1/letter.pdf", letter)
    put(at_home, "APP-1/second copy.pdf", letter)
    put(at_home, "APP-1/broken.pdf", b"%PDF-1.4 %%EOF")
    clerk.once()
    put(at_home, "APP-2/waiting.pdf", letter)
    assert main(["status"]) == 0
    out = capsys.readouterr().out
    assert "4 dropped = 1 read + 0 partly read + 1 quarantined + 1 duplicates + 1 in progress" in out
    assert out.startswith("APP-1    3 documents") and "1 in quarantine" in out and "as of 22-11-2026" in out
    assert main(["status", "APP-1"]) == 0
    out = capsys.readouterr().out
    assert "letter.pdf: read, approval letter" in out and "second copy.pdf: duplicate" in out
    assert main(["status", "APP-9"]) == 2
    assert "there is no application APP-9" in capsys.readouterr().err
    assert main(["status", "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert whole["balance"]["is_even"] and whole["cases"][0]["application_id"] == "APP-1"


def test_a_register_that_was_tampered_with_does_not_balance(at_home, clerk, letter, capsys):
    put(at_home, "APP-1/letter.pdf", letter)
    clerk.once()
    Drop.objects.all().delete()
    assert main(["status"]) == 1
    assert "does not balance" in capsys.readouterr().out
    assert main(["audit", "verify"]) == 1
    assert "missing in the register" in capsys.readouterr().out


def test_withdraw_sign_and_verify_on_the_command_line(at_home, clerk, letter, capsys, tmp_path):
    put(at_home, "APP-1/letter.pdf", letter)
    clerk.once()
    assert main(["sign", "APP-1", "--prepared", "--by", "A. Rao"]) == 0
    assert main(["sign", "APP-1", "--reviewed", "--by", "A. Rao"]) == 2
    assert "may not sign it as reviewer" in capsys.readouterr().err
    assert main(["sign", "APP-1", "--reviewed", "--by", "K. Menon"]) == 0
    assert main(["withdraw", "APP-1", "letter.pdf", "--by", "K. Menon", "--why", "sent in error"]) == 0
    assert main(["audit", "verify"]) == 0
    assert "the register is what they tell" in capsys.readouterr().out
    assert main(["audit", "export", "--out", str(tmp_path / "chain.jsonl")]) == 0
    lines = [json.loads(line) for line in (tmp_path / "chain.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [it["kind"] for it in lines][-3:] == ["case.prepared", "case.reviewed", "document.withdrawn"]
    assert main(["store", "verify"]) == 0
    (original,) = (Path(at_home.home) / "store").glob("[0-9a-f][0-9a-f]/*")
    original.chmod(0o644)
    original.write_bytes(b"forged")
    assert main(["store", "verify"]) == 1
    assert "its bytes were changed" in capsys.readouterr().out


def test_an_original_that_the_store_does_not_give_out_is_told_of_and_stops_no_other(clerk, office, letter):
    put(office, "APP-1/letter.pdf", letter)
    put(office, "APP-2/letter.pdf", letter + b"\n")
    take_in(office, Settling(0.0))
    lost = office.store.path(drop_lines("APP-1")[0].sha256)
    lost.rename(office.home / "elsewhere")
    done = clerk.once()
    assert [it.appraisal.application_id for it in done.appraised] == ["APP-2"]
    assert len(done.trouble) == 1 and "not in the store" in done.trouble[0]
    (office.home / "elsewhere").rename(lost)
    assert [it.appraisal.application_id for it in clerk.once().appraised] == ["APP-1"]


def test_pictures_of_an_original_that_is_gone_are_left_out_of_the_worksheet(clerk, office, letter):
    put(office, "APP-1/letter.pdf", letter)
    clerk.once()
    office.store.path(drop_lines("APP-1")[0].sha256).unlink()
    put(office, "APP-1/another.pdf", letter + b"\n")
    assert len(clerk.once().appraised) == 1


@pytest.mark.parametrize(
    ("module", "name"),
    [(module, name) for module in (intake, queue, register, queue_pass, filing) for name, text in vars(module).items()
     if name.isupper() and isinstance(text, str) and len(text) > 40 and " " in text and name != "NOT_STORED"],
)  # fmt: skip
def test_every_sentence_of_the_queue_is_explained(module, name):
    text = vars(module)[name].replace("{name}: ", "").removeprefix("{where} ")
    beginning = " ".join(re.split(r"[;:({]", text)[0].split()[:6])
    page = " ".join(Path("docs/casefile.md").read_text(encoding="utf-8").split())
    assert beginning in page, f"{name}: “{beginning}” is not in docs/casefile.md"


def test_a_document_is_read_again_when_asked_and_its_case_appraised_anew(at_home, clerk, letter):
    put(at_home, "APP-1/letter.pdf", letter)
    put(at_home, "APP-1/more.pdf", letter + b"\n")
    clerk.once()
    assert main(["reread", "APP-1", "letter.pdf"]) == 0
    assert main(["reread", "APP-1", "absent.pdf"]) == 2
    done = clerk.once()
    assert (done.read, len(done.appraised)) == (1, 1)
    assert Case.objects.get().current.cause == "a document was read again"
    assert balance().is_even and audit.verify().faults == ()


def test_no_reading_is_made_of_what_was_read_before(clerk, office, letter, monkeypatch):
    put(office, "APP-1/letter.pdf", letter)
    clerk.once()

    def never(*_):
        raise AssertionError("read again")

    monkeypatch.setattr(register, "read_patiently", never)
    put(office, "APP-2/letter.pdf", letter)
    assert len(clerk.once().appraised) == 2


def test_what_an_earlier_version_did_not_note_is_noted_by_a_reappraisal_before_any_case_is_judged(
    clerk, office, letter, capsys
):
    put(office, "APP-1/letter.pdf", letter)
    put(office, "APP-2/the same letter.pdf", letter)
    clerk.once()
    noted = set(Sighting.objects.values_list("case_id", "kind", "key", "file", "field"))
    (first, second) = Case.objects.order_by("key").values_list("pk", flat=True)
    around = neighbours_of([first])[first]
    Sighting.objects.all().delete()
    Judgement.objects.update(code="an earlier version")
    announce(Progress())
    reappraise(office, Asked(AS_OF, is_dry_run=True))
    assert not Sighting.objects.exists() and "2 cases were last judged by another version" in capsys.readouterr().err
    impact = reappraise(office, Asked(AS_OF))
    announce(Progress(quiet=True))
    assert (impact.judged, impact.trouble) == (2, [])
    assert set(Sighting.objects.values_list("case_id", "kind", "key", "file", "field")) == noted
    assert neighbours_of([first])[first] == around and around.documents
    assert set(Case.objects.values_list("revision", "current__revision")) == {(1, 1)}, "nobody waits for the queue"
    assert reappraise(office, Asked(AS_OF)).unchanged == 2
