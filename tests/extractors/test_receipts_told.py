"""A claim that tells earlier receipts in sentences instead of a table."""

from datetime import date
from decimal import Decimal

import pytest

from extractors import read_document
from records.readings import SURE
from tests.extractors.papers import p, paper

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
