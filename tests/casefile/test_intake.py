"""From the queue to the register: one step, nothing lost, nothing counted twice."""

import errno
import hashlib
import os
import stat

import pytest

from casefile import intake
from casefile.filing import NotThere, withdraw
from casefile.intake import take
from casefile.models import Case, Document, Drop, Event, Original, Work
from casefile.readings import keep_reading
from casefile.register import balance, drop_lines
from casefile.work import claim
from flows.queue import look


def sha(content):
    return hashlib.sha256(content).hexdigest()


def read_all(reading):
    for work in claim("read", "tests", 100):
        keep_reading(work, reading(work.key), "reader")


def test_a_file_is_stored_registered_and_removed_from_the_queue(office, drop):
    found = drop(office, "APP-1", "capex.pdf", b"statement")
    assert take(office, [found]).count == 1
    assert not found.path.exists()
    original = office.store.path(sha(b"statement"))
    assert original.read_bytes() == b"statement"
    assert stat.S_IMODE(original.stat().st_mode) == 0o444
    assert [(it.name, it.outcome) for it in drop_lines("APP-1")] == [("capex.pdf", "in_progress")]
    assert balance().is_even and balance().in_progress == 1


def test_the_name_of_an_application_is_the_same_in_capitals_and_however_its_letters_are_composed(office, drop):
    take(office, [drop(office, "Café-7", "one.pdf", b"1")])
    take(office, [drop(office, "CAFE\u0301-7", "two.pdf", b"2")])
    assert list(Case.objects.values_list("application_id", flat=True)) == ["Café-7"]


def test_the_same_bytes_again_are_a_duplicate_and_read_once(office, drop, reading):
    take(office, [drop(office, "APP-1", "capex.pdf", b"statement"), drop(office, "APP-1", "copy.pdf", b"statement")])
    take(office, [drop(office, "APP-1", "capex.pdf", b"statement")])
    read_all(reading)
    outcomes = [(it.name, it.outcome) for it in drop_lines("APP-1")]
    assert outcomes == [("capex.pdf", "read"), ("copy.pdf", "duplicate"), ("capex.pdf", "duplicate")]
    assert Document.objects.count() == 2, "the copy under another name is listed, the same file again is not"
    now = balance()
    assert (now.dropped, now.read, now.duplicates) == (3, 1, 2) and now.is_even


def test_the_same_bytes_in_another_application_are_told_to_the_chain(office, drop):
    take(office, [drop(office, "APP-1", "capex.pdf", b"statement"), drop(office, "APP-2", "own.pdf", b"statement")])
    told = Event.objects.get(kind="document.in_another_case")
    assert told.application == "APP-2"
    assert "APP-1/capex.pdf" in told.body
    assert Original.objects.count() == 1 and balance().duplicates == 0


def test_a_later_file_of_the_same_name_takes_the_place_of_the_earlier(office, drop, reading):
    take(office, [drop(office, "APP-1", "capex.pdf", b"first")])
    read_all(reading)
    before = Case.objects.get().revision
    take(office, [drop(office, "APP-1", "capex.pdf", b"second")])
    read_all(reading)
    assert list(Document.objects.order_by("id").values_list("original_id", "state")) == [
        (sha(b"first"), "replaced"),
        (sha(b"second"), "filed"),
    ]
    assert Case.objects.get().revision > before
    assert office.store.holds(sha(b"first")), "the original of what was replaced is kept"


def test_a_document_that_is_withdrawn_no_longer_counts_and_may_be_handed_in_again(office, drop, reading):
    take(office, [drop(office, "APP-1", "capex.pdf", b"statement")])
    read_all(reading)
    Work.objects.all().delete()
    withdraw("app-1", "capex.pdf", "A. Rao", "belongs to another applicant")
    assert Document.objects.get().state == "withdrawn"
    assert Work.objects.get().kind == "appraise"
    take(office, [drop(office, "APP-1", "capex.pdf", b"statement")])
    assert Document.objects.filter(state="filed").count() == 1
    assert [it.outcome for it in drop_lines("APP-1")] == ["read", "read"], "its reading is known"


