"""A link leads from a value to its box on the page, offline, wherever the folder is carried."""

import io
import re
import shutil
import struct
import zlib
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from PIL import Image

from records.findings import FieldRef, Finding
from records.readings import Evidence, Field, TableRow
from tests.worksheets import made
from worksheets import evidence_pages, write_workbook
from worksheets.evidence import MOST_TABLE_PAGES, slug
from worksheets.paths import row_place


def png(sha256, page):
    """A white picture of one pixel."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")


class Page(HTMLParser):
    """What a browser would find: elements by id, boxes, addresses, the text."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.boxes, self.addresses, self.tags, self.words = {}, {}, [], [], []
        self.feed(path.read_text(encoding="utf-8"))
        self.text = " ".join(self.words)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append(tag)
        if "id" in found:
            assert found["id"] not in self.ids, "an anchor stands twice"
            self.ids[found["id"]] = tag
        self.addresses += [found[name] for name in ("src", "href") if name in found]
        if "box" in found.get("class", "").split():
            numbers = re.findall(r"(left|top|width|height):([\d.]+)%", found["style"])
            self.boxes[found["id"]] = ({name: float(value) for name, value in numbers}, found["class"])

    def handle_data(self, data):
        self.words.append(data)


def open_link(folder, link):
    path, _, anchor = link.partition("#")
    return Page(folder / path), anchor


def paper(name, *fields, **more):
    return made.document(name, "application_form", fields, **more)


def test_every_field_has_a_link_whose_anchor_stands_on_its_page(tmp_path):
    case = made.appraisal()
    links = evidence_pages(case, tmp_path, png)
    for document in case.documents[:3]:
        for name in document.fields:
            page, anchor = open_link(tmp_path, links(made.ref(document, name)))
            assert anchor in page.boxes


def test_a_box_stands_where_the_value_is_printed(tmp_path):
    field = made.field("form.pdf", "applicant_name", "A", box=(59.5, 84.2, 119.0, 168.4))
    links = evidence_pages(made.appraisal(paper("form.pdf", field), findings=()), tmp_path, png)
    page, anchor = open_link(tmp_path, links(FieldRef(made.sha("form.pdf"), "form.pdf", "applicant_name")))
    place, _ = page.boxes[anchor]
    # 10% to 20% of 595 points across, 10% to 20% of 842 down, and a point and a half of air all round
    air_x, air_y = 150 / 595, 150 / 842
    expected = {"left": 10 - air_x, "top": 10 - air_y, "width": 10 + 2 * air_x, "height": 10 + 2 * air_y}
    assert place == {name: pytest.approx(value, abs=0.001) for name, value in expected.items()}


def test_a_box_over_the_edge_stays_on_the_page(tmp_path):
    field = made.field("form.pdf", "applicant_name", "A", box=(-5.0, -5.0, 700.0, 900.0))
    links = evidence_pages(made.appraisal(paper("form.pdf", field), findings=()), tmp_path, png)
    page, anchor = open_link(tmp_path, links(FieldRef(made.sha("form.pdf"), "form.pdf", "applicant_name")))
    assert page.boxes[anchor][0] == {"left": 0, "top": 0, "width": 100, "height": 100}


def test_a_doubtful_value_is_told_from_a_sure_one_without_colour(tmp_path):
    case = made.appraisal()
    links = evidence_pages(case, tmp_path, png)
    page, anchor = open_link(tmp_path, links(made.ref(case.documents[0], "proposed_investment")))
    assert "doubtful" in page.boxes[anchor][1]
    assert "71% ⚠ doubtful" in page.text
    assert "₹41,23,50,000.00" in page.text and "₹ 41.235 Crore" in page.text


def test_a_cell_without_a_box_of_its_own_leads_to_its_row(tmp_path):
    case = made.appraisal(findings=(), incentive=made.Incentive())
    links = evidence_pages(case, tmp_path, png)
    assert links(made.ref(case.documents[1], "items[3].vendor")).endswith("#items-3")
    assert links(made.ref(case.documents[1], "items[7].amount")).endswith(
        "#items-7-amount"
    )  # read in doubt: its own box


def test_only_pages_with_evidence_are_pictured_and_each_once(tmp_path):
    asked = []

    def asking(sha256, page):
        asked.append((sha256, page))
        return png(sha256, page)

    form = paper("form.pdf", made.field("form.pdf", "applicant_name", "A", page=4), pages=9)
    links = evidence_pages(made.appraisal(form, findings=()), tmp_path, asking)
    assert asked == [(form.sha256, 4)]
    assert links.files == ("pages/01-form-pdf.html", "pages/01-form-pdf-p4.png")
    assert sorted(it.name for it in (tmp_path / "pages").iterdir()) == ["01-form-pdf-p4.png", "01-form-pdf.html"]


