"""A person's decision, from words to a record that is bound to what it overrules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from casefile.appraisals import current_appraisal
from casefile.cases import held
from casefile.decisions import keep_decision
from casefile.filing import case_named
from checks import CHECKS
from flows.register import documents_of
from records.findings import Action, Decision, FindingStatus
from records.overlay import DOCUMENT_TYPE, before_document, before_field
from records.paths import take_apart
from records.readings import DocumentReading, Field, Value
from worksheets.decisions_values import NotAValue, typed, unit_of


class CannotDecide(Exception):
    """There is nothing of that name to decide on, or the value is none; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a person said.

    Attributes:
        target: the id of a check, or the path of a field, or `document_type`.
        after: the value or the status that is to stand, as typed; "" unless corrected.
        document: the name of the document of a field; "" for a finding.
    """

    target: str
    action: Action
    who: str
    why: str
    after: str = ""
    document: str = ""


def decide(application_id: str, word: Word) -> Decision:
    """Takes a decision and keeps it; the case is then to be appraised again.

    Raises:
        NotThere: if there is no such application, or it was not appraised yet.
        CannotDecide: if the target is not there, or the value cannot be read.
        MayNot: if name or reason is missing.
    """
    decision = _on_field(application_id, word) if word.document else _on_finding(application_id, word)
    keep_decision(application_id, decision)
    return decision


def _on_finding(application_id: str, word: Word) -> Decision:
    if word.target not in {check.id for check in CHECKS}:
        raise CannotDecide(f"there is no check {word.target}; `parakh explain` lists them. A field needs --document")
    _, appraisal = current_appraisal(application_id)
    found = next((it for it in appraisal["findings"] if it["check"] == word.target), None)
    if found is None:
        raise CannotDecide(f"{word.target} was not judged in {application_id}; run `parakh queue` and look again")
    statuses = get_args(FindingStatus)
    if word.action == "correct" and word.after not in statuses:
        raise CannotDecide(f"a finding is corrected to one of {', '.join(statuses)}, not to {word.after!r}")
    if word.action == "accept" and found["status"] == "refer":
        raise CannotDecide(f"{word.target} refers, so that accepting it settles nothing; correct it to pass or fail")
    before = f"{found['status']}: {found['reason']}"
    return _decision(word, before, word.after if word.action == "correct" else None)


def _on_field(application_id: str, word: Word) -> Decision:
    document = _document(application_id, word.document)
    field = _field(document, word.target)
    if word.target == DOCUMENT_TYPE:
        before = before_document(document)
        if word.action == "correct":
            raise CannotDecide("the type of a document is accepted or not applicable; it is not corrected to another")
    else:
        before = before_field(field)
    if field is None and word.action == "accept" and word.target != DOCUMENT_TYPE:
        raise CannotDecide(f"{word.target} was not read in {word.document}; give its value with --correct")
    if word.action != "correct":
        return _decision(word, before, None, document)
    after, unit = corrected(document.document_type, word.target, word.after)
    return _decision(word, before, after, document, field.unit if field else unit)


def _decision(
    word: Word, before: str, after: Value | None, document: DocumentReading | None = None, unit: str | None = None
) -> Decision:
    return Decision(
        who=word.who.strip(),
        when=datetime.now(UTC),
        target=word.target,
        action=word.action,
        before=before,
        why=word.why.strip(),
        after=after,
        sha256=document.sha256 if document else "",
        page_range=document.page_range if document else None,
        unit=unit,
    )


def _document(application_id: str, name: str) -> DocumentReading:
    """A document of a case as the machine read it."""
    (kept,) = held([case_named(application_id).pk])
    documents = [it for paper in kept.papers if not paper.same_as for it in documents_of(paper)]
    found = next((it for it in documents if it.file == name), None)
    if found is None:
        names = ", ".join(it.file for it in documents)
        raise CannotDecide(f"{application_id} holds no document {name} that was read; it holds {names}")
    return found


def _field(document: DocumentReading, target: str) -> Field | None:
    place = take_apart(target)
    if not place.table:
        return document.fields.get(place.column)
    rows = document.tables.get(place.table, ())
    if not place.column or place.index >= len(rows):
        raise CannotDecide(f"{document.file} has no {target}: {place.table} has {len(rows)} rows, counted from 0")
    return rows[place.index].fields.get(place.column)


def corrected(document_type: str, target: str, text: str) -> tuple[Value, str | None]:
    """A value as a person typed it, read as the worksheet's cells are, and its unit.

    Raises:
        CannotDecide: if documents of this type have no such field, or it is no value of it.
    """
    try:
        return typed(document_type, target, text), unit_of(document_type, target)
    except NotAValue as error:
        raise CannotDecide(str(error)) from error
