"""The items of a capex statement, however the accountant's office prints them."""

from decimal import Decimal

import pytest

HEADINGS = ["Sl. No.", "Particulars of Machinery", "Supplier", "Bill No.", "Bill Date", "Amount (Rs.)"]
ITEMS = [
    ["1", "Rotary kiln", "Kiln Works Ltd", "KW/12", "12.04.2025", "1,25,00,000.00"],
    ["2", "Effluent treatment plant", "Aqua Systems", "AS/2025/3", "15.04.2025", "23,45,678.00"],
    ["3", "XRF spectrometer", "Optics House", "OH-1", "20.04.2025", "4,00,000.50"],
]
TOTAL = ["", "Total", "", "", "", "1,52,45,678.50"]
EXPECTED = [
    {
        "description": "Rotary kiln",
        "vendor": "Kiln Works Ltd",
        "invoice_number": "KW/12",
        "invoice_date": "2025-04-12",
        "amount": "12500000.00",
        "head": "plant_and_machinery",
    },
    {
        "description": "Effluent treatment plant",
        "vendor": "Aqua Systems",
        "invoice_number": "AS/2025/3",
        "invoice_date": "2025-04-15",
        "amount": "2345678.00",
        "head": "utilities",
    },
    {
        "description": "XRF spectrometer",
        "vendor": "Optics House",
        "invoice_number": "OH-1",
        "invoice_date": "2025-04-20",
        "amount": "400000.50",
        "head": "equipment",
    },
]
WIDTHS = [40, 140, 100, 70, 70, 90]


@pytest.mark.parametrize("lines", ["grid", "level", "header", "none"])
def test_the_same_rows_whatever_lines_are_drawn(lines, grid, read, rows_of):
    path = grid([HEADINGS, *ITEMS, TOTAL], lines=lines, widths=WIDTHS)
    items = read("capex_statement", path)["items"]
    assert rows_of(items) == EXPECTED
    assert items.adds_up is True
    assert items.totals["amount"].value == Decimal("15245678.50")
    assert all(row.fields["amount"].confidence == 0.99 for row in items.rows)
    assert items.rows[0].fields["amount"].witnesses == ("row sum",)


def test_evidence_keeps_print_page_and_place(grid, read):
    path = grid([HEADINGS[:-1] + ["Amount (Rs. in lakh)"], ITEMS[0][:-1] + ["125.00"]], widths=WIDTHS)
    amount = read("capex_statement", path)["items"].rows[0].fields["amount"]
    assert amount.value == Decimal("12500000")
    assert amount.unit == "INR"
    assert amount.evidence.text == "125.00"
    assert amount.evidence.page == 1
    assert amount.evidence.box[0] > 400


def test_prose_and_signature_below_a_bare_table_are_no_rows(grid, read, rows_of):
    after = [
        "Place: Kanpur",
        "Date: 12.05.2026 UDIN: 26087931RFIGQT2163",
        "For Example and Co., Chartered Accountants, Firm Registration No. 009781N, Partner, Membership No. 087931",
        "1. The above has been verified with 15 invoices of Rs. 1,52,45,678.50 and bank statements of 12 months.",
    ]
    path = grid([HEADINGS, *ITEMS, TOTAL], lines="none", widths=WIDTHS, after=after)
    assert rows_of(read("capex_statement", path)["items"]) == EXPECTED


def test_unit_printed_only_above_the_table_scales_the_amounts(grid, read, column_of):
    headings = [*HEADINGS[:-1], "Amount"]
    rows = [
        [*row[:-1], figure] for row, figure in zip([*ITEMS, TOTAL], ["125.00", "23.45", "4.05", "152.50"], strict=True)
    ]
    before = ["Statement of capital expenditure", "(Rs. in Lakhs)"]
    items = read("capex_statement", grid([headings, *rows], before=before, widths=WIDTHS))["items"]
    assert column_of(items, "amount") == ["12500000.00", "2345000.00", "405000.00"]
    assert items.scale == 100_000


