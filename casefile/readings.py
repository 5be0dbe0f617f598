"""Readings of originals, made once for all cases that hold them, and what came out of parcels."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Max

from casefile.filing import Filed, NotThere, case_named, file_document, outcome_of, touch
from casefile.journal import Journal, journal
from casefile.models import Case, Document, Drop, Reading
from casefile.points import at
from casefile.store import Stored
from casefile.work import Leased, finish, want
from records.readings import DocumentReading
from records.stored import reading_from, reading_text

READ_AGAIN = "a document was read again"
QUICK = 1
"""zlib's level: a third larger than the best, and several times as fast."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What came out of a parcel: stored, or not, and then `settled` says why. `name` begins after the parcel's."""

    name: str
    stored: Stored | None
    settled: DocumentReading | None = None


def keep_reading(work: Leased, reading: DocumentReading, reader: str) -> None:
    """Keeps the reading of an original; every drop of it that was in progress is settled.

    Args:
        work: the work that asked for it; it is finished with this.
        reading: what was read.
        reader: which code read, as a hash.

    Raises:
        LeaseLost: if another process has taken the work over; nothing is written then.
    """
    text = reading_text(reading)
    with journal() as book:
        finish(work)
        with book.change("reading.made") as change:
            change.create(
                Reading,
                original_id=work.key,
                reader=reader,
                status=reading.status,
                document_type=reading.document_type,
                message=reading.message or "",
                digest=hashlib.sha256(text.encode()).hexdigest(),
                made_at=change.at,
                body=zlib.compress(text.encode(), QUICK),
            )
        _settle(book, work, outcome_of(reading.status), reading.message or "")
        at("reading.registered")
    at("reading.committed")


def _settle(book: Journal, work: Leased, outcome: str, message: str) -> None:
    """Settles the drops of an original, and asks for the appraisal of every case that holds it."""
    drops = Drop.objects.filter(sha256=work.key).exclude(outcome="duplicate").exclude(outcome=outcome, message=message)
    holding = set(Document.objects.filter(original_id=work.key, state="filed").values_list("case_id", flat=True))
    for case in Case.objects.filter(pk__in=holding | set(drops.values_list("case_id", flat=True))).order_by("pk"):
        with book.change("file.settled", case.application_id) as change:
            change.update_all(drops.filter(case=case), outcome=outcome, message=message)
            if case.pk in holding:  # else it was withdrawn or replaced while it was read
                touch(change, case, work.cause)


def keep_parcel(work: Leased, parcel: DocumentReading, inside: Sequence[Inside]) -> None:
    """Files what came out of a zip file or an e-mail, in every case that holds it, with the parcel itself.

    Raises:
        LeaseLost: if another process has taken the work over; nothing is written then.
    """
    at("parcel.stored")
    with journal() as book:
        finish(work)
        for document in _first_of_each_case(work.key):
            settled = named(parcel, document.name)
            drops = Drop.objects.filter(document=document, outcome="in_progress")
            with book.change("parcel.opened", document.case.application_id) as change:
                change.update(document, settled=reading_text(settled))
                change.update_all(drops, outcome=outcome_of(parcel.status), message=parcel.message or "")
                touch(change, document.case, work.cause)
            for it in inside:
                name = f"{document.name}/{it.name}"
                reading = named(it.settled, name) if it.settled else None
                file_document(book, document.case, Filed(name, it.stored, reading, parcel=document))
        left = Drop.objects.filter(sha256=work.key, outcome="in_progress").select_related("case")
        for drop in left:  # withdrawn or replaced while it was opened
            with book.change("file.settled", drop.case.application_id) as change:
                change.update(drop, outcome=outcome_of(parcel.status), message=parcel.message or "")
        at("parcel.registered")
    at("parcel.committed")


def _first_of_each_case(sha256: str) -> list[Document]:
    """The documents that stand for an original in their cases and were not opened yet."""
    filed = Document.objects.filter(original_id=sha256, state="filed").select_related("case").order_by("id")
    first: dict[int, Document] = {}
    for document in filed:
        first.setdefault(document.case_id, document)
    return [document for document in first.values() if not document.settled]


def named(reading: DocumentReading, name: str) -> DocumentReading:
    """A reading without fields under another name."""
    return replace(reading, file=name)


def read_again(application_id: str, name: str | None = None) -> int:
    """Asks for a case's documents, or for one of them, to be read again; gives how many.

    Raises:
        NotThere: if there is no such case, or it holds no document of this name that can be read.
    """
    with journal() as book:
        case = case_named(application_id)
        documents = Document.objects.filter(case=case, state="filed", settled="").exclude(original=None)
        wanted = sorted(set(documents.filter(**({"name": name} if name else {})).values_list("original_id", flat=True)))
        if not wanted:
            raise NotThere(f"{application_id} holds no document {name or ''} that can be read again")
        with book.change("reading.wanted", case.application_id) as change:
            for sha256 in wanted:
                want("read", sha256, READ_AGAIN)
            change.say(sha256=wanted)
    return len(wanted)


def readings_of(sha256s: Iterable[str]) -> Mapping[str, DocumentReading]:
    """The latest reading of each original that has one, by sha256; under the name it was first read by."""
    wanted = list(sha256s)
    latest = Reading.objects.filter(original_id__in=wanted).values("original_id").annotate(last=Max("id"))
    rows = Reading.objects.filter(id__in=[it["last"] for it in latest])
    return {row.original_id: unpacked(row) for row in rows.iterator()}


def unpacked(row: Reading) -> DocumentReading:
    """The reading in a row."""
    return reading_from(zlib.decompress(row.body).decode())
