"""Forms without rules whose rows are numbered without any mark, labels in Hindi and English side by side."""

from extractors.cite import Source
from extractors.document_text import Text
from extractors.engine import read_fields
from extractors.layout import lay_out
from reference.document_types import document_types
from tests.extractors.papers import page_of

NUMBERED = [
    [(60, "Application for incentive")],
    [(48, "1"), (62, "आवेदक इकाई का नाम"), (300, "Chambal Indium Works LLP")],
    [(62, "Name of applicant")],
    [(48, "2"), (62, "परियोजना की जगह"), (300, "Khasra 88/3, Kota Industrial Estate,")],
    [(62, "Address of unit"), (300, "Ranpur, Rajasthan 325003")],
    [(48, "6"), (62, "राज्य State"), (300, "Rajasthan")],
    [(48, "9"), (62, "गलाने का स्तर Process level"), (300, "R3")],
    [(48, "16"), (62, "क्या परियोजना एक ही चरण में है? Single phase"), (300, "हाँ / Yes")],
    [(48, "17"), (62, "Recovery yield"), (300, "91.5 %")],
]


def test_rows_numbered_without_a_mark_in_two_languages_without_a_stroke_are_labels():
    form = document_types().types["application_form"]
    text = Text.of([lay_out(page_of(NUMBERED, "text", step=14))])
    fields = read_fields(form, text, Source("0" * 64, "form.pdf")).fields
    assert {name: str(it.value) for name, it in fields.items()} == {
        "applicant_name": "Chambal Indium Works LLP",
        "unit_address": "Khasra 88/3, Kota Industrial Estate, Ranpur, Rajasthan 325003",
        "state": "Rajasthan",
        "process_level": "R3",
        "single_phase": "yes",
        "recovery_yield_percent": "91.5",
    }