def test_a_sentence_with_a_sum_in_crore_gives_no_unit(grid, read):
    before = ["The investment exceeds the threshold of Rs. 25 crore under the scheme."]
    path = grid([[*HEADINGS[:-1], "Amount"], *ITEMS, TOTAL], before=before, widths=WIDTHS)
    assert read("capex_statement", path)["items"].scale == 1


def test_merged_heads_two_level_headings_and_conditions(html, read, rows_of):
    body = (
        "<h3>Annexure I</h3><p>(Amount in Rs. Crores)</p><table><thead><tr><th rowspan=2>Sl.</th>"
        "<th rowspan=2>Head</th>"
        "<th rowspan=2>Asset</th><th colspan=2>Invoice</th><th colspan=3>Amount</th>"
        "<th rowspan=2>New / Refurbished</th>"
        "</tr><tr><th>No.</th><th>Date</th><th>Basic</th><th>GST</th><th>Total</th></tr></thead>"
        "<tr><td>1</td><td rowspan=3>Plant &amp; Machinery</td><td>Ball mill</td><td>X/1</td><td>01-Apr-2025</td>"
        "<td>1.00</td><td>0.18</td><td>1.18</td><td>New</td></tr>"
        "<tr><td>2</td><td>Vacuum furnace</td><td>X/2</td><td>02-Apr-2025</td><td>2.00</td><td>0.36</td><td>2.36</td>"
        "<td>Refurbished</td></tr><tr><td>3</td><td>Filter press</td><td>X/3</td><td>03-Apr-2025</td><td>0.50</td>"
        "<td>0.09</td><td>0.59</td><td>New</td></tr><tr><td>4</td><td rowspan=2>Lab equipment</td><td>ICP-OES</td>"
        "<td rowspan=2>Y/9</td><td rowspan=2>05-Apr-2025</td><td>0.40</td><td>0.072</td><td>0.472</td><td>New</td></tr>"
        "<tr><td>5</td><td>XRF analyser</td><td>0.30</td><td>0.054</td><td>0.354</td><td>New</td></tr>"
        "<tr><td colspan=5>Total</td><td>4.20</td><td>0.756</td><td>4.956</td><td></td></tr></table>"
    )
    items = read("capex_statement", html(body))["items"]
    found = [
        (row["head"], row["invoice_number"], row["invoice_date"], Decimal(row["amount"]), row["condition"])
        for row in rows_of(items)
    ]
    assert found == [
        ("plant_and_machinery", "X/1", "2025-04-01", Decimal("11800000"), "new"),
        ("plant_and_machinery", "X/2", "2025-04-02", Decimal("23600000"), "refurbished"),
        ("plant_and_machinery", "X/3", "2025-04-03", Decimal("5900000"), "new"),
        ("equipment", "Y/9", "2025-04-05", Decimal("4720000"), "new"),
        ("equipment", "Y/9", "2025-04-05", Decimal("3540000"), "new"),
    ]
    assert {name: field.value for name, field in items.totals.items()} == {
        "basic": Decimal("42000000"),
        "gst": Decimal("7560000"),
        "amount": Decimal("49560000"),
    }
    assert "basic + gst = amount" in items.rows[0].fields["amount"].witnesses


def test_two_level_headings_without_lines(drawn, read, rows_of):
    page = [(225, 80, "Invoice"), (360, 80, "Amount in Rupees")]
    page += [(40, 92, "Sr."), (70, 92, "Name of asset"), (200, 92, "No."), (260, 92, "Date")]
    page += [(355, 92, "<Basic"), (430, 92, "<GST"), (520, 92, "<Total")]
    rows = [
        ("1", "Hydraulic baler", "HB-1", "02/06/2025", "<10,00,000", "<1,80,000", "<11,80,000"),
        ("2", "Electrowinning cells", "EW/77", "03/06/2025", "<30,00,000", "<5,40,000", "<35,40,000"),
    ]
    for number, row in enumerate(rows):
        page += [(x, 108 + 14 * number, text) for x, text in zip((40, 70, 200, 260, 355, 430, 520), row, strict=True)]
    page += [(70, 140, "Total"), (355, 140, "<40,00,000"), (430, 140, "<7,20,000"), (520, 140, "<47,20,000")]
    items = read("capex_statement", drawn(page))["items"]
    assert [(row["invoice_number"], row["invoice_date"], row["amount"]) for row in rows_of(items)] == [
        ("HB-1", "2025-06-02", "1180000"),
        ("EW/77", "2025-06-03", "3540000"),
    ]
    assert items.adds_up


