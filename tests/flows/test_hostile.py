"""A folder of hostile files through the real command: each gets a status, honest papers are read, nothing is left."""

import pytest

from benchmarks.hostile import SEED, originals, run
from benchmarks.hostile_files import MAKERS, fuzzed

pytestmark = pytest.mark.slow

LONG = {"strokes.pdf", "image_50000_rgb.pdf", "zip_bomb.zip", "shared_strings.xlsx", "long.csv", "50000.png"}
"""Files that take long to make or to give up; `python -m benchmarks.hostile` has them all."""


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    files = {name: make(1) for name, make in MAKERS.items() if name not in LONG}
    files |= dict(fuzzed(originals(), 8, SEED))
    return run(tmp_path_factory.mktemp("hostile"), files, 2, seconds=20)


def test_every_file_has_a_status_and_a_sentence(result):
    assert result.unnamed == []
    assert result.status == 1


def test_honest_papers_among_them_are_read_as_they_are_alone(result):
    assert result.harmed == []


def test_memory_is_bounded_and_nothing_is_left_behind(result):
    assert result.memory < 4.5 * 2**30
    assert (result.left_files, result.left_processes) == ([], [])


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("10000_pages.pdf", "too_large"),
        ("claims.tif", "too_large"),
        ("laughs.xlsx", "unreadable"),
        ("two_far_cells.xlsx", "too_large"),
        ("form_draws_itself.pdf", "unreadable"),
        ("only_a_header.pdf", "unreadable"),
        ("noise.pdf", "unreadable"),
        ("deep.docx", "unreadable"),
        ("42.zip", "read"),
    ],
)
def test_what_becomes_of_some(result, name, status):
    assert {it["file"]: it["status"] for it in result.documents}[name] == status
