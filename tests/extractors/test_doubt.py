"""Honest doubt: what a paper contradicts, masks or hides is never sure."""

from datetime import date
from decimal import Decimal

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from extractors import read_document
from records.readings import ONE_OCR_WITNESS, SURE
from tests.extractors.papers import grid, p, paper, title


def capex(tmp_path, sentence, *more):
    return read_document(
        paper(
            tmp_path / "paper.pdf",
            title("CERTIFICATE OF CAPITAL EXPENDITURE"),
            p(
                "This is to certify that M/s Aravali Resource Recovery Ltd. has incurred capital "
                f"expenditure of {sentence}."
            ),
            *more,
            p("For P. Saxena & Associates, Chartered Accountants, Firm Registration No. 015678C"),
            p("(Pooja Saxena) Partner, Membership No. 412233, UDIN 26412233GHIJKL5678, Date: 10-08-2026"),
        )
    )


def test_figures_and_words_that_agree_make_the_amount_sure(tmp_path):
    total = capex(tmp_path, "Rs. 29,80,00,000/- (Rupees Twenty Nine Crore Eighty Lakh only)").fields["total_amount"]
    assert total.value == Decimal(298000000)
    assert total.confidence >= SURE
    assert "figures and words" in total.witnesses


def test_figures_and_words_that_differ_are_both_kept_in_doubt(tmp_path):
    reading = capex(tmp_path, "Rs. 29,80,00,000/- (Rupees Twenty Eight Crore Ninety Lakh only)")
    total = reading.fields["total_amount"]
    assert total.confidence < SURE
    assert {total.value, total.alternatives[0].value} == {Decimal(298000000), Decimal(289000000)}
    assert any(warning.code == "disputed" for warning in reading.warnings)


def test_text_and_table_that_differ_are_both_kept_in_doubt(tmp_path):
    table = grid(
        [
            ["Sl", "Description", "Head", "Vendor", "Invoice No", "Invoice Date", "Amount (Rs.)"],
            ["1", "Shredder line", "Plant & Machinery", "Hind Machines Ltd", "HM/101", "12.10.2025", "20,00,00,000"],
            ["2", "Leaching reactors", "Plant & Machinery", "Vasai Reactors", "VR-77", "15.01.2026", "8,90,00,000"],
            ["", "Total", "", "", "", "", "28,90,00,000"],
        ],
        [25, 95, 80, 90, 60, 65, 85],
    )
    reading = capex(tmp_path, "Rs. 29,80,00,000/-", table)
    total = reading.fields["total_amount"]
    assert total.confidence < SURE
    assert Decimal(289000000) in {total.value, *(other.value for other in total.alternatives)}


@pytest.mark.parametrize(
    ("printed", "is_sure"), [("28,90,00,001", True), ("29,80,00,000", False), ("28,90,00,010", False)]
)
def test_a_table_that_prints_another_total_than_its_rows_and_the_text_leaves_doubt(tmp_path, printed, is_sure):
    table = grid(
        [
            ["Sl", "Description", "Head", "Vendor", "Invoice No", "Invoice Date", "Amount (Rs.)"],
            ["1", "Shredder line", "Plant & Machinery", "Hind Machines Ltd", "HM/101", "12.10.2025", "20,00,00,000"],
            ["2", "Leaching reactors", "Plant & Machinery", "Vasai Reactors", "VR-77", "15.01.2026", "8,90,00,000"],
            ["", "Total", "", "", "", "", printed],
        ],
        [25, 95, 80, 90, 60, 65, 85],
    )
    words = "(Rupees Twenty Eight Crore Ninety Lakh only)"
    reading = capex(tmp_path, f"Rs. 28,90,00,000/- {words}", table)
    total = reading.fields["total_amount"]
    assert (total.value, total.confidence >= SURE) == (Decimal(289000000), is_sure)
    assert any(warning.code == "two_totals" for warning in reading.warnings) != is_sure


