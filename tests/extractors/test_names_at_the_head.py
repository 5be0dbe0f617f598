"""The name at the head of a paper: in Hindi, whose signs are no letters to a pattern; on two lines."""

import pytest

from extractors.document_text import Text
from extractors.layout import lay_out
from extractors.letterhead import by_letterhead
from reference.document_types import document_types
from tests.extractors.papers import page_of


@pytest.mark.parametrize("firm", ["त्रिवेदी श्रीवास्तव एण्ड कम्पनी", "तिवारी एवं सिन्हा", "मिश्रा एवं एसोसिएट्स"])
def test_a_firm_at_the_head_is_read_though_no_three_letters_of_it_stand_without_a_sign(firm):
    rows = [firm, "चार्टर्ड एकाउन्टेन्ट, हजरतगंज, लखनऊ", "पूंजीगत व्यय प्रमाणपत्र", "दिनांक : 20.07.2026"]
    text = Text.of([lay_out(page_of([[(60, it)] for it in rows]))])
    words = document_types().types["capex_statement"].fields["ca_firm"]
    assert [it.parsed.value for it in by_letterhead(words, text)] == [firm]


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("LABORATORY", "KOYNA METALLURGICAL TESTING LABORATORY"),
        ("LABORATORIES & RESEARCH", "KOYNA METALLURGICAL TESTING LABORATORIES & RESEARCH"),
        ("LABORATORY BUILDING, CHIPLUN", "KOYNA METALLURGICAL TESTING"),
        ("TEST REPORT", "KOYNA METALLURGICAL TESTING"),
    ],
)
def test_a_name_that_ends_on_the_second_line_of_the_head(below, name):
    rows = ["KOYNA METALLURGICAL TESTING", below, "Chiplun. NABL accreditation TC-8811", "TEST REPORT"]
    text = Text.of([lay_out(page_of([[(60, it)] for it in rows]))])
    words = document_types().types["assay_report"].fields["laboratory"]
    assert [it.parsed.value for it in by_letterhead(words, text)] == [name]
