import io
import zipfile

import pikepdf
import pytest
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont

from extractors.pages import open_document
from extractors.triage import MAX_PAGES, triage


def zipped(path, **entries):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name.replace("__", "/"), text)
    return path


def test_a_workbook_is_told_by_its_content_whatever_its_name(tmp_path):
    path = tmp_path / "sales_ledger.pdf"
    book = Workbook()
    book.active["B2"] = "Sales ledger"
    book.save(path)
    opened = open_document(path)
    assert (opened.kind, opened.status, opened.read_by) == ("sheet", "read", ("sheet",))
    assert opened.pages[0].text == "Sales ledger"


@pytest.mark.parametrize(
    ("content", "kind", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "old_word", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_0037".encode("utf-16-le"), "outlook_mail", "attachments"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "archive", "7z"),
        (b"From: a@example.org\r\nTo: b@example.org\r\nSubject: papers\r\n\r\nbody", "mail", "attachments"),
        (b"<!DOCTYPE html><html><body>registered</body></html>", "web_page", "browser"),
        (b"Rar!\x1a\x07\x00rest", "archive", "unpack"),
        (b"capacity 6000 tonnes\n", "text", "plain text"),
        (bytes(range(200, 256)) * 9, "other", "ask the applicant"),
    ],
)
def test_what_is_not_read_gets_a_next_step(tmp_path, content, kind, word):
    path = tmp_path / "document.pdf"
    path.write_bytes(content)
    found = triage(path)
    assert (found.kind, found.status) == (kind, "unsupported")
    assert word in found.message


def test_word_zip_and_open_document_are_told_apart(tmp_path):
    types = {"[Content_Types].xml": "<x/>"}
    assert triage(zipped(tmp_path / "a", word__document_xml="x", **types)).kind == "word"
    assert triage(zipped(tmp_path / "b", papers__consent_pdf="x")).kind == "zip"
    assert triage(zipped(tmp_path / "c", mimetype="application/vnd.oasis.opendocument.spreadsheet")).kind == "sheet"
    assert triage(zipped(tmp_path / "d", mimetype="application/vnd.oasis.opendocument.text")).kind == "opendocument"


def test_zero_bytes(tmp_path):
    path = tmp_path / "empty.pdf"
    path.touch()
    opened = open_document(path)
    assert opened.status == "unreadable" and "zero bytes" in opened.message


def test_a_file_that_vanished_and_a_folder(tmp_path):
    assert open_document(tmp_path / "gone.pdf").status == "unreadable"
    assert "not there any more" in open_document(tmp_path / "gone.pdf").message
    assert open_document(tmp_path).status == "unreadable"


def test_a_file_that_may_not_be_read(letter, not_as_root):
    letter.chmod(0)
    with not_as_root:
        assert "read permission" in open_document(letter).message


def test_a_password_is_asked_for_and_an_owner_password_is_not(letter, tmp_path):
    with pikepdf.open(letter) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="asha", owner="boss"))
        pdf.save(tmp_path / "printable.pdf", encryption=pikepdf.Encryption(user="", owner="boss"))
    locked = open_document(tmp_path / "locked.pdf")
    assert locked.status == "encrypted" and "password" in locked.message and not locked.pages
    assert "TPCB/2025/HW/004417" in open_document(tmp_path / "printable.pdf").pages[0].text


def test_a_pdf_cut_off_in_the_middle_is_repaired_or_refused_with_a_sentence(letter, tmp_path):
    content = letter.read_bytes()
    for share in (0.2, 0.5, 0.8, 0.97):
        path = tmp_path / f"cut{share}.pdf"
        path.write_bytes(content[: int(len(content) * share)])
        opened = open_document(path)
        assert opened.status in ("read", "unreadable")
        assert (opened.message is None) == (opened.status == "read")


def test_a_pdf_with_a_broken_index_is_read(letter, tmp_path):
    path = tmp_path / "broken.pdf"
    path.write_bytes(letter.read_bytes().replace(b"startxref\n", b"startxref\n9"))
    assert "41,23,50,000.00" in open_document(path).pages[0].text


