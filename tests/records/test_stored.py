from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from records.readings import Alternative, DocumentReading, Evidence, Field, Notice, PageSummary, Signature, TableRow
from records.stored import reading_from, reading_text


def field(name, value, **more):
    evidence = Evidence("ab" * 32, "खाता.xlsx", 3, (1.0, 2.5, 3.1, 4.0), "₹ 1", "sheet", "Sheet1", "D14")
    return Field(name, value, 0.1 + 0.2, evidence, **more)


OTHER = Alternative(date(2026, 1, 2), "r", 0.3)
WHOLE = DocumentReading(
    file="खाता.xlsx",
    sha256="ab" * 32,
    document_type="sales_ledger",
    type_confidence=0.1 + 0.7,
    status="partly_read",
    message="Page 2 could not be read.",
    page_count=3,
    pages=(PageSummary(1, 595.2, 842.0, 90, "scan_poor", {"skew": 0.1}),),
    read_by=("text", "ocr"),
    fields={
        "total": field("total", Decimal("1E+3"), unit="INR", alternatives=(OTHER,), witnesses=("words",)),
        "minerals": field("minerals", ("lithium", "unlisted:x")),
        "day": field("day", date(2026, 4, 9)),
    },
    tables={"entries": (TableRow(0, {"rate": field("rate", Decimal("712345.670"))}), TableRow(7, {}))},
    warnings=(Notice("hidden_text", "…", None), Notice("x", "y", 4)),
    type_reasons=("title",),
)


SIGNED = Signature("A Registrar", date(2026, 4, 9), True, covers_whole=False, trusted=None)
BUNDLE = replace(
    WHOLE,
    signatures=(SIGNED,),
    parts=(replace(WHOLE, file="खाता.xlsx (pages 2-3)", page_range=(2, 3), part_of="खाता.xlsx"),),
)


@pytest.mark.parametrize("reading", [WHOLE, BUNDLE, DocumentReading("a.pdf", "", "unknown", 0.0, "encrypted", "Ask.")])
def test_what_is_stored_is_the_same_when_it_comes_back(reading):
    back = reading_from(reading_text(reading))
    assert back == reading
    assert repr(back) == repr(reading)  # Decimal("1E+3") and Decimal("1000") are equal and not the same


def test_another_text_is_refused():
    for text in ("", "{}", "[1]", '{"file": "a.pdf"}'):
        with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
            reading_from(text)
