"""Registers as accounting programs print them: numbers of goods and of asset classes, signs behind figures."""

from decimal import Decimal

import pytest

from extractors.tables.serials import begins_late
from records.readings import SURE

COLUMNS, *ROWS = [
    line.split("|")
    for line in """\
Bill. Doc.|Bill. Date|Name of payer|Payer GSTIN|Material Description|Billed Qty|UoM|Net value INR
0090004122|02.10.2025|Vizag Catalyst LLP|37AAQFV7782B1ZL|BP-2001 COPPER CEMENT|1,496.0|KG|839,555.20
0090004128|08.10.2025|Jindhara Steel|22AABCJ9034M1ZH|FG-1001 NICKEL CAKE|3,927.7|KG|1,613,538.44
0090004159|20.11.2025|Jindhara Steel|22AABCJ9034M1ZH|FG-1010 TIN SOLDER BAR|112.7-|KG|272,170.50-
""".splitlines()
]
WIDTHS = [62, 58, 90, 92, 100, 55, 34, 72]


def entries(read, grid, rows):
    return read("sales_ledger", grid([COLUMNS, *rows], widths=WIDTHS, wide=True, wrapped=True))["entries"].rows


def test_a_firms_own_number_of_a_material_is_no_part_of_its_name(read, grid):
    rows = entries(read, grid, ROWS)
    names = [row.fields["product"].value for row in rows]
    assert names == ["COPPER CEMENT", "NICKEL CAKE", "TIN SOLDER BAR"]


def test_a_name_that_begins_with_a_number_stays_where_others_do_not(read, grid):
    plain = [[*row[:4], "Black mass" if at else "NMC-811 CATHODE POWDER", *row[5:]] for at, row in enumerate(ROWS)]
    assert entries(read, grid, plain)[0].fields["product"].value == "NMC-811 CATHODE POWDER"


def test_a_weight_with_its_sign_behind_is_given_back(read, grid):
    returned = entries(read, grid, ROWS)[2].fields
    assert (returned["quantity"].value, returned["unit"].value) == (Decimal("-112.7"), "KG")


def assets(read, grid, classes):
    heads = ["Asset", "Asset description", "Vendor", "Invoice no.", "Invoice date", "New / used", "Amount INR"]
    rows, spans = [heads], []
    for number, (title, item, amount) in enumerate(classes):
        spans.append(((0, len(rows)), (-1, len(rows))))
        rows.append([title, *[""] * 6])
        rows.append([f"3100004{number}", item, "Ferro Works Ltd", f"FT/{number}", "14.07.2025", "NEW", amount])
    return read("capex_statement", grid(rows, widths=[60, 130, 80, 60, 60, 50, 80], spans=spans))["items"].rows


@pytest.mark.parametrize(
    ("title", "head"),
    [("Asset class 3400 Utilities", "utilities"), ("Asset class 3200 Lab & Test Equipment", "equipment")],
)
def test_the_class_of_an_asset_is_named_behind_its_number(read, grid, title, head):
    classes = [
        ("Asset class 3100 Plant & Machinery", "Alkali fusion furnace", "28,415,600.00"),
        (title, "Hydrogen generation unit", "13,875,400.00"),
    ]
    assert [row.fields["head"].value for row in assets(read, grid, classes)] == ["plant_and_machinery", head]


def test_a_class_whose_name_says_nothing_ends_the_one_before(read, grid):
    classes = [
        ("Asset class 3100 Plant & Machinery", "Alkali fusion furnace", "28,415,600.00"),
        ("Asset class 3990 Sundry", "Total station", "13,875,400.00"),
    ]
    last = assets(read, grid, classes)[-1].fields["head"]
    assert last.value != "plant_and_machinery" or last.confidence < SURE


SOLD = ["Date", "Bill no", "Buyer", "Goods", "Kg", "Taxable value", "GST", "Bill value"]
SALES = [
    ["06-07-26", "BA-118", "Kolar Solders", "Tin ingot", "4,200", "1,17,60,000", "21,16,800", "1,38,76,800"],
    ["21-08-26", "BA-131", "Kolar Solders", "Tin ingot", "2,050", "57,40,000", "10,33,200", "67,73,200"],
]
RETURN = ["30-08-26", "CN-007", "Kolar Solders", "Tin ingot", "300", "8,40,000", "1,51,200", "9,91,200"]


