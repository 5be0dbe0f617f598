"""Amounts in words: a figure that was raised is caught by the words that were not."""

from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from extractors import read_document
from extractors.spoken import spoken_in
from records.readings import SURE

ROWS = [
    ("1", "Rotary kiln", "Patliputra Furnaces", "PF/0331", "27/11/2025", "11,25,00,000.00"),
    ("2", "Refining section", "Patliputra Furnaces", "PF/0352", "16/01/2026", "5,87,50,000.00"),
]
HEADS = ("Sl. No.", "Description", "Supplier", "Invoice No.", "Invoice date", "Amount (Rs.)")
TOTAL = "17,12,50,000.00"
RIGHT, RAISED = "Seventeen Crore Twelve Lakh Fifty Thousand", "Fifteen Crore Twelve Lakh Fifty Thousand"


def certificate(path, *, before="", below="", rows=ROWS, total=TOTAL, heads=HEADS):
    style = getSampleStyleSheet()["BodyText"]
    told = "We certify that Kosi Circuit Refiners Private Limited incurred the following capital expenditure from"
    table = Table([heads, *rows, ("", "Total", "", "", "", total)], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    parts = [
        Paragraph("<b>CERTIFICATE OF CAPITAL EXPENDITURE</b>", style),
        Paragraph(f"{told} 01/10/2025 to 30/06/2026. {before}", style),
        Spacer(1, 12),
        table,
        Spacer(1, 12),
        Paragraph(below, style),
        Paragraph("For Sinha Prasad & Co., Chartered Accountants, FRN 008127C, Partner, Membership No. 420915", style),
        Paragraph("Date: 05/10/2026", style),
    ]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(parts)
    return path


def total_of(path):
    return read_document(path).fields["total_amount"]


def test_words_that_repeat_the_total_leave_it_sure(tmp_path):
    total = total_of(certificate(tmp_path / "c.pdf", below=f"(Rupees {RIGHT} only)"))
    assert (total.value, total.confidence >= SURE) == (Decimal(TOTAL.replace(",", "")), True)
    assert "figures and words" in total.witnesses


def test_a_certificate_without_words_is_as_sure_as_before(tmp_path):
    assert total_of(certificate(tmp_path / "c.pdf")).confidence >= SURE


@pytest.mark.parametrize(
    ("before", "below"),
    [
        ("", f"(Rupees {RAISED} only)"),
        ("", f"Total amount in words: {RAISED} only."),
        ("", f"Amount certified, in words: Rs. {RAISED} only."),
        (f"The total is Rs. {TOTAL} (Rupees {RAISED} only).", ""),
    ],
)
def test_words_that_repeat_no_figure_doubt_the_total_and_say_so(tmp_path, before, below):
    reading = read_document(certificate(tmp_path / "c.pdf", before=before, below=below))
    total = reading.fields["total_amount"]
    assert total.confidence < SURE
    assert Decimal(151250000) in {it.value for it in total.alternatives}
    assert "words_differ" in {it.code for it in reading.warnings}


def test_words_of_another_figure_of_the_paper_doubt_nothing(tmp_path):
    loan = "A term loan of Rs. 9,40,00,000 (Rupees Nine Crore Forty Lakh only) was drawn."
    reading = read_document(certificate(tmp_path / "c.pdf", before=loan))
    assert reading.fields["total_amount"].confidence >= SURE
    assert "words_differ" not in {it.code for it in reading.warnings}


@pytest.mark.parametrize(("words", "is_sure"), [(RIGHT, True), (RAISED, False)])
def test_a_statement_in_lakh_is_compared_in_rupees(tmp_path, words, is_sure):
    rows = [(*ROWS[0][:5], "1,125.00"), (*ROWS[1][:5], "587.50")]
    heads = (*HEADS[:5], "Amount (Rs. in lakh)")
    path = certificate(tmp_path / "c.pdf", rows=rows, total="1,712.50", heads=heads, below=f"(Rupees {words} only)")
    total = total_of(path)
    assert (total.value, total.confidence >= SURE) == (Decimal("171250000"), is_sure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Rupees Thirty Crore Thirty Five Lakh only)", [303500000]),
        ("कुल (रुपये पन्द्रह करोड़ बारह लाख पचास हजार मात्र) है", [151250000]),
        ("Amount (Rs. in lakhs)", []),
        ("(₹ in crore)", []),
        ("Rupees five only", []),
        ("paid Rs. to the vendor only.", []),
    ],
)
def test_amounts_are_found_where_words_spell_them(text, expected):
    assert [it.value for it in spoken_in(text)] == expected


def test_a_part_of_a_date_is_no_amount(tmp_path):
    below = "Capital expenditure: from 01/10/2025 to 30/06/2026"
    assert total_of(certificate(tmp_path / "c.pdf", below=below)).value == Decimal(TOTAL.replace(",", ""))


OLD_FIGURE = "15,12,50,000.00"


@pytest.mark.parametrize("below", ["", f"Summary by head: Plant and machinery {OLD_FIGURE}. Claimed: {OLD_FIGURE}."])
def test_rows_raised_with_the_total_do_not_outweigh_the_words_beside_it(below, tmp_path):
    """Also where the old figure stands elsewhere on the paper, as in a summary that was forgotten."""
    before = f"The total is Rs. {TOTAL} (Rupees {RAISED} only)."
    total = total_of(certificate(tmp_path / "c.pdf", before=before, below=below))
    assert total.value == Decimal(TOTAL.replace(",", "")) and total.confidence < SURE
    assert Decimal(OLD_FIGURE.replace(",", "")) in [it.value for it in total.alternatives]


def test_words_that_end_with_their_line_contradict_nothing(tmp_path):
    total = total_of(certificate(tmp_path / "c.pdf", before=f"The total is Rs. {TOTAL} (Rupees Seventeen Crore Twelve"))
    assert total.confidence >= SURE
