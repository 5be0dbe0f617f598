"""Labels over their values in columns side by side: what stands at the right of a label is another column's."""

from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document
from records.readings import SURE

LINES = (
    (150, 0, "CERTIFICATE OF COMMENCEMENT OF PRODUCTION BY A CHARTERED ENGINEER"),
    (60, 3, "Certified by"), (330, 3, "Certificate issued for"),
    (60, 4, "Er. Ambika Nair"), (330, 4, "Kabini Cathode Metals Limited"),
    (60, 5, "Chartered Engineer (Chemical)"), (330, 5, "Shed 9, Hootagalli, Mysuru"),
    (60, 6, "Reg. no. F-1190446"),
    (330, 6.6, "Plant seen on"),
    (60, 7.6, "Issued on"), (330, 7.6, "02-11-2026"),
    (60, 8.6, "11-11-2026"),
    (60, 11, "Commercial production commenced on 05-10-2026 and the installed capacity is 6,150 tonnes per annum."),
)  # fmt: skip


def certificate(path, lines=LINES):
    canvas = Canvas(str(path), A4)
    canvas.setFont("Helvetica", 9)
    for left, line, text in lines:
        canvas.drawString(left, 790 - 13 * line, text)
    canvas.save()
    return read_document(path).fields


def test_a_date_below_a_label_of_its_own_is_not_that_of_the_label_at_its_left(tmp_path):
    known = tuple((*it[:2], "Inspected on") if it[2] == "Plant seen on" else it for it in LINES)
    fields = certificate(tmp_path / "known.pdf", known)
    assert fields["certificate_date"].value == date(2026, 11, 11)


def test_under_a_label_that_nobody_knows_it_is_not_sure(tmp_path):
    field = certificate(tmp_path / "unknown.pdf")["certificate_date"]
    assert field.value == date(2026, 11, 11) or field.confidence < SURE


def test_a_name_ends_where_its_column_ends(tmp_path):
    fields = certificate(tmp_path / "certificate.pdf")
    assert fields["engineer_name"].value == "Ambika Nair"
    assert fields["entity_name"].value == "Kabini Cathode Metals Limited", "the engineer's title is of the other column"


def test_values_in_a_column_beside_their_labels_stay_sure(tmp_path):
    lines = (
        LINES[0],
        (60, 3, "Owner"), (250, 3, "Kabini Cathode Metals Limited"),
        (60, 4.2, "Date of inspection"), (250, 4.2, "02-11-2026"),
        (60, 5.4, "Issued on"), (250, 5.4, "11-11-2026"),
        *LINES[-1:],
    )  # fmt: skip
    field = certificate(tmp_path / "plain.pdf", lines)["certificate_date"]
    assert field.value == date(2026, 11, 11) and field.confidence >= SURE


LETTER = (
    (180, 0, "MAHARASHTRA POLLUTION CONTROL BOARD"), (220, 1, "CONSENT TO OPERATE"),
    (60, 3, "To: M/s Kundalika Gallium LLP"), (340, 3, "Consent No. MPCB/CTO/66204"),
    (60, 4, "Plot 19, MIDC, Roha 402116"), (340, 4, "Date: 21/04/2026"),
    (60, 5, "Your letter dated 09/01/2026"), (340, 5, "Valid upto: 31/03/2031"),
    (60, 7, "Consent under the Water Act, 1974 and the Air Act, 1981 is granted for recycling of 8,150 tonnes a year"),
    (60, 8, "of gallium scrap. The consent earlier in force was valid till 28/02/2026."),
)  # fmt: skip


def test_a_letter_head_in_two_columns_is_read_column_by_column(tmp_path):
    fields = certificate(tmp_path / "letter.pdf", LETTER)
    assert fields["unit_address"].value == "Plot 19, MIDC, Roha 402116"
    assert fields["valid_until"].value == date(2031, 3, 31), "it stands beside a letter that is cited, not in it"


def test_a_validity_that_a_cited_paper_had_stays_cited_behind_a_gap(tmp_path):
    lines = [it for it in LETTER if not it[2].startswith(("Your", "Valid"))]
    beside = ((60, 5, "Your consent of 2021 which was"), (340, 5, "valid upto 31/03/2026"))
    field = certificate(tmp_path / "letter.pdf", (*lines, *beside)).get("valid_until")
    assert field is None or field.confidence < SURE
