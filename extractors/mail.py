"""E-mails (.eml): the attachments, and what the text says."""

from __future__ import annotations

import email
import email.header
import email.policy
import html
import mimetypes
import re
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

HEADERS = (b"from:", b"to:", b"subject:", b"date:", b"received:", b"mime-version:", b"return-path:", b"message-id:")
LONGEST_TEXT = 400
"""Letters of an e-mail's text that are quoted."""

FEWEST_WORDS = 3
SMALL_PICTURE = 40_000
"""Bytes up to which a picture that the text shows is the letterhead or signature of the mail, not a document."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an e-mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail: its attachments in their order, and the beginning of its text, empty where it says nothing."""

    attachments: tuple[Attachment, ...]
    text: str


def may_be_mail(head: bytes) -> bool:
    """Whether a file's first lines are the headers of an e-mail."""
    lines = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().splitlines()[:40]
    return sum(line.startswith(HEADERS) for line in lines) >= 2


def read_mail(path: Path) -> Mail:
    """The e-mail at `path`; whatever of it is malformed is left out, as mail programs do."""
    with path.open("rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.compat32)
    attachments: list[Attachment] = []
    texts: dict[str, str] = {}
    _collect(message, attachments, texts)
    text = " ".join((texts.get("plain") or _without_tags(texts.get("html", ""))).split())
    return Mail(tuple(attachments), text[:LONGEST_TEXT] if len(text.split()) >= FEWEST_WORDS else "")


def _collect(part: Message, attachments: list[Attachment], texts: dict[str, str]) -> None:
    """Goes through the parts of a message; a message attached to it is a document of its own."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            subject = str(inner[0].get("Subject", "") or "forwarded message")
            attachments.append(Attachment(f"{_safe(_decoded(subject))}.eml", inner[0].as_bytes()))
        return
    if part.is_multipart():
        for inner_part in part.get_payload():
            if isinstance(inner_part, Message):
                _collect(inner_part, attachments, texts)
        return
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    name = part.get_filename()
    if name is None and kind in {"text/plain", "text/html"} and part.get_content_disposition() != "attachment":
        texts.setdefault(kind.removeprefix("text/"), _text_of(part, content))
        return
    shown_in_text = part.get("Content-ID") is not None and part.get_content_disposition() != "attachment"
    if not content or (shown_in_text and kind.startswith("image/") and len(content) <= SMALL_PICTURE):
        return
    ending = mimetypes.guess_extension(kind) or ""
    attachments.append(Attachment(_safe(_decoded(name)) if name else f"attachment{ending}", content))


def _text_of(part: Message, content: bytes) -> str:
    charset = part.get_content_charset() or "utf-8"
    try:
        return content.decode(charset, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _decoded(name: str) -> str:
    """A header's text with its encoded words read: "=?utf-8?B?...?="."""
    try:
        parts = email.header.decode_header(name)
        return "".join(
            it.decode(charset or "utf-8", "replace") if isinstance(it, bytes) else it for it, charset in parts
        )
    except (ValueError, LookupError):
        return name


def _safe(name: str) -> str:
    """The last part of a name: no mail program lets an attachment choose its folder."""
    return re.split(r"[\\/]", re.sub(r"[\r\n\t]+", " ", name).strip())[-1] or "attachment"


def _without_tags(text: str) -> str:
    return html.unescape(re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", text, flags=re.S | re.I))
