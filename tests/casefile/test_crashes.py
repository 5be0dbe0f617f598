"""Kills at every point and at random moments, in short; `python -m benchmarks.crashes` is the long form."""

import ast
from pathlib import Path

import pytest

from benchmarks.crashes import crash_at, crash_at_random, empty_home, new_home, undisturbed
from casefile.points import ARMED, POINTS, at
from extractors.prepare import warm_up

ROOMS = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """An empty office, what an undisturbed run makes of a full queue, and how long that takes."""
    warm_up()
    folder = tmp_path_factory.mktemp("crashes")
    empty = empty_home(folder / "empty")
    expected, seconds = undisturbed(new_home(folder / "undisturbed", empty))
    return empty, expected, seconds


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_at_any_point_loses_and_doubles_nothing(point, scene, tmp_path):
    empty, expected, _ = scene
    trial = crash_at(new_home(tmp_path / "office", empty), point, expected)
    assert trial.killed, "nothing passes this point any more"
    assert trial.faults == ()


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("share", [0.35, 0.8])
def test_a_kill_at_a_moment_between_the_points_loses_nothing_either(share, beside, scene, tmp_path):
    empty, expected, seconds = scene
    trial = crash_at_random(new_home(tmp_path / "office", empty), share * seconds, expected, beside=beside)
    assert trial.faults == ()


def test_every_point_is_in_the_code_and_every_point_of_the_code_is_listed():
    found = []
    for path in (*ROOMS.glob("casefile/*.py"), *ROOMS.glob("flows/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "at":
                found += [argument.value for argument in node.args]
    assert sorted(found) == sorted(POINTS)


def test_a_point_that_is_not_listed_is_refused():
    with pytest.raises(ValueError, match="not among the points"):
        at("somewhere else")


def test_no_point_is_armed_while_tests_run(monkeypatch):
    monkeypatch.delenv(ARMED, raising=False)
    for point in POINTS:
        at(point)