def test_group_headings_set_the_head_and_subtotals_are_no_rows(grid, read, rows_of):
    rows = [
        ["Sl", "Description", "Invoice No", "Invoice Date", "Amount (Rs.)"],
        ["", "A. Plant & Machinery", "", "", ""],
        ["1", "Air jig of special design", "A/1", "01/05/2025", "10,00,000"],
        ["2", "Unit no. 7", "A/2", "02/05/2025", "20,00,000"],
        ["", "Sub-total (A)", "", "", "30,00,000"],
        ["", "B. Building & Civil Works", "", "", ""],
        ["3", "Factory shed", "B/1", "03/05/2025", "5,00,000"],
        ["", "Sub-total (B)", "", "", "5,00,000"],
        ["", "C. Utilities", "", "", ""],
        ["4", "DG set 250 kVA", "C/1", "04/05/2025", "7,50,000"],
        ["", "Sub-total (C)", "", "", "7,50,000"],
        ["", "Grand Total (A + B + C)", "", "", "42,50,000"],
    ]
    for lines in ("grid", "none"):
        items = read("capex_statement", grid(rows, lines=lines, widths=[30, 200, 80, 80, 90]))["items"]
        assert [(row["head"], row["amount"]) for row in rows_of(items)] == [
            ("plant_and_machinery", "1000000"),
            ("plant_and_machinery", "2000000"),
            ("building", "500000"),
            ("utilities", "750000"),
        ]
        assert items.totals["amount"].value == 4_250_000
        assert items.adds_up


def test_a_head_that_only_the_article_tells_is_in_doubt(grid, read):
    rows = read("capex_statement", grid([HEADINGS, *ITEMS, TOTAL], widths=WIDTHS))["items"].rows
    assert all(row.fields["head"].is_doubtful for row in rows)


@pytest.mark.parametrize(
    "over", ["Schedule B - Plant and Machinery (Rs.)", "Annexure 2: Plant & Machinery", "Asset class: Plant & Mach."]
)
def test_the_heading_of_a_list_outdoes_what_its_articles_are_called(over, grid, read):
    (row,) = read("capex_statement", grid([HEADINGS, ["1", *ITEMS[1][1:]]], before=[over], widths=WIDTHS))["items"].rows
    assert row.fields["head"].value == "plant_and_machinery"
    assert not row.fields["head"].is_doubtful


def test_a_column_of_amounts_for_each_head_tells_the_head(grid, read, column_of):
    rows = [
        ["No", "Asset", "Bill No.", "Bill Date", "Utilities", "Plant & Machinery", "Land", "Total (Rs.)"],
        ["1", "DG set with panel", "K/1", "12.04.2025", "-", "3,00,000", "-", "3,00,000"],
        ["2", "Reactor jacket", "K/2", "13.04.2025", "2,00,000", "0.00", "", "2,00,000"],
        ["3", "Boiler, shared", "K/3", "14.04.2025", "50,000", "70,000", "-", "1,20,000"],
        ["", "Total", "", "", "2,50,000", "3,70,000", "-", "6,20,000"],
    ]
    items = read("capex_statement", grid(rows, wide=True))["items"]
    assert column_of(items, "amount") == ["300000", "200000", "120000"]
    heads = [row.fields["head"] for row in items.rows]
    assert [(it.value, it.is_doubtful) for it in heads] == [
        ("plant_and_machinery", False),
        ("utilities", False),
        ("utilities", True),
    ]
    assert heads[0].evidence.text == "Plant & Machinery"


