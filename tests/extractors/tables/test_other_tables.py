"""The smaller tables: companies, products, categories, machines, results, receipts."""

from decimal import Decimal

import pytest

from reference.strict_yaml import ReferenceMistake
from reference.table_specs import FOLDER, WORDS, check_all, read_specs, table_specs


def rows_html(*rows, before=""):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"{before}<table>{body}</table>"


def test_companies_of_a_group_in_the_year_the_certificate_is_about(html, read, rows_of):
    body = rows_html(
        ("S.No", "Name of the Company", "Relationship", "Revenue FY 2024-25", "Revenue FY 2023-24"),
        ("1", "Recycler Private Limited", "Applicant", "52.25", "40.10"),
        ("2", "Holding Metals Limited", "Holding Company", "310.50", "300.00"),
        ("3", "Sub One LLP", "Wholly owned subsidiary", "1,012.00", "-"),
        ("4", "Joint Two Ltd", "Joint venture", "0.25", "-"),
        ("", "Total Global Manufacturing Revenue", "", "1,375.00", "340.10"),
        before="<p>Global manufacturing revenue for the FY 2024-25 (₹ in crore)</p>",
    )
    companies = read("gmr_certificate", html(body))["companies"]
    assert [(row["relation"], Decimal(row["revenue"])) for row in rows_of(companies)] == [
        ("applicant", 522_500_000),
        ("holding", 3_105_000_000),
        ("subsidiary", 10_120_000_000),
        ("other", 2_500_000),
    ]
    assert companies.totals["revenue"].value == 13_750_000_000
    assert companies.adds_up


def test_companies_without_lines_and_a_negative_elimination(grid, read, column_of):
    rows = [
        ["Particulars", "Turnover (Rs. in Lakhs)"],
        ["Applicant: Recycler Pvt Ltd", "5,225.00"],
        ["Subsidiary: Sub One LLP", "1,000.00"],
        ["Less: inter-company sales", "(225.00)"],
        ["Total", "6,000.00"],
    ]
    companies = read("gmr_certificate", grid(rows, lines="none", widths=[220, 140]))["companies"]
    assert column_of(companies, "revenue") == ["522500000.00", "100000000.00", "-22500000.00"]
    assert companies.adds_up


def test_products_of_an_application(html, read, rows_of):
    body = rows_html(
        ("Sl", "Product to be recovered", "Critical Mineral", "Quantity (TPA)", "Purity (%)"),
        ("1", "Cobalt Sulphate", "Cobalt", "1,200", "99.5"),
        ("2", "Lithium Carbonate", "Lithium", "800", "min. 99.2 %"),
    )
    assert rows_of(read("application_form", html(body, ruled=False))["products"]) == [
        {"product": "Cobalt Sulphate", "mineral": "cobalt", "quantity_tpa": "1200", "purity_percent": "99.5"},
        {"product": "Lithium Carbonate", "mineral": "lithium", "quantity_tpa": "800", "purity_percent": "99.2"},
    ]


@pytest.mark.parametrize(
    ("heading", "printed", "expected"),
    [
        ("Capacity (MTA)", "4000", "4000"),
        ("Capacity (MT per annum)", "4,000.50", "4000.50"),
        ("Capacity per annum (MT)", "4000", "4000"),
        ("Capacity", "500 MT/month", "6000"),
        ("Capacity", "6000 MTPA", "6000"),
        ("Capacity (kg per year)", "40000", "40"),
        ("Capacity", "20 TPD", None),
        ("Capacity", "4000", None),
    ],
)
def test_capacity_is_tonnes_a_year_only_where_the_paper_says_so(heading, printed, expected, html, read, column_of):
    body = rows_html(("S.No.", "Category of EEE", heading), ("1", "ITEW", printed))
    (capacity,) = column_of(read("epr_certificate", html(body))["categories"], "capacity_tpa")
    assert capacity is None if expected is None else Decimal(capacity) == Decimal(expected)


