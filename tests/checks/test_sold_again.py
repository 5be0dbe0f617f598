"""Sales that two ledgers list were sold once: a month beside the year, a register beside a return."""

from decimal import Decimal

import pytest

from checks.opex import sales_of
from tests.checks.factory import SALES, claim, finding, paper, sale, sales_ledger


def listed(rows, file="gstr_export.pdf"):
    return paper("sales_ledger", sales_ledger(rows), rows, file=file)


def weighed(*ledgers):
    return finding("consistency.mass_balance", claim(extra=list(ledgers)))


def net(case, year="2026-27"):
    return sales_of(case, year).net + sum(row.get("taxable_value").amount for row in sales_of(case, year).unclear)


def test_a_ledger_beside_its_copy_counts_once_and_says_so():
    alone, beside = weighed(), weighed(listed(SALES))
    assert beside.status == alone.status
    assert beside.figures["sold_most"] == alone.figures["sold_most"]
    assert f"{len(SALES)} lines that a second ledger lists again are counted once" in beside.reason
    assert net(claim(extra=[listed(SALES)])) == net(claim())


@pytest.mark.parametrize("shared", [0, 1, len(SALES)])
def test_only_the_invoices_of_both_are_counted_once(shared):
    others = [sale(f"2026-10-3{day}", quantity=f"{day + 1}.5") for day in range(2)]
    more = sum((row["taxable_value"] for row in others), Decimal(0))
    assert net(claim(extra=[listed([*SALES[:shared], *others])])) == net(claim()) + more


def test_one_number_in_two_years_is_two_sales():
    last_year = [row | {"invoice_date": row["invoice_date"].replace(year=2025)} for row in SALES]
    both = claim(extra=[listed(last_year)])
    assert net(both) == net(claim())
    assert net(both, "2025-26") == net(claim())


def test_items_of_one_invoice_in_one_ledger_all_count():
    [first, *others] = SALES
    case = claim(sales=[first, first, *others])
    assert net(case) == net(claim()) + first["taxable_value"]


@pytest.mark.parametrize("lacking", ["invoice_number", "invoice_date"])
def test_a_line_without_number_or_day_is_never_taken_for_another(lacking):
    rows = [{name: value for name, value in row.items() if name != lacking} for row in SALES]
    assert "counted once" not in weighed(listed(rows)).reason
