"""Shapes of tables that few papers have: cells at the foot of their row, typed rules, cards, halves, lists."""

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractors.tables.cells import TOLD
from extractors.tables.serials import is_serial


@pytest.fixture
def paper(tmp_path):
    """Draws (x, y, text) on a page, y from the top, and gives the file; "|" before a text sets it right-aligned."""

    def draw(places, size=8, face="Helvetica"):
        path = tmp_path / "paper.pdf"
        canvas = Canvas(str(path), pagesize=A4, invariant=1)
        canvas.setFont(face, size)
        for x, y, text in places:
            right = text.startswith("|")
            (canvas.drawRightString if right else canvas.drawString)(x, A4[1] - y, text.removeprefix("|"))
        canvas.save()
        return path

    return draw


def values(rows, name):
    return [str(row.fields[name].value) if name in row.fields else None for row in rows]


@pytest.mark.parametrize(
    "text", ["7", "2.1", "(3)", "iv", "XII.", "b)", "Eleven", "twenty one", "५", "P014", "U-7", "ख)"]
)
def test_rows_are_numbered_in_many_ways(text):
    assert is_serial(text)


@pytest.mark.parametrize("text", ["Total", "Kiln", "Nil", "12 Nos", "One hundred", "", "Building"])
def test_words_are_no_serial_numbers(text):
    assert not is_serial(text)


def test_names_that_end_at_the_foot_of_their_row_are_not_given_to_the_row_above(paper, read):
    head = [(40, 80, "Sr."), (80, 80, "Machine"), (230, 80, "Condition"), (450, 80, "|Value (Rs.)")]
    rows = [
        (("Twin rotor", "shear"), "New", "4,11,000.00"),
        (("Quench", "tank with", "lid"), "Used", "1,20,500.00"),
        (("Sieve",), "New", "75,250.00"),
        (("Bucket", "elevator"), "New", "3,05,000.00"),
    ]
    y, places = 104, list(head)
    for number, (name, condition, amount) in enumerate(rows, 1):
        for line in name:
            places.append((80, y, line))
            y += 10
        places += [(40, y - 10, f"{number}"), (230, y - 10, condition), (450, y - 10, "|" + amount)]
        y += 6
    found = read("chartered_engineer_certificate", paper(places))["machinery"].rows
    assert values(found, "description") == ["Twin rotor shear", "Quench tank with lid", "Sieve", "Bucket elevator"]
    assert values(found, "value") == ["411000.00", "120500.00", "75250.00", "305000.00"]


def test_an_amount_broken_in_a_narrow_column_is_one_amount(paper, read):
    places = [(40, 80, "S.No."), (80, 80, "Date of Receipt"), (200, 80, "Amount"), (200, 90, "Received")]
    for at, (day, first, second) in enumerate(
        [("05.11.2025", "1,20,", "45,000"), ("17.02.2026", "98,76,", "500"), ("30.06.2026", "2,00,", "00,000")]
    ):
        y = 110 + at * 30
        places += [(40, y, f"{at + 1}"), (80, y, day), (200, y, first), (200, y + 10, second)]
    found = read("claim_form", paper(places))["earlier_receipts"].rows
    assert values(found, "amount") == ["12045000", "9876500", "20000000"]


def test_rules_typed_as_hyphens_part_rows_and_are_no_words(paper, read):
    rule = "-" * 80
    places = [(40, 80, rule), (40, 92, "Product"), (250, 92, "Qty (TPA)"), (380, 92, "Purity"), (40, 104, rule)]
    for at, (name, weight, purity) in enumerate([("Tin ingots", "420", "99.9%"), ("Indium metal", "1.8", "99.99%")]):
        places += [(40, 116 + 24 * at, name), (250, 116 + 24 * at, weight), (380, 116 + 24 * at, purity)]
        places.append((40, 128 + 24 * at, rule))
    found = read("application_form", paper(places, face="Courier"))["products"].rows
    assert values(found, "product") == ["Tin ingots", "Indium metal"]
    assert values(found, "quantity_tpa") == ["420", "1.8"]