def test_categories_with_their_total(html, read, column_of):
    body = rows_html(
        ("S.No.", "Category of EEE", "Capacity (MTA)"),
        ("1", "ITEW", "4000"),
        ("2", "CEEW", "2500.5"),
        ("", "Total", "6500.5"),
    )
    categories = read("epr_certificate", html(body))["categories"]
    assert column_of(categories, "category") == ["ITEW", "CEEW"]
    assert categories.totals["capacity_tpa"].value == Decimal("6500.5")
    assert categories.adds_up is True


def test_products_of_a_consent_with_their_units_as_printed(html, read, rows_of):
    body = rows_html(
        ("Product", "Qty / year"), ("RECYLE &amp; REPROCESSING OF E-waste", "6000 M.T"), ("Cobalt Sulphate", "1,200 MT")
    )
    assert rows_of(read("pollution_board_authorisation", html(body))["products"]) == [
        {"product": "RECYLE & REPROCESSING OF E-waste", "quantity": "6000", "unit": "M.T"},
        {"product": "Cobalt Sulphate", "quantity": "1200", "unit": "MT"},
    ]


def test_wastes_with_a_unit_column(html, read, rows_of):
    body = rows_html(
        ("Sl", "Waste &amp; Schedule/category", "Quantity", "Unit", "Mode of disposal"),
        ("1", "Used batteries (Sch. IV-17)", "3,000", "MT/Annum", "Recycling"),
    )
    assert rows_of(read("pollution_board_authorisation", html(body))["products"]) == [
        {"product": "Used batteries (Sch. IV-17)", "quantity": "3000", "unit": "MT/Annum"}
    ]


def test_results_of_a_laboratory_in_per_cent(html, read, rows_of):
    body = rows_html(
        ("S.No", "Parameter", "Test method", "Unit", "Result", "Spec"),
        ("1", "Cobalt (as Co)", "ICP-OES", "%", "20.6", "min 20.5"),
        ("2", "Lead", "ICP-OES", "ppm", "12.5 ± 0.4", "max 50"),
        ("3", "Arsenic", "ICP-MS", "ppm", "BDL", "max 5"),
        ("4", "Platinum", "ICP-MS", "g/t", "1,250", ""),
    )
    rows = rows_of(read("assay_report", html(body))["results"])
    assert [row.get("value_percent") and Decimal(row["value_percent"]) for row in rows] == [
        Decimal("20.6"),
        Decimal("0.00125"),
        None,
        Decimal("0.125"),
    ]
    assert [row["method"] for row in rows] == ["ICP-OES", "ICP-OES", "ICP-MS", "ICP-MS"]


def test_machines_seen_by_the_engineer(html, read, rows_of):
    body = rows_html(
        ("Sl. No.", "Description of machinery", "Make", "Year", "New/Used", "Value (Rs. Lakh)"),
        ("1", "Shredder", "Untha", "2025", "New", "120.00"),
        ("2", "Furnace", "ABC", "2019", "Used", "45.50"),
    )
    assert [
        (row["condition"], Decimal(row["value"]))
        for row in rows_of(read("chartered_engineer_certificate", html(body))["machinery"])
    ] == [
        ("new", 12_000_000),
        ("refurbished", 4_550_000),
    ]


def test_receipts_before_a_claim(html, read, rows_of):
    body = rows_html(
        ("S. No.", "Date of receipt", "Sanction No.", "Amount received (₹)"),
        ("1", "15/06/2027", "JN/1", "1,20,00,000"),
        ("2", "20/12/2027", "JN/2", "60,00,000"),
        ("", "Total", "", "1,80,00,000"),
    )
    receipts = read("claim_form", html(body))["earlier_receipts"]
    assert rows_of(receipts) == [
        {"date": "2027-06-15", "amount": "12000000"},
        {"date": "2027-12-20", "amount": "6000000"},
    ]
    assert receipts.adds_up


