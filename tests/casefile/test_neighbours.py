"""What other cases hold comes from the register, and whoever shares it is judged anew."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from casefile.appraisals import Made, keep_appraisals, prepare
from casefile.cases import held
from casefile.decisions import sign_as_preparer, sign_as_reviewer
from casefile.intake import take
from casefile.journal import journal, now
from casefile.models import Case, Sighting, Work
from casefile.neighbours import keep_sightings, neighbours_of
from casefile.readings import keep_reading
from casefile.work import claim
from flows.register import case_of
from records.neighbours import Commitments, around, holdings
from tests.checks import factory
from tests.checks.factory import rs

AS_OF = date(2026, 11, 22)


def cases():
    return {it.id: case_of(it, AS_OF) for it in held(Case.objects.values_list("pk", flat=True))}


def keep_all():
    keep_sightings({number: list(holdings(case)) for number, case in cases().items()})


@pytest.fixture
def shared(office, drop, reading):
    """Three cases; the first two hold an invoice and a UDIN in common, the last two a document."""
    papers = {
        ("APP-1", b"a"): {"invoices": ("INV-1", "INV-2"), "udin": "25123456ABCDEF1234"},
        ("APP-2", b"b"): {"invoices": ("INV-2",), "udin": "25123456ABCDEF1234"},
        ("APP-2", b"c"): {"invoices": ("INV-3",)},
        ("APP-3", b"c"): {"invoices": ("INV-3",)},
    }
    take(office, [drop(office, where, f"{content.decode()}.pdf", content) for where, content in papers])
    what = {office_key: given for office_key, given in zip((b"a", b"b", b"c"), papers.values(), strict=False)}
    import hashlib

    by_hash = {hashlib.sha256(content).hexdigest(): given for content, given in what.items()}
    for work in claim("read", "tests", 10):
        keep_reading(work, reading(work.key, **by_hash[work.key]), "reader")
    return office


def test_the_register_tells_what_a_run_over_the_same_folders_tells(shared):
    keep_all()
    known = cases()
    of_run = around(known.values())
    for number, found in neighbours_of(known).items():
        assert found == of_run[known[number].application_id]
        assert found.digest == of_run[known[number].application_id].digest
    assert any(found.invoices and found.udins for found in neighbours_of(known).values())


def test_only_what_changes_is_written_and_only_its_holders_are_judged_anew(shared):
    one, two, three = Case.objects.order_by("key")
    keep_all()
    Work.objects.all().delete()
    before = set(Sighting.objects.values_list("pk", flat=True))
    keep_all()
    assert set(Sighting.objects.values_list("pk", flat=True)) == before
    assert not Work.objects.exists(), "nothing changed, nobody is judged anew"
    keep_sightings({three.pk: []})
    assert [it.case_id for it in Work.objects.all()] == [two.pk], "who holds the same document; the first case does not"
    revision = two.revision
    two.refresh_from_db()
    one.refresh_from_db()
    assert two.revision == revision + 1


def test_a_case_that_is_judged_at_this_moment_by_another_process_is_judged_anew(shared):
    one, two, three = Case.objects.order_by("key")
    known = {number: list(holdings(case)) for number, case in cases().items()}
    (leased,) = [it for it in claim("appraise", "other", 3) if it.key == str(two.pk)]
    Work.objects.exclude(pk=leased.id).update(leased_by="")
    keep_sightings(known)
    changed = {it.pk: it.revision for it in Case.objects.all()}
    assert changed[two.pk] == two.revision + 1, "the other process judges it without what came just now"
    assert changed[one.pk] == one.revision and changed[three.pk] == three.revision, "they wait for their turn anyway"


def test_cases_that_this_process_judges_next_need_no_further_turn(shared):
    before = {it.pk: it.revision for it in Case.objects.all()}
    claim("appraise", "this", 3)
    known = {number: list(holdings(case)) for number, case in cases().items()}
    keep_sightings(known, judging=known)
    assert {it.pk: it.revision for it in Case.objects.all()} == before


def test_a_document_without_bytes_is_nobodys_neighbour(shared):
    keep_all()
    assert not Sighting.objects.filter(key="").exists()


def opened(*names):
    """New cases of these names, by row number."""
    with journal() as book:
        for name in names:
            with book.change("case.opened", name) as change:
                change.create(Case, application_id=name, key=name.casefold(), opened_at=now())
    return list(Case.objects.filter(application_id__in=names).order_by("key").values_list("pk", flat=True))


def of_firm(name, *receipts):
    """A claim of one and the same firm, under its own application number, with what it received before."""
    rows = [{"date": day, "amount": amount} for day, amount in receipts]
    case = factory.claim(receipts=rows, application_form={"application_number": name})
    return replace(case, application_id=name)


def test_what_a_firm_received_in_its_other_applications_is_told_as_in_a_run_over_folders(office):
    march = date(2026, 3, 31)
    cases = [
        of_firm("R-1", (march, rs("2 crore")), (march, rs("2 crore")), (None, Decimal("150000.50"))),
        of_firm("R-2"),
        of_firm("R-3", (date(2026, 9, 1), rs("1 crore"))),
    ]
    numbers = opened("R-1", "R-2", "R-3")
    keep_sightings({number: holdings(case) for number, case in zip(numbers, cases, strict=True)})
    of_run, found = around(cases), neighbours_of(numbers)
    for number, case in zip(numbers, cases, strict=True):
        assert found[number] == of_run[case.application_id]
        assert found[number].digest == of_run[case.application_id].digest
    assert [it.amount for it in found[numbers[1]].receipts] == [
        Decimal("150000.50"),
        *[rs("2 crore")] * 2,
        rs("1 crore"),
    ]
    assert {it.application_id for it in found[numbers[0]].receipts} == {"R-3"}


def test_another_receipt_has_only_the_other_applications_of_the_firm_judged_anew(office):
    one, two, other = of_firm("R-1"), of_firm("R-2"), of_firm("R-9")
    numbers = opened("R-1", "R-2", "R-9")
    of_another_firm = [it for it in holdings(other) if it[0] != "firm"]
    keep_sightings({numbers[0]: holdings(one), numbers[1]: holdings(two), numbers[2]: of_another_firm})
    Work.objects.all().delete()
    keep_sightings({numbers[0]: holdings(of_firm("R-1", (None, rs("1 crore"))))})
    assert [it.case_id for it in Work.objects.all()] == [numbers[1]]


def appraised_and_signed(number, case, amount, recommendation="eligible"):
    """The case appraised to that amount, and signed by two persons."""
    appraisal = factory.appraised(case)
    appraisal = replace(appraisal, incentive=replace(appraisal.incentive, amount=amount), recommendation=recommendation)
    revision = Case.objects.get(pk=number).revision
    assert keep_appraisals([Made(number, revision, prepare(appraisal), "a test")]) == [number]
    sign_as_preparer(case.application_id, "A. Rao")
    sign_as_reviewer(case.application_id, "K. Menon")


def test_what_reviewers_have_signed_for_is_committed_to_others_by_group_and_stream(office):
    cases = [of_firm("R-1"), of_firm("R-2"), of_firm("R-3")]
    numbers = opened("R-1", "R-2", "R-3")
    one, two, three = numbers
    keep_sightings({number: holdings(case) for number, case in zip(numbers, cases, strict=True)})
    Work.objects.all().delete()
    assert neighbours_of(numbers)[one].commitments is None, "nobody has signed: what is committed is not known"
    appraised_and_signed(one, cases[0], rs("4 crore"))
    appraised_and_signed(two, cases[1], rs("9 crore"), "refer")
    found = neighbours_of(numbers)
    assert found[three].commitments == Commitments(rs("4 crore"), {"B": rs("4 crore")}, {"lib_scrap": rs("4 crore")})
    assert found[one].commitments.total == 0, "its own amount is not another's"
    assert not Work.objects.exists(), "a signature has nobody judged anew"
    outlay = next(it for it in factory.appraised(cases[2], found[three]).findings if it.check == "incentive.outlay")
    assert outlay.status == "pass"
    appraised_and_signed(one, cases[0], rs("3 crore"))
    assert neighbours_of([three])[three].commitments.total == rs("3 crore"), "the last signature counts"
    appraised_and_signed(one, cases[0], rs("3 crore"), "not_eligible")
    assert neighbours_of([three])[three].commitments is None
