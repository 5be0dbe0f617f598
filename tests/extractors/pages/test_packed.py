"""Pages held small are the same pages, and other processes that help to read lose nothing when they end."""

import os
import pickle
import signal
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.hands import with_hands
from extractors.packed import PackedRulings, PackedWords, packed, unpacked
from records.pages import Page, Ruling, Word

WORDS = (
    Word("Invoice", (72.125, 30.5, 110.0625, 40.25), 1.0, "text", 9.01, True),
    Word("₹12,34,567.00", (120.1, 30.5, 180.3, 40.2), 1.0, "text", 9.0),
    Word("बीजक", (72.0, 50.0, 99.99999999, 60.0)),
)
PAGE = Page(3, 595.0, 842.0, 0, WORDS, "text", "digital", (Ruling(10.0, 20.5, 500.25, 20.5),), (), {"words": 3.0})


def test_a_packed_page_says_what_it_said():
    small = packed(PAGE)
    assert isinstance(small.words, PackedWords) and isinstance(small.rulings, PackedRulings)
    assert tuple(small.words) == WORDS and small.words == WORDS and small == PAGE
    assert unpacked(small) == PAGE and small.text == PAGE.text
    assert small.words[1] == WORDS[1] and small.words[-1] == WORDS[-1] and small.words[1:] == WORDS[1:]
    assert tuple(small.rulings) == PAGE.rulings and small.rulings[0] == PAGE.rulings[0]


def test_a_packed_page_goes_through_a_pipe_in_a_fraction_of_its_size():
    words = tuple(Word(f"w{at}", (at + 0.5, 1.25, at + 9.5, 2.5)) for at in range(600))
    many = replace(PAGE, words=words)
    small = pickle.dumps(packed(many))
    assert pickle.loads(small) == many
    assert len(small) < len(pickle.dumps(many)) / 1.5


def test_a_page_without_words_and_rulings_can_be_packed():
    empty = replace(PAGE, words=(), rulings=())
    assert tuple(packed(empty).words) == () and packed(empty) == empty


@pytest.mark.parametrize("word", [Word("x", (0, 0, 1, 1), 0.6, "ocr"), Word("a\x1fb", (0, 0, 1, 1))])
def test_what_would_lose_something_is_not_packed(word):
    page = replace(PAGE, words=(word,), source="ocr" if word.source == "ocr" else "text")
    assert packed(page) is page


@contextmanager
def squares(offset):
    """Opens nothing; gives a function whose answer tells which process made it."""
    yield lambda number: (number * number + offset, os.getpid())


@contextmanager
def deadly(folder):
    """Gives a function that kills the process that has not our number when it meets 3."""

    def job(number):
        if number == 3 and os.getpid() != int((folder / "parent").read_text()):
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    yield job


@contextmanager
def failing(_):
    """Gives a function that fails on 2."""

    def job(number):
        if number == 2:
            raise ValueError("two")
        return number

    yield job


def test_all_jobs_are_done_once_and_in_order():
    results = with_hands(squares, 1, list(range(40)), hands=1)
    assert [value for value, _ in results] == [number * number + 1 for number in range(40)]
    assert os.getpid() in {made_by for _, made_by in results}


def test_without_hands_the_jobs_are_done_here():
    assert with_hands(squares, 0, [1, 2], hands=0) == [(1, os.getpid()), (4, os.getpid())]


def test_what_a_killed_hand_leaves_undone_is_done_here(tmp_path: Path):
    (tmp_path / "parent").write_text(str(os.getpid()))
    assert with_hands(deadly, tmp_path, list(range(12)), hands=2) == list(range(12))


def test_a_job_that_fails_everywhere_raises_here():
    with pytest.raises(ValueError, match="two"):
        with_hands(failing, None, [1, 2, 3], hands=1)


def test_what_is_to_be_done_meanwhile_is_done_first():
    done = []
    with_hands(squares, 0, [1, 2, 3], hands=1, first=lambda: done.append("first"))
    assert done == ["first"]
