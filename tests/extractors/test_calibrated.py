"""Confidence as measured, within what the rules of witnesses allow."""

from itertools import pairwise

import pytest

from extractors.calibrated import EVIDENCES, bounded, evidence_of
from records.readings import ONE_OCR_WITNESS, SURE, Evidence, Field


def field(method="text", *witnesses, sheet=None):
    place = Evidence("ab", "a.pdf", 1, (0, 0, 9, 9), "7", method, sheet)
    return Field("total_amount", "7", 0.9, place, witnesses=witnesses)


@pytest.mark.parametrize(
    ("found", "evidence"),
    [
        (field(), "print"),
        (field("text", "OCR of the printed place", "figures and words"), "confirmed"),
        (field("ocr"), "one engine"),
        (field("ocr", "figures and words"), "vouched"),
        (field("ocr", "two engines of OCR"), "both engines"),
        (field("sheet", sheet="Items"), "stored"),
    ],
)
def test_what_a_value_rests_on(found, evidence):
    assert evidence_of(found) == evidence and evidence in EVIDENCES


def test_what_the_rules_left_in_doubt_stays_in_doubt_however_often_it_was_right():
    assert bounded(0.88, 0.999) == ONE_OCR_WITNESS < SURE
    assert bounded(0.55, 0.999) == 0.55


def test_what_was_measured_to_be_wrong_too_often_is_sure_no_more():
    assert bounded(0.97, 0.85) == 0.85 < SURE


def test_more_confidence_is_never_less():
    scale = [step / 100 for step in range(101)]
    for share in (0.0, 0.4, 0.62, 0.89, 0.95, 1.0):
        assert all(bounded(low, share) <= bounded(high, share) for low, high in pairwise(scale))
