"""Leases: whoever dies loses the work to another, and two never both finish it."""

from datetime import timedelta

import pytest

from casefile.database import writing
from casefile.intake import take
from casefile.journal import now
from casefile.models import Case, Drop, Event, Reading, Work
from casefile.readings import keep_reading
from casefile.work import (
    LeaseLost,
    claim,
    free,
    give_back,
    give_back_all,
    new_token,
    ready_cases,
    reclaim,
    renew,
)


@pytest.fixture
def three(office, drop):
    take(office, [drop(office, "APP-1", f"{n}.pdf", b"%d" % n) for n in range(3)])
    return office


def run_out(work):
    Work.objects.filter(id=work.id).update(leased_until=now() - timedelta(seconds=1))


def test_work_is_given_to_one_process_only(three):
    first, second = claim("read", "one", 2), claim("read", "two", 2)
    assert len(first) == 2 and len(second) == 1
    assert {it.key for it in first}.isdisjoint(it.key for it in second)
    assert claim("read", "three", 2) == []


def test_work_whose_lease_ran_out_is_anothers_and_the_first_cannot_write_its_result(three, reading):
    (slow,) = claim("read", "slow")
    run_out(slow)
    (quick,) = [it for it in claim("read", "quick", 3) if it.key == slow.key]
    assert quick.attempts == 2
    keep_reading(quick, reading(quick.key), "reader")
    with pytest.raises(LeaseLost):
        keep_reading(slow, reading(slow.key), "reader")
    assert Reading.objects.filter(original_id=slow.key).count() == 1
    assert Event.objects.filter(kind="reading.made").count() == 1


def test_a_lost_lease_undoes_all_that_was_written_in_its_transaction(three, reading):
    (slow,) = claim("read", "slow")
    run_out(slow)
    claim("read", "quick", 3)
    with pytest.raises(LeaseLost):
        keep_reading(slow, reading(slow.key), "reader")
    assert not Reading.objects.exists() and Drop.objects.filter(outcome="in_progress").count() == 3


def test_a_lease_that_is_renewed_is_kept(three):
    (work,) = claim("read", "one", 1, seconds=0.0)
    renew(work)
    assert work.key not in {it.key for it in claim("read", "two", 3)}
    with pytest.raises(LeaseLost):
        other = claim("read", "one", 3)
        assert other == []
        give_back_all("one")
        renew(work)


def test_what_is_given_back_may_be_taken_at_once_and_was_no_attempt(three):
    (work,) = claim("read", "one")
    give_back(work)
    assert [it.attempts for it in claim("read", "two")] == [1]


def test_what_was_tried_already_is_left_out(three):
    keys = {it.key for it in claim("read", "one", 2)}
    give_back_all("one")
    assert len(claim("read", "two", 3, without=keys)) == 1


def test_the_work_of_a_dead_process_of_this_machine_is_free_at_once(three):
    host = new_token().split("-", 1)[0]
    claim("read", new_token(), 1)
    claim("read", f"{new_token().rsplit('-', 2)[0]}-999999999-abcd", 1)
    assert host and reclaim() == 1
    assert len(claim("read", "next", 3)) == 2


def test_a_case_is_not_appraised_while_one_of_its_documents_is_in_progress(three, reading):
    for work in claim("read", "one", 2):
        keep_reading(work, reading(work.key), "reader")
    assert ready_cases() == [] and claim("appraise", "one", 5) == [] and free("appraise") == 0
    (last,) = claim("read", "one", 2)
    keep_reading(last, reading(last.key), "reader")
    assert ready_cases() == [Case.objects.get().pk]
    assert len(claim("appraise", "one", 5)) == 1


def test_a_transaction_is_kept_whole_or_not_at_all(three):
    with pytest.raises(ZeroDivisionError), writing():
        Work.objects.all().delete()
        _ = 1 / 0
    assert free("read") == 3
