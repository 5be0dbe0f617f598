"""`parakh decide`: a person's word on a finding or a value, bound to what it overrules."""

import json
from datetime import date
from decimal import Decimal

import pytest

from benchmarks.crashes import Here
from casefile.database import close
from casefile.models import Decision
from casefile.office import open_office
from flows.command import main
from flows.decide import CannotDecide, corrected
from flows.queue_pass import Clerk, Options


@pytest.fixture
def clerk(tmp_path, letter, monkeypatch):
    """An office with one appraised application, whose letter is `letter.pdf`."""
    office = open_office(tmp_path / "office")
    monkeypatch.setenv("PARAKH_HOME", str(office.home))
    (office.incoming / "APP-1").mkdir()
    (office.incoming / "APP-1" / "letter.pdf").write_bytes(letter)
    clerk = Clerk(office, Here(tmp_path / "scratch"), Options(as_of=date(2026, 11, 22), settle=0.01))
    clerk.once()
    yield clerk
    close()


def appraisal(clerk):
    clerk.once()
    path = clerk.office.worksheets / "APP-1" / "appraisal.json"
    return json.loads(path.read_text(encoding="utf-8"))


def decide(*arguments):
    return main(["decide", "APP-1", *arguments, "--by", "A. Rao", "--why", "seen on the original"])


def test_a_corrected_value_stands_and_keeps_what_was_read(clerk):
    before = appraisal(clerk)["documents"][0]["fields"]["approval_date"]
    assert decide("approval_date", "--document", "letter.pdf", "--correct", "31-03-2026") == 0
    after = appraisal(clerk)["documents"][0]["fields"]["approval_date"]
    assert (before["value"], after["value"], after["method"]) == ("2026-03-30", "2026-03-31", "reviewer")
    assert after["alternatives"][0]["value"] == "2026-03-30"


def test_a_value_that_was_not_read_can_be_given(clerk):
    assert decide("group", "--document", "letter.pdf", "--accept") in {0, 2}
    assert "conditions" not in appraisal(clerk)["documents"][0]["fields"]
    assert decide("conditions", "--document", "letter.pdf", "--correct", "none") == 0
    assert appraisal(clerk)["documents"][0]["fields"]["conditions"]["value"] == "none"


def test_a_finding_is_decided_and_the_machines_status_stays(clerk):
    check = "capex.commercial_production"
    assert decide(check, "--not-applicable") == 0
    (finding,) = [it for it in appraisal(clerk)["findings"] if it["check"] == check]
    assert finding["status"] == "missing" and finding["stands"] == "not_applicable"
    assert finding["decision"]["who"] == "A. Rao"


def test_accepting_a_finding_that_refers_settles_nothing_and_is_refused(clerk, capsys):
    refers = next(it["check"] for it in appraisal(clerk)["findings"] if it["status"] == "refer")
    assert decide(refers, "--accept") == 2
    assert "correct it to pass or fail" in capsys.readouterr().err
    assert not Decision.objects.exists()


def test_a_decision_whose_basis_has_changed_is_asked_again(clerk, letter):
    decide("approval_date", "--document", "letter.pdf", "--correct", "31-03-2026")
    clerk.once()
    (clerk.office.incoming / "APP-1" / "letter.pdf").write_bytes(letter.replace(b"2026", b"2026") + b"\n")
    whole = appraisal(clerk)
    assert [it["target"] for it in whole["asked_again"]] == ["approval_date"]
    assert whole["documents"][0]["fields"]["approval_date"]["value"] == "2026-03-30"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no.such_check", "--accept"], "there is no check no.such_check"),
        (["capex.rate", "--correct", "perhaps"], "corrected to one of pass, fail"),
        (["approval_date", "--document", "other.pdf", "--accept"], "holds no document other.pdf"),
        (["colour", "--document", "letter.pdf", "--correct", "red"], "colour is not a field of this document"),
        (["approval_date", "--document", "letter.pdf", "--correct", "soon"], "is not a date"),
        (["items[3].amount", "--document", "letter.pdf", "--correct", "5"], "has 0 rows"),
        (["document_type", "--document", "letter.pdf", "--correct", "claim_form"], "is not corrected to another"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_kept(clerk, arguments, told, capsys):
    assert decide(*arguments) == 2
    assert told in capsys.readouterr().err
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("document_type", "target", "text", "value"),
    [
        ("capex_statement", "total_amount", "12,34,567.50", Decimal("1234567.50")),
        ("capex_statement", "items[0].amount", "₹ 1.5 crore", Decimal("15000000")),
        ("capex_statement", "items[0].invoice_date", "1 April 2026", date(2026, 4, 1)),
        ("gst_registration", "legal_name", " Kaveri Urban Mining ", "Kaveri Urban Mining"),
        ("application_form", "minerals", "cobalt, lithium", ("cobalt", "lithium")),
    ],
)
def test_values_are_taken_as_the_field_asks(document_type, target, text, value):
    assert corrected(document_type, target, text)[0] == value


def test_an_empty_correction_is_refused():
    with pytest.raises(CannotDecide, match="value is empty"):
        corrected("gst_registration", "legal_name", " ")


@pytest.mark.parametrize(
    ("target", "text"),
    [("pan", "ABCDE12345"), ("gstin", "24AAAAA0000A1Z0"), ("single_phase", "perhaps"), ("application_date", "soon")],
)
def test_what_is_no_value_of_its_field_is_refused(target, text):
    with pytest.raises(CannotDecide):
        corrected("application_form", target, text)