def test_rows_of_a_very_long_ledger_do_not_picture_every_page(tmp_path):
    long = made.ledger(38 * 60)
    links = evidence_pages(made.appraisal(long, findings=()), tmp_path, png)
    pictures = [name for name in links.files if name.endswith(".png")]
    assert len(pictures) <= MOST_TABLE_PAGES + 1
    assert links(made.ref(long, "entries[0].total")) and links(made.ref(long, "entries[2200].total")) is None


def test_a_row_beyond_those_pages_is_shown_when_a_finding_cites_it(tmp_path):
    long = made.ledger(38 * 60)
    cites = Finding(
        "arithmetic.ledger_lines",
        "6.1.2",
        "figure",
        "refer",
        "It does not hold.",
        (made.ref(long, "entries[2200].total"),),
    )
    links = evidence_pages(made.appraisal(long, findings=(cites,)), tmp_path, png)
    page, anchor = open_link(tmp_path, links(made.ref(long, "entries[2200].total")))
    assert anchor in page.boxes


@pytest.mark.parametrize("pictured", [True, False])
def test_a_spreadsheet_or_a_page_that_cannot_be_shown_has_its_values_in_the_table(tmp_path, pictured):
    cell = Evidence(made.sha("s.xlsx"), "s.xlsx", 0, (0, 0, 0, 0), "4,12,000", "sheet", "Capex", "F12")
    field = (
        Field("total_amount", made.Decimal(412000), 0.95, cell, "INR")
        if pictured
        else made.field("s.xlsx", "total_amount", "x")
    )
    book = made.document("s.xlsx", "capex_statement", (field,))
    links = evidence_pages(made.appraisal(book, findings=()), tmp_path, png if pictured else lambda sha256, page: None)
    page, anchor = open_link(tmp_path, links(made.ref(book, "total_amount")))
    assert page.ids[anchor] == "tr" and not page.boxes and "img" not in page.tags


def test_no_address_leaves_the_folder_and_nothing_runs(tmp_path):
    evidence_pages(made.appraisal(), tmp_path, png)
    for path in (tmp_path / "pages").glob("*.html"):
        page = Page(path)
        assert not {"script", "iframe", "object", "embed", "form", "link", "base"} & set(page.tags)
        for address in page.addresses:
            assert address.startswith("#") and address[1:] in page.ids or (path.parent / address).is_file()
        assert not re.search(r"https?:|url\(|@import|javascript:", path.read_text(encoding="utf-8"))


def test_links_of_the_workbook_lead_to_files_after_the_folder_was_carried_away(tmp_path, written):
    import openpyxl

    case, home, away = made.appraisal(), tmp_path / "out", tmp_path / "elsewhere" / "Ünïcode – फ़ोल्डर"
    links = evidence_pages(case, home, png)
    write_workbook(case, home / "worksheet.xlsx", links=links, clauses=made.CLAUSES)
    shutil.copytree(home, away)
    shutil.rmtree(home)
    followed = 0
    for sheet in openpyxl.load_workbook(away / "worksheet.xlsx").worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink and cell.hyperlink.target):
            page = Page(away / cell.hyperlink.target.replace("\\", "/"))
            assert cell.hyperlink.location is None or cell.hyperlink.location in page.ids
            followed += 1
    assert followed > 50


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Form – I (अंतिम).pdf", "form-i-pdf"),
        ("../../etc/passwd", "passwd"),
        ("outer.zip/inner doc.PDF", "inner-doc-pdf"),
        ("लेखा", "document"),
        ("CON", "con"),
        ("a" * 300 + ".pdf", "a" * 40),
        ("naïve%20\\..\\x.pdf", "naive-20-x-pdf"),
        ("", "document"),
    ],
)
def test_any_file_name_gives_a_name_that_every_system_takes(name, expected):
    assert slug(name) == expected


def test_papers_of_one_name_get_pages_of_their_own(tmp_path):
    one = paper("scan.pdf", made.field("scan.pdf", "applicant_name", "One"))
    other = replace(one, sha256="f" * 64, fields={"applicant_name": made.field("scan.pdf", "applicant_name", "Other")})
    links = evidence_pages(made.appraisal(one, other, findings=()), tmp_path, png)
    first, second = links(made.ref(one, "applicant_name")), links(made.ref(other, "applicant_name"))
    assert first.partition("#")[0] != second.partition("#")[0]
    assert "One" in open_link(tmp_path, first)[0].text and "Other" in open_link(tmp_path, second)[0].text


