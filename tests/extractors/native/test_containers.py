"""Zip files and e-mails from strangers: what is inside is found, nothing gets out, nothing is lost without a word."""

import email.message
import io
import zipfile

import pytest

from extractors.containers import MAX_ENTRIES, unpack

PDF = b"%PDF-1.7\nsome paper\n"


def zipped(**entries):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def parcel(tmp_path):
    def unpacked(content):
        path = tmp_path / "papers"
        path.write_bytes(content)
        found = unpack(path, tmp_path / "into", "papers.zip")
        everything = {it.resolve() for it in tmp_path.rglob("*") if it.is_file()} - {path}
        assert all(it.is_relative_to(tmp_path / "into") for it in everything)
        return found

    return unpacked


def listed(found):
    return {it.name: it.status for it in found.inside}


def test_documents_in_folders_keep_their_place_in_the_name(parcel):
    found = parcel(zipped(**{"a.pdf": PDF, "Invoices/b.pdf": PDF, "Invoices/": b"", "__MACOSX/._a.pdf": b"x"}))
    assert listed(found) == {"papers.zip/a.pdf": "read", "papers.zip/Invoices/b.pdf": "read"}
    assert all(it.path.read_bytes() == PDF for it in found.inside)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/cron.d/x", "etc/cron.d/x"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\x.pdf", "Users/x.pdf"),
        ("a/./b/../c.pdf", "a/b/c.pdf"),
        ("..", "document"),
    ],
)
def test_no_name_leads_outside(parcel, name, shown):
    assert listed(parcel(zipped(**{name: PDF}))) == {f"papers.zip/{shown}": "read"}


def test_names_in_hindi_with_and_without_the_mark_of_utf8(parcel):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("सहमति.pdf", PDF)
    content = stream.getvalue()
    assert listed(parcel(content)) == {"papers.zip/सहमति.pdf": "read"}
    unmarked = content.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")
    assert unmarked != content and listed(parcel(unmarked)) == {"papers.zip/सहमति.pdf": "read"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name_are_two_documents(parcel):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.pdf", PDF)
        archive.writestr("a.pdf", PDF + b"2")
    assert list(listed(parcel(stream.getvalue()))) == ["papers.zip/a.pdf", "papers.zip/a (2).pdf"]


def test_a_link_is_not_followed(parcel):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("consent.pdf")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    (inside,) = parcel(stream.getvalue()).inside
    assert (inside.status, inside.path) == ("unsupported", None) and "link" in inside.message


def test_a_bomb_is_named_and_its_neighbours_are_unpacked(parcel):
    found = parcel(zipped(**{"bomb.pdf": bytes(64 * 2**20), "a.pdf": PDF}))
    assert listed(found) == {"papers.zip/bomb.pdf": "too_large", "papers.zip/a.pdf": "read"}


def test_a_bomb_that_lies_about_its_size_stops_at_the_limit(parcel):
    content = zipped(**{"bomb.pdf": bytes(64 * 2**20)})
    size = (64 * 2**20).to_bytes(4, "little")
    found = parcel(content.replace(size, (1000).to_bytes(4, "little")))
    assert listed(found)["papers.zip/bomb.pdf"] in {"too_large", "unreadable"}


def test_zips_within_zips_are_opened_to_a_depth(parcel):
    content = zipped(**{"deep.pdf": PDF})
    for depth in range(6):
        content = zipped(**{f"{depth}.zip": content})
    found = parcel(content)
    assert [it.status for it in found.inside][-1] == "unsupported"
    assert "too many others" in found.inside[-1].message and len(found.inside) == 4


def test_a_workbook_inside_is_a_document_and_no_parcel(parcel):
    book = zipped(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    assert listed(parcel(zipped(**{"ledger.xlsx": book}))) == {"papers.zip/ledger.xlsx": "read"}


def test_a_zip_with_a_password_names_each_document(parcel):
    content = bytearray(zipped(**{"a.pdf": PDF}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (inside,) = parcel(bytes(content)).inside
    assert inside.status == "encrypted" and "password" in inside.message


def test_too_many_files_are_said_to_be_too_many(parcel):
    found = parcel(zipped(**{f"{number}.pdf": b"x" for number in range(MAX_ENTRIES + 5)}))
    assert found.status == "too_large" and len(found.inside) == MAX_ENTRIES


def test_a_damaged_and_an_empty_zip_say_what_to_do(parcel):
    assert parcel(b"PK\x03\x04 not really").status == "unreadable"
    assert "no document" in parcel(zipped(**{"folder/": b""})).message


def test_a_mail_that_cannot_be_taken_apart_costs_none_of_its_neighbours(parcel):
    depth = 3000
    heads = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (it, it) for it in range(depth))
    endless = b"From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n" + heads + b"\nend\n"
    found = listed(parcel(zipped(**{"a.pdf": PDF, "b.eml": endless, "c.pdf": PDF})))
    assert found["papers.zip/a.pdf"] == found["papers.zip/c.pdf"] == "read"
    assert found["papers.zip/b.eml"] == "unreadable"


def test_a_full_disk_is_not_laid_to_the_applicant(tmp_path):
    path, into = tmp_path / "papers", tmp_path / "into"
    path.write_bytes(zipped(**{"a.pdf": PDF, "b.pdf": PDF}))
    into.mkdir()
    (into / "00001").symlink_to("/dev/full")
    first, second = unpack(path, into, "papers.zip").inside
    assert first.status == "unreadable" and "No space left" in first.message and "damaged" not in first.message
    assert second.status == "read"


def mail(*attachments, text="Please find attached the consent of our unit."):
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "unit@example.org", "pma@example.org", "Papers"
    message.set_content(text)
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message


def test_attachments_of_a_mail_become_documents_and_its_text_is_quoted(parcel):
    found = parcel(mail(("सहमति.pdf", PDF), ("../evil.pdf", PDF)).as_bytes())
    assert listed(found) == {"papers.zip/सहमति.pdf": "read", "papers.zip/evil.pdf": "read"}
    assert "consent of our unit" in found.notices[1].message


def test_a_mail_that_says_nothing_is_not_quoted(parcel):
    assert [it.code for it in parcel(mail(("a.pdf", PDF), text="\n").as_bytes()).notices] == ["container"]


def test_a_forwarded_mail_and_a_zip_in_a_mail_are_opened_too(parcel):
    outer = mail(("papers.zip", zipped(**{"b.pdf": PDF})))
    outer.add_attachment(mail(("inner.pdf", PDF)))
    names = list(listed(parcel(outer.as_bytes())))
    assert "papers.zip/papers.zip/b.pdf" in names and "papers.zip/Papers.eml/inner.pdf" in names


def test_the_logo_in_a_signature_is_no_document(parcel):
    message = mail()
    message.add_related(b"\x89PNG\r\n\x1a\nlogo", maintype="image", subtype="png", cid="<logo>", disposition="inline")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="a.pdf")
    assert listed(parcel(message.as_bytes())) == {"papers.zip/a.pdf": "read"}
