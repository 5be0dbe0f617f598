"""docs/howto-guideline-change.md, followed to the letter: its own commands and its own lines are used."""

import re
import shlex
from pathlib import Path

import pytest

from benchmarks.reappraisal import fill
from casefile.database import close
from casefile.models import Appraisal, Case, Event
from casefile.office import open_office
from flows.command import main

PAGE = Path("docs/howto-guideline-change.md").read_text(encoding="utf-8")
COMMANDS = [it.strip() for it in re.findall(r"^    (parakh .*)$", PAGE, re.MULTILINE)]
SOURCE, FOUND, ADDED = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def told(command, capsys, *more):
    """Gives a command of the page as it stands, and what it printed."""
    status = main([*shlex.split(command)[1:], *more])
    printed = capsys.readouterr()
    assert status == 0, printed
    return printed.out


@pytest.fixture
def beside_the_office(tmp_path, monkeypatch):
    """A folder in which an office of made claims stands, under the name that the page uses."""
    office = open_office(tmp_path / "OFFICE")
    fill(office, 30)
    close()
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    close()


def amend(folder):
    """Step 3: what a person does in an editor."""
    sources = folder / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8") + SOURCE, encoding="utf-8")
    capex = folder / "capex.yaml"
    before, name, after = capex.read_text(encoding="utf-8").partition("\nrefurbished_share_max:")
    assert FOUND in after
    capex.write_text(before + name + after.replace(FOUND, FOUND + ADDED, 1), encoding="utf-8")


def outcomes():
    return {it.application_id: (it.current.recommendation, it.current.amount) for it in Case.objects.all()}


def test_the_page_is_followed_to_the_letter(beside_the_office, capsys):
    copy, check, dry, adopt, run, undo, again = COMMANDS
    told(copy, capsys)
    amend(beside_the_office / "amended")
    checked = told(check, capsys)
    assert all(line.strip() in checked for line in re.findall(r"^    (capex\..*|The pack .*)$", PAGE, re.MULTILINE))
    tried = told(dry, capsys)
    assert "nothing is written" in tried and "capex.refurbished_share_max: 20% → 10% (clause 6.1.1)" in tried
    assert (beside_the_office / "impact" / "impact.html").exists()
    before = outcomes()
    assert Appraisal.objects.filter(number=2).count() == 0
    told(adopt, capsys)
    done = told(run, capsys, "--no-worksheets")
    assert done.splitlines()[1:3] == tried.splitlines()[1:3]
    moved = outcomes()
    assert moved != before
    assert (
        "capex.refurbished_share_max, from 01-10-2025: nothing → 10%" in Event.objects.get(kind="scheme.adopted").body
    )
    told(undo, capsys)
    told(again, capsys, "--no-worksheets")
    assert outcomes() == before


def test_a_mistake_in_the_file_is_told_with_its_line(beside_the_office, capsys):
    told(COMMANDS[0], capsys)
    amend(beside_the_office / "amended")
    capex = beside_the_office / "amended" / "capex.yaml"
    capex.write_text(capex.read_text(encoding="utf-8").replace('value: "0.10"', "value: 0.10"), encoding="utf-8")
    assert main(shlex.split(COMMANDS[1])[1:]) == 1
    said = capsys.readouterr().err
    assert re.search(r"amended/capex\.yaml, line \d+: .* without quotes", said)
    assert main(shlex.split(COMMANDS[3])[1:]) == 1
    assert not (beside_the_office / "OFFICE" / "schemes" / "critical_minerals_recycling").exists()


def test_before_it_was_notified_nothing_is_judged_by_it(beside_the_office, capsys):
    told(COMMANDS[0], capsys)
    amend(beside_the_office / "amended")
    printed = told(COMMANDS[2].replace("2026-11-22", "2026-11-19"), capsys)
    assert "refurbished_share_max" not in printed
