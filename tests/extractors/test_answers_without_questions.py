"""Answers told by their own words, terms ticked in a list, papers that hold until cancelled beside a doubtful day."""

from datetime import date

import pytest

from records.readings import SURE
from tests.extractors.test_answers_in_sentences import APPLICATION, answer
from tests.extractors.test_grants_in_sentences import consent


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The project concerns the expansion of capacity of a unit that exists.", "expansion"),
        ("It is modernisation that our board has decided upon for the plant at Halol.", "modernisation"),
        ("The project concerns the expansion of capacity, and the modernisation of the office was discussed.", None),
        ("This concerns neither an earlier expansion nor a tender.", None),
        ("The promoters are, after the expansion of capacity in 2019, without loans.", None),
        ("Does this concern the expansion of capacity?", None),
        ("This concerns the new office of the bank.", None),
    ],
)
def test_the_only_answer_that_a_letter_names_is_taken_in_doubt(sentence, expected):
    found = answer("application_form", "unit_type", *APPLICATION, sentence)
    assert (found and found.value) == expected
    assert found is None or found.confidence < SURE


@pytest.mark.parametrize(
    ("boxes", "last_day"),
    [
        ("[ ] 1 year [x] 5 years [ ] 10 years", date(2031, 2, 9)),
        ("[x] 12 months [ ] 60 months", date(2027, 2, 9)),
        ("[ ] 1 year [ ] 5 years [ ] 10 years", None),
        ("[x] 1 year [x] 5 years [ ] 10 years", None),
    ],
)
def test_the_one_term_that_is_ticked_in_a_list_counts_from_the_day_of_issue_in_doubt(tmp_path, boxes, last_day):
    fields = consent(tmp_path, f"Period of validity: {boxes}").fields
    until = fields.get("valid_until")
    assert (until and until.value) == last_day
    assert until is None or (until.confidence < SURE and fields["validity"].confidence < SURE)


CANCELLED = "This consent shall remain in force until it is cancelled or surrendered."


@pytest.mark.parametrize("day", ["Validity of the bank guarantee: 31/05/2029.", "Valid photographs of 31/05/2029."])
def test_a_doubtful_day_does_not_end_a_consent_that_holds_until_it_is_cancelled(tmp_path, day):
    fields = consent(tmp_path, CANCELLED, day).fields
    assert fields["validity"].value == "until_cancelled"
    assert "valid_until" not in fields


def test_a_sure_day_does(tmp_path):
    fields = consent(tmp_path, CANCELLED, "Valid up to: 31/05/2029").fields
    assert fields["validity"].value == "dated" and fields["valid_until"].value == date(2029, 5, 31)


def test_a_day_before_its_issue_says_nothing_against_a_consent_that_holds_until_it_is_cancelled(tmp_path):
    said = "This consent is valid until cancelled, in terms of the guidelines as amended with effect from 27-01-2026."
    fields = consent(tmp_path, said).fields
    assert fields["validity"].value == "until_cancelled" and fields["validity"].confidence >= SURE
    assert "valid_until" not in fields
