"""What OCR lost: a label, so that its date is another's before the paper's; a point, so that a share exceeds 100."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.cite import Source
from extractors.confirm import ENGINES_VOUCH_FROM, confirm, confirm_rows
from extractors.document_text import Text
from extractors.documents import validity
from extractors.engine import read_fields
from extractors.layout import lay_out
from extractors.values import Scope, read
from records.pages import Page, Word
from records.readings import CLEARLY_READ, CLOSED_BY_OCR, ONE_OCR_WITNESS, SURE, Field, TableRow
from reference.document_types import document_types
from tests.extractors.papers import page_of

CLAIM = [
    [(60, "Half-yearly claim")],
    [(60, "Gomti Lithium Reclaim LLP claims capital subsidy of Rs. 2,14,36,000 for April to September")],
    [(60, "Reccived on"), (180, "Amount")],
    [(60, "11 May 2026"), (180, "96.20")],
    [(60, "30 June 2026"), (180, "40.00")],
]


def test_a_date_of_a_row_is_not_surely_the_papers():
    paper = page_of(CLAIM)
    tabled = frozenset(id(word) for word in paper.words if word.box[1] > 100)
    claim = document_types().types["claim_form"]
    field = read_fields(claim, Text.of([lay_out(paper)]), Source("0" * 64, "claim.pdf"), tabled).fields.get(
        "claim_date"
    )
    assert field is None or field.confidence < ENGINES_VOUCH_FROM


def test_what_is_doubted_for_its_place_stays_below_what_engines_can_vouch_for():
    rows = [[(60, "Application summary")], [(60, "Expectcd slart"), (300, "30 Sep 2026")], [(60, "Gomti Reclaim LLP")]]
    application = document_types().types["application_form"]
    fields = read_fields(application, Text.of([lay_out(page_of(rows))]), Source("0" * 64, "form.pdf")).fields
    placed = [it for it in fields.values() if it.value == date(2026, 9, 30)]
    assert placed
    assert all(it.confidence < ENGINES_VOUCH_FROM for it in placed)


@pytest.mark.parametrize("printed", ["30/06/2026", "29.06.31", "१७-०२-२०२६"])
def test_a_date_is_no_quantity(printed):
    words = document_types().types["epr_certificate"].fields["capacity_tpa"]
    assert read(words, printed, Scope("registered capacity (MT per year)", ocr=True)) == []


@pytest.mark.parametrize(
    ("printed", "ocr", "value"),
    [
        ("995 %", True, "99.5"),
        ("114%", True, "11.4"),
        ("1000 %", True, "10.00"),
        ("995 %", False, None),
        ("100 %", True, "100"),
    ],
)
def test_a_share_beyond_the_whole_has_lost_its_point_on_a_scan(printed, ocr, value):
    words = document_types().types["application_form"].fields["product_purity_percent"]
    found = read(words, printed, Scope("Purity of product", ocr=ocr))
    assert [it.value for it in found] == ([] if value is None else [Decimal(value)])
    assert all(it.cost >= 0.1 for it in found if it.value != 100), "never sure"


def held(*words):
    """How long a consent holds whose last sentence OCR read word by word so surely, and nobody else did."""
    placed, at = [], 60.0
    for text, confidence in words:
        placed.append(Word(text, (at, 96.0, at + 5.0 * len(text), 104.0), confidence, "ocr", 8.0))
        at = placed[-1].box[2] + 2.6
    head = page_of([[(60, "Consent to operate")]]).words
    sheet = Page(1, 595.0, 842.0, 0, (*head, *placed), "ocr", "scan_good")
    text = Text.of([lay_out(sheet)])
    return validity.refine({}, text, Source("0" * 64, "consent.pdf"))[0]["validity"]


UNTIL = [(it, 0.95) for it in ("and", "shall", "be", "valid", "until", "cancelled")]


def test_that_a_paper_holds_until_it_is_cancelled_is_as_sure_as_the_words_that_say_so():
    clear = held(("Dhule,", 0.41), *UNTIL)
    assert clear.value == "until_cancelled" and clear.confidence == CLOSED_BY_OCR
    doubtful = held(("Dhule,", 0.97), *UNTIL[:-1], ("cancelled", CLEARLY_READ - 0.01))
    assert doubtful.value == "until_cancelled" and doubtful.confidence == ONE_OCR_WITNESS


@pytest.mark.parametrize(
    ("printed", "value", "read_at", "is_sure"),
    [
        ("2025-26", "2025-26", 0.89, True),
        ("2025 – 2026", "2025-26", 0.88, True),
        ("२०२५-२६", "2025-26", 0.89, True),
        ("1999-00", "1999-00", 0.89, True),
        ("2025-27", "2025-27", 0.89, False),
        ("2025-26", "2024-25", 0.89, False),
        ("31.03.2026", "2025-26", 0.89, False),
        ("2025-26", "2025-26", 0.80, False),  # in doubt for another reason, its place
    ],
)
def test_the_second_year_of_a_financial_year_proves_the_first(printed, value, read_at, is_sure):
    paper = page_of([[(60, printed)]])
    alone = replace(paper, words=tuple(replace(word, witnessed=False) for word in paper.words))
    evidence = Source("0" * 64, "gmr.pdf").evidence(alone, alone.words, printed)
    fields = {"financial_year": Field("financial_year", value, read_at, evidence)}
    found, _ = confirm(Path("gmr.pdf"), document_types().types["gmr_certificate"], fields, [alone])
    assert (found["financial_year"].confidence >= SURE) == is_sure


@pytest.mark.parametrize(
    ("number", "hindi", "sure"),
    [("3/014", True, False), ("2.2./118", True, False), ("3/014", False, True), ("31/014", True, True)],
)
def test_a_figure_before_a_stroke_on_a_page_in_hindi_may_be_a_letter_to_both_engines(number, hindi, sure):
    words = (Word(number, (60, 60, 60 + 5 * len(number), 68), 0.96, "ocr", 8.0, witnessed=True),)
    figures = {"devanagari": 1.0} if hindi else {}
    sheet = Page(1, 595.0, 842.0, 0, words, "ocr", "scan_good", figures=figures)
    cell = Field("invoice_number", number, 0.89, Source("0" * 64, "l.pdf").evidence(sheet, words, number))
    row = confirm_rows([TableRow(0, {"invoice_number": cell})], [sheet])[0][0]
    assert (row.fields["invoice_number"].confidence >= SURE) is sure
