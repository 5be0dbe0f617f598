"""Tables of scanned papers: the same rows, and arithmetic as the second witness that OCR needs."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.cite import Source
from extractors.document_text import Text
from extractors.engine import read_fields
from extractors.layout import lay_out
from extractors.spoken import settled_by_words
from extractors.tables import read_tables
from extractors.tables.money_unit import unit_of
from records.readings import SURE
from reference.document_types import document_types
from tests.extractors.papers import page_of

HEADINGS = ["Sl.", "Description of Machinery", "Supplier", "Invoice No.", "Invoice Date", "Amount (Rs.)"]
ROWS = [
    ["1", "Twin shaft shredder", "Alpha Machines", "AM/101", "12-04-2025", "1,18,00,000.00"],
    ["2", "Leaching reactor", "Beta Process", "BPS-77", "03/05/2025", "59,59,000.00"],
    ["3", "DG Set 500 kVA", "Gamma Power", "GP/9", "01.06.2025", "23,60,000.00"],
]
TOTAL = ["", "Total", "", "", "", "2,01,19,000.00"]
WIDTHS = [30, 150, 110, 70, 80, 95]


@pytest.mark.parametrize(("lines", "angle"), [("grid", 0.5), ("header", -0.5)])
def test_a_scan_gives_the_rows_of_the_paper(lines, angle, grid, scanned, read, column_of):
    path = scanned(grid([HEADINGS, *ROWS, TOTAL], lines=lines, widths=WIDTHS, before=["Statement of assets"]), angle)
    items = read("capex_statement", path)["items"]
    assert column_of(items, "description") == [row[1] for row in ROWS]
    assert column_of(items, "invoice_date") == ["2025-04-12", "2025-05-03", "2025-06-01"]
    assert column_of(items, "amount") == [row[5].replace(",", "") for row in ROWS]
    assert items.adds_up
    for row in items.rows:
        assert 0.9 <= row.fields["amount"].confidence < 0.97, "two witnesses: OCR and the row sum"
        assert row.fields["invoice_date"].confidence <= 0.89, "one witness: OCR"
        assert row.fields["amount"].evidence.method == "ocr"
    assert items.totals["amount"].confidence >= 0.9


X = (40, 70, 200, 290, 350, 470)
HEAD = list(zip(X, ("Sl", "Description", "Supplier", "Bill No", "Bill Date", "Amount"), strict=True))


def page_rows(*amounts, total):
    rows = [
        list(zip(X, (str(n), f"Reactor {chr(64 + n)}", "Beta Ltd", f"B/{n}", "01/05/2025", amount), strict=True))
        for n, amount in enumerate(amounts, 1)
    ]
    return [HEAD, *rows, [(70, "Total"), (470, total)]]


def test_a_rupee_sign_read_as_a_digit_is_settled_by_the_sum(ocr_page, read, column_of):
    page = ocr_page(page_rows("212,50,000.00", "%3,00,000.00", "4,50,000.00", total="20,00,000.00"))
    items = read("capex_statement", [page])["items"]
    assert column_of(items, "amount") == ["1250000.00", "300000.00", "450000.00"]
    assert items.adds_up
    settled = items.rows[0].fields["amount"]
    assert 0.9 <= settled.confidence < 0.94
    assert Decimal("21250000.00") in {it.value for it in settled.alternatives}


def test_a_scan_that_does_not_add_up_is_doubtful_and_says_where(ocr_page, read):
    page = ocr_page(page_rows("12,50,000.00", "3,00,000.00", "4,50,000.00", total="19,00,000.00"))
    items = read("capex_statement", [page])["items"]
    assert items.adds_up is False
    assert all(row.fields["amount"].is_doubtful for row in items.rows)
    assert items.totals["amount"].is_doubtful
    (notice,) = [it for it in items.warnings if it.code == "does_not_add_up"]
    assert "rows 1 to 3" in notice.message and "₹1,00,000.00 more" in notice.message


def test_two_ways_to_add_up_leave_doubt(ocr_page, read):
    page = ocr_page(page_rows("22,50,000.00", "22,50,000.00", total="25,00,000.00"))
    items = read("capex_statement", [page])["items"]
    assert items.adds_up is False
    assert all(row.fields["amount"].is_doubtful for row in items.rows)


def test_without_a_total_one_ocr_witness_stays_one(ocr_page, read):
    page = ocr_page(page_rows("12,50,000.00", "3,00,000.00", total="-")[:-1])
    items = read("capex_statement", [page])["items"]
    assert items.adds_up is None
    assert all(row.fields["amount"].confidence <= 0.89 for row in items.rows)


def test_value_and_tax_that_make_the_total_witness_each_other(ocr_page, read, rows_of):
    x = (40, 100, 170, 270, 340, 410, 480)
    rows = [
        ("Date", "Invoice No", "Buyer", "Taxable Value", "IGST", "Total"),
        ("01/04/2025", "S/1", "Zenith", "24,50,000.00", "4,41,000.00", "28,91,000.00"),
        ("02/04/2025", "S/2", "Orion", "12,00,000.00", "2,16,000.00", "714,16,000.00"),
    ]
    page = ocr_page([list(zip(x, row, strict=False)) for row in rows])
    first, second = read("sales_ledger", [page])["entries"].rows
    assert first.fields["taxable_value"].confidence >= 0.9
    assert second.fields["total"].value == Decimal("1416000.00")
    assert first.fields["invoice_date"].confidence <= 0.89


def test_a_gstin_with_look_alikes_is_repaired_by_its_check_digit(ocr_page, read):
    rows = [
        [(40, "Date"), (110, "Invoice No"), (190, "Buyer"), (260, "GSTIN"), (400, "Value")],
        [(40, "01/04/2025"), (110, "S/1"), (190, "Zenith"), (260, "27AAPFUO939F1ZV"), (400, "24,50,000.00")],
    ]
    field = read("sales_ledger", [ocr_page(rows)])["entries"].rows[0].fields["buyer_gstin"]
    assert field.value == "27AAPFU0939F1ZV"
    assert "check digit" in field.witnesses
    assert field.evidence.text == "27AAPFUO939F1ZV"


def test_marks_that_rulings_leave_behind_are_no_text(ocr_page, read, column_of):
    rows = page_rows("12,50,000.00", "3,00,000.00", total="15,50,000.00")
    rows[1] = [(36, "|"), *rows[1], (560, "|")]
    rows.insert(2, [(40, "_"), (300, "—")])
    items = read("capex_statement", [ocr_page(rows)])["items"]
    assert column_of(items, "description") == ["Reactor A", "Reactor B"]
    assert items.adds_up


def test_a_column_that_ocr_did_not_see_is_told(ocr_page, read):
    headings, row, total = page_rows("12,50,000.00", total="12,50,000.00")
    page = ocr_page([headings, [cell for cell in row if cell[0] != X[4]], total])
    items = read("capex_statement", [page])["items"]
    assert any(it.code == "empty_column" and "Bill Date" in it.message for it in items.warnings)


def test_a_total_whose_word_ocr_lost_is_no_row(ocr_page, read, column_of):
    rows = page_rows("12,50,000.00", "3,00,000.00", "4,50,000.00", total="20,00,000.00")
    rows[-1] = [(70, "Sz7bisto P"), (470, "20,00,000.00")]
    items = read("capex_statement", [ocr_page(rows)])["items"]
    assert column_of(items, "amount") == ["1250000.00", "300000.00", "450000.00"]
    assert items.totals["amount"].value == 2_000_000


def test_a_heading_that_ocr_lost_is_the_column_that_is_missing(ocr_page, read, column_of):
    rows = page_rows("12,50,000.00", "3,00,000.00", total="15,50,000.00")
    rows[0] = [*HEAD[:-1], (470, "een)")]
    items = read("capex_statement", [ocr_page(rows)])["items"]
    assert column_of(items, "amount") == ["1250000.00", "300000.00"]
    assert items.adds_up
    assert "assumed_column" in {it.code for it in items.warnings}


@pytest.mark.parametrize(("total", "found"), [("43,07,000.00", "1416000.00"), ("43,08,000.00", None)])
def test_one_unread_amount_is_taken_only_where_row_and_column_both_give_it(total, found, ocr_page, read):
    x = (40, 100, 170, 270, 340, 410)
    rows = [
        ("Date", "Invoice No", "Buyer", "Taxable Value", "IGST", "Total"),
        ("01/04/2025", "S/1", "Zenith", "24,50,000.00", "4,41,000.00", "28,91,000.00"),
        ("02/04/2025", "S/2", "Orion", "12,00,000.00", "2,16,000.00", "1a:1#,0?0.00"),
        ("", "", "Total", "36,50,000.00", "6,57,000.00", total),
    ]
    page = ocr_page([[cell for cell in zip(x, row, strict=True) if cell[1]] for row in rows])
    entries = read("sales_ledger", [page])["entries"]
    field = entries.rows[1].fields.get("total")
    assert (None if field is None else str(field.value)) == found
    assert "unread_cell" in {it.code for it in entries.warnings}


@pytest.mark.parametrize("total", [("31,", ",22,50,000.00"), ("31", ",22,50,000.00"), ("31,", "22,50,000.00")])
def test_a_total_that_ocr_cut_at_a_comma_is_one_number(total, ocr_page, read):
    left = (40, 70, 200, 290, 350)
    rows = [
        [*zip(left, (str(n), f"Reactor {n}", "Beta Ltd", f"B/{n}", "01/05/2025"), strict=True), (470, amount)]
        for n, amount in enumerate(("16,84,00,000.00", "14,38,50,000.00"), 1)
    ]
    head = [*zip(left, ("Sl", "Description", "Supplier", "Bill No", "Bill Date"), strict=True), (470, "Amount (Rs.)")]
    pieces = [(470, total[0]), (470 + 5 * len(total[0]), total[1])]
    items = read("capex_statement", [ocr_page([head, *rows, [(70, "Total"), *pieces]])])["items"]
    assert items.adds_up
    assert items.totals["amount"].value == Decimal(312_250_000)


@pytest.mark.parametrize(
    ("words", "settled"),
    [("Thirty One Crore Twenty Two Lakh Fifty Thousand only.", True), ("Thirty Two Crore only.", False)],
)
def test_words_and_rows_together_outweigh_a_piece_of_the_total(words, settled, ocr_page):
    left = (40, 70, 200, 290, 350)
    rows = [
        [*zip(left, (str(n), f"Reactor {n}", "Beta Ltd", f"B/{n}", "01/05/2025"), strict=True), (470, amount)]
        for n, amount in enumerate(("16,84,00,000.00", "14,38,50,000.00"), 1)
    ]
    head = [*zip(left, ("Sl", "Description", "Supplier", "Bill No", "Bill Date"), strict=True), (470, "Amount (Rs.)")]
    torn = [(70, "TOTAL"), (470, "31,"), (485, ";i~")]
    page = ocr_page([head, *rows, torn, [(40, "Total amount: 31,")], [(40, f"Rupees {words}")]])
    capex, source = document_types().types["capex_statement"], Source("0" * 64, "scan.pdf")
    text, tables = Text.of([lay_out(page)]), read_tables("capex_statement", [page], source)
    fields = read_fields(capex, text, source, frozenset()).fields
    assert fields["total_amount"].value == 31
    total = settled_by_words(capex, fields, tables, text, source)["total_amount"]
    assert (total.value == Decimal(312_250_000)) is settled
    assert (total.confidence >= SURE) is settled


def doubted(page, text, *alternatives):
    """The page with one word read in doubt, and what the other engine made of it."""
    words = (replace(it, confidence=0.5, alternatives=alternatives) if it.text == text else it for it in page.words)
    return replace(page, words=tuple(words))


def test_the_other_engines_reading_is_taken_where_the_sum_asks_for_it(ocr_page, read, column_of):
    page = ocr_page(page_rows("12,50,000.00", "8,00,000.00", "4,50,000.00", total="20,00,000.00"))
    items = read("capex_statement", [doubted(page, "8,00,000.00", "3,00,000.00")])["items"]
    assert column_of(items, "amount") == ["1250000.00", "300000.00", "450000.00"]
    assert items.adds_up
    unasked = read("capex_statement", [doubted(page, "8,00,000.00", "3,10,000.00")])["items"]
    assert column_of(unasked, "amount")[1] == "800000.00" and unasked.rows[1].fields["amount"].is_doubtful


def test_a_stroke_before_an_amount_is_no_minus_where_the_row_says_so(ocr_page, read):
    x = (40, 100, 170, 270, 340, 410)
    rows = [
        ("Date", "Invoice No", "Buyer", "Taxable Value", "IGST", "Total"),
        ("01/04/2025", "S/1", "Zenith", "—24,50,000.00", "4,41,000.00", "28,91,000.00"),
        ("02/04/2025", "S/2", "Orion", "-12,00,000.00", "-2,16,000.00", "-14,16,000.00"),
    ]
    first, second = read("sales_ledger", [ocr_page([list(zip(x, row, strict=True)) for row in rows])])["entries"].rows
    assert first.fields["taxable_value"].value == Decimal("2450000.00")
    assert second.fields["taxable_value"].value == Decimal("-1200000.00")


def test_a_stamp_beside_an_amount_leaves_it_readable_and_in_doubt(ocr_page, read, column_of):
    page = ocr_page(page_rows("12,50,000.00 SEAL", "3,00,00000 So", "4,50,000.00", total="-")[:-1])
    items = read("capex_statement", [page])["items"]
    assert column_of(items, "amount") == ["1250000.00", "300000.00", "450000.00"]
    assert all(row.fields["amount"].confidence <= 0.85 for row in items.rows[:2])


def test_a_grand_total_of_printed_subtotals_vouches_for_no_row_that_a_subtotal_misses(ocr_page, read):
    x = (40, 100, 170, 300)
    rows = [
        ("Date", "Invoice No", "Buyer", "Taxable Value"),
        ("01/04/2025", "S/1", "Zenith", "24,50,000.00"),
        ("09/04/2025", "S/2", "Orion", "1,00,000.00"),
        ("", "", "Sub Total - April", "25,50,000.00"),
        ("02/05/2025", "S/3", "Orion", "71,20,000.00"),
        ("21/05/2025", "S/4", "Zenith", "3,00,000.00"),
        ("", "", "Sub Total - May", "10,12,000.00"),
        ("", "", "Grand Total", "35,62,000.00"),
    ]
    page = ocr_page([[it for it in zip(x, row, strict=True) if it[1]] for row in rows])
    april, _, may, _ = read("sales_ledger", [page])["entries"].rows
    assert april.fields["taxable_value"].confidence >= SURE
    assert may.fields["taxable_value"].is_doubtful


def test_an_equation_that_clear_rows_refute_reckons_no_amount(ocr_page, read):
    x = (40, 150, 230, 300, 370, 450)
    rows = [
        ("Description", "Invoice No", "Basic", "Freight", "GST", "Amount (excl. GST)"),
        ("Shredder", "A/1", "7,34,512.00", "7,419.00", "1,33,547.00", "7,41,931.00"),
        ("Reactor", "A/2", "5,71,835.00", "5,776.00", "1,03,970.00", "5,77,611.00"),
        ("Filter", "A/3", "6,18,737.00", "62,490.00", "1,12,497.00", "6,81,227.00"),
    ]
    page = doubted(ocr_page([list(zip(x, row, strict=True)) for row in rows]), "62,490.00")
    third = read("capex_statement", [page])["items"].rows[2].fields
    assert third["freight"].value == Decimal("62490.00")


@pytest.mark.parametrize(("clearness", "sure"), [(0.93, True), (0.86, True), (0.84, False), (0.5, False)])
def test_a_head_and_a_condition_that_ocr_read_clearly_can_have_been_no_others(clearness, sure, ocr_page, read):
    x = (40, 62, 140, 230, 300, 380, 480)
    heading = ("Sl", "Asset", "Head", "Bill No", "Bill Date", "Condition", "Amount")
    row = ("1", "Reactor", "Plant & Machinery", "B/1", "01/05/2025", "Refurbished", "12,50,000.00")
    rows = [list(zip(x, heading, strict=True)), list(zip(x, row, strict=True)), [(62, "Total"), (480, "12,50,000.00")]]
    (item,) = read("capex_statement", [ocr_page(rows, clearness)])["items"].rows
    assert (item.fields["head"].value, item.fields["condition"].value) == ("plant_and_machinery", "refurbished")
    assert (item.fields["head"].is_doubtful, item.fields["condition"].is_doubtful) == (not sure, not sure)
    assert item.fields["description"].is_doubtful


def test_a_single_letter_for_the_condition_is_never_its_own_witness(ocr_page, read):
    x = (40, 62, 140, 230, 300, 400, 480)
    heading = ("Sl", "Asset", "Head", "Bill No", "Bill Date", "N/R", "Amount")
    row = ("1", "Reactor", "Equipment", "B/1", "01/05/2025", "R", "12,50,000.00")
    rows = [list(zip(x, heading, strict=True)), list(zip(x, row, strict=True)), [(62, "Total"), (480, "12,50,000.00")]]
    (item,) = read("capex_statement", [ocr_page(rows, 0.97)])["items"].rows
    assert item.fields["condition"].value == "refurbished" and item.fields["condition"].is_doubtful


def test_a_head_that_stands_over_several_rows_is_not_sure_of_them_all(ocr_page, read, column_of):
    """The heading "Utilities" between the rows may have been passed over."""
    rows = page_rows("12,50,000.00", "3,00,000.00", "4,50,000.00", total="20,00,000.00")
    rows.insert(1, [(70, "EQUIPMENT")])
    items = read("capex_statement", [ocr_page(rows, 0.97)])["items"]
    assert column_of(items, "head") == ["equipment"] * 3
    assert all(row.fields["head"].is_doubtful for row in items.rows)


def test_a_minus_that_only_the_row_itself_bears_out_is_not_sure(ocr_page, read):
    x = (40, 110, 190, 260, 330, 420, 500)
    heads = ("Date", "Invoice No", "Quantity (Kg)", "Rate", "Taxable Value", "GST", "Total")
    rows = [
        ("02/04/2026", "RM/1", "100", "50.00", "5,000.00", "900.00", "5,900.00"),
        ("09/04/2026", "RM/2", "40", "50.00", "-2,000.00", "-360.00", "-2,360.00"),
        ("16/04/2026", "CN/3", "20", "50.00", "-1,000.00", "-180.00", "-1,180.00"),
    ]
    page = ocr_page([list(zip(x, row, strict=True)) for row in (heads, *rows)])
    first, stained, credit = read("sales_ledger", [page])["entries"].rows
    names = ("quantity", "taxable_value", "tax", "total")
    assert all(first.fields[name].confidence >= 0.9 for name in ("quantity", "taxable_value"))
    assert all(stained.fields[name].confidence < 0.9 for name in names)
    assert credit.fields["taxable_value"].confidence >= 0.9
    assert credit.fields["quantity"].value == -20


@pytest.mark.parametrize(
    ("printed", "method", "mineral", "sure"),
    [
        ("Rare earthelements", "ocr", "rare_earth_elements", False),
        ("Quartzium", "ocr", "unlisted:Quartzium", False),
        ("Quartzium", "text", "unlisted:Quartzium", True),
        ("Cobalt", "text", "cobalt", True),
    ],
)
def test_a_mineral_is_sure_on_a_scan_only_where_its_name_is_known(read, printed, method, mineral, sure):
    rows = [
        [(40, "Product"), (220, "Mineral"), (380, "Quantity (TPA)")],
        [(40, "Mixed carbonate"), (220, printed), (380, "64")],
        [(40, "Nickel sulphate"), (220, "Nickel"), (380, "118")],
    ]
    found = read("application_form", [page_of(rows, method)])["products"].rows[0].fields["mineral"]
    assert found.value == mineral
    assert (found.confidence >= SURE) == sure


def test_a_figure_is_no_mineral(read):
    rows = [
        [(40, "Product"), (220, "Mineral"), (380, "Quantity (TPA)")],
        [(40, "Mixed carbonate"), (220, "88 %"), (380, "64")],
        [(40, "Nickel sulphate"), (220, "Nickel"), (380, "118")],
    ]
    assert "mineral" not in read("application_form", [page_of(rows, "text")])["products"].rows[0].fields


def test_two_figures_under_two_captions_are_no_table_of_products(read):
    rows = [[(40, "उत्पाद की शुद्धता"), (300, "पुनर्प्राप्ति दर")], [(40, "98.7 %"), (300, "81 %")]]
    assert "products" not in read("application_form", [page_of(rows, "text")])


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("राजस्व / Revenue (= लाख)", 100_000),
        ("राजस्व (% करोड़)", 10_000_000),
        ("राजस्व (= टन)", None),
        ("Turnover (~ lakh)", 100_000),
    ],
)
def test_a_sign_before_lakh_in_hindi_is_the_rupees(heading, scale):
    assert unit_of(heading, ocr=True) == scale
