"""Labels at the right of their values, and cards of labels over their values in one frame."""

from datetime import date

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import grid, p, paper, title

SCHEME = "Incentive Scheme for Promotion of Critical Minerals Recycling"


def page(path, texts, frames=()):
    """Texts at (left, line from the top, text); frames at (left, first line, right, last line)."""
    canvas = Canvas(str(path), A4)
    canvas.setFont("Helvetica", 9)
    for left, line, text in texts:
        canvas.drawString(left, 800 - 12 * line, text)
    for left, first, right, last in frames:
        canvas.rect(left, 800 - 12 * last - 4, right - left, 12 * (last - first + 1))
    canvas.save()
    return read_document(path)


REGISTRATION = [
    (150, 1, "GUJARAT POLLUTION CONTROL BOARD"),
    (120, 2, "CERTIFICATE OF REGISTRATION FOR RECYCLER OF WASTE BATTERY"),
    (150, 3, "[Battery Waste Management Rules, 2022]"),
    (50, 7, "GPCB/BWM/2026/0219"), (340, 7, "Registration No."),
    (50, 9, "05-05-2026"), (340, 9, "Date of issue"),
    (50, 11, "M/s Godavari Cell Metals Private Limited"), (340, 11, "Name of the entity"),
    (50, 13, "Sy. No. 214/A, GIDC Industrial Park, Halol,"), (340, 13.5, "Address of the unit"),
    (50, 14, "Panchmahal, Gujarat 389350"),
    (50, 16, "04-05-2031"), (340, 16, "Valid up to"),
]  # fmt: skip


@pytest.fixture(scope="module")
def registration(tmp_path_factory):
    return page(tmp_path_factory.mktemp("r") / "r.pdf", REGISTRATION).fields


def test_values_at_the_left_of_their_labels_are_theirs(registration):
    assert registration["registration_number"].value == "GPCB/BWM/2026/0219"
    assert registration["issue_date"].value == date(2026, 5, 5)
    assert registration["valid_until"].value == date(2031, 5, 4)
    assert registration["entity_name"].value == "Godavari Cell Metals Private Limited"
    assert min(registration[it].confidence for it in ("issue_date", "valid_until")) >= SURE


def test_a_label_at_half_height_beside_two_lines_has_both(registration):
    address = registration["unit_address"].value
    assert address.startswith("Sy. No. 214/A") and address.endswith("389350")


def test_one_label_with_something_at_its_right_keeps_the_usual_order(tmp_path):
    texts = [*REGISTRATION, (40, 20, "GSTIN"), (150, 20, "24AABCM1234K1ZL")]
    fields = page(tmp_path / "r.pdf", texts).fields
    assert "issue_date" not in fields or fields["issue_date"].value == date(2026, 5, 5)
    assert fields["gstin"].value == "24AABCM1234K1ZL"


def test_a_frame_of_labels_side_by_side_is_opened(tmp_path):
    texts = [
        (60, 1, SCHEME), (60, 2, "CLAIM FORM"),
        (60, 5, "Claim reference"), (240, 5, "Submitted on"), (420, 5, "Kept by"),
        (60, 6, "CLM-2026-H1-00037"), (240, 6, "15-11-2026"), (420, 6, "Desk 4"),
        (60, 9, "Participant"), (240, 9, "Application ref."), (420, 9, "Group"),
        (60, 10, "Tapi Tantalum Private"), (240, 10, "CMR/EW/2026/00066"), (420, 10, "B"),
        (60, 11, "Limited"),
        (60, 14, "Claim period (from)"), (240, 14, "Claim period (to)"), (420, 14, "Amount claimed (Rs.)"),
        (60, 15, "01-04-2026"), (240, 15, "30-09-2026"), (420, 15, "2,18,75,000"),
    ]  # fmt: skip
    frames = [(50, 5, 560, 6), (50, 9, 560, 11), (50, 14, 560, 15)]
    fields = page(tmp_path / "c.pdf", texts, frames).fields
    assert fields["claim_number"].value == "CLM-2026-H1-00037"
    assert fields["applicant_name"].value == "Tapi Tantalum Private Limited"
    assert fields["application_number"].value == "CMR/EW/2026/00066"
    assert (fields["period_from"].value, fields["period_to"].value) == (date(2026, 4, 1), date(2026, 9, 30))


def test_a_label_at_half_height_between_the_lines_of_its_value_has_both(tmp_path):
    texts = [
        (150, 1, "RAJASTHAN STATE POLLUTION CONTROL BOARD"),
        (120, 2, "REGISTRATION CERTIFICATE FOR RECYCLER"),
        (150, 3, "[E-Waste (Management) Rules, 2022]"),
        (50, 6, "Registration No."), (250, 6, ": RSPCB/EW/R/2026/0071"),
        (50, 8, "Name of entity"), (250, 8, ": Aravalli Selenium Works LLP"),
        (250, 10, ": G1-114 and G1-115, RIICO Industrial Area,"),
        (50, 10.6, "Address of unit"),
        (250, 11.2, "Phase II, Bhiwadi, Khairthal-Tijara 301019"),
        (50, 13, "Annual capacity"), (250, 13, ": 3,100 MTA"),
        (50, 15, "Date of issue"), (250, 15, ": 06-04-2026"),
    ]  # fmt: skip
    address = page(tmp_path / "r.pdf", texts).fields["unit_address"]
    assert address.value == "G1-114 and G1-115, RIICO Industrial Area, Phase II, Bhiwadi, Khairthal-Tijara 301019"
    assert address.confidence >= SURE


