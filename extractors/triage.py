"""What a file is, told by its content and not by its name, and what staff can do where it cannot be read."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractors.delimited import decoded, delimiter_of
from extractors.mail import may_be_mail
from records.readings import DocumentStatus

Kind = Literal[
    "pdf", "picture", "sheet", "csv", "word", "locked_office", "old_word", "powerpoint", "opendocument", "zip",
    "archive", "mail", "outlook_mail", "web_page", "text", "empty", "absent", "other",
]  # fmt: skip

MAX_BYTES = 300 * 1024 * 1024
"""A document larger than this is not opened."""

MAX_PAGES = 3000
"""A document of more pages than this is not read; a ledger of a year has hundreds."""

MAX_PIXELS = 150_000_000
"""A picture of more pixels than this is not decoded: A0 at 300 dpi has 140 million."""

MAX_UNPACKED = 700 * 1024 * 1024
"""A workbook or Word file that says it unpacks to more bytes than this is not opened."""

MAX_RATIO, RATIO_FROM = 200, 30 * 1024 * 1024
"""Nor one that unpacks to so many times its size, from so many bytes on; honest XML shrinks 10 to 30 times."""

HEAD = 4096
PDF_MARK_WITHIN = 1024
"""The mark %PDF- may stand behind this many bytes of other matter (mail headers, a byte order mark)."""

PICTURE_MARKS = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"BM",
    b"GIF87a",
    b"GIF89a",
    b"\x00\x00\x00\x0cjP  ",
)
OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVE_MARKS = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
PRINT_IT = "open it, print it to PDF and put the PDF beside it, or ask the applicant for a PDF"
ADVICE: dict[Kind, str] = {
    "old_word": "This is an old Word document (.doc): open it in Word, save it as PDF, and put that beside it.",
    "powerpoint": f"This is a PowerPoint presentation, which is not read here: {PRINT_IT}.",
    "opendocument": f"This is an OpenDocument text or drawing, which is not read here: {PRINT_IT}.",
    "zip": "This is a zip file: unpack it and put the documents inside it into the application's folder.",
    "archive": "This is a packed archive (rar, 7z, gz): unpack it and put the documents into the application's folder.",
    "mail": "This is an e-mail: save its attachments into the application's folder; print the text to PDF if needed.",
    "outlook_mail": "This is an Outlook message (.msg): save its attachments into the application's folder; print the "
    "text to PDF if needed.",
    "web_page": "This is a saved web page: open it in a browser and print it to PDF, or ask for the PDF that it shows.",
    "text": f"This is a plain text file, which is no evidence of a printed paper: {PRINT_IT}.",
    "other": "This file's content is of no kind known here: ask the applicant for a PDF or a scan of the paper.",
}  # fmt: skip
LOCKED = (
    "The workbook or Word file opens only with a password: ask the applicant for a copy without password, and put it "
    "beside it."
)
EMPTY = "The file has no content (zero bytes): ask the applicant to send it again."
VANISHED = "The file was not there any more when it was read: put it back into the folder and run again."
FORBIDDEN = "The file may not be opened by this user: give read permission on it and run again."
NOT_A_FILE = "This is not a file that can be opened: put the document itself into the folder."


@dataclass(frozen=True, slots=True)
class Triage:
    """What a file is; `status` is `read` where pages can be asked of it, else `message` says what to do."""

    kind: Kind
    status: DocumentStatus = "read"
    message: str | None = None


def triage(path: Path) -> Triage:
    """What the file at `path` is. Never raises for a bad file."""
    try:
        if not path.is_file():
            return Triage("absent", "unreadable", NOT_A_FILE if path.exists() else VANISHED)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError:
        return Triage("absent", "unreadable", VANISHED)
    except PermissionError:
        return Triage("absent", "unreadable", FORBIDDEN)
    except OSError as error:
        return Triage(
            "absent", "unreadable", f"The file could not be opened ({error.strerror}): copy it again and run again."
        )
    if size == 0:
        return Triage("empty", "unreadable", EMPTY)
    kind = kind_of(head, path)
    if kind in ("text", "other") and _has_pdf_objects(path):
        kind = "pdf"
    if kind == "text" and _has_columns(path):
        kind = "csv"
    if kind in ADVICE:
        return Triage(kind, "unsupported", ADVICE[kind])
    if kind == "locked_office":
        return Triage(kind, "encrypted", LOCKED)
    if size > MAX_BYTES:
        return Triage(kind, "too_large", too_large(f"{size // 2**20} MB", f"{MAX_BYTES // 2**20} MB"))
    if kind in {"sheet", "word"} and (unpacked := unpacks_to(path)) > MAX_UNPACKED:
        return Triage(
            kind, "too_large", too_large(f"it unpacks to {unpacked // 2**20} MB", f"{MAX_UNPACKED // 2**20} MB")
        )
    return Triage(kind)


def too_large(size: str, limit: str) -> str:
    """The sentence for a document beyond a limit."""
    return f"The document is too large to be read ({size}; the limit is {limit}): split it or ask for a smaller scan."


def kind_of(head: bytes, path: Path) -> Kind:
    """The kind that the first bytes of a file tell; `path` is opened only to look into zip files."""
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _kind_of_zip(path)
    if b"%PDF-" in head[:PDF_MARK_WITHIN]:
        return "pdf"
    if head.startswith(PICTURE_MARKS) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "picture"
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"):
        return "picture"
    if head.startswith(OLD_OFFICE_MARK):
        return _kind_of_old_office(path)
    if head.startswith(ARCHIVE_MARKS):
        return "archive"
    return _kind_of_text(head)


def _has_pdf_objects(path: Path) -> bool:
    """Whether a file without a PDF's first line has a PDF's inside: its beginning was lost."""
    try:
        with path.open("rb") as file:
            content = file.read(2**20)
    except OSError:
        return False
    return b"endobj" in content and (b"trailer" in content or b"/Type" in content)


BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
"""What reading a broken zip raises. NotImplementedError is zipfile's word for a version or packing it does not know."""


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            short = "mimetype" in names and archive.getinfo("mimetype").file_size < 200
            mark = archive.read("mimetype") if short else b""
    except (*BROKEN_ZIP, RuntimeError):  # RuntimeError: zipfile's word for a password
        return "zip"
    if mark.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "sheet"
    if mark.startswith(b"application/vnd.oasis.opendocument"):
        return "opendocument"
    folders = {name.split("/", 1)[0] for name in names}
    if "[Content_Types].xml" in names:
        office: dict[str, Kind] = {"xl": "sheet", "word": "word", "ppt": "powerpoint"}
        for folder, kind in office.items():
            if folder in folders:
                return kind
    return "zip"


