"""Digital signatures, checked by pyHanko; imported only where a document bears one (see `extractors.signatures`)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from asn1crypto import pem
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from records.readings import Signature

UNREADABLE = (PdfError, ValueError, KeyError, TypeError, IndexError)
"""What a damaged file or signature raises; pyHanko's own errors are kinds of ValueError."""

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def check(path: Path, roots: Sequence[Certificate]) -> tuple[Signature, ...]:
    """The signatures of a PDF, each checked; one that is no signature at all where the file cannot be taken apart."""
    try:
        with path.open("rb") as file:
            return tuple(_checked(it, roots) for it in PdfFileReader(file, strict=False).embedded_regular_signatures)
    except UNREADABLE:
        return (Signature("", None, None, covers_whole=False),)


def roots_in(folder: Path) -> tuple[Certificate, ...]:
    """The certificates of a folder (.pem, .cer, .crt, .der), to be trusted as roots."""
    files = sorted(it for it in folder.iterdir() if it.suffix.lower() in {".pem", ".cer", ".crt", ".der"})
    return tuple(certificate for file in files for certificate in _certificates(file.read_bytes()))


def _certificates(content: bytes) -> list[Certificate]:
    if not pem.detect(content):
        return [Certificate.load(content)]
    return [Certificate.load(der) for kind, _, der in pem.unarmor(content, multiple=True) if kind == "CERTIFICATE"]


def _checked(embedded: EmbeddedPdfSignature, roots: Sequence[Certificate]) -> Signature:
    signer = _name(embedded)
    signed_at = embedded.self_reported_timestamp
    day = None if signed_at is None else signed_at.date()
    try:
        context = ValidationContext(trust_roots=list(roots), allow_fetching=False)
        status = validate_pdf_signature(embedded, context)
    except UNREADABLE:
        return Signature(signer, day, None, covers_whole=False)
    return Signature(
        signer=signer,
        signed_on=day,
        intact=status.intact and status.valid,
        covers_whole=_covers_whole(status),
        trusted=status.trusted if roots else None,
    )


def _covers_whole(status: PdfSignatureStatus) -> bool:
    """Whether nothing was added after signing but further signatures, time stamps and the proofs that they need."""
    return status.modification_level in {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES}


def _name(embedded: EmbeddedPdfSignature) -> str:
    try:
        certificate = embedded.signer_cert
    except UNREADABLE:
        return ""
    named = {} if certificate is None else certificate.subject.native
    return str(named.get("common_name") or named.get("organization_name") or "")