def test_every_vocabulary_is_sound_and_for_its_own_table():
    check_all()
    for path in FOLDER.glob("*.yaml"):
        for spec in table_specs(path.stem) if path.name != WORDS else ():
            assert set().union(*spec.needs) <= spec.columns.keys()


def test_a_vocabulary_with_an_unknown_column_is_refused_with_its_line(tmp_path):
    path = tmp_path / "capex_statement.yaml"
    path.write_text(
        "document_type: capex_statement\ntables:\n  items:\n    describes: x\n    needs:\n      - [colour]\n"
        "    columns:\n      amount: {kind: amount, headings: [amount]}\n"
    )
    with pytest.raises(ReferenceMistake, match=r"line 6: There is no column `colour`. Use one of: amount"):
        read_specs(path)


def test_the_table_of_products_is_told_from_those_of_water_and_waste(html, read, rows_of):
    water = rows_html(("Sl", "Category", "Quantity (KLD)"), ("1", "Domestic", "5"), ("2", "Process", "20"))
    waste = rows_html(
        ("Sl", "Category of waste", "Quantity", "Unit", "Mode of disposal"), ("1", "Slag", "5", "MT/month", "TSDF")
    )
    product = rows_html(("Product", "Capacity"), ("Nickel sulphate", "400 MT/month"))
    products = read(
        "pollution_board_authorisation", html(water + "<p>Wastes</p>" + waste + "<p>Products</p>" + product)
    )
    assert rows_of(products["products"]) == [{"product": "Nickel sulphate", "quantity": "400", "unit": "MT/month"}]
    assert read("pollution_board_authorisation", html(water)) == {}


@pytest.mark.parametrize(
    ("description", "head"),
    [
        ("Leaching reactor with instruments and civil supports", "plant_and_machinery"),
        ("Furnace transformer 2 MVA", "utilities"),
        ("Supply and installation of 500 kVA DG set", "utilities"),
        ("Civil foundation for ball mill", "building"),
        ("Leaching reactor foundation", "building"),
        ("ICP-OES spectrometer", "equipment"),
        ("Hand pallet trucks", "equipment"),
        ("Tipper truck", "other"),
        ("Office furniture", "other"),
        ("Premium of plot no. 7", "land"),
        ("Effluent treatment plant (ETP) with RO", "utilities"),
        ("Widget of unknown purpose", None),
    ],
)
def test_the_head_of_an_article_by_what_it_is(description, head, grid, read, column_of):
    rows = [["Sl", "Description", "Amount (Rs.)"], ["1", description, "10,00,000"]]
    assert column_of(read("capex_statement", grid(rows, widths=[30, 300, 100]))["items"], "head") == [head]


def test_a_list_of_products_without_headings(drawn, read, rows_of):
    page = [(40, 60, "Capacity : 625 MT/month"), (40, 74, "Products, with quantity in tonnes per annum and purity:")]
    for n, (name, weight, purity) in enumerate(
        [("Lithium Carbonate", "885.00", "99.5%"), ("Cobalt Sulphate", "1,140.00", "99.2 %"), ("Copper", "638", "97%")]
    ):
        y = 90 + 14 * n
        page += [(50, y, f"{chr(97 + n)}) {name}"), (300, y, weight), (370, y, "TPA"), (430, y, purity)]
    page += [(40, 150, "Authorised Signatory")]
    products = read("application_form", drawn(page))["products"]
    assert rows_of(products) == [
        {"product": "Lithium Carbonate", "quantity_tpa": "885.00", "purity_percent": "99.5"},
        {"product": "Cobalt Sulphate", "quantity_tpa": "1140.00", "purity_percent": "99.2"},
        {"product": "Copper", "quantity_tpa": "638", "purity_percent": "97"},
    ]


def test_labels_with_weights_are_no_list(drawn, read):
    page = [(40, 60, "Particulars of products:"), (40, 74, "Capacity : 625 MT/month"), (40, 88, "Storage : 40 MT")]
    assert read("application_form", drawn(page)) == {}