def test_a_pdf_without_pages(tmp_path):
    path = tmp_path / "none.pdf"
    pikepdf.new().save(path)
    opened = open_document(path)
    assert opened.status == "unreadable" and "no page" in opened.message


def test_a_blank_paper_is_not_called_read(paper):
    sheet = paper()
    sheet.draw.showPage()
    opened = open_document(sheet.save())
    assert opened.status == "unreadable" and opened.pages[0].quality == "blank" and "No print" in opened.message


def test_too_many_pages(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for _ in range(MAX_PAGES):
        pdf.pages.append(pdf.pages[0])
    pdf.save(tmp_path / "many.pdf")
    opened = open_document(tmp_path / "many.pdf")
    assert opened.status == "too_large" and str(MAX_PAGES) in opened.message and opened.page_count == MAX_PAGES + 1


def test_a_picture_of_too_many_pixels_is_not_decoded(tmp_path):
    path = tmp_path / "huge.png"
    Image.new("1", (30_000, 30_000)).save(path)
    opened = open_document(path)
    assert opened.status == "too_large" and "pixels" in opened.message


def test_a_damaged_picture(tmp_path):
    buffer = io.BytesIO()
    Image.effect_noise((300, 300), 50).save(buffer, "PNG")
    path = tmp_path / "half.png"
    path.write_bytes(buffer.getvalue()[:4000])
    opened = open_document(path)
    assert opened.status == "unreadable" and "picture is damaged" in opened.message


def test_every_status_but_read_has_one_sentence(tmp_path):
    for name, content in {
        "a": b"",
        "b": b"%PDF-1.7\nnothing",
        "c": b"\xff\xd8\xff\xe0oops",
        "d": b"PK\x03\x04oops",
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        opened = open_document(path)
        assert opened.status != "read"
        assert opened.message.endswith(".") and len(opened.message) > 30


@pytest.fixture
def notice_page():
    """A page with a few words in large type, as a picture."""
    page = Image.new("L", (1240, 700), "white")
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(60)
    draw.text((90, 120), "CONSENT TO OPERATE", font=font, fill="black")
    draw.text((90, 300), "valid until 31-03-2031", font=font, fill="black")
    return page


@pytest.mark.parametrize("ending", ["png", "jpg", "tif", "webp", "bmp", "heic"])
def test_pictures_of_every_kind_are_told_by_their_content_and_read(tmp_path, notice_page, ending):
    notice_page.convert("RGB").save(tmp_path / f"a.{ending}")
    path = (tmp_path / f"a.{ending}").rename(tmp_path / "a.pdf")
    opened = open_document(path)
    assert (opened.kind, opened.status, opened.page_count) == ("picture", "read", 1)
    assert "31-03-2031" in opened.pages[0].text


def test_a_photograph_on_its_side_is_read_as_its_camera_says(tmp_path, notice_page):
    tag = Image.Exif()
    tag[0x0112] = 6
    notice_page.convert("RGB").rotate(90, expand=True).save(tmp_path / "a.jpg", exif=tag)
    (page,) = open_document(tmp_path / "a.jpg").pages
    assert "31-03-2031" in page.text and page.width > page.height


def test_a_tiff_of_several_pages_keeps_those_that_are_whole(tmp_path, notice_page):
    path = tmp_path / "a.tif"
    notice_page.save(path, save_all=True, append_images=[notice_page, notice_page], compression="tiff_lzw")
    assert open_document(path).page_count == 3
    content = bytearray(path.read_bytes())
    with Image.open(path) as picture:
        picture.seek(1)
        begins = picture.tag_v2[273][0]
    content[begins : begins + 3000] = b"\xff" * 3000
    path.write_bytes(content)
    opened = open_document(path)
    assert opened.status == "partly_read" and opened.message.startswith("Page 2 could not be read")
    assert all("31-03-2031" in opened.pages[at].text for at in (0, 2))
