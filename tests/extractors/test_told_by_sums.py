"""Totals that only their amount tells: what the rows add up to is printed under no name that is known."""

from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from extractors import read_document
from extractors.sum_stated import SUM_STANDS_THERE
from records.readings import SURE
from tests.extractors.test_spoken import HEADS, RAISED, RIGHT, ROWS, certificate, total_of

FIRST, WHOLE = Decimal("112500000"), Decimal("171250000")


def total_of_two_lists(path, whole):
    """The total read from a certificate of two lists, each with a total of its own, and a line below both."""
    style = getSampleStyleSheet()["BodyText"]
    told = "We certify that Kosi Circuit Refiners Private Limited incurred the following capital expenditure from"
    parts = [
        Paragraph("<b>CERTIFICATE OF CAPITAL EXPENDITURE</b>", style),
        Paragraph(f"{told} 01/10/2025 to 30/06/2026.", style),
    ]
    for row in ROWS:
        total = ("", "Total", "", "", "", row[-1])
        parts += [Spacer(1, 12), Table([HEADS, row, total], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])]
    parts += [
        Paragraph(whole, style),
        Paragraph("For Sinha Prasad & Co., Chartered Accountants, FRN 008127C, Partner, Membership No. 420915", style),
        Paragraph("Date: 05/10/2026", style),
    ]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(parts)
    return read_document(path).fields["total_amount"]


@pytest.mark.parametrize("whole", ["All sheets together: Rs. 17,12,50,000.00", f"Both lists: Rupees {RIGHT} only"])
def test_the_amount_that_all_rows_add_up_to_is_the_total_in_doubt(tmp_path, whole):
    total = total_of_two_lists(tmp_path / "c.pdf", whole)
    assert total.value == WHOLE and total.confidence < SURE
    assert SUM_STANDS_THERE in total.witnesses
    assert FIRST in [it.value for it in total.alternatives]


@pytest.mark.parametrize("whole", ["", "All sheets together: Rs. 17,12,49,999.00", "Both lists: Rs. 17,12,50,001.00"])
def test_an_amount_a_rupee_off_or_none_leaves_the_total_as_it_was(tmp_path, whole):
    total = total_of_two_lists(tmp_path / "c.pdf", whole)
    assert total.value == FIRST and total.confidence < SURE
    assert SUM_STANDS_THERE not in total.witnesses


def test_a_total_that_words_speak_against_is_not_put_right_by_its_rows(tmp_path):
    total = total_of(certificate(tmp_path / "c.pdf", below=f"(Rupees {RAISED} only)"))
    assert total.confidence < SURE and SUM_STANDS_THERE not in total.witnesses
    assert Decimal("151250000") in [it.value for it in total.alternatives]