def test_a_column_whose_cells_name_heads_is_the_column_of_heads(grid, read, column_of):
    rows = [
        ["No", "Asset", "Falls under", "Bill No.", "Bill Date", "Amount (Rs.)"],
        ["1", "DG set with panel", "Plant & Machinery", "K/1", "12.04.2025", "3,00,000"],
        ["2", "Reactor jacket", "Utilities", "K/2", "13.04.2025", "2,00,000"],
    ]
    items = read("capex_statement", grid(rows, wide=True))["items"]
    assert column_of(items, "head") == ["plant_and_machinery", "utilities"]


def test_wrapped_cells_in_the_middle_of_their_row(html, read, rows_of):
    texts = [
        (
            "Twin shaft shredder with conveyor, feed hopper, hydraulic power pack and panel",
            "Alpha Machines, Pune",
            "45,00,000.00",
        ),
        (
            "Solvent extraction mixer settlers, twelve stages, FRP lined with agitators",
            "Beta Process",
            "1,05,50,000.00",
        ),
        ("Crystalliser", "Gamma Works Limited, Vapi, in the State of Gujarat", "25,00,000.00"),
    ]
    rows = "".join(
        f"<tr><td>{n}</td><td>{what}</td><td>{who}</td><td>IN/{n}</td><td>0{n}/05/2025</td><td>{amount}</td></tr>"
        for n, (what, who, amount) in enumerate(texts, 1)
    )
    body = (
        "<table><tr><th>S. No.</th><th>Description of asset</th><th>Vendor</th><th>Invoice No.</th><th>Date</th>"
        f"<th>Amount (₹)</th></tr>{rows}<tr><td></td><td>TOTAL</td><td></td><td></td><td></td>"
        "<td>1,75,50,000.00</td></tr></table>"
    )
    items = read("capex_statement", html(body, ruled=False, css="td{vertical-align:middle}td+td{width:90px}"))["items"]
    assert [(row["description"], row["vendor"]) for row in rows_of(items)] == [(what, who) for what, who, _ in texts]


def test_a_box_around_all_rows_without_lines_between_them(drawn, read, rows_of):
    xs = [40, 75, 230, 330, 400, 470, 555]
    lines = [(x, 100, x, 330) for x in xs] + [(40, y, 555, y) for y in (100, 130, 330)]
    texts = [
        (x + 3, 114, t)
        for x, t in zip(xs, ("Sr", "Description", "Supplier", "Inv. No", "Inv. Dt", "Value (Rs.)"), strict=False)
    ]
    y = 145
    for row in [
        ("1", "Rotary dryer, electrically", "Dry Co", "D-1", "11/04/25", "<12,00,000"),
        ("", "heated, SS316", "", "", "", "<"),
        ("2", "Cooling tower", "Cool Co", "C-9", "12/04/25", "<3,50,000"),
        ("3", "Compressor 250 cfm", "Air Co", "A/77", "13/04/25", "<4,25,000"),
    ]:
        places = [x + 3 for x in xs[:5]] + [552]
        texts += [(x, y, t) for x, t in zip(places, row, strict=True) if t.strip("<")]
        y += 14
    texts += [(78, 322, "Total"), (552, 322, "<19,75,000")]
    items = read("capex_statement", drawn(texts, lines=lines, size=9))["items"]
    assert [(row["description"], row["amount"], row["head"]) for row in rows_of(items)] == [
        ("Rotary dryer, electrically heated, SS316", "1200000", "plant_and_machinery"),
        ("Cooling tower", "350000", "utilities"),
        ("Compressor 250 cfm", "425000", "utilities"),
    ]
    assert items.adds_up