def test_headings_with_little_white_between_them_are_told_by_the_columns_below(paper, read):
    places = [(60, 80, "Item of Manufacture"), (260, 80, "|Quantity"), (265, 80, "Remarks")]
    rows = [("Tin oxide", "140", "Main"), ("Lead paste", "55", "By-product"), ("Zinc ash", "9", "By-product")]
    for at, (name, weight, remark) in enumerate([*rows, ("Slag", "700", "Main")]):
        places += [(60, 96 + 14 * at, name), (260, 96 + 14 * at, f"|{weight} MT/Year"), (265, 96 + 14 * at, remark)]
    found = read("pollution_board_authorisation", paper(places))["products"].rows
    assert values(found, "quantity") == ["140", "55", "9", "700"]


def test_a_total_printed_over_its_rows_ends_nothing(paper, read):
    places = [(40, 80, "No"), (80, 80, "Company"), (260, 80, "Relation"), (450, 80, "|Revenue (Rs. in crore)")]
    places += [(80, 94, "Total"), (450, 94, "|300.00")]
    for at, (name, relation, amount) in enumerate(
        [("Kosala Metals Ltd", "Applicant", "120.00"), ("Avanti Steel Ltd", "Holding Company", "180.00")]
    ):
        places += [(40, 108 + 14 * at, "i" * (at + 1)), (80, 108 + 14 * at, name), (260, 108 + 14 * at, relation)]
        places.append((450, 108 + 14 * at, "|" + amount))
    found = read("gmr_certificate", paper(places))["companies"]
    assert values(found.rows, "revenue") == ["1200000000.00", "1800000000.00"]
    assert found.adds_up


def test_rows_printed_as_cards(paper, read):
    cards = [("09.10.2025", "11,00,000"), ("21.01.2026", "7,50,000"), ("30.04.2026", "19,25,000")]
    places = []
    for at, (day, amount) in enumerate(cards):
        y = 90 + 60 * at
        places += [(40, y, f"Receipt {at + 1}"), (40, y + 14, "Received on"), (160, y + 14, f": {day}")]
        places += [(40, y + 28, "Amount (Rs.)"), (160, y + 28, f": {amount}")]
    found = read("claim_form", paper(places))["earlier_receipts"].rows
    assert values(found, "date") == ["2025-10-09", "2026-01-21", "2026-04-30"]
    assert values(found, "amount") == ["1100000", "750000", "1925000"]


def test_halves_of_a_table_side_by_side(paper, read):
    places = [
        (x, 80, text) for x, text in ((40, "Parameter"), (150, "Result (%)"), (310, "Parameter"), (420, "Result (%)"))
    ]
    rows = [("Cobalt", "20.61", "Iron", "0.04"), ("Nickel", "1.20", "Zinc", "0.37"), ("Copper", "0.55", "Lead", "0.02")]
    for at, cells in enumerate(rows):
        places += [(x, 96 + 14 * at, text) for x, text in zip((40, 150, 310, 420), cells, strict=True)]
    found = read("assay_report", paper(places))["results"].rows
    assert values(found, "element") == ["Cobalt", "Nickel", "Copper", "Iron", "Zinc", "Lead"]
    assert values(found, "value_percent") == ["20.61", "1.20", "0.55", "0.04", "0.37", "0.02"]


def test_machines_told_in_a_sentence_are_rows_and_never_sure(paper, read):
    text = [
        "The machines seen are: (a) a drum granulator, new, Rs. 42,10,000; (b) an arc furnace",
        "of 3 t (rebuilt transformer), refurbished, Rs. 1,08,00,000; and (c) bag filter, new, Rs. 9,75,500.",
        "Power is drawn from the grid under (a) the agreement and (b) the sanction.",
    ]
    found = read("chartered_engineer_certificate", paper([(40, 90 + 12 * at, it) for at, it in enumerate(text)]))
    rows = found["machinery"].rows
    assert values(rows, "value") == ["4210000", "10800000", "975500"]
    assert values(rows, "condition") == ["new", "refurbished", "new"]
    assert all(it.confidence <= TOLD for row in rows for it in row.fields.values())


