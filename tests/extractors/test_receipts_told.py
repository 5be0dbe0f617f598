"""A claim that tells earlier receipts in sentences instead of a table."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import grid, p, paper

HEAD = (
    p("To, The Project Management Agency, JNARDDC, Nagpur"),
    p("Claim No. VGR/CLAIM/03 Date: 11.11.2026"),
    p("Sub: Third claim of capex incentive under the Incentive Scheme for Promotion of Critical Mineral Recycling"),
    p("We, M/s Vindhya Graphite Recovery Private Limited, hereby claim an incentive of Rs. 2,85,60,000/- for the "
      "period 01.04.2026 to 30.09.2026 (of which Rs. 40,00,000/- is opex subsidy)."),
)  # fmt: skip


def claim(tmp_path, *sentences):
    return read_document(paper(tmp_path / "claim.pdf", *HEAD, *(p(it) for it in sentences)))


def receipts(reading):
    rows = reading.tables.get("earlier_receipts", ())
    return [(row.fields["date"].value, row.fields["amount"].value) for row in rows]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "We received Rs. 1,20,00,000/- on 15.01.2026 against the first claim and Rs. 94,35,000/- on 22.07.2026.",
            [(date(2026, 1, 15), 12000000), (date(2026, 7, 22), 9435000)],
        ),
        (
            "On 3rd August 2026 Rs. 1.15 crore was credited to our account against our claim of Rs. 1.40 crore.",
            [(date(2026, 8, 3), 11500000)],
        ),
        (
            "Rs. 88,00,000/- released on 02/02/2026 was received; our bank adds Rs. 1,000/- of charges.",
            [(date(2026, 2, 2), 8800000)],
        ),
        (
            "A sum of Rs. 40,00,000/- (Rupees Forty Lakh only) was received from JNARDDC on 15.01.2026 as subsidy.",
            [(date(2026, 1, 15), 4000000)],
        ),
        (
            "The Agency disbursed to us Rs. 40,00,000/- vide NEFT of Example Bank dated 15.01.2026 under the Scheme.",
            [(date(2026, 1, 15), 4000000)],
        ),
        ("Incentive received from 01.04.2026 to 30.09.2026 under the Scheme is Rs. 40,00,000/-.", []),
        ("The sum of Rs. 2,85,60,000/- may kindly be released by 31.12.2026.", []),
        ("This claim was received at the counter on 12.11.2026; the waste received was 900 t on 3 May 2026.", []),
        ("No amount was received, though Rs. 90,00,000/- was sanctioned.", []),
    ],
)
def test_receipts_are_rows_of_what_a_sentence_says_was_received(tmp_path, told, expected):
    assert receipts(claim(tmp_path, told)) == [(day, Decimal(amount)) for day, amount in expected]


def test_what_was_received_or_claimed_earlier_is_not_what_is_claimed(tmp_path):
    fields = claim(tmp_path, "Against our earlier claim of Rs. 1,02,00,000/- we received Rs. 94,35,000/-.").fields
    assert fields["amount_claimed"].value == Decimal(28560000)
    assert fields["opex_claimed"].value == Decimal(4000000)
    assert fields["amount_claimed"].confidence >= SURE


FORM = [
    ["Reference No.", "VGR-CLM/03", "Dated", "13 November 2026"],
    ["GSTIN", "23AAACV1234C1Z5", "Months to which the claim relates", "1 October 2025 to 31 October 2026"],
    ["Capital outlay that the auditor certified", "Rs. 28,47,00,500.00", "Incentive asked for", "Rs. 5,69,40,100.00"],
]


def doubts(reading):
    return [it.page for it in reading.warnings if it.code == "receipt_in_doubt"]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(
    "last",
    [
        "Incentive received earlier under the Scheme: Nil. This is our first claim.",
        "Disbursed to us before: none",
        "Incentive received under the Scheme so far",
        "Subsidy released before this claim - N.A.",
    ],
)
def test_a_form_that_received_nothing_has_no_receipts_whatever_stands_in_its_boxes(tmp_path, ruled, last):
    rows = [*FORM, ["Bank", "Example Bank", "Account", "001122"]]
    claim_form = paper(tmp_path / "claim.pdf", *HEAD[:3], grid(rows, [110, 120, 110, 120], ruled=ruled), p(last))
    assert receipts(read_document(claim_form)) == []


@pytest.mark.parametrize(
    "rows",
    [
        [["Incentive received", "Rs. 40,00,000"], ["Claim lodged on", "03.02.2026"]],
        [["Released on", "03.02.2026"], ["Amount of the first claim", "Rs. 40,00,000"]],
        [["Incentive released", "Claimed now"], ["Rs. 40,00,000", "Rs. 50,00,000"], ["03.02.2026", "04.03.2026"]],
    ],
)
def test_labels_and_values_of_a_form_are_no_sentence(tmp_path, rows):
    widths = [150] * len(rows[0])
    claim_form = paper(tmp_path / "claim.pdf", *HEAD, grid(rows, widths, ruled=False))
    assert receipts(read_document(claim_form)) == []


@pytest.mark.parametrize(
    "told",
    [
        "Incentive for the period ended 30.09.2025 of Rs. 40,00,000/- was received.",
        "We received the incentive of Rs. 40,00,000/- sanctioned on 03.02.2026.",
        "We received the subsidy claimed on 03.02.2026, Rs. 40,00,000/-, in part.",
        "A loan of Rs. 40,00,000/- was disbursed on 03.02.2026 by the bank.",
        "Against your approval letter of 03.02.2026 the incentive of Rs. 40,00,000/- was credited.",
        "The machine costing Rs. 40,00,000/- was received on 03.02.2026.",
    ],
)
def test_a_sentence_on_other_money_or_another_day_is_told_to_a_person_and_not_counted(tmp_path, told):
    reading = claim(tmp_path, told)
    assert receipts(reading) == []
    assert doubts(reading) == [1]


def form(tmp_path, *rows):
    head = [["Claim No.", "VGR/CLAIM/04"], ["Claimant", "Vindhya Graphite Recovery Private Limited"]]
    rows = [*head, ["Amount claimed", "Rs. 2,85,60,000/-"], *rows, ["Date", "11.11.2026"]]
    title = p("CLAIM FOR DISBURSEMENT - Incentive Scheme for Promotion of Critical Mineral Recycling")
    return read_document(paper(tmp_path / "claim.pdf", title, grid(rows, [150, 330])))


@pytest.mark.parametrize(
    "caption",
    ["Received already", "Earlier receipts", "पूर्व प्राप्ति", "Disbursed so far", "Drawn so far under the Scheme"],
)
def test_the_cell_of_a_form_tells_the_receipts_that_its_caption_asks_for(tmp_path, caption):
    answer = "Rs. 41.75 lakh on 18/07/2026 and Rs. 8.25 lakh on 02/09/2026 (in all Rs. 50.00 lakh)"
    found = receipts(form(tmp_path, [caption, answer]))
    assert found == [(date(2026, 7, 18), 4175000), (date(2026, 9, 2), 825000)]


@pytest.mark.parametrize(
    ("caption", "answer"),
    [
        ("Term loan received", "Rs. 41.75 lakh on 18/07/2026"),
        ("Received already", "Nil; Rs. 41.75 lakh on 18/07/2026 is yet to be released"),
        ("Approval received", "letter of Rs. 41.75 lakh sanctioned on 18/07/2026"),
    ],
)
def test_other_money_in_a_form_is_no_receipt(tmp_path, caption, answer):
    assert receipts(form(tmp_path, [caption, answer])) == []


@pytest.mark.parametrize("capex", ["Capex incentive claimed (Rs.)", "Capital subsidy claimed (Rs.)"])
@pytest.mark.parametrize(("total", "amount"), [(["Total amount claimed (Rs.)", "91,20,000"], 9120000), (None, 8870000)])
def test_what_is_claimed_is_the_total_and_the_capital_subsidy_only_where_none_is_told(tmp_path, capex, total, amount):
    rows = [["Claim No.", "VGR/CLAIM/04"], ["Claim period", "From 01.04.2026 to 30.09.2026"], [capex, "88,70,000"]]
    rows += [["Opex incentive claimed (Rs.)", "2,50,000"], total] if total else []
    blocks = [p("CLAIM FOR INCENTIVE UNDER THE CRITICAL MINERAL RECYCLING SCHEME"), grid(rows, [200, 240])]
    fields = read_document(paper(tmp_path / "c.pdf", *blocks)).fields
    assert fields["amount_claimed"].value == Decimal(amount)
    assert fields["amount_claimed"].confidence >= SURE


def test_remarks_in_brackets_part_two_receipts(tmp_path):
    answer = "Rs 1,20,00,000 on 30-06-2026 (claim 0022) and Rs 84,50,000 on 12-08-2026 (claim 0039)"
    found = receipts(form(tmp_path, ["Drawn so far under the Scheme", answer]))
    assert found == [(date(2026, 6, 30), 12000000), (date(2026, 8, 12), 8450000)]


def test_a_loan_that_was_drawn_is_no_receipt(tmp_path):
    assert receipts(form(tmp_path, ["Term loan drawn so far", "Rs 1,20,00,000 on 30-06-2026"])) == []
