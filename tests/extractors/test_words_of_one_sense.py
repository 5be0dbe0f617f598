"""Labels in no vocabulary are told by words that say the same as those of labels that are."""

from __future__ import annotations

import pytest

from extractors.resemblance import Resemblance, stems
from reference import word_families
from reference.strict_yaml import ReferenceMistake

LABELS = Resemblance(
    {
        "proposed_investment": ["Proposed investment", "Cost of the project"],
        "expected_production_date": ["Expected date of commencement of production"],
        "recovery_yield_percent": ["Process yield", "पुनर्प्राप्ति"],
        "entity_name": ["Name of the enterprise"],
    }
)


@pytest.mark.parametrize(
    ("printed", "field"),
    [
        ("Anticipated outlay", "proposed_investment"),
        ("Start of manufacture: likely day", "expected_production_date"),
        ("Efficiency of the process", "recovery_yield_percent"),
        ("प्रस्तावित लागत", "proposed_investment"),
        ("उत्पादन शुरू होने की संभावित तारीख", "expected_production_date"),
        ("Name and style of the undertaking", "entity_name"),
    ],
)
def test_a_label_in_other_words_is_nearest_to_the_field_that_it_asks_for(printed, field):
    like = LABELS.like(printed)
    assert max(like, key=like.__getitem__) == field
    assert like[field] > 0.5


def test_words_that_say_nothing_tell_no_label():
    assert stems("Name, if any") == stems("विवरण") == frozenset()


def test_words_of_two_families_with_one_beginning_are_told_apart():
    assert stems("Products") != stems("Production")


def test_a_word_stands_in_one_family_only(tmp_path, monkeypatch):
    file = tmp_path / "families.yaml"
    file.write_text("begin: [start, onset]\nend: [close, onset]\n", encoding="utf-8")
    monkeypatch.setattr(word_families, "FILE", file)
    with pytest.raises(ReferenceMistake, match="onset stands in two families"):
        word_families.word_families.__wrapped__()
