"""Several things asked for in one line of a form, answered in the same order; never one answer for all of them."""

from decimal import Decimal

import pytest

from extractors import read_document
from extractors.label_book import LabelBook
from extractors.labels import find_labels
from extractors.layout import lay_out
from extractors.pages import open_document
from extractors.several import UNMATCHED
from reference.document_types import document_types
from tests.extractors.papers import grid, p, paper, title


def application(tmp_path, label, answer):
    rows = [["Application Number", "NCMM/REC/2026/00871"], ["State", "Gujarat"], [label, answer], ["Stream", "E-waste"]]
    head = (title("APPLICATION FORM"), p("Incentive Scheme for Promotion of Critical Minerals Recycling"))
    return read_document(paper(tmp_path / "a.pdf", *head, grid(rows, [230, 250]))).fields


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("Yield / purity / feed conc.", "88 % / 99.5 % / 17.2 %"),
        ("Recovery yield, product purity and concentration in feed", "88%; 99.5%; 17.2%"),
        ("Yield (%) | Purity (%) | Feed concentration (%)", "88 | 99.5 | 17.2"),
    ],
)
def test_the_parts_of_a_question_take_the_parts_of_its_answer(tmp_path, label, answer):
    fields = application(tmp_path, label, answer)
    names = ("recovery_yield_percent", "product_purity_percent", "feed_concentration_percent")
    assert [fields[it].value for it in names] == [Decimal("88"), Decimal("99.5"), Decimal("17.2")]


def test_one_answer_to_two_questions_of_a_kind_makes_the_labels_doubtful(tmp_path):
    application(tmp_path, "Recovery yield, product purity", "99.5 %")
    book = LabelBook(document_types().types["application_form"])
    layouts = [lay_out(page) for page in open_document(tmp_path / "a.pdf").pages]
    asked = [it for it in find_labels(book, layouts).labels if "recovery_yield_percent" in it.fields]
    assert asked and all(it.cost >= UNMATCHED for it in asked)


def test_two_questions_of_different_kinds_share_a_cell(tmp_path):
    fields = application(tmp_path, "PAN / GSTIN", "AABCM1234K / 24AABCM1234K1ZL")
    assert fields["pan"].value == "AABCM1234K" and fields["gstin"].value == "24AABCM1234K1ZL"
