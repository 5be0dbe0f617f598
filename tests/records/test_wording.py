from __future__ import annotations

import pytest

from records.wording import is_amount, spoken, spoken_path, with_article


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("pan", "PAN"),
        ("proposed_investment", "proposed investment"),
        ("udin_of_ca", "UDIN of CA"),
        ("capacity_tpa", "capacity (t a year)"),
        ("items[0].amount", "amount in row 1 of the items"),
        ("sales_lines[41].buyer_gstin", "buyer GSTIN in row 42 of the sales lines"),
        ("entries[9]", "row 10 of the entries"),
    ],
)
def test_a_field_is_named_as_people_name_it(path, words):
    assert spoken_path(path) == words


def test_letters_within_a_word_are_no_abbreviation():
    assert spoken("company_can_expand") == "company can expand"


@pytest.mark.parametrize(
    ("document_type", "words"),
    [
        ("epr_certificate", "an EPR certificate"),
        ("gst_registration", "a GST registration"),
        ("application_form", "an application form"),
        ("sales_ledger", "a sales ledger"),
    ],
)
def test_the_article_is_the_one_that_is_heard(document_type, words):
    assert with_article(spoken(document_type)) == words


@pytest.mark.parametrize("path", ["total_gmr", "items[4].amount", "earlier_receipts[0].amount", "entries[9].cgst"])
def test_an_amount_of_money_is_told_by_its_path(path):
    assert is_amount(path)


@pytest.mark.parametrize(
    "path", ["capacity_tpa", "entries[0].rate", "entries[0].quantity", "amount_in_words", "items[3]"]
)
def test_what_is_no_amount_is_told_by_its_path(path):
    assert not is_amount(path)
