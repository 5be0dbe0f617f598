"""A register of the applicant beside the accountant's certificate: it lists the same invoices and adds nothing."""

import pytest

from records.own_lists import own_lists
from tests.checks.factory import ITEMS, claim, finding, item, paper, rs

UNSIGNED = {"entity_name": "Vindhya Battery Metals Private Limited", "total_amount": rs("99 crore")}


def register(rows, **signed):
    return paper("capex_statement", UNSIGNED | signed, rows, file="payment_register.xlsx")


def with_register(rows, **signed):
    return claim(extra=[register(rows, **signed)])


def changed(row, **cells):
    return row | cells


def test_a_register_of_the_same_invoices_is_counted_nowhere_and_fails_nothing():
    alone, beside = claim(), with_register(ITEMS)
    for check in ("authenticity.udin", "arithmetic.capex_total", "capex.eligible_heads", "consistency.dates_in_order"):
        assert finding(check, beside).status == finding(check, alone).status
    found = finding("authenticity.duplicate_invoice", beside)
    assert found.status == "pass"
    assert "payment_register.xlsx lists again what capex_statement.pdf certifies" in found.reason
    eligible = [finding("capex.eligible_heads", it).figures for it in (alone, beside)]
    assert eligible[0] == eligible[1]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ("1000", "pass"),  # rounded to a thousandth of a crore in one of the two
        ("1000.01", "refer"),
        ("-250000", "refer"),
    ],
)
def test_a_row_of_another_amount_is_for_a_person(more, status):
    first, *others = ITEMS
    found = finding(
        "authenticity.duplicate_invoice", with_register([changed(first, amount=first["amount"] + rs(more)), *others])
    )
    assert found.status == status
    assert status == "pass" or "1 row of payment_register.xlsx, which nobody certified, is not so" in found.reason


def test_a_register_with_the_tax_in_its_amounts_is_the_same_list():
    rows = [changed(it, amount=it["amount"] * 118 / 100, gst=it["amount"] * 18 / 100) for it in ITEMS]
    assert finding("authenticity.duplicate_invoice", with_register(rows)).status == "pass"


def test_an_invoice_that_only_the_register_lists_is_for_a_person_and_not_counted():
    case = with_register([*ITEMS, item("2 crore", number="VE/77777")])
    assert finding("authenticity.duplicate_invoice", case).status == "refer"
    assert finding("capex.eligible_heads", case).figures == finding("capex.eligible_heads", claim()).figures


@pytest.mark.parametrize("mark", ["udin", "ca_membership_number", "ca_frn", "ca_firm", "ca_name"])
def test_a_second_list_that_an_accountant_signed_is_a_second_statement(mark):
    found = finding("authenticity.duplicate_invoice", with_register(ITEMS, **{mark: "26104417BBBBBB2222"}))
    assert found.status == "fail"


@pytest.mark.parametrize(("shared", "others", "is_one"), [(2, 1, True), (1, 1, False), (0, 3, False)])
def test_more_than_half_of_the_invoices_make_it_the_same_list(shared, others, is_one):
    rows = [*ITEMS[:shared], *(item(f"{n + 3} crore", number=f"ZZ/{n}") for n in range(others))]
    case = with_register(rows)
    assert bool(own_lists(case.documents)) is is_one


def test_the_only_list_of_a_claim_is_no_repetition():
    case = claim(capex_statement=None, extra=[register(ITEMS)])
    assert own_lists(case.documents) == ()
    assert finding("authenticity.udin", case).status == "missing"
