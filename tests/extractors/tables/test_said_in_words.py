"""Rows that sentences list, titles that name a head for all rows, and a second net column that is the whole."""

from decimal import Decimal

from records.readings import SURE

COLUMNS = """<div style="columns:2">%s</div>"""


def column(table, name):
    return [row.fields[name].value if name in row.fields else None for row in table.rows]


def test_a_lettered_list_within_a_column_of_prose_is_read(html, read):
    left = "<p>" + "Whereas the unit holds consent of the Board for 9,600 MTA of which 1,200 MTA is dismantling; " * 6
    right = """<p>The capacity registered is 8,400 tonnes per annum, distributed thus:</p>
    <p>(a) Information technology and telecommunication equipment — 4,900 MTA;
    (b) Photovoltaic panels: 2,650 MTA; and (c) Medical devices (no implants) — 850 MTA.</p>
    <p>The Recycler shall file returns.</p>"""
    table = read("epr_certificate", html(COLUMNS % (left + right), ruled=False))["categories"]
    assert column(table, "category") == [
        "Information technology and telecommunication equipment",
        "Photovoltaic panels",
        "Medical devices (no implants)",
    ]
    assert column(table, "capacity_tpa") == [4900, 2650, 850]


def test_products_in_a_hindi_condition_are_read_and_effluent_is_none(html, read):
    body = """<p>1. अनुमन्य उत्पाद : टिन धातु ९५ मी.टन/वर्ष; सोना ०.४८ मी.टन/वर्ष; ताम्र रज १२० मी.टन/वर्ष।</p>
    <p>2. जल उपभोग : घरेलू ४ KLD; औद्योगिक १२ KLD।</p>
    <p>3. पूर्व उत्पाद : टिन धातु ४० मी.टन/वर्ष; सोना ०.२ मी.टन/वर्ष; ताम्र रज ६० मी.टन/वर्ष; सीसा ९ मी.टन/वर्ष।</p>"""
    table = read("pollution_board_authorisation", html(body, ruled=False))["products"]
    assert column(table, "product") == ["टिन धातु", "सोना", "ताम्र रज"]
    assert column(table, "quantity") == [95, Decimal("0.48"), 120]


def test_a_list_of_which_one_item_has_no_weight_is_no_table(html, read):
    body = "<p>Products: cobalt sulphate 240 MT/year; spent acid as generated; nickel carbonate 90 MT/year.</p>"
    assert "products" not in read("pollution_board_authorisation", html(body, ruled=False))


def test_raw_materials_give_way_to_products_and_are_not_sure(html, read):
    inputs = "<p>Raw material: black mass 4,000 MT/annum, sulphuric acid 900 MT/annum and lime 300 MT/annum.</p>"
    products = "<p>Products are as under: cobalt sulphate 240 MT/annum and nickel carbonate 90 MT/annum.</p>"
    both = read("pollution_board_authorisation", html(inputs + products, ruled=False))["products"]
    assert column(both, "product") == ["cobalt sulphate", "nickel carbonate"]
    alone = read("pollution_board_authorisation", html(inputs, ruled=False))["products"]
    assert all(it.confidence < SURE for row in alone.rows for it in row.fields.values())


def test_a_second_net_column_behind_the_tax_is_the_total(grid, read):
    rows = [["Vch Date", "Vch No", "Party", "Taxable Amt", "Tax", "Net Amt"]]
    rows += [["12-04-2025", "GW/001", "Optik Lens", "1,00,000.00", "18,000.00", "1,18,000.00"]]
    rows += [["19-06-2025", "GW/002", "Mahanadi IR", "50,000.00", "9,000.00", "59,000.00"]]
    table = read("sales_ledger", grid(rows))["entries"]
    assert column(table, "taxable_value") == [100000, 50000] and column(table, "total") == [118000, 59000]


def test_a_net_column_before_the_tax_is_no_total(grid, read):
    rows = [["Date", "Bill No", "Party", "Basic", "Net Amount", "GST", "Bill Value"]]
    rows += [["12-04-2025", "GW/001", "Optik Lens", "1,00,000.00", "90,000.00", "16,200.00", "1,06,200.00"]]
    rows += [["19-06-2025", "GW/002", "Mahanadi IR", "50,000.00", "45,000.00", "8,100.00", "53,100.00"]]
    assert column(read("sales_ledger", grid(rows))["entries"], "total") == [106200, 53100]


TITLED = [
    ["Amount (Rs.)", "Inv. date", "Inv. No.", "Particulars", "Name of supplier"],
    ["44,20,500", "22/11/2025", "GH/48", "Fume extraction and scrubber", "Green Horizon"],
    ["42,64,500", "06/01/2026", "MM/3307", "Weighbridge 60 T", "Metro Measurements"],
    ["9,00,000", "09/01/2026", "B/7", "Factory shed foundation", "Civil Works Co"],
]


def test_the_title_of_a_statement_names_the_head_but_never_of_buildings(grid, read):
    before = ["STATEMENT OF INVESTMENT IN PLANT & MACHINERY (amounts in rupees)", "Unit: Plot D-41, Nagpur"]
    rows = read("capex_statement", grid(TITLED, before=before))["items"].rows
    assert [row.fields["head"].value for row in rows] == ["plant_and_machinery"] * 2 + ["building"]
    assert all(row.fields["head"].confidence < SURE for row in rows)
    assert rows[0].fields["head"].alternatives


def test_a_title_of_several_heads_names_none(grid, read):
    before = ["Statement of expenditure on plant & machinery, building and land (amounts in rupees)"]
    rows = read("capex_statement", grid(TITLED, before=before))["items"].rows
    assert "plant_and_machinery" not in {row.fields["head"].value for row in rows if "head" in row.fields}
