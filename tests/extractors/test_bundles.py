"""One file with several documents: split where one ends, not within one."""

from itertools import permutations
from pathlib import Path

import pikepdf
import pytest

from extractors import read_document
from extractors.bundles import MOST_PAGES, parts_of
from extractors.layout import lay_out
from extractors.pages import open_document
from records.pages import Page, Word

PAPERS = Path(__file__).parents[1] / "readings"
LETTER = PAPERS / "approval_letter" / "letter.pdf"
STATEMENT = PAPERS / "capex_statement" / "annexure.pdf"
REGISTRATION = PAPERS / "epr_certificate" / "certificate_face.pdf"
REVENUE = PAPERS / "gmr_certificate" / "two_companies_in_crore.pdf"
CONSENT = PAPERS / "pollution_board_authorisation" / "consent_to_establish.pdf"


def bundle(path, *papers):
    """The papers one after another in one file, and the first and last page of each."""
    out, spans = pikepdf.new(), []
    for paper in papers:
        with pikepdf.open(paper) as pdf:
            first = len(out.pages) + 1
            out.pages.extend(pdf.pages)
            spans.append((first, len(out.pages)))
    out.save(path)
    return spans


@pytest.mark.parametrize("paper", sorted(PAPERS.glob("*/*.pdf")), ids=lambda it: it.stem)
def test_one_document_is_not_split(paper):
    assert len(parts_of([lay_out(page) for page in open_document(paper).pages])) == 1


@pytest.mark.parametrize("papers", list(permutations((STATEMENT, REGISTRATION, LETTER, CONSENT), 3))[::3])
def test_a_bundle_is_split_where_the_papers_meet(papers, tmp_path):
    path = tmp_path / "all.pdf"
    spans = bundle(path, *papers)
    parts = parts_of([lay_out(page) for page in open_document(path).pages])
    assert [(part.first, part.last) for part in parts] == spans


