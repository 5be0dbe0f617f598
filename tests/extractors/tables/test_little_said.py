"""Tables whose headings say little: a unit alone, two states of a permission, a column told by its cells."""

from decimal import Decimal

from records.readings import SURE

GSTIN = "27AAPFU0939F1ZV"


def column(table, name):
    return [row.fields[name].value if name in row.fields else None for row in table.rows]


def test_a_column_headed_by_its_unit_holds_what_is_weighed(grid, read):
    path = grid([["Sl", "Product", "T/Annum"], ["1", "Gallium metal", "1.750"], ["2", "Germanium dioxide", "3"]])
    table = read("pollution_board_authorisation", path)["products"]
    assert column(table, "quantity") == [Decimal("1.750"), 3]
    assert column(table, "unit") == ["T/Annum"] * 2


def test_tonnes_a_day_are_a_years_by_the_days_of_the_heading(grid, read):
    rows = [["(1)", "(2)"], ["Type of waste with its code", "Tonnes per day (320 days in a year)"], ["LED lamps", "2"]]
    table = read("epr_certificate", grid([*rows, ["Panels", "5"]]))["categories"]
    assert column(table, "capacity_tpa") == [640, 1600]


def test_the_title_gives_the_unit_that_no_heading_gives(grid, read):
    before = ["Permitted quantity of each stream (Metric Tonnes per Annum)"]
    path = grid(
        [["Waste stream", "Earlier", "Now registered"], ["Motors", "-", "900"], ["Magnets", "40", "125"]], before=before
    )
    assert column(read("epr_certificate", path)["categories"], "capacity_tpa") == [900, 125]


def test_what_was_permitted_before_is_not_what_is_permitted(grid, read):
    headings = ["Product", "As per existing consent (MT/A)", "Enhancement (MT/A)", "Total after amendment (MT/A)"]
    path = grid([headings, ["Indium ingot", "0.4", "0.3", "0.7"], ["Tin ingot", "120", "80", "200"]])
    assert column(read("pollution_board_authorisation", path)["products"], "quantity") == [Decimal("0.7"), 200]


def test_products_and_wastes_on_the_next_page_are_two_tables(grid, read):
    products = [["Item", "Previous quantity", "Permitted quantity"]]
    products += [["Platinum sponge", "310 kg/year", "820 kg/year"], ["Rhodium black", "-", "95 kg/year"]]
    wastes = [["Schedule", "Waste", "Quantity", "Disposal"], ["35.3", "ETP sludge", "18 MT/year", "TSDF"]]
    table = read("pollution_board_authorisation", grid(products, wastes, breaks=True))["products"]
    assert column(table, "product") == ["Platinum sponge", "Rhodium black"]


def test_total_impurities_are_a_result_and_end_no_table(grid, read):
    rows = [["Test", "Result (%)"], ["Total rare earths", "98.20"], ["Total impurities", "0.31"], ["Moisture", "0.12"]]
    assert column(read("assay_report", grid(rows))["results"], "element") == [it[0] for it in rows[1:]]


def test_a_status_that_is_new_or_reconditioned_is_the_condition(grid, read):
    rows = [["No.", "Machinery", "Status", "Value (Rs.)"], ["1", "Leach skid", "New", "84,25,000"]]
    rows += [["2", "Rotary kiln", "Reconditioned", "23,10,000"], ["3", "SX train", "New", "11,06,000"]]
    table = read("chartered_engineer_certificate", grid(rows))["machinery"]
    assert column(table, "condition") == ["new", "refurbished", "new"]


def test_a_status_of_another_kind_is_no_condition(grid, read):
    rows = [["No.", "Machinery", "Status", "Value (Rs.)"], ["1", "Leach skid", "Installed", "84,25,000"]]
    rows += [["2", "Rotary kiln", "Under erection", "23,10,000"]]
    table = read("chartered_engineer_certificate", grid(rows))["machinery"]
    assert column(table, "condition") == [None, None]


AT = (40, 100, 200, 290, 360)


def at_places(rows):
    return [(AT[at], 100 + 14 * number, text) for number, row in enumerate(rows) for at, text in enumerate(row)]


def test_the_end_of_a_name_flush_against_a_gstin_stays_with_the_name(drawn, read):
    """A narrow column prints "Ltd" and the number with no white between them: one word to any reader."""
    rows = [
        ("04-05-2026", "Amrit Chemicals Pvt", f"Ltd{GSTIN}", "AB/1", "1,00,000.00"),
        ("05-05-2026", "Amrit Chemicals Pvt", f"Ltd{GSTIN}", "AB/2", "2,00,000.00"),
        ("06-05-2026", "Zinc Works", GSTIN, "AB/3", "3,00,000.00"),
    ]
    headings = ("Date", "Party", "GSTIN", "Invoice no", "Taxable value")
    table = read("sales_ledger", drawn(at_places([headings, *rows])))["entries"]
    assert column(table, "buyer_name") == ["Amrit Chemicals Pvt Ltd", "Amrit Chemicals Pvt Ltd", "Zinc Works"]
    assert column(table, "buyer_gstin") == [GSTIN] * 3


def test_letters_too_many_for_a_gstin_are_never_a_sure_one(drawn, read):
    rows = [("04-05-2026", "Zinc Works", "XY27AAPFU0939F1ZQ", "AB/1", "1,00,000.00")]
    rows += [("05-05-2026", "Zinc Works", "XY27AAPFU0939F1ZQ", "AB/2", "1,00,000.00")]
    headings = ("Date", "Party", "GSTIN", "Invoice no", "Taxable value")
    table = read("sales_ledger", drawn(at_places([headings, *rows])))["entries"]
    assert all(row.fields["buyer_gstin"].confidence < SURE for row in table.rows if "buyer_gstin" in row.fields)


