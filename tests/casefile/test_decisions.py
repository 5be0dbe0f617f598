"""Decisions and signatures: kept for ever, and never signed by who prepared the case."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from casefile.appraisals import Made, current_appraisal, facts_of_cases, keep_appraisals, prepare
from casefile.cases import held
from casefile.decisions import MayNot, decisions_of, keep_decision, sign_as_preparer, sign_as_reviewer, signatures
from casefile.filing import NotThere, withdraw
from casefile.intake import take
from casefile.models import Appraisal, Case, Event, Finding, Work
from casefile.readings import keep_reading
from casefile.work import claim
from flows.register import case_of
from records.facts import facts_of
from records.findings import Appraisal as Judged
from records.findings import Decision, Incentive
from records.findings import Finding as Found

WHEN = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
AS_OF = date(2026, 11, 22)


def decision(who="A. Rao", **other):
    given = {"when": WHEN, "target": "total_amount", "action": "correct", "before": "1000000.00", "why": "misread",
             "after": Decimal("2000000.00"), "unit": "INR"}  # fmt: skip
    return Decision(**{"who": who, **given, **other})


def judged(application_id, *, status="refer", reason="why", amount="100.00"):
    return Judged(
        application_id, "critical_minerals_recycling", "claim", "told", AS_OF, "p" * 64, "n" * 64, "0.1.0", "refer",
        "For a person to decide.", (), (Found("capex.rate", "App-II", "figure", status, reason),),
        Incentive(group="B", amount=Decimal(amount)),
    )  # fmt: skip


def appraise(**what):
    case = Case.objects.get()
    return keep_appraisals([Made(case.pk, case.revision, prepare(judged(case.application_id, **what)), "a test")])


@pytest.fixture
def case(office, drop, reading):
    take(office, [drop(office, "APP-1", "capex.pdf", b"statement")])
    for work in claim("read", "tests", 1):
        keep_reading(work, reading(work.key), "reader")
    appraise()
    return office


def test_a_decision_is_kept_to_the_letter_and_asks_for_a_new_appraisal(case):
    sha256 = Case.objects.get().documents.get().original_id
    taken = decision(sha256=sha256)
    keep_decision("APP-1", taken)
    number = Case.objects.get().pk
    assert decisions_of([number]) == {number: (taken,)}
    assert Work.objects.get().cause == "a person decided"
    (kept,) = held([number])
    field = case_of(kept, AS_OF).documents[0].fields["total_amount"]
    assert (field.value, field.evidence.method) == (Decimal("2000000.00"), "reviewer")


def test_the_reading_itself_is_never_edited(case):
    before = held([Case.objects.get().pk])[0].papers
    keep_decision("APP-1", decision(sha256=before[0].sha256))
    assert held([Case.objects.get().pk])[0].papers == before


@pytest.mark.parametrize("wrong", [{"who": " "}, {"why": ""}])
def test_a_decision_without_name_or_reason_is_refused(case, wrong):
    with pytest.raises(MayNot, match="needs the name"):
        keep_decision("APP-1", decision(**wrong))
    assert not Event.objects.filter(kind="decision.taken").exists()


@pytest.mark.parametrize("same", ["A. Rao", "a rao", "A  RAO ", "Ａ. Rao"])
def test_who_prepared_may_not_sign_as_reviewer(case, same):
    sign_as_preparer("APP-1", "A. Rao")
    with pytest.raises(MayNot, match="prepared APP-1 and may not sign it as reviewer"):
        sign_as_reviewer("APP-1", same)
    sign_as_reviewer("APP-1", "K. Menon", "checked against the originals")
    assert signatures(Appraisal.objects.get()) == {"prepared": "A. Rao", "reviewed": "K. Menon"}


def test_who_took_a_decision_may_not_sign_as_reviewer_either(case):
    keep_decision("APP-1", decision("K. Menon"))
    appraise()
    sign_as_preparer("APP-1", "A. Rao")
    with pytest.raises(MayNot, match="K. Menon took a decision"):
        sign_as_reviewer("APP-1", "K. Menon")
    sign_as_reviewer("APP-1", "S. Iyer")


def test_nobody_signs_before_it_was_prepared_or_twice(case):
    with pytest.raises(MayNot, match="nobody has prepared"):
        sign_as_reviewer("APP-1", "K. Menon")
    sign_as_preparer("APP-1", "A. Rao")
    with pytest.raises(MayNot, match="prepared already, by A. Rao"):
        sign_as_preparer("APP-1", "S. Iyer")


def test_a_case_that_has_changed_is_not_signed_and_an_old_signature_does_not_carry_over(case):
    sign_as_preparer("APP-1", "A. Rao")
    withdraw("APP-1", "capex.pdf", "A. Rao", "not theirs")
    with pytest.raises(MayNot, match="waits for its appraisal"):
        sign_as_reviewer("APP-1", "K. Menon")
    appraise(amount="0.00")
    with pytest.raises(MayNot, match="nobody has prepared"):
        sign_as_reviewer("APP-1", "K. Menon")


def test_appraisals_are_numbered_and_the_last_counts(case):
    keep_decision("APP-1", decision())
    assert appraise(status="pass", reason="now it is right", amount="200.00") == [Case.objects.get().pk]
    row, whole = current_appraisal("app-1")
    assert (row.number, row.amount, row.cause) == (2, Decimal("200.00"), "a test")
    assert whole["findings"][0]["status"] == "pass" and "documents" not in whole
    assert Appraisal.objects.count() == 2
    finding = Finding.objects.get()
    assert (finding.check_id, finding.status, finding.stands, finding.reason) == (
        "capex.rate", "pass", "pass", "now it is right",
    )  # fmt: skip


def test_an_appraisal_of_a_case_that_changed_meanwhile_is_not_kept(case):
    now = Case.objects.get()
    keep_decision("APP-1", decision())
    assert keep_appraisals([Made(now.pk, now.revision, prepare(judged("APP-1")), "late")]) == []
    assert Appraisal.objects.count() == 1 and Work.objects.filter(kind="appraise").exists()


def test_an_appraisal_whose_work_another_process_has_is_left_to_it(case):
    keep_decision("APP-1", decision())
    (mine,) = claim("appraise", "mine", 1, seconds=-1)
    (theirs,) = claim("appraise", "theirs", 1)
    now = Case.objects.get()
    assert keep_appraisals([Made(now.pk, now.revision, prepare(judged("APP-1")), "late", mine)]) == []
    assert keep_appraisals([Made(now.pk, now.revision, prepare(judged("APP-1")), "in time", theirs)]) == [now.pk]
    assert not Work.objects.exists()


def test_the_facts_of_a_case_are_kept_with_its_appraisal_and_are_gone_when_it_changes(case):
    (kept,) = held([Case.objects.get().pk])
    whole = case_of(kept, AS_OF)
    assert facts_of_cases([kept.id]) == {}
    keep_appraisals([Made(kept.id, kept.revision, prepare(judged("APP-1"), facts_of(whole)), "a test")])
    facts = facts_of_cases([kept.id])[kept.id]
    assert facts.digest == facts_of(whole).digest
    assert facts.case(AS_OF).field("capex_statement", "total_amount").amount == Decimal("1000000.00")
    keep_appraisals([Made(kept.id, kept.revision, prepare(judged("APP-1")), "judged from its facts")])
    assert kept.id in facts_of_cases([kept.id])
    keep_decision("APP-1", decision(sha256=kept.papers[0].sha256))
    assert facts_of_cases([kept.id]) == {}


def test_there_is_no_appraisal_of_what_is_not_there(office):
    with pytest.raises(NotThere, match="no application APP-9"):
        current_appraisal("APP-9")
