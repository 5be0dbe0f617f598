"""The store of originals: in a folder and in an object store."""

import hashlib
import os
from pathlib import Path

import pytest

from casefile.database import CannotUse
from casefile.store import FolderStore, open_store, verify
from casefile.unfinished import new_name


def sha(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(params=["folder", "object store"])
def store(request, tmp_path):
    if request.param == "folder":
        return open_store(str(tmp_path / "store"), tmp_path)
    import fsspec

    fsspec.filesystem("memory").store.clear()
    return open_store("memory://bucket/originals", tmp_path)


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"paper")
    return path


def test_an_original_is_kept_under_its_hash_and_given_back(store, paper):
    stored = store.put(paper)
    assert (stored.sha256, stored.size, stored.is_new) == (sha(b"paper"), 5, True)
    assert store.path(stored.sha256).read_bytes() == b"paper"
    assert list(store.sizes()) == [(sha(b"paper"), 5)]
    assert store.put(paper).is_new is False


def test_an_original_is_given_for_reading_only(store, paper):
    path = store.path(store.put(paper).sha256)
    assert not path.stat().st_mode & 0o222


def test_what_is_missing_or_altered_is_found_by_hashing_again(store, paper, tmp_path):
    kept = store.put(paper)
    (tmp_path / "other.pdf").write_bytes(b"other")
    lost = store.put(tmp_path / "other.pdf")
    known = [(kept.sha256, 5), (lost.sha256, 5)]
    assert list(verify(store, known)) == []
    if isinstance(store, FolderStore):
        for path in (store.path(kept.sha256), store.path(lost.sha256)):
            path.chmod(0o644)
        store.path(kept.sha256).write_bytes(b"PAPER")
        store.path(lost.sha256).unlink()
    else:
        store._files.pipe_file(store._key(kept.sha256), b"PAPER")
        store._files.rm(store._key(lost.sha256))
    faults = {it.sha256: it.message for it in verify(store, known)}
    assert "its bytes were changed" in faults[kept.sha256]
    assert "cannot be read" in faults[lost.sha256]


def test_a_machine_without_a_copy_fetches_it_and_believes_nothing(paper, tmp_path):
    import fsspec

    fsspec.filesystem("memory").store.clear()
    here, there = tmp_path / "here", tmp_path / "there"
    first, second = open_store("memory://bucket/b", here), open_store("memory://bucket/b", there)
    kept = first.put(paper)
    assert second.path(kept.sha256).read_bytes() == b"paper"
    first._files.pipe_file(first._key(kept.sha256), b"forged")
    third = open_store("memory://bucket/b", tmp_path / "third")
    with pytest.raises(OSError, match="other bytes"):
        third.path(kept.sha256)
    assert not (tmp_path / "third" / "copies" / kept.sha256[:2]).exists()


def test_half_written_copies_of_dead_processes_are_removed_and_those_of_the_living_are_not(tmp_path, paper):
    store = FolderStore(tmp_path / "store")
    store.put(paper)
    unfinished = tmp_path / "store" / ".unfinished"
    host = new_name(store.root).name.split(f"-{os.getpid()}-")[0]
    dead, living = unfinished / f"{host}-999999999-aa", unfinished / f"{host}-{os.getpid()}-bb"
    elsewhere = unfinished / "another-machine-1-cc"
    for path in (dead, living, elsewhere):
        path.write_bytes(b"half")
    store.remove_unfinished()
    assert {it.name for it in unfinished.iterdir()} == {living.name, elsewhere.name}
    assert [name for name, _ in store.sizes()] == [sha(b"paper")], "nothing unfinished counts"


def test_a_copy_that_was_cut_short_is_written_anew(tmp_path, paper):
    store = FolderStore(tmp_path / "store")
    place = store.path(store.put(paper).sha256)
    place.chmod(0o644)
    place.write_bytes(b"pap")
    assert store.put(paper).is_new
    assert store.check(sha(b"paper")) is None


def test_a_store_of_an_unknown_kind_is_told_in_words(tmp_path):
    with pytest.raises(CannotUse, match="nosuch://bucket"):
        open_store("nosuch://bucket", tmp_path)


def test_a_folder_may_be_named_by_its_path_or_as_a_url(tmp_path):
    assert open_store(f"file://{tmp_path}/a", tmp_path).root == Path(tmp_path / "a")
    assert open_store(str(tmp_path / "a"), tmp_path).root == Path(tmp_path / "a")
