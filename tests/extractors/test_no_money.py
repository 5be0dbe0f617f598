"""Answers that there is no money in a question, and figures beside it that are no rupees."""

from decimal import Decimal

import pytest

from extractors.values.amounts import read_amounts
from extractors.values.model import Scope
from reference.document_types import document_types

OPEX = document_types().types["claim_form"].fields["opex_claimed"]


@pytest.mark.parametrize("answer", ["Nil", ": No", "None", "Not claimed", "Not applicable.", "नहीं", "शून्य"])
def test_an_answer_in_a_word_is_nought(answer):
    [read, *_] = read_amounts(OPEX, answer, Scope(label="Opex claimed"))
    assert read.value == Decimal(0)


@pytest.mark.parametrize("answer", ["20 %", "40 per cent", "2026/CMR/C/071", "No. 12/2026/Opex", "5/6/2026"])
def test_percentages_and_numbers_of_papers_are_no_amounts(answer):
    assert read_amounts(OPEX, answer, Scope(label="Opex claimed")) == []


@pytest.mark.parametrize(
    ("answer", "rupees"), [("₹ 4,00,000/-", "400000"), ("5,25,000/- only", "525000"), ("6,39,00,000.00", "63900000.00")]
)
def test_amounts_stay_amounts(answer, rupees):
    assert read_amounts(OPEX, answer, Scope(label="Opex claimed", money=True))[0].value == Decimal(rupees)
