"""The entries of sales ledgers: Tally, GSTR-1, registers kept by hand, in English and Hindi."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from records.numbers import indian

GSTIN, OTHER = "27AAPFU0939F1ZV", "29AAGCB7383J1Z4"
TALLY = ["Date", "Particulars", "GSTIN/UIN", "Vch No.", "Qty", "Rate", "Value", "CGST", "SGST", "IGST", "Gross Total"]
WIDTHS = [40, 125, 85, 60, 50, 75, 75, 62, 62, 40, 80]


def sales(count):
    """Ledger lines as printed, and their sums in paise, whatever the count."""
    rows, sums = [], [0, 0, 0]
    for n in range(count):
        quantity, rate = 1000 + 7 * n, 98_000_000 + 100 * n
        value = quantity * rate // 1000
        tax = value * 9 // 100
        day = date(2025, 4, 1) + timedelta(days=n)
        rows.append(
            [
                f"{day.day}-{day.month}-25",
                f"Party {n} Chemicals Pvt Ltd",
                GSTIN,
                f"CN/25-26/{n + 1:03}",
                f"{quantity / 1000:.3f} MT",
                rupees(rate) + "/MT",
                rupees(value),
                rupees(tax),
                rupees(tax),
                "",
                rupees(value + 2 * tax),
            ]
        )
        sums = [sums[0] + value, sums[1] + tax, sums[2] + value + 2 * tax]
    return rows, sums


def rupees(paise):
    return indian(Decimal(paise) / 100)


def line(label, sums):
    return ["", label, "", "", "", "", rupees(sums[0]), rupees(sums[1]), rupees(sums[1]), "", rupees(sums[2])]


def register(count, per_page):
    """Pages of a register: carried over at the foot of each, brought forward at the head of the next."""
    pages = []
    for start in range(0, count, per_page):
        rows, _ = sales(min(start + per_page, count))
        page = rows[start:]
        if start:
            page.insert(0, line("Brought Forward", sales(start)[1]))
        end = min(start + per_page, count)
        page.append(line("Grand Total" if end == count else "Carried Over", sales(end)[1]))
        pages.append([TALLY, *page])
    return pages


@pytest.mark.parametrize("lines", ["grid", "header"])
def test_a_tally_register_over_pages(lines, grid, read, rows_of):
    path = grid(*register(55, 20), lines=lines, widths=WIDTHS, wide=True, breaks=True)
    entries = read("sales_ledger", path)["entries"]
    rows, sums = sales(55)
    assert [row["invoice_number"] for row in rows_of(entries)] == [row[3] for row in rows]
    assert rows_of(entries)[54] == {
        "invoice_date": "2025-05-25",
        "buyer_name": "Party 54 Chemicals Pvt Ltd",
        "buyer_gstin": GSTIN,
        "invoice_number": "CN/25-26/055",
        "quantity": "1.378",
        "unit": "MT",
        "rate": rows[54][5].removesuffix("/MT").replace(",", ""),
        "taxable_value": rows[54][6].replace(",", ""),
        "tax": str(2 * Decimal(rows[54][7].replace(",", ""))),
        "total": rows[54][10].replace(",", ""),
    }
    assert entries.adds_up
    assert entries.totals["taxable_value"].value == Decimal(sums[0]) / 100
    assert entries.totals["total"].value == Decimal(sums[2]) / 100
    first = entries.rows[0].fields
    assert first["rate"].unit == "INR/MT"
    assert "quantity × rate" in first["taxable_value"].witnesses


def test_a_page_total_that_was_carried_over_wrongly_is_told(grid, read):
    pages = register(30, 15)
    pages[0][-1] = line("Carried Over", [sales(15)[1][0] + 100, *sales(15)[1][1:]])
    entries = read("sales_ledger", grid(*pages, widths=WIDTHS, wide=True, breaks=True))["entries"]
    assert entries.adds_up is False
    notices = [it for it in entries.warnings if it.code == "does_not_add_up"]
    assert any("Carried Over" in it.message and it.page == 1 for it in notices)
    assert len(entries.rows) == 30


PARTIES = [
    (
        "1-4-25",
        "Zenith Batteries Ltd",
        GSTIN,
        "GR/001",
        "Cobalt Sulphate",
        "2.500 MT",
        "9,80,000.00/MT",
        "24,50,000.00",
        "4,41,000.00",
        "28,91,000.00",
    ),
    (
        "9-4-25",
        "Orion Alloys LLP",
        OTHER,
        "GR/002",
        "Nickel Sulphate",
        "4.000 MT",
        "3,00,000.00/MT",
        "12,00,000.00",
        "2,16,000.00",
        "14,16,000.00",
    ),
    (
        "15-4-25",
        "Zenith Batteries Ltd",
        GSTIN,
        "CN/001",
        "Credit Note - Cobalt Sulphate",
        "0.500 MT",
        "9,80,000.00/MT",
        "(-)4,90,000.00",
        "(-)88,200.00",
        "(-)5,78,200.00",
    ),
]
LEFT, RIGHT = (30, 85, 250, 350), (480, 560, 640, 710, 810)


def tally_page(items_below):
    page = [
        (300, 40, "Green Recyclers Private Limited"),
        (340, 54, "Sales Register"),
        (320, 66, "1-Apr-2025 to 30-Apr-2025"),
    ]
    page += list(zip(LEFT, [90] * 4, ("Date", "Particulars", "GSTIN/UIN", "Vch No."), strict=True))
    page += [(x, 90, "<" + t) for x, t in zip(RIGHT, ("Quantity", "Rate", "Value", "IGST", "Gross Total"), strict=True)]
    y = 108
    for *names, product, quantity, rate, value, tax, total in PARTIES:
        page += [(x, y, t) for x, t in zip(LEFT, names, strict=True)]
        below = y + 11 if items_below else y
        page += [
            (95, y + 11, product),
            (480, below, "<" + quantity),
            (560, below, "<" + rate),
            (640, below, "<" + value),
        ]
        page += [(710, y, "<" + tax), (810, y, "<" + total)]
        y += 29
    page += [(640, y, "<31,60,000.00"), (710, y, "<5,68,800.00"), (810, y, "<37,28,800.00")]
    return page


@pytest.mark.parametrize("items_below", [False, True])
def test_what_was_sold_on_a_line_under_the_party(items_below, drawn, read, rows_of):
    entries = read("sales_ledger", drawn(tally_page(items_below), wide=True))["entries"]
    assert [
        (row["buyer_name"], row["product"], row["quantity"], row["taxable_value"], row["tax"], row["total"])
        for row in rows_of(entries)
    ] == [
        ("Zenith Batteries Ltd", "Cobalt Sulphate", "2.500", "2450000.00", "441000.00", "2891000.00"),
        ("Orion Alloys LLP", "Nickel Sulphate", "4.000", "1200000.00", "216000.00", "1416000.00"),
        ("Zenith Batteries Ltd", "Credit Note - Cobalt Sulphate", "-0.500", "-490000.00", "-88200.00", "-578200.00"),
    ]
    assert entries.adds_up, "the total is printed without a word, under a line"
    assert entries.totals["total"].value == Decimal("3728800.00")


def test_a_voucher_of_two_items_gives_two_rows_and_counts_its_total_once(drawn, read, rows_of):
    page = list(zip(LEFT, [90] * 4, ("Date", "Particulars", "GSTIN/UIN", "Vch No."), strict=True))
    page += [(x, 90, "<" + t) for x, t in zip(RIGHT, ("Quantity", "Rate", "Value", "IGST", "Gross Total"), strict=True)]
    page += [(x, 110, t) for x, t in zip(LEFT, PARTIES[0][:4], strict=True)] + [
        (710, 110, "<6,57,000.00"),
        (810, 110, "<43,07,000.00"),
    ]
    for y, (*_, product, quantity, rate, value, _tax, _total) in zip((121, 132), PARTIES, strict=False):
        page += [(95, y, product), (480, y, "<" + quantity), (560, y, "<" + rate), (640, y, "<" + value)]
    page += [
        (85, 150, "Grand Total"),
        (640, 150, "<36,50,000.00"),
        (710, 150, "<6,57,000.00"),
        (810, 150, "<43,07,000.00"),
    ]
    entries = read("sales_ledger", drawn(page, wide=True))["entries"]
    assert [(row["invoice_number"], row["product"], row["taxable_value"]) for row in rows_of(entries)] == [
        ("GR/001", "Cobalt Sulphate", "2450000.00"),
        ("GR/001", "Nickel Sulphate", "1200000.00"),
    ]
    assert entries.adds_up


def test_gstr1_register_with_broken_cells(grid, read, rows_of):
    headings = ["GSTIN/UIN of Recipient", "Receiver Name", "Invoice Number", "Invoice date", "Invoice Value"]
    headings += ["Place Of Supply", "Reverse Charge", "Applicable % of Tax Rate", "Invoice Type", "Rate"]
    headings += ["Taxable Value", "Cess Amount"]
    rows = [
        [
            GSTIN,
            "Zenith Batteries Ltd",
            "GR/001",
            "01-Apr-25",
            "2891000.00",
            "27-Maharashtra",
            "N",
            "",
            "Regular B2B",
            "18.00",
            "2450000.00",
            "0.00",
        ],
        [
            OTHER,
            "Orion Alloys LLP",
            "GR/002",
            "09-Apr-25",
            "1416000.00",
            "29-Karnataka",
            "N",
            "",
            "Regular B2B",
            "18.00",
            "1200000.00",
            "0.00",
        ],
    ]
    path = grid(
        [headings, *rows],
        wrapped=True,
        widths=[85, 80, 50, 55, 60, 60, 45, 55, 55, 40, 65, 45],
        wide=True,
    )
    assert rows_of(read("sales_ledger", path)["entries"]) == [
        {
            "buyer_gstin": GSTIN,
            "buyer_name": "Zenith Batteries Ltd",
            "invoice_number": "GR/001",
            "invoice_date": "2025-04-01",
            "total": "2891000.00",
            "taxable_value": "2450000.00",
            "tax": "0.00",
        },
        {
            "buyer_gstin": OTHER,
            "buyer_name": "Orion Alloys LLP",
            "invoice_number": "GR/002",
            "invoice_date": "2025-04-09",
            "total": "1416000.00",
            "taxable_value": "1200000.00",
            "tax": "0.00",
        },
    ]


def test_a_hindi_register_in_lakh(html, read, rows_of):
    def row(*cells, tag="td"):
        return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"

    body = (
        "<p>(राशि ₹ लाख में)</p><table>"
        + row("क्र.सं.", "दिनांक", "बीजक संख्या", "क्रेता", "मात्रा (मी.टन)", "कर योग्य मूल्य", "जीएसटी", "कुल राशि", tag="th")
        + row("१", "०५/०४/२०२५", "GR/1", "Zenith", "2.5", "24.50", "4.41", "28.91")
        + row("२", "०९/०४/२०२५", "GR/2", "Orion", "4", "12.00", "2.16", "14.16")
        + row("", "कुल योग", "", "", "", "36.50", "6.57", "43.07")
        + "</table>"
    )
    entries = read("sales_ledger", html(body))["entries"]
    assert [
        (row["invoice_date"], row["quantity"], row["unit"], row["taxable_value"], row["tax"])
        for row in rows_of(entries)
    ] == [
        ("2025-04-05", "2.5", "मी.टन", "2450000.00", "441000.00"),
        ("2025-04-09", "4", "मी.टन", "1200000.00", "216000.00"),
    ]
    assert entries.totals["total"].value == 4_307_000


def test_a_credit_note_printed_without_a_sign_is_negative(grid, read, rows_of):
    rows = [
        ["Date", "Invoice No", "Party", "Product", "HSN", "Qty (Kg)", "Rate per Kg", "Taxable Value", "GST", "Total"],
        [
            "01/04/2025",
            "S/1",
            "Zenith",
            "Cobalt metal",
            "81052020",
            "1000",
            "2,000.00",
            "20,00,000.00",
            "3,60,000.00",
            "23,60,000.00",
        ],
        [
            "05/04/2025",
            "CN/1",
            "Zenith",
            "Credit note: cobalt metal",
            "81052020",
            "100",
            "2,000.00",
            "2,00,000.00",
            "36,000.00",
            "2,36,000.00",
        ],
        ["", "", "Total", "", "", "", "", "18,00,000.00", "3,24,000.00", "21,24,000.00"],
    ]
    sale, note = rows_of(entries := read("sales_ledger", grid(rows, wide=True))["entries"])
    assert (sale["hsn"], sale["unit"], sale["quantity"], sale["rate"]) == ("81052020", "Kg", "1000", "2000.00")
    assert entries.rows[0].fields["rate"].unit == "INR/Kg"
    assert (note["quantity"], note["taxable_value"], note["tax"], note["total"]) == (
        "-100",
        "-200000.00",
        "-36000.00",
        "-236000.00",
    )
    assert entries.adds_up


def test_sides_in_a_column_of_debits_and_credits(grid, read, column_of):
    rows = [
        ["Date", "Vch No", "Particulars", "Value"],
        ["01/04/2025", "S/1", "Zenith", "20,00,000.00 Cr"],
        ["03/04/2025", "S/2", "Orion", "5,00,000.00 Cr"],
        ["05/04/2025", "R/1", "Zenith, goods returned", "2,00,000.00 Dr"],
        ["", "", "Total", "23,00,000.00 Cr"],
    ]
    entries = read("sales_ledger", grid(rows))["entries"]
    assert column_of(entries, "taxable_value") == ["2000000.00", "500000.00", "-200000.00"]
    assert entries.adds_up


def a_day_book(marked, number, total=None):
    rows = [
        ["Bill Date", "Bill No", "Sold to", "Goods", "Qty", "Rate (Rs.)", "Value (Rs.)", "GST (Rs.)"],
        ["01.07.2025", "ZR/101", "Orion", "Cobalt sulphate", "4.000 MT", "50,000.00", "2,00,000.00", "36,000.00"],
        ["02.07.2025", "ZR/102", "Zenith", "Cobalt sulphate", "6.000 MT", "50,000.00", "3,00,000.00", "54,000.00"],
        ["03.07.2025", number, "Orion", "Cobalt sulphate", f"2.000 MT {marked}", "50,000.00"]
        + [f"1,00,000.00 {marked}", f"18,000.00 {marked}"],
    ]
    return [*rows, ["", "Total", "", "", "", "", total, ""]] if total else rows


def test_a_cr_beside_the_figures_of_a_credit_note_takes_them_back(grid, read, rows_of):
    entries = read("sales_ledger", grid(a_day_book("Cr", "ZR/CN/103"), wide=True))["entries"]
    note = rows_of(entries)[-1]
    assert (note["quantity"], note["unit"]) == ("-2.000", "MT")
    assert (note["taxable_value"], note["tax"]) == ("-100000.00", "-18000.00")
    assert not entries.rows[-1].fields["taxable_value"].is_doubtful


@pytest.mark.parametrize("marked", ["Cr", "Dr"])
def test_a_side_that_nothing_explains_leaves_the_sign_in_doubt(marked, grid, read):
    row = read("sales_ledger", grid(a_day_book(marked, "ZR/103"), wide=True))["entries"].rows[-1]
    assert row.fields["unit"].value == "MT"
    for name in ("quantity", "taxable_value", "tax"):
        assert row.fields[name].is_doubtful, name
    field = row.fields["taxable_value"]
    assert {Decimal(100_000), Decimal(-100_000)} <= {field.value, *(it.value for it in field.alternatives)}


@pytest.mark.parametrize(("total", "value"), [("4,00,000.00", "-100000.00"), ("6,00,000.00", "100000.00")])
@pytest.mark.parametrize("marked", ["Cr", "Dr"])
def test_the_total_says_what_a_side_means(marked, total, value, grid, read, column_of):
    entries = read("sales_ledger", grid(a_day_book(marked, "ZR/103", total), wide=True))["entries"]
    assert column_of(entries, "taxable_value")[-1] == value
    assert entries.adds_up
    assert not entries.rows[-1].fields["taxable_value"].is_doubtful


def test_parties_named_on_lines_of_their_own_between_their_sales(drawn, read, rows_of, column_of):
    xs = (30, 60, 130, 200, 300, 360, 450, 550)
    heads = ["Sr", "Bill No", "Bill Date", "Item", "<Qty", "<Rate", "<Taxable Value (Rs.)", "<Tax (Rs.)"]
    bills = [
        f"Orion Metals Private Limited GSTIN {GSTIN}",
        ["1", "B/1", "01/04/2025", "Tin ingot", "<2.000", "<1,000.00", "<2,000.00", "<360.00"],
        ["", "", "", "", "", "<Party Total", "<2,000.00", "<360.00"],
        f"Zenith Recycling and Alloys Trading Company Limited (GSTIN: {OTHER})",
        ["2", "B/2", "02/04/2025", "Tin ingot", "<3.000", "<1,000.00", "<3,000.00", "<540.00"],
        ["3", "B/3", "03/04/2025", "Tin ingot", "<4.000", "<1,000.00", "<4,000.00", "<720.00"],
        ["", "", "", "", "", "<Party Total", "<7,000.00", "<1,260.00"],
        ["", "", "", "", "", "<GRAND TOTAL", "<9,000.00", "<1,620.00"],
    ]
    page = [(30, 40, "Sales of Ganga Recyclers Limited")]
    for line, texts in enumerate([heads, *bills]):
        cells = [(30, texts)] if isinstance(texts, str) else zip(xs, texts, strict=True)
        page += [(x, 80 + 14 * line, text) for x, text in cells if text]
    entries = read("sales_ledger", drawn(page))["entries"]
    assert column_of(entries, "invoice_number") == ["B/1", "B/2", "B/3"]
    assert column_of(entries, "buyer_gstin") == [GSTIN, OTHER, OTHER]
    names = ["Orion Metals Private Limited", *["Zenith Recycling and Alloys Trading Company Limited"] * 2]
    assert column_of(entries, "buyer_name") == names
    assert entries.totals["taxable_value"].value == 9000
    assert entries.adds_up


def test_the_total_of_the_last_part_is_not_that_of_the_table(grid, read, column_of):
    rows = [
        ["Bill Date", "Bill No", "Buyer", "Value (Rs.)", "GST (Rs.)"],
        ["01.07.2025", "B/1", "Orion", "2,00,000.00", "36,000.00"],
        ["", "Total for July", "", "2,00,000.00", "36,000.00"],
        ["02.08.2025", "B/2", "Zenith", "3,00,000.00", "54,000.00"],
        ["03.08.2025", "B/3", "Zenith", "1,00,000.00", "18,000.00"],
        ["", "Total for August", "", "4,00,000.00", "72,000.00"],
    ]
    entries = read("sales_ledger", grid(rows))["entries"]
    assert column_of(entries, "taxable_value") == ["200000.00", "300000.00", "100000.00"]
    assert entries.adds_up
    assert not entries.totals


def test_a_grand_total_further_down_belies_the_total_that_was_read(grid, read):
    rows = [
        ["Bill Date", "Bill No", "Buyer", "Value (Rs.)", "GST (Rs.)"],
        ["01.07.2025", "B/1", "Orion", "2,00,000.00", "36,000.00"],
        ["02.07.2025", "B/2", "Zenith", "3,00,000.00", "54,000.00"],
        ["", "Total", "", "5,00,000.00", "90,000.00"],
    ]
    whole = read("sales_ledger", grid(rows, after=["Grand total Rs. 5,00,000.00"]))["entries"]
    assert not whole.totals["taxable_value"].is_doubtful
    part = read("sales_ledger", grid(rows, after=["Grand total Rs. 17,00,000.00"]))["entries"]
    assert part.totals["taxable_value"].is_doubtful
    assert not part.vouches
    assert any("A grand total stands below" in it.message for it in part.warnings)


def test_months_with_subtotals(grid, read, column_of):
    rows = [["Date", "Invoice No", "Buyer", "Amount", "GST", "Invoice Value"]]
    rows += [
        ["April 2025", "", "", "", "", ""],
        ["01/04/2025", "S/1", "A", "100.00", "18.00", "118.00"],
        ["02/04/2025", "S/2", "B", "200.00", "36.00", "236.00"],
    ]
    rows += [
        ["Total for the month", "", "", "300.00", "54.00", "354.00"],
        ["May 2025", "", "", "", "", ""],
        ["03/05/2025", "S/3", "C", "50.00", "9.00", "59.00"],
    ]
    rows += [
        ["Total for the month", "", "", "50.00", "9.00", "59.00"],
        ["Grand Total", "", "", "350.00", "63.00", "413.00"],
    ]
    for lines in ("grid", "none"):
        entries = read("sales_ledger", grid(rows, lines=lines, widths=[90, 70, 90, 70, 70, 80]))["entries"]
        assert column_of(entries, "taxable_value") == ["100.00", "200.00", "50.00"]
        assert entries.totals["total"].value == 413
        assert entries.adds_up


def test_opening_balance_and_unregistered_buyers(grid, read, rows_of):
    rows = [
        ["Date", "Vch No.", "Particulars", "GSTIN/UIN", "Value", "Gross Total"],
        ["1-4-2025", "", "Opening Balance", "", "", "5,00,000.00"],
        ["2-4-2025", "7", "Cash sale", "URP", "1,000.00", "1,180.00"],
    ]
    (row,) = rows_of(read("sales_ledger", grid(rows))["entries"])
    assert row == {
        "invoice_date": "2025-04-02",
        "invoice_number": "7",
        "buyer_name": "Cash sale",
        "taxable_value": "1000.00",
        "total": "1180.00",
    }


def test_a_false_gstin_is_kept_as_printed_for_the_checks(grid, read):
    rows = [["Date", "Invoice No", "Buyer", "GSTIN", "Value"], ["01/04/2025", "S/1", "A", "27AAPFU0939F1ZX", "100.00"]]
    field = read("sales_ledger", grid(rows))["entries"].rows[0].fields["buyer_gstin"]
    assert field.value == "27AAPFU0939F1ZX"
    assert "check digit" not in field.witnesses


@pytest.mark.parametrize("remark", ["Sales Return - drums leaked", "Credit Note (rate difference)"])
def test_what_a_line_below_the_buyer_says_of_the_row_is_no_part_of_its_name(grid, read, rows_of, remark):
    rows, _ = sales(6)
    rows[3][1] += f"\n{remark}"
    rows[4][1] = "Return Path Metals\nPrivate Limited"
    entries = rows_of(read("sales_ledger", grid([TALLY, *rows], widths=WIDTHS, wide=True))["entries"])
    assert [row["buyer_name"] for row in entries[2:5]] == [
        "Party 2 Chemicals Pvt Ltd",
        "Party 3 Chemicals Pvt Ltd",
        "Return Path Metals Private Limited",
    ]


EXPORT = ["Invoice Date", "Invoice#", "Customer Name", "GST Identification Number (GSTIN)", "Item Name", "HSN/SAC",
          "Quantity Ordered", "Usage unit", "Item Price", "Item Total", "Item Tax Amount", "Total"]  # fmt: skip


def test_the_export_of_a_shop_program_is_read_by_its_headings(grid, read, rows_of):
    rows = [
        ["11/06/2025", "PN-70", "Zenith Batteries Ltd", GSTIN, "Tin ingot", "8001"],
        ["19/06/2025", "PN-71", "Orion Alloys LLP", OTHER, "Tin ingot", "8001"],
    ]
    rows[0] += ["300", "kg", "2400", "720000", "129600", "849600"]
    rows[1] += ["45", "kg", "2400", "108000", "19440", "127440"]
    path = grid([EXPORT, *rows], widths=[55, 45, 95, 85, 55, 40, 50, 45, 45, 55, 55, 55], wide=True)
    entries = rows_of(read("sales_ledger", path)["entries"])
    assert [
        (it["quantity"], it["unit"], it["rate"], it["taxable_value"], it["tax"], it["total"]) for it in entries
    ] == [
        ("300", "kg", "2400", "720000", "129600", "849600"),
        ("45", "kg", "2400", "108000", "19440", "127440"),
    ]
