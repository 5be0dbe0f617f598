"""A total that is wrong is read as it stands: a reading without it would hide the mistake."""

from decimal import Decimal

import pytest

from extractors.tables import reading
from extractors.tables.parts import aligned_parts


@pytest.mark.parametrize("columns", [("taxable",), ("taxable", "tax", "total")], ids=["one", "all"])
@pytest.mark.parametrize("by", [Decimal("90000"), Decimal("-0.01")])
def test_a_total_that_the_rows_do_not_add_up_to_is_read_all_the_same(grid, read, monkeypatch, by, columns):
    def without_last_line(page, lines, *rest):
        last = max((number for number, line in enumerate(lines) if "Grand" in line.text), default=len(lines))
        return aligned_parts(page, lines[:last], *rest)

    monkeypatch.setattr(reading, "found_parts", without_last_line)
    rows = [["Invoice Date", "Invoice No.", "Buyer", "Buyer GSTIN", "Product", "HSN", "Qty", "Unit", "Rate"]]
    rows[0] += ["Taxable Value", "GST", "Total"]
    sums = dict.fromkeys(("taxable", "tax", "total"), Decimal(0))
    for at, (day, buyer, gstin, kilos) in enumerate(
        (
            ("22 August 2026", "Vayu Cathode Materials Pvt Ltd", "33AAGCV5258J1Z1", 2139),
            ("24 August 2026", "Deccan Alloys Pvt Ltd", "36AAFCD2104J1ZZ", 3189),
            *[(f"{day} August 2026", "Deccan Alloys Pvt Ltd", "36AAFCD2104J1ZZ", 1000 + day) for day in range(25, 31)],
            ("5 September 2026", "Konark Metals Ltd", "21AADCK8711L1ZK", 2026),
        ),
        1,
    ):
        taxable = Decimal(kilos) * 250
        row = {"taxable": taxable, "tax": taxable * Decimal("0.18"), "total": taxable * Decimal("1.18")}
        sums = {name: sums[name] + row[name] for name in sums}
        rows.append([day, f"TMR/000{at}", buyer, gstin, "Tin ingot 99.9%", "80011090", str(kilos), "kg", "250.00"])
        rows[-1] += [f"{row[name]:,.2f}" for name in sums]
    stated = {name: sums[name] + (by if name in columns else 0) for name in sums}
    rows.append(["Grand Total", *[""] * 8, *(f"{it:,.2f}" for it in stated.values())])
    totals = read(
        "sales_ledger", grid(rows, lines="header", wide=True, widths=[78, 50, 134, 88, 64, 48, 32, 24, 40, 66, 62, 70])
    )["entries"].totals
    assert {
        name: totals[key].value for name, key in zip(sums, ("taxable_value", "tax", "total"), strict=True)
    } == stated