def test_number_and_date_in_one_cell_and_gstin_under_the_name(html, read, rows_of):
    body = (
        "<table><tr><th>Sr. No.</th><th>Item</th><th>Name &amp; GSTIN of Supplier</th><th>Invoice No. &amp; Date</th>"
        "<th>Amount (Rs.)</th></tr>"
        "<tr><td>1</td><td>Ball mill</td><td>M/s Alpha Machines Pvt. Ltd.<br>GSTIN: 27AAPFU0939F1ZV</td>"
        "<td>AM/25-26/101 dt. 12.04.2025</td><td>12,00,000/-</td></tr>"
        "<tr><td>2</td><td>Chiller</td><td>Beta Cool LLP</td><td>77 / 03-05-2025</td><td>3,00,000/-</td></tr></table>"
    )
    first, second = rows_of(read("capex_statement", html(body))["items"])
    assert first["vendor"] == "M/s Alpha Machines Pvt. Ltd."
    assert first["vendor_gstin"] == "27AAPFU0939F1ZV"
    assert (first["invoice_number"], first["invoice_date"]) == ("AM/25-26/101", "2025-04-12")
    assert (second["invoice_number"], second["invoice_date"]) == ("77", "2025-05-03")
    assert "vendor_gstin" not in second


def test_the_column_that_the_certificate_adds_up_is_the_amount(grid, read, rows_of):
    rows = [
        ["Sl", "Description", "Invoice No", "Date", "Taxable value", "GST", "Invoice value"],
        ["1", "Furnace", "F/1", "01/05/2025", "10,00,000.00", "1,80,000.00", "11,80,000.00"],
        ["2", "Reactor", "F/2", "02/05/2025", "30,00,000.00", "5,40,000.00", "35,40,000.00"],
        ["", "Total", "", "", "40,00,000.00", "7,20,000.00", "47,20,000.00"],
    ]
    net = grid(rows, before=["We certify capital expenditure of Rs. 40,00,000.00 net of GST, credit being availed."])
    assert [row["amount"] for row in rows_of(read("capex_statement", net)["items"])] == ["1000000.00", "3000000.00"]
    gross = grid(rows, before=["We certify capital expenditure of Rs. 47.20 lakh."])
    items = read("capex_statement", gross)["items"]
    assert [row["amount"] for row in rows_of(items)] == ["1180000.00", "3540000.00"]
    assert [row["basic"] for row in rows_of(items)] == ["1000000.00", "3000000.00"]


def test_a_total_that_does_not_add_up_keeps_the_print_and_says_where(grid, read, column_of):
    path = grid([HEADINGS, *ITEMS, [*TOTAL[:-1], "1,52,45,678.00"]], widths=WIDTHS)
    items = read("capex_statement", path)["items"]
    assert items.adds_up is False
    assert column_of(items, "amount") == [row["amount"] for row in EXPECTED]
    assert items.totals["amount"].value == Decimal("15245678.00")
    (notice,) = [it for it in items.warnings if it.code == "does_not_add_up"]
    assert "₹1,52,45,678.00" in notice.message and "₹1,52,45,678.50" in notice.message and "0.50 more" in notice.message
    assert notice.page == 1


def test_a_table_over_pages_with_headings_on_the_first_only(drawn, read, rows_of):
    xs = (40, 70, 250, 330, 400, 540)
    first = [(200, 60, "Statement of assets")]
    first += [
        (x, 90, t)
        for x, t in zip(xs, ("Sl", "Description", "Vendor", "Bill No", "Bill Date", "<Amount (Rs.)"), strict=True)
    ]
    rows = [
        (str(n), f"Leaching reactor no. {n}", "Beta Co", f"B/{n}", "05/06/2025", f"<{n},00,000.00") for n in range(1, 9)
    ]
    first += [(x, 110 + 15 * i, t) for i, row in enumerate(rows[:5]) for x, t in zip(xs, row, strict=True)]
    second = [(40, 40, "Example Recyclers Private Limited"), (480, 40, "Page 2 of 2")]
    second += [(x, 80 + 15 * i, t) for i, row in enumerate(rows[5:]) for x, t in zip(xs, row, strict=True)]
    second += [(70, 140, "Grand Total"), (540, 140, "<36,00,000.00"), (40, 180, "Date: 01/07/2025")]
    items = read("capex_statement", drawn(first, second))["items"]
    assert [row["invoice_number"] for row in rows_of(items)] == [f"B/{n}" for n in range(1, 9)]
    assert [row.fields["amount"].evidence.page for row in items.rows] == [1] * 5 + [2] * 3
    assert items.adds_up


