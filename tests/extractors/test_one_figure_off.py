"""OCR that reads one figure of a digital paper otherwise: a misreading, or a page that shows another figure."""

import pikepdf
import pytest

from extractors import read_document
from extractors.confirm import _settled_by_second
from extractors.pages import open_document
from records.readings import SURE
from tests.extractors.papers import grid, p, paper, title

TOTAL = "1,60,50,05,443.60"
COMPANIES = [
    ["Company", "Relation", "Revenue (Rs.)"],
    ["Palar Cathode Works Private Limited", "Applicant", TOTAL],
    ["Total GMR", "", TOTAL],
]


def certificate(path, amount=TOTAL):
    rows = [[amount if cell == TOTAL else cell for cell in row] for row in COMPANIES]
    return paper(
        path,
        title("Certificate of Global Manufacturing Revenue"),
        p("Certified from the books that were shown to us."),
        grid(rows, [230, 90, 130]),
    )


def filed_as_five(path):
    """The same page, whose font files each 9 that it draws as a 5."""
    with pikepdf.open(path) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            if "/ToUnicode" in font:
                codes = font.ToUnicode.read_bytes().decode()
                font.ToUnicode = pdf.make_stream(codes.replace("<39> <0039>", "<39> <0035>").encode())
        changed = path.with_name("shown.pdf")
        pdf.save(changed)
    return changed


def total(path):
    return read_document(path).fields["total_gmr"]


def test_the_second_engine_settles_a_misreading_of_one_figure(tmp_path):
    path = certificate(tmp_path / "gmr.pdf")
    field = total(path)
    assert field.confidence >= SURE
    pages = open_document(path).pages
    settled = _settled_by_second(path, {"total_gmr": field}, {"total_gmr": "1,60,90,05,443.60"}, pages)
    assert settled == {"total_gmr": None}


@pytest.mark.parametrize("other", ["1,90,90,05,443.60", "1,60,50,05,443.6", ""], ids=["two off", "one lost", "nothing"])
def test_what_differs_by_more_than_one_figure_is_left_to_a_person(tmp_path, other):
    path = certificate(tmp_path / "gmr.pdf")
    pages = open_document(path).pages
    assert _settled_by_second(path, {"total_gmr": total(path)}, {"total_gmr": other}, pages) == {}


def test_a_page_that_shows_another_figure_than_its_text_has_both_engines_against_it(tmp_path):
    field = total(filed_as_five(certificate(tmp_path / "gmr.pdf", TOTAL.replace("50", "90"))))
    assert field.evidence.text == TOTAL and field.is_doubtful
