"""The comparison of words tells readers that differ from readers that do not."""

import shutil

from benchmarks.words import (
    Differences,
    by_pdfplumber,
    by_pdftotext,
    columns,
    compare,
    ledger_paper,
    readable,
    records,
    text_paper,
    with_rulings_and_visibility,
)

POPPLER = (by_pdftotext,) if shutil.which("pdftotext") else ()
"""Poppler is a peer of benchmarks only: where the machine lacks it the others are compared."""


def test_all_readers_find_the_same_words_on_the_made_papers(tmp_path):
    for path in (text_paper(tmp_path / "text.pdf", 2), ledger_paper(tmp_path / "ledger.pdf", 2)):
        words = sorted(by_pdfplumber(path, range(2)))
        assert len(words) > 800
        for reader in (*POPPLER, columns, records, with_rulings_and_visibility):
            assert sorted(reader(path, range(2))) == words, reader.__name__
        assert by_pdfplumber(path, range(1)) == by_pdfplumber(path, range(2))[: len(by_pdfplumber(path, range(1)))]


def test_differences_are_counted_and_told_by_cause():
    found = Differences()
    mine = ["first", "Total", "4,500", "Buyer", "Seller", "lamroN", "Total", "\ufffd12"]
    compare(found, mine, ["ﬁrst", "Total", "4,500x", "Buy", "er", "Seller", "Normal"])
    assert (found.words, found.same) == (8, 2)
    assert dict(found.causes) == {
        "ligatures": 1, "they join": 1, "they split": 1, "turned text": 1, "others": 1, "unmapped letters": 1,
    }  # fmt: skip
    assert "4,500x" in found.examples["they join"]


def test_a_file_that_nobody_can_open_has_no_pages_to_compare(tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    assert not readable(broken)