def unpacks_to(path: Path) -> int:
    """The bytes that a zip says it unpacks to; as much as is refused where it claims to shrink beyond belief."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except BROKEN_ZIP:
        return 0
    unpacked, packed = sum(it.file_size for it in parts), sum(it.compress_size for it in parts)
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1):
        return max(unpacked, MAX_UNPACKED + 1)
    return unpacked


def _kind_of_old_office(path: Path) -> Kind:
    """Old Excel and Word files share a container; the stream names stand in it as UTF-16."""
    try:
        with path.open("rb") as file:
            content = file.read(4 * 2**20)
    except OSError:
        return "other"
    streams: dict[str, Kind] = {
        "EncryptedPackage": "locked_office",
        "Workbook": "sheet",
        "WordDocument": "old_word",
        "PowerPoint": "powerpoint",
        "Book": "sheet",
    }
    for stream, kind in streams.items():
        if stream.encode("utf-16-le") in content:
            return kind
    return "outlook_mail" if "__substg1.0_".encode("utf-16-le") in content else "other"


def _kind_of_text(head: bytes) -> Kind:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "web_page"
    if may_be_mail(head):
        return "mail"
    if not start:
        return "other"
    text = decoded(head[: len(head) // 2 * 2])
    if text is None and len(head) == HEAD:  # a letter of several bytes may be cut at the end
        text = decoded(head[: HEAD - 4])
    return "text" if text is not None and _is_text(text) else "other"


def _is_text(text: str) -> bool:
    """Whether what was decoded is text: hardly a control character, and mostly letters, digits and blanks."""
    plain = sum(it.isalnum() or it.isspace() or it in ",;|.:/-()'\"&₹" for it in text)
    controls = sum(ord(it) < 32 and it not in "\t\r\n\f" or 0x7F <= ord(it) < 0xA0 for it in text)
    return controls <= 0.002 * len(text) and plain >= 0.75 * len(text)


def _has_columns(path: Path) -> bool:
    """Whether a text file is a table: its rows part into columns."""
    try:
        with path.open("rb") as file:
            content = file.read(2**17)
    except OSError:
        return False
    text = decoded(content) or decoded(content[:-3])
    return text is not None and delimiter_of(text) is not None
