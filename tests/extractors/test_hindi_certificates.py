"""Certificates in Hindi sentences: who certifies, for whom, for which time; a label beside a name is no part of it."""

from datetime import date
from decimal import Decimal

from weasyprint import HTML

from extractors import read_document
from records.readings import SURE

STYLE = (
    '<style>body { font: 11pt "Noto Sans Devanagari", "Liberation Sans" } td { border: 1px solid; width: 16em }</style>'
)


def reading_of(path, *lines):
    HTML(string=STYLE + "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)).write_pdf(path)
    return read_document(path).fields


def test_an_accountant_who_certifies_in_the_plural(tmp_path):
    fields = reading_of(
        tmp_path / "capex.pdf",
        "<h2>पूंजीगत व्यय प्रमाण पत्र</h2>",
        "हम एतद्द्वारा प्रमाणित करते हैं कि मैसर्स बेतवा टंगस्टन उद्योग प्राइवेट लिमिटेड ने दिनांक 11/10/2025 ता 28/02/2026 की अवधि में "
        "कुल ₹ 812.40 लाख का पूंजीगत व्यय किया है।",
        "कृते दुबे चौरसिया एवं कं.",
        "सीए सुनीता चौरसिया, भागीदार",
        "सदस्यता सं. 417733",
        "स्थान: झाँसी दिनांक: 09/03/2026",
    )
    assert fields["entity_name"].value == "बेतवा टंगस्टन उद्योग प्राइवेट लिमिटेड"
    assert [fields[it].value for it in ("period_from", "period_to")] == [date(2025, 10, 11), date(2026, 2, 28)]
    assert fields["ca_name"].value == "सुनीता चौरसिया"


def test_an_engineer_who_certifies_of_himself(tmp_path):
    fields = reading_of(
        tmp_path / "engineer.pdf",
        "<h2>चार्टर्ड इंजीनियर का प्रमाण पत्र</h2>",
        "प्रमाणपत्र दिनांक: 21/08/2026",
        "मैं, इंजी. कमला बाई ठाकुर, चार्टर्ड इंजीनियर (पंजीकरण संख्या F-118842), प्रमाणित करती हूँ कि केन ग्रेफाइट लिमिटेड, पन्ना के "
        "संयंत्र में वाणिज्यिक उत्पादन दिनांक 02/07/2026 से प्रारंभ हुआ। संयंत्र की स्थापित क्षमता 7,150 टन प्रति वर्ष है तथा पुनर्प्राप्ति दर "
        "88.4 प्रतिशत पाई गई।",
    )
    assert fields["engineer_name"].value == "कमला बाई ठाकुर"
    assert fields["entity_name"].value == "केन ग्रेफाइट लिमिटेड"
    assert fields["recovery_yield_percent"].value == Decimal("88.4")


def test_what_is_certified_of_something_else_names_no_company(tmp_path):
    fields = reading_of(
        tmp_path / "other.pdf",
        "<h2>पूंजीगत व्यय प्रमाण पत्र</h2>",
        "हम प्रमाणित करते हैं कि उपरोक्त विवरण के अनुसार धसान विद्युत लिमिटेड को भुगतान किया गया है।",
        "आवेदक का नाम: बेतवा टंगस्टन उद्योग प्राइवेट लिमिटेड",
        "कुल पूंजीगत व्यय: ₹ 8,12,40,000 दिनांक: 09/03/2026",
    )
    assert fields["entity_name"].value == "बेतवा टंगस्टन उद्योग प्राइवेट लिमिटेड"


def test_a_label_in_its_cell_is_no_part_of_the_name_beside_it(tmp_path):
    rows = (
        ("दावा संख्या", "BTU/CL/7"),
        ("जिस इकाई हेतु दावा है", "बेतवा टंगस्टन उद्योग एलएलपी"),
        ("दावा अवधि", "01/04/2026 से 30/09/2026"),
        ("दावा की गई राशि (₹)", "2,14,30,000"),
    )
    table = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    fields = reading_of(
        tmp_path / "claim.pdf",
        "<h2>दावा प्रपत्र</h2>",
        "महत्वपूर्ण खनिज पुनर्चक्रण प्रोत्साहन योजना",
        f"<table>{table}</table>",
    )
    assert fields["applicant_name"].value == "बेतवा टंगस्टन उद्योग एलएलपी"
    assert fields["period_to"].value == date(2026, 9, 30)


def address_of(path, sentence):
    return reading_of(
        path,
        "<h2>पूंजीगत व्यय प्रमाण पत्र</h2>",
        f"प्रमाणित किया जाता है कि {sentence} ने दिनांक 01/11/2025 से 31/01/2026 की अवधि में "
        "कुल ₹ 3,10,00,000 का पूंजीगत व्यय किया है।",
        "कृते दुबे चौरसिया एवं कं.",
        "सीए सुनीता चौरसिया, भागीदार",
    ).get("unit_address")


def test_the_address_of_a_unit_behind_the_name_in_hindi(tmp_path):
    sentence = (
        "केन ग्रेफाइट लिमिटेड, जिसकी इकाई खसरा क्रमांक 88/2 एवं 88/3, ग्राम सकरिया, तहसील देवेन्द्रनगर, जिला पन्ना 488333 में है,"
    )
    address = address_of(tmp_path / "c.pdf", sentence)
    assert address.value == "खसरा क्रमांक 88/2 एवं 88/3, ग्राम सकरिया, तहसील देवेन्द्रनगर, जिला पन्ना 488333"


def test_a_registered_office_in_hindi_is_no_unit(tmp_path):
    sentence = "केन ग्रेफाइट लिमिटेड, पंजीकृत कार्यालय प्लॉट 4, जोन-2, भोपाल 462011"
    assert address_of(tmp_path / "c.pdf", sentence) is None


def test_a_known_word_at_the_head_of_a_longer_label_does_not_hide_it(tmp_path):
    fields = reading_of(
        tmp_path / "a.pdf",
        "<h2>महत्वपूर्ण खनिज पुनर्चक्रण प्रोत्साहन योजना</h2><h3>आवेदन-पत्र</h3>",
        "आवेदन क्रमांक : CMR/EW/2026/00518",
        "नाम : केन ग्रेफाइट लिमिटेड",
        "प्राप्त होने वाले खनिज : कोबाल्ट, ग्रेफाइट",
        "प्रस्तावित निवेश : 41.10 करोड़ रुपये",
    )
    assert set(fields["minerals"].value) == {"cobalt", "graphite"}


def test_the_day_on_which_production_began_is_sure_and_that_of_the_trial_is_not_it(tmp_path):
    fields = reading_of(
        tmp_path / "engineer.pdf",
        "<h2>चार्टर्ड इंजीनियर का प्रमाण पत्र</h2>",
        "प्रमाणपत्र दिनांक: 21/08/2026",
        "प्रमाणित किया जाता है कि केन ग्रेफाइट लिमिटेड, पन्ना के संयंत्र में परीक्षण उत्पादन दिनांक 11/05/2026 से प्रारंभ किया गया तथा "
        "वाणिज्यिक उत्पादन दिनांक 02/07/2026 से प्रारंभ हुआ।",
    )
    assert fields["production_date"].value == date(2026, 7, 2)
    assert fields["production_date"].confidence >= SURE


def test_who_speaks_is_no_part_of_the_name_that_follows(tmp_path):
    fields = reading_of(
        tmp_path / "engineer.pdf",
        "<h2>चार्टर्ड इंजीनियर प्रमाण पत्र</h2>",
        "प्रमाणपत्र दिनांक: 21/08/2026",
        "हमने Ken Graphite Private Limited के संयंत्र (Plot 4, Panna 488001) का निरीक्षण किया। संयंत्र में वाणिज्यिक उत्पादन दिनांक "
        "02/07/2026 से प्रारंभ हुआ। संयंत्र की स्थापित क्षमता 7,150 टन प्रति वर्ष है।",
    )
    assert fields["entity_name"].value == "Ken Graphite Private Limited"
