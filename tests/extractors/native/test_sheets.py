"""Spreadsheets as offices write them: the same rows as on paper, each cell named, nothing taken that nobody sees."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from extractors import read_document
from extractors.number_formats import shown_day, shown_number
from extractors.pages import open_document

LAKHS = r"[>=10000000]##\,##\,##\,##0.00;[>=100000]##\,##\,##0.00;##,##0.00"
HEADS = ("Date", "Invoice No", "Name of Buyer", "GSTIN of Buyer", "Item", "HSN", "Qty", "Unit", "Rate", "Taxable Value")
SALES = (
    (
        date(2026, 4, 9), "KU/26-27/001", "Nilgiri Cathodes Pvt Ltd", "33AAACN2082N1Z8", "Cobalt sulphate", 28332930,
        "12.5", "MT", "650000", "8125000.00",
    ),
    (
        date(2026, 5, 12), "KU/26-27/002", "Palar Alloys LLP", "33AAACP4526D1Z5", "Nickel sulphate", 28332400,
        "7.25", "MT", "320000", "2320000.00",
    ),
    (
        date(2026, 12, 3), "KU/26-27/003", "Vaigai Metals Pvt Ltd", "33AAACV1234F1ZC", "Copper granules", 74040022,
        "3", "MT", "712345.67", "2137037.01",
    ),
)  # fmt: skip
TOTAL = Decimal("12582037.01")


def ledger(path, *, first_row=1, first_column=1, day_format="dd/mm/yyyy", total=True):
    """A ledger in Excel with a name, a period and real dates and numbers; gives the sheet for what a test adds."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sales"

    def put(row, column, value):
        return sheet.cell(first_row + row, first_column + column, value)

    put(0, 0, "Kaveri Urban Mining Private Limited")
    put(1, 0, "GSTIN: 33AAACK4409J1ZN")
    put(2, 0, "Sales Ledger for the period 01/04/2026 to 31/12/2026 (F.Y. 2026-27)")
    for column, head in enumerate(HEADS):
        put(4, column, head)
    for number, sale in enumerate(SALES):
        for column, value in enumerate(sale):
            cell = put(5 + number, column, Decimal(value) if column in (6, 8, 9) else value)
            cell.number_format = day_format if column == 0 else LAKHS if column > 7 else "General"
    if total:
        put(8, 0, "Total")
        put(8, 9, TOTAL).number_format = LAKHS
    book.save(path)
    return book, sheet


def rows(reading):
    return [{name: field.value for name, field in row.fields.items()} for row in reading.tables["entries"]]


def test_a_ledger_gives_the_rows_of_paper_with_sheet_and_cell(tmp_path):
    ledger(tmp_path / "a.xlsx", first_row=3, first_column=2)
    reading = read_document(tmp_path / "a.xlsx")
    assert (reading.document_type, reading.status, reading.read_by) == ("sales_ledger", "read", ("sheet",))
    assert [it["invoice_date"] for it in rows(reading)] == [sale[0] for sale in SALES]
    assert [it["taxable_value"] for it in rows(reading)] == [Decimal(sale[9]) for sale in SALES]
    third = reading.tables["entries"][2].fields
    assert third["rate"].value == Decimal("712345.67")
    evidence = third["taxable_value"].evidence
    assert (evidence.method, evidence.sheet, evidence.cell, evidence.text) == ("sheet", "Sales", "K10", "21,37,037.01")
    assert third["invoice_date"].evidence.text == "03/12/2026"
    total = reading.fields["total_taxable_value"]
    assert (total.value, total.evidence.cell) == (TOTAL, "K11")
    assert total.confidence >= 0.9 and "rows add up to the printed total" in total.witnesses


def test_an_american_date_format_never_swaps_day_and_month(tmp_path):
    ledger(tmp_path / "a.xlsx", day_format="m/d/yyyy")
    reading = read_document(tmp_path / "a.xlsx")
    assert rows(reading)[2]["invoice_date"] == date(2026, 12, 3)
    assert reading.tables["entries"][2].fields["invoice_date"].evidence.text == "12/3/2026"


