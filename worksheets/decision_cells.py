"""Where a reviewer decides: the columns that can be written in, and the key that says what each row is about.

Every sheet is protected without a password. Open are only these cells: on the Checklist the four decision columns of
each finding; on Fields those of each value, and below them rows for a value that has no row there, in which the
columns Document and Field are open too. What a person sorts, filters, hides or moves, a row keeps its key with it.

A key is text of parts between colons. It ends with a digest of what the reviewer saw, so that a decision is never laid
over something else:

    finding:<check>:<digest>
    field:<sha256>:<first>-<last>:<path>:<digest>     pages only where the document is part of a file, else "-"
    other:<number>                                     a row in which the reviewer names document and field
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from records.findings import Action, Finding, FindingStatus
from records.overlay import DOCUMENT_TYPE, before_document, before_field
from records.readings import DocumentReading, Field

DECISION = "Decision"
CORRECTED = "Corrected value"
WHY = "Reason for the decision"
WHO = "Initials"
KEY = "Key"
HEADINGS = (DECISION, CORRECTED, WHY, WHO)
"""The open columns, in this order on every sheet that has them; the hidden column `KEY` is the sheet's last."""

DOCUMENT, FIELD = "Document", "Field"
"""Open too in rows of kind `other`: the document's number on the Documents sheet, and the id of the field."""

SHEETS = ("Checklist", "Fields")
OTHER_ROWS = 20

CHOICES: dict[str, Action] = {
    "accept": "accept",
    "correct to": "correct",
    "not applicable": "not_applicable",
    "ask applicant": "ask_applicant",
}
"""What the drop-down of the decision offers, and the action it stands for."""

STANDS: tuple[FindingStatus, ...] = ("pass", "fail", "refer", "missing", "not_applicable")
"""What the drop-down of a finding's corrected value offers: the status that is to stand."""

DIGEST = 16
"""Hexadecimal digits kept of a digest."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row is about.

    Attributes:
        kind: a finding, a field, or a row in which the reviewer names the field.
        target: the check, the path of the field, or the number of the row.
        digest: of what the reviewer saw (`digest_of`), "" for kind "other".
        sha256: the document of a field; "" otherwise.
        page_range: its pages, where it is part of a file with several documents.
    """

    kind: Literal["finding", "field", "other"]
    target: str
    digest: str = ""
    sha256: str = ""
    page_range: tuple[int, int] | None = None


def finding_key(finding: Finding) -> str:
    """The key of a finding's row; it is bound to status and reason (`Finding.in_words`)."""
    return f"finding:{finding.check}:{digest_of(finding.in_words)}"


def field_key(document: DocumentReading, path: str, field: Field | None) -> str:
    """The key of a value's row; it is bound to the value as read (`records.overlay.before_field`).

    The path `records.overlay.DOCUMENT_TYPE` is a row about what the document is.
    """
    before = before_document(document) if path == DOCUMENT_TYPE else before_field(field)
    pages = "-" if document.page_range is None else "{}-{}".format(*document.page_range)
    return f"field:{document.sha256}:{pages}:{path}:{digest_of(before)}"


def other_key(number: int) -> str:
    """The key of a row in which the reviewer names document and field."""
    return f"other:{number}"


def digest_of(before: str) -> str:
    """A digest of what a decision is bound to."""
    return hashlib.sha256(before.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]


def read_key(text: str) -> RowKey:
    """The key as `finding_key`, `field_key` or `other_key` wrote it.

    Raises:
        ValueError: if it is none of ours.
    """
    kind, _, rest = text.partition(":")
    if kind == "finding" and rest.count(":") == 1:
        target, digest = rest.split(":")
        return RowKey("finding", target, digest)
    if kind == "field" and rest.count(":") >= 3:
        sha256, pages, rest = rest.split(":", 2)
        target, _, digest = rest.rpartition(":")
        first, dash, last = pages.partition("-")
        return RowKey("field", target, digest, sha256, (int(first), int(last)) if first and dash else None)
    if kind == "other" and rest.isdigit():
        return RowKey("other", rest)
    raise ValueError(f"{text!r} is not the key of a row")
