"""How offices save ink: dittos, sums over their rows, a line over rows that names whose they are, vouchers of Tally."""

from decimal import Decimal

import pytest

from extractors.tables.dittos import is_ditto

LEDGER = ["Date", "Invoice No.", "Party", "Item", "Qty (MT)", "Rate", "Value"]
CAPEX = ["S.No.", "Particulars of asset", "Supplier", "Bill No.", "Bill date", "Amount (Rs.)"]


def values(rows, name):
    return [row.fields[name].value if name in row.fields else None for row in rows]


@pytest.mark.parametrize("mark", ["-do-", "– do –", '"', "”", ",,", "Ditto", "as above", "तदैव"])
def test_a_ditto_is_told_by_its_marks(mark):
    assert is_ditto(mark)


@pytest.mark.parametrize("text", ["-", "Nil", "Do It Yourself Stores", "0", "Dodo Metals"])
def test_what_only_looks_like_a_ditto_is_none(text):
    assert not is_ditto(text)


def test_dittos_take_the_cell_above_and_cite_it(grid, read):
    rows = [
        CAPEX,
        ["1", "Rotary kiln", "Koel Thermal Pvt Ltd", "KT/12", "03.02.2026", "12,00,000.00"],
        ["2", "Kiln shell", "-do-", "-do-", '"', "3,00,000.00"],
        ["3", "Bag filter", '"', "KT/19", "09.03.2026", "2,50,000.00"],
        ["", "Total", "", "", "", "17,50,000.00"],
    ]
    items = read("capex_statement", grid(rows))["items"].rows
    assert values(items, "vendor") == ["Koel Thermal Pvt Ltd"] * 3
    assert values(items, "invoice_number") == ["KT/12", "KT/12", "KT/19"]
    assert items[1].fields["invoice_date"].value == items[0].fields["invoice_date"].value
    assert items[2].fields["vendor"].evidence.box == items[0].fields["vendor"].evidence.box


def test_a_figure_is_never_taken_from_the_row_above(grid, read):
    rows = [
        CAPEX,
        ["1", "Rotary kiln", "Koel Thermal Pvt Ltd", "KT/12", "03.02.2026", "12,00,000.00"],
        ["2", "Kiln shell", "Koel Thermal Pvt Ltd", "KT/13", "04.02.2026", '"'],
        ["3", "Bag filter", "Koel Thermal Pvt Ltd", "KT/19", "09.03.2026", "2,50,000.00"],
    ]
    items = read("capex_statement", grid(rows))["items"].rows
    assert values(items, "amount") == [Decimal("1200000.00"), None, Decimal("250000.00")]


def test_sums_that_stand_over_their_rows_are_no_rows(grid, read):
    rows = [
        LEDGER,
        ["April 2026", "", "", "", "5.000", "", "25,00,000.00"],
        ["02.04.2026", "SV/001", "Dakshin Alloys Ltd", "Cobalt Sulphate", "2.000", "5,00,000.00", "10,00,000.00"],
        ["09.04.2026", "SV/002", "Konkan Metals LLP", "Cobalt Sulphate", "3.000", "5,00,000.00", "15,00,000.00"],
        ["May 2026", "", "", "", "3.000", "", "15,00,000.00"],
        ["04.05.2026", "SV/003", "Dakshin Alloys Ltd", "Cobalt Sulphate", "1.000", "5,00,000.00", "5,00,000.00"],
        ["19.05.2026", "SV/004", "Konkan Metals LLP", "Cobalt Sulphate", "2.000", "5,00,000.00", "10,00,000.00"],
        ["Grand Total", "", "", "", "8.000", "", "40,00,000.00"],
    ]
    entries = read("sales_ledger", grid(rows, wide=True))["entries"]
    assert values(entries.rows, "invoice_number") == ["SV/001", "SV/002", "SV/003", "SV/004"]
    assert entries.adds_up is True
    assert entries.totals["taxable_value"].value == Decimal("4000000.00")


