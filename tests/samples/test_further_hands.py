"""The further layouts print what their truth says, whole and legible, in each kind of file."""

from __future__ import annotations

import functools
import io
import itertools
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from random import Random

import pdfplumber
import pytest

from samples.facts import Shape, draw
from samples.hands import (
    application_forms,
    laboratories,
    ledger_books,
    ledger_files,
    registrars,
    scheme_letters,
    strangers,
)  # fmt: skip
from samples.sets import FAMILIES, FURTHER, SETS

HANDS = (
    *application_forms.HANDS, *laboratories.HANDS, *ledger_books.HANDS, *ledger_files.HANDS, *registrars.HANDS,
    *scheme_letters.HANDS, *strangers.HANDS,
)  # fmt: skip
OFFICE_FILES = frozenset({
    "approval_in_word", "claim_in_word", "comma_separated_export", "gst_taken_over_in_word", "purchase_order",
    "word_certificate", "word_form", "workbook_by_month",
})  # fmt: skip
"""The hands whose papers have no pages until somebody opens them."""
PRINTED = [hand for hand in HANDS if hand.__name__ not in OFFICE_FILES]
CORE = ("application_form", "capex_statement", "epr_certificate", "pollution_board_authorisation", "sales_ledger")
OTHERS = ("approval_letter", "assay_report", "claim_form", "gst_registration", "incorporation_certificate")


def claim_of(seed, sale_rows=30):
    return draw(Random(seed), Shape(
        state=("MP", "TN", "GJ")[seed % 3], stream=("lib_scrap", "e_waste", "other_scrap")[seed % 3],
        group="AB"[seed % 2], sale_rows=sale_rows, grain=Decimal("0.01"),
    ))  # fmt: skip


@functools.cache
def paper_of(hand, seed):
    return hand(claim_of(seed), Random(seed))


@pytest.mark.parametrize("seed", [4, 11])
@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.__name__)
def test_a_further_paper_prints_what_its_truth_says(hand, seed, unprinted):
    assert paper_of(hand, seed).family == hand.__name__
    assert (paper_of(hand, seed).suffix != ".pdf") == (hand.__name__ in OFFICE_FILES)
    assert unprinted(paper_of(hand, seed)) == []


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.__name__)
def test_the_truth_of_one_company_does_not_stand_on_the_paper_of_another(hand, unprinted):
    paper = paper_of(hand, 4)
    other = replace(paper, content=paper_of(hand, 11).content)
    assert paper.document_type == "unknown" or len(unprinted(other)) >= 2


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.__name__)
def test_a_further_paper_is_the_same_again_and_another_for_another_company(hand):
    assert hand(claim_of(4), Random(4)) == paper_of(hand, 4)
    assert paper_of(hand, 11).content != paper_of(hand, 4).content


def overlapping(characters):
    """Latin characters that stand half over another of the same line."""
    drawn = sorted((it for it in characters if it["text"].strip() and it["text"].isascii()), key=lambda it: it["x0"])
    found = []
    for place, one in enumerate(drawn):
        for other in itertools.islice(drawn, place + 1, None):
            if other["x0"] > (one["x0"] + one["x1"]) / 2:
                break
            if abs(one["top"] - other["top"]) < one["height"] / 2:
                found.append(one["text"] + other["text"])
    return found


@pytest.mark.parametrize("hand", PRINTED, ids=lambda hand: hand.__name__)
def test_nothing_is_cut_and_no_words_stand_over_each_other(hand):
    paper = paper_of(hand, 11)
    with pdfplumber.open(io.BytesIO(paper.content)) as pdf:
        for page in pdf.pages:
            words = page.extract_words(x_tolerance=1, keep_blank_chars=False)
            assert words
            assert [
                it["text"]
                for it in words
                if it["x0"] < 8 or it["x1"] > page.width - 8 or it["bottom"] > page.height - 4
            ] == []
            assert overlapping(page.chars) == []


@pytest.mark.parametrize("hand", [*ledger_books.HANDS, *ledger_files.HANDS], ids=lambda hand: hand.__name__)
def test_a_further_ledger_has_every_sale_and_adds_up(hand):
    claim = claim_of(7, sale_rows=60)
    paper = hand(claim, Random(3))
    entries = paper.tables["entries"]
    assert len(entries) == len(claim.sales)
    notes = [line for line in entries if "/CN/" in line["invoice_number"]]
    assert notes and all(Decimal(line["taxable_value"]) < 0 for line in notes)
    assert all(Decimal(line["taxable_value"]) > 0 for line in entries if line not in notes)
    for line in entries:
        if "rate" in line:
            computed = Decimal(line["quantity"]) * Decimal(line["rate"])
            assert abs(computed - Decimal(line["taxable_value"])) <= Decimal("0.005")
        if "total" in line:
            assert Decimal(line["total"]) == Decimal(line["taxable_value"]) + Decimal(line["tax"])
    if "total_taxable_value" in paper.fields:
        assert sum(Decimal(line["taxable_value"]) for line in entries) == Decimal(paper.fields["total_taxable_value"])


def test_tonnes_and_kilograms_stand_side_by_side():
    entries = ledger_books.total_in_words(claim_of(6), Random(1)).tables["entries"]
    assert {line["unit"] for line in entries} == {"MT", "Kg"}


def test_an_invoice_of_several_items_gives_a_row_for_each_item():
    entries = ledger_books.items_under_invoices(claim_of(6), Random(1)).tables["entries"]
    numbers = Counter(line["invoice_number"] for line in entries)
    assert max(numbers.values()) > 1 and all(count <= 3 for count in numbers.values())


def test_a_stranger_has_no_fields_and_a_mistaken_paper_its_own_type():
    papers = {hand.__name__: hand(claim_of(9), Random(9)) for hand in strangers.HANDS}
    mistaken = {name: paper for name, paper in papers.items() if paper.document_type != "unknown"}
    assert all(not paper.fields and not paper.tables for paper in papers.values() if paper.document_type == "unknown")
    assert mistaken["producers_registration"].fields["entity_category"] == "producer"
    assert mistaken["establish_filed_as_operate"].fields["authorisation_kind"] == "consent_to_establish"
    assert len(papers) - len(mistaken) >= 5


def test_receipts_before_a_second_claim_are_told_in_order():
    paper = scheme_letters.claim_bilingual_in_lakh(claim_of(9), Random(9))
    days = [line["date"] for line in paper.tables["earlier_receipts"]]
    assert len(days) == 3 and days == sorted(days) and days[-1] < paper.fields["claim_date"]


def test_there_are_eight_layouts_of_each_core_type_and_four_of_others():
    claim = claim_of(2)
    kinds = Counter(hand(claim, Random(2)).document_type for hand in {**FAMILIES, **FURTHER}.values())
    assert {kind: kinds[kind] for kind in CORE if kinds[kind] < 8} == {}
    assert {kind: kinds[kind] for kind in OTHERS if kinds[kind] < 4} == {}


def test_every_further_layout_is_in_the_families_set_twice():
    files = [file for made in SETS["families"](3) for file in made.files]
    assert Counter(file.paper.family for file in files) == dict.fromkeys(FURTHER, 2)
    assert len({file.content for file in files}) == len(files)