def test_a_hidden_row_is_no_sale_and_is_told(tmp_path):
    book, sheet = ledger(tmp_path / "a.xlsx")
    sheet.row_dimensions[7].hidden = True
    book.save(tmp_path / "a.xlsx")
    reading = read_document(tmp_path / "a.xlsx")
    assert [it["invoice_number"] for it in rows(reading)] == ["KU/26-27/001", "KU/26-27/003"]
    (told,) = [it.message for it in reading.warnings if it.code == "hidden_text"]
    assert "1 hidden row" in told and "A7" in told
    sums = [it for it in reading.warnings if it.code == "does_not_add_up"]
    assert sums and all("on Sales!A1:J9 prints" in it.message and it.page is None for it in sums)


def test_a_hidden_column_and_a_hidden_sheet_are_no_evidence(tmp_path):
    book, sheet = ledger(tmp_path / "a.xlsx")
    sheet.column_dimensions["I"].hidden = True
    other = book.create_sheet("Actuals")
    other["A1"], other.sheet_state = "Sales as per books 99,99,999", "veryHidden"
    book.save(tmp_path / "a.xlsx")
    reading = read_document(tmp_path / "a.xlsx")
    told = " ".join(it.message for it in reading.warnings if it.code == "hidden_text")
    assert "1 hidden column" in told and "Actuals is hidden" in told
    assert all("rate" not in it for it in rows(reading))


def test_formulas_give_their_stored_result_and_one_that_was_never_computed_is_told(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sales")
    sheet.write_formula("B1", "=40+2", value=42)
    sheet.write("A1", "Cells in use")
    book.close()
    (page,) = open_document(path).pages
    assert page.text == "Cells in use 42"
    broken = openpyxl.load_workbook(path)
    broken["Sales"]["B2"], broken["Sales"]["A2"] = "=B1*2", "Twice"
    broken.save(path)
    assert "B2" in next(it.message for it in open_document(path).warnings if it.code == "formula_without_value")


def test_an_error_cell_is_doubtful_and_named(tmp_path):
    book, sheet = ledger(tmp_path / "a.xlsx")
    sheet["J6"] = "#REF!"
    sheet["J6"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    reading = read_document(tmp_path / "a.xlsx")
    assert any(it.code == "error_cell" and "Sales!J6" in it.message for it in reading.warnings)
    assert "taxable_value" not in rows(reading)[0] or reading.tables["entries"][0].fields["taxable_value"].is_doubtful


def test_two_sheets_are_one_document_and_places_name_the_sheet(tmp_path):
    book, _ = ledger(tmp_path / "a.xlsx")
    note = book.create_sheet("Note")
    note["B3"] = "Prepared by the accounts department"
    book.save(tmp_path / "a.xlsx")
    opened = open_document(tmp_path / "a.xlsx")
    assert opened.page_count == 2
    assert {(word.place.sheet, word.place.cell) for word in opened.pages[-1].words} == {("Note", "B3")}


def written(rows_, delimiter, encoding, mark=b""):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows_)
    return mark + stream.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("delimiter", "encoding", "mark"),
    [
        (",", "utf-8", b""),
        (";", "utf-8", b"\xef\xbb\xbf"),
        ("\t", "utf-16-le", b"\xff\xfe"),
        ("|", "utf-16-be", b""),
        (",", "cp1252", b""),
    ],
)
def test_csv_in_the_encodings_of_offices(tmp_path, delimiter, encoding, mark):
    lines = [["Kaveri Urban Mining Private Limited – Unit I"], ["Sales Register 01-04-2026 to 31-12-2026"], [], HEADS]
    lines += [[f"{sale[0]:%d-%m-%Y}", *sale[1:]] for sale in SALES]
    lines += [["Grand Total", *[""] * 8, TOTAL]]
    (tmp_path / "register.txt").write_bytes(written(lines, delimiter, encoding, mark))
    reading = read_document(tmp_path / "register.txt")
    assert (reading.document_type, reading.status) == ("sales_ledger", "read")
    assert [it["taxable_value"] for it in rows(reading)] == [Decimal(sale[9]) for sale in SALES]
    place = reading.tables["entries"][0].fields["buyer_name"].evidence
    assert (place.sheet, place.cell) == ("csv", "C5")


