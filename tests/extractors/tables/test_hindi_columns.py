"""Tables whose columns are headed in Hindi, and cells that end with a sign of Devanagari."""

import pytest

from extractors.tables.headings import match_headings
from extractors.tables.likeness import is_weight_a_time
from extractors.tables.words import relation_of
from reference.table_specs import table_specs
from tests.extractors.papers import page_of


@pytest.mark.parametrize(
    ("document_type", "table", "headings", "columns"),
    [
        ("epr_certificate", "categories", ["क्र.", "उपकरण श्रेणी", "क्षमता (मी.टन/वर्ष)"],
         ["serial", "category", "capacity_tpa"]),
        ("epr_certificate", "categories", ["क्र.सं.", "बैटरी की श्रेणी", "पंजीकृत क्षमता"],
         ["serial", "category", "capacity_tpa"]),
        ("capex_statement", "items", ["क्र.", "परिसम्पत्ति", "मद", "बिल सं.", "बिल तिथि", "राशि (₹)"],
         ["serial", "description", "head", "invoice_number", "invoice_date", "amount"]),
        ("assay_report", "results", ["घटक", "प्राप्त मान (%)", "परीक्षण पद्धति"], ["element", "value_percent", "method"]),
        ("gmr_certificate", "companies", ["कंपनी का नाम", "सम्बन्ध", "विनिर्माण राजस्व"], ["name", "relation", "revenue"]),
        ("gmr_certificate", "companies", ["कम्पनी", "संबन्ध", "राजस्व"], ["name", "relation", "revenue"]),
        ("sales_ledger", "entries", ["बिल तिथि", "बिल क्रमांक", "खरीदार", "माल", "परिमाण", "कर योग्य राशि", "बिल राशि"],
         ["invoice_date", "invoice_number", "buyer_name", "product", "quantity", "taxable_value", "total"]),
    ],
)  # fmt: skip
def test_hindi_headings_name_their_columns(document_type, table, headings, columns):
    spec = next(it for it in table_specs(document_type) if it.name == table)
    found = match_headings([[it] for it in headings], spec)
    assert [found.columns[at].name for at in range(len(headings))] == columns


@pytest.mark.parametrize(
    ("printed", "relation"),
    [("धारक कम्पनी", "holding"), ("धारक कंपनी", "holding"), ("आवेदक", "applicant"), ("कम्पनी", None)],
)
def test_a_nasal_written_by_its_letter_makes_no_other_relation(printed, relation):
    assert relation_of(printed) == relation


@pytest.mark.parametrize("category", ["लिथियम-आयन बैटरी", "सीसा अम्ल बैटरियाँ", "मुद्रित परिपथ", "अन्य (मोटर)"])
def test_the_sign_that_ends_a_scanned_cell_belongs_to_it(category, read):
    rows = [[(60, "श्रेणी"), (330, "क्षमता")], [(60, category), (330, "1,200")], [(60, "अन्य"), (330, "800")]]
    told = read("epr_certificate", [page_of([*rows])])["categories"].rows[0].fields["category"]
    assert told.value == category


@pytest.mark.parametrize(
    "heading", ["टन/वर्ष T/yr", "टन प्रति वर्ष / TPA", "टन/वर्षT/yr", "टन/वष T/yr", "ca/at T/yr", "T/yr"]
)
def test_a_weight_for_a_time_in_two_scripts_is_one_though_a_scan_lost_the_other(heading):
    assert is_weight_a_time(heading)


@pytest.mark.parametrize("heading", ["Storage T/yr", "भंडारण T/yr", "Rate/MT", "टन T", "Stack / चिमनी"])
def test_what_says_more_than_a_weight_for_a_time_is_another_heading(heading):
    assert not is_weight_a_time(heading)