def of_sections(read, grid, second, net):
    rows = [SOLD, ["A. Sales", *[""] * 7], *SALES, [second, *[""] * 7], RETURN, net]
    spans = [((0, at), (-1, at)) for at in (1, 4)]
    return read("sales_ledger", grid(rows, widths=[52, 50, 76, 60, 44, 80, 66, 80], spans=spans))["entries"]


@pytest.mark.parametrize("second", ["B. Less: sales returns", "Less: Credit Notes", "(b) Deduct: goods returned"])
def test_a_section_that_is_taken_off_gives_back(read, grid, second):
    net = ["Net (A - B)", "", "", "", "5,950", "1,66,60,000", "29,98,800", "1,96,58,800"]
    table = of_sections(read, grid, second, net)
    assert [row.fields["taxable_value"].value for row in table.rows] == [11_760_000, 5_740_000, -840_000]
    assert table.rows[-1].fields["quantity"].value == -300
    assert table.totals["taxable_value"].value == 16_660_000


def test_a_section_of_sales_less_credit_notes_is_one_of_sales(read, grid):
    net = ["Total", "", "", "", "6,550", "1,83,40,000", "33,01,200", "2,16,41,200"]
    table = of_sections(read, grid, "B. Export sales less credit notes", net)
    assert table.rows[-1].fields["taxable_value"].value == 840_000


def test_a_rate_of_exchange_is_no_price(read, grid):
    columns = ["Invoice", "Date", "Consignee", "Product", "Net wt (kg)", "USD", "Exch. rate", "FOB value (INR)"]
    rows = [
        ["TTE/E/01", "09.04.2026", "Plansee SE", "Tungstate", "5,000", "162,500.00", "86.40", "1,40,40,000"],
        ["TTE/E/02", "18.06.2026", "Plansee SE", "Tungstate", "4,000", "131,200.00", "86.75", "1,13,81,600"],
    ]
    table = read("sales_ledger", grid([columns, *rows], widths=[54, 58, 66, 66, 60, 70, 56, 80]))["entries"]
    assert [row.fields["taxable_value"].value for row in table.rows] == [14_040_000, 11_381_600]
    assert all("rate" not in row.fields for row in table.rows)


BOUGHT = ["Sl.", "Description", "Supplier", "Invoice no.", "Invoice date", "Amount (Rs.)"]


def bought(read, grid, first, total):
    rows = [
        [str(first), "Steam boiler", "Mahi Boilers Ltd", "MB/449", "30.06.2026", "1,14,00,000"],
        [str(first + 1), "Transformer", "Kutch Power Ltd", "KP-307", "25.05.2026", "95,50,000"],
        ["TOTAL", "", "", "", "", total],
    ]
    return read("capex_statement", grid([BOUGHT, *rows], widths=[40, 100, 100, 80, 80, 100]))["items"]


@pytest.mark.parametrize(
    ("first", "total", "is_sure"),
    [(11, "31,45,50,000", False), (2, "3,09,50,000", False), (11, "2,09,50,000", True), (1, "2,09,50,000", True)],
)
def test_rows_that_do_not_begin_with_the_first_and_do_not_add_up_are_for_a_person(read, grid, first, total, is_sure):
    table = bought(read, grid, first, total)
    assert all((row.fields["amount"].confidence >= SURE) is is_sure for row in table.rows)
    assert (table.totals["amount"].confidence >= SURE) is is_sure


@pytest.mark.parametrize(
    ("printed", "is_late"),
    [
        ([11, 12, 13], True),
        ([1, 2], False),
        ([2], True),
        ([3, 5], False),
        ([None, None], False),
        ([310_000_412], False),
    ],
)
def test_numbers_that_count_on_from_what_was_not_read(printed, is_late):
    assert begins_late(printed) is is_late
