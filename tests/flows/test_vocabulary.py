"""A wording that nobody knew is added as data, read from then on, and taken out again."""

import re
import subprocess
import sys
from datetime import date

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from flows.command import main
from records.readings import SURE
from reference.document_types import document_types
from reference.learned import VARIABLE, CannotLearn, Learned, add, learned
from reference.strict_yaml import ReferenceMistake

WORDING = "What the gate lets in"


@pytest.fixture(autouse=True)
def own_file(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own" / "wordings.yaml"))
    document_types.cache_clear()
    yield tmp_path / "own" / "wordings.yaml"
    monkeypatch.undo()
    document_types.cache_clear()


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "registration.pdf"
    drawn = canvas.Canvas(str(path), pagesize=A4)
    lines = [
        "CENTRAL POLLUTION CONTROL BOARD",
        "EPR REGISTRATION CERTIFICATE OF RECYCLER",
        "Battery Waste Management Rules, 2022",
        "Registration No: BWM/R/2026/00417",
        "Name of the entity: Dhatu Setu Recyclers Private Limited",
        f"{WORDING}: 6,250 MT per annum",
        "Date of issue: 04-05-2026",
        "Valid up to: 03-05-2031",
    ]
    for number, line in enumerate(lines):
        drawn.drawString(60, 780 - 26 * number, line)
    drawn.save()
    return path


def teach(*more):
    return main(["vocabulary", "add", "epr_certificate", "capacity_tpa", WORDING, "--why", "a new portal", *more])


def shown(paper):
    """What the command prints in a process of its own, as for an officer who runs it anew."""
    start = "import sys; from flows.command import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run([sys.executable, "-c", start, "read", str(paper)], capture_output=True, text=True).stdout


def confidence_of(value, told):
    line = next(it for it in told.splitlines() if value in it)
    return float(re.search(r"confidence ([0-9.]+)", line)[1])


def test_an_unknown_label_is_reported_learned_and_read(paper):
    before = shown(paper)
    assert f'Nothing reads the label "{WORDING}"' in before
    assert confidence_of("6250 tpa", before) < SURE  # alone of its kind on the paper
    assert teach() == 0
    after = shown(paper)
    assert confidence_of("6250 tpa", after) >= SURE and "Nothing reads" not in after
    assert main(["vocabulary", "remove", WORDING.upper()]) == 0
    assert learned() == ()


def test_a_title_is_learned_for_a_type_and_only_once(tmp_path, capsys):
    path = tmp_path / "dues.pdf"
    drawn = canvas.Canvas(str(path), pagesize=A4)
    drawn.drawString(230, 780, "STATEMENT OF DUES")
    for number, line in enumerate(
        ("JNARDDC", "Claim ID: NC/77/2026", "Claim date: 04-05-2026", "Total claimed: Rs. 9,000.00")
    ):
        drawn.drawString(60, 740 - 26 * number, line)
    drawn.save()
    before = shown(path)
    assert main(["vocabulary", "add", "claim_form", "title", "Statement of dues", "--why", "portal print of 2027"]) == 0
    assert "claim_form" in shown(path) and shown(path) != before
    document_types.cache_clear()
    assert main(["vocabulary", "add", "claim_form", "title", "Statement Of Dues", "--why", "again"]) != 0
    assert "already" in capsys.readouterr().err


def test_a_label_is_not_learned_twice_nor_for_two_fields(capsys):
    assert teach() == 0
    document_types.cache_clear()
    assert teach() == 2
    assert main(["vocabulary", "add", "epr_certificate", "valid_until", WORDING, "--why", "x"]) == 2
    assert "already" in capsys.readouterr().err
    assert len(learned()) == 1


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["epr_certficate", "capacity_tpa", "Intake"], "Did you mean epr_certificate"),
        (["epr_certificate", "capacity", "Intake"], "Did you mean capacity_tpa"),
        (["epr_certificate", "capacity_tpa", "Intake", "--value", "new"], "no choice"),
        (["epr_certificate", "capacity_tpa", " . "], "empty"),
    ],
)
def test_what_cannot_be_learned_is_said_with_a_hint(arguments, hint, capsys, own_file):
    assert main(["vocabulary", "add", *arguments, "--why", "x"]) == 2
    assert hint in capsys.readouterr().err
    assert not own_file.exists()


def test_a_word_for_a_choice_is_learned():
    assert (
        main(["vocabulary", "add", "application_form", "unit_type", "Navnirmit", "--value", "new", "--why", "x"]) == 0
    )
    document_types.cache_clear()
    assert "Navnirmit" in document_types().types["application_form"].fields["unit_type"].values["new"]


def test_a_mistake_in_the_file_stops_with_file_and_line(own_file):
    own_file.parent.mkdir()
    own_file.write_text(
        "---\n- document_type: epr_certificate\n  field: capacitie\n  label: x\n  why: y\n  added_on: 2026-11-22\n"
    )
    document_types.cache_clear()
    with pytest.raises(ReferenceMistake, match=r"wordings\.yaml, line 2: epr_certificate has no field"):
        document_types()


def test_quotes_and_hindi_survive_the_file(own_file):
    wording = Learned("epr_certificate", "capacity_tpa", 'वार्षिक "क्षमता": टन', "a #board", date(2026, 11, 22))
    add(wording, document_types().types)
    assert [(it.label, it.why) for it in learned()] == [(wording.label, wording.why)]
    with pytest.raises(CannotLearn):
        add(Learned("unknown", "x", "y", "z", date(2026, 11, 22)), document_types().types)