def test_what_is_not_there_cannot_be_withdrawn(office, drop):
    with pytest.raises(NotThere, match="no application APP-9"):
        withdraw("APP-9", "capex.pdf", "A. Rao", "why")
    take(office, [drop(office, "APP-1", "capex.pdf", b"statement")])
    with pytest.raises(NotThere, match="holds no document other.pdf"):
        withdraw("APP-1", "other.pdf", "A. Rao", "why")


def test_a_file_that_changes_while_it_is_copied_stays(small_office, drop, monkeypatch):
    found = drop(small_office, "APP-1", "capex.pdf", b"half")

    def grow(point):
        if point == "store.begun":
            with found.path.open("ab") as file:
                file.write(b" and the other half")

    monkeypatch.setattr("casefile.store.at", grow)
    taken = take(small_office, [found])
    assert taken.count == 0 and "still being written" in taken.left[0].why
    assert found.path.read_bytes() == b"half and the other half"
    assert Drop.objects.count() == 0 and list(small_office.store.sizes()) == []


def test_a_file_that_is_replaced_after_it_was_copied_is_not_removed(small_office, drop, monkeypatch):
    found = drop(small_office, "APP-1", "capex.pdf", b"first")

    def replace(point):
        if point == "take.committed":
            new = found.path.with_name("new")
            new.write_bytes(b"second")
            new.replace(found.path)

    monkeypatch.setattr(intake, "at", replace)
    take(small_office, [found])
    assert found.path.read_bytes() == b"second"
    monkeypatch.undo()
    take(small_office, [drop(small_office, "APP-1", "capex.pdf", b"second")])
    assert [it.sha256 for it in drop_lines("APP-1")] == [sha(b"first"), sha(b"second")]


def test_a_disk_without_room_leaves_the_file_where_it_was_and_the_next_pass_takes_it(small_office, drop, monkeypatch):
    found = drop(small_office, "APP-1", "capex.pdf", b"statement")

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        taken = take(small_office, [found])
    assert taken.count == 0 and "no room on the disk" in taken.left[0].why
    assert found.path.exists() and list((small_office.home / "store" / ".unfinished").iterdir()) == []
    assert take(small_office, [found]).count == 1


def test_a_store_that_may_not_be_written_is_named_and_nothing_is_lost(small_office, drop, not_as_root):
    found = drop(small_office, "APP-1", "capex.pdf", b"statement")
    store = small_office.home / "store"
    store.mkdir()
    for folder in (small_office.home, *small_office.home.parents[:3]):
        folder.chmod(0o755)
    store.chmod(0o555)
    with not_as_root:
        taken = take(small_office, [found])
    assert taken.count == 0 and "may not be written to" in taken.left[0].why
    store.chmod(0o755)
    assert take(small_office, [found]).count == 1


def test_a_file_that_cannot_be_removed_is_counted_once_however_often_it_is_seen(small_office, drop, monkeypatch):
    found = drop(small_office, "APP-1", "capex.pdf", b"statement")

    def refuse(self, missing_ok=False):
        if self == found.path:
            raise OSError(errno.EROFS, "Read-only file system")
        os.remove(self)  # noqa: PTH107

    with monkeypatch.context() as patch:
        patch.setattr(type(found.path), "unlink", refuse)
        for _ in range(3):
            left = take(small_office, [found]).left
            assert len(left) == 1 and "counted once" in left[0].why
    assert Drop.objects.count() == 1 and balance().is_even
    assert take(small_office, [found]).left == ()
    assert not found.path.exists() and Drop.objects.count() == 1


def test_the_same_file_dropped_anew_after_it_was_taken_is_a_new_drop(office, drop):
    for _ in range(2):
        take(office, [drop(office, "APP-1", "capex.pdf", b"statement")])
    assert [it.outcome for it in drop_lines("APP-1")] == ["in_progress", "duplicate"]


def test_a_name_that_is_no_text_is_taken_too(small_office, drop):
    raw = small_office.incoming / "APP-1" / os.fsdecode(b"r\xe9sum\xe9.pdf")
    raw.parent.mkdir()
    raw.write_bytes(b"old system")
    (found,) = look(small_office).files
    assert take(small_office, [found]).count == 1
    assert drop_lines("APP-1")[0].name == "r\\xe9sum\\xe9.pdf"
    assert not raw.exists() and not Drop.objects.filter(cleared=False).exists()
