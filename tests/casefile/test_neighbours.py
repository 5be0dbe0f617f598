"""What other cases hold comes from the register, and whoever shares it is judged anew."""

from datetime import date

import pytest

from casefile.cases import held
from casefile.intake import take
from casefile.models import Case, Sighting, Work
from casefile.neighbours import keep_sightings, neighbours_of
from casefile.readings import keep_reading
from casefile.work import claim
from flows.register import case_of
from records.neighbours import around, sightings

AS_OF = date(2026, 11, 22)


def cases():
    return {it.id: case_of(it, AS_OF) for it in held(Case.objects.values_list("pk", flat=True))}


def keep_all():
    keep_sightings({number: list(sightings(case)) for number, case in cases().items()})


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
    known = {number: list(sightings(case)) for number, case in cases().items()}
    (leased,) = [it for it in claim("appraise", "other", 3) if it.key == str(two.pk)]
    Work.objects.exclude(pk=leased.id).update(leased_by="")
    keep_sightings(known)
    changed = {it.pk: it.revision for it in Case.objects.all()}
    assert changed[two.pk] == two.revision + 1, "the other process judges it without what came just now"
    assert changed[one.pk] == one.revision and changed[three.pk] == three.revision, "they wait for their turn anyway"


def test_cases_that_this_process_judges_next_need_no_further_turn(shared):
    before = {it.pk: it.revision for it in Case.objects.all()}
    claim("appraise", "this", 3)
    known = {number: list(sightings(case)) for number, case in cases().items()}
    keep_sightings(known, judging=known)
    assert {it.pk: it.revision for it in Case.objects.all()} == before


def test_a_document_without_bytes_is_nobodys_neighbour(shared):
    keep_all()
    assert not Sighting.objects.filter(key="").exists()
