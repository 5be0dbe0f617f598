"""Re-appraisal: what comes out, what is written, what is not, and what the reports say."""

import hashlib
import json
import re
import shutil
import zlib
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from benchmarks.made_cases import AS_OF, made_cases
from benchmarks.reappraisal import fill
from casefile import audit
from casefile.appraisals import (
    Made,
    body_of,
    current_appraisal,
    facts_of_cases,
    keep_appraisals,
    prepare,
    unpacked,
)
from casefile.database import close
from casefile.decisions import decisions_of, keep_decisions
from casefile.models import Appraisal, Case, Event, Facts, Finding, Judgement
from casefile.neighbours import neighbours_of
from casefile.office import open_office
from checks import appraise, judge
from checks.bulk import bare
from flows import reappraise as module
from flows.command import main
from flows.judgements import judgement_of
from flows.reappraise import Asked, reappraise
from records import facts
from records.findings import Decision
from records.overlay import with_decisions
from reference import DEFAULT_SCHEME, load_scheme
from reference.load import SCHEMES
from worksheets.impact import write_impact_workbook
from worksheets.impact_page import impact_page

SHARE = ("capex.yaml", "refurbished_share_max:", '"0.20"', '"0.05"')
MINIMUM = ("investment.yaml", "minimum_b:", '"250000000"', '"900000000000"')
SURE = ("investment.yaml", "minimum_b:", "known: reported", "known: gazette")


@pytest.fixture
def office(tmp_path):
    office = open_office(tmp_path / "office")
    fill(office, 30)
    yield office
    close()


@pytest.fixture
def pack(tmp_path):
    """A copy of the scheme pack that can be amended."""

    def amended(*changes):
        folder = tmp_path / "amended"
        if not folder.exists():
            shutil.copytree(SCHEMES / DEFAULT_SCHEME, folder)
        for file, parameter, old, new in changes:
            text = (folder / file).read_text(encoding="utf-8")
            before, name, after = text.partition(f"\n{parameter}")
            assert old in after
            (folder / file).write_text(before + name + after.replace(old, new, 1), encoding="utf-8")
        return folder

    return amended