def test_a_udin_of_another_member_is_noticed(tmp_path):
    reading = read_document(
        paper(
            tmp_path / "paper.pdf",
            title("CERTIFICATE OF CAPITAL EXPENDITURE"),
            p("M/s Aravali Resource Recovery Ltd. has incurred capital expenditure of Rs. 29,80,00,000/-."),
            p("Membership No. 412233  UDIN 26999999GHIJKL5678"),
        )
    )
    assert any(warning.code == "udin_of_another_member" for warning in reading.warnings)


@pytest.mark.parametrize(("udin", "is_sure"), [("26412233GHIJKL5678", True), ("26412238GHIJKL5678", False)])
def test_a_membership_number_by_an_unknown_label_is_sure_where_the_udin_carries_it(udin, is_sure, tmp_path):
    reading = read_document(
        paper(
            tmp_path / "paper.pdf",
            title("CERTIFICATE OF CAPITAL EXPENDITURE"),
            p("M/s Aravali Resource Recovery Ltd. has incurred capital expenditure of Rs. 29,80,00,000/-."),
            p("Membership in the Institute: 412233"),
            p(f"UDIN {udin}"),
        )
    )
    number = reading.fields["ca_membership_number"]
    assert (number.value == "412233" and number.confidence >= SURE) == is_sure


def test_a_masked_number_is_missing(tmp_path):
    reading = read_document(
        paper(
            tmp_path / "paper.pdf",
            title("Rajasthan State Pollution Control Board"),
            title("CONSENT TO OPERATE", 12),
            p("Consent No: ***"),
            p("Date of Issue: 07/10/2025"),
            p("Name of the unit: M/s Aravali Resource Recovery Ltd."),
        )
    )
    assert "authorisation_number" not in reading.fields
    assert reading.status == "partly_read"
    assert "authorisation number" in reading.message


@pytest.mark.parametrize(
    "trap", ["Fee is found adequate upto 31.03.2027.", "The bank guarantee is valid upto 31.03.2027."]
)
def test_a_fee_or_guarantee_date_is_not_the_validity(trap, tmp_path):
    reading = read_document(
        paper(
            tmp_path / "paper.pdf",
            title("Rajasthan State Pollution Control Board"),
            title("CONSENT TO OPERATE", 12),
            p("Consent No: RJ/CTO/2026/118   Date of Issue: 07/10/2025"),
            p("Name of the unit: M/s Aravali Resource Recovery Ltd."),
            p(trap),
            p("The consent is valid upto 30.09.2030."),
        )
    )
    assert reading.fields["valid_until"].value == date(2030, 9, 30)


def test_hidden_text_is_never_read(tmp_path):
    path = tmp_path / "paper.pdf"
    page = canvas.Canvas(str(path), pagesize=A4)
    lines = [
        "CERTIFICATE OF CAPITAL EXPENDITURE",
        "This is to certify that M/s Aravali Resource Recovery Ltd. has incurred capital expenditure of",
        "Rs. 29,80,00,000/- on plant and machinery. UDIN 26412233GHIJKL5678 Membership No. 412233",
    ]
    for number, line in enumerate(lines):
        page.setFont("Helvetica", 11)
        page.drawString(60, 760 - 20 * number, line)
    hidden = page.beginText(60, 400)
    hidden.setFont("Helvetica", 11)
    hidden.setTextRenderMode(3)
    hidden.textLine("Total capital expenditure: Rs. 99,80,00,000/-")
    page.drawText(hidden)
    page.save()
    total = read_document(path).fields["total_amount"]
    assert total.value == Decimal(298000000)
    assert all(other.value != Decimal(998000000) for other in total.alternatives)