def test_a_sum_over_its_rows_that_is_wrong_is_said(grid, read):
    rows = [
        LEDGER,
        ["April 2026", "", "", "", "", "", "25,00,000.00"],
        ["02.04.2026", "SV/001", "Dakshin Alloys Ltd", "Cobalt Sulphate", "2.000", "5,00,000.00", "10,00,000.00"],
        ["09.04.2026", "SV/002", "Konkan Metals LLP", "Cobalt Sulphate", "3.000", "5,00,000.00", "15,00,000.00"],
        ["May 2026", "", "", "", "", "", "15,00,000.00"],
        ["04.05.2026", "SV/003", "Dakshin Alloys Ltd", "Cobalt Sulphate", "1.000", "5,00,000.00", "5,00,000.00"],
        ["19.05.2026", "SV/004", "Konkan Metals LLP", "Cobalt Sulphate", "2.000", "5,00,000.00", "10,00,000.00"],
        ["June 2026", "", "", "", "", "", "99,00,000.00"],
        ["02.06.2026", "SV/005", "Konkan Metals LLP", "Cobalt Sulphate", "2.000", "5,00,000.00", "10,00,000.00"],
    ]
    entries = read("sales_ledger", grid(rows, wide=True))["entries"]
    assert len(entries.rows) == 5
    assert entries.adds_up is False


def test_a_line_over_each_table_names_the_party_even_across_a_page(grid, read):
    heads = ["Date", "Invoice No.", "Product", "Qty (MT)", "Taxable value"]
    first = [heads, ["02.04.2026", "SV/001", "Cobalt Sulphate", "2.000", "10,00,000.00"]]
    second = [heads, ["09.04.2026", "SV/002", "Nickel Sulphate", "3.000", "9,00,000.00"]]
    path = grid(
        first,
        "Party: Konkan Metals LLP",
        second,
        before=["Party: Dakshin Alloys Limited GSTIN: 27AAPFU0939F1ZV"],
        breaks=True,
    )
    rows = read("sales_ledger", path)["entries"].rows
    assert values(rows, "buyer_name") == ["Dakshin Alloys Limited", "Konkan Metals LLP"]
    assert values(rows, "buyer_gstin") == ["27AAPFU0939F1ZV", None]


def test_a_product_that_heads_its_sales_is_the_product_of_each(grid, read):
    rows = [
        ["Date", "Invoice No.", "Buyer", "Qty (MT)", "Taxable value"],
        ["Cobalt Sulphate Heptahydrate", "", "", "", ""],
        ["02.04.2026", "SV/001", "Dakshin Alloys Ltd", "2.000", "10,00,000.00"],
        ["Nickel Sulphate", "", "", "", ""],
        ["09.04.2026", "SV/002", "Konkan Metals LLP", "3.000", "9,00,000.00"],
    ]
    path = grid(rows, wide=True, spans=[((0, 1), (-1, 1)), ((0, 3), (-1, 3))])
    entries = read("sales_ledger", path)["entries"].rows
    assert values(entries, "product") == ["Cobalt Sulphate Heptahydrate", "Nickel Sulphate"]


def test_a_voucher_with_its_total_on_the_party_line_sells_what_stands_under_it(drawn, read):
    texts = [(40, 60, "Date"), (100, 60, "Particulars"), (300, 60, "Vch No."), (400, 60, "Quantity")]
    texts += [(500, 60, "Rate"), (640, 60, "Value")]
    y = 80
    for number, (party, goods, worth, total) in enumerate(
        [
            ("Dakshin Alloys Limited", "Cobalt Sulphate", "10,00,000.00", "11,80,000.00 Dr"),
            ("Konkan Metals LLP", "Nickel Sulphate", "8,00,000.00", "9,44,000.00 Dr"),
            ("Himgiri Cathodes Pvt Ltd", "Cobalt Sulphate", "5,00,000.00", "5,90,000.00 Dr"),
        ],
        start=1,
    ):
        texts += [
            (40, y, f"0{number}-Apr-26"),
            (100, y, party),
            (300, y, f"SV/26-27/00{number}"),
            (740, y, "<" + total),
        ]
        texts += [(112, y + 12, goods), (460, y + 12, "<2.000 MT"), (580, y + 12, "<5,00,000.00/MT")]
        texts += [(740, y + 12, "<" + worth)]
        y += 30
    rows = read("sales_ledger", drawn(texts, wide=True))["entries"].rows
    assert values(rows, "taxable_value") == [Decimal("1000000.00"), Decimal("800000.00"), Decimal("500000.00")]
    assert values(rows, "total") == [Decimal("1180000.00"), Decimal("944000.00"), Decimal("590000.00")]
    assert values(rows, "product") == ["Cobalt Sulphate", "Nickel Sulphate", "Cobalt Sulphate"]
    assert values(rows, "rate") == [Decimal("500000.00")] * 3
