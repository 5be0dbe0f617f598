"""Once an office has adopted an amended pack, every command goes by it, not only `reappraise`."""

import json
import shutil

import pytest

from flows.command import main
from flows.scheme_in_use import scheme_in_use
from reference import DEFAULT_SCHEME, ReferenceMistake, load_scheme
from reference.load import SCHEMES


@pytest.fixture
def amended(tmp_path, monkeypatch):
    """The pack of an office in PARAKH_HOME, by which a quarter of the plant may be refurbished."""
    pack = tmp_path / "office" / "schemes" / DEFAULT_SCHEME
    shutil.copytree(SCHEMES / DEFAULT_SCHEME, pack)
    capex = pack / "capex.yaml"
    before, name, after = capex.read_text(encoding="utf-8").partition("\nrefurbished_share_max:")
    capex.write_text(before + name + after.replace('"0.20"', '"0.25"', 1), encoding="utf-8")
    monkeypatch.setenv("PARAKH_HOME", str(tmp_path / "office"))
    return pack


def test_without_an_office_it_is_the_pack_that_the_program_brings(tmp_path, monkeypatch):
    monkeypatch.delenv("PARAKH_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert scheme_in_use().digest == load_scheme().digest


def test_an_office_in_the_folder_where_one_works_is_found_as_reappraise_finds_it(amended, tmp_path, monkeypatch):
    monkeypatch.delenv("PARAKH_HOME")
    (tmp_path / "office").rename(tmp_path / "parakh-office")
    monkeypatch.chdir(tmp_path)
    assert scheme_in_use().digest != load_scheme().digest


def test_explain_tells_the_figure_that_was_adopted(amended, capsys, monkeypatch):
    assert main(["explain", "capex.refurbished_share"]) == 0
    assert "25%" in capsys.readouterr().out
    monkeypatch.delenv("PARAKH_HOME")
    assert main(["explain", "capex.refurbished_share"]) == 0
    assert "25%" not in capsys.readouterr().out


def test_appraise_judges_by_the_pack_that_was_adopted_and_says_so(amended, tmp_path, capsys):
    folder = tmp_path / "APP-1"
    folder.mkdir()
    (folder / "claim.pdf").write_bytes(b"no PDF at all")
    main(["appraise", str(folder), "--out", str(tmp_path / "out"), "--no-prefect"])
    assert f"the office has adopted, {amended}" in " ".join(capsys.readouterr().err.split())
    (written,) = (tmp_path / "out").rglob("appraisal.json")
    assert json.loads(written.read_text(encoding="utf-8"))["parameters_digest"] == scheme_in_use().digest
    assert scheme_in_use().digest != load_scheme().digest


def test_doctor_examines_the_pack_that_was_adopted(amended, capsys):
    main(["doctor"])
    assert "the pack that the office has adopted" in " ".join(capsys.readouterr().out.split())
    (amended / "capex.yaml").write_text("refurbished_share_max: [", encoding="utf-8")
    main(["doctor"])
    assert "parakh scheme undo" in " ".join(capsys.readouterr().out.split())
    with pytest.raises(ReferenceMistake):
        scheme_in_use()
