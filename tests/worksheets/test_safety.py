"""Nothing that an applicant wrote can act: in a cell it is text, on a page it is text."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.findings import Decision, Finding, Incentive, Reconciliation, ReconciliationCell, Step
from records.readings import Notice, TableRow
from tests.worksheets import made
from worksheets.clean import clean, could_become_formula, one_line
from worksheets.workbook import no_links, workbook_bytes

WHEN = datetime(2026, 11, 21, tzinfo=UTC)
STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    "﹦",
    "﹢",
    "﹣",
    "﹫",
    "⁼",
    "⁺",
    "₊",
    "−",
    "\u202e=",
    "\u200b=",
    " =",
    "'=",
]
LURES = [
    'HYPERLINK("http://x.invalid","y")',
    "cmd|'/c calc'!A0",
    "1+1",
    "http://x.invalid/a",
    "mailto:a@b.invalid",
    "internal:Sheet1!A1",
    "file:///etc/passwd",
    "_x003D_1",
    "<b>&amp;</b>",
    "{=SUM(A1)}",
    "Z\u0301\u0301",
    "नमस्ते",
    "😀" * 40,
]
HOSTILE = st.one_of(
    st.tuples(st.sampled_from(STARTS), st.sampled_from(LURES)).map("".join),
    st.text(st.characters(codec=None), min_size=1, max_size=60),
    st.sampled_from(["\ud800", "\x00\x01", "\ufffe\uffff", "x" * 40_000, "😀" * 20_000, "\n" * 300]),
)


def appraisal_saying(text: str):
    """An appraisal that repeats the text wherever a document, a file name or a person can put words."""
    file = text.replace("/", " ")[:80] or "x"
    head = {"description": text, "vendor": text, "invoice_number": text, "head": text, "condition": text}
    sale = {"buyer_name": text, "product": text, "unit": text, "invoice_number": text}

    def row(fields):
        return TableRow(0, {name: made.field(file, name, value, text=text) for name, value in fields.items()})

    papers = (
        made.document(
            file,
            "application_form",
            (made.field(file, "applicant_name", text), made.field(file, "minerals", (text, text))),
        ),
        made.document(file, "capex_statement", (), {"items": (row(head),)}, type_reasons=(text,)),
        made.document(
            file,
            "sales_ledger",
            (made.field(file, "financial_year", text),),
            {"entries": (row(sale),)},
            message=text,
            warnings=(Notice("x", text),),
        ),
    )
    name = made.ref(papers[0], "applicant_name")
    decision = Decision(text, WHEN, "eligibility.group", "correct", f"refer: {text}", text, after=text)
    found = Finding("eligibility.group", text, "gate", "refer", text, (name,), decision=replace(decision, after="pass"))
    cell = ReconciliationCell(name, "application_form", text, text, "differs", text)
    fact = Reconciliation("name", text, (cell, cell), "differs", text, name, "eligibility.group")
    return made.appraisal(
        *papers,
        application_id=text,
        stage_reason=text,
        recommendation_reason=text,
        findings=(found,),
        reconciliation=(fact,),
        decisions=(replace(decision, sha256=papers[0].sha256, target="applicant_name"),),
        asked_again=(decision,),
        scheme=text,
        incentive=Incentive(steps=(Step("amount", text, text, Decimal(1), text, note=text),), amount=Decimal(1)),
    )


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE)
def test_no_text_becomes_a_formula_a_link_or_a_macro(text):
    content, book = workbook_bytes(
        appraisal_saying(text), links=no_links, clauses={}, interpretations={}, scheme_title=text
    )
    read = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in read.worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type != "f" or (sheet.title, cell.coordinate) in book.formulas
                if cell.hyperlink:
                    assert cell.hyperlink.target is None  # only places in this workbook
                if isinstance(cell.value, str) and could_become_formula(cell.value):
                    assert cell.quotePrefix or cell.data_type == "f"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if re.search("vba|macro|external|embed", name, re.IGNORECASE)]


@given(st.text(st.characters(codec=None), max_size=300))
def test_cleaned_text_is_seen_as_it_is(text):
    shown = clean(text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert clean(shown) == shown
    shown.encode("utf-8")


@pytest.mark.parametrize("text", ["क्षेत्र", "र्‍य", "नि‌र्णय", "₹ 4,12,000", "naïve – “quoted”", "line one\nline two"])
def test_what_people_write_stays_as_it_is(text):
    assert clean(text) == text


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "क्षि" * 10_000])
def test_very_long_text_is_cut_between_characters_and_says_so(text):
    shown = clean(text)
    assert len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert f"[cut here; {len(text)} characters in all]" in shown
    assert text.startswith(shown.partition(" … ")[0])


def test_text_too_high_for_a_row_is_cut_and_says_where_the_whole_is():
    content, _ = workbook_bytes(
        appraisal_saying("One sentence of a very long reason. " * 300),
        links=no_links,
        clauses={},
        interpretations={},
        scheme_title="Scheme",
    )
    reason = openpyxl.load_workbook(io.BytesIO(content))["Checklist"]["E5"].value
    assert reason.endswith("characters, is in appraisal.json]") and len(reason) > 1000


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", " =1", "＝1", "−1", "﹢1", "'=1", "\n=1"])
def test_a_text_that_editing_could_turn_into_a_formula_is_guarded(text):
    assert could_become_formula(text)


@pytest.mark.parametrize("text", ["", " ", "a=1", "₹5", "(1)", "1-2", "नाम"])
def test_other_text_is_not_guarded(text):
    assert not could_become_formula(text)


def test_one_line_is_one_line():
    assert one_line("a\n b\t\tc\u202e d" + "e" * 200, 12) == "a b c deeee…"
