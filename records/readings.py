"""What was read: fields with their evidence, table rows, and the reading of one document."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal, overload

from records.light import light_record
from records.pages import Box, PageQuality

SURE = 0.90
"""At this confidence or above a value is sure; below it is doubtful, and a gate that rests on it is `refer`."""

ONE_OCR_WITNESS = 0.89
"""The most that a value read by OCR alone, with no second witness, may claim."""

CLEARLY_READ, CLOSED_BY_OCR = 0.85, 0.93
"""A word of a closed vocabulary that OCR read with the first confidence is its own second witness, worth the other."""

Value = str | Decimal | date | tuple[str, ...]
Method = Literal["text", "ocr", "qr", "signature", "sheet", "reviewer"]
DocumentStatus = Literal[
    "read", "partly_read", "unreadable", "encrypted", "unsupported", "too_large", "timed_out", "duplicate"
]
READ_AT_ALL: frozenset[str] = frozenset({"read", "partly_read"})
"""The statuses of documents that gave a reading."""

DOCUMENT_TYPES = (
    "application_form",
    "epr_certificate",
    "pollution_board_authorisation",
    "capex_statement",
    "sales_ledger",
    "gmr_certificate",
    "gst_registration",
    "incorporation_certificate",
    "environmental_clearance",
    "assay_report",
    "chartered_engineer_certificate",
    "approval_letter",
    "claim_form",
    "unknown",
)


@light_record
class Evidence:
    """Where a value was read: the document, the place on the page, and the text as printed there.

    Of files without pages `sheet` and `cell` say where; page and box are then those of a page set for reading only.
    """

    sha256: str
    file: str
    page: int
    box: Box
    text: str
    method: Method
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A runner-up: another value the same document could be read to give, and how likely that reading is."""

    value: Value
    raw: str
    confidence: float
    reason: str = ""


@light_record
class Field:
    """A typed value with its evidence.

    Attributes:
        value: amounts and quantities are `Decimal` (money always in rupees), dates `date`, lists tuples of `str`.
        unit: "INR", "percent", "tpa", or the unit as printed for `quantity`; None for text and dates.
        confidence: 0-1; `SURE` or above only where two witnesses agree or a visible text layer was confirmed.
        witnesses: what else agreed with the value ("words", "row sum", "check digit", "ocr of the crop"), in words.
    """

    name: str
    value: Value
    confidence: float
    evidence: Evidence
    unit: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    witnesses: tuple[str, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """Whether a person must confirm the value before a verdict may rest on it."""
        return self.confidence < SURE

    def with_confidence(self, confidence: float, *witnesses: str) -> Field:
        """The same field with another confidence; `witnesses` are added to those it has."""
        return replace(self, confidence=confidence, witnesses=(*self.witnesses, *witnesses))


@light_record
class TableRow:
    """One row of a table: a field per column that is printed. `index` counts from 0 in reading order."""

    index: int
    fields: Mapping[str, Field]


class MadeRows(Sequence[TableRow]):
    """Rows of a table that are made when somebody asks for them; a subclass has a length and makes one row."""

    @abstractmethod
    def _row(self, index: int) -> TableRow:
        """The row at an index from 0 to below the length."""

    @overload
    def __getitem__(self, place: int) -> TableRow: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[TableRow, ...]: ...
    def __getitem__(self, place: int | slice) -> TableRow | tuple[TableRow, ...]:
        """One row, or several."""
        if isinstance(place, slice):
            return tuple(self._row(at) for at in range(*place.indices(len(self))))
        index = place + len(self) if place < 0 else place
        if not 0 <= index < len(self):
            raise IndexError(place)
        return self._row(index)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about a reading; `code` is stable, `message` is for people."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What is kept of a page once its words have been used."""

    number: int
    width: float
    height: float
    rotation: int
    quality: PageQuality
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature in a document.

    Attributes:
        signer: the name in the signer's certificate, "" where none could be read.
        signed_on: the day that the signature claims, None where it claims none.
        intact: whether the signed bytes are what was signed; None where the signature could not be checked.
        covers_whole: whether nothing was added after it but further signatures and what they need.
        trusted: whether the certificate leads to a root that was given; None where no roots were given.
    """

    signer: str
    signed_on: date | None
    intact: bool | None
    covers_whole: bool
    trusted: bool | None = None


@light_record
class DocumentReading:
    """All that was read from one document.

    `message` says in one sentence what staff can do about a status other than `read`.
    """

    file: str
    sha256: str
    document_type: str
    type_confidence: float
    status: DocumentStatus
    message: str | None = None
    page_count: int = 0
    pages: tuple[PageSummary, ...] = ()
    read_by: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    tables: Mapping[str, Sequence[TableRow]] = field(default_factory=dict)
    warnings: tuple[Notice, ...] = ()
    type_reasons: tuple[str, ...] = ()
    """The phrases on the page that made it this type, for the person who asks why."""
    signatures: tuple[Signature, ...] = ()
    page_range: tuple[int, int] | None = None
    """First and last page, counted from 1, of a document that is part of a file with several."""
    part_of: str | None = None
    """The file that it is part of, by its name."""
    parts: tuple[DocumentReading, ...] = ()
    """Of a file that holds several documents: these, each under a name of its own. Nobody judges the file itself."""

    @property
    def identity(self) -> tuple[str, tuple[int, int] | None]:
        """What makes it one document: the bytes, and the pages where it is part of a file."""
        return (self.sha256, self.page_range)