def test_the_lines_of_a_reckoning_name_no_companies(paper, read):
    lines = ["(a) Own revenue of the applicant Rs. 48.10 lakh", "(b) Revenue of the holding company Rs. 94.70 lakh"]
    assert not read("gmr_certificate", paper([(40, 90 + 14 * at, it) for at, it in enumerate(lines)]))


def test_a_party_over_its_sales_is_none_of_the_sale_before_it(paper, read):
    places = [(x, 80, it) for x, it in ((40, "Date"), (110, "Bill No."), (190, "Kg"), (250, "Rate"), (330, "Taxable"))]
    y = 96
    groups = {"Varanga Pigments 08VDYCK2862L1ZW": ("A/1", "A/4"), "Tosali Enamels 08AZWCB1220G1ZC": ("A/2", "A/3")}
    for party, bills in groups.items():
        places.append((40, y, party))
        for at, bill in enumerate(bills):
            y += 14
            cells = (f"0{at + 4}-07-2025", bill, "100", "42.00", "4,200.00")
            places += [(x, y, it) for x, it in zip((40, 110, 190, 250, 330), cells, strict=True)]
        y += 20
    rows = read("sales_ledger", paper(places))["entries"].rows
    assert values(rows, "invoice_number") == ["A/1", "A/4", "A/2", "A/3"]
    assert values(rows, "buyer_gstin") == ["08VDYCK2862L1ZW"] * 2 + ["08AZWCB1220G1ZC"] * 2


def test_of_two_columns_that_differ_by_their_time_none_is_sure(paper, read):
    at = (40, 330, 450)
    heads = ("Particulars", "|Additions, F.Y. 2025-26 (Rs.)", "|Additions, F.Y. 2024-25 (Rs.)")
    rows = [("Plant and machinery", "|98,41,600", "|11,24,000"), ("Lab equipment", "|12,63,550", "|8,00,000")]
    places = [
        (x, 80 + 14 * number, it) for number, row in enumerate([heads, *rows]) for x, it in zip(at, row, strict=True)
    ]
    found = read("capex_statement", paper(places))
    assert all(
        row.fields["amount"].confidence < 0.9 for it in found.values() for row in it.rows if "amount" in row.fields
    )


def test_a_party_over_its_goods_whose_name_reaches_beyond_the_column_stays_with_its_own_sale(paper, read):
    head = [(36, 80, "Date"), (92, 80, "Particulars"), (206, 80, "GSTIN/UIN"), (300, 80, "Vch No.")]
    head += [(400, 80, "|Quantity"), (480, 80, "|Value")]
    sales = [
        (
            "7-Apr-26",
            "Tungabhadra Lamp Filaments Ltd",
            "Tungsten Powder",
            "29AAGCM7421K1Z9",
            "TL/1",
            "250.00 Kg",
            975_000,
        ),
        ("19-Apr-26", "Palar Tools LLP", "Rhenium Pellets", "29AAGCM7421K1Z9", "TL/2", "3.20 Kg", 688_000),
        (
            "6-May-26",
            "Tungabhadra Lamp Filaments Ltd",
            "Tungsten Powder",
            "29AAGCM7421K1Z9",
            "TL/3",
            "150.00 Kg",
            585_000,
        ),
    ]
    places, y = list(head), 104
    for day, party, goods, gstin, number, quantity, value in sales:
        places += [(92, y, party), (92, y + 16, goods)]
        places += [(36, y + 8, day), (206, y + 8, gstin), (300, y + 8, number)]
        places += [(400, y + 8, "|" + quantity), (480, y + 8, f"|{value:,}.00")]
        y += 32
    places += [(92, y, "Grand Total"), (480, y, f"|{sum(it[-1] for it in sales):,}.00")]
    found = read("sales_ledger", paper(places))["entries"].rows
    assert values(found, "buyer_name") == [it[1] for it in sales]
    assert values(found, "product") == [it[2] for it in sales]