def test_a_comma_within_quotes_parts_no_columns(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(
        written([["Item", "Amount"], ["Dryer, new", "8,40,000.00"], ["Mixer, old", "2,10,000.00"]], ",", "utf-8")
    )
    (page,) = open_document(path).pages
    assert {word.place.cell for word in page.words if word.text in {"new", "old"}} == {"A2", "A3"}


def test_text_without_columns_is_no_ledger(tmp_path):
    (tmp_path / "note.csv").write_text("Dear Sir,\nplease find attached the papers.\nYours,\nAsha\n")
    assert open_document(tmp_path / "note.csv").status == "unsupported"


def test_a_workbook_that_opens_with_a_password_is_named_so(tmp_path):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(700) + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "locked.xlsx").write_bytes(content)
    opened = open_document(tmp_path / "locked.xlsx")
    assert opened.status == "encrypted" and "password" in opened.message


def test_a_workbook_that_unpacks_beyond_belief_is_not_opened(tmp_path):
    path = tmp_path / "bomb.xlsx"
    ledger(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings2.xml", b"<a>" + b"x" * (60 * 2**20))
    opened = open_document(path)
    assert opened.status == "too_large" and "unpacks" in opened.message


def test_entities_that_multiply_are_not_expanded(tmp_path):
    """Billion laughs in the sheet's XML: whatever is read, it is read at once and in little memory."""
    path = tmp_path / "laughs.xlsx"
    ledger(path)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = (
        f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY l0 "lol">{laughs}]>'
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&l9;</t></si></sst>'
    )
    with zipfile.ZipFile(path) as old:
        parts = {it.filename: old.read(it) for it in old.infolist()}
    parts["xl/sharedStrings.xml"] = evil.encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    opened = open_document(path)
    assert sum(len(word.text) for page in opened.pages for word in page.words) < 10_000


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("123456789.5", LAKHS, "12,34,56,789.50"),
        ("1234567", "[$₹-4000447]#,##,##0.00", "₹12,34,567.00"),
        ("-1234.5", "#,##0.00;(#,##0.00)", "(1,234.50)"),
        ("0", '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', "-"),
        ("0.125", "0.0%", "12.5%"),
        ("7", "000", "007"),
        ("1.5", '0.00" MT"', "1.50 MT"),
        ("411001", "General", "411001"),
        ("1234.565", "0.00", "1234.57"),
    ],
)
def test_numbers_as_formats_show_them(value, code, shown):
    assert shown_number(Decimal(value), code) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("dd/mm/yyyy", "09/04/2026"),
        ("d-mmm-yy", "9-Apr-26"),
        ("[$-4009]dd mmmm yyyy;@", "09 April 2026"),
        ("dd\\.mm\\.yyyy hh:mm", "09.04.2026 05:06"),
        ("#,##0", None),
    ],
)
def test_dates_as_formats_show_them(code, shown):
    assert shown_day(datetime(2026, 4, 9, 5, 6), code) == shown


def test_a_percentage_is_read_as_it_is_shown_but_exactly(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "Purity", 0.99567
    book.active["B1"].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    (page,) = open_document(tmp_path / "a.xlsx").pages
    word = page.words[-1]
    assert (word.text, word.place.shown) == ("99.567%", "99.6%")


def test_a_format_that_shows_millions_is_never_sure(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "Total", 412350000
    book.active["B1"].number_format = "0.00,,"
    book.save(tmp_path / "a.xlsx")
    (page,) = open_document(tmp_path / "a.xlsx").pages
    assert page.words[-1].text == "412.35" and page.words[-1].confidence < 0.9


def test_a_stray_cell_far_away_is_told_and_one_far_below_costs_nothing(tmp_path):
    book, sheet = ledger(tmp_path / "a.xlsx")
    sheet["J300000"] = "checked"
    book.save(tmp_path / "a.xlsx")
    assert len(rows(read_document(tmp_path / "a.xlsx"))) == 3
    sheet["XFD1048576"] = " x"
    book.save(tmp_path / "a.xlsx")
    opened = open_document(tmp_path / "a.xlsx")
    assert opened.status == "too_large" and "stray cell" in opened.message