def counted(path, form):
    """The same file with the number of each sheet, of all sheets of the file, stamped at its foot."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            foot = f"BT /Foot 9 Tf 260 18 Td ({form.format(number, len(pdf.pages))}) Tj ET"
            font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
            fonts = pikepdf.Dictionary(page.resources.get("/Font", {}))
            fonts["/Foot"] = pdf.make_indirect(pikepdf.Dictionary({k: pikepdf.Name(v) for k, v in font.items()}))
            page.resources["/Font"] = fonts
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q " + foot.encode())
        pdf.save(path)


@pytest.mark.parametrize("form", ["Page {} of {}", "{} / {}", "Sheet No. {}/{}"])
@pytest.mark.parametrize("papers", list(permutations((STATEMENT, LETTER, CONSENT, REVENUE), 2))[::2])
def test_papers_whose_sheets_were_counted_together_are_split_where_types_and_heads_differ(papers, form, tmp_path):
    path = tmp_path / "all.pdf"
    spans = bundle(path, *papers)
    counted(path, form)
    parts = parts_of([lay_out(page) for page in open_document(path).pages])
    assert [(part.first, part.last) for part in parts] == spans


def test_each_document_of_a_bundle_is_read_under_its_pages(tmp_path):
    path = tmp_path / "all papers.pdf"
    bundle(path, REGISTRATION, STATEMENT, REVENUE)
    reading = read_document(path)
    assert reading.document_type == "unknown" and not reading.fields
    assert [(it.document_type, it.page_range, it.part_of) for it in reading.parts] == [
        ("epr_certificate", (1, 1), "all papers.pdf"),
        ("capex_statement", (2, 4), "all papers.pdf"),
        ("gmr_certificate", (5, 5), "all papers.pdf"),
    ]
    statement = reading.parts[1]
    alone = read_document(STATEMENT)
    assert statement.file == "all papers.pdf (pages 2-4)"
    assert {name: it.value for name, it in statement.fields.items()} == {
        name: it.value for name, it in alone.fields.items()
    }
    assert statement.fields["total_amount"].evidence.page == alone.fields["total_amount"].evidence.page + 1
    assert len(statement.tables["items"]) == len(alone.tables["items"])
    assert len({it.identity for it in reading.parts}) == 3


def page_of(number, *lines):
    words = tuple(
        Word(text, (60 + 42 * at, 60 + 20 * row, 98 + 42 * at, 72 + 20 * row), 1.0, "text")
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    )
    return Page(number, 595, 842, 0, words, "text", "digital")


LETTER_TOP = ("Vanadevi State Pollution Control Board", "Consent Order No. VPCB/CTO/1 dated 1-4-2026")


def test_printed_numbers_of_pages_decide():
    first = page_of(1, *LETTER_TOP, "Page 1 of 2")
    goes_on = page_of(2, *LETTER_TOP, "Page 2 of 2")
    anew = page_of(2, LETTER_TOP[0], "Consent Order No. VPCB/CTO/9 dated 2-4-2026", "Page 1 of 2")
    assert len(parts_of([lay_out(first), lay_out(goes_on)])) == 1
    assert len(parts_of([lay_out(first), lay_out(anew)])) == 2


def sheet(number, *lines, height=842):
    """A page whose lines are printed in columns where "|" parts them."""
    words = []
    for row, line in enumerate(lines):
        pieces = line.split("|")
        for column, piece in enumerate(pieces):
            x = 30 + column * 540 / len(pieces)
            for word in piece.split():
                words.append(Word(word, (x, 40 + 16 * row, x + 4.2 * len(word), 50 + 16 * row), 1.0, "text"))
                x += 4.2 * len(word) + 3
    return lay_out(Page(number, 595, height, 0, tuple(words), "text", "digital"))


def spans_of(*pages):
    return [(part.first, part.last) for part in parts_of(pages)]


HEADINGS = "Date|Invoice No.|Buyer|Taxable value|GST|Invoice value"
ROWS = [f"{day:02}.09.2026|VM/{day}|Aruna Alloys Limited|1,00,{day:03}|18,000|1,18,{day:03}" for day in range(1, 29)]
BOOK = ("Vanadevi Metals Private Limited|GSTIN 27AAPFU0939F1ZV", "Sales day book")
OTHER_BOOK = ("Himadri Recyclers Private Limited|GSTIN 29AAGCB7383J1Z4", "Sales day book")


def test_sheets_that_are_numbered_without_their_count_go_on_until_the_next_first_sheet():
    pages = [
        sheet(1, *BOOK, "Sheet 1", HEADINGS, *ROWS),
        sheet(2, *BOOK, "Sheet 2", HEADINGS, *ROWS),
        sheet(3, *OTHER_BOOK, "Sheet 1", HEADINGS, *ROWS),
    ]
    assert spans_of(*pages) == [(1, 2), (3, 3)]


def test_the_book_of_another_company_begins_though_its_columns_are_the_same():
    assert spans_of(sheet(1, *BOOK, HEADINGS, *ROWS), sheet(2, *OTHER_BOOK, HEADINGS, *ROWS)) == [(1, 1), (2, 2)]


def test_the_next_month_of_a_book_and_a_sum_brought_forward_go_on():
    months = [BOOK[0], "Sales register for October 2026", HEADINGS, *ROWS]
    assert spans_of(sheet(1, *BOOK, HEADINGS, *ROWS), sheet(2, *months)) == [(1, 2)]
    first = sheet(1, *BOOK, HEADINGS, *ROWS, "Carried over|||28,00,406|5,04,000|33,04,406")
    assert spans_of(first, sheet(2, "Sales register of Vanadevi", "Brought over|28,00,406", *ROWS)) == [(1, 2)]


def test_a_party_whose_rows_stand_on_the_next_page_is_no_owner_of_another_paper():
    party = sheet(2, "Party: Himadri Recyclers Private Limited GSTIN 29AAGCB7383J1Z4", HEADINGS, *ROWS)
    assert spans_of(sheet(1, *BOOK, HEADINGS, *ROWS), party) == [(1, 2)]


def test_the_menu_of_a_portal_is_no_table_that_goes_on():
    menu = "PORTAL|Home|Registration|Returns|Wallet|Welcome, Asha"
    registration = ("Certificate of registration for extended producer responsibility", "Registration No. R-27-000-01")
    page = sheet(2, "12/11/2026, 10:14|Registration", menu, *registration, "Category|Capacity", "Copper|4,200")
    assert spans_of(sheet(1, *BOOK, HEADINGS, *ROWS), page) == [(1, 1), (2, 2)]


CERTIFICATE = (
    "Chitra & Co.",
    "Chartered Accountants",
    "Independent practitioner's report on the statement of capital expenditure",
    "We certify that the Company has incurred capital expenditure of Rs. 1,00,000 on its plant.",
    "Membership No. 474932",
)
ASSETS = [f"{at}|Furnace {at}|Aruna Alloys Limited|VM/{at}|New|10,000" for at in range(1, 9)]


@pytest.mark.parametrize("second_line", ["|||No.||", "No.|||Date||", "|||No. 2||"])
@pytest.mark.parametrize("total", ["Sub-total: plant|80,000", "Sub. total|80,000", "Sub - Total :|80,000"])
def test_the_headings_and_sub_totals_of_a_statement_are_no_number_and_no_subject_of_a_letter(second_line, total):
    heading = "Sl.|Asset|Supplier|Invoice|New|Amount"
    statement = ("Statement of capital expenditure", heading, second_line, "Plant and machinery", *ASSETS, total)
    assert spans_of(sheet(1, *CERTIFICATE), sheet(2, *statement)) == [(1, 2)]


@pytest.mark.parametrize("subject", ["Sub: consent to operate", "Sub. - consent to operate", "Subject- consent"])
def test_a_subject_begins_a_letter(subject):
    letter = (*LETTER_TOP, "To,", "The Director", subject, "Dear Sir,", "You are granted consent to operate.")
    assert spans_of(sheet(1, *CERTIFICATE), sheet(2, *letter)) == [(1, 1), (2, 2)]


def test_a_long_file_is_one_document_and_an_empty_one_none():
    page = lay_out(page_of(1, *LETTER_TOP, "Page 1 of 1"))
    assert len(parts_of([page] * (MOST_PAGES + 1))) == 1
    assert parts_of([]) == ()


ASSETS = (
    "Vanadevi Metals Private Limited|Asset acquisition list",
    "Statement of capital expenditure on plant and machinery",
    "Asset|Description|Vendor|Invoice No.|Date|Amount (Rs.)",
    *(f"{7000 + n}|Shredder {n}|Beta Process LLP|BP/{n}|{n:02}.07.2026|1,00,{n:03}" for n in range(1, 9)),
)
ATTESTED = (
    "MALHOTRA RANE & ASSOCIATES, Chartered Accountants, Nashik",
    "Firm Reg. No.: 114409W",
    "Auditor's certificate",
)


@pytest.mark.parametrize(
    ("said", "spans"),
    [
        ("We have examined the above asset acquisition list of Vanadevi Metals and certify it.", [(1, 2)]),
        ("We certify the foregoing statement of Vanadevi Metals Private Limited.", [(1, 2)]),
        ("We certify the capital expenditure of Himadri Recyclers Private Limited as under.", [(1, 1), (2, 2)]),
    ],
)
def test_what_certifies_the_list_above_goes_on_with_the_list_of_the_page_before(said, spans):
    ends = ("Membership No.: 118204", "UDIN: 26118204ABCDEF1234", "Partner")
    assert spans_of(sheet(1, *ASSETS), sheet(2, *ATTESTED, said, *ends)) == spans


def test_a_page_that_speaks_of_a_list_above_and_holds_one_is_asked_as_any_other():
    said = "We have examined the above list."
    alone = sheet(2, *OTHER_BOOK, HEADINGS, *ROWS[:9], said)
    assert spans_of(sheet(1, *BOOK, HEADINGS, *ROWS), alone) == [(1, 1), (2, 2)]