def test_the_statement_is_told_from_the_means_of_finance(grid, read, rows_of):
    finance = [
        ["Sl", "Particulars", "Amount (Rs.)"],
        ["1", "Share capital", "1,00,00,000.00"],
        ["2", "Term loan", "52,45,678.50"],
        ["", "Total", "1,52,45,678.50"],
    ]
    path = grid(finance, "Details of assets", [HEADINGS, *ITEMS, TOTAL])
    items = read("capex_statement", path)["items"]
    assert rows_of(items) == EXPECTED
    assert "another_table" in {it.code for it in items.warnings}


def test_parts_under_headings_of_their_own_are_one_table_if_their_total_says_so(grid, read, rows_of):
    plant = [
        ["Sl", "Description", "Vendor", "Invoice No", "Invoice Date", "Amount (Rs.)"],
        ["1", "Kiln", "K Ltd", "K/1", "01/05/2025", "10,00,000"],
        ["", "Total A", "", "", "", "10,00,000"],
    ]
    land = [
        ["Sl", "Particulars", "Amount (Rs.)"],
        ["1", "Leasehold land at Hapur", "5,00,000"],
        ["", "Total B", "5,00,000"],
        ["", "Grand Total (A+B)", "15,00,000"],
    ]
    items = read("capex_statement", grid("A. Plant and Machinery", plant, "B. Land", land))["items"]
    assert [(row["head"], row["amount"]) for row in rows_of(items)] == [
        ("plant_and_machinery", "1000000"),
        ("land", "500000"),
    ]
    assert items.totals["amount"].value == 1_500_000


def test_an_article_called_total_station_is_a_row(grid, read, rows_of):
    rows = [
        ["Particulars", "Vendor", "Amount (Rs.)"],
        ["Total station", "Optics House", "4,00,000"],
        ["Total", "", "4,00,000"],
    ]
    assert [row["description"] for row in rows_of(read("capex_statement", grid(rows))["items"])] == ["Total station"]


def test_column_numbers_and_a_unit_row_are_no_rows(grid, read, rows_of):
    rows = [
        HEADINGS[:-1] + ["Amount"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["", "", "", "", "", "(Rs. in lakh)"],
        *[[*r[:-1], f] for r, f in zip(ITEMS, ("125", "23.45", "4"), strict=True)],
    ]
    items = read("capex_statement", grid(rows, widths=WIDTHS))["items"]
    assert [row["amount"] for row in rows_of(items)] == ["12500000", "2345000.00", "400000"]


def test_a_heading_that_nothing_reads_is_reported(grid, read):
    rows = [[*HEADINGS, "Moon phase"], *[[*row, "waxing"] for row in ITEMS]]
    notices = [
        it.message for it in read("capex_statement", grid(rows))["items"].warnings if it.code == "unknown_column"
    ]
    assert len(notices) == 1 and "Moon phase" in notices[0]


def test_a_statement_by_heads_alone(grid, read, rows_of):
    rows = [
        ["Sl", "Head", "As per DPR", "Incurred up to 31.03.2026"],
        ["1", "Land & site development", "2.00", "1.80"],
        ["2", "Plant & Machinery", "20.00", "21.50"],
        ["3", "Electrical installation", "3.00", "3.20"],
        ["", "Total", "25.00", "26.50"],
    ]
    items = read("capex_statement", grid(rows, before=["(Rs. in Crores)"]))["items"]
    assert [(row["head"], Decimal(row["amount"])) for row in rows_of(items)] == [
        ("land", 18_000_000),
        ("plant_and_machinery", 215_000_000),
        ("utilities", 32_000_000),
    ]
    assert items.totals["amount"].value == 265_000_000


def test_no_table_gives_no_reading(grid, read):
    assert read("capex_statement", grid("A letter without any table, for Rs. 5,00,000 of machinery.")) == {}
    assert read("gst_registration", grid([HEADINGS, *ITEMS])) == {}