def test_a_line_below_a_label_that_stands_alone_is_not_halved_with_the_row_above(tmp_path):
    texts = [
        (150, 1, "RAJASTHAN STATE POLLUTION CONTROL BOARD"),
        (120, 2, "REGISTRATION CERTIFICATE FOR RECYCLER"),
        (150, 3, "[E-Waste (Management) Rules, 2022]"),
        (50, 6, "Registration No."), (250, 6, "RSPCB/EW/R/2026/0071"),
        (50, 8, "Name of entity"), (250, 8, "Aravalli Selenium Works LLP"),
        (250, 9, "(formerly Aravalli Photocopier Drums LLP)"),
        (50, 10, "Address of unit"),
        (250, 13, "Phase II, Bhiwadi, Khairthal-Tijara 301019"),
    ]  # fmt: skip
    address = page(tmp_path / "r.pdf", texts).fields.get("unit_address")
    assert address is None or "formerly" not in address.value


@pytest.mark.parametrize(
    "label",
    [
        "Recycling capacity (feed), TPA",
        "पुनर्चक्रण क्षमता (टन प्रति वर्ष) / Recycling capacity (feed), TPA",
        "Proposed capacity, tonnes per annum",
    ],
)
def test_a_label_whose_rest_is_but_its_unit_is_known_whole(label, tmp_path):
    path = tmp_path / "f.pdf"
    rows = [["1", "Name of the applicant", "Ken Graphite Private Limited"], ["2", "Recycling stream", "E-waste"],
            ["3", label, "6,200"], ["4", "State", "Gujarat"]]  # fmt: skip
    paper(path, title("APPLICATION FORM"), p(SCHEME), grid(rows, [30, 200, 240]))
    field = read_document(path).fields["capacity_tpa"]
    assert field.value == 6200 and field.confidence >= SURE


def test_a_label_that_goes_on_beyond_its_unit_is_in_doubt(tmp_path):
    path = tmp_path / "f.pdf"
    rows = [["1", "Name of the applicant", "Ken Graphite Private Limited"], ["2", "Recycling stream", "E-waste"],
            ["3", "Recycling capacity of lessor, TPA", "6,200"], ["4", "State", "Gujarat"]]  # fmt: skip
    paper(path, title("APPLICATION FORM"), p(SCHEME), grid(rows, [30, 200, 240]))
    field = read_document(path).fields.get("capacity_tpa")
    assert field is None or field.confidence < SURE


def test_a_label_below_one_whose_answer_looks_like_a_label_is_never_its_sure_answer(tmp_path):
    rows = [
        ["Order number", "AWH-172364"],
        ["Order dated", "11/07/2026"],
        ["Unit", "Godavari Cell Metals Private Limited"],
        ["Activity", "Recycling of E-waste"],
        ["Waste processed, at most", "14,100 T/Annum"],
        ["In force till", "10/07/2031"],
    ]
    heads = title("Gujarat Pollution Control Board"), p("Consent to operate under the Water Act, 1974")
    fields = read_document(paper(tmp_path / "consent.pdf", *heads, grid(rows, [180, 280]))).fields
    activity = fields.get("activity")
    assert activity is None or activity.value == "Recycling of E-waste" or activity.confidence < SURE


REPORT = [
    (60, 1, "KAVERI ASSAY LABORATORY"), (60, 3, "TEST REPORT"),
    (50, 6, "Report No."), (130, 6, "KAL/26/118"), (330, 6, "Date of report"), (430, 6, "19-02-2026"),
    (50, 8, "Customer"), (130, 8, "Palar Metals Limited"), (330, 8, "Date of receipt"), (430, 8, "11-02-2026"),
    (50, 10, "Sample"), (130, 10, "Nickel hydroxide, Lot 7"), (330, 10, "Packing"), (430, 10, "Drum, 2 kg"),
]  # fmt: skip


def test_an_unknown_label_in_a_column_of_labels_ends_the_value_before_it(tmp_path):
    sample = page(tmp_path / "t.pdf", REPORT).fields["sample"]
    assert sample.value == "Nickel hydroxide, Lot 7" and sample.confidence >= SURE


def test_what_stands_in_no_column_of_labels_goes_on_with_the_value(tmp_path):
    texts = [(380 if text == "Packing" else left, line, text) for left, line, text in REPORT]
    assert page(tmp_path / "t.pdf", texts).fields["sample"].value.startswith("Nickel hydroxide, Lot 7 Packing")
