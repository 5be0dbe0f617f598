"""Records that are made by the hundred thousand, and what is worked out once."""

import pickle
from dataclasses import dataclass, replace

import pytest

from records.findings import FieldRef
from records.light import found_once


@dataclass(frozen=True)
class Ledger:
    lines: tuple[int, ...]
    asked: list[str]

    @found_once
    def total(self) -> int:
        """The sum of the lines."""
        self.asked.append("total")
        if not self.lines:
            raise ValueError("no lines")
        return sum(self.lines)


def test_an_answer_is_worked_out_once_and_a_changed_record_works_out_its_own():
    ledger = Ledger((1, 2), [])
    assert (ledger.total, ledger.total) == (3, 3)
    assert ledger.asked == ["total"]
    assert replace(ledger, lines=(4,)).total == 4
    assert ledger.total == 3


def test_what_could_not_be_worked_out_is_asked_again():
    ledger = Ledger((), [])
    for _ in range(2):
        with pytest.raises(ValueError, match="no lines"):
            _ = ledger.total
    assert ledger.asked == ["total", "total"]


def test_a_light_record_is_told_by_its_fields_and_goes_to_another_process():
    one, same, other = FieldRef("ab", "a.pdf", "pan"), FieldRef("ab", "a.pdf", "pan"), FieldRef("ab", "a.pdf", "cin")
    assert one == same != other
    assert {one: 1}[same] == 1
    assert pickle.loads(pickle.dumps(one)) == one
    assert replace(one, field="cin") == other
    with pytest.raises(AttributeError):
        one.page = 4