def test_names_beside_each_other_over_their_capacities_are_rows(grid, read):
    before = ["Quantities that may be taken in, MT/annum"]
    path = grid([["Solar panels", "Motors", "Hard disks"], ["900", "1,250", "75"]], before=before)
    table = read("epr_certificate", path)["categories"]
    assert column(table, "category") == ["Solar panels", "Motors", "Hard disks"]
    assert column(table, "capacity_tpa") == [900, 1250, 75]
    assert all(row.fields["capacity_tpa"].confidence < SURE for row in table.rows)


def test_of_headings_that_nobody_knows_the_one_that_the_others_make_is_meant(grid, read):
    headings = ["Stream", "Under the old paper (TPA)", "By this paper (TPA)", "Sum of both (TPA)"]
    path = grid([headings, ["Anode scrap", "500", "250", "750"], ["Cathode scrap", "Nil", "120", "120"]])
    assert column(read("epr_certificate", path)["categories"], "capacity_tpa") == [750, 120]


def test_where_nothing_tells_which_weight_is_meant_none_is_taken(grid, read):
    headings = ["Stream", "Line A (TPA)", "Line B (TPA)"]
    path = grid([headings, ["Anode scrap", "500", "250"], ["Cathode scrap", "100", "120"]])
    assert "categories" not in read("epr_certificate", path)


def test_of_samples_among_standards_the_customers_is_the_result(grid, read):
    rows = [["Lab code", "What it is", "Co", "Ni", "Fe"]]
    rows += [
        ["B-1", "Reagent blank", "0.000", "0.000", "0.001"],
        ["L/77", "Sample as received", "20.95", "0.012", "0.004"],
    ]
    rows += [["B-2", "Certified standard", "20.00", "0.100", "0.100"]]
    table = read("assay_report", grid(rows))["results"]
    assert column(table, "element") == ["Co", "Ni", "Fe"]
    assert column(table, "value_percent") == [Decimal("20.95"), Decimal("0.012"), Decimal("0.004")]


def test_two_samples_of_a_customer_are_not_mixed(grid, read):
    rows = [
        ["Lab code", "Cobalt", "Nickel", "Iron"],
        ["L/77", "20.95", "0.012", "0.004"],
        ["L/78", "19.80", "0.5", "0.1"],
    ]
    assert "results" not in read("assay_report", grid(rows))


def test_a_sum_in_words_of_its_own_is_no_category(grid, read):
    rows = [["S.N.", "Waste", "Capacity (MT per year)"], ["1", "Catalysts", "3300"], ["2", "Alloy scrap", "3,300"]]
    table = read("epr_certificate", grid([*rows, ["", "All wastes together", "6,600"]]))["categories"]
    assert column(table, "category") == ["Catalysts", "Alloy scrap"]


def test_a_last_row_that_happens_to_be_the_sum_stays_a_row(grid, read):
    rows = [["S.N.", "Waste", "Capacity (MT per year)"], ["1", "Catalysts", "100"], ["2", "Alloy scrap", "200"]]
    table = read("epr_certificate", grid([*rows, ["3", "Motors", "300"]]))["categories"]
    assert column(table, "capacity_tpa") == [100, 200, 300]


def test_a_footnote_gives_the_unit_of_the_heading_that_bears_its_mark(grid, read):
    after = ["* in metric tonnes per month"]
    path = grid([["Waste", "Quantity*"], ["ITEW", "310"], ["CEEW", "145"]], after=after)
    assert column(read("epr_certificate", path)["categories"], "capacity_tpa") == [3720, 1740]


def test_a_list_right_of_its_label_begins_on_the_labels_line(drawn, read):
    entries = [
        "Cobalt sulphate - 65 tonnes/month",
        "Nickel sulphate - 90 tonnes/month",
        "Lithium salt - 2.5 tonnes/month",
    ]
    page = [(40, 100, "7. Fuel"), (200, 100, "Natural gas"), (40, 120, "8. Products")]
    page += [(200, 120 + 12 * at, text) for at, text in enumerate(entries)]
    table = read("pollution_board_authorisation", drawn(page))["products"]
    assert column(table, "product") == ["Cobalt sulphate", "Nickel sulphate", "Lithium salt"]
    assert column(table, "quantity") == [65, 90, Decimal("2.5")]


def test_a_mark_on_the_row_says_what_the_title_explains(grid, read):
    before = ["Machinery bought from 01.10.2025 (items marked # are second-hand, all others are brand new)"]
    rows = [["No", "Description", "Vendor", "Invoice No.", "Amount (Rs.)"]]
    rows += [
        ["1", "Ball mill", "Arya Ltd", "A/1", "5,00,000.00"],
        ["2", "Shredder #", "Arya Ltd", "A/2", "7,00,000.00"],
    ]
    rows += [["3", "Dryer *", "Arya Ltd", "A/3", "2,00,000.00"], ["", "Total", "", "", "14,00,000.00"]]
    table = read("capex_statement", grid(rows, before=before))["items"]
    assert column(table, "condition") == ["new", "refurbished", "new"]


def test_a_mark_that_is_explained_for_itself_alone_says_nothing_of_the_others(grid, read):
    rows = [["No", "Description", "Vendor", "Invoice No.", "Amount (Rs.)"]]
    rows += [
        ["1", "Ball mill *", "Arya Ltd", "A/1", "5,00,000.00"],
        ["2", "Shredder", "Arya Ltd", "A/2", "7,00,000.00"],
    ]
    table = read("capex_statement", grid(rows, after=["Items marked with an asterisk are reconditioned."]))["items"]
    assert column(table, "condition") == ["refurbished", None]