@pytest.mark.parametrize("second_engine", [False, True])
def test_one_ocr_witness_is_not_sure_but_a_check_digit_or_a_second_engine_is_another(
    second_engine, tmp_path, scanned, monkeypatch
):
    if not second_engine:
        monkeypatch.setenv("PARAKH_SECOND_LOOK", "0")
    path = paper(
        tmp_path / "paper.pdf",
        title("Central Pollution Control Board"),
        title("CERTIFICATE OF REGISTRATION", 12),
        p("Registration No.: DOR-2025-00417-R"),
        p("Date of Issue: 17-Jul-2025"),
        p(
            "M/s Konkan Urban Mining Private Limited is registered as Recycler under the E-Waste "
            "(Management) Rules, 2022."
        ),
        p("GSTIN: 27AAPFU0939F1ZV"),
    )
    reading = read_document(scanned(path))
    assert reading.fields["registration_number"].value == "DOR-2025-00417-R"
    assert reading.fields["issue_date"].value == date(2025, 7, 17)
    if second_engine:
        assert "two engines of OCR" in reading.fields["issue_date"].witnesses
    else:
        assert reading.fields["issue_date"].confidence <= ONE_OCR_WITNESS
    assert reading.fields["gstin"].value == "27AAPFU0939F1ZV"
    assert reading.fields["gstin"].confidence >= SURE


def test_a_missing_file_and_an_empty_one_have_a_status(tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    for path in (tmp_path / "empty.pdf", tmp_path / "gone.pdf"):
        reading = read_document(path)
        assert reading.status not in {"read", "partly_read"}
        assert reading.message


HEAD_WITHOUT_UNIT = ["Sl", "Description", "Head", "Vendor", "Invoice No", "Invoice Date", "Amount"]
WIDTHS_WITHOUT_UNIT = [25, 95, 80, 90, 60, 65, 85]


@pytest.mark.parametrize(
    "after",
    [(), ("Total amount: 2,890.00",), ("Total amount (Rs.): 2,890.00",), ("Total capital expenditure: 2,890.00",)],
)
def test_a_total_whose_unit_nobody_printed_is_doubtful_however_well_its_digits_are_seen(after, tmp_path):
    rows = [
        HEAD_WITHOUT_UNIT,
        ["1", "Shredder line", "Plant & Machinery", "Hind Machines Ltd", "HM/101", "12.10.2025", "2,000.00"],
        ["2", "Leaching reactors", "Plant & Machinery", "Vasai Reactors", "VR-77", "15.01.2026", "890.00"],
        ["", "Total", "", "", "", "", "2,890.00"],
    ]
    reading = capex(tmp_path, "the amounts stated below", grid(rows, WIDTHS_WITHOUT_UNIT), *(p(it) for it in after))
    total = reading.fields["total_amount"]
    assert total.value == Decimal("2890.00")
    assert total.confidence < SURE


def test_a_small_total_that_is_marked_and_told_in_words_stands(tmp_path):
    total = capex(tmp_path, "Rs. 8,45,000/- (Rupees Eight Lakh Forty Five Thousand only)").fields["total_amount"]
    assert total.value == Decimal(845000)
    assert total.confidence >= SURE


@pytest.mark.parametrize("second_engine", [False, True])
def test_that_a_paper_has_a_last_day_is_as_sure_as_the_day(second_engine, tmp_path, scanned, monkeypatch):
    if not second_engine:
        monkeypatch.setenv("PARAKH_SECOND_LOOK", "0")
    path = paper(
        tmp_path / "consent.pdf",
        title("Gujarat Pollution Control Board"),
        title("CONSENT TO OPERATE", 12),
        p("Consent Order No.: AWH-118204"),
        p("Date of Issue: 17-07-2025"),
        p("The consent granted to M/s Konkan Urban Mining Private Limited shall remain valid up to 30-06-2030."),
    )
    fields = read_document(scanned(path)).fields
    assert (fields["validity"].value, fields["valid_until"].value) == ("dated", date(2030, 6, 30))
    assert fields["validity"].confidence == fields["valid_until"].confidence
    assert fields["validity"].is_doubtful is not second_engine
