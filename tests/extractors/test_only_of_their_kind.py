"""Values told by being the only ones of their kind: a day, a company among others' names, a sample's own result."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from extractors.alone import alone
from extractors.document_text import Text
from extractors.layout import lay_out
from records.readings import SURE
from reference.document_types import document_types
from tests.extractors.papers import grid, p, page_of, paper, title

NAME = "Meghdoot Cathode Works PRIVATE LIMITED"


def incorporation(path, line):
    head = (title("GOVERNMENT OF INDIA"), title("CERTIFICATE OF INCORPORATION"), p("Registrar of Companies, Gujarat"))
    return read_document(paper(path, *head, p(line), p("Corporate identity number U37100GJ2021PTC128803"))).fields


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Given at Ahmedabad 22/06/2021.", date(2021, 6, 22)),
        ("Given at Ahmedabad 22/06/2021, at noon of 22.06.2021.", date(2021, 6, 22)),
        ("Given at Ahmedabad.", None),
    ],
)
def test_the_only_day_of_a_paper_that_asks_for_one_is_it_in_doubt(tmp_path, line, day):
    found = incorporation(tmp_path / "i.pdf", line).get("incorporation_date")
    assert (found and found.value) == day
    assert found is None or found.confidence < SURE


@pytest.mark.parametrize(
    "former", ["whose name was changed from", "originally incorporated as", "a subsidiary of", "formerly"]
)
def test_the_only_company_is_it_in_doubt_beside_names_that_are_said_to_be_others(tmp_path, former):
    line = f"This paper says of {NAME}, {former} Tara Cathode Private Limited, what it says."
    found = incorporation(tmp_path / "i.pdf", line)["entity_name"]
    assert found.value == NAME and found.confidence < SURE


def test_of_two_days_neither_is_the_only_one(tmp_path):
    known = document_types().types["assay_report"].fields["report_date"]
    text = Text.of([lay_out(page_of([[(60, "Drawn 22/06/2021 and tried 23/06/2021 at Surat")]], "text"))])
    assert not list(alone(known, text, frozenset(), only_of_kind=True))


def test_of_two_companies_neither_is_the_only_one(tmp_path):
    line = f"This paper says of {NAME} and of Tara Cathode Private Limited what it says."
    assert "entity_name" not in incorporation(tmp_path / "i.pdf", line)


@pytest.mark.parametrize(
    ("element", "purity"),
    [
        ("Lithium Carbonate", "99.42"),
        ("Lithium carbonate content (%)", "99.42"),
        ("Lithium (purity as Lithium Carbonate)", "99.42"),
        ("Lithium", None),
        ("Lithium Carbonate moisture", None),
    ],
)
def test_a_result_that_is_the_samples_own_is_its_purity_in_doubt(tmp_path, element, purity):
    rows = [["Constituent", "Found (%)", "Technique"], [element, "99.42", "Titration"], ["Sodium", "0.02", "ICP-OES"]]
    head = (title("TEST REPORT"), p("Report No. IN/2026/0771 dated 03-09-2026"), p("Sample: Lithium Carbonate"))
    found = read_document(paper(tmp_path / "r.pdf", *head, grid(rows, [220, 90, 110]))).fields
    pure = found.get("product_purity_percent")
    assert (pure and pure.value) == (purity and Decimal(purity))
    assert pure is None or pure.confidence < SURE