def everything(office):
    """Every file of an office with its bytes, and every row that is audited."""
    files = {
        path.relative_to(office.home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(office.home.rglob("*"))
        if path.is_file()
    }
    return files, sorted(path.relative_to(office.home).as_posix() for path in office.home.rglob("*"))


def comparable(whole):
    """An appraisal's text without what a re-appraisal takes over from the one before."""
    return {key: value for key, value in whole.items() if key not in {"stage_reason", "reconciliation"}}


def judged_from_nothing(pack, as_of=AS_OF):
    """Every case of the register judged as if it were new, by row number."""
    rules = load_scheme(pack).rules(as_of)
    numbers = list(Case.objects.values_list("pk", flat=True))
    around = neighbours_of(numbers)
    return {
        number: appraise(facts.case(as_of), around[number], rules) for number, facts in facts_of_cases(numbers).items()
    }


def test_nothing_is_judged_where_nothing_has_changed(office):
    impact = reappraise(office, Asked(AS_OF))
    assert (impact.judged, impact.unchanged, impact.cases) == (0, 30, [])
    assert Appraisal.objects.count() == 30 and not Event.objects.filter(kind="reappraisal.done").exists()


@pytest.mark.parametrize("changes", [(SHARE,), (MINIMUM,), (SHARE, MINIMUM)])
def test_what_comes_out_is_what_judging_from_nothing_gives(office, pack, changes):
    folder = pack(*changes)
    reappraise(office, Asked(AS_OF, pack=folder))
    for number, appraisal in judged_from_nothing(folder).items():
        row = Case.objects.get(pk=number).current
        expected = json.loads(body_of(appraisal))
        kept = unpacked(row)
        if row.number > 1:
            assert comparable(kept) == comparable(expected)
        assert (row.recommendation, row.amount) == (appraisal.recommendation, appraisal.incentive.amount)
        told = {it.check_id: (it.status, it.stands, it.reason) for it in Finding.objects.filter(case_id=number)}
        assert told == {it.check: (it.status, it.stands, it.reason) for it in appraisal.findings}


def test_amendments_one_after_the_other_come_to_the_same_as_both_at_once(office, pack):
    reappraise(office, Asked(AS_OF, pack=pack(SHARE)))
    folder = pack(MINIMUM)
    reappraise(office, Asked(AS_OF, pack=folder))
    third = reappraise(office, Asked(AS_OF, pack=folder))
    assert third.judged == 0
    assert Appraisal.objects.filter(number=3).exclude(base=None).exists()
    for number, appraisal in judged_from_nothing(folder).items():
        row = Case.objects.get(pk=number).current
        expected = comparable(json.loads(body_of(appraisal)))
        if row.number == 2:  # the second amendment did not touch it
            expected["parameters_digest"] = row.parameters_digest
        assert comparable(unpacked(row)) == expected
    assert audit.verify().faults == ()


def test_and_back_again_leaves_every_case_as_it_was(office, pack):
    before = {it.application_id: (it.current.recommendation, it.current.amount) for it in Case.objects.all()}
    there = reappraise(office, Asked(AS_OF, pack=pack(MINIMUM)))
    back = reappraise(office, Asked(AS_OF))
    assert there.cases and {it.application_id for it in back.cases} == {it.application_id for it in there.cases}
    assert there.whole.rupees == -back.whole.rupees
    assert {it.application_id: (it.current.recommendation, it.current.amount) for it in Case.objects.all()} == before


def test_the_cause_names_the_figure_before_and_after_with_its_clause(office, pack):
    impact = reappraise(office, Asked(AS_OF, pack=pack(MINIMUM)))
    told = {it.in_words for case in impact.cases for it in case.causes}
    (cause,) = told
    assert cause.startswith("investment.minimum_b: ₹25,00,00,000 → ₹9,00,00,00,00,000 (clause ")
    row = Appraisal.objects.filter(number=2).first()
    assert row.cause == f"re-appraisal: {cause}"


def test_who_flips_is_told_with_the_check_that_did_it(office, pack):
    impact = reappraise(office, Asked(AS_OF, pack=pack(MINIMUM, SURE)))
    flipped = [it for it in impact.cases if it.flips]
    assert flipped
    for case in flipped:
        assert case.after.recommendation == "not_eligible" and case.group == "B"
        assert "eligibility.minimum_investment" in {it.check for it in case.moved if it.after == "fail"}


def test_a_dry_run_writes_nothing_at_all(office, pack):
    close()
    before = everything(office)
    impact = reappraise(office, Asked(AS_OF, pack=pack(MINIMUM), is_dry_run=True))
    close()
    assert impact.cases and impact.is_dry_run
    assert everything(office) == before


def test_a_dry_run_says_what_the_run_then_does(office, pack):
    folder = pack(SHARE)
    dry = reappraise(office, Asked(AS_OF, pack=folder, is_dry_run=True))
    done = reappraise(office, Asked(AS_OF, pack=folder))
    assert (dry.cases, dry.causes, dry.judged, dry.reworded) == (done.cases, done.causes, done.judged, done.reworded)


def test_two_processes_come_to_the_same_as_one(office, pack, monkeypatch):
    folder = pack(SHARE)
    one = reappraise(office, Asked(AS_OF, pack=folder, is_dry_run=True, jobs=1))
    monkeypatch.setattr(module, "ALONE", 0)
    two = reappraise(office, Asked(AS_OF, pack=folder, is_dry_run=True, jobs=2, at_once=7))
    assert (one.cases, one.causes, one.judged) == (two.cases, two.causes, two.judged)


def test_a_case_that_cannot_be_judged_stops_none_of_those_judged_with_it(office, pack):
    folder = pack(SHARE)
    whole = reappraise(office, Asked(AS_OF, pack=folder, is_dry_run=True))
    damaged = Case.objects.order_by("pk")[13]
    kept = Facts.objects.get(case=damaged)
    kept.body = zlib.compress(zlib.decompress(kept.body)[:-200])
    kept.save()
    impact = reappraise(office, Asked(AS_OF, pack=folder, is_dry_run=True))
    assert [it.partition(":")[0] for it in impact.trouble] == [damaged.application_id]
    assert "JSONDecodeError" in impact.trouble[0] and impact.judged == 29
    assert impact.cases == [it for it in whole.cases if it.application_id != damaged.application_id]


def test_a_run_that_was_ended_goes_on_where_it_was(office, pack, monkeypatch):
    folder = pack(SHARE)
    kept = []

    def interrupted(made):
        if len(kept) == 2:
            raise KeyboardInterrupt
        kept.append(len(made))
        return keep_appraisals(made)

    monkeypatch.setattr(module, "keep_appraisals", interrupted)
    with pytest.raises(KeyboardInterrupt):
        reappraise(office, Asked(AS_OF, pack=folder, at_once=8))
    monkeypatch.undo()
    again = reappraise(office, Asked(AS_OF, pack=folder, at_once=8))
    assert again.judged == 30 - 16 and again.unchanged == 16
    assert Appraisal.objects.filter(number=3).count() == 0
    assert audit.verify().faults == ()


def test_another_day_is_a_cause_and_judged_once(office):
    later = date(2026, 12, 1)
    impact = reappraise(office, Asked(later))
    assert impact.judged == 30
    assert [it.in_words for it in impact.causes] == ["judged as of another day: 22-11-2026 → 01-12-2026"]
    assert set(Judgement.objects.values_list("as_of", flat=True)) == {later}
    assert reappraise(office, Asked(later)).judged == 0


def test_a_decision_whose_basis_changes_is_asked_again(office, pack):
    case = next(it for it in Case.objects.filter(current__group="B"))
    finding = Finding.objects.get(case=case, check_id="eligibility.minimum_investment")
    decision = Decision(
        "R. Kulkarni",
        datetime(2026, 11, 20, tzinfo=UTC),
        finding.check_id,
        "accept",
        f"{finding.status}: {finding.reason}",
        "Seen <b>the</b> certificate",
    )
    keep_decisions(case.application_id, [decision])
    with_decision(case)
    impact = reappraise(office, Asked(AS_OF, pack=pack(MINIMUM)))
    assert impact.to_ask_again == [
        (case.application_id, "eligibility.minimum_investment, accepted by R. Kulkarni: Seen <b>the</b> certificate")
    ]
    _, told = current_appraisal(case.application_id)
    assert [it["who"] for it in told["asked_again"]] == ["R. Kulkarni"] and told["decisions"] == []
    assert "Seen &lt;b&gt;the&lt;/b&gt; certificate" in impact_page(impact)


def with_decision(case):
    """Judges a case of the filled register, which has no papers, by its facts with the decisions laid over."""
    case.refresh_from_db()
    text = zlib.decompress(Facts.objects.get(case=case).body).decode()
    decided = with_decisions(facts.Facts(text).case(AS_OF), decisions_of([case.pk])[case.pk])
    told, rules, around = facts.facts_of(decided), load_scheme().rules(AS_OF), neighbours_of([case.pk])[case.pk]
    verdict = judgement_of(bare(judge(told, around, rules)))
    made = Made(case.pk, case.revision, prepare(appraise(decided, around, rules), told, verdict), "decided")
    assert keep_appraisals([made])


@pytest.mark.parametrize(
    ("select", "count"),
    [(["M-00000?"], 10), (["M-000003", "M-000004"], 2), (["m-000003"], 1), (["X*"], 0), (["stage=claim"], 30)],
)
def test_cases_are_selected(office, pack, select, count):
    impact = reappraise(office, Asked(AS_OF, pack=pack(SHARE), select=tuple(select), is_dry_run=True))
    assert impact.judged == count


@pytest.mark.parametrize(
    ("select", "told"),
    [
        ("colour=red", "'colour=red' selects nothing; give the name"),
        ("recommendation=refered", "none of eligible, not_eligible, refer, incomplete"),
        ("group=C", "none of A, B"),
        ("capex.rate=failed", "none of pass, fail, refer"),
        ("capex.rates=refer", "no case has a finding of capex.rates; `parakh explain` lists the checks"),
    ],
)
def test_a_selection_that_selects_nothing_known_is_refused(office, select, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        reappraise(office, Asked(AS_OF, select=(select,)))


def test_reports_are_the_same_each_time_and_hold_every_case_that_moves(office, pack, tmp_path):
    impact = reappraise(office, Asked(AS_OF, pack=pack(MINIMUM, SURE), is_dry_run=True))
    again = reappraise(office, Asked(AS_OF, pack=pack(), is_dry_run=True))
    for number, it in enumerate((impact, again)):
        write_impact_workbook(it, tmp_path / f"{number}.xlsx")
    assert (tmp_path / "0.xlsx").read_bytes() == (tmp_path / "1.xlsx").read_bytes()
    assert impact_page(impact) == impact_page(again)
    book = openpyxl.load_workbook(tmp_path / "0.xlsx")
    rows = list(book["Cases"].iter_rows(min_row=2, values_only=True))
    assert [it[0] for it in rows] == [it.application_id for it in impact.cases]
    assert sum(Decimal(str(it[7])) for it in rows) == impact.whole.rupees
    page = impact_page(impact)
    assert "http" not in page and "<script" not in page and page.count("<svg") == 3
    assert all(it.application_id in page for it in impact.cases)


def test_an_amended_pack_is_only_tried_in_a_dry_run(office, pack, capsys):
    close()
    assert main(["reappraise", "--home", str(office.home), "--scheme-dir", str(pack(SHARE)), "--quiet"]) == 2
    assert "parakh scheme adopt" in capsys.readouterr().err


def test_made_cases_hold_both_groups():
    assert {made.case.stage for made in made_cases(3)} == {"claim"}
