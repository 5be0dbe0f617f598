"""Documents in cases: filed, counted once, replaced by a later one of the same name, withdrawn by a person."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from casefile.journal import MACHINE, Change, Journal, journal
from casefile.models import Case, Document, Drop, Original, Reading
from casefile.store import Stored
from casefile.work import want
from records.readings import READ_AT_ALL, DocumentReading
from records.stored import reading_text

ADDED, REPLACED, WITHDRAWN = "a document was added", "a document was replaced", "a document was withdrawn"
SAME_AGAIN = "This is the same file, byte for byte, as {name}; it is counted once."


class NotThere(Exception):
    """The case or the document is not in the register; the message says which."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A file to be filed in a case.

    Attributes:
        stored: None of what could not be taken out of a parcel; `settled` then says why.
        settled: the reading where there is nothing to read.
        parcel: the zip file or e-mail that it came in.
        source, modified_ns: where it lay in the queue; "" and 0 of what came in a parcel.
    """

    name: str
    stored: Stored | None
    settled: DocumentReading | None = None
    parcel: Document | None = None
    source: str = ""
    modified_ns: int = 0


def case_key(application_id: str) -> str:
    """What makes two folder names one application: shared drives do not tell capitals apart."""
    return unicodedata.normalize("NFC", application_id).casefold()


def open_case(book: Journal, application_id: str) -> Case:
    """The case of this name, opened now if it is new."""
    key = case_key(application_id)
    case: Case | None = Case.objects.filter(key=key).first()
    if case is None:
        with book.change("case.opened", application_id) as change:
            case = change.create(Case, application_id=application_id, key=key, opened_at=change.at)
    return case


def case_named(application_id: str) -> Case:
    """The case of this name.

    Raises:
        NotThere: if there is none.
    """
    case: Case | None = Case.objects.filter(key=case_key(application_id)).first()
    if case is None:
        raise NotThere(f"there is no application {application_id} in the register; `parakh status` lists them")
    return case


def file_document(book: Journal, case: Case, filed: Filed) -> None:
    """Files a document: new, in place of an earlier one of its name, or one more copy of what is there."""
    sha256 = filed.stored.sha256 if filed.stored else None
    of_name = Document.objects.filter(case=case, name=filed.name, state="filed").first()
    same = Document.objects.filter(case=case, original_id=sha256, state="filed").first() if sha256 else None
    with book.change("file.taken", case.application_id) as change:
        _keep_original(change, filed.stored)
        is_there = of_name is not None and sha256 is not None and of_name.original_id == sha256
        if is_there:
            document = of_name
        else:
            if of_name is not None:
                end(change, of_name, "replaced", MACHINE, "another file of the same name was handed in")
            document = change.create(
                Document,
                case=case,
                original_id=sha256,
                name=filed.name,
                parcel=filed.parcel,
                settled=reading_text(filed.settled) if filed.settled else "",
                filed_at=change.at,
            )
        outcome, message = _outcome(filed, same)
        change.create(
            Drop,
            case=case,
            document=document,
            name=filed.name,
            source=filed.source,
            sha256=sha256 or "",
            size=filed.stored.size if filed.stored else 0,
            modified_ns=filed.modified_ns,
            taken_at=change.at,
            outcome=outcome,
            message=message,
            cleared=not filed.source,
        )
        if not is_there and outcome != "in_progress":
            touch(change, case, ADDED if of_name is None else REPLACED)
    if outcome == "in_progress" and sha256:
        want("read", sha256, ADDED if of_name is None else REPLACED)
    if sha256 and not same:
        _tell_of_others(book, case, filed.name, sha256)


def _keep_original(change: Change, stored: Stored | None) -> None:
    if stored is not None and not Original.objects.filter(pk=stored.sha256).exists():
        change.create(Original, sha256=stored.sha256, size=stored.size, stored_at=change.at)


def _outcome(filed: Filed, same: Document | None) -> tuple[str, str]:
    """What becomes of a drop at once: known already, or in progress until it is read."""
    if same is not None:
        return "duplicate", SAME_AGAIN.format(name=same.name)
    if filed.settled is not None:
        return outcome_of(filed.settled.status), filed.settled.message or ""
    known = latest_reading(filed.stored.sha256) if filed.stored else None
    return (outcome_of(known.status), known.message) if known else ("in_progress", "")


def latest_reading(sha256: str) -> Reading | None:
    """The reading of an original that counts."""
    reading: Reading | None = Reading.objects.filter(original_id=sha256).defer("body").order_by("-id").first()
    return reading


def outcome_of(status: str) -> str:
    """What became of a drop, by the status of its reading."""
    return status if status in READ_AT_ALL else "quarantined"


def _tell_of_others(book: Journal, case: Case, name: str, sha256: str) -> None:
    """The same bytes in another case: to be looked into, and told to the chain."""
    others = Document.objects.filter(original_id=sha256, state="filed").exclude(case=case)
    also = sorted({f"{it.case.application_id}/{it.name}" for it in others.select_related("case")})
    if also:
        with book.change("document.in_another_case", case.application_id) as change:
            change.say(name=name, sha256=sha256, also=also)


def end(change: Change, document: Document, state: str, who: str, why: str) -> None:
    """A document does not count any more, nor what came in it; nothing is deleted."""
    inside: Sequence[Document] = Document.objects.filter(parcel=document, state="filed")
    for ended in (document, *inside):
        change.update(ended, state=state, ended_at=change.at, ended_by=who, ended_why=why)
    others = Document.objects.filter(original_id=document.original_id, case_id=document.case_id, state="filed")
    if document.settled and document.original_id and others.exists():
        want("read", document.original_id, ADDED)  # a second copy of a parcel that was never opened counts now


def withdraw(application_id: str, name: str, who: str, why: str) -> None:
    """Takes a document out of a case; its original stays in the store and its history in the chain.

    Raises:
        NotThere: if the case holds no document of this name.
    """
    with journal() as book:
        case = case_named(application_id)
        document = Document.objects.filter(case=case, name=name, state="filed").first()
        if document is None:
            raise NotThere(
                f"{case.application_id} holds no document {name}; `parakh status {application_id}` lists them"
            )
        with book.change("document.withdrawn", case.application_id, who) as change:
            end(change, document, "withdrawn", who, why)
            change.say(why=why)
            touch(change, case, WITHDRAWN)


def touch(change: Change, case: Case, cause: str) -> None:
    """Something has changed that the case's appraisal rests on: it is to be appraised again."""
    change.update(case, revision=case.revision + 1)
    want("appraise", str(case.pk), cause, case)
