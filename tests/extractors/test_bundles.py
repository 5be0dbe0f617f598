"""One file with several documents: split where one ends, not within one."""

from itertools import permutations
from pathlib import Path

import pikepdf
import pytest

from extractors import read_document
from extractors.bundles import MOST_PAGES, parts_of
from extractors.layout import lay_out
from extractors.pages import open_document
from records.pages import Page, Word

PAPERS = Path(__file__).parents[1] / "readings"
LETTER = PAPERS / "approval_letter" / "letter.pdf"
STATEMENT = PAPERS / "capex_statement" / "annexure.pdf"
REGISTRATION = PAPERS / "epr_certificate" / "certificate_face.pdf"
REVENUE = PAPERS / "gmr_certificate" / "two_companies_in_crore.pdf"
CONSENT = PAPERS / "pollution_board_authorisation" / "consent_to_establish.pdf"


def bundle(path, *papers):
    """The papers one after another in one file, and the first and last page of each."""
    out, spans = pikepdf.new(), []
    for paper in papers:
        with pikepdf.open(paper) as pdf:
            first = len(out.pages) + 1
            out.pages.extend(pdf.pages)
            spans.append((first, len(out.pages)))
    out.save(path)
    return spans


@pytest.mark.parametrize("paper", sorted(PAPERS.glob("*/*.pdf")), ids=lambda it: it.stem)
def test_one_document_is_not_split(paper):
    assert len(parts_of([lay_out(page) for page in open_document(paper).pages])) == 1


@pytest.mark.parametrize("papers", list(permutations((STATEMENT, REGISTRATION, LETTER, CONSENT), 3))[::3])
def test_a_bundle_is_split_where_the_papers_meet(papers, tmp_path):
    path = tmp_path / "all.pdf"
    spans = bundle(path, *papers)
    parts = parts_of([lay_out(page) for page in open_document(path).pages])
    assert [(part.first, part.last) for part in parts] == spans


def test_each_document_of_a_bundle_is_read_under_its_pages(tmp_path):
    path = tmp_path / "all papers.pdf"
    bundle(path, REGISTRATION, STATEMENT, REVENUE)
    reading = read_document(path)
    assert reading.document_type == "unknown" and not reading.fields
    assert [(it.document_type, it.page_range, it.part_of) for it in reading.parts] == [
        ("epr_certificate", (1, 1), "all papers.pdf"),
        ("capex_statement", (2, 4), "all papers.pdf"),
        ("gmr_certificate", (5, 5), "all papers.pdf"),
    ]
    statement = reading.parts[1]
    alone = read_document(STATEMENT)
    assert statement.file == "all papers.pdf (pages 2-4)"
    assert {name: it.value for name, it in statement.fields.items()} == {
        name: it.value for name, it in alone.fields.items()
    }
    assert statement.fields["total_amount"].evidence.page == alone.fields["total_amount"].evidence.page + 1
    assert len(statement.tables["items"]) == len(alone.tables["items"])
    assert len({it.identity for it in reading.parts}) == 3


def page_of(number, *lines):
    words = tuple(
        Word(text, (60 + 42 * at, 60 + 20 * row, 98 + 42 * at, 72 + 20 * row), 1.0, "text")
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    )
    return Page(number, 595, 842, 0, words, "text", "digital")


LETTER_TOP = ("Vanadevi State Pollution Control Board", "Consent Order No. VPCB/CTO/1 dated 1-4-2026")


def test_printed_numbers_of_pages_decide():
    first = page_of(1, *LETTER_TOP, "Page 1 of 2")
    goes_on = page_of(2, *LETTER_TOP, "Page 2 of 2")
    anew = page_of(2, LETTER_TOP[0], "Consent Order No. VPCB/CTO/9 dated 2-4-2026", "Page 1 of 2")
    assert len(parts_of([lay_out(first), lay_out(goes_on)])) == 1
    assert len(parts_of([lay_out(first), lay_out(anew)])) == 2


def test_a_long_file_is_one_document_and_an_empty_one_none():
    page = lay_out(page_of(1, *LETTER_TOP, "Page 1 of 1"))
    assert len(parts_of([page] * (MOST_PAGES + 1))) == 1
    assert parts_of([]) == ()