def test_what_an_applicant_wrote_is_text_on_the_page(tmp_path):
    lure = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e&amp;\x00'
    name = "<b>x</b>.pdf"
    field = made.field(name, "applicant_name", lure, text=lure)
    row = TableRow(0, {"description": made.field(name, "description", lure)})
    case = made.appraisal(made.document(name, "application_form", (field,), {"items": (row,)}), findings=())
    links = evidence_pages(case, tmp_path, png)
    page, _ = open_link(tmp_path, links(made.ref(case.documents[0], "applicant_name")))
    assert page.tags.count("img") == 1 and "script" not in page.tags and "b" not in page.tags
    assert "<script>alert(1)</script>" in page.text and "\u202e" not in page.text


def test_same_appraisal_gives_the_same_pages(tmp_path):
    for folder in ("a", "b"):
        evidence_pages(made.appraisal(), tmp_path / folder, png)
    files = sorted(it.name for it in (tmp_path / "a" / "pages").iterdir())
    assert files == sorted(it.name for it in (tmp_path / "b" / "pages").iterdir())
    for name in files:
        assert (tmp_path / "a" / "pages" / name).read_bytes() == (tmp_path / "b" / "pages" / name).read_bytes()


def test_a_folder_in_which_nothing_was_read_has_no_pages(tmp_path):
    links = evidence_pages(made.nothing(), tmp_path, png)
    assert links.files == () and links(FieldRef("0" * 64, "x.pdf", "anything")) is None


def in_columns(top, *, head=60.0, page=2, turned=False):
    """The fields of a row that is printed from `top` on, under a heading that stands once for many rows."""
    places = {
        "head": (1, (40.0, head, 160.0, head + 12)),
        "description": (page, (40.0, top, 180.0, top + 30)),
        "vendor": (page, (200.0, top + 9, 300.0, top + 20)),
        "amount": (page, (420.0, top + 9.0, 500.0, top + 20)),
        "note": (page, (40.0, 780.0, 500.0, 792.0)),
    }
    if turned:
        places = {name: (page, (box[1], box[0], box[3], box[2])) for name, (page, box) in places.items()}
    return [made.field("c.pdf", name, "x", page=page, box=box) for name, (page, box) in places.items()]


def test_a_rows_place_is_where_most_of_it_stands_not_the_heading_over_many_rows():
    assert row_place(in_columns(400.0)) == (2, (40.0, 400.0, 500.0, 430.0))
    assert row_place(in_columns(84.0, head=60.0, page=1)) == (1, (40.0, 84.0, 500.0, 114.0))


def test_a_row_of_a_page_whose_lines_run_down_it_is_found_along_them():
    assert row_place(in_columns(400.0, turned=True), {2}) == (2, (400.0, 40.0, 430.0, 500.0))


def test_a_row_whose_fields_stand_below_each_other_is_all_of_them_on_its_first_page():
    listed = [made.field("c.pdf", n, "x", page=p, box=(60.0, t, 90.0, t + 10)) for n, p, t in LISTED]
    assert row_place(listed) == (3, (60.0, 700.0, 90.0, 750.0))


LISTED = (("name", 3, 700.0), ("relation", 3, 720.0), ("revenue", 3, 740.0), ("note", 4, 40.0))


def drawn_sheet(sha256, page):
    """A picture that states its resolution, as that of a page set for reading does."""
    buffer = io.BytesIO()
    Image.new("L", (1200, 900), 255).save(buffer, "PNG", dpi=(144, 144))
    return buffer.getvalue()


def test_a_value_of_a_spreadsheet_is_boxed_on_the_page_that_was_set_of_its_sheet(tmp_path):
    place = Evidence(
        made.sha("s.xlsx"), "s.xlsx", 1, (60.0, 45.0, 120.0, 90.0), "4,12,000", "sheet", "Capex <1>", "F12"
    )
    row = TableRow(
        0, {"amount": Field("amount", made.Decimal(1), 0.99, replace(place, box=(60.0, 100.0, 120.0, 110.0)))}
    )
    value = Field("total_amount", made.Decimal(412000), 0.95, place, "INR")
    book = replace(made.document("s.xlsx", "gmr_certificate", (value,), {"companies": (row,)}), pages=())
    links = evidence_pages(made.appraisal(book, findings=()), tmp_path, drawn_sheet)
    page, anchor = open_link(tmp_path, links(made.ref(book, "total_amount")))
    assert page.boxes[anchor][0] == {
        name: pytest.approx(it, abs=0.01)
        for name, it in {"left": 9.75, "top": 9.67, "width": 10.5, "height": 10.67}.items()
    }
    assert "Sheet Capex <1>" in page.text and "Capex <1>!F12" in page.text
    assert links(made.ref(book, "companies[0].amount")).endswith("#companies-0")
    assert {path for *_, path in links.pictures} == {"total_amount"}
